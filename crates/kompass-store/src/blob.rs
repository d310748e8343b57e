//! Bytes of documents and reports in an object store – a folder, or a bucket that all nodes share – named by their SHA-256.
//! The same bytes are kept once; bytes that no row points to do no harm.

mod bucket;

pub use bucket::Bucket;

use crate::db::{Db, Tx, args, statements};
use crate::sort::hex;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use kompass_core::{Error, Problem, Result};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;
use uuid::Uuid;

statements! {
    STATEMENTS:
    RECORD = "INSERT INTO blob (digest, size, created_at) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING";
    LIST = "SELECT digest, size FROM blob ORDER BY digest";
    WHOSE = "SELECT 'document ' || document.code || ' (' || document.title || ') of ' || evaluation.municipality || ' ' || evaluation.year AS whose
        FROM document JOIN evaluation ON evaluation.id = document.evaluation_id WHERE document.blob_digest = $1
        UNION SELECT 'report of ' || evaluation.municipality || ' ' || evaluation.year
        FROM report JOIN evaluation ON evaluation.id = report.evaluation_id WHERE report.digest = $1
        UNION SELECT 'key figures, edition ' || number FROM kpi_edition WHERE digest = $1
        ORDER BY 1";
}

/// Code of the problem of bytes that are too many.
pub const TOO_BIG: &str = "B01";

/// Bytes sent to the store in one piece; S3 wants at least 5 MiB.
const PART: usize = 8 << 20;

/// Pieces under way at once.
const PARTS: usize = 2;

/// Blobs that are asked for at once.
const ASKED: usize = 16;

/// Bytes that have arrived whole and wait to be kept or thrown away. Dropped, they stay where nothing points to them until
/// the store is cleaned.
#[derive(Debug)]
#[must_use]
pub struct Incoming {
    place: Path,
    blob: Blob,
}

impl Incoming {
    /// What they are.
    pub fn blob(&self) -> &Blob {
        &self.blob
    }
}

/// Says that a folder is a store of documents.
const HERE: &str = "here";

/// Where bytes are until all of them are there.
const INCOMING: &str = "incoming";

/// Where blobs are kept.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    place: Place,
    limit: u64,
}

/// What an administrator knows the store as.
#[derive(Debug, Clone)]
enum Place {
    Folder(PathBuf),
    /// By name and server.
    Bucket(String),
}

/// Bytes that are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blob {
    /// SHA-256 in hexadecimal.
    pub digest: String,
    /// Number of bytes.
    pub size: u64,
}

impl Blobs {
    /// Whether a folder is a store of documents: the place where its disk is to be mounted is none.
    pub fn are_in(path: &std::path::Path) -> bool {
        path.join(HERE).exists()
    }

    /// A folder, made if it is missing. No blob may have more bytes than the limit.
    pub fn folder(path: &std::path::Path, limit: u64) -> Result<Self> {
        let unavailable = |error: &dyn std::fmt::Display| {
            Error::Unavailable(format!(
                "the folder {} for documents cannot be used: {error} – check its place and rights",
                path.display()
            ))
        };
        std::fs::create_dir_all(path).map_err(|error| unavailable(&error))?;
        std::fs::write(path.join(HERE), "").map_err(|error| unavailable(&error))?;
        let folder = object_store::local::LocalFileSystem::new_with_prefix(path)
            .map_err(|error| unavailable(&error))?
            // Folders that became empty stay: somebody may be about to write into them.
            .with_fsync(true);
        Ok(Self { store: Arc::new(folder), place: Place::Folder(path.to_owned()), limit })
    }

    /// A bucket, which must exist. Whether it can be reached is seen by [`Blobs::reach`]: a node starts without it as well.
    pub fn bucket(bucket: &Bucket, limit: u64) -> Result<Self> {
        let place = Place::Bucket(bucket.to_string());
        Ok(Self { store: bucket.open()?, place, limit })
    }

    /// Keeps the bytes of a stream. They go to a place of their own, named by `upload`, until all of them are there and
    /// hashed; a stream that fails or is too long leaves nothing.
    pub async fn put_stream<S, E>(&self, upload: Uuid, bytes: S) -> Result<Blob>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
        E: std::fmt::Display,
    {
        let incoming = self.receive(upload, bytes, self.limit).await?;
        self.keep(incoming).await
    }

