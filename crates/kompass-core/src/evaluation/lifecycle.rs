//! The life of an evaluation: who may write what in which state, and what must hold before the next state begins. Both are
//! tables, so that they can be read and reviewed as a whole.

#[cfg(test)]
mod tests;

use super::{Kind, State};
use crate::error::Problem;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a person is to an evaluation. Somebody with several roles may do what any of them may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation. Never sees or writes content.
    SystemAdministrator,
    /// Runs an organisation in it: books evaluations and appoints teams.
    OrganisationAdministrator,
    /// Leads the evaluation; also evaluates.
    LeadEvaluator,
    /// Evaluates.
    Evaluator,
    /// Reviews before publication; does not judge.
    QualityReviewer,
    /// Answers for the municipality (samordnare).
    Coordinator,
    /// Answers what the coordinator delegated.
    Contributor,
    /// Is interviewed.
    Interviewee,
    /// Reads what the municipality may read.
    Reader,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 9] = [
        Self::SystemAdministrator,
        Self::OrganisationAdministrator,
        Self::LeadEvaluator,
        Self::Evaluator,
        Self::QualityReviewer,
        Self::Coordinator,
        Self::Contributor,
        Self::Interviewee,
        Self::Reader,
    ];
}

/// Something that can be written in an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Write {
    /// Municipality, framework, kind, dates, record number.
    Head,
    /// Who is on the team.
    Team,
    /// One's own conflict-of-interest declaration.
    Declaration,
    /// Which conditions of the framework hold for the municipality.
    Conditions,
    /// Answers to pre-questions.
    Answers,
    /// Documents and web addresses.
    Documents,
    /// What was done about the improvement areas of the last evaluation.
    SinceLast,
    /// The sealed self-assessment.
    SelfAssessment,
    /// Slots, groups and people of the visit.
    Schedule,
    /// One's own notes.
    Notes,
    /// What an interviewee adds afterwards.
    Supplements,
    /// Whether a late supplement was considered, and why.
    SupplementRulings,
    /// One's own judgements.
    Judgements,
    /// What each source says about what is written (genomslag).
    Impact,
    /// Agreed values and their reasons.
    Consensus,
    /// Prose, strengths, improvement areas, good examples.
    Texts,
    /// Signing or returning.
    Review,
    /// The municipality's comments on the text.
    FactCheckComments,
    /// Answers to those comments.
    FactCheckAnswers,
    /// Points of an imported result.
    Published,
    /// The frozen report.
    Report,
    /// Date and audience of the oral feedback.
    Feedback,
    /// The municipality's decision to publish, with an embargo date if it wants one.
    Publication,
    /// Improvement actions.
    Actions,
    /// A step to a later state.
    StepForward,
    /// A step back to an earlier state, with a reason.
    StepBack,
}

impl State {
    /// All states in order.
    pub const ALL: [Self; 10] = [
        Self::Planned,
        Self::Preparation,
        Self::Interviews,
        Self::Scoring,
        Self::Consensus,
        Self::Review,
        Self::FactCheck,
        Self::Delivered,
        Self::FollowUp,
        Self::Closed,
    ];

    /// The state after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state > self)
    }
}

/// As it is written in files.
impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::External, Self::Peer, Self::SelfEvaluation, Self::Imported];
}

/// As it is written in files.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// One row of the table of writes: in these states (from, to), for these kinds, these roles may.
struct Row(Write, State, State, &'static [Kind], &'static [Role]);

const ANY: &[Kind] = &Kind::ALL;
const OUTSIDE: &[Kind] = &[Kind::External, Kind::Peer];
const JUDGED: &[Kind] = &[Kind::External, Kind::Peer, Kind::SelfEvaluation];
const SELF: &[Kind] = &[Kind::SelfEvaluation];
const IMPORTED: &[Kind] = &[Kind::Imported];

const OFFICE: &[Role] = &[Role::OrganisationAdministrator, Role::LeadEvaluator];
const LEAD: &[Role] = &[Role::LeadEvaluator];
const EVALUATORS: &[Role] = &[Role::LeadEvaluator, Role::Evaluator];
const TEAM: &[Role] = &[Role::LeadEvaluator, Role::Evaluator, Role::QualityReviewer];
const REVIEWER: &[Role] = &[Role::QualityReviewer];
const COORDINATOR: &[Role] = &[Role::Coordinator];
const MUNICIPALITY: &[Role] = &[Role::Coordinator, Role::Contributor];
const BOTH_SIDES: &[Role] = &[Role::LeadEvaluator, Role::Coordinator];

