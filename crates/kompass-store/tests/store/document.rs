use super::together::together;
use kompass_core::Error;
use kompass_store::blob::Blobs;
use kompass_store::{document, evaluation};
use kompass_testkit::{full_evaluation, on_both, pinned};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

/// All files under a folder, but for the one that says that it is a store of documents.
pub(crate) fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let each = entries.map(|entry| entry.path());
    let each = each.filter(|path| !path.ends_with("here"));
    each.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_document_gets_its_file_and_keeps_it() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let whole = full_evaluation(1);
        let framework = pinned(&whole.framework);
        let id = evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework)
            .await
            .unwrap()
            .id;
        let blobs = Blobs::folder(&test.path("blobs"), 1000).unwrap();
        let blob = blobs.put(Uuid::from_u128(1), "plan".into()).await.unwrap();
        let attach = async |code: &str, version| {
            document::attach(&test.db, &test.stamp(), id, code, version, "plan.pdf", &blob).await
        };
        assert_eq!(document::file(&test.db, id, "D1").await.unwrap().blob, None);
        assert_eq!(attach("D1", 1).await.unwrap(), 2);
        assert!(matches!(attach("D1", 1).await, Err(Error::Conflict(_))));
        assert!(matches!(attach("D9", 1).await, Err(Error::NotFound { .. })));
        let changed = kompass_core::evaluation::Evaluation { summary: "New".into(), ..whole };
        evaluation::replace(&test.db, &test.stamp(), id, 2, &changed, &framework).await.unwrap();
        let file = document::file(&test.db, id, "D1").await.unwrap();
        assert_eq!((file.name.as_str(), file.blob.as_ref()), ("plan.pdf", Some(&blob)));
        assert!(!blobs.remove(&test.db, &blob.digest).await.unwrap(), "a document has them");
        assert!(blobs.has(&blob.digest).await.unwrap());
    });
}

/// Half of the callers hand the same bytes in, the others remove them, as after their last document went. Whoever saw the
/// bytes beside the document they had made keeps them.
#[test]
fn bytes_that_are_handed_in_while_they_go_stay_or_are_known_to_be_lost() {
    on_both(async |test| {
        let (organisation, db) = (test.organisation().await, &test.db);
        let blobs = Blobs::folder(&test.path("blobs"), 1000).unwrap();
        let mut ids = Vec::new();
        for number in 0..8 {
            let whole = full_evaluation(number);
            let (stamp, framework) = (test.stamp(), pinned(&whole.framework));
            let made = evaluation::insert(db, &stamp, organisation, &whole, &framework).await;
            ids.push(made.unwrap().id);
        }
        for round in 0..12 {
            let bytes = format!("round {round}");
            let digest = blobs.put(Uuid::from_u128(round), bytes.clone().into()).await.unwrap();
            let digest = digest.digest;
            let callers = AtomicUsize::new(0);
            let seen = together(|| {
                let caller = callers.fetch_add(1, Ordering::Relaxed);
                let (id, stamp) = (ids[caller / 2], test.stamp());
                let (db, blobs) = (db.clone(), blobs.clone());
                let (bytes, digest) = (bytes.clone(), digest.clone());
                async move {
                    if caller.is_multiple_of(2) {
                        blobs.remove(&db, &digest).await.unwrap();
                        return false;
                    }
                    let upload = Uuid::from_u128(1000 * round + caller as u128);
                    let blob = blobs.put(upload, bytes.into()).await.unwrap();
                    let version = round as i64 + 1;
                    let made = document::attach(&db, &stamp, id, "D1", version, "a.txt", &blob);
                    made.await.unwrap();
                    blobs.has(&digest).await.unwrap()
                }
            });
            if seen.await.contains(&true) {
                assert!(blobs.has(&digest).await.unwrap(), "round {round}");
            }
        }
    });
}
