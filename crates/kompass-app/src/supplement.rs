//! What is added after the interviews: by interviewees through their links, and by the coordinator. What comes after the
//! date is marked, and the lead says whether it was considered, and why.

use crate::access::{Caller, authorise_in, head_for};
use crate::installation::Installation;
use crate::interview::{mine, reason};
use crate::reason::{NOT_ON_TEAM, not_there};
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_store::evaluation::Head;
use kompass_store::interview as interviews;
use kompass_store::supplement as store;
pub use kompass_store::supplement::{Ruling, Supplement};
use uuid::Uuid;

/// Longest supplement and longest reason, in characters.
const LONGEST: usize = 10_000;

/// All supplements of an evaluation, oldest first. What the lead ruled stands only with those who may read it.
///
/// # Errors
/// The caller may not read them.
pub async fn list(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Vec<Supplement>> {
    authorise_in(installation, caller, head, Resource::Supplements, Action::Read).await?;
    let rulings = Resource::SupplementRulings;
    let reads_rulings =
        authorise_in(installation, caller, head, rulings, Action::Read).await.is_ok();
    let mut there = store::of_evaluation(&installation.db, head.id).await?;
    for supplement in there.iter_mut().filter(|_| !reads_rulings) {
        // The version would tell that somebody ruled.
        (supplement.ruling, supplement.version) = (None, 1);
    }
    Ok(there)
}

/// Adds a supplement for the municipality.
///
/// # Errors
/// The caller may not; no such interview; [`reason::SUPPLEMENT`].
pub async fn add(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    interview: Option<Uuid>,
    text: &str,
) -> Result<Uuid> {
    head_for(installation, caller, evaluation, Resource::Supplements, Action::Write).await?;
    let planned = interviews::planned(&installation.db, evaluation).await?;
    if let Some(id) = interview
        && planned.interviews.iter().all(|it| it.value.id != id)
    {
        return Err(not_there("interview", id));
    }
    let new = store::New {
        interview,
        person: None,
        name: &caller.name,
        text: &checked(text)?,
        late: is_late(installation, &planned.terms),
    };
    store::add(&installation.db, &installation.stamp_for(caller)?, evaluation, &new).await
}

/// Adds a supplement of an interviewee.
///
/// # Errors
/// The caller is none, or the evaluation takes no more; [`reason::SUPPLEMENT`].
pub async fn add_own(installation: &Installation, caller: &Caller, text: &str) -> Result<Uuid> {
    let own = mine(installation, caller).await?;
    authorise_in(installation, caller, &own.head, Resource::OwnSupplements, Action::Write).await?;
    let new = store::New {
        interview: own.interviews.first().map(|it| it.value.id),
        person: own.person,
        name: &caller.name,
        text: &checked(text)?,
        late: is_late(installation, &own.terms),
    };
    store::add(&installation.db, &installation.stamp_for(caller)?, own.head.id, &new).await
}

/// What an interviewee added, oldest first, without what was ruled about it.
///
/// # Errors
/// The caller is none, or the evaluation is not at the step for it.
pub async fn own(installation: &Installation, caller: &Caller) -> Result<Vec<Supplement>> {
    let own = mine(installation, caller).await?;
    authorise_in(installation, caller, &own.head, Resource::OwnSupplements, Action::Read).await?;
    let author = caller.link.as_ref().map(|link| format!("link:{}", link.id));
    let mut there = store::of_evaluation(&installation.db, own.head.id).await?;
    // The person, where there is one: a link that was renewed shows what came by the old one.
    there.retain(|it| match own.person {
        Some(person) => it.person == Some(person),
        None => Some(&it.author) == author.as_ref(),
    });
    for supplement in &mut there {
        supplement.ruling = None;
    }
    Ok(there)
}

/// Keeps the ruling of the lead about a late supplement.
///
/// # Errors
/// The caller does not lead; [`reason::RULING`]; a stale version, or one that came in time.
pub async fn rule(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    supplement: Uuid,
    version: i64,
    considered: bool,
    why: &str,
) -> Result<()> {
    head_for(installation, caller, evaluation, Resource::SupplementRulings, Action::Write).await?;
    let why = why.trim();
    if why.is_empty() || why.chars().count() > LONGEST {
        return Err(reason::RULING.invalid("reason"));
    }
    let by = caller.member(evaluation).ok_or_else(|| NOT_ON_TEAM.invalid("reason"))?;
    let ruling = Ruling { considered, reason: why.to_owned(), by: by.to_owned() };
    let stamp = installation.stamp_for(caller)?;
    store::rule(&installation.db, &stamp, evaluation, supplement, version, &ruling)
        .await
        .map(|_| ())
}

fn is_late(installation: &Installation, terms: &interviews::Terms) -> bool {
    terms.supplements_until.is_some_and(|until| installation.today() > until)
}

fn checked(text: &str) -> Result<String> {
    let text = text.trim().replace("\r\n", "\n");
    let fits = !text.is_empty() && text.chars().count() <= LONGEST;
    if fits { Ok(text) } else { Err(reason::SUPPLEMENT.invalid("text")) }
}
