//! What the evaluators agreed on, a unit at a time.

use crate::db::{Db, Tx, args, statements};
use crate::evaluation;
use crate::live::{self, Topic};
use crate::text::{from_json, json};
use crate::write::{Begun, Stamp, Write};
use kompass_core::consensus::Agreeing;
use kompass_core::evaluation::{Agreed, AgreedPoints, State};
use kompass_core::{Error, Points, Result};
use uuid::Uuid;

statements! {
    STATEMENTS:
    // A row that comes again after it was taken back gets a version that it never had: that of the evaluation is never
    // lower than that of a part of it.
    INSERT = "INSERT INTO agreed (evaluation_id, subject, levels, planned, points, reason, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, (SELECT version FROM evaluation WHERE id = $1), $7)
        ON CONFLICT (evaluation_id, subject) DO NOTHING";
    UPDATE = "UPDATE agreed SET levels = $3, planned = $4, points = $5, reason = $6, version = version + 1,
            changed_at = $7
        WHERE evaluation_id = $1 AND subject = $2 AND version = $8";
    DELETE = "DELETE FROM agreed WHERE evaluation_id = $1 AND subject = $2 AND version = $3";
    GET = "SELECT levels, planned, points, reason, version FROM agreed WHERE evaluation_id = $1 AND subject = $2";
}

/// What was agreed on about a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The value, with its reason.
    pub value: Agreeing,
    /// Counts its changes.
    pub version: i64,
}

/// Agrees on a value while the evaluation is in the consensus. `expected` is the version that was read, `None` if there
/// was none. Returns the new version.
pub async fn agree(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    subject: &str,
    expected: Option<i64>,
    value: &Agreeing,
) -> Result<i64> {
    let request = (evaluation, subject, expected, value);
    let mut write = match Write::begin(db, stamp, "consensus.agree", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    begin(&mut write, evaluation).await?;
    if put_in(&mut write, evaluation, subject, expected, value).await? == 0 {
        return Err(conflict(subject));
    }
    let there: Option<Row> = write.tx.optional(&GET, args![evaluation, subject]).await?;
    let version = there.ok_or_else(|| conflict(subject))?.4;
    write.finish_in(evaluation, subject, value, version).await
}

/// Agrees on several values at once, where nothing was agreed on yet; returns how many. All or none is written.
pub async fn agree_all(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    values: &[(String, Agreeing)],
) -> Result<u64> {
    let mut write = match Write::begin(db, stamp, "consensus.agree", &(evaluation, values)).await? {
        Begun::Repeated(written) => return Ok(written),
        Begun::New(write) => write,
    };
    begin(&mut write, evaluation).await?;
    let mut written = 0;
    for (subject, value) in values {
        written += put_in(&mut write, evaluation, subject, None, value).await?;
    }
    if written == 0 {
        return Ok(0);
    }
    write.finish_in(evaluation, "", values, written).await
}

/// Takes back what was agreed on, if it still is what was read.
pub async fn undo(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    subject: &str,
    expected: i64,
) -> Result<()> {
    let request = (evaluation, subject, expected);
    let mut write = match Write::begin(db, stamp, "consensus.undo", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    begin(&mut write, evaluation).await?;
    if write.tx.execute(&DELETE, args![evaluation, subject, expected]).await? == 0 {
        return Err(conflict(subject));
    }
    write.finish_in(evaluation, subject, (), ()).await
}

/// What was agreed on about a unit, if anything was.
pub async fn get(db: &Db, evaluation: Uuid, subject: &str) -> Result<Option<Stored>> {
    let row: Option<Row> = db.optional(&GET, args![evaluation, subject]).await?;
    let stored = |(levels, planned, points, reason, version): Row| {
        let value = match points {
            Some(points) => Agreeing::Direct(AgreedPoints { points: Points(points), reason }),
            None => {
                let levels = from_json("agreed.levels", &levels)?;
                Agreeing::Rubric(Agreed { levels, planned: planned != 0, reason })
            }
        };
        Ok(Stored { value, version })
    };
    row.map(stored).transpose()
}

/// Levels, planned, points, reason, version.
type Row = (String, i64, Option<i64>, String, i64);

/// Holds the evaluation in its state until the write has ended, and tells who follows.
async fn begin(write: &mut Write<'_>, evaluation: Uuid) -> Result<()> {
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    in_state(&mut write.tx, evaluation, &[State::Consensus]).await?;
    live::touch_in(&mut write.tx, evaluation, Topic::Consensus).await
}

/// Refuses a write that came after the evaluation went on to another state.
pub(crate) async fn in_state(tx: &mut Tx, evaluation: Uuid, states: &[State]) -> Result<()> {
    let head = evaluation::head_in(tx, evaluation).await?;
    if states.contains(&head.state) {
        return Ok(());
    }
    Err(Error::Conflict(
        "the evaluation went on to another step in the meantime – read it again".into(),
    ))
}

async fn put_in(
    write: &mut Write<'_>,
    evaluation: Uuid,
    subject: &str,
    expected: Option<i64>,
    value: &Agreeing,
) -> Result<u64> {
    let now = write.now();
    let (levels, planned, points, reason) = match value {
        Agreeing::Direct(AgreedPoints { points, reason }) => {
            ("[]".into(), false, Some(points.0), reason)
        }
        Agreeing::Rubric(Agreed { levels, planned, reason }) => {
            (json(levels), *planned, None, reason)
        }
    };
    let row = args![evaluation, subject, levels, planned, points, reason, now];
    write.tx.keep((&INSERT, &UPDATE), row, expected).await
}

fn conflict(subject: &str) -> Error {
    Error::Conflict(format!(
        "somebody changed what was agreed on about {subject} in the meantime – read it and decide again"
    ))
}
