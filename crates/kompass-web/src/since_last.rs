//! What was done about the improvement areas of the last evaluation.

use crate::conflict;
use crate::error::Answer;
use crate::evaluation::{LIST, name};
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::evaluation::{self, Head};
use kompass_app::since_last::{self, LONGEST_IMPROVEMENT, Offer, Stored, Typed};
use kompass_core::access::{Action, Resource};
use kompass_core::answer::LONGEST;
use kompass_core::evaluation::{SinceLastOrigin, SinceLastStatus};
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem};
use serde::Deserialize;
use uuid::Uuid;

/// How far an improvement area can have come, in the order of the form.
const STATUSES: [(&str, SinceLastStatus); 4] = [
    ("done", SinceLastStatus::Done),
    ("begun", SinceLastStatus::Begun),
    ("not_begun", SinceLastStatus::NotBegun),
    ("declined", SinceLastStatus::Declined),
];

#[derive(Template)]
#[template(path = "since_last/list.html")]
struct List {
    page: Page,
    here: String,
    writes: bool,
    /// What can be taken over from the last evaluation.
    found: Option<Found>,
    areas: Vec<(String, Vec<Row>)>,
}

/// What can be taken over.
struct Found {
    words: String,
    offers: Vec<Offered>,
}

/// An improvement area that can be taken over.
struct Offered {
    area: String,
    improvement: String,
    tag: String,
    tone: &'static str,
    done: String,
    origin: String,
}

struct Row {
    improvement: String,
    tag: String,
    tone: &'static str,
    origin: String,
    done: String,
    edit: String,
}

#[derive(Template)]
#[template(path = "since_last/edit.html")]
struct Edit {
    page: Page,
    form: Form,
    remove: String,
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    area: u8,
    #[serde(default)]
    improvement: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    done: String,
    #[serde(default)]
    merge: String,
}

#[derive(Deserialize)]
pub(crate) struct Chosen {
    /// The one that is taken over; all without it.
    improvement: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Removed {
    #[serde(default)]
    version: i64,
}

/// `GET /evaluations/{evaluation}/since-last`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    list_with(&shell, id, &[]).await
}

async fn list_with(shell: &Shell, id: Uuid, problems: &[Problem]) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let rows = since_last::list(installation, caller, &head).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let writes = shell.may(Resource::SinceLast, Action::Write, &Scope::Evaluation(&head));
    let last = if writes { since_last::last(installation, caller, &head).await? } else { None };
    let found = last.filter(|(_, offers)| !offers.is_empty()).map(|(last, offers)| Found {
        words: t.since_last_found(offers.len() as u64, name(&last)),
        offers: offers.iter().map(|it| offered(shell, &framework, it)).collect(),
    });
    let areas = framework.areas.iter().filter_map(|area| {
        let own: Vec<Row> = rows
            .iter()
            .filter(|it| it.area == area.number)
            .map(|it| row(shell, &head, it))
            .collect();
        let title = format!("{}. {}", area.number, area.title.get(shell.lang()));
        (!own.is_empty()).then_some((title, own))
    });
    let areas = areas.collect();
    let page = shell.evaluation_page(&head, t.since_last())?;
    let shown = List { page, here: here(&head), writes, found, areas };
    Ok(page::html_or_wrong(&shown, !problems.is_empty()))
}

