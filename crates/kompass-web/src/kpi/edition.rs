//! Editions of the key figures: when each came, from where, and what it changed in values that were there already.

use super::selection::{file, files_of, number};
use super::{PLACE, crumbs, names};
use crate::asked::{Asked, address};
use crate::error::{Answer, NO_PAGE};
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::kpi::changes::{self, Place, Wanted};
use kompass_app::kpi::revision::{Change, Gap, Known};
use kompass_app::kpi::selection::{find_area, gender_name};
use kompass_app::kpi::{self, Edition, Gender, Kind, Marks, Measure, Named, Segment, reason};
use kompass_core::format::{self, MISSING};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem, Result};

/// Where the editions are.
pub(super) const HERE: &str = "/key-figures/editions";
/// Editions that the list shows.
const LISTED: u32 = 200;
/// Changes that a page shows, and that a file has.
const SHOWN: usize = 200;
const IN_FILE: usize = 100_000;
/// Key figures that are named one by one.
const NAMED: usize = 200;

#[derive(Template)]
#[template(path = "kpi/editions.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    fallen_back: bool,
}

/// An edition in the list.
struct Row {
    name: String,
    href: String,
    when: String,
    from: String,
    added: String,
    revised: String,
    removed: String,
    new: String,
    gone: String,
}

#[derive(Template)]
#[template(path = "kpi/edition.html")]
struct Show {
    page: Page,
    facts: Vec<(String, String)>,
    /// Key figures that came and went, each with how many more there are.
    lists: Vec<(String, Vec<Link>, Option<String>)>,
    form: Form,
    /// Whether something is filtered away.
    filtered: bool,
    changes: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
    files: Vec<Link>,
    sources: Vec<String>,
}

/// A changed value.
struct Line {
    kpi: Link,
    area: String,
    year: String,
    gender: String,
    was: String,
    is: String,
    difference: String,
}

/// Changed values of a key figure, edition by edition.
pub(super) struct Revised {
    pub(super) edition: Link,
    pub(super) when: String,
    /// How many of all areas, and how many of the one that is looked at.
    pub(super) all: String,
    pub(super) own: Option<String>,
}

/// `GET /key-figures/editions`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let t = shell.texts();
    kpi::read(&shell.app.installation, shell.caller()).await?;
    let editions = kpi::editions(&shell.app.installation, LISTED).await?;
    let rows = editions.iter().map(|it| Row::of(&shell, it)).collect();
    let page = shell.page(t.kpi_editions())?.under(crumbs(t));
    let fallen_back = shell.app.installation.kpis.falls_back();
    Ok(page::html(&List { page, rows, fallen_back }))
}

/// `GET /key-figures/editions/{edition}`.
pub(crate) async fn show(shell: Shell, Path(number): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let edition = known(&shell, &number).await?;
    let asked = Asked::of(&shell);
    let mut problems = Vec::new();
    let (wanted, from) = (wanted(segment, &asked, &mut problems), from(&asked, &mut problems));
    let installation = &shell.app.installation;
    let found = changes::changes(installation, edition.number, &wanted, &from, SHOWN).await?;
    let here = format!("{HERE}/{}", edition.number);
    let mut marks = Marks::default();
    let page = shell.page(t.kpi_edition(edition.number))?;
    let page = page.under(crumbs(t).into_iter().chain([Link::to(t.kpi_editions(), HERE)]));
    let show = Show {
        facts: facts(&shell, &edition),
        lists: [
            (t.kpi_edition_gone(), &edition.summary.gone_kpis),
            (t.kpi_edition_new(), &edition.summary.new_kpis),
        ]
        .into_iter()
        .filter(|(_, named)| named.count > 0)
        .map(|(heading, named)| list_of(segment, heading, named, t))
        .collect(),
        form: form(&page, t, segment, &asked, &here).wrong(&problems, t),
        filtered: wanted != Wanted::default(),
        changes: found
            .changes
            .iter()
            .map(|(id, change)| Line::of(segment, id, change, t, &mut marks))
            .collect(),
        next: found.next.map(|next| {
            let place = format!("{}.{}", next.kpi, next.cells);
            address(&here, pairs(&wanted).into_iter().chain([("from", place.as_str())]))
        }),
        first: (from != Place::default()).then(|| address(&here, pairs(&wanted))),
        files: files_of(|form| {
            address(&format!("{here}/export"), pairs(&wanted).into_iter().chain([("format", form)]))
        }),
        sources: marks.notes(shell.lang()),
        page,
    };
    Ok(page::html_or_wrong(&show, !problems.is_empty()))
}

