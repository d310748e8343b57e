//! The paper for the council, unpacked: the parts that word processors want, what makes it accessible, and what it says.

use crate::sample;
use kompass_core::Lang;
use kompass_core::i18n::texts;
use kompass_report::council;
use kompass_report::docx::{Column, Document};
use kompass_report::markdown::blocks;
use kompass_report::model::Second;
use roxmltree::{Document as Xml, Node};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.descendants().find(|it| it.has_tag_name((W, name))).and_then(|it| it.attribute((W, "val")))
}

fn said(node: Node<'_, '_>) -> String {
    node.descendants().filter(|it| it.has_tag_name((W, "t"))).filter_map(|it| it.text()).collect()
}

/// The document as it reads: styles in brackets, lists with a dash, tables with bars.
fn read(bytes: &[u8]) -> String {
    let text = part(bytes, "word/document.xml");
    let xml = Xml::parse(&text).unwrap();
    let body = xml.root_element().first_element_child().unwrap();
    let mut out = String::new();
    for node in body.children() {
        if node.has_tag_name((W, "tbl")) {
            for row in node.children().filter(|it| it.has_tag_name((W, "tr"))) {
                let cells = row.children().filter(|it| it.has_tag_name((W, "tc"))).map(said);
                out.push_str(&format!("| {}\n", cells.collect::<Vec<_>>().join(" | ")));
            }
        } else if node.has_tag_name((W, "p")) && !said(node).is_empty() {
            let mark = match (value(node, "pStyle"), value(node, "numId")) {
                (Some(style), _) => format!("[{style}] "),
                (None, Some(list)) => format!("{list}- "),
                (None, None) => String::new(),
            };
            out.push_str(&format!("{mark}{}\n", said(node)));
        }
    }
    out
}

#[test]
fn the_package_has_what_word_processors_ask_for() {
    let bytes = council::docx(&sample::granvik()).unwrap();
    assert_eq!(
        bytes,
        council::docx(&sample::granvik()).unwrap(),
        "the same content, the same bytes"
    );
    let archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|it| it.unwrap().into_owned()).collect();
    assert_eq!(names.first().map(String::as_str), Some("[Content_Types].xml"));
    for name in &names {
        let text = part(&bytes, name);
        Xml::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    // Every part is declared, and every relation leads to a part.
    let types = part(&bytes, "[Content_Types].xml");
    for name in names.iter().filter(|name| !name.ends_with(".rels") && !name.starts_with('[')) {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
    }
    for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        let text = part(&bytes, rels);
        for relation in Xml::parse(&text).unwrap().root_element().children() {
            let target = format!("{folder}{}", relation.attribute("Target").unwrap());
            assert!(names.contains(&target), "{target}");
        }
    }
}

#[test]
fn it_has_headings_in_order_a_language_and_tables_with_head_rows() {
    for lang in Lang::ALL {
        let bytes =
            council::docx(&kompass_report::model::Report { language: lang, ..sample::granvik() })
                .unwrap();
        let tag = match lang {
            Lang::Sv => "sv-SE",
            Lang::En => "en-GB",
            Lang::Nb => "nb-NO",
        };
        let styles = part(&bytes, "word/styles.xml");
        assert_eq!(value(Xml::parse(&styles).unwrap().root_element(), "lang"), Some(tag));
        assert!(
            part(&bytes, "docProps/core.xml")
                .contains(&format!("<dc:language>{tag}</dc:language>"))
        );
        let text = part(&bytes, "word/document.xml");
        let xml = Xml::parse(&text).unwrap();
        let used: Vec<&str> = xml
            .descendants()
            .filter(|it| it.has_tag_name((W, "pStyle")))
            .filter_map(|it| it.attribute((W, "val")))
            .collect();
        assert_eq!(used.first(), Some(&"Title"));
        let levels: Vec<u8> =
            used.iter().filter_map(|it| it.strip_prefix("Heading")?.parse().ok()).collect();
        assert_eq!(levels.first(), Some(&1));
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        for style in &used {
            assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style} is not declared");
        }
        let tables: Vec<_> = xml.descendants().filter(|it| it.has_tag_name((W, "tbl"))).collect();
        assert!(!tables.is_empty());
        for table in tables {
            let rows: Vec<_> = table.children().filter(|it| it.has_tag_name((W, "tr"))).collect();
            let head =
                |row: &Node<'_, '_>| row.descendants().any(|it| it.has_tag_name((W, "tblHeader")));
            assert!(head(&rows[0]) && !rows[1..].iter().any(head));
        }
        let t = texts(lang);
        let all = read(&bytes);
        for wanted in [
            t.council_proposal(),
            t.council_background(),
            t.report_strengths(),
            t.report_improvements(),
        ] {
            assert!(all.contains(&format!("[Heading1] {wanted}\n")), "{wanted}");
        }
    }
}

#[test]
fn what_it_says() {
    insta::assert_snapshot!(read(&council::docx(&sample::granvik()).unwrap()));
}

#[test]
fn it_says_the_second_total_and_the_outcome_with_their_sources() {
    let mut report = sample::granvik();
    let before = read(&council::docx(&report).unwrap());
    assert!(
        !before.contains("Samma besök") && !before.contains("Utfall"),
        "nothing of what is not"
    );
    report.second = Some(Second { framework: "Kommunkompassen 2.0".into(), total: 431, max: 800 });
    sample::add_outcome(&mut report.areas[0], 2);
    sample::add_outcome(&mut report.areas[3], 1);
    let after = read(&council::docx(&report).unwrap());
    let new: Vec<&str> = after.lines().filter(|line| !before.contains(line)).collect();
    insta::assert_snapshot!(new.join("\n"));
}

#[test]
fn any_text_is_held() {
    let mut document =
        Document::new(Lang::Sv, "Å & <b>\u{0}\u{b}", jiff::civil::date(2026, 5, 4), "");
    document.blocks(&blocks("Se [sidan](https://x.se) *och* **mer**.\n\n1. ett\n2. två\n   - inne\n\n> sagt\n\n# Rubrik"));
    document.numbers(["a", "b"]);
    document.bullets(["\u{ffff}c\r\nd"]);
    let columns =
        [("K<l", false), ("Tal", true)].map(|(title, number)| Column { title, number, share: 1 });
    document.table(&columns, &[vec!["x".into(), "1".into()], vec!["y".into()]]);
    let bytes = document.finish().unwrap();
    assert_eq!(
        read(&bytes),
        "[Title] Å & <b>\nSe sidan (https://x.se) och mer.\n2- ett\n2- två\n1- inne\nsagt\n[Heading3] Rubrik\n\
         3- a\n3- b\n1- c  d\n| K<l | Tal\n| x | 1\n| y\n"
    );
    let numbering = part(&bytes, "word/numbering.xml");
    for list in ["1", "2", "3"] {
        assert!(numbering.contains(&format!("w:numId=\"{list}\"")), "list {list} is not declared");
    }
}
