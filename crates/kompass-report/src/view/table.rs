//! Tables as the template takes them: every column has a head, and the first cell of every row heads the row.

use serde::{Serialize, Serializer};

/// Columns with longer texts share the width instead of being as wide as their text.
const WIDEST_AUTO: usize = 18;
/// Tables with more rows or characters may be broken between pages, rows with more characters too.
const LONGEST_WHOLE: (usize, usize) = (14, 1000);

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// As the template takes it.
#[derive(Serialize)]
struct Sheet<'a> {
    columns: Vec<Column>,
    rows: &'a [Row],
    /// True if it should stand on one page.
    whole: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Column {
    title: String,
    /// True if its cells stand at the end of the line, as numbers do.
    end: bool,
    /// Share of the width that is left; 0 for as wide as its text.
    width: u8,
}

#[derive(Debug, Serialize)]
struct Row {
    kind: Kind,
    cells: Vec<Cell>,
    /// True if it should stand on one page.
    whole: bool,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// One of many.
    Plain,
    /// Stands over the rows that follow.
    Group,
    /// Sums up.
    Total,
}

/// What stands in a cell.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Cell {
    text: String,
    tone: Tone,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Tone {
    Plain,
    Strong,
    Muted,
}

impl Table {
    pub(super) fn new() -> Self {
        Self { columns: Vec::new(), rows: Vec::new() }
    }

    /// With a column of text that takes this share of the width.
    pub(super) fn text(self, title: impl Into<String>, width: u8) -> Self {
        self.column(title, false, width)
    }

    /// With a column of numbers, as wide as they are.
    pub(super) fn number(self, title: impl Into<String>) -> Self {
        self.column(title, true, 0)
    }

    fn column(mut self, title: impl Into<String>, end: bool, width: u8) -> Self {
        self.columns.push(Column { title: title.into(), end, width });
        self
    }

    /// Adds a row; the cells must be as many as the columns.
    pub(super) fn row(&mut self, kind: Kind, cells: impl IntoIterator<Item = Cell>) {
        let cells: Vec<Cell> = cells.into_iter().collect();
        debug_assert_eq!(cells.len(), self.columns.len(), "{cells:?}");
        let whole = characters(&cells) <= LONGEST_WHOLE.1;
        self.rows.push(Row { kind, cells, whole });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table, or nothing if it has no rows.
    pub(super) fn unless_empty(self) -> Option<Self> {
        (!self.is_empty()).then_some(self)
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.columns.iter().enumerate().map(|(index, column)| {
            let cells = self.rows.iter().map(|row| &row.cells[index].text).chain([&column.title]);
            let longest = cells.map(|text| text.chars().count()).max().unwrap_or(0);
            let width = if column.width == 0 && longest > WIDEST_AUTO { 2 } else { column.width };
            Column { width, ..column.clone() }
        });
        let characters: usize = self.rows.iter().map(|row| characters(&row.cells)).sum();
        Sheet {
            columns: columns.collect(),
            rows: &self.rows,
            whole: self.rows.len() <= LONGEST_WHOLE.0 && characters <= LONGEST_WHOLE.1,
        }
        .serialize(serializer)
    }
}

fn characters(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| cell.text.chars().count()).sum()
}

impl Cell {
    pub(super) fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Strong }
    }

    pub(super) fn muted(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Muted }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }
}
