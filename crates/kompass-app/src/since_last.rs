//! What the municipality did about the improvement areas of its last evaluation.

use crate::access::{Caller, authorise_in};
use crate::action;
use crate::answer::reason;
use crate::installation::Installation;
use crate::reason::not_there;
use kompass_core::access::{Action, Resource};
use kompass_core::answer::LONGEST;
use kompass_core::evaluation::{SinceLast, SinceLastOrigin, SinceLastStatus};
use kompass_core::{Error, Result};
use kompass_store::evaluation::{self as evaluations, Head};
use kompass_store::since_last as store;
pub use kompass_store::since_last::Stored;
use std::collections::BTreeSet;
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

/// An improvement area of the last evaluation that can be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Number of the area it belongs to.
    pub area: u8,
    /// What it is taken over as.
    pub since: SinceLast,
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
    let since = checked(installation, head, typed, Some(SinceLastOrigin::Own)).await?;
    let stamp = installation.stamp_for(caller)?;
    store::add(&installation.db, &stamp, head.id, &[(typed.area, since)]).await
}

/// Changes one, if it is as it was read. Where it comes from stays. Returns its new version.
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
    let origin = get(installation, caller, head, row).await?.since.origin;
    let since = checked(installation, head, typed, origin).await?;
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

/// Takes over improvement areas of the last evaluation of the municipality that is found here, with what was done about
/// them: all of them, or the one of this text. Those that are in the list already stay as they are. Returns how many were
/// new.
///
/// # Errors
/// The caller may not; [`reason::NO_LAST`] if there is no such evaluation, or nothing new in it.
pub async fn take_over(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    only: Option<&str>,
) -> Result<usize> {
    authorise_in(installation, caller, head, Resource::SinceLast, Action::Write).await?;
    let (_, mut offers) = to_take_over(installation, head).await?;
    offers.retain(|offer| only.is_none_or(|only| only == offer.since.improvement));
    if offers.is_empty() {
        return Err(reason::NO_LAST.invalid(""));
    }
    let rows: Vec<(u8, SinceLast)> =
        offers.into_iter().map(|offer| (offer.area, offer.since)).collect();
    let stamp = installation.stamp_for(caller)?;
    store::add(&installation.db, &stamp, head.id, &rows).await?;
    Ok(rows.len())
}

/// The last evaluation of the municipality that is found here, with what of it could be taken over.
///
/// # Errors
/// The caller may not write them.
pub async fn last(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Option<(Head, Vec<Offer>)>> {
    authorise_in(installation, caller, head, Resource::SinceLast, Action::Write).await?;
    let (last, offers) = to_take_over(installation, head).await?;
    Ok(last.map(|last| (last, offers)))
}

/// The improvement areas of the last report, by area, each with what its actions say was done; and those that only the
/// actions name.
async fn to_take_over(
    installation: &Installation,
    head: &Head,
) -> Result<(Option<Head>, Vec<Offer>)> {
    let db = &installation.db;
    let Some(last) = store::last_before(db, head).await? else {
        return Ok((None, Vec::new()));
    };
    let last = evaluations::head(db, last).await?;
    let planned = |(area, since): (u8, SinceLast)| {
        let done = since.done.chars().take(LONGEST).collect();
        Offer { area, since: SinceLast { done, ..since } }
    };
    let acted = action::for_next(installation, &last).await?;
    let mut acted: Vec<Offer> = acted.into_iter().map(planned).collect();
    let mut offers = Vec::new();
    for (area, improvement) in store::improvements(db, last.id).await? {
        let same = |it: &Offer| it.area == area && it.since.improvement == improvement;
        offers.push(match acted.iter().position(same) {
            Some(at) => acted.remove(at),
            None => {
                let (status, done) = (SinceLastStatus::NotBegun, String::new());
                let origin = Some(SinceLastOrigin::Report(last.year));
                Offer { area, since: SinceLast { improvement, status, done, origin } }
            }
        });
    }
    offers.extend(acted);
    offers.sort_by_key(|offer| offer.area);
    let there = store::list(db, head.id).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let mut known: BTreeSet<String> = there.into_iter().map(|row| row.since.improvement).collect();
    // Areas of another framework may be numbered otherwise; the coordinator moves what stands in the wrong one.
    offers.retain(|offer| {
        framework.area(offer.area).is_some() && known.insert(offer.since.improvement.clone())
    });
    Ok((Some(last), offers))
}

async fn checked(
    installation: &Installation,
    head: &Head,
    typed: &Typed<'_>,
    origin: Option<SinceLastOrigin>,
) -> Result<SinceLast> {
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
        Ok(SinceLast { improvement, status: typed.status, done, origin })
    } else {
        Err(Error::Invalid(problems))
    }
}
