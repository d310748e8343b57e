//! Backup and restore of everything: all tables and all blobs, in one file that says itself whether it is whole. It goes
//! from one engine to the other. The format is described in `docs/decisions/0007-backup-format.md`.

mod file;
mod tables;

use crate::blob::{self, Blobs};
use crate::db::{Db, Statement, Tx, args};
use crate::sort::hex;
use file::{Piece, Writer, refused};
use futures_util::TryStreamExt;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tables::{TABLES, Table};
use tokio::runtime::Handle;

/// Value of `format` in the manifest.
const FORMAT: &str = "kompass-backup/1";

/// Rows of a table are written in parts of about this many bytes.
const PART: usize = 1 << 20;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always `kompass-backup/1`.
    pub format: String,
    /// Version of the Kompass that made it.
    pub kompass: String,
    /// Number of the newest migration of the database.
    pub schema: i64,
    /// When it was made.
    pub made_at: jiff::Timestamp,
    /// Rows per table; empty tables are not named.
    pub tables: BTreeMap<String, TableSum>,
    /// All blobs.
    pub blobs: Sum,
}

/// Rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSum {
    /// How many.
    pub rows: u64,
    /// SHA-256 of their lines.
    pub sha256: String,
}

/// Count and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// How many.
    pub count: u64,
    /// How large together.
    pub bytes: u64,
}

/// Writes everything to a new file, as it is at one moment; others go on writing meanwhile. A backup that fails leaves
/// no file.
pub async fn backup(db: &Db, blobs: &Blobs, path: &Path, now: jiff::Timestamp) -> Result<Manifest> {
    let (db, blobs, path) = (db.clone(), blobs.clone(), path.to_owned());
    in_background(move |runtime| {
        if path.exists() {
            return Err(refused(&path, "the file is there already", "choose another name"));
        }
        // Under its own name only when it is whole.
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let written = runtime.block_on(write(&db, &blobs, &part, now)).and_then(|manifest| {
            std::fs::rename(&part, &path).map_err(|error| at_writing(&path, &error))?;
            Ok(manifest)
        });
        if written.is_err() {
            // If it cannot be removed, the first error still says more.
            let _ = std::fs::remove_file(&part);
        }
        written
    })
    .await
}

/// Reads a backup from beginning to end and says what it holds. Changes nothing.
pub async fn inspect(path: &Path) -> Result<Manifest> {
    let path = path.to_owned();
    in_background(move |_| file::walk(&path, &mut file::open(&path)?, |_| Ok(()))).await
}

/// Fills an empty database and its store of blobs from a backup, all or nothing. The file is read to its end before
/// anything is written.
pub async fn restore(db: &Db, blobs: &Blobs, path: &Path) -> Result<Manifest> {
    let (db, blobs, path) = (db.clone(), blobs.clone(), path.to_owned());
    in_background(move |runtime| {
        let mut opened = file::open(&path)?;
        let mut listed = BTreeSet::new();
        let mut held = BTreeSet::new();
        let manifest = file::walk(&path, &mut opened, |piece| match piece {
            Piece::Rows(table, lines) => check_rows(&path, table, lines, &mut listed),
            Piece::Blob(digest, _) => {
                held.insert(digest.to_owned());
                Ok(())
            }
        })?;
        if listed != held {
            return Err(refused(&path, "blobs are missing, or not listed", "use another backup"));
        }
        runtime.block_on(check_schema(&db, &path, &manifest))?;
        let mut restore = Restore { runtime, blobs: &blobs, path: &path, put: Vec::new() };
        let restored = restore.run(&db, &mut opened, &manifest);
        if restored.is_err() {
            restore.take_back();
        }
        restored?;
        // What was restored stands, known to the planner or not.
        if let Err(error) = runtime.block_on(db.gather_statistics()) {
            tracing::warn!(%error, "no statistics were gathered after the restore");
        }
        Ok(manifest)
    })
    .await
}

/// The tables of a backup with their columns and types, for comparing with the schema.
pub fn columns() -> impl Iterator<Item = (&'static str, &'static [(&'static str, &'static str)])> {
    TABLES.iter().map(|table| (table.name, table.columns))
}

