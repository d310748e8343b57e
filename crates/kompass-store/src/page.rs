//! What was read out of the files of documents, page by page, and the search in it. The words of a page are stemmed in the
//! core; the index is FTS5 on SQLite and `tsvector` on PostgreSQL, and both find the same.
//!
//! All of this can be made anew from the files. It is therefore in no backup and no audit log, and a file is read once,
//! however many evaluations have it.

use crate::db::{Db, Tx, args, statements};
use crate::text::{id, json, narrow};
use kompass_core::Result;
use kompass_core::search::{Indexed, Query, Term};
use serde::Serialize;
use uuid::Uuid;

statements! {
    STATEMENTS:
    // Made after the migrations, because no text makes it on both engines. SQLite lets one transaction write at a time; in
    // PostgreSQL two that make a table at the same moment collide even if both say IF NOT EXISTS.
    ONE_AT_A_TIME = "SELECT 0 AS alone", "SELECT pg_advisory_xact_lock(7302) AS alone";
    MAKE_INDEX =
        "CREATE VIRTUAL TABLE IF NOT EXISTS page_search USING fts5 (stems, ends, content = '', contentless_delete = 1,
            detail = column, tokenize = 'unicode61 remove_diacritics 0')",
        "CREATE TABLE IF NOT EXISTS page_search (rowid BIGINT NOT NULL PRIMARY KEY, words TSVECTOR NOT NULL)";
    MAKE_READY =
        "INSERT INTO page_search (page_search) VALUES ('optimize')",
        "CREATE INDEX IF NOT EXISTS page_search_by_word ON page_search USING gin (words)";
    AWAIT = "INSERT INTO document_text (digest, number, state, pages, cut, tries, claimed_at)
        VALUES ($1, $2, 'waiting', 0, 0, 0, 0) ON CONFLICT DO NOTHING";
    AWAIT_ALL =
        "INSERT INTO document_text (digest, number, state, pages, cut, tries, claimed_at)
        SELECT DISTINCT blob_digest, abs(random() % 281474976710656), 'waiting', 0, 0, 0, 0 FROM document
        WHERE blob_digest IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM document_text WHERE document_text.digest = blob_digest)
        ON CONFLICT DO NOTHING",
        "INSERT INTO document_text (digest, number, state, pages, cut, tries, claimed_at)
        SELECT blob_digest, floor(random() * 281474976710656)::bigint, 'waiting', 0, 0, 0, 0
        FROM (SELECT DISTINCT blob_digest FROM document WHERE blob_digest IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM document_text WHERE document_text.digest = blob_digest)) AS missing
        ON CONFLICT DO NOTHING";
    // What somebody began and did not end is taken up again after a while; whoever asks first gets it.
    CLAIM = "UPDATE document_text SET state = 'reading', tries = tries + 1, claimed_at = $1
        WHERE digest = (SELECT digest FROM document_text
                WHERE state = 'waiting' OR (state = 'reading' AND claimed_at < $2) ORDER BY claimed_at, digest LIMIT 1)
            AND (state = 'waiting' OR (state = 'reading' AND claimed_at < $2))
        RETURNING digest, number, tries";
    NAME = "SELECT file_name FROM document WHERE blob_digest = $1 ORDER BY evaluation_id, code LIMIT 1";
    END = "UPDATE document_text SET state = $3, reason = $4, format = $5, pages = $6, cut = $7
        WHERE digest = $1 AND claimed_at = $2";
    HELD = "SELECT number FROM document_text WHERE digest = $1 AND claimed_at = $2";
    ADD_PAGES =
        "INSERT INTO document_page (digest, page, body) SELECT $1, value ->> 0, value ->> 1 FROM json_each($2)",
        "INSERT INTO document_page (digest, page, body)
        SELECT $1, (value ->> 0)::bigint, value ->> 1 FROM json_array_elements($2::json)";
    ADD_WORDS =
        "INSERT INTO page_search (rowid, stems, ends) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1)",
        "INSERT INTO page_search (rowid, words)
        SELECT (value ->> 0)::bigint, ((value ->> 1) || ' ' || (value ->> 2))::tsvector
        FROM json_array_elements($1::json)";
    DELETE_PAGES = "DELETE FROM document_page WHERE digest = $1";
    DELETE_WORDS = "DELETE FROM page_search WHERE rowid BETWEEN $1 AND $2";
    DELETE = "DELETE FROM document_text WHERE digest = $1 RETURNING number";
    PAGE = "SELECT document_page.body FROM document
            JOIN document_page ON document_page.digest = document.blob_digest
        WHERE document.evaluation_id = $1 AND document.code = $2 AND document_page.page = $3";
    FIRST_PAGES = "SELECT document_page.page, document_page.body FROM document
            JOIN document_page ON document_page.digest = document.blob_digest
        WHERE document.evaluation_id = $1 AND document.code = $2 AND document_page.page <= $3
        ORDER BY document_page.page";
    // The documents that may be looked into come first, few columns of them; only their pages are looked at further, and
    // only the texts of those that are given are read. So a word that stands everywhere costs no more than its index.
    SEARCH =
        "WITH visible AS MATERIALIZED (
            SELECT document_text.number AS number, document_text.digest AS digest, document.evaluation_id AS evaluation_id,
                document.code AS code, document.title AS title
            FROM document JOIN document_text ON document_text.digest = document.blob_digest
            WHERE document.evaluation_id IN (SELECT value FROM json_each($2))
                AND ($3 = '' OR document.sub_areas LIKE $3)
        ), found AS MATERIALIZED (
            SELECT visible.evaluation_id AS evaluation_id, visible.code AS code, visible.title AS title,
                visible.digest AS digest, page_search.rowid & 16383 AS page
            FROM page_search CROSS JOIN visible ON visible.number = page_search.rowid >> 14
            WHERE page_search MATCH $1
            ORDER BY 1 DESC, 2, 5 LIMIT $4
        )
        SELECT found.evaluation_id, found.code, found.title, found.page, document_page.body
        FROM found JOIN document_page ON document_page.digest = found.digest AND document_page.page = found.page
        ORDER BY 1 DESC, 2, 4",
        "WITH visible AS MATERIALIZED (
            SELECT document_text.number AS number, document_text.digest AS digest, document.evaluation_id AS evaluation_id,
                document.code AS code, document.title AS title
            FROM document JOIN document_text ON document_text.digest = document.blob_digest
            WHERE document.evaluation_id = ANY (ARRAY(SELECT json_array_elements_text($2::json)))
                AND ($3 = '' OR document.sub_areas LIKE $3)
        ), found AS MATERIALIZED (
            SELECT visible.evaluation_id AS evaluation_id, visible.code AS code, visible.title AS title,
                visible.digest AS digest, page_search.rowid & 16383 AS page
            FROM visible JOIN page_search
                ON page_search.rowid >> 14 = visible.number
                    AND page_search.rowid BETWEEN visible.number << 14 AND (visible.number << 14) + 16383
            WHERE page_search.words @@ $1::tsquery
            ORDER BY 1 DESC, 2, 5 LIMIT $4
        )
        SELECT found.evaluation_id, found.code, found.title, found.page, document_page.body
        FROM found JOIN document_page ON document_page.digest = found.digest AND document_page.page = found.page
        ORDER BY 1 DESC, 2, 4";
}

