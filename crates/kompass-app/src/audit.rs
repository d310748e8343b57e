//! The audit log: verified against its key and, if given, against a checkpoint kept elsewhere.

use crate::files;
use crate::installation::Installation;
use kompass_core::{Error, Problem, Result};
use kompass_store::audit::{Checkpoint, Report, checkpoint, verify as verify_chains};
use std::path::Path;

/// Checks every chain; with a checkpoint also that nothing before it was cut off.
///
/// # Errors
/// The database or the checkpoint cannot be read. Faults that were found are in the answer.
pub async fn verify(installation: &Installation, exported: Option<&Path>) -> Result<Report> {
    let exported = exported.map(read_checkpoint).transpose()?;
    verify_chains(&installation.db, installation.audit_key(), exported.as_ref()).await
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

/// Binds all chain heads into a checkpoint and writes it to a file.
///
/// # Errors
/// The database cannot be written, or the file cannot.
pub async fn export_checkpoint(installation: &Installation, path: &Path) -> Result<Checkpoint> {
    let bound =
        checkpoint(&installation.db, installation.audit_key(), jiff::Timestamp::now()).await?;
    let json =
        serde_json::to_vec_pretty(&bound).map_err(|error| Error::Internal(error.to_string()))?;
    files::write(path, &json)?;
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
