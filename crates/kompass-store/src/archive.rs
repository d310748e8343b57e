//! Everything that is kept of one case – an evaluation with its second sheet – as it is at one moment, for the archive of
//! the municipality: rows by type of record, what surrounds them, and what proves the audit log.

use crate::audit::{self, AuditKey, Chain, Checkpoint, Fault, Head};
use crate::db::{Db, Statement, Tx, args, statements};
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::Result;
use kompass_core::record::Record;
use serde::Serialize;
use uuid::Uuid;

statements! {
    STATEMENTS:
    CHAINS = "SELECT 'evaluation:' || id AS chain FROM evaluation WHERE id = $1 OR companion_of = $1 ORDER BY id";
    HEADS = "SELECT chain, number, mac FROM audit_head
        WHERE chain IN (SELECT 'evaluation:' || id FROM evaluation WHERE id = $1 OR companion_of = $1) ORDER BY chain";
    FRAMEWORKS = "SELECT digest, canonical FROM framework
        WHERE digest IN (SELECT framework_digest FROM evaluation WHERE id = $1 OR companion_of = $1) ORDER BY digest";
}

/// A part of a case: rows of a table, or of one side of it.
struct Part {
    record: Option<Record>,
    name: &'static str,
    columns: &'static [&'static str],
    rows: Statement,
}

/// Each part: its type of record, its name, its table, what stands around the sheets of the case in its condition, the order
/// and the columns.
macro_rules! parts {
    ($($record:expr, $name:literal: $table:ident [$before:literal, $after:literal] by $key:literal
        ($first:ident $(, $column:ident)* $(,)?);)+) => {
        const PARTS: &[Part] = &[$(Part {
            record: $record,
            name: $name,
            columns: &[stringify!($first) $(, stringify!($column))*],
            rows: Statement {
                name: concat!("archive::", $name),
                sqlite: concat!(
                    "SELECT json_object('", stringify!($first), "', ", stringify!($first)
                    $(, ", '", stringify!($column), "', ", stringify!($column))*,
                    ") AS line FROM ", stringify!($table), " WHERE ", $before,
                    "(SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1)", $after, " ORDER BY ", $key
                ),
                postgres: concat!(
                    "SELECT row_to_json(r)::text AS line FROM (SELECT ", stringify!($first) $(, ", ", stringify!($column))*,
                    " FROM ", stringify!($table), " WHERE ", $before,
                    "(SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1)", $after, " ORDER BY ", $key, ") AS r"
                ),
            },
        }),+];
    };
}

