//! What each source says about what is claimed (genomslag), an area at a time.

use crate::consensus::in_state;
use crate::db::{Db, Tx, args, statements};
use crate::evaluation;
use crate::text::{from_word, json, word};
use crate::write::{Begun, Stamp, Write};
use crate::writing;
use kompass_core::evaluation::{Impact, State};
use kompass_core::{Error, Result};
use std::collections::BTreeMap;
use uuid::Uuid;

statements! {
    STATEMENTS:
    OF_EVALUATION = "SELECT sub_area, source, effect FROM impact WHERE evaluation_id = $1";
    PUT = "INSERT INTO impact (evaluation_id, sub_area, source, effect, version, changed_at)
        VALUES ($1, $2, $3, $4, 1, $5)
        ON CONFLICT (evaluation_id, sub_area, source) DO UPDATE SET effect = excluded.effect,
            version = impact.version + 1, changed_at = excluded.changed_at";
    DELETE = "DELETE FROM impact WHERE evaluation_id = $1 AND sub_area = $2 AND source = $3";
}

/// What is recorded: by sub-area and source.
pub type Cells = BTreeMap<String, BTreeMap<String, Impact>>;

/// The version of what is recorded: the same cells have the same one.
pub fn version(cells: &Cells) -> i64 {
    writing::version(&json(cells))
}

/// What is recorded about these sub-areas.
pub async fn cells(db: &Db, evaluation: Uuid, sub_areas: &[&str]) -> Result<Cells> {
    cells_in(&mut db.snapshot().await?, evaluation, sub_areas).await
}

/// Records what the sources say about these sub-areas, and that they say nothing recorded where there is no cell, if what
/// is there has the expected version and the evaluation is in the expected state. Returns the version after it.
pub async fn put(
    db: &Db,
    stamp: &Stamp,
    (evaluation, state): (Uuid, State),
    sub_areas: &[&str],
    expected: i64,
    new: &Cells,
) -> Result<i64> {
    let request = (evaluation, sub_areas, expected, new);
    let mut write = match Write::begin(db, stamp, "impact.put", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    in_state(&mut write.tx, evaluation, &[state]).await?;
    let there = cells_in(&mut write.tx, evaluation, sub_areas).await?;
    if version(&there) != expected {
        let message = "somebody recorded something else in the meantime – compare and save again";
        return Err(Error::Conflict(message.to_owned()));
    }
    let cell = |cells: &Cells, sub_area: &str, source: &str| {
        cells.get(sub_area).and_then(|row| row.get(source)).copied()
    };
    for (sub_area, row) in &there {
        for source in row.keys().filter(|source| cell(new, sub_area, source).is_none()) {
            write.tx.execute(&DELETE, args![evaluation, sub_area, source]).await?;
        }
    }
    for (sub_area, row) in new {
        for (source, effect) in row {
            if cell(&there, sub_area, source) != Some(*effect) {
                let row = args![evaluation, sub_area, source, word(effect), now];
                write.tx.execute(&PUT, row).await?;
            }
        }
    }
    write.finish_in(evaluation, sub_areas.join(" "), new, version(new)).await
}

async fn cells_in(tx: &mut Tx, evaluation: Uuid, sub_areas: &[&str]) -> Result<Cells> {
    let rows: Vec<(String, String, String)> = tx.all(&OF_EVALUATION, args![evaluation]).await?;
    let mut cells = Cells::new();
    for (sub_area, source, effect) in rows {
        if sub_areas.contains(&sub_area.as_str()) {
            let effect = from_word("impact.effect", &effect)?;
            cells.entry(sub_area).or_default().insert(source, effect);
        }
    }
    Ok(cells)
}
