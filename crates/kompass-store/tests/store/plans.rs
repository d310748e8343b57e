//! How the engines find rows once there are many: plans of every statement on a table that grows, as snapshots of their
//! shape. A statement that reads such a table from end to end must be named here.

use kompass_store::{Statement, statements};
use kompass_testkit::TestDb;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Tables that grow with use.
const GROWING: [&str; 27] = [
    "answer",
    "answer_history",
    "answer_query",
    "judgement",
    "audit_entry",
    "result",
    "document",
    "report",
    "blob",
    "account",
    "identity",
    "passkey",
    "recovery_code",
    "membership",
    "assignment",
    "link",
    "session",
    "ceremony",
    "attempt",
    "evaluation",
    "job",
    "notice",
    "member",
    "interview_person",
    "note",
    "supplement",
    "step_taken",
];

/// Statements that are meant to read all rows of such a table.
const READ_ALL: [&str; 13] = [
    // Once when a reader of documents starts.
    "kompass_store::page::AWAIT_ALL",
    "kompass_store::account::LIST",
    "kompass_store::evaluation::LIST",
    "kompass_store::result::LIST",
    // Once in a while, of no more sessions than people are signed in.
    "kompass_store::session::FORGET",
    // Once a day, of everybody.
    "kompass_store::account::WITH_A_PART",
    "kompass_store::link::WORKING",
    // Once a day, of what is a year old.
    "kompass_store::notice::FORGET",
    // At the machine itself: everybody, because the same one stands in many places.
    "kompass_store::person::KNOWN",
    // When an administrator asks: of what waits.
    "kompass_store::job::COUNT",
    "kompass_store::job::LIST_ASIDE",
    "kompass_store::job::LIST_FAILED",
    // When whoever runs the installation has it examined: every file is looked for.
    "kompass_store::blob::LIST",
];

/// An index of few rows, also of a table that grows: only those who run the installation stand in it.
const OF_FEW: &str = "account_administrator";

/// The whole of a table goes into a backup.
const DUMP: &str = "backup::dump ";

/// Only looks whether there is a row.
const LOOK: &str = "backup::any ";

/// A name is looked for in what an organisation has. PostgreSQL takes a list for ten of them, which have so much of what is here
/// that it reads all.
const NAMED: &str = "person::named ";

/// Somebody is erased seldom, and wherever they may stand.
const ERASE: &str = "kompass_store::person::erasing::";

