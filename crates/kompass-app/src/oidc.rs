//! Sign-in with a provider by OpenID Connect: authorization code with PKCE, bound to the browser that began it.
//!
//! A provider says who somebody is; which account that is, is decided here, once: by the identity it was connected with
//! before, by a verified e-mail address in a domain that the provider is trusted for, or by making an account. Groups give
//! roles, and every sign-in makes the roles of this provider what the groups are now.

mod protocol;
pub mod reason;

pub use protocol::Providers;

use crate::access::{self, Caller, Scope};
use crate::ceremony::{self, Browser};
use crate::config::{Config, OidcConfig};
use crate::installation::Installation;
use crate::session::{self, Opened};
use crate::{secret, signin};
use jiff::{SignedDuration, Timestamp};
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Lang, Result};
use kompass_store::account::{Account, NewAccount};
use kompass_store::{Stamp, account, assignment, identity, membership, organisation, passkey};
use protocol::{Brought, Claimed, Sent};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long somebody may take at the provider.
const TIME: SignedDuration = SignedDuration::from_mins(10);

/// Purpose of what is remembered meanwhile.
const CEREMONY: &str = "oidc";

/// What somebody goes to a provider for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To prove once more that it is the one who is signed in.
    StepUp,
    /// To connect the account that is signed in.
    Connect,
}

/// What the browser brings back: the query of the callback.
#[derive(Clone, Default, Deserialize)]
pub struct Answer {
    /// What [`begin`] sent along.
    #[serde(default)]
    pub state: String,
    /// What the provider gives the token for.
    #[serde(default)]
    pub code: Option<String>,
    /// Who answers (RFC 9207).
    #[serde(default)]
    pub iss: Option<String>,
    /// Why the provider says no.
    #[serde(default)]
    pub error: Option<String>,
}

/// What became of it.
#[derive(Debug)]
pub struct Finished {
    /// What it was for.
    pub purpose: Purpose,
    /// The session that goes on: a new one after signing in, the same with another token after a step-up.
    pub opened: Option<Opened>,
    /// The path to go on to.
    pub back: String,
    /// True if the account was made just now.
    pub created: bool,
}

#[derive(Serialize, Deserialize)]
struct Pending {
    provider: String,
    account: Option<Uuid>,
    purpose: Purpose,
    back: String,
    sent: Sent,
}

/// The address that a provider sends people back to; it has to be registered there.
pub fn callback(config: &Config, provider: &str) -> String {
    let base = config.web.public_url.trim_end_matches('/');
    format!("{base}/sign-in/oidc/{provider}/callback")
}

/// The address to send a browser to. `back` is the path it goes on to afterwards.
///
/// # Errors
/// [`Error::NotFound`] for a provider that is not configured; [`reason`] says the rest.
pub async fn begin(
    installation: &Installation,
    caller: &Caller,
    browser: Browser<'_>,
    provider: &str,
    purpose: Purpose,
    back: &str,
) -> Result<String> {
    let provider = configured(installation, provider)?;
    let (own, write) = (Resource::OwnAccount, Action::Write);
    match purpose {
        Purpose::SignIn => {}
        Purpose::StepUp => access::authorise(installation, caller, own, write, &Scope::Own).await?,
        Purpose::Connect => {
            access::authorise_anew(installation, caller, own, write, &Scope::Own).await?;
        }
    }
    let state = secret::random_token()?;
    let fresh = (purpose == Purpose::StepUp).then(|| installation.now());
    let callback = callback(&installation.config, &provider.id);
    let (address, sent) =
        installation.oidc.begin(provider, &callback, state.expose(), fresh).await?;
    let pending = Pending {
        provider: provider.id.clone(),
        account: here(caller).filter(|_| purpose != Purpose::SignIn),
        purpose,
        back: if is_path(back) { back.to_owned() } else { "/".to_owned() },
        sent,
    };
    ceremony::put(installation, CEREMONY, &state, browser, &pending, TIME).await?;
    Ok(address)
}

