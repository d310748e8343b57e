//! The interviews of a visit and the people in them. Whether a change fits is decided in the core, under the same lock
//! under which it is written, so that two who plan at once cannot clash unseen.

use crate::db::{Arg, Db, Tx, args, statements};
use crate::text::{day, from_day, from_json, from_word, id, id_some, instant, json, narrow, word};
use crate::write::{Begun, Stamp, Write};
use crate::{evaluation, sort};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use kompass_core::interview::{Interview, Person, Standing, met};
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

statements! {
    STATEMENTS:
    INTERVIEWS = "SELECT id, group_code, day, begins, ends, room, evaluators, standing, met, moved, version, changed_at
        FROM interview WHERE evaluation_id = $1 ORDER BY day, begins, id";
    ON = "SELECT DISTINCT evaluation_id FROM interview WHERE day = $1 AND standing = 'planned' ORDER BY evaluation_id";
    INSERT = "INSERT INTO interview (id, evaluation_id, group_code, day, begins, ends, room, evaluators, standing, met,
            moved, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)";
    UPDATE = "UPDATE interview SET group_code = $3, day = $4, begins = $5, ends = $6, room = $7, evaluators = $8,
            standing = $9, met = $10, moved = $11, version = version + 1, changed_at = $12
        WHERE id = $1 AND evaluation_id = $2 AND version = $13";
    PEOPLE = "SELECT id, name, title, bloc, party, email, manager, interviews, version, changed_at
        FROM interview_person WHERE evaluation_id = $1 ORDER BY name_sort, id";
    INSERT_PERSON = "INSERT INTO interview_person (id, evaluation_id, name, name_sort, title, bloc, party, email, manager,
            interviews, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11)";
    UPDATE_PERSON = "UPDATE interview_person SET name = $3, name_sort = $4, title = $5, bloc = $6, party = $7, email = $8,
            manager = $9, interviews = $10, version = version + 1, changed_at = $11
        WHERE id = $1 AND evaluation_id = $2 AND version = $12";
    FORGET_MANAGER = "UPDATE interview_person SET manager = NULL, version = version + 1, changed_at = $3
        WHERE evaluation_id = $1 AND manager = $2";
    DELETE_PERSON = "DELETE FROM interview_person WHERE evaluation_id = $1 AND id = $2";
    TERMS = "SELECT supplements_until, contact, version FROM interview_terms WHERE evaluation_id = $1";
    INSERT_TERMS = "INSERT INTO interview_terms (evaluation_id, supplements_until, contact, version, changed_at)
        VALUES ($1, $2, $3, 1, $4) ON CONFLICT (evaluation_id) DO NOTHING";
    UPDATE_TERMS = "UPDATE interview_terms SET supplements_until = $2, contact = $3, version = version + 1, changed_at = $4
        WHERE evaluation_id = $1 AND version = $5";
    DELETE_MET = "DELETE FROM group_interview WHERE evaluation_id = $1 AND group_code = $2";
    INSERT_MET = "INSERT INTO group_interview (id, evaluation_id, position, group_code, people, day, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7)";
}

/// A row with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// What it holds.
    pub value: T,
    /// Counts its changes, from 1.
    pub version: i64,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// All that is planned, in the order of slots and of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The interviews.
    pub interviews: Vec<Kept<Interview>>,
    /// The people.
    pub people: Vec<Kept<Person>>,
    /// What interviewees are told.
    pub terms: Terms,
}

/// What interviewees are told, beside their slot.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Terms {
    /// The last day on which they may add something; `None` while it is not set.
    pub supplements_until: Option<Date>,
    /// Whom to ask, with telephone or address; empty while nobody is named.
    pub contact: String,
    /// Counts its changes; 0 while nothing was ever set.
    pub version: i64,
}

/// The evaluations in which somebody is to be interviewed on this day.
pub async fn on(db: &Db, day: Date) -> Result<Vec<Uuid>> {
    let rows: Vec<(String,)> = db.all(&ON, args![day.to_string()]).await?;
    rows.into_iter().map(|(evaluation,)| id("interview.evaluation_id", &evaluation)).collect()
}

/// Everything that is planned in an evaluation, at one moment.
pub async fn planned(db: &Db, evaluation: Uuid) -> Result<Planned> {
    planned_in(&mut db.snapshot().await?, evaluation).await
}

