//! Personal data: where something of a person is stored, who is the same person, and what may be erased against what
//! archive law keeps.

pub mod places;

#[cfg(test)]
mod tests;

use crate::evaluation::State;
use crate::record::{Keep, Reached, Record};
use jiff::civil::Date;
use places::{Erasure, Ground, Part, Table};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Something by which a person is known: an account, a personal link, a line of the list of a visit, a place on a team.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub enum Anchor {
    /// An account.
    Account(Uuid),
    /// A personal link.
    Link(Uuid),
    /// Somebody in the list of a visit.
    Interviewee(Uuid),
    /// A place on the team of an evaluation, by its code.
    Member(Uuid, String),
}

impl From<Anchor> for String {
    fn from(anchor: Anchor) -> Self {
        anchor.to_string()
    }
}

/// As it is written in addresses and on the command line.
impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account.{id}"),
            Self::Link(id) => write!(f, "link.{id}"),
            Self::Interviewee(id) => write!(f, "interviewee.{id}"),
            Self::Member(id, code) => write!(f, "member.{id}.{code}"),
        }
    }
}

impl FromStr for Anchor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} names nobody");
        let (kind, rest) = text.split_once('.').ok_or_else(wrong)?;
        let (id, code) = rest.split_once('.').map_or((rest, None), |(id, code)| (id, Some(code)));
        let id: Uuid = id.parse().map_err(|_| wrong())?;
        match (kind, code) {
            ("account", None) => Ok(Self::Account(id)),
            ("link", None) => Ok(Self::Link(id)),
            ("interviewee", None) => Ok(Self::Interviewee(id)),
            ("member", Some(code)) if !code.is_empty() => Ok(Self::Member(id, code.to_owned())),
            _ => Err(wrong()),
        }
    }
}

/// A row that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub anchor: Anchor,
    /// The account or the line in the list of a visit that it says it belongs to.
    pub same: Option<Anchor>,
    /// E-mail address; empty if it has none.
    pub email: String,
    /// Name.
    pub name: String,
    /// The organisations in which it stands.
    pub organisations: BTreeSet<Uuid>,
    /// The evaluation in which it stands.
    pub evaluation: Option<Uuid>,
}

/// Somebody, with everything by which they are known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Person {
    /// Everything by which they are known, in order.
    pub anchors: BTreeSet<Anchor>,
    /// Their e-mail addresses, in lower case.
    pub emails: BTreeSet<String>,
    /// Their names, as they are written.
    pub names: BTreeSet<String>,
    /// The organisations in which they have a place.
    pub organisations: BTreeSet<Uuid>,
}

impl Person {
    /// The first of what they are known by: what names them.
    pub fn anchor(&self) -> Option<&Anchor> {
        self.anchors.first()
    }

    /// Their accounts: one, or none.
    pub fn accounts(&self) -> Vec<Uuid> {
        let account = |anchor: &Anchor| match anchor {
            Anchor::Account(id) => Some(*id),
            _ => None,
        };
        self.anchors.iter().filter_map(account).collect()
    }

    /// Their personal links.
    pub fn links(&self) -> Vec<Uuid> {
        let link = |anchor: &Anchor| match anchor {
            Anchor::Link(id) => Some(*id),
            _ => None,
        };
        self.anchors.iter().filter_map(link).collect()
    }

    /// True if they are meant: by the whole address, by a part of the name, or by what names them.
    pub fn is_meant(&self, who: &str) -> bool {
        let who = who.trim().to_lowercase();
        !who.is_empty()
            && (self.emails.contains(&who)
                || self.names.iter().any(|name| name.to_lowercase().contains(&who))
                || self.anchors.iter().any(|anchor| anchor.to_string().to_lowercase() == who))
    }

    /// What is looked for in the tables, by the way in which a column names somebody. The log names them by what they came
    /// with: `account:…`, `link:…`.
    pub fn keys(&self) -> BTreeMap<&'static str, BTreeSet<String>> {
        let mut keys: BTreeMap<&'static str, BTreeSet<String>> = [
            "account",
            "link",
            "interviewee",
            "evaluation",
            "member",
            "actor",
            "subject",
            "name",
            "email",
        ]
        .map(|key| (key, BTreeSet::new()))
        .into();
        let mut add = |key, value: String| keys.entry(key).or_default().insert(value);
        for anchor in &self.anchors {
            match anchor {
                Anchor::Account(id) => {
                    add("account", id.to_string());
                    add("subject", id.to_string());
                    add("actor", format!("account:{id}"));
                }
                Anchor::Link(id) => {
                    add("link", id.to_string());
                    add("subject", id.to_string());
                    add("actor", format!("link:{id}"));
                }
                Anchor::Interviewee(id) => {
                    add("interviewee", id.to_string());
                    add("subject", id.to_string());
                }
                Anchor::Member(id, code) => {
                    add("evaluation", id.to_string());
                    add("member", format!("{id}/{code}"));
                }
            }
        }
        for name in self.names.iter().filter(|name| !name.is_empty()) {
            add("name", name.clone());
        }
        for email in &self.emails {
            add("email", email.clone());
        }
        keys
    }
}