/// The statements of all tables.
pub(crate) fn table_statements() -> impl Iterator<Item = &'static Statement> {
    TABLES.iter().flat_map(|Table { dump, load, any, .. }| [dump, load, any])
}

async fn write(db: &Db, blobs: &Blobs, path: &Path, now: jiff::Timestamp) -> Result<Manifest> {
    let at_writing = |error: std::io::Error| at_writing(path, &error);
    let schema = db.schema().await?.applied;
    let mut tx = db.snapshot().await?;
    let mut archive = Writer::create(path).map_err(at_writing)?;
    let mut tables = BTreeMap::new();
    let mut listed: Vec<(String, u64)> = Vec::new();
    for table in TABLES {
        let mut part = Vec::with_capacity(PART + PART / 4);
        let (mut parts, mut rows, mut hash) = (0, 0, Sha256::new());
        let mut write_part = |part: &mut Vec<u8>| {
            parts += 1;
            hash.update(&part);
            let written = archive.entry(&format!("tables/{}/{parts:06}.jsonl", table.name), part);
            part.clear();
            written.map_err(at_writing)
        };
        tx.each(&table.dump, |(line,): (String,)| {
            if table.name == "blob" {
                let Listed { digest, size } = crate::text::from_json("blob", &line)?;
                listed.push((digest, size));
            }
            part.extend_from_slice(line.as_bytes());
            part.push(b'\n');
            rows += 1;
            if part.len() >= PART { write_part(&mut part) } else { Ok(()) }
        })
        .await?;
        if !part.is_empty() {
            write_part(&mut part)?;
        }
        if rows > 0 {
            tables.insert(table.name.to_owned(), TableSum { rows, sha256: hex(&hash.finalize()) });
        }
    }
    drop(tx);
    for (digest, size) in &listed {
        archive.begin(&format!("blobs/{digest}"), *size).map_err(at_writing)?;
        let mut bytes = match blobs.get_stream(digest).await {
            Ok(bytes) => bytes,
            Err(Error::NotFound { .. }) => return Err(lost(db, digest, "gone from").await),
            Err(error) => return Err(error),
        };
        let mut hash = Sha256::new();
        while let Some(chunk) = bytes.try_next().await? {
            hash.update(&chunk);
            archive.bytes(&chunk).map_err(at_writing)?;
        }
        archive.end().map_err(at_writing)?;
        if hex(&hash.finalize()) != *digest {
            return Err(lost(db, digest, "altered in").await);
        }
    }
    let blobs =
        Sum { count: listed.len() as u64, bytes: listed.iter().map(|(_, size)| size).sum() };
    let kompass = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest { format: FORMAT.into(), kompass, schema, made_at: now, tables, blobs };
    archive.finish(&manifest).map_err(at_writing)?;
    Ok(manifest)
}

/// A backup without some bytes would pass for a whole one.
async fn lost(db: &Db, digest: &str, how: &str) -> Error {
    match blob::named(db, digest).await {
        Ok(named) => Error::Unavailable(format!(
            "the bytes of {named} are {how} the store, so nothing is backed up – {}",
            blob::PUT_BACK
        )),
        Err(error) => error,
    }
}

/// A row of the table of blobs, as far as it is needed here.
#[derive(Deserialize)]
struct Listed {
    digest: String,
    size: u64,
}

/// Every line is a row of a known table; blobs are listed.
fn check_rows(path: &Path, table: &str, lines: &[u8], listed: &mut BTreeSet<String>) -> Result<()> {
    let damaged = |what: String| refused(path, &what, "use another backup");
    table_named(path, table)?;
    let text = std::str::from_utf8(lines).map_err(|error| damaged(format!("{table}: {error}")))?;
    if !text.ends_with('\n') {
        return Err(damaged(format!("{table} ends in the middle of a row")));
    }
    if table == "blob" {
        for line in text.lines() {
            let row: Listed = serde_json::from_str(line)
                .map_err(|error| damaged(format!("a row of {table} cannot be read: {error}")))?;
            listed.insert(row.digest);
        }
    }
    Ok(())
}

