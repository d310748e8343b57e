//! The order of the values of a row, made once when a segment is written, so that no reader sorts.

use super::layout::NOWHERE;
use crate::cores;
use crate::import::Draft;
use crate::names::{AreaKind, Gender};
use std::ops::Range;

/// Of every cell how many areas of its kind have a lower value in its row, row after row.
pub(super) fn of(draft: &Draft) -> Vec<u16> {
    let kinds = kinds(draft);
    let kpis = draft.kpis.len();
    let share = cores::share(kpis);
    let parts = (0..kpis).step_by(share).map(|start| start..kpis.min(start + share));
    cores::each(parts, |kpis| of_some(draft, kpis, &kinds)).concat()
}

/// The areas of each kind as ranges of every row.
pub(super) fn kinds(draft: &Draft) -> [Range<usize>; 3] {
    AreaKind::ALL.map(|kind| {
        let start = draft.areas.partition_point(|area| area.kind < kind);
        start..draft.areas.partition_point(|area| area.kind <= kind)
    })
}

fn of_some(draft: &Draft, kpis: Range<usize>, kinds: &[Range<usize>]) -> Vec<u16> {
    let (mut lower, mut sorter) = (Vec::new(), Sorter::default());
    for kpi in kpis {
        for gender in Gender::ALL {
            for (_, _, row) in draft.table.rows(kpi, gender) {
                let start = lower.len();
                lower.resize(start + row.len(), NOWHERE);
                for kind in kinds {
                    sorter.lower(&row[kind.clone()], &mut lower[start..][kind.clone()]);
                }
            }
        }
    }
    lower
}

/// Sorts rows; keeps its memory between them.
#[derive(Default)]
struct Sorter {
    /// Value and place in the row.
    sorted: Vec<(i64, u32)>,
}

impl Sorter {
    /// Of each value of a row how many are lower. Where there is none, `lower` is left alone.
    fn lower(&mut self, row: &[f64], lower: &mut [u16]) {
        self.sorted.clear();
        let present = row.iter().zip(0_u32..).filter(|(value, _)| !value.is_nan());
        self.sorted.extend(present.map(|(value, at)| (ordered(*value), at)));
        self.sorted.sort_unstable();
        // A row has fewer areas than 16 bits can say.
        let mut below = 0;
        for equal in self.sorted.chunk_by(|one, other| one.0 == other.0) {
            for (_, at) in equal {
                lower[*at as usize] = below;
            }
            below += equal.len() as u16;
        }
    }
}

/// An integer that orders as the value does; both zeros are one.
fn ordered(value: f64) -> i64 {
    let bits = (value + 0.0).to_bits().cast_signed();
    bits ^ (bits >> 63).cast_unsigned().wrapping_shr(1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::value;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_counts_the_lower_ones(row in proptest::collection::vec(value(), 1..300)) {
            let mut lower = vec![NOWHERE; row.len()];
            Sorter::default().lower(&row, &mut lower);
            for (value, lower) in row.iter().zip(lower) {
                let count = row.iter().filter(|other| *other < value).count() as u16;
                prop_assert_eq!(lower, if value.is_nan() { NOWHERE } else { count });
            }
        }

        #[test]
        fn the_order_of_integers_is_that_of_values(one in value(), other in value()) {
            prop_assume!(!one.is_nan() && !other.is_nan());
            prop_assert_eq!(ordered(one).cmp(&ordered(other)), one.partial_cmp(&other).unwrap());
        }
    }
}
