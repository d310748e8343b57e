//! Passkeys: signing in with one, and those of an account. The parts that need a script answer it with JSON.

use crate::confirm;
use crate::error::Answer;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::sign_in::{local, replace};
use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use kompass_app::ceremony::Browser;
use kompass_app::{account, passkey};
use kompass_core::{Error, Problem};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Template)]
#[template(path = "passkey/list.html")]
struct Passkeys {
    page: Page,
    passkeys: Vec<Row>,
    name: Field,
    proved: bool,
}

struct Row {
    id: String,
    name: String,
    made: String,
    used: String,
}

/// What a script brings back from the authenticator.
#[derive(Deserialize)]
pub(crate) struct Made {
    #[serde(default)]
    pub(crate) ceremony: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) next: String,
    #[serde(default)]
    pub(crate) credential: Value,
}

/// `POST /sign-in/passkey/begin`.
pub(crate) async fn sign_in_begin(shell: Shell) -> Answer {
    let from = shell.visit.address.to_string();
    let begun = passkey::sign_in_begin(&shell.app.installation, browser(&shell, &from)).await?;
    Ok(Json(begun).into_response())
}

/// `POST /sign-in/passkey/finish`.
pub(crate) async fn sign_in_finish(
    shell: Shell,
    headers: HeaderMap,
    Json(made): Json<Made>,
) -> Answer {
    let Made { ceremony, credential, .. } = made;
    let (from, next) = (shell.visit.address.to_string(), local(&made.next));
    let browser = browser(&shell, &from);
    let opened =
        passkey::sign_in_finish(&shell.app.installation, browser, &ceremony, credential).await?;
    replace(&shell, &headers, &opened, Json(json!({ "next": next })).into_response()).await
}

/// `GET /profile/passkeys`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let t = shell.texts();
    let row = |passkey: account::Passkey| Row {
        made: shell.moment(passkey.created_at),
        used: passkey.used_at.map_or_else(|| t.passkeys_never(), |used| shell.moment(used)),
        id: passkey.id,
        name: passkey.name,
    };
    let profile = account::profile(&shell.app.installation, shell.caller()).await?;
    let passkeys = profile.passkeys.into_iter().map(row).collect();
    let page = shell.page(t.passkeys())?.under(confirm::crumbs(&shell));
    let name =
        Field::text("name", t.passkeys_add_name()).help(t.passkeys_add_name_help()).most(200);
    let proved = confirm::proved(&shell).is_ok();
    Ok(page::html(&Passkeys { page, passkeys, name, proved }))
}

/// `POST /profile/passkeys/begin`.
pub(crate) async fn register_begin(shell: Shell) -> Answer {
    let (installation, caller, from) =
        (&shell.app.installation, shell.caller(), shell.visit.address.to_string());
    let begun = passkey::register_begin(installation, caller, browser(&shell, &from)).await?;
    Ok(Json(begun).into_response())
}

/// `POST /profile/passkeys/finish`.
pub(crate) async fn register_finish(shell: Shell, Json(made): Json<Made>) -> Answer {
    let Made { ceremony, name, credential, .. } = made;
    let (installation, caller, from) =
        (&shell.app.installation, shell.caller(), shell.visit.address.to_string());
    let browser = browser(&shell, &from);
    passkey::register_finish(installation, caller, browser, &ceremony, &name, credential).await?;
    Ok(Json(json!({ "next": "/profile/passkeys?done=passkey" })).into_response())
}

/// `GET /profile/passkeys/{passkey}/remove`.
pub(crate) async fn ask_removal(shell: Shell, Path(id): Path<String>) -> Answer {
    confirm::proved(&shell)?;
    removal(&shell, &id, &[]).await
}

async fn removal(shell: &Shell, id: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let profile = account::profile(&shell.app.installation, shell.caller()).await?;
    let mut passkeys = profile.passkeys.iter();
    let held =
        passkeys.find(|held| held.id == id).ok_or_else(|| Error::not_found("passkey", id, ""))?;
    let crumbs =
        confirm::crumbs(shell).into_iter().chain([Link::to(t.passkeys(), "/profile/passkeys")]);
    let page = shell.page(t.passkey_remove(&held.name))?.under(crumbs);
    let form = Form::new(&page, format!("/profile/passkeys/{id}/remove"), t.passkeys_remove())
        .dangerous(t.passkey_remove_consequence())
        .wrong(problems, t)
        .cancel("/profile/passkeys");
    Ok(shell.form_page(page, "", form))
}

/// `POST /profile/passkeys/{passkey}/remove`.
pub(crate) async fn remove(shell: Shell, Path(id): Path<String>) -> Answer {
    match passkey::remove(&shell.app.installation, shell.caller(), &id).await {
        Ok(()) => page::done("/profile/passkeys", "passkey-removed"),
        Err(error) => removal(&shell, &id, &page::mendable(error)?).await,
    }
}

/// The browser that a ceremony is bound to.
pub(crate) fn browser<'a>(shell: &'a Shell, address: &'a str) -> Browser<'a> {
    Browser { cookie: &shell.visit.visitor, agent: &shell.visit.agent, address }
}
