use kompass_store::statements;
use kompass_testkit::TestDb;
use sqlx::{
    Column, Connection, Either, Executor, PgConnection, SqlSafeStr, SqliteConnection, Statement,
};
use std::path::Path;

/// Every statement is understood by both engines, with the same parameters and the same columns.
#[tokio::test]
async fn every_statement_prepares_on_both_engines() {
    let (sqlite, postgres) = (TestDb::sqlite().await, TestDb::postgres().await);
    let mut on_sqlite = SqliteConnection::connect(&sqlite.url).await.unwrap();
    let mut on_postgres = PgConnection::connect(&postgres.url).await.unwrap();
    let mut names = Vec::new();
    for statement in statements() {
        let name = statement.name;
        let prepared = on_sqlite.prepare(statement.sqlite.into_sql_str()).await;
        let prepared = prepared.unwrap_or_else(|error| panic!("{name} on SQLite: {error}"));
        let columns: Vec<&str> = prepared.columns().iter().map(Column::name).collect();
        let also = on_postgres.prepare(statement.postgres.into_sql_str()).await;
        let also = also.unwrap_or_else(|error| panic!("{name} on PostgreSQL: {error}"));
        let parameters = match also.parameters() {
            Some(Either::Left(types)) => types.len(),
            Some(Either::Right(count)) => count,
            None => 0,
        };
        assert_eq!(highest(statement.sqlite), parameters, "{name}: parameters");
        let also: Vec<&str> = also.columns().iter().map(Column::name).collect();
        // Columns without a name are named by their engine.
        let named =
            ["count(", "min(", "json_object("].iter().all(|name| !statement.sqlite.contains(name));
        if named {
            assert_eq!(columns, also, "{name}: columns");
        }
        names.push(name);
    }
    assert!(names.len() > 150, "{} statements", names.len());
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "two statements have the same name");
}

/// Number of the highest parameter.
pub(crate) fn highest(sql: &str) -> usize {
    let after = sql.split('$').skip(1);
    let number =
        |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
    after.filter_map(number).max().unwrap_or(0)
}

/// A statement can be made only by `statements!`; this finds lists that `statements()` leaves out, and SQL outside one.
#[test]
fn no_statement_escapes_the_list() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut lists = 0;
    let mut declared = 0;
    for path in rust_files(&source) {
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let blocks =
            text.split("statements! {\n").skip(1).map(|rest| rest.split("\n}").next().unwrap());
        for block in blocks {
            lists += 1;
            declared += block.lines().filter(|line| line.contains(" = \"") && named(line)).count();
            declared += block.lines().filter(|line| named(line) && !line.contains(" = \"")).count();
        }
        let outside: String = text
            .split("statements! {\n")
            .enumerate()
            .map(|(n, part)| if n == 0 { part } else { part.split_once("\n}").unwrap().1 })
            .collect();
        for macro_text in ["sqlx::query(", "sqlx::raw_sql(", "AssertSqlSafe", "Statement {"] {
            // A pool begins and ends transactions.
            let files: &[&str] = match macro_text {
                "Statement {" => &["archive.rs", "db.rs", "tables.rs"],
                "sqlx::raw_sql(" => &["pool.rs"],
                _ => &[],
            };
            let allowed = files.iter().any(|file| path.ends_with(file));
            assert!(
                allowed || !outside.contains(macro_text),
                "{}: {macro_text} outside statements!",
                path.display()
            );
        }
    }
    // Three for each table of a backup.
    declared += 3 * kompass_store::backup::columns().count();
    // One for each part of a case.
    declared += kompass_store::archive::columns().count();
    // For each table in which people are looked for those that are theirs for certain, those with their name, or both.
    declared += 25 + 13;
    assert_eq!(statements().count(), declared, "a list of statements is missing in statements()");
    assert!(lists >= 13);
}

/// True for a line that begins a statement.
fn named(line: &str) -> bool {
    let Some((name, _)) = line.trim().split_once(" =") else { return false };
    line.starts_with("    ")
        && !line.starts_with("     ")
        && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
