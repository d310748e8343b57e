//! Keeping of records: the record number of an evaluation, what records there are of it and how long they are kept, and how
//! an organisation decides both.

pub mod reason;

use crate::access::{self, Caller, Scope, authorise_in, head_for};
use crate::evaluation::{self, Head};
use crate::installation::Installation;
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::State;
use kompass_core::record::number::{self, Pattern};
pub use kompass_core::record::{After, Keep, MOST_YEARS, Nature, Reached, Record, bundled};
use kompass_core::{Error, Result, local};
pub use kompass_store::record::Series;
use kompass_store::{record as store, retention, step};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The records of an evaluation.
#[derive(Debug)]
pub struct Records {
    /// The evaluation.
    pub head: Head,
    /// Its record number; empty if it has none.
    pub number: String,
    /// How many other evaluations of the organisation have the same: one case may hold several, or somebody mistyped.
    pub also: u64,
    /// What the number taken next looks like; `None` if the organisation has no pattern.
    pub pattern: Option<Pattern>,
    /// True if the caller gives the number.
    pub writes: bool,
    /// Every type of record.
    pub rows: Vec<Kept>,
}

/// A type of record of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub record: Record,
    /// How many; `None` while that may not be told.
    pub count: Option<u64>,
    /// What it is in the step where the evaluation is.
    pub nature: Nature,
    /// Where the law says so.
    pub ground: &'static str,
    /// How long it is kept.
    pub keep: Keep,
    /// Since when it is due for disposal, or will be.
    pub due: Option<Date>,
}

/// How long an organisation keeps a type of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// How long.
    pub keep: Keep,
    /// True if the organisation decided it itself.
    pub own: bool,
    /// Counts the changes; 0 before the first.
    pub version: i64,
}

