//! What was answered so far, on disk: a sync that was killed goes on where it was.

use super::{Ask, Plan};
use kompass_core::{Error, Result};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// File with the plan that the answers are to.
const PLAN: &str = "plan.json";
/// File whose lock a sync holds.
const LOCK: &str = "lock";
/// Ending of answers.
const ANSWERS: &str = "answers";
/// Ending of what is being written.
const PARTIAL: &str = "partial";
/// Quick; what repeats itself as much as these answers needs no more.
const LEVEL: i32 = 3;

/// The answers of one sync.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    plan: Plan,
    _lock: File,
}

impl Spool {
    /// Goes on with what an earlier sync left, if its answers are answers to this plan; else begins with none.
    ///
    /// # Errors
    /// [`Error::Conflict`] if a sync is running; a folder that cannot be written.
    pub fn begin(folder: impl Into<PathBuf>, wanted: Plan) -> Result<Self> {
        let folder = folder.into();
        let lock = fs::create_dir_all(&folder).and_then(|()| File::create(folder.join(LOCK)));
        let lock = lock.map_err(|error| unwritable(&folder, &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Conflict(
                    "another sync of key figures is running – wait until it has ended".to_owned(),
                ));
            }
            Err(TryLockError::Error(error)) => return Err(unwritable(&folder, &error)),
        }
        let left = fs::read(folder.join(PLAN)).ok();
        let left: Option<Plan> = left.and_then(|plan| serde_json::from_slice(&plan).ok());
        let mut spool = Self { folder, plan: wanted, _lock: lock };
        match left.filter(|left| spool.plan.is_served_by(left)) {
            Some(left) => spool.plan = left,
            None => {
                spool.clear()?;
                let plan = serde_json::to_vec(&spool.plan).unwrap_or_default();
                spool.write(&spool.folder.join(PLAN), |out| out.write_all(&plan))?;
            }
        }
        Ok(spool)
    }

    /// What is asked for.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Keeps all pages of an answer.
    ///
    /// # Errors
    /// A disk that is full or broken.
    pub fn put(&self, ask: &Ask, pages: &[Vec<u8>]) -> Result<()> {
        self.write(&self.path(ask), |out| {
            let mut packed = zstd::Encoder::new(out, LEVEL)?;
            packed.include_checksum(true)?;
            for page in pages {
                packed.write_all(&(page.len() as u64).to_le_bytes())?;
                packed.write_all(page)?;
            }
            packed.finish().map(|_| ())
        })
    }

    /// The pages of an answer; `None` if it did not come yet, or is damaged.
    pub fn get(&self, ask: &Ask) -> Option<Vec<Vec<u8>>> {
        let packed = File::open(self.path(ask)).ok()?;
        let mut unpacked = Vec::new();
        zstd::Decoder::new(packed).and_then(|mut from| from.read_to_end(&mut unpacked)).ok()?;
        let (mut pages, mut rest) = (Vec::new(), &unpacked[..]);
        while let Some((length, more)) = rest.split_first_chunk() {
            let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
            let (page, more) = more.split_at_checked(length)?;
            pages.push(page.to_vec());
            rest = more;
        }
        (rest.is_empty() && !pages.is_empty()).then_some(pages)
    }

    /// Whether an answer came.
    pub fn has(&self, ask: &Ask) -> bool {
        self.path(ask).exists()
    }

    /// Throws an answer away.
    pub fn forget(&self, ask: &Ask) {
        let _ = fs::remove_file(self.path(ask));
    }

    /// Throws everything away: it was made use of.
    ///
    /// # Errors
    /// A file that cannot be removed.
    pub fn clear(&self) -> Result<()> {
        let removed = || {
            for entry in fs::read_dir(&self.folder)? {
                let path = entry?.path();
                let own = path.extension().and_then(|own| own.to_str()).unwrap_or_default();
                if [ANSWERS, PARTIAL].contains(&own) || path.ends_with(PLAN) {
                    fs::remove_file(path)?;
                }
            }
            Ok(())
        };
        removed().map_err(|error| unwritable(&self.folder, &error))
    }

    fn path(&self, ask: &Ask) -> PathBuf {
        self.folder.join(format!("{}.{ANSWERS}", ask.name()))
    }

    /// Writes a file that has its name only when the disk has all of it.
    fn write(&self, path: &Path, content: impl FnOnce(&mut File) -> io::Result<()>) -> Result<()> {
        let partial = path.with_extension(PARTIAL);
        let written = File::create(&partial).and_then(|mut file| {
            content(&mut file)?;
            file.sync_all()?;
            fs::rename(&partial, path)
        });
        written.map_err(|error| unwritable(&self.folder, &error))
    }
}

fn unwritable(folder: &Path, error: &io::Error) -> Error {
    Error::Unavailable(format!(
        "{} cannot be written ({error}); the key figures in use stay – free some space and sync again, it goes on where it was",
        folder.display()
    ))
}
