//! Judgements as types: what an evaluation records by codes, read against its framework once, so that scoring, consensus
//! and agreement see the same thing and none of them can meet a level that does not exist.

use crate::error::Problem;
use crate::evaluation::{
    Agreed, AgreedPoints, DirectJudgement, Evaluation, Judgement, QuestionPart, SubAreaPart,
};
use crate::framework::{Area, Framework, Question, Rubric, SubArea};
use crate::points::Points;
use crate::ratio::Ratio;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What somebody, or the whole team, holds about one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    /// On each dimension of the rubric the position of a level, from 0.
    Rubric(Vec<u8>),
    /// Planned but not done: recorded, and worth 0.
    PlannedOnly,
    /// Points of a whole sub-area, set directly.
    Direct(Points),
    /// Nothing yet. Never counted as 0.
    NotAssessed,
    /// Does not apply: the condition of this code does not hold for the municipality.
    Inapplicable(String),
}

impl Judged {
    /// True if it says something that can be counted.
    pub fn is_assessed(&self) -> bool {
        matches!(self, Self::Rubric(_) | Self::PlannedOnly | Self::Direct(_))
    }

    /// Position of the level on a dimension; what is planned only stands on the lowest of each.
    pub fn level(&self, dimension: usize) -> Option<u8> {
        match self {
            Self::Rubric(levels) => levels.get(dimension).copied(),
            Self::PlannedOnly => Some(0),
            Self::Direct(_) | Self::NotAssessed | Self::Inapplicable(_) => None,
        }
    }
}

/// All judgements of an evaluation, unit by unit, in the order of the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// The framework they are read against.
    pub framework: &'a Framework,
    /// Every question of a sub-area judged by question, and every sub-area judged directly.
    pub units: Vec<Unit<'a>>,
}

/// What is judged at once: a question, or a whole sub-area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit<'a> {
    /// The area it belongs to.
    pub area: &'a Area,
    /// The sub-area it belongs to, or is.
    pub sub_area: &'a SubArea,
    /// The question; `None` where the sub-area is judged directly.
    pub question: Option<&'a Question>,
    /// What each evaluator recorded, in the order of the evaluation.
    pub opinions: Vec<Opinion<'a>>,
    /// What was agreed on.
    pub agreed: Judged,
    /// Weights of the applicable questions of the sub-area together; 1 where it is judged directly.
    weights: u32,
}

/// What one evaluator recorded about a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion<'a> {
    /// Code of the team member.
    pub by: &'a str,
    /// The judgement.
    pub judged: Judged,
    /// Why.
    pub reason: &'a str,
    /// Codes of documents, `answers`, or `group:CODE`.
    pub evidence: &'a [String],
}

impl<'a> Sheet<'a> {
    /// Reads all judgements; every level that does not exist, every number of points that cannot be and every sub-area
    /// judged in two ways is a problem. Parts that the framework does not have are not read.
    pub fn read(
        framework: &'a Framework,
        evaluation: &'a Evaluation,
    ) -> Result<Self, Vec<Problem>> {
        let parts: HashMap<&str, &SubAreaPart> = evaluation
            .areas
            .iter()
            .flat_map(|area| &area.sub_areas)
            .map(|part| (part.code.as_str(), part))
            .collect();
        let marked: HashSet<&str> =
            evaluation.areas.iter().flat_map(|area| &area.direct).map(String::as_str).collect();
        let mut reader = Reader { rubric: framework.rubric.as_ref(), marked, problems: Vec::new() };
        let mut units = Vec::new();
        for (area, sub_area) in framework.sub_areas() {
            let part = parts.get(sub_area.code.as_str()).copied();
            reader.sub_area(&evaluation.conditions, area, sub_area, part, &mut units);
        }
        if reader.problems.is_empty() {
            Ok(Self { framework, units })
        } else {
            Err(reader.problems)
        }
    }

    /// The units by sub-area, in order.
    pub fn sub_areas(&self) -> impl Iterator<Item = &[Unit<'a>]> {
        self.units.chunk_by(|a, b| std::ptr::eq(a.sub_area, b.sub_area))
    }
}

