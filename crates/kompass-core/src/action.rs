//! Actions (åtgärder): what a municipality does about the improvement areas of a report. An action that names no cause, no
//! improvement theory, or no indicator with its baseline has not been analysed, and says so.

#[cfg(test)]
mod tests;

use crate::error::Problem;
use crate::evaluation::{SinceLast, SinceLastOrigin, SinceLastStatus};
use crate::format;
use crate::text::Lang;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most characters of a text of several lines.
pub const LONGEST: usize = 4000;
/// Most characters of a line.
pub const LONGEST_LINE: usize = 200;
/// Effect and resource need go from 1 to this.
pub const SCALE: u8 = 5;
/// The lowest effect or resource need that counts as high.
pub const HIGH: u8 = 4;
/// An action of which nothing was heard for longer than this has gone quiet.
pub const QUIET_DAYS: i32 = 90;

/// What is done about an improvement area.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Action {
    /// Number of the area.
    pub area: u8,
    /// Code of the sub-area, if the improvement area belongs to one.
    pub sub_area: Option<String>,
    /// The improvement area as it was put in the report.
    pub improvement: String,
    /// What is to be done.
    pub title: String,
    /// Why it is as it is (orsak).
    pub cause: String,
    /// If we do this, then that follows, because … (förbättringsteori).
    pub theory: String,
    /// What shows whether it works.
    pub indicator: String,
    /// In what the indicator is counted.
    pub unit: String,
    /// The indicator before.
    pub baseline: Option<Measured>,
    /// The indicator as it should be.
    pub target: Option<Measured>,
    /// Who answers for it: a person or a function.
    pub owner: String,
    /// When it should be done.
    pub due: Option<Date>,
    /// Expected effect, from 1 to [`SCALE`].
    pub effect: Option<u8>,
    /// What it takes of money and time, from 1 to [`SCALE`].
    pub resource: Option<u8>,
    /// How far it has come.
    pub status: Status,
}

/// A value of an indicator on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The value.
    pub value: Value,
    /// The day.
    pub on: Date,
}

/// A value of an indicator, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Value(pub i64);

/// How far an action has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Decided, not begun.
    #[default]
    Planned,
    /// Begun.
    Begun,
    /// Done, and seen in practice.
    Done,
    /// Given up.
    Stopped,
}

/// How it went until a day. Nothing of it is changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The day.
    pub day: Date,
    /// The indicator on that day.
    pub value: Option<Value>,
    /// What happened.
    pub note: String,
}

/// What an action lacks to be an analysed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Why it is as it is.
    Cause,
    /// Why the action should help.
    Theory,
    /// What shows whether it works.
    Indicator,
    /// How it was before.
    Baseline,
}

/// A square of the effect and resource matrix, in the order in which they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Square {
    /// High effect, low need: the most interesting ones.
    First,
    /// Low effect, low need: interesting too.
    Small,
    /// High effect, high need: perhaps for politicians to decide.
    Decision,
    /// Low effect, high need: to be thought over.
    Doubtful,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Begun, Self::Done, Self::Stopped];

    /// True while there is something left to do.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Begun)
    }

    /// As files, forms and addresses write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }
}

impl Square {
    /// All of them, the most interesting first.
    pub const ALL: [Self; 4] = [Self::First, Self::Small, Self::Decision, Self::Doubtful];
}

impl Value {
    /// From a number as people write it: with comma or point, spaces between thousands, any minus, at most twelve digits
    /// and three decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|it| !it.is_whitespace()).collect();
        let (negative, digits) = match plain.strip_prefix(['-', '\u{2212}', '–']) {
            Some(rest) => (true, rest),
            None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
        };
        let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        let is_number = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
        let ends_well = !digits.ends_with([',', '.']);
        if whole.is_empty() || whole.len() > 12 || fraction.len() > 3 || !ends_well {
            return None;
        }
        if !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let thousandths: i64 = format!("{whole}{fraction:0<3}").parse().ok()?;
        Some(Self(if negative { -thousandths } else { thousandths }))
    }

    /// As a decimal number.
    #[expect(clippy::cast_precision_loss, reason = "at most fifteen digits")]
    pub fn to_decimal(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// As a language writes it.
    pub fn written(self, lang: Lang) -> String {
        format::number(lang, self.to_decimal())
    }
}

