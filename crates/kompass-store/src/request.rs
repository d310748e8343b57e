//! Documents that the evaluators ask for.

use crate::db::{Db, args, statements};
use crate::evaluation;
use crate::text::{from_json, from_word, id, instant, instant_some, json, word};
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, evaluation_id, what, sub_areas, until, asked_name, asked_at, answer, body, documents,
                answered_name, answered_at, version FROM document_request ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO document_request (id, evaluation_id, what, sub_areas, until, asked_by, asked_name, asked_at,
            body, documents, answered_name, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '[]', '', 1, $8)";
    ANSWER = "UPDATE document_request SET answer = $3, body = $4, documents = $5, answered_name = $6, answered_at = $7,
            version = version + 1, changed_at = $7
        WHERE id = $1 AND version = $2";
    GET = select!("WHERE evaluation_id = $1 AND id = $2");
    LIST = select!("WHERE evaluation_id = $1 ORDER BY until, id");
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// In words.
    pub what: String,
    /// Codes of the sub-areas it bears on.
    pub sub_areas: Vec<String>,
    /// Until when it is wanted.
    pub until: Date,
}

/// How a request was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// With documents.
    Documents,
    /// There is none.
    Missing,
    /// It is no longer wanted.
    Withdrawn,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// How.
    pub answer: Answer,
    /// What else is to be said.
    pub text: String,
    /// Codes of the documents.
    pub documents: Vec<String>,
    /// Who answered.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// A request as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Identity.
    pub id: Uuid,
    /// The evaluation.
    pub evaluation: Uuid,
    /// What is asked for.
    pub asked: Asked,
    /// Who asks.
    pub name: String,
    /// Since when.
    pub at: Timestamp,
    /// The answer, once there is one.
    pub answered: Option<Answered>,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// Asks for a document.
pub async fn ask(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    asked: &Asked,
    name: &str,
) -> Result<Uuid> {
    let mut write = match Write::begin(db, stamp, "request.ask", &(evaluation, asked)).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    let (now, id) = (write.now(), write.id());
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let Asked { what, sub_areas, until } = asked;
    let row = args![id, evaluation, what, json(sub_areas), until.to_string(), &stamp.by, name, now];
    write.tx.execute(&INSERT, row).await?;
    write.finish_in(evaluation, id, asked, id).await
}

/// Answers a request, if it is still at this version. The moment of the answer is that of the stamp.
pub async fn answer(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    request: Uuid,
    expected: i64,
    answer: Answer,
    (text, documents, name): (&str, &[String], &str),
) -> Result<i64> {
    let content = (answer, text, documents);
    let operation = (evaluation, request, expected, &content);
    let mut write = match Write::begin(db, stamp, "request.answer", &operation).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let there: Option<Row> = write.tx.optional(&GET, args![evaluation, request]).await?;
    let there: Request = there.ok_or_else(|| unknown(request))?.try_into()?;
    let row = args![request, expected, word(&answer), text, json(documents), name, now];
    if write.tx.execute(&ANSWER, row).await? == 0 {
        return Err(Error::Conflict(format!(
            "the request was answered in the meantime (version {}, not {expected}) – read it again",
            there.version
        )));
    }
    write.finish_in(evaluation, request, content, expected + 1).await
}

/// One request.
pub async fn get(db: &Db, evaluation: Uuid, request: Uuid) -> Result<Request> {
    let row: Option<Row> = db.optional(&GET, args![evaluation, request]).await?;
    row.ok_or_else(|| unknown(request))?.try_into()
}

/// All requests of an evaluation, the one that is wanted first at the top.
pub async fn list(db: &Db, evaluation: Uuid) -> Result<Vec<Request>> {
    let rows: Vec<Row> = db.all(&LIST, args![evaluation]).await?;
    rows.into_iter().map(Request::try_from).collect()
}

fn unknown(request: Uuid) -> Error {
    Error::not_found("request", request, "list the requests of the evaluation")
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    evaluation_id: String,
    what: String,
    sub_areas: String,
    until: String,
    asked_name: String,
    asked_at: i64,
    answer: Option<String>,
    body: String,
    documents: String,
    answered_name: String,
    answered_at: Option<i64>,
    version: i64,
}

impl TryFrom<Row> for Request {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let until = row.until.parse();
        let until =
            until.map_err(|error| Error::Internal(format!("document_request.until: {error}")))?;
        let at = instant_some("document_request.answered_at", row.answered_at)?;
        let answered = match (row.answer, at) {
            (Some(answer), Some(at)) => Some(Answered {
                answer: from_word("document_request.answer", &answer)?,
                text: row.body,
                documents: from_json("document_request.documents", &row.documents)?,
                name: row.answered_name,
                at,
            }),
            _ => None,
        };
        Ok(Self {
            id: id("document_request.id", &row.id)?,
            evaluation: id("document_request.evaluation_id", &row.evaluation_id)?,
            asked: Asked {
                what: row.what,
                sub_areas: from_json("document_request.sub_areas", &row.sub_areas)?,
                until,
            },
            name: row.asked_name,
            at: instant("document_request.asked_at", row.asked_at)?,
            answered,
            version: row.version,
        })
    }
}
