//! Published results: taken over from a report or page by hand, and changed until they are delivered.

use crate::conflict;
use crate::error::Answer;
use crate::evaluation::LIST;
use crate::form::{Field, Form};
use crate::organisation::under;
use crate::page::{self, Link, Page, Shell};
use crate::plan::{languages, municipalities, one};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::organisation::{self, Organisation};
use kompass_app::published::{self, Shown, Typed};
use kompass_core::evaluation::published::{Draft, Published};
use kompass_core::framework::Framework;
use kompass_core::{Error, Lang, Problem, format};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a form was sent with.
type Fields = Vec<(String, String)>;

/// Fields that hold points begin so; the number of the area or the code of the sub-area follows.
const POINTS: &str = "points-";

#[derive(Template)]
#[template(path = "published/edit.html")]
struct Edit {
    page: Page,
    form: Form,
    /// The fields before the points.
    head: Vec<Field>,
    areas: Vec<AreaRow>,
    /// What the areas sum to, where the total says otherwise.
    sum: Option<String>,
    /// Where strengths, improvement areas and the other texts are written.
    texts: Link,
}

struct AreaRow {
    title: String,
    points: Field,
    sub_areas: Vec<Field>,
    open: bool,
}

/// `GET /organisations/{organisation}/evaluations/published`.
pub(crate) async fn new(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let there = organisation::get(&shell.app.installation, shell.caller(), id).await?;
    let own = there.code.as_ref().map(|_| there.name.clone());
    let asked = shell.query("municipality").unwrap_or_default();
    let fields = vec![
        (
            "municipality".to_owned(),
            Some(asked).filter(|it| !it.is_empty()).or(own).unwrap_or_default(),
        ),
        ("language".to_owned(), shell.app.installation.config.lang.code().to_owned()),
    ];
    new_with(&shell, &there, &fields, &[])
}

/// `POST /organisations/{organisation}/evaluations/published`.
pub(crate) async fn take_over(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let points = points(&fields);
    match published::take_over(installation, caller, id, &typed(&fields, &points)).await {
        Ok(made) => page::done(&format!("{LIST}/{made}/published"), "published-taken-over"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = organisation::get(installation, caller, id).await?;
            new_with(&shell, &there, &fields, &problems)
        }
    }
}

/// `GET /evaluations/{evaluation}/published`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let shown = published::get(&shell.app.installation, shell.caller(), id).await?;
    edit_with(&shell, &shown, &fields(&shown, shell.lang()), &[])
}

/// `POST /evaluations/{evaluation}/published`.
pub(crate) async fn save(shell: Shell, Path(id): Path<Uuid>, Sent(sent): Sent<Fields>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let mut sent = sent;
    if one(&sent, "merge") == "both" {
        // Only the note is a text, to which both can have added.
        let there = published::get(installation, caller, id).await?.published.source.note;
        let both = conflict::merged(one(&sent, "note"), &there);
        sent.retain(|(name, _)| name != "note");
        sent.push(("note".to_owned(), both));
    }
    let (version, points) = (one(&sent, "version").parse().unwrap_or_default(), points(&sent));
    match published::save(installation, caller, id, version, &typed(&sent, &points)).await {
        Ok(_) => page::done(&format!("{LIST}/{id}/published"), "saved"),
        Err(Error::Conflict(_)) => {
            let shown = published::get(installation, caller, id).await?;
            compare(&shell, &shown, &sent)
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            let shown = published::get(installation, caller, id).await?;
            edit_with(&shell, &shown, &sent, &problems)
        }
    }
}

fn points(sent: &Fields) -> BTreeMap<String, String> {
    let points = sent.iter().filter_map(|(name, value)| Some((name.strip_prefix(POINTS)?, value)));
    points.map(|(code, value)| (code.to_owned(), value.clone())).collect()
}

