//! Many key figures of one area, one a row: a field of operations, or a collection.

use super::{AreaAt, Comparison, Derived, Gender, KpiAt, Segment, Stated, stated};
use kompass_core::i18n::Texts;
use kompass_core::kpi::{Band, Bands, NoBand};
use kompass_core::table::{Cell, Table};
use kompass_store::sort;
use std::collections::BTreeMap;

/// A key figure of an area, compared with all and with some: those similar in what it is about, if nobody is named. `None` if
/// it has no value.
pub fn compared<'a>(
    segment: &'a Segment,
    area: AreaAt,
    kpi: KpiAt,
    with: Option<&[AreaAt]>,
) -> Option<Comparison<'a>> {
    let year_of = |gender: Gender| segment.latest_year_of(kpi, gender, area);
    compared_in(segment, area, kpi, with, year_of)
}

/// As [`compared`], in the latest year that is not after this one.
pub(super) fn compared_until(
    segment: &Segment,
    area: AreaAt,
    kpi: KpiAt,
    until: i16,
) -> Option<Comparison<'_>> {
    let year_of = |gender: Gender| {
        let points = segment.points(kpi, gender, area);
        points.iter().map(|point| point.year).rfind(|year| *year <= until)
    };
    compared_in(segment, area, kpi, None, year_of)
}

/// As [`compared`], in the year that is given for the first gender that has one.
fn compared_in<'a>(
    segment: &'a Segment,
    area: AreaAt,
    kpi: KpiAt,
    with: Option<&[AreaAt]>,
    year_of: impl Fn(Gender) -> Option<i16>,
) -> Option<Comparison<'a>> {
    let (gender, year) = Gender::ALL.into_iter().find_map(|it| Some((it, year_of(it)?)))?;
    if let Some(peers) = with {
        return segment.compare(kpi, gender, area, Some(year), peers);
    }
    let similar = segment.similar_in(area, segment.kpi(kpi).family());
    let peers = similar.map(|at| segment.group(at).members).unwrap_or_default();
    segment.compare(kpi, gender, area, Some(year), &peers)
}

/// How many key figures of a field an area has, and how many of those are in its best and in its worst quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// With a value.
    pub known: usize,
    /// With a band, since one way is good and enough others have a value.
    pub banded: usize,
    /// In the best quarter.
    pub best: usize,
    /// In the worst quarter.
    pub worst: usize,
}

/// The fields of operations in which an area has values, by name.
pub fn fields(segment: &Segment, area: AreaAt) -> BTreeMap<&str, Derived<'_, Tally>> {
    let mut fields: BTreeMap<&str, Derived<'_, Tally>> = BTreeMap::new();
    for fact in segment.facts(area, Gender::Total, &[]) {
        let kpi = fact.raw.kpi();
        let none = || Derived::new(Tally::default(), fact.raw.source().provider);
        let tally = fields.entry(segment.field(kpi)).or_insert_with(none);
        let standing = kompass_core::kpi::Standing::from(*fact.among_all.value());
        let band = standing.band(segment.measure(kpi).direction, Bands::Three).ok();
        *tally = tally.map(|mut tally| {
            tally.known += 1;
            tally.banded += usize::from(band.is_some());
            tally.best += usize::from(band == Some(Band::BestQuarter));
            tally.worst += usize::from(band == Some(Band::WorstQuarter));
            tally
        });
    }
    fields
}

/// The key figures of a field in which an area has a value for everybody, by title.
pub fn of_field(segment: &Segment, area: AreaAt, field: &str) -> Vec<KpiAt> {
    let mut kpis: Vec<KpiAt> = segment
        .kpis()
        .filter(|kpi| segment.field(*kpi) == field)
        .filter(|kpi| segment.latest_year_of(*kpi, Gender::Total, area).is_some())
        .collect();
    kpis.sort_by_cached_key(|kpi| sort::key(segment.kpi(*kpi).title));
    kpis
}

