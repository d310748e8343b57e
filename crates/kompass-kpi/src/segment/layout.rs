//! The segment file, byte by byte; `docs/decisions/0009-segment-file.md` says why. All numbers are little-endian.
//!
//! ```text
//! header (576 bytes) | block | zeros to 64 | block | zeros to 64 | … | values
//! ```

use std::ops::Range;

/// First bytes of every segment. As in PNG they show a transfer that changes line ends or cuts the eighth bit.
pub(crate) const MAGIC: [u8; 8] = *b"\x89KPIS\r\n\x1a";
/// Version of the format. A reader knows one.
pub(crate) const VERSION: u32 = 3;
/// Length of the header.
pub(crate) const HEADER: usize = 576;
/// Blocks begin at multiples of this, so that numbers lie aligned in the mapping and a row of 312 fills whole lines.
pub(crate) const ALIGNMENT: usize = 64;
/// Most years between the first and the last: a series says in two words of 64 bits which it has.
pub(crate) const MOST_YEARS: usize = 128;
/// Most of each other thing: so few that no product of them overflows.
pub(crate) const MOST: u32 = 1 << 20;
/// Most areas: their place fits in 16 bits and `NOWHERE` is none of them.
pub(crate) const MOST_AREAS: u32 = 50_000;
/// No area, or no place among them.
pub(crate) const NOWHERE: u16 = u16::MAX;
/// No year, in the latest-year index.
pub(crate) const NEVER: u8 = u8::MAX;

/// A cell that was never published: the plain NaN.
pub(crate) const ABSENT: u64 = 0x7ff8_0000_0000_0000;
/// A cell that was published without a value: another NaN, so that it costs no space and no loop sees a difference.
pub(crate) const WITHHELD: u64 = 0x7ff8_0000_0000_0001;

/// The blocks, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    /// Texts of KPIs: `KPI_TEXTS` columns.
    KpiTexts,
    /// `KpiFacts` per KPI.
    KpiFacts,
    /// Texts of areas: code, title, group in SKR's classification. Municipalities, regions, nation; each by code.
    AreaTexts,
    /// Texts of groups: id, title, family.
    GroupTexts,
    /// `GroupFacts` per group, and one more that ends the members of the last.
    GroupFacts,
    /// Members of groups: `u16` areas.
    Members,
    /// Texts of packages: id, title, origin.
    PackageTexts,
    /// First id of each package in `PackageKpis`, and the end: `u32`.
    PackageFirsts,
    /// Ids of the KPIs of packages: one column of texts.
    PackageKpis,
    /// Texts of sources: provider, origin, day of fetching, digest.
    SourceTexts,
    /// `Series` per gender × KPI; rows stand by KPI, gender, year.
    Series,
    /// Latest year of each gender × area × KPI: `u8` from the first year, or `NEVER`.
    Latest,
    /// Latest year of each gender × kind of area × KPI: the same.
    LatestOfKind,
    /// Of each gender × area × KPI how many areas of its kind have a lower value in that latest year, or `NOWHERE`: `u16`.
    LatestLower,
    /// How many have a higher one: `u16`.
    LatestHigher,
    /// `RowFacts` per row.
    RowFacts,
    /// The statuses that occur: one column of texts.
    Statuses,
    /// `StatusCell` where a status was given, by row and area.
    StatusCells,
    /// CRC-32 of the values of each gender × KPI: `u32`.
    SeriesSums,
    /// Per cell how many areas of its kind have a lower value in its row, or `NOWHERE` if it has none: `u16`.
    Lower,
    /// Rows of `f64` over all areas; by KPI, gender, year.
    Values,
}

/// Number of blocks.
pub(crate) const BLOCKS: usize = Block::Values as usize + 1;

/// Columns of [`Block::KpiTexts`].
pub(crate) const KPI_TEXTS: usize = 6;
/// Columns of [`Block::AreaTexts`].
pub(crate) const AREA_TEXTS: usize = 3;
/// Columns of [`Block::GroupTexts`].
pub(crate) const GROUP_TEXTS: usize = 3;
/// Columns of [`Block::PackageTexts`].
pub(crate) const PACKAGE_TEXTS: usize = 3;
/// Columns of [`Block::SourceTexts`].
pub(crate) const SOURCE_TEXTS: usize = 4;

