//! Key figures from Kolada: all of them, or what changed since the last time.

use super::client::{Client, Manner};
use super::edition::{Edition, Making, Summary, take};
use super::{Kind, in_background, ready};
use crate::installation::Installation;
use futures_util::{StreamExt, stream};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use kompass_core::{Error, Result, local};

use kompass_kpi::sync::{Ask, Plan, Spool, merge};
use kompass_store::kpi as store;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// Folder of what was fetched so far, in that of the key figures.
const FOLDER: &str = "sync";

/// File with the name under which this node takes its turn.
const NAME: &str = "name";

/// How long a turn lasts without a sign of life.
const TURN: SignedDuration = SignedDuration::from_mins(5);

/// Days after which everything is asked for anew, as changes may have been missed.
const FULL_DAYS: i32 = 90;

/// What is to be done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Ask for everything, even if what changed would do.
    pub full: bool,
    /// Take it even if far fewer values come than there were.
    pub accept_loss: bool,
    /// How Kolada is asked.
    pub manner: Manner,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Questions that are answered.
    pub done: usize,
    /// All questions, as far as known.
    pub of: usize,
}

/// Brings the key figures up to date and takes them into use everywhere, all or nothing. What was fetched before it was
/// interrupted is not fetched again.
///
/// # Errors
/// Kolada does not answer, or not as it should; another sync is running; a full disk. The old ones stay in use.
pub async fn sync(
    installation: &Installation,
    options: Options,
    tell: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Option<Edition>> {
    let client = Client::new(&installation.config, options.manner)?;
    let folder = installation.kpis.store.folder().join(FOLDER);
    let current = ready(installation).await?;
    let latest = store::latest::<Summary>(&installation.db).await?;
    // Changes are changes of something: of what was fetched the last time, if it is still there.
    let there = latest.filter(|latest| latest.digest == current.digest);
    let wanted = plan(installation, options, there.as_ref());
    let place = folder.clone();
    let spool = Arc::new(in_background(move || Spool::begin(place, wanted)).await?);
    let turn = Turn { installation, name: name(&folder)? };
    turn.take().await?;
    let done = run(installation, options, &client, spool, &turn, tell).await;
    turn.end().await;
    done
}

/// What to ask for.
fn plan(installation: &Installation, options: Options, latest: Option<&Edition>) -> Plan {
    let day = installation.today();
    let synced = latest.filter(|latest| latest.kind != Kind::Import && !options.full);
    let fresh = |full_on: Date| full_on.until(day).is_ok_and(|span| span.get_days() < FULL_DAYS);
    let synced = synced.filter(|latest| latest.summary.full_on.is_some_and(fresh));
    // A day more, as nobody says in whose time Kolada counts days.
    let since = synced.and_then(|latest| latest.as_of?.checked_sub(1.day()).ok());
    let mut address = installation.config.kpi.address.clone();
    if !address.ends_with('/') {
        address.push('/');
    }
    Plan { address, since, day }
}

async fn run(
    installation: &Installation,
    options: Options,
    client: &Client,
    spool: Arc<Spool>,
    turn: &Turn<'_>,
    tell: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Option<Edition>> {
    // What was in use when it began may not be any more.
    let before = ready(installation).await?;
    let latest = store::latest::<Summary>(&installation.db).await?;
    let lists = spool.plan().lists();
    answered(client, &spool, &lists, turn, &|done| tell(Progress { done, of: lists.len() }))
        .await?;
    let values = spool.values()?;
    let of = lists.len() + values.len();
    answered(client, &spool, &values, turn, &|done| {
        tell(Progress { done: lists.len() + done, of })
    })
    .await?;

    let plan = spool.plan().clone();
    if plan.since.is_some() && latest.as_ref().is_none_or(|it| it.digest != before.digest) {
        return Err(Error::Conflict(
            "other key figures were taken into use meanwhile – begin again".to_owned(),
        ));
    }
    let (base, answers) = (before.clone(), spool.clone());
    let merged = in_background(move || merge(&base.segment, &answers)).await?;
    turn.take().await?;
    let known = latest.as_ref().and_then(|latest| latest.summary.full_on);
    let making = Making {
        base: latest.map_or(0, |latest| latest.number),
        before,
        kind: if plan.since.is_some() { Kind::Changes } else { Kind::Full },
        as_of: Some(plan.day),
        summary: Summary {
            unknown: merged.unknown,
            full_on: if plan.since.is_some() { known } else { Some(plan.day) },
            ..Summary::default()
        },
        accept_loss: options.accept_loss,
    };
    let edition = take(installation, making, merged.draft).await?;
    // Left there, it would only be thrown away by the next one.
    if let Err(error) = spool.clear() {
        tracing::warn!(%error, "what was fetched could not be thrown away");
    }
    Ok(edition)
}

/// Sees that everything is answered, several questions at a time.
async fn answered(
    client: &Client,
    spool: &Arc<Spool>,
    asks: &[Ask],
    turn: &Turn<'_>,
    tell: &(dyn Fn(usize) + Send + Sync),
) -> Result<()> {
    let open: Vec<Ask> = asks.iter().filter(|ask| !spool.has(ask)).cloned().collect();
    let mut done = asks.len() - open.len();
    tell(done);
    let mut answers = stream::iter(open)
        .map(|ask| async move { client.ask(&ask).await.map(|pages| (ask, pages)) })
        .buffer_unordered(client.at_once());
    while let Some(answer) = answers.next().await {
        let (ask, pages) = answer?;
        let spool = spool.clone();
        in_background(move || spool.put(&ask, &pages)).await?;
        turn.take().await?;
        done += 1;
        tell(done);
    }
    Ok(())
}

/// The turn of this node to ask Kolada: no two nodes do at once.
struct Turn<'a> {
    installation: &'a Installation,
    name: String,
}

impl Turn<'_> {
    /// Takes it, or keeps it for longer.
    async fn take(&self) -> Result<()> {
        let now = self.installation.now();
        if store::take_turn(&self.installation.db, &self.name, now, now + TURN).await? {
            return Ok(());
        }
        Err(Error::Conflict("another node is asking Kolada – wait until it has ended".to_owned()))
    }

    async fn end(&self) {
        if let Err(error) = store::end_turn(&self.installation.db, &self.name).await {
            tracing::warn!(%error, "the turn to ask Kolada could not be given back; it ends by itself");
        }
    }
}

