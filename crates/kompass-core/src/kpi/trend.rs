//! How a value has moved over the years, and whether it is what it was meant to be. What is said of years is computed from
//! the years there are: nothing claims a year that was not measured.

use super::Direction;

/// A value of a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The year.
    pub year: i16,
    /// The value, as it was published.
    pub value: f64,
}

/// How the latest value came about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The latest value.
    pub latest: Point,
    /// Since the first value.
    pub since_first: Option<Step>,
    /// Since the value before.
    pub since_previous: Option<Step>,
    /// How long it has gone the same way.
    pub unbroken: Option<Unbroken>,
}

/// From an earlier value to the latest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The earlier value.
    pub from: Point,
    /// The latest less the earlier.
    pub change: f64,
    /// What that is worth.
    pub verdict: Verdict,
}

/// What a change is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The right way.
    Better,
    /// The wrong way.
    Worse,
    /// Within what counts as no change.
    Unchanged,
    /// Higher, where neither way is right.
    Higher,
    /// Lower, where neither way is right.
    Lower,
}

/// A run of changes that all went the same way, up to the latest value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unbroken {
    /// The year of the value that it began from.
    pub since: i16,
    /// How many changes; at least two, for one is no run.
    pub changes: usize,
    /// True if there is a value for every year of the run. If not, it has only gone so from each measurement to the next.
    pub every_year: bool,
    /// Which way.
    pub verdict: Verdict,
}

/// What a value is meant to be. It is held against the unrounded value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// How.
    pub operator: Operator,
    /// Which number.
    pub value: f64,
}

/// How a value is held against a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// More than it.
    Above,
    /// At least it.
    AtLeast,
    /// At most it.
    AtMost,
    /// Less than it.
    Below,
}

impl Verdict {
    /// What a change is worth, if changes up to the tolerance are none.
    pub fn of(change: f64, direction: Direction, tolerance: f64) -> Self {
        match direction.improves(change) {
            _ if change.abs() <= tolerance => Self::Unchanged,
            Some(true) => Self::Better,
            Some(false) => Self::Worse,
            None if change > 0.0 => Self::Higher,
            None => Self::Lower,
        }
    }
}

impl Trend {
    /// How the last of these values came about. They are of rising years, without gaps as values: a year without a value
    /// is left out. `None` if there is no value.
    pub fn of(points: &[Point], direction: Direction, tolerance: f64) -> Option<Self> {
        let (latest, earlier) = points.split_last()?;
        let step = |from: &Point| {
            let change = latest.value - from.value;
            Step { from: *from, change, verdict: Verdict::of(change, direction, tolerance) }
        };
        Some(Self {
            latest: *latest,
            since_first: earlier.first().map(step),
            since_previous: earlier.last().map(step),
            unbroken: Unbroken::of(points, direction, tolerance),
        })
    }
}

impl Unbroken {
    fn of(points: &[Point], direction: Direction, tolerance: f64) -> Option<Self> {
        let verdict =
            |pair: &[Point]| Verdict::of(pair[1].value - pair[0].value, direction, tolerance);
        let last = points.windows(2).last().map(verdict).filter(|it| *it != Verdict::Unchanged)?;
        let changes = points.windows(2).rev().take_while(|pair| verdict(pair) == last).count();
        let run = &points[points.len() - 1 - changes..];
        let every_year = run.windows(2).all(|pair| pair[1].year - pair[0].year == 1);
        (changes > 1).then_some(Self { since: run[0].year, changes, every_year, verdict: last })
    }
}

impl Operator {
    /// All, as they are offered.
    pub const ALL: [Self; 4] = [Self::AtLeast, Self::AtMost, Self::Above, Self::Below];

    /// Name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Above => "above",
            Self::Below => "below",
        }
    }

    /// What a target is by itself, where one way is good: at most, where lower is better.
    pub fn usual(direction: Direction) -> Self {
        if direction == Direction::Lower { Self::AtMost } else { Self::AtLeast }
    }
}

impl Target {
    /// Whether a value is what it was meant to be.
    pub fn is_met(self, value: f64) -> bool {
        match self.operator {
            Operator::Above => value > self.value,
            Operator::AtLeast => value >= self.value,
            Operator::AtMost => value <= self.value,
            Operator::Below => value < self.value,
        }
    }

