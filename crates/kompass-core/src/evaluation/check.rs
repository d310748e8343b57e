//! Whether an evaluation fits its framework: every code exists, every number can be. What breaks a rule is an error, and
//! the evaluation is not taken in; what is odd but may be so in the source is a warning, and it is.

use super::file::EVALUATION_FILE;
use super::{
    Agreed, AreaPart, Evaluation, Finding, Judgement, Kind, QuestionPart, SubAreaPart, TeamRole,
    published,
};
use crate::error::Problem;
use crate::framework::{Area, Framework, Rubric, SubArea};
use crate::locations::{located, place};
use crate::nearest::{quoted, remedy};
use crate::points::Points;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

/// Years in which an evaluation can have been made.
const YEARS: RangeInclusive<i16> = 1990..=2100;
/// How many errors are listed.
const MOST_ERRORS: usize = 200;

/// What [`check`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// What must be corrected before the evaluation can be taken in.
    pub errors: Vec<Problem>,
    /// What a person should know.
    pub warnings: Vec<Problem>,
}

impl Checked {
    /// With the name of the file and, where it is TOML, the lines.
    #[must_use]
    pub fn located(self, file_name: &str, bytes: &[u8]) -> Self {
        let text = EVALUATION_FILE.text(file_name, bytes).unwrap_or_default();
        Self {
            errors: located(file_name, text, self.errors),
            warnings: located(file_name, text, self.warnings),
        }
    }
}

/// Checks an evaluation against its framework. The places are paths in the file, followed by the codes that a person
/// knows.
pub fn check(evaluation: &Evaluation, framework: &Framework) -> Checked {
    let mut check = Check {
        evaluation,
        framework,
        team: evaluation.team.iter().map(|member| (member.code.as_str(), member.role)).collect(),
        documents: evaluation.documents.iter().map(|document| document.code.as_str()).collect(),
        errors: 0,
        checked: Checked::default(),
    };
    check.head();
    check.years_and_dates();
    check.team();
    check.review_and_fact_check();
    check.groups_and_documents();
    check.published();
    check.areas();
    if check.errors > MOST_ERRORS {
        let message = format!("{} errors more", check.errors - MOST_ERRORS);
        check.checked.errors.push(Problem::new("", message, "correct these first"));
    }
    check.checked
}

struct Check<'a> {
    evaluation: &'a Evaluation,
    framework: &'a Framework,
    /// Codes of the team, with what each does.
    team: HashMap<&'a str, TeamRole>,
    /// Codes of the documents.
    documents: HashSet<&'a str>,
    /// How many errors there are, listed or not.
    errors: usize,
    checked: Checked,
}

/// Where in the file, and what a person calls it.
struct At<'a> {
    path: &'a str,
    label: &'a str,
}

impl<'a> At<'a> {
    fn new(path: &'a str, label: &'a str) -> Self {
        Self { path, label }
    }
}

impl<'a> Check<'a> {
    fn error(&mut self, code: &str, at: &At<'_>, message: String, remedy: impl Into<String>) {
        let full = self.is_full();
        self.errors += 1;
        if !full {
            let problem = Problem::new(place(at.path, at.label), message, remedy).code(code);
            self.checked.errors.push(problem);
        }
    }

    /// True if what else is wrong is only counted.
    fn is_full(&self) -> bool {
        self.errors >= MOST_ERRORS
    }

    fn warning(&mut self, code: &str, at: &At<'_>, message: String, remedy: &str) {
        let problem = Problem::new(place(at.path, at.label), message, remedy).code(code);
        self.checked.warnings.push(problem);
    }

    fn unknown(&mut self, at: &At<'_>, noun: &str, plural: &str, code: &str, known: &[&str]) {
        let message = format!("there is no {noun} {}", quoted(code));
        self.error("E011", at, message, remedy(plural, code, known));
    }

    fn twice(&mut self, at: &At<'_>, what: &str) {
        self.error("E012", at, format!("{what} is there twice"), "keep one");
    }

