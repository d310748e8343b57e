//! Those who run the installation: the first by a link on the console, the others by invitation, and one by command for
//! the day when nothing else works.

use super::{Account, checked_email, checked_name};
use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::link::{self, Created, New, Purpose};
use crate::reason;
use jiff::SignedDuration;
use kompass_core::access::{Action, Resource};
use kompass_core::{Result, access::Role};
use kompass_store::account::{self as store, NewAccount};
use kompass_store::{link as links, session, setting};
use uuid::Uuid;

/// How long links of the console, of invitations and of forgotten passwords work.
const CONSOLE: SignedDuration = SignedDuration::from_mins(60);
const INVITED: SignedDuration = SignedDuration::from_hours(7 * 24);
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// Where the link of the first start is remembered, so that a new one takes its place.
const FIRST_LINK: &str = "first_link";

/// True while nobody runs the installation.
///
/// # Errors
/// The database cannot be read.
pub async fn is_first_start(installation: &Installation) -> Result<bool> {
    Ok(!store::any_system_administrator(&installation.db).await?)
}

/// A one-time link with which the first administrator makes their account; `None` once there is one. The link that was
/// made before works no more. For the console of the machine only.
///
/// # Errors
/// The database cannot be written.
pub async fn first_link(installation: &Installation) -> Result<Option<Created>> {
    let db = &installation.db;
    if !is_first_start(installation).await? {
        return Ok(None);
    }
    if let Some(before) = setting::get(db, FIRST_LINK).await?.and_then(|id| id.parse().ok()) {
        links::revoke(db, &installation.stamp()?, before).await?;
    }
    let new = New { most_uses: Some(1), ..New::of(Purpose::Administrator, CONSOLE) };
    let created = link::create(installation, &installation.stamp()?, new).await?;
    let id = created.link.id.to_string();
    setting::put(db, &installation.stamp()?, FIRST_LINK, &id).await?;
    Ok(Some(created))
}

/// Makes an account run the installation, and gives a one-time link that sets its password: for the command line, when
/// nobody can sign in any other way.
///
/// # Errors
/// [`reason::EMAIL`]; [`reason::NAME`].
pub async fn make_administrator(
    installation: &Installation,
    email: &str,
    name: &str,
) -> Result<Created> {
    let (db, email, name) = (&installation.db, checked_email(email)?, checked_name(name)?);
    let account = match store::by_email(db, &email).await? {
        Some(mut there) => {
            if there.disabled_at.is_some() {
                let stamp = installation.stamp()?;
                there.version =
                    store::set_disabled(db, &stamp, there.id, there.version, false).await?;
            }
            if !there.system_administrator {
                let stamp = installation.stamp()?;
                store::set_system_administrator(db, &stamp, there.id, there.version, true).await?;
            }
            there
        }
        None => {
            let new = NewAccount {
                email: &email,
                name: &name,
                language: installation.config.lang,
                system_administrator: true,
                break_glass: true,
            };
            store::create(db, &installation.stamp()?, &new).await?
        }
    };
    tracing::warn!(target: "security", event = "administrator_by_command", account = %account.id);
    let new = New {
        account: Some(account.id),
        email: &account.email,
        name: &account.name,
        most_uses: Some(1),
        for_the_console: true,
        ..New::of(Purpose::Password, CONSOLE)
    };
    link::create(installation, &installation.stamp()?, new).await
}

/// All accounts of the installation, by name.
///
/// # Errors
/// The caller does not run the installation.
pub async fn accounts(installation: &Installation, caller: &Caller) -> Result<Vec<Account>> {
    access::authorise(
        installation,
        caller,
        Resource::Administrators,
        Action::Read,
        &Scope::Installation,
    )
    .await?;
    store::list(&installation.db).await
}

/// Those who run the installation, by name.
///
/// # Errors
/// The caller is none of them.
pub async fn administrators(installation: &Installation, caller: &Caller) -> Result<Vec<Account>> {
    let mut accounts = accounts(installation, caller).await?;
    accounts.retain(|account| account.system_administrator);
    Ok(accounts)
}

/// A one-time link with which somebody becomes a system administrator.
///
/// # Errors
/// The caller is none, or has to prove anew who they are; [`reason::EMAIL`]; [`reason::NAME`].
pub async fn invite_administrator(
    installation: &Installation,
    caller: &Caller,
    email: &str,
    name: &str,
) -> Result<Created> {
    may_appoint(installation, caller).await?;
    let (email, name) = (checked_email(email)?, checked_name(name)?);
    tracing::info!(target: "security", event = "administrator_invited", by = ?caller.who);
    let role = Some(Role::SystemAdministrator);
    let new = New {
        role,
        email: &email,
        name: &name,
        most_uses: Some(1),
        ..New::of(Purpose::Administrator, INVITED)
    };
    link::create(installation, &installation.stamp_anew(caller)?, new).await
}