    /// Takes the bytes of a stream without keeping them yet, so that they can be looked at first. A stream that fails or
    /// is longer than `most` leaves nothing.
    pub async fn receive<S, E>(&self, upload: Uuid, mut bytes: S, most: u64) -> Result<Incoming>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
        E: std::fmt::Display,
    {
        if let Place::Folder(_) = self.place {
            // What is written where its disk is to be mounted would be hidden once it is.
            self.reach().await?;
        }
        let most = most.min(self.limit);
        let incoming = Path::from(format!("{INCOMING}/{upload}"));
        let parts = self.store.put_multipart(&incoming).await.map_err(|error| away(&error))?;
        let mut writer = WriteMultipart::new_with_chunk_size(parts, PART);
        let mut hash = Sha256::new();
        let mut size = 0;
        let received = loop {
            let chunk = match bytes.next().await {
                None => break Ok(()),
                Some(Err(error)) => {
                    break Err(Error::Unavailable(format!(
                        "the document did not arrive whole: {error} – send it again"
                    )));
                }
                Some(Ok(chunk)) => chunk,
            };
            size += chunk.len() as u64;
            if size > most {
                break Err(too_big(most));
            }
            hash.update(&chunk);
            if let Err(error) = writer.wait_for_capacity(PARTS).await {
                break Err(away(&error));
            }
            writer.put(chunk);
        };
        if let Err(error) = received {
            // What cannot be taken back now is taken back when the store is cleaned; the first error counts.
            let _ = writer.abort().await;
            return Err(error);
        }
        writer.finish().await.map_err(|error| away(&error))?;
        let blob = Blob { digest: hex(&hash.finalize()), size };
        Ok(Incoming { place: incoming, blob })
    }

    /// The first and the last bytes of what has arrived, at most so many of each.
    pub async fn ends(&self, incoming: &Incoming, most: u64) -> Result<(Bytes, Bytes)> {
        let size = incoming.blob.size;
        if size == 0 {
            return Ok((Bytes::new(), Bytes::new()));
        }
        let ranges = [0..most.min(size), size.saturating_sub(most)..size];
        let ends = self.store.get_ranges(&incoming.place, &ranges).await;
        let mut ends = ends.map_err(|error| away(&error))?.into_iter();
        Ok((ends.next().unwrap_or_default(), ends.next().unwrap_or_default()))
    }

    /// All bytes of what has arrived.
    pub async fn arrived(
        &self,
        incoming: &Incoming,
    ) -> Result<impl Stream<Item = Result<Bytes>> + use<>> {
        let found = self.store.get(&incoming.place).await.map_err(|error| away(&error))?;
        Ok(found.into_stream().map_err(|error| away(&error)))
    }

    /// Keeps what has arrived.
    pub async fn keep(&self, incoming: Incoming) -> Result<Blob> {
        self.settle(&incoming.place, &incoming.blob).await?;
        Ok(incoming.blob)
    }

    /// Throws away what has arrived.
    pub async fn discard(&self, incoming: Incoming) -> Result<()> {
        self.store.delete(&incoming.place).await.map_err(|error| away(&error))
    }

    /// Keeps bytes that are in memory.
    pub async fn put(&self, upload: Uuid, bytes: Bytes) -> Result<Blob> {
        let whole = futures_util::stream::iter([Ok::<_, std::convert::Infallible>(bytes)]);
        self.put_stream(upload, whole).await
    }

    /// The bytes as a stream, as they are in the store; see [`Blobs::verify`].
    pub async fn get_stream(
        &self,
        digest: &str,
    ) -> Result<impl Stream<Item = Result<Bytes>> + use<>> {
        let found = self.store.get(&key(digest)?).await.map_err(|error| missing(digest, &error))?;
        Ok(found.into_stream().map_err(|error| away(&error)))
    }

    /// The bytes in memory, checked against their digest.
    pub async fn get(&self, digest: &str) -> Result<Bytes> {
        let found = self.store.get(&key(digest)?).await.map_err(|error| missing(digest, &error))?;
        let bytes = found.bytes().await.map_err(|error| away(&error))?;
        if hex(&Sha256::digest(&bytes)) == digest { Ok(bytes) } else { Err(damaged(digest)) }
    }

