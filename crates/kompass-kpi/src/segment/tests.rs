use super::Segment;
use super::layout::{BLOCKS, Block, HEADER, Header, MAGIC, SOURCE_TEXTS, Series, VERSION};
use super::texts::Texts;
use crate::fixtures::{Temporary, VALUES, bytes, draft};
use crate::names::{AreaKind, Gender};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::{Seek, SeekFrom, Write};

fn country() -> Vec<u8> {
    bytes(&draft(VALUES).unwrap())
}

fn header_of(bytes: &[u8]) -> Header {
    Header::decode(bytes.first_chunk().unwrap())
}

/// Why a file is refused, by opening or by verifying.
fn refusal(bytes: &[u8]) -> Option<String> {
    let file = Temporary::with(bytes);
    let checked = Segment::open(&file.path).and_then(|segment| segment.verify());
    checked.err().map(|error| error.to_string())
}

/// Reads everything that can be read.
fn walk(segment: &Segment) -> usize {
    let mut seen =
        segment.sources().count() + segment.packages().map(|it| it.kpis.len()).sum::<usize>();
    for group in segment.groups() {
        seen += segment.group(group).members.len();
    }
    let areas: Vec<_> = AreaKind::ALL.into_iter().flat_map(|kind| segment.areas(kind)).collect();
    for area in &areas {
        seen += segment.find_area(segment.area(*area).code).map_or(0, |at| at.index());
        seen += segment.similar_to(*area).count();
        for gender in Gender::ALL {
            seen += segment.facts(*area, gender, &areas).count();
        }
    }
    for kpi in segment.kpis() {
        seen += segment.find_kpi(segment.kpi(kpi).id).map_or(0, |at| at.index());
        for gender in Gender::ALL {
            for area in &areas {
                seen += segment.series(kpi, gender, *area).count();
                seen += usize::from(segment.latest_year_of(kpi, gender, *area).is_some());
            }
            for kind in AreaKind::ALL {
                let latest = segment.latest_year(kpi, gender, kind);
                let ranks = latest.and_then(|year| segment.percentiles(kpi, gender, year, kind));
                seen += ranks.map_or(0, |ranks| ranks.value().len());
            }
        }
    }
    let mut out = Vec::new();
    seen + segment.all_percentiles(Gender::Total, AreaKind::Municipality, &mut out)
}

#[test]
fn every_flipped_byte_is_found() {
    let whole = country();
    let file = Temporary::with(&whole);
    let mut out = std::fs::OpenOptions::new().write(true).open(&file.path).unwrap();
    let mut write = |at: usize, byte: u8| {
        out.seek(SeekFrom::Start(at as u64)).unwrap();
        out.write_all(&[byte]).unwrap();
    };
    let range = |block| header_of(&whole).blocks[block as usize].range();
    let values = range(Block::Values);
    let later = [Block::LatestLower, Block::LatestHigher, Block::StatusCells, Block::Lower];
    for (at, byte) in whole.iter().copied().enumerate() {
        // The file is not mapped while it is written.
        write(at, byte ^ 0x10);
        let opened = Segment::open(&file.path);
        if values.contains(&at) {
            let told = opened.unwrap().verify().unwrap_err().to_string();
            assert!(told.contains("values of "), "{at}: {told}");
        } else if let Some(block) = later.into_iter().find(|block| range(*block).contains(&at)) {
            let told = opened.unwrap().verify().unwrap_err().to_string();
            assert!(told.contains(&format!("block {block:?}")), "{at}: {told}");
        } else {
            let told = opened.expect_err("the flipped byte is found").to_string();
            assert!(told.contains("header") || told.contains("block"), "{at}: {told}");
        }
        write(at, byte);
    }
    assert_eq!(refusal(&whole), None);
}

#[test]
fn a_cut_file_is_refused_at_every_length() {
    let whole = country();
    for length in 0..whole.len() {
        let told = refusal(&whole[..length]).expect("a cut file is refused");
        assert!(told.contains("test.kpis: "), "{told}");
        assert!(
            told.contains("ends after") || told.contains("cut") || told.contains("empty"),
            "{told}"
        );
    }
    let told = refusal(&[whole.as_slice(), b"\0"].concat()).unwrap();
    assert!(
        told.contains(&format!("it has {} bytes, not {}", whole.len() + 1, whole.len())),
        "{told}"
    );
}

#[test]
fn foreign_files_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Segment::open(folder.path()).is_err());
    assert!(
        Segment::open(&folder.path().join("missing")).unwrap_err().to_string().contains("missing")
    );
    let foreign = refusal(&vec![b'x'; 1000]).unwrap();
    assert!(foreign.contains("this is no file of key figures – import again"), "{foreign}");
    let mut later = country();
    later[8] = 4;
    assert!(refusal(&later).unwrap().contains("it has format 4; this program reads 3"));
    let mut ends = country();
    ends.splice(4..6, *b"S\n");
    assert!(ends[..8] != MAGIC && refusal(&ends).is_some());
}

#[test]
fn a_generation_without_values_is_one() {
    let file = Temporary::with(&bytes(&draft("kpi,municipality,year,gender,value\n").unwrap()));
    let segment = Segment::open(&file.path).unwrap();
    segment.verify().unwrap();
    assert!(segment.years().is_empty());
    walk(&segment);
}

