//! Judgements of single evaluators: of a question on the rubric, or of a whole sub-area in points.

use crate::audit::Chain;
use crate::db::{Db, Tx, args, statements};
use crate::text::{from_json, json, without_nul};
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::evaluation::{DirectJudgement, Judgement};
use kompass_core::{Error, Points, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use uuid::Uuid;

/// Rows that go to the database in one statement.
const BATCH: usize = 2000;

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO judgement
            (evaluation_id, subject, member, position, levels, planned, points, reason, evidence, version, changed_at)
        VALUES ($1, $2, $3, coalesce((SELECT position FROM member WHERE evaluation_id = $1 AND code = $3), 0),
            $4, $5, $6, $7, $8, 1, $9)
        ON CONFLICT (evaluation_id, subject, member) DO NOTHING";
    UPDATE = "UPDATE judgement SET levels = $4, planned = $5, points = $6, reason = $7, evidence = $8, changed_at = $9,
            version = version + 1
        WHERE evaluation_id = $1 AND subject = $2 AND member = $3 AND version = $10";
    GET = "SELECT evaluation_id, subject, member, position, levels, planned, points, reason, evidence, version, changed_at
        FROM judgement WHERE evaluation_id = $1 AND subject = $2 AND member = $3";
    OF_EVALUATION = "SELECT
            evaluation_id, subject, member, position, levels, planned, points, reason, evidence, version, changed_at
        FROM judgement WHERE evaluation_id = $1 ORDER BY subject, position, member";
    DELETE_OF_EVALUATION = "DELETE FROM judgement WHERE evaluation_id = $1";
    // Writes only what differs, and says of each row written whether it is new.
    BULK =
        "INSERT INTO judgement
            (evaluation_id, subject, member, position, levels, planned, points, reason, evidence, version, changed_at)
        SELECT value ->> 'evaluation_id', value ->> 'subject', value ->> 'member', value ->> 'position',
            value ->> 'levels', value ->> 'planned', value ->> 'points', value ->> 'reason', value ->> 'evidence', 1, $2
        FROM json_each($1) WHERE true
        ON CONFLICT (evaluation_id, subject, member) DO UPDATE SET position = excluded.position,
            levels = excluded.levels, planned = excluded.planned, points = excluded.points, reason = excluded.reason,
            evidence = excluded.evidence, changed_at = excluded.changed_at, version = judgement.version + 1
        WHERE judgement.levels <> excluded.levels OR judgement.planned <> excluded.planned
            OR judgement.points IS DISTINCT FROM excluded.points OR judgement.reason <> excluded.reason
            OR judgement.evidence <> excluded.evidence
        RETURNING version",
        "INSERT INTO judgement
            (evaluation_id, subject, member, position, levels, planned, points, reason, evidence, version, changed_at)
        SELECT evaluation_id, subject, member, position, levels, planned, points, reason, evidence, 1, $2
        FROM json_to_recordset($1::json) AS row (evaluation_id text, subject text, member text, position bigint,
            levels text, planned bigint, points bigint, reason text, evidence text)
        ON CONFLICT (evaluation_id, subject, member) DO UPDATE SET position = excluded.position,
            levels = excluded.levels, planned = excluded.planned, points = excluded.points, reason = excluded.reason,
            evidence = excluded.evidence, changed_at = excluded.changed_at, version = judgement.version + 1
        WHERE judgement.levels <> excluded.levels OR judgement.planned <> excluded.planned
            OR judgement.points IS DISTINCT FROM excluded.points OR judgement.reason <> excluded.reason
            OR judgement.evidence <> excluded.evidence
        RETURNING version";
}

/// What one evaluator says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Said {
    /// About a whole sub-area, in points.
    Direct(DirectJudgement),
    /// About a question, on the rubric.
    Rubric(Judgement),
}

/// A judgement with where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The evaluation.
    pub evaluation: Uuid,
    /// Code of the question, or of the sub-area for a direct judgement.
    pub subject: String,
    /// Place among the judgements of the subject.
    pub position: u32,
    /// The judgement, with the code of its evaluator.
    pub said: Said,
}

/// A judgement as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The judgement and where it belongs.
    pub placed: Placed,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows that were not there.
    pub new: u64,
    /// Rows that were there with another content.
    pub changed: u64,
    /// Rows that were there just so.
    pub unchanged: u64,
}

