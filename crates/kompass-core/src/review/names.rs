//! Names of persons, and of functions that only one person holds, in a text that will be published. A heuristic that can be
//! explained: it goes by capitals, by short lists, and by the names of those who are known to take part. It knows no
//! grammar, so it warns and never decides.
//!
//! A person is
//! - somebody who is known, by the whole name, or by the last one within a sentence;
//! - two or three words with capitals of which the first is a common given name;
//! - two such words within a sentence, if neither is known from names of places, bodies, documents and products.
//!
//! A function is one of a list in the singular; a function that several hold passes, unless it is said of what place it
//! is. Collective forms (`cheferna`, `de förtroendevalda`, `the managers`) always pass. The forms of all three languages
//! are looked for in every text.

use super::lists::{
    ANYBODY, DEFINITE_ENDS, GIVEN, MANY, NO_PERSON, NO_PERSON_ENDS, NORWEGIAN, OF_A_PLACE, PHRASES,
    SINGLE,
};
use crate::municipality;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What somebody is named by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// The name of a person.
    Person(String),
    /// A function that one person holds.
    Function(String),
}

/// Who is named in a text, in its order, each once. `known` are the full names of people who take part; `places` are names
/// that are none of persons, such as that of the municipality.
pub fn named(text: &str, known: &[&str], places: &[&str]) -> Vec<Named> {
    let words = words(text);
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let person = known_person(rest, known).or_else(|| person(rest, places));
        let function = || function(rest, at.checked_sub(1).map(|before| &words[before]));
        let (length, named) = match person {
            Some(length) => (length, Named::Person(slice(text, &rest[..length]))),
            None => match function() {
                Some(length) => (length, Named::Function(slice(text, &rest[..length]))),
                None => {
                    at += 1;
                    continue;
                }
            },
        };
        if !found.contains(&named) {
            found.push(named);
        }
        at += length;
    }
    found
}

/// A word with what stands before it.
struct Word<'a> {
    text: &'a str,
    lower: String,
    from: usize,
    /// True if a sentence, a heading or an item of a list begins with it.
    first: bool,
    /// True if nothing but space stands between it and the word before it.
    follows: bool,
}

impl Word<'_> {
    /// True for a capital and small letters after it: `Berg`, `Karl-Erik`; not for `HR` or `2020`.
    fn is_name(&self) -> bool {
        self.text.split('-').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.clone().next().is_some()
                && letters.all(|it| it.is_lowercase() || matches!(it, '\'' | '’'))
        })
    }

    /// The word, and the word without the s of a genitive.
    fn forms(&self) -> impl Iterator<Item = &str> {
        [Some(self.text), self.text.strip_suffix('s')].into_iter().flatten()
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let within = |it: char| it.is_alphanumeric() || matches!(it, '-' | '\'' | '’');
    let mut words: Vec<Word<'_>> = Vec::new();
    let (mut end, mut rest) = (0, text);
    while let Some(begin) = rest.find(char::is_alphanumeric) {
        let length = rest[begin..].find(|it| !within(it)).unwrap_or(rest.len() - begin);
        let from = text.len() - rest.len() + begin;
        let gap = &text[end..from];
        end = from + length;
        rest = &text[end..];
        let word = text[from..end].trim_end_matches(['-', '\'', '’']);
        words.push(Word {
            text: word,
            lower: word.to_lowercase(),
            from,
            first: words.is_empty() || gap.contains(['.', '!', '?', ':', '\n', '•', '–', '#']),
            follows: !gap.is_empty() && gap.chars().all(|it| matches!(it, ' ' | '\u{a0}')),
        });
    }
    words
}

