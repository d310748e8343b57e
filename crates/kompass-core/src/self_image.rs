//! Self-image (självbild): where the municipality saw itself, beside what the evaluators agreed on. A position is taken in
//! steps, so a difference of less than half a step says nothing.

use crate::framework::Framework;
use crate::points::Points;
use crate::scoring::{Score, SubAreaScore, SubAreaState};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The highest position that can be taken in a sub-area: 0 is nothing, this is everything it is about.
pub const HIGHEST: u8 = 4;

/// A self-assessment beside the judgements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfImage {
    /// All sub-areas that are compared, together; `None` if there is none.
    pub whole: Option<Gap>,
    /// The areas of which anything is compared, the largest difference first: of those sub-areas, not of the whole area.
    pub areas: Vec<Gap>,
    /// The sub-areas that are compared, the largest difference first.
    pub sub_areas: Vec<Gap>,
    /// Codes of those in which the municipality took no stand.
    pub no_stand: Vec<String>,
    /// Codes of those that do not apply, or are not judged.
    pub not_judged: Vec<String>,
}

/// How far two pictures of the same thing are apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Code of the sub-area or number of the area; empty for the whole.
    pub code: String,
    /// What the municipality gave itself.
    pub own: Points,
    /// What the evaluators agreed on.
    pub judged: Points,
    /// The most it could be.
    pub max: Points,
    /// How many sub-areas are in it.
    pub sub_areas: usize,
}

/// How the municipality sees itself, beside how others do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Picture {
    /// Brighter than the evaluators do.
    Brighter,
    /// As they do, as far as the steps of a position can tell.
    Same,
    /// Darker than they do.
    Darker,
}

impl SelfImage {
    /// Compares positions, in points by code of the sub-area, with what was agreed on.
    pub fn of(framework: &Framework, positions: &BTreeMap<String, Points>, score: &Score) -> Self {
        let mut image = Self {
            whole: None,
            areas: Vec::new(),
            sub_areas: Vec::new(),
            no_stand: Vec::new(),
            not_judged: Vec::new(),
        };
        for area in &framework.areas {
            let first = image.sub_areas.len();
            for code in area.sub_areas.iter().map(|it| &it.code) {
                let mut all = score.areas.iter().flat_map(|it| &it.sub_areas);
                match (positions.get(code), all.find(|it| it.code == *code).and_then(judged)) {
                    (Some(own), Some((judged, max))) => {
                        image.sub_areas.push(Gap {
                            code: code.clone(),
                            own: *own,
                            judged,
                            max,
                            sub_areas: 1,
                        });
                    }
                    (_, None) => image.not_judged.push(code.clone()),
                    (None, _) => image.no_stand.push(code.clone()),
                }
            }
            let own = &image.sub_areas[first..];
            image.areas.extend(Gap::together(&area.number.to_string(), own));
        }
        image.whole = Gap::together("", &image.sub_areas);
        image.areas.sort_by_key(Gap::weight);
        image.sub_areas.sort_by_key(Gap::weight);
        image
    }

    /// How many of the compared sub-areas have this picture.
    pub fn count(&self, picture: Picture) -> usize {
        self.sub_areas.iter().filter(|it| it.picture() == picture).count()
    }
}

impl Gap {
    /// Points that the municipality gave itself more than the evaluators did; less than nothing if it gave itself less.
    pub fn points(&self) -> Points {
        self.own - self.judged
    }

    /// The same as a share of the most it could be, in thousandths rounded half up.
    pub fn share(&self) -> i64 {
        self.points().scaled(1000, self.max.0.max(1)).0
    }

    /// What the difference says.
    pub fn picture(&self) -> Picture {
        // Half a step, without a fraction: |own − judged| < max / (2 × steps).
        let apart = 2 * i64::from(HIGHEST) * self.points().0;
        match apart {
            apart if apart >= self.max.0 && apart > 0 => Picture::Brighter,
            apart if -apart >= self.max.0 && apart < 0 => Picture::Darker,
            _ => Picture::Same,
        }
    }

    fn together(code: &str, gaps: &[Self]) -> Option<Self> {
        (!gaps.is_empty()).then(|| Self {
            code: code.to_owned(),
            own: gaps.iter().map(|it| it.own).sum(),
            judged: gaps.iter().map(|it| it.judged).sum(),
            max: gaps.iter().map(|it| it.max).sum(),
            sub_areas: gaps.len(),
        })
    }

