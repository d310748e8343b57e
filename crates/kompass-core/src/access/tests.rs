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
        for resource in of_evaluation().filter(|it| *it != Resource::PublishedReport) {
            for action in Action::ALL {
                let allowed = may_in(Role::SystemAdministrator, resource, action, state, kind);
                assert!(!allowed, "{resource} {action} {state} {kind}");
            }
        }
    }
}

#[test]
fn the_public_and_an_account_without_a_role_have_nothing_of_an_evaluation_but_what_is_published() {
    for (state, kind) in everywhere() {
        for resource in of_evaluation() {
            for role in [Role::Public, Role::Account] {
                let published = resource == Resource::PublishedReport;
                assert_eq!(reads(role, resource, state, kind), published, "{role} {resource}");
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

/// So a signature stands for what the reviewer read: whoever wants to change it, returns it first, which voids it.
#[test]
fn nothing_that_is_reviewed_is_written_while_it_is_reviewed() {
    let reviewed = of_evaluation().filter(|resource| {
        !matches!(
            resource,
            Resource::Declaration
                | Resource::Assignments
                | Resource::Links
                | Resource::Feedback
                | Resource::Records
                | Resource::Secrecy
                | Resource::Review
                | Resource::ReviewAnswers
                | Resource::ReviewFindings
                | Resource::StepForward
                | Resource::StepBack
        )
    });
    for resource in reviewed {
        for (role, kind) in
            Role::ALL.into_iter().flat_map(|role| JUDGED.iter().map(move |it| (role, *it)))
        {
            let writes = writes(role, resource, State::Review, kind);
            // Of a self-evaluation the lead may make the report at any time: it freezes what stands.
            let report = resource == Resource::Report && kind == Kind::SelfEvaluation;
            assert!(!writes || report, "{role} {resource} {kind}");
        }
    }
}

#[test]
fn findings_are_set_aside_by_the_lead_and_the_reviewer_and_comments_answered_by_the_evaluators() {
    for (state, kind) in everywhere().filter(|(_, kind)| *kind != Kind::Imported) {
        let (agrees, reviews) = (state == State::Consensus, state == State::Review);
        for (role, answers, sets_aside) in [
            (Role::LeadEvaluator, agrees || reviews, agrees || reviews),
            (Role::Evaluator, agrees || reviews, false),
            (Role::QualityReviewer, false, reviews),
        ] {
            assert_eq!(
                writes(role, Resource::ReviewAnswers, state, kind),
                answers,
                "{role} {state}"
            );
            assert_eq!(
                writes(role, Resource::ReviewFindings, state, kind),
                sets_aside,
                "{role} {state}"
            );
        }
    }
}

#[test]
fn who_did_what_is_read_only_by_those_who_run_it_and_records_are_numbered_in_every_state() {
    for role in Role::ALL {
        let system = role == Role::SystemAdministrator;
        let organisation = role == Role::OrganisationAdministrator;
        for action in Action::ALL {
            assert_eq!(may(role, Resource::AuditLog, action), system, "{role}");
            assert_eq!(may(role, Resource::Retention, action), organisation, "{role}");
            assert_eq!(may(role, Resource::Persons, action), organisation, "{role}");
        }
        assert_eq!(may(role, Resource::OrganisationLog, Action::Read), organisation, "{role}");
        assert!(!may(role, Resource::OrganisationLog, Action::Write), "{role}");
        for (state, kind) in everywhere() {
            let office = organisation || role == Role::LeadEvaluator;
            assert_eq!(writes(role, Resource::Records, state, kind), office, "{role} {state}");
        }
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

/// The other statement of the most important rules, by hand and without the table.
#[test]
fn the_municipality_never_reads_notes_or_judgements_and_nothing_of_the_result_before_it_is_delivered()
 {
    let municipality = [Role::Coordinator, Role::Contributor, Role::Interviewee, Role::Reader];
    for (state, kind) in everywhere() {
        for role in municipality {
            for never in [
                Resource::Notes,
                Resource::Judgements,
                Resource::OthersJudgements,
                Resource::Ways,
                Resource::SupplementRulings,
                Resource::Review,
                Resource::ReviewAnswers,
                Resource::ReviewFindings,
                Resource::Progress,
                Resource::Declaration,
                Resource::Assignments,
            ] {
                assert!(!reads(role, never, state, kind), "{role} {never} {state} {kind}");
            }
            if state < State::Delivered {
                for later in [
                    Resource::Points,
                    Resource::Consensus,
                    Resource::Impact,
                    Resource::Report,
                    Resource::Published,
                    Resource::Publication,
                    Resource::Actions,
                ] {
                    assert!(!reads(role, later, state, kind), "{role} {later} {state} {kind}");
                }
            }
            if state < State::FactCheck {
                for text in
                    [Resource::Texts, Resource::FactCheckComments, Resource::FactCheckAnswers]
                {
                    assert!(!reads(role, text, state, kind), "{role} {text} {state} {kind}");
                }
            }
        }
    }
}

/// Who else comes, and what others added, is not for somebody who comes by a link.
#[test]
fn an_interviewee_reads_their_own_interview_and_nothing_else_of_the_visit() {
    let (mine, own) = (Resource::OwnInterview, Resource::OwnSupplements);
    for (state, kind) in everywhere() {
        for others in [Resource::Schedule, Resource::Supplements, Resource::Notes, Resource::Team] {
            assert!(!reads(Role::Interviewee, others, state, kind), "{others} {state} {kind}");
            assert!(!writes(Role::Interviewee, others, state, kind), "{others} {state} {kind}");
        }
        let judged = kind != Kind::Imported;
        let open = judged && (State::Preparation..=State::Scoring).contains(&state);
        assert_eq!(reads(Role::Interviewee, mine, state, kind), open, "{state} {kind}");
        let adds = judged && (State::Interviews..=State::Scoring).contains(&state);
        assert_eq!(writes(Role::Interviewee, own, state, kind), adds, "{state} {kind}");
    }
}

#[test]
fn while_judging_nobody_reads_what_is_made_of_judgements() {
    for state in [State::Planned, State::Preparation, State::Interviews, State::Scoring] {
        for kind in JUDGED {
            for role in Role::ALL {
                for hidden in [
                    Resource::OthersJudgements,
                    Resource::Consensus,
                    Resource::Points,
                    Resource::Texts,
                    Resource::Report,
                    Resource::SelfAssessment,
                    Resource::SelfImage,
                ] {
                    let own = (role, hidden) == (Role::Coordinator, Resource::SelfAssessment);
                    assert!(own || !reads(role, hidden, state, *kind), "{role} {hidden} {state}");
                }
            }
        }
    }
}

#[test]
fn the_self_image_needs_both_of_what_it_is_made_of() {
    for (state, kind) in everywhere() {
        for role in Role::ALL {
            let both = reads(role, Resource::SelfAssessment, state, kind)
                && reads(role, Resource::Points, state, kind);
            assert_eq!(reads(role, Resource::SelfImage, state, kind), both, "{role} {state}");
            assert!(!writes(role, Resource::SelfImage, state, kind));
        }
    }
}

#[test]
fn only_the_evaluators_judge_and_only_while_judging() {
    for (state, kind) in everywhere() {
        for role in Role::ALL {
            let evaluator = matches!(role, Role::LeadEvaluator | Role::Evaluator);
            let judges = evaluator && state == State::Scoring && kind != Kind::Imported;
            assert_eq!(writes(role, Resource::Judgements, state, kind), judges);
            assert!(!writes(role, Resource::OthersJudgements, state, kind));
            assert!(!writes(role, Resource::Points, state, kind));
        }
    }
}

#[test]
fn only_the_lead_says_how_an_area_is_judged_and_only_before_anybody_judges() {
    for (state, kind) in everywhere() {
        for role in Role::ALL {
            let before = state < State::Scoring && kind != Kind::Imported;
            let says = role == Role::LeadEvaluator && before;
            assert_eq!(writes(role, Resource::Ways, state, kind), says, "{role} {state} {kind}");
        }
    }
}

#[test]
fn a_reviewer_reads_nothing_of_the_content_before_the_review_and_then_what_the_evaluators_read() {
    for (state, kind) in everywhere() {
        for resource in of_evaluation() {
            let reviewer = reads(Role::QualityReviewer, resource, state, kind);
            let before = [
                Resource::Head,
                Resource::Team,
                Resource::Declaration,
                Resource::Editions,
                Resource::PublishedReport,
            ];
            if state < State::Review {
                assert!(!reviewer || before.contains(&resource), "{resource} {state}");
            } else {
                assert_eq!(
                    reviewer,
                    reads(Role::Evaluator, resource, state, kind),
                    "{resource} {state} {kind}"
                );
            }
        }
    }
}

#[test]
fn an_organisation_administrator_reads_no_content_of_what_others_judge_but_the_delivered_report() {
    for (state, kind) in everywhere().filter(|(_, kind)| *kind != Kind::Imported) {
        for resource in of_evaluation() {
            let organises = matches!(
                resource,
                Resource::Head
                    | Resource::Records
                    | Resource::Secrecy
                    | Resource::Team
                    | Resource::Declaration
                    | Resource::Assignments
                    | Resource::Links
                    | Resource::Progress
                    | Resource::Editions
                    | Resource::PublishedReport
                    | Resource::StepBack
            );
            let report = resource == Resource::Report && state >= State::Delivered;
            if reads(Role::OrganisationAdministrator, resource, state, kind) {
                assert!(organises || report, "{resource} {state} {kind}");
            }
        }
    }
}

#[test]
fn who_writes_something_reads_it() {
    for (state, kind) in everywhere() {
        for role in Role::ALL {
            for resource in of_evaluation().filter(|it| writes(role, *it, state, kind)) {
                assert!(reads(role, resource, state, kind), "{role} {resource} {state} {kind}");
            }
        }
    }
    for role in Role::ALL {
        for resource in Resource::ALL {
            let writes = may(role, resource, Action::Write);
            assert!(!writes || may(role, resource, Action::Read), "{role} {resource}");
        }
    }
}

#[test]
fn a_closed_evaluation_is_reopened_or_published_and_nothing_else_of_it_is_written() {
    for kind in Kind::ALL {
        for role in Role::ALL {
            let written: Vec<Resource> =
                of_evaluation().filter(|it| writes(role, *it, State::Closed, kind)).collect();
            // Who has access is no content: people leave, and links fall into wrong hands.
            // Nor is the number that the register gives, or what is held back.
            let access =
                [Resource::Assignments, Resource::Links, Resource::Records, Resource::Secrecy];
            let content: Vec<Resource> =
                written.into_iter().filter(|it| !access.contains(it)).collect();
            let expected: &[Resource] = match role {
                Role::Coordinator => &[Resource::Publication, Resource::StepBack],
                _ => &[],
            };
            assert_eq!(content, expected, "{role} {kind}");
        }
    }
}

#[test]
fn what_has_no_state_belongs_to_administrators_and_to_oneself() {
    let allowed = |role: Role| -> Vec<Resource> {
        let of = |it: &Resource| Action::ALL.into_iter().any(|action| may(role, *it, action));
        let common = [Resource::Pages, Resource::PersonalLink, Resource::KeyFigures];
        assert!(common.iter().all(of), "{role}");
        Resource::ALL.into_iter().filter(of).filter(|it| !common.contains(it)).collect()
    };
    for role in Role::ALL {
        let expected: &[Resource] = match role {
            Role::SystemAdministrator => &[
                Resource::Organisations,
                Resource::Administrators,
                Resource::Operations,
                Resource::Organisation,
                Resource::People,
                Resource::AuditLog,
            ],
            Role::OrganisationAdministrator => &[
                Resource::Organisation,
                Resource::People,
                Resource::Evaluations,
                Resource::OrganisationLog,
                Resource::Retention,
                Resource::Persons,
            ],
            Role::Reader => &[Resource::Organisation, Resource::Evaluations],
            Role::Account => &[Resource::OwnAccount],
            _ => &[],
        };
        assert_eq!(allowed(role), expected, "{role}");
    }
    assert!(!may(Role::Reader, Resource::Evaluations, Action::Write));
    assert!(may(Role::SystemAdministrator, Resource::Organisation, Action::Write));
}

#[test]
fn each_question_has_its_own_function() {
    for resource in Resource::ALL {
        for role in Role::ALL {
            for action in Action::ALL {
                let stateless = may(role, resource, action);
                let in_state =
                    everywhere().any(|(state, kind)| may_in(role, resource, action, state, kind));
                assert!(!stateless || !resource.of_evaluation(), "{resource}");
                assert!(!in_state || resource.of_evaluation(), "{resource}");
            }
        }
    }
}

#[test]
fn before_the_declaration_a_member_reads_head_and_team_and_declares() {
    for kind in Kind::ALL {
        for role in Role::ALL {
            let waits = |resource, action| needs_declaration(role, resource, action, kind);
            let team =
                matches!(role, Role::LeadEvaluator | Role::Evaluator | Role::QualityReviewer);
            let held_back = team && matches!(kind, Kind::External | Kind::Peer);
            for resource in of_evaluation() {
                for action in Action::ALL {
                    let before = matches!(
                        (resource, action),
                        (Resource::Head, Action::Read)
                            | (Resource::Team, Action::Read)
                            | (Resource::Declaration, Action::Write)
                    );
                    assert_eq!(waits(resource, action), held_back && !before, "{role} {resource}");
                }
            }
            assert!(!waits(Resource::OwnAccount, Action::Write));
        }
    }
}

#[test]
fn every_role_and_resource_stands_once_and_is_read_back_from_its_code() {
    for role in Role::ALL {
        assert_eq!(role.to_string().parse(), Ok(role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.to_string());
    }
    assert_eq!("lead".parse::<Role>(), Err("unknown role \"lead\"".into()));
    assert!(Role::ALL.is_sorted() && Role::ALL.windows(2).all(|pair| pair[0] != pair[1]));
    assert!(Resource::ALL.windows(2).all(|pair| pair[0] < pair[1]));
    // The last of the enumeration, so that none is forgotten in the list.
    assert_eq!(Resource::ALL.len(), Resource::StepBack as usize + 1);
    assert_eq!(Role::ALL.len(), Role::Public as usize + 1);
}

#[test]
fn a_second_framework_has_a_sheet_of_its_own_and_shares_the_rest() {
    let own: Vec<String> = of_evaluation()
        .filter(|it| !is_shared(*it, Action::Write))
        .map(|it| it.to_string())
        .collect();
    assert_eq!(
        own.join(" "),
        "secrecy progress conditions ways judgements others_judgements impact consensus points texts review review_answers \
         review_findings fact_check_comments fact_check_answers published report editions published_report"
    );
    assert!(!is_shared(Resource::Head, Action::Read), "what it is, it says itself");
    assert!(!is_shared(Resource::Pages, Action::Write), "only what is of an evaluation");
}
