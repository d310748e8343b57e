//! A database of an earlier version comes to the newest schema with everything that is in it.

use kompass_core::evaluation::{Finding, SinceLast, SinceLastOrigin, SinceLastStatus, State};
use kompass_store::{
    Db, Stamp, audit, document, evaluation, result, setting, since_last, statements,
};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use serde_json::{Map, Value, json};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[test]
fn a_database_of_every_schema_keeps_everything() {
    on_both(async |test| {
        fill(test).await;
        let whole = rows(&test.url).await;
        let newest = test.db.schema().await.unwrap();
        for schema in 1..=newest.applied {
            let (url, _server) = with_schema(test, schema).await;
            let mut before = whole.clone();
            // An earlier schema took no notes of some things, such as steps, and told nobody of anything.
            let there = tables(&url).await;
            before.retain(|table, _| there.contains(table));
            assert!(before.len() >= 12, "{schema}: {:?}", before.keys());
            for (table, rows) in &before {
                load(&url, table, &format!("[{}]", rows.join(","))).await;
            }
            // What came later than the first schema gets a row that is made up, of the columns it had then.
            let empty = kompass_store::backup::columns().map(|(table, _)| table);
            let empty = empty.filter(|it| there.contains(*it) && !before.contains_key(*it));
            let mut made_up = BTreeMap::new();
            for table in empty {
                let row = made_up_row(&url, table).await;
                load(&url, table, &json!([row]).to_string()).await;
                made_up.insert(table, row);
            }
            let old = Db::connect(&url).await.unwrap();
            assert_eq!(old.schema().await.unwrap().applied, schema);
            old.migrate().await.unwrap();
            assert_eq!(old.schema().await.unwrap(), newest);
            // An organisation of before became a municipality; nothing else differs from one that was made so.
            let mut after = rows(&url).await;
            for (table, row) in made_up {
                let kept = after.remove(table).unwrap_or_default();
                let [kept] = kept.as_slice() else { panic!("{schema}, {table}: {kept:?}") };
                let kept: Map<String, Value> = serde_json::from_str(kept).unwrap();
                for (column, value) in row {
                    assert_eq!(kept[&column], value, "{schema}, {table}.{column}");
                }
            }
            assert_eq!(after, before, "{schema}");
            assert!(audit::verify(&old, &test.key(), None).await.unwrap().is_intact());
            for head in evaluation::list(&test.db, None).await.unwrap() {
                let there = evaluation::load(&old, head.id).await.unwrap();
                assert_eq!(there, evaluation::load(&test.db, head.id).await.unwrap());
            }
            let stamp = Stamp { key: "after".into(), ..test.stamp() };
            setting::put(&old, &stamp, "theme", "light").await.unwrap();
            assert!(audit::verify(&old, &test.key(), None).await.unwrap().is_intact());
            old.close().await;
        }
    });
}

#[test]
fn improvement_areas_of_before_say_where_they_come_from_as_far_as_it_is_known() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let year = async |year: i16, state: State, improvement: &str| {
            let mut whole = full_evaluation(1);
            (whole.year, whole.state) = (year, state);
            for area in &mut whole.areas {
                area.since_last.clear();
                area.improvements.clear();
            }
            let text = improvement.to_owned();
            whole.areas[0].improvements.push(Finding { text, sub_area: None, source: None });
            let framework = pinned(&whole.framework);
            let (db, stamp) = (&test.db, test.stamp());
            evaluation::insert(db, &stamp, organisation, &whole, &framework).await.unwrap()
        };
        let last = year(2021, State::Delivered, "Följ upp").await;
        // What is not delivered yet, and what comes after, is no earlier report.
        year(2022, State::Consensus, "Inte levererat").await;
        year(2026, State::Delivered, "Framtida").await;
        let now = year(2025, State::Preparation, "Något annat").await;
        let name = evaluation::head(&test.db, last.id).await.unwrap().municipality;
        let row = |improvement: &str, done: String, origin| {
            let (improvement, status) = (improvement.to_owned(), SinceLastStatus::Begun);
            (1, SinceLast { improvement, status, done, origin })
        };
        let (report, plan) = (SinceLastOrigin::Report(2021), SinceLastOrigin::Plan(2021));
        let written = [
            (row("Fråga", format!("Ur handlingsplanen för {name} 2021:\nPanel"), None), Some(plan)),
            (row("Ask", format!("From the action plan of {name} 2021:\nPanel"), None), Some(plan)),
            (row("Spør", format!("Fra handlingsplanen for {name} 2021:\nPanel"), None), Some(plan)),
            (row("Följ upp", String::new(), None), Some(report)),
            (row("Följ upp oftare", format!("Enligt {name} 2021: nej"), None), None),
            (row("Inte levererat", String::new(), None), None),
            (row("Framtida", String::new(), None), None),
        ];
        let rows_of_now: Vec<_> = written.iter().map(|(row, _)| row.clone()).collect();
        since_last::add(&test.db, &test.stamp(), now.id, &rows_of_now).await.unwrap();

        let (url, _server) = with_schema(test, 13).await;
        // Nobody was told of anything before there were jobs.
        let there = rows(&test.url).await.into_iter().filter(|(table, _)| table != "job");
        for (table, rows) in &there.collect::<BTreeMap<_, _>>() {
            load(&url, table, &format!("[{}]", rows.join(","))).await;
        }
        let old = Db::connect(&url).await.unwrap();
        old.migrate().await.unwrap();
        let there = since_last::list(&old, now.id).await.unwrap();
        assert_eq!(there.len(), written.len());
        for (there, ((_, before), origin)) in there.into_iter().zip(written) {
            assert_eq!(there.since, SinceLast { origin, ..before }, "the texts stay");
        }
        assert!(audit::verify(&old, &test.key(), None).await.unwrap().is_intact());
        old.close().await;
    });
}

