use kompass_core::Error;
use kompass_store::blob::Blobs;
use kompass_store::{document, evaluation};
use kompass_testkit::{full_evaluation, on_both, pinned};
use std::path::Path;
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
        assert_eq!(document::uses(&test.db, &blob.digest).await.unwrap(), [(id, "D1".to_owned())]);
    });
}
