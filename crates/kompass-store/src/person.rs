//! Personal data: who is known, what is stored of somebody, and their erasure.

/// Whether a column is in a list of the JSON object `$1`.
macro_rules! is_in {
    (sqlite $what:literal $key:literal) => {
        concat!($what, " IN (SELECT value FROM json_each($1, '$.", $key, "'))")
    };
    (postgres $what:literal $key:literal) => {
        concat!($what, " = ANY (ARRAY(SELECT json_array_elements_text($1::json -> '", $key, "')))")
    };
}

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
use tables::ROWS;
use uuid::Uuid;

/// Begins the address of an account whose owner was erased. No address of mail begins so.
pub const ERASED: &str = "erased:";

/// Rows that name somebody, by conditions for each of the four tables in which they stand.
macro_rules! known {
    ($person:expr, $accounts:expr, $links:expr, $interviewees:expr, $members:expr) => {
        concat!(
            "SELECT 'account' AS kind, account.id AS id, '' AS code, NULL AS account_id, NULL AS person_id,
                account.email AS email, account.name AS name, NULL AS organisation_id, NULL AS evaluation_id
            FROM account WHERE account.email NOT LIKE 'erased:%' AND (",
            $accounts,
            ") UNION ALL SELECT 'link', link.id, '', link.account_id, ",
            $person,
            ", link.email, link.name, coalesce(link.organisation_id, ",
            owner!("link"),
            "), link.evaluation_id FROM link WHERE ",
            $links,
            " UNION ALL SELECT 'interviewee', interview_person.id, '', NULL, NULL, interview_person.email,
                interview_person.name, ",
            owner!("interview_person"),
            ", interview_person.evaluation_id FROM interview_person WHERE ",
            $interviewees,
            " UNION ALL SELECT 'member', member.evaluation_id, member.code, assignment.account_id, NULL, '', member.name, ",
            owner!("member"),
            ", member.evaluation_id FROM member LEFT JOIN assignment
                ON assignment.evaluation_id = member.evaluation_id AND assignment.member = member.code
            WHERE ",
            $members
        )
    };
}

/// The organisation of the evaluation in which a row stands.
macro_rules! owner {
    ($table:literal) => {
        concat!("(SELECT organisation_id FROM evaluation WHERE id = ", $table, ".evaluation_id)")
    };
}

/// Of the whole installation.
macro_rules! known_everywhere {
    ($person:literal) => {
        known!($person, "1 = 1", "1 = 1", "1 = 1", "1 = 1")
    };
}

/// Of the organisation `$1`. A link of an evaluation may be another organisation's; most have none of their own, so that no
/// index of that helps.
macro_rules! known_in {
    ($person:literal, $begin:literal, $end:literal) => {
        known!(
            $person,
            "account.id IN (SELECT account_id FROM membership WHERE organisation_id = $1
                UNION SELECT assignment.account_id FROM assignment
                    JOIN evaluation ON evaluation.id = assignment.evaluation_id
                WHERE evaluation.organisation_id = $1)",
            concat!(
                "link.organisation_id = $1 OR (coalesce(link.organisation_id, '') = '' AND link.evaluation_id ",
                $begin,
                "SELECT id FROM evaluation WHERE organisation_id = $1",
                $end,
                ")"
            ),
            "interview_person.evaluation_id IN (SELECT id FROM evaluation WHERE organisation_id = $1)",
            "member.evaluation_id IN (SELECT id FROM evaluation WHERE organisation_id = $1)"
        )
    };
}

/// What has an account, a link or a line in the list of a visit in common with the lists of `$1`, or an address. A line may be
/// gone while there are links to it: those are of the same evaluation.
macro_rules! known_by {
    ($engine:ident, $person:literal) => {
        known!(
            $person,
            concat!(
                is_in!($engine "account.id" "account"),
                " OR ",
                is_in!($engine "account.email" "email")
            ),
            concat!(
                is_in!($engine "link.id" "link"),
                " OR ",
                is_in!($engine "link.account_id" "account"),
                " OR ",
                is_in!($engine "lower(link.email)" "email"),
                " OR (",
                is_in!($engine "link.evaluation_id" "evaluation"),
                " AND ",
                is_in!($engine $person "interviewee"),
                ")"
            ),
            concat!(
                is_in!($engine "interview_person.id" "interviewee"),
                " OR ",
                is_in!($engine "lower(interview_person.email)" "email")
            ),
            concat!(
                "member.evaluation_id IN (SELECT evaluation_id FROM assignment WHERE ",
                is_in!($engine "account_id" "account"),
                ") AND ",
                is_in!($engine "assignment.account_id" "account")
            )
        )
    };
}

