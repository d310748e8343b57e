//! Answers to pre-questions, every text they had, and what evaluators ask back.

use crate::db::{Db, Tx, args, statements};
use crate::text::{from_word, id, instant, instant_some, word};
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use kompass_core::answer::{Answer, Handed, State, goes_on, next_state};
use kompass_core::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT question, body, state, author, author_name, ready_at, handed_body, handed_reason, handed_at,
                handed_later, version, changed_at FROM answer ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    GET = select!("WHERE evaluation_id = $1 AND question = $2");
    OF_EVALUATION = select!("WHERE evaluation_id = $1 ORDER BY question");
    INSERT = "INSERT INTO answer (evaluation_id, question, body, state, author, author_name, ready_at, handed_reason,
            handed_later, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '', 0, 1, $8)
        ON CONFLICT (evaluation_id, question) DO NOTHING";
    UPDATE = "UPDATE answer SET body = $3, state = $4, author = $5, author_name = $6, ready_at = $7, changed_at = $8,
            version = version + 1
        WHERE evaluation_id = $1 AND question = $2 AND version = $9";
    APPROVE = "UPDATE answer SET state = 'approved', ready_at = coalesce(ready_at, $4), changed_at = $4,
            version = version + 1
        WHERE evaluation_id = $1 AND question = $2 AND version = $3 AND body <> ''";
    HAND_IN = "UPDATE answer SET handed_body = body, handed_reason = '', handed_at = $4, handed_later = $5,
            changed_at = $4, version = version + 1
        WHERE evaluation_id = $1 AND question = $2 AND version = $3 AND state = 'approved'";
    LEAVE_OUT = "INSERT INTO answer (evaluation_id, question, body, state, author, author_name, handed_body,
            handed_reason, handed_at, handed_later, version, changed_at)
        VALUES ($1, $2, '', 'draft', $3, $4, '', $5, $6, $7, 1, $6)
        ON CONFLICT (evaluation_id, question) DO UPDATE SET handed_body = '', handed_reason = $5, handed_at = $6,
            handed_later = $7, changed_at = $6, version = answer.version + 1
        WHERE answer.handed_at IS NULL";
    AREAS = "SELECT area, handed_at FROM answer_hand_in WHERE evaluation_id = $1 ORDER BY area";
    INSERT_AREA = "INSERT INTO answer_hand_in (evaluation_id, area, author_name, handed_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (evaluation_id, area) DO NOTHING";
    LAST_VERSION = "SELECT number, author, began_at FROM answer_history
        WHERE evaluation_id = $1 AND question = $2 ORDER BY number DESC LIMIT 1";
    INSERT_VERSION = "INSERT INTO answer_history
            (evaluation_id, question, number, body, author, author_name, began_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
    GO_ON = "UPDATE answer_history SET body = $4, changed_at = $5
        WHERE evaluation_id = $1 AND question = $2 AND number = $3";
    HISTORY = "SELECT number, author_name, changed_at FROM answer_history
        WHERE evaluation_id = $1 AND question = $2 ORDER BY number DESC";
    VERSION = "SELECT body FROM answer_history WHERE evaluation_id = $1 AND question = $2 AND number = $3";
    ASK = "INSERT INTO answer_query (id, evaluation_id, question, body, author_name, asked_at, reply, reply_name)
        VALUES ($1, $2, $3, $4, $5, $6, '', '')";
    REPLY = "UPDATE answer_query SET reply = $3, reply_name = $4, replied_at = $5
        WHERE id = $1 AND evaluation_id = $2 AND replied_at IS NULL";
    QUERIES = "SELECT id, question, body, author_name, asked_at, reply, reply_name, replied_at FROM answer_query
        WHERE evaluation_id = $1 ORDER BY question, asked_at, id";
}

/// A text to be saved.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Saved<'a> {
    /// Code of the question.
    pub question: &'a str,
    /// The version it was read with; 0 if nothing was there.
    pub expected: i64,
    /// The text.
    pub text: &'a str,
    /// What is said of it; `None` says nothing.
    pub said: Option<State>,
    /// Name of the person.
    pub name: &'a str,
}

/// What is handed in at once.
#[derive(Debug, Clone, Serialize)]
pub struct HandIn<'a> {
    /// Numbers of the areas that are handed in.
    pub areas: &'a [u8],
    /// Approved answers: number of the area, code, version.
    pub answers: &'a [(u8, &'a str, i64)],
    /// Questions without an answer: number of the area, code.
    pub without: &'a [(u8, &'a str)],
    /// Why those have none.
    pub reason: &'a str,
    /// Name of the person.
    pub name: &'a str,
}

/// A text that an answer had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Counts the texts, from 1.
    pub number: i64,
    /// Who wrote it.
    pub author_name: String,
    /// When it was last saved.
    pub changed_at: Timestamp,
}

