//! Consensus (sambedömning): where the evaluators differ, what they could agree on without talking, and how far they are.
//! What stands here shows everybody's judgements, so it is made only once all have locked.

mod agreeing;

pub use agreeing::{Agreeing, LONGEST_REASON, agenda, agree, needs_reason, proposals};

use crate::evaluation::{Evaluation, TeamRole, Way};
use crate::framework::Rubric;
use crate::judgement::{Judged, Opinion, Sheet, Unit};
use crate::points::Points;
use schemars::JsonSchema;
use serde::Serialize;

/// A unit on which the evaluators differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// Code of the question, or of the sub-area where that is judged directly.
    pub code: String,
    /// Points between the highest and the lowest judgement, rounded half up to thousandths.
    pub spread: Points,
    /// Levels between the highest and the lowest judgement, summed over the dimensions.
    pub steps: u32,
    /// Who judged what, in the order of the evaluation; those who did not assess it are not named.
    pub judged: Vec<(String, Judged)>,
    /// True once something is agreed on.
    pub agreed: bool,
}

/// How far the consensus has come. Units that do not apply are not counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "ConsensusProgress")]
pub struct Progress {
    /// Units that apply.
    pub units: usize,
    /// Those agreed on.
    pub agreed: usize,
    /// Codes of those not agreed on although all judgements are equal: a proposal waits.
    pub proposed: Vec<String>,
    /// Codes of those not agreed on.
    pub not_agreed: Vec<String>,
    /// Judgements that are still to be made.
    pub not_assessed: Vec<NotAssessed>,
}

/// A judgement that is still to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotAssessed {
    /// Code of the question or sub-area.
    pub code: String,
    /// Code of the evaluator; `None` where any of them will do.
    pub by: Option<String>,
}

/// All units on which two evaluators differ: the largest difference in points first, then in levels, then in the order
/// of the framework.
pub fn disagreements(sheet: &Sheet<'_>) -> Vec<Disagreement> {
    let rubric = sheet.framework.rubric.as_ref();
    let mut found: Vec<Disagreement> =
        sheet.units.iter().filter_map(|unit| Disagreement::of(unit, rubric)).collect();
    found.sort_by_key(|it| std::cmp::Reverse((it.spread, it.steps)));
    found
}

/// What could be agreed on without talking: the judgement that all who are to judge the unit have made. `None` if one of
/// them has not, or two differ. Never taken over by itself; somebody has to agree to it.
pub fn proposal<'a>(unit: &'a Unit<'_>, evaluation: &Evaluation) -> Option<&'a Judged> {
    if unit.inapplicable().is_some() || !not_assessed(unit, evaluation).is_empty() {
        return None;
    }
    let mut assessed = unit.assessed();
    let first = &assessed.next()?.judged;
    assessed.all(|opinion| opinion.judged == *first).then_some(first)
}

impl Progress {
    /// How far an evaluation has come.
    pub fn of(sheet: &Sheet<'_>, evaluation: &Evaluation) -> Self {
        let mut progress = Self::default();
        for unit in sheet.units.iter().filter(|unit| unit.inapplicable().is_none()) {
            progress.units += 1;
            progress.not_assessed.extend(not_assessed(unit, evaluation));
            if unit.agreed.is_assessed() {
                progress.agreed += 1;
                continue;
            }
            progress.not_agreed.push(unit.code().to_owned());
            if proposal(unit, evaluation).is_some() {
                progress.proposed.push(unit.code().to_owned());
            }
        }
        progress
    }
}

impl Disagreement {
    /// `None` if fewer than two have judged, or all are equal.
    fn of(unit: &Unit<'_>, rubric: Option<&Rubric>) -> Option<Self> {
        let opinions: Vec<&Opinion<'_>> = unit.assessed().collect();
        let first = opinions.first()?;
        if opinions.iter().all(|opinion| opinion.judged == first.judged) {
            return None;
        }
        let points = || opinions.iter().filter_map(|it| unit.points(rubric, &it.judged));
        let dimensions = rubric.map_or(0, |rubric| rubric.dimensions.len());
        let steps = (0..dimensions).map(|at| {
            let levels = || opinions.iter().filter_map(|it| it.judged.level(at));
            u32::from(levels().max().unwrap_or(0) - levels().min().unwrap_or(0))
        });
        Some(Self {
            code: unit.code().to_owned(),
            spread: points().max()? - points().min()?,
            steps: steps.sum(),
            judged: opinions.iter().map(|it| (it.by.to_owned(), it.judged.clone())).collect(),
            agreed: unit.agreed.is_assessed(),
        })
    }
}

