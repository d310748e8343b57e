//! Erasing somebody: all of it in one transaction, in which it is decided too.

use super::{ERASED, Of, all_in, found_in};
use crate::audit::{self, Chain};
use crate::db::{Db, Statement, Tx, args, statements};
use crate::sort;
use crate::text::json;
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::person::{Anchor, Found, Outcome, Person, Plan};
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A name that was written where the lists of `$1` say who did, in these evaluations; `$2` is written over it.
macro_rules! blank {
    ($engine:ident $table:literal, $column:literal, $who:literal, $key:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET ",
            $column,
            " = $2 WHERE ",
            is_in!($engine $who $key),
            " AND ",
            is_in!($engine "evaluation_id" "evaluation")
        )
    };
}

statements! {
    ERASING_STATEMENTS:
    // Nobody gives one of these a role, or erases another of the administrators, before this write has ended.
    LOCK =
        "SELECT id FROM account WHERE system_administrator = 1 OR id IN (SELECT value FROM json_each($1)) ORDER BY id",
        "SELECT id FROM account WHERE system_administrator = 1
            OR id = ANY (ARRAY(SELECT json_array_elements_text($1::json))) ORDER BY id FOR UPDATE";
    // The row stays, so that what refers to it still does.
    ANONYMISE = "UPDATE account SET email = $2, name = $3, name_sort = $4, language = 'sv', mail = 'at_once',
            system_administrator = 0, break_glass = 0, disabled_at = coalesce(disabled_at, $5), password = NULL,
            totp = NULL, totp_step = 0, version = version + 1, changed_at = $5
        WHERE id = $1";
    DELETE_IDENTITIES = "DELETE FROM identity WHERE account_id = $1";
    DELETE_PASSKEYS = "DELETE FROM passkey WHERE account_id = $1";
    DELETE_CODES = "DELETE FROM recovery_code WHERE account_id = $1";
    DELETE_SESSIONS = "DELETE FROM session WHERE account_id = $1";
    DELETE_NOTICES = "DELETE FROM notice WHERE account_id = $1";
    DELETE_SELECTIONS = "DELETE FROM selection WHERE account_id = $1";
    DELETE_MEMBERSHIPS = "DELETE FROM membership WHERE account_id = $1 AND organisation_id = $2";
    DELETE_ASSIGNMENTS = "DELETE FROM assignment WHERE account_id = $1 AND evaluation_id = $2";
    DELETE_LINK = "DELETE FROM link WHERE id = $1";
    CLOSE_LINK = "UPDATE link SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1";
    DELETE_SESSIONS_OF_LINK = "DELETE FROM session WHERE link_id = $1";
    DELETE_INTERVIEWEE = "DELETE FROM interview_person WHERE id = $1";
    FORGET_MANAGER = "UPDATE interview_person SET manager = NULL, version = version + 1, changed_at = $2 WHERE manager = $1";
    FORGET_JOBS = "DELETE FROM job WHERE work LIKE '%\"account\":\"' || $1 || '\"%'
        OR work LIKE '%\"link\":\"' || $1 || '\"%' OR work LIKE '%\"subject\":\"' || $1 || '\"%'";
    FORGET_OUTCOMES = "DELETE FROM idempotency_key WHERE outcome LIKE '%\"' || $1 || '\"%'";
    FORGET_REQUESTS = "DELETE FROM idempotency_key WHERE actor = $1";
    BLANK_SUPPLEMENTS =
        blank!(sqlite "supplement", "name", "name", "name"),
        blank!(postgres "supplement", "name", "name", "name");
    BLANK_HISTORY =
        blank!(sqlite "answer_history", "author_name", "author", "actor"),
        blank!(postgres "answer_history", "author_name", "author", "actor");
    BLANK_QUERIES =
        blank!(sqlite "answer_query", "author_name", "author_name", "name"),
        blank!(postgres "answer_query", "author_name", "author_name", "name");
    BLANK_REPLIES =
        blank!(sqlite "answer_query", "reply_name", "reply_name", "name"),
        blank!(postgres "answer_query", "reply_name", "reply_name", "name");
    BLANK_REQUESTS =
        blank!(sqlite "document_request", "asked_name", "asked_by", "actor"),
        blank!(postgres "document_request", "asked_name", "asked_by", "actor");
    BLANK_ANSWERS_TO_REQUESTS =
        blank!(sqlite "document_request", "answered_name", "answered_name", "name"),
        blank!(postgres "document_request", "answered_name", "answered_name", "name");
    BLANK_SET_ASIDE =
        blank!(sqlite "review_setting_aside", "author_name", "author", "actor"),
        blank!(postgres "review_setting_aside", "author_name", "author", "actor");
    BLANK_COMMENTS =
        blank!(sqlite "review_comment", "author_name", "author", "actor"),
        blank!(postgres "review_comment", "author_name", "author", "actor");
    BLANK_ANSWERS_TO_COMMENTS =
        blank!(sqlite "review_comment", "answered_name", "answered_name", "name"),
        blank!(postgres "review_comment", "answered_name", "answered_name", "name");
    BLANK_RESOLVED =
        blank!(sqlite "review_comment", "resolved_name", "resolved_name", "name"),
        blank!(postgres "review_comment", "resolved_name", "resolved_name", "name");
    // The writes whose text names somebody.
    DISPOSE_OF_SUBJECT = "UPDATE audit_entry SET actor = NULL, content = NULL, salt = NULL
        WHERE chain = $1 AND subject = $2 AND salt IS NOT NULL AND operation IN ('account.create', 'account.profile',
            'identity.link', 'identity.unlink', 'passkey.add', 'passkey.remove', 'selection.add', 'selection.remove',
            'link.create', 'link.rescope', 'interview.person', 'supplement.add') RETURNING number";
}

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Erased {
    /// Rows that are gone.
    pub gone: u64,
    /// Rows that name nobody any more.
    pub blank: u64,
    /// Rows that stay as they are.
    pub kept: u64,
    /// Entries of the audit log that lost their text.
    pub entries: u64,
}

