//! Agreeing on a value: what can be agreed on, and when it needs a reason.

use super::{Judged, Points, Sheet, Unit, not_assessed};
use crate::error::Problem;
use crate::evaluation::{Agreed, AgreedPoints, Evaluation};
use crate::framework::Rubric;
use serde::{Deserialize, Serialize};

/// Most characters of a reason.
pub const LONGEST_REASON: usize = 4000;

/// What the evaluators want to agree on, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Agreeing {
    /// About a whole sub-area, in points.
    Direct(AgreedPoints),
    /// About a question, on the rubric.
    Rubric(Agreed),
}

impl Agreeing {
    /// This judgement and reason; `None` for what cannot be agreed on.
    pub fn on(judged: &Judged, rubric: Option<&Rubric>, reason: &str) -> Option<Self> {
        let reason = reason.to_owned();
        match judged {
            Judged::Direct(points) => Some(Self::Direct(AgreedPoints { points: *points, reason })),
            Judged::PlannedOnly => {
                Some(Self::Rubric(Agreed { levels: Vec::new(), planned: true, reason }))
            }
            Judged::Rubric(positions) => {
                let dimensions = &rubric?.dimensions;
                let levels = dimensions.iter().zip(positions).map(|(dimension, position)| {
                    dimension.levels.get(usize::from(*position)).map(|level| level.code.clone())
                });
                let levels = levels.collect::<Option<_>>()?;
                Some(Self::Rubric(Agreed { levels, planned: false, reason }))
            }
            Judged::NotAssessed | Judged::Inapplicable(_) => None,
        }
    }

    /// Why.
    pub fn reason(&self) -> &str {
        match self {
            Self::Direct(it) => &it.reason,
            Self::Rubric(it) => &it.reason,
        }
    }
}

/// The judgement that agreeing on this would give.
///
/// # Errors
/// CO01: the unit does not apply; CO02: it is judged in the other way; CO03: a dimension has no level; CO04: the points
/// are more than there are; CO05: the evaluators differ, or none of them judged so, and there is no reason; CO06: the
/// reason is too long.
pub fn agree(
    unit: &Unit<'_>,
    rubric: Option<&Rubric>,
    agreeing: &Agreeing,
) -> Result<Judged, Vec<Problem>> {
    if unit.inapplicable().is_some() {
        return Err(vec![problem("CO01", "", "does not apply to the municipality", "leave it")]);
    }
    let judged = match (agreeing, unit.question) {
        (Agreeing::Direct(it), None) => points(unit, it.points),
        (Agreeing::Rubric(it), Some(_)) => levels(rubric, it),
        _ => Err(problem("CO02", "", "is judged in the other way", "read the page again").into()),
    };
    let mut problems = Vec::new();
    let reason = agreeing.reason().trim();
    match &judged {
        Err(problem) => problems.push(Problem::clone(problem)),
        Ok(judged) if reason.is_empty() && needs_reason(unit, judged) => problems.push(problem(
            "CO05",
            "reason",
            "needs a reason: the judgements differ, or nobody judged so",
            "say why you agreed on this",
        )),
        Ok(_) => {}
    }
    if reason.chars().count() > LONGEST_REASON {
        problems.push(problem("CO06", "reason", "is longer than 4000 characters", "shorten it"));
    }
    match judged {
        Ok(judged) if problems.is_empty() => Ok(judged),
        _ => Err(problems),
    }
}

/// True if agreeing on this has to be explained: the evaluators differ, or none of them has judged so.
pub fn needs_reason(unit: &Unit<'_>, judged: &Judged) -> bool {
    let mut assessed = unit.assessed().peekable();
    assessed.peek().is_none() || assessed.any(|opinion| opinion.judged != *judged)
}

/// The units in the order in which they are talked about: the largest disagreement first, then those on which all agree,
/// in the order of the framework. Units that do not apply are not talked about.
pub fn agenda<'a, 'b>(sheet: &'b Sheet<'a>) -> Vec<&'b Unit<'a>> {
    let differ = super::disagreements(sheet);
    let place = |unit: &Unit<'_>| {
        differ.iter().position(|it| it.code == unit.code()).unwrap_or(differ.len())
    };
    let mut units: Vec<&Unit<'_>> =
        sheet.units.iter().filter(|unit| unit.inapplicable().is_none()).collect();
    units.sort_by_cached_key(|unit| place(unit));
    units
}

