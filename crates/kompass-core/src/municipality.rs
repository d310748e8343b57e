//! Swedish municipalities and regions: codes, names, SKR's classification, population and similar municipalities, as
//! bundled in `data/municipalities.csv` (its sources stand in `data/README.md`), and where each lies on a map of tiles.

use serde::{Deserialize, Deserializer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A municipality or region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Municipality {
    /// Country code.
    pub country: String,
    /// Code as text, with its leading zero: `0138`.
    pub code: String,
    /// Name without "kommun".
    pub name: String,
    /// Municipality or region.
    pub kind: MunicipalityKind,
    /// Name of its group in SKR's classification; empty for regions.
    pub skr_group: String,
    /// Population at the end of `population_year`.
    pub population: u32,
    /// Year of the population.
    pub population_year: i16,
    /// Codes of the municipalities that Kolada's model takes to be the most like it in general ("övergripande"), itself
    /// not among them; none for regions.
    #[serde(deserialize_with = "codes")]
    pub similar: Vec<String>,
    /// Year of that model.
    pub similar_year: Option<i16>,
}

/// What kind of organisation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MunicipalityKind {
    /// A municipality.
    Municipality,
    /// A region.
    Region,
}

/// Size classes by population: from, and below (`None`: no limit).
pub const SIZE_CLASSES: [(u32, Option<u32>); 6] = [
    (0, Some(10_000)),
    (10_000, Some(15_000)),
    (15_000, Some(30_000)),
    (30_000, Some(60_000)),
    (60_000, Some(100_000)),
    (100_000, None),
];

/// All of them, by code.
pub fn all() -> &'static [Municipality] {
    &TABLE.all
}

/// The one of this code.
pub fn by_code(code: &str) -> Option<&'static Municipality> {
    TABLE.by_code.get(code).map(|at| &TABLE.all[*at])
}

/// The municipality of this name, whatever the capitals; "kommun" or "stad" after it is left out.
pub fn by_name(name: &str) -> Option<&'static Municipality> {
    let name = name.trim().to_lowercase();
    let plain =
        name.strip_suffix(" kommun").or_else(|| name.strip_suffix(" stad")).unwrap_or(&name);
    TABLE.by_name.get(plain).map(|at| &TABLE.all[*at])
}

/// Column and row of a municipality on the map of tiles, from the upper left; `None` for regions.
pub fn tile(code: &str) -> Option<(u8, u8)> {
    TILES.get(code).copied()
}

/// The size class of a population.
pub fn size_class(population: u32) -> (u32, Option<u32>) {
    let class =
        SIZE_CLASSES.into_iter().find(|(_, below)| below.is_none_or(|below| population < below));
    class.unwrap_or((0, None))
}

/// Codes with a space between them.
fn codes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let text = String::deserialize(from)?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}

struct Table {
    all: Vec<Municipality>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/municipalities.csv"));
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    // A test reads every row of the file that is compiled in.
    let all: Vec<Municipality> =
        rows.collect::<Result<_, _>>().expect("the bundled table of municipalities is well-formed");
    Table {
        by_code: all.iter().enumerate().map(|(at, one)| (one.code.clone(), at)).collect(),
        by_name: all.iter().enumerate().map(|(at, one)| (one.name.to_lowercase(), at)).collect(),
        all,
    }
});

static TILES: LazyLock<HashMap<String, (u8, u8)>> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/tiles.csv"));
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    // A test reads every row of the file that is compiled in.
    let rows = rows.map(|row| row.map(|(code, column, row)| (code, (column, row))));
    rows.collect::<Result<_, _>>().expect("the bundled table of tiles is well-formed")
});

#[cfg(test)]
mod tests;
