//! The generation in use and what was fetched, together as the next generation.

use super::answer::{Page, ValueAnswer};
use super::ask::gender;
use super::lists::{self, Lists};
use super::{Ask, Spool};
use crate::import::table::{DELETED, FIRST_YEAR, Key, Table};
use crate::import::{self, Draft, Input, catalogue, groups};
use crate::names::{Area, AreaAt, AreaKind, Gender, Kpi, Source};
use crate::segment::Segment;
use crate::segment::layout::{ABSENT, WITHHELD};
use kompass_core::{Error, Result, digest};
use std::collections::{BTreeMap, HashMap};

/// The next generation.
pub struct Merged {
    /// Its draft.
    pub draft: Draft,
    /// Codes that values were given of and that stand in no catalogue, with the number of values left out.
    pub unknown: BTreeMap<String, u64>,
}

impl Spool {
    /// What values to ask for, once the lists are there.
    ///
    /// # Errors
    /// The list of areas is damaged.
    pub fn values(&self) -> Result<Vec<Ask>> {
        Ok(self.plan().values(&lists::area_codes(self)?))
    }
}

/// Makes the next generation of the one in use and of everything that was fetched.
///
/// # Errors
/// An answer is missing or damaged; the lists break the rules of an import.
pub fn merge(base: &Segment, spool: &Spool) -> Result<Merged> {
    let plan = spool.plan();
    let lists = Lists::read(spool)?;
    let areas = areas(base, &lists.areas)?;
    let mut sources = vec![Source {
        provider: "Kolada".to_owned(),
        origin: plan.address.clone(),
        fetched: plan.day,
        digest: String::new(),
    }];
    let first_old = sources.len();
    sources.extend(base.sources().map(owned));
    let kpis = kpis(base, &lists.kpis, first_old)?;
    let groups = groups::read(&lists.groups, &lists.members, &areas)?;
    let mut packages = lists.packages;
    for package in base
        .packages()
        .filter(|own| packages.iter().all(|new| new.id != own.id))
        .collect::<Vec<_>>()
    {
        packages.push(crate::Package {
            id: package.id.to_owned(),
            title: package.title.to_owned(),
            origin: package.origin.to_owned(),
            kpis: package.kpis.iter().map(|kpi| (*kpi).to_owned()).collect(),
        });
    }
    packages.sort_by(|one, other| one.id.cmp(&other.id));
    import::limits(&kpis, &areas, &groups, &packages)?;

    let fetched = Fetched::read(spool, &kpis, &areas)?;
    sources[0].digest = fetched.digest;
    let mut table = Table::new(kpis.len(), areas.len());
    // Everything was asked for anew, but of what is no longer published.
    let kept = |kpi: &Kpi| plan.since.is_some() || kpi.retired;
    copy(base, &mut table, &kpis, &areas, first_old, kept);
    forget_statuses(&mut table, &fetched.table);
    table.lay_over(&fetched.table);
    for (key, status) in &fetched.table.status_of {
        let status = &fetched.table.statuses[usize::from(*status)];
        table.set_status(*key, status).map_err(|_| too_many_statuses())?;
    }
    let mut draft =
        Draft { kpis, areas, groups, packages, sources, table, rows_read: fetched.rows };
    drop_unused_sources(&mut draft);
    Ok(Merged { draft, unknown: fetched.unknown })
}

/// The areas of the list, and those that it no longer has: their values are still known.
fn areas(base: &Segment, list: &Input) -> Result<Vec<Area>> {
    let mut areas = import::areas(list, None)?;
    for at in AreaKind::ALL.into_iter().flat_map(|kind| base.areas(kind)) {
        let old = base.area(at);
        match areas.iter_mut().find(|area| area.code == old.code) {
            Some(area) => area.skr_group = old.skr_group.to_owned(),
            None => areas.push(Area {
                code: old.code.to_owned(),
                title: old.title.to_owned(),
                kind: old.kind,
                skr_group: old.skr_group.to_owned(),
            }),
        }
    }
    areas.sort_by(|one, other| (one.kind, &one.code).cmp(&(other.kind, &other.code)));
    Ok(areas)
}

/// The KPIs of the catalogue, and those that it no longer has: they are retired, and still known.
fn kpis(base: &Segment, list: &Input, first_old: usize) -> Result<Vec<Kpi>> {
    let mut kpis: BTreeMap<String, Kpi> = catalogue::read(std::slice::from_ref(list))?
        .into_iter()
        .map(|kpi| (kpi.id.clone(), kpi))
        .collect();
    for old in base.kpis().map(|at| base.kpi(at)) {
        kpis.entry(old.id.to_owned()).or_insert_with(|| Kpi {
            id: old.id.to_owned(),
            title: old.title.to_owned(),
            description: old.description.to_owned(),
            operating_area: old.operating_area.to_owned(),
            perspective: old.perspective.to_owned(),
            auspice: old.auspice.to_owned(),
            owner: old.owner,
            by_gender: old.by_gender,
            has_units: old.has_units,
            retired: true,
            preliminary_on: old.preliminary_on,
            published_on: old.published_on,
            next_year: old.next_year,
            source: old.source + first_old as u16,
        });
    }
    Ok(kpis.into_values().collect())
}

