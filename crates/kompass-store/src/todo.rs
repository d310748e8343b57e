//! What a list of things to do is made of: a few columns of many evaluations at once, never a whole of one.

use crate::db::{Arg, Db, Row, Statement, args, statements};
use crate::text::{from_day, from_json, from_word, id, instant, json, narrow};
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::Result;
use kompass_core::access::Role;
use kompass_core::answer::State;
use kompass_core::evaluation::{Declaration, FactCheck, TeamRole, Way};
use kompass_core::interview::Standing;
use uuid::Uuid;

/// Of the evaluations whose ids are the JSON array `$1`, on either engine.
macro_rules! among {
    (sqlite, $column:literal) => {
        concat!(" ", $column, " IN (SELECT value FROM json_each($1)) ")
    };
    (postgres, $column:literal) => {
        concat!(" ", $column, " = ANY (ARRAY(SELECT json_array_elements_text($1::json))) ")
    };
}

macro_rules! select_facts {
    ($engine:ident) => {
        concat!(
            "SELECT id, assessment_date, visit, review, fact_check,
                (SELECT count(*) FROM group_interview WHERE group_interview.evaluation_id = evaluation.id) AS groups_met,
                (SELECT count(*) FROM fact_check_comment WHERE fact_check_comment.evaluation_id = evaluation.id
                    AND fact_check_comment.is_current = 1 AND fact_check_comment.answer = '') AS unanswered
            FROM evaluation WHERE",
            among!($engine, "id")
        )
    };
}

macro_rules! select_team {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, code, name, role, declaration FROM member WHERE",
            among!($engine, "evaluation_id"),
            "ORDER BY evaluation_id, position, code"
        )
    };
}

macro_rules! select_roles {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, role FROM assignment WHERE",
            among!($engine, "evaluation_id")
        )
    };
}

macro_rules! select_invited {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, count(*) AS invited, min(expires_at) AS first FROM link WHERE",
            among!($engine, "evaluation_id"),
            "AND purpose = 'invitation' AND revoked_at IS NULL AND uses = 0 GROUP BY evaluation_id"
        )
    };
}

macro_rules! select_requests {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, count(*) AS waiting, min(until) AS until FROM document_request WHERE",
            among!($engine, "evaluation_id"),
            "AND answer IS NULL GROUP BY evaluation_id"
        )
    };
}

macro_rules! select_approved {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, state, count(*) AS waiting FROM answer WHERE",
            among!($engine, "evaluation_id"),
            "AND (state = 'ready' OR (state = 'approved' AND (handed_body IS NULL OR handed_body <> body)))
            GROUP BY evaluation_id, state"
        )
    };
}

macro_rules! select_asked {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, question FROM answer_query WHERE",
            among!($engine, "evaluation_id"),
            "AND replied_at IS NULL"
        )
    };
}

macro_rules! select_answered {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, question FROM answer WHERE",
            among!($engine, "evaluation_id"),
            "AND (handed_at IS NOT NULL OR (body <> '' AND state <> 'draft'))"
        )
    };
}

macro_rules! select_delegated {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, scope FROM link WHERE",
            among!($engine, "evaluation_id"),
            "AND purpose = 'contributor' AND revoked_at IS NULL"
        )
    };
}

macro_rules! select_interviews {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, id, day, standing, evaluators FROM interview WHERE",
            among!($engine, "evaluation_id"),
            "AND standing <> 'cancelled'"
        )
    };
}

macro_rules! select_noted {
    ($engine:ident) => {
        concat!(
            "SELECT DISTINCT interview_id, author FROM note WHERE",
            among!($engine, "evaluation_id")
        )
    };
}

macro_rules! select_supplements {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, count(*) AS waiting FROM supplement WHERE",
            among!($engine, "evaluation_id"),
            "AND late = 1 AND considered IS NULL GROUP BY evaluation_id"
        )
    };
}

macro_rules! select_actions {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, due, changed_at,
                (SELECT max(created_at) FROM action_progress WHERE action_progress.action_id = action.id) AS said_at
            FROM action WHERE",
            among!($engine, "evaluation_id"),
            "AND status IN ('planned', 'begun')"
        )
    };
}

macro_rules! select_sheets {
    ($engine:ident) => {
        concat!(
            "SELECT id, companion_of, framework_digest FROM evaluation WHERE",
            among!($engine, "companion_of")
        )
    };
}

