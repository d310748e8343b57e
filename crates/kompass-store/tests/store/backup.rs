use kompass_core::access::Role;
use kompass_core::{Error, Lang};
use kompass_store::audit::{self, Chain};
use kompass_store::backup::{self, Manifest};
use kompass_store::blob::Blobs;
use kompass_store::report::Draft;
use kompass_store::{account, assignment, identity, link, membership, passkey, session};
use kompass_store::{document, evaluation, report, result, setting};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use sqlx::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

const LIMIT: u64 = 8 << 20;

fn blobs(test: &TestDb) -> Blobs {
    Blobs::folder(&test.path("blobs"), LIMIT).unwrap()
}

/// A bit of everything. Returns the evaluation.
pub(crate) async fn fill(test: &TestDb) -> Uuid {
    let organisation = test.organisation().await;
    let mut whole = full_evaluation(1);
    whole.summary = "Å \u{1}\t\r\n\\ \"quoted\" \u{7f} 🏛 ".repeat(3);
    let framework = pinned(&whole.framework);
    let inserted =
        evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework).await;
    let id = inserted.unwrap().id;
    let blobs = blobs(test);
    // Larger than a piece of the archive, and no multiple of a block.
    let large = blobs.put(Uuid::from_u128(1), vec![9; (3 << 20) + 77].into()).await.unwrap();
    document::attach(&test.db, &test.stamp(), id, "D1", 1, "plan.pdf", &large).await.unwrap();
    let small = blobs.put(Uuid::from_u128(2), "report".into()).await.unwrap();
    let draft = Draft {
        evaluation: id,
        language: Lang::Sv,
        blob: &small,
        model: "{}",
        deliver: Some(2),
        note: "En rättelse",
    };
    report::freeze(&test.db, &test.stamp(), &draft).await.unwrap();
    let own = super::result::some_results(1).remove(0);
    result::put(&test.db, &test.stamp(), id, &own).await.unwrap();
    // Several parts of one table.
    let many = super::result::some_results(4000);
    result::import(&test.db, &test.stamp(), "results.csv", "digest", &many).await.unwrap();
    for value in ["a", "b", "c"] {
        setting::put(&test.db, &test.stamp(), "theme", value).await.unwrap();
    }
    people(test, organisation, id).await;
    audit::dispose(&test.db, &test.stamp(), &Chain::Installation, &[2]).await.unwrap();
    audit::checkpoint(&test.db, &test.key(), test.stamp().now).await.unwrap();
    id
}

/// Somebody who can sign in, is signed in, and has a role everywhere; and a link.
async fn people(test: &TestDb, organisation: Uuid, evaluation: Uuid) {
    let (db, id) = (&test.db, test.account("Eva").await.id);
    account::set_password(db, &test.stamp(), id, Some("$argon2id$")).await.unwrap();
    account::set_totp(db, &test.stamp(), id, Some("sealed")).await.unwrap();
    account::set_recovery_codes(db, &test.stamp(), id, &["code".to_owned()]).await.unwrap();
    identity::link(db, &test.stamp(), id, "entra", "42").await.unwrap();
    let passkey = passkey::Passkey {
        id: "key".into(),
        account: id,
        name: "Phone".into(),
        credential: "{}".into(),
        created_at: test.stamp().now,
        used_at: None,
    };
    passkey::add(db, &test.stamp(), &passkey).await.unwrap();
    let role = Role::Reader;
    membership::grant(db, &test.stamp(), id, organisation, role, "local").await.unwrap();
    assignment::assign(db, &test.stamp(), evaluation, id, role, None).await.unwrap();
    let link = super::link::new("link", link::Purpose::Contributor, None, Some(evaluation));
    link::create(db, &test.stamp(), &link).await.unwrap();
    session::insert(db, "one", &super::session::of(id, "one")).await.unwrap();
}

async fn backup(test: &TestDb, name: &str) -> (PathBuf, Manifest) {
    let path = test.path(name);
    let manifest = backup::backup(&test.db, &blobs(test), &path, test.stamp().now).await.unwrap();
    (path, manifest)
}

/// All there is, by file name and table; empty for a fresh database.
async fn content(test: &TestDb) -> (BTreeMap<String, backup::TableSum>, backup::Sum, usize) {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let (_, manifest) = backup(test, &format!("content-{count}")).await;
    let files = super::document::files(&test.path("blobs")).len();
    (manifest.tables, manifest.blobs, files)
}

