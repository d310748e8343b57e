//! The paper for the council (tjänsteskrivelse): what was evaluated and what it came to, with a proposed decision. Made of
//! a delivered report, so it says what the report says. The officer who signs it goes on writing in a word processor.

use crate::docx::{Column, Document};
use crate::markdown::blocks;
use crate::model::{Area, Report};
use crate::view::{Together, named};
use kompass_core::evaluation::{Finding, Kind};
use kompass_core::format;
use kompass_core::i18n::{Texts, texts};
use kompass_core::result::Basis;
use kompass_core::{Error, Lang};

/// The paper as DOCX.
///
/// # Errors
/// [`Error::Internal`] if it cannot be packed.
pub fn docx(report: &Report) -> Result<Vec<u8>, Error> {
    let (t, lang) = (texts(report.language), report.language);
    let name = named(&report.framework.title, &report.framework.results_version);
    let title = t.council_title(&*name, &*report.municipality, report.year);
    let mut paper = Document::new(lang, &title, report.edition.date, &report.municipality);
    let mut head = vec![t.council_date(format::date(report.edition.date))];
    if !report.edition.record_number.is_empty() {
        head.push(t.council_record(&*report.edition.record_number));
    }
    head.push(t.council_to());
    if report.fictional {
        head.push(t.report_fictional_about());
    }
    head.iter().for_each(|line| paper.paragraph(line));

    paper.heading(1, &t.council_proposal());
    let decision = [
        t.council_proposal_note(&*name, report.year),
        t.council_proposal_plan(),
        t.council_proposal_publish(),
    ];
    paper.paragraph(&t.council_proposal_lead());
    paper.numbers(decision.iter().map(String::as_str));

    paper.heading(1, &t.council_background());
    for line in background(report, t, &name) {
        paper.paragraph(&line);
    }

    paper.heading(1, &t.council_result());
    paper.paragraph(&total(report, t));
    if let Some(second) = second(report, t) {
        paper.paragraph(&second);
    }
    if report.areas.iter().any(|area| area.points.is_some()) {
        areas(&mut paper, report, t, lang);
    }
    paper.note(&basis(report.basis, t));
    if !report.summary.trim().is_empty() {
        paper.heading(2, &t.report_whole_judgement());
        paper.blocks(&blocks(&report.summary));
    }
    findings(&mut paper, &t.report_strengths(), &t.report_no_strengths(), report, |area| {
        &area.strengths
    });
    findings(&mut paper, &t.report_improvements(), &t.report_no_improvements(), report, |area| {
        &area.improvements
    });

    outcome(&mut paper, report, t);

    paper.heading(1, &t.council_documents());
    let edition = t.council_report(format::date(report.edition.date), &*report.edition.label);
    paper.bullets([edition.as_str()]);
    paper.finish()
}

fn background(report: &Report, t: &Texts, name: &str) -> Vec<String> {
    let kind = match report.kind {
        Kind::External => t.kind_external(),
        Kind::Peer => t.kind_peer(),
        Kind::SelfEvaluation => t.kind_self(),
        Kind::Imported => t.kind_imported(),
    };
    let mut lines = vec![t.council_background_about(&*report.framework.owner, name)];
    lines.push(match report.assessment_date {
        Some(date) => t.council_background_dated(format::date(date), kind, report.year),
        None => t.council_background_kind(kind, report.year),
    });
    let people: u32 = report.groups.iter().map(|group| group.people).sum();
    if people > 0 {
        lines.push(t.report_interviews_about(report.groups.len(), people));
    }
    if let Some(read) = report.documents_read {
        lines.push(t.report_documents_about(read));
    }
    lines
}

fn total(report: &Report, t: &Texts) -> String {
    let Some(total) = report.total else { return t.report_total_not_set() };
    let mut said = vec![t.council_total(report.max, &*report.municipality, total)];
    let lang = report.language;
    if let Some((comparison, mean)) = report.comparison().and_then(|it| Some((it, it.total?))) {
        let mean = format::points(lang, mean);
        said.push(t.council_mean(&*comparison.label, mean, &*comparison.rule));
    }
    if let Some((previous, then)) = report.previous().and_then(|it| Some((it, it.total?))) {
        let version = previous.version.clone().unwrap_or_else(|| t.report_version_unknown());
        said.push(t.council_previous(then, version, previous.year));
    }
    said.join(" ")
}

/// What the evaluation came to in another framework.
pub(crate) fn second(report: &Report, t: &Texts) -> Option<String> {
    let second = report.second.as_ref()?;
    let total = format::whole(report.language, second.total);
    let (label, max) = (t.report_second(&*second.framework), t.report_of_max(second.max));
    Some(format!("{label}: {total} {max}. {}", t.report_second_about()))
}

fn areas(paper: &mut Document, report: &Report, t: &Texts, lang: Lang) {
    let (area, points, max) = (t.report_area(), t.report_points(), t.report_max());
    let columns = [(&area, false, 6), (&points, true, 1), (&max, true, 1)]
        .map(|(title, number, share)| Column { title, number, share });
    let written = |points: Option<u32>| {
        points.map_or(format::MISSING.to_owned(), |points| format::whole(lang, points))
    };
    let mut rows: Vec<Vec<String>> = report
        .areas
        .iter()
        .map(|it| {
            vec![format!("{} {}", it.number, it.title), written(it.points), written(Some(it.max))]
        })
        .collect();
    rows.push(vec![t.report_sum(), written(report.total), written(Some(report.max))]);
    paper.table(&columns, &rows);
}

pub(crate) fn basis(basis: Basis, t: &Texts) -> String {
    match basis {
        Basis::Official => t.report_basis_official(),
        Basis::KompassDefault => t.report_basis_kompass_default(),
        Basis::Direct => t.report_basis_direct(),
    }
}

/// What was found, under the name of its area.
fn findings(
    paper: &mut Document,
    heading: &str,
    none: &str,
    report: &Report,
    of: fn(&Area) -> &Vec<Finding>,
) {
    paper.heading(1, heading);
    if report.areas.iter().all(|area| of(area).is_empty()) {
        paper.paragraph(none);
    }
    for area in report.areas.iter().filter(|area| !of(area).is_empty()) {
        paper.heading(2, &format!("{} {}", area.number, area.title));
        paper.bullets(of(area).iter().map(|finding| finding.text.as_str()));
    }
}

/// What the key figures say that belong to the questions, if any does.
fn outcome(paper: &mut Document, report: &Report, t: &Texts) {
    let Some(Together { about, columns, rows, notes }) = Together::of(report, t) else { return };
    paper.heading(1, &t.outcome_heading());
    paper.paragraph(&about);
    let widths = [(6, false), (3, false), (3, true), (2, true), (3, false), (4, false)];
    let column = |(title, (share, number))| Column { title, number, share };
    let columns: Vec<Column<'_>> =
        columns.iter().map(String::as_str).zip(widths).map(column).collect();
    let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
    paper.table(&columns, &rows);
    notes.iter().for_each(|note| paper.note(note));
}
