//! The archive of a case from the command line.

use crate::Place;
use std::io::{Cursor, Read};
use zip::ZipArchive;

#[test]
fn a_case_becomes_one_file_that_is_the_same_each_time() {
    let place = Place::empty();
    place.json(&["demo", "--once"]);
    let made = place.json(&["evaluation", "archive", "granvik-2025", "granvik.zip"]);
    let bytes = std::fs::read(place.path("granvik.zip")).unwrap();
    assert_eq!(made["size"], bytes.len());
    assert_eq!(made["sha256"], kompass_core::digest::sha256(&bytes));

    let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let root = made["package"].as_str().unwrap();
    let mut read = |path: &str| {
        let mut bytes = Vec::new();
        let mut file = zip.by_name(&format!("{root}/{path}")).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    };
    let report = read("representations/rep1/data/reports/edition-1-sv.pdf");
    assert_eq!(report, std::fs::read(place.path("kompass-data/granvik-2025.pdf")).unwrap());
    let page = String::from_utf8(read("representations/rep1/data/case.html")).unwrap();
    assert!(page.contains("Kommunkompassen Granvik 2025") && page.contains("Marit Ekenvall"));

    place.ok(&["evaluation", "archive", "granvik-2025", "again.zip"]);
    assert!(std::fs::read(place.path("again.zip")).unwrap() == bytes);
    place.ok(&["audit", "verify"]);

    let refused = place.fails(4, &["evaluation", "archive", "granvik-2025", "again.zip"]);
    assert!(refused.contains("there already"), "{refused}");
    place.fails(3, &["evaluation", "archive", "nobody-2025", "nobody.zip"]);
    assert!(!place.path("nobody.zip").exists());
}

#[test]
fn a_published_result_and_a_case_just_booked_are_archived_too() {
    let place = Place::empty();
    place.json(&["demo", "--once"]);
    place.ok(&["evaluation", "archive", "tyresö-2015", "tyreso.zip"]);
    place.ok(&["evaluation", "new", "Nacka", "--date", "2026-05-04"]);
    place.ok(&["evaluation", "archive", "nacka-2026", "nacka.zip"]);
    for name in ["tyreso.zip", "nacka.zip"] {
        let file = std::fs::File::open(place.path(name)).unwrap();
        assert!(ZipArchive::new(file).unwrap().len() > 25, "{name}");
    }
}