/// Erases somebody, by whatever they are known, as it is decided on what is found of them; `words` take the place of their
/// name. `organisation` is in whose name it is done; without one, of the installation.
pub async fn erase(
    db: &Db,
    stamp: &Stamp,
    anchor: &Anchor,
    organisation: Option<Uuid>,
    words: &str,
    decide: impl FnOnce(&Person, Found) -> Result<Plan>,
) -> Result<Erased> {
    // An entry of this operation may say that others have no text any more.
    let request = (anchor, organisation);
    let mut write = match Write::begin(db, stamp, audit::DISPOSE, &request).await? {
        Begun::Repeated(erased) => return Ok(erased),
        Begun::New(write) => write,
    };
    let now = write.now();
    let of = Of::from(organisation);
    let person = person_in(&mut write.tx, anchor, of).await?;
    let _: Vec<(String,)> = write.tx.all(&LOCK, args![json(&person.accounts())]).await?;
    let found = found_in(&mut write.tx, &person, of).await?;
    let plan = decide(&person, found)?;
    let mut erased = Erased::default();
    for (_, outcome) in &plan.rows {
        match outcome {
            Outcome::Goes => erased.gone += 1,
            Outcome::Blank => erased.blank += 1,
            _ => erased.kept += 1,
        }
    }
    let mut silent = Silent::default();
    rows(&mut write.tx, &plan, words, now, &mut silent).await?;
    if plan.whole {
        for account in person.accounts() {
            account_in(&mut write.tx, account, words, now).await?;
            silent.add(&mut write.tx, Chain::Installation, &account.to_string()).await?;
        }
    }
    let told_in = organisation.map_or(Chain::Installation, Chain::Organisation);
    silent.of.entry(told_in.to_string()).or_insert((told_in, Vec::new()));
    erased.entries = silent.of.values().map(|(_, numbers)| numbers.len() as u64).sum();
    let subject = anchor.to_string();
    // Chains are taken in the order of their names.
    let mut told: Vec<(Chain, Told<'_>)> = silent
        .of
        .into_values()
        .map(|(chain, mut disposed)| {
            disposed.sort_unstable();
            (chain, Told { disposed, person: &subject, rows: erased })
        })
        .collect();
    let (chain, content) =
        told.pop().ok_or_else(|| Error::Internal("an erasure without a chain".to_owned()))?;
    for (chain, content) in told {
        write.log(Entry { chain, subject: &subject, content }).await?;
    }
    write.finish(Entry { chain, subject: &subject, content }, erased).await
}

/// What the audit log says of an erasure: who, by a number that names nobody, and how much. Not what.
#[derive(Serialize)]
struct Told<'a> {
    disposed: Vec<i64>,
    person: &'a str,
    rows: Erased,
}

/// Entries of the audit log that lost their text, by chain.
#[derive(Default)]
struct Silent {
    of: BTreeMap<String, (Chain, Vec<i64>)>,
}

