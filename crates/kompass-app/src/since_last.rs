//! What the municipality did about the improvement areas of its last evaluation.

use crate::access::{Caller, authorise_in};
use crate::answer::reason;
use crate::installation::Installation;
use crate::reason::not_there;
use kompass_core::access::{Action, Resource};
use kompass_core::answer::LONGEST;
use kompass_core::evaluation::{SinceLast, SinceLastStatus};
use kompass_core::{Error, Result};
use kompass_store::evaluation::{self as evaluations, Head};
use kompass_store::since_last as store;
pub use kompass_store::since_last::Stored;
use uuid::Uuid;

/// Most characters of an improvement area.
pub const LONGEST_IMPROVEMENT: usize = 2_000;

/// What a person says about an improvement area.
#[derive(Debug, Clone)]
pub struct Typed<'a> {
    /// Number of its area.
    pub area: u8,
    /// As it was put then.
    pub improvement: &'a str,
    /// How far it came.
    pub status: SinceLastStatus,
    /// What was done.
    pub done: &'a str,
}

/// All improvement areas of the last evaluation, by area.
///
/// # Errors
/// The caller may not read them.
pub async fn list(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Vec<Stored>> {
    authorise_in(installation, caller, head, Resource::SinceLast, Action::Read).await?;
    store::list(&installation.db, head.id).await
}

/// One of them.
///
/// # Errors
/// As [`list`]; no such row.
pub async fn get(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    row: Uuid,
) -> Result<Stored> {
    let rows = list(installation, caller, head).await?;
    rows.into_iter().find(|it| it.id == row).ok_or_else(|| not_there("since_last", row))
}

/// Writes one in by hand.
///
/// # Errors
/// The caller may not; [`reason::IMPROVEMENT`], [`reason::AREA`], [`reason::TOO_LONG`].
pub async fn add(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    typed: &Typed<'_>,
) -> Result<()> {
    authorise_in(installation, caller, head, Resource::SinceLast, Action::Write).await?;
    let since = checked(installation, head, typed).await?;
    let stamp = installation.stamp_for(caller)?;
    store::add(&installation.db, &stamp, head.id, &[(typed.area, since)]).await
}

/// Changes one, if it is as it was read. Returns its new version.
///
/// # Errors
/// As [`add`]; [`Conflict`](Error::Conflict) if somebody else changed it in the meantime.
pub async fn put(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    row: Uuid,
    version: i64,
    typed: &Typed<'_>,
) -> Result<i64> {
    authorise_in(installation, caller, head, Resource::SinceLast, Action::Write).await?;
    let since = checked(installation, head, typed).await?;
    let stamp = installation.stamp_for(caller)?;
    store::put(&installation.db, &stamp, head.id, row, version, typed.area, &since).await
}

/// Removes one, if it is as it was read.
///
/// # Errors
/// The caller may not; somebody else changed it in the meantime.
pub async fn remove(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    row: Uuid,
    version: i64,
) -> Result<()> {
    authorise_in(installation, caller, head, Resource::SinceLast, Action::Write).await?;
    store::remove(&installation.db, &installation.stamp_for(caller)?, head.id, row, version).await
}

/// Takes over the improvement areas of the last evaluation of the municipality that is found here, as not begun; those
/// that are in the list already stay as they are. Returns how many were new.
///
/// # Errors
/// The caller may not; [`reason::NO_LAST`] if there is no such evaluation, or nothing new in it.
pub async fn take_over(installation: &Installation, caller: &Caller, head: &Head) -> Result<usize> {
    authorise_in(installation, caller, head, Resource::SinceLast, Action::Write).await?;
    let (_, rows) = to_take_over(installation, head).await?;
    if rows.is_empty() {
        return Err(reason::NO_LAST.invalid(""));
    }
    let stamp = installation.stamp_for(caller)?;
    store::add(&installation.db, &stamp, head.id, &rows).await?;
    Ok(rows.len())
}

/// The last evaluation of the municipality that is found here, with how many of its improvement areas could be taken over.
///
/// # Errors
/// The caller may not write them.
pub async fn last(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Option<(Head, usize)>> {
    authorise_in(installation, caller, head, Resource::SinceLast, Action::Write).await?;
    let (last, rows) = to_take_over(installation, head).await?;
    Ok(last.map(|last| (last, rows.len())))
}

async fn to_take_over(
    installation: &Installation,
    head: &Head,
) -> Result<(Option<Head>, Vec<(u8, SinceLast)>)> {
    let db = &installation.db;
    let Some(last) = store::last_before(db, head).await? else {
        return Ok((None, Vec::new()));
    };
    let last = evaluations::head(db, last).await?;
    let there = store::list(db, head.id).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let rows = store::improvements(db, last.id).await?.into_iter().filter_map(|(area, text)| {
        let known = there.iter().any(|row| row.since.improvement == text);
        let since =
            SinceLast { improvement: text, status: SinceLastStatus::NotBegun, done: String::new() };
        // Areas of another framework may be numbered otherwise; the coordinator moves what stands in the wrong one.
        (!known && framework.area(area).is_some()).then_some((area, since))
    });
    Ok((Some(last), rows.collect()))
}

async fn checked(installation: &Installation, head: &Head, typed: &Typed<'_>) -> Result<SinceLast> {
    let framework = installation.framework(&head.framework_digest).await?;
    let one_way = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let (improvement, done) = (one_way(typed.improvement), one_way(typed.done));
    let mut problems = Vec::new();
    if framework.area(typed.area).is_none() {
        problems.push(reason::AREA.problem("area"));
    }
    if improvement.is_empty() || improvement.chars().count() > LONGEST_IMPROVEMENT {
        problems.push(reason::IMPROVEMENT.problem("improvement"));
    }
    if done.chars().count() > LONGEST {
        problems.push(reason::TOO_LONG.problem("done"));
    }
    if problems.is_empty() {
        Ok(SinceLast { improvement, status: typed.status, done })
    } else {
        Err(Error::Invalid(problems))
    }
}
