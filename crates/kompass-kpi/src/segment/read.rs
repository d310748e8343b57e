//! Reading values: by row, by cell, over the years.

use super::layout::{Block, NEVER, RowFacts, Series, StatusCell, WITHHELD};
use super::texts::Texts;
use super::{Segment, numbers};
use crate::figure::Raw;
use crate::names::{AreaAt, AreaKind, Gender, KpiAt};

/// What was published for one KPI, gender, area and year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// A value.
    Value(Raw<'a>),
    /// Published without a value. Why is said by the status, verbatim, and unknown if that is empty.
    Withheld {
        /// What the provider wrote beside it.
        status: &'a str,
    },
    /// Nothing was published.
    Absent,
}

impl<'a> Cell<'a> {
    /// The value, if there is one.
    pub fn value(self) -> Option<Raw<'a>> {
        match self {
            Self::Value(raw) => Some(raw),
            Self::Withheld { .. } | Self::Absent => None,
        }
    }
}

/// The latest values of one area: what is known of each KPI stands at its place.
#[derive(Clone, Copy, Default)]
pub(crate) struct LatestOf<'a> {
    /// The year, counted from the first year of the segment, or `NEVER`.
    pub(crate) years: &'a [u8],
    /// How many areas of its kind have a lower value that year.
    pub(crate) lower: &'a [u16],
    /// How many have a higher one.
    pub(crate) higher: &'a [u16],
}

/// One row: the values of all areas, and their order.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) number: usize,
    pub(crate) year: i16,
    pub(crate) values: &'a [f64],
    /// Of each cell how many of its kind have a lower value; `NOWHERE` if it has none.
    pub(crate) lower: &'a [u16],
}

/// The blocks of rows of a gender, taken once where many are read.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    width: usize,
    series: &'a [Series],
    facts: &'a [RowFacts],
    lower: &'a [u16],
    values: &'a [f64],
}

impl Segment {
    /// The values of all areas, municipalities first; gaps are NaN. `None` if nothing was published.
    pub fn row(&self, kpi: KpiAt, gender: Gender, year: i16) -> Option<&[f64]> {
        let at = self.year_at(year)?;
        self.row_at(kpi, gender, at).map(|row| row.values)
    }

    /// Of each area how many of its kind have a lower value, and [`u16::MAX`] where it has none itself; as [`Segment::row`].
    pub fn order(&self, kpi: KpiAt, gender: Gender, year: i16) -> Option<&[u16]> {
        let at = self.year_at(year)?;
        self.row_at(kpi, gender, at).map(|row| row.lower)
    }

