//! Markdown as a small tree of blocks, the only way in which formatted text enters a report. What the tree has no
//! place for is dropped (raw HTML, pictures keep their description) or becomes plain text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde::Serialize;

/// Lists and quotes nested deeper than this continue on the last level.
const DEEPEST: usize = 4;

/// Links with longer addresses are plain text.
const LONGEST_LINK: usize = 2000;

/// A block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// The text.
        runs: Vec<Run>,
    },
    /// A heading, whatever its level: the report has it one level below the section that it stands in.
    Heading {
        /// The text.
        runs: Vec<Run>,
    },
    /// A list.
    List {
        /// Number of the first item if it is numbered.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Emphasised.
    pub emph: bool,
    /// Strongly emphasised.
    pub strong: bool,
    /// Address if it is a link to the web or to mail.
    pub link: Option<String>,
    /// True if the line ends after it.
    pub line_break: bool,
}

impl Run {
    fn continues_in(&self, next: &Self) -> bool {
        !self.line_break
            && (self.emph, self.strong, &self.link) == (next.emph, next.strong, &next.link)
    }
}

/// The blocks of a text.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut builder = Builder { open: vec![Vec::new()], ..Builder::default() };
    for event in Parser::new(markdown) {
        builder.take(event);
    }
    builder.end_text(|runs| Block::Paragraph { runs });
    while builder.open.len() > 1 {
        builder.close();
    }
    builder.open.pop().unwrap_or_default()
}

#[derive(Default)]
struct Builder {
    /// The sequences of blocks that are open, outermost first.
    open: Vec<Vec<Block>>,
    /// Which containers they belong to; one less than `open`.
    containers: Vec<Container>,
    /// Containers opened beyond [`DEEPEST`], which leave no trace.
    too_deep: usize,
    /// The text being collected, and the style of what comes next.
    runs: Vec<Run>,
    emph: usize,
    strong: usize,
    link: Option<String>,
    /// Inside an HTML block.
    html: bool,
}

enum Container {
    Quote,
    List { start: Option<u64>, items: Vec<Vec<Block>> },
    Item,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.html = true,
            Event::End(TagEnd::HtmlBlock) => self.html = false,
            _ if self.html => {}
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                self.lines(&text);
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.break_line(),
            Event::Rule => self.end_text(|runs| Block::Paragraph { runs }),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.emph += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } => {
                let known = ["https://", "http://", "mailto:"]
                    .iter()
                    .any(|scheme| dest_url.starts_with(scheme));
                self.link =
                    (known && dest_url.len() <= LONGEST_LINK).then(|| dest_url.into_string());
            }
            Tag::Image { .. } => {}
            Tag::BlockQuote(_) => self.open(Container::Quote),
            Tag::List(start) => self.open(Container::List { start, items: Vec::new() }),
            Tag::Item => self.open(Container::Item),
            _ => self.end_text(|runs| Block::Paragraph { runs }),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Emphasis => self.emph = self.emph.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::Image => {}
            TagEnd::Heading(_) => self.end_text(|runs| Block::Heading { runs }),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.end_text(|runs| Block::Paragraph { runs });
                self.close();
            }
            _ => self.end_text(|runs| Block::Paragraph { runs }),
        }
    }

    fn open(&mut self, container: Container) {
        self.end_text(|runs| Block::Paragraph { runs });
        if self.too_deep > 0 || self.containers.len() >= 2 * DEEPEST {
            self.too_deep += 1;
        } else {
            self.containers.push(container);
            self.open.push(Vec::new());
        }
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let (Some(blocks), Some(container)) = (self.open.pop(), self.containers.pop()) else {
            return;
        };
        match container {
            Container::Item => match self.containers.last_mut() {
                Some(Container::List { items, .. }) => items.push(blocks),
                _ => self.extend(blocks),
            },
            Container::Quote if !blocks.is_empty() => self.extend([Block::Quote { blocks }]),
            Container::List { start, mut items } => {
                // Items nested too deep have left their blocks in the list itself.
                if !blocks.is_empty() {
                    items.push(blocks);
                }
                if !items.is_empty() {
                    self.extend([Block::List { start, items }]);
                }
            }
            Container::Quote => {}
        }
    }

    fn extend(&mut self, blocks: impl IntoIterator<Item = Block>) {
        if let Some(last) = self.open.last_mut() {
            last.extend(blocks);
        }
    }

    fn lines(&mut self, text: &str) {
        for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if index > 0 {
                self.break_line();
            }
            self.push(line);
        }
    }

    fn break_line(&mut self) {
        if let Some(last) = self.runs.last_mut() {
            last.line_break = true;
        }
    }

    fn push(&mut self, text: &str) {
        let next = Run {
            text: text.to_owned(),
            emph: self.emph > 0,
            strong: self.strong > 0,
            link: self.link.clone(),
            line_break: false,
        };
        match self.runs.last_mut() {
            Some(last) if last.continues_in(&next) => last.text.push_str(text),
            _ => self.runs.push(next),
        }
    }

    fn end_text(&mut self, block: fn(Vec<Run>) -> Block) {
        let mut runs = std::mem::take(&mut self.runs);
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            self.extend([block(runs)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Run {
        Run { text: text.to_owned(), ..Run::default() }
    }

    #[test]
    fn formatting_becomes_blocks_and_runs() {
        let text = "# Läget\nKommunen *har* ett **system**,\nse [sidan](https://x.se).\n\n1. ett\n2. två\n   - inne\n\n> sagt";
        let item = |text: &str| vec![Block::Paragraph { runs: vec![plain(text)] }];
        let mut second = item("två");
        second.push(Block::List { start: None, items: vec![item("inne")] });
        assert_eq!(
            blocks(text),
            [
                Block::Heading { runs: vec![plain("Läget")] },
                Block::Paragraph {
                    runs: vec![
                        plain("Kommunen "),
                        Run { emph: true, ..plain("har") },
                        plain(" ett "),
                        Run { strong: true, ..plain("system") },
                        plain(", se "),
                        Run { link: Some("https://x.se".into()), ..plain("sidan") },
                        plain("."),
                    ]
                },
                Block::List { start: Some(1), items: vec![item("ett"), second] },
                Block::Quote { blocks: item("sagt") },
            ]
        );
    }

    #[test]
    fn html_pictures_and_odd_links_leave_only_text() {
        let text = "före <b onclick=x>fet</b> ![en vapensköld](x.png) [klick](javascript:x)\n\n<script>bort</script>\n\n```\nkod #import\n```";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph { runs: vec![plain("före fet en vapensköld klick")] },
                Block::Paragraph { runs: vec![plain("kod #import")] },
            ]
        );
    }

    #[test]
    fn depth_is_bounded_and_nothing_is_lost() {
        let text = format!("{}innerst", "> ".repeat(1000));
        let json = serde_json::to_string(&blocks(&text)).unwrap();
        assert!(json.contains("innerst"));
        assert_eq!(json.matches("quote").count(), 2 * DEEPEST);
        assert_eq!(blocks(""), []);
    }
}