/// Who may write what, when. What stands in no row may nobody. Nothing of an evaluation is written by a system
/// administrator, and what the evaluators found is not written once the report is delivered.
const TABLE: &[Row] = {
    use State::{
        Closed, Consensus, Delivered, FactCheck, FollowUp, Interviews, Planned, Preparation,
        Review, Scoring,
    };
    &[
        Row(Write::Head, Planned, Preparation, ANY, OFFICE),
        Row(Write::Team, Planned, Interviews, JUDGED, OFFICE),
        Row(Write::Declaration, Planned, Review, OUTSIDE, TEAM),
        Row(Write::Conditions, Planned, Consensus, JUDGED, LEAD),
        Row(Write::Answers, Preparation, Interviews, JUDGED, MUNICIPALITY),
        Row(Write::Documents, Preparation, Interviews, JUDGED, MUNICIPALITY),
        Row(Write::Documents, Preparation, Scoring, JUDGED, EVALUATORS),
        Row(Write::SinceLast, Preparation, Interviews, JUDGED, COORDINATOR),
        Row(Write::SelfAssessment, Preparation, Interviews, OUTSIDE, COORDINATOR),
        Row(Write::Schedule, Preparation, Interviews, JUDGED, BOTH_SIDES),
        Row(Write::Notes, Preparation, Consensus, JUDGED, EVALUATORS),
        Row(
            Write::Supplements,
            Interviews,
            Scoring,
            JUDGED,
            &[Role::Coordinator, Role::Interviewee],
        ),
        Row(Write::SupplementRulings, Interviews, Consensus, JUDGED, LEAD),
        Row(Write::Judgements, Scoring, Scoring, JUDGED, EVALUATORS),
        Row(Write::Impact, Interviews, Consensus, JUDGED, EVALUATORS),
        Row(Write::Consensus, Consensus, Consensus, JUDGED, EVALUATORS),
        // Not while judging: a shared text would tell the others what one thinks.
        Row(Write::Texts, Consensus, Consensus, JUDGED, EVALUATORS),
        Row(Write::Texts, FactCheck, FactCheck, JUDGED, LEAD),
        Row(Write::Texts, Planned, FactCheck, IMPORTED, OFFICE),
        Row(Write::Review, Review, Review, JUDGED, REVIEWER),
        Row(Write::FactCheckComments, FactCheck, FactCheck, JUDGED, MUNICIPALITY),
        Row(Write::FactCheckAnswers, FactCheck, FactCheck, JUDGED, EVALUATORS),
        Row(Write::Published, Planned, FactCheck, IMPORTED, OFFICE),
        Row(Write::Report, FactCheck, FactCheck, OUTSIDE, LEAD),
        Row(Write::Report, Consensus, FactCheck, SELF, LEAD),
        Row(Write::Feedback, Interviews, FollowUp, JUDGED, BOTH_SIDES),
        Row(Write::Publication, Delivered, Closed, ANY, COORDINATOR),
        Row(Write::Actions, FollowUp, FollowUp, ANY, MUNICIPALITY),
        Row(Write::StepForward, Planned, FactCheck, JUDGED, LEAD),
        Row(Write::StepForward, Planned, FactCheck, IMPORTED, OFFICE),
        Row(Write::StepForward, Delivered, FollowUp, ANY, COORDINATOR),
        Row(Write::StepBack, Preparation, Delivered, JUDGED, LEAD),
        Row(Write::StepBack, Preparation, Delivered, IMPORTED, OFFICE),
        Row(Write::StepBack, Review, Review, JUDGED, REVIEWER),
        Row(Write::StepBack, FollowUp, Closed, ANY, COORDINATOR),
    ]
};

/// What this role may write in an evaluation of this kind in this state. Answers for the role alone: blindness, delegation,
/// and the declaration without which a member of the team has no access, are asked where the person is known.
pub fn writes(state: State, kind: Kind, role: Role) -> impl Iterator<Item = Write> {
    TABLE
        .iter()
        .filter(move |Row(_, first, last, kinds, roles)| {
            (*first..=*last).contains(&state) && kinds.contains(&kind) && roles.contains(&role)
        })
        .map(|Row(write, ..)| *write)
}

