//! Ranks over rows. A gap is NaN, which is neither more nor less than anything, so the loops need no branch for it.

use crate::figure::{Derived, Raw};
use crate::names::{AreaAt, AreaKind, Gender, KpiAt};
use crate::segment::Segment;
use crate::segment::layout::NEVER;

/// Where a value stands among others. Whether more is better is not known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How many have a value, this one among them.
    pub n: u16,
    /// How many have a higher one.
    pub higher: u16,
    /// How many have a lower one.
    pub lower: u16,
}

impl Place {
    /// Rank with the highest first; the same value has the same rank.
    pub fn rank_from_top(self) -> u16 {
        self.higher + 1
    }

    /// Rank with the lowest first; the same value has the same rank.
    pub fn rank_from_bottom(self) -> u16 {
        self.lower + 1
    }
}

/// One KPI of one area: its latest value, and where it stands that year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fact<'a> {
    /// The value with its year and source.
    pub raw: Raw<'a>,
    /// Among all areas of its kind.
    pub among_all: Derived<'a, Place>,
    /// Among the peers that were asked for, and itself.
    pub among_peers: Derived<'a, Place>,
}

impl Segment {
    /// The fact sheet of an area: its latest value in every KPI, with its place among all areas of its kind and among
    /// some peers in that same year. KPIs in which it has no value are left out.
    pub fn facts(&self, area: AreaAt, gender: Gender, peers: &[AreaAt]) -> Vec<Fact<'_>> {
        let all = self.range(self.kind_of(area));
        let providers: Vec<&str> = self.sources().map(|source| source.provider).collect();
        let mut facts = Vec::with_capacity(self.kpis().len());
        for (kpi, latest) in self.kpis().zip(self.latest_of(gender, area)) {
            if *latest == NEVER {
                continue;
            }
            let Some(row) = self.row_at(kpi, gender, usize::from(*latest)) else { continue };
            let value = row.values[area.index()];
            if value.is_nan() {
                continue;
            }
            let raw = self.raw(kpi, gender, area, row, value);
            let provider = providers[raw.source_index()];
            let peers = peers.iter().filter(|peer| **peer != area);
            let peers = peers.filter_map(|peer| row.values.get(peer.index()).copied());
            facts.push(Fact {
                raw,
                among_all: Derived::new(place(value, &row.values[all.clone()]), provider),
                among_peers: Derived::new(place_among(value, peers), provider),
            });
        }
        facts
    }

    /// The percentile ranks of all areas of a kind in one KPI, gender and year, in the order of [`Segment::areas`]:
    /// the share of areas with a value that have a lower one, equal ones counted half (so that the middle is 50), in
    /// percent. NaN where there is no value; `None` if nothing was published.
    pub fn percentiles(
        &self,
        kpi: KpiAt,
        gender: Gender,
        year: i16,
        kind: AreaKind,
    ) -> Option<Derived<'_, Vec<f64>>> {
        let at = usize::from(year.checked_sub(self.years().start)?.cast_unsigned());
        let row = self.row_at(kpi, gender, at)?;
        let mut percentiles = vec![f64::NAN; self.range(kind).len()];
        Sorter::default().percentiles(&row.values[self.range(kind)], &mut percentiles);
        let provider = self.raw(kpi, gender, AreaAt(0), row, f64::NAN).source().provider;
        Some(Derived::new(percentiles, provider))
    }

    /// The percentile ranks of all areas of a kind in every KPI, each in the latest year in which any of them has a
    /// value, into `out`: one row of all areas per KPI, NaN where there is no value. Gives the number of ranks.
    pub fn all_percentiles(&self, gender: Gender, kind: AreaKind, out: &mut Vec<f64>) -> usize {
        let range = self.range(kind);
        out.clear();
        out.resize(self.kpis().len() * range.len(), f64::NAN);
        if range.is_empty() {
            return 0;
        }
        let mut sorter = Sorter::default();
        let rows = self.kpis().zip(out.chunks_exact_mut(range.len()));
        rows.map(|(kpi, out)| {
            let latest = self.latest_year(kpi, gender, kind);
            latest
                .and_then(|year| self.row(kpi, gender, year))
                .map_or(0, |row| sorter.percentiles(&row[range.clone()], out))
        })
        .sum()
    }
}

/// Where a value stands in a row.
#[inline]
fn place(value: f64, row: &[f64]) -> Place {
    let (mut higher, mut lower, mut equal) = (0_u64, 0_u64, 0_u64);
    for other in row {
        higher += u64::from(*other > value);
        lower += u64::from(*other < value);
        equal += u64::from(*other == value);
    }
    counted(higher, lower, equal)
}

/// Where a value stands among others and itself.
#[inline]
fn place_among(value: f64, others: impl Iterator<Item = f64>) -> Place {
    let (mut higher, mut lower, mut equal) = (0_u64, 0_u64, 1_u64);
    for other in others {
        higher += u64::from(other > value);
        lower += u64::from(other < value);
        equal += u64::from(other == value);
    }
    counted(higher, lower, equal)
}

fn counted(higher: u64, lower: u64, equal: u64) -> Place {
    // A row has fewer areas than 16 bits can say.
    Place { n: (higher + lower + equal) as u16, higher: higher as u16, lower: lower as u16 }
}

/// Sorts rows; keeps its memory between them.
#[derive(Default)]
struct Sorter {
    /// Value and place in the row.
    sorted: Vec<(i64, u32)>,
}

