//! One's own account: profile, password, second factor, recovery codes.

mod administrator;

pub(crate) use administrator::forgotten;
pub use administrator::{
    accounts, administrators, first_link, invite_administrator, is_first_start, make_administrator,
    password_link, remove_totp, set_administrator, set_disabled, sign_out,
};

use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::limit::{self, Tried};
use crate::password::{self, Password, Strength};
use crate::totp::{self, Shared};
use crate::{reason, secret, signin};
use jiff::{SignedDuration, Timestamp};
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Lang, Result};
use kompass_store::account as store;
pub use kompass_store::account::Account;
use kompass_store::identity;
pub use kompass_store::identity::Identity;
use kompass_store::membership;
pub use kompass_store::membership::Membership;
use kompass_store::passkey;
pub use kompass_store::passkey::Passkey;
use kompass_store::{ceremony, session};
use serde::{Deserialize, Serialize};

/// What is kept of a second factor until the first right code.
const ENROLMENT: &str = "totp_enrolment";

/// How long somebody may take to put the secret into their app.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);

/// Most characters of a name, and of an e-mail address.
const NAME: usize = 200;
const EMAIL: usize = 254;

/// What somebody sees of their own account.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The account, as it is now.
    pub account: Account,
    /// Roles in organisations.
    pub memberships: Vec<Membership>,
    /// Providers that it is connected with.
    pub identities: Vec<Identity>,
    /// Passkeys.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes that are left.
    pub recovery_left: i64,
}

/// A second factor that is being set up. Shown once; it counts from the first right code on.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// What has to come back with the first code.
    pub token: secret::Token,
    /// The shared secret: typed, as an address, and as a picture of it.
    pub shared: Shared,
}

#[derive(Serialize, Deserialize)]
struct Pending {
    sealed: String,
    until: Timestamp,
}

/// One's own account.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn profile(installation: &Installation, caller: &Caller) -> Result<Profile> {
    own(installation, caller, Action::Read).await?;
    let (db, id) = (&installation.db, caller.account()?.id);
    Ok(Profile {
        account: store::get(db, id).await?,
        memberships: membership::of_account(db, id).await?,
        identities: identity::list(db, id).await?,
        passkeys: passkey::list(db, id).await?,
        recovery_left: store::credentials(db, id).await?.recovery_left,
    })
}

/// Changes one's name and language, if nobody changed them since this version.
///
/// # Errors
/// [`reason::NAME`]; [`Error::Conflict`] if they were changed meanwhile.
pub async fn update(
    installation: &Installation,
    caller: &Caller,
    version: i64,
    name: &str,
    language: Lang,
) -> Result<i64> {
    own(installation, caller, Action::Write).await?;
    let (name, stamp) = (checked_name(name)?, installation.stamp_for(caller)?);
    let account = caller.account()?.id;
    store::update_profile(&installation.db, &stamp, account, version, &name, language).await
}

/// How hard a password would be to guess for somebody who knows the caller.
///
/// # Errors
/// [`Error::Unavailable`] if too many ask at once.
pub async fn strength(caller: &Caller, password: &Password) -> Result<Strength> {
    let own = caller.account.as_ref().map(|it| [it.name.as_str(), it.email.as_str()]);
    password::measure(password, own.as_ref().map_or(&[], |own| own)).await
}

/// Changes one's password, or sets the first one. All other devices are signed out.
///
/// # Errors
/// [`reason::WRONG_PASSWORD`] if the old one is wrong; [`reason::STEP_UP`] if it is not given and nothing else proved
/// lately who it is; a new one that is too weak.
pub async fn change_password(
    installation: &Installation,
    caller: &Caller,
    old: Option<&Password>,
    new: &Password,
) -> Result<()> {
    own(installation, caller, Action::Write).await?;
    let account = caller.account()?;
    password::check(new, &[&account.name, &account.email])?;
    match old {
        Some(old) => signin::prove_by_password(installation, account, old).await?,
        None if access::needs_step_up(installation, caller) => {
            return Err(reason::STEP_UP.forbidden());
        }
        None => {}
    }
    let hash = password::hash(new).await?;
    let stamp = installation.stamp_anew(caller)?;
    store::set_password(&installation.db, &stamp, account.id, Some(&hash)).await?;
    changed(installation, caller, "password").await
}