/// True if this role may write this in an evaluation of this kind in this state.
pub fn may(role: Role, write: Write, state: State, kind: Kind) -> bool {
    writes(state, kind, role).any(|allowed| allowed == write)
}

/// True if this role may take an evaluation of this kind from one state to another. A step over several states needs the
/// right in each state that it leaves, so a coordinator reopens the follow-up but never the judgements, and a reviewer
/// returns to the evaluators but no further.
pub fn may_step(role: Role, from: State, to: State, kind: Kind) -> bool {
    let leaves = |state: State| (from..to).contains(&state) || (to < state && state <= from);
    let write = if to > from { Write::StepForward } else { Write::StepBack };
    to != from
        && State::ALL
            .into_iter()
            .filter(|state| leaves(*state))
            .all(|state| may(role, write, state, kind))
}

/// What must be known about an evaluation to let it take a step. Codes and names are those to be told to the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The canonical form and digest of the framework are pinned.
    pub framework_pinned: bool,
    /// The day whose state of affairs is judged is set.
    pub assessment_date: bool,
    /// Somebody on the team leads.
    pub lead: bool,
    /// Somebody on the team reviews and does not judge.
    pub reviewer: bool,
    /// Members who have not signed a conflict-of-interest declaration.
    pub undeclared: Vec<String>,
    /// Members who declared a conflict of interest.
    pub conflicted: Vec<String>,
    /// Days of the visit are set.
    pub visit: bool,
    /// At least one interview group is recorded as met.
    pub groups_met: bool,
    /// Evaluators who have not locked their judgements.
    pub unlocked: Vec<String>,
    /// What is not assessed: codes of questions and sub-areas.
    pub not_assessed: Vec<String>,
    /// What is not agreed on: codes of questions and sub-areas.
    pub not_agreed: Vec<String>,
    /// The reviewer has signed what stands now.
    pub review_signed: bool,
    /// The municipality is done with the fact check, or its deadline has passed.
    pub fact_check_over: bool,
    /// Comments of the fact check without an answer.
    pub unanswered: usize,
    /// The report is stored with its digest.
    pub report_stored: bool,
    /// The source of an imported result is named.
    pub source: bool,
    /// An imported result has a total or points of an area.
    pub published_points: bool,
    /// Why a step back is taken.
    pub reason: String,
}

/// Something that must hold to enter a state and every later one, for evaluations of these kinds.
struct Condition {
    code: &'static str,
    from: State,
    kinds: &'static [Kind],
    must: &'static str,
    remedy: &'static str,
    /// Who or what stands in the way; `None` if it holds.
    unmet: fn(&Facts) -> Option<String>,
}

