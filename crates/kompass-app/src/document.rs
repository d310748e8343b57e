//! The documents of an evaluation: handed in or found on the web, kept, described, and given to those who may read them.

mod intake;
pub mod passage;
pub mod reading;
pub mod reason;
pub mod request;
pub mod scan;

pub use intake::{Intake, Outcome, Refused};
pub use kompass_report::extract::{Format, Kind, Refusal, Trouble, Unit, extract};
pub use kompass_store::document::{Receipt, Stored};
pub use kompass_store::page::{State as TextState, Text};
pub use scan::Verdict;

use crate::access::{Caller, Who, authorise_in, head_for};
use crate::evaluation::{self, Head};
use crate::fetch::{self, Limits};
use crate::installation::Installation;
use crate::link::Opens;
use crate::reason as access_reason;
use bytes::Bytes;
use futures_util::Stream;
use jiff::SignedDuration;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::{Document, State};
use kompass_core::framework::Framework;
use kompass_core::{Error, Result};
use kompass_store::blob::Blob;
use kompass_store::{document as store, page};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use url::Url;
use uuid::Uuid;

/// What a web page or a document on the web may take.
const WEB_PAGE: Limits = Limits { bytes: 64 * 1024 * 1024, time: Duration::from_secs(60) };

/// A file that arrived so long ago is on its way to nowhere: no request lasts as long.
const ABANDONED: SignedDuration = SignedDuration::from_hours(24);

/// Longest title, kind and web address, in characters.
const LONGEST_TITLE: usize = 300;
const LONGEST_KIND: usize = 100;
const LONGEST_ADDRESS: usize = 2000;

/// The documents of an evaluation, as far as somebody may read them.
pub struct Shelf {
    /// The evaluation.
    pub head: Head,
    /// Its framework.
    pub framework: Arc<Framework>,
    /// The documents in their order.
    pub documents: Vec<Stored>,
    /// True if the caller may hand in documents now.
    pub may_add: bool,
    /// Codes of the sub-areas for which the caller may hand in; all of the framework, or those of a personal link.
    pub sub_areas: Vec<String>,
    /// True if the caller must choose at least one of them.
    pub must_choose: bool,
    /// True if documents may be removed in this step.
    pub may_remove: bool,
    /// As the audit log names the caller.
    by: Option<String>,
}

/// What is said about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Title.
    pub title: String,
    /// What it is.
    pub kind: String,
    /// Its date.
    pub date: Option<jiff::civil::Date>,
    /// Web address.
    pub address: String,
    /// Codes of the sub-areas it bears on.
    pub sub_areas: Vec<String>,
}

/// A page of a document.
pub struct Leaf {
    /// The document and those around it.
    pub shelf: Shelf,
    /// The document.
    pub stored: Stored,
    /// Number of the page, from 1.
    pub number: u32,
    /// Its text.
    pub text: String,
}

/// A file on its way to somebody who may read it.
pub struct Download<S> {
    /// Name under which it was uploaded.
    pub name: String,
    /// Number of bytes.
    pub size: u64,
    /// The bytes.
    pub bytes: S,
}

/// Where the file of a document comes from.
pub enum Origin {
    /// Handed in: its name and its bytes.
    File(String, Vec<u8>),
    /// What is found now at the web address of the document.
    Address,
}

/// What became the file of a document.
#[derive(Debug, Serialize)]
pub struct Attached {
    /// Code of the document.
    pub code: String,
    /// Name of the file.
    pub name: String,
    /// SHA-256 and size.
    pub blob: Blob,
}

