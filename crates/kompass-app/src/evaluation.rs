//! Evaluations: made, imported, exported, scored, and taken from step to step.

mod seen;

pub use seen::{Seen, book_by, list_for, open_for};

use crate::installation::Installation;
use jiff::civil::Date;
use kompass_core::agreement::Agreement;
use kompass_core::consensus::{self, Disagreement, Progress};
use kompass_core::evaluation::lifecycle::{self, Facts};
use kompass_core::evaluation::{Evaluation, FORMAT, Kind, Member, Municipality, State, TeamRole};
use kompass_core::evaluation::{check, file, view};
use kompass_core::framework::Framework;
use kompass_core::framework::canonical::Pinned;
use kompass_core::judgement::Sheet;
use kompass_core::result::ResultOrigin;
use kompass_core::scoring::{self, Score, Whose};
use kompass_core::{Error, Problem, Result, municipality};
use kompass_store::evaluation as store;
pub use kompass_store::evaluation::Head;
use kompass_store::{Stamp, report as reports, result as results};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// The interval of an alpha is drawn with a fixed seed, so that the same judgements always print the same interval.
pub(crate) const AGREEMENT_SEED: u64 = 2015;

/// A new evaluation, as far as it is known when it is booked.
#[derive(Debug, Clone)]
pub struct Booking {
    /// Name or code of the municipality.
    pub municipality: String,
    /// Id of the framework.
    pub framework: String,
    /// External, peer or self.
    pub kind: Kind,
    /// The day whose state of affairs is judged.
    pub date: Date,
    /// Who leads it: name and employer with a comma between.
    pub lead: Option<String>,
}

/// What an import changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there.
    New,
    /// It was there with another content.
    Replaced,
    /// It was there just so.
    None,
}

/// What an import did.
#[derive(Debug, Clone, Serialize)]
pub struct Imported {
    /// Identity.
    pub id: Uuid,
    /// Municipality and year.
    pub name: String,
    /// What it changed.
    pub change: Change,
    /// What somebody should look at.
    pub warnings: Vec<Problem>,
}

/// An evaluation with the framework it pins.
pub struct Loaded {
    /// The head, with version.
    pub head: Head,
    /// The whole.
    pub evaluation: Evaluation,
    /// The framework as it was pinned.
    pub framework: Arc<Framework>,
}

/// What judgements come to, and how far evaluators agree.
#[derive(Debug, Serialize)]
pub struct Scored {
    /// Points.
    pub score: Score,
    /// How far the evaluators agree; `None` where nobody but one judged.
    pub agreement: Option<Agreement>,
    /// Where they differ, largest first.
    pub disagreements: Vec<Disagreement>,
    /// How far the consensus has come.
    pub progress: Option<Progress>,
}

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

/// Books an evaluation. A municipality that is not in the bundled table is taken by the name it was given.
///
/// # Errors
/// An unknown framework, or one that only has areas.
pub async fn book(installation: &Installation, booking: &Booking) -> Result<Imported> {
    let owner = installation.owner().await?;
    book_for(installation, &installation.stamp()?, owner, booking).await
}

async fn book_for(
    installation: &Installation,
    stamp: &Stamp,
    owner: Uuid,
    booking: &Booking,
) -> Result<Imported> {
    let framework = installation.catalogue.framework(&booking.framework)?;
    if framework.questions().next().is_none() {
        let message = format!("{} has areas only, so nothing can be judged on it", framework.id);
        return Err(Error::invalid(Problem::new(
            "--framework",
            message,
            "choose one with questions: see `kompass framework list`",
        )));
    }
    let given = booking.municipality.trim();
    let known = municipality::by_code(given).or_else(|| municipality::by_name(given));
    let evaluation = Evaluation {
        id: None,
        framework: framework.id.clone(),
        kind: booking.kind,
        year: booking.date.year(),
        assessment_date: Some(booking.date),
        municipality: Municipality {
            name: known.map_or(given, |known| known.name.as_str()).to_owned(),
            country: framework.country.clone(),
            code: known.map(|known| known.code.clone()),
            facts: Vec::new(),
        },
        language: installation.config.lang,
        team: booking.lead.iter().map(|lead| self::lead(lead)).collect(),
        ..blank()
    };
    keep(installation, stamp, owner, &evaluation, framework, false).await
}

/// Imports an evaluation from a TOML or JSON file, all or nothing. The same file again changes nothing. A file with the id
/// of an evaluation that is there replaces it as a whole, if that was asked for.
///
/// # Errors
/// Every problem of the file with line or place; an unknown framework; [`Error::Conflict`] if the evaluation is there with
/// another content.
pub async fn import(
    installation: &Installation,
    file_name: &str,
    bytes: &[u8],
    replace: bool,
) -> Result<Imported> {
    let evaluation = file::read(file_name, bytes).map_err(Error::Invalid)?;
    let framework = installation.catalogue.framework(&evaluation.framework)?;
    let checked = check::check(&evaluation, framework).located(file_name, bytes);
    if !checked.errors.is_empty() {
        return Err(Error::Invalid(checked.errors));
    }
    let (stamp, owner) = (installation.stamp()?, installation.owner().await?);
    let imported = keep(installation, &stamp, owner, &evaluation, framework, replace).await?;
    Ok(Imported { warnings: checked.warnings, ..imported })
}

