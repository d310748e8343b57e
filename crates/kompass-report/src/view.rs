//! The report as the template takes it: labels in the language, numbers written, Markdown as blocks, tables and figures
//! ready, for print and for pages. The template lays out; what is said, and what is said about what is missing, is decided here.

mod about;
mod area;
mod figure;
mod outcome;
mod summary;
mod table;

use crate::markdown::blocks;
use crate::model::{Comparison, Earlier, Place, Report};
use figure::Files;
use jiff::civil::Date;
use kompass_core::evaluation::{Impact, Kind, TeamRole};
use kompass_core::format::{self, MISSING};
use kompass_core::i18n::{Texts, texts};
use kompass_core::result::Basis;
use kompass_core::{Lang, Points};
pub(crate) use outcome::Together;
pub use outcome::source_marks;
use serde_json::{Map, Value, json};
use table::{Cell, Kind as RowKind, Table};

/// A report ready for the template.
pub struct View {
    /// What the template reads.
    pub data: Value,
    /// The figures as SVG, by file name.
    pub files: Vec<(String, String)>,
}

/// Makes a report ready for the template.
pub fn view(report: &Report) -> View {
    let writer = Writer { report, t: texts(report.language), lang: report.language };
    let mut files = Files::new();
    let data = json!({
        "language": report.language,
        "labels": writer.labels(),
        "document": writer.document(),
        "head": {
            "left": shortened(&format!("{} {}", report.municipality, report.year), 50),
            "right": shortened(&writer.framework(), 40),
        },
        "foot": shortened(&writer.foot(), 110),
        "cover": writer.cover(),
        "foreword": writer.own_texts(Place::Foreword),
        "about": writer.about(),
        "method": writer.method(),
        "summary": writer.summary(&mut files),
        "areas": writer.areas(&mut files),
        "impact": writer.impact(),
        "overview": writer.overview(),
        "facts": writer.facts(),
        "closing": writer.own_texts(Place::Closing),
        "sources": writer.sources(),
    });
    View { data, files }
}

struct Writer<'a> {
    report: &'a Report,
    t: &'static Texts,
    lang: Lang,
}