/// The name under which this node takes its turn: the same after it was killed.
fn name(folder: &Path) -> Result<String> {
    let path = folder.join(NAME);
    if let Ok(name) = std::fs::read_to_string(&path) {
        return Ok(name);
    }
    let name = Uuid::now_v7().to_string();
    crate::files::write(&path, name.as_bytes())?;
    Ok(name)
}

/// Asks Kolada once a night, if the configuration says at which hour.
#[derive(Default)]
pub(super) struct Nightly {
    tried: Option<Date>,
}

impl Nightly {
    /// Syncs if it is time and nobody did today.
    pub(super) async fn run(&mut self, installation: &Installation) {
        let Some(hour) = installation.config.kpi.sync_hour else { return };
        let now = local::clock(installation.now());
        if now.hour() != hour.cast_signed() || self.tried == Some(now.date()) {
            return;
        }
        self.tried = Some(now.date());
        let latest = store::latest::<Summary>(&installation.db).await;
        if latest.is_ok_and(|latest| latest.is_some_and(|it| it.as_of == Some(now.date()))) {
            return;
        }
        match sync(installation, Options::default(), &|_| {}).await {
            Ok(edition) => {
                let edition = edition.map(|it| it.number);
                tracing::info!(edition, "key figures are up to date");
            }
            Err(error) => tracing::warn!(%error, "key figures could not be brought up to date"),
        }
    }
}
