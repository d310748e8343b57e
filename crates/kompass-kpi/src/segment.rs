//! One generation as an immutable file, mapped into memory.

mod check;
pub(crate) mod latest;
pub(crate) mod layout;
mod map;
mod order;
pub(crate) mod read;
pub(crate) mod texts;
pub(crate) mod write;

#[cfg(test)]
mod tests;

pub use read::Cell;

use crate::names::{Area, AreaAt, AreaKind, Group, GroupAt, Kpi, KpiAt, Owner, Package, Source};
use crate::search::Index;
use jiff::civil::Date;
use kompass_core::{Problem, Result};
use layout::{
    AREA_TEXTS, Block, GROUP_TEXTS, GroupFacts, Header, KPI_TEXTS, KpiFacts, NOWHERE,
    PACKAGE_TEXTS, SOURCE_TEXTS,
};
use map::Map;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;
use texts::Texts;

/// A generation of key figures. Opening maps the file and checks all that reading relies on; [`Segment::verify`] checks
/// every byte. A file that is cut, damaged or foreign is refused with the reason.
pub struct Segment {
    map: Map,
    header: Header,
    file: String,
    /// The words of its KPIs, made when somebody first looks for one.
    pub(crate) index: OnceLock<Index>,
}

/// How much a segment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// KPIs in the catalogue, with or without values.
    pub kpis: u32,
    /// Areas of all kinds.
    pub areas: u32,
    /// Groups of areas.
    pub groups: u32,
    /// Packages of KPIs.
    pub packages: u32,
    /// Rows of KPI × gender × year that were published.
    pub rows: u32,
    /// Cells with a value.
    pub values: u64,
    /// Cells published without a value.
    pub withheld: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

impl Segment {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<Self> {
        let file = path.display().to_string();
        let map = Map::open(path).map_err(|error| refused(&file, "file", error.to_string()))?;
        let header =
            check::open(map.bytes()).map_err(|(place, reason)| refused(&file, place, reason))?;
        Ok(Self { map, header, file, index: OnceLock::new() })
    }

    /// Checks the rest, so that every byte of the file is: the values and the letters of texts.
    pub fn verify(&self) -> Result<()> {
        check::rest(self).map_err(|(place, reason)| refused(&self.file, place, reason))
    }

    /// SHA-256 of the whole file, which is its name in a store.
    pub fn digest(&self) -> String {
        kompass_core::digest::sha256(self.map.bytes())
    }

    /// How much it holds.
    pub fn counts(&self) -> Counts {
        let header = &self.header;
        Counts {
            kpis: header.kpis,
            areas: header.areas.iter().sum(),
            groups: header.groups,
            packages: header.packages,
            rows: header.rows,
            values: header.values,
            withheld: header.withheld,
            bytes: header.file_length(),
        }
    }

    /// The years between the first and the last value, both included; empty if there is no value.
    pub fn years(&self) -> Range<i16> {
        let first = self.header.first_year;
        let end = first + self.header.years.cast_signed();
        // The check of the header holds both within the calendar.
        i16::try_from(first).unwrap_or(0)..i16::try_from(end).unwrap_or(0)
    }

    /// The place of a KPI.
    pub fn find_kpi(&self, id: &str) -> Option<KpiAt> {
        let found = self.kpi_texts().find(0, 0..self.header.kpis as usize, id);
        found.map(|at| KpiAt(at as u32))
    }

    /// The places of all KPIs, by id.
    pub fn kpis(&self) -> impl ExactSizeIterator<Item = KpiAt> + use<> {
        (0..self.header.kpis as usize).map(|at| KpiAt(at as u32))
    }

    /// A KPI as its catalogue describes it.
    pub fn kpi(&self, at: KpiAt) -> Kpi<&str> {
        let (texts, index) = (self.kpi_texts(), at.index());
        let none = bytemuck::Zeroable::zeroed();
        let facts = self.block::<KpiFacts>(Block::KpiFacts).get(index).copied().unwrap_or(none);
        Kpi {
            id: texts.get(0, index),
            title: texts.get(1, index),
            description: texts.get(2, index),
            operating_area: texts.get(3, index),
            perspective: texts.get(4, index),
            auspice: texts.get(5, index),
            owner: match facts.owner {
                0 => Owner::Municipality,
                1 => Owner::Region,
                _ => Owner::Both,
            },
            by_gender: facts.flags & 1 != 0,
            has_units: facts.flags & 2 != 0,
            retired: facts.flags & 4 != 0,
            preliminary_on: write::day(facts.preliminary_on),
            published_on: write::day(facts.published_on),
            next_year: (facts.next_year != 0).then_some(facts.next_year),
            source: facts.source,
        }
    }

    /// The area of operations of a KPI; empty if it has none.
    pub fn field(&self, at: KpiAt) -> &str {
        self.kpi_texts().get(3, at.index())
    }

    /// The place of an area.
    pub fn find_area(&self, code: &str) -> Option<AreaAt> {
        let found = |kind| self.area_texts().find(0, self.range(kind), code);
        AreaKind::ALL.into_iter().find_map(found).map(|at| AreaAt(at as u16))
    }

    /// The places of all areas of a kind, by code: a range of every row.
    pub fn areas(&self, kind: AreaKind) -> impl ExactSizeIterator<Item = AreaAt> + use<> {
        self.range(kind).map(|at| AreaAt(at as u16))
    }

