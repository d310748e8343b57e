//! What a group is asked, driven by gaps: first what neither documents nor answers show, then what sources contradict,
//! then what changed since last time, and with the time that is left how it works in practice. And what nobody has been
//! asked yet.

use crate::evaluation::{Evaluation, Impact, SinceLastStatus, SubAreaPart};
use crate::evidence::DOCUMENTS;
use crate::framework::{Framework, Question};
use jiff::civil::Time;
use std::collections::{BTreeMap, BTreeSet};

/// So many questions fit into an hour if everybody is to be heard.
pub const QUESTIONS_PER_HOUR: i64 = 18;

/// What is known about a question before the interview.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Documents or answers show it.
    pub shown: bool,
    /// Sources that contradict what is written: `documents` or groups.
    pub contradicted: Vec<String>,
    /// Something was done in its area since the last evaluation.
    pub changed: bool,
    /// Another interview has asked it.
    pub asked: bool,
}

/// Why a question is in a guide, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Neither documents nor answers show it.
    NotShown,
    /// Some source contradicts what is written.
    Contradicted,
    /// Something changed since the last evaluation.
    Changed,
    /// It is shown: how does it work in practice, and with what effect?
    Practice,
}

/// A question of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    /// Code of the question.
    pub question: String,
    /// Why it is asked.
    pub why: Why,
    /// Sources that contradict what is written.
    pub contradicted: Vec<String>,
    /// Another interview has asked it.
    pub asked: bool,
}

/// What a group is asked in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// The questions in the order in which they are asked.
    pub questions: Vec<Asks>,
    /// Questions for the group that the time does not suffice for, in the same order.
    pub left_out: Vec<Asks>,
}

/// How far the questions of a sub-area are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Code of the sub-area.
    pub sub_area: String,
    /// Questions that somebody has been asked.
    pub asked: usize,
    /// Questions that groups are asked.
    pub of: usize,
    /// Those that nobody has been asked yet.
    pub open: Vec<Open>,
}

/// A question that nobody has been asked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its code.
    pub question: String,
    /// Codes of the groups that are still to come and can be asked.
    pub can: Vec<String>,
}

/// How many questions fit into a slot.
pub fn most(begins: Time, ends: Time) -> usize {
    let minutes = (begins.until(ends))
        .map_or(0, |span| i64::from(span.get_hours()) * 60 + span.get_minutes());
    usize::try_from(minutes * QUESTIONS_PER_HOUR / 60).unwrap_or(0)
}

/// What documents, answers and the impact matrix say about a question of this sub-area. A document is not looked into:
/// that it is tagged to the sub-area is what is known of it, unless the matrix says that the documents are silent.
pub fn known(evaluation: &Evaluation, answered: &BTreeSet<String>, question: &str) -> Known {
    let sub_area = question.rsplit_once('.').map_or(question, |(sub_area, _)| sub_area);
    let number = sub_area.split('.').next().and_then(|number| number.parse::<u8>().ok());
    let area = evaluation.areas.iter().find(|area| Some(area.number) == number);
    let part: Option<&SubAreaPart> =
        area.and_then(|area| area.sub_areas.iter().find(|part| part.code == sub_area));
    let impact = part.map(|part| &part.impact);
    let documents = match impact.and_then(|impact| impact.get(DOCUMENTS)) {
        Some(Impact::Silent) => false,
        Some(_) => true,
        None => evaluation.documents.iter().any(|it| it.sub_areas.iter().any(|c| c == sub_area)),
    };
    let contradicts = |(source, effect): (&String, &Impact)| {
        (*effect == Impact::Contradicts).then(|| source.clone())
    };
    let done = [SinceLastStatus::Done, SinceLastStatus::Begun];
    Known {
        shown: documents || answered.contains(question),
        contradicted: impact.into_iter().flatten().filter_map(contradicts).collect(),
        changed: area
            .is_some_and(|area| area.since_last.iter().any(|it| done.contains(&it.status))),
        asked: false,
    }
}

/// The guide of a group with room for so many questions. Within one reason, what nobody has been asked comes first, then
/// what fewest groups can be asked, then the order of the framework.
pub fn guide(
    framework: &Framework,
    conditions: &BTreeMap<String, bool>,
    group: &str,
    most: usize,
    known: impl Fn(&str) -> Known,
) -> Guide {
    let for_group = |question: &&Question| question.groups.iter().any(|code| code == group);
    let mut all: Vec<(usize, Asks)> = applicable(framework, conditions)
        .filter(for_group)
        .map(|question| {
            let known = known(&question.code);
            let why = if !known.shown {
                Why::NotShown
            } else if !known.contradicted.is_empty() {
                Why::Contradicted
            } else if known.changed {
                Why::Changed
            } else {
                Why::Practice
            };
            let asks = Asks {
                question: question.code.clone(),
                why,
                contradicted: known.contradicted,
                asked: known.asked,
            };
            (question.groups.len(), asks)
        })
        .collect();
    all.sort_by_key(|(groups, asks)| (asks.why, asks.asked, *groups));
    let mut questions: Vec<Asks> = all.into_iter().map(|(_, asks)| asks).collect();
    let left_out = questions.split_off(most.min(questions.len()));
    Guide { questions, left_out }
}

/// What is asked and what is not, by sub-area in the order of the framework, with the groups of the interviews to come.
pub fn coverage(
    framework: &Framework,
    conditions: &BTreeMap<String, bool>,
    asked: &BTreeSet<String>,
    to_come: &[&str],
) -> Vec<Coverage> {
    let mut rows: Vec<Coverage> = Vec::new();
    for question in applicable(framework, conditions).filter(|it| !it.groups.is_empty()) {
        let sub_area = question.code.rsplit_once('.').map_or("", |(sub_area, _)| sub_area);
        if rows.last().is_none_or(|row| row.sub_area != sub_area) {
            let sub_area = sub_area.to_owned();
            rows.push(Coverage { sub_area, asked: 0, of: 0, open: Vec::new() });
        }
        let Some(row) = rows.last_mut() else { continue };
        row.of += 1;
        if asked.contains(&question.code) {
            row.asked += 1;
        } else {
            let can = question.groups.iter().filter(|group| to_come.contains(&group.as_str()));
            row.open.push(Open { question: question.code.clone(), can: can.cloned().collect() });
        }
    }
    rows
}

/// The questions that apply to the municipality.
fn applicable<'a>(
    framework: &'a Framework,
    conditions: &'a BTreeMap<String, bool>,
) -> impl Iterator<Item = &'a Question> {
    let holds = |code: &String| conditions.get(code).copied().unwrap_or(true);
    framework
        .questions()
        .map(|(_, question)| question)
        .filter(move |question| question.applies_if.as_ref().is_none_or(holds))
}
