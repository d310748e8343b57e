//! From a filled-in evaluation to a published report.

use crate::{Place, repository, text};
use serde_json::{Value, json};

/// Tyresö 2015: source 001, the feedback slides of 2015-05-06.
const TYRESO: [u32; 8] = [74, 74, 78, 55, 67, 64, 60, 64];

#[test]
fn the_demonstration_writes_both_reports_and_prints_the_areas() {
    let place = Place::empty();
    let made = place.json(&["demo", "--once"]);
    let tyreso = &made["reports"][0];
    assert_eq!(tyreso["areas"], json!(TYRESO));
    assert_eq!(tyreso["total"], 536);
    assert_eq!(made["reports"][1]["municipality"], "Granvik");
    for report in made["reports"].as_array().unwrap() {
        let bytes = std::fs::read(place.path(report["path"].as_str().unwrap())).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
    }
    let printed = place.ok(&["demo", "--once"]);
    for known in
        ["536", "473", "452", "poäng per delområde ej publicerade", "Granvik 2025", "påhittad"]
    {
        assert!(printed.contains(known), "{known} is missing in\n{printed}");
    }
    assert_eq!(
        place.json(&["evaluation", "list"]).as_array().unwrap().len(),
        2,
        "a second run adds nothing"
    );
    place.ok(&["report", "verify", "kompass-data/granvik-2025.pdf"]);
    place.ok(&["audit", "verify"]);
    place.ok(&["doctor"]);
    place.ok(&["evaluation", "status", "granvik-2025", "--to", "follow_up"]);
    // Reopened, it needs its signatures and its report anew.
    place.ok(&[
        "evaluation",
        "status",
        "granvik-2025",
        "--to",
        "review",
        "--reason",
        "rättelse av område 3",
    ]);
    let refused = place.fails(4, &["evaluation", "status", "granvik-2025", "--to", "fact_check"]);
    assert!(refused.contains("L12"), "{refused}");
}

#[test]
fn published_results_are_listed_as_objects_with_eight_areas() {
    let place = Place::new();
    let file = repository("data/results/published-results.csv");
    let first = place.json(&["results", "import", text(&file)]);
    assert_eq!(first["new"], 35);
    let again = place.json(&["results", "import", text(&file)]);
    assert_eq!(
        (&again["new"], &again["changed"], &again["unchanged"]),
        (&json!(0), &json!(0), &json!(35))
    );

    let all = place.json(&["results", "list"]);
    let all = all.as_array().unwrap();
    let one = |name: &str, year: u32| {
        all.iter().find(|it| it["municipality"] == name && it["year"] == year).unwrap()
    };
    let tyreso = one("Tyresö", 2015);
    assert_eq!(tyreso["code"], "0138", "the code keeps its leading zero");
    assert_eq!(tyreso["areas"], json!(TYRESO));
    assert_eq!(one("Nacka", 2011)["areas"], json!(vec![Value::Null; 8]), "a total is never split");
    assert_eq!(all.iter().filter(|it| it["aggregate"] == true).count(), 5);
}

#[test]
fn a_comparison_prints_its_rule_and_n() {
    let place = Place::new();
    assert_eq!(place.json(&["results", "import"])["new"], 35, "those that come with the program");
    let compared = place.json(&["results", "compare", "tyresö-2015"]);
    let total = &compared["comparison"]["total"];
    assert_eq!(total["own"], 536);
    // Published 2.0 results of others: Grästorp, Helsingborg, Karlskoga ×2, Lidköping ×2, Nacka, Vallentuna ×2, Örebro.
    assert_eq!(total["n"], 10);
    let words = place.ok(&[
        "results",
        "compare",
        "tyresö-2015",
        "--window",
        "2013-2015",
        "--repeat",
        "latest",
    ]);
    assert!(
        words.contains("åren 2013–2015") && words.contains("bara kommunens senaste"),
        "{words}"
    );
    assert!(words.contains("egna kommunen ingår inte"), "{words}");

    // Similar to Tyresö by Kolada's model of 2025 is Vallentuna alone of those with a published result of 2.0.
    let similar = place.ok(&["results", "compare", "tyresö-2015", "--group", "similar"]);
    assert!(similar.contains("liknande kommuner enligt Kolada 2025, övergripande ("), "{similar}");
    assert!(similar.contains("Vallentuna"), "{similar}");
    let similar = place.json(&["results", "compare", "tyresö-2015", "--group", "similar"]);
    assert_eq!(similar["comparison"]["total"]["n"], 2);
}

