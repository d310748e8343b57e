use super::guide::{Known, Why, coverage, guide, known, most};
use super::*;
use crate::evaluation::{Document, Impact, SinceLast, SinceLastStatus};
use crate::fixtures;
use jiff::civil::{date, time};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn slot(id: u128, group: &str, day: i8, from: i8, to: i8) -> Interview {
    Interview {
        id: Uuid::from_u128(id),
        group: group.into(),
        day: date(2026, 5, day),
        begins: time(from, 0, 0, 0),
        ends: time(to, 0, 0, 0),
        room: String::new(),
        evaluators: Vec::new(),
        standing: Standing::Planned,
        met: 0,
        moved: 0,
    }
}

fn person(id: u128, interviews: &[u128]) -> Person {
    Person {
        id: Uuid::from_u128(id),
        name: format!("P{id}"),
        title: String::new(),
        bloc: None,
        party: String::new(),
        email: String::new(),
        manager: None,
        interviews: interviews.iter().map(|id| Uuid::from_u128(*id)).collect(),
    }
}

/// Politicians 9–11 and unions 10–12 on the same day, managers the day after.
fn plan() -> Plan {
    Plan {
        visit: vec![date(2026, 5, 12), date(2026, 5, 13)],
        team: fixtures::evaluation().team,
        groups: fixtures::framework().groups.into_iter().map(|group| group.code).collect(),
        interviews: vec![
            slot(1, "politicians", 12, 9, 11),
            slot(2, "unions", 12, 10, 12),
            slot(3, "managers", 13, 9, 10),
        ],
        people: vec![person(11, &[1]), person(12, &[2]), person(13, &[3])],
    }
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.code.as_str()).collect()
}

fn clashes(change: impl FnOnce(&mut Plan)) -> Vec<Problem> {
    let mut plan = plan();
    change(&mut plan);
    plan.clashes(Uuid::from_u128(1), Lang::Sv)
}

fn clashes_of_person(change: impl FnOnce(&mut Plan)) -> Vec<Problem> {
    let mut plan = plan();
    change(&mut plan);
    plan.clashes_of_person(Uuid::from_u128(11), Lang::Sv)
}

#[test]
fn every_clash_is_refused_with_its_reason() {
    assert_eq!(codes(&clashes(|_| {})), [""; 0], "side by side in rooms of their own");
    assert_eq!(codes(&clashes(|it| it.interviews[0].group = "cooks".into())), ["IN01"]);
    assert_eq!(codes(&clashes(|it| it.interviews[0].ends = time(9, 0, 0, 0))), ["IN02"]);
    assert_eq!(codes(&clashes(|it| it.interviews[0].day = date(2026, 5, 14))), ["IN03"]);
    let four_days = |plan: &mut Plan| {
        plan.visit.clear();
        plan.interviews.extend([slot(4, "unions", 14, 9, 10), slot(5, "unions", 15, 9, 10)]);
    };
    assert_eq!(codes(&clashes(four_days)), ["IN04"]);
    let evaluators = |codes: [&str; 2]| codes.map(str::to_owned).to_vec();
    assert_eq!(
        codes(&clashes(|it| it.interviews[0].evaluators = evaluators(["E9", "R1"]))),
        ["IN05", "IN05"],
        "nobody, and the reviewer"
    );
    let problems = clashes(|it| {
        it.interviews[0].room = "Sal A".into();
        it.interviews[1].room = " sal a ".into();
        it.interviews[0].evaluators = evaluators(["E1", "E2"]);
        it.interviews[1].evaluators = evaluators(["E3", "E2"]);
        it.people[0].interviews.push(Uuid::from_u128(2));
    });
    assert_eq!(codes(&problems), ["IN06", "IN07", "IN08"]);
    let other = "2026-05-12 10.00–12.00".to_owned();
    assert_eq!(problems[1].names, ["E2".to_owned(), other.clone()]);
    assert_eq!(problems[2].names, ["P11".to_owned(), other]);
    let called_off = clashes(|it| {
        it.interviews[0].room = "A".into();
        it.interviews[1].room = "A".into();
        it.interviews[1].standing = Standing::Cancelled;
    });
    assert_eq!(codes(&called_off), [""; 0]);
}

#[test]
fn nobody_sits_with_their_own_manager() {
    let together = |plan: &mut Plan, who: usize, manager: usize| {
        plan.people[1].interviews = vec![Uuid::from_u128(1)];
        plan.people[who].manager = Some(plan.people[manager].id);
    };
    let problems = clashes_of_person(|plan| together(plan, 0, 1));
    assert_eq!(codes(&problems), ["IN09"]);
    assert_eq!(problems[0].names, ["P11", "P12"], "who, and whose manager");
    let problems = clashes_of_person(|plan| together(plan, 1, 0));
    assert_eq!(problems[0].names, ["P12", "P11"], "seen from the manager");
    let elsewhere = clashes_of_person(|plan| plan.people[0].manager = Some(plan.people[2].id));
    assert_eq!(codes(&elsewhere), [""; 0]);
    let own = clashes_of_person(|plan| plan.people[0].manager = Some(plan.people[0].id));
    assert_eq!(codes(&own), ["IN10"]);
    assert_eq!(
        codes(&clashes_of_person(|plan| plan.people[0].manager = Some(Uuid::nil()))),
        ["IN10"]
    );
    assert_eq!(
        codes(&clashes_of_person(|plan| plan.people[0].interviews.push(Uuid::nil()))),
        ["IN11"]
    );
    let twice = clashes_of_person(|plan| plan.people[0].interviews.push(Uuid::from_u128(2)));
    assert_eq!(codes(&twice), ["IN08"]);
}

