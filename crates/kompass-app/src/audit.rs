//! The audit log: verified against its key and, if given, against a checkpoint kept elsewhere; bound by a checkpoint every
//! week; and read by those who run what it is about.

mod log;

pub(crate) use log::called;
pub use log::{Author, Entry, Log, Place, Typed, Whose, lines, table, what, who};

use crate::access::{self, Caller, Scope};
use crate::files;
use crate::installation::Installation;
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Problem, Result};
pub use kompass_store::audit::Bound;
use kompass_store::audit::{Checkpoint, Report, checkpoint, verify as verify_chains};
use kompass_store::job::{self, Work};
use kompass_store::{audit as store, setting};
use serde::{Deserialize, Serialize};
use std::path::Path;
use uuid::Uuid;

/// Under which name it is remembered what was found when all chains were walked last.
const VERIFIED: &str = "audit.verified";

/// Most checkpoints that are listed.
const LISTED: u32 = 100;

/// What was found when all chains were walked last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// When.
    pub at: Timestamp,
    /// How many chains.
    pub chains: u64,
    /// How many entries.
    pub entries: u64,
    /// How many of them were disposed of.
    pub disposed: u64,
    /// How many faults.
    pub faults: u64,
}

/// Checks every chain; with a checkpoint also that nothing before it was cut off.
///
/// # Errors
/// The database or the checkpoint cannot be read. Faults that were found are in the answer.
pub async fn verify(installation: &Installation, exported: Option<&Path>) -> Result<Report> {
    let exported = exported.map(read_checkpoint).transpose()?;
    let db = &installation.db;
    let report = verify_chains(db, installation.audit_key(), exported.as_ref()).await?;
    let verified = Verified {
        at: installation.now(),
        chains: report.chains,
        entries: report.entries,
        disposed: report.disposed,
        faults: report.faults.len() as u64,
    };
    setting::remember(db, VERIFIED, &json(&verified)?, verified.at).await?;
    Ok(report)
}

/// The checkpoints, the newest first, and what was found when all chains were walked last.
///
/// # Errors
/// The caller does not run the installation.
pub async fn checkpoints(
    installation: &Installation,
    caller: &Caller,
) -> Result<(Vec<Bound>, Option<Verified>)> {
    may(installation, caller, Action::Read).await?;
    let bound = store::checkpoints(&installation.db, LISTED).await?;
    let verified = setting::get(&installation.db, VERIFIED).await?;
    Ok((bound, verified.and_then(|text| serde_json::from_str(&text).ok())))
}

/// Walks all chains and binds their heads into a checkpoint.
///
/// # Errors
/// The caller does not run the installation.
pub async fn make_checkpoint(installation: &Installation, caller: &Caller) -> Result<()> {
    may(installation, caller, Action::Write).await?;
    verify(installation, None).await?;
    checkpoint(&installation.db, installation.audit_key(), installation.now()).await?;
    Ok(())
}

/// The newest checkpoint with the name of its file.
///
/// # Errors
/// The caller does not run the installation; there is none yet.
pub async fn newest_checkpoint(
    installation: &Installation,
    caller: &Caller,
) -> Result<(String, Vec<u8>)> {
    may(installation, caller, Action::Read).await?;
    let newest = store::last_checkpoint(&installation.db).await?;
    let missing = || Error::not_found("checkpoint", "of this installation", "make one first");
    file_of(&newest.ok_or_else(missing)?)
}

/// Asks for the checkpoint of this week, once.
pub(crate) async fn plan(installation: &Installation, day: Date) -> Result<()> {
    let week = day.iso_week_date();
    let name = format!("checkpoint {}-{:02}", week.year(), week.week());
    let now = installation.now();
    job::enqueue(&installation.db, Uuid::now_v7(), &name, &Work::Checkpoint, now).await?;
    Ok(())
}

/// Walks all chains, binds their heads into a checkpoint, and keeps that where the configuration says.
pub(crate) async fn keep_checkpoint(installation: &Installation) -> Result<()> {
    watch(installation).await;
    let bound = checkpoint(&installation.db, installation.audit_key(), installation.now()).await?;
    let (name, bytes) = file_of(&bound)?;
    match &installation.config.checkpoints {
        None => installation.blobs.lay(&format!("checkpoints/{name}"), bytes.into()).await,
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(|error| {
                Error::Unavailable(format!(
                    "the folder {} for checkpoints could not be made: {error} – check its place and rights",
                    folder.display()
                ))
            })?;
            files::write(&folder.join(name), &bytes)
        }
    }
}

async fn may(installation: &Installation, caller: &Caller, action: Action) -> Result<()> {
    access::authorise(installation, caller, Resource::AuditLog, action, &Scope::Installation).await
}

fn file_of(bound: &Checkpoint) -> Result<(String, Vec<u8>)> {
    let json = serde_json::to_vec_pretty(bound);
    let json = json.map_err(|error| Error::Internal(error.to_string()))?;
    Ok((format!("kompass-checkpoint-{:06}.json", bound.number), json))
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}

/// Checks every chain once, as a server does when it starts, and tells the log what was found.
pub async fn watch(installation: &Installation) {
    match verify(installation, None).await {
        Ok(report) => {
            let Report { chains, entries, .. } = report;
            for fault in &report.faults {
                let (chain, number, what) = (&fault.chain, fault.number, &fault.what);
                tracing::error!(target: "security", %chain, number, %what, "the audit log is damaged");
            }
            if report.is_intact() {
                tracing::info!(chains, entries, "the audit log is intact");
            }
        }
        Err(error) => tracing::warn!(%error, "the audit log could not be verified"),
    }
}

/// Verifies all chains, binds their heads into a checkpoint and writes it to a file.
///
/// # Errors
/// The log is damaged; there is such a file; the database or the file cannot be written.
pub async fn export_checkpoint(installation: &Installation, path: &Path) -> Result<Checkpoint> {
    if path.exists() {
        // An older checkpoint proves what a newer one does not.
        return Err(Error::Conflict(format!(
            "{} exists – name a new file, with the day for instance",
            path.display()
        )));
    }
    let found = verify(installation, None).await?;
    if !found.is_intact() {
        return Err(Error::Conflict(format!(
            "the audit log has {} faults and no checkpoint was made – `kompass audit verify` names them",
            found.faults.len()
        )));
    }
    let bound = checkpoint(&installation.db, installation.audit_key(), installation.now()).await?;
    files::write(path, &file_of(&bound)?.1)?;
    Ok(bound)
}

fn read_checkpoint(path: &Path) -> Result<Checkpoint> {
    let bytes = files::read(path)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        let problem = Problem::new(
            "",
            "the file is no checkpoint",
            "name a file written by `kompass audit checkpoint`",
        );
        Error::invalid(problem.file(path.display().to_string()))
    })?;
    Checkpoint::from_json(text)
}
