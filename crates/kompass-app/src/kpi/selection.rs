//! The free selection: any key figures of any areas over any years, by gender.

use super::{
    Area, AreaAt, AreaKind, Cell, GENERAL, Gender, KpiAt, Marks, Measure, Raw, Segment, Stated,
    alike, reason, stated,
};
use kompass_core::i18n::Texts;
use kompass_core::table::{self, Table};
use kompass_core::{Error, Problem, Result, format};
use kompass_store::sort;

/// Most key figures of a selection.
pub const MOST_KPIS: usize = 50;
/// Most areas that are named one by one.
pub const MOST_AREAS: usize = 60;
/// Key figures that the name of its files has.
const TITLED: usize = 3;
/// Most years that a selection shows if it names none.
const SHOWN_YEARS: usize = 6;

/// What is asked for, as it stands in an address or a saved selection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Ids of key figures.
    pub kpis: Vec<String>,
    /// Areas by code or name.
    pub areas: Vec<String>,
    /// Groups of areas beside those: `all`, `regions`, `nation`, `skr:0138` (those of the same group in SKR's
    /// classification), `similar:0138` (those most like it in general), `own:0138:7:N01951,N00903` (those most like it in these
    /// key figures, by our own measure), or the id of a group.
    pub groups: Vec<String>,
    /// Whom the values count; everybody if nothing is said.
    pub genders: Vec<Gender>,
    /// The first year, if one is named.
    pub from: Option<i16>,
    /// The last year, if one is named.
    pub to: Option<i16>,
}

/// A choice that can be followed.
pub struct Selection<'a> {
    /// What it reads from.
    pub segment: &'a Segment,
    /// Key figures.
    pub kpis: Vec<KpiAt>,
    /// Areas, each once.
    pub areas: Vec<AreaAt>,
    /// Whom the values count.
    pub genders: Vec<Gender>,
    /// Years, rising: those named, or the latest in which something is known.
    pub years: Vec<i16>,
}

/// A key figure of an area and a gender: a row over the years.
#[derive(Clone, Copy)]
pub struct Line {
    /// The key figure.
    pub kpi: KpiAt,
    /// The area.
    pub area: AreaAt,
    /// Whom the values count.
    pub gender: Gender,
}

impl<'a> Selection<'a> {
    /// Follows a choice. A choice without key figures or areas is an empty selection.
    ///
    /// # Errors
    /// Everything that cannot be followed, by the name of the part: `kpi`, `area`, `group`, `from`.
    pub fn of(segment: &'a Segment, choice: &Choice) -> Result<Self> {
        let mut problems = Vec::new();
        let mut kpis = Vec::new();
        for id in &choice.kpis {
            match segment.find_kpi(&id.to_uppercase()) {
                Some(kpi) if !kpis.contains(&kpi) => kpis.push(kpi),
                Some(_) => {}
                None => problems.push(reason::UNKNOWN_KPI.problem("kpi").naming([id])),
            }
        }
        let mut areas = Vec::new();
        for name in &choice.areas {
            match find_area(segment, name) {
                Some(area) => areas.push(area),
                None => problems.push(reason::UNKNOWN_AREA.problem("area").naming([name])),
            }
        }
        if choice.kpis.len() > MOST_KPIS {
            problems.push(reason::TOO_MANY_KPIS.problem("kpi"));
        }
        if choice.areas.len() > MOST_AREAS {
            problems.push(reason::TOO_MANY_AREAS.problem("area"));
        }
        for name in &choice.groups {
            match members(segment, name) {
                Some(members) => areas.extend(members),
                None => problems.push(reason::UNKNOWN_GROUP.problem("group").naming([name])),
            }
        }
        problems.extend(years_wrong(segment, choice));
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let mut seen = std::collections::HashSet::new();
        areas.retain(|area| seen.insert(*area));
        let genders = match choice.genders.is_empty() {
            true => vec![Gender::Total],
            false => choice.genders.clone(),
        };
        let mut selection = Self { segment, kpis, areas, genders, years: Vec::new() };
        selection.years = selection.years_of(choice);
        Ok(selection)
    }

