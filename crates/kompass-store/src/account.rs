//! Accounts: who can sign in.

mod credentials;

pub use credentials::{
    Credentials, advance_totp, credentials, set_password, set_recovery_codes, set_totp,
    use_recovery_code,
};

pub(crate) use credentials::CREDENTIAL_STATEMENTS;

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::text::{from_word, id, instant, instant_some, word};
use crate::write::{Begun, Entry, Stamp, Write};
use crate::{session, sort};
use jiff::Timestamp;
use kompass_core::access::Role;
use kompass_core::{Error, Lang, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT account.id, account.email, account.name, account.language, account.system_administrator,
                account.break_glass, account.disabled_at, account.password IS NOT NULL AS has_password,
                account.totp IS NOT NULL AS has_totp, account.version, account.created_at FROM account ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO account (id, email, name, name_sort, language, system_administrator, break_glass, totp_step,
            version, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 1, $8, $8) ON CONFLICT (email) DO NOTHING";
    GET = select!("WHERE account.id = $1");
    BY_EMAIL = select!("WHERE account.email = $1");
    LIST = select!("ORDER BY account.name_sort, account.id");
    OF_ORGANISATION = "SELECT account.id, account.email, account.name, account.language, account.system_administrator,
            account.break_glass, account.disabled_at, account.password IS NOT NULL AS has_password,
            account.totp IS NOT NULL AS has_totp, account.version, account.created_at, membership.role,
            membership.origin
        FROM membership JOIN account ON account.id = membership.account_id
        WHERE membership.organisation_id = $1
        ORDER BY account.name_sort, account.id, membership.role, membership.origin";
    UPDATE_PROFILE = "UPDATE account SET name = $3, name_sort = $4, language = $5, version = version + 1,
            changed_at = $6
        WHERE id = $1 AND version = $2";
    SET_DISABLED = "UPDATE account SET disabled_at = $3, version = version + 1, changed_at = $4
        WHERE id = $1 AND version = $2";
    SET_SYSTEM_ADMINISTRATOR = "UPDATE account SET system_administrator = $3, version = version + 1, changed_at = $4
        WHERE id = $1 AND version = $2";
    MAIL = "SELECT mail FROM account WHERE id = $1";
    SET_MAIL = "UPDATE account SET mail = $2, changed_at = $3 WHERE id = $1";
    WITH_A_PART = "SELECT account_id FROM assignment UNION SELECT account_id FROM membership ORDER BY account_id";
    ANY_SYSTEM_ADMINISTRATOR = "SELECT id FROM account
        WHERE system_administrator = 1 AND disabled_at IS NULL LIMIT 1";
}

/// When somebody wants mail about what is no matter of the safety of their account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mail {
    /// When something happens.
    AtOnce,
    /// Once a day, all together.
    Daily,
}

/// An account, without what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Identity.
    pub id: Uuid,
    /// E-mail address, in lower case; no two accounts have the same.
    pub email: String,
    /// Name, as it is shown.
    pub name: String,
    /// Language of the interface.
    pub language: Lang,
    /// Runs the installation.
    pub system_administrator: bool,
    /// Was made by a command for the day when nothing else works.
    pub break_glass: bool,
    /// Since when it cannot sign in.
    pub disabled_at: Option<Timestamp>,
    /// Has a password.
    pub has_password: bool,
    /// Has a second factor by time.
    pub has_totp: bool,
    /// Counts the changes of the profile and of what the account is, from 1. Credentials change without it.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// An account to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewAccount<'a> {
    /// E-mail address, in any case.
    pub email: &'a str,
    /// Name.
    pub name: &'a str,
    /// Language of the interface.
    pub language: Lang,
    /// Runs the installation.
    pub system_administrator: bool,
    /// Is made by a command for the day when nothing else works.
    pub break_glass: bool,
}

/// Somebody in an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The account.
    pub account: Account,
    /// The roles in the organisation, each with its origin; one that comes from two origins is there twice.
    pub roles: Vec<(Role, String)>,
}

