//! The interview of somebody who came by a personal link.

use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::link::Opens;
use crate::reason;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_core::framework::Framework;
use kompass_core::interview::{Interview, Standing};
use kompass_store::evaluation::{self as evaluations, Head};
use kompass_store::interview::{self as store, Kept, Terms};
use kompass_store::organisation as organisations;
use std::sync::Arc;
use uuid::Uuid;

/// What an interviewee may see: their own slots, or that of their group, and nobody else.
pub struct Mine {
    /// The evaluation.
    pub head: Head,
    /// Its framework.
    pub framework: Arc<Framework>,
    /// Name of the organisation that evaluates.
    pub organisation: String,
    /// Code of the group.
    pub group: Option<String>,
    /// Who they are in the list, if they stand in it.
    pub person: Option<Uuid>,
    /// Their interviews, in the order of time; those that were called off too.
    pub interviews: Vec<Kept<Interview>>,
    /// Until when they may add something, and whom to ask.
    pub terms: Terms,
}

/// The interview of the caller.
///
/// # Errors
/// The caller did not come by the link of an interviewee, or the step of the evaluation has nothing for them.
pub async fn mine(installation: &Installation, caller: &Caller) -> Result<Mine> {
    let db = &installation.db;
    let link = caller.link.as_ref().ok_or_else(|| reason::SIGN_IN_FIRST.forbidden())?;
    let id = link.evaluation.ok_or_else(|| reason::LINK_PURPOSE.forbidden())?;
    let head = evaluations::head(db, id).await?;
    let scope = Scope::Evaluation(&head);
    let own = Resource::OwnInterview;
    access::authorise(installation, caller, own, Action::Read, &scope).await?;
    let opens = Opens::of(link);
    let planned = store::planned(db, id).await?;
    let listed = planned.people.into_iter().find(|it| Some(it.value.id) == opens.person);
    let mut interviews = planned.interviews;
    match &listed {
        Some(person) => interviews.retain(|it| person.value.sits_in(it.value.id)),
        // Who is not in the list sits with their group; if it meets more than once, nobody knows yet when.
        None => {
            interviews.retain(|it| {
                opens.group.as_ref() == Some(&it.value.group)
                    && it.value.standing != Standing::Cancelled
            });
            if interviews.len() > 1 {
                interviews.clear();
            }
        }
    }
    Ok(Mine {
        framework: installation.framework(&head.framework_digest).await?,
        organisation: organisations::get(db, head.organisation).await?.name,
        group: opens.group,
        person: listed.map(|person| person.value.id),
        interviews,
        terms: planned.terms,
        head,
    })
}