/// Writes one judgement. `expected` is the version it was read with, `None` if there was none; if somebody wrote it in
/// between, the conflict says what is there now. Returns the new version.
pub async fn put(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    subject: &str,
    expected: Option<i64>,
    said: &Said,
) -> Result<i64> {
    let request = (evaluation, subject, expected, said);
    let mut write = match Write::begin(db, stamp, "judgement.put", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    let placed =
        Placed { evaluation, subject: subject.to_owned(), position: 0, said: said.clone() };
    let row = Row::from(&placed);
    let mut columns = args![
        &row.evaluation_id,
        &row.subject,
        &row.member,
        &row.levels,
        row.planned,
        row.points,
        &row.reason,
        &row.evidence,
        now,
    ]
    .to_vec();
    let written = match expected {
        None => write.tx.execute(&INSERT, &columns).await?,
        Some(version) => {
            columns.push(version.into());
            write.tx.execute(&UPDATE, &columns).await?
        }
    };
    if written == 0 {
        let key = args![evaluation, subject, &row.member];
        let there: Option<Row> = write.tx.optional(&GET, key).await?;
        return Err(conflict(&row, there));
    }
    let version = expected.unwrap_or(0) + 1;
    let name = format!("{subject}/{}", row.member);
    let entry = Entry { chain: Chain::Evaluation(evaluation), subject: &name, content: said };
    write.finish(entry, version).await
}

/// One judgement, if it is there.
pub async fn get(db: &Db, evaluation: Uuid, subject: &str, member: &str) -> Result<Option<Stored>> {
    let row: Option<Row> = db.optional(&GET, args![evaluation, subject, member]).await?;
    row.map(Stored::try_from).transpose()
}

/// Writes any number of judgements in one transaction, as one entry in the log of the installation. A judgement that is
/// there is overwritten; of two about the same in `rows` the later wins. `digest` is that of the file they come from.
pub async fn import_many(
    db: &Db,
    stamp: &Stamp,
    digest: &str,
    rows: impl IntoIterator<Item = Placed>,
) -> Result<Counts> {
    let mut write = match Write::begin(db, stamp, "judgement.import", &digest).await? {
        Begun::Repeated(counts) => return Ok(counts),
        Begun::New(write) => write,
    };
    let now = write.now();
    let mut counts = Counts::default();
    let mut rows = rows.into_iter();
    loop {
        let batch: Vec<Placed> = rows.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        counts = counts.plus(insert_in(&mut write.tx, &batch, now).await?);
    }
    if counts.new + counts.changed == 0 {
        return Ok(counts);
    }
    let entry = Entry { chain: Chain::Installation, subject: digest, content: counts };
    write.finish(entry, counts).await
}

/// Writes judgements as a part of another write.
pub(crate) async fn insert_in(tx: &mut Tx, rows: &[Placed], now: i64) -> Result<Counts> {
    let mut counts = Counts::default();
    for batch in rows.chunks(BATCH) {
        // One statement may not touch a row twice.
        let mut latest: Vec<Row> = Vec::with_capacity(batch.len());
        let mut places = HashMap::with_capacity(batch.len());
        for row in batch.iter().map(Row::from) {
            for text in [&row.subject, &row.member, &row.reason] {
                without_nul(text)?;
            }
            match places.entry((row.evaluation_id.clone(), row.subject.clone(), row.member.clone()))
            {
                Slot::Occupied(place) => latest[*place.get()] = row,
                Slot::Vacant(place) => {
                    place.insert(latest.len());
                    latest.push(row);
                }
            }
        }
        let written: Vec<(i64,)> = tx.all(&BULK, args![json(&latest), now]).await?;
        let new = written.iter().filter(|(version,)| *version == 1).count() as u64;
        counts = counts.plus(Counts {
            new,
            changed: written.len() as u64 - new,
            unchanged: (batch.len() - written.len()) as u64,
        });
    }
    Ok(counts)
}

/// All judgements of an evaluation, by subject.
pub(crate) async fn of_evaluation(tx: &mut Tx, evaluation: Uuid) -> Result<Vec<Placed>> {
    let rows: Vec<Row> = tx.all(&OF_EVALUATION, args![evaluation]).await?;
    rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.placed)).collect()
}

/// Removes all judgements of an evaluation as a part of another write.
pub(crate) async fn delete_of_evaluation(tx: &mut Tx, evaluation: Uuid) -> Result<()> {
    tx.execute(&DELETE_OF_EVALUATION, args![evaluation]).await.map(|_| ())
}

impl Counts {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            changed: self.changed + other.changed,
            unchanged: self.unchanged + other.unchanged,
        }
    }
}

fn conflict(wanted: &Row, there: Option<Row>) -> Error {
    let Row { subject, member, .. } = wanted;
    match there {
        Some(there) => Error::Conflict(format!(
            "somebody changed {member}'s judgement of {subject} in the meantime; it is now at version {}: {} – read it \
             and decide again",
            there.version,
            json(&there)
        )),
        None => Error::Conflict(format!(
            "{member}'s judgement of {subject} was removed in the meantime – read the evaluation again"
        )),
    }
}

/// A row of the table.
#[derive(Serialize, sqlx::FromRow)]
struct Row {
    evaluation_id: String,
    subject: String,
    member: String,
    position: i64,
    levels: String,
    planned: i64,
    points: Option<i64>,
    reason: String,
    evidence: String,
    #[serde(skip)]
    version: i64,
}

impl From<&Placed> for Row {
    fn from(placed: &Placed) -> Self {
        let (member, levels, planned, points, reason, evidence) = match &placed.said {
            Said::Direct(direct) => {
                let DirectJudgement { by, points, reason, evidence } = direct;
                (by, "[]".to_owned(), false, Some(points.0), reason, evidence)
            }
            Said::Rubric(judgement) => {
                let Judgement { by, levels, planned, reason, evidence } = judgement;
                (by, json(levels), *planned, None, reason, evidence)
            }
        };
        Self {
            evaluation_id: placed.evaluation.to_string(),
            subject: placed.subject.clone(),
            member: member.clone(),
            position: i64::from(placed.position),
            levels,
            planned: i64::from(planned),
            points,
            reason: reason.clone(),
            evidence: json(evidence),
            version: 0,
        }
    }
}

impl TryFrom<Row> for Stored {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let evidence = from_json("judgement.evidence", &row.evidence)?;
        let (by, reason) = (row.member, row.reason);
        let said = match row.points {
            Some(points) => {
                Said::Direct(DirectJudgement { by, points: Points(points), reason, evidence })
            }
            None => Said::Rubric(Judgement {
                by,
                levels: from_json("judgement.levels", &row.levels)?,
                planned: row.planned != 0,
                reason,
                evidence,
            }),
        };
        let placed = Placed {
            evaluation: crate::text::id("judgement.evaluation_id", &row.evaluation_id)?,
            subject: row.subject,
            position: crate::text::narrow("judgement.position", row.position)?,
            said,
        };
        Ok(Self { placed, version: row.version })
    }
}
