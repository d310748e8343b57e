//! What interviewees and the coordinator add after the interviews, and what became of it when it came late.

use crate::db::{Db, args, statements};
use crate::text::{id, id_some, instant};
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use kompass_core::{Error, Result};
use serde::Serialize;
use uuid::Uuid;

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO supplement (id, evaluation_id, interview_id, person_id, author, name, body, late, considered,
            reason, ruled_by, at, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, '', '', $9, 1, $9)";
    OF_EVALUATION = "SELECT id, interview_id, person_id, author, name, body, late, considered, reason, ruled_by, at,
            version
        FROM supplement WHERE evaluation_id = $1 ORDER BY at, id";
    RULE = "UPDATE supplement SET considered = $4, reason = $5, ruled_by = $6, version = version + 1, changed_at = $7
        WHERE evaluation_id = $1 AND id = $2 AND version = $3 AND late = 1";
}

/// Something added afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplement {
    /// Identity.
    pub id: Uuid,
    /// The interview it belongs to, if one.
    pub interview: Option<Uuid>,
    /// The interviewee, if it was one of the list.
    pub person: Option<Uuid>,
    /// Who wrote it, as the audit log names them.
    pub author: String,
    /// Their name then.
    pub name: String,
    /// What it says.
    pub text: String,
    /// True if it came after the date.
    pub late: bool,
    /// What the lead ruled about a late one.
    pub ruling: Option<Ruling>,
    /// When it was handed in.
    pub at: Timestamp,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// Whether a late supplement was considered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ruling {
    /// True if it was.
    pub considered: bool,
    /// Why, or why not.
    pub reason: String,
    /// Code of who ruled, on the team.
    pub by: String,
}

/// Something to be added.
#[derive(Debug, Clone, Serialize)]
pub struct New<'a> {
    /// The interview it belongs to, if one.
    pub interview: Option<Uuid>,
    /// The interviewee, if it is one of the list.
    pub person: Option<Uuid>,
    /// Name of who adds it.
    pub name: &'a str,
    /// What it says.
    pub text: &'a str,
    /// True if the date has passed.
    pub late: bool,
}

/// Adds a supplement; the same request again adds nothing.
pub async fn add(db: &Db, stamp: &Stamp, evaluation: Uuid, new: &New<'_>) -> Result<Uuid> {
    // Whether it is late depends on when it is asked for: a repeated request is the same all the same.
    let request = (evaluation, new.interview, new.person, new.text);
    let mut write = match Write::begin(db, stamp, "supplement.add", &request).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    let (id, now) = (write.id(), write.now());
    let New { interview, person, name, text, late } = *new;
    let row = args![id, evaluation, interview, person, &stamp.by, name, text, late, now];
    write.tx.execute(&INSERT, row).await?;
    write.finish_in(evaluation, id, new, id).await
}

/// All supplements of an evaluation, oldest first.
pub async fn of_evaluation(db: &Db, evaluation: Uuid) -> Result<Vec<Supplement>> {
    let rows: Vec<Row> = db.all(&OF_EVALUATION, args![evaluation]).await?;
    rows.into_iter().map(Supplement::try_from).collect()
}

/// Keeps the ruling about a late supplement, if nobody ruled since this version. One that came in time needs none.
pub async fn rule(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    supplement: Uuid,
    expected: i64,
    ruling: &Ruling,
) -> Result<i64> {
    let request = (evaluation, supplement, expected, ruling);
    let mut write = match Write::begin(db, stamp, "supplement.rule", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    let Ruling { considered, reason, by } = ruling;
    let row = args![evaluation, supplement, expected, *considered, reason, by, now];
    if write.tx.execute(&RULE, row).await? == 0 {
        return Err(Error::Conflict(
            "the supplement was ruled on in the meantime, or needs no ruling – read it again"
                .to_owned(),
        ));
    }
    write.finish_in(evaluation, supplement, ruling, expected + 1).await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    interview_id: Option<String>,
    person_id: Option<String>,
    author: String,
    name: String,
    body: String,
    late: i64,
    considered: Option<i64>,
    reason: String,
    ruled_by: String,
    at: i64,
    version: i64,
}

impl TryFrom<Row> for Supplement {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let Row { reason, ruled_by: by, .. } = row;
        let ruling = row.considered.map(|it| Ruling { considered: it != 0, reason, by });
        Ok(Self {
            id: id("supplement.id", &row.id)?,
            interview: id_some("supplement.interview_id", row.interview_id.as_deref())?,
            person: id_some("supplement.person_id", row.person_id.as_deref())?,
            author: row.author,
            name: row.name,
            text: row.body,
            late: row.late != 0,
            ruling,
            at: instant("supplement.at", row.at)?,
            version: row.version,
        })
    }
}
