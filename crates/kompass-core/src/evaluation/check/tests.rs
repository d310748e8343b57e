use super::*;
use crate::evaluation::file::read;
use crate::evaluation::testdata;
use crate::framework::catalogue::Catalogue;
use crate::framework::testdata::small as framework;
use std::collections::BTreeSet;

const BROKEN: &str = include_str!("../../../fixtures/broken-evaluation.toml");

/// The codes of the errors and warnings after a change to an evaluation that has none.
fn codes_after(change: impl FnOnce(&mut Evaluation)) -> Vec<String> {
    let mut evaluation = testdata::small();
    change(&mut evaluation);
    let Checked { errors, warnings } = check(&evaluation, &framework());
    errors.into_iter().chain(warnings).map(|problem| problem.code).collect()
}

/// The same as an imported result of 50 points.
fn import(evaluation: &mut Evaluation) {
    evaluation.kind = Kind::Imported;
    evaluation.areas[0].sub_areas.clear();
    evaluation.areas[0].points = Some(50);
    evaluation.total = Some(50);
}

#[test]
fn an_evaluation_that_fits_has_no_problems() {
    assert_eq!(check(&testdata::small(), &framework()), Checked::default());
    assert_eq!(codes_after(import), Vec::<String>::new());
}

#[test]
fn what_a_person_reads_of_a_broken_evaluation() {
    let evaluation = read("broken.toml", BROKEN.as_bytes()).unwrap();
    let checked = check(&evaluation, &framework()).located("broken.toml", BROKEN.as_bytes());
    let lines = |problems: &[Problem]| -> String {
        problems.iter().map(|problem| format!("{problem}\n")).collect()
    };
    let text = format!("{}\nwarnings:\n{}", lines(&checked.errors), lines(&checked.warnings));
    insta::assert_snapshot!(text);
    let codes: BTreeSet<&str> = checked.errors.iter().map(|it| it.code.as_str()).collect();
    let all = ["E010", "E011", "E012", "E013", "E014", "E015", "E016", "E017", "E018"];
    assert_eq!(codes, BTreeSet::from(all), "the file breaks every rule");
    assert!(checked.errors.iter().all(|problem| problem.line.is_some()));
}

#[test]
fn areas_that_do_not_sum_to_the_printed_total_are_a_warning_that_names_both() {
    let mut evaluation = testdata::small();
    import(&mut evaluation);
    evaluation.total = Some(51);
    let checked = check(&evaluation, &framework());
    assert_eq!(checked.errors, []);
    assert_eq!(checked.warnings.len(), 1);
    assert!(
        checked.warnings[0].message.contains("50") && checked.warnings[0].message.contains("51")
    );
    evaluation.areas[0].points = None;
    assert_eq!(check(&evaluation, &framework()), Checked::default(), "not all areas are known");
}

#[test]
fn published_points_of_a_sub_area_are_of_an_imported_result_and_no_more_than_its_area_has() {
    let with = |points: i64| {
        move |evaluation: &mut Evaluation| {
            import(evaluation);
            let sub_areas = &mut evaluation.areas[0].sub_areas;
            sub_areas.push(crate::evaluation::view::empty_sub_area("1.1"));
            sub_areas[0].points = Some(Points(points));
        }
    };
    assert_eq!(codes_after(with(14_500)), Vec::<String>::new());
    assert_eq!(codes_after(with(100_001)), ["E014"]);
    assert_eq!(codes_after(with(-1)), ["E014"]);
    assert_eq!(codes_after(|e| e.areas[0].sub_areas[0].points = Some(Points(1))), ["E016"]);
}

#[test]
fn each_rule_bites_alone() {
    assert_eq!(codes_after(|e| e.year = 2101), ["E017"]);
    assert_eq!(codes_after(|e| e.year = 2021), ["E017"]);
    assert_eq!(codes_after(|e| e.areas[0].number = 2), ["E011"]);
    assert_eq!(codes_after(|e| e.areas[0].sub_areas[1].code = "1.1".into()), ["E012"]);
    assert_eq!(codes_after(|e| e.areas[0].points = Some(3)), ["E016"]);
    assert_eq!(codes_after(|e| e.kind = Kind::Imported), ["E016", "E016"]);
    assert_eq!(codes_after(|e| e.team[0].role = TeamRole::Reviewer), ["E015"; 3]);
    assert_eq!(codes_after(|e| e.team[2].role = TeamRole::Evaluator), ["E015"]);
    assert_eq!(codes_after(|e| e.team.clear()), ["E011"; 7]);
    assert_eq!(codes_after(|e| e.areas[0].locked[1] = "E1".into()), ["E012"]);
    assert_eq!(codes_after(|e| e.documents.clear()), ["E011", "E011"]);
    assert_eq!(
        codes_after(|e| e.feedback.as_mut().unwrap().date = e.visit[0].yesterday().unwrap()),
        ["E017"]
    );
    assert_eq!(codes_after(|e| e.earlier[0].areas[0] = 44), ["W001"]);
    let question = |e: &mut Evaluation, change: fn(&mut QuestionPart)| {
        change(&mut e.areas[0].sub_areas[0].questions[0]);
    };
    assert_eq!(
        codes_after(|e| question(e, |q| q.judgements[1].levels.push("none".into()))),
        ["E013", "E013"]
    );
    assert_eq!(
        codes_after(|e| question(e, |q| q.judgements[0].levels.swap(0, 1))),
        ["E011", "E011"]
    );
    assert_eq!(
        codes_after(|e| question(e, |q| q.judgements[0].levels.clear())),
        Vec::<String>::new()
    );
    assert_eq!(
        codes_after(|e| question(e, |q| q.agreed.as_mut().unwrap().levels.clear())),
        ["E013"]
    );
    let direct = |points| {
        move |e: &mut Evaluation| e.areas[0].sub_areas[1].direct[0].points = Points(points)
    };
    assert_eq!(codes_after(direct(60_000)), Vec::<String>::new());
    assert_eq!(codes_after(direct(60_001)), ["E014"]);
    assert_eq!(codes_after(direct(-1)), ["E014"]);
}

#[test]
fn a_flood_of_errors_is_cut_off() {
    let mut evaluation = testdata::small();
    evaluation.visit = vec![evaluation.visit[0]; 1000];
    let checked = check(&evaluation, &framework());
    assert_eq!(checked.errors.len(), MOST_ERRORS + 1);
    assert!(checked.errors[MOST_ERRORS].message.starts_with("799 errors more"));
}

/// The files of `data/demo/`.
const DEMO: [(&str, &str); 2] = [
    (
        "tyreso-2015.toml",
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/demo/tyreso-2015.toml")),
    ),
    (
        "granvik-2025.toml",
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/demo/granvik-2025.toml")),
    ),
];

#[test]
fn the_demonstration_files_fit_and_quote_their_sources() {
    let catalogue = Catalogue::built_in();
    for (name, text) in DEMO {
        let evaluation = read(name, text.as_bytes()).unwrap();
        let framework = catalogue.framework(&evaluation.framework).unwrap();
        let checked = check(&evaluation, framework).located(name, text.as_bytes());
        assert_eq!(checked, Checked::default(), "{name}");
        for area in &evaluation.areas {
            for finding in area.strengths.iter().chain(&area.improvements) {
                let Some(source) = &finding.source else { continue };
                let line = catalogue.sources().line(source);
                let line = line.unwrap_or_else(|| panic!("{name}: no source line {source}"));
                assert_eq!(finding.text, line.reading(), "{name}: {source}");
            }
        }
    }
}
