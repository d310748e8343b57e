//! Collation keys: a hexadecimal text that sorts bytewise as people sort the name.

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::locale;
use std::fmt::Write;
use std::sync::LazyLock;

/// Swedish order serves all three languages: Norwegian names keep together, and æ sorts with ä, ø with ö.
static SWEDISH: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    CollatorBorrowed::try_new(locale!("sv").into(), CollatorOptions::default()).ok()
});

/// Ends a level of a collation key, in hexadecimal. Letters are told apart on the first level, accents and case on others.
const LEVEL_SEPARATOR: &[u8] = b"01";

/// The collation key of a text.
pub fn key(text: &str) -> String {
    let mut bytes = Vec::new();
    match SWEDISH.as_ref() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, &mut bytes);
        }
        // The data is compiled in, so this is never reached; a plain order is better than none.
        None => bytes.extend_from_slice(text.to_lowercase().as_bytes()),
    }
    hex(&bytes)
}

/// What the collation key of every text begins with that begins with this one, in any case: its first level.
pub(crate) fn prefix(text: &str) -> String {
    let key = key(text);
    let bytes = key.as_bytes().chunks(2).take_while(|byte| *byte != LEVEL_SEPARATOR);
    bytes.flatten().map(|digit| char::from(*digit)).collect()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a String takes everything");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_in_swedish() {
        let mut names = ["Örebro", "Zinkgruvan", "Älmhult", "Arboga", "Åmål", "arvika"];
        names.sort_by_key(|name| key(name));
        assert_eq!(names, ["Arboga", "arvika", "Zinkgruvan", "Åmål", "Älmhult", "Örebro"]);
    }
}
