//! A report in a page: the same words, tables and figures that are printed, so that the page and the PDF cannot differ.

use kompass_app::prose::{self, Block};
use kompass_app::report::{Model, view};
use kompass_core::{Error, Result};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// A report ready for a template.
#[derive(Deserialize)]
pub(crate) struct Whole {
    pub(crate) foot: String,
    pub(crate) cover: Cover,
    pub(crate) foreword: Vec<Own>,
    pub(crate) about: About,
    pub(crate) method: Method,
    pub(crate) summary: Summary,
    pub(crate) areas: Vec<Area>,
    pub(crate) impact: Option<Titled>,
    pub(crate) facts: Option<Table>,
    pub(crate) closing: Vec<Own>,
    pub(crate) sources: Sources,
    /// The figures as SVG, by name.
    #[serde(skip)]
    figures: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub(crate) struct Cover {
    pub(crate) framework: String,
    pub(crate) subtitle: String,
    pub(crate) fictional: String,
    pub(crate) rows: Vec<String>,
    pub(crate) basis: String,
}

#[derive(Deserialize)]
pub(crate) struct Own {
    pub(crate) heading: String,
    #[serde(deserialize_with = "html")]
    pub(crate) blocks: String,
}

#[derive(Deserialize)]
pub(crate) struct About {
    pub(crate) rows: Table,
    pub(crate) team: Option<Table>,
    pub(crate) interviews: Option<Titled>,
    pub(crate) documents: Option<Titled>,
    pub(crate) missing_text: String,
    pub(crate) missing: Vec<String>,
}

/// A table with what is said about it.
#[derive(Deserialize)]
pub(crate) struct Titled {
    pub(crate) text: String,
    pub(crate) table: Option<Table>,
}

#[derive(Deserialize)]
pub(crate) struct Method {
    #[serde(deserialize_with = "html")]
    pub(crate) blocks: String,
    pub(crate) basis: Vec<String>,
    pub(crate) comparisons_text: String,
    pub(crate) comparisons: Option<Table>,
    pub(crate) outcome: Option<Explained>,
}

/// A heading with what is said under it.
#[derive(Deserialize)]
pub(crate) struct Explained {
    pub(crate) heading: String,
    pub(crate) text: String,
}

#[derive(Deserialize)]
pub(crate) struct Summary {
    pub(crate) total: Option<String>,
    pub(crate) total_missing: String,
    pub(crate) max: String,
    pub(crate) beside: Vec<Beside>,
    #[serde(deserialize_with = "html")]
    pub(crate) blocks: String,
    pub(crate) radar: Option<Figure>,
    pub(crate) table: Table,
    pub(crate) trend: Option<Trend>,
}

#[derive(Deserialize)]
pub(crate) struct Beside {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) lines: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Trend {
    pub(crate) figure: Option<Figure>,
    pub(crate) table: Table,
    pub(crate) notes: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Area {
    pub(crate) number: String,
    pub(crate) field: String,
    pub(crate) title: String,
    pub(crate) figure: Option<Figure>,
    pub(crate) notes: Vec<String>,
    #[serde(deserialize_with = "html")]
    pub(crate) blocks: String,
    pub(crate) strengths: Vec<Said>,
    pub(crate) improvements: Vec<Said>,
    pub(crate) examples: Vec<Example>,
    pub(crate) since_last: Option<Table>,
    pub(crate) sub_area_table: Option<SubAreaTable>,
    pub(crate) sub_areas: Vec<SubArea>,
    pub(crate) outcome: Option<Outcome>,
}

/// Key figures of an area, with what is said above and below them.
#[derive(Deserialize)]
pub(crate) struct Outcome {
    pub(crate) heading: String,
    pub(crate) text: String,
    pub(crate) table: Table,
    pub(crate) notes: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Said {
    pub(crate) text: String,
}

#[derive(Deserialize)]
pub(crate) struct Example {
    pub(crate) who: String,
    pub(crate) text: String,
}

#[derive(Deserialize)]
pub(crate) struct SubAreaTable {
    pub(crate) note: String,
}

#[derive(Deserialize)]
pub(crate) struct SubArea {
    pub(crate) heading: String,
    pub(crate) points: String,
    pub(crate) max: String,
    #[serde(deserialize_with = "html")]
    pub(crate) blocks: String,
}

#[derive(Deserialize)]
pub(crate) struct Sources {
    pub(crate) published: Vec<Published>,
    pub(crate) origins: Option<Table>,
    pub(crate) digest: String,
    pub(crate) digest_text: String,
}

#[derive(Deserialize)]
pub(crate) struct Published {
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) date: Option<String>,
    pub(crate) note: String,
}

/// A figure: the name of its file.
#[derive(Deserialize)]
pub(crate) struct Figure {
    file: String,
}

#[derive(Deserialize)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Deserialize)]
pub(crate) struct Column {
    pub(crate) title: String,
    pub(crate) end: bool,
}

#[derive(Deserialize)]
pub(crate) struct Row {
    pub(crate) kind: String,
    pub(crate) cells: Vec<Cell>,
}

#[derive(Deserialize)]
pub(crate) struct Cell {
    pub(crate) text: String,
}

impl Whole {
    /// A report as a page shows it.
    ///
    /// # Errors
    /// [`Error::Internal`] if the report has another shape than the page knows.
    pub(crate) fn of(report: &Model) -> Result<Self> {
        let view = view(report);
        let mut whole: Self = serde_json::from_value(view.data)
            .map_err(|error| Error::Internal(format!("report in a page: {error}")))?;
        whole.figures = view.files.into_iter().collect();
        Ok(whole)
    }

    /// The figure as SVG, in which our own charts escape whatever people wrote.
    pub(crate) fn svg(&self, figure: &Figure) -> &str {
        self.figures.get(&figure.file).map_or("", String::as_str)
    }
}

impl SubArea {
    /// Its code, with which its heading begins.
    pub(crate) fn code(&self) -> &str {
        self.heading.split(' ').next().unwrap_or_default()
    }
}

impl Row {
    /// Each cell with its column, the first one apart: it heads the row.
    pub(crate) fn rest<'a>(
        &'a self,
        columns: &'a [Column],
    ) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        columns.iter().zip(&self.cells).skip(1)
    }

    pub(crate) fn head(&self) -> &str {
        self.cells.first().map_or("", |cell| &cell.text)
    }
}

/// Formatted text as HTML in which only we write tags.
fn html<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    Vec::<Block>::deserialize(deserializer).map(|blocks| prose::html_of(&blocks))
}