/// An evaluation by id, or by `name-year` (`tyresö-2015`, `0138-2015`).
///
/// # Errors
/// None such, or several.
pub async fn find(installation: &Installation, which: &str) -> Result<Uuid> {
    if let Ok(id) = which.parse::<Uuid>() {
        return store::head(&installation.db, id).await.map(|head| head.id);
    }
    let unknown = || {
        Error::not_found(
            "evaluation",
            which,
            "see `kompass evaluation list`; write its id, or name-year: tyresö-2015",
        )
    };
    let (name, year) = which.rsplit_once('-').ok_or_else(unknown)?;
    let year: i16 = year.parse().map_err(|_| unknown())?;
    let name = name.to_lowercase();
    let mut fitting = store::list(&installation.db, None).await?;
    fitting.retain(|head| {
        head.year == year
            && (head.municipality.to_lowercase() == name || head.code.as_deref() == Some(&name))
    });
    match fitting.as_slice() {
        [] => Err(unknown()),
        [one] => Ok(one.id),
        several => {
            let ids: Vec<String> =
                several.iter().map(|head| format!("{} ({})", head.id, head.framework)).collect();
            let message = format!("there are {} evaluations {which}", several.len());
            Err(Error::invalid(Problem::new(
                "evaluation",
                message,
                format!("name one by its id: {}", ids.join(", ")),
            )))
        }
    }
}

/// Loads an evaluation and the framework it pins.
///
/// # Errors
/// No such evaluation; a pinned framework that was damaged.
pub async fn load(installation: &Installation, id: Uuid) -> Result<Loaded> {
    let stored = store::load(&installation.db, id).await?;
    let framework = installation.framework(&stored.head.framework_digest).await?;
    Ok(Loaded { head: stored.head, evaluation: stored.evaluation, framework })
}

/// The head of an evaluation: whose it is, its kind and state. For asking whether somebody may see it at all.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub async fn head(installation: &Installation, id: Uuid) -> Result<Head> {
    store::head(&installation.db, id).await
}

/// All evaluations of the installation.
///
/// # Errors
/// The database cannot be read.
pub async fn list(installation: &Installation) -> Result<Vec<Head>> {
    store::list(&installation.db, None).await
}

/// The points of an evaluation – what was agreed on, or what one evaluator holds – and how far evaluators agree.
///
/// # Errors
/// Judgements that the framework does not know; an evaluator who is not on the team.
pub fn score(loaded: &Loaded, by: Option<&str>) -> Result<Scored> {
    let Loaded { evaluation, framework, .. } = loaded;
    if evaluation.kind == Kind::Imported {
        let score = Score::published(framework, evaluation);
        return Ok(Scored { score, agreement: None, disagreements: Vec::new(), progress: None });
    }
    let sheet = Sheet::read(framework, evaluation).map_err(Error::Invalid)?;
    let whose = match by {
        None => Whose::Agreed,
        Some(code) if evaluation.team.iter().any(|member| member.code == code) => {
            Whose::Evaluator(code)
        }
        Some(code) => {
            let codes: Vec<&str> =
                evaluation.team.iter().map(|member| member.code.as_str()).collect();
            let message = format!("{code:?} is not on the team");
            return Err(Error::invalid(Problem::new(
                "--by",
                message,
                format!("the team is {}", codes.join(", ")),
            )));
        }
    };
    let judges = evaluation.team.iter().filter(|member| member.role != TeamRole::Reviewer).count();
    Ok(Scored {
        score: Score::computed(&sheet, whose).map_err(Error::Invalid)?,
        agreement: (judges > 1).then(|| Agreement::of(&sheet, AGREEMENT_SEED)),
        disagreements: consensus::disagreements(&sheet),
        progress: Some(Progress::of(&sheet, evaluation)),
    })
}

/// Where an evaluation is, and what keeps it from the next step.
///
/// # Errors
/// No such evaluation.
pub async fn status(installation: &Installation, id: Uuid) -> Result<Status> {
    let loaded = load(installation, id).await?;
    let next = loaded.head.state.next();
    let unmet = match next {
        Some(next) => {
            let facts = facts(installation, &loaded, String::new()).await?;
            lifecycle::enter(&facts, loaded.head.state, next, loaded.head.kind)
                .err()
                .unwrap_or_default()
        }
        None => Vec::new(),
    };
    Ok(Status { head: loaded.head, next, unmet })
}

/// Takes an evaluation to another state, if everything holds that must.
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
    let loaded = load(installation, id).await?;
    let facts = facts(installation, &loaded, reason.to_owned()).await?;
    lifecycle::enter(&facts, loaded.head.state, to, loaded.head.kind).map_err(Error::Invalid)?;
    let mut version = loaded.head.version;
    if to < loaded.head.state {
        let stamp = installation.stamp()?;
        let (evaluation, pinned) =
            (reopened(loaded.evaluation, to), Pinned::new(&loaded.framework));
        version =
            store::replace(&installation.db, &stamp, id, version, &evaluation, &pinned).await?;
    }
    let stamp = installation.stamp()?;
    store::update_state(&installation.db, &stamp, id, version, to, reason).await?;
    status(installation, id).await
}