parts! {
    None, "evaluation": evaluation ["id IN ", ""] by "companion_of IS NOT NULL, id" (
        id, organisation_id, evaluated_organisation_id, companion_of, framework, framework_digest, fictional, kind, state,
        year, assessment_date, language, record_number, municipality, country, code, facts, source, visit, conditions,
        feedback, review, fact_check, summary, total, content_digest, version, plan_version, feedback_version, created_at,
        changed_at,
    );
    None, "organisation": organisation ["id IN (SELECT organisation_id FROM evaluation WHERE id IN ", ")"] by "id" (
        id, name, country, kind, code,
    );
    None, "assignment": assignment ["evaluation_id IN ", ""] by "evaluation_id, account_id, role" (
        evaluation_id, account_id, role, member, created_at,
    );
    None, "earlier_result": earlier_result ["evaluation_id IN ", ""] by "evaluation_id, position, id" (
        id, evaluation_id, position, year, framework_version, total, areas, note, version, changed_at,
    );
    None, "printed_comparison": printed_comparison ["evaluation_id IN ", ""] by "evaluation_id, position, id" (
        id, evaluation_id, position, label, total, areas, evaluations, rule, version, changed_at,
    );
    None, "result": result ["evaluation_id IN ", ""] by "evaluation_id, id" (
        id, identity, evaluation_id, country, municipality, code, year, framework, total, areas, origin, basis, source,
        note, version, created_at, changed_at,
    );
    None, "secrecy": secrecy ["evaluation_id IN ", ""] by "evaluation_id, kind, subject, at, id" (
        id, evaluation_id, kind, subject, quote, law, author_name, at,
    );
    None, "disposal": disposal
        ["id IN (SELECT disposal_id FROM disposal_item WHERE evaluation_id IN ", ")"] by "at, id" (
        id, organisation_id, decision, decided_on, section, author, author_name, at, done_at,
    );
    None, "disposal_item": disposal_item ["evaluation_id IN ", ""] by "disposal_id, evaluation_id, record" (
        disposal_id, evaluation_id, record, label, record_number, years, after, due_on, state, why, records, entries,
        done_at,
    );
    Some(Record::Report), "report": report ["evaluation_id IN ", ""] by "evaluation_id, edition, id" (
        id, evaluation_id, edition, language, digest, framework_digest, model, delivered_at,
    );
    Some(Record::Report), "report_note": report_note
        ["report_id IN (SELECT id FROM report WHERE evaluation_id IN ", ")"] by "report_id" (report_id, note);
    Some(Record::Publication), "publication": publication ["evaluation_id IN ", ""] by "evaluation_id" (
        evaluation_id, published, embargo, author, author_name, at, version,
    );
    Some(Record::Steps), "step_taken": step_taken ["evaluation_id IN ", ""] by "evaluation_id, number" (
        evaluation_id, number, from_state, to_state, at, account_id, reason,
    );
    Some(Record::Team), "member": member ["evaluation_id IN ", ""] by "evaluation_id, position, code" (
        evaluation_id, code, position, name, employer, role, declaration, version, changed_at,
    );
    Some(Record::Answers), "answer": answer ["evaluation_id IN ", ""] by "evaluation_id, question" (
        evaluation_id, question, state, author, author_name, ready_at, handed_body, handed_reason, handed_at, handed_later,
        version, changed_at,
    );
    Some(Record::Answers), "answer_hand_in": answer_hand_in ["evaluation_id IN ", ""] by "evaluation_id, area" (
        evaluation_id, area, author_name, handed_at,
    );
    Some(Record::AnswerDrafts), "answer_draft": answer ["evaluation_id IN ", " AND body <> coalesce(handed_body, '')"]
        by "evaluation_id, question" (evaluation_id, question, body, author_name, changed_at);
    Some(Record::AnswerDrafts), "answer_history": answer_history ["evaluation_id IN ", ""]
        by "evaluation_id, question, number" (
        evaluation_id, question, number, body, author, author_name, began_at, changed_at,
    );
    Some(Record::AnswerDrafts), "answer_query": answer_query ["evaluation_id IN ", ""]
        by "evaluation_id, question, asked_at, id" (
        id, evaluation_id, question, body, author_name, asked_at, reply, reply_name, replied_at,
    );
    Some(Record::Documents), "document": document ["evaluation_id IN ", ""] by "evaluation_id, position, code" (
        evaluation_id, code, position, title, kind, day, address, sub_areas, blob_digest, file_name, version, changed_at,
    );
    Some(Record::Documents), "document_receipt": document_receipt ["evaluation_id IN ", ""] by "evaluation_id, code" (
        evaluation_id, code, actor, name, at,
    );
    Some(Record::DocumentRequests), "document_request": document_request ["evaluation_id IN ", ""]
        by "evaluation_id, asked_at, id" (
        id, evaluation_id, what, sub_areas, until, asked_by, asked_name, asked_at, answer, body, documents, answered_name,
        answered_at, version, changed_at,
    );
    Some(Record::SinceLast), "since_last": since_last ["evaluation_id IN ", ""] by "evaluation_id, area, position, id" (
        id, evaluation_id, area, position, improvement, status, done, origin, version, changed_at,
    );
    Some(Record::SelfAssessment), "self_assessment": self_assessment ["evaluation_id IN ", ""]
        by "evaluation_id, sub_area" (evaluation_id, sub_area, points, body, version, changed_at);
    Some(Record::SelfAssessment), "self_assessment_seal": self_assessment_seal ["evaluation_id IN ", ""]
        by "evaluation_id" (evaluation_id, author_name, sealed_at);
    Some(Record::Interviews), "interview": interview ["evaluation_id IN ", ""] by "evaluation_id, day, begins, id" (
        id, evaluation_id, group_code, day, begins, ends, room, evaluators, standing, met, moved, version, changed_at,
    );
    Some(Record::Interviews), "interview_person": interview_person ["evaluation_id IN ", ""]
        by "evaluation_id, name_sort, id" (
        id, evaluation_id, name, title, bloc, party, email, manager, interviews, version, changed_at,
    );
    Some(Record::Interviews), "interview_terms": interview_terms ["evaluation_id IN ", ""] by "evaluation_id" (
        evaluation_id, supplements_until, contact, version, changed_at,
    );
    Some(Record::Interviews), "group_interview": group_interview ["evaluation_id IN ", ""]
        by "evaluation_id, position, id" (id, evaluation_id, position, group_code, people, day, version, changed_at);
    Some(Record::Notes), "note": note ["evaluation_id IN ", ""] by "evaluation_id, at, id" (
        id, evaluation_id, interview_id, author, body, tags, corrects, at,
    );
    Some(Record::Supplements), "supplement": supplement ["evaluation_id IN ", ""] by "evaluation_id, at, id" (
        id, evaluation_id, interview_id, person_id, author, name, body, late, considered, reason, ruled_by, at, version,
        changed_at,
    );
    Some(Record::Judgements), "judgement": judgement ["evaluation_id IN ", ""] by "evaluation_id, subject, member" (
        evaluation_id, subject, member, position, levels, planned, points, reason, evidence, version, changed_at,
    );
    Some(Record::Agreed), "agreed": agreed ["evaluation_id IN ", ""] by "evaluation_id, subject" (
        evaluation_id, subject, levels, planned, points, reason, version, changed_at,
    );
    Some(Record::Agreed), "impact": impact ["evaluation_id IN ", ""] by "evaluation_id, sub_area, source" (
        evaluation_id, sub_area, source, effect, version, changed_at,
    );
    Some(Record::Texts), "area_part": area_part ["evaluation_id IN ", ""] by "evaluation_id, number" (
        evaluation_id, number, position, way, direct, locked, points, body, version, changed_at,
    );
    Some(Record::Texts), "sub_area_part": sub_area_part ["evaluation_id IN ", ""] by "evaluation_id, area, position, code" (
        evaluation_id, code, area, position, points, body, questions, version, changed_at,
    );
    Some(Record::Texts), "finding": finding ["evaluation_id IN ", ""] by "evaluation_id, kind, area, position, id" (
        id, evaluation_id, area, kind, position, body, sub_area, source, version, changed_at,
    );
    Some(Record::Texts), "example": example ["evaluation_id IN ", ""] by "evaluation_id, area, position, id" (
        id, evaluation_id, area, position, who, body, source, version, changed_at,
    );
    Some(Record::Review), "review_comment": review_comment ["evaluation_id IN ", ""] by "evaluation_id, at, id" (
        id, evaluation_id, place, body, author, author_name, at, answer, answered_name, answered_at, resolved_name,
        resolved_at, version,
    );
    Some(Record::Review), "review_setting_aside": review_setting_aside ["evaluation_id IN ", ""]
        by "evaluation_id, finding" (evaluation_id, finding, reason, author, author_name, at);
    Some(Record::FactCheck), "fact_check_comment": fact_check_comment ["evaluation_id IN ", ""]
        by "evaluation_id, at, id" (
        id, evaluation_id, is_current, place, paragraph, quote, body, author, author_name, at, answer, accepted,
        answered_name, answered_at, version,
    );
    Some(Record::Links), "link": link ["evaluation_id IN ", ""] by "evaluation_id, created_at, id" (
        id, purpose, organisation_id, evaluation_id, account_id, role, email, name, scope, expires_at, most_uses, uses,
        revoked_at, created_by, created_at,
    );
    Some(Record::Actions), "action": action ["evaluation_id IN ", ""] by "evaluation_id, area, created_at, id" (
        id, evaluation_id, area, sub_area, improvement, title, cause, theory, indicator, unit, baseline, baseline_on,
        target, target_on, owner, due, effect, resource, status, version, created_at, changed_at,
    );
    Some(Record::Actions), "action_progress": action_progress
        ["action_id IN (SELECT id FROM action WHERE evaluation_id IN ", ")"] by "action_id, day, created_at, id" (
        id, action_id, day, value, note, created_at,
    );
    Some(Record::Log), "audit_entry": audit_entry
        ["chain IN (SELECT 'evaluation:' || id FROM evaluation WHERE id IN ", ")"] by "chain, number" (
        chain, number, at, operation, subject, actor, content, salt, digest, mac,
    );
}

