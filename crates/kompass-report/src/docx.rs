//! Documents for word processors (DOCX), with what makes them accessible: real headings, lists and tables, head rows that
//! repeat, a language and a title. Only the parts of ECMA-376 that are used here. The same content gives the same bytes.

use crate::markdown::{Block, Run};
use jiff::civil::Date;
use kompass_core::{Error, Lang};
use quick_xml::escape::escape;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Numbers of the two kinds of lists in `numbering.xml`.
const BULLETS: u32 = 1;
const NUMBERS: u32 = 2;

/// A document, written from top to bottom.
#[derive(Debug)]
pub struct Document {
    title: String,
    lang: Lang,
    date: Date,
    footer: String,
    body: String,
    /// Each numbered list counts from 1, so each is one of its own.
    numbered: u32,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column<'a> {
    /// Its head.
    pub title: &'a str,
    /// True for numbers, which stand at the end of the line.
    pub number: bool,
    /// Its share of the width.
    pub share: u32,
}

impl Document {
    /// An empty document that begins with its title. `footer` stands on every page, before the number of the page.
    pub fn new(lang: Lang, title: &str, date: Date, footer: &str) -> Self {
        let mut document = Self {
            title: clean(title),
            lang,
            date,
            footer: clean(footer),
            body: String::new(),
            numbered: 0,
        };
        document.styled("Title", title);
        document
    }

