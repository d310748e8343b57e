//! Evaluations: the head of each, and the whole of it in and out. Its parts are rows of their own, so that several
//! people can write in it at once; see [`judgement`](crate::judgement) for the first of them.

mod parts;

pub(crate) use parts::PART_STATEMENTS;

use crate::db::{Arg, Db, Tx, args, statements};
use crate::framework;
use crate::text::{
    day, from_day, from_json, from_word, id, id_some, instant, json, narrow, narrow_some, sha256,
    word,
};
use crate::write::{Begun, Stamp, Write};
use crate::{fact_check, judgement, sort, step};
use kompass_core::evaluation::{Evaluation, FORMAT, Kind, Municipality, State};
use kompass_core::framework::canonical::Pinned;
use kompass_core::{Error, Problem, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select_head {
    ($rest:literal) => {
        concat!(
            "SELECT id, organisation_id, evaluated_organisation_id, framework, framework_digest, fictional, kind, state,
                year, municipality, country, code, total, version, changed_at, companion_of FROM evaluation ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO evaluation (id, organisation_id, framework, framework_digest, fictional, kind, state, year,
            assessment_date, language, record_number, municipality, municipality_sort, country, code, facts, source,
            visit, conditions, feedback, review, fact_check, summary, total, content_digest, version, created_at,
            changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25, 1, $26, $26)";
    UPDATE = "UPDATE evaluation SET organisation_id = $2, framework = $3, framework_digest = $4, fictional = $5,
            kind = $6, state = $7, year = $8, assessment_date = $9, language = $10, record_number = $11,
            municipality = $12, municipality_sort = $13, country = $14, code = $15, facts = $16, source = $17,
            visit = $18, conditions = $19, feedback = $20, review = $21, fact_check = $22, summary = $23, total = $24,
            content_digest = $25, plan_version = plan_version + 1, version = version + 1, changed_at = $26
        WHERE id = $1 AND version = $27";
    SHARE = "UPDATE evaluation SET evaluated_organisation_id = $3, version = version + 1, changed_at = $4
        WHERE id = $1 AND coalesce(evaluated_organisation_id, '') = $2";
    SHARE_COMPANION = "UPDATE evaluation SET evaluated_organisation_id = $2, version = version + 1, changed_at = $3
        WHERE companion_of = $1";
    FEEDBACK = "SELECT feedback FROM evaluation WHERE id = $1";
    // Also locks the row until the transaction ends, so that nobody replaces or moves the evaluation meanwhile.
    TOUCH = "UPDATE evaluation SET version = version + 1, changed_at = $2 WHERE id = $1";
    WHOLE = "SELECT assessment_date, language, record_number, facts, source, visit, conditions, feedback, review,
            fact_check, summary
        FROM evaluation WHERE id = $1";
    SAME_CONTENT = "SELECT id, version FROM evaluation WHERE organisation_id = $1 AND content_digest = $2";
    HEAD = select_head!("WHERE id = $1");
    COMPANION = select_head!("WHERE companion_of = $1");
    LIST = select_head!("ORDER BY municipality_sort, year, id");
    WITH_EARLY_RESULT = select_head!("WHERE id IN (SELECT evaluation_id FROM result WHERE evaluation_id IS NOT NULL)
            AND state NOT IN ('delivered', 'follow_up', 'closed') ORDER BY id");
    LIST_OF_ORGANISATION = select_head!("WHERE organisation_id = $1 ORDER BY municipality_sort, year, id");
    // Where the account has a role of its own, and all of the organisations it administers or reads, on either side. A
    // second framework stands with the evaluation it belongs to.
    VISIBLE_TO = select_head!("WHERE id IN (
            SELECT evaluation_id FROM assignment WHERE account_id = $1
            UNION
            SELECT evaluation.id FROM membership
                JOIN organisation ON organisation.id = membership.organisation_id
                JOIN evaluation ON evaluation.organisation_id = organisation.id
            WHERE membership.account_id = $1 AND membership.role IN ('organisation_administrator', 'reader')
                AND organisation.closed_at IS NULL AND evaluation.companion_of IS NULL
            UNION
            SELECT evaluation.id FROM membership
                JOIN organisation ON organisation.id = membership.organisation_id
                JOIN evaluation ON evaluation.evaluated_organisation_id = organisation.id
            WHERE membership.account_id = $1 AND membership.role IN ('organisation_administrator', 'reader')
                AND organisation.closed_at IS NULL AND evaluation.companion_of IS NULL)
        ORDER BY municipality_sort, year, id");
    FIND = select_head!("WHERE (municipality_sort = $1 OR code = $2) AND year = $3 AND framework = $4 ORDER BY id");
}

/// What a list shows of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Identity.
    pub id: Uuid,
    /// Who owns it: the organisation that evaluates.
    pub organisation: Uuid,
    /// The organisation that is evaluated, once the evaluation is shared with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluated_organisation: Option<Uuid>,
    /// Id of the framework.
    pub framework: String,
    /// Digest of the framework as it was pinned.
    pub framework_digest: String,
    /// True for invented municipalities.
    pub fictional: bool,
    /// How it came about.
    pub kind: Kind,
    /// Where in its life it is.
    pub state: State,
    /// Year of the evaluation.
    pub year: i16,
    /// Name of the municipality.
    pub municipality: String,
    /// Country code.
    pub country: String,
    /// Municipality code.
    pub code: Option<String>,
    /// Published total of an imported result.
    pub total: Option<u32>,
    /// Counts the writes in the evaluation, in its head and in all its parts, from 1.
    pub version: i64,
    /// When something in it was last written.
    pub changed_at: jiff::Timestamp,
    /// The evaluation that this one is the second sheet of: the same visit judged on another framework. Team, documents,
    /// interviews and answers are there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub companion_of: Option<Uuid>,
}

impl Head {
    /// Where everything stands that two frameworks scored in one evaluation have in common.
    pub fn main(&self) -> Uuid {
        self.companion_of.unwrap_or(self.id)
    }
}

/// An evaluation as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The head, with version and owner.
    pub head: Head,
    /// The whole.
    pub evaluation: Evaluation,
}

/// What inserting did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inserted {
    /// Identity.
    pub id: Uuid,
    /// Version of the head.
    pub version: i64,
    /// False if the same content was there already; then nothing was changed.
    pub new: bool,
}

/// Keeps an evaluation and pins its framework. The same content again changes nothing: with an id, if that evaluation is
/// just so; without, if the owner imported the same content before.
pub async fn insert(
    db: &Db,
    stamp: &Stamp,
    organisation: Uuid,
    evaluation: &Evaluation,
    framework: &Pinned,
) -> Result<Inserted> {
    check_framework(evaluation, framework)?;
    let request = (organisation, evaluation, &framework.digest);
    let mut write = match Write::begin(db, stamp, "evaluation.insert", &request).await? {
        Begun::Repeated(inserted) => return Ok(inserted),
        Begun::New(write) => write,
    };
    let digest = sha256(json(evaluation));
    if let Some(there) = find_same(&mut write.tx, organisation, evaluation, &digest).await? {
        return Ok(there);
    }
    let id = evaluation.id.unwrap_or_else(|| write.id());
    framework::pin_in(&mut write.tx, framework, stamp.micros()).await?;
    let now = write.now();
    write
        .tx
        .execute(&INSERT, &columns(id, organisation, evaluation, framework, &digest, now))
        .await?;
    parts::insert(&mut write, id, evaluation).await?;
    step::begin_in(&mut write, id, evaluation.state).await?;
    write
        .finish_in(id, "", content(evaluation, &digest), Inserted { id, version: 1, new: true })
        .await
}

/// Replaces an evaluation as a whole, if nothing in it was written since this version. Documents keep their files. Returns the version
/// after it; the same if nothing differs.
pub async fn replace(
    db: &Db,
    stamp: &Stamp,
    id: Uuid,
    expected: i64,
    evaluation: &Evaluation,
    framework: &Pinned,
) -> Result<i64> {
    check_framework(evaluation, framework)?;
    let request = (id, expected, evaluation, &framework.digest);
    let mut write = match Write::begin(db, stamp, "evaluation.replace", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let there = stored(&mut write.tx, id).await?;
    if there.head.version != expected {
        return Err(conflict(&there.head, expected));
    }
    let evaluation = Evaluation { id: Some(id), ..evaluation.clone() };
    if there.evaluation == evaluation && there.head.framework_digest == framework.digest {
        return Ok(expected);
    }
    let digest = sha256(json(&evaluation));
    framework::pin_in(&mut write.tx, framework, stamp.micros()).await?;
    let now = write.now();
    let mut row = columns(id, there.head.organisation, &evaluation, framework, &digest, now);
    row.push(expected.into());
    if write.tx.execute(&UPDATE, &row).await? == 0 {
        return Err(conflict(&there.head, expected));
    }
    let (before, after) = (there.evaluation.fact_check.as_ref(), evaluation.fact_check.as_ref());
    fact_check::replaced_in(&mut write.tx, id, before, after).await?;
    parts::replace(&mut write, id, &evaluation).await?;
    write.finish_in(id, "", content(&evaluation, &digest), expected + 1).await
}

/// Shares an evaluation with the organisation that is evaluated, or with none any more, if it is shared as whoever asks
/// saw it. What others write in it meanwhile is no hindrance: its version would tell how often they judged.
pub async fn share(
    db: &Db,
    stamp: &Stamp,
    id: Uuid,
    was: Option<Uuid>,
    evaluated: Option<Uuid>,
) -> Result<()> {
    let request = (id, was, evaluated);
    let mut write = match Write::begin(db, stamp, "evaluation.share", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let (now, was) = (write.now(), was.map(|it| it.to_string()).unwrap_or_default());
    if write.tx.execute(&SHARE, args![id, was, evaluated, now]).await? == 0 {
        let Head { municipality, year, .. } = head_in(&mut write.tx, id).await?;
        return Err(Error::Conflict(format!(
            "somebody shared the evaluation of {municipality} {year} otherwise in the meantime – read it again"
        )));
    }
    write.tx.execute(&SHARE_COMPANION, args![id, evaluated, now]).await?;
    write.finish_in(id, "", evaluated, ()).await
}

/// Says that a part of the evaluation is written, as a part of that write and before it.
pub(crate) async fn touch_in(tx: &mut Tx, id: Uuid, now: i64) -> Result<()> {
    if tx.execute(&TOUCH, args![id, now]).await? == 0 {
        return head_of(None, id).map(|_| ());
    }
    Ok(())
}

/// The whole of an evaluation, at one moment.
pub async fn load(db: &Db, id: Uuid) -> Result<Stored> {
    stored(&mut db.snapshot().await?, id).await
}

/// The head of an evaluation.
pub async fn head(db: &Db, id: Uuid) -> Result<Head> {
    head_of(db.optional(&HEAD, args![id]).await?, id)
}

/// The second sheet of an evaluation, if it has one.
pub async fn companion(db: &Db, id: Uuid) -> Result<Option<Head>> {
    let row: Option<HeadRow> = db.optional(&COMPANION, args![id]).await?;
    row.map(Head::try_from).transpose()
}

/// The heads of all evaluations, or of those of one organisation, by municipality and year.
pub async fn list(db: &Db, organisation: Option<Uuid>) -> Result<Vec<Head>> {
    let rows: Vec<HeadRow> = match organisation {
        Some(organisation) => db.all(&LIST_OF_ORGANISATION, args![organisation]).await?,
        None => db.all(&LIST, &[]).await?,
    };
    rows.into_iter().map(Head::try_from).collect()
}

/// The heads of the evaluations that have a result while they are not delivered.
pub async fn with_early_result(db: &Db) -> Result<Vec<Head>> {
    let rows: Vec<HeadRow> = db.all(&WITH_EARLY_RESULT, &[]).await?;
    rows.into_iter().map(Head::try_from).collect()
}

/// The heads of the evaluations that an account may know of, by municipality and year: those in which it has a role, and
/// those of the organisations it administers or reads, whether they evaluate or are evaluated. Without second sheets.
pub async fn visible_to(db: &Db, account: Uuid) -> Result<Vec<Head>> {
    let rows: Vec<HeadRow> = db.all(&VISIBLE_TO, args![account]).await?;
    rows.into_iter().map(Head::try_from).collect()
}

/// The evaluations of a municipality, by its name or code, in a year and on a framework.
pub async fn find(db: &Db, municipality: &str, year: i16, framework: &str) -> Result<Vec<Head>> {
    let key = args![sort::key(municipality), municipality, year, framework];
    let rows: Vec<HeadRow> = db.all(&FIND, key).await?;
    rows.into_iter().map(Head::try_from).collect()
}

/// The one that insert would repeat, if there is one.
async fn find_same(
    tx: &mut Tx,
    organisation: Uuid,
    evaluation: &Evaluation,
    digest: &str,
) -> Result<Option<Inserted>> {
    let Some(id) = evaluation.id else {
        let same: Option<(String, i64)> =
            tx.optional(&SAME_CONTENT, args![organisation, digest]).await?;
        let inserted = |(uuid, version): (String, i64)| {
            Ok(Inserted { id: crate::text::id("evaluation.id", &uuid)?, version, new: false })
        };
        return same.map(inserted).transpose();
    };
    match stored(tx, id).await {
        Ok(there) if there.evaluation == *evaluation && there.head.organisation == organisation => {
            Ok(Some(Inserted { id, version: there.head.version, new: false }))
        }
        Ok(there) => Err(Error::Conflict(format!(
            "evaluation {id} is there already with another content ({} {}, version {}) – replace it, or remove the id \
             to keep both",
            there.head.municipality, there.head.year, there.head.version
        ))),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn check_framework(evaluation: &Evaluation, framework: &Pinned) -> Result<()> {
    if evaluation.framework == framework.id {
        return Ok(());
    }
    Err(Error::invalid(Problem::new(
        "framework",
        format!("the evaluation is on {:?}, not on {:?}", evaluation.framework, framework.id),
        "pin the framework that the evaluation names",
    )))
}

pub(crate) fn conflict(there: &Head, expected: i64) -> Error {
    Error::Conflict(format!(
        "the evaluation of {} {} was changed in the meantime: it is at version {} (not {expected}), in state {} since {} \
         – read it again",
        there.municipality,
        there.year,
        there.version,
        word(&there.state),
        there.changed_at
    ))
}

/// What the audit log says of the content of an evaluation.
fn content(evaluation: &Evaluation, digest: &str) -> impl Serialize {
    let Municipality { name, code, .. } = &evaluation.municipality;
    serde_json::json!({
        "municipality": name,
        "code": code,
        "year": evaluation.year,
        "framework": evaluation.framework,
        "state": evaluation.state,
        "sha256": digest,
    })
}

/// The arguments of `INSERT`, and with the version expected those of `UPDATE`.
fn columns<'a>(
    id: Uuid,
    organisation: Uuid,
    evaluation: &'a Evaluation,
    framework: &'a Pinned,
    digest: &'a str,
    now: i64,
) -> Vec<Arg<'a>> {
    let Evaluation { municipality, .. } = evaluation;
    args![
        id,
        organisation,
        &framework.id,
        &framework.digest,
        evaluation.fictional,
        word(&evaluation.kind),
        word(&evaluation.state),
        evaluation.year,
        day(evaluation.assessment_date),
        evaluation.language.code(),
        &evaluation.record_number,
        &municipality.name,
        sort::key(&municipality.name),
        &municipality.country,
        &municipality.code,
        json(&municipality.facts),
        evaluation.source.as_ref().map(json),
        json(&evaluation.visit),
        json(&evaluation.conditions),
        evaluation.feedback.as_ref().map(json),
        evaluation.review.as_ref().map(json),
        evaluation.fact_check.as_ref().map(json),
        &evaluation.summary,
        evaluation.total,
        digest,
        now,
    ]
    .to_vec()
}

/// The whole of an evaluation as a part of another write.
pub(crate) async fn stored(tx: &mut Tx, id: Uuid) -> Result<Stored> {
    let head = head_in(tx, id).await?;
    let whole: WholeRow = tx.one(&WHOLE, args![id]).await?;
    let judgements = judgement::of_evaluation(tx, id).await?;
    let parts = parts::load(tx, id, head.main(), judgements).await?;
    let feedback = match head.companion_of {
        Some(main) => tx.one::<(Option<String>,)>(&FEEDBACK, args![main]).await?.0,
        None => whole.feedback,
    };
    let evaluation = Evaluation {
        format: FORMAT.to_owned(),
        id: Some(id),
        fictional: head.fictional,
        framework: head.framework.clone(),
        kind: head.kind,
        state: head.state,
        year: head.year,
        assessment_date: from_day("evaluation.assessment_date", whole.assessment_date)?,
        language: from_word("evaluation.language", &whole.language)?,
        record_number: whole.record_number,
        municipality: Municipality {
            name: head.municipality.clone(),
            country: head.country.clone(),
            code: head.code.clone(),
            facts: from_json("evaluation.facts", &whole.facts)?,
        },
        source: whole.source.map(|text| from_json("evaluation.source", &text)).transpose()?,
        visit: from_json("evaluation.visit", &whole.visit)?,
        team: parts.team,
        groups: parts.groups,
        documents: parts.documents,
        conditions: from_json("evaluation.conditions", &whole.conditions)?,
        feedback: feedback.map(|text| from_json("evaluation.feedback", &text)).transpose()?,
        review: whole.review.map(|text| from_json("evaluation.review", &text)).transpose()?,
        fact_check: fact_check::of_evaluation(tx, id, whole.fact_check).await?,
        summary: whole.summary,
        total: head.total,
        earlier: parts.earlier,
        printed_comparisons: parts.printed_comparisons,
        areas: parts.areas,
    };
    Ok(Stored { head, evaluation })
}

pub(crate) async fn head_in(tx: &mut Tx, id: Uuid) -> Result<Head> {
    head_of(tx.optional(&HEAD, args![id]).await?, id)
}

fn head_of(row: Option<HeadRow>, id: Uuid) -> Result<Head> {
    row.ok_or_else(|| {
        Error::not_found("evaluation", id, "list the evaluations to see which there are")
    })?
    .try_into()
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    id: String,
    organisation_id: String,
    evaluated_organisation_id: Option<String>,
    framework: String,
    framework_digest: String,
    fictional: i64,
    kind: String,
    state: String,
    year: i64,
    municipality: String,
    country: String,
    code: Option<String>,
    total: Option<i64>,
    version: i64,
    changed_at: i64,
    companion_of: Option<String>,
}

impl TryFrom<HeadRow> for Head {
    type Error = Error;

    fn try_from(row: HeadRow) -> Result<Self> {
        Ok(Self {
            id: id("evaluation.id", &row.id)?,
            organisation: id("evaluation.organisation_id", &row.organisation_id)?,
            evaluated_organisation: id_some(
                "evaluation.evaluated_organisation_id",
                row.evaluated_organisation_id.as_deref(),
            )?,
            framework: row.framework,
            framework_digest: row.framework_digest,
            fictional: row.fictional != 0,
            kind: from_word("evaluation.kind", &row.kind)?,
            state: from_word("evaluation.state", &row.state)?,
            year: narrow("evaluation.year", row.year)?,
            municipality: row.municipality,
            country: row.country,
            code: row.code,
            total: narrow_some("evaluation.total", row.total)?,
            version: row.version,
            changed_at: instant("evaluation.changed_at", row.changed_at)?,
            companion_of: id_some("evaluation.companion_of", row.companion_of.as_deref())?,
        })
    }
}

/// What `HeadRow` leaves out.
#[derive(sqlx::FromRow)]
struct WholeRow {
    assessment_date: Option<String>,
    language: String,
    record_number: String,
    facts: String,
    source: Option<String>,
    visit: String,
    conditions: String,
    feedback: Option<String>,
    review: Option<String>,
    fact_check: Option<String>,
    summary: String,
}
