//! Everything to one verified file, and back into an empty database of either engine.

use crate::config::Config;
use crate::installation::Installation;
use kompass_core::{Error, Result};
use kompass_store::backup as store;
pub use kompass_store::backup::Manifest;
use std::path::Path;

/// Writes database and documents as they are at one moment. The audit key is not in it.
///
/// # Errors
/// A file that exists, a folder that cannot be written, a disk that is full; then no file is left.
pub async fn write(installation: &Installation, file: &Path) -> Result<Manifest> {
    store::backup(&installation.db, &installation.blobs, file, jiff::Timestamp::now()).await
}

/// Reads a backup into an installation whose database is empty, all or nothing. Its audit key must be there: the chains
/// of the backup were made with it.
///
/// # Errors
/// A file that was cut or altered; a database that is not empty; no audit key. With another audit key than that of the backup
/// everything is restored, and the error says which key to put in place before it is served.
pub async fn restore(config: Config, file: &Path) -> Result<Manifest> {
    let installation = Installation::begin(config).await?;
    let manifest = store::restore(&installation.db, &installation.blobs, file).await?;
    installation.has_own_key().await.map_err(|error| match error {
        Error::Unavailable(why) => {
            Error::Unavailable(format!("everything was restored, but {why}"))
        }
        other => other,
    })?;
    Ok(manifest)
}
