//! Figures of a list of whole points, exact until they are shown.

use super::rule::Statistic;
use crate::points::Points;
use serde::{Serialize, Serializer};

/// All figures of one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// The mean.
    pub mean: Mean,
    /// The lowest.
    pub lowest: u32,
    /// A quarter of the way from the lowest to the highest in order of rank; between two results in proportion, so that
    /// the position is (n − 1) / 4. Spreadsheets call it the inclusive quartile.
    pub lower_quartile: Points,
    /// Half of the way, in the same manner: the middle one, or the mean of the two in the middle.
    pub median: Points,
    /// Three quarters of the way, in the same manner.
    pub upper_quartile: Points,
    /// The highest.
    pub highest: u32,
}

/// A mean as an exact fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    /// Sum of the points.
    pub sum: u64,
    /// How many there are; never 0.
    pub n: u64,
}

/// The place of a result among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// From 1 for the highest; equal results share a place and the places after it are skipped (1, 2, 2, 4).
    pub place: usize,
    /// Among how many, itself counted.
    pub of: usize,
    /// How many others have the same points.
    pub tied: usize,
}

/// Where a result stands among others, in words; points have no good or bad limits and are never coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// In the lowest quarter (lägsta fjärdedelen).
    LowestQuarter,
    /// In the lower half.
    LowerHalf,
    /// In the middle.
    Middle,
    /// In the upper half.
    UpperHalf,
    /// In the highest quarter (högsta fjärdedelen).
    HighestQuarter,
}

impl Statistics {
    /// The figures of a list, which is sorted for it; `None` of an empty one.
    pub fn of(values: &mut [u32]) -> Option<Self> {
        values.sort_unstable();
        let (lowest, highest) = (*values.first()?, *values.last()?);
        Some(Self {
            mean: Mean {
                sum: values.iter().map(|value| u64::from(*value)).sum(),
                n: values.len() as u64,
            },
            lowest,
            lower_quartile: quartile(values, 1),
            median: quartile(values, 2),
            upper_quartile: quartile(values, 3),
            highest,
        })
    }

    /// One of them.
    pub fn get(&self, statistic: Statistic) -> Points {
        match statistic {
            Statistic::Mean => self.mean.one_decimal(),
            Statistic::Median => self.median,
            Statistic::LowerQuartile => self.lower_quartile,
            Statistic::UpperQuartile => self.upper_quartile,
            Statistic::Lowest => Points::whole(self.lowest),
            Statistic::Highest => Points::whole(self.highest),
        }
    }
}

impl Mean {
    /// Rounded half up to one decimal.
    pub fn one_decimal(self) -> Points {
        Points(100 * self.scaled(10))
    }

    /// Rounded half up to whole points, as sources print means. Each mean is rounded for itself, so those of the areas
    /// need not sum to that of the total.
    pub fn whole(self) -> i64 {
        self.scaled(1)
    }

    fn scaled(self, by: u64) -> i64 {
        let (sum, n) = (u128::from(self.sum) * u128::from(by), u128::from(self.n.max(1)));
        i64::try_from((2 * sum + n) / (2 * n)).unwrap_or(i64::MAX)
    }
}

/// As a number with one decimal.
impl Serialize for Mean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.one_decimal().serialize(serializer)
    }
}

impl Rank {
    /// The place of a value among those of a sorted list. `counted` says that the list holds it already.
    pub fn of(value: u32, sorted: &[u32], counted: bool) -> Self {
        let below = sorted.partition_point(|other| *other < value);
        let above = sorted.len() - sorted.partition_point(|other| *other <= value);
        let equal = sorted.len() - below - above;
        Self {
            place: above + 1,
            of: sorted.len() + usize::from(!counted),
            tied: equal - usize::from(counted && equal > 0),
        }
    }

    /// The place in words. Equal results stand in the middle of the places that they share. `None` among fewer than four,
    /// where a quarter is nobody.
    pub fn position(self) -> Option<Position> {
        let from_top = 2 * self.place + self.tied;
        let from_bottom = 2 * (self.of + 1) - from_top;
        match self.of {
            0..4 => None,
            of if 2 * from_top <= of => Some(Position::HighestQuarter),
            of if 2 * from_bottom <= of => Some(Position::LowestQuarter),
            of if from_top <= of => Some(Position::UpperHalf),
            of if from_bottom <= of => Some(Position::LowerHalf),
            _ => Some(Position::Middle),
        }
    }
}

