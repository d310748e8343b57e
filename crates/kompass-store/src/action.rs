//! Actions (åtgärder) of an evaluation, and how they went. What is said about how one went is added and never changed.

use crate::db::{Arg, Db, Tx, args, statements};
use crate::evaluation;
use crate::text::{day, from_day, from_word, id, instant, narrow, narrow_some, word};
use crate::write::{Begun, Stamp, Write};
use kompass_core::action::{Action, Measured, Progress, Value};
use kompass_core::{Error, Result};
use serde::Serialize;
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, area, sub_area, improvement, title, cause, theory, indicator, unit, baseline, baseline_on, target,
                target_on, owner, due, effect, resource, status, version, changed_at FROM action ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO action (id, evaluation_id, area, sub_area, improvement, title, cause, theory, indicator, unit,
            baseline, baseline_on, target, target_on, owner, due, effect, resource, status, version, created_at,
            changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1, $20, $20)";
    UPDATE = "UPDATE action SET area = $3, sub_area = $4, improvement = $5, title = $6, cause = $7, theory = $8,
            indicator = $9, unit = $10, baseline = $11, baseline_on = $12, target = $13, target_on = $14, owner = $15,
            due = $16, effect = $17, resource = $18, status = $19, version = version + 1, changed_at = $20
        WHERE id = $1 AND evaluation_id = $2 AND version = $21";
    DELETE = "DELETE FROM action WHERE id = $1 AND evaluation_id = $2 AND version = $3";
    GET = select!("WHERE id = $1 AND evaluation_id = $2");
    LIST = select!("WHERE evaluation_id = $1 ORDER BY area, created_at, id");
    ADD_PROGRESS = "INSERT INTO action_progress (id, action_id, day, value, note, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    PROGRESS = "SELECT action.id, action_progress.day, action_progress.value, action_progress.note
        FROM action JOIN action_progress ON action_progress.action_id = action.id
        WHERE action.evaluation_id = $1
        ORDER BY action_progress.day, action_progress.created_at, action_progress.id";
    PROGRESS_OF = "SELECT action_id, day, value, note FROM action_progress WHERE action_id = $1
        ORDER BY day, created_at, id";
}

/// An action as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// Identity.
    pub id: Uuid,
    /// Counts the writes of it, from 1.
    pub version: i64,
    /// When it was last written.
    pub changed_at: jiff::Timestamp,
    /// The action.
    #[serde(flatten)]
    pub action: Action,
}

/// Keeps a new action.
pub async fn insert(db: &Db, stamp: &Stamp, evaluation: Uuid, action: &Action) -> Result<Uuid> {
    let mut write = match Write::begin(db, stamp, "action.insert", &(evaluation, action)).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let id = write.id();
    write.tx.execute(&INSERT, &columns(id, evaluation, action, now)).await?;
    write.finish_in(evaluation, id, action, id).await
}

