//! Reads files that people write (frameworks, crosswalks, sources, evaluations) into types, and says of every mistake
//! where it is and what to do about it.

use crate::error::Problem;
use crate::locations::{Locations, line_starts, place};
use crate::nearest::{quoted, remedy};
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

/// One kind of file: how large it may be, and the codes of its problems.
pub(crate) struct FileKind {
    /// Largest size in MiB.
    pub(crate) mebibytes: usize,
    /// Code for what is not the format at all, unknown and missing keys, wrong types.
    pub(crate) shape: &'static str,
    /// Code for what is too large.
    pub(crate) size: &'static str,
}

/// After this many problems of shape the rest waits until these are mended. Each costs one more reading, so in a file of
/// many MiB it is fewer.
const MOST_PROBLEMS: usize = 20;
/// How many bytes are read again in search of further problems.
const MOST_READ_AGAIN: usize = 64 << 20;

impl FileKind {
    /// The bytes as text, if they are UTF-8 and not too many. A byte order mark is taken away.
    pub(crate) fn text<'a>(&self, file: &str, bytes: &'a [u8]) -> Result<&'a str, Vec<Problem>> {
        self.check_size(file, bytes.len())?;
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            let problem = Problem::new("", "the file is UTF-16, not UTF-8", SAVE_AS_UTF8);
            return Err(vec![problem.code(self.shape).file(file).line(Some(1))]);
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to();
            let line = line_starts(&bytes[..at]).len();
            let byte = bytes.get(at).copied().unwrap_or_default();
            let message = format!("the file is not UTF-8: byte {byte:#04X} cannot stand here");
            let problem = Problem::new("", message, SAVE_AS_UTF8).code(self.shape);
            vec![problem.file(file).line(Some(line))]
        })?;
        Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
    }

    /// A TOML text as a value, or every problem of shape that can be found in one go.
    pub(crate) fn toml<T: DeserializeOwned>(
        &self,
        file: &str,
        text: &str,
    ) -> Result<T, Vec<Problem>> {
        self.check_size(file, text.len())?;
        let table = DeTable::parse(text).map_err(|error| {
            let before = error.span().and_then(|span| text.as_bytes().get(..span.start));
            let line = before.map(|before| line_starts(before).len());
            let problem = Problem::new("", error.message(), syntax_remedy(error.message()));
            vec![problem.code(self.shape).file(file).line(line)]
        })?;
        T::deserialize(ValueDeserializer::from(toml_root(table.into_inner())))
            .map_err(|_| self.toml_problems::<T>(file, text))
    }

    /// A JSON text as a value, or its first problem.
    pub(crate) fn json<T: DeserializeOwned>(
        &self,
        file: &str,
        text: &str,
    ) -> Result<T, Vec<Problem>> {
        self.check_size(file, text.len())?;
        serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let end = message.rfind(" at line ").unwrap_or(message.len());
            let (message, remedy) = match error.classify() {
                serde_json::error::Category::Data => shape(&message[..end]),
                _ => (
                    format!("not JSON: {}", &message[..end]),
                    "correct the line; a comma too many or too few is the most common mistake"
                        .into(),
                ),
            };
            let place = format!("column {}", error.column());
            let problem = Problem::new(place, message, remedy).code(self.shape).file(file);
            vec![problem.line(Some(error.line().max(1)))]
        })
    }

    fn check_size(&self, file: &str, bytes: usize) -> Result<(), Vec<Problem>> {
        if bytes <= self.mebibytes << 20 {
            return Ok(());
        }
        let message =
            format!("the file is {} MiB; at most {} are read", bytes >> 20, self.mebibytes);
        Err(vec![Problem::new("", message, "shorten it, or divide it").code(self.size).file(file)])
    }

    /// Reads again and again what could not be read, each time without what was wrong the time before.
    fn toml_problems<T: DeserializeOwned>(&self, file: &str, text: &str) -> Vec<Problem> {
        let most = (MOST_READ_AGAIN / text.len().max(1)).clamp(1, MOST_PROBLEMS);
        let mut problems = Vec::new();
        let Some(locations) = Locations::of(text) else { return problems };
        let mut root = toml_root(locations.root().clone());
        while let Err(error) = T::deserialize(ValueDeserializer::from(root.clone())) {
            let span = error.span().unwrap_or_default();
            let (path, label) = locations.at(&span).unwrap_or_default();
            let (message, remedy) = shape(error.message());
            let line = if path.is_empty() { 1 } else { locations.line_at(span.start) };
            let problem = Problem::new(place(&path, &label), message, remedy);
            problems.push(problem.code(self.shape).file(file).line(Some(line)));
            let unknown = error.message().starts_with("unknown field");
            let mended = if unknown {
                cut_key(root.get_mut(), &span)
            } else {
                cut_element(root.get_mut(), &span)
            };
            if !mended || problems.len() == most {
                break;
            }
        }
        problems.sort_by_key(|problem| problem.line);
        problems
    }
}

const SAVE_AS_UTF8: &str = "save the file as UTF-8 (in most editors: Save as, Encoding, UTF-8)";

