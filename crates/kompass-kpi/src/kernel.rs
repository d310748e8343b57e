//! Ranks, from the order that a segment keeps beside its values: counting in 16 bits, without a branch.

use crate::cores;
use crate::figure::{Derived, Raw};
use crate::names::{AreaAt, AreaKind, Gender, KpiAt};
use crate::segment::Segment;
use crate::segment::latest::count;
use crate::segment::layout::{NEVER, NOWHERE, RowFacts};
use crate::segment::read::{LatestOf, Rows};
use std::ops::Range;

/// Where a value stands among others. Whether more is better is not known here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// How many have a value, this one among them.
    pub n: u16,
    /// How many have a higher one.
    pub higher: u16,
    /// How many have a lower one.
    pub lower: u16,
}

impl Place {
    const ALONE: Self = Self { n: 1, higher: 0, lower: 0 };

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

/// The fact sheet of an area, made as it is read; see [`Segment::facts`].
pub struct Facts<'a> {
    segment: &'a Segment,
    gender: Gender,
    area: AreaAt,
    kind: AreaKind,
    first_year: i16,
    own: LatestOf<'a>,
    peers: Vec<(AreaAt, LatestOf<'a>)>,
    rows: Rows<'a>,
    providers: Vec<&'a str>,
    /// The first KPI that was not read yet.
    unread: usize,
    /// What was read and not given yet.
    read: [Read; AT_ONCE],
    given: usize,
    found: usize,
}

/// What was read of a KPI that has a value: its row, the value, and the place among peers.
#[derive(Clone, Copy, Default)]
struct Read {
    kpi: usize,
    year: u8,
    row: usize,
    value: f64,
    facts: RowFacts,
    among_peers: Place,
}

/// So many KPIs are read at once: memory brings several values at a time, and the processor compares several places in one
/// step.
const AT_ONCE: usize = 64;

impl Segment {
    /// The fact sheet of an area: its latest value in every KPI, with its place among all areas of its kind and among
    /// some peers in that same year. KPIs in which it has no value are left out.
    pub fn facts(&self, area: AreaAt, gender: Gender, peers: &[AreaAt]) -> Facts<'_> {
        let kind = self.kind_of(area);
        let all = self.range(kind);
        let peers = peers.iter().filter(|peer| **peer != area && all.contains(&peer.index()));
        Facts {
            segment: self,
            gender,
            area,
            kind,
            first_year: self.years().start,
            own: self.latest_of(gender, area),
            peers: peers.map(|peer| (*peer, self.latest_of(gender, *peer))).collect(),
            rows: self.rows_of(gender),
            providers: self.sources().map(|source| source.provider).collect(),
            unread: 0,
            read: [Read::default(); AT_ONCE],
            given: 0,
            found: 0,
        }
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
        out.resize(self.kpis().len() * range.len(), f64::NAN);
        if range.is_empty() {
            return 0;
        }
        let kpis: Vec<KpiAt> = self.kpis().collect();
        let share = cores::share(kpis.len());
        let parts = kpis.chunks(share).zip(out.chunks_mut(share * range.len()));
        let of_part = |(kpis, out): (&[KpiAt], &mut [f64])| {
            let mut equal = Vec::new();
            let rows = kpis.iter().zip(out.chunks_exact_mut(range.len()));
            rows.map(|(kpi, out)| {
                let latest = self.latest_of_kind(*kpi, gender, kind);
                let row = latest.and_then(|at| self.row_at(*kpi, gender, at));
                let Some(row) = row else {
                    out.fill(f64::NAN);
                    return 0;
                };
                percentiles(&row.lower[range.clone()], &mut equal, out)
            })
            .sum::<usize>()
        };
        cores::each(parts, of_part).into_iter().sum()
    }
}

impl<'a> Iterator for Facts<'a> {
    type Item = Fact<'a>;

    #[inline]
    fn next(&mut self) -> Option<Fact<'a>> {
        loop {
            while self.given == self.found {
                if self.unread == self.own.years.len() {
                    return None;
                }
                self.read_some();
            }
            let read = self.read[self.given];
            self.given += 1;
            // Only a forged file has a latest year without a value.
            if !read.value.is_nan() {
                return Some(self.fact(read));
            }
        }
    }
}

