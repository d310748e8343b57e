//! Walking every chain from its first entry to its head.

use super::checkpoint::{self, Checkpoint, Head};
use super::{
    AuditKey, DISPOSE, Disposal, Link, NEXT_CHAIN, NO_MAC, PAGE, PAGE_OF_CHAIN, Row, content_digest,
};
use crate::db::{Db, Tx, args};
use kompass_core::{Error, Result};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for a chain in a fault of the checkpoints.
pub(super) const CHECKPOINT: &str = "checkpoint";

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Chains walked.
    pub chains: u64,
    /// Entries verified.
    pub entries: u64,
    /// Entries whose text was disposed of.
    pub disposed: u64,
    /// Number of the newest checkpoint that was compared; entries after it could have been cut off unseen.
    pub checkpoint: Option<i64>,
    /// The first thing wrong in each chain, and anything wrong with the checkpoints.
    pub faults: Vec<Fault>,
}

/// Something that was tampered with, or lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Name of the chain, or `checkpoint`.
    pub chain: String,
    /// Number of the entry or checkpoint.
    pub number: i64,
    /// What is wrong.
    pub what: String,
}

impl Report {
    /// True if nothing is wrong.
    pub fn is_intact(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Verifies every chain against the key, the stored checkpoints, and an exported one if there is one.
pub async fn verify(db: &Db, key: &AuditKey, exported: Option<&Checkpoint>) -> Result<Report> {
    Ok(walk(&mut db.snapshot().await?, key, exported, None).await?.0)
}

/// Walks these chains, or all. Also returns the heads of those that are whole: only they may be bound by a checkpoint.
pub(crate) async fn walk(
    tx: &mut Tx,
    key: &AuditKey,
    exported: Option<&Checkpoint>,
    only: Option<&[String]>,
) -> Result<(Report, Vec<Head>)> {
    let mut report =
        Report { chains: 0, entries: 0, disposed: 0, checkpoint: None, faults: Vec::new() };
    let bound = bound_heads(tx, key, exported, &mut report).await?;
    let heads: BTreeMap<String, Head> =
        checkpoint::heads(tx).await?.into_iter().map(|head| (head.chain.clone(), head)).collect();

    let names = match only {
        Some(only) => only.iter().cloned().collect(),
        None => {
            let mut names: BTreeSet<String> = heads.keys().chain(bound.keys()).cloned().collect();
            let mut last = String::new();
            while let (Some(chain),) =
                tx.one::<(Option<String>,)>(&NEXT_CHAIN, args![&last]).await?
            {
                names.insert(chain.clone());
                last = chain;
            }
            names
        }
    };
    let mut whole = Vec::new();
    for name in names {
        let no_bounds = Vec::new();
        let bounds = bound.get(&name).unwrap_or(&no_bounds);
        let mut walk = Walk::new(key, &name, bounds);
        walk.chain(tx).await?;
        walk.end(heads.get(&name));
        report.chains += 1;
        report.entries += walk.entries;
        report.disposed += walk.without_text.len() as u64;
        match walk.first_fault() {
            Some(fault) => report.faults.push(fault),
            None => whole.extend(heads.get(&name).cloned()),
        }
    }
    Ok((report, whole))
}

/// Whether the log was begun with this key, as the first entry of one of its chains says; true as long as nothing is written.
pub async fn is_own(db: &Db, key: &AuditKey) -> Result<bool> {
    let mut tx = db.snapshot().await?;
    let (mut last, mut seen) = (String::new(), false);
    // Of several chains, so that one altered entry does not make the key a foreign one.
    for _ in 0..3 {
        let (Some(chain),) = tx.one::<(Option<String>,)>(&NEXT_CHAIN, args![&last]).await? else {
            break;
        };
        let first: Vec<Row> = tx.all(&PAGE_OF_CHAIN, args![&chain, 0_i64, 1_i64]).await?;
        for row in first.iter().filter(|row| row.number == 1) {
            if link(row, NO_MAC).mac(key) == row.mac {
                return Ok(true);
            }
            seen = true;
        }
        last = chain;
    }
    Ok(!seen)
}

/// The entry of a row, bound to the one before.
fn link<'a>(row: &'a Row, previous: &'a str) -> Link<'a> {
    Link {
        chain: &row.chain,
        number: row.number,
        at: row.at,
        operation: &row.operation,
        subject: &row.subject,
        digest: &row.digest,
        previous,
    }
}

/// The heads that the newest stored checkpoint and the exported one bind, by chain; faults of the checkpoints themselves
/// go to the report.
async fn bound_heads(
    tx: &mut Tx,
    key: &AuditKey,
    exported: Option<&Checkpoint>,
    report: &mut Report,
) -> Result<BTreeMap<String, Vec<Head>>> {
    let mut fault = |number, what: &str| {
        report.faults.push(Fault { chain: CHECKPOINT.into(), number, what: what.into() });
    };
    let stored = checkpoint::all(tx).await?;
    let mut heads = Vec::new();
    let mut previous = NO_MAC;
    for (row, number) in stored.iter().zip(1..) {
        if row.number != number {
            fault(number, "the checkpoint is missing");
            break;
        }
        if !row.is_genuine(key, previous) {
            fault(number, "the checkpoint was altered, or made with another key");
            break;
        }
        previous = &row.mac;
    }
    let newest =
        stored.last().map(|last| Ok::<_, Error>((last.number, last.heads()?))).transpose()?;
    let newest_number = newest.as_ref().map(|(number, _)| *number);
    match newest {
        Some((_, Some(bound))) => heads.extend(bound),
        Some((number, None)) => fault(number, "the heads that the checkpoint bound are gone"),
        None => {}
    }
    if let Some(exported) = exported {
        if exported.is_genuine(key) {
            heads.extend(exported.heads.iter().cloned());
            let same =
                stored.iter().any(|row| row.number == exported.number && row.mac == exported.mac);
            if !same {
                fault(exported.number, "the database does not have the exported checkpoint");
            }
        } else {
            fault(exported.number, "the exported checkpoint was altered, or made with another key");
        }
    }
    report.checkpoint = newest_number.max(exported.map(|exported| exported.number));
    let mut by_chain: BTreeMap<String, Vec<Head>> = BTreeMap::new();
    for head in heads {
        by_chain.entry(head.chain.clone()).or_default().push(head);
    }
    Ok(by_chain)
}

/// One chain under way.
struct Walk<'a> {
    key: &'a AuditKey,
    name: &'a str,
    bounds: &'a [Head],
    entries: u64,
    previous: String,
    without_text: BTreeSet<i64>,
    disposed: BTreeSet<i64>,
    broken: Option<Fault>,
}

impl<'a> Walk<'a> {
    fn new(key: &'a AuditKey, name: &'a str, bounds: &'a [Head]) -> Self {
        Self {
            key,
            name,
            bounds,
            entries: 0,
            previous: NO_MAC.to_owned(),
            without_text: BTreeSet::new(),
            disposed: BTreeSet::new(),
            broken: None,
        }
    }

