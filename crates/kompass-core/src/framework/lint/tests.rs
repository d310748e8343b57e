use super::*;
use crate::framework::parse::{load, parse};
use crate::framework::{SubArea, testdata};
use crate::locations::located;
use std::collections::BTreeSet;

fn problems(framework: &Framework) -> Vec<Problem> {
    lint(framework, &testdata::sources())
}

/// The codes of the problems after a change to a framework that has none.
fn codes_after(change: impl FnOnce(&mut Framework)) -> Vec<String> {
    let mut framework = testdata::small();
    change(&mut framework);
    problems(&framework).into_iter().map(|problem| problem.code).collect()
}

/// A framework of ours with 15 sub-areas of 3 questions, 40 of them pre-questions.
fn own() -> Framework {
    let mut framework = testdata::small();
    for provenance in framework.provenance.iter_mut().filter(|p| p.part == Part::Questions) {
        provenance.origin = Origin::KompassDefault;
        provenance.source = None;
    }
    let sub = framework.areas[0].sub_areas[1].clone();
    framework.areas[0].sub_areas.clear();
    for i in 1..=15_u32 {
        let mut sub = SubArea { code: format!("1.{i}"), points: 6, ..sub.clone() };
        sub.points = if i == 15 { 100 - 14 * 6 } else { 6 };
        sub.title.sv = ["Information till medborgarna", "Dialog med medborgarna", "Annat"]
            [(i as usize - 1).min(2)]
        .into();
        let question = sub.questions.remove(0);
        sub.questions.extend((1..=3).map(|k| {
            let mut question = question.clone();
            question.code = format!("1.{i}.{k}");
            question.title.sv = format!("Ord{i}{k} sak{i}{k}?");
            question.pre_question = 3 * (i - 1) + k <= 40;
            question
        }));
        framework.areas[0].sub_areas.push(sub);
    }
    framework
}

#[test]
fn a_framework_without_problems_has_none() {
    assert_eq!(problems(&testdata::small()), []);
    assert_eq!(problems(&own()), []);
}

#[test]
fn what_a_person_reads_of_a_broken_framework() {
    let found = load("broken.toml", testdata::BROKEN.as_bytes(), &testdata::sources()).unwrap_err();
    let text: String = found.iter().map(|problem| format!("{problem}\n")).collect();
    insta::assert_snapshot!(text);
    let codes: BTreeSet<&str> = found.iter().map(|problem| problem.code.as_str()).collect();
    let all = ["F001", "F002", "F003", "F004", "F005", "F006", "F007", "F008", "F009", "F010"];
    assert_eq!(codes, BTreeSet::from(all), "the file breaks every rule");
}

#[test]
fn a_problem_has_the_line_it_is_about() {
    let text = testdata::SMALL.replace("points = 40", "points = 41");
    let found = load("f.toml", text.as_bytes(), &testdata::sources()).unwrap_err();
    let line = 1 + text.lines().position(|line| line == "points = 100").unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].file.as_str()), (Some(line), "f.toml"));
    assert!(found[0].message.contains("sum to 101, not 100") && found[0].remedy.contains("take 1"));
    let missing = testdata::SMALL.replace("about = { sv = \"Om dialog.\"", "about = { sv = \"\"");
    let framework = parse("f.toml", &missing).unwrap();
    let found = located("f.toml", &missing, problems(&framework));
    let line =
        1 + missing.lines().position(|line| line.starts_with("about = { sv = \"\"")).unwrap();
    assert_eq!(found[0].line, Some(line));
}

#[test]
fn each_rule_bites() {
    let none: Vec<String> = vec![];
    assert_eq!(codes_after(|_| {}), none);
    assert_eq!(codes_after(|f| f.id = "Åä".into()), ["F002"]);
    assert_eq!(codes_after(|f| f.valid_from = 20), ["F001"]);
    assert_eq!(codes_after(|f| f.languages.push(Lang::Sv)), ["F002"]);
    assert_eq!(codes_after(|f| f.languages.clear()), ["F005"]);
    assert_eq!(codes_after(|f| f.groups.remove(1).code.clear()), ["F004", "F004"]);
    assert_eq!(codes_after(|f| f.conditions.clear()), ["F004"]);
    assert_eq!(codes_after(|f| f.fields.clear()), ["F004"]);
    assert_eq!(codes_after(|f| f.areas[0].field = None), ["F004"]);
    assert_eq!(codes_after(|f| f.areas[0].points = 2000), ["F003", "F003"]);
    assert_eq!(codes_after(|f| f.areas[0].number = 2), ["F002", "F002", "F002"]);
    assert_eq!(
        codes_after(|f| f.rubric.as_mut().unwrap().dimensions[1].weight = 0),
        ["F003", "F003"]
    );
    assert_eq!(
        codes_after(|f| f.rubric.as_mut().unwrap().dimensions[1].levels.swap(0, 2)),
        ["F006"]
    );
    assert_eq!(codes_after(|f| f.rubric.as_mut().unwrap().dimensions.clear()), ["F006", "F003"]);
    assert_eq!(codes_after(|f| f.rubric = None), ["F001"]);
    assert_eq!(codes_after(|f| f.provenance.truncate(5)), ["F001"]);
    assert_eq!(codes_after(|f| f.areas[0].title.sv = "Öppenhet".into()), ["F009"]);
    assert_eq!(codes_after(|f| f.about.en = "x".repeat(2001)), ["F010"]);
    let mut own = own();
    own.areas[0].sub_areas[3].questions.pop();
    own.areas[0].sub_areas[14].questions[2].pre_question = false;
    let codes: Vec<_> = problems(&own).into_iter().map(|p| (p.code, p.message)).collect();
    assert_eq!(
        codes,
        [("F007".into(), "2 questions".into()), ("F007".into(), "39 pre-questions".into())]
    );
}

#[test]
fn depth_and_parts_go_together() {
    assert_eq!(codes_after(|f| f.detail = Detail::Areas), ["F001"]);
    assert_eq!(codes_after(|f| f.detail = Detail::SubAreas), ["F001", "F001"]);
    let areas_only = codes_after(|f| {
        f.detail = Detail::Areas;
        f.areas[0].sub_areas.clear();
        f.rubric = None;
        f.groups.clear();
    });
    assert!(areas_only.is_empty());
    assert_eq!(codes_after(|f| f.areas[0].sub_areas.clear()), ["F001"]);
    assert_eq!(codes_after(|f| f.areas.clear()), ["F001"]);
}

#[test]
fn codes_are_in_order_under_their_parents() {
    let after = |codes: [&str; 2]| {
        let mut framework = testdata::small();
        for (sub, code) in framework.areas[0].sub_areas.iter_mut().zip(codes) {
            sub.code = code.into();
            for (question, k) in sub.questions.iter_mut().zip(1..) {
                question.code = format!("{code}.{k}");
            }
        }
        let found = problems(&framework).into_iter().filter(|problem| problem.code == "F002");
        found.map(|problem| problem.message).collect::<Vec<_>>()
    };
    assert_eq!(after(["1.1", "1.3"]), ["1.3 stands where 1.2 should"]);
    assert_eq!(after(["1.1", "1.1"]), ["1.1 stands where 1.2 should"]);
    assert_eq!(after(["1.1", "2.2"]), ["\"2.2\" is not a code under \"1\""]);
    assert_eq!(after(["1.1", "1.02"]), ["\"1.02\" is not a code under \"1\""]);
}
