//! From judgements to points. The rules: everything is summed as exact fractions and held in thousandths; the points of an
//! area are the unrounded sum of its sub-areas rounded half up to a whole number; the total is the sum of the rounded
//! areas. What is not assessed leaves a hole and never a 0.

#[cfg(test)]
mod tests;

use crate::error::Problem;
use crate::evaluation::{AreaPart, Evaluation, Kind};
use crate::framework::{Area, Framework, Origin, Part, Rubric};
use crate::judgement::{Judged, Sheet, Unit};
use crate::points::Points;
use crate::ratio::Ratio;
use crate::result::{Basis, EvaluationResult, ResultOrigin};
use serde::Serialize;

/// Whose judgements are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<'a> {
    /// What the evaluators agreed on.
    Agreed,
    /// What the evaluator of this code holds.
    Evaluator(&'a str),
}

/// What judgements come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// How the points were set. [`Basis::Direct`] as soon as one sub-area was set directly.
    pub basis: Basis,
    /// The areas, in order.
    pub areas: Vec<AreaScore>,
    /// Sum of the rounded areas; `None` while an area is missing, and for a published result that has none.
    pub total: Option<u32>,
    /// The most it could be.
    pub max: u32,
    /// True if nothing is missing.
    pub complete: bool,
    /// Codes of what is not assessed or not published: questions, sub-areas, areas, or `total`.
    pub missing: Vec<String>,
}

/// What the judgements of an area come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AreaScore {
    /// Number of the area.
    pub number: u8,
    /// Whole points; `None` while something in it is missing.
    pub points: Option<u32>,
    /// The same before it was rounded to whole points.
    pub exact: Option<Points>,
    /// The most it could be.
    pub max: u32,
    /// True if sub-areas were left out and the rest was scaled to the area's points. Shown wherever the points are.
    pub scaled: bool,
    /// Codes of the sub-areas that do not apply.
    pub left_out: Vec<String>,
    /// The sub-areas, in order; none where only the area is published.
    pub sub_areas: Vec<SubAreaScore>,
}

/// What the judgements of a sub-area come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubAreaScore {
    /// Code of the sub-area.
    pub code: String,
    /// Points, rounded half up to thousandths; `None` unless all that applies is assessed.
    pub points: Option<Points>,
    /// The most it could be.
    pub max: Points,
    /// How the points came about.
    pub state: SubAreaState,
    /// The questions, in order; none where it was judged directly.
    pub questions: Vec<QuestionScore>,
}

/// How the points of a sub-area came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubAreaState {
    /// From its questions.
    ByQuestion,
    /// Set directly.
    Direct,
    /// Something that applies is not assessed.
    NotAssessed,
    /// Nothing of it applies.
    Inapplicable,
    /// Printed in the source of an imported result.
    Published,
}

/// What the judgement of a question comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionScore {
    /// Code of the question.
    pub code: String,
    /// Points, rounded half up to thousandths for showing.
    pub points: Option<Points>,
    /// The most it could be, in the same way.
    pub max: Points,
    /// The judgement.
    pub judged: Judged,
}

impl Score {
    /// The agreed score of an evaluation; for an imported one its published points.
    pub fn of(framework: &Framework, evaluation: &Evaluation) -> Result<Self, Vec<Problem>> {
        match evaluation.kind {
            Kind::Imported => Ok(Self::published(framework, evaluation)),
            Kind::External | Kind::Peer | Kind::SelfEvaluation => {
                Self::computed(&Sheet::read(framework, evaluation)?, Whose::Agreed)
            }
        }
    }

