//! Is this file what it says? Everything that reading relies on is checked when a file is opened. What may have any bits
//! without misleading a reader is checked on request: the values, what stands beside them, and the letters of texts.

use super::layout::{
    AREA_TEXTS, BLOCKS, Block, GROUP_TEXTS, GroupFacts, HEADER, Header, KPI_TEXTS, KpiFacts, MAGIC,
    MOST, MOST_AREAS, MOST_YEARS, NOWHERE, PACKAGE_TEXTS, RowFacts, SOURCE_TEXTS, Series,
    StatusCell, VERSION, WITHHELD, aligned,
};
use super::texts::Texts;
use super::{Segment, numbers};
use crate::figure::PRELIMINARY;
use crate::names::{Gender, KpiAt};
use jiff::civil::Date;

/// Where something is wrong, and what.
type Wrong = (String, String);

/// Checks all but the values and gives the header.
pub(super) fn open(bytes: &[u8]) -> Result<Header, Wrong> {
    let wrong = |reason: String| ("header".to_owned(), reason);
    let header: &[u8; HEADER] = bytes.first_chunk().ok_or_else(|| {
        wrong(format!("the file ends after {} bytes, inside the header", bytes.len()))
    })?;
    if header[..8] != MAGIC {
        return Err(wrong("this is no file of key figures".to_owned()));
    }
    let word = |at: usize| {
        u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    if word(8) != VERSION {
        return Err(wrong(format!("it has format {}; this program reads {VERSION}", word(8))));
    }
    if word(12) as usize != HEADER || word(HEADER - 4) != crc32fast::hash(&header[..HEADER - 4]) {
        return Err(wrong("it is damaged: its sum is not that of its bytes".to_owned()));
    }
    let decoded = Header::decode(header);
    counts(&decoded).map_err(wrong)?;
    if decoded.encode() != *header {
        return Err(wrong("it says what no such file can say".to_owned()));
    }
    geometry(&decoded, bytes)?;
    content(&decoded, bytes)?;
    Ok(decoded)
}

/// The counts are small enough for every product and index.
fn counts(header: &Header) -> Result<(), String> {
    let small = [header.kpis, header.groups, header.members, header.packages, header.package_kpis];
    let areas: u64 = header.areas.iter().map(|count| u64::from(*count)).sum();
    let possible = small.iter().all(|count| *count <= MOST)
        && areas <= MOST_AREAS.into()
        && header.sources <= PRELIMINARY.into()
        && header.statuses <= u16::MAX.into()
        && header.years as usize <= MOST_YEARS
        && (0..=9999 - MOST_YEARS as i32).contains(&header.first_year)
        && u64::from(header.rows) <= u64::from(header.kpis) * 3 * u64::from(header.years);
    if possible {
        Ok(())
    } else {
        Err("its counts are beyond what such a file can hold".to_owned())
    }
}

/// The blocks follow one another without a gap but zeros, have their lengths, their sums, and end with the file.
fn geometry(header: &Header, bytes: &[u8]) -> Result<(), Wrong> {
    let mut end = HEADER as u64;
    for (index, place) in header.blocks.iter().enumerate() {
        let block = BLOCK[index];
        let wrong = |reason: &str| (format!("block {block:?}"), reason.to_owned());
        let start = aligned(end);
        end = place.offset.checked_add(place.length).ok_or_else(|| wrong("it is too long"))?;
        if place.offset != start || header.expected(block).is_some_and(|it| it != place.length) {
            return Err(wrong("its place or length does not follow from the counts"));
        }
        let content = bytes.get(place.range()).filter(|_| end <= bytes.len() as u64);
        let Some(content) = content else {
            return Err(wrong(&format!(
                "the file is cut: it has {} bytes, and this ends at {end}",
                bytes.len()
            )));
        };
        if !LATER.contains(&block) && crc32fast::hash(content) != place.sum {
            return Err(wrong("it is damaged: its sum is not that of its bytes"));
        }
        let gap = bytes.get(end as usize..aligned(end) as usize).unwrap_or_default();
        if index + 1 < BLOCKS && gap.iter().any(|byte| *byte != 0) {
            return Err(wrong("there is something after it"));
        }
    }
    if end != bytes.len() as u64 {
        return Err(("file".to_owned(), format!("it has {} bytes, not {end}", bytes.len())));
    }
    Ok(())
}

/// Every index inside the blocks leads somewhere, and what is searched by bisection rises.
fn content(header: &Header, bytes: &[u8]) -> Result<(), Wrong> {
    let block = |block: Block| &bytes[header.blocks[block as usize].range()];
    let wrong = |block: Block, reason: &str| (format!("block {block:?}"), reason.to_owned());
    let (kpis, width, groups) = (header.kpis as usize, header.width(), header.groups as usize);
    for (which, columns, count) in texts(header) {
        Texts::check(block(which), columns, count).map_err(|reason| wrong(which, &reason))?;
    }
    let sorted = |which, columns, count: usize, within| {
        if Texts::new(block(which), columns, count).rises(0, within) {
            Ok(())
        } else {
            Err(wrong(which, "its ids are not in order, or one stands twice"))
        }
    };
    sorted(Block::KpiTexts, KPI_TEXTS, kpis, 0..kpis)?;
    sorted(Block::GroupTexts, GROUP_TEXTS, groups, 0..groups)?;
    let mut start = 0;
    for count in header.areas.map(|count| count as usize) {
        sorted(Block::AreaTexts, AREA_TEXTS, width, start..start + count)?;
        start += count;
    }
    let sources = Texts::new(block(Block::SourceTexts), SOURCE_TEXTS, header.sources as usize);
    if (0..header.sources as usize).any(|at| sources.get(2, at).parse::<Date>().is_err()) {
        return Err(wrong(Block::SourceTexts, "a day of fetching is no date"));
    }
    // Every mark beside a figure names whose values it shows or was computed from.
    if (0..header.sources as usize).any(|at| sources.get(0, at).is_empty()) {
        return Err(wrong(Block::SourceTexts, "a source does not say whose values they are"));
    }
    let is_source = |source: u16| u32::from(source) < header.sources;
    let facts: &[KpiFacts] = numbers(block(Block::KpiFacts));
    if facts.iter().any(|facts| !is_source(facts.source)) {
        return Err(wrong(Block::KpiFacts, "a KPI comes from a catalogue that is not there"));
    }
    let is_area = |area: &u16| usize::from(*area) < width;
    let groups: &[GroupFacts] = numbers(block(Block::GroupFacts));
    if groups.iter().any(|group| group.focus != NOWHERE && !is_area(&group.focus))
        || !numbers::<u16>(block(Block::Members)).iter().all(is_area)
    {
        return Err(wrong(Block::Members, "a group names an area that is not there"));
    }
    ranges(groups.iter().map(|group| group.first), header.members)
        .map_err(|reason| wrong(Block::GroupFacts, reason))?;
    ranges(numbers(block(Block::PackageFirsts)).iter().copied(), header.package_kpis)
        .map_err(|reason| wrong(Block::PackageFirsts, reason))?;
    let all: &[Series] = numbers(block(Block::Series));
    let mut rows = 0_u32;
    for at in (0..kpis).flat_map(|kpi| (0..3).map(move |gender| gender * kpis + kpi)) {
        let series = &all[at];
        let beyond = !series.ends_before(header.years as usize);
        if series.first != rows || series.count != series.years_counted() || beyond {
            return Err(wrong(Block::Series, "its rows are not those of its years"));
        }
        rows += series.count;
    }
    if rows != header.rows {
        return Err(wrong(Block::Series, "it has not as many rows as the header says"));
    }
    let facts: &[RowFacts] = numbers(block(Block::RowFacts));
    if !facts.iter().all(|facts| is_source(facts.mark & !PRELIMINARY)) {
        return Err(wrong(Block::RowFacts, "a row comes from a source that is not there"));
    }
    Ok(())
}

/// The blocks of texts, with their columns and the entries of each.
fn texts(header: &Header) -> [(Block, usize, usize); 7] {
    let (kpis, width, groups) = (header.kpis as usize, header.width(), header.groups as usize);
    [
        (Block::KpiTexts, KPI_TEXTS, kpis),
        (Block::AreaTexts, AREA_TEXTS, width),
        (Block::GroupTexts, GROUP_TEXTS, groups),
        (Block::PackageTexts, PACKAGE_TEXTS, header.packages as usize),
        (Block::PackageKpis, 1, header.package_kpis as usize),
        (Block::SourceTexts, SOURCE_TEXTS, header.sources as usize),
        (Block::Statuses, 1, header.statuses as usize),
    ]
}

/// The beginnings of ranges that follow one another from 0 to the end.
fn ranges(mut firsts: impl Iterator<Item = u32>, end: u32) -> Result<(), &'static str> {
    let mut last =
        firsts.next().filter(|first| *first == 0).ok_or("the first does not begin at 0")?;
    for first in firsts {
        if first < last {
            return Err("one begins before the one before it");
        }
        last = first;
    }
    if last == end { Ok(()) } else { Err("the last does not end where the entries end") }
}

