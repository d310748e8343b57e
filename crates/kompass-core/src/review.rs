//! Quality review (kvalitetsgranskning): what a reviewer should look at before a report leaves the team. Each check is a
//! plain rule that can be told in a sentence; each finding warns, and none decides or blocks.
//!
//! - *No evidence*: something was agreed on that gives points, and nobody who judged it named any evidence.
//! - *No text*: the summary, an area, or a sub-area that applies has no text.
//! - *Points against text*: at least 80 % of the points, yet only improvement areas are named; or at most 20 %, yet only
//!   strengths. Asked of each sub-area by the findings that name it, and of each area by all of its findings.
//! - *Unusual*: the points of an area lie outside the 5th to 95th percentile of the earlier evaluations on the same basis, or
//!   more than 2.5 median absolute deviations from their median. Not said of fewer than [`LEAST`] evaluations.
//! - *Named*: a person, or a function that only one person holds ([`names`]).

mod lists;
pub mod names;

use crate::error::Problem;
use crate::evaluation::{self, AreaPart, Evaluation};
use crate::framework::Framework;
use crate::judgement::Sheet;
use crate::points::Points;
use crate::scoring::{Score, SubAreaState};
use names::{Named, named};
use serde::Serialize;

/// Earlier evaluations that it takes to call something unusual.
pub const LEAST: usize = 10;

/// Share of the points, in percent, from which only improvement areas are odd, and up to which only strengths are.
const MUCH: i64 = 80;
const LITTLE: i64 = 20;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where: `summary`, the number of an area, or the code of a sub-area or question.
    pub place: String,
    /// What.
    pub what: What,
}

/// What there is to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Agreed on, with points, and without any evidence.
    NoEvidence,
    /// No text.
    NoText,
    /// This share of the points in percent, and only improvement areas.
    MuchButImprovements(i64),
    /// This share of the points in percent, and only strengths.
    LittleButStrengths(i64),
    /// Points far from those of earlier evaluations on the same basis.
    Unusual {
        /// The points of the area.
        points: u32,
        /// The median of the others.
        median: Points,
        /// How many others there are.
        n: usize,
    },
    /// The name of a person.
    Person(String),
    /// A function that one person holds.
    Function(String),
}

/// What a review finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// What there is to look at: the summary, then area by area in the order of the framework.
    pub findings: Vec<Finding>,
    /// Earlier evaluations on the same basis; if fewer than [`LEAST`], nothing was called unusual.
    pub compared: usize,
}

impl Finding {
    fn new(place: impl Into<String>, what: What) -> Self {
        Self { place: place.into(), what }
    }

    /// Names the finding for as long as what was found stays the same: who sets it aside sets aside just this.
    pub fn key(&self) -> String {
        let what = match &self.what {
            What::NoEvidence => "no_evidence".to_owned(),
            What::NoText => "no_text".to_owned(),
            What::MuchButImprovements(_) => "much_but_improvements".to_owned(),
            What::LittleButStrengths(_) => "little_but_strengths".to_owned(),
            What::Unusual { points, .. } => format!("unusual {points}"),
            What::Person(name) => format!("person {name}"),
            What::Function(name) => format!("function {}", name.to_lowercase()),
        };
        format!("{} {what}", self.place)
    }

    /// The number of the area it belongs to; `None` for the summary.
    pub fn area(&self) -> Option<u8> {
        area_of(&self.place)
    }
}

/// The number of the area that a place of a report belongs to; `None` for the summary.
pub fn area_of(place: &str) -> Option<u8> {
    place.split('.').next().and_then(|number| number.parse().ok())
}