    fn head(&mut self) {
        let (evaluation, framework) = (self.evaluation, self.framework);
        if evaluation.framework != framework.id {
            let message =
                format!("it was made on {}, not {}", quoted(&evaluation.framework), framework.id);
            self.error(
                "E010",
                &At::new("framework", ""),
                message,
                "check it against its own framework",
            );
        }
        let municipality = &evaluation.municipality;
        if municipality.name.trim().is_empty() {
            let at = At::new("municipality.name", "");
            self.error("E018", &at, "the municipality has no name".into(), "add its name");
        }
        let country = &municipality.country;
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let message = format!("{} is not a country", quoted(country));
            self.error(
                "E018",
                &At::new("municipality.country", ""),
                message,
                "use two capitals: SE, NO",
            );
        }
        let digits = |code: &&String| code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit());
        if let Some(code) = municipality.code.as_ref().filter(|code| !digits(code)) {
            let message = format!("{} is not a municipality code", quoted(code));
            let remedy = "use four digits with the zero in front: 0138";
            self.error("E018", &At::new("municipality.code", ""), message, remedy);
        }
        let conditions: Vec<&str> = framework.conditions.iter().map(|c| c.code.as_str()).collect();
        for code in evaluation.conditions.keys().filter(|code| !conditions.contains(&code.as_str()))
        {
            let at = At::new("conditions", "");
            self.unknown(&at, "condition", "conditions", code, &conditions);
        }
    }

    fn years_and_dates(&mut self) {
        let evaluation = self.evaluation;
        let mut years = vec![("year".to_owned(), evaluation.year)];
        let mut date = |path: String, date: Option<Date>| {
            years.extend(date.map(|date| (path, date.year())));
        };
        date("assessment_date".into(), evaluation.assessment_date);
        date("source.date".into(), evaluation.source.as_ref().and_then(|source| source.date));
        date("feedback.date".into(), evaluation.feedback.as_ref().map(|feedback| feedback.date));
        date("review.date".into(), evaluation.review.as_ref().map(|review| review.date));
        date("fact_check.until".into(), evaluation.fact_check.as_ref().map(|check| check.until));
        for (i, member) in evaluation.team.iter().enumerate() {
            let declaration = member.declaration.as_ref();
            date(format!("team[{i}].declaration.date"), declaration.map(|it| it.date));
        }
        for (i, day) in evaluation.visit.iter().enumerate() {
            date(format!("visit[{i}]"), Some(*day));
        }
        for (i, group) in evaluation.groups.iter().enumerate() {
            date(format!("groups[{i}].date"), group.date);
        }
        for (i, document) in evaluation.documents.iter().enumerate() {
            date(format!("documents[{i}].date"), document.date);
        }
        for (i, earlier) in evaluation.earlier.iter().enumerate() {
            years.push((format!("earlier[{i}].year"), earlier.year));
        }
        for (path, year) in years.iter().filter(|(_, year)| !YEARS.contains(year)) {
            let message = format!("the year {year} cannot be right");
            self.error("E017", &At::new(path, ""), message, "use a year from 1990 to 2100");
        }
        for (i, earlier) in evaluation.earlier.iter().enumerate() {
            if earlier.year > evaluation.year {
                let at = format!("earlier[{i}].year");
                let message =
                    format!("{} is after the evaluation, {}", earlier.year, evaluation.year);
                self.error("E017", &At::new(&at, ""), message, "list only earlier results");
            }
        }
        let mut days = HashSet::new();
        for (i, day) in evaluation.visit.iter().enumerate() {
            if !days.insert(day) {
                self.twice(&At::new(&format!("visit[{i}]"), ""), &format!("the day {day}"));
            }
        }
        let first = evaluation.visit.iter().min();
        let feedback = evaluation.feedback.as_ref().map(|feedback| feedback.date);
        if let (Some(feedback), Some(first)) = (feedback, first)
            && feedback < *first
        {
            let message = format!("feedback {feedback} before the first day of the visit, {first}");
            let at = At::new("feedback.date", "");
            self.error("E017", &at, message, "correct one of the dates");
        }
    }

    fn team(&mut self) {
        let evaluation = self.evaluation;
        let mut codes = HashSet::new();
        for (i, member) in evaluation.team.iter().enumerate() {
            let path = format!("team[{i}].code");
            let at = At::new(&path, &member.name);
            if member.code.trim().is_empty() {
                self.error("E018", &at, "the member has no code".into(), "give one: E1, E2 …");
            } else if !codes.insert(&member.code) {
                self.twice(&at, &format!("the code {}", quoted(&member.code)));
            }
        }
    }

    /// Who signed the review, and what the municipality commented on.
    fn review_and_fact_check(&mut self) {
        let evaluation = self.evaluation;
        if let Some(review) = &evaluation.review {
            let at = At::new("review.by", "");
            match self.team.get(review.by.as_str()) {
                Some(TeamRole::Reviewer) => {}
                Some(_) => {
                    let message = format!("{} judges, and does not review", review.by);
                    self.error("E015", &at, message, "let a member with the role reviewer sign");
                }
                None => self.unknown_member(&at, &review.by),
            }
        }
        let comments = evaluation.fact_check.iter().flat_map(|check| &check.comments).enumerate();
        for (i, comment) in comments {
            let path = format!("fact_check.comments[{i}].place");
            let place = comment.place.as_str();
            let area = place.parse().ok().and_then(|number| self.framework.area(number));
            if place != SUMMARY && area.is_none() && self.framework.sub_area(place).is_none() {
                let message = format!("there is no part {} of the report", quoted(place));
                let remedy = "name an area, a sub-area or \"summary\"";
                self.error("E011", &At::new(&path, ""), message, remedy);
            }
        }
    }

    fn groups_and_documents(&mut self) {
        let (evaluation, framework) = (self.evaluation, self.framework);
        let groups = self.group_codes();
        let mut met = HashSet::new();
        for (i, interview) in evaluation.groups.iter().enumerate() {
            let path = format!("groups[{i}].group");
            let at = At::new(&path, "");
            if !groups.contains(&interview.group.as_str()) {
                self.unknown(&at, "group", "groups", &interview.group, &groups);
            } else if !met.insert((&interview.group, interview.date)) {
                self.twice(&at, &format!("the group {} on the same day", quoted(&interview.group)));
            }
        }
        let mut codes = HashSet::new();
        for (i, document) in evaluation.documents.iter().enumerate() {
            let path = format!("documents[{i}]");
            let code_path = format!("{path}.code");
            let at = At::new(&code_path, &document.title);
            if document.code.trim().is_empty() {
                self.error("E018", &at, "the document has no code".into(), "give one: D1, D2 …");
            } else if document.code == ANSWERS || document.code.starts_with(GROUP) {
                let message =
                    format!("{} means something else as evidence", quoted(&document.code));
                self.error("E018", &at, message, "give it another code: D1, D2 …");
            } else if !codes.insert(&document.code) {
                self.twice(&at, &format!("the code {}", quoted(&document.code)));
            }
            for code in &document.sub_areas {
                if framework.sub_area(code).is_none() {
                    let path = format!("{path}.sub_areas");
                    self.unknown_sub_area(&At::new(&path, &document.code), code, None);
                }
            }
        }
    }

    /// Points and totals that were published elsewhere.
    fn published(&mut self) {
        let (evaluation, framework) = (self.evaluation, self.framework);
        let imported = evaluation.kind == Kind::Imported;
        let most = framework.points();
        let totals = [("total".to_owned(), evaluation.total)].into_iter();
        let earlier = evaluation.earlier.iter().enumerate();
        let earlier = earlier.map(|(i, it)| (format!("earlier[{i}]"), it.total, &it.areas));
        let printed = evaluation.printed_comparisons.iter().enumerate();
        let printed =
            printed.map(|(i, it)| (format!("printed_comparisons[{i}]"), it.total, &it.areas));
        let others: Vec<_> = earlier.chain(printed).collect();
        let all = totals
            .chain(others.iter().map(|(path, total, _)| (format!("{path}.total"), Some(*total))));
        for (path, total) in all {
            if let Some(total) = total.filter(|total| *total > most) {
                let message = format!("{total} points of at most {most}");
                self.error("E014", &At::new(&path, ""), message, "correct the total");
            }
        }
        for (path, _, areas) in &others {
            let path = format!("{path}.areas");
            if !areas.is_empty() && areas.len() != framework.areas.len() {
                let message = format!("{} values for {} areas", areas.len(), framework.areas.len());
                self.error("E014", &At::new(&path, ""), message, "give one for each area, or none");
            }
            for (area, points) in framework.areas.iter().zip(*areas) {
                if *points > area.points {
                    let message = format!("{points} points of at most {}", area.points);
                    let label = area.number.to_string();
                    self.error("E014", &At::new(&path, &label), message, "correct the points");
                }
            }
        }
        for (i, earlier) in evaluation.earlier.iter().enumerate() {
            let sum: u64 = earlier.areas.iter().map(|points| u64::from(*points)).sum();
            if !earlier.areas.is_empty() && sum != u64::from(earlier.total) {
                self.sum_differs(&format!("earlier[{i}].total"), sum, earlier.total);
            }
        }
        if !imported && evaluation.total.is_some() {
            let message = "a published total in an evaluation that is not imported".into();
            self.error("E016", &At::new("total", ""), message, TAKE_AWAY_PUBLISHED);
        }
        if let Some(total) = evaluation.total {
            let known: Vec<u32> = evaluation.areas.iter().filter_map(|area| area.points).collect();
            if let Some(sum) = published::other_sum(&known, framework.areas.len(), total) {
                self.sum_differs("total", sum, total);
            }
        }
    }

    fn sum_differs(&mut self, path: &str, sum: u64, total: u32) {
        let message = format!("the areas sum to {sum}, but the printed total is {total}");
        let remedy = "both are kept as printed; correct one if it was copied wrongly";
        self.warning("W001", &At::new(path, ""), message, remedy);
    }

    fn areas(&mut self) {
        let framework = self.framework;
        let numbers: Vec<String> =
            framework.areas.iter().map(|area| area.number.to_string()).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let mut seen = HashSet::new();
        for (i, part) in self.evaluation.areas.iter().enumerate() {
            let (path, label) = (format!("areas[{i}]"), part.number.to_string());
            let at = At::new(&path, &label);
            if !seen.insert(part.number) {
                self.twice(&at, &format!("area {label}"));
            }
            match framework.area(part.number) {
                Some(area) => self.area(&at, area, part),
                None => self.unknown(&at, "area", "areas", &label, &numbers),
            }
        }
    }

    fn area(&mut self, at: &At<'_>, area: &Area, part: &AreaPart) {
        if let Some(points) = part.points {
            let path = format!("{}.points", at.path);
            let at = At::new(&path, at.label);
            if points > area.points {
                let message = format!("{points} points of at most {}", area.points);
                self.error("E014", &at, message, "correct the points");
            }
            if self.evaluation.kind != Kind::Imported {
                let message = "published points in an evaluation that is not imported".into();
                self.error("E016", &at, message, TAKE_AWAY_PUBLISHED);
            }
        }
        for (key, findings) in
            [("strengths", &part.strengths), ("improvements", &part.improvements)]
        {
            for (i, Finding { sub_area, .. }) in findings.iter().enumerate() {
                if let Some(code) = sub_area.as_deref().filter(|code| !has(area, code)) {
                    let path = format!("{}.{key}[{i}].sub_area", at.path);
                    self.unknown_sub_area(&At::new(&path, at.label), code, Some(area));
                }
            }
        }
        let mut locked = HashSet::new();
        for (i, code) in part.locked.iter().enumerate() {
            let path = format!("{}.locked[{i}]", at.path);
            self.judge(&At::new(&path, at.label), code, &mut locked);
        }
        for (i, code) in part.direct.iter().enumerate() {
            let path = format!("{}.direct[{i}]", at.path);
            let at = At::new(&path, at.label);
            if part.direct[..i].contains(code) {
                self.twice(&at, &format!("sub-area {}", quoted(code)));
            }
            if !has(area, code) {
                self.unknown_sub_area(&at, code, Some(area));
            }
        }
        let mut seen = HashSet::new();
        let marked = &part.direct;
        for (i, part) in part.sub_areas.iter().enumerate() {
            let path = format!("{}.sub_areas[{i}]", at.path);
            let at = At::new(&path, &part.code);
            if !seen.insert(part.code.as_str()) {
                self.twice(&at, &format!("sub-area {}", quoted(&part.code)));
            }
            match area.sub_areas.iter().find(|sub| sub.code == part.code) {
                Some(sub) => {
                    self.published_sub_area(&at, area, part);
                    self.sub_area(&at, sub, part, marked.contains(&part.code));
                }
                None => self.unknown_sub_area(&at, &part.code, Some(area)),
            }
        }
    }

    /// Published points of a sub-area. How many its owner gives is not known, but never more than the area has.
    fn published_sub_area(&mut self, at: &At<'_>, area: &Area, part: &SubAreaPart) {
        let Some(points) = part.points else { return };
        let path = format!("{}.points", at.path);
        let at = At::new(&path, at.label);
        if !(Points::ZERO..=Points::whole(area.points)).contains(&points) {
            let message = format!("{} points of at most {}", points.to_decimal(), area.points);
            self.error("E014", &at, message, "correct the points");
        }
        if self.evaluation.kind != Kind::Imported {
            let message = "published points in an evaluation that is not imported".into();
            self.error("E016", &at, message, TAKE_AWAY_PUBLISHED);
        }
    }

    /// A sub-area that does not exist, or not in this area.
    fn unknown_sub_area(&mut self, at: &At<'_>, code: &str, area: Option<&Area>) {
        let known: Vec<&str> = self
            .framework
            .sub_areas()
            .filter(|(other, _)| area.is_none_or(|area| area.number == other.number))
            .map(|(_, sub)| sub.code.as_str())
            .collect();
        match (self.framework.sub_area(code), area) {
            (Some(_), Some(area)) => {
                let message = format!("{code} does not belong to area {}", area.number);
                self.error("E011", at, message, remedy("sub-areas", code, &known));
            }
            _ => self.unknown(at, "sub-area", "sub-areas", code, &known),
        }
    }

    fn sub_area(&mut self, at: &At<'_>, sub: &SubArea, part: &SubAreaPart, marked: bool) {
        let judged = part.questions.iter().any(|q| !q.judgements.is_empty() || q.agreed.is_some());
        let direct = !part.direct.is_empty() || part.agreed.is_some();
        if self.evaluation.kind == Kind::Imported && (judged || direct) {
            let message = "judgements in an imported evaluation".into();
            let remedy = "take them away; an imported result holds what was published";
            self.error("E016", at, message, remedy);
        }
        if judged && (direct || marked) {
            let message = "judged both by question and by points of the whole sub-area".into();
            self.error("E013", at, message, "keep one of the two ways");
        }
        let mut by = HashSet::new();
        for (i, judgement) in part.direct.iter().enumerate() {
            let path = format!("{}.direct[{i}]", at.path);
            let label = format!("{}, {}", at.label, judgement.by);
            let at = At::new(&path, &label);
            self.judge(&At::new(&format!("{path}.by"), &label), &judgement.by, &mut by);
            self.points(&at, judgement.points, sub);
            self.evidence(&at, &judgement.evidence);
        }
        if let Some(agreed) = &part.agreed {
            let path = format!("{}.agreed", at.path);
            self.points(&At::new(&path, at.label), agreed.points, sub);
        }
        let groups = self.group_codes();
        for source in part.impact.keys() {
            if source != DOCUMENTS && !groups.contains(&source.as_str()) {
                let path = format!("{}.impact", at.path);
                let known = [&[DOCUMENTS], groups.as_slice()].concat();
                self.unknown(
                    &At::new(&path, at.label),
                    "source of impact",
                    "sources",
                    source,
                    &known,
                );
            }
        }
        let mut seen = HashSet::new();
        for (i, part) in part.questions.iter().enumerate() {
            let path = format!("{}.questions[{i}]", at.path);
            let at = At::new(&path, &part.code);
            if !seen.insert(part.code.as_str()) {
                self.twice(&at, &format!("question {}", quoted(&part.code)));
            }
            if sub.questions.iter().any(|question| question.code == part.code) {
                self.question(&at, part);
            } else {
                let known: Vec<&str> = sub.questions.iter().map(|q| q.code.as_str()).collect();
                self.unknown(&at, "question", "questions", &part.code, &known);
            }
        }
    }

    fn question(&mut self, at: &At<'_>, part: &QuestionPart) {
        let mut by = HashSet::new();
        for (i, judgement) in part.judgements.iter().enumerate() {
            let path = format!("{}.judgements[{i}]", at.path);
            let label = format!("{}, {}", at.label, judgement.by);
            let at = At::new(&path, &label);
            let Judgement { by: member, levels, planned, evidence, .. } = judgement;
            self.judge(&At::new(&format!("{path}.by"), &label), member, &mut by);
            self.levels(&at, levels, *planned);
            self.evidence(&at, evidence);
        }
        if let Some(Agreed { levels, planned, .. }) = &part.agreed {
            let path = format!("{}.agreed", at.path);
            let at = At::new(&path, at.label);
            if levels.is_empty() && !planned {
                let message = "agreed on nothing".into();
                self.error("E013", &at, message, "give the levels, or planned = true");
            }
            self.levels(&at, levels, *planned);
        }
    }

    /// Who judges or has locked is on the team, does judge, and is there once.
    fn judge<'j>(&mut self, at: &At<'_>, by: &'j str, seen: &mut HashSet<&'j str>) {
        match self.team.get(by) {
            Some(TeamRole::Reviewer) => {
                let message = format!("{by} reviews, and does not judge");
                self.error("E015", at, message, "take it away, or change the role of the member");
            }
            Some(TeamRole::Lead | TeamRole::Evaluator) => {}
            None => self.unknown_member(at, by),
        }
        if !seen.insert(by) {
            self.twice(at, &quoted(by));
        }
    }

    fn unknown_member(&mut self, at: &At<'_>, code: &str) {
        if self.is_full() {
            self.errors += 1;
        } else {
            let team = &self.evaluation.team;
            let known: Vec<&str> = team.iter().map(|member| member.code.as_str()).collect();
            self.unknown(at, "member", "members", code, &known);
        }
    }

    fn levels(&mut self, at: &At<'_>, levels: &[String], planned: bool) {
        if levels.is_empty() {
            return;
        }
        let path = format!("{}.levels", at.path);
        let at = At::new(&path, at.label);
        if planned {
            let message = "planned but not done, and yet judged on levels".into();
            self.error("E013", &at, message, "take the levels away, or planned");
        }
        let dimensions = self.framework.rubric.iter().flat_map(|Rubric { dimensions }| dimensions);
        let dimensions: Vec<_> = dimensions.collect();
        if levels.len() != dimensions.len() {
            let codes: Vec<&str> = dimensions.iter().map(|it| it.code.as_str()).collect();
            let message = format!("{} levels for {} dimensions", levels.len(), dimensions.len());
            self.error("E013", &at, message, format!("give one for each of {}", codes.join(", ")));
        }
        for (level, dimension) in levels.iter().zip(dimensions) {
            let known: Vec<&str> = dimension.levels.iter().map(|it| it.code.as_str()).collect();
            if !known.contains(&level.as_str()) {
                self.unknown(&at, &format!("level of {}", dimension.code), "levels", level, &known);
            }
        }
    }

    fn points(&mut self, at: &At<'_>, points: Points, sub: &SubArea) {
        if !(Points::ZERO..=Points::whole(sub.points)).contains(&points) {
            let path = format!("{}.points", at.path);
            let message = format!("{} points of {}", points.to_decimal(), sub.points);
            let remedy = format!("use 0 to {}", sub.points);
            self.error("E014", &At::new(&path, at.label), message, remedy);
        }
    }

    fn evidence(&mut self, at: &At<'_>, evidence: &[String]) {
        for code in evidence {
            let path = format!("{}.evidence", at.path);
            let at = At::new(&path, at.label);
            if let Some(group) = code.strip_prefix(GROUP) {
                let groups = self.group_codes();
                if !groups.contains(&group) {
                    self.unknown(&at, "group", "groups", group, &groups);
                }
            } else if code == ANSWERS || self.documents.contains(code.as_str()) {
                // Exists.
            } else if self.is_full() {
                self.errors += 1;
            } else {
                let documents = self.evaluation.documents.iter().map(|it| it.code.as_str());
                let known: Vec<&str> = documents.chain([ANSWERS, "group:…"]).collect();
                self.unknown(&at, "evidence", "evidence", code, &known);
            }
        }
    }

    fn group_codes(&self) -> Vec<&'a str> {
        self.framework.groups.iter().map(|group| group.code.as_str()).collect()
    }
}

/// Evidence: the written answers.
const ANSWERS: &str = "answers";
/// Evidence: begins the code of a group.
const GROUP: &str = "group:";
/// The part of the report that belongs to no area.
const SUMMARY: &str = "summary";
/// A source of impact beside the groups.
const DOCUMENTS: &str = "documents";

const TAKE_AWAY_PUBLISHED: &str = "take it away, or set kind = \"imported\"";

fn has(area: &Area, code: &str) -> bool {
    area.sub_areas.iter().any(|sub| sub.code == code)
}

#[cfg(test)]
mod tests;
