//! The first page: what waits for somebody, and where they have a part.

use crate::error::Answer;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::response::{IntoResponse, Redirect};
use kompass_app::access::{self, Scope, Who};
use kompass_app::start::{self, Waits};
use kompass_core::access::{Action, Resource, Role, may};
use kompass_core::format;

#[derive(Template)]
#[template(path = "start/start.html")]
struct StartPage {
    page: Page,
    waits: Vec<Link>,
    evaluations: Vec<Row>,
    organisations: Vec<Link>,
    /// Where to book an evaluation.
    book: Option<String>,
    /// True for those who make organisations.
    makes_organisations: bool,
}

struct Row {
    link: Link,
    kind: String,
    step: String,
    over: bool,
    role: String,
}

/// `GET /`.
pub(crate) async fn show(shell: Shell) -> Answer {
    match shell.caller().who {
        Who::Public => return Ok(Redirect::to("/sign-in").into_response()),
        Who::Link(_) => return Ok(Redirect::to("/my-part").into_response()),
        Who::Account(_) | Who::CommandLine => {}
    }
    let t = shell.texts();
    let start = start::start(&shell.app.installation, shell.caller()).await?;
    let waits = start.waits.iter().map(|waits| match waits {
        Waits::Declaration(head) => Link::to(
            t.start_waits_declaration(&head.municipality, head.year),
            format!("/evaluations/{}/declaration", head.id),
        ),
        Waits::Documents(head, count, until) => Link::to(
            t.request_start(
                *count,
                &head.municipality,
                until.map(format::date).unwrap_or_default(),
                head.year,
            ),
            format!("/evaluations/{}/documents#requests", head.id),
        ),
        Waits::SecondFactor => Link::to(t.start_waits_second_factor(), "/profile/security"),
        Waits::RecoveryCodes(left) => {
            Link::to(t.start_waits_recovery(*left), "/profile/recovery-codes")
        }
    });
    let waits = waits.collect();
    let evaluations = start.evaluations.iter().map(|(head, roles)| Row {
        link: Link::to(
            format!("{} {}", head.municipality, head.year),
            format!("/evaluations/{}", head.id),
        ),
        kind: t.kind(head.kind),
        step: t.state(head.state),
        over: head.state == kompass_core::evaluation::State::Closed,
        role: format::list(t.lang(), &roles.iter().map(|role| t.role(*role)).collect::<Vec<_>>()),
    });
    let evaluations = evaluations.collect();
    let of = |id| format!("/organisations/{id}");
    let mine = start.organisations.iter();
    let organisations =
        mine.map(|organisation| Link::to(&organisation.name, of(organisation.id))).collect();
    let books = |role: Role| may(role, Resource::Evaluations, Action::Write);
    let mut memberships = shell.caller().grants.memberships.iter();
    let book = memberships
        .find(|(_, role)| books(*role))
        .map(|(id, _)| format!("{}/evaluations/new", of(*id)));
    let makes_organisations = access::roles(shell.caller(), &Scope::Installation)
        .into_iter()
        .any(|role| may(role, Resource::Organisations, Action::Write));
    let page = shell.page(t.start(&shell.caller().name))?;
    Ok(page::html(&StartPage {
        page,
        waits,
        evaluations,
        organisations,
        book,
        makes_organisations,
    }))
}
