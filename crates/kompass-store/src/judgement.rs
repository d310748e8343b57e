//! Judgements of single evaluators: of a question on the rubric, or of a whole sub-area in points.

use crate::audit::Chain;
use crate::db::{Db, Tx, args, statements};
use crate::evaluation;
use crate::text::{from_json, from_word, json, without_nul};
use crate::write::{Begun, Entry, Stamp, Write};
pub use kompass_core::evaluation::judging::Said;
use kompass_core::evaluation::judging::{ANSWERS, GROUP, Ground, Saying};
use kompass_core::evaluation::{DirectJudgement, Judgement, Way};
use kompass_core::{Error, Points, Result};
use serde::{Deserialize, Serialize};
use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
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
    // What decides whether it may be written, in one row. A second sheet has the team of the evaluation it belongs to.
    GROUND = "SELECT evaluation.state, evaluation.conditions, area_part.way, area_part.locked, area_part.direct,
            (SELECT member.role FROM member
                WHERE member.evaluation_id = coalesce(evaluation.companion_of, evaluation.id) AND member.code = $3) AS role,
            (SELECT member.code FROM member
                WHERE member.evaluation_id = coalesce(evaluation.companion_of, evaluation.id) AND member.role = 'lead'
                ORDER BY member.position, member.code LIMIT 1) AS lead
        FROM evaluation LEFT JOIN area_part ON area_part.evaluation_id = evaluation.id AND area_part.number = $2
        WHERE evaluation.id = $1";
    // A second sheet has the documents of the evaluation it belongs to.
    DOCUMENTS = "SELECT code FROM document
        WHERE evaluation_id = (SELECT coalesce(companion_of, id) FROM evaluation WHERE id = $1)";
    DELETE_OF_EVALUATION = "DELETE FROM judgement WHERE evaluation_id = $1";
    // Rows come as JSON arrays in the order of the columns of the table.
    BULK_INSERT =
        "INSERT INTO judgement
            (evaluation_id, subject, member, position, levels, planned, points, reason, evidence, version, changed_at)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
            value ->> 8, 1, $2
        FROM json_each($1) WHERE true ON CONFLICT (evaluation_id, subject, member) DO NOTHING",
        "INSERT INTO judgement
            (evaluation_id, subject, member, position, levels, planned, points, reason, evidence, version, changed_at)
        SELECT value ->> 0, value ->> 1, value ->> 2, (value ->> 3)::bigint, value ->> 4, (value ->> 5)::bigint,
            (value ->> 6)::bigint, value ->> 7, value ->> 8, 1, $2
        FROM json_array_elements($1::json) ON CONFLICT (evaluation_id, subject, member) DO NOTHING";
    // Writes only what differs.
    BULK_UPDATE =
        "UPDATE judgement SET position = new.value ->> 3, levels = new.value ->> 4, planned = new.value ->> 5,
            points = new.value ->> 6, reason = new.value ->> 7, evidence = new.value ->> 8, version = version + 1,
            changed_at = $2
        FROM json_each($1) AS new
        WHERE evaluation_id = new.value ->> 0 AND subject = new.value ->> 1 AND member = new.value ->> 2
            AND (levels <> new.value ->> 4 OR planned <> new.value ->> 5
                OR points IS DISTINCT FROM new.value ->> 6 OR reason <> new.value ->> 7
                OR evidence <> new.value ->> 8)",
        "UPDATE judgement SET position = (new.value ->> 3)::bigint, levels = new.value ->> 4,
            planned = (new.value ->> 5)::bigint, points = (new.value ->> 6)::bigint, reason = new.value ->> 7,
            evidence = new.value ->> 8, version = version + 1, changed_at = $2
        FROM json_array_elements($1::json) AS new
        WHERE evaluation_id = new.value ->> 0 AND subject = new.value ->> 1 AND member = new.value ->> 2
            AND (levels <> new.value ->> 4 OR planned <> (new.value ->> 5)::bigint
                OR points IS DISTINCT FROM (new.value ->> 6)::bigint OR reason <> new.value ->> 7
                OR evidence <> new.value ->> 8)";
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

/// What a member wants to record.
#[derive(Debug, Clone, Serialize)]
pub struct Request<'a> {
    /// The evaluation.
    pub evaluation: Uuid,
    /// Number of the area in which the subject lies.
    pub area: u8,
    /// Code of the question or sub-area.
    pub subject: &'a str,
    /// Code of the one who judges.
    pub member: &'a str,
    /// The version it was read with; `None` if there was none.
    pub expected: Option<i64>,
    /// What is said.
    pub saying: &'a Saying,
}

