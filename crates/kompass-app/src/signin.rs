//! Signing in. What is told to somebody who may not is always the same, and takes as long: whether there is an account is
//! nobody's business.

use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::limit::{self, Tried};
use crate::password::{self, Password};
use crate::reason;
use crate::secret::{self, Token};
use crate::session::{self, Holder, Opened, Sign};
use crate::totp::{self, Shared};
use jiff::{SignedDuration, Timestamp};
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Result};
use kompass_store::account::{self as accounts, Account};
use kompass_store::ceremony;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is kept between password and second factor.
const SECOND_FACTOR: &str = "second_factor";

/// How long somebody may look for their telephone.
const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

/// Somebody tries to sign in with a password.
#[derive(Debug, Clone)]
pub struct Attempt<'a> {
    /// E-mail address, as typed.
    pub email: &'a str,
    /// Password, as typed.
    pub password: Password,
    /// What the device says it is.
    pub agent: &'a str,
    /// Network address.
    pub address: &'a str,
}

/// What became of it.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one of a sign-in, and it is looked at once"
)]
pub enum Outcome {
    /// Signed in.
    SignedIn(Opened),
    /// The password is right; the second factor is asked for, with this token.
    SecondFactor(Token),
}

#[derive(Serialize, Deserialize)]
struct Pending {
    account: Uuid,
    /// Digest of the hash of the password that was right: another one ends the sign-in.
    password: String,
    until: Timestamp,
}

/// Signs in with e-mail address and password.
///
/// # Errors
/// [`reason::WRONG_SIGN_IN`], whatever was wrong; [`reason::TOO_MANY`].
pub async fn password(installation: &Installation, attempt: &Attempt<'_>) -> Result<Outcome> {
    let db = &installation.db;
    limit::count(installation, Tried::From(attempt.address)).await?;
    limit::count(installation, Tried::Password(attempt.email)).await?;
    let account = accounts::by_email(db, attempt.email).await?;
    // Asked for in any case: nobody has the id of nobody.
    let id = account.as_ref().map_or(Uuid::nil(), |account| account.id);
    let stored = match accounts::credentials(db, id).await {
        Ok(credentials) => credentials.password,
        Err(Error::NotFound { .. }) => None,
        Err(error) => return Err(error),
    };
    let fits = password::verify(&attempt.password, stored.as_deref()).await?;
    let signed = account.as_ref().zip(stored).filter(|(it, _)| fits && it.disabled_at.is_none());
    let Some((account, stored)) = signed else {
        let account = account.as_ref().map(|account| account.id.to_string());
        tracing::info!(target: "security", event = "sign_in_refused", account, address = attempt.address);
        return Err(reason::WRONG_SIGN_IN.invalid("password"));
    };
    limit::forgive(installation, Tried::From(attempt.address)).await?;
    if account.has_totp {
        return second_step(installation, account.id, &stored).await.map(Outcome::SecondFactor);
    }
    limit::clear(installation, Tried::Password(attempt.email)).await?;
    if password::needs_rehash(&stored) {
        let hash = password::hash(&attempt.password).await?;
        let stamp = installation.stamp_of(account.id)?;
        accounts::set_password(db, &stamp, account.id, Some(&hash)).await?;
    }
    let opened =
        complete(installation, account.id, "password", attempt.agent, attempt.address).await?;
    Ok(Outcome::SignedIn(opened))
}

/// Signs in with the second factor after the password: a code of the app, or a recovery code.
///
/// # Errors
/// [`reason::SIGN_IN_OVER`] if it took too long; [`reason::WRONG_CODE`], after which the same token can be tried again;
/// [`reason::TOO_MANY`].
pub async fn second_factor(
    installation: &Installation,
    token: &str,
    code: &str,
    agent: &str,
    address: &str,
) -> Result<Opened> {
    let (db, digest) = (&installation.db, secret::digest(token));
    limit::count(installation, Tried::From(address)).await?;
    let body = ceremony::take(db, &digest, SECOND_FACTOR, installation.now()).await?;
    let over = || reason::SIGN_IN_OVER.invalid("code");
    let body = body.ok_or_else(over)?;
    let pending: Pending = serde_json::from_str(&body).map_err(|_| over())?;
    let account = accounts::get(db, pending.account).await?;
    let stored = accounts::credentials(db, account.id).await?.password.unwrap_or_default();
    if secret::digest(&stored) != pending.password {
        return Err(over());
    }
    let proved = prove_by_code(installation, &account, code).await;
    if proved.is_err() {
        // Taken out, so that of two tries at once one counts; put back, so that a mistyped code is no new sign-in.
        ceremony::put(db, &digest, SECOND_FACTOR, &body, pending.until).await?;
    }
    let method = proved?;
    limit::forgive(installation, Tried::From(address)).await?;
    limit::clear(installation, Tried::Password(&account.email)).await?;
    complete(installation, account.id, method, agent, address).await
}

