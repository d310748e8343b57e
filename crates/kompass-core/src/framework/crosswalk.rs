//! What the sub-areas or areas of one version have in common with those of another: the bridge for a municipality's own
//! trend across a change of version.

use super::lint::{LONGEST_TEXT, text_problems};
use super::parse::FRAMEWORK_FILE;
use super::{Detail, Framework};
use crate::error::{Error, Problem, Result};
use crate::locations::{located, place};
use crate::nearest::{quoted, remedy};
use crate::points::Points;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// Which parts of one framework explain which parts of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// Id of the framework that explains.
    pub from: String,
    /// Id of the framework that is explained.
    pub to: String,
    /// Whether it gives estimates.
    pub kind: CrosswalkKind,
    /// What a reader should know about it.
    pub note: Text,
    /// The links, by target.
    pub links: Vec<Link>,
}

/// What a crosswalk links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CrosswalkKind {
    /// Sub-areas: gives estimates.
    SubAreas,
    /// Areas: shows only which correspond.
    Areas,
}

/// One link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Code of the sub-area, or number of the area, that is explained.
    pub to: String,
    /// Code or number of what explains it.
    pub from: String,
    /// Thousandths of the target that this link explains.
    pub weight: u16,
    /// Why.
    pub reason: Text,
}

/// What an evaluation on one version might have come to on another. A type of its own, that no comparison takes: an
/// estimate is shown in a municipality's own trend, marked as such, and never ranked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// Id of the framework of the evaluation.
    pub from: String,
    /// Id of the framework for which it is estimated.
    pub to: String,
    /// The sub-areas for which there is an estimate.
    pub sub_areas: Vec<EstimatedSubArea>,
    /// All areas, with how much of each is covered.
    pub areas: Vec<EstimatedArea>,
    /// Sum of the areas.
    pub points: Points,
    /// Points that the covered sub-areas can give together.
    pub covered: Points,
    /// Points that the whole framework can give.
    pub of: Points,
}

/// The estimate of a sub-area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimatedSubArea {
    /// Code of the sub-area.
    pub code: String,
    /// Estimated points.
    pub points: Points,
    /// Points that it can give.
    pub of: Points,
    /// Thousandths of it that the links explain.
    pub explained: u16,
}

/// The estimate of an area: the sum of its estimated sub-areas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimatedArea {
    /// Number of the area.
    pub number: u8,
    /// Estimated points of the covered sub-areas.
    pub points: Points,
    /// Points that the covered sub-areas can give together.
    pub covered: Points,
    /// Points that the area can give.
    pub of: Points,
}

