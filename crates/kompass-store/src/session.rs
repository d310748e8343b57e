//! Sessions: somebody signed in on a device. Every request finds its session anew, so whatever was taken away is gone with
//! the next one, on every node.

use crate::account::{Account, AccountRow};
use crate::db::{Db, Tx, args, statements};
use crate::link::{Link, LinkRow};
use crate::text::{from_json, id, id_some, instant, instant_some};
use jiff::{SignedDuration, Timestamp};
use kompass_core::access::Role;
use kompass_core::{Error, Result};
use serde::Serialize;
use std::fmt;
use uuid::Uuid;

/// The roles of the account beside them in evaluations. A second sheet gives those of the evaluation it belongs to.
macro_rules! given {
    () => {
        "(SELECT assignment.evaluation_id, assignment.role, assignment.member FROM assignment
                    WHERE assignment.account_id = account.id
                UNION ALL
                SELECT evaluation.id, assignment.role, assignment.member FROM assignment
                    JOIN evaluation ON evaluation.companion_of = assignment.evaluation_id
                    WHERE assignment.account_id = account.id) AS given"
    };
}

/// The columns of [`GrantsRow`], of the account beside them. A closed organisation gives nothing.
macro_rules! grants {
    (sqlite) => {
        concat!(
            "(SELECT json_group_array(json_array(given.evaluation_id, given.role, given.member)) FROM ",
            given!(),
            ") AS assignments,
            (SELECT json_group_array(json_array(membership.organisation_id, membership.role))
                FROM membership JOIN organisation ON organisation.id = membership.organisation_id
                WHERE membership.account_id = account.id AND organisation.closed_at IS NULL) AS memberships"
        )
    };
    (postgres) => {
        concat!(
            "(SELECT coalesce(json_agg(json_build_array(given.evaluation_id, given.role, given.member))::text, '[]')
                FROM ",
            given!(),
            ") AS assignments,
            (SELECT coalesce(json_agg(json_build_array(membership.organisation_id, membership.role))::text, '[]')
                FROM membership JOIN organisation ON organisation.id = membership.organisation_id
                WHERE membership.account_id = account.id AND organisation.closed_at IS NULL) AS memberships"
        )
    };
}

/// The columns of [`SessionRow`], the columns of whoever holds the session, and the rest.
macro_rules! select {
    ($holder:expr, $rest:literal) => {
        concat!(
            "SELECT session.id AS session_id, session.account_id AS session_account, session.link_id AS session_link,
                session.csrf AS session_csrf, session.method AS session_method, session.agent AS session_agent,
                session.address AS session_address, session.created_at AS session_created_at,
                session.seen_at AS session_seen_at, session.expires_at AS session_expires_at,
                session.stepped_up_at AS session_stepped_up_at",
            $holder,
            " FROM session ",
            $rest
        )
    };
}

/// Everything a request needs of whoever sent it, in one question.
macro_rules! find_with_account {
    ($engine:ident) => {
        select!(
            concat!(
                ", account.id, account.email, account.name, account.language, account.system_administrator,
            account.break_glass, account.disabled_at, account.password IS NOT NULL AS has_password,
            account.totp IS NOT NULL AS has_totp, account.version, account.created_at, ",
                grants!($engine)
            ),
            "JOIN account ON account.id = session.account_id
        WHERE session.digest = $1 AND session.expires_at > $2 AND session.seen_at > $3
            AND account.disabled_at IS NULL"
        )
    };
}

macro_rules! grants_of {
    ($engine:ident) => {
        concat!("SELECT ", grants!($engine), " FROM account WHERE account.id = $1")
    };
}

