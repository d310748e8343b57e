//! Rules and types of Kompass. Nothing here does IO: clock, randomness and ids come in as arguments, so the same input
//! always gives the same output. Every other crate builds on this one; it builds on none of them.

pub mod access;
pub mod action;
pub mod agreement;
pub mod answer;
pub mod comparison;
pub mod consensus;
pub mod digest;
pub mod error;
pub mod evaluation;
pub mod evidence;
#[cfg(test)]
mod fixtures;
pub mod format;
pub mod framework;
pub mod i18n;
pub mod interview;
pub mod judgement;
pub mod kpi;
pub mod local;
mod locations;
pub mod municipality;
pub mod nearest;
pub mod note;
pub mod person;
pub mod points;
mod ratio;
mod reading;
pub mod record;
pub mod result;
pub mod review;
pub mod scoring;
pub mod search;
pub mod secrecy;
pub mod self_image;
pub mod table;
pub mod text;
mod words;
mod writing;

pub use error::{Error, Problem, Result};
pub use points::Points;
pub use text::{Lang, Text};
