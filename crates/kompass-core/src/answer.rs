//! Answers to pre-questions (förhandsfrågor): how far an answer has come, what is handed in, and who may write it then.

use crate::framework::{Framework, Question, SubArea};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// What one person saves within this time is one version of a text.
pub const TOGETHER: SignedDuration = SignedDuration::from_mins(10);

/// Most characters of an answer.
pub const LONGEST: usize = 20_000;

/// What the municipality says of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written.
    Draft,
    /// Its author is done.
    Ready,
    /// The coordinator stands behind it; it can be handed in.
    Approved,
}

/// The answer to a pre-question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Code of the question.
    pub question: String,
    /// The text; empty if nobody has written.
    pub text: String,
    /// What the municipality says of it.
    pub state: State,
    /// Who wrote it last: `account:…` or `link:…`.
    pub author: String,
    /// Their name.
    pub author_name: String,
    /// When somebody first said that it is ready.
    pub ready_at: Option<Timestamp>,
    /// What was handed in, if anything was.
    pub handed: Option<Handed>,
    /// Counts its changes, from 1.
    pub version: i64,
    /// When it last changed.
    pub changed_at: Timestamp,
}

/// What the evaluators read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// The text; empty if the question is left without an answer.
    pub text: String,
    /// Why it is.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// True if the other answers of the area had been handed in before.
    pub later: bool,
}

/// How far an answer has come, as the municipality sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// The evaluators ask back.
    Asked,
    /// Nobody has written.
    Unanswered,
    /// Being written.
    Draft,
    /// Its author is done; the coordinator is to approve it.
    Ready,
    /// Can be handed in.
    Approved,
    /// Handed in before, and changed since: approved or not.
    Changed,
    /// Handed in as it is.
    HandedIn,
    /// Handed in without an answer, and said why.
    LeftOut,
}

/// What is handed in, and what is left without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandIn<'a> {
    /// Approved answers that the evaluators don't have yet.
    pub answers: Vec<&'a Answer>,
    /// Codes of questions of which the evaluators get nothing, unless it is said why.
    pub without: Vec<&'a str>,
}

/// The pre-questions of a framework with their sub-area, in order.
pub fn questions(framework: &Framework) -> impl Iterator<Item = (&SubArea, &Question)> {
    framework.questions().filter(|(_, question)| question.pre_question)
}

/// The status of the answer to a question of which `asked` says whether the evaluators wait for a reply.
pub fn status(answer: Option<&Answer>, asked: bool) -> Status {
    if asked {
        return Status::Asked;
    }
    let Some(answer) = answer else {
        return Status::Unanswered;
    };
    match (&answer.handed, answer.state) {
        (Some(handed), _) if handed.text != answer.text => Status::Changed,
        (Some(_), _) if answer.text.is_empty() => Status::LeftOut,
        (Some(_), _) => Status::HandedIn,
        (None, _) if answer.text.is_empty() => Status::Unanswered,
        (None, State::Draft) => Status::Draft,
        (None, State::Ready) => Status::Ready,
        (None, State::Approved) => Status::Approved,
    }
}

/// The state of a text that is saved. Whoever changes it makes it a draft, unless they say otherwise; an empty text is
/// always one.
pub fn next_state(before: Option<&Answer>, text: &str, said: Option<State>) -> State {
    if text.is_empty() {
        return State::Draft;
    }
    let kept = before.filter(|answer| answer.text == text).map(|answer| answer.state);
    said.or(kept).unwrap_or(State::Draft)
}

/// True if a colleague by link may still write: until the evaluators have an answer, and again while they ask back.
pub fn open_to_contributors(answer: Option<&Answer>, asked: bool) -> bool {
    let handed = answer.and_then(|answer| answer.handed.as_ref());
    asked || handed.is_none_or(|handed| handed.text.is_empty())
}

/// True if an answer was to be there by a day that is past, and is not.
pub fn overdue(status: Status, due: Option<Date>, today: Date) -> bool {
    let waits = matches!(status, Status::Unanswered | Status::Draft | Status::Asked);
    waits && due.is_some_and(|due| due < today)
}

/// What is handed in of these questions.
pub fn hand_in<'a>(
    questions: impl IntoIterator<Item = &'a str>,
    answers: &'a BTreeMap<String, Answer>,
) -> HandIn<'a> {
    let mut hand_in = HandIn::default();
    for code in questions {
        match answers.get(code) {
            Some(answer) if answer.state == State::Approved => {
                let there = answer.handed.as_ref().is_some_and(|it| it.text == answer.text);
                hand_in.answers.extend((!there).then_some(answer));
            }
            Some(Answer { handed: Some(_), .. }) => {}
            _ => hand_in.without.push(code),
        }
    }
    hand_in
}

/// True if a text that is saved now goes on with the version that its author began then.
pub fn goes_on(began_at: Timestamp, by_same: bool, now: Timestamp) -> bool {
    by_same && now < began_at.saturating_add(TOGETHER).unwrap_or(Timestamp::MAX)
}
