//! Markdown as a small tree of blocks, the only way in which formatted text enters a report or a page. What the tree has
//! no place for is dropped (raw HTML, pictures keep their description) or becomes plain text, so what is made of it needs
//! no cleaning.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

/// Lists and quotes nested deeper than this continue on the last level.
const DEEPEST: usize = 4;

/// Links with longer addresses are plain text.
const LONGEST_LINK: usize = 2000;

/// A block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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

/// The text as HTML for a page. A heading is a strong line: the outline of a page is the page's own.
pub fn html(markdown: &str) -> String {
    html_of(&blocks(markdown))
}

/// Blocks that were read before, as [`html`].
pub fn html_of(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(&mut out, blocks);
    out
}

fn write_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { runs } => {
                out.push_str("<p>");
                write_runs(out, runs);
                out.push_str("</p>");
            }
            Block::Heading { runs } => {
                out.push_str("<p><strong>");
                write_runs(out, runs);
                out.push_str("</strong></p>");
            }
            Block::List { start, items } => {
                let end = match start {
                    None => "ul",
                    Some(_) => "ol",
                };
                match start {
                    Some(first) if *first != 1 => out.push_str(&format!("<ol start=\"{first}\">")),
                    _ => out.push_str(&format!("<{end}>")),
                }
                for item in items {
                    out.push_str("<li>");
                    // An item of one paragraph is that paragraph; a list of such items is set tight.
                    match item.as_slice() {
                        [Block::Paragraph { runs }, rest @ ..] => {
                            write_runs(out, runs);
                            write_blocks(out, rest);
                        }
                        other => write_blocks(out, other),
                    }
                    out.push_str("</li>");
                }
                out.push_str(&format!("</{end}>"));
            }
            Block::Quote { blocks } => {
                out.push_str("<blockquote>");
                write_blocks(out, blocks);
                out.push_str("</blockquote>");
            }
        }
    }
}

fn write_runs(out: &mut String, runs: &[Run]) {
    for Run { text, emph, strong, link, line_break } in runs {
        if let Some(link) = link {
            out.push_str("<a href=\"");
            escape(out, link);
            out.push_str("\" rel=\"noopener noreferrer\">");
        }
        let tags = [(*strong, "strong"), (*emph, "em")];
        for (_, tag) in tags.iter().filter(|(on, _)| *on) {
            out.push_str(&format!("<{tag}>"));
        }
        escape(out, text);
        for (_, tag) in tags.iter().rev().filter(|(on, _)| *on) {
            out.push_str(&format!("</{tag}>"));
        }
        if link.is_some() {
            out.push_str("</a>");
        }
        if *line_break {
            out.push_str("<br>");
        }
    }
}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

/// The blocks of a text, each as it is written: what can be commented on by itself.
pub fn paragraphs(markdown: &str) -> Vec<String> {
    let (mut all, mut depth) = (Vec::new(), 0_usize);
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Start(_) => {
                if depth == 0 {
                    all.push(markdown[range].trim().to_owned());
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    all.retain(|paragraph| !blocks(paragraph).is_empty());
    all
}

/// The text without its formatting, on one line.
pub fn plain(markdown: &str) -> String {
    let mut words = String::new();
    for block in blocks(markdown) {
        block.read(&mut words);
    }
    words.trim_end().to_owned()
}

impl Block {
    fn read(&self, out: &mut String) {
        match self {
            Self::Paragraph { runs } | Self::Heading { runs } => {
                runs.iter().for_each(|run| out.push_str(&run.text));
                out.push(' ');
            }
            Self::List { items, .. } => items.iter().flatten().for_each(|block| block.read(out)),
            Self::Quote { blocks } => blocks.iter().for_each(|block| block.read(out)),
        }
    }
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
    use proptest::prelude::*;

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
    fn a_page_gets_html_in_which_only_we_write_tags() {
        let text = "# Läget <i>nu</i>\nEtt **starkt *och* stort** & [\"k\"](https://x.se/?a='b'&c=<d>)\\\nrad\n\n\
            3. tre\n   - inne\n4. fyra\n\n> sagt\n\n![](x.png)<script>alert(1)</script>[j](javascript:x)";
        assert_eq!(
            html(text),
            "<p><strong>Läget nu</strong></p><p>Ett <strong>starkt </strong><strong><em>och</em></strong><strong> stort\
             </strong> &amp; <a href=\"https://x.se/?a=&#39;b&#39;&amp;c=&lt;d&gt;\" rel=\"noopener noreferrer\">\
             &quot;k&quot;</a><br>rad</p><ol start=\"3\"><li>tre<ul><li>inne</li></ul></li><li>fyra</li></ol>\
             <blockquote><p>sagt</p></blockquote><p>alert(1)j</p>"
        );
        assert_eq!(html(""), "");
    }

    proptest! {
        /// Whatever is typed, every tag and attribute in the page is one of ours.
        #[test]
        fn no_text_brings_a_tag_of_its_own(text in "[<>\"'&\\[\\]()!*_#`a-z:/ \n.-]{0,80}") {
            let mut rest = html(&text);
            for ours in ["p", "strong", "em", "ul", "ol", "li", "blockquote", "br"] {
                rest = rest.replace(&format!("<{ours}>"), "").replace(&format!("</{ours}>"), "");
            }
            rest = rest.replace("</a>", "").replace("\" rel=\"noopener noreferrer\">", "");
            rest = rest.replace("<a href=\"http", "").replace("<a href=\"mailto:", "");
            prop_assert!(!rest.contains(['<', '>', '"']), "{text:?}: {rest}");
        }
    }

    #[test]
    fn a_text_falls_into_paragraphs_that_make_it_up() {
        let text = "# Läget\n\nEtt *stycke*\nmed två rader.\n\n- en\n- två\n\n<script>bort</script>\n\n> sagt";
        assert_eq!(
            paragraphs(text),
            ["# Läget", "Ett *stycke*\nmed två rader.", "- en\n- två", "> sagt"]
        );
        assert_eq!(super::plain(text), "Läget Ett stycke med två rader. en två sagt");
        let together: Vec<Block> = paragraphs(text).iter().flat_map(|it| blocks(it)).collect();
        assert_eq!(together, blocks(text));
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
