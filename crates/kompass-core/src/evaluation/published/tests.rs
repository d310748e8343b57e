use super::*;
use crate::evaluation::check::check;
use crate::evaluation::{Kind, State};
use crate::fixtures;

const NOWHERE: Municipality =
    Municipality { name: String::new(), country: String::new(), code: None, facts: Vec::new() };

fn points(all: &[(&str, &str)]) -> BTreeMap<String, String> {
    all.iter().map(|(code, text)| ((*code).to_owned(), (*text).to_owned())).collect()
}

fn draft(points: &BTreeMap<String, String>) -> Draft<'_> {
    Draft {
        municipality: "0138",
        year: "2015",
        date: "",
        language: "sv",
        title: "Återrapport",
        publisher: "SKL",
        published_on: "2016-01-20",
        address: "https://example.se/rapport.pdf",
        note: "",
        total: "150",
        points,
    }
}

fn wrong(draft: &Draft<'_>) -> Vec<String> {
    let problems = Published::read(draft, &fixtures::framework(), &NOWHERE).unwrap_err();
    problems.into_iter().map(|it| format!("{} {}", it.code, it.place)).collect()
}

#[test]
fn what_the_source_says_is_kept_and_nothing_else() {
    let typed = points(&[("1", "74"), ("2", " "), ("1.1", "40,5"), ("1.2", "")]);
    let framework = fixtures::framework();
    let published = Published::read(&draft(&typed), &framework, &NOWHERE).unwrap();
    assert_eq!(published.municipality.name, "Tyresö");
    assert_eq!((published.year, published.assessment_date), (2015, None));
    assert_eq!(published.source.date, Some(jiff::civil::date(2016, 1, 20)));
    assert_eq!((published.total, &published.areas), (Some(150), &BTreeMap::from([(1, 74)])));
    assert_eq!(published.sub_areas, BTreeMap::from([("1.1".to_owned(), Points(40_500))]));

    let mut evaluation = fixtures::evaluation();
    (evaluation.kind, evaluation.state) = (Kind::Imported, State::Planned);
    evaluation.areas.clear();
    fixtures::area_part(&mut evaluation, 2).points = Some(10);
    fixtures::sub_area(&mut evaluation, "2.1").text = "Målen följs upp.".into();
    published.put_into(&mut evaluation, &framework);
    assert_eq!(check(&evaluation, &framework).errors, []);
    let [first, second] = &evaluation.areas[..] else { panic!("{:?}", evaluation.areas) };
    assert_eq!((first.points, first.sub_areas[0].points), (Some(74), Some(Points(40_500))));
    assert_eq!((second.points, second.sub_areas[0].text.as_str()), (None, "Målen följs upp."));
}

#[test]
fn everything_that_is_wrong_is_said_at_its_field() {
    let typed = points(&[("1", "101"), ("2", "7,5"), ("1.1", "-1"), ("9.9", "3"), ("9", "3")]);
    let all = Draft {
        municipality: " ",
        year: "15",
        date: "i maj",
        language: "fi",
        title: "",
        published_on: "2016",
        address: "www.example.se",
        total: "201",
        ..draft(&typed)
    };
    assert_eq!(
        wrong(&all),
        [
            "PL01 municipality",
            "PB01 year",
            "PL02 date",
            "PL05 language",
            "PL02 published-on",
            "PB03 title",
            "PB04 address",
            "PB05 total",
            "PB08 points-1",
            "PB09 points-1.1",
            "PB08 points-2",
            "PB10 framework",
        ]
    );
    let none = points(&[("1.1", "3")]);
    let without =
        Published::read(&Draft { total: "", ..draft(&none) }, &fixtures::framework(), &NOWHERE);
    assert!(!without.unwrap().says_points(), "points of a sub-area alone come to nothing");
    assert_eq!(wrong(&Draft { date: "2014-12-31", ..draft(&none) }), ["PB02 date"]);
    let note = "a".repeat(4001);
    assert_eq!(wrong(&Draft { note: &note, ..draft(&none) }), ["PB07 note"]);
}

#[test]
fn the_year_may_be_left_to_the_day() {
    let none = points(&[]);
    let by_day = Draft { year: "", date: "2015-10-02", ..draft(&none) };
    let published = Published::read(&by_day, &fixtures::framework(), &NOWHERE).unwrap();
    assert_eq!(published.year, 2015);
    assert_eq!(wrong(&Draft { year: "", ..draft(&none) }), ["PB01 year"]);
}

#[test]
fn a_sum_that_cannot_be_the_total_is_told_and_kept() {
    assert_eq!(other_sum(&[74, 75], 2, 149), None);
    assert_eq!(other_sum(&[74, 75], 2, 150), Some(149), "all are known");
    assert_eq!(other_sum(&[74], 2, 150), None, "the rest is not known");
    assert_eq!(other_sum(&[74], 2, 70), Some(74));
    assert_eq!(other_sum(&[], 2, 0), None);
}
