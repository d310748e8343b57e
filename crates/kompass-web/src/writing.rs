//! Writing: what the report says, text by text. Each text is saved by itself, while it is written, and whoever saves over
//! somebody else's sees both.

mod row;

pub(crate) use row::{add, ask_remove, change, edit, new, remove, reuse, shift};

use crate::conflict::{self, Text};
use crate::error::{self, Answer};
use crate::evaluation::{LIST, sees};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::evaluation::{self, Seen};
use kompass_app::live::{self, Topic};
use kompass_app::prose;
use kompass_app::writing::{self, Item, List, Place};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::{AreaPart, SubAreaPart};
use kompass_core::framework::Area;
use kompass_core::scoring::{AreaScore, Score};
use kompass_core::{Error, Lang, Problem, Result, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "writing/overview.html")]
struct Overview {
    page: Page,
    live: String,
    from: i64,
    summary: Link,
    summary_words: String,
    rows: Vec<AreaRow>,
    points: bool,
}

struct AreaRow {
    link: Link,
    points: String,
    written: String,
    strengths: usize,
    improvements: usize,
    examples: usize,
}

#[derive(Template)]
#[template(path = "writing/area.html")]
struct AreaPage {
    page: Page,
    live: String,
    from: i64,
    points: String,
    text: TextForm,
    sub_areas: Vec<SubArea>,
    lists: Vec<Rows>,
    previous: Option<Link>,
    next: Option<Link>,
}

struct SubArea {
    title: String,
    points: String,
    text: TextForm,
}

/// A list of an area, with its rows.
struct Rows {
    heading: String,
    help: String,
    none: String,
    rows: Vec<Row>,
    add: Option<Link>,
    reuse: Option<Link>,
}

struct Row {
    id: Uuid,
    who: String,
    html: String,
    sub_area: String,
    source: String,
    /// Where it is changed; empty for a reader.
    here: String,
    first: bool,
    last: bool,
}

#[derive(Template)]
#[template(path = "writing/text.html")]
struct TextPage {
    page: Page,
    text: TextForm,
    html: String,
    /// True if what is shown is not saved yet.
    preview: bool,
    back: Link,
}

/// A text with the form it is written in.
struct TextForm {
    /// Its id in the page.
    anchor: String,
    label: String,
    help: String,
    action: String,
    body: String,
    html: String,
    version: i64,
    rows: u32,
    most: usize,
    writes: bool,
    error: String,
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    body: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    preview: String,
    #[serde(default)]
    merge: String,
}

/// `GET /evaluations/{evaluation}/writing`.
pub(crate) async fn overview(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, t, lang) = (&shell.app.installation, shell.texts(), shell.lang());
    let from = live::cursor(installation, id, Topic::Texts).await?;
    let seen = writing::open(installation, shell.caller(), id).await?;
    let score = score(&seen)?;
    let here = format!("{LIST}/{id}/writing");
    let rows = seen.framework.areas.iter().map(|area| {
        let part = part(&seen, area.number);
        let count = |list: Option<usize>| list.unwrap_or(0);
        let texts = 1 + area.sub_areas.len();
        let written = part.map_or(0, |part| {
            let prose = part.sub_areas.iter().filter(|sub| !sub.text.trim().is_empty()).count();
            prose + usize::from(!part.text.trim().is_empty())
        });
        AreaRow {
            link: Link::to(area_title(area, lang), format!("{here}/{}", area.number)),
            points: area_points(&shell, &score, area.number),
            written: t.writing_written(texts as u64, written as u64),
            strengths: count(part.map(|part| part.strengths.len())),
            improvements: count(part.map(|part| part.improvements.len())),
            examples: count(part.map(|part| part.examples.len())),
        }
    });
    let words = seen.evaluation.summary.split_whitespace().count();
    Ok(page::html(&Overview {
        page: shell.evaluation_page(&seen.head, t.writing())?,
        live: format!("{LIST}/{id}/live/texts"),
        from,
        summary: Link::to(t.writing_summary(), format!("{here}/summary")),
        summary_words: t.writing_words(words as u64),
        rows: rows.collect(),
        points: score.is_some(),
    }))
}

/// `GET /evaluations/{evaluation}/writing/{place}`: an area with everything in it, or one text by itself.
pub(crate) async fn show(shell: Shell, Path((id, name)): Path<(Uuid, String)>) -> Answer {
    let installation = &shell.app.installation;
    let from = live::cursor(installation, id, Topic::Texts).await?;
    let seen = writing::open(installation, shell.caller(), id).await?;
    match writing::place(&seen.framework, &name)? {
        Place::Area(number) if shell.query("only").is_none() => {
            area_page(&shell, &seen, number, from).await
        }
        place => text_page(&shell, &seen, &name, place, None, &[]),
    }
}