/// The rows of some KPIs of a segment, with its statuses, into a table that may have other KPIs and areas.
fn copy(
    base: &Segment,
    table: &mut Table,
    kpis: &[Kpi],
    areas: &[Area],
    first_old: usize,
    kept: impl Fn(&Kpi) -> bool,
) {
    let places: Vec<Option<AreaAt>> = areas.iter().map(|area| base.find_area(&area.code)).collect();
    let has_statuses = base.has_statuses();
    for (kpi, at) in kpis
        .iter()
        .enumerate()
        .filter_map(|(kpi, it)| Some((kpi, base.find_kpi(&it.id).filter(|_| kept(it))?)))
    {
        for gender in Gender::ALL {
            for row in base.rows(at, gender) {
                let year = (row.year - FIRST_YEAR) as u8;
                let cell = |place: &Option<AreaAt>| {
                    place.map_or(f64::from_bits(ABSENT), |at| row.values[at.index()])
                };
                let source = first_old + base.raw(at, gender, AreaAt(0), row, 0.0).source_index();
                table.put_row((kpi, gender, year), source as u16, places.iter().map(cell));
                if !has_statuses {
                    continue;
                }
                for (area, place) in (0..).zip(&places) {
                    let status = place.map_or("", |place| base.status(at, gender, place, row.year));
                    if !status.is_empty() {
                        let key = Key { kpi: kpi as u32, gender, year, area };
                        // They fitted into the segment.
                        let _ = table.set_status(key, status);
                    }
                }
            }
        }
    }
}

/// A cell that comes anew has the status that comes with it, or none.
fn forget_statuses(table: &mut Table, fetched: &Table) {
    table.status_of.retain(|key, _| fetched.bits(*key) == ABSENT);
}

/// Leaves out the sources that nothing is from any more.
fn drop_unused_sources(draft: &mut Draft) {
    let mut used = vec![false; draft.sources.len()];
    used[0] = true;
    draft.kpis.iter().for_each(|kpi| used[usize::from(kpi.source)] = true);
    draft.table.sources_mut().for_each(|source| used[usize::from(*source)] = true);
    let mut next = 0_u16;
    let places: Vec<u16> = used
        .iter()
        .map(|used| {
            let place = next;
            next += u16::from(*used);
            place
        })
        .collect();
    draft.kpis.iter_mut().for_each(|kpi| kpi.source = places[usize::from(kpi.source)]);
    draft.table.sources_mut().for_each(|source| *source = places[usize::from(*source)]);
    let mut used = used.into_iter();
    draft.sources.retain(|_| used.next().unwrap_or(true));
}

/// The values that were fetched.
struct Fetched {
    table: Table,
    unknown: BTreeMap<String, u64>,
    rows: u64,
    digest: String,
}

impl Fetched {
    fn read(spool: &Spool, kpis: &[Kpi], areas: &[Area]) -> Result<Self> {
        let kpi_at: HashMap<&str, u32> = kpis.iter().map(|kpi| kpi.id.as_str()).zip(0..).collect();
        let area_at: HashMap<&str, u16> =
            areas.iter().map(|area| area.code.as_str()).zip(0..).collect();
        let mut table = Table::new(kpis.len(), areas.len());
        let (mut unknown, mut rows, mut digests) = (BTreeMap::new(), 0, String::new());
        for ask in spool.values()? {
            let damaged = |why: String| {
                spool.forget(&ask);
                Error::Unavailable(format!(
                    "what was fetched of {} cannot be used ({why}) – sync again, it goes on where it was",
                    ask.path()
                ))
            };
            let pages = spool.get(&ask).ok_or_else(|| damaged("it is not whole".to_owned()))?;
            for page in &pages {
                digests += &digest::sha256(page);
                let page = Page::<ValueAnswer<'_>>::read(page).map_err(damaged)?;
                for row in page.values {
                    let Some(kpi) = kpi_at.get(row.kpi.as_ref()) else {
                        *unknown.entry(row.kpi.into_owned()).or_insert(0) +=
                            row.values.len() as u64;
                        continue;
                    };
                    let area = area_at.get(row.municipality.as_ref()).copied();
                    let year = u8::try_from(row.period.0 - i64::from(FIRST_YEAR)).ok();
                    let Some((area, year)) = area.zip(year) else {
                        return Err(damaged("it was not asked for".to_owned()));
                    };
                    for one in row.values {
                        rows += 1;
                        let gender = gender(&one.gender).map_err(damaged)?;
                        let key = Key { kpi: *kpi, gender, year, area };
                        let bits = match one.value.0 {
                            _ if one.isdeleted.0 => DELETED,
                            Some(value) => value.to_bits(),
                            None => WITHHELD,
                        };
                        table
                            .set_bits(key, bits, 0)
                            .map_err(|_| damaged("a cell has two values".to_owned()))?;
                        let status = one.status.unwrap_or_default();
                        if !status.is_empty() && bits != DELETED {
                            table.set_status(key, &status).map_err(|_| too_many_statuses())?;
                        }
                    }
                }
            }
        }
        Ok(Self { table, unknown, rows, digest: digest::sha256(digests.as_bytes()) })
    }
}

fn owned(source: Source<&str>) -> Source {
    Source {
        provider: source.provider.to_owned(),
        origin: source.origin.to_owned(),
        fetched: source.fetched,
        digest: source.digest.to_owned(),
    }
}

fn too_many_statuses() -> Error {
    Error::Unavailable(
        "Kolada gives more different statuses than a generation holds; the key figures in use stay"
            .to_owned(),
    )
}
