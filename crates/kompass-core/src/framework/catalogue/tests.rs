use super::*;
use crate::framework::crosswalk::CrosswalkKind;
use crate::framework::{Detail, Origin, Part, canonical, export, testdata};
use crate::points::Points;
use std::collections::BTreeMap;

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn every_file_that_is_compiled_in_is_without_problems() {
    let catalogue = Catalogue::built_in();
    let mut problems = String::new();
    for (name, text) in FRAMEWORKS {
        if let Err(found) = catalogue.lint_file(name, text.as_bytes()) {
            problems.push_str(&lines(&found));
        }
    }
    for (name, text) in CROSSWALKS {
        if let Err(found) = catalogue.lint_crosswalk(name, text.as_bytes()) {
            problems.push_str(&lines(&found));
        }
    }
    assert!(problems.is_empty(), "{problems}");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../frameworks");
    let files = |folder: &str| {
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".toml")).count()
    };
    assert_eq!(files(folder), FRAMEWORKS.len() + 1, "every file of the folder is compiled in");
    assert_eq!(files(&format!("{folder}/crosswalks")), CROSSWALKS.len());
}

#[test]
fn the_versions_have_the_shape_that_the_sources_give() {
    let catalogue = Catalogue::built_in();
    let shape = |id: &str| {
        let framework = catalogue.framework(id).unwrap();
        let per_area: Vec<usize> =
            framework.areas.iter().map(|area| area.sub_areas.len()).collect();
        (framework.fields.len(), framework.points(), per_area)
    };
    // Source 001 numbers 45 sub-areas; source 002 four main fields and 35 sub-areas.
    assert_eq!(shape("kommunkompassen-2.0"), (0, 800, vec![5, 6, 5, 6, 6, 6, 5, 6]));
    assert_eq!(shape("kommunkompassen-2020"), (4, 800, vec![5, 4, 4, 4, 5, 4, 4, 5]));
    for id in ["kommunkompassen-original", "kommunekompasset-2010", "kommunekompasset-2020"] {
        assert_eq!(shape(id), (0, 800, vec![0; 8]), "{id}");
    }
    for framework in catalogue.frameworks() {
        assert!(framework.areas.iter().all(|area| area.points == 100), "{}", framework.id);
    }
}

#[test]
fn sub_areas_have_three_to_five_questions_and_the_preparation_40_to_45() {
    for id in ["kommunkompassen-2.0", "kommunkompassen-2020"] {
        let framework = Catalogue::built_in().framework(id).unwrap();
        assert_eq!(framework.detail, Detail::Questions);
        assert_eq!(framework.origin(Part::Questions), Some(Origin::KompassDefault));
        assert_eq!(framework.origin(Part::Points), Some(Origin::KompassDefault));
        for (_, sub) in framework.sub_areas() {
            assert!((3..=5).contains(&sub.questions.len()), "{id} {}", sub.code);
        }
        let pre = framework.questions().filter(|(_, question)| question.pre_question).count();
        assert!((40..=45).contains(&pre), "{id}: {pre}");
    }
}

/// Titles as the sources print them, but for capitals, white space and punctuation.
#[test]
fn titles_are_those_of_the_sources() {
    let catalogue = Catalogue::built_in();
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    for (id, source) in [("kommunkompassen-2.0", "001"), ("kommunkompassen-2020", "002")] {
        let framework = catalogue.framework(id).unwrap();
        let areas = framework.areas.iter().map(|area| (area.number.to_string(), &area.title.sv));
        let subs = framework.sub_areas().map(|(_, sub)| (sub.code.clone(), &sub.title.sv));
        let fields = framework.fields.iter().map(|f| (format!("field{}", f.number), &f.title.sv));
        for (code, title) in areas.chain(subs).chain(fields) {
            let line = catalogue.sources().line(&format!("{source}/{code}/t"));
            let line = line.unwrap_or_else(|| panic!("{id}: no title of {code} in {source}"));
            assert_eq!(letters(title), letters(line.reading()), "{id} {code}");
            let capitals = title.chars().filter(|c| c.is_uppercase()).count();
            assert!(capitals <= 3, "capitals are normalised: {title}");
        }
    }
}

