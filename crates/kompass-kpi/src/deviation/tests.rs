use super::*;
use crate::bundled::tests::{full, segment as bundled};
use crate::fixtures;
use crate::import::Draft;
use kompass_core::Lang;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// KPIs of a made-up country of sixty municipalities. In each the first municipality stands out in another way.
const KPIS: [(&str, &str); 9] = [
    ("N01951", "Invånare totalt, antal"),
    ("U00001", "Nöjda med det som varar, andel (%)"),
    ("U00002", "Nöjda med det som svänger, andel (%)"),
    ("U00003", "Nöjda med det som är nytt, andel (%)"),
    ("U00004", "Nöjda som bara mättes två gånger, andel (%)"),
    ("U00005", "Nöjda vart fjärde år, andel (%)"),
    ("U00006", "Nöjda där kvinnor och män skiljer sig åt, andel (%)"),
    ("N00007", "Sjukfrånvaro, andel (%)"),
    ("N00008", "Kvinnor bland invånarna, andel (%)"),
];
const YEARS: std::ops::RangeInclusive<i16> = 2015..=2022;

static COUNTRY: LazyLock<Segment> = LazyLock::new(|| country(0.0));

/// The country; another municipality may be an outlier in everything.
fn country(outlier: f64) -> Segment {
    let mut areas = "id,title,type\n0000,Riket,L\n".to_owned();
    let mut values = "kpi,municipality,year,gender,value,status\n".to_owned();
    let mut kpis = "id,title,municipality_type,perspective\n".to_owned();
    for (id, title) in KPIS {
        let perspective = if id == "N00008" { "Volymer" } else { "Kvalitet och resultat" };
        writeln!(kpis, "{id},\"{title}\",K,{perspective}").unwrap();
    }
    for area in 0..60 {
        writeln!(areas, "{:04},Kommun {area},K", 101 + area).unwrap();
        for (year, at) in YEARS.zip(0..) {
            // Everybody has a place of their own and varies a little around it.
            let wobble = f64::from((area * 7 + at * 13) % 11) / 10.0 - 0.5;
            let usual = 50.0 + f64::from(area) / 3.0 + wobble;
            let first = |value: f64| if area == 0 { value + wobble } else { usual };
            let swings = [70.0, 35.0, 66.0, 30.0, 58.0, 71.0, 40.0, 85.0][at as usize];
            let new = if year == 2022 { 85.0 } else { 60.0 };
            let election = 50.0 + f64::from(area) / 3.0 + f64::from((area * 5 + at / 4) % 7);
            let mut row = |kpi: &str, gender: char, value: f64| {
                let value = if area == 30 && kpi != "N01951" { value + outlier } else { value };
                writeln!(values, "{kpi},{:04},{year},{gender},{value},", 101 + area).unwrap();
            };
            row("N01951", 'T', 1000.0 * f64::from(area + 1));
            row("U00001", 'T', first(85.0));
            row("U00002", 'T', first(swings));
            row("U00003", 'T', first(new));
            if year > 2020 {
                row("U00004", 'T', first(85.0));
            }
            row("U00005", 'T', if area == 0 { 85.0 + f64::from(at / 4) } else { election });
            row("U00006", 'T', first(85.0));
            row("U00006", 'K', first(95.0));
            row("U00006", 'M', first(20.0));
            row("N00007", 'T', first(85.0));
            row("N00008", 'T', first(85.0));
        }
    }
    let mut files = fixtures::files(values);
    files.areas = fixtures::input("areas.csv", areas);
    files.catalogues = vec![fixtures::input("kpis.csv", kpis)];
    (files.groups, files.skr_groups, files.packages) = (None, None, Vec::new());
    let draft = Draft::read(&files, fixtures::TODAY).unwrap();
    let file = fixtures::Temporary::with(&fixtures::bytes(&draft));
    Segment::open(&file.path).unwrap()
}

fn found(segment: &Segment, filter: &Filter) -> Vec<(String, Deviation)> {
    let area = segment.find_area("0101").unwrap();
    let lines = segment.deviations(area, &[], filter);
    lines
        .iter()
        .map(|line| (segment.kpi(line.raw.kpi()).id.to_owned(), *line.deviation.value()))
        .collect()
}

fn of(found: &[(String, Deviation)], id: &str) -> Deviation {
    found.iter().find(|(it, _)| it == id).unwrap_or_else(|| panic!("no {id} in {found:#?}")).1
}