/// Something that evaluators ask back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Identity.
    pub id: Uuid,
    /// Code of the question whose answer it is about.
    pub question: String,
    /// What they ask.
    pub text: String,
    /// Who asks.
    pub author_name: String,
    /// When.
    pub asked_at: Timestamp,
    /// The reply, with who gave it and when.
    pub reply: Option<Reply>,
}

/// What the municipality says to that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The text.
    pub text: String,
    /// Who replied.
    pub author_name: String,
    /// When.
    pub at: Timestamp,
}

/// The answer to a question, if somebody has written one or it was left out.
pub async fn get(db: &Db, evaluation: Uuid, question: &str) -> Result<Option<Answer>> {
    db.optional::<Row>(&GET, args![evaluation, question]).await?.map(Answer::try_from).transpose()
}

/// All answers of an evaluation, by the code of their question.
pub async fn of_evaluation(db: &Db, evaluation: Uuid) -> Result<BTreeMap<String, Answer>> {
    let rows: Vec<Row> = db.all(&OF_EVALUATION, args![evaluation]).await?;
    let answers =
        rows.into_iter().map(|row| Answer::try_from(row).map(|it| (it.question.clone(), it)));
    answers.collect()
}

/// Saves a text. Returns the version that is there now, which is the expected one if nothing changes.
pub async fn save(db: &Db, stamp: &Stamp, evaluation: Uuid, saved: &Saved<'_>) -> Result<i64> {
    let mut write = match Write::begin(db, stamp, "answer.save", &(evaluation, saved)).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let Saved { question, expected, text, name, .. } = *saved;
    let (now, author) = (write.now(), stamp.by.as_str());
    let before: Option<Row> = write.tx.optional(&GET, args![evaluation, question]).await?;
    let before = before.map(Answer::try_from).transpose()?;
    if before.as_ref().map_or(0, |answer| answer.version) != expected {
        return Err(conflict(question));
    }
    let state = next_state(before.as_ref(), text, saved.said);
    if before.as_ref().is_some_and(|it| it.text == text && it.state == state)
        || (before.is_none() && text.is_empty())
    {
        return Ok(expected);
    }
    let ready = before.as_ref().and_then(|it| it.ready_at);
    let ready = ready.or((state != State::Draft).then_some(stamp.now));
    let row = args![evaluation, question, text, word(&state), author, name, ready, now];
    let there = before.is_some().then_some(expected);
    if write.tx.keep((&INSERT, &UPDATE), row, there).await? == 0 {
        return Err(conflict(question));
    }
    if before.as_ref().is_none_or(|it| it.text != text) {
        // What was approved stays readable as it was.
        let sealed = before.as_ref().is_some_and(|it| it.state == State::Approved);
        keep_version(&mut write.tx, stamp, evaluation, saved, sealed).await?;
    }
    let content = (text, state);
    write.finish_in(evaluation, question, content, expected + 1).await
}

/// Approves answers as they were read: code and version. All or none.
pub async fn approve(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    answers: &[(&str, i64)],
) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "answer.approve", &(evaluation, answers)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    for (question, version) in answers {
        if write.tx.execute(&APPROVE, args![evaluation, *question, *version, now]).await? == 0 {
            return Err(conflict(question));
        }
    }
    write.finish_in(evaluation, "answers", answers, ()).await
}

/// Hands answers in: from now on the evaluators read them as they are. All or none.
pub async fn hand_in(db: &Db, stamp: &Stamp, evaluation: Uuid, hand_in: &HandIn<'_>) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "answer.hand_in", &(evaluation, hand_in)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let (now, author) = (write.now(), stamp.by.as_str());
    let areas: Vec<(i64, i64)> = write.tx.all(&AREAS, args![evaluation]).await?;
    let later = |area: u8| areas.iter().any(|(there, _)| *there == i64::from(area));
    for (area, question, version) in hand_in.answers {
        let row = args![evaluation, *question, *version, now, later(*area)];
        if write.tx.execute(&HAND_IN, row).await? == 0 {
            return Err(conflict(question));
        }
    }
    let HandIn { reason, name, .. } = *hand_in;
    for (area, question) in hand_in.without {
        let row = args![evaluation, *question, author, name, reason, now, later(*area)];
        write.tx.execute(&LEAVE_OUT, row).await?;
    }
    for area in hand_in.areas {
        write.tx.execute(&INSERT_AREA, args![evaluation, *area, name, now]).await?;
    }
    write.finish_in(evaluation, "answers", hand_in, ()).await
}

/// The areas of which answers were handed in, with the first time.
pub async fn handed_in(db: &Db, evaluation: Uuid) -> Result<Vec<(u8, Timestamp)>> {
    let rows: Vec<(i64, i64)> = db.all(&AREAS, args![evaluation]).await?;
    let row = |(area, at)| {
        Ok((crate::text::narrow("answer_hand_in.area", area)?, instant("answer_hand_in", at)?))
    };
    rows.into_iter().map(row).collect()
}

