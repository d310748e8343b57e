//! Values from files of either form into the table. The order of rows does not matter.

use super::parquet;
use super::sheet::Sheet;
use super::table::{Clash, FIRST_YEAR, Key, MOST_STATUSES, Table, TooMany};
use super::wrong::{TOLD, Wrong};
use super::{Files, Input};
use crate::names::{Area, Gender, Kpi};
use crate::segment::layout::MOST_YEARS;
use jiff::civil::Date;
use kompass_core::Problem;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

/// Columns that a file of values must have.
pub(super) const REQUIRED: [&str; 5] = ["kpi", "municipality", "year", "gender", "value"];
/// The column that it may have.
pub(super) const OPTIONAL: &str = "status";
/// Signs that the provider prints in place of a value: not reported, not applicable, secret.
const SIGNS: [&str; 3] = ["-", ".", ".."];

/// One row of a file, as it stands there.
pub(super) struct Row<'a> {
    /// Line of a CSV file, row of a Parquet file, from 1.
    pub(super) number: u64,
    pub(super) kpi: &'a [u8],
    pub(super) area: &'a [u8],
    pub(super) year: Year<'a>,
    pub(super) gender: &'a [u8],
    pub(super) value: Value<'a>,
    pub(super) status: &'a [u8],
}

/// A year, or the text that should be one.
#[derive(Clone, Copy)]
pub(super) enum Year<'a> {
    Number(i64),
    Text(&'a str),
}

/// A value, none, or the text that should be one.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    None,
    Number(f64),
    Text(&'a str),
}

/// Reads all files of values; gives the table and the number of rows.
pub(super) fn load(
    files: &Files,
    first_source: usize,
    kpis: &[Kpi],
    areas: &[Area],
    today: Date,
) -> kompass_core::Result<(Table, u64)> {
    let mut loader = Loader::new(kpis, areas, today);
    for (index, input) in files.values.iter().enumerate() {
        loader.source =
            u16::try_from(first_source + index).expect("the number of files was checked");
        each(input, &mut |row| {
            loader.take(input, &row);
            ControlFlow::Continue(())
        })?;
    }
    loader.tell_clashes(files)?;
    loader.tell_unknown(files);
    loader.wrong.done()?;
    if let Some((first, last)) = loader.table.years()
        && usize::from(last.abs_diff(first)) >= MOST_YEARS
    {
        let message = format!("from {first} to {last} are more than {MOST_YEARS} years");
        let remedy = "leave out the oldest years";
        return Err(kompass_core::Error::invalid(Problem::new("column year", message, remedy)));
    }
    Ok((loader.table, loader.rows))
}

/// Gives every row of a file, until told to stop.
fn each(
    input: &Input,
    take: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
) -> kompass_core::Result<()> {
    if input.bytes.starts_with(b"PAR1") {
        parquet::each(input, take)
    } else {
        each_line(input, take)
    }
}

fn each_line(
    input: &Input,
    take: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
) -> kompass_core::Result<()> {
    let mut sheet = Sheet::open(input, &REQUIRED, &[OPTIONAL])?;
    for name in sheet.names()? {
        if !REQUIRED.contains(&name.as_str()) && name != OPTIONAL {
            return Err(kompass_core::Error::invalid(unexpected(input, &name).line(Some(1))));
        }
    }
    let places = REQUIRED.map(|name| sheet.column(name).expect("opening the table found it"));
    let status = sheet.column(OPTIONAL);
    while let Some(number) = sheet.next()? {
        let [kpi, area, year, gender, value] = places.map(|at| sheet.field(at));
        let status = status.map_or("", |at| sheet.field(at)).as_bytes();
        let (kpi, area, gender) = (kpi.as_bytes(), area.as_bytes(), gender.as_bytes());
        let year = year.parse().map_or(Year::Text(year), Year::Number);
        // A sign in place of the value is its status.
        let (value, status) = match value {
            "" => (Value::None, status),
            sign if SIGNS.contains(&sign) => (Value::None, sign.as_bytes()),
            text => (text.parse().map_or(Value::Text(text), Value::Number), status),
        };
        let row = Row { number, kpi, area, year, gender, value, status };
        if take(row).is_break() {
            break;
        }
    }
    Ok(())
}

/// The file has a column that values do not have.
pub(super) fn unexpected(input: &Input, name: &str) -> Problem {
    let message = format!("the column {name:?} is not one of a file of values");
    let remedy =
        format!("leave it out; there are {} and, if known, {OPTIONAL}", REQUIRED.join(", "));
    Problem::new("columns", message, remedy).file(&input.name)
}