impl<'a> Unit<'a> {
    /// Code of the question, or of the sub-area where that is judged directly.
    pub fn code(&self) -> &str {
        self.question.map_or(&self.sub_area.code, |question| &question.code)
    }

    /// Code of the condition that keeps it from applying.
    pub fn inapplicable(&self) -> Option<&str> {
        match &self.agreed {
            Judged::Inapplicable(condition) => Some(condition),
            _ => None,
        }
    }

    /// What this evaluator holds.
    pub fn by(&self, evaluator: &str) -> &Judged {
        match &self.agreed {
            inapplicable @ Judged::Inapplicable(_) => inapplicable,
            _ => self
                .opinions
                .iter()
                .find(|opinion| opinion.by == evaluator)
                .map_or(&Judged::NotAssessed, |opinion| &opinion.judged),
        }
    }

    /// The opinions that can be counted.
    pub fn assessed(&self) -> impl Iterator<Item = &Opinion<'a>> {
        self.opinions.iter().filter(|opinion| opinion.judged.is_assessed())
    }

    /// The most it can give, rounded half up to thousandths: the sub-area's points by the question's share of the weights
    /// of its applicable questions. What does not apply gives its share to the others and has none itself.
    pub fn max(&self) -> Points {
        if self.inapplicable().is_some() {
            return Points::ZERO;
        }
        let weight = self.question.map_or(1, |question| question.weight);
        Points::whole(self.sub_area.points).scaled(i64::from(weight), i64::from(self.weights))
    }

    /// What a judgement of it gives, rounded half up to thousandths for showing; sums are made of unrounded parts.
    /// `None` for what is not assessed or does not apply.
    pub fn points(&self, rubric: Option<&Rubric>, judged: &Judged) -> Option<Points> {
        self.exact(rubric, judged)?.rounded().map(Points)
    }

    /// What a judgement of it gives, in exact thousandths of a point.
    pub(crate) fn exact(&self, rubric: Option<&Rubric>, judged: &Judged) -> Option<Ratio> {
        if let Judged::Direct(points) = judged {
            return Ratio::new(i128::from(points.0), 1);
        }
        let share = i128::from(share(rubric?, judged)?);
        let weight = i128::from(self.question.map_or(1, |question| question.weight));
        let thousandths = i128::from(Points::whole(self.sub_area.points).0);
        Ratio::new(thousandths * weight * share, i128::from(self.weights) * i128::from(MILLION))
    }
}

/// What a judgement on the rubric gives, in millionths of the question: the sum over the dimensions of weight × share of
/// the level. On a gate a level of share 0 gives the whole question 0. Planned only gives 0. `None` for what is not a
/// judgement on the rubric.
pub fn share(rubric: &Rubric, judged: &Judged) -> Option<u32> {
    let Judged::Rubric(levels) = judged else {
        return matches!(judged, Judged::PlannedOnly).then_some(0);
    };
    let mut sum = 0;
    for (dimension, level) in rubric.dimensions.iter().zip(levels) {
        let share = dimension.levels.get(usize::from(*level))?.share;
        if dimension.gate && share == 0 {
            return Some(0);
        }
        sum += u32::from(dimension.weight) * u32::from(share);
    }
    Some(sum.min(MILLION))
}

/// A whole question, in the unit of [`share`].
pub const MILLION: u32 = 1_000_000;

