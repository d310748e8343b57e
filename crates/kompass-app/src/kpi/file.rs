//! A view as a file.

use super::export;
use super::reason;
use kompass_core::table::Table;
use kompass_core::{Lang, Result};
use kompass_report::xlsx;

/// The forms that any view can be taken away in.
pub const FORMS: [&str; 3] = ["xlsx", "csv", "parquet"];

/// A table as a file of one of [`FORMS`].
///
/// # Errors
/// [`reason::NO_SUCH_CHOICE`] for any other form.
pub fn file(table: &Table, form: &str, lang: Lang) -> Result<Vec<u8>> {
    match form {
        "xlsx" => xlsx::table(table),
        "csv" => Ok(table.csv(lang)),
        "parquet" => export::table(table),
        _ => Err(reason::NO_SUCH_CHOICE.invalid("format")),
    }
}
