use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn analysed() -> Action {
    Action {
        area: 3,
        sub_area: Some("3.2".to_owned()),
        improvement: "Målen följs inte upp i alla nämnder.".to_owned(),
        title: "Gemensam uppföljning varje tertial".to_owned(),
        cause: "Nämnderna har egna mallar.".to_owned(),
        theory: "Om vi följer upp lika så jämför vi, därför att siffrorna blir desamma.".to_owned(),
        indicator: "Nämnder som följer upp".to_owned(),
        unit: "antal".to_owned(),
        baseline: Some(Measured { value: Value(2_000), on: date(2025, 1, 31) }),
        target: Some(Measured { value: Value(7_000), on: date(2026, 12, 31) }),
        owner: "Controller".to_owned(),
        due: Some(date(2026, 6, 30)),
        effect: Some(4),
        resource: Some(2),
        status: Status::Begun,
    }
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(analysed().missing(), []);
    let bare = Action { improvement: "x".into(), title: "y".into(), ..Action::default() };
    assert_eq!(
        bare.missing(),
        [Missing::Cause, Missing::Theory, Missing::Indicator, Missing::Baseline]
    );
    assert_eq!(bare.check(), [], "an action may be written down before it is analysed");
    let blank = Action { cause: " \n".into(), ..analysed() };
    assert_eq!(blank.missing(), [Missing::Cause]);
    let unmeasured = Action { baseline: None, target: None, ..analysed() };
    assert_eq!(unmeasured.missing(), [Missing::Baseline]);
}

#[test]
fn what_nothing_was_heard_of_for_a_quarter_has_gone_quiet() {
    let heard = date(2026, 1, 1);
    assert!(!Action::is_quiet(heard, date(2026, 4, 1)), "ninety days");
    assert!(Action::is_quiet(heard, date(2026, 4, 2)));
    assert!(Action::is_quiet(heard, date(2028, 1, 1)));
    assert!(!Action::is_quiet(heard, date(2025, 1, 1)), "clocks differ");
}

#[test]
fn only_what_is_left_to_do_is_late() {
    let late = |status, today| Action { status, ..analysed() }.is_late(today);
    let (on_the_day, after) = (date(2026, 6, 30), date(2026, 7, 1));
    assert!(!late(Status::Begun, on_the_day));
    assert!(late(Status::Planned, after) && late(Status::Begun, after));
    assert!(!late(Status::Done, after) && !late(Status::Stopped, after));
    assert!(!Action { due: None, ..analysed() }.is_late(after));
}

#[test]
fn the_most_interesting_come_first() {
    let of = |effect, resource| Action {
        effect: Some(effect),
        resource: Some(resource),
        ..Action::default()
    };
    assert_eq!(of(4, 3).square(), Some(Square::First));
    assert_eq!(of(3, 3).square(), Some(Square::Small));
    assert_eq!(of(4, 4).square(), Some(Square::Decision));
    assert_eq!(of(3, 4).square(), Some(Square::Doubtful));
    assert_eq!(Action { effect: Some(5), ..Action::default() }.square(), None);
    let unmarked = Action { effect: Some(5), ..Action::default() };
    let mut all = [unmarked, of(1, 5), of(5, 5), of(2, 1), of(4, 2), of(5, 3), of(5, 1)];
    all.sort_by_key(Action::rank);
    let order: Vec<_> = all.iter().map(|it| (it.effect.unwrap(), it.resource)).collect();
    let marked = [(5, 1), (5, 3), (4, 2), (2, 1), (5, 5), (1, 5)].map(|(e, r)| (e, Some(r)));
    assert_eq!((&order[..6], order[6]), (&marked[..], (5, None)));
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let places = |action: &Action| {
        let problems = action.check();
        problems.into_iter().map(|it| format!("{} {}", it.code, it.place)).collect::<Vec<_>>()
    };
    assert_eq!(places(&analysed()), Vec::<String>::new());
    let wrong = Action {
        improvement: String::new(),
        title: " ".into(),
        cause: "x".repeat(LONGEST + 1),
        owner: "å".repeat(LONGEST_LINE + 1),
        target: Some(Measured { value: Value(0), on: date(2024, 1, 1) }),
        effect: Some(0),
        resource: Some(6),
        ..analysed()
    };
    assert_eq!(
        places(&wrong),
        [
            "FU01 improvement",
            "FU02 title",
            "FU03 owner",
            "FU04 cause",
            "FU07 target_on",
            "FU08 effect",
            "FU08 resource"
        ]
    );
    let today = date(2026, 3, 1);
    let said = |day, value, note: &str| Progress { day, value, note: note.into() }.check(today);
    assert!(said(today, Some(Value(0)), "").is_empty() && said(today, None, "x").is_empty());
    assert_eq!(said(today, None, " ")[0].code, "FU10");
    assert_eq!(said(date(2026, 3, 2), None, "x")[0].code, "FU09");
}

