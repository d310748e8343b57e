//! Women and men beside each other.

use super::Direction;

/// The values of women and men of one area and year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GenderGap {
    /// The value of women less that of men.
    pub difference: f64,
    /// Who has the better value; `None` if they are equal, or neither way is good.
    pub better: Option<Sex>,
    /// The value of all lies outside those of women and men. That is no error: some did not state it, or the value of
    /// all was computed by itself.
    pub total_outside: bool,
}

/// Women or men.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Women and girls.
    Women,
    /// Men and boys.
    Men,
}

impl GenderGap {
    /// Compares the values of women and men, and that of all if it is known. `None` if one of the two is a gap.
    pub fn of(women: f64, men: f64, total: Option<f64>, direction: Direction) -> Option<Self> {
        let difference = women - men;
        let better =
            direction.improves(difference).map(|women| if women { Sex::Women } else { Sex::Men });
        let outside = |total: &f64| *total < women.min(men) || *total > women.max(men);
        let total_outside = total.as_ref().is_some_and(outside);
        (!difference.is_nan()).then_some(Self { difference, better, total_outside })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_the_better_value_depends_on_the_direction() {
        let gap = |direction| GenderGap::of(7.5, 4.0, Some(6.6), direction).unwrap();
        assert_eq!(
            gap(Direction::Lower),
            GenderGap { difference: 3.5, better: Some(Sex::Men), total_outside: false }
        );
        assert_eq!(gap(Direction::Higher).better, Some(Sex::Women));
        assert_eq!(gap(Direction::Neutral).better, None);
        assert_eq!(GenderGap::of(5.0, 5.0, None, Direction::Lower).unwrap().better, None);
        assert!(GenderGap::of(78.0, 80.0, Some(77.5), Direction::Higher).unwrap().total_outside);
        assert_eq!(GenderGap::of(f64::NAN, 4.0, None, Direction::Lower), None);
    }
}