/// `POST /evaluations/{evaluation}/writing/{place}`.
pub(crate) async fn save(
    shell: Shell,
    Path((id, name)): Path<(Uuid, String)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let place = writing::place(&framework, &name)?;
    if !typed.preview.is_empty() {
        let seen = writing::open(installation, caller, id).await?;
        return text_page(&shell, &seen, &name, place, Some(&typed), &[]);
    }
    let mut body = typed.body.clone();
    if typed.merge == "both" {
        let theirs = writing::text(installation, caller, &head, place).await?;
        body = conflict::merged(&body, &theirs);
    }
    let to = match place {
        Place::Summary => format!("{LIST}/{id}/writing/summary"),
        Place::Area(area) | Place::SubArea(area, ..) => format!("{LIST}/{id}/writing/{area}"),
    };
    match writing::save(installation, caller, id, &name, typed.version, &body).await {
        Ok(version) => shell.saved(version, &to),
        Err(Error::Conflict(_)) => {
            let seen = writing::open(installation, caller, id).await?;
            let theirs = writing::text(installation, caller, &head, place).await?;
            let label = label(&shell, &seen, place);
            let action = format!("{LIST}/{id}/writing/{name}");
            let page = shell.evaluation_page(&seen.head, label.as_str())?;
            let text = Text { name: "body", label, mine: &typed.body, theirs: &theirs };
            let version = writing::version(&theirs);
            conflict::page(&shell, page, action, to, version, vec![text], Vec::new())
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            let seen = writing::open(installation, caller, id).await?;
            text_page(&shell, &seen, &name, place, Some(&typed), &problems)
        }
    }
}

async fn area_page(shell: &Shell, seen: &Seen, number: u8, from: i64) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let installation = &shell.app.installation;
    let area = seen.framework.area(number).ok_or_else(|| not_there(number))?;
    let items = writing::items(installation, shell.caller(), &seen.head).await?;
    let score = score(seen)?;
    let of_area = score.as_ref().and_then(|score| area_score(score, number));
    let here = format!("{LIST}/{}/writing", seen.head.id);
    let mut text = TextForm::of(shell, seen, &number.to_string(), Place::Area(number));
    text.rows = 8;
    let sub_areas = area.sub_areas.iter().zip(0..).map(|(sub_area, at)| {
        let place = Place::SubArea(number, at, &sub_area.code);
        let scored = of_area.and_then(|it| it.sub_areas.iter().find(|it| it.code == sub_area.code));
        let points = scored.and_then(|it| Some((it.points?, it.max))).map(|(points, max)| {
            let words = |points| format::points_to(lang, points, 1);
            t.writing_points(words(max), words(points))
        });
        SubArea {
            title: format!("{} {}", sub_area.code, sub_area.short.get(lang)),
            points: points.unwrap_or_default(),
            text: TextForm::of(shell, seen, &sub_area.code, place),
        }
    });
    let lists = [List::Strength, List::Improvement, List::Example];
    let lists = lists.map(|list| Rows::of(shell, seen, &items, number, list));
    let beside = |number: Option<u8>| {
        let area = seen.framework.area(number?)?;
        Some(Link::to(area_title(area, lang), format!("{here}/{}", area.number)))
    };
    Ok(page::html(&AreaPage {
        page: shell.evaluation_page(&seen.head, area_title(area, lang))?,
        live: format!("{LIST}/{}/live/texts", seen.head.id),
        from,
        points: area_points(shell, &score, number),
        text,
        sub_areas: sub_areas.collect(),
        lists: lists.into(),
        previous: beside(number.checked_sub(1)),
        next: beside(number.checked_add(1)),
    }))
}

fn text_page(
    shell: &Shell,
    seen: &Seen,
    name: &str,
    place: Place<'_>,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let mut text = TextForm::of(shell, seen, name, place);
    text.rows = 20;
    text.error = problems.iter().map(|it| error::words(it, t)).collect::<Vec<_>>().join(" ");
    if let Some(typed) = typed {
        text.body.clone_from(&typed.body);
        text.version = typed.version;
    }
    let writing = format!("{LIST}/{}/writing", seen.head.id);
    let back = match place {
        Place::Summary => Link::to(t.writing_to_overview(), writing),
        Place::Area(area) | Place::SubArea(area, ..) => {
            let area = seen.framework.area(area).ok_or_else(|| not_there(area))?;
            Link::to(area_title(area, shell.lang()), format!("{writing}/{}", area.number))
        }
    };
    let page = shell.evaluation_page(&seen.head, label(shell, seen, place))?;
    let html = prose::html(&text.body);
    let wrong = !text.error.is_empty();
    Ok(page::html_or_wrong(&TextPage { page, text, html, preview: typed.is_some(), back }, wrong))
}