/// Proves by password that it is still the same person.
///
/// # Errors
/// [`reason::WRONG_PASSWORD`]; [`reason::TOO_MANY`].
pub async fn step_up_by_password(
    installation: &Installation,
    caller: &Caller,
    password: &Password,
    address: &str,
) -> Result<Opened> {
    let account = stepping_up(installation, caller, address).await?;
    prove_by_password(installation, account, password).await?;
    limit::forgive(installation, Tried::From(address)).await?;
    session::step_up(installation, caller).await
}

/// Proves by a code of the app, or a recovery code, that it is still the same person.
///
/// # Errors
/// [`reason::WRONG_CODE`]; [`reason::TOO_MANY`].
pub async fn step_up_by_code(
    installation: &Installation,
    caller: &Caller,
    code: &str,
    address: &str,
) -> Result<Opened> {
    let account = stepping_up(installation, caller, address).await?;
    prove_by_code(installation, account, code).await?;
    limit::forgive(installation, Tried::From(address)).await?;
    session::step_up(installation, caller).await
}

/// Opens a session for an account that has proved itself in some way.
///
/// # Errors
/// [`reason::WRONG_SIGN_IN`] if the account is closed.
pub(crate) async fn complete(
    installation: &Installation,
    account: Uuid,
    method: &str,
    agent: &str,
    address: &str,
) -> Result<Opened> {
    if accounts::get(&installation.db, account).await?.disabled_at.is_some() {
        tracing::info!(target: "security", event = "sign_in_refused", %account, address);
        return Err(reason::WRONG_SIGN_IN.invalid("password"));
    }
    let sign = Sign { holder: Holder::Account(account), method, agent, address };
    let opened = session::open(installation, &sign).await?;
    tracing::info!(target: "security", event = "signed_in", %account, method, address, session = %opened.session.id);
    Ok(opened)
}

/// Asks for the second factor of an account whose password was right.
async fn second_step(installation: &Installation, account: Uuid, stored: &str) -> Result<Token> {
    let token = secret::random_token()?;
    let until = installation.now() + PATIENCE;
    let pending = Pending { account, password: secret::digest(stored), until };
    let body =
        serde_json::to_string(&pending).map_err(|error| Error::Internal(error.to_string()))?;
    ceremony::put(&installation.db, &token.digest(), SECOND_FACTOR, &body, until).await?;
    Ok(token)
}

/// As after a password was set by a link: signs in, or asks for the second factor.
pub(crate) async fn after_new_password(
    installation: &Installation,
    account: Uuid,
    agent: &str,
    address: &str,
) -> Result<Outcome> {
    let db = &installation.db;
    if accounts::get(db, account).await?.has_totp {
        let stored = accounts::credentials(db, account).await?.password.unwrap_or_default();
        return second_step(installation, account, &stored).await.map(Outcome::SecondFactor);
    }
    complete(installation, account, "link", agent, address).await.map(Outcome::SignedIn)
}

async fn stepping_up<'a>(
    installation: &Installation,
    caller: &'a Caller,
    address: &str,
) -> Result<&'a Account> {
    access::authorise(installation, caller, Resource::OwnAccount, Action::Write, &Scope::Own)
        .await?;
    limit::count(installation, Tried::From(address)).await?;
    caller.account()
}

/// Lets through whoever knows the password of this account.
pub(crate) async fn prove_by_password(
    installation: &Installation,
    account: &Account,
    password: &Password,
) -> Result<()> {
    let id = account.id.to_string();
    limit::count(installation, Tried::Proof(&id)).await?;
    let stored = accounts::credentials(&installation.db, account.id).await?.password;
    if password::verify(password, stored.as_deref()).await? {
        return limit::clear(installation, Tried::Proof(&id)).await;
    }
    tracing::info!(target: "security", event = "password_refused", account = %account.id);
    Err(reason::WRONG_PASSWORD.invalid("password"))
}

/// Lets through whoever has the second factor of this account, or a recovery code; says which. None is taken twice.
async fn prove_by_code(
    installation: &Installation,
    account: &Account,
    code: &str,
) -> Result<&'static str> {
    let (db, now, id) = (&installation.db, installation.now(), account.id);
    limit::count(installation, Tried::Code(&id.to_string())).await?;
    let sealed = accounts::credentials(db, id).await?.totp;
    let sealed = sealed.ok_or_else(|| reason::NO_SECOND_FACTOR.invalid("code"))?;
    let shared = Shared::open(installation.secret(), id, &sealed)?;
    let method = match shared.step(code, now) {
        Some(step) => accounts::advance_totp(db, id, step).await?.then_some("password+totp"),
        None => {
            let digest = totp::recovery_digest(installation.secret(), id, code);
            let used = accounts::use_recovery_code(db, now, id, &digest).await?;
            used.then_some("password+recovery")
        }
    };
    let Some(method) = method else {
        tracing::info!(target: "security", event = "code_refused", account = %id);
        return Err(reason::WRONG_CODE.invalid("code"));
    };
    limit::clear(installation, Tried::Code(&id.to_string())).await?;
    Ok(method)
}

impl Installation {
    /// The stamp of an account that signs in.
    pub(crate) fn stamp_of(&self, account: Uuid) -> Result<kompass_store::Stamp> {
        self.stamp_by(access::by_account(account), Uuid::now_v7().to_string())
    }
}
