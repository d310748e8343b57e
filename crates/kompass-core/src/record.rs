//! Keeping of records: what each type of record is in each step, how long it is kept, and when it is due for disposal.

pub mod number;

#[cfg(test)]
mod tests;

use crate::evaluation::State;
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// The plan that comes with the program.
const PLAN: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/records/retention.toml"));

/// Most years after which something is disposed of.
pub const MOST_YEARS: u16 = 100;

/// A type of record of an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// Delivered editions of the report.
    Report,
    /// The decision to publish it.
    Publication,
    /// The steps taken, and why.
    Steps,
    /// Who is on the team, with their declarations.
    Team,
    /// Answers as they were handed in.
    Answers,
    /// Their drafts, and what was asked back.
    AnswerDrafts,
    /// Files that were handed in.
    Documents,
    /// Documents that were asked for.
    DocumentRequests,
    /// What was done since the last evaluation.
    SinceLast,
    /// The self-assessment.
    SelfAssessment,
    /// The people who were interviewed.
    Interviews,
    /// Notes of the interviews.
    Notes,
    /// What interviewees added.
    Supplements,
    /// What each evaluator held.
    Judgements,
    /// What they agreed on.
    Agreed,
    /// Texts of the report.
    Texts,
    /// The reviewer's comments.
    Review,
    /// The fact check.
    FactCheck,
    /// Personal links.
    Links,
    /// Improvement actions.
    Actions,
    /// The audit log.
    Log,
}

/// What a record is in the eyes of the Swedish Freedom of the Press Act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Drafts and aids to the memory: no public record yet.
    Working,
    /// Sent in or drawn up for good: a public record.
    Established,
}

/// The step from which years are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// The report was delivered.
    Delivered,
    /// The evaluation was closed.
    Closed,
}

/// How long a record is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// For ever.
    Preserve,
    /// It is disposed of so many years after a step.
    Dispose {
        /// Years.
        years: u16,
        /// The step.
        after: After,
    },
}

/// When an evaluation came to the steps from which years are counted; a step that it went back from since is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// When the report was delivered last.
    pub delivered: Option<Date>,
    /// When it was closed last.
    pub closed: Option<Date>,
}

/// What the bundled plan says of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// How long it is kept.
    pub keep: Keep,
    /// Why.
    pub why: Text,
}

impl Record {
    /// All types, in the order of an evaluation.
    pub const ALL: [Self; 21] = [
        Self::Report,
        Self::Publication,
        Self::Steps,
        Self::Team,
        Self::Answers,
        Self::AnswerDrafts,
        Self::Documents,
        Self::DocumentRequests,
        Self::SinceLast,
        Self::SelfAssessment,
        Self::Interviews,
        Self::Notes,
        Self::Supplements,
        Self::Judgements,
        Self::Agreed,
        Self::Texts,
        Self::Review,
        Self::FactCheck,
        Self::Links,
        Self::Actions,
        Self::Log,
    ];

    /// True if it can be disposed of at all: never what the case came to, and how.
    pub fn is_disposable(self) -> bool {
        matches!(
            self,
            Self::AnswerDrafts
                | Self::Documents
                | Self::DocumentRequests
                | Self::SelfAssessment
                | Self::Interviews
                | Self::Notes
                | Self::Supplements
                | Self::Judgements
                | Self::Review
                | Self::Links
        )
    }

    /// True if even how many there are is told only once all evaluators have locked.
    pub fn is_hidden_while_judging(self) -> bool {
        matches!(self, Self::Judgements | Self::Agreed | Self::Texts | Self::Log)
    }

    /// What it is in this state. What was sent in is a public record at once; what is drawn up becomes one when it is done;
    /// drafts and notes do if they are still there when the case is closed and goes to the archive.
    pub fn nature(self, state: State) -> Nature {
        let from = match self {
            // Sent in, sent out, or done with each entry.
            Self::Documents
            | Self::DocumentRequests
            | Self::Supplements
            | Self::Report
            | Self::Publication
            | Self::Steps
            | Self::Team
            | Self::FactCheck
            | Self::Log => State::Planned,
            Self::Interviews => State::Interviews,
            // Handed in or sealed before anybody judges.
            Self::Answers | Self::SinceLast | Self::SelfAssessment => State::Scoring,
            Self::Agreed | Self::Texts => State::Delivered,
            Self::AnswerDrafts | Self::Notes | Self::Judgements | Self::Review | Self::Links => {
                State::Closed
            }
            Self::Actions => State::FollowUp,
        };
        if state >= from { Nature::Established } else { Nature::Working }
    }

    /// Where the law says so: the section of chapter 2 of the Freedom of the Press Act (tryckfrihetsförordningen).
    pub fn ground(self, state: State) -> &'static str {
        match (self.nature(state), self) {
            // Also for drafts and notes that went to the archive: the same section makes them public records then.
            (Nature::Working, _)
            | (
                _,
                Self::AnswerDrafts | Self::Notes | Self::Judgements | Self::Review | Self::Links,
            ) => "TF 2 kap. 12 §",
            (
                Nature::Established,
                Self::Documents
                | Self::Supplements
                | Self::Answers
                | Self::SinceLast
                | Self::SelfAssessment
                | Self::FactCheck,
            ) => "TF 2 kap. 9 §",
            (Nature::Established, _) => "TF 2 kap. 10 §",
        }
    }
}

/// As it is written in files and in the database.
impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// As it is written in files and in the database.
impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

impl Keep {
    /// The day from which on a record is due for disposal; `None` for one that is preserved, or whose years have not begun.
    pub fn due(self, reached: Reached) -> Option<Date> {
        let Self::Dispose { years, after } = self else { return None };
        let day = match after {
            After::Delivered => reached.delivered,
            After::Closed => reached.closed,
        };
        day?.checked_add(jiff::Span::new().years(i64::from(years))).ok()
    }

    /// This, if it can be said of the record.
    pub fn checked(self, record: Record) -> Option<Self> {
        match self {
            Self::Preserve => Some(self),
            Self::Dispose { years, .. } => {
                (record.is_disposable() && years <= MOST_YEARS).then_some(self)
            }
        }
    }
}

/// What the bundled plan says of a record.
pub fn bundled(record: Record) -> &'static Rule {
    static RULES: LazyLock<BTreeMap<Record, Rule>> = LazyLock::new(rules);
    &RULES[&record]
}

fn rules() -> BTreeMap<Record, Rule> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        years: Option<u16>,
        after: Option<After>,
        sv: String,
        en: String,
        nb: String,
    }
    let lines: BTreeMap<Record, Line> =
        toml::from_str(PLAN).expect("a test reads the bundled plan of retention");
    let rule = |line: Line| Rule {
        keep: match (line.years, line.after) {
            (Some(years), Some(after)) => Keep::Dispose { years, after },
            _ => Keep::Preserve,
        },
        why: Text { sv: line.sv, en: line.en, nb: line.nb },
    };
    lines.into_iter().map(|(record, line)| (record, rule(line))).collect()
}
