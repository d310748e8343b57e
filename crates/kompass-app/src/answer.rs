//! Pre-questions: the municipality answers, a coordinator approves and hands in, the evaluators read and ask back.
//!
//! Until an answer is handed in it is the municipality's alone: evaluators read the text as it was handed in, and nothing
//! of what is written after it. A colleague who came by a link reads and writes the questions of that link, and no others.

pub mod reason;

use crate::access::{self, Caller, Scope, authorise_in};
use crate::delegation::{self, Delegation};
use crate::installation::Installation;
use crate::reason::{NO_RIGHT, not_there};
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::access::{Action, Resource, Role, may_in};
use kompass_core::answer::{self as rules, LONGEST};
pub use kompass_core::answer::{Answer, Handed, State, Status};
use kompass_core::framework::{Framework, Question, SubArea};
use kompass_core::{Result, local};
use kompass_store::answer::{self as store, HandIn, Saved};
pub use kompass_store::answer::{Query, Version};
use kompass_store::evaluation::Head;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Through whose eyes answers are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Everything of the municipality.
    Coordinator,
    /// The questions of a link.
    Contributor,
    /// What is handed in.
    Evaluators,
}

/// A pre-question and how far its answer has come.
#[derive(Debug, Clone)]
pub struct Item {
    /// Number of the area.
    pub area: u8,
    /// Code of the sub-area.
    pub sub_area: String,
    /// Code of the question.
    pub question: String,
    /// How far the answer has come.
    pub status: Status,
    /// The answer, as the caller may read it.
    pub answer: Option<Answer>,
    /// Who has the question by a link; for the coordinator only.
    pub holders: Vec<Holder>,
    /// The day by which it is to be answered: the first of several.
    pub due: Option<Date>,
    /// True if that day is past and it is not.
    pub overdue: bool,
    /// True if it was, but after that day.
    pub late: bool,
}

/// Somebody who has a question by a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The link.
    pub link: Uuid,
    /// Name.
    pub name: String,
    /// The day by which they are to answer.
    pub due: Option<Date>,
}

/// All pre-questions that the caller may know of.
pub struct Overview {
    /// Through whose eyes.
    pub side: Side,
    /// The questions, in order.
    pub items: Vec<Item>,
    /// When areas were handed in first.
    pub handed_in: BTreeMap<u8, Timestamp>,
    /// True if the caller may write answers now.
    pub writes: bool,
    /// The framework as it was pinned.
    pub framework: Arc<Framework>,
}

/// One pre-question with everything the caller may know.
pub struct Opened {
    /// Through whose eyes.
    pub side: Side,
    /// The question and how far its answer has come.
    pub item: Item,
    /// What evaluators asked back, oldest first.
    pub queries: Vec<Query>,
    /// True if the caller may write the answer now.
    pub writes: bool,
    /// True if the caller may ask back now.
    pub asks: bool,
    /// The framework as it was pinned.
    pub framework: Arc<Framework>,
}

/// A text to be saved.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The version it was read with; 0 if nothing was there.
    pub version: i64,
    /// The text.
    pub text: &'a str,
    /// What is said of it; `None` says nothing.
    pub said: Option<State>,
}

/// What would be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToHandIn {
    /// Codes of questions whose approved answers go to the evaluators.
    pub answers: Vec<String>,
    /// Codes of questions that are left without an answer, which needs a reason.
    pub without: Vec<String>,
}

