//! The folder of a node: generations by digest, and which of them is in use. Readers hold an `Arc` of the segment they
//! began with; publishing swaps the pointer and waits for nobody.

#[cfg(test)]
mod tests;

use crate::import::Draft;
use crate::segment::Segment;
use crate::segment::write::Prepared;
use arc_swap::ArcSwapOption;
use bytes::Bytes;
use kompass_core::{Error, Problem, Result};
use sha2::{Digest, Sha256};
use std::fs::{File, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// File that names the generation in use.
const CURRENT: &str = "current";
/// File whose lock an import holds.
const LOCK: &str = "import.lock";
/// Ending of generations.
const SEGMENT: &str = "kpis";
/// Ending of what is being written.
const PARTIAL: &str = "partial";

/// A generation in use.
#[derive(Debug, Clone)]
pub struct Generation {
    /// SHA-256 of the file, in hexadecimal: the same content has the same digest on every node.
    pub digest: String,
    /// Its content.
    pub segment: Arc<Segment>,
}

/// A folder with generations of key figures.
pub struct Store {
    folder: PathBuf,
    current: ArcSwapOption<Generation>,
}

impl Store {
    /// A folder as it may be, without a look at it: nothing is in use until it is looked at or something is taken.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), current: ArcSwapOption::empty() }
    }

    /// Opens a folder, which is made if it does not exist, and the generation in use, if there is one.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self> {
        let store = Self::at(folder);
        store.make_folder()?;
        store.reload()?;
        Ok(store)
    }

    /// The generation in use; `None` before the first import. Never waits.
    pub fn current(&self) -> Option<Arc<Generation>> {
        self.current.load_full()
    }

    /// Looks again which generation is in use, as another process may have published one.
    pub fn reload(&self) -> Result<()> {
        let path = self.folder.join(CURRENT);
        let digest = match std::fs::read_to_string(&path) {
            Ok(text) => text.trim().to_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unavailable(&path, &error)),
        };
        if self.current.load().as_ref().is_some_and(|current| current.digest == digest) {
            return Ok(());
        }
        if digest.len() != 64 || !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let remedy = "delete this file and import again";
            let problem = Problem::new("", "it names no generation", remedy);
            return Err(Error::invalid(problem.file(path.display().to_string())));
        }
        self.current.store(Some(self.generation(digest)?));
        Ok(())
    }

    /// Begins an import. Only one at a time is under way in a folder, whatever process it is of; the system ends it with
    /// the process.
    pub fn begin(&self) -> Result<Import<'_>> {
        self.make_folder()?;
        let path = self.folder.join(LOCK);
        let file = File::create(&path).map_err(|error| unavailable(&path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Import { store: self, _lock: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Conflict(
                "another import of key figures is running – wait until it has ended".to_owned(),
            )),
            Err(TryLockError::Error(error)) => Err(unavailable(&path, &error)),
        }
    }

    /// Writes a generation and takes it into use.
    pub fn publish(&self, draft: &Draft) -> Result<Arc<Generation>> {
        let import = self.begin()?;
        let generation = import.write(draft)?;
        import.take(&generation)?;
        Ok(generation)
    }

    /// The file of a generation.
    pub fn path_of(&self, digest: &str) -> PathBuf {
        self.folder.join(format!("{digest}.{SEGMENT}"))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn make_folder(&self) -> Result<()> {
        std::fs::create_dir_all(&self.folder).map_err(|error| unavailable(&self.folder, &error))
    }

    fn generation(&self, digest: String) -> Result<Arc<Generation>> {
        let segment = Arc::new(Segment::open(&self.path_of(&digest))?);
        Ok(Arc::new(Generation { digest, segment }))
    }

    /// Renames, and waits until the disk knows.
    /// Removes a generation that nobody is to take into use after all, unless it is the one in use.
    pub fn forget(&self, generation: &Generation) {
        if self.current().is_none_or(|current| current.digest != generation.digest) {
            let path = self.path_of(&generation.digest);
            self.remove(|own| own == path);
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        std::fs::rename(from, to)
            .and_then(|()| File::open(&self.folder)?.sync_all())
            .map_err(|error| unavailable(to, &error))
    }

    /// Removes files of this folder. One that stays costs space, nothing else.
    fn remove(&self, which: impl Fn(&Path) -> bool) {
        let files = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for path in files.map(|entry| entry.path()).filter(|path| which(path)) {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// An import under way: first a generation is written, then it is taken into use. What is written and never taken does no
/// harm, and goes with the next that is.
#[derive(Debug)]
pub struct Import<'a> {
    store: &'a Store,
    _lock: File,
}

impl Import<'_> {
    /// Writes a generation. It appears under its name only when the disk has all of it and every byte has been read back.
    pub fn write(&self, draft: &Draft) -> Result<Arc<Generation>> {
        let prepared = Prepared::new(draft);
        self.install(prepared.length(), None, |out| prepared.write(out))
    }

    /// Writes a generation that another node made: so many bytes, as they come, which must have this digest.
    pub fn copy(
        &self,
        digest: &str,
        length: u64,
        bytes: impl Iterator<Item = io::Result<Bytes>>,
    ) -> Result<Arc<Generation>> {
        self.install(length, Some(digest), |out| {
            let mut chunks = bytes;
            chunks.try_for_each(|chunk| out.write_all(&chunk?))
        })
    }

    /// A generation that the folder has already, whole.
    pub fn find(&self, digest: &str) -> Option<Arc<Generation>> {
        let generation = self.store.generation(digest.to_owned()).ok()?;
        generation.segment.verify().is_ok().then_some(generation)
    }

    /// Takes a generation of this folder into use. The one before stays on disk, to compare with; older ones go.
    pub fn take(&self, generation: &Arc<Generation>) -> Result<()> {
        let store = self.store;
        let before = store.current().map(|current| current.digest.clone());
        let pointer = store.folder.join(format!("{CURRENT}.{PARTIAL}"));
        write_synced(&pointer, |out| out.write_all(generation.digest.as_bytes()))
            .map_err(|error| disk(&store.folder, 64, &error))?;
        store.rename(&pointer, &store.folder.join(CURRENT))?;
        store.current.store(Some(generation.clone()));
        // Whoever still reads an older one keeps its mapping; the name may go.
        let kept = [Some(generation.digest.clone()), before];
        let kept = kept.map(|digest| digest.map(|digest| store.path_of(&digest)));
        store.remove(|path| {
            path.extension().is_some_and(|own| own == SEGMENT)
                && !kept.iter().flatten().any(|keep| keep == path)
        });
        Ok(())
    }

    fn install(
        &self,
        length: u64,
        expected: Option<&str>,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Arc<Generation>> {
        let store = self.store;
        store.remove(|path| path.extension().is_some_and(|own| own == PARTIAL));
        let partial = store.folder.join(format!("new.{PARTIAL}"));
        let written = write_synced(&partial, content);
        let digest = written.map_err(|error| {
            // What was written is of no use; the next import removes it if this fails.
            let _ = std::fs::remove_file(&partial);
            disk(&store.folder, length, &error)
        })?;
        if let Some(expected) = expected.filter(|expected| **expected != digest) {
            let message = format!("its bytes have the digest {digest}, not {expected}");
            return Err(Error::invalid(Problem::new("", message, "fetch the generation again")));
        }
        Segment::open(&partial)?.verify()?;
        store.rename(&partial, &store.path_of(&digest))?;
        store.generation(digest)
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Writes a file, waits until the disk has it, and gives its SHA-256.
fn write_synced(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<String> {
    let mut out =
        BufWriter::with_capacity(1 << 20, Hashed { file: File::create(path)?, sum: Sha256::new() });
    content(&mut out)?;
    let Hashed { file, sum } = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A file whose digest is known when it is written.
struct Hashed {
    file: File,
    sum: Sha256,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn disk(folder: &Path, bytes: u64, error: &io::Error) -> Error {
    let folder = folder.display();
    if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
        let megabytes = bytes.div_ceil(1_000_000);
        return Error::Unavailable(format!(
            "the disk of {folder} is full; the old key figures stay in use – free {megabytes} MB and try again"
        ));
    }
    Error::Unavailable(format!(
        "{folder} cannot be written ({error}); the old key figures stay in use – mend it and try again"
    ))
}

fn unavailable(path: &Path, error: &io::Error) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}
