//! The parts of an evaluation as rows, and back in their order.

use crate::db::{Tx, args, statements};
use crate::judgement::{self, Placed, Said};
use crate::since_last;
use crate::sort;
use crate::text::{day, from_day, from_json, from_word, json, narrow, narrow_some, word};
use crate::write::Write;
use kompass_core::evaluation::view::{empty_area, empty_sub_area};
use kompass_core::evaluation::{
    Agreed, AgreedPoints, AreaPart, Document, EarlierResult, Evaluation, Example, Finding,
    GroupInterview, Member, PrintedComparison, QuestionPart, SinceLast, SubAreaPart,
};
use kompass_core::{Points, Result};
use std::collections::BTreeMap;
use uuid::Uuid;

statements! {
    PART_STATEMENTS:
    INSERT_MEMBER = "INSERT INTO member
            (evaluation_id, code, position, name, employer, role, declaration, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)";
    MEMBERS = "SELECT code, name, employer, role, declaration FROM member WHERE evaluation_id = $1 ORDER BY position, code";
    DELETE_MEMBERS = "DELETE FROM member WHERE evaluation_id = $1";

    INSERT_GROUP = "INSERT INTO group_interview
            (id, evaluation_id, position, group_code, people, day, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7)";
    GROUPS = "SELECT group_code, people, day FROM group_interview WHERE evaluation_id = $1 ORDER BY position, id";
    DELETE_GROUPS = "DELETE FROM group_interview WHERE evaluation_id = $1";

    INSERT_DOCUMENT = "INSERT INTO document (evaluation_id, code, position, title, title_sort, kind, day, address,
            sub_areas, blob_digest, file_name, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)";
    DOCUMENTS = "SELECT code, title, kind, day, address, sub_areas FROM document
        WHERE evaluation_id = $1 ORDER BY position, code";
    FILES = "SELECT code, blob_digest, file_name FROM document WHERE evaluation_id = $1 AND blob_digest IS NOT NULL";
    DELETE_DOCUMENTS = "DELETE FROM document WHERE evaluation_id = $1";

    INSERT_AREA = "INSERT INTO area_part
            (evaluation_id, number, position, way, locked, points, body, direct, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)";
    AREAS = "SELECT number, way, locked, points, body, direct FROM area_part
        WHERE evaluation_id = $1 ORDER BY position, number";
    DELETE_AREAS = "DELETE FROM area_part WHERE evaluation_id = $1";

    INSERT_SUB_AREA = "INSERT INTO sub_area_part
            (evaluation_id, code, area, position, body, points, questions, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)";
    SUB_AREAS = "SELECT area, code, body, points, questions FROM sub_area_part WHERE evaluation_id = $1 ORDER BY position, code";
    DELETE_SUB_AREAS = "DELETE FROM sub_area_part WHERE evaluation_id = $1";

    INSERT_FINDING = "INSERT INTO finding
            (id, evaluation_id, area, kind, position, body, sub_area, source, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)";
    FINDINGS = "SELECT area, body, sub_area, source FROM finding
        WHERE evaluation_id = $1 AND kind = $2 ORDER BY area, position, id";
    DELETE_FINDINGS = "DELETE FROM finding WHERE evaluation_id = $1";

    INSERT_EXAMPLE = "INSERT INTO example (id, evaluation_id, area, position, who, body, source, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)";
    EXAMPLES = "SELECT area, who, body, source FROM example WHERE evaluation_id = $1 ORDER BY area, position, id";
    DELETE_EXAMPLES = "DELETE FROM example WHERE evaluation_id = $1";

    INSERT_SINCE_LAST = "INSERT INTO since_last
            (id, evaluation_id, area, position, improvement, status, done, origin, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    SINCE_LAST = "SELECT id, area, improvement, status, done, origin, version FROM since_last
        WHERE evaluation_id = $1 ORDER BY area, position, id";
    DELETE_SINCE_LAST = "DELETE FROM since_last WHERE evaluation_id = $1";

    INSERT_AGREED = "INSERT INTO agreed
            (evaluation_id, subject, levels, planned, points, reason, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7)";
    AGREED = "SELECT subject, levels, planned, points, reason FROM agreed WHERE evaluation_id = $1 ORDER BY subject";
    DELETE_AGREED = "DELETE FROM agreed WHERE evaluation_id = $1";

    INSERT_IMPACT = "INSERT INTO impact (evaluation_id, sub_area, source, effect, version, changed_at)
        VALUES ($1, $2, $3, $4, 1, $5)";
    IMPACTS = "SELECT sub_area, source, effect FROM impact WHERE evaluation_id = $1 ORDER BY sub_area, source";
    DELETE_IMPACTS = "DELETE FROM impact WHERE evaluation_id = $1";

    INSERT_EARLIER = "INSERT INTO earlier_result
            (id, evaluation_id, position, year, framework_version, total, areas, note, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)";
    EARLIER = "SELECT year, framework_version, total, areas, note FROM earlier_result
        WHERE evaluation_id = $1 ORDER BY position, id";
    DELETE_EARLIER = "DELETE FROM earlier_result WHERE evaluation_id = $1";

    INSERT_PRINTED = "INSERT INTO printed_comparison
            (id, evaluation_id, position, label, total, areas, evaluations, rule, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)";
    PRINTED = "SELECT label, total, areas, evaluations, rule FROM printed_comparison
        WHERE evaluation_id = $1 ORDER BY position, id";
    DELETE_PRINTED = "DELETE FROM printed_comparison WHERE evaluation_id = $1";
}

