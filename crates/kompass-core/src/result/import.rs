//! Published results as a table (CSV): one result a row, the columns by name and in any order. A file with any problem is
//! refused whole; what is odd but may be as the source says is taken over with a warning.
//!
//! Codes: `R001` the file is no table of results, `R002` too large, `R003` a value that cannot be, `R004` the same result
//! twice, `R005` (warning) areas that do not sum to the total.

use super::{Basis, EvaluationResult, ResultOrigin};
use crate::error::Problem;
use crate::nearest::{quoted, remedy};
use crate::reading::FileKind;
use csv::StringRecord;
use std::collections::HashMap;

/// Versions that a result can be of.
pub const VERSIONS: [&str; 5] = ["original", "2.0", "2020", "no-2010", "no-2020"];

/// What a file of results holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The results, row by row.
    pub results: Vec<EvaluationResult>,
    /// What somebody should look at; the results are taken over as they stand.
    pub warnings: Vec<Problem>,
}

const FILE: FileKind = FileKind { mebibytes: 16, shape: "R001", size: "R002" };

/// In every version.
const AREAS: usize = 8;
const AREA_POINTS: u32 = 100;

/// Columns that must be there, then those that may.
const REQUIRED: [&str; 14] = [
    "country",
    "municipality",
    "year",
    "framework_version",
    "total",
    "area1",
    "area2",
    "area3",
    "area4",
    "area5",
    "area6",
    "area7",
    "area8",
    "source_url",
];
const OPTIONAL: [&str; 3] = ["code", "sub_scores", "note"];

/// Bytes that a field may have.
const LONGEST_FIELD: usize = 4000;

/// After this many problems the rest waits until these are mended.
const MOST_PROBLEMS: usize = 50;

/// Reads a file of published results. All are of origin *published* and on the official basis.
pub fn parse_csv(file_name: &str, bytes: &[u8]) -> Result<Parsed, Vec<Problem>> {
    let text = FILE.text(file_name, bytes)?;
    let mut table = Table { problems: Vec::new(), warnings: Vec::new() };
    let results = table.read(text);
    let in_file = |problems: Vec<Problem>| {
        problems.into_iter().map(|problem| problem.file(file_name)).collect::<Vec<_>>()
    };
    if table.problems.is_empty() {
        Ok(Parsed { results, warnings: in_file(table.warnings) })
    } else {
        Err(in_file(table.problems))
    }
}

struct Table {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Table {
    fn read(&mut self, text: &str) -> Vec<EvaluationResult> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let mut results = Vec::new();
        let header = match records.next() {
            Some(Ok(header)) => header,
            _ => StringRecord::new(),
        };
        if !self.check_header(&header) {
            return results;
        }
        let mut seen = HashMap::new();
        for record in records {
            if self.problems.len() >= MOST_PROBLEMS {
                break;
            }
            let Ok(record) = record else {
                self.refuse(None, "", "R001", "the table can't be read", "save it as CSV again");
                break;
            };
            let line = record.position().and_then(|position| usize::try_from(position.line()).ok());
            let row = Row { table: self, header: &header, record: &record, line };
            let Some(result) = row.result() else { continue };
            let key = (
                result.country.clone(),
                result.code.clone(),
                result.municipality.clone(),
                result.year,
                result.framework.clone(),
            );
            match seen.insert(key, line) {
                Some(first) => {
                    let first = first.map_or_else(String::new, |line| format!(" in line {line}"));
                    let message = format!("the same result is there already{first}");
                    self.refuse(line, &result.municipality, "R004", message, "keep one of the two");
                }
                None => results.push(result),
            }
        }
        if results.is_empty() && self.problems.is_empty() {
            self.refuse(None, "", "R001", "the table has no results", "add a row for each result");
        }
        results
    }

