//! A set of the size of all of Kolada, deterministic: every KPI of the real catalogue gets the shape (years, areas,
//! genders, gaps, distribution) of a real KPI of the same area of operations, kind of area and gender split.

use bytes::Bytes;
use kompass_kpi::export::ValueWriter;
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

const LAST_YEAR: i16 = 2025;
/// First year of the real set: no series is longer.
const FIRST_YEAR: i16 = 1970;

/// What is taken from a real KPI.
#[derive(Clone)]
struct Shape {
    years: usize,
    municipalities: usize,
    regions: usize,
    nation: bool,
    genders: Vec<u8>,
    quantiles: [f64; 5],
    zero: f64,
    integer: bool,
    fill: f64,
}

/// What is generated: ids with their shapes, and the areas.
pub(crate) struct Plan {
    kpis: Vec<(String, Shape)>,
    municipalities: Vec<String>,
    regions: Vec<String>,
    /// The catalogue of `kpis`, as CSV.
    pub(crate) catalogue: Bytes,
}

impl Plan {
    /// Reads the shapes in a folder of the full data; `times` copies of every KPI, about `rows` rows in all.
    pub(crate) fn new(data: &Path, times: usize, rows: f64) -> Self {
        let catalogue = table(&data.join("kolada/catalogue/kpi_catalogue_v3.csv"));
        let older = table(&data.join("kolada/kpi_metadata_v2_2024-08.csv"));
        let class_of: HashMap<&str, [&str; 2]> = older
            .iter()
            .chain(&catalogue)
            .map(|kpi| {
                (kpi["id"].as_str(), [kpi["operating_area"].as_str(), &kpi["municipality_type"]])
            })
            .collect();
        let mut shapes: HashMap<(String, String, bool), Vec<Shape>> = HashMap::new();
        let stats = table(&data.join("kolada/kpi_value_stats.csv"));
        for row in stats.iter().filter(|row| !row["min"].is_empty()) {
            let [area, kind] = class_of[row["kpi"].as_str()];
            let (shape, split) = (Shape::of(row), row["genders"].len() > 1);
            // The wider classes stand in where a class has no real KPI.
            for key in [(area, kind), ("", kind), ("", "")] {
                let key = (key.0.to_owned(), key.1.to_owned(), split);
                shapes.entry(key).or_default().push(shape.clone());
            }
        }
        let areas = table(&data.join("kolada/catalogue/municipalities_v3.csv"));
        let codes = |kind: &str| -> Vec<String> {
            let of_kind = areas.iter().filter(|area| area["type"] == kind && area["id"] != "0000");
            of_kind.map(|area| area["id"].clone()).collect()
        };
        let mut plan = Self {
            kpis: Vec::new(),
            municipalities: codes("K"),
            regions: codes("L"),
            catalogue: Bytes::new(),
        };
        let mut described =
            "id,title,municipality_type,operating_area,is_divided_by_gender\n".to_owned();
        for kpi in &catalogue {
            let split = kpi["is_divided_by_gender"] == "True";
            let (area, kind) = (kpi["operating_area"].as_str(), kpi["municipality_type"].as_str());
            let all = [(area, kind), ("", kind), ("", "")]
                .into_iter()
                .find_map(|key| shapes.get(&(key.0.to_owned(), key.1.to_owned(), split)));
            let all = all.expect("the widest class has every real KPI");
            for copy in 0..times {
                let id =
                    if times == 1 { kpi["id"].clone() } else { format!("{}{copy}", kpi["id"]) };
                let mut random = Random::of(&id);
                let mut shape = all[random.below(all.len())].clone();
                if kind == "L" {
                    (shape.municipalities, shape.regions) = (0, plan.regions.len());
                }
                described +=
                    &format!("{id},{:?},{kind},{area:?},{split}\n", kpi["title"].replace('"', ""));
                plan.kpis.push((id, shape));
            }
        }
        plan.catalogue = described.into();
        plan.stretch(rows);
        plan
    }

