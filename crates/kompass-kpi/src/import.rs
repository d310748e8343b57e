//! From files to a draft of a generation: all or nothing. Everything wrong is named with its file, its line or row, its
//! column and what to do; nothing is guessed.

pub(crate) mod catalogue;
pub(crate) mod groups;
mod loader;
mod parquet;
mod sheet;
pub(crate) mod table;
mod wrong;

#[cfg(test)]
mod tests;

use crate::names::{Area, AreaKind, Group, Kpi, Package, Source};
use crate::segment::layout::{MOST, MOST_AREAS};
use bytes::Bytes;
use jiff::civil::Date;
use kompass_core::{Error, Problem, Result, digest};
use sheet::Sheet;
use std::path::Path;
use table::Table;
use wrong::Wrong;

/// A file to import, with where its content came from.
#[derive(Debug, Clone)]
pub struct Input {
    /// Name, for messages.
    pub name: String,
    /// Content.
    pub bytes: Bytes,
    /// Who published it: `Kolada`.
    pub provider: String,
    /// Which copy of it: an address, or a repository with its commit.
    pub origin: String,
    /// The day on which it was fetched from its provider.
    pub fetched: Date,
}

impl Input {
    /// A file of Kolada's data on this disk.
    pub fn read(path: &Path, origin: impl Into<String>, fetched: Date) -> Result<Self> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| {
            let problem = Problem::new("", error.to_string(), "name a file that can be read");
            Error::invalid(problem.file(&name))
        })?;
        let (bytes, provider) = (bytes.into(), "Kolada".to_owned());
        Ok(Self { name, bytes, provider, origin: origin.into(), fetched })
    }

    fn source(&self) -> Source {
        Source {
            provider: self.provider.clone(),
            origin: self.origin.clone(),
            fetched: self.fetched,
            digest: digest::sha256(&self.bytes),
        }
    }
}

/// A list of KPIs: a table with the column `kpi`; other columns are left alone.
#[derive(Debug, Clone)]
pub struct PackageFile {
    /// Short name: `hme`, `kkik-2013`.
    pub id: String,
    /// Title, with the year the list is of.
    pub title: String,
    /// The table.
    pub list: Input,
}

/// The files of a generation.
#[derive(Debug, Clone)]
pub struct Files {
    /// Areas: `id`, `title`, `type` (`K`, or `L` for regions and, as `0000`, the nation).
    pub areas: Input,
    /// Group of each municipality in SKR's classification: `municipality`, `skr_kommungrupp`.
    pub skr_groups: Option<Input>,
    /// Catalogues of KPIs, the newest first. A KPI that stands only in an older one is retired, and still known.
    pub catalogues: Vec<Input>,
    /// Groups of areas (`id`, `title`) and their members (`group_id`, `member_id`).
    pub groups: Option<(Input, Input)>,
    /// Packages of KPIs.
    pub packages: Vec<PackageFile>,
    /// Values, as Parquet or CSV: `kpi`, `municipality`, `year`, `gender`, `value`, and `status` where there is one.
    pub values: Vec<Input>,
}

/// A generation before it is written: everything read, checked and in order.
pub struct Draft {
    pub(crate) kpis: Vec<Kpi>,
    pub(crate) areas: Vec<Area>,
    pub(crate) groups: Vec<Group>,
    pub(crate) packages: Vec<Package>,
    pub(crate) sources: Vec<Source>,
    pub(crate) table: Table,
    /// Rows of the value files, the same cell twice counted twice.
    pub(crate) rows_read: u64,
}

impl Draft {
    /// Reads the files of a generation. `today` is the day on which it happens: no value is from a later year.
    pub fn read(files: &Files, today: Date) -> Result<Self> {
        let sources = sources(files)?;
        let areas = areas(&files.areas, files.skr_groups.as_ref())?;
        let kpis = catalogue::read(&files.catalogues)?;
        let groups = match &files.groups {
            Some((groups, members)) => groups::read(groups, members, &areas)?,
            None => Vec::new(),
        };
        let packages = packages(&files.packages)?;
        limits(&kpis, &areas, &groups, &packages)?;
        let first_source = files.catalogues.len();
        let (table, rows_read) = loader::load(files, first_source, &kpis, &areas, today)?;
        Ok(Self { kpis, areas, groups, packages, sources, table, rows_read })
    }

