//! What the engines say, turned into what a person can act on.

use kompass_core::Error;
use sqlx::error::ErrorKind;
use sqlx::migrate::MigrateError;

/// An error while connecting to `name`.
pub(crate) fn at_opening(name: &str, error: &sqlx::Error) -> Error {
    let remedy = match code(error).as_deref() {
        Some("26") => "it is a file of another kind: choose another place, or restore a backup",
        Some("14") => "make its folder, and let Kompass read and write there",
        Some(code) if code.starts_with("28") => "check user and password",
        Some("3D000") => "create the database, or correct its name",
        _ => match error {
            sqlx::Error::Configuration(_) => "correct the address",
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => {
                "start the server, or correct the address"
            }
            _ => return at_query_of(error),
        },
    };
    Error::Unavailable(format!("the database {name} cannot be opened: {} – {remedy}", cause(error)))
}

/// An error while migrating.
pub(crate) fn at_migrating(error: MigrateError) -> Error {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => at_query(error),
        MigrateError::VersionMismatch(version) => Error::Unavailable(format!(
            "migration {version} of the database is another than the one of this program; nothing was changed – \
             install the version that made the database, or restore a backup into an empty one"
        )),
        MigrateError::Dirty(version) => half_applied(version),
        other => Error::Internal(other.to_string()),
    }
}

/// An error about a migration that was begun and not ended.
pub(crate) fn half_applied(version: i64) -> Error {
    Error::Unavailable(format!(
        "migration {version} of the database was begun and not ended; nothing was changed now – restore the backup made before \
         the upgrade into an empty database, with the version that made it"
    ))
}

/// An error while running a statement.
pub(crate) fn at_query(error: sqlx::Error) -> Error {
    at_query_of(&error)
}

fn at_query_of(error: &sqlx::Error) -> Error {
    let unavailable = |what: &str, remedy: &str| {
        Error::Unavailable(format!("{what}; nothing was changed ({}) – {remedy}", cause(error)))
    };
    if let sqlx::Error::Database(database) = error {
        match database.kind() {
            ErrorKind::UniqueViolation => {
                return Error::Conflict(format!("it is already there: {}", database.message()));
            }
            ErrorKind::ForeignKeyViolation => {
                return Error::Conflict(format!(
                    "something it refers to is not there, or something still refers to it: {}",
                    database.message()
                ));
            }
            _ => {}
        }
    }
    match code(error).as_deref() {
        Some("13" | "53100") => unavailable("the disk is full", "free space and try again"),
        Some("5" | "6" | "55P03") => {
            unavailable("another process is writing to the database", "try again in a moment")
        }
        Some("8") => unavailable("the database is read-only", "give Kompass the right to write"),
        Some("10") => unavailable(
            "the disk failed, or is full",
            "free space or check the disk, then run kompass doctor",
        ),
        Some("11" | "26") => unavailable("the database file is damaged", "restore a backup"),
        Some("14") => unavailable("the database file cannot be opened", "check folder and rights"),
        Some("53300") => unavailable("the server has no connection left", "raise max_connections"),
        Some("40001" | "40P01") => {
            unavailable("another write came in between", "try again in a moment")
        }
        Some(code) if code.starts_with("08") || code.starts_with("57P") => {
            unavailable("the database server went away", "start it and try again")
        }
        Some(_) => Error::Internal(error.to_string()),
        None => match error {
            sqlx::Error::Io(_) => unavailable("the database is away", "start it and try again"),
            sqlx::Error::PoolTimedOut => {
                unavailable("the database did not answer in time", "try again in a moment")
            }
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                unavailable("the database is closed", "start the program again")
            }
            _ => Error::Internal(error.to_string()),
        },
    }
}

/// SQLSTATE of PostgreSQL, or the primary result code of SQLite.
fn code(error: &sqlx::Error) -> Option<String> {
    let sqlx::Error::Database(database) = error else { return None };
    let code = database.code()?;
    // SQLite puts details into the upper bits of its result code.
    let sqlite = database.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some();
    match code.parse::<i64>() {
        Ok(number) if sqlite => Some((number & 0xff).to_string()),
        _ => Some(code.into_owned()),
    }
}

fn cause(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(database) => database.message().to_owned(),
        sqlx::Error::Configuration(cause) => cause.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

    /// A limit on the number of pages makes SQLite meet the very condition it meets on a full disk.
    #[tokio::test]
    async fn a_full_disk_says_what_to_do() {
        let options = SqliteConnectOptions::new().in_memory(true).pragma("max_page_count", "4");
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        sqlx::query("CREATE TABLE t (x TEXT)").execute(&pool).await.unwrap();
        let filling = sqlx::query("INSERT INTO t VALUES (hex(randomblob(100000)))");
        let error = at_query(filling.execute(&pool).await.unwrap_err());
        assert!(
            matches!(&error, Error::Unavailable(text) if text.contains("free space")),
            "{error}"
        );
    }

    #[tokio::test]
    async fn a_database_that_another_process_locks_says_what_to_do() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let connect = async || {
            let options = SqliteConnectOptions::new().filename(file.path());
            let options = options.busy_timeout(std::time::Duration::ZERO);
            SqlitePoolOptions::new().connect_with(options).await.unwrap()
        };
        let (one, other) = (connect().await, connect().await);
        let held = one.begin_with("BEGIN IMMEDIATE").await.unwrap();
        let error = at_query(other.begin_with("BEGIN IMMEDIATE").await.unwrap_err());
        assert!(
            matches!(&error, Error::Unavailable(text) if text.contains("try again")),
            "{error}"
        );
        held.rollback().await.unwrap();
    }
}