    /// Its rows: key figure by key figure, area by area.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        self.kpis.iter().flat_map(move |kpi| {
            self.areas.iter().flat_map(move |area| {
                self.genders.iter().map(move |gender| Line {
                    kpi: *kpi,
                    area: *area,
                    gender: *gender,
                })
            })
        })
    }

    /// How many cells it has.
    pub fn cells(&self) -> usize {
        self.kpis.len() * self.areas.len() * self.genders.len() * self.years.len()
    }

    /// A cell.
    pub fn cell(&self, line: Line, year: i16) -> Cell<'a> {
        self.segment.cell(line.kpi, line.gender, line.area, year)
    }

    /// Every value with all that must stand beside it, one a row: for spreadsheets and programs.
    pub fn table(&self, words: &Texts) -> Table {
        let columns = [
            (words.kpi_id(), 10),
            (words.kpi_title(), 60),
            (words.kpi_unit(), 14),
            (words.kpi_code(), 8),
            (words.kpi_area(), 24),
            (words.kpi_gender(), 10),
            (words.kpi_year(), 8),
            (words.kpi_value(), 14),
            (words.kpi_status(), 14),
            (words.kpi_preliminary(), 14),
            (words.kpi_fetched(), 14),
        ];
        let mut rows = Vec::new();
        for line in self.lines() {
            let (kpi, area) = (self.segment.kpi(line.kpi), self.segment.area(line.area));
            let measure = Measure::of(&kpi);
            for year in &self.years {
                let (value, status) = match self.cell(line, *year) {
                    Cell::Value(raw) => (Some(raw), String::new()),
                    Cell::Withheld { status: "" } => (None, words.kpi_withheld()),
                    Cell::Withheld { status } => (None, status.to_owned()),
                    Cell::Absent => continue,
                };
                let preliminary = value.is_some_and(|raw| raw.preliminary());
                rows.push(vec![
                    Stated::text(kpi.id),
                    Stated::text(kpi.title),
                    Stated::text(measure.unit.text()),
                    Stated::text(area.code),
                    Stated::text(area.title),
                    Stated::text(gender_name(line.gender, words)),
                    Stated::label(table::Cell::Whole((*year).into())),
                    published(value.as_ref(), measure.decimals),
                    Stated::text(status),
                    Stated::text(if preliminary { words.xlsx_yes() } else { String::new() }),
                    Stated::text(
                        value.map(|raw| format::date(raw.source().fetched)).unwrap_or_default(),
                    ),
                ]);
            }
        }
        stated::table(self.title(words), columns, rows, words.lang())
    }

    /// The name of its files: its first key figures, so that two selections are told apart.
    fn title(&self, words: &Texts) -> String {
        let named = self.kpis.iter().take(TITLED).map(|kpi| self.segment.kpi(*kpi).id);
        let named = named.collect::<Vec<_>>().join(" ");
        format!("{} {named}", words.kpi_selection()).trim_end().to_owned()
    }

    /// Whose its values are.
    pub fn marks(&self, heading: &str) -> Marks<'a> {
        let mut marks = Marks::default();
        for line in self.lines() {
            let cells = self.years.iter().map(|year| self.cell(line, *year));
            cells.filter_map(|cell| cell.value()).for_each(|raw| marks.add(&raw, heading));
        }
        marks
    }

    /// The same side by side: a row an area, a column a year.
    pub fn beside(&self, words: &Texts) -> Table {
        let heads = [words.kpi_id(), words.kpi_code(), words.kpi_area(), words.kpi_gender()];
        let years = self.years.iter().map(|year| (year.to_string(), 10));
        let row = |line: Line| {
            let (facts, area) = (self.segment.kpi(line.kpi), self.segment.area(line.area));
            let decimals = self.segment.measure(line.kpi).decimals;
            let names = [facts.id, area.code, area.title].map(Stated::text);
            let gender = Stated::text(gender_name(line.gender, words));
            let value = |year: &i16| match self.cell(line, *year) {
                Cell::Withheld { status } if !status.is_empty() => Stated::text(status),
                cell => published(cell.value().as_ref(), decimals),
            };
            let values = self.years.iter().map(value);
            names.into_iter().chain([gender]).chain(values).collect()
        };
        let rows = self.lines().map(row).collect();
        let columns = heads.into_iter().map(|heading| (heading, 12)).chain(years);
        stated::table(self.title(words), columns, rows, words.lang())
    }

    /// The years named; without a name the latest in which any of it has a value.
    fn years_of(&self, choice: &Choice) -> Vec<i16> {
        let all = self.segment.years();
        let within = |year: &i16| {
            choice.from.is_none_or(|from| from <= *year) && choice.to.is_none_or(|to| *year <= to)
        };
        let known = |year: &i16| {
            let row = |kpi: &KpiAt, gender: &Gender| self.segment.row(*kpi, *gender, *year);
            self.kpis.iter().any(|kpi| {
                self.genders.iter().any(|gender| {
                    row(kpi, gender).is_some_and(|row| {
                        self.areas
                            .iter()
                            .any(|area| row.get(area.index()).is_some_and(|it| !it.is_nan()))
                    })
                })
            })
        };
        let mut years: Vec<i16> = all.filter(within).filter(known).collect();
        if choice.from.is_none() && choice.to.is_none() && years.len() > SHOWN_YEARS {
            years.drain(..years.len() - SHOWN_YEARS);
        }
        years
    }
}