/// Changes an action, if it is still at this version. Returns the version after it.
pub async fn update(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    id: Uuid,
    expected: i64,
    action: &Action,
) -> Result<i64> {
    let request = (evaluation, id, expected, action);
    let mut write = match Write::begin(db, stamp, "action.update", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let mut row = columns(id, evaluation, action, now);
    row.push(expected.into());
    if write.tx.execute(&UPDATE, &row).await? == 0 {
        return Err(stale(&mut write.tx, evaluation, id, expected).await);
    }
    write.finish_in(evaluation, id, action, expected + 1).await
}

/// Removes an action with what was said about how it went, if it is still at this version.
pub async fn remove(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    id: Uuid,
    expected: i64,
) -> Result<()> {
    let request = (evaluation, id, expected);
    let mut write = match Write::begin(db, stamp, "action.remove", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    if write.tx.execute(&DELETE, args![id, evaluation, expected]).await? == 0 {
        return Err(stale(&mut write.tx, evaluation, id, expected).await);
    }
    write.finish_in(evaluation, id, (), ()).await
}

/// Adds how an action went until a day.
pub async fn add_progress(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    action: Uuid,
    progress: &Progress,
) -> Result<()> {
    let request = (evaluation, action, progress);
    let mut write = match Write::begin(db, stamp, "action.progress", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let there: Option<Row> = write.tx.optional(&GET, args![action, evaluation]).await?;
    there.ok_or_else(|| unknown(action))?;
    let value = progress.value.map(|Value(thousandths)| thousandths);
    let row = args![write.id(), action, day(Some(progress.day)), value, &progress.note, now];
    write.tx.execute(&ADD_PROGRESS, row).await?;
    write.finish_in(evaluation, action, progress, ()).await
}

/// An action of an evaluation.
pub async fn get(db: &Db, evaluation: Uuid, id: Uuid) -> Result<Stored> {
    let row: Option<Row> = db.optional(&GET, args![id, evaluation]).await?;
    row.ok_or_else(|| unknown(id))?.try_into()
}

/// The actions of an evaluation, by area and in the order in which they were written down.
pub async fn list(db: &Db, evaluation: Uuid) -> Result<Vec<Stored>> {
    let rows: Vec<Row> = db.all(&LIST, args![evaluation]).await?;
    rows.into_iter().map(Stored::try_from).collect()
}

/// How all actions of an evaluation went, by day.
pub async fn progress(db: &Db, evaluation: Uuid) -> Result<Vec<(Uuid, Progress)>> {
    let rows: Vec<ProgressRow> = db.all(&PROGRESS, args![evaluation]).await?;
    rows.into_iter().map(said).collect()
}

/// How one action went, by day.
pub async fn progress_of(db: &Db, action: Uuid) -> Result<Vec<Progress>> {
    let rows: Vec<ProgressRow> = db.all(&PROGRESS_OF, args![action]).await?;
    rows.into_iter().map(|row| said(row).map(|(_, progress)| progress)).collect()
}

fn columns(id: Uuid, evaluation: Uuid, action: &Action, now: i64) -> Vec<Arg<'_>> {
    let value = |it: Option<Measured>| it.map(|it| it.value.0);
    let on = |it: Option<Measured>| day(it.map(|it| it.on));
    args![
        id,
        evaluation,
        action.area,
        action.sub_area.clone(),
        &action.improvement,
        &action.title,
        &action.cause,
        &action.theory,
        &action.indicator,
        &action.unit,
        value(action.baseline),
        on(action.baseline),
        value(action.target),
        on(action.target),
        &action.owner,
        day(action.due),
        action.effect,
        action.resource,
        word(&action.status),
        now,
    ]
    .to_vec()
}

async fn stale(tx: &mut Tx, evaluation: Uuid, id: Uuid, expected: i64) -> Error {
    let there: Result<Option<Row>> = tx.optional(&GET, args![id, evaluation]).await;
    match there {
        Ok(Some(row)) => Error::Conflict(format!(
            "action {id} was changed in the meantime: it is at version {}, not {expected} – read it again",
            row.version
        )),
        Ok(None) => unknown(id),
        Err(error) => error,
    }
}

fn unknown(id: Uuid) -> Error {
    Error::not_found("action", id.to_string(), "list the actions of the evaluation")
}

type ProgressRow = (String, String, Option<i64>, String);

fn said((action, on, value, note): ProgressRow) -> Result<(Uuid, Progress)> {
    let on = from_day("action_progress.day", Some(on))?;
    let on = on.ok_or_else(|| Error::Internal("action_progress.day is empty".to_owned()))?;
    Ok((id("action.id", &action)?, Progress { day: on, value: value.map(Value), note }))
}

/// A row as it is read.
#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    area: i64,
    sub_area: Option<String>,
    improvement: String,
    title: String,
    cause: String,
    theory: String,
    indicator: String,
    unit: String,
    baseline: Option<i64>,
    baseline_on: Option<String>,
    target: Option<i64>,
    target_on: Option<String>,
    owner: String,
    due: Option<String>,
    effect: Option<i64>,
    resource: Option<i64>,
    status: String,
    version: i64,
    changed_at: i64,
}

impl TryFrom<Row> for Stored {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let measured = |column: &str, value: Option<i64>, on: Option<String>| {
            let on = from_day(column, on)?;
            Ok::<_, Error>(value.map(Value).zip(on).map(|(value, on)| Measured { value, on }))
        };
        Ok(Self {
            id: id("action.id", &row.id)?,
            version: row.version,
            changed_at: instant("action.changed_at", row.changed_at)?,
            action: Action {
                area: narrow("action.area", row.area)?,
                sub_area: row.sub_area,
                improvement: row.improvement,
                title: row.title,
                cause: row.cause,
                theory: row.theory,
                indicator: row.indicator,
                unit: row.unit,
                baseline: measured("action.baseline_on", row.baseline, row.baseline_on)?,
                target: measured("action.target_on", row.target, row.target_on)?,
                owner: row.owner,
                due: from_day("action.due", row.due)?,
                effect: narrow_some("action.effect", row.effect)?,
                resource: narrow_some("action.resource", row.resource)?,
                status: from_word("action.status", &row.status)?,
            },
        })
    }
}
