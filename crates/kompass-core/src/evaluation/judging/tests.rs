use super::*;
use crate::access::Role;
use crate::fixtures;
use proptest::prelude::*;

const JUDGES: [&str; 3] = ["E1", "E2", "E3"];
const LEVELS: [[&str; 2]; 3] = [["documented", "all"], ["visible", "some"], ["none", "none"]];

fn ground() -> Ground {
    Ground {
        state: State::Scoring,
        conditions: BTreeMap::new(),
        way: Way::Independent,
        locked: Vec::new(),
        direct: vec!["2.2".into()],
        role: Some(TeamRole::Evaluator),
        lead: Some("E1".into()),
        documents: vec!["D1".into()],
    }
}

fn saying(verdict: Verdict) -> Saying {
    Saying { verdict, reason: String::new(), evidence: Vec::new() }
}

fn levels(codes: &[&str]) -> Verdict {
    Verdict::Levels(codes.iter().map(ToString::to_string).collect())
}

fn codes(problems: Vec<Problem>) -> Vec<String> {
    problems.into_iter().map(|problem| problem.code).collect()
}

fn try_record(code: &str, ground: &Ground, saying: &Saying) -> Result<Said, Vec<String>> {
    let framework = fixtures::framework();
    let subject = Subject::of(&framework, code).unwrap();
    record(&framework, subject, "E2", ground, saying).map_err(codes)
}

fn refused(code: &str, ground: &Ground, verdict: Verdict) -> Vec<String> {
    try_record(code, ground, &saying(verdict)).unwrap_err()
}

fn viewer(member: &str) -> Viewer {
    Viewer { roles: vec![Role::Evaluator], member: Some(member.into()), declared: true }
}

#[test]
fn a_subject_is_found_by_its_code() {
    let framework = fixtures::framework();
    let question = Subject::of(&framework, "1.2.3").unwrap();
    assert_eq!((question.area.number, question.code()), (1, "1.2.3"));
    let whole = Subject::of(&framework, "2.2").unwrap();
    assert_eq!((whole.area.number, whole.code(), whole.question), (2, "2.2", None));
    for unknown in ["", "1", "1.9", "1.2.9", "1.2.3.1"] {
        assert_eq!(Subject::of(&framework, unknown), None, "{unknown}");
    }
}

#[test]
fn what_is_right_is_recorded_under_the_code_of_its_author() {
    let given = Saying {
        verdict: levels(&["documented", "some"]),
        reason: "  Planen\r\nfinns. ".into(),
        evidence: ["D1", "answers", "group:unions", "D1"].map(str::to_owned).into(),
    };
    let Said::Rubric(said) = try_record("1.1.1", &ground(), &given).unwrap() else { panic!() };
    assert_eq!((said.by.as_str(), said.reason.as_str()), ("E2", "Planen\nfinns."));
    assert_eq!(said.evidence, ["D1", "answers", "group:unions"], "each once");
    let joint = Ground { way: Way::Joint, ..ground() };
    let said = try_record("1.1.1", &joint, &given).unwrap();
    assert_eq!(said.by(), "E1", "what all judge together is kept under the code of the lead");
    let without_lead = Ground { lead: None, ..joint };
    assert_eq!(try_record("1.1.1", &without_lead, &given).unwrap().by(), "E2");
    for (verdict, planned) in [(Verdict::Planned, true), (Verdict::NotAssessed, false)] {
        let Said::Rubric(said) = try_record("1.1.1", &ground(), &saying(verdict)).unwrap() else {
            panic!()
        };
        assert_eq!((said.levels.len(), said.planned), (0, planned));
    }
}