/// The table of a TOML text as a value. Dates without quotation marks become texts, so that both ways of writing one are
/// read.
fn toml_root(table: DeTable<'_>) -> Spanned<DeValue<'_>> {
    let mut root = DeValue::Table(table);
    dates_as_texts(&mut root);
    Spanned::new(0..0, root)
}

fn dates_as_texts(value: &mut DeValue<'_>) {
    match value {
        DeValue::Datetime(date) => *value = DeValue::String(date.to_string().into()),
        DeValue::Table(table) => table.iter_mut().for_each(|(_, v)| dates_as_texts(v.get_mut())),
        DeValue::Array(array) => array.iter_mut().for_each(|v| dates_as_texts(v.get_mut())),
        _ => {}
    }
}

/// Takes away the key at this span with its value.
fn cut_key(value: &mut DeValue<'_>, span: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => {
            let key = table.keys().find(|key| key.span() == *span);
            match key.map(|key| key.get_ref().to_string()) {
                Some(key) => table.remove(key.as_str()).is_some(),
                None => table.iter_mut().any(|(_, value)| cut_key(value.get_mut(), span)),
            }
        }
        DeValue::Array(array) => array.iter_mut().any(|value| cut_key(value.get_mut(), span)),
        _ => false,
    }
}

/// Takes away the innermost element of a list that is, or holds, the value at this span.
fn cut_element(value: &mut DeValue<'_>, span: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => table.iter_mut().any(|(_, v)| cut_element(v.get_mut(), span)),
        DeValue::Array(array) => {
            if array.iter_mut().any(|element| cut_element(element.get_mut(), span)) {
                return true;
            }
            let Some(wrong) = array.iter().position(|element| holds(element, span)) else {
                return false;
            };
            let elements = std::mem::replace(array, DeArray::new()).into_iter().enumerate();
            *array = elements.filter(|(at, _)| *at != wrong).map(|(_, element)| element).collect();
            true
        }
        _ => false,
    }
}

fn holds(value: &Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    value.span() == *span
        || match value.get_ref() {
            DeValue::Table(table) => table.iter().any(|(_, value)| holds(value, span)),
            DeValue::Array(array) => array.iter().any(|value| holds(value, span)),
            _ => false,
        }
}

/// What to do about a file that is not TOML.
fn syntax_remedy(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "this name has been given before: keep one of them, or begin a list item with [[name]]"
    } else if message.contains("string") || message.contains("escape") {
        "a text stands between quotation marks on one line; longer ones between three (\"\"\"…\"\"\"); write \\\" for \" \
         and \\\\ for \\"
    } else if message.contains("unquoted key") {
        "names hold only a–z, digits, - and _"
    } else if ["date", "time", "offset"].iter().any(|word| message.contains(word)) {
        "write a date as year-month-day: 2026-05-06"
    } else if message.contains("boolean") || message.contains("number") {
        "write true, false or a number; a text stands between quotation marks"
    } else {
        "write one name = value per line, [name] for a table and [[name]] for an item of a list"
    }
}

/// What serde says about the shape of a value, in words for the person who wrote the file: what is wrong, what to do.
fn shape(message: &str) -> (String, String) {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (wrong, known) = names.split_first().map_or(("", [].as_slice()), |(w, k)| (*w, k));
    if message.starts_with("unknown field") {
        (format!("unknown key {}", quoted(wrong)), remedy("keys", wrong, known))
    } else if message.starts_with("unknown variant") {
        (format!("{} is not possible here", quoted(wrong)), remedy("possible values", wrong, known))
    } else if message.starts_with("missing field") {
        (format!("the key \"{wrong}\" is missing"), format!("add {wrong} = …"))
    } else if message.starts_with("duplicate field") {
        (format!("the key \"{wrong}\" is there twice"), "keep one".to_owned())
    } else if let Some((found, wanted)) = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|message| message.rsplit_once(", expected "))
    {
        (
            format!("{} cannot stand here", kind_found(found)),
            format!("write {}", kind_wanted(wanted)),
        )
    } else if ["year", "month", "day"].iter().any(|word| message.contains(word)) {
        (
            format!("not a date: {message}"),
            "write the date as year-month-day: 2026-05-06".to_owned(),
        )
    } else {
        (message.to_owned(), "correct the value".to_owned())
    }
}

/// A value as serde describes it: `string "ten"`, integer `5`, `map`.
fn kind_found(found: &str) -> String {
    let short: String = found.chars().filter(|c| *c != '`').take(80).collect();
    for (kind, words) in [
        ("string ", "the text "),
        ("integer ", "the number "),
        ("floating point ", "the number "),
        ("boolean ", "the value "),
    ] {
        if let Some(value) = short.strip_prefix(kind) {
            return format!("{words}{value}");
        }
    }
    match short.as_str() {
        "map" => "a table".to_owned(),
        "sequence" => "a list".to_owned(),
        _ => short,
    }
}

