//! Interviews of the visit: who meets whom, when and where, and what keeps a slot or a person from standing as they do.
//! What each group is asked is in [`guide`].

pub mod guide;
#[cfg(test)]
mod tests;

use crate::error::Problem;
use crate::evaluation::{GroupInterview, Member, TeamRole};
use crate::format;
use crate::text::Lang;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Code of the group in which both blocs ought to sit.
pub const POLITICIANS: &str = "politicians";

/// Most days a visit takes.
const MOST_DAYS: usize = 3;

/// One slot: a group meets evaluators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interview {
    /// Identity.
    pub id: Uuid,
    /// Code of the group in the framework.
    pub group: String,
    /// On which day.
    pub day: Date,
    /// From when.
    pub begins: Time,
    /// Until when.
    pub ends: Time,
    /// Where; empty while it is not known.
    pub room: String,
    /// Codes of the evaluators, where they are named.
    pub evaluators: Vec<String>,
    /// Whether it is to come.
    pub standing: Standing,
    /// How many people were met, once it is held.
    pub met: u32,
    /// How often it was moved or called off; calendars know by this what is newer.
    pub moved: u32,
}

/// Whether an interview is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// To come.
    Planned,
    /// Was held.
    Held,
    /// Called off.
    Cancelled,
}

/// Somebody who is interviewed. Only those who plan, and the team, may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Title or function.
    pub title: String,
    /// On which side of the council, for politicians.
    pub bloc: Option<Bloc>,
    /// Party, for politicians.
    pub party: String,
    /// E-mail address; empty if it is not known.
    pub email: String,
    /// Their manager, if that is somebody in the list.
    pub manager: Option<Uuid>,
    /// The interviews they are in.
    pub interviews: Vec<Uuid>,
}

/// The two sides of a council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bloc {
    /// Governs.
    Majority,
    /// Does not.
    Opposition,
}

/// All that has to fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Days of the visit; while there are none, any will do.
    pub visit: Vec<Date>,
    /// The team.
    pub team: Vec<Member>,
    /// Codes of the groups of the framework, in order.
    pub groups: Vec<String>,
    /// The interviews.
    pub interviews: Vec<Interview>,
    /// The people.
    pub people: Vec<Person>,
}

/// What does not keep anybody from going on, but ought to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The days of the visit are not set.
    NoVisit,
    /// Nobody of this side sits in this group.
    BlocMissing(String, Bloc),
    /// So many in this group of politicians have no side recorded.
    BlocUnknown(String, usize),
    /// A group of the framework that no interview is planned for.
    NoInterview(String),
    /// An interview without people.
    NoPeople(Uuid),
    /// An interview on a day that is not one of the visit any more.
    OutsideVisit(Uuid),
}

impl Interview {
    /// True if it takes place, or did.
    pub fn counts(&self) -> bool {
        self.standing != Standing::Cancelled
    }

    /// True if both take place and share some time.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.counts()
            && other.counts()
            && self.day == other.day
            && self.begins < other.ends
            && other.begins < self.ends
    }

    /// `09.00–10.30`.
    pub fn hours(&self, lang: Lang) -> String {
        format!("{}–{}", format::time(lang, self.begins), format::time(lang, self.ends))
    }

    /// `2026-05-12 09.00–10.30`.
    fn span(&self, lang: Lang) -> String {
        format!("{} {}", format::date(self.day), self.hours(lang))
    }

    fn same_room(&self, other: &Self) -> bool {
        let room = |it: &Self| it.room.trim().to_lowercase();
        !room(self).is_empty() && room(self) == room(other)
    }
}

impl Person {
    /// True if they are in this interview.
    pub fn sits_in(&self, interview: Uuid) -> bool {
        self.interviews.contains(&interview)
    }
}

impl Plan {
    /// The interview of this id.
    pub fn interview(&self, id: Uuid) -> Option<&Interview> {
        self.interviews.iter().find(|interview| interview.id == id)
    }