impl Silent {
    async fn add(&mut self, tx: &mut Tx, chain: Chain, subject: &str) -> Result<()> {
        let rows: Vec<(i64,)> =
            tx.all(&DISPOSE_OF_SUBJECT, args![chain.to_string(), subject]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let (_, numbers) = self.of.entry(chain.to_string()).or_insert((chain, Vec::new()));
        numbers.extend(rows.into_iter().map(|(number,)| number));
        Ok(())
    }
}

async fn person_in(tx: &mut Tx, anchor: &Anchor, of: Of) -> Result<Person> {
    let people = all_in(tx, of).await?;
    let found = people.into_iter().find(|person| person.anchors.contains(anchor));
    found.ok_or_else(|| Error::not_found("person", anchor.to_string(), "look for them again"))
}

/// Does to each row what was decided.
async fn rows(tx: &mut Tx, plan: &Plan, words: &str, now: i64, silent: &mut Silent) -> Result<()> {
    let mut blank: BTreeMap<&'static str, Names> = BTreeMap::new();
    for (row, outcome) in &plan.rows {
        let text = |column| row.text(column).unwrap_or_default();
        let chain = match (row.evaluation(), row.organisation()) {
            (Some(evaluation), _) => Chain::Evaluation(evaluation),
            (None, Some(organisation)) => Chain::Organisation(organisation),
            (None, None) => Chain::Installation,
        };
        match (row.table.name, outcome) {
            ("membership", Outcome::Goes) => {
                let key = args![text("account_id"), text("organisation_id")];
                tx.execute(&DELETE_MEMBERSHIPS, key).await?;
            }
            ("assignment", Outcome::Goes) => {
                let key = args![text("account_id"), text("evaluation_id")];
                tx.execute(&DELETE_ASSIGNMENTS, key).await?;
            }
            ("link", Outcome::Goes) => {
                forget(tx, text("id")).await?;
                tx.execute(&DELETE_LINK, args![text("id")]).await?;
                silent.add(tx, chain, text("id")).await?;
            }
            ("link", Outcome::Kept(..)) if row.certain => {
                forget(tx, text("id")).await?;
                tx.execute(&DELETE_SESSIONS_OF_LINK, args![text("id")]).await?;
                tx.execute(&CLOSE_LINK, args![text("id"), now]).await?;
            }
            ("interview_person", Outcome::Goes) => {
                tx.execute(&DELETE_INTERVIEWEE, args![text("id")]).await?;
                tx.execute(&FORGET_MANAGER, args![text("id"), now]).await?;
                silent.add(tx, chain, text("id")).await?;
            }
            (table, Outcome::Blank) if table != "account" => {
                let names = blank.entry(table).or_default();
                names.evaluation.extend(row.evaluation());
                if table == "supplement" {
                    names.name.insert(text("name").to_owned());
                    silent.add(tx, chain, text("id")).await?;
                }
            }
            _ => {}
        }
    }
    for (table, mut names) in blank {
        names.actor.clone_from(&plan.actors);
        names.name.extend(plan.names.iter().cloned());
        let names = json(&names);
        for statement in blanks(table) {
            tx.execute(statement, args![&names, words]).await?;
        }
    }
    Ok(())
}

/// Whose names are written over, and where.
#[derive(Default, Serialize)]
struct Names {
    actor: BTreeSet<String>,
    name: BTreeSet<String>,
    evaluation: BTreeSet<Uuid>,
}

fn blanks(table: &str) -> &'static [&'static Statement] {
    match table {
        "supplement" => &[&BLANK_SUPPLEMENTS],
        "answer_history" => &[&BLANK_HISTORY],
        "answer_query" => &[&BLANK_QUERIES, &BLANK_REPLIES],
        "document_request" => &[&BLANK_REQUESTS, &BLANK_ANSWERS_TO_REQUESTS],
        "review_setting_aside" => &[&BLANK_SET_ASIDE],
        "review_comment" => &[&BLANK_COMMENTS, &BLANK_ANSWERS_TO_COMMENTS, &BLANK_RESOLVED],
        _ => &[],
    }
}

/// Mail and outcomes of requests that hold what is known by this id.
async fn forget(tx: &mut Tx, id: &str) -> Result<()> {
    tx.execute(&FORGET_JOBS, args![id]).await?;
    tx.execute(&FORGET_OUTCOMES, args![id]).await.map(|_| ())
}

/// Everything that belongs to an account alone.
async fn account_in(tx: &mut Tx, account: Uuid, words: &str, now: i64) -> Result<()> {
    for statement in [
        &DELETE_IDENTITIES,
        &DELETE_PASSKEYS,
        &DELETE_CODES,
        &DELETE_SESSIONS,
        &DELETE_NOTICES,
        &DELETE_SELECTIONS,
    ] {
        tx.execute(statement, args![account]).await?;
    }
    forget(tx, &account.to_string()).await?;
    tx.execute(&FORGET_REQUESTS, args![format!("account:{account}")]).await?;
    let address = format!("{ERASED}{account}");
    tx.execute(&ANONYMISE, args![account, address, words, sort::key(words), now]).await.map(|_| ())
}
