//! What describes a case in its archive: the page that people read, its descriptions as XML, and what was done with it.

use super::rows::{Row, moment, text};
use super::{Case, shown};
use crate::access;
use kompass_core::format;
use kompass_core::i18n::Texts;
use kompass_core::record::{Keep, Record};
use kompass_core::secrecy;
use kompass_core::table::{Cell, Column, Table};
use kompass_report::package::{self, Agent, Description, Event, Section, Xml};
use kompass_store::disposal::{Standing, Why};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io;

/// Name of the program among those who did something.
const SOFTWARE: &str = "kompass";

/// Namespace of our own description.
const NAMESPACE: &str = "urn:kompass:case:1";

/// File of its schema in the package.
const SCHEMA: &str = "kompass-case-1.xsd";

/// The page by which people read the case.
pub(super) fn page(t: &Texts, case: &Case) -> io::Result<Vec<u8>> {
    let fact = |name: String, value: String| (name, value);
    let facts = vec![
        fact(t.records_number(), case.record_number.clone()),
        fact(t.cli_municipality(), case.head.municipality.clone()),
        fact(t.cli_year(), case.head.year.to_string()),
        fact(t.cli_framework(), case.head.framework.clone()),
        fact(t.evaluation_kind(), t.kind(case.head.kind)),
        fact(t.archive_state(), t.state(case.head.state)),
        fact(t.archive_organisation(), case.organisation.name.clone()),
        fact(t.archive_as_of(), shown::moment(case.moment)),
        fact(t.archive_package(), case.package.clone()),
        fact(t.record(Record::Log), log_words(t, case)),
    ];
    let section =
        |heading: String, note: String, tables: Vec<Table>| Section { heading, note, tables };
    let mut sections = vec![
        section(t.records(), t.records_note(), vec![records(t, case)]),
        section(t.secrecy(), secrecy_note(t, case), secret(t, case)),
        section(t.archive_disposal(), disposal_note(t, case), disposed(t, case)),
    ];
    for record in Record::ALL {
        let mut tables = shown::tables(t, &case.sheets, &case.parts, record);
        tables.extend(of_head(t, case, record));
        let gone = case.rows("disposal_item").any(|row| {
            shown::read(text(row, "record")) == Some(record)
                && matches!(standing(row), (Standing::Done | Standing::Emptied, _))
        });
        let note = match (tables.is_empty(), gone) {
            (_, true) => t.archive_gone(),
            (true, false) => t.archive_none(),
            (false, false) => String::new(),
        };
        sections.push(section(t.record(record), note, tables));
    }
    package::page(case.lang, &case.label, &facts, &sections)
}

