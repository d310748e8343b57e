//! Whether a node can serve: what a balancer, a service manager and a watching program ask.

use crate::installation::Installation;
use kompass_core::{Error, Result};
use std::time::Duration;

/// What does not answer within this time counts as away.
const PATIENCE: Duration = Duration::from_secs(3);

/// Something that a node needs in order to serve.
#[derive(Debug)]
pub struct Need {
    /// What: `database`, `documents`.
    pub what: &'static str,
    /// What is wrong with it, and what to do.
    pub fault: Option<Error>,
    /// False if the node goes on serving without it: a bucket is away for all nodes at once, and most pages need none.
    pub vital: bool,
}

/// Asks for everything that serving needs. The national key figures are not among it: pages say when they are missing.
pub async fn needs(installation: &Installation) -> [Need; 2] {
    let (database, documents) =
        tokio::join!(in_time(database(installation)), in_time(installation.blobs.reach()));
    [
        Need { what: "database", fault: database.err(), vital: true },
        Need {
            what: "documents",
            fault: documents.err(),
            vital: installation.config.documents.s3.is_none(),
        },
    ]
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