/// What could be agreed on in an area without talking, with the codes of the units: those that are not agreed on yet.
pub fn proposals<'a>(
    sheet: &'a Sheet<'_>,
    evaluation: &Evaluation,
    area: u8,
) -> Vec<(&'a str, &'a Judged)> {
    let open = sheet.units.iter().filter(|unit| unit.area.number == area);
    open.filter(|unit| !unit.agreed.is_assessed() && not_assessed(unit, evaluation).is_empty())
        .filter_map(|unit| Some((unit.code(), super::proposal(unit, evaluation)?)))
        .collect()
}

fn points(unit: &Unit<'_>, points: Points) -> Result<Judged, Box<Problem>> {
    let most = Points::whole(unit.sub_area.points);
    if (Points::ZERO..=most).contains(&points) {
        return Ok(Judged::Direct(points));
    }
    let message = format!("is not between 0 and {}", unit.sub_area.points);
    Err(problem("CO04", "points", &message, "give at most the points of the sub-area").into())
}

fn levels(rubric: Option<&Rubric>, agreed: &Agreed) -> Result<Judged, Box<Problem>> {
    if agreed.planned && agreed.levels.is_empty() {
        return Ok(Judged::PlannedOnly);
    }
    let dimensions = rubric.map_or(&[][..], |rubric| &rubric.dimensions);
    let position = |at: usize| {
        let code = agreed.levels.get(at)?;
        dimensions[at].levels.iter().position(|level| level.code == *code)
    };
    let mut positions = Vec::with_capacity(dimensions.len());
    for (at, dimension) in dimensions.iter().enumerate() {
        let position = position(at).and_then(|position| u8::try_from(position).ok());
        let missing = || problem("CO03", &dimension.code, "has no level", "choose one");
        positions.push(position.ok_or_else(missing)?);
    }
    if agreed.planned || agreed.levels.len() != dimensions.len() || positions.is_empty() {
        return Err(
            problem("CO03", "", "is not one level for each dimension", "choose one each").into()
        );
    }
    Ok(Judged::Rubric(positions))
}

