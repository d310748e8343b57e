//! A table as CSV: UTF-8, comma, a header row. Columns are found by name, in any order.

use super::Input;
use csv::{ByteRecord, Reader, ReaderBuilder};
use kompass_core::{Error, Problem, Result};
use std::io::Cursor;

/// A table that is read row by row.
pub(super) struct Sheet<'a> {
    name: &'a str,
    reader: Reader<Cursor<&'a [u8]>>,
    columns: Vec<(&'static str, usize)>,
    row: ByteRecord,
}

impl<'a> Sheet<'a> {
    /// Reads the header row, which must have these columns.
    pub(super) fn open(
        input: &'a Input,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Result<Self> {
        let bytes: &[u8] = &input.bytes;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = ReaderBuilder::new().from_reader(Cursor::new(bytes));
        let wrong = |message: String, remedy: &str| {
            Error::invalid(Problem::new("header", message, remedy).file(&input.name).line(Some(1)))
        };
        let head = reader.byte_headers().map_err(|error| {
            wrong(error.to_string(), "save the table as CSV with commas, in UTF-8")
        })?;
        let names: Vec<String> =
            head.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let all = || required.iter().chain(optional);
        if let Some(name) = all().find(|name| names.iter().filter(|own| own == *name).count() > 1) {
            return Err(wrong(format!("the column {name} stands twice"), "leave out one of them"));
        }
        let position = |wanted: &&'static str| {
            names.iter().position(|name| name == wanted).map(|at| (*wanted, at))
        };
        let columns: Vec<_> = all().filter_map(position).collect();
        let missing: Vec<_> = required
            .iter()
            .filter(|name| !columns.iter().any(|(own, _)| own == *name))
            .copied()
            .collect();
        if !missing.is_empty() {
            let message = format!("there is no column {}", missing.join(", "));
            let remedy = if names.len() == 1 && names[0].contains(';') {
                "separate the columns by commas, not by semicolons".to_owned()
            } else {
                format!("the header row has: {}", names.join(", "))
            };
            return Err(wrong(message, &remedy));
        }
        Ok(Self { name: &input.name, reader, columns, row: ByteRecord::new() })
    }

    /// The names of all columns.
    pub(super) fn names(&mut self) -> Result<Vec<String>> {
        let head =
            self.reader.byte_headers().map_err(|error| Error::Internal(error.to_string()))?;
        Ok(head.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect())
    }

    /// Goes to the next row and gives its line; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<u64>> {
        let more = self.reader.read_byte_record(&mut self.row).map_err(|error| {
            let line = error.position().map(csv::Position::line);
            let remedy =
                "give every row as many fields as the header, and close every quotation mark";
            Error::invalid(self.at(line, "", error.to_string(), remedy))
        })?;
        let line = self.row.position().map_or(0, csv::Position::line);
        if more && self.row.iter().any(|field| std::str::from_utf8(field).is_err()) {
            let remedy = "save the table in UTF-8";
            return Err(Error::invalid(self.problem(line, "", "the row is not UTF-8", remedy)));
        }
        Ok(more.then_some(line))
    }

    /// The field of this row in a column, trimmed; empty if the table has no such column.
    pub(super) fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().find(|(name, _)| *name == column).map(|(_, at)| *at);
        at.map_or("", |at| self.field(at))
    }

    /// Where a column is, for [`Sheet::field`].
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().find(|(own, _)| *own == name).map(|(_, at)| *at)
    }

    /// The field of this row at a place, trimmed.
    pub(super) fn field(&self, at: usize) -> &str {
        let field = self.row.get(at).unwrap_or_default();
        // Rows that are not UTF-8 were refused.
        std::str::from_utf8(field).unwrap_or_default().trim()
    }

    /// A problem in this file.
    pub(super) fn problem(
        &self,
        line: u64,
        column: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        self.at(Some(line), column, message, remedy)
    }

    fn at(
        &self,
        line: Option<u64>,
        column: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        let place = if column.is_empty() { String::new() } else { format!("column {column}") };
        let line = line.and_then(|line| usize::try_from(line).ok());
        Problem::new(place, message, remedy).file(self.name).line(line)
    }
}
