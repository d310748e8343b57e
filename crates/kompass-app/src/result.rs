//! Results: published ones imported from files, those of our own evaluations, and their comparison.

use crate::installation::Installation;
use kompass_core::comparison::{
    Candidate, Comparison, Group, Own, Repeat, Rule, Statistic, Window,
};
use kompass_core::municipality::{self, Municipality};
use kompass_core::result::{Basis, EvaluationResult, ResultOrigin, parse_csv};
use kompass_core::{Error, Problem, Result};
pub use kompass_store::result::Stored;
use kompass_store::result::{self as store, Which};
use serde::Serialize;
use uuid::Uuid;

/// The published results that come with the program.
const BUNDLED: (&str, &[u8]) = (
    "published-results.csv",
    include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../data/results/published-results.csv"
    )),
);

/// What an import did.
#[derive(Debug, Clone, Serialize)]
pub struct Imported {
    /// Results that were not there.
    pub new: u64,
    /// Results that were there with other points or notes.
    pub changed: u64,
    /// Results that were there just so.
    pub unchanged: u64,
    /// What somebody should look at.
    pub warnings: Vec<Problem>,
}

/// Imports a file of published results, all or nothing. The same file again changes nothing.
///
/// # Errors
/// Every problem of the file, with its line.
pub async fn import(
    installation: &Installation,
    file_name: &str,
    bytes: &[u8],
) -> Result<Imported> {
    let parsed = parse_csv(file_name, bytes).map_err(Error::Invalid)?;
    let digest = kompass_core::digest::sha256(bytes);
    let results: Vec<EvaluationResult> = parsed.results.into_iter().map(with_code).collect();
    let stamp = installation.stamp()?;
    let counts = store::import(&installation.db, &stamp, file_name, &digest, &results).await?;
    Ok(Imported {
        new: counts.new,
        changed: counts.changed,
        unchanged: counts.unchanged,
        warnings: parsed.warnings,
    })
}

/// Imports the published results that come with the program.
///
/// # Errors
/// The database cannot be written.
pub async fn import_bundled(installation: &Installation) -> Result<Imported> {
    import(installation, BUNDLED.0, BUNDLED.1).await
}

/// All results, or those of a framework version or municipality (by name or code).
///
/// # Errors
/// The database cannot be read.
pub async fn list(
    installation: &Installation,
    version: Option<&str>,
    municipality: Option<&str>,
) -> Result<Vec<Stored>> {
    let known = municipality
        .and_then(|name| municipality::by_code(name).or_else(|| municipality::by_name(name)));
    let name = known.map(|known| known.name.as_str()).or(municipality);
    if let Some(version) = version {
        installation.catalogue.by_results_version(version)?;
    }
    let which = match (name, version) {
        (Some(name), _) => Which::Municipality(name),
        (None, Some(version)) => Which::Framework(version),
        (None, None) => Which::All,
    };
    let mut results = store::list(&installation.db, which).await?;
    results.retain(|stored| version.is_none_or(|version| stored.result.framework == version));
    Ok(results)
}

/// How a comparison is asked for: each part empty or as in [`Rule::alike`].
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Origins.
    pub origins: Vec<ResultOrigin>,
    /// Bases.
    pub bases: Vec<Basis>,
    /// Framework versions.
    pub versions: Vec<String>,
    /// Years; `None` for all since the version came into use.
    pub window: Option<Window>,
    /// Whether a municipality counts once.
    pub repeat: Option<Repeat>,
    /// True if the own municipality's results count too.
    pub include_own: bool,
    /// Which municipalities.
    pub group: Option<GroupQuestion>,
    /// The figure; `None` for the mean.
    pub statistic: Option<Statistic>,
}

/// Which municipalities, seen from the own one.
#[derive(Debug, Clone)]
pub enum GroupQuestion {
    /// All.
    All,
    /// First evaluations.
    FirstTimers,
    /// The own size class.
    OwnSize,
    /// The own group in SKR's classification.
    OwnSkrGroup,
    /// Those that are similar to the own one.
    Similar,
    /// These, by code.
    Codes(Vec<String>),
}

/// A result with those it is compared with.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// The own result.
    pub own: EvaluationResult,
    /// The figures.
    pub comparison: Comparison,
}

/// Compares a result – by id, or `name-year` – with all stored ones by a rule.
///
/// # Errors
/// No such result; a group that the own municipality's facts are missing for.
pub async fn compare(
    installation: &Installation,
    which: &str,
    question: &Question,
) -> Result<Compared> {
    let candidates = candidates(installation).await?;
    let own = find(&candidates, which)?;
    let rule = rule(installation, own, question)?;
    let comparison = Comparison::of(own, &candidates, &rule);
    Ok(Compared { own: own.result.clone(), comparison })
}

