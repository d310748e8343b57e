//! Checkpoints bind the heads of all chains. An exported one, kept elsewhere, shows later whether anything it bound is
//! gone. A head is bound only after its chain was walked and found whole; of a damaged chain the checkpoint keeps what the
//! one before it bound, or else the damage would be sealed as what is right.

use super::verify::{CHECKPOINT, Report, walk};
use super::{AuditKey, NO_MAC};
use crate::db::{Db, Tx, args, statements};
use crate::text::{from_json, instant, json, sha256};
use kompass_core::{Error, Problem, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Value of `format` in the file.
const FORMAT: &str = "kompass-checkpoint/1";

statements! {
    CHECKPOINT_STATEMENTS:
    LAST = "SELECT number, at, heads, heads_digest, mac FROM audit_checkpoint ORDER BY number DESC LIMIT 1";
    ALL = "SELECT number, at, heads, heads_digest, mac FROM audit_checkpoint ORDER BY number";
    NEWEST = "SELECT number, at, CAST(CASE WHEN heads IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_heads FROM audit_checkpoint
        ORDER BY number DESC LIMIT $1";
    MAC_BEFORE = "SELECT mac FROM audit_checkpoint WHERE number = $1 - 1";
    INSERT = "INSERT INTO audit_checkpoint (number, at, heads, heads_digest, mac) VALUES ($1, $2, $3, $4, $5)";
    FORGET_HEADS = "UPDATE audit_checkpoint SET heads = NULL WHERE number < $1 AND heads IS NOT NULL";
}

/// The heads of chains at one moment, as it is exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// Always `kompass-checkpoint/1`.
    pub format: String,
    /// From 1.
    pub number: i64,
    /// When.
    pub at: jiff::Timestamp,
    /// MAC of the checkpoint before; empty for the first.
    pub previous: String,
    /// The last entry of every chain that was whole, and of others the last that a checkpoint bound.
    pub heads: Vec<Head>,
    /// MAC over all of this.
    pub mac: String,
}

/// The last entry of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Name of the chain.
    pub chain: String,
    /// Number of its last entry.
    pub number: i64,
    /// MAC of its last entry.
    pub mac: String,
}

/// That a checkpoint was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// From 1.
    pub number: i64,
    /// When.
    pub at: jiff::Timestamp,
    /// True for the newest, which can be exported.
    pub has_heads: bool,
}

/// The newest checkpoints, at most so many.
pub async fn checkpoints(db: &Db, most: u32) -> Result<Vec<Bound>> {
    let rows: Vec<(i64, i64, i64)> = db.all(&NEWEST, args![most]).await?;
    rows.into_iter()
        .map(|(number, at, has_heads)| {
            Ok(Bound { number, at: instant("audit_checkpoint.at", at)?, has_heads: has_heads != 0 })
        })
        .collect()
}

/// Walks all chains and binds the heads of those that are whole. If nothing is to be bound that the last checkpoint does not
/// bind, that one is still good.
pub async fn checkpoint(
    db: &Db,
    key: &AuditKey,
    now: jiff::Timestamp,
) -> Result<(Report, Checkpoint)> {
    let (report, whole) = walk(&mut db.snapshot().await?, key, None, None).await?;
    let bound = bind(db, key, whole, &report, now).await?;
    Ok((report, bound))
}

/// Binds heads of chains that were walked and found whole. What the last checkpoint bound of others it keeps.
pub(crate) async fn bind(
    db: &Db,
    key: &AuditKey,
    whole: Vec<Head>,
    found: &Report,
    now: jiff::Timestamp,
) -> Result<Checkpoint> {
    let mut tx = db.begin().await?;
    let last: Option<Row> = tx.optional(&LAST, &[]).await?;
    let before = last.as_ref().map(Row::heads).transpose()?.flatten().unwrap_or_default();
    let mut heads: BTreeMap<String, Head> = BTreeMap::new();
    for head in before.into_iter().chain(whole) {
        // Another checkpoint may have been made since the chain was walked, and bound more of it.
        let further = heads.get(&head.chain).is_none_or(|bound| head.number >= bound.number);
        if further {
            heads.insert(head.chain.clone(), head);
        }
    }
    let heads: Vec<Head> = heads.into_values().collect();
    let heads_digest = sha256(json(&heads));
    let (number, previous) = match last {
        Some(last) if last.heads_digest == heads_digest => return last.exported(&mut tx).await,
        Some(last) => (last.number + 1, last.mac),
        None => (1, NO_MAC.to_owned()),
    };
    let at = now.as_microsecond();
    let mac = mac(key, number, at, &heads_digest, &previous);
    tx.execute(&INSERT, args![number, at, json(&heads), heads_digest, &mac]).await?;
    // Heads that were altered are what shows it.
    if found.faults.iter().all(|fault| fault.chain != CHECKPOINT) {
        tx.execute(&FORGET_HEADS, args![number]).await?;
    }
    tx.commit().await?;
    // The database keeps microseconds, and the MAC is over them.
    let at = instant("now", at)?;
    Ok(Checkpoint { format: FORMAT.into(), number, at, previous, heads, mac })
}

