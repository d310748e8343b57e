//! One KPI of one area beside others: everything that a page or a row of a table says of it, by the rules of
//! [`kompass_core::kpi`].

use crate::figure::{Derived, Raw};
use crate::kernel::Place;
use crate::measure::{Measure, Unit};
use crate::names::{AreaAt, AreaKind, Gender, KpiAt};
use crate::segment::Segment;
use kompass_core::kpi::{Difference, GenderGap, Point, Standing, Summary, Trend};

/// A value with what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// The value, with its year.
    pub raw: Raw<'a>,
    /// How it is to be read.
    pub measure: Measure<'a>,
    /// Among all areas of its kind that year.
    pub among_all: Derived<'a, Others>,
    /// Among the peers that were asked for; `None` if none of them has a value that year.
    pub among_peers: Option<Derived<'a, Others>>,
    /// The value of the nation that year, often weighted, so that it is no mean of the others.
    pub nation: Option<Raw<'a>>,
    /// How it came about.
    pub trend: Derived<'a, Trend>,
    /// Women and men, where both have a value that year.
    pub gap: Option<Derived<'a, GenderGap>>,
}

/// Those that a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Others {
    /// Where the value stands, itself counted.
    pub standing: Standing,
    /// What they come to: of all areas with the own one among them, of peers without it. Unweighted.
    pub summary: Summary,
    /// How far the value is from their mean.
    pub from_mean: Difference,
    /// How far it is from their median.
    pub from_median: Difference,
}

impl From<Place> for Standing {
    fn from(place: Place) -> Self {
        Self { n: place.n.into(), higher: place.higher.into(), lower: place.lower.into() }
    }
}

impl Segment {
    /// Compares the value of an area in a year, or in its latest, with all areas of its kind and with some peers. `None` if
    /// it has no value.
    pub fn compare(
        &self,
        kpi: KpiAt,
        gender: Gender,
        area: AreaAt,
        year: Option<i16>,
        peers: &[AreaAt],
    ) -> Option<Comparison<'_>> {
        let year = year.or_else(|| self.latest_year_of(kpi, gender, area))?;
        let raw = self.value(kpi, gender, area, year)?;
        let measure = self.measure(kpi);
        let (row, provider) = (self.row(kpi, gender, year)?, raw.source().provider);
        let values = |areas: &mut dyn Iterator<Item = AreaAt>| -> Vec<f64> {
            areas.filter_map(|at| row.get(at.index()).copied()).collect()
        };
        let all = values(&mut self.areas(self.kind_of(area)));
        let among_all = Others::of(raw.value(), &all, Summary::of(all.iter().copied())?);
        let mut peers = values(&mut peers.iter().copied().filter(|peer| *peer != area));
        let of_peers = Summary::of(peers.iter().copied());
        peers.push(raw.value());
        let among_peers = of_peers.map(|of_peers| Others::of(raw.value(), &peers, of_peers));
        let nation = self.areas(AreaKind::Nation).find_map(|at| self.value(kpi, gender, at, year));
        let until = |point: &Point| point.year <= year;
        let points: Vec<Point> = self.measured(kpi, gender, area).filter(until).collect();
        let of = |gender| self.value(kpi, gender, area, year).map(|raw| raw.value());
        // Of persons that are counted, all are the sum and not between the two.
        let total = of(Gender::Total).filter(|_| measure.unit != Unit::Count);
        let gap = of(Gender::Women).zip(of(Gender::Men));
        let gap = gap.and_then(|(women, men)| GenderGap::of(women, men, total, measure.direction));
        let trend = Trend::of(&points, measure.direction, measure.unseen());
        Some(Comparison {
            raw,
            measure,
            among_all: Derived::new(among_all, provider),
            among_peers: among_peers.map(|others| Derived::new(others, provider)),
            nation: nation.filter(|nation| nation.area() != area),
            trend: Derived::new(trend?, provider),
            gap: gap.map(|gap| Derived::new(gap, provider)),
        })
    }

    /// As [`Self::points`], without the years that only repeat the measurement before.
    fn measured(
        &self,
        kpi: KpiAt,
        gender: Gender,
        area: AreaAt,
    ) -> impl Iterator<Item = Point> + use<> {
        let range = self.range(self.kind_of(area));
        let row = |year| self.row(kpi, gender, year).and_then(|row| row.get(range.clone()));
        let mut points = self.points(kpi, gender, area);
        let repeated = |pair: &[Point]| {
            pair[0].value == pair[1].value
                && row(pair[1].year)
                    .zip(row(pair[0].year))
                    .is_some_and(|(one, other)| repeats(one, other))
        };
        let keep: Vec<bool> = points.windows(2).map(|pair| !repeated(pair)).collect();
        let mut keep = std::iter::once(true).chain(keep);
        points.retain(|_| keep.next().unwrap_or(true));
        points.into_iter()
    }

    /// The values of an area over the years, rising; years without a value are left out.
    pub fn points(&self, kpi: KpiAt, gender: Gender, area: AreaAt) -> Vec<Point> {
        let values = self.series(kpi, gender, area).filter_map(|(_, cell)| cell.value());
        values.map(|raw| Point { year: raw.year(), value: raw.value() }).collect()
    }
}

/// Whether a row has, for at least nine of ten areas with a value in both, the values of an earlier one. Between elections the
/// provider repeats the values of the last one, and so in other series: what nearly everybody repeats is no measurement.
pub(crate) fn repeats(row: &[f64], earlier: &[f64]) -> bool {
    let (mut both, mut same) = (0, 0);
    for (one, other) in row.iter().zip(earlier) {
        both += usize::from(!one.is_nan() && !other.is_nan());
        same += usize::from(one == other);
    }
    both > 0 && 10 * same >= 9 * both
}

