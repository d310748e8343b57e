//! `kompass kpi …`

use crate::args::{ImportKpis, Kpi as Command};
use crate::commands::figures;
use crate::output::{Output, table};
use anyhow::Result;
use kompass_app::installation::Installation;
use kompass_app::kpi::revision::{Gap, Known};
use kompass_app::kpi::{self, Edition, Given, Kind, Options, Revision, Segment};
use kompass_core::format::{self, MISSING};
use kompass_core::i18n::{Texts, texts};
use std::path::PathBuf;

/// Editions that a list shows.
const LISTED: u32 = 50;

/// Revisions that are shown line by line.
const SHOWN: usize = 1000;

pub async fn run(command: Command, installation: &Installation, output: Output) -> Result<()> {
    match command {
        Command::Search { words, limit } => {
            let generation = kpi::ready(installation).await?;
            figures::search(&generation.segment, &words.join(" "), limit.get(), output)
        }
        Command::Show(asked) => {
            figures::show(&kpi::ready(installation).await?.segment, &asked, output)
        }
        Command::Compare(asked) => {
            figures::compare(&kpi::ready(installation).await?.segment, &asked, output)
        }
        Command::Deviations(asked) => {
            figures::find_deviations(&kpi::ready(installation).await?.segment, &asked, output)
        }
        Command::Export { which, out } => {
            figures::export(&kpi::ready(installation).await?.segment, &which, &out, output)
        }
        Command::Import(files) => {
            let progress = output.progress("key figures");
            let edition = kpi::import(installation, given(files, installation)).await?;
            progress.finish_and_clear();
            output.answer(&edition, taken)
        }
        Command::Sync { full, accept_loss } => {
            let options = Options { full, accept_loss, ..Options::default() };
            let bar = output.progress("Kolada");
            let tell = |progress: kpi::Progress| {
                bar.set_message(format!("Kolada: {} of {} answers", progress.done, progress.of));
            };
            let edition = kpi::sync(installation, options, &tell).await?;
            bar.finish_and_clear();
            output.answer(&edition, taken)
        }
        Command::Verify => {
            let verified = kpi::verify(installation).await?;
            output.answer(&verified, |it| {
                format!(
                    "whole: edition {}, {} KPIs, {} values, {} published without one, {} bytes, sha256 {}\n{}",
                    it.edition, it.kpis, it.values, it.withheld, it.bytes, it.digest, it.sources.join("\n")
                )
            })
        }
        Command::Editions => {
            let t = texts(output.lang);
            let editions = kpi::editions(installation, LISTED).await?;
            output.answer(&editions, |editions| {
                if editions.is_empty() {
                    return "only what comes with the program".to_owned();
                }
                let rows = editions.iter().map(|it| {
                    let counts = [
                        it.summary.values,
                        it.summary.added,
                        it.summary.revised,
                        it.summary.removed,
                    ];
                    let mut row =
                        vec![it.number.to_string(), it.made_at.to_string(), kind(it.kind, t)];
                    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
                    row.extend(counts.map(|count| format::whole(t.lang(), whole(count))));
                    row
                });
                let headings = [
                    t.kpi_edition_name(),
                    t.kpi_edition_when(),
                    t.kpi_edition_from(),
                    t.kpi_edition_values(),
                    t.kpi_edition_added(),
                    t.kpi_edition_revised(),
                    t.kpi_edition_removed(),
                ];
                table(&headings.each_ref().map(String::as_str), &[0, 3, 4, 5, 6], rows)
            })
        }
        Command::Revisions { kpi, edition, area } => {
            let mut revisions = match (&kpi, edition) {
                (Some(kpi), edition) => {
                    let mut found = kpi::revisions_of_kpi(installation, kpi, LISTED).await?;
                    found.retain(|it| edition.is_none_or(|edition| it.number == edition));
                    found
                }
                (None, Some(edition)) => kpi::revisions_of_edition(installation, edition).await?,
                (None, None) => match kpi::editions(installation, 1).await?.first() {
                    Some(newest) => kpi::revisions_of_edition(installation, newest.number).await?,
                    None => Vec::new(),
                },
            };
            for revision in &mut revisions {
                revision.cells.retain(|it| area.as_ref().is_none_or(|area| it.area == *area));
            }
            revisions.retain(|revision| !revision.cells.is_empty());
            let generation = kpi::ready(installation).await?;
            let t = texts(output.lang);
            output.answer(&revisions, |revisions| revisions_text(&generation.segment, revisions, t))
        }
    }
}

