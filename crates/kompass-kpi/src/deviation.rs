//! Where an area stands out, in all KPIs at once: where an analysis begins. Each value is held against all areas, against
//! peers and against the years before, in spreads: how far it is from the middle, measured by how far the quarter beyond the
//! middle reaches, so that no outlier of others counts.
//!
//! Small numbers stand out by chance every year, another one each time. So a distance counts less the more the values of the
//! area vary from one measurement to the next – by its own years and by those of areas with about as many inhabitants – and a
//! line says whether it lasts, is new, or may be chance.

mod noise;
mod spread;
#[cfg(test)]
mod tests;

use crate::compare::repeats;
use crate::cores;
use crate::figure::{Derived, Raw};
use crate::measure::{Measure, Reason};
use crate::names::{AreaAt, AreaKind, Gender, KpiAt};
use crate::segment::Segment;
use kompass_core::Lang;
use kompass_core::i18n::texts;
use kompass_core::kpi::Direction;
use noise::{Noise, Sizes};
use spread::Spread;

/// Which lines are wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// What counts as standing out.
    pub against: Against,
    /// Only this area of operations.
    pub operating_area: Option<String>,
    /// Only this perspective: `Resurser`, `Kvalitet och resultat`.
    pub perspective: Option<String>,
    /// Only what is better than the middle, or only what is worse; KPIs without a direction are neither.
    pub better: Option<bool>,
    /// Only where women and men are further apart, or less, than is usual.
    pub gender_gap: bool,
    /// Only KPIs for which at least so many areas have a value.
    pub least: usize,
    /// Only what may be more than chance.
    pub signals: bool,
    /// Also what describes an area and is nobody's work: votes, commuting, the make-up of a population. Such KPIs are
    /// wanted anyhow when their perspective is.
    pub background: bool,
    /// Only values of this year or later; if none is given, values at most three years older than the newest there are.
    pub since: Option<i16>,
    /// As it was with the values up to this year.
    pub until: Option<i16>,
    /// At most so many lines.
    pub limit: usize,
}

/// What a value is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Against {
    /// Whichever it is furthest from.
    #[default]
    Any,
    /// All areas.
    All,
    /// The peers.
    Peers,
    /// The own years before.
    Past,
}

/// A value that stands out.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// The value.
    pub raw: Raw<'a>,
    /// How it is to be read.
    pub measure: Measure<'a>,
    /// How it stands out.
    pub deviation: Derived<'a, Deviation>,
}

/// How a value stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deviation {
    /// From the median of all areas of its kind.
    pub all: Away,
    /// From the median of the peers, if any of them has a value.
    pub peers: Option<Away>,
    /// From the median of its own three measurements before, or of those there are.
    pub past: Option<Away>,
    /// Whether that is chance.
    pub evidence: Evidence,
    /// At how many measurements in a row before this one it stood out in the same way.
    pub held: usize,
    /// How much such a value varies by chance from one measurement to the next, in its unit.
    pub noise: f64,
    /// How women and men stand out from theirs, if both have a value.
    pub split: Option<Split>,
    /// True if it is better than the middle of all; `None` where neither way is good.
    pub better: Option<bool>,
    /// How much it stands out, all told; comparable between lines.
    pub score: f64,
}

/// How far a value is from others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Away {
    /// The middle of them.
    pub from: f64,
    /// How many they are.
    pub n: usize,
    /// How far: in spreads of all areas, below it negative.
    pub spreads: f64,
}

/// How women and men stand out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Women, from the median of women.
    pub women: f64,
    /// Men, from the median of men.
    pub men: f64,
    /// The gap between them, from the median of gaps.
    pub gap: f64,
}

/// Whether a deviation is chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// It stood out before as well, by more than its values vary.
    Lasting,
    /// It broke with its own years before, by much more than its values vary.
    New,
    /// There are too few measurements to tell.
    Unknown,
    /// It is within what its values vary by from one measurement to the next.
    Chance,
}

/// Standing out begins at so many spreads.
const OUT: f64 = 1.0;
/// A break with the years before begins at so many times the noise of a value; standing out at so many.
const BREAK: f64 = 3.0;
const BEYOND: f64 = 2.0;
/// Further than this is no more remarkable: it may be an error of the data.
const MOST: f64 = 6.0;
/// A gap between women and men that is unusual.
const GAP: f64 = 2.0;
/// Fewest measurements that tell chance from signal.
const FEWEST: usize = 3;
/// How much older than the newest a value may be, in years.
const OLDEST: i16 = 3;
/// How many measurements are looked at.
const MEASUREMENTS: usize = 12;

