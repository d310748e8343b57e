//! The interviews of a visit: planned by the lead and the coordinator, held by the evaluators, seen by each interviewee.
//! Who sits where is known to those who plan and to the team; nothing of it is in the evaluation but which groups were met.

pub mod calendar;
mod mine;
pub mod reason;

pub use mine::{Mine, mine};

use crate::access::{Caller, authorise_in, head_for};
use crate::account::{checked_email, checked_name};
use crate::answer::{self, Item};
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::link::{self, Created, Link, New, Opens, Purpose};
use crate::note;
use crate::reason::not_there;
use crate::team::lasts;
use jiff::civil::{Date, Time};
use kompass_core::access::{Action, Resource, Role};
use kompass_core::evaluation::TeamRole;
use kompass_core::interview::guide::{self, Coverage, Guide, Known};
use kompass_core::interview::{Bloc, Interview, Person, Plan, Standing};
use kompass_core::note::{Note, asked, current};
use kompass_core::{Error, Problem, Result};
use kompass_store::interview as store;
pub use kompass_store::interview::{Kept, Planned, Terms};
use kompass_store::link as links;
use kompass_store::organisation as organisations;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Longest room, title, party and contact, in characters.
const LINE: usize = 200;

/// A visit as those see it who plan it or hold it.
pub struct Visit {
    /// The evaluation as the caller may see it.
    pub seen: Seen,
    /// Interviews and people with their versions, and what interviewees are told.
    pub planned: Planned,
    /// All that has to fit together.
    pub plan: Plan,
}

/// A slot as it is planned.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Code of the group.
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
}

/// Somebody as they are put on the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Name.
    pub name: String,
    /// Title or function.
    pub title: String,
    /// On which side of the council.
    pub bloc: Option<Bloc>,
    /// Party.
    pub party: String,
    /// E-mail address; empty if it is not known.
    pub email: String,
    /// Their manager in the list.
    pub manager: Option<Uuid>,
    /// The interviews they are in.
    pub interviews: Vec<Uuid>,
}

impl Visit {
    /// The interview of this id, with its version.
    ///
    /// # Errors
    /// There is none in this evaluation.
    pub fn interview(&self, id: Uuid) -> Result<&Kept<Interview>> {
        let found = self.planned.interviews.iter().find(|it| it.value.id == id);
        found.ok_or_else(|| not_there("interview", id))
    }

    /// The person of this id, with the version.
    ///
    /// # Errors
    /// There is none in this evaluation.
    pub fn person(&self, id: Uuid) -> Result<&Kept<Person>> {
        let found = self.planned.people.iter().find(|it| it.value.id == id);
        found.ok_or_else(|| not_there("person", id))
    }

    /// What a group is asked in an interview, by what documents and answers show and what other interviews have asked.
    pub fn guide(&self, of: &Interview, answered: &BTreeSet<String>, notes: &[Note]) -> Guide {
        let evaluation = &self.seen.evaluation;
        let elsewhere = current(notes).into_iter().filter(|note| note.interview != of.id);
        let elsewhere = asked(elsewhere);
        let most = guide::most(of.begins, of.ends);
        guide::guide(&self.seen.framework, &evaluation.conditions, &of.group, most, |code| Known {
            asked: elsewhere.contains(code),
            ..guide::known(evaluation, answered, code)
        })
    }

    /// What nobody has been asked yet, and which groups to come can be.
    pub fn coverage(&self, notes: &[Note]) -> Vec<Coverage> {
        let planned = self.plan.interviews.iter().filter(|it| it.standing == Standing::Planned);
        let to_come: Vec<&str> = planned.map(|it| it.group.as_str()).collect();
        let conditions = &self.seen.evaluation.conditions;
        guide::coverage(&self.seen.framework, conditions, &asked(current(notes)), &to_come)
    }
}

/// The visit of an evaluation.
///
/// # Errors
/// The caller neither plans nor holds it.
pub async fn visit(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
) -> Result<Visit> {
    let seen = evaluation::open_for(installation, caller, evaluation).await?;
    authorise_in(installation, caller, &seen.head, Resource::Schedule, Action::Read).await?;
    let planned = store::planned(&installation.db, evaluation).await?;
    let plan = plan(&seen, &planned);
    Ok(Visit { seen, planned, plan })
}

