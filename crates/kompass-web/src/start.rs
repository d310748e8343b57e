//! The first page: what waits for somebody, what is late, and where they have a part.

use crate::error::Answer;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::response::{IntoResponse, Redirect};
use kompass_app::access::{self, Scope, Who};
use kompass_app::evaluation::Head;
use kompass_app::start::{self, Start, Waits};
use kompass_app::todo::{Todo, TodoKind};
use kompass_core::access::{Action, Resource, Role, may};
use kompass_core::action::QUIET_DAYS;
use kompass_core::evaluation::State;
use kompass_core::format;
use kompass_core::i18n::Texts;
use uuid::Uuid;

/// So many evaluations stand here; all of them have a page of their own.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "start/start.html")]
struct StartPage {
    page: Page,
    /// What waits, evaluation by evaluation.
    groups: Vec<Group>,
    /// What will stand here, for each thing that this person does.
    next: Vec<String>,
    /// What waits about the account.
    waits: Vec<Link>,
    evaluations: Vec<Row>,
    /// Words for the way to all evaluations, if they do not all stand here.
    more: Option<String>,
    organisations: Vec<Link>,
    /// Where to book an evaluation.
    book: Option<String>,
    /// True for those who make organisations.
    makes_organisations: bool,
}

struct Group {
    evaluation: Uuid,
    link: Link,
    step: String,
    items: Vec<Item>,
}

struct Item {
    link: Link,
    due: String,
    late: bool,
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
    let mut start = start::start(&shell.app.installation, shell.caller()).await?;
    let groups = groups(&shell, &start);
    let next = next(t, &start);
    let waits = start.waits.iter().map(|waits| match waits {
        Waits::SecondFactor => Link::to(t.start_waits_second_factor(), "/profile/security"),
        Waits::RecoveryCodes(left) => {
            Link::to(t.start_waits_recovery(*left), "/profile/recovery-codes")
        }
    });
    let waits = waits.collect();
    let all = start.evaluations.len();
    // What is going on comes before what is over, else by name and year.
    start.evaluations.sort_by_key(|(head, _)| head.state == State::Closed);
    let evaluations = start.evaluations.iter().take(MOST).map(|(head, roles)| Row {
        link: to_evaluation(head),
        kind: t.kind(head.kind),
        step: t.state(head.state),
        over: head.state == State::Closed,
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
        groups,
        next,
        waits,
        evaluations,
        more: (all > MOST).then(|| t.todo_more(all as u64)),
        organisations,
        book,
        makes_organisations,
    }))
}

/// What waits, by evaluation; one with something late comes first, as its things do.
fn groups(shell: &Shell, start: &Start) -> Vec<Group> {
    let t = shell.texts();
    let today = shell.app.installation.today();
    let mut groups: Vec<Group> = Vec::new();
    for todo in &start.todos {
        let late = todo.late(today);
        let due = todo
            .due
            .map(format::date)
            .map(|date| if late { t.todo_late(date) } else { t.todo_due(date) });
        let link = Link::to(words(t, todo), todo.href.clone());
        let item = Item { link, due: due.unwrap_or_default(), late };
        match groups.iter_mut().find(|group| group.evaluation == todo.evaluation) {
            Some(group) => group.items.push(item),
            None => {
                let mut heads = start.evaluations.iter().map(|(head, _)| head);
                let Some(head) = heads.find(|head| head.id == todo.evaluation) else { continue };
                groups.push(Group {
                    evaluation: head.id,
                    link: to_evaluation(head),
                    step: t.state(head.state),
                    items: vec![item],
                });
            }
        }
    }
    groups
}

fn words(t: &Texts, todo: &Todo) -> String {
    match todo.kind {
        TodoKind::Declaration => t.todo_declaration(),
        TodoKind::Lead => t.todo_lead(),
        TodoKind::Coordinator => t.todo_coordinator(),
        TodoKind::Invitations => t.todo_invitations(todo.count),
        TodoKind::Missing(state) => t.todo_missing(todo.count, t.state(state)),
        TodoKind::Step(state) => t.todo_step(t.state(state)),
        TodoKind::Documents => t.todo_documents(todo.count),
        TodoKind::AnswersOpen => t.todo_answers_open(todo.count),
        TodoKind::AnswersAsked => t.todo_answers_asked(todo.count),
        TodoKind::AnswersLate => t.todo_answers_late(todo.count),
        TodoKind::AnswersReady => t.todo_answers_ready(todo.count),
        TodoKind::AnswersApproved => t.todo_answers_approved(todo.count),
        TodoKind::Interviews => t.todo_interviews(todo.count),
        TodoKind::Notes => t.todo_notes(todo.count),
        TodoKind::Supplements => t.todo_supplements(todo.count),
        TodoKind::Areas => t.todo_areas(todo.count),
        TodoKind::Review => t.todo_review(),
        TodoKind::FactCheck => t.todo_fact_check(),
        TodoKind::FactCheckAnswers => t.todo_fact_check_answers(todo.count),
        TodoKind::ActionsLate => t.todo_actions_late(todo.count),
        TodoKind::ActionsQuiet => {
            t.todo_actions_quiet(u64::from(QUIET_DAYS.unsigned_abs()), todo.count)
        }
    }
}

/// What will wait for somebody, by what they are in their evaluations.
fn next(t: &Texts, start: &Start) -> Vec<String> {
    let is = |role: Role| start.evaluations.iter().any(|(_, roles)| roles.contains(&role));
    let said = [
        (Role::OrganisationAdministrator, t.todo_next_administrator()),
        (Role::LeadEvaluator, t.todo_next_lead()),
        (Role::Evaluator, t.todo_next_evaluator()),
        (Role::QualityReviewer, t.todo_next_reviewer()),
        (Role::Coordinator, t.todo_next_coordinator()),
        (Role::Reader, t.todo_next_reader()),
    ];
    said.into_iter().filter(|(role, _)| is(*role)).map(|(_, words)| words).collect()
}

fn to_evaluation(head: &Head) -> Link {
    Link::to(crate::evaluation::name(head), format!("/evaluations/{}", head.id))
}
