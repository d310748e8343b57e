//! Sessions: opened by signing in or by a personal link, found anew with every request, ended by time or by hand.

use crate::access::{self, Caller, Scope, Who};
use crate::installation::Installation;
use crate::reason;
use crate::secret::{self, Token};
use jiff::{SignedDuration, Timestamp};
use kompass_core::access::{Action, Resource};
use kompass_core::{Lang, Result};
use kompass_store::session as store;
pub use kompass_store::session::Session;
use uuid::Uuid;

/// A session that is used all the time is noted as used this often, so that not every request writes.
const NOTED_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// How long the same request under the same key is one write.
const KEYS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Most characters that are kept of what a device says it is.
const AGENT: usize = 200;

/// Who signs in, and from where.
#[derive(Debug, Clone, Copy)]
pub struct Sign<'a> {
    /// An account, or a personal link.
    pub holder: Holder,
    /// How, for the list of devices: `password`, `password+totp`, `passkey`, `oidc:ID`, `link`.
    pub method: &'a str,
    /// What the device says it is.
    pub agent: &'a str,
    /// Network address.
    pub address: &'a str,
}

/// What a session belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// An account.
    Account(Uuid),
    /// A personal link, which works until this moment.
    Link(Uuid, Timestamp),
}

/// A session that was just opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What the device has to show from now on.
    pub token: Token,
    /// The session.
    pub session: Session,
}

/// Opens a session with a token that nobody had before.
///
/// # Errors
/// The database cannot be written.
pub async fn open(installation: &Installation, sign: &Sign<'_>) -> Result<Opened> {
    let now = installation.now();
    let hours = i64::from(installation.config.web.session.absolute_hours);
    let longest = now + SignedDuration::from_hours(hours);
    let (account, link, expires_at) = match sign.holder {
        Holder::Account(id) => (Some(id), None, longest),
        Holder::Link(id, until) => (None, Some(id), longest.min(until)),
    };
    let token = secret::random_token()?;
    let session = Session {
        id: Uuid::now_v7(),
        account,
        link,
        csrf: secret::random_token()?.expose().to_owned(),
        method: sign.method.to_owned(),
        agent: sign.agent.chars().take(AGENT).collect(),
        address: sign.address.to_owned(),
        created_at: now,
        seen_at: now,
        expires_at,
        stepped_up_at: None,
    };
    store::insert(&installation.db, &token.digest(), &session).await?;
    Ok(Opened { token, session })
}

/// Who shows this token; `None` if its session is over, or never was. Runs with every request.
///
/// # Errors
/// The database cannot be read.
pub async fn caller(
    installation: &Installation,
    token: &str,
    lang: Lang,
) -> Result<Option<Caller>> {
    let found = unattended(installation, token, lang).await?;
    if let Some(session) = found.as_ref().and_then(|caller| caller.session.as_ref()) {
        let now = installation.now();
        if now >= session.seen_at + NOTED_EVERY {
            store::touch(&installation.db, session.id, now).await?;
        }
    }
    Ok(found)
}

/// As [`caller`], for what a page does by itself: the session is not used by it, and ends in time.
///
/// # Errors
/// The database cannot be read.
pub async fn unattended(
    installation: &Installation,
    token: &str,
    lang: Lang,
) -> Result<Option<Caller>> {
    let (db, now) = (&installation.db, installation.now());
    let found = store::find(db, &secret::digest(token), now, idle_after(installation)).await?;
    let Some(signed) = found else {
        return Ok(None);
    };
    let mut caller = match (signed.account, signed.link) {
        (Some(account), _) => Caller {
            grants: signed.grants,
            account: Some(account.clone()),
            ..Caller::of(Who::Account(account.id), account.name, account.language)
        },
        (None, Some(link)) => {
            Caller { link: Some(link.clone()), ..Caller::of(Who::Link(link.id), link.name, lang) }
        }
        (None, None) => return Ok(None),
    };
    caller.session = Some(signed.session);
    Ok(Some(caller))
}

/// The devices on which the caller is signed in, the one used last first.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn devices(installation: &Installation, caller: &Caller) -> Result<Vec<Session>> {
    access::authorise(installation, caller, Resource::OwnAccount, Action::Read, &Scope::Own)
        .await?;
    let account = caller.account()?.id;
    store::list(&installation.db, account, installation.now(), idle_after(installation)).await
}

/// Signs one of the caller's devices out.
///
/// # Errors
/// No such device of the caller's.
pub async fn end(installation: &Installation, caller: &Caller, id: Uuid) -> Result<()> {
    access::authorise(installation, caller, Resource::OwnAccount, Action::Write, &Scope::Own)
        .await?;
    let account = caller.account()?.id;
    if !store::end(&installation.db, account, id).await? {
        return Err(reason::not_there("device", id));
    }
    tracing::info!(target: "security", event = "device_signed_out", %account, session = %id);
    Ok(())
}

/// Signs all the caller's devices out but the one in use; returns how many.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn end_others(installation: &Installation, caller: &Caller) -> Result<u64> {
    access::authorise(installation, caller, Resource::OwnAccount, Action::Write, &Scope::Own)
        .await?;
    let account = caller.account()?.id;
    let here = caller.session.as_ref().map(|session| session.id);
    let ended = store::end_all(&installation.db, account, here).await?;
    tracing::info!(target: "security", event = "other_devices_signed_out", %account, ended);
    Ok(ended)
}

/// Signs out: the token is worth nothing from now on.
///
/// # Errors
/// The database cannot be written.
pub async fn sign_out(installation: &Installation, token: &str) -> Result<()> {
    if store::end_by_digest(&installation.db, &secret::digest(token)).await? {
        tracing::info!(target: "security", event = "signed_out");
    }
    Ok(())
}

/// Notes that the caller has just proved anew who they are. The session gets another token, for whoever copied the old one
/// proved nothing.
///
/// # Errors
/// No session.
pub(crate) async fn step_up(installation: &Installation, caller: &Caller) -> Result<Opened> {
    let session = caller.session.as_ref().ok_or_else(|| reason::SIGN_IN_FIRST.forbidden())?;
    let (db, now) = (&installation.db, installation.now());
    let (token, csrf) = (secret::random_token()?, secret::random_token()?);
    // In this order: should the second write fail, the copied token is worth nothing, rather than everything.
    store::rotate(db, session.id, &token.digest(), csrf.expose()).await?;
    store::step_up(db, session.id, now).await?;
    tracing::info!(target: "security", event = "stepped_up", session = %session.id);
    let csrf = csrf.expose().to_owned();
    Ok(Opened { token, session: Session { csrf, stepped_up_at: Some(now), ..session.clone() } })
}

/// Forgets what is over: sessions, sign-ins under way, counts of attempts, and what was asked under which key.
///
/// # Errors
/// The database cannot be written.
pub async fn forget(installation: &Installation) -> Result<()> {
    let (db, now) = (&installation.db, installation.now());
    store::forget_expired(db, now, idle_after(installation)).await?;
    kompass_store::ceremony::forget_expired(db, now).await?;
    kompass_store::attempt::forget(db, now - crate::limit::WINDOW).await?;
    crate::rate::forget(installation).await?;
    kompass_store::forget_keys(db, now - KEYS).await?;
    Ok(())
}

/// How long a session may go unused.
pub(crate) fn idle_after(installation: &Installation) -> SignedDuration {
    SignedDuration::from_mins(i64::from(installation.config.web.session.idle_minutes))
}
