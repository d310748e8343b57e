//! Proving once more that it is still the same person, before something dangerous; then back to where it was asked for.

use crate::error::{self, Answer};
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::passkey::{Made, browser};
use crate::provider;
use crate::sign_in::{address, enter, local, replace};
use askama::Template;
use axum::Json;
use axum::extract::Form as Sent;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use kompass_app::password::Password;
use kompass_app::{access, account, passkey, reason, signin};
use kompass_core::{Problem, Result};
use serde::Deserialize;
use serde_json::json;

#[derive(Template)]
#[template(path = "confirm/confirm.html")]
struct Confirm {
    page: Page,
    forms: Vec<Form>,
    passkeys: bool,
    providers: Vec<Link>,
    next: String,
}

/// One of the two is given; the other form has no such field.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    password: String,
    code: Option<String>,
    #[serde(default)]
    next: String,
}

/// Leads to the confirmation whoever has not proved lately who they are. A page asks before its form is filled in, so that
/// nothing has to be typed twice; the operation asks again.
pub(crate) fn proved(shell: &Shell) -> Result<()> {
    let due = access::needs_step_up(&shell.app.installation, shell.caller());
    if due { Err(reason::STEP_UP.forbidden()) } else { Ok(()) }
}

/// The way to the pages that are about signing in.
pub(crate) fn crumbs(shell: &Shell) -> Vec<Link> {
    let t = shell.texts();
    vec![Link::to(t.profile(), "/profile"), Link::to(t.security(), "/profile/security")]
}

/// `GET /confirm`.
pub(crate) async fn show(shell: Shell) -> Answer {
    page_with(&shell, &shell.next(), &[]).await
}

/// `POST /confirm`.
pub(crate) async fn submit(shell: Shell, headers: HeaderMap, Sent(typed): Sent<Typed>) -> Answer {
    let (installation, caller, next) =
        (&shell.app.installation, shell.caller(), local(&typed.next));
    let from = shell.visit.address.to_string();
    let done = match &typed.code {
        Some(code) => signin::step_up_by_code(installation, caller, code, &from).await,
        None => {
            let password = Password::new(&typed.password);
            signin::step_up_by_password(installation, caller, &password, &from).await
        }
    };
    match done {
        Ok(opened) => enter(&shell, &headers, &opened, next).await,
        Err(error) => {
            let status = error::status(&error);
            let answer = page_with(&shell, next, &page::mendable(error)?).await?;
            Ok((status, answer).into_response())
        }
    }
}

/// `POST /confirm/passkey/begin`.
pub(crate) async fn passkey_begin(shell: Shell) -> Answer {
    let (installation, caller, from) =
        (&shell.app.installation, shell.caller(), shell.visit.address.to_string());
    let begun = passkey::step_up_begin(installation, caller, browser(&shell, &from)).await?;
    Ok(Json(begun).into_response())
}

/// `POST /confirm/passkey/finish`.
pub(crate) async fn passkey_finish(
    shell: Shell,
    headers: HeaderMap,
    Json(made): Json<Made>,
) -> Answer {
    let Made { ceremony, credential, .. } = made;
    let (installation, caller, from) =
        (&shell.app.installation, shell.caller(), shell.visit.address.to_string());
    let browser = browser(&shell, &from);
    let opened =
        passkey::step_up_finish(installation, caller, browser, &ceremony, credential).await?;
    let next = local(&made.next);
    replace(&shell, &headers, &opened, Json(json!({ "next": next })).into_response()).await
}

async fn page_with(shell: &Shell, next: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let profile = account::profile(&shell.app.installation, shell.caller()).await?;
    let page = shell.page(t.confirm())?;
    let form = |field: Field| {
        Form::new(&page, "/confirm", t.confirm_submit())
            .field(field)
            .field(Field::hidden("next", next))
    };
    let mut forms = Vec::new();
    if profile.account.has_password {
        forms.push(form(Field::password("password", t.confirm_password(), "current-password")));
    }
    if profile.account.has_totp {
        // Not only digits: recovery codes have letters.
        let code = Field { autocomplete: "one-time-code", ..Field::text("code", t.confirm_code()) };
        forms.push(form(code));
    }
    // What is wrong stands in the form it was typed into; what is about neither, in the first.
    for problem in problems {
        let typed_here = |form: &Form| form.fields.iter().any(|field| field.name == problem.place);
        let at = forms.iter().position(typed_here).unwrap_or(0);
        if let Some(form) = forms.get_mut(at) {
            *form = std::mem::take(form).wrong(std::slice::from_ref(problem), t);
        }
    }
    let connected = provider::all(shell, &profile.identities).into_iter().filter(|it| it.connected);
    let providers = connected.map(|provider| {
        let path = address(&format!("/sign-in/oidc/{}", provider.id), next);
        let joint = if path.contains('?') { '&' } else { '?' };
        Link::to(t.confirm_by_provider(provider.name), format!("{path}{joint}for=confirm"))
    });
    let providers = providers.collect();
    let passkeys = !profile.passkeys.is_empty();
    Ok(page::html(&Confirm { page, forms, passkeys, providers, next: next.to_owned() }))
}
