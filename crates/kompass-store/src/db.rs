//! One database on one of two engines, and the few calls through which every statement reaches it.

use crate::error::{at_migrating, at_opening, at_query, half_applied};
use crate::pool::{Open, Pool};
use crate::text::without_nul;
use futures_util::TryStreamExt;
use kompass_core::{Error, Problem, Result};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous,
};
use sqlx::{Arguments, Connection, FromRow, Postgres};
use std::borrow::Cow;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The migrations, compiled in.
static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// How long a write waits for another one, and a first connection to a server.
const PATIENCE: Duration = Duration::from_secs(10);

/// Memory in which the connection that writes to SQLite keeps pages, as a pragma: 16 MiB, in KiB. What readers keep is worth
/// nothing after the next write; what the writer keeps stays good, as nobody else writes.
const WRITER_CACHE: &str = "-16384";

/// Connections that read from SQLite side by side.
const SQLITE_READERS: usize = 4;

/// Connections to PostgreSQL of one process.
const POSTGRES_CONNECTIONS: usize = 16;

crate::db::statements! {
    STATEMENTS:
    ANALYZE = "ANALYZE";
    APPLIED_MIGRATIONS = "SELECT version, CAST(CASE WHEN success THEN 1 ELSE 0 END AS BIGINT) AS whole FROM _sqlx_migrations
        ORDER BY version";
    HAS_MIGRATIONS =
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'",
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = '_sqlx_migrations'";
}

/// One SQL text, or a pair where the engines differ. Made only by `statements!`, so that none escapes the tests.
#[derive(Debug)]
pub struct Statement {
    /// Module and name, for messages.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

/// Named statements of a module and the list of them. One text serves both engines; two are for SQLite and PostgreSQL.
macro_rules! statements {
    ($list:ident: $($(#[$doc:meta])* $name:ident = $sqlite:expr $(, $postgres:expr)?;)+) => {
        $($(#[$doc])* const $name: $crate::db::Statement = $crate::db::Statement {
            name: concat!(module_path!(), "::", stringify!($name)),
            sqlite: $sqlite,
            postgres: $crate::db::second!($sqlite $(, $postgres)?),
        };)+
        pub(crate) const $list: &[$crate::db::Statement] = &[$($name),+];
    };
}
pub(crate) use statements;

macro_rules! second {
    ($one:expr) => {
        $one
    };
    ($one:expr, $two:expr) => {
        $two
    };
}
pub(crate) use second;

/// A database on one of two engines. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Db {
    /// A file beside the program.
    Sqlite(Sqlite),
    /// A server.
    Postgres(Postgresql),
}

/// SQLite lets many read while one writes: one connection that writes, some that cannot.
#[derive(Debug, Clone)]
pub struct Sqlite {
    writer: Pool<sqlx::Sqlite>,
    readers: Pool<sqlx::Sqlite>,
    /// The folder of the file.
    folder: PathBuf,
}

/// All connections to a server read and write.
#[derive(Debug, Clone)]
pub struct Postgresql {
    pool: Pool<Postgres>,
}

/// Which migrations a database has, against those this program knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// Number of the newest migration that was applied; 0 for an empty database.
    pub applied: i64,
    /// Number of the newest migration this program knows.
    pub known: i64,
}

impl Db {
    /// Connects and brings the database to the schema of this program. `sqlite:PATH` (made if missing; its folder must
    /// exist) or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self> {
        let db = Self::connect(url).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// The file of a database that is one.
    pub fn file(url: &str) -> Option<&Path> {
        let path = url.strip_prefix("sqlite:")?;
        Some(Path::new(path.strip_prefix("//").unwrap_or(path)))
    }

    /// Connects without changing anything but that a file is made if it is missing; refuses a database that a newer program
    /// made.
    pub async fn connect(url: &str) -> Result<Self> {
        let db = if let Some(path) = Self::file(url) {
            Self::connect_sqlite(path).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::connect_postgres(url).await?
        } else {
            return Err(Error::invalid(Problem::new(
                "database",
                format!("{:?} is not the address of a database", shown(url)),
                "write sqlite:PATH or postgres://USER@HOST/NAME",
            )));
        };
        db.schema().await?;
        Ok(db)
    }

