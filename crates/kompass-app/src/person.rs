//! Personal data: what is stored of somebody, a copy of it, and erasure against what archive law keeps.

pub mod reason;

use crate::access::{self, Caller, Scope, Who};
use crate::installation::Installation;
use kompass_core::access::{Action, Resource};
use kompass_core::i18n::{Texts, texts};
use kompass_core::person::places::{Part, Shown, TABLES};
pub use kompass_core::person::{Anchor, Obstacle, Outcome, Person, Plan};
use kompass_core::person::{Found, Row, Within, plan};
use kompass_core::secrecy::Kind;
use kompass_core::{Error, Result};
pub use kompass_store::person::Erased;
use kompass_store::person::Of;
use kompass_store::{person as store, secrecy};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Value of `format` in a copy.
pub const FORMAT: &str = "kompass-person/1";

/// Where something of somebody stands, and what would become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is a part of.
    pub part: Part,
    /// The evaluation; empty if it belongs to none.
    pub evaluation: String,
    /// What would become of it.
    pub outcome: Outcome,
    /// False if only the name is the same.
    pub certain: bool,
    /// How many rows.
    pub rows: u64,
}

/// What is stored of somebody.
#[derive(Debug)]
pub struct Stored {
    /// Who.
    pub person: Person,
    /// Where it stands, in the order of parts.
    pub lines: Vec<Line>,
    /// Why they cannot be erased now; empty if they can.
    pub obstacles: BTreeSet<Obstacle>,
    /// True if the account would go too.
    pub whole: bool,
    rows: Vec<Given>,
}

impl Stored {
    /// True if anything would go if they were erased.
    pub fn erasable(&self) -> bool {
        self.obstacles.is_empty() && self.lines.iter().any(|line| line.outcome.is_gone())
    }
}

/// A row as it is given to somebody.
#[derive(Debug, Serialize)]
struct Given {
    table: &'static str,
    part: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    evaluation: String,
    certain: bool,
    outcome: Outcome,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<String>,
    values: Map<String, Value>,
}

/// A copy of everything.
#[derive(Debug, Serialize)]
struct Extract<'a> {
    format: &'static str,
    made_at: jiff::Timestamp,
    names: &'a BTreeSet<String>,
    emails: &'a BTreeSet<String>,
    rows: &'a [Given],
    /// Secrets of which only that they are there is told, by table.
    secrets: BTreeMap<&'static str, Vec<&'static str>>,
    note: String,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// The person themselves, by this account.
    Own(Uuid),
    /// Somebody who answers for the records.
    Other(Within),
}

/// What is stored of the caller.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn mine(installation: &Installation, caller: &Caller, t: &Texts) -> Result<Stored> {
    let (own, read) = (Resource::OwnAccount, Action::Read);
    access::authorise(installation, caller, own, read, &Scope::Own).await?;
    let account = caller.account()?.id;
    stored(installation, &Anchor::Account(account), Asks::Own(account), t).await
}

/// Everybody who is meant by an e-mail address, a part of a name or what names them: of an organisation those with a place
/// in it, of the installation at the machine itself.
///
/// # Errors
/// The caller does not run the organisation, or is not at the machine.
pub async fn find(
    installation: &Installation,
    caller: &Caller,
    organisation: Option<Uuid>,
    who: &str,
) -> Result<Vec<Person>> {
    may(installation, caller, organisation, Action::Read).await?;
    let mut people = store::all(&installation.db, Of::from(organisation)).await?;
    people.retain(|person| person.is_meant(who));
    Ok(people)
}

/// The one who is meant.
///
/// # Errors
/// As [`find`]; [`reason::NOBODY`], [`reason::SEVERAL`].
pub async fn one(installation: &Installation, caller: &Caller, who: &str) -> Result<Anchor> {
    let found = find(installation, caller, None, who).await?;
    match found.as_slice() {
        [] => Err(reason::NOBODY.invalid("who")),
        [person] => person.anchor().cloned().ok_or_else(|| reason::NOBODY.invalid("who")),
        _ => Err(reason::SEVERAL.invalid("who")),
    }
}

/// What is stored of somebody, and what would become of it if they were erased now.
///
/// # Errors
/// As [`find`]; nobody such there.
pub async fn get(
    installation: &Installation,
    caller: &Caller,
    organisation: Option<Uuid>,
    anchor: &Anchor,
    t: &Texts,
) -> Result<Stored> {
    may(installation, caller, organisation, Action::Read).await?;
    stored(installation, anchor, Asks::Other(within(organisation)), t).await
}

