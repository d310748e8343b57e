//! Selections that somebody keeps.

use super::{PLACE, crumbs};
use crate::error::Answer;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::kpi::saved::{self, Saved};
use kompass_core::Problem;
use kompass_core::format;
use kompass_core::i18n::Texts;
use kompass_core::local;
use serde::Deserialize;
use uuid::Uuid;

/// Where they are.
const HERE: &str = "/key-figures/selections";

#[derive(Template)]
#[template(path = "kpi/saved.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    href: String,
    since: String,
    remove: String,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    choice: String,
}

/// `GET /key-figures/selections`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let t = shell.texts();
    let rows = saved::saved(&shell.app.installation, shell.caller()).await?;
    let row = |it: Saved| Row {
        href: format!("{PLACE}/selection?{}", it.choice),
        since: format::date(local::day(it.created_at)),
        remove: format!("{HERE}/{}/remove", it.id),
        name: it.name,
    };
    let page = shell.page(t.kpi_saved())?.under(crumbs(t));
    Ok(page::html(&List { page, rows: rows.into_iter().map(row).collect() }))
}

/// `POST /key-figures/selections`.
pub(crate) async fn save(shell: Shell, Sent(typed): Sent<Typed>) -> Answer {
    match saved::save(&shell.app.installation, shell.caller(), &typed.name, &typed.choice).await {
        Ok(_) => page::done(HERE, "kpi-saved"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let t = shell.texts();
            let page = shell.page(t.kpi_save())?.under(crumbs(t));
            let form = form(&page, t, &typed, &problems);
            Ok(shell.form_page(page, t.kpi_save_lead(), form))
        }
    }
}

/// `GET /key-figures/selections/{selection}/remove`.
pub(crate) async fn confirm_remove(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let t = shell.texts();
    let all = saved::saved(&shell.app.installation, shell.caller()).await?;
    let one = all.into_iter().find(|it| it.id == id);
    let one = one.ok_or_else(|| kompass_core::Error::not_found("selection", id, ""))?;
    let page = shell
        .page(t.kpi_remove(one.name.as_str()))?
        .under(crumbs(t).into_iter().chain([Link::to(t.kpi_saved(), HERE)]));
    let form = Form::new(&page, format!("{HERE}/{id}/remove"), t.kpi_remove_go())
        .dangerous(t.kpi_remove_means())
        .cancel(HERE);
    Ok(shell.form_page(page, "", form))
}

/// `POST /key-figures/selections/{selection}/remove`.
pub(crate) async fn remove(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    saved::remove(&shell.app.installation, shell.caller(), id).await?;
    page::done(HERE, "kpi-removed")
}

/// The form that keeps a choice.
fn form(page: &Page, t: &Texts, typed: &Typed, problems: &[Problem]) -> Form {
    Form::new(page, HERE, t.kpi_save())
        .field(Field::text("name", t.kpi_save_name()).most(100).value(typed.name.as_str()))
        .field(Field::hidden("choice", typed.choice.as_str()))
        .wrong(problems, t)
}

/// The same for a choice that is shown.
pub(super) fn keep(page: &Page, t: &Texts, choice: String) -> Form {
    form(page, t, &Typed { choice, ..Typed::default() }, &[])
}
