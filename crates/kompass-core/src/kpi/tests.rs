use super::indexes::*;
use super::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[test]
fn a_key_figure_is_called_what_it_is_called() {
    assert_eq!(title("N00090"), Some("Sjukfrånvaro totalt bland anställda, kommun, andel (%)"));
    assert_eq!(title("N99999"), None);
    assert!(TITLES.len() > 50 && TITLES.values().all(|title| !title.trim().is_empty()));
}

/// Published indexes by area and year: resources, quality, efficiency.
fn published(text: &str) -> BTreeMap<(String, String), [Vec<f64>; 3]> {
    let mut cases: BTreeMap<_, [Vec<f64>; 3]> = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap) {
        let case = cases.entry((row[0].to_owned(), row[1].to_owned())).or_default();
        for (values, at) in case.iter_mut().zip(3..) {
            values.push(row[at].parse().unwrap());
        }
    }
    cases
}

fn check_efficiency(text: &str) -> usize {
    let mut checked = 0;
    for (case, [resources, quality, expected]) in published(text) {
        for (own, expected) in efficiency(&resources, &quality).iter().zip(&expected) {
            assert!((own - expected).abs() < 0.01, "{case:?}: {own}, published {expected}");
            checked += 1;
        }
    }
    checked
}

#[test]
fn the_efficiency_index_is_the_published_one() {
    assert_eq!(check_efficiency(include_str!("efficiency.csv")), 75 + 159);
    let Some(data) = std::env::var_os("KOMPASS_TEST_DATA").map(PathBuf::from) else { return };
    let path = data.join("kolada/effektivitetsindex_exact_cases.csv");
    assert_eq!(check_efficiency(&std::fs::read_to_string(path).unwrap()), 6_417);
}

#[test]
fn percentiles_between_two_are_their_mean_and_gaps_stay_gaps() {
    // Of 40, a fortieth lies between the first and the second: 0.5 and 38.5 are the ends.
    let forty: Vec<f64> = (0..40).map(f64::from).collect();
    let index = efficiency(&forty, &forty);
    assert_eq!((index[0], index[39]), (0.0, 100.0));
    assert!((index[1] - 100.0 * 0.5 / 38.0).abs() < 1e-12);
    let gaps = efficiency(&[1.0, f64::NAN, 3.0], &[1.0, 2.0, f64::NAN]);
    assert!(gaps[1].is_nan() && gaps[2].is_nan());
    assert!(efficiency(&[], &[]).is_empty());
}

#[test]
fn net_cost_deviation_is_of_the_reference() {
    assert_eq!(net_cost_deviation(110.0, 100.0), Some(10.0));
    assert_eq!(net_cost_deviation(95.0, 100.0), Some(-5.0));
    assert_eq!(net_cost_deviation(1.0, 0.0), None);
}

#[test]
fn engagement_of_employees() {
    // All in the middle.
    let questions = [engagement_of_question(3.0); 9];
    assert_eq!((questions[0], engagement(&questions)), (50.0, 50.0));
    let (one, five) = (engagement_of_question(1.0), engagement_of_question(5.0));
    assert_eq!((one, five), (0.0, 100.0));
    let parts =
        [engagement(&questions[..3]), engagement(&[one, one, one]), engagement(&[five, five, one])];
    let nine = [50.0, 50.0, 50.0, one, one, one, five, five, one];
    assert!((engagement(&parts) - engagement(&nine)).abs() < 1e-12, "three parts of three each");
    assert!(engagement(&[50.0, f64::NAN, 50.0]).is_nan(), "not over fewer questions");
}

#[test]
fn the_latest_of_three_years_says_which_year() {
    let measured = [Point { year: 2015, value: 78.0 }, Point { year: 2018, value: 80.0 }];
    let latest = |year| latest_of_three_years(&measured, year).map(|point| point.year);
    assert_eq!(
        [2014, 2015, 2017, 2018, 2020, 2021].map(latest),
        [None, Some(2015), Some(2015), Some(2018), Some(2018), None]
    );
}

#[test]
fn what_is_found_is_said_in_words() {
    use crate::{Lang, i18n::texts};
    let sv = texts(Lang::Sv);
    assert_eq!(sv.band(Band::BestQuarter, Direction::Lower), "lägsta fjärdedelen");
    assert_eq!(sv.band(Band::BestQuarter, Direction::Higher), "högsta fjärdedelen");
    assert_eq!(sv.band(Band::ThirdQuarter, Direction::Lower), "näst högsta fjärdedelen");
    let run = Unbroken { since: 2018, changes: 3, every_year: false, verdict: Verdict::Worse };
    assert_eq!(sv.unbroken(run), "sämre vid varje mätning sedan 2018");
    assert_eq!(
        texts(Lang::En).unbroken(Unbroken { every_year: true, ..run }),
        "worse every year since 2018"
    );
    assert_eq!(texts(Lang::Nb).no_band(NoBand::AllEqual), "alle har samme verdi");
}