/// Erases somebody as far as the law lets: all of it or nothing.
///
/// # Errors
/// As [`get`]; the caller has to prove anew who they are; [`reason::BUSY`] while people work with them,
/// [`reason::LAST_ADMINISTRATOR`], [`reason::LAST_OF_ORGANISATION`], [`reason::ONESELF`].
pub async fn erase(
    installation: &Installation,
    caller: &Caller,
    organisation: Option<Uuid>,
    anchor: &Anchor,
) -> Result<Erased> {
    match organisation {
        Some(id) => {
            let (persons, write) = (Resource::Persons, Action::Write);
            let scope = Scope::Organisation(id);
            access::authorise_anew(installation, caller, persons, write, &scope).await?;
        }
        None => may(installation, caller, None, Action::Write).await?,
    }
    let (today, now) = (installation.today(), installation.now().as_microsecond());
    let within = within(organisation);
    let own = caller.account.as_ref().map(|account| account.id);
    let decide = |person: &Person, found: Found| {
        if own.is_some_and(|own| person.accounts().contains(&own)) {
            return Err(reason::ONESELF.invalid(""));
        }
        let plan = plan(person, found, within, today, now);
        match plan.obstacles.first() {
            None => Ok(plan),
            Some(Obstacle::LastAdministrator) => Err(reason::LAST_ADMINISTRATOR.invalid("")),
            Some(Obstacle::LastOfOrganisation(_)) => Err(reason::LAST_OF_ORGANISATION.invalid("")),
            Some(_) => Err(reason::BUSY.invalid("")),
        }
    };
    let words = texts(installation.config.lang).person_erased();
    let stamp = installation.stamp_for(caller)?;
    let erased =
        store::erase(&installation.db, &stamp, anchor, organisation, &words, decide).await?;
    tracing::warn!(target: "security", event = "person_erased", person = %anchor, ?organisation, by = ?caller.who);
    Ok(erased)
}

/// A copy of what is stored of somebody, as JSON.
///
/// # Errors
/// It cannot be written.
pub fn copy(installation: &Installation, stored: &Stored, t: &Texts) -> Result<Vec<u8>> {
    let mut secrets: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
    let tables: BTreeSet<&str> = stored.rows.iter().map(|row| row.table).collect();
    for table in TABLES.iter().filter(|table| tables.contains(table.name)) {
        let told = table.places.iter().filter(|place| place.shown == Shown::Told);
        let told: Vec<&str> = told.map(|place| place.column).collect();
        if !told.is_empty() {
            secrets.insert(table.name, told);
        }
    }
    let copy = Extract {
        format: FORMAT,
        made_at: installation.now(),
        names: &stored.person.names,
        emails: &stored.person.emails,
        rows: &stored.rows,
        secrets,
        note: t.person_not_found(),
    };
    serde_json::to_vec_pretty(&copy).map_err(|error| Error::Internal(error.to_string()))
}

fn within(organisation: Option<Uuid>) -> Within {
    organisation.map_or(Within::Installation, Within::Organisation)
}

/// Who runs an organisation sees what is in it. Everything of everybody is seen at the machine alone: who runs the
/// installation reads nothing of an evaluation.
async fn may(
    installation: &Installation,
    caller: &Caller,
    organisation: Option<Uuid>,
    action: Action,
) -> Result<()> {
    if let Some(id) = organisation {
        let scope = Scope::Organisation(id);
        return access::authorise(installation, caller, Resource::Persons, action, &scope).await;
    }
    if caller.who == Who::CommandLine { Ok(()) } else { Err(crate::reason::NO_RIGHT.forbidden()) }
}

