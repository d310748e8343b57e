//! The name somebody probably meant, for messages about names that do not exist.

use std::collections::HashSet;

/// Names longer than this are not worth comparing, and cost too much.
const LONGEST: usize = 80;

/// How many known names a message lists before it says how many more there are.
const LISTED: usize = 12;

/// The known name most like this one, if one is near enough to be a slip of the pen. Codes made of digits are never
/// near: `1.9` is no slip for `1.1`.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length > LONGEST || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count() <= LONGEST)
        .map(|candidate| (distance(name, candidate), candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= length.div_ceil(3))
        .map(|(_, candidate)| candidate)
}

/// What to do about an unknown name: the one probably meant, and those that exist. `what` is a plural noun.
pub fn remedy(what: &str, name: &str, known: &[&str]) -> String {
    let mut seen = HashSet::new();
    let known: Vec<&str> =
        known.iter().copied().filter(|name| !name.is_empty() && seen.insert(*name)).collect();
    if known.is_empty() {
        return format!("there are no {what} here: take it away");
    }
    let mut text = nearest(name, known.iter().copied())
        .map(|meant| format!("did you mean \"{meant}\"? "))
        .unwrap_or_default();
    text.push_str(&format!("{what}: {}", known[..known.len().min(LISTED)].join(", ")));
    if known.len() > LISTED {
        text.push_str(&format!(" and {} more", known.len() - LISTED));
    }
    text
}

/// The name in quotation marks, shortened if it is very long, with line breaks and the like made visible.
pub fn quoted(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{:?}…", &name[..end]),
        None => format!("{name:?}"),
    }
}

/// Levenshtein distance, ignoring case.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_of_the_pen_only() {
        let known = ["points", "title", "sub_areas"];
        assert_eq!(nearest("poitns", known), Some("points"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("subareas", known), Some("sub_areas"));
        assert_eq!(nearest("weather", known), None);
        assert_eq!(nearest("1.9", ["1.1", "1.2"]), None);
        assert_eq!(nearest(&"points".repeat(1000), known), None);
    }

    #[test]
    fn distances_are_edits() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("å", "Å"), 0);
    }
}
