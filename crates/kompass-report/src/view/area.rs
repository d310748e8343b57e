//! The areas, and the overview of all points.

use super::figure::Files;
use super::table::{Cell, Kind as RowKind, Table};
use super::{Writer, decimals};
use crate::markdown::blocks;
use crate::model::{Area, SubArea};
use kompass_core::evaluation::{Example, Finding, SinceLastOrigin, SinceLastStatus};
use kompass_core::format;
use serde_json::{Value, json};

impl Writer<'_> {
    pub(super) fn areas(&self, files: &mut Files) -> Vec<Value> {
        self.report
            .areas
            .iter()
            .enumerate()
            .map(|(index, area)| self.area(index, area, files))
            .collect()
    }

    fn area(&self, index: usize, area: &Area, files: &mut Files) -> Value {
        json!({
            "number": area.number.to_string(),
            "field": area.field,
            "title": area.title,
            "about": area.about,
            "figure": self.points_bar(index, area, files),
            "figures": self.figures(index, area),
            "notes": self.notes(area),
            "blocks": blocks(&area.text),
            "strengths": findings(&area.strengths),
            "improvements": findings(&area.improvements),
            "examples": self.examples(&area.examples),
            "since_last": self.since_last(area),
            "sub_area_table": self.sub_area_table(area),
            "sub_areas": area.sub_areas.iter().map(|sub| self.sub_area(sub)).collect::<Vec<_>>(),
            "outcome": area.outcome.as_ref().and_then(|outcome| self.outcome(outcome)),
        })
    }

    /// Those that are only named stand together.
    fn examples(&self, examples: &[Example]) -> Vec<Value> {
        let (told, named): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| !example.text.is_empty());
        let names: Vec<&str> = named.iter().map(|example| &*example.who).collect();
        let named = (!names.is_empty())
            .then(|| json!({ "who": format::list(self.lang, &names), "text": "" }));
        let told = told.iter().map(|example| json!({ "who": example.who, "text": example.text }));
        told.chain(named).collect()
    }

    /// The figures of the points bar.
    fn figures(&self, index: usize, area: &Area) -> Table {
        let (report, t) = (self.report, self.t);
        let mut table = Table::new().text(t.report_measure(), 1).number(t.report_points());
        let mut add = |what: String, points: Cell| table.row(RowKind::Plain, [what.into(), points]);
        let own = format!("{} {}", report.municipality, report.year);
        add(own, Cell::strong(self.whole_or_missing(area.points)));
        if let Some(comparison) = report.comparison()
            && let Some(mean) = comparison.areas.get(index).copied().flatten()
        {
            add(comparison.short.clone(), self.mean(Some(mean), decimals(comparison)).into());
        }
        if let Some(previous) = report.previous()
            && let Some(then) = previous.areas.get(index).copied().flatten()
        {
            add(self.year_of(previous), self.whole(then).into());
        }
        add(t.report_max_points(), self.whole(area.max).into());
        table
    }

    fn notes(&self, area: &Area) -> Vec<String> {
        let t = self.t;
        let mut notes = Vec::new();
        if area.points.is_none() {
            notes.push(if self.imported() {
                t.report_area_points_missing()
            } else {
                t.report_area_points_not_set()
            });
        }
        let left_out: Vec<&str> =
            area.sub_areas.iter().filter(|sub| !sub.applies).map(|sub| &*sub.code).collect();
        if !left_out.is_empty() {
            let codes = format::list(self.lang, &left_out);
            notes.push(t.report_not_applicable_about(codes, area.max));
        }
        notes
    }

    fn since_last(&self, area: &Area) -> Option<Table> {
        let t = self.t;
        let mut table = Table::new()
            .text(t.report_since_last_then(), 4)
            .text(t.report_since_last_status(), 2)
            .text(t.since_last_origin(), 2)
            .text(t.report_since_last_done(), 5);
        for since in &area.since_last {
            let status = match since.status {
                SinceLastStatus::Done => t.since_last_done(),
                SinceLastStatus::Begun => t.since_last_begun(),
                SinceLastStatus::NotBegun => t.since_last_not_begun(),
                SinceLastStatus::Declined => t.since_last_declined(),
            };
            table.row(
                RowKind::Plain,
                [
                    (&*since.improvement).into(),
                    Cell::strong(status),
                    SinceLastOrigin::words(since.origin, t).into(),
                    (&*since.done).into(),
                ],
            );
        }
        table.unless_empty()
    }

    /// Sub-areas with their points, and what is said where they have none.
    fn sub_area_table(&self, area: &Area) -> Option<Value> {
        let t = self.t;
        let known = area.sub_areas.iter().any(|sub| sub.points.is_some());
        let max = area.sub_areas.iter().any(|sub| sub.max.is_some());
        let mut table = Table::new().text(t.report_sub_area(), 1).number(t.report_points());
        if max {
            table = table.number(t.report_max());
        }
        for sub in &area.sub_areas {
            let mut cells: Vec<Cell> = vec![
                format!("{} {}", sub.code, sub.title).into(),
                self.sub_area_points(sub).into(),
            ];
            if max {
                cells.push(self.points(sub.max).into());
            }
            table.row(RowKind::Plain, cells);
        }
        let note = if known { String::new() } else { self.no_sub_area_points() };
        table.unless_empty().map(|table| json!({ "table": table, "note": note }))
    }

    fn sub_area_points(&self, sub: &SubArea) -> String {
        if sub.applies {
            self.mean(sub.points, self.sub_area_decimals())
        } else {
            self.t.report_not_applicable()
        }
    }

    /// One decimal for all sub-areas if any of them has decimals.
    fn sub_area_decimals(&self) -> u32 {
        let mut all =
            self.report.areas.iter().flat_map(|area| &area.sub_areas).filter_map(|sub| sub.points);
        u32::from(all.any(|points| points.0 % 1000 != 0))
    }

    fn sub_area(&self, sub: &SubArea) -> Value {
        let max = match sub.max {
            Some(max) if sub.applies => self.t.report_of_points(format::points(self.lang, max)),
            _ => String::new(),
        };
        json!({
            "heading": format!("{} {}", sub.code, sub.short),
            "points": self.sub_area_points(sub),
            "max": max,
            "blocks": blocks(&sub.text),
        })
    }

    /// All points of the report; sub-areas only if any of them has points.
    pub(super) fn overview(&self) -> Value {
        let (report, t) = (self.report, self.t);
        let known = self.any_sub_area_points();
        let mut text = t.report_overview_about();
        let first = if known { t.report_area_or_sub_area() } else { t.report_area() };
        let mut table =
            Table::new().text(first, 1).number(t.report_points()).number(t.report_max());
        for area in &report.areas {
            let head = format!("{} {}", area.number, area.title);
            let cells =
                [head, self.whole_or_missing(area.points), self.whole(area.max)].map(Cell::from);
            table.row(if known { RowKind::Group } else { RowKind::Plain }, cells);
            for sub in area.sub_areas.iter().filter(|_| known) {
                let head = format!("{} {}", sub.code, sub.short);
                table.row(
                    RowKind::Plain,
                    [head, self.sub_area_points(sub), self.points(sub.max)].map(Cell::from),
                );
            }
        }
        let cells = [t.report_sum(), self.whole_or_missing(report.total), self.whole(report.max)];
        table.row(RowKind::Total, cells.map(Cell::from));
        if !known {
            text = format!("{text} {}", self.no_sub_area_points());
        }
        json!({ "text": text, "table": table })
    }

    fn any_sub_area_points(&self) -> bool {
        self.report.areas.iter().flat_map(|area| &area.sub_areas).any(|sub| sub.points.is_some())
    }

    fn no_sub_area_points(&self) -> String {
        if self.imported() {
            self.t.report_sub_area_points_missing()
        } else {
            self.t.report_sub_area_points_not_set()
        }
    }
}

fn findings(findings: &[Finding]) -> Vec<Value> {
    findings
        .iter()
        .map(|finding| json!({ "text": finding.text, "sub_area": finding.sub_area }))
        .collect()
}
