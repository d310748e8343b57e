//! What a generation changed in the values of the one before. Providers revise values without telling anybody; whoever has
//! used one wants to know what it was, what it is, and since when.

use crate::figure::{Derived, SourceMark};
use crate::names::{AreaAt, AreaKind, Gender, KpiAt, Source};
use crate::segment::Segment;
use crate::segment::layout::{ABSENT, WITHHELD};
use crate::stated::{Mark, Stated};
use kompass_core::table::Cell;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All that differs between two generations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Cells that only the new one has: no revisions.
    pub added: u64,
    /// Cells that both have and that differ.
    pub revised: u64,
    /// Cells that only the old one has.
    pub removed: u64,
    /// KPIs that are published now and were not.
    pub new_kpis: Vec<String>,
    /// KPIs that were published and are no more.
    pub gone_kpis: Vec<String>,
    /// Revised and removed cells, by KPI.
    pub revisions: Vec<(String, Vec<Change>)>,
}

/// One cell that was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Code of the area.
    pub area: String,
    /// `T`, `K` or `M`.
    pub gender: char,
    /// The year that it measures.
    pub year: i16,
    /// What it was.
    pub was: Known,
    /// What it is.
    pub is: Known,
}

/// What was known of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Known {
    /// A value.
    Value(f64),
    /// None.
    Gap(Gap),
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// Published without one.
    Withheld,
    /// Not published.
    Absent,
}

impl Known {
    /// The mark of a value, by who publishes the KPI; what is not there has none.
    pub fn mark(self, source: Source<&str>) -> Option<Mark<'_>> {
        self.value().map(|_| Mark::Source(SourceMark::of(source)))
    }

    /// The value, if there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Gap(_) => None,
        }
    }
}

impl Change {
    /// What was published before and after, and the difference between both, which nobody published.
    pub fn stated<'a>(&self, source: Source<&'a str>, decimals: usize) -> [Stated<'a>; 3] {
        let known = |known: Known| {
            Stated::marked(Cell::number(known.value(), decimals), known.mark(source))
        };
        let difference = self.difference(source).map_or_else(
            || Stated::label(Cell::Empty),
            |it| Stated::derived(&it, |it| Cell::Number(*it, decimals)),
        );
        [known(self.was), known(self.is), difference]
    }

    /// How far the new value is from the old one; `None` unless there are both.
    pub fn difference<'a>(&self, source: Source<&'a str>) -> Option<Derived<'a, f64>> {
        let (was, is) = self.was.value().zip(self.is.value())?;
        Some(Derived::new(is - was, source.provider))
    }
}

impl Difference {
    /// What the second generation changed in the first.
    pub fn between(old: &Segment, new: &Segment) -> Self {
        let mut found = Self::default();
        let kpis = pairs(
            old.kpis().map(|at| (old.kpi(at).id, at)),
            new.kpis().map(|at| (new.kpi(at).id, at)),
        );
        let areas = pairs(areas(old), areas(new));
        for (id, (before, after)) in kpis {
            let known = |segment: &Segment, at: Option<KpiAt>| {
                at.is_some_and(|at| !segment.kpi(at).retired)
            };
            match (known(old, before), known(new, after)) {
                (false, true) => found.new_kpis.push(id.to_owned()),
                (true, false) => found.gone_kpis.push(id.to_owned()),
                _ => {}
            }
            let mut changes = Vec::new();
            for (gender, year) in rows(old, new) {
                let was = before.and_then(|at| old.row(at, gender, year));
                let is = after.and_then(|at| new.row(at, gender, year));
                if was.is_none() && is.is_none() {
                    continue;
                }
                for (code, (before, after)) in &areas {
                    let (was, is) = (bits(was, *before), bits(is, *after));
                    if found.count(was, is) {
                        let (area, gender) = ((*code).to_owned(), gender.code());
                        changes.push(Change {
                            area,
                            gender,
                            year,
                            was: known_as(was),
                            is: known_as(is),
                        });
                    }
                }
            }
            if !changes.is_empty() {
                found.revisions.push((id.to_owned(), changes));
            }
        }
        found
    }

    /// Counts a cell; true if it was revised or removed.
    fn count(&mut self, was: u64, is: u64) -> bool {
        // Both zeros are one value.
        if was == is || f64::from_bits(was) == f64::from_bits(is) {
            return false;
        }
        match (was, is) {
            (ABSENT, _) => self.added += 1,
            (_, ABSENT) => self.removed += 1,
            _ => self.revised += 1,
        }
        was != ABSENT
    }
}

