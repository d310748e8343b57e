//! National key figures of an installation: the generation that pages and commands read, and how every node comes by it.
//!
//! The database says which generation is in use, the store of documents has its bytes, and every node maps a copy of its
//! own. As long as nothing was imported or fetched, it is the one that comes with the program.

pub mod alike;
pub mod changes;
mod client;
pub mod deviations;
mod draw;
mod edition;
mod file;
mod from_files;
mod from_kolada;
mod health;
pub mod listing;
pub mod outcome;
pub mod reason;
pub mod saved;
pub mod selection;
pub mod sheet;

pub use client::Manner;
pub use draw::{Map, course, lines, map, sample_map, spread};
pub use edition::{
    Edition, Kind, Named, Revision, Summary, edition, editions, revisions_of_edition,
    revisions_of_kpi,
};
pub use file::{FORMS, file};
pub use from_files::{Given, import};
pub use from_kolada::{Options, Progress, sync};
pub use health::examine;
pub use kompass_kpi::*;

use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use bytes::Bytes;
use futures_util::StreamExt;
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Result};
use kompass_store::{kpi as store, organisation};
use serde::Serialize;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

/// How often a node asks whether another one brought key figures.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// Pieces of a generation on their way from the store to the disk.
const PIECES: usize = 8;

/// The key figures of this node.
#[derive(Debug, Clone)]
pub struct Kpis {
    store: Arc<Store>,
    /// Digest of those that come with the program, once they are there.
    bundled: Arc<OnceLock<String>>,
    /// Digest of the edition that this node could not take, so that it is not fetched again and again.
    refused: Arc<Mutex<Option<String>>>,
    /// Wakes the one who looks what is in use.
    news: Arc<Notify>,
}

impl Kpis {
    /// Those of a folder.
    pub(crate) fn of(store: Arc<Store>) -> Self {
        Self { store, bundled: Arc::default(), refused: Arc::default(), news: Arc::default() }
    }

    /// The generation in use. `None` for the moment in which a new installation prepares its first. Never waits; whoever
    /// has it keeps it, whatever is taken into use meanwhile.
    pub fn current(&self) -> Option<Arc<Generation>> {
        self.store.current()
    }

    /// True while this node reads what comes with the program because it cannot take the edition that is in use.
    pub fn falls_back(&self) -> bool {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        let current = self.current().map(|it| it.digest.clone());
        refused && current.is_some() && current.as_ref() == self.bundled.get()
    }
}

/// The key figures, for somebody who may read them.
///
/// # Errors
/// [`Error::Unavailable`] for the moment in which a new installation prepares its first.
pub async fn read(installation: &Installation, caller: &Caller) -> Result<Arc<Generation>> {
    let scope = Scope::Installation;
    access::authorise(installation, caller, Resource::KeyFigures, Action::Read, &scope).await?;
    let preparing = "the key figures are being prepared – try again in a minute";
    installation.kpis.current().ok_or_else(|| Error::Unavailable(preparing.to_owned()))
}

/// The municipality or region of the caller: that of the first organisation they belong to that is one.
pub async fn own_area(
    installation: &Installation,
    caller: &Caller,
    segment: &Segment,
) -> Result<Option<AreaAt>> {
    for (id, _) in &caller.grants.memberships {
        let code = organisation::get(&installation.db, *id).await?.code;
        if let Some(area) = code.and_then(|code| segment.find_area(&code)) {
            return Ok(Some(area));
        }
    }
    Ok(None)
}

/// Sees for as long as the program runs that this node has the generation in use, and asks Kolada for news where that is
/// configured. The first generation is made while pages are served already.
pub async fn work(installation: &Installation) {
    let mut nightly = from_kolada::Nightly::default();
    loop {
        match ready(installation).await {
            // Those who read it meanwhile wait for nothing but the first search.
            Ok(generation) => {
                let prepared = in_background(move || {
                    generation.segment.prepare_search();
                    Ok(())
                });
                if let Err(error) = prepared.await {
                    tracing::warn!(%error, "the search of key figures could not be prepared");
                }
            }
            Err(error) => tracing::warn!(%error, "the key figures in use could not be taken"),
        }
        nightly.run(installation).await;
        let _ = tokio::time::timeout(LOOK_EVERY, installation.kpis.news.notified()).await;
    }
}

