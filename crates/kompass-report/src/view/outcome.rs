//! Outcome beside governance: the key figures of an area, with what they do not say. Values and what is computed from them
//! keep their own marks.

use super::Writer;
use super::table::{Cell, Kind as RowKind, Table};
use crate::model::{KeyFigure, Outcome, PublishedValue, Report};
use jiff::civil::Date;
use kompass_core::format;
use kompass_core::i18n::Texts;
use kompass_core::kpi::Bands;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

impl Writer<'_> {
    pub(super) fn outcome(&self, outcome: &Outcome) -> Option<Value> {
        let (report, t) = (self.report, self.t);
        let mut table = Table::new()
            .text(t.outcome_kpi(), 8)
            .text(t.outcome_sub_area(), 0)
            .number(t.outcome_value())
            .number(t.outcome_year())
            .text(t.outcome_place(), 4)
            .text(t.outcome_band(), 5);
        for figure in &outcome.figures {
            let [title, sub_areas, value, year, place, band] = printed(figure, t);
            let cells: [Cell; 6] = [
                title.into(),
                sub_areas.into(),
                Cell::strong(value),
                year.into(),
                place.into(),
                band.into(),
            ];
            table.row(RowKind::Plain, cells);
        }
        let mut notes = Vec::new();
        if outcome.without > 0 {
            notes.push(t.outcome_without(outcome.without, report.year));
        }
        notes.extend(source_marks(t, &outcome.figures));
        let text = t.outcome_about(&*report.municipality, report.year);
        let table = table.unless_empty()?;
        let heading = t.outcome_heading();
        Some(json!({ "heading": heading, "text": text, "table": table, "notes": notes }))
    }

    /// The rule of the bands, said once; `None` if no area has any.
    pub(super) fn outcome_rule(&self) -> Option<Value> {
        let any = self.report.areas.iter().any(|area| area.outcome.is_some());
        let rule = || {
            let text = self.t.outcome_method(self.t.bands(Bands::Three));
            json!({ "heading": self.t.outcome_heading(), "text": text })
        };
        any.then(rule)
    }
}

/// The outcome of all areas in one table, where there is none beside each area.
pub(crate) struct Together {
    /// What it is, and what it does not say.
    pub(crate) about: String,
    /// Heading of each column.
    pub(crate) columns: [String; 6],
    /// The key figures, as [`Self::columns`] names their parts.
    pub(crate) rows: Vec<[String; 6]>,
    /// What is missing, the rule of the bands, and whose the figures are.
    pub(crate) notes: Vec<String>,
}

impl Together {
    /// `None` if no area has any.
    pub(crate) fn of(report: &Report, t: &Texts) -> Option<Self> {
        let outcomes = || report.areas.iter().filter_map(|area| area.outcome.as_ref());
        let figures = || outcomes().flat_map(|outcome| &outcome.figures);
        figures().next()?;
        let without: u32 = outcomes().map(|outcome| outcome.without).sum();
        let missing = (without > 0).then(|| t.outcome_without(without, report.year));
        let rule = t.outcome_method(t.bands(Bands::Three));
        let notes = missing.into_iter().chain([rule]).chain(source_marks(t, figures()));
        Some(Self {
            about: t.outcome_about(&*report.municipality, report.year),
            columns: [
                t.outcome_kpi(),
                t.outcome_sub_area(),
                t.outcome_value(),
                t.outcome_year(),
                t.outcome_place(),
                t.outcome_band(),
            ],
            rows: figures().map(|figure| printed(figure, t)).collect(),
            notes: notes.collect(),
        })
    }
}

/// Title, sub-areas, value, year, place among all and band.
fn printed(figure: &KeyFigure, t: &Texts) -> [String; 6] {
    let (published, processed) = (&figure.published, &figure.processed);
    [
        figure.title.clone(),
        figure.sub_areas.join(", "),
        published.value.clone(),
        published.printed_year(t),
        processed.place.clone(),
        processed.band.clone(),
    ]
}

impl PublishedValue {
    /// The year, marked if the value is preliminary.
    pub fn printed_year(&self, words: &Texts) -> String {
        match self.preliminary {
            true => words.outcome_preliminary(self.year),
            false => self.year.to_string(),
        }
    }
}

/// Whose the values are and when they were fetched; whose work the rest is.
pub fn source_marks<'a>(
    words: &Texts,
    figures: impl IntoIterator<Item = &'a KeyFigure>,
) -> Vec<String> {
    let mut fetched: BTreeMap<&str, (Date, Date)> = BTreeMap::new();
    let mut processed: BTreeSet<&str> = BTreeSet::new();
    for figure in figures {
        let (mark, day) = (&*figure.published.mark, figure.published.fetched);
        let (first, last) = fetched.entry(mark).or_insert((day, day));
        (*first, *last) = ((*first).min(day), (*last).max(day));
        processed.insert(&figure.processed.mark);
    }
    let days = |(first, last): (Date, Date)| match first == last {
        true => format::date(first),
        false => words.outcome_fetched_between(format::date(first), format::date(last)),
    };
    let sources = fetched.into_iter().map(|(mark, it)| words.outcome_source(days(it), mark));
    sources.chain(processed.into_iter().map(|mark| words.outcome_processed(mark))).collect()
}
