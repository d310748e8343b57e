//! What of a case people read on its page: which columns of which part, under which heading, and which codes are turned
//! into words.

use super::rows::{Part, Row, text};
use jiff::Timestamp;
use kompass_core::evaluation::State;
use kompass_core::framework::{Dimension, Framework};
use kompass_core::i18n::Texts;
use kompass_core::record::Record;
use kompass_core::secrecy;
use kompass_core::table::{Cell, Column, Table};
use kompass_core::{Lang, Points, format};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A column: its name and the key of its heading.
type Shown = &'static [(&'static str, &'static str)];

/// The parts that people read, each with the key of its title; empty where the type of record says enough.
const SHOWN: &[(&str, &str, Shown)] = &[
    (
        "report",
        "",
        &[
            ("edition", "cli-edition"),
            ("language", "profile-language"),
            ("delivered_at", "cli-delivered"),
        ],
    ),
    ("report_note", "archive-corrections", &[("note", "fact-check-comment-text")]),
    (
        "publication",
        "",
        &[
            ("published", "archive-published"),
            ("embargo", "publication-from"),
            ("author_name", "log-who"),
            ("at", "log-at"),
        ],
    ),
    (
        "step_taken",
        "",
        &[
            ("at", "log-at"),
            ("from_state", "archive-from"),
            ("to_state", "archive-to"),
            ("reason", "consensus-reason"),
        ],
    ),
    (
        "member",
        "",
        &[
            ("code", "team-code"),
            ("name", "team-name"),
            ("employer", "team-employer"),
            ("role", "team-role"),
            ("declaration", "team-declaration"),
        ],
    ),
    (
        "answer",
        "",
        &[
            ("question", "answer-question"),
            ("handed_body", "answer-text"),
            ("handed_reason", "consensus-reason"),
            ("author_name", "log-who"),
            ("handed_at", "log-at"),
        ],
    ),
    (
        "answer_draft",
        "archive-drafts",
        &[
            ("question", "answer-question"),
            ("body", "answer-text"),
            ("author_name", "log-who"),
            ("changed_at", "log-at"),
        ],
    ),
    (
        "answer_history",
        "archive-earlier",
        &[
            ("question", "answer-question"),
            ("body", "answer-text"),
            ("author_name", "log-who"),
            ("changed_at", "log-at"),
        ],
    ),
    (
        "answer_query",
        "archive-queries",
        &[
            ("question", "answer-question"),
            ("body", "document-text"),
            ("author_name", "log-who"),
            ("asked_at", "log-at"),
            ("reply", "answer-text"),
            ("reply_name", "archive-answered-by"),
        ],
    ),
    (
        "document",
        "",
        &[
            ("code", "team-code"),
            ("title", "document-title"),
            ("kind", "document-kind"),
            ("day", "document-date"),
            ("address", "document-address-field"),
            ("file_name", "document-file"),
            ("path", "archive-path"),
        ],
    ),
    (
        "document_receipt",
        "archive-receipts",
        &[("code", "team-code"), ("name", "log-who"), ("at", "log-at")],
    ),
    (
        "document_request",
        "",
        &[
            ("what", "request-what"),
            ("until", "request-until"),
            ("asked_name", "log-who"),
            ("asked_at", "log-at"),
            ("body", "answer-text"),
            ("answered_name", "archive-answered-by"),
        ],
    ),
    (
        "since_last",
        "",
        &[
            ("area", "cli-area"),
            ("improvement", "action-improvement"),
            ("status", "action-status"),
            ("done", "document-text"),
        ],
    ),
    (
        "self_assessment",
        "",
        &[("sub_area", "outcome-sub-area"), ("points", "cli-points"), ("body", "consensus-reason")],
    ),
    (
        "interview",
        "archive-interviews",
        &[
            ("group_code", "interview-group"),
            ("day", "interview-day"),
            ("begins", "interview-begins"),
            ("ends", "interview-ends"),
            ("room", "interview-room"),
            ("standing", "interview-state"),
        ],
    ),
    (
        "interview_person",
        "",
        &[
            ("name", "interview-person-name"),
            ("title", "document-title"),
            ("party", "interview-person-party"),
        ],
    ),
    (
        "group_interview",
        "archive-groups",
        &[
            ("group_code", "interview-group"),
            ("people", "archive-people"),
            ("day", "interview-day"),
        ],
    ),
    ("note", "", &[("at", "log-at"), ("author", "log-who"), ("body", "document-text")]),
    (
        "supplement",
        "",
        &[
            ("at", "log-at"),
            ("name", "log-who"),
            ("body", "document-text"),
            ("considered", "supplement-considered"),
            ("reason", "consensus-reason"),
        ],
    ),
    (
        "judgement",
        "",
        &[
            ("subject", "log-subject"),
            ("member", "log-who"),
            ("levels", "glossary-level"),
            ("points", "cli-points"),
            ("reason", "consensus-reason"),
            ("evidence", "consensus-evidence"),
        ],
    ),
    (
        "agreed",
        "",
        &[
            ("subject", "log-subject"),
            ("levels", "glossary-level"),
            ("points", "cli-points"),
            ("reason", "consensus-reason"),
        ],
    ),
    (
        "impact",
        "impacts",
        &[("sub_area", "outcome-sub-area"), ("source", "cli-source"), ("effect", "archive-effect")],
    ),
    ("area_part", "archive-areas", &[("number", "cli-area"), ("body", "document-text")]),
    (
        "sub_area_part",
        "archive-sub-areas",
        &[("code", "outcome-sub-area"), ("body", "document-text")],
    ),
    (
        "finding",
        "archive-findings",
        &[("area", "cli-area"), ("kind", "document-kind"), ("body", "document-text")],
    ),
    (
        "example",
        "report-examples",
        &[("area", "cli-area"), ("who", "log-who"), ("body", "document-text")],
    ),
    (
        "review_comment",
        "",
        &[
            ("place", "review-place"),
            ("body", "fact-check-comment-text"),
            ("author_name", "log-who"),
            ("at", "log-at"),
            ("answer", "answer-text"),
            ("answered_name", "archive-answered-by"),
        ],
    ),
    (
        "review_setting_aside",
        "archive-set-aside",
        &[
            ("finding", "review-place"),
            ("reason", "consensus-reason"),
            ("author_name", "log-who"),
            ("at", "log-at"),
        ],
    ),
    (
        "fact_check_comment",
        "",
        &[
            ("place", "review-place"),
            ("quote", "archive-quote"),
            ("body", "fact-check-comment-text"),
            ("author_name", "log-who"),
            ("at", "log-at"),
            ("answer", "answer-text"),
            ("answered_name", "archive-answered-by"),
        ],
    ),
    (
        "link",
        "",
        &[
            ("name", "team-name"),
            ("email", "archive-mail"),
            ("purpose", "team-role"),
            ("created_at", "archive-made"),
            ("expires_at", "archive-expires"),
        ],
    ),
    (
        "action",
        "",
        &[
            ("area", "cli-area"),
            ("title", "action-title"),
            ("cause", "action-cause"),
            ("theory", "action-theory"),
            ("indicator", "action-indicator"),
            ("owner", "action-owner"),
            ("due", "action-due"),
            ("status", "action-status"),
        ],
    ),
    (
        "action_progress",
        "archive-progress",
        &[("day", "action-progress-day"), ("note", "document-text")],
    ),
    (
        "audit_entry",
        "",
        &[
            ("number", "archive-number"),
            ("at", "log-at"),
            ("who", "log-who"),
            ("operation", "log-what"),
            ("subject", "log-subject"),
        ],
    ),
];

