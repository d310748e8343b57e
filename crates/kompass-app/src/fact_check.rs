//! Fact check: the municipality reads the text as it will stand in the report and comments on it paragraph by paragraph
//! until a day; the team answers each comment.

use crate::access::{Caller, authorise_in, head_for};
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::link::Opens;
use crate::review::{self, reason};
use jiff::civil::Date;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::{AreaPart, Evaluation, FactCheck, Finding, State};
use kompass_report::markdown;
pub use kompass_store::fact_check::Comment;
use kompass_store::fact_check::{self as store, NewComment};
use uuid::Uuid;

/// How much of a paragraph a comment quotes.
const QUOTED: usize = 120;

/// A fact check, as far as the caller takes part in it.
pub struct Checked {
    /// The evaluation.
    pub seen: Seen,
    /// Deadline, and whether the municipality is done; `None` until it is opened.
    pub check: Option<FactCheck>,
    /// True once the municipality is done or the deadline has passed.
    pub over: bool,
    /// The text, in the order of the report.
    pub passages: Vec<Passage>,
    /// All comments that the caller may read, also those of a fact check before this one.
    pub comments: Vec<Comment>,
}

/// A part of the text.
pub struct Passage {
    /// `summary`, the number of an area, or the code of a sub-area.
    pub place: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph that can be commented on.
pub struct Paragraph {
    /// Counts the paragraphs of the passage, from 1.
    pub number: u32,
    /// What it is.
    pub kind: ParagraphKind,
    /// The text, in Markdown.
    pub text: String,
}

impl Paragraph {
    /// The text without its formatting.
    pub fn plain(&self) -> String {
        markdown::plain(&self.text)
    }
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Of running text.
    Text,
    /// A strength.
    Strength,
    /// An improvement area.
    Improvement,
    /// A good example.
    Example,
}

/// Opens a fact check.
///
/// # Errors
/// The caller takes no part in it, or not yet.
pub async fn open(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Checked> {
    let head =
        head_for(installation, caller, id, Resource::FactCheckComments, Action::Read).await?;
    let seen = evaluation::open_for(installation, caller, id).await?;
    let mut comments = store::comments(&installation.db, id).await?;
    let texts = authorise_in(installation, caller, &head, Resource::Texts, Action::Read);
    // A personal link opens the sub-areas that it names; what `seen` holds is for those with an account.
    let (evaluation, named) = match &caller.link {
        Some(link) => {
            let whole = evaluation::load(installation, id).await?.evaluation;
            (whole, Some(Opens::of(link).sub_areas))
        }
        None => (seen.evaluation.clone(), None),
    };
    let mut passages = if texts.await.is_ok() { passages(&evaluation) } else { Vec::new() };
    if let Some(named) = named {
        passages.retain(|it| named.contains(&it.place));
        comments.retain(|it| named.contains(&it.said.place));
    }
    let check = evaluation.fact_check.clone();
    let over = is_over(installation, check.as_ref());
    Ok(Checked { seen, check, over, passages, comments })
}

/// Opens the fact check for the municipality until a day, or moves the day. `was` is the day that the caller saw.
///
/// # Errors
/// The caller does not lead the evaluation; [`reason::DEADLINE`]; [`Conflict`](kompass_core::Error::Conflict).
pub async fn set_deadline(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    was: Option<Date>,
    until: Date,
) -> Result<()> {
    // Who leads it is who may deliver.
    let head = head_for(installation, caller, id, Resource::Report, Action::Write).await?;
    if head.state != State::FactCheck {
        return Err(crate::reason::NO_RIGHT.forbidden());
    }
    if until < installation.today() {
        return Err(reason::DEADLINE.invalid("until"));
    }
    store::open(&installation.db, &installation.stamp_for(caller)?, id, was, until).await
}

/// Says for the municipality that it is done, before the deadline.
///
/// # Errors
/// The caller does not speak for it; [`reason::OVER`].
pub async fn end(installation: &Installation, caller: &Caller, id: Uuid) -> Result<()> {
    may_comment(installation, caller, id).await?;
    // A colleague who came by a link comments, but does not speak for the municipality.
    caller.account()?;
    store::end(&installation.db, &installation.stamp_for(caller)?, id).await
}

/// Comments on a paragraph.
///
/// # Errors
/// The caller is not of the municipality; [`reason::OVER`], [`reason::PLACE`], [`reason::TEXT`], [`reason::LONG`].
pub async fn comment(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    (place, number): (&str, u32),
    text: &str,
) -> Result<()> {
    may_comment(installation, caller, id).await?;
    let text = review::text(text, "text", &reason::TEXT)?;
    let checked = open(installation, caller, id).await?;
    let passage = checked.passages.iter().find(|it| it.place == place);
    let paragraph = passage.and_then(|it| it.paragraphs.iter().find(|it| it.number == number));
    let paragraph = paragraph.ok_or_else(|| reason::PLACE.invalid("text"))?;
    let quote = quote(&paragraph.text);
    let new = NewComment { place, paragraph: number, quote: &quote, text, name: &caller.name };
    let stamp = installation.stamp_for(caller)?;
    store::comment(&installation.db, &stamp, id, &new).await.map(|_| ())
}

/// Changes one's own comment, as long as it is not answered, if it is as it was at this version.
///
/// # Errors
/// As [`comment`]; [`reason::NOT_OWN`]; [`Conflict`](kompass_core::Error::Conflict).
pub async fn change(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    comment: Uuid,
    version: i64,
    text: &str,
) -> Result<()> {
    may_comment(installation, caller, id).await?;
    let text = review::text(text, "text", &reason::TEXT)?;
    let there = find(installation, caller, id, comment).await?;
    if !is_own(caller, &there) || !there.said.answer.is_empty() {
        return Err(reason::NOT_OWN.invalid("text"));
    }
    let stamp = installation.stamp_for(caller)?;
    store::change(&installation.db, &stamp, id, comment, version, text).await.map(|_| ())
}

/// Answers a comment, if it is as it was at this version: whether the text was changed, and why or why not.
///
/// # Errors
/// The caller is no evaluator; [`reason::TEXT`], [`reason::LONG`]; [`Conflict`](kompass_core::Error::Conflict).
pub async fn answer(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    comment: Uuid,
    version: i64,
    (accepted, answer): (bool, &str),
) -> Result<()> {
    head_for(installation, caller, id, Resource::FactCheckAnswers, Action::Write).await?;
    let answer = review::text(answer, "answer", &reason::TEXT)?;
    let stamp = installation.stamp_for(caller)?;
    let (db, name) = (&installation.db, &caller.name);
    store::answer(db, &stamp, id, comment, version, accepted, answer, name).await.map(|_| ())
}

/// A comment that the caller may read.
///
/// # Errors
/// There is none.
pub async fn find(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    comment: Uuid,
) -> Result<Comment> {
    let checked = open(installation, caller, id).await?;
    let found = checked.comments.into_iter().find(|it| it.said.id == comment);
    found.ok_or_else(|| crate::reason::not_there("comment", comment))
}

/// True if the caller wrote the comment.
pub fn is_own(caller: &Caller, comment: &Comment) -> bool {
    !comment.author.is_empty() && caller.by().is_ok_and(|by| by == comment.author)
}

/// The text of an evaluation in the order of its report, in parts that can be commented on.
fn passages(evaluation: &Evaluation) -> Vec<Passage> {
    let mut passages = vec![Passage::of("summary", &evaluation.summary)];
    for area in &evaluation.areas {
        passages.push(Passage::of(&area.number.to_string(), &area.text).and(area));
        let sub_areas = area.sub_areas.iter();
        passages.extend(sub_areas.map(|sub_area| Passage::of(&sub_area.code, &sub_area.text)));
    }
    passages.retain(|passage| !passage.paragraphs.is_empty());
    passages
}

impl Passage {
    fn of(place: &str, text: &str) -> Self {
        let mut passage = Self { place: place.to_owned(), paragraphs: Vec::new() };
        markdown::paragraphs(text).into_iter().for_each(|it| passage.add(ParagraphKind::Text, it));
        passage
    }

    /// With what is found and told in an area.
    fn and(mut self, area: &AreaPart) -> Self {
        let texts = |findings: &[Finding]| -> Vec<String> {
            findings.iter().map(|finding| finding.text.clone()).collect()
        };
        let examples = area.examples.iter().map(|it| match it.text.as_str() {
            "" => it.who.clone(),
            text => format!("{}: {text}", it.who),
        });
        for (kind, texts) in [
            (ParagraphKind::Strength, texts(&area.strengths)),
            (ParagraphKind::Improvement, texts(&area.improvements)),
            (ParagraphKind::Example, examples.collect()),
        ] {
            texts.into_iter().for_each(|it| self.add(kind, it));
        }
        self
    }

    fn add(&mut self, kind: ParagraphKind, text: String) {
        let number = u32::try_from(self.paragraphs.len() + 1).unwrap_or(u32::MAX);
        self.paragraphs.push(Paragraph { number, kind, text });
    }
}

/// How a paragraph begins.
fn quote(text: &str) -> String {
    let plain = markdown::plain(text);
    match plain.char_indices().nth(QUOTED) {
        Some((end, _)) => {
            let whole = plain[..end].rsplit_once(' ').map_or(&plain[..end], |(words, _)| words);
            format!("{whole} …")
        }
        None => plain,
    }
}

fn is_over(installation: &Installation, check: Option<&FactCheck>) -> bool {
    check.is_some_and(|check| check.done || check.until < installation.today())
}

async fn may_comment(installation: &Installation, caller: &Caller, id: Uuid) -> Result<()> {
    let (resource, action) = (Resource::FactCheckComments, Action::Write);
    head_for(installation, caller, id, resource, action).await?;
    let check = evaluation::load(installation, id).await?.evaluation.fact_check;
    match check {
        Some(check) if !is_over(installation, Some(&check)) => Ok(()),
        _ => Err(reason::OVER.invalid("text")),
    }
}
