//! The plan of an evaluation: what is known of it before anybody judges. It counts its own versions, so that answers and
//! notes written meanwhile do not stand in its way; its parts stay as they are.

use crate::db::{Db, Tx, args, statements};
use crate::evaluation::{Head, head_in};
use crate::framework;
use crate::sort;
use crate::text::{day, from_day, from_json, from_word, json};
use crate::write::{Begun, Stamp, Write};
use kompass_core::evaluation::Municipality;
use kompass_core::evaluation::plan::Plan;
use kompass_core::framework::canonical::Pinned;
use kompass_core::{Error, Problem, Result};
use std::collections::BTreeMap;
use uuid::Uuid;

statements! {
    STATEMENTS:
    GET = "SELECT municipality, country, code, facts, year, assessment_date, visit, record_number, language, conditions,
            plan_version
        FROM evaluation WHERE id = $1";
    TOUCH = "UPDATE evaluation SET plan_version = plan_version + 1, version = version + 1, changed_at = $3
        WHERE id = $1 AND plan_version = $2";
    // Both sheets of an evaluation say the same of it.
    WRITE = "UPDATE evaluation SET municipality = $2, municipality_sort = $3, country = $4, code = $5, facts = $6,
            year = $7, assessment_date = $8, visit = $9, record_number = $10, language = $11
        WHERE id = $1";
    SET_CONDITIONS = "UPDATE evaluation SET conditions = $2 WHERE id = $1";
    // The conditions are those of the framework.
    PIN = "UPDATE evaluation SET framework = $2, framework_digest = $3, conditions = '{}' WHERE id = $1";
    HAS_JUDGED = "SELECT evaluation_id FROM judgement WHERE evaluation_id = $1 LIMIT 1";
    COMPANION = "SELECT id, framework_digest FROM evaluation WHERE companion_of = $1";
    REMOVE_COMPANION = "DELETE FROM evaluation WHERE companion_of = $1";
    TOUCH_COMPANION = "UPDATE evaluation SET version = version + 1, changed_at = $2 WHERE companion_of = $1";
    INSERT_COMPANION = "INSERT INTO evaluation (id, organisation_id, evaluated_organisation_id, framework,
            framework_digest, fictional, kind, state, year, assessment_date, language, record_number, municipality,
            municipality_sort, country, code, facts, visit, conditions, summary, content_digest, version, created_at,
            changed_at, companion_of)
        SELECT CAST($2 AS TEXT), organisation_id, evaluated_organisation_id, CAST($3 AS TEXT), CAST($4 AS TEXT),
            fictional, kind, state, year, assessment_date, language, record_number, municipality, municipality_sort,
            country, code, facts, visit, '{}', '', '', 1, CAST($5 AS BIGINT), CAST($5 AS BIGINT), id
        FROM evaluation WHERE id = $1";
}

/// A plan as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The plan.
    pub plan: Plan,
    /// Which conditions of the framework hold; those not named hold.
    pub conditions: BTreeMap<String, bool>,
    /// Counts the writes of both, from 1.
    pub version: i64,
}

/// What becomes of the frameworks of an evaluation.
#[derive(Debug, Clone, Copy)]
pub enum Frameworks<'a> {
    /// They stay.
    Keep,
    /// The evaluation is on the first, and its companion on the second, if there is to be one. Only while nothing is judged.
    Pin(&'a Pinned, Option<&'a Pinned>),
}

/// The plan of an evaluation.
pub async fn get(db: &Db, evaluation: Uuid) -> Result<Stored> {
    let row: Option<Row> = db.optional(&GET, args![evaluation]).await?;
    let unknown = || Error::not_found("evaluation", evaluation, "list the evaluations");
    row.ok_or_else(unknown)?.try_into()
}

/// True if somebody has judged on one of the sheets of an evaluation: its frameworks stay as they are then.
pub async fn is_judged(db: &Db, evaluation: Uuid) -> Result<bool> {
    judged_in(&mut db.snapshot().await?, evaluation).await
}

