//! Comments with their answers, as the pages of review and fact check list them.

/// A comment.
#[derive(Default)]
pub(crate) struct Row {
    /// What it is about: a place, or how the paragraph began.
    pub(crate) quote: String,
    /// The comment.
    pub(crate) text: String,
    /// Who wrote it, and when.
    pub(crate) by: String,
    /// How it stands.
    pub(crate) standing: String,
    pub(crate) tone: &'static str,
    /// The answer; empty until there is one.
    pub(crate) answer: String,
    /// Who answered, and when.
    pub(crate) answered: String,
    /// What the reader can do about it; empty for nothing.
    pub(crate) act: String,
    /// Where.
    pub(crate) href: String,
}
