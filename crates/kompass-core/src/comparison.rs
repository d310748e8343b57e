//! Comparing a result with others by a stated rule: every figure carries its rule and the number of results behind it.
//! Estimates have a type of their own that no function here takes, so they can't be ranked.

pub mod rule;
pub mod statistics;
#[cfg(test)]
mod tests;

pub use rule::{Group, Mixing, Own, Repeat, Rule, Statistic, Window};
pub use statistics::{Mean, Position, Rank, Statistics};

use crate::points::Points;
use crate::result::EvaluationResult;
use serde::{Serialize, Serializer};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// A result that can be compared, with what is known about the municipality.
///
/// An estimate of what an evaluation might have come to on another version is no result, and can't be compared:
/// ```compile_fail
/// use kompass_core::{comparison::Candidate, framework::crosswalk::Estimate};
/// fn rank(estimate: Estimate) -> Candidate {
///     Candidate { id: uuid::Uuid::nil(), result: estimate, population: None, skr_group: None }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Identity of the result.
    pub id: Uuid,
    /// The result.
    pub result: EvaluationResult,
    /// Population of the municipality.
    pub population: Option<u32>,
    /// Code of the municipality's group in SKR's classification.
    pub skr_group: Option<String>,
}

/// A result beside those it is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// On the total.
    pub total: Figure,
    /// On each area, by number. Results of which only the total is known count for that alone, so each has its own n.
    pub areas: Vec<Figure>,
    /// What the rule mixes.
    pub mixing: Mixing,
    /// Results that fit the rule's origins, bases and versions, but lack what the rest of it asks for.
    pub left_out: LeftOut,
}

/// The figures of one comparison, with the rule and the number of results they rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The rule.
    #[serde(serialize_with = "whole_rule")]
    pub rule: Arc<Rule>,
    /// How many results are behind it.
    pub n: usize,
    /// The own points, if they are known.
    pub own: Option<u32>,
    /// `None` where n is 0.
    pub statistics: Option<Statistics>,
    /// Place of the own points; `None` if they are not known or there is nobody to compare with.
    pub rank: Option<Rank>,
    /// The place in words.
    pub position: Option<Position>,
    /// The points of those behind it, sorted, without the own ones; for pictures, not for lists.
    #[serde(skip)]
    pub others: Vec<u32>,
}

/// How many results were left out, and for want of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct LeftOut {
    /// Means, medians and records that somebody printed: no evaluations.
    pub aggregates: usize,
    /// The year is not known.
    pub without_year: usize,
    /// The population is not known.
    pub without_population: usize,
    /// The SKR group is not known.
    pub without_skr_group: usize,
    /// The municipality code is not known.
    pub without_code: usize,
}

impl Comparison {
    /// Compares a result with all candidates that fit the rule. The own result counts as one of them whether it is among
    /// them or not, if the rule includes the own municipality.
    pub fn of(own: &Candidate, candidates: &[Candidate], rule: &Rule) -> Self {
        let others = candidates.iter().filter(|candidate| candidate.id != own.id);
        let all = others.chain(std::iter::once(own));
        let municipalities = Municipalities::of(all.clone().map(|candidate| &candidate.result));
        let firsts = match rule.group {
            Group::FirstTimers => municipalities.earliest(all.clone()),
            _ => HashMap::new(),
        };
        let codes = rule.group.codes();
        let home = municipalities.key(&own.result);
        let fits = |candidate: &Candidate| {
            let key = municipalities.key(&candidate.result);
            if !rule.admits(&candidate.result) || (rule.own == Own::Excluded && key == home) {
                return Ok(false);
            }
            let first = || firsts.get(&key) == Some(&candidate.id);
            // A group that is named by code is made up of others; the own municipality joins it if the rule says so.
            let joins = key == home && rule.group.is_named();
            Ok(rule.window.holds(rule.year(&candidate.result)?)
                && (joins || rule.group.holds(candidate, &codes, first)?))
        };
        let mut left_out = LeftOut::default();
        let mut kept: Vec<&Candidate> = all
            .filter(|candidate| fits(candidate).unwrap_or_else(|lack| left_out.count(lack)))
            .collect();
        if rule.repeat == Repeat::LatestPerMunicipality {
            let latest = municipalities.latest(kept.iter().copied());
            kept.retain(|it| latest.get(&municipalities.key(&it.result)) == Some(&it.id));
        }
        if let Window::Latest { count } = rule.window {
            keep_latest(&mut kept, count);
        }
        let counted = kept.last().is_some_and(|last| last.id == own.id);
        let rule = Arc::new(rule.clone());
        let mut values = Vec::with_capacity(kept.len());
        let mut figure = |points: &dyn Fn(&EvaluationResult) -> Option<u32>| {
            values.clear();
            values.extend(kept.iter().filter_map(|candidate| points(&candidate.result)));
            Figure::of(points(&own.result), &mut values, counted, &rule)
        };
        let version = own.result.framework.as_str();
        Self {
            total: figure(&|result| result.total),
            areas: (0..own.result.areas.len())
                .map(|at| {
                    figure(&|result| {
                        let same = result.framework == version;
                        result.areas.get(at).copied().flatten().filter(|_| same)
                    })
                })
                .collect(),
            mixing: rule.mixing(&own.result),
            left_out,
        }
    }
}