/// Checks the letters of all texts, the sum of the values of every KPI and gender, and their number.
pub(super) fn rest(segment: &Segment) -> Result<(), Wrong> {
    let header = &segment.header;
    for (block, columns, count) in texts(header) {
        Texts::new(segment.bytes(block), columns, count)
            .check_letters()
            .map_err(|reason| (format!("block {block:?}"), reason.to_owned()))?;
    }
    status_cells(segment).map_err(|reason| ("block StatusCells".to_owned(), reason.to_owned()))?;
    for block in [Block::LatestLower, Block::LatestHigher, Block::Lower] {
        whole(segment, block).map_err(|reason| (format!("block {block:?}"), reason.to_owned()))?;
    }
    let sums: &[u32] = segment.block(Block::SeriesSums);
    let series: &[Series] = segment.block(Block::Series);
    let (bytes, row) = (segment.bytes(Block::Values), 8 * header.width());
    for (at, sum) in sums.iter().enumerate() {
        let (first, count) = (series[at].first as usize, series[at].count as usize);
        if crc32fast::hash(&bytes[first * row..(first + count) * row]) != *sum {
            let kpis = header.kpis as usize;
            let (kpi, gender) = (KpiAt((at % kpis) as u32), Gender::ALL[at / kpis]);
            return Err((
                format!("values of {} {}", segment.kpi(kpi).id, gender.code()),
                "they are damaged: their sum is not that of their bytes".to_owned(),
            ));
        }
    }
    let (mut values, mut withheld) = (0, 0);
    for value in numbers::<f64>(bytes) {
        values += u64::from(!value.is_nan());
        withheld += u64::from(value.to_bits() == WITHHELD);
    }
    if (values, withheld) != (header.values, header.withheld) {
        return Err(("values".to_owned(), "they are not as many as the header says".to_owned()));
    }
    Ok(())
}

