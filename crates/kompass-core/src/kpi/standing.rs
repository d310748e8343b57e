//! Where a value stands among others: its rank, and its band in words. A band says where a value stands and nothing about
//! whether it is good enough: somebody is always last.

use super::Direction;
use crate::comparison::Rank;

/// Where a value stands among those of the same year, itself counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many have a value, this one among them.
    pub n: usize,
    /// How many have a higher one.
    pub higher: usize,
    /// How many have a lower one.
    pub lower: usize,
}

/// How many bands there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bands {
    /// The best quarter, the middle half, the worst quarter: as KKiK and Jämföraren.
    #[default]
    Three,
    /// Four quarters.
    Four,
}

/// A part of those that have a value, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// The best quarter.
    BestQuarter,
    /// The quarter after it, of four.
    SecondQuarter,
    /// The half between the best and the worst quarter, of three.
    MiddleHalf,
    /// The quarter before the worst, of four.
    ThirdQuarter,
    /// The worst quarter.
    WorstQuarter,
}

/// Why there is no band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBand {
    /// Neither way is good.
    Neutral,
    /// Fewer than four have a value: a quarter of them is nobody.
    TooFew,
    /// All have the same value.
    AllEqual,
}

impl Standing {
    /// Where a value stands among all values, itself one of them. A gap is NaN and counts as nobody.
    pub fn among(value: f64, all: &[f64]) -> Self {
        let count = |test: fn(&f64, &f64) -> bool| all.iter().filter(|it| test(it, &value)).count();
        Self { n: count(|it, _| !it.is_nan()), higher: count(f64::gt), lower: count(f64::lt) }
    }

    /// The place, the best first; the highest first where neither way is good. Equal values share a place.
    pub fn rank(self, direction: Direction) -> Rank {
        let better = self.better_and_worse(direction).0;
        Rank { place: better + 1, of: self.n, tied: self.n - self.higher - self.lower - 1 }
    }

    /// The band. The best quarter are those with a place up to n/4 (rounded down), the worst those with fewer than n/4
    /// behind them, so equal values are always in the same band; where that could be two, it is the better.
    pub fn band(self, direction: Direction, bands: Bands) -> Result<Band, NoBand> {
        let (better, worse) = self.better_and_worse(direction);
        let quarter = self.n / 4;
        match bands {
            _ if direction == Direction::Neutral => Err(NoBand::Neutral),
            _ if quarter == 0 => Err(NoBand::TooFew),
            _ if better + worse == 0 => Err(NoBand::AllEqual),
            _ if better < quarter => Ok(Band::BestQuarter),
            Bands::Four if better < self.n / 2 => Ok(Band::SecondQuarter),
            _ if worse < quarter => Ok(Band::WorstQuarter),
            Bands::Three => Ok(Band::MiddleHalf),
            Bands::Four => Ok(Band::ThirdQuarter),
        }
    }