impl Default for Filter {
    fn default() -> Self {
        Self {
            against: Against::Any,
            operating_area: None,
            perspective: None,
            better: None,
            gender_gap: false,
            least: 20,
            signals: false,
            background: false,
            since: None,
            until: None,
            limit: 50,
        }
    }
}

impl Evidence {
    /// How much of a distance counts.
    fn weight(self) -> f64 {
        match self {
            Self::Lasting => 1.0,
            Self::New => 0.7,
            Self::Unknown => 0.4,
            Self::Chance => 0.2,
        }
    }
}

impl Segment {
    /// Where an area stands out, most first. Counts that only say how large an area is are left out.
    pub fn deviations(&self, area: AreaAt, peers: &[AreaAt], filter: &Filter) -> Vec<Line<'_>> {
        let all = self.deviations_of(&[(area, peers.to_vec())], filter);
        all.into_iter().next().unwrap_or_default()
    }

    /// Where each of some areas of one kind stands out: much faster than to ask for one after another.
    pub fn deviations_of(
        &self,
        areas: &[(AreaAt, Vec<AreaAt>)],
        filter: &Filter,
    ) -> Vec<Vec<Line<'_>>> {
        let Some(kind) = areas.first().map(|(area, _)| self.kind_of(*area)) else {
            return Vec::new();
        };
        let newest = filter.until.unwrap_or(i16::MAX).min(self.years().end - 1);
        let since = filter.since.unwrap_or(newest.saturating_sub(OLDEST));
        let sizes = Sizes::of(self, kind);
        let finder = Finder { segment: self, kind, sizes, areas, since, filter };
        let kpis: Vec<KpiAt> = self.kpis().filter(|kpi| finder.wants(*kpi)).collect();
        let mut found: Vec<Vec<Found>> = vec![Vec::new(); areas.len()];
        for part in cores::each(kpis.chunks(cores::share(kpis.len())), |kpis| finder.find(kpis)) {
            found.iter_mut().zip(part).for_each(|(all, part)| all.extend(part));
        }
        found.into_iter().map(|found| finder.lines(found)).collect()
    }
}

impl Line<'_> {
    /// How it stands out, in one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let (texts, deviation) = (texts(lang), self.deviation.value());
        let print = |value| self.measure.print(lang, value);
        let n = deviation.all.n as u64;
        let among = match self.raw.area_kind() {
            AreaKind::Municipality => texts.measure_n_municipalities(n),
            AreaKind::Region | AreaKind::Nation => texts.measure_n_regions(n),
        };
        let side = match deviation.all.spreads {
            spreads if spreads > 0.0 => texts.measure_above_middle(),
            spreads if spreads < 0.0 => texts.measure_below_middle(),
            _ => texts.measure_at_middle(),
        };
        let mut middle = print(deviation.all.from);
        if let Some(peers) = deviation.peers {
            middle = texts.measure_middle_peers(middle, peers.n as u64, print(peers.from));
        }
        let (value, year) = (print(self.raw.value()), self.raw.year());
        let away = texts.measure_away(among, middle, side, value, year);
        let evidence = match (deviation.evidence, deviation.past) {
            (Evidence::Lasting, _) => texts.measure_lasting(deviation.held as u64),
            (Evidence::New, Some(past)) => texts.measure_new(print(past.from)),
            (Evidence::Chance | Evidence::New, _) => texts.measure_chance(),
            (Evidence::Unknown, _) => texts.measure_unknown(),
        };
        let gender = match deviation.split {
            Some(split) if split.is_divided() => texts.measure_divided(),
            Some(split) if split.gap.abs() >= GAP => texts.measure_wide_gap(),
            _ => return format!("{away}; {evidence}."),
        };
        format!("{away}; {evidence}; {gender}.")
    }
}

impl Split {
    /// Women and men stand out in opposite directions: the whole says little about either.
    pub fn is_divided(&self) -> bool {
        self.women * self.men < 0.0
    }
}

/// A deviation that has been found, with where.
#[derive(Clone, Copy)]
struct Found {
    kpi: KpiAt,
    area: AreaAt,
    year: i16,
    deviation: Deviation,
}

/// What one search needs.
struct Finder<'a, 'q> {
    segment: &'a Segment,
    kind: AreaKind,
    sizes: Sizes,
    areas: &'q [(AreaAt, Vec<AreaAt>)],
    since: i16,
    filter: &'q Filter,
}

/// The last measurements of a KPI: years and rows, rising.
type Rows<'a> = Vec<(i16, &'a [f64])>;

