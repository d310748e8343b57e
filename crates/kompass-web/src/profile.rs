//! Name and language of the person.

use crate::error::Answer;
use crate::form::{Field, Form};
use crate::notice;
use crate::page::{self, Page, Shell, mendable};
use askama::Template;
use axum::extract::Form as Sent;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use kompass_app::account::{self, Membership};
use kompass_core::access::Role;
use kompass_core::{Lang, Problem};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "profile/profile.html")]
struct ProfilePage {
    page: Page,
    form: Form,
    email: String,
    /// When mail comes; none while the installation sends no mail.
    mail: Option<Form>,
    /// Each role with the organisation it is in; none for a role in the installation.
    roles: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    version: i64,
}

/// `GET /profile`.
pub(crate) async fn show(shell: Shell) -> Answer {
    page_with(&shell, None, &[]).await
}

/// `POST /profile`.
pub(crate) async fn save(shell: Shell, Sent(typed): Sent<Typed>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    // What is none of the languages was not chosen from the list.
    let language: Lang = typed.language.parse().unwrap_or_else(|_| shell.lang());
    match account::update(installation, caller, typed.version, &typed.name, language).await {
        Ok(_) => page::done("/profile", "saved"),
        Err(error) => page_with(&shell, Some(&typed), &mendable(error)?).await,
    }
}

async fn page_with(shell: &Shell, typed: Option<&Typed>, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let profile = account::profile(&shell.app.installation, shell.caller()).await?;
    let account = profile.account;
    let page = shell.page(t.profile())?;
    let languages = Lang::ALL.map(|lang| (lang.code().to_owned(), own_name(lang).to_owned()));
    let kept = Typed {
        name: account.name,
        language: account.language.code().to_owned(),
        version: account.version,
    };
    let typed = typed.unwrap_or(&kept);
    let name = Field { autocomplete: "name", ..Field::text("name", t.profile_name()) };
    let form = Form::new(&page, "/profile", t.profile_save())
        .field(name.value(&typed.name).most(200))
        .field(
            Field::choice("language", t.profile_language(), languages.into())
                .value(&typed.language),
        )
        .field(Field::hidden("version", typed.version.to_string()))
        .wrong(problems, t);
    let status = if form.has_errors() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let membership = |it: Membership| (t.role(it.role), it.organisation_name);
    let system =
        account.system_administrator.then(|| (t.role(Role::SystemAdministrator), String::new()));
    let mail = notice::wish_form(shell, &page).await?;
    let roles = system.into_iter().chain(profile.memberships.into_iter().map(membership)).collect();
    let answer = page::html(&ProfilePage { page, form, mail, email: account.email, roles });
    Ok((status, answer).into_response())
}

/// A language is found by who speaks it, not by who does not.
fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "Svenska",
        Lang::En => "English",
        Lang::Nb => "Norsk bokmål",
    }
}
