//! Who calls, and whether they may. Every operation that is called for somebody asks [`authorise`] before it does anything
//! else; the table of what each role may do is in the core. Nothing is remembered between two requests, so what was taken
//! away is gone with the next one, on every node.

use crate::config::SecondFactor;
use crate::installation::Installation;
use crate::reason;
use kompass_core::access::{Action, Resource, Role, is_shared, may, may_in, needs_declaration};
use kompass_core::evaluation::Kind;
use kompass_core::i18n::Texts;
use kompass_core::{Lang, Result};
use kompass_store::account::Account;
use kompass_store::evaluation::Head;
use kompass_store::link::{Link, Purpose};
use kompass_store::session::{Grants, Session};
use kompass_store::{Stamp, team};
use std::borrow::Cow;
use uuid::Uuid;

/// What the audit log calls who works at the machine itself.
pub(crate) const COMMAND_LINE: &str = "command line";

/// What somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Not signed in.
    Public,
    /// Signed in with an account.
    Account(Uuid),
    /// Came by a personal link.
    Link(Uuid),
    /// At the machine itself, with its files.
    CommandLine,
}

/// Somebody who asks for something.
#[derive(Debug, Clone)]
pub struct Caller {
    /// What they are.
    pub who: Who,
    /// Their name, as pages show it.
    pub name: String,
    /// The language they read.
    pub lang: Lang,
    /// The session the request came in.
    pub session: Option<Session>,
    /// Their account.
    pub account: Option<Account>,
    /// The personal link they came by.
    pub link: Option<Link>,
    /// What the account was given.
    pub grants: Grants,
    /// Idempotency key of this request: what is asked twice under one key happens once.
    pub key: Option<String>,
}

/// Where a role is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// The installation.
    Installation,
    /// What is the caller's own.
    Own,
    /// An organisation.
    Organisation(Uuid),
    /// An evaluation.
    Evaluation(&'a Head),
}

impl Caller {
    /// Somebody who is not signed in.
    pub fn public(lang: Lang) -> Self {
        Self::of(Who::Public, String::new(), lang)
    }

    /// Somebody at the machine itself.
    pub fn command_line() -> Self {
        Self::of(Who::CommandLine, COMMAND_LINE.to_owned(), Lang::En)
    }

    /// Somebody of whom no more is known yet.
    pub(crate) fn of(who: Who, name: String, lang: Lang) -> Self {
        Self {
            who,
            name,
            lang,
            session: None,
            account: None,
            link: None,
            grants: Grants::default(),
            key: None,
        }
    }

    /// Somebody with an account who is not here: for what is done for them. `None` once the account is closed.
    ///
    /// # Errors
    /// No such account.
    pub(crate) async fn absent(installation: &Installation, account: Uuid) -> Result<Option<Self>> {
        let there = kompass_store::account::get(&installation.db, account).await?;
        if there.disabled_at.is_some() {
            return Ok(None);
        }
        let grants = kompass_store::session::grants(&installation.db, account).await?;
        let caller = Self::of(Who::Account(account), there.name.clone(), there.language);
        Ok(Some(Self { account: Some(there), grants, ..caller }))
    }

    /// The account, for what only somebody with one can do.
    ///
    /// # Errors
    /// [`reason::SIGN_IN_FIRST`] if nobody is signed in with an account.
    pub fn account(&self) -> Result<&Account> {
        self.account.as_ref().ok_or_else(|| reason::SIGN_IN_FIRST.forbidden())
    }

    /// The code under which the caller is on the team of an evaluation.
    pub fn member(&self, evaluation: Uuid) -> Option<&str> {
        self.grants
            .assignments
            .iter()
            .filter(|(id, role, _)| *id == evaluation && is_of_team(*role))
            .find_map(|(_, _, member)| member.as_deref())
    }

    /// As the audit log names the caller.
    pub(crate) fn by(&self) -> Result<String> {
        match self.who {
            Who::Public => Err(reason::SIGN_IN_FIRST.forbidden()),
            Who::Account(id) => Ok(by_account(id)),
            Who::Link(id) => Ok(format!("link:{id}")),
            Who::CommandLine => Ok(COMMAND_LINE.to_owned()),
        }
    }
}

/// A name that was kept beside what somebody did, as it is shown: people are called what they are called.
pub fn shown<'a>(t: &Texts, name: &'a str) -> Cow<'a, str> {
    if name == COMMAND_LINE { t.log_who_command_line().into() } else { name.into() }
}

/// As the audit log names an account.
pub(crate) fn by_account(account: Uuid) -> String {
    format!("account:{account}")
}

