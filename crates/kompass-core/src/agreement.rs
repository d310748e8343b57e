//! Agreement between evaluators (samstämmighet): Krippendorff's alpha with a bootstrap interval, the mean absolute
//! difference, and the share of units on which all say the same.
//!
//! Alpha is 1 − observed disagreement / disagreement expected by chance, from the matrix of coincidences of pairs of
//! values within units; missing values only leave pairs out. K. Krippendorff, "Computing Krippendorff's
//! Alpha-Reliability", 2011.

use crate::judgement::{Judged, MILLION, Sheet, Unit, share};
use crate::points::Points;
use serde::Serialize;

/// Alpha of fewer units than this is not shown: it would say more about chance than about the evaluators.
pub const UNITS_TO_SHOW: usize = 30;

/// How often the units are drawn anew for the interval.
pub const RESAMPLES: u32 = 2000;

/// How well the evaluators of one evaluation agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// On the levels of each dimension of the rubric (ordinal), by code of the dimension. Dimensions have levels of their
    /// own, so they are not thrown together.
    pub levels: Vec<(String, Alpha)>,
    /// On points (interval), as share of what each unit can give: else units that can give more would weigh more.
    pub points: Alpha,
    /// Mean over the units of the mean absolute difference in points between two evaluators, rounded half up to
    /// thousandths. `None` if no unit was judged by two.
    pub mean_difference: Option<Points>,
    /// Units judged by at least two evaluators.
    pub units: usize,
    /// Those of them on which all judgements are equal.
    pub equal: usize,
}

/// An alpha, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "shown")]
pub enum Alpha {
    /// Fewer than [`UNITS_TO_SHOW`] units.
    TooFew {
        /// Units judged by at least two evaluators.
        units: usize,
    },
    /// All values are the same, so that agreement cannot be told from chance.
    NoVariation {
        /// Units judged by at least two evaluators.
        units: usize,
    },
    /// The value with its 95 % interval.
    Value {
        /// Units judged by at least two evaluators.
        units: usize,
        /// Alpha: at most 1; 0 is chance.
        alpha: f64,
        /// Lower end of the interval.
        low: f64,
        /// Upper end of the interval.
        high: f64,
    },
}

/// How far apart two values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// By how many values lie between their ranks.
    Ordinal,
    /// By their difference.
    Interval,
}

impl Agreement {
    /// The agreement of all evaluators of an evaluation. The seed draws the interval: the same seed gives the same
    /// interval. Planned only counts as the lowest levels and 0 points, but is not equal to them.
    pub fn of(sheet: &Sheet<'_>, seed: u64) -> Self {
        let rubric = sheet.framework.rubric.as_ref();
        let pairable: Vec<&Unit<'_>> =
            sheet.units.iter().filter(|unit| unit.assessed().nth(1).is_some()).collect();
        let dimensions = rubric.map_or(&[][..], |rubric| &rubric.dimensions);
        let levels = dimensions.iter().enumerate().map(|(at, dimension)| {
            let table = pairable.iter().map(|unit| {
                unit.assessed().filter_map(|it| it.judged.level(at)).map(f64::from).collect()
            });
            (dimension.code.clone(), Alpha::of(&Table::new(table), Metric::Ordinal, seed))
        });
        let points = pairable.iter().map(|unit| {
            unit.assessed()
                .filter_map(|opinion| match &opinion.judged {
                    Judged::Direct(points) => {
                        let max = Points::whole(unit.sub_area.points.max(1));
                        Some(points.to_decimal() / max.to_decimal())
                    }
                    judged => Some(f64::from(share(rubric?, judged)?) / f64::from(MILLION)),
                })
                .collect()
        });
        let differences: Vec<Points> = pairable
            .iter()
            .filter_map(|unit| {
                let points = unit.assessed().filter_map(|it| unit.points(rubric, &it.judged));
                mean_difference(&points.collect::<Vec<_>>())
            })
            .collect();
        Self {
            levels: levels.collect(),
            points: Alpha::of(&Table::new(points), Metric::Interval, seed),
            mean_difference: mean(&differences),
            units: pairable.len(),
            equal: pairable.iter().filter(|unit| is_equal(unit)).count(),
        }
    }
}