/// Facts of a KPI that are no text. Days are `yyyymmdd`, 0 is none.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct KpiFacts {
    pub(crate) preliminary_on: u32,
    pub(crate) published_on: u32,
    pub(crate) next_year: i16,
    pub(crate) source: u16,
    pub(crate) owner: u8,
    /// Bit 0: by gender, 1: has units, 2: retired.
    pub(crate) flags: u8,
    pub(crate) zero: u16,
}

/// Facts of a group that are no text.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct GroupFacts {
    /// First of its members.
    pub(crate) first: u32,
    /// Area or `NOWHERE`.
    pub(crate) focus: u16,
    /// Year or 0.
    pub(crate) model_year: i16,
}

/// What is known of a whole row.
#[derive(Clone, Copy, Default, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct RowFacts {
    /// Its source, and a bit that says its values are preliminary.
    pub(crate) mark: u16,
    /// How many municipalities, regions and nations have a value.
    pub(crate) counts: [u16; 3],
}

/// Which years a KPI has for a gender, and where their rows begin. Its rows stand one after another.
#[derive(Clone, Copy, Default, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct Series {
    /// Bit per year, from the first year of the segment.
    pub(crate) years: [u64; 2],
    /// Number of its first row.
    pub(crate) first: u32,
    /// How many rows it has.
    pub(crate) count: u32,
}

impl Series {
    /// The number of the row of a year; that of the last one is found at once.
    #[inline]
    pub(crate) fn row(&self, year: usize) -> Option<usize> {
        if self.ends_with(year) {
            return Some(self.first as usize + self.count as usize - 1);
        }
        let (word, bit) = (year / 64, 1_u64 << (year % 64));
        if word > 1 || self.years[word] & bit == 0 {
            return None;
        }
        let before = (self.years[word] & (bit - 1)).count_ones()
            + if word == 1 { self.years[0].count_ones() } else { 0 };
        Some(self.first as usize + before as usize)
    }

    /// How many years it has.
    pub(crate) fn years_counted(&self) -> u32 {
        self.years[0].count_ones() + self.years[1].count_ones()
    }

    /// Whether this is its last year.
    #[inline]
    pub(crate) fn ends_with(&self, year: usize) -> bool {
        let (of_word, later) =
            if year < 64 { (self.years[0], self.years[1]) } else { (self.years[1], 0) };
        later == 0 && year < MOST_YEARS && of_word >> (year % 64) == 1
    }

    /// Whether it has no year from this one on.
    pub(crate) fn ends_before(&self, year: usize) -> bool {
        let last = 127
            - (u128::from(self.years[1]) << 64 | u128::from(self.years[0])).leading_zeros() as i32;
        last < year as i32
    }

    /// Its years, counted from the first year of the segment, rising.
    pub(crate) fn years(&self) -> impl DoubleEndedIterator<Item = usize> + use<> {
        let years = self.years;
        (0..MOST_YEARS).filter(move |year| years[year / 64] >> (year % 64) & 1 == 1)
    }
}

/// The status given with one cell.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct StatusCell {
    pub(crate) row: u32,
    pub(crate) area: u16,
    pub(crate) status: u16,
}

/// What the header says of the content, and where each block is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) kpis: u32,
    /// Municipalities, regions, nations.
    pub(crate) areas: [u32; 3],
    pub(crate) groups: u32,
    pub(crate) members: u32,
    pub(crate) packages: u32,
    pub(crate) package_kpis: u32,
    pub(crate) sources: u32,
    pub(crate) statuses: u32,
    pub(crate) status_cells: u32,
    pub(crate) first_year: i32,
    pub(crate) years: u32,
    pub(crate) rows: u32,
    /// Cells with a value.
    pub(crate) values: u64,
    /// Cells published without a value.
    pub(crate) withheld: u64,
    pub(crate) blocks: [Place; BLOCKS],
}

/// Where a block is, and its CRC-32. The values have sums of their own, so that opening need not read them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) offset: u64,
    pub(crate) length: u64,
    pub(crate) sum: u32,
}

impl Place {
    pub(crate) fn range(&self) -> Range<usize> {
        // Both were held against the length of the mapping.
        self.offset as usize..(self.offset + self.length) as usize
    }
}

impl Header {
    /// Areas in a row.
    pub(crate) fn width(&self) -> usize {
        self.areas.iter().map(|count| *count as usize).sum()
    }