impl TextForm {
    fn of(shell: &Shell, seen: &Seen, name: &str, place: Place<'_>) -> Self {
        let t = shell.texts();
        let body = match place {
            Place::Summary => seen.evaluation.summary.as_str(),
            Place::Area(number) => part(seen, number).map_or("", |part| part.text.as_str()),
            Place::SubArea(area, _, code) => {
                sub_part(seen, area, code).map_or("", |it| it.text.as_str())
            }
        };
        Self {
            anchor: format!("t-{}", name.replace('.', "-")),
            label: label(shell, seen, place),
            help: match place {
                Place::Summary => t.writing_guide_summary(),
                Place::Area(_) => t.writing_guide_area(),
                Place::SubArea(..) => t.writing_guide_sub_area(),
            },
            action: format!("{LIST}/{}/writing/{name}", seen.head.id),
            version: writing::version(body),
            html: prose::html(body),
            body: body.to_owned(),
            rows: 6,
            most: writing::LONGEST_TEXT,
            writes: sees(seen, Resource::Texts, Action::Write),
            error: String::new(),
        }
    }
}

impl Rows {
    fn of(shell: &Shell, seen: &Seen, items: &[Item], area: u8, list: List) -> Self {
        let t = shell.texts();
        let writes = sees(seen, Resource::Texts, Action::Write);
        let here = format!("{LIST}/{}/writing", seen.head.id);
        let (heading, help, none, add, word) = match list {
            List::Strength => (
                t.writing_strengths(),
                t.writing_strengths_help(),
                t.writing_strengths_none(),
                t.writing_strength_add(),
                "strength",
            ),
            List::Improvement => (
                t.writing_improvements(),
                t.writing_improvements_help(),
                t.writing_improvements_none(),
                t.writing_improvement_add(),
                "improvement",
            ),
            List::Example => (
                t.writing_examples(),
                t.writing_examples_help(),
                t.writing_examples_none(),
                t.writing_example_add(),
                "example",
            ),
        };
        let of_list: Vec<&Item> =
            items.iter().filter(|item| (item.area, item.list) == (area, list)).collect();
        let row = |(at, item): (usize, &&Item)| Row {
            id: item.id,
            who: item.wording.who.clone(),
            html: prose::html(&item.wording.text),
            sub_area: item.wording.sub_area.clone().unwrap_or_default(),
            source: item.wording.source.clone().unwrap_or_default(),
            here: if writes { format!("{here}/row/{}", item.id) } else { String::new() },
            first: at == 0,
            last: at + 1 == of_list.len(),
        };
        let reuse = writes && list == List::Example;
        Self {
            heading,
            help,
            none,
            rows: of_list.iter().enumerate().map(row).collect(),
            add: writes.then(|| Link::to(add, format!("{here}/{area}/rows/{word}"))),
            reuse: reuse.then(|| Link::to(t.writing_reuse(), format!("{here}/{area}/reuse"))),
        }
    }
}

/// The points that were agreed on; `None` for who may not read them.
fn score(seen: &Seen) -> Result<Option<Score>> {
    let may = sees(seen, Resource::Points, Action::Read);
    may.then(|| Score::of(&seen.framework, &seen.evaluation)).transpose().map_err(Error::Invalid)
}

fn area_score(score: &Score, number: u8) -> Option<&AreaScore> {
    score.areas.iter().find(|area| area.number == number)
}

fn area_points(shell: &Shell, score: &Option<Score>, number: u8) -> String {
    let scored = score.as_ref().and_then(|score| area_score(score, number));
    let points = scored.and_then(|area| Some((area.points?, area.max)));
    let whole = |number: u32| format::whole(shell.lang(), number);
    points.map_or_else(String::new, |(points, max)| {
        shell.texts().writing_points(whole(max), whole(points))
    })
}

fn label(shell: &Shell, seen: &Seen, place: Place<'_>) -> String {
    let (t, lang) = (shell.texts(), shell.lang());
    match place {
        Place::Summary => t.writing_summary(),
        Place::Area(number) => {
            let area = seen.framework.area(number);
            t.writing_area_text(area.map(|area| area_title(area, lang)).unwrap_or_default())
        }
        Place::SubArea(_, _, code) => {
            let title = seen.framework.sub_area(code).map_or("", |it| it.short.get(lang));
            format!("{code} {title}")
        }
    }
}

fn part(seen: &Seen, number: u8) -> Option<&AreaPart> {
    seen.evaluation.areas.iter().find(|part| part.number == number)
}

fn sub_part<'a>(seen: &'a Seen, area: u8, code: &str) -> Option<&'a SubAreaPart> {
    part(seen, area)?.sub_areas.iter().find(|part| part.code == code)
}

fn area_title(area: &Area, lang: Lang) -> String {
    format!("{}. {}", area.number, area.title.get(lang))
}

fn not_there(area: u8) -> Error {
    Error::not_found("area", area.to_string(), kompass_app::reason::NOT_THERE.remedy)
}
