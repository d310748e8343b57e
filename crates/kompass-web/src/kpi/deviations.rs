//! Where an area stands out: where an analysis begins.

use super::profile::known;
use super::selection::{file, files_of};
use super::{PLACE, crumbs};
use crate::asked::{Asked, address};
use crate::error::Answer;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::kpi::deviation::{Against, Evidence, Filter, Line};
use kompass_app::kpi::{self, AreaAt, AreaKind, Marks, Segment, deviations, listing, reason};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem};

/// Lines that a page shows, and that a file has.
const SHOWN: usize = 30;
const IN_FILE: usize = 2_000;

#[derive(Template)]
#[template(path = "kpi/deviations.html")]
struct Show {
    page: Page,
    form: Form,
    /// True for the nation, which is compared with nobody.
    nation: bool,
    rows: Vec<Row>,
    /// Who the similar municipalities are.
    whom: Option<String>,
    files: Vec<Link>,
    sources: Vec<String>,
}

/// A line.
struct Row {
    title: String,
    href: String,
    year: String,
    sentence: String,
    evidence: String,
    /// Class of the tag that says how sure it is.
    class: &'static str,
    /// Better or worse than the middle, in words with a sign.
    side: Option<(&'static str, &'static str, String)>,
}

/// `GET /key-figures/municipalities/{area}/deviations`.
pub(crate) async fn show(shell: Shell, Path(code): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let (at, area) = known(segment, &code)?;
    let here = format!("{PLACE}/municipalities/{code}/deviations");
    let asked = Asked::of(&shell);
    let (filter, problems) = filter(segment, &asked, SHOWN);
    let lines = segment.deviations(at, &deviations::peers(segment, at), &filter);
    let page = shell.page(t.kpi_deviations_of(area.title))?;
    let page = page.under(
        crumbs(t)
            .into_iter()
            .chain([Link::to(area.title, format!("{PLACE}/municipalities/{code}"))]),
    );
    let files = files_of(|form| {
        let pairs = asked.iter().filter(|(name, _)| *name != "format").chain([("format", form)]);
        address(&format!("{here}/export"), pairs)
    });
    let mut marks = Marks::default();
    for line in &lines {
        marks.add(&line.raw, &t.kpi_value());
        for heading in [t.kpi_against(), t.kpi_evidence()] {
            marks.add(&line.deviation, &heading);
        }
    }
    let show = Show {
        nation: segment.area(at).kind == AreaKind::Nation,
        form: form(&page, t, segment, at, &asked, &here).wrong(&problems, t),
        rows: lines.iter().map(|line| Row::of(segment, line, &code, t)).collect(),
        whom: deviations::whom(segment, at, t),
        files,
        sources: marks.notes(shell.lang()),
        page,
    };
    Ok(page::html_or_wrong(&show, !problems.is_empty()))
}

/// `GET /key-figures/municipalities/{area}/deviations/export`.
pub(crate) async fn export(shell: Shell, Path(code): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let (at, _) = known(segment, &code)?;
    let asked = Asked::of(&shell);
    let (filter, problems) = filter(segment, &asked, IN_FILE);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems).into());
    }
    let lines = segment.deviations(at, &deviations::peers(segment, at), &filter);
    file(&deviations::table(segment, at, &lines, t), asked.one("format"), shell.lang())
}

impl Row {
    fn of(segment: &Segment, line: &Line<'_>, code: &str, t: &Texts) -> Self {
        let (facts, deviation) = (segment.kpi(line.raw.kpi()), line.deviation.value());
        let class = match deviation.evidence {
            Evidence::Lasting | Evidence::New => "info",
            Evidence::Unknown | Evidence::Chance => "",
        };
        let pairs = [("area", code)].into_iter();
        let gender = line.raw.gender().code().to_string();
        let pairs = pairs.chain((gender != "T").then_some(("gender", gender.as_str())));
        Self {
            title: facts.title.to_owned(),
            href: address(&format!("{PLACE}/{}", facts.id), pairs),
            year: line.raw.year().to_string(),
            sentence: line.sentence(t.lang()),
            evidence: deviations::evidence(deviation.evidence, t),
            class,
            side: deviation.better.map(|better| match better {
                true => ("good", "✓", t.kpi_better_than_middle()),
                false => ("bad", "!", t.kpi_worse_than_middle()),
            }),
        }
    }
}

