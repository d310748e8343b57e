use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

/// Facts under which every state may be entered.
fn all_well() -> Facts {
    Facts {
        framework_pinned: true,
        assessment_date: true,
        lead: true,
        reviewer: true,
        visit: true,
        groups_met: true,
        review_signed: true,
        fact_check_over: true,
        report_stored: true,
        source: true,
        published_points: true,
        ..Facts::default()
    }
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.code.as_str()).collect()
}

/// The whole table, for reading: a change of what must hold is a change of this text.
#[test]
fn the_conditions_as_text() {
    let mut text = String::from("entry: code, from state, kinds: what must hold – what to do\n");
    for Condition { code, from, kinds, must, remedy, .. } in CONDITIONS {
        let kinds = kinds.iter().map(Kind::to_string).collect::<Vec<_>>().join(" ");
        writeln!(text, "{code} {from} {kinds}: {must} – {remedy}").unwrap();
    }
    insta::assert_snapshot!(text);
}

#[test]
fn an_evaluation_in_which_all_is_well_goes_from_planned_to_closed() {
    for kind in Kind::ALL {
        for pair in State::ALL.windows(2) {
            assert_eq!(enter(&all_well(), pair[0], pair[1], kind), Ok(()), "{kind} {pair:?}");
        }
    }
}

#[test]
fn an_empty_evaluation_is_told_everything_that_is_missing() {
    let facts =
        Facts { undeclared: vec!["E1".into()], conflicted: vec!["E2".into()], ..Facts::default() };
    let problems = enter(&facts, State::Planned, State::Preparation, Kind::External).unwrap_err();
    assert_eq!(codes(&problems), ["L01", "L02", "L03", "L04", "L05"]);
    assert_eq!(
        problems[3].to_string(),
        "L04 preparation: every member of the team must have signed a conflict-of-interest declaration: E1 \
         – ask them to sign, or take them off the team"
    );
    let own = enter(&facts, State::Planned, State::Preparation, Kind::SelfEvaluation);
    assert_eq!(codes(&own.unwrap_err()), ["L01", "L02", "L03"], "nobody is outside");
}

#[test]
fn only_self_and_imported_skip_steps_and_no_rule_of_theirs_with_them() {
    let (from, to) = (State::Planned, State::Delivered);
    let problems = enter(&all_well(), from, to, Kind::External).unwrap_err();
    assert_eq!(codes(&problems), ["L20"]);
    assert_eq!(problems[0].remedy, "go from planned to preparation first");
    assert_eq!(enter(&all_well(), from, to, Kind::SelfEvaluation), Ok(()));
    assert_eq!(enter(&all_well(), from, to, Kind::Imported), Ok(()));

    let not_agreed = Facts { not_agreed: vec!["1.1.1".into()], ..all_well() };
    let problems = enter(&not_agreed, from, to, Kind::SelfEvaluation).unwrap_err();
    assert_eq!(codes(&problems), ["L10"]);
    let bare = enter(&Facts::default(), from, to, Kind::Imported).unwrap_err();
    assert_eq!(codes(&bare), ["L16", "L17"]);
}

#[test]
fn what_is_missing_is_not_told_before_all_have_locked() {
    let mut facts = Facts {
        unlocked: vec!["Anna Berg".into()],
        not_assessed: vec!["1.1.1".into()],
        not_agreed: vec!["1.1.1".into()],
        ..all_well()
    };
    let met = |facts: &Facts| {
        codes(&enter(facts, State::Scoring, State::Review, Kind::SelfEvaluation).unwrap_err())
            .join(" ")
    };
    assert_eq!(met(&facts), "L08");
    let standing = |facts: &Facts, code: &str| {
        let all = requirements(facts, State::Review, Kind::SelfEvaluation);
        all.into_iter().find(|it| it.code == code).map(|it| it.standing)
    };
    assert_eq!(standing(&facts, "L09"), Some(Standing::Hidden), "neither held nor missing");
    assert_eq!(standing(&facts, "L08"), Some(Standing::Missing(vec!["Anna Berg".into()])));
    facts.unlocked.clear();
    assert_eq!(standing(&facts, "L10"), Some(Standing::Missing(vec!["1.1.1".into()])));
    assert_eq!(met(&facts), "L09 L10");
}