struct Reader<'a> {
    rubric: Option<&'a Rubric>,
    /// Codes of the sub-areas of which it is said that they are judged directly.
    marked: HashSet<&'a str>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn sub_area(
        &mut self,
        conditions: &BTreeMap<String, bool>,
        area: &'a Area,
        sub_area: &'a SubArea,
        part: Option<&'a SubAreaPart>,
        units: &mut Vec<Unit<'a>>,
    ) {
        let fails =
            |question: &Question| failing(conditions, question.applies_if.as_deref()).is_some();
        let weights: u32 = sub_area
            .questions
            .iter()
            .filter(|question| !fails(question))
            .map(|question| u32::from(question.weight))
            .sum();
        let direct = self.marked.contains(sub_area.code.as_str())
            || part.is_some_and(|part| !part.direct.is_empty() || part.agreed.is_some());
        let by_question = part.is_some_and(|part| part.questions.iter().any(is_judged));
        if direct && by_question {
            self.problems.push(Problem::new(
                format!("sub-area {}", sub_area.code),
                "is judged both by question and by points of the whole sub-area",
                "keep one of the two ways",
            ));
            return;
        }
        let inapplicable = !sub_area.questions.is_empty() && sub_area.questions.iter().all(fails);
        if sub_area.questions.is_empty() || (direct && !inapplicable) {
            units.push(self.direct(area, sub_area, part));
            return;
        }
        let recorded: HashMap<&str, &QuestionPart> = part
            .iter()
            .flat_map(|part| &part.questions)
            .map(|question| (question.code.as_str(), question))
            .collect();
        for question in &sub_area.questions {
            let part = recorded.get(question.code.as_str()).copied();
            let condition = failing(conditions, question.applies_if.as_deref());
            let (opinions, agreed) = match condition {
                Some(condition) => (Vec::new(), Judged::Inapplicable(condition.to_owned())),
                None => self.question(question, part),
            };
            units.push(Unit {
                area,
                sub_area,
                question: Some(question),
                opinions,
                agreed,
                weights: weights.max(1),
            });
        }
    }

    fn question(
        &mut self,
        question: &Question,
        part: Option<&'a QuestionPart>,
    ) -> (Vec<Opinion<'a>>, Judged) {
        let Some(part) = part else { return (Vec::new(), Judged::NotAssessed) };
        let place = format!("question {}", question.code);
        let opinions = part
            .judgements
            .iter()
            .map(|judgement| {
                let Judgement { by, levels, planned, reason, evidence } = judgement;
                let judged = self.levels(&format!("{place}, judgement by {by}"), levels, *planned);
                Opinion { by, judged, reason, evidence }
            })
            .collect();
        let agreed = match &part.agreed {
            Some(Agreed { levels, planned, .. }) => {
                self.levels(&format!("{place}, agreed judgement"), levels, *planned)
            }
            None => Judged::NotAssessed,
        };
        (opinions, agreed)
    }

    fn direct(
        &mut self,
        area: &'a Area,
        sub_area: &'a SubArea,
        part: Option<&'a SubAreaPart>,
    ) -> Unit<'a> {
        let place = format!("sub-area {}", sub_area.code);
        let opinions = part
            .iter()
            .flat_map(|part| &part.direct)
            .map(|DirectJudgement { by, points, reason, evidence }| {
                let judged = self.points(&format!("{place}, points by {by}"), sub_area, *points);
                Opinion { by, judged, reason, evidence }
            })
            .collect();
        let agreed = match part.and_then(|part| part.agreed.as_ref()) {
            Some(AgreedPoints { points, .. }) => {
                self.points(&format!("{place}, agreed points"), sub_area, *points)
            }
            None => Judged::NotAssessed,
        };
        Unit { area, sub_area, question: None, opinions, agreed, weights: 1 }
    }

    fn levels(&mut self, place: &str, codes: &[String], planned: bool) -> Judged {
        match (codes.is_empty(), planned) {
            (true, true) => return Judged::PlannedOnly,
            (true, false) => return Judged::NotAssessed,
            (false, true) => {
                self.problems.push(Problem::new(
                    place,
                    "is both planned only and judged on levels",
                    "leave out the levels, or planned = true",
                ));
                return Judged::NotAssessed;
            }
            (false, false) => {}
        }
        let dimensions = self.rubric.map_or(&[][..], |rubric| &rubric.dimensions);
        if codes.len() != dimensions.len() {
            let names: Vec<&str> = dimensions.iter().map(|d| d.code.as_str()).collect();
            self.problems.push(Problem::new(
                place,
                format!("number of levels: {}, of dimensions: {}", codes.len(), dimensions.len()),
                format!("give one level for each of: {}", names.join(", ")),
            ));
            return Judged::NotAssessed;
        }
        let mut levels = Vec::with_capacity(codes.len());
        for (code, dimension) in codes.iter().zip(dimensions) {
            let position = dimension.levels.iter().position(|level| level.code == *code);
            match position.and_then(|position| u8::try_from(position).ok()) {
                Some(position) => levels.push(position),
                None => {
                    let names: Vec<&str> =
                        dimension.levels.iter().map(|level| level.code.as_str()).collect();
                    self.problems.push(Problem::new(
                        place,
                        format!("{code:?} is no level of {}", dimension.code),
                        format!("use one of: {}", names.join(", ")),
                    ));
                    return Judged::NotAssessed;
                }
            }
        }
        Judged::Rubric(levels)
    }

    fn points(&mut self, place: &str, sub_area: &SubArea, points: Points) -> Judged {
        if points < Points::ZERO || points > Points::whole(sub_area.points) {
            self.problems.push(Problem::new(
                place,
                format!("{} is not between 0 and {}", points.to_decimal(), sub_area.points),
                format!("give at most the {} points of the sub-area", sub_area.points),
            ));
            return Judged::NotAssessed;
        }
        Judged::Direct(points)
    }
}