#[test]
fn values_are_read_as_people_write_them() {
    for (text, thousandths) in [
        ("12,5", 12_500),
        ("12.5", 12_500),
        (" 1 234 ", 1_234_000),
        ("1\u{202f}234,567", 1_234_567),
        ("−3", -3_000),
        ("-0,001", -1),
        ("+7", 7_000),
    ] {
        assert_eq!(Value::parse(text), Some(Value(thousandths)), "{text}");
    }
    for text in ["", "-", "1,2345", "1,", "a", "1e3", "12 %", "1.2.3", "1234567890123", ",5"] {
        assert_eq!(Value::parse(text), None, "{text}");
    }
}

#[test]
fn the_next_evaluation_takes_over_what_was_done() {
    let note = Progress { day: date(2026, 5, 1), value: None, note: "Två till.".to_owned() };
    let other = Action { improvement: "Annat".into(), status: Status::Stopped, ..analysed() };
    let (done, begun) = (Action { status: Status::Done, ..analysed() }, analysed());
    let actions = [(&begun, Some(&note)), (&other, None), (&done, None)];
    let words = |action: &Action, last: Option<&Progress>| {
        format!("{}: {}", action.title, last.map_or("–", |it| &it.note))
    };
    let taken = since_last(2021, actions, words);
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0].0, 3);
    assert_eq!(taken[0].1.status, SinceLastStatus::Begun);
    assert_eq!(
        taken[0].1.done,
        "Gemensam uppföljning varje tertial: Två till.\nGemensam uppföljning varje tertial: –"
    );
    assert_eq!(taken[1].1.status, SinceLastStatus::Declined);
    assert_eq!(taken[1].1.origin, Some(SinceLastOrigin::Plan(2021)));
}

fn status() -> impl Strategy<Value = Status> {
    (0..Status::ALL.len()).prop_map(|at| Status::ALL[at])
}

proptest! {
    #[test]
    fn a_value_is_read_back_as_it_was_written(thousandths in -999_999_999_999_999_i64..=999_999_999_999_999, lang in 0..3_usize) {
        let lang = Lang::ALL[lang];
        let written = Value(thousandths).written(lang);
        // English puts commas between thousands, which are no decimals.
        let plain = if lang == Lang::En { written.replace(',', "") } else { written };
        prop_assert_eq!(Value::parse(&plain), Some(Value(thousandths)), "{}", plain);
    }

    #[test]
    fn any_text_is_a_value_or_none(text in any::<String>()) {
        if let Some(Value(thousandths)) = Value::parse(&text) {
            prop_assert!(thousandths.abs() < 1_000_000_000_000_000);
        }
    }

    #[test]
    fn an_action_is_analysed_when_nothing_is_missing(cause in "[ a]{0,2}", theory in "[ a]{0,2}", indicator in "[ a]{0,2}", measured: bool) {
        let baseline = measured.then_some(Measured { value: Value(0), on: date(2025, 1, 1) });
        let all = [&cause, &theory, &indicator].iter().all(|text| text.contains('a')) && measured;
        let action = Action { cause, theory, indicator, baseline, ..Action::default() };
        prop_assert_eq!(action.missing().is_empty(), all);
    }

    #[test]
    fn what_is_taken_over_says_neither_more_nor_less_than_was_done(statuses in prop::collection::vec(status(), 1..8)) {
        let actions: Vec<Action> = statuses.iter().map(|status| Action { status: *status, ..analysed() }).collect();
        let taken = since_last(2021, actions.iter().map(|it| (it, None)), |action, _| action.title.clone());
        prop_assert_eq!(taken.len(), 1);
        let kept: Vec<_> = statuses.iter().filter(|it| **it != Status::Stopped).collect();
        let expected = if kept.is_empty() {
            SinceLastStatus::Declined
        } else if kept.iter().all(|it| **it == Status::Done) {
            SinceLastStatus::Done
        } else if kept.iter().all(|it| **it == Status::Planned) {
            SinceLastStatus::NotBegun
        } else {
            SinceLastStatus::Begun
        };
        prop_assert_eq!(taken[0].1.status, expected);
        prop_assert_eq!(taken[0].1.done.lines().count(), statuses.len());
    }
}
