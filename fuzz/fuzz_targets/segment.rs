//! Segment files: a whole one with some bytes changed and all sums made right again is opened, verified and read.
#![no_main]

use kompass_kpi::{AreaKind, Draft, Files, Gender, Input, Segment, Store};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// Where the header says how long the file is, where its blocks begin, and how long it is itself.
const LENGTH: usize = 16;
const BLOCKS: std::ops::Range<usize> = 96..96 + 21 * 20;
const HEADER: usize = 576;

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let day = jiff::civil::date(2026, 4, 1);
    let input = |name: &str, text: &'static str| Input {
        name: name.to_owned(),
        bytes: text.into(),
        provider: "Kolada".to_owned(),
        origin: "made up".to_owned(),
        fetched: day,
    };
    let files = Files {
        areas: input(
            "areas",
            "id,title,type\n0000,Riket,L\n0001,Ett,L\n0101,Abro,K\n0102,Bodal,K\n",
        ),
        skr_groups: None,
        catalogues: vec![input(
            "kpis",
            "id,title,municipality_type\nN00001,Invånare,A\nN00002,Kostnad,K\n",
        )],
        groups: Some((
            input("groups", "id,title\nG1,\"Liknande kommuner, övergripande, Abro, 2025\"\n"),
            input("members", "group_id,member_id\nG1,0102\n"),
        )),
        packages: vec![],
        values: vec![input(
            "values",
            "kpi,municipality,year,gender,value,status\nN00001,0101,2024,T,1,\nN00001,0102,2024,T,,..\n\
             N00001,0000,1970,K,3,\nN00002,0101,2022,M,-4.5,x\nN00002,0001,2023,T,5,\n",
        )],
    };
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let generation = store.publish(&Draft::read(&files, day).unwrap()).unwrap();
    std::fs::read(store.path_of(&generation.digest)).unwrap()
});

static FILE: LazyLock<tempfile::NamedTempFile> =
    LazyLock::new(|| tempfile::NamedTempFile::new_in("/dev/shm").unwrap());

fuzz_target!(|patches: &[u8]| {
    let mut bytes = WHOLE.clone();
    for patch in patches.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([patch[0], patch[1]])) % bytes.len();
        bytes[at] = patch[2];
    }
    if patches.len() % 3 == 1 {
        bytes.truncate(usize::from(patches[patches.len() - 1]) * bytes.len() / 256);
    }
    reseal(&mut bytes);
    std::fs::write(FILE.path(), &bytes).unwrap();
    let Ok(segment) = Segment::open(FILE.path()) else { return };
    let _ = segment.verify();
    let areas: Vec<_> = AreaKind::ALL.into_iter().flat_map(|kind| segment.areas(kind)).collect();
    for area in areas.iter().take(50) {
        let _ = (segment.area(*area), segment.similar_to(*area).count());
        for gender in Gender::ALL {
            let _ = segment.facts(*area, gender, &areas).count();
        }
        for kpi in segment.kpis().take(50) {
            let _ = segment.series(kpi, Gender::Total, *area).count();
        }
    }
    for kpi in segment.kpis() {
        let _ = segment.find_kpi(segment.kpi(kpi).id);
    }
    for group in segment.groups() {
        let _ = segment.group(group);
    }
    let _ = (segment.packages().count(), segment.sources().count());
    for kind in AreaKind::ALL {
        segment.all_percentiles(Gender::Total, kind, &mut Vec::new());
    }
});

/// Makes the length and all sums right, so that only the content can be wrong.
fn reseal(bytes: &mut [u8]) {
    if bytes.len() < HEADER {
        return;
    }
    let length = bytes.len() as u64;
    bytes[LENGTH..LENGTH + 8].copy_from_slice(&length.to_le_bytes());
    // The values, last, have their sums elsewhere.
    for at in BLOCKS.step_by(20).take(20) {
        let number = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
        let (start, end) = (number(at), number(at).saturating_add(number(at + 8)));
        if end <= length {
            let sum = crc32fast::hash(&bytes[start as usize..end as usize]);
            bytes[at + 16..at + 20].copy_from_slice(&sum.to_le_bytes());
        }
    }
    let sum = crc32fast::hash(&bytes[..HEADER - 4]);
    bytes[HEADER - 4..HEADER].copy_from_slice(&sum.to_le_bytes());
}