/// The framework of each sheet, by the id of its evaluation.
pub(super) type Sheets = BTreeMap<String, Arc<Framework>>;

/// The tables of a type of record, as people read them; those without rows are left out.
pub(super) fn tables(t: &Texts, sheets: &Sheets, parts: &[Part], record: Record) -> Vec<Table> {
    let of_record = parts.iter().filter(|part| part.record == Some(record));
    let tables = of_record.filter(|part| !part.rows.is_empty()).filter_map(|part| {
        let (_, title, columns) = SHOWN.iter().find(|(name, ..)| *name == part.name)?;
        let words = |key: &str| t.get(key, &[]).unwrap_or_default();
        let row = |row: &Row| {
            let sheet = sheets.get(text(row, "evaluation_id")).map(Arc::as_ref);
            let term = |column| sheet.and_then(|it| term(t, it, part.name, column, row));
            let cell = |column| match term(column) {
                Some(words) => Cell::text(words),
                None => cell(t, part.name, column, row),
            };
            columns.iter().map(|(column, _)| cell(column)).collect::<Vec<_>>()
        };
        Some(Table {
            title: words(title),
            notes: Vec::new(),
            columns: columns.iter().map(|(_, key)| Column::new(words(key), 0)).collect(),
            rows: part.rows.iter().map(row).collect(),
        })
    });
    tables.collect()
}

