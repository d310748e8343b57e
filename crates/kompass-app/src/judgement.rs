//! Judging: what the evaluators record about each question, how each area is judged, and locking it.

use crate::access::{self, Caller, Scope};
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::reason;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::judging::{self, Manner, Said, Saying, Subject};
use kompass_core::evaluation::view::Viewer;
use kompass_core::evaluation::{State, TeamRole, Way};
use kompass_core::framework::Framework;
use kompass_core::{Error, Result};
use kompass_store::evaluation::{self as evaluations, Head};
pub use kompass_store::judging::Stored as StoredManner;
use kompass_store::{judgement as store, judging as store_judging};
use std::sync::Arc;
use uuid::Uuid;

/// A judgement that stands, with the version to change it from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What is said.
    pub said: Said,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// How the areas of an evaluation are judged.
pub struct Manners {
    /// The evaluation.
    pub head: Head,
    /// The framework as it was pinned.
    pub framework: Arc<Framework>,
    /// Every area, in order; version 0 where nothing was said yet.
    pub areas: Vec<StoredManner>,
}

/// Records what the caller says about a question or sub-area, if nobody did since the version expected (`None` if there
/// was none). Whether it may be is decided on what stands in the moment of the write. Returns the new version.
///
/// # Errors
/// The caller may not judge; no such question; JU01–JU09; [`Error::Conflict`].
pub async fn set(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    subject: &str,
    expected: Option<i64>,
    saying: &Saying,
) -> Result<i64> {
    let head = evaluations::head(&installation.db, evaluation).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise(installation, caller, Resource::Judgements, Action::Write, &scope).await?;
    let member = member(caller, evaluation)?;
    let framework = installation.framework(&head.framework_digest).await?;
    let place = Subject::of(&framework, subject).ok_or_else(|| unknown(subject))?;
    let request = store::Request {
        evaluation,
        area: place.area.number,
        subject: place.code(),
        member,
        expected,
        saying,
    };
    store::put(&installation.db, &installation.stamp_for(caller)?, &request, |ground| {
        judging::record(&framework, place, member, ground, saying).map_err(Error::Invalid)
    })
    .await
}

/// The evaluation as the caller sees it, for one who may read judgements.
///
/// # Errors
/// The caller may not read judgements in the state where the evaluation is.
pub async fn open(installation: &Installation, caller: &Caller, evaluation: Uuid) -> Result<Seen> {
    let seen = evaluation::open_for(installation, caller, evaluation).await?;
    let scope = Scope::Evaluation(&seen.head);
    access::authorise(installation, caller, Resource::Judgements, Action::Read, &scope).await?;
    Ok(seen)
}

/// What stands about a subject that is the caller's to change: the caller's own judgement, or the common one in an area
/// that is judged together. `None` if there is none, or the caller does not judge.
///
/// # Errors
/// The database cannot be read.
pub async fn own(
    installation: &Installation,
    seen: &Seen,
    subject: Subject<'_>,
) -> Result<Option<Standing>> {
    let Some(author) = author(seen, subject.area.number) else { return Ok(None) };
    let there = store::get(&installation.db, seen.head.id, subject.code(), author).await?;
    Ok(there.map(|stored| Standing { said: stored.placed.said, version: stored.version }))
}

/// The code under which the caller's judgements in an area are kept; `None` for one who does not judge.
pub fn author(seen: &Seen, area: u8) -> Option<&str> {
    let team = &seen.evaluation.team;
    let member = seen.viewer.member.as_deref()?;
    let judges = |code: &str, role: &TeamRole| code == member && *role != TeamRole::Reviewer;
    team.iter().find(|it| judges(&it.code, &it.role))?;
    let lead = team.iter().find(|it| it.role == TeamRole::Lead).map(|it| it.code.as_str());
    Some(judging::author(way(seen, area), lead, member))
}

/// How an area is judged.
pub fn way(seen: &Seen, area: u8) -> Way {
    let part = seen.evaluation.areas.iter().find(|part| part.number == area);
    part.and_then(|part| part.way).unwrap_or(Way::Independent)
}