macro_rules! select_areas {
    ($engine:ident) => {
        concat!(
            "SELECT evaluation_id, number, way, locked FROM area_part WHERE",
            among!($engine, "evaluation_id")
        )
    };
}

macro_rules! select_judged {
    ($engine:ident) => {
        concat!(
            "SELECT judgement.evaluation_id, judgement.subject FROM judgement WHERE",
            among!($engine, "evaluation_id"),
            "AND judgement.member IN (SELECT assignment.member FROM assignment
                    JOIN evaluation ON evaluation.id = judgement.evaluation_id
                        AND assignment.evaluation_id = coalesce(evaluation.companion_of, evaluation.id)
                WHERE assignment.account_id = $2 AND assignment.member IS NOT NULL)"
        )
    };
}

statements! {
    STATEMENTS:
    FACTS = select_facts!(sqlite), select_facts!(postgres);
    TEAM = select_team!(sqlite), select_team!(postgres);
    ROLES = select_roles!(sqlite), select_roles!(postgres);
    INVITED = select_invited!(sqlite), select_invited!(postgres);
    REQUESTS = select_requests!(sqlite), select_requests!(postgres);
    APPROVED = select_approved!(sqlite), select_approved!(postgres);
    ASKED = select_asked!(sqlite), select_asked!(postgres);
    ANSWERED = select_answered!(sqlite), select_answered!(postgres);
    DELEGATED = select_delegated!(sqlite), select_delegated!(postgres);
    INTERVIEWS = select_interviews!(sqlite), select_interviews!(postgres);
    NOTED = select_noted!(sqlite), select_noted!(postgres);
    SUPPLEMENTS = select_supplements!(sqlite), select_supplements!(postgres);
    ACTIONS = select_actions!(sqlite), select_actions!(postgres);
    SHEETS = select_sheets!(sqlite), select_sheets!(postgres);
    AREAS = select_areas!(sqlite), select_areas!(postgres);
    JUDGED = select_judged!(sqlite), select_judged!(postgres);
}

/// What decides cheaply how far an evaluation has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The evaluation.
    pub evaluation: Uuid,
    /// The day whose state of affairs is judged.
    pub assessment_date: Option<Date>,
    /// Days of the visit.
    pub visit: Vec<Date>,
    /// The review is signed.
    pub reviewed: bool,
    /// The municipality's reading, once there is one.
    pub fact_check: Option<FactCheck>,
    /// Interview groups recorded as met.
    pub groups_met: u64,
    /// Comments of the fact check without an answer.
    pub unanswered: u64,
}

/// A member of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The evaluation.
    pub evaluation: Uuid,
    /// Code on the team.
    pub code: String,
    /// Name.
    pub name: String,
    /// What the member does.
    pub role: TeamRole,
    /// The declaration, once it is signed.
    pub declaration: Option<Declaration>,
}

/// Invitations into an evaluation that nobody has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The evaluation.
    pub evaluation: Uuid,
    /// How many.
    pub count: u64,
    /// When the first of them ends.
    pub first: Timestamp,
}

/// An interview that was not called off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    /// The evaluation.
    pub evaluation: Uuid,
    /// Its identity.
    pub id: Uuid,
    /// On which day.
    pub day: Option<Date>,
    /// Whether it was held.
    pub standing: Standing,
    /// Codes of the evaluators, where they are named.
    pub evaluators: Vec<String>,
}

/// An action of which something is left to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The evaluation.
    pub evaluation: Uuid,
    /// When it should be done.
    pub due: Option<Date>,
    /// When anything was last said about it: it was changed, or how it goes was told.
    pub heard: Timestamp,
}

/// A second sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The second sheet.
    pub id: Uuid,
    /// The evaluation it belongs to.
    pub main: Uuid,
    /// Its framework.
    pub framework_digest: String,
}

/// How an area is judged, and who has locked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The evaluation, or its second sheet.
    pub evaluation: Uuid,
    /// Number of the area.
    pub number: u8,
    /// How its judgements are made.
    pub way: Option<Way>,
    /// Codes of those who have locked it.
    pub locked: Vec<String>,
}

