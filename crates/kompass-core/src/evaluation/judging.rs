//! Judging: what somebody may record about which question, and when an area is locked.
//!
//! How a part is judged is fixed before anybody judges – the way of each area, and which sub-areas are judged directly –
//! so that neither a form nor an error tells what a colleague did. For the same reason whether an area may be locked is
//! decided on what the one who locks it may read, and on nothing else:
//! - *independent*: once the person has assessed everything in it that applies;
//! - *primary and second reader*: once everything is assessed by the person or by somebody who has locked it, so the
//!   primary judges all of it and the second reads and judges what should be otherwise;
//! - *joint*: never. There is one judgement of each question, kept under the code of the lead, and all may change it until
//!   the consensus begins.
//!
//! A lock is taken back by its owner while nothing was opened by it: in an independent area until the last one locks, in
//! an area with primary and second reader until somebody else locks. After that only a step back of the whole evaluation
//! opens an area again.

#[cfg(test)]
mod tests;

use super::view::{Viewer, all_locked, empty_area, has_locked, judges, visible, way};
use super::{AreaPart, DirectJudgement, Evaluation, Judgement, State, TeamRole, Way};
use crate::consensus::{NotAssessed, not_assessed};
use crate::error::Problem;
use crate::framework::{Area, Framework, Question, SubArea};
use crate::judgement::{Sheet, failing};
use crate::points::Points;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most characters of a reason.
pub const LONGEST_REASON: usize = 5000;

/// As evidence: the answers to pre-questions.
pub const ANSWERS: &str = "answers";
/// As evidence: what a group said, followed by its code.
pub const GROUP: &str = "group:";

/// What one evaluator says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Said {
    /// About a whole sub-area, in points.
    Direct(DirectJudgement),
    /// About a question, on the rubric; about a sub-area, that its points are taken back.
    Rubric(Judgement),
}

/// What somebody wants to record, before it is known whether it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Saying {
    /// The judgement.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Codes of documents, `answers`, or `group:CODE`.
    pub evidence: Vec<String>,
}

/// A judgement as somebody gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// None yet; a reason may be there already.
    NotAssessed,
    /// Planned but not done.
    Planned,
    /// The code of a level on each dimension.
    Levels(Vec<String>),
    /// Points of a whole sub-area; `None` if what was given is no number.
    Points(Option<Points>),
}

/// A part of a framework that is judged at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The area it lies in.
    pub area: &'a Area,
    /// The sub-area it lies in, or is.
    pub sub_area: &'a SubArea,
    /// The question; `None` for the whole sub-area.
    pub question: Option<&'a Question>,
}

/// What decides whether a judgement may be recorded, as it is in the moment of recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Where the evaluation is.
    pub state: State,
    /// Which conditions of the framework hold.
    pub conditions: BTreeMap<String, bool>,
    /// How the area is judged.
    pub way: Way,
    /// Codes of those who have locked the area.
    pub locked: Vec<String>,
    /// Codes of the sub-areas of the area that are judged directly.
    pub direct: Vec<String>,
    /// What the one who judges does on the team; `None` if not on it.
    pub role: Option<TeamRole>,
    /// Code of the lead, under which joint judgements are kept.
    pub lead: Option<String>,
    /// Codes of the documents.
    pub documents: Vec<String>,
}

/// How an area is judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Manner {
    /// Each alone, one and a second, or together.
    pub way: Way,
    /// Codes of its sub-areas that are judged directly.
    pub direct: Vec<String>,
}

impl<'a> Subject<'a> {
    /// The question or sub-area of this code.
    pub fn of(framework: &'a Framework, code: &str) -> Option<Self> {
        framework.sub_areas().find_map(|(area, sub_area)| {
            if sub_area.code == code {
                return Some(Self { area, sub_area, question: None });
            }
            let question = sub_area.questions.iter().find(|question| question.code == code)?;
            Some(Self { area, sub_area, question: Some(question) })
        })
    }

    /// Its code.
    pub fn code(&self) -> &'a str {
        self.question.map_or(&self.sub_area.code, |question| &question.code)
    }

    fn applies(&self, conditions: &BTreeMap<String, bool>) -> bool {
        let applies =
            |question: &Question| failing(conditions, question.applies_if.as_deref()).is_none();
        match self.question {
            Some(question) => applies(question),
            None => {
                self.sub_area.questions.is_empty() || self.sub_area.questions.iter().any(applies)
            }
        }
    }
}

impl Said {
    /// Code of the evaluator.
    pub fn by(&self) -> &str {
        match self {
            Self::Direct(said) => &said.by,
            Self::Rubric(said) => &said.by,
        }
    }
}

impl Ground {
    /// The code under which a judgement of this member is kept.
    pub fn author<'a>(&'a self, member: &'a str) -> &'a str {
        author(self.way, self.lead.as_deref(), member)
    }
}

