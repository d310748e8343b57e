//! The contract of the store of documents, on a folder and on a server that speaks S3.

use super::document::files;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use kompass_core::Error;
use kompass_store::backup;
use kompass_store::blob::{Blobs, Bucket};
use kompass_testkit::TestDb;
use kompass_testkit_s3::S3Server;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// A store, and where its objects are as files.
enum Kept {
    Folder(tempfile::TempDir),
    Bucket(S3Server),
}

impl Kept {
    fn open(&self, limit: u64) -> Blobs {
        match self {
            Self::Folder(folder) => Blobs::folder(folder.path(), limit).unwrap(),
            Self::Bucket(server) => Blobs::bucket(&server.bucket(), limit).unwrap(),
        }
    }

    fn objects(&self) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.path().to_owned(),
            Self::Bucket(server) => server.objects(),
        }
    }

    fn files(&self) -> Vec<PathBuf> {
        files(&self.objects())
    }

    /// Where objects are, as their store names them.
    fn names(&self) -> Vec<String> {
        let objects = self.objects();
        let name = |file: PathBuf| file.strip_prefix(&objects).unwrap().display().to_string();
        self.files().into_iter().map(name).collect()
    }
}

fn each(test: impl AsyncFn(&Kept)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for kept in [Kept::Folder(tempfile::tempdir().unwrap()), Kept::Bucket(S3Server::start())] {
        runtime.block_on(test(&kept));
    }
}

fn chunks(text: &'static str) -> impl Stream<Item = Result<Bytes, String>> + Unpin {
    stream::iter([Ok(Bytes::from(text))])
}

#[test]
fn bytes_are_kept_once_and_whole_or_not_at_all() {
    each(async |kept| {
        let blobs = kept.open(20 << 20);
        let bytes = Bytes::from(vec![42; 18 << 20]);
        let pieces = || {
            let bytes = bytes.clone();
            let piece = move |n: usize| Ok::<_, String>(bytes.slice(n << 20..(n + 1) << 20));
            stream::iter((0..18).map(piece))
        };
        let blob = blobs.put_stream(Uuid::from_u128(1), pieces()).await.unwrap();
        assert_eq!(blob.size, 18 << 20);
        let again = blobs.put(Uuid::from_u128(2), bytes.clone()).await.unwrap();
        assert_eq!(again, blob);
        assert_eq!(kept.files().len(), 1);
        assert_eq!(blobs.get(&blob.digest).await.unwrap(), bytes);
        assert_eq!(blobs.verify(&blob.digest).await.unwrap(), 18 << 20);

        let too_long = pieces().chain(pieces());
        let error = blobs.put_stream(Uuid::from_u128(3), too_long).await.unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error}");
        let broken = pieces().chain(stream::iter([Err("connection lost".to_owned())]));
        let error = blobs.put_stream(Uuid::from_u128(4), broken).await.unwrap_err();
        assert!(matches!(error, Error::Unavailable(_)), "{error}");
        assert_eq!(kept.files().len(), 1, "what failed left nothing");

        let file = &kept.files()[0];
        let mut altered = std::fs::read(file).unwrap();
        altered[1000] ^= 1;
        std::fs::write(file, altered).unwrap();
        for error in [blobs.get(&blob.digest).await.err(), blobs.verify(&blob.digest).await.err()] {
            assert!(error.unwrap().to_string().contains("altered"));
        }
        std::fs::remove_file(file).unwrap();
        assert!(matches!(blobs.get(&blob.digest).await, Err(Error::NotFound { .. })));
        assert!(!blobs.has(&blob.digest).await.unwrap());
        for bad in ["", "../../etc/passwd", &"G".repeat(64)] {
            assert!(matches!(blobs.get(bad).await, Err(Error::NotFound { .. })), "{bad}");
        }
    });
}

#[test]
fn what_arrives_is_looked_at_before_it_is_kept() {
    each(async |kept| {
        let blobs = kept.open(1000);
        let text = || chunks("start middle end");
        let arrived = blobs.receive(Uuid::from_u128(1), text(), 100).await.unwrap();
        let (head, tail) = blobs.ends(&arrived, 5).await.unwrap();
        assert_eq!((&head[..], &tail[..]), (&b"start"[..], &b"e end"[..]));
        assert!(!blobs.has(&arrived.blob().digest).await.unwrap());
        blobs.discard(arrived).await.unwrap();
        assert!(kept.files().is_empty());
        let long = blobs.receive(Uuid::from_u128(2), text(), 10).await;
        assert!(matches!(long, Err(Error::Invalid(_))));
        assert!(kept.files().is_empty());
        let empty = blobs.receive(Uuid::from_u128(3), chunks(""), 10).await.unwrap();
        assert_eq!(blobs.ends(&empty, 5).await.unwrap().0.len(), 0);
        let empty = blobs.keep(empty).await.unwrap();
        assert_eq!(blobs.get(&empty.digest).await.unwrap().len(), 0);
        let test = TestDb::sqlite().await;
        for _ in 0..2 {
            assert!(blobs.remove(&test.db, &empty.digest).await.unwrap(), "gone is gone");
            assert!(!blobs.has(&empty.digest).await.unwrap());
        }
        test.remove().await;
    });
}

