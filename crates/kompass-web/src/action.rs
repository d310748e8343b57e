//! Follow-up: the actions that come of the report's improvement areas, how they go, and where they stand in the matrix of
//! effect and resources.

use crate::download;
use crate::error::Answer;
use crate::evaluation::LIST;
use crate::form::Form;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::body::Body;
use axum::extract::{Form as Sent, Path};
use kompass_app::action::{self, Improvement, Item, Opened};
use kompass_core::action::{Action, Measured, Square, Status};
use kompass_core::evaluation::State;
use kompass_core::format;
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "action/list.html")]
struct List {
    page: Page,
    here: String,
    add: bool,
    /// What else there is to say before the list.
    note: String,
    none: bool,
    none_next: String,
    /// Choices of what is shown: value, words, chosen.
    shown: Vec<(&'static str, String, bool)>,
    areas: Vec<Area>,
    /// `None` for who may not read the report.
    waiting: Option<Vec<Waiting>>,
}

struct Area {
    title: String,
    caption: String,
    rows: Vec<Row>,
}

/// An action in a list.
struct Row {
    number: usize,
    id: Uuid,
    title: String,
    improvement: String,
    status: String,
    tone: &'static str,
    late: bool,
    unanalysed: bool,
    owner: String,
    due: String,
    last: String,
    place: String,
}

struct Waiting {
    area: String,
    text: String,
    write: String,
}

#[derive(Template)]
#[template(path = "action/show.html")]
struct Show {
    page: Page,
    here: String,
    row: Row,
    area: String,
    lacks: String,
    facts: Vec<(String, String)>,
    texts: Vec<(String, String)>,
    said: Vec<Said>,
    course: Option<String>,
    change: bool,
    remove: bool,
}

struct Said {
    day: String,
    value: String,
    note: String,
}

#[derive(Template)]
#[template(path = "action/matrix.html")]
struct Matrix {
    page: Page,
    here: String,
    /// Rows from the highest need down, each with its cells from the lowest effect.
    rows: Vec<(String, Vec<Cell>)>,
    effects: Vec<String>,
    squares: Vec<Place>,
    none: bool,
}

struct Cell {
    class: &'static str,
    numbers: Vec<usize>,
}

struct Place {
    class: &'static str,
    title: String,
    help: String,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
pub(crate) struct Removed {
    #[serde(default)]
    version: i64,
}

/// `GET /evaluations/{evaluation}/actions`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let plan = action::plan(installation, caller, id).await?;
    let here = format!("{LIST}/{id}/actions");
    let show = shell.query("show").unwrap_or_default();
    let fits = |item: &&Item| match show.as_str() {
        "open" => item.stored.action.status.is_open(),
        "late" => item.late,
        "unanalysed" => !item.stored.action.missing().is_empty(),
        _ => true,
    };
    let areas = plan.framework.areas.iter().filter_map(|area| {
        let of = plan.actions.iter().filter(|it| it.stored.action.area == area.number);
        let rows: Vec<Row> = of.filter(fits).map(|it| Row::of(t, it)).collect();
        let title = area_title(&shell, &plan.framework, area.number);
        let caption = t.action_caption(title.as_str());
        (!rows.is_empty()).then_some(Area { title, caption, rows })
    });
    let areas: Vec<Area> = areas.collect();
    let shown = [
        ("", t.action_show_all()),
        ("open", t.action_show_open()),
        ("late", t.action_show_late()),
        ("unanalysed", t.action_show_unanalysed()),
    ];
    let chosen = if shown.iter().any(|(value, _)| *value == show) { show.as_str() } else { "" };
    let shown = shown.map(|(value, words)| (value, words, value == chosen)).into();
    let waiting = plan.waiting().map(|it| Waiting {
        area: area_title(&shell, &plan.framework, it.area),
        text: it.text.clone(),
        write: format!("{here}/new?improvement={}", value_of(it)),
    });
    let waiting: Vec<Waiting> = waiting.collect();
    let none_next = if plan.may.add { t.action_none_next() } else { t.action_none_read() };
    let not_yet = plan.head.state == State::Delivered;
    Ok(page::html(&List {
        note: if not_yet { t.action_not_yet() } else { String::new() },
        page: shell.evaluation_page(&plan.head, t.action_plan())?,
        add: plan.may.add,
        none: plan.actions.is_empty(),
        none_next,
        shown,
        areas,
        waiting: (!plan.improvements.is_empty()).then_some(waiting),
        here,
    }))
}

/// `GET /evaluations/{evaluation}/actions/matrix`.
pub(crate) async fn matrix(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let mut plan = action::plan(installation, caller, id).await?;
    plan.actions.sort_by_key(|it| it.stored.action.rank());
    let items: Vec<(usize, &Item)> = (1..).zip(&plan.actions).collect();
    let at = |effect: u8, resource: u8| {
        let fits = move |action: &Action| {
            action.effect == Some(effect) && action.resource == Some(resource)
        };
        items.iter().filter(move |(_, it)| fits(&it.stored.action)).map(|(number, _)| *number)
    };
    let scale = 1..=kompass_core::action::SCALE;
    let rows = scale.clone().rev().map(|resource| {
        let cells = scale.clone().map(|effect| {
            let place =
                Action { effect: Some(effect), resource: Some(resource), ..Action::default() };
            Cell { class: class(place.square()), numbers: at(effect, resource).collect() }
        });
        (t.action_matrix_resource(resource), cells.collect())
    });
    let rows = rows.collect();
    let places = Square::ALL.map(Some).into_iter().chain([None]).map(|square| {
        let of = items.iter().filter(|(_, it)| it.stored.action.square() == square);
        let rows = of.map(|(number, it)| Row { number: *number, ..Row::of(t, it) }).collect();
        let (title, help) = square_words(t, square);
        Place { class: class(square), title, help, rows }
    });
    // What nobody judged is told of only if there is any.
    let squares = places.filter(|it| it.class != "square-none" || !it.rows.is_empty()).collect();
    Ok(page::html(&Matrix {
        page: shell.evaluation_page(&plan.head, t.action_matrix())?,
        here: format!("{LIST}/{id}/actions"),
        effects: scale.map(|it| t.action_matrix_effect(it)).collect(),
        none: plan.actions.is_empty(),
        rows,
        squares,
    }))
}

/// `GET /evaluations/{evaluation}/actions/export`.
pub(crate) async fn export(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let plan = action::plan(&shell.app.installation, shell.caller(), id).await?;
    let bytes = action::workbook(&plan, shell.texts())?;
    let t = shell.texts();
    let name = format!("{} {} {}.xlsx", t.action_plan(), plan.head.municipality, plan.head.year);
    Ok(download::answer(&name, bytes.len() as u64, Body::from(bytes)))
}

/// `GET /evaluations/{evaluation}/actions/{action}`.
pub(crate) async fn show(shell: Shell, Path((id, action)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let opened = action::get(installation, caller, id, action).await?;
    let here = format!("{LIST}/{id}/actions/{action}");
    let (item, lang) = (&opened.item, shell.lang());
    let it = &item.stored.action;
    let row = Row::of(t, item);
    let measured = |value: Option<Measured>| {
        value.map_or_else(
            || t.action_unknown(),
            |value| {
                let on = format::date(value.on);
                t.action_measured(on, it.unit.as_str(), value.value.written(lang))
            },
        )
    };
    let or_unknown = |text: &str| {
        if text.is_empty() { t.action_unknown() } else { text.to_owned() }
    };
    let mark = |mark: Option<u8>| mark_words(t, mark);
    let facts = vec![
        (t.action_owner(), or_unknown(&it.owner)),
        (t.action_due(), or_unknown(&row.due)),
        (t.action_indicator(), or_unknown(&it.indicator)),
        (t.action_baseline(), measured(it.baseline)),
        (t.action_target(), measured(it.target)),
        (t.action_effect(), mark(it.effect)),
        (t.action_resource(), mark(it.resource)),
    ];
    let texts = vec![
        (t.action_cause(), or_unknown(&it.cause)),
        (t.action_theory(), or_unknown(&it.theory)),
    ];
    let said = item.progress.iter().map(|it| Said {
        day: format::date(it.day),
        value: it.value.map(|value| value.written(lang)).unwrap_or_default(),
        note: it.note.clone(),
    });
    Ok(page::html(&Show {
        page: shell.evaluation_page(&opened.head, it.title.as_str())?,
        area: area_title(&shell, &opened.framework, it.area),
        lacks: action::missing(it, t),
        said: said.collect(),
        course: action::course(item, t),
        change: opened.may.change,
        remove: opened.may.add,
        here,
        row,
        facts,
        texts,
    }))
}

/// `GET /evaluations/{evaluation}/actions/{action}/remove`.
pub(crate) async fn confirm_remove(shell: Shell, Path((id, action)): Path<(Uuid, Uuid)>) -> Answer {
    let t = shell.texts();
    let opened = action::get(&shell.app.installation, shell.caller(), id, action).await?;
    opened.may.adds()?;
    let here = format!("{LIST}/{id}/actions/{action}");
    let title = opened.item.stored.action.title.as_str();
    let page = under(&shell, &opened, t.action_remove_heading(title))?;
    let form = Form::new(&page, format!("{here}/remove"), t.action_remove())
        .field(crate::form::Field::hidden("version", opened.item.stored.version.to_string()))
        .dangerous(t.action_remove_consequence())
        .cancel(here);
    Ok(shell.form_page(page, "", form))
}

/// `POST /evaluations/{evaluation}/actions/{action}/remove`.
pub(crate) async fn remove(
    shell: Shell,
    Path((id, action)): Path<(Uuid, Uuid)>,
    Sent(sent): Sent<Removed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    action::remove(installation, caller, id, action, sent.version).await?;
    page::done(&format!("{LIST}/{id}/actions"), "action-removed")
}

impl Row {
    fn of(t: &Texts, item: &Item) -> Self {
        let it = &item.stored.action;
        let place = match (it.effect, it.resource) {
            (Some(effect), Some(resource)) => t.action_matrix_at(effect, resource),
            _ => t.action_unmarked(),
        };
        let last = item.progress.last().map(|last| {
            let value = last.value.map(|value| value.written(t.lang())).unwrap_or_default();
            let said = [value.as_str(), last.note.as_str()].into_iter().filter(|it| !it.is_empty());
            format!("{}: {}", format::date(last.day), said.collect::<Vec<_>>().join("; "))
        });
        Self {
            number: 0,
            id: item.stored.id,
            title: it.title.clone(),
            improvement: it.improvement.clone(),
            status: action::status(it.status, t),
            tone: match it.status {
                Status::Planned => "",
                Status::Begun => "info",
                Status::Done => "good",
                Status::Stopped => "mid",
            },
            late: item.late,
            unanalysed: !it.missing().is_empty(),
            owner: it.owner.clone(),
            due: it.due.map(format::date).unwrap_or_default(),
            last: last.unwrap_or_default(),
            place,
        }
    }
}

/// A page below one action.
pub(crate) fn under(shell: &Shell, opened: &Opened, heading: String) -> kompass_core::Result<Page> {
    let (id, stored) = (opened.head.id, &opened.item.stored);
    let link = Link::to(stored.action.title.as_str(), format!("{LIST}/{id}/actions/{}", stored.id));
    Ok(shell.evaluation_page(&opened.head, heading)?.under_more([link]))
}

/// "3 Politisk styrning".
pub(crate) fn area_title(shell: &Shell, framework: &Framework, number: u8) -> String {
    let title = framework.area(number).map(|area| area.title.get(shell.lang()).to_owned());
    format!("{number} {}", title.unwrap_or_default())
}

/// An improvement area as the form names it: `3/1`.
pub(crate) fn value_of(improvement: &Improvement) -> String {
    format!("{}/{}", improvement.area, improvement.place)
}

/// A mark of effect or resource need, in words.
pub(crate) fn mark_words(t: &Texts, mark: Option<u8>) -> String {
    match mark {
        Some(1) => t.action_mark_1(),
        Some(2) => t.action_mark_2(),
        Some(3) => t.action_mark_3(),
        Some(4) => t.action_mark_4(),
        Some(5) => t.action_mark_5(),
        _ => t.action_unmarked(),
    }
}

fn square_words(t: &Texts, square: Option<Square>) -> (String, String) {
    match square {
        Some(Square::First) => (t.action_square_first(), t.action_square_first_help()),
        Some(Square::Small) => (t.action_square_small(), t.action_square_small_help()),
        Some(Square::Decision) => (t.action_square_decision(), t.action_square_decision_help()),
        Some(Square::Doubtful) => (t.action_square_doubtful(), t.action_square_doubtful_help()),
        None => (t.action_square_none(), t.action_square_none_help()),
    }
}

fn class(square: Option<Square>) -> &'static str {
    match square {
        Some(Square::First) => "square-first",
        Some(Square::Small) => "square-small",
        Some(Square::Decision) => "square-decision",
        Some(Square::Doubtful) => "square-doubtful",
        None => "square-none",
    }
}
