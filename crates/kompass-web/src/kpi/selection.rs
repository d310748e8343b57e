//! The free selection: what is chosen stands in the address.

use super::{PLACE, crumbs, names, saved};
use crate::asked::{Asked, address};
use crate::download;
use crate::error::Answer;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::body::Body;
use kompass_app::kpi::alike::Alike;
use kompass_app::kpi::selection::{self, Choice, Line, Selection};
use kompass_app::kpi::{
    self, AreaKind, Cell, GENERAL, Gender, KpiAt, Marks, Measure, Raw, Segment, Unit, reason,
};
use kompass_core::format::{self, MISSING};
use kompass_core::i18n::Texts;
use kompass_core::table::Table;
use kompass_core::{Error, Lang, Problem};

/// Where the selection is.
const HERE: &str = "/key-figures/selection";
/// Cells that a page shows; all of them are in the files.
const SHOWN_CELLS: usize = 3_000;
/// Key figures that are offered for words.
const OFFERED: usize = 8;

#[derive(Template)]
#[template(path = "kpi/selection.html")]
struct Show {
    page: Page,
    form: Form,
    /// What the words of a new key figure may mean.
    offered: Vec<Link>,
    views: Vec<Link>,
    years: Vec<i16>,
    groups: Vec<Lines>,
    /// How many cells there are, if the page does not show them all.
    cut: Option<String>,
    /// The key figure that chart and map show.
    first: Option<Link>,
    lines: Option<String>,
    map: Option<kpi::Map>,
    files: Vec<Link>,
    sources: Vec<String>,
    /// Keeps the choice, for those with an account.
    keep: Option<Form>,
}

/// The rows of a key figure.
struct Lines {
    title: String,
    href: String,
    unit: String,
    rows: Vec<Row>,
}

/// The values of an area and a gender.
struct Row {
    name: String,
    values: Vec<String>,
}

/// What the address asks for.
struct Question {
    choice: Choice,
    view: &'static str,
    problems: Vec<Problem>,
    /// Words that are no id of a key figure.
    words: String,
}

/// `GET /key-figures/selection`.
pub(crate) async fn show(shell: Shell) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let mut question = Question::of(segment, &Asked::of(&shell));
    let selection = match Selection::of(segment, &question.choice) {
        Ok(selection) => selection,
        Err(Error::Invalid(problems)) => {
            question.problems.extend(problems);
            Selection::of(segment, &Choice::default())?
        }
        Err(error) => return Err(error.into()),
    };
    let page = shell.page(t.kpi_selection())?.under(crumbs(t));
    let offered = match question.words.as_str() {
        "" => Vec::new(),
        words => segment.search(words, OFFERED),
    };
    let own = selection
        .areas
        .first()
        .copied()
        .filter(|at| segment.area(*at).kind == AreaKind::Municipality);
    let newest = selection.kpis.first().copied().zip(selection.years.last().copied());
    let view = question.view;
    let map = newest
        .filter(|_| view == "map")
        .and_then(|(kpi, year)| kpi::map(segment, (kpi, selection.genders[0], year), own, t));
    let marks = match &map {
        Some(map) => Marks::one(map, &t.kpi_map()),
        None => selection.marks(&t.kpi_value()),
    };
    let show = Show {
        form: form(&page, t, segment, &question),
        offered: offered
            .into_iter()
            .map(|hit| {
                let facts = segment.kpi(hit.kpi);
                let mut choice = question.choice.clone();
                choice.kpis.push(facts.id.to_owned());
                Link::to(format!("{} ({})", facts.title, facts.id), link(&choice, view))
            })
            .collect(),
        views: [
            ("table", t.kpi_view_table()),
            ("chart", t.kpi_view_chart()),
            ("map", t.kpi_view_map()),
        ]
        .map(|(name, label)| Link {
            here: name == view,
            ..Link::to(label, link(&question.choice, name))
        })
        .into(),
        years: selection.years.clone(),
        groups: if view == "table" { rows(&selection, t) } else { Vec::new() },
        cut: (view == "table" && selection.cells() > SHOWN_CELLS)
            .then(|| t.kpi_cut(selection.cells() as u64, SHOWN_CELLS as u64)),
        first: selection.kpis.first().filter(|_| view != "table").map(|kpi| {
            let facts = segment.kpi(*kpi);
            Link::to(facts.title, format!("{PLACE}/{}", facts.id))
        }),
        lines: (view == "chart").then(|| kpi::lines(&selection, t)).flatten(),
        map: map.map(|map| map.value().clone()),
        files: files(&question.choice),
        sources: marks.notes(shell.lang()),
        keep: (!page.person.is_empty() && !selection.years.is_empty()).then(|| {
            let here = link(&question.choice, view);
            saved::keep(&page, t, here.split_once('?').map_or("", |(_, query)| query).to_owned())
        }),
        page,
    };
    Ok(page::html_or_wrong(&show, !question.problems.is_empty()))
}

