//! What became of the improvement areas of the last evaluation, one row at a time.

use crate::db::{Db, args, statements};
use crate::evaluation::{self, Head};
use crate::text::{from_json, from_word, id, json, narrow, word};
use crate::write::{Begun, Stamp, Write};
use kompass_core::evaluation::SinceLast;
use kompass_core::{Error, Result};
use uuid::Uuid;

statements! {
    STATEMENTS:
    LIST = "SELECT id, area, improvement, status, done, origin, version FROM since_last
        WHERE evaluation_id = $1 ORDER BY area, position, id";
    // The row of an area says what belongs to it; without one its parts would belong to nothing.
    INSERT_AREA = "INSERT INTO area_part (evaluation_id, number, position, locked, body, version, changed_at)
        VALUES ($1, $2, (SELECT coalesce(max(position) + 1, 0) FROM area_part WHERE evaluation_id = $1), '[]', '', 1, $3)
        ON CONFLICT (evaluation_id, number) DO NOTHING";
    INSERT = "INSERT INTO since_last (id, evaluation_id, area, position, improvement, status, done, origin, version, changed_at)
        VALUES ($1, $2, $3, (SELECT coalesce(max(position) + 1, 0) FROM since_last WHERE evaluation_id = $2 AND area = $3),
            $4, $5, $6, $7, 1, $8)";
    UPDATE = "UPDATE since_last SET area = $3, improvement = $4, status = $5, done = $6, changed_at = $7,
            version = version + 1
        WHERE id = $1 AND evaluation_id = $2 AND version = $8";
    DELETE = "DELETE FROM since_last WHERE id = $1 AND evaluation_id = $2 AND version = $3";
    EXISTS = "SELECT id FROM since_last WHERE id = $1 AND evaluation_id = $2";
    // By the organisation of the municipality, and by its code among what the same organisation evaluated.
    LAST = "SELECT id FROM (
            SELECT id, year, changed_at FROM evaluation WHERE evaluated_organisation_id = $2 AND id <> $1 AND year < $6
                AND state IN ('delivered', 'follow_up', 'closed')
            UNION SELECT id, year, changed_at FROM evaluation WHERE code = $3 AND country = $4 AND organisation_id = $5
                AND id <> $1 AND year < $6 AND state IN ('delivered', 'follow_up', 'closed')
        ) AS earlier ORDER BY year DESC, changed_at DESC, id LIMIT 1";
    IMPROVEMENTS = "SELECT area, body FROM finding
        WHERE evaluation_id = $1 AND kind = 'improvement' ORDER BY area, position, id";
}

/// An improvement area of the last evaluation, as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Identity.
    pub id: Uuid,
    /// Number of the area it belongs to.
    pub area: u8,
    /// What became of it.
    pub since: SinceLast,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// All rows of an evaluation, by area.
pub async fn list(db: &Db, evaluation: Uuid) -> Result<Vec<Stored>> {
    let rows: Vec<Row> = db.all(&LIST, args![evaluation]).await?;
    rows.into_iter().map(Stored::try_from).collect()
}

/// The latest delivered evaluation of the same municipality before this one: shared with the same organisation of the
/// municipality, or made by the same evaluating organisation. Of evaluations of others nothing is told.
pub async fn last_before(db: &Db, head: &Head) -> Result<Option<Uuid>> {
    let Head { id: own, evaluated_organisation, code, country, organisation, year, .. } = head;
    let row = args![*own, *evaluated_organisation, code, country, *organisation, i64::from(*year)];
    let row: Option<(String,)> = db.optional(&LAST, row).await?;
    row.map(|(last,)| id("evaluation.id", &last)).transpose()
}

/// The improvement areas that an evaluation found, with the number of their area.
pub async fn improvements(db: &Db, evaluation: Uuid) -> Result<Vec<(u8, String)>> {
    let rows: Vec<(i64, String)> = db.all(&IMPROVEMENTS, args![evaluation]).await?;
    rows.into_iter().map(|(area, text)| Ok((narrow("finding.area", area)?, text))).collect()
}

/// Adds rows after those that are there.
pub async fn add(db: &Db, stamp: &Stamp, evaluation: Uuid, rows: &[(u8, SinceLast)]) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "since_last.add", &(evaluation, rows)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    for (area, SinceLast { improvement, status, done, origin }) in rows {
        write.tx.execute(&INSERT_AREA, args![evaluation, *area, now]).await?;
        let origin = origin.as_ref().map(json);
        let row =
            args![write.id(), evaluation, *area, improvement, word(status), done, origin, now];
        write.tx.execute(&INSERT, row).await?;
    }
    write.finish_in(evaluation, "since_last", rows, ()).await
}

/// Changes a row, if it is as it was read; where it comes from stays as it was noted. Returns the new version.
pub async fn put(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    row: Uuid,
    expected: i64,
    area: u8,
    since: &SinceLast,
) -> Result<i64> {
    let request = (evaluation, row, expected, area, since);
    let mut write = match Write::begin(db, stamp, "since_last.put", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    write.tx.execute(&INSERT_AREA, args![evaluation, area, now]).await?;
    let SinceLast { improvement, status, done, origin: _ } = since;
    let change = args![row, evaluation, area, improvement, word(status), done, now, expected];
    if write.tx.execute(&UPDATE, change).await? == 0 {
        return Err(gone(&mut write, evaluation, row).await?);
    }
    write.finish_in(evaluation, row, since, expected + 1).await
}

/// Removes a row, if it is as it was read.
pub async fn remove(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    row: Uuid,
    expected: i64,
) -> Result<()> {
    let request = (evaluation, row, expected);
    let mut write = match Write::begin(db, stamp, "since_last.remove", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    if write.tx.execute(&DELETE, args![row, evaluation, expected]).await? == 0 {
        return Err(gone(&mut write, evaluation, row).await?);
    }
    write.finish_in(evaluation, row, (), ()).await
}

/// Why a row could not be written.
async fn gone(write: &mut Write<'_>, evaluation: Uuid, row: Uuid) -> Result<Error> {
    let there: Option<(String,)> = write.tx.optional(&EXISTS, args![row, evaluation]).await?;
    Ok(match there {
        Some(_) => Error::Conflict(
            "somebody changed this improvement area in the meantime – read it and decide again"
                .to_owned(),
        ),
        None => Error::not_found("since_last", row, "open the list again"),
    })
}

/// A row as it stands in the table.
#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) area: i64,
    pub(crate) improvement: String,
    pub(crate) status: String,
    pub(crate) done: String,
    pub(crate) origin: Option<String>,
    pub(crate) version: i64,
}

impl TryFrom<Row> for Stored {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: id("since_last.id", &row.id)?,
            area: narrow("since_last.area", row.area)?,
            since: SinceLast {
                improvement: row.improvement,
                status: from_word("since_last.status", &row.status)?,
                done: row.done,
                origin: row.origin.map(|text| from_json("since_last.origin", &text)).transpose()?,
            },
            version: row.version,
        })
    }
}
