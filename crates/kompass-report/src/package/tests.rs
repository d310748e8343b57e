use super::*;
use kompass_core::table::{Cell, Column, Table};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

const METS: &str = "http://www.loc.gov/METS/";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const NASTY: &str = "<a b=\"1\"> & 'c' ]]> \u{1}\u{ffff} å";

fn moment() -> Timestamp {
    "2026-03-04T05:06:07.000008Z".parse().unwrap()
}

fn packed() -> BTreeMap<String, Vec<u8>> {
    let about = About {
        id: "kompass-1-7".to_owned(),
        label: NASTY.to_owned(),
        created: moment(),
        record_number: NASTY.to_owned(),
        organisation: Party { name: NASTY.to_owned(), code: "0000".to_owned() },
        content: "Kompass case 1",
        version: "1",
    };
    let mut packer = Packer::new(Cursor::new(Vec::new()), about);
    let file = |path: &str| File {
        path: path.to_owned(),
        original: NASTY.to_owned(),
        media_type: "text/plain",
        created: moment(),
    };
    packer.put(file("a.txt"), b"one").unwrap();
    packer.begin(file("b/c.txt")).unwrap();
    packer.bytes(b"two ").unwrap();
    packer.bytes(b"three").unwrap();
    packer.end().unwrap();
    let event = Event {
        kind: "creation",
        at: moment(),
        detail: NASTY.to_owned(),
        outcome: NASTY.to_owned(),
        agent: "software".to_owned(),
        file: "a.txt".to_owned(),
    };
    let agent = Agent {
        id: "software".to_owned(),
        name: "Kompass".to_owned(),
        kind: "software",
        version: "1",
    };
    let described = Description {
        name: "case.xml",
        kind: "OTHER",
        other: "Kompass",
        bytes: b"<a/>".to_vec(),
        schema: Some(("case.xsd", "<s/>")),
    };
    let zip = packer.finish(vec![described], (&[event], &[agent]), b"how to read").unwrap();
    let mut zip = ZipArchive::new(zip).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn xml(bytes: &[u8]) -> Document<'_> {
    Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap()
}

fn named<'a>(document: &'a Document<'_>, name: &'a str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|it| it.tag_name().name() == name).collect()
}

#[test]
fn the_package_names_every_file_in_it() {
    let files = packed();
    let root = "kompass-1-7/";
    assert!(files.keys().all(|name| name.starts_with(root)));
    let outer = xml(&files["kompass-1-7/METS.xml"]);
    assert_eq!(outer.root_element().tag_name().namespace(), Some(METS));
    assert_eq!(outer.root_element().attribute("OBJID"), Some("kompass-1-7"));
    let mut named_files = vec![format!("{root}METS.xml")];
    for (path, folder) in
        [("METS.xml", ""), ("representations/rep1/METS.xml", "representations/rep1/")]
    {
        let mets = xml(&files[&format!("{root}{path}")]);
        for file in named(&mets, "file").into_iter().chain(named(&mets, "mdRef")) {
            let place = if file.has_tag_name((METS, "mdRef")) {
                file
            } else {
                file.first_element_child().unwrap()
            };
            let name = format!("{root}{folder}{}", place.attribute((XLINK, "href")).unwrap());
            let bytes = &files[&name];
            assert_eq!(file.attribute("SIZE"), Some(bytes.len().to_string().as_str()));
            let digest = kompass_core::digest::sha256(bytes);
            assert_eq!(file.attribute("CHECKSUM"), Some(digest.as_str()), "{name}");
            named_files.push(name);
        }
    }
    named_files.sort();
    assert_eq!(named_files, files.keys().cloned().collect::<Vec<_>>());
}

#[test]
fn what_people_wrote_is_text_and_nothing_else() {
    let files = packed();
    let premis = xml(&files["kompass-1-7/metadata/preservation/premis.xml"]);
    let held = "<a b=\"1\"> & 'c' ]]>  å";
    for name in ["originalName", "eventDetail", "eventOutcome"] {
        assert!(named(&premis, name).iter().all(|it| it.text() == Some(held)), "{name}");
    }
    let outer = xml(&files["kompass-1-7/METS.xml"]);
    assert_eq!(outer.root_element().attribute("LABEL"), Some(held));
    assert_eq!(named(&outer, "altRecordID")[0].text(), Some(held));

    let section = Section {
        heading: NASTY.to_owned(),
        note: NASTY.to_owned(),
        tables: vec![Table {
            title: NASTY.to_owned(),
            notes: Vec::new(),
            columns: vec![Column::new(NASTY, 1)],
            rows: vec![vec![Cell::text(NASTY)], vec![Cell::Empty]],
        }],
    };
    let facts = [(NASTY.to_owned(), NASTY.to_owned())];
    let page = page(kompass_core::Lang::Sv, NASTY, &facts, &[section]).unwrap();
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let page = Document::parse_with_options(std::str::from_utf8(&page).unwrap(), options).unwrap();
    for name in ["title", "h1", "h2", "h3", "p"] {
        assert_eq!(named(&page, name)[0].text(), Some(held), "{name}");
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(packed(), packed());
}

#[test]
fn names_are_plain() {
    assert_eq!(plain_name("Mål och budget 2025.pdf"), "Mal_och_budget_2025.pdf");
    assert_eq!(plain_name("../../etc/passwd"), "passwd");
    assert_eq!(plain_name("C:\\x\\..\\y.tar.gz"), "y.tar.gz");
    assert_eq!(plain_name("..."), "");
    assert_eq!(plain_name(""), "");
    assert_eq!(plain_name(&format!("{}.pdf", "a".repeat(300))), format!("{}.pdf", "a".repeat(80)));
}