    /// Reads all bytes and compares them with their digest. Returns how many there are.
    pub async fn verify(&self, digest: &str) -> Result<u64> {
        let mut bytes = self.get_stream(digest).await?;
        let mut hash = Sha256::new();
        let mut size = 0;
        while let Some(chunk) = bytes.try_next().await? {
            size += chunk.len() as u64;
            hash.update(&chunk);
        }
        if hex(&hash.finalize()) == digest { Ok(size) } else { Err(damaged(digest)) }
    }

    /// Whether the store answers, and is the one that was opened: a disk that is no longer mounted leaves an empty folder.
    pub async fn reach(&self) -> Result<()> {
        let here = Path::from(HERE);
        match &self.place {
            Place::Folder(_) => self.store.head(&here).await.map(|_| ()),
            // A missing bucket answers a question for one object as if only that were missing.
            Place::Bucket(_) => self.store.list_with_delimiter(Some(&here)).await.map(|_| ()),
        }
        .map_err(|error| away(&error))
    }

    /// Whether the store takes bytes and gives them back; says where it is. Leaves nothing.
    pub async fn try_out(&self, upload: Uuid) -> Result<String> {
        const HARMLESS: &[u8] = b"Kompass asks whether its documents can be kept here.";
        self.reach().await?;
        let bytes =
            futures_util::stream::iter([Ok::<_, std::convert::Infallible>(HARMLESS.into())]);
        let incoming = self.receive(upload, bytes, self.limit).await?;
        let (read, _) = self.ends(&incoming, HARMLESS.len() as u64).await?;
        self.discard(incoming).await?;
        if read == HARMLESS {
            Ok(self.place.to_string())
        } else {
            Err(damaged(&upload.to_string()))
        }
    }

    /// Removes what arrived before this moment and was neither kept nor thrown away, because whoever took it ended. Parts
    /// that a bucket has of an upload that never ended are the matter of its own rules. Returns how many.
    pub async fn sweep(&self, before: jiff::Timestamp) -> Result<u64> {
        match &self.place {
            // Of an upload that never ended a folder has a file that is no object.
            Place::Folder(folder) => sweep_folder(folder.join(INCOMING), before).await,
            Place::Bucket(_) => {
                let listed = self.store.list(Some(&Path::from(INCOMING)));
                let listed: Vec<_> = listed.try_collect().await.map_err(|error| away(&error))?;
                let old = listed.into_iter().filter(|object| {
                    object.last_modified.timestamp_micros() < before.as_microsecond()
                });
                let mut swept = 0;
                for object in old {
                    match self.store.delete(&object.location).await {
                        Ok(()) => swept += 1,
                        // Another node was as quick.
                        Err(object_store::Error::NotFound { .. }) => {}
                        Err(error) => return Err(away(&error)),
                    }
                }
                Ok(swept)
            }
        }
    }

    /// True if bytes of this digest are there.
    pub async fn has(&self, digest: &str) -> Result<bool> {
        Ok(self.size(digest).await?.is_some())
    }

    /// Sees that everything that rows point to is there and as long as it was, without reading it; says how many there are.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with how many are not, and whose the first one is.
    pub async fn examine(&self, db: &Db) -> Result<usize> {
        let listed: Vec<(String, i64)> = db.all(&LIST, &[]).await?;
        let asked = listed.iter().map(async |(digest, size)| {
            let there = self.size(digest).await?;
            Ok::<_, Error>((there != u64::try_from(*size).ok()).then_some(digest))
        });
        let lost =
            futures_util::stream::iter(asked).buffered(ASKED).try_collect::<Vec<_>>().await?;
        let lost: Vec<&String> = lost.into_iter().flatten().collect();
        match lost.first() {
            None => Ok(listed.len()),
            Some(first) => Err(Error::Unavailable(format!(
                "{} of {} files are gone or cut short, first {} – {PUT_BACK}",
                lost.len(),
                listed.len(),
                named(db, first).await?
            ))),
        }
    }

