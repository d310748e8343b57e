//! Outcome beside governance: the key figures that a framework ties to its questions, for the municipality that is
//! evaluated, as they were known for the year of its evaluation.

use super::selection::gender_name;
use super::{AreaAt, Comparison, Gender, Generation, Segment, listing};
use crate::installation::Installation;
use kompass_core::evaluation::Evaluation;
use kompass_core::framework::{Question, SubArea};
use kompass_core::i18n::Texts;
use kompass_core::kpi::Bands;
use kompass_core::{Error, Result};
use kompass_report::model;
pub use kompass_report::model::KeyFigure;
pub use kompass_report::view::source_marks;
use std::sync::Arc;

/// The country whose municipalities the key figures are about.
const COUNTRY: &str = "SE";

/// What the key figures say of a municipality that are tied to some questions.
pub struct Outcome<'a> {
    /// Those with a value, in the order of the questions.
    pub figures: Vec<Figure<'a>>,
    /// How many more are tied to the questions, but have no value so far back.
    pub without: usize,
}

/// A key figure with a value.
pub struct Figure<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called, and whom it counts if that is not everybody.
    pub title: String,
    /// Codes of the sub-areas whose questions it is tied to.
    pub sub_areas: Vec<String>,
    /// Its latest value until the year of the evaluation, with what is computed from it.
    pub found: Comparison<'a>,
}

/// The code under which the key figures know the municipality of an evaluation. An invented one has no outcome, whatever
/// code it was given.
fn code(evaluation: &Evaluation) -> Option<&str> {
    let municipality = &evaluation.municipality;
    let real = !evaluation.fictional && municipality.country == COUNTRY;
    municipality.code.as_deref().filter(|_| real)
}

/// The key figures for a report, which is kept as it is delivered and so waits until they are there. `None` if they say
/// nothing of the municipality.
///
/// # Errors
/// [`Error::Unavailable`] while another program is making the first generation; the folder cannot be written.
pub(crate) async fn for_report(
    installation: &Installation,
    evaluation: &Evaluation,
) -> Result<Option<Arc<Generation>>> {
    if code(evaluation).is_none() {
        return Ok(None);
    }
    match installation.kpis.current() {
        Some(current) => Ok(Some(current)),
        None => match super::ready(installation).await {
            Err(Error::Conflict(message)) => Err(Error::Unavailable(message)),
            ready => ready.map(Some),
        },
    }
}

/// The municipality of an evaluation. `None` if the key figures know none such.
pub fn area(segment: &Segment, evaluation: &Evaluation) -> Option<AreaAt> {
    segment.find_area(code(evaluation)?)
}

/// The questions of a sub-area, each with its code.
pub fn questions(sub_area: &SubArea) -> impl Iterator<Item = (&str, &Question)> {
    sub_area.questions.iter().map(|question| (sub_area.code.as_str(), question))
}

impl<'a> Outcome<'a> {
    /// What is known for the year of an evaluation and tied to these questions, which are given with the codes of their
    /// sub-areas. `None` if no key figure has a value, or the municipality is none of those that have any.
    pub fn of<'q>(
        segment: &'a Segment,
        evaluation: &Evaluation,
        questions: impl IntoIterator<Item = (&'q str, &'q Question)>,
        words: &Texts,
    ) -> Option<Self> {
        let area = area(segment, evaluation)?;
        let mut figures = Vec::new();
        let mut without = 0;
        for (id, sub_areas) in tied(questions) {
            let kpi = segment.find_kpi(id);
            let found =
                kpi.and_then(|kpi| listing::compared_until(segment, area, kpi, evaluation.year));
            match found {
                Some(found) => figures.push(Figure::of(segment, found, sub_areas, words)),
                None => without += 1,
            }
        }
        (!figures.is_empty()).then_some(Self { figures, without })
    }

    /// As a report prints it.
    pub(crate) fn printed(&self, words: &Texts) -> model::Outcome {
        model::Outcome {
            figures: self.figures.iter().map(|figure| figure.printed(words)).collect(),
            without: u32::try_from(self.without).unwrap_or(u32::MAX),
        }
    }
}

impl<'a> Figure<'a> {
    fn of(
        segment: &'a Segment,
        found: Comparison<'a>,
        sub_areas: Vec<&str>,
        words: &Texts,
    ) -> Self {
        let kpi = segment.kpi(found.raw.kpi());
        let title = match found.raw.gender() {
            Gender::Total => kpi.title.to_owned(),
            gender => words.outcome_title_of(kpi.title, gender_name(gender, words)),
        };
        let sub_areas = sub_areas.into_iter().map(str::to_owned).collect();
        Self { id: kpi.id, title, sub_areas, found }
    }

    /// In words, each with the mark of whose it is.
    pub fn printed(&self, words: &Texts) -> KeyFigure {
        let (measure, raw, all) = (&self.found.measure, &self.found.raw, &self.found.among_all);
        let (lang, direction) = (words.lang(), measure.direction);
        let standing = all.value().standing;
        let band = standing.band(direction, Bands::Three);
        KeyFigure {
            id: self.id.to_owned(),
            title: self.title.clone(),
            sub_areas: self.sub_areas.clone(),
            published: model::PublishedValue {
                value: measure.print(lang, raw.value()),
                year: raw.year(),
                preliminary: raw.preliminary(),
                mark: raw.mark().text(lang),
                fetched: raw.source().fetched,
            },
            processed: model::ProcessedValue {
                place: words.rank(standing.rank(direction)),
                band: band
                    .map_or_else(|why| words.no_band(why), |band| words.band(band, direction)),
                mark: all.processed().text(lang),
            },
        }
    }
}

/// The key figures that questions name, each once, with the sub-areas of all that name it.
fn tied<'q>(
    questions: impl IntoIterator<Item = (&'q str, &'q Question)>,
) -> Vec<(&'q str, Vec<&'q str>)> {
    let mut tied: Vec<(&str, Vec<&str>)> = Vec::new();
    for (code, question) in questions {
        for id in &question.kpis {
            match tied.iter_mut().find(|(known, _)| known == id) {
                None => tied.push((id, vec![code])),
                Some((_, codes)) if !codes.contains(&code) => codes.push(code),
                Some(_) => {}
            }
        }
    }
    tied
}
