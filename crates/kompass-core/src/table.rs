//! A table that leaves the program: the same rows as workbook, CSV and Parquet. Whose its figures are stands in the notes of
//! the first, in the headings of the second, and in what the third says of itself.

use crate::text::Lang;

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it is called.
    pub title: String,
    /// What must be said of it, such as where its figures come from.
    pub notes: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// Whose its figures are, in words; empty if it holds none.
    pub mark: String,
    /// Width in characters.
    pub width: u8,
}

impl Column {
    /// A column.
    pub fn new(heading: impl Into<String>, width: u8) -> Self {
        Self { heading: heading.into(), mark: String::new(), width }
    }
}

/// What stands in a row and a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Letters, and codes with their leading zeros.
    Text(String),
    /// A year, a count.
    Whole(i64),
    /// A value, exact, with the decimals that people read.
    Number(f64, usize),
    /// Not known. Never 0.
    Empty,
}

impl Cell {
    /// A text; empty if there is none.
    pub fn text(text: impl Into<String>) -> Self {
        match text.into() {
            text if text.is_empty() => Self::Empty,
            text => Self::Text(text),
        }
    }

    /// A value, if there is one.
    pub fn number(number: Option<f64>, decimals: usize) -> Self {
        number
            .filter(|number| number.is_finite())
            .map_or(Self::Empty, |number| Self::Number(number, decimals))
    }
}

impl Table {
    /// The rows as CSV, as spreadsheets of the language read it: semicolons and decimal commas in Swedish and Norwegian,
    /// commas and points in English. UTF-8 with its mark, without which å, ä and ö are lost; values are exact.
    pub fn csv(&self, lang: Lang) -> Vec<u8> {
        let (separator, comma) = match lang {
            Lang::Sv | Lang::Nb => (b';', true),
            Lang::En => (b',', false),
        };
        let mut out = "\u{FEFF}".as_bytes().to_vec();
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(&mut out);
        let number = |number: f64| match comma {
            true => number.to_string().replace('.', ","),
            false => number.to_string(),
        };
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => inert(text),
            Cell::Whole(whole) => whole.to_string(),
            Cell::Number(value, _) => number(*value),
            Cell::Empty => String::new(),
        };
        let heading = |column: &Column| match column.mark.as_str() {
            "" => inert(&column.heading),
            mark => inert(&format!("{} ({mark})", column.heading)),
        };
        let head = self.columns.iter().map(heading).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(cell).collect());
        for row in std::iter::once::<Vec<String>>(head).chain(rows) {
            // Memory takes every row.
            let _ = writer.write_record(row);
        }
        drop(writer);
        out
    }
}

/// A text that no spreadsheet takes for a formula.
fn inert(text: &str) -> String {
    // A bare sign is none: "-" is a code of the provider for what was not reported.
    let formula = text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_what_spreadsheets_of_the_language_read() {
        let table = Table {
            columns: vec![
                Column::new("Kommun", 20),
                Column::new("Kod", 6),
                Column { mark: "Källa: Kolada".to_owned(), ..Column::new("2022", 8) },
            ],
            rows: vec![
                vec![Cell::text("Åmål; Dalsland"), Cell::text("0138"), Cell::Number(-12.375, 1)],
                vec![Cell::text("=1+1"), Cell::Empty, Cell::number(Some(f64::NAN), 1)],
            ],
            ..Table::default()
        };
        let csv = |lang| String::from_utf8(table.csv(lang)).unwrap();
        assert_eq!(
            csv(Lang::Sv),
            "\u{FEFF}Kommun;Kod;2022 (Källa: Kolada)\n\"Åmål; Dalsland\";0138;-12,375\n'=1+1;;\n"
        );
        assert!(csv(Lang::En).contains("Åmål; Dalsland,0138,-12.375\n"));
    }
}
