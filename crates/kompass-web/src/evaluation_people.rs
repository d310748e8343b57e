//! Who takes part in an evaluation: team, accounts with a role, the evaluated organisation, and the conflict-of-interest
//! declaration that each member signs.

use crate::confirm;
use crate::error::{self, Answer};
use crate::evaluation::{sees, team_role};
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::people::handout;
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::evaluation::{self, Head, Seen};
use kompass_app::team::{self, Appointment, Assigned};
use kompass_core::access::{Action, Resource, Role};
use kompass_core::evaluation::{self as core, Declaration, TeamRole};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem, Result, format};
use serde::Deserialize;
use uuid::Uuid;

/// The roles that are given here, in the order in which they are offered.
const ROLES: [Role; 5] =
    [Role::LeadEvaluator, Role::Evaluator, Role::QualityReviewer, Role::Coordinator, Role::Reader];

#[derive(Template)]
#[template(path = "evaluation/people.html")]
struct People {
    page: Page,
    here: String,
    evaluation: String,
    /// True if this caller gives and takes roles.
    appoints: bool,
    /// True if this caller may still change the team.
    changes_team: bool,
    /// True if the members sign declarations, and this caller may know whether they have.
    declarations: bool,
    team: Vec<Member>,
    /// Accounts with a role; `None` for those who may not know.
    accounts: Option<Vec<Account>>,
    shared: Option<String>,
}

struct Member {
    code: String,
    name: String,
    employer: String,
    role: String,
    declaration: String,
    tone: &'static str,
}

struct Account {
    name: String,
    email: String,
    role: String,
    code: String,
    dismiss: String,
}

#[derive(Template)]
#[template(path = "evaluation/declaration.html")]
struct Declare {
    page: Page,
    municipality: String,
    signed: Option<String>,
    form: Form,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    role: Option<Role>,
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    employer: String,
    /// Code of a place on the team; empty for a new one.
    #[serde(default)]
    place: String,
}

#[derive(Deserialize)]
pub(crate) struct Sharing {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    was: String,
}

#[derive(Deserialize, Default)]
pub(crate) struct Signing {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    conflict: String,
}

/// `GET /evaluations/{evaluation}/people`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let seen = evaluation::open_for(installation, caller, id).await?;
    let may = |resource, action| sees(&seen, resource, action);
    let here = format!("/evaluations/{id}/people");
    let accounts = if may(Resource::Assignments, Action::Read) {
        let assigned = team::assigned(installation, caller, id).await?;
        Some(assigned.iter().map(|it| Account::of(it, t, &here)).collect())
    } else {
        None
    };
    let appoints = may(Resource::Assignments, Action::Write);
    Ok(page::html(&People {
        page: shell.evaluation_page(&seen.head, t.team())?,
        appoints,
        changes_team: appoints && may(Resource::Team, Action::Write),
        declarations: may(Resource::Declaration, Action::Read),
        team: seen.evaluation.team.iter().map(|it| Member::of(it, t)).collect(),
        accounts,
        shared: if appoints { shared_with(&shell, &seen.head).await? } else { None },
        evaluation: format!("/evaluations/{id}"),
        here,
    }))
}

/// `GET /evaluations/{evaluation}/people/appoint`.
pub(crate) async fn appoint(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    confirm::proved(&shell)?;
    appoint_with(&shell, &seen(&shell, id).await?, &Typed::default(), &[]).await
}

/// `POST /evaluations/{evaluation}/people/appoint`.
pub(crate) async fn make_appointment(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let appointed = match typed.role {
        Some(role) => {
            let Typed { email, name, employer, place, .. } = &typed;
            let place = Some(place.as_str()).filter(|code| !code.is_empty());
            let appointment = Appointment { role, email, name, employer, place };
            team::appoint(installation, caller, id, &appointment).await
        }
        None => Err(error::invalid("W11", "role", "choose a role")),
    };
    let back = format!("/evaluations/{id}/people");
    match appointed {
        Ok(team::Appointed { invitation: None, .. }) => page::done(&back, "appointed"),
        Ok(team::Appointed { invitation: Some(created), .. }) => {
            let head = evaluation::head(installation, id).await?;
            let heading = shell.texts().handout_invitation(created.link.name.as_str());
            handout(&shell, shell.evaluation_page(&head, heading)?, &created, back)
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            appoint_with(&shell, &seen(&shell, id).await?, &typed, &problems).await
        }
    }
}

