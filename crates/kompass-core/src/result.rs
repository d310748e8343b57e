//! A result: what an evaluation came to, as it is published, stored and compared. Results of our own evaluations and
//! results imported from elsewhere have the same shape but never the same origin.

mod import;

pub use import::{Parsed, VERSIONS, parse_csv};

use serde::{Deserialize, Serialize};

/// What one evaluation came to, or an aggregate that somebody printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationResult {
    /// Country: `SE`, `NO`, or `NO/SE` for an aggregate over both.
    pub country: String,
    /// Name; in parentheses for aggregates.
    pub municipality: String,
    /// Municipality code as text; `None` if unknown or not a municipality.
    pub code: Option<String>,
    /// Year; `None` if the source does not say.
    pub year: Option<i16>,
    /// Results version of the framework: `original`, `2.0`, `2020`, `no-2010`, `no-2020`.
    pub framework: String,
    /// Sum of the rounded areas, whole points; `None` where only areas were printed.
    pub total: Option<u32>,
    /// Points per area by number; `None` where not published.
    pub areas: Vec<Option<u32>>,
    /// How it came about.
    pub origin: ResultOrigin,
    /// How the points were set.
    pub basis: Basis,
    /// Address or id of the source.
    pub source: String,
    /// What a reader should know.
    pub note: String,
}

/// How a result came about. Results of different origins are mixed only on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultOrigin {
    /// Published by others; taken over as printed.
    Published,
    /// External evaluation in this installation.
    External,
    /// Peer evaluation in this installation.
    Peer,
    /// Self-evaluation in this installation.
    #[serde(rename = "self")]
    SelfEvaluation,
}

/// How the points of a result were set. Results on different bases are mixed only on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// By the owner of the instrument, on its own weights.
    Official,
    /// On the rubric and weights of a Kompass framework file.
    KompassDefault,
    /// Directly per sub-area by the evaluators.
    Direct,
}

impl EvaluationResult {
    /// True for means, medians and records that somebody printed: kept apart, never counted as an evaluation.
    pub fn is_aggregate(&self) -> bool {
        self.municipality.starts_with('(') && self.municipality.ends_with(')')
    }
}