impl Figure {
    /// The figure that the rule asks for.
    pub fn value(&self) -> Option<Points> {
        Some(self.statistics.as_ref()?.get(self.rule.statistic))
    }

    fn of(own: Option<u32>, values: &mut [u32], counted: bool, rule: &Arc<Rule>) -> Self {
        let statistics = Statistics::of(values);
        let rank = own.map(|own| Rank::of(own, values, counted)).filter(|rank| rank.of > 1);
        let mut others = values.to_vec();
        if let Some(at) = own.filter(|_| counted).and_then(|own| others.binary_search(&own).ok()) {
            others.remove(at);
        }
        Self {
            rule: Arc::clone(rule),
            n: values.len(),
            own,
            statistics,
            rank,
            position: rank.and_then(Rank::position),
            others,
        }
    }
}

/// How far a result is from an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Points more, or fewer.
    pub points: i64,
    /// The same in tenths of a per cent of the earlier points, rounded half away from 0; `None` if those were 0.
    pub percent_tenths: Option<i64>,
}

/// How far all points of a result are from those of an earlier one of the same municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// On the total.
    pub total: Option<Change>,
    /// On each area, by number; none between two versions, whose areas are not the same.
    pub areas: Vec<Option<Change>>,
    /// What is not alike in the two.
    pub mixing: Mixing,
}

impl Change {
    /// From earlier points to present ones.
    pub fn between(before: u32, now: u32) -> Self {
        let (before, points) = (i64::from(before), i64::from(now) - i64::from(before));
        let halves = 2 * 1000 * points.abs() + before;
        let percent_tenths = (before > 0).then(|| points.signum() * (halves / (2 * before)));
        Self { points, percent_tenths }
    }
}

impl Changes {
    /// From an earlier result to the present one.
    pub fn between(before: &EvaluationResult, now: &EvaluationResult) -> Self {
        let change = |before: Option<u32>, now: Option<u32>| Some(Change::between(before?, now?));
        let same = before.framework == now.framework;
        Self {
            total: change(before.total, now.total),
            areas: (0..now.areas.len())
                .map(|at| {
                    change(before.areas.get(at).copied().flatten().filter(|_| same), now.areas[at])
                })
                .collect(),
            mixing: Rule::alike(before).mixing(now),
        }
    }
}

/// Which results are of the same municipality: those of one country with the same code, or, where one has none, with the
/// same name.
struct Municipalities<'a> {
    /// The code of each name that some result has with a code; `None` for names that several municipalities share.
    codes: HashMap<Key<'a>, Option<&'a str>>,
}

type Key<'a> = (&'a str, &'a str);

impl<'a> Municipalities<'a> {
    fn of(results: impl Iterator<Item = &'a EvaluationResult>) -> Self {
        let mut codes: HashMap<Key<'a>, Option<&'a str>> = HashMap::new();
        for result in results {
            if let Some(code) = result.code.as_deref() {
                codes
                    .entry((result.country.as_str(), result.municipality.as_str()))
                    .and_modify(|known| *known = known.filter(|known| *known == code))
                    .or_insert(Some(code));
            }
        }
        Self { codes }
    }