/// `POST /evaluations/{evaluation}/since-last/take-over`.
pub(crate) async fn take_over(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(chosen): Sent<Chosen>,
) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    // Browsers send line breaks as forms do.
    let only = chosen.improvement.map(|text| text.replace("\r\n", "\n"));
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match since_last::take_over(installation, caller, &head, only.as_deref()).await {
        Ok(_) => page::done(&here(&head), "since-last-taken-over"),
        Err(error) => list_with(&shell, id, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/since-last/new`.
pub(crate) async fn new(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    new_with(&shell, &head, &Fields::empty(), &[]).await
}

/// `POST /evaluations/{evaluation}/since-last/new`.
pub(crate) async fn add(shell: Shell, Path(id): Path<Uuid>, Sent(fields): Sent<Fields>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    match since_last::add(&shell.app.installation, shell.caller(), &head, &fields.typed()).await {
        Ok(()) => page::done(&here(&head), "saved"),
        Err(error) => new_with(&shell, &head, &fields, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/since-last/{row}`.
pub(crate) async fn edit(shell: Shell, Path((id, row)): Path<(Uuid, Uuid)>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    let there = since_last::get(&shell.app.installation, shell.caller(), &head, row).await?;
    edit_with(&shell, &head, row, &Fields::of(&there), &[]).await
}

/// `POST /evaluations/{evaluation}/since-last/{row}`.
pub(crate) async fn save(
    shell: Shell,
    Path((id, row)): Path<(Uuid, Uuid)>,
    Sent(mut fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    if fields.merge == "both" {
        let there = since_last::get(installation, caller, &head, row).await?;
        fields.done = conflict::merged(&fields.done, &there.since.done);
        fields.improvement = conflict::merged(&fields.improvement, &there.since.improvement);
    }
    let (version, typed) = (fields.version, fields.typed());
    match since_last::put(installation, caller, &head, row, version, &typed).await {
        // The script stays on the page, a person is done with it.
        Ok(version) => shell.saved(version, &here(&head)),
        Err(Error::Conflict(_)) if !shell.visit.autosave => {
            compare(&shell, &head, row, &fields).await
        }
        Err(error) => edit_with(&shell, &head, row, &fields, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/since-last/{row}/remove`.
pub(crate) async fn confirm_remove(shell: Shell, Path((id, row)): Path<(Uuid, Uuid)>) -> Answer {
    let t = shell.texts();
    let head = evaluation::head(&shell.app.installation, id).await?;
    let there = since_last::get(&shell.app.installation, shell.caller(), &head, row).await?;
    let page = shell.evaluation_page(&head, t.since_last_remove_heading())?;
    let form = Form::new(&page, format!("{}/{row}/remove", here(&head)), t.since_last_remove())
        .field(Field::hidden("version", there.version.to_string()))
        .dangerous(t.since_last_remove_consequence())
        .cancel(here(&head));
    Ok(shell.form_page(page, there.since.improvement, form))
}

/// `POST /evaluations/{evaluation}/since-last/{row}/remove`.
pub(crate) async fn remove(
    shell: Shell,
    Path((id, row)): Path<(Uuid, Uuid)>,
    Sent(sent): Sent<Removed>,
) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    since_last::remove(&shell.app.installation, shell.caller(), &head, row, sent.version).await?;
    page::done(&here(&head), "since-last-removed")
}

impl Fields {
    fn empty() -> Self {
        Self {
            version: 0,
            area: 0,
            improvement: String::new(),
            status: "not_begun".to_owned(),
            done: String::new(),
            merge: String::new(),
        }
    }

    fn of(there: &Stored) -> Self {
        let status = STATUSES.iter().find(|(_, status)| *status == there.since.status);
        Self {
            version: there.version,
            area: there.area,
            improvement: there.since.improvement.clone(),
            status: status.map_or("", |(word, _)| word).to_owned(),
            done: there.since.done.clone(),
            merge: String::new(),
        }
    }

    fn typed(&self) -> Typed<'_> {
        let status = STATUSES.iter().find(|(word, _)| *word == self.status);
        Typed {
            area: self.area,
            improvement: &self.improvement,
            // Radios that browsers send always have a value; what else comes says nothing.
            status: status.map_or(SinceLastStatus::NotBegun, |(_, status)| *status),
            done: &self.done,
        }
    }
}

async fn new_with(shell: &Shell, head: &Head, fields: &Fields, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.evaluation_page(head, t.since_last_new())?;
    let framework = shell.app.installation.framework(&head.framework_digest).await?;
    let action = format!("{}/new", here(head));
    let form = form(shell, &page, &framework, action, fields).cancel(here(head)).wrong(problems, t);
    Ok(shell.form_page(page, t.since_last_new_lead(), form))
}

async fn edit_with(
    shell: &Shell,
    head: &Head,
    row: Uuid,
    fields: &Fields,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let page = shell.evaluation_page(head, t.since_last_edit())?;
    let framework = shell.app.installation.framework(&head.framework_digest).await?;
    let action = format!("{}/{row}", here(head));
    let remove = format!("{action}/remove");
    let form = form(shell, &page, &framework, action, fields)
        .field(Field::hidden("version", fields.version.to_string()))
        .autosaved(&page)
        .cancel(here(head))
        .wrong(problems, t);
    let wrong = form.has_errors();
    Ok(page::html_or_wrong(&Edit { page, form, remove }, wrong))
}

fn form(
    shell: &Shell,
    page: &Page,
    framework: &Framework,
    action: String,
    fields: &Fields,
) -> Form {
    let (t, lang) = (shell.texts(), shell.lang());
    let area = |it: &kompass_core::framework::Area| {
        (it.number.to_string(), format!("{}. {}", it.number, it.title.get(lang)))
    };
    let areas = framework.areas.iter().map(area).collect();
    let statuses =
        STATUSES.map(|(word, status)| (word.to_owned(), status_words(t, status).0, String::new()));
    let number = if fields.area == 0 { String::new() } else { fields.area.to_string() };
    Form::new(page, action, t.since_last_save())
        .field(Field::choice("area", t.since_last_area(), areas).value(number))
        .field(
            Field::lines("improvement", t.since_last_improvement())
                .help(t.since_last_improvement_help())
                .most(LONGEST_IMPROVEMENT)
                .value(&fields.improvement),
        )
        .field(
            Field::radios("status", t.since_last_status(), statuses.into()).value(&fields.status),
        )
        .field(
            Field::lines("done", t.since_last_what())
                .help(t.since_last_what_help())
                .most(LONGEST)
                .optional()
                .value(&fields.done),
        )
}

fn row(shell: &Shell, head: &Head, it: &Stored) -> Row {
    let (tag, tone) = status_words(shell.texts(), it.since.status);
    Row {
        improvement: it.since.improvement.clone(),
        tag,
        tone,
        origin: SinceLastOrigin::words(it.since.origin, shell.texts()),
        done: it.since.done.clone(),
        edit: format!("{}/{}", here(head), it.id),
    }
}

fn offered(shell: &Shell, framework: &Framework, it: &Offer) -> Offered {
    let t = shell.texts();
    let (tag, tone) = status_words(t, it.since.status);
    let title = framework.area(it.area).map_or("", |area| area.title.get(shell.lang()));
    Offered {
        area: format!("{}. {title}", it.area),
        improvement: it.since.improvement.clone(),
        tag,
        tone,
        done: it.since.done.clone(),
        origin: SinceLastOrigin::words(it.since.origin, t),
    }
}

fn status_words(t: &Texts, status: SinceLastStatus) -> (String, &'static str) {
    match status {
        SinceLastStatus::Done => (t.since_last_status_done(), "good"),
        SinceLastStatus::Begun => (t.since_last_status_begun(), "info"),
        SinceLastStatus::NotBegun => (t.since_last_status_not_begun(), "mid"),
        SinceLastStatus::Declined => (t.since_last_status_declined(), ""),
    }
}

fn here(head: &Head) -> String {
    format!("{LIST}/{}/since-last", head.id)
}

/// Both versions, when somebody else saved in the meantime.
async fn compare(shell: &Shell, head: &Head, row: Uuid, fields: &Fields) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let there = since_last::get(&shell.app.installation, shell.caller(), head, row).await?;
    let framework = shell.app.installation.framework(&head.framework_digest).await?;
    let page = shell.evaluation_page(head, "")?;
    let own = format!("{}/{row}", here(head));
    let area = |number| {
        framework.area(number).map_or_else(String::new, |it| it.title.get(lang).to_owned())
    };
    let choices = vec![
        conflict::Choice {
            label: t.since_last_area(),
            mine: area(fields.area),
            theirs: area(there.area),
        },
        conflict::Choice {
            label: t.since_last_status(),
            mine: status_words(t, fields.typed().status).0,
            theirs: status_words(t, there.since.status).0,
        },
    ];
    let texts = vec![
        conflict::Text {
            name: "improvement",
            label: t.since_last_improvement(),
            mine: &fields.improvement,
            theirs: &there.since.improvement,
        },
        conflict::Text {
            name: "done",
            label: t.since_last_what(),
            mine: &fields.done,
            theirs: &there.since.done,
        },
    ];
    let others = vec![
        ("area", fields.area.to_string()),
        ("status", fields.status.clone()),
        ("improvement", fields.improvement.clone()),
        ("done", fields.done.clone()),
    ];
    conflict::chosen(shell, page, own, here(head), there.version, (choices, texts), others)
}
