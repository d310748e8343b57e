//! Which municipality gets which tile. The drawing says, by a letter, which tiles each part of the country has. Within a
//! part, each place is moved to where it would lie if the part were as wide and high as its tiles, and gets a tile so that
//! all together lie as near to that as can be.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Where a municipality lies.
#[derive(Deserialize)]
struct Place {
    code: String,
    part: char,
    latitude: f64,
    longitude: f64,
}

/// A part of the country: its municipalities, and its tiles by column and row.
#[derive(Default)]
struct Part {
    places: Vec<Place>,
    cells: Vec<(f64, f64)>,
}

/// The tile of each municipality as code, column and row, by code.
pub(crate) fn tiles(places: &str, drawing: &str) -> Result<Vec<(String, u8, u8)>, String> {
    let mut parts: BTreeMap<char, Part> = BTreeMap::new();
    for place in csv::Reader::from_reader(places.as_bytes()).into_deserialize() {
        let place: Place = place.map_err(|error| error.to_string())?;
        parts.entry(place.part).or_default().places.push(place);
    }
    for (line, row) in drawing.lines().zip(0_u8..) {
        for (part, column) in line.chars().zip(0_u8..).filter(|(part, _)| *part != '.') {
            let cell = (f64::from(column), f64::from(row));
            parts.entry(part).or_default().cells.push(cell);
        }
    }
    let mut tiles = Vec::new();
    for (part, Part { places, cells }) in parts {
        if places.len() != cells.len() {
            return Err(format!("{part}: {} places and {} tiles", places.len(), cells.len()));
        }
        let columns = moved(&places, |place| place.longitude, &cells, |cell| cell.0);
        // Latitudes grow to the north, rows to the south.
        let rows = moved(&places, |place| -place.latitude, &cells, |cell| cell.1);
        let cost = |place: usize, cell: usize| {
            (columns[place] - cells[cell].0).powi(2) + (rows[place] - cells[cell].1).powi(2)
        };
        for (place, cell) in places.into_iter().zip(cheapest(cells.len(), cost)) {
            let (column, row) = cells[cell];
            tiles.push((place.code, column as u8, row as u8));
        }
    }
    tiles.sort();
    Ok(tiles)
}

/// The tiles as a file.
pub(crate) fn write(tiles: &[(String, u8, u8)]) -> String {
    let rows = tiles.iter().map(|(code, column, row)| format!("{code},{column},{row}\n"));
    format!("code,column,row\n{}", rows.collect::<String>())
}

/// Where places lie along one direction, stretched from the first to the last of the cells.
fn moved<P, C>(
    places: &[P],
    of_place: impl Fn(&P) -> f64,
    cells: &[C],
    of_cell: impl Fn(&C) -> f64,
) -> Vec<f64> {
    let ends = |values: &[f64]| {
        let low = values.iter().copied().fold(f64::MAX, f64::min);
        (low, values.iter().copied().fold(f64::MIN, f64::max) - low)
    };
    let values: Vec<f64> = places.iter().map(of_place).collect();
    let (from, length) = ends(&values);
    let (to, tiles) = ends(&cells.iter().map(of_cell).collect::<Vec<_>>());
    let share = |value: f64| if length > 0.0 { (value - from) / length } else { 0.5 };
    values.iter().map(|value| to + share(*value) * tiles).collect()
}

/// For each of `n` places its cell, such that the sum of the costs is least: the Hungarian method, a shortest path at a
/// time. Index 0 stands for "none yet", so places and cells count from 1.
fn cheapest(n: usize, cost: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let (mut of_place, mut of_cell) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut taken_by = vec![0; n + 1];
    for place in 1..=n {
        taken_by[0] = place;
        let mut least = vec![f64::INFINITY; n + 1];
        let mut before = vec![0; n + 1];
        let mut used = vec![false; n + 1];
        let mut cell = 0;
        while cell == 0 || taken_by[cell] != 0 {
            used[cell] = true;
            let current = taken_by[cell];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in (1..=n).filter(|other| !used[*other]) {
                let reduced = cost(current - 1, other - 1) - of_place[current] - of_cell[other];
                if reduced < least[other] {
                    (least[other], before[other]) = (reduced, cell);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=n {
                if used[other] {
                    of_place[taken_by[other]] += step;
                    of_cell[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            cell = next;
        }
        while cell != 0 {
            taken_by[cell] = taken_by[before[cell]];
            cell = before[cell];
        }
    }
    let mut cells = vec![0; n];
    for cell in 1..=n {
        cells[taken_by[cell] - 1] = cell - 1;
    }
    cells
}