    fn better_and_worse(self, direction: Direction) -> (usize, usize) {
        match direction {
            Direction::Lower => (self.lower, self.higher),
            Direction::Higher | Direction::Neutral => (self.higher, self.lower),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Band::{BestQuarter, MiddleHalf, SecondQuarter, ThirdQuarter, WorstQuarter};
    use super::*;
    use proptest::prelude::*;

    fn bands(values: &[f64], direction: Direction, bands: Bands) -> Vec<Result<Band, NoBand>> {
        values.iter().map(|value| Standing::among(*value, values).band(direction, bands)).collect()
    }

    #[test]
    fn a_quarter_is_rounded_down() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
        let of =
            |direction, count| bands(&values, direction, count).into_iter().map(Result::unwrap);
        let three: Vec<_> = of(Direction::Higher, Bands::Three).collect();
        assert_eq!(three[0], WorstQuarter);
        assert!(three[1..6].iter().all(|band| *band == MiddleHalf));
        assert_eq!(three[6], BestQuarter);
        let four: Vec<_> = of(Direction::Lower, Bands::Four).collect();
        let (best, second, third) = (BestQuarter, SecondQuarter, ThirdQuarter);
        assert_eq!(four, [best, second, second, third, third, third, WorstQuarter]);
        let full: Vec<f64> = (0..290).map(f64::from).collect();
        let all = bands(&full, Direction::Higher, Bands::Three);
        let count = |band| all.iter().filter(|it| **it == Ok(band)).count();
        assert_eq!((count(BestQuarter), count(MiddleHalf), count(WorstQuarter)), (72, 146, 72));
    }

    #[test]
    fn equal_values_share_a_band_and_take_the_better() {
        let two_at_the_border = [9.0, 8.0, 8.0, 8.0, 5.0, 4.0, 3.0, 2.0];
        let of = bands(&two_at_the_border, Direction::Higher, Bands::Three);
        assert_eq!(
            of[..5],
            [Ok(BestQuarter), Ok(BestQuarter), Ok(BestQuarter), Ok(BestQuarter), Ok(MiddleHalf)]
        );
        // Yes and no: those who say yes are the best quarter, however many; those who say no the worst.
        let answers = [1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
        let of = bands(&answers, Direction::Higher, Bands::Three);
        assert_eq!((of[0], of[7]), (Ok(BestQuarter), Ok(WorstQuarter)));
    }

    #[test]
    fn without_direction_or_difference_there_is_no_band() {
        assert_eq!(
            bands(&[1.0, 2.0, 3.0, 4.0], Direction::Neutral, Bands::Four),
            [Err(NoBand::Neutral); 4]
        );
        assert_eq!(
            bands(&[1.0, 2.0, 3.0], Direction::Higher, Bands::Three),
            [Err(NoBand::TooFew); 3]
        );
        assert_eq!(bands(&[7.0; 5], Direction::Lower, Bands::Three), [Err(NoBand::AllEqual); 5]);
        let gaps = [1.0, f64::NAN, f64::NAN, 2.0];
        assert_eq!(Standing::among(2.0, &gaps), Standing { n: 2, higher: 0, lower: 1 });
    }

    #[test]
    fn a_rank_has_its_n() {
        let values = [3.0, 1.0, 2.0, 2.0];
        let rank = |value, direction| Standing::among(value, &values).rank(direction);
        assert_eq!(rank(1.0, Direction::Lower), Rank { place: 1, of: 4, tied: 0 });
        assert_eq!(rank(2.0, Direction::Higher), Rank { place: 2, of: 4, tied: 1 });
        assert_eq!(rank(3.0, Direction::Neutral), Rank { place: 1, of: 4, tied: 0 });
    }

    proptest! {
        #[test]
        fn better_values_never_have_a_worse_band(
            values in prop::collection::vec((-4..4_i32).prop_map(f64::from), 4..60),
            four in any::<bool>(),
        ) {
            let count = if four { Bands::Four } else { Bands::Three };
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let up = bands(&sorted, Direction::Lower, count);
            let mirrored: Vec<f64> = sorted.iter().map(|value| -value).collect();
            prop_assert_eq!(&up, &bands(&mirrored, Direction::Higher, count));
            if up[0].is_ok() {
                let up: Vec<Band> = up.into_iter().map(Result::unwrap).collect();
                prop_assert!(up.is_sorted());
                // Where so many are last that they could be in two bands, it is the better.
                let begins = sorted.iter().position(|value| *value == sorted[up.len() - 1]).unwrap();
                let last = match begins {
                    _ if begins < up.len() / 4 => BestQuarter,
                    _ if four && begins < up.len() / 2 => SecondQuarter,
                    _ => WorstQuarter,
                };
                prop_assert_eq!((up[0], up[up.len() - 1]), (BestQuarter, last));
                // No band is larger than a quarter but for those who are equal.
                let strictly = |band| {
                    let in_band = |at: &usize| up[*at] == band;
                    let different = |at: &usize| *at == 0 || sorted[*at] != sorted[*at - 1];
                    (0..up.len()).filter(in_band).filter(different).count()
                };
                prop_assert!(strictly(BestQuarter) <= up.len() / 4);
                prop_assert!(strictly(WorstQuarter) <= up.len() / 4);
            }
        }
    }
}
