//! Files that people hand in, read with a limit, and files that we write whole or not at all.

use kompass_core::{Error, Problem, Result};
use std::io::{Read, Write};
use std::path::Path;

/// The most that is read of any file: a larger one is refused before it fills the memory.
pub const LIMIT: u64 = 64 * 1024 * 1024;

/// Reads a file of at most [`LIMIT`] bytes.
///
/// # Errors
/// [`Error::NotFound`] if there is none, [`Error::Invalid`] if it is too large or a folder, [`Error::Unavailable`] if it
/// may not be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let file = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > LIMIT {
        let message = format!("the file is larger than {} MiB", LIMIT / 1024 / 1024);
        let problem = Problem::new("", message, "split it, or check that it is the right file");
        return Err(Error::invalid(problem.file(path.display().to_string())));
    }
    Ok(bytes)
}

/// Writes a file beside its place and then moves it there, so that a reader sees the old or the new one, never a part.
///
/// # Errors
/// [`Error::Unavailable`] if the folder is missing, read-only or full.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    place(path, bytes, 0o644)
}

/// As [`write`], and only its owner may read it.
///
/// # Errors
/// As [`write`].
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    place(path, bytes, 0o600)
}

/// As [`write_private`], where nothing is yet.
///
/// # Errors
/// As [`write`]; [`Error::Conflict`] if there is something.
pub fn write_new_private(path: &Path, bytes: &[u8]) -> Result<()> {
    if path.exists() {
        return Err(Error::Conflict(format!(
            "{} exists and would be overwritten – name a new file",
            path.display()
        )));
    }
    write_private(path, bytes)
}

fn place(path: &Path, bytes: &[u8], mode: u32) -> Result<()> {
    let failed = |error: std::io::Error| {
        Error::Unavailable(format!(
            "{} could not be written ({error}); check the folder and the space on disk",
            path.display()
        ))
    };
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    set_mode(file.as_file(), mode).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(unix)]
fn set_mode(file: &std::fs::File, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &std::fs::File, _: u32) -> std::io::Result<()> {
    Ok(())
}

/// Why a file or folder cannot be read, and what to do.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let name = path.display().to_string();
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            Error::not_found("file", name, "check the name and the folder")
        }
        std::io::ErrorKind::IsADirectory => {
            Error::invalid(Problem::new("", "this is a folder", "name a file in it").file(name))
        }
        _ => Error::Unavailable(format!("{name} could not be read ({error}); check its rights")),
    }
}
