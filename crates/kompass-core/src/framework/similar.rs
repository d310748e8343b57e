//! Which questions ask nearly the same: their titles share most stems of content words.

use super::Question;
use crate::text::Lang;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;

/// Words that say nothing about what a question asks: grammar, and what every question asks about.
const STOP_WORDS: &str = "
    alla allt att av bland blir bli både de dem den denna deras dess det detta dig din där efter eller en enligt ett
    exempelvis fler flera från för får få genom ger ge gör göra ha han har hela hon hur i in inom inte ingår innan ja kan
    kommun kommunen kommunens kommuner man med mellan men mot ni nu när någon något några och också om olika oss på samt
    ser ses sig sin sina sitt sker ska som så sätt sådan sådant till t.ex tar ta under upp ur ut utan utifrån vad var vara
    varandra varje vem vi vid vilka vilken vilket än är även över finns finnas";

/// The share of stems that two titles have in common, from which they ask nearly the same.
const NEARLY_THE_SAME: f64 = 0.7;

/// Two questions that ask nearly the same, and the stems that they share.
pub(super) struct Pair<'a> {
    pub(super) first: &'a Question,
    pub(super) second: &'a Question,
    pub(super) shared: Vec<String>,
}

/// All pairs of questions that ask nearly the same, in the order of the second.
pub(super) fn pairs<'a>(questions: &[&'a Question]) -> Vec<Pair<'a>> {
    let all: Vec<BTreeSet<String>> =
        questions.iter().map(|question| stems(question.title.get(Lang::Sv))).collect();
    let mut pairs = Vec::new();
    for (later, stems) in all.iter().enumerate() {
        for (earlier, others) in all[..later].iter().enumerate() {
            let shared = stems.intersection(others).count();
            let either = stems.len() + others.len() - shared;
            #[expect(clippy::cast_precision_loss, reason = "a title has few words")]
            if either > 0 && shared as f64 / either as f64 >= NEARLY_THE_SAME {
                let shared = stems.intersection(others).cloned().collect();
                pairs.push(Pair { first: questions[earlier], second: questions[later], shared });
            }
        }
    }
    pairs
}

/// The Swedish stems of the content words of a text.
fn stems(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::Swedish);
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .filter(|word| !STOP_WORDS.split_whitespace().any(|stop| stop == *word))
        .map(|word| stemmer.stem(word).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflection_order_and_small_words_make_no_difference() {
        assert_eq!(
            stems("Har kommunen en strategi för medborgarnas dialoger?"),
            stems("Finns det strategier för dialogen med medborgarna i kommunen?")
        );
        assert!(stems("Hur är det?").is_empty());
    }
}
