//! What is done later: who does it, how often it is tried, and what becomes of what cannot be done. Every node may work;
//! each job is done by one of them, and what one leaves in the middle another takes up.

use crate::access::{self, Caller, Scope};
use crate::audit;
use crate::disposal;
use crate::installation::Installation;
use crate::mail::Unsent;
use crate::notice::{self, Failed};
use futures_util::FutureExt;
use jiff::{SignedDuration, Timestamp};
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Result, local};
use kompass_store::job as store;
pub use kompass_store::job::{Count, Job, Work};
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// How many jobs a node works on side by side: while one waits for a mail server, others go on.
const AT_ONCE: usize = 4;

/// How often the database is asked what is due.
const EVERY: Duration = Duration::from_secs(2);

/// A job that takes longer is broken off, well before somebody else may take it up.
const PATIENCE: Duration = Duration::from_secs(150);

/// Minutes after each failure before the next attempt; after the last of them there is none.
const PAUSES: [i64; 7] = [1, 5, 15, 60, 240, 720, 1440];

/// What was done is remembered for so long, so that it is not asked for again.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(400 * 24);

/// Most jobs that are shown of those that failed, and of those that could not be done.
const SHOWN: u32 = 200;

/// Works until told to stop; then ends what was begun, and begins no more.
pub async fn work(installation: &Installation, stop: watch::Receiver<bool>) {
    let workers = (0..AT_ONCE).map(|number| worker(installation, stop.clone(), number == 0));
    futures_util::future::join_all(workers).await;
}

async fn worker(installation: &Installation, mut stop: watch::Receiver<bool>, plans: bool) {
    while !*stop.borrow() {
        if plans && let Err(error) = plan(installation).await {
            tracing::warn!(%error, "what comes up could not be looked for");
        }
        match step(installation).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "no job could be begun or ended"),
        }
        // It ends as well when nobody is left who could say stop.
        let told = tokio::time::timeout(EVERY, stop.changed()).await;
        if matches!(told, Ok(Err(_))) {
            return;
        }
    }
}

/// Asks for what is done once a day, from the hour of the configuration on; on one node.
///
/// # Errors
/// The database cannot be read or written.
pub async fn plan(installation: &Installation) -> Result<()> {
    let now = installation.now();
    let here = local::clock(now);
    if here.hour() < i8::try_from(installation.config.mail.daily_hour).unwrap_or(0) {
        return Ok(());
    }
    let day = here.date();
    let name = format!("day {day}");
    if store::is_known(&installation.db, &name).await? {
        return Ok(());
    }
    store::enqueue(&installation.db, Uuid::now_v7(), &name, &Work::Day { day }, now).await?;
    Ok(())
}

/// Does one job that is due; false if there is none.
///
/// # Errors
/// The database cannot be read or written; then the job is tried again.
pub async fn step(installation: &Installation) -> Result<bool> {
    let db = &installation.db;
    let Some(claimed) = store::claim(db, Uuid::now_v7(), installation.now()).await? else {
        return Ok(false);
    };
    let job = &claimed.job;
    let outcome = if job.attempts as usize > PAUSES.len() + 1 {
        // What ends its worker must not end one after the other for ever.
        Outcome::Aside("every attempt ended in the middle; see the log of whoever tried".to_owned())
    } else {
        // Where a panic happened its hook has written; it ends the job, not the worker.
        let running = AssertUnwindSafe(run(installation, job)).catch_unwind();
        match tokio::time::timeout(PATIENCE, running).await {
            Ok(Ok(Ok(()))) => Outcome::Done,
            Ok(Ok(Err(failed))) => judged(failed, job.attempts),
            Ok(Err(_)) => later("it ended in the middle; see the log".to_owned(), job.attempts),
            Err(_) => later("it took too long and was broken off".to_owned(), job.attempts),
        }
    };
    let now = installation.now();
    match outcome {
        Outcome::Done => store::done(db, &claimed, now).await?,
        Outcome::Later(pause, error) => {
            tracing::warn!(job = %job.id, name = job.name, error, "a job failed and is tried again");
            store::again_later(db, &claimed, now + pause, &error, now).await?
        }
        Outcome::Aside(error) => {
            tracing::error!(job = %job.id, name = job.name, error, "a job could not be done");
            store::set_aside(db, &claimed, &error, now).await?
        }
    };
    Ok(true)
}

/// What waits and what went wrong.
#[derive(Debug)]
pub struct Overview {
    /// How many there are.
    pub count: Count,
    /// What failed and is tried again by itself, the next one first.
    pub failed: Vec<Job>,
    /// What could not be done, the last one first.
    pub aside: Vec<Job>,
}

/// The jobs that went wrong.
///
/// # Errors
/// The caller does not run the installation.
pub async fn overview(installation: &Installation, caller: &Caller) -> Result<Overview> {
    may(installation, caller, Action::Read).await?;
    let db = &installation.db;
    Ok(Overview {
        count: store::count(db).await?,
        failed: store::failed(db, SHOWN).await?,
        aside: store::aside(db, SHOWN).await?,
    })
}

/// Has one of them tried now.
///
/// # Errors
/// The caller does not run the installation; no such job.
pub async fn take_up(installation: &Installation, caller: &Caller, id: Uuid) -> Result<()> {
    may(installation, caller, Action::Write).await?;
    store::take_up(&installation.db, id, installation.now()).await
}

