//! Text out of packed XML: Word, Excel, PowerPoint, OpenDocument. Parts are read as a stream, one after another, and never
//! more of them than the limit of what is unpacked.

use super::{MOST_UNPACKED, Pages, Trouble, text};
use calamine::{Data, DataRef, Reader as _, Xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Most cells of a row that are read: what is further to the right is no text.
const MOST_CELLS: usize = 500;

/// What an element means for the text around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Its characters are text.
    Text,
    /// A line ends where it ends.
    Line,
    /// Both: its characters are text, and a line ends where it ends.
    TextLine,
    /// It is a line break, or the end of a cell, or a space.
    Break,
    Tab,
    Space,
    /// A new page begins.
    Page,
    /// Nothing of its own.
    None,
}

pub(super) fn docx<F: FnMut(&str)>(bytes: &[u8], pages: &mut Pages<F>) -> Result<(), Trouble> {
    let mut archive = open(bytes)?;
    let mut left = MOST_UNPACKED;
    let mark = |name: &str, page: bool| match name {
        "t" => Mark::Text,
        "p" => Mark::Line,
        "br" if page => Mark::Page,
        "br" | "cr" => Mark::Break,
        "tab" => Mark::Tab,
        _ => Mark::None,
    };
    xml(part(&mut archive, "word/document.xml")?, &mut left, mark, pages)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Ok(notes) = part(&mut archive, notes) {
            xml(notes, &mut left, mark, pages)?;
        }
    }
    Ok(())
}

pub(super) fn pptx<F: FnMut(&str)>(bytes: &[u8], pages: &mut Pages<F>) -> Result<(), Trouble> {
    let mut archive = open(bytes)?;
    let number = |name: &str| -> Option<u32> {
        name.strip_prefix("ppt/slides/slide")?.strip_suffix(".xml")?.parse().ok()
    };
    let mut slides: Vec<(u32, String)> = archive
        .file_names()
        .flatten()
        .filter_map(|name| Some((number(&name)?, name.into_owned())))
        .collect();
    slides.sort_unstable();
    let mut left = MOST_UNPACKED;
    for (_, slide) in slides {
        if pages.is_full() {
            pages.cut = true;
            break;
        }
        let mut words = String::new();
        let mut of_slide = Pages {
            give: |text: &str| {
                words.push_str(text);
                words.push('\n');
            },
            count: 0,
            left: super::MOST_OF_PAGE,
            cut: false,
            part: String::new(),
        };
        let mark = |name: &str, _: bool| match name {
            "t" => Mark::Text,
            "p" => Mark::Line,
            "br" => Mark::Break,
            _ => Mark::None,
        };
        xml(part(&mut archive, &slide)?, &mut left, mark, &mut of_slide)?;
        of_slide.end_part();
        pages.page(&words);
    }
    Ok(())
}

pub(super) fn odt<F: FnMut(&str)>(bytes: &[u8], pages: &mut Pages<F>) -> Result<(), Trouble> {
    let mut archive = open(bytes)?;
    if let Ok(manifest) = part(&mut archive, "META-INF/manifest.xml") {
        let mut words = String::new();
        let _ = manifest.take(1 << 20).read_to_string(&mut words);
        if words.contains("encryption-data") {
            return Err(Trouble::Encrypted);
        }
    }
    let mark = |name: &str, _: bool| match name {
        // What stands outside a paragraph is only the indentation of the file.
        "p" | "h" => Mark::TextLine,
        "line-break" => Mark::Break,
        "tab" => Mark::Tab,
        "s" => Mark::Space,
        "soft-page-break" => Mark::Page,
        _ => Mark::None,
    };
    xml(part(&mut archive, "content.xml")?, &mut MOST_UNPACKED.clone(), mark, pages)
}