    /// Computes a score from judgements.
    ///
    /// A question gives its share of the sub-area's points (its weight among the applicable questions) times what its
    /// levels give (the sum over the dimensions of weight × share, or 0 where a gate is closed). A question that does not
    /// apply gives its share to the others of the sub-area. A sub-area of which nothing applies is left out, and the rest
    /// of the area is scaled to the area's points.
    pub fn computed(sheet: &Sheet<'_>, whose: Whose<'_>) -> Result<Self, Vec<Problem>> {
        let framework = sheet.framework;
        let rubric = framework.rubric.as_ref();
        let mut missing = Vec::new();
        let mut problems = Vec::new();
        let mut areas = Vec::with_capacity(framework.areas.len());
        for area in &framework.areas {
            let units = sheet.sub_areas().filter(|units| std::ptr::eq(units[0].area, area));
            match AreaScore::computed(area, units, rubric, whose, &mut missing) {
                Some(score) => areas.push(score),
                None => problems.push(Problem::new(
                    format!("area {}", area.number),
                    "the weights of its questions are too uneven to be added exactly",
                    "use small whole numbers as weights of the questions",
                )),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let direct = sheet.units.iter().any(|unit| matches!(whose.of(unit), Judged::Direct(_)));
        Ok(Self {
            basis: if direct { Basis::Direct } else { rubric_basis(framework) },
            total: areas.iter().map(|area| area.points).sum(),
            max: framework.points(),
            complete: missing.is_empty(),
            areas,
            missing,
        })
    }

    /// The points of an imported evaluation as its source says: what was not published is missing, and a total is never
    /// split into areas nor made from them.
    pub fn published(framework: &Framework, evaluation: &Evaluation) -> Self {
        let areas: Vec<AreaScore> = framework
            .areas
            .iter()
            .map(|area| {
                let part = evaluation.areas.iter().find(|part| part.number == area.number);
                AreaScore::published(area, part)
            })
            .collect();
        let unknown = areas.iter().filter(|area| area.points.is_none());
        let mut missing: Vec<String> = unknown.map(|area| area.number.to_string()).collect();
        if evaluation.total.is_none() {
            missing.push("total".to_owned());
        }
        Self {
            basis: Basis::Official,
            areas,
            total: evaluation.total,
            max: framework.points(),
            complete: missing.is_empty(),
            missing,
        }
    }
}

impl AreaScore {
    /// `None` if the fractions do not fit.
    fn computed<'a, 'b: 'a>(
        area: &Area,
        sub_areas: impl Iterator<Item = &'a [Unit<'b>]>,
        rubric: Option<&Rubric>,
        whose: Whose<'_>,
        missing: &mut Vec<String>,
    ) -> Option<Self> {
        let missing_before = missing.len();
        let mut score = Self {
            number: area.number,
            points: None,
            exact: None,
            max: area.points,
            scaled: false,
            left_out: Vec::new(),
            sub_areas: Vec::new(),
        };
        let mut sum = Ratio::ZERO;
        let mut applicable = 0;
        for units in sub_areas {
            let sub_area = units[0].sub_area;
            let holes = units.iter().filter(|unit| matches!(whose.of(unit), Judged::NotAssessed));
            let holes: Vec<String> = holes.map(|unit| unit.code().to_owned()).collect();
            let mut points = None;
            let state = if units.iter().all(|unit| unit.inapplicable().is_some()) {
                score.left_out.push(sub_area.code.clone());
                SubAreaState::Inapplicable
            } else {
                applicable += i128::from(sub_area.points);
                if holes.is_empty() {
                    let exact = sub_area_sum(units, rubric, whose)?;
                    sum = sum.plus(exact)?;
                    points = Some(Points(exact.rounded()?));
                }
                match (holes.is_empty(), units[0].question) {
                    (false, _) => SubAreaState::NotAssessed,
                    (true, Some(_)) => SubAreaState::ByQuestion,
                    (true, None) => SubAreaState::Direct,
                }
            };
            missing.extend(holes);
            score.sub_areas.push(SubAreaScore {
                code: sub_area.code.clone(),
                points,
                max: Points::whole(sub_area.points),
                state,
                questions: questions(units, rubric, whose),
            });
        }
        if applicable == 0 {
            // Nothing to judge, or nothing that applies: there is nothing that could be scaled to the area's points.
            missing.push(area.number.to_string());
        }
        if missing.len() == missing_before {
            if !score.left_out.is_empty() {
                score.scaled = true;
                sum = sum.times(Ratio::new(i128::from(area.points), applicable)?)?;
            }
            score.exact = Some(Points(sum.rounded()?));
            let whole = sum.times(Ratio::new(1, 1000)?)?.rounded()?;
            score.points = Some(u32::try_from(whole).ok()?);
        }
        Some(score)
    }

