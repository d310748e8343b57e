//! Personal data at the machine itself.

use crate::{Place, text};

#[test]
fn a_person_is_found_given_what_is_theirs_and_erased_only_when_told_so() {
    let place = Place::empty();
    place.ok(&["demo", "--once"]);
    place.ok(&["admin", "siv.alm@example.org", "--name", "Siv Alm"]);
    assert!(place.ok(&["person", "find", "nobody at all"]).contains("Ingen"));
    let found = place.json(&["person", "find", "SIV.ALM@example.org"]);
    assert_eq!(found.as_array().unwrap().len(), 1, "{found:#}");
    let anchor = found[0]["anchors"][0].as_str().unwrap().to_owned();
    assert_eq!(found[0]["names"][0], "Siv Alm");

    // By the address, a part of the name, or what names her.
    for who in ["siv.alm@example.org", "siv al", &anchor] {
        let plan = place.json(&["person", "erase", who]);
        assert_eq!(plan["person"], anchor.as_str());
    }
    place.fails(4, &["person", "erase", "nobody at all", "--yes"]);

    let file = place.path("siv.json");
    place.ok(&["person", "export", "siv.alm@example.org", text(&file)]);
    let copy = std::fs::read_to_string(&file).unwrap();
    let refused = place.fails(5, &["person", "export", "siv.alm@example.org", text(&file)]);
    assert!(refused.contains("name a new file"), "{refused}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), copy);
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "personal data are for their owner only");
    let copy: serde_json::Value = serde_json::from_str(&copy).unwrap();
    assert_eq!(copy["format"], "kompass-person/1");
    assert!(!copy["rows"].as_array().unwrap().is_empty());

    let said = place.ok(&["person", "erase", "siv.alm@example.org"]);
    assert!(said.contains("--yes"), "{said}");
    assert_eq!(place.json(&["person", "find", "Siv Alm"]).as_array().unwrap().len(), 1);
    let last = place.fails(4, &["person", "erase", "siv.alm@example.org", "--yes"]);
    assert!(last.contains("PD04"), "{last}");
    assert_eq!(place.json(&["person", "find", "Siv Alm"]).as_array().unwrap().len(), 1);
    place.ok(&["admin", "bo.ek@example.org", "--name", "Bo Ek"]);
    place.ok(&["person", "erase", "siv.alm@example.org", "--yes"]);
    assert_eq!(place.json(&["person", "find", "Siv Alm"]), serde_json::json!([]));
    place.ok(&["audit", "verify"]);
    place.fails(4, &["person", "erase", "siv.alm@example.org", "--yes"]);
}

#[test]
fn who_evaluated_stays_in_the_record() {
    let place = Place::empty();
    place.ok(&["demo", "--once"]);
    let plan = place.json(&["person", "erase", "Marit Ekenvall"]);
    let lines = plan["lines"].as_array().unwrap();
    let team = lines.iter().find(|line| line["outcome"]["stays"]["record"] == "team");
    assert!(team.unwrap()["why"].as_str().unwrap().contains("jäv"), "{plan:#}");
    place.ok(&["person", "erase", "Marit Ekenvall", "--yes"]);
    assert_eq!(place.json(&["person", "find", "Marit Ekenvall"]).as_array().unwrap().len(), 1);
    place.ok(&["audit", "verify"]);
}