impl Action {
    /// What it lacks to be an analysed one; nothing for an action with cause, improvement theory, and an indicator with
    /// its baseline.
    pub fn missing(&self) -> Vec<Missing> {
        let empty = |text: &str| text.trim().is_empty();
        let lacks = [
            (Missing::Cause, empty(&self.cause)),
            (Missing::Theory, empty(&self.theory)),
            (Missing::Indicator, empty(&self.indicator)),
            (Missing::Baseline, self.baseline.is_none()),
        ];
        lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(what, _)| what).collect()
    }

    /// True if it should have been done before this day, and is not.
    pub fn is_late(&self, today: Date) -> bool {
        self.status.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// True if nothing was heard of it for so long, since this day, that somebody ought to ask.
    pub fn is_quiet(heard: Date, today: Date) -> bool {
        heard.until(today).is_ok_and(|span| span.get_days() > QUIET_DAYS)
    }

    /// Where it stands in the effect and resource matrix; `None` until both are judged.
    pub fn square(&self) -> Option<Square> {
        Some(match (self.effect? >= HIGH, self.resource? >= HIGH) {
            (true, false) => Square::First,
            (false, false) => Square::Small,
            (true, true) => Square::Decision,
            (false, true) => Square::Doubtful,
        })
    }

    /// The most interesting ones first: by square, then the larger effect, then the smaller need; those without a square
    /// last.
    pub fn rank(&self) -> impl Ord + use<> {
        let square = self.square();
        (square.is_none(), square, std::cmp::Reverse(self.effect), self.resource)
    }

    /// Every problem of it, by the name of its field.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut add = |place: &str, code: &str, message: &str, remedy: &str| {
            problems.push(Problem::new(place, message, remedy).code(code));
        };
        if self.improvement.trim().is_empty() {
            add("improvement", "FU01", "no improvement area is named", "choose one");
        }
        if self.title.trim().is_empty() {
            add("title", "FU02", "the action is not named", "say what is to be done");
        }
        let lines = [
            ("title", &self.title),
            ("indicator", &self.indicator),
            ("unit", &self.unit),
            ("owner", &self.owner),
        ];
        let texts =
            [("improvement", &self.improvement), ("cause", &self.cause), ("theory", &self.theory)];
        let long = |most: usize| move |text: &str| text.chars().count() > most;
        for (place, text) in lines {
            if long(LONGEST_LINE)(text) {
                add(place, "FU03", "the text has more than 200 characters", "make it shorter");
            }
        }
        for (place, text) in texts {
            if long(LONGEST)(text) {
                add(place, "FU04", "the text has more than 4000 characters", "make it shorter");
            }
        }
        if let (Some(baseline), Some(target)) = (self.baseline, self.target)
            && target.on < baseline.on
        {
            add("target_on", "FU07", "the target is of an earlier day than the baseline", "");
        }
        for (place, mark) in [("effect", self.effect), ("resource", self.resource)] {
            if mark.is_some_and(|mark| !(1..=SCALE).contains(&mark)) {
                add(place, "FU08", "this is not from 1 to 5", "choose one of them");
            }
        }
        problems
    }
}

impl Progress {
    /// Every problem of it, by the name of its field, on the day on which it is written.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut add = |place: &str, code: &str, message: &str, remedy: &str| {
            problems.push(Problem::new(place, message, remedy).code(code));
        };
        if self.day > today {
            add("day", "FU09", "the day has not come yet", "write how it went until today");
        }
        if self.value.is_none() && self.note.trim().is_empty() {
            add("note", "FU10", "nothing is said", "write a value, or what happened");
        }
        if self.note.chars().count() > LONGEST {
            add("note", "FU04", "the text has more than 4000 characters", "make it shorter");
        }
        problems
    }
}

/// What was done about each improvement area, as the next evaluation takes it over: one entry per area and improvement
/// area, in the order in which they come. It is done when all that was not given up is done, and begun when some of it is.
/// `done` puts an action with its last note into words, `year` is that of the evaluation whose plan it is.
pub fn since_last<'a>(
    year: i16,
    actions: impl IntoIterator<Item = (&'a Action, Option<&'a Progress>)>,
    done: impl Fn(&Action, Option<&Progress>) -> String,
) -> Vec<(u8, SinceLast)> {
    let mut order: Vec<(u8, &str)> = Vec::new();
    #[derive(Default)]
    struct Told {
        statuses: Vec<Status>,
        lines: Vec<String>,
    }
    let mut by: BTreeMap<(u8, &str), Told> = BTreeMap::new();
    for (action, last) in actions {
        let key = (action.area, action.improvement.as_str());
        let told = by.entry(key).or_insert_with(|| {
            order.push(key);
            Told::default()
        });
        told.statuses.push(action.status);
        told.lines.push(done(action, last));
    }
    order
        .into_iter()
        .map(|key| {
            let told = &by[&key];
            let entry = SinceLast {
                improvement: key.1.to_owned(),
                status: together(&told.statuses),
                done: told.lines.join("\n"),
                origin: Some(SinceLastOrigin::Plan(year)),
            };
            (key.0, entry)
        })
        .collect()
}

fn together(statuses: &[Status]) -> SinceLastStatus {
    let kept: Vec<Status> =
        statuses.iter().copied().filter(|status| *status != Status::Stopped).collect();
    match kept.as_slice() {
        [] => SinceLastStatus::Declined,
        all if all.iter().all(|status| *status == Status::Done) => SinceLastStatus::Done,
        all if all.iter().all(|status| *status == Status::Planned) => SinceLastStatus::NotBegun,
        _ => SinceLastStatus::Begun,
    }
}