/// The condition, if it does not hold. Conditions that are not named hold.
pub(crate) fn failing<'a>(
    conditions: &BTreeMap<String, bool>,
    condition: Option<&'a str>,
) -> Option<&'a str> {
    condition.filter(|condition| conditions.get(*condition) == Some(&false))
}

fn is_judged(part: &QuestionPart) -> bool {
    let agreed =
        part.agreed.as_ref().is_some_and(|agreed| agreed.planned || !agreed.levels.is_empty());
    agreed
        || part.judgements.iter().any(|judgement| judgement.planned || !judgement.levels.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[test]
    fn planned_only_and_not_assessed_are_not_the_same() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::judge(&mut evaluation, "E1", "1.1.1", &[]);
        fixtures::plan(&mut evaluation, "E2", "1.1.1");
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        assert_eq!(sheet.units[0].by("E1"), &Judged::NotAssessed);
        assert_eq!(sheet.units[0].by("E2"), &Judged::PlannedOnly);
        assert_eq!(sheet.units[0].by("E3"), &Judged::NotAssessed);
    }

    #[test]
    fn a_condition_that_fails_wins_over_what_was_recorded() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        evaluation.conditions.insert("companies".into(), false);
        fixtures::judge(&mut evaluation, "E1", "1.1.3", &["documented", "all"]);
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let unit = sheet.units.iter().find(|unit| unit.code() == "1.1.3").unwrap();
        assert_eq!(unit.inapplicable(), Some("companies"));
        assert_eq!(unit.by("E1"), &Judged::Inapplicable("companies".into()));
        assert_eq!(unit.max(), Points::ZERO);
    }

    #[test]
    fn a_closed_gate_gives_the_whole_question_nothing() {
        let framework = fixtures::framework();
        let rubric = framework.rubric.as_ref().unwrap();
        assert_eq!(share(rubric, &Judged::Rubric(vec![0, 3])), Some(0));
        assert_eq!(share(rubric, &Judged::Rubric(vec![1, 0])), Some(200_000));
        assert_eq!(share(rubric, &Judged::Rubric(vec![2, 3])), Some(MILLION));
        assert_eq!(share(rubric, &Judged::PlannedOnly), Some(0));
        assert_eq!(share(rubric, &Judged::NotAssessed), None);
    }

    #[test]
    fn every_wrong_judgement_says_where_it_stands_and_what_would_do() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::judge(&mut evaluation, "E1", "1.1.1", &["documented", "everywhere"]);
        fixtures::judge(&mut evaluation, "E2", "1.1.1", &["documented"]);
        fixtures::judge(&mut evaluation, "E1", "1.2.1", &["documented", "all"]);
        fixtures::plan(&mut evaluation, "E1", "1.1.2");
        fixtures::question(&mut evaluation, "1.1.2").judgements[0].levels =
            vec!["documented".into(), "all".into()];
        fixtures::set(&mut evaluation, "E1", "1.2", 10_000);
        fixtures::set(&mut evaluation, "E1", "2.2", 60_001);
        let problems = Sheet::read(&framework, &evaluation).unwrap_err();
        let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}
