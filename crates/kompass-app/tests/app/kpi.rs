//! How nodes come by their key figures.

use crate::installed::{Clock, installation};
use jiff::SignedDuration;
use jiff::civil::date;
use kompass_app::config::{Config, KpiConfig};
use kompass_app::installation::Installation;
use kompass_app::kpi::changes::{self, Place, Wanted};
use kompass_app::kpi::revision::{Change, Gap, Known};
use kompass_app::kpi::sheet::{Question, Sheet, Year};
use kompass_app::kpi::{self, AreaKind, Gender, Generation, Given, Kind, Manner, Options, Summary};
use kompass_core::i18n::texts;
use kompass_core::{Error, Lang};
use kompass_store::kpi::NewEdition;
use kompass_testkit::kolada::{Cell, Fault, Kolada};
use kompass_testkit::{TestDb, kpis, on_both};
use std::time::Duration;

/// As polite as it must be, in a hurry.
const QUICK: Manner = Manner {
    every: Duration::ZERO,
    at_once: 4,
    patience: Duration::from_secs(5),
    tries: 2,
    pause: Duration::from_millis(5),
    told: (Duration::from_millis(50), Duration::from_millis(300)),
};

/// A node with a folder of its own, that has what comes with the program already.
fn node(test: &TestDb, name: &str, kolada: Option<&Kolada>) -> (Installation, Clock) {
    let folder = test.path(name);
    let mut config = KpiConfig { folder: Some(folder.clone()), ..KpiConfig::default() };
    if let Some(kolada) = kolada {
        config.address.clone_from(&kolada.address);
    }
    std::fs::create_dir_all(&folder).unwrap();
    for file in std::fs::read_dir(kpis().folder()).unwrap().flatten() {
        std::fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    installation(test, Config { kpi: config, ..Config::default() })
}

fn value(generation: &Generation, (kpi, area, year): (&str, &str, i16)) -> Option<f64> {
    let segment = &generation.segment;
    let (kpi, area) = (segment.find_kpi(kpi)?, segment.find_area(area)?);
    segment.value(kpi, Gender::Total, area, year).map(|raw| raw.value())
}

async fn sync(node: &Installation) -> kompass_core::Result<kpi::Edition> {
    let edition = kpi::sync(node, Options { manner: QUICK, ..Options::default() }, &|_| {}).await?;
    Ok(edition.expect("something new"))
}

#[tokio::test]
async fn a_new_installation_makes_what_is_bundled() {
    let test = TestDb::sqlite().await;
    let folder = test.path("disk/kpis");
    let config = Config {
        kpi: KpiConfig { folder: Some(folder.clone()), ..KpiConfig::default() },
        ..Config::default()
    };
    let (new, _) = installation(&test, config);
    assert!(new.kpis.current().is_none(), "opening an installation waits for no import");
    let first = kpi::ready(&new).await.unwrap();
    assert_eq!(first.digest, kpis().current().unwrap().digest);
    assert_eq!(new.kpis.current().unwrap().digest, first.digest);
    assert!(kpi::Store::open(folder).unwrap().current().is_some(), "it is kept");
    let verified = kpi::verify(&new).await.unwrap();
    assert_eq!((verified.edition, &verified.digest), (0, &first.digest));
    assert!(verified.sources.iter().any(|source| source.ends_with("2024-08-30")), "{verified:?}");
}

/// From Kolada to every node: everything, then what changed, with what was revised.
#[tokio::test(flavor = "multi_thread")]
async fn a_sync_reaches_every_node() {
    // Several nodes need a server.
    let test = &TestDb::postgres().await;
    let kolada = Kolada::start().await;
    let (one, clock) = node(test, "one", Some(&kolada));
    let (other, _) = node(test, "other", None);
    let bundled = kpi::ready(&other).await.unwrap();
    let places = |node: &Installation| node.kpis.current().map(|it| it.digest.clone());

    let first = sync(&one).await.unwrap();
    assert_eq!((first.number, first.kind), (1, Kind::Full));
    assert_eq!(first.summary.new_kpis.first, ["N99901", "N99902", "U99903"]);
    let gone = &first.summary.gone_kpis;
    assert_eq!(gone.first.len(), 1000, "the others are no longer published; the first are named");
    assert_eq!(gone.count, 6099, "and all of the catalogue are counted");
    assert_eq!((first.summary.revised, first.summary.removed), (0, 0), "and still known");
    let current = one.kpis.current().unwrap();
    assert_eq!(value(&current, ("N99901", "9102", 2024)), Some(2024.125));
    assert_eq!(value(&current, ("U99903", "9101", 1988)), Some(71.25));
    assert_eq!(value(&current, ("N01951", "0180", 2022)), Some(984_748.0));
    let kkik = current.segment.packages().find(|package| package.id == "kkik").unwrap();
    assert_eq!(kkik.kpis, ["N99901", "U99903"]);

    // The other node still reads what it has, until it looks.
    assert_eq!(places(&other), Some(bundled.digest.clone()));
    kpi::ready(&other).await.unwrap();
    assert_eq!(places(&other), places(&one));
    kpi::verify(&other).await.unwrap();

    // The next day Kolada has revised a value, taken one back and published one.
    clock.forward(SignedDuration::from_hours(24));
    let today = "2999-01-01";
    kolada.set(("N99901", "9102", 2024, 'T'), Cell { changed: today, ..Cell::of(2000.5) });
    kolada.set(
        ("N99902", "9103", 2024, 'T'),
        Cell { changed: today, deleted: true, ..Cell::of(0.0) },
    );
    kolada.set(("U99903", "9101", 2025, 'T'), Cell { changed: today, ..Cell::of(72.0) });
    let asked = kolada.count("/data/");
    let second = sync(&one).await.unwrap();
    assert_eq!(
        (second.number, second.kind, second.summary.full_on),
        (2, Kind::Changes, first.as_of)
    );
    assert_eq!((second.summary.added, second.summary.revised, second.summary.removed), (1, 1, 1));
    assert!(kolada.count("/data/") - asked <= 2 * 39, "changes take few questions");
    let since = first.as_of.unwrap().yesterday().unwrap();
    assert!(kolada.count(&format!("from_date={since}")) > 0);
    let current = one.kpis.current().unwrap();
    assert_eq!(value(&current, ("N99901", "9102", 2024)), Some(2000.5));
    assert_eq!(value(&current, ("N99902", "9103", 2024)), None);

    let change = |area: &str, was: f64, is| Change {
        area: area.to_owned(),
        gender: 'T',
        year: 2024,
        was: Known::Value(was),
        is,
    };
    let revisions = kpi::revisions_of_edition(&one, 2).await.unwrap();
    let told: Vec<_> = revisions.iter().map(|it| (it.kpi.as_str(), it.cells.clone())).collect();
    assert_eq!(
        told,
        [
            ("N99901", vec![change("9102", 2024.125, Known::Value(2000.5))]),
            ("N99902", vec![change("9103", 2024.25 / 3.0, Known::Gap(Gap::Absent))]),
        ]
    );
    assert_eq!(kpi::revisions_of_kpi(&other, "N99901", 10).await.unwrap(), revisions[..1]);
    let missing = kpi::revisions_of_edition(&one, 7).await.unwrap_err();
    assert!(matches!(missing, Error::NotFound { .. }), "{missing}");

    // A node whose copy was damaged fetches it again.
    let (path, whole) = (test.path("other"), kpi::ready(&other).await.unwrap());
    let path = path.join(format!("{}.kpis", whole.digest));
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, b"half of it").unwrap();
    let again = installation(
        test,
        Config {
            kpi: KpiConfig { folder: Some(test.path("other")), ..KpiConfig::default() },
            ..Config::default()
        },
    );
    assert_eq!(kpi::ready(&again.0).await.unwrap().digest, whole.digest);
    kpi::verify(&again.0).await.unwrap();
}

