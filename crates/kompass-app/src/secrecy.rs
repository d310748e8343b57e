//! What is held back because it is secret, with its legal ground: marked by those who answer for the text, read by nobody
//! outside the case.

pub mod reason;

use crate::access::{Caller, authorise_in, head_for};
use crate::evaluation::{self, Head};
use crate::installation::Installation;
use kompass_core::access::{Action, Resource};
use kompass_core::digest::sha256;
use kompass_core::evaluation::Evaluation;
use kompass_core::i18n::texts;
pub use kompass_core::secrecy::{Held, Kind, SUMMARY};
use kompass_core::secrecy::{Texts, law, paragraphs, take_out};
use kompass_core::{Error, Lang, Result};
use kompass_report::model;
use kompass_store::secrecy as store;
pub use kompass_store::secrecy::Mark;
use kompass_store::{answer, document, fact_check, note};
use uuid::Uuid;

/// Characters of a text by which it is chosen.
const SHOWN: usize = 160;

/// What is held back in an evaluation, as far as the caller may know.
#[derive(Debug)]
pub struct Marks {
    /// The evaluation.
    pub head: Head,
    /// What is held back.
    pub rows: Vec<Mark>,
    /// Kinds that the caller may mark.
    pub kinds: Vec<Kind>,
}

/// Something that can be held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Names it in a form.
    pub value: String,
    /// How people know it.
    pub label: String,
    subject: String,
    quote: String,
}

