//! From state to state: what must hold, who may, and what was done. Two frameworks scored in one evaluation take every
//! step together, so what must hold must hold for both.

use super::{Loaded, load, open_for};
use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::reason;
use kompass_core::access::{Action, Resource, may_step};
use kompass_core::consensus::Progress;
use kompass_core::evaluation::lifecycle::{self, Facts, Requirement, Standing};
use kompass_core::evaluation::{Kind, State, TeamRole, view};
use kompass_core::framework::Framework;
use kompass_core::judgement::Sheet;
use kompass_core::{Error, Problem, Result};
use kompass_store::evaluation::{self as evaluations, Head};
use kompass_store::step::{self as store, Step, Taken};
use kompass_store::{Stamp, report as reports};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// How often a step is decided anew because somebody wrote something meanwhile.
const TRIES: usize = 3;

/// Where an evaluation is.
#[derive(Debug, Serialize)]
pub struct Status {
    /// The head.
    #[serde(flatten)]
    pub head: Head,
    /// The next state, if there is one.
    pub next: Option<State>,
    /// What must hold before it, and does not.
    pub unmet: Vec<Problem>,
}

/// The steps of an evaluation, as far as somebody may know of them.
pub struct Steps {
    /// The head.
    pub head: Head,
    /// The steps taken, in order.
    pub taken: Vec<Taken>,
    /// The next step; `None` at the end, and for those who may not know what keeps it from being taken.
    pub next: Option<Next>,
    /// The earlier states that the caller may take the evaluation back to, the nearest first.
    pub back: Vec<State>,
}

/// The next step of an evaluation.
pub struct Next {
    /// Where it leads.
    pub to: State,
    /// What must hold.
    pub requirements: Vec<Requirement>,
    /// What must hold on the second sheet, with its framework.
    pub second: Option<(Arc<Framework>, Vec<Requirement>)>,
    /// The later states that the caller may take the evaluation to, the nearest first; none if they may take no step.
    pub may: Vec<State>,
}

impl Next {
    /// True if everything holds that must.
    pub fn ready(&self) -> bool {
        let second = self.second.iter().flat_map(|(_, requirements)| requirements);
        self.requirements.iter().chain(second).all(|it| it.standing == Standing::Holds)
    }
}

/// Both sheets of an evaluation; mostly there is one.
struct Sheets {
    main: Loaded,
    second: Option<Loaded>,
}

/// Where an evaluation is, and what keeps it from the next step.
///
/// # Errors
/// No such evaluation.
pub async fn status(installation: &Installation, id: Uuid) -> Result<Status> {
    let sheets = sheets(installation, id).await?;
    let next = sheets.main.head.state.next();
    let unmet = match next {
        Some(next) => refusals(installation, &sheets, next, "").await?,
        None => Vec::new(),
    };
    Ok(Status { head: sheets.main.head, next, unmet })
}

/// What keeps an evaluation from another state, also from one further on.
///
/// # Errors
/// No such evaluation.
pub async fn unmet(installation: &Installation, id: Uuid, to: State) -> Result<Vec<Problem>> {
    refusals(installation, &sheets(installation, id).await?, to, "").await
}

/// Takes an evaluation to another state, if everything holds that must: for who is at the machine itself.
///
/// # Errors
/// [`Error::Invalid`] with each thing that does not hold and what to do; [`Error::Conflict`] if somebody else took a step
/// in the meantime.
pub async fn step(
    installation: &Installation,
    id: Uuid,
    to: State,
    reason: &str,
) -> Result<Status> {
    let sheets = sheets(installation, id).await?;
    take(installation, &installation.stamp()?, &sheets, to, reason).await?;
    status(installation, id).await
}

/// Takes an evaluation from one state to another, if the caller may and everything holds that must. Where it is there
/// already, nothing happens.
///
/// # Errors
/// The caller may not take this step; [`Error::Invalid`] with each thing that does not hold; [`Error::Conflict`] if the
/// evaluation is in another state than the caller saw.
pub async fn step_by(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    from: State,
    to: State,
    reason: &str,
) -> Result<()> {
    let head = evaluations::head(&installation.db, id).await?;
    let scope = Scope::Evaluation(&head);
    let resource = if to < head.state { Resource::StepBack } else { Resource::StepForward };
    access::authorise(installation, caller, resource, Action::Write, &scope).await?;
    if head.state == to {
        return Ok(());
    }
    if head.state != from {
        return Err(Error::Conflict(format!(
            "the evaluation of {} {} is in state {} by now, not in {from} – look at it again",
            head.municipality, head.year, head.state
        )));
    }
    let roles = access::roles(caller, &scope);
    if !roles.into_iter().any(|role| may_step(role, from, to, head.kind)) {
        return Err(reason::NO_RIGHT.forbidden());
    }
    let stamp = installation.stamp_for(caller)?;
    let mut tried = 1;
    loop {
        let sheets = sheets(installation, id).await?;
        match take(installation, &stamp, &sheets, to, reason).await {
            // Somebody wrote an answer or a note; what was decided is decided anew.
            Err(Error::Conflict(_)) if tried < TRIES && sheets.main.head.state == from => {
                tried += 1
            }
            done => return done,
        }
    }
}