/// Gives a document its file, in place of the one it may have had. For the command line, whose user can reach the files.
///
/// # Errors
/// There is no such document, or it has no web address; the address is [not fetched](crate::fetch::reason);
/// [`reason::HARMFUL`], or the malware scanner gives no answer.
pub async fn attach(
    installation: &Installation,
    evaluation: Uuid,
    code: &str,
    origin: Origin,
) -> Result<Attached> {
    let db = &installation.db;
    let before = store::file(db, evaluation, code).await?;
    let (name, bytes) = match origin {
        Origin::File(name, bytes) => (name, bytes),
        Origin::Address => {
            let whole = evaluation::load(installation, evaluation).await?.evaluation;
            let document = whole.documents.iter().find(|document| document.code == code);
            let address = document.map(|document| document.address.as_str()).unwrap_or_default();
            let fetched = fetch::get(address, WEB_PAGE).await?;
            (name_of(&fetched.final_address, fetched.media_type.as_deref()), fetched.bytes)
        }
    };
    if scan::scan(&installation.config.scan, bytes.clone().into()).await? == Verdict::Harmful {
        return Err(reason::HARMFUL.invalid("file"));
    }
    let stamp = installation.stamp()?;
    let blob = installation.blobs.put(Uuid::now_v7(), bytes.into()).await?;
    store::attach(db, &stamp, evaluation, code, before.version, &name, &blob).await?;
    is_there(installation, &blob).await?;
    installation.unread.notify_one();
    Ok(Attached { code: code.to_owned(), name, blob })
}

/// Looks once more whether the bytes of a document that was just written down are there: somebody may have removed the last
/// other document that had them just before. From now on nobody can.
///
/// # Errors
/// [`reason::LOST`]: they are gone, and have to be handed in again.
async fn is_there(installation: &Installation, blob: &Blob) -> Result<()> {
    if installation.blobs.has(&blob.digest).await? {
        return Ok(());
    }
    Err(reason::LOST.invalid(""))
}

/// The last part of an address, with the ending of its media type if it has none that is known.
pub(crate) fn name_of(address: &Url, media_type: Option<&str>) -> String {
    let last = address.path_segments().and_then(|mut parts| parts.next_back());
    let last = last.filter(|part| !part.is_empty());
    let name = last.or(address.host_str()).unwrap_or("page").to_owned();
    let is = media_type.and_then(|it| it.split(';').next()).unwrap_or_default().trim();
    let format = match is {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "application/pdf" => Some(Format::Pdf),
        "text/plain" => Some(Format::Text),
        "image/png" => Some(Format::Png),
        "image/jpeg" => Some(Format::Jpeg),
        _ => None,
    };
    let Some(format) = format else { return name };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let known = format.endings().contains(&ending.as_str());
    // What a server calls plain text may be Markdown or a table.
    let text = format == Format::Text && ["md", "markdown", "csv"].contains(&ending.as_str());
    if known || text { name } else { format!("{name}.{}", format.endings()[0]) }
}