/// The fields of operations as a table for files.
pub fn overview<'a>(segment: &'a Segment, area: AreaAt, words: &Texts) -> Table {
    let columns = [
        (words.kpi_operating_area(), 40),
        (words.kpi_known(), 12),
        (words.kpi_with_band(), 20),
        (words.kpi_in_best(), 20),
        (words.kpi_in_worst(), 20),
    ];
    let row = |(name, tally): (&str, Derived<'a, Tally>)| {
        let name = if name.is_empty() { words.kpi_no_field() } else { name.to_owned() };
        let count = |of: fn(&Tally) -> usize| {
            Stated::derived(&tally, |tally| Cell::Whole(of(tally) as i64))
        };
        vec![
            Stated::text(name),
            count(|it| it.known),
            count(|it| it.banded),
            count(|it| it.best),
            count(|it| it.worst),
        ]
    };
    let rows = fields(segment, area).into_iter().map(row).collect();
    let title = words.kpi_profile(segment.area(area).title);
    stated::table(title, columns, rows, words.lang())
}

/// The rows as a table for files. What is computed stands beside the values.
pub fn table(
    segment: &Segment,
    area: AreaAt,
    title: String,
    kpis: &[KpiAt],
    with: Option<&[AreaAt]>,
    words: &Texts,
) -> Table {
    let columns = [
        (words.kpi_id(), 10),
        (words.kpi_title(), 60),
        (words.kpi_unit(), 14),
        (words.kpi_direction(), 24),
        (words.kpi_gender(), 10),
        (words.kpi_year(), 8),
        (words.kpi_value(), 14),
        (words.kpi_rank(), 8),
        (words.kpi_n(), 8),
        (words.kpi_band(), 24),
        (words.kpi_mean_of_all(), 14),
        (words.kpi_mean_of_similar(), 14),
        (words.kpi_change_from_previous(), 14),
    ];
    let width = columns.len();
    let row = |kpi: &KpiAt| {
        let (facts, measure) = (segment.kpi(*kpi), segment.measure(*kpi));
        let decimals = measure.decimals;
        let mut row = vec![
            Stated::text(facts.id),
            Stated::text(facts.title),
            Stated::text(measure.unit.text()),
            Stated::text(words.direction(measure.direction)),
        ];
        let Some(found) = compared(segment, area, *kpi, with) else {
            row.resize(width, Stated::label(Cell::Empty));
            return row;
        };
        let (all, raw, direction) = (&found.among_all, &found.raw, measure.direction);
        let band = all.map(|all| all.standing.band(direction, Bands::Three));
        let words_of = |band: &Result<Band, NoBand>| match band {
            Ok(band) => words.band(*band, direction),
            Err(why) => words.no_band(*why),
        };
        let peers = found.among_peers.as_ref();
        row.extend([
            Stated::text(super::selection::gender_name(raw.gender(), words)),
            Stated::label(Cell::Whole(raw.year().into())),
            Stated::raw(raw, decimals),
            Stated::derived(all, |it| Cell::Whole(it.standing.rank(direction).place as i64)),
            Stated::derived(all, |it| Cell::Whole(it.standing.rank(direction).of as i64)),
            Stated::derived(&band, |it| Cell::text(words_of(it))),
            Stated::derived(all, |it| Cell::Number(it.summary.mean, decimals)),
            peers.map_or_else(
                || Stated::label(Cell::Empty),
                |it| Stated::derived(it, |it| Cell::Number(it.summary.mean, decimals)),
            ),
            Stated::derived(&found.trend, |trend| {
                let change = trend.since_previous.as_ref().map(|step| step.change);
                Cell::number(change, decimals)
            }),
        ]);
        row
    };
    let rows = kpis.iter().map(row).collect();
    stated::table(title, columns, rows, words.lang())
}

/// The population, if it is known: the key figure `N01951`.
pub fn population(segment: &Segment, area: AreaAt) -> Option<super::Raw<'_>> {
    let kpi = segment.find_kpi("N01951")?;
    let year = segment.latest_year_of(kpi, Gender::Total, area)?;
    segment.value(kpi, Gender::Total, area, year)
}
