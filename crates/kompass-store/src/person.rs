//! Personal data: who is known, what is stored of somebody, and their erasure.

mod erasing;
mod tables;

pub use erasing::{Erased, erase};

pub(crate) use erasing::ERASING_STATEMENTS;

use crate::db::{Db, Statement, Tx, args, statements};
use crate::text::{from_json, from_word, id, id_some, instant_some, json, narrow};
use jiff::Timestamp;
use kompass_core::evaluation::State;
use kompass_core::person::{Anchor, Case, Found, Known, Person, Row, people, places};
use kompass_core::record::{After, Keep, Reached, Record};
use kompass_core::{Error, Result, local};
use std::collections::{BTreeMap, BTreeSet};
use tables::{ROWS, Rows};
use uuid::Uuid;

/// Begins the address of an account whose owner was erased. No address of mail begins so.
pub const ERASED: &str = "erased:";

macro_rules! known {
    ($person:literal) => {
        concat!(
            "SELECT 'account' AS kind, account.id AS id, '' AS code, NULL AS account_id, NULL AS person_id,
                account.email AS email, account.name AS name, NULL AS organisation_id, NULL AS evaluation_id
            FROM account WHERE account.email NOT LIKE 'erased:%'
            UNION ALL SELECT 'link', link.id, '', link.account_id, ",
            $person,
            ", link.email, link.name, coalesce(link.organisation_id, evaluation.organisation_id), link.evaluation_id
            FROM link LEFT JOIN evaluation ON evaluation.id = link.evaluation_id
            UNION ALL SELECT 'interviewee', interview_person.id, '', NULL, NULL, interview_person.email,
                interview_person.name, evaluation.organisation_id, interview_person.evaluation_id
            FROM interview_person JOIN evaluation ON evaluation.id = interview_person.evaluation_id
            UNION ALL SELECT 'member', member.evaluation_id, member.code, assignment.account_id, NULL, '', member.name,
                evaluation.organisation_id, member.evaluation_id
            FROM member JOIN evaluation ON evaluation.id = member.evaluation_id
                LEFT JOIN assignment ON assignment.evaluation_id = member.evaluation_id AND assignment.member = member.code"
        )
    };
}

statements! {
    STATEMENTS:
    KNOWN = known!("json_extract(link.scope, '$.person')"), known!("link.scope::json ->> 'person'");
    PLACES = "SELECT account_id, organisation_id FROM membership
        UNION SELECT assignment.account_id, evaluation.organisation_id
        FROM assignment JOIN evaluation ON evaluation.id = assignment.evaluation_id";
    // A second sheet goes the steps of the first.
    CASE = "SELECT evaluation.municipality, evaluation.year, evaluation.organisation_id, evaluation.state,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = coalesce(evaluation.companion_of, evaluation.id)
                AND to_state = 'delivered') AS delivered,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = coalesce(evaluation.companion_of, evaluation.id)
                AND to_state = 'follow_up') AS followed,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = coalesce(evaluation.companion_of, evaluation.id)
                AND to_state = 'closed') AS closed
        FROM evaluation WHERE evaluation.id = $1";
    OWN_PLANS = "SELECT organisation_id, record, years, after FROM retention WHERE own = 1";
    ADMINISTRATORS = "SELECT id FROM account WHERE system_administrator = 1 AND disabled_at IS NULL ORDER BY id";
    LEADERS = "SELECT organisation.name, account.id FROM membership
            JOIN organisation ON organisation.id = membership.organisation_id
            JOIN account ON account.id = membership.account_id
        WHERE membership.organisation_id = $1 AND membership.role = 'organisation_administrator'
            AND organisation.closed_at IS NULL AND account.disabled_at IS NULL";
}

/// The tables in which rows of a person are looked for, each with the columns that are given, for comparing with the table
/// of the core.
pub fn tables() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    ROWS.iter().map(|rows| (rows.table, rows.columns))
}

/// The statements that look for them.
pub(crate) fn row_statements() -> impl Iterator<Item = &'static Statement> {
    ROWS.iter().map(|rows| &rows.statement)
}

/// Everybody who is known, each once; in an organisation by what they are known by there.
pub async fn all(db: &Db, organisation: Option<Uuid>) -> Result<Vec<Person>> {
    all_in(&mut db.snapshot().await?, organisation).await
}

/// What is stored of somebody.
pub async fn found(db: &Db, person: &Person) -> Result<Found> {
    found_in(&mut db.snapshot().await?, person).await
}

async fn all_in(tx: &mut Tx, organisation: Option<Uuid>) -> Result<Vec<Person>> {
    let mut places: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    let rows: Vec<(String, String)> = tx.all(&PLACES, args![]).await?;
    for (account, organisation) in rows {
        let account = id("membership.account_id", &account)?;
        let organisation = id("membership.organisation_id", &organisation)?;
        places.entry(account).or_default().insert(organisation);
    }
    let rows: Vec<KnownRow> = tx.all(&KNOWN, args![]).await?;
    let mut known = rows.into_iter().map(|row| row.known(&places)).collect::<Result<Vec<_>>>()?;
    // What they are called elsewhere is nobody's business here.
    known.retain(|it| organisation.is_none_or(|id| it.organisations.contains(&id)));
    Ok(people(&known))
}

