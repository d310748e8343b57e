//! Everything that is known of one key figure in one area: the value as it was published, and what is computed from it.

use super::{
    AreaAt, AreaKind, Cell, Comparison, Derived, Gender, Group, Kpi, KpiAt, Measure, Raw, Segment,
    Stated, alike::Alike, changes::source_of, reason, selection::gender_name, stated,
};
use kompass_core::Result;
use kompass_core::i18n::Texts;
use kompass_core::kpi::Summary;
use kompass_core::table::{self, Table};

/// A key figure in an area.
pub struct Sheet<'a> {
    /// The key figure.
    pub kpi: Kpi<&'a str>,
    /// Where it is.
    pub at: KpiAt,
    /// How its values are read.
    pub measure: Measure<'a>,
    /// The area.
    pub area: AreaAt,
    /// Whom the values count.
    pub gender: Gender,
    /// Whom it is compared with.
    pub peers: Option<Peers<'a>>,
    /// The latest value with what is computed from it; none if the area has no value.
    pub latest: Option<Comparison<'a>>,
    /// Every year of which anything is known, rising.
    pub years: Vec<Year<'a>>,
}

impl<'a> Sheet<'a> {
    /// That there is no value, of whom it was looked for, and why, if the provider says it.
    pub fn without(&self, segment: &Segment, words: &Texts) -> String {
        let (area, gender) = (segment.area(self.area).title, self.gender.code().to_string());
        let without = words.kpi_area_without(area, gender);
        let at = Gender::ALL.iter().position(|gender| *gender == self.gender).unwrap_or(0);
        let last = self.years.iter().rev().find_map(|year| match year.own[at] {
            Cell::Withheld { status } => Some((year.year, status)),
            _ => None,
        });
        match last {
            None => without,
            Some((year, status)) => {
                format!("{without} {}", words.kpi_area_withheld(status_words(status, words), year))
            }
        }
    }

    /// Its years as a table for files, the latest first: the own values of everybody, women and men, and beside them what
    /// was computed for those of [`Sheet::gender`], and the value of the nation.
    pub fn table(&self, segment: &Segment, words: &Texts) -> Table {
        let decimals = self.measure.decimals;
        let own = Gender::ALL.map(|gender| (gender_name(gender, words), 12));
        let columns = [(words.kpi_year(), 8)].into_iter().chain(own).chain([
            (words.kpi_mean_of_similar(), 14),
            (words.kpi_mean_of_all(), 14),
            (words.kpi_nation(), 12),
        ]);
        let empty = || Stated::label(table::Cell::Empty);
        let published = |cell: &Cell<'a>| match cell {
            Cell::Value(raw) => Stated::raw(raw, decimals),
            Cell::Withheld { status } => Stated::text(*status),
            Cell::Absent => empty(),
        };
        let mean = |mean: &Option<Derived<'a, (f64, usize)>>| {
            let number = |(mean, _): &(f64, usize)| table::Cell::Number(*mean, decimals);
            mean.as_ref().map_or_else(empty, |it| Stated::derived(it, number))
        };
        let row = |year: &Year<'a>| {
            let mut row = vec![Stated::label(table::Cell::Whole(year.year.into()))];
            row.extend(year.own.iter().map(published));
            row.extend([mean(&year.peers), mean(&year.all)]);
            row.push(year.nation.map_or_else(empty, |raw| Stated::raw(&raw, decimals)));
            row
        };
        let title = format!("{} {}", self.kpi.id, segment.area(self.area).title);
        let rows = self.years.iter().rev().map(row).collect();
        stated::table(title, columns, rows, words.lang())
    }
}

/// What the provider means by the status of a value that it does not publish.
pub fn status_words(status: &str, words: &Texts) -> String {
    match status {
        "" => words.kpi_status_unknown(),
        "-" => words.kpi_status_missing(),
        "." => words.kpi_status_not_applicable(),
        ".." => words.kpi_status_secret(),
        other => other.to_owned(),
    }
}

/// Whom an area is compared with.
pub enum Peers<'a> {
    /// A group of the provider.
    Group(Group<&'a str>),
    /// Those most like it by our own measure: the name of the group, and its members.
    Own(String, Vec<AreaAt>),
}

impl<'a> Peers<'a> {
    /// The group of an area that an address names.
    ///
    /// # Errors
    /// [`reason::UNKNOWN_GROUP`] for a group that is not one of the area's.
    pub fn of(segment: &'a Segment, area: AreaAt, id: &str) -> Result<Self> {
        let own = Alike::of_group(id).filter(|(code, _)| *code == segment.area(area).code);
        let own = own.and_then(|(_, alike)| alike.find(segment, area));
        if let Some(found) = own {
            let members = found.members.into_iter().map(|(area, _)| area).collect();
            return Ok(Self::Own(id.to_owned(), members));
        }
        let known = segment.groups_of(area).into_iter().map(|(_, group)| group);
        let known = known.into_iter().find(|group| group.id == id);
        known.map(Self::Group).ok_or_else(|| reason::UNKNOWN_GROUP.invalid("with"))
    }

