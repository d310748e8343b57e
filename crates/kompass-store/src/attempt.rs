//! How often something was tried, so that it can be refused when it is too often. A count is of one window of time, which
//! begins with the first attempt.

use crate::db::{Db, args, statements};
use crate::text::narrow;
use jiff::{SignedDuration, Timestamp};
use kompass_core::{Error, Result};

statements! {
    STATEMENTS:
    // One statement, so that attempts at the same moment are all counted.
    STRIKE = "INSERT INTO attempt (name, began_at, count) VALUES ($1, $2, 1)
        ON CONFLICT (name) DO UPDATE SET
            count = CASE WHEN attempt.began_at <= $3 THEN 1 ELSE attempt.count + 1 END,
            began_at = CASE WHEN attempt.began_at <= $3 THEN excluded.began_at ELSE attempt.began_at END
        RETURNING count";
    FORGIVE = "UPDATE attempt SET count = count - 1 WHERE name = $1 AND count > 0";
    CLEAR = "DELETE FROM attempt WHERE name = $1";
    FORGET = "DELETE FROM attempt WHERE began_at < $1";
}

/// Counts an attempt; returns how many there were in its window, with this one.
pub async fn strike(db: &Db, name: &str, now: Timestamp, window: SignedDuration) -> Result<u64> {
    let row: Option<(i64,)> = db.changed(&STRIKE, args![name, now, now - window]).await?;
    let (count,) = row.ok_or_else(|| Error::Internal("an attempt was not counted".into()))?;
    narrow("attempt.count", count)
}

/// Takes one attempt back, which turned out to be none of those that are counted.
pub async fn forgive(db: &Db, name: &str) -> Result<()> {
    db.execute(&FORGIVE, args![name]).await.map(|_| ())
}

/// Begins to count anew, as after a success.
pub async fn clear(db: &Db, name: &str) -> Result<()> {
    db.execute(&CLEAR, args![name]).await.map(|_| ())
}

/// Forgets the counts that began before this; returns how many.
pub async fn forget(db: &Db, before: Timestamp) -> Result<u64> {
    db.execute(&FORGET, args![before]).await
}