fn given(files: ImportKpis, installation: &Installation) -> Given {
    let ImportKpis { values, catalogue: catalogues, origin, fetched, accept_loss, .. } = files;
    let values: Vec<PathBuf> = values;
    // Without files nothing is marked with these: what comes with the program has its own marks.
    let (origin, fetched) =
        (origin.unwrap_or_default(), fetched.unwrap_or_else(|| installation.today()));
    Given { values, catalogues, origin, fetched, accept_loss }
}

fn taken(edition: &Option<Edition>) -> String {
    let nothing = || "nothing new: these key figures are in use already".to_owned();
    edition.as_ref().map_or_else(nothing, edition_text)
}

fn edition_text(edition: &Edition) -> String {
    let it = &edition.summary;
    let mut lines = vec![
        format!(
            "edition {} is in use: {} KPIs, {} values, {} published without one",
            edition.number, it.kpis, it.values, it.withheld
        ),
        format!(
            "{} cells added, {} revised, {} removed, in {} KPIs; see `kompass kpi revisions`",
            it.added, it.revised, it.removed, it.revised_kpis
        ),
    ];
    for (what, kpis) in [("new", &it.new_kpis), ("no longer published", &it.gone_kpis)] {
        if kpis.count > 0 {
            lines.push(format!("{} KPIs {what}: {}", kpis.count, named(&kpis.first)));
        }
    }
    if !it.unknown.is_empty() {
        let ids: Vec<String> = it.unknown.keys().cloned().collect();
        lines.push(format!(
            "warning: values of KPIs in no catalogue were left out: {}",
            named(&ids)
        ));
    }
    lines.join("\n")
}

/// The first of many.
fn named(ids: &[String]) -> String {
    let first = ids.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
    if ids.len() > 10 { format!("{first} …") } else { first }
}

fn kind(kind: Kind, t: &Texts) -> String {
    match kind {
        Kind::Import => t.kpi_edition_import(),
        Kind::Full => t.kpi_edition_full(),
        Kind::Changes => t.kpi_edition_changes(),
    }
}

fn revisions_text(segment: &Segment, revisions: &[Revision], t: &Texts) -> String {
    let all: usize = revisions.iter().map(|revision| revision.cells.len()).sum();
    if all == 0 {
        return "nothing was revised".to_owned();
    }
    let known = |id: &str, known: Known| match known {
        Known::Value(value) => {
            let measure = segment.find_kpi(id).map(|kpi| segment.measure(kpi));
            measure.map_or_else(
                || format::number(t.lang(), value),
                |it| format::decimal(t.lang(), value, it.decimals),
            )
        }
        Known::Gap(Gap::Withheld) => t.kpi_withheld(),
        Known::Gap(Gap::Absent) => MISSING.to_owned(),
    };
    let cells =
        revisions.iter().flat_map(|revision| revision.cells.iter().map(move |it| (revision, it)));
    let rows = cells.take(SHOWN).map(|(revision, it)| {
        vec![
            revision.number.to_string(),
            revision.kpi.clone(),
            it.area.clone(),
            it.year.to_string(),
            t.kpi_gender_name(it.gender.to_string()),
            known(&revision.kpi, it.was),
            known(&revision.kpi, it.is),
        ]
    });
    let headings = [
        t.kpi_edition_name(),
        t.kpi_id(),
        t.kpi_area(),
        t.kpi_year(),
        t.kpi_gender(),
        t.kpi_was(),
        t.kpi_is(),
    ];
    let text = table(&headings.each_ref().map(String::as_str), &[0, 3, 5, 6], rows);
    if all > SHOWN { format!("{text}\n… and {} more; --json has all", all - SHOWN) } else { text }
}
