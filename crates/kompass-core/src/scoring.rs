//! From judgements to points. The rules: everything is summed as exact fractions and held in thousandths; the points of an
//! area are the unrounded sum of its sub-areas rounded half up to a whole number; the total is the sum of the rounded
//! areas. What is not assessed leaves a hole and never a 0.

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
            sub_areas: Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;
    use crate::judgement::MILLION;
    use proptest::prelude::*;

    fn agreed(framework: &Framework, evaluation: &Evaluation) -> Score {
        Score::computed(&Sheet::read(framework, evaluation).unwrap(), Whose::Agreed).unwrap()
    }

    #[test]
    fn everything_on_the_highest_level_gives_all_points() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::agree_on_all(&mut evaluation, &framework);
        let score = agreed(&framework, &evaluation);
        assert_eq!((score.total, score.max, score.complete), (Some(200), 200, true));
        assert_eq!(score.basis, Basis::KompassDefault);
    }

    #[test]
    fn a_sub_area_is_the_weighted_sum_of_its_questions() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::agree_on_all(&mut evaluation, &framework);
        fixtures::agree(&mut evaluation, "1.1.1", &["documented", "some"]); // 400 + 300
        fixtures::agree(&mut evaluation, "1.1.2", &["visible", "all"]); // 200 + 600, weighs double
        fixtures::agree(&mut evaluation, "1.1.3", &["none", "all"]); // the gate is closed
        let score = agreed(&framework, &evaluation);
        let sub_area = &score.areas[0].sub_areas[0];
        assert_eq!(sub_area.points, Some(Points(34_500))); // 60 × (0.7 + 2 × 0.8 + 0) / 4
        assert_eq!(sub_area.questions[1].points, Some(Points(24_000)));
        assert_eq!(sub_area.questions[1].max, Points(30_000));
        assert_eq!(score.areas[0].exact, Some(Points(74_500)));
        assert_eq!(score.areas[0].points, Some(75), "half up");

        evaluation.conditions.insert("companies".into(), false);
        let score = agreed(&framework, &evaluation);
        assert_eq!(score.areas[0].sub_areas[0].points, Some(Points(46_000))); // 60 × (0.7 + 1.6) / 3
        assert!(!score.areas[0].scaled);
    }

    #[test]
    fn an_area_rounds_the_unrounded_sum_of_its_sub_areas() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::agree_on_all(&mut evaluation, &framework);
        evaluation.areas[0].sub_areas[0].questions.clear();
        fixtures::agree_points(&mut evaluation, "1.1", 1_833);
        fixtures::agree(&mut evaluation, "1.2.1", &["visible", "none"]); // 40 × 0.2 / 3 = 2.6666…
        fixtures::agree(&mut evaluation, "1.2.2", &["none", "none"]);
        fixtures::agree(&mut evaluation, "1.2.3", &["none", "none"]);
        let score = agreed(&framework, &evaluation);
        let sub_areas: Vec<_> = score.areas[0].sub_areas.iter().map(|sub| sub.points).collect();
        assert_eq!(sub_areas, [Some(Points(1_833)), Some(Points(2_667))], "shown as 4.5 together");
        assert_eq!(score.areas[0].points, Some(4), "4.4996… rounds down");
        assert_eq!(score.basis, Basis::Direct);
        assert_eq!(score.areas[0].sub_areas[0].state, SubAreaState::Direct);
    }

    #[test]
    fn a_sub_area_that_does_not_apply_is_left_out_and_the_area_scaled() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::agree_on_all(&mut evaluation, &framework);
        fixtures::agree(&mut evaluation, "2.2.1", &["documented", "none"]);
        evaluation.conditions.insert("culture".into(), false);
        let score = agreed(&framework, &evaluation);
        let area = &score.areas[1];
        assert_eq!((area.scaled, area.left_out.as_slice()), (true, &["2.1".to_owned()][..]));
        assert_eq!(area.sub_areas[0].state, SubAreaState::Inapplicable);
        assert_eq!(area.sub_areas[1].points, Some(Points(51_000))); // 60 × 3.4 / 4
        assert_eq!(area.points, Some(85)); // 51 of 60 is 85 of 100
        assert!(score.complete);
    }

    #[test]
    fn an_area_of_which_nothing_applies_is_missing_rather_than_0() {
        let mut framework = fixtures::framework();
        for sub_area in &mut framework.areas[1].sub_areas {
            for question in &mut sub_area.questions {
                question.applies_if = Some("culture".into());
            }
        }
        let mut evaluation = fixtures::evaluation();
        fixtures::agree_on_all(&mut evaluation, &framework);
        evaluation.conditions.insert("culture".into(), false);
        let score = agreed(&framework, &evaluation);
        assert_eq!((score.areas[1].points, score.total, score.complete), (None, None, false));
        assert_eq!(score.missing, ["2"]);
    }

    #[test]
    fn what_is_not_assessed_blocks_its_area_and_the_total_and_is_named() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::agree_on_all(&mut evaluation, &framework);
        fixtures::question(&mut evaluation, "1.2.2").agreed = None;
        let score = agreed(&framework, &evaluation);
        assert_eq!(score.missing, ["1.2.2"]);
        assert_eq!((score.total, score.complete), (None, false));
        assert_eq!(score.areas[0].points, None);
        assert_eq!(score.areas[0].sub_areas[0].points, Some(Points::whole(60)));
        assert_eq!(score.areas[0].sub_areas[1].state, SubAreaState::NotAssessed);
        assert_eq!(score.areas[1].points, Some(100));
    }

    #[test]
    fn an_evaluators_score_counts_what_that_evaluator_judged() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        for (_, question) in framework.questions() {
            fixtures::judge(&mut evaluation, "E1", &question.code, &["documented", "some"]);
            fixtures::judge(&mut evaluation, "E2", &question.code, &["documented", "all"]);
        }
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let total = |code| Score::computed(&sheet, Whose::Evaluator(code)).unwrap().total;
        assert_eq!((total("E1"), total("E2"), total("E3")), (Some(140), Some(200), None));
    }

    #[test]
    fn published_points_stay_as_the_source_says() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        evaluation.kind = Kind::Imported;
        evaluation.total = Some(150);
        let score = Score::of(&framework, &evaluation).unwrap();
        assert_eq!((score.total, score.areas[0].points), (Some(150), None), "never split");
        assert_eq!(score.missing, ["1", "2"]);

        fixtures::area_part(&mut evaluation, 1).points = Some(74);
        fixtures::area_part(&mut evaluation, 2).points = Some(75);
        let score = Score::of(&framework, &evaluation).unwrap();
        assert_eq!((score.total, score.complete), (Some(150), true), "never corrected");

        evaluation.total = None;
        let result = result(&framework, &evaluation).unwrap();
        assert_eq!((result.total, result.areas), (None, vec![Some(74), Some(75)]));
        assert_eq!((result.origin, result.basis), (ResultOrigin::Published, Basis::Official));
    }

    #[test]
    fn a_framework_without_questions_is_scored_directly() {
        let mut framework = fixtures::framework();
        framework.rubric = None;
        for area in &mut framework.areas {
            for sub_area in &mut area.sub_areas {
                sub_area.questions.clear();
            }
        }
        let mut evaluation = fixtures::evaluation();
        for (code, thousandths) in [("1.1", 30_250), ("1.2", 20_250), ("2.1", 0), ("2.2", 60_000)] {
            fixtures::agree_points(&mut evaluation, code, thousandths);
        }
        let score = agreed(&framework, &evaluation);
        let areas: Vec<_> = score.areas.iter().map(|area| area.points).collect();
        assert_eq!((areas, score.total), (vec![Some(51), Some(60)], Some(111)));
    }

    #[test]
    fn weights_of_the_owner_make_the_basis_official() {
        let mut framework = fixtures::framework();
        for provenance in &mut framework.provenance {
            provenance.origin = Origin::Source;
        }
        assert_eq!(agreed(&framework, &fixtures::evaluation()).basis, Basis::Official);
    }

    /// Positions of levels per question; `None` for planned only.
    type Answers = Vec<Option<(u8, u8)>>;

    const STRATEGY: [&str; 3] = ["none", "visible", "documented"];
    const SCOPE: [&str; 4] = ["none", "one", "some", "all"];

    fn answers() -> impl Strategy<Value = Answers> {
        prop::collection::vec(prop::option::weighted(0.9, (0..3_u8, 0..4_u8)), 13)
    }

    /// The framework of the tests with other weights, points and conditions.
    fn frameworks() -> impl Strategy<Value = Framework> {
        (prop::collection::vec(1..=u8::MAX, 13), 1..100_u32, 1..100_u32).prop_map(
            |(weights, first, second)| {
                let mut framework = fixtures::framework();
                let mut weights = weights.into_iter();
                for (area, points) in framework.areas.iter_mut().zip([first, second]) {
                    area.sub_areas[0].points = points;
                    area.sub_areas[1].points = 100 - points;
                    let questions = area.sub_areas.iter_mut().flat_map(|sub| &mut sub.questions);
                    for (question, weight) in questions.zip(&mut weights) {
                        question.weight = weight;
                    }
                }
                framework
            },
        )
    }

    fn agreed_on(
        framework: &Framework,
        answers: &Answers,
        companies: bool,
        culture: bool,
    ) -> Evaluation {
        let mut evaluation = fixtures::evaluation();
        evaluation.conditions =
            [("companies".into(), companies), ("culture".into(), culture)].into();
        for ((_, question), answer) in framework.questions().zip(answers) {
            match answer {
                Some((strategy, scope)) => fixtures::agree(
                    &mut evaluation,
                    &question.code,
                    &[STRATEGY[usize::from(*strategy)], SCOPE[usize::from(*scope)]],
                ),
                None => fixtures::agree(&mut evaluation, &question.code, &[]),
            }
        }
        evaluation
    }

    proptest! {
        #[test]
        fn a_score_lies_between_0_and_max(
            framework in frameworks(), answers in answers(), companies: bool, culture: bool,
        ) {
            let score = agreed(&framework, &agreed_on(&framework, &answers, companies, culture));
            prop_assert!(score.complete);
            prop_assert!(score.total.unwrap() <= score.max);
            prop_assert_eq!(score.total, score.areas.iter().map(|area| area.points).sum());
            for area in &score.areas {
                prop_assert!(area.points.unwrap() <= area.max);
                for sub_area in &area.sub_areas {
                    prop_assert!(sub_area.points.is_none_or(|points| points >= Points::ZERO && points <= sub_area.max));
                }
            }
        }

        #[test]
        fn raising_a_level_never_lowers_the_score(
            framework in frameworks(), answers in answers(), companies: bool, culture: bool, at in 0..13_usize,
        ) {
            let before = agreed(&framework, &agreed_on(&framework, &answers, companies, culture));
            for raise in [(1, 0), (0, 1)] {
                let mut raised = answers.clone();
                raised[at] = Some(raised[at].map_or((0, 0), |(strategy, scope)| {
                    ((strategy + raise.0).min(2), (scope + raise.1).min(3))
                }));
                let after = agreed(&framework, &agreed_on(&framework, &raised, companies, culture));
                prop_assert!(after.total >= before.total);
                for (after, before) in after.areas.iter().zip(&before.areas) {
                    prop_assert!(after.points >= before.points);
                    prop_assert!(after.exact >= before.exact);
                }
            }
        }

        #[test]
        fn planned_only_never_adds(
            framework in frameworks(), answers in answers(), companies: bool, culture: bool, at in 0..13_usize,
        ) {
            let before = agreed(&framework, &agreed_on(&framework, &answers, companies, culture));
            let mut planned = answers.clone();
            planned[at] = None;
            let mut lowest = answers;
            lowest[at] = Some((0, 0));
            let planned = agreed(&framework, &agreed_on(&framework, &planned, companies, culture));
            let lowest = agreed(&framework, &agreed_on(&framework, &lowest, companies, culture));
            prop_assert!(planned.total <= before.total);
            prop_assert_eq!(planned.total, lowest.total);
        }

        #[test]
        fn the_order_in_the_file_does_not_matter(
            framework in frameworks(), answers in answers(), companies: bool, culture: bool,
        ) {
            let evaluation = agreed_on(&framework, &answers, companies, culture);
            let mut reversed = evaluation.clone();
            reversed.areas.reverse();
            for area in &mut reversed.areas {
                area.sub_areas.reverse();
                for sub_area in &mut area.sub_areas {
                    sub_area.questions.reverse();
                }
            }
            prop_assert_eq!(agreed(&framework, &evaluation), agreed(&framework, &reversed));
        }

        #[test]
        fn parts_sum_to_the_whole(framework in frameworks(), answers in answers(), companies: bool, culture: bool) {
            let evaluation = agreed_on(&framework, &answers, companies, culture);
            let sheet = Sheet::read(&framework, &evaluation).unwrap();
            let rubric = framework.rubric.as_ref().unwrap();
            for units in sheet.sub_areas() {
                let applicable = || units.iter().filter(|unit| unit.inapplicable().is_none());
                if applicable().next().is_none() {
                    continue;
                }
                let off = applicable().map(Unit::max).sum::<Points>().0 - Points::whole(units[0].sub_area.points).0;
                prop_assert!(off.abs() <= 3, "questions are shown rounded: at most half a thousandth off each");
                for unit in applicable() {
                    let share = crate::judgement::share(rubric, &unit.agreed).unwrap();
                    prop_assert!(share <= MILLION);
                    prop_assert!(unit.points(Some(rubric), &unit.agreed).unwrap() <= unit.max());
                }
            }
        }
    }
}
