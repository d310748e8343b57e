//! The real data, whole. `KOMPASS_TEST_DATA` names its folder; CI always sets it.

use crate::import::{Draft, Files, Input, PackageFile};
use crate::names::{AreaKind, Gender};
use crate::segment::Cell;
use crate::store::Store;
use jiff::civil::date;
use std::path::PathBuf;

pub(crate) fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("KOMPASS_TEST_DATA").map(PathBuf::from)?;
    assert!(folder.is_dir(), "KOMPASS_TEST_DATA={} is not a folder", folder.display());
    Some(folder.join("kolada"))
}

/// Rows of a table: the fields under these names.
fn table<const N: usize>(path: PathBuf, columns: [&str; N]) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().clone();
    let at = columns.map(|name| head.iter().position(|own| own == name).unwrap());
    reader.records().map(Result::unwrap).map(|row| at.map(|at| row[at].to_owned())).collect()
}

#[test]
fn all_of_the_real_data_is_read_and_read_back() {
    let Some(data) = folder() else { return };
    let april = date(2026, 4, 1);
    let input = |name: &str, fetched| Input::read(&data.join(name), "test", fetched).unwrap();
    let package = |id: &str, name: &str| PackageFile {
        id: id.to_owned(),
        title: id.to_owned(),
        list: input(name, april),
    };
    let files = Files {
        areas: input("catalogue/municipalities_v3.csv", april),
        skr_groups: Some(input("packages/skr_kommungruppsindelning_2023.csv", april)),
        catalogues: vec![
            input("catalogue/kpi_catalogue_v3.csv", april),
            input("kpi_metadata_v2_2024-08.csv", date(2024, 8, 30)),
        ],
        groups: Some((
            input("catalogue/municipality_groups_v3.csv", april),
            input("catalogue/municipality_group_members_v3.csv", april),
        )),
        packages: vec![
            package("kkik-2013", "packages/kkik_2013_ordinarie_matt.csv"),
            package("hme", "packages/hme_indicators.csv"),
        ],
        values: vec![input("kolada_values_1994_2022.parquet", date(2024, 8, 30))],
    };
    let draft = Draft::read(&files, date(2026, 4, 10)).unwrap();
    assert_eq!(draft.rows_read(), 9_539_194);
    let folder = tempfile::tempdir().unwrap();
    let generation = Store::open(folder.path()).unwrap().publish(&draft).unwrap();
    let (segment, counts) = (&generation.segment, generation.segment.counts());
    assert_eq!((counts.values, counts.withheld), (7_387_543, 9_539_194 - 7_387_543));
    assert_eq!((counts.kpis, counts.areas, counts.groups), (6_099 + 43, 312, 3_630));
    assert_eq!(segment.kpis().filter(|kpi| segment.kpi(*kpi).retired).count(), 43);
    assert_eq!(segment.years(), 1994..2023);
    let members: usize = segment.groups().map(|at| segment.group(at).members.len()).sum();
    assert_eq!(members, 26_573);
    let similar = segment.groups().filter(|at| segment.group(*at).focus.is_some());
    assert_eq!(similar.count(), 3_500 + 42, "every title of similar areas is understood");
    let packages: Vec<_> = segment.packages().map(|it| (it.id, it.kpis.len())).collect();
    assert_eq!(packages, [("hme", 206), ("kkik-2013", 41)]);
    let grouped =
        segment.areas(AreaKind::Municipality).filter(|at| !segment.area(*at).skr_group.is_empty());
    assert_eq!(grouped.count(), 290);

    // The population, from the same dump by another way.
    let population = segment.find_kpi("N01951").unwrap();
    let rows =
        table(data.join("packages/population_N01951.csv"), ["municipality", "year", "population"]);
    assert!(rows.len() > 8_000);
    for [code, year, number] in rows {
        let area = segment.find_area(&code).unwrap();
        let raw = segment.value(population, Gender::Total, area, year.parse().unwrap()).unwrap();
        assert_eq!(raw.value(), number.parse::<f64>().unwrap(), "{code} {year}");
        assert!(!raw.preliminary());
    }
    // HME by gender: the decimals of the table are those of the dump.
    let hme = segment.find_kpi("U00200").unwrap();
    for [code, gender, year, value] in
        table(data.join("hme_totalindex_KM_2011-2022.csv"), ["geo", "gender", "year", "u00200"])
    {
        let (gender, area) =
            (Gender::from_code(gender.as_bytes()).unwrap(), segment.find_area(&code).unwrap());
        let raw = segment.value(hme, gender, area, year.parse().unwrap()).unwrap();
        assert_eq!(raw.value(), value.parse::<f64>().unwrap(), "{code} {year}");
    }
    // What the statistics of the dump say of every KPI, counted over its cells.
    let stats =
        table(data.join("kpi_value_stats.csv"), ["kpi", "n_values", "n_null", "min", "max"]);
    for [id, values, nulls, least, most] in stats {
        let kpi = segment.find_kpi(&id).unwrap();
        let cells = Gender::ALL.into_iter().flat_map(|gender| {
            let areas = AreaKind::ALL.into_iter().flat_map(|kind| segment.areas(kind));
            areas.flat_map(move |area| segment.series(kpi, gender, area))
        });
        let (mut read, mut withheld, mut ends) = (0_usize, 0_usize, (f64::MAX, f64::MIN));
        for (_, cell) in cells {
            match cell {
                Cell::Value(raw) => {
                    read += 1;
                    ends = (ends.0.min(raw.value()), ends.1.max(raw.value()));
                }
                Cell::Withheld { .. } => withheld += 1,
                Cell::Absent => unreachable!("a series has no absent cell"),
            }
        }
        // The table leaves a count of none empty.
        let count = |text: String| text.parse().unwrap_or(0_usize);
        assert_eq!((read, withheld), (count(values), count(nulls)), "{id}");
        if read > 0 {
            assert_eq!(ends, (least.parse().unwrap(), most.parse().unwrap()), "{id}");
        }
    }
}
