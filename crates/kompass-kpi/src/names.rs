//! What values are about: KPIs, areas, genders, groups, packages, and where they came from.

use jiff::civil::Date;

/// Place of a KPI in a segment. It means nothing in another segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KpiAt(pub(crate) u32);

/// Place of an area in a segment, which is its place in every row. It means nothing in another segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaAt(pub(crate) u16);

/// Place of a group in a segment. It means nothing in another segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupAt(pub(crate) u32);

impl AreaAt {
    /// Its index in a row.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl KpiAt {
    /// Its index among the KPIs, which stand by id.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl GroupAt {
    /// Its index among the groups, which stand by id.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whom a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Everybody (`T`).
    Total,
    /// Women and girls (`K`).
    Women,
    /// Men and boys (`M`).
    Men,
}

impl Gender {
    /// All, in the order of the file.
    pub const ALL: [Self; 3] = [Self::Total, Self::Women, Self::Men];

    /// Reads a code: `T`, `K`, `M`, whatever the case. `F` (an old name for `K`) is accepted.
    pub fn from_code(code: &[u8]) -> Option<Self> {
        match code {
            b"T" | b"t" => Some(Self::Total),
            b"K" | b"k" | b"F" | b"f" => Some(Self::Women),
            b"M" | b"m" => Some(Self::Men),
            _ => None,
        }
    }

    /// The code: `T`, `K` or `M`.
    pub fn code(self) -> char {
        match self {
            Self::Total => 'T',
            Self::Women => 'K',
            Self::Men => 'M',
        }
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

/// What kind of area. Ranks are among areas of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaKind {
    /// A municipality.
    Municipality,
    /// A region.
    Region,
    /// The nation, often a weighted value: no mean of the others.
    Nation,
}

impl AreaKind {
    /// All, in the order of the file.
    pub const ALL: [Self; 3] = [Self::Municipality, Self::Region, Self::Nation];

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

/// A municipality, a region or the nation. `S` is `String` when made and `&str` when read from a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area<S = String> {
    /// Code, four characters with leading zeros.
    pub code: S,
    /// Name as the provider writes it.
    pub title: S,
    /// What kind.
    pub kind: AreaKind,
    /// Group in SKR's classification of municipalities; empty if none.
    pub skr_group: S,
}

/// Whose task a KPI measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// Municipalities (`K`).
    Municipality,
    /// Regions (`L`).
    Region,
    /// Both (`A`).
    Both,
}

/// A KPI as its catalogue describes it. `S` is `String` when made and `&str` when read from a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kpi<S = String> {
    /// Id: `N00003`.
    pub id: S,
    /// Title, verbatim.
    pub title: S,
    /// Description with the source underneath, verbatim but for white space.
    pub description: S,
    /// Area of operations; empty if none.
    pub operating_area: S,
    /// Perspective (resources, quality, volumes, other); empty if none.
    pub perspective: S,
    /// Who carries it out, as the provider's letter; empty if none.
    pub auspice: S,
    /// Whose task it measures.
    pub owner: Owner,
    /// Said to be split by gender. A hint, no promise.
    pub by_gender: bool,
    /// Said to have values of units. A hint, no promise.
    pub has_units: bool,
    /// True if it stands only in an older catalogue: no longer published, still known.
    pub retired: bool,
    /// Day of the next preliminary publication.
    pub preliminary_on: Option<Date>,
    /// Day of the next publication.
    pub published_on: Option<Date>,
    /// Year of the data that the next publication carries.
    pub next_year: Option<i16>,
    /// Index of the catalogue among the sources.
    pub source: u16,
}

impl<S> Kpi<S> {
    /// Whether values of a year fetched on a day are preliminary: between the preliminary and the final publication.
    pub fn is_preliminary(&self, year: i16, fetched: Date) -> bool {
        self.next_year == Some(year)
            && self.preliminary_on.is_some_and(|day| day <= fetched)
            && self.published_on.is_none_or(|day| fetched < day)
    }
}

/// A group of areas. `S` is `String` when made and `&str` when read from a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<S = String> {
    /// Id: `G175905`.
    pub id: S,
    /// Title, verbatim.
    pub title: S,
    /// What its members are alike in (`ekonomiskt bistånd`), for a group of similar areas; else empty.
    pub family: S,
    /// The area that the others resemble; never a member.
    pub focus: Option<AreaAt>,
    /// Year of the model that chose the members. They change from year to year, the id does not.
    pub model_year: Option<i16>,
    /// Members, in the order of the segment.
    pub members: Vec<AreaAt>,
}

/// A list of KPIs with a name, such as those of one survey or one comparison, as of a year. `S` is `String` when made
/// and `&str` when read from a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package<S = String> {
    /// Short name: `hme`, `kkik-2013`.
    pub id: S,
    /// Title, with the year the list is of.
    pub title: S,
    /// Where the list comes from.
    pub origin: S,
    /// Ids of its KPIs, in the order of the list. Some may stand in no catalogue any more.
    pub kpis: Vec<S>,
}

/// Where something came from. `S` is `String` when made and `&str` when read from a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<S = String> {
    /// Who published it: `Kolada`.
    pub provider: S,
    /// Which copy of it: an address, or a repository with its commit.
    pub origin: S,
    /// The day on which it was fetched from the provider.
    pub fetched: Date,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: S,
}
