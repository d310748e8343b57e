//! Results: those published elsewhere, and those of our own evaluations.

use crate::audit::Chain;
use crate::db::{Db, Tx, args, statements};
use crate::judgement::Counts;
use crate::sort;
use crate::text::{from_json, from_word, json, narrow, narrow_some, without_nul, word};
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::result::EvaluationResult;
use kompass_core::{Error, Problem, Result};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Rows that go to the database in one statement.
const BATCH: usize = 1000;

macro_rules! upsert {
    ($source:literal) => {
        concat!(
            "INSERT INTO result (id, identity, evaluation_id, country, municipality, municipality_sort, code, year,
                framework, total, areas, origin, basis, source, note, version, created_at, changed_at) ",
            $source,
            " ON CONFLICT (identity) DO UPDATE SET country = excluded.country, municipality = excluded.municipality,
                municipality_sort = excluded.municipality_sort, code = excluded.code, year = excluded.year,
                framework = excluded.framework, total = excluded.total, areas = excluded.areas,
                origin = excluded.origin, basis = excluded.basis, source = excluded.source, note = excluded.note,
                changed_at = excluded.changed_at, version = result.version + 1
            WHERE result.country <> excluded.country OR result.municipality <> excluded.municipality
                OR result.code IS DISTINCT FROM excluded.code OR result.year IS DISTINCT FROM excluded.year
                OR result.framework <> excluded.framework OR result.total IS DISTINCT FROM excluded.total
                OR result.areas <> excluded.areas OR result.origin <> excluded.origin
                OR result.basis <> excluded.basis OR result.source <> excluded.source OR result.note <> excluded.note
            RETURNING version"
        )
    };
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, evaluation_id, country, municipality, code, year, framework, total, areas, origin, basis, source,
                note FROM result ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    // Writes only what differs, and says of each row written whether it is new.
    UPSERT =
        upsert!("SELECT value ->> 'id', value ->> 'identity', value ->> 'evaluation_id', value ->> 'country',
                value ->> 'municipality', value ->> 'municipality_sort', value ->> 'code', value ->> 'year',
                value ->> 'framework', value ->> 'total', value ->> 'areas', value ->> 'origin', value ->> 'basis',
                value ->> 'source', value ->> 'note', 1, $2, $2
            FROM json_each($1) WHERE true"),
        upsert!("SELECT id, identity, evaluation_id, country, municipality, municipality_sort, code, year,
                framework, total, areas, origin, basis, source, note, 1, $2, $2
            FROM json_to_recordset($1::json) AS row (id text, identity text, evaluation_id text, country text,
                municipality text, municipality_sort text, code text, year bigint, framework text, total bigint,
                areas text, origin text, basis text, source text, note text)");
    LIST = select!("ORDER BY municipality_sort, year, id");
    LIST_OF_FRAMEWORK = select!("WHERE framework = $1 ORDER BY municipality_sort, year, id");
    LIST_OF_MUNICIPALITY = select!("WHERE municipality_sort = $1 ORDER BY year, id");
    WITHDRAW = "DELETE FROM result WHERE evaluation_id = $1";
    OF_EVALUATION = select!("WHERE evaluation_id = $1");
}

/// A result as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// Identity.
    pub id: Uuid,
    /// The evaluation in this installation that came to it; `None` if it was imported.
    pub evaluation: Option<Uuid>,
    /// The result.
    #[serde(flatten)]
    pub result: EvaluationResult,
}

/// Which results a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// All of them.
    All,
    /// Those on a framework, by its results version: `2020`.
    Framework(&'a str),
    /// Those of a municipality, by its name.
    Municipality(&'a str),
}

/// Imports results, all or none. A result of the same municipality, year, framework and origin (and of the same source,
/// where no year is known) is replaced; the same import again changes nothing. `file` is the name and `digest` the
/// SHA-256 of where they come from.
pub async fn import(
    db: &Db,
    stamp: &Stamp,
    file: &str,
    digest: &str,
    results: &[EvaluationResult],
) -> Result<Counts> {
    let mut write = match Write::begin(db, stamp, "result.import", &(file, digest, results)).await?
    {
        Begun::Repeated(counts) => return Ok(counts),
        Begun::New(write) => write,
    };
    let mut rows = Vec::with_capacity(results.len());
    let mut seen = HashMap::with_capacity(results.len());
    for (result, place) in results.iter().zip(1_usize..) {
        let identity = identity(result);
        if let Some(before) = seen.insert(identity.clone(), place) {
            let same = format!("result {place} is of the same evaluation as result {before}");
            let remedy = "keep one of them";
            return Err(Error::invalid(Problem::new(identity, same, remedy).file(file)));
        }
        rows.push(Row::new(write.id(), identity, None, result));
    }
    let counts = upsert(&mut write.tx, &rows, stamp.micros()).await?;
    if counts.new + counts.changed == 0 {
        return Ok(counts);
    }
    let content = serde_json::json!({ "file": file, "sha256": digest, "counts": counts });
    write.finish(Entry { chain: Chain::Installation, subject: digest, content }, counts).await
}

/// Keeps the result of an evaluation in this installation, in place of the one it had. True if it differs.
pub async fn put(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    result: &EvaluationResult,
) -> Result<bool> {
    let mut write = match Write::begin(db, stamp, "result.put", &(evaluation, result)).await? {
        Begun::Repeated(differs) => return Ok(differs),
        Begun::New(write) => write,
    };
    let identity = format!("evaluation:{evaluation}");
    let row = Row::new(write.id(), identity, Some(evaluation), result);
    let counts = upsert(&mut write.tx, &[row], stamp.micros()).await?;
    if counts.unchanged == 1 {
        return Ok(false);
    }
    write.finish_in(evaluation, "", result, true).await
}

/// Keeps no result of an evaluation any more.
pub async fn withdraw(db: &Db, stamp: &Stamp, evaluation: Uuid) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "result.withdraw", &evaluation).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if write.tx.execute(&WITHDRAW, args![evaluation]).await? == 0 {
        return Ok(());
    }
    write.finish_in(evaluation, "", (), ()).await
}

