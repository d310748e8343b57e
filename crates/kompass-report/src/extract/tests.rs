use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A packed file of these parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A PDF with a line of text on each page, written by hand.
fn pdf(lines: &[&str], trailer: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..lines.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", lines.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (n, line) in lines.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + 2 * n
        ));
        let content = format!("BT /F1 12 Tf 72 720 Td ({line}) Tj ET");
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}

fn pages(format: Format, bytes: &[u8]) -> (Vec<String>, Result<Read, Trouble>) {
    let mut pages = Vec::new();
    let read = extract(format, bytes, |page| pages.push(page.to_owned()));
    (pages, read)
}

const WHOLE: Result<Read, Trouble> = Ok(Read { cut: false });

#[test]
fn each_format_gives_its_text() {
    let word = packed(&[(
        "word/document.xml",
        r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Mål &amp; budget</w:t></w:r></w:p><w:p><w:r><w:t>En</w:t><w:tab/><w:t>rad</w:t><w:delText>struken</w:delText></w:r><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:t>Sida tv&#229;</w:t></w:r></w:p></w:body></w:document>"#,
    )]);
    assert_eq!(
        pages(Format::Docx, &word),
        (vec!["Mål & budget\nEn rad".to_owned(), "Sida två".to_owned()], WHOLE)
    );

    let slide = |text| {
        format!(r#"<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"#)
    };
    let slides = packed(&[
        ("ppt/slides/slide10.xml", &slide("tio")),
        ("ppt/slides/slide2.xml", &slide("två")),
        ("ppt/slides/slide1.xml", &slide("ett")),
    ]);
    assert_eq!(pages(Format::Pptx, &slides).0, ["ett", "två", "tio"]);

    let odt = packed(&[(
        "content.xml",
        r#"<o:d xmlns:o="o" xmlns:text="t"><text:h>Rubrik</text:h><text:p>Text<text:s/>med <text:span>del</text:span></text:p></o:d>"#,
    )]);
    assert_eq!(pages(Format::Odt, &odt).0, ["Rubrik\nText med del"]);

    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Budget").unwrap();
    sheet.write(0, 0, "Nämnd").unwrap();
    sheet.write(0, 1, 12.5).unwrap();
    sheet.write(3, 0, "Sist").unwrap();
    let book = book.save_to_buffer().unwrap();
    assert_eq!(pages(Format::Xlsx, &book), (vec!["Budget\nNämnd 12.5\nSist".to_owned()], WHOLE));

    let document = pdf(&["Nämnden beslutar".replace('ä', "\\344").as_str(), "Sida tva"], "");
    assert_eq!(
        pages(Format::Pdf, &document),
        (vec!["Nämnden beslutar".to_owned(), "Sida tva".to_owned()], WHOLE)
    );

    assert_eq!(pages(Format::Text, b"M\xe5l och medel").0, ["Mål och medel"], "western Windows");
    let wide: Vec<u8> = "\u{feff}Mål".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(pages(Format::Csv, &wide).0, ["Mål"]);
    let page = "<html><head><title>x</title></head><body><h1>Mål &ouml;&#229;</h1><script>var x = '<p>nej</p>';</script><p>En <b>rad</b></p><!-- nej --></body>";
    assert_eq!(pages(Format::Html, page.as_bytes()).0, ["Mål öå\n\nEn rad"]);
    assert_eq!(pages(Format::Png, b"\x89PNG").0, [""; 0]);
}

/// A page that lacks something is itself where it is looked for; found by fuzzing.
#[test]
fn a_page_that_is_its_own_parent_comes_to_an_end() {
    let whole = String::from_utf8(pdf(&["first", "second"], "")).unwrap();
    let (one, other) = whole.split_once("/Parent 2 0 R").unwrap();
    let circular = format!("{one}/Parent 4 0 R{}", other.replacen("/Resources", "/Nothing  ", 1));
    assert_eq!(
        pages(Format::Pdf, circular.as_bytes()),
        (vec![String::new(), "second".to_owned()], WHOLE)
    );
}

#[test]
fn divided_words_are_joined() {
    assert_eq!(
        text::tidy("medborgar-\ndialog\r\n\n\n\n  mål-\noch medel\u{ad}\u{7}"),
        "medborgardialog\n\nmål-\noch medel"
    );
    assert_eq!(text::tidy("a\u{30a}r"), "år", "composed");
}

#[test]
fn what_is_broken_or_locked_says_so() {
    assert_eq!(pages(Format::Pdf, b"%PDF-1.4 nothing").1, Err(Trouble::Broken));
    let whole = pdf(&["text"; 20], "");
    for cut in [10, 100, whole.len() / 2, whole.len() - 20] {
        // It may be read in part; it must come to an end.
        let _ = pages(Format::Pdf, &whole[..cut]);
    }
    let locked = pdf(
        &["text"],
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >> /ID [<00> <00>]",
    );
    assert_eq!(pages(Format::Pdf, &locked).1, Err(Trouble::Encrypted));
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    for office in [Format::Docx, Format::Xlsx, Format::Pptx] {
        assert_eq!(pages(office, ole).1, Err(Trouble::Encrypted), "{office:?}");
        assert_eq!(pages(office, b"PK\x03\x04").1, Err(Trouble::Broken), "{office:?}");
    }
    let odt = packed(&[("META-INF/manifest.xml", "<m:encryption-data/>"), ("content.xml", "x")]);
    assert_eq!(pages(Format::Odt, &odt).1, Err(Trouble::Encrypted));
    let broken = packed(&[("word/document.xml", "<w:p><w:t>början</w:p>")]);
    assert_eq!(pages(Format::Docx, &broken).1, Err(Trouble::Broken));
    let empty = packed(&[("word/other.xml", "")]);
    assert_eq!(pages(Format::Docx, &empty).1, Err(Trouble::Broken));
}

#[test]
fn what_is_endless_is_cut() {
    let deep = format!("<w:t>djup</w:t>{}", "<w:x>".repeat(200_000));
    let (read, _) = pages(Format::Docx, &packed(&[("word/document.xml", &deep)]));
    assert!(read.len() <= 1);
    let long = "rad utan slut ".repeat(20_000);
    let (read, ended) = pages(Format::Text, long.as_bytes());
    assert!(read.len() > 10 && read.iter().all(|page| page.len() <= 5 * PART));
    assert_eq!(ended, WHOLE);
    let many = r#"<w:p><w:t>x</w:t><w:br w:type="page"/></w:p>"#.repeat(10_050);
    let (read, ended) = pages(Format::Docx, &packed(&[("word/document.xml", &many)]));
    assert_eq!((u32::try_from(read.len()).unwrap(), ended), (MOST_PAGES, Ok(Read { cut: true })));
}

#[test]
fn a_file_is_what_its_bytes_say() {
    let word = packed(&[("[Content_Types].xml", ""), ("word/document.xml", "x")]);
    assert_eq!(decide("Plan.DOCX", &word, &word), Ok(Format::Docx));
    let other = |named: &str, is| Err(Refusal::Other { named: named.to_owned(), is });
    assert_eq!(decide("plan.pdf", &word, &word), other("pdf", Kind::Of(Format::Docx)));
    let zip = packed(&[("a.txt", "x")]);
    assert_eq!(decide("plan.docx", &zip, &zip), other("docx", Kind::Zip));
    // A part whose bytes look like the list is not in the list.
    let odt = packed(&[("mimetype", "application/vnd.oasis.opendocument.text")]);
    assert_eq!(
        decide("a.odt", &odt, &odt),
        other("odt", Kind::Zip),
        "its type must stand first, unpacked"
    );
    assert_eq!(decide("a.txt", b"text", b"text"), Ok(Format::Text));
    assert_eq!(decide("a.md", b"\xff\xfet\x00", b""), Ok(Format::Markdown));
    assert_eq!(decide("a.txt", b"\x00\x01", b""), other("txt", Kind::Unknown));
    assert_eq!(decide("a.svg", b"<svg/>", b""), Err(Refusal::Ending("svg".to_owned())));
    assert_eq!(decide("a.pdf", b"", b""), Err(Refusal::Empty));
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....";
    assert_eq!(decide("a.docx", ole, ole), other("docx", Kind::OldOffice));
    let locked: Vec<u8> = ole
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(decide("a.docx", &locked, &locked), Ok(Format::Docx));
    assert_eq!(decide("a.pdf", &locked, &locked), other("pdf", Kind::LockedOffice));
}
