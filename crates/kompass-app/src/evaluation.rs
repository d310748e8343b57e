//! Evaluations: made, imported, exported, scored, and taken from step to step.

mod plan;
mod seen;
mod step;

pub use plan::{Conditions, Planned, Typed, conditions_for, plan_for, save_plan, set_conditions};
pub use seen::{Seen, book_by, list_for, open_for, score_for};
pub use step::{Next, Status, Steps, status, step, step_by, steps_for, unmet};

use crate::installation::Installation;
use jiff::civil::Date;
use kompass_core::agreement::Agreement;
use kompass_core::consensus::{self, Disagreement, Progress};
use kompass_core::evaluation::{Evaluation, FORMAT, Kind, Member, Municipality, State, TeamRole};
use kompass_core::evaluation::{check, file};
use kompass_core::framework::Framework;
use kompass_core::framework::canonical::Pinned;
use kompass_core::judgement::Sheet;
use kompass_core::result::ResultOrigin;
use kompass_core::scoring::{self, Score, Whose};
use kompass_core::{Error, Problem, Result, municipality};
use kompass_store::evaluation as store;
pub use kompass_store::evaluation::Head;
pub use kompass_store::step::Taken;
use kompass_store::{Stamp, result as results};
use serde::Serialize;
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
    /// Id of a second framework, for an evaluation that is scored in two.
    pub second: Option<String>,
    /// External, peer or self.
    pub kind: Kind,
    /// The day whose state of affairs is judged.
    pub date: Date,
    /// Days of the visit, as far as they are known.
    pub visit: Vec<Date>,
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
    let framework = plan::judgeable(installation, "framework", &booking.framework)?;
    let second = match &booking.second {
        Some(second) => Some(plan::second(installation, framework, second)?),
        None => None,
    };
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
        visit: booking.visit.clone(),
        team: booking.lead.iter().map(|lead| self::lead(lead)).collect(),
        ..blank()
    };
    let booked = keep(installation, stamp, owner, &evaluation, framework, false).await?;
    if let Some(second) = second {
        let stamp = Stamp { key: format!("{}/second", stamp.key), ..stamp.clone() };
        plan::add_second(installation, &stamp, booked.id, framework, second).await?;
    }
    Ok(booked)
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

/// The second sheet of an evaluation, if it is scored in two frameworks; of the second sheet the evaluation it belongs to.
///
/// # Errors
/// The database cannot be read.
pub async fn other_sheet(installation: &Installation, head: &Head) -> Result<Option<Head>> {
    match head.companion_of {
        Some(main) => store::head(&installation.db, main).await.map(Some),
        None => store::companion(&installation.db, head.id).await,
    }
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

/// Checks nothing more: pins the framework, keeps the evaluation, and keeps its result for comparison.
pub(crate) async fn keep(
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
    keep_result(installation, id, framework, evaluation).await?;
    let name = format!("{} {}", evaluation.municipality.name, evaluation.year);
    Ok(Imported { id, name, change, warnings: Vec::new() })
}

/// Keeps the result of an evaluation for comparison, as an import does.
pub(crate) async fn keep_result_of(installation: &Installation, id: Uuid) -> Result<()> {
    let Loaded { evaluation, framework, .. } = load(installation, id).await?;
    keep_result(installation, id, &framework, &evaluation).await
}

/// What was judged counts once all of it is; of a published result counts what is known. One that is known from a list
/// already is not kept again, or it would count twice.
async fn keep_result(
    installation: &Installation,
    id: Uuid,
    framework: &Framework,
    evaluation: &Evaluation,
) -> Result<()> {
    let result = scoring::result(framework, evaluation).map_err(Error::Invalid)?;
    let published = result.origin == ResultOrigin::Published;
    let some = published && result.areas.iter().any(Option::is_some);
    if evaluation.fictional || (result.total.is_none() && !some) {
        return Ok(());
    }
    let same =
        results::list(&installation.db, results::Which::Municipality(&result.municipality)).await?;
    let known = published
        && same.iter().any(|stored| {
            stored.evaluation != Some(id)
                && stored.result.origin == ResultOrigin::Published
                && stored.result.year == result.year
                && stored.result.framework == result.framework
        });
    let (db, stamp) = (&installation.db, installation.stamp()?);
    if known {
        results::withdraw(db, &stamp, id).await
    } else {
        results::put(db, &stamp, id, &result).await.map(|_| ())
    }
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
pub(crate) fn blank() -> Evaluation {
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