/// Where the accounts of a list have a place.
macro_rules! places {
    ($accounts:literal) => {
        concat!(
            "SELECT account_id, organisation_id FROM membership WHERE account_id ",
            $accounts,
            " UNION SELECT assignment.account_id, ",
            owner!("assignment"),
            " FROM assignment WHERE assignment.account_id ",
            $accounts
        )
    };
}

statements! {
    STATEMENTS:
    KNOWN =
        known_everywhere!("json_extract(link.scope, '$.person')"),
        known_everywhere!("(link.scope::json ->> 'person')");
    KNOWN_IN =
        known_in!("json_extract(link.scope, '$.person')", "IN (", ")"),
        known_in!("(link.scope::json ->> 'person')", "= ANY (ARRAY(", "))");
    KNOWN_BY =
        known_by!(sqlite, "json_extract(link.scope, '$.person')"),
        known_by!(postgres, "(link.scope::json ->> 'person')");
    PLACES =
        places!("IN (SELECT value FROM json_each($1))"),
        places!("= ANY (ARRAY(SELECT json_array_elements_text($1::json)))");
    // A second sheet goes the steps of the first.
    CASE = "SELECT evaluation.municipality, evaluation.year, evaluation.organisation_id, evaluation.state,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = coalesce(evaluation.companion_of, evaluation.id)
                AND to_state = 'delivered') AS delivered,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = coalesce(evaluation.companion_of, evaluation.id)
                AND to_state = 'follow_up') AS followed,
            (SELECT max(at) FROM step_taken WHERE evaluation_id = coalesce(evaluation.companion_of, evaluation.id)
                AND to_state = 'closed') AS closed
        FROM evaluation WHERE evaluation.id = $1";
    OWN_PLANS =
        "SELECT organisation_id, record, years, after FROM retention
            WHERE own = 1 AND organisation_id IN (SELECT value FROM json_each($1))",
        "SELECT organisation_id, record, years, after FROM retention
            WHERE own = 1 AND organisation_id = ANY (ARRAY(SELECT json_array_elements_text($1::json)))";
    ORGANISATIONS = "SELECT id FROM organisation ORDER BY id";
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
    ROWS.iter().flat_map(|rows| rows.certain.iter().chain(&rows.named))
}

/// Whose people are looked for, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Everybody, everywhere.
    Installation,
    /// Those who have a place in an organisation; their name is looked for in its evaluations.
    Organisation(Uuid),
    /// Whoever has this account, and is known by it or an address that belongs to it. What only has their name is not theirs.
    Account(Uuid),
}

impl From<Option<Uuid>> for Of {
    fn from(organisation: Option<Uuid>) -> Self {
        organisation.map_or(Self::Installation, Self::Organisation)
    }
}

/// Everybody who is known, each once; in an organisation by what they are known by there.
pub async fn all(db: &Db, of: Of) -> Result<Vec<Person>> {
    all_in(&mut db.snapshot().await?, of).await
}

/// What is stored of somebody.
pub async fn found(db: &Db, person: &Person, of: Of) -> Result<Found> {
    found_in(&mut db.snapshot().await?, person, of).await
}

async fn all_in(tx: &mut Tx, of: Of) -> Result<Vec<Person>> {
    let rows: Vec<KnownRow> = match of {
        Of::Installation => tx.all(&KNOWN, args![]).await?,
        Of::Organisation(id) => tx.all(&KNOWN_IN, args![id]).await?,
        Of::Account(id) => known_by(tx, id).await?,
    };
    let of_account = |row: &&KnownRow| row.kind == "account";
    let accounts: Vec<&str> = rows.iter().filter(of_account).map(|row| row.id.as_str()).collect();
    let mut places: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    let of_accounts: Vec<(String, String)> = tx.all(&PLACES, args![json(&accounts)]).await?;
    for (account, organisation) in of_accounts {
        let account = id("membership.account_id", &account)?;
        let organisation = id("membership.organisation_id", &organisation)?;
        places.entry(account).or_default().insert(organisation);
    }
    let known: Vec<Known> =
        rows.into_iter().map(|row| row.known(&places)).collect::<Result<_>>()?;
    Ok(people(&known))
}