pub(super) fn xlsx<F: FnMut(&str)>(bytes: &[u8], pages: &mut Pages<F>) -> Result<(), Trouble> {
    let mut archive = open(bytes)?;
    // Its reader unpacks without a limit, so everything is unpacked once into nothing.
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| trouble(&error))?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        left = left.checked_sub(unpacked.map_err(|_| Trouble::Broken)?).ok_or(Trouble::TooLarge)?;
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Trouble::Broken)?;
    for sheet in book.sheet_names() {
        // Charts are sheets without cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet) else { continue };
        pages.line(&sheet);
        let (mut row, mut line) = (0, Vec::new());
        while let Some(cell) = cells.next_cell().map_err(|_| Trouble::Broken)? {
            if pages.is_full() {
                pages.cut = true;
                return Ok(());
            }
            let (at, _) = cell.get_position();
            if at != row {
                pages.line(&line.join("\t"));
                (row, line) = (at, Vec::new());
            }
            let words = match cell.get_value() {
                DataRef::Empty => continue,
                value => Data::from(value.clone()).to_string(),
            };
            if line.len() < MOST_CELLS {
                line.push(words);
            }
        }
        pages.line(&line.join("\t"));
        pages.end_part();
    }
    Ok(())
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, Trouble> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Trouble::Encrypted);
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| trouble(&error))
}

fn part<'a, 'b>(
    archive: &'a mut Archive<'b>,
    name: &str,
) -> Result<impl Read + use<'a, 'b>, Trouble> {
    archive.by_name(name).map_err(|error| trouble(&error))
}

fn trouble(error: &ZipError) -> Trouble {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            Trouble::Encrypted
        }
        _ => Trouble::Broken,
    }
}

/// Reads the text of a part of XML as a stream.
fn xml<F: FnMut(&str)>(
    part: impl Read,
    left: &mut u64,
    mark: impl Fn(&str, bool) -> Mark,
    pages: &mut Pages<F>,
) -> Result<(), Trouble> {
    let mut part = part.take(*left + 1);
    let mut reader = Reader::from_reader(BufReader::new(&mut part));
    let (mut buffer, mut line) = (Vec::new(), String::new());
    // Depth inside elements whose characters are text, so that nothing grows with how deep the file is.
    let mut inside = 0_u32;
    let read = loop {
        if pages.is_full() {
            pages.cut = true;
            break Ok(());
        }
        buffer.clear();
        let Ok(event) = reader.read_event_into(&mut buffer) else { break Err(Trouble::Broken) };
        match event {
            Event::Eof => break Ok(()),
            Event::Start(element) => {
                let is = mark(element.local_name().as_ref(), is_page(&element));
                inside += u32::from(matches!(is, Mark::Text | Mark::TextLine));
                alone(is, &mut line, pages);
            }
            Event::Empty(element) => {
                let is = mark(element.local_name().as_ref(), is_page(&element));
                alone(is, &mut line, pages);
            }
            Event::End(element) => {
                let is = mark(element.local_name().as_ref(), false);
                inside =
                    inside.saturating_sub(u32::from(matches!(is, Mark::Text | Mark::TextLine)));
                if matches!(is, Mark::Line | Mark::TextLine) {
                    pages.line(&line);
                    line.clear();
                }
            }
            Event::Text(words) if inside > 0 => line.push_str(&words),
            Event::CData(words) if inside > 0 => line.push_str(&words),
            Event::GeneralRef(name) if inside > 0 => {
                line.push_str(&text::entity(&name).unwrap_or_default());
            }
            _ => {}
        }
        if line.len() > super::MOST_OF_PAGE {
            pages.line(&line);
            line.clear();
        }
    };
    pages.line(&line);
    let unpacked = *left + 1 - part.limit();
    *left = left.checked_sub(unpacked).ok_or(Trouble::TooLarge)?;
    read
}

/// What an element means that stands for itself.
fn alone<F: FnMut(&str)>(is: Mark, line: &mut String, pages: &mut Pages<F>) {
    match is {
        Mark::Break => line.push('\n'),
        Mark::Tab => line.push('\t'),
        Mark::Space => line.push(' '),
        Mark::Page => {
            pages.line(line);
            line.clear();
            pages.end_part();
        }
        Mark::Text | Mark::Line | Mark::TextLine | Mark::None => {}
    }
}

/// True for `w:type="page"`.
fn is_page(element: &quick_xml::events::BytesStart<'_>) -> bool {
    element
        .attributes()
        .flatten()
        .any(|it| it.key.local_name().as_ref() == "type" && it.value.as_ref() == "page")
}
