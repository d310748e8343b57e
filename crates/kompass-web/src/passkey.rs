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
use kompass_app::{account, passkey, reason, signin};
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
    let begun = passkey::sign_in_begin(&shell.app.installation, &shell.visit.visitor).await?;
    Ok(Json(begun).into_response())
}

/// `POST /sign-in/passkey/finish`.
pub(crate) async fn sign_in_finish(
    shell: Shell,
    headers: HeaderMap,
    Json(made): Json<Made>,
) -> Answer {
    let (visit, next) = (&shell.visit, local(&made.next));
    let (agent, address) = (&visit.agent, visit.address.to_string());
    let signed = signin::passkey(
        &shell.app.installation,
        &visit.visitor,
        &made.ceremony,
        made.credential,
        agent,
        &address,
    );
    let opened = signed.await?;
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
    let passkeys = account::passkeys(&shell.app.installation, shell.caller()).await?;
    let passkeys = passkeys.into_iter().map(row).collect();
    let page = shell.page(t.passkeys())?.under(confirm::crumbs(&shell));
    let name =
        Field::text("name", t.passkeys_add_name()).help(t.passkeys_add_name_help()).most(200);
    let proved = confirm::proved(&shell).is_ok();
    Ok(page::html(&Passkeys { page, passkeys, name, proved }))
}

/// `POST /profile/passkeys/begin`.
pub(crate) async fn register_begin(shell: Shell) -> Answer {
    let begun =
        account::passkey_begin(&shell.app.installation, shell.caller(), &shell.visit.visitor)
            .await?;
    Ok(Json(begun).into_response())
}

/// `POST /profile/passkeys/finish`.
pub(crate) async fn register_finish(shell: Shell, Json(made): Json<Made>) -> Answer {
    let Made { ceremony, name, credential, .. } = made;
    let (installation, caller, browser) =
        (&shell.app.installation, shell.caller(), &shell.visit.visitor);
    account::passkey_finish(installation, caller, browser, &ceremony, &name, credential).await?;
    Ok(Json(json!({ "next": "/profile/passkeys?done=passkey" })).into_response())
}

/// `GET /profile/passkeys/{passkey}/remove`.
pub(crate) async fn ask_removal(shell: Shell, Path(id): Path<String>) -> Answer {
    confirm::proved(&shell)?;
    let t = shell.texts();
    let held = account::passkeys(&shell.app.installation, shell.caller()).await?;
    let held = held
        .into_iter()
        .find(|held| held.id == id)
        .ok_or_else(|| reason::not_there("passkey", &id))?;
    let crumbs =
        confirm::crumbs(&shell).into_iter().chain([Link::to(t.passkeys(), "/profile/passkeys")]);
    let page = shell.page(t.passkey_remove(&held.name))?.under(crumbs);
    let form = Form::new(&page, format!("/profile/passkeys/{id}/remove"), t.passkeys_remove())
        .dangerous(t.passkey_remove_consequence())
        .cancel("/profile/passkeys");
    Ok(shell.form_page(page, "", form))
}

/// `POST /profile/passkeys/{passkey}/remove`.
pub(crate) async fn remove(shell: Shell, Path(id): Path<String>) -> Answer {
    account::passkey_remove(&shell.app.installation, shell.caller(), &id).await?;
    page::done("/profile/passkeys", "passkey-removed")
}