    async fn connect_sqlite(path: &Path) -> Result<Self> {
        let opening = |error: sqlx::Error| at_opening(&path.display().to_string(), &error);
        create_private(path)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            // What is sorted or undone may be personal; it must not reach a folder of all users.
            .pragma("temp_store", "MEMORY");
        let writer = Pool::new(options.clone().pragma("cache_size", WRITER_CACHE), 1);
        // The first connection says at once what is wrong with the file.
        drop(writer.get().await.map_err(opening)?);
        let readers = Pool::new(options.pragma("query_only", "ON"), SQLITE_READERS);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        Ok(Self::Sqlite(Sqlite { writer, readers, folder }))
    }

    async fn connect_postgres(url: &str) -> Result<Self> {
        let options: PgConnectOptions =
            url.parse().map_err(|error| at_opening(&shown(url), &error))?;
        // Whatever the server's default: what was acknowledged is on its disk, and on that of a synchronous standby.
        // Statements are lookups by key: planning one anew for its arguments takes longer than running it.
        let options = options.options([
            ("synchronous_commit", "on"),
            ("plan_cache_mode", "force_generic_plan"),
            ("jit", "off"),
        ]);
        let name = format!("{}/{}", options.get_host(), options.get_database().unwrap_or_default());
        // The pool would retry in silence until its patience ends; one connection says at once what is wrong.
        let attempt = sqlx::PgConnection::connect_with(&options);
        let first = tokio::time::timeout(PATIENCE, attempt)
            .await
            .unwrap_or(Err(sqlx::Error::PoolTimedOut))
            .map_err(|error| at_opening(&name, &error))?;
        first.close().await.map_err(|error| at_opening(&name, &error))?;
        let pool = Pool::new(options, POSTGRES_CONNECTIONS);
        Ok(Self::Postgres(Postgresql { pool }))
    }

    /// Applies the migrations that are missing. If two programs do at the same moment, the second waits for the first and finds
    /// nothing to do.
    pub async fn migrate(&self) -> Result<()> {
        self.schema().await?;
        match self {
            Self::Sqlite(sqlite) => {
                // Over PostgreSQL it locks by itself.
                let _alone = alone(sqlite.folder.clone()).await?;
                MIGRATIONS.run(&mut *sqlite.writer.get().await.map_err(at_query)?).await
            }
            Self::Postgres(server) => {
                MIGRATIONS.run(&mut *server.pool.get().await.map_err(at_query)?).await
            }
        }
        .map_err(at_migrating)?;
        crate::page::make_index(self).await
    }

    /// What was applied and what is known; an error if the database is newer than this program, or a migration half applied.
    pub async fn schema(&self) -> Result<Schema> {
        let (has,): (i64,) = self.one(&HAS_MIGRATIONS, &[]).await?;
        let applied: Vec<(i64, i64)> =
            if has == 0 { Vec::new() } else { self.all(&APPLIED_MIGRATIONS, &[]).await? };
        if let Some((version, _)) = applied.iter().find(|(_, whole)| *whole == 0) {
            return Err(half_applied(*version));
        }
        let schema = Schema {
            applied: applied.last().map_or(0, |(version, _)| *version),
            known: MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0),
        };
        if schema.applied > schema.known {
            return Err(Error::Unavailable(format!(
                "the database was made by a newer Kompass (schema {}, this program knows {}); nothing was changed – \
                 install the newer version, or restore a backup made with this one",
                schema.applied, schema.known
            )));
        }
        Ok(schema)
    }

    /// Gathers what the engine has to know of the rows to plan well. It does so by itself, but not right after many came.
    pub(crate) async fn gather_statistics(&self) -> Result<()> {
        self.execute(&ANALYZE, &[]).await.map(|_| ())
    }