/// The documents of an evaluation.
///
/// # Errors
/// The caller may read no documents of the evaluation.
pub async fn shelf(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<Shelf> {
    let head = may(installation, caller, evaluation).await?;
    let mut shelf = shelf_of(installation, caller, head).await?;
    let mut documents = store::list(&installation.db, evaluation).await?;
    documents.retain(|it| opens(caller, &it.document));
    shelf.documents = documents;
    Ok(shelf)
}

/// One document, on a shelf of its own.
///
/// # Errors
/// The caller may not read it; there is none.
pub async fn one(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    code: &str,
) -> Result<(Shelf, Stored)> {
    let head = may(installation, caller, evaluation).await?;
    let shelf = shelf_of(installation, caller, head).await?;
    let stored = store::get(&installation.db, evaluation, code).await;
    let stored = stored.ok().filter(|it| opens(caller, &it.document));
    Ok((shelf, stored.ok_or_else(|| access_reason::not_there("document", code))?))
}

/// A page of a document.
///
/// # Errors
/// As [`one`]; the document has no such page.
pub async fn leaf(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    code: &str,
    number: u32,
) -> Result<Leaf> {
    let (shelf, stored) = one(installation, caller, evaluation, code).await?;
    let text = page::get(&installation.db, evaluation, code, number).await?;
    let text = text.ok_or_else(|| access_reason::not_there("page", number))?;
    Ok(Leaf { shelf, stored, number, text })
}

/// Changes what is said about a document, if it is still at this version. Returns the version after it.
///
/// # Errors
/// The caller may not change it; something is missing or too long; somebody else was faster
/// ([`Conflict`](Error::Conflict)).
pub async fn describe(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    code: &str,
    version: i64,
    said: &Description,
) -> Result<i64> {
    let (shelf, stored) = changeable(installation, caller, evaluation, code).await?;
    let document = shelf.described(said, Some(&stored.document))?;
    let document = Document { code: code.to_owned(), ..document };
    let stamp = installation.stamp_for(caller)?;
    store::update(&installation.db, &stamp, evaluation, version, &document).await
}

/// Removes a document, if it is still at this version.
///
/// # Errors
/// The caller may not change it; the judging has begun ([`reason::STAYS`]); somebody else was faster.
pub async fn remove(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    code: &str,
    version: i64,
) -> Result<()> {
    let (shelf, _) = changeable(installation, caller, evaluation, code).await?;
    if !shelf.may_remove {
        return Err(reason::STAYS.forbidden());
    }
    let (db, stamp) = (&installation.db, installation.stamp_for(caller)?);
    let unused = store::remove(db, &stamp, evaluation, code, version).await?;
    if let Some(digest) = unused {
        // The row is gone; bytes that nothing points to do no harm.
        if let Err(error) = installation.blobs.remove(db, &digest).await {
            tracing::warn!(%error, "the bytes of a removed document are still there");
        }
    }
    Ok(())
}

/// Forgets files that arrived and that nobody kept, because whoever took them ended in the middle.
///
/// # Errors
/// The store of documents is away.
pub async fn forget(installation: &Installation) -> Result<()> {
    let swept = installation.blobs.sweep(installation.now() - ABANDONED).await?;
    if swept > 0 {
        tracing::info!(swept, "files that nobody had kept were removed");
    }
    Ok(())
}

/// Where a document is used as evidence, as far as the caller may know: codes of questions and sub-areas.
///
/// # Errors
/// The caller may not know of the evaluation.
pub async fn used(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    code: &str,
) -> Result<Vec<String>> {
    // What is hidden from the caller is taken out already.
    let seen = evaluation::open_for(installation, caller, evaluation).await?.evaluation;
    let mut places = Vec::new();
    for sub_area in seen.areas.iter().flat_map(|area| &area.sub_areas) {
        let direct = sub_area.direct.iter().any(|it| it.evidence.iter().any(|it| it == code));
        places.extend(direct.then(|| sub_area.code.clone()));
        for question in &sub_area.questions {
            let mut judged = question.judgements.iter();
            let cited = judged.any(|it| it.evidence.iter().any(|it| it == code));
            places.extend(cited.then(|| question.code.clone()));
        }
    }
    Ok(places)
}

impl Shelf {
    /// True if the caller may change what is said about a document: a personal link only what was handed in by it.
    pub fn may_change(&self, stored: &Stored) -> bool {
        let own = || stored.receipt.as_ref().map(|it| &it.actor) == self.by.as_ref();
        self.may_add && (!self.must_choose || own())
    }

    /// What is said, if it may be said so. Sub-areas that the caller does not answer for stay as they were.
    fn described(&self, said: &Description, before: Option<&Document>) -> Result<Document> {
        let Description { title, kind, date, address, sub_areas } = said;
        let (title, kind, address) = (title.trim(), kind.trim(), address.trim());
        let too_long = |text: &str, most| text.chars().count() > most;
        let mut problems = Vec::new();
        if title.is_empty() || too_long(title, LONGEST_TITLE) {
            problems.push(reason::TITLE.problem("title"));
        }
        if too_long(kind, LONGEST_KIND) {
            problems.push(reason::KIND.problem("kind"));
        }
        let web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
        if !address.is_empty() && (!web || too_long(address, LONGEST_ADDRESS)) {
            problems.push(reason::WEB.problem("address"));
        }
        let sub_areas = match self.chosen(sub_areas) {
            Ok(chosen) => chosen,
            Err(Error::Invalid(wrong)) => {
                problems.extend(wrong);
                Vec::new()
            }
            Err(error) => return Err(error),
        };
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let kept = before.map_or(&[][..], |before| &before.sub_areas);
        let kept = kept.iter().filter(|code| !self.sub_areas.contains(code));
        Ok(Document {
            code: String::new(),
            title: title.to_owned(),
            kind: kind.to_owned(),
            date: *date,
            address: address.to_owned(),
            sub_areas: self.in_order(sub_areas.iter().chain(kept)),
        })
    }

    /// The sub-areas that were chosen, if they may be.
    fn chosen(&self, sub_areas: &[String]) -> Result<Vec<String>> {
        if sub_areas.iter().any(|code| !self.sub_areas.contains(code)) {
            return Err(access_reason::SCOPE.invalid("sub_area"));
        }
        if self.must_choose && sub_areas.is_empty() {
            return Err(reason::SUB_AREA.invalid("sub_area"));
        }
        Ok(self.in_order(sub_areas.iter()))
    }

    /// Each once, in the order of the framework.
    fn in_order<'a>(&self, codes: impl Iterator<Item = &'a String>) -> Vec<String> {
        let chosen: BTreeSet<&String> = codes.collect();
        let all = self.framework.sub_areas().map(|(_, sub_area)| &sub_area.code);
        all.filter(|code| chosen.contains(code)).cloned().collect()
    }
}

