//! What is wrong with an installation, and what to do.

use crate::config::Config;
use crate::document::scan::{self, Verdict};
use crate::health;
use crate::installation::{self, Installation};
use kompass_core::Error;
use kompass_store::audit;
use serde::Serialize;
use std::path::Path;
use uuid::Uuid;

/// One thing that was looked at.
#[derive(Debug, Serialize)]
pub struct Check {
    /// What.
    pub what: &'static str,
    /// True if it is in order.
    pub ok: bool,
    /// What was seen; if it is not in order, what is wrong and what to do.
    pub found: String,
}

/// Looks at the data folder, disk, keys, frameworks, database, documents and their files, key figures, malware scanner, mail,
/// jobs, delivered reports, checkpoints and audit log, in this order, and goes on as far as it can.
pub async fn examine(config: Config) -> Vec<Check> {
    let mut checks = Vec::new();
    let key = installation::audit_key(&config.audit_key_file());
    checks.push(Check::of("data folder", writable(&config)));
    checks.push(Check::of("disk", health::room(&config)));
    checks.push(Check::of("audit key", key.map(|_| config.audit_key_file().display().to_string())));
    checks.push(Check::of("audit key is private", private(&config.audit_key_file())));
    let catalogue = crate::framework::catalogue(config.frameworks.as_deref());
    checks.push(Check::of(
        "frameworks",
        catalogue.map(|catalogue| format!("{} frameworks", catalogue.frameworks().len())),
    ));
    let installation = match Installation::open_to_read(config).await {
        Ok(installation) => installation,
        Err(error) => {
            checks.push(Check::of("installation", Err(error)));
            return checks;
        }
    };
    let web_key = installation.config.web_key_file();
    checks.push(Check::of("web key is private", private(&web_key)));
    let schema = installation.db.schema().await;
    checks.push(Check::of(
        "database",
        schema.map(|schema| format!("{}, schema {}", installation.db.engine(), schema.applied)),
    ));
    let documents = installation.blobs.try_out(Uuid::now_v7()).await;
    checks.push(Check::of("documents", documents));
    let files = installation.blobs.examine(&installation.db).await;
    checks.push(Check::of("files of documents", files.map(|it| format!("{it} files, none gone"))));
    checks.push(Check::of("key figures", crate::kpi::examine(&installation).await));
    checks.push(Check::of("malware scanner", scanner(&installation.config).await));
    checks.push(Check::of("mail", mail(&installation).await));
    checks.push(Check::of("jobs", jobs(&installation).await));
    let reports = crate::report::list(&installation).await;
    checks.push(match reports {
        Ok(reports) => Check::of("delivered reports", whole(&installation, reports).await),
        Err(error) => Check::of("delivered reports", Err(error)),
    });
    checks.push(Check::of("checkpoints", crate::audit::kept_in(&installation.config)));
    let chains = audit::verify(&installation.db, installation.audit_key(), None).await;
    checks.push(Check::of(
        "audit log",
        chains.and_then(|report| match report.faults.first() {
            None => Ok(format!("{} chains, {} entries intact", report.chains, report.entries)),
            Some(fault) => Err(Error::Conflict(format!(
                "{} faults in {} chains, first in {} at entry {}: {} – keep the database as it is and see `kompass audit verify`",
                report.faults.len(), report.chains, fault.chain, fault.number, fault.what
            ))),
        }),
    ));
    checks
}

impl Check {
    /// What was seen, or what is wrong.
    pub fn of(what: &'static str, found: Result<String, Error>) -> Self {
        match found {
            Ok(found) => Self { what, ok: true, found },
            Err(error) => Self { what, ok: false, found: error.to_string() },
        }
    }
}

fn writable(config: &Config) -> Result<String, Error> {
    let folder = &config.data;
    tempfile::NamedTempFile::new_in(folder).map_err(|error| {
        Error::Unavailable(format!(
            "nothing can be written to {} ({error}) – make the folder with `kompass init`, or mend its rights",
            folder.display()
        ))
    })?;
    Ok(folder.display().to_string())
}

/// The mail server is greeted, with user and password; nothing is sent.
async fn mail(installation: &Installation) -> Result<String, Error> {
    if installation.config.mail.host.is_none() {
        return Ok("none: personal links have to be handed over".to_owned());
    }
    let server = crate::mail::examine(installation).await?;
    Ok(format!("{server} takes mail; try it out with `kompass mail test ADDRESS`"))
}

/// What waits, and what could not be done.
async fn jobs(installation: &Installation) -> Result<String, Error> {
    /// Nothing that is done later waits so long while somebody works.
    const LONG: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);
    let count = crate::job::count(installation).await?;
    if count.aside > 0 {
        return Err(Error::Unavailable(format!(
            "{} could not be done – system administrators see why under /jobs, and can have them tried again",
            count.aside
        )));
    }
    let unseen = count.oldest.filter(|_| count.untried > 0);
    match unseen.filter(|oldest| installation.now() > *oldest + LONG) {
        Some(oldest) => Err(Error::Unavailable(format!(
            "{} wait since {oldest}, and nobody works – run `kompass worker`, or let `kompass serve` do it (jobs.in_serve)",
            count.untried
        ))),
        None => Ok(format!("{} wait", count.waiting)),
    }
}

/// The scanner is asked about a few harmless bytes.
async fn scanner(config: &Config) -> Result<String, Error> {
    let Some(program) = config.scan.command.first() else {
        return Ok("none: documents are kept without a look for malware".to_owned());
    };
    let harmless = b"Kompass asks whether its malware scanner answers.".to_vec();
    match scan::scan(&config.scan, harmless.into()).await? {
        Verdict::Clean => Ok(format!("{program} answers")),
        Verdict::Harmful => Err(Error::Unavailable(format!(
            "{program} finds something harmful in a harmless text: every document would be refused – see scan.command in docs/how-to/configure.md"
        ))),
    }
}

#[cfg(unix)]
fn private(path: &Path) -> Result<String, Error> {
    use std::os::unix::fs::PermissionsExt;
    let metadata =
        std::fs::metadata(path).map_err(|error| crate::files::unreadable(path, &error))?;
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(format!("mode {mode:o}"));
    }
    Err(Error::Forbidden(format!(
        "others may read {} (mode {mode:o}) – run chmod 600 on it",
        path.display()
    )))
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<String, Error> {
    Ok("not checked on this system".to_owned())
}

/// Every delivered report is read back and compared with its digest.
async fn whole(
    installation: &Installation,
    reports: Vec<(String, kompass_store::report::Report)>,
) -> Result<String, Error> {
    for (_, report) in &reports {
        installation.blobs.verify(&report.blob.digest).await?;
    }
    Ok(format!("{} reports, all unchanged", reports.len()))
}