    /// The name of the engine.
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// True if programs on several machines may use it at once.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Closes all connections and waits for them; SQLite then folds its log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(sqlite) => {
                sqlite.readers.close().await;
                sqlite.writer.close().await;
            }
            Self::Postgres(server) => server.pool.close().await,
        }
    }

    /// A transaction that may write. Ends without a trace unless committed.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        match self {
            Self::Sqlite(sqlite) => sqlite.writer.begin("BEGIN IMMEDIATE").await.map(Tx::Sqlite),
            Self::Postgres(server) => server.pool.begin("BEGIN").await.map(Tx::Postgres),
        }
        .map_err(at_query)
    }

    /// A transaction that reads: all its statements see the same state of the database.
    pub(crate) async fn snapshot(&self) -> Result<Tx> {
        match self {
            Self::Sqlite(sqlite) => sqlite.readers.begin("BEGIN").await.map(Tx::Sqlite),
            Self::Postgres(server) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
                server.pool.begin(begin).await.map(Tx::Postgres)
            }
        }
        .map_err(at_query)
    }

    /// All rows.
    pub(crate) async fn all<T: Row>(&self, sql: &Statement, args: &[Arg<'_>]) -> Result<Vec<T>> {
        match self {
            Self::Sqlite(sqlite) => {
                let mut lent = sqlite.readers.get().await.map_err(at_query)?;
                fetch!(Sqlite, sql, args).fetch_all(&mut *lent).await
            }
            Self::Postgres(server) => {
                let mut lent = server.pool.get().await.map_err(at_query)?;
                fetch!(Postgres, sql, args).fetch_all(&mut *lent).await
            }
        }
        .map_err(at_query)
    }

    /// The row, if there is one.
    pub(crate) async fn optional<T: Row>(
        &self,
        sql: &Statement,
        args: &[Arg<'_>],
    ) -> Result<Option<T>> {
        match self {
            Self::Sqlite(sqlite) => {
                let mut lent = sqlite.readers.get().await.map_err(at_query)?;
                fetch!(Sqlite, sql, args).fetch_optional(&mut *lent).await
            }
            Self::Postgres(server) => {
                let mut lent = server.pool.get().await.map_err(at_query)?;
                fetch!(Postgres, sql, args).fetch_optional(&mut *lent).await
            }
        }
        .map_err(at_query)
    }

    /// The one row there must be.
    pub(crate) async fn one<T: Row>(&self, sql: &Statement, args: &[Arg<'_>]) -> Result<T> {
        self.optional(sql, args).await?.ok_or_else(|| no_row(sql))
    }

    /// Number of rows that a statement changed which is a whole write by itself. Only for what the audit log does not
    /// tell of; everything else is a `Write`.
    pub(crate) async fn execute(&self, sql: &Statement, args: &[Arg<'_>]) -> Result<u64> {
        match self {
            Self::Sqlite(sqlite) => {
                let mut lent = sqlite.writer.get().await.map_err(at_query)?;
                sqlx::query_with(sql.sqlite, bound::<SqliteArguments>(args)?)
                    .execute(&mut *lent)
                    .await
                    .map(|done| done.rows_affected())
            }
            Self::Postgres(server) => {
                let mut lent = server.pool.get().await.map_err(at_query)?;
                sqlx::query_with(sql.postgres, bound::<PgArguments>(args)?)
                    .execute(&mut *lent)
                    .await
                    .map(|done| done.rows_affected())
            }
        }
        .map_err(at_query)
    }

    /// The row that such a statement changed, if it changed one.
    pub(crate) async fn changed<T: Row>(
        &self,
        sql: &Statement,
        args: &[Arg<'_>],
    ) -> Result<Option<T>> {
        // All rows, not one: the statement has to come to its end.
        let rows: Vec<T> = match self {
            Self::Sqlite(sqlite) => {
                let mut lent = sqlite.writer.get().await.map_err(at_query)?;
                fetch!(Sqlite, sql, args).fetch_all(&mut *lent).await
            }
            Self::Postgres(server) => {
                let mut lent = server.pool.get().await.map_err(at_query)?;
                fetch!(Postgres, sql, args).fetch_all(&mut *lent).await
            }
        }
        .map_err(at_query)?;
        Ok(rows.into_iter().next())
    }
}

/// A transaction on one of two engines.
#[derive(Debug)]
pub(crate) enum Tx {
    Sqlite(Open<sqlx::Sqlite>),
    Postgres(Open<Postgres>),
}

impl Tx {
    /// Number of rows the statement changed.
    pub(crate) async fn execute(&mut self, sql: &Statement, args: &[Arg<'_>]) -> Result<u64> {
        match self {
            Self::Sqlite(tx) => sqlx::query_with(sql.sqlite, bound::<SqliteArguments>(args)?)
                .execute(tx.connection().map_err(at_query)?)
                .await
                .map(|done| done.rows_affected()),
            Self::Postgres(tx) => sqlx::query_with(sql.postgres, bound::<PgArguments>(args)?)
                .execute(tx.connection().map_err(at_query)?)
                .await
                .map(|done| done.rows_affected()),
        }
        .map_err(at_query)
    }

    /// Inserts a row, or changes it as it was at a version, which comes after the other arguments. Number of rows written.
    pub(crate) async fn keep(
        &mut self,
        (insert, update): (&Statement, &Statement),
        row: &[Arg<'_>],
        expected: Option<i64>,
    ) -> Result<u64> {
        let Some(version) = expected else { return self.execute(insert, row).await };
        let mut row = row.to_vec();
        row.push(version.into());
        self.execute(update, &row).await
    }

    /// All rows.
    pub(crate) async fn all<T: Row>(
        &mut self,
        sql: &Statement,
        args: &[Arg<'_>],
    ) -> Result<Vec<T>> {
        match self {
            Self::Sqlite(tx) => {
                fetch!(Sqlite, sql, args).fetch_all(tx.connection().map_err(at_query)?).await
            }
            Self::Postgres(tx) => {
                fetch!(Postgres, sql, args).fetch_all(tx.connection().map_err(at_query)?).await
            }
        }
        .map_err(at_query)
    }

    /// Visits the rows one by one, without holding them all.
    pub(crate) async fn each<T: Row>(
        &mut self,
        sql: &Statement,
        mut visit: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        match self {
            Self::Sqlite(tx) => {
                let mut rows = fetch!(Sqlite, sql, &[]).fetch(tx.connection().map_err(at_query)?);
                while let Some(row) = rows.try_next().await.map_err(at_query)? {
                    visit(row)?;
                }
            }
            Self::Postgres(tx) => {
                let mut rows = fetch!(Postgres, sql, &[]).fetch(tx.connection().map_err(at_query)?);
                while let Some(row) = rows.try_next().await.map_err(at_query)? {
                    visit(row)?;
                }
            }
        }
        Ok(())
    }

    /// The row, if there is one.
    pub(crate) async fn optional<T: Row>(
        &mut self,
        sql: &Statement,
        args: &[Arg<'_>],
    ) -> Result<Option<T>> {
        match self {
            Self::Sqlite(tx) => {
                fetch!(Sqlite, sql, args).fetch_optional(tx.connection().map_err(at_query)?).await
            }
            Self::Postgres(tx) => {
                fetch!(Postgres, sql, args).fetch_optional(tx.connection().map_err(at_query)?).await
            }
        }
        .map_err(at_query)
    }

    /// The one row there must be.
    pub(crate) async fn one<T: Row>(&mut self, sql: &Statement, args: &[Arg<'_>]) -> Result<T> {
        self.optional(sql, args).await?.ok_or_else(|| no_row(sql))
    }

    /// Makes everything durable.
    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
        .map_err(at_query)
    }
}

/// The typed query of a statement for one engine.
macro_rules! fetch {
    (Sqlite, $sql:expr, $args:expr) => {
        sqlx::query_as_with::<sqlx::Sqlite, _, _>($sql.sqlite, bound::<SqliteArguments>($args)?)
    };
    (Postgres, $sql:expr, $args:expr) => {
        sqlx::query_as_with::<Postgres, _, _>($sql.postgres, bound::<PgArguments>($args)?)
    };
}
use fetch;

/// What can be read from a row of either engine: tuples, and structs that derive `sqlx::FromRow`.
pub(crate) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// An argument of a statement. NULL has a type, because PostgreSQL wants to know.
#[derive(Debug, Clone)]
pub(crate) enum Arg<'a> {
    Int(Option<i64>),
    Text(Option<Cow<'a, str>>),
}

/// Arguments from values of different types.
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Arg::from($value)),*] };
}
pub(crate) use args;

macro_rules! arg_from_integers {
    ($($integer:ty),+) => { $(
        impl From<$integer> for Arg<'_> {
            fn from(value: $integer) -> Self {
                Self::Int(Some(i64::from(value)))
            }
        }
        impl From<Option<$integer>> for Arg<'_> {
            fn from(value: Option<$integer>) -> Self {
                Self::Int(value.map(i64::from))
            }
        }
    )+ };
}
arg_from_integers!(i64, i16, u32, u8, bool);

impl<'a> From<&'a str> for Arg<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Some(Cow::Borrowed(value)))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Some(Cow::Borrowed(value)))
    }
}

