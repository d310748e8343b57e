//! Who has a page open learns that something was written about it: at once on this node, within [`EVERY`] when it was
//! written on another one. What was written is never told; the page asks for it as any page does.

use crate::access::{Caller, head_for};
use crate::installation::Installation;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
pub use kompass_store::live::{Cursors, Topic};
use kompass_store::{Db, live as store};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

/// How often the database is asked what other nodes wrote, while somebody follows.
const EVERY: Duration = Duration::from_secs(2);

/// The evaluations that somebody follows on this node.
#[derive(Default)]
pub(crate) struct Rooms(Mutex<HashMap<Uuid, Room>>);

/// An evaluation that is followed. One task asks the database, however many follow.
struct Room {
    cursors: watch::Sender<Cursors>,
    wake: Arc<Notify>,
}

/// How many writes there were about a topic. Asked before a page is made and given to [`follow`] with it, no write can
/// slip in between.
///
/// # Errors
/// The database cannot be read.
pub async fn cursor(installation: &Installation, evaluation: Uuid, topic: Topic) -> Result<i64> {
    let cursors = store::cursors(&installation.db, evaluation).await?;
    Ok(cursors.get(&topic).copied().unwrap_or(0))
}

/// Lets through who may follow this topic now.
///
/// # Errors
/// The caller may not read what the topic is about, or not yet, or no more.
pub async fn may_follow(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    topic: Topic,
) -> Result<()> {
    let resource = match topic {
        Topic::Consensus => Resource::OthersJudgements,
        Topic::Texts => Resource::Texts,
        Topic::Notes => Resource::Notes,
    };
    head_for(installation, caller, id, resource, Action::Read).await.map(|_| ())
}

/// Follows an evaluation. Whoever does asks [`may_follow`] before telling of what changed.
///
/// # Errors
/// The database cannot be read.
pub async fn follow(
    installation: &Installation,
    evaluation: Uuid,
) -> Result<watch::Receiver<Cursors>> {
    if let Some(room) = installation.rooms.open().get(&evaluation) {
        return Ok(room.cursors.subscribe());
    }
    let known = store::cursors(&installation.db, evaluation).await?;
    let mut rooms = installation.rooms.open();
    let room = rooms.entry(evaluation).or_insert_with(|| {
        let (cursors, _) = watch::channel(known);
        let wake = Arc::new(Notify::new());
        let keeping = (installation.rooms.clone(), installation.db.clone());
        tokio::spawn(keep(keeping.0, keeping.1, evaluation, cursors.clone(), wake.clone()));
        Room { cursors, wake }
    });
    Ok(room.cursors.subscribe())
}

/// Says that something was written, once it is: who follows on this node need not wait.
pub fn announce(installation: &Installation, evaluation: Uuid) {
    if let Some(room) = installation.rooms.open().get(&evaluation) {
        room.wake.notify_one();
    }
}

impl Rooms {
    fn open(&self) -> MutexGuard<'_, HashMap<Uuid, Room>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes a room that everybody left; true if it is closed.
    fn close_empty(&self, evaluation: Uuid) -> bool {
        let mut rooms = self.open();
        let empty = rooms.get(&evaluation).is_none_or(|room| room.cursors.receiver_count() == 0);
        if empty {
            rooms.remove(&evaluation);
        }
        empty
    }
}

/// Asks the database until nobody follows any more.
async fn keep(
    rooms: Arc<Rooms>,
    db: Db,
    evaluation: Uuid,
    cursors: watch::Sender<Cursors>,
    wake: Arc<Notify>,
) {
    loop {
        let _ = tokio::time::timeout(EVERY, wake.notified()).await;
        if rooms.close_empty(evaluation) {
            return;
        }
        match store::cursors(&db, evaluation).await {
            Ok(now) => {
                cursors.send_if_modified(|known| std::mem::replace(known, now.clone()) != now);
            }
            Err(error) => tracing::warn!(%error, "what was written could not be told"),
        }
    }
}
