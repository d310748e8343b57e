//! The comparison page: an evaluation's points beside others', by a rule that is chosen in words. Points are shown to those
//! who may read them; others count with theirs once they are known: published, delivered, or open to the caller.

mod draw;
mod sample;

pub use draw::{Charts, charts, version};
pub use sample::sample;

use crate::access::{self, Caller, Scope};
use crate::evaluation::{self, Loaded};
use crate::installation::Installation;
use crate::report;
use crate::result::{self, Question};
use kompass_core::access::{Action, Resource};
use kompass_core::comparison::{Candidate, Comparison, Figure, Position};
use kompass_core::framework::Framework;
use kompass_core::result::EvaluationResult;
use kompass_core::{Error, Points, Result, scoring};
use kompass_report::model::Earlier;
use kompass_store::evaluation::{self as evaluations, Head};
use kompass_store::result::{self as results, Stored, Which};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// A figure of fewer results than this would be one or two municipalities.
pub const LEAST: usize = report::LEAST_FOR_AREAS;
/// Of fewer than this no place, quartile or distribution is shown.
pub const LEAST_FOR_PLACE: usize = 4;

/// An evaluation beside others.
pub struct Compared {
    /// The evaluation.
    pub head: Head,
    /// Its framework.
    pub framework: Arc<Framework>,
    /// What it came to.
    pub own: EvaluationResult,
    /// The figures, with their rule.
    pub comparison: Comparison,
    /// Earlier results of the municipality, oldest first; estimates are marked and count in no comparison.
    pub earlier: Vec<Earlier>,
    /// What a rule can choose from.
    pub choices: Choices,
    /// True if no other result is known to the caller, whatever the rule.
    pub alone: bool,
}

/// What a rule can choose from.
#[derive(Default)]
pub struct Choices {
    /// Versions with a name in results.
    pub versions: Vec<String>,
    /// True if the size of the municipality is known.
    pub size: bool,
    /// True if its group in SKR's classification is known.
    pub skr_group: bool,
    /// Codes of the municipalities that are similar to it; none if that is not known.
    pub similar: &'static [String],
}

/// Compares an evaluation by the rule that a question asks for.
///
/// # Errors
/// The caller may not read its points; a rule that cannot be followed.
pub async fn compare(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    question: &Question,
) -> Result<Compared> {
    let head = evaluation::head(installation, id).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise(installation, caller, Resource::Points, Action::Read, &scope).await?;
    // Whoever may read points reads what was agreed, or published; judgements go no further than this line.
    let loaded = evaluation::load(installation, id).await?;
    let own = scoring::result(&loaded.framework, &loaded.evaluation).map_err(Error::Invalid)?;
    let own = result::own_candidate(id, own);
    let known = known(installation, caller, id).await?;
    let earlier = earlier(installation, &loaded, &known).await?;
    let alone = known.is_empty();
    let candidates: Vec<Candidate> = known.into_iter().map(result::candidate).collect();
    let rule = result::rule(installation, &own, question)?;
    let comparison = Comparison::of(&own, &candidates, &rule);
    let mut versions: Vec<String> = installation
        .catalogue
        .frameworks()
        .iter()
        .map(|framework| framework.results_version.clone())
        .collect();
    versions.sort();
    versions.dedup();
    Ok(Compared {
        choices: Choices {
            versions,
            size: own.population.is_some(),
            skr_group: own.skr_group.is_some(),
            similar: result::similar(&own.result).map_or(&[][..], |(_, codes)| codes),
        },
        alone,
        own: own.result,
        comparison,
        earlier,
        framework: loaded.framework,
        head,
    })
}

/// The figure that the rule asks for, if enough results are behind it.
pub fn value(figure: &Figure) -> Option<Points> {
    figure.value().filter(|_| figure.n >= LEAST)
}

/// Where the own points stand, if there are enough to stand among.
pub fn position(figure: &Figure) -> Option<Position> {
    figure.position.filter(|_| figure.n >= LEAST_FOR_PLACE)
}

/// The latest measured result of the municipality on the same version.
pub fn previous(compared: &Compared) -> Option<&Earlier> {
    let version = Some(&compared.own.framework);
    compared.earlier.iter().rev().find(|it| !it.estimate && it.version.as_ref() == version)
}

/// The results that the caller may count with, without that of this evaluation: published ones, those of evaluations that
/// are delivered, and those of which the caller may read the points.
async fn known(installation: &Installation, caller: &Caller, but: Uuid) -> Result<Vec<Stored>> {
    let mut all = results::list(&installation.db, Which::All).await?;
    all.retain(|stored| stored.evaluation != Some(but));
    let early = evaluations::with_early_result(&installation.db).await?;
    let early: HashMap<Uuid, Head> = early.into_iter().map(|head| (head.id, head)).collect();
    let mut known = Vec::with_capacity(all.len());
    for stored in all {
        if counts(installation, caller, stored.evaluation.and_then(|id| early.get(&id))).await? {
            known.push(stored);
        }
    }
    Ok(known)
}

/// Whether a result counts; `early` is its evaluation, if that is not delivered.
async fn counts(
    installation: &Installation,
    caller: &Caller,
    early: Option<&Head>,
) -> Result<bool> {
    let Some(head) = early else { return Ok(true) };
    let scope = Scope::Evaluation(head);
    match access::authorise(installation, caller, Resource::Points, Action::Read, &scope).await {
        Ok(()) => Ok(true),
        Err(Error::Forbidden(_) | Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What is known of earlier evaluations of the municipality: from the results that count, and from the evaluation itself.
async fn earlier(
    installation: &Installation,
    loaded: &Loaded,
    known: &[Stored],
) -> Result<Vec<Earlier>> {
    let stored = report::earlier_among(installation, loaded, known).await?;
    Ok(report::earlier_of(&loaded.evaluation, stored))
}
