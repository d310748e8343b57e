//! Documents that the evaluators ask for, and how the municipality answers.

use super::{reason, shelf, writes};
use crate::access::{Caller, authorise_in, head_for};
use crate::evaluation::Head;
use crate::installation::Installation;
use crate::link::Opens;
use crate::reason as access_reason;
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Result};
use kompass_store::request as store;
pub use kompass_store::request::{Answer, Answered, Asked, Request};
use uuid::Uuid;

/// Most characters of what is asked for, and of an answer.
const LONGEST: usize = 500;
const LONGEST_ANSWER: usize = 2000;

/// What the caller may do with requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct May {
    /// Ask, and take back what was asked.
    pub ask: bool,
    /// Answer.
    pub answer: bool,
}

/// How somebody answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Saying {
    /// `documents` or `missing`.
    pub answer: String,
    /// What else is to be said.
    pub text: String,
    /// Codes of the documents.
    pub documents: Vec<String>,
}

/// The requests of an evaluation, the one that is wanted first at the top; a personal link sees those for its sub-areas.
///
/// # Errors
/// The caller may not read them.
pub async fn list(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<(Vec<Request>, May)> {
    let head = may(installation, caller, evaluation, Action::Read).await?;
    let mut requests = store::list(&installation.db, evaluation).await?;
    requests.retain(|request| opens(caller, request));
    let asks = authorise_in(installation, caller, &head, Resource::DocumentRequests, Action::Write);
    let may = May {
        ask: allowed(asks.await)?,
        answer: allowed(writes(installation, caller, &head).await)?,
    };
    Ok((requests, may))
}

/// Asks for a document.
///
/// # Errors
/// The caller may not ask; it is not said what, or until a day that is past.
pub async fn ask(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    asked: &Asked,
) -> Result<Uuid> {
    let head = may(installation, caller, evaluation, Action::Write).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let mut problems = Vec::new();
    let what = asked.what.trim();
    if what.is_empty() || what.chars().count() > LONGEST {
        problems.push(reason::WHAT.problem("what"));
    }
    if asked.until < installation.today() {
        problems.push(reason::UNTIL.problem("until"));
    }
    if asked.sub_areas.iter().any(|code| framework.sub_area(code).is_none()) {
        problems.push(access_reason::SCOPE.problem("sub_area"));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let asked = Asked { what: what.to_owned(), ..asked.clone() };
    let stamp = installation.stamp_for(caller)?;
    store::ask(&installation.db, &stamp, evaluation, &asked, &caller.name).await
}

/// One request that is to be answered or taken back.
///
/// # Errors
/// The caller may not read it; there is none.
pub async fn get(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    request: Uuid,
) -> Result<(Head, Request)> {
    let head = may(installation, caller, evaluation, Action::Read).await?;
    let found = store::get(&installation.db, evaluation, request).await?;
    if opens(caller, &found) {
        Ok((head, found))
    } else {
        Err(access_reason::not_there("request", request))
    }
}

/// Answers a request with documents that are there, or that there is none.
///
/// # Errors
/// The caller may not hand in documents; nothing is chosen; somebody has answered already.
pub async fn answer(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    request: Uuid,
    version: i64,
    saying: &Saying,
) -> Result<()> {
    let (head, found) = get(installation, caller, evaluation, request).await?;
    writes(installation, caller, &head).await?;
    open(&found)?;
    let mut problems = Vec::new();
    let answer = match saying.answer.as_str() {
        "documents" => Answer::Documents,
        "missing" => Answer::Missing,
        _ => return Err(reason::ANSWER.invalid("answer")),
    };
    let documents = if answer == Answer::Documents { &saying.documents[..] } else { &[] };
    let shelf = shelf(installation, caller, evaluation).await?;
    let there = |code: &String| shelf.documents.iter().any(|it| it.document.code == *code);
    if answer == Answer::Documents && (documents.is_empty() || !documents.iter().all(there)) {
        problems.push(reason::CHOOSE.problem("document"));
    }
    let text = saying.text.trim();
    if text.chars().count() > LONGEST_ANSWER {
        problems.push(reason::KIND.problem("text"));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let (db, stamp) = (&installation.db, installation.stamp_for(caller)?);
    let said = (text, documents, caller.name.as_str());
    store::answer(db, &stamp, evaluation, request, version, answer, said).await.map(|_| ())
}

/// Takes back what was asked.
///
/// # Errors
/// The caller may not ask; somebody has answered already.
pub async fn withdraw(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    request: Uuid,
    version: i64,
) -> Result<()> {
    may(installation, caller, evaluation, Action::Write).await?;
    let (_, found) = get(installation, caller, evaluation, request).await?;
    open(&found)?;
    let (db, stamp) = (&installation.db, installation.stamp_for(caller)?);
    let said = ("", &[][..], caller.name.as_str());
    let withdrawn = Answer::Withdrawn;
    store::answer(db, &stamp, evaluation, request, version, withdrawn, said).await.map(|_| ())
}

fn open(request: &Request) -> Result<()> {
    if request.answered.is_none() { Ok(()) } else { Err(reason::ANSWERED.forbidden()) }
}

/// What a personal link opens of the requests; everything for anybody else.
fn opens(caller: &Caller, request: &Request) -> bool {
    caller.link.as_ref().is_none_or(|link| {
        let opens = Opens::of(link);
        request.asked.sub_areas.iter().any(|code| opens.sub_areas.contains(code))
    })
}

async fn may(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    action: Action,
) -> Result<Head> {
    head_for(installation, caller, evaluation, Resource::DocumentRequests, action).await
}

fn allowed(asked: Result<()>) -> Result<bool> {
    match asked {
        Ok(()) => Ok(true),
        Err(Error::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