/// What serde expects: `u8`, `a string`, `struct Text`.
fn kind_wanted(wanted: &str) -> String {
    match wanted {
        "u8" => "a whole number from 0 to 255".to_owned(),
        "u16" => "a whole number from 0 to 65535".to_owned(),
        "u32" => "a whole number from 0 to 4294967295".to_owned(),
        "i16" => "a whole number from -32768 to 32767".to_owned(),
        "f64" => "a number".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a string" | "string" | "string or table" => "a text in quotation marks".to_owned(),
        "a sequence" => "a list: [ … ]".to_owned(),
        "a map" => "a table of names and values".to_owned(),
        "a date string" => "a date as year-month-day: 2026-05-06".to_owned(),
        "struct Text" => {
            "a text in each language: { sv = \"…\", en = \"…\", nb = \"…\" }".to_owned()
        }
        other if other.starts_with("struct ") => "a table of names and values".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use jiff::civil::Date;
    use serde::Deserialize;

    const KIND: FileKind = FileKind { mebibytes: 1, shape: "X001", size: "X002" };

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        title: Text,
        items: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Item {
        code: String,
        points: u8,
        date: Option<Date>,
        way: Option<Way>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Way {
        Alone,
        Together,
    }

    fn problems(text: &str) -> String {
        let problems = KIND.toml::<File>("f.toml", text).unwrap_err();
        problems.iter().map(|problem| format!("{problem}\n")).collect()
    }

    #[test]
    fn all_mistakes_of_shape_in_one_go() {
        let text = "titel = 1\ntitle = { sv = 'a', no = 'b' }\n\n[[items]]\ncode = 'a'\npoints = 300\n\n[[items]]\ncode = 2\n\
             \n[[items]]\npoints = 1\ncolour = 'red'\n\n[[items]]\ncode = 'd'\npoints = 'ten'\n\n[[items]]\ncode = 'e'\n\
             points = 1\nway = 'togethr'\n\n[[items]]\ncode = 'f'\npoints = 1\ndate = '2026-02-30'\n\n[[items]]\n\
             code = 'g'\npoints = 1.5\n[items.date]\nyear = 2026\n";
        let all = problems(text);
        insta::assert_snapshot!(all);
    }

    #[test]
    fn each_mistake_against_the_format_has_its_line_and_remedy() {
        let mut all = String::new();
        for text in [
            "a = 1\nb = \"x\n",
            "a = 1\na = 2\n",
            "å = 1\n",
            "a = 1\nb == 2\n",
            "\n\n[items\n",
            "a = tru\n",
            "a = 1\nb = \"\\q\"\n",
            "items = 3\ntitle = { sv = 'a' }\n",
            "title = 'a'\nitems = []\n",
        ] {
            all.push_str(&problems(text));
        }
        insta::assert_snapshot!(all);
    }

    #[test]
    fn dates_are_read_with_and_without_quotation_marks() {
        let text = "title = {}\nitems = [{ code = 'a', points = 1, date = 2026-05-06 }, { code = 'b', points = 1, \
                    date = '2026-05-06', way = 'alone' }, { code = 'c', points = 2, way = 'together' }]";
        let file = KIND.toml::<File>("f.toml", text).unwrap();
        assert_eq!(file.items[0].date, file.items[1].date);
        assert!(file.title.is_empty() && matches!(file.items[1].way, Some(Way::Alone)));
        assert!(matches!(file.items[2].way, Some(Way::Together)));
        assert_eq!((file.items[0].code.as_str(), file.items[2].points), ("a", 2));
    }

    #[test]
    fn what_is_not_utf8_is_named_with_its_line() {
        let mut bytes = b"a = 1\nb = \"\xC3\xA5\"\nc = \"".to_vec();
        bytes.push(0xE5);
        let problem = &KIND.text("f.toml", &bytes).unwrap_err()[0];
        assert_eq!((problem.line, problem.code.as_str()), (Some(3), "X001"));
        assert!(problem.message.contains("0xE5") && problem.remedy.contains("UTF-8"));
        assert!(KIND.text("f", b"\xFF\xFEa\0").unwrap_err()[0].message.contains("UTF-16"));
        assert_eq!(KIND.text("f", b"\xEF\xBB\xBFa = 1").unwrap(), "a = 1");
    }

    #[test]
    fn what_is_too_large_is_not_read() {
        let large = vec![b'#'; (1 << 20) + 1];
        assert_eq!(KIND.text("f", &large).unwrap_err()[0].code, "X002");
    }

    #[test]
    fn json_problems_have_line_and_remedy_too() {
        let mut all = String::new();
        for text in [
            "{\"title\": {},\n \"items\": [\n{\"code\": \"a\", \"pionts\": 3}]}",
            "{\"title\": {},\n \"items\": [\n{\"code\": \"a\"}]}",
            "{\"title\": {},\n \"items\": [}",
            "{\"title\": {},\n \"items\": [\n{\"code\": \"a\", \"points\": -3}]}",
        ] {
            let problems = KIND.json::<File>("f.json", text).unwrap_err();
            all.push_str(&format!("{}\n", problems[0]));
        }
        insta::assert_snapshot!(all);
    }
}