impl Alpha {
    /// Alpha with its interval, if there are enough units to show it.
    fn of(table: &Table, metric: Metric, seed: u64) -> Self {
        let units = table.units.len();
        if units < UNITS_TO_SHOW {
            return Self::TooFew { units };
        }
        match (alpha(table, metric), interval(table, metric, RESAMPLES, seed)) {
            (Some(alpha), Some((low, high))) => Self::Value { units, alpha, low, high },
            _ => Self::NoVariation { units },
        }
    }
}

/// Values given to units by observers: for each unit how often each value was given to it. Units with fewer than two
/// values hold no pair and are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The values that occur, rising.
    values: Vec<f64>,
    /// Per unit, how many observers gave it each of the values.
    units: Vec<Vec<u32>>,
}

impl Table {
    /// From the values of each unit; missing ones are simply not there. Values that are no finite number are left out.
    pub fn new(units: impl IntoIterator<Item = Vec<f64>>) -> Self {
        let units: Vec<Vec<f64>> = units
            .into_iter()
            .map(|unit| unit.into_iter().filter(|value| value.is_finite()).collect::<Vec<_>>())
            .filter(|unit| unit.len() > 1)
            .collect();
        let mut values: Vec<f64> = units.iter().flatten().copied().collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let count = |unit: Vec<f64>| {
            let count = |value: &f64| unit.iter().filter(|it| *it == value).map(|_| 1).sum();
            values.iter().map(count).collect()
        };
        Self { units: units.into_iter().map(count).collect(), values }
    }
}

/// Krippendorff's alpha; `None` if no two values differ, or there is no pair.
pub fn alpha(table: &Table, metric: Metric) -> Option<f64> {
    Coincidences::of(table, table.units.iter()).alpha(metric)
}

/// The 95 % percentile bootstrap interval of alpha: the units are drawn anew, as many as there are, with replacement;
/// draws in which no two values differ say nothing and are left out. `None` if none says anything.
pub fn interval(table: &Table, metric: Metric, resamples: u32, seed: u64) -> Option<(f64, f64)> {
    let mut random = SplitMix64(seed);
    let mut alphas: Vec<f64> = (0..resamples)
        .filter_map(|_| {
            let draws =
                (0..table.units.len()).map(|_| &table.units[random.below(table.units.len())]);
            Coincidences::of(table, draws).alpha(metric)
        })
        .collect();
    alphas.sort_by(f64::total_cmp);
    let last = alphas.len().checked_sub(1)?;
    Some((alphas[last * 25 / 1000], alphas[last - last * 25 / 1000]))
}

/// How often each value meets each other within a unit.
struct Coincidences<'a> {
    values: &'a [f64],
    /// Row by row; each unit of m values gives m(m − 1) ordered pairs, each counted 1/(m − 1).
    matrix: Vec<f64>,
    /// Sum of each row: how many pairable values there are of each.
    totals: Vec<f64>,
}

impl<'a> Coincidences<'a> {
    fn of<'b>(table: &'a Table, units: impl Iterator<Item = &'b Vec<u32>>) -> Self {
        let size = table.values.len();
        let mut matrix = vec![0.0; size * size];
        let mut totals = vec![0.0; size];
        for unit in units {
            let given: u32 = unit.iter().sum();
            let others = f64::from(given - 1);
            for (row, count) in unit.iter().enumerate().filter(|(_, count)| **count > 0) {
                totals[row] += f64::from(*count);
                for (column, other) in unit.iter().enumerate() {
                    let other = if row == column { other - 1 } else { *other };
                    matrix[row * size + column] += f64::from(*count) * f64::from(other) / others;
                }
            }
        }
        Self { values: &table.values, matrix, totals }
    }

    fn alpha(&self, metric: Metric) -> Option<f64> {
        let size = self.values.len();
        let all: f64 = self.totals.iter().sum();
        let (mut observed, mut expected) = (0.0, 0.0);
        for row in 0..size {
            for column in row + 1..size {
                let distance = self.distance(metric, row, column);
                observed += self.matrix[row * size + column] * distance;
                expected += self.totals[row] * self.totals[column] * distance;
            }
        }
        (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
    }

    /// The squared difference of two values, the first being the lower.
    fn distance(&self, metric: Metric, low: usize, high: usize) -> f64 {
        let difference = match metric {
            Metric::Interval => self.values[high] - self.values[low],
            Metric::Ordinal => {
                let ends = f64::midpoint(self.totals[low], self.totals[high]);
                self.totals[low..=high].iter().sum::<f64>() - ends
            }
        };
        difference * difference
    }
}

