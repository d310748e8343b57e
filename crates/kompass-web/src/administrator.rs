//! Those who run the installation.

use crate::confirm;
use crate::error::Answer;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::people::{guarded, handout};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::account::{self, Account};
use kompass_app::presence;
use kompass_core::{Error, Problem, Result};
use serde::Deserialize;
use uuid::Uuid;

const LIST: &str = "/administrators";

#[derive(Template)]
#[template(path = "administrator/list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
}

struct Row {
    id: Uuid,
    name: String,
    email: String,
    factor: String,
    active: String,
    /// Was made by a command for the day when nothing else works.
    emergency: bool,
    disabled: bool,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
pub(crate) struct Version {
    version: i64,
}

/// `GET /administrators`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let administrators = account::administrators(installation, caller).await?;
    let presence = presence::of_administrators(installation, caller).await?;
    let row = |it: &Account| {
        let (factor, active) = guarded(&shell, it.has_totp, presence.get(&it.id));
        Row {
            id: it.id,
            name: it.name.clone(),
            email: it.email.clone(),
            factor,
            active,
            emergency: it.break_glass,
            disabled: it.disabled_at.is_some(),
        }
    };
    let rows = administrators.iter().map(row).collect();
    Ok(page::html(&List { page: shell.page(shell.texts().administrators())?, rows }))
}

/// `GET /administrators/new`.
pub(crate) async fn new(shell: Shell) -> Answer {
    confirm::proved(&shell)?;
    new_with(&shell, &Typed::default(), &[])
}

/// `POST /administrators/new`.
pub(crate) async fn make(shell: Shell, Sent(typed): Sent<Typed>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match account::invite_administrator(installation, caller, &typed.email, &typed.name).await {
        Ok(created) => {
            let heading = shell.texts().handout_invitation(created.link.name.as_str());
            handout(&shell, shell.page(heading)?.under(above(&shell)), &created, LIST.to_owned())
        }
        Err(error) => new_with(&shell, &typed, &page::mendable(error)?),
    }
}

/// `GET /administrators/{account}/remove`.
pub(crate) async fn confirm_remove(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let administrator = one(&shell, id).await?;
    remove_with(&shell, &administrator, &[])
}

/// `POST /administrators/{account}/remove`.
pub(crate) async fn remove(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(sent): Sent<Version>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match account::set_administrator(installation, caller, id, sent.version, false).await {
        // Who gave the role up themselves may not see the list any more.
        Ok(_) if caller.account.as_ref().is_some_and(|own| own.id == id) => {
            page::done("/evaluations", "administrator-removed")
        }
        Ok(_) => page::done(LIST, "administrator-removed"),
        Err(error) => {
            let problems = page::mendable(error)?;
            remove_with(&shell, &one(&shell, id).await?, &problems)
        }
    }
}

fn new_with(shell: &Shell, typed: &Typed, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.administrators_new())?.under(above(shell));
    let mut form = Form::new(&page, format!("{LIST}/new"), t.invite_go())
        .field(
            Field { autocomplete: "off", ..Field::email("email", t.invite_email()) }
                .value(&typed.email),
        )
        .field(Field::text("name", t.invite_name()).most(200).value(&typed.name))
        .cancel(LIST)
        .wrong(problems, t);
    form.consequence = t.administrators_new_consequence();
    Ok(shell.form_page(page, t.administrators_new_lead(), form))
}

fn remove_with(shell: &Shell, administrator: &Account, problems: &[Problem]) -> Answer {
    let (t, name) = (shell.texts(), administrator.name.as_str());
    let page = shell.page(t.administrators_remove_heading(name))?.under(above(shell));
    let action = format!("{LIST}/{}/remove", administrator.id);
    let form = Form::new(&page, action, t.administrators_remove_go())
        .field(Field::hidden("version", administrator.version.to_string()))
        .dangerous(t.administrators_remove_consequence(name))
        .cancel(LIST)
        .wrong(problems, t);
    Ok(shell.form_page(page, "", form))
}

async fn one(shell: &Shell, id: Uuid) -> Result<Account> {
    let administrators = account::administrators(&shell.app.installation, shell.caller()).await?;
    let found = administrators.into_iter().find(|administrator| administrator.id == id);
    found.ok_or_else(|| Error::not_found("administrator", id, ""))
}

fn above(shell: &Shell) -> Vec<Link> {
    vec![Link::to(shell.texts().administrators(), LIST)]
}
