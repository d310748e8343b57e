//! The demonstration: the published results, the published feedback of Tyresö 2015, and a fictional municipality with a
//! whole evaluation, all compiled in.

use crate::config::Config;
use crate::evaluation;
use crate::files;
use crate::installation::Installation;
use crate::report::{self, Edition};
use crate::result::{self, Question};
use kompass_core::Result;
use kompass_core::evaluation::Evaluation;
use kompass_core::result::{Basis, ResultOrigin};
use kompass_report::model::Report;
use std::path::PathBuf;

const RESULTS: (&str, &str) = (
    "published-results.csv",
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/results/published-results.csv")),
);
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

/// Makes an installation in the data folder, imports everything and writes the reports beside the database. What is there
/// already stays; a second run changes only the reports.
///
/// # Errors
/// A folder or database that cannot be written.
pub async fn run(config: Config) -> Result<Made> {
    let installation = Installation::init(config, "Kompass").await?;
    let (name, text) = RESULTS;
    result::import(&installation, name, text.as_bytes()).await?;
    let mut reports = Vec::new();
    for (name, text) in [TYRESO, GRANVIK] {
        let imported = evaluation::import(&installation, name, text.as_bytes(), false).await?;
        let loaded = evaluation::load(&installation, imported.id).await?;
        let question = question(&loaded.evaluation);
        let report = report::draft(&installation, imported.id, &question, Edition::Draft).await?;
        let bytes = report::render(report.clone()).await?;
        let path = installation.config.data.join(name.replace(".toml", ".pdf"));
        files::write(&path, &bytes)?;
        reports.push(MadeReport { path, size: bytes.len(), report });
    }
    let results = result::list(&installation, None, None).await?.len();
    installation.db.close().await;
    Ok(Made { data: installation.config.data, results, reports })
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