    /// A heading, of level 1 to 3.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.styled(&format!("Heading{}", level.clamp(1, 3)), text);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.write("", &run(text, ""));
    }

    /// A paragraph in smaller type, for what is said about what stands above.
    pub fn note(&mut self, text: &str) {
        self.styled("Note", text);
    }

    /// A list.
    pub fn bullets<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        for item in items {
            self.write(&numbering(BULLETS, 0), &run(item, ""));
        }
    }

    /// A numbered list, from 1.
    pub fn numbers<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        let list = self.next_numbers();
        for item in items {
            self.write(&numbering(list, 0), &run(item, ""));
        }
    }

    /// Formatted text.
    pub fn blocks(&mut self, blocks: &[Block]) {
        self.blocks_at(blocks, 0);
    }

    /// A table with a head row, which repeats on every page that it goes on to. The first cell of a row heads the row.
    pub fn table(&mut self, columns: &[Column<'_>], rows: &[Vec<String>]) {
        // Twentieths of a point between the margins of an A4 page.
        const WIDTH: u32 = 9070;
        let shares: u32 = columns.iter().map(|column| column.share).sum::<u32>().max(1);
        let width = |column: &Column<'_>| WIDTH * column.share / shares;
        let mut table = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Rows\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>\
             <w:tblLook w:val=\"00A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        );
        for column in columns {
            let _ = write!(table, "<w:gridCol w:w=\"{}\"/>", width(column));
        }
        table.push_str("</w:tblGrid>");
        let head: Vec<String> = columns.iter().map(|column| column.title.to_owned()).collect();
        for (at, cells) in std::iter::once(&head).chain(rows).enumerate() {
            let head = if at == 0 { "<w:tblHeader/>" } else { "" };
            let _ = write!(table, "<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
            for (column, cell) in columns.iter().zip(cells) {
                let end = if column.number { "<w:jc w:val=\"right\"/>" } else { "" };
                let _ = write!(
                    table,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"Cell\"/>{end}\
                     </w:pPr>{}</w:p></w:tc>",
                    width(column),
                    run(cell, "")
                );
            }
            table.push_str("</w:tr>");
        }
        self.body.push_str(&table);
        // Two tables that touch would become one.
        self.body.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr></w:p>");
    }

    /// The file.
    ///
    /// # Errors
    /// [`Error::Internal`] if it cannot be packed.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // A fixed date: the content decides the bytes, not the moment.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut pack = |name: &str, text: &str| -> Result<(), Error> {
            let failed =
                |error: &dyn std::fmt::Display| Error::Internal(format!("{name}: {error}"));
            zip.start_file(name, options).map_err(|error| failed(&error))?;
            zip.write_all(text.as_bytes()).map_err(|error| failed(&error))
        };
        // What describes the package comes first in it.
        pack("[Content_Types].xml", &content_types())?;
        pack("_rels/.rels", &relationships())?;
        pack("docProps/core.xml", &self.core())?;
        pack("word/document.xml", &self.document())?;
        pack("word/_rels/document.xml.rels", &document_relationships())?;
        pack("word/styles.xml", &self.styles())?;
        pack("word/numbering.xml", &self.numbering())?;
        pack("word/settings.xml", &self.settings())?;
        pack("word/footer1.xml", &self.footer())?;
        let packed = zip.finish().map_err(|error| Error::Internal(format!("zip: {error}")))?;
        Ok(packed.into_inner())
    }

    fn styled(&mut self, style: &str, text: &str) {
        self.write(&format!("<w:pStyle w:val=\"{style}\"/>"), &run(text, ""));
    }

    fn write(&mut self, properties: &str, runs: &str) {
        let _ = write!(self.body, "<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>");
    }

    fn next_numbers(&mut self) -> u32 {
        self.numbered += 1;
        NUMBERS + self.numbered - 1
    }

    fn blocks_at(&mut self, blocks: &[Block], depth: u32) {
        for block in blocks {
            match block {
                Block::Paragraph { runs } => self.write("", &formatted(runs)),
                Block::Heading { runs } => {
                    self.write("<w:pStyle w:val=\"Heading3\"/>", &formatted(runs));
                }
                Block::Quote { blocks } => self.blocks_at(blocks, depth),
                Block::List { start, items } => {
                    let list = if start.is_some() { self.next_numbers() } else { BULLETS };
                    for item in items {
                        self.item(item, list, depth);
                    }
                }
            }
        }
    }

    fn item(&mut self, item: &[Block], list: u32, depth: u32) {
        for (at, block) in item.iter().enumerate() {
            match block {
                Block::Paragraph { runs } | Block::Heading { runs } if at == 0 => {
                    self.write(&numbering(list, depth), &formatted(runs));
                }
                block => self.blocks_at(std::slice::from_ref(block), depth + 1),
            }
        }
    }

    fn document(&self) -> String {
        format!(
            "{DECLARATION}<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>{}<w:sectPr>\
             <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
             <w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" \
             w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
            self.body
        )
    }

    fn core(&self) -> String {
        let (title, lang) = (escape(&self.title), tag(self.lang));
        let date = format!("{}T00:00:00Z", self.date);
        format!(
            "{DECLARATION}<cp:coreProperties \
             xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
             <dc:creator>Kompass</dc:creator><dc:language>{lang}</dc:language>\
             <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created>\
             <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>"
        )
    }

    fn settings(&self) -> String {
        format!(
            "{DECLARATION}<w:settings xmlns:w=\"{W}\"><w:displayBackgroundShape/>\
             <w:themeFontLang w:val=\"{}\"/></w:settings>",
            tag(self.lang)
        )
    }

    fn footer(&self) -> String {
        let field = |code: &str| {
            format!("<w:fldSimple w:instr=\" {code} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
        };
        let before =
            if self.footer.is_empty() { String::new() } else { format!("{} · ", self.footer) };
        format!(
            "{DECLARATION}<w:ftr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Note\"/><w:jc w:val=\"right\"/></w:pPr>\
             {}{}{}{}{}</w:p></w:ftr>",
            run(&before, ""),
            field("PAGE"),
            run(" (", ""),
            field("NUMPAGES"),
            run(")", "")
        )
    }

    fn styles(&self) -> String {
        let lang = tag(self.lang);
        let heading = |level: u8, size: u8, before: u16| {
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
                 <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>\
                 <w:spacing w:before=\"{before}\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/>\
                 <w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr></w:style>",
                level - 1
            )
        };
        let borders = "<w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7D8A96\"/>\
             <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D9DDE1\"/></w:tblBorders>";
        format!(
            "{DECLARATION}<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr>\
             <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"22\"/>\
             <w:szCs w:val=\"22\"/><w:lang w:val=\"{lang}\" w:eastAsia=\"{lang}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
             <w:pPrDefault><w:pPr><w:spacing w:after=\"140\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
             </w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
             <w:qFormat/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"200\" \
             w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"0F4C4A\"/><w:sz w:val=\"40\"/></w:rPr>\
             </w:style>{}{}{}<w:style w:type=\"paragraph\" w:styleId=\"Note\"><w:name w:val=\"Note\"/>\
             <w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr>\
             <w:color w:val=\"52606D\"/><w:sz w:val=\"18\"/></w:rPr></w:style><w:style w:type=\"paragraph\" \
             w:styleId=\"Cell\"><w:name w:val=\"Cell\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:before=\"40\" \
             w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr></w:style><w:style w:type=\"table\" w:default=\"1\" \
             w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
             <w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
             </w:style><w:style w:type=\"table\" w:styleId=\"Rows\"><w:name w:val=\"Rows\"/>\
             <w:basedOn w:val=\"TableNormal\"/><w:tblPr>{borders}</w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/>\
             </w:rPr></w:tblStylePr></w:style></w:styles>",
            heading(1, 28, 320),
            heading(2, 24, 240),
            heading(3, 22, 200),
        )
    }

    fn numbering(&self) -> String {
        let levels = |format: &str, text: fn(u32) -> String| -> String {
            (0..4)
                .map(|level| {
                    format!(
                        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                         <w:lvlText w:val=\"{}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:spacing w:after=\"60\"/>\
                         <w:ind w:left=\"{}\" w:hanging=\"340\"/></w:pPr></w:lvl>",
                        text(level),
                        340 * (level + 1)
                    )
                })
                .collect()
        };
        let mut lists =
            format!("<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>");
        for list in 0..self.numbered {
            let _ = write!(
                lists,
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
                 <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                NUMBERS + list
            );
        }
        format!(
            "{DECLARATION}<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"0\">\
             <w:multiLevelType w:val=\"multilevel\"/>{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">\
             <w:multiLevelType w:val=\"multilevel\"/>{}</w:abstractNum>{lists}</w:numbering>",
            levels("bullet", |_| "•".to_owned()),
            levels("decimal", |level| format!("%{}.", level + 1)),
        )
    }
}

