//! What a sign-in that takes several steps has to remember between two of them. It is sealed in the database, can be taken
//! out once, in time, and only in the browser that began.

use crate::installation::Installation;
use crate::secret::{self, Token};
use jiff::SignedDuration;
use kompass_core::{Error, Result};
use kompass_store::ceremony;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The browser that takes the steps.
#[derive(Debug, Clone, Copy)]
pub struct Browser<'a> {
    /// Value of a cookie that only this browser has, signed in or not.
    pub cookie: &'a str,
    /// What it says it is.
    pub agent: &'a str,
    /// Network address.
    pub address: &'a str,
}

/// Remembers something under a token, for one purpose and one browser.
pub(crate) async fn put(
    installation: &Installation,
    purpose: &str,
    token: &Token,
    browser: Browser<'_>,
    body: &impl Serialize,
    time: SignedDuration,
) -> Result<()> {
    let body = serde_json::to_vec(body).map_err(|error| Error::Internal(error.to_string()))?;
    let body = installation.secret().seal(purpose, &body)?;
    let name = name(token.expose(), browser.cookie);
    ceremony::put(&installation.db, &name, purpose, &body, installation.now() + time).await
}

/// What was remembered, once.
pub(crate) async fn take<T: DeserializeOwned>(
    installation: &Installation,
    purpose: &str,
    token: &str,
    browser: Browser<'_>,
) -> Result<Option<T>> {
    let name = name(token, browser.cookie);
    let body = ceremony::take(&installation.db, &name, purpose, installation.now()).await?;
    let Some(body) = body else { return Ok(None) };
    let body = installation.secret().open(purpose, &body)?;
    // What an older version began is as if it was never begun.
    Ok(serde_json::from_slice(&body).ok())
}

/// Another browser with the same token does not even find it.
fn name(token: &str, cookie: &str) -> String {
    secret::digest(&format!("{} {token} {cookie}", token.len()))
}
