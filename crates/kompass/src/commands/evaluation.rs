//! `kompass evaluation …`

use crate::args::{Evaluation as Command, NewEvaluation, TextFormat};
use crate::commands::word;
use crate::output::{Output, table};
use anyhow::Result;
use kompass_app::access::Caller;
use kompass_app::archive::{self, Made};
use kompass_app::document::{self, Origin};
use kompass_app::evaluation::{self, Booking, Change, Imported, Scored, Status};
use kompass_app::files;
use kompass_app::installation::Installation;
use kompass_core::agreement::Alpha;
use kompass_core::evaluation::file;
use kompass_core::format;
use kompass_core::framework::Framework;
use kompass_core::i18n::texts;
use kompass_core::scoring::Score;

pub async fn run(command: Command, installation: &Installation, output: Output) -> Result<()> {
    match command {
        Command::New(new) => book(new, installation, output).await,
        Command::Import { replace, files } => {
            let mut imported = Vec::new();
            for path in files {
                let bytes = files::read(&path)?;
                let progress = output.progress(&path.display().to_string());
                let one =
                    evaluation::import(installation, &path.display().to_string(), &bytes, replace)
                        .await?;
                progress.finish_and_clear();
                for warning in &one.warnings {
                    output.note(&format!("warning: {warning}"));
                }
                imported.push(one);
            }
            output.answer(&imported, |imported| {
                imported.iter().map(imported_text).collect::<Vec<_>>().join("\n")
            })
        }
        Command::Export { evaluation, format, output: file } => {
            let id = evaluation::find(installation, &evaluation).await?;
            let loaded = evaluation::load(installation, id).await?;
            let text = match format {
                TextFormat::Json => file::to_json(&loaded.evaluation),
                TextFormat::Toml => file::to_toml(&loaded.evaluation),
            };
            match file {
                Some(path) => {
                    files::write(&path, text.as_bytes())?;
                    output.note(&format!("{} written", path.display()));
                    Ok(())
                }
                None => output.raw(text.as_bytes()),
            }
        }
        Command::Attach { evaluation, document, file } => {
            let id = evaluation::find(installation, &evaluation).await?;
            let origin = match file {
                Some(path) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    Origin::File(name, files::read(&path)?)
                }
                None => Origin::Address,
            };
            let attached = document::attach(installation, id, &document, origin).await?;
            output.answer(&attached, |it| {
                format!("{}: {} ({} bytes)", it.code, it.name, it.blob.size)
            })
        }
        Command::Archive { evaluation, file } => {
            let id = evaluation::find(installation, &evaluation).await?;
            let progress = output.progress(&file.display().to_string());
            let made = archive::write(installation, &Caller::command_line(), id, &file).await;
            progress.finish_and_clear();
            output.answer(&made?, |it| {
                let Made { package, size, sha256, faults } = it;
                let file = file.display();
                let mut lines = vec![
                    format!("{file} written: {package} ({size} bytes)"),
                    format!("SHA-256 {sha256}"),
                ];
                if !faults.is_empty() {
                    let faults = i64::try_from(faults.len()).unwrap_or(i64::MAX);
                    lines.push(texts(output.lang).archive_log_damaged(faults));
                }
                lines.join("\n")
            })
        }
        Command::Score { evaluation, by } => {
            let id = evaluation::find(installation, &evaluation).await?;
            let loaded = evaluation::load(installation, id).await?;
            let scored = evaluation::score(&loaded, by.as_deref())?;
            output.answer(&scored, |scored| scored_text(scored, &loaded.framework, output))
        }
        Command::Status { evaluation, to, reason } => {
            let id = evaluation::find(installation, &evaluation).await?;
            let status = match to {
                Some(to) => {
                    let to = word("--to", &to)?;
                    evaluation::step(installation, id, to, reason.as_deref().unwrap_or_default())
                        .await?
                }
                None => evaluation::status(installation, id).await?,
            };
            output.answer(&status, |status| status_text(status, output))
        }
        Command::List => {
            let heads = evaluation::list(installation).await?;
            output.answer(&heads, |heads| {
                let words = texts(output.lang);
                let rows = heads.iter().map(|head| {
                    vec![
                        head.municipality.clone(),
                        head.year.to_string(),
                        head.framework.clone(),
                        words.kind(head.kind),
                        words.state(head.state),
                        head.id.to_string(),
                    ]
                });
                let headings = [
                    words.cli_municipality(),
                    words.cli_year(),
                    words.cli_framework(),
                    words.cli_kind(),
                    words.cli_state(),
                    "id".to_owned(),
                ];
                table(&headings.each_ref().map(String::as_str), &[1], rows)
            })
        }
    }
}

