//! What a group of values comes to, and how far a value is from it.

/// The figures of the values of some areas. The mean is unweighted: every area counts as much as any other, so it is no
/// value of the nation, which stands apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How many have a value; never 0.
    pub n: usize,
    /// The unweighted mean.
    pub mean: f64,
    /// The lowest.
    pub lowest: f64,
    /// A quarter of the way from the lowest to the highest in order of rank; between two values in proportion, so that
    /// the position is (n − 1) / 4. Spreadsheets call it the inclusive quartile.
    pub lower_quartile: f64,
    /// The middle one, or the mean of the two in the middle.
    pub median: f64,
    /// Three quarters of the way.
    pub upper_quartile: f64,
    /// The highest.
    pub highest: f64,
}

/// How far a value is from another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The value less the other, in the unit of both: percentage points, where they are percentages.
    pub absolute: f64,
    /// The same in percent of the other; `None` unless the other is above 0.
    pub percent: Option<f64>,
}

impl Summary {
    /// The figures of values; gaps are NaN and count as nobody. `None` if nobody has a value.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = values.into_iter().filter(|value| !value.is_nan()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let (lowest, highest) = (*sorted.first()?, *sorted.last()?);
        Some(Self {
            n: sorted.len(),
            mean: sum(&sorted) / sorted.len() as f64,
            lowest,
            lower_quartile: quartile(&sorted, 1),
            median: quartile(&sorted, 2),
            upper_quartile: quartile(&sorted, 3),
            highest,
        })
    }
}

impl Difference {
    /// From another value to this one.
    pub fn of(value: f64, other: f64) -> Self {
        let absolute = value - other;
        Self { absolute, percent: (other > 0.0).then(|| 100.0 * absolute / other) }
    }
}

/// The sum, with what each addition loses added at the end (Neumaier), so that the order does not matter.
fn sum(values: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    for value in values {
        let next = sum + value;
        let (larger, smaller) =
            if sum.abs() >= value.abs() { (sum, *value) } else { (*value, sum) };
        lost += (larger - next) + smaller;
        sum = next;
    }
    sum + lost
}

/// So many quarters of the way through a sorted list that is not empty.
fn quartile(sorted: &[f64], quarters: usize) -> f64 {
    let steps = (sorted.len() - 1) * quarters;
    let low = sorted[steps / 4];
    match steps % 4 {
        0 => low,
        rest => low + (sorted[steps / 4 + 1] - low) * rest as f64 / 4.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_of_four_with_gaps() {
        let four = Summary::of([8.0, f64::NAN, 1.0, 4.0, 2.0]).unwrap();
        assert_eq!((four.n, four.mean, four.lowest, four.highest), (4, 3.75, 1.0, 8.0));
        assert_eq!([four.lower_quartile, four.median, four.upper_quartile], [1.75, 3.0, 5.0]);
        assert_eq!(Summary::of([f64::NAN]), None);
        assert_eq!(Summary::of([0.1; 10]).unwrap().mean, 0.1);
        assert_eq!(Summary::of([1e16, 1.0, -1e16]).unwrap().mean, 1.0 / 3.0);
    }

    #[test]
    fn a_difference_has_a_percentage_of_what_is_above_zero() {
        assert_eq!(Difference::of(6.0, 4.0), Difference { absolute: 2.0, percent: Some(50.0) });
        assert_eq!(Difference::of(-1.0, 0.0), Difference { absolute: -1.0, percent: None });
        assert_eq!(Difference::of(1.0, -4.0).percent, None);
    }

    proptest! {
        #[test]
        fn figures_are_in_order_whatever_the_order(mut values in prop::collection::vec(-1e6..1e6_f64, 1..50)) {
            let all = Summary::of(values.iter().copied()).unwrap();
            let ordered = [all.lowest, all.lower_quartile, all.median, all.upper_quartile, all.highest];
            prop_assert!(ordered.is_sorted());
            prop_assert!(all.lowest - 1e-6 <= all.mean && all.mean <= all.highest + 1e-6);
            values.reverse();
            prop_assert_eq!(Some(all), Summary::of(values));
        }
    }
}
