//! What the search looks through besides the pages of documents. Each statement names the evaluations that it may look
//! into, so that what may not be read is never found, counted or left out.

use crate::db::{Db, Statement, args, statements};
use crate::text::{id, json};
use kompass_core::Result;
use kompass_core::search::Query;
use uuid::Uuid;

statements! {
    STATEMENTS:
    RECORDS =
        "SELECT id, record_number FROM evaluation
        WHERE id IN (SELECT value FROM json_each($1)) AND record_number <> '' ORDER BY id DESC",
        "SELECT id, record_number FROM evaluation
        WHERE id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND record_number <> '' ORDER BY id DESC";
    TITLES =
        "SELECT evaluation_id, code, title, kind FROM document
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) ORDER BY evaluation_id DESC, position, code",
        "SELECT evaluation_id, code, title, kind FROM document
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) ORDER BY evaluation_id DESC, position, code";
    TEXTS =
        "SELECT id AS evaluation_id, '' AS place, summary AS body FROM evaluation
        WHERE id IN (SELECT value FROM json_each($1)) AND summary LIKE $2
        UNION ALL SELECT evaluation_id, CAST(number AS TEXT), body FROM area_part
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND body LIKE $2
        UNION ALL SELECT evaluation_id, code, body FROM sub_area_part
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND body LIKE $2
        UNION ALL SELECT evaluation_id, coalesce(sub_area, CAST(area AS TEXT)), body FROM finding
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND body LIKE $2
        UNION ALL SELECT evaluation_id, CAST(area AS TEXT), who || ': ' || body FROM example
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND (who LIKE $2 OR body LIKE $2)
        ORDER BY 1 DESC, 2, 3 LIMIT $3",
        "SELECT id AS evaluation_id, '' AS place, summary AS body FROM evaluation
        WHERE id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND summary ILIKE $2
        UNION ALL SELECT evaluation_id, CAST(number AS TEXT), body FROM area_part
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND body ILIKE $2
        UNION ALL SELECT evaluation_id, code, body FROM sub_area_part
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND body ILIKE $2
        UNION ALL SELECT evaluation_id, coalesce(sub_area, CAST(area AS TEXT)), body FROM finding
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND body ILIKE $2
        UNION ALL SELECT evaluation_id, CAST(area AS TEXT), who || ': ' || body FROM example
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND (who ILIKE $2 OR body ILIKE $2)
        ORDER BY 1 DESC, 2, 3 LIMIT $3";
    // The text of the municipality itself where its own coordinator looks ($1), what was handed in where others do ($2).
    ANSWERS =
        "SELECT evaluation_id, question AS place, body FROM answer
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND body LIKE $3
        UNION ALL SELECT evaluation_id, question, handed_body FROM answer
        WHERE evaluation_id IN (SELECT value FROM json_each($2)) AND handed_body LIKE $3
        ORDER BY 1 DESC, 2 LIMIT $4",
        "SELECT evaluation_id, question AS place, body FROM answer
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND body ILIKE $3
        UNION ALL SELECT evaluation_id, question, handed_body FROM answer
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($2::json))) AND handed_body ILIKE $3
        ORDER BY 1 DESC, 2 LIMIT $4";
    // Not what was corrected: the note that took its place is found.
    NOTES =
        "SELECT note.evaluation_id, note.interview_id, note.author, note.body FROM note
        WHERE note.evaluation_id IN (SELECT value FROM json_each($1)) AND note.body LIKE $2
            AND NOT EXISTS (SELECT 1 FROM note AS later
                WHERE later.evaluation_id = note.evaluation_id AND later.corrects = note.id)
        ORDER BY note.evaluation_id DESC, note.at, note.id LIMIT $3",
        "SELECT note.evaluation_id, note.interview_id, note.author, note.body FROM note
        WHERE note.evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND note.body ILIKE $2
            AND NOT EXISTS (SELECT 1 FROM note AS later
                WHERE later.evaluation_id = note.evaluation_id AND later.corrects = note.id)
        ORDER BY note.evaluation_id DESC, note.at, note.id LIMIT $3";
    MEMBERS =
        "SELECT evaluation_id, code AS place, name || ', ' || employer AS body FROM member
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND (name LIKE $2 OR employer LIKE $2)
        ORDER BY 1 DESC, 2, 3 LIMIT $3",
        "SELECT evaluation_id, code AS place, name || ', ' || employer AS body FROM member
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND (name ILIKE $2 OR employer ILIKE $2)
        ORDER BY 1 DESC, 2, 3 LIMIT $3";
    INTERVIEWEES =
        "SELECT evaluation_id, id AS place, name || ', ' || title AS body FROM interview_person
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND (name LIKE $2 OR title LIKE $2)
        ORDER BY 1 DESC, 2, 3 LIMIT $3",
        "SELECT evaluation_id, id AS place, name || ', ' || title AS body FROM interview_person
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND (name ILIKE $2 OR title ILIKE $2)
        ORDER BY 1 DESC, 2, 3 LIMIT $3";
    SUPPLEMENTS =
        "SELECT evaluation_id, id AS place, body AS body FROM supplement
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND body LIKE $2
        ORDER BY 1 DESC, 2, 3 LIMIT $3",
        "SELECT evaluation_id, id AS place, body AS body FROM supplement
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND body ILIKE $2
        ORDER BY 1 DESC, 2, 3 LIMIT $3";
    SINCE_LAST =
        "SELECT evaluation_id, id AS place, improvement || ' ' || done AS body FROM since_last
        WHERE evaluation_id IN (SELECT value FROM json_each($1)) AND (improvement LIKE $2 OR done LIKE $2)
        ORDER BY 1 DESC, 2, 3 LIMIT $3",
        "SELECT evaluation_id, id AS place, improvement || ' ' || done AS body FROM since_last
        WHERE evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND (improvement ILIKE $2 OR done ILIKE $2)
        ORDER BY 1 DESC, 2, 3 LIMIT $3";
    ACTIONS =
        "SELECT action.evaluation_id, action.id AS place, action.title || '. ' || action.improvement || ' ' || action.cause || ' ' || action.theory || ' ' || action.indicator || ' ' || action.owner AS body FROM action
        WHERE action.evaluation_id IN (SELECT value FROM json_each($1)) AND (action.title LIKE $2 OR action.improvement LIKE $2 OR action.cause LIKE $2 OR action.theory LIKE $2
            OR action.indicator LIKE $2 OR action.owner LIKE $2)
        UNION ALL SELECT action.evaluation_id, action.id AS place, action_progress.note AS body FROM action_progress JOIN action ON action.id = action_progress.action_id
        WHERE action.evaluation_id IN (SELECT value FROM json_each($1)) AND action_progress.note LIKE $2
        ORDER BY 1 DESC, 2, 3 LIMIT $3",
        "SELECT action.evaluation_id, action.id AS place, action.title || '. ' || action.improvement || ' ' || action.cause || ' ' || action.theory || ' ' || action.indicator || ' ' || action.owner AS body FROM action
        WHERE action.evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND (action.title ILIKE $2 OR action.improvement ILIKE $2 OR action.cause ILIKE $2 OR action.theory ILIKE $2
            OR action.indicator ILIKE $2 OR action.owner ILIKE $2)
        UNION ALL SELECT action.evaluation_id, action.id AS place, action_progress.note AS body FROM action_progress JOIN action ON action.id = action_progress.action_id
        WHERE action.evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) AND action_progress.note ILIKE $2
        ORDER BY 1 DESC, 2, 3 LIMIT $3";
}