impl<'a> Finder<'a, '_> {
    fn wants(&self, kpi: KpiAt) -> bool {
        let (facts, filter) = (self.segment.kpi(kpi), self.filter);
        let is = |wanted: &Option<String>, own: &str| wanted.as_ref().is_none_or(|it| it == own);
        let measure = Measure::of(&facts);
        let judged = measure.direction != Direction::Neutral;
        // What an area spends is its work; what is neutral besides is how it is made up, or what a model expects of it.
        let expected = measure.reason == Reason::Word("referenskostnad");
        let background = !judged && (facts.perspective != "Resurser" || expected);
        is(&filter.operating_area, facts.operating_area)
            && is(&filter.perspective, facts.perspective)
            && (judged || measure.unit.is_rate())
            && (judged || filter.better.is_none())
            && (!background || filter.background || filter.perspective.is_some())
            && self.segment.latest_year(kpi, Gender::Total, self.kind) >= Some(self.since)
    }

    /// What stands out in these KPIs, for each area.
    fn find(&self, kpis: &[KpiAt]) -> Vec<Vec<Found>> {
        let mut found = vec![Vec::new(); self.areas.len()];
        for kpi in kpis {
            self.find_in(*kpi, &mut found);
            for found in &mut found {
                // Not all are kept until the end: for a whole country they are many.
                if found.len() > 8 * self.filter.limit.max(50) {
                    best(found, self.filter.limit);
                }
            }
        }
        found
    }

    fn find_in(&self, kpi: KpiAt, found: &mut [Vec<Found>]) {
        let rows = self.rows(kpi, Gender::Total);
        let spreads: Vec<Option<Spread>> = rows.iter().map(|(_, row)| Spread::of(row)).collect();
        let noise = Noise::of(&rows, &self.sizes);
        let (women, men) = (self.rows(kpi, Gender::Women), self.rows(kpi, Gender::Men));
        let mut splits: Vec<Option<Option<Splits<'_>>>> = rows.iter().map(|_| None).collect();
        let direction = self.segment.measure(kpi).direction;
        for ((area, peers), found) in self.areas.iter().zip(found) {
            let at = self.place(*area);
            let Some(last) =
                rows.iter().rposition(|(_, row)| row.get(at).is_some_and(|value| !value.is_nan()))
            else {
                continue;
            };
            let (Some(spread), (year, row)) = (&spreads[last], rows[last]) else { continue };
            if spread.n < self.filter.least || year < self.since {
                continue;
            }
            let splits =
                splits[last].get_or_insert_with(|| Splits::of(year, &women, &men)).as_ref();
            let own = Own {
                rows: &rows[..=last],
                spreads: &spreads[..=last],
                at,
                noise: noise.of_area(at),
            };
            let peers = peers.iter().filter(|peer| *peer != area);
            let peers = peers.filter_map(|peer| row.get(self.place(*peer)).copied());
            let peers = peers.filter(|value| !value.is_nan());
            let deviation = own.deviation(
                spread,
                peers.collect(),
                splits.and_then(|splits| splits.of_area(at)),
                direction,
                self.filter.against,
            );
            if self.keeps(&deviation) {
                found.push(Found { kpi, area: *area, year, deviation });
            }
        }
    }

    fn keeps(&self, deviation: &Deviation) -> bool {
        let signal = matches!(deviation.evidence, Evidence::Lasting | Evidence::New);
        let gap = deviation.split.is_some_and(|split| split.gap.abs() >= GAP);
        (self.filter.better.is_none() || self.filter.better == deviation.better)
            && (signal || !self.filter.signals)
            && (gap || !self.filter.gender_gap)
            && deviation.score > 0.0
    }

    /// The last measurements of a KPI, only areas of the kind, without the years that repeat one.
    fn rows(&self, kpi: KpiAt, gender: Gender) -> Rows<'a> {
        let range = self.segment.range(self.kind);
        let until = self.filter.until.unwrap_or(i16::MAX);
        let mut rows: Rows<'a> = Vec::with_capacity(MEASUREMENTS);
        for year in self.segment.years().rev().filter(|year| *year <= until) {
            let Some(row) = self.segment.row(kpi, gender, year) else { continue };
            let row = &row[range.clone()];
            if rows.last().is_some_and(|(_, later)| repeats(later, row)) {
                continue;
            }
            rows.push((year, row));
            if rows.len() == MEASUREMENTS {
                break;
            }
        }
        rows.reverse();
        rows
    }

    /// The place of an area among those of its kind; beyond all rows for one of another kind.
    fn place(&self, area: AreaAt) -> usize {
        area.index().checked_sub(self.segment.range(self.kind).start).unwrap_or(usize::MAX)
    }

    fn lines(&self, mut found: Vec<Found>) -> Vec<Line<'a>> {
        best(&mut found, self.filter.limit);
        let line = |found: Found| {
            let raw = self.segment.value(found.kpi, Gender::Total, found.area, found.year)?;
            let deviation = Derived::new(found.deviation, raw.source().provider);
            Some(Line { raw, measure: self.segment.measure(found.kpi), deviation })
        };
        found.into_iter().filter_map(line).collect()
    }
}