/// Locks the caller's judgements in an area.
///
/// # Errors
/// The caller may not judge; [`judging::lock`].
pub async fn lock(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    area: u8,
) -> Result<()> {
    change_lock(installation, caller, evaluation, area, true).await
}

/// Takes the caller's lock of an area back.
///
/// # Errors
/// The caller may not judge; [`judging::unlock`].
pub async fn unlock(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    area: u8,
) -> Result<()> {
    change_lock(installation, caller, evaluation, area, false).await
}

async fn change_lock(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    area: u8,
    locks: bool,
) -> Result<()> {
    let head = evaluations::head(&installation.db, evaluation).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise(installation, caller, Resource::Judgements, Action::Write, &scope).await?;
    let member = member(caller, evaluation)?;
    let framework = installation.framework(&head.framework_digest).await?;
    framework.area(area).ok_or_else(|| reason::not_there("area", area))?;
    let roles = access::roles(caller, &scope);
    let stamp = installation.stamp_for(caller)?;
    store_judging::lock(&installation.db, &stamp, evaluation, area, member, locks, |whole| {
        let viewer = Viewer::new(whole, roles, Some(member.to_owned()));
        let may = if locks {
            judging::lock(&framework, whole, &viewer, area)
        } else {
            judging::unlock(whole, &viewer, area)
        };
        may.map_err(Error::Invalid)
    })
    .await
}

/// How the areas of an evaluation are judged.
///
/// # Errors
/// The caller may not know.
pub async fn manners(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<Manners> {
    let head = evaluations::head(&installation.db, evaluation).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise(installation, caller, Resource::Ways, Action::Read, &scope).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let mut there = store_judging::manners(&installation.db, evaluation).await?;
    let manner = |number| {
        let known = there.iter().position(|it| it.number == number);
        let nothing = Manner { way: Way::Independent, direct: Vec::new() };
        known.map_or(StoredManner { number, manner: nothing, version: 0 }, |at| there.remove(at))
    };
    let areas = framework.areas.iter().map(|area| area.number).map(manner).collect();
    Ok(Manners { head, framework, areas })
}

/// Says how an area is judged, before anybody judges, if nobody said otherwise since the version expected (0 if nothing
/// was said then). Returns the new version.
///
/// # Errors
/// The caller may not; no such area; JU14, JU15; [`Error::Conflict`].
pub async fn set_manner(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    area: u8,
    expected: i64,
    manner: &Manner,
) -> Result<i64> {
    let head = evaluations::head(&installation.db, evaluation).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise(installation, caller, Resource::Ways, Action::Write, &scope).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    framework.area(area).ok_or_else(|| reason::not_there("area", area))?;
    let (db, stamp) = (&installation.db, installation.stamp_for(caller)?);
    store_judging::set_manner(db, &stamp, evaluation, area, expected, manner, |state: State| {
        judging::manner(&framework, state, area, manner).map_err(Error::Invalid)
    })
    .await
}

/// The last evaluation of the same municipality on the same framework that is delivered and that the caller may see.
///
/// # Errors
/// The database cannot be read.
pub async fn last(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Option<Seen>> {
    let Some(account) = &caller.account else { return Ok(None) };
    let mut before = evaluations::visible_to(&installation.db, account.id).await?;
    before.retain(|it| {
        let same = match (&it.code, &head.code) {
            (Some(one), Some(other)) => one == other,
            _ => it.municipality == head.municipality,
        };
        same && it.country == head.country
            && it.id != head.id
            && it.framework == head.framework
            && it.year <= head.year
            && it.state >= State::Delivered
    });
    before.sort_by_key(|it| std::cmp::Reverse(it.year));
    for it in before {
        match evaluation::open_for(installation, caller, it.id).await {
            Ok(seen) => return Ok(Some(seen)),
            Err(Error::Forbidden(_) | Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

fn member(caller: &Caller, evaluation: Uuid) -> Result<&str> {
    caller.member(evaluation).ok_or_else(|| reason::NOT_ON_TEAM.invalid("team"))
}

/// A question that the framework does not have.
pub fn unknown(subject: &str) -> Error {
    reason::not_there("question", subject)
}