fn problem(code: &str, place: &str, message: &str, remedy: &str) -> Problem {
    Problem::new(place, message, remedy).code(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::Way;
    use crate::fixtures;
    use proptest::prelude::*;

    fn on(levels: &[&str], reason: &str) -> Agreeing {
        let levels = levels.iter().map(|level| (*level).to_owned()).collect();
        Agreeing::Rubric(Agreed { levels, planned: false, reason: reason.to_owned() })
    }

    fn codes(result: Result<Judged, Vec<Problem>>) -> Vec<(String, String)> {
        let problems = result.err().unwrap_or_default();
        problems.into_iter().map(|it| (it.code, it.place)).collect()
    }

    fn refused(code: &str, place: &str) -> Vec<(String, String)> {
        vec![(code.to_owned(), place.to_owned())]
    }

    #[test]
    fn each_thing_that_cannot_be_agreed_on_says_why() {
        let framework = fixtures::framework();
        let rubric = framework.rubric.as_ref();
        let mut evaluation = fixtures::evaluation();
        evaluation.conditions.insert("companies".into(), false);
        fixtures::judge(&mut evaluation, "E1", "1.1.1", &["documented", "all"]);
        fixtures::judge(&mut evaluation, "E2", "1.1.1", &["documented", "all"]);
        fixtures::set(&mut evaluation, "E1", "2.2", 20_000);
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let unit = |code: &str| sheet.units.iter().find(|unit| unit.code() == code).unwrap();
        let tried = |code: &str, agreeing: &Agreeing| codes(agree(unit(code), rubric, agreeing));
        let points = |points, reason: &str| {
            Agreeing::Direct(AgreedPoints { points: Points(points), reason: reason.into() })
        };
        assert_eq!(tried("1.1.3", &on(&["documented", "all"], "why")), refused("CO01", ""));
        assert_eq!(tried("1.1.1", &points(1, "why")), refused("CO02", ""));
        assert_eq!(tried("2.2", &on(&["documented", "all"], "why")), refused("CO02", ""));
        assert_eq!(tried("1.1.1", &on(&["documented"], "")), refused("CO03", "scope"));
        assert_eq!(tried("1.1.1", &on(&["", "all"], "")), refused("CO03", "strategy"));
        assert_eq!(tried("1.1.1", &on(&["documented", "all", "all"], "")), refused("CO03", ""));
        assert_eq!(tried("2.2", &points(60_001, "why")), refused("CO04", "points"));
        assert_eq!(tried("2.2", &points(-1, "why")), refused("CO04", "points"));
        assert_eq!(tried("1.1.1", &on(&["documented", "some"], " ")), refused("CO05", "reason"));
        assert_eq!(tried("1.1.1", &on(&["documented", "some"], "why")), []);
        assert_eq!(tried("1.1.1", &on(&["documented", "all"], "")), [], "all have judged so");
        assert_eq!(tried("1.2.1", &on(&["visible", "all"], "")), refused("CO05", "reason"));
        let long = "x".repeat(LONGEST_REASON + 1);
        assert_eq!(tried("1.1.1", &on(&["documented", "all"], &long)), refused("CO06", "reason"));
    }

    #[test]
    fn the_agenda_has_every_unit_once_the_largest_disagreement_first() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::judge(&mut evaluation, "E1", "1.1.2", &["documented", "all"]);
        fixtures::judge(&mut evaluation, "E2", "1.1.2", &["none", "none"]);
        fixtures::judge(&mut evaluation, "E1", "1.2.1", &["documented", "all"]);
        fixtures::judge(&mut evaluation, "E2", "1.2.1", &["documented", "some"]);
        evaluation.conditions.insert("culture".into(), false);
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let agenda: Vec<&str> = agenda(&sheet).iter().map(|unit| unit.code()).collect();
        assert_eq!(agenda[..3], ["1.1.2", "1.2.1", "1.1.1"]);
        assert_eq!(agenda.len(), 10, "2.1 does not apply");
    }

    #[test]
    fn proposals_of_an_area_are_those_that_wait() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        for code in ["1.1.1", "1.1.2", "1.2.1"] {
            fixtures::judge(&mut evaluation, "E1", code, &["visible", "all"]);
        }
        fixtures::judge(&mut evaluation, "E1", "2.2.1", &["visible", "all"]);
        fixtures::area_part(&mut evaluation, 1).way = Some(Way::Joint);
        fixtures::area_part(&mut evaluation, 2).way = Some(Way::Joint);
        fixtures::agree(&mut evaluation, "1.1.1", &["visible", "all"]);
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let codes = |area| -> Vec<&str> {
            proposals(&sheet, &evaluation, area).iter().map(|(code, _)| *code).collect()
        };
        assert_eq!((codes(1), codes(2)), (vec!["1.1.2", "1.2.1"], vec!["2.2.1"]));
    }

    proptest! {
        /// What all have judged can be agreed on without a word, anything else needs one; and what is agreed on is what
        /// was chosen.
        #[test]
        fn a_reason_is_asked_for_exactly_where_somebody_judged_otherwise(
            judged in prop::collection::vec((0..3_usize, 0..4_usize), 1..4),
            chosen in (0..3_usize, 0..4_usize),
        ) {
            let framework = fixtures::framework();
            let rubric = framework.rubric.as_ref();
            let dimensions = &rubric.unwrap().dimensions;
            let code = |at: usize, level: usize| dimensions[at].levels[level].code.as_str();
            let mut evaluation = fixtures::evaluation();
            for (by, (first, second)) in ["E1", "E2", "E3"].iter().zip(&judged) {
                fixtures::judge(&mut evaluation, by, "1.2.1", &[code(0, *first), code(1, *second)]);
            }
            let sheet = Sheet::read(&framework, &evaluation).unwrap();
            let unit = sheet.units.iter().find(|unit| unit.code() == "1.2.1").unwrap();
            let silent = agree(unit, rubric, &on(&[code(0, chosen.0), code(1, chosen.1)], ""));
            prop_assert_eq!(silent.is_ok(), judged.iter().all(|it| *it == chosen));
            let said = agree(unit, rubric, &on(&[code(0, chosen.0), code(1, chosen.1)], "why")).unwrap();
            let levels = [chosen.0, chosen.1].map(|it| u8::try_from(it).unwrap());
            prop_assert_eq!(&said, &Judged::Rubric(levels.to_vec()));
            let again = Agreeing::on(&said, rubric, "why").unwrap();
            prop_assert_eq!(agree(unit, rubric, &again).unwrap(), said);
        }
    }
}
