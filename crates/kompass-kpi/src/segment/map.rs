//! The one place where a file becomes memory: the only `unsafe` of the workspace.

use memmap2::Mmap;
use std::fs::File;
use std::io;
use std::path::Path;

/// A file mapped for reading.
pub(super) struct Map(Mmap);

impl Map {
    /// Maps a file. Nothing is known of its content yet; all reading goes through checked slices.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        if file.metadata()?.len() == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file is empty"));
        }
        #[expect(
            unsafe_code,
            reason = "a mapping is sound only while nobody writes to the file or cuts it: segments are written under \
                      another name, renamed when whole, and never opened for writing again"
        )]
        // SAFETY: see the reason above. The bytes are plain data: every value that they can have is a valid `u8`.
        let map = unsafe { Mmap::map(&file)? };
        Ok(Self(map))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
