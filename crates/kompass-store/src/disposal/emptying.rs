//! Emptying: the rows of a type of record go, and the text of the audit entries that told of them. What else needs a row or
//! its bytes keeps them.

use super::{Standing, item_in};
use crate::audit::{self, Chain};
use crate::db::{Db, Statement, Tx, args, statements};
use crate::text::{id, json, word};
use crate::write::{Begun, Entry, Stamp, Write};
use crate::{document, evaluation};
use kompass_core::evaluation::State;
use kompass_core::record::{After, Record};
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

statements! {
    EMPTYING_STATEMENTS:
    SHEETS = "SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1";
    EMPTIED = "UPDATE disposal_item SET state = 'emptied', records = $4, entries = $5, files = $6
        WHERE disposal_id = $1 AND evaluation_id = $2 AND record = $3 AND state = 'waiting'";
    FILES = "SELECT DISTINCT blob_digest FROM document WHERE evaluation_id = $1 AND blob_digest IS NOT NULL";
    // What the document is called stays, because the report names it.
    FORGET_FILES = "UPDATE document SET blob_digest = NULL, file_name = '', version = version + 1, changed_at = $2
        WHERE evaluation_id = $1 AND blob_digest IS NOT NULL";
    DELETE_HISTORY = "DELETE FROM answer_history WHERE evaluation_id = $1";
    DELETE_QUERIES = "DELETE FROM answer_query WHERE evaluation_id = $1";
    FORGET_DRAFTS = "UPDATE answer SET body = coalesce(handed_body, ''), version = version + 1
        WHERE evaluation_id = $1 AND body <> coalesce(handed_body, '')";
    DELETE_REQUESTS = "DELETE FROM document_request WHERE evaluation_id = $1";
    DELETE_SELF_ASSESSMENT = "DELETE FROM self_assessment WHERE evaluation_id = $1";
    DELETE_PEOPLE = "DELETE FROM interview_person WHERE evaluation_id = $1";
    DELETE_NOTES = "DELETE FROM note WHERE evaluation_id = $1";
    DELETE_SUPPLEMENTS = "DELETE FROM supplement WHERE evaluation_id = $1";
    DELETE_JUDGEMENTS = "DELETE FROM judgement WHERE evaluation_id = $1";
    DELETE_REVIEW_COMMENTS = "DELETE FROM review_comment WHERE evaluation_id = $1";
    DELETE_SET_ASIDE = "DELETE FROM review_setting_aside WHERE evaluation_id = $1";
    DELETE_LINKS = "DELETE FROM link WHERE evaluation_id = $1";
}

/// What emptying did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emptied {
    /// The rows are gone, now or before.
    Yes,
    /// Nothing was done: the evaluation is not any more where the years are counted from.
    WentBack,
}

/// Empties a type of record of an evaluation, as it was decided, with its second sheet. Done once however often it is asked.
pub async fn empty(
    db: &Db,
    stamp: &Stamp,
    disposal: Uuid,
    evaluation: Uuid,
    record: Record,
) -> Result<Emptied> {
    // An entry of this operation may say that others have no text any more.
    let request = (disposal, evaluation, record);
    let mut write = match Write::begin(db, stamp, audit::DISPOSE, &request).await? {
        Begun::Repeated(emptied) => return Ok(emptied),
        Begun::New(write) => write,
    };
    let now = write.now();
    // Locks the evaluation, so that it takes no step meanwhile.
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let item = item_in(&mut write.tx, disposal, evaluation, record).await?;
    if item.standing != Standing::Waiting {
        return Ok(Emptied::Yes);
    }
    let state = evaluation::head_in(&mut write.tx, evaluation).await?.state;
    let reached = match item.due.after {
        After::Delivered => State::Delivered,
        After::Closed => State::Closed,
    };
    if state < reached {
        return Ok(Emptied::WentBack);
    }
    let rows: Vec<(String,)> = write.tx.all(&SHEETS, args![evaluation]).await?;
    let mut sheets = rows
        .into_iter()
        .map(|(sheet,)| id("evaluation.id", &sheet))
        .collect::<Result<Vec<Uuid>>>()?;
    // Chains are taken in the order of their names.
    sheets.sort_unstable_by_key(|sheet| Chain::Evaluation(*sheet).to_string());
    let (mut records, mut entries, mut files) = (0, 0, Vec::new());
    let mut told = Vec::new();
    for sheet in sheets {
        let of_sheet = delete(&mut write.tx, sheet, record, &mut files, now).await?;
        let chain = Chain::Evaluation(sheet);
        let disposed = audit::dispose_in(&mut write.tx, &chain, operations(record)).await?;
        records += of_sheet;
        entries += disposed.len() as u64;
        told.push((chain, Told { disposed, disposal, record, records: of_sheet }));
    }
    let (gone, silent) = (wide(records)?, wide(entries)?);
    let row = args![disposal, evaluation, word(&record), gone, silent, json(&files)];
    write.tx.execute(&EMPTIED, row).await?;
    let subject = record.to_string();
    let (last, content) =
        told.pop().ok_or_else(|| Error::Internal("an evaluation without itself".to_owned()))?;
    for (chain, content) in told {
        write.log(Entry { chain, subject: &subject, content }).await?;
    }
    write.finish(Entry { chain: last, subject: &subject, content }, Emptied::Yes).await
}

