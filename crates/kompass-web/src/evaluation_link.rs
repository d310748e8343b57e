//! Personal links of an evaluation: for colleagues who answer, and for those who are interviewed.

use crate::error::Answer;
use crate::form::{CheckBox, Checks, Field, Form};
use crate::page::{self, Page, Shell};
use crate::people::{handout, until, values};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::evaluation::{self, Seen};
use kompass_app::link::{self, Created, Opens, Purpose};
use kompass_app::team::{self, Guest, Task};
use kompass_core::framework::Framework;
use kompass_core::{Error, Problem, Result, format};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "evaluation/links.html")]
struct Links {
    page: Page,
    here: String,
    /// True if the caller may hand out links to contributors.
    invites: bool,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    email: String,
    opens: String,
    until: String,
    expired: bool,
    opened: String,
    /// Empty if it is not the caller's to see anew.
    renew: String,
    revoke: String,
}

/// What a form about a guest was sent with.
type Fields = Vec<(String, String)>;

/// `GET /evaluations/{evaluation}/links`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let seen = evaluation::open_for(installation, caller, id).await?;
    let links = team::links(installation, caller, id).await?;
    let here = format!("/evaluations/{id}/links");
    let invites = team::invites_contributors(installation, caller, &seen.head).await?;
    let row = |link: &link::Link| {
        let (expired, until) = until(&shell, link);
        let renews = invites || link.purpose != Purpose::Contributor;
        Row {
            name: link.name.clone(),
            email: link.email.clone(),
            opens: opens(&shell, &seen.framework, link),
            until,
            expired,
            opened: t.links_opened_times(link.uses),
            renew: if renews { format!("{here}/{}/renew", link.id) } else { String::new() },
            revoke: format!("{here}/{}/revoke", link.id),
        }
    };
    let rows = links.iter().map(row).collect();
    let page = shell.evaluation_page(&seen.head, t.links())?;
    Ok(page::html(&Links { page, here, invites, rows }))
}

/// `GET /evaluations/{evaluation}/links/contributor`.
pub(crate) async fn contributor(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let seen = seen(&shell, id).await?;
    team::must_invite_contributors(&shell.app.installation, shell.caller(), &seen.head).await?;
    contributor_with(&shell, &seen, &Fields::new(), &[])
}

/// `POST /evaluations/{evaluation}/links/contributor`.
pub(crate) async fn make_contributor(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let codes: Vec<String> = values(&fields, "scope").map(str::to_owned).collect();
    let task = Task::Contribute { sub_areas: &codes, questions: &[], due: None };
    match make(&shell, id, &fields, task).await {
        Ok(created) => made(&shell, id, &created).await,
        Err(error) => {
            contributor_with(&shell, &seen(&shell, id).await?, &fields, &page::mendable(error)?)
        }
    }
}

/// `GET /evaluations/{evaluation}/links/interviewee`.
pub(crate) async fn interviewee(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    interviewee_with(&shell, &seen(&shell, id).await?, &Fields::new(), &[])
}

/// `POST /evaluations/{evaluation}/links/interviewee`.
pub(crate) async fn make_interviewee(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    match make(&shell, id, &fields, Task::BeInterviewed(one(&fields, "scope"))).await {
        Ok(created) => made(&shell, id, &created).await,
        Err(error) => {
            interviewee_with(&shell, &seen(&shell, id).await?, &fields, &page::mendable(error)?)
        }
    }
}

/// `POST /evaluations/{evaluation}/links/{link}/renew`.
pub(crate) async fn renew(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    let created = team::renew_link(&shell.app.installation, shell.caller(), id, link).await?;
    made(&shell, id, &created).await
}

/// `GET /evaluations/{evaluation}/links/{link}/revoke`.
pub(crate) async fn confirm_revoke(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let links = team::links(installation, caller, id).await?;
    let Some(found) = links.iter().find(|it| it.id == link) else {
        return Err(Error::not_found("link", link, "").into());
    };
    let (name, back) = (found.name.as_str(), format!("/evaluations/{id}/links"));
    let page = shell.evaluation_page(&head, t.links_revoke_heading(name))?;
    let form = Form::new(&page, format!("{back}/{link}/revoke"), t.links_revoke())
        .dangerous(t.links_revoke_consequence(name))
        .cancel(back);
    Ok(shell.form_page(page, "", form))
}

