//! Who takes part in an evaluation: the team and its declarations, the evaluated organisation and its coordinator, and
//! those who come by a personal link.

use crate::access::{self, Caller, Scope, Who, head_for, is_of_team};
use crate::account::{checked_email, checked_name};
use crate::delegation;
use crate::installation::Installation;
use crate::link::{self, Created, Link, New, Opens, Purpose, unusable};
use crate::people::INVITED;
use crate::reason;
use jiff::SignedDuration;
use jiff::civil::Date;
use kompass_core::access::{Action, Resource, Role};
use kompass_core::evaluation::{Declaration, Member, TeamRole};
use kompass_core::{Result, local};
pub use kompass_store::assignment::Assigned;
use kompass_store::evaluation::{self as evaluations, Head};
use kompass_store::organisation::{self, Organisation};
use kompass_store::{account, assignment, link as links, membership, plan, team as store};
use uuid::Uuid;

/// How long a link of a contributor or interviewee works at least.
const LASTS: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How long it works after the last day that it is needed for.
const LASTS_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Somebody to be given a role in an evaluation.
#[derive(Debug, Clone)]
pub struct Appointment<'a> {
    /// Lead evaluator, evaluator, quality reviewer, coordinator or reader.
    pub role: Role,
    /// E-mail address of the account.
    pub email: &'a str,
    /// Name; that of the place on the team if it is empty.
    pub name: &'a str,
    /// Employer, for those on the team.
    pub employer: &'a str,
    /// Code of a place on the team that nobody has an account for, as after an import; else a new place is made.
    pub place: Option<&'a str>,
}

/// What an appointment came to.
#[derive(Debug, Clone)]
pub struct Appointed {
    /// Code on the team.
    pub member: Option<String>,
    /// The link to accept it with, for somebody who is not of the organisation; shown once.
    pub invitation: Option<Created>,
}

/// Somebody to be given a personal link.
#[derive(Debug, Clone)]
pub struct Guest<'a> {
    /// Name.
    pub name: &'a str,
    /// E-mail address; empty if it is not known.
    pub email: &'a str,
    /// What the link is for.
    pub task: Task<'a>,
}

/// What a personal link of an evaluation is for.
#[derive(Debug, Clone, Copy)]
pub enum Task<'a> {
    /// To answer these pre-questions, and to answer and hand in for these sub-areas, by a day.
    Contribute {
        /// Codes of sub-areas.
        sub_areas: &'a [String],
        /// Codes of pre-questions beyond those.
        questions: &'a [String],
        /// The day by which to answer.
        due: Option<Date>,
    },
    /// To see one's own interview, in this group.
    BeInterviewed(&'a str),
}