impl Writer<'_> {
    fn labels(&self) -> Map<String, Value> {
        let prefix = "report-";
        self.t
            .starting_with(prefix)
            .into_iter()
            .map(|(key, text)| (key[prefix.len()..].to_owned(), text.into()))
            .collect()
    }

    fn document(&self) -> Value {
        let report = self.report;
        let date = report.edition.date;
        json!({
            "title": self.t.report_document_title(self.framework(), &*report.municipality, report.year),
            "authors": report.team.iter().map(|person| &person.name).collect::<Vec<_>>(),
            "description": self.foot(),
            "keywords": [&report.municipality, &report.framework.title],
            "date": { "year": date.year(), "month": date.month(), "day": date.day() },
        })
    }

    fn framework(&self) -> String {
        let framework = &self.report.framework;
        named(&framework.title, &framework.results_version)
    }

    /// What must be seen on every page.
    fn foot(&self) -> String {
        let mut marks = Vec::new();
        if self.report.fictional {
            marks.push(self.t.report_fictional());
        }
        if self.report.basis == Basis::KompassDefault {
            marks.push(self.t.default_weights_note());
        }
        if let (true, Some(source)) = (self.imported(), self.report.sources.first()) {
            marks.push(self.t.report_foot_source(&*source.title));
        }
        marks.join(" · ")
    }

    fn imported(&self) -> bool {
        self.report.kind == Kind::Imported
    }

    fn cover(&self) -> Value {
        let report = self.report;
        let mut rows =
            vec![format!("{} · {}", report.edition.label, format::date(report.edition.date))];
        if !report.edition.record_number.is_empty() {
            rows.push(format!(
                "{} {}",
                self.t.report_record_number(),
                report.edition.record_number
            ));
        }
        if let (true, Some(source)) = (self.imported(), report.sources.first()) {
            rows.push(self.t.report_foot_source(&*source.title));
        }
        json!({
            "framework": self.framework(),
            "name": report.municipality,
            "subtitle": self.t.report_evaluation_of_year(report.year),
            "fictional": if report.fictional { self.t.report_fictional_about() } else { String::new() },
            "people": report.team.iter()
                .filter(|person| person.role != TeamRole::Reviewer)
                .map(|person| json!({ "name": person.name, "employer": person.employer }))
                .collect::<Vec<_>>(),
            "rows": rows,
            "basis": self.basis(),
        })
    }

    fn basis(&self) -> String {
        match self.report.basis {
            Basis::Official => self.t.report_basis_official(),
            Basis::KompassDefault => self.t.report_basis_kompass_default(),
            Basis::Direct => self.t.report_basis_direct(),
        }
    }

    fn own_texts(&self, place: Place) -> Vec<Value> {
        let own = self.report.template.blocks.iter().filter(|block| block.place == place);
        own.map(|block| json!({ "heading": block.heading, "blocks": blocks(&block.text) }))
            .collect()
    }

    /// A change is only a change within one version of the instrument, or from an estimate made for it.
    fn comparable(&self, earlier: &Earlier) -> bool {
        earlier.estimate
            || earlier.version.as_deref() == Some(&*self.report.framework.results_version)
    }

    fn impact(&self) -> Option<Value> {
        let (report, t) = (self.report, self.t);
        let matrix = &report.impact;
        if matrix.rows.is_empty() || matrix.sources.is_empty() {
            return None;
        }
        let mut table = Table::new().text(t.report_sub_area(), 4);
        for source in &matrix.sources {
            table = table.text(source, 2);
        }
        for row in &matrix.rows {
            let marks = (0..matrix.sources.len()).map(|index| {
                match row.marks.get(index).copied().flatten() {
                    Some(Impact::Confirms) => t.impact_confirms().into(),
                    Some(Impact::Contradicts) => Cell::strong(t.impact_contradicts()),
                    Some(Impact::Silent) => Cell::muted(t.impact_silent()),
                    None => Cell::muted(MISSING),
                }
            });
            let head = format!("{} {}", row.code, row.short).into();
            table.row(RowKind::Plain, std::iter::once(head).chain(marks));
        }
        let unasked = matrix.rows.iter().any(|row| {
            (0..matrix.sources.len()).any(|i| row.marks.get(i).is_none_or(Option::is_none))
        });
        let mut text = t.report_impact_about();
        if unasked {
            text = format!("{text} {}", t.report_not_asked());
        }
        Some(json!({ "text": text, "table": table }))
    }

    fn facts(&self) -> Option<Table> {
        let t = self.t;
        let mut table = Table::new()
            .text(t.report_fact(), 3)
            .number(t.report_value())
            .text(t.report_when(), 2)
            .text(t.report_source(), 3);
        for fact in &self.report.facts {
            table.row(
                RowKind::Plain,
                [&*fact.label, &*fact.value, or_missing(&fact.when), or_missing(&fact.source)]
                    .map(Cell::from),
            );
        }
        table.unless_empty()
    }

    fn sources(&self) -> Value {
        let (report, t) = (self.report, self.t);
        let published: Vec<Value> = report
            .sources
            .iter()
            .map(|source| {
                json!({
                    "title": source.title,
                    "publisher": source.publisher,
                    "date": source.date.map(format::date),
                    "address": source.address,
                    "note": source.note,
                })
            })
            .collect();
        let mut origins = Table::new().text(t.report_part(), 2).text(t.report_origin(), 5);
        for origin in &report.origins {
            origins.row(RowKind::Plain, [&*origin.part, &*origin.text].map(Cell::from));
        }
        let quoted = report
            .areas
            .iter()
            .flat_map(|area| area.strengths.iter().chain(&area.improvements))
            .any(|finding| finding.source.is_some());
        json!({
            "published": published,
            "quoted": quoted,
            "origins": origins.unless_empty(),
            "digest": report.framework.digest,
            "digest_text": t.report_digest_about(&*report.framework.version),
        })
    }

    fn n(&self, comparison: &Comparison) -> String {
        comparison.n.map_or_else(|| self.t.comparison_n_unknown(), |n| self.t.comparison_n(n))
    }

    fn whole(&self, number: u32) -> String {
        format::whole(self.lang, number)
    }

    fn whole_or_missing(&self, number: Option<u32>) -> String {
        number.map_or(MISSING.to_owned(), |number| self.whole(number))
    }

    fn points(&self, points: Option<Points>) -> String {
        points.map_or(MISSING.to_owned(), |points| format::points(self.lang, points))
    }

    fn mean(&self, points: Option<Points>, decimals: u32) -> String {
        points.map_or(MISSING.to_owned(), |points| format::points_to(self.lang, points, decimals))
    }

    fn change(&self, since: &Earlier, then: Option<u32>, now: Option<u32>) -> String {
        match (then, now) {
            (Some(then), Some(now)) if self.comparable(since) => {
                format::change(self.lang, f64::from(now) - f64::from(then), 0)
            }
            _ => MISSING.to_owned(),
        }
    }

    fn date(&self, date: Option<Date>) -> String {
        date.map_or(MISSING.to_owned(), format::date)
    }

    /// The year of an earlier result, marked if it is an estimate.
    fn year_of(&self, earlier: &Earlier) -> String {
        if earlier.estimate {
            format!("{} ({})", earlier.year, self.t.report_estimate_mark())
        } else {
            earlier.year.to_string()
        }
    }
}

/// Title of a framework with its version, unless the title already ends with it.
pub fn named(title: &str, version: &str) -> String {
    if title.ends_with(version) { title.to_owned() } else { format!("{title} {version}") }
}

/// One decimal for all figures of a comparison if any of them has decimals.
fn decimals(comparison: &Comparison) -> u32 {
    let mut figures = comparison.areas.iter().flatten().chain(&comparison.total);
    u32::from(figures.any(|points| points.0 % 1000 != 0))
}

/// The text with at most so many characters, for lines that must not grow.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn or_missing(text: &str) -> &str {
    if text.is_empty() { MISSING } else { text }
}
