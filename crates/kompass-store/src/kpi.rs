//! Editions of the national key figures: which generation every node uses, how it came here, and what it changed in the
//! values of the one before.

use crate::audit::Chain;
use crate::blob::{Blob, record_in};
use crate::db::{Db, args, statements};
use crate::text::{from_day, from_json, from_word, instant, json, narrow, word};
use crate::write::{Begun, Entry, Stamp, Write};
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::{Error, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Rows that go to the database in one statement.
const BATCH: usize = 1000;

/// Editions whose bytes are kept: the one in use, and the one that a node may still be fetching.
const KEPT: i64 = 2;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT number, digest, size, kind, as_of, summary, actor, made_at FROM kpi_edition ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    LATEST = select!("ORDER BY number DESC LIMIT 1");
    LIST = select!("ORDER BY number DESC LIMIT $1");
    GET = select!("WHERE number = $1");
    INSERT = "INSERT INTO kpi_edition (number, digest, size, kind, as_of, summary, actor, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number) DO NOTHING";
    REVISE =
        "INSERT INTO kpi_revision (number, kpi, cells)
        SELECT $2, value ->> 'kpi', value ->> 'cells' FROM json_each($1)",
        "INSERT INTO kpi_revision (number, kpi, cells)
        SELECT $2, kpi, cells FROM json_to_recordset($1::json) AS row (kpi text, cells text)";
    REVISIONS_OF_KPI = "SELECT number, kpi, cells FROM kpi_revision WHERE kpi = $1 ORDER BY number DESC LIMIT $2";
    REVISIONS_OF_EDITION = "SELECT number, kpi, cells FROM kpi_revision WHERE number = $1 ORDER BY kpi";
    REVISIONS_FROM = "SELECT number, kpi, cells FROM kpi_revision WHERE number = $1 AND kpi >= $2 ORDER BY kpi LIMIT $3";
    // Of older editions, unless a newer one has the same bytes.
    OLD_BLOBS = "SELECT DISTINCT digest FROM kpi_edition WHERE number <= $1
        AND digest NOT IN (SELECT digest FROM kpi_edition WHERE number > $1)
        AND EXISTS (SELECT 1 FROM blob WHERE blob.digest = kpi_edition.digest)";
    FORGET_BLOB = "DELETE FROM blob WHERE digest = $1";
    TAKE_TURN = "INSERT INTO kpi_turn (name, holder, until) VALUES ('sync', $1, $2)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE kpi_turn.holder = excluded.holder OR kpi_turn.until <= $3";
    END_TURN = "DELETE FROM kpi_turn WHERE name = 'sync' AND holder = $1";
}

/// How an edition came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// From files.
    Import,
    /// Everything was fetched from the provider.
    Full,
    /// What had changed was fetched from the provider.
    Changes,
}

/// An edition. `S` says what is known of it, and is kept as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edition<S> {
    /// Number, from 1.
    pub number: u32,
    /// SHA-256 of its file, in hexadecimal.
    pub digest: String,
    /// Bytes of its file.
    pub size: u64,
    /// How it came about.
    pub kind: Kind,
    /// The day on which the provider was asked; what changed from then on is not in it. `None` for files.
    pub as_of: Option<Date>,
    /// What is in it.
    pub summary: S,
    /// Who brought it: an account, or `command line`.
    pub actor: String,
    /// When.
    pub made_at: Timestamp,
}

/// A new edition.
#[derive(Debug, Serialize)]
pub struct NewEdition<'a, S> {
    /// Number of the edition it was made from; 0 if from what comes with the program.
    pub base: u32,
    /// How it came about.
    pub kind: Kind,
    /// See [`Edition::as_of`].
    pub as_of: Option<Date>,
    /// What is in it.
    pub summary: &'a S,
}

/// What an edition changed in one KPI. `C` are the cells, and are kept as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision<C> {
    /// Number of the edition.
    pub number: u32,
    /// Id of the KPI.
    pub kpi: String,
    /// Cells with what they were and what they are.
    pub cells: C,
}

/// The newest edition; `None` as long as there is only what comes with the program.
pub async fn latest<S: DeserializeOwned>(db: &Db) -> Result<Option<Edition<S>>> {
    db.optional::<Row>(&LATEST, &[]).await?.map(edition).transpose()
}

/// The newest editions, the last first.
pub async fn list<S: DeserializeOwned>(db: &Db, most: u32) -> Result<Vec<Edition<S>>> {
    db.all::<Row>(&LIST, args![most]).await?.into_iter().map(edition).collect()
}

/// An edition.
pub async fn get<S: DeserializeOwned>(db: &Db, number: u32) -> Result<Edition<S>> {
    let row = db.optional::<Row>(&GET, args![number]).await?;
    let missing =
        || Error::not_found("edition of key figures", number.to_string(), "list the editions");
    edition(row.ok_or_else(missing)?)
}

