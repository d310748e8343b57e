//! The file of a backup: a tar archive, compressed with zstd, and after it a zstd frame that decoders skip and that
//! holds the SHA-256 of all bytes before it. So `zstd -d < FILE | tar t` lists it, and a bit flipped anywhere is seen.

use super::{FORMAT, Manifest, Sum, TableSum};
use crate::sort::hex;
use kompass_core::{Error, Problem, Result};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Name of the last entry.
const MANIFEST: &str = "manifest.json";

/// Begin of the frame with the digest: a skippable frame of 32 bytes.
const SEAL: [u8; 8] = [0x5b, 0x2a, 0x4d, 0x18, 32, 0, 0, 0];

/// Bytes of that frame.
const SEAL_SIZE: u64 = 40;

/// Zstandard's own default.
const LEVEL: i32 = 3;

/// A part of a table is read as a whole; none that we write comes near this.
const LARGEST_PART: u64 = 1 << 30;

/// Bytes of a blob handed on at a time.
const CHUNK: usize = 1 << 20;

/// A backup being written.
pub(super) struct Writer {
    archive: zstd::Encoder<'static, Hashing<BufWriter<File>>>,
    /// Size of the entry under way, and how much of it is still to come.
    size: u64,
    left: u64,
}

impl Writer {
    /// Begins a new file that only its owner can read.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = Hashing { inner: BufWriter::new(options.open(path)?), hash: Sha256::new() };
        let mut archive = zstd::Encoder::new(file, LEVEL)?;
        archive.include_checksum(true)?;
        Ok(Self { archive, size: 0, left: 0 })
    }

    /// Adds an entry whose bytes are here.
    pub(super) fn entry(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.begin(name, bytes.len() as u64)?;
        self.bytes(bytes)?;
        self.end()
    }

    /// Begins an entry of this size.
    pub(super) fn begin(&mut self, name: &str, size: u64) -> io::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_path(name)?;
        header.set_size(size);
        header.set_mode(0o600);
        header.set_cksum();
        self.archive.write_all(header.as_bytes())?;
        (self.size, self.left) = (size, size);
        Ok(())
    }

    /// Adds bytes to the entry.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        let fits = self.left.checked_sub(bytes.len() as u64);
        self.left = fits.ok_or_else(|| io::Error::other("a blob is larger than its row says"))?;
        self.archive.write_all(bytes)
    }

    /// Ends the entry: its bytes must be complete, and are padded to whole blocks.
    pub(super) fn end(&mut self) -> io::Result<()> {
        if self.left > 0 {
            return Err(io::Error::other("a blob is smaller than its row says"));
        }
        let padding = usize::try_from(self.size.next_multiple_of(512) - self.size).unwrap_or(0);
        self.archive.write_all(&[0; 512][..padding])
    }

    /// Ends the file with manifest and seal, and waits until the disk has it.
    pub(super) fn finish(mut self, manifest: &Manifest) -> io::Result<()> {
        self.entry(MANIFEST, &serde_json::to_vec_pretty(manifest)?)?;
        self.archive.write_all(&[0; 1024])?;
        let file = self.archive.finish()?;
        let digest = file.hash.finalize();
        let mut file = file.inner;
        file.write_all(&SEAL)?;
        file.write_all(&digest)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// What is found in a backup, in its order.
pub(super) enum Piece<'a> {
    /// Rows of a table as lines of JSON.
    Rows(&'a str, &'a [u8]),
    /// A blob with its digest and bytes; all of them are to be read.
    Blob(&'a str, &'a mut dyn Read),
}

/// Opens a backup and checks its seal: that it is whole and as it was written.
pub(super) fn open(path: &Path) -> Result<File> {
    let mut file = File::open(path).map_err(|error| at_reading(path, &error))?;
    let sealed = check_seal(&mut file).map_err(|error| at_reading(path, &error))?;
    if sealed { Ok(file) } else { Err(damaged(path, "it was cut off or altered, or is no backup")) }
}