    fn key(&self, result: &'a EvaluationResult) -> Key<'a> {
        let name = (result.country.as_str(), result.municipality.as_str());
        let code = result.code.as_deref().or_else(|| self.codes.get(&name).copied().flatten());
        (name.0, code.unwrap_or(name.1))
    }

    /// The first evaluation of each; of two in one year the one with the lower id.
    fn earliest(&self, all: impl Iterator<Item = &'a Candidate>) -> HashMap<Key<'a>, Uuid> {
        self.best(all, |year, id| (Reverse(year), Reverse(id)))
    }

    /// The last evaluation of each; of two in one year the one with the higher id.
    fn latest(&self, all: impl Iterator<Item = &'a Candidate>) -> HashMap<Key<'a>, Uuid> {
        self.best(all, |year, id| (year, id))
    }

    fn best<O: Ord>(
        &self,
        all: impl Iterator<Item = &'a Candidate>,
        order: impl Fn(i16, Uuid) -> O,
    ) -> HashMap<Key<'a>, Uuid> {
        let mut best: HashMap<Key<'a>, (i16, Uuid)> = HashMap::new();
        for candidate in all.filter(|candidate| !candidate.result.is_aggregate()) {
            let Some(year) = candidate.result.year else { continue };
            let found = best.entry(self.key(&candidate.result)).or_insert((year, candidate.id));
            if order(year, candidate.id) > order(found.0, found.1) {
                *found = (year, candidate.id);
            }
        }
        best.into_iter().map(|(key, (_, id))| (key, id)).collect()
    }
}

/// What a result lacks, so that it can't be told whether it fits a rule.
enum Lack {
    Evaluation,
    Year,
    Population,
    SkrGroup,
    Code,
}

impl Rule {
    /// True for results of its origins, bases and versions.
    fn admits(&self, result: &EvaluationResult) -> bool {
        self.origins.contains(&result.origin)
            && self.bases.contains(&result.basis)
            && self.versions.contains(&result.framework)
    }

    /// The year of an evaluation, which must be known if the rule asks for it.
    fn year(&self, result: &EvaluationResult) -> Result<Option<i16>, Lack> {
        let needed = self.window != Window::All
            || self.repeat == Repeat::LatestPerMunicipality
            || self.group == Group::FirstTimers;
        match result.year {
            _ if result.is_aggregate() => Err(Lack::Evaluation),
            None if needed => Err(Lack::Year),
            year => Ok(year),
        }
    }
}

impl Window {
    /// True for years that may lie in it; which are the latest is told once all are known.
    fn holds(self, year: Option<i16>) -> bool {
        match self {
            Self::All | Self::Latest { .. } => true,
            Self::SinceVersionStart { year: first } => year >= Some(first),
            Self::Years { from, to } => (Some(from)..=Some(to)).contains(&year),
        }
    }
}

impl Group {
    /// True if it names its municipalities.
    fn is_named(&self) -> bool {
        matches!(self, Self::Similar { .. } | Self::Chosen { .. })
    }

    /// Codes of the municipalities, where it names them.
    fn codes(&self) -> HashSet<&str> {
        match self {
            Self::Similar { codes, .. } | Self::Chosen { codes } => {
                codes.iter().map(String::as_str).collect()
            }
            Self::All | Self::FirstTimers | Self::SizeClass { .. } | Self::SkrGroup { .. } => {
                HashSet::new()
            }
        }
    }

    fn holds(
        &self,
        candidate: &Candidate,
        codes: &HashSet<&str>,
        first: impl Fn() -> bool,
    ) -> Result<bool, Lack> {
        Ok(match self {
            Self::All => true,
            Self::FirstTimers => first(),
            Self::SizeClass { from, below } => {
                let people = candidate.population.ok_or(Lack::Population)?;
                people >= *from && below.is_none_or(|below| people < below)
            }
            Self::SkrGroup { code } => candidate.skr_group.as_ref().ok_or(Lack::SkrGroup)? == code,
            Self::Similar { .. } | Self::Chosen { .. } => {
                codes.contains(candidate.result.code.as_deref().ok_or(Lack::Code)?)
            }
        })
    }
}

impl LeftOut {
    /// Counts a result and leaves it out.
    fn count(&mut self, lack: Lack) -> bool {
        *match lack {
            Lack::Evaluation => &mut self.aggregates,
            Lack::Year => &mut self.without_year,
            Lack::Population => &mut self.without_population,
            Lack::SkrGroup => &mut self.without_skr_group,
            Lack::Code => &mut self.without_code,
        } += 1;
        false
    }
}

/// Keeps the latest so many and all others of the year of the last of them. All have a year.
fn keep_latest(kept: &mut Vec<&Candidate>, count: usize) {
    let mut years: Vec<i16> = kept.iter().filter_map(|candidate| candidate.result.year).collect();
    years.sort_unstable_by_key(|year| Reverse(*year));
    match count.checked_sub(1) {
        None => kept.clear(),
        Some(last) => {
            if let Some(first_year) = years.get(last) {
                kept.retain(|candidate| candidate.result.year >= Some(*first_year));
            }
        }
    }
}

fn whole_rule<S: Serializer>(rule: &Arc<Rule>, serializer: S) -> Result<S::Ok, S::Error> {
    rule.as_ref().serialize(serializer)
}
