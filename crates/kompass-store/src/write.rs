//! One write: a transaction that answers a repeated idempotency key with the stored outcome and that cannot end
//! without its entry in the audit log.

use crate::audit::{self, AuditKey, Chain};
use crate::db::{Db, Tx, args, statements};
use crate::job::{self, Work};
use crate::text::{from_json, json, sha256};
use kompass_core::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt::Display;
use uuid::Uuid;

statements! {
    STATEMENTS:
    // The outcome is that of a write with nothing to tell, until another one is stored.
    CLAIM_KEY = "INSERT INTO idempotency_key (actor, key, operation, digest, outcome, at)
        VALUES ($1, $2, $3, $4, 'null', $5) ON CONFLICT (actor, key) DO NOTHING";
    STORED_OUTCOME = "SELECT operation, digest, outcome FROM idempotency_key WHERE actor = $1 AND key = $2";
    STORE_OUTCOME = "UPDATE idempotency_key SET outcome = $3 WHERE actor = $1 AND key = $2";
    FORGET_KEYS = "DELETE FROM idempotency_key WHERE at < $1";
}

/// Outcome of a write with nothing to tell, as JSON.
const NOTHING_TO_TELL: &str = "null";

/// What a write needs from outside: when, by whom, under which idempotency key, and randomness. The same stamp writes
/// the same rows.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// The clock.
    pub now: jiff::Timestamp,
    /// Who writes: an account, or `command line`.
    pub by: String,
    /// Idempotency key, unique among the writes of this one.
    pub key: String,
    /// 32 random bytes, used for this write only. Ids and salts come from them.
    pub seed: [u8; 32],
    /// The key of the audit chains.
    pub audit: AuditKey,
}

impl Stamp {
    /// The clock in microseconds.
    pub(crate) fn micros(&self) -> i64 {
        self.now.as_microsecond()
    }
}

/// Forgets idempotency keys older than this; returns how many. A repeated request older than that is a new one.
pub async fn forget_keys(db: &Db, before: jiff::Timestamp) -> Result<u64> {
    let mut tx = db.begin().await?;
    let forgotten = tx.execute(&FORGET_KEYS, args![before.as_microsecond()]).await?;
    tx.commit().await?;
    Ok(forgotten)
}

/// A write under way. Dropped, it leaves nothing.
#[derive(Debug)]
pub(crate) struct Write<'a> {
    /// The transaction.
    pub(crate) tx: Tx,
    stamp: &'a Stamp,
    operation: &'static str,
    drawn: u32,
}

/// What a request turns out to be.
pub(crate) enum Begun<'a, T> {
    /// Not seen before.
    New(Write<'a>),
    /// Answered before, with this.
    Repeated(T),
}

/// What the audit log says about a write.
pub(crate) struct Entry<'a, C> {
    /// The chain it belongs to.
    pub(crate) chain: Chain,
    /// What was written, for finding it: `1.4.2/E1`.
    pub(crate) subject: &'a str,
    /// What was written, as it can be disposed of later.
    pub(crate) content: C,
}