/// A moment as the archive writes it: in universal time, and it says so.
pub(super) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// What a code of the framework is called there; `None` for what is no such code.
fn term(t: &Texts, framework: &Framework, part: &str, column: &str, row: &Row) -> Option<String> {
    let (lang, code) = (t.lang(), text(row, column));
    let question = || framework.question(code).map(|it| it.title.get(lang));
    let sub_area = || framework.sub_area(code).map(|it| it.short.get(lang));
    let list = || row.get(column)?.as_array();
    let name = match (part, column) {
        (_, "group_code") => return group(framework, lang, code),
        (_, "levels") => return levels(framework, lang, list()?),
        (_, "evidence") => return Some(evidence(t, framework, list()?)),
        (_, "question") => question(),
        ("judgement" | "agreed", "subject") => question().or_else(sub_area),
        (_, "sub_area") | ("sub_area_part", "code") => sub_area(),
        (_, "area") | ("area_part", "number") => {
            let number = row.get(column)?.as_u64()?.try_into().ok()?;
            return Some(format!("{number} {}", framework.area(number)?.title.get(lang)));
        }
        _ => None,
    };
    Some(format!("{code} {}", name?))
}

fn group(framework: &Framework, lang: Lang, code: &str) -> Option<String> {
    let group = framework.groups.iter().find(|group| group.code == code)?;
    Some(group.title.get(lang).to_owned())
}

/// The levels of a judgement, one on each dimension.
fn levels(framework: &Framework, lang: Lang, codes: &[Value]) -> Option<String> {
    let dimensions = &framework.rubric.as_ref()?.dimensions;
    let level = |(code, dimension): (&Value, &Dimension)| {
        let level = dimension.levels.iter().find(|level| code == level.code.as_str())?;
        Some(format!("{}: {}", dimension.title.get(lang), level.title.get(lang)))
    };
    let levels: Option<Vec<String>> = codes.iter().zip(dimensions).map(level).collect();
    levels.map(|levels| levels.join("; "))
}

/// What a judgement rests on: the answers, groups that were met, and documents by their code.
fn evidence(t: &Texts, framework: &Framework, codes: &[Value]) -> String {
    let source = |code: &Value| match code.as_str().unwrap_or_default() {
        "answers" => t.consensus_answers(),
        code => {
            let met = code.strip_prefix("group:").and_then(|it| group(framework, t.lang(), it));
            met.unwrap_or_else(|| code.to_owned())
        }
    };
    codes.iter().map(source).collect::<Vec<_>>().join("; ")
}

