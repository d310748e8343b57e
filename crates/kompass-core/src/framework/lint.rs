//! The rules that a framework must keep besides its shape. Codes and remedies are those of
//! `docs/how-to/write-a-framework.md`.

use super::paths::{Kind, questions, sub_areas, texts};
use super::similar;
use super::sources::SourceLines;
use super::{Detail, Framework, Origin, Part, Question};
use crate::error::Problem;
use crate::locations::place;
use crate::nearest::{quoted, remedy};
use crate::text::{Lang, Text};
use std::collections::HashSet;

/// Longest text, in characters.
pub(super) const LONGEST_TEXT: usize = 2000;
/// Longest short heading, in characters.
const LONGEST_SHORT: usize = 60;
/// Most points of an area, far above the 100 that all known versions have.
const MOST_POINTS: u32 = 1000;
/// Most questions of a framework; each is compared with each.
const MOST_QUESTIONS: usize = 1000;
/// How many questions a sub-area has, and how many pre-questions there are, in the frameworks that we write ourselves.
const OWN_QUESTIONS: std::ops::RangeInclusive<usize> = 3..=5;
const OWN_PRE_QUESTIONS: std::ops::RangeInclusive<usize> = 40..=45;
/// First and last year that make sense.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Every problem of a framework. Their places are paths in its file, followed by what a person calls them.
pub fn lint(framework: &Framework, sources: &SourceLines) -> Vec<Problem> {
    let mut lint = Lint { framework, sources, problems: Vec::new() };
    lint.head();
    lint.parts();
    lint.codes();
    lint.points();
    lint.rubric();
    lint.references();
    lint.texts();
    lint.questions();
    lint.titles();
    lint.problems
}

struct Lint<'a> {
    framework: &'a Framework,
    sources: &'a SourceLines,
    problems: Vec<Problem>,
}

