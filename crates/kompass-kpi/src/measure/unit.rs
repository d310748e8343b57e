//! The unit of a KPI, read from its title, which ends with it as a rule: "Kostnad förskola, kr/inskrivet barn".

use kompass_core::{Lang, format};

/// What the values of a KPI count. Its text stays as the title writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit<'a> {
    /// A share in percent.
    Percent,
    /// A difference between shares, in percentage points.
    PercentagePoints,
    /// Whole things or persons: `antal`.
    Count,
    /// An index, most often from 0 to 100.
    Index,
    /// Answers written as numbers: `Ja=1, Nej=0`.
    Codes(&'a str),
    /// Kronor, thousands or millions of them, also per something: `kr/inv`, `miljoner kronor`.
    Money(&'a str),
    /// Anything else, as the title has it: `antal/1000 inv`, `dagar`, `kg/inv`.
    Other(&'a str),
    /// The title does not say.
    Unknown,
}

impl<'a> Unit<'a> {
    /// The unit that a title names.
    pub fn of(title: &'a str) -> Self {
        let title = without_end(title);
        if let Some(codes) = codes(title) {
            return Self::Codes(codes);
        }
        let lower = title.to_lowercase();
        let has = |word: &str| lower.contains(word);
        if has("procentenheter") || (has("%") && has("avvikelse från")) {
            return Self::PercentagePoints;
        }
        if has("promille") {
            return Self::Other("promille");
        }
        if let Some(unit) = named(title) {
            return unit;
        }
        if let Some(unit) = inside(title) {
            return unit;
        }
        if has("%")
            || has("andel")
            || has(", procent")
            || has("svarsfrekvens")
            || has("tätortsgrad")
        {
            return Self::Percent;
        }
        match () {
            () if has("index") => Self::Index,
            () if has("antal dagar") => Self::Other("dagar"),
            () if has("kodade svar") => Self::Other("kod"),
            () if has("kvot") => Self::Other("kvot"),
            () if has("medelålder") => Self::Other("år"),
            () if has("meritvärde") || has("betygspoäng") => Self::Other("poäng"),
            () if has("betyg (skala") => Self::Other("poäng"),
            () if has("medelvärde") => Self::Index,
            () if has("per 1000 inv") => Self::Other("antal/1000 inv"),
            () if has("timmar") || has("öppettid per") => Self::Other("timmar"),
            () if has("antal") => Self::Count,
            () => Self::Unknown,
        }
    }

    /// True if a larger municipality does not have more of it: a share, an index, so many per inhabitant, a length of time.
    pub fn is_rate(self) -> bool {
        const RATES: [&str; 10] = [
            "dagar",
            "år",
            "timmar",
            "minuter",
            "månader",
            "poäng",
            "balanstal",
            "kvot",
            "promille",
            "mbit",
        ];
        match self {
            Self::Percent | Self::PercentagePoints | Self::Index | Self::Codes(_) => true,
            Self::Count | Self::Unknown => false,
            Self::Money(text) | Self::Other(text) => {
                let text = text.to_lowercase();
                text.contains('/')
                    || text.contains(" per ")
                    || RATES.iter().any(|rate| text.starts_with(rate))
            }
        }
    }

    /// True if it weighs or measures a whole, of which a larger municipality has more.
    pub(super) fn is_amount(self) -> bool {
        const AMOUNTS: [&str; 7] = ["kg", "ton", "hektar", "mwh", "gwh", "kvm", "kubikmeter"];
        let is_amount = |text: &str| AMOUNTS.iter().any(|amount| text.starts_with(amount));
        matches!(self, Self::Other(text) if !self.is_rate() && is_amount(&text.to_lowercase()))
    }

    /// True if no is written as a larger number than yes.
    pub(super) fn no_is_more(self) -> bool {
        let Self::Codes(codes) = self else { return false };
        let of = |word: &str| {
            codes.split(',').find_map(|part| {
                let (left, right) = part.split_once('=')?;
                let is = left.trim().eq_ignore_ascii_case(word);
                is.then(|| right.trim().parse::<i32>().ok()).flatten()
            })
        };
        of("ja").zip(of("nej")).is_some_and(|(yes, no)| no > yes)
    }

    /// Reads what a person wrote in the table of corrections.
    pub(super) fn from_text(text: &'a str) -> Self {
        match text {
            "%" => Self::Percent,
            "procentenheter" => Self::PercentagePoints,
            "antal" => Self::Count,
            "index" => Self::Index,
            text if text.contains('=') => Self::Codes(text),
            text if MONEY.iter().any(|money| text.starts_with(money)) => Self::Money(text),
            text => Self::Other(text),
        }
    }

    /// The unit as it is printed at the head of a column, in the language of the catalogue; empty if it is not known.
    pub fn text(self) -> &'a str {
        match self {
            Self::Percent => "%",
            Self::PercentagePoints => "procentenheter",
            Self::Count => "antal",
            Self::Index => "index",
            Self::Codes(text) | Self::Money(text) | Self::Other(text) => text,
            Self::Unknown => "",
        }
    }

    /// A value with its unit: `85,2 %`, `12 345 kr/inv`, `Ja`. Counts, indexes and the unknown are bare numbers.
    pub fn print(self, lang: Lang, value: f64, decimals: usize) -> String {
        match self {
            Self::Percent => format::percent(lang, value, decimals),
            Self::Codes(codes) => answer(codes, value).map_or_else(
                || format::decimal(lang, value, self.decimals_between(decimals)),
                str::to_owned,
            ),
            Self::Money(unit) | Self::Other(unit) if value.is_finite() => {
                format!("{}\u{a0}{unit}", format::decimal(lang, value, decimals))
            }
            _ => format::decimal(lang, value, decimals),
        }
    }

    /// The decimals of what lies between values: the mean of answers yes and no is neither.
    pub(super) fn decimals_between(self, decimals: usize) -> usize {
        if matches!(self, Self::Codes(_)) { decimals.max(2) } else { decimals }
    }

    /// The decimals that such values are read with. A value is never rounded but when it is printed.
    pub(super) fn decimals(self) -> usize {
        match self {
            Self::Codes(_) | Self::Count => 0,
            Self::Money(text) if text.starts_with("m") => 1,
            Self::Money(text) => usize::from(text.contains("kWh")) * 2,
            Self::Other(text) if WHOLE.iter().any(|unit| text.starts_with(unit)) => 0,
            Self::Other("balanstal" | "promille") => 2,
            _ => 1,
        }
    }
}

/// A title without the mark of a series that has ended: "(-2024)".
pub(super) fn without_end(title: &str) -> &str {
    let title = title.trim().trim_end_matches('.');
    match title.rsplit_once('(') {
        Some((before, mark)) if is_end(mark) => before.trim_end().trim_end_matches(['.', ',']),
        _ => title,
    }
}

/// The last year of a series that has ended, as its title says.
pub fn ended(title: &str) -> Option<i16> {
    let (_, mark) = title.trim().rsplit_once('(')?;
    is_end(mark).then(|| mark.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()).flatten()
}

fn is_end(mark: &str) -> bool {
    let Some(year) = mark.trim_end().strip_suffix(')').and_then(|mark| mark.strip_prefix('-'))
    else {
        return false;
    };
    let year = year.trim();
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands in the last brackets, if it gives numbers a meaning.
fn codes(title: &str) -> Option<&str> {
    let (_, brackets) = title.rsplit_once('(')?;
    let codes = brackets.strip_suffix(')')?;
    let is_code = |part: &str| {
        let ends = part.split_once('=').map(|(left, right)| [left.trim(), right.trim()]);
        ends.is_some_and(|ends| ends.iter().any(|end| end.parse::<i32>().is_ok()))
    };
    codes.split(',').all(is_code).then_some(codes)
}

/// What a value means among answers written as numbers.
fn answer(codes: &str, value: f64) -> Option<&str> {
    codes.split(',').find_map(|part| {
        let (left, right) = part.split_once('=')?;
        let (left, right) = (left.trim(), right.trim());
        let is = |number: &str| number.parse::<i32>().is_ok_and(|it| f64::from(it) == value);
        if is(right) { Some(left) } else { is(left).then_some(right) }
    })
}

/// The last part between commas that begins as a unit does, with what follows it: "antal/1000 inv, 16-64 år".
fn named(title: &str) -> Option<Unit<'_>> {
    let commas = title.match_indices(',').map(|(at, _)| at + 1);
    let starts: Vec<usize> = commas.chain(title.rfind(" - ").map(|at| at + 3)).collect();
    for start in starts.into_iter().rev() {
        let text = title[start..].trim();
        let lower = text.to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
        let per = |text: &str| text.contains('/') || text.contains(" per ");
        return Some(match () {
            () if begins(&MONEY) => Unit::Money(text),
            () if lower.contains('%') || lower.starts_with("andel") => Unit::Percent,
            () if lower.starts_with("antal dagar") => Unit::Other("dagar"),
            () if lower.starts_with("antal timmar") => Unit::Other("timmar"),
            () if lower.starts_with("antal") && !per(&lower) => Unit::Count,
            () if lower.starts_with("totalt antal") => Unit::Count,
            () if lower.starts_with("mediantid i minuter") => Unit::Other("minuter"),
            () if lower.starts_with("mediantid i månader") => Unit::Other("månader"),
            () if lower.starts_with("index") => Unit::Index,
            () if begins(&UNITS) => Unit::Other(text),
            () => continue,
        });
    }
    None
}

/// A unit without a comma before it: "Kostnad HVB för barn och unga kr/inv 0-20 år".
fn inside(title: &str) -> Option<Unit<'_>> {
    let found = |begin: &str| title.rfind(begin).map(|at| &title[at + 1..]);
    let other = [" kg/", " kWh/", " resor/"].into_iter().find_map(found).map(Unit::Other);
    found(" kr/").map(Unit::Money).or(other)
}