/// How many numbers the code of a question has.
const QUESTION: usize = 3;

/// `finding.kind` of strengths and of improvement areas.
const STRENGTH: &str = "strength";
const IMPROVEMENT: &str = "improvement";

/// The parts of an evaluation that are rows of their own.
pub(super) struct Parts {
    pub(super) team: Vec<Member>,
    pub(super) groups: Vec<GroupInterview>,
    pub(super) documents: Vec<Document>,
    pub(super) earlier: Vec<EarlierResult>,
    pub(super) printed_comparisons: Vec<PrintedComparison>,
    pub(super) areas: Vec<AreaPart>,
}

/// What stays of the parts when they are written anew.
#[derive(Default)]
struct Kept {
    /// Files of documents, by code of the document: digest and name.
    files: BTreeMap<String, (String, String)>,
    /// The rows of what became of improvement areas: one that stays the same row is found by who has it open.
    since_last: Vec<since_last::Row>,
}

/// Writes the parts of a new evaluation.
pub(super) async fn insert(write: &mut Write<'_>, id: Uuid, evaluation: &Evaluation) -> Result<()> {
    insert_keeping(write, id, evaluation, Kept::default()).await
}

/// Writes the parts anew; documents that are still there keep their files, and improvement areas of the last evaluation
/// their rows.
pub(super) async fn replace(
    write: &mut Write<'_>,
    id: Uuid,
    evaluation: &Evaluation,
) -> Result<()> {
    let files: Vec<(String, String, String)> = write.tx.all(&FILES, args![id]).await?;
    let files = files.into_iter().map(|(code, digest, name)| (code, (digest, name))).collect();
    let kept = Kept { files, since_last: write.tx.all(&SINCE_LAST, args![id]).await? };
    let all = [
        &DELETE_MEMBERS,
        &DELETE_GROUPS,
        &DELETE_DOCUMENTS,
        &DELETE_AREAS,
        &DELETE_SUB_AREAS,
        &DELETE_FINDINGS,
        &DELETE_EXAMPLES,
        &DELETE_SINCE_LAST,
        &DELETE_AGREED,
        &DELETE_IMPACTS,
        &DELETE_EARLIER,
        &DELETE_PRINTED,
    ];
    for statement in all {
        write.tx.execute(statement, args![id]).await?;
    }
    judgement::delete_of_evaluation(&mut write.tx, id).await?;
    insert_keeping(write, id, evaluation, kept).await
}

