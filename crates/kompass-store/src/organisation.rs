//! Organisations: who owns evaluations, and who is evaluated.

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::sort;
use crate::text::{from_word, id, instant_some, word};
use crate::write::{Begun, Entry, Stamp, Write};
use jiff::Timestamp;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, country, kind, code, closed_at, version FROM organisation ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO organisation (id, name, name_sort, country, kind, code, version, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)";
    UPDATE = "UPDATE organisation SET name = $3, name_sort = $4, kind = $5, code = $6, version = version + 1,
            changed_at = $7
        WHERE id = $1 AND version = $2";
    CLOSE = "UPDATE organisation SET closed_at = $3, version = version + 1, changed_at = $3
        WHERE id = $1 AND version = $2 AND closed_at IS NULL";
    LIST = select!("ORDER BY name_sort, id");
    FIRST_PAGE = select!("WHERE name_sort >= $1 AND name_sort < $2 ORDER BY name_sort, id LIMIT $3");
    NEXT_PAGE = select!("WHERE name_sort >= $1 AND name_sort < $2
            AND (name_sort, id) > ((SELECT name_sort FROM organisation WHERE id = $4), $4)
        ORDER BY name_sort, id LIMIT $3");
    GET = select!("WHERE id = $1");
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Has many municipalities as members, and evaluates them.
    Federation,
    /// A municipality.
    Municipality,
    /// A region.
    Region,
    /// Evaluates for others.
    Consultancy,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] =
        [Self::Federation, Self::Municipality, Self::Region, Self::Consultancy];
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Country code (ISO 3166-1).
    pub country: String,
    /// What it is.
    pub kind: Kind,
    /// Code of the municipality or region.
    pub code: Option<String>,
    /// Since when nobody has a role in it any more.
    pub closed_at: Option<Timestamp>,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// An organisation to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NewOrganisation<'a> {
    /// Name.
    pub name: &'a str,
    /// Country code (ISO 3166-1).
    pub country: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Code of the municipality or region.
    pub code: Option<&'a str>,
}

/// Makes an organisation.
pub async fn create(db: &Db, stamp: &Stamp, new: &NewOrganisation<'_>) -> Result<Uuid> {
    let mut write = match Write::begin(db, stamp, "organisation.create", new).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    let id = write.id();
    let NewOrganisation { name, country, kind, code } = *new;
    let row = args![id, name, sort::key(name), country, word(&kind), code, write.now()];
    write.tx.execute(&INSERT, row).await?;
    write.finish(Entry { chain: Chain::Organisation(id), subject: "", content: new }, id).await
}

/// Changes an organisation, if it is still at this version. Returns the version after it.
pub async fn update(
    db: &Db,
    stamp: &Stamp,
    id: Uuid,
    expected: i64,
    name: &str,
    kind: Kind,
    code: Option<&str>,
) -> Result<i64> {
    let request = (id, expected, name, kind, code);
    let mut write = match Write::begin(db, stamp, "organisation.update", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let row = args![id, expected, name, sort::key(name), word(&kind), code, write.now()];
    if write.tx.execute(&UPDATE, row).await? == 0 {
        return Err(conflict(&mut write, id, expected).await);
    }
    let content = (name, kind, code);
    let entry = Entry { chain: Chain::Organisation(id), subject: "", content };
    write.finish(entry, expected + 1).await
}

/// Closes an organisation, if it is still at this version: nobody has a role in it from now on, and its evaluations stay.
/// Returns the version after it.
pub async fn close(db: &Db, stamp: &Stamp, id: Uuid, expected: i64) -> Result<i64> {
    let mut write = match Write::begin(db, stamp, "organisation.close", &(id, expected)).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    if write.tx.execute(&CLOSE, args![id, expected, now]).await? == 0 {
        return Err(conflict(&mut write, id, expected).await);
    }
    let entry = Entry { chain: Chain::Organisation(id), subject: "", content: () };
    write.finish(entry, expected + 1).await
}

/// All organisations, by name.
pub async fn list(db: &Db) -> Result<Vec<Organisation>> {
    let rows: Vec<Row> = db.all(&LIST, &[]).await?;
    rows.into_iter().map(Organisation::try_from).collect()
}

/// At most `limit` organisations whose names begin with `search`, in any case, by name: from the first, or those after
/// the one given.
pub async fn page(
    db: &Db,
    search: &str,
    limit: u32,
    after: Option<Uuid>,
) -> Result<Vec<Organisation>> {
    let begin = sort::prefix(search);
    // Comes after every hexadecimal digit.
    let end = format!("{begin}g");
    let rows: Vec<Row> = match after {
        None => db.all(&FIRST_PAGE, args![begin, end, limit]).await?,
        Some(id) => db.all(&NEXT_PAGE, args![begin, end, limit, id]).await?,
    };
    rows.into_iter().map(Organisation::try_from).collect()
}

/// One organisation.
pub async fn get(db: &Db, id: Uuid) -> Result<Organisation> {
    db.optional::<Row>(&GET, args![id]).await?.ok_or_else(|| unknown(id))?.try_into()
}

fn unknown(id: Uuid) -> Error {
    Error::not_found("organisation", id, "list the organisations")
}

/// Why no row was at the version expected.
async fn conflict(write: &mut Write<'_>, id: Uuid, expected: i64) -> Error {
    match write.tx.optional::<Row>(&GET, args![id]).await {
        Ok(Some((_, name, .., closed_at, version))) => {
            let what = if closed_at.is_some() { "closed" } else { "changed" };
            Error::Conflict(format!(
                "{name} was {what} in the meantime: it is at version {version}, not {expected} – read it again"
            ))
        }
        Ok(None) => unknown(id),
        Err(error) => error,
    }
}

type Row = (String, String, String, String, Option<String>, Option<i64>, i64);

impl TryFrom<Row> for Organisation {
    type Error = Error;

    fn try_from((uuid, name, country, kind, code, closed_at, version): Row) -> Result<Self> {
        Ok(Self {
            id: id("organisation.id", &uuid)?,
            name,
            country,
            kind: from_word("organisation.kind", &kind)?,
            code,
            closed_at: instant_some("organisation.closed_at", closed_at)?,
            version,
        })
    }
}