#[test]
fn every_reason_why_not() {
    let (all, points) = (|| levels(&["documented", "all"]), |it| Verdict::Points(Some(Points(it))));
    for state in State::ALL.into_iter().filter(|state| *state != State::Scoring) {
        assert_eq!(refused("1.1.1", &Ground { state, ..ground() }, all()), ["JU01"], "{state}");
    }
    for role in [None, Some(TeamRole::Reviewer)] {
        assert_eq!(refused("1.1.1", &Ground { role, ..ground() }, all()), ["JU02"]);
    }
    let locked = |code: &str| Ground { locked: vec![code.into()], ..ground() };
    assert_eq!(refused("1.1.1", &locked("E2"), all()), ["JU03"]);
    assert!(try_record("1.1.1", &locked("E1"), &saying(all())).is_ok(), "the lock of another");
    assert_eq!(refused("2.2.1", &ground(), all()), ["JU04"], "judged directly");
    assert_eq!(refused("1.2", &ground(), points(1000)), ["JU04"], "judged by question");
    let conditions = [("companies".to_owned(), false), ("culture".to_owned(), false)].into();
    let applies = Ground { conditions, direct: vec!["2.1".into()], ..ground() };
    assert_eq!(refused("1.1.3", &applies, all()), ["JU05"]);
    assert_eq!(refused("2.1", &applies, points(0)), ["JU05"], "nothing of it applies");
    for wrong in [&["documented"][..], &["documented", "everywhere"], &[], &["all", "documented"]] {
        assert_eq!(refused("1.1.1", &ground(), levels(wrong)), ["JU06"], "{wrong:?}");
    }
    assert_eq!(refused("1.1.1", &ground(), points(0)), ["JU06"]);
    for wrong in [points(-1), points(60_001), Verdict::Points(None), all()] {
        assert_eq!(refused("2.2", &ground(), wrong), ["JU07"]);
    }
    let back = Saying { reason: "Jag läser om".to_owned(), ..saying(Verdict::NotAssessed) };
    let Ok(Said::Rubric(none)) = try_record("2.2", &ground(), &back) else { panic!("it may be") };
    assert!(none.levels.is_empty() && !none.planned && none.reason == "Jag läser om");
    let locked = Ground { locked: vec!["E2".to_owned()], ..ground() };
    assert_eq!(refused("2.2", &locked, Verdict::NotAssessed), ["JU03"]);
    let long = Saying { reason: "å".repeat(LONGEST_REASON + 1), ..saying(all()) };
    assert_eq!(try_record("1.1.1", &ground(), &long).unwrap_err(), ["JU08"]);
    for code in ["D2", "group:choir", "group:", "", "Answers"] {
        let evidence = vec!["D1".to_owned(), code.to_owned()];
        let saying = Saying { evidence, ..saying(all()) };
        assert_eq!(try_record("1.1.1", &ground(), &saying).unwrap_err(), ["JU09"], "{code}");
    }
}

