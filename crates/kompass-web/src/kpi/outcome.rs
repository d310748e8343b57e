//! Outcome beside governance, in pages: the key figures that belong to some questions, as they stand for the municipality that
//! is evaluated.

use super::PLACE;
use super::show::Chip;
use crate::asked::address;
use crate::page::Shell;
use kompass_app::kpi::outcome::{self, Figure, KeyFigure, source_marks};
use kompass_core::evaluation::Evaluation;
use kompass_core::format::MISSING;
use kompass_core::framework::Question;
use kompass_core::i18n::Texts;
use kompass_core::kpi::Bands;

/// What the key figures say.
pub(crate) struct Outcome {
    /// What they are, and what they do not show.
    pub(crate) about: String,
    pub(crate) rows: Vec<Row>,
    /// How many have no value, and whose the figures are.
    pub(crate) notes: Vec<String>,
    /// The rule of the bands.
    pub(crate) rule: String,
}

/// A key figure.
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) value: String,
    pub(crate) year: String,
    pub(crate) chip: Chip,
    pub(crate) place: String,
    /// The mean of those similar, and of how many.
    pub(crate) similar: String,
}

/// Where a key figure is, if it is known here.
pub(crate) fn address_of(shell: &Shell, id: &str) -> Option<String> {
    let generation = shell.app.kpis().current()?;
    generation.segment.find_kpi(id).map(|_| format!("{PLACE}/{id}"))
}

impl Outcome {
    /// The key figures of some questions, each given with the code of its sub-area. `None` where there are none to show.
    pub(crate) fn of<'q>(
        shell: &Shell,
        evaluation: &Evaluation,
        questions: impl IntoIterator<Item = (&'q str, &'q Question)>,
    ) -> Option<Self> {
        let t = shell.texts();
        let generation = shell.app.kpis().current()?;
        let segment = &*generation.segment;
        let area = segment.area(outcome::area(segment, evaluation)?);
        let outcome = outcome::Outcome::of(segment, evaluation, questions, t)?;
        let printed: Vec<KeyFigure> = outcome.figures.iter().map(|it| it.printed(t)).collect();
        let row = |(figure, printed)| Row::of(figure, printed, area.code, t);
        let none = (outcome.without > 0)
            .then(|| t.outcome_without(outcome.without as u64, evaluation.year));
        Some(Self {
            about: t.outcome_about(area.title, evaluation.year),
            rows: outcome.figures.iter().zip(&printed).map(row).collect(),
            notes: none.into_iter().chain(source_marks(t, &printed)).collect(),
            rule: t.bands(Bands::Three),
        })
    }
}

impl Row {
    fn of(figure: &Figure<'_>, printed: &KeyFigure, code: &str, t: &Texts) -> Self {
        let (found, measure) = (&figure.found, &figure.found.measure);
        let similar = found.among_peers.as_ref().map(|it| it.value().summary);
        let mean = |mean: f64| measure.print(t.lang(), mean);
        Self {
            title: printed.title.clone(),
            href: address(&format!("{PLACE}/{}", printed.id), [("area", code)]),
            value: printed.published.value.clone(),
            year: printed.published.printed_year(t),
            chip: Chip::of(found.among_all.value().standing, measure, Bands::Three, t),
            place: printed.processed.place.clone(),
            similar: similar.map_or_else(
                || MISSING.to_owned(),
                |it| t.outcome_similar_mean(mean(it.mean), it.n as u64),
            ),
        }
    }
}
