//! The files of an evaluation's documents: kept as they were handed in or found on the web, and given to those who may read
//! them.

use crate::access::{self, Caller, Scope};
use crate::evaluation;
use crate::fetch::{self, Limits};
use crate::installation::Installation;
use crate::reason;
use bytes::Bytes;
use futures_util::Stream;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_store::blob::Blob;
use kompass_store::document as store;
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::Duration;
use url::Url;
use uuid::Uuid;

/// What a web page or a document on the web may take.
const WEB_PAGE: Limits = Limits { bytes: 64 * 1024 * 1024, time: Duration::from_secs(60) };

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
/// There is no such document, or it has no web address; the address is [not fetched](crate::fetch::reason).
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
    let stamp = installation.stamp()?;
    let blob = installation.blobs.put(Uuid::now_v7(), bytes.into()).await?;
    store::attach(db, &stamp, evaluation, code, before.version, &name, &blob).await?;
    Ok(Attached { code: code.to_owned(), name, blob })
}

/// The last part of an address, with the ending of its media type if it has none.
fn name_of(address: &Url, media_type: Option<&str>) -> String {
    let last = address.path_segments().and_then(|mut parts| parts.next_back());
    let last = last.filter(|part| !part.is_empty());
    let name = last.or(address.host_str()).unwrap_or("page").to_owned();
    let is_page = media_type.is_some_and(|it| it.starts_with("text/html"));
    if is_page && !name.ends_with(".html") && !name.ends_with(".htm") {
        format!("{name}.html")
    } else {
        name
    }
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
    may(installation, caller, evaluation).await?;
    let unknown = || reason::not_there("document", code);
    // A personal link opens only what it names, so the document has to be among those that are seen.
    let seen = evaluation::open_for(installation, caller, evaluation).await?.evaluation;
    if !seen.documents.iter().any(|document| document.code == code) {
        return Err(unknown());
    }
    let file = store::file(&installation.db, evaluation, code).await?;
    let blob = file.blob.ok_or_else(unknown)?;
    let bytes = installation.blobs.get_stream(&blob.digest).await?;
    Ok(Download { name: file.name, size: blob.size, bytes })
}

async fn may(installation: &Installation, caller: &Caller, evaluation: Uuid) -> Result<()> {
    let head = evaluation::head(installation, evaluation).await?;
    let scope = Scope::Evaluation(&head);
    access::authorise(installation, caller, Resource::Documents, Action::Read, &scope).await
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
    }
}