/// Results by municipality and year.
pub async fn list(db: &Db, which: Which<'_>) -> Result<Vec<Stored>> {
    let rows: Vec<StoredRow> = match which {
        Which::All => db.all(&LIST, &[]).await?,
        Which::Framework(version) => db.all(&LIST_OF_FRAMEWORK, args![version]).await?,
        Which::Municipality(name) => db.all(&LIST_OF_MUNICIPALITY, args![sort::key(name)]).await?,
    };
    rows.into_iter().map(Stored::try_from).collect()
}

/// The result of an evaluation in this installation.
pub async fn of_evaluation(db: &Db, evaluation: Uuid) -> Result<Option<EvaluationResult>> {
    let row: Option<StoredRow> = db.optional(&OF_EVALUATION, args![evaluation]).await?;
    row.map(|row| Stored::try_from(row).map(|stored| stored.result)).transpose()
}

async fn upsert(tx: &mut Tx, rows: &[Row], now: i64) -> Result<Counts> {
    let mut counts = Counts::default();
    for row in rows {
        let Row { country, municipality, code, framework, source, note, .. } = row;
        for text in [country, municipality, framework, source, note].into_iter().chain(code) {
            without_nul(text)?;
        }
    }
    for batch in rows.chunks(BATCH) {
        let written: Vec<(i64,)> = tx.all(&UPSERT, args![json(batch), now]).await?;
        let new = written.iter().filter(|(version,)| *version == 1).count() as u64;
        counts = counts.plus(Counts {
            new,
            changed: written.len() as u64 - new,
            unchanged: (batch.len() - written.len()) as u64,
        });
    }
    Ok(counts)
}

/// What an imported result is of.
fn identity(result: &EvaluationResult) -> String {
    let EvaluationResult { country, municipality, year, framework, origin, source, .. } = result;
    let when = year.map_or_else(|| source.clone(), |year| year.to_string());
    format!("{country} {municipality}, {framework}, {}, {when}", word(origin))
}

/// A row as it is written.
#[derive(Serialize)]
struct Row {
    id: Uuid,
    identity: String,
    evaluation_id: Option<Uuid>,
    country: String,
    municipality: String,
    municipality_sort: String,
    code: Option<String>,
    year: Option<i16>,
    framework: String,
    total: Option<u32>,
    areas: String,
    origin: String,
    basis: String,
    source: String,
    note: String,
}

impl Row {
    fn new(
        id: Uuid,
        identity: String,
        evaluation: Option<Uuid>,
        result: &EvaluationResult,
    ) -> Self {
        Self {
            id,
            identity,
            evaluation_id: evaluation,
            country: result.country.clone(),
            municipality: result.municipality.clone(),
            municipality_sort: sort::key(&result.municipality),
            code: result.code.clone(),
            year: result.year,
            framework: result.framework.clone(),
            total: result.total,
            areas: json(&result.areas),
            origin: word(&result.origin),
            basis: word(&result.basis),
            source: result.source.clone(),
            note: result.note.clone(),
        }
    }
}

/// A row as it is read.
#[derive(sqlx::FromRow)]
struct StoredRow {
    id: String,
    evaluation_id: Option<String>,
    country: String,
    municipality: String,
    code: Option<String>,
    year: Option<i64>,
    framework: String,
    total: Option<i64>,
    areas: String,
    origin: String,
    basis: String,
    source: String,
    note: String,
}

impl TryFrom<StoredRow> for Stored {
    type Error = Error;

    fn try_from(row: StoredRow) -> Result<Self> {
        let evaluation = row.evaluation_id.map(|id| crate::text::id("result.evaluation_id", &id));
        Ok(Self {
            id: crate::text::id("result.id", &row.id)?,
            evaluation: evaluation.transpose()?,
            result: EvaluationResult {
                country: row.country,
                municipality: row.municipality,
                code: row.code,
                year: row.year.map(|year| narrow("result.year", year)).transpose()?,
                framework: row.framework,
                total: narrow_some("result.total", row.total)?,
                areas: from_json("result.areas", &row.areas)?,
                origin: from_word("result.origin", &row.origin)?,
                basis: from_word("result.basis", &row.basis)?,
                source: row.source,
                note: row.note,
            },
        })
    }
}