async fn insert_keeping(
    write: &mut Write<'_>,
    id: Uuid,
    evaluation: &Evaluation,
    mut kept: Kept,
) -> Result<()> {
    let now = write.now();
    for (member, position) in evaluation.team.iter().zip(0_u32..) {
        let Member { code, name, employer, role, declaration } = member;
        let declaration = declaration.as_ref().map(json);
        let row = args![id, code, position, name, employer, word(role), declaration, now];
        write.tx.execute(&INSERT_MEMBER, row).await?;
    }
    for (interview, position) in evaluation.groups.iter().zip(0_u32..) {
        let GroupInterview { group, people, date } = interview;
        let row = args![write.id(), id, position, group, *people, day(*date), now];
        write.tx.execute(&INSERT_GROUP, row).await?;
    }
    for (document, position) in evaluation.documents.iter().zip(0_u32..) {
        let Document { code, title, kind, date, address, sub_areas } = document;
        let (digest, name) = kept.files.get(code).map(|(digest, name)| (digest, name)).unzip();
        let row = args![
            id,
            code,
            position,
            title,
            sort::key(title),
            kind,
            day(*date),
            address,
            json(sub_areas),
            digest.map(String::as_str),
            name.map_or("", String::as_str),
            now,
        ];
        write.tx.execute(&INSERT_DOCUMENT, row).await?;
    }
    for (earlier, position) in evaluation.earlier.iter().zip(0_u32..) {
        let EarlierResult { year, version, total, areas, note } = earlier;
        let row = args![write.id(), id, position, *year, version, *total, json(areas), note, now];
        write.tx.execute(&INSERT_EARLIER, row).await?;
    }
    for (printed, position) in evaluation.printed_comparisons.iter().zip(0_u32..) {
        let PrintedComparison { label, total, areas, n, rule } = printed;
        let row = args![write.id(), id, position, label, *total, json(areas), *n, rule, now];
        write.tx.execute(&INSERT_PRINTED, row).await?;
    }
    let mut judgements = Vec::new();
    for (area, position) in evaluation.areas.iter().zip(0_u32..) {
        insert_area(write, id, area, position, &mut kept.since_last, &mut judgements).await?;
    }
    judgement::insert_in(&mut write.tx, &judgements, now).await?;
    Ok(())
}

async fn insert_area(
    write: &mut Write<'_>,
    id: Uuid,
    area: &AreaPart,
    position: u32,
    before: &mut Vec<since_last::Row>,
    judgements: &mut Vec<Placed>,
) -> Result<()> {
    let now = write.now();
    let AreaPart { number, way, locked, direct, points, text, .. } = area;
    let way = way.as_ref().map(word);
    let row = args![id, *number, position, way, json(locked), *points, text, json(direct), now];
    write.tx.execute(&INSERT_AREA, row).await?;
    for (kind, findings) in [(STRENGTH, &area.strengths), (IMPROVEMENT, &area.improvements)] {
        for (finding, position) in findings.iter().zip(0_u32..) {
            let Finding { text, sub_area, source } = finding;
            let row = args![write.id(), id, *number, kind, position, text, sub_area, source, now];
            write.tx.execute(&INSERT_FINDING, row).await?;
        }
    }
    for (example, position) in area.examples.iter().zip(0_u32..) {
        let Example { who, text, source } = example;
        let row = args![write.id(), id, *number, position, who, text, source, now];
        write.tx.execute(&INSERT_EXAMPLE, row).await?;
    }
    for (since, position) in area.since_last.iter().zip(0_u32..) {
        let SinceLast { improvement, status, done, origin } = since;
        let (status, origin) = (word(status), origin.as_ref().map(json));
        let same =
            |it: &since_last::Row| it.area == i64::from(*number) && it.improvement == *improvement;
        let there = before.iter().position(same).map(|at| before.remove(at));
        let (row, version) = match there {
            None => (write.id().to_string(), 1),
            Some(it) if (&it.status, &it.done, &it.origin) == (&status, done, &origin) => {
                (it.id, it.version)
            }
            Some(it) => (it.id, it.version + 1),
        };
        let row =
            args![row, id, *number, position, improvement, status, done, origin, version, now];
        write.tx.execute(&INSERT_SINCE_LAST, row).await?;
    }
    for (sub_area, position) in area.sub_areas.iter().zip(0_u32..) {
        let codes: Vec<&str> = sub_area.questions.iter().map(|part| part.code.as_str()).collect();
        let SubAreaPart { code, text, points, .. } = sub_area;
        let points = points.map(|points| points.0);
        let row = args![id, code, *number, position, text, points, json(&codes), now];
        write.tx.execute(&INSERT_SUB_AREA, row).await?;
        insert_sub_area(&mut write.tx, id, sub_area, now, judgements).await?;
    }
    Ok(())
}

