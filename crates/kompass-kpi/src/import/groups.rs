//! Groups of areas and their members, with what the titles of "Liknande …" say: alike in what, to whom, by which model.

use super::Input;
use super::sheet::Sheet;
use super::wrong::Wrong;
use crate::names::{Area, AreaAt, Group};
use kompass_core::Result;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Reads both tables. `areas` stand in the order of the segment.
pub(crate) fn read(groups: &Input, members: &Input, areas: &[Area]) -> Result<Vec<Group>> {
    let mut wrong = Wrong::default();
    let mut all: BTreeMap<String, (Group, BTreeSet<AreaAt>)> = BTreeMap::new();
    let mut sheet = Sheet::open(groups, &["id", "title"], &["n_members"])?;
    let mut said: BTreeMap<String, (u64, usize)> = BTreeMap::new();
    while let Some(line) = sheet.next()? {
        let (id, title) = (sheet.get("id").to_owned(), sheet.get("title").to_owned());
        let (family, focus, model_year) = similar(&title, areas).unwrap_or_default();
        let members = Vec::new();
        if let Ok(count) = sheet.get("n_members").parse() {
            said.insert(id.clone(), (line, count));
        }
        let group = Group { id: id.clone(), title, family, focus, model_year, members };
        if all.insert(id.clone(), (group, BTreeSet::new())).is_some() {
            wrong.add(sheet.problem(
                line,
                "id",
                format!("{id} stands twice"),
                "keep one of the rows",
            ));
        }
    }
    let places: HashMap<&str, AreaAt> =
        areas.iter().zip(0..).map(|(area, at)| (area.code.as_str(), AreaAt(at))).collect();
    let mut rows = Sheet::open(members, &["group_id", "member_id"], &[])?;
    while let Some(line) = rows.next()? {
        let (group, member) = (rows.get("group_id"), rows.get("member_id"));
        match (all.get_mut(group), places.get(member)) {
            (Some((_, members)), Some(at)) => drop(members.insert(*at)),
            (None, _) => wrong.add(rows.problem(
                line,
                "group_id",
                format!("the group {group:?} is not in {}", groups.name),
                "take both tables from the same day",
            )),
            (_, None) => wrong.add(rows.problem(
                line,
                "member_id",
                format!("the area {member:?} is not in the list of areas"),
                "use a list of areas of the same time",
            )),
        }
    }
    for (id, (line, count)) in said {
        let found = all.get(&id).map_or(0, |(_, members)| members.len());
        if found != count {
            wrong.add(sheet.problem(
                line,
                "n_members",
                format!("{id} should have {count} members, {} gives {found}", members.name),
                "take both tables from the same day",
            ));
        }
    }
    wrong.done()?;
    let whole = |(group, members): (Group, BTreeSet<AreaAt>)| Group {
        members: members.into_iter().collect(),
        ..group
    };
    Ok(all.into_values().map(whole).collect())
}

/// Family, focus and model year of a title like `Liknande kommuner, övergripande, Arboga, 2025`. The focus may be a
/// region among municipalities, as for rescue services.
fn similar(title: &str, areas: &[Area]) -> Option<(String, Option<AreaAt>, Option<i16>)> {
    let starts = ["Liknande kommuner", "Liknande regioner"];
    let rest = starts.iter().find_map(|start| title.strip_prefix(start))?;
    let mut parts = rest.rsplitn(3, ", ");
    let year = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let family = parts.next()?.trim_start_matches([',', ' ']).to_owned();
    let mut places = areas.iter().zip(0..);
    let focus = places.find(|(area, _)| area.title == name);
    Some((family, focus.map(|(_, at)| AreaAt(at)), Some(year)))
}