/// A note of an interview that may have what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The evaluation.
    pub evaluation: Uuid,
    /// The interview it was written in.
    pub interview: Uuid,
    /// Who wrote it, by code on the team.
    pub author: String,
    /// The text, in Markdown.
    pub body: String,
}

/// What a document is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The evaluation.
    pub evaluation: Uuid,
    /// Code of the document.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: String,
}

/// What else has texts of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Evaluators with their employer, by code on the team.
    Members,
    /// Interviewees with title or function, by id.
    Interviewees,
    /// What was added after the interviews, by id.
    Supplements,
    /// Improvement areas of the last evaluation and what was done, by id.
    SinceLast,
    /// Actions with their progress, by id.
    Actions,
}

/// A text of the report, an answer, or another text, that may have what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The evaluation.
    pub evaluation: Uuid,
    /// Code of a question or sub-area, number of an area, nothing for the whole; or what its [`Kind`] says.
    pub place: String,
    /// The text, in Markdown.
    pub body: String,
}

/// Record numbers of these evaluations, as far as they have one.
pub async fn records(db: &Db, evaluations: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let rows: Vec<(String, String)> = db.all(&RECORDS, args![json(&evaluations)]).await?;
    rows.into_iter().map(|(uuid, record)| Ok((id("evaluation.id", &uuid)?, record))).collect()
}