#[test]
fn a_missing_bloc_and_a_missing_group_are_warned_of() {
    let mut plan = plan();
    let bloc = |bloc| Warning::BlocMissing(POLITICIANS.into(), bloc);
    assert_eq!(
        plan.warnings(),
        [bloc(Bloc::Majority), bloc(Bloc::Opposition), Warning::BlocUnknown(POLITICIANS.into(), 1)]
    );
    plan.people[0].bloc = Some(Bloc::Majority);
    assert_eq!(plan.warnings(), [bloc(Bloc::Opposition)]);
    plan.people.push(Person { bloc: Some(Bloc::Opposition), ..person(14, &[1]) });
    assert_eq!(plan.warnings(), []);
    plan.interviews[1].standing = Standing::Cancelled;
    plan.people.pop();
    plan.people[0].interviews.clear();
    assert_eq!(
        plan.warnings(),
        [Warning::NoInterview("unions".into()), Warning::NoPeople(Uuid::from_u128(1))],
        "nothing is said of blocs where nobody sits"
    );
    plan.visit = vec![date(2026, 5, 12)];
    assert!(plan.warnings().contains(&Warning::OutsideVisit(Uuid::from_u128(3))));
    plan.visit.clear();
    assert_eq!(plan.warnings()[0], Warning::NoVisit);
}

#[test]
fn groups_are_met_by_what_is_held() {
    let mut plan = plan();
    assert_eq!(met(POLITICIANS, &plan.interviews), None);
    plan.interviews.push(slot(4, "politicians", 13, 13, 14));
    for (at, people) in [(0, 5), (3, 4)] {
        plan.interviews[at].standing = Standing::Held;
        plan.interviews[at].met = people;
    }
    let date = Some(date(2026, 5, 12));
    let expected = GroupInterview { group: POLITICIANS.into(), people: 9, date };
    assert_eq!(met(POLITICIANS, &plan.interviews), Some(expected));
}

#[test]
fn a_guide_asks_first_what_is_not_shown() {
    let framework = fixtures::framework();
    let mut evaluation = fixtures::evaluation();
    let document = |code: &str, sub_area: &str| Document {
        code: code.into(),
        title: code.into(),
        kind: String::new(),
        date: None,
        address: String::new(),
        sub_areas: vec![sub_area.into()],
    };
    evaluation.documents =
        vec![document("D1", "1.1"), document("D2", "1.2"), document("D3", "2.2")];
    fixtures::sub_area(&mut evaluation, "1.2").impact =
        BTreeMap::from([("unions".into(), Impact::Contradicts)]);
    fixtures::area_part(&mut evaluation, 2).since_last = vec![SinceLast {
        improvement: "A vision".into(),
        status: SinceLastStatus::Begun,
        done: String::new(),
        origin: None,
    }];
    let answered: BTreeSet<String> = ["2.1.2".to_owned()].into();
    let asked = "1.2.1";
    let found = guide(&framework, &BTreeMap::new(), "politicians", 9, |code| Known {
        asked: code == asked,
        ..known(&evaluation, &answered, code)
    });
    let list: Vec<(&str, Why)> =
        found.questions.iter().map(|it| (it.question.as_str(), it.why)).collect();
    assert_eq!(
        list,
        [
            ("2.1.1", Why::NotShown),
            ("2.1.3", Why::NotShown),
            ("1.2.2", Why::Contradicted),
            ("1.2.3", Why::Contradicted),
            ("1.2.1", Why::Contradicted),
            ("2.1.2", Why::Changed),
            ("2.2.1", Why::Changed),
            ("2.2.2", Why::Changed),
            ("2.2.3", Why::Changed),
        ],
        "what was asked elsewhere comes last within its reason"
    );
    assert_eq!(found.questions[2].contradicted, ["unions"]);
    assert_eq!(found.left_out.len(), 4);
    assert!(
        guide(&framework, &BTreeMap::new(), "unions", 9, |_| Known::default()).questions.is_empty()
    );
    fixtures::sub_area(&mut evaluation, "1.1").impact =
        BTreeMap::from([(crate::evidence::DOCUMENTS.into(), Impact::Silent)]);
    assert!(!known(&evaluation, &answered, "1.1.1").shown, "the documents are silent");
    assert_eq!(most(time(9, 0, 0, 0), time(10, 30, 0, 0)), 27);
    assert_eq!(most(time(9, 0, 0, 0), time(9, 5, 0, 0)), 1);
    assert_eq!(most(time(10, 0, 0, 0), time(9, 0, 0, 0)), 0);
}