#[test]
fn a_framework_is_found_by_id_and_by_the_name_in_published_results() {
    let catalogue = Catalogue::built_in();
    for (version, id) in [
        ("original", "kommunkompassen-original"),
        ("2.0", "kommunkompassen-2.0"),
        ("2020", "kommunkompassen-2020"),
        ("no-2010", "kommunekompasset-2010"),
        ("no-2020", "kommunekompasset-2020"),
    ] {
        assert_eq!(catalogue.by_results_version(version).unwrap().id, id);
        assert_eq!(catalogue.framework(id).unwrap().results_version, version);
    }
    let of_year = |country, year| catalogue.of_year(country, year).map(|it| it.id.as_str());
    assert_eq!(of_year("SE", 2001), None, "there was none yet");
    assert_eq!(of_year("SE", 2002), Some("kommunkompassen-original"));
    assert_eq!(of_year("SE", 2019), Some("kommunkompassen-2.0"));
    assert_eq!(of_year("SE", 2026), Some("kommunkompassen-2020"));
    assert_eq!(of_year("NO", 2012), Some("kommunekompasset-2010"));
    let bearing = |from: &str, to: &str, code: &str| catalogue.bearing_on(from, to, code);
    assert_eq!(bearing("kommunkompassen-2020", "kommunkompassen-2020", "1.1"), ["1.1"]);
    let crosswalk = catalogue.crosswalk("kommunkompassen-2.0", "kommunkompassen-2020").unwrap();
    for link in &crosswalk.links {
        let forth = bearing("kommunkompassen-2.0", "kommunkompassen-2020", &link.to);
        let back = bearing("kommunkompassen-2020", "kommunkompassen-2.0", &link.from);
        assert!(forth.contains(&link.from) && back.contains(&link.to), "{link:?}");
        assert!(forth.iter().all(|code| forth.iter().filter(|it| *it == code).count() == 1));
    }
    let areas = bearing("kommunkompassen-original", "kommunkompassen-2.0", "1.1");
    assert!(areas.is_empty(), "areas that correspond say nothing of sub-areas");
    let error = catalogue.framework("kommunkompasen-2020").unwrap_err().to_string();
    assert_eq!(
        error,
        "framework kommunkompasen-2020 was not found – did you mean \"kommunkompassen-2020\"? frameworks: \
         kommunkompassen-2020, kommunkompassen-2.0, kommunkompassen-original, kommunekompasset-2020, \
         kommunekompasset-2010"
    );
    let error = catalogue.by_results_version("3.0").unwrap_err().to_string();
    assert_eq!(
        error,
        "framework version 3.0 was not found – versions: 2020, 2.0, original, no-2020, no-2010"
    );
}

#[test]
fn crosswalks_bridge_the_versions() {
    let catalogue = Catalogue::built_in();
    let estimating = catalogue.crosswalk("kommunkompassen-2.0", "kommunkompassen-2020").unwrap();
    assert_eq!(estimating.kind, CrosswalkKind::SubAreas);
    let from = catalogue.framework(&estimating.from).unwrap();
    let to = catalogue.framework(&estimating.to).unwrap();
    let all: BTreeMap<String, Points> =
        from.sub_areas().map(|(_, sub)| (sub.code.clone(), Points::whole(sub.points))).collect();
    let estimate = estimating.estimate(from, to, &all).unwrap();
    assert_eq!(estimate.points, estimate.covered, "everything reached is everything estimated");
    assert!(estimate.covered <= estimate.of && estimate.areas.len() == 8);
    for (from, to) in [
        ("kommunkompassen-original", "kommunkompassen-2.0"),
        ("kommunkompassen-2.0", "kommunekompasset-2010"),
    ] {
        let corresponding = catalogue.crosswalk(from, to).unwrap();
        assert_eq!(corresponding.kind, CrosswalkKind::Areas);
        let targets: Vec<u8> = corresponding.correspondences().iter().map(|(to, _)| *to).collect();
        assert!((1..=8).all(|area| targets.contains(&area)), "{from} → {to}");
    }
}

#[test]
fn every_framework_survives_its_exports() {
    for framework in Catalogue::built_in().frameworks() {
        let again = parse::parse("export.toml", &export::toml(framework)).unwrap();
        assert_eq!(&again, framework, "{}", framework.id);
        let pinned = canonical::Pinned::new(framework);
        assert_eq!(&pinned.framework().unwrap(), framework, "{}", framework.id);
    }
}

fn folder(files: &[(&str, &str)]) -> std::result::Result<Catalogue, Vec<Problem>> {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    Catalogue::with_files(files)
}

const SOURCES_OF_TESTS: &str = include_str!("../../../fixtures/sources.toml");

#[test]
fn a_folder_adds_frameworks_crosswalks_and_sources() {
    let other = testdata::SMALL.replace("id = \"small\"", "id = \"other\"");
    let crosswalk = "from = \"small\"\nto = \"other\"\nkind = \"areas\"\nnote = { sv = \"n\", en = \"n\" }\nlinks = []\n";
    let catalogue = folder(&[
        ("crosswalks/small--other.toml", crosswalk),
        ("small.toml", testdata::SMALL),
        ("other.toml", &other),
        ("sources.toml", SOURCES_OF_TESTS),
    ])
    .unwrap();
    assert_eq!(catalogue.frameworks().len(), FRAMEWORKS.len() + 2);
    assert_eq!(catalogue.by_results_version("small").unwrap().id, "small");
    assert!(catalogue.crosswalk("small", "other").is_some());
    assert!(catalogue.sources().line("s1/1/f1").is_some());
    assert!(catalogue.sources().line("001/1/f1").is_some());
}

#[test]
fn a_folder_with_any_problem_adds_nothing() {
    let problems = folder(&[
        ("good.toml", testdata::SMALL),
        ("again.toml", testdata::SMALL),
        ("half.toml", "id = "),
        ("taken.toml", FRAMEWORKS[0].1),
        ("sources.toml", SOURCES_OF_TESTS),
        ("more/sources.toml", SOURCES_OF_TESTS),
        ("crosswalks/a.toml", CROSSWALKS[0].1),
        ("crosswalks/b.toml", "from = \"x\""),
    ])
    .unwrap_err();
    insta::assert_snapshot!(lines(&problems));
}