/// `GET /evaluations/{evaluation}/people/{account}/{role}/dismiss`.
pub(crate) async fn confirm_dismiss(
    shell: Shell,
    Path((id, account, role)): Path<(Uuid, Uuid, String)>,
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let assigned = team::assigned(installation, caller, id).await?;
    let found = assigned.iter().find(|it| it.account == account && it.role.to_string() == role);
    let Some(assigned) = found else {
        return Err(Error::not_found("role", role, "").into());
    };
    let (name, words) = (assigned.name.as_str(), t.role(assigned.role));
    let page = shell.evaluation_page(&head, t.team_dismiss_heading(name, words))?;
    let back = format!("/evaluations/{id}/people");
    let form = Form::new(&page, format!("{back}/{account}/{role}/dismiss"), t.team_dismiss_go())
        .dangerous(t.team_dismiss_consequence(name))
        .cancel(back);
    Ok(shell.form_page(page, "", form))
}

/// `POST /evaluations/{evaluation}/people/{account}/{role}/dismiss`.
pub(crate) async fn dismiss(
    shell: Shell,
    Path((id, account, role)): Path<(Uuid, Uuid, String)>,
) -> Answer {
    let role = role.parse().map_err(|_| Error::not_found("role", &role, ""))?;
    team::dismiss(&shell.app.installation, shell.caller(), id, account, role).await?;
    // Who dismissed themselves may not see the page of people any more.
    let own = shell.caller().account.as_ref().is_some_and(|own| own.id == account);
    let back = if own { "/evaluations".to_owned() } else { format!("/evaluations/{id}/people") };
    page::done(&back, "dismissed")
}

/// `GET /evaluations/{evaluation}/team/{member}/remove`.
pub(crate) async fn confirm_remove(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let (seen, t) = (seen(&shell, id).await?, shell.texts());
    let found = seen.evaluation.team.iter().find(|member| member.code == code);
    let Some(member) = found else {
        return Err(Error::not_found("member", code, "").into());
    };
    let name = member.name.as_str();
    let page = shell
        .evaluation_page(&seen.head, t.team_remove_heading(name))?
        .under_more([to_people(&shell, id)]);
    let form =
        Form::new(&page, format!("/evaluations/{id}/team/{code}/remove"), t.team_remove_go())
            .dangerous(t.team_remove_consequence(name))
            .cancel(format!("/evaluations/{id}/people"));
    Ok(shell.form_page(page, "", form))
}

/// `POST /evaluations/{evaluation}/team/{member}/remove`.
pub(crate) async fn remove(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    team::remove_member(&shell.app.installation, shell.caller(), id, &code).await?;
    page::done(&format!("/evaluations/{id}/people"), "member-removed")
}

/// `GET /evaluations/{evaluation}/share`.
pub(crate) async fn sharing(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    confirm::proved(&shell)?;
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let fitting = team::shareable(installation, caller, id).await?;
    let nobody = (String::new(), t.team_share_nobody(), t.team_share_nobody_help());
    let mut choices = vec![nobody];
    choices.extend(fitting.into_iter().map(|it| (it.id.to_string(), it.name, String::new())));
    let chosen = head.evaluated_organisation.map(|id| id.to_string()).unwrap_or_default();
    let page = shell.evaluation_page(&head, t.team_share())?.under_more([to_people(&shell, id)]);
    let field = Field::radios("organisation", t.team_share_organisation(), choices);
    let form = Form::new(&page, format!("/evaluations/{id}/share"), t.team_share_go())
        .field(field.help(t.team_share_organisation_help()).value(&*chosen))
        .field(Field::hidden("was", &*chosen))
        .cancel(format!("/evaluations/{id}/people"));
    Ok(shell.form_page(page, t.team_shared_lead(), form))
}

