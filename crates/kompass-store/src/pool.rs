//! Connections kept open and lent out. The pool of sqlx asks a connection a question whenever it comes back, which costs as
//! much as a short statement and keeps the one connection that writes to SQLite busy; here a connection is asked only
//! when nobody has asked it for a while.

use deadpool::managed::{self, Metrics, Object, PoolConfig, PoolError, RecycleResult, Timeouts};
use sqlx::{Connection, Database, Error, Executor};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

/// How long a call waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection that was not asked for this long whether it is alive is asked before it is used again. What breaks sooner is
/// an error like any other – but not for longer, however often it is used meanwhile.
const UNTESTED: Duration = Duration::from_secs(1);

/// Connections to one database. Cheap to clone.
pub(crate) struct Pool<DB: Database>(managed::Pool<Connector<DB>>);

/// A connection that is lent out until it is dropped.
pub(crate) struct Lent<DB: Database>(Object<Connector<DB>>)
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>;

/// A connection, and when it was last known to be alive.
pub(crate) struct Tested<C> {
    connection: C,
    at: Instant,
}

/// A connection with a transaction on it, which ends without a trace unless committed.
pub(crate) struct Open<DB: Database>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    /// `None` once the transaction ended.
    lent: Option<Lent<DB>>,
}

/// How connections are made.
pub(crate) struct Connector<DB: Database> {
    options: <DB::Connection as Connection>::Options,
}

impl<DB: Database> Pool<DB>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    /// At most so many connections. None is made yet.
    pub(crate) fn new(options: <DB::Connection as Connection>::Options, most: usize) -> Self {
        let patience = Some(PATIENCE);
        let config = PoolConfig {
            timeouts: Timeouts { wait: patience, create: patience, recycle: patience },
            ..PoolConfig::new(most)
        };
        let pool = managed::Pool::builder(Connector { options }).config(config);
        // Fails only where patience is asked for without a runtime to measure it.
        let pool = pool.runtime(deadpool::Runtime::Tokio1).build();
        Self(pool.unwrap_or_else(|error| unreachable!("{error}")))
    }

    /// Lends a connection.
    pub(crate) async fn get(&self) -> Result<Lent<DB>, Error> {
        self.0.get().await.map(Lent).map_err(|error| match error {
            PoolError::Backend(error) => error,
            PoolError::Closed => Error::PoolClosed,
            PoolError::Timeout(_)
            | PoolError::NoRuntimeSpecified
            | PoolError::PostCreateHook(_) => Error::PoolTimedOut,
        })
    }

    /// A connection with a transaction that was begun so.
    pub(crate) async fn begin(&self, how: &'static str) -> Result<Open<DB>, Error> {
        // Open before it is: a call that is given up meanwhile may have begun it.
        let mut open = Open { lent: Some(self.get().await?) };
        sqlx::raw_sql(how).execute(open.connection()?).await?;
        Ok(open)
    }

    /// Closes the connections that nobody has and waits for them; those lent out are closed when they come back.
    pub(crate) async fn close(&self) {
        let idle = self.0.retain(|_, _| false).removed;
        self.0.close();
        for idle in idle {
            if let Err(error) = idle.connection.close().await {
                tracing::warn!(%error, "a connection to the database did not close as it should");
            }
        }
    }
}

impl<DB: Database> Open<DB>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    /// The connection, for a statement in the transaction.
    pub(crate) fn connection(&mut self) -> Result<&mut DB::Connection, Error> {
        self.lent.as_deref_mut().ok_or(Error::PoolClosed)
    }

    /// Makes everything durable.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        sqlx::raw_sql("COMMIT").execute(self.connection()?).await?;
        self.lent = None;
        Ok(())
    }
}

impl<DB: Database> Drop for Open<DB>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    /// Rolls back at once, so that nobody waits for what it holds, and lends the connection again only after that.
    fn drop(&mut self) {
        let Some(mut lent) = self.lent.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            // Nobody is there to wait for the answer: the database rolls back what is hung up on.
            drop(Object::take(lent.0));
            return;
        };
        runtime.spawn(async move {
            if sqlx::raw_sql("ROLLBACK").execute(&mut *lent).await.is_err() {
                drop(Object::take(lent.0));
            }
        });
    }
}

impl<DB: Database> managed::Manager for Connector<DB> {
    type Type = Tested<DB::Connection>;
    type Error = Error;

    async fn create(&self) -> Result<Tested<DB::Connection>, Error> {
        let connection = DB::Connection::connect_with(&self.options).await?;
        Ok(Tested { connection, at: Instant::now() })
    }

    async fn recycle(
        &self,
        tested: &mut Tested<DB::Connection>,
        _: &Metrics,
    ) -> RecycleResult<Error> {
        if tested.at.elapsed() > UNTESTED {
            tested.connection.ping().await?;
            tested.at = Instant::now();
        }
        Ok(())
    }
}

impl<DB: Database> Deref for Lent<DB>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    type Target = DB::Connection;

    fn deref(&self) -> &DB::Connection {
        &self.0.connection
    }
}

impl<DB: Database> DerefMut for Lent<DB>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    fn deref_mut(&mut self) -> &mut DB::Connection {
        &mut self.0.connection
    }
}

impl<DB: Database> Clone for Pool<DB> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<DB: Database> fmt::Debug for Pool<DB> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pool").field(&self.0.status()).finish()
    }
}

impl<DB: Database> fmt::Debug for Open<DB>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::db::Db;
    use crate::setting;
    use kompass_testkit::{TestDb, on_both};
    use std::path::Path;
    use std::time::Duration;

    #[test]
    fn what_is_given_up_leaves_no_trace_and_holds_nobody_up() {
        on_both(async |test: &TestDb| {
            let db = Db::connect(&test.url).await.unwrap();
            for round in 0..40 {
                let mut given_up = db.begin().await.unwrap();
                setting::put_in(&mut given_up, "round", "given up", 0).await.unwrap();
                drop(given_up);
                // The lock of the row is free again, and the connection is out of its transaction.
                let mut kept = db.begin().await.unwrap();
                let value = round.to_string();
                setting::put_in(&mut kept, "round", &value, 0).await.unwrap();
                kept.commit().await.unwrap();
                assert_eq!(setting::get(&db, "round").await.unwrap(), Some(value));
            }
        });
    }

    #[test]
    fn a_question_that_is_given_up_does_not_spoil_the_connection() {
        on_both(async |test: &TestDb| {
            let db = Db::connect(&test.url).await.unwrap();
            for micros in 0..200 {
                let question = setting::get(&db, "nothing");
                let _ = tokio::time::timeout(Duration::from_micros(micros), question).await;
                assert_eq!(setting::get(&db, "nothing").await.unwrap(), None);
            }
        });
    }

    #[tokio::test]
    async fn closing_folds_the_log_of_sqlite_into_its_file() {
        let test = TestDb::sqlite().await;
        let db = Db::connect(&test.url).await.unwrap();
        setting::get(&db, "nothing").await.unwrap();
        test.db.close().await;
        db.close().await;
        let file = test.url.trim_start_matches("sqlite:");
        assert!(Path::new(file).exists() && !Path::new(&format!("{file}-wal")).exists());
        assert!(db.schema().await.is_err());
    }
}
