//! Documents that were read as evidence, and their files.

use crate::blob::{self, Blob};
use crate::db::{Db, Tx, args, statements};
use crate::evaluation;
use crate::page::{self, Text};
use crate::sort;
use crate::text::{day, from_day, from_json, from_word, instant, json, narrow};
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use kompass_core::evaluation::Document;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT document.code, document.title, document.kind, document.day, document.address, document.sub_areas,
                document.file_name, document.version, blob.digest, blob.size, document_receipt.actor,
                document_receipt.name, document_receipt.at, document_text.state, document_text.reason,
                document_text.format, document_text.pages, document_text.cut
            FROM document
                LEFT JOIN blob ON blob.digest = document.blob_digest
                LEFT JOIN document_receipt ON document_receipt.evaluation_id = document.evaluation_id
                    AND document_receipt.code = document.code
                LEFT JOIN document_text ON document_text.digest = document.blob_digest ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    LIST = select!("WHERE document.evaluation_id = $1 ORDER BY document.position, document.code");
    GET = select!("WHERE document.evaluation_id = $1 AND document.code = $2");
    CODES = "SELECT code FROM document WHERE evaluation_id = $1";
    SAME = "SELECT code FROM document WHERE evaluation_id = $1 AND blob_digest = $2 ORDER BY position, code LIMIT 1";
    SIZE = "SELECT CAST(coalesce(sum(blob.size), 0) AS BIGINT) AS size FROM document JOIN blob ON blob.digest = document.blob_digest
        WHERE document.evaluation_id = $1";
    INSERT = "INSERT INTO document (evaluation_id, code, position, title, title_sort, kind, day, address, sub_areas,
            blob_digest, file_name, version, changed_at)
        VALUES ($1, $2, (SELECT coalesce(max(position) + 1, 0) FROM document WHERE evaluation_id = $1), $3, $4, $5, $6,
            $7, $8, $9, $10, 1, $11)";
    RECEIVE = "INSERT INTO document_receipt (evaluation_id, code, actor, name, at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (evaluation_id, code) DO UPDATE SET actor = excluded.actor, name = excluded.name, at = excluded.at";
    UPDATE = "UPDATE document SET title = $4, title_sort = $5, kind = $6, day = $7, address = $8, sub_areas = $9,
            version = version + 1, changed_at = $10
        WHERE evaluation_id = $1 AND code = $2 AND version = $3";
    DELETE = "DELETE FROM document WHERE evaluation_id = $1 AND code = $2 AND version = $3";
    DELETE_RECEIPT = "DELETE FROM document_receipt WHERE evaluation_id = $1 AND code = $2";
    USED = "SELECT (SELECT count(*) FROM document WHERE blob_digest = $1) + (SELECT count(*) FROM report WHERE digest = $1)
        + (SELECT count(*) FROM kpi_edition WHERE digest = $1) AS uses";
    DELETE_BLOB = "DELETE FROM blob WHERE digest = $1";
    JUDGED = "SELECT subject FROM judgement WHERE evaluation_id = $1 LIMIT 1";
    ATTACH = "UPDATE document SET blob_digest = $3, file_name = $4, version = version + 1, changed_at = $5
        WHERE evaluation_id = $1 AND code = $2 AND version = $6";
    FILE = "SELECT document.version, document.file_name, blob.digest, blob.size
        FROM document LEFT JOIN blob ON blob.digest = document.blob_digest
        WHERE document.evaluation_id = $1 AND document.code = $2";
    WITH_FILE = "SELECT code FROM document WHERE evaluation_id = $1 AND blob_digest IS NOT NULL ORDER BY position, code";
}

/// The file of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    /// Version of the document.
    pub version: i64,
    /// Name under which it was uploaded; empty if there is no file.
    pub name: String,
    /// The bytes, if they were uploaded.
    pub blob: Option<Blob>,
}

/// A document as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What it is.
    pub document: Document,
    /// Counts its changes, from 1.
    pub version: i64,
    /// Its file.
    pub file: File,
    /// Who handed it in; unknown for what came in another way.
    pub receipt: Option<Receipt>,
    /// How far its text is read; nothing without a file.
    pub text: Option<Text>,
}

/// Who handed in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// As in the audit log.
    pub actor: String,
    /// Name.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// What adding a document did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Added {
    /// It is there under this code.
    New(String),
    /// The same bytes were there before, under this code; nothing was changed.
    There(String),
    /// The evaluation would have more bytes than it may; nothing was changed.
    Full,
}

