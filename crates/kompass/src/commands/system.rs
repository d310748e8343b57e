//! Commands about the installation as a whole.

use super::serve;
use crate::args::{Asked, Audit, Command, Demo, Kompass};
use crate::output::{Output, cell, table, words};
use anyhow::{Result, bail};
use clap::CommandFactory;
use kompass_app::access::Caller;
use kompass_app::audit::{Report, Typed, Whose};
use kompass_app::backup::Manifest;
use kompass_app::config::Config;
use kompass_app::demo::{self, Made, MadeReport};
use kompass_app::doctor::{self, Check};
use kompass_app::installation::Installation;
use kompass_app::{audit, backup, evaluation};
use kompass_core::i18n::texts;
use kompass_core::{Points, format};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

pub async fn run(command: Command, config: Config, output: Output) -> Result<()> {
    match command {
        Command::Demo(options) => run_demo(&options, config, output).await,
        Command::Init { organisation } => {
            let installation = Installation::init(config, organisation.as_deref()).await?;
            let made =
                json!({ "data": installation.config.data, "database": installation.db.engine() });
            output.answer(&made, |_| format!("{} is ready", installation.config.data.display()))
        }
        Command::Backup { file } => {
            let progress = output.progress(&file.display().to_string());
            let written = backup::write(&Installation::open_to_read(config).await?, &file).await?;
            progress.finish_and_clear();
            output.answer(&written, |it| format!("{} written", contents(it)))
        }
        Command::Restore { file } => {
            let progress = output.progress(&file.display().to_string());
            let restored = backup::restore(config, &file).await?;
            progress.finish_and_clear();
            output.answer(&restored, |it| format!("{} restored", contents(it)))
        }
        Command::Audit(command) => run_audit(command, config, output).await,
        Command::Doctor => {
            let pages = Check::of("pages", kompass_web::examine(&config.web));
            let mut checks = doctor::examine(config).await;
            checks.push(pages);
            output.answer(&checks, |checks| {
                let sign = |ok| if ok { "ok" } else { "WRONG" }.to_owned();
                let rows = checks
                    .iter()
                    .map(|check| vec![sign(check.ok), check.what.to_owned(), check.found.clone()]);
                table(&[], &[], rows)
            })?;
            let wrong = checks.iter().filter(|check| !check.ok).count();
            if wrong > 0 {
                bail!("{wrong} of {} checks found something wrong", checks.len());
            }
            Ok(())
        }
        Command::Migrate => {
            let installation = Installation::with(config).await?;
            let before = installation.db.schema().await?;
            installation.db.migrate().await?;
            let after = installation.db.schema().await?;
            let change = json!({ "from": before.applied, "to": after.applied });
            output.answer(&change, |_| {
                // Of several that are told to at the same moment one does it.
                format!("schema {}, was {} when asked", after.applied, before.applied)
            })
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Kompass::command(), "kompass", &mut script);
            output.raw(&script)
        }
        Command::Man { folder } => write_manual(&folder, output),
        Command::Evaluation(_)
        | Command::Extract { .. }
        | Command::Results(_)
        | Command::Framework(_)
        | Command::Record(_)
        | Command::Person(_)
        | Command::Report(_)
        | Command::Serve { .. }
        | Command::Worker
        | Command::Mail(_)
        | Command::Admin { .. }
        | Command::Account(_)
        | Command::Kpi(_)
        | Command::Routes => {
            unreachable!("these have modules of their own")
        }
    }
}

fn contents(manifest: &Manifest) -> String {
    let rows: u64 = manifest.tables.values().map(|table| table.rows).sum();
    format!("{rows} rows and {} documents ({} bytes)", manifest.blobs.count, manifest.blobs.bytes)
}

