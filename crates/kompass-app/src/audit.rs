//! The audit log: verified against its key and, if given, against a checkpoint kept elsewhere; bound by a checkpoint every
//! week; and read by those who run what it is about.

mod log;

pub(crate) use log::called;
pub use log::{Author, Entry, Log, Place, Typed, Whose, lines, table, what, who};

use crate::access::{self, Caller, Scope};
use crate::config::Config;
use crate::files;
use crate::installation::Installation;
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Problem, Result};
use kompass_store::audit::Checkpoint;
pub use kompass_store::audit::{Bound, Report};
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
    let report =
        store::verify(&installation.db, installation.audit_key(), exported.as_ref()).await?;
    remember(installation, &report).await?;
    Ok(report)
}

/// Walks every chain and binds those that are whole into a checkpoint; of a damaged one it keeps what was bound before.
async fn bind(installation: &Installation) -> Result<(Report, Checkpoint)> {
    let (db, key) = (&installation.db, installation.audit_key());
    let (report, bound) = store::checkpoint(db, key, installation.now()).await?;
    remember(installation, &report).await?;
    Ok((report, bound))
}

async fn remember(installation: &Installation, report: &Report) -> Result<()> {
    let verified = Verified {
        at: installation.now(),
        chains: report.chains,
        entries: report.entries,
        disposed: report.disposed,
        faults: report.faults.len() as u64,
    };
    setting::remember(&installation.db, VERIFIED, &json(&verified)?, verified.at).await
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

/// Walks all chains and binds those that are whole into a checkpoint. What was found is remembered and in the log.
///
/// # Errors
/// The caller does not run the installation.
pub async fn make_checkpoint(installation: &Installation, caller: &Caller) -> Result<()> {
    may(installation, caller, Action::Write).await?;
    tell(&bind(installation).await?.0);
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

/// Walks all chains, binds those that are whole into a checkpoint, and keeps that where the configuration says.
pub(crate) async fn keep_checkpoint(installation: &Installation) -> Result<()> {
    let (report, bound) = bind(installation).await?;
    tell(&report);
    let (name, bytes) = file_of(&bound)?;
    match &installation.config.checkpoints {
        None => installation.blobs.lay(&format!("checkpoints/{name}"), bytes.into()).await,
        Some(folder) => {
            takes(folder)?;
            files::write(&folder.join(name), &bytes)
        }
    }
}

/// Says where checkpoints are kept, once something could be written there.
pub(crate) fn kept_in(config: &Config) -> Result<String> {
    match &config.checkpoints {
        None => Ok("checkpoints, beside the documents".to_owned()),
        Some(folder) => takes(folder).map(|()| folder.display().to_string()),
    }
}

/// The folder is never made here: where a disk should be there would be one of the machine itself, and nobody would see it.
fn takes(folder: &Path) -> Result<()> {
    tempfile::NamedTempFile::new_in(folder).map(drop).map_err(|error| {
        Error::Unavailable(format!(
            "no checkpoint can be kept in {} ({error}) – make the folder, mount its disk, or mend its rights",
            folder.display()
        ))
    })
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
        Ok(report) => tell(&report),
        Err(error) => tracing::warn!(%error, "the audit log could not be verified"),
    }
}

fn tell(report: &Report) {
    let Report { chains, entries, .. } = report;
    for fault in &report.faults {
        let (chain, number, what) = (&fault.chain, fault.number, &fault.what);
        tracing::error!(target: "security", %chain, number, %what, "the audit log is damaged");
    }
    if report.is_intact() {
        tracing::info!(chains, entries, "the audit log is intact");
    }
}

/// Walks all chains, binds those that are whole into a checkpoint and writes it to a file. What was found is in the answer.
///
/// # Errors
/// There is such a file; the database or the file cannot be written.
pub async fn export_checkpoint(
    installation: &Installation,
    path: &Path,
) -> Result<(Report, Checkpoint)> {
    if path.exists() {
        // An older checkpoint proves what a newer one does not.
        return Err(Error::Conflict(format!(
            "{} exists – name a new file, with the day for instance",
            path.display()
        )));
    }
    let (report, bound) = bind(installation).await?;
    files::write(path, &file_of(&bound)?.1)?;
    Ok((report, bound))
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
