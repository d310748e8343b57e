//! Formatted text of people in pages: the same Markdown that reports are made of.

pub use kompass_report::markdown::{Block, html, html_of};