/// `POST /evaluations/{evaluation}/share`.
pub(crate) async fn share(shell: Shell, Path(id): Path<Uuid>, Sent(sent): Sent<Sharing>) -> Answer {
    let organisation = |given: &str| match given {
        "" => Ok(None),
        given => given.parse().map(Some).map_err(|_| Error::not_found("organisation", given, "")),
    };
    let (was, with) = (organisation(&sent.was)?, organisation(&sent.organisation)?);
    team::share(&shell.app.installation, shell.caller(), id, was, with).await?;
    page::done(&format!("/evaluations/{id}/people"), "shared")
}

/// `GET /evaluations/{evaluation}/declaration`.
pub(crate) async fn declaration(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    declare_with(&shell, &seen(&shell, id).await?, &Signing::default(), &[])
}

/// `POST /evaluations/{evaluation}/declaration`.
pub(crate) async fn declare(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(signing): Sent<Signing>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let conflict = match (signing.answer.as_str(), signing.conflict.trim()) {
        ("none", _) => Ok(""),
        ("conflict", "") => Err(error::invalid("W13", "conflict", "say what the conflict is")),
        ("conflict", what) => Ok(what),
        _ => Err(error::invalid("W12", "answer", "say whether there is a conflict of interest")),
    };
    let signed = match conflict {
        Ok(conflict) => team::declare(installation, caller, id, conflict).await,
        Err(error) => Err(error),
    };
    match signed {
        Ok(()) if conflict_free(&signing) => page::done(&format!("/evaluations/{id}"), "declared"),
        // The evaluation itself is closed to them from now on.
        Ok(()) => page::done("/evaluations", "conflict-declared"),
        Err(error) => {
            declare_with(&shell, &seen(&shell, id).await?, &signing, &page::mendable(error)?)
        }
    }
}

impl Member {
    fn of(member: &core::Member, t: &Texts) -> Self {
        let (declaration, tone) = match &member.declaration {
            None => (t.team_declaration_missing(), "waits"),
            Some(Declaration { date, conflict }) if conflict.trim().is_empty() => {
                (t.team_declaration_signed(format::date(*date)), "good")
            }
            Some(_) => (t.team_declaration_conflict(), "bad"),
        };
        Self {
            code: member.code.clone(),
            name: member.name.clone(),
            employer: member.employer.clone(),
            role: team_role(t, member.role),
            declaration,
            tone,
        }
    }
}

impl Account {
    fn of(assigned: &Assigned, t: &Texts, here: &str) -> Self {
        Self {
            name: assigned.name.clone(),
            email: assigned.email.clone(),
            role: t.role(assigned.role),
            code: assigned.member.clone().unwrap_or_default(),
            dismiss: format!("{here}/{}/{}/dismiss", assigned.account, assigned.role),
        }
    }
}

async fn seen(shell: &Shell, id: Uuid) -> Result<Seen> {
    evaluation::open_for(&shell.app.installation, shell.caller(), id).await
}

/// Name of the organisation that the evaluation is shared with.
async fn shared_with(shell: &Shell, head: &Head) -> Result<Option<String>> {
    let fitting = team::shareable(&shell.app.installation, shell.caller(), head.id).await?;
    let shared = fitting.into_iter().find(|it| Some(it.id) == head.evaluated_organisation);
    Ok(shared.map(|it| it.name))
}

fn to_people(shell: &Shell, id: Uuid) -> Link {
    Link::to(shell.texts().section_people(), format!("/evaluations/{id}/people"))
}