fn slice(text: &str, words: &[Word<'_>]) -> String {
    match words {
        [first, .., last] => text[first.from..last.from + last.text.len()].to_owned(),
        [one] => one.text.to_owned(),
        [] => String::new(),
    }
}

/// How many words name somebody who is known.
fn known_person(rest: &[Word<'_>], known: &[&str]) -> Option<usize> {
    let whole = |name: &&str| -> Option<usize> {
        let parts: Vec<&str> = name.split_whitespace().collect();
        let there = rest.get(..parts.len())?;
        let (last, others) = there.split_last()?;
        let (last_part, other_parts) = parts.split_last()?;
        let begins = others.iter().zip(other_parts).all(|(word, part)| word.text == *part);
        (parts.len() > 1 && begins && last.forms().any(|form| form == *last_part))
            .then_some(parts.len())
    };
    let word = rest.first()?;
    let surname = |name: &&str| {
        let last = name.split_whitespace().skip(1).last();
        !word.first
            && word.is_name()
            && last.is_some_and(|last| word.forms().any(|form| form == last))
    };
    known.iter().find_map(whole).or_else(|| known.iter().any(surname).then_some(1))
}

/// How many words look like the name of a person.
fn person(rest: &[Word<'_>], own: &[&str]) -> Option<usize> {
    let run = rest.iter().take(4).take_while(|word| word.is_name());
    let length = 1 + run.skip(1).take_while(|word| word.follows).count();
    let (first, second) = (rest.first().filter(|it| it.is_name())?, rest.get(1)?);
    if length < 2 || no_person(second) {
        return None;
    }
    // Some given names and surnames are those of municipalities as well.
    if given(first) && !(is_place(first, own) && is_place(second, own)) {
        return Some(length.min(3));
    }
    let either = is_place(first, own) || is_place(second, own);
    (length == 2 && !first.first && !no_person(first) && !either && !given(first)).then_some(2)
}

fn given(word: &Word<'_>) -> bool {
    word.text.split('-').all(|part| LISTS.given.contains(part))
}

fn no_person(word: &Word<'_>) -> bool {
    let ends = NO_PERSON_ENDS.iter().any(|end| word.lower.ends_with(end));
    ends || word.forms().any(|form| LISTS.no_person.contains(form))
}

fn is_place(word: &Word<'_>, own: &[&str]) -> bool {
    let own = |form: &str| own.iter().any(|place| place.split(' ').any(|part| part == form));
    word.forms().any(|form| LISTS.places.contains(form) || own(form))
}

/// How many words name a function that one person holds.
fn function(rest: &[Word<'_>], before: Option<&Word<'_>>) -> Option<usize> {
    let phrase = LISTS.phrases.iter().filter_map(|phrase| fits(rest, phrase)).max();
    if phrase.is_some() {
        return phrase;
    }
    let word = rest.first()?;
    let lower = word.lower.strip_suffix('s').unwrap_or(&word.lower);
    if let Some(length) = many_of_a_place(lower, rest) {
        return Some(length);
    }
    let root = lower.strip_suffix("en").unwrap_or(lower);
    if MANY.contains(&root) {
        return None;
    }
    let definite = DEFINITE_ENDS.iter().any(|end| lower.len() > end.len() && lower.ends_with(end));
    // Of `chefs` the s may belong to the word itself.
    let single = [root, lower, word.lower.as_str()].into_iter().any(|form| SINGLE.contains(&form));
    let bare = single && SINGLE.iter().any(|it| *it == lower || *it == word.lower);
    let anybody = before.is_some_and(|it| word.follows && ANYBODY.contains(&it.lower.as_str()));
    let chair = lower == "kommunstyrelseordföranden";
    (definite || chair || (single && !(bare && anybody))).then_some(1)
}

/// `rektorn på Granskolan`, `förvaltningschefen för socialförvaltningen`: of all who hold the function it means one.
fn many_of_a_place(lower: &str, rest: &[Word<'_>]) -> Option<usize> {
    let root = ["en", "n"]
        .iter()
        .find_map(|end| MANY.iter().find(|it| lower.strip_suffix(end) == Some(**it)));
    let [_, of, place, ..] = rest else { return None };
    let tied =
        root.is_some() && of.follows && place.follows && OF_A_PLACE.contains(&of.lower.as_str());
    let one = place.is_name()
        || ["förvaltningen", "avdelningen", "nämnden"].iter().any(|end| place.lower.ends_with(end));
    (tied && one && place.lower != "förvaltningen" && place.lower != "avdelningen").then_some(3)
}

/// How many words a phrase has, if the text begins with it.
fn fits(rest: &[Word<'_>], phrase: &[&str]) -> Option<usize> {
    let there = rest.get(..phrase.len())?;
    let fits = there.iter().zip(phrase).enumerate().all(|(at, (word, part))| {
        let follows = at == 0 || word.follows || (word.lower == "n" && *part == "n");
        let lower = if at + 1 == phrase.len() {
            word.lower.strip_suffix('s').unwrap_or(&word.lower)
        } else {
            &word.lower
        };
        follows
            && match part.strip_prefix('~') {
                Some(end) => word.lower.len() > end.len() && word.lower.ends_with(end),
                None => word.lower == *part || lower == *part,
            }
    });
    fits.then_some(phrase.len())
}

/// The lists, as they are asked.
struct Lists {
    given: HashSet<&'static str>,
    no_person: HashSet<&'static str>,
    places: HashSet<&'static str>,
    phrases: Vec<Vec<&'static str>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let municipalities = municipality::all().iter().flat_map(|it| it.name.split(' '));
    Lists {
        given: GIVEN.split_whitespace().collect(),
        no_person: NO_PERSON.split_whitespace().collect(),
        places: NORWEGIAN.split_whitespace().chain(municipalities).collect(),
        phrases: PHRASES.iter().map(|phrase| phrase.split(' ').collect()).collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sentences of our own: what is named (`-` for nobody), a tab, the sentence.
    const SENTENCES: &str = include_str!("../../fixtures/names.tsv");
    const TEAM: [&str; 2] = ["Marit Ekenvall", "Vendela Strand"];

    #[test]
    fn sentences_are_read_as_a_reviewer_would() {
        let mut wrong = Vec::new();
        let (mut some, mut none) = (0, 0);
        for line in SENTENCES.lines().filter(|line| !line.starts_with('#')) {
            let (expected, sentence) = line.split_once('\t').unwrap();
            let found: Vec<String> = named(sentence, &TEAM, &["Granvik"])
                .into_iter()
                .map(|it| match it {
                    Named::Person(name) => format!("p:{name}"),
                    Named::Function(name) => format!("f:{name}"),
                })
                .collect();
            let found = if found.is_empty() { "-".to_owned() } else { found.join("; ") };
            if expected == "-" {
                none += 1
            } else {
                some += 1
            }
            if found != expected {
                wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(some >= 35 && none >= 35, "{some} with, {none} without");
    }

    #[test]
    fn lists_have_no_person_among_what_is_none() {
        let both: Vec<_> = LISTS.given.intersection(&LISTS.no_person).collect();
        assert!(both.is_empty(), "{both:?}");
        assert!(SINGLE.iter().all(|it| !MANY.contains(it)));
    }

    proptest! {
        #[test]
        fn whatever_is_found_stands_in_the_text(text in "[ A-Za-zåäöÅÄÖ.:\\-’'n\\n]{0,120}|\\PC{0,60}") {
            for it in named(&text, &TEAM, &["Granvik"]) {
                let (Named::Person(name) | Named::Function(name)) = it;
                prop_assert!(!name.is_empty() && text.contains(&name));
            }
        }

        #[test]
        fn a_known_name_is_found_wherever_it_stands(before in "[a-zåäö]{1,8}( [a-zåäö]{1,8}){0,3}", after in "[a-zåäö]{1,8}") {
            let found = named(&format!("{before} Marit Ekenvall {after}"), &TEAM, &[]);
            prop_assert!(found.contains(&Named::Person("Marit Ekenvall".into())), "{found:?}");
        }
    }
}