impl Crosswalk {
    /// Reads a crosswalk file and lints it against the two frameworks, which `framework` finds by id. `known` are the
    /// ids that there are.
    pub fn load<'a>(
        file_name: &str,
        bytes: &[u8],
        known: &[&str],
        framework: impl Fn(&str) -> Option<&'a Framework>,
    ) -> std::result::Result<Self, Vec<Problem>> {
        let text = FRAMEWORK_FILE.text(file_name, bytes)?;
        let crosswalk = Self::parse(file_name, text)?;
        let mut problems = Vec::new();
        for (key, id) in [("from", &crosswalk.from), ("to", &crosswalk.to)] {
            if framework(id).is_none() {
                let message = format!("there is no framework {}", quoted(id));
                problems
                    .push(Problem::new(key, message, remedy("frameworks", id, known)).code("F004"));
            }
        }
        if let (Some(from), Some(to)) = (framework(&crosswalk.from), framework(&crosswalk.to)) {
            problems = crosswalk.lint(from, to);
        }
        if problems.is_empty() { Ok(crosswalk) } else { Err(located(file_name, text, problems)) }
    }

    /// Reads a crosswalk file of which only the shape is checked.
    pub fn parse(file_name: &str, text: &str) -> std::result::Result<Self, Vec<Problem>> {
        FRAMEWORK_FILE.toml(file_name, text)
    }

    /// Every problem of a crosswalk between these two frameworks.
    pub fn lint(&self, from: &Framework, to: &Framework) -> Vec<Problem> {
        let mut problems = Vec::new();
        if from.id == to.id {
            let message = "the two frameworks are the same";
            problems.push(Problem::new("to", message, "name another one").code("F004"));
        }
        if self.kind == CrosswalkKind::SubAreas {
            for (key, framework) in [("from", from), ("to", to)] {
                if framework.detail == Detail::Areas {
                    let message = format!("{} has no sub-areas", framework.id);
                    let remedy = "set kind = \"areas\"";
                    problems.push(Problem::new(key, message, remedy).code("F004"));
                }
            }
        }
        problems.extend(text_problems("note", "", &self.note, &to.languages, LONGEST_TEXT));
        let (sources, targets) = (codes(from, self.kind), codes(to, self.kind));
        let mut pairs = HashSet::new();
        let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
        for (i, link) in self.links.iter().enumerate() {
            let mut add = |key: &str, code, message: String, remedy: String| {
                let place = place(&format!("links[{i}].{key}"), &link.to);
                problems.push(Problem::new(place, message, remedy).code(code));
            };
            for (key, code, known) in [("to", &link.to, &targets), ("from", &link.from, &sources)] {
                if !known.contains(code) {
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    let message = format!("{} does not exist there", quoted(code));
                    add(key, "F004", message, remedy("codes", code, &known));
                }
            }
            if !pairs.insert((&link.to, &link.from)) {
                let message = format!("the link from {} is there twice", quoted(&link.from));
                add("from", "F002", message, "keep one".to_owned());
            }
            if !(1..=1000).contains(&link.weight) {
                let message = format!("the weight is {}", link.weight);
                add("weight", "F003", message, "use 1 to 1000".to_owned());
            }
            let sum = sums.entry(link.to.as_str()).or_default();
            let before = *sum;
            *sum += u64::from(link.weight);
            if before <= 1000 && *sum > 1000 {
                let message = format!("more than all of {} is explained", quoted(&link.to));
                add("weight", "F003", message, "let its weights sum to at most 1000".to_owned());
            }
            let path = format!("links[{i}].reason");
            problems.extend(text_problems(
                &path,
                &link.to,
                &link.reason,
                &to.languages,
                LONGEST_TEXT,
            ));
        }
        problems
    }

    /// Which areas of the first framework correspond to which of the second, in order: target, then what explains it.
    /// Of sub-areas, the areas that they belong to.
    pub fn correspondences(&self) -> Vec<(u8, u8)> {
        let area = |code: &str| code.split('.').next().and_then(|number| number.parse().ok());
        let pairs = self.links.iter().filter_map(|link| Some((area(&link.to)?, area(&link.from)?)));
        let mut pairs: Vec<(u8, u8)> = pairs.collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// What the points reached in the sub-areas of `from` might come to on `to`. Sub-areas without points are left out
    /// with their links; so is every target that then has no link. An error where the crosswalk links only areas or the
    /// frameworks are not those it links.
    pub fn estimate(
        &self,
        from: &Framework,
        to: &Framework,
        reached: &BTreeMap<String, Points>,
    ) -> Result<Estimate> {
        let refused = |message: String| {
            let place = format!("crosswalk {} → {}", self.from, self.to);
            let remedy = "compare each version with itself instead";
            Err(Error::invalid(Problem::new(place, message, remedy)))
        };
        if self.kind == CrosswalkKind::Areas {
            return refused("it shows which areas correspond, and gives no estimates".to_owned());
        }
        if from.id != self.from || to.id != self.to {
            return refused(format!("it does not link {} with {}", from.id, to.id));
        }
        let shares: BTreeMap<&str, i64> = reached
            .iter()
            .filter_map(|(code, points)| {
                Some((code.as_str(), share(*points, from.sub_area(code)?.points)))
            })
            .collect();
        let mut sub_areas = Vec::new();
        let mut areas = Vec::new();
        for area in &to.areas {
            let mut estimated = EstimatedArea {
                number: area.number,
                of: Points::whole(area.points),
                ..Default::default()
            };
            for sub in &area.sub_areas {
                let links: Vec<(i64, i64)> = self
                    .links
                    .iter()
                    .filter(|link| link.to == sub.code)
                    .filter_map(|link| {
                        Some((i64::from(link.weight), *shares.get(link.from.as_str())?))
                    })
                    .collect();
                let weights: i64 = links.iter().map(|(weight, _)| weight).sum();
                if weights == 0 {
                    continue;
                }
                let of = Points::whole(sub.points);
                let sum: i64 = links.iter().map(|(weight, share)| weight * share).sum();
                let points = of.scaled(sum, weights * WHOLE);
                let explained = u16::try_from(weights).unwrap_or(1000);
                estimated.points = estimated.points + points;
                estimated.covered = estimated.covered + of;
                sub_areas.push(EstimatedSubArea { code: sub.code.clone(), points, of, explained });
            }
            areas.push(estimated);
        }
        Ok(Estimate {
            from: self.from.clone(),
            to: self.to.clone(),
            points: areas.iter().map(|area| area.points).sum(),
            covered: areas.iter().map(|area| area.covered).sum(),
            of: Points::whole(to.points()),
            sub_areas,
            areas,
        })
    }
}

/// The whole of a sub-area, in the unit in which shares are counted.
const WHOLE: i64 = 1_000_000_000;

/// The share of a sub-area's points that was reached, from 0 to [`WHOLE`].
fn share(reached: Points, of: u32) -> i64 {
    let of = Points::whole(of.max(1)).0;
    Points(WHOLE).scaled(reached.0.clamp(0, of), of).0
}

/// The codes that a crosswalk of this kind can link.
fn codes(framework: &Framework, kind: CrosswalkKind) -> Vec<String> {
    match kind {
        CrosswalkKind::SubAreas => framework.sub_areas().map(|(_, sub)| sub.code.clone()).collect(),
        CrosswalkKind::Areas => {
            framework.areas.iter().map(|area| area.number.to_string()).collect()
        }
    }
}

#[cfg(test)]
mod tests;
