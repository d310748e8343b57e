//! A fresh database for every test, on both engines.

use crate::postgres;
use kompass_core::{Lang, Result};
use kompass_store::account::{self, Account, NewAccount};
use kompass_store::organisation::{self, NewOrganisation};
use kompass_store::{AuditKey, Db, Stamp};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// Runs a test twice: on SQLite and on PostgreSQL, each time in a fresh database.
pub fn on_both(test: impl AsyncFn(&TestDb)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        for engine in ["SQLite", "PostgreSQL"] {
            // A failing test shows this; a passing one shows nothing.
            tell(&format!("on {engine}"));
            let db =
                if engine == "SQLite" { TestDb::sqlite().await } else { TestDb::postgres().await };
            test(&db).await;
            db.remove().await;
        }
    });
}

/// A database of a test's own.
#[derive(Debug)]
pub struct TestDb {
    /// The database, with the newest schema.
    pub db: Db,
    /// Its address.
    pub url: String,
    folder: tempfile::TempDir,
    stamps: AtomicU32,
    /// Name of the database on the shared server.
    name: Option<String>,
}

impl TestDb {
    /// A database in a file.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("kompass.db").display());
        let db = Db::open(&url).await.expect("a database in a temporary folder");
        Self { db, url, folder, stamps: AtomicU32::new(0), name: None }
    }

    /// A database on the shared server, copied from one that was migrated once.
    pub async fn postgres() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let maintenance = postgres::shared();
        let mut admin = connect(maintenance).await;
        let template = template(&mut admin, maintenance).await;
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{number}", std::process::id());
        execute(&mut admin, format!("DROP DATABASE IF EXISTS {name}")).await;
        execute(&mut admin, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        let url = with_database(maintenance, &name);
        let db = Db::connect(&url).await.expect("a database just made");
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { db, url, folder, stamps: AtomicU32::new(0), name: Some(name) }
    }

    /// A stamp nobody had before: the clock goes on by a second with each.
    pub fn stamp(&self) -> Stamp {
        let number = self.stamps.fetch_add(1, Ordering::Relaxed);
        stamp(number)
    }

    /// The key of the audit chains.
    pub fn key(&self) -> AuditKey {
        audit_key()
    }

    /// A folder for files of the test.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A path in that folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// An organisation.
    pub async fn organisation(&self) -> Uuid {
        let new = municipality("Granvik");
        organisation::create(&self.db, &self.stamp(), &new).await.expect("it is new")
    }

    /// The account of somebody, who has the address `NAME@example.org`.
    pub async fn account(&self, name: &str) -> Account {
        let new = NewAccount {
            email: &format!("{name}@example.org"),
            name,
            language: Lang::Sv,
            system_administrator: false,
            break_glass: false,
        };
        account::create(&self.db, &self.stamp(), &new).await.expect("the address is new")
    }

    /// Runs SQL behind the back of the store, as somebody with the password of the database could.
    pub async fn tamper(&self, sql: &str) -> u64 {
        match &self.name {
            None => {
                let file = self.url.trim_start_matches("sqlite:");
                let options = sqlx::sqlite::SqliteConnectOptions::new()
                    .filename(file)
                    .foreign_keys(false)
                    .busy_timeout(std::time::Duration::from_secs(10));
                let mut connection =
                    SqliteConnection::connect_with(&options).await.expect("the same file");
                let done = connection.execute(AssertSqlSafe(sql.to_owned())).await;
                done.unwrap_or_else(|error| panic!("{sql}: {error}")).rows_affected()
            }
            Some(_) => {
                let mut connection = connect(&self.url).await;
                execute(&mut connection, "SET session_replication_role = replica".into()).await;
                execute(&mut connection, sql.into()).await
            }
        }
    }

    /// Number of rows that a question finds, asked behind the back of the store.
    pub async fn rows(&self, sql: &str) -> usize {
        let sql = AssertSqlSafe(sql.to_owned());
        let found = match &self.name {
            None => {
                let file = self.url.trim_start_matches("sqlite:");
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
                let mut connection =
                    SqliteConnection::connect_with(&options).await.expect("the same file");
                connection.fetch_all(sql).await.map(|rows| rows.len())
            }
            Some(_) => connect(&self.url).await.fetch_all(sql).await.map(|rows| rows.len()),
        };
        found.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Closes and removes it. Only after a failed test does a database stay, until the server ends.
    pub async fn remove(self) {
        self.db.close().await;
        if let Some(name) = self.name {
            let mut admin = connect(postgres::shared()).await;
            execute(&mut admin, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

/// An invented municipality of this name.
pub fn municipality(name: &str) -> NewOrganisation<'_> {
    NewOrganisation { name, country: "SE", kind: organisation::Kind::Municipality, code: None }
}

/// The stamp of this number: its own time, key and randomness.
pub(crate) fn stamp(number: u32) -> Stamp {
    let start = "2026-03-02T08:00:00Z".parse::<jiff::Timestamp>().expect("a timestamp");
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&number.to_be_bytes());
    Stamp {
        now: start + jiff::SignedDuration::from_secs(i64::from(number)),
        by: "test".into(),
        key: format!("key-{number}"),
        seed,
        audit: audit_key(),
    }
}

fn audit_key() -> AuditKey {
    AuditKey::new([7; 32])
}

/// Name of the migrated database; makes it if this is the first test that sees these migrations on the server.
async fn template(admin: &mut PgConnection, maintenance: &str) -> String {
    let name = format!("template_{:08x}", migrations());
    execute(admin, "SELECT pg_advisory_lock(7301)".into()).await;
    let ready = format!("SELECT 1 FROM pg_database WHERE datname = '{name}' AND datistemplate");
    let ready = sqlx::query(AssertSqlSafe(ready)).fetch_optional(&mut *admin).await;
    if ready.expect("the catalogue").is_none() {
        execute(admin, format!("DROP DATABASE IF EXISTS {name}")).await;
        execute(admin, format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        let url = with_database(maintenance, &name);
        migrate(&url).await.expect("the migrations run on an empty database");
        execute(admin, format!("ALTER DATABASE {name} IS_TEMPLATE true")).await;
    }
    execute(admin, "SELECT pg_advisory_unlock(7301)".into()).await;
    name
}

async fn migrate(url: &str) -> Result<()> {
    let db = Db::open(url).await?;
    db.close().await;
    Ok(())
}

/// A number that differs when the migrations do.
fn migrations() -> u32 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let entries = std::fs::read_dir(folder).expect("the migrations");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().flat_map(|path| std::fs::read(path).expect("a migration"));
    postgres::hash(&texts.collect::<Vec<u8>>())
}

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.unwrap_or_else(|error| panic!("{url}: {error}"))
}

async fn execute(connection: &mut PgConnection, sql: String) -> u64 {
    let done = connection.execute(AssertSqlSafe(sql.clone())).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error}")).rows_affected()
}

/// The same server, another database.
fn with_database(url: &str, name: &str) -> String {
    let (front, options) = url.split_once('?').map_or((url, None), |(url, rest)| (url, Some(rest)));
    let server = front.rsplit_once('/').map_or(front, |(server, _)| server);
    options.map_or(format!("{server}/{name}"), |options| format!("{server}/{name}?{options}"))
}

#[expect(clippy::print_stderr, reason = "tests print")]
fn tell(text: &str) {
    eprintln!("{text}");
}