    fn check_header(&mut self, header: &StringRecord) -> bool {
        let line = Some(1);
        if header.len() == 1 && header[0].contains([';', '\t']) {
            let message = "the columns are not separated by commas";
            self.refuse(line, "", "R001", message, "save the table as CSV with commas");
            return false;
        }
        let known: Vec<&str> = REQUIRED.into_iter().chain(OPTIONAL).collect();
        for (at, name) in header.iter().enumerate() {
            if !known.contains(&name) {
                let message = format!("there is no column {}", quoted(name));
                self.refuse(line, "", "R001", message, remedy("columns", name, &known));
            } else if header.iter().take(at).any(|other| other == name) {
                self.refuse(line, name, "R001", "the column is there twice", "keep one");
            }
        }
        let missing: Vec<&str> = REQUIRED
            .into_iter()
            .filter(|name| !header.iter().any(|other| other == *name))
            .collect();
        if !missing.is_empty() {
            let message = format!("columns are missing: {}", missing.join(", "));
            self.refuse(line, "", "R001", message, "add them; what is not known stays empty");
        }
        self.problems.is_empty()
    }

    fn refuse(
        &mut self,
        line: Option<usize>,
        place: &str,
        code: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem::new(place, message, remedy).code(code).line(line));
        }
    }
}

struct Row<'a> {
    table: &'a mut Table,
    header: &'a StringRecord,
    record: &'a StringRecord,
    line: Option<usize>,
}

