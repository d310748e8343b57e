//! Values as the text that stands in a column, and back.

use crate::sort::hex;
use jiff::civil::Date;
use kompass_core::{Error, Problem, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// A value as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("own types have text keys and finite numbers")
}

/// A value from JSON that this crate wrote.
pub(crate) fn from_json<T: DeserializeOwned>(column: &str, text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| Error::Internal(format!("{column} holds {text:?}: {error}")))
}

/// The bare word of a variant: `fact_check`.
pub(crate) fn word<T: Serialize>(variant: &T) -> String {
    json(variant).trim_matches('"').to_owned()
}

/// The variant of a bare word.
pub(crate) fn from_word<T: DeserializeOwned>(column: &str, word: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::from(word))
        .map_err(|error| Error::Internal(format!("{column} holds {word:?}: {error}")))
}

/// A day as ISO 8601 text.
pub(crate) fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// A day from ISO 8601 text.
pub(crate) fn from_day(column: &str, text: Option<String>) -> Result<Option<Date>> {
    text.map(|text| text.parse())
        .transpose()
        .map_err(|error| Error::Internal(format!("{column}: {error}")))
}

/// A number that was written from a narrower type.
pub(crate) fn narrow<T: TryFrom<i64>>(column: &str, number: i64) -> Result<T> {
    T::try_from(number).map_err(|_| Error::Internal(format!("{column} holds {number}")))
}

/// A number that was written from a narrower type, if there is one.
pub(crate) fn narrow_some<T: TryFrom<i64>>(column: &str, number: Option<i64>) -> Result<Option<T>> {
    number.map(|number| narrow(column, number)).transpose()
}

/// An id that this crate wrote.
pub(crate) fn id(column: &str, text: &str) -> Result<uuid::Uuid> {
    text.parse().map_err(|error| Error::Internal(format!("{column} holds {text:?}: {error}")))
}

/// An id that this crate wrote, if there is one.
pub(crate) fn id_some(column: &str, text: Option<&str>) -> Result<Option<uuid::Uuid>> {
    text.map(|text| id(column, text)).transpose()
}

/// An instant from microseconds.
pub(crate) fn instant(column: &str, microseconds: i64) -> Result<jiff::Timestamp> {
    jiff::Timestamp::from_microsecond(microseconds)
        .map_err(|error| Error::Internal(format!("{column}: {error}")))
}

/// An instant from microseconds, if there is one.
pub(crate) fn instant_some(
    column: &str,
    microseconds: Option<i64>,
) -> Result<Option<jiff::Timestamp>> {
    microseconds.map(|microseconds| instant(column, microseconds)).transpose()
}

/// The text, if it can be stored: PostgreSQL does not take the character NUL, so neither engine does.
pub(crate) fn without_nul(text: &str) -> Result<&str> {
    if !text.contains('\0') {
        return Ok(text);
    }
    Err(Error::invalid(Problem::new(
        "",
        "a text holds the character NUL (code 0)",
        "remove it; the file is probably not in UTF-8",
    )))
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}
