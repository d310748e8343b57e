//! The evaluation in `fixtures/`, for the tests of reading, writing and checking.

use super::Evaluation;
use super::file::read;

/// A whole evaluation in little, on the small framework.
pub(crate) const SMALL: &str = include_str!("../../fixtures/evaluation.toml");

pub(crate) fn small() -> Evaluation {
    read("evaluation.toml", SMALL.as_bytes()).unwrap()
}