impl Row<'_> {
    /// The result of the row; `None` if anything is wrong with it, which then is among the problems.
    fn result(mut self) -> Option<EvaluationResult> {
        if self.record.len() != self.header.len() {
            let (has, needs) = (self.record.len(), self.header.len());
            let message = format!("the row has {has} fields, and the table {needs} columns");
            self.refuse(
                "",
                message,
                "put texts that hold commas in quotation marks, and close them",
            );
            return None;
        }
        let before = self.table.problems.len();
        let (municipality, aggregate) = self.municipality();
        let result = EvaluationResult {
            country: self.country(aggregate),
            code: self.code(aggregate),
            municipality,
            year: self.year(),
            framework: self.framework(),
            total: self.points("total", AREA_POINTS * AREAS as u32),
            areas: (1..=AREAS)
                .map(|number| self.points(&format!("area{number}"), AREA_POINTS))
                .collect(),
            origin: ResultOrigin::Published,
            basis: Basis::Official,
            source: self.required("source_url", "say where the result was published"),
            note: self.text("note"),
        };
        if !self.text("sub_scores").is_empty() {
            let message = "points per sub-area can't be read from this column, for want of a form";
            self.refuse(
                "column sub_scores",
                message,
                "leave it empty; import the evaluation as a file instead",
            );
        }
        if self.table.problems.len() > before {
            return None;
        }
        if result.total.is_none() && result.areas.iter().all(Option::is_none) {
            self.refuse(
                "",
                "there is neither a total nor points of an area",
                "add what the source says, or take the row away",
            );
            return None;
        }
        self.check_sum(&result);
        Some(result)
    }

    /// With every area known the sum must be the total; else the total must lie where the rest can bring it.
    fn check_sum(&mut self, result: &EvaluationResult) {
        let Some(total) = result.total else { return };
        let sum: u32 = result.areas.iter().flatten().sum();
        let unknown = result.areas.iter().filter(|area| area.is_none()).count();
        let most = result.areas.iter().map(|area| area.unwrap_or(AREA_POINTS)).sum();
        if (sum..=most).contains(&total) {
            return;
        }
        let message = match unknown {
            0 => format!("the areas sum to {sum}, and the total is {total}"),
            _ => format!("the areas come to {sum} to {most}, and the total is {total}"),
        };
        let remedy = "look at the source; both are taken over as they stand";
        self.table.warnings.push(
            Problem::new(result.municipality.clone(), message, remedy).code("R005").line(self.line),
        );
    }

    fn municipality(&mut self) -> (String, bool) {
        let name = self.required("municipality", "name the municipality");
        let (opens, closes) = (name.starts_with('('), name.ends_with(')'));
        if opens && !closes {
            let message = format!("{} opens a parenthesis that it does not close", quoted(&name));
            self.refuse(
                "column municipality",
                message,
                "close it; names in parentheses are aggregates",
            );
        }
        (name, opens && closes)
    }

    fn country(&mut self, aggregate: bool) -> String {
        let country = self.required("country", "use a country code, as SE");
        let is_code =
            |code: &str| code.len() == 2 && code.bytes().all(|it| it.is_ascii_uppercase());
        let most = if aggregate { 2 } else { 1 };
        let valid = country.split('/').count() <= most && country.split('/').all(is_code);
        if !valid && !country.is_empty() {
            let message = format!("{} is no country", quoted(&country));
            let remedy = "use a country code, as SE; of aggregates also two, as NO/SE";
            self.refuse("column country", message, remedy);
        }
        country
    }

    fn code(&mut self, aggregate: bool) -> Option<String> {
        let code = Some(self.text("code")).filter(|code| !code.is_empty())?;
        if aggregate {
            self.refuse("column code", "an aggregate is no municipality", "leave the code empty");
        } else if code.len() != 4 || !code.bytes().all(|it| it.is_ascii_digit()) {
            let message = format!("{} is no municipality code", quoted(&code));
            self.refuse("column code", message, "use four digits, with the leading 0: 0138");
        }
        Some(code)
    }

    fn year(&mut self) -> Option<i16> {
        let year = Some(self.text("year")).filter(|year| !year.is_empty())?;
        match year.parse::<i16>() {
            Ok(year) if (1990..=2199).contains(&year) => Some(year),
            _ => {
                let message = format!("{} is no year", quoted(&year));
                self.refuse(
                    "column year",
                    message,
                    "use four digits, or leave it empty if it is not known",
                );
                None
            }
        }
    }

    fn framework(&mut self) -> String {
        let version =
            self.required("framework_version", &format!("use one of: {}", VERSIONS.join(", ")));
        if !version.is_empty() && !VERSIONS.contains(&version.as_str()) {
            let message = format!("there is no version {}", quoted(&version));
            self.refuse(
                "column framework_version",
                message,
                remedy("versions", &version, &VERSIONS),
            );
        }
        version
    }

    fn points(&mut self, column: &str, most: u32) -> Option<u32> {
        let points = Some(self.text(column)).filter(|points| !points.is_empty())?;
        let digits = points.bytes().all(|it| it.is_ascii_digit());
        match points.parse::<u32>() {
            Ok(points) if digits && points <= most => Some(points),
            _ => {
                let message = format!("{} is no number of points", quoted(&points));
                let remedy = format!(
                    "use a whole number from 0 to {most}, or leave it empty if it is not known"
                );
                self.refuse(&format!("column {column}"), message, remedy);
                None
            }
        }
    }

    fn required(&mut self, column: &str, remedy: &str) -> String {
        let before = self.table.problems.len();
        let text = self.text(column);
        if text.is_empty() && self.table.problems.len() == before {
            self.refuse(&format!("column {column}"), "is empty", remedy);
        }
        text
    }

    /// The field without white space around it; empty where there is no such column.
    fn text(&mut self, column: &str) -> String {
        let at = self.header.iter().position(|name| name == column);
        let text = at.and_then(|at| self.record.get(at)).unwrap_or_default().trim();
        let broken =
            |it: char| it.is_control() && !(column == "note" && matches!(it, '\n' | '\r' | '\t'));
        if text.len() > LONGEST_FIELD {
            let message =
                format!("the text has {} bytes; at most {LONGEST_FIELD} are read", text.len());
            self.refuse(
                &format!("column {column}"),
                message,
                "shorten it, or close a quotation mark before it",
            );
            return String::new();
        }
        if text.contains(broken) {
            let message = "the text holds a line break or another control character";
            self.refuse(
                &format!("column {column}"),
                message,
                "take it away, or close a quotation mark before it",
            );
            return String::new();
        }
        text.to_owned()
    }

    fn refuse(&mut self, place: &str, message: impl Into<String>, remedy: impl Into<String>) {
        let code = if place.is_empty() { "R001" } else { "R003" };
        self.table.refuse(self.line, place, code, message, remedy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADER: &str = "country,municipality,year,framework_version,total,area1,area2,area3,area4,\
        area5,area6,area7,area8,sub_scores,source_url,note";

    /// The published results that come with Kompass.
    const PUBLISHED: &[u8] = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../data/results/published-results.csv"
    ));

    fn published() -> Parsed {
        parse_csv("published-results.csv", PUBLISHED).unwrap()
    }

    fn rows(rows: &[&str]) -> Result<Parsed, Vec<Problem>> {
        parse_csv("results.csv", format!("{HEADER}\n{}\n", rows.join("\n")).as_bytes())
    }

    fn find(name: &str, year: i16) -> EvaluationResult {
        let mut found = published().results;
        found.retain(|it| it.municipality == name && it.year == Some(year));
        assert_eq!(found.len(), 1, "{name} {year}");
        found.remove(0)
    }

    #[test]
    fn the_published_results_are_read_without_a_warning() {
        let parsed = published();
        assert_eq!(parsed.warnings, []);
        let rows = PUBLISHED.iter().filter(|byte| **byte == b'\n').count() - 1;
        assert_eq!(parsed.results.len(), rows);
        let aggregates = parsed.results.iter().filter(|result| result.is_aggregate()).count();
        assert_eq!(aggregates, 5, "averages, a median and a record are kept apart");
        assert!(parsed.results.iter().any(|result| result.year.is_none()));
    }

    /// Source 001 (Tyresö 2015), grastorp.se (Grästorp 2014), vallentuna.se (Vallentuna 2021): the printed total is the sum
    /// of the printed areas.
    #[test]
    fn printed_totals_are_the_sums_of_the_printed_areas() {
        for (name, year, areas, total) in [
            ("Tyresö", 2015, [74, 74, 78, 55, 67, 64, 60, 64], 536),
            ("Grästorp", 2014, [61, 60, 73, 53, 70, 56, 65, 68], 506),
            ("Vallentuna", 2021, [73, 75, 80, 83, 86, 82, 86, 83], 648),
        ] {
            let result = find(name, year);
            assert_eq!(result.areas, areas.map(Some), "{name}");
            assert_eq!(result.total, Some(total), "{name}");
            assert_eq!(areas.iter().sum::<u32>(), total, "{name}");
        }
        for result in published().results {
            if let (Some(total), Some(areas)) =
                (result.total, result.areas.iter().copied().sum::<Option<u32>>())
            {
                assert_eq!(areas, total, "{}", result.municipality);
            }
        }
    }

    /// karlskrona.se, 2014: the area averages of 40 municipalities sum to 454, and the printed average total is 455, since
    /// averages are rounded each for itself.
    #[test]
    fn areas_that_do_not_sum_to_the_total_are_taken_over_with_a_warning_that_names_both() {
        let parsed =
            rows(&["SE,(average of 40),2014,2.0,455,50,54,67,55,56,55,51,66,,karlskrona.se,"])
                .unwrap();
        assert_eq!(parsed.results[0].total, Some(455));
        assert_eq!(
            parsed.warnings[0].to_string(),
            "results.csv:2: R005 (average of 40): the areas sum to 454, and the total is 455 \
             – look at the source; both are taken over as they stand"
        );
        let partly = rows(&["SE,Tyresö,2015,2.0,50,74,,,,,,,,,x,"]).unwrap();
        assert!(partly.warnings[0].message.contains("74 to 774"), "{}", partly.warnings[0]);
        assert_eq!(rows(&["NO,Ulstein,2019,no-2010,534,72,,,,,,,,,x,"]).unwrap().warnings, []);
    }

    #[test]
    fn what_is_not_known_stays_unknown() {
        let parsed = rows(&["NO,Lom,,no-2010,550,,,,,,,,,,ulstein.kommune.no,\"a, b\""]).unwrap();
        let result = &parsed.results[0];
        assert_eq!((result.year, result.code.as_ref(), result.total), (None, None, Some(550)));
        assert_eq!(result.areas, [None; 8]);
        assert_eq!((result.origin, result.basis), (ResultOrigin::Published, Basis::Official));
        assert_eq!(result.note, "a, b");
    }

    #[test]
    fn columns_may_stand_in_any_order_and_hold_a_code() {
        let header: Vec<&str> = HEADER.split(',').rev().collect();
        let file = format!(
            "\u{feff}{},code\r\n,x,,,,,,,,,70,536,2.0,2015,Tyresö,SE,0138\r\n",
            header.join(",")
        );
        let result = &parse_csv("x.csv", file.as_bytes()).unwrap().results[0];
        assert_eq!((result.code.as_deref(), result.areas[0]), (Some("0138"), Some(70)));
    }

    #[test]
    fn every_problem_has_its_line_and_remedy() {
        let long = "x".repeat(LONGEST_FIELD + 1);
        let problems = rows(&[
            "SE,Tyresö,15,2.0,536,,,,,,,,,,x,",
            "SE,Tyresö,2015,2,536,,,,,,,,,,x,",
            "SE,Tyresö,2015,2.0,801,,,,,,,,,,x,",
            "SE,Tyresö,2015,2.0,,101,-1,\"74,5\",+7,NaN,,,,,x,",
            "SE,Tyresö,2015,2.0,536,,,,,,,,,1.1: 14,x,",
            "SE,Tyresö,2015,2.0,,,,,,,,,,,x,",
            "Sweden,,2015,,536,,,,,,,,,,,",
            "NO/SE,Tyresö,2015,2.0,536,,,,,,,,,,x,",
            "SE,(average,2015,2.0,536,,,,,,,,,,x,",
            "SE,Tyresö,2015,2.0,536,,,,,,,,,,x",
            "SE,Tyresö,2015,2.0,536,,,,,,,,,,x\u{0},",
            &format!("SE,Tyresö,2015,2.0,536,,,,,,,,,,x,{long}"),
            "SE,Mark,2022,2020,438,,,,,,,,,,x,",
            "SE,Mark,2022,2020,510,,,,,,,,,,x,",
        ])
        .unwrap_err();
        let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_file_that_is_no_table_of_results_says_what_it_should_be() {
        let refused = |bytes: &[u8]| {
            let problems = parse_csv("x.csv", bytes).unwrap_err();
            problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
        };
        let code = format!("code,{HEADER}\n138,SE,Tyresö,2015,2.0,536,,,,,,,,,,x,\n");
        let huge = vec![b'x'; (16 << 20) + 1];
        let all = [
            refused(b""),
            refused(HEADER.as_bytes()),
            refused(HEADER.replace(',', ";").as_bytes()),
            refused(b"country,municipality,municipality,yaer"),
            refused(b"country,municipality\nSE,Tyres\xf6\n"),
            refused(code.as_bytes()),
            refused(&huge),
        ];
        insta::assert_snapshot!(all.join("\n\n"));
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_a_problem_at_its_line() {
        let problems =
            rows(&["SE,\"Tyresö,2015,2.0,536,,,,,,,,,,x,", "SE,Mark,2022,2020,438,,,,,,,,,,x,"]);
        let problem = &problems.unwrap_err()[0];
        assert_eq!((problem.line, problem.code.as_str()), (Some(2), "R001"));
        assert!(problem.remedy.contains("quotation marks"));
    }

    #[test]
    fn a_long_list_of_problems_is_cut() {
        let bad = vec!["SE,Tyresö,15,2.0,536,,,,,,,,,,x,"; 10_000];
        assert_eq!(rows(&bad).unwrap_err().len(), MOST_PROBLEMS);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = parse_csv("x.csv", &bytes);
        }

        #[test]
        fn no_row_makes_it_panic_and_what_is_read_is_in_bounds(
            row in r#"(SE|NO/SE|)?,(\(?[a-zåäö"]{0,9}\)?)?,[0-9]{0,5},(2\.0|2020|x)?,[0-9]{0,4}(,[0-9]{0,3}){8},,[a-z"]{0,3},[ -~]{0,9}"#,
        ) {
            if let Ok(parsed) = rows(&[&row]) {
                for result in &parsed.results {
                    prop_assert!(result.total.is_none_or(|total| total <= 800));
                    prop_assert!(result.areas.iter().flatten().all(|points| *points <= 100));
                    prop_assert!(VERSIONS.contains(&result.framework.as_str()));
                    prop_assert!(!result.source.is_empty());
                }
            }
        }

        #[test]
        fn a_damaged_file_is_read_or_refused(at in 0..PUBLISHED.len(), byte: u8) {
            let mut damaged = PUBLISHED.to_vec();
            damaged[at] = byte;
            if let Err(problems) = parse_csv("x.csv", &damaged) {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| !problem.remedy.is_empty()));
            }
        }
    }
}