/// The texts that an answer had, the latest first; without the texts themselves.
pub async fn history(db: &Db, evaluation: Uuid, question: &str) -> Result<Vec<Version>> {
    let rows: Vec<(i64, String, i64)> = db.all(&HISTORY, args![evaluation, question]).await?;
    let version = |(number, author_name, at)| {
        Ok(Version { number, author_name, changed_at: instant("answer_history", at)? })
    };
    rows.into_iter().map(version).collect()
}

/// A text that an answer had.
pub async fn version(
    db: &Db,
    evaluation: Uuid,
    question: &str,
    number: i64,
) -> Result<Option<String>> {
    let row: Option<(String,)> = db.optional(&VERSION, args![evaluation, question, number]).await?;
    Ok(row.map(|(text,)| text))
}

/// Asks something back.
pub async fn ask(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    question: &str,
    text: &str,
    name: &str,
) -> Result<()> {
    let request = (evaluation, question, text);
    let mut write = match Write::begin(db, stamp, "answer.ask", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let (id, now) = (write.id(), write.now());
    write.tx.execute(&ASK, args![id, evaluation, question, text, name, now]).await?;
    write.finish_in(evaluation, question, text, ()).await
}

/// Replies to what was asked back, once.
pub async fn reply(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    query: Uuid,
    text: &str,
    name: &str,
) -> Result<()> {
    let request = (evaluation, query, text);
    let mut write = match Write::begin(db, stamp, "answer.reply", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    if write.tx.execute(&REPLY, args![query, evaluation, text, name, now]).await? == 0 {
        return Err(Error::Conflict("somebody replied in the meantime – read it again".to_owned()));
    }
    write.finish_in(evaluation, query, text, ()).await
}

/// What was asked back in an evaluation, by question and time.
pub async fn queries(db: &Db, evaluation: Uuid) -> Result<Vec<Query>> {
    let rows: Vec<QueryRow> = db.all(&QUERIES, args![evaluation]).await?;
    rows.into_iter().map(Query::try_from).collect()
}

/// Keeps a text in the history: as a version of its own, unless its author was just writing the last one.
async fn keep_version(
    tx: &mut Tx,
    stamp: &Stamp,
    evaluation: Uuid,
    saved: &Saved<'_>,
    sealed: bool,
) -> Result<()> {
    let Saved { question, text, name, .. } = *saved;
    let last: Option<(i64, String, i64)> =
        tx.optional(&LAST_VERSION, args![evaluation, question]).await?;
    if let Some((number, author, began)) = &last {
        let began = instant("answer_history.began_at", *began)?;
        if !sealed && goes_on(began, *author == stamp.by, stamp.now) {
            let row = args![evaluation, question, *number, text, stamp.now];
            return tx.execute(&GO_ON, row).await.map(|_| ());
        }
    }
    let number = last.map_or(0, |(number, ..)| number) + 1;
    let row = args![evaluation, question, number, text, &stamp.by, name, stamp.now];
    tx.execute(&INSERT_VERSION, row).await.map(|_| ())
}

fn conflict(question: &str) -> Error {
    Error::Conflict(format!(
        "somebody changed the answer to {question} in the meantime – read it and decide again"
    ))
}

#[derive(sqlx::FromRow)]
struct Row {
    question: String,
    body: String,
    state: String,
    author: String,
    author_name: String,
    ready_at: Option<i64>,
    handed_body: Option<String>,
    handed_reason: String,
    handed_at: Option<i64>,
    handed_later: i64,
    version: i64,
    changed_at: i64,
}

impl TryFrom<Row> for Answer {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let handed_at = instant_some("answer.handed_at", row.handed_at)?;
        let handed = handed_at.zip(row.handed_body).map(|(at, text)| Handed {
            text,
            reason: row.handed_reason,
            at,
            later: row.handed_later != 0,
        });
        Ok(Self {
            question: row.question,
            text: row.body,
            state: from_word("answer.state", &row.state)?,
            author: row.author,
            author_name: row.author_name,
            ready_at: instant_some("answer.ready_at", row.ready_at)?,
            handed,
            version: row.version,
            changed_at: instant("answer.changed_at", row.changed_at)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct QueryRow {
    id: String,
    question: String,
    body: String,
    author_name: String,
    asked_at: i64,
    reply: String,
    reply_name: String,
    replied_at: Option<i64>,
}

impl TryFrom<QueryRow> for Query {
    type Error = Error;

    fn try_from(row: QueryRow) -> Result<Self> {
        let reply = instant_some("answer_query.replied_at", row.replied_at)?.map(|at| Reply {
            text: row.reply,
            author_name: row.reply_name,
            at,
        });
        Ok(Self {
            id: id("answer_query.id", &row.id)?,
            question: row.question,
            text: row.body,
            author_name: row.author_name,
            asked_at: instant("answer_query.asked_at", row.asked_at)?,
            reply,
        })
    }
}
