//! XML and HTML written from top to bottom, escaped by the library that writes it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// A document under way.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<String>,
    html: bool,
}

/// Attributes of an element.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// An empty document.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new() -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer, open: Vec::new(), html: false })
    }

    /// An empty page that browsers read and that is XML as well.
    pub(crate) fn html() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::DocType(BytesText::from_escaped("html")))?;
        Ok(Self { writer, open: Vec::new(), html: true })
    }

    /// Begins an element.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        self.open.push(name.to_owned());
        Ok(())
    }

    /// Ends the element that was begun last.
    ///
    /// # Errors
    /// It cannot be written; none was begun.
    pub fn end(&mut self) -> io::Result<()> {
        let name = self.open.pop().ok_or_else(|| io::Error::other("no element was begun"))?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Text in it.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_event(Event::Text(BytesText::new(&clean(text))))
    }

    /// An element with a text and nothing else.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        if text.is_empty() && !self.html {
            return self.empty(name, attributes);
        }
        self.begin(name, attributes)?;
        self.text(text)?;
        self.end()
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// The whole of it.
    ///
    /// # Errors
    /// An element was not ended.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        match self.open.last() {
            Some(name) => Err(io::Error::other(format!("{name} was not ended"))),
            None => {
                let mut bytes = self.writer.into_inner();
                bytes.push(b'\n');
                Ok(bytes)
            }
        }
    }
}

fn start(name: &str, attributes: Attributes<'_>) -> BytesStart<'static> {
    let mut start = BytesStart::new(name.to_owned());
    for (key, value) in attributes {
        start.push_attribute((*key, clean(value).as_str()));
    }
    start
}

/// Without the characters that XML cannot hold.
fn clean(text: &str) -> String {
    let held = |it: &char| {
        matches!(it, '\t' | '\n' | '\r') || (*it >= ' ' && !matches!(it, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(held).collect()
}