/// What the address asks for; the rest holds without what cannot be understood.
fn filter(segment: &Segment, asked: &Asked, limit: usize) -> (Filter, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut unknown = |place: &str| problems.push(reason::NO_SUCH_CHOICE.problem(place));
    let given = |name: &str| Some(asked.one(name).to_owned()).filter(|it| !it.is_empty());
    let against = match asked.one("against") {
        "" | "any" => Against::Any,
        "all" => Against::All,
        "peers" => Against::Peers,
        "past" => Against::Past,
        _ => {
            unknown("against");
            Against::Any
        }
    };
    let better = match asked.one("way") {
        "" | "both" => None,
        "better" => Some(true),
        "worse" => Some(false),
        _ => {
            unknown("way");
            None
        }
    };
    let field = given("field");
    let field = field.filter(|field| {
        let there = deviations::is_field(segment, field);
        if !there {
            unknown("field");
        }
        there
    });
    let default = Filter::default();
    let least = match given("least") {
        None => default.least,
        Some(typed) => {
            typed.parse().ok().filter(|least| (4..=400).contains(least)).unwrap_or_else(|| {
                unknown("least");
                default.least
            })
        }
    };
    let filter = Filter {
        against,
        better,
        operating_area: field,
        perspective: given("perspective"),
        gender_gap: asked.one("gap") == "on",
        signals: asked.one("signals") == "on",
        background: asked.one("background") == "on",
        least,
        limit,
        ..default
    };
    (filter, problems)
}

fn form(page: &Page, t: &Texts, segment: &Segment, at: AreaAt, asked: &Asked, here: &str) -> Form {
    let choice = |name, label: String, of: Vec<(String, String)>, holds: &str| {
        let value = match asked.one(name) {
            "" => holds,
            typed => typed,
        };
        Field::choice(name, label, of).value(value)
    };
    let any = || (String::new(), t.kpi_any());
    let fields = listing::fields(segment, at).into_keys().filter(|it| !it.is_empty());
    let fields = std::iter::once(any()).chain(fields.map(|it| (it.to_owned(), it.to_owned())));
    let perspectives = deviations::PERSPECTIVES;
    let perspectives =
        std::iter::once(any()).chain(perspectives.map(|it| (it.to_owned(), it.to_owned())));
    let words = |of: Vec<(&str, String)>| {
        of.into_iter().map(|(value, words)| (value.to_owned(), words)).collect()
    };
    let against = words(vec![
        ("any", t.kpi_against_any()),
        ("all", t.kpi_against_all()),
        ("peers", t.kpi_against_peers()),
        ("past", t.kpi_against_past()),
    ]);
    let ways = words(vec![
        ("both", t.kpi_way_both()),
        ("worse", t.kpi_way_worse()),
        ("better", t.kpi_way_better()),
    ]);
    let check = |name, label| {
        Field::check(name, label).value(if asked.one(name) == "on" { "on" } else { "" })
    };
    Form::new(page, here, t.kpi_show())
        .field(choice("field", t.kpi_operating_area(), fields.collect(), ""))
        .field(choice("perspective", t.kpi_perspective(), perspectives.collect(), ""))
        .field(choice("way", t.kpi_way(), ways, "both"))
        .field(choice("against", t.kpi_against(), against, "any"))
        .field(
            Field::text("least", t.kpi_least())
                .optional()
                .most(3)
                .value(if asked.one("least").is_empty() { "20" } else { asked.one("least") }),
        )
        .field(check("signals", t.kpi_signals()))
        .field(check("gap", t.kpi_only_gap()))
        .field(check("background", t.kpi_background()))
}
