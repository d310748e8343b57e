//! What somebody sees first: after signing in, and by a personal link.

use crate::access::{self, Caller, Scope};
use crate::account;
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::organisation::{self, Organisation};
use crate::reason;
use crate::todo::{self, Todo};
use kompass_core::access::Role;
use kompass_core::{Error, Result};
use kompass_store::evaluation::Head;
use kompass_store::organisation as organisations;

/// So few recovery codes are a reason to make new ones.
const FEW: i64 = 2;

/// What there is for somebody with an account.
pub struct Start {
    /// What they ought to do about their account.
    pub waits: Vec<Waits>,
    /// What waits for them in their evaluations, what is late first.
    pub todos: Vec<Todo>,
    /// Evaluations they may know of, with what they are there.
    pub evaluations: Vec<(Head, Vec<Role>)>,
    /// Organisations they have a role in.
    pub organisations: Vec<Organisation>,
}

/// Something that waits for somebody, whatever they evaluate.
pub enum Waits {
    /// A second factor beside the password.
    SecondFactor,
    /// New recovery codes; so many are left.
    RecoveryCodes(i64),
}

/// What there is for somebody who came by a personal link.
pub struct Part {
    /// The evaluation as they may see it; nothing while its step has nothing for them.
    pub seen: Option<Seen>,
    /// Name of the organisation that evaluates.
    pub organisation: String,
}

/// The first page of somebody with an account.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn start(installation: &Installation, caller: &Caller) -> Result<Start> {
    let profile = account::profile(installation, caller).await?;
    let heads = evaluation::list_for(installation, caller).await?;
    let mut waits = Vec::new();
    if profile.account.has_totp && profile.recovery_left <= FEW {
        waits.push(Waits::RecoveryCodes(profile.recovery_left));
    }
    if profile.account.has_password && !profile.account.has_totp && profile.passkeys.is_empty() {
        waits.push(Waits::SecondFactor);
    }
    let with_roles = |head: Head| {
        let roles = access::roles(caller, &Scope::Evaluation(&head));
        (head, roles)
    };
    Ok(Start {
        waits,
        todos: todo::of(installation, caller, &heads).await?,
        evaluations: heads.into_iter().map(with_roles).collect(),
        organisations: organisation::mine(installation, caller).await?,
    })
}

/// The page of somebody who came by a personal link.
///
/// # Errors
/// Nobody came by a link that leads to an evaluation.
pub async fn part(installation: &Installation, caller: &Caller) -> Result<Part> {
    let link = caller.link.as_ref().and_then(|link| link.evaluation);
    let id = link.ok_or_else(|| reason::SIGN_IN_FIRST.forbidden())?;
    let head = kompass_store::evaluation::head(&installation.db, id).await?;
    let organisation = organisations::get(&installation.db, head.organisation).await?.name;
    match evaluation::open_for(installation, caller, id).await {
        Ok(seen) => Ok(Part { seen: Some(seen), organisation }),
        Err(Error::Forbidden(_)) => Ok(Part { seen: None, organisation }),
        Err(error) => Err(error),
    }
}