/// The steps of an evaluation: those taken, and what the next one needs.
///
/// # Errors
/// The caller may not know of them.
pub async fn steps_for(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Steps> {
    let head = evaluations::head(&installation.db, id).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise(installation, caller, Resource::StepBack, Action::Read, &scope).await?;
    let taken = store::of_evaluation(&installation.db, id).await?;
    let forward = (Resource::StepForward, Action::Read);
    let knows = access::authorise(installation, caller, forward.0, forward.1, &scope).await.is_ok();
    let roles = access::roles(caller, &scope);
    let may = |to: State| roles.iter().any(|role| may_step(*role, head.state, to, head.kind));
    // A published result is taken over, and then it is there: there is nothing to do in between.
    let to = match head.kind {
        Kind::Imported if head.state < State::Delivered => Some(State::Delivered),
        _ => head.state.next(),
    };
    let next = match to.filter(|_| knows) {
        Some(to) => Some(next(installation, caller, &head, to, &may).await?),
        None => None,
    };
    let earlier = State::ALL.into_iter().rev().filter(|state| *state < head.state);
    let back = earlier.filter(|to| may(*to)).collect();
    Ok(Steps { head, taken, next, back })
}

async fn next(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    to: State,
    may: &impl Fn(State) -> bool,
) -> Result<Next> {
    let sheets = sheets(installation, head.id).await?;
    let requirements = requirements(installation, caller, &sheets.main, to).await?;
    let second = match &sheets.second {
        None => None,
        Some(second) => {
            let mut needed = self::requirements(installation, caller, second, to).await?;
            // What both have in common is said once.
            needed.retain(|it| !requirements.contains(it) || SHEET.contains(&it.code));
            Some((second.framework.clone(), needed))
        }
    };
    let steps = State::ALL.into_iter().filter(|state| *state >= to && may(*state));
    let one_at_a_time = matches!(head.kind, Kind::External | Kind::Peer);
    let may = if one_at_a_time { steps.take(1).collect() } else { steps.collect() };
    Ok(Next { to, requirements, second, may })
}

/// What has to hold on each sheet by itself.
const SHEET: [&str; 7] = ["L08", "L09", "L10", "L12", "L13", "L14", "L15"];

/// What a step needs, new in this state or not held from before, with the names that the caller may read.
async fn requirements(
    installation: &Installation,
    caller: &Caller,
    loaded: &Loaded,
    to: State,
) -> Result<Vec<Requirement>> {
    let facts = facts(installation, loaded, String::new()).await?;
    let mut needed = lifecycle::requirements(&facts, to, loaded.head.kind);
    needed.retain(|it| it.from == to || it.standing != Standing::Holds);
    let seen = open_for(installation, caller, loaded.head.id).await?;
    let reads =
        |resource| seen.viewer.may(resource, Action::Read, loaded.head.state, loaded.head.kind);
    let areas = seen.progress.iter().flat_map(|progress| &progress.areas);
    let to_lock: BTreeSet<&String> = areas.flat_map(|area| &area.to_lock).collect();
    for requirement in &mut needed {
        let Standing::Missing(names) = &mut requirement.standing else { continue };
        match requirement.code {
            "L04" | "L05" => names.retain(|_| reads(Resource::Declaration)),
            // Who has judged as the second reader is not to be learned from who has to lock.
            "L08" => names.retain(|name| {
                let member = loaded.evaluation.team.iter().find(|member| member.name == *name);
                member.is_some_and(|member| to_lock.contains(&member.code))
            }),
            "L09" | "L10" => names.retain(|_| reads(Resource::OthersJudgements)),
            _ => {}
        }
    }
    Ok(needed)
}

async fn sheets(installation: &Installation, id: Uuid) -> Result<Sheets> {
    let main = load(installation, evaluations::head(&installation.db, id).await?.main()).await?;
    let second = match evaluations::companion(&installation.db, main.head.id).await? {
        Some(head) => Some(load(installation, head.id).await?),
        None => None,
    };
    Ok(Sheets { main, second })
}

/// What keeps both sheets from another state; what both have in common is said once.
async fn refusals(
    installation: &Installation,
    sheets: &Sheets,
    to: State,
    reason: &str,
) -> Result<Vec<Problem>> {
    let mut problems: Vec<Problem> = Vec::new();
    for loaded in std::iter::once(&sheets.main).chain(&sheets.second) {
        let facts = facts(installation, loaded, reason.to_owned()).await?;
        let (from, kind) = (sheets.main.head.state, loaded.head.kind);
        for mut problem in lifecycle::enter(&facts, from, to, kind).err().unwrap_or_default() {
            if problems.contains(&problem) {
                continue;
            }
            if loaded.head.companion_of.is_some() {
                problem.message = format!("{} ({})", problem.message, loaded.head.framework);
            }
            problems.push(problem);
        }
    }
    Ok(problems)
}

async fn take(
    installation: &Installation,
    stamp: &Stamp,
    sheets: &Sheets,
    to: State,
    reason: &str,
) -> Result<()> {
    let problems = refusals(installation, sheets, to, reason).await?;
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let step = Step {
        evaluation: sheets.main.head.id,
        version: sheets.main.head.version,
        companion: sheets.second.as_ref().map(|second| second.head.version),
        to,
        reason: reason.trim(),
    };
    store::take(&installation.db, stamp, &step).await.map(|_| ())
}

/// What is known about an evaluation that decides whether it may take a step.
async fn facts(installation: &Installation, loaded: &Loaded, reason: String) -> Result<Facts> {
    let Loaded { evaluation, framework, head } = loaded;
    let judged = evaluation.kind != Kind::Imported;
    let progress = if judged {
        Progress::of(&Sheet::read(framework, evaluation).map_err(Error::Invalid)?, evaluation)
    } else {
        Progress::default()
    };
    let mut not_assessed: Vec<String> =
        progress.not_assessed.iter().map(|missing| missing.code.clone()).collect();
    not_assessed.dedup();
    let undeclared = evaluation.team.iter().filter(|member| member.declaration.is_none());
    let conflicted = evaluation
        .team
        .iter()
        .filter(|member| member.declaration.as_ref().is_some_and(|it| !it.conflict.is_empty()));
    let to_lock: BTreeSet<String> = framework
        .areas
        .iter()
        .flat_map(|area| {
            let begun = evaluation.areas.iter().find(|part| part.number == area.number);
            match begun {
                Some(part) => view::to_lock(evaluation, part),
                None => view::to_lock(evaluation, &view::empty_area(area.number)),
            }
        })
        .collect();
    let unlocked = evaluation.team.iter().filter(|member| to_lock.contains(&member.code));
    let fact_check = evaluation.fact_check.as_ref();
    // A report from before the evaluation was reopened is not the report of what stands now.
    let reports = reports::list(&installation.db, head.id).await?;
    Ok(Facts {
        framework_pinned: !head.framework_digest.is_empty(),
        assessment_date: evaluation.assessment_date.is_some(),
        lead: evaluation.team.iter().any(|member| member.role == TeamRole::Lead),
        reviewer: evaluation.team.iter().any(|member| member.role == TeamRole::Reviewer),
        undeclared: undeclared.map(|member| member.name.clone()).collect(),
        conflicted: conflicted.map(|member| member.name.clone()).collect(),
        visit: !evaluation.visit.is_empty(),
        groups_met: !evaluation.groups.is_empty(),
        unlocked: unlocked.map(|member| member.name.clone()).collect(),
        not_assessed,
        not_agreed: progress.not_agreed,
        review_signed: evaluation.review.is_some(),
        fact_check_over: fact_check
            .is_some_and(|check| check.done || check.until < installation.today()),
        unanswered: fact_check
            .map_or(0, |check| check.comments.iter().filter(|it| it.answer.is_empty()).count()),
        report_stored: reports
            .iter()
            .any(|it| head.state >= State::Delivered || it.delivered_at > head.changed_at),
        source: evaluation.source.is_some(),
        published_points: evaluation.total.is_some()
            || evaluation.areas.iter().any(|area| area.points.is_some()),
        reason,
    })
}
