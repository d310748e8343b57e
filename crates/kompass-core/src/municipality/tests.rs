#[path = "../../examples/tiles/assign.rs"]
mod assign;

use super::*;
use std::collections::{BTreeMap, BTreeSet};

const PLACES: &str = include_str!("../../../../data/tiles-places.csv");
const SHAPE: &str = include_str!("../../../../data/tiles-shape.txt");
const TILES: &str = include_str!("../../../../data/tiles.csv");

/// County with the latitudes and longitudes between which it lies.
const COUNTIES: [(&str, [f64; 2], [f64; 2]); 21] = [
    ("01", [58.7, 60.1], [17.2, 19.4]),
    ("03", [59.4, 60.7], [16.7, 18.9]),
    ("04", [58.5, 59.6], [15.6, 17.7]),
    ("05", [57.7, 59.0], [14.4, 17.0]),
    ("06", [57.0, 58.2], [13.0, 15.7]),
    ("07", [56.3, 57.3], [13.3, 15.9]),
    ("08", [56.2, 58.2], [15.2, 17.2]),
    ("09", [56.9, 58.4], [18.0, 19.4]),
    ("10", [56.0, 56.5], [14.4, 16.1]),
    ("12", [55.3, 56.6], [12.4, 14.6]),
    ("13", [56.3, 57.6], [11.8, 13.6]),
    ("14", [57.2, 59.3], [10.9, 14.8]),
    ("17", [58.9, 61.1], [11.6, 14.5]),
    ("18", [58.6, 60.1], [14.2, 15.8]),
    ("19", [59.2, 60.2], [15.4, 17.0]),
    ("20", [59.8, 62.3], [12.1, 16.8]),
    ("21", [60.1, 62.4], [14.4, 17.7]),
    ("22", [62.1, 64.1], [14.8, 19.4]),
    ("23", [61.5, 65.2], [11.9, 17.2]),
    ("24", [63.3, 66.4], [14.2, 21.9]),
    ("25", [65.0, 69.1], [15.4, 24.3]),
];

struct Place {
    code: String,
    name: String,
    part: String,
    latitude: f64,
    longitude: f64,
}

fn places() -> Vec<Place> {
    let rows = csv::Reader::from_reader(PLACES.as_bytes()).into_deserialize();
    rows.map(|row| {
        let (code, name, part, latitude, longitude) = row.unwrap();
        Place { code, name, part, latitude, longitude }
    })
    .collect()
}

fn tile(code: &str) -> (i32, i32) {
    let (column, row) = super::tile(code).unwrap();
    (i32::from(column), i32::from(row))
}

#[test]
fn the_table_is_whole() {
    let count = |kind| all().iter().filter(|one| one.kind == kind).count();
    assert_eq!(count(MunicipalityKind::Municipality), 290);
    assert_eq!(count(MunicipalityKind::Region), 21);
    assert!(all().iter().all(|one| one.code.len() == 4));
}

#[test]
fn seven_are_similar_to_each_municipality() {
    for one in all() {
        let municipality = one.kind == MunicipalityKind::Municipality;
        assert_eq!(one.similar.len(), if municipality { 7 } else { 0 }, "{}", one.name);
        assert_eq!(one.similar_year.is_some(), municipality, "{}", one.name);
        assert!(!one.similar.contains(&one.code), "{}", one.name);
        let known = |code: &String| {
            by_code(code).is_some_and(|it| it.kind == MunicipalityKind::Municipality)
        };
        assert!(one.similar.iter().all(known), "{}", one.name);
    }
}

#[test]
fn is_found_by_code_and_by_name() {
    assert_eq!(by_code("0138").unwrap().name, "Tyresö");
    assert_eq!(by_name("tyresö kommun").unwrap().code, "0138");
    assert_eq!(by_name("Granvik"), None);
    assert_eq!(size_class(23_400), (15_000, Some(30_000)));
}

#[test]
fn every_municipality_has_a_tile_of_its_own() {
    let municipalities = || all().iter().filter(|it| it.kind == MunicipalityKind::Municipality);
    let tiles: BTreeSet<(i32, i32)> = municipalities().map(|it| tile(&it.code)).collect();
    assert_eq!((municipalities().count(), tiles.len()), (290, 290));
    assert_eq!(TILES.lines().count(), 1 + 290);
    assert_eq!(super::tile("0001"), None, "a region has none");
}

#[test]
fn the_tiles_are_those_of_the_places_and_the_drawing() {
    let tiles = assign::tiles(PLACES, SHAPE).unwrap();
    assert_eq!(assign::write(&tiles), TILES, "run the example `tiles`");
    let error = assign::tiles(PLACES, &SHAPE.replacen('B', ".", 1)).unwrap_err();
    assert_eq!(error, "B: 14 places and 13 tiles");
}

