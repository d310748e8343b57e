use super::number::{self, Pattern};
use super::*;
use jiff::civil::date;
use std::fmt::Write;

#[test]
fn a_pattern_has_a_year_and_a_number() {
    let pattern = Pattern::read(" KS {year}/{number} ").unwrap();
    assert_eq!(pattern.number(2026, 17), "KS 2026/17");
    assert_eq!(Pattern::read("{number}-{year}").unwrap().number(2026, 1), "1-2026");
    let long = format!("{} {{year}}/{{number}}", "K".repeat(90));
    for wrong in [
        "",
        "KS 2026/17",
        "KS {year}",
        "{number}",
        "{year}{year}{number}",
        "{x}{year}{number}",
        &long,
    ] {
        assert_eq!(Pattern::read(wrong).unwrap_err().code, "RC01", "{wrong}");
    }
}

#[test]
fn any_number_of_a_register_is_taken_as_it_is_written() {
    assert_eq!(number::read("  Dnr 2026:417-3 ").unwrap(), "Dnr 2026:417-3");
    assert_eq!(number::read("").unwrap(), "");
    for wrong in ["9".repeat(101), "a\nb".to_owned()] {
        assert_eq!(number::read(&wrong).unwrap_err().code, "RC02");
    }
}

/// What each record is in each step, and how long it is kept: for reading.
#[test]
fn the_plan_as_text() {
    let mut text = String::new();
    for record in Record::ALL {
        let rule = bundled(record);
        assert_eq!(rule.keep.checked(record), Some(rule.keep), "{record}");
        assert!([&rule.why.sv, &rule.why.en, &rule.why.nb].iter().all(|it| !it.is_empty()));
        let keep = match rule.keep {
            Keep::Preserve => "preserve".to_owned(),
            Keep::Dispose { years, after } => format!("{years} years after {after}"),
        };
        let from = State::ALL.into_iter().find(|it| record.nature(*it) == Nature::Established);
        let from = from.map_or_else(|| "never".to_owned(), |state| state.to_string());
        let ground = record.ground(State::Closed);
        writeln!(text, "{record}: {keep}; established from {from}; {ground}").unwrap();
    }
    insta::assert_snapshot!(text);
}

#[test]
fn what_became_a_public_record_stays_one() {
    for record in Record::ALL {
        let natures: Vec<Nature> = State::ALL.map(|state| record.nature(state)).into();
        assert!(natures.is_sorted(), "{record}");
        assert_eq!(natures.last(), Some(&Nature::Established), "{record}");
    }
}

#[test]
fn what_the_case_came_to_is_never_disposed_of() {
    let dispose = Keep::Dispose { years: 1, after: After::Closed };
    for record in [Record::Report, Record::Agreed, Record::Texts, Record::Answers, Record::Log] {
        assert_eq!(dispose.checked(record), None, "{record}");
        assert_eq!(Keep::Preserve.checked(record), Some(Keep::Preserve));
    }
    assert_eq!(dispose.checked(Record::Notes), Some(dispose));
    let late = Keep::Dispose { years: MOST_YEARS + 1, after: After::Closed };
    assert_eq!(late.checked(Record::Notes), None);
}

#[test]
fn years_count_from_the_step_and_only_once_it_is_reached() {
    let keep = |years, after| Keep::Dispose { years, after };
    let delivered = Reached { delivered: Some(date(2024, 2, 29)), closed: None };
    assert_eq!(keep(1, After::Delivered).due(delivered), Some(date(2025, 2, 28)));
    assert_eq!(keep(0, After::Delivered).due(delivered), Some(date(2024, 2, 29)));
    assert_eq!(keep(1, After::Closed).due(delivered), None, "it is not closed yet");
    assert_eq!(keep(1, After::Delivered).due(Reached::default()), None, "it was taken back");
    assert_eq!(Keep::Preserve.due(delivered), None);
}
