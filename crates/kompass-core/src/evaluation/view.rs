//! What one person may see of an evaluation: blindness. Everything that shows an evaluation to somebody – page, search,
//! live update, API, export, progress figure – shows what [`visible`] leaves, and nothing that was made from more.
//!
//! While the evaluators judge, a judgement is its author's alone until it is released in its area:
//! - *independent*: when everybody who judges, the lead and the evaluators on the team, has locked the area;
//! - *primary and second reader*: when its author has locked the area, for the second to read;
//! - *joint*: at once, since it is everybody's.
//!
//! A lock may be seen: it tells nothing of the judgement. From the consensus on the table alone decides.

#[cfg(test)]
mod tests;

use super::{AreaPart, Evaluation, Kind, State, SubAreaPart, TeamRole, Way};
use crate::access::{Action, Resource, Role, may_in, needs_declaration};
use crate::consensus::{self, NotAssessed};
use crate::error::Problem;
use crate::framework::Framework;
use crate::judgement::{Sheet, Unit};
use schemars::JsonSchema;
use serde::Serialize;

/// Somebody who looks at an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// What the person is to the evaluation.
    pub roles: Vec<Role>,
    /// The person's code on the team.
    pub member: Option<String>,
    /// True once the person has signed a conflict-of-interest declaration that names no conflict.
    pub declared: bool,
}

impl Viewer {
    /// Somebody with these roles and this code on the team, who has declared what stands in the evaluation.
    pub fn new(evaluation: &Evaluation, roles: Vec<Role>, member: Option<String>) -> Self {
        let declared = evaluation.team.iter().any(|it| {
            Some(&it.code) == member.as_ref()
                && it.declaration.as_ref().is_some_and(|signed| signed.conflict.trim().is_empty())
        });
        Self { roles, member, declared }
    }

    /// True if one of the roles may do this in an evaluation of this kind in this state, and does not wait for a
    /// declaration.
    pub fn may(&self, resource: Resource, action: Action, state: State, kind: Kind) -> bool {
        self.roles.iter().any(|role| {
            may_in(*role, resource, action, state, kind)
                && (self.declared || !needs_declaration(*role, resource, action, kind))
        })
    }

    /// The same person without what a personal link opens. Which part of the evaluation that is stands in the link; of the
    /// whole it shows only what the evaluation is.
    fn without_link(&self) -> Self {
        let roles = self.roles.iter().copied();
        let by_link = |role: &Role| matches!(role, Role::Contributor | Role::Interviewee);
        Self { roles: roles.filter(|role| !by_link(role)).collect(), ..self.clone() }
    }

    /// True if this part of the evaluation is seen.
    fn sees(&self, resource: Resource, evaluation: &Evaluation) -> bool {
        self.may(resource, Action::Read, evaluation.state, evaluation.kind)
    }

    fn is(&self, member: &str) -> bool {
        self.member.as_deref() == Some(member)
    }

    /// True if the person is one of those who judge, and may by now.
    fn judges(&self, evaluation: &Evaluation) -> bool {
        self.sees(Resource::Judgements, evaluation) && judges(evaluation).any(|it| self.is(it))
    }
}

/// The evaluation with everything taken out that this viewer may not read; what is left says nothing about what was
/// taken, not even by an empty part or by the order of parts. It is a whole evaluation still, and can be written to a
/// file. `None` if the viewer may not even know what it is.
pub fn visible(evaluation: &Evaluation, viewer: &Viewer) -> Option<Evaluation> {
    if !viewer.sees(Resource::Head, evaluation) {
        return None;
    }
    let viewer = &viewer.without_link();
    let sees = |resource| viewer.sees(resource, evaluation);
    let mut seen = evaluation.clone();
    keep(&mut seen.team, sees(Resource::Team));
    for member in &mut seen.team {
        keep(&mut member.declaration, sees(Resource::Declaration) || viewer.is(&member.code));
    }
    keep(&mut seen.groups, sees(Resource::Schedule));
    keep(&mut seen.documents, sees(Resource::Documents));
    keep(&mut seen.conditions, sees(Resource::Conditions));
    keep(&mut seen.feedback, sees(Resource::Feedback));
    keep(&mut seen.review, sees(Resource::Review));
    keep(&mut seen.fact_check, sees(Resource::FactCheckComments));
    for comment in seen.fact_check.iter_mut().flat_map(|check| &mut check.comments) {
        keep(&mut comment.answer, sees(Resource::FactCheckAnswers));
    }
    keep(&mut seen.summary, sees(Resource::Texts));
    let published = sees(Resource::Published) || sees(Resource::Points);
    keep(&mut seen.source, published);
    keep(&mut seen.total, published);
    keep(&mut seen.printed_comparisons, published);
    for (area, whole) in seen.areas.iter_mut().zip(&evaluation.areas) {
        keep(&mut area.points, published);
        redact(area, whole, evaluation, viewer);
    }
    seen.areas.retain(|area| *area != empty_area(area.number));
    seen.areas.sort_by_key(|area| area.number);
    Some(seen)
}