/// Begins to set up a second factor.
///
/// # Errors
/// [`reason::STEP_UP`]; [`reason::HAS_SECOND_FACTOR`].
pub async fn begin_totp(installation: &Installation, caller: &Caller) -> Result<Enrolment> {
    own_anew(installation, caller).await?;
    let account = caller.account()?;
    if account.has_totp {
        return Err(reason::HAS_SECOND_FACTOR.invalid("code"));
    }
    let (token, shared) = (secret::random_token()?, Shared::new()?);
    let sealed = shared.seal(installation.secret(), account.id)?;
    let pending = Pending { sealed, until: installation.now() + PATIENCE };
    keep(installation, &token.digest(), &pending).await?;
    Ok(Enrolment { token, shared })
}

/// The second factor that is being set up, to show it again after a wrong code.
///
/// # Errors
/// [`reason::SIGN_IN_OVER`] if it took too long, or somebody else began it.
pub async fn pending_totp(
    installation: &Installation,
    caller: &Caller,
    token: &str,
) -> Result<Shared> {
    own(installation, caller, Action::Write).await?;
    let pending = taken(installation, token).await?;
    keep(installation, &secret::digest(token), &pending).await?;
    Shared::open(installation.secret(), caller.account()?.id, &pending.sealed)
        .map_err(|_| reason::SIGN_IN_OVER.invalid("code"))
}

/// Turns the second factor on with its first right code. Returns the recovery codes, which are never shown again. All
/// other devices are signed out.
///
/// # Errors
/// [`reason::WRONG_CODE`], after which the same token can be tried again; [`reason::SIGN_IN_OVER`]; [`reason::TOO_MANY`].
pub async fn finish_totp(
    installation: &Installation,
    caller: &Caller,
    token: &str,
    code: &str,
) -> Result<Vec<String>> {
    own_anew(installation, caller).await?;
    let (db, id) = (&installation.db, caller.account()?.id);
    limit::count(installation, Tried::Code(&id.to_string())).await?;
    let pending = taken(installation, token).await?;
    let shared = Shared::open(installation.secret(), id, &pending.sealed)
        .map_err(|_| reason::SIGN_IN_OVER.invalid("code"))?;
    let Some(step) = shared.step(code, installation.now()) else {
        keep(installation, &secret::digest(token), &pending).await?;
        return Err(reason::WRONG_CODE.invalid("code"));
    };
    store::set_totp(db, &installation.stamp_anew(caller)?, id, Some(&pending.sealed)).await?;
    store::advance_totp(db, id, step).await?;
    limit::clear(installation, Tried::Code(&id.to_string())).await?;
    let codes = new_codes(installation, caller).await?;
    changed(installation, caller, "second_factor_on").await?;
    Ok(codes)
}

/// Turns the second factor off, and its recovery codes.
///
/// # Errors
/// [`reason::STEP_UP`]; [`reason::NO_SECOND_FACTOR`].
pub async fn end_totp(installation: &Installation, caller: &Caller) -> Result<()> {
    has_totp(installation, caller).await?;
    let (db, id) = (&installation.db, caller.account()?.id);
    store::set_totp(db, &installation.stamp_anew(caller)?, id, None).await?;
    store::set_recovery_codes(db, &installation.stamp_anew(caller)?, id, &[]).await?;
    changed(installation, caller, "second_factor_off").await
}

/// New recovery codes in place of the old ones, shown this once.
///
/// # Errors
/// [`reason::STEP_UP`]; [`reason::NO_SECOND_FACTOR`].
pub async fn renew_recovery_codes(
    installation: &Installation,
    caller: &Caller,
) -> Result<Vec<String>> {
    has_totp(installation, caller).await?;
    let codes = new_codes(installation, caller).await?;
    let account = caller.account()?.id;
    tracing::info!(target: "security", event = "credentials_changed", %account, what = "recovery_codes");
    Ok(codes)
}

/// Takes the connection with a sign-in provider away.
///
/// # Errors
/// [`reason::STEP_UP`]; [`reason::LAST_WAY`]; no such connection.
pub async fn disconnect(
    installation: &Installation,
    caller: &Caller,
    provider: &str,
) -> Result<()> {
    own_anew(installation, caller).await?;
    let (db, account) = (&installation.db, caller.account()?);
    let identities = identity::list(db, account.id).await?;
    let (gone, left): (Vec<_>, Vec<_>) =
        identities.into_iter().partition(|identity| identity.provider == provider);
    if gone.is_empty() {
        return Err(reason::not_there("connection", provider));
    }
    let other = account.has_password || !left.is_empty();
    if !other && passkey::list(db, account.id).await?.is_empty() {
        return Err(reason::LAST_WAY.invalid("provider"));
    }
    for identity in gone {
        let stamp = installation.stamp_part(caller, &identity.subject)?;
        identity::unlink(db, &stamp, account.id, provider, &identity.subject).await?;
    }
    changed(installation, caller, "provider_disconnected").await
}