/// So many quarters of the way through a sorted list that is not empty.
fn quartile(sorted: &[u32], quarters: usize) -> Points {
    let steps = (sorted.len() - 1) * quarters;
    let (at, rest) = (steps / 4, steps % 4);
    let low = i64::from(sorted[at]);
    let high = i64::from(sorted[(at + 1).min(sorted.len() - 1)]);
    Points(low * 1000 + (high - low) * 250 * [0, 1, 2, 3][rest])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_of_five_and_of_four() {
        let five = Statistics::of(&mut [503, 420, 477, 450, 611]).unwrap();
        assert_eq!(five.mean, Mean { sum: 2461, n: 5 });
        assert_eq!(five.mean.one_decimal(), Points(492_200));
        assert_eq!((five.lowest, five.highest), (420, 611));
        assert_eq!(
            [five.lower_quartile, five.median, five.upper_quartile],
            [450, 477, 503].map(Points::whole)
        );
        // Inclusive quartiles of 1, 2, 4, 8 by hand: positions 0.75, 1.5 and 2.25.
        let four = Statistics::of(&mut [8, 1, 4, 2]).unwrap();
        assert_eq!(
            [four.lower_quartile, four.median, four.upper_quartile],
            [Points(1_750), Points(3_000), Points(5_000)]
        );
        assert_eq!(Statistics::of(&mut []), None);
    }

    #[test]
    fn a_mean_is_rounded_once_from_the_exact_fraction() {
        let mean = Mean { sum: 10_449, n: 100 }; // 104.49: one decimal 104.5, whole 104
        assert_eq!((mean.one_decimal(), mean.whole()), (Points(104_500), 104));
    }

    #[test]
    fn equal_results_share_a_place() {
        let sorted = [400, 450, 450, 500];
        assert_eq!(Rank::of(450, &sorted, true), Rank { place: 2, of: 4, tied: 1 });
        assert_eq!(Rank::of(400, &sorted, true), Rank { place: 4, of: 4, tied: 0 });
        assert_eq!(Rank::of(450, &sorted, false), Rank { place: 2, of: 5, tied: 2 });
        assert_eq!(Rank::of(600, &[], false), Rank { place: 1, of: 1, tied: 0 });
    }

    #[test]
    fn a_place_in_words() {
        let position = |place, of, tied| Rank { place, of, tied }.position();
        assert_eq!(position(1, 3, 0), None);
        assert_eq!(position(1, 4, 0), Some(Position::HighestQuarter));
        assert_eq!(position(2, 4, 0), Some(Position::UpperHalf));
        assert_eq!(position(3, 4, 0), Some(Position::LowerHalf));
        assert_eq!(position(4, 4, 0), Some(Position::LowestQuarter));
        assert_eq!(position(3, 5, 0), Some(Position::Middle));
        assert_eq!(position(1, 8, 7), Some(Position::Middle), "all equal");
        assert_eq!(position(14, 58, 0), Some(Position::HighestQuarter));
        assert_eq!(position(15, 58, 0), Some(Position::UpperHalf));
    }

    proptest! {
        #[test]
        fn every_figure_lies_between_the_lowest_and_the_highest(mut values in prop::collection::vec(0..=800_u32, 1..60)) {
            let all = Statistics::of(&mut values).unwrap();
            let ordered = [
                Points::whole(all.lowest), all.lower_quartile, all.median, all.upper_quartile,
                Points::whole(all.highest),
            ];
            prop_assert!(ordered.is_sorted());
            prop_assert!(ordered[0] <= all.mean.one_decimal() && all.mean.one_decimal() <= ordered[4]);
            let exact = all.mean.sum as f64 / all.mean.n as f64;
            prop_assert!((all.mean.one_decimal().to_decimal() - exact).abs() <= 0.050_001);
            prop_assert!((all.mean.whole() as f64 - exact).abs() <= 0.500_001);
        }

        #[test]
        fn ranks_are_consistent(mut values in prop::collection::vec(0..50_u32, 1..60)) {
            values.sort_unstable();
            let ranks: Vec<Rank> = values.iter().map(|value| Rank::of(*value, &values, true)).collect();
            for (value, rank) in values.iter().zip(&ranks) {
                prop_assert_eq!(rank.of, values.len());
                prop_assert!(rank.place >= 1 && rank.place + rank.tied <= rank.of);
                prop_assert_eq!(rank.place, 1 + values.iter().filter(|other| *other > value).count());
                let beside = Rank::of(*value, &values, false);
                prop_assert_eq!((beside.place, beside.of, beside.tied), (rank.place, rank.of + 1, rank.tied + 1));
            }
            for pair in ranks.windows(2) {
                prop_assert!(pair[0].place >= pair[1].place);
                prop_assert!(pair[0].position() <= pair[1].position());
            }
        }
    }
}
