//! Where an area stands out, as files have it.

use super::deviation::{Evidence, Line};
use super::{AreaAt, GENERAL, Segment, Stated, stated};
use kompass_core::i18n::Texts;
use kompass_core::table::{Cell, Table};

/// Those that an area is held against beside all: similar in general.
pub fn peers(segment: &Segment, area: AreaAt) -> Vec<AreaAt> {
    let group = segment.similar_in(area, GENERAL);
    group.map(|at| segment.group(at).members).unwrap_or_default()
}

/// Who those are, by whom and for which year they were chosen; nothing where there are none.
pub fn whom(segment: &Segment, area: AreaAt, words: &Texts) -> Option<String> {
    let group = segment.group(segment.similar_in(area, GENERAL)?);
    let members: Vec<&str> = group.members.iter().map(|at| segment.area(*at).title).collect();
    Some(words.kpi_deviations_peers(group.family, members.join(", "), group.model_year?))
}

/// The perspectives of the provider.
pub const PERSPECTIVES: [&str; 4] = ["Resurser", "Kvalitet och resultat", "Volymer", "Övrigt"];

/// True for an area of operations that key figures belong to.
pub fn is_field(segment: &Segment, field: &str) -> bool {
    segment.kpis().any(|kpi| segment.field(kpi) == field)
}

/// True for one of [`PERSPECTIVES`].
pub fn is_perspective(_: &Segment, perspective: &str) -> bool {
    PERSPECTIVES.contains(&perspective)
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
    let title = words.kpi_deviations_of(segment.area(area).title);
    let rows = lines.iter().map(|line| row(segment, line, words)).collect();
    let mut table = stated::table(title, columns, rows, words.lang());
    table.notes.extend(whom(segment, area, words));
    table
}

fn row<'a>(segment: &Segment, line: &Line<'a>, words: &Texts) -> Vec<Stated<'a>> {
    let (facts, deviation) = (segment.kpi(line.raw.kpi()), &line.deviation);
    let decimals = line.measure.decimals;
    vec![
        Stated::text(facts.id),
        Stated::text(facts.title),
        Stated::text(line.measure.unit.text()),
        Stated::label(Cell::Whole(line.raw.year().into())),
        Stated::raw(&line.raw, decimals),
        Stated::derived(deviation, |it| Cell::Number(it.all.from, decimals)),
        Stated::derived(deviation, |it| Cell::Whole(it.all.n as i64)),
        Stated::derived(deviation, |it| Cell::Number(it.all.spreads, 1)),
        Stated::derived(deviation, |it| Cell::text(evidence(it.evidence, words))),
        Stated::derived(deviation, |_| Cell::text(line.sentence(words.lang()))),
    ]
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