fn cell(t: &Texts, part: &str, column: &str, row: &Row) -> Cell {
    let value = row.get(column).unwrap_or(&Value::Null);
    if column == "points" {
        let points = value.as_i64().map(|points| format::points_to(t.lang(), Points(points), 1));
        return points.map_or(Cell::Empty, Cell::text);
    }
    match value {
        Value::Null => Cell::Empty,
        Value::Number(number) if matches!(column, "published" | "considered") => {
            let yes = number.as_i64() == Some(1);
            Cell::text(if yes { t.conditions_yes() } else { t.conditions_no() })
        }
        // A number of something is written as it is: areas and years have no thousands.
        Value::Number(number) => Cell::text(number.to_string()),
        Value::String(text) => match text.parse::<Timestamp>() {
            Ok(at) if column == "at" || column.ends_with("_at") => Cell::text(moment(at)),
            _ => Cell::text(word(t, part, column, text).unwrap_or_else(|| text.clone())),
        },
        Value::Array(items) => Cell::text(items.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) if column == "declaration" => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
            let signed = t.team_declaration_signed(text("date"));
            Cell::text(match text("conflict") {
                "" => signed,
                conflict => format!("{signed}; {}: {conflict}", t.team_declaration_conflict()),
            })
        }
        other => Cell::text(plain(other)),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The words of a code; `None` for what is no code.
fn word(t: &Texts, part: &str, column: &str, code: &str) -> Option<String> {
    Some(match (part, column, code) {
        (_, "from_state" | "to_state", _) => t.state(read(code)?),
        (_, "operation", _) => crate::audit::what(t, code),
        ("member", "role", "lead") => t.role_lead(),
        ("member", "role", "evaluator") => t.role_evaluator(),
        ("member", "role", "reviewer") => t.role_reviewer(),
        ("link", "purpose", "contributor") => t.role_contributor(),
        ("link", "purpose", "interviewee") => t.role_interviewee(),
        ("since_last", "status", "done") => t.since_last_status_done(),
        ("since_last", "status", "begun") => t.since_last_status_begun(),
        ("since_last", "status", "not_begun") => t.since_last_status_not_begun(),
        ("since_last", "status", "declined") => t.since_last_status_declined(),
        ("action", "status", "planned") => t.action_status_planned(),
        ("action", "status", "begun") => t.action_status_begun(),
        ("action", "status", "done") => t.action_status_done(),
        ("action", "status", "stopped") => t.action_status_stopped(),
        ("interview", "standing", "planned") => t.interview_state_planned(),
        ("interview", "standing", "held") => t.archive_held(),
        ("interview", "standing", "cancelled") => t.interview_state_cancelled(),
        ("impact", "effect", "confirms") => t.impact_confirms(),
        ("impact", "effect", "contradicts") => t.impact_contradicts(),
        ("impact", "effect", "silent") => t.impact_silent(),
        ("finding", "kind", "strength") => t.writing_strength(),
        ("finding", "kind", "improvement") => t.writing_improvement(),
        ("finding", "kind", "example") => t.writing_example(),
        ("report", "language", code) => language(t, code)?,
        (_, "author_name", name) => crate::access::shown(t, name).into_owned(),
        _ => return None,
    })
}

/// The words of a kind of what is held back.
pub(super) fn held(t: &Texts, kind: secrecy::Kind) -> String {
    match kind {
        secrecy::Kind::Document => t.secrecy_document(),
        secrecy::Kind::Answer => t.secrecy_answer(),
        secrecy::Kind::Note => t.secrecy_note(),
        secrecy::Kind::Comment => t.secrecy_comment(),
        secrecy::Kind::Text => t.secrecy_text(),
    }
}

/// A code as its type; `None` if it is none of it.
pub(super) fn read<T: DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(Value::String(code.to_owned())).ok()
}

fn language(t: &Texts, code: &str) -> Option<String> {
    Some(match read::<Lang>(code)? {
        Lang::Sv => t.archive_swedish(),
        Lang::En => t.archive_english(),
        Lang::Nb => t.archive_norwegian(),
    })
}

/// The step of a row of the evaluation.
pub(super) fn state(row: &Row) -> Option<State> {
    read(row.get("state")?.as_str()?)
}
