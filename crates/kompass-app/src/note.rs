//! Notes of the interviews, for evaluators only: the municipality never sees them, nor that there are any.

use crate::access::{Caller, authorise_in, head_for};
use crate::installation::Installation;
use crate::{live, reason};
use kompass_core::access::{Action, Resource};
use kompass_core::note::current;
pub use kompass_core::note::{Draft, Note};
use kompass_core::{Error, Result};
use kompass_store::evaluation::Head;
use kompass_store::note as store;
use uuid::Uuid;

/// All notes of an evaluation, oldest first.
///
/// # Errors
/// The caller may not read notes.
pub async fn of_evaluation(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Vec<Note>> {
    authorise_in(installation, caller, head, Resource::Notes, Action::Read).await?;
    store::of_evaluation(&installation.db, head.id).await
}

/// The notes that hold and bear on a question or on its sub-area, oldest first.
///
/// # Errors
/// The caller may not read notes.
pub async fn for_question(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    question: &str,
) -> Result<Vec<Note>> {
    let all = of_evaluation(installation, caller, head).await?;
    Ok(current(&all).into_iter().filter(|note| note.bears_on(question)).cloned().collect())
}

/// Appends a note of the caller. The same request again, as after a broken connection, appends nothing.
///
/// # Errors
/// The caller does not evaluate; [`reason::NOT_ON_TEAM`]; no such interview; a note that is empty, too long, tagged to
/// what is not there, or correcting somebody else's.
pub async fn add(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    interview: Uuid,
    draft: &Draft,
) -> Result<Uuid> {
    let head = head_for(installation, caller, evaluation, Resource::Notes, Action::Write).await?;
    let author = caller.member(evaluation).ok_or_else(|| reason::NOT_ON_TEAM.invalid("text"))?;
    let framework = installation.framework(&head.framework_digest).await?;
    let mut there = store::of_evaluation(&installation.db, evaluation).await?;
    there.retain(|note| note.interview == interview);
    let draft = Draft { text: draft.text.trim().replace("\r\n", "\n"), ..draft.clone() };
    let problems = draft.problems(&framework, author, &there);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let stamp = installation.stamp_for(caller)?;
    let added = store::add(&installation.db, &stamp, evaluation, interview, author, &draft).await?;
    live::announce(installation, evaluation);
    Ok(added)
}
