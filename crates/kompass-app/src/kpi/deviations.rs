//! Where an area stands out, as files have it.

use super::deviation::{Evidence, Line};
use super::selection::source_notes;
use super::{AreaAt, GENERAL, Segment};
use kompass_core::i18n::Texts;
use kompass_core::table::{Cell, Column, Table};

/// Those that an area is held against beside all: similar in general.
pub fn peers(segment: &Segment, area: AreaAt) -> Vec<AreaAt> {
    let group = segment.similar_in(area, GENERAL);
    group.map(|at| segment.group(at).members).unwrap_or_default()
}

/// Lines as a table, the most striking first.
pub fn table(segment: &Segment, area: AreaAt, lines: &[Line<'_>], words: &Texts) -> Table {
    let columns = [
        (words.kpi_id(), 10),
        (words.kpi_title(), 60),
        (words.kpi_unit(), 14),
        (words.kpi_year(), 8),
        (words.kpi_value(), 14),
        (words.kpi_median(), 14),
        (words.kpi_n(), 8),
        (words.kpi_spreads(), 12),
        (words.kpi_evidence(), 20),
        (words.kpi_in_words(), 100),
    ];
    let row = |line: &Line<'_>| {
        let (facts, deviation) = (segment.kpi(line.raw.kpi()), line.deviation.value());
        let decimals = line.measure.decimals;
        vec![
            Cell::text(facts.id),
            Cell::text(facts.title),
            Cell::text(line.measure.unit.text()),
            Cell::Whole(line.raw.year().into()),
            Cell::Number(line.raw.value(), decimals),
            Cell::Number(deviation.all.from, decimals),
            Cell::Whole(deviation.all.n as i64),
            Cell::Number(deviation.all.spreads, 1),
            Cell::text(evidence(deviation.evidence, words)),
            Cell::text(line.sentence(words.lang())),
        ]
    };
    let mut notes = source_notes(segment, words);
    notes.push(words.kpi_computed_deviations());
    Table {
        title: words.kpi_deviations_of(segment.area(area).title),
        notes,
        columns: columns.map(|(heading, width)| Column::new(heading, width)).into(),
        rows: lines.iter().map(row).collect(),
    }
}

/// Whether it is chance, in a word.
pub fn evidence(evidence: Evidence, words: &Texts) -> String {
    match evidence {
        Evidence::Lasting => words.kpi_evidence_lasting(),
        Evidence::New => words.kpi_evidence_new(),
        Evidence::Unknown => words.kpi_evidence_unknown(),
        Evidence::Chance => words.kpi_evidence_chance(),
    }
}
