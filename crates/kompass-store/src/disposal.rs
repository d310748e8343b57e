//! Disposal of records (gallring): the decision, the work that it asks for, and what became of it, which stays as the
//! protocol.

mod emptying;

pub use emptying::{Emptied, empty};

pub(crate) use emptying::EMPTYING_STATEMENTS;

use crate::audit::Chain;
use crate::db::{Db, Tx, args, statements};
use crate::job::{self, Work};
use crate::text::{from_day, from_json, from_word, id, instant, instant_some, narrow, word};
use crate::write::{Begun, Entry, Stamp, Write};
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::record::{After, Record};
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, organisation_id, decision, decided_on, section, author_name, at, done_at FROM disposal ",
            $rest
        )
    };
}

macro_rules! select_item {
    ($rest:literal) => {
        concat!(
            "SELECT evaluation_id, record, label, record_number, years, after, due_on, state, why, records, entries, files,
                done_at FROM disposal_item ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO disposal (id, organisation_id, decision, decided_on, section, author, author_name, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    INSERT_ITEM = "INSERT INTO disposal_item (disposal_id, evaluation_id, record, label, record_number, years, after, due_on,
            state, why, records, entries, files)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', '', 0, 0, '[]')";
    LIST = select!("WHERE organisation_id = $1 ORDER BY at DESC, id DESC");
    GET = select!("WHERE id = $1");
    ITEMS = select_item!("WHERE disposal_id = $1 ORDER BY label, evaluation_id, record");
    ITEM = select_item!("WHERE disposal_id = $1 AND evaluation_id = $2 AND record = $3");
    WAITING = "SELECT evaluation_id, record FROM disposal_item
        WHERE state IN ('waiting', 'emptied') AND disposal_id IN (SELECT id FROM disposal WHERE organisation_id = $1)";
    END_ITEM = "UPDATE disposal_item SET state = $4, why = $5, files = '[]', done_at = $6
        WHERE disposal_id = $1 AND evaluation_id = $2 AND record = $3 AND state IN ('waiting', 'emptied')";
    END = "UPDATE disposal SET done_at = $2 WHERE id = $1 AND done_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM disposal_item WHERE disposal_id = $1 AND state IN ('waiting', 'emptied'))";
}

/// A decision to dispose of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disposal {
    /// Identity.
    pub id: Uuid,
    /// Whose records.
    pub organisation: Uuid,
    /// What the decision is called where it stands: a record number, a minute.
    pub decision: String,
    /// When it was taken.
    pub decided_on: Date,
    /// Its section; empty if it has none.
    pub section: String,
    /// Who entered it.
    pub by: String,
    /// When they did.
    pub at: Timestamp,
    /// When all of it was done.
    pub done_at: Option<Timestamp>,
}

/// A type of record of an evaluation that is to be disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The evaluation.
    pub evaluation: Uuid,
    /// What it is called.
    pub label: String,
    /// Its record number.
    pub record_number: String,
    /// What.
    pub record: Record,
    /// After how many years.
    pub years: u16,
    /// Since which step.
    pub after: After,
    /// Since when it may be disposed of.
    pub due_on: Date,
}

/// Where the disposal of one type of record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is to be done.
    Waiting,
    /// The rows are gone; bytes are to go.
    Emptied,
    /// It is done.
    Done,
    /// It was not done; it says why.
    Kept,
}

/// Why something was kept after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The evaluation went back, for a correction.
    Correction,
    /// How long it is kept was changed since the decision.
    Plan,
    /// The evaluation is gone.
    Gone,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What was decided.
    #[serde(flatten)]
    pub due: Due,
    /// Where it stands.
    pub standing: Standing,
    /// Why it was kept.
    pub why: Option<Why>,
    /// How many records are gone.
    pub records: u64,
    /// How many entries of the audit log lost their text.
    pub entries: u64,
    /// Digests of bytes that are still to go.
    #[serde(skip)]
    pub files: Vec<String>,
    /// When it was done.
    pub done_at: Option<Timestamp>,
}

/// A decision as it is entered.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Decision<'a> {
    /// Whose records.
    pub organisation: Uuid,
    /// What it is called where it stands.
    pub decision: &'a str,
    /// When it was taken.
    pub decided_on: Date,
    /// Its section.
    pub section: &'a str,
    /// Who enters it.
    pub name: &'a str,
    /// What is to be disposed of.
    pub items: &'a [Due],
}

/// Enters a decision, and asks for the work that it means.
pub async fn decide(db: &Db, stamp: &Stamp, decision: &Decision<'_>) -> Result<Uuid> {
    let mut write = match Write::begin(db, stamp, "disposal.decide", decision).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    let (id, now) = (write.id(), write.now());
    let Decision { organisation, decision: reference, decided_on, section, name, items } =
        *decision;
    let day = decided_on.to_string();
    let row = args![id, organisation, reference, day, section, &stamp.by, name, now];
    write.tx.execute(&INSERT, row).await?;
    for item in items {
        let Due { evaluation, label, record_number, record, years, after, due_on } = item;
        let row = args![
            id,
            *evaluation,
            word(record),
            label,
            record_number,
            i64::from(*years),
            after.to_string(),
            due_on.to_string(),
        ];
        write.tx.execute(&INSERT_ITEM, row).await?;
        let work = Work::Dispose { disposal: id, evaluation: *evaluation, record: *record };
        let name = format!("dispose {id} {evaluation} {record}");
        let job = write.id();
        job::enqueue_in(&mut write.tx, job, &name, &work, now).await?;
    }
    let (chain, subject) = (Chain::Organisation(organisation), id.to_string());
    write.finish(Entry { chain, subject: &subject, content: decision }, id).await
}

