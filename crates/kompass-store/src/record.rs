//! Record numbers of evaluations, and how many records of each type an evaluation has.

use crate::audit::Chain;
use crate::db::{Db, Tx, args, statements};
use crate::evaluation;
use crate::text::{from_word, id, instant_some, narrow};
use crate::write::{Begun, Entry, Stamp, Write};
use jiff::Timestamp;
use kompass_core::evaluation::State;
use kompass_core::record::Record;
use kompass_core::record::number::Pattern;
use kompass_core::{Error, Result};
use std::collections::BTreeMap;
use uuid::Uuid;

statements! {
    STATEMENTS:
    SERIES = "SELECT pattern, version FROM record_series WHERE organisation_id = $1";
    INSERT_SERIES = "INSERT INTO record_series (organisation_id, pattern, version, changed_at) VALUES ($1, $2, 1, $3)
        ON CONFLICT (organisation_id) DO NOTHING";
    UPDATE_SERIES = "UPDATE record_series SET pattern = $2, version = version + 1, changed_at = $3
        WHERE organisation_id = $1 AND version = $4";
    NUMBER = "SELECT record_number FROM evaluation WHERE id = $1";
    // Whoever takes a number waits for the one who takes the number before, so that none is left out.
    TAKE = "INSERT INTO record_count (organisation_id, year, last) VALUES ($1, $2, 1)
        ON CONFLICT (organisation_id, year) DO UPDATE SET last = record_count.last + 1 RETURNING last";
    IN_USE = "SELECT id FROM evaluation WHERE organisation_id = $1 AND record_number = $2 LIMIT 1";
    ALSO = "SELECT count(*) FROM evaluation
        WHERE organisation_id = $1 AND record_number = $2 AND id <> $3 AND companion_of IS NULL";
    // The plan counts it as a change of its own, so that a form of the plan does not put the old number back.
    SET = "UPDATE evaluation SET record_number = $3, plan_version = plan_version + 1, version = version + 1, changed_at = $4
        WHERE id = $1 AND record_number = $2";
    SET_COMPANION = "UPDATE evaluation SET record_number = $2, version = version + 1, changed_at = $3
        WHERE companion_of = $1";
    // Those of the second sheet are counted with the evaluation that it belongs to.
    COUNTS = "SELECT 'report' AS record, count(*) AS records FROM report
            WHERE evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1)
        UNION ALL SELECT 'publication', count(*) FROM publication WHERE evaluation_id = $1
        UNION ALL SELECT 'steps', count(*) FROM step_taken WHERE evaluation_id = $1
        UNION ALL SELECT 'team', count(*) FROM member WHERE evaluation_id = $1
        UNION ALL SELECT 'answers', count(*) FROM answer WHERE evaluation_id = $1 AND handed_at IS NOT NULL
        UNION ALL SELECT 'answer_drafts', (SELECT count(*) FROM answer_history WHERE evaluation_id = $1)
            + (SELECT count(*) FROM answer_query WHERE evaluation_id = $1)
        UNION ALL SELECT 'documents', count(*) FROM document WHERE evaluation_id = $1 AND blob_digest IS NOT NULL
        UNION ALL SELECT 'document_requests', count(*) FROM document_request WHERE evaluation_id = $1
        UNION ALL SELECT 'since_last', count(*) FROM since_last WHERE evaluation_id = $1
        UNION ALL SELECT 'self_assessment', count(*) FROM self_assessment WHERE evaluation_id = $1
        UNION ALL SELECT 'interviews', count(*) FROM interview_person WHERE evaluation_id = $1
        UNION ALL SELECT 'notes', count(*) FROM note WHERE evaluation_id = $1
        UNION ALL SELECT 'supplements', count(*) FROM supplement WHERE evaluation_id = $1
        UNION ALL SELECT 'judgements', count(*) FROM judgement
            WHERE evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1)
        UNION ALL SELECT 'agreed', count(*) FROM agreed
            WHERE evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1)
        UNION ALL SELECT 'texts', (SELECT count(*) FROM area_part
                WHERE body <> '' AND evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1))
            + (SELECT count(*) FROM sub_area_part
                WHERE body <> '' AND evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1))
            + (SELECT count(*) FROM finding
                WHERE evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1))
        UNION ALL SELECT 'review', (SELECT count(*) FROM review_comment
                WHERE evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1))
            + (SELECT count(*) FROM review_setting_aside
                WHERE evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1))
        UNION ALL SELECT 'fact_check', count(*) FROM fact_check_comment
            WHERE evaluation_id IN (SELECT id FROM evaluation WHERE id = $1 OR companion_of = $1)
        UNION ALL SELECT 'links', count(*) FROM link WHERE evaluation_id = $1
        UNION ALL SELECT 'actions', count(*) FROM action WHERE evaluation_id = $1
        UNION ALL SELECT 'log', CAST(coalesce(sum(number), 0) AS BIGINT) FROM audit_head
            WHERE chain IN (SELECT 'evaluation:' || id FROM evaluation WHERE id = $1 OR companion_of = $1)";
    // When each came to the steps from which years are counted. What came in another way than by that step came with the
    // next one.
    OLD = "SELECT evaluation.id, evaluation.municipality, evaluation.year, evaluation.record_number, evaluation.state,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = evaluation.id AND to_state = 'delivered') AS delivered,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = evaluation.id AND to_state = 'follow_up') AS followed,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = evaluation.id AND to_state = 'closed') AS closed
        FROM evaluation
        WHERE organisation_id = $1 AND companion_of IS NULL AND state IN ('delivered', 'follow_up', 'closed')
        ORDER BY municipality_sort, year, id";
}