/// Keeps those that stand out most, in order; of equal ones the first in the catalogue.
fn best(found: &mut Vec<Found>, limit: usize) {
    found.sort_unstable_by(|one, other| {
        let by_score = other.deviation.score.total_cmp(&one.deviation.score);
        by_score.then(one.kpi.cmp(&other.kpi))
    });
    found.truncate(limit);
}

/// The measurements of one area, up to its latest.
struct Own<'a> {
    rows: &'a [(i16, &'a [f64])],
    spreads: &'a [Option<Spread>],
    at: usize,
    noise: f64,
}

impl Own<'_> {
    fn deviation(
        &self,
        spread: &Spread,
        peers: Vec<f64>,
        split: Option<Split>,
        direction: Direction,
        against: Against,
    ) -> Deviation {
        let mut measured = self.rows.iter().zip(self.spreads).rev();
        let mut measured = measured.by_ref().filter_map(|((_, row), spread)| {
            Some((row[self.at], spread.as_ref()?)).filter(|(value, _)| !value.is_nan())
        });
        let value = measured.next().map_or(f64::NAN, |(value, _)| value);
        let earlier: Vec<(f64, &Spread)> = measured.collect();
        let away =
            |middle: f64, n| Away { from: middle, n, spreads: spread.between(value, middle) };
        let all = away(spread.median, spread.n);
        let of_peers =
            spread::median(peers.iter().copied()).map(|middle| away(middle, peers.len()));
        let before = earlier.iter().take(3).map(|(value, _)| *value);
        let past = spread::median(before).map(|middle| away(middle, earlier.len().min(3)));
        let stood_out = |(value, spread): &&(f64, &Spread)| {
            let spreads = spread.between(*value, spread.median);
            spreads.abs() >= OUT && spreads.signum() == all.spreads.signum()
        };
        let held = earlier.iter().take_while(stood_out).count();
        let beyond = (value - all.from).abs() > BEYOND * self.noise;
        let broke = past.is_some_and(|past| {
            past.spreads.abs() >= OUT && (value - past.from).abs() > BREAK * self.noise
        });
        let evidence = match () {
            () if earlier.len() + 1 < FEWEST => Evidence::Unknown,
            () if all.spreads.abs() >= OUT && beyond && held > 0 => Evidence::Lasting,
            () if broke => Evidence::New,
            () => Evidence::Chance,
        };
        // What is left of a distance when one knows how much of it chance makes.
        let unit = spread.at(value);
        let reliability = unit * unit / (unit * unit + self.noise * self.noise);
        let distance = match against {
            Against::All => Some(all),
            Against::Peers => of_peers,
            Against::Past => past,
            Against::Any => [Some(all), of_peers, past]
                .into_iter()
                .flatten()
                .max_by(|one, other| one.spreads.abs().total_cmp(&other.spreads.abs())),
        };
        let spreads = distance.map_or(0.0, |away| away.spreads.abs().min(MOST));
        let divided = split.is_some_and(|split| split.is_divided());
        let score = spreads * reliability * evidence.weight() * if divided { 0.7 } else { 1.0 };
        Deviation {
            all,
            peers: of_peers,
            past,
            evidence,
            held,
            noise: self.noise,
            split,
            better: direction.improves(value - all.from),
            score,
        }
    }
}

/// The rows of women and men of a year, and how they and their gaps are spread.
struct Splits<'a> {
    women: (&'a [f64], Spread),
    men: (&'a [f64], Spread),
    gaps: Spread,
}

impl<'a> Splits<'a> {
    fn of(year: i16, women: &Rows<'a>, men: &Rows<'a>) -> Option<Self> {
        let of_year =
            |rows: &Rows<'a>| rows.iter().find(|(it, _)| *it == year).map(|(_, row)| *row);
        let (women, men) = (of_year(women)?, of_year(men)?);
        let gaps: Vec<f64> = women.iter().zip(men).map(|(women, men)| women - men).collect();
        Some(Self {
            women: (women, Spread::of(women)?),
            men: (men, Spread::of(men)?),
            gaps: Spread::of(&gaps)?,
        })
    }

    fn of_area(&self, at: usize) -> Option<Split> {
        let ((women, of_women), (men, of_men)) = (&self.women, &self.men);
        let (women, men) = (women[at], men[at]);
        let away = |spread: &Spread, value: f64| spread.between(value, spread.median);
        let split = Split {
            women: away(of_women, women),
            men: away(of_men, men),
            gap: away(&self.gaps, women - men),
        };
        (!women.is_nan() && !men.is_nan()).then_some(split)
    }
}
