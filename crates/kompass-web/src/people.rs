//! The people of an organisation: roles, invitations, and links that are shown once.

use crate::confirm;
use crate::error::Answer;
use crate::form::{CheckBox, Checks, Field, Form};
use crate::organisation::under;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::link::{self, Created, Opens};
use kompass_app::organisation::{self, Organisation};
use kompass_app::people::{self, Invite, Person};
use kompass_app::presence::{self, Presence};
use kompass_core::access::{Action, Resource, Role};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem, Result, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "people/list.html")]
struct List {
    page: Page,
    id: Uuid,
    organisation: String,
    /// False once the organisation is closed.
    open: bool,
    rows: Vec<Row>,
    invitations: String,
}

/// Somebody in a list.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) roles: String,
    pub(crate) factor: String,
    pub(crate) active: String,
    pub(crate) disabled: bool,
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct Show {
    page: Page,
    row: Row,
    from_provider: bool,
    roles: Form,
    password_link: String,
    remove: String,
    /// What is stored of them, for those who may see it.
    stored: Option<String>,
}

#[derive(Template)]
#[template(path = "people/invitations.html")]
struct Invitations {
    page: Page,
    id: Uuid,
    organisation: String,
    open: bool,
    rows: Vec<Invitation>,
}

struct Invitation {
    name: String,
    email: String,
    role: String,
    until: String,
    expired: bool,
    renew: String,
    revoke: String,
}

#[derive(Template)]
#[template(path = "people/handout.html")]
struct Handout {
    page: Page,
    lead: String,
    link: String,
    until: String,
    times: String,
    back: String,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: Option<Role>,
}

/// `GET /organisations/{organisation}/people`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = organisation::get(installation, caller, id).await?;
    let people = people::list(installation, caller, id).await?;
    let presence = presence::of_organisation(installation, caller, id).await?;
    let waiting = people::invitations(installation, caller, id).await?.len();
    let rows = people.iter().map(|it| row(&shell, it, presence.get(&it.account.id)));
    Ok(page::html(&List {
        page: shell.page(t.people())?.under(under(&shell, &there)),
        id,
        open: there.closed_at.is_none(),
        organisation: there.name,
        rows: rows.collect(),
        invitations: t.people_invitations(waiting as u64),
    }))
}

/// `GET /organisations/{organisation}/people/invite`.
pub(crate) async fn invite(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    confirm::proved(&shell)?;
    let there = organisation::get(&shell.app.installation, shell.caller(), id).await?;
    invite_with(&shell, &there, &Typed::default(), &[])
}

/// `POST /organisations/{organisation}/people/invite`.
pub(crate) async fn make_invitation(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let there = organisation::get(installation, caller, id).await?;
    let roles: Vec<Role> = typed.role.into_iter().collect();
    let invite = Invite { email: &typed.email, name: &typed.name, roles: &roles };
    match people::invite(installation, caller, id, &invite).await {
        Ok(created) => invited(&shell, &there, &created),
        Err(error) => invite_with(&shell, &there, &typed, &page::mendable(error)?),
    }
}

/// `GET /organisations/{organisation}/people/{account}`.
pub(crate) async fn show(shell: Shell, Path((id, account)): Path<(Uuid, Uuid)>) -> Answer {
    let (there, person) = person(&shell, id, account).await?;
    let held: Vec<Role> = person.roles.iter().map(|(role, _)| *role).collect();
    show_with(&shell, &there, &person, &held, &[]).await
}

/// `POST /organisations/{organisation}/people/{account}`.
pub(crate) async fn set_roles(
    shell: Shell,
    Path((id, account)): Path<(Uuid, Uuid)>,
    Sent(sent): Sent<Vec<(String, String)>>,
) -> Answer {
    let chosen: Vec<Role> = values(&sent, "role").filter_map(|role| role.parse().ok()).collect();
    match people::set_roles(&shell.app.installation, shell.caller(), id, account, &chosen).await {
        Ok(()) => page::done(&format!("/organisations/{id}/people/{account}"), "person-saved"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let (there, person) = person(&shell, id, account).await?;
            show_with(&shell, &there, &person, &chosen, &problems).await
        }
    }
}

/// `GET /organisations/{organisation}/people/{account}/remove`.
pub(crate) async fn confirm_remove(
    shell: Shell,
    Path((id, account)): Path<(Uuid, Uuid)>,
) -> Answer {
    let (there, person) = person(&shell, id, account).await?;
    remove_with(&shell, &there, &person, &[])
}

/// `POST /organisations/{organisation}/people/{account}/remove`.
pub(crate) async fn remove(shell: Shell, Path((id, account)): Path<(Uuid, Uuid)>) -> Answer {
    match people::remove(&shell.app.installation, shell.caller(), id, account).await {
        Ok(()) => page::done(&format!("/organisations/{id}/people"), "person-removed"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let (there, person) = person(&shell, id, account).await?;
            remove_with(&shell, &there, &person, &problems)
        }
    }
}