/// The newest checkpoint, for export.
pub async fn last_checkpoint(db: &Db) -> Result<Option<Checkpoint>> {
    last_in(&mut db.snapshot().await?).await
}

pub(crate) async fn last_in(tx: &mut Tx) -> Result<Option<Checkpoint>> {
    match tx.optional::<Row>(&LAST, &[]).await? {
        Some(last) => Ok(Some(last.exported(tx).await?)),
        None => Ok(None),
    }
}

impl Checkpoint {
    /// What its MAC binds of the heads.
    pub fn heads_digest(&self) -> String {
        sha256(json(&self.heads))
    }

    /// Reads an exported checkpoint.
    pub fn from_json(text: &str) -> Result<Self> {
        let problem = |message: String| {
            Error::invalid(Problem::new(
                "checkpoint",
                message,
                "choose a file made by audit checkpoint",
            ))
        };
        let checkpoint: Self =
            serde_json::from_str(text).map_err(|error| problem(error.to_string()))?;
        if checkpoint.format != FORMAT {
            return Err(problem(format!("its format is {:?}, not {FORMAT:?}", checkpoint.format)));
        }
        Ok(checkpoint)
    }

    /// True if it was made with this key and not changed since.
    pub(super) fn is_genuine(&self, key: &AuditKey) -> bool {
        let digest = sha256(json(&self.heads));
        self.mac == mac(key, self.number, self.at.as_microsecond(), &digest, &self.previous)
    }
}

/// All checkpoints, oldest first.
pub(super) async fn all(tx: &mut Tx) -> Result<Vec<Row>> {
    tx.all(&ALL, &[]).await
}

/// The heads of all chains as the database has them.
pub(super) async fn heads(tx: &mut Tx) -> Result<Vec<Head>> {
    let rows: Vec<(String, i64, String)> = tx.all(&super::HEADS, &[]).await?;
    Ok(rows.into_iter().map(|(chain, number, mac)| Head { chain, number, mac }).collect())
}

/// A row of the table.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) number: i64,
    at: i64,
    heads: Option<String>,
    heads_digest: String,
    pub(super) mac: String,
}

impl Row {
    /// True if it follows `previous` and was made with this key.
    pub(super) fn is_genuine(&self, key: &AuditKey, previous: &str) -> bool {
        let kept = self.heads.as_ref().is_none_or(|heads| sha256(heads) == self.heads_digest);
        kept && self.mac == mac(key, self.number, self.at, &self.heads_digest, previous)
    }

    /// The heads, if they are still kept.
    pub(super) fn heads(&self) -> Result<Option<Vec<Head>>> {
        self.heads.as_ref().map(|heads| from_json("audit_checkpoint.heads", heads)).transpose()
    }

    async fn exported(self, tx: &mut Tx) -> Result<Checkpoint> {
        let before: Option<(String,)> = tx.optional(&MAC_BEFORE, args![self.number]).await?;
        Ok(Checkpoint {
            format: FORMAT.into(),
            number: self.number,
            at: instant("audit_checkpoint.at", self.at)?,
            previous: before.map_or_else(|| NO_MAC.to_owned(), |(mac,)| mac),
            heads: self.heads()?.unwrap_or_default(),
            mac: self.mac,
        })
    }
}

fn mac(key: &AuditKey, number: i64, at: i64, heads_digest: &str, previous: &str) -> String {
    let parts = [
        &number.to_be_bytes()[..],
        &at.to_be_bytes(),
        heads_digest.as_bytes(),
        previous.as_bytes(),
    ];
    key.sign("kompass audit checkpoint 1", &parts)
}