/// A case as it is at one moment.
#[derive(Debug)]
pub struct Case {
    /// Its parts, in the order of the types of record; those that belong to none come first.
    pub parts: Vec<Rows>,
    /// The frameworks that it pins, by digest, in their canonical form.
    pub frameworks: Vec<(String, String)>,
    /// The last entry of each chain of its audit log.
    pub heads: Vec<Head>,
    /// The newest checkpoint, which binds those of them that are whole.
    pub bound: Checkpoint,
    /// What is wrong with these chains and with the checkpoints; nothing, as a rule.
    pub faults: Vec<Fault>,
}

/// Rows of a part.
#[derive(Debug)]
pub struct Rows {
    /// What type of record it is; `None` for what surrounds them.
    pub record: Option<Record>,
    /// Name of the part.
    pub name: &'static str,
    /// A JSON object a row.
    pub lines: Vec<String>,
}

/// What the audit log says of a case that was archived.
#[derive(Debug, Clone, Serialize)]
pub struct Archived<'a> {
    /// The evaluation.
    pub evaluation: Uuid,
    /// Name of the package.
    pub package: &'a str,
    /// SHA-256 of the file.
    pub sha256: &'a str,
    /// Its bytes.
    pub size: u64,
}

/// The case of an evaluation and its second sheet, whose chains are walked. If something was written in it since the last
/// checkpoint, one is made first, so that what is archived is bound; else nothing is written, and the same case is the same
/// again. A damaged chain is not bound as it is, and its faults go with the case.
pub async fn case(db: &Db, key: &AuditKey, evaluation: Uuid, now: jiff::Timestamp) -> Result<Case> {
    loop {
        let mut tx = db.snapshot().await?;
        let chains: Vec<(String,)> = tx.all(&CHAINS, args![evaluation]).await?;
        let chains: Vec<String> = chains.into_iter().map(|(chain,)| chain).collect();
        let (found, whole) = audit::walk(&mut tx, key, None, Some(&chains)).await?;
        let last = audit::last_in(&mut tx).await?;
        if let Some(bound) = last.filter(|last| whole.iter().all(|head| last.heads.contains(head)))
        {
            return case_in(&mut tx, evaluation, bound, found.faults).await;
        }
        drop(tx);
        audit::bind(db, key, whole, &found, now).await?;
    }
}

