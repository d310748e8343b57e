//! What comes with the program, so that comparison works before anything has been fetched: `data/kolada/`, whose README
//! section says what it is and how it is renewed.

use crate::import::{Draft, Files, Input, PackageFile};
use crate::segment::layout;
use crate::store::{Generation, Store};
use bytes::Bytes;
use jiff::civil::{Date, date};
use kompass_core::{Result, digest};
use std::sync::Arc;

/// The copy of the catalogue, and the day of that copy.
const CATALOGUE: (&str, Date) =
    ("github.com/LCHansson/rKolada, commit 8afe11f (API v3)", date(2026, 4, 16));
/// The copy of the values, and the day of that copy.
const VALUES: (&str, Date) =
    ("github.com/open-numbers/ddf--kolada--dump, commit 8501d5c (API v2)", date(2024, 8, 30));

/// The copy of the list of KKiK: the provider's own examples for programmers. Of a list only the copy is kept, not the day.
const KKIK: (&str, Date) = ("github.com/Hypergene/kolada, commit fed3a70", date(2024, 8, 30));

/// The bundled file of this name.
macro_rules! file {
    ($name:literal, $of:expr) => {
        input($name, include_bytes!(concat!("../../../data/kolada/", $name)), $of)
    };
}

impl Files {
    /// The files that come with the program: all KPIs, areas and groups, and the values of some.
    pub fn bundled() -> Self {
        let package = |id: &str, title: &str, list| PackageFile {
            id: id.to_owned(),
            title: title.to_owned(),
            list,
        };
        Self {
            areas: file!("areas.csv", CATALOGUE),
            skr_groups: Some(file!("skr-groups-2023.csv", CATALOGUE)),
            catalogues: vec![
                file!("kpis-v3.csv.zst", CATALOGUE),
                file!("kpis-v2-retired.csv", VALUES),
            ],
            groups: Some((
                file!("groups.csv.zst", CATALOGUE),
                file!("group-members.csv.zst", CATALOGUE),
            )),
            packages: vec![
                package(
                    "hme",
                    "Hållbart medarbetarengagemang (HME), 2026",
                    file!("hme.csv", CATALOGUE),
                ),
                package(
                    "kkik-2013",
                    "Kommunens Kvalitet i Korthet (KKiK), ordinarie mått 2013",
                    file!("kkik-2013.csv", KKIK),
                ),
            ],
            values: vec![file!("values.parquet", VALUES)],
        }
    }
}

/// File that says which bundled generation a folder has: what it was made of, and its digest.
const MADE: &str = "bundled";

impl Store {
    /// Takes what comes with the program into use. It is made if the folder does not have it, or has that of another
    /// version of the program.
    pub fn use_bundled(&self) -> Result<Arc<Generation>> {
        let files = Files::bundled();
        let (of, made) = (fingerprint(&files), self.folder().join(MADE));
        let noted = std::fs::read_to_string(&made).unwrap_or_default();
        let known = noted.split_once(' ').filter(|(made_of, _)| *made_of == of);
        let known = known.map(|(_, digest)| digest);
        if let Some(current) = self.current().filter(|own| known == Some(&own.digest)) {
            return Ok(current);
        }
        let import = self.begin()?;
        let generation = match known.and_then(|digest| import.find(digest)) {
            Some(generation) => generation,
            // Its own day, so that the clock of the machine does not matter.
            None => import.write(&Draft::read(&files, CATALOGUE.1)?)?,
        };
        import.take(&generation)?;
        // If this cannot be noted, it is made again the next time.
        let _ = std::fs::write(&made, format!("{of} {}", generation.digest));
        Ok(generation)
    }
}

/// What a bundled generation is made of: the files, and the form of the segment.
fn fingerprint(files: &Files) -> String {
    let groups = files.groups.iter().flat_map(|(groups, members)| [groups, members]);
    let inputs = std::iter::once(&files.areas)
        .chain(&files.skr_groups)
        .chain(&files.catalogues)
        .chain(groups)
        .chain(files.packages.iter().map(|package| &package.list))
        .chain(&files.values);
    let parts = inputs.map(|input| digest::sha256(&input.bytes));
    digest::sha256(format!("{} {}", layout::VERSION, parts.collect::<String>()).as_bytes())
}

