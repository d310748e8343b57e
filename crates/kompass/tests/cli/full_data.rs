//! Bundled data against what it was taken from. `KOMPASS_TEST_DATA` names the folder of the full data; CI always sets it.
//! Without it the same tests run on the bundled slices alone.

use crate::{Place, repository, text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn full_data() -> Option<PathBuf> {
    let folder = std::env::var_os("KOMPASS_TEST_DATA").map(PathBuf::from)?;
    assert!(folder.is_dir(), "KOMPASS_TEST_DATA={} is not a folder", folder.display());
    Some(folder)
}

/// Two columns of a CSV file, by the names in its head.
fn columns(path: &Path, key: &str, value: &str) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|own| own == name).unwrap();
    let (key, value) = (at(key), at(value));
    reader
        .records()
        .map(Result::unwrap)
        .map(|row| (row[key].to_owned(), row[value].to_owned()))
        .collect()
}

#[test]
fn every_kpi_that_a_question_names_exists() {
    let bundled = columns(&repository("data/kpis-of-questions.csv"), "id", "title");
    let place = Place::empty();
    for framework in ["kommunkompassen-2.0", "kommunkompassen-2020"] {
        let whole: serde_json::Value =
            serde_json::from_str(&place.ok(&["framework", "export", framework])).unwrap();
        let areas = whole["areas"].as_array().unwrap().iter();
        let subs = areas.flat_map(|area| area["sub_areas"].as_array().unwrap());
        for question in subs.flat_map(|sub| sub["questions"].as_array().unwrap()) {
            for kpi in question["kpis"].as_array().into_iter().flatten() {
                let id = kpi.as_str().unwrap();
                assert!(bundled.contains_key(id), "{framework} {}: {id}", question["code"]);
            }
        }
    }
    if let Some(data) = full_data() {
        let catalogue = columns(&data.join("kolada/catalogue/kpi_catalogue_v3.csv"), "id", "title");
        for (id, title) in &bundled {
            assert_eq!(catalogue.get(id), Some(title), "{id}");
        }
    }
}

#[test]
fn the_bundled_municipalities_are_those_of_the_catalogue() {
    let bundled = columns(&repository("data/municipalities.csv"), "code", "name");
    assert_eq!(
        bundled.get("0180").map(String::as_str),
        Some("Stockholm"),
        "the leading zero is kept"
    );
    if let Some(data) = full_data() {
        let mut catalogue =
            columns(&data.join("kolada/catalogue/municipalities_v3.csv"), "id", "title");
        catalogue.remove("0000");
        assert_eq!(bundled, catalogue);
    }
}

#[test]
fn the_bundled_results_are_those_that_were_collected() {
    let place = Place::new();
    let bundled = repository("data/results/published-results.csv");
    assert_eq!(place.json(&["results", "import", text(&bundled)])["new"], 35);
    if let Some(data) = full_data() {
        // There the sources are called by their file names, here by their ids.
        let collected =
            std::fs::read_to_string(data.join("results/published-results.csv")).unwrap();
        let mut collected = collected.replace("\r\n", "\n").replace("seed:", "source:");
        for name in ["_a160ae38f06f2203.txt", "_59ca61f48e326369.txt"] {
            collected = collected.replace(name, "");
        }
        assert_eq!(std::fs::read_to_string(bundled).unwrap(), collected);
    }
}
