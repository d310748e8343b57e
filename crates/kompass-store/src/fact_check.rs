//! Fact check: its deadline, and the municipality's comments with the team's answers. Comments that came with a file stand in
//! the column of the evaluation until the first of them is written to; from then on all of them are rows.

use crate::comment::{Columns, Said, changed};
use crate::db::{Db, Tx, args, statements};
use crate::evaluation;
use crate::text::{from_json, json, narrow};
use crate::write::{Begun, Stamp, Write};
use jiff::civil::Date;
use kompass_core::evaluation::{self as core, FactCheck};
use kompass_core::{Error, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

statements! {
    STATEMENTS:
    COLUMN = "SELECT fact_check FROM evaluation WHERE id = $1";
    SET_COLUMN = "UPDATE evaluation SET fact_check = $2 WHERE id = $1";
    INSERT = "INSERT INTO fact_check_comment (id, evaluation_id, is_current, place, paragraph, quote, body, author,
            author_name, at, answer, accepted, answered_name, answered_at, version)
        VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, NULL, '', NULL, 1)";
    CHANGE = "UPDATE fact_check_comment SET body = $4, version = version + 1
        WHERE evaluation_id = $1 AND id = $2 AND version = $3 AND answer = '' AND is_current = 1";
    ANSWER = "UPDATE fact_check_comment SET answer = $4, accepted = $5, answered_name = $6, answered_at = $7,
            version = version + 1
        WHERE evaluation_id = $1 AND id = $2 AND version = $3 AND is_current = 1";
    RETIRE = "UPDATE fact_check_comment SET is_current = 0 WHERE evaluation_id = $1";
    COMMENTS = "SELECT id, is_current, place, paragraph, quote, body, author, author_name, at, answer, accepted,
            answered_name, answered_at, version
        FROM fact_check_comment WHERE evaluation_id = $1 ORDER BY id";
    CURRENT = "SELECT place, body, answer FROM fact_check_comment
        WHERE evaluation_id = $1 AND is_current = 1 ORDER BY id";
    HAS_COMMENT = "SELECT version FROM fact_check_comment WHERE evaluation_id = $1 AND id = $2";
}

/// A comment of the municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What it says, and the team's answer.
    pub said: Said,
    /// False if the fact check was opened anew since.
    pub current: bool,
    /// Which paragraph of the place, from 1; 0 where only the place is known.
    pub paragraph: u32,
    /// How the paragraph began when it was commented.
    pub quote: String,
    /// Who wrote it, as the audit log names them; empty where it came with a file.
    pub author: String,
    /// Whether the team changed the text as was asked; `None` where the answer does not say.
    pub accepted: Option<bool>,
}

/// A new comment.
#[derive(Debug, Clone, Serialize)]
pub struct NewComment<'a> {
    /// Where: `summary`, the number of an area, or the code of a sub-area.
    pub place: &'a str,
    /// Which paragraph of the place, from 1.
    pub paragraph: u32,
    /// How the paragraph begins.
    pub quote: &'a str,
    /// The comment.
    pub text: &'a str,
    /// How its author is called.
    pub name: &'a str,
}

/// Opens the fact check until a day, or moves the day if it is open. `was` is the day that whoever asks saw; another one
/// there is a conflict. Comments of a fact check before this one are kept, but bind nobody.
pub async fn open(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    was: Option<Date>,
    until: Date,
) -> Result<()> {
    let request = (evaluation, was, until);
    let mut write = match Write::begin(db, stamp, "fact_check.open", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    touch(&mut write, evaluation).await?;
    let there = column(&mut write.tx, evaluation).await?;
    if there.as_ref().map(|check| check.until) != was {
        return Err(Error::Conflict(
            "the deadline of the fact check was set in the meantime – read it again".to_owned(),
        ));
    }
    let check = match there {
        Some(check) => FactCheck { until, done: false, ..check },
        None => {
            write.tx.execute(&RETIRE, args![evaluation]).await?;
            FactCheck { until, done: false, comments: Vec::new() }
        }
    };
    write.tx.execute(&SET_COLUMN, args![evaluation, json(&check)]).await?;
    write.finish_in(evaluation, "", until, ()).await
}

/// Says that the municipality is done.
pub async fn end(db: &Db, stamp: &Stamp, evaluation: Uuid) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "fact_check.end", &evaluation).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    touch(&mut write, evaluation).await?;
    let check = column(&mut write.tx, evaluation).await?.ok_or_else(not_open)?;
    let check = FactCheck { done: true, ..check };
    write.tx.execute(&SET_COLUMN, args![evaluation, json(&check)]).await?;
    write.finish_in(evaluation, "", "done", ()).await
}

