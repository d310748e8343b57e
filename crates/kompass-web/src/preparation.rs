//! Pre-questions in pages: all of them with how far they have come, approving, handing in.

use crate::error::{self, Answer};
use crate::evaluation::LIST;
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::answer::{self, Item, Overview, Side, Status};
use kompass_app::delegation::{self, Delegation};
use kompass_app::evaluation::{self, Head};
use kompass_core::access::{Action, Resource};
use kompass_core::answer::overdue;
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::{Lang, Problem, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "preparation/list.html")]
struct List {
    page: Page,
    here: String,
    side: Side,
    lead: String,
    answered: usize,
    percent: usize,
    summary: String,
    /// Answers to be approved, if the caller may.
    ready: usize,
    hands_in: bool,
    delegates: bool,
    areas: Vec<Area>,
    people: Vec<Person>,
}

/// The questions of an area.
pub(crate) struct Area {
    number: u8,
    pub(crate) title: String,
    handed: String,
    pub(crate) rows: Vec<Row>,
}

/// A question in a list.
pub(crate) struct Row {
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) tag: String,
    pub(crate) tone: &'static str,
    pub(crate) who: String,
    pub(crate) due: String,
    pub(crate) overdue: bool,
    pub(crate) later: bool,
    /// Answered, but after the day.
    pub(crate) late: bool,
}

/// Somebody who has questions by a link.
struct Person {
    name: String,
    email: String,
    has: String,
    left: String,
    due: String,
    overdue: bool,
    reminded: String,
    change: String,
    remind: String,
}

#[derive(Template)]
#[template(path = "preparation/hand_in.html")]
struct HandInPage {
    page: Page,
    answers: Vec<String>,
    without: Vec<String>,
    form: Form,
}

#[derive(Deserialize)]
pub(crate) struct Reasoned {
    #[serde(default)]
    area: String,
    #[serde(default)]
    reason: String,
}

/// `GET /evaluations/{evaluation}/preparation`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let overview = answer::overview(installation, caller, &head).await?;
    let scope = Scope::Evaluation(&head);
    let coordinates = overview.side == Side::Coordinator && overview.writes;
    let delegates = coordinates && shell.may(Resource::Links, Action::Write, &scope);
    let people = if delegates {
        let there = delegation::list(installation, caller, &head).await?;
        there.iter().map(|it| person(&shell, &head, &overview, it)).collect()
    } else {
        Vec::new()
    };
    let count = |wanted: &[Status]| {
        overview.items.iter().filter(|item| wanted.contains(&item.status)).count()
    };
    let all = overview.items.len();
    let answered = all - count(&[Status::Unanswered, Status::Draft, Status::LeftOut]);
    let lead = match overview.side {
        Side::Coordinator => t.preparation_lead(),
        Side::Contributor => t.preparation_lead_contributor(),
        Side::Evaluators => t.preparation_lead_evaluators(),
    };
    let summary = match overview.side {
        Side::Evaluators => t.preparation_summary_evaluators(all as u64, answered as u64),
        _ => t.preparation_summary(all as u64, answered as u64),
    };
    Ok(page::html(&List {
        page: shell.evaluation_page(&head, t.preparation())?,
        here: here(&head),
        side: overview.side,
        lead,
        answered,
        percent: (100 * answered).checked_div(all).unwrap_or_default(),
        summary,
        ready: if coordinates { ready(&overview) } else { 0 },
        hands_in: coordinates,
        delegates,
        areas: areas(&shell, &head, &overview),
        people,
    }))
}

/// `POST /evaluations/{evaluation}/preparation/approve`.
pub(crate) async fn approve(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    answer::approve_ready(&shell.app.installation, shell.caller(), &head).await?;
    page::done(&here(&head), "answers-approved")
}

/// `GET /evaluations/{evaluation}/preparation/hand-in`.
pub(crate) async fn confirm_hand_in(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    let area = shell.query("area").unwrap_or_default();
    hand_in_with(&shell, &head, &Reasoned { area, reason: String::new() }, &[]).await
}

/// `POST /evaluations/{evaluation}/preparation/hand-in`.
pub(crate) async fn hand_in(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Reasoned>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    let done = match area_of(&typed.area) {
        Ok(area) => answer::hand_in(installation, caller, &head, area, &typed.reason).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => page::done(&here(&head), "answers-handed-in"),
        Err(error) => hand_in_with(&shell, &head, &typed, &page::mendable(error)?).await,
    }
}

async fn hand_in_with(
    shell: &Shell,
    head: &Head,
    typed: &Reasoned,
    problems: &[Problem],
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let area = area_of(&typed.area)?;
    let there = answer::to_hand_in(installation, caller, head, area).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let heading = match area.and_then(|number| framework.area(number)) {
        Some(area) => t.preparation_hand_in_area(area.title.get(shell.lang())),
        None => t.preparation_hand_in_all(),
    };
    let page = shell.evaluation_page(head, heading)?;
    let mut form = Form::new(&page, format!("{}/hand-in", here(head)), t.preparation_hand_in_go())
        .field(Field::hidden("area", &typed.area));
    if !there.without.is_empty() {
        let reason = Field::lines("reason", t.preparation_reason()).most(2_000);
        form = form.field(reason.help(t.preparation_reason_help()).value(&typed.reason));
    }
    let nothing = there.answers.is_empty() && there.without.is_empty();
    if !nothing {
        form.consequence = t.preparation_hand_in_consequence();
    }
    let form = form.cancel(here(head)).wrong(problems, t);
    let named = |codes: &[String]| {
        let named = codes.iter().map(|code| title(&framework, code, shell.lang()));
        named.collect::<Vec<_>>()
    };
    let (answers, without) = (named(&there.answers), named(&there.without));
    let wrong = form.has_errors();
    Ok(page::html_or_wrong(&HandInPage { page, answers, without, form }, wrong))
}