statements! {
    STATEMENTS:
    GRANTS = grants_of!(sqlite), grants_of!(postgres);
    INSERT = "INSERT INTO session (id, digest, account_id, link_id, csrf, method, agent, address, created_at, seen_at,
            expires_at, stepped_up_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    FIND_WITH_ACCOUNT = find_with_account!(sqlite), find_with_account!(postgres);
    FIND_WITH_LINK = select!(
        ", link.id, link.purpose, link.organisation_id, link.evaluation_id, link.account_id, link.role, link.email,
            link.name, link.scope, link.expires_at, link.most_uses, link.uses, link.revoked_at, link.created_by,
            link.created_at",
        "JOIN link ON link.id = session.link_id
        WHERE session.digest = $1 AND session.expires_at > $2 AND session.seen_at > $3
            AND link.revoked_at IS NULL AND link.expires_at > $2"
    );
    LIST = select!("", "WHERE session.account_id = $1 AND session.expires_at > $2 AND session.seen_at > $3
        ORDER BY session.seen_at DESC, session.id");
    TOUCH = "UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    ROTATE = "UPDATE session SET digest = $2, csrf = $3 WHERE id = $1";
    STEP_UP = "UPDATE session SET stepped_up_at = $2 WHERE id = $1";
    END = "DELETE FROM session WHERE account_id = $1 AND id = $2";
    END_BY_DIGEST = "DELETE FROM session WHERE digest = $1";
    END_ALL = "DELETE FROM session WHERE account_id = $1 AND id <> $2";
    FORGET = "DELETE FROM session WHERE expires_at <= $1 OR seen_at <= $2";
}

/// Somebody signed in on a device, with an account or with a personal link.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// Identity; not what the device shows.
    pub id: Uuid,
    /// The account that signed in.
    pub account: Option<Uuid>,
    /// The link that was opened.
    pub link: Option<Uuid>,
    /// What every form of this session carries.
    #[serde(skip)]
    pub csrf: String,
    /// How it was signed in.
    pub method: String,
    /// What the device says it is.
    pub agent: String,
    /// Network address it was signed in from.
    pub address: String,
    /// When it was signed in.
    pub created_at: Timestamp,
    /// When it was last used, as far as it was noted.
    pub seen_at: Timestamp,
    /// When it ends, used or not.
    pub expires_at: Timestamp,
    /// When its holder last proved anew who it is.
    pub stepped_up_at: Option<Timestamp>,
}

/// A session that is good, with whoever holds it: one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The session.
    pub session: Session,
    /// The account that signed in; not disabled.
    pub account: Option<Account>,
    /// The link that was opened; neither revoked nor expired.
    pub link: Option<Link>,
    /// What the account was given.
    pub grants: Grants,
}

/// What an account was given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Grants {
    /// Roles in organisations that are not closed; [`Role::Account`] for a mere member.
    pub memberships: Vec<(Uuid, Role)>,
    /// Roles in evaluations, with the code on the team.
    pub assignments: Vec<(Uuid, Role, Option<String>)>,
}

/// What its forms carry is a secret of the session.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Keeps a new session under the digest of the token that the device shows.
pub async fn insert(db: &Db, digest: &str, session: &Session) -> Result<()> {
    let row = args![
        session.id,
        digest,
        session.account,
        session.link,
        &session.csrf,
        &session.method,
        &session.agent,
        &session.address,
        session.created_at,
        session.seen_at,
        session.expires_at,
        session.stepped_up_at,
    ];
    db.execute(&INSERT, row).await.map(|_| ())
}

/// The session of a token, if it is good: not expired, used within `idle_after`, and whoever holds it still may.
pub async fn find(
    db: &Db,
    digest: &str,
    now: Timestamp,
    idle_after: SignedDuration,
) -> Result<Option<Signed>> {
    let key = args![digest, now, now - idle_after];
    if let Some(row) = db.optional::<AccountSessionRow>(&FIND_WITH_ACCOUNT, key).await? {
        let account = Some(row.account.try_into()?);
        let (session, grants) = (row.session.try_into()?, row.grants.try_into()?);
        return Ok(Some(Signed { session, account, link: None, grants }));
    }
    let Some(row) = db.optional::<LinkSessionRow>(&FIND_WITH_LINK, key).await? else {
        return Ok(None);
    };
    let (session, link) = (row.session.try_into()?, row.link.try_into()?);
    Ok(Some(Signed { session, account: None, link: Some(link), grants: Grants::default() }))
}

/// What an account was given, signed in or not.
pub async fn grants(db: &Db, account: Uuid) -> Result<Grants> {
    db.one::<GrantsRow>(&GRANTS, args![account]).await?.try_into()
}

/// Notes that a session was used now. Never goes back in time.
pub async fn touch(db: &Db, id: Uuid, now: Timestamp) -> Result<()> {
    db.execute(&TOUCH, args![id, now]).await.map(|_| ())
}

/// Gives a session another token and another value for its forms, as after signing in; the old ones are worth nothing.
pub async fn rotate(db: &Db, id: Uuid, digest: &str, csrf: &str) -> Result<()> {
    expect(db.execute(&ROTATE, args![id, digest, csrf]).await?, id)
}