/// Everything that hangs together with an account: what is found by it tells more to look for, until nothing new is found.
async fn known_by(tx: &mut Tx, account: Uuid) -> Result<Vec<KnownRow>> {
    let lists = ["account", "link", "interviewee", "evaluation", "email"];
    let mut looked = Keys::from(lists.map(|list| (list, BTreeSet::new())));
    let mut wanted = looked.clone();
    wanted.insert("account", BTreeSet::from([account.to_string()]));
    let mut rows: Vec<KnownRow> = Vec::new();
    while wanted != looked {
        rows = tx.all(&KNOWN_BY, args![json(&wanted)]).await?;
        looked.clone_from(&wanted);
        for row in &rows {
            let email = Some(row.email.trim().to_lowercase()).filter(|email| !email.is_empty());
            let own = Some(row.id.clone());
            let of_kind = lists.iter().find(|list| **list == row.kind).map(|list| (*list, own));
            let of_line = row.kind == "interviewee" || row.person_id.is_some();
            let others = [
                ("account", row.account_id.clone()),
                ("interviewee", row.person_id.clone()),
                ("evaluation", row.evaluation_id.clone().filter(|_| of_line)),
                ("email", email),
            ];
            for (list, value) in of_kind.into_iter().chain(others) {
                wanted.entry(list).or_default().extend(value);
            }
        }
    }
    Ok(rows)
}

async fn found_in(tx: &mut Tx, person: &Person, of: Of) -> Result<Found> {
    let mut keys = person.keys();
    let certain = ROWS.iter().map(|rows| (rows.table, &rows.certain));
    let mut rows = rows_in(tx, certain, &keys, true).await?;
    // Whoever was called otherwise when they wrote something is looked for by that name too.
    let names = rows.iter().flat_map(|row| names_of(row, &keys["actor"])).collect::<Vec<_>>();
    keys.entry("name").or_default().extend(names);
    let organisations: Vec<(String,)> = match of {
        Of::Installation => tx.all(&ORGANISATIONS, args![]).await?,
        Of::Organisation(id) => vec![(id.to_string(),)],
        Of::Account(_) => Vec::new(),
    };
    if !organisations.is_empty() {
        keys.insert("organisation", organisations.into_iter().map(|(id,)| id).collect());
        let named = ROWS.iter().map(|rows| (rows.table, &rows.named));
        rows.extend(rows_in(tx, named, &keys, false).await?);
    }
    let mut cases = BTreeMap::new();
    let evaluations: BTreeSet<Uuid> = rows.iter().filter_map(Row::evaluation).collect();
    for evaluation in evaluations {
        let row: Option<CaseRow> = tx.optional(&CASE, args![evaluation]).await?;
        if let Some(row) = row {
            cases.insert(evaluation, case(row)?);
        }
    }
    let owners: BTreeSet<Uuid> = cases.values().map(|case: &Case| case.organisation).collect();
    let mut plans = BTreeMap::new();
    let own: Vec<(String, String, Option<i64>, Option<String>)> =
        tx.all(&OWN_PLANS, args![json(&owners)]).await?;
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

async fn rows_in(
    tx: &mut Tx,
    statements: impl Iterator<Item = (&'static str, &'static Option<Statement>)>,
    keys: &Keys,
    certain: bool,
) -> Result<Vec<Row>> {
    let mut found = Vec::new();
    let wanted = json(keys);
    for (name, statement) in statements {
        let Some(statement) = statement else { continue };
        let table = places::table(name)
            .ok_or_else(|| Error::Internal(format!("{name} is not in the table of places")))?;
        let rows: Vec<(String,)> = tx.all(statement, args![&wanted]).await?;
        for (values,) in rows {
            let values = from_json(table.name, &values)?;
            found.push(Row { table, certain, values });
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
