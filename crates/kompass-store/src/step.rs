//! The steps of an evaluation: each state it entered, when, by whom and why. Two frameworks scored in one evaluation take
//! every step together.

use crate::db::{Db, args, statements};
use crate::evaluation::{conflict, head_in};
use crate::text::{from_word, id, instant, narrow, word};
use crate::write::{Begun, Stamp, Write};
use crate::{fact_check, live};
use kompass_core::Result;
use kompass_core::evaluation::State;
use serde::Serialize;
use uuid::Uuid;

statements! {
    STATEMENTS:
    MOVE = "UPDATE evaluation SET state = $3, version = version + 1, changed_at = $4
        WHERE id = $1 AND version = $2";
    COMPANION = "SELECT id, version FROM evaluation WHERE companion_of = $1";
    RECORD = "INSERT INTO step_taken (evaluation_id, number, from_state, to_state, at, account_id, reason)
        VALUES ($1, (SELECT coalesce(max(number) + 1, 1) FROM step_taken WHERE evaluation_id = $1), $2, $3, $4, $5, $6)";
    OF_EVALUATION = "SELECT step_taken.number, step_taken.from_state, step_taken.to_state, step_taken.at, account.name,
            step_taken.reason
        FROM step_taken LEFT JOIN account ON account.id = step_taken.account_id
        WHERE step_taken.evaluation_id = $1 ORDER BY step_taken.number";
    FORGET_REVIEW = "UPDATE evaluation SET review = NULL WHERE id = $1";
    FORGET_FACT_CHECK = "UPDATE evaluation SET fact_check = NULL WHERE id = $1";
    UNLOCK = "UPDATE area_part SET locked = '[]', version = version + 1, changed_at = $2
        WHERE evaluation_id = $1 AND locked <> '[]'";
}

/// A step to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Step<'a> {
    /// The evaluation.
    pub evaluation: Uuid,
    /// Its version when it was decided that the step may be taken.
    pub version: i64,
    /// The same of its companion, if there is one.
    pub companion: Option<i64>,
    /// Where it goes.
    pub to: State,
    /// Why, for a step back.
    pub reason: &'a str,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// Counts the steps of the evaluation, from 1.
    pub number: u32,
    /// The state before; `None` when the evaluation was made.
    pub from: Option<State>,
    /// The state entered.
    pub to: State,
    /// When.
    pub at: jiff::Timestamp,
    /// Name of the account that took it; `None` for the command line.
    pub by: Option<String>,
    /// Why, for a step back.
    pub reason: String,
}

/// Takes a step, with the companion, if nothing was written in either since these versions. What was locked, signed or
/// read in the states that a step back leaves has to be locked, signed and read anew; everything else stays as it is, with
/// its version. Returns the version of the evaluation after it.
pub async fn take(db: &Db, stamp: &Stamp, step: &Step<'_>) -> Result<i64> {
    let Step { evaluation, version, companion, to, reason } = *step;
    let mut write = match Write::begin(db, stamp, "evaluation.state", step).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let seen = move_in(&mut write, evaluation, version, to, reason).await?;
    if seen != companion {
        let there = head_in(&mut write.tx, evaluation).await?;
        return Err(conflict(&there, version));
    }
    write.finish_in(evaluation, "", (to, reason), version + 1).await
}

/// Number, from, to, when, by whom and why.
type Row = (i64, Option<String>, String, i64, Option<String>, String);

/// The steps of an evaluation, in order.
pub async fn of_evaluation(db: &Db, evaluation: Uuid) -> Result<Vec<Taken>> {
    let rows: Vec<Row> = db.all(&OF_EVALUATION, args![evaluation]).await?;
    rows.into_iter()
        .map(|(number, from, to, at, by, reason)| {
            let from = from.map(|from| from_word("step_taken.from_state", &from)).transpose()?;
            Ok(Taken {
                number: narrow("step_taken.number", number)?,
                from,
                to: from_word("step_taken.to_state", &to)?,
                at: instant("step_taken.at", at)?,
                by,
                reason,
            })
        })
        .collect()
}

/// Takes a step as a part of another write, with the companion. Returns the version at which the companion was.
pub(crate) async fn move_in(
    write: &mut Write<'_>,
    evaluation: Uuid,
    version: i64,
    to: State,
    reason: &str,
) -> Result<Option<i64>> {
    let there = head_in(&mut write.tx, evaluation).await?;
    // The evaluation comes before its companion, in every write that takes both.
    move_one(write, evaluation, version, there.state, to, reason).await?;
    let companion: Option<(String, i64)> = write.tx.optional(&COMPANION, args![evaluation]).await?;
    let Some((companion, seen)) = companion else { return Ok(None) };
    let companion = id("evaluation.id", &companion)?;
    move_one(write, companion, seen, there.state, to, reason).await?;
    Ok(Some(seen))
}

/// Notes the state in which an evaluation was made.
pub(crate) async fn begin_in(write: &mut Write<'_>, evaluation: Uuid, state: State) -> Result<()> {
    record(write, evaluation, None, state, "").await
}

async fn move_one(
    write: &mut Write<'_>,
    evaluation: Uuid,
    version: i64,
    from: State,
    to: State,
    reason: &str,
) -> Result<()> {
    let now = write.now();
    if write.tx.execute(&MOVE, args![evaluation, version, word(&to), now]).await? == 0 {
        let there = head_in(&mut write.tx, evaluation).await?;
        return Err(conflict(&there, version));
    }
    if to < from {
        if to <= State::FactCheck {
            write.tx.execute(&FORGET_FACT_CHECK, args![evaluation]).await?;
            fact_check::retire_in(&mut write.tx, evaluation).await?;
        }
        if to <= State::Review {
            write.tx.execute(&FORGET_REVIEW, args![evaluation]).await?;
        }
        if to <= State::Scoring {
            write.tx.execute(&UNLOCK, args![evaluation, now]).await?;
        }
    }
    // Another state opens and closes what can be done on every page.
    for topic in live::Topic::ALL {
        live::touch_in(&mut write.tx, evaluation, topic).await?;
    }
    record(write, evaluation, Some(from), to, reason).await
}

async fn record(
    write: &mut Write<'_>,
    evaluation: Uuid,
    from: Option<State>,
    to: State,
    reason: &str,
) -> Result<()> {
    let account = write.account().map(str::to_owned);
    let from = from.as_ref().map(word);
    let row = args![evaluation, from, word(&to), write.now(), account, reason];
    write.tx.execute(&RECORD, row).await.map(|_| ())
}
