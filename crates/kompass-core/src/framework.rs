//! A framework: what an evaluation asks, on which scale, for how many points. Frameworks are data (TOML); see
//! `docs/how-to/write-a-framework.md` for the file and its rules.

pub mod canonical;
pub mod catalogue;
pub mod crosswalk;
pub mod diff;
pub mod export;
pub mod lint;
pub mod parse;
mod paths;
mod similar;
pub mod sources;
#[cfg(test)]
pub(crate) mod testdata;

use crate::text::{Lang, Text};
use serde::{Deserialize, Serialize};

/// A framework in one version. Built only by parsing and linting a file, so its references resolve, its points add up
/// and its texts exist in all its languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Lower-case id: `kommunkompassen-2020`.
    pub id: String,
    /// Version of the file.
    pub version: String,
    /// The name of this version in published results: `original`, `2.0`, `2020`, `no-2010`, `no-2020`.
    pub results_version: String,
    /// How deep the file goes.
    pub detail: Detail,
    /// Country code (ISO 3166-1).
    pub country: String,
    /// Who owns the instrument.
    pub owner: String,
    /// First year of use.
    pub valid_from: i16,
    /// Last year of use; `None` while in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<i16>,
    /// Whom it can evaluate.
    pub organisation_types: Vec<OrganisationType>,
    /// Languages in which all texts but those of questions exist; the first is the language of the source.
    pub languages: Vec<Lang>,
    /// Name of the framework.
    pub title: Text,
    /// What it is, in a few sentences.
    pub about: Text,
    /// Where each part comes from.
    pub provenance: Vec<Provenance>,
    /// Interview groups, in the order of the visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// How a question is judged; `None` only where `detail` is not `Questions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric: Option<Rubric>,
    /// Facts about a municipality on which questions can depend.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// Main fields, each holding areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// The areas, numbered from 1.
    pub areas: Vec<Area>,
}

/// How deep a framework goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Areas only.
    Areas,
    /// Areas and sub-areas.
    SubAreas,
    /// Areas, sub-areas and questions.
    Questions,
}

/// A kind of organisation that can be evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationType {
    /// A municipality (kommun).
    Municipality,
    /// A region.
    Region,
}

/// Where a part of a framework comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Which part.
    pub part: Part,
    /// From a source, or by us.
    pub origin: Origin,
    /// Id of the source, where the origin is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What a reader should know about it.
    pub note: Text,
}

/// A part of a framework that has an origin of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Titles of fields, areas and sub-areas.
    Titles,
    /// Which areas and sub-areas there are.
    Structure,
    /// Dimensions, levels and their weights.
    Rubric,
    /// Points per sub-area.
    Points,
    /// The questions.
    Questions,
    /// The interview groups.
    Groups,
}

/// Who made a part of a framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Taken from a named source.
    Source,
    /// Written by the Kompass project; shown wherever it shows.
    KompassDefault,
}

/// An interview group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Lower-case code: `politicians`.
    pub code: String,
    /// Name of the group.
    pub title: Text,
}

/// How a question is judged: on each dimension one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// 1–6 dimensions, in the order in which they are judged; their weights sum to 1000.
    pub dimensions: Vec<Dimension>,
}

/// One thing looked for in every question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Lower-case code: `strategy`.
    pub code: String,
    /// Thousandths of the question's points.
    pub weight: u16,
    /// True if share 0 here gives the whole question 0.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gate: bool,
    /// Name of the dimension.
    pub title: Text,
    /// What the evaluator asks.
    pub question: Text,
    /// Levels from lowest (share 0) to highest (share 1000), never falling.
    pub levels: Vec<Level>,
}

/// One level of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Lower-case code: `some`.
    pub code: String,
    /// Thousandths of the dimension's weight.
    pub share: u16,
    /// Name of the level.
    pub title: Text,
    /// What must hold.
    pub meaning: Text,
}

/// A fact about a municipality on which the applicability of questions can depend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Lower-case code: `companies`.
    pub code: String,
    /// The fact as a statement: "Kommunen har bolag".
    pub title: Text,
}

/// A main field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// From 1.
    pub number: u8,
    /// Name of the field.
    pub title: Text,
}

/// An area: in every version eight of 100 points, but both are data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// From 1.
    pub number: u8,
    /// Number of the field it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<u8>,
    /// Whole points.
    pub points: u32,
    /// Name of the area.
    pub title: Text,
    /// What it is about.
    pub about: Text,
    /// What was looked at, where the source lists topics but no sub-areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Text>,
    /// Its sub-areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_areas: Vec<SubArea>,
}

/// A sub-area, the smallest part that has points of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubArea {
    /// Area number, a dot, and a number from 1: `1.4`.
    pub code: String,
    /// Whole points.
    pub points: u32,
    /// Name as in the source.
    pub title: Text,
    /// Its name everywhere, at most 60 characters: the title, or a heading of ours where that is a question or longer.
    pub short: Text,
    /// What it is about.
    pub about: Text,
    /// Its questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
}

/// A question: one practice of the whole municipality that can be judged on the rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Sub-area code, a dot, and a number from 1: `1.4.2`.
    pub code: String,
    /// The question.
    pub title: Text,
    /// What counts as evidence.
    pub counts: Text,
    /// What looks like it but does not count.
    pub not_counts: Text,
    /// Codes of the interview groups that are asked.
    pub groups: Vec<String>,
    /// True if it is asked in writing before the visit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pre_question: bool,
    /// Ids of the source lines that show that evaluators look for it.
    pub sources: Vec<String>,
    /// Step of the participation ladder (kommunikationstrappan).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation: Option<Participation>,
    /// Ids of the Kolada KPIs that mirror its outcome.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<String>,
    /// Code of the condition under which it applies; always where `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_if: Option<String>,
    /// Share of the sub-area's points relative to its other questions.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub weight: u8,
}

/// Steps of the participation ladder, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Participation {
    /// Well informed.
    Information,
    /// Takes a stand on alternatives.
    Consultation,
    /// Meets and discusses.
    Dialogue,
    /// Takes part over time, from idea to proposal.
    Involvement,
    /// Has the mandate delegated.
    CoDecision,
}

impl Framework {
    /// All sub-areas with their area, in order.
    pub fn sub_areas(&self) -> impl Iterator<Item = (&Area, &SubArea)> {
        self.areas.iter().flat_map(|area| area.sub_areas.iter().map(move |sub| (area, sub)))
    }

    /// All questions with their sub-area, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&SubArea, &Question)> {
        self.sub_areas()
            .flat_map(|(_, sub)| sub.questions.iter().map(move |question| (sub, question)))
    }

    /// The area of this number.
    pub fn area(&self, number: u8) -> Option<&Area> {
        self.areas.iter().find(|area| area.number == number)
    }

    /// The sub-area of this code.
    pub fn sub_area(&self, code: &str) -> Option<&SubArea> {
        self.sub_areas().map(|(_, sub)| sub).find(|sub| sub.code == code)
    }

    /// The question of this code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.code == code)
    }

    /// Whole points of all areas together.
    pub fn points(&self) -> u32 {
        self.areas.iter().map(|area| area.points).sum()
    }

    /// Who made a part; `None` where the framework has no such part.
    pub fn origin(&self, part: Part) -> Option<Origin> {
        self.provenance.iter().find(|provenance| provenance.part == part).map(|p| p.origin)
    }
}

fn one() -> u8 {
    1
}

fn is_one(weight: &u8) -> bool {
    *weight == 1
}
