//! Numbered writes that a process makes until it is killed, and the comparison of what is there afterwards with what was
//! acknowledged.

use crate::database::{municipality, stamp};
use crate::evaluations::{full_evaluation, pinned};
use kompass_core::evaluation::{Evaluation, Judgement};
use kompass_core::result::{Basis, EvaluationResult, ResultOrigin};
use kompass_core::{Error, Result};
use kompass_store::judgement::{Placed, Said};
use kompass_store::result::Which;
use kompass_store::{AuditKey, Db, audit, evaluation, judgement, organisation, result, setting};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Setting that counts.
const COUNTER: &str = "counter";

/// Rows of one import.
const ROWS: u32 = 20;

/// Stamps of numbered writes begin here; those below are for setting up.
const FIRST_STAMP: u32 = 1000;

/// What the writes go to.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Owner of the evaluations.
    pub organisation: Uuid,
    /// The evaluation that judgements go to.
    pub evaluation: Uuid,
}

/// Makes what the writes go to.
pub async fn prepare(db: &Db) -> Result<Target> {
    let organisation = organisation::create(db, &stamp(0), &municipality("Granvik")).await?;
    let mut whole = full_evaluation(0);
    whole.areas.clear();
    let framework = pinned(&whole.framework);
    let inserted = evaluation::insert(db, &stamp(1), organisation, &whole, &framework).await?;
    Ok(Target { organisation, evaluation: inserted.id })
}

/// The write of this number: a whole evaluation, an import of results, an import of judgements, or a setting. Writing it
/// again changes nothing.
pub async fn write(db: &Db, target: Target, number: u32) -> Result<()> {
    let stamp = stamp(FIRST_STAMP + number);
    let digest = format!("digest {number}");
    match number % 4 {
        0 => {
            let whole = full_evaluation(number);
            let framework = pinned(&whole.framework);
            evaluation::insert(db, &stamp, target.organisation, &whole, &framework)
                .await
                .map(|_| ())
        }
        1 => {
            let results: Vec<EvaluationResult> =
                (0..ROWS).map(|row| numbered_result(number, row)).collect();
            result::import(db, &stamp, "results.csv", &digest, &results).await.map(|_| ())
        }
        2 => {
            let rows = (0..ROWS).map(|row| numbered_judgement(target.evaluation, number, row));
            judgement::import_many(db, &stamp, &digest, rows).await.map(|_| ())
        }
        _ => setting::put(db, &stamp, COUNTER, &number.to_string()).await,
    }
}

fn numbered_result(number: u32, row: u32) -> EvaluationResult {
    EvaluationResult {
        country: "SE".into(),
        municipality: format!("Ort {number}"),
        code: None,
        year: Some(2000 + i16::try_from(row).unwrap_or(0)),
        framework: "2020".into(),
        total: Some(number),
        areas: Vec::new(),
        origin: ResultOrigin::Published,
        basis: Basis::Official,
        source: "test".into(),
        note: String::new(),
    }
}

fn numbered_judgement(evaluation: Uuid, number: u32, row: u32) -> Placed {
    let said = Said::Rubric(Judgement {
        by: "E1".into(),
        levels: vec!["some".into()],
        planned: false,
        reason: number.to_string(),
        evidence: Vec::new(),
    });
    Placed { evaluation, subject: format!("1.{}.{}", number + 1, row + 1), position: 0, said }
}

/// Compares the database with the writes that were acknowledged, all those below `acknowledged`. The next one may be
/// there too: it was on its way. Everything must be whole, once, and told of in the audit log.
pub async fn compare(db: &Db, target: Target, acknowledged: u32, key: &AuditKey) -> Result<()> {
    let report = audit::verify(db, key, None).await?;
    let differs = |what: String| Err(Error::Internal(what));
    if !report.is_intact() {
        return differs(format!("the audit log does not verify: {:?}", report.faults));
    }
    let mut found: BTreeMap<u32, u32> = BTreeMap::new();
    for head in evaluation::list(db, Some(target.organisation)).await? {
        if head.id == target.evaluation {
            continue;
        }
        let stored = evaluation::load(db, head.id).await?.evaluation;
        let number = stored.record_number.parse().unwrap_or(u32::MAX);
        let expected = Evaluation { id: Some(head.id), ..full_evaluation(number) };
        if stored != expected {
            return differs(format!("evaluation {number} is half written"));
        }
        *found.entry(number).or_default() += ROWS;
    }
    for stored in result::list(db, Which::All).await? {
        *found.entry(stored.result.total.unwrap_or(u32::MAX)).or_default() += 1;
    }
    let judged = evaluation::load(db, target.evaluation).await?.evaluation;
    let questions =
        judged.areas.iter().flat_map(|area| &area.sub_areas).flat_map(|sub| &sub.questions);
    for judgement in questions.flat_map(|question| &question.judgements) {
        *found.entry(judgement.reason.parse().unwrap_or(u32::MAX)).or_default() += 1;
    }
    let counter = setting::get(db, COUNTER).await?.and_then(|value| value.parse::<u32>().ok());
    let counted = (0..=acknowledged).filter(|number| number % 4 == 3 && Some(*number) <= counter);
    found.extend(counted.map(|number| (number, ROWS)));
    let all: BTreeMap<u32, u32> = (0..acknowledged).map(|number| (number, ROWS)).collect();
    found.retain(|number, rows| *number != acknowledged || *rows != ROWS);
    if found == all && counter <= Some(acknowledged) {
        return Ok(());
    }
    let wrong: Vec<(u32, Option<&u32>)> = (0..=acknowledged)
        .chain(found.keys().copied())
        .filter(|number| all.get(number) != found.get(number))
        .map(|number| (number, found.get(&number)))
        .collect();
    differs(format!("acknowledged below {acknowledged}, counted to {counter:?}; wrong: {wrong:?}"))
}
