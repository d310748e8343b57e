//! Requests that were made on another site are refused: by the headers with which browsers say where a request was made,
//! and by a token that only our own pages know. The token is masked anew for each page, so that it cannot be guessed from
//! the length of compressed pages.

use crate::app::App;
use crate::visit::Visit;
use axum::http::{HeaderMap, header};
use kompass_app::secret;
use kompass_core::{Error, Result};

/// The header that carries the token of scripts and programs.
pub(crate) const HEADER: &str = "x-kompass-csrf";

/// Length of the unmasked token in bytes.
const LENGTH: usize = 32;

/// A token for a page: a random mask and the secret under it, in hexadecimal.
pub(crate) fn token(visit: &Visit) -> Result<String> {
    let mask: [u8; LENGTH] = secret::random()?;
    let masked = mask.iter().zip(visit.csrf).map(|(mask, byte)| mask ^ byte);
    Ok(mask.into_iter().chain(masked).map(|byte| format!("{byte:02x}")).collect())
}

/// Refuses a request whose token is missing or another's.
pub(crate) fn check(visit: &Visit, token: Option<&str>) -> Result<()> {
    let known = token.and_then(unmask).is_some_and(|token| secret::same(&token, &visit.csrf));
    if known {
        Ok(())
    } else {
        Err(forged("the form was opened before you signed in or out, or is too old"))
    }
}

/// Refuses a request that a browser says was made on another site.
pub(crate) fn same_origin(app: &App, headers: &HeaderMap) -> Result<()> {
    let value = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let site = value(header::HeaderName::from_static("sec-fetch-site"));
    let fetched_here = site.is_none_or(|site| site == "same-origin" || site == "none");
    let origin_here = value(header::ORIGIN).is_none_or(|origin| origin == app.origin());
    if fetched_here && origin_here {
        Ok(())
    } else {
        Err(forged("the request was made on another site"))
    }
}

/// Code of a request that was forged, or whose page is too old.
const FORGED: &str = "W06";

/// The error of a forged request.
pub(crate) fn forged(why: &str) -> Error {
    Error::Forbidden(format!("{FORGED} {why}; open the page again and send the form from there"))
}

/// True for that error.
pub(crate) fn is_forged(error: &Error) -> bool {
    matches!(error, Error::Forbidden(text) if text.starts_with(FORGED))
}

fn unmask(token: &str) -> Option<[u8; LENGTH]> {
    let digits = token.as_bytes();
    if digits.len() != 4 * LENGTH {
        return None;
    }
    let byte =
        |at: usize| u8::from_str_radix(std::str::from_utf8(digits.get(at..at + 2)?).ok()?, 16).ok();
    let mut open = [0; LENGTH];
    for (at, open) in open.iter_mut().enumerate() {
        *open = byte(2 * at)? ^ byte(2 * (at + LENGTH))?;
    }
    Some(open)
}