proptest! {
    #[test]
    fn points_are_taken_from_nothing_to_those_of_the_sub_area(thousandths in -100_000_i64..100_000) {
        let given = saying(Verdict::Points(Some(Points(thousandths))));
        let taken = try_record("2.2", &ground(), &given).is_ok();
        prop_assert_eq!(taken, (0..=60_000).contains(&thousandths));
    }

    /// Whatever is recorded can be read back against the framework: no judgement breaks the sheet.
    #[test]
    fn what_is_recorded_can_be_read(
        subject in prop::sample::select(vec!["1.1.1", "1.1.3", "1.2", "2.1.2", "2.2", "2.2.1"]),
        first in "none|visible|documented|all",
        second in "none|one|some|all|nothing",
        kind in 0..4,
        points in -5_000_i64..70_000,
    ) {
        let verdict = match kind {
            0 => Verdict::NotAssessed,
            1 => Verdict::Planned,
            2 => Verdict::Levels(vec![first, second]),
            _ => Verdict::Points(Some(Points(points))),
        };
        let mut evaluation = fixtures::evaluation();
        fixtures::area_part(&mut evaluation, 2).direct = vec!["2.2".into()];
        match try_record(subject, &ground(), &saying(verdict)) {
            // Points taken back are no judgement.
            Ok(Said::Rubric(_)) if subject == "2.2" => {}
            Ok(Said::Rubric(said)) => fixtures::question(&mut evaluation, subject).judgements.push(said),
            Ok(Said::Direct(said)) => fixtures::sub_area(&mut evaluation, subject).direct.push(said),
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
        prop_assert!(Sheet::read(&fixtures::framework(), &evaluation).is_ok());
    }
}

/// Everybody in `by` has judged everything of area 1.
fn judged(by: &[&str]) -> Evaluation {
    let mut evaluation = fixtures::evaluation();
    let framework = fixtures::framework();
    for question in framework.areas[0].sub_areas.iter().flat_map(|sub| &sub.questions) {
        for by in by {
            fixtures::judge(&mut evaluation, by, &question.code, &["documented", "all"]);
        }
    }
    evaluation
}

fn locks(evaluation: &Evaluation, member: &str) -> Result<(), Vec<String>> {
    lock(&fixtures::framework(), evaluation, &viewer(member), 1).map_err(codes)
}

#[test]
fn an_independent_area_is_locked_by_who_has_judged_all_of_it() {
    let mut evaluation = judged(&["E1", "E2"]);
    assert_eq!(locks(&evaluation, "E1"), Ok(()));
    assert_eq!(locks(&evaluation, "E3"), Err(vec!["JU11".into()]));
    assert_eq!(locks(&evaluation, "R1"), Err(vec!["JU02".into()]), "a reviewer does not judge");
    fixtures::question(&mut evaluation, "1.1.3").judgements.retain(|it| it.by != "E2");
    let problems = lock(&fixtures::framework(), &evaluation, &viewer("E2"), 1).unwrap_err();
    assert!(
        problems[0].message.ends_with("1.1.3"),
        "the error names which: {}",
        problems[0].message
    );
    evaluation.conditions.insert("companies".into(), false);
    assert_eq!(locks(&evaluation, "E2"), Ok(()), "what does not apply is not missing");
    fixtures::area_part(&mut evaluation, 1).locked.push("E2".into());
    assert_eq!(locks(&evaluation, "E2"), Err(vec!["JU03".into()]));
    evaluation.state = State::Consensus;
    assert_eq!(locks(&evaluation, "E1"), Err(vec!["JU01".into()]));
}

#[test]
fn a_second_reader_locks_on_what_the_primary_locked() {
    let mut evaluation = judged(&["E1"]);
    fixtures::area_part(&mut evaluation, 1).way = Some(Way::PrimarySecond);
    fixtures::judge(&mut evaluation, "E2", "1.1.1", &["visible", "all"]);
    assert_eq!(locks(&evaluation, "E1"), Ok(()));
    assert_eq!(locks(&evaluation, "E2"), Err(vec!["JU11".into()]), "the primary has not locked");
    fixtures::area_part(&mut evaluation, 1).locked.push("E1".into());
    assert_eq!(locks(&evaluation, "E2"), Ok(()));
}

#[test]
fn a_joint_area_is_not_locked() {
    let mut evaluation = judged(&["E1"]);
    fixtures::area_part(&mut evaluation, 1).way = Some(Way::Joint);
    assert_eq!(locks(&evaluation, "E1"), Err(vec!["JU10".into()]));
}

#[test]
fn a_lock_is_taken_back_while_nothing_was_opened_by_it() {
    let mut evaluation = judged(&JUDGES);
    let mut unlocks = |way, locked: &[&str], member: &str| {
        let area = fixtures::area_part(&mut evaluation, 1);
        area.way = Some(way);
        area.locked = locked.iter().map(ToString::to_string).collect();
        unlock(&evaluation, &viewer(member), 1).map_err(codes)
    };
    let stays = || Err(vec!["JU13".to_owned()]);
    assert_eq!(unlocks(Way::Independent, &["E1", "E2"], "E1"), Ok(()));
    assert_eq!(unlocks(Way::Independent, &["E1", "E2", "E3"], "E1"), stays());
    assert_eq!(unlocks(Way::Independent, &["E1"], "E2"), Err(vec!["JU12".into()]));
    assert_eq!(unlocks(Way::Independent, &["E1"], "R1"), Err(vec!["JU02".into()]));
    assert_eq!(unlocks(Way::PrimarySecond, &["E1"], "E1"), Ok(()));
    assert_eq!(unlocks(Way::PrimarySecond, &["E1", "E2"], "E1"), stays());
}

#[test]
fn how_an_area_is_judged_is_fixed_once_the_judging_begins() {
    let framework = fixtures::framework();
    let direct = |codes: &[&str]| Manner {
        way: Way::Joint,
        direct: codes.iter().map(ToString::to_string).collect(),
    };
    for state in State::ALL {
        let settable = manner(&framework, state, 1, &direct(&["1.2"])).is_ok();
        assert_eq!(settable, state < State::Scoring, "{state}");
    }
    let refused =
        |number, it: &Manner| codes(manner(&framework, State::Planned, number, it).unwrap_err());
    assert_eq!(refused(1, &direct(&["2.1"])), ["JU15"]);
    assert_eq!(refused(9, &direct(&[])), ["JU15"]);
}

proptest! {
    /// What somebody may not read decides nothing: with the hidden judgements changed or taken away, locking and
    /// unlocking say the same.
    #[test]
    fn a_lock_tells_nothing_of_hidden_judgements(
        judgements in prop::collection::vec((0..3_usize, 0..6_usize, 0..3_usize), 0..24),
        locked in prop::sample::subsequence(JUDGES.to_vec(), 0..=3),
        way in prop::sample::select(vec![Way::Independent, Way::PrimarySecond, Way::Joint]),
        who in 0..3_usize,
        removes in any::<bool>(),
    ) {
        let framework = fixtures::framework();
        let questions: Vec<&str> = framework.areas[0]
            .sub_areas
            .iter()
            .flat_map(|sub| &sub.questions)
            .map(|question| question.code.as_str())
            .collect();
        let mut one = fixtures::evaluation();
        let mut made = std::collections::BTreeSet::new();
        for (by, question, level) in judgements {
            if made.insert((by, question)) {
                fixtures::judge(&mut one, JUDGES[by], questions[question], &LEVELS[level]);
            }
        }
        let area = fixtures::area_part(&mut one, 1);
        area.way = Some(way);
        area.locked = locked.iter().map(ToString::to_string).collect();
        let viewer = viewer(JUDGES[who]);
        let seen = visible(&one, &viewer).unwrap();
        let reads: std::collections::BTreeSet<(String, String)> = authors(&seen);
        let mut two = one.clone();
        for part in two.areas.iter_mut().flat_map(|it| &mut it.sub_areas).flat_map(|it| &mut it.questions) {
            let code = part.code.clone();
            if removes {
                part.judgements.retain(|it| reads.contains(&(code.clone(), it.by.clone())));
            } else {
                for it in &mut part.judgements {
                    if !reads.contains(&(code.clone(), it.by.clone())) {
                        it.levels = vec!["none".into(), "one".into()];
                    }
                }
            }
        }
        prop_assert_eq!(lock(&framework, &one, &viewer, 1), lock(&framework, &two, &viewer, 1));
        prop_assert_eq!(unlock(&one, &viewer, 1), unlock(&two, &viewer, 1));
    }
}

fn authors(evaluation: &Evaluation) -> std::collections::BTreeSet<(String, String)> {
    let questions =
        evaluation.areas.iter().flat_map(|it| &it.sub_areas).flat_map(|it| &it.questions);
    questions
        .flat_map(|it| it.judgements.iter().map(move |by| (it.code.clone(), by.by.clone())))
        .collect()
}