/// Judgements and what was agreed on; the judgements are collected, to be written together.
async fn insert_sub_area(
    tx: &mut Tx,
    id: Uuid,
    sub_area: &SubAreaPart,
    now: i64,
    judgements: &mut Vec<Placed>,
) -> Result<()> {
    let SubAreaPart { code, direct, agreed, impact, questions, .. } = sub_area;
    for (source, effect) in impact {
        tx.execute(&INSERT_IMPACT, args![id, code, source, word(effect), now]).await?;
    }
    if let Some(AgreedPoints { points, reason }) = agreed {
        tx.execute(&INSERT_AGREED, args![id, code, "[]", false, points.0, reason, now]).await?;
    }
    let placed = |subject: &str, position: u32, said: Said| Placed {
        evaluation: id,
        subject: subject.to_owned(),
        position,
        said,
    };
    judgements.extend(
        direct.iter().zip(0..).map(|(said, place)| placed(code, place, Said::Direct(said.clone()))),
    );
    for question in questions {
        let QuestionPart { code, judgements: said, agreed } = question;
        judgements.extend(
            said.iter()
                .zip(0..)
                .map(|(said, place)| placed(code, place, Said::Rubric(said.clone()))),
        );
        if let Some(Agreed { levels, planned, reason }) = agreed {
            let row = args![id, code, json(levels), *planned, None::<i64>, reason, now];
            tx.execute(&INSERT_AGREED, row).await?;
        }
    }
    Ok(())
}

/// Reads the parts. A judgement or agreement whose area, sub-area or question has no row of its own brings them along,
/// so that judging needs no other row first; codes name their parents (`1.4.2` is in `1.4`, which is in area 1).
///
/// A second sheet has team, groups, documents and earlier results of the evaluation it belongs to, `main`. What the
/// documents bear on there are sub-areas of another framework, so nothing is said of it here.
pub(super) async fn load(
    tx: &mut Tx,
    id: Uuid,
    main: Uuid,
    judgements: Vec<Placed>,
) -> Result<Parts> {
    let mut areas = load_areas(tx, id).await?;
    let mut agreed = load_agreed(tx, id).await?;
    let mut impacts: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
    let rows: Vec<(String, String, String)> = tx.all(&IMPACTS, args![id]).await?;
    for (sub_area, source, effect) in rows {
        let effect = from_word("impact.effect", &effect)?;
        impacts.entry(sub_area).or_default().insert(source, effect);
    }
    let mut direct: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let mut rubric: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for Placed { subject, said, .. } in judgements {
        match said {
            Said::Direct(said) => direct.entry(subject).or_default().push(said),
            // Points of a sub-area that were taken back are no judgement of it.
            Said::Rubric(_) if numbers(&subject).len() < QUESTION => {}
            Said::Rubric(said) => rubric.entry(subject).or_default().push(said),
        }
    }
    let judged = direct.keys().chain(rubric.keys()).chain(agreed.keys()).chain(impacts.keys());
    let mut missing: Vec<String> = judged.cloned().collect();
    missing.sort_by_key(|code| numbers(code));
    for code in missing {
        place(&mut areas, &code);
    }
    for sub_area in areas.iter_mut().flat_map(|area| &mut area.sub_areas) {
        sub_area.direct = direct.remove(&sub_area.code).unwrap_or_default();
        sub_area.impact = impacts.remove(&sub_area.code).unwrap_or_default();
        if let Some((_, Some(points), reason)) = agreed.get(&sub_area.code) {
            sub_area.agreed = Some(AgreedPoints { points: *points, reason: reason.clone() });
        }
        for question in &mut sub_area.questions {
            question.judgements = rubric.remove(&question.code).unwrap_or_default();
            if let Some(((levels, planned), None, reason)) = agreed.remove(&question.code) {
                question.agreed = Some(Agreed { levels, planned, reason });
            }
        }
    }
    let mut documents = load_documents(tx, main).await?;
    if main != id {
        documents.iter_mut().for_each(|document| document.sub_areas.clear());
    }
    Ok(Parts {
        team: load_team(tx, main).await?,
        groups: load_groups(tx, main).await?,
        documents,
        earlier: load_earlier(tx, main).await?,
        printed_comparisons: load_printed(tx, id).await?,
        areas,
    })
}