/// Who is the same person: what says so, and what has the same e-mail address. What has neither an account nor an address is
/// one person by its name, which may be two in truth.
pub fn people(known: &[Known]) -> Vec<Person> {
    let mut groups = Groups::new(known.len());
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut meet = |groups: &mut Groups, key: String, at: usize| match by_key.get(&key) {
        Some(other) => groups.join(*other, at),
        None => {
            by_key.insert(key, at);
        }
    };
    for (at, it) in known.iter().enumerate() {
        meet(&mut groups, it.anchor.to_string(), at);
        if let Some(same) = &it.same {
            meet(&mut groups, same.to_string(), at);
        }
        let email = it.email.trim().to_lowercase();
        if !email.is_empty() {
            meet(&mut groups, format!("email {email}"), at);
        }
    }
    // Only after all of that is it known what nothing but a name tells.
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for (at, it) in known.iter().enumerate() {
        if !it.email.trim().is_empty() || matches!(it.anchor, Anchor::Account(_)) {
            told.insert(groups.root(at));
        }
    }
    for (at, it) in known.iter().enumerate() {
        if !told.contains(&groups.root(at)) && !it.name.trim().is_empty() {
            meet(&mut groups, format!("name {}", it.name.trim().to_lowercase()), at);
        }
    }
    let mut people: BTreeMap<usize, Person> = BTreeMap::new();
    for (at, it) in known.iter().enumerate() {
        let person = people.entry(groups.root(at)).or_default();
        person.anchors.insert(it.anchor.clone());
        let email = it.email.trim().to_lowercase();
        person.emails.extend((!email.is_empty()).then_some(email));
        person.names.extend((!it.name.is_empty()).then(|| it.name.clone()));
        person.organisations.extend(&it.organisations);
    }
    let mut people: Vec<Person> = people.into_values().collect();
    people.sort_by(|a, b| (&a.names, &a.anchors).cmp(&(&b.names, &b.anchors)));
    people
}

/// Which of so many belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, second) = (a.min(b), a.max(b));
        self.0[second] = first;
    }
}

/// A row in which something of somebody stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The table.
    pub table: &'static Table,
    /// False if only the name is the same: it may be somebody else.
    pub certain: bool,
    /// Its columns, without secrets.
    pub values: Map<String, Value>,
}

impl Row {
    /// The evaluation it belongs to.
    pub fn evaluation(&self) -> Option<Uuid> {
        let chain = self.text("chain").and_then(|chain| chain.strip_prefix("evaluation:"));
        self.text("evaluation_id").or(chain)?.parse().ok()
    }

    /// The organisation it belongs to, if not by its evaluation.
    pub fn organisation(&self) -> Option<Uuid> {
        let chain = self.text("chain").and_then(|chain| chain.strip_prefix("organisation:"));
        self.text("organisation_id").or(chain)?.parse().ok()
    }

    /// A column.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.values.get(column).and_then(Value::as_str)
    }
}

/// An evaluation, as far as it matters to what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What it is called.
    pub label: String,
    /// Who runs it.
    pub organisation: Uuid,
    /// Where it is.
    pub state: State,
    /// When it came to the steps from which years are counted.
    pub reached: Reached,
}

impl Case {
    /// True while people work in it.
    pub fn is_open(&self) -> bool {
        self.state < State::Delivered
    }
}

/// All that a decision needs to know.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The rows.
    pub rows: Vec<Row>,
    /// The evaluations that they belong to.
    pub cases: BTreeMap<Uuid, Case>,
    /// How long these organisations keep what, where they decided otherwise than the bundled plan.
    pub plans: BTreeMap<(Uuid, Record), Keep>,
    /// The system administrators who can sign in.
    pub administrators: BTreeSet<Uuid>,
    /// The organisations that the person is in, as far as they are open: what each is called, and its administrators who can
    /// sign in.
    pub organisations: BTreeMap<Uuid, (String, BTreeSet<Uuid>)>,
    /// What they are called, also where they wrote under another name before.
    pub names: BTreeSet<String>,
}

/// Whose places are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Those of the whole installation.
    Installation,
    /// Those of an organisation.
    Organisation(Uuid),
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It goes.
    Goes,
    /// It stays, and names nobody any more.
    Blank,
    /// It goes by itself soon.
    Fades,
    /// It stays because the plan of retention keeps the record: until a day, or for ever.
    Kept(Record, Option<Date>),
    /// It stays, on this ground.
    Stays(Ground),
    /// It stays: the person has a place in another organisation too.
    Elsewhere,
    /// It stays: only the name is the same, and whoever it is can be erased by themselves.
    Namesake,
}

impl Outcome {
    /// True if nothing of the person is left there.
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Goes | Self::Blank)
    }
}

