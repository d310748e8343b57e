use super::*;
use crate::evaluation::{
    AgreedPoints, Comment, Declaration, Document, Example, FactCheck, Feedback, Finding,
    GroupInterview, Impact, PrintedComparison, Signature, SinceLast, SinceLastStatus, Source,
    check, file, testdata,
};
use crate::fixtures;
use crate::framework::testdata as frameworks;
use crate::points::Points;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

const AUTHORS: [&str; 3] = ["E1", "E2", "E3"];
const LEVELS: [[&str; 2]; 3] = [["documented", "all"], ["visible", "some"], ["none", "none"]];
/// Where the test framework is judged by question; 2.2 is judged directly.
const QUESTIONS: [(u8, &str); 9] = [
    (1, "1.1.1"),
    (1, "1.1.2"),
    (1, "1.1.3"),
    (1, "1.2.1"),
    (1, "1.2.2"),
    (1, "1.2.3"),
    (2, "2.1.1"),
    (2, "2.1.2"),
    (2, "2.1.3"),
];

fn viewer(role: Role, member: Option<&str>) -> Viewer {
    Viewer { roles: vec![role], member: member.map(str::to_owned), declared: true }
}

fn evaluator(code: &str) -> Viewer {
    viewer(Role::Evaluator, Some(code))
}

/// Three evaluators have judged 1.1.1, in the order E2, E3, E1.
fn judged() -> Evaluation {
    let mut evaluation = fixtures::evaluation();
    for (by, levels) in ["E2", "E3", "E1"].into_iter().zip(LEVELS) {
        fixtures::judge(&mut evaluation, by, "1.1.1", &levels);
    }
    evaluation
}

fn authors(evaluation: Option<Evaluation>) -> Vec<String> {
    let evaluation = evaluation.unwrap();
    let questions = evaluation.areas.iter().flat_map(|area| &area.sub_areas);
    let judgements = questions.flat_map(|sub| &sub.questions).flat_map(|it| &it.judgements);
    judgements.map(|judgement| judgement.by.clone()).collect()
}

#[test]
fn an_evaluator_sees_own_judgements_until_all_have_locked() {
    let mut evaluation = judged();
    assert_eq!(authors(visible(&evaluation, &evaluator("E1"))), ["E1"]);
    fixtures::area_part(&mut evaluation, 1).locked = vec!["E1".into(), "E2".into()];
    fixtures::area_part(&mut evaluation, 2).locked = AUTHORS.map(str::to_owned).into();
    assert_eq!(authors(visible(&evaluation, &evaluator("E1"))), ["E1"], "E3 has not, in area 1");
    fixtures::area_part(&mut evaluation, 1).locked.push("E3".into());
    assert_eq!(authors(visible(&evaluation, &evaluator("E1"))), ["E2", "E3", "E1"]);
    fixtures::area_part(&mut evaluation, 1).locked.clear();
    evaluation.state = State::Consensus;
    assert_eq!(authors(visible(&evaluation, &evaluator("E1"))), ["E2", "E3", "E1"]);
}

#[test]
fn only_who_judges_sees_a_judgement_before_the_consensus() {
    let mut evaluation = judged();
    fixtures::area_part(&mut evaluation, 1).locked = AUTHORS.map(str::to_owned).into();
    for role in Role::ALL {
        let judges = matches!(role, Role::LeadEvaluator | Role::Evaluator);
        for (member, on_the_team) in [(Some("E1"), true), (Some("X9"), false), (None, false)] {
            let seen = visible(&evaluation, &viewer(role, member));
            let sees = seen.is_some_and(|seen| !authors(Some(seen)).is_empty());
            assert_eq!(sees, judges && on_the_team, "{role} {member:?}");
        }
    }
}

#[test]
fn a_second_reader_sees_what_the_first_has_locked_and_a_joint_area_is_open() {
    let mut evaluation = judged();
    fixtures::area_part(&mut evaluation, 1).way = Some(Way::PrimarySecond);
    assert_eq!(authors(visible(&evaluation, &evaluator("E1"))), ["E1"]);
    fixtures::area_part(&mut evaluation, 1).locked = vec!["E2".into()];
    assert_eq!(authors(visible(&evaluation, &evaluator("E1"))), ["E2", "E1"]);
    fixtures::area_part(&mut evaluation, 1).way = Some(Way::Joint);
    assert_eq!(authors(visible(&evaluation, &evaluator("E1"))), ["E2", "E3", "E1"]);
}