/// All documents of an evaluation, in their order.
pub async fn list(db: &Db, evaluation: Uuid) -> Result<Vec<Stored>> {
    let rows: Vec<Whole> = db.all(&LIST, args![evaluation]).await?;
    rows.into_iter().map(Stored::try_from).collect()
}

/// One document.
pub async fn get(db: &Db, evaluation: Uuid, code: &str) -> Result<Stored> {
    let row: Option<Whole> = db.optional(&GET, args![evaluation, code]).await?;
    row.ok_or_else(|| unknown(code))?.try_into()
}

/// Adds a document with its file under the next free code; the code in `document` does not matter. `name` is that of the
/// person, `most` how many bytes the evaluation may have.
pub async fn add(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    document: &Document,
    (file_name, blob): (&str, &Blob),
    (name, most): (&str, u64),
) -> Result<Added> {
    let request = (evaluation, document, file_name, blob);
    let mut write = match Write::begin(db, stamp, "document.add", &request).await? {
        Begun::Repeated(added) => return Ok(added),
        Begun::New(write) => write,
    };
    let now = write.now();
    // Locks the evaluation, so that two who add at once get two codes.
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let same: Option<(String,)> = write.tx.optional(&SAME, args![evaluation, &blob.digest]).await?;
    if let Some((code,)) = same {
        return Ok(Added::There(code));
    }
    let (size,): (i64,) = write.tx.one(&SIZE, args![evaluation]).await?;
    if narrow::<u64>("blob.size", size)?.saturating_add(blob.size) > most {
        return Ok(Added::Full);
    }
    let codes: Vec<(String,)> = write.tx.all(&CODES, args![evaluation]).await?;
    let code = next_code(codes.iter().map(|(code,)| code.as_str()));
    blob::record_in(&mut write.tx, blob, now).await?;
    let Document { title, kind, date, address, sub_areas, .. } = document;
    let row = args![
        evaluation,
        &code,
        title,
        sort::key(title),
        kind,
        day(*date),
        address,
        json(sub_areas),
        &blob.digest,
        file_name,
        now,
    ];
    write.tx.execute(&INSERT, row).await?;
    write.tx.execute(&RECEIVE, args![evaluation, &code, &stamp.by, name, now]).await?;
    let drawn = write.id();
    page::await_in(&mut write.tx, &blob.digest, drawn).await?;
    let content = (document, file_name, blob);
    write.finish_in(evaluation, &code.clone(), content, Added::New(code)).await
}

