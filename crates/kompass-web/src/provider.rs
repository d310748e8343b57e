//! Signing in elsewhere, with a provider of OpenID Connect, and connecting an account with it.

use crate::confirm;
use crate::error::{self, Answer};
use crate::form::Form;
use crate::page::{self, Link, Page, Shell};
use crate::sign_in::{address, enter, stopped};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use kompass_app::access::Who;
use kompass_app::oidc::{self, Browser, Purpose};
use kompass_app::{account, signin};
use kompass_core::Error;

/// Where the browser goes to connect an account. Not by a redirect: the policy of our pages keeps forms from leading away.
#[derive(Template)]
#[template(path = "security/connect.html")]
struct Connect {
    page: Page,
    lead: String,
    go: Link,
}
