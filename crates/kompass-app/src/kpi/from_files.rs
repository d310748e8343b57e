//! Key figures from files.

use super::edition::{Edition, Making, Summary, take};
use super::{Draft, Files, Input, Kind, in_background, ready, reason};
use crate::installation::Installation;
use jiff::civil::Date;
use kompass_core::Result;
use kompass_store::kpi as store;
use std::path::PathBuf;

/// The files that were given.
#[derive(Debug, Clone)]
pub struct Given {
    /// Values, as Parquet or CSV. Without any, those that come with the program.
    pub values: Vec<PathBuf>,
    /// Catalogues of KPIs that are newer than those that come with the program, the newest first.
    pub catalogues: Vec<PathBuf>,
    /// Where they come from: an address, or a repository with its commit.
    pub origin: String,
    /// The day on which they were fetched from Kolada.
    pub fetched: Date,
    /// Whether they may have far fewer values than those in use.
    pub accept_loss: bool,
}

/// Makes a generation of files and takes it into use everywhere, in place of the one before. What the files lack – areas,
/// groups, packages, the catalogue – comes from the program. All or nothing; nothing, too, if they are those in use.
///
/// # Errors
/// Everything that is wrong with the files; a full disk; another import.
pub async fn import(installation: &Installation, given: Given) -> Result<Option<Edition>> {
    if given.fetched > installation.today() {
        return Err(reason::NOT_FETCHED_YET.invalid("fetched"));
    }
    // What comes with the program says itself where it comes from.
    let own = given.values.len() + given.catalogues.len() > 0;
    if own && given.origin.trim().is_empty() {
        return Err(reason::NO_ORIGIN.invalid("origin"));
    }
    let before = ready(installation).await?;
    let base = store::latest::<Summary>(&installation.db).await?.map_or(0, |it| it.number);
    let (today, accept_loss) = (installation.today(), given.accept_loss);
    let draft = in_background(move || {
        let mut files = Files::bundled();
        let read = |path: &PathBuf| Input::read(path, given.origin.clone(), given.fetched);
        if !given.values.is_empty() {
            files.values = given.values.iter().map(read).collect::<Result<_>>()?;
        }
        let newer: Vec<Input> = given.catalogues.iter().map(read).collect::<Result<_>>()?;
        files.catalogues.splice(0..0, newer);
        Draft::read(&files, today)
    })
    .await?;
    let summary = Summary::default();
    let making = Making { base, before, kind: Kind::Import, as_of: None, summary, accept_loss };
    take(installation, making, draft).await
}
