//! Documents of an evaluation that were uploaded, for those who may read them.

use crate::access::{self, Caller, Scope};
use crate::evaluation;
use crate::installation::Installation;
use crate::reason;
use bytes::Bytes;
use futures_util::Stream;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_store::document as store;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A file on its way to somebody who may read it.
pub struct Download<S> {
    /// Name under which it was uploaded.
    pub name: String,
    /// Number of bytes.
    pub size: u64,
    /// The bytes.
    pub bytes: S,
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