    /// Rows of the value files that were read.
    pub fn rows_read(&self) -> u64 {
        self.rows_read
    }
}

/// The marks of catalogues and values, in this order; values are found by their place.
fn sources(files: &Files) -> Result<Vec<Source>> {
    let inputs = files.catalogues.iter().chain(&files.values);
    let sources: Vec<Source> = inputs.map(Input::source).collect();
    if sources.len() >= usize::from(crate::figure::PRELIMINARY) {
        let message = format!("{} files are too many for one generation", sources.len());
        return Err(Error::invalid(Problem::new("", message, "join the value files")));
    }
    Ok(sources)
}

/// The areas in the order of every row: municipalities, regions, nation, each by code.
pub(crate) fn areas(list: &Input, skr_groups: Option<&Input>) -> Result<Vec<Area>> {
    let mut wrong = Wrong::default();
    let mut sheet = Sheet::open(list, &["id", "title", "type"], &[])?;
    let mut areas: Vec<Area> = Vec::new();
    while let Some(line) = sheet.next()? {
        let (code, title) = (sheet.get("id").to_owned(), sheet.get("title").to_owned());
        if code.len() != 4 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            let remedy = "write four digits; a leading zero is part of the code";
            wrong.add(sheet.problem(line, "id", format!("{code:?} is no code of an area"), remedy));
            continue;
        }
        let kind = match (sheet.get("type"), code.as_str()) {
            ("K", _) => AreaKind::Municipality,
            ("L", "0000") => AreaKind::Nation,
            ("L", _) => AreaKind::Region,
            (other, _) => {
                let message = format!("{other:?} is no type of an area");
                wrong.add(sheet.problem(line, "type", message, "write K (municipality) or L"));
                continue;
            }
        };
        if areas.iter().any(|area| area.code == code) {
            let message = format!("the code {code} stands twice");
            wrong.add(sheet.problem(line, "id", message, "keep one of the rows"));
        }
        areas.push(Area { code, title, kind, skr_group: String::new() });
    }
    if let Some(input) = skr_groups {
        let mut sheet = Sheet::open(input, &["municipality", "skr_kommungrupp"], &[])?;
        while let Some(line) = sheet.next()? {
            let code = sheet.get("municipality");
            match areas.iter_mut().find(|area| area.code == code) {
                Some(area) => area.skr_group = sheet.get("skr_kommungrupp").to_owned(),
                None => wrong.add(sheet.problem(
                    line,
                    "municipality",
                    format!("the area {code:?} is not in {}", list.name),
                    "use a list of areas of the same time",
                )),
            }
        }
    }
    wrong.done()?;
    areas.sort_by(|one, other| (one.kind, &one.code).cmp(&(other.kind, &other.code)));
    Ok(areas)
}

fn packages(files: &[PackageFile]) -> Result<Vec<Package>> {
    let mut packages = Vec::new();
    for file in files {
        let mut sheet = Sheet::open(&file.list, &["kpi"], &[])?;
        let mut kpis = Vec::new();
        while sheet.next()?.is_some() {
            kpis.push(sheet.get("kpi").to_owned());
        }
        let (id, title, origin) = (file.id.clone(), file.title.clone(), file.list.origin.clone());
        packages.push(Package { id, title, origin, kpis });
    }
    packages.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(packages)
}

/// Holds every count within the format.
pub(crate) fn limits(
    kpis: &[Kpi],
    areas: &[Area],
    groups: &[Group],
    packages: &[Package],
) -> Result<()> {
    let members = groups.iter().map(|group| group.members.len()).sum();
    let listed = packages.iter().map(|package| package.kpis.len()).sum();
    let mut wrong = Wrong::default();
    for (what, count, most) in [
        ("KPIs", kpis.len(), MOST),
        ("areas", areas.len(), MOST_AREAS),
        ("groups", groups.len(), MOST),
        ("members of groups", members, MOST),
        ("packages", packages.len(), MOST),
        ("KPIs of packages", listed, MOST),
    ] {
        if count > most as usize {
            let message = format!("{count} {what} are more than a generation holds ({most})");
            wrong.add(Problem::new("", message, "leave out some"));
        }
    }
    wrong.done()
}