/// Keeps a slot: a new one without `there`, else as a change of that id and version. Returns its id.
///
/// # Errors
/// The caller does not plan; [`reason::LONG`]; [`reason::NOT_TO_COME`]; every clash with its reason; a stale version.
pub async fn save(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    there: Option<(Uuid, i64)>,
    slot: Slot,
) -> Result<Uuid> {
    let visit = planning(installation, caller, evaluation).await?;
    let mut interview = Interview {
        id: Uuid::nil(),
        group: slot.group,
        day: slot.day,
        begins: slot.begins,
        ends: slot.ends,
        room: line("room", &slot.room)?,
        evaluators: slot.evaluators,
        standing: Standing::Planned,
        met: 0,
        moved: 0,
    };
    if let Some((id, _)) = there {
        if visit.interview(id)?.value.standing != Standing::Planned {
            return Err(reason::NOT_TO_COME.invalid(""));
        }
        interview.id = id;
    }
    put(installation, caller, &visit, &interview, there.map(|(_, version)| version)).await
}

/// Calls an interview off. It stays in the plan, and in the calendars of those who had it.
///
/// # Errors
/// The caller does not plan; [`reason::NOT_TO_COME`]; a stale version.
pub async fn cancel(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    id: Uuid,
    version: i64,
) -> Result<()> {
    let visit = planning(installation, caller, evaluation).await?;
    let there = &visit.interview(id)?.value;
    if there.standing != Standing::Planned {
        return Err(reason::NOT_TO_COME.invalid(""));
    }
    let off = Interview { standing: Standing::Cancelled, ..there.clone() };
    put(installation, caller, &visit, &off, Some(version)).await.map(|_| ())
}

/// Says that an interview was held, with so many people; with none, that it was not after all.
///
/// # Errors
/// The caller does not plan; [`reason::NOT_TO_COME`] if it was called off; [`reason::TO_COME`] before its day; a stale
/// version.
pub async fn hold(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    id: Uuid,
    version: i64,
    people: u32,
) -> Result<()> {
    let visit = planning(installation, caller, evaluation).await?;
    let there = &visit.interview(id)?.value;
    if !there.counts() {
        return Err(reason::NOT_TO_COME.invalid(""));
    }
    if people > 0 && there.day > installation.today() {
        return Err(reason::TO_COME.invalid("people"));
    }
    let mut groups = visit.plan.groups.iter().zip(0_u32..);
    let position = groups.find(|(group, _)| **group == there.group).map_or(0, |(_, at)| at);
    let stamp = installation.stamp_for(caller)?;
    store::hold(&installation.db, &stamp, evaluation, id, version, people, position)
        .await
        .map(|_| ())
}

/// Keeps somebody on the list: a new one without `there`, else as a change of that id and version.
///
/// # Errors
/// The caller does not plan; [`reason::NAME`], [`reason::EMAIL`], [`reason::LONG`]; every clash with its reason; a stale
/// version.
pub async fn save_person(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    there: Option<(Uuid, i64)>,
    listed: Listed,
) -> Result<Uuid> {
    let visit = planning(installation, caller, evaluation).await?;
    let person = Person {
        id: there.map_or(Uuid::nil(), |(id, _)| id),
        name: checked_name(&listed.name)?,
        title: line("title", &listed.title)?,
        bloc: listed.bloc,
        party: line("party", &listed.party)?,
        email: match listed.email.trim() {
            "" => String::new(),
            given => checked_email(given)?,
        },
        manager: listed.manager,
        interviews: listed.interviews,
    };
    let fits = |planned: Planned, id: Uuid| {
        none(plan(&visit.seen, &planned).clashes_of_person(id, caller.lang))
    };
    let (stamp, version) = (installation.stamp_for(caller)?, there.map(|(_, version)| version));
    let db = &installation.db;
    store::put_person(db, &stamp, evaluation, &person, version, fits).await.map(|(id, _)| id)
}

/// Takes somebody off the list; their personal links work no more.
///
/// # Errors
/// The caller does not plan; nobody of this id.
pub async fn remove_person(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    person: Uuid,
) -> Result<()> {
    planning(installation, caller, evaluation).await?;
    let stamp = installation.stamp_for(caller)?;
    store::remove_person(&installation.db, &stamp, evaluation, person).await?;
    revoke_links(installation, caller, evaluation, person).await
}

/// Sets until when interviewees may add something, and whom they can ask.
///
/// # Errors
/// The caller does not plan; [`reason::LONG`]; a stale version.
pub async fn set_terms(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    terms: Terms,
) -> Result<()> {
    head_for(installation, caller, evaluation, Resource::Schedule, Action::Write).await?;
    let terms = Terms { contact: line("contact", &terms.contact)?, ..terms };
    let stamp = installation.stamp_for(caller)?;
    store::set_terms(&installation.db, &stamp, evaluation, &terms).await.map(|_| ())
}

