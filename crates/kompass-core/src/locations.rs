//! Where things stand in a TOML file: the line of a path such as `areas[2].sub_areas[0].points`, and the path at a
//! position that the TOML reader complains about.

use crate::error::Problem;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The lines of a TOML file.
pub(crate) struct Locations<'a> {
    root: DeTable<'a>,
    line_starts: Vec<usize>,
}

impl<'a> Locations<'a> {
    /// Of a file that is TOML; `None` if it is not.
    pub(crate) fn of(text: &'a str) -> Option<Self> {
        let root = DeTable::parse(text).ok()?.into_inner();
        Some(Self { root, line_starts: line_starts(text.as_bytes()) })
    }

    /// The file as it was read.
    pub(crate) fn root(&self) -> &DeTable<'a> {
        &self.root
    }

    /// The line of a path, from 1. A path that does not exist gets the line of the last part of it that does; what is
    /// missing from the file itself has line 1.
    pub(crate) fn line(&self, path: &str) -> usize {
        let mut offset = 0;
        let mut here: Option<&DeTable<'_>> = Some(&self.root);
        for part in path.split('.') {
            let (name, indexes) = part.split_once('[').unwrap_or((part, ""));
            let Some((key, value)) = here.and_then(|table| table.get_key_value(name)) else {
                break;
            };
            offset = key.span().start;
            let mut value = value.get_ref();
            for index in indexes.split(['[', ']']).filter_map(|index| index.parse::<usize>().ok()) {
                let Some(element) = value.as_array().and_then(|array| array.get(index)) else {
                    break;
                };
                offset = element.span().start;
                value = element.get_ref();
            }
            here = value.as_table();
        }
        self.line_at(offset)
    }

    /// The line of a byte of the file, from 1.
    pub(crate) fn line_at(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The innermost path whose key or value has this span, with the code or number of the innermost thing around it.
    pub(crate) fn at(&self, span: &Range<usize>) -> Option<(String, String)> {
        let mut search = Search { span, path: String::new(), label: String::new(), found: None };
        search.table(&self.root);
        search.found
    }
}

/// Problems with the name of their file and, where it is TOML, the lines of the paths with which their places begin, from
/// top to bottom.
pub(crate) fn located(file_name: &str, text: &str, problems: Vec<Problem>) -> Vec<Problem> {
    let locations = Locations::of(text);
    let line = |place: &str| locations.as_ref().map(|locations| locations.line(path_of(place)));
    let mut located: Vec<Problem> = problems
        .into_iter()
        .map(|problem| {
            let line = line(&problem.place);
            problem.file(file_name).line(line)
        })
        .collect();
    located.sort_by_key(|problem| problem.line);
    located
}

/// The place of a problem: the path in the file, and in parentheses what a person calls it.
pub(crate) fn place(path: &str, label: &str) -> String {
    if label.is_empty() { path.to_owned() } else { format!("{path} ({label})") }
}

/// The path with which a place begins.
fn path_of(place: &str) -> &str {
    place.split(" (").next().unwrap_or(place)
}

/// Where each line of a text begins.
pub(crate) fn line_starts(text: &[u8]) -> Vec<usize> {
    let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
}

/// A walk through the whole file in search of one span; of several with the same span the innermost counts.
struct Search<'s> {
    span: &'s Range<usize>,
    path: String,
    label: String,
    found: Option<(String, String)>,
}

impl Search<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        let outer_label = self.label.clone();
        if let Some(label) = label(table) {
            self.label = label;
        }
        for (key, value) in table {
            let outer = self.path.len();
            if outer > 0 {
                self.path.push('.');
            }
            self.path.push_str(key.get_ref());
            if key.span() == *self.span {
                self.found = Some((self.path.clone(), self.label.clone()));
            }
            self.value(value);
            self.path.truncate(outer);
        }
        self.label = outer_label;
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        if value.span() == *self.span {
            let label = value.get_ref().as_table().and_then(label);
            let label = label.unwrap_or_else(|| self.label.clone());
            self.found = Some((self.path.clone(), label));
        }
        match value.get_ref() {
            DeValue::Table(table) => self.table(table),
            DeValue::Array(array) => {
                let outer = self.path.len();
                for (index, element) in array.iter().enumerate() {
                    self.path.push_str(&format!("[{index}]"));
                    self.value(element);
                    self.path.truncate(outer);
                }
            }
            _ => {}
        }
    }
}

/// What a person calls the thing that a table describes: its code, number or id.
fn label(table: &DeTable<'_>) -> Option<String> {
    ["code", "number", "id"].into_iter().find_map(|key| match table.get(key)?.get_ref() {
        DeValue::String(text) if text.chars().count() <= 40 => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
id = \"x\"
about.sv = \"hej\"

[[areas]]
number = 1
title = { sv = \"a\" }

[[areas]]
number = 2
[[areas.sub_areas]]
code = \"2.1\"
points = 5
";

    #[test]
    fn a_path_has_the_line_of_its_last_part_that_exists() {
        let locations = Locations::of(FILE).unwrap();
        for (path, line) in [
            ("id", 1),
            ("about.sv", 2),
            ("areas[0]", 4),
            ("areas[0].title.sv", 6),
            ("areas[1].sub_areas[0].points", 12),
            ("areas[1].sub_areas[0].questions[3].code", 10),
            ("areas[7]", 4),
            ("nothing.here", 1),
            ("", 1),
        ] {
            assert_eq!(locations.line(path), line, "{path}");
        }
    }

    #[test]
    fn a_span_has_a_path_and_what_a_person_calls_it() {
        let locations = Locations::of(FILE).unwrap();
        let key = FILE.find("points").unwrap();
        let found = locations.at(&(key..key + 6)).unwrap();
        assert_eq!(found, ("areas[1].sub_areas[0].points".to_owned(), "2.1".to_owned()));
        let header = FILE.find("[[areas]]").unwrap();
        assert_eq!(locations.at(&(header..header + 9)).unwrap().0, "areas[0]");
        assert_eq!(locations.at(&(0..1)), None);
    }
}