/// Takes back who went there. An answer is taken once, in time, in the browser that asked, from the provider that was asked.
///
/// # Errors
/// [`Error::NotFound`] for a provider that is not configured; [`reason`] says the rest.
pub async fn finish(
    installation: &Installation,
    caller: &Caller,
    browser: Browser<'_>,
    provider: &str,
    answer: &Answer,
) -> Result<Finished> {
    let provider = configured(installation, provider)?;
    let now = installation.now();
    let not_begun = || reason::NOT_BEGUN.invalid(&provider.name);
    let pending = ceremony::take(installation, CEREMONY, &answer.state, browser).await?;
    let pending: Pending = pending.ok_or_else(not_begun)?;
    let same = pending.provider == provider.id
        && (pending.purpose == Purpose::SignIn || pending.account == here(caller));
    if !same {
        return Err(not_begun());
    }
    let code = match (&answer.code, &answer.error) {
        (Some(code), None) => code,
        (_, error) => {
            let error: String = error.iter().flat_map(|error| error.chars()).take(100).collect();
            tracing::info!(provider = provider.id, ?error, "a sign-in provider says no");
            return Err(reason::DECLINED.invalid(&provider.name));
        }
    };
    let brought = Brought { code, issuer: answer.iss.as_deref() };
    let callback = callback(&installation.config, &provider.id);
    let claimed = installation.oidc.finish(provider, &callback, pending.sent, brought, now).await?;
    let known = identity::find(&installation.db, &provider.id, &claimed.subject).await?;
    let (account, created) = match (pending.purpose, known, here(caller)) {
        (Purpose::SignIn, Some(account), _) => (account, false),
        (Purpose::SignIn, None, _) => meet(installation, provider, &claimed, caller.lang).await?,
        (Purpose::StepUp | Purpose::Connect, Some(account), Some(here)) if account == here => {
            (account, false)
        }
        (Purpose::Connect, None, Some(here)) => {
            connect(installation, caller, provider, &claimed).await?;
            (here, false)
        }
        _ => return Err(reason::OTHER_PERSON.invalid(&provider.name)),
    };
    if account::get(&installation.db, account).await?.disabled_at.is_some() {
        return Err(reason::CLOSED.invalid(&provider.name));
    }
    give_roles(installation, provider, &claimed, account, now).await?;
    let Browser { agent, address, .. } = browser;
    let opened = match pending.purpose {
        Purpose::SignIn => {
            Some(signin::complete(installation, account, &origin(provider), agent, address).await?)
        }
        Purpose::StepUp => Some(session::step_up(installation, caller).await?),
        Purpose::Connect => None,
    };
    Ok(Finished { purpose: pending.purpose, opened, back: pending.back, created })
}

fn here(caller: &Caller) -> Option<Uuid> {
    caller.account.as_ref().map(|account| account.id)
}

fn configured<'a>(installation: &'a Installation, id: &str) -> Result<&'a OidcConfig> {
    let found = installation.config.oidc.iter().find(|provider| provider.id == id);
    found.ok_or_else(|| Error::not_found("sign-in provider", id, "choose one of the sign-in page"))
}

/// A path of this installation, and no way to name another one.
fn is_path(back: &str) -> bool {
    back.starts_with('/')
        && !back.starts_with("//")
        && !back.contains(|letter: char| letter == '\\' || letter.is_control())
}

