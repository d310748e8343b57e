//! From an evaluation to the report as plain data. What is not known stays empty: the report says that it is not
//! published, or not yet set, and never prints a 0 in its place.

use crate::kpi::Segment;
use crate::kpi::outcome::{self, Outcome};
use jiff::civil::Date;
use kompass_core::evaluation::{Evaluation, Impact, Kind, State};
use kompass_core::framework::{self, Framework, Group, OrganisationType, Provenance};
use kompass_core::i18n::{Texts, texts};
use kompass_core::scoring::{AreaScore, Score, SubAreaState};
use kompass_core::{Error, Lang, Points, Result};
use kompass_report::model;

/// What a report is made of.
pub struct Material<'a> {
    /// The evaluation.
    pub evaluation: &'a Evaluation,
    /// The framework that it pins.
    pub framework: &'a Framework,
    /// SHA-256 of the framework's canonical form.
    pub digest: &'a str,
    /// What the result is compared with; the first is shown in figures.
    pub comparisons: Vec<model::Comparison>,
    /// Earlier results of the same municipality beside those that the evaluation itself names.
    pub earlier: Vec<model::Earlier>,
    /// What the same visit came to on another framework.
    pub second: Option<model::Second>,
    /// The key figures, of which those stand beside the points of an area that the framework ties to it.
    pub kpis: Option<&'a Segment>,
    /// Which issue of the report it is.
    pub edition: Edition,
    /// Date of the issue.
    pub date: Date,
    /// How the organisation wants its reports.
    pub template: model::Template,
}

/// Which issue of a report it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// As the evaluation is now; may change.
    Draft,
    /// Frozen at delivery, counted from 1.
    Delivered(u32),
}

/// Makes the report in the language of the evaluation's texts.
///
/// # Errors
/// Judgements that the framework does not know.
pub fn compose(material: Material<'_>) -> Result<model::Report> {
    let Material { evaluation, framework, .. } = material;
    let lang = evaluation.language;
    let words = texts(lang);
    let score = Score::of(framework, evaluation).map_err(Error::Invalid)?;
    let mut comparisons: Vec<model::Comparison> = evaluation
        .printed_comparisons
        .iter()
        .map(|printed| model::Comparison {
            label: printed.label.clone(),
            short: words.cli_mean(),
            n: printed.n,
            rule: printed.rule.clone(),
            total: Some(Points::whole(printed.total)),
            areas: printed.areas.iter().map(|points| Some(Points::whole(*points))).collect(),
            position: String::new(),
        })
        .collect();
    comparisons.extend(material.comparisons);
    Ok(model::Report {
        language: lang,
        municipality: evaluation.municipality.name.clone(),
        year: evaluation.year,
        fictional: evaluation.fictional,
        kind: evaluation.kind,
        basis: score.basis,
        edition: edition(words, material.edition, material.date, evaluation),
        framework: model::FrameworkMark {
            title: framework.title.get(lang).to_owned(),
            owner: framework.owner.clone(),
            version: framework.version.clone(),
            results_version: framework.results_version.clone(),
            digest: material.digest.to_owned(),
        },
        assessment_date: evaluation.assessment_date,
        team: evaluation
            .team
            .iter()
            .map(|member| model::Person {
                name: member.name.clone(),
                employer: member.employer.clone(),
                role: member.role,
            })
            .collect(),
        visit: evaluation.visit.clone(),
        groups: evaluation
            .groups
            .iter()
            .map(|met| model::Group {
                title: group_title(&framework.groups, &met.group, lang),
                people: met.people,
                date: met.date,
            })
            .collect(),
        documents_read: u32::try_from(evaluation.documents.len()).ok().filter(|count| *count > 0),
        documents: evaluation.documents.clone(),
        feedback: evaluation.feedback.clone(),
        method: method(words, evaluation.kind, framework),
        comparisons,
        summary: evaluation.summary.clone(),
        total: score.total,
        max: score.max,
        second: material.second,
        earlier: earlier(evaluation, material.earlier),
        areas: score
            .areas
            .iter()
            .map(|area| self::area(evaluation, framework, area, material.kpis))
            .collect(),
        impact: impact(words, evaluation, framework, lang),
        facts: evaluation.municipality.facts.clone(),
        origins: framework
            .provenance
            .iter()
            .map(|provenance| model::OriginMark {
                part: words.part(provenance.part),
                text: origin_text(words, provenance, lang),
            })
            .collect(),
        sources: evaluation.source.iter().cloned().collect(),
        template: material.template,
    })
}

fn edition(words: &Texts, edition: Edition, date: Date, evaluation: &Evaluation) -> model::Edition {
    let taken_over = evaluation.kind == Kind::Imported && evaluation.state >= State::Delivered;
    let label = match edition {
        Edition::Draft if taken_over => words.published_result(),
        Edition::Draft => words.edition_draft(),
        Edition::Delivered(1) => words.edition_final(),
        Edition::Delivered(number) => words.edition_corrected(i64::from(number)),
    };
    model::Edition { label, date, record_number: evaluation.record_number.clone() }
}

fn group_title(groups: &[Group], code: &str, lang: Lang) -> String {
    let group = groups.iter().find(|group| group.code == code);
    group.map_or(code, |group| group.title.get(lang)).to_owned()
}

/// How the evaluation was made: by its kind, and with regions called regions.
fn method(words: &Texts, kind: Kind, framework: &Framework) -> String {
    let text = match kind {
        Kind::External => words.method_external(),
        Kind::Peer => words.method_peer(),
        Kind::SelfEvaluation => words.method_self(),
        Kind::Imported => words.method_imported(),
    };
    let region = !framework.organisation_types.contains(&OrganisationType::Municipality);
    if region { format!("{text}\n\n{}", words.method_region()) } else { text }
}

