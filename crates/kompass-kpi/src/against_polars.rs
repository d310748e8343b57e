//! Ranks, n and means against those of polars on the same data, which `bench/peers/ranks.py` made. The bundled values are
//! always held against it, the whole data where `KOMPASS_TEST_DATA` names them.

use crate::bundled::tests::{full, segment as bundled};
use crate::names::{AreaAt, AreaKind, Gender};
use crate::segment::Segment;
use kompass_core::digest;
use kompass_core::kpi::Summary;
use std::collections::HashMap;

/// What polars found: its rows of text by column.
fn rows<const N: usize>(text: &str) -> Vec<[String; N]> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap);
    rows.map(|row| std::array::from_fn(|at| row[at].to_owned())).collect()
}

/// A line per KPI in which a municipality has a value: year, n and rank among all, and among the similar ones.
fn places(segment: &Segment, area: AreaAt) -> impl Iterator<Item = (&str, String)> {
    let known = kompass_core::municipality::by_code(segment.area(area).code).unwrap();
    let peers: Vec<AreaAt> =
        known.similar.iter().filter_map(|code| segment.find_area(code)).collect();
    segment.facts(area, Gender::Total, &peers).map(move |fact| {
        let (all, peers) = (fact.among_all.value(), fact.among_peers.value());
        let kpi = segment.kpi(fact.raw.kpi()).id;
        let (year, rank, peers_rank) =
            (fact.raw.year(), all.rank_from_top(), peers.rank_from_top());
        let code = segment.area(area).code;
        (kpi, format!("{kpi},{code},{year},{},{rank},{},{peers_rank}", all.n, peers.n))
    })
}

fn mean(segment: &Segment, kpi: &str, year: i16) -> Summary {
    let row = segment.row(segment.find_kpi(kpi).unwrap(), Gender::Total, year).unwrap();
    Summary::of(segment.areas(AreaKind::Municipality).map(|area| row[area.index()])).unwrap()
}

fn is_equal(own: f64, polars: f64) -> bool {
    (own - polars).abs() <= 1e-12 * polars.abs()
}

#[test]
fn ranks_of_the_bundled_values_are_those_of_polars() {
    let expected = include_str!("../../../bench/peers/expected/ranks.csv");
    let mut by_area: HashMap<String, Vec<String>> = HashMap::new();
    for [kpi, code, year, n, rank, peers_n, peers_rank, polars] in rows::<8>(expected) {
        let summary = mean(bundled(), &kpi, year.parse().unwrap());
        assert_eq!(summary.n.to_string(), n);
        assert!(is_equal(summary.mean, polars.parse().unwrap()), "{kpi} {year}: {}", summary.mean);
        let line = format!("{kpi},{code},{year},{n},{rank},{peers_n},{peers_rank}");
        by_area.entry(code).or_default().push(line);
    }
    assert_eq!(by_area.len(), 6);
    for (code, expected) in by_area {
        let area = bundled().find_area(&code).unwrap();
        let own: Vec<String> = places(bundled(), area).map(|(_, line)| line).collect();
        assert_eq!(own, expected, "{code}");
    }
}

#[test]
fn ranks_of_the_whole_data_are_those_of_polars() {
    let Some(full) = full() else { return };
    let mut lines: Vec<(&str, String)> =
        full.areas(AreaKind::Municipality).flat_map(|area| places(full, area)).collect();
    // By KPI, and within it by municipality, as they came.
    lines.sort_by_key(|(kpi, _)| *kpi);
    let text: String = lines.iter().map(|(_, line)| line.clone() + "\n").collect();
    let expected = include_str!("../../../bench/peers/expected/ranks-full.sha256").trim();
    assert_eq!(format!("{} {}", digest::sha256(text.as_bytes()), lines.len()), expected);
    let means = rows::<4>(include_str!("../../../bench/peers/expected/means-full.csv"));
    assert!(means.len() > 1_900);
    for [kpi, year, n, polars] in means {
        let summary = mean(full, &kpi, year.parse().unwrap());
        assert_eq!(summary.n.to_string(), n);
        assert!(
            is_equal(summary.mean, polars.parse().unwrap()),
            "{kpi} {year}: {} {polars}",
            summary.mean
        );
    }
}
