//! The demonstration: the published results, the published feedback of Tyresö 2015, and a fictional municipality with a
//! whole evaluation, all compiled in.

use crate::config::Config;
use crate::evaluation;
use crate::files;
use crate::installation::Installation;
use crate::report;
use crate::result::{self, Question};
use kompass_core::evaluation::Evaluation;
use kompass_core::result::{Basis, ResultOrigin};
use kompass_core::{Error, Result};
use kompass_report::model::Report;
use std::path::PathBuf;
use uuid::Uuid;

const TYRESO: (&str, &str) = (
    "tyreso-2015.toml",
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/demo/tyreso-2015.toml")),
);
const GRANVIK: (&str, &str) = (
    "granvik-2025.toml",
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/demo/granvik-2025.toml")),
);

/// What the demonstration made.
pub struct Made {
    /// Where the data is.
    pub data: PathBuf,
    /// How many published results there are.
    pub results: usize,
    /// One for each evaluation.
    pub reports: Vec<MadeReport>,
}

/// A report of the demonstration.
pub struct MadeReport {
    /// Where it is.
    pub path: PathBuf,
    /// Number of bytes.
    pub size: usize,
    /// What it says.
    pub report: Report,
}

/// Makes an installation in the data folder, imports everything, delivers both reports and writes them beside the
/// database. What is there already stays: a second run writes the same reports again.
///
/// # Errors
/// A folder or database that cannot be written.
pub async fn run(config: Config) -> Result<Made> {
    let installation = Installation::init(config, None).await?;
    result::import_bundled(&installation).await?;
    let mut reports = Vec::new();
    for (name, text) in [TYRESO, GRANVIK] {
        let imported = evaluation::import(&installation, name, text.as_bytes(), false).await?;
        let (report, bytes) = match report::last(&installation, imported.id).await? {
            Some(delivered) => delivered,
            None => deliver(&installation, imported.id).await?,
        };
        let path = installation.config.data.join(name.replace(".toml", ".pdf"));
        files::write(&path, &bytes)?;
        reports.push(MadeReport { path, size: bytes.len(), report });
    }
    let results = result::list(&installation, None, None).await?.len();
    installation.db.close().await;
    Ok(Made { data: installation.config.data, results, reports })
}

async fn deliver(installation: &Installation, id: Uuid) -> Result<(Report, Vec<u8>)> {
    let loaded = evaluation::load(installation, id).await?;
    report::deliver(installation, id, &question(&loaded.evaluation)).await?;
    let delivered = report::last(installation, id).await?;
    delivered
        .ok_or_else(|| Error::Internal("the report that was just delivered is gone".to_owned()))
}

/// The fictional evaluation has nobody of its own basis to be compared with, so it is set beside the published results:
/// the report says that unlike things are mixed. A published result is compared with its like.
fn question(evaluation: &Evaluation) -> Question {
    if !evaluation.fictional {
        return Question::default();
    }
    Question {
        origins: vec![ResultOrigin::Published],
        bases: vec![Basis::Official],
        ..Question::default()
    }
}
