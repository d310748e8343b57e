//! Keeping up with Kolada: what is asked of version 3 of its API, how answers are read, and how all of them together become
//! the next generation. Nothing here reaches the network; whoever does puts the answers into a [`Spool`].
//!
//! ```text
//! Plan → asks → (network) → Spool → merge with the generation in use → Draft
//! ```

mod answer;
mod ask;
mod lists;
mod merge;
mod spool;

#[cfg(test)]
mod tests;

pub use ask::{Ask, Checked};
pub use merge::{Merged, merge};
pub use spool::Spool;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The first year that Kolada has values of.
const FIRST_YEAR: i16 = 1970;
/// Until here there is little, so that many years are asked for at once.
const LAST_THIN_YEAR: i16 = 1994;
/// Most codes or years that the API takes in one step of an address.
pub const MOST_IDS: usize = 25;
/// Days for which answers of a sync that was interrupted are still good.
const FRESH_DAYS: i32 = 3;

/// What a sync asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Address of the API, with a slash at its end.
    pub address: String,
    /// Only what changed since this day; everything without.
    pub since: Option<Date>,
    /// The day on which it began; values carry it.
    pub day: Date,
}

impl Plan {
    /// The lists: they come first, since they say which areas there are.
    pub fn lists(&self) -> [Ask; 4] {
        [Ask::Kpis, Ask::Areas, Ask::Groups, Ask::Packages]
    }

    /// The values of areas, in parts that are asked for one by one.
    pub fn values(&self, areas: &[String]) -> Vec<Ask> {
        let year = self.day.year();
        let single = if self.since.is_some() { MOST_IDS as i16 } else { 1 };
        let mut blocks = vec![FIRST_YEAR..=LAST_THIN_YEAR];
        let starts = (LAST_THIN_YEAR + 1..=year).step_by(single as usize);
        blocks.extend(starts.map(|first| first..=(first + single - 1).min(year)));
        let part = |areas: &[String], years| Ask::Values {
            areas: areas.to_vec(),
            years,
            since: self.since,
        };
        // The newest first: they are what is asked for most.
        let blocks = blocks.into_iter().rev();
        blocks
            .flat_map(|years| areas.chunks(MOST_IDS).map(move |areas| part(areas, years.clone())))
            .collect()
    }

    /// Whether answers to another plan are answers to this one.
    fn is_served_by(&self, other: &Self) -> bool {
        let age = other.day.until(self.day).map_or(i32::MAX, |span| span.get_days());
        (&self.address, self.since) == (&other.address, other.since)
            && (0..=FRESH_DAYS).contains(&age)
    }
}