/// 100 000 rows in each growing table, of 1 000 evaluations and organisations. `N` stands for the number of the row.
fn seeds() -> [(&'static str, String); 28] {
    let evaluation = "'evaluation-' || (N / 100)";
    let account = "'account-' || N";
    let organisation = "'organisation-' || (N / 100)";
    [
        ("organisation", "'organisation-' || N, 'name ' || N, 'name ' || N, 'SE', 1, 0, 0, 'municipality', NULL, NULL".to_owned()),
        ("account", format!("{account}, N || '@example.org', 'n', 'name ' || N, 'sv', 0, 0, NULL, 'p', NULL, 0, 1, 0, 0, 'at_once'")),
        ("identity", format!("'entra', '' || N, {account}, 0")),
        ("passkey", format!("'key-' || N, {account}, 'n', '{{}}', 0, NULL")),
        ("recovery_code", format!("{account}, 'digest', NULL")),
        ("membership", format!("{account}, {organisation}, 'reader', 'local', 0")),
        ("assignment", format!("{evaluation}, {account}, 'evaluator', 'E' || (N % 100), 0")),
        ("link", format!("'link-' || N, 'digest-' || N, 'invitation', {organisation}, {evaluation}, NULL, 'reader', CASE WHEN N % 2 = 0 THEN N || '@example.org' ELSE '' END, 'name ' || N, '{{}}', N, 1, 0, NULL, 'a', N")),
        ("session", format!("'session-' || N, 'digest-' || N, {account}, 'link-' || N, '', 'password', '', '', N, N, N, NULL")),
        ("ceremony", "'digest-' || N, 'oidc', '', N".to_owned()),
        ("attempt", "'name-' || N, N, 1".to_owned()),
        ("evaluation", "'evaluation-' || N, 'organisation-' || (N % 1000), 'f', 'd', 0, 'peer', 'scoring', 2000 + N % 30, NULL, 'sv', '', 'name ' || (N % 290), 'name ' || (N % 290), 'SE', '' || (N % 290), '[]', NULL, '[]', '{}', NULL, NULL, NULL, '', NULL, 'c' || N, 1, 0, 0, NULL, 1, NULL, 1".to_owned()),
        ("member", format!("{evaluation}, 'E' || (N % 100), 0, 'n', 'e', 'lead', NULL, 1, 0")),
        ("blob", "'digest-' || N, 1, 0".to_owned()),
        ("answer", format!("{evaluation}, '1.1.' || (N % 100), '', 'draft', {account}, 'n', NULL, NULL, '', NULL, 0, 1, 0")),
        ("answer_history", format!("{evaluation}, '1.1.' || (N % 100), N, '', {account}, 'n', 0, 0")),
        ("answer_query", format!("'q' || N, {evaluation}, '1.1.' || (N % 100), '', 'n', 0, '', '', NULL")),
        ("judgement", format!("{evaluation}, '1.1.' || (N % 100), 'E1', 0, '[]', 0, NULL, '', '[]', 1, 0")),
        ("document", format!("{evaluation}, 'D' || (N % 100), 0, 't', 't', '', NULL, '', '[]', 'digest-' || N, '', 1, 0")),
        ("audit_entry", "CASE WHEN N % 100 = 0 THEN 'organisation:' ELSE 'evaluation:' END || (N / 100), N % 100, N, 'put', '' || N, '' || (N % 1000), 'c', 's', 'd', 'm'".to_owned()),
        ("result", "'r' || N, 'i' || N, NULL, 'SE', 'name ' || N, 'name ' || N, '' || (N % 290), 2000 + N % 30, 'v' || (N % 40), 500, '[]', 'published', 'official', '', '', 1, 0, 0".to_owned()),
        ("job", "'job-' || N, 'name ' || N, '{}', CASE WHEN N % 1000 = 0 THEN 'waiting' ELSE 'done' END, N, 1, NULL, NULL, N, N".to_owned()),
        ("notice", format!("'notice-' || N, 'name ' || N, {account}, {evaluation}, '{{}}', N, N, NULL")),
        ("interview_person", format!("'person-' || N, {evaluation}, 'name ' || N, '', '', NULL, '', CASE WHEN N % 2 = 0 THEN N || '@example.org' ELSE '' END, NULL, '[]', 1, 0")),
        ("note", format!("'note-' || N, {evaluation}, 'interview', 'E' || (N % 100), '', '[]', NULL, N")),
        ("supplement", format!("'supplement-' || N, {evaluation}, NULL, 'person-' || N, {account}, 'name ' || N, '', 0, NULL, '', '', N, 1, 0")),
        ("step_taken", format!("{evaluation}, N % 100, NULL, 'planned', N, {account}, ''")),
        ("report", format!("'p' || N, {evaluation}, N % 100, 'sv', 'digest-' || N, 'd', '{{}}', 0")),
    ]
}

async fn seed(test: &TestDb) {
    for (table, values) in seeds() {
        let values = values.replace('N', "n").replace("nULL", "NULL");
        let count = if ["evaluation", "organisation"].contains(&table) { 1000 } else { 100_000 };
        let rows = if test.db.engine() == "SQLite" {
            format!(
                "WITH RECURSIVE s (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < {count} - 1) INSERT INTO {table} SELECT {values} FROM s"
            )
        } else {
            format!(
                "INSERT INTO {table} SELECT {values} FROM generate_series(0, {count} - 1) AS s (n)"
            )
        };
        assert_eq!(test.tamper(&rows).await, count);
    }
    // PostgreSQL looks at 300 rows per unit of this target: at all there are, so that no plan hangs on which ones it drew.
    let whole = "SET default_statistics_target = 400; ANALYZE";
    test.tamper(if test.db.engine() == "SQLite" { "ANALYZE" } else { whole }).await;
}

/// Statements that touch a growing table.
fn growing() -> impl Iterator<Item = &'static Statement> {
    let touches = |sql: &str| {
        let words = sql.split(|c: char| !c.is_alphanumeric() && c != '_');
        let mut after = words.clone().zip(words.skip(1));
        after.any(|(word, table)| {
            ["FROM", "INTO", "UPDATE", "JOIN"].contains(&word) && GROWING.contains(&table)
        })
    };
    statements().filter(move |statement| touches(statement.sqlite))
}