async fn found_in(tx: &mut Tx, person: &Person) -> Result<Found> {
    let mut keys = person.keys();
    let mut rows = rows_in(tx, &keys).await?;
    // Whoever was called otherwise when they wrote something is looked for by that name too.
    let names: BTreeSet<String> = rows
        .iter()
        .filter(|row| row.certain)
        .flat_map(|row| names_of(row, &keys["actor"]))
        .collect();
    let own = keys.entry("name").or_default();
    if !names.is_subset(own) {
        own.extend(names);
        rows = rows_in(tx, &keys).await?;
    }
    let mut cases = BTreeMap::new();
    let evaluations: BTreeSet<Uuid> = rows.iter().filter_map(Row::evaluation).collect();
    for evaluation in evaluations {
        let row: Option<CaseRow> = tx.optional(&CASE, args![evaluation]).await?;
        if let Some(row) = row {
            cases.insert(evaluation, case(row)?);
        }
    }
    let mut plans = BTreeMap::new();
    let own: Vec<(String, String, Option<i64>, Option<String>)> =
        tx.all(&OWN_PLANS, args![]).await?;
    for (organisation, record, years, after) in own {
        let keep = match (years, after) {
            (Some(years), Some(after)) => Keep::Dispose {
                years: narrow("retention.years", years)?,
                after: from_word::<After>("retention.after", &after)?,
            },
            _ => Keep::Preserve,
        };
        let organisation = id("retention.organisation_id", &organisation)?;
        let record: Record = from_word("retention.record", &record)?;
        plans.insert((organisation, record), keep);
    }
    let administrators: Vec<(String,)> = tx.all(&ADMINISTRATORS, args![]).await?;
    let administrators =
        administrators.iter().map(|(account,)| id("account.id", account)).collect::<Result<_>>()?;
    let mut organisations = BTreeMap::new();
    for organisation in &person.organisations {
        let leaders: Vec<(String, String)> = tx.all(&LEADERS, args![*organisation]).await?;
        let Some((name, _)) = leaders.first() else { continue };
        let by = leaders.iter().map(|(_, account)| id("account.id", account));
        organisations.insert(*organisation, (name.clone(), by.collect::<Result<_>>()?));
    }
    let names = keys.remove("name").unwrap_or_default();
    Ok(Found { rows, cases, plans, administrators, organisations, names })
}

type Keys = BTreeMap<&'static str, BTreeSet<String>>;

async fn rows_in(tx: &mut Tx, keys: &Keys) -> Result<Vec<Row>> {
    let mut found = Vec::new();
    let wanted = json(keys);
    for Rows { table, statement, .. } in ROWS {
        let table = places::table(table)
            .ok_or_else(|| Error::Internal(format!("{table} is not in the table of places")))?;
        let rows: Vec<(String, i64)> = tx.all(statement, args![&wanted]).await?;
        for (values, certain) in rows {
            let values = from_json(table.name, &values)?;
            found.push(Row { table, certain: certain != 0, values });
        }
    }
    Ok(found)
}

/// What somebody was called where a row says who they are.
fn names_of(row: &Row, actors: &BTreeSet<String>) -> Option<String> {
    let by = |(who, name)| {
        row.text(who).filter(|who| actors.contains(*who)).and_then(|_| row.text(name))
    };
    let columns = [("author", "author_name"), ("actor", "name"), ("asked_by", "asked_name")];
    let name = columns.into_iter().find_map(by)?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Municipality, year, organisation, state, and when it was delivered, followed up and closed.
type CaseRow = (String, i64, String, String, Option<i64>, Option<i64>, Option<i64>);

fn case(row: CaseRow) -> Result<Case> {
    let (municipality, year, organisation, state, delivered, followed, closed) = row;
    let state: State = from_word("evaluation.state", &state)?;
    let day = |at: Option<i64>| -> Result<_> {
        let at: Option<Timestamp> = instant_some("step_taken.at", at)?;
        Ok(at.map(local::day))
    };
    // What came in another way than by that step came with the next one; a step that it went back from does not count.
    let delivered = delivered.or(followed).or(closed).filter(|_| state >= State::Delivered);
    let closed = closed.filter(|_| state == State::Closed);
    Ok(Case {
        label: format!("{municipality} {year}"),
        organisation: id("evaluation.organisation_id", &organisation)?,
        state,
        reached: Reached { delivered: day(delivered)?, closed: day(closed)? },
    })
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    kind: String,
    id: String,
    code: String,
    account_id: Option<String>,
    person_id: Option<String>,
    email: String,
    name: String,
    organisation_id: Option<String>,
    evaluation_id: Option<String>,
}

impl KnownRow {
    fn known(self, places: &BTreeMap<Uuid, BTreeSet<Uuid>>) -> Result<Known> {
        let own = id("id", &self.id)?;
        let anchor = match self.kind.as_str() {
            "account" => Anchor::Account(own),
            "link" => Anchor::Link(own),
            "interviewee" => Anchor::Interviewee(own),
            _ => Anchor::Member(own, self.code),
        };
        let account = id_some("account_id", self.account_id.as_deref())?.map(Anchor::Account);
        let listed = id_some("link.scope", self.person_id.as_deref())?.map(Anchor::Interviewee);
        let mut organisations: BTreeSet<Uuid> =
            id_some("organisation_id", self.organisation_id.as_deref())?.into_iter().collect();
        if matches!(anchor, Anchor::Account(_)) {
            organisations.extend(places.get(&own).into_iter().flatten());
        }
        Ok(Known {
            anchor,
            same: account.or(listed),
            email: self.email,
            name: self.name,
            organisations,
            evaluation: id_some("evaluation_id", self.evaluation_id.as_deref())?,
        })
    }
}
