//! Evaluations as files: TOML or JSON, both with the same content (`kompass-evaluation/1`).

use super::{Evaluation, FORMAT};
use crate::error::Problem;
use crate::locations::located;
use crate::nearest::quoted;
use crate::reading::FileKind;
use crate::writing;
use serde::Deserialize;

pub(super) const EVALUATION_FILE: FileKind =
    FileKind { mebibytes: 64, shape: "E001", size: "E002" };

/// Reads an evaluation. A file that begins with `{` is JSON, any other TOML. Whether its codes exist in the framework and
/// its points can be is for [`check`](super::check::check).
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Evaluation, Vec<Problem>> {
    let text = EVALUATION_FILE.text(file_name, bytes)?;
    let json = is_json(text);
    let evaluation: Result<Evaluation, _> = if json {
        EVALUATION_FILE.json(file_name, text)
    } else {
        EVALUATION_FILE.toml(file_name, text)
    };
    // A file of another format is told so, rather than which of its keys are not ours.
    let format = match &evaluation {
        Ok(evaluation) => Some(evaluation.format.clone()),
        Err(_) if json => serde_json::from_str(text).ok().and_then(|head: Head| head.format),
        Err(_) => toml::from_str(text).ok().and_then(|head: Head| head.format),
    };
    match format {
        Some(format) if format != FORMAT => {
            let message = format!("the format is {}, not {FORMAT:?}", quoted(&format));
            let remedy = "if it is newer, upgrade Kompass; if it is an evaluation of another program, \
                          convert it first";
            let problem = Problem::new("format", message, remedy).code("E003");
            Err(located(file_name, text, vec![problem]))
        }
        _ => evaluation.map(|mut evaluation| {
            // What a file shows by its judgements is said from then on, so that nobody has to look at them to know it.
            evaluation.areas.iter_mut().for_each(|area| area.direct = area.judged_directly());
            evaluation
        }),
    }
}

/// The evaluation as JSON, indented.
pub fn to_json(evaluation: &Evaluation) -> String {
    // An evaluation is texts, numbers, dates and lists of these: nothing in it can fail to become JSON.
    serde_json::to_string_pretty(evaluation).unwrap_or_default() + "\n"
}

/// The evaluation as TOML, to be read and changed by people.
pub fn to_toml(evaluation: &Evaluation) -> String {
    writing::toml(evaluation)
}

/// The part of a file that says what it is.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::testdata;
    use proptest::prelude::*;

    #[test]
    fn toml_and_json_hold_the_same() {
        let evaluation = testdata::small();
        assert_eq!(read("e.toml", to_toml(&evaluation).as_bytes()).unwrap(), evaluation);
        assert_eq!(read("e.json", to_json(&evaluation).as_bytes()).unwrap(), evaluation);
        let toml = to_toml(&evaluation);
        insta::assert_snapshot!(toml);
    }

    #[test]
    fn what_a_person_reads_of_a_file_of_the_wrong_shape() {
        let toml = testdata::SMALL
            .replace("kind = \"peer\"", "kind = \"per\"")
            .replace("points = 12.5", "points = 12.34567")
            .replace("visit = [2026-05-04", "visit = [2026-05-34")
            .replace("people = 5", "poeple = 5");
        let json = to_json(&testdata::small()).replace("\"year\": 2026", "\"year\": \"2026\"");
        let mut all = String::new();
        for (name, text) in [
            ("syntax.toml", toml.as_str()),
            ("shape.toml", &toml.replace("2026-05-34", "2026-05-04")),
            ("shape.json", &json),
            ("new.toml", &testdata::SMALL.replace("evaluation/1", "evaluation/2")),
            ("new.json", &json.replace("evaluation/1", "evaluation/2")),
            ("text.json", "{\n\"format\": \"kompass-evaluation/1\",\n"),
            ("empty.toml", ""),
        ] {
            let problems = read(name, text.as_bytes()).unwrap_err();
            all.extend(problems.iter().map(|problem| format!("{problem}\n")));
            all.push('\n');
        }
        insta::assert_snapshot!(all);
    }

    #[test]
    fn other_encodings_are_named() {
        let latin1: Vec<u8> = testdata::SMALL.chars().map(|c| c as u8).collect();
        let problem = read("e.toml", &latin1).unwrap_err().remove(0);
        let line = 1 + testdata::SMALL.lines().position(|line| !line.is_ascii()).unwrap();
        assert_eq!((problem.line, problem.code.as_str()), (Some(line), "E001"));
        assert!(read("e.toml", &vec![b' '; (64 << 20) + 1]).unwrap_err()[0].code == "E002");
    }

    proptest! {
        #[test]
        fn nothing_in_a_file_makes_it_panic(at in 0_usize..4000, with in prop::collection::vec(any::<u8>(), 0..6)) {
            for text in [testdata::SMALL.to_owned(), to_json(&testdata::small())] {
                let mut bytes = text.into_bytes();
                let at = at.min(bytes.len());
                bytes.splice(at..(at + with.len()).min(bytes.len()), with.clone());
                if let Ok(evaluation) = read("e", &bytes) {
                    let checked = super::super::check::check(&evaluation, &crate::framework::testdata::small());
                    let _ = checked.located("e", &bytes);
                }
            }
        }

        #[test]
        fn no_bytes_at_all_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read("e", &bytes);
        }
    }
}
