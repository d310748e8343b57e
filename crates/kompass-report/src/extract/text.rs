//! Plain text: its letters, its lines, and what is left of a web page.

use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Elements of a web page whose content nobody reads.
const UNREAD: [&str; 6] = ["script", "style", "template", "noscript", "svg", "head"];

/// Elements that stand in a line with what is around them.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub",
    "sup", "time", "u",
];

/// Text in UTF-8, in UTF-16 with its mark, or else in the letters of western Windows, which take any byte.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, bytes) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None if std::str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, bytes),
        None => (encoding_rs::WINDOWS_1252, bytes),
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// Lines without what cannot be read: composed letters, no control characters, no space at the ends, words that were
/// divided between two lines joined, not more than one empty line.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let line: String = line
            .nfc()
            // The soft hyphen says where a word may be divided; it is no part of it.
            .filter(|letter| *letter != '\u{ad}' && *letter != '\u{feff}')
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        let line = line.trim();
        if line.is_empty() {
            empty += 1;
            continue;
        }
        let divided = tidy.ends_with('-')
            && !tidy.ends_with(" -")
            && empty == 0
            && line.starts_with(char::is_lowercase)
            && !["och ", "eller ", "and ", "or "].iter().any(|word| line.starts_with(word));
        if divided {
            tidy.pop();
        } else if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        tidy.push_str(line);
        empty = 0;
    }
    tidy
}

/// The words of a web page: without its tags, each block on lines of its own.
pub(super) fn of_html(page: &str) -> String {
    let mut text = String::with_capacity(page.len() / 2);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        push_words(&mut text, &rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.find("-->").map_or("", |end| &after[end + 3..]);
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = rest[..end].trim_start_matches(['<', '/']);
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let opens = !rest.starts_with("</");
        rest = &rest[end..];
        if opens && UNREAD.contains(&name.as_str()) {
            rest = after_closing(rest, &name);
        } else if !INLINE.contains(&name.as_str()) {
            text.push('\n');
        }
    }
    push_words(&mut text, rest);
    text
}

/// What follows the end of an element.
fn after_closing<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let start = from + at + 2;
        let is =
            rest.get(start..start + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        if is {
            return rest[start..].find('>').map_or("", |end| &rest[start + end + 1..]);
        }
        from = start;
    }
    ""
}

/// Words with their entities as letters and any space as one space.
fn push_words(text: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        push_spaced(text, &rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(32).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, entity(&rest[..end])?))) {
            Some((end, letters)) => {
                push_spaced(text, &letters);
                rest = &rest[end + 1..];
            }
            None => text.push('&'),
        }
    }
    push_spaced(text, rest);
}

fn push_spaced(text: &mut String, words: &str) {
    for letter in words.chars() {
        if !letter.is_whitespace() {
            text.push(letter);
        } else if !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

/// The letters of `auml`, `#228` or `#xe4`.
pub(super) fn entity(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).map(|letter| Cow::Owned(letter.to_string()))
}