/// Oldest first; of two results for one year the evaluation's own word counts.
pub(crate) fn earlier(evaluation: &Evaluation, stored: Vec<model::Earlier>) -> Vec<model::Earlier> {
    let mut all: Vec<model::Earlier> = evaluation
        .earlier
        .iter()
        .map(|earlier| model::Earlier {
            year: earlier.year,
            version: earlier.version.clone(),
            total: Some(earlier.total),
            areas: earlier.areas.iter().copied().map(Some).collect(),
            estimate: false,
            note: earlier.note.clone(),
        })
        .collect();
    for result in stored {
        let known =
            all.iter().any(|own| own.year == result.year && own.estimate == result.estimate);
        if !known && result.year < evaluation.year {
            all.push(result);
        }
    }
    // An estimate stands before the measured result of its year, so that the latest measured one stays the last.
    all.sort_by_key(|earlier| (earlier.year, !earlier.estimate));
    all
}

fn area(
    evaluation: &Evaluation,
    framework: &Framework,
    score: &AreaScore,
    kpis: Option<&Segment>,
) -> model::Area {
    let lang = evaluation.language;
    let area = framework.area(score.number);
    let part = evaluation.areas.iter().find(|part| part.number == score.number);
    let field = area
        .and_then(|area| area.field)
        .and_then(|number| framework.fields.iter().find(|field| field.number == number));
    model::Area {
        number: score.number,
        field: field.map(|field| field.title.get(lang).to_owned()).unwrap_or_default(),
        title: area.map(|area| area.title.get(lang).to_owned()).unwrap_or_default(),
        about: area.map(|area| area.about.get(lang).to_owned()).unwrap_or_default(),
        points: score.points,
        max: score.max,
        text: part.map(|part| part.text.clone()).unwrap_or_default(),
        strengths: part.map(|part| part.strengths.clone()).unwrap_or_default(),
        improvements: part.map(|part| part.improvements.clone()).unwrap_or_default(),
        examples: part.map(|part| part.examples.clone()).unwrap_or_default(),
        since_last: part.map(|part| part.since_last.clone()).unwrap_or_default(),
        sub_areas: area
            .into_iter()
            .flat_map(|area| &area.sub_areas)
            .map(|sub_area| {
                let scored = score.sub_areas.iter().find(|scored| scored.code == sub_area.code);
                let written = part.and_then(|part| {
                    part.sub_areas.iter().find(|written| written.code == sub_area.code)
                });
                model::SubArea {
                    code: sub_area.code.clone(),
                    title: sub_area.title.get(lang).to_owned(),
                    short: sub_area.short.get(lang).to_owned(),
                    points: scored.and_then(|scored| scored.points),
                    // Our own points per sub-area say nothing about a published result.
                    max: scored
                        .filter(|scored| scored.state != SubAreaState::Published)
                        .map(|scored| scored.max),
                    applies: scored.is_none_or(|scored| scored.state != SubAreaState::Inapplicable),
                    text: written.map(|written| written.text.clone()).unwrap_or_default(),
                }
            })
            .collect(),
        outcome: area
            .zip(kpis)
            .and_then(|(area, kpis)| self::outcome(kpis, evaluation, area, score)),
    }
}

/// What the key figures say that are tied to the sub-areas that apply.
fn outcome(
    kpis: &Segment,
    evaluation: &Evaluation,
    area: &framework::Area,
    score: &AreaScore,
) -> Option<model::Outcome> {
    let words = texts(evaluation.language);
    let left_out = |code: &str| {
        let scored = score.sub_areas.iter().find(|scored| scored.code == code);
        scored.is_some_and(|scored| scored.state == SubAreaState::Inapplicable)
    };
    let sub_areas = area.sub_areas.iter().filter(|sub_area| !left_out(&sub_area.code));
    let questions = sub_areas.flat_map(outcome::questions);
    Outcome::of(kpis, evaluation, questions, words).map(|outcome| outcome.printed(words))
}

/// Empty if nobody recorded anything.
fn impact(
    words: &Texts,
    evaluation: &Evaluation,
    framework: &Framework,
    lang: Lang,
) -> model::ImpactMatrix {
    let recorded = evaluation.areas.iter().flat_map(|area| &area.sub_areas);
    let recorded: Vec<_> = recorded.filter(|part| !part.impact.is_empty()).collect();
    if recorded.is_empty() {
        return model::ImpactMatrix::default();
    }
    let groups = framework.groups.iter().map(|group| group.title.get(lang).to_owned());
    let rows = framework.sub_areas().map(|(_, sub_area)| {
        let part = recorded.iter().find(|part| part.code == sub_area.code);
        let mark = |source: &str| -> Option<Impact> { part?.impact.get(source).copied() };
        let groups = framework.groups.iter().map(|group| mark(&group.code));
        model::ImpactRow {
            code: sub_area.code.clone(),
            short: sub_area.short.get(lang).to_owned(),
            marks: std::iter::once(mark("documents")).chain(groups).collect(),
        }
    });
    model::ImpactMatrix {
        sources: std::iter::once(words.impact_documents()).chain(groups).collect(),
        rows: rows.collect(),
    }
}

fn origin_text(words: &Texts, provenance: &Provenance, lang: Lang) -> String {
    let (origin, note) = (words.origin(provenance.origin), provenance.note.get(lang));
    if note.is_empty() { origin } else { format!("{origin}. {note}") }
}
