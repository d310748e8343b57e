//! Answers of Kolada's API: a page of any kind is read; what passes as an answer becomes, with the other answers of a sync,
//! a generation that is published, opened and verified. The first byte says of which kind the page is.
#![no_main]

use kompass_kpi::sync::{Ask, Plan, Spool, merge};
use kompass_kpi::{Draft, Files, Generation, Input, Store};
use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, LazyLock};

const KPIS: &str = r#"{"values":[{"id":"N00001","title":"Antal","municipality_type":"A","is_divided_by_gender":true},
{"id":"N00002","title":"Kostnad, kr/inv","municipality_type":"K"}],"count":2,"next_url":null}"#;
const AREAS: &str = r#"{"values":[{"id":"0000","title":"Riket","type":"L"},{"id":"0101","title":"Abro","type":"K"},
{"id":"0102","title":"Bodal","type":"K"}],"count":3,"next_url":null}"#;
const GROUPS: &str = r#"{"values":[{"id":"G1","title":"Liknande kommuner, övergripande, Abro, 2026",
"members":[{"member_id":"0102"}]}],"count":1}"#;
const PACKAGES: &str =
    r#"{"values":[{"id":"G2KPI74586","title":"KKiK","members":[{"id":"N00001"}]}],"count":1}"#;
const EMPTY: &str = r#"{"values":[],"count":0,"next_url":null}"#;

struct Place {
    store: Store,
    base: Arc<Generation>,
    spool: Spool,
    _folder: tempfile::TempDir,
}

static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let folder = tempfile::tempdir_in("/dev/shm").unwrap();
    let store = Store::open(folder.path().join("store")).unwrap();
    let day = jiff::civil::date(2026, 4, 1);
    let input = |text: &'static str| Input {
        name: "made up".to_owned(),
        bytes: text.into(),
        provider: "Kolada".to_owned(),
        origin: "made up".to_owned(),
        fetched: day,
    };
    let files = Files {
        areas: input("id,title,type\n0000,Riket,L\n0101,Abro,K\n0102,Bodal,K\n"),
        skr_groups: None,
        catalogues: vec![input("id,title,municipality_type\nN00001,Antal,A\nN00002,Kostnad,K\n")],
        groups: None,
        packages: vec![],
        values: vec![input("kpi,municipality,year,gender,value\nN00001,0101,2024,T,1\n")],
    };
    let base = store.publish(&Draft::read(&files, day).unwrap()).unwrap();
    let plan = Plan {
        address: "https://kolada.example/v3/".to_owned(),
        since: Some(day),
        day: jiff::civil::date(2026, 4, 2),
    };
    let spool = Spool::begin(folder.path().join("sync"), plan).unwrap();
    Place { store, base, spool, _folder: folder }
});

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, page)) = bytes.split_first() else { return };
    let kind = usize::from(*kind) % 5;
    let Place { store, base, spool, .. } = &*PLACE;
    let whole = |page: &[u8]| vec![page.to_vec()];
    let lists =
        [(Ask::Kpis, KPIS), (Ask::Areas, AREAS), (Ask::Groups, GROUPS), (Ask::Packages, PACKAGES)];
    for ((ask, usual), at) in lists.into_iter().zip(0..) {
        let pages = whole(if at == kind { page } else { usual.as_bytes() });
        if ask.check(&pages[0]).is_err() || ask.check_together(&pages).is_err() {
            return;
        }
        spool.put(&ask, &pages).unwrap();
    }
    let Ok(asks) = spool.values() else { return };
    // A list of areas that is too long for the machine is no finding.
    for ask in asks.iter().take(50) {
        let fits =
            |page: &[u8]| ask.check(page).is_ok() && ask.check_together(&whole(page)).is_ok();
        let page = if kind == 4 && fits(page) { page } else { EMPTY.as_bytes() };
        spool.put(ask, &whole(page)).unwrap();
    }
    if let Ok(merged) = merge(&base.segment, spool) {
        store.publish(&merged.draft).unwrap().segment.verify().unwrap();
    }
    asks.iter().for_each(|ask| spool.forget(ask));
});