/// The generation in use, for who can wait until this node has it; what comes with the program, if nobody can have it any
/// more.
///
/// # Errors
/// The database or the store of documents is away; the folder cannot be written, or another program is writing to it.
pub async fn ready(installation: &Installation) -> Result<Arc<Generation>> {
    let kpis = installation.kpis.clone();
    let Some(latest) = store::latest::<Summary>(&installation.db).await? else {
        return in_background(move || kpis.take_bundled()).await;
    };
    let digest = latest.digest.clone();
    let found = in_background(move || kpis.find(&digest)).await?;
    if let Some(generation) = found {
        return Ok(generation);
    }
    let kpis = installation.kpis.clone();
    if *kpis.refused.lock().unwrap_or_else(PoisonError::into_inner) != Some(latest.digest.clone()) {
        match fetch(installation, &latest).await {
            // Its form is that of another version of the program, or its bytes are gone.
            Err(error @ (Error::Invalid(_) | Error::NotFound { .. })) => {
                tracing::warn!(%error, "the key figures in use cannot be read; those of the program are used");
                *kpis.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(latest.digest);
            }
            fetched => return fetched,
        }
    }
    in_background(move || kpis.take_bundled()).await
}

impl Kpis {
    /// What comes with the program, in use.
    fn take_bundled(&self) -> Result<Arc<Generation>> {
        self.look();
        let known = self.bundled.get();
        if let Some(current) = self.current().filter(|own| known == Some(&own.digest)) {
            return Ok(current);
        }
        let generation = self.store.use_bundled()?;
        // Another thread may have been as quick.
        let _ = self.bundled.set(generation.digest.clone());
        Ok(generation)
    }

    /// A generation, in use, if the folder has it.
    fn find(&self, digest: &str) -> Result<Option<Arc<Generation>>> {
        self.look();
        if let Some(current) = self.current().filter(|own| own.digest == digest) {
            return Ok(Some(current));
        }
        if !self.store.path_of(digest).exists() {
            return Ok(None);
        }
        let import = self.store.begin()?;
        let found = import.find(digest);
        found.iter().try_for_each(|generation| import.take(generation))?;
        Ok(found)
    }

    /// Looks what is in use in the folder. What is damaged there is fetched or made anew.
    fn look(&self) {
        if let Err(error) = self.store.reload() {
            tracing::warn!(%error, "the key figures in the folder cannot be used");
        }
    }
}

/// Takes over a generation that another node made.
async fn fetch(
    installation: &Installation,
    edition: &store::Edition<Summary>,
) -> Result<Arc<Generation>> {
    let mut bytes = Box::pin(installation.blobs.get_stream(&edition.digest).await?);
    let (send, mut receive) = mpsc::channel::<std::io::Result<Bytes>>(PIECES);
    let (store, digest, size) =
        (installation.kpis.store.clone(), edition.digest.clone(), edition.size);
    let taken = in_background(move || {
        let import = store.begin()?;
        let pieces = std::iter::from_fn(|| receive.blocking_recv());
        let generation = import.copy(&digest, size, pieces)?;
        import.take(&generation)?;
        Ok(generation)
    });
    let sent = async {
        while let Some(piece) = bytes.next().await {
            // Whoever stopped listening says why.
            if send.send(piece.map_err(std::io::Error::other)).await.is_err() {
                break;
            }
        }
        drop(send);
    };
    tokio::join!(taken, sent).0
}

/// What is in use, when every byte of it was read.
#[derive(Debug, Clone, Serialize)]
pub struct Verified {
    /// SHA-256 of the file.
    pub digest: String,
    /// Number of the edition; 0 is what comes with the program, also where it stands in for one that cannot be read.
    pub edition: u32,
    /// KPIs, with or without values.
    pub kpis: u32,
    /// Values.
    pub values: u64,
    /// Cells published without a value.
    pub withheld: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Where it came from: origin and day.
    pub sources: Vec<String>,
}

/// Reads every byte of the generation in use and holds it against its sums, its digest and the database.
///
/// # Errors
/// What is damaged, and what to do.
pub async fn verify(installation: &Installation) -> Result<Verified> {
    let generation = ready(installation).await?;
    let latest = store::latest::<Summary>(&installation.db).await?;
    let latest = latest.filter(|edition| edition.digest == generation.digest);
    let edition = latest.map(|edition| edition.number);
    let path = installation.kpis.store.path_of(&generation.digest);
    in_background(move || {
        let (counts, _) = health::intact(&generation, &path)?;
        let source = |source: Source<&str>| format!("{}, {}", source.origin, source.fetched);
        Ok(Verified {
            digest: generation.digest.clone(),
            edition: edition.unwrap_or(0),
            kpis: counts.kpis,
            values: counts.values,
            withheld: counts.withheld,
            bytes: counts.bytes,
            sources: generation.segment.sources().map(source).collect(),
        })
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