#[test]
fn what_lasts_comes_before_what_is_chance() {
    let found = found(&COUNTRY, &Filter::default());
    let place = |id: &str| found.iter().position(|(it, _)| it == id).unwrap();
    let evidence = |id: &str| of(&found, id).evidence;
    assert_eq!(evidence("U00001"), Evidence::Lasting);
    assert_eq!(evidence("U00002"), Evidence::Chance);
    assert_eq!(evidence("U00003"), Evidence::New);
    assert_eq!(evidence("U00004"), Evidence::Unknown);
    // All four are as far from the others in their latest year.
    assert!((of(&found, "U00001").all.spreads - of(&found, "U00002").all.spreads).abs() < 0.5);
    assert!(place("U00001") < place("U00003") && place("U00003") < place("U00004"));
    assert!(place("U00004") < place("U00002"), "{found:#?}");
    assert_eq!(of(&found, "U00001").held, 7);
    assert!(found.iter().all(|(id, _)| id != "N01951"), "how many live there is no deviation");
}

#[test]
fn only_peers_with_a_value_are_counted() {
    let segment = bundled();
    let area = segment.find_area("0138").unwrap();
    let peers: Vec<AreaAt> = segment.areas(AreaKind::Municipality).take(40).collect();
    let filter = Filter { limit: 500, ..Filter::default() };
    let lines = segment.deviations(area, &peers, &filter);
    let mut fewer = 0;
    for line in &lines {
        let has = |peer: &&AreaAt| {
            segment.value(line.raw.kpi(), line.raw.gender(), **peer, line.raw.year()).is_some()
        };
        let n = peers.iter().filter(|peer| **peer != area).filter(has).count();
        assert_eq!(line.deviation.value().peers.map_or(0, |peers| peers.n), n, "{line:?}");
        fewer += usize::from(n < 40);
    }
    assert!(fewer > 0, "in none of {} lines a peer has no value", lines.len());
}

#[test]
fn what_is_repeated_between_elections_is_no_measurement() {
    assert_eq!(
        of(&found(&COUNTRY, &Filter::default()), "U00005").held,
        1,
        "two elections in eight years"
    );
}

#[test]
fn an_outlier_of_another_changes_nothing() {
    let (without, with) =
        (found(&COUNTRY, &Filter::default()), found(&country(1e9), &Filter::default()));
    for (id, one) in without {
        let other = of(&with, &id);
        let moved = |one: f64, other: f64| (one - other).abs() / one.abs().max(1e-9);
        assert!(moved(one.all.spreads, other.all.spreads) < 0.1, "{id}: {one:?} {other:?}");
        assert_eq!(one.evidence, other.evidence, "{id}");
    }
}

#[test]
fn women_and_men_on_different_sides_count_less() {
    let found = found(&COUNTRY, &Filter::default());
    let (whole, divided) = (of(&found, "U00001"), of(&found, "U00006"));
    assert!(divided.split.unwrap().is_divided() && divided.score < 0.8 * whole.score);
    assert_eq!(whole.split, None);
}

#[test]
fn filters() {
    let ids = |filter: Filter| -> Vec<String> {
        let mut ids: Vec<_> = found(&COUNTRY, &filter).into_iter().map(|(id, _)| id).collect();
        ids.sort();
        ids
    };
    let any = Filter::default();
    assert_eq!(ids(Filter { better: Some(false), ..any.clone() }), ["N00007"]);
    assert!(!ids(Filter { better: Some(true), ..any.clone() }).contains(&"N00007".to_owned()));
    assert!(!ids(any.clone()).contains(&"N00008".to_owned()));
    assert!(ids(Filter { background: true, ..any.clone() }).contains(&"N00008".to_owned()));
    assert_eq!(ids(Filter { perspective: Some("Volymer".into()), ..any.clone() }), ["N00008"]);
    assert_eq!(ids(Filter { gender_gap: true, ..any.clone() }), ["U00006"]);
    assert_eq!(ids(Filter { least: 61, ..any.clone() }), [""; 0]);
    assert_eq!(ids(Filter { operating_area: Some("Tandvård".into()), ..any.clone() }), [""; 0]);
    assert_eq!(ids(Filter { since: Some(2023), ..any.clone() }), [""; 0]);
    assert_eq!(ids(Filter { limit: 2, ..any.clone() }).len(), 2);
    assert!(!ids(Filter { signals: true, ..any.clone() }).contains(&"U00002".to_owned()));
    // As it was a year before, nothing was new.
    let before = found(&COUNTRY, &Filter { until: Some(2021), ..any });
    assert!(before.iter().all(|(_, deviation)| deviation.evidence != Evidence::New));
}