/// Writes the plan, if it was not written since this version, and what becomes of the frameworks. Returns the version after
/// it.
pub async fn update(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    expected: i64,
    plan: &Plan,
    frameworks: Frameworks<'_>,
) -> Result<i64> {
    let digests = match frameworks {
        Frameworks::Keep => None,
        Frameworks::Pin(first, second) => Some((&first.digest, second.map(|it| &it.digest))),
    };
    let request = (evaluation, expected, plan, digests);
    let mut write = match Write::begin(db, stamp, "evaluation.plan", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    touch(&mut write, evaluation, expected).await?;
    let Plan { municipality, year, assessment_date, visit, record_number, language } = plan;
    for sheet in sheets_in(&mut write.tx, evaluation).await? {
        let row = args![
            sheet,
            &municipality.name,
            sort::key(&municipality.name),
            &municipality.country,
            &municipality.code,
            json(&municipality.facts),
            *year,
            day(*assessment_date),
            json(visit),
            record_number,
            language.code(),
        ];
        write.tx.execute(&WRITE, row).await?;
    }
    if let Frameworks::Pin(first, second) = frameworks {
        pin(&mut write, evaluation, first, second).await?;
    }
    let now = write.now();
    write.tx.execute(&TOUCH_COMPANION, args![evaluation, now]).await?;
    write.finish_in(evaluation, "", (plan, digests), expected + 1).await
}

/// Says which conditions of the framework hold, if the plan was not written since this version. Returns the version after
/// it.
pub async fn set_conditions(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    expected: i64,
    conditions: &BTreeMap<String, bool>,
) -> Result<i64> {
    let request = (evaluation, expected, conditions);
    let mut write = match Write::begin(db, stamp, "evaluation.conditions", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    touch(&mut write, evaluation, expected).await?;
    write.tx.execute(&SET_CONDITIONS, args![evaluation, json(conditions)]).await?;
    write.finish_in(evaluation, "", conditions, expected + 1).await
}

pub(crate) async fn touch(write: &mut Write<'_>, evaluation: Uuid, expected: i64) -> Result<()> {
    let now = write.now();
    if write.tx.execute(&TOUCH, args![evaluation, expected, now]).await? == 1 {
        return Ok(());
    }
    let there: Head = head_in(&mut write.tx, evaluation).await?;
    Err(Error::Conflict(format!(
        "the plan of {} {} was changed in the meantime – read it again",
        there.municipality, there.year
    )))
}

/// Pins the frameworks anew; makes and removes the companion. What is on the same framework already stays as it is.
pub(crate) async fn pin(
    write: &mut Write<'_>,
    evaluation: Uuid,
    first: &Pinned,
    second: Option<&Pinned>,
) -> Result<()> {
    if judged_in(&mut write.tx, evaluation).await? {
        return Err(Error::invalid(Problem::new(
            "framework",
            "somebody has judged already, so the framework stays",
            "book another evaluation",
        )));
    }
    let now = write.now();
    framework::pin_in(&mut write.tx, first, now).await?;
    if head_in(&mut write.tx, evaluation).await?.framework_digest != first.digest {
        write.tx.execute(&PIN, args![evaluation, &first.id, &first.digest]).await?;
    }
    let there: Option<(String, String)> = write.tx.optional(&COMPANION, args![evaluation]).await?;
    match (second, there) {
        (None, None) => {}
        (None, Some(_)) => {
            write.tx.execute(&REMOVE_COMPANION, args![evaluation]).await?;
        }
        (Some(second), Some((companion, digest))) => {
            framework::pin_in(&mut write.tx, second, now).await?;
            if digest != second.digest {
                write.tx.execute(&PIN, args![companion, &second.id, &second.digest]).await?;
            }
        }
        (Some(second), None) => {
            framework::pin_in(&mut write.tx, second, now).await?;
            let row = args![evaluation, write.id(), &second.id, &second.digest, now];
            write.tx.execute(&INSERT_COMPANION, row).await?;
        }
    }
    Ok(())
}

async fn judged_in(tx: &mut Tx, evaluation: Uuid) -> Result<bool> {
    for sheet in sheets_in(tx, evaluation).await? {
        if tx.optional::<(String,)>(&HAS_JUDGED, args![sheet]).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ids of the evaluation and, if there is one, of its second sheet.
async fn sheets_in(tx: &mut Tx, evaluation: Uuid) -> Result<Vec<String>> {
    let companion: Option<(String, String)> = tx.optional(&COMPANION, args![evaluation]).await?;
    Ok(std::iter::once(evaluation.to_string()).chain(companion.map(|(id, _)| id)).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    municipality: String,
    country: String,
    code: Option<String>,
    facts: String,
    year: i64,
    assessment_date: Option<String>,
    visit: String,
    record_number: String,
    language: String,
    conditions: String,
    plan_version: i64,
}

impl TryFrom<Row> for Stored {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let plan = Plan {
            municipality: Municipality {
                name: row.municipality,
                country: row.country,
                code: row.code,
                facts: from_json("evaluation.facts", &row.facts)?,
            },
            year: crate::text::narrow("evaluation.year", row.year)?,
            assessment_date: from_day("evaluation.assessment_date", row.assessment_date)?,
            visit: from_json("evaluation.visit", &row.visit)?,
            record_number: row.record_number,
            language: from_word("evaluation.language", &row.language)?,
        };
        let conditions = from_json("evaluation.conditions", &row.conditions)?;
        Ok(Self { plan, conditions, version: row.plan_version })
    }
}