/// The code under which a judgement of a member is kept where an area is judged so.
pub fn author<'a>(way: Way, lead: Option<&'a str>, member: &'a str) -> &'a str {
    match way {
        Way::Joint => lead.unwrap_or(member),
        Way::Independent | Way::PrimarySecond => member,
    }
}

/// What a member records about a subject; every reason why not.
///
/// # Errors
/// JU01–JU09.
pub fn record(
    framework: &Framework,
    subject: Subject<'_>,
    member: &str,
    ground: &Ground,
    saying: &Saying,
) -> Result<Said, Vec<Problem>> {
    if ground.state != State::Scoring {
        return Err(vec![problem("", &NOT_SCORING)]);
    }
    if ground.role.is_none_or(|role| role == TeamRole::Reviewer) {
        return Err(vec![problem("", &DOES_NOT_JUDGE)]);
    }
    if ground.locked.iter().any(|code| code == member) {
        return Err(vec![problem("", &LOCKED)]);
    }
    let SubArea { code, questions, .. } = subject.sub_area;
    let direct = questions.is_empty() || ground.direct.contains(code);
    if direct != subject.question.is_none() {
        return Err(vec![problem("", &OTHER_WAY)]);
    }
    if !subject.applies(&ground.conditions) {
        return Err(vec![problem("", &INAPPLICABLE)]);
    }
    let mut problems = Vec::new();
    let reason = saying.reason.trim().replace("\r\n", "\n");
    if reason.chars().count() > LONGEST_REASON || reason.contains('\0') {
        problems.push(problem("reason", &REASON));
    }
    let known = |code: &str| {
        code == ANSWERS
            || code
                .strip_prefix(GROUP)
                .is_some_and(|group| framework.groups.iter().any(|it| it.code == group))
            || ground.documents.iter().any(|document| document == code)
    };
    if !saying.evidence.iter().all(|code| known(code)) {
        problems.push(problem("evidence", &EVIDENCE));
    }
    let mut evidence: Vec<String> = Vec::new();
    for code in &saying.evidence {
        if !evidence.contains(code) {
            evidence.push(code.clone());
        }
    }
    let by = ground.author(member).to_owned();
    let said = match (&saying.verdict, subject.question) {
        (Verdict::Points(points), None) => {
            let most = Points::whole(subject.sub_area.points);
            let points = points.filter(|points| (Points::ZERO..=most).contains(points));
            points.map(|points| Said::Direct(DirectJudgement { by, points, reason, evidence }))
        }
        // Points that are taken back leave their reason, and the version under which they are given anew.
        (Verdict::NotAssessed, _) => Some(Said::Rubric(Judgement {
            by,
            levels: Vec::new(),
            planned: false,
            reason,
            evidence,
        })),
        (Verdict::Planned, Some(_)) => Some(Said::Rubric(Judgement {
            by,
            levels: Vec::new(),
            planned: true,
            reason,
            evidence,
        })),
        (Verdict::Levels(levels), Some(_)) if exist(framework, levels) => {
            let levels = levels.clone();
            Some(Said::Rubric(Judgement { by, levels, planned: false, reason, evidence }))
        }
        _ => None,
    };
    match said {
        Some(said) if problems.is_empty() => Ok(said),
        Some(_) => Err(problems),
        None if direct => Err([vec![problem("points", &POINTS)], problems].concat()),
        None => Err([vec![problem("levels", &LEVELS)], problems].concat()),
    }
}

/// True if there is a level of each dimension.
fn exist(framework: &Framework, levels: &[String]) -> bool {
    let Some(rubric) = &framework.rubric else { return false };
    levels.len() == rubric.dimensions.len()
        && rubric
            .dimensions
            .iter()
            .zip(levels)
            .all(|(dimension, code)| dimension.levels.iter().any(|level| level.code == *code))
}

/// Whether this viewer may lock an area now.
///
/// # Errors
/// JU01, JU02, JU03, JU10, JU11; judgements among those visible that the framework does not know.
pub fn lock(
    framework: &Framework,
    evaluation: &Evaluation,
    viewer: &Viewer,
    number: u8,
) -> Result<(), Vec<Problem>> {
    let seen = visible(evaluation, viewer).ok_or_else(|| vec![problem("", &DOES_NOT_JUDGE)])?;
    let sheet = Sheet::read(framework, &seen)?;
    let units = sheet.units.iter().filter(|unit| unit.area.number == number);
    let missing: Vec<NotAssessed> = units
        .filter(|unit| unit.inapplicable().is_none())
        .flat_map(|unit| not_assessed(unit, &seen))
        .collect();
    lockable(&seen, viewer, number, &missing)
}