/// Whatever breaks, the old key figures stay; what was fetched before is not fetched again.
#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_breaks_off_changes_nothing_and_goes_on() {
    let test = TestDb::sqlite().await;
    let kolada = Kolada::start().await;
    let (node, _) = node(&test, "node", Some(&kolada));
    let before = kpi::ready(&node).await.unwrap();
    kolada.spoil("/year/2010", Fault::Cut, 100);
    let error = sync(&node).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable(_)), "{error}");
    assert!(error.to_string().contains("the old key figures stay"), "{error}");
    assert_eq!(node.kpis.current().unwrap().digest, before.digest);
    assert!(kpi::editions(&node, 1).await.unwrap().is_empty());
    // The process is gone; another one goes on.
    let fetched = kolada.count("/year/2025");
    assert!(fetched > 0);
    drop(node);
    let (node, _) = self::node(&test, "node", Some(&kolada));
    kolada.state().forgive();
    sync(&node).await.unwrap();
    assert_eq!(kolada.count("/year/2025"), fetched, "what was fetched is not fetched again");
    assert_eq!(kolada.count("/v3/kpi"), 2, "nor are the lists: KPIs, and groups of them");
}

/// What was changed is read page by page, nothing twice and nothing left out.
#[test]
fn changes_are_read_page_by_page() {
    on_both(async |test: &TestDb| {
        let (node, _) = node(test, "node", None);
        let change = |area: &str, was: f64| Change {
            area: area.to_owned(),
            gender: 'T',
            year: 2020,
            was: Known::Value(was),
            is: Known::Value(was + 1.0),
        };
        // More key figures than are read at a time, with two cells each.
        let revisions: Vec<(String, Vec<Change>)> = (0..120)
            .map(|at| (format!("N{at:05}"), vec![change("0138", 1.0), change("0180", 2.0)]))
            .collect();
        let bytes = node.blobs.put(uuid::Uuid::nil(), vec![1].into()).await.unwrap();
        let summary = Summary::default();
        let new = NewEdition { base: 0, kind: Kind::Full, as_of: None, summary: &summary };
        kompass_store::kpi::add(&test.db, &test.stamp(), &new, &bytes, &revisions).await.unwrap();
        let all = async |wanted: Wanted, most: usize| {
            let (mut found, mut from) = (Vec::new(), Some(Place::default()));
            while let Some(place) = from {
                let page = changes::changes(&node, 1, &wanted, &place, most).await.unwrap();
                assert!(page.changes.len() <= most);
                assert_eq!(page.next.is_some(), page.changes.len() == most, "{place:?}");
                found.extend(page.changes.into_iter().map(|(kpi, it)| (kpi, it.area)));
                from = page.next;
            }
            found
        };
        let both = revisions
            .iter()
            .flat_map(|(kpi, cells)| cells.iter().map(move |it| (kpi.clone(), it.area.clone())));
        let both: Vec<_> = both.collect();
        for most in [7, 239, 1000] {
            assert_eq!(all(Wanted::default(), most).await, both);
        }
        let own = Wanted { area: Some("0180".to_owned()), ..Wanted::default() };
        let expected: Vec<_> = both.iter().filter(|(_, area)| area == "0180").cloned().collect();
        assert_eq!(all(own, 7).await, expected);
        let one = Wanted { kpi: Some("N00077".to_owned()), ..Wanted::default() };
        assert_eq!(all(one, 7).await, both[154..156]);
        let none = Wanted { kpi: Some("N99999".to_owned()), ..Wanted::default() };
        assert!(all(none, 7).await.is_empty());
        let missing =
            changes::changes(&node, 2, &Wanted::default(), &Place::default(), 7).await.unwrap_err();
        assert!(matches!(missing, Error::NotFound { .. }), "{missing}");
    });
}

