//! Points, counted in whole thousandths so that no sum depends on the order of its parts.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::iter::Sum;
use std::ops::{Add, Sub};

/// Points in thousandths: `Points(14_500)` is 14.5 points. In files they are decimal numbers with at most three decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(pub i64);

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// Whole points.
    pub const fn whole(points: u32) -> Self {
        Self(points as i64 * 1000)
    }

    /// From a decimal number; `None` if it is not finite, has more than three decimals, or is beyond ±1 000 000.
    pub fn from_decimal(points: f64) -> Option<Self> {
        let thousandths = points * 1000.0;
        let rounded = thousandths.round();
        let exact = (thousandths - rounded).abs() < 1e-6;
        #[expect(clippy::cast_possible_truncation, reason = "bounded by the check before it")]
        (points.is_finite() && points.abs() <= 1e6 && exact).then_some(Self(rounded as i64))
    }

    /// As somebody writes them, with a comma or a point; `None` for what is no number of points.
    pub fn typed(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|it| !it.is_whitespace()).collect();
        plain.replace(',', ".").parse().ok().and_then(Self::from_decimal)
    }

    /// As a decimal number.
    #[expect(clippy::cast_precision_loss, reason = "points are far below 2^52")]
    pub fn to_decimal(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Rounded to whole points, half up.
    pub fn rounded(self) -> i64 {
        (self.0 + 500).div_euclid(1000)
    }

    /// `self × numerator / denominator`, rounded half up to thousandths. The denominator must be positive.
    #[must_use]
    pub fn scaled(self, numerator: i64, denominator: i64) -> Self {
        let doubled = 2 * i128::from(self.0) * i128::from(numerator) + i128::from(denominator);
        let scaled = doubled.div_euclid(2 * i128::from(denominator));
        Self(i64::try_from(scaled).unwrap_or(i64::MAX))
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Add::add)
    }
}

/// A whole number where it is whole, else with the decimals it has.
impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 1000 == 0 {
            serializer.serialize_i64(self.0 / 1000)
        } else {
            serializer.serialize_f64(self.to_decimal())
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let decimal = f64::deserialize(deserializer)?;
        Self::from_decimal(decimal).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{decimal} is not a number of points: use at most three decimals"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_up() {
        assert_eq!(Points(82_500).rounded(), 83);
        assert_eq!(Points(82_499).rounded(), 82);
        assert_eq!(Points(0).rounded(), 0);
        assert_eq!(Points::whole(20).scaled(1, 3), Points(6_667));
        assert_eq!(Points(1).scaled(1, 2), Points(1));
    }

    #[test]
    fn refuses_what_is_no_number_of_points() {
        for bad in [f64::NAN, f64::INFINITY, 14.000_5, 1e9] {
            assert_eq!(Points::from_decimal(bad), None, "{bad}");
        }
        assert_eq!(Points::from_decimal(14.5), Some(Points(14_500)));
    }

    #[test]
    fn are_written_with_a_comma_or_a_point() {
        assert_eq!(Points::typed(" 12,5 "), Some(Points(12_500)));
        assert_eq!(Points::typed("12.125"), Some(Points(12_125)));
        assert_eq!(Points::typed("0"), Some(Points::ZERO));
        for wrong in ["", "tolv", "12,1234", "1,2,3", "NaN", "inf", "1e9"] {
            assert_eq!(Points::typed(wrong), None, "{wrong}");
        }
    }
}
