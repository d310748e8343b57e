//! Charts as SVG text: pure functions from data to markup, the same for page, PDF and DOCX. Each carries its title and
//! description, uses presentation attributes only (no style sheet, no script, nothing fetched), reads in grey, and
//! draws a missing value as a gap, never as 0. A table of the same figures belongs beside it.
//!
//! One unit is one point at print width, so text is as large on paper as it is here. Numbers are written with the
//! decimals they have, those of one series with the same: round them first to what should be read.

mod axis;
mod bars;
mod course;
mod distribution;
mod lines;
mod measure;
mod radar;
mod svg;
#[cfg(test)]
mod tests;
mod tiles;
mod trend;

pub use bars::{bars, points_bar};
pub use course::course;
pub use distribution::distribution;
pub use lines::lines;
pub use radar::radar;
pub use tiles::tiles;
pub use trend::trend;

use jiff::civil::Date;
use kompass_core::Lang;
use std::fmt;

/// How a chart looks, whatever it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Style<'a> {
    /// Begins every id in the markup; unique in the document the chart stands in.
    pub id: &'a str,
    /// Language in which numbers are written.
    pub lang: Lang,
    /// Font families as in `font-family`.
    pub font: &'a str,
    /// How wide the font runs, where Helvetica is 1. Rather too wide than too narrow: labels are wrapped by it.
    pub font_width: f64,
    /// Colours.
    pub palette: Palette,
    /// Width in points, at least [`MIN_WIDTH`]; the height follows from what is shown.
    pub width: f64,
}

/// The narrowest chart there is: below this, labels have no room.
pub const MIN_WIDTH: f64 = 360.0;

impl<'a> Style<'a> {
    /// For print: Libertinus, the width of the text on an A4 page.
    pub fn print(id: &'a str, lang: Lang) -> Self {
        Self {
            id,
            lang,
            font: "Libertinus Serif",
            font_width: 0.98,
            palette: Palette::LIGHT,
            width: 454.0,
        }
    }

    /// For pages: the sans of the system.
    pub fn screen(id: &'a str, lang: Lang) -> Self {
        Self { font: "system-ui, sans-serif", font_width: 1.15, ..Self::print(id, lang) }
    }
}

/// Colours of a chart. Form always says the same: none of them carries meaning alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Text and ticks.
    pub ink: Colour,
    /// Secondary text, the series compared with.
    pub muted: Colour,
    /// Ground.
    pub paper: Colour,
    /// Tracks behind bars.
    pub track: Colour,
    /// Rules and grids.
    pub line: Colour,
    /// Bars: one neutral colour, whatever the points.
    pub bar: Colour,
    /// The own series.
    pub own: Colour,
    /// Marks the own municipality among others.
    pub needle: Colour,
}

impl Palette {
    /// On white paper and light pages.
    pub const LIGHT: Self = Self {
        ink: Colour(0x17_21_2B),
        muted: Colour(0x52_60_6D),
        paper: Colour(0xFF_FF_FF),
        track: Colour(0xE9_EC_EE),
        line: Colour(0xD9_DD_E1),
        bar: Colour(0x6B_8C_8A),
        own: Colour(0x0F_4C_4A),
        needle: Colour(0xA8_43_1B),
    };
}

/// A colour as `0xRRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u32);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06X}", self.0 & 0xFF_FF_FF)
    }
}

/// What a chart says to those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alt {
    /// What the chart shows, in a few words.
    pub title: String,
    /// What there is to see, in a sentence or two with the figures.
    pub description: String,
}

/// Areas around a centre, the own profile filled and the one compared with outlined.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Radar {
    /// Title and description.
    pub alt: Alt,
    /// The value at the rim; the centre is 0.
    pub max: f64,
    /// Name of the own series: "Tyresö 2015".
    pub own: String,
    /// Name of the series compared with, with its n; empty if there is none.
    pub comparison: String,
    /// The axes, clockwise from the top.
    pub axes: Vec<RadarAxis>,
}

/// One axis of a radar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RadarAxis {
    /// Name; wrapped in at most three lines.
    pub label: String,
    /// The own value.
    pub own: Option<f64>,
    /// The value compared with.
    pub comparison: Option<f64>,
}

/// Bars from 0 to the maximum, one a row, with a tick at the mean, a hollow tick at the previous value, and all numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bars {
    /// Title and description.
    pub alt: Alt,
    /// Value at the right end of the bars.
    pub max: f64,
    /// Heading over the values: "Poäng".
    pub value: String,
    /// Heading over the means: "Medelvärde"; used if a row has one.
    pub mean: String,
    /// Heading over the previous values: "2012"; used if a row has one.
    pub previous: String,
    /// The rows, from the top.
    pub rows: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// Name; wrapped in at most three lines.
    pub label: String,
    /// The value.
    pub value: Option<f64>,
    /// The mean of those compared with.
    pub mean: Option<f64>,
    /// The value of the evaluation before.
    pub previous: Option<f64>,
}

