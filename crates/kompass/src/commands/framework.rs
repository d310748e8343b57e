//! `kompass framework …`

use crate::args::{Framework as Command, FrameworkFormat};
use crate::output::{Output, table};
use anyhow::Result;
use kompass_app::config::Config;
use kompass_app::{files, framework};
use kompass_core::framework::crosswalk::CrosswalkKind;
use kompass_core::framework::diff::{Change, What, diff};
use kompass_core::framework::{Framework, Origin, Part, export};
use kompass_core::i18n::texts;
use kompass_core::{Error, Lang, Problem};
use serde_json::{Value, json};
use std::path::Path;

pub fn run(command: Command, config: &Config, output: Output) -> Result<()> {
    let catalogue = framework::catalogue(config.frameworks.as_deref())?;
    match command {
        Command::List => list(catalogue.frameworks(), output),
        Command::Show { id, part } => show(catalogue.framework(&id)?, part.as_deref(), output),
        Command::Lint { files } => {
            let problems = framework::lint(&catalogue, &files)?;
            if !problems.is_empty() {
                return Err(Error::Invalid(problems).into());
            }
            let checked = if files.is_empty() {
                catalogue.frameworks().len() + catalogue.crosswalks().len()
            } else {
                files.len()
            };
            output.answer(&json!({ "checked": checked, "problems": [] }), |_| {
                format!("{checked} files, no problems")
            })
        }
        Command::Diff { from, to } => {
            let changes = diff(catalogue.framework(&from)?, catalogue.framework(&to)?);
            output.answer(&changes, |changes| changes_text(changes, output))
        }
        Command::Export { id, format, output: file } => {
            write(catalogue.framework(&id)?, format, file.as_deref(), output)
        }
        Command::Crosswalk { from, to } => {
            let (from, to) = (catalogue.framework(&from)?, catalogue.framework(&to)?);
            let crosswalk = catalogue.crosswalk(&from.id, &to.id).ok_or_else(|| {
                let known = catalogue
                    .crosswalks()
                    .iter()
                    .map(|known| format!("{} – {}", known.from, known.to));
                let known = known.collect::<Vec<_>>().join("; ");
                Error::not_found(
                    "crosswalk",
                    format!("{} – {}", from.id, to.id),
                    format!("there are: {known}"),
                )
            })?;
            output.answer(crosswalk, |crosswalk| {
                let words = texts(output.lang);
                let rows = crosswalk.links.iter().map(|link| {
                    vec![
                        link.from.clone(),
                        link.to.clone(),
                        link.weight.to_string(),
                        link.reason.get(output.lang).to_owned(),
                    ]
                });
                let links = table(
                    &[
                        &from.results_version,
                        &to.results_version,
                        &words.xlsx_share(),
                        &words.cli_note(),
                    ],
                    &[2],
                    rows,
                );
                let kind = match crosswalk.kind {
                    CrosswalkKind::SubAreas => words.comparison_estimate_note(),
                    CrosswalkKind::Areas => words.cli_areas_correspond(),
                };
                format!("{links}\n\n{kind}")
            })
        }
    }
}

fn list(frameworks: &[Framework], output: Output) -> Result<()> {
    let list: Vec<_> = frameworks
        .iter()
        .map(|framework| {
            json!({
                "id": framework.id, "title": framework.title, "version": framework.version,
                "results_version": framework.results_version, "country": framework.country,
                "valid_from": framework.valid_from, "valid_to": framework.valid_to,
                "areas": framework.areas.len(), "sub_areas": framework.sub_areas().count(),
                "questions": framework.questions().count(),
            })
        })
        .collect();
    output.answer(&list, |_| {
        let words = texts(output.lang);
        let years = |framework: &Framework| match framework.valid_to {
            Some(last) => format!("{}–{last}", framework.valid_from),
            None => format!("{}–", framework.valid_from),
        };
        let rows = frameworks.iter().map(|framework| {
            vec![
                framework.id.clone(),
                framework.country.clone(),
                years(framework),
                framework.areas.len().to_string(),
                framework.sub_areas().count().to_string(),
                framework.questions().count().to_string(),
            ]
        });
        table(
            &[
                &words.cli_framework(),
                "",
                &words.cli_year(),
                &words.xlsx_areas(),
                &words.cli_sub_areas(),
                &words.xlsx_questions(),
            ],
            &[3, 4, 5],
            rows,
        )
    })
}