/// Everybody with a role in an evaluation, by name.
///
/// # Errors
/// The caller may not know.
pub async fn assigned(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<Vec<Assigned>> {
    head_for(installation, caller, evaluation, Resource::Assignments, Action::Read).await?;
    assignment::of_evaluation(&installation.db, evaluation).await
}

/// Gives somebody a role in an evaluation: at once if they are of the evaluating organisation, else by a link to accept it
/// with. Who evaluates or reviews comes onto the team.
///
/// # Errors
/// The caller may not appoint, or has to prove anew who they are; [`reason::ROLE`], [`reason::EMAIL`], [`reason::NAME`].
pub async fn appoint(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    appointment: &Appointment<'_>,
) -> Result<Appointed> {
    let Appointment { role, .. } = *appointment;
    let head = may_anew(installation, caller, evaluation, Resource::Assignments).await?;
    if !assignment::ROLES.contains(&role) {
        return Err(reason::ROLE.invalid("role"));
    }
    let email = checked_email(appointment.email)?;
    let (member, name) = match (on_team(role), appointment.place) {
        (Some(role), Some(code)) => {
            let free = free(installation, evaluation).await?;
            let place = free.into_iter().find(|it| it.code == code && it.role == role);
            let place = place.ok_or_else(|| reason::PLACE_TAKEN.invalid("place"))?;
            let name =
                if appointment.name.trim().is_empty() { &place.name } else { appointment.name };
            (Some(place.code.clone()), checked_name(name)?)
        }
        (Some(role), None) => {
            head_for(installation, caller, evaluation, Resource::Team, Action::Write).await?;
            let name = checked_name(appointment.name)?;
            let employer = appointment.employer;
            let code = add_member(installation, caller, evaluation, role, &name, employer).await?;
            (Some(code), name)
        }
        (None, _) => (None, checked_name(appointment.name)?),
    };
    let db = &installation.db;
    tracing::warn!(target: "security", event = "appointed", %evaluation, %role, by = ?caller.who);
    if let Some(account) = of_organisation(installation, &email, head.organisation).await? {
        let stamp = installation.stamp_anew(caller)?;
        assignment::assign(db, &stamp, evaluation, account, role, member.as_deref()).await?;
        return Ok(Appointed { member, invitation: None });
    }
    let new = New {
        evaluation: Some(evaluation),
        role: Some(role),
        email: &email,
        name: &name,
        opens: Opens { member: member.clone(), ..Opens::default() },
        most_uses: Some(1),
        ..New::of(Purpose::Invitation, INVITED)
    };
    let invitation = link::create(installation, &installation.stamp_anew(caller)?, new).await?;
    Ok(Appointed { member, invitation: Some(invitation) })
}

/// The places on the team that nobody has an account for, nor an invitation to: those of an imported team, and of whoever
/// was dismissed.
///
/// # Errors
/// The caller may not appoint.
pub async fn free_places(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<Vec<Member>> {
    head_for(installation, caller, evaluation, Resource::Assignments, Action::Write).await?;
    free(installation, evaluation).await
}

/// Takes a role in an evaluation from somebody. Their place on the team, and what they have judged, stays.
///
/// # Errors
/// The caller may not, or has to prove anew who they are.
pub async fn dismiss(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    account: Uuid,
    role: Role,
) -> Result<()> {
    may_anew(installation, caller, evaluation, Resource::Assignments).await?;
    let stamp = installation.stamp_for(caller)?;
    assignment::revoke(&installation.db, &stamp, evaluation, account, role).await?;
    tracing::warn!(target: "security", event = "dismissed", %evaluation, %account, %role, by = ?caller.who);
    Ok(())
}

/// Takes somebody off the team, with their roles and invitations. Whoever has judged stays on it: dismiss them instead.
///
/// # Errors
/// The caller may not, or has to prove anew who they are; [`Conflict`](kompass_core::Error::Conflict) if they have judged.
pub async fn remove_member(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    code: &str,
) -> Result<()> {
    may_anew(installation, caller, evaluation, Resource::Team).await?;
    let db = &installation.db;
    store::remove_member(db, &installation.stamp_for(caller)?, evaluation, code).await?;
    for link in links::of_evaluation(db, evaluation).await? {
        if Opens::of(&link).member.as_deref() == Some(code) {
            links::revoke(db, &installation.stamp_anew(caller)?, link.id).await?;
        }
    }
    Ok(())
}

/// Signs the caller's own conflict-of-interest declaration; an empty `conflict` says that there is none. One that names a
/// conflict closes the evaluation to the caller.
///
/// # Errors
/// [`reason::NOT_ON_TEAM`]; [`reason::DECLARED_BEFORE`].
pub async fn declare(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    conflict: &str,
) -> Result<()> {
    head_for(installation, caller, evaluation, Resource::Declaration, Action::Write).await?;
    let db = &installation.db;
    let code = caller.member(evaluation).ok_or_else(|| reason::NOT_ON_TEAM.invalid("team"))?;
    if store::declaration(db, evaluation, code).await?.is_some() {
        return Err(reason::DECLARED_BEFORE.invalid("conflict"));
    }
    let conflict = conflict.trim().to_owned();
    let declaration = Declaration { date: installation.today(), conflict };
    store::sign(db, &installation.stamp_for(caller)?, evaluation, code, &declaration).await
}

/// The organisations with which an evaluation can be shared: those of the municipality that is evaluated, and the
/// evaluating one itself. No others are told of.
///
/// # Errors
/// The caller may not share it.
pub async fn shareable(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<Vec<Organisation>> {
    let head =
        head_for(installation, caller, evaluation, Resource::Assignments, Action::Write).await?;
    fitting(installation, &head).await
}

/// Shares an evaluation with the organisation that is evaluated, or with none any more, if it is shared with whom the
/// caller saw.
///
/// # Errors
/// The caller may not, or has to prove anew who they are; an organisation that it cannot be shared with.
pub async fn share(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    was: Option<Uuid>,
    organisation: Option<Uuid>,
) -> Result<()> {
    let head = may_anew(installation, caller, evaluation, Resource::Assignments).await?;
    if let Some(id) = organisation {
        let fitting = fitting(installation, &head).await?;
        if !fitting.iter().any(|there| there.id == id) {
            return Err(reason::not_there("organisation", id));
        }
    }
    tracing::warn!(target: "security", event = "shared", %evaluation, ?organisation, by = ?caller.who);
    let stamp = installation.stamp_for(caller)?;
    evaluations::share(&installation.db, &stamp, evaluation, was, organisation).await
}

/// True if the caller may hand out links to contributors. Whoever has the address of such a link answers for the
/// municipality: once it has a coordinator, nobody else makes one or sees it anew.
///
/// # Errors
/// The database cannot be read.
pub async fn invites_contributors(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<bool> {
    let own = access::roles(caller, &Scope::Evaluation(head)).contains(&Role::Coordinator);
    if own || caller.who == Who::CommandLine {
        return Ok(true);
    }
    let assigned = assignment::of_evaluation(&installation.db, head.id).await?;
    Ok(assigned.iter().all(|it| it.role != Role::Coordinator))
}

/// Lets through who may hand out links to contributors.
///
/// # Errors
/// [`reason::FOR_THE_COORDINATOR`].
pub async fn must_invite_contributors(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<()> {
    match invites_contributors(installation, caller, head).await? {
        true => Ok(()),
        false => Err(reason::FOR_THE_COORDINATOR.forbidden()),
    }
}

/// Makes a link for a contributor or interviewee, shown once.
///
/// # Errors
/// The caller may not ([`reason::FOR_THE_COORDINATOR`]); [`reason::NAME`], [`reason::EMAIL`]; [`reason::SCOPE`] for what the framework does not have.
pub async fn invite_guest(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    guest: &Guest<'_>,
) -> Result<Created> {
    let head = head_for(installation, caller, evaluation, Resource::Links, Action::Write).await?;
    if matches!(guest.task, Task::Contribute { .. }) {
        must_invite_contributors(installation, caller, &head).await?;
    }
    let name = checked_name(guest.name)?;
    let email = match guest.email.trim() {
        "" => String::new(),
        given => checked_email(given)?,
    };
    let framework = installation.framework(&head.framework_digest).await?;
    let outside = || reason::SCOPE.invalid("scope");
    let mut days = plan::get(&installation.db, evaluation).await?.plan.visit;
    let (purpose, role, opens) = match guest.task {
        Task::Contribute { sub_areas, questions, due } => {
            delegation::known(&framework, sub_areas, questions)?;
            delegation::checked_due(installation, due)?;
            let (sub_areas, questions) = (sub_areas.to_vec(), questions.to_vec());
            days.extend(due);
            let opens = Opens { sub_areas, questions, due, ..Opens::default() };
            (Purpose::Contributor, Role::Contributor, opens)
        }
        Task::BeInterviewed(code) => {
            if !framework.groups.iter().any(|group| group.code == code) {
                return Err(outside());
            }
            let opens = Opens { group: Some(code.to_owned()), ..Opens::default() };
            (Purpose::Interviewee, Role::Interviewee, opens)
        }
    };
    let new = New {
        evaluation: Some(evaluation),
        role: Some(role),
        email: &email,
        name: &name,
        opens,
        ..New::of(purpose, lasts(installation, days))
    };
    link::create(installation, &installation.stamp_anew(caller)?, new).await
}

/// How long a link of a contributor or interviewee works that is needed until the last of these days.
pub(crate) fn lasts(
    installation: &Installation,
    days: impl IntoIterator<Item = Date>,
) -> SignedDuration {
    let end = days.into_iter().max().and_then(|day| day.to_zoned(local::zone()).ok());
    let left = end.map(|end| end.timestamp().duration_since(installation.now()) + LASTS_AFTER);
    left.map_or(LASTS, |left| left.max(LASTS))
}

/// The links of an evaluation that still work, or could be renewed, oldest first.
///
/// # Errors
/// The caller may not know.
pub async fn links(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<Vec<Link>> {
    head_for(installation, caller, evaluation, Resource::Links, Action::Read).await?;
    let mut links = links::of_evaluation(&installation.db, evaluation).await?;
    let over = [reason::LINK_REVOKED, reason::LINK_USED];
    links.retain(|link| !unusable(link, installation.now()).is_some_and(|it| over.contains(&it)));
    Ok(links)
}

/// Revokes a link of an evaluation; whoever came by it is out at once.
///
/// # Errors
/// The caller may not; no such link. An invitation is revoked by those who may appoint.
pub async fn revoke_link(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    id: Uuid,
) -> Result<()> {
    let link = own_link(installation, caller, evaluation, id).await?;
    links::revoke(&installation.db, &installation.stamp_for(caller)?, link.id).await
}

/// The same link with a new address, shown once; the old one works no more.
///
/// # Errors
/// As [`revoke_link`]; [`reason::FOR_THE_COORDINATOR`].
pub async fn renew_link(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    id: Uuid,
) -> Result<Created> {
    let link = own_link(installation, caller, evaluation, id).await?;
    let head = evaluations::head(&installation.db, evaluation).await?;
    if link.purpose == Purpose::Contributor {
        must_invite_contributors(installation, caller, &head).await?;
    }
    link::renew(installation, caller, &link).await
}

async fn may_anew(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    resource: Resource,
) -> Result<Head> {
    let head = evaluations::head(&installation.db, evaluation).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise_anew(installation, caller, resource, Action::Write, &scope).await?;
    Ok(head)
}

/// A link of the evaluation that the caller may take away: an invitation gives a role, so it is for those who appoint.
async fn own_link(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    id: Uuid,
) -> Result<Link> {
    head_for(installation, caller, evaluation, Resource::Links, Action::Write).await?;
    let there = links::of_evaluation(&installation.db, evaluation).await?;
    let link = there.into_iter().find(|link| link.id == id && link.revoked_at.is_none());
    let link = link.ok_or_else(|| reason::not_there("link", id))?;
    if link.purpose == Purpose::Invitation {
        may_anew(installation, caller, evaluation, Resource::Assignments).await?;
    }
    Ok(link)
}

fn on_team(role: Role) -> Option<TeamRole> {
    match role {
        Role::LeadEvaluator => Some(TeamRole::Lead),
        Role::Evaluator => Some(TeamRole::Evaluator),
        Role::QualityReviewer => Some(TeamRole::Reviewer),
        _ => None,
    }
    .filter(|_| is_of_team(role))
}

async fn free(installation: &Installation, evaluation: Uuid) -> Result<Vec<Member>> {
    let db = &installation.db;
    let mut team = evaluations::load(db, evaluation).await?.evaluation.team;
    let mut taken: Vec<String> = assignment::of_evaluation(db, evaluation)
        .await?
        .into_iter()
        .filter_map(|assigned| assigned.member)
        .collect();
    for link in links::of_evaluation(db, evaluation).await? {
        if unusable(&link, installation.now()).is_none() {
            taken.extend(Opens::of(&link).member);
        }
    }
    team.retain(|member| !taken.contains(&member.code));
    Ok(team)
}

/// Takes somebody onto the team under the first code that is free; returns it.
async fn add_member(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    role: TeamRole,
    name: &str,
    employer: &str,
) -> Result<String> {
    let db = &installation.db;
    let team = evaluations::load(db, evaluation).await?.evaluation.team;
    let letter = if role == TeamRole::Reviewer { 'R' } else { 'E' };
    let code = (1..)
        .map(|number| format!("{letter}{number}"))
        .find(|code| team.iter().all(|member| member.code != *code))
        .unwrap_or_default();
    let employer = match employer.trim() {
        "" => String::new(),
        given => checked_name(given)?,
    };
    let member =
        Member { code: code.clone(), name: name.to_owned(), employer, role, declaration: None };
    store::add_member(db, &installation.stamp_anew(caller)?, evaluation, &member).await?;
    Ok(code)
}

/// The account with this address, if it is of this organisation: of others it is not told that they exist.
async fn of_organisation(
    installation: &Installation,
    email: &str,
    organisation: Uuid,
) -> Result<Option<Uuid>> {
    let db = &installation.db;
    let Some(account) = account::by_email(db, email).await? else {
        return Ok(None);
    };
    let memberships = membership::of_account(db, account.id).await?;
    let of_it = memberships.iter().any(|membership| membership.organisation == organisation);
    Ok((of_it && account.disabled_at.is_none()).then_some(account.id))
}

async fn fitting(installation: &Installation, head: &Head) -> Result<Vec<Organisation>> {
    let mut there = organisation::list(&installation.db).await?;
    there.retain(|it| {
        let evaluated = it.code.is_some() && it.code == head.code && it.country == head.country;
        it.closed_at.is_none() && (evaluated || it.id == head.organisation)
    });
    Ok(there)
}