    /// All entries up to the first that does not fit.
    async fn chain(&mut self, tx: &mut Tx) -> Result<()> {
        let mut last = 0;
        loop {
            let rows: Vec<Row> = tx.all(&PAGE_OF_CHAIN, args![self.name, last, PAGE]).await?;
            let Some(newest) = rows.last() else { return Ok(()) };
            last = newest.number;
            for row in rows {
                if let Some(what) = self.entry(&row) {
                    // What follows a missing entry is numbered too high; the missing one is the fault.
                    let number = row.number.min(self.next());
                    self.broken = Some(self.fault(number, what));
                    return Ok(());
                }
                self.previous = row.mac;
                self.entries += 1;
            }
        }
    }

    /// What is wrong with the next entry.
    fn entry(&mut self, row: &Row) -> Option<&'static str> {
        if row.number != self.next() {
            return Some("the entry is missing");
        }
        if link(row, &self.previous).mac(self.key) != row.mac {
            return Some("the entry was altered or moved, or another key is in use");
        }
        match (&row.salt, &row.actor, &row.content) {
            (Some(salt), Some(actor), Some(content)) => {
                if content_digest(salt, actor, content) != row.digest {
                    return Some("the text of the entry was altered");
                }
                if row.operation == DISPOSE
                    && let Ok(disposal) = serde_json::from_str::<Disposal>(content)
                {
                    self.disposed.extend(disposal.disposed);
                }
            }
            (None, None, None) => {
                self.without_text.insert(row.number);
            }
            _ => return Some("a part of the entry is missing"),
        }
        let moved = |head: &&Head| head.number == row.number && head.mac != row.mac;
        self.bounds.iter().find(moved).map(|_| "the entry is not the one that the checkpoint bound")
    }

    /// What only shows at the end of the chain.
    fn end(&mut self, head: Option<&Head>) {
        let last = self.next() - 1;
        if self.broken.is_some() {
            return;
        }
        let bound = self.bounds.iter().map(|head| head.number).max().unwrap_or(0);
        let what = match head {
            _ if bound > last => "the entry is missing; a checkpoint bound it",
            None => "the head of the chain is missing",
            Some(head) if head.number > last => {
                "the entry is missing; the head of the chain names it"
            }
            Some(head) if head.number < last || head.mac != self.previous => {
                "the head of the chain was altered"
            }
            Some(_) => return,
        };
        let number = if head.is_some_and(|head| head.number > last) || bound > last {
            last + 1
        } else {
            last
        };
        self.broken = Some(self.fault(number, what));
    }

    /// The first thing wrong in the chain: text that went without a disposal, or the break in the chain.
    fn first_fault(self) -> Option<Fault> {
        let unexplained = self.without_text.difference(&self.disposed).next();
        let emptied = unexplained.map(|number| {
            self.fault(*number, "the text of the entry is gone, and no disposal names it")
        });
        [emptied, self.broken].into_iter().flatten().min_by_key(|fault| fault.number)
    }

    fn next(&self) -> i64 {
        i64::try_from(self.entries).unwrap_or(i64::MAX).saturating_add(1)
    }

    fn fault(&self, number: i64, what: &str) -> Fault {
        Fault { chain: self.name.to_owned(), number, what: what.to_owned() }
    }
}