struct Loader<'a> {
    kpis: Codes,
    areas: Codes,
    names: (&'a [Kpi], &'a [Area]),
    last_year: i16,
    table: Table,
    source: u16,
    rows: u64,
    wrong: Wrong,
    clashes: Vec<(Key, String, Problem)>,
    /// Unknown KPIs and areas: file and row where they first stand, and in how many rows.
    unknown: BTreeMap<(&'static str, String), (String, u64, u64)>,
}

impl<'a> Loader<'a> {
    fn new(kpis: &'a [Kpi], areas: &'a [Area], today: Date) -> Self {
        Self {
            kpis: Codes::new(kpis.iter().map(|kpi| kpi.id.as_str())),
            areas: Codes::new(areas.iter().map(|area| area.code.as_str())),
            names: (kpis, areas),
            last_year: today.year(),
            table: Table::new(kpis.len(), areas.len()),
            source: 0,
            rows: 0,
            wrong: Wrong::default(),
            clashes: Vec::new(),
            unknown: BTreeMap::new(),
        }
    }

    fn take(&mut self, input: &Input, row: &Row<'_>) {
        self.rows += 1;
        match self.key(input, row) {
            Ok(Some((key, value))) => self.set(input, row, key, value),
            Ok(None) => {}
            Err(problem) => self.wrong.add(*problem),
        }
    }

    /// The cell of a row and its value; `None` if KPI or area are unknown, which is noted.
    fn key(
        &mut self,
        input: &Input,
        row: &Row<'_>,
    ) -> Result<Option<(Key, Option<f64>)>, Box<Problem>> {
        let wrong = |column: &str, message: String, remedy: &str| {
            Box::new(problem(input, row.number, column, message, remedy))
        };
        let (kpi, area) = (self.kpis.find(row.kpi), self.areas.find(row.area));
        let (Some(kpi), Some(area)) = (kpi, area) else {
            if kpi.is_none() {
                self.note_unknown("kpi", row.kpi, input, row.number);
            }
            if area.is_none() {
                self.note_unknown("municipality", row.area, input, row.number);
            }
            return Ok(None);
        };
        let Some(gender) = Gender::from_code(row.gender) else {
            let message = format!("{:?} is no gender", String::from_utf8_lossy(row.gender));
            return Err(wrong("gender", message, "write T (total), K (women) or M (men)"));
        };
        let year = match row.year {
            Year::Number(year) => year,
            Year::Text(text) => {
                return Err(wrong("year", format!("{text:?} is no year"), "write a year as 2025"));
            }
        };
        if year > self.last_year.into() {
            let remedy = "check the row, and the date of this machine";
            return Err(wrong("year", format!("{year} is in the future"), remedy));
        }
        let Some(year) = year.checked_sub(FIRST_YEAR.into()).and_then(|it| u8::try_from(it).ok())
        else {
            let message = format!("{year} is before {FIRST_YEAR}");
            return Err(wrong("year", message, "write the year with four digits"));
        };
        let value = match row.value {
            Value::None => None,
            Value::Number(value) if value.is_finite() => Some(value),
            Value::Number(value) => {
                let remedy = "leave the field empty where there is no value";
                return Err(wrong("value", format!("{value} is no value"), remedy));
            }
            Value::Text(text) => {
                let remedy = if text.contains(',') {
                    "write decimals with a point: 12.5"
                } else {
                    "write a number, or leave the field empty where there is no value"
                };
                return Err(wrong("value", format!("{text:?} is no number"), remedy));
            }
        };
        let area = u16::try_from(area).expect("the number of areas was held against the format");
        Ok(Some((Key { kpi, gender, year, area }, value)))
    }

    fn set(&mut self, input: &Input, row: &Row<'_>, key: Key, value: Option<f64>) {
        match self.table.set(key, value, self.source) {
            Ok(()) => {}
            Err(Clash::Value(before)) => {
                let message = format!("{} is {} here", self.cell(key), written(value));
                let first = format!(", and {} in ", written(before));
                let remedy = "keep the one that the provider shows";
                let problem = problem(input, row.number, "value", message, remedy);
                if self.clashes.len() < TOLD {
                    self.clashes.push((key, first, problem));
                } else {
                    self.wrong.add(problem);
                }
            }
            Err(Clash::Source(_)) => self.wrong.add(problem(
                input,
                row.number,
                "kpi",
                format!("a file before this one already has values of {}", self.row_of(key)),
                "give all areas of a KPI, gender and year in one file, since they share one source mark",
            )),
        }
        if row.status.is_empty() {
            return;
        }
        let status = String::from_utf8_lossy(row.status);
        let (message, remedy) = match self.table.set_status(key, &status) {
            Ok(None) => return,
            Ok(Some(before)) => (
                format!("the status is {status:?} here, and {before:?} before"),
                "keep the one that the provider shows",
            ),
            Err(TooMany) => (
                format!("{status:?} is the {MOST_STATUSES}th different status, or a later one"),
                "a status is a sign or a word; leave out the column if it holds something else",
            ),
        };
        let message = format!("{}: {message}", self.cell(key));
        self.wrong.add(problem(input, row.number, OPTIONAL, message, remedy));
    }