impl Sorter {
    /// Percentile ranks of a row; gives how many.
    fn percentiles(&mut self, row: &[f64], out: &mut [f64]) -> usize {
        self.sorted.clear();
        let present = row.iter().zip(0_u32..).filter(|(value, _)| !value.is_nan());
        self.sorted.extend(present.map(|(value, at)| (ordered(*value), at)));
        self.sorted.sort_unstable();
        let n = self.sorted.len();
        let mut below = 0;
        for equal in self.sorted.chunk_by(|one, other| one.0 == other.0) {
            let rank = 100.0 * (below as f64 + equal.len() as f64 / 2.0) / n as f64;
            for (_, at) in equal {
                out[*at as usize] = rank;
            }
            below += equal.len();
        }
        n
    }
}

/// An integer that orders as the value does; both zeros are one.
fn ordered(value: f64) -> i64 {
    let bits = (value + 0.0).to_bits().cast_signed();
    bits ^ (bits >> 63).cast_unsigned().wrapping_shr(1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{VALUES, segment};
    use proptest::prelude::*;

    #[test]
    fn the_facts_of_an_area_are_of_its_latest_years() {
        let segment = segment(VALUES);
        let area = |code| segment.find_area(code).unwrap();
        let facts =
            segment.facts(area("0103"), Gender::Total, &[area("0102"), area("0103"), area("0105")]);
        assert_eq!(facts.len(), 1, "no fact where it has no value");
        assert_eq!((facts[0].raw.year(), facts[0].raw.value()), (2024, 2000.0));
        assert_eq!(*facts[0].among_all.value(), Place { n: 4, higher: 1, lower: 1 });
        assert_eq!(*facts[0].among_peers.value(), Place { n: 2, higher: 1, lower: 0 });
        assert_eq!(facts[0].among_all.value().rank_from_top(), 2);
        assert_eq!(facts[0].among_all.value().rank_from_bottom(), 2);
        let ekeby = segment.facts(area("0105"), Gender::Total, &[]);
        assert_eq!((ekeby[0].raw.year(), ekeby[0].among_all.value().n), (2022, 2));
        let region = segment.facts(area("0001"), Gender::Total, &[]);
        assert_eq!(region[0].among_all.value().n, 1, "a region is no municipality");
        let abro: Vec<_> = segment.facts(area("0101"), Gender::Total, &[]);
        assert_eq!(abro.iter().map(|fact| fact.raw.year()).collect::<Vec<_>>(), [2024, 2025, 1970]);
    }

    #[test]
    fn percentiles_count_equals_half() {
        let segment = segment(VALUES);
        let kpi = segment.find_kpi("N00001").unwrap();
        let ranks = segment.percentiles(kpi, Gender::Total, 2024, AreaKind::Municipality).unwrap();
        assert_eq!(ranks.value()[..4], [12.5, 87.5, 50.0, 50.0]);
        assert!(ranks.value()[4].is_nan());
        assert_eq!(segment.percentiles(kpi, Gender::Total, 2019, AreaKind::Municipality), None);
        assert_eq!(segment.percentiles(kpi, Gender::Total, i16::MIN, AreaKind::Municipality), None);
        let mut all = Vec::new();
        assert_eq!(segment.all_percentiles(Gender::Total, AreaKind::Municipality, &mut all), 7);
        assert_eq!(all[kpi.index() * 6..][..4], ranks.value()[..4]);
    }

    /// Few different values, so that many are equal; both zeros, both infinities of the order, gaps.
    fn value() -> impl Strategy<Value = f64> {
        prop_oneof![
            Just(f64::NAN),
            Just(0.0),
            Just(-0.0),
            Just(f64::MAX),
            Just(f64::MIN),
            Just(f64::MIN_POSITIVE / 4.0),
            (-3..3_i32).prop_map(f64::from),
            any::<f64>(),
        ]
    }

    proptest! {
        #[test]
        fn places_and_percentiles_are_those_of_the_definition(row in proptest::collection::vec(value(), 1..300)) {
            let present: Vec<f64> = row.iter().copied().filter(|value| !value.is_nan()).collect();
            let count = |test: &dyn Fn(f64) -> bool| present.iter().filter(|value| test(**value)).count();
            let mut ranks = vec![f64::NAN; row.len()];
            prop_assert_eq!(Sorter::default().percentiles(&row, &mut ranks), present.len());
            for (value, rank) in row.iter().zip(ranks) {
                if value.is_nan() {
                    prop_assert!(rank.is_nan());
                    continue;
                }
                let (higher, lower) = (count(&|other| other > *value), count(&|other| other < *value));
                let here = place(*value, &row);
                prop_assert_eq!(
                    (usize::from(here.n), usize::from(here.higher), usize::from(here.lower)),
                    (present.len(), higher, lower)
                );
                let equal = (present.len() - higher - lower) as f64;
                prop_assert_eq!(rank, 100.0 * (lower as f64 + equal / 2.0) / present.len() as f64);
                let mut others = row.clone();
                let own = others.iter().position(|other| other.to_bits() == value.to_bits()).unwrap();
                others.swap_remove(own);
                prop_assert_eq!(place_among(*value, others.into_iter()), here);
            }
        }

        #[test]
        fn the_order_of_integers_is_that_of_values(one in value(), other in value()) {
            prop_assume!(!one.is_nan() && !other.is_nan());
            prop_assert_eq!(ordered(one).cmp(&ordered(other)), one.partial_cmp(&other).unwrap());
        }
    }
}