/// `POST /organisations/{organisation}/people/{account}/password-link`.
pub(crate) async fn password_link(shell: Shell, Path((id, account)): Path<(Uuid, Uuid)>) -> Answer {
    let (there, person) = person(&shell, id, account).await?;
    match people::password_link(&shell.app.installation, shell.caller(), id, account).await {
        Ok(created) => {
            let t = shell.texts();
            let back = format!("/organisations/{id}/people");
            let mut crumbs = under(&shell, &there);
            crumbs.push(Link::to(t.people(), &back));
            let heading = t.handout_password(created.link.name.as_str());
            handout(&shell, shell.page(heading)?.under(crumbs), &created, back)
        }
        Err(error) => {
            let held: Vec<Role> = person.roles.iter().map(|(role, _)| *role).collect();
            show_with(&shell, &there, &person, &held, &page::mendable(error)?).await
        }
    }
}

/// `GET /organisations/{organisation}/invitations`.
pub(crate) async fn invitations(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = organisation::get(installation, caller, id).await?;
    let waiting = people::invitations(installation, caller, id).await?;
    let row = |link: &link::Link| {
        let (expired, until) = until(&shell, link);
        let here = format!("/organisations/{id}/invitations/{}", link.id);
        Invitation {
            name: link.name.clone(),
            email: link.email.clone(),
            role: role_words(&shell, &Opens::of(link).roles),
            until,
            expired,
            renew: format!("{here}/renew"),
            revoke: format!("{here}/revoke"),
        }
    };
    Ok(page::html(&Invitations {
        page: shell.page(t.invitations())?.under(under_people(&shell, &there)),
        id,
        open: there.closed_at.is_none(),
        organisation: there.name,
        rows: waiting.iter().map(row).collect(),
    }))
}

/// `GET /organisations/{organisation}/invitations/{link}/revoke`.
pub(crate) async fn confirm_revoke(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = organisation::get(installation, caller, id).await?;
    let waiting = people::invitations(installation, caller, id).await?;
    let Some(invitation) = waiting.iter().find(|it| it.id == link) else {
        return Err(Error::not_found("invitation", link, "").into());
    };
    let back = format!("/organisations/{id}/invitations");
    let mut crumbs = under_people(&shell, &there);
    crumbs.push(Link::to(t.invitations(), &back));
    let page = shell.page(t.invitations_revoke_heading(invitation.name.as_str()))?.under(crumbs);
    let form = Form::new(&page, format!("{back}/{link}/revoke"), t.invitations_revoke())
        .dangerous(t.invitations_revoke_consequence(invitation.name.as_str()))
        .cancel(back);
    Ok(shell.form_page(page, "", form))
}

/// `POST /organisations/{organisation}/invitations/{link}/revoke`.
pub(crate) async fn revoke(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    people::revoke(&shell.app.installation, shell.caller(), id, link).await?;
    page::done(&format!("/organisations/{id}/invitations"), "invitation-revoked")
}

/// `POST /organisations/{organisation}/invitations/{link}/renew`.
pub(crate) async fn renew(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let there = organisation::get(installation, caller, id).await?;
    let created = people::renew(installation, caller, id, link).await?;
    invited(&shell, &there, &created)
}

/// The page that shows a personal link, this once.
pub(crate) fn handout(shell: &Shell, page: Page, created: &Created, back: String) -> Answer {
    let (t, link) = (shell.texts(), &created.link);
    let once = link.most_uses == Some(1);
    Ok(page::html(&Handout {
        page,
        lead: match created.mailed {
            true => t.handout_mailed(link.email.as_str()),
            false => t.handout_lead(link.name.as_str()),
        },
        link: created.address(&shell.app.installation),
        until: t.handout_until(shell.moment(link.expires_at)),
        times: if once { t.handout_once() } else { t.handout_many() },
        back,
    }))
}

/// Until when a link works, and whether that is past.
pub(crate) fn until(shell: &Shell, link: &link::Link) -> (bool, String) {
    let moment = shell.moment(link.expires_at);
    if link.expires_at > shell.app.installation.now() {
        (false, moment)
    } else {
        (true, shell.texts().invitations_expired(moment))
    }
}

/// The values that a form sent under one name.
pub(crate) fn values<'a>(
    sent: &'a [(String, String)],
    name: &'a str,
) -> impl Iterator<Item = &'a str> {
    sent.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
}

/// How well an account is guarded, and whether it is in use.
pub(crate) fn guarded(
    shell: &Shell,
    has_totp: bool,
    presence: Option<&Presence>,
) -> (String, String) {
    let t = shell.texts();
    let factor = has_totp || presence.is_some_and(|it| it.passkeys > 0);
    let active = presence.and_then(|it| it.active_at);
    (
        if factor { t.people_factor_yes() } else { t.people_factor_no() },
        active.map_or_else(|| t.people_not_active(), |at| shell.moment(at)),
    )
}

fn row(shell: &Shell, person: &Person, presence: Option<&Presence>) -> Row {
    let account = &person.account;
    let (factor, active) = guarded(shell, account.has_totp, presence);
    let roles: Vec<Role> = person.roles.iter().map(|(role, _)| *role).collect();
    Row {
        id: account.id,
        name: account.name.clone(),
        email: account.email.clone(),
        roles: role_words(shell, &roles),
        factor,
        active,
        disabled: account.disabled_at.is_some(),
    }
}