    /// The name in an address.
    pub fn id(&self) -> &str {
        match self {
            Self::Group(group) => group.id,
            Self::Own(name, _) => name,
        }
    }

    /// Who they are.
    pub fn members(&self) -> &[AreaAt] {
        match self {
            Self::Group(group) => &group.members,
            Self::Own(_, members) => members,
        }
    }
}

/// What is known of a year.
pub struct Year<'a> {
    /// The year.
    pub year: i16,
    /// The own values, in the order of [`Gender::ALL`].
    pub own: [Cell<'a>; 3],
    /// The unweighted mean of all areas of the kind, and of how many.
    pub all: Option<Derived<'a, (f64, usize)>>,
    /// The same of the peers.
    pub peers: Option<Derived<'a, (f64, usize)>>,
    /// The value of the nation.
    pub nation: Option<Raw<'a>>,
}

/// Who is asked about.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Whom the values count; everybody, or, where only women or men are counted, whoever has values.
    pub gender: Option<Gender>,
    /// Id of the group to compare with; those similar in what the key figure is about, if none is named.
    pub peers: Option<String>,
}

impl<'a> Sheet<'a> {
    /// What is known of a key figure in an area.
    ///
    /// # Errors
    /// [`reason::UNKNOWN_GROUP`] for a group that is not one of the area's.
    pub fn of(segment: &'a Segment, at: KpiAt, area: AreaAt, question: &Question) -> Result<Self> {
        let kpi = segment.kpi(at);
        let measure = Measure::of(&kpi);
        let has_values = |gender: &Gender| segment.latest_year_of(at, *gender, area).is_some();
        let gender = question
            .gender
            .or_else(|| Gender::ALL.into_iter().find(has_values))
            .unwrap_or(Gender::Total);
        let peers = match &question.peers {
            None => {
                segment.similar_in(area, kpi.family()).map(|at| Peers::Group(segment.group(at)))
            }
            Some(id) => Some(Peers::of(segment, area, id)?),
        };
        let members = peers.as_ref().map_or(&[][..], Peers::members);
        let latest = segment.compare(at, gender, area, None, members);
        let years = Reading { segment, kpi: at, area, gender, members }.years();
        Ok(Self { kpi, at, measure, area, gender, peers, latest, years })
    }
}

/// What is read, and for whom.
struct Reading<'a, 'm> {
    segment: &'a Segment,
    kpi: KpiAt,
    area: AreaAt,
    gender: Gender,
    members: &'m [AreaAt],
}

impl<'a> Reading<'a, '_> {
    fn years(&self) -> Vec<Year<'a>> {
        let Self { segment, kpi, area, .. } = *self;
        let year = |year: i16| {
            let own = Gender::ALL.map(|gender| segment.cell(kpi, gender, area, year));
            let known = own.iter().any(|cell| *cell != Cell::Absent);
            let provider = source_of(segment, Some(kpi)).map_or("", |source| source.provider);
            // What one alone has is no mean of others.
            let mean = |values: &[f64]| {
                let summary = Summary::of(values.iter().copied()).filter(|it| it.n > 1)?;
                Some(Derived::new((summary.mean, summary.n), provider))
            };
            known.then(|| Year {
                year,
                own,
                all: mean(&self.values_of_kind(year)),
                peers: mean(&self.values(year, self.members)),
                nation: self.nation(year),
            })
        };
        segment.years().filter_map(year).collect()
    }

    fn values(&self, year: i16, of: &[AreaAt]) -> Vec<f64> {
        let row = self.segment.row(self.kpi, self.gender, year).unwrap_or_default();
        of.iter().map(|area| row.get(area.index()).copied().unwrap_or(f64::NAN)).collect()
    }

    /// The values of all areas of the kind of the own one.
    fn values_of_kind(&self, year: i16) -> Vec<f64> {
        let areas: Vec<AreaAt> = self.segment.areas(self.segment.area(self.area).kind).collect();
        self.values(year, &areas)
    }

    /// The value of the nation, beside that of a part of it.
    fn nation(&self, year: i16) -> Option<Raw<'a>> {
        let nation = self.segment.areas(AreaKind::Nation).next().filter(|at| *at != self.area)?;
        self.segment.value(self.kpi, self.gender, nation, year)
    }
}
