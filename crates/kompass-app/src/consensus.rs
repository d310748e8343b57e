//! Consensus: the evaluators' judgements side by side, and what they agree on.

use crate::access::{Caller, authorise_in};
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::{live, reason};
use kompass_core::access::{Action, Resource};
use kompass_core::agreement::Agreement;
use kompass_core::consensus::{self, Agreeing};
use kompass_core::evaluation::TeamRole;
use kompass_core::judgement::Sheet;
use kompass_core::{Error, Result};
use kompass_store::consensus as store;
pub use kompass_store::consensus::Stored;
use uuid::Uuid;

/// The evaluation as the caller sees it, for one who may read what everybody judged.
///
/// # Errors
/// The caller may not, or the evaluators have not come so far.
pub async fn open(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Seen> {
    let seen = evaluation::open_for(installation, caller, id).await?;
    let resource = Resource::OthersJudgements;
    authorise_in(installation, caller, &seen.head, resource, Action::Read).await?;
    Ok(seen)
}

/// How far the evaluators agree, and how many they are; `None` where only one judges.
///
/// # Errors
/// Judgements that the framework does not know.
pub fn agreement(seen: &Seen) -> Result<Option<(usize, Agreement)>> {
    let sheet = Sheet::read(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let team = &seen.evaluation.team;
    let judges = team.iter().filter(|member| member.role != TeamRole::Reviewer).count();
    Ok((judges > 1).then(|| (judges, Agreement::of(&sheet, evaluation::AGREEMENT_SEED))))
}

/// What is agreed on about a question or sub-area, if anything is.
///
/// # Errors
/// The database cannot be read.
pub async fn standing(
    installation: &Installation,
    seen: &Seen,
    subject: &str,
) -> Result<Option<Stored>> {
    store::get(&installation.db, seen.head.id, subject).await
}

/// Agrees on a value, if what was agreed on before is what the caller has read (`None`: nothing). Returns the new version.
///
/// # Errors
/// The caller may not; no such question; CO01–CO06; [`Error::Conflict`].
pub async fn agree(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    subject: &str,
    expected: Option<i64>,
    value: &Agreeing,
) -> Result<i64> {
    let seen = writing(installation, caller, id).await?;
    let sheet = Sheet::read(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let unit = sheet.units.iter().find(|unit| unit.code() == subject);
    let unit = unit.ok_or_else(|| reason::not_there("question", subject))?;
    consensus::agree(unit, seen.framework.rubric.as_ref(), value).map_err(Error::Invalid)?;
    let stamp = installation.stamp_for(caller)?;
    let version = store::agree(&installation.db, &stamp, id, subject, expected, value).await?;
    live::announce(installation, id);
    Ok(version)
}

/// Takes back what was agreed on, if it is what the caller has read.
///
/// # Errors
/// The caller may not; [`Error::Conflict`].
pub async fn undo(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    subject: &str,
    expected: i64,
) -> Result<()> {
    writing(installation, caller, id).await?;
    store::undo(&installation.db, &installation.stamp_for(caller)?, id, subject, expected).await?;
    live::announce(installation, id);
    Ok(())
}

/// Agrees on what all have judged, in one question or in all of an area; returns how many.
///
/// # Errors
/// The caller may not.
pub async fn accept(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    which: Which<'_>,
) -> Result<u64> {
    let seen = writing(installation, caller, id).await?;
    let sheet = Sheet::read(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let rubric = seen.framework.rubric.as_ref();
    let areas = seen.framework.areas.iter().map(|area| area.number);
    let areas = areas.filter(|area| !matches!(which, Which::Area(only) if only != *area));
    let proposals = areas.flat_map(|area| consensus::proposals(&sheet, &seen.evaluation, area));
    let chosen = proposals.filter(|(code, _)| !matches!(which, Which::Unit(only) if only != *code));
    let values: Vec<(String, Agreeing)> = chosen
        .filter_map(|(code, judged)| Some((code.to_owned(), Agreeing::on(judged, rubric, "")?)))
        .collect();
    let stamp = installation.stamp_for(caller)?;
    let written = store::agree_all(&installation.db, &stamp, id, &values).await?;
    live::announce(installation, id);
    Ok(written)
}

/// Of what is accepted.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// The question or sub-area of this code.
    Unit(&'a str),
    /// Everything in the area of this number.
    Area(u8),
}

async fn writing(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Seen> {
    let seen = open(installation, caller, id).await?;
    authorise_in(installation, caller, &seen.head, Resource::Consensus, Action::Write).await?;
    Ok(seen)
}
