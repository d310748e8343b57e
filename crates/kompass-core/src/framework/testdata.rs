//! The files in `fixtures/`, for the tests of reading and writing frameworks.

use super::Framework;
use super::parse::parse;
use super::sources::SourceLines;

/// A whole framework in little.
pub(crate) const SMALL: &str = include_str!("../../fixtures/small.toml");
/// A framework with every kind of mistake.
pub(crate) const BROKEN: &str = include_str!("../../fixtures/broken.toml");

pub(crate) fn small() -> Framework {
    parse("small.toml", SMALL).unwrap()
}

pub(crate) fn sources() -> SourceLines {
    SourceLines::parse("sources.toml", include_str!("../../fixtures/sources.toml")).unwrap()
}
