//! The people of an organisation: invited by a personal link, given roles, and taken away again.

use crate::access::{self, Caller, Scope};
use crate::account::{checked_email, checked_name, forgotten};
use crate::installation::Installation;
use crate::link::{self, Created, Link, New, Opens, Purpose};
use crate::{organisation, reason};
use jiff::SignedDuration;
use kompass_core::Result;
use kompass_core::access::{Action, Resource, Role};
pub use kompass_store::account::Person;
use kompass_store::membership::ROLES;
use kompass_store::{account, assignment, evaluation, link as links, membership};
use uuid::Uuid;

/// How long an invitation works.
pub(crate) const INVITED: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Somebody to be invited.
#[derive(Debug, Clone)]
pub struct Invite<'a> {
    /// E-mail address; the account will have it.
    pub email: &'a str,
    /// Name.
    pub name: &'a str,
    /// Roles in the organisation; none makes a mere member.
    pub roles: &'a [Role],
}

/// Everybody in an organisation, by name, with their roles there.
///
/// # Errors
/// The caller has no role in it, or not the right one.
pub async fn list(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
) -> Result<Vec<Person>> {
    may(installation, caller, organisation, Action::Read).await?;
    account::list_of_organisation(&installation.db, organisation).await
}

/// The names of those who run an organisation and can sign in, for anybody with a role in it: whom to turn to.
///
/// # Errors
/// The caller has no role in it.
pub async fn administrators(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
) -> Result<Vec<String>> {
    let (own, read) = (Resource::OwnAccount, Action::Read);
    access::authorise(installation, caller, own, read, &Scope::Own).await?;
    if access::roles(caller, &Scope::Organisation(organisation)).is_empty() {
        return Err(reason::not_there("organisation", organisation));
    }
    let people = account::list_of_organisation(&installation.db, organisation).await?;
    let runs = |person: &Person| {
        person.account.disabled_at.is_none()
            && person.roles.iter().any(|(role, _)| *role == Role::OrganisationAdministrator)
    };
    Ok(people.into_iter().filter(runs).map(|person| person.account.name).collect())
}

/// Invites somebody by a link that is shown once. Whether they have an account already is not told.
///
/// # Errors
/// As [`list`]; [`reason::STEP_UP`]; [`reason::EMAIL`], [`reason::NAME`], [`reason::ROLE`],
/// [`reason::ORGANISATION_CLOSED`].
pub async fn invite(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    invite: &Invite<'_>,
) -> Result<Created> {
    may_anew(installation, caller, organisation).await?;
    organisation::open(installation, organisation).await?;
    let (email, name) = (checked_email(invite.email)?, checked_name(invite.name)?);
    let opens = Opens { roles: given(invite.roles)?, ..Opens::default() };
    let new = New {
        organisation: Some(organisation),
        email: &email,
        name: &name,
        opens,
        most_uses: Some(1),
        ..New::of(Purpose::Invitation, INVITED)
    };
    tracing::info!(target: "security", event = "invited", %organisation, by = ?caller.who);
    link::create(installation, &installation.stamp_anew(caller)?, new).await
}

/// The invitations that nobody accepted and nobody revoked, oldest first, also those that have expired.
///
/// # Errors
/// As [`list`].
pub async fn invitations(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
) -> Result<Vec<Link>> {
    may(installation, caller, organisation, Action::Read).await?;
    let mut invitations = links::of_organisation(&installation.db, organisation).await?;
    invitations.retain(is_pending);
    Ok(invitations)
}

/// Revokes an invitation.
///
/// # Errors
/// As [`list`]; no such invitation.
pub async fn revoke(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    invitation: Uuid,
) -> Result<()> {
    may(installation, caller, organisation, Action::Write).await?;
    let link = pending(installation, organisation, invitation).await?;
    links::revoke(&installation.db, &installation.stamp_for(caller)?, link.id).await
}

/// The same invitation with a new link, shown once; the old one works no more.
///
/// # Errors
/// As [`invite`]; no such invitation.
pub async fn renew(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    invitation: Uuid,
) -> Result<Created> {
    may_anew(installation, caller, organisation).await?;
    organisation::open(installation, organisation).await?;
    let link = pending(installation, organisation, invitation).await?;
    link::renew(installation, caller, &link).await
}

/// Makes these the roles of somebody in the organisation; none leaves a mere member. What a sign-in provider gives it
/// gives again at the next sign-in.
///
/// # Errors
/// As [`list`]; [`reason::STEP_UP`]; [`reason::ROLE`]; [`reason::LAST_ADMINISTRATOR`]; nobody such in it.
pub async fn set_roles(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    account: Uuid,
    roles: &[Role],
) -> Result<()> {
    may_anew(installation, caller, organisation).await?;
    let (db, roles) = (&installation.db, given(roles)?);
    let people = account::list_of_organisation(db, organisation).await?;
    let person = one_of(&people, account)?;
    if !roles.contains(&Role::OrganisationAdministrator) {
        not_the_last(caller, &people, account)?;
    }
    for role in roles.iter().filter(|role| person.roles.iter().all(|(has, _)| has != *role)) {
        let stamp = installation.stamp_part(caller, &format!("grant {role}"))?;
        membership::grant(db, &stamp, account, organisation, *role, "local").await?;
    }
    for (role, origin) in person.roles.iter().filter(|(has, _)| !roles.contains(has)) {
        let stamp = installation.stamp_part(caller, &format!("revoke {role} {origin}"))?;
        membership::revoke(db, &stamp, account, organisation, *role, origin).await?;
    }
    tracing::warn!(target: "security", event = "roles_changed", %organisation, %account, ?roles, by = ?caller.who);
    Ok(())
}