/// How money begins, the longer before the shorter.
const MONEY: [&str; 6] = ["kr", "tkr", "mkr", "miljoner kronor", "1000 kr", "mnkr"];

/// How other units begin.
const UNITS: [&str; 33] = [
    "antal/",
    "antal ",
    "kg",
    "ton",
    "gram",
    "mwh",
    "kwh",
    "gwh",
    "mw",
    "mbit",
    "meter",
    "km",
    "kvm",
    "kbm",
    "kvadratkilometer",
    "hektar",
    "liter",
    "dagar",
    "år",
    "timmar",
    "minuter",
    "recept",
    "mil/",
    "inv/",
    "balanstal",
    "poäng",
    "meritvärdespoäng",
    "installerad effekt",
    "ddd",
    "besök",
    "vårddagar",
    "månader",
    "procentenheter",
];

/// Units that are read without decimals.
const WHOLE: [&str; 9] = [
    "antal/100 000",
    "dagar",
    "kvadratkilometer",
    "hektar",
    "gram",
    "meter",
    "kbm",
    "mwh",
    "liter",
];

#[cfg(test)]
mod tests {
    use super::*;
    use kompass_core::Lang::{En, Sv};

    #[test]
    fn a_title_ends_with_its_unit() {
        for (title, unit) in [
            ("Kostnad förskola, kr/inskrivet barn", Unit::Money("kr/inskrivet barn")),
            ("Nettokostnadsavvikelse LSS, miljoner kronor", Unit::Money("miljoner kronor")),
            (
                "Bruttoregionprodukt, kommun (BRP), 1000 kr/invånare",
                Unit::Money("1000 kr/invånare"),
            ),
            ("Soliditet inkl pensionsåtag. kommun, (%)", Unit::Percent),
            ("Förvärvsarbetande invånare 20-64 år, andel (%) (-2021)", Unit::Percent),
            ("Aktiva låntagare i kommunala bibliotek, andel (%) av befolkningen", Unit::Percent),
            (
                "Gymnasieelever med examen inom 3 år, fristående skolor, andel (%), avvikelse från modellberäknat värde (-2024)",
                Unit::PercentagePoints,
            ),
            (
                "Företagskonkurser, antal/1000 inv, 16-64 år",
                Unit::Other("antal/1000 inv, 16-64 år"),
            ),
            ("Trafikolyckor med räddningsinsatser per 1000 inv", Unit::Other("antal/1000 inv")),
            ("Invånare totalt, antal", Unit::Count),
            ("Brukarbedömning HVB, antal svar", Unit::Count),
            ("Medarbetarengagemang (HME) totalt kommunen - Totalindex", Unit::Index),
            (
                "Väntetid i antal dagar från ansökan vid nybesök till beslut inom försörjningsstöd, medelvärde",
                Unit::Other("dagar"),
            ),
            ("Elever i åk 9, meritvärde, hemkommun, genomsnitt (17 ämnen)", Unit::Other("poäng")),
            (
                "Mediantid från samrådsstart till antagande under de senaste två åren, mediantid i månader",
                Unit::Other("månader"),
            ),
            (
                "Revisionsberättelse utan anmärkning eller avstyrkt ansvarsfrihet kommun, (Ja=1, Nej=0)",
                Unit::Codes("Ja=1, Nej=0"),
            ),
            (
                "Politiskt styre i kommunen (1=vänster, 2=blocköverskridande)",
                Unit::Codes("1=vänster, 2=blocköverskridande"),
            ),
            ("Födelsenetto", Unit::Unknown),
        ] {
            assert_eq!(Unit::of(title), unit, "{title}");
        }
    }

    #[test]
    fn a_series_that_ended_says_so() {
        assert_eq!(ended("Arbetslöshet 16-24 år, andel (%) (-2024)"), Some(2024));
        assert_eq!(ended("Personalkontinuitet, medelvärde (- 2024)"), Some(2024));
        assert_eq!(ended("Soliditet kommun, (%)"), None);
        assert_eq!(ended("Organisation (kodade svarsalternativ)"), None);
    }

    #[test]
    fn a_value_is_printed_with_its_unit() {
        assert_eq!(Unit::Percent.print(Sv, 85.24, 1), "85,2\u{a0}%");
        assert_eq!(Unit::Money("kr/inv").print(Sv, 12_345.4, 0), "12\u{202f}345\u{a0}kr/inv");
        assert_eq!(Unit::Codes("Ja=1, Nej=0").print(En, 0.0, 0), "Nej");
        assert_eq!(
            Unit::Codes("1=vänster, 2=blocköverskridande").print(En, 2.0, 0),
            "blocköverskridande"
        );
        assert_eq!(Unit::Codes("Ja=1, Nej=0").print(Sv, 0.5, 0), "0,50");
        assert_eq!(Unit::Other("dagar").print(Sv, f64::NAN, 0), "–");
    }
}
