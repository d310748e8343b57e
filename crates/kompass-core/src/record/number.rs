//! Record numbers (diarienummer): a pattern of an organisation, and the next number of it. Whatever else an organisation's
//! own register gives is taken as it is written.

use crate::error::Problem;

/// Most characters of a record number.
pub const LONGEST: usize = 100;

/// Where year and number stand in a pattern.
const YEAR: &str = "{year}";
const NUMBER: &str = "{number}";

/// How an organisation numbers its records: `KS {year}/{number}`. Numbers begin anew each year, so both stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// `RC01`: it has not both places once, or other braces, or makes numbers that are too long.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let once = |place: &str| text.matches(place).count() == 1;
        let rest = text.replace(YEAR, "").replace(NUMBER, "");
        let pattern = Self(text.to_owned());
        let longest = pattern.number(9999, u32::MAX).chars().count();
        if once(YEAR) && once(NUMBER) && !rest.contains(['{', '}']) && longest <= LONGEST {
            return Ok(pattern);
        }
        let remedy = "write {year} and {number} once each: KS {year}/{number}";
        Err(Problem::new("pattern", "this is no pattern of record numbers", remedy).code("RC01"))
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// A number of it.
    pub fn number(&self, year: i16, number: u32) -> String {
        self.0.replace(YEAR, &year.to_string()).replace(NUMBER, &number.to_string())
    }
}

/// A record number as somebody wrote it; empty for none.
///
/// # Errors
/// `RC02`: it is too long, or has more than one line.
pub fn read(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        let remedy = "write at most 100 characters on one line";
        return Err(Problem::new("record", "this is no record number", remedy).code("RC02"));
    }
    Ok(text.to_owned())
}
