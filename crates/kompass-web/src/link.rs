//! Personal links: what one is for, accepting it, and the page of somebody who came by one without an account.

use crate::error::{self, Answer};
use crate::evaluation::LIST;
use crate::form::{Field, Form};
use crate::interview;
use crate::page::{self, Link, Page, Shell};
use crate::preparation;
use crate::sign_in::{address, admit, enter};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kompass_app::answer::{self, Side};
use kompass_app::link::{self, Given, Next, Opening, Opens, Purpose};
use kompass_app::password::Password;
use kompass_app::{reason, start};
use kompass_core::access::{Action, Resource};
use kompass_core::format;
use kompass_core::{Error, Problem, Result};
use serde::Deserialize;

/// The address is a secret and goes to nobody, not even to our own pages. With `no-referrer` browsers would not say
/// either that the form was sent from here.
const REFERRER_POLICY: HeaderValue = HeaderValue::from_static("strict-origin");

#[derive(Template)]
#[template(path = "link/open.html")]
struct Open {
    page: Page,
    lead: String,
    until: String,
    form: Option<Form>,
    sign_in: Option<Link>,
}

#[derive(Template)]
#[template(path = "link/stopped.html")]
struct Stopped {
    page: Page,
    reasons: Vec<String>,
    /// True if signing out helps.
    other_account: bool,
}