#[test]
fn everything_comes_back_on_either_engine() {
    on_both(async |test| {
        let id = fill(test).await;
        let before = content(test).await;
        let (path, manifest) = backup(test, "all.kompass").await;
        assert_eq!(backup::inspect(&path).await.unwrap(), manifest);
        assert_eq!(manifest.blobs.count, 2);
        assert_eq!(manifest.tables["result"].rows, 4001);
        let own =
            ["account", "identity", "passkey", "recovery_code", "membership", "assignment", "link"];
        for table in own {
            assert_eq!(manifest.tables[table].rows, 1, "{table}");
        }
        let checkpoint = audit::last_checkpoint(&test.db).await.unwrap().unwrap();
        let known =
            ["SELECT 1 FROM sqlite_stat1", "SELECT 1 FROM pg_stats WHERE tablename = 'result'"];
        let targets = [TestDb::sqlite().await, TestDb::postgres().await];
        for (target, known) in targets.into_iter().zip(known) {
            let restored = backup::restore(&target.db, &blobs(&target), &path).await.unwrap();
            assert_eq!(restored, manifest);
            assert!(target.rows(known).await > 0, "the planner knows what came");
            assert_eq!(content(&target).await, before, "down to the last byte");
            let loaded = evaluation::load(&target.db, id).await.unwrap();
            assert_eq!(loaded, evaluation::load(&test.db, id).await.unwrap());
            let report = audit::verify(&target.db, &test.key(), Some(&checkpoint)).await.unwrap();
            assert!(report.is_intact(), "{report:?}");
            assert_eq!(report.disposed, 1);
            for listed in report::list(&target.db, id).await.unwrap() {
                assert_eq!(blobs(&target).get(&listed.blob.digest).await.unwrap(), "report");
            }
            let eva = account::by_email(&target.db, "eva@example.org").await.unwrap().unwrap();
            assert_eq!(
                account::credentials(&target.db, eva.id).await.unwrap(),
                account::credentials(&test.db, eva.id).await.unwrap()
            );
            assert_eq!(
                super::session::grants(&target.db, eva.id).await,
                super::session::grants(&test.db, eva.id).await
            );
            assert!(super::session::find(&test.db, "one").await.is_some());
            assert_eq!(super::session::find(&target.db, "one").await, None, "of the moment only");
            // It goes on from there: the next entries fit the chains.
            setting::put(&target.db, &test.stamp(), "theme", "d").await.unwrap();
            assert!(audit::verify(&target.db, &test.key(), None).await.unwrap().is_intact());

            let again = backup::restore(&target.db, &blobs(&target), &path).await;
            assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
        }
    });
}

#[test]
fn a_backup_is_of_one_moment() {
    on_both(async |test| {
        fill(test).await;
        let writing = {
            let (db, key) = (test.db.clone(), test.key());
            tokio::spawn(async move {
                for number in 0.. {
                    let stamp = kompass_store::Stamp {
                        now: jiff::Timestamp::UNIX_EPOCH,
                        by: "another".into(),
                        key: number.to_string(),
                        seed: [3; 32],
                        audit: key.clone(),
                    };
                    setting::put(&db, &stamp, "counter", &number.to_string()).await.unwrap();
                }
            })
        };
        let mut counters = Vec::new();
        for number in 0..3 {
            let (path, _) = backup(test, &format!("moment-{number}")).await;
            let target = TestDb::sqlite().await;
            backup::restore(&target.db, &blobs(&target), &path).await.unwrap();
            // Torn, the heads would not fit the entries, or the setting not its entry.
            let report = audit::verify(&target.db, &test.key(), None).await.unwrap();
            assert!(report.is_intact(), "{report:?}");
            counters.push(setting::get(&target.db, "counter").await.unwrap());
        }
        writing.abort();
        counters.dedup();
        assert!(counters.len() > 1, "writing went on meanwhile");
    });
}

async fn refused(target: &TestDb, path: &Path) -> String {
    let error = backup::restore(&target.db, &blobs(target), path).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
    error.to_string()
}

#[tokio::test]
async fn a_cut_or_altered_file_changes_nothing() {
    let source = TestDb::sqlite().await;
    fill(&source).await;
    let (path, _) = backup(&source, "all.kompass").await;
    let whole = std::fs::read(&path).unwrap();
    let target = TestDb::sqlite().await;
    let nothing = content(&target).await;
    let bad = target.path("bad.kompass");
    let size = whole.len();
    for step in 0..60 {
        let place = step * (size - 1) / 59;
        let mut altered = whole.clone();
        altered[place] ^= 1 << (step % 8);
        std::fs::write(&bad, altered).unwrap();
        refused(&target, &bad).await;
        std::fs::write(&bad, &whole[..place]).unwrap();
        refused(&target, &bad).await;
    }
    std::fs::write(&bad, [whole.as_slice(), b"\0"].concat()).unwrap();
    assert!(refused(&target, &bad).await.contains("cut off or altered"));
    std::fs::write(&bad, "Dear council").unwrap();
    assert!(refused(&target, &bad).await.contains("cut off or altered"));
    assert!(refused(&target, &target.path("none")).await.contains("cannot be read"));
    assert_eq!(content(&target).await, nothing);
    assert!(backup::inspect(&bad).await.is_err());
}

