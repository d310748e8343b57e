//! Quality review: the signature, the reviewer's comments, and the findings that were set aside.

use crate::comment::{Columns, Said, changed};
use crate::db::{Db, args, statements};
use crate::evaluation;
use crate::text::{instant, instant_some, json};
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use kompass_core::evaluation::Signature;
use kompass_core::{Error, Result};
use uuid::Uuid;

statements! {
    STATEMENTS:
    SIGN = "UPDATE evaluation SET review = $3, version = version + 1, changed_at = $4
        WHERE id = $1 AND version = $2 AND state = 'review'";
    SET_ASIDE = "INSERT INTO review_setting_aside (evaluation_id, finding, reason, author, author_name, at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (evaluation_id, finding) DO UPDATE SET reason = excluded.reason, author = excluded.author,
            author_name = excluded.author_name, at = excluded.at";
    TAKE_UP = "DELETE FROM review_setting_aside WHERE evaluation_id = $1 AND finding = $2";
    ALL_SET_ASIDE = "SELECT finding, reason, author_name, at FROM review_setting_aside
        WHERE evaluation_id = $1 ORDER BY finding";
    INSERT_COMMENT = "INSERT INTO review_comment (id, evaluation_id, place, body, author, author_name, at, answer,
            answered_name, answered_at, resolved_name, resolved_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', NULL, '', NULL, 1)";
    ANSWER = "UPDATE review_comment SET answer = $4, answered_name = $5, answered_at = $6, version = version + 1
        WHERE evaluation_id = $1 AND id = $2 AND version = $3 AND resolved_at IS NULL";
    RESOLVE = "UPDATE review_comment SET resolved_name = $4, resolved_at = $5, version = version + 1
        WHERE evaluation_id = $1 AND id = $2 AND version = $3 AND resolved_at IS NULL";
    COMMENTS = "SELECT id, place, body, author_name, at, answer, answered_name, answered_at, resolved_name, resolved_at,
            version
        FROM review_comment WHERE evaluation_id = $1 ORDER BY id";
    HAS_COMMENT = "SELECT version FROM review_comment WHERE evaluation_id = $1 AND id = $2";
}

/// A finding that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Names the finding.
    pub finding: String,
    /// Why it may stand.
    pub reason: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A comment of the reviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What it says, and the evaluators' answer.
    pub said: Said,
    /// Who found that it is settled.
    pub resolved_by: String,
    /// When.
    pub resolved_at: Option<Timestamp>,
}

/// Signs what stands, if nothing in the evaluation was written since this version. Returns the version after it.
pub async fn sign(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    expected: i64,
    signature: &Signature,
) -> Result<i64> {
    let request = (evaluation, expected, signature);
    let mut write = match Write::begin(db, stamp, "review.sign", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let row = args![evaluation, expected, json(signature), write.now()];
    if write.tx.execute(&SIGN, row).await? == 0 {
        return Err(stale(evaluation, expected));
    }
    write.finish_in(evaluation, "", signature, expected + 1).await
}

/// Sets a finding aside; a later reason takes the place of an earlier one.
pub async fn set_aside(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    finding: &str,
    reason: &str,
    name: &str,
) -> Result<()> {
    let request = (evaluation, finding, reason);
    let mut write = match Write::begin(db, stamp, "review.set_aside", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    evaluation::head_in(&mut write.tx, evaluation).await?;
    let row = args![evaluation, finding, reason, &stamp.by, name, write.now()];
    write.tx.execute(&SET_ASIDE, row).await?;
    write.finish_in(evaluation, finding, reason, ()).await
}

/// Takes up again a finding that was set aside.
pub async fn take_up(db: &Db, stamp: &Stamp, evaluation: Uuid, finding: &str) -> Result<()> {
    let request = (evaluation, finding);
    let mut write = match Write::begin(db, stamp, "review.take_up", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    write.tx.execute(&TAKE_UP, args![evaluation, finding]).await?;
    write.finish_in(evaluation, finding, (), ()).await
}

/// The findings that were set aside.
pub async fn all_set_aside(db: &Db, evaluation: Uuid) -> Result<Vec<SetAside>> {
    let rows: Vec<(String, String, String, i64)> =
        db.all(&ALL_SET_ASIDE, args![evaluation]).await?;
    rows.into_iter()
        .map(|(finding, reason, by, at)| {
            Ok(SetAside { finding, reason, by, at: instant("review_setting_aside.at", at)? })
        })
        .collect()
}

/// Writes a comment to a place in the report.
pub async fn comment(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    place: &str,
    text: &str,
    name: &str,
) -> Result<Uuid> {
    let request = (evaluation, place, text);
    let mut write = match Write::begin(db, stamp, "review.comment", &request).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    evaluation::head_in(&mut write.tx, evaluation).await?;
    let id = write.id();
    let row = args![id, evaluation, place, text, &stamp.by, name, write.now()];
    write.tx.execute(&INSERT_COMMENT, row).await?;
    write.finish_in(evaluation, place, text, id).await
}

/// Answers a comment, if it is as it was at this version. Returns the version after it.
pub async fn answer(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    comment: Uuid,
    expected: i64,
    answer: &str,
    name: &str,
) -> Result<i64> {
    let request = (evaluation, comment, expected, answer);
    let mut write = match Write::begin(db, stamp, "review.answer", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let row = args![evaluation, comment, expected, answer, name, write.now()];
    if write.tx.execute(&ANSWER, row).await? == 0 {
        return Err(changed(write, &HAS_COMMENT, (evaluation, comment), expected).await);
    }
    write.finish_in(evaluation, comment, answer, expected + 1).await
}

/// Settles a comment, if it is as it was at this version. Returns the version after it.
pub async fn resolve(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    comment: Uuid,
    expected: i64,
    name: &str,
) -> Result<i64> {
    let request = (evaluation, comment, expected);
    let mut write = match Write::begin(db, stamp, "review.resolve", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let row = args![evaluation, comment, expected, name, write.now()];
    if write.tx.execute(&RESOLVE, row).await? == 0 {
        return Err(changed(write, &HAS_COMMENT, (evaluation, comment), expected).await);
    }
    write.finish_in(evaluation, comment, (), expected + 1).await
}

/// The reviewer's comments, oldest first.
pub async fn comments(db: &Db, evaluation: Uuid) -> Result<Vec<Comment>> {
    let rows: Vec<CommentRow> = db.all(&COMMENTS, args![evaluation]).await?;
    rows.into_iter().map(Comment::try_from).collect()
}

fn stale(evaluation: Uuid, expected: i64) -> Error {
    Error::Conflict(format!(
        "evaluation {evaluation} was changed since version {expected}, or is not in review any more – read it again"
    ))
}

#[derive(sqlx::FromRow)]
struct CommentRow {
    #[sqlx(flatten)]
    said: Columns,
    resolved_name: String,
    resolved_at: Option<i64>,
}

impl TryFrom<CommentRow> for Comment {
    type Error = Error;

    fn try_from(row: CommentRow) -> Result<Self> {
        Ok(Self {
            said: row.said.try_into()?,
            resolved_by: row.resolved_name,
            resolved_at: instant_some("review_comment.resolved_at", row.resolved_at)?,
        })
    }
}