#[test]
fn a_step_back_needs_a_reason_and_nothing_else() {
    let back = |reason: &str| {
        let facts = Facts { reason: reason.into(), ..Facts::default() };
        enter(&facts, State::Review, State::Consensus, Kind::External)
    };
    assert_eq!(codes(&back("  ").unwrap_err()), ["L19"]);
    assert_eq!(back("text 4.2 lacks evidence"), Ok(()));
    let stay = enter(&all_well(), State::Review, State::Review, Kind::Peer).unwrap_err();
    assert_eq!(codes(&stay), ["L18"]);
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let not_assessed = (1..=12).map(|number| format!("1.1.{number}")).collect();
    let facts = Facts { not_assessed, ..all_well() };
    let problems = enter(&facts, State::Scoring, State::Consensus, Kind::Peer).unwrap_err();
    assert!(problems[0].message.ends_with("1.1.10 and 2 more"), "{}", problems[0].message);
}

proptest! {
    /// One fact that fails blocks its state and every later one, and each reason says what to do.
    #[test]
    fn every_condition_bites(at in 0..CONDITIONS.len(), kind in prop::sample::select(&Kind::ALL[..])) {
        let condition = &CONDITIONS[at];
        let mut facts = all_well();
        match condition.code {
            "L01" => facts.framework_pinned = false,
            "L02" => facts.assessment_date = false,
            "L03" => facts.lead = false,
            "L04" => facts.undeclared.push("E1".into()),
            "L05" => facts.conflicted.push("E1".into()),
            "L06" => facts.visit = false,
            "L07" => facts.groups_met = false,
            "L08" => facts.unlocked.push("E1".into()),
            "L09" => facts.not_assessed.push("1.1.1".into()),
            "L10" => facts.not_agreed.push("1.1.1".into()),
            "L11" => facts.reviewer = false,
            "L12" => facts.review_signed = false,
            "L13" => facts.fact_check_over = false,
            "L14" => facts.unanswered = 1,
            "L15" => facts.report_stored = false,
            "L16" => facts.source = false,
            "L17" => facts.published_points = false,
            other => prop_assert!(false, "{other} is not tested"),
        }
        for pair in State::ALL.windows(2) {
            let blocked = pair[1] >= condition.from && condition.kinds.contains(&kind);
            match enter(&facts, pair[0], pair[1], kind) {
                Ok(()) => prop_assert!(!blocked),
                Err(problems) => {
                    prop_assert!(blocked);
                    prop_assert_eq!(codes(&problems), [condition.code]);
                    prop_assert!(!problems[0].remedy.is_empty());
                }
            }
        }
    }

    /// What is listed as missing is what the step is refused for, and nothing else.
    #[test]
    fn requirements_are_what_a_step_is_refused_for(
        holds in prop::collection::vec(any::<bool>(), 17),
        at in 0..9_usize,
        kind in prop::sample::select(&Kind::ALL[..]),
    ) {
        let some = |holds: bool| if holds { Vec::new() } else { vec!["E1".to_owned()] };
        let facts = Facts {
            framework_pinned: holds[0],
            assessment_date: holds[1],
            lead: holds[2],
            reviewer: holds[3],
            undeclared: some(holds[4]),
            conflicted: some(holds[5]),
            visit: holds[6],
            groups_met: holds[7],
            unlocked: some(holds[8]),
            not_assessed: some(holds[9]),
            not_agreed: some(holds[10]),
            review_signed: holds[11],
            fact_check_over: holds[12],
            unanswered: usize::from(!holds[13]),
            report_stored: holds[14],
            source: holds[15],
            published_points: holds[16],
            reason: String::new(),
        };
        let (from, to) = (State::ALL[at], State::ALL[at + 1]);
        let missing: Vec<&str> = requirements(&facts, to, kind)
            .iter()
            .filter(|it| matches!(it.standing, Standing::Missing(_)))
            .map(|it| it.code)
            .collect();
        let refused = enter(&facts, from, to, kind).err().unwrap_or_default();
        prop_assert_eq!(missing, codes(&refused));
    }
}
