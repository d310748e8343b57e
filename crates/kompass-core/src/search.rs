//! Searching in texts: the words of a text as the indexes keep them, what is asked for, and where it stands.
//!
//! Words are stemmed here, in Swedish, Norwegian and English at once, because the language of a text is not known; so
//! both engines find the same. Of a compound its beginning and its end are found as well: "dialog" finds
//! "medborgardialogen", "medborgare" finds "medborgardialog". How well that goes is measured by a list of queries in the
//! tests.

#[cfg(test)]
mod tests;

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;
use std::ops::Range;

/// Words that stand in every text, in Swedish, Norwegian and English.
const STOP_WORDS: &str = "
    att av de dem den det detta du där eller en er ett för från har hur i inom in är kan man med men mot ni nu när och om
    oss på samt sig som så till under upp ut vad var vi vid över av da der det dette du eller et fra har hvor hva ikke
    jeg kan med mot nå når og også om over på seg skal som så til ut vi ved være a an and are as at be by for from has
    how in is it of on or that the to was what with";

/// Longest word that is kept, in characters: what is longer is no word.
const LONGEST: usize = 48;

/// Most words of a question.
const MOST_TERMS: usize = 8;

/// Shortest stem that also finds longer words that begin or end with it.
const SHORTEST_PART: usize = 4;

/// Shortest word that may be a compound.
const SHORTEST_COMPOUND: usize = 7;

/// What is asked for: words that must all be there, some of them one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
    /// Terms that must stand side by side: ranges of `terms`.
    phrases: Vec<Range<usize>>,
}

/// One word that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its stems, different ones only.
    pub stems: Vec<String>,
    /// True if words that begin or end with a stem are asked for as well.
    pub parts: bool,
    /// True if a word says little by itself; it need not be there.
    small: bool,
}

/// Words of a text as an index keeps them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indexed {
    /// Stems.
    pub stems: BTreeSet<String>,
    /// Stems of what may be a compound, from their ends: `golaidragrobdem`.
    pub ends: BTreeSet<String>,
}

/// Where what is asked for stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How well the text fits; comparable between texts for the same question.
    pub score: u32,
    /// The words that fit, in bytes, in order.
    pub marks: Vec<Range<usize>>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// True if they are what was asked for.
    pub marked: bool,
}

/// How a word fits what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Part = 1,
    Whole = 3,
}

impl Query {
    /// Reads what somebody typed. Words between quotation marks have to stand side by side. Nothing if there is no word.
    pub fn parse(typed: &str) -> Option<Self> {
        let stemmers = Stemmers::new();
        let (mut terms, mut phrases) = (Vec::new(), Vec::new());
        for (at, piece) in typed.split(['"', '”', '“', '«', '»']).enumerate() {
            let first = terms.len();
            for (_, word) in words(piece) {
                if terms.len() < MOST_TERMS {
                    terms.push(Term::of(&stemmers, &word));
                }
            }
            if at % 2 == 1 && terms.len() > first + 1 {
                phrases.push(first..terms.len());
            }
        }
        // What says little counts only where nothing else is asked for.
        if terms.iter().all(|term| term.small) {
            terms.iter_mut().for_each(|term| term.small = false);
        }
        (!terms.is_empty()).then_some(Self { terms, phrases })
    }

    /// The words that must be there.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| !term.small)
    }

    /// Where a text has all that is asked for; `None` if it has not.
    pub fn find(&self, text: &str) -> Option<Found> {
        let (score, marks, there) = self.look(text);
        let all = self.terms.iter().zip(&there).all(|(term, there)| term.small || *there);
        (all && self.phrases.iter().all(|phrase| self.stands(text, phrase)))
            .then_some(Found { score, marks })
    }

    /// Where a text has some of what is asked for; `None` if it has nothing. More different words count most.
    pub fn find_any(&self, text: &str) -> Option<Found> {
        let (score, marks, there) = self.look(text);
        let different = u32::try_from(there.iter().filter(|there| **there).count()).unwrap_or(0);
        (different > 0).then_some(Found { score: score + 100 * different, marks })
    }

    fn look(&self, text: &str) -> (u32, Vec<Range<usize>>, Vec<bool>) {
        let stemmers = Stemmers::new();
        let mut counts = vec![0_u32; self.terms.len()];
        let mut scores = vec![0_u32; self.terms.len()];
        let mut marks: Vec<Range<usize>> = Vec::new();
        for (place, word) in words(text) {
            for (at, term) in self.terms.iter().enumerate().filter(|(_, term)| !term.small) {
                let Some(fit) = term.fit(&stemmers, &word) else { continue };
                counts[at] += 1;
                // A page that says a word twenty times is not ten times as much about it as one that says it twice.
                if counts[at] <= 5 {
                    scores[at] += fit as u32;
                }
                if marks.last() != Some(&place) {
                    marks.push(place.clone());
                }
            }
        }
        let there = counts.iter().map(|count| *count > 0).collect();
        (scores.iter().sum(), marks, there)
    }

    /// True if the terms of a phrase stand side by side somewhere.
    fn stands(&self, text: &str, phrase: &Range<usize>) -> bool {
        let stemmers = Stemmers::new();
        let words: Vec<String> = words(text).map(|(_, word)| word).collect();
        let terms = &self.terms[phrase.clone()];
        words.windows(terms.len()).any(|window| {
            window.iter().zip(terms).all(|(word, term)| term.fit(&stemmers, word).is_some())
        })
    }
}

