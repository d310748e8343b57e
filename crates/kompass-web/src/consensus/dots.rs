//! Disagreement dots: where each evaluator stands on one scale. They stand beside the words that say the same, never alone.

/// Width of the scale, and its margin.
const WIDTH: u32 = 220;
const MARGIN: u32 = 16;
/// Room for one dot.
const DOT: u32 = 22;

/// A scale with its dots.
pub(crate) struct Dots {
    /// What the scale measures.
    pub(crate) label: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Where the scale runs.
    pub(crate) base: u32,
    pub(crate) left: u32,
    pub(crate) right: u32,
    /// Where its steps are.
    pub(crate) ticks: Vec<u32>,
    pub(crate) marks: Vec<Mark>,
    /// Where what was agreed on is.
    pub(crate) agreed: Option<u32>,
}

/// A dot.
pub(crate) struct Mark {
    pub(crate) x: u32,
    pub(crate) y: u32,
    /// Who.
    pub(crate) code: String,
}

impl Dots {
    /// Dots at these places, in thousandths of the scale; those at the same place stand on each other.
    pub(crate) fn new(
        label: impl Into<String>,
        ticks: impl IntoIterator<Item = u32>,
        marks: impl IntoIterator<Item = (String, u32)>,
        agreed: Option<u32>,
    ) -> Self {
        let mut marks: Vec<Mark> =
            marks.into_iter().map(|(code, at)| Mark { x: place(at), y: 0, code }).collect();
        let mut highest = 1;
        for at in 0..marks.len() {
            // Dots that would cover each other are stacked.
            let below = marks[..at].iter().filter(|it| it.x.abs_diff(marks[at].x) < DOT).count();
            marks[at].y = u32::try_from(below).unwrap_or(0);
            highest = highest.max(marks[at].y + 1);
        }
        let base = highest * DOT + 4;
        for mark in &mut marks {
            mark.y = base - 4 - mark.y * DOT - DOT / 2;
        }
        Self {
            label: label.into(),
            width: WIDTH,
            height: base + 8,
            base,
            left: MARGIN,
            right: WIDTH - MARGIN,
            ticks: ticks.into_iter().map(place).collect(),
            marks,
            agreed: agreed.map(place),
        }
    }
}

fn place(thousandths: u32) -> u32 {
    MARGIN + (WIDTH - 2 * MARGIN) * thousandths.min(1000) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_keep_to_the_scale_and_off_each_other() {
        let marks = [("E1", 0), ("E2", 1000), ("E3", 1000), ("E4", 5000), ("E5", 990)];
        let marks = marks.map(|(code, at)| (code.to_owned(), at));
        let dots = Dots::new("x", [0, 500, 1000], marks, Some(500));
        for (at, one) in dots.marks.iter().enumerate() {
            assert!((MARGIN..=WIDTH - MARGIN).contains(&one.x) && one.y + DOT / 2 <= dots.base);
            for other in &dots.marks[..at] {
                let apart = one.x.abs_diff(other.x).max(one.y.abs_diff(other.y));
                assert!(apart >= DOT, "{} covers {}", one.code, other.code);
            }
        }
        assert_eq!((dots.ticks, dots.agreed), (vec![16, 110, 204], Some(110)));
    }
}