    /// One cell.
    pub fn cell(&self, kpi: KpiAt, gender: Gender, area: AreaAt, year: i16) -> Cell<'_> {
        let row = self.year_at(year).and_then(|at| self.row_at(kpi, gender, at));
        row.map_or(Cell::Absent, |row| self.cell_of(kpi, gender, area, row))
    }

    /// One value; `None` if there is none.
    pub fn value(&self, kpi: KpiAt, gender: Gender, area: AreaAt, year: i16) -> Option<Raw<'_>> {
        self.cell(kpi, gender, area, year).value()
    }

    /// The status that the provider gave with a cell, verbatim; empty if none.
    pub fn status(&self, kpi: KpiAt, gender: Gender, area: AreaAt, year: i16) -> &str {
        let row = self.year_at(year).and_then(|at| self.row_at(kpi, gender, at));
        row.map_or("", |row| self.status_at(row.number, area))
    }

    /// All years in which something was published for an area, rising.
    pub fn series(
        &self,
        kpi: KpiAt,
        gender: Gender,
        area: AreaAt,
    ) -> impl DoubleEndedIterator<Item = (i16, Cell<'_>)> {
        let years = self.series_of(kpi, gender).copied().unwrap_or_default().years();
        years.filter_map(move |at| {
            let row = self.row_at(kpi, gender, at)?;
            let cell = self.cell_of(kpi, gender, area, row);
            (cell != Cell::Absent).then_some((row.year, cell))
        })
    }

    /// The latest year in which any area of a kind has a value.
    pub fn latest_year(&self, kpi: KpiAt, gender: Gender, kind: AreaKind) -> Option<i16> {
        let at = self.latest_of_kind(kpi, gender, kind)?;
        Some(self.years().start + at as i16)
    }

    /// The same, counted from the first year.
    pub(crate) fn latest_of_kind(
        &self,
        kpi: KpiAt,
        gender: Gender,
        kind: AreaKind,
    ) -> Option<usize> {
        let kpis = self.header.kpis as usize;
        let index = (gender.index() * 3 + kind.index()) * kpis + kpi.index();
        let latest = self.bytes(Block::LatestOfKind).get(index).filter(|_| kpi.index() < kpis)?;
        (*latest != NEVER).then_some(usize::from(*latest))
    }

    /// The latest year in which an area has a value.
    pub fn latest_year_of(&self, kpi: KpiAt, gender: Gender, area: AreaAt) -> Option<i16> {
        self.named_year(*self.latest_of(gender, area).years.get(kpi.index())?)
    }

    /// The latest values of an area in every KPI.
    pub(crate) fn latest_of(&self, gender: Gender, area: AreaAt) -> LatestOf<'_> {
        let (kpis, width) = (self.header.kpis as usize, self.header.width());
        if area.index() >= width {
            return LatestOf::default();
        }
        let start = (gender.index() * width + area.index()) * kpis;
        let range = start..start + kpis;
        // The blocks have the lengths that the counts ask for; the check of the file holds them to it.
        LatestOf {
            years: &self.bytes(Block::Latest)[range.clone()],
            lower: &self.block(Block::LatestLower)[range.clone()],
            higher: &self.block(Block::LatestHigher)[range],
        }
    }

    /// The rows of a KPI and gender by rising year.
    pub(crate) fn rows(&self, kpi: KpiAt, gender: Gender) -> impl Iterator<Item = Row<'_>> {
        let years = self.series_of(kpi, gender).copied().unwrap_or_default().years();
        years.filter_map(move |at| self.row_at(kpi, gender, at))
    }

    /// Whether any cell has a status.
    pub(crate) fn has_statuses(&self) -> bool {
        self.header.status_cells > 0
    }

    /// The rows of a gender.
    pub(crate) fn rows_of(&self, gender: Gender) -> Rows<'_> {
        let (series, kpis): (&[Series], _) = (self.block(Block::Series), self.header.kpis as usize);
        // The block has the length that the counts ask for.
        let series = &series[gender.index() * kpis..][..kpis];
        Rows {
            width: self.header.width(),
            series,
            facts: self.block(Block::RowFacts),
            lower: self.block(Block::Lower),
            values: self.block(Block::Values),
        }
    }

    /// A row by the place of its year.
    #[inline]
    pub(crate) fn row_at(&self, kpi: KpiAt, gender: Gender, at: usize) -> Option<Row<'_>> {
        let number = self.series_of(kpi, gender)?.row(at)?;
        let width = self.header.width();
        let cells = number * width..(number + 1) * width;
        let values = self.block(Block::Values).get(cells.clone())?;
        let lower = self.block(Block::Lower).get(cells)?;
        Some(Row { number, year: self.years().start + at as i16, values, lower })
    }

    /// One cell of a row.
    pub(crate) fn cell_of<'a>(
        &'a self,
        kpi: KpiAt,
        gender: Gender,
        area: AreaAt,
        row: Row<'a>,
    ) -> Cell<'a> {
        let Some(value) = row.values.get(area.index()).copied() else { return Cell::Absent };
        if !value.is_nan() {
            return Cell::Value(self.raw(kpi, gender, area, row, value));
        }
        if value.to_bits() == WITHHELD {
            return Cell::Withheld { status: self.status_at(row.number, area) };
        }
        Cell::Absent
    }

    /// A value of a row with its marks.
    #[inline]
    pub(crate) fn raw(
        &self,
        kpi: KpiAt,
        gender: Gender,
        area: AreaAt,
        row: Row<'_>,
        value: f64,
    ) -> Raw<'_> {
        let facts: &[RowFacts] = self.block(Block::RowFacts);
        let mark = facts.get(row.number).map_or(0, |facts| facts.mark);
        Raw { segment: self, value, kpi, area, gender, year: row.year, mark }
    }

    fn series_of(&self, kpi: KpiAt, gender: Gender) -> Option<&Series> {
        let series: &[Series] = self.block(Block::Series);
        let kpis = self.header.kpis as usize;
        series.get(gender.index() * kpis..)?.get(..kpis)?.get(kpi.index())
    }

    fn status_at(&self, row: usize, area: AreaAt) -> &str {
        let cells: &[StatusCell] = numbers(self.bytes(Block::StatusCells));
        let key = (row, area.0);
        let found = cells.binary_search_by_key(&key, |cell| (cell.row as usize, cell.area));
        let statuses = Texts::new(self.bytes(Block::Statuses), 1, self.header.statuses as usize);
        found.map_or("", |at| statuses.get(0, cells[at].status.into()))
    }

    fn year_at(&self, year: i16) -> Option<usize> {
        let years = self.years();
        years.contains(&year).then(|| usize::from(year.abs_diff(years.start)))
    }

    fn named_year(&self, at: u8) -> Option<i16> {
        (at != NEVER).then(|| self.years().start + i16::from(at))
    }
}

impl Rows<'_> {
    /// The number of the row of a year.
    #[inline]
    pub(crate) fn find(&self, kpi: usize, year: usize) -> Option<usize> {
        self.series.get(kpi)?.row(year)
    }

    /// A value of a row; NaN if there is none, or no such row.
    #[inline]
    pub(crate) fn value(&self, row: usize, area: AreaAt) -> f64 {
        // What is beyond the end wraps to what is far beyond it.
        let at = row.wrapping_mul(self.width).wrapping_add(area.index());
        self.values.get(at).copied().unwrap_or(f64::NAN)
    }

    /// Of each cell of a row how many of its kind are lower.
    #[inline]
    pub(crate) fn lower(&self, row: usize) -> Option<&[u16]> {
        self.lower.get(row.checked_mul(self.width)?..)?.get(..self.width)
    }

    /// What is known of a row.
    #[inline]
    pub(crate) fn facts(&self, row: usize) -> RowFacts {
        self.facts.get(row).copied().unwrap_or_default()
    }
}
