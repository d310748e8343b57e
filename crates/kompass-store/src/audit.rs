//! The audit log: one chain per evaluation, else per organisation, else of the installation. An entry holds a salted
//! digest of its content and a MAC over itself and the entry before it, under a key that lives outside the database. So
//! nobody who has only the database can change, remove, move or add an entry unseen; what they can do is remove the
//! entries after the last checkpoint that was exported.

mod checkpoint;
mod list;
mod verify;

pub use checkpoint::{Bound, Checkpoint, Head, checkpoint, checkpoints, last_checkpoint};
pub use list::{Asked, Line, Of, Place, lines};
pub use verify::{Fault, Report, is_own, verify};

pub(crate) use checkpoint::{CHECKPOINT_STATEMENTS, bind, last_in};
pub(crate) use list::LIST_STATEMENTS;
pub(crate) use verify::walk;

use crate::db::{Db, Tx, args, statements};
use crate::sort::hex;
use crate::text::instant;
use crate::write::{Begun, Entry, Stamp, Write};
use hmac::{Hmac, KeyInit, Mac};
use kompass_core::{Error, Problem, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

/// Operation of the entries that say which others were disposed of.
pub(crate) const DISPOSE: &str = "audit.dispose";

/// Entries read at a time while a chain is walked.
const PAGE: i64 = 1000;

/// The MAC before the first entry of a chain and before the first checkpoint.
const NO_MAC: &str = "";

statements! {
    STATEMENTS:
    // Takes the next number and locks the chain until the transaction ends; `mac` is still that of the entry before.
    TAKE_NUMBER = "INSERT INTO audit_head (chain, number, mac) VALUES ($1, 1, '')
        ON CONFLICT (chain) DO UPDATE SET number = audit_head.number + 1 RETURNING number, mac";
    // The entry and the head of its chain at once: every write waits for both.
    APPEND =
        "INSERT INTO audit_entry (chain, number, at, operation, subject, actor, content, salt, digest, mac)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
        UPDATE audit_head SET mac = $10 WHERE chain = $1",
        "WITH entry AS (
            INSERT INTO audit_entry (chain, number, at, operation, subject, actor, content, salt, digest, mac)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))
        UPDATE audit_head SET mac = $10 WHERE chain = $1";
    DISPOSE_OF = "UPDATE audit_entry SET actor = NULL, content = NULL, salt = NULL
        WHERE chain = $1 AND number = $2 AND operation <> 'audit.dispose'";
    DISPOSE_OF_ALL = "UPDATE audit_entry SET actor = NULL, content = NULL, salt = NULL
        WHERE chain = $1 AND operation = $2 AND salt IS NOT NULL AND operation <> 'audit.dispose' RETURNING number";
    PAGE_OF_CHAIN = "SELECT chain, number, at, operation, subject, actor, content, salt, digest, mac FROM audit_entry
        WHERE chain = $1 AND number > $2 ORDER BY number LIMIT $3";
    HEADS = "SELECT chain, number, mac FROM audit_head ORDER BY chain";
    // Walks the index from chain to chain instead of reading every entry.
    NEXT_CHAIN = "SELECT min(chain) FROM audit_entry WHERE chain > $1";
}

/// The key of the audit chains: 32 bytes that are kept outside the database and never leave the machine with it.
#[derive(Clone)]
pub struct AuditKey([u8; 32]);

/// Which chain an entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    /// Everything about one evaluation.
    Evaluation(Uuid),
    /// Everything else of one organisation.
    Organisation(Uuid),
    /// What belongs to no organisation.
    Installation,
}

/// An entry of the audit log, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Number in its chain, from 1.
    pub number: i64,
    /// When.
    pub at: jiff::Timestamp,
    /// What was done: `judgement.put`.
    pub operation: String,
    /// To what.
    pub subject: String,
    /// By whom; `None` once disposed of.
    pub actor: Option<String>,
    /// What was written, as JSON; `None` once disposed of.
    pub content: Option<String>,
}

impl AuditKey {
    /// From 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From 64 hexadecimal digits, as they stand in the key file.
    pub fn from_hex(text: &str) -> Result<Self> {
        let digits = text.trim().as_bytes();
        let nibble = |digit: u8| (digit as char).to_digit(16).and_then(|n| u8::try_from(n).ok());
        let byte = |pair: &[u8]| Some(nibble(pair[0])? << 4 | nibble(pair[1])?);
        let bytes: Option<Vec<u8>> = digits.chunks_exact(2).map(byte).collect();
        let bytes = bytes.filter(|_| digits.len() == 64).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| {
            Error::invalid(Problem::new(
                "audit key",
                "it is not 64 hexadecimal digits",
                "restore the key file from its copy; without it the audit log cannot be verified",
            ))
        })
    }

    /// As 64 hexadecimal digits.
    pub fn to_hex(&self) -> String {
        hex(&self.0)
    }

    /// Names the key without telling anything of it: the same for everything that was made with it.
    pub fn fingerprint(&self) -> String {
        self.sign("kompass audit key 1", &[])
    }

    /// MAC over parts; lengths go in, so no two lists of parts give the same bytes.
    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any size");
        mac.update(purpose.as_bytes());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }

    fn sign(&self, purpose: &str, parts: &[&[u8]]) -> String {
        hex(&self.mac(purpose, parts).finalize().into_bytes())
    }
}

