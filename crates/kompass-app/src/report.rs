//! Reports: composed from an evaluation, rendered, frozen at delivery, and recognised afterwards.

mod compose;

pub(crate) use compose::earlier as earlier_of;
pub use compose::{Edition, Material, compose};

use crate::config::ReportConfig;
use crate::evaluation::{self, Loaded};
use crate::files;
use crate::installation::Installation;
use crate::kpi::outcome;
use crate::result::{self, Question};
use kompass_core::comparison::{Candidate, Comparison};
use kompass_core::i18n::{Texts, texts};
use kompass_core::result::EvaluationResult;
use kompass_core::scoring::{self, Score};
use kompass_core::{Error, Points, Problem, Result};
pub use kompass_report::model::Report as Model;
use kompass_report::view::named;
pub use kompass_report::view::view;
use kompass_report::{model, pdf};
use kompass_store::report::{self as store, Draft, Report};
use kompass_store::result::{self as results, Stored, Which};
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// One report is rendered at a time: it takes a core for up to a second, and others wait for theirs.
static RENDERING: Semaphore = Semaphore::const_new(1);

/// How long a report waits for its turn.
const PATIENCE: Duration = Duration::from_secs(45);

/// A mean of fewer results than this is not set beside the points of an area: it would be one or two municipalities.
pub(crate) const LEAST_FOR_AREAS: usize = 3;

/// A file that was checked against the delivered reports.
#[derive(Debug, Serialize)]
pub struct Verified {
    /// SHA-256 of the file.
    pub digest: String,
    /// The delivered reports that it is; none if it is none of them.
    pub reports: Vec<Report>,
}

/// The report of an evaluation as it is now, as a model.
///
/// # Errors
/// No such evaluation; a template file that cannot be read.
pub async fn draft(
    installation: &Installation,
    id: Uuid,
    question: &Question,
    edition: Edition,
) -> Result<model::Report> {
    let loaded = evaluation::load(installation, id).await?;
    let earlier = earlier(installation, &loaded).await?;
    let kpis = outcome::for_report(installation, &loaded.evaluation).await?;
    compose(Material {
        digest: &loaded.head.framework_digest,
        comparisons: comparisons(installation, &loaded, question).await?,
        earlier,
        second: second(installation, &loaded).await?,
        kpis: kpis.as_ref().map(|generation| &*generation.segment),
        edition,
        date: installation.today(),
        template: template(&installation.config.report)?,
        evaluation: &loaded.evaluation,
        framework: &loaded.framework,
    })
}

/// What the same visit came to on the other sheet of the evaluation, once that is known.
async fn second(installation: &Installation, loaded: &Loaded) -> Result<Option<model::Second>> {
    let Some(head) = evaluation::other_sheet(installation, &loaded.head).await? else {
        return Ok(None);
    };
    let other = evaluation::load(installation, head.id).await?;
    let score = Score::of(&other.framework, &other.evaluation).map_err(Error::Invalid)?;
    let title = other.framework.title.get(loaded.evaluation.language);
    let framework = named(title, &other.framework.results_version);
    Ok(score.total.map(|total| model::Second { framework, total, max: score.max }))
}

/// Renders a report as PDF. May take a second, so it is not run on a thread that answers others.
///
/// # Errors
/// A logo, font or colour that cannot be used; [`Error::Unavailable`] if too many wait.
pub async fn render(report: model::Report) -> Result<Vec<u8>> {
    let busy =
        || Error::Unavailable("many reports are being made – try again in a minute".to_owned());
    let turn = tokio::time::timeout(PATIENCE, RENDERING.acquire()).await;
    let _turn = turn.ok().and_then(std::result::Result::ok).ok_or_else(busy)?;
    tokio::task::spawn_blocking(move || pdf::render(&report))
        .await
        .map_err(|error| Error::Internal(format!("rendering ended: {error}")))?
}

/// Freezes the report of an evaluation as a delivered edition: bytes, model and digest. Nothing that changes later touches
/// them; the next delivery is a new edition.
///
/// # Errors
/// As [`draft`] and [`render`].
pub async fn deliver(installation: &Installation, id: Uuid, question: &Question) -> Result<Report> {
    let before = store::list(&installation.db, id).await?;
    let number = u32::try_from(before.len() + 1).unwrap_or(u32::MAX);
    let report = draft(installation, id, question, Edition::Delivered(number)).await?;
    let model =
        serde_json::to_string(&report).map_err(|error| Error::Internal(error.to_string()))?;
    let language = report.language;
    let bytes = render(report).await?;
    let blob = installation.blobs.put(Uuid::now_v7(), bytes.into()).await?;
    let draft =
        Draft { evaluation: id, language, blob: &blob, model: &model, deliver: None, note: "" };
    store::freeze(&installation.db, &installation.stamp()?, &draft).await
}