#[derive(Template)]
#[template(path = "link/part.html")]
struct Part {
    page: Page,
    /// Where documents are handed in, if the link opens that.
    documents: Option<String>,
    lead: String,
    seen: bool,
    /// True while there is something to do.
    open: bool,
    /// Where the actions are that this link has to do with.
    actions: Option<String>,
    covers: Vec<String>,
    side: Side,
    /// What somebody who answers is to answer, by area.
    questions: Vec<preparation::Area>,
    data: String,
    contact: String,
    until: String,
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

/// `GET /link/{token}`. Programs that look for dangerous mail open links as well, so nothing is changed here.
pub(crate) async fn show(shell: Shell, Path(token): Path<String>) -> Answer {
    let answer = match open(&shell, &token).await {
        Ok(opening) => page_with(&shell, &token, &opening, None, &[])?,
        Err(error) => stopped(&shell, error)?,
    };
    Ok(secretly(answer))
}

/// `POST /link/{token}`.
pub(crate) async fn accept(
    shell: Shell,
    headers: HeaderMap,
    Path(token): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let (agent, from) = (&shell.visit.agent, shell.visit.address.to_string());
    let opening = match open(&shell, &token).await {
        Ok(opening) => opening,
        Err(error) => return stopped(&shell, error).map(secretly),
    };
    let here = format!("{}{token}", link::PATH);
    let done = match opening.next {
        Next::FirstAccount | Next::NewAccount | Next::NewPassword => {
            let given = Given {
                email: &typed.email,
                name: &typed.name,
                language: shell.lang(),
                password: Password::new(&typed.password),
            };
            match link::accept(installation, &token, &given, agent, &from).await {
                Ok(outcome) => return admit(&shell, &headers, &outcome, "/").await,
                Err(error) => Err(error),
            }
        }
        Next::Enter => match link::enter(installation, &token, agent, &from).await {
            Ok(opened) => return enter(&shell, &headers, &opened, "/my-part").await,
            Err(error) => Err(error),
        },
        Next::Accept => link::accept_as(installation, caller, &token, &from).await.map(|_| ()),
        Next::SignIn => return Ok(Redirect::to(&address("/sign-in", &here)).into_response()),
        Next::SignOut => Err(reason::OTHER_ACCOUNT.invalid("link")),
    };
    match done {
        Ok(()) => page::done("/", "accepted"),
        Err(error) if reason::STEP_UP.is(&error) => {
            Ok(Redirect::to(&address("/confirm", &here)).into_response())
        }
        Err(error) if reason::OTHER_ACCOUNT.is(&error) => stopped(&shell, error).map(secretly),
        Err(error) => {
            let status = error::status(&error);
            let problems = page::mendable(error)?;
            let answer = page_with(&shell, &token, &opening, Some(&typed), &problems)?;
            Ok(secretly((status, answer).into_response()))
        }
    }
}

/// `GET /my-part`.
pub(crate) async fn part(shell: Shell) -> Answer {
    let t = shell.texts();
    let link = shell.caller().link.as_ref().ok_or_else(|| reason::SIGN_IN_FIRST.forbidden())?;
    if link.purpose == Purpose::Interviewee {
        return interview::part(&shell).await;
    }
    let part = start::part(&shell.app.installation, shell.caller()).await?;
    let opens = Opens::of(link);
    let (mut open, mut lead, mut covers) = (false, String::new(), Vec::new());
    let (mut documents, mut actions) = (None, None);
    let mut questions = Vec::new();
    if let Some(seen) = &part.seen {
        let (state, kind) = (seen.head.state, seen.head.kind);
        open = seen.viewer.may(Resource::Answers, Action::Write, state, kind);
        let hands_in = seen.viewer.may(Resource::Documents, Action::Write, state, kind);
        documents = hands_in.then(|| format!("{LIST}/{}/documents", seen.head.id));
        let follows_up = seen.viewer.may(Resource::Actions, Action::Read, state, kind);
        actions = follows_up.then(|| format!("{LIST}/{}/actions", seen.head.id));
        lead = t.my_part_lead(&seen.head.municipality, seen.head.year);
        let named =
            seen.framework.sub_areas().filter(|(_, sub)| opens.sub_areas.contains(&sub.code));
        covers =
            named.map(|(_, sub)| format!("{} {}", sub.code, sub.short.get(t.lang()))).collect();
        if open {
            let (installation, head) = (&shell.app.installation, &seen.head);
            let overview = answer::overview(installation, shell.caller(), head).await?;
            questions = preparation::areas(&shell, head, &overview);
        }
    }
    let page = shell.page(t.my_part_answers())?;
    let who = [link.name.as_str(), link.email.as_str()].into_iter().filter(|it| !it.is_empty());
    Ok(page::html(&Part {
        page,
        documents,
        lead,
        seen: part.seen.is_some(),
        open,
        actions,
        covers,
        side: Side::Contributor,
        questions,
        data: t.my_part_data_kept(who.collect::<Vec<_>>().join(", ")),
        contact: t.my_part_data_use(part.organisation),
        until: t.my_part_link_until(shell.moment(link.expires_at)),
    }))
}

async fn open(shell: &Shell, token: &str) -> Result<Opening> {
    let from = shell.visit.address.to_string();
    let opening = link::open(&shell.app.installation, shell.caller(), token, &from).await?;
    if opening.next == Next::SignOut {
        Err(reason::OTHER_ACCOUNT.invalid("link"))
    } else {
        Ok(opening)
    }
}

fn page_with(
    shell: &Shell,
    token: &str,
    opening: &Opening,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let (heading, lead) = words(shell, opening);
    let page = shell.page(heading)?;
    let here = format!("{}{token}", link::PATH);
    let name = typed.map_or(&opening.link.name, |typed| &typed.name);
    let name =
        Field { autocomplete: "name", ..Field::text("name", t.link_name()) }.value(name).most(200);
    let words =
        if opening.next == Next::NewPassword { t.password_new() } else { t.sign_in_password() };
    let password = Field::password("password", words, "new-password").help(t.password_new_help());
    let form = |submit: String| Form::new(&page, &here, submit);
    let (form, sign_in) = match opening.next {
        Next::FirstAccount => {
            let email = Field { autocomplete: "username", ..Field::email("email", t.link_email()) };
            let email = email.value(typed.map_or("", |typed| &typed.email));
            (Some(form(t.link_accept_account()).field(name).field(email).field(password)), None)
        }
        Next::NewAccount => (Some(form(t.link_accept_account()).field(name).field(password)), None),
        Next::NewPassword => (Some(form(t.link_accept_password()).field(password)), None),
        Next::Accept => (Some(form(t.link_accept_role())), None),
        Next::Enter => (Some(form(t.link_accept_part())), None),
        Next::SignIn | Next::SignOut => {
            (None, Some(Link::to(t.link_sign_in(), address("/sign-in", &here))))
        }
    };
    let form = form.map(|form| form.wrong(problems, t));
    let until = t.link_until(shell.moment(opening.link.expires_at));
    Ok(page::html(&Open { page, lead, until, form, sign_in }))
}

/// Heading and lead: what the link is for.
fn words(shell: &Shell, opening: &Opening) -> (String, String) {
    let t = shell.texts();
    let link = &opening.link;
    let (mine, sign_in) = (opening.next == Next::Accept, opening.next == Next::SignIn);
    let (municipality, year) = opening
        .evaluation
        .as_ref()
        .map(|head| (head.municipality.clone(), head.year))
        .unwrap_or_default();
    match link.purpose {
        Purpose::Administrator => {
            let lead = if sign_in {
                t.link_administrator_sign_in(&link.email)
            } else {
                t.link_administrator_lead()
            };
            (t.link_administrator(), lead)
        }
        Purpose::Password => (t.link_password(), t.link_password_lead(&link.email)),
        Purpose::Contributor => (t.link_contributor(municipality), t.link_contributor_lead(year)),
        Purpose::Interviewee => (t.link_interviewee(municipality), t.link_interviewee_lead(year)),
        Purpose::Invitation if opening.evaluation.is_some() => {
            let role = link.role.map(|role| t.role(role)).unwrap_or_default();
            let lead = match (mine, sign_in) {
                (true, _) => t.link_team_mine(role),
                (_, true) => t.link_team_sign_in(&link.email, role),
                _ => t.link_team_lead(&link.email, role),
            };
            (t.link_team(municipality, year), lead)
        }
        Purpose::Invitation => {
            let organisation = opening.organisation.as_ref().map_or("", |it| it.name.as_str());
            let roles: Vec<String> = opening.opens.roles.iter().map(|role| t.role(*role)).collect();
            let role = format::list(t.lang(), &roles);
            let lead = match (mine, sign_in) {
                (true, _) => t.link_invitation_mine(organisation, role),
                (_, true) => t.link_invitation_sign_in(&link.email, organisation, role),
                _ => t.link_invitation_lead(&link.email, organisation, role),
            };
            (t.link_invitation(organisation), lead)
        }
    }
}

/// Why the link does not work, and what to do.
fn stopped(shell: &Shell, error: Error) -> Answer {
    let t = shell.texts();
    let other_account = reason::OTHER_ACCOUNT.is(&error);
    let status = if reason::LINK_UNKNOWN.is(&error) {
        StatusCode::NOT_FOUND
    } else if [reason::LINK_EXPIRED, reason::LINK_REVOKED, reason::LINK_USED]
        .iter()
        .any(|it| it.is(&error))
    {
        StatusCode::GONE
    } else {
        error::status(&error)
    };
    let reasons = page::mendable(error)?.iter().map(|problem| error::words(problem, t)).collect();
    let answer =
        page::html(&Stopped { page: shell.page(t.link_stopped())?, reasons, other_account });
    Ok((status, answer).into_response())
}

fn secretly(mut answer: Response) -> Response {
    answer.headers_mut().insert(header::REFERRER_POLICY, REFERRER_POLICY);
    answer
}