/// Bits of the number of a page in the name of a page in the index; 10,000 pages fit.
const PAGE_BITS: u32 = 14;

/// Pages that are written in one transaction: others write in between.
const BATCH: usize = 200;

/// How far the text of a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// How far.
    pub state: State,
    /// Why there is none, as a word.
    pub reason: Option<String>,
    /// What the file is, as a word.
    pub format: Option<String>,
    /// How many pages there are.
    pub pages: u32,
    /// True if there was more than is read.
    pub cut: bool,
}

/// How far the text of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is waiting for its turn.
    Waiting,
    /// It is being read.
    Reading,
    /// It is read.
    Done,
    /// There is no text in such a file.
    None,
    /// It cannot be read.
    Refused,
}

/// A file that somebody has taken on to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// SHA-256 of the file.
    pub digest: String,
    /// Name under which it was handed in.
    pub file_name: String,
    /// How many times it was taken on, this one included.
    pub tries: u32,
    number: i64,
    at: jiff::Timestamp,
}

/// What became of reading a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending<'a> {
    /// How it ended.
    pub state: State,
    /// Why there is no text, as a word.
    pub reason: Option<&'a str>,
    /// What the file is, as a word.
    pub format: Option<&'a str>,
    /// True if there was more than was read.
    pub cut: bool,
}

