//! Text out of uploaded files: what a file is by its bytes, and its text page by page. What is read here may be broken or
//! hostile, and the readers of others may panic or take without end, so it is called in a process of its own, with limits
//! of memory and time; the limits here are of what comes out.

mod office;
mod pdf;
mod sniff;
#[cfg(test)]
mod tests;
mod text;

pub use sniff::{Kind, Refusal, decide};

use serde::{Deserialize, Serialize};

/// Most pages that are read.
pub const MOST_PAGES: u32 = 10_000;

/// Most bytes of text of a page, and of all pages.
const MOST_OF_PAGE: usize = 256 * 1024;
const MOST_OF_ALL: usize = 32 * 1024 * 1024;

/// Most bytes that packed parts of a file may come to when they are unpacked.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// About so many characters make a page where a format has none.
const PART: usize = 3000;

/// What a file is, of what is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PowerPoint.
    Pptx,
    /// OpenDocument text.
    Odt,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Values with separators.
    Csv,
    /// A web page.
    Html,
    /// A picture.
    Png,
    /// A picture.
    Jpeg,
}

/// What the pages of a format are to those who read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A page of paper.
    Page,
    /// A slide.
    Slide,
    /// A part of a text without pages.
    Part,
}

/// Why no text comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// A password is needed.
    Encrypted,
    /// It cannot be read.
    Broken,
    /// It unpacks to more than is read.
    TooLarge,
    /// Reading it took too much time or memory.
    TooHeavy,
}

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// True if there was more than is read.
    pub cut: bool,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Odt,
        Self::Text,
        Self::Markdown,
        Self::Csv,
        Self::Html,
        Self::Png,
        Self::Jpeg,
    ];

    /// How the names of such files end.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Text => &["txt"],
            Self::Markdown => &["md", "markdown"],
            Self::Csv => &["csv"],
            Self::Html => &["html", "htm"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }

    /// What its pages are.
    pub fn unit(self) -> Unit {
        match self {
            Self::Pdf => Unit::Page,
            Self::Pptx => Unit::Slide,
            _ => Unit::Part,
        }
    }

    /// True if there is text to be read in it.
    pub fn has_text(self) -> bool {
        !matches!(self, Self::Png | Self::Jpeg)
    }
}

/// Reads a file and gives its text, page by page. A page without text is given as well, so that pages keep their numbers.
///
/// # Errors
/// Why there is no text.
pub fn extract(format: Format, bytes: &[u8], page: impl FnMut(&str)) -> Result<Read, Trouble> {
    let mut pages =
        Pages { give: page, count: 0, left: MOST_OF_ALL, cut: false, part: String::new() };
    match format {
        Format::Pdf => pdf::read(bytes, &mut pages)?,
        Format::Docx => office::docx(bytes, &mut pages)?,
        Format::Xlsx => office::xlsx(bytes, &mut pages)?,
        Format::Pptx => office::pptx(bytes, &mut pages)?,
        Format::Odt => office::odt(bytes, &mut pages)?,
        Format::Text | Format::Markdown | Format::Csv => pages.flow(&text::decoded(bytes)),
        Format::Html => pages.flow(&text::of_html(&text::decoded(bytes))),
        Format::Png | Format::Jpeg => {}
    }
    pages.end_part();
    Ok(Read { cut: pages.cut })
}

/// Pages on their way out, up to the limits.
struct Pages<F> {
    give: F,
    count: u32,
    /// Bytes that may still come.
    left: usize,
    cut: bool,
    /// Lines of the page that is being filled, where a format has no pages.
    part: String,
}

impl<F: FnMut(&str)> Pages<F> {
    /// A whole page.
    fn page(&mut self, text: &str) {
        if self.is_full() {
            self.cut = true;
            return;
        }
        let text = text::tidy(text);
        let most = MOST_OF_PAGE.min(self.left);
        let kept = text.floor_char_boundary(most);
        self.cut |= kept < text.len();
        self.left -= kept;
        self.count += 1;
        (self.give)(&text[..kept]);
    }

    /// Lines of a text without pages.
    fn flow(&mut self, text: &str) {
        for line in text.lines() {
            if self.is_full() {
                self.cut = true;
                return;
            }
            self.line(line);
        }
    }

    fn line(&mut self, line: &str) {
        // A line without end must not become a page without end.
        let mut rest = line;
        while rest.len() > 4 * PART {
            let (start, end) = rest.split_at(rest.floor_char_boundary(4 * PART));
            self.part.push_str(start);
            self.end_part();
            rest = end;
        }
        self.part.push_str(rest);
        self.part.push('\n');
        if self.part.len() >= PART {
            self.end_part();
        }
    }

    fn end_part(&mut self) {
        let part = std::mem::take(&mut self.part);
        if !part.trim().is_empty() {
            self.page(&part);
        }
    }

    fn is_full(&self) -> bool {
        self.count >= MOST_PAGES || self.left == 0
    }
}
