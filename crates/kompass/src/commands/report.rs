//! `kompass report …`

use crate::args::Report as Command;
use crate::commands::rule;
use crate::output::{Output, table};
use anyhow::Result;
use kompass_app::installation::Installation;
use kompass_app::report::{self, Edition};
use kompass_app::{evaluation, files};
use kompass_core::i18n::texts;
use kompass_core::{Error, local};
use serde_json::json;
use std::path::PathBuf;

pub async fn run(command: Command, installation: &Installation, output: Output) -> Result<()> {
    match command {
        Command::Write { evaluation, output: file, rule } => {
            let question = rule::question(&rule)?;
            let id = evaluation::find(installation, &evaluation).await?;
            let report = report::draft(installation, id, &question, Edition::Draft).await?;
            let name =
                format!("rapport-{}-{}.pdf", report.municipality.to_lowercase(), report.year);
            let path = file.unwrap_or_else(|| PathBuf::from(name));
            let municipality = report.municipality.clone();
            let progress = output.progress(&path.display().to_string());
            let bytes = report::render(report).await?;
            progress.finish_and_clear();
            files::write(&path, &bytes)?;
            let written = json!({ "path": path, "bytes": bytes.len() });
            output.answer(&written, |_| {
                texts(output.lang)
                    .cli_report_written(municipality.clone(), path.display().to_string())
            })
        }
        Command::Deliver { evaluation, rule } => {
            let question = rule::question(&rule)?;
            let id = evaluation::find(installation, &evaluation).await?;
            let delivered = report::deliver(installation, id, &question).await?;
            output.answer(&delivered, |report| {
                format!("edition {}, SHA-256 {}", report.edition, report.blob.digest)
            })
        }
        Command::List => {
            let reports = report::list(installation).await?;
            output.answer(&reports, |reports| {
                let rows = reports.iter().map(|(name, report)| {
                    vec![
                        name.clone(),
                        report.edition.to_string(),
                        local::clock(report.delivered_at).strftime("%Y-%m-%d %H:%M").to_string(),
                        report.blob.digest.clone(),
                    ]
                });
                let words = texts(output.lang);
                table(
                    &[
                        &words.cli_municipality(),
                        &words.cli_edition(),
                        &words.cli_delivered(),
                        "SHA-256",
                    ],
                    &[1],
                    rows,
                )
            })
        }
        Command::Verify { file } => {
            let verified = report::verify(installation, &files::read(&file)?).await?;
            if verified.reports.is_empty() {
                let message = format!("{} (SHA-256 {})", file.display(), verified.digest);
                let remedy = "it was changed, or delivered from another installation; `kompass report list` shows what was";
                return Err(Error::not_found(
                    "delivered report with the bytes of",
                    message,
                    remedy,
                )
                .into());
            }
            output.answer(&verified, |verified| {
                let lines = verified.reports.iter().map(|report| {
                    format!(
                        "unchanged: edition {} of evaluation {}, delivered {}",
                        report.edition,
                        report.evaluation,
                        local::day(report.delivered_at)
                    )
                });
                lines.collect::<Vec<_>>().join("\n")
            })
        }
    }
}