/// Where things stand in the old and in the new one, by their code.
type Pairs<'a, T> = BTreeMap<&'a str, (Option<T>, Option<T>)>;

fn pairs<'a, T>(
    old: impl Iterator<Item = (&'a str, T)>,
    new: impl Iterator<Item = (&'a str, T)>,
) -> Pairs<'a, T> {
    let mut pairs: Pairs<'a, T> = old.map(|(code, at)| (code, (Some(at), None))).collect();
    for (code, at) in new {
        pairs.entry(code).or_insert((None, None)).1 = Some(at);
    }
    pairs
}

fn areas(segment: &Segment) -> impl Iterator<Item = (&str, AreaAt)> {
    let all = AreaKind::ALL.into_iter().flat_map(|kind| segment.areas(kind));
    all.map(|at| (segment.area(at).code, at))
}

/// Every gender and year that one of them may have.
fn rows(old: &Segment, new: &Segment) -> impl Iterator<Item = (Gender, i16)> {
    let (one, other) = (old.years(), new.years());
    let years = match (one.is_empty(), other.is_empty()) {
        (true, _) => other,
        (_, true) => one,
        _ => one.start.min(other.start)..one.end.max(other.end),
    };
    Gender::ALL.into_iter().flat_map(move |gender| years.clone().map(move |year| (gender, year)))
}

fn bits(row: Option<&[f64]>, area: Option<AreaAt>) -> u64 {
    row.zip(area).map_or(ABSENT, |(row, area)| row[area.index()].to_bits())
}

fn known_as(bits: u64) -> Known {
    match bits {
        ABSENT => Known::Gap(Gap::Absent),
        WITHHELD => Known::Gap(Gap::Withheld),
        value => Known::Value(f64::from_bits(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{VALUES, segment};

    #[test]
    fn a_generation_does_not_differ_from_itself() {
        let one = segment(VALUES);
        assert_eq!(Difference::between(&one, &one), Difference::default());
    }

    #[test]
    fn what_was_and_what_is_stand_side_by_side() {
        let old = segment(VALUES);
        let values = VALUES
            .replace("N00001,0101,2024,T,1000,", "N00001,0101,2024,T,1001,")
            .replace("N00001,0102,2024,T,3000,", "N00001,0102,2024,T,,")
            .replace("N00001,0105,2022,T,700,\n", "")
            .replace("N00001,0106,2022,T,600,", "N00001,0106,2022,T,600,\nN00001,0106,2021,T,1,");
        let found = Difference::between(&old, &segment(values));
        assert_eq!((found.added, found.revised, found.removed), (1, 2, 1));
        let [(kpi, changes)] = &found.revisions[..] else { panic!("{found:?}") };
        assert_eq!(kpi, "N00001");
        let told: Vec<_> =
            changes.iter().map(|it| (it.area.as_str(), it.year, it.was, it.is)).collect();
        let gap = Known::Gap;
        assert_eq!(
            told,
            [
                ("0105", 2022, Known::Value(700.0), gap(Gap::Absent)),
                ("0101", 2024, Known::Value(1000.0), Known::Value(1001.0)),
                ("0102", 2024, Known::Value(3000.0), gap(Gap::Withheld)),
            ]
        );
        let json = serde_json::to_string(changes).unwrap();
        assert_eq!(&serde_json::from_str::<Vec<Change>>(&json).unwrap(), changes);
        assert!(json.contains(r#""was":3000.0,"is":"withheld""#), "{json}");
    }

    /// From all to nothing, and back.
    #[test]
    fn everything_may_go_and_come() {
        let (small, none) = (segment(VALUES), segment("kpi,municipality,year,gender,value\n"));
        let found = Difference::between(&small, &none);
        assert_eq!(
            (found.added, found.revised, found.removed),
            (0, 0, small.counts().values + small.counts().withheld)
        );
        let found = Difference::between(&none, &small);
        assert_eq!(
            (found.added, found.revised, found.removed),
            (small.counts().values + small.counts().withheld, 0, 0)
        );
        assert!(found.new_kpis.is_empty() && found.gone_kpis.is_empty());
    }
}
