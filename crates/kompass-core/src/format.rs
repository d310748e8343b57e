//! Numbers, dates and lists as each language writes them, for pages, reports and the terminal alike. Swedish and
//! Norwegian: decimal comma, narrow no-break space between thousands, true minus, `85 %`. English: British habits.

use crate::points::Points;
use crate::text::Lang;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};

/// What stands where a value is not known. Never 0.
pub const MISSING: &str = "–";

/// A whole number: `12 345`.
pub fn whole(lang: Lang, number: impl Into<i64>) -> String {
    let number: i64 = number.into();
    write(lang, number < 0, &number.unsigned_abs().to_string(), "")
}

/// A number with exactly these decimals, [`MISSING`] if it is not finite.
pub fn decimal(lang: Lang, number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return MISSING.to_owned();
    }
    let digits = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let is_zero = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    write(lang, number < 0.0 && !is_zero, whole, fraction)
}

/// A number with the decimals it has, at most three.
pub fn number(lang: Lang, number: f64) -> String {
    decimal(lang, number, decimals(number))
}

/// How many decimals a number has when rounded to three. The most of a column are those of all its numbers.
pub fn decimals(number: f64) -> usize {
    let digits = format!("{:.3}", number.abs());
    let superfluous = digits.bytes().rev().take_while(|byte| *byte == b'0').count();
    3 - superfluous.min(3)
}

/// Points with the decimals they have: `536`, `14,5`.
pub fn points(lang: Lang, points: Points) -> String {
    let decimals = (0..3).find(|decimals| points.0 % 10_i64.pow(3 - decimals) == 0).unwrap_or(3);
    points_to(lang, points, decimals)
}

/// Points with exactly these decimals (at most three), rounded half up as scores are.
pub fn points_to(lang: Lang, points: Points, decimals: u32) -> String {
    let decimals = decimals.min(3);
    let unit = 10_i64.pow(3 - decimals);
    let rounded = (points.0 + unit / 2).div_euclid(unit);
    let scale = 10_u64.pow(decimals);
    let (whole, fraction) = (rounded.unsigned_abs() / scale, rounded.unsigned_abs() % scale);
    let fraction = if decimals == 0 {
        String::new()
    } else {
        format!("{fraction:0width$}", width = decimals as usize)
    };
    write(lang, rounded < 0, &whole.to_string(), &fraction)
}

/// A change with its sign: `+12`, `−3`, `±0`.
pub fn change(lang: Lang, change: f64, decimals: usize) -> String {
    with_sign(decimal(lang, change, decimals), change.is_finite())
}

/// A change in points with its sign and the decimals it has.
pub fn points_change(lang: Lang, change: Points) -> String {
    with_sign(points(lang, change), true)
}

/// A share in percent: `85 %`, in English `85%`.
pub fn percent(lang: Lang, percent: f64, decimals: usize) -> String {
    with_percent(lang, decimal(lang, percent, decimals), percent.is_finite())
}

/// A change in percent with its sign: `+23 %`.
pub fn percent_change(lang: Lang, percent: f64, decimals: usize) -> String {
    with_percent(lang, change(lang, percent, decimals), percent.is_finite())
}

/// A day: `2015-03-02`, the same in all languages.
pub fn date(date: Date) -> String {
    date.to_string()
}

/// A time of day: `14.05`, in English `14:05`.
pub fn time(lang: Lang, time: Time) -> String {
    let point = match lang {
        Lang::Sv | Lang::Nb => '.',
        Lang::En => ':',
    };
    format!("{:02}{point}{:02}", time.hour(), time.minute())
}

/// A day and a time of it, on one line: `2015-03-02 14.05`.
pub fn moment(lang: Lang, moment: DateTime) -> String {
    format!("{}\u{a0}{}", date(moment.date()), time(lang, moment.time()))
}

/// From one day to another: `2015-03-02 – 2015-03-04`; a single day if they are the same.
pub fn date_range(from: Date, to: Date) -> String {
    if from == to { date(from) } else { format!("{from}\u{a0}– {to}") }
}

/// Some days in order, neighbours drawn together: `2015-03-02 – 2015-03-04 och 2015-03-10`.
pub fn days(lang: Lang, days: &[Date]) -> String {
    let mut days = days.to_vec();
    days.sort_unstable();
    let mut ranges: Vec<(Date, Date)> = Vec::new();
    for day in days {
        match ranges.last_mut() {
            Some((_, to))
                if *to == day || to.checked_add(1.day()).is_ok_and(|next| next == day) =>
            {
                *to = day
            }
            _ => ranges.push((day, day)),
        }
    }
    list(lang, &ranges.iter().map(|(from, to)| date_range(*from, *to)).collect::<Vec<_>>())
}

/// The week of a day: `v. 23`. The year is the reader's to know.
pub fn week(lang: Lang, day: Date) -> String {
    let week = day.iso_week_date().week();
    match lang {
        Lang::Sv => format!("v.\u{a0}{week}"),
        Lang::En => format!("week\u{a0}{week}"),
        Lang::Nb => format!("uke\u{a0}{week}"),
    }
}