    /// An area.
    pub fn area(&self, at: AreaAt) -> Area<&str> {
        let texts = self.area_texts();
        Area {
            code: texts.get(0, at.index()),
            title: texts.get(1, at.index()),
            kind: self.kind_of(at),
            skr_group: texts.get(2, at.index()),
        }
    }

    /// The place of a group.
    pub fn find_group(&self, id: &str) -> Option<GroupAt> {
        let found = self.group_texts().find(0, 0..self.header.groups as usize, id);
        found.map(|at| GroupAt(at as u32))
    }

    /// The places of all groups, by id.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = GroupAt> + use<> {
        (0..self.header.groups as usize).map(|at| GroupAt(at as u32))
    }

    /// A group with its members.
    pub fn group(&self, at: GroupAt) -> Group<&str> {
        let texts = self.group_texts();
        let facts: &[GroupFacts] = self.block(Block::GroupFacts);
        let all: &[u16] = self.block(Block::Members);
        let (own, next) = match facts.get(at.index()..) {
            Some([own, next, ..]) => (*own, *next),
            _ => (bytemuck::Zeroable::zeroed(), bytemuck::Zeroable::zeroed()),
        };
        let members = all.get(own.first as usize..next.first as usize).unwrap_or_default();
        Group {
            id: texts.get(0, at.index()),
            title: texts.get(1, at.index()),
            family: texts.get(2, at.index()),
            focus: (own.focus != NOWHERE).then_some(AreaAt(own.focus)),
            model_year: (own.model_year != 0).then_some(own.model_year),
            members: members.iter().map(|area| AreaAt(*area)).collect(),
        }
    }

    /// The groups of areas similar to one: one per family and model year.
    pub fn similar_to(&self, area: AreaAt) -> impl Iterator<Item = GroupAt> + use<'_> {
        let facts: &[GroupFacts] = self.block(Block::GroupFacts);
        self.groups().filter(move |at| facts[at.index()].focus == area.0)
    }

    /// All packages, by id.
    pub fn packages(&self) -> impl ExactSizeIterator<Item = Package<&str>> {
        let count = self.header.packages as usize;
        let texts = Texts::new(self.bytes(Block::PackageTexts), PACKAGE_TEXTS, count);
        let ids = Texts::new(self.bytes(Block::PackageKpis), 1, self.header.package_kpis as usize);
        let firsts: &[u32] = self.block(Block::PackageFirsts);
        firsts.windows(2).enumerate().map(move |(at, ends)| Package {
            id: texts.get(0, at),
            title: texts.get(1, at),
            origin: texts.get(2, at),
            kpis: (ends[0]..ends[1]).map(|kpi| ids.get(0, kpi as usize)).collect(),
        })
    }

    /// Everything that the generation was made from.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = Source<&str>> {
        (0..self.header.sources as usize).map(|at| self.source(at))
    }

    pub(crate) fn source(&self, at: usize) -> Source<&str> {
        let texts =
            Texts::new(self.bytes(Block::SourceTexts), SOURCE_TEXTS, self.header.sources as usize);
        Source {
            provider: texts.get(0, at),
            origin: texts.get(1, at),
            // The check of the file reads every day.
            fetched: texts.get(2, at).parse().unwrap_or(Date::MIN),
            digest: texts.get(3, at),
        }
    }

    /// The areas of a kind as a range of every row.
    pub(crate) fn range(&self, kind: AreaKind) -> Range<usize> {
        let ends = self.header.areas.map(|count| count as usize);
        let start = ends[..kind.index()].iter().sum();
        start..start + ends[kind.index()]
    }

    /// What kind of area stands at a place.
    pub(crate) fn kind_of(&self, at: AreaAt) -> AreaKind {
        let within = |kind: &AreaKind| self.range(*kind).contains(&at.index());
        AreaKind::ALL.into_iter().find(within).unwrap_or(AreaKind::Nation)
    }

    fn kpi_texts(&self) -> Texts<'_> {
        Texts::new(self.bytes(Block::KpiTexts), KPI_TEXTS, self.header.kpis as usize)
    }

    fn area_texts(&self) -> Texts<'_> {
        Texts::new(self.bytes(Block::AreaTexts), AREA_TEXTS, self.header.width())
    }

    fn group_texts(&self) -> Texts<'_> {
        Texts::new(self.bytes(Block::GroupTexts), GROUP_TEXTS, self.header.groups as usize)
    }

    pub(crate) fn bytes(&self, block: Block) -> &[u8] {
        &self.map.bytes()[self.header.blocks[block as usize].range()]
    }

    /// A block as what it consists of. Length and alignment were checked when the file was opened.
    pub(crate) fn block<T: bytemuck::Pod>(&self, block: Block) -> &[T] {
        numbers(self.bytes(block))
    }
}

impl std::fmt::Debug for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Segment").field("file", &self.file).finish_non_exhaustive()
    }
}

/// The numbers of a block; none if they do not lie aligned, which the geometry of the file excludes.
fn numbers<T: bytemuck::Pod>(bytes: &[u8]) -> &[T] {
    bytemuck::try_cast_slice(bytes).unwrap_or_default()
}

/// The file cannot be used, and why.
fn refused(file: &str, place: impl Into<String>, reason: impl Into<String>) -> kompass_core::Error {
    let remedy = "import again, or fetch the file again from where it came; the generation in use is not touched";
    kompass_core::Error::invalid(Problem::new(place, reason, remedy).file(file))
}