/// Has all of them tried now that are shown; returns how many.
///
/// # Errors
/// The caller does not run the installation.
pub async fn take_up_all(installation: &Installation, caller: &Caller) -> Result<u64> {
    may(installation, caller, Action::Write).await?;
    let db = &installation.db;
    let (failed, aside) = (store::failed(db, SHOWN).await?, store::aside(db, SHOWN).await?);
    let mut taken = 0;
    for job in failed.into_iter().chain(aside) {
        match store::take_up(db, job.id, installation.now()).await {
            Ok(()) => taken += 1,
            // Somebody else did meanwhile, or a worker begins it.
            Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(taken)
}

/// Forgets about one that could not be done.
///
/// # Errors
/// The caller does not run the installation; no such job.
pub async fn drop(installation: &Installation, caller: &Caller, id: Uuid) -> Result<()> {
    may(installation, caller, Action::Write).await?;
    store::drop(&installation.db, id, installation.now()).await
}

/// How many jobs there are, for whoever examines the installation.
///
/// # Errors
/// The database cannot be read.
pub async fn count(installation: &Installation) -> Result<Count> {
    store::count(&installation.db).await
}

/// To whom a job sends mail, for whoever runs the installation; empty for other jobs, and once they are gone.
///
/// # Errors
/// The database cannot be read.
pub async fn recipient(installation: &Installation, job: &Job) -> Result<String> {
    let db = &installation.db;
    let address = match &job.work {
        Work::Link { link, .. } => kompass_store::link::get(db, *link).await.map(|it| it.email),
        Work::Notices { account, .. } => {
            kompass_store::account::get(db, *account).await.map(|it| it.email)
        }
        _ => return Ok(String::new()),
    };
    match address {
        Err(Error::NotFound { .. }) => Ok(String::new()),
        other => other,
    }
}

/// Forgets what was done long ago.
///
/// # Errors
/// The database cannot be written.
pub(crate) async fn forget(installation: &Installation, now: Timestamp) -> Result<()> {
    store::forget(&installation.db, now - REMEMBERED).await?;
    kompass_store::notice::forget(&installation.db, now - REMEMBERED).await?;
    Ok(())
}

async fn may(installation: &Installation, caller: &Caller, action: Action) -> Result<()> {
    let resource = Resource::Administrators;
    access::authorise(installation, caller, resource, action, &Scope::Installation).await
}

async fn run(installation: &Installation, job: &Job) -> std::result::Result<(), Failed> {
    match &job.work {
        Work::Announce { event, evaluation, subject, actor } => {
            notice::announce(installation, job, *event, *evaluation, subject, actor).await?;
        }
        Work::Link { link, occasion } => {
            notice::link(installation, job, *link, *occasion).await?;
        }
        Work::Notices { account, notices } => {
            notice::notices(installation, job, *account, notices).await?;
        }
        Work::Day { day } => {
            forget(installation, installation.now()).await?;
            audit::plan(installation, *day).await?;
            notice::day(installation, *day).await?;
        }
        Work::Checkpoint => audit::keep_checkpoint(installation).await?,
        Work::Dispose { disposal, evaluation, record } => {
            disposal::run(installation, *disposal, *evaluation, *record).await?;
        }
        Work::DayOfAccount { day, account } => {
            notice::day_of_account(installation, *day, *account).await?;
        }
    }
    Ok(())
}

/// What becomes of a job.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Later(SignedDuration, String),
    Aside(String),
}

fn judged(failed: Failed, attempts: u32) -> Outcome {
    match failed {
        // What it was about is gone.
        Failed::Own(Error::NotFound { what, .. }) if what != "mail server" => Outcome::Done,
        Failed::Own(error @ (Error::Invalid(_) | Error::Forbidden(_))) => {
            Outcome::Aside(error.to_string())
        }
        Failed::Mail(Unsent::Never(error)) => Outcome::Aside(error),
        Failed::Mail(Unsent::Later(error)) => later(error, attempts),
        Failed::Own(error) => later(error.to_string(), attempts),
    }
}

fn later(error: String, attempts: u32) -> Outcome {
    let pause = usize::try_from(attempts).ok().and_then(|it| PAUSES.get(it.checked_sub(1)?));
    match pause {
        Some(minutes) => Outcome::Later(SignedDuration::from_mins(*minutes), error),
        None => Outcome::Aside(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<Outcome> =
            (1..=8).map(|attempts| later("down".to_owned(), attempts)).collect();
        let minutes = |minutes| Outcome::Later(SignedDuration::from_mins(minutes), "down".into());
        assert_eq!(pauses[..2], [minutes(1), minutes(5)]);
        assert_eq!(pauses[6], Outcome::Later(store::LONGEST_PAUSE, "down".to_owned()));
        assert_eq!(pauses[7], Outcome::Aside("down".to_owned()));
        assert!(SignedDuration::try_from(PATIENCE).unwrap() < store::LEASE);
    }

    #[test]
    fn what_is_gone_is_done_and_what_is_wrong_for_good_is_given_up() {
        let gone = Error::not_found("link", "1", "");
        assert_eq!(judged(Failed::Own(gone), 1), Outcome::Done);
        let never = Failed::Mail(Unsent::Never("no such mailbox".to_owned()));
        assert_eq!(judged(never, 1), Outcome::Aside("no such mailbox".to_owned()));
        let without = Error::not_found("mail server", "mail.host", "");
        assert!(matches!(judged(Failed::Own(without), 1), Outcome::Later(..)));
    }
}