impl From<String> for Arg<'_> {
    fn from(value: String) -> Self {
        Self::Text(Some(Cow::Owned(value)))
    }
}

impl<'a> From<&'a Option<String>> for Arg<'a> {
    fn from(value: &'a Option<String>) -> Self {
        Self::Text(value.as_deref().map(Cow::Borrowed))
    }
}

impl<'a> From<Option<&'a str>> for Arg<'a> {
    fn from(value: Option<&'a str>) -> Self {
        Self::Text(value.map(Cow::Borrowed))
    }
}

impl From<Option<String>> for Arg<'_> {
    fn from(value: Option<String>) -> Self {
        Self::Text(value.map(Cow::Owned))
    }
}

impl From<uuid::Uuid> for Arg<'_> {
    fn from(value: uuid::Uuid) -> Self {
        value.to_string().into()
    }
}

impl From<Option<uuid::Uuid>> for Arg<'_> {
    fn from(value: Option<uuid::Uuid>) -> Self {
        value.map(|id| id.to_string()).into()
    }
}

impl From<jiff::Timestamp> for Arg<'_> {
    fn from(value: jiff::Timestamp) -> Self {
        value.as_microsecond().into()
    }
}

impl From<Option<jiff::Timestamp>> for Arg<'_> {
    fn from(value: Option<jiff::Timestamp>) -> Self {
        value.map(jiff::Timestamp::as_microsecond).into()
    }
}