/// `GET /key-figures/editions/{edition}/export`.
pub(crate) async fn export(shell: Shell, Path(number): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let edition = known(&shell, &number).await?;
    let (asked, mut problems) = (Asked::of(&shell), Vec::new());
    let wanted = wanted(segment, &asked, &mut problems);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems).into());
    }
    let (installation, start) = (&shell.app.installation, Place::default());
    let found = changes::changes(installation, edition.number, &wanted, &start, IN_FILE).await?;
    let title = t.kpi_edition(edition.number);
    let mut table = changes::table(segment, title, &found.changes, t);
    if found.next.is_some() {
        table.notes.push(t.kpi_changes_cut(IN_FILE as u64));
    }
    file(&table, asked.one("format"), shell.lang())
}

/// What editions changed in a key figure, the newest first.
pub(super) async fn revised(shell: &Shell, id: &str, code: &str) -> Result<Vec<Revised>> {
    let t = shell.texts();
    let installation = &shell.app.installation;
    let revisions = kpi::revisions_of_kpi(installation, id, NEWEST).await?;
    let mut revised = Vec::with_capacity(revisions.len());
    for revision in revisions {
        let edition = kpi::edition(installation, revision.number).await?;
        let own = revision.cells.iter().filter(|change| change.area == code).count();
        let pairs = [("kpi", id)].into_iter().chain(super::of(code).filter(|_| own > 0));
        revised.push(Revised {
            edition: Link::to(
                t.kpi_edition(revision.number),
                address(&format!("{HERE}/{}", revision.number), pairs),
            ),
            when: shell.moment(edition.made_at),
            all: t.kpi_changed_values(revision.cells.len() as u64),
            own: (!code.is_empty()).then(|| t.kpi_changed_values(own as u64)),
        });
    }
    Ok(revised)
}

/// Editions that the page of a key figure names.
const NEWEST: u32 = 10;

impl Row {
    fn of(shell: &Shell, edition: &Edition) -> Self {
        let (it, lang) = (&edition.summary, shell.lang());
        let count = |count: u64| format::whole(lang, i64::try_from(count).unwrap_or(i64::MAX));
        Self {
            name: shell.texts().kpi_edition(edition.number),
            href: format!("{HERE}/{}", edition.number),
            when: shell.moment(edition.made_at),
            from: from_where(edition, shell.texts()),
            added: count(it.added),
            revised: count(it.revised),
            removed: count(it.removed),
            new: count(it.new_kpis.count),
            gone: count(it.gone_kpis.count),
        }
    }
}

impl Line {
    fn of<'a>(
        segment: &'a Segment,
        id: &str,
        change: &Change,
        t: &Texts,
        marks: &mut Marks<'a>,
    ) -> Self {
        let kpi = segment.find_kpi(id);
        let measure = kpi.map(|kpi| segment.measure(kpi));
        let printed = |known: Known| match (known, &measure) {
            (Known::Value(value), Some(measure)) => number(measure, value, t.lang()),
            (Known::Value(value), None) => format::number(t.lang(), value),
            (Known::Gap(Gap::Withheld), _) => t.kpi_withheld(),
            (Known::Gap(Gap::Absent), _) => MISSING.to_owned(),
        };
        let source = changes::source_of(segment, kpi);
        let difference = source.and_then(|source| change.difference(source));
        let decimals = |measure: &Measure<'_>| measure.decimals;
        for (known, heading) in [(change.was, t.kpi_was()), (change.is, t.kpi_is())] {
            if let Some(mark) = source.and_then(|source| known.mark(source)) {
                marks.add(mark, &heading);
            }
        }
        let words = difference.as_ref().map(|it| {
            marks.add(it, &t.kpi_difference());
            format::change(t.lang(), *it.value(), measure.as_ref().map_or(2, decimals))
        });
        let title = kpi.map_or(id, |kpi| segment.kpi(kpi).title);
        let gender = Gender::from_code(change.gender.to_string().as_bytes());
        let pairs = segment.find_area(&change.area).map(|_| ("area", change.area.as_str()));
        Self {
            kpi: Link::to(title, address(&format!("{PLACE}/{id}"), pairs)),
            area: changes::area_name(segment, &change.area).to_owned(),
            year: change.year.to_string(),
            gender: gender.map(|it| gender_name(it, t)).unwrap_or_default(),
            was: printed(change.was),
            is: printed(change.is),
            difference: words.unwrap_or_else(|| MISSING.to_owned()),
        }
    }
}

