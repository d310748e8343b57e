//! Measures the store of key figures: `cargo xtask bench kpi`, or `cargo bench -p kompass-kpi -- real full tenfold` with
//! the sets to measure. All of one set in one run; medians. `KOMPASS_TEST_DATA` names the folder of the full data.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement prints, and fails aloud"
)]

mod generate;

use generate::Plan;
use jiff::civil::date;
use kompass_kpi::deviation::Filter;
use kompass_kpi::{AreaAt, AreaKind, Draft, Files, Gender, Input, Segment, Store};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let data = std::env::var_os("KOMPASS_TEST_DATA").map(PathBuf::from);
    let data = data.expect("set KOMPASS_TEST_DATA to the folder of the full data");
    let asked: Vec<String> =
        std::env::args().skip(1).filter(|name| !name.starts_with("--")).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kpi");
    std::fs::create_dir_all(&folder).unwrap();
    println!("load of the machine before: {}", load());
    for set in ["real", "full", "tenfold"] {
        // The tenfold set takes minutes and gigabytes: only when it is named.
        if asked.iter().any(|name| name == set) || (asked.is_empty() && set != "tenfold") {
            println!("\n{set}");
            measure(&files(set, &data, &folder), &folder.join(format!("{set}.store")));
        }
    }
    println!("\nload of the machine after: {}", load());
}

/// The files of a set; the generated ones are made once.
fn files(set: &str, data: &Path, folder: &Path) -> Files {
    let at = |name: &str| data.join("kolada").join(name);
    let input = |path: PathBuf| Input::read(&path, "measurement", date(2026, 4, 1)).unwrap();
    let mut files = Files {
        areas: input(at("catalogue/municipalities_v3.csv")),
        skr_groups: Some(input(at("packages/skr_kommungruppsindelning_2023.csv"))),
        catalogues: vec![
            input(at("catalogue/kpi_catalogue_v3.csv")),
            input(at("kpi_metadata_v2_2024-08.csv")),
        ],
        groups: Some((
            input(at("catalogue/municipality_groups_v3.csv")),
            input(at("catalogue/municipality_group_members_v3.csv")),
        )),
        packages: Vec::new(),
        values: Vec::new(),
    };
    if set == "real" {
        files.values.push(input(at("kolada_values_1994_2022.parquet")));
        return files;
    }
    let (times, rows) = if set == "full" { (1, 25e6) } else { (10, 250e6) };
    let path = folder.join(format!("{set}.parquet"));
    let plan = Plan::new(data, times, rows);
    if !path.exists() {
        let partial = path.with_extension("partial");
        println!("generated {} rows", plan.write(&partial));
        std::fs::rename(partial, &path).unwrap();
    }
    files.values.push(input(path));
    if times > 1 {
        files.catalogues[0].bytes = plan.catalogue;
    }
    files
}

fn measure(files: &Files, folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
    let store = Store::open(folder).unwrap();
    let begin = Instant::now();
    let draft = Draft::read(files, date(2026, 4, 1)).unwrap();
    let (read, rows) = (begin.elapsed().as_secs_f64(), draft.rows_read());
    let generation = store.publish(&draft).unwrap();
    let whole = begin.elapsed().as_secs_f64();
    drop(draft);
    println!(
        "import of {rows} rows: {whole:.2} s, {:.0} rows/s (reading {read:.2} s, publishing {:.2} s); peak memory {}",
        rows as f64 / whole,
        whole - read,
        peak_memory()
    );
    let (segment, path) = (&generation.segment, store.path_of(&generation.digest));
    let counts = segment.counts();
    println!("file {:.1} MB; {counts:?}", counts.bytes as f64 / 1e6);
    print("open (all but the values checked)", times(101, || drop(Segment::open(&path).unwrap())));
    print("verify (every byte)", times(5, || segment.verify().unwrap()));

    // Tyresö, with the peers that the provider chose for it.
    let area = segment.find_area("0138").unwrap();
    let group = segment.similar_to(area).next().unwrap();
    let peers = segment.group(group).members;
    let (facts, checksum) = sheet(segment, area, &peers);
    println!("(i) is for {facts} facts; checksum {checksum}");
    let touched = Touched::of(segment, area, &peers);
    let (mut reads, mut sheets) = (Vec::new(), Vec::new());
    for _ in 0..101 {
        reads.extend(times(1, || _ = black_box(touched.read())));
        sheets.extend(times(1, || _ = black_box(sheet(segment, area, &peers))));
    }
    let limit =
        print(&format!("plain read of the {:.0} kB that (i) touches", touched.kilobytes()), reads);
    let own = print("(i) value, rank among all and among 7 peers in every KPI", sheets);
    println!("  {:.2} times the plain read", own / limit);
    measure_finding(segment, area, &peers);
    let mut out = Vec::new();
    let ranks = segment.all_percentiles(Gender::Total, AreaKind::Municipality, &mut out);
    let second = times(21, || {
        segment.all_percentiles(Gender::Total, AreaKind::Municipality, &mut out);
    });
    print(&format!("(ii) percentile ranks of all municipalities in every KPI ({ranks})"), second);
    let all: Vec<AreaAt> = segment.areas(AreaKind::Municipality).collect();
    print(
        "(i) for all 290 municipalities",
        times(3, || {
            for area in &all {
                black_box(sheet(segment, *area, &peers));
            }
        }),
    );
}

