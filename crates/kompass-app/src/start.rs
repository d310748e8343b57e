//! What somebody sees first: after signing in, and by a personal link.

use crate::access::{self, Caller, Scope, is_of_team};
use crate::account;
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::organisation::{self, Organisation};
use crate::reason;
use jiff::civil::Date;
use kompass_core::access::{Action, Resource, Role, may_in};
use kompass_core::{Error, Result};
use kompass_store::evaluation::Head;
use kompass_store::organisation as organisations;
use kompass_store::{request, team};

/// So few recovery codes are a reason to make new ones.
const FEW: i64 = 2;

/// What there is for somebody with an account.
pub struct Start {
    /// What they ought to do.
    pub waits: Vec<Waits>,
    /// Evaluations they may know of, with what they are there.
    pub evaluations: Vec<(Head, Vec<Role>)>,
    /// Organisations they have a role in.
    pub organisations: Vec<Organisation>,
}

/// Something that waits for somebody.
pub enum Waits {
    /// The conflict-of-interest declaration of an evaluation, without which it stays closed to them.
    Declaration(Head),
    /// Documents of an evaluation that the evaluators ask for: how many, and until when the first one is wanted.
    Documents(Head, u64, Option<Date>),
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
    for head in &heads {
        if owes_declaration(installation, caller, head).await? {
            waits.push(Waits::Declaration(head.clone()));
        }
        let coordinates =
            access::roles(caller, &Scope::Evaluation(head)).contains(&Role::Coordinator);
        let documents = Resource::Documents;
        if coordinates && may_in(Role::Coordinator, documents, Action::Write, head.state, head.kind)
        {
            let (count, until) = request::waiting(&installation.db, head.id).await?;
            if count > 0 {
                waits.push(Waits::Documents(head.clone(), count, until));
            }
        }
    }
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

async fn owes_declaration(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<bool> {
    let (declaration, write) = (Resource::Declaration, Action::Write);
    let mut assignments = caller.grants.assignments.iter();
    if !assignments.any(|(id, role, _)| *id == head.id && is_of_team(*role)) {
        return Ok(false);
    }
    match access::authorise(installation, caller, declaration, write, &Scope::Evaluation(head))
        .await
    {
        Ok(()) => match caller.member(head.id) {
            Some(code) => Ok(team::declaration(&installation.db, head.id, code).await?.is_none()),
            None => Ok(false),
        },
        Err(Error::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