/// The generator of S. Vigna's SplitMix64. Own, because the interval is printed and must come out the same in every version
/// to come, which crates for random numbers do not promise.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, each equally likely but for less than `end` in 2^64.
    #[expect(clippy::cast_possible_truncation, reason = "the product shifted by 64 is below `end`")]
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

fn is_equal(unit: &Unit<'_>) -> bool {
    let mut judged = unit.assessed().map(|opinion| &opinion.judged);
    let first = judged.next();
    judged.all(|other| Some(other) == first)
}

fn mean_difference(points: &[Points]) -> Option<Points> {
    let pairs: Vec<Points> = points
        .iter()
        .enumerate()
        .flat_map(|(at, a)| points[at + 1..].iter().map(|b| Points((a.0 - b.0).abs())))
        .collect();
    mean(&pairs)
}

fn mean(points: &[Points]) -> Option<Points> {
    let count = i64::try_from(points.len()).ok().filter(|count| *count > 0)?;
    Some(points.iter().copied().sum::<Points>().scaled(1, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;
    use proptest::prelude::*;

    /// Rows are observers, columns units, a dot is a missing value.
    fn table(rows: &[&str]) -> Table {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split(' ').collect()).collect();
        Table::new(
            (0..rows[0].len())
                .map(|unit| rows.iter().filter_map(|row| row[unit].parse::<f64>().ok()).collect()),
        )
    }

    fn assert_close(alpha: Option<f64>, published: f64) {
        let alpha = alpha.unwrap();
        assert!((alpha - published).abs() < 0.0005, "{alpha} is not {published}");
    }

    /// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), four observers, twelve units, missing values:
    /// ordinal 0.815, interval 0.849.
    #[test]
    fn krippendorffs_four_observers_and_twelve_units() {
        let table = table(&[
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ]);
        assert_eq!(table.units.len(), 11, "unit 12 has one value and no pair");
        assert_close(alpha(&table, Metric::Ordinal), 0.815);
        assert_close(alpha(&table, Metric::Interval), 0.849);
    }

    /// The same paper, two observers, ten units, two values: 0.095. With two values all metrics agree.
    #[test]
    fn krippendorffs_two_observers_and_ten_units() {
        let table = table(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
        assert_close(alpha(&table, Metric::Ordinal), 0.095);
        assert_close(alpha(&table, Metric::Interval), 0.095);
    }

    #[test]
    fn without_variation_or_pairs_there_is_no_alpha() {
        let same = table(&["2 2 2", "2 2 2"]);
        assert_eq!(alpha(&same, Metric::Ordinal), None);
        assert_eq!(interval(&same, Metric::Ordinal, 10, 1), None);
        let alone = table(&["1 2 ."]);
        assert_eq!(alpha(&alone, Metric::Interval), None);
        assert_eq!(interval(&alone, Metric::Interval, 10, 1), None);
        assert_eq!(alpha(&Table::new([vec![f64::NAN, 1.0]]), Metric::Interval), None);
    }

    /// Published first outputs of SplitMix64 for the seed 1234567.
    #[test]
    fn the_generator_is_splitmix64() {
        let mut random = SplitMix64(1_234_567);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    /// 45 questions, so that alpha is shown.
    fn many_questions() -> crate::framework::Framework {
        let mut framework = fixtures::framework();
        let template = framework.areas[0].sub_areas[0].questions[0].clone();
        framework.areas[0].sub_areas[0].questions = (1..=35)
            .map(|number| crate::framework::Question {
                code: format!("1.1.{number}"),
                ..template.clone()
            })
            .collect();
        framework
    }

    #[test]
    fn an_evaluation_has_agreement_on_levels_and_on_points() {
        let framework = many_questions();
        let mut evaluation = fixtures::evaluation();
        for (at, (_, question)) in framework.questions().enumerate() {
            let strategy = ["visible", "documented"][at % 2];
            fixtures::judge(&mut evaluation, "E1", &question.code, &[strategy, "all"]);
            let scope = if at == 0 { "some" } else { "all" };
            fixtures::judge(&mut evaluation, "E2", &question.code, &[strategy, scope]);
        }
        fixtures::question(&mut evaluation, "2.2.4").judgements.pop();
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let agreement = Agreement::of(&sheet, 1);
        assert_eq!((agreement.units, agreement.equal), (44, 43));
        let (code, strategy) = &agreement.levels[0];
        assert_eq!(code, "strategy");
        assert_eq!(*strategy, Alpha::Value { units: 44, alpha: 1.0, low: 1.0, high: 1.0 });
        let Alpha::Value { alpha, low, high, .. } = agreement.points else {
            panic!("{:?}", agreement.points)
        };
        assert!(low <= alpha && alpha <= high && high <= 1.0 && alpha < 1.0);
        // One question of 60 / 35 points, 0.3 apart, over 44 units.
        assert_eq!(agreement.mean_difference, Some(Points(12)));
        assert_eq!(agreement, Agreement::of(&sheet, 1), "same seed, same interval");
    }

    #[test]
    fn planned_only_is_the_lowest_level_and_yet_another_judgement() {
        let framework = many_questions();
        let mut evaluation = fixtures::evaluation();
        for (_, question) in framework.questions() {
            fixtures::judge(&mut evaluation, "E1", &question.code, &["none", "none"]);
            fixtures::plan(&mut evaluation, "E2", &question.code);
        }
        let agreement = Agreement::of(&Sheet::read(&framework, &evaluation).unwrap(), 1);
        assert_eq!((agreement.units, agreement.equal), (45, 0));
        assert_eq!(agreement.points, Alpha::NoVariation { units: 45 });
        assert_eq!(agreement.mean_difference, Some(Points::ZERO));
    }

    #[test]
    fn fewer_than_thirty_units_show_no_alpha() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        fixtures::set(&mut evaluation, "E1", "1.2", 30_000);
        fixtures::set(&mut evaluation, "E2", "1.2", 24_500);
        fixtures::set(&mut evaluation, "E3", "1.2", 30_000);
        let agreement = Agreement::of(&Sheet::read(&framework, &evaluation).unwrap(), 1);
        assert_eq!(agreement.points, Alpha::TooFew { units: 1 });
        assert_eq!(agreement.mean_difference, Some(Points(3_667)));
        assert_eq!(agreement.equal, 0);
    }

    /// Observers × units with holes.
    fn ratings() -> impl Strategy<Value = Vec<Vec<Option<u8>>>> {
        (2..5_usize, 1..20_usize).prop_flat_map(|(observers, units)| {
            let unit = prop::collection::vec(prop::option::weighted(0.8, 0..5_u8), observers);
            prop::collection::vec(unit, units)
        })
    }

    fn rated(units: &[Vec<Option<u8>>]) -> Table {
        Table::new(
            units.iter().map(|unit| unit.iter().flatten().map(|value| f64::from(*value)).collect()),
        )
    }

    proptest! {
        #[test]
        fn alpha_is_at_most_1(units in ratings(), seed: u64) {
            for metric in [Metric::Ordinal, Metric::Interval] {
                let table = rated(&units);
                if let Some(alpha) = alpha(&table, metric) {
                    prop_assert!(alpha <= 1.0);
                }
                if let Some((low, high)) = interval(&table, metric, 50, seed) {
                    prop_assert!(low <= high && high <= 1.0);
                }
            }
        }

        #[test]
        fn alpha_is_1_exactly_on_full_agreement(units in prop::collection::vec((0..5_u8, 2..5_usize), 2..20)) {
            let varied = units.iter().any(|(value, _)| *value != units[0].0);
            let table = Table::new(units.iter().map(|(value, observers)| vec![f64::from(*value); *observers]));
            for metric in [Metric::Ordinal, Metric::Interval] {
                prop_assert_eq!(alpha(&table, metric), varied.then_some(1.0));
            }
        }

        #[test]
        fn the_order_of_observers_does_not_matter(units in ratings(), seed: u64) {
            let reversed: Vec<_> =
                units.iter().map(|unit| unit.iter().rev().copied().collect::<Vec<_>>()).collect();
            for metric in [Metric::Ordinal, Metric::Interval] {
                prop_assert_eq!(alpha(&rated(&units), metric), alpha(&rated(&reversed), metric));
                prop_assert_eq!(
                    interval(&rated(&units), metric, 20, seed),
                    interval(&rated(&reversed), metric, 20, seed)
                );
            }
        }
    }
}