/// How far an evaluation has come, as far as a viewer may know it: made of what is visible, and of nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Progress {
    /// The areas of the framework, in order.
    pub areas: Vec<AreaProgress>,
    /// How far the consensus has come; `None` before it is this viewer's to see.
    pub consensus: Option<consensus::Progress>,
}

/// How far the judging of an area has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AreaProgress {
    /// Number of the area.
    pub number: u8,
    /// Codes of those who have locked it.
    pub locked: Vec<String>,
    /// Codes of those who are known to have to lock it still.
    pub to_lock: Vec<String>,
    /// What is judged; `None` for a viewer who may read no judgements.
    pub judging: Option<Judging>,
}

/// How far judgements have come that a viewer may read: all of an area, or only those of the viewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Judging {
    /// Questions, or sub-areas judged directly, that apply.
    pub units: usize,
    /// Those for which nothing is missing.
    pub assessed: usize,
    /// Judgements that are still to be made.
    pub missing: Vec<NotAssessed>,
    /// True if everybody's judgements are counted; else only the viewer's own, and what was released to be read.
    pub everybody: bool,
}

/// How far an evaluation has come; `None` if that is not for this viewer.
///
/// # Errors
/// Judgements among those visible that the framework does not know.
pub fn progress(
    framework: &Framework,
    evaluation: &Evaluation,
    viewer: &Viewer,
) -> Result<Option<Progress>, Vec<Problem>> {
    let Some(seen) = visible(evaluation, viewer).filter(|it| viewer.sees(Resource::Progress, it))
    else {
        return Ok(None);
    };
    let sheet = Sheet::read(framework, &seen)?;
    let areas = framework.areas.iter().map(|area| {
        let none = empty_area(area.number);
        let part = seen.areas.iter().find(|part| part.number == area.number).unwrap_or(&none);
        let units = sheet.units.iter().filter(|unit| unit.area.number == area.number);
        AreaProgress {
            number: area.number,
            locked: part.locked.clone(),
            to_lock: to_lock(&seen, part),
            judging: Judging::of(units, &seen, part, viewer),
        }
    });
    let agreed = [Resource::Consensus, Resource::OthersJudgements];
    Ok(Some(Progress {
        areas: areas.collect(),
        consensus: agreed
            .iter()
            .all(|resource| viewer.sees(*resource, &seen))
            .then(|| consensus::Progress::of(&sheet, &seen)),
    }))
}

impl Judging {
    fn of<'a>(
        units: impl Iterator<Item = &'a Unit<'a>>,
        seen: &Evaluation,
        area: &AreaPart,
        viewer: &Viewer,
    ) -> Option<Self> {
        let judges = viewer.judges(seen);
        let all_released = match way(area) {
            Way::Joint => true,
            Way::PrimarySecond => false,
            Way::Independent => all_locked(seen, area),
        };
        let everybody = viewer.sees(Resource::OthersJudgements, seen) || (judges && all_released);
        if !everybody && !judges {
            return None;
        }
        let mut judging = Self { units: 0, assessed: 0, missing: Vec::new(), everybody };
        for unit in units.filter(|unit| unit.inapplicable().is_none()) {
            let mut missing = consensus::not_assessed(unit, seen);
            missing.retain(|it| everybody || it.by.as_deref().is_none_or(|by| viewer.is(by)));
            judging.units += 1;
            judging.assessed += usize::from(missing.is_empty());
            judging.missing.append(&mut missing);
        }
        Some(judging)
    }
}

/// Codes of those on the team who judge.
pub(super) fn judges(evaluation: &Evaluation) -> impl Iterator<Item = &str> {
    let judging = evaluation.team.iter().filter(|member| member.role != TeamRole::Reviewer);
    judging.map(|member| member.code.as_str())
}

pub(super) fn way(area: &AreaPart) -> Way {
    area.way.unwrap_or(Way::Independent)
}

pub(super) fn has_locked(area: &AreaPart, member: &str) -> bool {
    area.locked.iter().any(|code| code == member)
}