/// The records of an evaluation, for who runs it or answers in it.
///
/// # Errors
/// The caller may not know of them.
pub async fn of_evaluation(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<Records> {
    let head = head_for(installation, caller, id, Resource::Records, Action::Read).await?;
    let (db, main) = (&installation.db, head.main());
    let hidden = head.state < State::Consensus;
    let series = store::series(db, head.organisation).await?;
    let writes = authorise_in(installation, caller, &head, Resource::Records, Action::Write).await;
    let number = store::number(db, main).await?;
    let also = match &*number {
        "" => 0,
        number => store::also(db, head.organisation, number, main).await?,
    };
    Ok(Records {
        number,
        also,
        pattern: Pattern::read(&series.pattern).ok(),
        writes: writes.is_ok(),
        rows: kept(installation, &head, hidden).await?,
        head,
    })
}

/// Every type of record of an evaluation. `hidden` says that how many there are of some may not be told.
pub(crate) async fn kept(
    installation: &Installation,
    head: &Head,
    hidden: bool,
) -> Result<Vec<Kept>> {
    let counts = store::counts(&installation.db, head.main()).await?;
    let plan = plan_of(installation, head.organisation).await?;
    let reached = reached_of(installation, head).await?;
    let row = |record: Record| {
        let keep = plan[&record].keep;
        Kept {
            record,
            count: counts
                .get(&record)
                .copied()
                .filter(|_| !(hidden && record.is_hidden_while_judging())),
            nature: record.nature(head.state),
            ground: record.ground(head.state),
            keep,
            due: keep.due(reached),
        }
    };
    Ok(Record::ALL.map(row).into())
}

/// Gives an evaluation a record number of the organisation's own register, or takes it away, if it still has the one that
/// was read.
///
/// # Errors
/// The caller may not; the number is none; [`Error::Conflict`].
pub async fn set_number(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    read: &str,
    typed: &str,
) -> Result<()> {
    head_for(installation, caller, id, Resource::Records, Action::Write).await?;
    let number = number::read(typed).map_err(Error::invalid)?;
    store::set(&installation.db, &installation.stamp_for(caller)?, id, read, &number).await
}

/// Gives an evaluation without a record number the next one of its organisation. Returns the number.
///
/// # Errors
/// The caller may not; [`reason::NO_PATTERN`]; it has a number.
pub async fn take_number(installation: &Installation, caller: &Caller, id: Uuid) -> Result<String> {
    let head = head_for(installation, caller, id, Resource::Records, Action::Write).await?;
    let series = store::series(&installation.db, head.organisation).await?;
    let pattern =
        Pattern::read(&series.pattern).map_err(|_| reason::NO_PATTERN.invalid("record"))?;
    let (stamp, year) = (installation.stamp_for(caller)?, installation.today().year());
    store::take(&installation.db, &stamp, id, &pattern, year).await
}

/// How an organisation numbers its records.
///
/// # Errors
/// The caller does not run it.
pub async fn series(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
) -> Result<Series> {
    of_organisation(installation, caller, organisation, Action::Read).await?;
    store::series(&installation.db, organisation).await
}

/// Changes it, if nobody did since this version; an empty pattern says that numbers come from elsewhere.
///
/// # Errors
/// The caller does not run the organisation; the pattern is none; [`Error::Conflict`].
pub async fn set_series(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    version: i64,
    typed: &str,
) -> Result<i64> {
    of_organisation(installation, caller, organisation, Action::Write).await?;
    let pattern = match typed.trim() {
        "" => String::new(),
        typed => Pattern::read(typed).map_err(Error::invalid)?.text().to_owned(),
    };
    let stamp = installation.stamp_for(caller)?;
    store::set_series(&installation.db, &stamp, organisation, version, &pattern).await
}

/// How long an organisation keeps each type of record.
///
/// # Errors
/// The caller does not run it.
pub async fn plan(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
) -> Result<BTreeMap<Record, Planned>> {
    of_organisation(installation, caller, organisation, Action::Read).await?;
    plan_of(installation, organisation).await
}

/// Decides how long an organisation keeps a type of record, or with `None` that it is as the bundled plan says, if nobody
/// changed it since this version.
///
/// # Errors
/// The caller does not run the organisation; [`reason::KEEP`]; [`Error::Conflict`].
pub async fn set_keep(
    installation: &Installation,
    caller: &Caller,
    (organisation, record): (Uuid, Record),
    version: i64,
    keep: Option<Keep>,
) -> Result<i64> {
    of_organisation(installation, caller, organisation, Action::Write).await?;
    if keep.is_some_and(|keep| keep.checked(record).is_none()) {
        return Err(reason::KEEP.invalid("years"));
    }
    let stamp = installation.stamp_for(caller)?;
    retention::set(&installation.db, &stamp, (organisation, record), version, keep).await
}

pub(crate) async fn of_organisation(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    action: Action,
) -> Result<()> {
    let scope = Scope::Organisation(organisation);
    access::authorise(installation, caller, Resource::Retention, action, &scope).await
}

pub(crate) async fn plan_of(
    installation: &Installation,
    organisation: Uuid,
) -> Result<BTreeMap<Record, Planned>> {
    let own = retention::list(&installation.db, organisation).await?;
    let planned = |record: Record| {
        let own = own.get(&record);
        let decided = own.and_then(|own| own.keep);
        Planned {
            keep: decided.unwrap_or(bundled(record).keep),
            own: decided.is_some(),
            version: own.map_or(0, |own| own.version),
        }
    };
    Ok(Record::ALL.map(|record| (record, planned(record))).into())
}

async fn reached_of(installation: &Installation, head: &Head) -> Result<Reached> {
    if head.state < State::Delivered {
        return Ok(Reached::default());
    }
    let steps: Vec<evaluation::Taken> = step::of_evaluation(&installation.db, head.main()).await?;
    let last = |state| steps.iter().rev().find(|step| step.to == state).map(|step| step.at);
    let closed = last(State::Closed);
    let delivered = last(State::Delivered).or(last(State::FollowUp)).or(closed);
    Ok(reached(delivered, closed.filter(|_| head.state == State::Closed)))
}

/// Days where the people are.
pub(crate) fn reached(delivered: Option<Timestamp>, closed: Option<Timestamp>) -> Reached {
    Reached { delivered: delivered.map(local::day), closed: closed.map(local::day) }
}
