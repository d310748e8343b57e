use super::{Ask, Merged, Plan, Spool, merge};
use crate::fixtures::{TODAY, Temporary, VALUES, bytes, segment};
use crate::names::Gender;
use crate::segment::{Cell, Segment};
use jiff::civil::{Date, date};
use kompass_core::Error;
use proptest::prelude::*;

const KPIS: &str = r#"{"values":[
{"id":"N00002","title":"Kostnad, kr/inv","description":"Kostnad.","is_divided_by_gender":0,"municipality_type":"K","auspice":"T",
 "operating_area":"Övergripande","perspective":"Resurser","prel_publication_date":"2026-04-01","publication_date":"2026-08-28","publ_period":2025,"has_ou_data":0},
{"id":"N00001","title":"Invånare, antal","description":null,"is_divided_by_gender":true,"municipality_type":"A","auspice":null,
 "operating_area":null,"perspective":null,"prel_publication_date":null,"publication_date":"2027-02-20","publ_period":"2026","has_ou_data":false},
{"id":"N00009","title":"Ny","municipality_type":"L"}],"count":3,"next_url":null}"#;
const AREAS: &str = r#"{"values":[{"id":"0000","title":"Riket","type":"L"},{"id":"0001","title":"Region Två","type":"L"},
{"id":"0101","title":"Abro","type":"K"},{"id":"0102","title":"Bodal stad","type":"K"},{"id":"0103","title":"Cevik","type":"K"},
{"id":"0107","title":"Gläntan","type":"K"}],"count":6,"next_url":null}"#;
const GROUPS: &str = r#"{"values":[{"id":"G2","title":"Liknande kommuner, övergripande, Abro, 2026","members":[
{"member_id":"0103","member_title":"Cevik"},{"member_id":"0107","member_title":"Gläntan"},{"member_id":"V15E","member_title":"En skola"}]}],"count":1}"#;
const KKIK: &str = r#"{"values":[{"id":"G2KPI74586","title":"KKiK","members":[{"id":"N00001","title":"x"},{"id":"U00003"}]}],"count":1}"#;

/// The answers of a small sync on the day after the fixtures, with these rows of values.
struct Synced {
    _folder: tempfile::TempDir,
    spool: Spool,
}

fn plan(since: Option<Date>) -> Plan {
    Plan { address: "https://kolada.example/v3/".to_owned(), since, day: date(2026, 4, 11) }
}

