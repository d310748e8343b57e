//! Delivered reports: their bytes, and the model they were made from. Nothing changes them later.

use crate::blob::{self, Blob};
use crate::db::{Db, args, statements};
use crate::text::{from_word, id, instant, json, narrow, sha256};
use crate::write::{Begun, Stamp, Write};
use crate::{evaluation, step};
use kompass_core::evaluation::State;
use kompass_core::{Error, Lang, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT report.id, report.evaluation_id, report.edition, report.language, report.digest, blob.size,
                report.framework_digest, report.delivered_at, coalesce(report_note.note, '') AS note
            FROM report JOIN blob ON blob.digest = report.digest
                LEFT JOIN report_note ON report_note.report_id = report.id ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    LAST_EDITION = select!("WHERE report.evaluation_id = $1 AND report.language = $2
        ORDER BY report.edition DESC LIMIT 1");
    INSERT = "INSERT INTO report (id, evaluation_id, edition, language, digest, framework_digest, model, delivered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    INSERT_NOTE = "INSERT INTO report_note (report_id, note) VALUES ($1, $2)";
    GET = select!("WHERE report.id = $1");
    MODEL = "SELECT model FROM report WHERE id = $1";
    BY_DIGEST = select!("WHERE report.digest = $1 ORDER BY report.delivered_at, report.id");
    OF_EVALUATION = select!("WHERE report.evaluation_id = $1 ORDER BY report.edition, report.language");
}

/// A delivered report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Identity.
    pub id: Uuid,
    /// The evaluation it is about.
    pub evaluation: Uuid,
    /// Counts the reports of the evaluation in its language, from 1.
    pub edition: i64,
    /// Its language.
    pub language: Lang,
    /// Its bytes.
    pub blob: Blob,
    /// Digest of the framework as it was pinned.
    pub framework_digest: String,
    /// When it was frozen.
    pub delivered_at: jiff::Timestamp,
    /// What was corrected in it, and why; empty for the first edition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A report to be frozen.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The evaluation it is about.
    pub evaluation: Uuid,
    /// Its language.
    pub language: Lang,
    /// Its bytes, already in the store of blobs.
    pub blob: &'a Blob,
    /// The model it was made from, as JSON.
    pub model: &'a str,
    /// Version of the evaluation that goes to [`State::Delivered`] with it; `None` leaves its state.
    pub deliver: Option<i64>,
    /// What was corrected since the last edition, and why; empty for the first one.
    pub note: &'a str,
}

/// Freezes a report as the next edition. The bytes of the last edition again change nothing.
pub async fn freeze(db: &Db, stamp: &Stamp, draft: &Draft<'_>) -> Result<Report> {
    freeze_both(db, stamp, draft, None).await
}

/// As [`freeze`], with the report of the second sheet of the evaluation, which is delivered with it. If the second sheet
/// was written since its version, or came or went, nothing is.
pub async fn freeze_both(
    db: &Db,
    stamp: &Stamp,
    draft: &Draft<'_>,
    second: Option<&Draft<'_>>,
) -> Result<Report> {
    let asked = |draft: &Draft<'_>| {
        let Draft { evaluation, language, blob, model, deliver, note } = draft;
        json(&(evaluation, language, blob, sha256(model), deliver, note))
    };
    let request = (asked(draft), second.map(asked));
    let mut write = match Write::begin(db, stamp, "report.freeze", &request).await? {
        Begun::Repeated(report) => return Ok(report),
        Begun::New(write) => write,
    };
    let evaluation = draft.evaluation;
    if let Some(version) = draft.deliver {
        let delivered = State::Delivered;
        let seen = step::move_in(&mut write, evaluation, version, delivered, "").await?;
        if seen != second.and_then(|second| second.deliver) {
            let there = evaluation::head_in(&mut write.tx, evaluation).await?;
            return Err(evaluation::conflict(&there, version));
        }
    }
    let report = match keep(&mut write, draft).await? {
        Kept::New(report) => report,
        Kept::Same(report) => return Ok(report),
    };
    let second = match second {
        None => None,
        Some(second) => Some(match keep(&mut write, second).await? {
            Kept::New(report) | Kept::Same(report) => json(&report),
        }),
    };
    let subject = format!("{}/{}", report.edition, report.language);
    let content = (json(&report), second);
    write.finish_in(evaluation, subject, content, report).await
}

/// What keeping a report did.
enum Kept {
    /// It is the next edition.
    New(Report),
    /// It is the last edition, which nothing delivers anew.
    Same(Report),
}

async fn keep(write: &mut Write<'_>, draft: &Draft<'_>) -> Result<Kept> {
    let Draft { evaluation, language, blob, model, deliver, note } = *draft;
    let now = write.now();
    let head = evaluation::head_in(&mut write.tx, evaluation).await?;
    let key = args![evaluation, language.code()];
    let last: Option<Row> = write.tx.optional(&LAST_EDITION, key).await?;
    let last = last.map(Report::try_from).transpose()?;
    if let (None, Some(last)) = (deliver, &last)
        && last.blob == *blob
    {
        return Ok(Kept::Same(last.clone()));
    }
    blob::record_in(&mut write.tx, blob, now).await?;
    let report = Report {
        id: write.id(),
        evaluation,
        edition: last.map_or(0, |last| last.edition) + 1,
        language,
        blob: blob.clone(),
        framework_digest: head.framework_digest,
        delivered_at: instant("now", now)?,
        note: note.to_owned(),
    };
    let row = args![
        report.id,
        evaluation,
        report.edition,
        language.code(),
        &blob.digest,
        &report.framework_digest,
        model,
        now,
    ];
    write.tx.execute(&INSERT, row).await?;
    if !note.is_empty() {
        write.tx.execute(&INSERT_NOTE, args![report.id, note]).await?;
    }
    Ok(Kept::New(report))
}

/// One report.
pub async fn get(db: &Db, id: Uuid) -> Result<Report> {
    db.optional::<Row>(&GET, args![id]).await?.ok_or_else(|| unknown(id))?.try_into()
}

/// The model a report was made from, as JSON.
pub async fn model(db: &Db, id: Uuid) -> Result<String> {
    let row: Option<(String,)> = db.optional(&MODEL, args![id]).await?;
    row.map(|(model,)| model).ok_or_else(|| unknown(id))
}

/// The reports that have these bytes, oldest first; none if nobody delivered them here.
pub async fn find_by_digest(db: &Db, digest: &str) -> Result<Vec<Report>> {
    reports(db.all(&BY_DIGEST, args![digest]).await?)
}

/// The reports of an evaluation, oldest edition first.
pub async fn list(db: &Db, evaluation: Uuid) -> Result<Vec<Report>> {
    reports(db.all(&OF_EVALUATION, args![evaluation]).await?)
}

fn reports(rows: Vec<Row>) -> Result<Vec<Report>> {
    rows.into_iter().map(Report::try_from).collect()
}

fn unknown(id: Uuid) -> Error {
    Error::not_found("report", id, "list the reports of the evaluation")
}

type Row = (String, String, i64, String, String, i64, String, i64, String);

impl TryFrom<Row> for Report {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let (uuid, evaluation, edition, language, digest, size, framework_digest, at, note) = row;
        Ok(Self {
            id: id("report.id", &uuid)?,
            evaluation: id("report.evaluation_id", &evaluation)?,
            edition,
            language: from_word("report.language", &language)?,
            blob: Blob { digest, size: narrow("blob.size", size)? },
            framework_digest,
            delivered_at: instant("report.delivered_at", at)?,
            note,
        })
    }
}