/// A page that has what was asked for, or may have it: the index knows no phrases.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Hit {
    evaluation_id: String,
    /// Code of the document.
    pub code: String,
    /// Its title.
    pub title: String,
    page: i64,
    /// Text of the page.
    pub body: String,
}

impl Hit {
    /// The evaluation.
    pub fn evaluation(&self) -> Result<Uuid> {
        id("document.evaluation_id", &self.evaluation_id)
    }

    /// Number of the page, from 1.
    pub fn page(&self) -> Result<u32> {
        narrow("page_search.rowid", self.page)
    }
}

/// Makes the index, if it is missing; else brings it into its best shape. Programs that do so at the same moment wait for
/// each other.
pub(crate) async fn make_index(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.execute(&ONE_AT_A_TIME, &[]).await?;
    tx.execute(&MAKE_INDEX, &[]).await?;
    tx.execute(&MAKE_READY, &[]).await?;
    tx.commit().await
}

/// Says that a file waits to be read, unless it was read before, as a part of the write whose row points to it.
pub(crate) async fn await_in(tx: &mut Tx, digest: &str, drawn: Uuid) -> Result<()> {
    let number = i64::try_from(drawn.as_u128() & 0xffff_ffff_ffff).unwrap_or_default();
    tx.execute(&AWAIT, args![digest, number]).await.map(|_| ())
}

/// Forgets what was read out of a file, as a part of another write.
pub(crate) async fn forget_in(tx: &mut Tx, digest: &str) -> Result<()> {
    tx.execute(&DELETE_PAGES, args![digest]).await?;
    let deleted: Option<(i64,)> = tx.optional(&DELETE, args![digest]).await?;
    match deleted {
        Some((number,)) => delete_words(tx, number).await,
        None => Ok(()),
    }
}

/// Lets every file wait that was never read: those of before there was text, and those of a backup.
pub async fn await_all(db: &Db) -> Result<u64> {
    db.execute(&AWAIT_ALL, &[]).await
}

/// Takes on the next file that waits, or that somebody took on before `given_up` and did not end.
pub async fn claim(
    db: &Db,
    now: jiff::Timestamp,
    given_up: jiff::Timestamp,
) -> Result<Option<Claim>> {
    let row: Option<(String, i64, i64)> = db.changed(&CLAIM, args![now, given_up]).await?;
    let Some((digest, number, tries)) = row else { return Ok(None) };
    let name: Option<(String,)> = db.optional(&NAME, args![&digest]).await?;
    let file_name = name.map(|(name,)| name).unwrap_or_default();
    Ok(Some(Claim {
        file_name,
        tries: narrow("document_text.tries", tries)?,
        digest,
        number,
        at: now,
    }))
}

/// Ends reading a file: its pages are found from now on. Nothing happens if somebody else took it on meanwhile.
pub async fn end(db: &Db, claim: &Claim, pages: &[String], ending: &Ending<'_>) -> Result<()> {
    let key = || args![&claim.digest, claim.at].to_vec();
    let mut tx = db.begin().await?;
    if tx.optional::<(i64,)>(&HELD, &key()).await?.is_none() {
        return Ok(());
    }
    tx.execute(&DELETE_PAGES, args![&claim.digest]).await?;
    delete_words(&mut tx, claim.number).await?;
    let postgres = db.engine() == "PostgreSQL";
    for (at, batch) in pages.chunks(BATCH).enumerate() {
        if at > 0 {
            tx.commit().await?;
            tx = db.begin().await?;
            if tx.optional::<(i64,)>(&HELD, &key()).await?.is_none() {
                return Ok(());
            }
        }
        let numbered = || (at * BATCH + 1..).zip(batch);
        let bodies: Vec<(usize, &String)> = numbered().collect();
        tx.execute(&ADD_PAGES, args![&claim.digest, json(&bodies)]).await?;
        let words = numbered().map(|(page, body)| {
            let page = i64::try_from(page).unwrap_or(i64::MAX);
            let Indexed { stems, ends } = Indexed::of(body);
            let list = |words: std::collections::BTreeSet<String>, mark: &str| -> String {
                let words = words.into_iter().map(|word| match postgres {
                    true => format!("'{mark}{word}'"),
                    false => word,
                });
                words.collect::<Vec<_>>().join(" ")
            };
            ((claim.number << PAGE_BITS) + page, list(stems, ""), list(ends, END_MARK))
        });
        let words: Vec<(i64, String, String)> = words.collect();
        tx.execute(&ADD_WORDS, args![json(&words)]).await?;
    }
    let Ending { state, reason, format, cut } = ending;
    let count = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    let state = crate::text::word(state);
    let row = args![&claim.digest, claim.at, state, *reason, *format, count, *cut];
    tx.execute(&END, row).await?;
    tx.commit().await
}

