//! Exact fractions, so that rounding happens once, at the end, and never depends on the order of what was added.

/// A fraction in lowest terms with a positive denominator. Every operation gives `None` rather than a wrong number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// Nothing.
    pub(crate) const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `numerator / denominator`; `None` unless the denominator is positive.
    pub(crate) fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator <= 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()?;
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// The sum of both.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let divisor = gcd(self.denominator.unsigned_abs(), other.denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()?;
        let widened = self.numerator.checked_mul(other.denominator / divisor)?;
        let added = other.numerator.checked_mul(self.denominator / divisor)?;
        let denominator = self.denominator.checked_mul(other.denominator / divisor)?;
        Self::new(widened.checked_add(added)?, denominator)
    }

    /// The product of both.
    pub(crate) fn times(self, other: Self) -> Option<Self> {
        let left = Self::new(self.numerator, other.denominator)?;
        let right = Self::new(other.numerator, self.denominator)?;
        Self::new(
            left.numerator.checked_mul(right.numerator)?,
            left.denominator.checked_mul(right.denominator)?,
        )
    }

    /// The nearest whole number, half up.
    pub(crate) fn rounded(self) -> Option<i64> {
        let whole = self.numerator.div_euclid(self.denominator);
        let rest = self.numerator.rem_euclid(self.denominator);
        i64::try_from(whole + i128::from(rest >= self.denominator - rest)).ok()
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn three_thirds_are_one() {
        let third = ratio(1, 3);
        let sum = third.plus(third).and_then(|sum| sum.plus(third)).unwrap();
        assert_eq!(sum, ratio(1, 1));
        assert_eq!(third.times(ratio(3, 2)), Some(ratio(1, 2)));
    }

    #[test]
    fn halves_round_up_and_less_does_not() {
        assert_eq!(ratio(1, 2).rounded(), Some(1));
        assert_eq!(ratio(-1, 2).rounded(), Some(0));
        assert_eq!(ratio(499_999, 1_000_000).rounded(), Some(0));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(Ratio::new(1, 0), None);
        assert_eq!(Ratio::new(1, -1), None);
        assert_eq!(ratio(i128::MAX, 1).plus(ratio(1, 1)), None);
        assert_eq!(ratio(i128::MAX, 1).times(ratio(2, 1)), None);
        assert_eq!(ratio(i128::MAX, 1).rounded(), None);
    }

    proptest! {
        #[test]
        fn never_panics(a in any::<i128>(), b in any::<i128>(), c in any::<i128>(), d in any::<i128>()) {
            if let (Some(x), Some(y)) = (Ratio::new(a, b), Ratio::new(c, d)) {
                prop_assert_eq!(x.plus(y), y.plus(x));
                prop_assert_eq!(x.times(y), y.times(x));
                let _ = x.rounded();
            }
        }
    }
}