impl<'a> Facts<'a> {
    #[inline]
    fn fact(&self, Read { kpi, year, value, facts, among_peers, .. }: Read) -> Fact<'a> {
        let (lower, higher) = (self.own.lower[kpi], self.own.higher[kpi]);
        let raw = Raw {
            segment: self.segment,
            value,
            kpi: KpiAt(kpi as u32),
            area: self.area,
            gender: self.gender,
            year: self.first_year + i16::from(year),
            mark: facts.mark,
        };
        let provider = self.providers[raw.source_index()];
        Fact {
            raw,
            among_all: Derived::new(
                Place { n: facts.counts[self.kind.index()], higher, lower },
                provider,
            ),
            among_peers: Derived::new(among_peers, provider),
        }
    }

    /// Reads the next KPIs. Each step is a loop of its own, without a branch that cannot be foreseen.
    fn read_some(&mut self) {
        // Copies, so that it is plain that no loop changes them.
        let (years, rows, area) = (self.own.years, self.rows, self.area);
        let some = self.unread..years.len().min(self.unread + AT_ONCE);
        let mut found = 0;
        for (kpi, year) in some.clone().zip(&years[some.clone()]) {
            self.read[found].kpi = kpi;
            self.read[found].year = *year;
            found += usize::from(*year != NEVER);
        }
        (self.unread, self.given, self.found) = (some.end, 0, found);
        let read = &mut self.read[..found];
        for read in read.iter_mut() {
            read.row = rows.find(read.kpi, read.year.into()).unwrap_or(usize::MAX);
        }
        for read in read {
            read.value = rows.value(read.row, area);
            read.facts = rows.facts(read.row);
        }
        self.place_among_peers(some);
    }

    /// The places among peers of the KPIs that were read. A peer whose latest year is the same has its place at hand; one
    /// whose latest year is earlier has no value; only for one that goes on later a row has to be read.
    fn place_among_peers(&mut self, some: Range<usize>) {
        let rows = self.rows;
        let (mut of_own, mut of_peer) = (Ends::default(), Ends::default());
        let (years, own) = self.own.at_once(some.start, &mut of_own);
        let [mut n, mut higher, mut lower] = [[0_u16; AT_ONCE]; 3];
        // One more than the last year of any peer, and 0 for none.
        let mut last = [0_u8; AT_ONCE];
        for (_, peer) in &self.peers {
            let (its_years, its) = peer.at_once(some.start, &mut of_peer);
            let mut same = [0_u8; AT_ONCE];
            for at in 0..AT_ONCE {
                same[at] = u8::from(its_years[at] == years[at]);
                last[at] = last[at].max(its_years[at].wrapping_add(1));
            }
            for at in 0..AT_ONCE {
                let same = u16::from(same[at]);
                n[at] += same;
                higher[at] += same & u16::from(its[at] > own[at]);
                lower[at] += same & u16::from(its[at] < own[at]);
            }
        }
        for read in &mut self.read[..self.found] {
            let at = read.kpi - some.start;
            read.among_peers = Place { n: n[at] + 1, higher: higher[at], lower: lower[at] };
            if last[at] > years[at] + 1
                && let Some(lower) = rows.lower(read.row)
            {
                let peers = self.peers.iter().map(|(peer, _)| lower[peer.index()]);
                read.among_peers = place_among(own[at], peers);
            }
        }
    }
}

/// Room for the last years and places of an area, where there are fewer than are read at once.
struct Ends([u8; AT_ONCE], [u16; AT_ONCE]);

impl Default for Ends {
    fn default() -> Self {
        Self([NEVER; AT_ONCE], [NOWHERE; AT_ONCE])
    }
}

impl LatestOf<'_> {
    /// Years and places of some KPIs, where they stand; what is beyond them has none.
    #[inline]
    fn at_once<'a>(
        &'a self,
        start: usize,
        ends: &'a mut Ends,
    ) -> (&'a [u8; AT_ONCE], &'a [u16; AT_ONCE]) {
        let (years, lower) = (&self.years[start..], &self.lower[start..]);
        if let (Some(years), Some(lower)) = (years.first_chunk(), lower.first_chunk()) {
            return (years, lower);
        }
        ends.0[..years.len()].copy_from_slice(years);
        ends.1[..lower.len()].copy_from_slice(lower);
        (&ends.0, &ends.1)
    }
}