async fn run_demo(options: &Demo, config: Config, output: Output) -> Result<()> {
    let progress = output.progress("demo");
    let made = demo::run(config.clone()).await?;
    progress.finish_and_clear();
    let answer = json!({
        "data": made.data,
        "results": made.results,
        "reports": made.reports.iter().map(|it| json!({
            "path": it.path, "bytes": it.size, "municipality": it.report.municipality, "year": it.report.year,
            "total": it.report.total, "areas": it.report.areas.iter().map(|area| area.points).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    });
    output.answer(&answer, |_| demo_text(&made, output))?;
    if options.once { Ok(()) } else { serve::run(config, None, output).await }
}

fn demo_text(made: &Made, output: Output) -> String {
    let words = texts(output.lang);
    let mut text = words.cli_demo_made(made.data.display().to_string(), made.results as u64);
    for report in &made.reports {
        text = format!("{text}\n\n{}", report_text(report, output));
    }
    text
}

/// The eight areas beside what is known: the comparison and the previous evaluation.
fn report_text(made: &MadeReport, output: Output) -> String {
    let (words, lang) = (texts(output.lang), output.lang);
    let report = &made.report;
    let dash = || "–".to_owned();
    let whole = |points: Option<u32>| points.map_or_else(dash, |points| points.to_string());
    let mean =
        |points: Option<Points>| points.map_or_else(dash, |points| format::points(lang, points));
    let comparison = report.comparison();
    let previous = report.previous();
    let at = |index: usize| comparison.and_then(|it| it.areas.get(index).copied().flatten());
    let before = |index: usize| previous.and_then(|it| it.areas.get(index).copied().flatten());
    let mut rows: Vec<Vec<String>> = report
        .areas
        .iter()
        .enumerate()
        .map(|(index, area)| {
            vec![
                format!("{} {}", area.number, area.title),
                whole(area.points),
                mean(at(index)),
                whole(before(index)),
            ]
        })
        .collect();
    let total = comparison.and_then(|it| it.total);
    rows.push(vec![
        words.cli_total(),
        whole(report.total),
        mean(total),
        whole(previous.and_then(|it| it.total)),
    ]);
    let compared = comparison.map_or_else(|| words.cli_mean(), |it| it.short.clone());
    let earlier =
        previous.map_or_else(|| words.cli_previous(), |it| words.comparison_previous(it.year));
    let name = format!("{} {}", report.municipality, report.year);
    let areas = table(&[&name, &words.cli_points(), &compared, &earlier], &[1, 2, 3], rows);
    let mut lines = vec![areas];
    if let Some(comparison) = comparison {
        let n =
            comparison.n.map_or_else(|| words.comparison_n_unknown(), |n| words.comparison_n(n));
        lines.push(format!("{} ({n}): {}", comparison.label, comparison.rule));
    }
    if report.areas.iter().all(|area| area.sub_areas.iter().all(|sub| sub.points.is_none())) {
        lines.push(words.sub_area_points_not_published());
    }
    if report.fictional {
        lines.push(words.fictional_note());
    }
    lines.push(
        words.cli_report_written(report.municipality.clone(), made.path.display().to_string()),
    );
    lines.join("\n")
}

async fn run_audit(command: Audit, config: Config, output: Output) -> Result<()> {
    let installation = match &command {
        Audit::List(_) | Audit::Verify { .. } => Installation::open_to_read(config).await?,
        Audit::Checkpoint { .. } => Installation::open(config).await?,
    };
    match command {
        Audit::List(asked) => list(asked, &installation, output).await,
        Audit::Verify { checkpoint } => {
            let report = audit::verify(&installation, checkpoint.as_deref()).await?;
            output.answer(&report, |report| {
                let found = format!("{} chains, {} entries", report.chains, report.entries);
                [found].into_iter().chain(faults(report)).collect::<Vec<_>>().join("\n")
            })?;
            intact(&report)
        }
        Audit::Checkpoint { file } => {
            let (report, bound) = audit::export_checkpoint(&installation, &file).await?;
            output.answer(&bound, |_| {
                let written =
                    format!("{} written; keep it apart from the database", file.display());
                [written].into_iter().chain(faults(&report)).collect::<Vec<_>>().join("\n")
            })?;
            // What is damaged is not bound as it is; what was bound of it before stays bound.
            intact(&report)
        }
    }
}

/// A line for each fault of the audit log.
fn faults(report: &Report) -> impl Iterator<Item = String> {
    report.faults.iter().map(|it| format!("{} entry {}: {}", it.chain, it.number, it.what))
}

fn intact(report: &Report) -> Result<()> {
    if !report.is_intact() {
        bail!("the audit log was changed: {} faults", report.faults.len());
    }
    Ok(())
}

/// What the columns of the log are called for programs.
const LOG: [&str; 6] = ["at", "who", "what", "operation", "subject", "place"];

async fn list(asked: Asked, installation: &Installation, output: Output) -> Result<()> {
    let Asked { evaluation: name, about, person, from, to, text } = asked;
    let whose = match name {
        None => Whose::Installation,
        Some(name) => {
            let id = evaluation::find(installation, &name).await?;
            Whose::Organisation(evaluation::head(installation, id).await?.organisation, Some(id))
        }
    };
    let typed = Typed { noun: about, person, from, to, text, after: String::new() };
    let t = texts(output.lang);
    let lines = audit::table(installation, &Caller::command_line(), whose, &typed, t).await?;
    let rows = lines.rows.iter().map(|row| LOG.into_iter().zip(row.iter().map(cell)).collect());
    let rows: Vec<BTreeMap<&str, String>> = rows.collect();
    output.answer(&rows, |_| if rows.is_empty() { t.log_none() } else { words(&lines, &[]) })
}

/// One page for the program and one for each command.
fn write_manual(folder: &Path, output: Output) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Kompass::command(), folder)?;
    output.note(&format!("manual pages written to {}", folder.display()));
    Ok(())
}