    fn published(area: &Area, part: Option<&AreaPart>) -> Self {
        let points = part.and_then(|part| part.points);
        Self {
            number: area.number,
            points,
            exact: points.map(Points::whole),
            max: area.points,
            scaled: false,
            left_out: Vec::new(),
            sub_areas: area
                .sub_areas
                .iter()
                .filter_map(|sub_area| {
                    let written = part?.sub_areas.iter().find(|it| it.code == sub_area.code)?;
                    Some(SubAreaScore {
                        code: sub_area.code.clone(),
                        points: Some(written.points?),
                        max: Points::whole(sub_area.points),
                        state: SubAreaState::Published,
                        questions: Vec::new(),
                    })
                })
                .collect(),
        }
    }
}

impl Whose<'_> {
    fn of<'a>(self, unit: &'a Unit<'_>) -> &'a Judged {
        match self {
            Self::Agreed => &unit.agreed,
            Self::Evaluator(code) => unit.by(code),
        }
    }
}

/// What an evaluation came to, in the shape in which results are published, stored and compared.
pub fn result(
    framework: &Framework,
    evaluation: &Evaluation,
) -> Result<EvaluationResult, Vec<Problem>> {
    let score = Score::of(framework, evaluation)?;
    let source = evaluation.source.as_ref();
    Ok(EvaluationResult {
        country: evaluation.municipality.country.clone(),
        municipality: evaluation.municipality.name.clone(),
        code: evaluation.municipality.code.clone(),
        year: Some(evaluation.year),
        framework: framework.results_version.clone(),
        total: score.total,
        areas: score.areas.iter().map(|area| area.points).collect(),
        origin: match evaluation.kind {
            Kind::External => ResultOrigin::External,
            Kind::Peer => ResultOrigin::Peer,
            Kind::SelfEvaluation => ResultOrigin::SelfEvaluation,
            Kind::Imported => ResultOrigin::Published,
        },
        basis: score.basis,
        source: source
            .map(|it| if it.address.is_empty() { &it.title } else { &it.address })
            .cloned()
            .unwrap_or_default(),
        note: source.map(|it| it.note.clone()).unwrap_or_default(),
    })
}

/// Official only where both the rubric and the points are the owner's.
fn rubric_basis(framework: &Framework) -> Basis {
    let official = [Part::Rubric, Part::Points]
        .into_iter()
        .all(|part| framework.origin(part) == Some(Origin::Source));
    if official { Basis::Official } else { Basis::KompassDefault }
}

/// Thousandths of points of a sub-area in which all that applies is assessed.
fn sub_area_sum(units: &[Unit<'_>], rubric: Option<&Rubric>, whose: Whose<'_>) -> Option<Ratio> {
    units
        .iter()
        .filter(|unit| unit.inapplicable().is_none())
        .try_fold(Ratio::ZERO, |sum, unit| sum.plus(unit.exact(rubric, whose.of(unit))?))
}

fn questions(units: &[Unit<'_>], rubric: Option<&Rubric>, whose: Whose<'_>) -> Vec<QuestionScore> {
    units
        .iter()
        .filter_map(|unit| {
            let judged = whose.of(unit).clone();
            Some(QuestionScore {
                code: unit.question?.code.clone(),
                points: unit.points(rubric, &judged),
                max: unit.max(),
                judged,
            })
        })
        .collect()
}
