use super::{CURRENT, LOCK, Store, write_synced};
use crate::fixtures::{VALUES, draft};
use crate::names::Gender;
use bytes::Bytes;
use kompass_core::{Error, digest};
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// One value in Abro.
fn one(value: u32) -> crate::Draft {
    draft(format!("kpi,municipality,year,gender,value\nN00001,0101,2024,T,{value}\n")).unwrap()
}

fn read(generation: &super::Generation) -> f64 {
    let segment = &generation.segment;
    segment.row(segment.find_kpi("N00001").unwrap(), Gender::Total, 2024).unwrap()[0]
}

fn names(store: &Store) -> Vec<String> {
    let names = std::fs::read_dir(&store.folder).unwrap().flatten().map(|entry| entry.file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_generation_is_published_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("new/kpi")).unwrap();
    assert!(store.current().is_none());
    let other = Store::open(store.folder.clone()).unwrap();
    let published = store.publish(&draft(VALUES).unwrap()).unwrap();
    let file = std::fs::read(store.path_of(&published.digest)).unwrap();
    assert_eq!(digest::sha256(&file), published.digest);
    assert!(other.current().is_none());
    other.reload().unwrap();
    assert_eq!(other.current().unwrap().digest, published.digest);
    assert_eq!(Store::open(&store.folder).unwrap().current().unwrap().digest, published.digest);
    let again = store.publish(&draft(VALUES).unwrap()).unwrap();
    assert_eq!(again.digest, published.digest, "the same content has the same name");
    let mut expected = [format!("{}.kpis", again.digest), CURRENT.into(), LOCK.into()];
    expected.sort();
    assert_eq!(names(&store), expected);
}

#[test]
fn another_node_takes_over_the_same_bytes() {
    let (one_node, other_node) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::open(one_node.path()).unwrap();
    let published = store.publish(&one(7)).unwrap();
    let mut bytes = std::fs::read(store.path_of(&published.digest)).unwrap();
    let other = Store::open(other_node.path()).unwrap();
    let adopt = |digest: &str, bytes: &[u8]| {
        let import = other.begin()?;
        let chunks = bytes.chunks(1000).map(|chunk| Ok(Bytes::copy_from_slice(chunk)));
        let generation = import.copy(digest, bytes.len() as u64, chunks)?;
        import.take(&generation)?;
        Ok::<_, Error>(generation)
    };
    let adopted = adopt(&published.digest, &bytes).unwrap();
    assert_eq!((read(&adopted), &adopted.digest), (7.0, &published.digest));
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    let told = adopt(&published.digest, &bytes).unwrap_err().to_string();
    assert!(told.contains("fetch the generation again"), "{told}");
    let told = adopt(&digest::sha256(&bytes), &bytes).unwrap_err().to_string();
    assert!(
        told.contains("they are damaged"),
        "a right name does not help a wrong content: {told}"
    );
    assert_eq!(read(&other.current().unwrap()), 7.0);
}

#[test]
fn what_is_written_is_in_use_only_when_it_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.publish(&one(1)).unwrap();
    let import = store.begin().unwrap();
    let second = import.write(&one(2)).unwrap();
    drop(import);
    assert_eq!(read(&store.current().unwrap()), 1.0);
    assert_eq!(read(&Store::open(folder.path()).unwrap().current().unwrap()), 1.0);
    let import = store.begin().unwrap();
    assert!(import.find(&digest::sha256(b"another")).is_none());
    let found = import.find(&second.digest).unwrap();
    import.take(&found).unwrap();
    assert_eq!(read(&Store::open(folder.path()).unwrap().current().unwrap()), 2.0);
}

#[test]
fn who_reads_an_old_generation_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let first = store.publish(&one(1)).unwrap();
    let second = store.publish(&one(2)).unwrap();
    assert!(store.path_of(&first.digest).exists(), "the one before stays, to compare with");
    store.publish(&one(3)).unwrap();
    assert!(!store.path_of(&first.digest).exists());
    assert!(store.path_of(&second.digest).exists());
    assert_eq!((read(&first), read(&second), read(&store.current().unwrap())), (1.0, 2.0, 3.0));
}