/// Keeps an interview: a new one without `expected`, else as a change of that version. `fits` says whether it may stand
/// among the others; it sees the plan as it would be, and the id. Returns id and version.
pub async fn put(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    interview: &Interview,
    expected: Option<i64>,
    fits: impl FnOnce(Planned, Uuid) -> Result<()>,
) -> Result<(Uuid, i64)> {
    let request = (evaluation, interview, expected);
    let mut write = match Write::begin(db, stamp, "interview.put", &request).await? {
        Begun::Repeated(done) => return Ok(done),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let mut plan = planned_in(&mut write.tx, evaluation).await?;
    let mut new = interview.clone();
    let changed_at = instant("now", now)?;
    if let Some(expected) = expected {
        let there = plan.interviews.iter_mut().find(|there| there.value.id == new.id);
        let there = there.ok_or_else(|| unknown("interview", new.id))?;
        if there.version != expected {
            return Err(stale("the interview", there.version));
        }
        new.moved = there.value.moved + u32::from(is_moved(&there.value, &new));
        there.value = new.clone();
    } else {
        new.id = write.id();
        plan.interviews.push(Kept { value: new.clone(), version: 1, changed_at });
    }
    fits(plan, new.id)?;
    let row = columns(evaluation, &new, now);
    write.tx.keep((&INSERT, &UPDATE), &row, expected).await?;
    let version = expected.map_or(1, |version| version + 1);
    write.finish_in(evaluation, new.id, &new, (new.id, version)).await
}

/// Says that an interview was held, and with how many people; with none, that it was not after all. What the evaluation
/// says of the groups that were met follows from it; `position` is the place of the group among them.
pub async fn hold(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    interview: Uuid,
    expected: i64,
    people: u32,
    position: u32,
) -> Result<i64> {
    let request = (evaluation, interview, expected, people);
    let mut write = match Write::begin(db, stamp, "interview.hold", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let plan = planned_in(&mut write.tx, evaluation).await?;
    let mut all: Vec<Interview> = Vec::new();
    let mut held = None;
    for Kept { mut value, version, .. } in plan.interviews {
        if value.id == interview {
            if version != expected {
                return Err(stale("the interview", version));
            }
            value.standing = if people > 0 { Standing::Held } else { Standing::Planned };
            value.met = people;
            held = Some(value.clone());
        }
        all.push(value);
    }
    let held = held.ok_or_else(|| unknown("interview", interview))?;
    let row = columns(evaluation, &held, now);
    write.tx.keep((&INSERT, &UPDATE), &row, Some(expected)).await?;
    write.tx.execute(&DELETE_MET, args![evaluation, &held.group]).await?;
    if let Some(met) = met(&held.group, &all) {
        let row =
            args![write.id(), evaluation, position, &met.group, met.people, day(met.date), now];
        write.tx.execute(&INSERT_MET, row).await?;
    }
    write.finish_in(evaluation, interview, people, expected + 1).await
}

/// Keeps a person: a new one without `expected`, else as a change of that version. `fits` as in [`put`].
pub async fn put_person(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    person: &Person,
    expected: Option<i64>,
    fits: impl FnOnce(Planned, Uuid) -> Result<()>,
) -> Result<(Uuid, i64)> {
    let request = (evaluation, person, expected);
    let mut write = match Write::begin(db, stamp, "interview.person", &request).await? {
        Begun::Repeated(done) => return Ok(done),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let mut plan = planned_in(&mut write.tx, evaluation).await?;
    let mut new = person.clone();
    let changed_at = instant("now", now)?;
    if let Some(expected) = expected {
        let there = plan.people.iter_mut().find(|there| there.value.id == new.id);
        let there = there.ok_or_else(|| unknown("person", new.id))?;
        if there.version != expected {
            return Err(stale("the person", there.version));
        }
        there.value = new.clone();
    } else {
        new.id = write.id();
        plan.people.push(Kept { value: new.clone(), version: 1, changed_at });
    }
    fits(plan, new.id)?;
    let Person { id, name, title, bloc, party, email, manager, interviews } = &new;
    let row = args![
        *id,
        evaluation,
        name,
        sort::key(name),
        title,
        bloc.as_ref().map(word),
        party,
        email,
        *manager,
        json(interviews),
        now,
    ];
    write.tx.keep((&INSERT_PERSON, &UPDATE_PERSON), row, expected).await?;
    let version = expected.map_or(1, |version| version + 1);
    write.finish_in(evaluation, new.id, &new, (new.id, version)).await
}

/// Takes a person off the list. Whoever had them as manager has none in the list then.
pub async fn remove_person(db: &Db, stamp: &Stamp, evaluation: Uuid, person: Uuid) -> Result<()> {
    let request = (evaluation, person);
    let mut write = match Write::begin(db, stamp, "interview.remove_person", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    if write.tx.execute(&DELETE_PERSON, args![evaluation, person]).await? == 0 {
        return Err(unknown("person", person));
    }
    write.tx.execute(&FORGET_MANAGER, args![evaluation, person, now]).await?;
    write.finish_in(evaluation, person, (), ()).await
}

/// Sets what interviewees are told, if it was not changed since this version. Returns the version after it.
pub async fn set_terms(db: &Db, stamp: &Stamp, evaluation: Uuid, terms: &Terms) -> Result<i64> {
    let request = (evaluation, terms);
    let mut write = match Write::begin(db, stamp, "interview.terms", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let (now, until) = (write.now(), day(terms.supplements_until));
    let written = if terms.version == 0 {
        write.tx.execute(&INSERT_TERMS, args![evaluation, until, &terms.contact, now]).await?
    } else {
        let row = args![evaluation, until, &terms.contact, now, terms.version];
        write.tx.execute(&UPDATE_TERMS, row).await?
    };
    if written == 0 {
        return Err(stale(
            "what interviewees are told",
            terms_in(&mut write.tx, evaluation).await?.version,
        ));
    }
    write.finish_in(evaluation, evaluation, terms, terms.version + 1).await
}

/// True if an interview is in another place of the calendar than before.
fn is_moved(before: &Interview, after: &Interview) -> bool {
    let place = |it: &Interview| (it.day, it.begins, it.ends, it.room.clone(), it.standing);
    place(before) != place(after)
}

async fn planned_in(tx: &mut Tx, evaluation: Uuid) -> Result<Planned> {
    let interviews: Vec<Row> = tx.all(&INTERVIEWS, args![evaluation]).await?;
    let people: Vec<PersonRow> = tx.all(&PEOPLE, args![evaluation]).await?;
    Ok(Planned {
        interviews: interviews.into_iter().map(Kept::try_from).collect::<Result<_>>()?,
        people: people.into_iter().map(Kept::try_from).collect::<Result<_>>()?,
        terms: terms_in(tx, evaluation).await?,
    })
}

async fn terms_in(tx: &mut Tx, evaluation: Uuid) -> Result<Terms> {
    let row: Option<(Option<String>, String, i64)> = tx.optional(&TERMS, args![evaluation]).await?;
    let Some((until, contact, version)) = row else { return Ok(Terms::default()) };
    let supplements_until = from_day("interview_terms.supplements_until", until)?;
    Ok(Terms { supplements_until, contact, version })
}

fn unknown(what: &'static str, id: Uuid) -> Error {
    Error::not_found(what, id, "read the plan of the visit again")
}

fn stale(what: &str, version: i64) -> Error {
    Error::Conflict(format!(
        "{what} was changed in the meantime and is at version {version} – read it and decide again"
    ))
}

/// The arguments of `INSERT`, and with the version expected those of `UPDATE`.
fn columns(evaluation: Uuid, interview: &Interview, now: i64) -> Vec<Arg<'_>> {
    let Interview { id, group, day, begins, ends, room, evaluators, standing, met, moved } =
        interview;
    args![
        *id,
        evaluation,
        group,
        day.to_string(),
        begins.to_string(),
        ends.to_string(),
        room,
        json(evaluators),
        word(standing),
        *met,
        *moved,
        now,
    ]
    .to_vec()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    group_code: String,
    day: String,
    begins: String,
    ends: String,
    room: String,
    evaluators: String,
    standing: String,
    met: i64,
    moved: i64,
    version: i64,
    changed_at: i64,
}

impl TryFrom<Row> for Kept<Interview> {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let time = |column: &str, text: &str| -> Result<Time> {
            text.parse().map_err(|error| Error::Internal(format!("{column}: {error}")))
        };
        let wrong = |error| Error::Internal(format!("interview.day: {error}"));
        let value = Interview {
            id: id("interview.id", &row.id)?,
            group: row.group_code,
            day: row.day.parse().map_err(wrong)?,
            begins: time("interview.begins", &row.begins)?,
            ends: time("interview.ends", &row.ends)?,
            room: row.room,
            evaluators: from_json("interview.evaluators", &row.evaluators)?,
            standing: from_word("interview.standing", &row.standing)?,
            met: narrow("interview.met", row.met)?,
            moved: narrow("interview.moved", row.moved)?,
        };
        let changed_at = instant("interview.changed_at", row.changed_at)?;
        Ok(Self { value, version: row.version, changed_at })
    }
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: String,
    name: String,
    title: String,
    bloc: Option<String>,
    party: String,
    email: String,
    manager: Option<String>,
    interviews: String,
    version: i64,
    changed_at: i64,
}

impl TryFrom<PersonRow> for Kept<Person> {
    type Error = Error;

    fn try_from(row: PersonRow) -> Result<Self> {
        let bloc = row.bloc.map(|bloc| from_word("interview_person.bloc", &bloc)).transpose()?;
        let value = Person {
            id: id("interview_person.id", &row.id)?,
            name: row.name,
            title: row.title,
            bloc,
            party: row.party,
            email: row.email,
            manager: id_some("interview_person.manager", row.manager.as_deref())?,
            interviews: from_json("interview_person.interviews", &row.interviews)?,
        };
        let changed_at = instant("interview_person.changed_at", row.changed_at)?;
        Ok(Self { value, version: row.version, changed_at })
    }
}
