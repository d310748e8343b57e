//! How often was asked on all nodes together, as each of them tells now and then. A name is only counted up; what the others
//! saw meanwhile is what it grew by beyond one's own.

use crate::db::{Db, args, statements};
use jiff::Timestamp;
use kompass_core::Result;
use std::collections::BTreeMap;

statements! {
    STATEMENTS:
    TELL = "INSERT INTO rate (name, used, told_at) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET used = rate.used + excluded.used, told_at = excluded.told_at
        RETURNING used";
    FORGET = "DELETE FROM rate WHERE told_at < $1";
}

/// Tells what was asked for on this node since it last told; returns what all nodes told of each name, with this.
pub async fn tell(
    db: &Db,
    used: &BTreeMap<String, u32>,
    now: Timestamp,
) -> Result<BTreeMap<String, i64>> {
    let mut all = BTreeMap::new();
    let mut tx = db.begin().await?;
    // In the order of the names, so that two nodes never wait for one another.
    for (name, used) in used {
        let (total,): (i64,) = tx.one(&TELL, args![name, *used, now]).await?;
        all.insert(name.clone(), total);
    }
    tx.commit().await?;
    Ok(all)
}

/// Forgets the names that nobody told of since then; returns how many.
pub async fn forget(db: &Db, before: Timestamp) -> Result<u64> {
    db.execute(&FORGET, args![before]).await
}
