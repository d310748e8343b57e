//! One thing that is asked of the API: its address, and what is an answer to it.

use super::answer::{AreaAnswer, GroupAnswer, KpiAnswer, Page, ValueAnswer, is_code};
use crate::names::Gender;
use jiff::civil::Date;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// One thing that is asked, which may take several pages to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The catalogue of KPIs.
    Kpis,
    /// The areas.
    Areas,
    /// The groups of areas with their members.
    Groups,
    /// The lists of KPIs that are called KKiK.
    Packages,
    /// Values of some areas in some years.
    Values {
        /// Codes of the areas.
        areas: Vec<String>,
        /// The years.
        years: RangeInclusive<i16>,
        /// Only what changed since this day.
        since: Option<Date>,
    },
}

/// KPI, area, year and gender of a cell.
type Place = (String, String, i64, Gender);

/// A page that is an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many stand on it.
    pub rows: usize,
    /// Where the next page is.
    pub next: Option<String>,
}

impl Ask {
    /// The address of the first page, from that of the API. Always by path: a filter whose name the API does not know is
    /// ignored in silence.
    pub fn path(&self) -> String {
        match self {
            Self::Kpis => "kpi".to_owned(),
            Self::Areas => "municipality".to_owned(),
            Self::Groups => "municipality_groups".to_owned(),
            Self::Packages => "kpi_groups?title=kkik".to_owned(),
            Self::Values { areas, years, since } => {
                let years: Vec<String> = years.clone().map(|year| year.to_string()).collect();
                let since = since.map_or_else(String::new, |day| format!("?from_date={day}"));
                format!("data/municipality/{}/year/{}{since}", areas.join(","), years.join(","))
            }
        }
    }

    /// Its name among the answers.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Kpis => "kpi".to_owned(),
            Self::Areas => "municipality".to_owned(),
            Self::Groups => "municipality-groups".to_owned(),
            Self::Packages => "kpi-groups".to_owned(),
            Self::Values { areas, years, .. } => {
                let first = areas.first().map_or("", String::as_str);
                format!("values-{}-{}-{first}", years.start(), years.end())
            }
        }
    }

    /// Looks whether a page is an answer to this.
    ///
    /// # Errors
    /// Why it is not.
    pub fn check(&self, page: &[u8]) -> Result<Checked, String> {
        fn of<T>(page: Page<T>) -> Checked {
            Checked { rows: page.values.len(), next: page.next_url }
        }
        match self {
            Self::Kpis => Page::<KpiAnswer>::read(page).map(of),
            Self::Areas => Page::<AreaAnswer>::read(page).map(of),
            Self::Groups | Self::Packages => Page::<GroupAnswer>::read(page).map(of),
            Self::Values { .. } => {
                let page = Page::<ValueAnswer<'_>>::read(page)?;
                page.values.iter().try_for_each(|row| self.fits(row))?;
                Ok(of(page))
            }
        }
    }

    /// Looks whether pages fit together: none comes twice, and no cell has two values.
    ///
    /// # Errors
    /// Why they do not.
    pub fn check_together(&self, pages: &[Vec<u8>]) -> Result<(), String> {
        if let Some(twice) = (1..pages.len()).find(|at| pages[..*at].contains(&pages[*at])) {
            return Err(format!("page {} is one that came before", twice + 1));
        }
        if !matches!(self, Self::Values { .. }) {
            return Ok(());
        }
        let mut seen: HashMap<Place, (Option<u64>, bool)> = HashMap::new();
        for (page, number) in pages.iter().zip(1..) {
            let page = Page::<ValueAnswer<'_>>::read(page)?;
            let (mut rows, mut new) = (0, 0);
            for row in &page.values {
                for one in &row.values {
                    let gender = gender(&one.gender)?;
                    let key =
                        (row.kpi.to_string(), row.municipality.to_string(), row.period.0, gender);
                    let cell = (one.value.0.map(f64::to_bits), one.isdeleted.0);
                    rows += 1;
                    match seen.insert(key, cell) {
                        None => new += 1,
                        Some(before) if before == cell => {}
                        Some(_) => {
                            let cell = format!("{} {} {}", row.kpi, row.municipality, row.period.0);
                            return Err(format!("{cell} has two values"));
                        }
                    }
                }
            }
            if number > 1 && rows > 0 && new == 0 {
                return Err(format!("all of page {number} came before"));
            }
        }
        Ok(())
    }

    /// Whether values are of what was asked.
    fn fits(&self, row: &ValueAnswer<'_>) -> Result<(), String> {
        let Self::Values { areas, years, .. } = self else { return Ok(()) };
        let asked = areas.iter().any(|area| *area == row.municipality)
            && years.contains(&i16::try_from(row.period.0).unwrap_or(0));
        if !asked {
            let what = format!("{} in {}", row.municipality, row.period.0);
            return Err(format!("there are values of {what}, which nobody asked for"));
        }
        if !is_code(&row.kpi) {
            return Err(format!("{:?} is no KPI", row.kpi));
        }
        row.values.iter().try_for_each(|one| gender(&one.gender).map(|_| ()))
    }
}

/// A gender by its name.
pub(super) fn gender(code: &str) -> Result<Gender, String> {
    Gender::from_code(code.as_bytes()).ok_or_else(|| format!("{code:?} is no gender"))
}
