//! Text as it can be printed. PDF/A forbids glyphs that no font has, so what cannot be printed is replaced before it
//! reaches the page; invisible characters that could reorder or hide text are dropped.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Stands for what no font can print.
const REPLACEMENT: char = '\u{fffd}';

/// Words longer than this get places where they may be broken, after every so many characters.
const LONGEST_WORD: usize = 40;
const BREAK_AFTER: usize = 8;

/// The text in composed form, on one line, with everything that `prints` refuses replaced. `prints` says of a character
/// with the marks on it whether one font has all of it.
pub(crate) fn printable(text: &str, prints: impl Fn(&str) -> bool) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut cluster = String::new();
    let mut characters = text.nfc().filter(|character| !is_invisible(*character)).peekable();
    while let Some(character) = characters.next() {
        if character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2009}' | '\u{202f}')
            || character.is_control()
        {
            clean.push(' ');
            continue;
        }
        cluster.clear();
        cluster.push(character);
        while let Some(mark) = characters.next_if(|next| is_combining_mark(*next)) {
            cluster.push(mark);
        }
        if !is_private(character) && prints(&cluster) {
            clean.push_str(&cluster);
        } else if !is_private(character) && prints(character.encode_utf8(&mut [0; 4])) {
            clean.push(character);
        } else if !clean.ends_with(REPLACEMENT) {
            clean.push(REPLACEMENT);
        }
    }
    clean
}

/// The text with invisible places to break in words too long for a line: after the signs in an address, else anywhere.
pub(crate) fn breakable(text: &str) -> String {
    if text.split(char::is_whitespace).all(|word| word.chars().count() <= LONGEST_WORD) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for word in text.split_inclusive(char::is_whitespace) {
        if word.chars().count() <= LONGEST_WORD {
            out.push_str(word);
            continue;
        }
        let mut unbroken = 0;
        for character in word.chars() {
            if unbroken >= BREAK_AFTER
                && !is_combining_mark(character)
                && !character.is_whitespace()
            {
                out.push('\u{200b}');
                unbroken = 0;
            }
            out.push(character);
            unbroken += 1;
            if matches!(character, '/' | '.' | '_' | '?' | '&' | '=' | '@' | '#') {
                out.push('\u{200b}');
                unbroken = 0;
            }
        }
    }
    out
}

/// Format characters that print nothing: joiners, direction controls, selectors, tags, fillers.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin(cluster: &str) -> bool {
        cluster.chars().all(|character| u32::from(character) < 0x300)
    }

    #[test]
    fn what_no_font_has_is_replaced_once() {
        assert_eq!(printable("bra 👍👍🏽!", latin), "bra \u{fffd}!");
        assert_eq!(printable("a\u{30a}ngström e\u{20dd}", latin), "ångström e");
        assert_eq!(printable("\u{e000}x", |_| true), "\u{fffd}x");
    }

    #[test]
    fn nothing_invisible_remains_but_spaces() {
        assert_eq!(printable("a\u{202e}b\u{200b}c\u{0}d\ne\tf\u{2028}g", latin), "abc d e f g");
        assert_eq!(printable("12\u{202f}345\u{a0}kr", |_| true), "12\u{202f}345\u{a0}kr");
    }

    #[test]
    fn long_words_can_be_broken() {
        assert_eq!(breakable("medborgarbudget är kort"), "medborgarbudget är kort");
        let broken = breakable(&"x".repeat(100));
        assert!(broken.split('\u{200b}').all(|part| part.len() <= BREAK_AFTER));
        assert_eq!(broken.replace('\u{200b}', ""), "x".repeat(100));
        assert!(
            breakable("https://www.kommunen.se/en/lang/adress/till/en/sida")
                .starts_with("https:/\u{200b}/\u{200b}www.\u{200b}")
        );
    }
}