#[test]
fn places_lie_in_their_counties() {
    let mut county_of: BTreeMap<String, String> = BTreeMap::new();
    for place in places() {
        assert_eq!(by_code(&place.code).unwrap().name, place.name);
        let (county, latitudes, longitudes) =
            COUNTIES.iter().find(|(county, ..)| place.code.starts_with(county)).unwrap();
        let is_inside = (latitudes[0]..latitudes[1]).contains(&place.latitude)
            && (longitudes[0]..longitudes[1]).contains(&place.longitude);
        assert!(is_inside, "{} {}, {}", place.name, place.latitude, place.longitude);
        let known = county_of.entry(place.part).or_insert_with(|| (*county).to_owned());
        assert_eq!(known, county, "{}: a part of the drawing lies in one county", place.name);
    }
}

#[test]
fn parts_hang_together_and_islands_lie_apart() {
    let mut parts: BTreeMap<String, BTreeSet<(i32, i32)>> = BTreeMap::new();
    for place in places() {
        parts.entry(place.part).or_default().insert(tile(&place.code));
    }
    for (part, tiles) in &parts {
        assert_eq!(&reached(tiles), tiles, "{part} is in pieces");
    }
    // Gotland, and Öland, which is a part of Kalmar county.
    let islands: BTreeSet<(i32, i32)> =
        ["I", "L"].iter().flat_map(|part| parts.remove(*part).unwrap()).collect();
    assert_eq!(islands, ["0980", "0840", "0885"].map(tile).into());
    let mainland: BTreeSet<(i32, i32)> = parts.into_values().flatten().collect();
    assert_eq!(reached(&mainland), mainland);
    let touches = |(x, y): &(i32, i32)| {
        (-1..=1).any(|dx| (-1..=1).any(|dy| mainland.contains(&(x + dx, y + dy))))
    };
    assert!(!islands.iter().any(touches));
    let east_of = |code: &str, other: &str| tile(code).0 > tile(other).0;
    assert!(east_of("0840", "0880") && east_of("0885", "0880") && east_of("0980", "0885"));

    let around: BTreeSet<(i32, i32)> = (-1..=20)
        .flat_map(|x| (-1..=40).map(move |y| (x, y)))
        .filter(|tile| !mainland.contains(tile))
        .collect();
    assert_eq!(reached(&around), around, "there is a hole");
}

/// The tiles that can be reached from the first of these, side by side.
fn reached(tiles: &BTreeSet<(i32, i32)>) -> BTreeSet<(i32, i32)> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<(i32, i32)> = tiles.first().copied().into_iter().collect();
    while let Some((x, y)) = next.pop() {
        if tiles.contains(&(x, y)) && reached.insert((x, y)) {
            next.extend([(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]);
        }
    }
    reached
}

#[test]
fn what_lies_north_or_near_does_so_on_the_map() {
    let places = places();
    let of = |value: fn(&Place) -> f64| places.iter().map(value).collect::<Vec<f64>>();
    let south = rank_correlation(&of(|it| -it.latitude), &of(|it| f64::from(tile(&it.code).1)));
    let east = rank_correlation(&of(|it| it.longitude), &of(|it| f64::from(tile(&it.code).0)));
    assert!(south > 0.985 && east > 0.93, "{south} {east}");

    let (mut near, mut all) = (0, 0);
    for place in &places {
        let mut others: Vec<&Place> = places.iter().filter(|it| it.code != place.code).collect();
        others.sort_by(|a, b| distance(place, a).total_cmp(&distance(place, b)));
        for other in &others[..4] {
            let ((x, y), (other_x, other_y)) = (tile(&place.code), tile(&other.code));
            let steps = (x - other_x).abs().max((y - other_y).abs());
            assert!(steps <= 4 || place.part == "I", "{} and {}: {steps}", place.name, other.name);
            near += i32::from(steps <= 2);
            all += 1;
        }
    }
    assert!(near * 100 > all * 97, "{near} of {all} neighbours are at most two tiles away");
}

/// Kilometres, well enough to compare.
fn distance(a: &Place, b: &Place) -> f64 {
    let middle = f64::midpoint(a.latitude, b.latitude).to_radians();
    111.2 * (a.latitude - b.latitude).hypot((a.longitude - b.longitude) * middle.cos())
}

/// How well two orders agree, from −1 to 1; equal values share their place.
fn rank_correlation(a: &[f64], b: &[f64]) -> f64 {
    let ranks = |values: &[f64]| -> Vec<f64> {
        let below = |value: f64| values.iter().filter(|it| **it < value).count() as f64;
        let same = |value: f64| values.iter().filter(|it| **it == value).count() as f64;
        values.iter().map(|value| below(*value) + same(*value) / 2.0).collect()
    };
    let (a, b) = (ranks(a), ranks(b));
    let mean = a.len() as f64 / 2.0;
    let product =
        |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>();
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}