/// How far these evaluations have come.
pub async fn facts(db: &Db, evaluations: &[Uuid]) -> Result<Vec<Facts>> {
    type Row = (String, Option<String>, String, Option<String>, Option<String>, i64, i64);
    let rows: Vec<Row> = among(db, &FACTS, evaluations, None).await?;
    rows.into_iter()
        .map(|(uuid, assessment_date, visit, review, fact_check, groups_met, unanswered)| {
            let fact_check: Option<FactCheck> =
                fact_check.map(|text| from_json("evaluation.fact_check", &text)).transpose()?;
            // Those that came with a file stand in the column until one of them is written to.
            let in_column = fact_check.iter().flat_map(|check| &check.comments);
            let in_column = in_column.filter(|comment| comment.answer.is_empty()).count() as u64;
            let in_rows: u64 = narrow("unanswered", unanswered)?;
            Ok(Facts {
                evaluation: id("evaluation.id", &uuid)?,
                assessment_date: from_day("evaluation.assessment_date", assessment_date)?,
                visit: from_json("evaluation.visit", &visit)?,
                reviewed: review.is_some(),
                fact_check,
                groups_met: narrow("groups_met", groups_met)?,
                unanswered: in_column + in_rows,
            })
        })
        .collect()
}

/// The teams of these evaluations, each in its order.
pub async fn team(db: &Db, evaluations: &[Uuid]) -> Result<Vec<Member>> {
    let rows: Vec<(String, String, String, String, Option<String>)> =
        among(db, &TEAM, evaluations, None).await?;
    rows.into_iter()
        .map(|(evaluation, code, name, role, declaration)| {
            Ok(Member {
                evaluation: id("member.evaluation_id", &evaluation)?,
                code,
                name,
                role: from_word("member.role", &role)?,
                declaration: declaration
                    .map(|text| from_json("member.declaration", &text))
                    .transpose()?,
            })
        })
        .collect()
}

/// Which roles somebody has in these evaluations.
pub async fn roles(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, Role)>> {
    let rows: Vec<(String, String)> = among(db, &ROLES, evaluations, None).await?;
    rows.into_iter()
        .map(|(evaluation, role)| {
            let evaluation = id("assignment.evaluation_id", &evaluation)?;
            Ok((evaluation, from_word("assignment.role", &role)?))
        })
        .collect()
}

/// Invitations into these evaluations that nobody has accepted.
pub async fn invited(db: &Db, evaluations: &[Uuid]) -> Result<Vec<Invited>> {
    let rows: Vec<(String, i64, i64)> = among(db, &INVITED, evaluations, None).await?;
    rows.into_iter()
        .map(|(evaluation, count, first)| {
            Ok(Invited {
                evaluation: id("link.evaluation_id", &evaluation)?,
                count: narrow("invited", count)?,
                first: instant("link.expires_at", first)?,
            })
        })
        .collect()
}

/// Documents that the municipalities are asked for in these evaluations: how many, and until when the first is wanted.
pub async fn requests(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, u64, Option<Date>)>> {
    let rows: Vec<(String, i64, Option<String>)> = among(db, &REQUESTS, evaluations, None).await?;
    rows.into_iter()
        .map(|(evaluation, waiting, until)| {
            let evaluation = id("document_request.evaluation_id", &evaluation)?;
            let until = from_day("document_request.until", until)?;
            Ok((evaluation, narrow("waiting", waiting)?, until))
        })
        .collect()
}

/// Answers that wait for their coordinator in these evaluations, counted by what was said of them: those that are ready are
/// to be approved, those that are approved to be handed in.
pub async fn approved(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, State, u64)>> {
    let rows: Vec<(String, String, i64)> = among(db, &APPROVED, evaluations, None).await?;
    rows.into_iter()
        .map(|(evaluation, state, waiting)| {
            let evaluation = id("answer.evaluation_id", &evaluation)?;
            Ok((evaluation, from_word("answer.state", &state)?, narrow("waiting", waiting)?))
        })
        .collect()
}

/// Codes of the questions about which evaluators asked something back that nobody replied to, once for each.
pub async fn asked(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    questions(db, &ASKED, evaluations).await
}

/// Codes of the questions whose answer is handed in, or somebody said of it that it is ready.
pub async fn answered(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    questions(db, &ANSWERED, evaluations).await
}

async fn questions(
    db: &Db,
    statement: &Statement,
    evaluations: &[Uuid],
) -> Result<Vec<(Uuid, String)>> {
    let rows: Vec<(String, String)> = among(db, statement, evaluations, None).await?;
    rows.into_iter().map(|(uuid, question)| Ok((id("evaluation_id", &uuid)?, question))).collect()
}

/// What the links open by which colleagues without an account answer in these evaluations.
pub async fn delegated(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, serde_json::Value)>> {
    let rows: Vec<(String, String)> = among(db, &DELEGATED, evaluations, None).await?;
    rows.into_iter()
        .map(|(uuid, scope)| {
            Ok((id("link.evaluation_id", &uuid)?, from_json("link.scope", &scope)?))
        })
        .collect()
}