/// The doctor says which key figures a node has, and what is wrong with them.
#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_looks_at_the_key_figures() {
    let test = TestDb::sqlite().await;
    let kolada = Kolada::start().await;
    let nightly = |folder: &str| {
        let folder = Some(test.path(folder));
        let kpi = KpiConfig {
            sync_hour: Some(3),
            folder,
            address: kolada.address.clone(),
            ..KpiConfig::default()
        };
        installation(&test, Config { kpi, ..Config::default() })
    };
    let (new, _) = nightly("new");
    let said = kpi::examine(&new).await.unwrap();
    assert!(said.contains("made when it first serves"), "{said}");
    kpi::ready(&new).await.unwrap();
    let said = kpi::examine(&new).await.unwrap();
    assert!(said.contains("those of the program, 6142 KPIs"), "{said}");
    assert!(said.contains("fetched 2024-08-30, more than 6 months ago"), "{said}");

    let edition = sync(&new).await.unwrap();
    let said = kpi::examine(&new).await.unwrap();
    assert!(said.starts_with("update 1 of ") && !said.contains("months ago"), "{said}");
    // On another node it is not yet; where documents are kept it is.
    let said = kpi::examine(&nightly("other").0).await.unwrap();
    assert_eq!(said, "update 1 is whole, and comes to this node when it serves");

    let file = test.path("new").join(format!("{}.kpis", edition.digest));
    let whole = std::fs::read(&file).unwrap();
    for at in [100, whole.len() / 2, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        std::fs::write(&file, &damaged).unwrap();
        let wrong = kpi::examine(&new).await.unwrap_err().to_string();
        assert!(wrong.contains(".kpis"), "{at}: {wrong}");
    }
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    kpi::examine(&new).await.unwrap_err();
    std::fs::remove_file(&file).unwrap();
    node_without_documents(&new, &edition.digest).await;

    std::fs::write(&file, &whole).unwrap();
    let (later, clock) = nightly("new");
    clock.forward(SignedDuration::from_hours(5 * 24));
    let wrong = kpi::examine(&later).await.unwrap_err().to_string();
    assert!(wrong.contains("every night") && wrong.contains("kompass kpi sync"), "{wrong}");
}

