//! Values as they arrive, in any order, before they become a segment.

use crate::names::Gender;
use crate::segment::layout::{ABSENT, WITHHELD};
use std::collections::BTreeMap;

/// First year that an import takes, and how many; a segment holds fewer, but the first of them is known only at the end.
pub(crate) const FIRST_YEAR: i16 = 1900;
const YEARS: usize = 256;

/// A cell that its provider took back: a third NaN, only while changes are gathered.
pub(crate) const DELETED: u64 = 0x7ff8_0000_0000_0002;

/// Most different statuses.
pub(crate) const MOST_STATUSES: usize = 1000;

/// No row.
const NONE: u32 = u32::MAX;

/// Which cell: KPI, gender, year from `FIRST_YEAR`, area. Keys order as the cells of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub(crate) kpi: u32,
    pub(crate) gender: Gender,
    pub(crate) year: u8,
    pub(crate) area: u16,
}

impl Key {
    pub(crate) fn calendar_year(&self) -> i16 {
        FIRST_YEAR + i16::from(self.year)
    }
}

/// A cell already has something else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Clash {
    /// Another value, or none where there is one now (`None` is published without a value).
    Value(Option<f64>),
    /// The same row comes from another source, so one mark could not be true for all of it.
    Source(u16),
}

/// There are more than [`MOST_STATUSES`].
#[derive(Debug)]
pub(crate) struct TooMany;

/// All values of an import.
pub(crate) struct Table {
    width: usize,
    kpis: Vec<Rows>,
    /// The statuses that occur, and which stands beside which cell.
    pub(crate) statuses: Vec<String>,
    pub(crate) status_of: BTreeMap<Key, u16>,
}

/// The rows of one KPI in the order of arrival.
#[derive(Default)]
struct Rows {
    /// Row by gender and year; empty as long as there is none.
    numbers: Vec<u32>,
    sources: Vec<u16>,
    cells: Vec<f64>,
}

impl Table {
    pub(crate) fn new(kpis: usize, width: usize) -> Self {
        let kpis = std::iter::repeat_with(Rows::default).take(kpis).collect();
        Self { width, kpis, statuses: Vec::new(), status_of: BTreeMap::new() }
    }

    /// Sets a cell to a finite value, or to published without one. The same again changes nothing.
    pub(crate) fn set(&mut self, key: Key, value: Option<f64>, source: u16) -> Result<(), Clash> {
        self.set_bits(key, value.map_or(WITHHELD, f64::to_bits), source)
    }

    /// As [`Table::set`], with the bits of a cell that is not absent.
    pub(crate) fn set_bits(&mut self, key: Key, bits: u64, source: u16) -> Result<(), Clash> {
        let width = self.width;
        let rows = &mut self.kpis[key.kpi as usize];
        let row = rows.number(key.gender, key.year, source, width);
        if rows.sources[row] != source {
            return Err(Clash::Source(rows.sources[row]));
        }
        let cell = &mut rows.cells[row * width + usize::from(key.area)];
        if cell.to_bits() == ABSENT {
            *cell = f64::from_bits(bits);
        } else if cell.to_bits() != bits {
            return Err(Clash::Value((!cell.is_nan()).then_some(*cell)));
        }
        Ok(())
    }

    /// Sets what stands beside a cell; gives what already stood there, if it is another, and refuses one too many.
    pub(crate) fn set_status(&mut self, key: Key, status: &str) -> Result<Option<&str>, TooMany> {
        let known = self.statuses.iter().position(|known| known == status);
        let at = known.unwrap_or(self.statuses.len());
        // There are a handful; a file with thousands has something else in this column.
        if at >= MOST_STATUSES {
            return Err(TooMany);
        }
        if known.is_none() {
            self.statuses.push(status.to_owned());
        }
        let before = self.status_of.insert(key, at as u16).map(usize::from);
        Ok(before.filter(|before| *before != at).map(|before| self.statuses[before].as_str()))
    }