/// The account of somebody whom this provider sends for the first time.
async fn meet(
    installation: &Installation,
    provider: &OidcConfig,
    claimed: &Claimed,
    language: Lang,
) -> Result<(Uuid, bool)> {
    let db = &installation.db;
    // Without a verified address nothing is said about which accounts there are.
    let email = claimed.email.as_deref();
    let email = email.ok_or_else(|| reason::EMAIL_UNVERIFIED.invalid(&provider.name))?;
    let trusted = email
        .rsplit_once('@')
        .is_some_and(|(_, domain)| provider.domains.iter().any(|trusted| trusted == domain));
    let (account, created) = match account::by_email(db, email).await? {
        Some(account) if trusted && may_connect(installation, provider, &account).await? => {
            (account, false)
        }
        Some(_) => return Err(reason::NOT_CONNECTED.invalid(&provider.name)),
        None if trusted && provider.create_accounts => {
            let new = NewAccount {
                email,
                name: &claimed.name,
                language,
                system_administrator: false,
                break_glass: false,
            };
            (account::create(db, &stamp(installation, provider)?, &new).await?, true)
        }
        None => return Err(reason::NO_ACCOUNT.invalid(&provider.name)),
    };
    let stamp = stamp(installation, provider)?;
    identity::link(db, &stamp, account.id, &provider.id, &claimed.subject).await?;
    tracing::info!(target: "security", event = "credentials_changed", account = %account.id, what = "provider_connected");
    Ok((account.id, created))
}

/// Whether an account may be connected because it has the same address. Never one with power over the installation: who
/// runs the provider would have it too.
async fn may_connect(
    installation: &Installation,
    provider: &OidcConfig,
    account: &Account,
) -> Result<bool> {
    let db = &installation.db;
    if account.system_administrator || account.break_glass || account.disabled_at.is_some() {
        return Ok(false);
    }
    if identity::list(db, account.id).await?.iter().any(|identity| identity.provider == provider.id)
    {
        return Ok(false); // somebody else at the same provider has it
    }
    if provider.link_accounts {
        return Ok(true);
    }
    // Made for a provider just before the power went: nothing proves it, and it has no role, so it is as good as none.
    Ok(provider.create_accounts
        && !account.has_password
        && identity::list(db, account.id).await?.is_empty()
        && passkey::list(db, account.id).await?.is_empty()
        && membership::of_account(db, account.id).await?.is_empty()
        && assignment::of_account(db, account.id).await?.is_empty())
}

/// Connects the account of somebody who is signed in and asked for it.
async fn connect(
    installation: &Installation,
    caller: &Caller,
    provider: &OidcConfig,
    claimed: &Claimed,
) -> Result<()> {
    let account = caller.account()?;
    if account.break_glass {
        return Err(reason::BREAK_GLASS.invalid(&provider.name));
    }
    let stamp = installation.stamp_anew(caller)?;
    identity::link(&installation.db, &stamp, account.id, &provider.id, &claimed.subject).await?;
    tracing::info!(target: "security", event = "credentials_changed", account = %account.id, what = "provider_connected");
    Ok(())
}

/// Makes the roles that come from this provider what the groups say now.
async fn give_roles(
    installation: &Installation,
    provider: &OidcConfig,
    claimed: &Claimed,
    account: Uuid,
    now: Timestamp,
) -> Result<()> {
    let db = &installation.db;
    let mut roles = Vec::new();
    for given in provider.roles.iter().filter(|given| claimed.groups.contains(&given.group)) {
        // A role in an organisation that is gone must not keep people out of the others.
        match organisation::get(db, given.organisation).await {
            Ok(organisation) if organisation.closed_at.is_none_or(|closed| closed > now) => {
                roles.push((given.organisation, given.role));
            }
            Ok(_) | Err(Error::NotFound { .. }) => {
                tracing::warn!(provider = provider.id, organisation = %given.organisation, "a group gives a role in an organisation that is closed or unknown");
            }
            Err(error) => return Err(error),
        }
    }
    let stamp = stamp(installation, provider)?;
    membership::replace_origin(db, &stamp, account, &origin(provider), &roles).await
}

fn stamp(installation: &Installation, provider: &OidcConfig) -> Result<Stamp> {
    installation.stamp_by(origin(provider), Uuid::now_v7().to_string())
}

fn origin(provider: &OidcConfig) -> String {
    format!("oidc:{}", provider.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_this_installation_is_gone_back_to() {
        for path in ["/", "/evaluations/1?tab=a#b", "/sök"] {
            assert!(is_path(path), "{path}");
        }
        for other in [
            "",
            "evil",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "\\\\evil",
        ] {
            assert!(!is_path(other), "{other}");
        }
    }
}
