//! The plan of an evaluation: what it is, when the visit is, which frameworks it is scored in, and which of their
//! conditions hold.

use crate::access::{Caller, head_for};
use crate::evaluation::other_sheet;
use crate::installation::Installation;
use crate::reason;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::plan::{Draft, Meaning, Plan, meanings};
use kompass_core::evaluation::{Kind, State};
use kompass_core::framework::Framework;
use kompass_core::framework::canonical::Pinned;
use kompass_core::{Error, Problem, Result};
use kompass_store::evaluation::{self as evaluations, Head};
use kompass_store::plan::{self as store, Frameworks};
use kompass_store::{Stamp, framework as pins, step};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// The plan of an evaluation, for those who write it.
pub struct Planned {
    /// The head.
    pub head: Head,
    /// The plan.
    pub plan: Plan,
    /// Counts its writes.
    pub version: i64,
    /// The second sheet, if it is scored in two frameworks.
    pub second: Option<Head>,
    /// True while its frameworks can still be changed.
    pub frameworks_open: bool,
}

/// A plan as somebody typed it.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// All but the frameworks.
    pub draft: Draft<'a>,
    /// Id of the framework; `None` where it was not offered.
    pub framework: Option<&'a str>,
    /// Id of the second one; empty for none.
    pub second: &'a str,
}

/// The conditions of the framework of an evaluation.
pub struct Conditions {
    /// The head.
    pub head: Head,
    /// The framework.
    pub framework: Arc<Framework>,
    /// Those that hold for the municipality, by code.
    pub holding: BTreeMap<String, bool>,
    /// What it means where one does not hold, in the order of the framework.
    pub meanings: Vec<Meaning>,
    /// Counts the writes of the plan.
    pub version: i64,
}

/// The plan of an evaluation.
///
/// # Errors
/// The caller may not plan it, or not any more.
pub async fn plan_for(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Planned> {
    let head = head_for(installation, caller, id, Resource::Head, Action::Write).await?;
    let db = &installation.db;
    let store::Stored { plan, version, .. } = store::get(db, id).await?;
    let second = other_sheet(installation, &head).await?;
    let frameworks_open = open(installation, &head).await?;
    Ok(Planned { head, plan, version, second, frameworks_open })
}

/// Writes the plan of an evaluation, if it was not written since this version. Answers, documents and notes that came
/// meanwhile are no hindrance. Returns the version after it.
///
/// # Errors
/// The caller may not; everything that is wrong with it, by field; [`Conflict`](Error::Conflict).
pub async fn save_plan(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    version: i64,
    typed: &Typed<'_>,
) -> Result<i64> {
    let head = head_for(installation, caller, id, Resource::Head, Action::Write).await?;
    let db = &installation.db;
    let before = store::get(db, id).await?.plan;
    let read = Plan::read(&typed.draft, &before.municipality);
    let pins = match typed.framework {
        Some(first) => frameworks(installation, &head, first, typed.second).await,
        None => Ok(None),
    };
    let (plan, pins) = match (read, pins) {
        (Ok(plan), Ok(pins)) => (plan, pins),
        (Err(mut problems), Err(Error::Invalid(more))) => {
            problems.extend(more);
            return Err(Error::Invalid(problems));
        }
        (Err(problems), _) => return Err(Error::Invalid(problems)),
        (_, Err(error)) => return Err(error),
    };
    let frameworks = match &pins {
        Some((first, second)) => Frameworks::Pin(first, second.as_ref()),
        None => Frameworks::Keep,
    };
    store::update(db, &installation.stamp_for(caller)?, id, version, &plan, frameworks).await
}

/// The conditions of the framework of an evaluation, and which of them hold.
///
/// # Errors
/// The caller may not read them.
pub async fn conditions_for(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<Conditions> {
    let head = head_for(installation, caller, id, Resource::Conditions, Action::Read).await?;
    let stored = store::get(&installation.db, id).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let holding = framework
        .conditions
        .iter()
        .map(|it| (it.code.clone(), stored.conditions.get(&it.code) != Some(&false)))
        .collect();
    let meanings = meanings(&framework);
    Ok(Conditions { head, framework, holding, meanings, version: stored.version })
}

/// Says which conditions of the framework hold – all others do not –, if the plan was not written since this version.
/// Returns the version after it.
///
/// # Errors
/// The caller may not; a condition that the framework does not have; [`Conflict`](Error::Conflict).
pub async fn set_conditions(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    version: i64,
    holding: &[String],
) -> Result<i64> {
    let head = head_for(installation, caller, id, Resource::Conditions, Action::Write).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let known: BTreeSet<&str> = framework.conditions.iter().map(|it| it.code.as_str()).collect();
    if let Some(unknown) = holding.iter().find(|code| !known.contains(code.as_str())) {
        return Err(reason::not_there("condition", unknown));
    }
    let said = |code: &str| (code.to_owned(), holding.iter().any(|it| it == code));
    let conditions = known.into_iter().map(said).collect();
    let stamp = installation.stamp_for(caller)?;
    store::set_conditions(&installation.db, &stamp, id, version, &conditions).await
}

/// A framework that something can be judged on.
pub(super) fn judgeable<'a>(
    installation: &'a Installation,
    place: &str,
    id: &str,
) -> Result<&'a Framework> {
    let framework = installation.catalogue.framework(id)?;
    if framework.questions().next().is_some() {
        return Ok(framework);
    }
    let message = format!("{} has areas only, so nothing can be judged on it", framework.id);
    let problem =
        Problem::new(place, message, "choose one with questions: see `kompass framework list`");
    Err(Error::invalid(problem.code("PL08")))
}