impl<'a> Write<'a> {
    /// Begins, or finds the outcome of the same request. The same key with another request is a conflict.
    pub(crate) async fn begin<T: DeserializeOwned>(
        db: &Db,
        stamp: &'a Stamp,
        operation: &'static str,
        request: &impl Serialize,
    ) -> Result<Begun<'a, T>> {
        let digest = sha256(json(request));
        let mut tx = db.begin().await?;
        let claim = args![&stamp.by, &stamp.key, operation, &digest, stamp.micros()];
        if tx.execute(&CLAIM_KEY, claim).await? == 1 {
            return Ok(Begun::New(Self { tx, stamp, operation, drawn: 0 }));
        }
        let (stored_operation, stored_digest, outcome): (String, String, String) =
            tx.one(&STORED_OUTCOME, args![&stamp.by, &stamp.key]).await?;
        if stored_operation != operation || stored_digest != digest {
            return Err(Error::Conflict(format!(
                "the idempotency key {:?} was used before for another {stored_operation} – use a new key",
                stamp.key
            )));
        }
        Ok(Begun::Repeated(from_json("idempotency_key.outcome", &outcome)?))
    }

    /// The clock in microseconds.
    pub(crate) fn now(&self) -> i64 {
        self.stamp.micros()
    }

    /// The account that writes, if it is one.
    pub(crate) fn account(&self) -> Option<&'a str> {
        self.stamp.by.strip_prefix("account:")
    }

    /// A fresh id, later than the ones before it.
    pub(crate) fn id(&mut self) -> Uuid {
        // Version and variant take the upper bits of the first and third byte; the counter goes around them.
        let high = u16::try_from(self.drawn >> 14 & 0x0fff).unwrap_or(0);
        let low = u16::try_from(self.drawn & 0x3fff).unwrap_or(0);
        let mut bytes = [0; 10];
        bytes[..2].copy_from_slice(&high.to_be_bytes());
        bytes[2..4].copy_from_slice(&low.to_be_bytes());
        bytes[4..].copy_from_slice(&self.draw()[..6]);
        let millis = u64::try_from(self.stamp.now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    /// Ends the write: outcome, audit entry and rows become durable together.
    pub(crate) async fn finish<T: Serialize, C: Serialize>(
        mut self,
        entry: Entry<'_, C>,
        outcome: T,
    ) -> Result<T> {
        self.log(entry).await?;
        let stored = json(&outcome);
        if stored != NOTHING_TO_TELL {
            let outcome = args![&self.stamp.by, &self.stamp.key, &stored];
            self.tx.execute(&STORE_OUTCOME, outcome).await?;
        }
        self.tx.commit().await?;
        Ok(outcome)
    }

    /// As [`Write::finish`], with the entry in the log of an evaluation.
    pub(crate) async fn finish_in<T: Serialize>(
        self,
        evaluation: Uuid,
        subject: impl Display,
        content: impl Serialize,
        outcome: T,
    ) -> Result<T> {
        let (chain, subject) = (Chain::Evaluation(evaluation), subject.to_string());
        self.finish(Entry { chain, subject: &subject, content }, outcome).await
    }

    /// An entry in the audit log before the last one, for a write that concerns several chains. Chains are taken in the
    /// order of their names, or two writes could wait for each other. What somebody has to be told of is announced here,
    /// so that no such write can leave it out.
    pub(crate) async fn log<C: Serialize>(&mut self, entry: Entry<'_, C>) -> Result<()> {
        self.announce(&entry).await?;
        let salt: [u8; 32] = self.draw();
        let content = json(&entry.content);
        let addition = audit::Addition {
            chain: &entry.chain,
            at: self.now(),
            operation: self.operation,
            subject: entry.subject,
            actor: &self.stamp.by,
            content: &content,
            salt: &salt,
        };
        audit::append(&mut self.tx, &self.stamp.audit, &addition).await
    }

    /// Has those told whom the write concerns, if there are any.
    async fn announce<C>(&mut self, entry: &Entry<'_, C>) -> Result<()> {
        let Some(event) = job::event_of(self.operation) else {
            return Ok(());
        };
        let evaluation = match entry.chain {
            Chain::Evaluation(id) => Some(id),
            _ => None,
        };
        let (subject, actor) = (entry.subject.to_owned(), self.stamp.by.clone());
        let (id, now) = (self.id(), self.now());
        let work = Work::Announce { event, evaluation, subject, actor };
        job::enqueue_in(&mut self.tx, id, &format!("announce {id}"), &work, now).await
    }

    /// 32 bytes that nobody without the seed can know and that do not repeat.
    fn draw(&mut self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.stamp.seed);
        for part in [self.operation, &self.stamp.by, &self.stamp.key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.update(self.drawn.to_be_bytes());
        self.drawn += 1;
        hash.finalize().into()
    }
}
