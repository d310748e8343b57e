//! A published result that is taken over: what its source says, read from what somebody copied out of it. What the source
//! does not say stays unknown, and what it says is kept as it is printed, also where its figures do not add up.

#[cfg(test)]
mod tests;

use super::plan::{self, YEARS};
use super::view::{empty_area, empty_sub_area};
use super::{AreaPart, Evaluation, Municipality, Source, SubAreaPart};
use crate::error::Problem;
use crate::framework::Framework;
use crate::points::Points;
use crate::text::Lang;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most characters of a line, and of the note.
const LONGEST_LINE: usize = 500;
const LONGEST_NOTE: usize = 4000;

/// What a source says about a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Who was evaluated.
    pub municipality: Municipality,
    /// Year of the evaluation.
    pub year: i16,
    /// The day whose state of affairs was judged, if the source says.
    pub assessment_date: Option<Date>,
    /// Language of the texts.
    pub language: Lang,
    /// Where it was published.
    pub source: Source,
    /// Total, whole points.
    pub total: Option<u32>,
    /// Whole points by number of the area.
    pub areas: BTreeMap<u8, u32>,
    /// Points by code of the sub-area.
    pub sub_areas: BTreeMap<String, Points>,
}

/// The same as somebody wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Name or code of the municipality.
    pub municipality: &'a str,
    /// Year of the evaluation; may be left to the day.
    pub year: &'a str,
    /// The day whose state of affairs was judged, or nothing.
    pub date: &'a str,
    /// Code of the language of the texts.
    pub language: &'a str,
    /// Title of the report or page.
    pub title: &'a str,
    /// Who published it.
    pub publisher: &'a str,
    /// When, or nothing.
    pub published_on: &'a str,
    /// Web address.
    pub address: &'a str,
    /// What a reader should know.
    pub note: &'a str,
    /// Total.
    pub total: &'a str,
    /// Points by number of the area or code of the sub-area; empty where not published.
    pub points: &'a BTreeMap<String, String>,
}

impl Draft<'_> {
    /// The year of the evaluation, if it is one the instrument was there in.
    pub fn year(&self) -> Option<i16> {
        let year = match self.year.trim() {
            "" => self.date.trim().parse::<Date>().ok().map(Date::year),
            year => year.parse().ok(),
        };
        year.filter(|year| YEARS.contains(year))
    }
}

impl Published {
    /// Reads what somebody wrote. The municipality is found as in a plan.
    ///
    /// # Errors
    /// Everything that is wrong, each at the field it is about; points at `points-` and the number or code.
    pub fn read(
        draft: &Draft<'_>,
        framework: &Framework,
        before: &Municipality,
    ) -> Result<Self, Vec<Problem>> {
        let mut wrong = Wrong(Vec::new());
        let given = draft.municipality.trim();
        if given.is_empty() || given.chars().count() > 200 {
            wrong.add("municipality", "PL01", "the municipality is missing", "write its name");
        }
        let year = draft.year();
        if year.is_none() {
            wrong.add("year", "PB01", "the year is missing, or cannot be", "write it: 2015");
        }
        let assessment_date = wrong.day("date", draft.date);
        if let (Some(year), Some(day)) = (year, assessment_date)
            && day.year() != year
        {
            wrong.add("date", "PB02", "the day is in another year", "correct one of them");
        }
        let language = draft.language.parse().unwrap_or_else(|_| {
            wrong.add("language", "PL05", "there is no such language", "choose one");
            Lang::Sv
        });
        let source = wrong.source(draft);
        let total = wrong.total(draft.total, framework.points());
        let (areas, sub_areas) = wrong.points(draft.points, framework);
        let municipality =
            Municipality { facts: before.facts.clone(), ..plan::found(given, before) };
        match year {
            Some(year) if wrong.0.is_empty() => Ok(Self {
                municipality,
                year,
                assessment_date,
                language,
                source,
                total,
                areas,
                sub_areas,
            }),
            _ => Err(wrong.0),
        }
    }

    /// The evaluation with this result instead of the one it had; its texts stay.
    pub fn put_into(&self, evaluation: &mut Evaluation, framework: &Framework) {
        framework.id.clone_into(&mut evaluation.framework);
        evaluation.year = self.year;
        evaluation.municipality = self.municipality.clone();
        evaluation.assessment_date = self.assessment_date;
        evaluation.language = self.language;
        evaluation.source = Some(self.source.clone());
        evaluation.total = self.total;
        for area in &mut evaluation.areas {
            area.points = None;
            area.sub_areas.iter_mut().for_each(|it| it.points = None);
        }
        for (number, points) in &self.areas {
            area(evaluation, *number).points = Some(*points);
        }
        for (code, points) in &self.sub_areas {
            let Some((of, _)) = framework.sub_areas().find(|(_, it)| it.code == *code) else {
                continue;
            };
            sub_area(area(evaluation, of.number), code).points = Some(*points);
        }
        for area in &mut evaluation.areas {
            area.sub_areas.retain(|it| *it != empty_sub_area(&it.code));
        }
        evaluation.areas.sort_by_key(|area| area.number);
    }

