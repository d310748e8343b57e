//! Outcome beside governance: the key figures of an area, with what they do not say. Values and what is computed from them
//! keep their own marks.

use super::Writer;
use super::table::{Cell, Kind as RowKind, Table};
use crate::model::{KeyFigure, Outcome, PublishedValue};
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
            let (published, processed) = (&figure.published, &figure.processed);
            let cells: [Cell; 6] = [
                (&*figure.title).into(),
                figure.sub_areas.join(", ").into(),
                Cell::strong(&*published.value),
                published.printed_year(t).into(),
                (&*processed.place).into(),
                (&*processed.band).into(),
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
