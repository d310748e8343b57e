//! What the provider does not say of a KPI and a comparison needs: its unit, its decimals, and which way is good. It is
//! our own judgement, made by rules from the words of the title and corrected by hand in `data/kolada/measures.csv`; what
//! decided is kept beside it.

mod direction;
mod unit;

pub use unit::{Unit, ended};

use crate::names::{Kpi, KpiAt};
use crate::segment::Segment;
use crate::tree;
use kompass_core::kpi::Direction;
use kompass_core::{Lang, Problem, format};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;
use unit::without_end;

/// How the values of a KPI are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure<'a> {
    /// What they count.
    pub unit: Unit<'a>,
    /// With how many decimals they are printed. Nothing is computed from rounded values.
    pub decimals: usize,
    /// Which way is good.
    pub direction: Direction,
    /// What decided the direction.
    pub reason: Reason,
}

/// What decided a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A person judged this KPI, for a reason given in English in the table of corrections.
    Hand(&'static str),
    /// This word of the title, by a rule.
    Word(&'static str),
    /// The unit, by a rule.
    Unit,
    /// No rule knows it: it is neutral for want of a judgement.
    Nothing,
}

impl<'a> Measure<'a> {
    /// The largest change that is printed as none.
    pub fn unseen(&self) -> f64 {
        // A little less than half of the last decimal: half of it is rounded to one.
        0.499_999 * 0.1_f64.powi(self.decimals as i32)
    }

    /// How a KPI is to be read.
    pub fn of(kpi: &Kpi<&'a str>) -> Self {
        let by_rule = Self::by_rule(kpi.title);
        let Some(hand) = CORRECTIONS.get(kpi.id) else { return by_rule };
        Self {
            unit: hand.unit.as_deref().map_or(by_rule.unit, Unit::from_text),
            decimals: hand.decimals.unwrap_or(by_rule.decimals),
            direction: hand.direction.unwrap_or(by_rule.direction),
            reason: hand.direction.map_or(by_rule.reason, |_| Reason::Hand(&hand.why)),
        }
    }

    /// How the rules alone would read a title.
    fn by_rule(title: &'a str) -> Self {
        let unit = Unit::of(title);
        let (direction, reason) = match direction::of(title, unit) {
            Some((direction, "*")) => (direction, Reason::Unit),
            Some((direction, word)) => (direction, Reason::Word(word)),
            None => (Direction::Neutral, Reason::Nothing),
        };
        Self { unit, decimals: unit.decimals(), direction, reason }
    }

    /// A value as it is printed: `85,2 %`.
    pub fn print(&self, lang: Lang, value: f64) -> String {
        self.unit.print(lang, value, self.decimals)
    }

    /// A difference between values, or from a mean, as it is printed: with its sign, without the unit.
    pub fn print_change(&self, lang: Lang, change: f64) -> String {
        format::change(lang, change, self.unit.decimals_between(self.decimals))
    }
}

impl Segment {
    /// How a KPI is to be read.
    pub fn measure(&self, kpi: KpiAt) -> Measure<'_> {
        Measure::of(&self.kpi(kpi))
    }
}

/// A row of the table of corrections: what is not given stays as the rules have it.
struct Correction {
    unit: Option<String>,
    decimals: Option<usize>,
    direction: Option<Direction>,
    why: String,
}

static CORRECTIONS: LazyLock<HashMap<String, Correction>> = LazyLock::new(|| {
    let table = include_bytes!("../../../data/kolada/measures.csv");
    let rows = csv::Reader::from_reader(&table[..]).into_deserialize();
    // A test reads every row of the file that is compiled in.
    let row = |row: csv::Result<(String, String, String, String, String)>| {
        let (id, unit, decimals, direction, why) =
            row.expect("the table of measures is well-formed");
        let unit = Some(unit).filter(|unit| !unit.is_empty());
        let (decimals, direction) = (decimals.parse().ok(), Direction::from_code(&direction));
        (id, Correction { unit, decimals, direction, why })
    };
    rows.map(row).collect()
});

