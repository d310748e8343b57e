//! Two people wrote the same text, or chose differently: both versions side by side with what differs marked, and one form
//! to choose, merge and save. Nothing is overwritten before somebody has seen it.

use crate::error::Answer;
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use similar::{Algorithm, capture_diff_slices_deadline};
use std::time::{Duration, Instant};

/// Comparing texts stops refining its marks after this long; they are true still, only coarser.
const PATIENCE: Duration = Duration::from_millis(200);

/// A text that two people wrote.
pub(crate) struct Text<'a> {
    /// The name of its field in the form.
    pub(crate) name: &'a str,
    /// What it is.
    pub(crate) label: String,
    /// What the caller wants to save.
    pub(crate) mine: &'a str,
    /// What somebody else saved meanwhile.
    pub(crate) theirs: &'a str,
}

/// Something that two people chose, in words.
pub(crate) struct Choice {
    /// What it is.
    pub(crate) label: String,
    /// What the caller chose.
    pub(crate) mine: String,
    /// What somebody else chose meanwhile.
    pub(crate) theirs: String,
}

/// A text as the page shows it.
pub(crate) struct Compared {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) mine: Vec<Piece>,
    pub(crate) theirs: Vec<Piece>,
}

/// A stretch of a text: in both versions, or in this one only.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) only_here: bool,
}

#[derive(Template)]
#[template(path = "conflict.html")]
struct Conflict {
    page: Page,
    action: String,
    back: String,
    version: i64,
    /// To be chosen between as they are.
    choices: Vec<Compared>,
    /// To be chosen between, or to be written together.
    texts: Vec<Compared>,
    /// True if both texts can be kept, one after the other.
    both: bool,
    others: Vec<(String, String)>,
}

/// The page: it sends the form once more to `action`, with the version that is there now and with `others` as they were
/// sent. With `merge=both` the handler saves [`merged`] instead of what is in the fields.
pub(crate) fn page<'a>(
    shell: &Shell,
    page: Page,
    action: String,
    back: String,
    version: i64,
    texts: Vec<Text<'a>>,
    others: Vec<(&'a str, String)>,
) -> Answer {
    let page = Page { heading: shell.texts().conflict_heading(), ..page };
    let texts = texts.into_iter().map(Compared::of).collect();
    let others = carried(others);
    let choices = Vec::new();
    Ok(shown(&Conflict { page, action, back, version, choices, texts, both: true, others }))
}

