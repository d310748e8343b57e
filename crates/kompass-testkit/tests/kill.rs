//! Killed in the middle of writing: every acknowledged write is there afterwards, once and whole.
//!
//! A writer acknowledges on its standard output, which the test reads: the journal is outside of the process and of the
//! database. `KOMPASS_KILLS` says how often each engine is killed; the short form is 10.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use kompass_store::{AuditKey, Db};
use kompass_testkit::PostgresServer;
use kompass_testkit::kill::{self, Target};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Where the writer writes, and how the power is cut.
enum Place {
    Sqlite(tempfile::TempDir),
    Postgres(PostgresServer),
}

impl Place {
    fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => {
                format!("sqlite:{}", folder.path().join("kompass.db").display())
            }
            Self::Postgres(server) => server.address(),
        }
    }
}

fn kills() -> u32 {
    std::env::var("KOMPASS_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10)
}

/// Runs the writer from this number on and kills it, or the server under it, at a moment that differs each time. Returns
/// the number after the last that was acknowledged.
fn run_and_kill(place: &mut Place, target: Target, first: u32, round: u32, faulty: bool) -> u32 {
    let mut writer = Command::new(env!("CARGO_BIN_EXE_writer"));
    writer.arg(place.url()).arg(target.organisation.to_string()).arg(target.evaluation.to_string());
    writer.arg(first.to_string()).args(faulty.then_some("--acknowledge-early"));
    let mut writer = writer.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut journal = BufReader::new(writer.stdout.take().unwrap()).lines();
    // Under way once it has acknowledged something; then anywhere within the next writes.
    let mut last = journal.next().map(|line| line.unwrap().parse::<u32>().unwrap());
    std::thread::sleep(Duration::from_micros(u64::from(round * 7919 % 60_000)));
    match place {
        Place::Postgres(server) if round % 2 == 1 => {
            server.kill_and_restart();
            writer.kill().unwrap();
        }
        _ => writer.kill().unwrap(),
    }
    writer.wait().unwrap();
    for line in journal {
        last = Some(line.unwrap().parse().unwrap());
    }
    last.map_or(first, |last| last + 1)
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// Kills again and again and compares after each kill, until something differs.
fn soak(mut place: Place, kills: u32, faulty: bool) -> kompass_core::Result<u32> {
    let key = AuditKey::new([7; 32]);
    let target = block_on(async {
        let db = Db::open(&place.url()).await?;
        let target = kill::prepare(&db).await?;
        db.close().await;
        Ok::<_, kompass_core::Error>(target)
    })?;
    let mut next = 0;
    for round in 0..kills {
        next = run_and_kill(&mut place, target, next, round, faulty);
        block_on(async {
            let db = Db::open(&place.url()).await?;
            kill::compare(&db, target, next, &key).await?;
            db.close().await;
            Ok::<_, kompass_core::Error>(())
        })?;
    }
    Ok(next)
}

#[test]
fn sqlite_keeps_what_it_acknowledged() {
    let writes = soak(Place::Sqlite(tempfile::tempdir().unwrap()), kills(), false).unwrap();
    told("SQLite", writes);
}

#[test]
fn postgres_keeps_what_it_acknowledged() {
    let writes = soak(Place::Postgres(PostgresServer::start()), kills(), false).unwrap();
    told("PostgreSQL", writes);
}

/// The figures of a long run, for docs/benchmarks.md.
#[expect(clippy::print_stdout, reason = "shown with --nocapture")]
fn told(engine: &str, writes: u32) {
    println!("{engine}: {} kills, {writes} acknowledged writes, none lost", kills());
    assert!(writes >= kills(), "{writes} writes");
}

/// The comparison would be worth nothing if it did not find a writer that acknowledges before the commit.
#[test]
fn acknowledging_early_is_found() {
    let place = Place::Sqlite(tempfile::tempdir().unwrap());
    let error = soak(place, 50, true).expect_err("writes were acknowledged that are not there");
    assert!(error.to_string().contains("acknowledged below"), "{error}");
    let place = Place::Postgres(PostgresServer::start());
    let error = soak(place, 50, true).expect_err("writes were acknowledged that are not there");
    assert!(error.to_string().contains("acknowledged below"), "{error}");
}