/// Writes a comment.
pub async fn comment(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    new: &NewComment<'_>,
) -> Result<Uuid> {
    let mut write = match Write::begin(db, stamp, "fact_check.comment", &(evaluation, new)).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    touch(&mut write, evaluation).await?;
    settle(&mut write.tx, evaluation).await?;
    let id = write.id();
    let NewComment { place, paragraph, quote, text, name } = *new;
    let row =
        args![id, evaluation, place, paragraph, quote, text, &stamp.by, name, write.now(), ""];
    write.tx.execute(&INSERT, row).await?;
    write.finish_in(evaluation, place, new, id).await
}

/// Changes a comment that is not answered yet, if it is as it was at this version. Returns the version after it.
pub async fn change(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    comment: Uuid,
    expected: i64,
    text: &str,
) -> Result<i64> {
    let request = (evaluation, comment, expected, text);
    let mut write = match Write::begin(db, stamp, "fact_check.change", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    touch(&mut write, evaluation).await?;
    settle(&mut write.tx, evaluation).await?;
    if write.tx.execute(&CHANGE, args![evaluation, comment, expected, text]).await? == 0 {
        return Err(changed(write, &HAS_COMMENT, (evaluation, comment), expected).await);
    }
    write.finish_in(evaluation, comment, text, expected + 1).await
}

/// Answers a comment, if it is as it was at this version. Returns the version after it.
#[expect(clippy::too_many_arguments, reason = "what, whose, and four words about it")]
pub async fn answer(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    comment: Uuid,
    expected: i64,
    accepted: bool,
    answer: &str,
    name: &str,
) -> Result<i64> {
    let request = (evaluation, comment, expected, accepted, answer);
    let mut write = match Write::begin(db, stamp, "fact_check.answer", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    touch(&mut write, evaluation).await?;
    settle(&mut write.tx, evaluation).await?;
    let row = args![evaluation, comment, expected, answer, accepted, name, write.now()];
    if write.tx.execute(&ANSWER, row).await? == 0 {
        return Err(changed(write, &HAS_COMMENT, (evaluation, comment), expected).await);
    }
    write.finish_in(evaluation, comment, (accepted, answer), expected + 1).await
}

/// All comments, oldest first; also those of fact checks before the present one.
pub async fn comments(db: &Db, evaluation: Uuid) -> Result<Vec<Comment>> {
    let mut tx = db.snapshot().await?;
    let rows: Vec<Row> = tx.all(&COMMENTS, args![evaluation]).await?;
    let brought = column(&mut tx, evaluation).await?.map(|check| check.comments);
    let brought = brought.into_iter().flatten().enumerate();
    let brought = brought.map(|(at, comment)| Ok(Comment::brought(evaluation, at, comment)));
    rows.into_iter().map(Comment::try_from).chain(brought).collect()
}

/// The fact check as a part of the evaluation: with all comments of the present one.
pub(crate) async fn of_evaluation(
    tx: &mut Tx,
    evaluation: Uuid,
    column: Option<String>,
) -> Result<Option<FactCheck>> {
    let Some(text) = column else { return Ok(None) };
    let mut check: FactCheck = from_json("evaluation.fact_check", &text)?;
    let rows: Vec<(String, String, String)> = tx.all(&CURRENT, args![evaluation]).await?;
    let rows = rows.into_iter().map(|(place, text, answer)| core::Comment { place, text, answer });
    check.comments.splice(0..0, rows);
    Ok(Some(check))
}

/// Keeps what was known of the comments when an evaluation is replaced as a whole: rows stay if the comments do, else they
/// are of a fact check before.
pub(crate) async fn replaced_in(
    tx: &mut Tx,
    evaluation: Uuid,
    before: Option<&FactCheck>,
    after: Option<&FactCheck>,
) -> Result<()> {
    let rows: Vec<(String, String, String)> = tx.all(&CURRENT, args![evaluation]).await?;
    match after {
        Some(after)
            if !rows.is_empty() && before.map(|it| &it.comments) == Some(&after.comments) =>
        {
            let kept = FactCheck { comments: Vec::new(), ..after.clone() };
            tx.execute(&SET_COLUMN, args![evaluation, json(&kept)]).await?;
        }
        _ => retire_in(tx, evaluation).await?,
    }
    Ok(())
}

/// A step back voids the fact check: its comments are kept, but bind nobody.
pub(crate) async fn retire_in(tx: &mut Tx, evaluation: Uuid) -> Result<()> {
    tx.execute(&RETIRE, args![evaluation]).await.map(|_| ())
}

/// Makes rows of comments that came with a file.
async fn settle(tx: &mut Tx, evaluation: Uuid) -> Result<()> {
    let Some(check) = column(tx, evaluation).await? else { return Err(not_open()) };
    if check.comments.is_empty() {
        return Ok(());
    }
    for (at, core::Comment { place, text, answer }) in check.comments.iter().enumerate() {
        let id = brought_id(evaluation, at);
        let row = args![id, evaluation, place, 0_u32, "", text, "", "", 0_i64, answer];
        tx.execute(&INSERT, row).await?;
    }
    let kept = FactCheck { comments: Vec::new(), ..check };
    tx.execute(&SET_COLUMN, args![evaluation, json(&kept)]).await?;
    Ok(())
}

async fn column(tx: &mut Tx, evaluation: Uuid) -> Result<Option<FactCheck>> {
    let row: Option<(Option<String>,)> = tx.optional(&COLUMN, args![evaluation]).await?;
    let text = row.and_then(|(text,)| text);
    text.map(|text| from_json("evaluation.fact_check", &text)).transpose()
}

/// The id that a comment from a file has before it is a row, and keeps: the first ones sort before all others.
fn brought_id(evaluation: Uuid, at: usize) -> Uuid {
    let digest = Sha256::digest(evaluation.as_bytes());
    let mut bytes = [0; 16];
    bytes[4..8].copy_from_slice(&u32::try_from(at).unwrap_or(u32::MAX).to_be_bytes());
    bytes[8..].copy_from_slice(&digest[..8]);
    Uuid::from_bytes(bytes)
}

/// Also takes the lock of the evaluation, so that nobody moves it on meanwhile.
async fn touch(write: &mut Write<'_>, evaluation: Uuid) -> Result<()> {
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await
}

fn not_open() -> Error {
    Error::Conflict("the fact check is not open – ask the one who leads the evaluation".to_owned())
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    said: Columns,
    is_current: i64,
    paragraph: i64,
    quote: String,
    author: String,
    accepted: Option<i64>,
}

impl Comment {
    fn brought(evaluation: Uuid, at: usize, comment: core::Comment) -> Self {
        let said = Said {
            id: brought_id(evaluation, at),
            place: comment.place,
            text: comment.text,
            by: String::new(),
            at: None,
            answer: comment.answer,
            answered_by: String::new(),
            answered_at: None,
            version: 1,
        };
        let (quote, author) = (String::new(), String::new());
        Self { said, current: true, paragraph: 0, quote, author, accepted: None }
    }
}

impl TryFrom<Row> for Comment {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            said: row.said.try_into()?,
            current: row.is_current != 0,
            paragraph: narrow("fact_check_comment.paragraph", row.paragraph)?,
            quote: row.quote,
            author: row.author,
            accepted: row.accepted.map(|accepted| accepted != 0),
        })
    }
}