/// Rows in every table that there was from the first.
async fn fill(test: &TestDb) {
    let organisation = test.organisation().await;
    let mut whole = full_evaluation(1);
    // The first schema had no place for what is judged directly, nor for published points of sub-areas.
    for area in &mut whole.areas {
        area.direct.clear();
        area.sub_areas.iter_mut().for_each(|it| it.points = None);
    }
    let framework = pinned(&whole.framework);
    let id = evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework)
        .await
        .unwrap()
        .id;
    let blobs = kompass_store::blob::Blobs::folder(&test.path("blobs"), 1 << 20).unwrap();
    let blob = blobs.put(uuid::Uuid::from_u128(1), "plan".into()).await.unwrap();
    document::attach(&test.db, &test.stamp(), id, "D1", 1, "plan.pdf", &blob).await.unwrap();
    let draft = kompass_store::report::Draft {
        evaluation: id,
        language: kompass_core::Lang::Sv,
        blob: &blob,
        model: "{}",
        deliver: None,
        note: "",
    };
    kompass_store::report::freeze(&test.db, &test.stamp(), &draft).await.unwrap();
    let results = super::result::some_results(3);
    result::import(&test.db, &test.stamp(), "results.csv", "digest", &results).await.unwrap();
    setting::put(&test.db, &test.stamp(), "theme", "dark").await.unwrap();
    audit::checkpoint(&test.db, &test.key(), test.stamp().now).await.unwrap();
}

/// An empty database on the same engine with nothing but the first migrations, and what keeps it there.
async fn with_schema(test: &TestDb, newest: i64) -> (String, Option<TestDb>) {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let folder = test.path(&format!("migrations-{newest}"));
    std::fs::create_dir(&folder).unwrap();
    let there = std::fs::read_dir(migrations).unwrap().map(|entry| entry.unwrap());
    for file in there.filter(|it| it.file_name().to_str().unwrap() < &*format!("{:04}", newest + 1))
    {
        std::fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    let migrator = Migrator::new(folder.as_path()).await.unwrap();
    if test.db.engine() == "SQLite" {
        let url = format!("sqlite:{}", test.path(&format!("old-{newest}.db")).display());
        Db::connect(&url).await.unwrap().close().await;
        migrator.run(&mut SqliteConnection::connect(&url).await.unwrap()).await.unwrap();
        return (url, None);
    }
    let other = TestDb::postgres().await;
    other.tamper("DROP SCHEMA public CASCADE").await;
    other.tamper("CREATE SCHEMA public").await;
    migrator.run(&mut PgConnection::connect(&other.url).await.unwrap()).await.unwrap();
    (other.url.clone(), Some(other))
}

/// The names of its tables.
async fn tables(url: &str) -> BTreeSet<String> {
    let sql = if url.starts_with("sqlite:") {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
    };
    texts(url, sql).await.into_iter().collect()
}

/// All rows of the database as JSON, by table; empty tables are not named.
async fn rows(url: &str) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for statement in statements() {
        let Some(table) = statement.name.strip_prefix("backup::dump ") else { continue };
        let sql = if url.starts_with("sqlite:") { statement.sqlite } else { statement.postgres };
        let rows = texts(url, sql).await;
        if !rows.is_empty() {
            all.insert(table.to_owned(), rows);
        }
    }
    all
}

/// A row of the columns that a table has, with a value in each.
async fn made_up_row(url: &str, table: &str) -> Map<String, Value> {
    let sql = if url.starts_with("sqlite:") {
        format!("SELECT name || ' ' || type FROM pragma_table_info('{table}')")
    } else {
        format!(
            "SELECT column_name || ' ' || data_type FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{table}'"
        )
    };
    let columns = texts(url, &sql).await;
    let value = |column: &String| match column.split_once(' ').unwrap() {
        (name, "TEXT" | "text") => (name.to_owned(), json!(format!("{table} {name}"))),
        (name, "BIGINT" | "bigint") => (name.to_owned(), json!(7)),
        (name, other) => panic!("{table}.{name} is {other}"),
    };
    columns.iter().map(value).collect()
}

/// Adds rows to a table, of the columns that it has.
async fn load(url: &str, table: &str, rows: &str) {
    if !url.starts_with("sqlite:") {
        // Tables come in the order of their names, not in that of what they refer to.
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::query("SET session_replication_role = replica")
            .execute(&mut connection)
            .await
            .unwrap();
        let insert = format!(
            "INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, $1::json)"
        );
        sqlx::query(AssertSqlSafe(insert)).bind(rows).execute(&mut connection).await.unwrap();
        return;
    }
    let columns = texts(url, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
    let values: Vec<String> =
        columns.iter().map(|column| format!("value ->> '{column}'")).collect();
    let insert = format!(
        "INSERT INTO {table} ({}) SELECT {} FROM json_each($1)",
        columns.join(", "),
        values.join(", ")
    );
    let options: sqlx::sqlite::SqliteConnectOptions = url.parse().unwrap();
    let mut connection =
        SqliteConnection::connect_with(&options.foreign_keys(false)).await.unwrap();
    sqlx::query(AssertSqlSafe(insert)).bind(rows).execute(&mut connection).await.unwrap();
}

/// The one column of a query.
pub(crate) async fn texts(url: &str, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        return sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
    }
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
}