/// Writes what a member says about a subject, if it may be: that is decided on what stands at this moment, so that nobody
/// writes past a lock. If somebody wrote it since the version expected, the conflict says what is there now. Returns the
/// new version.
pub async fn put(
    db: &Db,
    stamp: &Stamp,
    request: &Request<'_>,
    decide: impl FnOnce(&Ground) -> Result<Said>,
) -> Result<i64> {
    // Known beforehand, so that it is not stored for the request being repeated.
    let version = request.expected.unwrap_or(0) + 1;
    let mut write = match Write::begin(db, stamp, "judgement.put", request).await? {
        Begun::Repeated(()) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    let Request { evaluation, subject, expected, .. } = *request;
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let said = decide(&ground(&mut write.tx, request).await?)?;
    let (member, levels, planned, points, reason, evidence) = columns(&said);
    let row = args![evaluation, subject, member, levels, planned, points, reason, evidence, now];
    if write.tx.keep((&INSERT, &UPDATE), row, expected).await? == 0 {
        let there = write.tx.optional(&GET, args![evaluation, subject, member]).await?;
        return Err(conflict(subject, member, there)?);
    }
    let name = format!("{subject}/{member}");
    write.finish_in(evaluation, &name, &said, ()).await?;
    Ok(version)
}

/// State, conditions, way, locks, sub-areas judged directly, role of the member, code of the lead.
type GroundRow = (
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// What decides, as it stands. The documents are read only if one is named.
async fn ground(tx: &mut Tx, request: &Request<'_>) -> Result<Ground> {
    let Request { evaluation, area, member, saying, .. } = *request;
    let (state, conditions, way, locked, direct, role, lead): GroundRow =
        tx.one(&GROUND, args![evaluation, area, member]).await?;
    let named = |code: &String| code != ANSWERS && !code.starts_with(GROUP);
    let documents: Vec<(String,)> = if saying.evidence.iter().any(named) {
        tx.all(&DOCUMENTS, args![evaluation]).await?
    } else {
        Vec::new()
    };
    let codes =
        |column, text: Option<String>| text.map_or(Ok(Vec::new()), |it| from_json(column, &it));
    Ok(Ground {
        state: from_word("evaluation.state", &state)?,
        conditions: from_json("evaluation.conditions", &conditions)?,
        way: way.map_or(Ok(Way::Independent), |way| from_word("area_part.way", &way))?,
        locked: codes("area_part.locked", locked)?,
        direct: codes("area_part.direct", direct)?,
        role: role.map(|role| from_word("member.role", &role)).transpose()?,
        lead,
        documents: documents.into_iter().map(|(code,)| code).collect(),
    })
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
    let mut touched = HashSet::new();
    let mut rows = rows.into_iter();
    loop {
        let batch: Vec<Placed> = rows.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        for evaluation in batch.iter().map(|row| row.evaluation) {
            if touched.insert(evaluation) {
                evaluation::touch_in(&mut write.tx, evaluation, now).await?;
            }
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
        // Of two about the same the later wins, so that no statement meets a row twice.
        let mut rows = Vec::with_capacity(batch.len());
        let mut places = HashMap::with_capacity(batch.len());
        for Placed { evaluation, subject, position, said } in batch {
            let (member, levels, planned, points, reason, evidence) = columns(said);
            for text in [subject, member, reason] {
                without_nul(text)?;
            }
            let row =
                (evaluation, subject, member, position, levels, planned, points, reason, evidence);
            match places.entry((evaluation, subject, member)) {
                Slot::Occupied(place) => rows[*place.get()] = row,
                Slot::Vacant(place) => {
                    place.insert(rows.len());
                    rows.push(row);
                }
            }
        }
        let text = json(&rows);
        let new = tx.execute(&BULK_INSERT, args![&text, now]).await?;
        let all_new = new == rows.len() as u64;
        let changed = if all_new { 0 } else { tx.execute(&BULK_UPDATE, args![&text, now]).await? };
        let unchanged = batch.len() as u64 - new - changed;
        counts = counts.plus(Counts { new, changed, unchanged });
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

/// What to say when somebody else was faster.
fn conflict(subject: &str, member: &str, there: Option<Row>) -> Result<Error> {
    let Some(there) = there.map(Stored::try_from).transpose()? else {
        return Ok(Error::Conflict(format!(
            "{member}'s judgement of {subject} was removed in the meantime – read the evaluation again"
        )));
    };
    Ok(Error::Conflict(format!(
        "somebody changed {member}'s judgement of {subject} in the meantime; it is now at version {}: {} – read it and \
         decide again",
        there.version,
        json(&there.placed.said)
    )))
}

/// What is said, as columns: member, levels, planned, points, reason, evidence.
fn columns(said: &Said) -> (&str, String, i64, Option<i64>, &str, String) {
    match said {
        Said::Direct(DirectJudgement { by, points, reason, evidence }) => {
            (by, "[]".to_owned(), 0, Some(points.0), reason, json(evidence))
        }
        Said::Rubric(Judgement { by, levels, planned, reason, evidence }) => {
            (by, json(levels), i64::from(*planned), None, reason, json(evidence))
        }
    }
}

/// A row of the table.
#[derive(sqlx::FromRow)]
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
    version: i64,
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