#[test]
fn what_nobody_kept_is_swept_once_it_is_old() {
    each(async |kept| {
        let blobs = kept.open(1000);
        let now = jiff::Timestamp::now();
        assert_eq!(blobs.sweep(now).await.unwrap(), 0, "nothing ever arrived");
        let left = blobs.receive(Uuid::from_u128(1), chunks("left"), 100).await.unwrap();
        let stays = blobs.put(Uuid::from_u128(2), "kept".into()).await.unwrap();
        // Times of objects are whole seconds on some servers.
        assert_eq!(blobs.sweep(now - Duration::from_secs(5)).await.unwrap(), 0, "it is young");
        assert!(blobs.arrived(&left).await.is_ok());
        assert_eq!(blobs.sweep(now + Duration::from_secs(60)).await.unwrap(), 1);
        assert!(blobs.arrived(&left).await.is_err());
        assert_eq!(blobs.get(&stays.digest).await.unwrap(), "kept");
    });
}

#[test]
fn a_store_that_is_there_can_be_tried_out() {
    each(async |kept| {
        let blobs = kept.open(1000);
        blobs.reach().await.unwrap();
        let place = blobs.try_out(Uuid::from_u128(1)).await.unwrap();
        assert!(place.starts_with("folder /") || place.starts_with("bucket kompass at http"));
        assert!(kept.files().is_empty(), "it left nothing");
    });
}

/// What is written where a disk is to be mounted is hidden once it is.
#[test]
fn a_folder_whose_disk_is_away_takes_nothing() {
    each(async |kept| {
        let blobs = kept.open(1000);
        if let Kept::Folder(folder) = kept {
            std::fs::remove_file(folder.path().join("here")).unwrap();
            assert!(matches!(blobs.reach().await, Err(Error::Unavailable(_))));
            let refused = blobs.put(Uuid::from_u128(1), "plan".into()).await;
            assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
            assert!(kept.files().is_empty());
        }
    });
}

/// Files of a folder can be copied into a bucket, and back: they have the same names.
#[test]
fn objects_have_the_same_names_in_a_folder_and_in_a_bucket() {
    let names = std::sync::Mutex::new(Vec::new());
    each(async |kept| {
        kept.open(1000).put(Uuid::from_u128(1), "plan".into()).await.unwrap();
        names.lock().unwrap().push(kept.names());
    });
    let names = names.into_inner().unwrap();
    assert_eq!(names[0].len(), 1);
    assert_eq!(names[0], names[1]);
}

#[tokio::test]
async fn a_backup_goes_from_a_folder_to_a_bucket_and_back() {
    let (source, server) = (TestDb::sqlite().await, S3Server::start());
    super::backup::fill(&source).await;
    let folder = Blobs::folder(&source.path("blobs"), 8 << 20).unwrap();
    let now = source.stamp().now;
    let written = source.path("one.kompass");
    let manifest = backup::backup(&source.db, &folder, &written, now).await.unwrap();
    assert!(manifest.blobs.count > 1);

    let target = TestDb::postgres().await;
    let bucket = Blobs::bucket(&server.bucket(), 8 << 20).unwrap();
    assert_eq!(backup::restore(&target.db, &bucket, &written).await.unwrap(), manifest);
    assert_eq!(files(&server.objects()).len() as u64, manifest.blobs.count);
    let again = target.path("two.kompass");
    let second = backup::backup(&target.db, &bucket, &again, now).await.unwrap();
    assert_eq!((&second.tables, second.blobs), (&manifest.tables, manifest.blobs));

    let back = TestDb::sqlite().await;
    let elsewhere = Blobs::folder(&back.path("blobs"), 8 << 20).unwrap();
    assert_eq!(backup::restore(&back.db, &elsewhere, &again).await.unwrap(), second);

    // A restore that fails takes out of the bucket what it had put there.
    let (third, other) = (TestDb::sqlite().await, S3Server::start());
    let narrow = Blobs::bucket(&other.bucket(), 1 << 20).unwrap();
    backup::restore(&third.db, &narrow, &again).await.unwrap_err();
    assert!(files(&other.objects()).is_empty());
}

#[tokio::test]
async fn a_server_that_is_away_or_refuses_says_so_in_time() {
    let server = S3Server::start();
    let refused = async |bucket: Bucket| {
        let blobs = Blobs::bucket(&bucket, 1000).unwrap();
        let begun = Instant::now();
        let mut errors = vec![
            blobs.reach().await.unwrap_err(),
            blobs.try_out(Uuid::from_u128(1)).await.unwrap_err(),
        ];
        // The server of the tests makes a bucket by what is put into it.
        if bucket.name == server.bucket().name {
            errors.push(blobs.put(Uuid::from_u128(2), "plan".into()).await.unwrap_err());
            errors.push(blobs.has(&"0".repeat(64)).await.unwrap_err());
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
        for error in errors {
            assert!(
                matches!(&error, Error::Unavailable(text) if text.contains("check")),
                "{error}"
            );
            assert!(!error.to_string().contains(&bucket.secret_key));
        }
    };
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    refused(server.bucket_behind(nobody)).await;
    refused(Bucket { secret_key: "another".into(), ..server.bucket() }).await;
    refused(Bucket { name: "missing".into(), ..server.bucket() }).await;
    assert!(files(&server.objects()).is_empty());
}

#[test]
fn a_certificate_that_is_none_is_named() {
    let bucket =
        Bucket { authorities: Some(b"Dear council".to_vec()), ..S3Server::start().bucket() };
    let error = Blobs::bucket(&bucket, 1000).unwrap_err().to_string();
    assert!(error.contains("documents.s3.ca_file"), "{error}");
}