/// What a caller is there; nothing if they have no place there at all.
pub fn roles(caller: &Caller, scope: &Scope<'_>) -> Vec<Role> {
    let system = match caller.who {
        Who::CommandLine => true,
        Who::Account(_) => caller.account.as_ref().is_some_and(|it| it.system_administrator),
        Who::Public | Who::Link(_) => false,
    };
    let mut roles: Vec<Role> = system.then_some(Role::SystemAdministrator).into_iter().collect();
    match scope {
        Scope::Installation | Scope::Own => {
            roles.extend(caller.account.is_some().then_some(Role::Account));
            roles.push(Role::Public);
        }
        Scope::Organisation(id) => {
            roles.extend(
                (caller.who == Who::CommandLine).then_some(Role::OrganisationAdministrator),
            );
            roles.extend(given(caller, *id));
        }
        Scope::Evaluation(head) => {
            roles.extend(
                (caller.who == Who::CommandLine).then_some(Role::OrganisationAdministrator),
            );
            let assignments = caller.grants.assignments.iter();
            roles.extend(assignments.filter(|(id, ..)| *id == head.id).map(|(_, role, _)| *role));
            // Who runs the evaluating organisation runs the evaluation; who runs the evaluated one, or reads for either,
            // reads what the municipality may read.
            roles.extend(given(caller, head.organisation).filter(|role| *role != Role::Account));
            if let Some(evaluated) = head.evaluated_organisation {
                let reads = given(caller, evaluated).any(|role| role != Role::Account);
                roles.extend(reads.then_some(Role::Reader));
            }
            roles.extend(by_link(caller, head.id));
        }
    }
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Lets through who may do this there.
///
/// # Errors
/// [`NotFound`](kompass_core::Error::NotFound) for somebody without any role there: that it exists is not told.
/// [`Forbidden`](kompass_core::Error::Forbidden) with the reason for somebody with a role, but not the right;
/// [`reason::SECOND_FACTOR_DEMANDED`].
pub async fn authorise(
    installation: &Installation,
    caller: &Caller,
    resource: Resource,
    action: Action,
    scope: &Scope<'_>,
) -> Result<()> {
    let own = matches!(resource, Resource::OwnAccount | Resource::Pages | Resource::PersonalLink);
    if !own && owes_second_factor(installation, caller) {
        return Err(reason::SECOND_FACTOR_DEMANDED.forbidden());
    }
    let mut roles = roles(caller, scope);
    if roles.is_empty() {
        return Err(match scope {
            Scope::Organisation(id) => reason::not_there("organisation", id),
            Scope::Evaluation(head) => reason::not_there("evaluation", head.id),
            Scope::Installation | Scope::Own => reason::SIGN_IN_FIRST.forbidden(),
        });
    }
    let standing = match scope {
        Scope::Evaluation(head) => {
            if head.companion_of.is_some() && action == Action::Write && is_shared(resource, action)
            {
                return Err(reason::SECOND_SHEET.forbidden());
            }
            roles.retain(|role| may_in(*role, resource, action, head.state, head.kind));
            standing(installation, caller, head).await?
        }
        Scope::Installation | Scope::Own | Scope::Organisation(_) => {
            roles.retain(|role| may(*role, resource, action));
            Standing::Clear
        }
    };
    if standing == Standing::Conflict {
        return Err(reason::CONFLICT_DECLARED.forbidden());
    }
    if roles.is_empty() {
        let stranger = matches!(caller.who, Who::Public);
        let reason = if stranger { reason::SIGN_IN_FIRST } else { reason::NO_RIGHT };
        return Err(reason.forbidden());
    }
    let waits = |role: &Role| match scope {
        Scope::Evaluation(head) => {
            standing == Standing::Undeclared
                && needs_declaration(*role, resource, action, head.kind)
        }
        _ => false,
    };
    if roles.iter().all(waits) {
        return Err(reason::NOT_DECLARED.forbidden());
    }
    Ok(())
}

/// As [`authorise`], in an evaluation.
///
/// # Errors
/// As there.
pub(crate) async fn authorise_in(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    resource: Resource,
    action: Action,
) -> Result<()> {
    authorise(installation, caller, resource, action, &Scope::Evaluation(head)).await
}

/// The head of an evaluation, for who may do this in it.
///
/// # Errors
/// As [`authorise`]; no such evaluation.
pub(crate) async fn head_for(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    resource: Resource,
    action: Action,
) -> Result<Head> {
    let head = kompass_store::evaluation::head(&installation.db, evaluation).await?;
    authorise_in(installation, caller, &head, resource, action).await?;
    Ok(head)
}

/// True if the installation demands a second factor of the caller, who came by a password alone. Until it is turned on
/// only their own account is open to them.
pub fn owes_second_factor(installation: &Installation, caller: &Caller) -> bool {
    let Some(account) = &caller.account else { return false };
    let demanded = match installation.config.web.second_factor {
        SecondFactor::Offered => false,
        SecondFactor::Administrators => {
            let mut roles = caller.grants.memberships.iter().map(|(_, role)| *role);
            account.system_administrator
                || roles.any(|role| role == Role::OrganisationAdministrator)
        }
        SecondFactor::Everybody => true,
    };
    // An account with one-time codes is never signed in without one; a link makes an account or changes its password.
    let method = caller.session.as_ref().map_or("", |session| session.method.as_str());
    let by_password = method == "password" || method == "link";
    demanded && by_password && !account.has_totp
}

/// As [`authorise`], and the caller has proved recently who they are.
///
/// # Errors
/// As there, and [`reason::STEP_UP`].
pub async fn authorise_anew(
    installation: &Installation,
    caller: &Caller,
    resource: Resource,
    action: Action,
    scope: &Scope<'_>,
) -> Result<()> {
    authorise(installation, caller, resource, action, scope).await?;
    if needs_step_up(installation, caller) { Err(reason::STEP_UP.forbidden()) } else { Ok(()) }
}

/// True if the caller has to prove anew who they are before something dangerous. Signing in is such a proof, for as long
/// as the configuration says.
pub fn needs_step_up(installation: &Installation, caller: &Caller) -> bool {
    if caller.who == Who::CommandLine {
        return false;
    }
    let minutes = i64::from(installation.config.web.session.step_up_minutes);
    caller.session.as_ref().is_none_or(|session| {
        let proved = session.stepped_up_at.unwrap_or(session.created_at);
        installation.now() >= proved + jiff::SignedDuration::from_mins(minutes)
    })
}

impl Installation {
    /// What a write of this caller needs. The same request under the same key is one write.
    ///
    /// # Errors
    /// [`Forbidden`](kompass_core::Error::Forbidden) if nobody is signed in; no randomness.
    pub fn stamp_for(&self, caller: &Caller) -> Result<Stamp> {
        let key = caller.key.clone().unwrap_or_else(fresh);
        self.stamp_by(caller.by()?, key)
    }

    /// As [`Installation::stamp_for`], for one of several writes of a request.
    pub(crate) fn stamp_part(&self, caller: &Caller, part: &str) -> Result<Stamp> {
        let key = caller.key.as_ref().map_or_else(fresh, |key| format!("{key}/{part}"));
        self.stamp_by(caller.by()?, key)
    }

    /// As [`Installation::stamp_for`], for a write with randomness in it, which never is the same twice.
    pub(crate) fn stamp_anew(&self, caller: &Caller) -> Result<Stamp> {
        self.stamp_by(caller.by()?, fresh())
    }
}

fn fresh() -> String {
    Uuid::now_v7().to_string()
}

/// How somebody stands to an evaluation of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Not on its team, or no conflict declared, or none to be declared.
    Clear,
    /// On its team, and the declaration is not signed.
    Undeclared,
    /// On its team, with a conflict of interest.
    Conflict,
}

