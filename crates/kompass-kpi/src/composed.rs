//! Key figures that the provider computes from others by a rule that is known: what a value was made of, and what the rule
//! gives for it. So a reader sees where it came from, and that it is what it says.

use crate::figure::{Derived, Raw};
use crate::names::{AreaAt, Gender, KpiAt};
use crate::segment::Segment;
use kompass_core::kpi::indexes;

/// How a key figure is made of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// An efficiency index, of a resource index and a quality index.
    Efficiency,
    /// A net cost deviation in percent, of a net cost and a reference cost.
    NetCost,
    /// The total index of the engagement of employees (HME), of its three parts.
    Engagement,
    /// The latest measurement of three years.
    ThreeYears,
}

use Rule::{Efficiency, Engagement, NetCost, ThreeYears};

/// Which are made how, and of which.
const COMPOSED: [(&str, Rule, &[&str]); 12] = [
    ("N28018", NetCost, &["N28016", "N28026"]),
    ("U00200", Engagement, &["U00201", "U00202", "U00203"]),
    ("U00204", ThreeYears, &["U00202"]),
    ("U00205", ThreeYears, &["U00201"]),
    ("U00206", ThreeYears, &["U00203"]),
    ("U00207", ThreeYears, &["U00200"]),
    ("U11901", Efficiency, &["U11001", "U11404"]),
    ("U15900", Efficiency, &["U15010", "U15401"]),
    ("U17900", Efficiency, &["U17001", "U17401"]),
    ("U20900", Efficiency, &["U20008", "U20404"]),
    ("U28900", Efficiency, &["U28001", "U28408"]),
    ("U31904", Efficiency, &["U31002", "U31401"]),
];

/// What a value was made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed<'a> {
    /// How.
    pub rule: Rule,
    /// Of which values, in the order in which the rule takes them.
    pub parts: Vec<Raw<'a>>,
    /// What the rule gives.
    pub result: Derived<'a, f64>,
}

impl Segment {
    /// What a value was made of. `None` if the key figure is not made of others by a rule that is known, or one of them has no
    /// value.
    pub fn composed(
        &self,
        kpi: KpiAt,
        gender: Gender,
        area: AreaAt,
        year: i16,
    ) -> Option<Composed<'_>> {
        let id = self.kpi(kpi).id;
        let (_, rule, parts) = COMPOSED.iter().find(|(of, ..)| *of == id)?;
        let kpis: Vec<KpiAt> =
            parts.iter().map(|id| self.find_kpi(id)).collect::<Option<Vec<_>>>()?;
        let in_year = |kpi: &KpiAt| self.value(*kpi, gender, area, year);
        let parts: Vec<Raw<'_>> = match rule {
            ThreeYears => {
                let of = *kpis.first()?;
                let points = self.points(of, gender, area);
                let latest = indexes::latest_of_three_years(&points, year)?;
                vec![self.value(of, gender, area, latest.year)?]
            }
            _ => kpis.iter().map(in_year).collect::<Option<_>>()?,
        };
        let values: Vec<f64> = parts.iter().map(Raw::value).collect();
        let result = match (rule, &kpis[..], &values[..]) {
            (Efficiency, [resources, quality], _) => {
                let areas: Vec<AreaAt> = self.areas(self.kind_of(area)).collect();
                let column = |kpi: KpiAt| -> Option<Vec<f64>> {
                    let row = self.row(kpi, gender, year)?;
                    areas.iter().map(|at| row.get(at.index()).copied()).collect()
                };
                let indexes = indexes::efficiency(&column(*resources)?, &column(*quality)?);
                let at = areas.iter().position(|at| *at == area)?;
                *indexes.get(at)?
            }
            (NetCost, _, [net, reference]) => indexes::net_cost_deviation(*net, *reference)?,
            (Engagement, ..) => indexes::engagement(&values),
            (ThreeYears, _, [value]) => *value,
            _ => return None,
        };
        let provider = parts.first()?.source().provider;
        Some(Composed { rule: *rule, parts, result: Derived::new(result, provider) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled::tests::segment;
    use crate::fixtures;
    use crate::import::Draft;
    use crate::names::AreaKind;

    /// Of every rule: how many published values it gives to a hundredth, and of how many.
    fn agree(rule: Rule) -> (usize, usize) {
        let (mut agree, mut all) = (0, 0);
        for (id, ..) in COMPOSED.iter().filter(|(_, own, _)| *own == rule) {
            let Some(kpi) = segment().find_kpi(id) else { continue };
            for area in segment().areas(AreaKind::Municipality) {
                for point in segment().points(kpi, Gender::Total, area) {
                    let made = segment().composed(kpi, Gender::Total, area, point.year);
                    let Some(made) = made else { continue };
                    all += 1;
                    agree += usize::from((made.result.value() - point.value).abs() < 0.01);
                }
            }
        }
        (agree, all)
    }

    /// Of the efficiency indexes those of some years were made in another way (`kompass_core::kpi::indexes::efficiency`).
    #[test]
    fn published_values_are_what_their_rules_give() {
        assert_eq!(agree(NetCost), (3_478, 3_478));
        assert_eq!(agree(Efficiency), (7_181, 8_375));
    }

    /// Its parts are published but not bundled.
    #[test]
    fn engagement_is_the_mean_of_its_parts_and_stands_for_three_years() {
        let ids = ["U00200", "U00201", "U00202", "U00203", "U00207"];
        let title = |id: &&str| format!("{id},\"Medarbetarengagemang {id}, index\",K,\n");
        let catalogue: String = ids.iter().map(title).collect();
        let values = "kpi,municipality,year,gender,value,status\nU00200,0101,2022,T,80,\nU00201,0101,2022,T,78,\n\
            U00202,0101,2022,T,81.5,\nU00203,0101,2022,T,80.5,\nU00207,0101,2024,T,80,\nU00207,0101,2025,T,80,\n";
        let mut files = fixtures::files(values);
        let catalogue = format!("id,title,municipality_type,perspective\n{catalogue}");
        files.catalogues = vec![fixtures::input("kpis.csv", catalogue)];
        files.packages = Vec::new();
        let draft = Draft::read(&files, fixtures::TODAY).unwrap();
        let file = fixtures::Temporary::with(&fixtures::bytes(&draft));
        let segment = Segment::open(&file.path).unwrap();
        let area = segment.find_area("0101").unwrap();
        let made = |id, year| {
            let kpi = segment.find_kpi(id).unwrap();
            let made = segment.composed(kpi, Gender::Total, area, year)?;
            let years: Vec<i16> = made.parts.iter().map(Raw::year).collect();
            Some((made.rule, years, *made.result.value()))
        };
        assert_eq!(made("U00200", 2022), Some((Engagement, vec![2022; 3], 80.0)));
        assert_eq!(made("U00207", 2024), Some((ThreeYears, vec![2022], 80.0)));
        assert_eq!(made("U00207", 2025), None, "three years later");
    }

    #[test]
    fn what_no_rule_makes_is_made_of_nothing() {
        let (kpi, area) =
            (segment().find_kpi("N00090").unwrap(), segment().find_area("0138").unwrap());
        assert_eq!(segment().composed(kpi, Gender::Total, area, 2022), None);
        let index = segment().find_kpi("U20900").unwrap();
        assert_eq!(segment().composed(index, Gender::Total, area, 1990), None);
    }
}