/// Neither the node nor the store of documents has the bytes.
async fn node_without_documents(node: &Installation, digest: &str) {
    let bytes = node.blobs.get(digest).await.unwrap();
    let file = node.config.data.join("documents/blobs").join(&digest[..2]).join(digest);
    std::fs::remove_file(file).unwrap();
    let wrong = kpi::examine(node).await.unwrap_err();
    assert!(matches!(wrong, Error::NotFound { .. }), "{wrong}");
    node.blobs.put(uuid::Uuid::nil(), bytes).await.unwrap();
}

/// The values of a whole country are larger than any other file that is read.
#[tokio::test(flavor = "multi_thread")]
async fn key_figures_of_any_size_are_verified() {
    let test = TestDb::sqlite().await;
    let (node, _) = node(&test, "node", None);
    let ids: Vec<String> = {
        let current = kpi::ready(&node).await.unwrap();
        current.segment.kpis().map(|kpi| current.segment.kpi(kpi).id.to_owned()).collect()
    };
    // However few areas have a value, a row has room for all of them.
    let rows = ids[..1000]
        .iter()
        .flat_map(|id| (2000..2025).map(move |year| format!("{id},0180,{year},T,1\n")));
    let text: String =
        std::iter::once("kpi,municipality,year,gender,value\n".to_owned()).chain(rows).collect();
    let file = test.path("large.csv");
    std::fs::write(&file, text).unwrap();
    let given = Given {
        values: vec![file],
        catalogues: Vec::new(),
        origin: "made up".to_owned(),
        fetched: date(2025, 8, 30),
        accept_loss: true,
    };
    let edition = kpi::import(&node, given).await.unwrap().unwrap();
    let verified = kpi::verify(&node).await.unwrap();
    assert_eq!((verified.edition, &verified.digest), (edition.number, &edition.digest));
    assert!(verified.bytes > kompass_app::files::LIMIT, "{}", verified.bytes);
    let folder = node.config.kpi.folder.clone().unwrap();
    let path = kpi::Store::at(folder).path_of(&edition.digest);
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let other = test.path("other");
    std::fs::write(&other, bytes).unwrap();
    std::fs::rename(other, path).unwrap();
    assert!(kpi::verify(&node).await.is_err(), "one bit is another");
}

