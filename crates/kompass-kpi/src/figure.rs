//! Raw and derived figures as different types. The provider asks to be named as the source of its values, and not to be
//! named as the source of anything computed from them; so only a [`Raw`] can print that mark.

use crate::names::{AreaAt, AreaKind, Gender, KpiAt, Source};
use crate::segment::Segment;
use jiff::civil::Date;
use kompass_core::i18n::texts;
use kompass_core::{Lang, format};
use std::fmt;

/// A value exactly as it was published, with all that must stand beside it. Only a segment makes one.
#[derive(Clone, Copy)]
pub struct Raw<'a> {
    pub(crate) segment: &'a Segment,
    pub(crate) value: f64,
    pub(crate) kpi: KpiAt,
    pub(crate) area: AreaAt,
    pub(crate) gender: Gender,
    pub(crate) year: i16,
    pub(crate) mark: u16,
}

impl<'a> Raw<'a> {
    /// The value.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The KPI.
    pub fn kpi(&self) -> KpiAt {
        self.kpi
    }

    /// The area.
    pub fn area(&self) -> AreaAt {
        self.area
    }

    /// What kind of area that is.
    pub fn area_kind(&self) -> AreaKind {
        self.segment.kind_of(self.area)
    }

    /// Whom it counts.
    pub fn gender(&self) -> Gender {
        self.gender
    }

    /// The year it measures.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// True if it was fetched between the preliminary and the final publication of its year.
    pub fn preliminary(&self) -> bool {
        self.mark & PRELIMINARY != 0
    }

    /// Where and when it was fetched.
    pub fn source(&self) -> Source<&'a str> {
        self.segment.source(self.source_index())
    }

    /// The place of its source.
    pub(crate) fn source_index(&self) -> usize {
        usize::from(self.mark & !PRELIMINARY)
    }

    /// The mark that names its provider.
    pub fn mark(&self) -> SourceMark<'a> {
        let Source { provider, fetched, .. } = self.source();
        SourceMark { provider, fetched: Some(fetched) }
    }
}

impl fmt::Debug for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw")
            .field("value", &self.value)
            .field("kpi", &self.segment.kpi(self.kpi).id)
            .field("area", &self.segment.area(self.area).code)
            .field("gender", &self.gender)
            .field("year", &self.year)
            .field("preliminary", &self.preliminary())
            .finish_non_exhaustive()
    }
}

/// Two are the same when all that is printed with them is the same.
impl PartialEq for Raw<'_> {
    fn eq(&self, other: &Self) -> bool {
        let whose = |raw: &Self| (raw.gender, raw.year, raw.value.to_bits(), raw.preliminary());
        whose(self) == whose(other)
            && self.segment.kpi(self.kpi).id == other.segment.kpi(other.kpi).id
            && self.segment.area(self.area).code == other.segment.area(other.area).code
            && self.source() == other.source()
    }
}

/// Bit of a row's mark that says its values are preliminary; the other bits are the index of the source.
pub(crate) const PRELIMINARY: u16 = 1 << 15;

/// "Källa: Kolada". It stands beside raw values and cannot be made for anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceMark<'a> {
    provider: &'a str,
    fetched: Option<Date>,
}

impl<'a> SourceMark<'a> {
    /// The mark of what this provider published and an edition kept: that was fetched on more than one day.
    pub(crate) fn of(source: Source<&'a str>) -> Self {
        Self { provider: source.provider, fetched: None }
    }
}

impl SourceMark<'_> {
    /// The mark in a language.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("Källa: {}", self.provider),
            Lang::En => format!("Source: {}", self.provider),
            Lang::Nb => format!("Kilde: {}", self.provider),
        }
    }

    /// The mark with the day on which the values were fetched, if it was one: "Källa: Kolada, hämtat 2026-04-22".
    pub fn dated(&self, lang: Lang) -> String {
        let text = self.text(lang);
        match self.fetched {
            Some(day) => texts(lang).kpi_source_fetched(format::date(day), text),
            None => text,
        }
    }
}

/// Something computed from raw values: a rank, a mean, a difference. It has no source mark:
///
/// ```compile_fail
/// # fn print(derived: kompass_kpi::Derived<'_, f64>) {
/// derived.mark().text(kompass_core::Lang::Sv);
/// # }
/// ```
///
/// but says whose work it is:
///
/// ```
/// # use kompass_kpi::Derived;
/// let mean = Derived::new(12.5, "Kolada");
/// assert_eq!(mean.processed().text(kompass_core::Lang::Sv), "Egen bearbetning av data från Kolada");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derived<'a, T> {
    value: T,
    provider: &'a str,
}

impl<'a, T> Derived<'a, T> {
    /// Something computed from values of this provider.
    pub fn new(value: T, provider: &'a str) -> Self {
        debug_assert!(!provider.is_empty(), "whose values it was computed from stands beside it");
        Self { value, provider }
    }

    /// What was computed.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The same, computed further: derived it stays.
    pub fn map<U>(self, further: impl FnOnce(T) -> U) -> Derived<'a, U> {
        Derived { value: further(self.value), provider: self.provider }
    }

    /// The mark that says it is our own work.
    pub fn processed(&self) -> Processed<'a> {
        Processed { provider: self.provider }
    }
}

/// "Egen bearbetning av data från Kolada". It stands beside everything computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Processed<'a> {
    provider: &'a str,
}

impl Processed<'_> {
    /// The mark in a language.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("Egen bearbetning av data från {}", self.provider),
            Lang::En => format!("Own processing of data from {}", self.provider),
            Lang::Nb => format!("Egen bearbeiding av data fra {}", self.provider),
        }
    }
}
