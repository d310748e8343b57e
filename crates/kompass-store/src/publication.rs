//! The municipality's decision to publish a delivered report, and when the oral feedback is held.

use crate::db::{Db, args, statements};
use crate::evaluation;
use crate::text::{day, from_day, instant, json};
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::evaluation::Feedback;
use kompass_core::{Error, Result};
use uuid::Uuid;

statements! {
    STATEMENTS:
    GET = "SELECT published, embargo, author_name, at, version FROM publication WHERE evaluation_id = $1";
    INSERT = "INSERT INTO publication (evaluation_id, published, embargo, author, author_name, at, version)
        VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (evaluation_id) DO NOTHING";
    UPDATE = "UPDATE publication SET published = $2, embargo = $3, author = $4, author_name = $5, at = $6,
            version = version + 1
        WHERE evaluation_id = $1 AND version = $7";
    FEEDBACK_VERSION = "SELECT feedback_version FROM evaluation WHERE id = $1";
    SET_FEEDBACK = "UPDATE evaluation SET feedback = $3, feedback_version = feedback_version + 1,
            version = version + 1, changed_at = $4
        WHERE id = $1 AND feedback_version = $2";
}

/// What the municipality decided last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// True if everybody may read the report; false once that was taken back.
    pub published: bool,
    /// The first day on which they may; `None` for at once.
    pub embargo: Option<Date>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Counts the decisions, from 1.
    pub version: i64,
}

/// What the municipality decided, if it has.
pub async fn get(db: &Db, evaluation: Uuid) -> Result<Option<Publication>> {
    let row: Option<(i64, Option<String>, String, i64, i64)> =
        db.optional(&GET, args![evaluation]).await?;
    row.map(|(published, embargo, by, at, version)| {
        Ok(Publication {
            published: published != 0,
            embargo: from_day("publication.embargo", embargo)?,
            by,
            at: instant("publication.at", at)?,
            version,
        })
    })
    .transpose()
}

/// Keeps a decision, if the one before it is of this version, 0 for none. Returns the version of this one.
pub async fn decide(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    expected: i64,
    published: bool,
    embargo: Option<Date>,
    name: &str,
) -> Result<i64> {
    let request = (evaluation, expected, published, embargo);
    let mut write = match Write::begin(db, stamp, "publication.decide", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    evaluation::head_in(&mut write.tx, evaluation).await?;
    let row = args![evaluation, published, day(embargo), &stamp.by, name, write.now()];
    let there = (expected != 0).then_some(expected);
    if write.tx.keep((&INSERT, &UPDATE), row, there).await? == 0 {
        return Err(Error::Conflict(format!(
            "the publication was decided on since version {expected} – read it again"
        )));
    }
    write.finish_in(evaluation, "", (published, embargo), expected + 1).await
}

/// Counts the changes of when the feedback is held. It counts nothing else, so it tells nothing of who is judging.
pub async fn feedback_version(db: &Db, evaluation: Uuid) -> Result<i64> {
    let row: Option<(i64,)> = db.optional(&FEEDBACK_VERSION, args![evaluation]).await?;
    row.map(|(version,)| version)
        .ok_or_else(|| Error::not_found("evaluation", evaluation, "list the evaluations"))
}

/// Sets when the feedback is held and to whom, or that it is not planned any more, if it is as it was at this version.
pub async fn set_feedback(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    expected: i64,
    feedback: Option<&Feedback>,
) -> Result<i64> {
    let request = (evaluation, expected, feedback);
    let mut write = match Write::begin(db, stamp, "feedback.set", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let row = args![evaluation, expected, feedback.map(json), write.now()];
    if write.tx.execute(&SET_FEEDBACK, row).await? == 0 {
        evaluation::head_in(&mut write.tx, evaluation).await?;
        return Err(Error::Conflict(
            "the feedback was planned otherwise in the meantime – read it again".to_owned(),
        ));
    }
    write.finish_in(evaluation, "", feedback, expected + 1).await
}
