//! Which similar areas a KPI is compared with first: the provider chooses them anew for each service, because a municipality
//! that resembles another in its schools need not do so in its care of the elderly.

use crate::names::{AreaAt, Group, GroupAt, Kpi};
use crate::segment::Segment;

/// Similar in general.
pub const GENERAL: &str = "övergripande";

/// Families by words of the title, asked first, and by the area of operations.
const BY_TITLE: [(&str, &str); 6] = [
    ("fritidshem", "fritidshem"),
    ("ekonomiskt bistånd", "ekonomiskt bistånd"),
    ("räddningstjänst", "räddningstjänst"),
    ("LSS", "LSS"),
    ("funktionsnedsättning", "LSS"),
    ("funktionshinder", "LSS"),
];
const BY_AREA: [(&str, &str); 7] = [
    ("Förskoleverksamhet", "förskola"),
    ("Grundskola åk 0-9 inkl förskoleklass", "grundskola"),
    ("Gymnasieskola åk 1-3", "gymnasieskola"),
    ("Individ- och familjeomsorg", "IFO"),
    ("Äldre och funktionshinder", "äldreomsorg"),
    ("Arbetsmarknad", "arbetsmarknad"),
    ("Hälso- och sjukvård", "hälso- och sjukvård (inkl läkemedel)"),
];

impl<S: AsRef<str>> Kpi<S> {
    /// In what the areas should be alike that it is compared with.
    pub fn family(&self) -> &'static str {
        let (title, area) = (self.title.as_ref(), self.operating_area.as_ref());
        let by_title = BY_TITLE.iter().find(|(word, _)| title.contains(word));
        let by_area = || BY_AREA.iter().find(|(name, _)| area == *name);
        by_title.or_else(by_area).map_or(GENERAL, |(_, family)| family)
    }
}

impl Segment {
    /// The areas most like one in something, by the latest model of the provider; in general if it has none for that.
    pub fn similar_in(&self, area: AreaAt, family: &str) -> Option<GroupAt> {
        let in_family = |family: &str| {
            let groups = self.similar_to(area).map(|at| (at, self.group(at)));
            let of = groups.filter(|(_, group)| group.family == family);
            of.max_by_key(|(_, group)| group.model_year).map(|(at, _)| at)
        };
        in_family(family).or_else(|| in_family(GENERAL))
    }

    /// The groups that an area can be compared with: those similar to it, then those it is a member of.
    pub fn groups_of(&self, area: AreaAt) -> Vec<(GroupAt, Group<&str>)> {
        let mut groups: Vec<_> = self
            .groups()
            .map(|at| (at, self.group(at)))
            .filter(|(_, group)| match group.focus {
                Some(focus) => focus == area,
                None => group.members.contains(&area),
            })
            .collect();
        groups.sort_by_key(|(_, group)| group.focus.is_none());
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{VALUES, segment};

    #[test]
    fn a_service_has_its_own_similar_areas() {
        let kpi = |title: &str, area: &str| {
            let segment = segment(VALUES);
            let known = segment.kpi(segment.kpis().next().unwrap());
            Kpi { title, operating_area: area, ..known }.family()
        };
        let school = "Grundskola åk 0-9 inkl förskoleklass";
        assert_eq!(kpi("Elever i åk 9 som är behöriga", school), "grundskola");
        assert_eq!(kpi("Elever/personal i fritidshem", school), "fritidshem");
        let care = "Äldre och funktionshinder";
        assert_eq!(kpi("Kostnad hemtjänst äldreomsorg", care), "äldreomsorg");
        assert_eq!(kpi("Brukarbedömning gruppbostad LSS", care), "LSS");
        assert_eq!(kpi("Invånare totalt", "Befolkning"), GENERAL);
    }
}
