//! Notes of the interviews. Each is appended by its author and never changed: who was wrong appends another that refers
//! to it, so what was written stays.

use crate::error::Problem;
use crate::framework::Framework;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Longest note, in characters.
pub const LONGEST: usize = 10_000;

/// A note, or with tags and no text the mark that something was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Identity.
    pub id: Uuid,
    /// The interview it is of.
    pub interview: Uuid,
    /// Code of its author on the team.
    pub author: String,
    /// What was said.
    pub text: String,
    /// Codes of the questions and sub-areas it bears on.
    pub tags: Vec<String>,
    /// The note it takes the place of; with neither text nor tags it takes that one back.
    pub corrects: Option<Uuid>,
    /// When it was written.
    pub at: Timestamp,
}

impl Note {
    /// True if it bears on this question or on its sub-area; of a sub-area also if it bears on one of its questions.
    pub fn bears_on(&self, code: &str) -> bool {
        let above = code.rsplit_once('.').map_or("", |(above, _)| above);
        let below = format!("{code}.");
        self.tags.iter().any(|tag| tag == code || tag == above || tag.starts_with(&below))
    }
}

/// What is to be appended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Draft {
    /// What was said.
    pub text: String,
    /// Codes of questions and sub-areas.
    pub tags: Vec<String>,
    /// The note it takes the place of.
    pub corrects: Option<Uuid>,
}

impl Draft {
    /// What is wrong with it, among the notes of the same interview.
    pub fn problems(&self, framework: &Framework, author: &str, there: &[Note]) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.text.is_empty() && self.tags.is_empty() && self.corrects.is_none() {
            let message = "the note is empty";
            problems.push(Problem::new("text", message, "write what was said").code("IN13"));
        }
        if self.text.chars().count() > LONGEST {
            let message = format!("the note has more than {LONGEST} characters");
            problems.push(Problem::new("text", message, "write two").code("IN14"));
        }
        let unknown =
            |tag: &&String| framework.sub_area(tag).is_none() && framework.question(tag).is_none();
        if let Some(tag) = self.tags.iter().find(unknown) {
            let message = format!("there is no question or sub-area {tag}");
            let problem = Problem::new("tags", message, "write codes as 1.4 or 1.4.2");
            problems.push(problem.code("IN15").naming([tag]));
        }
        let own = |id: Uuid| there.iter().any(|note| note.id == id && note.author == author);
        if self.corrects.is_some_and(|id| !own(id)) {
            let message = "only one's own notes of the same interview can be corrected";
            problems
                .push(Problem::new("corrects", message, "write a note of your own").code("IN16"));
        }
        problems
    }
}

/// The codes in a line: `1.4, 3.2.1`.
pub fn tags(line: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in line.split([',', ';', ' ', '\n']).map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|there| there == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// The notes that hold: those that no other took the place of, without those that only take one back.
pub fn current(notes: &[Note]) -> Vec<&Note> {
    let replaced: BTreeSet<Uuid> = notes.iter().filter_map(|note| note.corrects).collect();
    notes
        .iter()
        .filter(|note| !replaced.contains(&note.id))
        .filter(|note| !note.text.is_empty() || !note.tags.is_empty())
        .collect()
}

/// Codes of what somebody has been asked: what a note that holds is tagged with.
pub fn asked<'a>(notes: impl IntoIterator<Item = &'a Note>) -> BTreeSet<String> {
    notes.into_iter().flat_map(|note| &note.tags).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;
    use proptest::prelude::*;

    fn note(id: u128, author: &str, text: &str, tags: &[&str], corrects: Option<u128>) -> Note {
        Note {
            id: Uuid::from_u128(id),
            interview: Uuid::nil(),
            author: author.into(),
            text: text.into(),
            tags: tags.iter().map(ToString::to_string).collect(),
            corrects: corrects.map(Uuid::from_u128),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_correction_takes_the_place_of_its_note_and_loses_nothing() {
        let notes = [
            note(1, "E1", "Alla gör så", &["1.1.1"], None),
            note(2, "E2", "", &["1.1.2"], None),
            note(3, "E1", "Nästan alla gör så", &["1.1.1", "1.1"], Some(1)),
            note(4, "E2", "", &[], Some(2)),
        ];
        let there: Vec<u128> = current(&notes).iter().map(|note| note.id.as_u128()).collect();
        assert_eq!(there, [3], "4 only takes 2 back");
        assert_eq!(asked(current(&notes)), ["1.1", "1.1.1"].map(str::to_owned).into());
        assert!(notes[2].bears_on("1.1.3") && !notes[0].bears_on("1.1.3"));
        assert!(notes[0].bears_on("1.1") && !notes[0].bears_on("1.11"), "of a whole sub-area");
    }

    #[test]
    fn a_note_is_refused_with_the_reason() {
        let framework = fixtures::framework();
        let there = [note(1, "E1", "Ja", &[], None)];
        let codes = |draft: &Draft, author: &str| -> Vec<String> {
            let problems = draft.problems(&framework, author, &there);
            problems.into_iter().map(|problem| problem.code).collect()
        };
        let draft = |text: &str, tags: &str, corrects: Option<u128>| Draft {
            text: text.into(),
            tags: super::tags(tags),
            corrects: corrects.map(Uuid::from_u128),
        };
        assert_eq!(codes(&draft("Ja", "1.1, 1.1.2", Some(1)), "E1"), [""; 0]);
        assert_eq!(codes(&draft("", "1.1.2", None), "E1"), [""; 0], "only marked as asked");
        assert_eq!(codes(&draft("", "", Some(1)), "E1"), [""; 0], "taken back");
        assert_eq!(codes(&draft("", "", None), "E1"), ["IN13"]);
        assert_eq!(codes(&draft(&"å".repeat(LONGEST + 1), "", None), "E1"), ["IN14"]);
        assert_eq!(codes(&draft("Ja", "1.1 9.9", None), "E1"), ["IN15"]);
        assert_eq!(codes(&draft("Nej", "", Some(1)), "E2"), ["IN16"], "somebody else's");
        assert_eq!(codes(&draft("Nej", "", Some(2)), "E1"), ["IN16"], "not there");
    }

    proptest! {
        #[test]
        fn what_holds_is_the_end_of_each_chain(corrects in proptest::collection::vec(any::<Option<prop::sample::Index>>(), 1..40)) {
            let mut notes: Vec<Note> = Vec::new();
            for (at, index) in corrects.iter().enumerate() {
                let old = index.as_ref().filter(|_| at > 0).map(|index| index.index(at) as u128);
                notes.push(note(at as u128, "E1", "x", &[], old));
            }
            let holds: BTreeSet<Uuid> = current(&notes).iter().map(|note| note.id).collect();
            for note in &notes {
                let later = notes.iter().any(|other| other.corrects == Some(note.id));
                prop_assert_eq!(holds.contains(&note.id), !later);
            }
        }

        #[test]
        fn tags_of_a_line_are_its_words_once_each(line in "[0-9., ;]{0,30}") {
            let found = tags(&line);
            let unique: BTreeSet<&String> = found.iter().collect();
            prop_assert_eq!(unique.len(), found.len());
            prop_assert!(found.iter().all(|tag| line.contains(tag.as_str())));
        }
    }
}
