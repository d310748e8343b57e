//! What the municipality thinks of itself, per sub-area. Once it is sealed nothing of it changes.

use crate::db::{Db, Tx, args, statements};
use crate::text::instant;
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use kompass_core::{Error, Points, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

statements! {
    STATEMENTS:
    // Of two who write at once, one seal and one position, the second waits.
    LOCK =
        "SELECT id FROM evaluation WHERE id = $1",
        "SELECT id FROM evaluation WHERE id = $1 FOR UPDATE";
    LIST = "SELECT sub_area, points, body, version FROM self_assessment WHERE evaluation_id = $1 ORDER BY sub_area";
    INSERT = "INSERT INTO self_assessment (evaluation_id, sub_area, points, body, version, changed_at)
        VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT (evaluation_id, sub_area) DO NOTHING";
    UPDATE = "UPDATE self_assessment SET points = $3, body = $4, changed_at = $5, version = version + 1
        WHERE evaluation_id = $1 AND sub_area = $2 AND version = $6";
    SEALED = "SELECT author_name, sealed_at FROM self_assessment_seal WHERE evaluation_id = $1";
    SEAL = "INSERT INTO self_assessment_seal (evaluation_id, author_name, sealed_at) VALUES ($1, $2, $3)
        ON CONFLICT (evaluation_id) DO NOTHING";
}

/// Where the municipality sees itself in a sub-area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Code of the sub-area.
    pub sub_area: String,
    /// Points it would give itself; `None` if it takes no stand.
    pub points: Option<Points>,
    /// Why, in a sentence.
    pub text: String,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// When a self-assessment was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Who sealed it.
    pub author_name: String,
    /// When.
    pub at: Timestamp,
}

/// What is written, by sub-area.
pub async fn list(db: &Db, evaluation: Uuid) -> Result<Vec<Position>> {
    let rows: Vec<(String, Option<i64>, String, i64)> = db.all(&LIST, args![evaluation]).await?;
    let position = |(sub_area, points, text, version): (String, Option<i64>, String, i64)| {
        Position { sub_area, points: points.map(Points), text, version }
    };
    Ok(rows.into_iter().map(position).collect())
}

/// The seal, once there is one.
pub async fn sealed(db: &Db, evaluation: Uuid) -> Result<Option<Seal>> {
    let row: Option<(String, i64)> = db.optional(&SEALED, args![evaluation]).await?;
    let seal = |(author_name, at)| Ok(Seal { author_name, at: instant("sealed_at", at)? });
    row.map(seal).transpose()
}

/// Writes a position; its version is the one it was read with, 0 if there was none. Returns the new version.
pub async fn put(db: &Db, stamp: &Stamp, evaluation: Uuid, position: &Position) -> Result<i64> {
    let request = (evaluation, position);
    let mut write = match Write::begin(db, stamp, "self_assessment.put", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    open_in(&mut write.tx, evaluation).await?;
    let Position { sub_area, points, text, version } = position;
    let now = write.now();
    let row = args![evaluation, sub_area, points.map(|it| it.0), text, now];
    let there = (*version != 0).then_some(*version);
    if write.tx.keep((&INSERT, &UPDATE), row, there).await? == 0 {
        return Err(Error::Conflict(format!(
            "somebody changed the self-assessment of {sub_area} in the meantime – read it and decide again"
        )));
    }
    write.finish_in(evaluation, sub_area, position, version + 1).await
}

/// Seals it.
pub async fn seal(db: &Db, stamp: &Stamp, evaluation: Uuid, name: &str) -> Result<()> {
    let request = (evaluation, "seal");
    let mut write = match Write::begin(db, stamp, "self_assessment.seal", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    open_in(&mut write.tx, evaluation).await?;
    let now = write.now();
    write.tx.execute(&SEAL, args![evaluation, name, now]).await?;
    write.finish_in(evaluation, "seal", (), ()).await
}

/// Waits for others who write it, and refuses what is sealed.
async fn open_in(tx: &mut Tx, evaluation: Uuid) -> Result<()> {
    let there: Option<(String,)> = tx.optional(&LOCK, args![evaluation]).await?;
    if there.is_none() {
        return Err(Error::not_found("evaluation", evaluation, "list the evaluations"));
    }
    let sealed: Option<(String, i64)> = tx.optional(&SEALED, args![evaluation]).await?;
    match sealed {
        None => Ok(()),
        Some(_) => Err(Error::Conflict("the self-assessment is sealed".to_owned())),
    }
}
