//! How a row of values is spread, so that outliers do not count.

/// The middle of a row and how far its quarters reach. Above and below are told apart, for many rows are skewed.
#[derive(Clone, Copy)]
pub(super) struct Spread {
    /// How many have a value.
    pub(super) n: usize,
    pub(super) median: f64,
    above: f64,
    below: f64,
}

/// Of a normal distribution a quarter lies beyond 0.6745 standard deviations on either side; so a spread is one of them.
const QUARTER: f64 = 0.674_489_750_196_081_7;

impl Spread {
    /// `None` if nobody differs from anybody.
    pub(super) fn of(row: &[f64]) -> Option<Self> {
        let mut sorted: Vec<f64> = row.iter().copied().filter(|value| !value.is_nan()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let median = middle(&sorted)?;
        let quarter = |part: usize| sorted[(sorted.len() - 1) * part / 4];
        let (below, above) = ((median - quarter(1)) / QUARTER, (quarter(3) - median) / QUARTER);
        // More than a quarter have the value of the middle, as with most answers of yes or no: the standard deviation.
        let deviation = || {
            let squares = sorted.iter().map(|value| (value - median).powi(2));
            (squares.sum::<f64>() / sorted.len() as f64).sqrt()
        };
        let (below, above) = match (below > 0.0, above > 0.0) {
            (true, true) => (below, above),
            (true, false) => (below, below.max(deviation())),
            (false, true) => (above.max(deviation()), above),
            (false, false) => (deviation(), deviation()),
        };
        (below > 0.0).then_some(Self { n: sorted.len(), median, above, below })
    }

    /// One spread, on the side of a value.
    pub(super) fn at(&self, value: f64) -> f64 {
        if value < self.median { self.below } else { self.above }
    }

    /// How many spreads from another value to this one.
    pub(super) fn between(&self, value: f64, other: f64) -> f64 {
        (value - other) / self.at(value)
    }
}

/// The middle of values; gaps are left out.
pub(super) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    middle(&sorted)
}

fn middle(sorted: &[f64]) -> Option<f64> {
    let (low, high) =
        (sorted.get(sorted.len().checked_sub(1)? / 2)?, sorted.get(sorted.len() / 2)?);
    Some((low + high) / 2.0)
}
