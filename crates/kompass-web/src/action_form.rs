//! The forms of follow-up: a new action, a changed one, and how one goes.

use crate::action::{area_title, mark_words, under, value_of};
use crate::conflict::{self, Text};
use crate::error::Answer;
use crate::evaluation::LIST;
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use axum::extract::{Form as Sent, Path};
use jiff::civil::Date;
use kompass_app::action::{self, Opened, Plan};
use kompass_core::action::{
    Action, LONGEST, LONGEST_LINE, Measured, Progress, SCALE, Status, Value,
};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Lang, Problem};
use serde::Deserialize;
use uuid::Uuid;

/// An action as it was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    version: i64,
    merge: String,
    improvement: String,
    own: String,
    title: String,
    cause: String,
    theory: String,
    indicator: String,
    unit: String,
    baseline: String,
    baseline_on: String,
    target: String,
    target_on: String,
    owner: String,
    due: String,
    effect: String,
    resource: String,
    status: String,
}

/// How an action goes, as it was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Told {
    day: String,
    value: String,
    note: String,
}

/// `GET /evaluations/{evaluation}/actions/new`.
pub(crate) async fn new(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let plan = action::plan(&shell.app.installation, shell.caller(), id).await?;
    plan.may.adds()?;
    let improvement = shell.query("improvement").unwrap_or_default();
    let typed = Typed { improvement, ..Typed::default() };
    new_with(&shell, &plan, &typed, &[])
}

/// `POST /evaluations/{evaluation}/actions/new`.
pub(crate) async fn add(shell: Shell, Path(id): Path<Uuid>, Sent(typed): Sent<Typed>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let plan = action::plan(installation, caller, id).await?;
    let (mut written, mut problems) = typed.read(shell.texts());
    typed.about(&plan, &mut written);
    let added = if problems.is_empty() {
        action::add(installation, caller, id, &written).await
    } else {
        problems.extend(written.check());
        Err(Error::Invalid(problems))
    };
    match added {
        Ok(action) => page::done(&format!("{LIST}/{id}/actions/{action}"), "action-added"),
        Err(error) => new_with(&shell, &plan, &typed, &page::mendable(error)?),
    }
}

/// `GET /evaluations/{evaluation}/actions/{action}/edit`.
pub(crate) async fn edit(shell: Shell, Path((id, action)): Path<(Uuid, Uuid)>) -> Answer {
    let opened = action::get(&shell.app.installation, shell.caller(), id, action).await?;
    let stored = &opened.item.stored;
    let typed = Typed::of(&stored.action, stored.version, shell.texts());
    edit_with(&shell, &opened, &typed, &[])
}

/// `POST /evaluations/{evaluation}/actions/{action}/edit`.
pub(crate) async fn change(
    shell: Shell,
    Path((id, action)): Path<(Uuid, Uuid)>,
    Sent(mut typed): Sent<Typed>,
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let opened = action::get(installation, caller, id, action).await?;
    if typed.merge == "both" {
        typed.merge_with(&opened.item.stored.action);
    }
    let (mut written, mut problems) = typed.read(t);
    let there = &opened.item.stored.action;
    (written.area, written.improvement) = (there.area, there.improvement.clone());
    let changed = if problems.is_empty() {
        action::change(installation, caller, id, action, typed.version, written).await
    } else {
        problems.extend(written.check());
        Err(Error::Invalid(problems))
    };
    match changed {
        Ok(version) => shell.saved(version, &format!("{LIST}/{id}/actions/{action}")),
        Err(Error::Conflict(_)) => conflict(&shell, id, action, &typed).await,
        Err(error) => edit_with(&shell, &opened, &typed, &page::mendable(error)?),
    }
}

/// `GET /evaluations/{evaluation}/actions/{action}/progress`.
pub(crate) async fn ask(shell: Shell, Path((id, action)): Path<(Uuid, Uuid)>) -> Answer {
    let opened = action::get(&shell.app.installation, shell.caller(), id, action).await?;
    let told = Told { day: shell.app.installation.today().to_string(), ..Told::default() };
    ask_with(&shell, &opened, &told, &[])
}