async fn changeable(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    code: &str,
) -> Result<(Shelf, Stored)> {
    let head = evaluation::head(installation, evaluation).await?;
    writes(installation, caller, &head).await?;
    let (shelf, stored) = one(installation, caller, evaluation, code).await?;
    if shelf.may_change(&stored) { Ok((shelf, stored)) } else { Err(reason::NOT_YOURS.forbidden()) }
}

async fn writes(installation: &Installation, caller: &Caller, head: &Head) -> Result<()> {
    authorise_in(installation, caller, head, Resource::Documents, Action::Write).await
}

/// What a personal link opens of the documents; everything for anybody else.
fn opens(caller: &Caller, document: &Document) -> bool {
    caller.link.as_ref().is_none_or(|link| {
        let opens = Opens::of(link);
        document.sub_areas.iter().any(|code| opens.sub_areas.contains(code))
    })
}

/// An empty shelf with what the caller may do there.
async fn shelf_of(installation: &Installation, caller: &Caller, head: Head) -> Result<Shelf> {
    let framework = installation.framework(&head.framework_digest).await?;
    let may_add = match writes(installation, caller, &head).await {
        Ok(()) => true,
        Err(Error::Forbidden(_)) => false,
        Err(error) => return Err(error),
    };
    let sub_areas = framework.sub_areas().map(|(_, sub_area)| sub_area.code.clone());
    let sub_areas = match &caller.link {
        Some(link) => {
            let opens = Opens::of(link);
            sub_areas.filter(|code| opens.sub_areas.contains(code)).collect()
        }
        None => sub_areas.collect(),
    };
    Ok(Shelf {
        // From the first judgement on a document may be evidence for somebody, which nobody else may learn.
        may_remove: may_add
            && head.state < State::Scoring
            && !store::judged(&installation.db, head.id).await?,
        framework,
        documents: Vec::new(),
        may_add,
        sub_areas,
        must_choose: matches!(caller.who, Who::Link(_)),
        by: caller.by().ok(),
        head,
    })
}

/// Codes of the documents that have a file.
///
/// # Errors
/// The caller may read no documents of the evaluation.
pub async fn with_file(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<BTreeSet<String>> {
    may(installation, caller, evaluation).await?;
    Ok(store::with_file(&installation.db, evaluation).await?.into_iter().collect())
}

/// The file of a document.
///
/// # Errors
/// The caller may not read it; there is none.
pub async fn download(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    code: &str,
) -> Result<Download<impl Stream<Item = Result<Bytes>> + use<>>> {
    let (_, stored) = one(installation, caller, evaluation, code).await?;
    let file = stored.file;
    let blob = file.blob.ok_or_else(|| access_reason::not_there("document", code))?;
    let bytes = installation.blobs.get_stream(&blob.digest).await?;
    Ok(Download { name: file.name, size: blob.size, bytes })
}

async fn may(installation: &Installation, caller: &Caller, evaluation: Uuid) -> Result<Head> {
    head_for(installation, caller, evaluation, Resource::Documents, Action::Read).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_address() {
        let name = |address: &str, media_type| name_of(&address.parse().unwrap(), media_type);
        assert_eq!(name("https://example.se/mal-och-budget.pdf", None), "mal-och-budget.pdf");
        assert_eq!(
            name("https://example.se/om/", Some("text/html; charset=utf-8")),
            "example.se.html"
        );
        assert_eq!(name("https://example.se/om/styrning", Some("text/html")), "styrning.html");
        assert_eq!(name("https://example.se/index.html", Some("text/html")), "index.html");
        assert_eq!(name("https://example.se/fil?id=3", Some("application/pdf")), "fil.pdf");
        assert_eq!(name("https://example.se/data.csv", Some("text/plain")), "data.csv");
    }
}
