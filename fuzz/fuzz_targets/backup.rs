//! Backups: the input is the archive inside; compression and seal are put around it, so that what is behind them is reached.
#![no_main]

use kompass_store::blob::Blobs;
use kompass_store::{Db, backup};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::LazyLock;
use tokio::runtime::Runtime;

/// Begin of the frame that holds the digest of all before it.
const SEAL: [u8; 8] = [0x5b, 0x2a, 0x4d, 0x18, 32, 0, 0, 0];

/// An empty database, documents, and the file.
struct Place {
    _folder: tempfile::TempDir,
    runtime: Runtime,
    blobs: Blobs,
    file: PathBuf,
}

static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let folder = tempfile::tempdir_in("/dev/shm").unwrap();
    Place {
        runtime: Runtime::new().unwrap(),
        blobs: Blobs::folder(&folder.path().join("documents"), 1 << 20).unwrap(),
        file: folder.path().join("backup"),
        _folder: folder,
    }
});

fuzz_target!(|bytes: &[u8]| {
    let Place { runtime, blobs, file, .. } = &*PLACE;
    let mut sealed = zstd::encode_all(bytes, 1).unwrap();
    let digest = Sha256::digest(&sealed);
    sealed.extend(SEAL);
    sealed.extend(digest);
    std::fs::write(file, sealed).unwrap();
    runtime.block_on(async {
        let Ok(manifest) = backup::inspect(file).await else { return };
        // Few come so far: each gets a database of its own.
        let named = |ending| file.with_extension(ending);
        let db = Db::open(&format!("sqlite:{}", named("db").display())).await.unwrap();
        if backup::restore(&db, blobs, file).await.is_ok() {
            assert_eq!(backup::inspect(file).await.unwrap(), manifest);
        }
        db.close().await;
        for ending in ["db", "db-wal", "db-shm"] {
            let _ = std::fs::remove_file(named(ending));
        }
    });
});
