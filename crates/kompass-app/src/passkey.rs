//! Passkeys (WebAuthn): made on a device, bound to the name of this installation, unlocked by finger, face or PIN.
//!
//! Each act has two halves: a challenge for the browser, and what the authenticator makes of it. Between them the challenge
//! is remembered for five minutes, for one browser, and used up by the first answer, right or wrong.

pub mod reason;

use crate::access::{self, Caller, Scope};
use crate::ceremony::{self, Browser};
use crate::installation::Installation;
use crate::session::{self, Opened};
use crate::{reason as common, secret, signin};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Result};
use kompass_store::{account, identity, passkey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::*;

/// How long somebody may take.
const TIME: SignedDuration = SignedDuration::from_mins(5);

/// The most passkeys of an account.
const MOST: usize = 20;

/// What is remembered meanwhile, by purpose.
const REGISTER: &str = "passkey registration";
const SIGN_IN: &str = "passkey sign-in";
const STEP_UP: &str = "passkey step-up";

/// The first half of an act.
#[derive(Clone, Serialize)]
pub struct Begun {
    /// What the second half has to bring back.
    pub ceremony: String,
    /// Argument of `navigator.credentials.create` or `.get`, with its bytes as base64url.
    pub options: Value,
}

/// A passkey that is being made, for an account.
#[derive(Serialize, Deserialize)]
struct Registering {
    account: Uuid,
    state: PasskeyRegistration,
}

/// An account that proves itself once more.
#[derive(Serialize, Deserialize)]
struct Proving {
    account: Uuid,
    state: PasskeyAuthentication,
}

/// Begins making a passkey for the account that is signed in, that the device can find by itself where it has room for that.
///
/// # Errors
/// A [`reason`], [`common::STEP_UP`]; the database cannot be reached.
pub async fn register_begin(
    installation: &Installation,
    caller: &Caller,
    browser: Browser<'_>,
) -> Result<Begun> {
    let (own, write) = (Resource::OwnAccount, Action::Write);
    access::authorise_anew(installation, caller, own, write, &Scope::Own).await?;
    let account = caller.account()?;
    let held = passkey::list(&installation.db, account.id).await?;
    if held.len() >= MOST {
        return Err(reason::MANY.invalid("passkey"));
    }
    let held = held.iter().map(|held| Ok(credential(held)?.cred_id().clone()));
    let held = held.collect::<Result<Vec<_>>>()?;
    let (challenge, state) = relying_party(installation)?
        .start_passkey_registration(account.id, &account.email, &account.name, Some(held))
        .map_err(internal)?;
    let mut options = as_json(&challenge)?;
    // Without it the library discourages what sign-in without a user name stands on.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = "preferred".into();
    let body = Registering { account: account.id, state };
    begun(installation, REGISTER, browser, options, &body).await
}

/// Keeps the passkey that an authenticator made, under a name of its owner's.
///
/// # Errors
/// A [`reason`], [`common::NAME`], [`Error::Conflict`] for a passkey that is there already.
pub async fn register_finish(
    installation: &Installation,
    caller: &Caller,
    browser: Browser<'_>,
    ceremony: &str,
    name: &str,
    answer: Value,
) -> Result<passkey::Passkey> {
    let name = name.trim();
    if !(1..=200).contains(&name.chars().count()) {
        return Err(common::NAME.invalid("name"));
    }
    let begun: Registering = remembered(installation, REGISTER, browser, ceremony).await?;
    let account = caller.account()?.id;
    if begun.account != account {
        return Err(reason::OVER.invalid("passkey"));
    }
    let answer: RegisterPublicKeyCredential = parsed(answer)?;
    let made = relying_party(installation)?
        .finish_passkey_registration(&answer, &begun.state)
        .map_err(refused)?;
    let made = passkey::Passkey {
        id: URL_SAFE_NO_PAD.encode(made.cred_id()),
        account,
        name: name.to_owned(),
        credential: as_text(&made)?,
        created_at: installation.now(),
        used_at: None,
    };
    passkey::add(&installation.db, &installation.stamp_anew(caller)?, &made).await?;
    tracing::info!(target: "security", event = "credentials_changed", %account, what = "passkey_added");
    Ok(made)
}

/// Begins a sign-in by any passkey that the device has for this installation. Says nothing about accounts.
///
/// # Errors
/// A [`reason`]; the database cannot be reached.
pub async fn sign_in_begin(installation: &Installation, browser: Browser<'_>) -> Result<Begun> {
    let (challenge, state) =
        relying_party(installation)?.start_discoverable_authentication().map_err(internal)?;
    begun(installation, SIGN_IN, browser, as_json(&challenge)?, &state).await
}

/// Signs in the account whose passkey answered. It counts as two factors: the device, and what unlocks it. An unknown
/// passkey, a wrong answer and a closed account get the same error.
///
/// # Errors
/// A [`reason`]; the database cannot be reached.
pub async fn sign_in_finish(
    installation: &Installation,
    browser: Browser<'_>,
    ceremony: &str,
    answer: Value,
) -> Result<Opened> {
    let wrong = || reason::WRONG.invalid("passkey");
    let state: DiscoverableAuthentication =
        remembered(installation, SIGN_IN, browser, ceremony).await?;
    let answer: PublicKeyCredential = parsed(answer)?;
    let relying_party = relying_party(installation)?;
    let (owner, id) =
        relying_party.identify_discoverable_authentication(&answer).map_err(|_| wrong())?;
    let held = passkey::find(&installation.db, &URL_SAFE_NO_PAD.encode(id)).await?;
    let held = held.filter(|held| held.account == owner).ok_or_else(wrong)?;
    let result = relying_party
        .finish_discoverable_authentication_v2(&answer, state, &credential(&held)?)
        .map_err(refused)?;
    if account::get(&installation.db, owner).await?.disabled_at.is_some() {
        return Err(wrong());
    }
    used(installation, held, &result).await?;
    signin::complete(installation, owner, "passkey", browser.agent, browser.address).await
}

/// Begins a proof that it is still the same person, by any passkey of the account.
///
/// # Errors
/// A [`reason`]; the database cannot be reached.
pub async fn step_up_begin(
    installation: &Installation,
    caller: &Caller,
    browser: Browser<'_>,
) -> Result<Begun> {
    let account = caller.account()?.id;
    let held = passkey::list(&installation.db, account).await?;
    let held = held.iter().map(credential).collect::<Result<Vec<_>>>()?;
    if held.is_empty() {
        return Err(reason::ABSENT.invalid("passkey"));
    }
    let (challenge, state) =
        relying_party(installation)?.start_passkey_authentication(&held).map_err(internal)?;
    let body = Proving { account, state };
    begun(installation, STEP_UP, browser, as_json(&challenge)?, &body).await
}

/// Checks that proof. The session goes on with another token.
///
/// # Errors
/// A [`reason`]; the database cannot be reached.
pub async fn step_up_finish(
    installation: &Installation,
    caller: &Caller,
    browser: Browser<'_>,
    ceremony: &str,
    answer: Value,
) -> Result<Opened> {
    let account = caller.account()?.id;
    let begun: Proving = remembered(installation, STEP_UP, browser, ceremony).await?;
    if begun.account != account {
        return Err(reason::OVER.invalid("passkey"));
    }
    let answer: PublicKeyCredential = parsed(answer)?;
    let result = relying_party(installation)?
        .finish_passkey_authentication(&answer, &begun.state)
        .map_err(refused)?;
    // It may have been removed, or used elsewhere, since the challenge was made.
    let held = passkey::find(&installation.db, &URL_SAFE_NO_PAD.encode(result.cred_id())).await?;
    let held = held.filter(|held| held.account == account);
    used(installation, held.ok_or_else(|| reason::WRONG.invalid("passkey"))?, &result).await?;
    session::step_up(installation, caller).await
}

/// Removes one of the caller's passkeys.
///
/// # Errors
/// [`common::STEP_UP`]; [`common::LAST_WAY`]; no such passkey of the caller's.
pub async fn remove(installation: &Installation, caller: &Caller, id: &str) -> Result<()> {
    let (own, write) = (Resource::OwnAccount, Action::Write);
    access::authorise_anew(installation, caller, own, write, &Scope::Own).await?;
    let (db, account) = (&installation.db, caller.account()?);
    let held = passkey::list(db, account.id).await?;
    let last = held.iter().all(|held| held.id == id);
    if last && !account.has_password && identity::list(db, account.id).await?.is_empty() {
        return Err(common::LAST_WAY.invalid("passkey"));
    }
    passkey::remove(db, &installation.stamp_for(caller)?, account.id, id).await?;
    tracing::info!(target: "security", event = "credentials_changed", account = %account.id, what = "passkey_removed");
    Ok(())
}

/// This installation as authenticators know it: by the host people type, and no other.
fn relying_party(installation: &Installation) -> Result<Webauthn> {
    let no_name = || reason::NO_NAME.invalid("web.public_url");
    let origin = Url::parse(&installation.config.web.public_url).map_err(|_| no_name())?;
    let name = origin.domain().ok_or_else(no_name)?;
    let builder = WebauthnBuilder::new(name, &origin).map_err(|_| no_name())?;
    builder.rp_name("Kompass").build().map_err(internal)
}

async fn begun(
    installation: &Installation,
    purpose: &str,
    browser: Browser<'_>,
    options: Value,
    body: &impl Serialize,
) -> Result<Begun> {
    let token = secret::random_token()?;
    ceremony::put(installation, purpose, &token, browser, body, TIME).await?;
    Ok(Begun { ceremony: token.expose().to_owned(), options })
}

async fn remembered<T: DeserializeOwned>(
    installation: &Installation,
    purpose: &str,
    browser: Browser<'_>,
    ceremony: &str,
) -> Result<T> {
    let body = ceremony::take(installation, purpose, ceremony, browser).await?;
    body.ok_or_else(|| reason::OVER.invalid("passkey"))
}

/// Keeps the counter of a passkey that was used just now. A copy that is used beside the original counts no further.
async fn used(
    installation: &Installation,
    held: passkey::Passkey,
    result: &AuthenticationResult,
) -> Result<()> {
    let mut credential = credential(&held)?;
    if credential.update_credential(result) == Some(false) && result.counter() > 0 {
        return Err(reason::CLONED.invalid("passkey"));
    }
    let credential = as_text(&credential)?;
    passkey::touch(&installation.db, &held.id, &credential, installation.now()).await
}

fn credential(held: &passkey::Passkey) -> Result<Passkey> {
    serde_json::from_str(&held.credential)
        .map_err(|error| Error::Internal(format!("passkey {}: {error}", held.id)))
}

fn parsed<T: DeserializeOwned>(answer: Value) -> Result<T> {
    serde_json::from_value(answer).map_err(|_| reason::WRONG.invalid("passkey"))
}

/// What exactly is wrong goes to the log; the person learns only what helps.
fn refused(error: WebauthnError) -> Error {
    tracing::info!(target: "security", event = "passkey_refused", ?error);
    match error {
        WebauthnError::CredentialPossibleCompromise => reason::CLONED.invalid("passkey"),
        _ => reason::WRONG.invalid("passkey"),
    }
}

fn internal(error: WebauthnError) -> Error {
    Error::Internal(format!("passkeys: {error}"))
}

fn as_json(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|error| Error::Internal(error.to_string()))
}

fn as_text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}
