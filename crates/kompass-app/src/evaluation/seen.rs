//! Evaluations as somebody may see them.

use super::{Booking, Imported, Loaded, book_for, load};
use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::link::{Opens, Purpose};
use crate::reason;
use kompass_core::access::{Action, Resource, Role, may_in};
use kompass_core::evaluation::view::{Progress, Viewer, progress, visible};
use kompass_core::evaluation::{Evaluation, Kind};
use kompass_core::framework::Framework;
use kompass_core::scoring::Score;
use kompass_core::{Error, Problem, Result};
use kompass_store::evaluation::{self as store, Head};
use std::sync::Arc;
use uuid::Uuid;

/// An evaluation with everything taken out that the caller may not read. What is shown of it is made of this, and of
/// nothing else.
pub struct Seen {
    /// The head.
    pub head: Head,
    /// What is left of the whole.
    pub evaluation: Evaluation,
    /// The framework as it was pinned.
    pub framework: Arc<Framework>,
    /// Who looks.
    pub viewer: Viewer,
    /// How far it has come, as far as the caller may know.
    pub progress: Option<Progress>,
}

/// The evaluations that the caller may know of, by municipality and year.
///
/// # Errors
/// Nobody is signed in.
pub async fn list_for(installation: &Installation, caller: &Caller) -> Result<Vec<Head>> {
    let db = &installation.db;
    let heads = match (&caller.account, &caller.link) {
        (Some(account), _) => store::visible_to(db, account.id).await?,
        (None, Some(link)) => match link.evaluation {
            Some(id) => vec![store::head(db, id).await?],
            None => Vec::new(),
        },
        (None, None) => return Err(reason::SIGN_IN_FIRST.forbidden()),
    };
    let mut known = Vec::new();
    for head in heads {
        let scope = Scope::Evaluation(&head);
        match access::authorise(installation, caller, Resource::Head, Action::Read, &scope).await {
            Ok(()) => known.push(head),
            Err(Error::Forbidden(_) | Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(known)
}

/// An evaluation as the caller may see it.
///
/// # Errors
/// The caller may not know of it, or declared a conflict of interest.
pub async fn open_for(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Seen> {
    let Loaded { head, evaluation, framework } = load(installation, id).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise(installation, caller, Resource::Head, Action::Read, &scope).await?;
    let roles = access::roles(caller, &scope);
    let viewer = Viewer::new(&evaluation, roles, caller.member(id).map(str::to_owned));
    let seen = visible(&evaluation, &viewer);
    let mut seen = seen.ok_or_else(|| reason::not_there("evaluation", id))?;
    named_by_link(caller, &evaluation, &mut seen);
    let progress = progress(&framework, &evaluation, &viewer).map_err(Error::Invalid)?;
    Ok(Seen { head, evaluation: seen, framework, viewer, progress })
}

/// What an evaluation comes to, once the caller may read points: made of the agreed values of the whole, which not
/// everybody who reads points may see one by one.
///
/// # Errors
/// Judgements that the framework does not know; the database cannot be read.
pub async fn score_for(installation: &Installation, seen: &Seen) -> Result<Option<Score>> {
    let Head { id, state, kind, .. } = seen.head;
    if !seen.viewer.may(Resource::Points, Action::Read, state, kind) {
        return Ok(None);
    }
    let loaded = load(installation, id).await?;
    Score::of(&loaded.framework, &loaded.evaluation).map(Some).map_err(Error::Invalid)
}

/// Books an evaluation for an organisation.
///
/// # Errors
/// The caller does not run the organisation, or it is closed; [`reason::NAME`]; as [`book`](super::book).
pub async fn book_by(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    booking: &Booking,
) -> Result<Imported> {
    let scope = Scope::Organisation(organisation);
    access::authorise(installation, caller, Resource::Evaluations, Action::Write, &scope).await?;
    crate::organisation::open(installation, organisation).await?;
    if booking.municipality.trim().is_empty() {
        return Err(reason::NAME.invalid("municipality"));
    }
    if booking.kind == Kind::Imported {
        let remedy = "copy out what its source says";
        let problem = Problem::new("kind", "a published result is not booked", remedy);
        return Err(Error::invalid(problem));
    }
    book_for(installation, &installation.stamp_for(caller)?, organisation, booking).await
}

/// A personal link shows what it names: a contributor the documents of their sub-areas, an interviewee their own group.
fn named_by_link(caller: &Caller, whole: &Evaluation, seen: &mut Evaluation) {
    let Some(link) = caller.link.as_ref() else {
        return;
    };
    let (opens, reads) = (Opens::of(link), |role, resource| {
        may_in(role, resource, Action::Read, whole.state, whole.kind)
    });
    match link.purpose {
        Purpose::Contributor if reads(Role::Contributor, Resource::Documents) => {
            seen.documents.clone_from(&whole.documents);
            seen.documents.retain(|document| {
                document.sub_areas.iter().any(|code| opens.sub_areas.contains(code))
            });
        }
        Purpose::Interviewee if reads(Role::Interviewee, Resource::OwnInterview) => {
            seen.groups.clone_from(&whole.groups);
            seen.groups.retain(|met| Some(&met.group) == opens.group.as_ref());
        }
        _ => {}
    }
}
