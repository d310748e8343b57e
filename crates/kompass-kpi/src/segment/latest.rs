//! The latest value of every area in every KPI: its year and its place, one area after the other, so that all that is
//! known of an area is read in one sweep.

use super::layout::{NEVER, NOWHERE};
use super::order;
use crate::import::Draft;
use crate::names::Gender;

/// What is written of the latest values.
pub(super) struct Latest {
    /// `NEVER`, or the year from the first one, per gender × area × KPI.
    pub(super) years: Vec<u8>,
    /// The same per gender × kind of area × KPI.
    pub(super) years_of_kinds: Vec<u8>,
    /// How many areas of the same kind have a lower value that year, per gender × area × KPI; `NOWHERE` without one.
    pub(super) lower: Vec<u16>,
    /// How many have a higher one.
    pub(super) higher: Vec<u16>,
    /// How many areas of each kind have a value, per row.
    pub(super) counts: Vec<[u16; 3]>,
}

impl Latest {
    /// Finds them in a draft with the order of its rows.
    pub(super) fn of(draft: &Draft, first_year: i16, order: &[u16]) -> Self {
        let (kpis, width, kinds) = (draft.kpis.len(), draft.areas.len(), order::kinds(draft));
        let mut this = Self {
            years: vec![NEVER; 3 * width * kpis],
            years_of_kinds: vec![NEVER; 9 * kpis],
            lower: vec![NOWHERE; 3 * width * kpis],
            higher: vec![NOWHERE; 3 * width * kpis],
            counts: Vec::with_capacity(order.len() / width.max(1)),
        };
        let mut rows = order.chunks_exact(width.max(1));
        let mut cells = vec![(NEVER, NOWHERE, NOWHERE); width];
        let mut equal = Vec::new();
        for kpi in 0..kpis {
            for gender in Gender::ALL {
                cells.fill((NEVER, NOWHERE, NOWHERE));
                for ((year, _, _), row) in draft.table.rows(kpi, gender).zip(&mut rows) {
                    let year = year.abs_diff(first_year) as u8;
                    let mut counts = [0; 3];
                    for (kind, range) in kinds.iter().enumerate() {
                        let n = count(&row[range.clone()], &mut equal);
                        counts[kind] = n;
                        if n > 0 {
                            this.years_of_kinds[(gender.index() * 3 + kind) * kpis + kpi] = year;
                        }
                        for (cell, lower) in
                            cells[range.clone()].iter_mut().zip(&row[range.clone()])
                        {
                            if let Some(equal) = equal.get(usize::from(*lower)) {
                                *cell = (year, *lower, n - lower - equal);
                            }
                        }
                    }
                    this.counts.push(counts);
                }
                for (area, (year, lower, higher)) in cells.iter().enumerate() {
                    let at = (gender.index() * width + area) * kpis + kpi;
                    (this.years[at], this.lower[at], this.higher[at]) = (*year, *lower, *higher);
                }
            }
        }
        this
    }
}

/// How many cells of a row have a value, and `equal` how many have the value that so many are lower than.
pub(crate) fn count(row: &[u16], equal: &mut Vec<u16>) -> u16 {
    equal.clear();
    equal.resize(row.len(), 0);
    let mut n = 0;
    for lower in row {
        // A cell without a value counts nowhere.
        if let Some(equal) = equal.get_mut(usize::from(*lower)) {
            *equal += 1;
            n += 1;
        }
    }
    n
}