/// The whole framework as an outline, or one part of it in full.
fn show(framework: &Framework, part: Option<&str>, output: Output) -> Result<()> {
    let Some(code) = part else {
        return output.answer(&export::json(framework), |_| outline(framework, output));
    };
    if let Some(question) = framework.question(code) {
        return output.answer(question, |question| {
            let (words, lang) = (texts(output.lang), output.lang);
            format!(
                "{} {}\n\n{}: {}\n{}: {}\n{}: {}\n{}: {}\n{}",
                question.code,
                question.title.get(lang),
                words.xlsx_counts(),
                question.counts.get(lang),
                words.xlsx_not_counts(),
                question.not_counts.get(lang),
                words.xlsx_groups(),
                question.groups.join(", "),
                words.cli_source(),
                question.sources.join(", "),
                mark(framework, Part::Questions, output),
            )
        });
    }
    if let Some(sub) = framework.sub_area(code) {
        return output.answer(sub, |sub| {
            let questions = sub.questions.iter().map(|question| {
                vec![question.code.clone(), question.title.get(output.lang).to_owned()]
            });
            format!(
                "{} {} ({} p)\n{}\n\n{}\n\n{}",
                sub.code,
                sub.title.get(output.lang),
                sub.points,
                sub.about.get(output.lang),
                table(&[], &[], questions),
                mark(framework, Part::Points, output)
            )
        });
    }
    let area = code.parse().ok().and_then(|number| framework.area(number)).ok_or_else(|| {
        Error::invalid(Problem::new(
            "--part",
            format!("{} has no area, sub-area or question {code:?}", framework.id),
            format!("see `kompass framework show {}` for the codes", framework.id),
        ))
    })?;
    output.answer(area, |area| {
        let subs = area.sub_areas.iter().map(|sub| {
            vec![sub.code.clone(), sub.title.get(output.lang).to_owned(), sub.points.to_string()]
        });
        format!(
            "{} {} ({} p)\n{}\n\n{}\n\n{}",
            area.number,
            area.title.get(output.lang),
            area.points,
            area.about.get(output.lang),
            table(&[], &[2], subs),
            mark(framework, Part::Points, output)
        )
    })
}

/// Who made a part of the framework: "poäng per delområde: skrivet av Kompass".
fn mark(framework: &Framework, part: Part, output: Output) -> String {
    let words = texts(output.lang);
    let origin = framework.origin(part).map(|origin| words.origin(origin));
    format!("{}: {}", words.part(part), origin.unwrap_or_else(|| "–".to_owned()))
}

fn outline(framework: &Framework, output: Output) -> String {
    let (words, lang) = (texts(output.lang), output.lang);
    let mut rows = Vec::new();
    for area in &framework.areas {
        rows.push(vec![
            area.number.to_string(),
            area.title.get(lang).to_owned(),
            area.points.to_string(),
        ]);
        rows.extend(area.sub_areas.iter().map(|sub| {
            vec![sub.code.clone(), format!("  {}", sub.title.get(lang)), sub.points.to_string()]
        }));
    }
    let areas = table(&["", framework.title.get(lang), &words.cli_points()], &[2], rows);
    let provenance = framework.provenance.iter().map(|provenance| {
        vec![
            words.part(provenance.part),
            words.origin(provenance.origin),
            provenance.source.clone().unwrap_or_default(),
        ]
    });
    let origin =
        table(&[&words.xlsx_part(), &words.xlsx_origin(), &words.cli_source()], &[], provenance);
    let ours = framework.origin(Part::Points) == Some(Origin::KompassDefault);
    let mark = if ours { format!("\n{}", words.default_weights_note()) } else { String::new() };
    format!("{}\n\n{areas}\n\n{origin}{mark}", framework.about.get(lang))
}

fn changes_text(changes: &[Change], output: Output) -> String {
    let words = texts(output.lang);
    if changes.is_empty() {
        return words.cli_no_difference();
    }
    let lang = output.lang;
    let rows = changes.iter().map(|change| {
        let element = serde_json::to_value(change.element)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned));
        let (sign, what) = match &change.what {
            What::Added { title, .. } => ("+", plain(title, lang)),
            What::Removed { title, .. } => ("−", plain(title, lang)),
            What::Retitled { from, to } => {
                ("~", format!("{} → {}", plain(from, lang), plain(to, lang)))
            }
            What::Points { from, to } => ("~", format!("{from} → {to} p")),
            What::Changed { key, from, to } => {
                ("~", format!("{key}: {} → {}", plain(from, lang), plain(to, lang)))
            }
        };
        vec![sign.to_owned(), element.unwrap_or_default(), change.code.clone(), what]
    });
    table(&[], &[], rows)
}

/// A value of a framework file as a person reads it; a text in the language asked for.
fn plain(value: &Value, lang: Lang) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(text) if text.contains_key(lang.code()) => plain(&value[lang.code()], lang),
        other => other.to_string(),
    }
}

fn write(
    framework: &Framework,
    format: FrameworkFormat,
    file: Option<&Path>,
    output: Output,
) -> Result<()> {
    let bytes = match format {
        FrameworkFormat::Json => format!("{:#}\n", export::json(framework)).into_bytes(),
        FrameworkFormat::Toml => export::toml(framework).into_bytes(),
        FrameworkFormat::Xlsx => framework::spreadsheet(framework, output.lang)?,
    };
    match file {
        Some(file) => {
            files::write(file, &bytes)?;
            output.note(&format!("{} written", file.display()));
            Ok(())
        }
        None if matches!(format, FrameworkFormat::Xlsx) => Err(Error::invalid(Problem::new(
            "--output",
            "a spreadsheet cannot be printed",
            format!("name a file: --output {}.xlsx", framework.id),
        ))
        .into()),
        None => output.raw(&bytes),
    }
}