/// A restore takes rows only in the shape in which this program keeps them.
async fn check_schema(db: &Db, path: &Path, manifest: &Manifest) -> Result<()> {
    let schema = db.schema().await?;
    if schema.applied != schema.known {
        return Err(Error::Unavailable(
            "the database is not migrated – run kompass migrate first".into(),
        ));
    }
    if manifest.schema == schema.known {
        return Ok(());
    }
    let what = format!("it has schema {}, this program {}", manifest.schema, schema.known);
    let remedy =
        format!("restore it with Kompass {}, then upgrade that database", manifest.kompass);
    Err(refused(path, &what, &remedy))
}

/// A restore under way.
struct Restore<'a> {
    runtime: &'a Handle,
    blobs: &'a Blobs,
    path: &'a Path,
    /// Blobs that were not there before.
    put: Vec<String>,
}

impl Restore<'_> {
    fn run(&mut self, db: &Db, opened: &mut std::fs::File, manifest: &Manifest) -> Result<()> {
        let mut tx = self.runtime.block_on(db.begin())?;
        self.runtime.block_on(check_empty(&mut tx))?;
        let again = file::walk(self.path, opened, |piece| match piece {
            Piece::Rows(table, lines) => {
                let table = table_named(self.path, table)?;
                let rows = lines.iter().filter(|byte| **byte == b'\n').count() as u64;
                let loaded = self.runtime.block_on(tx.execute(&table.load, args![array(lines)]))?;
                if loaded == rows {
                    return Ok(());
                }
                let what = format!("{loaded} of {rows} rows of {} were taken", table.name);
                Err(refused(self.path, &what, "use another backup"))
            }
            Piece::Blob(digest, bytes) => self.blob(digest, bytes),
        })?;
        // The file is open all the while, but somebody may have written into it between the two readings.
        if again != *manifest {
            return Err(refused(self.path, "it was changed while it was read", "try again"));
        }
        self.runtime.block_on(tx.commit())
    }

    fn blob(&mut self, digest: &str, bytes: &mut dyn std::io::Read) -> Result<()> {
        if self.runtime.block_on(self.blobs.has(digest))? {
            return self.runtime.block_on(self.blobs.verify(digest)).map(|_| ());
        }
        // The name of the upload: like the digest, it cannot meet another one.
        let upload = uuid::Uuid::from_slice(&Sha256::digest(digest)[..16]).unwrap_or_default();
        let chunks = futures_util::stream::iter(file::chunks(bytes));
        let blob = self.runtime.block_on(self.blobs.put_stream(upload, chunks))?;
        self.put.push(blob.digest);
        Ok(())
    }

    /// Removes what a failed restore put into the store of blobs.
    fn take_back(&self) {
        for digest in &self.put {
            // Bytes that nothing points to do no harm; the error that led here counts.
            let _ = self.runtime.block_on(self.blobs.erase(digest));
        }
    }
}

async fn check_empty(tx: &mut Tx) -> Result<()> {
    for table in TABLES {
        let (rows,): (i64,) = tx.one(&table.any, &[]).await?;
        if rows > 0 {
            return Err(Error::Conflict(format!(
                "the database is not empty (there are rows in {}); nothing was changed – restore into a new one",
                table.name
            )));
        }
    }
    Ok(())
}

fn table_named(path: &Path, name: &str) -> Result<&'static Table> {
    let known = TABLES.iter().find(|table| table.name == name);
    known.ok_or_else(|| {
        refused(path, &format!("table {name} is unknown"), "use the Kompass that made it")
    })
}

/// Lines of JSON as one JSON array.
fn array(lines: &[u8]) -> String {
    let text = String::from_utf8_lossy(lines);
    format!("[{}]", text.trim_end_matches('\n').replace('\n', ","))
}

/// Runs work that waits for disks on a thread of its own.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce(&Handle) -> Result<T> + Send + 'static,
) -> Result<T> {
    let runtime = Handle::current();
    let done = tokio::task::spawn_blocking(move || work(&runtime)).await;
    done.unwrap_or_else(|error| Err(Error::Internal(error.to_string())))
}

fn at_writing(path: &Path, error: &std::io::Error) -> Error {
    Error::Unavailable(format!(
        "the backup {} cannot be written: {error} – check its folder, its rights and the space on the disk",
        path.display()
    ))
}