async fn standing(installation: &Installation, caller: &Caller, head: &Head) -> Result<Standing> {
    let mut assignments = caller.grants.assignments.iter();
    let on_team = assignments.any(|(id, role, _)| *id == head.id && is_of_team(*role));
    if !on_team || !matches!(head.kind, Kind::External | Kind::Peer) {
        return Ok(Standing::Clear);
    }
    let Some(member) = caller.member(head.id) else {
        return Ok(Standing::Undeclared);
    };
    let signed = team::declaration(&installation.db, head.main(), member).await?;
    Ok(match signed {
        None => Standing::Undeclared,
        Some(declaration) if declaration.conflict.trim().is_empty() => Standing::Clear,
        Some(_) => Standing::Conflict,
    })
}

/// True for the roles that come with a place on the team.
pub(crate) fn is_of_team(role: Role) -> bool {
    matches!(role, Role::LeadEvaluator | Role::Evaluator | Role::QualityReviewer)
}

fn given(caller: &Caller, organisation: Uuid) -> impl Iterator<Item = Role> + '_ {
    let memberships = caller.grants.memberships.iter();
    memberships.filter(move |(id, _)| *id == organisation).map(|(_, role)| *role)
}

fn by_link(caller: &Caller, evaluation: Uuid) -> Option<Role> {
    let link = caller.link.as_ref().filter(|link| link.evaluation == Some(evaluation))?;
    match link.purpose {
        Purpose::Contributor => Some(Role::Contributor),
        Purpose::Interviewee => Some(Role::Interviewee),
        Purpose::Administrator | Purpose::Invitation | Purpose::Password => None,
    }
}
