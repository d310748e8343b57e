//! Makes the files of `data/kolada/` from the full data: `cargo run -p kompass-kpi --example bundle -- FULL_DATA data`.
//! What is bundled stands in `data/kolada/kpis.csv`; the rest follows from it. Running it again gives the same bytes.

use jiff::civil::date;
use kompass_core::{Error, Result};
use kompass_kpi::export::ValueWriter;
use kompass_kpi::{AreaKind, Cell, Draft, Files, Gender, Input, Segment, Store};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn main() -> Result<()> {
    let [full, data] = &std::env::args().skip(1).collect::<Vec<_>>()[..] else {
        return Err(Error::Internal("usage: bundle FULL_DATA data".to_owned()));
    };
    let (full, out) = (Path::new(full).join("kolada"), Path::new(data).join("kolada"));
    for (from, to) in [
        ("catalogue/municipalities_v3.csv", "areas.csv"),
        ("packages/skr_kommungruppsindelning_2023.csv", "skr-groups-2023.csv"),
        ("packages/hme_indicators.csv", "hme.csv"),
        ("packages/kkik_2013_ordinarie_matt.csv", "kkik-2013.csv"),
    ] {
        fs::write(out.join(to), read(&full.join(from))?).map_err(disk)?;
    }
    for (from, to) in [
        ("catalogue/kpi_catalogue_v3.csv", "kpis-v3.csv.zst"),
        ("catalogue/municipality_groups_v3.csv", "groups.csv.zst"),
        ("catalogue/municipality_group_members_v3.csv", "group-members.csv.zst"),
    ] {
        let packed = zstd::encode_all(&read(&full.join(from))?[..], 19).map_err(disk)?;
        fs::write(out.join(to), packed).map_err(disk)?;
    }
    let current = ids(&read(&full.join("catalogue/kpi_catalogue_v3.csv"))?)?;
    retired(
        &read(&full.join("kpi_metadata_v2_2024-08.csv"))?,
        &current,
        &out.join("kpis-v2-retired.csv"),
    )?;

    let values = full.join("kolada_values_1994_2022.parquet");
    let mut files = Files {
        values: vec![Input::read(&values, "", date(2024, 8, 30))?],
        areas: Input::read(&full.join("catalogue/municipalities_v3.csv"), "", date(2026, 4, 16))?,
        skr_groups: None,
        catalogues: Vec::new(),
        groups: None,
        packages: Vec::new(),
    };
    for catalogue in ["catalogue/kpi_catalogue_v3.csv", "kpi_metadata_v2_2024-08.csv"] {
        files.catalogues.push(Input::read(&full.join(catalogue), "", date(2026, 4, 16))?);
    }
    let folder = tempfile::tempdir().map_err(disk)?;
    let generation =
        Store::open(folder.path())?.publish(&Draft::read(&files, date(2026, 4, 16))?)?;
    let wanted = ids(&read(&out.join("kpis.csv"))?)?;
    write(&generation.segment, &wanted, &out.join("values.parquet"))
}

/// Writes all cells of some KPIs.
fn write(segment: &Segment, wanted: &BTreeSet<String>, path: &Path) -> Result<()> {
    let mut writer = ValueWriter::new(fs::File::create(path).map_err(disk)?, 19)?;
    for at in segment.kpis().filter(|at| wanted.contains(segment.kpi(*at).id)) {
        for gender in Gender::ALL {
            for area in AreaKind::ALL.into_iter().flat_map(|kind| segment.areas(kind)) {
                for (year, cell) in segment.series(at, gender, area) {
                    let (value, status) = match cell {
                        Cell::Value(raw) => {
                            (Some(raw.value()), segment.status(at, gender, area, year))
                        }
                        Cell::Withheld { status } => (None, status),
                        Cell::Absent => continue,
                    };
                    let (kpi, area) = (segment.kpi(at).id, segment.area(area).code);
                    writer.push(kpi, area, year, gender.code(), value, status)?;
                }
            }
        }
    }
    writer.finish()
}

/// The rows of an older catalogue that the current one lacks.
fn retired(older: &[u8], current: &BTreeSet<String>, path: &Path) -> Result<()> {
    let mut reader = csv::Reader::from_reader(older);
    let mut writer = csv::Writer::from_path(path).map_err(broken)?;
    writer.write_byte_record(reader.byte_headers().map_err(broken)?).map_err(broken)?;
    for row in reader.records() {
        let row = row.map_err(broken)?;
        if !current.contains(&row[0]) {
            writer.write_record(&row).map_err(broken)?;
        }
    }
    writer.flush().map_err(disk)
}

/// The first column of a table.
fn ids(table: &[u8]) -> Result<BTreeSet<String>> {
    csv::Reader::from_reader(table)
        .records()
        .map(|row| Ok(row.map_err(broken)?[0].to_owned()))
        .collect()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::Unavailable(format!("{}: {error}", path.display())))
}

fn disk(error: std::io::Error) -> Error {
    Error::Unavailable(error.to_string())
}

fn broken(error: csv::Error) -> Error {
    Error::Internal(error.to_string())
}