impl Lint<'_> {
    fn problem(
        &mut self,
        code: &str,
        path: &str,
        label: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.problems.push(Problem::new(place(path, label), message, remedy).code(code));
    }

    /// What stands alone at the top of the file.
    fn head(&mut self) {
        let framework = self.framework;
        if !is_code(&framework.id) || framework.id.starts_with(['-', '.']) {
            let message = format!("{} is not an id", quoted(&framework.id));
            self.problem("F002", "id", "", message, "use lower case a–z, digits, - and .");
        }
        for (key, value) in [
            ("version", &framework.version),
            ("results_version", &framework.results_version),
            ("owner", &framework.owner),
        ] {
            if value.trim().is_empty() {
                self.problem("F001", key, "", format!("{key} is empty"), "fill it in");
            }
        }
        if framework.country.len() != 2
            || !framework.country.bytes().all(|b| b.is_ascii_uppercase())
        {
            let message = format!("{} is not a country", quoted(&framework.country));
            self.problem("F001", "country", "", message, "use two capitals: SE, NO");
        }
        if framework.organisation_types.is_empty() {
            let message = "nobody can be evaluated with it";
            self.problem("F001", "organisation_types", "", message, "name municipality or region");
        }
        for (key, year) in
            [("valid_from", Some(framework.valid_from)), ("valid_to", framework.valid_to)]
        {
            if year.is_some_and(|year| !YEARS.contains(&year)) {
                self.problem(
                    "F001",
                    key,
                    "",
                    "the year cannot be right",
                    "use a year from 1990 to 2100",
                );
            }
        }
        if let Some(to) = framework.valid_to.filter(|to| *to < framework.valid_from) {
            let message =
                format!("the last year {to} is before the first, {}", framework.valid_from);
            self.problem("F002", "valid_to", "", message, "let the last year be the later one");
        }
        if framework.languages.is_empty() {
            let message = "no language is named";
            self.problem(
                "F005",
                "languages",
                "",
                message,
                "name sv, en or nb, that of the source first",
            );
        }
        self.repeated("languages", "", framework.languages.iter().map(|lang| lang.code()));
    }

    /// Which parts there must be, and that each says where it comes from.
    fn parts(&mut self) {
        let framework = self.framework;
        if framework.areas.is_empty() {
            self.problem("F001", "areas", "", "there are no areas", "add [[areas]]");
        }
        if framework.detail == Detail::Questions {
            if framework.rubric.is_none() {
                self.problem(
                    "F001",
                    "rubric",
                    "",
                    "questions without a rubric",
                    "add [[rubric.dimensions]]",
                );
            }
            if framework.groups.is_empty() {
                self.problem(
                    "F001",
                    "groups",
                    "",
                    "questions without interview groups",
                    "add [[groups]]",
                );
            }
        }
        for (i, area) in framework.areas.iter().enumerate() {
            let (path, label) = (format!("areas[{i}]"), area.number.to_string());
            match (framework.detail, area.sub_areas.is_empty()) {
                (Detail::Areas, false) => self.problem(
                    "F001",
                    &format!("{path}.sub_areas"),
                    &label,
                    "sub-areas, although detail = \"areas\"",
                    "take them away, or set detail = \"sub-areas\" or \"questions\"",
                ),
                (Detail::SubAreas | Detail::Questions, true) => self.problem(
                    "F001",
                    &path,
                    &label,
                    "the area has no sub-areas",
                    "add [[areas.sub_areas]], or set detail = \"areas\"",
                ),
                _ => {}
            }
            if framework.detail != Detail::Areas && !area.topics.is_empty() {
                let message = "topics beside sub-areas";
                let remedy =
                    "topics are for detail = \"areas\": write them as questions, or take them away";
                self.problem("F001", &format!("{path}.topics"), &label, message, remedy);
            }
        }
        for (path, sub) in sub_areas(framework) {
            match (framework.detail, sub.questions.is_empty()) {
                (Detail::Questions, true) => self.problem(
                    "F001",
                    &path,
                    &sub.code,
                    "the sub-area has no questions",
                    "add [[areas.sub_areas.questions]], or set detail = \"sub-areas\"",
                ),
                (Detail::SubAreas, false) => self.problem(
                    "F001",
                    &format!("{path}.questions"),
                    &sub.code,
                    "questions, although detail = \"sub-areas\"",
                    "take them away, or set detail = \"questions\"",
                ),
                _ => {}
            }
        }
        self.provenance();
    }

    fn provenance(&mut self) {
        let framework = self.framework;
        let questions = framework.detail == Detail::Questions;
        for (part, name, needed) in [
            (Part::Titles, "titles", true),
            (Part::Structure, "structure", true),
            (Part::Points, "points", true),
            (Part::Rubric, "rubric", questions),
            (Part::Questions, "questions", questions),
            (Part::Groups, "groups", questions),
        ] {
            let origins: HashSet<_> = framework
                .provenance
                .iter()
                .filter(|provenance| provenance.part == part)
                .map(|provenance| provenance.origin == Origin::Source)
                .collect();
            if needed && origins.is_empty() {
                let message = format!("the origin of the {name} is not said");
                let remedy = format!("add [[provenance]] with part = \"{name}\"");
                self.problem("F001", "provenance", "", message, remedy);
            } else if origins.len() > 1 {
                let message = format!("two origins for the {name}");
                self.problem(
                    "F002",
                    "provenance",
                    name,
                    message,
                    "keep one; explain the rest in its note",
                );
            }
        }
        for (i, provenance) in framework.provenance.iter().enumerate() {
            let path = format!("provenance[{i}]");
            match (provenance.origin, &provenance.source) {
                (Origin::Source, None) => {
                    let remedy = "add source = \"…\", an id in sources.toml";
                    self.problem("F001", &path, "", "origin = \"source\" without a source", remedy);
                }
                (Origin::KompassDefault, Some(_)) => {
                    let message = "a source, although we wrote it ourselves";
                    let remedy = "take the source away, or set origin = \"source\"";
                    self.problem("F001", &format!("{path}.source"), "", message, remedy);
                }
                (Origin::Source, Some(id)) if self.sources.source(id).is_none() => {
                    let known: Vec<&str> =
                        self.sources.sources.iter().map(|source| source.id.as_str()).collect();
                    let message = format!("there is no source {}", quoted(id));
                    self.problem(
                        "F004",
                        &format!("{path}.source"),
                        "",
                        message,
                        remedy("sources", id, &known),
                    );
                }
                _ => {}
            }
        }
    }

    /// F002: codes and numbers are whole, in order, once each, and under their parents.
    fn codes(&mut self) {
        let framework = self.framework;
        for (list, codes) in [
            ("groups", framework.groups.iter().map(|group| &group.code).collect::<Vec<_>>()),
            ("conditions", framework.conditions.iter().map(|condition| &condition.code).collect()),
        ] {
            self.list_of_codes(list, "", &codes);
        }
        if let Some(rubric) = &framework.rubric {
            let codes: Vec<_> = rubric.dimensions.iter().map(|dimension| &dimension.code).collect();
            self.list_of_codes("rubric.dimensions", "", &codes);
            for (i, dimension) in rubric.dimensions.iter().enumerate() {
                let codes: Vec<_> = dimension.levels.iter().map(|level| &level.code).collect();
                let path = format!("rubric.dimensions[{i}].levels");
                self.list_of_codes(&path, &dimension.code, &codes);
            }
        }
        self.numbers("fields", framework.fields.iter().map(|field| field.number));
        self.numbers("areas", framework.areas.iter().map(|area| area.number));
        for (i, area) in framework.areas.iter().enumerate() {
            let path = format!("areas[{i}].sub_areas");
            let codes = area.sub_areas.iter().map(|sub| sub.code.as_str());
            self.children(&path, &area.number.to_string(), codes);
        }
        for (path, sub) in sub_areas(framework) {
            let codes = sub.questions.iter().map(|question| question.code.as_str());
            self.children(&format!("{path}.questions"), &sub.code, codes);
        }
        for (path, question) in questions(framework) {
            for (key, list) in [
                ("groups", &question.groups),
                ("sources", &question.sources),
                ("kpis", &question.kpis),
            ] {
                let path = format!("{path}.{key}");
                self.repeated(&path, &question.code, list.iter().map(String::as_str));
            }
        }
    }

    fn list_of_codes(&mut self, list: &str, label: &str, codes: &[&String]) {
        let mut seen = HashSet::new();
        for (i, code) in codes.iter().enumerate() {
            let path = format!("{list}[{i}].code");
            if !is_code(code) {
                let message = format!("{} is not a code", quoted(code));
                self.problem("F002", &path, label, message, "use lower case a–z, digits, - and .");
            } else if !seen.insert(code.as_str()) {
                let message = format!("the code {} is there twice", quoted(code));
                self.problem("F002", &path, label, message, "give it another code");
            }
        }
    }

    fn numbers(&mut self, list: &str, numbers: impl Iterator<Item = u8>) {
        let mut next = 1_u16;
        for (i, number) in numbers.enumerate() {
            if u16::from(number) != next {
                let message = format!("{number} stands where {next} should");
                let path = format!("{list}[{i}].number");
                self.problem("F002", &path, "", message, "number them 1, 2, 3 … in order");
            }
            next = u16::from(number) + 1;
        }
    }

    /// Codes made of the parent's code, a dot and a number from 1.
    fn children<'c>(&mut self, list: &str, parent: &str, codes: impl Iterator<Item = &'c str>) {
        let mut next = 1_u32;
        for (i, code) in codes.enumerate() {
            let path = format!("{list}[{i}].code");
            let number = code
                .strip_prefix(parent)
                .and_then(|rest| rest.strip_prefix('.'))
                .and_then(|digits| digits.parse::<u32>().ok())
                .filter(|number| *number < 1_000_000 && format!("{parent}.{number}") == code);
            match number {
                Some(number) if number == next => next += 1,
                Some(number) => {
                    let message = format!("{code} stands where {parent}.{next} should");
                    let remedy = format!("number them {parent}.1, {parent}.2 … in order");
                    self.problem("F002", &path, parent, message, remedy);
                    next = number + 1;
                }
                None => {
                    let message =
                        format!("{} is not a code under {}", quoted(code), quoted(parent));
                    let remedy = format!("write {parent}.{next}");
                    self.problem("F002", &path, parent, message, remedy);
                    next += 1;
                }
            }
        }
    }

    fn repeated<'c>(&mut self, path: &str, label: &str, items: impl Iterator<Item = &'c str>) {
        let mut seen = HashSet::new();
        for item in items {
            if !seen.insert(item) {
                let message = format!("{} is there twice", quoted(item));
                self.problem("F002", path, label, message, "keep one");
            }
        }
    }

    /// F003: points and weights add up.
    fn points(&mut self) {
        let framework = self.framework;
        for (i, area) in framework.areas.iter().enumerate() {
            let (path, label) = (format!("areas[{i}].points"), area.number.to_string());
            if area.points == 0 || area.points > MOST_POINTS {
                let message = format!("{} points", area.points);
                self.problem("F003", &path, &label, message, "use 1 to 1000 whole points");
            }
            let sum: u64 = area.sub_areas.iter().map(|sub| u64::from(sub.points)).sum();
            let wanted = u64::from(area.points);
            if !area.sub_areas.is_empty() && sum != wanted {
                let message = format!("its sub-areas sum to {sum}, not {wanted}");
                self.problem("F003", &path, &label, message, difference(sum, wanted));
            }
        }
        for (path, sub) in sub_areas(framework) {
            if sub.points == 0 {
                let path = format!("{path}.points");
                self.problem("F003", &path, &sub.code, "no points", "give it at least 1");
            }
        }
        for (path, question) in questions(framework) {
            if question.weight == 0 {
                let path = format!("{path}.weight");
                self.problem("F003", &path, &question.code, "no weight", "give it at least 1");
            }
        }
    }

    /// F003 and F006: the scale.
    fn rubric(&mut self) {
        let Some(rubric) = &self.framework.rubric else { return };
        let path = "rubric.dimensions";
        if !(1..=6).contains(&rubric.dimensions.len()) {
            let message = format!("{} dimensions", rubric.dimensions.len());
            self.problem("F006", path, "", message, "have 1 to 6");
        }
        let sum: u64 = rubric.dimensions.iter().map(|dimension| u64::from(dimension.weight)).sum();
        if sum != 1000 {
            let message = format!("the weights sum to {sum}, not 1000");
            self.problem("F003", path, "", message, difference(sum, 1000));
        }
        for (i, dimension) in rubric.dimensions.iter().enumerate() {
            let path = format!("{path}[{i}]");
            if dimension.weight == 0 {
                let path = format!("{path}.weight");
                self.problem("F003", &path, &dimension.code, "no weight", "give it at least 1");
            }
            if dimension.gate && i > 0 {
                let message = "the gate is not on the first dimension";
                let remedy = "put the dimension first, or take gate away";
                self.problem("F006", &format!("{path}.gate"), &dimension.code, message, remedy);
            }
            let shares: Vec<u16> = dimension.levels.iter().map(|level| level.share).collect();
            let rises = shares.first() == Some(&0) && shares.last() == Some(&1000);
            if shares.len() < 2 || !rises || !shares.is_sorted() {
                let message = format!("the levels have the shares {shares:?}");
                let remedy = "begin with share 0, never fall, and end with share 1000";
                self.problem("F006", &format!("{path}.levels"), &dimension.code, message, remedy);
            }
        }
    }

    /// F004: what is referred to exists.
    fn references(&mut self) {
        let framework = self.framework;
        let fields: Vec<String> = framework.fields.iter().map(|f| f.number.to_string()).collect();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        for (i, area) in framework.areas.iter().enumerate() {
            let label = area.number.to_string();
            match area.field.map(|number| number.to_string()) {
                Some(number) if !fields.contains(&number.as_str()) => {
                    let message = format!("there is no field {number}");
                    let path = format!("areas[{i}].field");
                    self.problem(
                        "F004",
                        &path,
                        &label,
                        message,
                        remedy("fields", &number, &fields),
                    );
                }
                None if !fields.is_empty() => {
                    let message = "the area belongs to no field";
                    let remedy = format!("add field = …; fields: {}", fields.join(", "));
                    self.problem("F004", &format!("areas[{i}]"), &label, message, remedy);
                }
                _ => {}
            }
        }
        let groups: Vec<&str> = framework.groups.iter().map(|group| group.code.as_str()).collect();
        let conditions: Vec<&str> = framework.conditions.iter().map(|c| c.code.as_str()).collect();
        let lines: HashSet<&str> = self.sources.lines.iter().map(|line| line.id.as_str()).collect();
        for (path, question) in questions(framework) {
            let label = question.code.as_str();
            if question.groups.is_empty() {
                let remedy = format!("name at least one; groups: {}", groups.join(", "));
                self.problem("F004", &format!("{path}.groups"), label, "no group is asked", remedy);
            }
            for group in question.groups.iter().filter(|group| !groups.contains(&group.as_str())) {
                let message = format!("there is no group {}", quoted(group));
                let remedy = remedy("groups", group, &groups);
                self.problem("F004", &format!("{path}.groups"), label, message, remedy);
            }
            if let Some(condition) =
                question.applies_if.as_deref().filter(|code| !conditions.contains(code))
            {
                let message = format!("there is no condition {}", quoted(condition));
                let remedy = remedy("conditions", condition, &conditions);
                self.problem("F004", &format!("{path}.applies_if"), label, message, remedy);
            }
            if question.sources.is_empty() && self.is_own() {
                let message = "no source line shows that evaluators look for it";
                let remedy = "name at least one line of sources.toml";
                self.problem("F004", &format!("{path}.sources"), label, message, remedy);
            }
            for line in question.sources.iter().filter(|line| !lines.contains(line.as_str())) {
                let message = format!("there is no source line {}", quoted(line));
                let remedy = self.lines_beside(line);
                self.problem("F004", &format!("{path}.sources"), label, message, remedy);
            }
            for kpi in question.kpis.iter().filter(|kpi| !is_kpi(kpi)) {
                let message = format!("{} is not the id of a Kolada KPI", quoted(kpi));
                let remedy = "write N or U and five digits: U00408";
                self.problem("F004", &format!("{path}.kpis"), label, message, remedy);
            }
        }
    }

    /// The source lines about the same area as one that does not exist.
    fn lines_beside(&self, line: &str) -> String {
        let about = line.rsplit_once('/').map_or(line, |(about, _)| about);
        let beside: Vec<&str> = self
            .sources
            .lines
            .iter()
            .map(|line| line.id.as_str())
            .filter(|id| id.rsplit_once('/').is_some_and(|(other, _)| other == about))
            .collect();
        if beside.is_empty() {
            "see sources.toml for the lines that there are".to_owned()
        } else {
            remedy("lines", line, &beside)
        }
    }

    /// F005 and F010: every text exists in every language it should, and is not too long.
    fn texts(&mut self) {
        let languages = &self.framework.languages;
        let in_questions: Vec<Lang> =
            languages.iter().copied().filter(|lang| *lang != Lang::Nb).collect();
        for (path, label, text, kind) in texts(self.framework) {
            let needed = match kind {
                Kind::OfQuestion if !in_questions.is_empty() => &in_questions,
                _ => languages,
            };
            let most = if matches!(kind, Kind::Short) { LONGEST_SHORT } else { LONGEST_TEXT };
            self.problems.extend(text_problems(&path, &label, text, needed, most));
        }
    }

    /// F007, F008: how many questions, and that no two ask nearly the same.
    fn questions(&mut self) {
        let framework = self.framework;
        let all: Vec<(String, &Question)> = questions(framework).collect();
        if all.len() > MOST_QUESTIONS {
            let message = format!("{} questions", all.len());
            self.problem("F010", "areas", "", message, format!("have at most {MOST_QUESTIONS}"));
            return;
        }
        if framework.detail == Detail::Questions && self.is_own() {
            for (path, sub) in sub_areas(framework) {
                let count = sub.questions.len();
                if count > 0 && !OWN_QUESTIONS.contains(&count) {
                    let message = format!("{count} questions");
                    self.problem("F007", &path, &sub.code, message, "have 3 to 5 in each sub-area");
                }
            }
            let count = all.iter().filter(|(_, question)| question.pre_question).count();
            if !OWN_PRE_QUESTIONS.contains(&count) {
                let message = format!("{count} pre-questions");
                let remedy = "have 40 to 45 questions with pre_question = true";
                self.problem("F007", "areas", "", message, remedy);
            }
        }
        let only: Vec<&Question> = all.iter().map(|(_, question)| *question).collect();
        for pair in similar::pairs(&only) {
            let path = all.iter().find(|(_, question)| std::ptr::eq(*question, pair.second));
            let path = path.map(|(path, _)| format!("{path}.title")).unwrap_or_default();
            let message = format!(
                "asks nearly the same as {}: both have {}",
                pair.first.code,
                pair.shared.join(", ")
            );
            let remedy = "make them one, or say what sets them apart";
            self.problem("F008", &path, &pair.second.code, message, remedy);
        }
    }

    /// F009: titles that are said to be a source's are that source's.
    fn titles(&mut self) {
        let framework = self.framework;
        let Some(lang) = framework.languages.first().copied() else { return };
        let sources: Vec<&str> = framework
            .provenance
            .iter()
            .filter(|p| p.part == Part::Titles && p.origin == Origin::Source)
            .filter_map(|p| p.source.as_deref())
            .collect();
        let fields = framework.fields.iter().enumerate().map(|(i, field)| {
            (format!("fields[{i}]"), format!("field{}", field.number), &field.title)
        });
        let areas = framework
            .areas
            .iter()
            .enumerate()
            .map(|(i, area)| (format!("areas[{i}]"), area.number.to_string(), &area.title));
        let subs = sub_areas(framework).map(|(path, sub)| (path, sub.code.clone(), &sub.title));
        for (path, code, title) in fields.chain(areas).chain(subs) {
            let published: Vec<&str> = sources
                .iter()
                .filter_map(|source| self.sources.line(&format!("{source}/{code}/t")))
                .map(|line| line.reading())
                .collect();
            let title = title.in_lang(lang).unwrap_or_default();
            if !published.is_empty() && !published.iter().any(|other| same_title(title, other)) {
                let message = format!("{} is not the title in the source", quoted(title));
                let remedy = format!("write {}", published.join(" or "));
                self.problem("F009", &format!("{path}.title.{lang}"), &code, message, remedy);
            }
        }
    }

    /// True if the questions are written by us: then they keep our own rules too.
    fn is_own(&self) -> bool {
        self.framework.origin(Part::Questions) == Some(Origin::KompassDefault)
    }
}