/// An area by code or name; what stands between a name and its code is no matter: `0138 Tyresö`, `Tyresö kommun`.
pub fn find_area(segment: &Segment, text: &str) -> Option<AreaAt> {
    let text = text.trim();
    let code = text.split(|it: char| !it.is_ascii_digit()).find(|word| word.len() == 4);
    if let Some(area) = code.and_then(|code| segment.find_area(code)) {
        return Some(area);
    }
    let plain = |name: &str| {
        let name = name.trim().to_lowercase();
        let cut = |name: &str, end: &str| name.strip_suffix(end).map(str::to_owned);
        cut(&name, " kommun").or_else(|| cut(&name, " stad")).unwrap_or(name)
    };
    let wanted = plain(text);
    if wanted.is_empty() {
        return None;
    }
    let mut areas = AreaKind::ALL.into_iter().flat_map(|kind| segment.areas(kind));
    areas.find(|area| plain(segment.area(*area).title) == wanted)
}

/// Every area by its name: municipalities, regions, the nation.
pub fn by_name(segment: &Segment) -> Vec<Area<&str>> {
    let of_kind = |kind| {
        let mut areas: Vec<_> = segment.areas(kind).map(|at| segment.area(at)).collect();
        areas.sort_by_cached_key(|area| sort::key(area.title));
        areas
    };
    AreaKind::ALL.into_iter().flat_map(of_kind).collect()
}

/// The areas of a group that an address names.
pub fn members(segment: &Segment, name: &str) -> Option<Vec<AreaAt>> {
    let of_kind = |kind| segment.areas(kind).collect::<Vec<_>>();
    match name.split_once(':') {
        None if name == "all" => Some(of_kind(AreaKind::Municipality)),
        None if name == "regions" => Some(of_kind(AreaKind::Region)),
        None if name == "nation" => Some(of_kind(AreaKind::Nation)),
        None => segment.find_group(name).map(|group| segment.group(group).members),
        Some(("skr", code)) => {
            let wanted = segment.area(segment.find_area(code)?).skr_group;
            let mut members = of_kind(AreaKind::Municipality);
            members.retain(|area| segment.area(*area).skr_group == wanted);
            Some(members).filter(|_| !wanted.is_empty())
        }
        Some(("own", _)) => alike::members(segment, name),
        Some(("similar", code)) => {
            let similar = segment.similar_in(segment.find_area(code)?, GENERAL)?;
            Some(segment.group(similar).members)
        }
        Some(_) => None,
    }
}

/// A value as it was published; an empty cell where there is none.
fn published<'a>(value: Option<&Raw<'a>>, decimals: usize) -> Stated<'a> {
    value.map_or_else(|| Stated::label(table::Cell::Empty), |raw| Stated::raw(raw, decimals))
}

/// Whom values count, in words.
pub fn gender_name(gender: Gender, words: &Texts) -> String {
    words.kpi_gender_name(gender.code().to_string())
}

fn years_wrong(segment: &Segment, choice: &Choice) -> Option<Problem> {
    let last = segment.years().end;
    let known = |year: &i16| (1900..last).contains(year);
    if choice.from.iter().chain(&choice.to).any(|year| !known(year)) {
        return Some(reason::NO_YEAR.problem("from"));
    }
    let reversed = choice.from.zip(choice.to).is_some_and(|(from, to)| from > to);
    reversed.then(|| reason::YEARS_REVERSED.problem("from"))
}