/// `POST /evaluations/{evaluation}/actions/{action}/progress`.
pub(crate) async fn say(
    shell: Shell,
    Path((id, action)): Path<(Uuid, Uuid)>,
    Sent(told): Sent<Told>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let said = match told.read() {
        Ok(progress) => action::say(installation, caller, id, action, &progress).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match said {
        Ok(()) => page::done(&format!("{LIST}/{id}/actions/{action}"), "action-said"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let opened = action::get(installation, caller, id, action).await?;
            ask_with(&shell, &opened, &told, &problems)
        }
    }
}

impl Typed {
    /// An action as the form shows it.
    fn of(action: &Action, version: i64, t: &Texts) -> Self {
        let value = |it: Option<Measured>| it.map(|it| plain(it.value, t.lang()));
        let on = |it: Option<Measured>| it.map(|it| it.on.to_string()).unwrap_or_default();
        let mark = |it: Option<u8>| it.map(|it| it.to_string()).unwrap_or_default();
        Self {
            version,
            title: action.title.clone(),
            cause: action.cause.clone(),
            theory: action.theory.clone(),
            indicator: action.indicator.clone(),
            unit: action.unit.clone(),
            baseline: value(action.baseline).unwrap_or_default(),
            baseline_on: on(action.baseline),
            target: value(action.target).unwrap_or_default(),
            target_on: on(action.target),
            owner: action.owner.clone(),
            due: action.due.map(|due| due.to_string()).unwrap_or_default(),
            effect: mark(action.effect),
            resource: mark(action.resource),
            status: action::status(action.status, t),
            ..Self::default()
        }
    }

    /// The action without what it is about, and what of it could not be read.
    fn read(&self, t: &Texts) -> (Action, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut measured = |place: (&str, &str), (value, on): (&str, &str)| {
            let (value, on) = (number(place.0, value), day(place.1, on));
            let lone = |place: &str| {
                Problem::new(place, "a value needs a day, and a day a value", "").code("FU05")
            };
            match (value, on) {
                (Ok(Some(value)), Ok(Some(on))) => return Some(Measured { value, on }),
                (Ok(None), Ok(None)) => {}
                (Ok(Some(_)), Ok(None)) => problems.push(lone(place.1)),
                (Ok(None), Ok(Some(_))) => problems.push(lone(place.0)),
                (value, on) => problems.extend(value.err().into_iter().chain(on.err())),
            }
            None
        };
        let baseline = measured(("baseline", "baseline_on"), (&self.baseline, &self.baseline_on));
        let target = measured(("target", "target_on"), (&self.target, &self.target_on));
        let mut kept = |problem: Problem| problems.push(problem);
        let due = day("due", &self.due).unwrap_or_else(|problem| {
            kept(problem);
            None
        });
        let mut mark = |place: &str, text: &str| match text.trim() {
            "" => None,
            // What is no number is no mark either, and is refused as one.
            text => Some(text.parse().unwrap_or_else(|_| {
                kept(Problem::new(place, "this is not from 1 to 5", "").code("FU08"));
                1
            })),
        };
        let (effect, resource) = (mark("effect", &self.effect), mark("resource", &self.resource));
        let status = Status::ALL.into_iter().find(|status| {
            [status.code().to_owned(), action::status(*status, t)].contains(&self.status)
        });
        if status.is_none() && !self.status.is_empty() {
            kept(Problem::new("status", "there is no such status", "choose one").code("FU13"));
        }
        let action = Action {
            title: one_way(&self.title),
            cause: one_way(&self.cause),
            theory: one_way(&self.theory),
            indicator: one_way(&self.indicator),
            unit: one_way(&self.unit),
            owner: one_way(&self.owner),
            status: status.unwrap_or_default(),
            baseline,
            target,
            due,
            effect,
            resource,
            ..Action::default()
        };
        (action, problems)
    }

    /// What the action is about: an improvement area of the report (`3/1`), or one's own in an area (`3`).
    fn about(&self, plan: &Plan, action: &mut Action) {
        let chosen = plan.improvements.iter().find(|it| value_of(it) == self.improvement);
        match chosen {
            Some(chosen) => {
                action.area = chosen.area;
                action.sub_area.clone_from(&chosen.sub_area);
                action.improvement.clone_from(&chosen.text);
            }
            None => {
                action.area = self.improvement.parse().unwrap_or(0);
                action.improvement = one_way(&self.own);
            }
        }
    }

    /// What is there, then what was typed, in the texts; what is not a text stays as it was typed.
    fn merge_with(&mut self, there: &Action) {
        for (mine, theirs) in [(&mut self.cause, &there.cause), (&mut self.theory, &there.theory)] {
            *mine = conflict::merged(mine, theirs);
        }
    }

    /// Every field with its words.
    fn fields(&self, t: &Texts) -> [(&'static str, String, &str); 14] {
        [
            ("title", t.action_title(), &self.title),
            ("cause", t.action_cause(), &self.cause),
            ("theory", t.action_theory(), &self.theory),
            ("indicator", t.action_indicator(), &self.indicator),
            ("unit", t.action_unit(), &self.unit),
            ("baseline", t.action_baseline(), &self.baseline),
            ("baseline_on", t.action_baseline_on(), &self.baseline_on),
            ("target", t.action_target(), &self.target),
            ("target_on", t.action_target_on(), &self.target_on),
            ("owner", t.action_owner(), &self.owner),
            ("due", t.action_due(), &self.due),
            ("effect", t.action_effect(), &self.effect),
            ("resource", t.action_resource(), &self.resource),
            ("status", t.action_status(), &self.status),
        ]
    }
}

impl Told {
    fn read(&self) -> std::result::Result<Progress, Vec<Problem>> {
        let on = day("day", &self.day)
            .and_then(|day| day.ok_or_else(|| Problem::new("day", "no day", "").code("W10")));
        match (on, number("value", &self.value)) {
            (Ok(day), Ok(value)) => Ok(Progress { day, value, note: one_way(&self.note) }),
            (on, value) => Err(on.err().into_iter().chain(value.err()).collect()),
        }
    }
}

fn new_with(shell: &Shell, plan: &Plan, typed: &Typed, problems: &[Problem]) -> Answer {
    let (t, id) = (shell.texts(), plan.head.id);
    let page = shell.evaluation_page(&plan.head, t.action_new())?;
    let of_report = plan.improvements.iter().map(|it| {
        let text: String = it.text.chars().take(90).collect();
        let more = if text.len() < it.text.len() { "…" } else { "" };
        (value_of(it), format!("{}. {text}{more}", it.area))
    });
    let own = plan.framework.areas.iter().map(|area| {
        let title = area_title(shell, &plan.framework, area.number);
        (area.number.to_string(), t.action_improvement_own(title))
    });
    let improvements: Vec<_> = of_report.chain(own).collect();
    let form = Form::new(&page, format!("{LIST}/{id}/actions/new"), t.action_add())
        .field(
            Field::choice("improvement", t.action_improvement(), improvements)
                .help(t.action_improvement_help())
                .value(&typed.improvement),
        )
        .field(
            Field::lines("own", t.action_own())
                .help(t.action_own_help())
                .most(LONGEST)
                .optional()
                .value(&typed.own),
        );
    let form = with_fields(form, typed, t).cancel(format!("{LIST}/{id}/actions"));
    Ok(shell.form_page(page, t.action_new_lead(), form.wrong(problems, t)))
}

fn edit_with(shell: &Shell, opened: &Opened, typed: &Typed, problems: &[Problem]) -> Answer {
    let (t, stored) = (shell.texts(), &opened.item.stored);
    let here = format!("{LIST}/{}/actions/{}", opened.head.id, stored.id);
    let page = under(shell, opened, t.action_edit_heading())?;
    let form = Form::new(&page, format!("{here}/edit"), t.action_save())
        .field(Field::hidden("version", typed.version.to_string()));
    let form = with_fields(form, typed, t).cancel(here).autosaved(&page);
    let lead = t.action_edit_about(stored.action.improvement.as_str());
    Ok(shell.form_page(page, lead, form.wrong(problems, t)))
}

/// The fields that new and changed actions share.
fn with_fields(form: Form, typed: &Typed, t: &Texts) -> Form {
    let line = |name, label: String, value: &str| {
        Field::text(name, label).most(LONGEST_LINE).optional().value(value)
    };
    let lines = |name, label: String, value: &str| {
        Field::lines(name, label).most(LONGEST).optional().value(value)
    };
    let date = |name, label: String, value: &str| Field::date(name, label).optional().value(value);
    let marks = |name, label: String, value: &str| {
        let of = std::iter::once((String::new(), t.action_unmarked()))
            .chain((1..=SCALE).map(|mark| (mark.to_string(), mark_words(t, Some(mark)))));
        Field::choice(name, label, of.collect()).optional().value(value)
    };
    let statuses = Status::ALL.map(|it| (it.code().to_owned(), action::status(it, t)));
    // The form takes a status by its words too, as the page for two versions shows it.
    let chosen = statuses.iter().find(|(code, words)| [code, words].contains(&&typed.status));
    let chosen = chosen.map(|(code, _)| code.clone()).unwrap_or_default();
    form.field(
        Field::text("title", t.action_title())
            .help(t.action_title_help())
            .most(LONGEST_LINE)
            .value(&typed.title),
    )
    .field(lines("cause", t.action_cause(), &typed.cause).help(t.action_cause_help()))
    .field(lines("theory", t.action_theory(), &typed.theory).help(format!(
        "{} {}",
        t.action_theory_help(),
        t.action_theory_what()
    )))
    .field(
        line("indicator", t.action_indicator(), &typed.indicator).help(t.action_indicator_help()),
    )
    .field(line("unit", t.action_unit(), &typed.unit).help(t.action_unit_help()))
    .field(line("baseline", t.action_baseline(), &typed.baseline).help(t.action_baseline_help()))
    .field(date("baseline_on", t.action_baseline_on(), &typed.baseline_on))
    .field(line("target", t.action_target(), &typed.target))
    .field(date("target_on", t.action_target_on(), &typed.target_on))
    .field(line("owner", t.action_owner(), &typed.owner).help(t.action_owner_help()))
    .field(date("due", t.action_due(), &typed.due))
    .field(marks("effect", t.action_effect(), &typed.effect).help(t.action_effect_help()))
    .field(marks("resource", t.action_resource(), &typed.resource).help(t.action_resource_help()))
    .field(Field::choice("status", t.action_status(), statuses.into()).value(chosen))
}

fn ask_with(shell: &Shell, opened: &Opened, told: &Told, problems: &[Problem]) -> Answer {
    let (t, stored) = (shell.texts(), &opened.item.stored);
    let here = format!("{LIST}/{}/actions/{}", opened.head.id, stored.id);
    let page = under(shell, opened, t.action_progress_heading())?;
    let indicator = stored.action.indicator.as_str();
    let value_help = if indicator.is_empty() {
        t.action_progress_value_none()
    } else {
        t.action_progress_value_help(indicator)
    };
    let form = Form::new(&page, format!("{here}/progress"), t.action_progress_go())
        .field(Field::date("day", t.action_progress_day()).value(&told.day))
        .field(
            Field::text("value", t.action_progress_value())
                .help(value_help)
                .optional()
                .value(&told.value),
        )
        .field(
            Field::lines("note", t.action_progress_note())
                .help(t.action_progress_note_help())
                .most(LONGEST)
                .optional()
                .value(&told.note),
        )
        .cancel(here);
    Ok(shell.form_page(page, stored.action.title.as_str(), form.wrong(problems, t)))
}

/// Both versions of what differs; what does not is carried along.
async fn conflict(shell: &Shell, id: Uuid, action: Uuid, typed: &Typed) -> Answer {
    let t = shell.texts();
    let opened = action::get(&shell.app.installation, shell.caller(), id, action).await?;
    let stored = &opened.item.stored;
    let theirs = Typed::of(&stored.action, stored.version, t);
    let here = format!("{LIST}/{id}/actions/{action}");
    let page: Page = under(shell, &opened, String::new())?;
    let in_words = Status::ALL.into_iter().find(|it| it.code() == typed.status);
    let status = in_words.map_or_else(|| typed.status.clone(), |it| action::status(it, t));
    let mut texts = Vec::new();
    let mut others = Vec::new();
    for ((name, label, mine), (_, _, theirs)) in typed.fields(t).into_iter().zip(theirs.fields(t)) {
        let mine = if name == "status" { status.as_str() } else { mine };
        if one_way(mine) == one_way(theirs) {
            others.push((name, mine.to_owned()));
        } else {
            texts.push(Text { name, label, mine, theirs });
        }
    }
    conflict::page(shell, page, format!("{here}/edit"), here, stored.version, texts, others)
}

/// A value as the form takes it back: without what a language puts between thousands.
fn plain(value: Value, lang: Lang) -> String {
    let written = value.written(lang);
    if lang == Lang::En { written.replace(',', "") } else { written }
}

/// A value, if there is one.
fn number(place: &str, text: &str) -> std::result::Result<Option<Value>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => match Value::parse(text) {
            Some(value) => Ok(Some(value)),
            None => Err(Problem::new(place, "this is no number", "write it as 12.5").code("FU12")),
        },
    }
}

/// A day, if there is one.
fn day(place: &str, text: &str) -> std::result::Result<Option<Date>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| {
            Problem::new(place, "this is no day: write it as 2026-03-12", "").code("W10")
        }),
    }
}

/// Lines end as they are stored, whatever the browser sends.
fn one_way(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