/// The questions with their status, by area.
pub(crate) fn areas(shell: &Shell, head: &Head, overview: &Overview) -> Vec<Area> {
    let (t, lang) = (shell.texts(), shell.lang());
    let area = |it: &kompass_core::framework::Area| {
        let rows = overview.items.iter().filter(|item| item.area == it.number);
        Area {
            number: it.number,
            title: format!("{}. {}", it.number, it.title.get(lang)),
            handed: overview
                .handed_in
                .get(&it.number)
                .map(|at| t.preparation_handed_in(shell.moment(*at)))
                .unwrap_or_default(),
            rows: rows.map(|item| row(shell, head, overview, item)).collect(),
        }
    };
    let mut areas: Vec<Area> = overview.framework.areas.iter().map(area).collect();
    areas.retain(|area| !area.rows.is_empty());
    areas
}

fn row(shell: &Shell, head: &Head, overview: &Overview, item: &Item) -> Row {
    let t = shell.texts();
    let names: Vec<String> = item.holders.iter().map(|holder| holder.name.clone()).collect();
    let (tag, tone) = status_words(t, overview.side, item.status);
    let handed = item.answer.as_ref().and_then(|answer| answer.handed.as_ref());
    Row {
        code: item.question.clone(),
        title: title_only(&overview.framework, &item.question, shell.lang()),
        href: format!("{}/{}", here(head), item.question),
        tag,
        tone,
        who: if overview.side == Side::Coordinator {
            format::list(shell.lang(), &names)
        } else {
            String::new()
        },
        due: item.due.map(format::date).unwrap_or_default(),
        overdue: item.overdue,
        late: item.late && !item.overdue,
        later: handed.is_some_and(|handed| handed.later),
    }
}

/// How far an answer has come, in words, and how the tag looks.
pub(crate) fn status_words(t: &Texts, side: Side, status: Status) -> (String, &'static str) {
    match (status, side) {
        (Status::Asked, Side::Evaluators) => (t.answer_status_asked_by_us(), "info"),
        (Status::Asked, _) => (t.answer_status_asked(), "waits"),
        (Status::Unanswered, Side::Evaluators) => (t.answer_status_not_handed_in(), ""),
        (Status::Unanswered, Side::Contributor) => (t.answer_status_unanswered(), "waits"),
        (Status::Unanswered, Side::Coordinator) => (t.answer_status_unanswered(), ""),
        (Status::Draft, Side::Contributor) => (t.answer_status_draft(), "waits"),
        (Status::Draft, _) => (t.answer_status_draft(), "info"),
        (Status::Ready, Side::Coordinator) => (t.answer_status_ready_to_approve(), "waits"),
        (Status::Ready, _) => (t.answer_status_ready(), "good"),
        (Status::Approved, _) => (t.answer_status_approved(), "good"),
        (Status::Changed, _) => (t.answer_status_changed(), "mid"),
        (Status::HandedIn, _) => (t.answer_status_handed_in(), "good"),
        (Status::LeftOut, _) => (t.answer_status_left_out(), "mid"),
    }
}

fn person(shell: &Shell, head: &Head, overview: &Overview, it: &Delegation) -> Person {
    let t = shell.texts();
    let own = overview.items.iter().filter(|item| it.questions.contains(&item.question));
    let waits = |item: &&Item| {
        use Status::{Asked, Draft, LeftOut, Unanswered};
        matches!(item.status, Unanswered | Draft | Asked | LeftOut)
    };
    let left: Vec<&Item> = own.filter(waits).collect();
    let today = shell.app.installation.today();
    let edit = format!("{}/delegate/{}", here(head), it.link.id);
    Person {
        name: it.link.name.clone(),
        email: it.link.email.clone(),
        has: t.delegation_has(it.questions.len() as u64),
        left: t.delegation_left(left.len() as u64),
        due: it.opens.due.map(format::date).unwrap_or_default(),
        overdue: left.iter().any(|item| overdue(item.status, it.opens.due, today)),
        reminded: it.opens.reminded.map(|at| shell.moment(at)).unwrap_or_default(),
        remind: format!("{edit}/remind"),
        change: edit,
    }
}

fn ready(overview: &Overview) -> usize {
    let answers = overview.items.iter().filter_map(|item| item.answer.as_ref());
    answers.filter(|answer| answer.state == answer::State::Ready).count()
}

/// Where the pre-questions of an evaluation are.
pub(crate) fn here(head: &Head) -> String {
    format!("{LIST}/{}/preparation", head.id)
}

/// A question with its code.
pub(crate) fn title(framework: &Framework, code: &str, lang: Lang) -> String {
    format!("{code} {}", title_only(framework, code, lang))
}

pub(crate) fn title_only(framework: &Framework, code: &str, lang: Lang) -> String {
    framework.question(code).map(|it| it.title.get(lang).to_owned()).unwrap_or_default()
}

/// The area of a form: none for all of them.
fn area_of(typed: &str) -> kompass_core::Result<Option<u8>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let number = typed.parse().map(Some);
    number.map_err(|_| error::invalid(answer::reason::AREA.code, "", answer::reason::AREA.message))
}
