//! Who is here, how many, and how well their accounts are guarded: what lists of people and of organisations show beside
//! the names.

use crate::db::{Db, args, statements};
use crate::sort;
use crate::text::{id, instant_some, narrow};
use jiff::{SignedDuration, Timestamp};
use kompass_core::Result;
use std::collections::BTreeMap;
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT DISTINCT account.id,
                (SELECT max(session.seen_at) FROM session WHERE session.account_id = account.id
                    AND session.expires_at > $1 AND session.seen_at > $2),
                (SELECT count(*) FROM passkey WHERE passkey.account_id = account.id)
            FROM ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    OF_ORGANISATION = select!("membership JOIN account ON account.id = membership.account_id
        WHERE membership.organisation_id = $3");
    OF_ADMINISTRATORS = select!("account WHERE account.system_administrator = 1");
    PEOPLE = "SELECT organisation.id,
            (SELECT count(DISTINCT membership.account_id) FROM membership
                WHERE membership.organisation_id = organisation.id)
        FROM organisation WHERE organisation.name_sort >= $1 AND organisation.name_sort <= $2";
}

/// How an account is used and guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presence {
    /// When it was last active on a device that is signed in; `None` if none is.
    pub active_at: Option<Timestamp>,
    /// Passkeys it can sign in with.
    pub passkeys: u64,
}

/// Everybody in an organisation, by account.
pub async fn of_organisation(
    db: &Db,
    organisation: Uuid,
    now: Timestamp,
    idle_after: SignedDuration,
) -> Result<BTreeMap<Uuid, Presence>> {
    let key = args![now, now - idle_after, organisation];
    presences(db.all(&OF_ORGANISATION, key).await?)
}

/// Those who run the installation, by account.
pub async fn of_administrators(
    db: &Db,
    now: Timestamp,
    idle_after: SignedDuration,
) -> Result<BTreeMap<Uuid, Presence>> {
    presences(db.all(&OF_ADMINISTRATORS, args![now, now - idle_after]).await?)
}

/// How many people have a role in each of the organisations between two names, in the order of names.
pub async fn people(db: &Db, first: &str, last: &str) -> Result<BTreeMap<Uuid, u64>> {
    let rows: Vec<(String, i64)> =
        db.all(&PEOPLE, args![sort::key(first), sort::key(last)]).await?;
    rows.into_iter()
        .map(|(organisation, people)| {
            Ok((id("organisation.id", &organisation)?, narrow("membership", people)?))
        })
        .collect()
}

fn presences(rows: Vec<(String, Option<i64>, i64)>) -> Result<BTreeMap<Uuid, Presence>> {
    rows.into_iter()
        .map(|(account, active_at, passkeys)| {
            let presence = Presence {
                active_at: instant_some("session.seen_at", active_at)?,
                passkeys: narrow("passkey", passkeys)?,
            };
            Ok((id("account.id", &account)?, presence))
        })
        .collect()
}
