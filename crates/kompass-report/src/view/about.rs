//! The chapters on who evaluated what, and how.

use super::table::{Cell, Kind as RowKind, Table};
use super::{Writer, or_missing};
use crate::markdown::blocks;
use crate::model::Place;
use kompass_core::evaluation::{Kind, TeamRole};
use kompass_core::format::{self, MISSING};
use kompass_core::result::Basis;
use serde_json::{Value, json};

impl Writer<'_> {
    pub(super) fn about(&self) -> Value {
        let (report, t) = (self.report, self.t);
        let mut rows = Table::new().text(t.report_fact(), 1).text(t.report_value(), 2);
        let mut add = |label: String, value: String| {
            if !value.is_empty() {
                rows.row(RowKind::Plain, [label.into(), Cell::from(value)]);
            }
        };
        add(
            t.report_framework(),
            t.report_framework_version(&*report.framework.owner, self.framework()),
        );
        add(t.report_kind(), self.kind());
        add(
            t.report_assessment_date(),
            report.assessment_date.map(format::date).unwrap_or_default(),
        );
        add(t.report_visit(), format::days(self.lang, &report.visit));
        if let Some(feedback) = &report.feedback {
            add(
                t.report_feedback(),
                t.report_feedback_to(&*feedback.audience, format::date(feedback.date)),
            );
        }
        add(t.report_record_number(), report.edition.record_number.clone());
        add(
            t.report_edition(),
            format!("{}, {}", report.edition.label, format::date(report.edition.date)),
        );
        let missing = self.missing();
        json!({
            "rows": rows,
            "team": self.team(),
            "interviews": self.interviews(),
            "documents": self.documents(),
            "missing_text": t.report_missing_about(MISSING),
            "missing": missing,
        })
    }

    fn kind(&self) -> String {
        match self.report.kind {
            Kind::External => self.t.kind_external(),
            Kind::Peer => self.t.kind_peer(),
            Kind::SelfEvaluation => self.t.kind_self(),
            Kind::Imported => self.t.kind_imported(),
        }
    }

    fn team(&self) -> Option<Table> {
        let t = self.t;
        let mut table = Table::new()
            .text(t.report_name(), 3)
            .text(t.report_employer(), 3)
            .text(t.report_role(), 2);
        for person in &self.report.team {
            let role = match person.role {
                TeamRole::Lead => t.role_lead(),
                TeamRole::Evaluator => t.role_evaluator(),
                TeamRole::Reviewer => t.role_reviewer(),
            };
            table.row(
                RowKind::Plain,
                [(&*person.name).into(), (&*person.employer).into(), role.into()],
            );
        }
        table.unless_empty()
    }

    fn interviews(&self) -> Option<Value> {
        let t = self.t;
        let groups = &self.report.groups;
        let people: u32 = groups.iter().map(|group| group.people).sum();
        let mut table = Table::new()
            .text(t.report_group(), 3)
            .text(t.report_date(), 2)
            .number(t.report_people());
        for group in groups {
            let people = self.whole(group.people).into();
            table.row(
                RowKind::Plain,
                [(&*group.title).into(), self.date(group.date).into(), people],
            );
        }
        table.row(
            RowKind::Total,
            [t.report_together().into(), "".into(), self.whole(people).into()],
        );
        let text = t.report_interviews_about(groups.len(), people);
        (!groups.is_empty()).then(|| json!({ "text": text, "table": table }))
    }

    fn documents(&self) -> Option<Value> {
        let t = self.t;
        let listed = &self.report.documents;
        let read =
            self.report.documents_read.or(u32::try_from(listed.len()).ok().filter(|n| *n > 0))?;
        let mut text = t.report_documents_about(read);
        if !listed.is_empty() && listed.len() < read as usize {
            text = format!("{text} {}", t.report_documents_listed(listed.len()));
        }
        let mut table = Table::new()
            .text(t.report_code(), 0)
            .text(t.report_document(), 4)
            .text(t.report_document_kind(), 2)
            .text(t.report_date(), 0);
        for document in listed {
            let cells =
                [&*document.code, &*document.title, or_missing(&document.kind)].map(Cell::from);
            table.row(RowKind::Plain, cells.into_iter().chain([self.date(document.date).into()]));
        }
        Some(json!({ "text": text, "table": table.unless_empty() }))
    }

    /// What an imported result leaves open, each as the end of a sentence. Others are still being made: nothing is missing.
    fn missing(&self) -> Vec<String> {
        let (report, t) = (self.report, self.t);
        if !self.imported() {
            return Vec::new();
        }
        let subs = || report.areas.iter().flat_map(|area| &area.sub_areas);
        let earlier =
            report.previous().is_some_and(|earlier| earlier.areas.iter().all(Option::is_none));
        let texts = report.areas.iter().all(|area| area.text.is_empty())
            && subs().all(|sub| sub.text.is_empty());
        [
            (report.team.is_empty(), t.report_missing_team()),
            (report.visit.is_empty(), t.report_missing_visit()),
            (report.groups.is_empty(), t.report_missing_groups()),
            (
                report.documents_read.is_none() && report.documents.is_empty(),
                t.report_missing_documents(),
            ),
            (subs().all(|sub| sub.points.is_none()), t.report_missing_sub_area_points()),
            (texts, t.report_missing_texts()),
            (report.impact.rows.is_empty(), t.report_missing_impact()),
            (earlier, t.report_missing_earlier_areas()),
            (
                report.comparison().is_some_and(|comparison| comparison.n.is_none()),
                t.report_missing_n(),
            ),
        ]
        .into_iter()
        .filter(|(missing, _)| *missing)
        .map(|(_, text)| text)
        .collect()
    }

    pub(super) fn method(&self) -> Value {
        let (report, t) = (self.report, self.t);
        let mut basis = vec![self.basis()];
        if report.basis != Basis::Official {
            basis.push(t.report_rounding());
        }
        let ranked = report.comparisons.iter().any(|comparison| !comparison.position.is_empty());
        let mut table = Table::new().text(t.report_comparison(), 3).text(t.report_rule(), 5);
        if ranked {
            table = table.text(t.report_standing(), 2);
        }
        table = table.number(t.report_n()).number(t.report_total());
        for comparison in &report.comparisons {
            let position = ranked.then(|| or_missing(&comparison.position).into());
            let words = [(&*comparison.label).into(), (&*comparison.rule).into()]
                .into_iter()
                .chain(position);
            let figures = [self.whole_or_missing(comparison.n), self.points(comparison.total)];
            table.row(RowKind::Plain, words.chain(figures.map(Cell::from)));
        }
        let text =
            if table.is_empty() { t.report_no_comparison() } else { t.report_comparisons_about() };
        json!({
            "blocks": blocks(&report.method),
            "basis": basis,
            "comparisons_text": text,
            "comparisons": table.unless_empty(),
            "outcome": self.outcome_rule(),
            "own": self.own_texts(Place::Method),
        })
    }
}
