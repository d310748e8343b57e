//! The rows of a case as data: moments as people and machines write them, lists as lists.

use jiff::Timestamp;
use kompass_core::record::Record;
use kompass_core::{Error, Result};
use kompass_store::archive::Rows;
use serde_json::{Map, Value};

/// A row: its columns by name.
pub(super) type Row = Map<String, Value>;

/// Columns that hold JSON, which is written as such.
const STRUCTURED: [&str; 23] = [
    "areas",
    "conditions",
    "declaration",
    "direct",
    "documents",
    "evaluators",
    "evidence",
    "fact_check",
    "facts",
    "feedback",
    "interviews",
    "levels",
    "locked",
    "model",
    "origin",
    "questions",
    "review",
    "rule",
    "scope",
    "source",
    "sub_areas",
    "tags",
    "visit",
];

/// A part of a case.
#[derive(Debug)]
pub(super) struct Part {
    /// What type of record it is.
    pub(super) record: Option<Record>,
    /// Its name.
    pub(super) name: &'static str,
    /// Its rows.
    pub(super) rows: Vec<Row>,
}

/// Reads the rows of a part.
pub(super) fn part(rows: Rows) -> Result<Part> {
    let read = |line: String| -> Result<Row> {
        let row: Row = serde_json::from_str(&line)
            .map_err(|error| Error::Internal(format!("{}: {error}", rows.name)))?;
        Ok(row.into_iter().map(|(name, value)| (name.clone(), plain(&name, value))).collect())
    };
    let lines = rows.lines.into_iter();
    Ok(Part { record: rows.record, name: rows.name, rows: lines.map(read).collect::<Result<_>>()? })
}

fn plain(name: &str, value: Value) -> Value {
    match &value {
        Value::Number(micros) if name == "at" || name.ends_with("_at") => {
            let at = micros.as_i64().and_then(|it| Timestamp::from_microsecond(it).ok());
            at.map_or(value, |at| Value::String(at.to_string()))
        }
        Value::String(text) if STRUCTURED.contains(&name) && text.starts_with(['{', '[']) => {
            serde_json::from_str(text).unwrap_or(value)
        }
        _ => value,
    }
}

/// The text of a column; empty if there is none.
pub(super) fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

/// The moment of a column.
pub(super) fn moment(row: &Row, column: &str) -> Option<Timestamp> {
    text(row, column).parse().ok()
}
