//! Files that are handed in: what they are by their bytes, and the text that is read out of them. The first byte says of
//! which format. Formats that are packed come twice: as they stand, and made of parts, so that what is in them is reached.
#![no_main]

use kompass_report::extract::{Format, decide, extract};
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use std::sync::LazyLock;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Formats, with the parts that are read of those that are packed; in the input a zero byte stands between parts.
const KINDS: [(Format, &[&str]); 9] = [
    (Format::Pdf, &[]),
    (Format::Docx, &["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]),
    (
        Format::Xlsx,
        &[
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
        ],
    ),
    (Format::Pptx, &["ppt/slides/slide1.xml", "ppt/slides/slide2.xml"]),
    (Format::Odt, &["content.xml", "META-INF/manifest.xml"]),
    (Format::Text, &[]),
    (Format::Markdown, &[]),
    (Format::Csv, &[]),
    (Format::Html, &[]),
];

/// Panics in the readers of others are caught where they are called; only one that gets out is a finding.
static QUIET: LazyLock<()> = LazyLock::new(|| std::panic::set_hook(Box::new(|_| {})));

fuzz_target!(|bytes: &[u8]| {
    LazyLock::force(&QUIET);
    let Some((first, bytes)) = bytes.split_first() else { return };
    let (format, parts) = KINDS[usize::from(*first & 0x7f) % KINDS.len()];
    let _ = decide("document", bytes, &bytes[bytes.len().saturating_sub(1024)..]);
    let made = (*first < 0x80 && !parts.is_empty()).then(|| packed(parts, bytes));
    let mut pages = 0;
    let read = extract(format, made.as_deref().unwrap_or(bytes), |_| pages += 1);
    assert!(read.is_err() || pages <= kompass_report::extract::MOST_PAGES);
});

fn packed(parts: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (part, bytes) in parts.iter().zip(bytes.split(|byte| *byte == 0)) {
        file.start_file(*part, options).unwrap();
        file.write_all(bytes).unwrap();
    }
    file.finish().unwrap().into_inner()
}
