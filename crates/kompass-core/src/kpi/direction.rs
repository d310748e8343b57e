//! Which way is good.

/// Whether a higher value of a KPI is better. The provider does not say it, so every direction is our judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// A higher value is better: valdeltagande.
    Higher,
    /// A lower value is better: sjukfrånvaro.
    Lower,
    /// Neither: a cost, a volume, a share of the population. Such a KPI gets no band and no words of praise.
    Neutral,
}

impl Direction {
    /// The code: `higher`, `lower` or `neutral`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Neutral => "neutral",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Higher, Self::Lower, Self::Neutral].into_iter().find(|it| it.code() == code)
    }

    /// Whether a change goes the right way: true for a rise where higher is better. `None` if neither way is, or nothing
    /// changed.
    pub fn improves(self, change: f64) -> Option<bool> {
        match self {
            _ if change == 0.0 || change.is_nan() => None,
            Self::Higher => Some(change > 0.0),
            Self::Lower => Some(change < 0.0),
            Self::Neutral => None,
        }
    }
}
