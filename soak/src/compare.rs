//! What is there in the end, against what was acknowledged: all of it, once, and nothing else.

use crate::journal::Acknowledged;
use crate::seats::Seat;
use anyhow::{Result, ensure};
use kompass_app::installation::Installation;
use kompass_store::audit::{self, Chain};
use kompass_store::judgement::Said;
use kompass_store::{document, judgement, note};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The member who judges.
const LEADER: &str = "E1";

/// What a comparison looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(crate) writes: u64,
    pub(crate) audit_entries: u64,
    pub(crate) documents: u64,
}

/// What is there of a seat, in the form of what would have been acknowledged.
struct There {
    /// How often each stands there.
    writes: BTreeMap<Acknowledged, u64>,
    /// How many writes of each kind the audit log tells of.
    logged: BTreeMap<String, u64>,
}

/// # Errors
/// Something that was acknowledged is not there, or is there twice; something is there that was not acknowledged; the audit
/// log is damaged or tells of other writes.
pub(crate) async fn compare(
    installation: &Installation,
    seats: &[Seat],
    journal: Vec<Acknowledged>,
) -> Result<Compared> {
    let mut wrong = Vec::new();
    let writes = journal.len() as u64;
    let mut of_seats: BTreeMap<Uuid, Vec<Acknowledged>> = BTreeMap::new();
    for acknowledged in journal {
        of_seats.entry(evaluation_of(&acknowledged)).or_default().push(acknowledged);
    }
    let mut documents = 0;
    for seat in seats {
        let acknowledged = of_seats.remove(&seat.evaluation).unwrap_or_default();
        let There { writes, logged } = there(installation, seat, &acknowledged).await?;
        let expected = last_of_each(&acknowledged);
        for (write, times) in &writes {
            if *times != 1 {
                wrong.push(format!("{write:?} is there {times} times"));
            }
            if !expected.contains(write) {
                wrong.push(format!("nobody acknowledged {write:?}"));
            }
        }
        let lost = expected.iter().filter(|write| !writes.contains_key(write));
        wrong.extend(lost.map(|write| format!("lost: {write:?}")));
        for operation in ["note.add", "judgement.put", "document.add"] {
            let acknowledged = acknowledged.iter().filter(|it| operation_of(it) == operation);
            let (acknowledged, logged) =
                (acknowledged.count() as u64, logged.get(operation).copied().unwrap_or(0));
            if logged != acknowledged {
                wrong.push(format!(
                    "{operation} of {}: {acknowledged} acknowledged, {logged} in the audit log",
                    seat.evaluation
                ));
            }
        }
        for write in &expected {
            if let Acknowledged::Document { name, digest, .. } = write {
                documents += 1;
                if let Err(error) = installation.blobs.verify(digest).await {
                    wrong.push(format!("lost: the bytes of {name}: {error}"));
                }
            }
        }
    }
    let report = audit::verify(&installation.db, installation.audit_key(), None).await?;
    wrong.extend(report.faults.iter().map(|fault| format!("the audit log: {fault:?}")));
    let shown: Vec<&String> = wrong.iter().take(20).collect();
    ensure!(wrong.is_empty(), "{} things are wrong, among them {shown:#?}", wrong.len());
    Ok(Compared { writes, audit_entries: report.entries, documents })
}

async fn there(
    installation: &Installation,
    seat: &Seat,
    acknowledged: &[Acknowledged],
) -> Result<There> {
    let (db, evaluation) = (&installation.db, seat.evaluation);
    let mut writes: BTreeMap<Acknowledged, u64> = BTreeMap::new();
    for note in note::of_evaluation(db, evaluation).await? {
        *writes.entry(Acknowledged::Note { evaluation, text: note.text }).or_default() += 1;
    }
    for stored in document::list(db, evaluation).await? {
        let digest = stored.file.blob.map(|blob| blob.digest).unwrap_or_default();
        let name = stored.file.name;
        *writes.entry(Acknowledged::Document { evaluation, name, digest }).or_default() += 1;
    }
    let questions: BTreeSet<&str> = acknowledged
        .iter()
        .filter_map(|it| match it {
            Acknowledged::Judgement { question, .. } => Some(question.as_str()),
            _ => None,
        })
        .collect();
    for question in questions {
        let Some(stored) = judgement::get(db, evaluation, question, LEADER).await? else {
            continue;
        };
        let Said::Rubric(said) = stored.placed.said else { continue };
        let (question, reason) = (question.to_owned(), said.reason);
        let version = stored.version;
        writes.insert(Acknowledged::Judgement { evaluation, question, version, reason }, 1);
    }
    let (mut logged, mut after) = (BTreeMap::new(), 0);
    loop {
        let page = audit::page(db, &Chain::Evaluation(evaluation), after).await?;
        let Some(last) = page.last() else { break };
        after = last.number;
        for record in page {
            *logged.entry(record.operation).or_default() += 1;
        }
    }
    Ok(There { writes, logged })
}

/// What must be there: of judgements of a question the last, whose version counts the others.
fn last_of_each(acknowledged: &[Acknowledged]) -> BTreeSet<Acknowledged> {
    let mut last = BTreeMap::new();
    for write in acknowledged {
        let place = match write {
            Acknowledged::Note { text, .. } => format!("note {text}"),
            Acknowledged::Judgement { question, .. } => format!("judgement {question}"),
            Acknowledged::Document { name, .. } => format!("document {name}"),
        };
        last.insert(place, write.clone());
    }
    last.into_values().collect()
}

fn evaluation_of(acknowledged: &Acknowledged) -> Uuid {
    match acknowledged {
        Acknowledged::Note { evaluation, .. }
        | Acknowledged::Judgement { evaluation, .. }
        | Acknowledged::Document { evaluation, .. } => *evaluation,
    }
}

fn operation_of(acknowledged: &Acknowledged) -> &'static str {
    match acknowledged {
        Acknowledged::Note { .. } => "note.add",
        Acknowledged::Judgement { .. } => "judgement.put",
        Acknowledged::Document { .. } => "document.add",
    }
}