    async fn size(&self, digest: &str) -> Result<Option<u64>> {
        match self.store.head(&key(digest)?).await {
            Ok(there) => Ok(Some(there.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(away(&error)),
        }
    }

    /// Removes bytes to which no row points any more. False, and they stay, if one does again: the same bytes may be handed in
    /// while these are on their way out, at another node as well.
    pub async fn remove(&self, db: &Db, digest: &str) -> Result<bool> {
        let mut tx = db.begin().await?;
        // The row that whoever points to bytes makes first. It is made here and never kept, and as long as it is open everybody
        // else who makes it waits.
        let blob = Blob { digest: digest.to_owned(), size: 0 };
        if !record_in(&mut tx, &blob, 0).await? {
            return Ok(false);
        }
        self.erase(digest).await.map(|()| true)
    }

    /// Removes bytes that nobody else knows of.
    pub(crate) async fn erase(&self, digest: &str) -> Result<()> {
        match self.store.delete(&key(digest)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(away(&error)),
        }
    }

    /// Keeps bytes beside the documents under a name of their own, for what belongs outside the database.
    pub async fn lay(&self, name: &str, bytes: Bytes) -> Result<()> {
        let laid = self.store.put(&Path::from(name), bytes.into()).await;
        laid.map(|_| ()).map_err(|error| away(&error))
    }

    /// Gives the bytes their name, unless it is taken by the same bytes.
    async fn settle(&self, incoming: &Path, blob: &Blob) -> Result<()> {
        if self.has(&blob.digest).await? {
            return self.store.delete(incoming).await.map_err(|error| away(&error));
        }
        let name = key(&blob.digest)?;
        self.store.rename(incoming, &name).await.map_err(|error| away(&error))
    }
}

async fn sweep_folder(incoming: PathBuf, before: jiff::Timestamp) -> Result<u64> {
    let sweep = move || -> std::io::Result<u64> {
        let entries = match std::fs::read_dir(incoming) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            entries => entries?,
        };
        let mut swept = 0;
        for entry in entries {
            let entry = entry?;
            if entry.metadata()?.modified()? < SystemTime::from(before) {
                std::fs::remove_file(entry.path())?;
                swept += 1;
            }
        }
        Ok(swept)
    };
    let done = tokio::task::spawn_blocking(sweep).await;
    done.map_err(|error| Error::Internal(error.to_string()))?.map_err(|error| away(&error))
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "folder {}", folder.display()),
            Self::Bucket(bucket) => f.write_str(bucket),
        }
    }
}

fn too_big(most: u64) -> Error {
    let message = format!("it is larger than {most} bytes");
    let remedy = "make it smaller, or raise the limit for documents in the configuration";
    Error::invalid(Problem::new("document", message, remedy).code(TOO_BIG))
}

/// Says in the database that bytes are kept, as a part of the write whose row points to them. False if that was said before.
pub(crate) async fn record_in(tx: &mut Tx, blob: &Blob, now: i64) -> Result<bool> {
    let size = i64::try_from(blob.size).unwrap_or(i64::MAX);
    Ok(tx.execute(&RECORD, args![&blob.digest, size, now]).await? == 1)
}

/// What to do about bytes that are gone.
pub(crate) const PUT_BACK: &str =
    "put its bytes back from a backup, as docs/operations.md says, or remove it where it is listed";

/// Bytes as those who run the installation know them: whose they are, and their digest.
pub(crate) async fn named(db: &Db, digest: &str) -> Result<String> {
    let whose: Vec<(String,)> = db.all(&WHOSE, args![digest]).await?;
    let whose: Vec<String> = whose.into_iter().map(|(it,)| it).collect();
    Ok(format!("{} ({digest})", whose.join(", ")))
}

/// Where bytes of this digest are.
fn key(digest: &str) -> Result<Path> {
    let is_digest = digest.len() == 64 && digest.bytes().all(|b| b"0123456789abcdef".contains(&b));
    if !is_digest {
        return Err(Error::not_found("document", digest, "a digest has 64 hexadecimal digits"));
    }
    Ok(Path::from(format!("blobs/{}/{digest}", &digest[..2])))
}

fn away(error: &dyn fmt::Display) -> Error {
    Error::Unavailable(format!(
        "the store of documents failed: {error} – check that it is there, writable and not full"
    ))
}

fn missing(digest: &str, error: &object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { .. } => Error::not_found(
            "document",
            digest,
            "its bytes are gone from the store; restore a backup",
        ),
        other => away(other),
    }
}

fn damaged(digest: &str) -> Error {
    Error::Unavailable(format!(
        "the bytes of document {digest} were altered in the store – restore a backup"
    ))
}
