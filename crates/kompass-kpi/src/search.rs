//! Finding a KPI among six thousand with titles that are nearly the same. Words are found by their stems, as parts of
//! compounds, and by what an officer says instead of what the catalogue writes (`synonyms.txt`). Among what fits, what is
//! meant is mostly the plain case: a title that begins with the word, the whole municipality before a part of it, a series
//! that lives before one that has ended, and what stands in the tree of Jämföraren before what does not.

mod synonyms;
#[cfg(test)]
mod tests;

use crate::measure::{Measure, Unit, ended};
use crate::names::{AreaKind, Gender, KpiAt, Owner};
use crate::segment::Segment;
use crate::tree;
use kompass_core::search::Indexed;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use synonyms::Alternative;

/// A KPI that fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The KPI.
    pub kpi: KpiAt,
    /// How well it fits; comparable between hits for the same question.
    pub score: f32,
}

impl Segment {
    /// The KPIs that fit what somebody typed, best first. The index is made at the first question, or before it
    /// by [`Self::prepare_search`].
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Hit> {
        self.index().search(self, typed, limit)
    }

    /// Makes the index, so that the first question need not wait for it.
    pub fn prepare_search(&self) {
        self.index();
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }
}

/// The words of all KPIs.
pub(crate) struct Index {
    /// Every stem with the KPIs it stands in, in order.
    words: Vec<(String, Vec<Posting>)>,
    /// Every stem from its end, in order, with its place in `words`.
    ends: Vec<(String, usize)>,
    /// Every stem with letters that a foreign keyboard lacks, as it is written without them, in order, with its place.
    plain: Vec<(String, usize)>,
    /// How often each KPI is what is meant, other things being equal.
    priors: Vec<f32>,
    /// Words in each title.
    lengths: Vec<f32>,
}

/// Where a stem stands.
#[derive(Clone, Copy)]
struct Posting {
    kpi: u32,
    /// How much it says about the KPI there.
    weight: f32,
}

/// How much a word says about a KPI, by where it stands.
const FIRST: f32 = 1.4;
const TITLE: f32 = 1.0;
const UNIT: f32 = 0.7;
const AREA: f32 = 0.5;
const DESCRIPTION: f32 = 0.2;

/// How much a word says that is only a part of the word that was asked for, or a word beside it.
const PART: f32 = 0.6;

/// Shortest stem that is looked for in parts of words.
const SHORTEST_PART: usize = 4;

/// Parts of a title that say it is the plain case, and that it is not.
const PLAIN: [&str; 6] =
    ["totalt", "hemkommun", "lägeskommun", "invånare totalt", "kommunen totalt", "totalindex"];
const SPECIAL: [&str; 17] = [
    "osäkerhetstal",
    "framskrivning",
    "svarsfrekvens",
    "antal svar",
    "fristående",
    "enskild regi",
    "modellberäknat",
    "resursindex",
    "kvalitetsindex",
    "kommunalförbund",
    "gammal definition",
    "uppräknad",
    "privata utförare",
    "offentliga utförare",
    "förväntat",
    "avvikelse från",
    "utrikes födda",
];

impl Index {
    fn of(segment: &Segment) -> Self {
        let mut stems = Stems::default();
        let mut words: HashMap<String, Vec<Posting>> = HashMap::new();
        let (mut priors, mut lengths) = (Vec::new(), Vec::new());
        for at in segment.kpis() {
            let kpi = segment.kpi(at);
            let unit = Measure::of(&kpi).unit.text();
            let mut weights: HashMap<String, f32> = HashMap::new();
            let mut add = |text: &str, weight: &dyn Fn(usize) -> f32| {
                let mut count = 0;
                for (place, word) in split(text).enumerate() {
                    count += 1;
                    for stem in stems.of(&word) {
                        let known = weights.entry(stem.clone()).or_insert(0.0);
                        *known = known.max(weight(place));
                    }
                }
                count
            };
            let count = add(kpi.title, &|place| if place == 0 { FIRST } else { TITLE });
            add(unit, &|_| UNIT);
            add(kpi.operating_area, &|_| AREA);
            add(kpi.description, &|_| DESCRIPTION);
            for (stem, weight) in weights {
                words.entry(stem).or_default().push(Posting { kpi: at.0, weight });
            }
            priors.push(prior(segment, at));
            lengths.push(count as f32);
        }
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let from_end = |(at, word): (usize, &(String, _))| (word.0.chars().rev().collect(), at);
        let mut ends: Vec<(String, usize)> = words.iter().enumerate().map(from_end).collect();
        ends.sort_unstable();
        let plain = |(at, word): (usize, &(String, _))| {
            (!word.0.is_ascii()).then(|| (without_marks(&word.0), at))
        };
        let mut plain: Vec<(String, usize)> = words.iter().enumerate().filter_map(plain).collect();
        plain.sort_unstable();
        Self { words, ends, plain, priors, lengths }
    }

