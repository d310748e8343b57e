//! Which way is good, from the words of a title, by the rules of `directions.txt`.
//!
//! How we judge: results for people, what they say themselves, and sound finances have a direction. What something costs,
//! how much there is of it, and how a population or a market is made up have none: that is for politics to want, and a
//! colour would say more than we know. Counts grow with the municipality and have none.

use super::Unit;
use kompass_core::kpi::Direction;
use std::sync::LazyLock;

/// One rule: a direction for titles with one of these words.
struct Rule {
    direction: Direction,
    of: Of,
    /// As they stand in the table, and as they are looked for.
    words: Vec<(&'static str, String)>,
}

/// Which KPIs a rule is for.
#[derive(Clone, Copy)]
enum Of {
    /// All.
    Any,
    /// Those in kronor.
    Money,
    /// Those that count whole things or persons.
    Counts,
    /// Those that weigh or measure a whole: tonnes, hectares, kilowatt-hours.
    Amounts,
    /// Answers written as numbers.
    Codes,
    /// What users of a service, pupils or staff were asked.
    Surveys,
}

/// The direction, and the word that decided; `*` where the kind of KPI alone did.
pub(super) fn of(title: &str, unit: Unit<'_>) -> Option<(Direction, &'static str)> {
    // Spaces around, so that the first and the last word begin and end as the others do; one between words.
    let lower = title.to_lowercase();
    let title = lower.split_whitespace().fold(" ".to_owned(), |title, word| title + word + " ");
    let is_survey = SURVEYS.iter().any(|survey| title.starts_with(survey));
    RULES.iter().find_map(|rule| {
        let fits = match rule.of {
            Of::Any => true,
            Of::Money => matches!(unit, Unit::Money(_)),
            Of::Counts => unit == Unit::Count,
            Of::Amounts => unit.is_amount(),
            Of::Codes => matches!(unit, Unit::Codes(_)),
            Of::Surveys => is_survey,
        };
        let stands = |word: &&(&str, String)| word.0 == "*" || title.contains(&word.1);
        let (word, _) = rule.words.iter().filter(|_| fits).find(stands)?;
        // Where no is written as a larger number than yes, the larger one is what the words say is worse.
        let direction = match rule.direction {
            Direction::Higher if unit.no_is_more() => Direction::Lower,
            Direction::Lower if unit.no_is_more() => Direction::Higher,
            direction => direction,
        };
        Some((direction, *word))
    })
}

/// How titles of surveys begin.
const SURVEYS: [&str; 14] = [
    " brukarbedömning",
    " medborgarundersökningen",
    " elever i åk 5:",
    " elever i åk 8:",
    " elever i åk 9:",
    " gymnasieelever i år 2:",
    " gymnasieelever år 2:",
    " pedagogisk personal",
    " förskollärarenkäten",
    " vårdnadshavare",
    " deltagarbedömning",
    " enhetsundersökning",
    " ntu - ",
    " huvudmannaenkäten",
];

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rules: Vec<Rule> = Vec::new();
    for line in include_str!("directions.txt").lines().filter(|line| !line.starts_with('#')) {
        let words = match line.split_once(':').filter(|_| !line.starts_with(' ')) {
            Some((head, words)) => {
                rules.push(head_of(head).expect("a rule begins with a direction and its KPIs"));
                words
            }
            None => line,
        };
        let words = words.split('|').map(str::trim).filter(|word| !word.is_empty());
        // A test reads every rule that is compiled in.
        let rule = rules.last_mut().expect("words stand under a rule");
        rule.words.extend(words.map(|word| (word.trim_matches('^'), word.replace('^', " "))));
    }
    rules
});

fn head_of(text: &str) -> Option<Rule> {
    let (direction, of) = text.split_once(' ')?;
    let of = match of {
        "any" => Of::Any,
        "money" => Of::Money,
        "counts" => Of::Counts,
        "amounts" => Of::Amounts,
        "codes" => Of::Codes,
        "surveys" => Of::Surveys,
        _ => return None,
    };
    Some(Rule { direction: Direction::from_code(direction)?, of, words: Vec::new() })
}