/// Makes sure that the sub-area or question of this code, and what it lies in, is there.
fn place(areas: &mut Vec<AreaPart>, code: &str) {
    let numbers = numbers(code);
    let [area, sub_area, ref question @ ..] = numbers[..] else { return };
    let Ok(number) = u8::try_from(area) else { return };
    let at = areas.iter().position(|part| part.number == number).unwrap_or_else(|| {
        areas.push(empty_area(number));
        areas.len() - 1
    });
    let sub_areas = &mut areas[at].sub_areas;
    let sub_code = format!("{area}.{sub_area}");
    let at = sub_areas.iter().position(|part| part.code == sub_code).unwrap_or_else(|| {
        sub_areas.push(empty_sub_area(&sub_code));
        sub_areas.len() - 1
    });
    let questions = &mut sub_areas[at].questions;
    if !question.is_empty() && questions.iter().all(|part| part.code != code) {
        questions.push(empty_question(code.to_owned()));
    }
}

/// The numbers of a code, so that 1.10 comes after 1.9.
fn numbers(code: &str) -> Vec<u32> {
    code.split('.').map_while(|part| part.parse().ok()).collect()
}

fn empty_question(code: String) -> QuestionPart {
    QuestionPart { code, judgements: Vec::new(), agreed: None }
}

#[derive(sqlx::FromRow)]
struct AreaRow {
    number: i64,
    way: Option<String>,
    locked: String,
    points: Option<i64>,
    body: String,
    direct: String,
}

async fn load_areas(tx: &mut Tx, id: Uuid) -> Result<Vec<AreaPart>> {
    let mut areas = Vec::new();
    let rows: Vec<AreaRow> = tx.all(&AREAS, args![id]).await?;
    for AreaRow { number, way, locked, points, body, direct } in rows {
        areas.push(AreaPart {
            way: way.map(|way| from_word("area_part.way", &way)).transpose()?,
            locked: from_json("area_part.locked", &locked)?,
            direct: from_json("area_part.direct", &direct)?,
            points: narrow_some("area_part.points", points)?,
            text: body,
            ..empty_area(narrow("area_part.number", number)?)
        });
    }
    let rows: Vec<(i64, String, String, Option<i64>, String)> =
        tx.all(&SUB_AREAS, args![id]).await?;
    for (area, code, text, points, questions) in rows {
        let questions: Vec<String> = from_json("sub_area_part.questions", &questions)?;
        let part = SubAreaPart {
            text,
            points: points.map(Points),
            questions: questions.into_iter().map(empty_question).collect(),
            ..empty_sub_area(&code)
        };
        if let Some(area) = area_of(&mut areas, area) {
            area.sub_areas.push(part);
        }
    }
    load_findings(tx, id, &mut areas).await?;
    Ok(areas)
}

