//! The lists of the API – KPIs, areas, groups, packages – as the tables that the import of files reads, so that both hold
//! them to the same rules.

use super::answer::{AreaAnswer, GroupAnswer, KpiAnswer, Page};
use super::{Ask, Plan, Spool};
use crate::import::Input;
use crate::names::Package;
use kompass_core::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeSet;

/// The group of KKiK, whose list is a package of that name.
const KKIK: &str = "G2KPI74586";

/// The lists of a sync.
pub(super) struct Lists {
    pub(super) kpis: Input,
    pub(super) areas: Input,
    pub(super) groups: Input,
    pub(super) members: Input,
    pub(super) packages: Vec<Package>,
}

/// The codes of all areas.
///
/// # Errors
/// The list was not fetched, or cannot be read.
pub(super) fn area_codes(spool: &Spool) -> Result<Vec<String>> {
    let mut codes = BTreeSet::new();
    each(spool, &Ask::Areas, |area: AreaAnswer| {
        codes.insert(area.id);
    })?;
    Ok(codes.into_iter().collect())
}

impl Lists {
    /// Reads what was fetched.
    pub(super) fn read(spool: &Spool) -> Result<Self> {
        let (plan, known) = (spool.plan(), area_codes(spool)?);
        let mut areas = Table::new(&["id", "title", "type"]);
        each(spool, &Ask::Areas, |area: AreaAnswer| {
            areas.row([&area.id, &area.title, &area.kind])
        })?;
        let mut kpis = Table::new(&[
            "id",
            "title",
            "description",
            "is_divided_by_gender",
            "municipality_type",
            "auspice",
            "operating_area",
            "perspective",
            "prel_publication_date",
            "publication_date",
            "publ_period",
            "has_ou_data",
        ]);
        each(spool, &Ask::Kpis, |kpi: KpiAnswer| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            kpis.row([
                &kpi.id,
                &kpi.title,
                &text(&kpi.description),
                &kpi.is_divided_by_gender.0.to_string(),
                &kpi.municipality_type,
                &text(&kpi.auspice),
                &text(&kpi.operating_area),
                &text(&kpi.perspective),
                &text(&kpi.prel_publication_date),
                &text(&kpi.publication_date),
                &kpi.publ_period.0,
                &kpi.has_ou_data.0.to_string(),
            ]);
        })?;
        let mut groups = Table::new(&["id", "title"]);
        let mut members = Table::new(&["group_id", "member_id"]);
        each(spool, &Ask::Groups, |group: GroupAnswer| {
            groups.row([&group.id, &group.title]);
            // A group may have members that the list of areas lacks; nothing is known of them.
            for member in group.members.iter().filter(|member| known.contains(&member.id)) {
                members.row([&group.id, &member.id]);
            }
        })?;
        let mut packages = Vec::new();
        each(spool, &Ask::Packages, |group: GroupAnswer| packages.push(package(plan, group)))?;
        Ok(Self {
            kpis: kpis.input(plan, &Ask::Kpis)?,
            areas: areas.input(plan, &Ask::Areas)?,
            groups: groups.input(plan, &Ask::Groups)?,
            members: members.input(plan, &Ask::Groups)?,
            packages,
        })
    }
}

fn package(plan: &Plan, group: GroupAnswer) -> Package {
    let id = if group.id == KKIK { "kkik".to_owned() } else { group.id.to_lowercase() };
    Package {
        id,
        title: format!("{}, {}", group.title, plan.day.year()),
        origin: format!("{}kpi_groups/{}, {}", plan.address, group.id, plan.day),
        kpis: group.members.into_iter().map(|member| member.id).collect(),
    }
}

/// Gives everything that stands on the pages of an answer.
fn each<T: for<'a> Deserialize<'a>>(
    spool: &Spool,
    ask: &Ask,
    mut take: impl FnMut(T),
) -> Result<()> {
    let damaged = |why: String| {
        spool.forget(ask);
        Error::Unavailable(format!(
            "what was fetched of {} is damaged ({why}) – sync again",
            ask.path()
        ))
    };
    let pages = spool.get(ask).ok_or_else(|| damaged("it is not whole".to_owned()))?;
    for page in &pages {
        Page::read(page).map_err(damaged)?.values.into_iter().for_each(&mut take);
    }
    Ok(())
}

/// A table that is being written.
struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new(head: &[&str]) -> Self {
        let mut table = Self(csv::Writer::from_writer(Vec::new()));
        table.write(head.iter().copied());
        table
    }

    fn row<const N: usize>(&mut self, fields: [&str; N]) {
        self.write(fields.into_iter());
    }

    fn write<'a>(&mut self, fields: impl Iterator<Item = &'a str>) {
        self.0.write_record(fields).expect("memory takes every row, and all are of one length");
    }

    fn input(self, plan: &Plan, ask: &Ask) -> Result<Input> {
        let name = format!("{}{}", plan.address, ask.path());
        let bytes = self.0.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
        let (provider, fetched) = ("Kolada".to_owned(), plan.day);
        Ok(Input { origin: name.clone(), name, bytes: bytes.into(), provider, fetched })
    }
}