/// Where a cell stands among others of its row and itself.
#[inline]
fn place_among(own: u16, others: impl Iterator<Item = u16>) -> Place {
    let mut place = Place::ALONE;
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
    let n = count(row, equal);
    for (lower, rank) in row.iter().zip(out) {
        let equal = equal.get(usize::from(*lower));
        *rank = equal.map_or(f64::NAN, |equal| {
            100.0 * (f64::from(*lower) + f64::from(*equal) / 2.0) / f64::from(n)
        });
    }
    n.into()
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
        let peers = [area("0102"), area("0103"), area("0105")];
        let facts: Vec<_> = segment.facts(area("0103"), Gender::Total, &peers).collect();
        assert_eq!(facts.len(), 1, "no fact where it has no value");
        assert_eq!((facts[0].raw.year(), facts[0].raw.value()), (2024, 2000.0));
        assert_eq!(*facts[0].among_all.value(), Place { n: 4, higher: 1, lower: 1 });
        assert_eq!(*facts[0].among_peers.value(), Place { n: 2, higher: 1, lower: 0 });
        assert_eq!(facts[0].among_all.value().rank_from_top(), 2);
        assert_eq!(facts[0].among_all.value().rank_from_bottom(), 2);
        let first = |code| segment.facts(area(code), Gender::Total, &[]).next().unwrap();
        assert_eq!((first("0105").raw.year(), first("0105").among_all.value().n), (2022, 2));
        assert_eq!(first("0001").among_all.value().n, 1, "a region is no municipality");
        let abro = segment.facts(area("0101"), Gender::Total, &[]);
        assert_eq!(abro.map(|fact| fact.raw.year()).collect::<Vec<_>>(), [2024, 2025, 1970]);
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
                let here = [present.len(), higher, lower].map(|count| count as u16);
                let here = Place { n: here[0], higher: here[1], lower: here[2] };
                let equal = (present.len() - higher - lower) as f64;
                prop_assert_eq!(rank, 100.0 * (lower as f64 + equal / 2.0) / present.len() as f64);
                let mut others = orders.clone();
                others.swap_remove(at);
                prop_assert_eq!(place_among(orders[at], others.into_iter()), here);
            }
        }

        /// Whatever the years of an area and its peers, each fact is what a scan of the values of its year gives.
        #[test]
        fn facts_are_those_of_a_scan(
            cells in proptest::collection::vec(proptest::option::of(0..4_i32), 6 * 4),
            peers in proptest::sample::subsequence((0..6).collect::<Vec<usize>>(), 0..=6),
        ) {
            let mut rows = "kpi,municipality,year,gender,value\n".to_owned();
            for (at, value) in cells.iter().enumerate() {
                let value = value.map(|value| value.to_string()).unwrap_or_default();
                rows += &format!("N00001,010{},{},T,{value}\n", 1 + at % 6, 2020 + at / 6);
            }
            let segment = segment(rows);
            let areas: Vec<AreaAt> = segment.areas(AreaKind::Municipality).collect();
            let peers: Vec<AreaAt> = peers.iter().map(|at| areas[*at]).collect();
            for (at, area) in areas.iter().enumerate() {
                let latest = (0..4).rev().find(|year| cells[year * 6 + at].is_some());
                let expected = latest.map(|year| {
                    let row = &cells[year * 6..][..6];
                    let own = row[at].unwrap();
                    let place = |others: &[Option<i32>]| {
                        let count = |test: &dyn Fn(i32) -> bool| {
                            others.iter().flatten().filter(|other| test(**other)).count() as u16
                        };
                        Place { n: count(&|_| true), higher: count(&|other| other > own), lower: count(&|other| other < own) }
                    };
                    let chosen = |other: &usize| *other == at || peers.contains(&areas[*other]);
                    let peers: Vec<_> = (0..6).filter(chosen).map(|other| row[other]).collect();
                    (2020 + year as i16, f64::from(own), place(row), place(&peers))
                });
                let facts = segment.facts(*area, Gender::Total, &peers);
                let facts: Vec<_> = facts
                    .map(|it| (it.raw.year(), it.raw.value(), *it.among_all.value(), *it.among_peers.value()))
                    .collect();
                prop_assert_eq!(facts, expected.into_iter().collect::<Vec<_>>());
            }
        }
    }
}
