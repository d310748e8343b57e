//! Writing a segment: the same content gives the same bytes, whatever the order in which it came.

use super::latest::Latest;
use super::layout::{
    BLOCKS, Block, GroupFacts, HEADER, Header, KpiFacts, NOWHERE, Place, RowFacts, Series,
    StatusCell, WITHHELD, aligned,
};
use super::{order, texts};
use crate::figure::PRELIMINARY;
use crate::import::Draft;
use crate::names::{AreaKind, Gender, Owner};
use jiff::civil::Date;
use std::io::{self, Write};

/// Everything of a file but the values, which are written from where they are.
pub(crate) struct Prepared<'a> {
    draft: &'a Draft,
    header: Header,
    blocks: [Vec<u8>; BLOCKS - 1],
}

impl<'a> Prepared<'a> {
    /// Lays out a draft.
    pub(crate) fn new(draft: &'a Draft) -> Self {
        let mut header = Header { areas: areas(draft), ..Header::default() };
        let (first, last) = draft.table.years().unwrap_or((0, -1));
        header.first_year = first.into();
        header.years = u32::from((last + 1).abs_diff(first));
        header.kpis = count(draft.kpis.len());
        header.groups = count(draft.groups.len());
        header.members = draft.groups.iter().map(|group| count(group.members.len())).sum();
        header.packages = count(draft.packages.len());
        header.package_kpis = draft.packages.iter().map(|package| count(package.kpis.len())).sum();
        header.sources = count(draft.sources.len());
        let values = Values::new(draft, &mut header);
        let order = order::of(draft);
        let latest = Latest::of(draft, first, &order);
        let facts = values.marks.iter().zip(&latest.counts);
        let row_facts: Vec<RowFacts> =
            facts.map(|(mark, counts)| RowFacts { mark: *mark, counts: *counts }).collect();
        let (statuses, status_cells) = statuses(draft, &values.series, first);
        header.statuses = count(statuses.len());
        header.status_cells = count(status_cells.len());
        let blocks = [
            kpi_texts(draft),
            bytes(&draft.kpis.iter().map(kpi_facts).collect::<Vec<_>>()),
            texts::encode(columns(
                &draft.areas,
                &[|area| &area.code, |area| &area.title, |area| &area.skr_group],
            )),
            texts::encode(columns(
                &draft.groups,
                &[|group| &group.id, |group| &group.title, |group| &group.family],
            )),
            bytes(&group_facts(draft)),
            bytes(
                &draft.groups.iter().flat_map(|it| &it.members).map(|at| at.0).collect::<Vec<_>>(),
            ),
            texts::encode(columns(
                &draft.packages,
                &[|it| &it.id, |it| &it.title, |it| &it.origin],
            )),
            bytes(&firsts(draft.packages.iter().map(|package| package.kpis.len()))),
            texts::encode(draft.packages.iter().flat_map(|it| &it.kpis).map(String::as_str)),
            source_texts(draft),
            bytes(&values.series),
            latest.years,
            latest.years_of_kinds,
            bytes(&latest.lower),
            bytes(&latest.higher),
            bytes(&row_facts),
            texts::encode(statuses),
            bytes(&status_cells),
            bytes(&values.sums),
            bytes(&order),
        ];
        let mut end = HEADER as u64;
        for (place, block) in header.blocks.iter_mut().zip(&blocks) {
            let (offset, length) = (aligned(end), block.len() as u64);
            *place = Place { offset, length, sum: crc32fast::hash(block) };
            end = offset + length;
        }
        let length = header.expected(Block::Values).unwrap_or(0);
        header.blocks[Block::Values as usize] = Place { offset: aligned(end), length, sum: 0 };
        Self { draft, header, blocks }
    }

    /// How many bytes [`Prepared::write`] writes.
    pub(crate) fn length(&self) -> u64 {
        self.header.file_length()
    }

    /// Writes the file.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.header.encode())?;
        let mut end = HEADER as u64;
        for (place, block) in self.header.blocks.iter().zip(&self.blocks) {
            pad(out, place.offset - end)?;
            out.write_all(block)?;
            end = place.offset + place.length;
        }
        pad(out, self.header.blocks[Block::Values as usize].offset - end)?;
        for kpi in 0..self.draft.kpis.len() {
            for gender in Gender::ALL {
                for (_, _, row) in self.draft.table.rows(kpi, gender) {
                    out.write_all(bytemuck::cast_slice(row))?;
                }
            }
        }
        Ok(())
    }
}

/// What is known only from all values.
struct Values {
    series: Vec<Series>,
    marks: Vec<u16>,
    sums: Vec<u32>,
}

impl Values {
    fn new(draft: &Draft, header: &mut Header) -> Self {
        let kpis = draft.kpis.len();
        let mut this = Self {
            series: vec![Series::default(); 3 * kpis],
            marks: Vec::new(),
            sums: vec![0; 3 * kpis],
        };
        for (at, kpi) in draft.kpis.iter().enumerate() {
            for gender in Gender::ALL {
                let place = gender.index() * kpis + at;
                let series = &mut this.series[place];
                series.first = count(this.marks.len());
                let mut sum = crc32fast::Hasher::new();
                for (year, source, row) in draft.table.rows(at, gender) {
                    let fetched = draft.sources[usize::from(source)].fetched;
                    let preliminary = kpi.is_preliminary(year, fetched);
                    this.marks.push(source | if preliminary { PRELIMINARY } else { 0 });
                    sum.update(bytemuck::cast_slice(row));
                    let year = (i32::from(year) - header.first_year) as usize;
                    series.years[year / 64] |= 1 << (year % 64);
                    series.count += 1;
                    for value in row {
                        header.values += u64::from(!value.is_nan());
                        header.withheld += u64::from(value.to_bits() == WITHHELD);
                    }
                }
                this.sums[place] = sum.finalize();
            }
        }
        header.rows = count(this.marks.len());
        this
    }
}