/// A second framework beside the first.
pub(super) fn second<'a>(
    installation: &'a Installation,
    first: &Framework,
    id: &str,
) -> Result<&'a Framework> {
    if id == first.id {
        let problem = Problem::new(
            "second",
            "the second framework is the same as the first",
            "choose another, or none",
        );
        return Err(Error::invalid(problem.code("PL09")));
    }
    judgeable(installation, "second", id)
}

/// Gives an evaluation that was just booked its second sheet. The same again changes nothing.
pub(super) async fn add_second(
    installation: &Installation,
    stamp: &Stamp,
    id: Uuid,
    first: &Framework,
    second: &Framework,
) -> Result<()> {
    let db = &installation.db;
    if evaluations::companion(db, id).await?.is_some() {
        return Ok(());
    }
    let store::Stored { plan, version, .. } = store::get(db, id).await?;
    let (first, second) = (Pinned::new(first), Pinned::new(second));
    let frameworks = Frameworks::Pin(&first, Some(&second));
    store::update(db, stamp, id, version, &plan, frameworks).await.map(|_| ())
}

/// The frameworks to pin; `None` if they are those that are pinned already. One that stays keeps the content that it was
/// pinned with, also where this program knows a newer one.
async fn frameworks(
    installation: &Installation,
    head: &Head,
    first: &str,
    second_id: &str,
) -> Result<Option<(Pinned, Option<Pinned>)>> {
    let there = other_sheet(installation, head).await?;
    let there_id = there.as_ref().map_or("", |head| head.framework.as_str());
    if (first, second_id) == (head.framework.as_str(), there_id) {
        return Ok(None);
    }
    if !open(installation, head).await? {
        let problem = Problem::new(
            "framework",
            "the framework stays once the preparation has begun or somebody has judged",
            "book another evaluation",
        );
        return Err(Error::invalid(problem.code("PL10")));
    }
    let framework = judgeable(installation, "framework", first)?;
    let first = pin(installation, Some(head), framework).await?;
    let second = match second_id {
        "" => None,
        id => {
            let framework = second(installation, framework, id)?;
            Some(pin(installation, there.as_ref(), framework).await?)
        }
    };
    Ok(Some((first, second)))
}

/// What a sheet is on already stays as it was pinned; else the framework as this program has it.
async fn pin(
    installation: &Installation,
    there: Option<&Head>,
    framework: &Framework,
) -> Result<Pinned> {
    match there.filter(|head| head.framework == framework.id) {
        Some(head) => pins::get(&installation.db, &head.framework_digest).await,
        None => Ok(Pinned::new(framework)),
    }
}

/// True while the frameworks of an evaluation can be changed: it is planned, has never been further, and nobody has judged.
async fn open(installation: &Installation, head: &Head) -> Result<bool> {
    if head.state != State::Planned || head.kind == Kind::Imported {
        return Ok(false);
    }
    let db = &installation.db;
    let steps = step::of_evaluation(db, head.id).await?;
    Ok(steps.iter().all(|it| it.to == State::Planned) && !store::is_judged(db, head.id).await?)
}
