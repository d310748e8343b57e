//! What tells open pages that something was written: a counter for each topic of an evaluation, counted up in the
//! transaction of the write. It says that, never what.

use crate::db::{Db, Tx, args, statements};
use crate::text::{from_word, word};
use kompass_core::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

statements! {
    STATEMENTS:
    TOUCH = "INSERT INTO live (evaluation_id, topic, cursor) VALUES ($1, $2, 1)
        ON CONFLICT (evaluation_id, topic) DO UPDATE SET cursor = live.cursor + 1";
    CURSORS = "SELECT topic, cursor FROM live WHERE evaluation_id = $1";
}

/// What a write is about. Everybody who may read the topic learns that there was one, so only what all of them may read
/// counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// What was agreed on.
    Consensus,
    /// Texts, strengths, improvement areas, good examples.
    Texts,
    /// Notes that everybody on the team may read.
    Notes,
}

impl Topic {
    /// All topics.
    pub const ALL: [Self; 3] = [Self::Consensus, Self::Texts, Self::Notes];
}

/// How many writes there were about each topic; none where it is missing.
pub type Cursors = BTreeMap<Topic, i64>;

/// How many writes there were in an evaluation.
pub async fn cursors(db: &Db, evaluation: Uuid) -> Result<Cursors> {
    let rows: Vec<(String, i64)> = db.all(&CURSORS, args![evaluation]).await?;
    rows.into_iter().map(|(topic, cursor)| Ok((from_word("live.topic", &topic)?, cursor))).collect()
}

/// Counts a write, as a part of it.
pub(crate) async fn touch_in(tx: &mut Tx, evaluation: Uuid, topic: Topic) -> Result<()> {
    tx.execute(&TOUCH, args![evaluation, word(&topic)]).await.map(|_| ())
}