pub(super) fn all_locked(evaluation: &Evaluation, area: &AreaPart) -> bool {
    judges(evaluation).all(|member| has_locked(area, member))
}

/// True if those who judge may read what this member judged in this area. It must not depend on a judgement that is not
/// released, or the release would tell of it.
fn released(evaluation: &Evaluation, area: &AreaPart, by: &str) -> bool {
    match way(area) {
        Way::Independent => all_locked(evaluation, area),
        Way::PrimarySecond => has_locked(area, by),
        Way::Joint => true,
    }
}

/// Codes of those who have to lock an area still: where each judges alone everybody, where a second reads those who have
/// judged, where all judge together nobody. Asked of what is visible it tells no more than that.
pub fn to_lock(evaluation: &Evaluation, area: &AreaPart) -> Vec<String> {
    let has_judged = |member: &str| {
        area.sub_areas.iter().any(|sub| {
            let questions = sub.questions.iter().flat_map(|question| &question.judgements);
            let mut by = sub.direct.iter().map(|it| &it.by).chain(questions.map(|it| &it.by));
            by.any(|by| by == member)
        })
    };
    judges(evaluation)
        .filter(|member| match way(area) {
            Way::Independent => true,
            Way::PrimarySecond => has_judged(member),
            Way::Joint => false,
        })
        .filter(|member| !has_locked(area, member))
        .map(str::to_owned)
        .collect()
}

/// Takes out of an area what this viewer may not read, and what is empty then; puts its parts in the order of their codes.
fn redact(area: &mut AreaPart, whole: &AreaPart, evaluation: &Evaluation, viewer: &Viewer) {
    let sees = |resource| viewer.sees(resource, evaluation);
    let (texts, impact, agreed) =
        (sees(Resource::Texts), sees(Resource::Impact), sees(Resource::Consensus));
    let published = sees(Resource::Published) || sees(Resource::Points);
    let (others, judges) = (sees(Resource::OthersJudgements), viewer.judges(evaluation));
    let reads = |by: &str| others || (judges && (viewer.is(by) || released(evaluation, whole, by)));
    for sub in &mut area.sub_areas {
        keep(&mut sub.text, texts);
        keep(&mut sub.points, published);
        keep(&mut sub.impact, impact);
        sub.direct.retain(|judgement| reads(&judgement.by));
        keep(&mut sub.agreed, agreed);
        // Why the evaluators agreed tells how they differed.
        sub.agreed.iter_mut().for_each(|agreed| keep(&mut agreed.reason, others));
        for question in &mut sub.questions {
            question.judgements.retain(|judgement| reads(&judgement.by));
            keep(&mut question.agreed, agreed);
            question.agreed.iter_mut().for_each(|agreed| keep(&mut agreed.reason, others));
        }
        sub.questions.retain(|part| !part.judgements.is_empty() || part.agreed.is_some());
        sub.questions.sort_by(|a, b| in_order(&a.code, &b.code));
    }
    area.sub_areas.retain(|sub| *sub != empty_sub_area(&sub.code));
    area.sub_areas.sort_by(|a, b| in_order(&a.code, &b.code));
    keep(&mut area.way, sees(Resource::Progress));
    keep(&mut area.direct, sees(Resource::Ways) || agreed);
    keep(&mut area.locked, sees(Resource::Progress));
    keep(&mut area.text, texts);
    keep(&mut area.strengths, texts);
    keep(&mut area.improvements, texts);
    keep(&mut area.examples, texts);
    keep(&mut area.since_last, sees(Resource::SinceLast));
}

fn keep<T: Default>(value: &mut T, seen: bool) {
    if !seen {
        *value = T::default();
    }
}

/// Codes of one level in order: 1.2 before 1.10.
fn in_order(a: &str, b: &str) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// A part of which nothing is known but the number.
pub fn empty_area(number: u8) -> AreaPart {
    AreaPart {
        number,
        way: None,
        locked: Vec::new(),
        direct: Vec::new(),
        points: None,
        text: String::new(),
        strengths: Vec::new(),
        improvements: Vec::new(),
        examples: Vec::new(),
        since_last: Vec::new(),
        sub_areas: Vec::new(),
    }
}

/// A part of which nothing is known but the code.
pub fn empty_sub_area(code: &str) -> SubAreaPart {
    SubAreaPart {
        code: code.to_owned(),
        text: String::new(),
        points: None,
        direct: Vec::new(),
        agreed: None,
        impact: [].into(),
        questions: Vec::new(),
    }
}
