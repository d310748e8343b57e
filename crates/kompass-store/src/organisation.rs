//! Organisations: who owns evaluations.

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::sort;
use crate::text::id;
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::{Error, Result};
use serde::Serialize;
use uuid::Uuid;

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO organisation (id, name, name_sort, country, version, created_at, changed_at)
        VALUES ($1, $2, $3, $4, 1, $5, $5)";
    LIST = "SELECT id, name, country, version FROM organisation ORDER BY name_sort, id";
    GET = "SELECT id, name, country, version FROM organisation WHERE id = $1";
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
    /// Counts its changes, from 1.
    pub version: i64,
}

/// Makes an organisation.
pub async fn create(db: &Db, stamp: &Stamp, name: &str, country: &str) -> Result<Uuid> {
    let mut write = match Write::begin(db, stamp, "organisation.create", &(name, country)).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    let id = write.id();
    let row = args![id, name, sort::key(name), country, write.now()];
    write.tx.execute(&INSERT, row).await?;
    let content = [("name", name), ("country", country)];
    write.finish(Entry { chain: Chain::Organisation(id), subject: "", content }, id).await
}

/// All organisations, by name.
pub async fn list(db: &Db) -> Result<Vec<Organisation>> {
    let rows: Vec<Row> = db.all(&LIST, &[]).await?;
    rows.into_iter().map(Organisation::try_from).collect()
}

/// One organisation.
pub async fn get(db: &Db, id: Uuid) -> Result<Organisation> {
    db.optional::<Row>(&GET, args![id])
        .await?
        .ok_or_else(|| Error::not_found("organisation", id, "list the organisations"))?
        .try_into()
}

type Row = (String, String, String, i64);

impl TryFrom<Row> for Organisation {
    type Error = Error;

    fn try_from((uuid, name, country, version): Row) -> Result<Self> {
        Ok(Self { id: id("organisation.id", &uuid)?, name, country, version })
    }
}