/// Notes that the holder proved anew who it is.
pub async fn step_up(db: &Db, id: Uuid, now: Timestamp) -> Result<()> {
    expect(db.execute(&STEP_UP, args![id, now]).await?, id)
}

/// The good sessions of an account, the one used last first.
pub async fn list(
    db: &Db,
    account: Uuid,
    now: Timestamp,
    idle_after: SignedDuration,
) -> Result<Vec<Session>> {
    let rows: Vec<SessionRow> = db.all(&LIST, args![account, now, now - idle_after]).await?;
    rows.into_iter().map(Session::try_from).collect()
}

/// Ends a session of an account. False if it has none of this id.
pub async fn end(db: &Db, account: Uuid, id: Uuid) -> Result<bool> {
    Ok(db.execute(&END, args![account, id]).await? == 1)
}

/// Ends the session of a token. False if there is none.
pub async fn end_by_digest(db: &Db, digest: &str) -> Result<bool> {
    Ok(db.execute(&END_BY_DIGEST, args![digest]).await? == 1)
}

/// Ends the sessions of an account, all or all but one; returns how many.
pub async fn end_all(db: &Db, account: Uuid, except: Option<Uuid>) -> Result<u64> {
    db.execute(&END_ALL, args![account, kept(except)]).await
}

/// Ends all sessions of an account as a part of another write.
pub(crate) async fn end_all_in(tx: &mut Tx, account: Uuid) -> Result<()> {
    tx.execute(&END_ALL, args![account, kept(None)]).await.map(|_| ())
}

/// Forgets the sessions that are good no more; returns how many.
pub async fn forget_expired(db: &Db, now: Timestamp, idle_after: SignedDuration) -> Result<u64> {
    db.execute(&FORGET, args![now, now - idle_after]).await
}

/// An id that no session has stands for none.
fn kept(except: Option<Uuid>) -> Uuid {
    except.unwrap_or(Uuid::nil())
}

fn expect(changed: u64, id: Uuid) -> Result<()> {
    match changed {
        0 => Err(Error::not_found("session", id, "sign in again")),
        _ => Ok(()),
    }
}

#[derive(sqlx::FromRow)]
struct AccountSessionRow {
    #[sqlx(flatten)]
    session: SessionRow,
    #[sqlx(flatten)]
    account: AccountRow,
    #[sqlx(flatten)]
    grants: GrantsRow,
}

#[derive(sqlx::FromRow)]
struct LinkSessionRow {
    #[sqlx(flatten)]
    session: SessionRow,
    #[sqlx(flatten)]
    link: LinkRow,
}

/// Lists as JSON, in no order.
#[derive(sqlx::FromRow)]
struct GrantsRow {
    assignments: String,
    memberships: String,
}

impl TryFrom<GrantsRow> for Grants {
    type Error = Error;

    fn try_from(row: GrantsRow) -> Result<Self> {
        let mut assignments: Vec<_> = from_json("the roles of an assignment", &row.assignments)?;
        assignments.sort();
        let mut memberships: Vec<_> = from_json("the roles of a membership", &row.memberships)?;
        memberships.sort();
        // A role that comes from two origins is one.
        memberships.dedup();
        Ok(Self { memberships, assignments })
    }
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    session_id: String,
    session_account: Option<String>,
    session_link: Option<String>,
    session_csrf: String,
    session_method: String,
    session_agent: String,
    session_address: String,
    session_created_at: i64,
    session_seen_at: i64,
    session_expires_at: i64,
    session_stepped_up_at: Option<i64>,
}

impl TryFrom<SessionRow> for Session {
    type Error = Error;

    fn try_from(row: SessionRow) -> Result<Self> {
        Ok(Self {
            id: id("session.id", &row.session_id)?,
            account: id_some("session.account_id", row.session_account.as_deref())?,
            link: id_some("session.link_id", row.session_link.as_deref())?,
            csrf: row.session_csrf,
            method: row.session_method,
            agent: row.session_agent,
            address: row.session_address,
            created_at: instant("session.created_at", row.session_created_at)?,
            seen_at: instant("session.seen_at", row.session_seen_at)?,
            expires_at: instant("session.expires_at", row.session_expires_at)?,
            stepped_up_at: instant_some("session.stepped_up_at", row.session_stepped_up_at)?,
        })
    }
}
