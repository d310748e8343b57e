use kompass_core::Error;
use kompass_store::{Db, Schema, organisation};
use kompass_testkit::{PostgresServer, TestDb, on_both};
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::sync::Barrier;

async fn refused(url: &str) -> String {
    let error = Db::connect(url).await.expect_err(url);
    assert!(matches!(error, Error::Unavailable(_) | Error::Invalid(_)), "{error:?}");
    error.to_string()
}

#[test]
fn opening_twice_changes_nothing() {
    on_both(async |test| {
        test.organisation().await;
        let again = Db::open(&test.url).await.unwrap();
        assert_eq!(again.schema().await.unwrap(), test.db.schema().await.unwrap());
        assert_eq!(organisation::list(&again).await.unwrap().len(), 1);
        again.close().await;
    });
}

/// Two programs that are told to upgrade at the same moment: one does, the others wait for it and find nothing to do.
#[test]
fn many_may_migrate_at_the_same_moment() {
    const PROGRAMS: usize = 6;
    let (folder, server) = (tempfile::tempdir().unwrap(), PostgresServer::start());
    let file = format!("sqlite:{}", folder.path().join("kompass.db").display());
    let migrate = |url: &str| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let db = Db::open(url).await?;
            let schema = db.schema().await;
            db.close().await;
            schema
        })
    };
    for url in [file, server.address()] {
        let begin = Barrier::new(PROGRAMS);
        std::thread::scope(|scope| {
            let program = || {
                begin.wait();
                migrate(&url)
            };
            let programs: Vec<_> = (0..PROGRAMS).map(|_| scope.spawn(program)).collect();
            for program in programs {
                let schema = program.join().unwrap();
                let schema = schema.unwrap_or_else(|error| panic!("{url}: {error}"));
                assert_eq!(schema.applied, schema.known);
            }
        });
    }
}

/// From empty, both engines come to the same tables, columns, and indexes.
#[tokio::test]
async fn migrations_make_the_same_schema_on_both_engines() {
    let (sqlite, postgres) = (TestDb::sqlite().await, TestDb::postgres().await);
    let mut on_sqlite = SqliteConnection::connect(&sqlite.url).await.unwrap();
    let mut on_postgres = PgConnection::connect(&postgres.url).await.unwrap();
    type Columns = Vec<(String, String, String, bool)>;
    let columns: Columns = sqlx::query_as(
        "SELECT t.name, c.name, lower(c.type), c.\"notnull\" FROM sqlite_master t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE '%sqlx%' AND t.name NOT LIKE 'page_search%' ORDER BY t.name, c.cid",
    )
    .fetch_all(&mut on_sqlite)
    .await
    .unwrap();
    let also: Columns = sqlx::query_as(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'NO'
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '%sqlx%' AND table_name <> 'page_search'
         ORDER BY table_name, ordinal_position",
    )
    .fetch_all(&mut on_postgres)
    .await
    .unwrap();
    assert!(columns.len() > 150, "{} columns", columns.len());
    assert_eq!(columns, also);
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY tbl_name, name",
    )
    .fetch_all(&mut on_sqlite)
    .await
    .unwrap();
    let also: Vec<(String, String)> = sqlx::query_as(
        "SELECT tablename::text, indexname::text FROM pg_indexes WHERE schemaname = 'public'
         AND tablename <> 'page_search' AND indexname NOT LIKE '%_pkey' AND indexname NOT LIKE '%_key' ORDER BY tablename, indexname",
    )
    .fetch_all(&mut on_postgres)
    .await
    .unwrap();
    assert_eq!(indexes, also);
}

#[test]
fn a_newer_database_is_left_alone() {
    on_both(async |test| {
        test.tamper(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             SELECT 9999, 'from the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
        )
        .await;
        for error in [Db::connect(&test.url).await.err(), test.db.migrate().await.err()] {
            let text = error.expect("an error").to_string();
            assert!(text.contains("newer Kompass") && text.contains("9999"), "{text}");
        }
    });
}

#[test]
fn a_changed_migration_is_refused() {
    on_both(async |test| {
        let changed = if test.db.engine() == "SQLite" { "x'00'" } else { "'\\x00'" };
        test.tamper(&format!("UPDATE _sqlx_migrations SET checksum = {changed} WHERE version = 1"))
            .await;
        let text = test.db.migrate().await.unwrap_err().to_string();
        assert!(text.contains("migration 1"), "{text}");
    });
}

#[test]
fn a_half_applied_migration_is_named_with_what_to_do() {
    on_both(async |test| {
        let Schema { known, .. } = test.db.schema().await.unwrap();
        let half = if test.db.engine() == "SQLite" { "0" } else { "FALSE" };
        let half = format!("UPDATE _sqlx_migrations SET success = {half} WHERE version = {known}");
        assert_eq!(test.tamper(&half).await, 1);
        for error in [test.db.schema().await.err(), test.db.migrate().await.err()] {
            let text = error.expect("an error").to_string();
            assert!(text.contains("begun and not ended") && text.contains("backup"), "{text}");
        }
    });
}

#[tokio::test]
async fn connecting_does_not_migrate() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::connect(&format!("sqlite:{}", folder.path().join("a b?c%20.db").display()))
        .await
        .unwrap();
    let Schema { applied, known } = db.schema().await.unwrap();
    assert_eq!(applied, 0);
    assert!(known >= 1);
    assert!(folder.path().join("a b?c%20.db").exists(), "the path is taken as it is");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let test = TestDb::sqlite().await;
    test.organisation().await;
    for entry in std::fs::read_dir(test.folder()).unwrap().flatten() {
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?} {mode:o}", entry.path());
    }
}

#[tokio::test]
async fn what_cannot_be_opened_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let missing = refused(&format!("sqlite:{}/none/k.db", folder.path().display())).await;
    assert!(missing.contains("make the folder first"), "{missing}");

    let other = folder.path().join("letter.db");
    std::fs::write(
        &other,
        "Dear council, this is a letter and not a database at all. ".repeat(100),
    )
    .unwrap();
    let other = refused(&format!("sqlite:{}", other.display())).await;
    assert!(other.contains("another kind"), "{other}");

    let nobody = refused("postgres://kompass@127.0.0.1:1/kompass").await;
    assert!(nobody.contains("start the server"), "{nobody}");
    let unknown = TestDb::postgres().await;
    let unknown = refused(&unknown.url.replace("/test_", "/nothing_")).await;
    assert!(unknown.contains("create the database"), "{unknown}");
    assert!(refused("mysql://localhost/kompass").await.contains("sqlite:PATH"));
}

#[tokio::test]
async fn a_password_in_an_address_is_not_printed() {
    for address in
        ["mysql://kompass:hemligt@db/kompass", "postgres://kompass:hemligt@db:port/kompass"]
    {
        let message = refused(address).await;
        assert!(message.contains("db") && !message.contains("hemligt"), "{message}");
    }
}
