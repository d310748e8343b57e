//! Rules and types of Kompass. Nothing here does IO: clock, randomness and ids come in as arguments, so the same input
//! always gives the same output. Every other crate builds on this one; it builds on none of them.

pub mod error;
pub mod evaluation;
pub mod format;
pub mod framework;
pub mod i18n;
mod locations;
pub mod nearest;
pub mod points;
mod reading;
pub mod result;
pub mod text;
mod writing;

pub use error::{Error, Problem, Result};
pub use points::Points;
pub use text::{Lang, Text};