/// Makes an account run the installation, or not any more.
///
/// # Errors
/// As [`invite_administrator`]; [`reason::LAST_ADMINISTRATOR`].
pub async fn set_administrator(
    installation: &Installation,
    caller: &Caller,
    account: Uuid,
    version: i64,
    administrator: bool,
) -> Result<i64> {
    may_appoint(installation, caller).await?;
    if !administrator {
        not_the_last(installation, account).await?;
    }
    let (db, stamp) = (&installation.db, installation.stamp_for(caller)?);
    let version =
        store::set_system_administrator(db, &stamp, account, version, administrator).await?;
    tracing::warn!(target: "security", event = "administrator_changed", %account, administrator, by = ?caller.who);
    Ok(version)
}

/// Closes an account, which signs it out everywhere at once, or opens it again.
///
/// # Errors
/// As [`set_administrator`].
pub async fn set_disabled(
    installation: &Installation,
    caller: &Caller,
    account: Uuid,
    version: i64,
    disabled: bool,
) -> Result<i64> {
    may_appoint(installation, caller).await?;
    if disabled {
        not_the_last(installation, account).await?;
    }
    let (db, stamp) = (&installation.db, installation.stamp_for(caller)?);
    let version = store::set_disabled(db, &stamp, account, version, disabled).await?;
    tracing::warn!(target: "security", event = "account_closed", %account, disabled, by = ?caller.who);
    Ok(version)
}

/// Signs an account out on every device, or every account; returns how many sessions ended.
///
/// # Errors
/// As [`invite_administrator`].
pub async fn sign_out(
    installation: &Installation,
    caller: &Caller,
    account: Option<Uuid>,
) -> Result<u64> {
    may_appoint(installation, caller).await?;
    let db = &installation.db;
    let accounts = match account {
        Some(account) => vec![account],
        None => store::list(db).await?.into_iter().map(|account| account.id).collect(),
    };
    let mut ended = 0;
    for account in accounts {
        ended += session::end_all(db, account, None).await?;
    }
    tracing::warn!(target: "security", event = "signed_out_by_administrator", ?account, ended, by = ?caller.who);
    Ok(ended)
}

/// Turns the second factor of an account off whose owner has neither telephone nor recovery codes any more, and signs it
/// out everywhere. That it is the owner who asks, somebody has to have seen.
///
/// # Errors
/// As [`invite_administrator`]; [`reason::NO_SECOND_FACTOR`].
pub async fn remove_totp(
    installation: &Installation,
    caller: &Caller,
    account: Uuid,
) -> Result<()> {
    may_appoint(installation, caller).await?;
    let db = &installation.db;
    if !store::get(db, account).await?.has_totp {
        return Err(reason::NO_SECOND_FACTOR.invalid("account"));
    }
    store::set_totp(db, &installation.stamp_anew(caller)?, account, None).await?;
    store::set_recovery_codes(db, &installation.stamp_anew(caller)?, account, &[]).await?;
    session::end_all(db, account, None).await?;
    tracing::warn!(target: "security", event = "second_factor_removed", %account, by = ?caller.who);
    Ok(())
}

/// A one-time link with which the owner of any account sets a new password.
///
/// # Errors
/// As [`invite_administrator`]; no such account.
pub async fn password_link(
    installation: &Installation,
    caller: &Caller,
    account: Uuid,
) -> Result<Created> {
    may_appoint(installation, caller).await?;
    forgotten(installation, caller, &store::get(&installation.db, account).await?).await
}

/// The link for somebody who forgot the password; who may make it is asked before.
pub(crate) async fn forgotten(
    installation: &Installation,
    caller: &Caller,
    account: &Account,
) -> Result<Created> {
    tracing::info!(target: "security", event = "password_link", account = %account.id, by = ?caller.who);
    let new = New {
        account: Some(account.id),
        email: &account.email,
        name: &account.name,
        most_uses: Some(1),
        ..New::of(Purpose::Password, FORGOTTEN)
    };
    link::create(installation, &installation.stamp_anew(caller)?, new).await
}

async fn may_appoint(installation: &Installation, caller: &Caller) -> Result<()> {
    let (administrators, write) = (Resource::Administrators, Action::Write);
    access::authorise_anew(installation, caller, administrators, write, &Scope::Installation).await
}

/// Without an administrator who can sign in nobody could appoint one.
async fn not_the_last(installation: &Installation, account: Uuid) -> Result<()> {
    let accounts = store::list(&installation.db).await?;
    let working = |it: &&Account| it.system_administrator && it.disabled_at.is_none();
    let mut others = accounts.iter().filter(working).filter(|it| it.id != account);
    let is_one = accounts.iter().filter(working).any(|it| it.id == account);
    if is_one && others.next().is_none() {
        return Err(reason::LAST_ADMINISTRATOR.invalid("account"));
    }
    Ok(())
}
