//! How each area is judged, and who has locked it.

use crate::db::{Db, Tx, args, statements};
use crate::evaluation;
use crate::text::{from_json, from_word, json, narrow, word};
use crate::write::{Begun, Stamp, Write};
use kompass_core::evaluation::judging::Manner;
use kompass_core::evaluation::{Evaluation, State, Way};
use kompass_core::{Error, Result};
use uuid::Uuid;

statements! {
    STATEMENTS:
    LOCK = "INSERT INTO area_part
            (evaluation_id, number, position, way, locked, points, body, direct, version, changed_at)
        VALUES ($1, $2, $3, NULL, $4, NULL, '', '[]', 1, $5)
        ON CONFLICT (evaluation_id, number) DO UPDATE SET locked = excluded.locked, version = area_part.version + 1,
            changed_at = excluded.changed_at";
    MANNER = "INSERT INTO area_part
            (evaluation_id, number, position, way, locked, points, body, direct, version, changed_at)
        VALUES ($1, $2, $3, $4, '[]', NULL, '', $5, 1, $6)
        ON CONFLICT (evaluation_id, number) DO UPDATE SET way = excluded.way, direct = excluded.direct,
            version = area_part.version + 1, changed_at = excluded.changed_at";
    MANNERS = "SELECT number, way, direct, version FROM area_part WHERE evaluation_id = $1 ORDER BY number";
    DELETE_JUDGED = "DELETE FROM judgement WHERE evaluation_id = $1 AND subject = $2";
    DELETE_JUDGED_UNDER = "DELETE FROM judgement WHERE evaluation_id = $1 AND subject LIKE $2";
    DELETE_AGREED = "DELETE FROM agreed WHERE evaluation_id = $1 AND subject = $2";
    DELETE_AGREED_UNDER = "DELETE FROM agreed WHERE evaluation_id = $1 AND subject LIKE $2";
}

/// How an area is judged, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Number of the area.
    pub number: u8,
    /// How it is judged.
    pub manner: Manner,
    /// Counts its changes, from 1; 0 if nothing was said yet.
    pub version: i64,
}

/// Sets or takes back the lock of a member on an area, if it may be: that is decided on the evaluation as it stands at this
/// moment.
pub async fn lock(
    db: &Db,
    stamp: &Stamp,
    id: Uuid,
    area: u8,
    member: &str,
    locks: bool,
    decide: impl FnOnce(&Evaluation) -> Result<()>,
) -> Result<()> {
    let operation = if locks { "judgement.lock" } else { "judgement.unlock" };
    let mut write = match Write::begin(db, stamp, operation, &(id, area, member)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, id, now).await?;
    let whole = evaluation::stored(&mut write.tx, id).await?.evaluation;
    decide(&whole)?;
    let part = whole.areas.into_iter().find(|part| part.number == area);
    let mut locked = part.map(|part| part.locked).unwrap_or_default();
    locked.retain(|code| code != member);
    locked.extend(locks.then(|| member.to_owned()));
    let row = args![id, area, i64::from(area) - 1, json(&locked), now];
    write.tx.execute(&LOCK, row).await?;
    let name = format!("{area}/{member}");
    write.finish_in(id, &name, locks, ()).await
}

/// How the areas are judged of which anything was said, by number.
pub async fn manners(db: &Db, evaluation: Uuid) -> Result<Vec<Stored>> {
    let rows: Vec<Row> = db.all(&MANNERS, args![evaluation]).await?;
    rows.into_iter().map(stored).collect()
}

/// Sets how an area is judged, if it may be and nobody set it since this version (0 if nothing was said then). What was
/// judged in the way that a sub-area is no longer judged in is taken away. Returns the version after it.
pub async fn set_manner(
    db: &Db,
    stamp: &Stamp,
    id: Uuid,
    number: u8,
    expected: i64,
    manner: &Manner,
    decide: impl FnOnce(State) -> Result<()>,
) -> Result<i64> {
    let request = (id, number, expected, manner);
    let mut write = match Write::begin(db, stamp, "judgement.way", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, id, now).await?;
    decide(evaluation::head_in(&mut write.tx, id).await?.state)?;
    let rows: Vec<Row> = write.tx.all(&MANNERS, args![id]).await?;
    let there = rows.into_iter().map(stored).collect::<Result<Vec<_>>>()?;
    let there = there.into_iter().find(|area| area.number == number);
    let version = there.as_ref().map_or(0, |area| area.version);
    if version != expected {
        return Err(Error::Conflict(format!(
            "somebody changed how area {number} is judged in the meantime; it is now at version {version} – read it \
             and decide again"
        )));
    }
    let before = there.map(|area| area.manner.direct).unwrap_or_default();
    for code in before.iter().filter(|code| !manner.direct.contains(code)) {
        write.tx.execute(&DELETE_JUDGED, args![id, code]).await?;
        write.tx.execute(&DELETE_AGREED, args![id, code]).await?;
    }
    for code in manner.direct.iter().filter(|code| !before.contains(code)) {
        judged_by_question(&mut write.tx, id, code).await?;
    }
    let (way, direct) = (word(&manner.way), json(&manner.direct));
    let row = args![id, number, i64::from(number) - 1, way, direct, now];
    write.tx.execute(&MANNER, row).await?;
    let name = number.to_string();
    write.finish_in(id, &name, manner, expected + 1).await
}

/// Takes away what was judged about the questions of a sub-area.
async fn judged_by_question(tx: &mut Tx, id: Uuid, code: &str) -> Result<()> {
    let under = format!("{code}.%");
    tx.execute(&DELETE_JUDGED_UNDER, args![id, &under]).await?;
    tx.execute(&DELETE_AGREED_UNDER, args![id, &under]).await.map(|_| ())
}

/// Number, way, sub-areas judged directly, version.
type Row = (i64, Option<String>, String, i64);

fn stored((number, way, direct, version): Row) -> Result<Stored> {
    let way = way.map_or(Ok(Way::Independent), |way| from_word("area_part.way", &way))?;
    let direct = from_json("area_part.direct", &direct)?;
    let number = narrow("area_part.number", number)?;
    Ok(Stored { number, manner: Manner { way, direct }, version })
}