/// Takes somebody out of the organisation, and the roles in its evaluations with it. The account stays: it may have a place
/// elsewhere.
///
/// # Errors
/// As [`set_roles`].
pub async fn remove(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    account: Uuid,
) -> Result<()> {
    may_anew(installation, caller, organisation).await?;
    let db = &installation.db;
    let people = account::list_of_organisation(db, organisation).await?;
    let person = one_of(&people, account)?;
    not_the_last(caller, &people, account)?;
    for (evaluation, role, _) in assignment::of_account(db, account).await? {
        if evaluation::head(db, evaluation).await?.organisation == organisation {
            let stamp = installation.stamp_part(caller, &format!("dismiss {evaluation} {role}"))?;
            assignment::revoke(db, &stamp, evaluation, account, role).await?;
        }
    }
    for (role, origin) in &person.roles {
        let stamp = installation.stamp_part(caller, &format!("revoke {role} {origin}"))?;
        membership::revoke(db, &stamp, account, organisation, *role, origin).await?;
    }
    tracing::warn!(target: "security", event = "removed", %organisation, %account, by = ?caller.who);
    Ok(())
}

/// A one-time link with which somebody of the organisation sets a new password. For somebody who has a place elsewhere too
/// only a system administrator makes one: who runs one organisation must not get into another that way.
///
/// # Errors
/// As [`list`]; [`reason::STEP_UP`]; [`reason::OTHER_ORGANISATION`]; nobody such in it.
pub async fn password_link(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    account: Uuid,
) -> Result<Created> {
    may_anew(installation, caller, organisation).await?;
    let db = &installation.db;
    let people = account::list_of_organisation(db, organisation).await?;
    let account = &one_of(&people, account)?.account;
    if !runs_installation(caller) {
        let memberships = membership::of_account(db, account.id).await?;
        let mut elsewhere = account.system_administrator
            || memberships.iter().any(|it| it.organisation != organisation);
        for (evaluation, ..) in assignment::of_account(db, account.id).await? {
            let head = evaluation::head(db, evaluation).await?;
            elsewhere |= head.organisation != organisation;
        }
        if elsewhere {
            return Err(reason::OTHER_ORGANISATION.invalid("account"));
        }
    }
    forgotten(installation, caller, account).await
}

async fn may(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    action: Action,
) -> Result<()> {
    let scope = Scope::Organisation(organisation);
    access::authorise(installation, caller, Resource::People, action, &scope).await
}

async fn may_anew(installation: &Installation, caller: &Caller, organisation: Uuid) -> Result<()> {
    let scope = Scope::Organisation(organisation);
    access::authorise_anew(installation, caller, Resource::People, Action::Write, &scope).await
}

fn is_pending(link: &Link) -> bool {
    link.purpose == Purpose::Invitation && link.revoked_at.is_none() && link.uses == 0
}

async fn pending(installation: &Installation, organisation: Uuid, id: Uuid) -> Result<Link> {
    let there = links::of_organisation(&installation.db, organisation).await?;
    let link = there.into_iter().find(|link| link.id == id && is_pending(link));
    link.ok_or_else(|| reason::not_there("invitation", id))
}

/// The roles to be given: a role, or being a mere member.
fn given(roles: &[Role]) -> Result<Vec<Role>> {
    if !roles.iter().all(|role| ROLES.contains(role)) {
        return Err(reason::ROLE.invalid("role"));
    }
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() {
        roles.push(Role::Account);
    }
    Ok(roles)
}

fn one_of(people: &[Person], account: Uuid) -> Result<&Person> {
    let found = people.iter().find(|person| person.account.id == account);
    found.ok_or_else(|| reason::not_there("person", account))
}

/// Without an administrator nobody in the organisation could appoint one; a system administrator could.
fn not_the_last(caller: &Caller, people: &[Person], account: Uuid) -> Result<()> {
    let runs = |person: &&Person| {
        person.account.disabled_at.is_none()
            && person.roles.iter().any(|(role, _)| *role == Role::OrganisationAdministrator)
    };
    let others = people.iter().filter(runs).filter(|person| person.account.id != account).count();
    let is_one = people.iter().filter(runs).any(|person| person.account.id == account);
    if is_one && others == 0 && !runs_installation(caller) {
        return Err(reason::LAST_ADMINISTRATOR.invalid("role"));
    }
    Ok(())
}

fn runs_installation(caller: &Caller) -> bool {
    access::roles(caller, &Scope::Installation).contains(&Role::SystemAdministrator)
}
