use super::*;
use std::fmt::Write as _;

fn reads(role: Role, resource: Resource, state: State, kind: Kind) -> bool {
    may_in(role, resource, Action::Read, state, kind)
}

fn writes(role: Role, resource: Resource, state: State, kind: Kind) -> bool {
    may_in(role, resource, Action::Write, state, kind)
}

/// Every state of every kind.
fn everywhere() -> impl Iterator<Item = (State, Kind)> {
    State::ALL.into_iter().flat_map(|state| Kind::ALL.map(|kind| (state, kind)))
}

fn of_evaluation() -> impl Iterator<Item = Resource> {
    Resource::ALL.into_iter().filter(|resource| resource.of_evaluation())
}

/// `planned–review, closed`; empty for nothing.
fn ranges(states: &[State]) -> String {
    states
        .chunk_by(|before, after| before.next() == Some(*after))
        .map(|run| match run {
            [one] => one.to_string(),
            several => format!("{}–{}", several[0], several[several.len() - 1]),
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// What each role may of one resource and action in one kind: `lead_evaluator planned–closed`, …
fn line(resource: Resource, action: Action, kind: Kind) -> String {
    let states = |role| -> Vec<State> {
        State::ALL
            .into_iter()
            .filter(|state| may_in(role, resource, action, *state, kind))
            .collect()
    };
    Role::ALL
        .into_iter()
        .filter(|role| !states(*role).is_empty())
        .map(|role| format!("{role} {}", ranges(&states(role))))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The whole matrix, for reading: a change of who may do what is a change of this text.
#[test]
fn the_matrix_as_text() {
    let mut text = String::from("resource action: roles\n");
    let both = |resources: Vec<Resource>| {
        resources.into_iter().flat_map(|it| Action::ALL.map(|action| (it, action)))
    };
    let (of_evaluation, without_state): (Vec<Resource>, Vec<Resource>) =
        Resource::ALL.into_iter().partition(|resource| resource.of_evaluation());
    for (resource, action) in both(without_state) {
        let roles: Vec<String> = Role::ALL
            .into_iter()
            .filter(|role| may(*role, resource, action))
            .map(|role| role.to_string())
            .collect();
        writeln!(text, "{resource} {action}: {}", roles.join(" ")).unwrap();
    }
    text.push_str("\nresource action, kinds: role states · …\n");
    for (resource, action) in both(of_evaluation) {
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        for kind in Kind::ALL {
            let line = line(resource, action, kind);
            match lines.iter_mut().find(|(same, _)| *same == line) {
                Some((_, kinds)) => kinds.push(kind.to_string()),
                None => lines.push((line, vec![kind.to_string()])),
            }
        }
        for (line, kinds) in lines {
            let line = if line.is_empty() { "nobody" } else { &line };
            writeln!(text, "{resource} {action}, {}: {line}", kinds.join(" ")).unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_system_administrator_reads_and_writes_nothing_of_an_evaluation() {
    for (state, kind) in everywhere() {
        for resource in of_evaluation() {
            for action in Action::ALL {
                let allowed = may_in(Role::SystemAdministrator, resource, action, state, kind);
                assert!(!allowed, "{resource} {action} {state} {kind}");
            }
        }
    }
}

#[test]
fn the_public_and_an_account_without_a_role_have_nothing_of_an_evaluation() {
    for (state, kind) in everywhere() {
        for resource in of_evaluation() {
            for role in [Role::Public, Role::Account] {
                assert!(!reads(role, resource, state, kind), "{role} {resource}");
                assert!(!writes(role, resource, state, kind), "{role} {resource}");
            }
        }
    }
}

#[test]
fn a_reader_writes_nothing() {
    for (state, kind) in everywhere() {
        assert!(of_evaluation().all(|it| !writes(Role::Reader, it, state, kind)));
    }
}

#[test]
fn what_the_evaluators_found_is_not_written_after_delivery() {
    for state in [State::Delivered, State::FollowUp, State::Closed] {
        for kind in Kind::ALL {
            for role in Role::ALL {
                for resource in [
                    Resource::Judgements,
                    Resource::Consensus,
                    Resource::Texts,
                    Resource::Published,
                    Resource::Report,
                    Resource::Conditions,
                ] {
                    assert!(!writes(role, resource, state, kind), "{role} {resource} {state}");
                }
            }
        }
    }
}

#[test]
fn a_reviewer_never_judges_and_an_evaluator_never_signs() {
    for (state, kind) in everywhere() {
        assert!(!writes(Role::QualityReviewer, Resource::Judgements, state, kind));
        assert!(!writes(Role::QualityReviewer, Resource::Consensus, state, kind));
        assert!(!writes(Role::Evaluator, Resource::Review, state, kind));
        assert!(!writes(Role::LeadEvaluator, Resource::Review, state, kind));
    }
}

#[test]
fn every_state_but_the_last_can_be_left_by_somebody() {
    for (state, kind) in everywhere() {
        let forward =
            Role::ALL.into_iter().any(|role| writes(role, Resource::StepForward, state, kind));
        assert_eq!(forward, state != State::Closed, "{kind} {state}");
        let back = Role::ALL.into_iter().any(|role| writes(role, Resource::StepBack, state, kind));
        assert_eq!(back, state != State::Planned, "{kind} {state}");
    }
}

#[test]
fn a_step_needs_the_right_in_every_state_it_leaves() {
    use State::{Closed, Consensus, Delivered, FollowUp, Planned, Review, Scoring};
    let external = |role, from, to| may_step(role, from, to, Kind::External);
    assert!(external(Role::Coordinator, Closed, Delivered));
    assert!(!external(Role::Coordinator, FollowUp, Scoring));
    assert!(external(Role::QualityReviewer, Review, Consensus));
    assert!(!external(Role::QualityReviewer, Review, Scoring));
    assert!(external(Role::LeadEvaluator, Delivered, Planned));
    assert!(!external(Role::LeadEvaluator, Scoring, Scoring));
    assert!(may_step(Role::LeadEvaluator, Planned, Delivered, Kind::SelfEvaluation));
    assert!(!may_step(Role::LeadEvaluator, Planned, Closed, Kind::SelfEvaluation));
}
