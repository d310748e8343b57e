use super::*;
use crate::framework::{SubArea, testdata};
use proptest::prelude::*;

const FILE: &str = r#"
from = "small"
to = "large"
kind = "sub-areas"
note = { sv = "n", en = "n" }

[[links]]
to = "1.1"
from = "1.2"
weight = 600
reason = { sv = "r", en = "r" }

[[links]]
to = "1.1"
from = "1.1"
weight = 300
reason = { sv = "r", en = "r" }

[[links]]
to = "1.2"
from = "1.2"
weight = 500
reason = { sv = "r", en = "r" }
"#;

/// From `small` (1.1 of 40 points, 1.2 of 60) to `large` (1.1 of 50, 1.2 of 30, 1.3 of 20).
fn frameworks() -> (Framework, Framework) {
    let from = testdata::small();
    let mut to = from.clone();
    to.id = "large".into();
    let third = to.areas[0].sub_areas[1].clone();
    to.areas[0].sub_areas.push(SubArea { code: "1.3".into(), points: 20, ..third });
    to.areas[0].sub_areas[0].points = 50;
    to.areas[0].sub_areas[1].points = 30;
    (from, to)
}

fn load(text: &str) -> std::result::Result<Crosswalk, Vec<Problem>> {
    let (from, to) = frameworks();
    Crosswalk::load("c.toml", text.as_bytes(), &["small", "large"], |id| match id {
        "small" => Some(&from),
        "large" => Some(&to),
        _ => None,
    })
}

fn reached(points: &[(&str, i64)]) -> BTreeMap<String, Points> {
    points.iter().map(|(code, points)| ((*code).to_owned(), Points(*points))).collect()
}

fn estimated(points: &[(&str, i64)]) -> Estimate {
    let (from, to) = frameworks();
    load(FILE).unwrap().estimate(&from, &to, &reached(points)).unwrap()
}

fn sub_areas(estimate: &Estimate) -> Vec<(&str, i64, u16)> {
    let parts = estimate.sub_areas.iter();
    parts.map(|sub| (sub.code.as_str(), sub.points.0, sub.explained)).collect()
}

#[test]
fn an_estimate_weighs_the_shares_and_says_what_it_covers() {
    let estimate = estimated(&[("1.1", 10_000), ("1.2", 45_000)]);
    // 1.1: 50 × (600 × 45/60 + 300 × 10/40) / 900 = 29.167; 1.2: 30 × 45/60 = 22.5.
    assert_eq!(sub_areas(&estimate), [("1.1", 29_167, 900), ("1.2", 22_500, 500)]);
    let area = &estimate.areas[0];
    let points = (area.points.0, area.covered.0, area.of.0);
    assert_eq!(points, (51_667, 80_000, 100_000));
    assert_eq!((estimate.points, estimate.covered), (area.points, area.covered));
}

#[test]
fn what_is_not_known_is_left_out_with_its_links() {
    let estimate = estimated(&[("1.1", 20_000), ("9.9", 1)]);
    assert_eq!(sub_areas(&estimate), [("1.1", 25_000, 300)]);
    let nothing = estimated(&[]);
    assert_eq!((nothing.points, nothing.covered), (Points::ZERO, Points::ZERO));
    assert!(nothing.sub_areas.is_empty());
}

#[test]
fn areas_only_correspond() {
    let (from, to) = frameworks();
    let one_link = FILE.split("[[links]]").take(2).collect::<Vec<_>>().join("[[links]]");
    let areas = one_link.replace("sub-areas", "areas").replace("\"1.1\"", "\"1\"");
    let areas = load(&areas.replace("\"1.2\"", "\"1\"")).unwrap();
    assert_eq!(areas.correspondences(), [(1, 1)]);
    assert!(areas.estimate(&from, &to, &BTreeMap::new()).is_err());
    let subs = load(FILE).unwrap();
    assert_eq!(subs.correspondences(), [(1, 1)]);
    assert!(subs.estimate(&to, &from, &BTreeMap::new()).is_err(), "the other way round");
}

#[test]
fn what_a_person_reads_of_a_broken_crosswalk() {
    let mut all = String::new();
    for text in [
        FILE.replace("from = \"small\"", "from = \"smal\""),
        FILE.replace("to = \"large\"", "to = \"small\""),
        FILE.replacen("reason = { sv = \"r\",", "raeson = {", 1),
        FILE.replace("weight = 300", "weight = 700")
            .replace("weight = 500", "weight = 0")
            .replacen("to = \"1.1\"\nfrom = \"1.2\"", "to = \"1.9\"\nfrom = \"1.7\"", 1)
            .replacen("reason = { sv = \"r\",", "reason = {", 1),
        FILE.replace("weight = 300", "weight = 700").replace("from = \"1.1\"", "from = \"1.2\""),
    ] {
        let problems = load(&text).unwrap_err();
        all.extend(problems.iter().map(|problem| format!("{problem}\n")));
        all.push('\n');
    }
    insta::assert_snapshot!(all);
}

proptest! {
    #[test]
    fn estimates_stay_between_nothing_and_all(a in -10_000_i64..90_000, b in -10_000_i64..90_000) {
        let estimate = estimated(&[("1.1", a), ("1.2", b)]);
        for sub in &estimate.sub_areas {
            prop_assert!(Points::ZERO <= sub.points && sub.points <= sub.of);
        }
        prop_assert!(estimate.points <= estimate.covered && estimate.covered <= estimate.of);
    }

    #[test]
    fn more_reached_is_never_less_estimated(
        a in 0_i64..60_000,
        b in 0_i64..60_000,
        more in 0_i64..9_000,
    ) {
        let before = estimated(&[("1.1", a), ("1.2", b)]);
        for points in [[("1.1", a + more), ("1.2", b)], [("1.1", a), ("1.2", b + more)]] {
            for (low, high) in before.sub_areas.iter().zip(&estimated(&points).sub_areas) {
                prop_assert!(low.points <= high.points);
            }
        }
    }
}

#[test]
fn everything_reached_is_everything_estimated() {
    for points in [&[("1.1", 40_000)][..], &[("1.2", 60_000)], &[("1.1", 40_000), ("1.2", 60_000)]]
    {
        let estimate = estimated(points);
        assert_eq!(estimate.points, estimate.covered);
    }
}