/// As [`page`], where beside the texts something was chosen as well.
pub(crate) fn chosen<'a>(
    shell: &Shell,
    page: Page,
    action: String,
    back: String,
    version: i64,
    changed: (Vec<Choice>, Vec<Text<'a>>),
    others: Vec<(&'a str, String)>,
) -> Answer {
    differing_in(true, shell, page, (action, back), version, changed, others)
}

/// As [`page`], where several small things were changed at once: choices in words, lines that can be changed once more.
pub(crate) fn fields<'a>(
    shell: &Shell,
    page: Page,
    action: String,
    back: String,
    version: i64,
    changed: (Vec<Choice>, Vec<Text<'a>>),
    others: Vec<(&'a str, String)>,
) -> Answer {
    differing_in(false, shell, page, (action, back), version, changed, others)
}

/// `others` hold everything that was sent; what can be written once more is taken out of them.
fn differing_in<'a>(
    both: bool,
    shell: &Shell,
    page: Page,
    (action, back): (String, String),
    version: i64,
    (choices, mut texts): (Vec<Choice>, Vec<Text<'a>>),
    mut others: Vec<(&'a str, String)>,
) -> Answer {
    texts.retain(|it| it.mine.trim() != it.theirs.trim());
    others.retain(|(name, _)| !texts.iter().any(|it| it.name == *name));
    if texts.is_empty() {
        return self::choices(shell, page, action, back, version, choices, others);
    }
    let page = Page { heading: shell.texts().conflict_choice_heading(), ..page };
    let (choices, texts) = (differing(choices), texts.into_iter().map(Compared::of).collect());
    let others = carried(others);
    Ok(shown(&Conflict { page, action, back, version, choices, texts, both, others }))
}

/// As [`page`], where there is nothing to write: what differs is shown in words, and `others` hold what the caller chose.
pub(crate) fn choices(
    shell: &Shell,
    page: Page,
    action: String,
    back: String,
    version: i64,
    choices: Vec<Choice>,
    others: Vec<(&str, String)>,
) -> Answer {
    let page = Page { heading: shell.texts().conflict_choice_heading(), ..page };
    let choices = differing(choices);
    if choices.is_empty() {
        // Something else was changed beside it: what the caller chose stands already.
        return page::done(&back, "saved");
    }
    let (texts, others) = (Vec::new(), carried(others));
    Ok(shown(&Conflict { page, action, back, version, choices, texts, both: false, others }))
}

fn differing(choices: Vec<Choice>) -> Vec<Compared> {
    let compared = |Choice { label, mine, theirs }: Choice| {
        Compared::of(Text { name: "", label, mine: &mine, theirs: &theirs })
    };
    choices.into_iter().filter(|it| it.mine != it.theirs).map(compared).collect()
}

fn carried(others: Vec<(&str, String)>) -> Vec<(String, String)> {
    others.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn shown(conflict: &Conflict) -> Response {
    let mut response = page::html(conflict);
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

/// Both texts: what was there, then mine. One of them, if the other is empty or the same.
pub(crate) fn merged(mine: &str, theirs: &str) -> String {
    match (mine.trim(), theirs.trim()) {
        (mine, "") => mine.to_owned(),
        ("", theirs) => theirs.to_owned(),
        (mine, theirs) if mine == theirs => mine.to_owned(),
        (mine, theirs) => format!("{theirs}\n\n{mine}"),
    }
}

impl Compared {
    /// A text with what differs marked.
    pub(crate) fn of(text: Text<'_>) -> Self {
        let Text { name, label, mine, theirs } = text;
        let (from, to) = (lines(theirs), lines(mine));
        let (from, to) = (words(&from), words(&to));
        let (from_keys, to_keys): (Vec<_>, Vec<_>) =
            (from.iter().map(|it| key(it)).collect(), to.iter().map(|it| key(it)).collect());
        let until = Some(Instant::now() + PATIENCE);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for op in capture_diff_slices_deadline(Algorithm::Myers, &from_keys, &to_keys, until) {
            let differs = op.tag() != similar::DiffTag::Equal;
            push(&mut left, &from[op.old_range()], differs);
            push(&mut right, &to[op.new_range()], differs);
        }
        let value = mine.to_owned();
        Self { name: name.to_owned(), label, value, mine: right, theirs: left }
    }
}

/// Lines end as browsers send them in one place and as they were stored in another; that is no difference.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The words of a text, each with the space after it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let space = rest[word..].find(|it: char| !it.is_whitespace()).unwrap_or(rest.len() - word);
        let (first, others) = rest.split_at(word + space);
        words.push(first);
        rest = others;
    }
    words
}

/// What makes a word the same as another: its letters, and whether a line ends after it.
fn key(word: &str) -> (&str, bool) {
    let trimmed = word.trim_end();
    (trimmed, word[trimmed.len()..].contains('\n'))
}

fn push(pieces: &mut Vec<Piece>, words: &[&str], only_here: bool) {
    match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(last) if last.only_here == only_here => last.text.push_str(&words.concat()),
        _ => pieces.push(Piece { text: words.concat(), only_here }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(mine: &str, theirs: &str) -> (String, String) {
        let it = Compared::of(Text { name: "body", label: String::new(), mine, theirs });
        let marked = |pieces: &[Piece]| {
            let piece = |it: &Piece| {
                if it.only_here { format!("[{}]", it.text) } else { it.text.clone() }
            };
            pieces.iter().map(piece).collect::<String>()
        };
        (marked(&it.mine), marked(&it.theirs))
    }

    #[test]
    fn what_differs_is_marked_in_the_version_that_has_it() {
        assert_eq!(
            compared(
                "Målen följs upp i varje nämnd.\r\nDet är bra.",
                "Målen följs inte upp alls.\nDet är bra."
            ),
            (
                "Målen följs upp [i varje nämnd.\n]Det är bra.".to_owned(),
                "Målen följs [inte ]upp [alls.\n]Det är bra.".to_owned()
            )
        );
        assert_eq!(compared("Samma.", "Samma."), ("Samma.".to_owned(), "Samma.".to_owned()));
        assert_eq!(compared("", "Allt."), (String::new(), "[Allt.]".to_owned()));
    }

    #[test]
    fn no_word_is_lost_or_made_up() {
        let texts = ["a b  c", "", "b\n\nc d", "a b  c", "åäö – x", " "];
        for mine in texts {
            for theirs in texts {
                let it = Compared::of(Text { name: "body", label: String::new(), mine, theirs });
                let whole =
                    |pieces: &[Piece]| pieces.iter().map(|it| it.text.as_str()).collect::<String>();
                assert_eq!(
                    (whole(&it.mine), whole(&it.theirs)),
                    (mine.to_owned(), theirs.to_owned())
                );
            }
        }
    }

    #[test]
    fn both_texts_are_kept_in_the_order_in_which_they_were_saved() {
        assert_eq!(merged("min ", "deras"), "deras\n\nmin");
        assert_eq!(
            (merged("min", " "), merged("", "deras"), merged("x", "x ")),
            ("min".into(), "deras".into(), "x".into())
        );
    }
}