fn may_read_all(statement: &Statement) -> bool {
    READ_ALL.contains(&statement.name)
        || [DUMP, LOOK, NAMED, ERASE].iter().any(|begin| statement.name.starts_with(begin))
}

#[tokio::test]
async fn sqlite_finds_rows_by_index() {
    let test = TestDb::sqlite().await;
    seed(&test).await;
    let mut connection = SqliteConnection::connect(&test.url).await.unwrap();
    let mut shapes = String::new();
    for statement in growing() {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement.sqlite));
        let rows: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(explain).fetch_all(&mut connection).await.unwrap();
        writeln!(shapes, "{}", statement.name).unwrap();
        for (_, _, _, detail) in rows {
            writeln!(shapes, "    {detail}").unwrap();
            // "SCAN t" reads all of it, "SEARCH t" looks it up.
            let scanned = detail.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            let reads_all =
                scanned.is_some_and(|table| GROWING.contains(&table)) && !detail.ends_with(OF_FEW);
            assert!(!reads_all || may_read_all(statement), "{}: {detail}", statement.name);
        }
    }
    insta::assert_snapshot!("plans_sqlite", shapes);
}

#[tokio::test]
async fn postgres_finds_rows_by_index() {
    let test = TestDb::postgres().await;
    seed(&test).await;
    let mut connection = PgConnection::connect(&test.url).await.unwrap();
    let run = async |connection: &mut PgConnection, sql: String| {
        connection
            .execute(AssertSqlSafe(sql.clone()))
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    };
    // The plan that serves any argument, as a prepared statement gets it.
    run(&mut connection, "SET plan_cache_mode = force_generic_plan".into()).await;
    let mut shapes = String::new();
    for statement in growing() {
        let parameters = super::statements::highest(statement.postgres);
        run(&mut connection, format!("PREPARE p AS {}", statement.postgres)).await;
        let nulls = vec!["NULL"; parameters].join(", ");
        let arguments = if parameters == 0 { String::new() } else { format!("({nulls})") };
        let explain = AssertSqlSafe(format!("EXPLAIN (COSTS OFF) EXECUTE p{arguments}"));
        let rows = connection.fetch_all(explain).await.unwrap();
        writeln!(shapes, "{}", statement.name).unwrap();
        let lines: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let read_whole: BTreeSet<&str> = lines.iter().filter_map(|line| scanned(line)).collect();
        for table in read_whole {
            writeln!(shapes, "    all of {table}").unwrap();
            let reads_all = GROWING.contains(&table);
            assert!(!reads_all || may_read_all(statement), "{}: {table}", statement.name);
        }
        run(&mut connection, "DEALLOCATE p".into()).await;
    }
    insta::assert_snapshot!("plans_postgres", shapes);
}

/// The table that a node of a plan reads whole. Which index serves another one, and in which order, depends on the sample
/// that the engine takes; whether one does, does not.
fn scanned(line: &str) -> Option<&str> {
    let node = line.trim().trim_start_matches("-> ").trim();
    let node = node.strip_prefix("Parallel ").unwrap_or(node);
    node.strip_prefix("Seq Scan on ")?.split(' ').next()
}
