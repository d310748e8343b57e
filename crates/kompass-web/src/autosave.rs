//! Forms that save while they are filled in: what the script sends is answered without a page, what a button sends leads on.

use crate::error::Answer;
use crate::page::{self, Shell};
use crate::visit::Visit;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::IntoResponse;
use kompass_app::access::Who;
use kompass_app::installation::Installation;

/// On a request of the script.
const ASKED: HeaderName = HeaderName::from_static("x-kompass-autosave");
/// On the answer: the version that is there now.
const VERSION: HeaderName = HeaderName::from_static("x-kompass-version");

/// True if the script saved, not a person by a button.
pub(crate) fn asked(headers: &HeaderMap) -> bool {
    headers.contains_key(ASKED)
}

/// Whose drafts a page may show: a name for the person in this browser's storage that tells nothing about them.
pub(crate) fn owner(installation: &Installation, visit: &Visit) -> String {
    let who = match visit.caller.who {
        Who::Account(id) => format!("account {id}"),
        Who::Link(id) => format!("link {id}"),
        Who::Public | Who::CommandLine => format!("visitor {}", visit.visitor),
    };
    let mut name = installation.secret().digest("drafts", &who);
    name.truncate(16);
    name
}

impl Shell {
    /// What was written is stored under this version: the script learns the version, a person is led to `to`.
    pub(crate) fn saved(&self, version: i64, to: &str) -> Answer {
        if self.visit.autosave {
            let headers = [(VERSION, HeaderValue::from(version))];
            return Ok((StatusCode::NO_CONTENT, headers).into_response());
        }
        page::done(to, "saved")
    }
}
