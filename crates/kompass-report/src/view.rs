//! The report as the template takes it: labels in the language, numbers written, Markdown as blocks, tables and figures
//! ready. The template lays out; what is said, and what is said about what is missing, is decided here.

mod area;
mod figure;
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
use serde_json::{Map, Value, json};
use table::{Cell, Kind as RowKind, Table};

/// A report ready for the template.
pub(crate) struct View {
    /// What the template reads.
    pub(crate) data: Value,
    /// The figures as SVG, by file name.
    pub(crate) files: Vec<(String, String)>,
}

/// Makes a report ready for the template.
pub(crate) fn view(report: &Report) -> View {
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

    /// Title of the framework with its version, unless the title already ends with it.
    fn framework(&self) -> String {
        let framework = &self.report.framework;
        if framework.title.ends_with(&framework.results_version) {
            framework.title.clone()
        } else {
            format!("{} {}", framework.title, framework.results_version)
        }
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

    fn about(&self) -> Value {
        let (report, t) = (self.report, self.t);
        let mut rows = Table::new().text(t.report_fact(), 1).text(t.report_value(), 2);
        let mut add = |label: String, value: String| {
            if !value.is_empty() {
                rows.row(RowKind::Plain, [label.into(), Cell::from(value)]);
            }
        };
        add(
            t.report_framework(),
            t.report_framework_version(&*report.framework.owner, self.framework()),
        );
        add(t.report_kind(), self.kind());
        add(
            t.report_assessment_date(),
            report.assessment_date.map(format::date).unwrap_or_default(),
        );
        add(t.report_visit(), format::days(self.lang, &report.visit));
        if let Some(feedback) = &report.feedback {
            add(
                t.report_feedback(),
                t.report_feedback_to(&*feedback.audience, format::date(feedback.date)),
            );
        }
        add(t.report_record_number(), report.edition.record_number.clone());
        add(
            t.report_edition(),
            format!("{}, {}", report.edition.label, format::date(report.edition.date)),
        );
        let missing = self.missing();
        json!({
            "rows": rows,
            "team": self.team(),
            "interviews": self.interviews(),
            "documents": self.documents(),
            "missing_text": t.report_missing_about(MISSING),
            "missing": missing,
        })
    }

    fn kind(&self) -> String {
        match self.report.kind {
            Kind::External => self.t.kind_external(),
            Kind::Peer => self.t.kind_peer(),
            Kind::SelfEvaluation => self.t.kind_self(),
            Kind::Imported => self.t.kind_imported(),
        }
    }

    fn team(&self) -> Option<Table> {
        let t = self.t;
        let mut table = Table::new()
            .text(t.report_name(), 3)
            .text(t.report_employer(), 3)
            .text(t.report_role(), 2);
        for person in &self.report.team {
            let role = match person.role {
                TeamRole::Lead => t.role_lead(),
                TeamRole::Evaluator => t.role_evaluator(),
                TeamRole::Reviewer => t.role_reviewer(),
            };
            table.row(
                RowKind::Plain,
                [(&*person.name).into(), (&*person.employer).into(), role.into()],
            );
        }
        table.unless_empty()
    }

    fn interviews(&self) -> Option<Value> {
        let t = self.t;
        let groups = &self.report.groups;
        let people: u32 = groups.iter().map(|group| group.people).sum();
        let mut table = Table::new()
            .text(t.report_group(), 3)
            .text(t.report_date(), 2)
            .number(t.report_people());
        for group in groups {
            let people = self.whole(group.people).into();
            table.row(
                RowKind::Plain,
                [(&*group.title).into(), self.date(group.date).into(), people],
            );
        }
        table.row(
            RowKind::Total,
            [t.report_together().into(), "".into(), self.whole(people).into()],
        );
        let text = t.report_interviews_about(groups.len(), people);
        (!groups.is_empty()).then(|| json!({ "text": text, "table": table }))
    }

    fn documents(&self) -> Option<Value> {
        let t = self.t;
        let listed = &self.report.documents;
        let read =
            self.report.documents_read.or(u32::try_from(listed.len()).ok().filter(|n| *n > 0))?;
        let mut text = t.report_documents_about(read);
        if !listed.is_empty() && listed.len() < read as usize {
            text = format!("{text} {}", t.report_documents_listed(listed.len()));
        }
        let mut table = Table::new()
            .text(t.report_code(), 0)
            .text(t.report_document(), 4)
            .text(t.report_document_kind(), 2)
            .text(t.report_date(), 0);
        for document in listed {
            let cells =
                [&*document.code, &*document.title, or_missing(&document.kind)].map(Cell::from);
            table.row(RowKind::Plain, cells.into_iter().chain([self.date(document.date).into()]));
        }
        Some(json!({ "text": text, "table": table.unless_empty() }))
    }

    /// What an imported result leaves open, each as the end of a sentence. Others are still being made: nothing is missing.
    fn missing(&self) -> Vec<String> {
        let (report, t) = (self.report, self.t);
        if !self.imported() {
            return Vec::new();
        }
        let subs = || report.areas.iter().flat_map(|area| &area.sub_areas);
        let earlier =
            report.previous().is_some_and(|earlier| earlier.areas.iter().all(Option::is_none));
        let texts = report.areas.iter().all(|area| area.text.is_empty())
            && subs().all(|sub| sub.text.is_empty());
        [
            (report.team.is_empty(), t.report_missing_team()),
            (report.visit.is_empty(), t.report_missing_visit()),
            (report.groups.is_empty(), t.report_missing_groups()),
            (
                report.documents_read.is_none() && report.documents.is_empty(),
                t.report_missing_documents(),
            ),
            (subs().all(|sub| sub.points.is_none()), t.report_missing_sub_area_points()),
            (texts, t.report_missing_texts()),
            (report.impact.rows.is_empty(), t.report_missing_impact()),
            (earlier, t.report_missing_earlier_areas()),
            (
                report.comparison().is_some_and(|comparison| comparison.n.is_none()),
                t.report_missing_n(),
            ),
        ]
        .into_iter()
        .filter(|(missing, _)| *missing)
        .map(|(_, text)| text)
        .collect()
    }

    fn method(&self) -> Value {
        let (report, t) = (self.report, self.t);
        let mut basis = vec![self.basis()];
        if report.basis != Basis::Official {
            basis.push(t.report_rounding());
        }
        let ranked = report.comparisons.iter().any(|comparison| !comparison.position.is_empty());
        let mut table = Table::new().text(t.report_comparison(), 3).text(t.report_rule(), 5);
        if ranked {
            table = table.text(t.report_standing(), 2);
        }
        table = table.number(t.report_n()).number(t.report_total());
        for comparison in &report.comparisons {
            let position = ranked.then(|| or_missing(&comparison.position).into());
            let words = [(&*comparison.label).into(), (&*comparison.rule).into()]
                .into_iter()
                .chain(position);
            let figures = [self.whole_or_missing(comparison.n), self.points(comparison.total)];
            table.row(RowKind::Plain, words.chain(figures.map(Cell::from)));
        }
        let text =
            if table.is_empty() { t.report_no_comparison() } else { t.report_comparisons_about() };
        json!({
            "blocks": blocks(&report.method),
            "basis": basis,
            "comparisons_text": text,
            "comparisons": table.unless_empty(),
            "own": self.own_texts(Place::Method),
        })
    }

    fn summary(&self, files: &mut Files) -> Value {
        let (report, t) = (self.report, self.t);
        let missing =
            if self.imported() { t.report_total_missing() } else { t.report_total_not_set() };
        json!({
            "total": report.total.map(|total| self.whole(total)),
            "total_missing": missing,
            "max": t.report_of_max(report.max),
            "beside": self.beside_total(),
            "blocks": blocks(&report.summary),
            "radar": self.radar(files),
            "bars": self.bars(files),
            "table": self.results(),
            "trend": self.trend(files),
        })
    }

    /// The figures that stand beside the total.
    fn beside_total(&self) -> Vec<Value> {
        let (report, t) = (self.report, self.t);
        let mut beside = Vec::new();
        if let Some(comparison) = report.comparison() {
            let n = self.n(comparison);
            let lines: Vec<&str> =
                [&*n, &*comparison.position].into_iter().filter(|line| !line.is_empty()).collect();
            beside.push(json!({ "label": comparison.label, "value": self.points(comparison.total), "lines": lines }));
        }
        if let Some(earlier) = report.previous() {
            let mut lines = vec![earlier.year.to_string()];
            if let (Some(then), Some(now), true) =
                (earlier.total, report.total, self.comparable(earlier))
            {
                let change = format::change(self.lang, f64::from(now) - f64::from(then), 0);
                lines.push(t.report_change_since(change, earlier.year));
            }
            if earlier.estimate {
                lines.push(t.report_estimate_mark());
            }
            let value = earlier.total.map_or(MISSING.to_owned(), |total| self.whole(total));
            beside.push(json!({ "label": t.report_previous(), "value": value, "lines": lines }));
        }
        beside
    }

    /// A change is only a change within one version of the instrument, or from an estimate made for it.
    fn comparable(&self, earlier: &Earlier) -> bool {
        earlier.estimate
            || earlier.version.as_deref() == Some(&*self.report.framework.results_version)
    }

    /// Areas with points, highest points, comparison, and the previous evaluation if its areas are known.
    fn results(&self) -> Table {
        let (report, t) = (self.report, self.t);
        let previous =
            report.previous().filter(|earlier| earlier.areas.iter().any(Option::is_some));
        let comparison = self.compared_areas();
        let mut table =
            Table::new().text(t.report_area(), 1).number(t.report_points()).number(t.report_max());
        if let Some(comparison) = comparison {
            table = table.number(&comparison.short);
        }
        if let Some(previous) = previous {
            table = table.number(self.year_of(previous)).number(t.report_change());
        }
        let decimals = comparison.map_or(0, decimals);
        for (index, area) in report.areas.iter().enumerate() {
            let mut cells: Vec<Cell> = vec![
                format!("{} {}", area.number, area.title).into(),
                Cell::strong(self.whole_or_missing(area.points)),
                self.whole(area.max).into(),
            ];
            if let Some(comparison) = comparison {
                cells.push(
                    self.mean(comparison.areas.get(index).copied().flatten(), decimals).into(),
                );
            }
            if let Some(previous) = previous {
                let then = previous.areas.get(index).copied().flatten();
                cells.push(self.whole_or_missing(then).into());
                cells.push(self.change(previous, then, area.points).into());
            }
            table.row(RowKind::Plain, cells);
        }
        let mut cells: Vec<Cell> = vec![
            t.report_sum().into(),
            self.whole_or_missing(report.total).into(),
            self.whole(report.max).into(),
        ];
        if let Some(comparison) = comparison {
            cells.push(self.mean(comparison.total, decimals).into());
        }
        if let Some(previous) = previous {
            cells.push(self.whole_or_missing(previous.total).into());
            cells.push(self.change(previous, previous.total, report.total).into());
        }
        table.row(RowKind::Total, cells);
        table
    }

    fn trend(&self, files: &mut Files) -> Option<Value> {
        let (report, t) = (self.report, self.t);
        if report.earlier.is_empty() {
            return None;
        }
        let mut table = Table::new()
            .text(t.report_year(), 0)
            .text(t.report_version(), 2)
            .number(t.report_points())
            .text(t.report_note(), 5);
        for earlier in &report.earlier {
            let version = earlier.version.clone().unwrap_or_else(|| t.report_version_unknown());
            let version = if earlier.estimate {
                format!("{version}, {}", t.report_estimate_mark())
            } else {
                version
            };
            let total = self.whole_or_missing(earlier.total);
            let cells = [
                earlier.year.to_string().into(),
                version.into(),
                total.into(),
                (&*earlier.note).into(),
            ];
            table.row(RowKind::Plain, cells);
        }
        let now = [
            report.year.to_string().into(),
            (&*report.framework.results_version).into(),
            self.whole_or_missing(report.total).into(),
            "".into(),
        ];
        table.row(RowKind::Total, now);
        let notes: Vec<String> = report
            .earlier
            .iter()
            .any(|earlier| !self.comparable(earlier))
            .then(|| t.report_other_version())
            .into_iter()
            .collect();
        Some(json!({ "figure": self.trend_chart(files), "table": table, "notes": notes }))
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
