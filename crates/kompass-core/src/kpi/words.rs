//! What the rules find, in words, so that pages, reports and the command line say the same.

use super::{Band, Bands, Direction, GenderGap, NoBand, Operator, Sex, Unbroken, Verdict};
use crate::i18n::Texts;

impl Texts {
    /// Which way is good: "lägre är bättre".
    pub fn direction(&self, direction: Direction) -> String {
        match direction {
            Direction::Higher => self.measure_higher_is_better(),
            Direction::Lower => self.measure_lower_is_better(),
            Direction::Neutral => self.measure_neutral(),
        }
    }

    /// A band by where its values are: the best quarter of a KPI in which lower is better is "lägsta fjärdedelen".
    pub fn band(&self, band: Band, direction: Direction) -> String {
        let lower = direction == Direction::Lower;
        match band {
            Band::MiddleHalf => self.measure_middle_half(),
            Band::BestQuarter if lower => self.position_lowest_quarter(),
            Band::WorstQuarter if lower => self.position_highest_quarter(),
            Band::BestQuarter => self.position_highest_quarter(),
            Band::WorstQuarter => self.position_lowest_quarter(),
            Band::SecondQuarter if lower => self.measure_second_lowest_quarter(),
            Band::ThirdQuarter if lower => self.measure_second_highest_quarter(),
            Band::SecondQuarter => self.measure_second_highest_quarter(),
            Band::ThirdQuarter => self.measure_second_lowest_quarter(),
        }
    }

    /// Why there is no band: "alla har samma värde".
    pub fn no_band(&self, why: NoBand) -> String {
        match why {
            NoBand::Neutral => self.measure_neutral(),
            NoBand::TooFew => self.measure_no_band_few(),
            NoBand::AllEqual => self.measure_no_band_equal(),
        }
    }

    /// The rule of the bands, which stands wherever they are shown.
    pub fn bands(&self, bands: Bands) -> String {
        match bands {
            Bands::Three => self.measure_bands_three(),
            Bands::Four => self.measure_bands_four(),
        }
    }

    /// What a change is worth: "bättre".
    pub fn verdict(&self, verdict: Verdict) -> String {
        match verdict {
            Verdict::Better => self.measure_better(),
            Verdict::Worse => self.measure_worse(),
            Verdict::Unchanged => self.measure_unchanged(),
            Verdict::Higher => self.measure_rose(),
            Verdict::Lower => self.measure_fell(),
        }
    }

    /// How long it has gone the same way: "bättre varje år sedan 2018".
    pub fn unbroken(&self, run: Unbroken) -> String {
        let verdict = self.verdict(run.verdict);
        if run.every_year {
            self.measure_unbroken_years(run.since, verdict)
        } else {
            self.measure_unbroken_measurements(run.since, verdict)
        }
    }

    /// How a value is held against a target of this number: "minst 80,0 %".
    pub fn operator(&self, operator: Operator, number: String) -> String {
        match operator {
            Operator::Above => self.measure_above(number),
            Operator::AtLeast => self.measure_at_least(number),
            Operator::AtMost => self.measure_at_most(number),
            Operator::Below => self.measure_below(number),
        }
    }

    /// Who has the better value: "bättre för kvinnor".
    pub fn better_for(&self, sex: Sex) -> String {
        match sex {
            Sex::Women => self.measure_women_better(),
            Sex::Men => self.measure_men_better(),
        }
    }

    /// What must be said of a gap where the value of all lies outside it.
    pub fn gap_note(&self, gap: &GenderGap) -> Option<String> {
        gap.total_outside.then(|| self.measure_total_outside())
    }
}