/// The pre-questions that the caller may know of, with how far their answers have come.
///
/// # Errors
/// The caller may not read answers.
pub async fn overview(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Overview> {
    authorise_in(installation, caller, head, Resource::Answers, Action::Read).await?;
    let all = All::load(installation, caller, head).await?;
    let items = rules::questions(&all.framework).filter_map(|(sub, it)| all.item(sub, it));
    let handed_in = store::handed_in(&installation.db, head.id).await?;
    Ok(Overview {
        side: all.side,
        items: items.collect(),
        handed_in: handed_in.into_iter().collect(),
        writes: writes(caller, head),
        framework: all.framework.clone(),
    })
}

/// One pre-question.
///
/// # Errors
/// The caller may not read answers; no such question, or none of the caller's.
pub async fn open(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    question: &str,
) -> Result<Opened> {
    authorise_in(installation, caller, head, Resource::Answers, Action::Read).await?;
    let all = All::load(installation, caller, head).await?;
    let mut queries = all.queries.clone();
    queries.retain(|query| query.question == question);
    let (item, asked) = (all.of(question)?, is_asked(&queries));
    let open =
        all.side == Side::Coordinator || rules::open_to_contributors(item.answer.as_ref(), asked);
    let asks =
        authorise_in(installation, caller, head, Resource::AnswerQueries, Action::Write).await;
    Ok(Opened {
        side: all.side,
        queries,
        writes: open && writes(caller, head),
        asks: asks.is_ok() && item.answer.as_ref().is_some_and(|it| it.handed.is_some()),
        item,
        framework: all.framework.clone(),
    })
}

/// The answer to a question as the caller may read it, for reading beside what is judged.
///
/// # Errors
/// The caller may not read answers.
pub async fn for_question(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    question: &str,
) -> Result<Option<Answer>> {
    authorise_in(installation, caller, head, Resource::Answers, Action::Read).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let side = side(caller, head);
    if side == Side::Contributor && !covers(caller, &framework, question) {
        return Err(not_there("question", question));
    }
    let answer = store::get(&installation.db, head.id, question).await?;
    Ok(answer.and_then(|answer| seen_by(side, answer)))
}

/// Saves a text. Whoever changes it makes it a draft, unless they say otherwise. Returns the version that is there now.
///
/// # Errors
/// The caller may not write this answer; [`reason::TOO_LONG`], [`reason::EMPTY`], [`reason::HANDED_IN`];
/// [`Conflict`](kompass_core::Error::Conflict) if somebody else wrote it in the meantime.
pub async fn save(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    question: &str,
    typed: &Typed<'_>,
) -> Result<i64> {
    authorise_in(installation, caller, head, Resource::Answers, Action::Write).await?;
    let all = All::load(installation, caller, head).await?;
    let item = all.of(question)?;
    if all.side == Side::Contributor {
        let asked = item.status == Status::Asked;
        if !rules::open_to_contributors(item.answer.as_ref(), asked) {
            return Err(reason::HANDED_IN.forbidden());
        }
        if typed.said == Some(State::Approved) {
            return Err(NO_RIGHT.forbidden());
        }
    }
    let text = checked_text(typed.text)?;
    if text.is_empty() && typed.said.is_some() {
        return Err(reason::EMPTY.invalid("text"));
    }
    let (expected, said, name) = (typed.version, typed.said, caller.name.as_str());
    let saved = Saved { question, expected, text: &text, said, name };
    store::save(&installation.db, &installation.stamp_for(caller)?, head.id, &saved).await
}

/// Approves every answer whose author is done. Returns how many.
///
/// # Errors
/// The caller is no coordinator; somebody changed one in the meantime.
pub async fn approve_ready(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<usize> {
    coordinating(installation, caller, head).await?;
    let all = All::load(installation, caller, head).await?;
    let ready = all.answers.values().filter(|answer| answer.state == State::Ready);
    let ready: Vec<(&str, i64)> = ready.map(|it| (it.question.as_str(), it.version)).collect();
    if !ready.is_empty() {
        let stamp = installation.stamp_for(caller)?;
        store::approve(&installation.db, &stamp, head.id, &ready).await?;
    }
    Ok(ready.len())
}

/// What would be handed in now, of one area or of all.
///
/// # Errors
/// The caller is no coordinator; [`reason::AREA`].
pub async fn to_hand_in(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    area: Option<u8>,
) -> Result<ToHandIn> {
    coordinating(installation, caller, head).await?;
    let all = All::load(installation, caller, head).await?;
    let there = rules::hand_in(all.codes(area)?, &all.answers);
    Ok(ToHandIn {
        answers: there.answers.iter().map(|answer| answer.question.clone()).collect(),
        without: there.without.iter().map(|code| (*code).to_owned()).collect(),
    })
}

/// Hands the approved answers in, of one area or of all; questions without one need a reason.
///
/// # Errors
/// The caller is no coordinator; [`reason::NOTHING_NEW`], [`reason::NO_REASON`]; somebody changed one in the meantime.
pub async fn hand_in(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    area: Option<u8>,
    why: &str,
) -> Result<()> {
    coordinating(installation, caller, head).await?;
    let all = All::load(installation, caller, head).await?;
    let there = rules::hand_in(all.codes(area)?, &all.answers);
    let why = checked_text(why)?;
    if there.answers.is_empty() && there.without.is_empty() {
        return Err(reason::NOTHING_NEW.invalid(""));
    }
    if !there.without.is_empty() && why.is_empty() {
        return Err(reason::NO_REASON.invalid("reason"));
    }
    let answer = |it: &&'_ Answer| (area_of(&it.question), it.question.clone(), it.version);
    let answers: Vec<(u8, String, i64)> = there.answers.iter().map(answer).collect();
    let answers: Vec<(u8, &str, i64)> =
        answers.iter().map(|(area, code, version)| (*area, code.as_str(), *version)).collect();
    let without: Vec<(u8, &str)> =
        there.without.iter().map(|code| (area_of(code), *code)).collect();
    let mut areas: Vec<u8> = all.codes(area)?.map(area_of).collect();
    areas.dedup();
    let handed = HandIn {
        areas: &areas,
        answers: &answers,
        without: &without,
        reason: &why,
        name: &caller.name,
    };
    store::hand_in(&installation.db, &installation.stamp_for(caller)?, head.id, &handed).await
}

/// The texts that an answer had, the latest first.
///
/// # Errors
/// The caller is no coordinator, or may not read.
pub async fn history(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    question: &str,
) -> Result<Vec<Version>> {
    authorise_in(installation, caller, head, Resource::Answers, Action::Read).await?;
    if !coordinates(caller, head) {
        return Err(NO_RIGHT.forbidden());
    }
    store::history(&installation.db, head.id, question).await
}

/// One of those texts.
///
/// # Errors
/// As [`history`]; no such text.
pub async fn version(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    question: &str,
    number: i64,
) -> Result<String> {
    authorise_in(installation, caller, head, Resource::Answers, Action::Read).await?;
    if !coordinates(caller, head) {
        return Err(NO_RIGHT.forbidden());
    }
    let text = store::version(&installation.db, head.id, question, number).await?;
    text.ok_or_else(|| not_there("version", number))
}

/// Asks something back about an answer that was handed in.
///
/// # Errors
/// The caller does not evaluate; [`reason::NOT_HANDED_IN`], [`reason::EMPTY`], [`reason::TOO_LONG`].
pub async fn ask(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    question: &str,
    text: &str,
) -> Result<()> {
    authorise_in(installation, caller, head, Resource::AnswerQueries, Action::Write).await?;
    let all = All::load(installation, caller, head).await?;
    if all.of(question)?.answer.is_none_or(|answer| answer.handed.is_none()) {
        return Err(reason::NOT_HANDED_IN.invalid("query"));
    }
    let text = written(text, "query")?;
    let stamp = installation.stamp_for(caller)?;
    store::ask(&installation.db, &stamp, head.id, question, &text, &caller.name).await
}

/// Replies to what was asked back.
///
/// # Errors
/// The caller is no coordinator; [`reason::EMPTY`], [`reason::TOO_LONG`]; no such query, or somebody replied before.
pub async fn reply(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    question: &str,
    query: Uuid,
    text: &str,
) -> Result<()> {
    coordinating(installation, caller, head).await?;
    let queries = store::queries(&installation.db, head.id).await?;
    if !queries.iter().any(|it| it.id == query && it.question == question) {
        return Err(not_there("query", query));
    }
    let text = written(text, "reply")?;
    let stamp = installation.stamp_for(caller)?;
    store::reply(&installation.db, &stamp, head.id, query, &text, &caller.name).await
}

/// A text as it is kept: lines end one way, nothing stands after it.
pub(crate) fn checked_text(text: &str) -> Result<String> {
    let text = text.replace("\r\n", "\n").trim_end().to_owned();
    if text.chars().count() > LONGEST { Err(reason::TOO_LONG.invalid("text")) } else { Ok(text) }
}

/// A text that has to be there.
fn written(text: &str, place: &str) -> Result<String> {
    match checked_text(text) {
        Ok(text) if text.is_empty() => Err(reason::EMPTY.invalid(place)),
        Ok(text) => Ok(text),
        Err(_) => Err(reason::TOO_LONG.invalid(place)),
    }
}

/// Everything about the answers of an evaluation, and through whose eyes it is seen.
struct All<'a> {
    side: Side,
    caller: &'a Caller,
    framework: Arc<Framework>,
    answers: BTreeMap<String, Answer>,
    queries: Vec<Query>,
    delegations: Vec<Delegation>,
    today: Date,
}

impl<'a> All<'a> {
    async fn load(installation: &Installation, caller: &'a Caller, head: &Head) -> Result<Self> {
        let (db, side) = (&installation.db, side(caller, head));
        let framework = installation.framework(&head.framework_digest).await?;
        let delegations = match side {
            Side::Coordinator => delegation::all(installation, head, &framework).await?,
            Side::Contributor => Delegation::of_caller(caller, &framework).into_iter().collect(),
            Side::Evaluators => Vec::new(),
        };
        Ok(Self {
            side,
            caller,
            answers: store::of_evaluation(db, head.id).await?,
            queries: store::queries(db, head.id).await?,
            framework,
            delegations,
            today: installation.today(),
        })
    }

    /// A question as the caller sees it, if it is the caller's to see.
    fn item(&self, sub_area: &SubArea, question: &Question) -> Option<Item> {
        let code = question.code.as_str();
        if self.side == Side::Contributor && !covers(self.caller, &self.framework, code) {
            return None;
        }
        let answer = self.answers.get(code).cloned().and_then(|it| seen_by(self.side, it));
        let asked = self.queries.iter().any(|it| it.question == code && it.reply.is_none());
        let status = rules::status(answer.as_ref(), asked);
        let having = self.delegations.iter().filter(|it| it.questions.iter().any(|it| it == code));
        let holders: Vec<Holder> = having.map(Delegation::holder).collect();
        let due = holders.iter().filter_map(|holder| holder.due).min();
        let ready = answer.as_ref().and_then(|answer| answer.ready_at);
        let ready = ready.map(local::day);
        Some(Item {
            late: due.is_some_and(|due| ready.is_some_and(|ready| ready > due)),
            area: area_of(code),
            sub_area: sub_area.code.clone(),
            question: code.to_owned(),
            overdue: rules::overdue(status, due, self.today),
            status,
            answer,
            holders,
            due,
        })
    }

    /// The question of this code, if it is asked before the visit and the caller's to see.
    fn of(&self, code: &str) -> Result<Item> {
        rules::questions(&self.framework)
            .find(|(_, question)| question.code == code)
            .and_then(|(sub_area, question)| self.item(sub_area, question))
            .ok_or_else(|| not_there("question", code))
    }

    /// Codes of the pre-questions of one area or of all.
    fn codes(&self, area: Option<u8>) -> Result<impl Iterator<Item = &str>> {
        if area.is_some_and(|number| self.framework.area(number).is_none()) {
            return Err(reason::AREA.invalid("area"));
        }
        let codes = rules::questions(&self.framework).map(|(_, question)| question.code.as_str());
        Ok(codes.filter(move |code| area.is_none_or(|number| area_of(code) == number)))
    }
}

/// An answer as this side reads it: evaluators read what was handed in, as if nothing were written since.
fn seen_by(side: Side, answer: Answer) -> Option<Answer> {
    if side != Side::Evaluators {
        return Some(answer);
    }
    let handed = answer.handed?;
    Some(Answer {
        question: answer.question,
        text: handed.text.clone(),
        state: State::Approved,
        author: String::new(),
        author_name: String::new(),
        ready_at: None,
        // The version counts what the municipality wrote, so it is not told.
        version: 0,
        changed_at: handed.at,
        handed: Some(handed),
    })
}

/// True if the caller answers for the municipality, and so reads what it has not handed in.
pub(crate) fn coordinates(caller: &Caller, head: &Head) -> bool {
    side(caller, head) == Side::Coordinator
}

fn side(caller: &Caller, head: &Head) -> Side {
    let roles = access::roles(caller, &Scope::Evaluation(head));
    if roles.contains(&Role::Coordinator) {
        Side::Coordinator
    } else if roles.contains(&Role::Contributor) {
        Side::Contributor
    } else {
        Side::Evaluators
    }
}

/// True if the link of the caller names this question.
fn covers(caller: &Caller, framework: &Framework, question: &str) -> bool {
    let own = Delegation::of_caller(caller, framework);
    own.is_some_and(|own| own.questions.iter().any(|code| code == question))
}

fn writes(caller: &Caller, head: &Head) -> bool {
    let roles = access::roles(caller, &Scope::Evaluation(head));
    let may = |role: &Role| may_in(*role, Resource::Answers, Action::Write, head.state, head.kind);
    roles.iter().any(may)
}

fn is_asked(queries: &[Query]) -> bool {
    queries.iter().any(|query| query.reply.is_none())
}

/// Number of the area of a question: what its code begins with.
fn area_of(question: &str) -> u8 {
    question.split('.').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Lets a coordinator through, while answers may be written.
async fn coordinating(installation: &Installation, caller: &Caller, head: &Head) -> Result<()> {
    authorise_in(installation, caller, head, Resource::Answers, Action::Write).await?;
    if coordinates(caller, head) { Ok(()) } else { Err(NO_RIGHT.forbidden()) }
}