/// Kolada may answer well and have lost its data.
#[tokio::test(flavor = "multi_thread")]
async fn far_fewer_values_are_not_taken_by_themselves() {
    let test = TestDb::sqlite().await;
    let kolada = Kolada::start().await;
    let (node, _) = node(&test, "node", Some(&kolada));
    let file = test.path("one.csv");
    std::fs::write(&file, "kpi,municipality,year,gender,value\nN01951,0180,2022,T,984748\n")
        .unwrap();
    let given = |accept_loss| Given {
        values: vec![file.clone()],
        catalogues: Vec::new(),
        origin: "made up".to_owned(),
        fetched: date(2024, 8, 30),
        accept_loss,
    };
    let folder = node.config.kpi.folder.clone().unwrap();
    let files = || std::fs::read_dir(&folder).unwrap().count();
    let before = files();
    let error = kpi::import(&node, given(false)).await.unwrap_err();
    assert_eq!(files(), before, "what is not taken leaves nothing");
    assert!(
        matches!(error, Error::Conflict(_)) && error.to_string().contains("--accept-loss"),
        "{error}"
    );
    let edition = kpi::import(&node, given(true)).await.unwrap().unwrap();
    assert_eq!((edition.kind, edition.summary.values), (Kind::Import, 1));
    // The same once more is nothing new, and nothing at all is taken by nobody.
    let there = files();
    assert_eq!(kpi::import(&node, given(true)).await.unwrap(), None);
    let one = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, "kpi,municipality,year,gender,value\n").unwrap();
    let nothing = kpi::import(&node, given(true)).await.unwrap_err().to_string();
    assert!(nothing.contains("not a single value"), "{nothing}");
    std::fs::write(&file, one).unwrap();
    assert_eq!(files(), there);
    assert_eq!(kpi::ready(&node).await.unwrap().digest, edition.digest);
    assert!(edition.summary.removed > 1_000_000);
    // After an import everything is asked for, as nobody knows what changed since.
    assert_eq!(sync(&node).await.unwrap().kind, Kind::Full);
    // With the third edition the bytes of the first are no longer kept.
    std::fs::write(&file, "kpi,municipality,year,gender,value\nN01951,0180,2022,T,984749\n")
        .unwrap();
    assert!(node.blobs.has(&edition.digest).await.unwrap());
    assert_eq!(kpi::import(&node, given(true)).await.unwrap().unwrap().number, 3);
    assert!(!node.blobs.has(&edition.digest).await.unwrap());
    // Two at once: the lock of the folder, and between nodes the turn.
    let (other, _) = self::node(&test, "other", Some(&kolada));
    let now = node.now();
    let taken = kompass_store::kpi::take_turn(
        &test.db,
        "somebody",
        now,
        now + SignedDuration::from_mins(1),
    );
    assert!(taken.await.unwrap());
    let refused = sync(&other).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Conflict(text) if text.contains("another node")),
        "{refused}"
    );
}

/// A year in which the area itself has no value, though others have, says of its means whose values they were made of.
#[tokio::test]
async fn a_mean_beside_a_missing_value_says_whose_it_is() {
    let test = TestDb::sqlite().await;
    let (node, _) = node(&test, "folder", None);
    let generation = kpi::ready(&node).await.unwrap();
    let segment = &*generation.segment;
    let (mut met, words) = (0, texts(Lang::Sv));
    for area in segment.areas(AreaKind::Municipality).take(12) {
        for at in
            segment.kpis().filter(|at| segment.latest_year_of(*at, Gender::Total, area).is_some())
        {
            let sheet = Sheet::of(segment, at, area, &Question::default()).unwrap();
            let without = |year: &&Year<'_>| {
                year.all.is_some() && year.own.iter().all(|cell| cell.value().is_none())
            };
            met += sheet.years.iter().filter(without).count();
            for column in sheet.table(segment, words).columns {
                assert!(!column.mark.ends_with("från "), "{}: {column:?}", sheet.kpi.id);
            }
        }
    }
    assert!(met > 0, "no year is such a one");
}