/// Checks the sum of a block that opening leaves alone.
fn whole(segment: &Segment, block: Block) -> Result<(), &'static str> {
    if crc32fast::hash(segment.bytes(block)) == segment.header.blocks[block as usize].sum {
        Ok(())
    } else {
        Err("it is damaged: its sum is not that of its bytes")
    }
}

/// Checks what was written beside cells: a wrong one misleads, but leads nowhere.
fn status_cells(segment: &Segment) -> Result<(), &'static str> {
    whole(segment, Block::StatusCells)?;
    let (header, bytes) = (&segment.header, segment.bytes(Block::StatusCells));
    let cells: &[StatusCell] = numbers(bytes);
    let inside = |cell: &StatusCell| {
        cell.row < header.rows
            && usize::from(cell.area) < header.width()
            && u32::from(cell.status) < header.statuses
    };
    if cells.is_sorted_by(|one, next| (one.row, one.area) < (next.row, next.area))
        && cells.iter().all(inside)
    {
        Ok(())
    } else {
        Err("a status is given for no cell, or twice")
    }
}

/// The large blocks that may have any bits: their sums are checked on request.
const LATER: [Block; 5] =
    [Block::LatestLower, Block::LatestHigher, Block::StatusCells, Block::Lower, Block::Values];

/// The blocks by their number.
const BLOCK: [Block; BLOCKS] = [
    Block::KpiTexts,
    Block::KpiFacts,
    Block::AreaTexts,
    Block::GroupTexts,
    Block::GroupFacts,
    Block::Members,
    Block::PackageTexts,
    Block::PackageFirsts,
    Block::PackageKpis,
    Block::SourceTexts,
    Block::Series,
    Block::Latest,
    Block::LatestOfKind,
    Block::LatestLower,
    Block::LatestHigher,
    Block::RowFacts,
    Block::Statuses,
    Block::StatusCells,
    Block::SeriesSums,
    Block::Lower,
    Block::Values,
];