    /// Makes all series longer or shorter, so that the whole has about so many rows.
    fn stretch(&mut self, rows: f64) {
        let span = f64::from(LAST_YEAR - FIRST_YEAR + 1);
        let years =
            |shape: &Shape, factor: f64| (shape.years as f64 * factor).round().clamp(1.0, span);
        let total = |factor: f64, kpis: &[(String, Shape)]| -> f64 {
            kpis.iter()
                .map(|(_, shape)| shape.areas() * years(shape, factor) * shape.genders.len() as f64)
                .sum()
        };
        let (mut low, mut high) = (0.01, 50.0);
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            if total(middle, &self.kpis) < rows { low = middle } else { high = middle }
        }
        for (_, shape) in &mut self.kpis {
            shape.years = years(shape, low) as usize;
        }
    }

    /// Writes the values as Parquet and gives the number of rows.
    pub(crate) fn write(&self, path: &Path) -> usize {
        let mut out = ValueWriter::new(File::create(path).unwrap(), 1).unwrap();
        let rows = self.kpis.iter().map(|(id, shape)| self.rows(id, shape, &mut out)).sum();
        out.finish().unwrap();
        rows
    }

    fn rows(&self, id: &str, shape: &Shape, out: &mut ValueWriter<File>) -> usize {
        let mut random = Random::of(id);
        let mut areas: Vec<&str> = Vec::new();
        for (codes, count) in
            [(&self.municipalities, shape.municipalities), (&self.regions, shape.regions)]
        {
            // Neighbours in the list are absent together, as neighbours often are.
            let start = random.below(codes.len());
            areas.extend((0..count).map(|at| codes[(start + at) % codes.len()].as_str()));
        }
        if shape.nation {
            areas.push("0000");
        }
        // An area keeps about its place in the distribution from year to year.
        let places: Vec<f64> = areas.iter().map(|_| random.share()).collect();
        for year in LAST_YEAR - shape.years as i16 + 1..=LAST_YEAR {
            for gender in &shape.genders {
                for (area, place) in areas.iter().zip(&places) {
                    let place = (place + 0.2 * (random.share() - 0.5)).clamp(0.0, 1.0);
                    let value = (random.share() < shape.fill).then(|| shape.value(place));
                    out.push(id, area, year, char::from(*gender), value, "").unwrap();
                }
            }
        }
        shape.years * shape.genders.len() * areas.len()
    }
}

impl Shape {
    fn of(row: &HashMap<String, String>) -> Self {
        let number = |name: &str| row[name].parse::<f64>().unwrap_or(0.0);
        let count = |name: &str| row[name].parse::<usize>().unwrap();
        Self {
            years: count("n_years"),
            municipalities: count("n_kommun"),
            regions: count("n_region"),
            nation: row["has_riket"] == "true",
            genders: row["genders"].bytes().collect(),
            quantiles: ["min", "q25", "median", "q75", "max"].map(number),
            zero: number("share_zero"),
            integer: number("share_integer") > 0.95,
            fill: number("n_values") / number("n_rows"),
        }
    }

    fn areas(&self) -> f64 {
        (self.municipalities + self.regions + usize::from(self.nation)) as f64
    }

    /// The value at a place of the distribution, from 0 to 1.
    fn value(&self, place: f64) -> f64 {
        if place < self.zero {
            return 0.0;
        }
        let at = place * 4.0;
        let below = (at as usize).min(3);
        let (from, to) = (self.quantiles[below], self.quantiles[below + 1]);
        let value = from + (to - from) * (at - below as f64);
        if self.integer { value.round() } else { value }
    }
}

/// Rows of a CSV file by the names of their columns.
fn table(path: &Path) -> Vec<HashMap<String, String>> {
    csv::Reader::from_path(path).unwrap().into_deserialize().map(Result::unwrap).collect()
}

/// splitmix64, begun with a name.
struct Random(u64);

impl Random {
    fn of(name: &str) -> Self {
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let one = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let two = (one ^ (one >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        two ^ (two >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
