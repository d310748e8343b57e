//! Documents on their way in: each file is received, looked at, kept and written down before the next one begins. What is
//! refused leaves nothing behind.

use super::reading::BytesOfFile;
use super::scan::{self, Verdict};
use super::{Description, Format, Kind, Refusal, Shelf, WEB_PAGE, is_there, name_of, shelf_of};
use crate::access::Caller;
use crate::evaluation;
use crate::fetch;
use crate::installation::Installation;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use kompass_core::evaluation::Document;
use kompass_core::{Error, Result};
use kompass_report::extract;
use kompass_store::blob::{Incoming, TOO_BIG};
use kompass_store::document::{self as store, Added};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Bytes at the beginning and at the end of a file that are looked at to see what it is. The list of a packed file of ten
/// thousand parts fits.
const LOOKED_AT: u64 = 1024 * 1024;

/// Most characters of the name of a file.
const LONGEST_NAME: usize = 200;

/// Somebody handing in.
pub struct Intake<'a> {
    installation: &'a Installation,
    caller: &'a Caller,
    shelf: Shelf,
    sub_areas: Vec<String>,
    count: u32,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is there under this code, with this title.
    Added(String, String),
    /// The same bytes were there before, under this code.
    There(String),
    /// It was not taken.
    Refused(Refused),
}

/// Why a file was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// By what it is.
    Kind(Refusal),
    /// It is larger than so many megabytes.
    TooLarge(u32),
    /// With it the evaluation would have more than so many megabytes.
    Full(u32),
    /// More than so many files were sent at once.
    TooMany(u32),
    /// The store of documents is full or away.
    Store,
    /// The malware scanner found something harmful.
    Harmful,
    /// The malware scanner gave no answer.
    Unscanned,
}

impl<'a> Intake<'a> {
    /// Begins handing in documents that bear on these sub-areas.
    ///
    /// # Errors
    /// The caller may not hand in documents, or not for these sub-areas.
    pub async fn begin(
        installation: &'a Installation,
        caller: &'a Caller,
        evaluation: Uuid,
        sub_areas: &[String],
    ) -> Result<Self> {
        let head = evaluation::head(installation, evaluation).await?;
        super::writes(installation, caller, &head).await?;
        let shelf = shelf_of(installation, caller, head).await?;
        let sub_areas = shelf.chosen(sub_areas)?;
        Ok(Self { installation, caller, shelf, sub_areas, count: 0 })
    }

    /// Takes a file.
    ///
    /// # Errors
    /// That of the stream, if the bytes did not arrive whole; the database is away.
    pub async fn file(
        &mut self,
        name: &str,
        bytes: impl Stream<Item = Result<Bytes>> + Unpin,
    ) -> Result<Outcome> {
        let config = &self.installation.config.documents;
        self.count += 1;
        if self.count > config.request_files {
            return Ok(Outcome::Refused(Refused::TooMany(config.request_files)));
        }
        let name = plain(name);
        let said = Description {
            title: title_of(&name),
            kind: String::new(),
            date: None,
            address: String::new(),
            sub_areas: self.sub_areas.clone(),
        };
        self.take(&name, &said, bytes).await
    }

    /// Takes what is found at a web address now.
    ///
    /// # Errors
    /// It is [not fetched](crate::fetch::reason), or is not what is taken.
    pub async fn address(&mut self, address: &str, title: &str) -> Result<Outcome> {
        let address = address.trim();
        let title = title.trim();
        let said = Description {
            title: if title.is_empty() {
                address.chars().take(300).collect()
            } else {
                title.to_owned()
            },
            kind: String::new(),
            date: None,
            address: address.to_owned(),
            sub_areas: self.sub_areas.clone(),
        };
        // What is wrong with the words is said before anything is fetched.
        self.shelf.described(&said, None)?;
        let fetched =
            fetch::get(address, WEB_PAGE).await.map_err(|error| placed(error, "address"))?;
        let name = plain(&name_of(&fetched.final_address, fetched.media_type.as_deref()));
        let bytes = stream::iter([Ok(Bytes::from(fetched.bytes))]);
        self.take(&name, &said, bytes).await
    }