    /// The largest share first, then the most points, then the order of the framework.
    fn weight(&self) -> Reverse<(i64, i64)> {
        Reverse((self.share().abs(), self.points().0.abs()))
    }
}

/// What a sub-area came to, of how much.
fn judged(score: &SubAreaScore) -> Option<(Points, Points)> {
    let applies = score.state != SubAreaState::Inapplicable;
    score.points.filter(|_| applies).map(|points| (points, score.max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;
    use proptest::prelude::*;

    fn gap(own: i64, judged: i64, max: i64) -> Gap {
        let (own, judged, max) = (Points(own), Points(judged), Points(max));
        Gap { code: "1.1".to_owned(), own, judged, max, sub_areas: 1 }
    }

    #[test]
    fn less_than_half_a_step_says_nothing() {
        // A step of a sub-area of 20 points is five, half of it two and a half.
        assert_eq!(gap(12_499, 10_000, 20_000).picture(), Picture::Same);
        assert_eq!(gap(12_500, 10_000, 20_000).picture(), Picture::Brighter);
        assert_eq!(gap(7_501, 10_000, 20_000).picture(), Picture::Same);
        assert_eq!(gap(7_500, 10_000, 20_000).picture(), Picture::Darker);
        assert_eq!(gap(0, 0, 0).picture(), Picture::Same, "nothing to be apart in");
        assert_eq!(gap(5_000, 10_000, 20_000).share(), -250);
    }

    #[test]
    fn what_is_not_known_on_both_sides_is_named_and_not_compared() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::agree_on_all(&mut evaluation, &framework);
        evaluation.conditions.insert("culture".into(), false);
        let score = Score::of(&framework, &evaluation).unwrap();
        let codes: Vec<&str> = framework.sub_areas().map(|(_, it)| it.code.as_str()).collect();
        let positions = BTreeMap::from([
            ("1.1".to_owned(), Points::ZERO),
            ("2.1".to_owned(), Points(1)),
            ("9.9".to_owned(), Points(1)),
        ]);
        let image = SelfImage::of(&framework, &positions, &score);
        assert_eq!(image.not_judged, ["2.1"], "it does not apply");
        assert_eq!(image.sub_areas.len(), 1);
        assert_eq!(image.no_stand.len(), codes.len() - 2);
        assert_eq!((image.areas.len(), image.areas[0].code.as_str()), (1, "1"));
        assert_eq!(image.areas[0].max, image.sub_areas[0].max, "of what is compared");
        assert_eq!(image.whole.as_ref().map(Gap::points), Some(image.sub_areas[0].points()));
        assert_eq!(image.count(Picture::Darker), 1);
        let nothing = SelfImage::of(&framework, &BTreeMap::new(), &score);
        assert_eq!((nothing.whole, nothing.areas), (None, Vec::new()));
    }

    proptest! {
        #[test]
        fn two_pictures_swapped_say_the_opposite(own in 0i64..100_000, judged in 0i64..100_000) {
            let (here, there) = (gap(own, judged, 100_000), gap(judged, own, 100_000));
            prop_assert_eq!(here.points().0, -there.points().0);
            let opposite = match here.picture() {
                Picture::Brighter => Picture::Darker,
                Picture::Same => Picture::Same,
                Picture::Darker => Picture::Brighter,
            };
            prop_assert_eq!(there.picture(), opposite);
        }

        #[test]
        fn every_sub_area_is_in_one_list_and_the_largest_gap_is_first(
            levels in prop::collection::vec(prop::option::of(0i64..=4), 4),
        ) {
            let framework = fixtures::framework();
            let mut evaluation = fixtures::evaluation();
            fixtures::agree_on_all(&mut evaluation, &framework);
            let score = Score::of(&framework, &evaluation).unwrap();
            let taken = framework.sub_areas().zip(levels.into_iter().chain(std::iter::repeat(None)));
            let positions: BTreeMap<String, Points> = taken
                .filter_map(|((_, it), level)| {
                    Some((it.code.clone(), Points::whole(it.points).scaled(level?, 4)))
                })
                .collect();
            let image = SelfImage::of(&framework, &positions, &score);
            let listed = image.sub_areas.len() + image.no_stand.len() + image.not_judged.len();
            prop_assert_eq!(listed, framework.sub_areas().count());
            prop_assert!(image.sub_areas.is_sorted_by_key(|it| Reverse(it.share().abs())));
            let sum: i64 = image.areas.iter().map(|it| it.points().0).sum();
            prop_assert_eq!(sum, image.whole.map_or(0, |it| it.points().0));
        }
    }
}