/// Takes an evaluation from one state to another, if the caller may and everything holds that must.
///
/// # Errors
/// The caller may not take this step; as [`step`].
pub async fn step_by(
    installation: &Installation,
    caller: &crate::access::Caller,
    id: Uuid,
    from: State,
    to: State,
    reason: &str,
) -> Result<()> {
    let head = store::head(&installation.db, id).await?;
    let scope = crate::access::Scope::Evaluation(&head);
    let may = |role: &kompass_core::access::Role| {
        kompass_core::access::may_step(*role, from, to, head.kind)
    };
    if head.state != from || !crate::access::roles(caller, &scope).iter().any(may) {
        return Err(crate::reason::NO_RIGHT.forbidden());
    }
    step(installation, id, to, reason).await.map(|_| ())
}

/// What was locked, read or signed in the states that a step back leaves must be locked, read and signed anew.
fn reopened(mut evaluation: Evaluation, to: State) -> Evaluation {
    if to <= State::FactCheck {
        evaluation.fact_check = None;
    }
    if to <= State::Review {
        evaluation.review = None;
    }
    if to <= State::Scoring {
        evaluation.areas.iter_mut().for_each(|area| area.locked.clear());
    }
    evaluation
}

/// Checks nothing more: pins the framework, keeps the evaluation, and keeps its result for comparison.
async fn keep(
    installation: &Installation,
    stamp: &Stamp,
    owner: Uuid,
    evaluation: &Evaluation,
    framework: &Framework,
    replace: bool,
) -> Result<Imported> {
    let db = &installation.db;
    let pinned = Pinned::new(framework);
    let there = match evaluation.id {
        Some(id) if replace => Some(store::head(db, id).await?),
        _ => None,
    };
    let (id, change) = match there {
        Some(head) => {
            let version =
                store::replace(db, stamp, head.id, head.version, evaluation, &pinned).await?;
            (head.id, if version == head.version { Change::None } else { Change::Replaced })
        }
        None => {
            let inserted = store::insert(db, stamp, owner, evaluation, &pinned).await?;
            (inserted.id, if inserted.new { Change::New } else { Change::None })
        }
    };
    let result = scoring::result(framework, evaluation).map_err(Error::Invalid)?;
    if result.total.is_some() && !evaluation.fictional {
        keep_result(installation, id, &result).await?;
    }
    let name = format!("{} {}", evaluation.municipality.name, evaluation.year);
    Ok(Imported { id, name, change, warnings: Vec::new() })
}

/// Keeps the result of an evaluation for comparison, as an import does.
pub(crate) async fn keep_result_of(installation: &Installation, id: Uuid) -> Result<()> {
    let Loaded { evaluation, framework, .. } = load(installation, id).await?;
    let result = scoring::result(&framework, &evaluation).map_err(Error::Invalid)?;
    if result.total.is_some() && !evaluation.fictional {
        keep_result(installation, id, &result).await?;
    }
    Ok(())
}

/// A published result that is known from a list already is not kept again, or it would count twice.
async fn keep_result(
    installation: &Installation,
    evaluation: Uuid,
    result: &kompass_core::result::EvaluationResult,
) -> Result<()> {
    let same =
        results::list(&installation.db, results::Which::Municipality(&result.municipality)).await?;
    let known = result.origin == ResultOrigin::Published
        && same.iter().any(|stored| {
            stored.evaluation != Some(evaluation)
                && stored.result.origin == ResultOrigin::Published
                && stored.result.year == result.year
                && stored.result.framework == result.framework
        });
    if !known {
        results::put(&installation.db, &installation.stamp()?, evaluation, result).await?;
    }
    Ok(())
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

/// "Anna Berg, Exempelby kommun" as the leader of a team.
fn lead(given: &str) -> Member {
    let (name, employer) = given.split_once(',').unwrap_or((given, ""));
    Member {
        code: "E1".to_owned(),
        name: name.trim().to_owned(),
        employer: employer.trim().to_owned(),
        role: TeamRole::Lead,
        declaration: None,
    }
}

/// An evaluation of which nothing is known.
fn blank() -> Evaluation {
    Evaluation {
        format: FORMAT.to_owned(),
        id: None,
        fictional: false,
        framework: String::new(),
        kind: Kind::External,
        state: State::Planned,
        year: 0,
        assessment_date: None,
        language: kompass_core::Lang::Sv,
        record_number: String::new(),
        municipality: Municipality {
            name: String::new(),
            country: String::new(),
            code: None,
            facts: Vec::new(),
        },
        source: None,
        visit: Vec::new(),
        team: Vec::new(),
        groups: Vec::new(),
        documents: Vec::new(),
        conditions: std::collections::BTreeMap::new(),
        feedback: None,
        review: None,
        fact_check: None,
        summary: String::new(),
        total: None,
        earlier: Vec::new(),
        printed_comparisons: Vec::new(),
        areas: Vec::new(),
    }
}