impl Others {
    fn of(value: f64, all: &[f64], summary: Summary) -> Self {
        Self {
            standing: Standing::among(value, all),
            summary,
            from_mean: Difference::of(value, summary.mean),
            from_median: Difference::of(value, summary.median),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled::tests::segment;
    use crate::fixtures;
    use kompass_core::kpi::indexes::{latest_of_three_years, net_cost_deviation};
    use kompass_core::kpi::{Direction, Sex, Verdict};

    #[test]
    fn a_value_stands_beside_all_its_peers_and_the_nation() {
        let segment = fixtures::segment(fixtures::VALUES);
        let area = |code| segment.find_area(code).unwrap();
        let kpi = segment.find_kpi("N00001").unwrap();
        let peers = [area("0102"), area("0103"), area("0101"), area("0105")];
        let compare = |year| segment.compare(kpi, Gender::Total, area("0101"), year, &peers);
        let found = compare(None).unwrap();
        let all = found.among_all.value();
        assert_eq!(
            (all.standing, all.summary.mean),
            (Standing { n: 4, higher: 3, lower: 0 }, 2000.0)
        );
        assert_eq!(all.from_mean, Difference { absolute: -1000.0, percent: Some(-50.0) });
        let peers = found.among_peers.unwrap();
        assert_eq!(
            (peers.value().standing.n, peers.value().summary.n),
            (3, 2),
            "itself counts for its place only"
        );
        assert_eq!(
            (peers.value().summary.mean, peers.value().from_median.absolute),
            (2500.0, -1500.0)
        );
        assert_eq!(found.nation.unwrap().value(), 8000.0);
        assert_eq!(found.trend.value().since_previous.unwrap().change, 10.0);
        let gap = found.gap.unwrap();
        assert_eq!((gap.value().difference, gap.value().better), (20.0, None), "no direction");
        assert!(!gap.value().total_outside, "all are the sum");
        assert_eq!(compare(Some(2023)).unwrap().trend.value().since_first, None);
        assert_eq!(compare(Some(2022)), None);
        assert_eq!(compare(Some(i16::MAX)), None);
        let alone = segment.compare(kpi, Gender::Total, area("0001"), None, &[]).unwrap();
        assert_eq!((alone.among_all.value().standing.n, alone.among_peers), (1, None));
        let nation = segment.compare(kpi, Gender::Total, area("0000"), None, &[]).unwrap();
        assert_eq!(nation.nation, None, "not beside itself");
    }

    /// Valdeltagande stands at every year, and is measured at every election.
    #[test]
    fn what_is_repeated_between_elections_is_no_change() {
        let (kpi, area) =
            (segment().find_kpi("N05401").unwrap(), segment().find_area("0138").unwrap());
        let found = segment().compare(kpi, Gender::Total, area, Some(2021), &[]).unwrap();
        let previous = found.trend.value().since_previous.unwrap();
        assert_ne!(previous.change, 0.0, "{previous:?}");
        assert!(previous.from.year < 2018, "{previous:?}");
    }

    #[test]
    fn sickness_absence_is_better_when_lower() {
        let (kpi, area) =
            (segment().find_kpi("N00090").unwrap(), segment().find_area("0138").unwrap());
        let found = segment().compare(kpi, Gender::Total, area, Some(2022), &[]).unwrap();
        assert_eq!(found.measure.direction, Direction::Lower);
        assert_eq!(found.gap.unwrap().value().better, Some(Sex::Men));
        let step = found.trend.value().since_previous.unwrap();
        assert_eq!(step.verdict == Verdict::Better, step.change < 0.0);
    }

    /// The net cost deviation that the provider publishes is that of the rule, to the four decimals it keeps.
    #[test]
    fn net_cost_deviation_is_the_published_one() {
        let kpi = |id| segment().find_kpi(id).unwrap();
        let (net, reference, published) = (kpi("N28016"), kpi("N28026"), kpi("N28018"));
        let mut checked = 0;
        for area in segment().areas(AreaKind::Municipality) {
            for point in
                segment().points(published, Gender::Total, area).iter().filter(|it| it.year >= 2011)
            {
                let value = |kpi| {
                    segment().value(kpi, Gender::Total, area, point.year).map(|raw| raw.value())
                };
                let (Some(net), Some(reference)) = (value(net), value(reference)) else { continue };
                let own = net_cost_deviation(net, reference).unwrap();
                assert!((own - point.value).abs() < 2e-4, "{area:?} {point:?}: {own}");
                checked += 1;
            }
        }
        assert!(checked > 3_400, "{checked}");
    }

    /// The three-year figure of the engagement of employees stands where one of its three years was measured, and the
    /// figures of the nation in the press are unweighted means.
    #[test]
    fn engagement_of_employees_is_published_by_its_rules() {
        let kpi = |id| segment().find_kpi(id).unwrap();
        let (total, of_three_years) = (kpi("U00200"), kpi("U00205"));
        let (mut agree, mut all) = (0, 0);
        for area in segment().areas(AreaKind::Municipality) {
            let measured = segment().points(total, Gender::Total, area);
            for year in 2014..=2022 {
                let published =
                    segment().value(of_three_years, Gender::Total, area, year).is_some();
                agree += usize::from(latest_of_three_years(&measured, year).is_some() == published);
                all += 1;
            }
        }
        assert_eq!(all, 2610);
        assert!(agree > 2600, "{agree} of {all}");
        let mean = |year| {
            let row = segment().row(total, Gender::Total, year).unwrap();
            let areas = segment().areas(AreaKind::Municipality);
            Summary::of(areas.map(|area| row[area.index()])).unwrap().mean
        };
        assert_eq!([2015, 2016].map(|year| format!("{:.2}", mean(year))), ["78.47", "78.74"]);
    }
}
