//! Signing in elsewhere, with a provider of OpenID Connect, and connecting an account with it.

use crate::confirm;
use crate::csrf;
use crate::error::Answer;
use crate::form::Form;
use crate::page::{self, Link, Page, Shell};
use crate::passkey::browser;
use crate::sign_in::{address, enter, stopped};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use kompass_app::account::{self, Identity};
use kompass_app::oidc::{self, Purpose};
use kompass_core::{Error, Problem, Result};

/// Where the browser goes to connect an account. Not by a redirect: the policy of our pages keeps forms from leading away.
#[derive(Template)]
#[template(path = "security/connect.html")]
struct Connect {
    page: Page,
    lead: String,
    go: Link,
}

/// A provider as an account stands to it.
pub(crate) struct Provider<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) connected: bool,
}

/// All providers there are.
pub(crate) fn all<'a>(shell: &'a Shell, identities: &[Identity]) -> Vec<Provider<'a>> {
    let connected = |id: &str| identities.iter().any(|identity| identity.provider == id);
    let providers = shell.app.installation.config.oidc.iter();
    providers
        .map(|provider| Provider {
            id: &provider.id,
            name: &provider.name,
            connected: connected(&provider.id),
        })
        .collect()
}

/// `GET /sign-in/oidc/{provider}`: to sign in, or with `for=confirm` to prove that it is still the same person.
pub(crate) async fn go(shell: Shell, headers: HeaderMap, Path(provider): Path<String>) -> Answer {
    // A provider that still knows somebody asks nothing, so a link on another site would sign them in: it leads to the
    // page where they can do so themselves.
    if csrf::same_origin(&shell.app, &headers).is_err() {
        return Ok(Redirect::to(&address("/sign-in", &shell.next())).into_response());
    }
    let confirms = shell.query("for").as_deref() == Some("confirm");
    let purpose = if confirms { Purpose::StepUp } else { Purpose::SignIn };
    match begin(&shell, &provider, purpose, &shell.next()).await {
        Ok(away) => Ok(Redirect::to(&away).into_response()),
        Err(error) if confirms => stopped(
            &shell,
            shell.texts().confirm_stopped(),
            error,
            &address("/confirm", &shell.next()),
        ),
        Err(error) => stopped(
            &shell,
            shell.texts().sign_in_stopped(),
            error,
            &address("/sign-in", &shell.next()),
        ),
    }
}

/// `GET /sign-in/oidc/{provider}/callback`.
pub(crate) async fn come_back(
    shell: Shell,
    headers: HeaderMap,
    Path(provider): Path<String>,
    Query(answer): Query<oidc::Answer>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let from = shell.visit.address.to_string();
    match oidc::finish(installation, caller, browser(&shell, &from), &provider, &answer).await {
        Ok(finished) => match finished.opened {
            Some(opened) => enter(&shell, &headers, &opened, &finished.back).await,
            None => page::done(&finished.back, "connected"),
        },
        Err(error) => {
            // Nothing but the answer says what it was for, and the answer is not believed.
            let (heading, again) = match caller.account {
                Some(_) => (shell.texts().connect_stopped(), "/profile/security"),
                None => (shell.texts().sign_in_stopped(), "/sign-in"),
            };
            stopped(&shell, heading, error, again)
        }
    }
}

/// `POST /profile/providers/{provider}`.
pub(crate) async fn connect(shell: Shell, Path(provider): Path<String>) -> Answer {
    let t = shell.texts();
    let away = match begin(&shell, &provider, Purpose::Connect, "/profile/security").await {
        Ok(away) => away,
        Err(error) => return stopped(&shell, t.connect_stopped(), error, "/profile/security"),
    };
    let name = name(&shell, &provider)?;
    let page = shell.page(t.connect(name))?.under(confirm::crumbs(&shell));
    Ok(page::html(&Connect {
        page,
        lead: t.connect_lead(name),
        go: Link::to(t.connect_go(name), away),
    }))
}

/// `GET /profile/providers/{provider}/remove`.
pub(crate) async fn ask_removal(shell: Shell, Path(provider): Path<String>) -> Answer {
    confirm::proved(&shell)?;
    removal(&shell, &provider, &[])
}

fn removal(shell: &Shell, provider: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let name = name(shell, provider)?;
    let page = shell.page(t.disconnect(name))?.under(confirm::crumbs(shell));
    let form =
        Form::new(&page, format!("/profile/providers/{provider}/remove"), t.disconnect_submit())
            .dangerous(t.disconnect_consequence(name))
            .wrong(problems, t)
            .cancel("/profile/security");
    Ok(shell.form_page(page, "", form))
}

/// `POST /profile/providers/{provider}/remove`.
pub(crate) async fn remove(shell: Shell, Path(provider): Path<String>) -> Answer {
    match account::disconnect(&shell.app.installation, shell.caller(), &provider).await {
        Ok(()) => page::done("/profile/security", "disconnected"),
        Err(error) => removal(&shell, &provider, &page::mendable(error)?),
    }
}

async fn begin(shell: &Shell, provider: &str, purpose: Purpose, back: &str) -> Result<String> {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let from = shell.visit.address.to_string();
    oidc::begin(installation, caller, browser(shell, &from), provider, purpose, back).await
}

fn name<'a>(shell: &'a Shell, id: &str) -> Result<&'a str> {
    let mut providers = shell.app.installation.config.oidc.iter();
    let found = providers.find(|provider| provider.id == id).map(|provider| provider.name.as_str());
    found.ok_or_else(|| Error::not_found("sign-in provider", id, ""))
}