/// F005 and F010 of one text.
pub(super) fn text_problems(
    path: &str,
    label: &str,
    text: &Text,
    needed: &[Lang],
    most: usize,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let missing: Vec<&str> = needed
        .iter()
        .filter(|lang| text.in_lang(**lang).is_none_or(|text| text.trim().is_empty()))
        .map(|lang| lang.code())
        .collect();
    if !missing.is_empty() {
        let message = format!("no text in {}", missing.join(" and "));
        let remedy = format!("add {} = \"…\"", missing.join(" = \"…\" and "));
        problems.push(Problem::new(place(path, label), message, remedy).code("F005"));
    }
    for lang in Lang::ALL {
        let length = text.in_lang(lang).unwrap_or_default().chars().count();
        if length > most {
            let place = place(&format!("{path}.{lang}"), label);
            let message = format!("{length} characters");
            problems
                .push(Problem::new(place, message, format!("shorten it to {most}")).code("F010"));
        }
    }
    problems
}

/// True for `politicians`, `co-decision`, `kommunkompassen-2.0`.
fn is_code(code: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    (1..=60).contains(&code.len()) && code.bytes().all(allowed)
}

/// True for `N15033`, `U00408`.
fn is_kpi(id: &str) -> bool {
    id.strip_prefix(['N', 'U'])
        .is_some_and(|digits| digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// True if two titles differ at most in capitals, white space and punctuation.
fn same_title(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// What to add or take away for a sum to be right.
fn difference(sum: u64, wanted: u64) -> String {
    if sum < wanted {
        format!("add {} to one or more of them", wanted - sum)
    } else {
        format!("take {} from one or more of them", sum - wanted)
    }
}

#[cfg(test)]
mod tests;
