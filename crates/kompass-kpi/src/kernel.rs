//! Ranks over rows, from the order that a segment keeps beside its values: counting in 16 bits, without a branch.

use crate::figure::{Derived, Raw};
use crate::names::{AreaAt, AreaKind, Gender, KpiAt};
use crate::segment::Segment;
use crate::segment::layout::{NEVER, NOWHERE};

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
    /// Among the peers that were asked for, as far as they are of its kind, and itself.
    pub among_peers: Derived<'a, Place>,
}

impl Segment {
    /// The fact sheet of an area: its latest value in every KPI, with its place among all areas of its kind and among
    /// some peers in that same year. KPIs in which it has no value are left out.
    pub fn facts<'a>(&'a self, area: AreaAt, gender: Gender, peers: &[AreaAt]) -> Vec<Fact<'a>> {
        let all = self.range(self.kind_of(area));
        let peers = peers.iter().filter(|peer| **peer != area && all.contains(&peer.index()));
        let peers: Vec<usize> = peers.map(|peer| peer.index()).collect();
        let providers: Vec<&str> = self.sources().map(|source| source.provider).collect();
        let mut facts = Vec::with_capacity(self.kpis().len());
        for (kpi, latest) in self.kpis().zip(self.latest_of(gender, area)) {
            if *latest == NEVER {
                continue;
            }
            let Some(row) = self.row_at(kpi, gender, usize::from(*latest)) else { continue };
            let (value, lower) = (row.values[area.index()], row.lower[area.index()]);
            if value.is_nan() {
                continue;
            }
            let raw = self.raw(kpi, gender, area, row, value);
            let provider = providers[raw.source_index()];
            let peers = peers.iter().map(|peer| row.lower[*peer]);
            facts.push(Fact {
                raw,
                among_all: Derived::new(place(lower, &row.lower[all.clone()]), provider),
                among_peers: Derived::new(place_among(lower, peers), provider),
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
        let mut ranks = vec![f64::NAN; self.range(kind).len()];
        percentiles(&row.lower[self.range(kind)], &mut Vec::new(), &mut ranks);
        let provider = self.raw(kpi, gender, AreaAt(0), row, f64::NAN).source().provider;
        Some(Derived::new(ranks, provider))
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
        let mut equal = Vec::new();
        let rows = self.kpis().zip(out.chunks_exact_mut(range.len()));
        rows.map(|(kpi, out)| {
            let latest = self.latest_of_kind(kpi, gender, kind);
            latest
                .and_then(|at| self.row_at(kpi, gender, at))
                .map_or(0, |row| percentiles(&row.lower[range.clone()], &mut equal, out))
        })
        .sum()
    }
}

/// Where a cell stands in a row: each is known by how many are lower.
#[inline]
fn place(own: u16, row: &[u16]) -> Place {
    // A row has fewer areas than 16 bits can say.
    let (mut n, mut equal) = (0, 0);
    for lower in row {
        n += u16::from(*lower != NOWHERE);
        equal += u16::from(*lower == own);
    }
    // Only a forged file has more of them than there are.
    Place { n, higher: n.saturating_sub(own).saturating_sub(equal), lower: own }
}

/// Where a cell stands among others of its row and itself.
#[inline]
fn place_among(own: u16, others: impl Iterator<Item = u16>) -> Place {
    let mut place = Place { n: 1, higher: 0, lower: 0 };
    for other in others {
        let there = other != NOWHERE;
        place.n += u16::from(there);
        place.higher += u16::from(there && other > own);
        place.lower += u16::from(other < own);
    }
    place
}

/// Percentile ranks of a row; gives how many. `equal` is memory to count in.
fn percentiles(row: &[u16], equal: &mut Vec<u16>, out: &mut [f64]) -> usize {
    equal.clear();
    equal.resize(row.len(), 0);
    let mut n = 0_usize;
    for lower in row {
        // A cell without a value counts nowhere.
        if let Some(equal) = equal.get_mut(usize::from(*lower)) {
            *equal += 1;
            n += 1;
        }
    }
    for (lower, rank) in row.iter().zip(out) {
        if let Some(equal) = equal.get(usize::from(*lower)) {
            *rank = 100.0 * (f64::from(*lower) + f64::from(*equal) / 2.0) / n as f64;
        }
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{VALUES, segment, value};
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

    proptest! {
        #[test]
        fn places_and_percentiles_are_those_of_the_definition(row in proptest::collection::vec(value(), 1..300)) {
            let present: Vec<f64> = row.iter().copied().filter(|value| !value.is_nan()).collect();
            let count = |test: &dyn Fn(f64) -> bool| present.iter().filter(|value| test(**value)).count();
            let below = |value: &f64| match value.is_nan() {
                true => NOWHERE,
                false => count(&|other| other < *value) as u16,
            };
            let orders: Vec<u16> = row.iter().map(below).collect();
            let mut ranks = vec![f64::NAN; row.len()];
            prop_assert_eq!(percentiles(&orders, &mut Vec::new(), &mut ranks), present.len());
            for (at, (value, rank)) in row.iter().zip(ranks).enumerate() {
                if value.is_nan() {
                    prop_assert!(rank.is_nan());
                    continue;
                }
                let (higher, lower) = (count(&|other| other > *value), count(&|other| other < *value));
                let here = place(orders[at], &orders);
                prop_assert_eq!(
                    (usize::from(here.n), usize::from(here.higher), usize::from(here.lower)),
                    (present.len(), higher, lower)
                );
                let equal = (present.len() - higher - lower) as f64;
                prop_assert_eq!(rank, 100.0 * (lower as f64 + equal / 2.0) / present.len() as f64);
                let mut others = orders.clone();
                others.swap_remove(at);
                prop_assert_eq!(place_among(orders[at], others.into_iter()), here);
            }
        }
    }
}
