//! Everything to one verified file, and back into an empty database of either engine.

use crate::config::Config;
use crate::installation::Installation;
use kompass_core::{Error, Result};
use std::path::Path;
/// Counts.
#[derive(serde::Serialize)]
pub struct Copied {
    /// Rows.
    pub rows: u64,
    /// Documents.
    pub documents: u64,
}
/// Write.
pub async fn write(_: &Installation, _: &Path) -> Result<Copied> {
    Err(Error::Internal("waiting for the store".into()))
}
/// Restore.
pub async fn restore(_: Config, _: &Path) -> Result<Copied> {
    Err(Error::Internal("waiting for the store".into()))
}