impl Term {
    fn of(stemmers: &Stemmers, word: &str) -> Self {
        let stems = stemmers.stems(word);
        Self {
            parts: stems.iter().all(|stem| stem.chars().count() >= SHORTEST_PART),
            small: STOP_WORDS.split_whitespace().any(|small| small == word),
            stems,
        }
    }

    fn fit(&self, stemmers: &Stemmers, word: &str) -> Option<Fit> {
        // Stemming is what costs; most words differ so early that it is not needed.
        let start = |stem: &str| stem.chars().take(3).collect::<String>();
        if !self.stems.iter().any(|stem| word.contains(&start(stem))) {
            return None;
        }
        let stems = stemmers.stems(word);
        if stems.iter().any(|stem| self.stems.contains(stem)) {
            return Some(Fit::Whole);
        }
        let compound = word.chars().count() >= SHORTEST_COMPOUND;
        let part = |stem: &String| {
            stems.iter().any(|of| of.starts_with(stem) || (compound && of.ends_with(stem)))
        };
        (self.parts && self.stems.iter().any(part)).then_some(Fit::Part)
    }
}

impl Indexed {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let stemmers = Stemmers::new();
        let mut indexed = Self::default();
        let different: BTreeSet<String> = words(text).map(|(_, word)| word).collect();
        for word in different {
            let stems = stemmers.stems(&word);
            if word.chars().count() >= SHORTEST_COMPOUND {
                indexed.ends.extend(stems.iter().map(|stem| stem.chars().rev().collect()));
            }
            indexed.stems.extend(stems);
        }
        indexed
    }
}

/// The part of a text around what was found, of about so many characters, whole words only; its ends are marked by dots
/// where something is left out.
pub fn passage(text: &str, found: &Found, about: usize) -> Vec<Piece> {
    let first = densest(&found.marks, about);
    let from = back(text, found.marks.get(first).map_or(0, |mark| mark.start), about / 4);
    let to = forth(text, from, about);
    let mut pieces = Vec::new();
    let mut push = |text: &str, marked: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), marked });
        }
    };
    push(if from > 0 { "… " } else { "" }, false);
    let mut at = from;
    for mark in found.marks.iter().filter(|mark| mark.start >= from && mark.end <= to) {
        push(&text[at..mark.start], false);
        push(&text[mark.clone()], true);
        at = mark.end;
    }
    push(&text[at..to], false);
    push(if to < text.len() { " …" } else { "" }, false);
    pieces
}

/// A whole text with what was found marked.
pub fn marked(text: &str, found: &Found) -> Vec<Piece> {
    passage(text, &Found { score: 0, marks: found.marks.clone() }, usize::MAX / 8)
}

/// The first of the marks that stand closest together.
fn densest(marks: &[Range<usize>], within: usize) -> usize {
    let near = |first: usize| {
        let start = marks[first].start;
        marks[first..].iter().take_while(|mark| mark.start < start.saturating_add(within)).count()
    };
    (0..marks.len()).max_by_key(|first| (near(*first), std::cmp::Reverse(*first))).unwrap_or(0)
}

/// So many characters before a place, at the beginning of a word.
fn back(text: &str, place: usize, characters: usize) -> usize {
    let Some((start, _)) = text[..place].char_indices().rev().take(characters).last() else {
        return place;
    };
    if start == 0 {
        return 0;
    }
    text[start..place].find(char::is_whitespace).map_or(place, |space| {
        let after = start + space;
        after + text[after..].len() - text[after..].trim_start().len()
    })
}

/// So many characters after a place, at the end of a word.
fn forth(text: &str, place: usize, characters: usize) -> usize {
    match text[place..].char_indices().nth(characters) {
        None => text.len(),
        Some((length, _)) => {
            let cut = &text[place..place + length];
            cut.rfind(char::is_whitespace)
                .filter(|end| *end > 0)
                .map_or(place + length, |end| place + end)
        }
    }
}

/// The words of a text with their places, in small letters.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(char::is_alphanumeric)?;
            let length = text[start..].find(|c: char| !c.is_alphanumeric());
            let end = length.map_or(text.len(), |length| start + length);
            rest = end;
            let word = &text[start..end];
            let long = word.chars().nth(LONGEST).is_some();
            let letter = word.chars().nth(1).is_none() && !word.chars().all(char::is_numeric);
            if !long && !letter {
                return Some((start..end, word.to_lowercase()));
            }
        }
    })
}

/// The stemmers of the three languages.
struct Stemmers([Stemmer; 3]);

impl Stemmers {
    fn new() -> Self {
        let languages = [Algorithm::Swedish, Algorithm::Norwegian, Algorithm::English];
        Self(languages.map(Stemmer::create))
    }

    /// The different stems of a word.
    fn stems(&self, word: &str) -> Vec<String> {
        let mut stems: Vec<String> = Vec::with_capacity(1);
        for stemmer in &self.0 {
            let stem = stemmer.stem(word);
            if !stems.iter().any(|known| *known == stem) {
                stems.push(stem.into_owned());
            }
        }
        stems
    }
}
