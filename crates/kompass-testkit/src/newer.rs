//! A database as a program of the future would leave it.

use sqlx::{Connection, SqliteConnection};
use std::path::Path;

/// Marks a SQLite database as migrated by a newer program, and folds the log into the file.
///
/// # Panics
/// If the file is no database of Kompass.
pub fn pretend_newer(path: &Path) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    runtime.block_on(async {
        let mut connection = SqliteConnection::connect(&format!("sqlite:{}", path.display()))
            .await
            .expect("a database");
        let migration =
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
            VALUES (999999, 'from the future', 1, x'00', 0)";
        sqlx::query(migration).execute(&mut connection).await.expect("a migrated database");
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut connection)
            .await
            .expect("nobody else has it open");
        connection.close().await.expect("an open connection");
    });
}
