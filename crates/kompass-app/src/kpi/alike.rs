//! Municipalities that are alike in what somebody chooses: our own measure, beside the groups of the provider.

use super::{AreaAt, AreaKind, Derived, Gender, KpiAt, Segment, Stated, stated};
use kompass_core::i18n::Texts;
use kompass_core::kpi::Features;
use kompass_core::table::{Cell, Table};

/// Key figures of structure that municipalities can be held alike by. All of them come with the program. The population counts
/// by its logarithm: a thousand more are much in a small municipality and nothing in a large one.
pub const FEATURES: [&str; 7] =
    [POPULATION, "N01958", "N00903", "N02267", "N02276", "N02279", "N31807"];
const POPULATION: &str = "N01951";

/// Those that are chosen when nobody chooses: population, how it changes, tax base, and commuting out.
const USUAL: [&str; 4] = [POPULATION, "N01958", "N00903", "N02279"];

/// Municipalities that are looked for at most, and when nobody says how many: as many as the provider's groups have.
pub const MOST: usize = 50;
const USUALLY: usize = 7;

/// How the name of such a group begins: `own:0138:7:N01951,N00903`.
const PREFIX: &str = "own:";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Those of [`FEATURES`] that count, in their order.
    pub features: Vec<&'static str>,
    /// How many municipalities.
    pub most: usize,
}

/// What was found.
#[derive(Debug)]
pub struct Found<'a> {
    /// The nearest, with their distances in standard deviations.
    pub members: Vec<(AreaAt, Derived<'a, f64>)>,
    /// The features, with the year of their values.
    pub features: Vec<(KpiAt, i16)>,
    /// Features in which the municipality itself has no value, and which therefore do not count.
    pub without: Vec<KpiAt>,
    /// How many have a value in all features, itself among them.
    pub n: usize,
}

impl Default for Alike {
    fn default() -> Self {
        Self { features: USUAL.into(), most: USUALLY }
    }
}

impl Alike {
    /// By these features; those that are none of [`FEATURES`] are given back.
    pub fn by<'n>(names: impl IntoIterator<Item = &'n str>, most: usize) -> Result<Self, &'n str> {
        let names: Vec<&str> = names.into_iter().collect();
        if let Some(unknown) = names.iter().find(|name| !FEATURES.contains(name)) {
            return Err(unknown);
        }
        let features = FEATURES.into_iter().filter(|it| names.contains(it)).collect();
        Ok(Self { features, most })
    }

    /// The name of the group of a municipality, as it stands in an address.
    pub fn group(&self, code: &str) -> String {
        format!("{PREFIX}{code}:{}:{}", self.most, self.features.join(","))
    }

    /// The municipality and the question that a group is named after.
    pub fn of_group(name: &str) -> Option<(&str, Self)> {
        let mut parts = name.strip_prefix(PREFIX)?.splitn(3, ':');
        let (code, most, features) = (parts.next()?, parts.next()?, parts.next()?);
        let most = most.parse().ok().filter(|most| (1..=MOST).contains(most))?;
        let alike = Self::by(features.split(','), most).ok()?;
        Some((code, alike))
    }

    /// The municipalities nearest to one, by the latest year of each feature. `None` if it is no municipality or has a value
    /// in none of the features.
    pub fn find<'a>(&self, segment: &'a Segment, own: AreaAt) -> Option<Found<'a>> {
        let areas: Vec<AreaAt> = segment.areas(AreaKind::Municipality).collect();
        let place = areas.iter().position(|area| *area == own)?;
        let (mut columns, mut features, mut without) = (Vec::new(), Vec::new(), Vec::new());
        let mut provider = None;
        for id in &self.features {
            let Some(kpi) = segment.find_kpi(id) else { continue };
            let year = segment.latest_year(kpi, Gender::Total, AreaKind::Municipality);
            let known = year.and_then(|year| {
                Some((
                    segment.value(kpi, Gender::Total, own, year)?,
                    segment.row(kpi, Gender::Total, year)?,
                ))
            });
            let Some((raw, row)) = known else {
                without.push(kpi);
                continue;
            };
            let scale = |value: f64| if *id == POPULATION { value.ln() } else { value };
            let value = |area: &AreaAt| row.get(area.index()).copied().map_or(f64::NAN, scale);
            columns.push(areas.iter().map(value).collect());
            features.push((kpi, raw.year()));
            provider = Some(raw.source().provider);
        }
        let provider = provider?;
        let measured = Features::new(columns);
        let n = (0..areas.len()).filter(|at| measured.distance(*at, *at).is_some()).count();
        let member = |(at, distance): (usize, f64)| (areas[at], Derived::new(distance, provider));
        let members = measured.nearest(place, self.most).into_iter().map(member).collect();
        Some(Found { members, features, without, n })
    }
}

