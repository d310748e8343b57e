//! Files of values, as CSV or Parquet: what is read is published, opened and verified.
#![no_main]

use kompass_kpi::{Draft, Files, Input, Store};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static STORE: LazyLock<(tempfile::TempDir, Store)> = LazyLock::new(|| {
    let folder = tempfile::tempdir_in("/dev/shm").unwrap();
    let store = Store::open(folder.path()).unwrap();
    (folder, store)
});

/// The import catches what the decoder of Parquet asserts, so a panic is a finding only when it gets out of the import:
/// then libFuzzer sees it even without its own hook, which would end the run at the assertion.
static QUIET: LazyLock<()> = LazyLock::new(|| std::panic::set_hook(Box::new(|_| {})));

fuzz_target!(|bytes: &[u8]| {
    LazyLock::force(&QUIET);
    let day = jiff::civil::date(2026, 4, 1);
    let input = |bytes: &[u8]| Input {
        name: "fuzz".to_owned(),
        bytes: bytes.to_vec().into(),
        provider: "Kolada".to_owned(),
        origin: "made up".to_owned(),
        fetched: day,
    };
    let files = Files {
        areas: input(b"id,title,type\n0000,Riket,L\n0001,Ett,L\n0101,Abro,K\n0102,Bodal,K\n"),
        skr_groups: None,
        catalogues: vec![input(b"id,title,municipality_type\nN00001,Antal,A\nN00002,Kostnad,K\n")],
        groups: None,
        packages: vec![],
        values: vec![input(bytes)],
    };
    if let Ok(draft) = Draft::read(&files, day) {
        STORE.1.publish(&draft).unwrap().segment.verify().unwrap();
    }
});
