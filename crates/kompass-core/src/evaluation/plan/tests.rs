use super::*;
use crate::fixtures;
use proptest::prelude::*;

fn granvik() -> Municipality {
    Municipality {
        name: "Granvik".into(),
        country: "SE".into(),
        code: Some("9901".into()),
        facts: Vec::new(),
    }
}

fn draft<'a>(municipality: &'a str, date: &'a str, visit: &'a [String]) -> Draft<'a> {
    Draft { municipality, date, visit, record_number: "KS 2026/14", language: "sv", facts: "" }
}

fn codes(result: Result<Plan, Vec<Problem>>) -> Vec<String> {
    let problems = result.unwrap_err();
    problems.into_iter().map(|it| format!("{} {}", it.code, it.place)).collect()
}

#[test]
fn a_municipality_is_found_by_name_and_by_code() {
    for given in ["Tyresö", " tyresö kommun ", "0138"] {
        let plan = Plan::read(&draft(given, "2026-03-12", &[]), &granvik()).unwrap();
        let found = (plan.municipality.name.as_str(), plan.municipality.code.as_deref());
        assert_eq!((found, plan.year), (("Tyresö", Some("0138")), 2026), "{given}");
    }
    let same = Plan::read(&draft("Granvik", "2026-03-12", &[]), &granvik()).unwrap();
    assert_eq!(same.municipality, granvik(), "an invented one keeps its code");
    let other = Plan::read(&draft("Åsvik", "2026-03-12", &[]), &granvik()).unwrap();
    assert_eq!((other.municipality.name.as_str(), other.municipality.code), ("Åsvik", None));
}

#[test]
fn everything_that_is_wrong_is_said_at_its_field() {
    let visit = ["2026-03-12".to_owned(), "nästa vecka".to_owned()];
    let wrong = Draft {
        record_number: &"9".repeat(101),
        language: "fi",
        facts: "Invånare",
        ..draft(" ", "den 12 mars", &visit)
    };
    assert_eq!(
        codes(Plan::read(&wrong, &granvik())),
        [
            "PL01 municipality",
            "PL02 date",
            "PL02 visit-2",
            "PL04 record",
            "PL05 language",
            "PL06 facts"
        ]
    );
    assert_eq!(codes(Plan::read(&draft("Ale", "1812-01-01", &[]), &granvik())), ["PL07 date"]);
    let many: Vec<String> = (1..=11).map(|day| format!("2026-03-{day:02}")).collect();
    assert_eq!(codes(Plan::read(&draft("Ale", "2026-03-12", &many), &granvik())), ["PL03 visit-1"]);
    assert_eq!(codes(Plan::read(&draft("Ale", "", &[]), &granvik())), ["PL02 date"]);
}

#[test]
fn a_condition_takes_questions_and_whole_sub_areas() {
    let meanings = meanings(&fixtures::framework());
    assert_eq!(meanings[0].questions, ["1.1.3"]);
    assert!(meanings[0].sub_areas.is_empty(), "the others of 1.1 get its points");
    assert_eq!(meanings[1].questions, ["2.1.1", "2.1.2", "2.1.3"]);
    assert_eq!(meanings[1].sub_areas, ["2.1"]);
}

proptest! {
    /// What is shown in the form is what is read from it again.
    #[test]
    fn a_plan_survives_its_form(
        days in prop::collection::vec((2000_i16..2090, 1_i8..=12, 1_i8..=28), 0..=MOST_DAYS),
        facts in prop::collection::vec(
            ("[a-zåäö][a-zåäö ]{0,8}[a-z]", "[0-9]{1,5}", "(20[0-9]{2})?", "[a-z]{0,5}"), 0..4),
    ) {
        let visit: Vec<String> =
            days.iter().map(|(y, m, d)| jiff::civil::date(*y, *m, *d).to_string()).collect();
        let facts: Vec<Fact> = facts
            .into_iter()
            .map(|(label, value, when, source)| Fact { label, value, when, source })
            .collect();
        let text = Plan::facts_text(&facts);
        let read = |visit: &[String]| {
            let draft = Draft { facts: &text, ..draft("Granvik", "2026-03-12", visit) };
            Plan::read(&draft, &granvik()).unwrap()
        };
        let plan = read(&visit);
        prop_assert_eq!(&plan.municipality.facts, &facts);
        prop_assert!(plan.visit.windows(2).all(|pair| pair[0] < pair[1]), "in order, each once");
        let again: Vec<String> = plan.visit.iter().map(Date::to_string).collect();
        prop_assert_eq!(read(&again), plan);
    }
}