/// The rule that a question asks for, seen from the own result.
///
/// # Errors
/// An unknown version; a group for which the own population or SKR group would have to be known.
pub fn rule(installation: &Installation, own: &Candidate, question: &Question) -> Result<Rule> {
    let mut rule = Rule::alike(&own.result);
    let framework = installation.catalogue.by_results_version(&own.result.framework)?;
    rule.window =
        question.window.unwrap_or(Window::SinceVersionStart { year: framework.valid_from });
    if !question.origins.is_empty() {
        rule.origins.clone_from(&question.origins);
    }
    if !question.bases.is_empty() {
        rule.bases.clone_from(&question.bases);
    }
    if !question.versions.is_empty() {
        for version in &question.versions {
            installation.catalogue.by_results_version(version)?;
        }
        rule.versions.clone_from(&question.versions);
    }
    rule.repeat = question.repeat.unwrap_or(rule.repeat);
    rule.statistic = question.statistic.unwrap_or(rule.statistic);
    if question.include_own {
        rule.own = Own::Included;
    }
    let unknown = |what: &str| {
        let message = format!("the {what} of {} is not known", own.result.municipality);
        let problem = Problem::new("--group", message, "choose municipalities by code instead");
        Error::invalid(problem.code("FU24"))
    };
    rule.group = match question.group.as_ref().unwrap_or(&GroupQuestion::All) {
        GroupQuestion::All => Group::All,
        GroupQuestion::FirstTimers => Group::FirstTimers,
        GroupQuestion::OwnSize => {
            let (from, below) =
                municipality::size_class(own.population.ok_or_else(|| unknown("population"))?);
            Group::SizeClass { from, below }
        }
        GroupQuestion::OwnSkrGroup => {
            Group::SkrGroup { code: own.skr_group.clone().ok_or_else(|| unknown("SKR group"))? }
        }
        GroupQuestion::Similar => {
            let (year, codes) =
                similar(&own.result).ok_or_else(|| unknown("group of similar municipalities"))?;
            Group::Similar { by: format!("Kolada {year}, övergripande"), codes: codes.to_vec() }
        }
        GroupQuestion::Codes(codes) => Group::Chosen { codes: codes.clone() },
    };
    Ok(rule)
}

/// The year of Kolada's model of similar municipalities, and those that it takes to be similar to that of a result.
pub(crate) fn similar(own: &EvaluationResult) -> Option<(i16, &'static [String])> {
    let known = known(own)?;
    Some((known.similar_year?, &known.similar))
}

/// All stored results with what is known about their municipalities.
///
/// # Errors
/// The database cannot be read.
pub async fn candidates(installation: &Installation) -> Result<Vec<Candidate>> {
    let stored = store::list(&installation.db, Which::All).await?;
    Ok(stored.into_iter().map(candidate).collect())
}

/// What an evaluation came to, as something that is compared. Its own stored result is not the one that counts then.
pub(crate) fn own_candidate(evaluation: Uuid, result: EvaluationResult) -> Candidate {
    candidate(Stored { id: evaluation, evaluation: Some(evaluation), result })
}

/// A result by id or `name-year`; of several in one year the one of our own evaluation, else the first.
fn find<'a>(candidates: &'a [Candidate], which: &str) -> Result<&'a Candidate> {
    let unknown = || {
        Error::not_found(
            "result",
            which,
            "see `kompass results list`; write name-year: tyresö-2015",
        )
    };
    if let Ok(id) = which.parse::<Uuid>() {
        return candidates.iter().find(|candidate| candidate.id == id).ok_or_else(unknown);
    }
    let (name, year) = which.rsplit_once('-').ok_or_else(unknown)?;
    let year: i16 = year.parse().map_err(|_| unknown())?;
    let name = municipality::by_code(name).map_or(name, |known| &known.name).to_lowercase();
    let fits = |candidate: &&Candidate| {
        candidate.result.year == Some(year) && candidate.result.municipality.to_lowercase() == name
    };
    let mut found: Vec<&Candidate> = candidates.iter().filter(fits).collect();
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.result.origin));
    found.first().copied().ok_or_else(unknown)
}

pub(crate) fn candidate(stored: Stored) -> Candidate {
    let known = known(&stored.result);
    Candidate {
        id: stored.id,
        population: known.map(|known| known.population),
        skr_group: known.map(|known| known.skr_group.clone()).filter(|group| !group.is_empty()),
        result: stored.result,
    }
}

fn known(result: &EvaluationResult) -> Option<&'static Municipality> {
    result.code.as_deref().filter(|_| result.country == "SE").and_then(municipality::by_code)
}

/// Files of published results may leave out the code; a Swedish municipality is known by its name.
fn with_code(mut result: EvaluationResult) -> EvaluationResult {
    if result.country == "SE" && result.code.is_none() && !result.is_aggregate() {
        result.code = municipality::by_name(&result.municipality).map(|known| known.code.clone());
    }
    result
}