async fn stored(
    installation: &Installation,
    anchor: &Anchor,
    asks: Asks,
    t: &Texts,
) -> Result<Stored> {
    let db = &installation.db;
    let (within, of) = match asks {
        Asks::Own(account) => (Within::Installation, Of::Account(account)),
        Asks::Other(Within::Installation) => (Within::Installation, Of::Installation),
        Asks::Other(Within::Organisation(id)) => (Within::Organisation(id), Of::Organisation(id)),
    };
    let people = store::all(db, of).await?;
    let person = people
        .into_iter()
        .find(|person| person.anchors.contains(anchor))
        .ok_or_else(|| crate::reason::not_there("person", anchor))?;
    let found = store::found(db, &person, of).await?;
    let cases = found.cases.clone();
    let (today, now) = (installation.today(), installation.now().as_microsecond());
    let Plan { rows, obstacles, whole, .. } = plan(&person, found, within, today, now);
    let mut secret: BTreeMap<Uuid, Vec<secrecy::Mark>> = BTreeMap::new();
    for evaluation in cases.keys() {
        secret.insert(*evaluation, secrecy::list(db, *evaluation).await?);
    }
    let mut lines: BTreeMap<(Part, String, Outcome, bool), u64> = BTreeMap::new();
    let mut given = Vec::new();
    for (mut row, outcome) in rows {
        let case = row.evaluation().and_then(|evaluation| cases.get(&evaluation));
        let open = case.is_some_and(kompass_core::person::Case::is_open);
        if !is_given(&row, asks, open) {
            continue;
        }
        let label = case.map(|case| case.label.clone()).unwrap_or_default();
        let part = row.table.part;
        *lines.entry((part, label.clone(), outcome, row.certain)).or_default() += 1;
        let marks = row.evaluation().and_then(|evaluation| secret.get(&evaluation));
        let law = marks.and_then(|marks| law(&row, marks));
        // What others read only later, and what may be by somebody else, is told without its text.
        let kept_back = match asks {
            Asks::Own(_) => false,
            Asks::Other(_) => open || !row.certain,
        };
        if law.is_some() || kept_back {
            for column in row.table.text {
                row.values.remove(*column);
            }
        }
        // What was written in an evaluation is given where it stands, and held back there if it has to be.
        if row.table.name == "audit_entry" && row.evaluation().is_some() {
            row.values.remove("content");
            row.values.remove("salt");
        }
        // Between two numbers of a chain lies what others did, and that may be hidden.
        if row.table.name == "audit_entry" && asks != Asks::Other(Within::Installation) {
            row.values.remove("number");
        }
        let withheld = law.or_else(|| kept_back.then(|| t.person_withheld()));
        let withheld = withheld.filter(|_| !row.table.text.is_empty());
        given.push(Given {
            table: row.table.name,
            part: t.person_part(part),
            evaluation: label,
            certain: row.certain,
            outcome,
            why: t.person_outcome(outcome),
            withheld,
            values: row.values,
        });
    }
    // As the tables have their rows anywhere, where one stands would tell what others did to theirs.
    let place = |row: &Given| TABLES.iter().position(|table| table.name == row.table);
    given.sort_by_cached_key(|row| {
        let values = serde_json::to_string(&row.values).unwrap_or_default();
        (place(row), row.evaluation.clone(), values)
    });
    let lines = lines
        .into_iter()
        .map(|((part, evaluation, outcome, certain), rows)| Line {
            part,
            evaluation,
            outcome,
            certain,
            rows,
        })
        .collect();
    Ok(Stored { person, lines, obstacles, whole, rows: given })
}

/// Whether it is told that there is such a row. To the person only what is theirs for certain: whoever takes another's name
/// must not get what is that other's. To others nothing of an evaluation that tells who judged or noted what before the
/// report is delivered.
fn is_given(row: &Row, asks: Asks, open: bool) -> bool {
    if matches!(asks, Asks::Own(_)) {
        return row.certain;
    }
    let operation = row.text("operation").unwrap_or_default();
    let hidden = ["judgement.", "consensus.", "impact.", "note.", "answer.", "text."];
    let tells = matches!(row.table.name, "judgement" | "note")
        || row.table.name == "audit_entry" && hidden.iter().any(|it| operation.starts_with(it));
    !(open && tells)
}

/// On which legal ground the text of a row is held back from everything that leaves the case.
fn law(row: &Row, marks: &[secrecy::Mark]) -> Option<String> {
    let (kind, column) = match row.table.name {
        "note" => (Kind::Note, "id"),
        "answer" | "answer_history" | "answer_query" => (Kind::Answer, "question"),
        "fact_check_comment" => (Kind::Comment, "place"),
        _ => return None,
    };
    let subject = row.text(column)?;
    let mark = marks.iter().find(|it| it.held.kind == kind && it.held.subject == subject)?;
    Some(mark.held.law.clone())
}