/// What is held back, of what the caller may read.
///
/// # Errors
/// The caller may not know of it.
pub async fn list(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Marks> {
    let head = head_for(installation, caller, id, Resource::Secrecy, Action::Read).await?;
    let writes = authorise_in(installation, caller, &head, Resource::Secrecy, Action::Write).await;
    let mut reads = Vec::new();
    for kind in Kind::ALL {
        if authorise_in(installation, caller, &head, resource(kind), Action::Read).await.is_ok() {
            reads.push(kind);
        }
    }
    let mut rows = marks(installation, &head).await?;
    rows.retain(|mark| reads.contains(&mark.held.kind));
    Ok(Marks { rows, kinds: if writes.is_ok() { reads } else { Vec::new() }, head })
}

/// What of a kind can be held back.
///
/// # Errors
/// The caller may not mark it, or not read it.
pub async fn offers(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    kind: Kind,
) -> Result<(Head, Vec<Offer>)> {
    let head = head_for(installation, caller, id, Resource::Secrecy, Action::Write).await?;
    authorise_in(installation, caller, &head, resource(kind), Action::Read).await?;
    let (db, main) = (&installation.db, head.main());
    let offers = match kind {
        Kind::Document => document::list(db, main)
            .await?
            .iter()
            .map(|it| offer(&it.document.code, "", &it.document.title))
            .collect(),
        Kind::Answer => {
            answer::of_evaluation(db, main).await?.keys().map(|it| offer(it, "", "")).collect()
        }
        Kind::Note => note::of_evaluation(db, main)
            .await?
            .iter()
            .map(|it| offer(&it.id.to_string(), "", &format!("{}: {}", it.author, it.text)))
            .collect(),
        Kind::Comment => fact_check::comments(db, id)
            .await?
            .iter()
            .map(|it| offer(&it.said.place, &it.said.text, &it.said.text))
            .collect(),
        Kind::Text => {
            let seen = evaluation::open_for(installation, caller, id).await?;
            texts_of(&seen.evaluation)
        }
    };
    Ok((head, offers))
}

/// Holds something back.
///
/// # Errors
/// As [`offers`]; [`reason::LAW`], [`reason::CHOICE`].
pub async fn mark(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    kind: Kind,
    (chosen, ground): (&str, &str),
) -> Result<()> {
    let (head, offers) = offers(installation, caller, id, kind).await?;
    let mut problems = Vec::new();
    let law = law(ground).map_err(|problem| problems.push(problem)).unwrap_or_default();
    let found = offers.into_iter().find(|it| it.value == chosen);
    let Some(Offer { subject, quote, .. }) = found.filter(|_| problems.is_empty()) else {
        if problems.is_empty() {
            problems.push(reason::CHOICE.problem("chosen"));
        }
        return Err(Error::Invalid(problems));
    };
    // What both sheets share is marked where it stands.
    let place = if shared(kind) { head.main() } else { id };
    let held = Held { kind, subject, quote, law };
    let stamp = installation.stamp_for(caller)?;
    store::mark(&installation.db, &stamp, place, &held, &caller.name).await?;
    Ok(())
}

/// A mark, for who may lift it.
///
/// # Errors
/// The caller may not; there is none.
pub async fn get(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    mark: Uuid,
) -> Result<(Head, Mark)> {
    let head = head_for(installation, caller, id, Resource::Secrecy, Action::Write).await?;
    let there = match store::get(&installation.db, id, mark).await {
        Err(Error::NotFound { .. }) => store::get(&installation.db, head.main(), mark).await,
        there => there,
    }?;
    authorise_in(installation, caller, &head, resource(there.held.kind), Action::Read).await?;
    Ok((head, there))
}

/// Holds something back no more.
///
/// # Errors
/// As [`get`].
pub async fn lift(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    mark: Uuid,
) -> Result<()> {
    let (head, there) = get(installation, caller, id, mark).await?;
    let place = if shared(there.held.kind) { head.main() } else { id };
    store::lift(&installation.db, &installation.stamp_for(caller)?, place, mark).await
}

/// An evaluation as it may leave the case.
///
/// # Errors
/// The database cannot be read.
pub async fn outside(
    installation: &Installation,
    head: &Head,
    mut evaluation: Evaluation,
) -> Result<Evaluation> {
    let held = held(installation, head).await?;
    let said = said(evaluation.language);
    take_out(&mut evaluation, &Texts::new(&held, said));
    Ok(evaluation)
}

/// A report as it may leave the case, and whether anything was taken out of it.
pub(crate) async fn report_outside(
    installation: &Installation,
    head: &Head,
    mut report: model::Report,
) -> Result<(model::Report, bool)> {
    let held = held(installation, head).await?;
    let before = report.clone();
    let texts = Texts::new(&held, said(report.language));
    for document in &mut report.documents {
        if let Some(said) = texts.document(&document.code) {
            document.title = said;
            document.address.clear();
        }
    }
    texts.take_out(SUMMARY, vec![&mut report.summary]);
    for area in &mut report.areas {
        let mut own = vec![&mut area.text];
        own.extend(area.strengths.iter_mut().map(|it| &mut it.text));
        own.extend(area.improvements.iter_mut().map(|it| &mut it.text));
        own.extend(area.examples.iter_mut().map(|it| &mut it.text));
        texts.take_out(&area.number.to_string(), own);
        for sub in &mut area.sub_areas {
            texts.take_out(&sub.code, vec![&mut sub.text]);
        }
    }
    let changed = report != before;
    Ok((report, changed))
}

async fn marks(installation: &Installation, head: &Head) -> Result<Vec<Mark>> {
    let mut marks = store::list(&installation.db, head.id).await?;
    if head.main() != head.id {
        let main = store::list(&installation.db, head.main()).await?;
        marks.extend(main.into_iter().filter(|mark| shared(mark.held.kind)));
    }
    Ok(marks)
}

async fn held(installation: &Installation, head: &Head) -> Result<Vec<Held>> {
    Ok(marks(installation, head).await?.into_iter().map(|mark| mark.held).collect())
}

/// What stands in place of what is held back.
fn said(lang: Lang) -> impl Fn(&str) -> String {
    move |law| texts(lang).secrecy_held(law)
}

/// True for what two frameworks scored in one evaluation have in common.
fn shared(kind: Kind) -> bool {
    matches!(kind, Kind::Document | Kind::Answer | Kind::Note)
}

/// What must be readable to whoever marks it.
fn resource(kind: Kind) -> Resource {
    match kind {
        Kind::Document => Resource::Documents,
        Kind::Answer => Resource::Answers,
        Kind::Note => Resource::Notes,
        Kind::Comment => Resource::FactCheckComments,
        Kind::Text => Resource::Texts,
    }
}

fn texts_of(evaluation: &Evaluation) -> Vec<Offer> {
    let mut offers = Vec::new();
    let mut add = |place: &str, text: &str| {
        offers.extend(paragraphs(text).map(|it| offer(place, it, it)));
    };
    add(SUMMARY, &evaluation.summary);
    for area in &evaluation.areas {
        let place = area.number.to_string();
        add(&place, &area.text);
        for finding in area.strengths.iter().chain(&area.improvements) {
            add(&place, &finding.text);
        }
        for example in &area.examples {
            add(&place, &example.text);
        }
        for sub in &area.sub_areas {
            add(&sub.code, &sub.text);
        }
    }
    offers
}

fn offer(subject: &str, quote: &str, words: &str) -> Offer {
    let begin: String = words.chars().take(SHOWN).collect();
    let more = if words.chars().count() > SHOWN { "…" } else { "" };
    let label = format!("{subject} {begin}{more}");
    Offer {
        value: sha256(format!("{subject}\0{quote}")),
        label: label.split_whitespace().collect::<Vec<_>>().join(" "),
        subject: subject.to_owned(),
        quote: quote.to_owned(),
    }
}