    /// How far a value is from it.
    pub fn difference(self, value: f64) -> f64 {
        value - self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(years: &[(i16, f64)]) -> Vec<Point> {
        years.iter().map(|(year, value)| Point { year: *year, value: *value }).collect()
    }

    #[test]
    fn a_value_is_held_against_the_first_and_the_one_before() {
        let points = points(&[(2015, 6.0), (2018, 8.0), (2019, 7.0)]);
        let trend = Trend::of(&points, Direction::Lower, 0.0).unwrap();
        let (first, previous) = (trend.since_first.unwrap(), trend.since_previous.unwrap());
        assert_eq!((first.from.year, first.change, first.verdict), (2015, 1.0, Verdict::Worse));
        assert_eq!(
            (previous.from.year, previous.change, previous.verdict),
            (2018, -1.0, Verdict::Better)
        );
        assert_eq!(trend.unbroken, None, "one change is no run");
        assert_eq!(Trend::of(&points[..1], Direction::Lower, 0.0).unwrap().since_first, None);
        assert_eq!(Trend::of(&[], Direction::Lower, 0.0), None);
    }

    #[test]
    fn small_changes_are_none_and_neutral_ones_neither_better_nor_worse() {
        assert_eq!(Verdict::of(0.05, Direction::Higher, 0.05), Verdict::Unchanged);
        assert_eq!(Verdict::of(0.06, Direction::Higher, 0.05), Verdict::Better);
        assert_eq!(Verdict::of(-2.0, Direction::Neutral, 0.0), Verdict::Lower);
        assert_eq!(Verdict::of(0.0, Direction::Neutral, 0.0), Verdict::Unchanged);
    }

    /// "Every year since 2014" was once written of a series with one year that went the other way.
    #[test]
    fn a_run_is_broken_by_one_year() {
        let mut years: Vec<(i16, f64)> =
            (2014..=2022).map(|year| (year, f64::from(year))).collect();
        let unbroken = |years: &[(i16, f64)]| {
            let run = Trend::of(&points(years), Direction::Higher, 0.0).unwrap().unbroken?;
            Some((run.since, run.changes, run.every_year, run.verdict))
        };
        assert_eq!(unbroken(&years), Some((2014, 8, true, Verdict::Better)));
        years[4].1 = 2000.0;
        assert_eq!(unbroken(&years), Some((2018, 4, true, Verdict::Better)));
        years.remove(6);
        assert_eq!(unbroken(&years), Some((2018, 3, false, Verdict::Better)), "2020 is not known");
        let equal_at_the_end = [(2019, 1.0), (2020, 2.0), (2021, 3.0), (2022, 3.0)];
        assert_eq!(unbroken(&equal_at_the_end), None);
    }

    #[test]
    fn a_target_is_held_against_the_unrounded_value() {
        let below = Target { operator: Operator::Below, value: 1.0 };
        assert!(!below.is_met(1.0) && below.is_met(0.999));
        assert!(Target { operator: Operator::AtMost, value: 1.0 }.is_met(1.0));
        let least = Target { operator: Operator::AtLeast, value: 80.0 };
        assert!(!least.is_met(79.96), "80,0 when it is printed");
        assert_eq!(least.difference(78.0), -2.0);
        assert!(!Target { operator: Operator::Above, value: 80.0 }.is_met(80.0));
    }

    proptest! {
        #[test]
        fn a_run_is_as_long_as_it_can_be(values in prop::collection::vec(-2..3_i32, 1..20)) {
            let points: Vec<Point> = (2000..)
                .zip(&values)
                .map(|(year, value)| Point { year, value: f64::from(*value) })
                .collect();
            let run = Trend::of(&points, Direction::Neutral, 0.0).unwrap().unbroken;
            let rises = |length: usize| points[points.len() - 1 - length..].windows(2).all(|pair| pair[0].value < pair[1].value);
            let falls = |length: usize| points[points.len() - 1 - length..].windows(2).all(|pair| pair[0].value > pair[1].value);
            let longest = (0..points.len()).rev().find(|length| rises(*length) || falls(*length)).unwrap();
            prop_assert_eq!(run.map_or(0, |run| run.changes), if longest > 1 { longest } else { 0 });
        }
    }
}
