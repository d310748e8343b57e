//! Files of the documents that were read as evidence.

use crate::audit::Chain;
use crate::blob::{self, Blob};
use crate::db::{Db, args, statements};
use crate::evaluation;
use crate::text::narrow;
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::{Error, Result};
use serde::Serialize;
use uuid::Uuid;

statements! {
    STATEMENTS:
    ATTACH = "UPDATE document SET blob_digest = $3, file_name = $4, version = version + 1, changed_at = $5
        WHERE evaluation_id = $1 AND code = $2 AND version = $6";
    FILE = "SELECT document.version, document.file_name, blob.digest, blob.size
        FROM document LEFT JOIN blob ON blob.digest = document.blob_digest
        WHERE document.evaluation_id = $1 AND document.code = $2";
    WITH_FILE = "SELECT code FROM document WHERE evaluation_id = $1 AND blob_digest IS NOT NULL ORDER BY position, code";
    USES = "SELECT evaluation_id, code FROM document WHERE blob_digest = $1 ORDER BY evaluation_id, code";
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
        let (version, ..) = there.ok_or_else(|| unknown(code))?;
        return Err(Error::Conflict(format!(
            "document {code} was changed in the meantime: it is at version {version}, not {expected} – read it again"
        )));
    }
    let entry =
        Entry { chain: Chain::Evaluation(evaluation), subject: code, content: (name, blob) };
    write.finish(entry, expected + 1).await
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

/// The documents that have these bytes as their file: evaluation and code.
pub async fn uses(db: &Db, digest: &str) -> Result<Vec<(Uuid, String)>> {
    let rows: Vec<(String, String)> = db.all(&USES, args![digest]).await?;
    let id = |uuid: String| crate::text::id("document.evaluation_id", &uuid);
    rows.into_iter().map(|(evaluation, code)| Ok((id(evaluation)?, code))).collect()
}

type Row = (i64, String, Option<String>, Option<i64>);

fn unknown(code: &str) -> Error {
    Error::not_found("document", code, "list the documents of the evaluation")
}
