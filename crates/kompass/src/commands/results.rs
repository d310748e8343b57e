//! `kompass results …`

use crate::args::Results as Command;
use crate::commands::rule;
use crate::output::{Output, table};
use anyhow::Result;
use kompass_app::files;
use kompass_app::installation::Installation;
use kompass_app::result::Stored;
use kompass_app::result::{self, Compared};
use kompass_core::comparison::Figure;
use kompass_core::i18n::texts;
use kompass_core::{Lang, Points, format};
use serde_json::json;

pub async fn run(command: Command, installation: &Installation, output: Output) -> Result<()> {
    match command {
        Command::Import { file } => {
            let imported = match file {
                None => result::import_bundled(installation).await?,
                Some(file) => {
                    let (name, bytes) = (file.display().to_string(), files::read(&file)?);
                    let progress = output.progress(&name);
                    let imported = result::import(installation, &name, &bytes).await?;
                    progress.finish_and_clear();
                    imported
                }
            };
            for warning in &imported.warnings {
                output.note(&format!("warning: {warning}"));
            }
            output.answer(&imported, |it| {
                format!("{} new, {} changed, {} unchanged", it.new, it.changed, it.unchanged)
            })
        }
        Command::List { version, municipality } => {
            let results =
                result::list(installation, version.as_deref(), municipality.as_deref()).await?;
            let objects: Vec<_> = results.iter().map(object).collect();
            output.answer(&objects, |_| list_text(&results, output))
        }
        Command::Compare(compare) => {
            let compared =
                result::compare(installation, &compare.result, &rule::question(&compare.rule)?)
                    .await?;
            let framework = installation.catalogue.by_results_version(&compared.own.framework)?;
            let titles: Vec<&str> =
                framework.areas.iter().map(|area| area.title.get(output.lang)).collect();
            output.answer(&compared, |compared| compared_text(compared, &titles, output))
        }
    }
}

/// A result as other programs read it: always eight areas, `null` where not published.
fn object(stored: &Stored) -> serde_json::Value {
    let result = &stored.result;
    json!({
        "id": stored.id, "country": result.country, "municipality": result.municipality, "code": result.code,
        "year": result.year, "framework": result.framework, "total": result.total, "areas": result.areas,
        "origin": result.origin, "basis": result.basis, "aggregate": result.is_aggregate(),
        "source": result.source, "note": result.note,
    })
}

fn list_text(results: &[Stored], output: Output) -> String {
    let words = texts(output.lang);
    let dash = || "–".to_owned();
    let rows = results.iter().map(|stored| {
        let result = &stored.result;
        let areas =
            result.areas.iter().map(|points| points.map_or_else(dash, |points| points.to_string()));
        vec![
            result.municipality.clone(),
            result.code.clone().unwrap_or_else(dash),
            result.year.map_or_else(dash, |year| year.to_string()),
            result.framework.clone(),
            result.total.map_or_else(dash, |total| total.to_string()),
            areas.collect::<Vec<_>>().join(" "),
        ]
    });
    let headings = [
        words.cli_municipality(),
        words.cli_code(),
        words.cli_year(),
        words.cli_framework(),
        words.cli_total(),
        words.xlsx_areas(),
    ];
    table(&headings.each_ref().map(String::as_str), &[2, 4], rows)
}

/// The own points beside each figure, with the rule and n of each.
fn compared_text(compared: &Compared, titles: &[&str], output: Output) -> String {
    let words = texts(output.lang);
    let rule = &compared.comparison.total.rule;
    let areas = compared
        .comparison
        .areas
        .iter()
        .zip(titles)
        .map(|(figure, title)| row(figure, title, output));
    let total = words.cli_total();
    let rows = areas.chain(std::iter::once(row(&compared.comparison.total, &total, output)));
    let headings = [
        words.cli_area(),
        compared.own.municipality.clone(),
        words.statistic(rule.statistic),
        words.cli_median(),
        words.comparison_quartile_lower(),
        words.comparison_quartile_upper(),
        "n".to_owned(),
        words.comparison_statistic_rank(),
    ];
    let figures = table(&headings.each_ref().map(String::as_str), &[1, 2, 3, 4, 5, 6], rows);
    let mut text = format!("{figures}\n\n{}", words.rule(rule));
    if compared.comparison.mixing.any() {
        text = format!("{text}\n{}", words.comparison_mixed_note());
    }
    let left_out = compared.comparison.left_out;
    let left_out = [
        (left_out.aggregates, words.comparison_left_out_aggregates(left_out.aggregates as u64)),
        (left_out.without_year, words.comparison_left_out_year(left_out.without_year as u64)),
        (
            left_out.without_population,
            words.comparison_left_out_population(left_out.without_population as u64),
        ),
        (
            left_out.without_skr_group,
            words.comparison_left_out_group(left_out.without_skr_group as u64),
        ),
        (left_out.without_code, words.comparison_left_out_code(left_out.without_code as u64)),
    ];
    for (_, line) in left_out.iter().filter(|(count, _)| *count > 0) {
        text = format!("{text}\n{line}");
    }
    text
}

fn row(figure: &Figure, title: &str, output: Output) -> Vec<String> {
    let (words, lang) = (texts(output.lang), output.lang);
    let dash = || "–".to_owned();
    let statistics = figure.statistics.as_ref();
    let rank = figure.rank.map(|rank| words.rank(rank));
    let position = figure.position.map(|position| words.position(position));
    vec![
        title.to_owned(),
        figure.own.map_or_else(dash, |own| own.to_string()),
        decimal(figure.value(), lang),
        decimal(statistics.map(|it| it.median), lang),
        decimal(statistics.map(|it| it.lower_quartile), lang),
        decimal(statistics.map(|it| it.upper_quartile), lang),
        figure.n.to_string(),
        [rank, position].into_iter().flatten().collect::<Vec<_>>().join(", "),
    ]
}

fn decimal(points: Option<Points>, lang: Lang) -> String {
    points.map_or_else(|| "–".to_owned(), |points| format::points_to(lang, points, 1))
}