/// Makes a personal link for everybody in an interview, shown once. Links that they had before work no more.
///
/// # Errors
/// The caller may make no links, or does not see the plan.
pub async fn invite_all(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    id: Uuid,
) -> Result<Vec<Created>> {
    let visit = visit(installation, caller, evaluation).await?;
    authorise_in(installation, caller, &visit.seen.head, Resource::Links, Action::Write).await?;
    let interview = &visit.interview(id)?.value;
    let until = visit.planned.terms.supplements_until;
    let lasts = lasts(installation, until.into_iter().chain([interview.day]));
    let mut made = Vec::new();
    for person in visit.plan.people_of(id) {
        revoke_links(installation, caller, evaluation, person.id).await?;
        let (group, person_id) = (Some(interview.group.clone()), Some(person.id));
        let new = New {
            evaluation: Some(evaluation),
            role: Some(Role::Interviewee),
            email: &person.email,
            name: &person.name,
            opens: Opens { group, person: person_id, ..Opens::default() },
            ..New::of(Purpose::Interviewee, lasts)
        };
        made.push(link::create(installation, &installation.stamp_anew(caller)?, new).await?);
    }
    Ok(made)
}

/// Name of the organisation that evaluates, which answers for the visit.
///
/// # Errors
/// The database cannot be read.
pub async fn organisation(installation: &Installation, visit: &Visit) -> Result<String> {
    let id = visit.seen.head.organisation;
    Ok(organisations::get(&installation.db, id).await?.name)
}

/// What the guide needs beside the plan: the questions to which the municipality has handed in an answer, and the notes.
///
/// # Errors
/// The caller may not read notes, which a guide belongs to.
pub async fn live(
    installation: &Installation,
    caller: &Caller,
    visit: &Visit,
) -> Result<(BTreeSet<String>, Vec<Note>)> {
    let head = &visit.seen.head;
    let notes = note::of_evaluation(installation, caller, head).await?;
    let answers = answer::overview(installation, caller, head).await?;
    let says = |item: &Item| item.answer.as_ref().is_some_and(|it| !it.text.trim().is_empty());
    let answered = answers.items.into_iter().filter(says).map(|item| item.question);
    Ok((answered.collect(), notes))
}

/// Lets through who may plan, with what is planned.
async fn planning(installation: &Installation, caller: &Caller, evaluation: Uuid) -> Result<Visit> {
    let visit = visit(installation, caller, evaluation).await?;
    authorise_in(installation, caller, &visit.seen.head, Resource::Schedule, Action::Write).await?;
    Ok(visit)
}

async fn put(
    installation: &Installation,
    caller: &Caller,
    visit: &Visit,
    interview: &Interview,
    version: Option<i64>,
) -> Result<Uuid> {
    let fits =
        |planned: Planned, id: Uuid| none(plan(&visit.seen, &planned).clashes(id, caller.lang));
    let (stamp, evaluation) = (installation.stamp_for(caller)?, visit.seen.head.id);
    let db = &installation.db;
    store::put(db, &stamp, evaluation, interview, version, fits).await.map(|(id, _)| id)
}

fn plan(seen: &Seen, planned: &Planned) -> Plan {
    let mut team = seen.evaluation.team.clone();
    team.retain(|member| member.role != TeamRole::Reviewer);
    Plan {
        visit: seen.evaluation.visit.clone(),
        team,
        groups: seen.framework.groups.iter().map(|group| group.code.clone()).collect(),
        interviews: planned.interviews.iter().map(|it| it.value.clone()).collect(),
        people: planned.people.iter().map(|it| it.value.clone()).collect(),
    }
}

fn none(clashes: Vec<Problem>) -> Result<()> {
    if clashes.is_empty() { Ok(()) } else { Err(Error::Invalid(clashes)) }
}

/// A line as it is kept.
fn line(place: &str, given: &str) -> Result<String> {
    let given = given.trim();
    let fits = given.chars().count() <= LINE && !given.contains(char::is_control);
    if fits { Ok(given.to_owned()) } else { Err(reason::LONG.invalid(place)) }
}

async fn revoke_links(
    installation: &Installation,
    caller: &Caller,
    evaluation: Uuid,
    person: Uuid,
) -> Result<()> {
    let db = &installation.db;
    let own = |link: &Link| link.revoked_at.is_none() && Opens::of(link).person == Some(person);
    for link in links::of_evaluation(db, evaluation).await?.iter().filter(|link| own(link)) {
        links::revoke(db, &installation.stamp_anew(caller)?, link.id).await?;
    }
    Ok(())
}