/// Changes what is said about a document, if it is still at this version. Returns the version after it.
pub async fn update(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    expected: i64,
    document: &Document,
) -> Result<i64> {
    let request = (evaluation, expected, document);
    let mut write = match Write::begin(db, stamp, "document.update", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let Document { code, title, kind, date, address, sub_areas } = document;
    let row = args![
        evaluation,
        code,
        expected,
        title,
        sort::key(title),
        kind,
        day(*date),
        address,
        json(sub_areas),
        now,
    ];
    if write.tx.execute(&UPDATE, row).await? == 0 {
        let there: Option<Row> = write.tx.optional(&FILE, args![evaluation, code]).await?;
        return Err(stale(code, expected, there));
    }
    write.finish_in(evaluation, code, document, expected + 1).await
}

/// Removes a document, if it is still at this version and nobody has judged in the evaluation. Returns the digest of its
/// bytes if nothing points to them any more.
pub async fn remove(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    code: &str,
    expected: i64,
) -> Result<Option<String>> {
    let request = (evaluation, code, expected);
    let mut write = match Write::begin(db, stamp, "document.remove", &request).await? {
        Begun::Repeated(digest) => return Ok(digest),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    if write.tx.optional::<(String,)>(&JUDGED, args![evaluation]).await?.is_some() {
        return Err(Error::Conflict("the judging has begun; documents stay".to_owned()));
    }
    let there: Option<Row> = write.tx.optional(&FILE, args![evaluation, code]).await?;
    if write.tx.execute(&DELETE, args![evaluation, code, expected]).await? == 0 {
        return Err(stale(code, expected, there));
    }
    write.tx.execute(&DELETE_RECEIPT, args![evaluation, code]).await?;
    let digest = there.and_then(|(_, _, digest, _)| digest);
    let mut unused = None;
    if let Some(digest) = digest
        && release_in(&mut write.tx, &digest).await?
    {
        unused = Some(digest);
    }
    write.finish_in(evaluation, code, &unused, unused.clone()).await
}

/// Forgets bytes and what was read out of them, as a part of the write that took a pointer to them away. False if
/// something still points to them.
pub(crate) async fn release_in(tx: &mut Tx, digest: &str) -> Result<bool> {
    let (uses,): (i64,) = tx.one(&USED, args![digest]).await?;
    if uses > 0 {
        return Ok(false);
    }
    page::forget_in(tx, digest).await?;
    tx.execute(&DELETE_BLOB, args![digest]).await?;
    Ok(true)
}

/// True if somebody has judged in the evaluation.
pub async fn judged(db: &Db, evaluation: Uuid) -> Result<bool> {
    Ok(db.optional::<(String,)>(&JUDGED, args![evaluation]).await?.is_some())
}

/// Gives a document its file, if the document is still at this version. Returns the version after it.
pub async fn attach(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    code: &str,
    expected: i64,
    name: &str,
    blob: &Blob,
) -> Result<i64> {
    let request = (evaluation, code, expected, name, blob);
    let mut write = match Write::begin(db, stamp, "document.attach", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    blob::record_in(&mut write.tx, blob, now).await?;
    let row = args![evaluation, code, &blob.digest, name, now, expected];
    if write.tx.execute(&ATTACH, row).await? == 0 {
        let there: Option<Row> = write.tx.optional(&FILE, args![evaluation, code]).await?;
        return Err(stale(code, expected, there));
    }
    let drawn = write.id();
    page::await_in(&mut write.tx, &blob.digest, drawn).await?;
    write.finish_in(evaluation, code, (name, blob), expected + 1).await
}

/// The file of a document.
pub async fn file(db: &Db, evaluation: Uuid, code: &str) -> Result<File> {
    let row: Option<Row> = db.optional(&FILE, args![evaluation, code]).await?;
    let (version, name, digest, size) = row.ok_or_else(|| unknown(code))?;
    let blob = match (digest, size) {
        (Some(digest), Some(size)) => Some(Blob { digest, size: narrow("blob.size", size)? }),
        _ => None,
    };
    Ok(File { version, name, blob })
}

/// Codes of the documents of an evaluation that have a file.
pub async fn with_file(db: &Db, evaluation: Uuid) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&WITH_FILE, args![evaluation]).await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// `D1`, `D2` …: one more than the highest.
fn next_code<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let number = |code: &str| code.strip_prefix('D')?.parse::<u32>().ok();
    format!("D{}", codes.filter_map(number).max().unwrap_or(0).saturating_add(1))
}

type Row = (i64, String, Option<String>, Option<i64>);

fn stale(code: &str, expected: i64, there: Option<Row>) -> Error {
    match there {
        None => unknown(code),
        Some((version, ..)) => Error::Conflict(format!(
            "document {code} was changed in the meantime: it is at version {version}, not {expected} – read it again"
        )),
    }
}

fn unknown(code: &str) -> Error {
    Error::not_found("document", code, "list the documents of the evaluation")
}

#[derive(sqlx::FromRow)]
struct Whole {
    code: String,
    title: String,
    kind: String,
    day: Option<String>,
    address: String,
    sub_areas: String,
    file_name: String,
    version: i64,
    digest: Option<String>,
    size: Option<i64>,
    actor: Option<String>,
    name: Option<String>,
    at: Option<i64>,
    state: Option<String>,
    reason: Option<String>,
    format: Option<String>,
    pages: Option<i64>,
    cut: Option<i64>,
}

impl TryFrom<Whole> for Stored {
    type Error = Error;

    fn try_from(row: Whole) -> Result<Self> {
        let blob = match (row.digest, row.size) {
            (Some(digest), Some(size)) => Some(Blob { digest, size: narrow("blob.size", size)? }),
            _ => None,
        };
        let receipt = match (row.actor, row.name, row.at) {
            (Some(actor), Some(name), Some(at)) => {
                Some(Receipt { actor, name, at: instant("document_receipt.at", at)? })
            }
            _ => None,
        };
        let text = match row.state {
            None => None,
            Some(state) => Some(Text {
                state: from_word("document_text.state", &state)?,
                reason: row.reason,
                format: row.format,
                pages: narrow("document_text.pages", row.pages.unwrap_or_default())?,
                cut: row.cut.unwrap_or_default() != 0,
            }),
        };
        Ok(Self {
            document: Document {
                code: row.code,
                title: row.title,
                kind: row.kind,
                date: from_day("document.day", row.day)?,
                address: row.address,
                sub_areas: from_json("document.sub_areas", &row.sub_areas)?,
            },
            version: row.version,
            file: File { version: row.version, name: row.file_name, blob },
            receipt,
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_never_that_of_another() {
        assert_eq!(next_code(["D1", "D10", "budget", "D9x"].into_iter()), "D11");
        assert_eq!(next_code([].into_iter()), "D1");
    }
}
