//! How much the value of an area varies from one measurement to the next without anything having happened.

use super::spread::median;
use crate::names::{AreaKind, Gender};
use crate::segment::Segment;

/// Areas in groups of about the same number of inhabitants: chance is larger where fewer are counted.
pub(super) struct Sizes {
    /// The group of each area.
    group: Vec<usize>,
    groups: usize,
}

/// How many areas are of about the same size.
const ALIKE: usize = 29;

/// How many measurements the areas of about the same size are worth beside the own ones.
const PRIOR: f64 = 4.0;

/// The median of differences from their median is this part of a standard deviation.
const PART: f64 = 0.674_489_750_196_081_7;

impl Sizes {
    /// By the latest population; all areas in one group if the segment does not know it.
    pub(super) fn of(segment: &Segment, kind: AreaKind) -> Self {
        let areas = segment.range(kind).len();
        let population = segment.find_kpi("N01951").and_then(|kpi| {
            let year = segment.latest_year(kpi, Gender::Total, kind)?;
            Some(&segment.row(kpi, Gender::Total, year)?[segment.range(kind)])
        });
        let Some(population) = population else { return Self { group: vec![0; areas], groups: 1 } };
        let mut order: Vec<usize> = (0..areas).collect();
        order.sort_by(|one, other| population[*one].total_cmp(&population[*other]));
        let groups = areas.div_ceil(ALIKE).max(1);
        let mut group = vec![0; areas];
        for (place, area) in order.into_iter().enumerate() {
            group[area] = place * groups / areas;
        }
        Self { group, groups }
    }
}

/// The noise of one KPI in every area.
pub(super) struct Noise(Vec<f64>);

impl Noise {
    pub(super) fn of(rows: &[(i16, &[f64])], sizes: &Sizes) -> Self {
        let own: Vec<(f64, usize)> = (0..sizes.group.len()).map(|at| own(rows, at)).collect();
        let of_group = |group| {
            let same = own.iter().zip(&sizes.group).filter(|(_, it)| **it == group);
            median(same.map(|((noise, _), _)| *noise)).unwrap_or(0.0)
        };
        let groups: Vec<f64> = (0..sizes.groups).map(of_group).collect();
        let mixed = |((own, changes), group): (&(f64, usize), &usize)| {
            let of_group = groups[*group];
            if own.is_nan() {
                return of_group;
            }
            let changes = *changes as f64;
            ((changes * own * own + PRIOR * of_group * of_group) / (changes + PRIOR)).sqrt()
        };
        Self(own.iter().zip(&sizes.group).map(mixed).collect())
    }

    pub(super) fn of_area(&self, at: usize) -> f64 {
        self.0[at]
    }
}

/// The noise of an area by its own measurements, and by how many changes; NaN by fewer than two. What all changes have in
/// common is a trend and no noise; a change has the noise of two values.
fn own(rows: &[(i16, &[f64])], at: usize) -> (f64, usize) {
    let mut changes = [0.0; super::MEASUREMENTS];
    let (mut count, mut before) = (0, f64::NAN);
    for (_, row) in rows {
        let value = row[at];
        if value.is_nan() {
            continue;
        }
        if !before.is_nan() {
            changes[count] = value - before;
            count += 1;
        }
        before = value;
    }
    let changes = &mut changes[..count];
    if count < 2 {
        return (f64::NAN, count);
    }
    changes.sort_unstable_by(f64::total_cmp);
    let middle = (changes[(count - 1) / 2] + changes[count / 2]) / 2.0;
    changes.iter_mut().for_each(|change| *change = (*change - middle).abs());
    changes.sort_unstable_by(f64::total_cmp);
    let typical = (changes[(count - 1) / 2] + changes[count / 2]) / 2.0;
    (typical / PART / std::f64::consts::SQRT_2, count)
}