/// `GET /key-figures/selection/export`.
pub(crate) async fn export(shell: Shell) -> Answer {
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let asked = Asked::of(&shell);
    let question = Question::of(&generation.segment, &asked);
    if !question.problems.is_empty() {
        return Err(Error::Invalid(question.problems).into());
    }
    let selection = Selection::of(&generation.segment, &question.choice)?;
    file(&selection.table(shell.texts()), asked.one("format"), shell.lang())
}

/// A table as a file of the form that was asked for; a workbook if none was.
pub(crate) fn file(table: &Table, form: &str, lang: Lang) -> Answer {
    let form = if form.is_empty() { kpi::FORMS[0] } else { form };
    let bytes = kpi::file(table, form, lang)?;
    let name = format!("{}.{form}", table.title);
    Ok(download::answer(&name, bytes.len() as u64, Body::from(bytes)))
}

/// Links to the files of a view.
pub(super) fn files_of(of: impl Fn(&str) -> String) -> Vec<Link> {
    kpi::FORMS.map(|form| Link::to(form.to_uppercase(), of(form))).into()
}

fn files(choice: &Choice) -> Vec<Link> {
    files_of(|form| {
        let pairs = pairs(choice);
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        address(&format!("{HERE}/export"), pairs.chain([("format", form)]))
    })
}

impl Question {
    fn of(segment: &Segment, asked: &Asked) -> Self {
        let mut problems = Vec::new();
        let mut unknown = |place: &str, value: &str| {
            problems.push(reason::NO_SUCH_CHOICE.problem(place).naming([value]))
        };
        let texts = |name| asked.all(name).map(str::to_owned).collect::<Vec<_>>();
        let mut choice = Choice {
            kpis: texts("kpi"),
            areas: texts("area"),
            groups: texts("group"),
            ..Choice::default()
        };
        choice.areas.extend(Some(asked.one("place").to_owned()).filter(|it| !it.is_empty()));
        let mut words = String::new();
        match asked.one("add") {
            "" => {}
            id if segment.find_kpi(&id.to_uppercase()).is_some() => {
                choice.kpis.push(id.to_uppercase())
            }
            other => words = other.chars().take(super::LONGEST).collect(),
        }
        for code in asked.all("gender") {
            match Gender::from_code(code.as_bytes()) {
                Some(gender) if !choice.genders.contains(&gender) => choice.genders.push(gender),
                Some(_) => {}
                None => unknown("gender", code),
            }
        }
        let view = match asked.one("view") {
            "" | "table" => "table",
            "chart" => "chart",
            "map" => "map",
            other => {
                unknown("view", other);
                "table"
            }
        };
        for (name, year) in [("from", &mut choice.from), ("to", &mut choice.to)] {
            *year = asked.number(name);
            if year.is_none() && !asked.one(name).is_empty() {
                problems.push(reason::NO_YEAR.problem(name));
            }
        }
        // Codes, so that the address is short and stays right when a name changes.
        for area in &mut choice.areas {
            if let Some(at) = selection::find_area(segment, area) {
                segment.area(at).code.clone_into(area);
            }
        }
        Self { choice, view, problems, words }
    }
}

/// The address of a choice.
fn link(choice: &Choice, view: &str) -> String {
    let pairs = pairs(choice);
    let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
    address(HERE, pairs.chain(Some(("view", view)).filter(|_| view != "table")))
}

fn pairs(choice: &Choice) -> Vec<(&'static str, String)> {
    let texts = |name, of: &[String]| of.iter().map(|it| (name, it.clone())).collect::<Vec<_>>();
    let mut pairs = texts("kpi", &choice.kpis);
    pairs.extend(texts("area", &choice.areas));
    pairs.extend(texts("group", &choice.groups));
    pairs.extend(choice.genders.iter().map(|gender| ("gender", gender.code().to_string())));
    pairs.extend(choice.from.map(|year| ("from", year.to_string())));
    pairs.extend(choice.to.map(|year| ("to", year.to_string())));
    pairs
}

/// The choice as a form, so that it works without a script: what is chosen is ticked, what is new is written.
fn form(page: &Page, t: &Texts, segment: &Segment, question: &Question) -> Form {
    let choice = &question.choice;
    let chosen = |of: &[String], name: &dyn Fn(&str) -> Option<String>| {
        of.iter().filter_map(|id| Some((id.clone(), name(id)?, true))).collect::<Vec<_>>()
    };
    let kpi_name = |id: &str| Some(title(segment, segment.find_kpi(id)?));
    let area_name = |code: &str| Some(segment.area(segment.find_area(code)?).title.to_owned());
    let mut form = Form::new(page, HERE, t.kpi_show());
    let kpis = chosen(&choice.kpis, &kpi_name);
    if !kpis.is_empty() {
        form = form.field(Field::boxes("kpi", t.kpi_chosen_kpis(), kpis));
    }
    form = form.field(
        Field::text("add", t.kpi_add_kpi())
            .help(t.kpi_add_kpi_help())
            .optional()
            .most(super::LONGEST)
            .value(question.words.as_str()),
    );
    let areas = chosen(&choice.areas, &area_name);
    if !areas.is_empty() {
        form = form.field(Field::boxes("area", t.kpi_chosen_areas(), areas));
    }
    let genders = Gender::ALL.map(|gender| {
        let code = gender.code();
        let chosen = choice.genders.contains(&gender)
            || choice.genders.is_empty() && gender == Gender::Total;
        (code.to_string(), selection::gender_name(gender, t), chosen)
    });
    let year = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
    form.field(Field::text("place", t.kpi_add_area()).optional().most(100).list(names(segment)))
        .field(Field::boxes("group", t.kpi_groups(), groups(t, segment, choice)))
        .field(Field::boxes("gender", t.kpi_gender(), genders))
        .field(Field::text("from", t.kpi_from()).optional().most(4).value(year(choice.from)))
        .field(Field::text("to", t.kpi_to()).optional().most(4).value(year(choice.to)))
        .field(Field::hidden("view", question.view))
        .wrong(&question.problems, t)
}