/// `POST /evaluations/{evaluation}/links/{link}/revoke`.
pub(crate) async fn revoke(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    team::revoke_link(&shell.app.installation, shell.caller(), id, link).await?;
    page::done(&format!("/evaluations/{id}/links"), "link-revoked")
}

async fn make(shell: &Shell, id: Uuid, fields: &Fields, task: Task<'_>) -> Result<Created> {
    let guest = Guest { name: one(fields, "name"), email: one(fields, "email"), task };
    team::invite_guest(&shell.app.installation, shell.caller(), id, &guest).await
}

async fn made(shell: &Shell, id: Uuid, created: &Created) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    let heading = shell.texts().links_handout(created.link.name.as_str());
    handout(
        shell,
        shell.evaluation_page(&head, heading)?,
        created,
        format!("/evaluations/{id}/links"),
    )
}

async fn seen(shell: &Shell, id: Uuid) -> Result<Seen> {
    evaluation::open_for(&shell.app.installation, shell.caller(), id).await
}

fn contributor_with(shell: &Shell, seen: &Seen, fields: &Fields, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.evaluation_page(&seen.head, t.links_contributor())?;
    let areas = seen.framework.areas.iter().map(|area| {
        let sub_areas = area.sub_areas.iter().map(|sub| {
            let chosen = values(fields, "scope").any(|code| code == sub.code);
            CheckBox {
                value: sub.code.clone(),
                words: format!("{} {}", sub.code, sub.short.get(shell.lang())),
                help: String::new(),
                chosen,
            }
        });
        Checks {
            heading: format!("{}. {}", area.number, area.title.get(shell.lang())),
            boxes: sub_areas.collect(),
        }
    });
    let scope =
        Field::checks("scope", t.links_sub_areas(), areas.collect()).help(t.links_sub_areas_help());
    let form =
        guest_form(shell, &page, seen, "contributor", fields).field(scope).wrong(problems, t);
    Ok(shell.form_page(page, t.links_contributor_lead(), form))
}

fn interviewee_with(shell: &Shell, seen: &Seen, fields: &Fields, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.evaluation_page(&seen.head, t.links_interviewee())?;
    let groups = seen.framework.groups.iter();
    let groups =
        groups.map(|it| (it.code.clone(), it.title.get(shell.lang()).to_owned(), String::new()));
    let scope =
        Field::radios("scope", t.links_group(), groups.collect()).value(one(fields, "scope"));
    let form =
        guest_form(shell, &page, seen, "interviewee", fields).field(scope).wrong(problems, t);
    Ok(shell.form_page(page, t.links_interviewee_lead(), form))
}

fn guest_form(shell: &Shell, page: &Page, seen: &Seen, task: &str, fields: &Fields) -> Form {
    let (t, here) = (shell.texts(), format!("/evaluations/{}/links", seen.head.id));
    let email = Field { autocomplete: "off", ..Field::email("email", t.links_person_email()) };
    Form::new(page, format!("{here}/{task}"), t.links_go())
        .field(Field::text("name", t.links_person_name()).most(200).value(one(fields, "name")))
        .field(email.optional().value(one(fields, "email")))
        .cancel(here)
}

/// What a link opens, in words.
fn opens(shell: &Shell, framework: &Framework, link: &link::Link) -> String {
    let (t, opens) = (shell.texts(), Opens::of(link));
    match (link.purpose, link.role) {
        (Purpose::Contributor, _) => {
            let mut named = opens.sub_areas;
            named.extend(opens.questions);
            t.links_sub_areas_of(format::list(shell.lang(), &named))
        }
        (Purpose::Interviewee, _) => {
            let group = framework.groups.iter().find(|it| Some(&it.code) == opens.group.as_ref());
            t.links_interview_of(group.map_or("", |group| group.title.get(shell.lang())))
        }
        (_, Some(role)) => t.links_invitation_as(t.role(role)),
        (_, None) => String::new(),
    }
}

fn one<'a>(fields: &'a Fields, name: &'a str) -> &'a str {
    values(fields, name).next().unwrap_or_default()
}