/// A page of a document, if it is read and has that many.
pub async fn get(db: &Db, evaluation: Uuid, code: &str, page: u32) -> Result<Option<String>> {
    let row: Option<(String,)> = db.optional(&PAGE, args![evaluation, code, page]).await?;
    Ok(row.map(|(body,)| body))
}

/// The first pages of a document with their numbers.
pub async fn first(db: &Db, evaluation: Uuid, code: &str, most: u32) -> Result<Vec<(u32, String)>> {
    let rows: Vec<(i64, String)> = db.all(&FIRST_PAGES, args![evaluation, code, most]).await?;
    rows.into_iter().map(|(page, body)| Ok((narrow("document_page.page", page)?, body))).collect()
}

/// Whether a page has all words or any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// All of them, as they are.
    Whole,
    /// All of them, also in compounds.
    Parts,
    /// Any of them, also in compounds.
    Any,
}

/// Pages of the documents of these evaluations that have what is asked for; with a sub-area only those of documents that
/// bear on it. Newest evaluation first, then by document and page.
pub async fn search(
    db: &Db,
    query: &Query,
    how: Match,
    evaluations: &[Uuid],
    sub_area: Option<&str>,
    most: u32,
) -> Result<Vec<Hit>> {
    let asked = match db {
        Db::Sqlite(_) => asked(query, how, " OR ", " AND ", sqlite_word),
        Db::Postgres(_) => asked(query, how, " | ", " & ", postgres_word),
    };
    // Codes of sub-areas are digits and dots; in JSON each stands between quotation marks.
    let tagged = sub_area.map(|code| format!("%\"{code}\"%")).unwrap_or_default();
    db.all(&SEARCH, args![asked, json(&evaluations), tagged, most]).await
}

/// What is asked for, in the language of an engine.
fn asked(
    query: &Query,
    how: Match,
    or: &str,
    and: &str,
    word: fn(stem: &str, part: bool) -> String,
) -> String {
    let of = |term: &Term| -> String {
        let parts = term.parts && how != Match::Whole;
        let words: Vec<String> = term.stems.iter().map(|stem| word(stem, parts)).collect();
        format!("({})", words.join(or))
    };
    let terms: Vec<String> = query.terms().map(of).collect();
    terms.join(if how == Match::Any { or } else { and })
}

// Words have letters and digits only, so nothing in them means something to an engine.

fn sqlite_word(stem: &str, part: bool) -> String {
    match part {
        true => format!("(stems : \"{stem}\" * OR ends : \"{}\" *)", reversed(stem)),
        false => format!("(stems : \"{stem}\")"),
    }
}

fn postgres_word(stem: &str, part: bool) -> String {
    match part {
        true => format!("('{stem}':* | '{END_MARK}{}':*)", reversed(stem)),
        false => format!("'{stem}'"),
    }
}

/// Begins the ends of words on PostgreSQL, where both stand in one column.
const END_MARK: &str = "<";

fn reversed(stem: &str) -> String {
    stem.chars().rev().collect()
}

async fn delete_words(tx: &mut Tx, number: i64) -> Result<()> {
    let first = number << PAGE_BITS;
    let last = first + (1 << PAGE_BITS) - 1;
    tx.execute(&DELETE_WORDS, args![first, last]).await.map(|_| ())
}
