//! How wide a text is, without its font: by the widths of Helvetica, which a style widens or narrows to its own.

/// Width in units of `size`, for a font that runs as Helvetica does.
pub(super) fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: u32 = text.chars().map(advance).sum();
    f64::from(thousandths) / 1000.0 * size * if bold { 1.08 } else { 1.0 }
}

/// Lines of a text that fit a width, at most so many and as even as can be. Broken at spaces and after hyphens and
/// slashes; within a word, with a hyphen, only where a word alone is too wide. What does not fit ends in "…".
pub(super) fn wrap(
    text: &str,
    width: f64,
    most: usize,
    measure: impl Fn(&str) -> f64,
) -> Vec<String> {
    let pieces = pieces(text, width, &measure);
    let mut lines = fill(&pieces, width, &measure);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while measure(&format!("{last}…")) > width && last.pop().is_some() {}
            *last = format!("{}…", last.trim_end());
        }
        return lines;
    }
    // The narrowest width that needs no more lines makes them even.
    let (mut narrow, mut wide) = (0.0, width);
    for _ in 0..12 {
        let middle = f64::midpoint(narrow, wide);
        let fits = pieces.iter().all(|piece| measure(piece.trim_end()) <= middle);
        if fits && fill(&pieces, middle, &measure).len() == lines.len() {
            wide = middle
        } else {
            narrow = middle
        }
    }
    fill(&pieces, wide, &measure)
}

/// The widest part of a text that is better not broken.
pub(super) fn widest_word(text: &str, measure: impl Fn(&str) -> f64) -> f64 {
    text.split_inclusive([' ', '-', '–', '/']).map(|word| measure(word.trim())).fold(0.0, f64::max)
}

/// Parts between which a line may break, each with the space that follows it.
fn pieces(text: &str, width: f64, measure: impl Fn(&str) -> f64) -> Vec<String> {
    let may_break = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    let words = text.split(may_break).filter(|word| !word.is_empty());
    let text = words.collect::<Vec<_>>().join(" ");
    let mut pieces = Vec::new();
    for part in text.split_inclusive([' ', '-', '–', '/']) {
        if measure(part.trim_end()) <= width {
            pieces.push(part.to_owned());
            continue;
        }
        let mut piece = String::new();
        for character in part.chars() {
            if !piece.is_empty() && measure(&format!("{piece}{character}-")) > width {
                pieces.push(format!("{piece}-"));
                piece.clear();
            }
            piece.push(character);
        }
        pieces.push(piece);
    }
    pieces
}

fn fill(pieces: &[String], width: f64, measure: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if measure(format!("{line}{piece}").trim_end()) <= width => {
                line.push_str(piece)
            }
            _ => lines.push(piece.clone()),
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// Advance in thousandths of the size; characters that Helvetica lacks count as wide as such characters get.
fn advance(character: char) -> u32 {
    match character {
        'i' | 'j' | 'l' | 'í' | 'ì' | 'ï' | '\'' | '’' => 222,
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | '[' | ']' | 'f' | 't' | 'I' | '\u{a0}' | '|' => {
            278
        }
        '\u{202f}' => 200,
        'r' | '-' | '(' | ')' | '{' | '}' | '`' | '"' | '·' | '*' | '°' => 360,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' | '_' | '^' => 500,
        'F' | 'T' | 'Z' | '+' | '<' | '=' | '>' | '~' | '±' | '−' | '≈' | 'ø' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' | 'Å' | 'Ä' | 'É' | 'È' => {
            667
        }
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'Ü' => 722,
        'G' | 'O' | 'Q' | 'Ö' | 'Ø' => 778,
        'm' | 'M' => 833,
        '%' | 'æ' => 889,
        'W' => 944,
        'Æ' | '@' | '—' | '…' => 1015,
        ..='\u{24f}' | '–' | '“' | '”' | '•' => 556,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
        '\u{370}'..='\u{10ff}' => 750,
        _ => 1200,
    }
}