/// The deviation finder and the search, as the pages use them.
fn measure_finding(segment: &Segment, area: AreaAt, peers: &[AreaAt]) {
    let similar = |area| {
        let group = segment.similar_to(area).next();
        (area, group.map(|at| segment.group(at).members).unwrap_or_default())
    };
    let all: Vec<(AreaAt, Vec<AreaAt>)> =
        segment.areas(AreaKind::Municipality).map(similar).collect();
    let filter = Filter::default();
    print(
        "(iii) deviation finder for all 290 municipalities",
        times(5, || drop(black_box(segment.deviations_of(&all, &filter)))),
    );
    print(
        "deviation finder for one municipality",
        times(11, || drop(black_box(segment.deviations(area, peers, &filter)))),
    );
    print("the first search, which makes the index", times(1, || drop(segment.search("a", 20))));
    for question in [
        "sjukfrånvaro",
        "kostnad förskola",
        "betyg årskurs 9",
        "andel nöjda med omsorgen i kommunen",
    ] {
        let found = times(101, || drop(black_box(segment.search(question, 20))));
        print(&format!("(iv) search for {question:?}"), found);
    }
    let Some(kpi) = segment.find_kpi("N00090") else { return };
    let compare = || _ = black_box(segment.compare(kpi, Gender::Total, area, None, peers));
    print("what the page of a KPI says of one area", times(101, compare));
}

/// Reads the whole fact sheet of an area; gives how many facts, and a sum of all places that the peers give, too.
fn sheet(segment: &Segment, area: AreaAt, peers: &[AreaAt]) -> (usize, u64) {
    let (mut facts, mut total, mut values) = (0, 0, 0_u64);
    for fact in segment.facts(area, Gender::Total, peers) {
        let places = [fact.among_all, fact.among_peers].map(|it| *it.value());
        total += places.map(|it| u64::from(it.n) + u64::from(it.higher)).iter().sum::<u64>();
        // As numbers, one sum of which does not wait for the one before as long.
        values = values.wrapping_add(fact.raw.value().to_bits());
        facts += 1;
    }
    black_box(values);
    (facts, total)
}

/// What the fact sheet of an area touches.
struct Touched<'a> {
    /// As many words as it reads one after the other.
    words: Vec<u64>,
    /// The values where they lie.
    values: Vec<&'a f64>,
    /// As many words as there are rows, for what is known of each, and of which rows it is read.
    facts: Vec<u64>,
    rows: Vec<usize>,
    /// The places of peers that have a later value as well, where they lie.
    places: Vec<&'a u16>,
}

impl<'a> Touched<'a> {
    fn of(segment: &'a Segment, area: AreaAt, peers: &[AreaAt]) -> Self {
        let gender = Gender::Total;
        let (mut values, mut rows, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let mut before = 0;
        for kpi in segment.kpis() {
            let first = before;
            let rows_until = |gender, end| {
                let years = segment.years().start..end;
                years.filter(|year| segment.row(kpi, gender, *year).is_some()).count()
            };
            before +=
                Gender::ALL.map(|it| rows_until(it, segment.years().end)).iter().sum::<usize>();
            let latest = |area| segment.latest_year_of(kpi, gender, area);
            let Some(year) = latest(area) else { continue };
            values.push(&segment.row(kpi, gender, year).unwrap()[area.index()]);
            // Rows stand by KPI, gender and year; all together is the first gender.
            rows.push(first + rows_until(gender, year));
            if peers.iter().any(|peer| latest(*peer) > Some(year)) {
                let order = segment.order(kpi, gender, year).unwrap();
                places.extend(peers.iter().map(|peer| &order[peer.index()]));
            }
        }
        // Of each KPI the year and two places of the area, year and one place of each peer, and the years of its rows.
        let bytes = segment.kpis().len() * (5 + 3 * peers.len() + 24);
        Self {
            words: (0..bytes as u64 / 8).collect(),
            values,
            facts: (0..before as u64).collect(),
            rows,
            places,
        }
    }

    fn kilobytes(&self) -> f64 {
        let of_rows = 8 * (self.values.len() + self.rows.len());
        (8 * self.words.len() + of_rows + 2 * self.places.len()) as f64 / 1e3
    }

    /// Reads it all, with as many sums as the processor adds at once.
    fn read(&self) -> ([u64; 8], [f64; 8], [u16; 8]) {
        let (mut words, mut values, mut places) = ([0_u64; 8], [0.0; 8], [0_u16; 8]);
        for some in self.words.chunks(8) {
            for (sum, word) in words.iter_mut().zip(some) {
                *sum = sum.wrapping_add(*word);
            }
        }
        for some in self.values.chunks(8) {
            for (sum, value) in values.iter_mut().zip(some) {
                *sum += **value;
            }
        }
        for some in self.rows.chunks(8) {
            for (sum, row) in words.iter_mut().zip(some) {
                *sum = sum.wrapping_add(self.facts[*row]);
            }
        }
        for some in self.places.chunks(8) {
            for (sum, place) in places.iter_mut().zip(some) {
                *sum = sum.wrapping_add(**place);
            }
        }
        (words, values, places)
    }
}

/// Seconds of each of so many runs.
fn times(runs: usize, mut what: impl FnMut()) -> Vec<f64> {
    let time = |_| {
        let begin = Instant::now();
        what();
        begin.elapsed().as_secs_f64()
    };
    (0..runs).map(time).collect()
}

fn print(name: &str, mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    let (least, median, most) =
        (seconds[0], seconds[seconds.len() / 2], seconds[seconds.len() - 1]);
    println!(
        "{name}: median {:.3} ms (min {:.3}, max {:.3}, n = {})",
        1e3 * median,
        1e3 * least,
        1e3 * most,
        seconds.len()
    );
    median
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg")
        .map_or_else(|_| "unknown".to_owned(), |text| text.trim().to_owned())
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
