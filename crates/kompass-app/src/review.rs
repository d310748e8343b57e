//! Quality review: what there is to look at, the reviewer's comments and the evaluators' answers, signature and return.

pub mod reason;

use crate::access::{Caller, authorise_in, head_for};
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::result;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::{Signature, State};
use kompass_core::framework::Framework;
use kompass_core::review::{self, Finding};
use kompass_core::{Error, Result, scoring};
pub use kompass_store::comment::Said;
use kompass_store::link::Purpose;
pub use kompass_store::review::{Comment, SetAside};
use kompass_store::{assignment, interview, link, review as store};
use uuid::Uuid;

/// Longest text that somebody writes here, in characters.
pub const LONGEST: usize = 5000;

/// An evaluation with what its review found.
pub struct Reviewed {
    /// The evaluation, as the caller may see it; with it the signature.
    pub seen: Seen,
    /// What there is to look at.
    pub findings: Vec<Found>,
    /// Earlier evaluations on the same basis; if they are too few, nothing was called unusual.
    pub compared: usize,
    /// The reviewer's comments.
    pub comments: Vec<Comment>,
}

/// A finding, and whether somebody set it aside.
pub struct Found {
    /// The finding.
    pub finding: Finding,
    /// Who set it aside, and why.
    pub set_aside: Option<SetAside>,
}

/// Reviews an evaluation.
///
/// # Errors
/// The caller may not read the review, or not yet.
pub async fn open(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Reviewed> {
    head_for(installation, caller, id, Resource::Review, Action::Read).await?;
    let seen = evaluation::open_for(installation, caller, id).await?;
    let (compared, mut set_aside) =
        (earlier(installation, &seen).await?, store::all_set_aside(&installation.db, id).await?);
    let names = names(installation, caller, &seen).await?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let checked = review::check(&seen.framework, &seen.evaluation, &compared, &names)
        .map_err(Error::Invalid)?;
    let found = checked.findings.into_iter().map(|finding| {
        let key = finding.key();
        let at = set_aside.iter().position(|it| it.finding == key);
        Found { finding, set_aside: at.map(|at| set_aside.swap_remove(at)) }
    });
    let findings = found.collect();
    let comments = store::comments(&installation.db, id).await?;
    Ok(Reviewed { seen, findings, compared: checked.compared, comments })
}

/// Signs what stands, if nothing was written in the evaluation since this version.
///
/// # Errors
/// The caller does not review it; [`Error::Conflict`].
pub async fn sign(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    version: i64,
) -> Result<()> {
    head_for(installation, caller, id, Resource::Review, Action::Write).await?;
    let member = caller.member(id).ok_or_else(|| reason::UNREVIEWED.invalid(""))?;
    let signature = Signature { by: member.to_owned(), date: installation.today() };
    let stamp = installation.stamp_for(caller)?;
    store::sign(&installation.db, &stamp, id, version, &signature).await.map(|_| ())
}

/// Returns an evaluation to the evaluators, which voids the signature.
///
/// # Errors
/// The caller does not review it; [`reason::WHY`].
pub async fn give_back(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    why: &str,
) -> Result<()> {
    head_for(installation, caller, id, Resource::Review, Action::Write).await?;
    let why = text(why, "reason", &reason::WHY)?;
    evaluation::step_by(installation, caller, id, State::Review, State::Consensus, why).await
}

/// Sets a finding aside, with a reason.
///
/// # Errors
/// The caller may not; [`reason::FINDING`] if it is not there any more; [`reason::WHY`].
pub async fn set_aside(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    finding: &str,
    why: &str,
) -> Result<()> {
    head_for(installation, caller, id, Resource::ReviewFindings, Action::Write).await?;
    let why = text(why, "reason", &reason::WHY)?;
    let there = open(installation, caller, id).await?.findings;
    if !there.iter().any(|it| it.finding.key() == finding) {
        return Err(reason::FINDING.invalid(""));
    }
    let stamp = installation.stamp_for(caller)?;
    store::set_aside(&installation.db, &stamp, id, finding, why, &caller.name).await
}

/// Takes up a finding again.
///
/// # Errors
/// The caller may not.
pub async fn take_up(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    finding: &str,
) -> Result<()> {
    head_for(installation, caller, id, Resource::ReviewFindings, Action::Write).await?;
    store::take_up(&installation.db, &installation.stamp_for(caller)?, id, finding).await
}

/// Writes a comment to a place in the report.
///
/// # Errors
/// The caller does not review it; [`reason::PLACE`], [`reason::TEXT`], [`reason::LONG`].
pub async fn comment(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    place: &str,
    comment: &str,
) -> Result<()> {
    let head = head_for(installation, caller, id, Resource::Review, Action::Write).await?;
    if !is_place(&*installation.framework(&head.framework_digest).await?, place) {
        return Err(reason::PLACE.invalid("place"));
    }
    let comment = text(comment, "text", &reason::TEXT)?;
    let stamp = installation.stamp_for(caller)?;
    store::comment(&installation.db, &stamp, id, place, comment, &caller.name).await.map(|_| ())
}

/// Answers a comment of the reviewer, if it is as it was at this version.
///
/// # Errors
/// The caller may not; [`reason::TEXT`], [`reason::LONG`]; [`Error::Conflict`].
pub async fn answer(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    comment: Uuid,
    version: i64,
    answer: &str,
) -> Result<()> {
    head_for(installation, caller, id, Resource::ReviewAnswers, Action::Write).await?;
    let answer = text(answer, "answer", &reason::TEXT)?;
    let stamp = installation.stamp_for(caller)?;
    let name = &caller.name;
    store::answer(&installation.db, &stamp, id, comment, version, answer, name).await.map(|_| ())
}

/// Settles a comment, if it is as it was at this version.
///
/// # Errors
/// The caller does not review it; [`Error::Conflict`].
pub async fn resolve(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    comment: Uuid,
    version: i64,
) -> Result<()> {
    head_for(installation, caller, id, Resource::Review, Action::Write).await?;
    let stamp = installation.stamp_for(caller)?;
    store::resolve(&installation.db, &stamp, id, comment, version, &caller.name).await.map(|_| ())
}

/// True for the summary, and for an area, sub-area or question of the framework.
pub(crate) fn is_place(framework: &Framework, place: &str) -> bool {
    place == "summary"
        || framework.areas.iter().any(|area| area.number.to_string() == place)
        || framework.sub_areas().any(|(_, sub_area)| sub_area.code == place)
        || framework.questions().any(|(_, question)| question.code == place)
}

/// A text that has to be there, without the space around it.
pub(crate) fn text<'a>(
    given: &'a str,
    place: &str,
    missing: &crate::reason::Reason,
) -> Result<&'a str> {
    match given.trim() {
        "" => Err(missing.invalid(place)),
        long if long.chars().count() > LONGEST => Err(reason::LONG.invalid(place)),
        text => Ok(text),
    }
}