    fn search(&self, segment: &Segment, typed: &str, limit: usize) -> Vec<Hit> {
        let mut hits = self.fitting(typed);
        if let Some(kpi) = segment.find_kpi(&typed.trim().to_uppercase()) {
            hits.retain(|hit| hit.kpi != kpi);
            hits.push(Hit { kpi, score: f32::INFINITY });
        }
        hits.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then(one.kpi.cmp(&other.kpi))
        });
        hits.truncate(limit);
        hits
    }

    fn fitting(&self, typed: &str) -> Vec<Hit> {
        let terms = synonyms::terms(typed);
        if terms.is_empty() {
            return Vec::new();
        }
        let kpis = self.priors.len();
        let (mut scores, mut found) = (vec![0.0_f32; kpis], vec![0.0_f32; kpis]);
        let mut whole = 0.0;
        let mut best = vec![0.0_f32; kpis];
        for alternatives in &terms {
            best.fill(0.0);
            for alternative in alternatives {
                self.weigh(alternative, &mut best);
            }
            let there = best.iter().filter(|weight| **weight >= PART).count();
            // A word that stands in few titles says more.
            let rarity = (1.0 + kpis as f32 / (1.0 + there as f32)).ln();
            whole += rarity;
            for (at, weight) in best.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
                scores[at] += rarity * weight;
                found[at] += rarity;
            }
        }
        let hit = |at: usize| {
            // What has not all that was asked for comes far behind what has.
            let share = found[at] / whole;
            let length = 0.7 + 0.3 * self.lengths[at].min(14.0) / 9.0;
            Hit {
                kpi: KpiAt(at as u32),
                score: scores[at] * share.powi(3) * self.priors[at] / length,
            }
        };
        (0..kpis).filter(|at| found[*at] > 0.0).map(hit).collect()
    }

    /// The places of words that are a stem, or begin or end with it, and how well they fit.
    fn words_with(&self, stem: &str) -> Vec<(usize, f32)> {
        if stem.chars().count() < SHORTEST_PART {
            let found = self.words.binary_search_by(|word| word.0.as_str().cmp(stem));
            return found.into_iter().map(|at| (at, 1.0)).collect();
        }
        let fit = |word: &String| if word == stem { 1.0 } else { PART };
        let from_end: String = stem.chars().rev().collect();
        let begin = beginning(&self.words, stem).map(|(at, word)| (at, fit(&word.0)));
        let end =
            beginning(&self.ends, &from_end).map(|(_, (_, at))| (*at, fit(&self.words[*at].0)));
        let found: Vec<_> = begin.chain(end).collect();
        if !found.is_empty() || !stem.is_ascii() {
            return found;
        }
        let plain = beginning(&self.plain, stem);
        plain.map(|(_, (word, at))| (*at, fit(word))).collect()
    }

    /// What each KPI is worth for one way to say a word; an alternative of several words wants them all.
    fn weigh(&self, alternative: &Alternative, best: &mut [f32]) {
        let mut all: Option<Vec<f32>> = None;
        for term in &alternative.terms {
            let mut weights = vec![0.0_f32; best.len()];
            for (at, fit) in term.stems.iter().flat_map(|stem| self.words_with(stem)) {
                for posting in &self.words[at].1 {
                    let weight = &mut weights[posting.kpi as usize];
                    *weight = weight.max(fit * posting.weight);
                }
            }
            all = Some(match all {
                None => weights,
                Some(before) => {
                    before.iter().zip(&weights).map(|(one, other)| one.min(*other)).collect()
                }
            });
        }
        for (best, weight) in best.iter_mut().zip(all.unwrap_or_default()) {
            *best = best.max(alternative.weight * weight);
        }
    }
}

/// A word as it is written where a keyboard has no å, ä and ö.
fn without_marks(word: &str) -> String {
    let plain = |letter| match letter {
        'å' | 'ä' | 'æ' | 'á' | 'à' => 'a',
        'ö' | 'ø' => 'o',
        'é' | 'è' => 'e',
        'ü' => 'u',
        other => other,
    };
    word.chars().map(plain).collect()
}

/// The entries that begin with a text, of a list in order.
fn beginning<'a, T>(
    list: &'a [(String, T)],
    with: &'a str,
) -> impl Iterator<Item = (usize, &'a (String, T))> {
    let first = list.partition_point(|entry| entry.0.as_str() < with);
    (first..).zip(&list[first..]).take_while(move |(_, entry)| entry.0.starts_with(with))
}

/// How often a KPI is what is meant, other things being equal.
fn prior(segment: &Segment, at: KpiAt) -> f32 {
    let kpi = segment.kpi(at);
    let title = kpi.title.to_lowercase();
    let mut prior = 1.0 + 0.1 * (1.0 + tree::memberships(kpi.id) as f32).ln();
    if kpi.retired || ended(kpi.title).is_some() {
        prior *= 0.6;
    }
    if kpi.owner == Owner::Region {
        prior *= 0.75;
    }
    if PLAIN.iter().any(|plain| title.contains(plain)) {
        prior *= 1.3;
    }
    if SPECIAL.iter().any(|special| title.contains(special)) {
        prior *= 0.75;
    }
    if CHOSEN.contains(kpi.id) {
        prior *= 1.4;
    }
    // A count is that of a larger municipality; a share can be compared.
    if Measure::of(&kpi).unit == Unit::Count {
        prior *= 0.9;
    }
    let latest = |gender| segment.latest_year(at, gender, AreaKind::Municipality);
    let has_values = Gender::ALL.into_iter().any(|gender| latest(gender).is_some());
    if has_values { prior * 1.1 } else { prior }
}

/// The KPIs that are bundled with values, because they are those that most look for.
static CHOSEN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let list = include_bytes!("../../../data/kolada/kpis.csv");
    let rows = csv::Reader::from_reader(&list[..]).into_deserialize();
    // A test reads every row of the file that is compiled in.
    let id = |row: csv::Result<(String, String)>| row.expect("the list of KPIs is well-formed").0;
    rows.map(id).collect()
});

/// Stems of words, each word read once.
#[derive(Default)]
struct Stems(HashMap<String, Vec<String>>);

impl Stems {
    fn of(&mut self, word: &str) -> &[String] {
        if !self.0.contains_key(word) {
            let stems = Indexed::of(word).stems.into_iter().collect();
            self.0.insert(word.to_owned(), stems);
        }
        &self.0[word]
    }
}

/// The words of a text.
fn split(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}
