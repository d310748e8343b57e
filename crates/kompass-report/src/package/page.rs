//! The page by which people read a case in the archive: one file that needs nothing else.

use super::xml::Xml;
use kompass_core::Lang;
use kompass_core::format;
use kompass_core::table::{Cell, Table};
use std::io;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;color:#17212b;background:#fff;margin:2rem auto;max-width:75rem;\
padding:0 1rem}h1{font-size:1.75rem}h2{font-size:1.375rem;margin-top:2.5rem}h3{font-size:1.125rem}\
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #d9dde1;padding:.25rem .75rem .25rem 0;\
text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}\
th{overflow-wrap:normal}td{min-width:7rem}.note{color:#52606d}";

/// A part of the page.
#[derive(Debug, Clone)]
pub struct Section {
    /// What it is.
    pub heading: String,
    /// What must be said of it.
    pub note: String,
    /// Its tables; each has a heading of its own if it has a title.
    pub tables: Vec<Table>,
}

/// The page.
///
/// # Errors
/// It cannot be written.
pub fn page(
    lang: Lang,
    title: &str,
    facts: &[(String, String)],
    sections: &[Section],
) -> io::Result<Vec<u8>> {
    let mut html = Xml::html()?;
    let root = [("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", lang.code())];
    html.begin("html", &root)?;
    html.begin("head", &[])?;
    html.empty("meta", &[("charset", "utf-8")])?;
    html.leaf("title", &[], title)?;
    html.leaf("style", &[], STYLE)?;
    html.end()?;
    html.begin("body", &[])?;
    html.leaf("h1", &[], title)?;
    html.begin("table", &[])?;
    for (name, value) in facts {
        html.begin("tr", &[])?;
        html.leaf("th", &[("scope", "row")], name)?;
        html.leaf("td", &[], value)?;
        html.end()?;
    }
    html.end()?;
    for section in sections {
        html.begin("section", &[])?;
        html.leaf("h2", &[], &section.heading)?;
        if !section.note.is_empty() {
            html.leaf("p", &[("class", "note")], &section.note)?;
        }
        for table in &section.tables {
            self::table(&mut html, lang, table)?;
        }
        html.end()?;
    }
    html.end()?;
    html.end()?;
    html.finish()
}

fn table(html: &mut Xml, lang: Lang, table: &Table) -> io::Result<()> {
    if !table.title.is_empty() {
        html.leaf("h3", &[], &table.title)?;
    }
    html.begin("table", &[])?;
    html.begin("thead", &[])?;
    html.begin("tr", &[])?;
    for column in &table.columns {
        html.leaf("th", &[("scope", "col")], &column.heading)?;
    }
    html.end()?;
    html.end()?;
    html.begin("tbody", &[])?;
    for row in &table.rows {
        html.begin("tr", &[])?;
        for cell in row {
            html.leaf("td", &[], &text(lang, cell))?;
        }
        html.end()?;
    }
    html.end()?;
    html.end()
}

fn text(lang: Lang, cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Whole(whole) => format::whole(lang, *whole),
        Cell::Number(number, decimals) => format::decimal(lang, *number, *decimals),
        Cell::Empty => "–".to_owned(),
    }
}