    /// Bytes of the whole file; of a forged header, which is encoded before it is believed, any number.
    pub(crate) fn file_length(&self) -> u64 {
        let last = self.blocks[BLOCKS - 1];
        last.offset.saturating_add(last.length)
    }

    /// The length a block must have; `None` where texts decide it.
    pub(crate) fn expected(&self, block: Block) -> Option<u64> {
        let (kpis, width) = (u64::from(self.kpis), self.width() as u64);
        let size = |count: u64, size: usize| Some(count * size as u64);
        match block {
            Block::KpiFacts => size(kpis, size_of::<KpiFacts>()),
            Block::GroupFacts => size(u64::from(self.groups) + 1, size_of::<GroupFacts>()),
            Block::Members => size(self.members.into(), 2),
            Block::PackageFirsts => size(u64::from(self.packages) + 1, 4),
            Block::Series => size(3 * kpis, size_of::<Series>()),
            Block::Latest => size(3 * width * kpis, 1),
            Block::LatestOfKind => size(9 * kpis, 1),
            Block::LatestLower | Block::LatestHigher => size(3 * width * kpis, 2),
            Block::RowFacts => size(self.rows.into(), size_of::<RowFacts>()),
            Block::StatusCells => size(self.status_cells.into(), size_of::<StatusCell>()),
            Block::SeriesSums => size(3 * kpis, 4),
            Block::Lower => size(u64::from(self.rows) * width, 2),
            Block::Values => size(u64::from(self.rows) * width, 8),
            Block::KpiTexts
            | Block::AreaTexts
            | Block::GroupTexts
            | Block::PackageTexts
            | Block::PackageKpis
            | Block::SourceTexts
            | Block::Statuses => None,
        }
    }

    /// The bytes of the header, its own sum at the end.
    pub(crate) fn encode(&self) -> [u8; HEADER] {
        let mut out = Vec::with_capacity(HEADER);
        out.extend(MAGIC);
        out.extend(VERSION.to_le_bytes());
        out.extend((HEADER as u32).to_le_bytes());
        out.extend(self.file_length().to_le_bytes());
        for word in self.words() {
            out.extend(word.to_le_bytes());
        }
        out.extend(self.values.to_le_bytes());
        out.extend(self.withheld.to_le_bytes());
        for place in &self.blocks {
            out.extend(place.offset.to_le_bytes());
            out.extend(place.length.to_le_bytes());
            out.extend(place.sum.to_le_bytes());
        }
        out.resize(HEADER - 4, 0);
        out.extend(crc32fast::hash(&out).to_le_bytes());
        let mut header = [0; HEADER];
        header.copy_from_slice(&out);
        header
    }

    fn words(&self) -> [u32; 14] {
        let [municipalities, regions, nations] = self.areas;
        [
            self.kpis,
            municipalities,
            regions,
            nations,
            self.groups,
            self.members,
            self.packages,
            self.package_kpis,
            self.sources,
            self.statuses,
            self.status_cells,
            self.first_year.cast_unsigned(),
            self.years,
            self.rows,
        ]
    }

    /// Reads a header of which magic, version, lengths and sum are known to be right.
    pub(crate) fn decode(bytes: &[u8; HEADER]) -> Self {
        let mut rest = &bytes[24..];
        let mut word = || u32::from_le_bytes(take(&mut rest));
        let mut header = Self {
            kpis: word(),
            areas: [word(), word(), word()],
            groups: word(),
            members: word(),
            packages: word(),
            package_kpis: word(),
            sources: word(),
            statuses: word(),
            status_cells: word(),
            first_year: word().cast_signed(),
            years: word(),
            rows: word(),
            ..Self::default()
        };
        header.values = u64::from_le_bytes(take(&mut rest));
        header.withheld = u64::from_le_bytes(take(&mut rest));
        for place in &mut header.blocks {
            place.offset = u64::from_le_bytes(take(&mut rest));
            place.length = u64::from_le_bytes(take(&mut rest));
            place.sum = u32::from_le_bytes(take(&mut rest));
        }
        header
    }
}

/// The next bytes; the header is long enough for all that is taken.
fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let (taken, left) = rest.split_first_chunk().expect("the header is longer than its fields");
    *rest = left;
    *taken
}

/// The next multiple of the alignment.
pub(crate) fn aligned(offset: u64) -> u64 {
    offset.next_multiple_of(ALIGNMENT as u64)
}
