//! How a command answers: tables and lines for people, JSON for programs, progress on a terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table};
use indicatif::{ProgressBar, ProgressStyle};
use kompass_core::table::{Cell, Table as Sheet};
use kompass_core::{Error, Lang};
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// Where and how a command prints.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// JSON instead of text.
    pub json: bool,
    /// Only what was asked for.
    pub quiet: bool,
    /// Language of the content.
    pub lang: Lang,
}

impl Output {
    /// The answer itself, to standard output: as JSON, or in the words that `text` gives.
    pub fn answer<T: Serialize>(
        &self,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> anyhow::Result<()> {
        let words = if self.json { serde_json::to_string_pretty(value)? } else { text(value) };
        self.raw(words.trim_end().as_bytes())?;
        self.raw(b"\n")
    }

    /// Bytes to standard output. A reader that has gone away (`| head`) is no error.
    pub fn raw(&self, bytes: &[u8]) -> anyhow::Result<()> {
        match std::io::stdout().lock().write_all(bytes) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// A remark for the person, to standard error; left out when quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        }
    }

    /// Something moving while the person waits; nothing when quiet or not on a terminal.
    pub fn progress(&self, what: &str) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner().with_message(what.to_owned());
        bar.set_style(
            ProgressStyle::with_template("{spinner} {msg} {elapsed}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }
}

/// A table that is a file elsewhere, as text; columns named in `numbers` are aligned right.
pub fn words(it: &Sheet, numbers: &[usize]) -> String {
    let headings: Vec<&str> = it.columns.iter().map(|it| it.heading.as_str()).collect();
    let rows = it.rows.iter().map(|row| row.iter().map(cell).collect());
    let notes: String = it.notes.iter().map(|note| format!("{note}\n")).collect();
    format!("{}\n{notes}{}", it.title, table(&headings, numbers, rows))
}

/// What stands in a cell of such a table.
pub fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Whole(whole) => whole.to_string(),
        Cell::Number(number, _) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

/// A table with its headings; columns named in `numbers` are aligned right.
pub fn table(
    headings: &[&str],
    numbers: &[usize],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> String {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if headings.iter().any(|heading| !heading.is_empty()) {
        table.set_header(headings);
    }
    table.add_rows(rows);
    for (index, column) in table.column_iter_mut().enumerate() {
        let left = if index == 0 { 0 } else { 1 };
        column.set_padding((left, 1));
        if numbers.contains(&index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Prints an error to standard error – red on a terminal, problem details (RFC 9457) as JSON – and gives its exit code.
pub fn fail(error: &anyhow::Error, json: bool) -> u8 {
    let own = error.downcast_ref::<Error>();
    let (code, title) = match own {
        None | Some(Error::Internal(_)) => (1, "failed"),
        Some(Error::NotFound { .. }) => (3, "not found"),
        Some(Error::Invalid(_)) => (4, "wrong input; nothing was changed"),
        Some(Error::Conflict(_)) => (5, "conflict; nothing was changed"),
        Some(Error::Forbidden(_)) => (1, "not allowed"),
        Some(Error::Unavailable(_)) => (6, "unavailable"),
    };
    let mut stderr = std::io::stderr().lock();
    if json {
        let problems = match own {
            Some(Error::Invalid(problems)) => serde_json::to_value(problems).unwrap_or_default(),
            _ => serde_json::Value::Null,
        };
        let details = serde_json::json!({ "title": title, "detail": format!("{error:#}"), "problems": problems });
        let _ = writeln!(stderr, "{details:#}");
    } else {
        let colour = stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let (start, end) = if colour { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        let _ = writeln!(stderr, "{start}error ({title}):{end} {error:#}");
    }
    code
}