/// What the documents of these evaluations are called, newest evaluation first.
pub async fn titles(db: &Db, evaluations: &[Uuid]) -> Result<Vec<Title>> {
    let rows: Vec<(String, String, String, String)> =
        db.all(&TITLES, args![json(&evaluations)]).await?;
    let title = |(uuid, code, title, kind): (String, String, String, String)| {
        Ok(Title { evaluation: id("document.evaluation_id", &uuid)?, code, title, kind })
    };
    rows.into_iter().map(title).collect()
}

/// Texts of the reports of these evaluations that may have what is asked for, newest evaluation first.
pub async fn texts(db: &Db, evaluations: &[Uuid], query: &Query, most: u32) -> Result<Vec<Text>> {
    texts_by(db, &TEXTS, evaluations, query, most).await
}

/// Texts of a kind in these evaluations that may have what is asked for, newest evaluation first.
pub async fn texts_of(
    db: &Db,
    kind: Kind,
    evaluations: &[Uuid],
    query: &Query,
    most: u32,
) -> Result<Vec<Text>> {
    let statement = match kind {
        Kind::Members => &MEMBERS,
        Kind::Interviewees => &INTERVIEWEES,
        Kind::Supplements => &SUPPLEMENTS,
        Kind::SinceLast => &SINCE_LAST,
        Kind::Actions => &ACTIONS,
    };
    texts_by(db, statement, evaluations, query, most).await
}

async fn texts_by(
    db: &Db,
    statement: &'static Statement,
    evaluations: &[Uuid],
    query: &Query,
    most: u32,
) -> Result<Vec<Text>> {
    let row = args![json(&evaluations), pattern(query), most];
    let rows: Vec<(String, String, String)> = db.all(statement, row).await?;
    let text = |(uuid, place, body): (String, String, String)| {
        Ok(Text { evaluation: id("evaluation.id", &uuid)?, place, body })
    };
    rows.into_iter().map(text).collect()
}

/// Answers to pre-questions that may have what is asked for, by the code of their question: as the municipality writes them
/// in some evaluations, as they were handed in in others. Newest evaluation first.
pub async fn answers(
    db: &Db,
    own: &[Uuid],
    handed: &[Uuid],
    query: &Query,
    most: u32,
) -> Result<Vec<Text>> {
    let row = args![json(&own), json(&handed), pattern(query), most];
    let rows: Vec<(String, String, String)> = db.all(&ANSWERS, row).await?;
    let text = |(uuid, place, body): (String, String, String)| {
        Ok(Text { evaluation: id("answer.evaluation_id", &uuid)?, place, body })
    };
    rows.into_iter().map(text).collect()
}

/// Notes of interviews that hold and may have what is asked for, newest evaluation first.
pub async fn notes(db: &Db, evaluations: &[Uuid], query: &Query, most: u32) -> Result<Vec<Note>> {
    let row = args![json(&evaluations), pattern(query), most];
    let rows: Vec<(String, String, String, String)> = db.all(&NOTES, row).await?;
    let note = |(evaluation, interview, author, body): (String, String, String, String)| {
        Ok(Note {
            evaluation: id("note.evaluation_id", &evaluation)?,
            interview: id("note.interview_id", &interview)?,
            author,
            body,
        })
    };
    rows.into_iter().map(note).collect()
}

/// A pattern that every text with what is asked for fits, and others: the beginning that all stems of the longest word
/// share. Letters that one engine does not compare in both cases may be any letter.
fn pattern(query: &Query) -> String {
    let shared = |stems: &[String]| -> String {
        let Some((first, others)) = stems.split_first() else { return String::new() };
        let same = |at: usize, letter: char| {
            others.iter().all(|other| other.chars().nth(at) == Some(letter))
        };
        let letters = first.chars().enumerate().take_while(|(at, letter)| same(*at, *letter));
        let letters: Vec<char> = letters.map(|(_, letter)| letter).collect();
        // A stem may end otherwise than its words do: "happi", "happy".
        let kept = if letters.len() > 3 { letters.len() - 1 } else { letters.len() };
        letters[..kept]
            .iter()
            .map(|it| if it.is_ascii_alphanumeric() { *it } else { '_' })
            .collect()
    };
    let longest = query.terms().map(|term| shared(&term.stems)).max_by_key(String::len);
    format!("%{}%", longest.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_every_form() {
        let pattern = |typed| pattern(&Query::parse(typed).unwrap());
        assert_eq!(pattern("mål och budgetar"), "%budge%");
        assert_eq!(pattern("ÅRSPLANEN"), "%_rspla%");
        assert_eq!(pattern("mål"), "%m_l%");
    }
}
