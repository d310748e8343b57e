//! The life of an evaluation: its states, and what must hold before the next one begins, as a table that can be read and
//! reviewed as a whole. Who may take which step is in [`access`](crate::access).

#[cfg(test)]
mod tests;

use super::{Kind, State};
use crate::error::Problem;
use serde::Serialize;
use std::fmt;

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

/// All kinds.
pub(crate) const ANY: &[Kind] = &Kind::ALL;
/// Kinds in which others than the municipality itself judge.
pub(crate) const OUTSIDE: &[Kind] = &[Kind::External, Kind::Peer];
/// Kinds in which somebody judges.
pub(crate) const JUDGED: &[Kind] = &[Kind::External, Kind::Peer, Kind::SelfEvaluation];
/// Kinds in which nobody does.
pub(crate) const IMPORTED: &[Kind] = &[Kind::Imported];

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

/// How something that must hold stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Holds,
    /// It does not; who or what stands in the way, where that can be named.
    Missing(Vec<String>),
    /// It is told once all have locked: before, it would tell how far the judgements of others have come.
    Hidden,
}

/// Something that must hold before an evaluation enters a state, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its code, `L01`.
    pub code: &'static str,
    /// The state from which on it must hold.
    pub from: State,
    /// How it stands.
    pub standing: Standing,
}

/// Something that must hold to enter a state and every later one, for evaluations of these kinds.
struct Condition {
    code: &'static str,
    from: State,
    kinds: &'static [Kind],
    must: &'static str,
    remedy: &'static str,
    standing: fn(&Facts) -> Standing,
}

const CONDITIONS: &[Condition] = &[
    Condition {
        code: "L01",
        from: State::Preparation,
        kinds: JUDGED,
        must: "the framework must be pinned",
        remedy: "choose a framework that this installation has",
        standing: |facts| unless(facts.framework_pinned),
    },
    Condition {
        code: "L02",
        from: State::Preparation,
        kinds: JUDGED,
        must: "the assessment date must be set",
        remedy: "set the day whose state of affairs is judged",
        standing: |facts| unless(facts.assessment_date),
    },
    Condition {
        code: "L03",
        from: State::Preparation,
        kinds: JUDGED,
        must: "the team must have a lead evaluator",
        remedy: "appoint one",
        standing: |facts| unless(facts.lead),
    },
    Condition {
        code: "L04",
        from: State::Preparation,
        kinds: OUTSIDE,
        must: "every member of the team must have signed a conflict-of-interest declaration",
        remedy: "ask them to sign, or take them off the team",
        standing: |facts| named(&facts.undeclared),
    },
    Condition {
        code: "L05",
        from: State::Preparation,
        kinds: OUTSIDE,
        must: "no member of the team may have a conflict of interest",
        remedy: "replace those who declared one",
        standing: |facts| named(&facts.conflicted),
    },
    Condition {
        code: "L06",
        from: State::Interviews,
        kinds: OUTSIDE,
        must: "the days of the visit must be set",
        remedy: "set at least one day",
        standing: |facts| unless(facts.visit),
    },
    Condition {
        code: "L07",
        from: State::Scoring,
        kinds: OUTSIDE,
        must: "at least one interview group must be recorded as met",
        remedy: "record which groups were met and how many people",
        standing: |facts| unless(facts.groups_met),
    },
    Condition {
        code: "L08",
        from: State::Consensus,
        kinds: JUDGED,
        must: "every evaluator must have locked the judgements",
        remedy: "ask them to lock",
        standing: |facts| named(&facts.unlocked),
    },
    Condition {
        code: "L09",
        from: State::Consensus,
        kinds: JUDGED,
        must: "everything that applies must be assessed",
        remedy: "judge it; what does not apply is said by a condition of the framework",
        standing: |facts| once_locked(facts, &facts.not_assessed),
    },
    Condition {
        code: "L10",
        from: State::Review,
        kinds: JUDGED,
        must: "everything that applies must be agreed on",
        remedy: "agree on it",
        standing: |facts| once_locked(facts, &facts.not_agreed),
    },
    Condition {
        code: "L11",
        from: State::Review,
        kinds: OUTSIDE,
        must: "the team must have a quality reviewer who does not judge",
        remedy: "appoint one",
        standing: |facts| unless(facts.reviewer),
    },
    Condition {
        code: "L12",
        from: State::FactCheck,
        kinds: OUTSIDE,
        must: "the quality reviewer must have signed",
        remedy: "ask the reviewer to sign or return",
        standing: |facts| unless(facts.review_signed),
    },
    Condition {
        code: "L13",
        from: State::Delivered,
        kinds: OUTSIDE,
        must: "the fact check must be over",
        remedy: "wait until the municipality is done or its deadline has passed",
        standing: |facts| unless(facts.fact_check_over),
    },
    Condition {
        code: "L14",
        from: State::Delivered,
        kinds: JUDGED,
        must: "every comment of the fact check must be answered",
        remedy: "answer each of them",
        standing: |facts| match facts.unanswered {
            0 => Standing::Holds,
            some => Standing::Missing(vec![some.to_string()]),
        },
    },
    Condition {
        code: "L15",
        from: State::Delivered,
        kinds: JUDGED,
        must: "the report must be stored with its digest",
        remedy: "make the report",
        standing: |facts| unless(facts.report_stored),
    },
    Condition {
        code: "L16",
        from: State::Delivered,
        kinds: IMPORTED,
        must: "the source must be named",
        remedy: "say where the result was published",
        standing: |facts| unless(facts.source),
    },
    Condition {
        code: "L17",
        from: State::Delivered,
        kinds: IMPORTED,
        must: "a total or the points of an area must be there",
        remedy: "enter what the source says",
        standing: |facts| unless(facts.published_points),
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
    for condition in applying(to, kind) {
        if let Standing::Missing(names) = (condition.standing)(facts) {
            let message = match names.as_slice() {
                [] => condition.must.to_owned(),
                names => format!("{}: {}", condition.must, first(names)),
            };
            problems
                .push(Problem::new(place.clone(), message, condition.remedy).code(condition.code));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Everything that must hold before an evaluation of this kind enters a state, in order, and how it stands: what
/// [`enter`] refuses for, and what holds already.
pub fn requirements(facts: &Facts, to: State, kind: Kind) -> Vec<Requirement> {
    let requirement = |it: &Condition| Requirement {
        code: it.code,
        from: it.from,
        standing: (it.standing)(facts),
    };
    applying(to, kind).map(requirement).collect()
}

fn applying(to: State, kind: Kind) -> impl Iterator<Item = &'static Condition> {
    CONDITIONS.iter().filter(move |it| it.from <= to && it.kinds.contains(&kind))
}

fn unless(holds: bool) -> Standing {
    if holds { Standing::Holds } else { Standing::Missing(Vec::new()) }
}

/// What is missing is named once all have locked: before, it would tell how far the judgements of others have come.
fn once_locked(facts: &Facts, names: &[String]) -> Standing {
    if facts.unlocked.is_empty() { named(names) } else { Standing::Hidden }
}

fn named(names: &[String]) -> Standing {
    if names.is_empty() { Standing::Holds } else { Standing::Missing(names.to_vec()) }
}

/// The first ten, and how many more: a problem is to be read.
fn first(names: &[String]) -> String {
    let first = names.iter().take(10).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len() {
        0..=10 => first,
        more => format!("{first} and {} more", more - 10),
    }
}