/// How an organisation numbers its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The pattern; empty if it takes its numbers elsewhere.
    pub pattern: String,
    /// Counts its changes; 0 before the first.
    pub version: i64,
}

/// An evaluation whose report was delivered, with when it came to the last steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Old {
    /// Identity.
    pub id: Uuid,
    /// Municipality and year.
    pub label: String,
    /// Its record number.
    pub record_number: String,
    /// Where it is.
    pub state: State,
    /// When the report was delivered last.
    pub delivered: Option<Timestamp>,
    /// When it was closed last, if it still is.
    pub closed: Option<Timestamp>,
}

/// How an organisation numbers its records.
pub async fn series(db: &Db, organisation: Uuid) -> Result<Series> {
    let row: Option<(String, i64)> = db.optional(&SERIES, args![organisation]).await?;
    let (pattern, version) = row.unwrap_or_default();
    Ok(Series { pattern, version })
}

/// Changes it, if nobody did since this version. Returns the version after it.
pub async fn set_series(
    db: &Db,
    stamp: &Stamp,
    organisation: Uuid,
    expected: i64,
    pattern: &str,
) -> Result<i64> {
    let request = (organisation, expected, pattern);
    let mut write = match Write::begin(db, stamp, "record.series", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let row = args![organisation, pattern, write.now()];
    let there = (expected != 0).then_some(expected);
    if write.tx.keep((&INSERT_SERIES, &UPDATE_SERIES), row, there).await? == 0 {
        return Err(Error::Conflict(
            "the pattern was changed in the meantime – read it again".to_owned(),
        ));
    }
    let chain = Chain::Organisation(organisation);
    write.finish(Entry { chain, subject: "", content: pattern }, expected + 1).await
}

/// How many other evaluations of the organisation have this record number.
pub async fn also(db: &Db, organisation: Uuid, number: &str, except: Uuid) -> Result<u64> {
    let (count,): (i64,) = db.one(&ALSO, args![organisation, number, except]).await?;
    Ok(count.unsigned_abs())
}

/// The record number of an evaluation; empty if it has none.
pub async fn number(db: &Db, evaluation: Uuid) -> Result<String> {
    let row: Option<(String,)> = db.optional(&NUMBER, args![evaluation]).await?;
    row.map(|(number,)| number).ok_or_else(|| unknown(evaluation))
}

/// Gives an evaluation its record number, if it still has the one that was read.
pub async fn set(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    expected: &str,
    number: &str,
) -> Result<()> {
    let request = (evaluation, expected, number);
    let mut write = match Write::begin(db, stamp, "record.number", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    set_in(&mut write, evaluation, expected, number).await?;
    write.finish_in(evaluation, "", number, ()).await
}

/// Gives an evaluation that has no record number the next one of its organisation. Numbers that were written by hand are
/// passed over. Returns the number.
pub async fn take(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    pattern: &Pattern,
    year: i16,
) -> Result<String> {
    let request = (evaluation, pattern.text(), year);
    let mut write = match Write::begin(db, stamp, "record.take", &request).await? {
        Begun::Repeated(number) => return Ok(number),
        Begun::New(write) => write,
    };
    let organisation = evaluation::head_in(&mut write.tx, evaluation).await?.organisation;
    let number = loop {
        let (last,): (i64,) = write.tx.one(&TAKE, args![organisation, year]).await?;
        let number = pattern.number(year, narrow("record_count.last", last)?);
        let used: Option<(String,)> =
            write.tx.optional(&IN_USE, args![organisation, &number]).await?;
        if used.is_none() {
            break number;
        }
    };
    set_in(&mut write, evaluation, "", &number).await?;
    write.finish_in(evaluation, "", &number, number.clone()).await
}

async fn set_in(
    write: &mut Write<'_>,
    evaluation: Uuid,
    expected: &str,
    number: &str,
) -> Result<()> {
    let now = write.now();
    if write.tx.execute(&SET, args![evaluation, expected, number, now]).await? == 0 {
        let there: Option<(String,)> = write.tx.optional(&NUMBER, args![evaluation]).await?;
        return Err(match there {
            None => unknown(evaluation),
            Some((there,)) => Error::Conflict(format!(
                "the evaluation has the record number {there:?} by now – look whether it is right"
            )),
        });
    }
    write.tx.execute(&SET_COMPANION, args![evaluation, number, now]).await.map(|_| ())
}

/// How many records of each type an evaluation has, with its second sheet.
pub async fn counts(db: &Db, evaluation: Uuid) -> Result<BTreeMap<Record, u64>> {
    counts_in(&mut db.snapshot().await?, evaluation).await
}

pub(crate) async fn counts_in(tx: &mut Tx, evaluation: Uuid) -> Result<BTreeMap<Record, u64>> {
    let rows: Vec<(String, i64)> = tx.all(&COUNTS, args![evaluation]).await?;
    rows.into_iter()
        .map(|(record, records)| Ok((from_word("record", &record)?, narrow("records", records)?)))
        .collect()
}

/// The evaluations of an organisation whose report was delivered, by name.
pub async fn old(db: &Db, organisation: Uuid) -> Result<Vec<Old>> {
    let rows: Vec<OldRow> = db.all(&OLD, args![organisation]).await?;
    rows.into_iter().map(Old::try_from).collect()
}

fn unknown(evaluation: Uuid) -> Error {
    Error::not_found("evaluation", evaluation, "list the evaluations")
}

/// Id, municipality, year, record number, state, and when it was delivered, followed up and closed.
type OldRow = (String, String, i64, String, String, Option<i64>, Option<i64>, Option<i64>);

impl TryFrom<OldRow> for Old {
    type Error = Error;

    fn try_from(row: OldRow) -> Result<Self> {
        let (uuid, municipality, year, record_number, state, delivered, followed, closed) = row;
        let state = from_word("evaluation.state", &state)?;
        let delivered = delivered.or(followed).or(closed);
        Ok(Self {
            id: id("evaluation.id", &uuid)?,
            label: format!("{municipality} {year}"),
            record_number,
            state,
            delivered: instant_some("step_taken.at", delivered)?,
            closed: instant_some("step_taken.at", closed.filter(|_| state == State::Closed))?,
        })
    }
}