async fn case_in(
    tx: &mut Tx,
    evaluation: Uuid,
    bound: Checkpoint,
    faults: Vec<Fault>,
) -> Result<Case> {
    let mut parts = Vec::with_capacity(PARTS.len());
    for part in PARTS {
        let lines: Vec<(String,)> = tx.all(&part.rows, args![evaluation]).await?;
        let lines = lines.into_iter().map(|(line,)| line).collect();
        parts.push(Rows { record: part.record, name: part.name, lines });
    }
    let frameworks = tx.all(&FRAMEWORKS, args![evaluation]).await?;
    let heads = heads_in(tx, evaluation).await?;
    Ok(Case { parts, frameworks, heads, bound, faults })
}

async fn heads_in(tx: &mut Tx, evaluation: Uuid) -> Result<Vec<Head>> {
    let rows: Vec<(String, i64, String)> = tx.all(&HEADS, args![evaluation]).await?;
    Ok(rows.into_iter().map(|(chain, number, mac)| Head { chain, number, mac }).collect())
}

/// Says in the audit log that a case was archived: in that of the organisation, so that the case itself stays as it was
/// archived.
pub async fn told(
    db: &Db,
    stamp: &Stamp,
    organisation: Uuid,
    archived: &Archived<'_>,
) -> Result<()> {
    let write = match Write::begin(db, stamp, "evaluation.archive", archived).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let (chain, subject) = (Chain::Organisation(organisation), archived.evaluation.to_string());
    write.finish(Entry { chain, subject: &subject, content: archived }, ()).await
}

/// The parts of a case with their columns, for comparing with the schema.
pub fn columns() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    PARTS.iter().map(|part| (part.name, part.columns))
}

/// The statements of all parts.
pub(crate) fn part_statements() -> impl Iterator<Item = &'static Statement> {
    PARTS.iter().map(|part| &part.rows)
}
