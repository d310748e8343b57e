use super::*;
use proptest::prelude::*;

fn answer(text: &str, state: State, handed: Option<&str>) -> Answer {
    let at = Timestamp::UNIX_EPOCH;
    let handed = handed.map(|text| Handed {
        text: text.to_owned(),
        reason: String::new(),
        at,
        later: false,
    });
    Answer {
        question: "1.1.1".into(),
        text: text.into(),
        state,
        author: "account:1".into(),
        author_name: "Anna".into(),
        ready_at: None,
        handed,
        version: 1,
        changed_at: at,
    }
}

#[test]
fn an_answer_comes_from_nothing_to_being_handed_in() {
    use State::{Approved, Draft, Ready};
    let of = |text, state, handed| status(Some(&answer(text, state, handed)), false);
    assert_eq!(status(None, false), Status::Unanswered);
    assert_eq!(of("", Draft, None), Status::Unanswered);
    assert_eq!(of("a", Draft, None), Status::Draft);
    assert_eq!(of("a", Ready, None), Status::Ready);
    assert_eq!(of("a", Approved, None), Status::Approved);
    assert_eq!(of("a", Approved, Some("a")), Status::HandedIn);
    assert_eq!(of("b", Draft, Some("a")), Status::Changed);
    assert_eq!(of("", Draft, Some("")), Status::LeftOut);
    assert_eq!(of("b", Draft, Some("")), Status::Changed);
    assert_eq!(status(Some(&answer("a", Approved, Some("a"))), true), Status::Asked);
}

#[test]
fn a_change_makes_a_draft_unless_somebody_says_otherwise() {
    let before = answer("a", State::Approved, None);
    assert_eq!(next_state(Some(&before), "b", None), State::Draft);
    assert_eq!(next_state(Some(&before), "a", None), State::Approved, "nothing changed");
    assert_eq!(next_state(Some(&before), "b", Some(State::Ready)), State::Ready);
    assert_eq!(next_state(None, "b", None), State::Draft);
    assert_eq!(next_state(None, "", Some(State::Approved)), State::Draft, "nothing to approve");
}

#[test]
fn a_colleague_writes_until_it_is_handed_in_and_when_asked_back() {
    let handed = answer("a", State::Approved, Some("a"));
    assert!(open_to_contributors(None, false));
    assert!(open_to_contributors(Some(&answer("a", State::Approved, None)), false));
    assert!(open_to_contributors(Some(&answer("", State::Draft, Some(""))), false), "left out");
    assert!(!open_to_contributors(Some(&handed), false));
    assert!(open_to_contributors(Some(&handed), true));
}

#[test]
fn late_is_what_is_not_written_after_its_day() {
    let day = jiff::civil::date(2026, 3, 12);
    let next = day.tomorrow().unwrap();
    assert!(overdue(Status::Draft, Some(day), next));
    assert!(overdue(Status::Asked, Some(day), next));
    assert!(!overdue(Status::Draft, Some(day), day), "the day itself is in time");
    assert!(!overdue(Status::Ready, Some(day), next));
    assert!(!overdue(Status::Draft, None, next));
}

#[test]
fn versions_end_after_a_while_and_with_their_author() {
    let began = Timestamp::UNIX_EPOCH;
    let later = |minutes| began + SignedDuration::from_mins(minutes);
    assert!(goes_on(began, true, later(9)));
    assert!(!goes_on(began, true, later(10)));
    assert!(!goes_on(began, false, later(1)));
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let state = prop_oneof![Just(State::Draft), Just(State::Ready), Just(State::Approved)];
    ("[ab]{0,2}", state, proptest::option::of("[ab]{0,2}")).prop_map(|(text, said, handed)| {
        let state = next_state(None, &text, Some(said));
        answer(&text, state, handed.as_deref())
    })
}

proptest! {
    /// Every question is handed in, left without an answer, or was handed in before; and only what is approved is new.
    #[test]
    fn nothing_is_handed_in_twice_or_forgotten(given in proptest::collection::vec(proptest::option::of(any_answer()), 0..6)) {
        let codes: Vec<String> = (1..=given.len()).map(|number| format!("1.1.{number}")).collect();
        let answers: BTreeMap<String, Answer> = codes
            .iter()
            .zip(&given)
            .filter_map(|(code, answer)| Some((code.clone(), Answer { question: code.clone(), ..answer.clone()? })))
            .collect();
        let hand_in = hand_in(codes.iter().map(String::as_str), &answers);
        for code in &codes {
            let there = answers.get(code);
            let handed = hand_in.answers.iter().any(|answer| answer.question == *code);
            let without = hand_in.without.contains(&code.as_str());
            prop_assert!(!(handed && without));
            let before = there.is_some_and(|answer| answer.handed.is_some());
            prop_assert!(handed || without || before);
            if handed {
                let answer = there.unwrap();
                prop_assert_eq!(answer.state, State::Approved);
                prop_assert!(!answer.text.is_empty());
                prop_assert!(answer.handed.as_ref().is_none_or(|handed| handed.text != answer.text));
            }
        }
    }
}