/// Adds an edition whose bytes are kept already, with what it changed: the KPIs with their cells. From then on every node
/// uses it.
///
/// # Errors
/// [`Error::Conflict`] if another edition came since the one it was made from.
pub async fn add<S: Serialize, C: Serialize>(
    db: &Db,
    stamp: &Stamp,
    new: &NewEdition<'_, S>,
    blob: &Blob,
    revisions: &[(String, C)],
) -> Result<u32> {
    let mut write = match Write::begin(db, stamp, "kpi.add", &(new, blob)).await? {
        Begun::Repeated(number) => return Ok(number),
        Begun::New(write) => write,
    };
    let (number, now) = (new.base + 1, stamp.micros());
    let newest: Option<Row> = write.tx.optional(&LATEST, &[]).await?;
    let newest = newest.map_or(0, |row| row.0);
    let as_of = new.as_of.map(|day| day.to_string());
    let (kind, summary) = (word(&new.kind), json(new.summary));
    let size = i64::try_from(blob.size).unwrap_or(i64::MAX);
    let row = args![number, &blob.digest, size, &kind, &as_of, &summary, &stamp.by, now];
    if newest != i64::from(new.base) || write.tx.execute(&INSERT, row).await? == 0 {
        return Err(Error::Conflict(
            "other key figures were taken into use meanwhile – begin again".to_owned(),
        ));
    }
    record_in(&mut write.tx, blob, now).await?;
    for batch in revisions.chunks(BATCH) {
        let rows: Vec<_> =
            batch.iter().map(|(kpi, cells)| RevisionRow { kpi, cells: json(cells) }).collect();
        write.tx.execute(&REVISE, args![json(&rows), number]).await?;
    }
    let content = serde_json::json!({ "edition": number, "sha256": blob.digest, "kind": kind, "as_of": as_of,
        "summary": new.summary });
    let entry = Entry { chain: Chain::Installation, subject: &blob.digest, content };
    write.finish(entry, number).await
}

/// What editions changed in a KPI, the newest first.
pub async fn revisions_of_kpi<C: DeserializeOwned>(
    db: &Db,
    kpi: &str,
    most: u32,
) -> Result<Vec<Revision<C>>> {
    db.all(&REVISIONS_OF_KPI, args![kpi, most]).await?.into_iter().map(revision).collect()
}

/// What an edition changed, by KPI.
pub async fn revisions_of_edition<C: DeserializeOwned>(
    db: &Db,
    number: u32,
) -> Result<Vec<Revision<C>>> {
    db.all(&REVISIONS_OF_EDITION, args![number]).await?.into_iter().map(revision).collect()
}

/// What an edition changed, by KPI, from this one on.
pub async fn revisions_from<C: DeserializeOwned>(
    db: &Db,
    number: u32,
    kpi: &str,
    most: u32,
) -> Result<Vec<Revision<C>>> {
    db.all(&REVISIONS_FROM, args![number, kpi, most]).await?.into_iter().map(revision).collect()
}

/// Forgets that the bytes of older editions are kept, and names them, so that they can be removed.
pub async fn forget_bytes(db: &Db) -> Result<Vec<String>> {
    let mut tx = db.begin().await?;
    let newest: Option<Row> = tx.optional(&LATEST, &[]).await?;
    let last = newest.map_or(0, |row| row.0) - KEPT;
    let old: Vec<(String,)> = tx.all(&OLD_BLOBS, args![last]).await?;
    for (digest,) in &old {
        tx.execute(&FORGET_BLOB, args![digest]).await?;
    }
    tx.commit().await?;
    Ok(old.into_iter().map(|(digest,)| digest).collect())
}

/// Takes the turn to ask the provider, or keeps it longer. False if another has it.
pub async fn take_turn(db: &Db, holder: &str, now: Timestamp, until: Timestamp) -> Result<bool> {
    Ok(db.execute(&TAKE_TURN, args![holder, until, now]).await? == 1)
}

/// Gives the turn back.
pub async fn end_turn(db: &Db, holder: &str) -> Result<()> {
    db.execute(&END_TURN, args![holder]).await.map(|_| ())
}

type Row = (i64, String, i64, String, Option<String>, String, String, i64);

#[derive(Serialize)]
struct RevisionRow<'a> {
    kpi: &'a str,
    cells: String,
}

fn edition<S: DeserializeOwned>(row: Row) -> Result<Edition<S>> {
    let (number, digest, size, kind, as_of, summary, actor, made_at) = row;
    Ok(Edition {
        number: narrow("kpi_edition.number", number)?,
        digest,
        size: narrow("kpi_edition.size", size)?,
        kind: from_word("kpi_edition.kind", &kind)?,
        as_of: from_day("kpi_edition.as_of", as_of)?,
        summary: from_json("kpi_edition.summary", &summary)?,
        actor,
        made_at: instant("kpi_edition.made_at", made_at)?,
    })
}

fn revision<C: DeserializeOwned>(
    (number, kpi, cells): (i64, String, String),
) -> Result<Revision<C>> {
    let cells = from_json("kpi_revision.cells", &cells)?;
    Ok(Revision { number: narrow("kpi_revision.number", number)?, kpi, cells })
}
