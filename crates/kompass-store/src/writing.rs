//! Texts of an evaluation, one at a time: the summary, the prose of areas and sub-areas, and the rows of the lists –
//! strengths, improvement areas, good examples.

use crate::consensus::in_state;
use crate::db::{Db, Tx, args, statements};
use crate::evaluation;
use crate::live::{self, Topic};
use crate::text::{id, json, narrow, without_nul};
use crate::write::{Begun, Stamp, Write};
use kompass_core::evaluation::State;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

statements! {
    STATEMENTS:
    SUMMARY = "SELECT summary FROM evaluation WHERE id = $1";
    SET_SUMMARY = "UPDATE evaluation SET summary = $2 WHERE id = $1";
    AREA = "SELECT body FROM area_part WHERE evaluation_id = $1 AND number = $2";
    SET_AREA = "INSERT INTO area_part (evaluation_id, number, position, locked, body, version, changed_at)
        VALUES ($1, $2, $2, '[]', $3, 1, $4)
        ON CONFLICT (evaluation_id, number) DO UPDATE SET body = excluded.body, version = area_part.version + 1,
            changed_at = excluded.changed_at";
    // What belongs to an area is read with the area, so that has to be there.
    HAVE_AREA = "INSERT INTO area_part (evaluation_id, number, position, locked, body, version, changed_at)
        VALUES ($1, $2, $2, '[]', '', 1, $3) ON CONFLICT (evaluation_id, number) DO NOTHING";
    SUB_AREA = "SELECT body FROM sub_area_part WHERE evaluation_id = $1 AND code = $2";
    SET_SUB_AREA = "INSERT INTO sub_area_part (evaluation_id, code, area, position, body, questions, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, '[]', 1, $6)
        ON CONFLICT (evaluation_id, code) DO UPDATE SET body = excluded.body, version = sub_area_part.version + 1,
            changed_at = excluded.changed_at";
    ITEMS = "SELECT id, area, kind, body, '' AS who, sub_area, source, position, version FROM finding WHERE evaluation_id = $1
        UNION ALL
        SELECT id, area, 'example', body, who, NULL, source, position, version FROM example WHERE evaluation_id = $1
        ORDER BY area, kind, position, id";
    ADD_FINDING = "INSERT INTO finding
            (id, evaluation_id, area, kind, position, body, sub_area, source, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)";
    ADD_EXAMPLE = "INSERT INTO example (id, evaluation_id, area, position, who, body, source, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)";
    CHANGE_FINDING = "UPDATE finding SET body = $4, sub_area = $5, version = version + 1, changed_at = $6
        WHERE evaluation_id = $1 AND id = $2 AND version = $3";
    CHANGE_EXAMPLE = "UPDATE example SET body = $4, who = $5, version = version + 1, changed_at = $6
        WHERE evaluation_id = $1 AND id = $2 AND version = $3";
    REMOVE_FINDING = "DELETE FROM finding WHERE evaluation_id = $1 AND id = $2 AND version = $3";
    REMOVE_EXAMPLE = "DELETE FROM example WHERE evaluation_id = $1 AND id = $2 AND version = $3";
    PLACE_FINDING = "UPDATE finding SET position = $3 WHERE evaluation_id = $1 AND id = $2";
    PLACE_EXAMPLE = "UPDATE example SET position = $3 WHERE evaluation_id = $1 AND id = $2";
    EXAMPLES_OF =
        "SELECT evaluation_id, who, body, source FROM example
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND area = $2 ORDER BY evaluation_id, position, id",
        "SELECT evaluation_id, who, body, source FROM example
        WHERE evaluation_id IN (SELECT json_array_elements_text($1::json)) AND area = $2
        ORDER BY evaluation_id, position, id";
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place<'a> {
    /// The judgement of the whole.
    Summary,
    /// The prose of an area.
    Area(u8),
    /// The prose of a sub-area: its area, its place in that, its code.
    SubArea(u8, u32, &'a str),
}

/// Which list a row stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Strengths.
    Strength,
    /// Improvement areas.
    Improvement,
    /// Good examples.
    Example,
}

/// What a row of a list says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wording {
    /// The text, in Markdown.
    pub text: String,
    /// Whose example it is; empty in the other lists.
    pub who: String,
    /// Code of the sub-area it belongs to; none for an example.
    pub sub_area: Option<String>,
    /// Id of the source line it quotes.
    pub source: Option<String>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Identity.
    pub id: Uuid,
    /// Number of its area.
    pub area: u8,
    /// Its list.
    pub list: List,
    /// What it says.
    pub wording: Wording,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// The version of a text: the same text has the same one, however it came to be.