/// Roles in an organisation, each named once.
fn role_words(shell: &Shell, roles: &[Role]) -> String {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles.dedup();
    let words: Vec<String> = roles.into_iter().map(|role| role_word(shell.texts(), role)).collect();
    format::list(shell.lang(), &words)
}

fn role_word(t: &Texts, role: Role) -> String {
    if role == Role::Account { t.people_member() } else { t.role(role) }
}

async fn person(shell: &Shell, id: Uuid, account: Uuid) -> Result<(Organisation, Person)> {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let there = organisation::get(installation, caller, id).await?;
    let people = people::list(installation, caller, id).await?;
    let person = people.into_iter().find(|person| person.account.id == account);
    Ok((there, person.ok_or_else(|| Error::not_found("person", account, ""))?))
}

async fn show_with(
    shell: &Shell,
    there: &Organisation,
    person: &Person,
    chosen: &[Role],
    problems: &[Problem],
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let presence = presence::of_organisation(installation, caller, there.id).await?;
    let account = &person.account;
    let here = format!("/organisations/{}/people/{}", there.id, account.id);
    let page = shell.page(&account.name)?.under(under_people(shell, there));
    let roles = [Role::OrganisationAdministrator, Role::Reader].map(|role| {
        let (words, help) = choice(t, role);
        CheckBox { value: role.to_string(), words, help, chosen: chosen.contains(&role) }
    });
    let roles = vec![Checks { heading: String::new(), boxes: roles.into() }];
    let field = Field::checks("role", t.people_own_role(), roles);
    let roles = Form::new(&page, &here, t.person_save())
        .field(field.help(t.person_roles_help()))
        .wrong(problems, t);
    let wrong = roles.has_errors();
    let show = Show {
        page,
        row: row(shell, person, presence.get(&account.id)),
        from_provider: person.roles.iter().any(|(_, origin)| origin != "local"),
        roles,
        password_link: format!("{here}/password-link"),
        remove: format!("{here}/remove"),
        stored: shell
            .may(Resource::Persons, Action::Read, &Scope::Organisation(there.id))
            .then(|| format!("/organisations/{}/persons/account.{}", there.id, account.id)),
    };
    Ok(page::html_or_wrong(&show, wrong))
}

fn remove_with(
    shell: &Shell,
    there: &Organisation,
    person: &Person,
    problems: &[Problem],
) -> Answer {
    let (t, account) = (shell.texts(), &person.account);
    let here = format!("/organisations/{}/people/{}", there.id, account.id);
    let mut crumbs = under_people(shell, there);
    crumbs.push(Link::to(&account.name, &here));
    let page = shell.page(t.person_remove(account.name.as_str()))?.under(crumbs);
    let consequence = t.person_remove_consequence(account.name.as_str(), there.name.as_str());
    let form = Form::new(&page, format!("{here}/remove"), t.person_remove_go())
        .dangerous(consequence)
        .cancel(here)
        .wrong(problems, t);
    Ok(shell.form_page(page, "", form))
}

fn invite_with(shell: &Shell, there: &Organisation, typed: &Typed, problems: &[Problem]) -> Answer {
    let (t, back) = (shell.texts(), format!("/organisations/{}/people", there.id));
    let page = shell.page(t.invite())?.under(under_people(shell, there));
    let roles = [Role::OrganisationAdministrator, Role::Reader, Role::Account].map(|role| {
        let (words, help) = choice(t, role);
        (role.to_string(), words, help)
    });
    let chosen = typed.role.unwrap_or(Role::Account).to_string();
    let form = Form::new(&page, format!("{back}/invite"), t.invite_go())
        .field(
            Field { autocomplete: "off", ..Field::email("email", t.invite_email()) }
                .value(&typed.email),
        )
        .field(Field::text("name", t.invite_name()).most(200).value(&typed.name))
        .field(Field::radios("role", t.invite_role(), roles.into()).value(chosen))
        .cancel(back)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.invite_lead(there.name.as_str()), form))
}

fn invited(shell: &Shell, there: &Organisation, created: &Created) -> Answer {
    let heading = shell.texts().handout_invitation(created.link.name.as_str());
    let back = format!("/organisations/{}/invitations", there.id);
    handout(shell, shell.page(heading)?.under(under_people(shell, there)), created, back)
}

/// A role as it is chosen, and what it is for.
fn choice(t: &Texts, role: Role) -> (String, String) {
    match role {
        Role::OrganisationAdministrator => (
            t.people_role_organisation_administrator(),
            t.people_role_organisation_administrator_help(),
        ),
        Role::Reader => (t.people_role_reader(), t.people_role_reader_help()),
        _ => (t.people_role_account(), t.people_role_account_help()),
    }
}

fn under_people(shell: &Shell, there: &Organisation) -> Vec<Link> {
    let mut crumbs = under(shell, there);
    crumbs.push(Link::to(shell.texts().people(), format!("/organisations/{}/people", there.id)));
    crumbs
}