/// Makes an account, without credentials. An address that another one has is a conflict.
pub async fn create(db: &Db, stamp: &Stamp, new: &NewAccount<'_>) -> Result<Account> {
    let mut write = match Write::begin(db, stamp, "account.create", new).await? {
        Begun::Repeated(account) => return Ok(account),
        Begun::New(write) => write,
    };
    let now = write.now();
    let account = Account {
        id: write.id(),
        email: email(new.email),
        name: new.name.to_owned(),
        language: new.language,
        system_administrator: new.system_administrator,
        break_glass: new.break_glass,
        disabled_at: None,
        has_password: false,
        has_totp: false,
        version: 1,
        created_at: instant("now", now)?,
    };
    let row = args![
        account.id,
        &account.email,
        new.name,
        sort::key(new.name),
        new.language.code(),
        new.system_administrator,
        new.break_glass,
        now,
    ];
    if write.tx.execute(&INSERT, row).await? == 0 {
        return Err(Error::Conflict(format!(
            "there is an account with the address {} already – use it, or another address",
            account.email
        )));
    }
    let subject = account.id.to_string();
    let entry = Entry { chain: Chain::Installation, subject: &subject, content: new };
    write.finish(entry, account).await
}

/// One account.
pub async fn get(db: &Db, id: Uuid) -> Result<Account> {
    let row: Option<AccountRow> = db.optional(&GET, args![id]).await?;
    row.ok_or_else(|| unknown(id))?.try_into()
}

/// The account with this e-mail address, in any case.
pub async fn by_email(db: &Db, address: &str) -> Result<Option<Account>> {
    let row: Option<AccountRow> = db.optional(&BY_EMAIL, args![email(address)]).await?;
    row.map(Account::try_from).transpose()
}

/// All accounts, by name.
pub async fn list(db: &Db) -> Result<Vec<Account>> {
    let rows: Vec<AccountRow> = db.all(&LIST, &[]).await?;
    rows.into_iter().map(Account::try_from).collect()
}

/// Everybody in an organisation, by name, with their roles there.
pub async fn list_of_organisation(db: &Db, organisation: Uuid) -> Result<Vec<Person>> {
    let rows: Vec<PersonRow> = db.all(&OF_ORGANISATION, args![organisation]).await?;
    let mut people: Vec<Person> = Vec::new();
    for PersonRow { account, role, origin } in rows {
        let account = Account::try_from(account)?;
        let role = (from_word("membership.role", &role)?, origin);
        match people.last_mut() {
            Some(person) if person.account.id == account.id => person.roles.push(role),
            _ => people.push(Person { account, roles: vec![role] }),
        }
    }
    Ok(people)
}

/// Changes name and language, if the account is still at this version. Returns the version after it.
pub async fn update_profile(
    db: &Db,
    stamp: &Stamp,
    id: Uuid,
    expected: i64,
    name: &str,
    language: Lang,
) -> Result<i64> {
    let request = (id, expected, name, language);
    let mut write = match Write::begin(db, stamp, "account.profile", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let row = args![id, expected, name, sort::key(name), language.code(), write.now()];
    if write.tx.execute(&UPDATE_PROFILE, row).await? == 0 {
        return Err(conflict(&mut write, id, expected).await);
    }
    finish(write, id, expected + 1, (name, language)).await
}

/// When an account wants mail.
pub async fn mail(db: &Db, id: Uuid) -> Result<Mail> {
    let row: Option<(String,)> = db.optional(&MAIL, args![id]).await?;
    let (mail,) = row.ok_or_else(|| unknown(id))?;
    from_word("account.mail", &mail)
}

/// Sets when an account wants mail.
pub async fn set_mail(db: &Db, stamp: &Stamp, id: Uuid, mail: Mail) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "account.mail", &(id, mail)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    if write.tx.execute(&SET_MAIL, args![id, word(&mail), now]).await? == 0 {
        return Err(unknown(id));
    }
    finish(write, id, (), mail).await
}