/// What the audit log says of a disposal: which entries have no text any more, by which decision, and how many records went.
#[derive(Serialize)]
struct Told {
    disposed: Vec<i64>,
    disposal: Uuid,
    record: Record,
    records: u64,
}

/// Deletes what there is of a record on one sheet, and says how many rows that were. Bytes that nothing needs any more are
/// added to `files`.
async fn delete(
    tx: &mut Tx,
    sheet: Uuid,
    record: Record,
    files: &mut Vec<String>,
    now: i64,
) -> Result<u64> {
    if record == Record::Documents {
        let digests: Vec<(String,)> = tx.all(&FILES, args![sheet]).await?;
        let records = tx.execute(&FORGET_FILES, args![sheet, now]).await?;
        for (digest,) in digests {
            if document::release_in(tx, &digest).await? {
                files.push(digest);
            }
        }
        return Ok(records);
    }
    let mut records = 0;
    for statement in deletions(record) {
        records += tx.execute(statement, args![sheet]).await?;
    }
    Ok(records)
}

fn deletions(record: Record) -> &'static [&'static Statement] {
    match record {
        Record::AnswerDrafts => &[&DELETE_HISTORY, &DELETE_QUERIES, &FORGET_DRAFTS],
        Record::DocumentRequests => &[&DELETE_REQUESTS],
        Record::SelfAssessment => &[&DELETE_SELF_ASSESSMENT],
        Record::Interviews => &[&DELETE_PEOPLE],
        Record::Notes => &[&DELETE_NOTES],
        Record::Supplements => &[&DELETE_SUPPLEMENTS],
        Record::Judgements => &[&DELETE_JUDGEMENTS],
        Record::Review => &[&DELETE_REVIEW_COMMENTS, &DELETE_SET_ASIDE],
        Record::Links => &[&DELETE_LINKS],
        _ => &[],
    }
}

/// The writes that told of a record.
fn operations(record: Record) -> &'static [&'static str] {
    match record {
        Record::AnswerDrafts => &["answer.save", "answer.ask", "answer.reply", "answer.approve"],
        Record::Documents => {
            &["document.add", "document.attach", "document.update", "document.remove"]
        }
        Record::DocumentRequests => &["request.ask", "request.answer"],
        Record::SelfAssessment => &["self_assessment.put"],
        Record::Interviews => &["interview.person", "interview.remove_person", "interview.terms"],
        Record::Notes => &["note.add"],
        Record::Supplements => &["supplement.add", "supplement.rule"],
        Record::Judgements => &["judgement.put", "judgement.import"],
        Record::Review => &[
            "review.comment",
            "review.answer",
            "review.resolve",
            "review.take_up",
            "review.set_aside",
        ],
        Record::Links => &["link.create", "link.rescope", "link.revoke"],
        _ => &[],
    }
}

fn wide(count: u64) -> Result<i64> {
    i64::try_from(count).map_err(|error| Error::Internal(error.to_string()))
}