    /// The person of this id.
    pub fn person(&self, id: Uuid) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The people of an interview, in the order of the list.
    pub fn people_of(&self, interview: Uuid) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.sits_in(interview))
    }

    /// Why this interview cannot stand as it does, with times as this language writes them. What is called off stands in
    /// nobody's way.
    pub fn clashes(&self, id: Uuid, lang: Lang) -> Vec<Problem> {
        let Some(interview) = self.interview(id).filter(|interview| interview.counts()) else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        if !self.groups.contains(&interview.group) {
            problems.push(problem("IN01", "group", [&interview.group]));
        }
        if interview.ends <= interview.begins {
            problems.push(problem("IN02", "ends", NOBODY));
        }
        if !self.visit.is_empty() && !self.visit.contains(&interview.day) {
            problems.push(problem("IN03", "day", [interview.day.to_string()]));
        }
        if self.visit.is_empty() && self.days() > MOST_DAYS {
            problems.push(problem("IN04", "day", NOBODY));
        }
        for code in &interview.evaluators {
            let judges = |it: &Member| it.code == *code && it.role != TeamRole::Reviewer;
            if !self.team.iter().any(judges) {
                problems.push(problem("IN05", "evaluators", [code]));
            }
        }
        let others = self.interviews.iter().filter(|other| other.id != id);
        for other in others.filter(|other| interview.overlaps(other)) {
            if interview.same_room(other) {
                problems.push(problem("IN06", "room", [interview.room.clone(), other.span(lang)]));
            }
            for code in interview.evaluators.iter().filter(|it| other.evaluators.contains(it)) {
                let member = self.team.iter().find(|member| member.code == *code);
                let name = member.map_or(code, |member| &member.name);
                problems.push(problem("IN07", "evaluators", [name.clone(), other.span(lang)]));
            }
            for person in self.people_of(id).filter(|person| person.sits_in(other.id)) {
                problems.push(problem("IN08", "begins", [person.name.clone(), other.span(lang)]));
            }
        }
        problems
    }

    /// Why this person cannot sit where they do, in the same way.
    pub fn clashes_of_person(&self, id: Uuid, lang: Lang) -> Vec<Problem> {
        let Some(person) = self.person(id) else { return Vec::new() };
        let mut problems = Vec::new();
        if person.manager.is_some_and(|manager| manager == id || self.person(manager).is_none()) {
            problems.push(problem("IN10", "manager", NOBODY));
        }
        let mut sits: Vec<&Interview> = Vec::new();
        for interview in &person.interviews {
            match self.interview(*interview) {
                Some(interview) => sits.push(interview),
                None => problems.push(problem("IN11", "interviews", NOBODY)),
            }
        }
        for (at, one) in sits.iter().enumerate() {
            for other in sits[at + 1..].iter().filter(|other| one.overlaps(other)) {
                problems.push(problem(
                    "IN08",
                    "interviews",
                    [person.name.clone(), other.span(lang)],
                ));
            }
        }
        for other in self.people.iter().filter(|other| other.id != id) {
            let together = sits.iter().any(|it| it.counts() && other.sits_in(it.id));
            if together && person.manager == Some(other.id) {
                problems.push(problem("IN09", "interviews", [&person.name, &other.name]));
            }
            if together && other.manager == Some(id) {
                problems.push(problem("IN09", "interviews", [&other.name, &person.name]));
            }
        }
        problems
    }

    /// What ought to be looked at, in the order of groups and slots.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.visit.is_empty() {
            warnings.push(Warning::NoVisit);
        }
        for group in &self.groups {
            let slots: Vec<&Interview> =
                self.interviews.iter().filter(|it| it.counts() && it.group == *group).collect();
            if slots.is_empty() {
                warnings.push(Warning::NoInterview(group.clone()));
            }
            warnings.extend(self.blocs(group, &slots));
        }
        for interview in self.interviews.iter().filter(|it| it.standing == Standing::Planned) {
            if self.people_of(interview.id).next().is_none() {
                warnings.push(Warning::NoPeople(interview.id));
            }
            if !self.visit.is_empty() && !self.visit.contains(&interview.day) {
                warnings.push(Warning::OutsideVisit(interview.id));
            }
        }
        warnings
    }

    /// Politicians of one side only are half a council. Nothing is said of a group in which nobody sits yet.
    fn blocs(&self, group: &str, slots: &[&Interview]) -> Vec<Warning> {
        let sits = |person: &&Person| slots.iter().any(|slot| person.sits_in(slot.id));
        let people: Vec<&Person> = self.people.iter().filter(sits).collect();
        let political = group == POLITICIANS || people.iter().any(|it| it.bloc.is_some());
        if !political || people.is_empty() {
            return Vec::new();
        }
        let mut warnings: Vec<Warning> = [Bloc::Majority, Bloc::Opposition]
            .into_iter()
            .filter(|bloc| people.iter().all(|person| person.bloc != Some(*bloc)))
            .map(|bloc| Warning::BlocMissing(group.to_owned(), bloc))
            .collect();
        let unknown = people.iter().filter(|person| person.bloc.is_none()).count();
        if unknown > 0 {
            warnings.push(Warning::BlocUnknown(group.to_owned(), unknown));
        }
        warnings
    }

    fn days(&self) -> usize {
        let days: BTreeSet<Date> =
            self.interviews.iter().filter(|it| it.counts()).map(|it| it.day).collect();
        days.len()
    }
}

/// How many people of a group were met, and on which day first; `None` while none of its interviews is held.
pub fn met(group: &str, interviews: &[Interview]) -> Option<GroupInterview> {
    let held = || interviews.iter().filter(|it| it.group == group && it.standing == Standing::Held);
    let date = held().map(|interview| interview.day).min()?;
    let people = held().map(|interview| interview.met).sum();
    Some(GroupInterview { group: group.to_owned(), people, date: Some(date) })
}

const NOBODY: [&str; 0] = [];

/// A clash by its code: the words stand here once.
fn problem<S: Into<String>>(
    code: &str,
    place: &str,
    names: impl IntoIterator<Item = S>,
) -> Problem {
    let (message, remedy) = match code {
        "IN01" => ("the framework has no such group", "choose one of its groups"),
        "IN02" => ("the interview ends before it begins", "set a later end"),
        "IN03" => ("the day is not one of the visit", "choose a day of the visit, or change those"),
        "IN04" => ("the interviews take more than three days", "choose a day that has interviews"),
        "IN05" => ("this is no evaluator of the team", "choose among those who evaluate"),
        "IN06" => ("the room is taken at that time", "choose another room or time"),
        "IN07" => (
            "an evaluator is in another interview at that time",
            "choose another one or another time",
        ),
        "IN08" => ("somebody is in another interview at that time", "move one of the two"),
        "IN09" => {
            ("somebody would sit with their own manager", "let them sit in different interviews")
        }
        "IN10" => ("the manager is not somebody else in the list", "choose another person"),
        _ => ("there is no such interview", "choose among those that are planned"),
    };
    let names: Vec<String> = names.into_iter().map(Into::into).collect();
    let message = if names.is_empty() {
        message.to_owned()
    } else {
        format!("{message}: {}", names.join(", "))
    };
    Problem::new(place, message, remedy).code(code).naming(names)
}