/// The groups that can be chosen: those of everybody, and those of the first municipality.
fn groups(t: &Texts, segment: &Segment, choice: &Choice) -> Vec<(String, String, bool)> {
    let mut groups = vec![
        ("all".to_owned(), t.kpi_group_all()),
        ("nation".to_owned(), t.kpi_group_nation()),
        ("regions".to_owned(), t.kpi_group_regions()),
    ];
    let first = choice.areas.iter().find_map(|code| segment.find_area(code));
    if let Some(at) = first {
        let area = segment.area(at);
        if let Some(similar) = segment.similar_in(at, GENERAL).map(|at| segment.group(at)) {
            let name = t.kpi_group_similar(area.title, similar.model_year.unwrap_or_default());
            groups.push((format!("similar:{}", area.code), name));
        }
        if !area.skr_group.is_empty() {
            groups.push((format!("skr:{}", area.code), area.skr_group.to_lowercase()));
        }
    }
    // One that another page chose stays chosen.
    for other in &choice.groups {
        if let Some(at) = segment.find_group(other) {
            groups.push((other.clone(), segment.group(at).title.to_owned()));
        } else if let Some((_, alike)) = Alike::of_group(other) {
            groups.push((other.clone(), t.kpi_own_group(alike.most as u64)));
        }
    }
    let chosen = |(value, words): (String, String)| {
        let chosen = choice.groups.contains(&value);
        (value, words, chosen)
    };
    groups.into_iter().map(chosen).collect()
}

/// The values, key figure by key figure.
fn rows(selection: &Selection<'_>, t: &Texts) -> Vec<Lines> {
    let mut groups: Vec<(KpiAt, Lines)> = Vec::new();
    let per_line = selection.years.len().max(1);
    for line in selection.lines().take(SHOWN_CELLS / per_line) {
        if groups.last().is_none_or(|(kpi, _)| *kpi != line.kpi) {
            let (facts, measure) =
                (selection.segment.kpi(line.kpi), selection.segment.measure(line.kpi));
            let href = format!("{PLACE}/{}", facts.id);
            let (title, unit) = (facts.title.to_owned(), measure.unit.text().to_owned());
            groups.push((line.kpi, Lines { title, href, unit, rows: Vec::new() }));
        }
        if let Some((_, lines)) = groups.last_mut() {
            lines.rows.push(row(selection, line, t));
        }
    }
    groups.into_iter().map(|(_, lines)| lines).collect()
}

fn row(selection: &Selection<'_>, line: Line, t: &Texts) -> Row {
    let measure = selection.segment.measure(line.kpi);
    let area = selection.segment.area(line.area).title;
    let name = match selection.genders.len() {
        1 => area.to_owned(),
        _ => format!("{area}, {}", selection::gender_name(line.gender, t)),
    };
    let value = |year: &i16| value(&measure, selection.cell(line, *year), t);
    Row { name, values: selection.years.iter().map(value).collect() }
}

/// A cell as it is printed.
pub(super) fn value(measure: &Measure<'_>, cell: Cell<'_>, t: &Texts) -> String {
    match cell {
        Cell::Value(raw) => value_of(measure, &raw, t),
        Cell::Withheld { status: "" } | Cell::Absent => MISSING.to_owned(),
        Cell::Withheld { status } => status.to_owned(),
    }
}

/// A value as it was published, marked if it is preliminary.
pub(super) fn value_of(measure: &Measure<'_>, raw: &Raw<'_>, t: &Texts) -> String {
    let value = number(measure, raw.value(), t.lang());
    if raw.preliminary() { t.kpi_preliminary_value(value) } else { value }
}

/// A value without its unit, which stands above it; an answer in its words.
pub(super) fn number(measure: &Measure<'_>, value: f64, lang: Lang) -> String {
    match measure.unit {
        Unit::Codes(_) => measure.print(lang, value),
        _ => format::decimal(lang, value, measure.decimals),
    }
}

fn title(segment: &Segment, kpi: KpiAt) -> String {
    let facts = segment.kpi(kpi);
    format!("{} ({})", facts.title, facts.id)
}