/// Walks through a backup and checks every sum in its manifest. Nothing before the end says that it is whole.
pub(super) fn walk(
    path: &Path,
    file: &mut File,
    mut visit: impl FnMut(Piece<'_>) -> Result<()>,
) -> Result<Manifest> {
    let at_reading = |error: io::Error| at_reading(path, &error);
    let size = file.seek(SeekFrom::End(0)).map_err(at_reading)?;
    file.rewind().map_err(at_reading)?;
    let archive = BufReader::new(file).take(size.saturating_sub(SEAL_SIZE));
    let mut archive =
        tar::Archive::new(zstd::Decoder::with_buffer(BufReader::new(archive)).map_err(at_reading)?);
    let mut found = Found::default();
    let mut manifest = None;
    for entry in archive.entries().map_err(at_reading)? {
        let mut entry = entry.map_err(at_reading)?;
        let name = entry.path().map_err(at_reading)?.to_string_lossy().into_owned();
        if manifest.is_some() {
            return Err(damaged(path, "something comes after its manifest"));
        }
        if name == MANIFEST {
            let mut text = String::new();
            (&mut entry).take(LARGEST_PART).read_to_string(&mut text).map_err(at_reading)?;
            let read: Manifest = serde_json::from_str(&text)
                .map_err(|error| damaged(path, &format!("its manifest cannot be read: {error}")))?;
            manifest = Some(read);
        } else if let Some(digest) = name.strip_prefix("blobs/") {
            let mut bytes = Hashing { inner: &mut entry, hash: Sha256::new() };
            visit(Piece::Blob(digest, &mut bytes))?;
            io::copy(&mut bytes, &mut io::sink()).map_err(at_reading)?;
            if hex(&bytes.hash.finalize()) != digest {
                return Err(damaged(path, &format!("blob {digest} was altered")));
            }
            found.blob(digest, entry.size());
        } else if let Some((table, _)) =
            name.strip_prefix("tables/").and_then(|n| n.split_once('/'))
        {
            if entry.size() > LARGEST_PART {
                return Err(damaged(path, &format!("{name} is too large")));
            }
            let mut rows = Vec::new();
            entry.read_to_end(&mut rows).map_err(at_reading)?;
            visit(Piece::Rows(table, &rows))?;
            found.rows(table, &rows);
        } else {
            return Err(damaged(path, &format!("{name} is unknown")));
        }
    }
    let manifest = manifest.ok_or_else(|| damaged(path, "its manifest is missing"))?;
    if manifest.format != FORMAT {
        let format = &manifest.format;
        return Err(refused(
            path,
            &format!("its format is {format:?}, not {FORMAT:?}"),
            "use the Kompass that made it",
        ));
    }
    let (tables, blobs) = found.sums();
    if manifest.tables != tables || manifest.blobs != blobs {
        return Err(damaged(path, "what it holds is not what its manifest says"));
    }
    Ok(manifest)
}

/// What was found so far.
#[derive(Default)]
struct Found {
    tables: BTreeMap<String, (u64, Sha256)>,
    blobs: BTreeSet<String>,
    bytes: u64,
}

impl Found {
    fn rows(&mut self, table: &str, lines: &[u8]) {
        let (rows, hash) = self.tables.entry(table.to_owned()).or_default();
        *rows += lines.iter().filter(|byte| **byte == b'\n').count() as u64;
        hash.update(lines);
    }

    fn blob(&mut self, digest: &str, size: u64) {
        self.blobs.insert(digest.to_owned());
        self.bytes += size;
    }

    fn sums(self) -> (BTreeMap<String, TableSum>, Sum) {
        let sum = |(table, (rows, hash)): (String, (u64, Sha256))| {
            (table, TableSum { rows, sha256: hex(&hash.finalize()) })
        };
        let tables = self.tables.into_iter().map(sum).collect();
        (tables, Sum { count: self.blobs.len() as u64, bytes: self.bytes })
    }
}

/// The bytes of a blob in pieces.
pub(super) fn chunks(bytes: &mut dyn Read) -> impl Iterator<Item = io::Result<bytes::Bytes>> {
    std::iter::from_fn(move || {
        let mut chunk = Vec::with_capacity(CHUNK);
        match (&mut *bytes).take(CHUNK as u64).read_to_end(&mut chunk) {
            Ok(0) => None,
            Ok(_) => Some(Ok(chunk.into())),
            Err(error) => Some(Err(error)),
        }
    })
}

/// True if the last 40 bytes are the seal of all before them.
fn check_seal(file: &mut File) -> io::Result<bool> {
    let size = file.seek(SeekFrom::End(0))?;
    let Some(sealed) = size.checked_sub(SEAL_SIZE) else { return Ok(false) };
    file.rewind()?;
    let mut rest = BufReader::with_capacity(CHUNK, &*file);
    let mut hashing = Hashing { inner: (&mut rest).take(sealed), hash: Sha256::new() };
    io::copy(&mut hashing, &mut io::sink())?;
    let digest = hashing.hash.finalize();
    let mut seal = Vec::new();
    rest.read_to_end(&mut seal)?;
    Ok(seal.starts_with(&SEAL) && seal[SEAL.len()..] == digest[..])
}

/// Hashes what passes through.
struct Hashing<T> {
    inner: T,
    hash: Sha256,
}

impl<T: Write> Write for Hashing<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Hashing<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}

fn at_reading(path: &Path, error: &io::Error) -> Error {
    refused(
        path,
        &format!("it cannot be read: {error}"),
        "check path and rights, or use another backup",
    )
}

fn damaged(path: &Path, what: &str) -> Error {
    refused(path, what, "use another copy of it, or another backup")
}

pub(super) fn refused(path: &Path, what: &str, remedy: &str) -> Error {
    let problem = Problem::new("backup", format!("{what}; nothing was changed"), remedy);
    Error::invalid(problem.file(path.display().to_string()))
}
