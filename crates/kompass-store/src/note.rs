//! Notes of the interviews: appended, never changed. They are no part of the evaluation: writing one changes neither its
//! version nor when it was last written, so nobody who may not read notes learns that there are any.

use crate::db::{Db, args, statements};
use crate::live::{self, Topic};
use crate::text::{from_json, id, id_some, instant, json};
use crate::write::{Begun, Stamp, Write};
use kompass_core::note::{Draft, Note};
use kompass_core::{Error, Result};
use uuid::Uuid;

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO note (id, evaluation_id, interview_id, author, body, tags, corrects, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    OF_EVALUATION = "SELECT id, interview_id, author, body, tags, corrects, at FROM note
        WHERE evaluation_id = $1 ORDER BY at, id";
    INTERVIEW = "SELECT id FROM interview WHERE id = $1 AND evaluation_id = $2";
}

/// Appends a note of an interview; the same request again appends nothing.
pub async fn add(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    interview: Uuid,
    author: &str,
    draft: &Draft,
) -> Result<Uuid> {
    let request = (evaluation, interview, author, draft);
    let mut write = match Write::begin(db, stamp, "note.add", &request).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    let there: Option<(String,)> =
        write.tx.optional(&INTERVIEW, args![interview, evaluation]).await?;
    if there.is_none() {
        return Err(Error::not_found("interview", interview, "read the plan of the visit again"));
    }
    let (id, now) = (write.id(), write.now());
    let Draft { text, tags, corrects } = draft;
    let row = args![id, evaluation, interview, author, text, json(tags), *corrects, now];
    write.tx.execute(&INSERT, row).await?;
    live::touch_in(&mut write.tx, evaluation, Topic::Notes).await?;
    let subject = format!("{id}/{author}");
    write.finish_in(evaluation, &subject, draft, id).await
}

/// All notes of an evaluation, oldest first.
pub async fn of_evaluation(db: &Db, evaluation: Uuid) -> Result<Vec<Note>> {
    let rows: Vec<Row> = db.all(&OF_EVALUATION, args![evaluation]).await?;
    rows.into_iter().map(Note::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    interview_id: String,
    author: String,
    body: String,
    tags: String,
    corrects: Option<String>,
    at: i64,
}

impl TryFrom<Row> for Note {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: id("note.id", &row.id)?,
            interview: id("note.interview_id", &row.interview_id)?,
            author: row.author,
            text: row.body,
            tags: from_json("note.tags", &row.tags)?,
            corrects: id_some("note.corrects", row.corrects.as_deref())?,
            at: instant("note.at", row.at)?,
        })
    }
}