/// What of a type of record stands with the evaluation itself.
fn of_head(t: &Texts, case: &Case, record: Record) -> Vec<Table> {
    let table = |title: String, columns: Vec<String>, rows: Vec<Vec<Cell>>| Table {
        title,
        notes: Vec::new(),
        columns: columns.into_iter().map(|heading| Column::new(heading, 0)).collect(),
        rows,
    };
    let sheets = || case.rows("evaluation");
    let of_json = |row: &Row, column: &str| row.get(column).cloned().unwrap_or_default();
    let tables = match record {
        Record::Texts => {
            let texts = sheets().map(|row| text(row, "summary")).filter(|it| !it.is_empty());
            let rows = texts.map(|it| vec![Cell::text(it)]).collect();
            vec![table(String::new(), vec![t.archive_summary()], rows)]
        }
        Record::FactCheck => {
            let comments = sheets().flat_map(|row| match of_json(row, "fact_check") {
                Value::Object(mut said) => match said.remove("comments") {
                    Some(Value::Array(comments)) => comments,
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            });
            let rows = comments.map(|it| {
                let part = |name: &str| Cell::text(it[name].as_str().unwrap_or_default());
                vec![part("place"), part("text"), part("answer")]
            });
            let heads = vec![t.review_place(), t.fact_check_comment_text(), t.answer_text()];
            vec![table(String::new(), heads, rows.collect())]
        }
        Record::Review => {
            let signed = sheets().filter_map(|row| {
                let said = of_json(row, "review");
                let part = |name: &str| Cell::text(said[name].as_str().unwrap_or_default());
                said.is_object().then(|| vec![part("by"), part("date")])
            });
            vec![table(t.archive_signed(), vec![t.log_who(), t.log_at()], signed.collect())]
        }
        _ => Vec::new(),
    };
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn records(t: &Texts, case: &Case) -> Table {
    let row = |it: &crate::record::Kept| {
        vec![
            Cell::text(t.record(it.record)),
            it.count.map_or(Cell::Empty, |count| Cell::text(count.to_string())),
            Cell::text(format!("{}, {}", t.nature(it.nature), it.ground)),
            Cell::text(t.keep(it.keep)),
            it.due.map_or(Cell::Empty, |day| Cell::text(t.records_due(format::date(day)))),
        ]
    };
    let heads = [
        t.records_type(),
        t.records_count(),
        t.records_nature(),
        t.records_keep(),
        t.disposal_due(),
    ];
    table_of(heads, case.kept.iter().map(row))
}

fn secrecy_note(t: &Texts, case: &Case) -> String {
    let marked = case.rows("secrecy").next().is_some();
    if marked { t.archive_secret() } else { t.secrecy_none() }
}

fn secret(t: &Texts, case: &Case) -> Vec<Table> {
    let row = |row: &Row| {
        let kind: Option<secrecy::Kind> = shown::read(text(row, "kind"));
        vec![
            Cell::text(kind.map(|kind| shown::held(t, kind)).unwrap_or_default()),
            Cell::text(format!("{} {}", text(row, "subject"), text(row, "quote")).trim()),
            Cell::text(text(row, "law")),
            Cell::text(text(row, "author_name")),
            moment(row, "at").map_or(Cell::Empty, |at| Cell::text(shown::moment(at))),
        ]
    };
    let heads = [t.records_type(), t.secrecy_chosen(), t.secrecy_law(), t.secrecy_by(), t.log_at()];
    let table = table_of(heads, case.rows("secrecy").map(row));
    if table.rows.is_empty() { Vec::new() } else { vec![table] }
}

fn disposal_note(t: &Texts, case: &Case) -> String {
    if case.rows("disposal_item").next().is_some() {
        String::new()
    } else {
        t.disposal_protocols_none()
    }
}

fn disposed(t: &Texts, case: &Case) -> Vec<Table> {
    let row = |item: &Row| {
        let decision = decision(case, item);
        let (standing, why) = standing(item);
        vec![
            Cell::text(record_words(t, item)),
            Cell::text(decision.map(decision_words).unwrap_or_default()),
            Cell::text(decision.map(|it| text(it, "decided_on")).unwrap_or_default()),
            Cell::text(crate::disposal::standing_words(t, standing, why)),
            Cell::text(number(item, "records").to_string()),
            Cell::text(number(item, "entries").to_string()),
            moment(item, "done_at").map_or(Cell::Empty, |at| Cell::text(shown::moment(at))),
        ]
    };
    let heads = [
        t.records_type(),
        t.disposal_decision(),
        t.disposal_day(),
        t.disposal_standing(),
        t.disposal_records(),
        t.disposal_entries(),
        t.disposal_done_at(),
    ];
    let table = table_of(heads, case.rows("disposal_item").map(row));
    if table.rows.is_empty() { Vec::new() } else { vec![table] }
}

fn table_of<const N: usize>(heads: [String; N], rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    Table {
        title: String::new(),
        notes: Vec::new(),
        columns: heads.into_iter().map(|heading| Column::new(heading, 0)).collect(),
        rows: rows.collect(),
    }
}

/// The descriptions of the case: our own, with everything that an archive asks for, and Dublin Core for who reads only that.
pub(super) fn descriptions(t: &Texts, case: &Case) -> io::Result<Vec<Description>> {
    Ok(vec![
        Description {
            name: "case.xml",
            kind: "OTHER",
            other: super::CONTENT,
            bytes: own(t, case)?,
            schema: Some((SCHEMA, include_str!("case.xsd"))),
        },
        Description {
            name: "dc.xml",
            kind: "DC",
            other: "",
            bytes: dublin_core(t, case)?,
            schema: None,
        },
    ])
}

fn own(t: &Texts, case: &Case) -> io::Result<Vec<u8>> {
    let head = &case.head;
    let mut xml = Xml::new()?;
    let id = head.id.to_string();
    let place = format!("{NAMESPACE} ../../schemas/{SCHEMA}");
    xml.begin(
        "case",
        &[
            ("xmlns", NAMESPACE),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", &place),
            ("id", &id),
            ("package", &case.package),
            ("lang", case.lang.code()),
            ("asOf", &case.moment.to_string()),
        ],
    )?;
    xml.leaf("name", &[], &case.label)?;
    xml.leaf("recordNumber", &[], &case.record_number)?;
    xml.leaf("organisation", &[("code", &case.organisation.code)], &case.organisation.name)?;
    let code = head.code.clone().unwrap_or_default();
    let municipality = [("country", head.country.as_str()), ("code", &code)];
    xml.leaf("municipality", &municipality, &head.municipality)?;
    xml.leaf("year", &[], &head.year.to_string())?;
    let kind = code_of(&head.kind);
    xml.leaf("kind", &[("code", &kind)], &t.kind(head.kind))?;
    let state = code_of(&head.state);
    xml.leaf("state", &[("code", &state)], &t.state(head.state))?;
    for row in case.rows("evaluation") {
        let sheet = [
            ("id", text(row, "id")),
            ("framework", text(row, "framework")),
            ("digest", text(row, "framework_digest")),
            ("state", text(row, "state")),
        ];
        let day = text(row, "assessment_date");
        let own = shown::state(row).map(|state| t.state(state)).unwrap_or_default();
        xml.begin("sheet", &sheet)?;
        xml.leaf("assessmentDate", &[], day)?;
        xml.leaf("stateInWords", &[], &own)?;
        xml.end()?;
    }
    xml.begin("secrecy", &[])?;
    for row in case.rows("secrecy") {
        let mark: Vec<(&str, &str)> = [
            ("kind", "kind"),
            ("subject", "subject"),
            ("law", "law"),
            ("by", "author_name"),
            ("at", "at"),
        ]
        .map(|(name, column)| (name, text(row, column)))
        .into();
        xml.leaf("mark", &mark, text(row, "quote"))?;
    }
    xml.end()?;
    xml.begin("records", &[])?;
    for it in &case.kept {
        let (kind, nature) = (it.record.to_string(), code_of(&it.nature));
        let count = it.count.unwrap_or_default().to_string();
        let (keep, years, after) = match it.keep {
            Keep::Preserve => ("preserve", String::new(), String::new()),
            Keep::Dispose { years, after } => ("dispose", years.to_string(), after.to_string()),
        };
        let due = it.due.map(|day| day.to_string()).unwrap_or_default();
        let mut kept = vec![
            ("type", kind.as_str()),
            ("count", &count),
            ("nature", &nature),
            ("ground", it.ground),
            ("keep", keep),
        ];
        let more = [("years", years.as_str()), ("after", &after), ("due", &due)];
        kept.extend(more.into_iter().filter(|(_, value)| !value.is_empty()));
        xml.leaf("record", &kept, &t.record(it.record))?;
    }
    xml.end()?;
    xml.begin("disposals", &[])?;
    for item in case.rows("disposal_item") {
        let decision = decision(case, item).cloned().unwrap_or_default();
        let (records, entries) = (number(item, "records"), number(item, "entries"));
        let (records, entries) = (records.to_string(), entries.to_string());
        let disposal = [
            ("record", text(item, "record")),
            ("decision", text(&decision, "decision")),
            ("section", text(&decision, "section")),
            ("decidedOn", text(&decision, "decided_on")),
            ("by", text(&decision, "author_name")),
            ("standing", text(item, "state")),
            ("records", &records),
            ("entries", &entries),
            ("doneAt", text(item, "done_at")),
        ];
        xml.leaf("disposal", &disposal, &record_words(t, item))?;
    }
    xml.end()?;
    xml.end()?;
    xml.finish()
}

fn dublin_core(t: &Texts, case: &Case) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.begin(
        "oai_dc:dc",
        &[
            ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    )?;
    xml.leaf("dc:title", &[], &case.label)?;
    xml.leaf("dc:creator", &[], &case.organisation.name)?;
    xml.leaf("dc:date", &[], &case.head.year.to_string())?;
    xml.leaf("dc:type", &[], &t.kind(case.head.kind))?;
    xml.leaf("dc:identifier", &[], &case.head.id.to_string())?;
    if !case.record_number.is_empty() {
        xml.leaf("dc:identifier", &[], &case.record_number)?;
    }
    xml.leaf("dc:language", &[], case.lang.code())?;
    xml.leaf("dc:coverage", &[], &case.head.municipality)?;
    xml.end()?;
    xml.finish()
}

/// What was done with the case, in time, and by whom: editions delivered, records disposed of, and that it was packed.
pub(super) fn events(t: &Texts, case: &Case) -> (Vec<Event>, Vec<Agent>) {
    let owner = format!("organisation:{}", case.head.organisation);
    let mut agents = BTreeSet::from([
        Agent {
            id: owner.clone(),
            name: case.organisation.name.clone(),
            kind: "organization",
            version: "",
        },
        Agent {
            id: SOFTWARE.to_owned(),
            name: "Kompass".to_owned(),
            kind: "software",
            version: env!("CARGO_PKG_VERSION"),
        },
    ]);
    let delivered = case.rows("report").filter_map(|row| {
        let edition = number(row, "edition");
        Some(Event {
            kind: "creation",
            at: moment(row, "delivered_at")?,
            detail: t.archive_delivered(u64::try_from(edition).unwrap_or_default()),
            outcome: String::new(),
            agent: owner.clone(),
            file: text(row, "path").to_owned(),
        })
    });
    let mut events: Vec<Event> = delivered.collect();
    for item in case.rows("disposal_item") {
        let Some(decision) = decision(case, item) else { continue };
        let (standing, why) = standing(item);
        let at = moment(item, "done_at").or(moment(decision, "at"));
        let (Some(at), Standing::Done | Standing::Emptied) = (at, standing) else { continue };
        agents.insert(Agent {
            id: text(decision, "author").to_owned(),
            name: access::shown(t, text(decision, "author_name")).into_owned(),
            kind: "person",
            version: "",
        });
        events.push(Event {
            kind: "deletion",
            at,
            detail: format!("{}: {}", record_words(t, item), decision_words(decision)),
            outcome: crate::disposal::standing_words(t, standing, why),
            agent: text(decision, "author").to_owned(),
            file: String::new(),
        });
    }
    events.sort_by_key(|event| event.at);
    events.push(Event {
        kind: "fixity check",
        at: case.moment,
        detail: t.archive_log_walked(),
        outcome: log_words(t, case),
        agent: SOFTWARE.to_owned(),
        file: String::new(),
    });
    events.push(Event {
        kind: "information package creation",
        at: case.moment,
        detail: t.archive_packed(),
        outcome: String::new(),
        agent: SOFTWARE.to_owned(),
        file: String::new(),
    });
    (events, agents.into_iter().collect())
}

/// What was found when the chains of the case were walked.
fn log_words(t: &Texts, case: &Case) -> String {
    match case.faults.len() {
        0 => t.archive_log_whole(),
        faults => t.archive_log_damaged(i64::try_from(faults).unwrap_or(i64::MAX)),
    }
}

fn decision<'a>(case: &'a Case, item: &Row) -> Option<&'a Row> {
    let id = text(item, "disposal_id").to_owned();
    case.rows("disposal").find(|row| text(row, "id") == id)
}

fn decision_words(decision: &Row) -> String {
    let words = format!("{} {}", text(decision, "decision"), text(decision, "section"));
    words.trim().to_owned()
}

fn record_words(t: &Texts, item: &Row) -> String {
    shown::read(text(item, "record")).map(|record| t.record(record)).unwrap_or_default()
}

fn standing(item: &Row) -> (Standing, Option<Why>) {
    let standing = shown::read(text(item, "state")).unwrap_or(Standing::Waiting);
    (standing, shown::read(text(item, "why")))
}

fn number(row: &Row, column: &str) -> i64 {
    row.get(column).and_then(Value::as_i64).unwrap_or_default()
}

/// A code as it is written in files.
fn code_of(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