#[test]
fn an_evaluation_goes_out_and_in_unchanged() {
    let place = Place::new();
    let granvik = repository("data/demo/granvik-2025.toml");
    let imported = place.json(&["evaluation", "import", text(&granvik)]);
    let id = imported[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(place.json(&["evaluation", "import", text(&granvik)])[0]["change"], "none");

    for format in ["json", "toml"] {
        let exported = place.ok(&["evaluation", "export", &id, "--format", format]);
        let copy = Place::new();
        let file = copy.write(&format!("copy.{format}"), &exported);
        copy.ok(&["evaluation", "import", text(&file)]);
        assert_eq!(copy.ok(&["evaluation", "export", &id, "--format", format]), exported);
    }
    let edited = place
        .ok(&["evaluation", "export", &id, "--format", "toml"])
        .replace("KS 2025/318", "KS 2025/319");
    let file = place.write("edited.toml", edited);
    place.fails(5, &["evaluation", "import", text(&file)]);
    assert_eq!(
        place.json(&["evaluation", "import", "--replace", text(&file)])[0]["change"],
        "replaced"
    );
    assert!(place.ok(&["evaluation", "export", &id]).contains("KS 2025/319"));

    let score = place.json(&["evaluation", "score", "granvik-2025"]);
    assert_eq!(score["score"]["complete"], true);
    assert_eq!(score["score"]["basis"], "kompass_default");
    let areas = score["score"]["areas"].as_array().unwrap();
    let sum: u64 = areas.iter().map(|area| area["points"].as_u64().unwrap()).sum();
    assert_eq!(score["score"]["total"], sum, "the total is the sum of the rounded areas");
}

#[test]
fn a_delivered_report_is_recognised_and_a_changed_one_is_not() {
    let place = Place::new();
    place.ok(&["evaluation", "import", text(&repository("data/demo/tyreso-2015.toml"))]);
    place.ok(&["report", "write", "tyresö-2015", "--output", "draft.pdf", "--window", "2013-2015"]);
    assert!(std::fs::read(place.path("draft.pdf")).unwrap().starts_with(b"%PDF"));
    place.fails(4, &["report", "write", "tyresö-2015", "--window", "sometimes"]);
    let delivered = place.json(&["report", "deliver", "tyresö-2015"]);
    let digest = delivered["blob"]["digest"].as_str().unwrap();
    let report = place.write("report.pdf", place.document(digest));
    assert!(place.ok(&["report", "verify", text(&report)]).contains("unchanged: edition 1"));

    let mut bytes = std::fs::read(&report).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let changed = place.write("changed.pdf", bytes);
    assert!(place.fails(3, &["report", "verify", text(&changed)]).contains("changed"));
}

#[test]
fn a_new_evaluation_says_what_must_hold_before_the_next_step() {
    let place = Place::new();
    let made = place.json(&[
        "evaluation",
        "new",
        "0138",
        "--date",
        "2026-03-02",
        "--kind",
        "self",
        "--lead",
        "Anna Berg, Tyresö kommun",
    ]);
    assert_eq!(made["name"], "Tyresö 2026");
    let status = place.json(&["evaluation", "status", "tyresö-2026"]);
    assert_eq!(status["state"], "planned");
    let refused = place.fails(4, &["evaluation", "status", "tyresö-2026", "--to", "delivered"]);
    assert!(refused.contains("L"), "each rule has its code: {refused}");
    place.ok(&["evaluation", "status", "tyresö-2026", "--to", "preparation"]);
    place.ok(&["evaluation", "status", "tyresö-2026", "--to", "planned", "--reason", "fel datum"]);
}