async fn load_findings(tx: &mut Tx, id: Uuid, areas: &mut [AreaPart]) -> Result<()> {
    for kind in [STRENGTH, IMPROVEMENT] {
        let rows: Vec<(i64, String, Option<String>, Option<String>)> =
            tx.all(&FINDINGS, args![id, kind]).await?;
        for (number, text, sub_area, source) in rows {
            let Some(part) = area_of(areas, number) else { continue };
            let list = if kind == STRENGTH { &mut part.strengths } else { &mut part.improvements };
            list.push(Finding { text, sub_area, source });
        }
    }
    let rows: Vec<(i64, String, String, Option<String>)> = tx.all(&EXAMPLES, args![id]).await?;
    for (number, who, text, source) in rows {
        if let Some(part) = area_of(areas, number) {
            part.examples.push(Example { who, text, source });
        }
    }
    let rows: Vec<since_last::Row> = tx.all(&SINCE_LAST, args![id]).await?;
    for row in rows {
        if let Some(part) = area_of(areas, row.area) {
            part.since_last.push(since_last::Stored::try_from(row)?.since);
        }
    }
    Ok(())
}

fn area_of(areas: &mut [AreaPart], number: i64) -> Option<&mut AreaPart> {
    areas.iter_mut().find(|part| i64::from(part.number) == number)
}

/// What was agreed on, by subject: on the rubric, in points, why.
type AgreedRows = BTreeMap<String, ((Vec<String>, bool), Option<Points>, String)>;

async fn load_agreed(tx: &mut Tx, id: Uuid) -> Result<AgreedRows> {
    let rows: Vec<(String, String, i64, Option<i64>, String)> = tx.all(&AGREED, args![id]).await?;
    rows.into_iter()
        .map(|(subject, levels, planned, points, reason)| {
            let levels = from_json("agreed.levels", &levels)?;
            Ok((subject, ((levels, planned != 0), points.map(Points), reason)))
        })
        .collect()
}

async fn load_team(tx: &mut Tx, id: Uuid) -> Result<Vec<Member>> {
    let rows: Vec<(String, String, String, String, Option<String>)> =
        tx.all(&MEMBERS, args![id]).await?;
    rows.into_iter()
        .map(|(code, name, employer, role, declaration)| {
            let declaration = declaration.map(|text| from_json("member.declaration", &text));
            let (role, declaration) = (from_word("member.role", &role)?, declaration.transpose()?);
            Ok(Member { code, name, employer, role, declaration })
        })
        .collect()
}

async fn load_groups(tx: &mut Tx, id: Uuid) -> Result<Vec<GroupInterview>> {
    let rows: Vec<(String, i64, Option<String>)> = tx.all(&GROUPS, args![id]).await?;
    rows.into_iter()
        .map(|(group, people, date)| {
            let people = narrow("group_interview.people", people)?;
            Ok(GroupInterview { group, people, date: from_day("group_interview.day", date)? })
        })
        .collect()
}

async fn load_documents(tx: &mut Tx, id: Uuid) -> Result<Vec<Document>> {
    let rows: Vec<(String, String, String, Option<String>, String, String)> =
        tx.all(&DOCUMENTS, args![id]).await?;
    rows.into_iter()
        .map(|(code, title, kind, date, address, sub_areas)| {
            let date = from_day("document.day", date)?;
            let sub_areas = from_json("document.sub_areas", &sub_areas)?;
            Ok(Document { code, title, kind, date, address, sub_areas })
        })
        .collect()
}

async fn load_earlier(tx: &mut Tx, id: Uuid) -> Result<Vec<EarlierResult>> {
    let rows: Vec<(i64, Option<String>, i64, String, String)> = tx.all(&EARLIER, args![id]).await?;
    rows.into_iter()
        .map(|(year, version, total, areas, note)| {
            Ok(EarlierResult {
                year: narrow("earlier_result.year", year)?,
                version,
                total: narrow("earlier_result.total", total)?,
                areas: from_json("earlier_result.areas", &areas)?,
                note,
            })
        })
        .collect()
}

async fn load_printed(tx: &mut Tx, id: Uuid) -> Result<Vec<PrintedComparison>> {
    let rows: Vec<(String, i64, String, Option<i64>, String)> = tx.all(&PRINTED, args![id]).await?;
    rows.into_iter()
        .map(|(label, total, areas, n, rule)| {
            Ok(PrintedComparison {
                label,
                total: narrow("printed_comparison.total", total)?,
                areas: from_json("printed_comparison.areas", &areas)?,
                n: narrow_some("printed_comparison.evaluations", n)?,
                rule,
            })
        })
        .collect()
}