/// The key is a secret: no log may show it.
impl fmt::Debug for AuditKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuditKey(…)")
    }
}

/// The name of the chain in the database and in messages.
impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Evaluation(id) => write!(f, "evaluation:{id}"),
            Self::Organisation(id) => write!(f, "organisation:{id}"),
            Self::Installation => f.write_str("installation"),
        }
    }
}

/// A page of a chain, from the entry after this number.
pub async fn page(db: &Db, chain: &Chain, after: i64) -> Result<Vec<Record>> {
    let rows: Vec<Row> = db.all(&PAGE_OF_CHAIN, args![chain.to_string(), after, PAGE]).await?;
    rows.into_iter().map(Record::try_from).collect()
}

/// Removes text, author and salt of entries; their digests stay, so the chain still verifies. Returns how many held
/// something. Entries that say what was disposed of stay whole.
pub async fn dispose(db: &Db, stamp: &Stamp, chain: &Chain, numbers: &[i64]) -> Result<u64> {
    let request = (chain.to_string(), numbers);
    let mut write = match Write::begin(db, stamp, DISPOSE, &request).await? {
        Begun::Repeated(outcome) => return Ok(outcome),
        Begun::New(write) => write,
    };
    let mut disposed = Vec::new();
    for number in numbers {
        if write.tx.execute(&DISPOSE_OF, args![chain.to_string(), *number]).await? == 1 {
            disposed.push(*number);
        }
    }
    if disposed.is_empty() {
        return Ok(0);
    }
    let count = disposed.len() as u64;
    write.finish(Entry { chain: *chain, subject: "", content: Disposal { disposed } }, count).await
}

/// As [`dispose`], of all entries of these operations, as a part of a write that is a [`DISPOSE`] and whose entry in this
/// chain names what was disposed of. Returns their numbers.
pub(crate) async fn dispose_in(
    tx: &mut Tx,
    chain: &Chain,
    operations: &[&str],
) -> Result<Vec<i64>> {
    let mut numbers = Vec::new();
    for operation in operations {
        let rows: Vec<(i64,)> =
            tx.all(&DISPOSE_OF_ALL, args![chain.to_string(), *operation]).await?;
        numbers.extend(rows.into_iter().map(|(number,)| number));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Content of an entry about disposal. Others may say more in theirs.
#[derive(Serialize, Deserialize)]
struct Disposal {
    disposed: Vec<i64>,
}

/// What is appended to a chain.
pub(crate) struct Addition<'a> {
    pub(crate) chain: &'a Chain,
    pub(crate) at: i64,
    pub(crate) operation: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) content: &'a str,
    pub(crate) salt: &'a [u8; 32],
}

/// Appends an entry in the transaction of the write it tells of.
pub(crate) async fn append(tx: &mut Tx, key: &AuditKey, addition: &Addition<'_>) -> Result<()> {
    let chain = addition.chain.to_string();
    let salt = hex(addition.salt);
    let digest = content_digest(&salt, addition.actor, addition.content);
    let (number, previous): (i64, String) = tx.one(&TAKE_NUMBER, args![&chain]).await?;
    let link = Link {
        chain: &chain,
        number,
        at: addition.at,
        operation: addition.operation,
        subject: addition.subject,
        digest: &digest,
        previous: &previous,
    };
    let mac = link.mac(key);
    let row = args![
        &chain,
        number,
        addition.at,
        addition.operation,
        addition.subject,
        addition.actor,
        addition.content,
        &salt,
        &digest,
        &mac,
    ];
    tx.execute(&APPEND, row).await.map(|_| ())
}

/// What the MAC of an entry binds: all of it but what can be disposed of, which the digest stands for.
struct Link<'a> {
    chain: &'a str,
    number: i64,
    at: i64,
    operation: &'a str,
    subject: &'a str,
    digest: &'a str,
    previous: &'a str,
}

impl Link<'_> {
    fn mac(&self, key: &AuditKey) -> String {
        let parts = [
            self.chain.as_bytes(),
            &self.number.to_be_bytes(),
            &self.at.to_be_bytes(),
            self.operation.as_bytes(),
            self.subject.as_bytes(),
            self.digest.as_bytes(),
            self.previous.as_bytes(),
        ];
        key.sign("kompass audit entry 1", &parts)
    }
}

/// Digest of what can be disposed of. Without the salt nobody can guess the content from it.
fn content_digest(salt: &str, actor: &str, content: &str) -> String {
    let mut hash = Sha256::new();
    for part in [salt, actor, content] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// A row of the audit log.
#[derive(sqlx::FromRow)]
struct Row {
    chain: String,
    number: i64,
    at: i64,
    operation: String,
    subject: String,
    actor: Option<String>,
    content: Option<String>,
    salt: Option<String>,
    digest: String,
    mac: String,
}

impl TryFrom<Row> for Record {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            number: row.number,
            at: instant("audit_entry.at", row.at)?,
            operation: row.operation,
            subject: row.subject,
            actor: row.actor,
            content: row.content,
        })
    }
}