/// The last delivered edition of an evaluation's report: its bytes and the model it was made from.
///
/// # Errors
/// The database or the documents cannot be read.
pub async fn last(
    installation: &Installation,
    id: Uuid,
) -> Result<Option<(model::Report, Vec<u8>)>> {
    let Some(report) = store::list(&installation.db, id).await?.pop() else { return Ok(None) };
    let model = store::model(&installation.db, report.id).await?;
    let model = serde_json::from_str(&model)
        .map_err(|error| Error::Internal(format!("stored report: {error}")))?;
    let bytes = installation.blobs.get(&report.blob.digest).await?;
    Ok(Some((model, bytes.to_vec())))
}

/// All delivered reports with the evaluation each is about.
///
/// # Errors
/// The database cannot be read.
pub async fn list(installation: &Installation) -> Result<Vec<(String, Report)>> {
    let mut all = Vec::new();
    for head in evaluation::list(installation).await? {
        let name = format!("{} {}", head.municipality, head.year);
        let reports = store::list(&installation.db, head.id).await?;
        all.extend(reports.into_iter().map(|report| (name.clone(), report)));
    }
    Ok(all)
}

/// Whether these bytes are a report that was delivered from here.
///
/// # Errors
/// The database cannot be read.
pub async fn verify(installation: &Installation, bytes: &[u8]) -> Result<Verified> {
    let digest = kompass_core::digest::sha256(bytes);
    let reports = store::find_by_digest(&installation.db, &digest).await?;
    Ok(Verified { digest, reports })
}

/// The comparison of the question, if anything is left to compare with.
async fn comparisons(
    installation: &Installation,
    loaded: &Loaded,
    question: &Question,
) -> Result<Vec<model::Comparison>> {
    let own = scoring::result(&loaded.framework, &loaded.evaluation).map_err(Error::Invalid)?;
    let mut stored = results::list(&installation.db, Which::All).await?;
    // The result that this evaluation had when it was stored would count beside the one it has now.
    stored.retain(|it| it.evaluation != Some(loaded.head.id));
    let candidates: Vec<Candidate> = stored.into_iter().map(result::candidate).collect();
    let own = result::own_candidate(loaded.head.id, own);
    let rule = result::rule(installation, &own, question)?;
    let comparison = Comparison::of(&own, &candidates, &rule);
    let words = texts(loaded.evaluation.language);
    Ok(printed(words, &comparison).into_iter().collect())
}

/// A comparison as a report prints it; `None` if nothing fits its rule.
fn printed(words: &Texts, comparison: &Comparison) -> Option<model::Comparison> {
    let figure = &comparison.total;
    if figure.n == 0 && comparison.areas.iter().all(|area| area.n == 0) {
        return None;
    }
    let mut rule = vec![words.rule(&figure.rule)];
    let areas = comparison.areas.iter().map(|area| area.n);
    match (areas.clone().min(), areas.max()) {
        (Some(least), Some(most)) if (least, most) == (figure.n, figure.n) => {}
        (Some(least), Some(_)) if least < LEAST_FOR_AREAS => {
            rule.push(words.comparison_areas_too_few())
        }
        (Some(least), Some(most)) => {
            rule.push(words.comparison_areas_have(least as u64, most as u64))
        }
        _ => {}
    }
    if comparison.mixing.any() {
        rule.push(words.comparison_mixed_note());
    }
    Some(model::Comparison {
        label: words.comparison_label(words.statistic(figure.rule.statistic)),
        short: words.cli_mean(),
        n: u32::try_from(figure.n).ok(),
        rule: sentences(&rule),
        total: figure.value(),
        areas: comparison
            .areas
            .iter()
            .map(|area| area.value().filter(|_| area.n >= LEAST_FOR_AREAS))
            .collect(),
        position: figure.position.map(|position| words.position(position)).unwrap_or_default(),
    })
}

/// The first has no full stop, since it mostly stands alone.
fn sentences(parts: &[String]) -> String {
    match parts {
        [rule] => rule.clone(),
        [rule, rest @ ..] => format!("{rule}. {}", rest.join(" ")),
        [] => String::new(),
    }
}

