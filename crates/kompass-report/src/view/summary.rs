//! The summary: the total with what stands beside it, the result by area, and the trend.

use super::figure::Files;
use super::table::{Cell, Kind as RowKind, Table};
use super::{Writer, decimals};
use crate::markdown::blocks;
use kompass_core::format::{self, MISSING};
use serde_json::{Value, json};

impl Writer<'_> {
    pub(super) fn summary(&self, files: &mut Files) -> Value {
        let (report, t) = (self.report, self.t);
        let missing =
            if self.imported() { t.report_total_missing() } else { t.report_total_not_set() };
        json!({
            "total": report.total.map(|total| self.whole(total)),
            "total_missing": missing,
            "max": t.report_of_max(report.max),
            "beside": self.beside_total(),
            "blocks": blocks(&report.summary),
            "radar": self.radar(files),
            "bars": self.bars(files),
            "table": self.results(),
            "trend": self.trend(files),
        })
    }

    /// The figures that stand beside the total.
    fn beside_total(&self) -> Vec<Value> {
        let (report, t) = (self.report, self.t);
        let mut beside = Vec::new();
        if let Some(comparison) = report.comparison() {
            let n = self.n(comparison);
            let lines: Vec<&str> =
                [&*n, &*comparison.position].into_iter().filter(|line| !line.is_empty()).collect();
            beside.push(json!({ "label": comparison.label, "value": self.points(comparison.total), "lines": lines }));
        }
        if let Some(earlier) = report.previous() {
            let mut lines = vec![earlier.year.to_string()];
            if let (Some(then), Some(now), true) =
                (earlier.total, report.total, self.comparable(earlier))
            {
                let change = format::change(self.lang, f64::from(now) - f64::from(then), 0);
                lines.push(t.report_change_since(change, earlier.year));
            }
            if earlier.estimate {
                lines.push(t.report_estimate_mark());
            }
            let value = earlier.total.map_or(MISSING.to_owned(), |total| self.whole(total));
            beside.push(json!({ "label": t.report_previous(), "value": value, "lines": lines }));
        }
        if let Some(second) = &report.second {
            let lines = [t.report_of_max(second.max), t.report_second_about()];
            let label = t.report_second(&*second.framework);
            let value = self.whole(second.total);
            beside.push(json!({ "label": label, "value": value, "lines": lines }));
        }
        beside
    }

    /// Areas with points, highest points, comparison, and the previous evaluation if its areas are known.
    fn results(&self) -> Table {
        let (report, t) = (self.report, self.t);
        let previous =
            report.previous().filter(|earlier| earlier.areas.iter().any(Option::is_some));
        let comparison = self.compared_areas();
        let mut table =
            Table::new().text(t.report_area(), 1).number(t.report_points()).number(t.report_max());
        if let Some(comparison) = comparison {
            table = table.number(&comparison.short);
        }
        if let Some(previous) = previous {
            table = table.number(self.year_of(previous)).number(t.report_change());
        }
        let decimals = comparison.map_or(0, decimals);
        for (index, area) in report.areas.iter().enumerate() {
            let mut cells: Vec<Cell> = vec![
                format!("{} {}", area.number, area.title).into(),
                Cell::strong(self.whole_or_missing(area.points)),
                self.whole(area.max).into(),
            ];
            if let Some(comparison) = comparison {
                cells.push(
                    self.mean(comparison.areas.get(index).copied().flatten(), decimals).into(),
                );
            }
            if let Some(previous) = previous {
                let then = previous.areas.get(index).copied().flatten();
                cells.push(self.whole_or_missing(then).into());
                cells.push(self.change(previous, then, area.points).into());
            }
            table.row(RowKind::Plain, cells);
        }
        let mut cells: Vec<Cell> = vec![
            t.report_sum().into(),
            self.whole_or_missing(report.total).into(),
            self.whole(report.max).into(),
        ];
        if let Some(comparison) = comparison {
            cells.push(self.mean(comparison.total, decimals).into());
        }
        if let Some(previous) = previous {
            cells.push(self.whole_or_missing(previous.total).into());
            cells.push(self.change(previous, previous.total, report.total).into());
        }
        table.row(RowKind::Total, cells);
        table
    }

    fn trend(&self, files: &mut Files) -> Option<Value> {
        let (report, t) = (self.report, self.t);
        if report.earlier.is_empty() {
            return None;
        }
        let mut table = Table::new()
            .text(t.report_year(), 0)
            .text(t.report_version(), 2)
            .number(t.report_points())
            .text(t.report_note(), 5);
        for earlier in &report.earlier {
            let version = earlier.version.clone().unwrap_or_else(|| t.report_version_unknown());
            let version = if earlier.estimate {
                format!("{version}, {}", t.report_estimate_mark())
            } else {
                version
            };
            let total = self.whole_or_missing(earlier.total);
            let cells = [
                earlier.year.to_string().into(),
                version.into(),
                total.into(),
                (&*earlier.note).into(),
            ];
            table.row(RowKind::Plain, cells);
        }
        let now = [
            report.year.to_string().into(),
            (&*report.framework.results_version).into(),
            self.whole_or_missing(report.total).into(),
            "".into(),
        ];
        table.row(RowKind::Total, now);
        let notes: Vec<String> = report
            .earlier
            .iter()
            .any(|earlier| !self.comparable(earlier))
            .then(|| t.report_other_version())
            .into_iter()
            .collect();
        Some(json!({ "figure": self.trend_chart(files), "table": table, "notes": notes }))
    }
}
