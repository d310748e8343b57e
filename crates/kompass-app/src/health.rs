//! Whether a node can serve: what a balancer, a service manager and a watching program ask.

use crate::config::Config;
use crate::installation::Installation;
use kompass_core::{Error, Result};
use std::path::Path;
use std::time::Duration;

/// What does not answer within this time counts as away.
const PATIENCE: Duration = Duration::from_secs(3);

/// With less room than this many bytes a disk counts as full: SQLite and documents want some before it is.
const ROOM: u64 = 500_000_000;

/// Something that a node needs in order to serve.
#[derive(Debug)]
pub struct Need {
    /// What: `database`, `documents`, `disk`.
    pub what: &'static str,
    /// What is wrong with it, and what to do.
    pub fault: Option<Error>,
    /// False if the node goes on serving without it: a bucket is away for all nodes at once, and most pages need none; on a full
    /// disk everything can be read.
    pub vital: bool,
}

/// Asks for everything that serving needs. The national key figures are not among it: pages say when they are missing.
pub async fn needs(installation: &Installation) -> [Need; 3] {
    let (database, documents) =
        tokio::join!(in_time(database(installation)), in_time(installation.blobs.reach()));
    [
        Need { what: "database", fault: database.err(), vital: true },
        Need {
            what: "documents",
            fault: documents.err(),
            vital: installation.config.documents.s3.is_none(),
        },
        Need { what: "disk", fault: room(&installation.config).err(), vital: false },
    ]
}

/// How many bytes are free where the data folder is.
///
/// # Errors
/// There is no such folder.
pub fn free(config: &Config) -> Result<u64> {
    let folder = &config.data;
    fs4::available_space(folder)
        .map_err(|error| Error::Unavailable(format!("{}: {error}", folder.display())))
}

/// Sees that there is room in the data folder; says how much.
///
/// # Errors
/// [`Error::Unavailable`] if the disk is full or nearly so.
pub(crate) fn room(config: &Config) -> Result<String> {
    judged(free(config)?, &config.data)
}

fn judged(free: u64, folder: &Path) -> Result<String> {
    let said = format!("{} MB are free in {}", free / 1_000_000, folder.display());
    if free < ROOM {
        return Err(Error::Unavailable(format!(
            "{said} – make room before nothing can be written"
        )));
    }
    Ok(said)
}

async fn in_time(asked: impl Future<Output = Result<()>>) -> Result<()> {
    let late = || Error::Unavailable(format!("no answer within {} seconds", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, asked).await.map_err(|_| late())?
}

async fn database(installation: &Installation) -> Result<()> {
    let schema = installation.db.schema().await?;
    if schema.applied == schema.known {
        return Ok(());
    }
    let (applied, known) = (schema.applied, schema.known);
    Err(Error::Unavailable(format!(
        "the schema is {applied}, this program has {known} – run `kompass migrate`, or the newer program"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_full_before_its_last_byte() {
        let folder = Path::new("/var/lib/kompass");
        assert_eq!(judged(ROOM, folder).unwrap(), "500 MB are free in /var/lib/kompass");
        let full = judged(ROOM - 1, folder).unwrap_err().to_string();
        assert_eq!(
            full,
            "499 MB are free in /var/lib/kompass – make room before nothing can be written"
        );
    }

    #[test]
    fn a_folder_that_is_not_there_has_no_room() {
        let config = Config { data: "/nowhere/kompass".into(), ..Config::default() };
        let gone = room(&config).unwrap_err().to_string();
        assert!(gone.starts_with("/nowhere/kompass: "), "{gone}");
    }
}
