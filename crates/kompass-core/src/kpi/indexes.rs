//! How the provider computes some of its figures, so that they can be explained, checked and computed for other groups.

use super::trend::Point;

/// The efficiency index of areas from their resource and quality indexes: the mean of both, moved so that the 2.5th
/// percentile of all is 0 and the 97.5th is 100, and cut off there. NaN where one of the two is missing. Of the published
/// values of 41 areas and years this gives those of 32 to a hundredth; the others were made in another way.
pub fn efficiency(resources: &[f64], quality: &[f64]) -> Vec<f64> {
    let means: Vec<f64> =
        resources.iter().zip(quality).map(|(one, other)| (one + other) / 2.0).collect();
    let mut sorted: Vec<f64> = means.iter().copied().filter(|mean| !mean.is_nan()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let (Some(low), Some(high)) = (percentile(&sorted, 25), percentile(&sorted, 975)) else {
        return means;
    };
    means.iter().map(|mean| 100.0 * ((mean - low) / (high - low)).clamp(0.0, 1.0)).collect()
}

/// The value that so many thousandths of a sorted list lie below: the next one, or the mean of two where it falls between
/// them (type 2 of Hyndman and Fan). Most libraries draw a line between the two instead, which does not give the index.
fn percentile(sorted: &[f64], thousandths: usize) -> Option<f64> {
    let (at, rest) = (sorted.len() * thousandths / 1000, sorted.len() * thousandths % 1000);
    let above = *sorted.get(at)?;
    let before = at.checked_sub(1).and_then(|at| sorted.get(at));
    Some(if rest == 0 { before.map_or(above, |before| (before + above) / 2.0) } else { above })
}

/// How much higher a net cost is than what was to be expected for such a municipality, in percent; `None` unless that is
/// above 0.
pub fn net_cost_deviation(net_cost: f64, reference_cost: f64) -> Option<f64> {
    (reference_cost > 0.0).then(|| 100.0 * (net_cost - reference_cost) / reference_cost)
}

/// The index of a question on the engagement of employees (HME) from the mean of its answers, 1 to 5.
pub fn engagement_of_question(mean: f64) -> f64 {
    25.0 * (mean - 1.0)
}

/// An index of HME from the indexes of its questions, three of a part or nine of the whole, or from those of its three
/// parts. It is not known if one of them is not.
pub fn engagement(indexes: &[f64]) -> f64 {
    indexes.iter().sum::<f64>() / indexes.len() as f64
}

/// What the provider publishes as "senaste mätning på tre år" for a year: the latest measurement of that year or the two
/// before it. The year it was really made is that of the point.
pub fn latest_of_three_years(measurements: &[Point], year: i16) -> Option<Point> {
    let within = |point: &&Point| (year - 2..=year).contains(&point.year);
    measurements.iter().filter(within).max_by_key(|point| point.year).copied()
}