#[test]
fn what_is_taken_out_leaves_no_empty_part_and_no_order() {
    let mut evaluation = fixtures::evaluation();
    fixtures::judge(&mut evaluation, "E2", "2.1.3", &LEVELS[0]);
    fixtures::set(&mut evaluation, "E3", "2.2", 20_000);
    assert_eq!(visible(&evaluation, &evaluator("E1")).unwrap().areas, []);
    let mut alone = fixtures::evaluation();
    for code in ["1.2.1", "2.1.1", "2.1.3"] {
        fixtures::judge(&mut evaluation, "E1", code, &LEVELS[1]);
        fixtures::judge(&mut alone, "E1", code, &LEVELS[1]);
    }
    assert_eq!(visible(&evaluation, &evaluator("E1")), visible(&alone, &evaluator("E1")));
}

#[test]
fn progress_counts_own_judgements_until_all_have_locked() {
    let framework = fixtures::framework();
    let mut evaluation = judged();
    let of = |evaluation: &Evaluation, viewer: &Viewer| {
        progress(&framework, evaluation, viewer).unwrap().unwrap()
    };
    fixtures::judge(&mut evaluation, "E1", "1.1.2", &LEVELS[0]);
    fixtures::area_part(&mut evaluation, 1).locked = vec!["E2".into()];
    let own = of(&evaluation, &evaluator("E1"));
    let area = &own.areas[0];
    assert_eq!(
        (area.locked.as_slice(), area.to_lock.join(" ")),
        (&["E2".to_owned()][..], "E1 E3".into())
    );
    let judging = area.judging.as_ref().unwrap();
    assert_eq!((judging.units, judging.assessed, judging.everybody), (6, 2, false));
    assert!(judging.missing.iter().all(|it| it.by.as_deref() == Some("E1")));
    assert_eq!(own.consensus, None);

    fixtures::area_part(&mut evaluation, 1).locked = AUTHORS.map(str::to_owned).into();
    let all = of(&evaluation, &evaluator("E1"));
    let judging = all.areas[0].judging.as_ref().unwrap();
    assert_eq!((judging.units, judging.assessed, judging.everybody), (6, 1, true));
    assert!(!all.areas[1].judging.as_ref().unwrap().everybody, "area 2 is not locked");

    let office = of(&evaluation, &viewer(Role::OrganisationAdministrator, None));
    assert_eq!(office.areas[0].locked, AUTHORS);
    assert!(office.areas.iter().all(|area| area.judging.is_none()));

    evaluation.state = State::Consensus;
    assert_eq!(of(&evaluation, &evaluator("E1")).consensus.unwrap().units, 13);
    let coordinator = viewer(Role::Coordinator, None);
    assert_eq!(progress(&framework, &evaluation, &coordinator), Ok(None));
}

#[test]
fn before_the_declaration_only_what_the_evaluation_is_and_who_is_on_the_team() {
    let mut evaluation = full(State::Closed, Kind::Peer);
    evaluation.team[0].declaration = None;
    let e1 = |evaluation: &Evaluation| {
        Viewer::new(evaluation, vec![Role::LeadEvaluator], Some("E1".into()))
    };
    let seen = visible(&evaluation, &e1(&evaluation)).unwrap();
    assert_eq!(seen.team.len(), 4);
    assert!(seen.team.iter().all(|member| member.declaration.is_none()));
    assert_eq!(
        (seen.areas, seen.documents, seen.summary, seen.review),
        (Vec::new(), Vec::new(), String::new(), None)
    );
    let conflict = "was head of department until last year".to_owned();
    evaluation.team[0].declaration = Some(Declaration { date: date(2026, 1, 1), conflict });
    assert!(!e1(&evaluation).declared, "a conflict is no clean declaration");
    let own = visible(&evaluation, &e1(&evaluation)).unwrap();
    assert!(own.team[0].declaration.is_some() && own.team[1].declaration.is_none());
    assert_eq!(own.areas, []);
    evaluation.team[0].declaration = evaluation.team[1].declaration.clone();
    assert_ne!(visible(&evaluation, &e1(&evaluation)).unwrap().areas, []);
}