/// The members of a group that is named after a municipality and features.
pub fn members(segment: &Segment, name: &str) -> Option<Vec<AreaAt>> {
    let (code, alike) = Alike::of_group(name)?;
    let found = alike.find(segment, segment.find_area(code)?)?;
    Some(found.members.into_iter().map(|(area, _)| area).collect())
}

/// All who are alike as a table for files: those of the provider's groups, and those found by our own measure with their
/// distance.
pub fn table(
    segment: &Segment,
    area: AreaAt,
    title: String,
    own: Option<&Alike>,
    words: &Texts,
) -> Table {
    let columns = [
        (words.kpi_alike_in(), 40),
        (words.kpi_model_year(), 12),
        (words.kpi_code(), 8),
        (words.kpi_area(), 24),
        (words.kpi_own_distance(), 12),
    ];
    let row = |name: &str, year: Option<i16>, member: AreaAt, distance| {
        let member = segment.area(member);
        vec![
            Stated::text(name),
            Stated::label(year.map_or(Cell::Empty, |year| Cell::Whole(year.into()))),
            Stated::text(member.code),
            Stated::text(member.title),
            distance,
        ]
    };
    let mut rows = Vec::new();
    for (_, group) in segment.groups_of(area) {
        if group.focus.is_some() {
            let none = || Stated::label(Cell::Empty);
            let of_group = |at: &AreaAt| row(group.family, group.model_year, *at, none());
            rows.extend(group.members.iter().map(of_group));
        }
    }
    if let Some(found) = own.and_then(|own| own.find(segment, area)) {
        let name = words.kpi_own();
        rows.extend(found.members.iter().map(|(at, distance)| {
            row(&name, None, *at, Stated::derived(distance, |it| Cell::Number(*it, 2)))
        }));
    }
    stated::table(title, columns, rows, words.lang())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kompass_testkit::kpis;

    #[test]
    fn a_group_is_named_after_what_was_asked() {
        let alike = Alike::by(["N00903", "N01951"], 5).unwrap();
        let name = alike.group("0138");
        assert_eq!(
            name, "own:0138:5:N01951,N00903",
            "in the order of the list, so each has one name"
        );
        assert_eq!(Alike::of_group(&name), Some(("0138", alike)));
        for wrong in [
            "own:0138:0:N01951",
            "own:0138:51:N01951",
            "own:0138:7:N99999",
            "own:0138:7",
            "G1",
            "own:0138:x:N01951",
        ] {
            assert_eq!(Alike::of_group(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn real_municipalities_have_neighbours_that_are_like_them() {
        let generation = kpis().current().unwrap();
        let segment = &*generation.segment;
        let of = |code| segment.find_area(code).unwrap();
        let found = Alike::default().find(segment, of("0180")).unwrap();
        let names: Vec<&str> =
            found.members.iter().map(|(area, _)| segment.area(*area).title).collect();
        assert_eq!(names.len(), 7);
        assert!(!names.contains(&"Stockholm") && found.n > 250, "{names:?} of {}", found.n);
        let distances: Vec<f64> = found.members.iter().map(|(_, it)| *it.value()).collect();
        assert!(distances.is_sorted() && distances[0] > 0.0, "{distances:?}");
        let by_size = Alike::by(["N01951"], 2).unwrap().find(segment, of("0180")).unwrap();
        let names: Vec<&str> =
            by_size.members.iter().map(|(area, _)| segment.area(*area).title).collect();
        assert_eq!(names, ["Göteborg", "Malmö"]);
        assert!(Alike::default().find(segment, of("0001")).is_none(), "regions have none");
        assert_eq!(members(segment, "own:0180:2:N01951").unwrap(), [of("1480"), of("1280")]);
        assert!(Alike::by([], 7).unwrap().find(segment, of("0180")).is_none());
    }
}