/// The arguments for one engine.
fn bound<'a, A: Arguments>(args: &[Arg<'a>]) -> Result<A>
where
    Option<i64>: sqlx::Encode<'a, A::Database> + sqlx::Type<A::Database>,
    Option<String>: sqlx::Encode<'a, A::Database> + sqlx::Type<A::Database>,
    String: sqlx::Encode<'a, A::Database> + sqlx::Type<A::Database>,
{
    let mut bound = A::default();
    for arg in args {
        match arg {
            Arg::Int(value) => bound.add(*value),
            Arg::Text(Some(text)) => bound.add(without_nul(text)?.to_owned()),
            Arg::Text(None) => bound.add(None::<String>),
        }
        .map_err(|error| Error::Internal(format!("an argument cannot be encoded: {error}")))?;
    }
    Ok(bound)
}

fn no_row(sql: &Statement) -> Error {
    Error::Internal(format!("{} found no row", sql.name))
}

/// Makes the file readable for its owner only; SQLite gives its log the same mode.
fn create_private(path: &Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(Error::Unavailable(format!(
            "the database {} cannot be made: {error} – make the folder first, or choose another place",
            path.display()
        ))),
    }
}

/// Locks a folder until the answer is dropped; waits for another program that has.
async fn alone(folder: PathBuf) -> Result<File> {
    let locked = tokio::task::spawn_blocking(move || {
        let opened = File::open(&folder)?;
        opened.lock()?;
        Ok(opened)
    });
    let locked = locked.await.map_err(|error| Error::Internal(error.to_string()))?;
    locked.map_err(|error: std::io::Error| {
        Error::Unavailable(format!("the folder of the database cannot be locked: {error}"))
    })
}

/// An address of a database as it may be printed: without user and password.
fn shown(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kompass_testkit::TestDb;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// What no kill of a process can show: that a commit waits for the disk.
    #[tokio::test]
    async fn connections_are_durable_and_strict() {
        let file = TestDb::sqlite().await;
        let Db::Sqlite(sqlite) = Db::connect(&file.url).await.unwrap() else { panic!("SQLite") };
        let pragma = async |pool: &Pool<sqlx::Sqlite>, sql: &'static str| {
            let mut lent = pool.get().await.unwrap();
            sqlx::query_scalar::<_, i64>(sql).fetch_one(&mut *lent).await.unwrap()
        };
        const FULL: i64 = 2;
        assert_eq!(pragma(&sqlite.writer, "PRAGMA synchronous").await, FULL);
        assert_eq!(pragma(&sqlite.writer, "PRAGMA foreign_keys").await, 1);
        assert_eq!(pragma(&sqlite.readers, "PRAGMA query_only").await, 1);
        let mut writer = sqlite.writer.get().await.unwrap();
        let mode: String =
            sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *writer).await.unwrap();
        assert_eq!(mode, "wal");

        // The server of the tests has it off.
        let server = TestDb::postgres().await;
        let Db::Postgres(server) = Db::connect(&server.url).await.unwrap() else {
            panic!("PostgreSQL")
        };
        let mut lent = server.pool.get().await.unwrap();
        let commit: String =
            sqlx::query_scalar("SHOW synchronous_commit").fetch_one(&mut *lent).await.unwrap();
        assert_eq!(commit, "on");
    }

    #[tokio::test]
    async fn a_server_without_tls_is_refused_where_tls_is_demanded() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 8];
            stream.read_exact(&mut asked).await.unwrap();
            // "No", as servers say it.
            stream.write_all(b"N").await.unwrap();
            asked
        });
        let url = format!("postgres://kompass@127.0.0.1:{port}/kompass?sslmode=verify-full");
        let refused = Db::connect(&url).await.unwrap_err().to_string();
        assert!(refused.contains("TLS"), "{refused}");
        const ASKS_FOR_TLS: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
        assert_eq!(server.await.unwrap(), ASKS_FOR_TLS);
    }
}