#[test]
fn a_link_shows_what_the_evaluation_is_and_a_stranger_sees_not_even_that() {
    let evaluation = full(State::FactCheck, Kind::External);
    for role in [Role::Contributor, Role::Interviewee] {
        let seen = visible(&evaluation, &viewer(role, None)).unwrap();
        assert_eq!(seen.municipality, evaluation.municipality);
        assert_eq!((seen.team, seen.documents, seen.areas), (Vec::new(), Vec::new(), Vec::new()));
        assert_eq!((seen.summary, seen.fact_check), (String::new(), None));
    }
    for role in [Role::SystemAdministrator, Role::Account, Role::Public] {
        assert_eq!(visible(&evaluation, &viewer(role, None)), None);
    }
}

/// An evaluation in which every part holds something.
fn full(state: State, kind: Kind) -> Evaluation {
    let mut evaluation = Evaluation { state, kind, ..fixtures::evaluation() };
    for member in &mut evaluation.team {
        member.declaration = Some(Declaration { date: date(2026, 1, 1), conflict: String::new() });
    }
    for secret in SECRETS {
        put(&mut evaluation, secret, "first");
    }
    evaluation
}

/// A part of an evaluation that somebody may not read.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Secret {
    Judgement { by: &'static str, area: u8 },
    Agreed,
    AgreedReason,
    Texts,
    Impact,
    Documents,
    SinceLast,
    Groups,
    Conditions,
    Feedback,
    Review,
    FactCheck,
    FactCheckAnswer,
    Published,
    Declaration { of: &'static str },
    Team,
    Lock,
}

/// Everything but judgements, which have a place of their own in the test.
const SECRETS: [Secret; 16] = [
    Secret::Agreed,
    Secret::AgreedReason,
    Secret::Texts,
    Secret::Impact,
    Secret::Documents,
    Secret::SinceLast,
    Secret::Groups,
    Secret::Conditions,
    Secret::Feedback,
    Secret::Review,
    Secret::FactCheck,
    Secret::FactCheckAnswer,
    Secret::Published,
    Secret::Declaration { of: "E2" },
    Secret::Team,
    Secret::Lock,
];

/// Makes a part say something, another thing for another text.
fn put(evaluation: &mut Evaluation, secret: Secret, text: &str) {
    let (words, number) = (text.to_owned(), u32::try_from(text.len()).unwrap());
    let day = date(2026, 5, 1 + i8::try_from(text.len()).unwrap());
    match secret {
        Secret::Judgement { by, area } => {
            for (_, code) in QUESTIONS.into_iter().filter(|(number, _)| *number == area) {
                let question = fixtures::question(evaluation, code);
                question.judgements.retain(|judgement| judgement.by != by);
                fixtures::judge(evaluation, by, code, &LEVELS[text.len() % 3]);
                fixtures::question(evaluation, code).judgements.last_mut().unwrap().reason =
                    words.clone();
            }
            if area == 2 {
                fixtures::sub_area(evaluation, "2.2").direct.retain(|it| it.by != by);
                fixtures::set(evaluation, by, "2.2", i64::from(number) * 1000);
            }
        }
        Secret::Agreed => {
            fixtures::agree(evaluation, "1.1.1", &LEVELS[text.len() % 3]);
            fixtures::agree_points(evaluation, "2.2", i64::from(number));
        }
        Secret::AgreedReason => {
            fixtures::agree(evaluation, "1.1.2", &LEVELS[0]);
            fixtures::question(evaluation, "1.1.2").agreed.as_mut().unwrap().reason = words.clone();
            let direct = &mut fixtures::sub_area(evaluation, "2.2").agreed;
            direct
                .get_or_insert(AgreedPoints { points: Points(5), reason: String::new() })
                .reason = words;
        }
        Secret::Texts => {
            let finding = Finding { text: words.clone(), sub_area: None, source: None };
            let example = Example { who: words.clone(), text: String::new(), source: None };
            fixtures::sub_area(evaluation, "1.2").text = words.clone();
            let area = fixtures::area_part(evaluation, 1);
            area.text = words.clone();
            area.strengths = vec![finding.clone()];
            area.improvements = vec![finding];
            area.examples = vec![example];
            evaluation.summary = words;
        }
        Secret::Impact => {
            let impact =
                if text.len().is_multiple_of(2) { Impact::Confirms } else { Impact::Contradicts };
            fixtures::sub_area(evaluation, "2.1").impact.insert("unions".into(), impact);
        }
        Secret::Documents => {
            let title = words;
            let (kind, address) = (String::new(), String::new());
            evaluation.documents = vec![Document {
                code: "D1".into(),
                title,
                kind,
                date: None,
                address,
                sub_areas: Vec::new(),
            }];
        }
        Secret::SinceLast => {
            fixtures::area_part(evaluation, 2).since_last = vec![SinceLast {
                improvement: words,
                status: SinceLastStatus::Begun,
                done: String::new(),
                origin: None,
            }];
        }
        Secret::Groups => {
            evaluation.groups =
                vec![GroupInterview { group: "unions".into(), people: number, date: None }];
        }
        Secret::Conditions => {
            evaluation.conditions.insert("companies".into(), text.len().is_multiple_of(2));
        }
        Secret::Feedback => evaluation.feedback = Some(Feedback { date: day, audience: words }),
        Secret::Review => evaluation.review = Some(Signature { by: "R1".into(), date: day }),
        Secret::FactCheck => comment(evaluation).text = words,
        Secret::FactCheckAnswer => comment(evaluation).answer = words,
        Secret::Published => {
            evaluation.total = Some(number);
            fixtures::area_part(evaluation, 2).points = Some(number);
            fixtures::sub_area(evaluation, "2.2").points = Some(Points::whole(number));
            evaluation.source = Some(Source {
                title: words.clone(),
                publisher: String::new(),
                date: None,
                address: String::new(),
                note: String::new(),
            });
            evaluation.printed_comparisons = vec![PrintedComparison {
                label: words,
                total: number,
                areas: Vec::new(),
                n: None,
                rule: String::new(),
            }];
        }
        Secret::Declaration { of } => {
            let member = evaluation.team.iter_mut().find(|member| member.code == of).unwrap();
            member.declaration = Some(Declaration { date: day, conflict: String::new() });
        }
        Secret::Team => evaluation.team[3].name = words,
        Secret::Lock => {
            let locked = &mut fixtures::area_part(evaluation, 2).locked;
            if text.len().is_multiple_of(2) {
                locked.retain(|code| code != "E3");
            } else if !locked.contains(&"E3".to_owned()) {
                locked.push("E3".into());
            }
        }
    }
}

fn comment(evaluation: &mut Evaluation) -> &mut Comment {
    let check = evaluation.fact_check.get_or_insert_with(|| FactCheck {
        until: date(2026, 9, 1),
        done: false,
        comments: vec![Comment { place: "1".into(), text: String::new(), answer: String::new() }],
    });
    &mut check.comments[0]
}

/// Takes a part away.
fn take(evaluation: &mut Evaluation, secret: Secret) {
    match secret {
        Secret::Judgement { by, area } => {
            for sub in &mut fixtures::area_part(evaluation, area).sub_areas {
                sub.direct.retain(|judgement| judgement.by != by);
                for question in &mut sub.questions {
                    question.judgements.retain(|judgement| judgement.by != by);
                }
            }
        }
        Secret::Agreed => {
            fixtures::question(evaluation, "1.1.1").agreed = None;
            fixtures::sub_area(evaluation, "2.2").agreed = None;
        }
        Secret::Documents => evaluation.documents.clear(),
        Secret::Impact => fixtures::sub_area(evaluation, "2.1").impact.clear(),
        Secret::FactCheck => evaluation.fact_check = None,
        // A lock that is there is taken away by the other text.
        Secret::Lock => put(evaluation, secret, "first"),
        other => put(evaluation, other, ""),
    }
}

/// Who may read what, stated a second time, by hand and without the table.
fn open(evaluation: &Evaluation, viewer: &Viewer, secret: Secret) -> bool {
    use State::{Consensus, Delivered, FactCheck, Interviews, Preparation, Review, Scoring};
    let (role, state) = (viewer.roles[0], evaluation.state);
    let outside = matches!(evaluation.kind, Kind::External | Kind::Peer);
    let imported = evaluation.kind == Kind::Imported;
    let evaluator = matches!(role, Role::LeadEvaluator | Role::Evaluator);
    let reviewer = role == Role::QualityReviewer;
    let coordinator = role == Role::Coordinator;
    let office = matches!(role, Role::LeadEvaluator | Role::OrganisationAdministrator);
    let delivered = matches!(role, Role::Coordinator | Role::Reader) && state >= Delivered;
    let held_back = outside && (evaluator || reviewer) && !viewer.declared;
    if held_back && !matches!(secret, Secret::Team | Secret::Declaration { .. }) {
        return false;
    }
    let team =
        |from: State| (evaluator && state >= from) || (reviewer && state >= from.max(Review));
    match secret {
        Secret::Published => delivered || if imported { office } else { team(Consensus) },
        Secret::Texts if imported => office || delivered,
        Secret::Team => evaluator || reviewer || coordinator || office,
        Secret::Declaration { of } => {
            let own = viewer.member.as_deref() == Some(of);
            own || ((evaluator || reviewer || office) && outside && !held_back)
        }
        _ if imported => false,
        Secret::Judgement { by, area } => {
            let area = evaluation.areas.iter().find(|part| part.number == area).unwrap();
            let released = match area.way {
                None | Some(Way::Independent) => {
                    AUTHORS.iter().all(|code| area.locked.iter().any(|locked| locked == code))
                }
                Some(Way::PrimarySecond) => area.locked.iter().any(|locked| locked == by),
                Some(Way::Joint) => true,
            };
            let own = viewer.member.as_deref() == Some(by);
            team(Consensus) || (evaluator && state == Scoring && (own || released))
        }
        Secret::Agreed => team(Consensus) || (coordinator && state >= Delivered),
        Secret::AgreedReason => team(Consensus),
        Secret::Texts => team(Consensus) || (coordinator && state >= FactCheck) || delivered,
        Secret::Impact => team(Interviews) || (coordinator && state >= Delivered),
        Secret::Documents | Secret::SinceLast | Secret::Groups => {
            team(Preparation) || (coordinator && state >= Preparation)
        }
        Secret::Conditions => team(State::Planned) || (coordinator && state >= Delivered),
        Secret::Feedback => team(Interviews) || (coordinator && state >= Interviews),
        // What the reviewer said is read by those it was returned to.
        Secret::Review => team(Consensus),
        Secret::FactCheck | Secret::FactCheckAnswer => {
            team(FactCheck) || (coordinator && state >= FactCheck)
        }
        Secret::Lock => team(State::Planned) || role == Role::OrganisationAdministrator,
    }
}

/// An evaluation somewhere in its life, judged and locked by some.
fn some_evaluation() -> impl Strategy<Value = Evaluation> {
    let way = prop::sample::select(vec![
        None,
        Some(Way::Independent),
        Some(Way::PrimarySecond),
        Some(Way::Joint),
    ]);
    let locks = prop::collection::vec(any::<bool>(), 6);
    // Half of them while judging, where most is hidden.
    let states = prop_oneof![Just(State::Scoring), prop::sample::select(&State::ALL[..])];
    let kinds = prop::sample::select(&Kind::ALL[..]);
    let judged = prop::collection::vec((0..3_usize, 0..9_usize, 0..3_usize), 0..12);
    (states, kinds, [way.clone(), way], locks, judged).prop_map(
        |(state, kind, ways, locks, judged)| {
            let mut evaluation = full(state, kind);
            for (at, way) in ways.into_iter().enumerate() {
                let part = fixtures::area_part(&mut evaluation, u8::try_from(at + 1).unwrap());
                part.way = way;
                let locked = AUTHORS.iter().zip(&locks[at * 3..]).filter(|(_, locked)| **locked);
                part.locked = locked.map(|(code, _)| (*code).to_owned()).collect();
                part.direct = part.judged_directly();
            }
            for (author, question, level) in judged {
                let (by, (_, code)) = (AUTHORS[author], QUESTIONS[question]);
                let judgements = &mut fixtures::question(&mut evaluation, code).judgements;
                if !judgements.iter().any(|judgement| judgement.by == by) {
                    fixtures::judge(&mut evaluation, by, code, &LEVELS[level]);
                }
            }
            evaluation
        },
    )
}

/// Everybody who can look at an evaluation, one role each.
fn viewers() -> Vec<Viewer> {
    let mut all = Vec::new();
    for role in Role::ALL {
        let members: &[Option<&str>] = match role {
            Role::LeadEvaluator => &[Some("E1")],
            Role::Evaluator => &[Some("E2"), Some("E3")],
            Role::QualityReviewer => &[Some("R1")],
            _ => &[None],
        };
        for member in members {
            all.push(viewer(role, *member));
            if member.is_some() {
                all.push(Viewer { declared: false, ..viewer(role, *member) });
            }
        }
    }
    all
}

fn judgement_secrets() -> impl Iterator<Item = Secret> {
    AUTHORS.into_iter().flat_map(|by| [1, 2].map(|area| Secret::Judgement { by, area }))
}

/// Every value in an evaluation with the codes that lead to it.
fn values(evaluation: &Evaluation) -> BTreeSet<String> {
    fn walk(path: &str, value: &serde_json::Value, out: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(entries) => {
                entries.iter().for_each(|(key, value)| walk(&format!("{path}/{key}"), value, out));
            }
            serde_json::Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    let name = ["code", "number", "by"].iter().find_map(|key| item.get(key));
                    let name = name.map_or(at.to_string(), ToString::to_string);
                    walk(&format!("{path}/{name}"), item, out);
                }
            }
            leaf => {
                out.insert(format!("{path} = {leaf}"));
            }
        }
    }
    let mut out = BTreeSet::new();
    walk("", &serde_json::to_value(evaluation).unwrap(), &mut out);
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever is changed, added or taken away: a viewer notices it exactly if the viewer may read it. Nothing else
    /// shows, in the evaluation or in the progress.
    #[test]
    fn nothing_tells_of_what_may_not_be_read(evaluation in some_evaluation()) {
        let framework = fixtures::framework();
        let looked = |evaluation: &Evaluation, viewer: &Viewer| {
            (visible(evaluation, viewer), progress(&framework, evaluation, viewer))
        };
        for viewer in viewers() {
            let before = looked(&evaluation, &viewer);
            prop_assert!(before.1.is_ok());
            for secret in judgement_secrets().chain(SECRETS) {
                let (mut other, mut without) = (evaluation.clone(), evaluation.clone());
                put(&mut other, secret, "second");
                take(&mut without, secret);
                let may = open(&evaluation, &viewer, secret);
                for changed in [&other, &without] {
                    let after = looked(changed, &viewer);
                    let noticed = before != after;
                    prop_assert!(may || !noticed, "{:?} notices {:?}", viewer, secret);
                }
                let blind = may && other != evaluation && visible(&other, &viewer) == before.0;
                prop_assert!(!blind, "{:?} is blind to {:?}", viewer, secret);
            }
        }
    }

    /// What is left is an evaluation: it can be looked at again, written and read, and has no fault that was not there.
    #[test]
    fn what_is_visible_is_a_whole_evaluation(evaluation in some_evaluation()) {
        let framework = fixtures::framework();
        let faults = check::check(&evaluation, &framework).errors;
        for viewer in viewers() {
            let Some(seen) = visible(&evaluation, &viewer) else { continue };
            let twice = visible(&seen, &viewer);
            prop_assert_eq!(twice.as_ref(), Some(&seen), "twice is once");
            prop_assert!(values(&seen).is_subset(&values(&evaluation)), "nothing is added");
            prop_assert_eq!(&file::read("e.toml", file::to_toml(&seen).as_bytes()).unwrap(), &seen);
            prop_assert_eq!(&file::read("e.json", file::to_json(&seen).as_bytes()).unwrap(), &seen);
            let left = check::check(&seen, &framework).errors;
            prop_assert!(left.len() <= faults.len(), "{:?}: {:?}", viewer, left);
        }
    }

    #[test]
    fn more_roles_see_no_less(
        evaluation in some_evaluation(),
        roles in prop::collection::vec(prop::sample::select(&Role::ALL[..]), 0..4),
        more in prop::sample::select(&Role::ALL[..]),
        member in prop::sample::select(vec![None, Some("E1"), Some("E3"), Some("R1")]),
        declared in any::<bool>(),
    ) {
        let few = Viewer { roles, member: member.map(str::to_owned), declared };
        let many = Viewer { roles: [few.roles.clone(), vec![more]].concat(), ..few.clone() };
        if let Some(seen) = visible(&evaluation, &few) {
            let all = visible(&evaluation, &many).unwrap();
            prop_assert!(values(&seen).is_subset(&values(&all)));
        }
    }
}

#[test]
fn a_real_evaluation_stays_one_for_everybody() {
    let (evaluation, framework) = (testdata::small(), frameworks::small());
    assert_eq!(check::check(&evaluation, &framework).errors, []);
    for state in State::ALL {
        let evaluation = Evaluation { state, ..evaluation.clone() };
        for viewer in viewers() {
            if let Some(seen) = visible(&evaluation, &viewer) {
                assert_eq!(check::check(&seen, &framework).errors, [], "{state} {viewer:?}");
            }
        }
    }
}
