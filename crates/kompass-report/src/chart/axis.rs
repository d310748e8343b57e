//! Scales: from values to places, with round numbers along them.

use kompass_core::format;

/// A straight scale from values to coordinates. Values beyond its ends are drawn at the ends.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// Values `from..to` on coordinates `start..end`. Ends that make no scale become 0 and 1.
    pub(super) fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> Self {
        let is_scale = from.is_finite() && to.is_finite() && to - from > 1e-9 && to - from < 1e12;
        let (from, to) = if is_scale { (from, to) } else { (0.0, 1.0) };
        Self { from, to, start, end }
    }

    pub(super) fn at(self, value: f64) -> f64 {
        let share = (value.clamp(self.from, self.to) - self.from) / (self.to - self.from);
        self.start + share * (self.end - self.start)
    }

    /// The coordinates of both ends.
    pub(super) fn ends(self) -> (f64, f64) {
        (self.start, self.end)
    }

    /// Round numbers along the scale, at most `most` steps.
    pub(super) fn ticks(self, most: f64) -> Vec<f64> {
        let step = step(self.to - self.from, most);
        multiples((self.from / step - 1e-9).ceil(), (self.to / step + 1e-9).floor(), step)
    }
}

/// Round numbers around these values, about `most` steps: the first and the last are where an axis may begin and end.
pub(super) fn around((low, high): (f64, f64), most: f64) -> Vec<f64> {
    let step = step(high - low, most);
    multiples((low / step + 1e-9).floor(), (high / step - 1e-9).ceil(), step)
}

/// A round step, 1, 2, 2.5 or 5 times a power of ten, of which at most `most` make the span.
fn step(span: f64, most: f64) -> f64 {
    let rough = span / most;
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power);
    steps.into_iter().find(|step| *step >= rough * 0.999).unwrap_or(10.0 * power)
}

fn multiples(first: f64, last: f64, step: f64) -> Vec<f64> {
    (0..=(last - first).max(0.0) as u32).map(|index| (first + f64::from(index)) * step).collect()
}

/// A value to draw: missing if it is no number, or one that no chart has room to write.
pub(super) fn known(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.abs() < 1e9)
}

/// The decimals that all of these values are written with: as many as one of them has.
pub(super) fn decimals(values: impl IntoIterator<Item = Option<f64>>) -> usize {
    values.into_iter().filter_map(known).map(format::decimals).max().unwrap_or(0)
}

/// Moves boxes of these heights (given with where their middles want to be) apart along a line so that none overlap, and as
/// little as can be; all stay within `from..to` if they fit there. Gives their middles, in the same order.
pub(super) fn apart(wanted: &[(f64, f64)], (from, to): (f64, f64), gap: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
    let mut middles = vec![0.0; wanted.len()];
    let mut edge = from;
    for index in &order {
        let (middle, size) = wanted[*index];
        middles[*index] = middle.max(edge + size / 2.0);
        edge = middles[*index] + size / 2.0 + gap;
    }
    let mut edge = to;
    for index in order.iter().rev() {
        let size = wanted[*index].1;
        middles[*index] = middles[*index].min(edge - size / 2.0);
        edge = middles[*index] - size / 2.0 - gap;
    }
    middles
}
