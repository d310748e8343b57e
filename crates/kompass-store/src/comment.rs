//! What a comment on the text of an evaluation holds, whether the reviewer writes it or the municipality.

use crate::db::{Statement, args};
use crate::text::{id, instant_some};
use crate::write::Write;
use jiff::Timestamp;
use kompass_core::{Error, Result};
use uuid::Uuid;

/// A comment with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Identity.
    pub id: Uuid,
    /// Where: `summary`, the number of an area, or the code of a sub-area or question.
    pub place: String,
    /// The comment.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When; `None` where it came with a file.
    pub at: Option<Timestamp>,
    /// What the team answers; empty until it does.
    pub answer: String,
    /// Who answered.
    pub answered_by: String,
    /// When.
    pub answered_at: Option<Timestamp>,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// Why a comment could not be written as it was at a version. `there` finds the version at which it is.
pub(crate) async fn changed(
    mut write: Write<'_>,
    there: &Statement,
    (evaluation, comment): (Uuid, Uuid),
    expected: i64,
) -> Error {
    match write.tx.optional::<(i64,)>(there, args![evaluation, comment]).await {
        Ok(Some((version,))) => Error::Conflict(format!(
            "the comment was changed, answered or settled in the meantime: it is at version {version} (not {expected}) – \
             read it again"
        )),
        Ok(None) => Error::not_found("comment", comment, "read the comments again"),
        Err(error) => error,
    }
}

/// Columns that both tables have.
#[derive(sqlx::FromRow)]
pub(crate) struct Columns {
    id: String,
    place: String,
    body: String,
    author_name: String,
    at: i64,
    answer: String,
    answered_name: String,
    answered_at: Option<i64>,
    version: i64,
}

impl TryFrom<Columns> for Said {
    type Error = Error;

    fn try_from(row: Columns) -> Result<Self> {
        Ok(Self {
            id: id("comment.id", &row.id)?,
            place: row.place,
            text: row.body,
            by: row.author_name,
            // What came with a file has no time.
            at: instant_some("comment.at", Some(row.at).filter(|at| *at != 0))?,
            answer: row.answer,
            answered_by: row.answered_name,
            answered_at: instant_some("comment.answered_at", row.answered_at)?,
            version: row.version,
        })
    }
}