    async fn take(
        &mut self,
        name: &str,
        said: &Description,
        bytes: impl Stream<Item = Result<Bytes>> + Unpin,
    ) -> Result<Outcome> {
        let (blobs, config) = (&self.installation.blobs, &self.installation.config.documents);
        let document = self.shelf.described(said, None)?;
        // Whether what failed is the sender or the store, only the stream knows.
        let lost = Mutex::new(None);
        let watched = bytes.map(|chunk| {
            chunk.map_err(|error| {
                let words = error.to_string();
                *lost.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                words
            })
        });
        let most = u64::from(config.file_megabytes) << 20;
        let arrived = match blobs.receive(Uuid::now_v7(), watched, most).await {
            Ok(arrived) => arrived,
            Err(Error::Invalid(problems)) if problems.iter().any(|it| it.code == TOO_BIG) => {
                return Ok(Outcome::Refused(Refused::TooLarge(config.file_megabytes)));
            }
            Err(error) => {
                let sender = lost.into_inner().unwrap_or_else(PoisonError::into_inner);
                return sender.map_or_else(|| Ok(store_away(&error)), Err);
            }
        };
        let (head, tail) = match blobs.ends(&arrived, LOOKED_AT).await {
            Ok(ends) => ends,
            Err(error) => return Ok(store_away(&error)),
        };
        if let Err(refusal) = extract::decide(name, &head, &tail) {
            blobs.discard(arrived).await?;
            return Ok(Outcome::Refused(Refused::Kind(refusal)));
        }
        if let Some(refused) = self.harmful(&arrived).await {
            blobs.discard(arrived).await?;
            return Ok(Outcome::Refused(refused));
        }
        let blob = match blobs.keep(arrived).await {
            Ok(blob) => blob,
            Err(error) => return Ok(store_away(&error)),
        };
        self.write_down(&document, name, &blob).await
    }

    /// Why the malware scanner keeps a file out; nothing if it has nothing against it.
    async fn harmful(&self, arrived: &Incoming) -> Option<Refused> {
        let (blobs, config) = (&self.installation.blobs, &self.installation.config.scan);
        if config.command.is_empty() {
            return None;
        }
        let asked = async {
            let bytes = blobs.arrived(arrived).await?;
            scan::scan(config, BytesOfFile::of(bytes)).await
        };
        match asked.await {
            Ok(Verdict::Clean) => None,
            Ok(Verdict::Harmful) => {
                let (by, digest) = (&self.caller.who, &arrived.blob().digest);
                tracing::warn!(target: "security", event = "harmful_file_refused", ?by, digest);
                Some(Refused::Harmful)
            }
            Err(error) => {
                tracing::error!(error = error.to_string(), "a document was not scanned");
                Some(Refused::Unscanned)
            }
        }
    }

    async fn write_down(
        &self,
        document: &Document,
        name: &str,
        blob: &kompass_store::blob::Blob,
    ) -> Result<Outcome> {
        let Self { installation, caller, shelf, count, .. } = self;
        let (db, most) = (&installation.db, installation.config.documents.evaluation_megabytes);
        let stamp = installation.stamp_part(caller, &format!("file{count}"))?;
        let room = u64::from(most) << 20;
        let id = shelf.head.id;
        let added =
            store::add(db, &stamp, id, document, (name, blob), (&caller.name, room)).await?;
        let outcome = match added {
            Added::New(code) => Outcome::Added(code, document.title.clone()),
            Added::There(code) => return Ok(Outcome::There(code)),
            Added::Full => {
                installation.blobs.remove(db, &blob.digest).await?;
                return Ok(Outcome::Refused(Refused::Full(most)));
            }
        };
        is_there(installation, blob).await?;
        installation.unread.notify_one();
        Ok(outcome)
    }
}

impl Refused {
    /// Which kind a file is that is not what its name says, in a word; `None` for other reasons.
    pub fn is(&self) -> Option<Kind> {
        match self {
            Self::Kind(Refusal::Other { is, .. }) => Some(*is),
            _ => None,
        }
    }
}

fn store_away(error: &Error) -> Outcome {
    tracing::error!(error = error.to_string(), "a document could not be kept");
    Outcome::Refused(Refused::Store)
}

/// The problems of an input, at this field.
fn placed(error: Error, place: &str) -> Error {
    match error {
        Error::Invalid(mut problems) => {
            problems.iter_mut().for_each(|problem| problem.place = place.to_owned());
            Error::Invalid(problems)
        }
        other => other,
    }
}

/// A name without folders and without what cannot be seen.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|letter| !letter.is_control()).collect();
    let count = shown.chars().count();
    // The ending stays: it says what the file is.
    shown.chars().skip(count.saturating_sub(LONGEST_NAME)).collect()
}

/// What a document is called until somebody says otherwise: its name without its ending.
fn title_of(name: &str) -> String {
    let known = |ending: &str| {
        Format::ALL.into_iter().any(|it| it.endings().contains(&ending.to_lowercase().as_str()))
    };
    let stem =
        name.rsplit_once('.').filter(|(_, ending)| known(ending)).map_or(name, |(stem, _)| stem);
    let title = stem.replace('_', " ");
    let title = title.trim();
    if title.is_empty() { name.to_owned() } else { title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_after_its_name() {
        assert_eq!(plain("C:\\Mina filer\\Mål_och_budget.pdf"), "Mål_och_budget.pdf");
        assert_eq!(plain("../../x\u{0}\n.pdf"), "x.pdf");
        assert!(plain(&format!("{}.pdf", "å".repeat(500))).ends_with("å.pdf"));
        assert_eq!(title_of("Mål_och_budget.PDF"), "Mål och budget");
        assert_eq!(title_of("v. 2.1 plan"), "v. 2.1 plan");
        assert_eq!(title_of(".pdf"), ".pdf");
    }
}