const CONDITIONS: &[Condition] = &[
    Condition {
        code: "L01",
        from: State::Preparation,
        kinds: JUDGED,
        must: "the framework must be pinned",
        remedy: "choose a framework that this installation has",
        unmet: |facts| unless(facts.framework_pinned),
    },
    Condition {
        code: "L02",
        from: State::Preparation,
        kinds: JUDGED,
        must: "the assessment date must be set",
        remedy: "set the day whose state of affairs is judged",
        unmet: |facts| unless(facts.assessment_date),
    },
    Condition {
        code: "L03",
        from: State::Preparation,
        kinds: JUDGED,
        must: "the team must have a lead evaluator",
        remedy: "appoint one",
        unmet: |facts| unless(facts.lead),
    },
    Condition {
        code: "L04",
        from: State::Preparation,
        kinds: OUTSIDE,
        must: "every member of the team must have signed a conflict-of-interest declaration",
        remedy: "ask them to sign, or take them off the team",
        unmet: |facts| named(&facts.undeclared),
    },
    Condition {
        code: "L05",
        from: State::Preparation,
        kinds: OUTSIDE,
        must: "no member of the team may have a conflict of interest",
        remedy: "replace those who declared one",
        unmet: |facts| named(&facts.conflicted),
    },
    Condition {
        code: "L06",
        from: State::Interviews,
        kinds: OUTSIDE,
        must: "the days of the visit must be set",
        remedy: "set at least one day",
        unmet: |facts| unless(facts.visit),
    },
    Condition {
        code: "L07",
        from: State::Scoring,
        kinds: OUTSIDE,
        must: "at least one interview group must be recorded as met",
        remedy: "record which groups were met and how many people",
        unmet: |facts| unless(facts.groups_met),
    },
    Condition {
        code: "L08",
        from: State::Consensus,
        kinds: JUDGED,
        must: "every evaluator must have locked the judgements",
        remedy: "ask them to lock",
        unmet: |facts| named(&facts.unlocked),
    },
    Condition {
        code: "L09",
        from: State::Consensus,
        kinds: JUDGED,
        must: "everything that applies must be assessed",
        remedy: "judge it; what does not apply is said by a condition of the framework",
        unmet: |facts| named(&facts.not_assessed),
    },
    Condition {
        code: "L10",
        from: State::Review,
        kinds: JUDGED,
        must: "everything that applies must be agreed on",
        remedy: "agree on it",
        unmet: |facts| named(&facts.not_agreed),
    },
    Condition {
        code: "L11",
        from: State::Review,
        kinds: OUTSIDE,
        must: "the team must have a quality reviewer who does not judge",
        remedy: "appoint one",
        unmet: |facts| unless(facts.reviewer),
    },
    Condition {
        code: "L12",
        from: State::FactCheck,
        kinds: OUTSIDE,
        must: "the quality reviewer must have signed",
        remedy: "ask the reviewer to sign or return",
        unmet: |facts| unless(facts.review_signed),
    },
    Condition {
        code: "L13",
        from: State::Delivered,
        kinds: OUTSIDE,
        must: "the fact check must be over",
        remedy: "wait until the municipality is done or its deadline has passed",
        unmet: |facts| unless(facts.fact_check_over),
    },
    Condition {
        code: "L14",
        from: State::Delivered,
        kinds: JUDGED,
        must: "every comment of the fact check must be answered",
        remedy: "answer each of them",
        unmet: |facts| (facts.unanswered > 0).then(|| facts.unanswered.to_string()),
    },
    Condition {
        code: "L15",
        from: State::Delivered,
        kinds: JUDGED,
        must: "the report must be stored with its digest",
        remedy: "make the report",
        unmet: |facts| unless(facts.report_stored),
    },
    Condition {
        code: "L16",
        from: State::Delivered,
        kinds: IMPORTED,
        must: "the source must be named",
        remedy: "say where the result was published",
        unmet: |facts| unless(facts.source),
    },
    Condition {
        code: "L17",
        from: State::Delivered,
        kinds: IMPORTED,
        must: "a total or the points of an area must be there",
        remedy: "enter what the source says",
        unmet: |facts| unless(facts.published_points),
    },
];

/// Whether an evaluation of this kind may go from one state to another; every reason why not, each with what to do.
///
/// External and peer evaluations take one step at a time; self-evaluations and imported ones may skip steps. What must
/// hold for a state must hold for every later one, so skipping a step never skips a rule of the kind. A step back needs
/// only a reason; what was locked or signed in the states it leaves must be locked and signed anew.
pub fn enter(facts: &Facts, from: State, to: State, kind: Kind) -> Result<(), Vec<Problem>> {
    let place = to.to_string();
    if to == from {
        return Err(vec![
            Problem::new(place, "the evaluation is there already", "choose another state")
                .code("L18"),
        ]);
    }
    if to < from {
        if facts.reason.trim().is_empty() {
            let message = format!("a step back from {from} needs a reason");
            return Err(vec![Problem::new(place, message, "say why; it is logged").code("L19")]);
        }
        return Ok(());
    }
    let mut problems = Vec::new();
    if let Some(next) = from.next().filter(|next| OUTSIDE.contains(&kind) && *next != to) {
        let message = format!("an evaluation of kind {kind} takes one step at a time");
        problems.push(
            Problem::new(place.clone(), message, format!("go from {from} to {next} first"))
                .code("L20"),
        );
    }
    for condition in CONDITIONS.iter().filter(|it| it.from <= to && it.kinds.contains(&kind)) {
        if let Some(unmet) = (condition.unmet)(facts) {
            let message = match unmet.as_str() {
                "" => condition.must.to_owned(),
                unmet => format!("{}: {unmet}", condition.must),
            };
            problems
                .push(Problem::new(place.clone(), message, condition.remedy).code(condition.code));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn unless(holds: bool) -> Option<String> {
    (!holds).then(String::new)
}

/// The first ten, and how many more: a problem is to be read.
fn named(names: &[String]) -> Option<String> {
    let first = names.iter().take(10).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => None,
        1..=10 => Some(first),
        more => Some(format!("{first} and {} more", more - 10)),
    }
}