fn areas(draft: &Draft) -> [u32; 3] {
    AreaKind::ALL.map(|kind| count(draft.areas.iter().filter(|area| area.kind == kind).count()))
}

fn kpi_texts(draft: &Draft) -> Vec<u8> {
    texts::encode(columns(
        &draft.kpis,
        &[
            |kpi| &kpi.id,
            |kpi| &kpi.title,
            |kpi| &kpi.description,
            |kpi| &kpi.operating_area,
            |kpi| &kpi.perspective,
            |kpi| &kpi.auspice,
        ],
    ))
}

fn kpi_facts(kpi: &crate::Kpi) -> KpiFacts {
    KpiFacts {
        preliminary_on: number(kpi.preliminary_on),
        published_on: number(kpi.published_on),
        next_year: kpi.next_year.unwrap_or(0),
        source: kpi.source,
        owner: match kpi.owner {
            Owner::Municipality => 0,
            Owner::Region => 1,
            Owner::Both => 2,
        },
        flags: u8::from(kpi.by_gender) | u8::from(kpi.has_units) << 1 | u8::from(kpi.retired) << 2,
        zero: 0,
    }
}

fn group_facts(draft: &Draft) -> Vec<GroupFacts> {
    let firsts = firsts(draft.groups.iter().map(|group| group.members.len()));
    let facts = draft
        .groups
        .iter()
        .map(|group| (group.focus.map_or(NOWHERE, |at| at.0), group.model_year.unwrap_or(0)));
    let end = std::iter::once((NOWHERE, 0));
    let all = firsts.into_iter().zip(facts.chain(end));
    all.map(|(first, (focus, model_year))| GroupFacts { first, focus, model_year }).collect()
}

fn source_texts(draft: &Draft) -> Vec<u8> {
    let days: Vec<String> = draft.sources.iter().map(|source| source.fetched.to_string()).collect();
    let providers = draft.sources.iter().map(|source| source.provider.as_str());
    let origins = draft.sources.iter().map(|source| source.origin.as_str());
    let digests = draft.sources.iter().map(|source| source.digest.as_str());
    texts::encode(providers.chain(origins).chain(days.iter().map(String::as_str)).chain(digests))
}

/// The statuses that occur, sorted, and the cells that have one.
fn statuses<'a>(
    draft: &'a Draft,
    series: &[Series],
    first_year: i16,
) -> (Vec<&'a str>, Vec<StatusCell>) {
    let mut sorted: Vec<&str> = draft.table.statuses.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let place = |status: &String| sorted.iter().position(|known| *known == status.as_str());
    // By their place in the order of arrival; the table holds them few.
    let places: Vec<u16> =
        draft.table.statuses.iter().map(|status| place(status).unwrap_or(0) as u16).collect();
    let cells = draft.table.status_of.iter().map(|(key, at)| {
        let of = &series[key.gender.index() * draft.kpis.len() + key.kpi as usize];
        let row = of.row(usize::from(key.calendar_year().abs_diff(first_year)));
        StatusCell {
            row: count(row.expect("a status is given with a cell, which made the row")),
            area: key.area,
            status: places[usize::from(*at)],
        }
    });
    (sorted, cells.collect())
}

/// Some texts of all things, one kind of text after the other.
fn columns<'a, T, const N: usize>(
    all: &'a [T],
    texts: &'a [fn(&T) -> &String; N],
) -> impl Iterator<Item = &'a str> {
    texts.iter().flat_map(move |text| all.iter().map(move |one| text(one).as_str()))
}

/// Where ranges of these lengths begin, and the end.
fn firsts(lengths: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut next = 0;
    let mut firsts = vec![0];
    for length in lengths {
        next += count(length);
        firsts.push(next);
    }
    firsts
}

fn bytes<T: bytemuck::NoUninit>(numbers: &[T]) -> Vec<u8> {
    bytemuck::cast_slice(numbers).to_vec()
}

fn pad(out: &mut dyn Write, zeros: u64) -> io::Result<()> {
    out.write_all(&[0; super::layout::ALIGNMENT][..zeros as usize])
}

/// Counts that the import holds below the limits of the format.
fn count(of: usize) -> u32 {
    u32::try_from(of).expect("the import holds every count within the format")
}

/// A day as `yyyymmdd`; 0 is none.
fn number(day: Option<Date>) -> u32 {
    let number = |day: Date| {
        let (month, day_of) = (i32::from(day.month()), i32::from(day.day()));
        u32::try_from(i32::from(day.year()) * 10_000 + month * 100 + day_of).unwrap_or(0)
    };
    day.map_or(0, number)
}

/// The day of such a number.
pub(super) fn day(number: u32) -> Option<Date> {
    let part = |divisor: u32, modulo: u32| number / divisor % modulo;
    let year = i16::try_from(part(10_000, 10_000)).ok()?;
    let (month, day) = (i8::try_from(part(100, 100)).ok()?, i8::try_from(part(1, 100)).ok()?);
    (number != 0).then(|| Date::new(year, month, day).ok()).flatten()
}