#[test]
fn two_imports_at_once_are_one_and_a_refusal() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.publish(&one(1)).unwrap();
    let held = store.begin().unwrap();
    let refused = Store::open(folder.path()).unwrap().publish(&one(2)).unwrap_err();
    assert!(matches!(&refused, Error::Conflict(_)), "{refused}");
    drop(held);
    assert_eq!(read(&store.current().unwrap()), 1.0);
    store.publish(&one(2)).unwrap();
}

#[test]
fn what_a_killed_import_left_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.publish(&one(1)).unwrap();
    std::fs::write(folder.path().join("new.partial"), b"half a file").unwrap();
    std::fs::write(folder.path().join("current.partial"), b"half a name").unwrap();
    assert_eq!(read(&Store::open(folder.path()).unwrap().current().unwrap()), 1.0);
    store.publish(&one(2)).unwrap();
    assert!(names(&store).iter().all(|name| !name.ends_with("partial")), "{:?}", names(&store));
}

#[test]
fn after_a_full_disk_the_old_generation_stays() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.publish(&one(1)).unwrap();
    let full = |out: &mut dyn io::Write| {
        out.write_all(b"some of it")?;
        Err(io::Error::from(ErrorKind::StorageFull))
    };
    let error = write_synced(&folder.path().join("new.partial"), full).unwrap_err();
    let told = super::disk(folder.path(), 93_700_000, &error).to_string();
    assert!(
        told.ends_with("is full; the old key figures stay in use – free 94 MB and try again"),
        "{told}"
    );
    // The kernel's own answer, from the device that is always full.
    let device =
        write_synced("/dev/full".as_ref(), |out| out.write_all(&[0; 1 << 21])).unwrap_err();
    assert_eq!(device.kind(), ErrorKind::StorageFull);
    assert_eq!(read(&Store::open(folder.path()).unwrap().current().unwrap()), 1.0);
    // A folder in the way of the file that is written: the whole import ends, and changes nothing.
    std::fs::remove_file(folder.path().join("new.partial")).unwrap();
    std::fs::create_dir(folder.path().join("new.partial")).unwrap();
    let told = store.publish(&one(2)).unwrap_err();
    assert!(matches!(told, Error::Unavailable(_)), "{told}");
    assert_eq!(read(&store.current().unwrap()), 1.0);
}

#[test]
fn a_damaged_generation_is_refused_when_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let published = store.publish(&one(1)).unwrap();
    let path = store.path_of(&published.digest);
    let whole = std::fs::read(&path).unwrap();
    // As a file system may after a crash: another file of the same name, half as long.
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let told = Store::open(folder.path()).unwrap_err().to_string();
    assert!(told.contains("the file is cut"), "{told}");
    std::fs::write(folder.path().join(CURRENT), "../../etc/passwd").unwrap();
    let told = Store::open(folder.path()).unwrap_err().to_string();
    assert!(told.contains("it names no generation"), "{told}");
    assert_eq!(read(&published), 1.0, "who has it mapped reads on");
}

#[test]
fn readers_never_see_half_a_generation() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::open(folder.path()).unwrap());
    store.publish(&one(1)).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut last, mut reads) = (0.0, 0_u64);
            while !done.load(Ordering::Relaxed) {
                let value = read(&store.current().unwrap());
                assert!(value >= last, "generations come in order");
                (last, reads) = (value, reads + 1);
            }
            reads
        });
        for value in 2..20 {
            store.publish(&one(value)).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
}

/// What comes with the program is made once, and again only when it is not that of this program.
#[test]
fn what_is_bundled_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let first = store.use_bundled().unwrap();
    let made = std::fs::metadata(store.path_of(&first.digest)).unwrap().modified().unwrap();
    let again = Store::at(folder.path());
    assert_eq!(again.use_bundled().unwrap().digest, first.digest);
    let now = std::fs::metadata(store.path_of(&first.digest)).unwrap().modified().unwrap();
    assert_eq!(made, now, "it is not made a second time");
    store.publish(&one(1)).unwrap();
    store.use_bundled().unwrap();
    assert_eq!(store.current().unwrap().digest, first.digest);
    // An earlier version of the program brought another one.
    let other = store.publish(&one(2)).unwrap();
    std::fs::write(folder.path().join("bundled"), format!("of-before {}", other.digest)).unwrap();
    assert_eq!(store.use_bundled().unwrap().digest, first.digest);
}