/// Earlier results of the same municipality: those stored, and an estimate of each evaluation made here on another version
/// that a crosswalk leads from.
async fn earlier(installation: &Installation, loaded: &Loaded) -> Result<Vec<model::Earlier>> {
    let name = &loaded.evaluation.municipality.name;
    let stored = results::list(&installation.db, Which::Municipality(name)).await?;
    earlier_among(installation, loaded, &stored).await
}

/// As [`earlier`], of these results.
pub(crate) async fn earlier_among(
    installation: &Installation,
    loaded: &Loaded,
    stored: &[Stored],
) -> Result<Vec<model::Earlier>> {
    let own = &loaded.evaluation;
    let words = texts(own.language);
    let (name, country) = (&own.municipality.name, &own.municipality.country);
    let same = stored.iter().filter(|stored| {
        stored.result.municipality == *name
            && stored.result.country == *country
            && (stored.result.code.is_none()
                || own.municipality.code.is_none()
                || stored.result.code == own.municipality.code)
            && stored.result.year.is_some_and(|year| year < own.year)
    });
    let mut earlier = Vec::new();
    for stored in same {
        earlier.extend(measured(&stored.result));
        if let Some(id) = stored.evaluation {
            earlier.extend(estimated(installation, words, loaded, id).await?);
        }
    }
    Ok(earlier)
}

fn measured(result: &EvaluationResult) -> Option<model::Earlier> {
    Some(model::Earlier {
        year: result.year?,
        version: Some(result.framework.clone()),
        total: result.total,
        areas: result.areas.clone(),
        estimate: false,
        note: result.note.clone(),
    })
}

async fn estimated(
    installation: &Installation,
    words: &Texts,
    loaded: &Loaded,
    before: Uuid,
) -> Result<Option<model::Earlier>> {
    let before = evaluation::load(installation, before).await?;
    let Some(crosswalk) =
        installation.catalogue.crosswalk(&before.framework.id, &loaded.framework.id)
    else {
        return Ok(None);
    };
    let score = Score::of(&before.framework, &before.evaluation).map_err(Error::Invalid)?;
    let reached: BTreeMap<String, Points> = score
        .areas
        .iter()
        .flat_map(|area| &area.sub_areas)
        .filter_map(|sub_area| Some((sub_area.code.clone(), sub_area.points?)))
        .collect();
    let estimate = crosswalk.estimate(&before.framework, &loaded.framework, &reached)?;
    let whole = |points: Points, covered: Points, of: Points| {
        // Of an area that is covered only in part there is no estimate of the whole.
        u32::try_from(points.rounded()).ok().filter(|_| covered == of)
    };
    Ok(Some(model::Earlier {
        year: before.evaluation.year,
        version: Some(before.framework.results_version.clone()),
        total: whole(estimate.points, estimate.covered, estimate.of),
        areas: estimate
            .areas
            .iter()
            .map(|area| whole(area.points, area.covered, area.of))
            .collect(),
        estimate: true,
        note: words.comparison_estimate_note(),
    }))
}

fn template(config: &ReportConfig) -> Result<model::Template> {
    let read = |path: &std::path::PathBuf| files::read(path).map(model::Binary);
    let logo = match &config.logo {
        Some(_) if config.logo_alt.is_empty() => {
            return Err(Error::invalid(
                Problem::new(
                    "report.logo_alt",
                    "a logo needs a text for those who cannot see it",
                    "say what it shows",
                )
                .code("C002"),
            ));
        }
        Some(path) => Some(model::Logo { bytes: read(path)?, alt: config.logo_alt.clone() }),
        None => None,
    };
    let mut blocks = Vec::new();
    for (place, path) in
        [(model::Place::Foreword, &config.foreword), (model::Place::Closing, &config.closing)]
    {
        if let Some(path) = path {
            blocks.push(block(place, path)?);
        }
    }
    Ok(model::Template {
        logo,
        primary: config.colour.clone(),
        accent: config.accent.clone(),
        fonts: config.fonts.iter().map(read).collect::<Result<_>>()?,
        blocks,
    })
}

/// A Markdown file whose first line is its heading.
fn block(place: model::Place, path: &std::path::Path) -> Result<model::Block> {
    let text = String::from_utf8(files::read(path)?).map_err(|_| {
        let problem = Problem::new("", "the file is not UTF-8", "save it with the encoding UTF-8");
        Error::invalid(problem.file(path.display().to_string()))
    })?;
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let heading = first.trim_start_matches('#').trim().to_owned();
    Ok(model::Block { place, heading, text: rest.trim().to_owned() })
}