/// A name as it is kept.
///
/// # Errors
/// [`reason::NAME`] if it is empty, too long, or has characters that are none.
pub(crate) fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= NAME && !name.contains(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(reason::NAME.invalid("name")) }
}

/// An e-mail address as it is kept: whether somebody reads it, only a mail can tell.
///
/// # Errors
/// [`reason::EMAIL`] if it cannot be one.
pub(crate) fn checked_email(email: &str) -> Result<String> {
    let email = email.trim().to_lowercase();
    let odd = |letter: char| {
        letter.is_whitespace() || letter.is_control() || "<>\"(),;:\\".contains(letter)
    };
    let fits = email.len() <= EMAIL
        && !email.contains(odd)
        && email.split_once('@').is_some_and(|(local, domain)| {
            let labels: Vec<&str> = domain.split('.').collect();
            !local.is_empty()
                && !domain.contains('@')
                && labels.len() > 1
                && labels.iter().all(|label| !label.is_empty())
        });
    if fits { Ok(email) } else { Err(reason::EMAIL.invalid("email")) }
}

async fn own(installation: &Installation, caller: &Caller, action: Action) -> Result<()> {
    access::authorise(installation, caller, Resource::OwnAccount, action, &Scope::Own).await
}

async fn own_anew(installation: &Installation, caller: &Caller) -> Result<()> {
    let (own, write) = (Resource::OwnAccount, Action::Write);
    access::authorise_anew(installation, caller, own, write, &Scope::Own).await
}

async fn has_totp(installation: &Installation, caller: &Caller) -> Result<()> {
    own_anew(installation, caller).await?;
    if caller.account()?.has_totp { Ok(()) } else { Err(reason::NO_SECOND_FACTOR.invalid("code")) }
}

async fn new_codes(installation: &Installation, caller: &Caller) -> Result<Vec<String>> {
    let (codes, account) = (totp::recovery_codes()?, caller.account()?.id);
    let digest = |code: &String| totp::recovery_digest(installation.secret(), account, code);
    let digests: Vec<String> = codes.iter().map(digest).collect();
    let stamp = installation.stamp_anew(caller)?;
    store::set_recovery_codes(&installation.db, &stamp, account, &digests).await?;
    Ok(codes)
}

/// What proves an account has changed: whoever is signed in elsewhere has to prove it anew.
async fn changed(installation: &Installation, caller: &Caller, what: &str) -> Result<()> {
    let account = caller.account()?.id;
    let here = caller.session.as_ref().map(|session| session.id);
    let ended = session::end_all(&installation.db, account, here).await?;
    tracing::info!(target: "security", event = "credentials_changed", %account, what, ended);
    Ok(())
}

async fn taken(installation: &Installation, token: &str) -> Result<Pending> {
    let (db, digest) = (&installation.db, secret::digest(token));
    let body = ceremony::take(db, &digest, ENROLMENT, installation.now()).await?;
    body.and_then(|body| serde_json::from_str(&body).ok())
        .ok_or_else(|| reason::SIGN_IN_OVER.invalid("code"))
}

async fn keep(installation: &Installation, digest: &str, pending: &Pending) -> Result<()> {
    let body =
        serde_json::to_string(pending).map_err(|error| Error::Internal(error.to_string()))?;
    ceremony::put(&installation.db, digest, ENROLMENT, &body, pending.until).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_what_is_none() {
        for (given, kept) in
            [(" Anna.Berg@Granvik.SE ", "anna.berg@granvik.se"), ("å@ö.se", "å@ö.se")]
        {
            assert_eq!(checked_email(given).unwrap(), kept);
        }
        for none in [
            "",
            "anna",
            "@granvik.se",
            "anna@",
            "anna@granvik",
            "a b@x.se",
            "a@x..se",
            "a@b@x.se",
            "a@x.se\nBcc: b@x.se",
            "<a@x.se>",
        ] {
            assert!(reason::EMAIL.is(&checked_email(none).unwrap_err()), "{none:?}");
        }
    }

    #[test]
    fn a_name_is_kept_as_it_is_written() {
        assert_eq!(checked_name(" Åsa Öberg ").unwrap(), "Åsa Öberg");
        for none in ["", "  ", "a\nb", &"a".repeat(201)] {
            assert!(reason::NAME.is(&checked_name(none).unwrap_err()));
        }
    }
}