pub fn version(text: &str) -> i64 {
    let digest = Sha256::digest(text.as_bytes());
    // 52 bits, which every reader of numbers keeps.
    digest[..7].iter().fold(0, |all, byte| all << 8 | i64::from(*byte)) >> 4
}

/// A text as it stands.
pub async fn text(db: &Db, evaluation: Uuid, place: Place<'_>) -> Result<String> {
    text_in(&mut db.snapshot().await?, evaluation, place).await
}

/// Writes a text, if the one that is there has the expected version and the evaluation is in the expected state. Returns
/// the version after it.
pub async fn put(
    db: &Db,
    stamp: &Stamp,
    (evaluation, state): (Uuid, State),
    place: Place<'_>,
    expected: i64,
    text: &str,
) -> Result<i64> {
    without_nul(text)?;
    let request = (evaluation, place, expected, text);
    let mut write = match Write::begin(db, stamp, "text.put", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    begin(&mut write, evaluation, state).await?;
    if version(&text_in(&mut write.tx, evaluation, place).await?) != expected {
        return Err(conflict());
    }
    let now = write.now();
    let tx = &mut write.tx;
    match place {
        Place::Summary => tx.execute(&SET_SUMMARY, args![evaluation, text]).await?,
        Place::Area(number) => tx.execute(&SET_AREA, args![evaluation, number, text, now]).await?,
        Place::SubArea(area, position, code) => {
            tx.execute(&HAVE_AREA, args![evaluation, area, now]).await?;
            tx.execute(&SET_SUB_AREA, args![evaluation, code, area, position, text, now]).await?
        }
    };
    let subject = match place {
        Place::Summary => "summary".to_owned(),
        Place::Area(number) => number.to_string(),
        Place::SubArea(_, _, code) => code.to_owned(),
    };
    write.finish_in(evaluation, subject, text, version(text)).await
}

/// The rows of all lists, by area, list and place.
pub async fn items(db: &Db, evaluation: Uuid) -> Result<Vec<Item>> {
    items_in(&mut db.snapshot().await?, evaluation).await
}

/// Adds a row at the end of a list; returns its id.
pub async fn add(
    db: &Db,
    stamp: &Stamp,
    (evaluation, state): (Uuid, State),
    area: u8,
    list: List,
    wording: &Wording,
) -> Result<Uuid> {
    let request = (evaluation, area, list, wording);
    let mut write = match Write::begin(db, stamp, "text.add", &request).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    begin(&mut write, evaluation, state).await?;
    let (id, now) = (write.id(), write.now());
    let tx = &mut write.tx;
    tx.execute(&HAVE_AREA, args![evaluation, area, now]).await?;
    let there = items_in(tx, evaluation).await?;
    let position = there.iter().filter(|it| (it.area, it.list) == (area, list)).count();
    let position = u32::try_from(position).unwrap_or(u32::MAX);
    renumber(tx, evaluation, there.iter().filter(|it| (it.area, it.list) == (area, list))).await?;
    let Wording { text, who, sub_area, source } = wording;
    match list {
        List::Example => {
            let row = args![id, evaluation, area, position, who, text, source, now];
            tx.execute(&ADD_EXAMPLE, row).await?
        }
        list => {
            let kind = crate::text::word(&list);
            let row = args![id, evaluation, area, kind, position, text, sub_area, source, now];
            tx.execute(&ADD_FINDING, row).await?
        }
    };
    write.finish_in(evaluation, format!("{area}/{id}"), wording, id).await
}

/// Changes what a row says, if nobody has since it was read; its source stays. Returns the version after it.
pub async fn change(
    db: &Db,
    stamp: &Stamp,
    (evaluation, state): (Uuid, State),
    item: &Item,
    wording: &Wording,
) -> Result<i64> {
    let request = (evaluation, item.id, item.version, wording);
    let mut write = match Write::begin(db, stamp, "text.change", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    begin(&mut write, evaluation, state).await?;
    let (tx, now) = (&mut write.tx, stamp.micros());
    let Wording { text, who, sub_area, .. } = wording;
    let changed = match item.list {
        List::Example => {
            let row = args![evaluation, item.id, item.version, text, who, now];
            tx.execute(&CHANGE_EXAMPLE, row).await?
        }
        List::Strength | List::Improvement => {
            let row = args![evaluation, item.id, item.version, text, sub_area, now];
            tx.execute(&CHANGE_FINDING, row).await?
        }
    };
    if changed == 0 {
        return Err(conflict());
    }
    let subject = format!("{}/{}", item.area, item.id);
    write.finish_in(evaluation, subject, wording, item.version + 1).await
}

/// Removes a row, if nobody has changed it since it was read.
pub async fn remove(
    db: &Db,
    stamp: &Stamp,
    (evaluation, state): (Uuid, State),
    item: &Item,
) -> Result<()> {
    let request = (evaluation, item.id, item.version);
    let mut write = match Write::begin(db, stamp, "text.remove", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    begin(&mut write, evaluation, state).await?;
    let statement = if item.list == List::Example { &REMOVE_EXAMPLE } else { &REMOVE_FINDING };
    if write.tx.execute(statement, args![evaluation, item.id, item.version]).await? == 0 {
        return Err(conflict());
    }
    let subject = format!("{}/{}", item.area, item.id);
    write.finish_in(evaluation, subject, &item.wording, ()).await
}

/// Moves a row one place up or down in its list; at the end of it nothing moves.
pub async fn shift(
    db: &Db,
    stamp: &Stamp,
    (evaluation, state): (Uuid, State),
    id: Uuid,
    up: bool,
) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "text.shift", &(evaluation, id, up)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    begin(&mut write, evaluation, state).await?;
    let mut all = items_in(&mut write.tx, evaluation).await?;
    let item = all.iter().find(|item| item.id == id).ok_or_else(conflict)?;
    let (area, list) = (item.area, item.list);
    all.retain(|item| (item.area, item.list) == (area, list));
    let at = all.iter().position(|item| item.id == id).unwrap_or(0);
    let to = if up { at.saturating_sub(1) } else { (at + 1).min(all.len() - 1) };
    all.swap(at, to);
    renumber(&mut write.tx, evaluation, all.iter()).await?;
    write.finish_in(evaluation, format!("{area}/{id}"), up, ()).await
}

/// A good example of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The evaluation it stands in.
    pub evaluation: Uuid,
    /// Whose it is.
    pub who: String,
    /// What they do.
    pub text: String,
    /// Id of the source line it quotes.
    pub source: Option<String>,
}

/// The good examples of an area in several evaluations.
pub async fn examples_of(db: &Db, evaluations: &[Uuid], area: u8) -> Result<Vec<Example>> {
    let rows: Vec<(String, String, String, Option<String>)> =
        db.all(&EXAMPLES_OF, args![json(evaluations), area]).await?;
    rows.into_iter()
        .map(|(evaluation, who, text, source)| {
            Ok(Example { evaluation: id("example.evaluation_id", &evaluation)?, who, text, source })
        })
        .collect()
}

/// Holds the evaluation in its state until the write has ended, and tells who follows.
async fn begin(write: &mut Write<'_>, evaluation: Uuid, state: State) -> Result<()> {
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    in_state(&mut write.tx, evaluation, &[state]).await?;
    live::touch_in(&mut write.tx, evaluation, Topic::Texts).await
}

async fn text_in(tx: &mut Tx, evaluation: Uuid, place: Place<'_>) -> Result<String> {
    let found: Option<(String,)> = match place {
        Place::Summary => tx.optional(&SUMMARY, args![evaluation]).await?,
        Place::Area(number) => tx.optional(&AREA, args![evaluation, number]).await?,
        Place::SubArea(_, _, code) => tx.optional(&SUB_AREA, args![evaluation, code]).await?,
    };
    Ok(found.map(|(text,)| text).unwrap_or_default())
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    id: String,
    area: i64,
    kind: String,
    body: String,
    who: String,
    sub_area: Option<String>,
    source: Option<String>,
    version: i64,
}

async fn items_in(tx: &mut Tx, evaluation: Uuid) -> Result<Vec<Item>> {
    let rows: Vec<ItemRow> = tx.all(&ITEMS, args![evaluation]).await?;
    rows.into_iter()
        .map(|row| {
            let ItemRow { body: text, who, sub_area, source, .. } = row;
            Ok(Item {
                id: id("finding.id", &row.id)?,
                area: narrow("finding.area", row.area)?,
                list: crate::text::from_word("finding.kind", &row.kind)?,
                wording: Wording { text, who, sub_area, source },
                version: row.version,
            })
        })
        .collect()
}

/// Gives the rows of a list the places in which they come.
async fn renumber(tx: &mut Tx, evaluation: Uuid, items: impl Iterator<Item = &Item>) -> Result<()> {
    for (item, position) in items.zip(0_u32..) {
        let statement = if item.list == List::Example { &PLACE_EXAMPLE } else { &PLACE_FINDING };
        tx.execute(statement, args![evaluation, item.id, position]).await?;
    }
    Ok(())
}

fn conflict() -> Error {
    Error::Conflict(
        "somebody changed the text in the meantime – read it and decide again".to_owned(),
    )
}
