//! The plan of an evaluation: what is known of it before anybody judges, read from what somebody wrote; and what the
//! conditions of a framework mean for the points.

#[cfg(test)]
mod tests;

use super::{Fact, Municipality};
use crate::error::Problem;
use crate::framework::Framework;
use crate::municipality;
use crate::text::Lang;
use jiff::civil::Date;
use serde::Serialize;

/// Most days of a visit.
pub const MOST_DAYS: usize = 10;

/// Years that an evaluation can be of: the instrument is from the end of the nineties.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1998..=2100;

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Who is evaluated.
    pub municipality: Municipality,
    /// Year of the evaluation.
    pub year: i16,
    /// The day whose state of affairs is judged; not known for most results that were taken over.
    pub assessment_date: Option<Date>,
    /// Days of the visit, in order, each once.
    pub visit: Vec<Date>,
    /// Record number.
    pub record_number: String,
    /// Language of the texts.
    pub language: Lang,
}

/// A plan as somebody wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Name or code of the municipality.
    pub municipality: &'a str,
    /// The day whose state of affairs is judged.
    pub date: &'a str,
    /// Days of the visit; those that are empty are none.
    pub visit: &'a [String],
    /// Record number.
    pub record_number: &'a str,
    /// Code of the language.
    pub language: &'a str,
    /// Short facts, one a line: what | value | when | source.
    pub facts: &'a str,
}

/// What it means that a condition of a framework does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// Code of the condition.
    pub code: String,
    /// Codes of the questions that fall away. Their points go to the other questions of the sub-area.
    pub questions: Vec<String>,
    /// Codes of the sub-areas of which nothing is left. They are left out, and their area is scaled to its full points.
    pub sub_areas: Vec<String>,
}

impl Plan {
    /// Reads a plan. The municipality is looked up by its code or name; one that is not in the table is taken by the name it
    /// was given, and keeps code and country if it is the one that stood there before.
    ///
    /// # Errors
    /// Everything that is wrong, each at the field it is about.
    pub fn read(draft: &Draft<'_>, before: &Municipality) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |place: &str, code: &str, message: &str, remedy: &str| {
            problems.push(Problem::new(place, message, remedy).code(code));
        };
        let given = draft.municipality.trim();
        if given.is_empty() || given.chars().count() > 200 {
            wrong("municipality", "PL01", "the municipality is missing", "write its name or code");
        }
        let assessment_date = day(draft.date.trim());
        let year = assessment_date.map_or(0, Date::year);
        match assessment_date {
            None => wrong("date", "PL02", "this is no day", "write it as 2026-03-12"),
            Some(_) if YEARS.contains(&year) => {}
            Some(_) => wrong("date", "PL07", "the instrument was not there then", "check the year"),
        }
        let mut visit = Vec::new();
        for (at, text) in draft.visit.iter().enumerate() {
            match (text.trim(), day(text.trim())) {
                ("", _) => {}
                (_, Some(day)) => visit.push(day),
                _ => wrong(
                    &format!("visit-{}", at + 1),
                    "PL02",
                    "this is no day",
                    "write it as 2026-03-12",
                ),
            }
        }
        visit.sort_unstable();
        visit.dedup();
        if visit.len() > MOST_DAYS {
            wrong("visit-1", "PL03", "a visit has at most ten days", "leave some out");
        }
        if draft.record_number.trim().chars().count() > 100 {
            wrong(
                "record",
                "PL04",
                "the record number is too long",
                "write at most 100 characters",
            );
        }
        let language = draft.language.parse().unwrap_or_else(|_| {
            wrong("language", "PL05", "there is no such language", "choose one");
            Lang::Sv
        });
        let facts = facts(draft.facts).unwrap_or_else(|| {
            wrong(
                "facts",
                "PL06",
                "a line has no value, or too many parts",
                "write: what | value | when | source",
            );
            Vec::new()
        });
        if !problems.is_empty() {
            return Err(problems);
        }
        let municipality = Municipality { facts, ..found(given, before) };
        let record_number = draft.record_number.trim().to_owned();
        Ok(Self { municipality, year, assessment_date, visit, record_number, language })
    }

    /// The short facts as they are written, one a line.
    pub fn facts_text(facts: &[Fact]) -> String {
        let line = |fact: &Fact| {
            let parts = [&fact.label, &fact.value, &fact.when, &fact.source];
            let parts = parts.map(|part| part.replace(['|', '\n', '\r'], " ").trim().to_owned());
            parts.join(" | ").trim_end_matches([' ', '|']).to_owned()
        };
        facts.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// What each condition of a framework means where it does not hold, in the order of the framework.
pub fn meanings(framework: &Framework) -> Vec<Meaning> {
    let depends = |code: &str, applies_if: &Option<String>| applies_if.as_deref() == Some(code);
    let meaning = |code: &str| Meaning {
        code: code.to_owned(),
        questions: framework
            .questions()
            .filter(|(_, question)| depends(code, &question.applies_if))
            .map(|(_, question)| question.code.clone())
            .collect(),
        sub_areas: framework
            .sub_areas()
            .map(|(_, sub)| sub)
            .filter(|sub| !sub.questions.is_empty())
            .filter(|sub| sub.questions.iter().all(|it| depends(code, &it.applies_if)))
            .map(|sub| sub.code.clone())
            .collect(),
    };
    framework.conditions.iter().map(|condition| meaning(&condition.code)).collect()
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// The municipality of this name or code.
pub(super) fn found(given: &str, before: &Municipality) -> Municipality {
    let known = municipality::by_code(given).or_else(|| municipality::by_name(given));
    match known {
        Some(known) => Municipality {
            name: known.name.clone(),
            country: known.country.clone(),
            code: Some(known.code.clone()),
            facts: Vec::new(),
        },
        None if given == before.name || Some(given) == before.code.as_deref() => {
            Municipality { facts: Vec::new(), ..before.clone() }
        }
        None => Municipality {
            name: given.to_owned(),
            country: before.country.clone(),
            code: None,
            facts: Vec::new(),
        },
    }
}

/// One fact a line; `None` if a line has no value.
fn facts(text: &str) -> Option<Vec<Fact>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let mut parts: Vec<String> =
                line.split('|').map(|part| part.trim().to_owned()).collect();
            parts.resize(parts.len().max(4), String::new());
            let [label, value, when, source]: [String; 4] = parts.try_into().ok()?;
            (!label.is_empty() && !value.is_empty()).then_some(Fact { label, value, when, source })
        })
        .collect()
}