    /// True if a total or points of an area are known.
    pub fn says_points(&self) -> bool {
        self.total.is_some() || !self.areas.is_empty()
    }

    /// What the areas sum to, where the printed total says otherwise.
    pub fn other_sum(&self, framework: &Framework) -> Option<u64> {
        let known: Vec<u32> = self.areas.values().copied().collect();
        other_sum(&known, framework.areas.len(), self.total?)
    }
}

/// What the areas that are known sum to, where that can't be the total: all are known, or they come to more than it.
pub(super) fn other_sum(known: &[u32], areas: usize, total: u32) -> Option<u64> {
    let sum: u64 = known.iter().map(|points| u64::from(*points)).sum();
    let total = u64::from(total);
    ((known.len() == areas && sum != total) || sum > total).then_some(sum)
}

fn area(evaluation: &mut Evaluation, number: u8) -> &mut AreaPart {
    let areas = &mut evaluation.areas;
    let at = areas.iter().position(|it| it.number == number).unwrap_or_else(|| {
        areas.push(empty_area(number));
        areas.len() - 1
    });
    &mut areas[at]
}

fn sub_area<'a>(area: &'a mut AreaPart, code: &str) -> &'a mut SubAreaPart {
    let all = &mut area.sub_areas;
    let at = all.iter().position(|it| it.code == code).unwrap_or_else(|| {
        all.push(empty_sub_area(code));
        all.len() - 1
    });
    &mut all[at]
}

/// What is wrong so far.
struct Wrong(Vec<Problem>);

impl Wrong {
    fn add(&mut self, place: &str, code: &str, message: &str, remedy: &str) {
        self.0.push(Problem::new(place, message, remedy).code(code));
    }

    fn day(&mut self, place: &str, text: &str) -> Option<Date> {
        let day = text.trim().parse().ok();
        if day.is_none() && !text.trim().is_empty() {
            self.add(place, "PL02", "this is no day", "write it as 2026-03-12");
        }
        day
    }

    fn line(&mut self, place: &str, text: &str, most: usize) -> String {
        if text.trim().chars().count() > most {
            self.add(place, "PB07", "the text is too long", "shorten it");
        }
        text.replace("\r\n", "\n").trim().to_owned()
    }

    fn source(&mut self, draft: &Draft<'_>) -> Source {
        let source = Source {
            title: self.line("title", draft.title, LONGEST_LINE),
            publisher: self.line("publisher", draft.publisher, LONGEST_LINE),
            date: self.day("published-on", draft.published_on),
            address: self.line("address", draft.address, LONGEST_LINE),
            note: self.line("note", draft.note, LONGEST_NOTE),
        };
        if source.title.is_empty() {
            let remedy = "name the report or page that it stands in";
            self.add("title", "PB03", "the source is not named", remedy);
        }
        let web = ["https://", "http://"].iter().any(|scheme| source.address.starts_with(scheme));
        if !source.address.is_empty() && (!web || source.address.contains(char::is_whitespace)) {
            self.add("address", "PB04", "this is no web address", "begin it with https://");
        }
        source
    }

    fn total(&mut self, text: &str, most: u32) -> Option<u32> {
        let total = whole(text);
        let right = total.is_some_and(|total| total <= most);
        if !right && !text.trim().is_empty() {
            self.add("total", "PB05", "these are no points of a total", "write a whole number");
        }
        total
    }

    fn points(
        &mut self,
        typed: &BTreeMap<String, String>,
        framework: &Framework,
    ) -> (BTreeMap<u8, u32>, BTreeMap<String, Points>) {
        let (mut areas, mut sub_areas) = (BTreeMap::new(), BTreeMap::new());
        for (code, text) in typed.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let place = format!("points-{code}");
            let number = code.parse().ok().and_then(|number| framework.area(number));
            let of = framework.sub_areas().find(|(_, it)| it.code == *code);
            match (number, of) {
                (Some(area), _) => match whole(text).filter(|points| *points <= area.points) {
                    Some(points) => _ = areas.insert(area.number, points),
                    None => {
                        let message = "these are no points of an area";
                        self.add(&place, "PB08", message, "write a whole number, at most 100");
                    }
                },
                // How many points its owner gives a sub-area is not known, but never more than the area has.
                (None, Some((area, _))) => {
                    let most = Points::ZERO..=Points::whole(area.points);
                    match Points::typed(text).filter(|points| most.contains(points)) {
                        Some(points) => _ = sub_areas.insert(code.clone(), points),
                        None => {
                            let message = "these are no points of a sub-area";
                            self.add(
                                &place,
                                "PB09",
                                message,
                                "write a number with at most three decimals",
                            );
                        }
                    }
                }
                (None, None) => {
                    let message = "points or texts are of a part that this framework does not have";
                    self.add("framework", "PB10", message, "take them away first");
                }
            }
        }
        self.0.dedup();
        (areas, sub_areas)
    }
}

/// A whole number without sign.
fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