#[test]
fn coverage_names_what_nobody_was_asked_and_who_still_can_be() {
    let framework = fixtures::framework();
    let asked: BTreeSet<String> = ["1.1.1", "1.1", "2.2.4"].map(str::to_owned).into();
    let conditions = BTreeMap::from([("culture".to_owned(), false)]);
    let rows = coverage(&framework, &conditions, &asked, &["politicians"]);
    let counts: Vec<_> =
        rows.iter().map(|row| (row.sub_area.as_str(), row.asked, row.of)).collect();
    assert_eq!(counts, [("1.1", 1, 3), ("1.2", 0, 3), ("2.2", 1, 4)], "2.1 does not apply");
    assert_eq!(rows[0].open[0].question, "1.1.2", "a sub-area is not a question");
    assert_eq!(rows[0].open[0].can, ["politicians"]);
    let over = coverage(&framework, &conditions, &asked, &["unions"]);
    assert!(over.iter().flat_map(|row| &row.open).all(|open| open.can.is_empty()));
}

fn any_slot(id: u128) -> impl Strategy<Value = Interview> {
    (0..3_i8, 8..17_i8, 1..4_i8, 0..3_usize, vec(0..3_usize, 0..3), any::<bool>()).prop_map(
        move |(day, from, hours, room, evaluators, off)| Interview {
            room: ["", "A", "B"][room].into(),
            evaluators: evaluators.into_iter().map(|at| ["E1", "E2", "E3"][at].into()).collect(),
            standing: if off { Standing::Cancelled } else { Standing::Planned },
            ..slot(id, "unions", 12 + day, from, from + hours)
        },
    )
}

proptest! {
    /// Against minutes counted one by one: two interviews clash if something that can be in one place only is in both
    /// in the same minute.
    #[test]
    fn clashes_are_those_that_a_clock_would_show(
        one in any_slot(1), two in any_slot(2), both in any::<bool>(),
    ) {
        let minutes = |it: &Interview| -> BTreeSet<(i8, i32)> {
            let minute = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
            if !it.counts() { return BTreeSet::new(); }
            (minute(it.begins)..minute(it.ends)).map(|minute| (it.day.day(), minute)).collect()
        };
        let at_once = minutes(&one).intersection(&minutes(&two)).next().is_some();
        let room = !one.room.is_empty() && one.room == two.room;
        let shared = one.evaluators.iter().any(|code| two.evaluators.contains(code));
        let sits: &[u128] = if both { &[1, 2] } else { &[1] };
        let plan = Plan {
            visit: Vec::new(),
            interviews: vec![one, two],
            people: vec![person(11, sits)],
            ..plan()
        };
        for id in [1, 2] {
            let problems = plan.clashes(Uuid::from_u128(id), Lang::Sv);
            let has = |code: &str| problems.iter().any(|problem| problem.code == code);
            prop_assert_eq!(has("IN06"), at_once && room);
            prop_assert_eq!(has("IN07"), at_once && shared);
            prop_assert_eq!(has("IN08"), at_once && both);
        }
        let of_person = plan.clashes_of_person(Uuid::from_u128(11), Lang::Sv);
        prop_assert_eq!(of_person.iter().any(|it| it.code == "IN08"), at_once && both);
    }

    #[test]
    fn a_guide_keeps_its_limit_its_order_and_its_word(
        states in vec((any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()), 13),
        room in 0..20_usize,
    ) {
        let framework = fixtures::framework();
        let order: Vec<String> = framework.questions().map(|(_, it)| it.code.clone()).collect();
        let known = |code: &str| {
            let at = order.iter().position(|it| it == code).unwrap_or(0);
            let (shown, contradicted, changed, asked) = states[at];
            let contradicted = if contradicted { vec!["unions".to_owned()] } else { Vec::new() };
            Known { shown, contradicted, changed, asked }
        };
        let of = |most| guide(&framework, &BTreeMap::new(), "politicians", most, known);
        let found = of(room);
        prop_assert!(found.questions.len() <= room);
        prop_assert_eq!(found.questions.len() + found.left_out.len(), order.len());
        prop_assert_eq!(&found, &of(room), "the same again");
        let all: Vec<_> = found.questions.iter().chain(&found.left_out).collect();
        prop_assert!(all.windows(2).all(|two| (two[0].why, two[0].asked) <= (two[1].why, two[1].asked)));
        let longer = of(room + 1);
        prop_assert_eq!(&longer.questions[..found.questions.len()], &found.questions[..]);
        for asks in all {
            let it = known(&asks.question);
            let says = match asks.why {
                Why::NotShown => !it.shown,
                Why::Contradicted => it.shown && !it.contradicted.is_empty(),
                Why::Changed => it.shown && it.contradicted.is_empty() && it.changed,
                Why::Practice => it.shown && it.contradicted.is_empty() && !it.changed,
            };
            prop_assert!(says, "{:?}", asks);
        }
    }
}