/// What is wrong with the table of corrections, and what the rules leave open or contradict themselves in.
pub fn lint_measures(segment: &Segment) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |id: &str, message: String, remedy: &str| {
        problems.push(Problem::new(id, message, remedy).file("data/kolada/measures.csv"));
    };
    let mut corrected: Vec<_> = CORRECTIONS.iter().collect();
    corrected.sort_by_key(|(id, _)| *id);
    for (id, hand) in corrected {
        let Some(at) = segment.find_kpi(id) else {
            wrong(id, "no catalogue has this KPI".to_owned(), "take the row away");
            continue;
        };
        let rule = Measure::by_rule(segment.kpi(at).title);
        let superfluous = hand.unit.as_deref().is_some_and(|unit| unit == rule.unit.text())
            || hand.decimals == Some(rule.decimals)
            || hand.direction == Some(rule.direction) && rule.reason != Reason::Nothing;
        if superfluous {
            wrong(id, "a correction says what the rules say".to_owned(), "take it away");
        }
    }
    let mut alike: BTreeMap<String, (Direction, &str)> = BTreeMap::new();
    for kpi in segment.kpis().map(|at| segment.kpi(at)) {
        let measure = Measure::of(&kpi);
        let message = || format!("{} has no unit or no direction", kpi.title);
        let open = measure.reason == Reason::Nothing || measure.unit == Unit::Unknown;
        if open && tree::memberships(kpi.id) > 0 {
            wrong(kpi.id, message(), "add a rule for its words, or a row for it");
        }
        let direction = measure.direction;
        let (known, other) = *alike.entry(of_all(kpi.title)).or_insert((direction, kpi.id));
        if known != direction {
            let message =
                format!("{} is {}, and {other} is {}", kpi.title, direction.code(), known.code());
            wrong(kpi.id, message, "let both have the same, by a rule or by rows");
        }
    }
    problems
}

/// A title without the words that say whose part of the same thing it counts.
fn of_all(title: &str) -> String {
    const PARTS: [&str; 9] = [
        "kommunala skolor",
        "fristående skolor i kommunen",
        "fristående skolor",
        "kommunal regi",
        "enskild regi",
        "lägeskommun",
        "hemkommun",
        "kommunala",
        "fristående",
    ];
    let mut title = without_end(title).to_lowercase();
    for part in PARTS {
        title = title.replace(part, "");
    }
    title.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled::tests::segment;

    /// Every KPI of Jämföraren's tree as it is read. The file is there to be read by people: a rule that is changed shows
    /// there all that it changes.
    #[test]
    fn every_kpi_of_the_tree_is_judged() {
        let mut kpis: Vec<&str> = tree::kpis().collect();
        kpis.sort_unstable();
        let mut lines = String::new();
        for id in kpis {
            let at = segment().find_kpi(id).unwrap();
            let Measure { unit, decimals, direction, reason } = segment().measure(at);
            let (title, unit, direction) = (segment().kpi(at).title, unit.text(), direction.code());
            let reason = match reason {
                Reason::Hand(why) => format!("by hand: {why}"),
                Reason::Word(word) => format!("by \"{word}\""),
                Reason::Unit => "by the unit".to_owned(),
                Reason::Nothing => "by nothing".to_owned(),
            };
            lines += &format!("{id} {direction} {reason} | {unit} .{decimals} | {title}\n");
        }
        insta::assert_snapshot!(lines);
    }

    #[test]
    fn the_judgements_do_not_contradict_themselves() {
        let problems = lint_measures(segment());
        assert!(problems.is_empty(), "{problems:#?}");
        let judged = |at: &KpiAt| segment().measure(*at).reason != Reason::Nothing;
        let share = segment().kpis().filter(judged).count() as f64 / segment().kpis().len() as f64;
        assert!(share > 0.95, "only {share} of all KPIs are judged");
    }

    /// Titles in which a word taken by itself says the opposite.
    #[test]
    fn words_are_read_in_what_they_belong_to() {
        let of = |id: &str| segment().measure(segment().find_kpi(id).unwrap()).direction;
        let higher = "N80401 N80404 U70448 U70450 U70516 U72555 U23418 U21432 N79198 N79187 N18945 N18946 U21555 U79142
            N70619 N70620";
        let lower = "N30466 U30426 U30427 N23580 N23592";
        let neutral = "U07003 N03114 N03115 N63061 N63062 N00216 N28149 N28165 N03152 N03153 N00510 N00683 N07701 N85550";
        for (direction, ids) in
            [(Direction::Higher, higher), (Direction::Lower, lower), (Direction::Neutral, neutral)]
        {
            for id in ids.split_whitespace() {
                assert_eq!(of(id), direction, "{id}");
            }
        }
        // Of a part and of each inhabitant there is a direction.
        assert_eq!((of("N00401"), of("N00517")), (Direction::Lower, Direction::Lower));
    }

    #[test]
    fn a_hand_overrules_a_word() {
        let measure = |id| segment().measure(segment().find_kpi(id).unwrap());
        assert_eq!(measure("N00090").reason, Reason::Word("sjukfrånvaro"));
        assert_eq!(measure("N00090").direction, Direction::Lower);
        assert!(matches!(measure("N11800").reason, Reason::Hand(_)));
        assert_eq!(measure("N11008").direction, Direction::Neutral, "what a preschool costs");
        let decimals_only = measure("N11102");
        assert_eq!((decimals_only.decimals, decimals_only.direction), (1, Direction::Lower));
        assert_eq!(measure("N00090").print(Lang::Sv, 6.25), "6,2\u{a0}%");
    }
}