/// Reviews an evaluation. `others` are the points by area of earlier evaluations on the same basis; `known` are the full
/// names of people who take part.
///
/// # Errors
/// Judgements that the framework does not know.
pub fn check(
    framework: &Framework,
    evaluation: &Evaluation,
    others: &[Vec<Option<u32>>],
    known: &[&str],
) -> Result<Checked, Vec<Problem>> {
    let sheet = Sheet::read(framework, evaluation)?;
    let score = Score::of(framework, evaluation)?;
    let places = [evaluation.municipality.name.as_str()];
    let names = |place: &str, text: &str| -> Vec<Finding> {
        let found = named(text, known, &places).into_iter();
        found.map(|it| Finding::new(place, it.into())).collect()
    };
    let mut findings = Vec::new();
    if evaluation.summary.trim().is_empty() {
        findings.push(Finding::new("summary", What::NoText));
    }
    findings.extend(names("summary", &evaluation.summary));
    for area in &score.areas {
        let number = area.number.to_string();
        let Some(whole) = framework.area(area.number) else { continue };
        let part = evaluation.areas.iter().find(|part| part.number == area.number);
        if part.is_none_or(|part| part.text.trim().is_empty()) {
            findings.push(Finding::new(&*number, What::NoText));
        }
        let share = area.points.map(|points| percent(i64::from(points), i64::from(area.max)));
        let all = |list: fn(&AreaPart) -> &Vec<evaluation::Finding>| {
            part.map_or(0, |part| list(part).len())
        };
        let all = (all(|part| &part.strengths), all(|part| &part.improvements));
        findings.extend(against(share, all).map(|what| Finding::new(&*number, what)));
        findings.extend(area.points.and_then(|points| {
            let index = framework.areas.iter().position(|it| it.number == area.number)?;
            let of_area: Vec<u32> =
                others.iter().filter_map(|it| it.get(index).copied().flatten()).collect();
            unusual(points, &of_area).map(|what| Finding::new(&*number, what))
        }));
        if let Some(part) = part {
            let texts = [&part.text].into_iter().chain(part.examples.iter().map(|it| &it.text));
            findings.extend(texts.flat_map(|text| names(&number, text)));
        }
        for sub in &whole.sub_areas {
            let scored = area.sub_areas.iter().find(|scored| scored.code == sub.code);
            if scored.is_some_and(|scored| scored.state == SubAreaState::Inapplicable) {
                continue;
            }
            let written =
                part.and_then(|part| part.sub_areas.iter().find(|it| it.code == sub.code));
            let text = written.map_or("", |written| written.text.as_str());
            if text.trim().is_empty() {
                findings.push(Finding::new(&*sub.code, What::NoText));
            }
            let of = |list: fn(&AreaPart) -> &Vec<evaluation::Finding>| {
                let all = part.map(list).into_iter().flatten();
                all.filter(|it| it.sub_area.as_ref() == Some(&sub.code)).count()
            };
            let share = scored.and_then(|it| Some(percent(it.points?.0, it.max.0)));
            let named = (of(|part| &part.strengths), of(|part| &part.improvements));
            findings.extend(against(share, named).map(|what| Finding::new(&*sub.code, what)));
            findings.extend(names(&sub.code, text));
            let units = sheet.units.iter().filter(|unit| std::ptr::eq(unit.sub_area, sub));
            let bare = units.filter(|unit| {
                let points = unit.points(framework.rubric.as_ref(), &unit.agreed);
                points > Some(Points::ZERO) && unit.opinions.iter().all(|it| it.evidence.is_empty())
            });
            findings.extend(bare.map(|unit| Finding::new(unit.code(), What::NoEvidence)));
        }
        for finding in
            part.into_iter().flat_map(|part| part.strengths.iter().chain(&part.improvements))
        {
            findings.extend(names(finding.sub_area.as_deref().unwrap_or(&number), &finding.text));
        }
    }
    // The same name several times at one place is one finding.
    let mut told: Vec<String> = Vec::new();
    findings.retain(|finding| {
        let key = finding.key();
        let new = !told.contains(&key);
        told.push(key);
        new
    });
    Ok(Checked { findings, compared: others.len() })
}

impl From<Named> for What {
    fn from(named: Named) -> Self {
        match named {
            Named::Person(name) => Self::Person(name),
            Named::Function(name) => Self::Function(name),
        }
    }
}

/// Strengths and improvement areas that say the other thing than the points.
fn against(share: Option<i64>, (strengths, improvements): (usize, usize)) -> Option<What> {
    match share? {
        share if share >= MUCH && strengths == 0 && improvements > 0 => {
            Some(What::MuchButImprovements(share))
        }
        share if share <= LITTLE && improvements == 0 && strengths > 0 => {
            Some(What::LittleButStrengths(share))
        }
        _ => None,
    }
}

/// Rounded down, so that 79.9 % are not yet 80.
fn percent(points: i64, max: i64) -> i64 {
    (100 * points).checked_div(max).unwrap_or(0)
}