/// The decisions of an organisation, the last first.
pub async fn list(db: &Db, organisation: Uuid) -> Result<Vec<Disposal>> {
    let rows: Vec<Row> = db.all(&LIST, args![organisation]).await?;
    rows.into_iter().map(Disposal::try_from).collect()
}

/// A decision and what became of it.
pub async fn get(db: &Db, id: Uuid) -> Result<(Disposal, Vec<Item>)> {
    let mut tx = db.snapshot().await?;
    let row: Option<Row> = tx.optional(&GET, args![id]).await?;
    let disposal = row.ok_or_else(|| unknown(id))?.try_into()?;
    let rows: Vec<ItemRow> = tx.all(&ITEMS, args![id]).await?;
    let items: Result<Vec<Item>> = rows.into_iter().map(Item::try_from).collect();
    Ok((disposal, items?))
}

/// One item of a decision.
pub async fn item(db: &Db, id: Uuid, evaluation: Uuid, record: Record) -> Result<Item> {
    item_in(&mut db.snapshot().await?, id, evaluation, record).await
}

pub(crate) async fn item_in(
    tx: &mut Tx,
    id: Uuid,
    evaluation: Uuid,
    record: Record,
) -> Result<Item> {
    let row: Option<ItemRow> = tx.optional(&ITEM, args![id, evaluation, word(&record)]).await?;
    row.ok_or_else(|| unknown(id))?.try_into()
}

/// What was decided on in an organisation and is not done yet.
pub async fn waiting(db: &Db, organisation: Uuid) -> Result<Vec<(Uuid, Record)>> {
    let rows: Vec<(String, String)> = db.all(&WAITING, args![organisation]).await?;
    rows.into_iter()
        .map(|(evaluation, record)| {
            Ok((
                crate::text::id("disposal_item.evaluation_id", &evaluation)?,
                from_word("disposal_item.record", &record)?,
            ))
        })
        .collect()
}

/// Says that an item is done, or why it was kept. The audit log told of it when it was emptied, or tells nothing: what is
/// kept is as it was.
pub async fn end(
    db: &Db,
    (id, evaluation, record): (Uuid, Uuid, Record),
    kept: Option<Why>,
    now: Timestamp,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let standing = if kept.is_some() { Standing::Kept } else { Standing::Done };
    let why = kept.map(|why| word(&why)).unwrap_or_default();
    let row = args![id, evaluation, word(&record), word(&standing), why, now];
    tx.execute(&END_ITEM, row).await?;
    tx.execute(&END, args![id, now]).await?;
    tx.commit().await
}

fn unknown(id: Uuid) -> Error {
    Error::not_found("disposal", id, "list the disposals of the organisation")
}

type Row = (String, String, String, String, String, String, i64, Option<i64>);

impl TryFrom<Row> for Disposal {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let (uuid, organisation, decision, decided_on, section, by, at, done_at) = row;
        Ok(Self {
            id: id("disposal.id", &uuid)?,
            organisation: id("disposal.organisation_id", &organisation)?,
            decision,
            decided_on: day("disposal.decided_on", decided_on)?,
            section,
            by,
            at: instant("disposal.at", at)?,
            done_at: instant_some("disposal.done_at", done_at)?,
        })
    }
}

fn day(column: &str, text: String) -> Result<Date> {
    from_day(column, Some(text))?.ok_or_else(|| Error::Internal(format!("{column} is empty")))
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    evaluation_id: String,
    record: String,
    label: String,
    record_number: String,
    years: i64,
    after: String,
    due_on: String,
    state: String,
    why: String,
    records: i64,
    entries: i64,
    files: String,
    done_at: Option<i64>,
}

impl TryFrom<ItemRow> for Item {
    type Error = Error;

    fn try_from(row: ItemRow) -> Result<Self> {
        let why = Some(row.why).filter(|why| !why.is_empty());
        Ok(Self {
            due: Due {
                evaluation: id("disposal_item.evaluation_id", &row.evaluation_id)?,
                label: row.label,
                record_number: row.record_number,
                record: from_word("disposal_item.record", &row.record)?,
                years: narrow("disposal_item.years", row.years)?,
                after: from_word("disposal_item.after", &row.after)?,
                due_on: day("disposal_item.due_on", row.due_on)?,
            },
            standing: from_word("disposal_item.state", &row.state)?,
            why: why.map(|why| from_word("disposal_item.why", &why)).transpose()?,
            records: narrow("disposal_item.records", row.records)?,
            entries: narrow("disposal_item.entries", row.entries)?,
            files: from_json("disposal_item.files", &row.files)?,
            done_at: instant_some("disposal_item.done_at", row.done_at)?,
        })
    }
}