/// A list in running text: `a, b och c`.
pub fn list<S: AsRef<str>>(lang: Lang, items: &[S]) -> String {
    let and = match lang {
        Lang::Sv => "och",
        Lang::En => "and",
        Lang::Nb => "og",
    };
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

fn write(lang: Lang, negative: bool, whole: &str, fraction: &str) -> String {
    let (thousands, point) = match lang {
        Lang::Sv | Lang::Nb => ('\u{202f}', ','),
        Lang::En => (',', '.'),
    };
    let mut text = String::from(if negative { "\u{2212}" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

fn with_sign(number: String, known: bool) -> String {
    if !known || number.starts_with('\u{2212}') {
        number
    } else if number.chars().any(|character| matches!(character, '1'..='9')) {
        format!("+{number}")
    } else {
        format!("±{number}")
    }
}

fn with_percent(lang: Lang, number: String, known: bool) -> String {
    match lang {
        _ if !known => number,
        Lang::Sv | Lang::Nb => format!("{number}\u{a0}%"),
        Lang::En => format!("{number}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lang::{En, Nb, Sv};
    use jiff::civil::date as day;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(whole(Sv, 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(whole(En, 1_234_567), "1,234,567");
        assert_eq!(whole(Nb, 999), "999");
        assert_eq!(whole(Sv, -4_200), "\u{2212}4\u{202f}200");
        assert_eq!(
            whole(Sv, i64::MIN),
            "\u{2212}9\u{202f}223\u{202f}372\u{202f}036\u{202f}854\u{202f}775\u{202f}808"
        );
        assert_eq!(decimal(Sv, 0.25, 1), "0,2");
        assert_eq!(decimal(En, 1_234.5, 2), "1,234.50");
        assert_eq!(decimal(Sv, -0.04, 1), "0,0");
        assert_eq!(decimal(Sv, f64::NAN, 1), MISSING);
        assert_eq!(number(Sv, 12.5), "12,5");
        assert_eq!(number(Sv, 40.0), "40");
        assert_eq!(number(En, -1.0 / 3.0), "\u{2212}0.333");
        assert_eq!(number(Nb, 1e6), "1\u{202f}000\u{202f}000");
    }

    #[test]
    fn decimals_are_counted_after_rounding() {
        assert_eq!([54.0, 61.2, 1.0 / 3.0, 100.0, 2.9996].map(decimals), [0, 1, 3, 0, 0]);
    }

    #[test]
    fn points_keep_their_decimals_or_round_half_up() {
        assert_eq!(points(Sv, Points::whole(536)), "536");
        assert_eq!(points(Sv, Points(14_500)), "14,5");
        assert_eq!(points(Sv, Points(6_667)), "6,667");
        assert_eq!(points(Sv, Points(50)), "0,05");
        assert_eq!(points_to(Sv, Points(82_500), 0), "83");
        assert_eq!(points_to(En, Points(6_650), 1), "6.7");
        assert_eq!(points_to(Sv, Points(-82_500), 0), "\u{2212}82");
        assert_eq!(points_to(Sv, Points(-50), 1), "0,0");
    }

    #[test]
    fn changes_carry_their_sign() {
        assert_eq!(points_change(Sv, Points::whole(84)), "+84");
        assert_eq!(points_change(Sv, Points(-1_500)), "\u{2212}1,5");
        assert_eq!(points_change(Sv, Points::ZERO), "±0");
        assert_eq!(change(En, 0.04, 1), "±0.0");
        assert_eq!(change(En, f64::INFINITY, 1), MISSING);
        assert_eq!(percent_change(Sv, 22.9, 0), "+23\u{a0}%");
        assert_eq!(percent(Nb, 85.0, 0), "85\u{a0}%");
        assert_eq!(percent(En, 85.25, 1), "85.2%");
        assert_eq!(percent(En, f64::NAN, 1), MISSING);
    }

    #[test]
    fn days_are_drawn_together() {
        let days_of_visit = [day(2015, 3, 10), day(2015, 3, 3), day(2015, 3, 2), day(2015, 3, 4)];
        assert_eq!(days(Sv, &days_of_visit), "2015-03-02\u{a0}– 2015-03-04 och 2015-03-10");
        assert_eq!(days(En, &[day(2014, 12, 31), day(2015, 1, 1)]), "2014-12-31\u{a0}– 2015-01-01");
        assert_eq!(days(Nb, &[]), "");
        assert_eq!(date_range(day(2015, 3, 2), day(2015, 3, 2)), "2015-03-02");
    }

    #[test]
    fn times_are_written_as_the_language_does() {
        let moment_of_visit = day(2015, 3, 2).at(9, 5, 59, 0);
        assert_eq!(moment(Sv, moment_of_visit), "2015-03-02\u{a0}09.05");
        assert_eq!(moment(Nb, moment_of_visit), "2015-03-02\u{a0}09.05");
        assert_eq!(time(En, moment_of_visit.time()), "09:05");
    }

    #[test]
    fn weeks_are_iso_weeks() {
        assert_eq!(week(Sv, day(2015, 6, 1)), "v.\u{a0}23");
        assert_eq!(week(Nb, day(2021, 1, 1)), "uke\u{a0}53");
        assert_eq!(week(En, day(2024, 12, 30)), "week\u{a0}1");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list(Sv, &["Åmål", "Älmhult", "Örebro"]), "Åmål, Älmhult och Örebro");
        assert_eq!(list(Nb, &["Bærum", "Røros"]), "Bærum og Røros");
        assert_eq!(list(En, &["Åmål"]), "Åmål");
        assert_eq!(list::<&str>(En, &[]), "");
    }

    proptest! {
        #[test]
        fn whole_points_look_like_whole_numbers(points_of_it in -2_000_000_i32..2_000_000) {
            let exact = Points(i64::from(points_of_it) * 1000);
            for lang in Lang::ALL {
                prop_assert_eq!(points(lang, exact), whole(lang, points_of_it));
                prop_assert_eq!(number(lang, f64::from(points_of_it)), whole(lang, points_of_it));
            }
        }

        #[test]
        fn nothing_breaks_across_lines(value in any::<f64>(), decimals in 0_usize..4) {
            for lang in Lang::ALL {
                for text in [decimal(lang, value, decimals), percent(lang, value, decimals), change(lang, value, decimals)] {
                    prop_assert!(!text.contains([' ', '-', 'N', 'i']), "{}", text);
                }
            }
        }
    }
}