fn unusual(points: u32, others: &[u32]) -> Option<What> {
    if others.len() < LEAST {
        return None;
    }
    let thousandths = |points: &u32| Points::whole(*points).0;
    let mut sorted: Vec<i64> = others.iter().map(thousandths).collect();
    sorted.sort_unstable();
    let (own, median) = (thousandths(&points), percentile(&sorted, 50));
    let mut deviations: Vec<i64> = sorted.iter().map(|it| (it - median).abs()).collect();
    deviations.sort_unstable();
    let deviation = percentile(&deviations, 50);
    let outside = own < percentile(&sorted, 5) || own > percentile(&sorted, 95);
    // Where more than half of them are equal, the deviation is 0 and says nothing.
    let far = deviation > 0 && 2 * (own - median).abs() > 5 * deviation;
    (outside || far).then_some(What::Unusual { points, median: Points(median), n: others.len() })
}

/// In proportion between two ranks: the position is (n − 1) · percent / 100, as of the quartiles.
fn percentile(sorted: &[i64], percent: usize) -> i64 {
    let at = sorted.len().saturating_sub(1) * percent;
    let (rank, rest) = (at / 100, i64::try_from(at % 100).unwrap_or(0));
    let (Some(low), Some(high)) = (sorted.get(rank), sorted.get(rank + 1).or(sorted.last())) else {
        return 0;
    };
    low + (high - low) * rest / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;
    use proptest::prelude::*;

    fn said(text: &str, sub_area: Option<&str>) -> evaluation::Finding {
        evaluation::Finding {
            text: text.into(),
            sub_area: sub_area.map(str::to_owned),
            source: None,
        }
    }

    /// Agreed on everything at the highest level, with evidence and text everywhere.
    fn whole() -> Evaluation {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::agree_on_all(&mut evaluation, &framework);
        for (_, question) in framework.questions() {
            fixtures::judge(&mut evaluation, "E1", &question.code, &["documented", "all"]);
            let judgements = &mut fixtures::question(&mut evaluation, &question.code).judgements;
            judgements[0].evidence.push("D1".into());
        }
        evaluation.summary = "En god bild.".into();
        for area in &mut evaluation.areas {
            area.text = "Området är väl utvecklat.".into();
            area.sub_areas.iter_mut().for_each(|sub| sub.text = "Delområdet fungerar.".into());
        }
        evaluation
    }

    fn found(evaluation: &Evaluation) -> Vec<String> {
        let checked = check(&fixtures::framework(), evaluation, &[], &["Marit Ekenvall"]).unwrap();
        checked.findings.iter().map(Finding::key).collect()
    }

    #[test]
    fn what_is_whole_gives_nothing_to_look_at() {
        assert_eq!(found(&whole()), [""; 0]);
    }

    #[test]
    fn what_lacks_evidence_or_text_is_found_at_its_place() {
        let mut evaluation = whole();
        fixtures::question(&mut evaluation, "1.1.2").judgements[0].evidence.clear();
        fixtures::question(&mut evaluation, "1.2.1").judgements.clear();
        // What gives no points needs no evidence: there is nothing to show.
        fixtures::question(&mut evaluation, "2.2.1").judgements.clear();
        fixtures::agree(&mut evaluation, "2.2.1", &["none", "none"]);
        fixtures::sub_area(&mut evaluation, "1.2").text = " \n".into();
        fixtures::area_part(&mut evaluation, 2).text.clear();
        evaluation.summary.clear();
        assert_eq!(
            found(&evaluation),
            [
                "summary no_text",
                "1.1.2 no_evidence",
                "1.2 no_text",
                "1.2.1 no_evidence",
                "2 no_text"
            ]
        );
    }

    #[test]
    fn what_does_not_apply_needs_neither() {
        let mut evaluation = whole();
        evaluation.conditions.insert("culture".into(), false);
        let sub = fixtures::sub_area(&mut evaluation, "2.1");
        sub.text.clear();
        sub.questions.clear();
        assert_eq!(found(&evaluation), [""; 0]);
    }

    #[test]
    fn points_and_findings_that_contradict_each_other_are_found() {
        let mut evaluation = whole();
        fixtures::area_part(&mut evaluation, 1).improvements =
            vec![said("Mer uppföljning.", Some("1.1"))];
        assert_eq!(found(&evaluation), ["1 much_but_improvements", "1.1 much_but_improvements"]);
        fixtures::area_part(&mut evaluation, 1).strengths = vec![said("Tydliga mål.", Some("1.2"))];
        assert_eq!(found(&evaluation), ["1.1 much_but_improvements"]);
        for question in ["1.1.1", "1.1.2", "1.1.3"] {
            fixtures::agree(&mut evaluation, question, &["none", "none"]);
        }
        assert_eq!(found(&evaluation), [""; 0], "few points and improvement areas go together");
        let area = fixtures::area_part(&mut evaluation, 1);
        area.improvements.clear();
        area.strengths.push(said("Bra uppföljning.", Some("1.1")));
        assert_eq!(found(&evaluation), ["1.1 little_but_strengths"]);
    }

    #[test]
    fn names_are_found_in_every_text_once_and_under_the_place_of_the_text() {
        let mut evaluation = whole();
        evaluation.summary = "Marit Ekenvall såg det. Även enligt Marit Ekenvall.".into();
        fixtures::sub_area(&mut evaluation, "1.2").text =
            "Kommundirektören och kommundirektören.".into();
        let area = fixtures::area_part(&mut evaluation, 2);
        area.strengths = vec![said("Ekonomichefen är tydlig.", Some("2.2"))];
        area.improvements = vec![said("HR-chefen saknar mandat.", None)];
        assert_eq!(
            found(&evaluation),
            [
                "summary person Marit Ekenvall",
                "1.2 function kommundirektören",
                "2.2 function ekonomichefen",
                "2 function hr-chefen"
            ]
        );
    }

    #[test]
    fn nothing_is_unusual_before_there_are_ten_others() {
        let evaluation = whole(); // 100 points in each area
        let framework = fixtures::framework();
        let others = |n: u32| -> Vec<Vec<Option<u32>>> {
            (0..n).map(|at| vec![Some(40 + at % 5), None]).collect()
        };
        let of = |n| check(&framework, &evaluation, &others(n), &[]).unwrap();
        assert_eq!((of(9).findings, of(9).compared), (Vec::new(), 9));
        let unusual = What::Unusual { points: 100, median: Points::whole(42), n: 10 };
        assert_eq!(of(10).findings, [Finding::new("1", unusual)], "area 2 has no others");
    }

    #[test]
    fn unusual_is_far_from_the_middle_or_at_the_very_end() {
        let others: Vec<u32> = (0..=20).map(|at| 40 + at).collect(); // 40 … 60, median 50, deviation 5
        let is = |points| unusual(points, &others).is_some();
        assert!(is(40) && !is(41) && !is(59) && is(60), "beyond the 5th and 95th percentile");
        let close: Vec<u32> = (0..100).map(|at| if at % 2 == 0 { 49 } else { 51 }).collect();
        let is = |points| unusual(points, &close).is_some();
        assert!(!is(50) && is(53) && is(47));
        assert_eq!(unusual(50, &[50; 30]), None, "all are equal");
        assert!(unusual(51, &[50; 30]).is_some());
    }

    #[test]
    fn places_know_their_area() {
        assert_eq!(
            [area_of("summary"), area_of("3"), area_of("3.10"), area_of("3.10.1")],
            [None, Some(3), Some(3), Some(3)]
        );
    }

    proptest! {
        #[test]
        fn the_middle_is_never_unusual(mut others in prop::collection::vec(0_u32..=100, 10..60)) {
            others.sort_unstable();
            let middle = others[others.len() / 2];
            if others.len() % 2 == 1 {
                prop_assert_eq!(unusual(middle, &others), None);
            }
        }

        #[test]
        fn a_percentile_lies_between_the_ends_and_grows(mut values in prop::collection::vec(0_i64..100_000, 1..50)) {
            values.sort_unstable();
            let all: Vec<i64> = (0..=100).map(|it| percentile(&values, it)).collect();
            prop_assert!(all.is_sorted());
            prop_assert_eq!((all[0], all[100]), (values[0], values[values.len() - 1]));
        }

        #[test]
        fn more_text_never_adds_a_missing_text(text in "\\PC{0,80}") {
            let mut evaluation = whole();
            fixtures::sub_area(&mut evaluation, "1.2").text = text.clone();
            let missing = found(&evaluation).contains(&"1.2 no_text".to_owned());
            prop_assert_eq!(missing, text.trim().is_empty());
        }
    }
}