/// As [`lock`], where what is missing is known already: everything that this viewer knows to be missing in the area.
///
/// # Errors
/// JU01, JU02, JU03, JU10, JU11.
pub fn lockable(
    seen: &Evaluation,
    viewer: &Viewer,
    number: u8,
    missing: &[NotAssessed],
) -> Result<(), Vec<Problem>> {
    let (member, area) = standing(seen, viewer, number)?;
    if way(&area) == Way::Joint {
        return Err(vec![problem("", &JOINT)]);
    }
    if has_locked(&area, member) {
        return Err(vec![problem("", &LOCKED)]);
    }
    let own = |it: &&NotAssessed| it.by.as_deref().is_none_or(|by| by == member);
    let codes: Vec<&str> = missing.iter().filter(own).map(|it| it.code.as_str()).collect();
    if !codes.is_empty() {
        let message = format!("{}: {}", MISSING.1, codes.join(", "));
        return Err(vec![Problem::new("", message, MISSING.2).code(MISSING.0)]);
    }
    Ok(())
}

/// Whether this viewer may take the own lock of an area back.
///
/// # Errors
/// JU01, JU02, JU12, JU13.
pub fn unlock(seen: &Evaluation, viewer: &Viewer, number: u8) -> Result<(), Vec<Problem>> {
    let (member, area) = standing(seen, viewer, number)?;
    if !has_locked(&area, member) {
        return Err(vec![problem("", &NOT_LOCKED)]);
    }
    let opened = match way(&area) {
        Way::Independent => all_locked(seen, &area),
        Way::PrimarySecond => judges(seen).any(|it| it != member && has_locked(&area, it)),
        Way::Joint => false,
    };
    if opened { Err(vec![problem("", &OPENED)]) } else { Ok(()) }
}

/// Whether an area may be judged so.
///
/// # Errors
/// JU14 once the judging has begun; JU15 for sub-areas that the area does not have.
pub fn manner(
    framework: &Framework,
    state: State,
    number: u8,
    manner: &Manner,
) -> Result<(), Vec<Problem>> {
    if state >= State::Scoring {
        return Err(vec![problem("", &BEGUN)]);
    }
    let area = framework.area(number).ok_or_else(|| vec![problem("direct", &SUB_AREA)])?;
    let known = |code: &String| area.sub_areas.iter().any(|sub| sub.code == *code);
    if manner.direct.iter().all(known) { Ok(()) } else { Err(vec![problem("direct", &SUB_AREA)]) }
}

/// The code of a viewer who judges, and the area, while there is judging.
fn standing<'a>(
    seen: &Evaluation,
    viewer: &'a Viewer,
    number: u8,
) -> Result<(&'a str, AreaPart), Vec<Problem>> {
    if seen.state != State::Scoring {
        return Err(vec![problem("", &NOT_SCORING)]);
    }
    let member = viewer.member.as_deref().filter(|member| judges(seen).any(|it| it == *member));
    let member = member.ok_or_else(|| vec![problem("", &DOES_NOT_JUDGE)])?;
    let area = seen.areas.iter().find(|part| part.number == number).cloned();
    Ok((member, area.unwrap_or_else(|| empty_area(number))))
}

/// Code, what is wrong, and what to do.
type Reason = (&'static str, &'static str, &'static str);

const NOT_SCORING: Reason =
    ("JU01", "the evaluation is not where evaluators judge", "wait until it is, or step back");
const DOES_NOT_JUDGE: Reason =
    ("JU02", "only the lead and the evaluators on the team judge", "ask the lead to appoint you");
const LOCKED: Reason =
    ("JU03", "you have locked the area", "take your lock back, if nobody else has locked it");
const OTHER_WAY: Reason =
    ("JU04", "the sub-area is judged in the other way", "open it anew from the table");
const INAPPLICABLE: Reason =
    ("JU05", "this does not apply to the municipality", "go on to the next question");
const LEVELS: Reason = (
    "JU06",
    "a level is missing or does not exist",
    "choose one on each dimension, or that it is planned only",
);
const POINTS: Reason =
    ("JU07", "this is no number of points of the sub-area", "give points from 0 to the most");
const REASON: Reason = ("JU08", "the reason is too long", "write at most 5,000 characters");
const EVIDENCE: Reason =
    ("JU09", "the evidence names what is not there", "tick what is there, and save again");
const JOINT: Reason =
    ("JU10", "an area that is judged together is not locked", "go on; the consensus closes it");
const MISSING: Reason = ("JU11", "not everything is assessed", "judge what is missing, then lock");
const NOT_LOCKED: Reason = ("JU12", "you have not locked the area", "go on judging");
const OPENED: Reason = (
    "JU13",
    "the area is open to others, so the lock stays",
    "ask the lead to take the evaluation a step back",
);
const BEGUN: Reason = (
    "JU14",
    "the judging has begun, so how it is done stays",
    "take the evaluation a step back first",
);
const SUB_AREA: Reason =
    ("JU15", "the area has no such sub-area", "choose among the sub-areas of the area");

fn problem(place: &str, (code, message, remedy): &Reason) -> Problem {
    Problem::new(place, *message, *remedy).code(code)
}
