//! What is held back because it is secret: it is taken out of everything that leaves the case, which says so instead, and
//! on which section of the law. Inside the case it stays to be read.

#[cfg(test)]
mod tests;

use crate::error::Problem;
use crate::evaluation::{Comment, Evaluation};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Most characters of a legal ground, and of a text that is marked.
pub const LONGEST_LAW: usize = 200;

/// The place of the text that stands before all areas.
pub const SUMMARY: &str = "summary";

/// What can be held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A document: its title and address.
    Document,
    /// An answer to a pre-question.
    Answer,
    /// A note of an interview.
    Note,
    /// A comment of the fact check, with its answer.
    Comment,
    /// A paragraph of a text, a strength, an improvement area or an example.
    Text,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Document, Self::Answer, Self::Note, Self::Comment, Self::Text];
}

/// As it is written in addresses and in the database.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// Something that is held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held {
    /// What it is.
    pub kind: Kind,
    /// Which: the code of a document or question, the id of a note, or the place of a text or comment: `summary`, the
    /// number of an area, the code of a sub-area.
    pub subject: String,
    /// The words themselves, of a text or comment.
    pub quote: String,
    /// The legal ground: `OSL 39 kap. 2 §`.
    pub law: String,
}

/// A legal ground as somebody wrote it.
///
/// # Errors
/// `SE01`: there is none, or it is too long.
pub fn law(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_LAW || text.chars().any(char::is_control) {
        let remedy = "write the section: OSL 39 kap. 2 §";
        return Err(
            Problem::new("law", "the legal ground is missing or too long", remedy).code("SE01")
        );
    }
    Ok(text.to_owned())
}

/// The paragraphs of a text in Markdown, each as it stands.
pub fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

/// What is held back, each with what is said instead.
#[derive(Debug, Clone)]
pub struct Texts<'a>(Vec<(&'a Held, String)>);

impl<'a> Texts<'a> {
    /// Of what is held back; `said` says it in words, by its legal ground. What is held back twice is said once.
    pub fn new(held: &'a [Held], said: impl Fn(&str) -> String) -> Self {
        let same = |one: &Held, other: &Held| {
            (one.kind, &one.subject, flat(&one.quote))
                == (other.kind, &other.subject, flat(&other.quote))
        };
        let mut once: Vec<(&Held, String)> = Vec::new();
        for it in held {
            if once.iter().all(|(before, _)| !same(before, it)) {
                once.push((it, said(&it.law)));
            }
        }
        Self(once)
    }

    /// What is said instead of the title of a document, if that is held back.
    pub fn document(&self, code: &str) -> Option<String> {
        self.of(Kind::Document, code).next().map(|(_, said)| said.clone())
    }

    fn of(&self, kind: Kind, subject: &str) -> impl Iterator<Item = &(&'a Held, String)> {
        self.0.iter().filter(move |(held, _)| held.kind == kind && held.subject == subject)
    }

    /// Takes out of the texts of a place what is held back there. If words that are held back stand in none of them any
    /// more, because somebody rewrote them, all of these texts are held back.
    pub fn take_out(&self, place: &str, mut texts: Vec<&mut String>) {
        for (held, said) in self.of(Kind::Text, place) {
            let words = flat(&held.quote);
            let mut found = false;
            for text in &mut texts {
                if paragraphs(text).any(|paragraph| flat(paragraph) == words) {
                    found = true;
                    let kept = paragraphs(text).map(|it| if flat(it) == words { said } else { it });
                    **text = kept.collect::<Vec<_>>().join("\n\n");
                }
            }
            if !found {
                for text in texts.iter_mut().filter(|text| !text.is_empty()) {
                    said.clone_into(text);
                }
            }
        }
    }

    /// As [`take_out`](Self::take_out), of comments with their answers.
    fn take_out_comments(&self, comments: &mut [Comment]) {
        for (held, said) in self.0.iter().filter(|(held, _)| held.kind == Kind::Comment) {
            let there = |it: &Comment| it.place == held.subject && it.text == held.quote;
            let found = comments.iter().any(there);
            let of_it =
                |it: &&mut Comment| if found { there(it) } else { it.place == held.subject };
            for comment in comments.iter_mut().filter(of_it) {
                said.clone_into(&mut comment.text);
                comment.answer.clear();
            }
        }
    }
}

/// Takes out of an evaluation what is held back, before it leaves the case.
pub fn take_out(evaluation: &mut Evaluation, texts: &Texts<'_>) {
    for document in &mut evaluation.documents {
        if let Some(said) = texts.document(&document.code) {
            document.title = said;
            document.address.clear();
        }
    }
    texts.take_out(SUMMARY, vec![&mut evaluation.summary]);
    if let Some(fact_check) = &mut evaluation.fact_check {
        texts.take_out_comments(&mut fact_check.comments);
    }
    for area in &mut evaluation.areas {
        let place = area.number.to_string();
        let mut own = vec![&mut area.text];
        own.extend(area.strengths.iter_mut().map(|it| &mut it.text));
        own.extend(area.improvements.iter_mut().map(|it| &mut it.text));
        own.extend(area.examples.iter_mut().map(|it| &mut it.text));
        texts.take_out(&place, own);
        for sub in &mut area.sub_areas {
            texts.take_out(&sub.code, vec![&mut sub.text]);
        }
    }
}

/// Words with single spaces between them, so that a line broken elsewhere is the same text.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
