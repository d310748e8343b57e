//! The language of pages, chosen in the foot of each.

use crate::error::{self, Answer};
use crate::page::{Shell, is_local};
use crate::visit;
use axum::Form;
use axum::response::{IntoResponse, Redirect};
use kompass_app::account;
use kompass_core::Lang;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Choice {
    language: String,
    #[serde(default)]
    next: String,
}

/// `POST /language`.
pub(crate) async fn choose(shell: Shell, Form(choice): Form<Choice>) -> Answer {
    let lang: Lang = choice
        .language
        .parse()
        .map_err(|_| error::invalid("W04", "language", "there is no such language"))?;
    // The language of an account comes before the one of the browser.
    let (installation, caller) = (&shell.app.installation, shell.caller());
    if let Some(account) = &caller.account {
        account::update(installation, caller, account.version, &account.name, lang).await?;
    }
    let next = if is_local(&choice.next) { &choice.next } else { "/" };
    let mut response = Redirect::to(next).into_response();
    visit::keep_language(&mut response, lang);
    Ok(response)
}
