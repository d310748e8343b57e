//! National key figures: the rules by which their values are compared, and the titles of those that questions of the
//! frameworks name, as bundled in `data/kpis-of-questions.csv` (its source stands in `data/README.md`).
//!
//! Everything here is computed from unrounded values; what is computed from values of a provider is derived and never
//! carries its name as source. A gap is NaN.

mod direction;
mod gap;
pub mod indexes;
mod similarity;
mod standing;
mod summary;
#[cfg(test)]
mod tests;
mod trend;
mod words;

pub use direction::Direction;
pub use gap::{GenderGap, Sex};
pub use similarity::Features;
pub use standing::{Band, Bands, NoBand, Standing};
pub use summary::{Difference, Summary};
pub use trend::{Operator, Point, Step, Target, Trend, Unbroken, Verdict};

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a key figure is called in Kolada, in Swedish; `None` if no bundled framework names it.
pub fn title(id: &str) -> Option<&'static str> {
    TITLES.get(id).map(String::as_str)
}

static TITLES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let text =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/kpis-of-questions.csv"));
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    // A test reads every row of the file that is compiled in.
    rows.collect::<Result<_, _>>().expect("the bundled table of key figures is well-formed")
});