fn input(name: &str, content: &'static [u8], (origin, fetched): (&str, Date)) -> Input {
    let bytes = if name.ends_with(".zst") {
        // A test reads every bundled file.
        zstd::decode_all(content).expect("the bundled file is whole").into()
    } else {
        Bytes::from_static(content)
    };
    let (name, provider) = (format!("data/kolada/{name}"), "Kolada".to_owned());
    Input { name, bytes, provider, origin: origin.to_owned(), fetched }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::names::{AreaKind, Gender};
    use crate::segment::Segment;
    use std::sync::LazyLock;

    /// The segment of what is bundled, made once for all tests.
    pub(crate) fn segment() -> &'static Segment {
        static SEGMENT: LazyLock<Arc<Segment>> = LazyLock::new(|| publish(&Files::bundled()));
        &SEGMENT
    }

    /// The same with all values, where they are at hand; made once for all tests.
    pub(crate) fn full() -> Option<&'static Segment> {
        static SEGMENT: LazyLock<Option<Arc<Segment>>> = LazyLock::new(|| {
            let path = crate::full_data::folder()?.join("kolada_values_1994_2022.parquet");
            let mut files = Files::bundled();
            files.values = vec![Input::read(&path, VALUES.0, VALUES.1).unwrap()];
            Some(publish(&files))
        });
        SEGMENT.as_deref()
    }

    fn publish(files: &Files) -> Arc<Segment> {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft::read(files, date(2026, 4, 16)).unwrap();
        Store::open(folder.path()).unwrap().publish(&draft).unwrap().segment.clone()
    }

    /// The ids of `data/kolada/kpis.csv`.
    fn chosen() -> Vec<String> {
        let list = include_bytes!("../../../data/kolada/kpis.csv");
        csv::Reader::from_reader(&list[..])
            .records()
            .map(|row| row.unwrap()[0].to_owned())
            .collect()
    }

    #[test]
    fn what_is_bundled_is_whole() {
        let segment = publish(&Files::bundled());
        let counts = segment.counts();
        assert_eq!(
            (counts.kpis, counts.areas, counts.groups, counts.packages),
            (6_142, 312, 3_630, 2)
        );
        let chosen = chosen();
        for kpi in segment.kpis() {
            let id = segment.kpi(kpi).id;
            let has = Gender::ALL.into_iter().any(|gender| {
                AreaKind::ALL
                    .into_iter()
                    .any(|kind| segment.latest_year(kpi, gender, kind).is_some())
            });
            assert_eq!(has, chosen.iter().any(|own| own == id), "{id}");
        }
        assert_eq!(chosen.len(), 162);
    }

    /// The list of municipalities names for each those of its group in the catalogue.
    #[test]
    fn similar_municipalities_are_those_of_the_groups() {
        let segment = publish(&Files::bundled());
        let mut found = 0;
        for group in segment.groups().map(|at| segment.group(at)) {
            let Some(focus) = group.focus.filter(|_| group.family == "övergripande") else {
                continue;
            };
            let code = |at| segment.area(at).code.to_owned();
            let known = kompass_core::municipality::by_code(&code(focus)).unwrap();
            let mut members: Vec<String> = group.members.iter().copied().map(code).collect();
            members.sort();
            assert_eq!((known.similar_year, &known.similar), (group.model_year, &members));
            found += 1;
        }
        assert_eq!(found, 290);
    }

    /// Figures that can be looked up: the population of Stockholm at the end of 2022.
    #[test]
    fn a_bundled_value_names_its_source() {
        let segment = publish(&Files::bundled());
        let (kpi, area) = (segment.find_kpi("N01951").unwrap(), segment.find_area("0180").unwrap());
        let raw = segment.value(kpi, Gender::Total, area, 2022).unwrap();
        assert_eq!(raw.value(), 984_748.0);
        assert_eq!(raw.source().fetched, date(2024, 8, 30));
        assert_eq!(raw.mark().text(kompass_core::Lang::En), "Source: Kolada");
        let mut facts = segment.facts(area, Gender::Total, &[]);
        let fact = facts.find(|fact| fact.raw.kpi() == kpi).unwrap();
        let place = fact.among_all.value();
        assert_eq!((place.n, place.rank_from_top(), place.rank_from_bottom()), (290, 1, 290));
        let mark = fact.among_all.processed().text(kompass_core::Lang::Nb);
        assert_eq!(mark, "Egen bearbeiding av data fra Kolada");
    }

    /// Every bundled cell is that of the full data, and none is missing.
    #[test]
    fn the_bundle_is_a_slice_of_the_full_data() {
        let Some(full) = full() else { return };
        let bundled = segment();
        assert_eq!(bundled.counts().kpis, full.counts().kpis);
        for id in chosen() {
            let kpi = full.find_kpi(&id).unwrap();
            for gender in Gender::ALL {
                for year in full.years() {
                    let bits = |segment: &Segment| -> Option<Vec<u64>> {
                        Some(
                            segment
                                .row(kpi, gender, year)?
                                .iter()
                                .map(|value| value.to_bits())
                                .collect(),
                        )
                    };
                    assert_eq!(bits(bundled), bits(full), "{id} {gender:?} {year}");
                }
            }
        }
    }
}