#[test]
fn peers_are_the_middle_of_peers() {
    let area = |code| COUNTRY.find_area(code).unwrap();
    let peers = [area("0101"), area("0102"), area("0103"), area("0104"), area("0000")];
    let filter = Filter { against: Against::Peers, ..Filter::default() };
    let lines = COUNTRY.deviations(area("0101"), &peers, &filter);
    let line = lines.iter().find(|line| COUNTRY.kpi(line.raw.kpi()).id == "U00001").unwrap();
    let away = line.deviation.value().peers.unwrap();
    assert_eq!(away.n, 3, "neither itself nor another kind");
    assert!((away.from - 50.67).abs() < 0.6 && away.spreads > line.deviation.value().all.spreads);
    assert!(
        COUNTRY.deviations(area("0000"), &[], &Filter::default()).is_empty(),
        "alone of its kind"
    );
}

#[test]
fn one_sentence_explains_a_line() {
    let lines = COUNTRY.deviations(COUNTRY.find_area("0101").unwrap(), &[], &Filter::default());
    let sentence = |id: &str, lang| {
        lines.iter().find(|line| COUNTRY.kpi(line.raw.kpi()).id == id).unwrap().sentence(lang)
    };
    let sentences =
        [("U00001", Lang::Sv), ("U00003", Lang::En), ("U00006", Lang::Nb), ("U00004", Lang::Sv)];
    let sentences = sentences.map(|(id, lang)| sentence(id, lang).replace('\u{a0}', " "));
    insta::assert_snapshot!(sentences.join("\n"), @r"
    84,8 % 2022, över medianen för 60 kommuner (59,9 %); så var det också vid 7 mätningar före, och det är mer än värdena brukar svänga.
    84.8% in 2022, above the median of 60 municipalities (59.9%); it breaks with the measurements before (60.3%).
    84,8 % i 2022, over medianen for 60 kommuner (59,9 %); slik var det også ved 7 målinger før, og det er mer enn verdiene pleier å svinge; kvinner og menn avviker hver sin vei.
    84,8 % 2022, över medianen för 60 kommuner (59,9 %); mätningarna är för få för att skilja slump från mönster.
    ");
}

fn peers(segment: &Segment, area: AreaAt) -> Vec<AreaAt> {
    let groups = segment.similar_to(area).map(|at| segment.group(at));
    let overall = groups.filter(|group| group.family == "övergripande");
    overall.max_by_key(|group| group.model_year).map(|group| group.members).unwrap_or_default()
}

/// What stood out in 2021 is held against 2022, for every municipality: of the ten first lines more stand out on the same
/// side a year later than of the ten that are simply furthest away.
#[test]
fn the_first_lines_last_longer_than_the_furthest() {
    let (first, furthest) = lasting(bundled());
    assert!(first > 0.85 && first > furthest, "{first} and {furthest}");
    let Some(full) = full() else { return };
    let (first, furthest) = lasting(full);
    assert!(first > 0.85 && first > furthest, "{first} and {furthest}");
}

/// Which share of the first lines, and of those furthest away, stands out a year later as well.
fn lasting(segment: &Segment) -> (f64, f64) {
    let all = segment.areas(AreaKind::Municipality);
    let areas: Vec<_> = all.map(|area| (area, peers(segment, area))).collect();
    let all = Filter { against: Against::All, limit: usize::MAX / 16, ..Filter::default() };
    let before = Filter { until: Some(2021), since: Some(2021), ..all.clone() };
    let after = segment.deviations_of(&areas, &Filter { since: Some(2022), ..all });
    let (mut first, mut furthest, mut lines) = (0, 0, 0);
    for (before, after) in segment.deviations_of(&areas, &before).iter().zip(&after) {
        let after: HashMap<_, _> = after.iter().map(|line| (line.raw.kpi(), line)).collect();
        // How far on the same side it was a year later, for what was measured then.
        let spreads = |line: &Line<'_>| line.deviation.value().all.spreads;
        let later = before.iter().filter_map(|line| {
            let same = after.get(&line.raw.kpi())?;
            Some((spreads(line).abs(), spreads(same) * spreads(line).signum()))
        });
        let mut later: Vec<(f64, f64)> = later.collect();
        let lasts =
            |later: &[(f64, f64)]| later.iter().take(10).filter(|(_, later)| *later >= OUT).count();
        first += lasts(&later);
        later.sort_by(|one, other| other.0.total_cmp(&one.0));
        furthest += lasts(&later);
        lines += later.len().min(10);
    }
    (first as f64 / lines as f64, furthest as f64 / lines as f64)
}