/// Why somebody cannot be erased now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// They have a role in an evaluation whose report is not delivered.
    Role(String),
    /// A personal link lets them into one.
    Link(String),
    /// They are to be interviewed in one, or were.
    Interview(String),
    /// Nobody else runs the installation.
    LastAdministrator,
    /// Nobody else runs this organisation.
    LastOfOrganisation(String),
}

/// What would become of somebody.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Each row that counts, with what becomes of it.
    pub rows: Vec<(Row, Outcome)>,
    /// Why nothing can be done now; empty if it can.
    pub obstacles: BTreeSet<Obstacle>,
    /// True if the account goes too.
    pub whole: bool,
    /// What they are called, also where they wrote under another name before.
    pub names: BTreeSet<String>,
    /// What the log calls them.
    pub actors: BTreeSet<String>,
}

/// What becomes of everything that was found of somebody, in the eyes of whoever asks. What is not in their organisation is
/// not there for them.
pub fn plan(person: &Person, found: Found, within: Within, today: Date, now_micros: i64) -> Plan {
    let Found { rows, cases, plans, administrators, organisations, names } = found;
    let owner = |row: &Row| match row.evaluation() {
        Some(evaluation) => cases.get(&evaluation).map(|case| case.organisation),
        None => row.organisation(),
    };
    let runs = person.accounts().iter().any(|account| administrators.contains(account));
    let whole = match within {
        Within::Installation => true,
        Within::Organisation(id) => {
            let here = person.organisations.contains(&id);
            here && !runs && person.organisations.len() == 1
        }
    };
    let actors = person.keys().remove("actor").unwrap_or_default();
    let mut plan = Plan { whole, names, actors, ..Plan::default() };
    for row in rows {
        let owner = owner(&row);
        let there = match (within, owner) {
            (Within::Installation, _) => true,
            (Within::Organisation(id), Some(owner)) => owner == id,
            // What belongs to the account itself: its name and address are no secret to who gave it a role.
            (Within::Organisation(_), None) => whole || row.table.name == "account",
        };
        if !there {
            continue;
        }
        let case = row.evaluation().and_then(|evaluation| cases.get(&evaluation));
        if let Some(obstacle) = obstacle(&row, case, now_micros) {
            plan.obstacles.insert(obstacle);
        }
        let outcome = match row.table.erasure {
            _ if !row.certain && matches!(row.table.name, "link" | "interview_person") => {
                Outcome::Namesake
            }
            Erasure::WithRecord(record) => match case {
                None => Outcome::Goes,
                Some(case) => {
                    let keep = plans.get(&(case.organisation, record)).copied();
                    of_record(record, keep, case.reached, today)
                }
            },
            _ if owner.is_none() && !whole => Outcome::Elsewhere,
            Erasure::Goes => Outcome::Goes,
            Erasure::Blank => Outcome::Blank,
            Erasure::Fades => Outcome::Fades,
            Erasure::Stays(ground) => Outcome::Stays(ground),
        };
        plan.rows.push((row, outcome));
    }
    let left = administrators.iter().any(|id| !person.accounts().contains(id));
    if whole && runs && !left {
        plan.obstacles.insert(Obstacle::LastAdministrator);
    }
    for (id, (name, by)) in organisations {
        let asked = matches!(within, Within::Installation) || within == Within::Organisation(id);
        if asked && !by.is_empty() && by.iter().all(|it| person.accounts().contains(it)) {
            plan.obstacles.insert(Obstacle::LastOfOrganisation(name));
        }
    }
    plan
}

/// What becomes of somebody in a type of record that can be disposed of: they go once it is due, and not before.
pub fn of_record(record: Record, keep: Option<Keep>, reached: Reached, today: Date) -> Outcome {
    let keep = keep.unwrap_or(crate::record::bundled(record).keep);
    match keep.due(reached) {
        Some(day) if day <= today && record == Record::Interviews => Outcome::Goes,
        Some(day) if day <= today && record == Record::Links => Outcome::Goes,
        Some(day) if day <= today => Outcome::Blank,
        day => Outcome::Kept(record, day),
    }
}

/// What keeps somebody from being erased while people work with them.
fn obstacle(row: &Row, case: Option<&Case>, now_micros: i64) -> Option<Obstacle> {
    let case = case.filter(|case| case.is_open() && row.certain)?;
    let label = case.label.clone();
    match row.table.name {
        "assignment" => Some(Obstacle::Role(label)),
        "interview_person" => Some(Obstacle::Interview(label)),
        "link" => {
            let expires = row.values.get("expires_at").and_then(Value::as_i64);
            let revoked = row.values.get("revoked_at").is_some_and(|at| !at.is_null());
            let works = !revoked && expires.is_some_and(|at| at > now_micros);
            works.then_some(Obstacle::Link(label))
        }
        _ => None,
    }
}

impl Part {
    /// The record it belongs to, if it belongs to one of an evaluation.
    pub fn record(self) -> Option<Record> {
        match self {
            Self::Record(record) => Some(record),
            _ => None,
        }
    }
}
