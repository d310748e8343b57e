//! The tree of Jämföraren, in which the provider sets out the KPIs that municipalities compare themselves by: about a third
//! of the catalogue. What stands in many of its branches is what many look for.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A branch of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Id of the provider's group of KPIs.
    pub id: String,
    /// The branch above it; empty for the main ones.
    pub parent: String,
    /// Title, verbatim.
    pub title: String,
    /// Ids of its own KPIs, in the order of the tree. Most of those above others have none.
    pub kpis: Vec<String>,
}

/// The branches, each after the one above it.
pub fn branches() -> &'static [Branch] {
    &TREE.0
}

/// In how many branches a KPI stands.
pub(crate) fn memberships(kpi: &str) -> usize {
    TREE.1.get(kpi).copied().unwrap_or(0)
}

/// The ids of all KPIs that stand in the tree.
#[cfg(test)]
pub(crate) fn kpis() -> impl Iterator<Item = &'static str> {
    TREE.1.keys().map(String::as_str)
}

static TREE: LazyLock<(Vec<Branch>, HashMap<String, usize>)> = LazyLock::new(|| {
    // A test reads every row of the files that are compiled in.
    const WHOLE: &str = "the bundled tree is well-formed";
    let groups = &include_bytes!("../../../data/kolada/tree-groups.csv")[..];
    let members = &include_bytes!("../../../data/kolada/tree-members.csv")[..];
    let mut kpis: HashMap<String, Vec<String>> = HashMap::new();
    let mut counts = HashMap::new();
    for row in csv::Reader::from_reader(members).into_deserialize() {
        let (group, kpi): (String, String) = row.expect(WHOLE);
        *counts.entry(kpi.clone()).or_default() += 1;
        kpis.entry(group).or_default().push(kpi);
    }
    let branch = |row: csv::Result<(String, String, String)>| {
        let (id, parent, title) = row.expect(WHOLE);
        let kpis = kpis.remove(&id).unwrap_or_default();
        Branch { id, parent, title, kpis }
    };
    (csv::Reader::from_reader(groups).into_deserialize().map(branch).collect(), counts)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_whole() {
        let mut above = vec![""];
        for branch in branches() {
            assert!(above.contains(&branch.parent.as_str()), "{branch:?}");
            above.push(&branch.id);
        }
        assert_eq!(branches().len(), 99);
        assert_eq!(branches().iter().map(|branch| branch.kpis.len()).sum::<usize>(), 2_876);
        assert_eq!(kpis().count(), 2_020);
        let segment = crate::bundled::tests::segment();
        assert!(kpis().all(|kpi| segment.find_kpi(kpi).is_some()));
        assert_eq!((memberships("N00090"), memberships("N99999")), (2, 0));
    }
}