/// A language with its country, as word processors want it.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sv-SE",
        Lang::En => "en-GB",
        Lang::Nb => "nb-NO",
    }
}

fn numbering(list: u32, depth: u32) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{list}\"/></w:numPr>", depth.min(3))
}

fn formatted(runs: &[Run]) -> String {
    let mut out = String::new();
    for it in runs {
        let bold = if it.strong { "<w:b/>" } else { "" };
        let italic = if it.emph { "<w:i/>" } else { "" };
        out.push_str(&run(&it.text, &format!("{bold}{italic}")));
        // Where a link leads is written out: the document may be read on paper.
        if let Some(link) = it.link.as_ref().filter(|link| **link != it.text) {
            out.push_str(&run(&format!(" ({link})"), ""));
        }
        if it.line_break {
            out.push_str("<w:r><w:br/></w:r>");
        }
    }
    out
}

fn run(text: &str, properties: &str) -> String {
    let properties =
        if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(&*clean(text)))
}

/// The text without what XML cannot hold, on one line.
fn clean(text: &str) -> String {
    let allowed = |it: &char| !matches!(it, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars()
        .filter(allowed)
        .map(|it| if matches!(it, '\n' | '\r' | '\t') { ' ' } else { it })
        .collect()
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}{}{}{}</Types>",
        part("/word/document.xml", &format!("{word}.document.main+xml")),
        part("/word/styles.xml", &format!("{word}.styles+xml")),
        part("/word/numbering.xml", &format!("{word}.numbering+xml")),
        part("/word/settings.xml", &format!("{word}.settings+xml")),
        part("/word/footer1.xml", &format!("{word}.footer+xml")),
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    )
}

fn relationships() -> String {
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    format!(
        "{DECLARATION}<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{R}/officeDocument\" \
         Target=\"word/document.xml\"/><Relationship Id=\"rId2\" \
         Type=\"{package}/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn document_relationships() -> String {
    let parts =
        [("rId1", "styles"), ("rId2", "numbering"), ("rId3", "settings"), ("rId4", "footer")];
    let mut all = String::new();
    for (id, kind) in parts {
        let file = if kind == "footer" { "footer1.xml".to_owned() } else { format!("{kind}.xml") };
        let _ = write!(all, "<Relationship Id=\"{id}\" Type=\"{R}/{kind}\" Target=\"{file}\"/>");
    }
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}\
         </Relationships>"
    )
}
