//! Which areas are alike in their structure, by our own measure and openly so: it is not the model by which a provider
//! chooses its groups.
//!
//! Each feature – population, tax base, commuting – is counted in standard deviations of all areas that have a value, so that
//! none counts more because its numbers are larger. Two areas are as far apart as they are on average over the features:
//!
//! ```text
//! distance(a, b) = (|a₁ − b₁| / s₁ + … + |aₖ − bₖ| / sₖ) / k
//! ```
//!
//! with sᵢ the standard deviation of feature i over its n values (÷ n). A feature in which all are equal keeps nobody apart.
//! An area that lacks a value in any feature has no distance to any other.

/// Features of areas, by the places of the areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    /// By feature: the values of the areas in standard deviations; gaps are NaN.
    standard: Vec<Vec<f64>>,
}

impl Features {
    /// Features with a value for each area, gaps being NaN.
    pub fn new(features: impl IntoIterator<Item = Vec<f64>>) -> Self {
        Self { standard: features.into_iter().map(standard).collect() }
    }

    /// How far two areas are from each other, in standard deviations; `None` if one lacks a value, or there is no feature.
    pub fn distance(&self, one: usize, other: usize) -> Option<f64> {
        let mut apart = Vec::with_capacity(self.standard.len());
        for feature in &self.standard {
            let apart_by = (feature.get(one)? - feature.get(other)?).abs();
            apart.push(Some(apart_by).filter(|it| it.is_finite())?);
        }
        // Added from the smallest, so that the order of the features does not matter.
        apart.sort_unstable_by(f64::total_cmp);
        (!apart.is_empty()).then(|| apart.iter().sum::<f64>() / apart.len() as f64)
    }

    /// The areas nearest to one, with their distances, the nearest first; of two as near the one that stands first.
    pub fn nearest(&self, own: usize, most: usize) -> Vec<(usize, f64)> {
        let areas = self.standard.iter().map(Vec::len).max().unwrap_or(0);
        let others = (0..areas).filter(|area| *area != own);
        let mut others: Vec<_> =
            others.filter_map(|area| Some((area, self.distance(own, area)?))).collect();
        others.sort_by(|one, other| one.1.total_cmp(&other.1));
        others.truncate(most);
        others
    }
}

/// Values in standard deviations. Nobody needs the mean: distances are differences.
fn standard(mut values: Vec<f64>) -> Vec<f64> {
    let known = || values.iter().copied().filter(|value| value.is_finite());
    let n = known().count() as f64;
    let mean = known().sum::<f64>() / n;
    let deviation = (known().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
    for value in &mut values {
        *value = match deviation > 0.0 {
            true => *value / deviation,
            // All are equal; what is missing stays so.
            false => *value * 0.0,
        };
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn distances_are_counted_in_standard_deviations() {
        // Of 1, 3 and 5 the deviation is √(8/3); of the second feature a hundred times that.
        let features = Features::new([vec![1.0, 3.0, 5.0], vec![500.0, 300.0, 500.0]]);
        let (first, second) = ((8.0_f64 / 3.0).sqrt(), (80_000.0_f64 / 9.0).sqrt());
        let expected = (2.0 / first + 200.0 / second) / 2.0;
        assert!((features.distance(0, 1).unwrap() - expected).abs() < 1e-12);
        assert!((features.distance(0, 2).unwrap() - 4.0 / first / 2.0).abs() < 1e-12);
        let nearest: Vec<usize> = features.nearest(0, 5).into_iter().map(|it| it.0).collect();
        assert_eq!(nearest, [2, 1]);
    }

    #[test]
    fn who_lacks_a_value_is_left_out() {
        let features = Features::new([vec![1.0, f64::NAN, 2.0], vec![1.0, 1.0, 3.0]]);
        assert_eq!(features.distance(0, 1), None);
        assert_eq!(features.nearest(0, 5).len(), 1);
        assert!(features.nearest(1, 5).is_empty(), "and has no neighbours");
        let equal = Features::new([vec![7.0, 7.0, f64::NAN]]);
        assert_eq!((equal.distance(0, 1), equal.distance(0, 2)), (Some(0.0), None));
        assert_eq!(Features::new([]).distance(0, 1), None);
        assert_eq!(equal.distance(0, 9), None);
    }

    #[test]
    fn of_two_as_near_the_first_comes_first() {
        let features = Features::new([vec![5.0, 4.0, 6.0, 5.0]]);
        let nearest: Vec<usize> = features.nearest(0, 3).into_iter().map(|it| it.0).collect();
        assert_eq!(nearest, [3, 1, 2]);
    }

    fn value() -> impl Strategy<Value = f64> {
        prop_oneof![9 => -1e6..1e6_f64, 1 => Just(f64::NAN)]
    }

    proptest! {
        #[test]
        fn distance_is_a_distance(
            columns in prop::collection::vec(prop::collection::vec(value(), 6), 1..5),
            (one, other, third) in (0..6_usize, 0..6_usize, 0..6_usize),
        ) {
            let features = Features::new(columns.clone());
            let whole = |area: usize| columns.iter().all(|column| column[area].is_finite());
            let distance = |one, other| features.distance(one, other);
            prop_assert_eq!(distance(one, one), whole(one).then_some(0.0));
            prop_assert_eq!(distance(one, other), distance(other, one));
            prop_assert_eq!(distance(one, other).is_some(), whole(one) && whole(other));
            if let (Some(way), Some(a), Some(b)) =
                (distance(one, third), distance(one, other), distance(other, third))
            {
                prop_assert!(way <= a + b + 1e-9, "no way round is shorter");
            }
        }

        #[test]
        fn neither_the_order_of_features_nor_their_units_matter(
            columns in prop::collection::vec(prop::collection::vec(-1e3..1e3_f64, 6), 1..5),
            scale in 0.001..1000.0_f64,
        ) {
            let features = Features::new(columns.clone());
            let turned = Features::new(columns.iter().rev().cloned());
            let scaled = Features::new(columns.iter().map(|it| it.iter().map(|x| x * scale).collect()));
            for other in 1..6 {
                prop_assert_eq!(features.distance(0, other), turned.distance(0, other));
                let (own, other) = (features.distance(0, other).unwrap(), scaled.distance(0, other).unwrap());
                prop_assert!((own - other).abs() <= 1e-6 * own.max(1.0));
            }
        }
    }
}
