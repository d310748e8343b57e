//! What was published about an imported result, by itself: the texts of the evaluation stay as they are. It counts its
//! writes together with the plan, of which it stands in place.

use crate::consensus::in_state;
use crate::db::{Db, Tx, args, statements};
use crate::plan;
use crate::sort;
use crate::text::{day, from_day, from_json, from_word, json, narrow, narrow_some, without_nul};
use crate::write::{Begun, Stamp, Write};
use kompass_core::evaluation::published::Published;
use kompass_core::evaluation::{Municipality, Source, State};
use kompass_core::framework::Framework;
use kompass_core::framework::canonical::Pinned;
use kompass_core::{Error, Points, Result};
use std::collections::BTreeMap;
use uuid::Uuid;

statements! {
    STATEMENTS:
    GET = "SELECT municipality, country, code, facts, year, assessment_date, language, source, total, plan_version
        FROM evaluation WHERE id = $1";
    AREAS = "SELECT number, points FROM area_part WHERE evaluation_id = $1 AND points IS NOT NULL";
    SUB_AREAS = "SELECT code, points FROM sub_area_part WHERE evaluation_id = $1 AND points IS NOT NULL";
    WRITE = "UPDATE evaluation SET municipality = $2, municipality_sort = $3, country = $4, code = $5, year = $6,
            assessment_date = $7, language = $8, source = $9, total = $10
        WHERE id = $1";
    CLEAR_AREAS = "UPDATE area_part SET points = NULL WHERE evaluation_id = $1 AND points IS NOT NULL";
    CLEAR_SUB_AREAS = "UPDATE sub_area_part SET points = NULL WHERE evaluation_id = $1 AND points IS NOT NULL";
    // What nothing is said about any more is of no framework that it may be put on.
    SWEEP = "DELETE FROM sub_area_part WHERE evaluation_id = $1 AND points IS NULL AND body = ''";
    SET_AREA = "INSERT INTO area_part (evaluation_id, number, position, locked, points, body, version, changed_at)
        VALUES ($1, $2, $2, '[]', $3, '', 1, $4)
        ON CONFLICT (evaluation_id, number) DO UPDATE SET points = excluded.points";
    // What belongs to an area is read with the area, so that has to be there.
    HAVE_AREA = "INSERT INTO area_part (evaluation_id, number, position, locked, body, version, changed_at)
        VALUES ($1, $2, $2, '[]', '', 1, $3) ON CONFLICT (evaluation_id, number) DO NOTHING";
    SET_SUB_AREA = "INSERT INTO sub_area_part
            (evaluation_id, code, area, position, body, points, questions, version, changed_at)
        VALUES ($1, $2, $3, $4, '', $5, '[]', 1, $6)
        ON CONFLICT (evaluation_id, code) DO UPDATE SET points = excluded.points";
}

/// A published result as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What its source says; a source without title where none was named yet.
    pub published: Published,
    /// Counts its writes and those of the plan, from 1.
    pub version: i64,
}

/// What was published about an imported result.
pub async fn get(db: &Db, evaluation: Uuid) -> Result<Stored> {
    let mut tx = db.snapshot().await?;
    let row: Option<Row> = tx.optional(&GET, args![evaluation]).await?;
    let row = row.ok_or_else(|| Error::not_found("evaluation", evaluation, "list them"))?;
    let areas: Vec<(i64, i64)> = tx.all(&AREAS, args![evaluation]).await?;
    let sub_areas: Vec<(String, i64)> = tx.all(&SUB_AREAS, args![evaluation]).await?;
    let version = row.plan_version;
    let mut published = Published::try_from(row)?;
    for (number, points) in areas {
        let points = narrow("area_part.points", points)?;
        published.areas.insert(narrow("area_part.number", number)?, points);
    }
    published.sub_areas.extend(sub_areas.into_iter().map(|(code, points)| (code, Points(points))));
    Ok(Stored { published, version })
}

/// Writes what was published, on this framework, if neither it nor the plan was written since this version and the
/// evaluation is in the expected state. Returns the version after it.
pub async fn put(
    db: &Db,
    stamp: &Stamp,
    (evaluation, state): (Uuid, State),
    expected: i64,
    published: &Published,
    framework: &Framework,
) -> Result<i64> {
    let Published { municipality, source, .. } = published;
    for text in [&municipality.name, &source.title, &source.publisher, &source.note] {
        without_nul(text)?;
    }
    let request = (evaluation, expected, published, &framework.id);
    let mut write = match Write::begin(db, stamp, "evaluation.published", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    plan::touch(&mut write, evaluation, expected).await?;
    in_state(&mut write.tx, evaluation, &[state]).await?;
    plan::pin(&mut write, evaluation, &Pinned::new(framework), None).await?;
    let row = args![
        evaluation,
        &municipality.name,
        sort::key(&municipality.name),
        &municipality.country,
        &municipality.code,
        published.year,
        day(published.assessment_date),
        published.language.code(),
        json(source),
        published.total,
    ];
    write.tx.execute(&WRITE, row).await?;
    let now = write.now();
    points_in(&mut write.tx, evaluation, published, framework, now).await?;
    write.finish_in(evaluation, "", published, expected + 1).await
}

async fn points_in(
    tx: &mut Tx,
    evaluation: Uuid,
    published: &Published,
    framework: &Framework,
    now: i64,
) -> Result<()> {
    tx.execute(&CLEAR_AREAS, args![evaluation]).await?;
    tx.execute(&CLEAR_SUB_AREAS, args![evaluation]).await?;
    for (number, points) in &published.areas {
        tx.execute(&SET_AREA, args![evaluation, *number, *points, now]).await?;
    }
    for area in &framework.areas {
        for (sub_area, position) in area.sub_areas.iter().zip(0_u32..) {
            let Some(points) = published.sub_areas.get(&sub_area.code) else { continue };
            tx.execute(&HAVE_AREA, args![evaluation, area.number, now]).await?;
            let row = args![evaluation, &sub_area.code, area.number, position, points.0, now];
            tx.execute(&SET_SUB_AREA, row).await?;
        }
    }
    tx.execute(&SWEEP, args![evaluation]).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    municipality: String,
    country: String,
    code: Option<String>,
    facts: String,
    year: i64,
    assessment_date: Option<String>,
    language: String,
    source: Option<String>,
    total: Option<i64>,
    plan_version: i64,
}

impl TryFrom<Row> for Published {
    type Error = Error;

    /// Without its points of areas and sub-areas, which are rows of their own.
    fn try_from(row: Row) -> Result<Self> {
        let source = row.source.map(|text| from_json("evaluation.source", &text)).transpose()?;
        Ok(Self {
            municipality: Municipality {
                name: row.municipality,
                country: row.country,
                code: row.code,
                facts: from_json("evaluation.facts", &row.facts)?,
            },
            year: narrow("evaluation.year", row.year)?,
            assessment_date: from_day("evaluation.assessment_date", row.assessment_date)?,
            language: from_word("evaluation.language", &row.language)?,
            source: source.unwrap_or_else(|| Source {
                title: String::new(),
                publisher: String::new(),
                date: None,
                address: String::new(),
                note: String::new(),
            }),
            total: narrow_some("evaluation.total", row.total)?,
            areas: BTreeMap::new(),
            sub_areas: BTreeMap::new(),
        })
    }
}