async fn known(shell: &Shell, number: &str) -> Result<Edition> {
    let missing = || Error::not_found(NO_PAGE, number, "choose one of the list");
    let known = number.parse().map_err(|_| missing())?;
    kpi::edition(&shell.app.installation, known).await.map_err(|error| match error {
        Error::NotFound { .. } => missing(),
        other => other,
    })
}

fn wanted(segment: &Segment, asked: &Asked, problems: &mut Vec<Problem>) -> Wanted {
    let mut wanted = Wanted::default();
    match asked.one("kpi") {
        "" => {}
        id if segment.find_kpi(&id.to_uppercase()).is_some() => {
            wanted.kpi = Some(id.to_uppercase());
        }
        id => problems.push(reason::UNKNOWN_KPI.problem("kpi").naming([id])),
    }
    match asked.one("area") {
        "" => {}
        name => match find_area(segment, name) {
            Some(area) => wanted.area = Some(segment.area(area).code.to_owned()),
            None => problems.push(reason::UNKNOWN_AREA.problem("area").naming([name])),
        },
    }
    wanted
}

/// Where a page begins, as the link of the one before wrote it.
fn from(asked: &Asked, problems: &mut Vec<Problem>) -> Place {
    let typed = asked.one("from");
    let place = typed
        .split_once('.')
        .and_then(|(kpi, cells)| Some(Place { kpi: kpi.to_owned(), cells: cells.parse().ok()? }));
    if place.is_none() && !typed.is_empty() {
        problems.push(reason::NO_SUCH_CHOICE.problem("from"));
    }
    place.unwrap_or_default()
}

fn pairs(wanted: &Wanted) -> Vec<(&'static str, &str)> {
    let kpi = wanted.kpi.as_deref().map(|id| ("kpi", id));
    kpi.into_iter().chain(wanted.area.as_deref().map(|code| ("area", code))).collect()
}

fn form(page: &Page, t: &Texts, segment: &Segment, asked: &Asked, here: &str) -> Form {
    Form::new(page, here, t.kpi_show())
        .field(
            Field::text("kpi", t.kpi_id())
                .help(t.kpi_changes_kpi_help())
                .optional()
                .most(20)
                .value(asked.one("kpi")),
        )
        .field(
            Field::text("area", t.kpi_choose_area())
                .help(t.kpi_choose_area_help())
                .optional()
                .most(100)
                .list(names(segment))
                .value(asked.one("area")),
        )
}

fn from_where(edition: &Edition, t: &Texts) -> String {
    match edition.kind {
        Kind::Import => t.kpi_edition_import(),
        Kind::Full => t.kpi_edition_full(),
        Kind::Changes => t.kpi_edition_changes(),
    }
}

fn facts(shell: &Shell, edition: &Edition) -> Vec<(String, String)> {
    let (t, it, lang) = (shell.texts(), &edition.summary, shell.lang());
    let count = |count: u64| format::whole(lang, i64::try_from(count).unwrap_or(i64::MAX));
    let mut facts = vec![
        (t.kpi_edition_when(), shell.moment(edition.made_at)),
        (t.kpi_edition_from(), from_where(edition, t)),
    ];
    facts.extend(edition.as_of.map(|day| (t.kpi_edition_as_of(), format::date(day))));
    facts.extend([
        (t.kpi_edition_values(), count(it.values)),
        (t.kpi_edition_added(), count(it.added)),
        (t.kpi_edition_revised(), t.kpi_edition_in_kpis(it.revised_kpis, count(it.revised))),
        (t.kpi_edition_removed(), count(it.removed)),
    ]);
    if !it.unknown.is_empty() {
        facts.push((t.kpi_edition_unknown(), count(it.unknown.len() as u64)));
    }
    facts
}

/// Key figures by title. Those that are gone are still known, and so have a page.
fn list_of(
    segment: &Segment,
    heading: String,
    named: &Named,
    t: &Texts,
) -> (String, Vec<Link>, Option<String>) {
    let link = |id: &String| {
        let title = segment.find_kpi(id).map_or("", |kpi| segment.kpi(kpi).title);
        Link::to(format!("{title} ({id})").trim(), format!("{PLACE}/{id}"))
    };
    let more = named.count.checked_sub(NAMED as u64).filter(|more| *more > 0);
    let links =
        named.first.iter().take(NAMED).filter(|id| segment.find_kpi(id).is_some()).map(link);
    (heading, links.collect(), more.map(|more| t.kpi_edition_more(more)))
}