/// Points by area of earlier evaluations with the same origin, basis and version.
async fn earlier(installation: &Installation, seen: &Seen) -> Result<Vec<Vec<Option<u32>>>> {
    let own = scoring::result(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let version = Some(own.framework.as_str());
    let stored = result::list(installation, version, None).await?;
    let same = stored.into_iter().filter(|it| {
        it.evaluation != Some(seen.head.id)
            && !it.result.is_aggregate()
            && (it.result.origin, it.result.basis) == (own.origin, own.basis)
            && it.result.year.is_some_and(|year| year <= seen.evaluation.year)
            && it.result.areas.iter().any(Option::is_some)
    });
    Ok(same.map(|it| it.result.areas).collect())
}

/// Full names of those who take part, as far as the installation knows them and the caller may: that a name is found by
/// its surname alone tells that somebody with it takes part. Who is interviewed is for those who read the plan of the visit.
async fn names(installation: &Installation, caller: &Caller, seen: &Seen) -> Result<Vec<String>> {
    let (db, id) = (&installation.db, seen.head.main());
    let (schedule, read) = (Resource::Schedule, Action::Read);
    let interviewees = authorise_in(installation, caller, &seen.head, schedule, read).await.is_ok();
    let mut names: Vec<String> = seen.evaluation.team.iter().map(|it| it.name.clone()).collect();
    names.extend(assignment::of_evaluation(db, id).await?.into_iter().map(|it| it.name));
    let links = link::of_evaluation(db, id).await?.into_iter();
    let named = links.filter(|it| interviewees || it.purpose != Purpose::Interviewee);
    names.extend(named.map(|it| it.name));
    if interviewees {
        let planned = interview::planned(db, id).await?;
        names.extend(planned.people.into_iter().map(|it| it.value.name));
    }
    names.retain(|name| name.contains(' '));
    names.sort_unstable();
    names.dedup();
    Ok(names)
}