#[test]
fn a_restore_that_fails_leaves_nothing() {
    on_both(async |target| {
        let source = TestDb::sqlite().await;
        fill(&source).await;
        let (path, _) = backup(&source, "all.kompass").await;
        let nothing = content(target).await;
        // The second blob is larger than this store takes: rows and the first blob go again.
        let narrow = Blobs::folder(&target.path("blobs"), 1 << 20).unwrap();
        let error = backup::restore(&target.db, &narrow, &path).await.unwrap_err();
        assert!(error.to_string().contains("raise the limit"), "{error}");
        assert_eq!(content(target).await, nothing);
        backup::restore(&target.db, &blobs(target), &path).await.unwrap();
    });
}

#[tokio::test]
async fn a_backup_that_fails_leaves_no_file() {
    let test = TestDb::sqlite().await;
    fill(&test).await;
    let (path, _) = backup(&test, "all.kompass").await;
    let files = || std::fs::read_dir(test.folder()).unwrap().count();
    let before = files();
    let try_backup = async |path: &Path| {
        backup::backup(&test.db, &blobs(&test), path, test.stamp().now)
            .await
            .unwrap_err()
            .to_string()
    };
    assert!(try_backup(&path).await.contains("there already"));
    assert!(try_backup(&test.path("none/all")).await.contains("check its folder"));
    // Beside the documents lies what says that the folder is a store of them.
    let mut files_there = super::document::files(&test.path("blobs"));
    files_there.retain(|path| path.file_name().is_some_and(|name| name != "here"));
    let file = &files_there[0];
    std::fs::write(file, "altered").unwrap();
    let altered = try_backup(&test.path("second")).await;
    assert!(altered.contains("smaller") || altered.contains("larger"), "{altered}");
    std::fs::remove_file(file).unwrap();
    assert!(try_backup(&test.path("third")).await.contains("gone from the store"));
    assert_eq!(files(), before);
}

#[test]
fn what_is_gone_from_the_store_is_told_by_whose_it_is() {
    on_both(async |test| {
        let id = fill(test).await;
        let (blobs, head) = (blobs(test), evaluation::head(&test.db, id).await.unwrap());
        assert_eq!(blobs.examine(&test.db).await.unwrap(), 2);
        let of = format!("of {} {}", head.municipality, head.year);
        let kept = super::document::files(&test.path("blobs"));
        for whose in [format!("document D1 (Översiktsplan) {of} ("), format!("report {of} (")] {
            let lost = |file: &&PathBuf| {
                let long = file.metadata().unwrap().len();
                if whose.starts_with("document") { long > 1 << 20 } else { long == 6 }
            };
            let file = kept.iter().find(lost).unwrap();
            let bytes = std::fs::read(file).unwrap();
            for left in [None, Some("cut")] {
                match left {
                    None => std::fs::remove_file(file).unwrap(),
                    Some(left) => std::fs::write(file, left).unwrap(),
                }
                let told = blobs.examine(&test.db).await.unwrap_err().to_string();
                assert!(told.contains("1 of 2 files") && told.contains(&whose), "{told}");
                assert!(told.contains("put its bytes back"), "{told}");
            }
            std::fs::remove_file(file).unwrap();
            let path = test.path("lacking");
            let lacking = backup::backup(&test.db, &blobs, &path, test.stamp().now).await;
            let told = lacking.unwrap_err().to_string();
            assert!(told.contains("gone from the store") && told.contains(&whose), "{told}");
            std::fs::write(file, bytes).unwrap();
        }
        assert_eq!(blobs.examine(&test.db).await.unwrap(), 2);
    });
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let test = TestDb::sqlite().await;
    let (path, _) = backup(&test, "all.kompass").await;
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o077, 0);
}

/// Tables of the moment, whose rows are worth nothing later or elsewhere, and what is read anew out of the documents.
const LEFT_OUT: [&str; 9] = [
    "attempt",
    "ceremony",
    "document_page",
    "document_text",
    "kpi_turn",
    "live",
    "page_search",
    "rate",
    "session",
];

/// A column that a migration adds and the backup forgets would be lost in silence.
#[tokio::test]
async fn a_backup_knows_every_column() {
    let test = TestDb::postgres().await;
    let mut connection = sqlx::PgConnection::connect(&test.url).await.unwrap();
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations' ORDER BY table_name, ordinal_position",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let mut in_schema: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (table, column, data_type) in rows {
        in_schema.entry(table).or_default().push((column, data_type));
    }
    let mut in_backup = BTreeMap::new();
    for (table, columns) in backup::columns() {
        let columns = columns.iter().map(|(name, kind)| ((*name).to_owned(), (*kind).to_owned()));
        in_backup.insert(table.to_owned(), columns.collect::<Vec<_>>());
    }
    for table in LEFT_OUT {
        assert!(in_schema.remove(table).is_some(), "{table}");
    }
    assert_eq!(in_backup, in_schema);
}