async fn appoint_with(shell: &Shell, seen: &Seen, typed: &Typed, problems: &[Problem]) -> Answer {
    let (t, id) = (shell.texts(), seen.head.id);
    let free = team::free_places(&shell.app.installation, shell.caller(), id).await?;
    let page = shell.evaluation_page(&seen.head, t.team_appoint())?;
    let help = |role| match role {
        Role::LeadEvaluator => t.team_role_lead_evaluator_help(),
        Role::Evaluator => t.team_role_evaluator_help(),
        Role::QualityReviewer => t.team_role_quality_reviewer_help(),
        Role::Coordinator => t.team_role_coordinator_help(),
        _ => t.team_role_reader_help(),
    };
    let changes_team = sees(seen, Resource::Team, Action::Write);
    // A place that is there can be given to an account even when no new ones are made any more.
    let given = |role: Role| changes_team || free.iter().any(|it| role == role_of(it.role));
    let offered = ROLES.into_iter().filter(|role| !on_team(*role) || given(*role));
    let roles = offered.map(|role| (role.to_string(), t.role(role), help(role))).collect();
    let chosen = typed.role.map(|role| role.to_string()).unwrap_or_default();
    let employer = Field::text("employer", t.team_appoint_employer()).most(200).optional();
    let mut form =
        Form::new(&page, format!("/evaluations/{id}/people/appoint"), t.team_appoint_go())
            .field(Field::radios("role", t.team_appoint_role(), roles).value(chosen));
    if !free.is_empty() {
        let mut places: Vec<(String, String)> = Vec::new();
        places.extend(changes_team.then(|| (String::new(), t.planning_place_new())));
        places.extend(free.iter().map(|it| {
            let words =
                t.planning_place_of(it.code.as_str(), it.name.as_str(), team_role(t, it.role));
            (it.code.clone(), words)
        }));
        let place = Field::choice("place", t.planning_place(), places).optional();
        form = form.field(place.help(t.planning_place_help()).value(&typed.place));
    }
    let name = Field::text("name", t.team_appoint_name()).most(200).value(&typed.name);
    let form = form
        .field(if free.is_empty() { name } else { name.optional() })
        .field(
            Field { autocomplete: "off", ..Field::email("email", t.team_appoint_email()) }
                .value(&typed.email),
        )
        .field(employer.help(t.team_appoint_employer_help()).value(&typed.employer))
        .cancel(format!("/evaluations/{id}/people"))
        .wrong(problems, t);
    Ok(shell.form_page(page, t.team_appoint_lead(), form))
}

fn role_of(role: TeamRole) -> Role {
    match role {
        TeamRole::Lead => Role::LeadEvaluator,
        TeamRole::Evaluator => Role::Evaluator,
        TeamRole::Reviewer => Role::QualityReviewer,
    }
}

fn on_team(role: Role) -> bool {
    matches!(role, Role::LeadEvaluator | Role::Evaluator | Role::QualityReviewer)
}

fn declare_with(shell: &Shell, seen: &Seen, signing: &Signing, problems: &[Problem]) -> Answer {
    let (t, head) = (shell.texts(), &seen.head);
    let own = seen.evaluation.team.iter().find(|it| Some(&it.code) == seen.viewer.member.as_ref());
    let signed = own.and_then(|member| member.declaration.as_ref());
    let page = shell.evaluation_page(head, t.declaration())?;
    let answers = [
        ("none", t.declaration_none(), t.declaration_none_help()),
        ("conflict", t.declaration_some(), t.declaration_some_help()),
    ];
    let answers = answers.map(|(value, words, help)| (value.to_owned(), words, help));
    let conflict = Field::lines("conflict", t.declaration_conflict()).most(2000).optional();
    let mut form =
        Form::new(&page, format!("/evaluations/{}/declaration", head.id), t.declaration_go())
            .field(
                Field::radios("answer", t.declaration_answer(), answers.into())
                    .value(&signing.answer),
            )
            .field(conflict.help(t.declaration_conflict_help()).value(&signing.conflict))
            .cancel(format!("/evaluations/{}", head.id))
            .wrong(problems, t);
    form.consequence = t.declaration_consequence();
    let wrong = form.has_errors();
    let declare = Declare {
        municipality: head.municipality.clone(),
        signed: signed.map(|it| t.declaration_signed_none(format::date(it.date))),
        page,
        form,
    };
    Ok(page::html_or_wrong(&declare, wrong))
}

fn conflict_free(signing: &Signing) -> bool {
    signing.answer == "none"
}
