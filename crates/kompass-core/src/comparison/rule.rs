//! The rule of a comparison: which results are compared with, and which figure is made of them. A figure without its rule
//! says nothing, so the rule goes with it wherever it goes.

use crate::result::{Basis, EvaluationResult, ResultOrigin};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Which results are compared with, and how.
///
/// Sources print means by at least three rules and seldom say which; so nothing here is implied, and every part is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Results of these origins.
    pub origins: Vec<ResultOrigin>,
    /// Results on these bases.
    pub bases: Vec<Basis>,
    /// Results of these versions, as they are called in results: `2.0`. Areas are compared only within the version of the
    /// own result, since those of other versions are other areas.
    pub versions: Vec<String>,
    /// Results of these years.
    pub window: Window,
    /// Whether a municipality counts once.
    pub repeat: Repeat,
    /// Whether the own municipality counts.
    pub own: Own,
    /// Results of these municipalities.
    pub group: Group,
    /// The figure that is shown.
    pub statistic: Statistic,
}

/// Which years. All but [`Window::All`] leave out results whose year is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// All, also of unknown year.
    All,
    /// Since the version came into use.
    SinceVersionStart {
        /// Its first year.
        year: i16,
    },
    /// The latest so many. All results of the last year that has a place are taken, so there can be more.
    Latest {
        /// How many at least.
        count: usize,
    },
    /// From one year to another, both included.
    Years {
        /// First year.
        from: i16,
        /// Last year.
        to: i16,
    },
}

/// Whether a municipality counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// Every evaluation counts.
    Every,
    /// Of each municipality the latest within the window; results of unknown year are left out.
    LatestPerMunicipality,
}

/// Whether the own municipality counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Own {
    /// Its results count, the one compared among them.
    Included,
    /// None of its results counts; for the rank it is set beside the others.
    Excluded,
}

/// Which municipalities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// All.
    All,
    /// The first known evaluation of each, whatever its origin, basis and version; results of unknown year are left out.
    FirstTimers,
    /// Those with a population in a range; those of unknown population are left out.
    SizeClass {
        /// Least population.
        from: u32,
        /// Population that is too large; `None` for no limit.
        below: Option<u32>,
    },
    /// Those of a group in SKR's classification; those of unknown group are left out.
    SkrGroup {
        /// Code of the group.
        code: String,
    },
    /// Those that somebody computed to be similar; results without a municipality code are left out.
    Similar {
        /// By what: `Kolada 2025, övergripande`.
        by: String,
        /// Municipality codes.
        codes: Vec<String>,
    },
    /// Those that were chosen; results without a municipality code are left out.
    Chosen {
        /// Municipality codes.
        codes: Vec<String>,
    },
}

/// A figure made of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// The mean.
    Mean,
    /// The median.
    Median,
    /// The lower quartile.
    LowerQuartile,
    /// The upper quartile.
    UpperQuartile,
    /// The lowest.
    Lowest,
    /// The highest.
    Highest,
}

impl Rule {
    /// The rule by which a result is compared unless somebody chooses another: with results of its own origin, basis and
    /// version, of all years, every evaluation, of all other municipalities, by the mean. The own municipality does not
    /// count, so that it is compared with others and not partly with itself.
    pub fn alike(own: &EvaluationResult) -> Self {
        Self {
            origins: vec![own.origin],
            bases: vec![own.basis],
            versions: vec![own.framework.clone()],
            window: Window::All,
            repeat: Repeat::Every,
            own: Own::Excluded,
            group: Group::All,
            statistic: Statistic::Mean,
        }
    }

    /// How the rule mixes what is not alike, seen from the own result.
    pub fn mixing(&self, own: &EvaluationResult) -> Mixing {
        Mixing {
            origins: self.origins.iter().any(|origin| *origin != own.origin),
            bases: self.bases.iter().any(|basis| *basis != own.basis),
            versions: self.versions.iter().any(|version| *version != own.framework),
        }
    }
}

/// What a comparison mixes. Printed beside every figure in which something is mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Mixing {
    /// Other origins than that of the own result.
    pub origins: bool,
    /// Other bases than that of the own result.
    pub bases: bool,
    /// Other versions than that of the own result.
    pub versions: bool,
}

impl Mixing {
    /// True if anything is mixed.
    pub fn any(self) -> bool {
        self.origins || self.bases || self.versions
    }
}

/// The rule in English, for logs and the terminal; pages and reports put it into words in their own language.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} of {} results, {} basis, version {}; {}; {}; {}; {}",
            self.statistic,
            either(&self.origins),
            either(&self.bases),
            either(&self.versions),
            self.window,
            self.repeat,
            self.group,
            self.own
        )
    }
}

fn either(parts: &[impl fmt::Display]) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

impl fmt::Display for ResultOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Published => "published",
            Self::External => "external",
            Self::Peer => "peer",
            Self::SelfEvaluation => "self-evaluated",
        })
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Official => "official",
            Self::KompassDefault => "Kompass default",
            Self::Direct => "direct",
        })
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all years"),
            Self::SinceVersionStart { year } => write!(f, "since the version started in {year}"),
            Self::Latest { count } => write!(f, "the latest {count}"),
            Self::Years { from, to } => write!(f, "{from}–{to}"),
        }
    }
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Every => "every evaluation",
            Self::LatestPerMunicipality => "the latest of each municipality",
        })
    }
}

impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Included => "the own municipality included",
            Self::Excluded => "the own municipality not included",
        })
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all municipalities"),
            Self::FirstTimers => f.write_str("first evaluations only"),
            Self::SizeClass { from, below: Some(below) } => {
                write!(f, "municipalities of {from} to {} inhabitants", below.saturating_sub(1))
            }
            Self::SizeClass { from, below: None } => {
                write!(f, "municipalities of at least {from} inhabitants")
            }
            Self::SkrGroup { code } => write!(f, "municipalities of SKR group {code}"),
            Self::Similar { by, codes } => {
                write!(f, "{} similar municipalities ({by})", codes.len())
            }
            Self::Chosen { codes } => write!(f, "chosen municipalities: {}", codes.join(", ")),
        }
    }
}

impl fmt::Display for Statistic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mean => "mean",
            Self::Median => "median",
            Self::LowerQuartile => "lower quartile",
            Self::UpperQuartile => "upper quartile",
            Self::Lowest => "lowest",
            Self::Highest => "highest",
        })
    }
}