    /// Finds where each clashing cell stood first, so that the message names both.
    fn tell_clashes(&mut self, files: &Files) -> kompass_core::Result<()> {
        let mut open: BTreeSet<Key> = self.clashes.iter().map(|(key, ..)| *key).collect();
        let mut found: BTreeMap<Key, String> = BTreeMap::new();
        for input in &files.values {
            if open.is_empty() {
                break;
            }
            each(input, &mut |row| {
                if let Ok(Some((key, _))) = self.key(input, &row)
                    && open.remove(&key)
                {
                    found.insert(key, format!("{} {}", input.name, unit(input, row.number)));
                }
                if open.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
        }
        for (key, first, mut problem) in std::mem::take(&mut self.clashes) {
            problem.message += &first;
            problem.message += found.get(&key).map_or("", String::as_str);
            self.wrong.add(problem);
        }
        Ok(())
    }

    fn note_unknown(&mut self, column: &'static str, code: &[u8], input: &Input, number: u64) {
        // So that garbage in every row does not fill the memory; the first ones are told anyway.
        let code = String::from_utf8_lossy(code).chars().take(40).collect();
        if self.unknown.len() < 1000 || self.unknown.contains_key(&(column, String::clone(&code))) {
            let first = || (input.name.clone(), number, 0);
            self.unknown.entry((column, code)).or_insert_with(first).2 += 1;
        }
    }

    fn tell_unknown(&mut self, files: &Files) {
        for ((column, code), (file, number, rows)) in std::mem::take(&mut self.unknown) {
            let (what, remedy) = if column == "kpi" {
                (
                    "in no catalogue",
                    "add the catalogue that describes it, of the same time or older",
                )
            } else {
                (
                    "not in the list of areas",
                    "groups and units are not imported; leave out the rows",
                )
            };
            let message = format!("{code:?} is {what}; rows with it: {rows}");
            if let Some(input) = files.values.iter().find(|input| input.name == file) {
                self.wrong.add(problem(input, number, column, message, remedy));
            }
        }
    }

    fn cell(&self, key: Key) -> String {
        format!("{} in {}", self.row_of(key), self.names.1[usize::from(key.area)].title)
    }

    fn row_of(&self, key: Key) -> String {
        let id = &self.names.0[key.kpi as usize].id;
        format!("{id} {} {}", key.gender.code(), key.calendar_year())
    }
}

fn written(value: Option<f64>) -> String {
    value.map_or_else(|| "published without a value".to_owned(), |value| value.to_string())
}

fn unit(input: &Input, number: u64) -> String {
    let unit = if input.bytes.starts_with(b"PAR1") { "row" } else { "line" };
    format!("{unit} {number}")
}

/// A problem in a file of values. Rows of Parquet have no lines.
pub(super) fn problem(
    input: &Input,
    number: u64,
    column: &str,
    message: impl Into<String>,
    remedy: &str,
) -> Problem {
    if input.bytes.starts_with(b"PAR1") {
        let place = format!("row {number}, column {column}");
        return Problem::new(place, message, remedy).file(&input.name);
    }
    let line = usize::try_from(number).ok();
    Problem::new(format!("column {column}"), message, remedy).file(&input.name).line(line)
}

/// Short codes and their places. Rows come in runs, so the last code is asked first.
struct Codes {
    places: HashMap<u64, u32>,
    last: (u64, Option<u32>),
}

impl Codes {
    fn new<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        let packed = codes.map(|code| packed(code.as_bytes()).expect("codes were held short"));
        Self { places: packed.zip(0..).collect(), last: (0, None) }
    }

    fn find(&mut self, code: &[u8]) -> Option<u32> {
        let code = packed(code)?;
        if self.last.0 != code {
            self.last = (code, self.places.get(&code).copied());
        }
        self.last.1
    }
}

/// A code of at most seven bytes with its length in one word; never 0.
fn packed(code: &[u8]) -> Option<u64> {
    if code.len() > 7 || code.is_empty() {
        return None;
    }
    let mut word = [0; 8];
    word[..code.len()].copy_from_slice(code);
    word[7] = code.len() as u8;
    Some(u64::from_le_bytes(word))
}
