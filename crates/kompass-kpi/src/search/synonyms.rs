//! What was typed as words to look for, each with what the catalogue may write instead.

use kompass_core::search::{Query, Term};
use std::sync::LazyLock;

/// One way to say something: all of its words are wanted.
pub(super) struct Alternative {
    pub(super) terms: Vec<Term>,
    /// How sure it is that this is meant.
    pub(super) weight: f32,
}

/// What is said instead of what is written: the words of both as stems.
struct Synonym {
    said: Vec<Term>,
    written: Vec<Vec<Term>>,
}

/// How sure it is that a synonym is meant.
const SYNONYM: f32 = 0.95;

/// The words of a question: for each the ways to say it.
pub(super) fn terms(typed: &str) -> Vec<Vec<Alternative>> {
    let typed = words(typed);
    let mut terms: Vec<Vec<Alternative>> = Vec::new();
    let mut rest = &typed[..];
    while let Some(first) = rest.first() {
        // The longest synonym that begins here.
        let synonym = TABLE.iter().filter(|synonym| begins(rest, &synonym.said));
        let synonym = synonym.max_by_key(|synonym| synonym.said.len());
        let taken = synonym.map_or(1, |synonym| synonym.said.len());
        let own = rest.get(..taken).unwrap_or(std::slice::from_ref(first));
        let mut alternatives = vec![Alternative { terms: own.to_vec(), weight: 1.0 }];
        let written = synonym.into_iter().flat_map(|synonym| &synonym.written);
        alternatives
            .extend(written.map(|terms| Alternative { terms: terms.clone(), weight: SYNONYM }));
        terms.push(alternatives);
        rest = &rest[taken..];
    }
    terms
}

fn begins(words: &[Term], said: &[Term]) -> bool {
    let same = |word: &Term, said: &Term| word.stems.iter().any(|stem| said.stems.contains(stem));
    words.len() >= said.len() && words.iter().zip(said).all(|(word, said)| same(word, said))
}

fn words(text: &str) -> Vec<Term> {
    Query::parse(text).map(|query| query.terms().cloned().collect()).unwrap_or_default()
}

static TABLE: LazyLock<Vec<Synonym>> = LazyLock::new(|| {
    let lines = include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#'));
    let synonym = |(said, written): (&str, &str)| Synonym {
        said: words(said),
        written: written.split(',').map(words).collect(),
    };
    lines.filter_map(|line| line.split_once('=')).map(synonym).collect()
});
