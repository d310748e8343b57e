//! Reads framework files: TOML to [`Framework`], with every mistake named.

use super::Framework;
use super::lint::lint;
use super::sources::SourceLines;
use crate::error::Problem;
use crate::locations::located;
use crate::reading::FileKind;

/// Frameworks, crosswalks and sources.
pub(super) const FRAMEWORK_FILE: FileKind = FileKind { mebibytes: 4, shape: "F001", size: "F010" };

/// Reads a framework file and lints it. A framework with any problem is refused whole.
pub fn load(
    file_name: &str,
    bytes: &[u8],
    sources: &SourceLines,
) -> Result<Framework, Vec<Problem>> {
    let text = FRAMEWORK_FILE.text(file_name, bytes)?;
    let framework = parse(file_name, text)?;
    let problems = lint(&framework, sources);
    if problems.is_empty() { Ok(framework) } else { Err(located(file_name, text, problems)) }
}

/// Reads a framework file of which only the shape is checked.
pub fn parse(file_name: &str, text: &str) -> Result<Framework, Vec<Problem>> {
    FRAMEWORK_FILE.toml(file_name, text)
}

/// As [`parse`], from bytes that may not be UTF-8.
pub fn parse_bytes(file_name: &str, bytes: &[u8]) -> Result<Framework, Vec<Problem>> {
    let text = FRAMEWORK_FILE.text(file_name, bytes)?;
    parse(file_name, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::testdata::{SMALL, small, sources};
    use crate::framework::{canonical, diff, export};
    use proptest::prelude::*;

    #[test]
    fn a_file_that_is_not_utf8_says_where_and_what_to_do() {
        let latin1: Vec<u8> = SMALL.chars().map(|c| c as u8).collect();
        let problem = parse_bytes("f.toml", &latin1).unwrap_err().remove(0);
        let line = 1 + SMALL.lines().position(|line| !line.is_ascii()).unwrap();
        assert_eq!((problem.line, problem.code.as_str()), (Some(line), "F001"));
        assert_eq!(parse_bytes("f.toml", SMALL.as_bytes()).unwrap(), small());
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let large = format!("{SMALL}{}", "#".repeat(4 << 20));
        let problem = load("f.toml", large.as_bytes(), &sources()).unwrap_err().remove(0);
        assert_eq!(problem.code, "F010");
    }

    /// Every word of the file that is a value or a key can be swapped for another.
    fn mutated() -> impl Strategy<Value = String> {
        let words: Vec<&str> = SMALL.split_inclusive(|c: char| !c.is_alphanumeric()).collect();
        let other = prop_oneof![
            Just("4294967295 ".to_owned()),
            Just("-1 ".to_owned()),
            Just("1.99999999 ".to_owned()),
            Just("]".to_owned()),
            Just("\"".to_owned()),
            "\\PC{0,5}",
        ];
        (prop::collection::vec((0..words.len(), other), 1..4)).prop_map(move |changes| {
            let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            for (at, word) in changes {
                words[at] = word;
            }
            words.concat()
        })
    }

    proptest! {
        #[test]
        fn nothing_in_a_file_makes_it_panic(text in mutated()) {
            if let Ok(framework) = load("f.toml", text.as_bytes(), &sources()) {
                prop_assert!(canonical::Pinned::new(&framework).framework().is_ok());
                prop_assert_eq!(diff::diff(&framework, &framework), []);
                export::json(&framework);
            }
        }

        #[test]
        fn no_bytes_at_all_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = load("f.toml", &bytes, &sources());
            let _ = SourceLines::default().with("s.toml", &String::from_utf8_lossy(&bytes));
        }
    }
}
