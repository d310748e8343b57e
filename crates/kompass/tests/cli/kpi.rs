//! Key figures on the command line: what is bad is refused with its place, what is killed leaves what was.

use crate::{Place, text};
use serde_json::json;
use std::fs::File;
use std::time::Duration;

const HEAD: &str = "kpi,municipality,year,gender,value\n";
const MARKS: [&str; 4] = ["--origin", "made up", "--fetched", "2024-08-30"];

fn import(file: &str) -> Vec<&str> {
    [&["kpi", "import", file][..], &MARKS].concat()
}

#[test]
fn files_become_an_edition_and_what_they_revise_is_told() {
    let place = Place::new();
    let first = place.json(&["kpi", "verify"]);
    assert_eq!(first["edition"], 0);
    assert_eq!(place.json(&["kpi", "editions"]), json!([]));
    let file =
        place.write("one.csv", format!("{HEAD}N01951,0180,2022,T,984749\nN01951,0138,2022,T,..\n"));
    let refused = place.fails(5, &import(text(&file)));
    assert!(refused.contains("--accept-loss"), "{refused}");
    assert_eq!(place.json(&["kpi", "verify"])["digest"], first["digest"]);
    let told = place.ok(&[&import(text(&file))[..], &["--accept-loss"]].concat());
    assert!(
        told.contains("edition 1 is in use: 6142 KPIs, 1 values, 1 published without one"),
        "{told}"
    );
    let told = place.ok(&["kpi", "revisions", "--kpi", "N01951", "--area", "0180"]);
    let row = told.lines().find(|line| line.contains("2022") && line.contains("alla")).unwrap();
    for word in ["1", "N01951", "0180", "984\u{202f}748", "984\u{202f}749"] {
        assert!(row.contains(word), "{row}");
    }
    assert!(place.ok(&["kpi", "editions"]).contains("Ändrade värden"), "in the language asked for");
    place.ok(&["kpi", "import", "--bundled"]);
    let back = place.json(&["kpi", "verify"]);
    assert_eq!((&back["digest"], &back["edition"]), (&first["digest"], &json!(2)));
}

#[test]
fn key_figures_are_found_read_compared_and_taken_away() {
    let place = Place::new();
    assert!(place.ok(&["kpi", "search", "sjukfranvaro"]).contains("N00090"), "without its marks");
    let told = place.ok(&["kpi", "show", "n00090", "--area", "Tyresö"]);
    for words in ["8,3\u{a0}%", "Källa: Kolada, hämtat 2024-08-30", "Egen bearbetning"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let compared =
        ["kpi", "compare", "N00090", "--area", "0138", "--area", "Stockholm", "--from", "2021"];
    assert!(place.ok(&compared).contains("Källa: Kolada, hämtat 2024-08-30"));
    let compared = place.json(&compared);
    assert_eq!(compared["rows"][0]["2022"], json!(8.3));
    let notes = compared["notes"].to_string();
    assert!(notes.contains("Källa: Kolada") && notes.contains("2024-08-30"), "{notes}");
    let refused = place.fails(4, &["kpi", "compare", "N00090", "N99998", "--area", "Nowhere"]);
    for word in ["not known: N99998", "not known: Nowhere"] {
        assert!(refused.contains(word), "{refused}");
    }
    let deviations = place.ok(&["kpi", "deviations", "0138", "--limit", "3"]);
    assert!(deviations.contains("median"), "{deviations}");
    let unknown = place.fails(4, &["kpi", "deviations", "0138", "--field", "Nej"]);
    assert!(unknown.contains("Nej"), "{unknown}");
    for form in ["xlsx", "csv", "parquet"] {
        let file = place.path(&format!("out.{form}"));
        place.ok(&["kpi", "export", "N00090", "--area", "0138", "--out", text(&file)]);
        assert!(std::fs::metadata(&file).unwrap().len() > 100, "{form}");
    }
    let nowhere = place.path("out.exe");
    place.fails(4, &["kpi", "export", "N00090", "--area", "0138", "--out", text(&nowhere)]);
    assert!(!nowhere.exists());
}

#[test]
fn bad_values_are_refused_with_their_place() {
    let place = Place::new();
    let before = place.json(&["kpi", "verify"]);
    let rows = "N99999,0180,2022,T,1\nN01951,0000x,2022,T,1\nN01951,0180,2999,T,1\nN01951,0180,2022,X,1\n\
        N01951,0180,2021,T,NaN\nN01951,0180,2020,T,inf\nN01951,0180,2019,T,\"1,5\"\nN01951,0180,2018,T,1\nN01951,0180,2018,T,2\n";
    let bad = place.write("bad.csv", format!("{HEAD}{rows}"));
    let other = place.write("other.csv", "kpi,kommun,år\nN01951,0180,2022\n");
    let broken = place.write("broken.parquet", b"PAR1 and then nothing");
    let told = place.fails(4, &import(text(&bad)));
    for word in [
        "in no catalogue",
        "not in the list of areas",
        "2999 is in the future",
        "\"X\" is no gender",
        "NaN is no value",
        "inf is no value",
        "decimals with a point",
        "is 2 here, and 1 in",
        "bad.csv:10",
    ] {
        assert!(told.contains(word), "{word:?} is missing in {told}");
    }
    assert!(place.fails(4, &import(text(&other))).contains("there is no column"));
    assert!(place.fails(4, &import(text(&broken))).contains("broken.parquet"));
    assert!(place.fails(4, &import("nowhere.csv")).contains("nowhere.csv"));
    place.fails(2, &["kpi", "import", text(&bad)]);
    place.fails(2, &["kpi", "import"]);
    // The address of Kolada is that of the configuration, if it is a safe one.
    place.write("kompass.toml", "[kpi]\naddress = \"http://api.kolada.se/v3/\"\n");
    let told = place.fails(4, &["kpi", "sync"]);
    assert!(told.contains("kpi.address") && told.contains("https://"), "{told}");
    assert_eq!(place.json(&["kpi", "verify"]), before, "nothing was changed");
}

#[test]
fn two_imports_at_once_are_one_and_a_refusal() {
    let place = Place::new();
    let before = place.json(&["kpi", "verify"]);
    let lock = File::create(place.path("kompass-data/kpis/import.lock")).unwrap();
    lock.try_lock().unwrap();
    let file = place.write("one.csv", format!("{HEAD}N01951,0180,2022,T,1\n"));
    let told = place.fails(5, &import(text(&file)));
    assert!(told.contains("another import"), "{told}");
    assert_eq!(place.json(&["kpi", "verify"]), before);
}

/// Killed at any moment, an import leaves the generation that was there, or its own, whole.
#[test]
fn a_killed_import_leaves_what_was() {
    let place = Place::new();
    let before = place.json(&["kpi", "verify"]);
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/kolada/values.parquet");
    let mut edition = before["edition"].clone();
    for part in 1..=6 {
        let mut child = place.command(&import(bundled)).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(part * part * 120));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = place.json(&["kpi", "verify"]);
        for what in ["values", "withheld", "kpis"] {
            assert_eq!(after[what], before[what], "{part}");
        }
        assert!(after["edition"].as_u64() >= edition.as_u64());
        edition = after["edition"].clone();
    }
    let left = std::fs::read_dir(place.path("kompass-data/kpis")).unwrap().flatten();
    let generations = left.filter(|it| it.path().extension().is_some_and(|own| own == "kpis"));
    assert!(generations.count() <= 8, "one a kill at the most");
    place.ok(&import(bundled));
    place.ok(&["doctor"]);
}
