use futures_util::StreamExt;
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

#[tokio::test]
async fn bytes_are_kept_once_and_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::folder(folder.path(), 20 << 20).unwrap();
    let bytes = bytes::Bytes::from(vec![42; 18 << 20]);
    let chunks = || {
        let bytes = bytes.clone();
        let parts = (0..18).map(move |n| Ok::<_, String>(bytes.slice(n << 20..(n + 1) << 20)));
        futures_util::stream::iter(parts)
    };
    let blob = blobs.put_stream(Uuid::from_u128(1), chunks()).await.unwrap();
    assert_eq!(blob.size, 18 << 20);
    let again = blobs.put(Uuid::from_u128(2), bytes.clone()).await.unwrap();
    assert_eq!(again, blob);
    assert_eq!(files(folder.path()).len(), 1);
    assert_eq!(blobs.get(&blob.digest).await.unwrap(), bytes);
    assert_eq!(blobs.verify(&blob.digest).await.unwrap(), 18 << 20);

    let too_long = chunks().chain(chunks());
    let error = blobs.put_stream(Uuid::from_u128(3), too_long).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error}");
    let broken = chunks().chain(futures_util::stream::iter([Err("connection lost".to_owned())]));
    let error = blobs.put_stream(Uuid::from_u128(4), broken).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable(_)), "{error}");
    assert_eq!(files(folder.path()).len(), 1, "what failed left nothing");

    let file = &files(folder.path())[0];
    let mut altered = std::fs::read(file).unwrap();
    altered[1000] ^= 1;
    std::fs::write(file, altered).unwrap();
    for error in [blobs.get(&blob.digest).await.err(), blobs.verify(&blob.digest).await.err()] {
        assert!(error.unwrap().to_string().contains("altered"));
    }
    std::fs::remove_file(file).unwrap();
    assert!(matches!(blobs.get(&blob.digest).await, Err(Error::NotFound { .. })));
    for bad in ["", "../../etc/passwd", &"G".repeat(64)] {
        assert!(matches!(blobs.get(bad).await, Err(Error::NotFound { .. })), "{bad}");
    }
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