#[test]
fn places_of_another_segment_do_no_harm() {
    let (wide, narrow) = (crate::fixtures::segment(VALUES), Temporary::with(&country()));
    let segment = Segment::open(&narrow.path).unwrap();
    let (kpi, area) = (crate::KpiAt(4_000_000), crate::AreaAt(60_000));
    assert_eq!(segment.kpi(kpi).id, "");
    assert_eq!(segment.area(area).code, "");
    assert_eq!(segment.row(kpi, Gender::Total, 2024), None);
    assert_eq!(segment.series(kpi, Gender::Total, area).count(), 0);
    assert_eq!(segment.latest_year(kpi, Gender::Men, AreaKind::Nation), None);
    assert_eq!(segment.facts(area, Gender::Total, &[area]).count(), 0);
    assert_eq!(segment.group(crate::GroupAt(u32::MAX)).members, []);
    assert_eq!(walk(&wide), walk(&segment));
}

/// Makes all sums right again after bytes were changed.
fn reseal(bytes: &mut [u8]) {
    let mut header = header_of(bytes);
    for place in &mut header.blocks[..BLOCKS - 1] {
        let end = place.offset.saturating_add(place.length);
        if end <= bytes.len() as u64 {
            place.sum = crc32fast::hash(&bytes[place.range()]);
        }
    }
    let length: [u8; 8] = bytes[16..24].try_into().unwrap();
    bytes[..HEADER].copy_from_slice(&header.encode());
    bytes[16..24].copy_from_slice(&length);
    let sum = crc32fast::hash(&bytes[..HEADER - 4]);
    bytes[HEADER - 4..HEADER].copy_from_slice(&sum.to_le_bytes());
}

/// Found by fuzzing: a last block that ends beyond all numbers, in a header with a right sum.
#[test]
fn a_place_beyond_all_numbers_is_refused() {
    let mut forged = country();
    let mut header = header_of(&forged);
    header.blocks[BLOCKS - 1].offset = u64::MAX;
    forged[..HEADER].copy_from_slice(&header.encode());
    assert!(refusal(&forged).is_some());
}

/// Found by the property below: the provider of a source is no text, in a file with right sums.
#[test]
fn a_source_without_a_provider_is_refused() {
    let whole = country();
    let texts = header_of(&whole).blocks[Block::SourceTexts as usize];
    let sources = header_of(&whole).sources as usize;
    let provider = texts.range().start + 4 * SOURCE_TEXTS * sources;
    assert_eq!(whole[provider..provider + 6], *b"Kolada");
    let mut no_letters = whole.clone();
    no_letters[provider] = 0xff;
    let mut empty = whole;
    empty[texts.range()][..4].fill(0);
    for mut forged in [no_letters, empty] {
        reseal(&mut forged);
        let file = Temporary::with(&forged);
        let told = Segment::open(&file.path).unwrap_err().to_string();
        assert!(told.contains("a source does not say whose values they are"), "{told}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Content that is wrong but has right sums is refused, or reads as something: it never ends the program.
    #[test]
    fn forged_files_do_no_harm(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
        in_header in any::<bool>(),
    ) {
        let mut forged = country();
        let end = if in_header { HEADER - 4 } else { forged.len() };
        for (at, byte) in changes {
            forged[12 + at.index(end - 12)] = byte;
        }
        reseal(&mut forged);
        let file = Temporary::with(&forged);
        if let Ok(segment) = Segment::open(&file.path) {
            walk(&segment);
            let _ = segment.verify();
        }
    }

    #[test]
    fn random_bytes_are_refused(garbage in proptest::collection::vec(any::<u8>(), 0..2000), magic in any::<bool>()) {
        let mut garbage = garbage;
        if magic && garbage.len() > 12 {
            garbage[..8].copy_from_slice(&MAGIC);
            garbage[8..12].copy_from_slice(&VERSION.to_le_bytes());
        }
        prop_assert!(refusal(&garbage).is_some());
    }

    /// A series finds the rows of its years, and no others.
    #[test]
    fn a_series_knows_its_years(years in proptest::collection::btree_set(0..128_usize, 0..128), first in 0..1000_u32) {
        let mut series = Series { first, ..Series::default() };
        for year in &years {
            series.years[year / 64] |= 1 << (year % 64);
            series.count += 1;
        }
        prop_assert_eq!(series.years().collect::<BTreeSet<_>>(), years.clone());
        prop_assert_eq!(series.years_counted() as usize, years.len());
        for year in 0..200 {
            let place = years.iter().position(|own| *own == year);
            prop_assert_eq!(series.row(year), place.map(|at| at + first as usize));
            prop_assert_eq!(series.ends_before(year), years.iter().all(|own| *own < year));
            prop_assert_eq!(series.ends_with(year), years.last() == Some(&year));
        }
    }

    /// Texts are read back and found.
    #[test]
    fn texts_are_read_back(mut texts in proptest::collection::btree_set(".{0,8}", 0..20)) {
        texts.insert(String::new());
        let all: Vec<&str> = texts.iter().map(String::as_str).collect();
        let block = super::texts::encode(all.iter().copied().chain(all.iter().rev().copied()));
        let aligned: Vec<u64> = block.chunks(8).map(|eight| {
            let mut word = [0; 8];
            word[..eight.len()].copy_from_slice(eight);
            u64::from_le_bytes(word)
        }).collect();
        let block = &bytemuck::cast_slice::<u64, u8>(&aligned)[..block.len()];
        prop_assert_eq!(Texts::check(block, 2, all.len()), Ok(()));
        let read = Texts::new(block, 2, all.len());
        for (at, text) in all.iter().enumerate() {
            prop_assert_eq!(read.get(0, at), *text);
            prop_assert_eq!(read.get(1, all.len() - 1 - at), *text);
            prop_assert_eq!(read.find(0, 0..all.len(), text), Some(at));
        }
        prop_assert!(read.rises(0, 0..all.len()));
    }
}