/// Who has still to judge a unit: where the evaluators judge independently each of them, else the first who does.
pub(crate) fn not_assessed(unit: &Unit<'_>, evaluation: &Evaluation) -> Vec<NotAssessed> {
    let code = unit.code();
    let part = evaluation.areas.iter().find(|part| part.number == unit.area.number);
    match part.and_then(|part| part.way).unwrap_or(Way::Independent) {
        Way::Independent => evaluation
            .team
            .iter()
            .filter(|member| member.role != TeamRole::Reviewer)
            .filter(|member| !unit.by(&member.code).is_assessed())
            .map(|member| NotAssessed { code: code.to_owned(), by: Some(member.code.clone()) })
            .collect(),
        Way::PrimarySecond | Way::Joint if unit.assessed().next().is_none() => {
            vec![NotAssessed { code: code.to_owned(), by: None }]
        }
        Way::PrimarySecond | Way::Joint => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[test]
    fn the_largest_disagreement_comes_first() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::judge(&mut evaluation, "E1", "1.1.1", &["documented", "all"]); // 15
        fixtures::judge(&mut evaluation, "E2", "1.1.1", &["documented", "some"]); // 10.5
        fixtures::judge(&mut evaluation, "E1", "1.1.2", &["visible", "some"]); // 15
        fixtures::judge(&mut evaluation, "E2", "1.1.2", &["documented", "none"]); // 12
        fixtures::judge(&mut evaluation, "E3", "1.1.2", &["visible", "all"]); // 24
        fixtures::judge(&mut evaluation, "E1", "1.1.3", &["documented", "all"]); // 15, as E2
        fixtures::judge(&mut evaluation, "E2", "1.1.3", &["documented", "all"]);
        fixtures::judge(&mut evaluation, "E1", "1.2.1", &["none", "none"]); // 0, but planned differs
        fixtures::plan(&mut evaluation, "E2", "1.2.1");
        fixtures::set(&mut evaluation, "E1", "2.2", 20_000);
        fixtures::set(&mut evaluation, "E3", "2.2", 50_500);
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let found = disagreements(&sheet);
        let brief: Vec<_> =
            found.iter().map(|it| (it.code.as_str(), it.spread.0, it.steps)).collect();
        assert_eq!(
            brief,
            [("2.2", 30_500, 0), ("1.1.2", 12_000, 4), ("1.1.1", 4_500, 1), ("1.2.1", 0, 0)]
        );
        assert_eq!(found[1].judged[1], ("E2".to_owned(), Judged::Rubric(vec![2, 0])));
    }

    #[test]
    fn equal_points_from_other_levels_are_still_a_disagreement() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::judge(&mut evaluation, "E1", "1.2.1", &["visible", "none"]);
        fixtures::judge(&mut evaluation, "E2", "1.2.1", &["visible", "one"]);
        let found = disagreements(&Sheet::read(&framework, &evaluation).unwrap());
        assert_eq!((found[0].spread, found[0].steps), (Points::ZERO, 1));
    }

    #[test]
    fn a_proposal_needs_everybody_to_have_judged_the_same() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::judge(&mut evaluation, "E1", "1.2.1", &["visible", "all"]);
        fixtures::judge(&mut evaluation, "E2", "1.2.1", &["visible", "all"]);
        let proposed = |evaluation: &Evaluation| {
            let sheet = Sheet::read(&framework, evaluation).unwrap();
            let unit = sheet.units.iter().find(|unit| unit.code() == "1.2.1").unwrap();
            proposal(unit, evaluation).cloned()
        };
        assert_eq!(proposed(&evaluation), None, "E3 has not judged");
        fixtures::area_part(&mut evaluation, 1).way = Some(Way::PrimarySecond);
        assert_eq!(proposed(&evaluation), Some(Judged::Rubric(vec![1, 3])));
        fixtures::area_part(&mut evaluation, 1).way = Some(Way::Independent);
        fixtures::judge(&mut evaluation, "E3", "1.2.1", &["visible", "all"]);
        assert_eq!(proposed(&evaluation), Some(Judged::Rubric(vec![1, 3])));
        fixtures::question(&mut evaluation, "1.2.1").judgements[0].levels[0] = "none".into();
        assert_eq!(proposed(&evaluation), None, "two differ");
    }

    #[test]
    fn progress_counts_what_applies_and_takes_nothing_over_by_itself() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        evaluation.conditions.insert("culture".into(), false);
        fixtures::area_part(&mut evaluation, 1).way = Some(Way::Joint);
        for (_, question) in framework.questions() {
            fixtures::judge(&mut evaluation, "E1", &question.code, &["visible", "all"]);
        }
        fixtures::agree(&mut evaluation, "1.1.1", &["visible", "all"]);
        fixtures::question(&mut evaluation, "1.2.3").judgements.clear();
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let progress = Progress::of(&sheet, &evaluation);
        assert_eq!((progress.units, progress.agreed), (10, 1), "2.1 does not apply");
        assert_eq!(progress.proposed, ["1.1.2", "1.1.3", "1.2.1", "1.2.2"]);
        assert_eq!(progress.not_agreed.len(), 9);
        let open: Vec<_> =
            progress.not_assessed.iter().map(|it| (it.code.as_str(), it.by.as_deref())).collect();
        assert_eq!(open[0], ("1.2.3", None));
        assert_eq!(open[1..3], [("2.2.1", Some("E2")), ("2.2.1", Some("E3"))]);
        assert_eq!(open.len(), 9);
        assert!(
            sheet.units.iter().all(|unit| unit.code() == "1.1.1" || !unit.agreed.is_assessed())
        );
    }
}