async fn book(new: NewEvaluation, installation: &Installation, output: Output) -> Result<()> {
    let booking = Booking {
        municipality: new.municipality,
        framework: new.framework,
        kind: word("--kind", &new.kind)?,
        date: new.date,
        lead: new.lead,
        second: None,
        visit: Vec::new(),
    };
    let made = evaluation::book(installation, &booking).await?;
    output.answer(&made, imported_text)
}

fn imported_text(imported: &Imported) -> String {
    let what = match imported.change {
        Change::New => "kept as",
        Change::Replaced => "replaced, still",
        Change::None => "was there already as",
    };
    format!("{} {what} {}", imported.name, imported.id)
}

fn scored_text(scored: &Scored, framework: &Framework, output: Output) -> String {
    let (words, lang) = (texts(output.lang), output.lang);
    let mut text = points_text(&scored.score, framework, output);
    if let Some(agreement) = &scored.agreement {
        let alpha = match agreement.points {
            Alpha::Value { units, alpha, low, high } => words.cli_alpha(
                format::decimal(lang, alpha, 2),
                format::decimal(lang, high, 2),
                format::decimal(lang, low, 2),
                units as u64,
            ),
            Alpha::TooFew { units } | Alpha::NoVariation { units } => {
                words.cli_no_alpha(units as u64)
            }
        };
        let equal = words.cli_equal(agreement.equal as u64, agreement.units as u64);
        text = format!("{text}\n\n{alpha}\n{equal}");
    }
    if !scored.disagreements.is_empty() {
        let rows = scored.disagreements.iter().take(10).map(|one| {
            let title =
                framework.question(&one.code).map_or("", |question| question.title.get(lang));
            vec![one.code.clone(), format::points_to(lang, one.spread, 1), title.to_owned()]
        });
        let list = table(&["", &words.cli_points(), &words.cli_largest_disagreement()], &[1], rows);
        text = format!("{text}\n\n{list}");
    }
    text
}

/// Areas with their sub-areas; what is missing is a dash.
fn points_text(score: &Score, framework: &Framework, output: Output) -> String {
    let (words, lang) = (texts(output.lang), output.lang);
    let whole =
        |points: Option<u32>| points.map_or_else(|| "–".to_owned(), |points| points.to_string());
    let mut rows = Vec::new();
    for area in &score.areas {
        let title = framework.area(area.number).map_or("", |area| area.title.get(lang));
        rows.push(vec![
            area.number.to_string(),
            title.to_owned(),
            whole(area.points),
            area.max.to_string(),
        ]);
        for sub in &area.sub_areas {
            let short = framework.sub_area(&sub.code).map_or("", |sub| sub.short.get(lang));
            let points = sub
                .points
                .map_or_else(|| "–".to_owned(), |points| format::points_to(lang, points, 1));
            rows.push(vec![
                sub.code.clone(),
                format!("  {short}"),
                points,
                format::points_to(lang, sub.max, 1),
            ]);
        }
    }
    rows.push(vec![String::new(), words.cli_total(), whole(score.total), score.max.to_string()]);
    let mut text =
        table(&["", &words.cli_area(), &words.cli_points(), &words.cli_max()], &[2, 3], rows);
    if !score.missing.is_empty() {
        text = format!("{text}\n\n{}: {}", words.not_published_or_set(), score.missing.join(", "));
    }
    if score.basis == kompass_core::result::Basis::KompassDefault {
        text = format!("{text}\n{}", words.default_weights_note());
    }
    text
}

fn status_text(status: &Status, output: Output) -> String {
    let words = texts(output.lang);
    let head = format!(
        "{} {}: {}",
        status.head.municipality,
        status.head.year,
        words.state(status.head.state)
    );
    let Some(next) = status.next else { return head };
    let mut lines = vec![head, format!("{}: {}", words.cli_next_step(), words.state(next))];
    lines.extend(
        status.unmet.iter().map(|problem| format!("  – {} – {}", problem.message, problem.remedy)),
    );
    lines.join("\n")
}