/// A single bar with its labels beside its ticks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PointsBar {
    /// Title and description.
    pub alt: Alt,
    /// Value at the right end of the bar.
    pub max: f64,
    /// What is measured, after the number: "av 100 poäng".
    pub unit: String,
    /// Name of the mean: "medel".
    pub mean: String,
    /// Name of the previous value: "2012".
    pub previous: String,
    /// The values; the label is not drawn.
    pub bar: Bar,
}

/// Values over years. The line breaks where the version of the framework changes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trend {
    /// Title and description.
    pub alt: Alt,
    /// Value at the top; the axis begins at 0.
    pub max: f64,
    /// Name of the own series.
    pub own: String,
    /// Name of the series compared with; empty if there is none.
    pub comparison: String,
    /// One stretch per version, in order.
    pub versions: Vec<TrendVersion>,
}

/// The values on one version of the framework.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrendVersion {
    /// Name of the version.
    pub label: String,
    /// The values, by year.
    pub points: Vec<TrendPoint>,
}

/// The values of one year.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TrendPoint {
    /// The year.
    pub year: i16,
    /// The own value.
    pub own: Option<f64>,
    /// True if the own value is an estimate: drawn hollow, written with "≈".
    pub estimate: bool,
    /// The value compared with.
    pub comparison: Option<f64>,
}

/// Every evaluation as a dot on a line, the own one marked, quartiles as a bracket.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution {
    /// Title and description.
    pub alt: Alt,
    /// Value at the left end.
    pub min: f64,
    /// Value at the right end.
    pub max: f64,
    /// Name of the own value: "Tyresö 2015".
    pub own_label: String,
    /// The own value.
    pub own: Option<f64>,
    /// The values of the others.
    pub others: Vec<f64>,
    /// Lower quartile, median and upper quartile with their names.
    pub quartiles: Option<[(String, f64); 3]>,
}

/// Values of an indicator by day, with the value it should reach.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// Title and description.
    pub alt: Alt,
    /// Name of the last value: "nu".
    pub own: String,
    /// The values, in any order.
    pub points: Vec<(Date, f64)>,
    /// Name of the value to reach: "mål".
    pub target_label: String,
    /// The value to reach, and by when.
    pub target: Option<(Date, f64)>,
}

/// Values over years, several series on one axis that goes as far as the values do; it says so if it leaves 0 out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// Title and description.
    pub alt: Alt,
    /// What the numbers are: "kronor per invånare".
    pub unit: String,
    /// Decimals of the values that are written, at most three.
    pub decimals: usize,
    /// The series, at most about eight to be told apart.
    pub series: Vec<LineSeries>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineSeries {
    /// Name; stands at the end of the line.
    pub name: String,
    /// Whose values they are.
    pub part: Part,
    /// The values by year. A year that should have a value and has none is a point without one: a gap. Years between
    /// two points, as of a survey made every other year, are none.
    pub points: Vec<LinePoint>,
}

/// Whose values a line shows; each has its own stroke and mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The own municipality.
    #[default]
    Own,
    /// Those it is compared with.
    Group,
    /// All municipalities.
    Nation,
    /// Women of the own municipality.
    Women,
    /// Men of the own municipality.
    Men,
}

/// The value of one year.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LinePoint {
    /// The year.
    pub year: i16,
    /// The value.
    pub value: Option<f64>,
    /// True if it may still change: its mark is hollow.
    pub preliminary: bool,
}

/// A map of tiles, one a municipality, shaded by band. Each band has a shade and a sign: as many dashes as its place from
/// the lowest.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tiles {
    /// Title and description.
    pub alt: Alt,
    /// What each band is, from the lowest to the highest; three or four.
    pub bands: Vec<String>,
    /// What a tile without a band is: "värde saknas".
    pub none: String,
    /// The tiles, no two in the same place.
    pub tiles: Vec<Tile>,
}

/// One tile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tile {
    /// Place from the left; 0 is the first column.
    pub column: u8,
    /// Place from the top; 0 is the first row.
    pub row: u8,
    /// Two or three letters; left out where there is no room for them.
    pub label: String,
    /// Name and value, shown where one points; that of the own tile stands in the legend.
    pub title: String,
    /// Which of the bands; none if there is no value.
    pub band: Option<u8>,
    /// True for the own municipality: framed.
    pub own: bool,
}