/// The accounts with a role anywhere.
pub async fn with_a_part(db: &Db) -> Result<Vec<Uuid>> {
    let rows: Vec<(String,)> = db.all(&WITH_A_PART, &[]).await?;
    rows.into_iter().map(|(account,)| id("account_id", &account)).collect()
}

/// Lets an account sign in no more, which ends its sessions, or lets it again; if it is still at this version. Returns the
/// version after it.
pub async fn set_disabled(
    db: &Db,
    stamp: &Stamp,
    id: Uuid,
    expected: i64,
    disabled: bool,
) -> Result<i64> {
    let request = (id, expected, disabled);
    let mut write = match Write::begin(db, stamp, "account.disabled", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let now = write.now();
    if write.tx.execute(&SET_DISABLED, args![id, expected, disabled.then_some(now), now]).await?
        == 0
    {
        return Err(conflict(&mut write, id, expected).await);
    }
    session::end_all_in(&mut write.tx, id).await?;
    finish(write, id, expected + 1, disabled).await
}

/// Makes an account run the installation, or not, if it is still at this version. Returns the version after it.
pub async fn set_system_administrator(
    db: &Db,
    stamp: &Stamp,
    id: Uuid,
    expected: i64,
    system_administrator: bool,
) -> Result<i64> {
    let request = (id, expected, system_administrator);
    let mut write = match Write::begin(db, stamp, "account.system_administrator", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let row = args![id, expected, system_administrator, write.now()];
    if write.tx.execute(&SET_SYSTEM_ADMINISTRATOR, row).await? == 0 {
        return Err(conflict(&mut write, id, expected).await);
    }
    finish(write, id, expected + 1, system_administrator).await
}

/// True if somebody who can sign in runs the installation.
pub async fn any_system_administrator(db: &Db) -> Result<bool> {
    let one: Option<(String,)> = db.optional(&ANY_SYSTEM_ADMINISTRATOR, &[]).await?;
    Ok(one.is_some())
}

/// Ends a write about one account.
async fn finish<T: Serialize>(
    write: Write<'_>,
    id: Uuid,
    outcome: T,
    content: impl Serialize,
) -> Result<T> {
    let subject = id.to_string();
    write.finish(Entry { chain: Chain::Installation, subject: &subject, content }, outcome).await
}

/// An address as it is kept and looked up.
fn email(address: &str) -> String {
    address.trim().to_lowercase()
}

fn unknown(id: Uuid) -> Error {
    Error::not_found("account", id, "list the accounts to see which there are")
}

/// Why no row was at the version expected.
async fn conflict(write: &mut Write<'_>, id: Uuid, expected: i64) -> Error {
    match write.tx.optional::<AccountRow>(&GET, args![id]).await {
        Ok(Some(there)) => Error::Conflict(format!(
            "the account {} was changed in the meantime: it is at version {}, not {expected} – read it again",
            there.email, there.version
        )),
        Ok(None) => unknown(id),
        Err(error) => error,
    }
}

/// A row of an account, without what proves it.
#[derive(sqlx::FromRow)]
pub(crate) struct AccountRow {
    id: String,
    email: String,
    name: String,
    language: String,
    system_administrator: i64,
    break_glass: i64,
    disabled_at: Option<i64>,
    has_password: bool,
    has_totp: bool,
    version: i64,
    created_at: i64,
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    #[sqlx(flatten)]
    account: AccountRow,
    role: String,
    origin: String,
}

impl TryFrom<AccountRow> for Account {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self> {
        Ok(Self {
            id: id("account.id", &row.id)?,
            email: row.email,
            name: row.name,
            language: from_word("account.language", &row.language)?,
            system_administrator: row.system_administrator != 0,
            break_glass: row.break_glass != 0,
            disabled_at: instant_some("account.disabled_at", row.disabled_at)?,
            has_password: row.has_password,
            has_totp: row.has_totp,
            version: row.version,
            created_at: instant("account.created_at", row.created_at)?,
        })
    }
}