fn typed<'a>(sent: &'a Fields, points: &'a BTreeMap<String, String>) -> Typed<'a> {
    let draft = Draft {
        municipality: one(sent, "municipality"),
        year: one(sent, "year"),
        date: one(sent, "date"),
        language: one(sent, "language"),
        title: one(sent, "title"),
        publisher: one(sent, "publisher"),
        published_on: one(sent, "published-on"),
        address: one(sent, "address"),
        note: one(sent, "note"),
        total: one(sent, "total"),
        points,
    };
    Typed { framework: one(sent, "framework"), draft }
}

/// A published result as its form sends it.
fn fields(shown: &Shown, lang: Lang) -> Fields {
    let Published { municipality, year, assessment_date, language, source, total, .. } =
        &shown.published;
    let mut fields: Vec<(String, String)> = [
        ("municipality", municipality.name.clone()),
        ("framework", shown.framework.id.clone()),
        ("year", year.to_string()),
        ("date", assessment_date.map(format::date).unwrap_or_default()),
        ("language", language.code().to_owned()),
        ("title", source.title.clone()),
        ("publisher", source.publisher.clone()),
        ("published-on", source.date.map(format::date).unwrap_or_default()),
        ("address", source.address.clone()),
        ("note", source.note.clone()),
        ("total", total.map(|it| it.to_string()).unwrap_or_default()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let areas = shown.published.areas.iter();
    fields.extend(areas.map(|(number, points)| (format!("{POINTS}{number}"), points.to_string())));
    let sub_areas = shown.published.sub_areas.iter();
    fields.extend(
        sub_areas.map(|(code, points)| (format!("{POINTS}{code}"), format::points(lang, *points))),
    );
    fields
}

/// The fields before the points, in order: name and words.
fn named(shell: &Shell) -> Vec<(&'static str, String)> {
    let t = shell.texts();
    vec![
        ("municipality", t.booking_municipality()),
        ("year", t.published_result_year()),
        ("framework", t.booking_framework()),
        ("date", t.planning_date()),
        ("title", t.published_result_title()),
        ("publisher", t.published_result_publisher()),
        ("published-on", t.published_result_on()),
        ("address", t.published_result_address()),
        ("note", t.published_result_note()),
        ("language", t.published_result_language()),
        ("total", t.published_result_total()),
    ]
}

fn head(shell: &Shell, typed: &Fields) -> Vec<Field> {
    let t = shell.texts();
    let frameworks = shell.app.installation.catalogue.frameworks().iter();
    let mut versions = vec![(String::new(), t.published_result_by_year())];
    versions.extend(frameworks.map(|it| (it.id.clone(), it.title.get(shell.lang()).to_owned())));
    let field = |(name, label): (&'static str, String)| {
        let field = match name {
            "municipality" => Field::text(name, label)
                .most(200)
                .help(t.planning_municipality_help())
                .list(municipalities()),
            "year" => Field::number(name, label).help(t.published_result_year_help()),
            "framework" => Field::choice(name, label, versions.clone())
                .help(t.published_result_framework_help()),
            "date" => Field::date(name, label).optional().help(t.published_result_date_help()),
            "title" => Field::text(name, label).most(500).help(t.published_result_title_help()),
            "published-on" => Field::date(name, label).optional(),
            "address" => Field::text(name, label)
                .most(500)
                .optional()
                .help(t.published_result_address_help()),
            "note" => {
                Field::lines(name, label).most(4000).optional().help(t.published_result_note_help())
            }
            "language" => Field::choice(name, label, languages()),
            "total" => Field::number(name, label).optional().help(t.published_result_total_help()),
            _ => Field::text(name, label).most(500).optional(),
        };
        field.value(one(typed, name))
    };
    named(shell).into_iter().map(field).collect()
}

/// A field of points for each area and sub-area, with what was typed.
fn points_of(
    shell: &Shell,
    framework: &Framework,
    typed: &Fields,
) -> Vec<(String, Field, Vec<Field>)> {
    let (t, lang) = (shell.texts(), shell.lang());
    let field = |code: &str, label: String| {
        let name = format!("{POINTS}{code}");
        let value = one(typed, &name).to_owned();
        Field::number(name, label).optional().value(value)
    };
    let of_area = framework.areas.iter().map(|area| {
        let number = area.number.to_string();
        let points = field(&number, t.published_result_area(area.points, number.as_str()));
        let sub_areas = area.sub_areas.iter().map(|sub_area| {
            field(&sub_area.code, format!("{} {}", sub_area.code, sub_area.short.get(lang)))
        });
        (format!("{number}. {}", area.title.get(lang)), points, sub_areas.collect())
    });
    of_area.collect()
}

fn new_with(shell: &Shell, there: &Organisation, typed: &Fields, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let here = format!("/organisations/{}", there.id);
    let page = shell.page(t.published_result_new())?.under(under(shell, there));
    let action = format!("{here}/evaluations/published");
    let form = Form::new(&page, action, t.published_result_take_over()).cancel(here);
    // Which areas there are is known once the version is.
    let fields = head(shell, typed).into_iter().filter(|field| field.name != "total");
    let form = fields.fold(form, Form::field).wrong(problems, t);
    Ok(shell.form_page(page, t.published_result_lead(), form))
}

fn edit_with(shell: &Shell, shown: &Shown, typed: &Fields, problems: &[Problem]) -> Answer {
    let (t, own) = (shell.texts(), format!("{LIST}/{}", shown.head.id));
    let (head, points) = (head(shell, typed), points_of(shell, &shown.framework, typed));
    let page = shell.evaluation_page(&shown.head, t.published_result())?;
    let all = points.iter().flat_map(|(_, area, subs)| std::iter::once(area).chain(subs));
    let form = Form::new(&page, format!("{own}/published"), t.published_result_go())
        .field(Field::hidden("version", shown.version.to_string()))
        .cancel(own.clone());
    let form = head.iter().chain(all).cloned().fold(form, Form::field).wrong(problems, t);
    // The fields once more, each in its place in the page, with what is wrong with it.
    let judged = |field: &Field| {
        form.fields.iter().find(|it| it.name == field.name).unwrap_or(field).clone()
    };
    let area = |(title, points, subs): &(String, Field, Vec<Field>)| {
        let sub_areas: Vec<Field> = subs.iter().map(judged).collect();
        let open = sub_areas.iter().any(|it| !it.value.is_empty() || !it.error.is_empty());
        AreaRow { title: title.clone(), points: judged(points), sub_areas, open }
    };
    let published = &shown.published;
    let sum = published.other_sum(&shown.framework).zip(published.total);
    let edit = Edit {
        head: head.iter().map(judged).collect(),
        areas: points.iter().map(area).collect(),
        sum: sum.map(|(sum, total)| t.published_result_sum(sum, total)),
        texts: Link::to(t.published_result_to_texts(), format!("{own}/writing")),
        page,
        form,
    };
    let wrong = edit.form.has_errors();
    Ok(page::html_or_wrong(&edit, wrong))
}

fn compare(shell: &Shell, shown: &Shown, sent: &Fields) -> Answer {
    let there = fields(shown, shell.lang());
    let page = shell.evaluation_page(&shown.head, shell.texts().published_result())?;
    let mut all: Vec<(String, String)> =
        named(shell).into_iter().map(|(name, label)| (name.to_owned(), label)).collect();
    for (title, points, subs) in points_of(shell, &shown.framework, sent) {
        all.push((points.name.into_owned(), title));
        all.extend(subs.into_iter().map(|it| (it.name.into_owned(), it.label)));
    }
    let (mut texts, mut others) = (Vec::new(), Vec::new());
    for (name, label) in &all {
        let (mine, theirs) = (one(sent, name), one(&there, name));
        if mine.replace("\r\n", "\n") == theirs {
            others.push((name.as_str(), mine.to_owned()));
        } else {
            texts.push(conflict::Text { name, label: label.clone(), mine, theirs });
        }
    }
    let back = format!("{LIST}/{}", shown.head.id);
    conflict::page(shell, page, format!("{back}/published"), back, shown.version, texts, others)
}
