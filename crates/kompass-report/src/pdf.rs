//! The report as PDF, declared as PDF/UA-1 and PDF/A-2a. The only file that knows Typst. Nothing is fetched: templates
//! and fonts are compiled in, and the report reaches the template as data, never as Typst source.

use crate::model::{Report, Template};
use crate::printable::{breakable, printable};
use crate::view::{View, view};
use kompass_core::{Error, Problem};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Coverage, Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::{ExchangeFormat, RasterFormat, RasterImage, SvgImage};
use typst::{Feature, Library, LibraryExt as _, World, WorldExt as _, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The templates; the first is the one that is run.
const TEMPLATES: [(&str, &str); 4] = [
    ("report.typ", include_str!("../templates/report.typ")),
    ("parts.typ", include_str!("../templates/parts.typ")),
    ("blocks.typ", include_str!("../templates/blocks.typ")),
    ("style.typ", include_str!("../templates/style.typ")),
];

/// Families compiled in: the text face, and the one that fills in signs and scripts it lacks.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

/// Where their faces stand among the assets, whose version is pinned: six of the first, the upright one of the second.
/// Only these are read, because reading a font takes time.
const FONTS: [usize; 7] = [0, 1, 2, 3, 4, 5, 16];

/// Layouts are kept for this many reports, so that an edited report is laid out again only where it changed.
const KEPT_REPORTS: usize = 4;

/// Keys of the data that hold no text to be read: they must not be given places to break.
const VERBATIM: [&str; 6] = ["file", "link", "address", "fonts", "primary", "accent"];

/// Renders a report. The same report gives the same bytes.
///
/// # Errors
/// [`Error::Invalid`] if the logo, a font or a colour of the template cannot be used.
pub fn render(report: &Report) -> Result<Vec<u8>, Error> {
    let desk = Desk::new(report)?;
    let compiled = typst::compile::<PagedDocument>(&desk);
    let pdf = compiled.output.and_then(|document| typst_pdf::pdf(&document, &options(report)));
    comemo::evict(KEPT_REPORTS);
    pdf.map_err(|problems| desk.explain(&problems))
}

fn options(report: &Report) -> PdfOptions {
    static STANDARDS: LazyLock<PdfStandards> = LazyLock::new(|| {
        PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .expect("the two go together on PDF 1.7")
    });
    let edition = &report.edition;
    PdfOptions {
        ident: Smart::Custom(format!(
            "{} {} {} {} {}",
            report.municipality, report.year, report.framework.digest, edition.label, edition.date
        )),
        creator: Smart::Custom(Some("Kompass".to_owned())),
        standards: STANDARDS.clone(),
        ..PdfOptions::default()
    }
}

/// What the compiler sees of the world for one report.
struct Desk {
    main: FileId,
    files: HashMap<FileId, Bytes>,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

/// What is the same for all reports, made once.
struct Shelf {
    library: LazyHash<Library>,
    sources: Vec<Source>,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let all: Vec<&[u8]> = typst_assets::fonts().collect();
    let fonts: Vec<Font> =
        FONTS.iter().filter_map(|place| Font::new(Bytes::new(*all.get(*place)?), 0)).collect();
    Shelf {
        library: LazyHash::new(
            Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
        ),
        sources: TEMPLATES
            .iter()
            .map(|(name, text)| Source::new(file_id(name), (*text).to_owned()))
            .collect(),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl Desk {
    fn new(report: &Report) -> Result<Self, Error> {
        let template = &report.template;
        check_colours(template)?;
        let own_fonts = own_fonts(template)?;
        let families: Vec<&str> = own_fonts
            .first()
            .map(|font| &*font.info().family)
            .into_iter()
            .chain(FAMILIES)
            .collect();
        let shelf = &*SHELF;
        let (fonts, book) = if own_fonts.is_empty() {
            (shelf.fonts.clone(), shelf.book.clone())
        } else {
            let fonts: Vec<Font> = own_fonts.iter().chain(&shelf.fonts).cloned().collect();
            let book = LazyHash::new(FontBook::from_fonts(&fonts));
            (fonts, book)
        };

        let View { mut data, files } = view(report);
        data["theme"] = json!({
            "primary": template.primary.as_deref().unwrap_or("#0F4C4A"),
            "accent": template.accent.as_deref().unwrap_or("#A8431B"),
            "fonts": families,
        });
        data["logo"] = template
            .logo
            .as_ref()
            .map_or(Value::Null, |logo| json!({ "file": "logo", "alt": logo.alt }));
        let coverages: Vec<&Coverage> = fonts.iter().map(|font| &font.info().coverage).collect();
        let prints = |cluster: &str| {
            coverages.iter().any(|coverage| {
                cluster.chars().all(|character| coverage.contains(character.into()))
            })
        };
        make_printable(&mut data, "", &prints);

        let json = serde_json::to_vec(&data)
            .map_err(|error| Error::Internal(format!("report: {error}")))?;
        let mut all = HashMap::from([(file_id("report.json"), Bytes::new(json))]);
        for (name, svg) in files {
            all.insert(file_id(&name), Bytes::from_string(printable(&svg, prints)));
        }
        if let Some(logo) = &template.logo {
            all.insert(file_id("logo"), checked_logo(&logo.bytes.0)?);
        }
        Ok(Self { main: file_id(TEMPLATES[0].0), files: all, fonts, book })
    }

    fn source_of(&self, id: FileId) -> Option<&'static Source> {
        SHELF.sources.iter().find(|source| source.id() == id)
    }

    /// What went wrong and where. The template and the view are ours, so this is a mistake of ours.
    fn explain(&self, problems: &[SourceDiagnostic]) -> Error {
        let mut text = String::from("report:");
        for problem in problems {
            let _ = write!(text, " {}", problem.message);
            if let (Some(id), Some(range)) = (problem.span.id(), self.range(problem.span))
                && let Some(source) = self.source_of(id)
                && let Some(line) = source.lines().byte_to_line(range.start)
            {
                let _ = write!(text, " ({}:{})", id.vpath().get_without_slash(), line + 1);
            }
            for hint in &problem.hints {
                let _ = write!(text, "; {}", hint.v);
            }
            text.push('.');
        }
        Error::Internal(text)
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &SHELF.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.source_of(id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .get(&id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Every text of the data as it can be printed.
fn make_printable(value: &mut Value, key: &str, prints: &impl Fn(&str) -> bool) {
    match value {
        Value::String(text) => {
            *text = printable(text, prints);
            if !VERBATIM.contains(&key) {
                *text = breakable(text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| make_printable(item, key, prints)),
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(key, item)| make_printable(item, key, prints))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn check_colours(template: &Template) -> Result<(), Error> {
    template.wrong_colour().map_or(Ok(()), |(place, colour)| {
        let message = format!("{colour:?} is no colour");
        Err(Error::invalid(Problem::new(
            place,
            message,
            "write it as #RRGGBB, for example #0F4C4A",
        )))
    })
}

fn own_fonts(template: &Template) -> Result<Vec<Font>, Error> {
    let mut fonts = Vec::new();
    for (index, file) in template.fonts.iter().enumerate() {
        let before = fonts.len();
        fonts.extend(Font::iter(Bytes::new(file.0.clone())));
        if fonts.len() == before {
            let place = format!("template.fonts[{index}]");
            return Err(Error::invalid(Problem::new(
                place,
                "this is no font",
                "give an OpenType or TrueType file",
            )));
        }
    }
    Ok(fonts)
}

fn checked_logo(logo: &[u8]) -> Result<Bytes, Error> {
    let bytes = Bytes::new(logo.to_vec());
    let usable = if logo.starts_with(b"\x89PNG") {
        RasterImage::new(bytes.clone(), RasterFormat::Exchange(ExchangeFormat::Png), Smart::Auto)
            .is_ok()
    } else {
        SvgImage::new(bytes.clone()).is_ok()
    };
    if usable {
        Ok(bytes)
    } else {
        let remedy = "give an SVG or PNG file that opens in a browser";
        Err(Error::invalid(Problem::new("template.logo", "this picture cannot be read", remedy)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_are_the_ones_named() {
        let families: Vec<&str> = SHELF.fonts.iter().map(|font| &*font.info().family).collect();
        assert_eq!(families[..6], [FAMILIES[0]; 6]);
        assert_eq!(families[6..], [FAMILIES[1]]);
        assert_eq!(SHELF.fonts[6].info().variant, typst::text::FontVariant::default());
    }
}