/// The interviews of these evaluations that were not called off.
pub async fn interviews(db: &Db, evaluations: &[Uuid]) -> Result<Vec<Interview>> {
    let rows: Vec<(String, String, String, String, String)> =
        among(db, &INTERVIEWS, evaluations, None).await?;
    rows.into_iter()
        .map(|(evaluation, uuid, day, standing, evaluators)| {
            Ok(Interview {
                evaluation: id("interview.evaluation_id", &evaluation)?,
                id: id("interview.id", &uuid)?,
                day: from_day("interview.day", Some(day))?,
                standing: from_word("interview.standing", &standing)?,
                evaluators: from_json("interview.evaluators", &evaluators)?,
            })
        })
        .collect()
}

/// Who has written notes of which interview of these evaluations: interview and code on the team.
pub async fn noted(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let rows: Vec<(String, String)> = among(db, &NOTED, evaluations, None).await?;
    rows.into_iter().map(|(uuid, author)| Ok((id("note.interview_id", &uuid)?, author))).collect()
}

/// How many late supplements of these evaluations wait for a ruling.
pub async fn supplements(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, u64)>> {
    let rows: Vec<(String, i64)> = among(db, &SUPPLEMENTS, evaluations, None).await?;
    rows.into_iter()
        .map(|(uuid, count)| {
            Ok((id("supplement.evaluation_id", &uuid)?, narrow("waiting", count)?))
        })
        .collect()
}

/// The actions of these evaluations of which something is left to do.
pub async fn actions(db: &Db, evaluations: &[Uuid]) -> Result<Vec<Action>> {
    let rows: Vec<(String, Option<String>, i64, Option<i64>)> =
        among(db, &ACTIONS, evaluations, None).await?;
    rows.into_iter()
        .map(|(evaluation, due, changed_at, said_at)| {
            let heard = said_at.map_or(changed_at, |said_at| said_at.max(changed_at));
            Ok(Action {
                evaluation: id("action.evaluation_id", &evaluation)?,
                due: from_day("action.due", due)?,
                heard: instant("action.changed_at", heard)?,
            })
        })
        .collect()
}

/// The second sheets of these evaluations.
pub async fn sheets(db: &Db, evaluations: &[Uuid]) -> Result<Vec<Sheet>> {
    let rows: Vec<(String, String, String)> = among(db, &SHEETS, evaluations, None).await?;
    rows.into_iter()
        .map(|(sheet, main, framework_digest)| {
            let main = id("evaluation.companion_of", &main)?;
            Ok(Sheet { id: id("evaluation.id", &sheet)?, main, framework_digest })
        })
        .collect()
}

/// The areas that were taken up in these evaluations and second sheets.
pub async fn areas(db: &Db, evaluations: &[Uuid]) -> Result<Vec<Area>> {
    let rows: Vec<(String, i64, Option<String>, String)> =
        among(db, &AREAS, evaluations, None).await?;
    rows.into_iter()
        .map(|(evaluation, number, way, locked)| {
            Ok(Area {
                evaluation: id("area_part.evaluation_id", &evaluation)?,
                number: narrow("area_part.number", number)?,
                way: way.map(|way| from_word("area_part.way", &way)).transpose()?,
                locked: from_json("area_part.locked", &locked)?,
            })
        })
        .collect()
}

/// What an account itself has judged in these evaluations and second sheets: codes of questions and sub-areas. Nothing
/// that anybody else has judged.
pub async fn judged(db: &Db, evaluations: &[Uuid], account: Uuid) -> Result<Vec<(Uuid, String)>> {
    let rows: Vec<(String, String)> = among(db, &JUDGED, evaluations, Some(account.into())).await?;
    rows.into_iter()
        .map(|(evaluation, subject)| Ok((id("judgement.evaluation_id", &evaluation)?, subject)))
        .collect()
}

/// Nothing is asked where there is nothing to ask about.
async fn among<T: Row>(
    db: &Db,
    statement: &Statement,
    evaluations: &[Uuid],
    more: Option<Arg<'_>>,
) -> Result<Vec<T>> {
    if evaluations.is_empty() {
        return Ok(Vec::new());
    }
    let ids = json(evaluations);
    let mut row = args![&ids].to_vec();
    row.extend(more);
    db.all(statement, &row).await
}