    /// Puts a whole row where there is none yet.
    pub(crate) fn put_row(
        &mut self,
        (kpi, gender, year): (usize, Gender, u8),
        source: u16,
        cells: impl Iterator<Item = f64>,
    ) {
        let width = self.width;
        let rows = &mut self.kpis[kpi];
        let row = rows.number(gender, year, source, width);
        for (cell, value) in rows.cells[row * width..(row + 1) * width].iter_mut().zip(cells) {
            *cell = value;
        }
    }

    /// Lays the cells of a table of the same shape over this one. What they say of a row is of their source, as of the day on
    /// which it was asked; a row of which nothing is left goes.
    pub(crate) fn lay_over(&mut self, changes: &Self) {
        let width = self.width;
        for (rows, new) in self.kpis.iter_mut().zip(&changes.kpis) {
            for (place, number) in new.numbers.iter().enumerate().filter(|(_, it)| **it != NONE) {
                let at = *number as usize;
                let (gender, year) = (Gender::ALL[place / YEARS], (place % YEARS) as u8);
                let row = rows.number(gender, year, new.sources[at], width);
                rows.sources[row] = new.sources[at];
                let cells = &mut rows.cells[row * width..(row + 1) * width];
                for (cell, change) in cells.iter_mut().zip(&new.cells[at * width..]) {
                    match change.to_bits() {
                        ABSENT => {}
                        DELETED => *cell = f64::from_bits(ABSENT),
                        _ => *cell = *change,
                    }
                }
                if cells.iter().all(|cell| cell.to_bits() == ABSENT) {
                    rows.numbers[place] = NONE;
                }
            }
        }
    }

    /// The cell of a key, as its bits.
    pub(crate) fn bits(&self, key: Key) -> u64 {
        let rows = &self.kpis[key.kpi as usize];
        let number = rows.numbers.get(key.gender.index() * YEARS + usize::from(key.year));
        number.filter(|number| **number != NONE).map_or(ABSENT, |number| {
            rows.cells[*number as usize * self.width + usize::from(key.area)].to_bits()
        })
    }

    /// The rows of a KPI and gender by rising year: year, source, values.
    pub(crate) fn rows(
        &self,
        kpi: usize,
        gender: Gender,
    ) -> impl Iterator<Item = (i16, u16, &[f64])> {
        let rows = &self.kpis[kpi];
        let start = gender.index() * YEARS;
        let numbers = rows.numbers.get(start..start + YEARS).unwrap_or_default();
        (FIRST_YEAR..).zip(numbers).filter(|(_, number)| **number != NONE).map(|(year, number)| {
            let at = *number as usize;
            (year, rows.sources[at], &rows.cells[at * self.width..(at + 1) * self.width])
        })
    }

    /// The sources of all rows.
    pub(crate) fn sources_mut(&mut self) -> impl Iterator<Item = &mut u16> {
        self.kpis.iter_mut().flat_map(|rows| &mut rows.sources)
    }

    /// The first and the last year with a row.
    pub(crate) fn years(&self) -> Option<(i16, i16)> {
        let all = (0..self.kpis.len())
            .flat_map(|kpi| Gender::ALL.into_iter().flat_map(move |gender| self.rows(kpi, gender)));
        all.fold(None, |ends, (year, ..)| {
            let (first, last) = ends.unwrap_or((year, year));
            Some((first.min(year), last.max(year)))
        })
    }
}

impl Rows {
    /// The number of a row, which is made empty if there is none.
    fn number(&mut self, gender: Gender, year: u8, source: u16, width: usize) -> usize {
        if self.numbers.is_empty() {
            self.numbers = vec![NONE; 3 * YEARS];
        }
        let number = &mut self.numbers[gender.index() * YEARS + usize::from(year)];
        if *number == NONE {
            *number = u32::try_from(self.sources.len()).expect("a KPI has at most 768 rows");
            self.sources.push(source);
            self.cells.resize(self.cells.len() + width, f64::from_bits(ABSENT));
        }
        *number as usize
    }
}
