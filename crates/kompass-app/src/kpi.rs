//! National key figures of an installation: the generation that pages and commands read, and how this node comes by it.

pub use kompass_kpi::*;

use crate::installation::Installation;
use kompass_core::{Error, Result};
use std::sync::Arc;

/// The key figures of this node.
#[derive(Debug, Clone)]
pub struct Kpis {
    store: Arc<Store>,
}

impl Kpis {
    /// Those of a folder.
    pub(crate) fn of(store: Arc<Store>) -> Self {
        Self { store }
    }

    /// The generation in use. `None` for the moment in which a new installation prepares its first. Never waits; whoever
    /// has it keeps it, whatever is taken into use meanwhile.
    pub fn current(&self) -> Option<Arc<Generation>> {
        self.store.current()
    }
}

/// Sees for as long as the program runs that this node has the generation in use. The first one is made while pages are
/// served already.
pub async fn work(installation: &Installation) {
    if let Err(error) = ready(installation).await {
        tracing::warn!(%error, "there are no key figures");
    }
}

/// The generation in use, for who can wait until it is there.
///
/// # Errors
/// The folder cannot be written, or another program is making the first generation in it.
pub async fn ready(installation: &Installation) -> Result<Arc<Generation>> {
    let store = installation.kpis.store.clone();
    in_background(move || {
        store.reload()?;
        match store.current() {
            Some(current) => Ok(current),
            None => store.use_bundled(),
        }
    })
    .await
}

/// Does what would hold up everybody else.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(Error::Internal(error.to_string())))
}