fn page(rows: &str) -> Vec<u8> {
    format!(r#"{{"values":[{rows}],"next_url":null}}"#).into_bytes()
}

fn synced(since: Option<Date>, rows: &str) -> Synced {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::begin(folder.path().join("sync"), plan(since)).unwrap();
    for (ask, answer) in
        [(Ask::Kpis, KPIS), (Ask::Areas, AREAS), (Ask::Groups, GROUPS), (Ask::Packages, KKIK)]
    {
        ask.check(answer.as_bytes()).unwrap();
        spool.put(&ask, &[answer.as_bytes().to_vec()]).unwrap();
    }
    let asks = spool.values().unwrap();
    for ask in &asks {
        let Ask::Values { years, .. } = ask else { panic!("{ask:?}") };
        let within = |row: &&str| {
            let year =
                row.split("\"period\":").nth(1).unwrap().trim_start_matches('"')[..4].parse();
            years.contains(&year.unwrap())
        };
        let rows: Vec<&str> = rows.lines().filter(|row| !row.is_empty()).filter(within).collect();
        let answer = page(&rows.join(","));
        ask.check(&answer).unwrap();
        spool.put(ask, &[answer]).unwrap();
    }
    Synced { _folder: folder, spool }
}

fn written(merged: &Merged) -> Segment {
    let file = Temporary::with(&bytes(&merged.draft));
    let segment = Segment::open(&file.path).unwrap();
    segment.verify().unwrap();
    segment
}

fn value(segment: &Segment, kpi: &str, gender: Gender, area: &str, year: i16) -> Option<f64> {
    let (kpi, area) = (segment.find_kpi(kpi)?, segment.find_area(area)?);
    segment.value(kpi, gender, area, year).map(|raw| raw.value())
}

/// Two people changed, one value was taken back, one came, and a gender has no place of its own.
const CHANGES: &str = r#"
{"kpi":"N00001","municipality":"0101","period":2024,"values":[{"gender":"M","count":1,"status":"","value":491.0,"isdeleted":false},{"gender":"T","count":1,"status":"","value":1001,"isdeleted":0},{"gender":"K","count":1,"status":"","value":510.0,"isdeleted":false}]}
{"kpi":"N00001","municipality":"0102","period":"2024","values":[{"gender":"T","count":0,"status":"","value":null,"isdeleted":true}]}
{"kpi":"N00001","municipality":"0107","period":2025,"values":[{"gender":"T","count":1,"status":"prel","value":"12.25","isdeleted":"false"}]}
{"kpi":"N00002","municipality":"0103","period":2025,"values":[{"gender":"T","count":0,"status":"","value":null,"isdeleted":false}]}
{"kpi":"K77777","municipality":"0101","period":2025,"values":[{"gender":"T","count":1,"status":"","value":1,"isdeleted":false}]}
"#;

#[test]
fn changes_are_laid_over_what_was() {
    let base = segment(VALUES);
    let synced = synced(Some(date(2026, 4, 8)), CHANGES);
    let merged = merge(&base, &synced.spool).unwrap();
    let new = written(&merged);
    assert_eq!(value(&new, "N00001", Gender::Total, "0101", 2024), Some(1001.0));
    assert_eq!(
        value(&new, "N00001", Gender::Men, "0101", 2024),
        Some(491.0),
        "by name, not by place"
    );
    assert_eq!(value(&new, "N00001", Gender::Women, "0101", 2024), Some(510.0));
    assert_eq!(value(&new, "N00001", Gender::Total, "0107", 2025), Some(12.25), "a new area");
    let cell = |kpi: &str, area: &str, year| {
        let (kpi, area) = (new.find_kpi(kpi).unwrap(), new.find_area(area).unwrap());
        new.cell(kpi, Gender::Total, area, year)
    };
    assert_eq!(cell("N00001", "0102", 2024), Cell::Absent, "taken back");
    assert_eq!(
        cell("N00002", "0103", 2025),
        Cell::Withheld { status: "" },
        "the sign went with the cell"
    );
    assert_eq!(
        cell("N00002", "0104", 2025),
        Cell::Withheld { status: "Bortfall" },
        "what did not change has its sign"
    );
    // What nobody said anything of is as it was, with its day; a row of which something was said is of the day of the sync.
    let day = |kpi: &str, area: &str, year| cell(kpi, area, year).value().unwrap().source().fetched;
    assert_eq!(day("N00001", "0103", 2024), date(2026, 4, 11));
    assert_eq!(day("N00001", "0101", 2023), date(2026, 4, 9));
    assert_eq!(merged.unknown, [("K77777".to_owned(), 1)].into());
    // Lists: what is new, renamed, gone, and still known.
    let kpi = |id: &str| new.kpi(new.find_kpi(id).unwrap());
    assert!(!kpi("N00009").retired && !kpi("N00002").retired);
    assert!(kpi("U00003").retired && kpi("N00914").retired, "gone, and still known");
    assert_eq!(value(&new, "N00914", Gender::Total, "0101", 1970), Some(12.5));
    assert_eq!(kpi("N00002").next_year, Some(2025));
    let area = |code: &str| new.area(new.find_area(code).unwrap());
    assert_eq!((area("0102").title, area("0106").title), ("Bodal stad", "Forsa"));
    assert_eq!(area("0101").skr_group, "Storstäder");
    let groups: Vec<_> = new.groups().map(|at| new.group(at)).collect();
    assert_eq!(groups.len(), 1);
    assert_eq!(
        (groups[0].model_year, groups[0].members.len()),
        (Some(2026), 2),
        "a school is no area"
    );
    let packages: Vec<_> = new.packages().map(|package| (package.id, package.kpis)).collect();
    assert_eq!(packages[0], ("kkik", vec!["N00001", "U00003"]));
    assert_eq!(packages[1].0, "quality-2013");
}

#[test]
fn everything_replaces_what_is_still_published() {
    let base = segment(VALUES);
    let rows = r#"{"kpi":"N00001","municipality":"0101","period":2024,"values":[{"gender":"T","count":1,"status":"","value":7,"isdeleted":false}]}"#;
    let new = written(&merge(&base, &synced(None, rows).spool).unwrap());
    assert_eq!(value(&new, "N00001", Gender::Total, "0101", 2024), Some(7.0));
    assert_eq!(value(&new, "N00001", Gender::Total, "0101", 2023), None);
    assert_eq!(
        value(&new, "N00914", Gender::Total, "0101", 1970),
        Some(12.5),
        "no longer published, still known"
    );
    assert_eq!(
        new.sources().count(),
        4,
        "itself, and those of what is retired: two catalogues, one file of values"
    );
}

/// Without any change the values are the same, and after two syncs only the sources that are used are left.
#[test]
fn no_change_changes_no_value() {
    let base = segment(VALUES);
    let new = written(&merge(&base, &synced(Some(TODAY), "").spool).unwrap());
    let found = crate::revision::Difference::between(&base, &new);
    assert_eq!((found.added, found.revised, found.removed), (0, 0, 0));
    let again = written(&merge(&new, &synced(Some(TODAY), "").spool).unwrap());
    assert_eq!(again.sources().count(), new.sources().count());
    assert_eq!(again.counts(), new.counts());
}

#[test]
fn a_sync_goes_on_where_it_was() {
    let synced = synced(None, "");
    let folder = synced._folder.path().join("sync");
    let asks = synced.spool.values().unwrap();
    let refused = Spool::begin(&folder, plan(None)).unwrap_err();
    assert!(matches!(refused, Error::Conflict(_)), "{refused}");
    drop(synced.spool);
    // A day later the answers still are answers, and keep their day.
    let later = Plan { day: date(2026, 4, 13), ..plan(None) };
    let spool = Spool::begin(&folder, later).unwrap();
    assert_eq!(spool.plan().day, date(2026, 4, 11));
    assert!(asks.iter().all(|ask| spool.has(ask)));
    // One that is damaged is asked for again.
    let name = folder.join("values-2026-2026-0000.answers");
    let whole = std::fs::read(&name).unwrap();
    std::fs::write(&name, &whole[..whole.len() - 3]).unwrap();
    let told = merge(&segment(VALUES), &spool).err().unwrap().to_string();
    assert!(told.contains("is not whole"), "{told}");
    assert_eq!(asks.iter().filter(|ask| !spool.has(ask)).count(), 1);
    drop(spool);
    // Other answers than these are wanted.
    for other in [
        Plan { day: date(2026, 4, 20), ..plan(None) },
        plan(Some(TODAY)),
        Plan { address: "https://elsewhere.example/".to_owned(), ..plan(None) },
    ] {
        let spool = Spool::begin(&folder, other.clone()).unwrap();
        assert_eq!(*spool.plan(), other);
        assert!(!spool.has(&Ask::Kpis));
        spool.put(&Ask::Kpis, &[KPIS.into()]).unwrap();
    }
}

/// The contract: at most 25 ids in a step, and nothing by name.
#[test]
fn addresses_keep_to_the_contract() {
    let areas: Vec<String> = (0..312).map(|at| format!("{at:04}")).collect();
    for (since, most) in [(None, 500), (Some(TODAY), 13 * 3)] {
        let asks = plan(since).values(&areas);
        assert!(asks.len() <= most, "{}", asks.len());
        let mut cells = std::collections::BTreeSet::new();
        for ask in &asks {
            let path = ask.path();
            let (path, query) = path.split_once('?').unwrap_or((&path, ""));
            let steps: Vec<Vec<&str>> =
                path.split('/').map(|step| step.split(',').collect()).collect();
            assert!(steps.iter().all(|ids| ids.len() <= 25), "{path}");
            assert_eq!(query.is_empty(), since.is_none());
            for area in &steps[2] {
                for year in &steps[4] {
                    assert!(cells.insert(((*area).to_owned(), (*year).to_owned())), "asked twice");
                }
            }
        }
        assert_eq!(cells.len(), 312 * 57, "1970 to 2026");
    }
}

#[test]
fn a_bad_answer_is_none() {
    let ask = Ask::Values { areas: vec!["0101".into()], years: 2024..=2025, since: None };
    let row = |what: &str| {
        format!(
            r#"{{"kpi":"N00001","municipality":"0101","period":2024,"values":[{{"gender":"T",{what}}}]}}"#
        )
    };
    let good = row(r#""value":1.5,"status":"","isdeleted":false"#);
    assert_eq!(ask.check(&page(&good)).unwrap().rows, 1);
    for (answer, why) in [
        ("<html>".to_owned(), "expected value"),
        (
            format!(r#"{{"values":[{good}],"count":2,"next_url":null}}"#),
            "2 stand on this page, and there are 1",
        ),
        (format!(r#"{{"values":[{good}]"#), "EOF"),
        (r#"{"count":0}"#.to_owned(), "missing field `values`"),
        (String::from_utf8(page(&row(r#""value":NaN"#))).unwrap(), "expected value"),
        (String::from_utf8(page(&row(r#""value":1e999"#))).unwrap(), "number out of range"),
        (String::from_utf8(page(&row(r#""value":"1,5""#))).unwrap(), "expected a number or null"),
        (String::from_utf8(page(&row(r#""status":"""#))).unwrap(), "missing field `value`"),
        (
            String::from_utf8(page(&row(r#""value":1,"isdeleted":"kanske""#))).unwrap(),
            "expected true or false",
        ),
        (String::from_utf8(page(&good.replace("\"T\"", "\"X\""))).unwrap(), "\"X\" is no gender"),
        (
            String::from_utf8(page(&good.replace("0101", "0102"))).unwrap(),
            "0102 in 2024, which nobody asked for",
        ),
        (
            String::from_utf8(page(&good.replace("2024", "2031"))).unwrap(),
            "0101 in 2031, which nobody asked for",
        ),
        (
            String::from_utf8(page(&good.replace("2024", "\"i fjol\""))).unwrap(),
            "expected a whole number",
        ),
    ] {
        let told = ask.check(answer.as_bytes()).unwrap_err();
        assert!(told.contains(why), "{answer}: {told}");
    }
    let other = page(&good.replace("1.5", "1.25"));
    let pages = |pages: &[&[u8]]| pages.iter().map(|page| page.to_vec()).collect::<Vec<_>>();
    let told = ask.check_together(&pages(&[&page(&good), &other])).unwrap_err();
    assert!(told.contains("N00001 0101 2024 has two values"), "{told}");
    let told = ask.check_together(&pages(&[&page(&good), &page(&good)])).unwrap_err();
    assert!(told.contains("page 2 is one that came before"), "{told}");
    let same = page(&format!("{good} "));
    let told = ask.check_together(&pages(&[&page(&good), &same])).unwrap_err();
    assert!(told.contains("all of page 2 came before"), "{told}");
    // A page full to the last place that says nothing of a next one may have been cut.
    let full = format!(r#"{{"values":[{}]}}"#, vec![good.as_str(); 5000].join(","));
    assert!(ask.check(full.as_bytes()).unwrap_err().contains("next one"));
    assert!(
        ask.check(&page(&vec![good.as_str(); 5000].join(","))).is_ok(),
        "that there is none is said"
    );
}

/// Ids become parts of addresses and of names of files.
#[test]
fn an_id_leads_nowhere_else() {
    for (ask, list) in [
        (Ask::Kpis, r#"{"id":"ID","title":"Antal","municipality_type":"A"}"#),
        (Ask::Areas, r#"{"id":"ID","title":"Abro","type":"K"}"#),
        (Ask::Groups, r#"{"id":"ID","title":"Liknande","members":[]}"#),
        (Ask::Packages, r#"{"id":"G1","title":"KKiK","members":[{"member_id":"ID"}]}"#),
    ] {
        ask.check(&page(&list.replace("ID", "U01951"))).unwrap();
        for id in ["", "0101/../../0101", "..", "0101,0102", "0101?x", "å", "0".repeat(41).as_str()]
        {
            let told = ask.check(&page(&list.replace("ID", id))).unwrap_err();
            assert!(told.contains("is no id"), "{ask:?} {id}: {told}");
        }
    }
}

proptest! {
    /// Whatever comes is an answer or none; nothing falls over it.
    #[test]
    fn any_bytes_are_an_answer_or_none(
        cut in 0_usize..1000,
        at in 0_usize..1000,
        noise in proptest::collection::vec(any::<u8>(), 0..8),
    ) {
        let asks = [
            (Ask::Kpis, KPIS.as_bytes().to_vec()),
            (Ask::Areas, AREAS.as_bytes().to_vec()),
            (Ask::Groups, GROUPS.as_bytes().to_vec()),
            (
                Ask::Values { areas: vec!["0101".into(), "0102".into(), "0103".into(), "0107".into()], years: 2024..=2025, since: None },
                page(&CHANGES.trim().replace('\n', ",")),
            ),
        ];
        for (ask, whole) in asks {
            prop_assert!(ask.check(&whole).is_ok());
            let mut answer = whole.clone();
            let at = at % answer.len();
            answer.splice(at..at, noise.iter().copied());
            answer.truncate(answer.len() - cut % answer.len());
            if ask.check(&answer).is_ok() {
                let _ = ask.check_together(&[whole, answer]);
            }
        }
    }
}

/// The inputs that fuzzing starts from, as it reads them: the first byte says of which kind the page is.
#[test]
fn what_fuzzing_starts_from_is_read_and_nothing_less() {
    macro_rules! seed {
        ($name:literal) => {
            &include_bytes!(concat!("../../../../fuzz/seeds/answers/", $name))[..]
        };
    }
    let values = Ask::Values {
        areas: vec!["0101".to_owned(), "0102".to_owned()],
        years: 2020..=2026,
        since: None,
    };
    let kinds = [Ask::Kpis, Ask::Areas, Ask::Groups, Ask::Packages, values.clone(), values];
    let seeds = [
        seed!("kpis.json"),
        seed!("areas.json"),
        seed!("groups.json"),
        seed!("packages.json"),
        seed!("values.json"),
        seed!("next-page.json"),
    ];
    for ((ask, seed), kind) in kinds.iter().zip(seeds).zip([0, 1, 2, 3, 4, 4]) {
        let (first, page) = seed.split_first().unwrap();
        assert_eq!(first % 5, kind, "{ask:?}");
        ask.check(page).unwrap();
        ask.check_together(&[page.to_vec()]).unwrap();
        for cut in 0..page.len() {
            ask.check(&page[..cut]).unwrap_err();
        }
    }
}
