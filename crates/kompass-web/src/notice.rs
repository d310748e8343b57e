//! What the caller is told, and when it also comes by mail.

use crate::error::Answer;
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use jiff::Timestamp;
use kompass_app::notice::{self, Mail, Told};
use kompass_core::Result;
use serde::Deserialize;
use uuid::Uuid;

const LIST: &str = "/notices";

#[derive(Template)]
#[template(path = "notice/list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    /// What came later is not on the page, and stays unread.
    until: String,
    any_unread: bool,
}

struct Row {
    id: Uuid,
    title: String,
    text: String,
    /// Empty for what the reader has no access to any more.
    href: String,
    at: String,
    unread: bool,
}

#[derive(Deserialize)]
pub(crate) struct Until {
    until: Timestamp,
}

#[derive(Deserialize)]
pub(crate) struct Wish {
    mail: Mail,
}

/// `GET /notices`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let told = notice::list(installation, shell.caller()).await?;
    let newest = told.first().map(|it| it.at);
    let row = |it: Told| {
        let (title, text, href) = match it.said {
            Some(said) => (said.title, said.text, said.href),
            None => (t.notices_gone(), String::new(), String::new()),
        };
        Row { id: it.id, title, text, href, at: shell.moment(it.at), unread: it.unread }
    };
    let any_unread = told.iter().any(|it| it.unread);
    let until = newest.unwrap_or_else(|| installation.now()).to_string();
    let rows = told.into_iter().map(row).collect();
    Ok(page::html(&List { page: shell.page(t.notices())?, rows, until, any_unread }))
}

/// `POST /notices/{notice}/read`.
pub(crate) async fn read(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    notice::read(&shell.app.installation, shell.caller(), id).await?;
    page::done(LIST, "notice-read")
}

/// `POST /notices/read`.
pub(crate) async fn read_all(shell: Shell, Sent(sent): Sent<Until>) -> Answer {
    notice::read_all(&shell.app.installation, shell.caller(), sent.until).await?;
    page::done(LIST, "notices-read")
}

/// `POST /profile/mail`.
pub(crate) async fn choose(shell: Shell, Sent(wish): Sent<Wish>) -> Answer {
    notice::set_wish(&shell.app.installation, shell.caller(), wish.mail).await?;
    page::done("/profile", "mail-wish")
}

/// The choice of when mail comes; none while the installation sends no mail.
pub(crate) async fn wish_form(shell: &Shell, page: &Page) -> Result<Option<Form>> {
    let (installation, t) = (&shell.app.installation, shell.texts());
    if installation.config.mail.host.is_none() {
        return Ok(None);
    }
    let chosen = match notice::wish(installation, shell.caller()).await? {
        Mail::AtOnce => "at_once",
        Mail::Daily => "daily",
    };
    let of = [("at_once", t.profile_mail_at_once()), ("daily", t.profile_mail_daily())];
    let of = of.map(|(value, words)| (value.to_owned(), words, String::new()));
    let field = Field::radios("mail", t.profile_mail_when(), of.into()).value(chosen);
    Ok(Some(Form::new(page, "/profile/mail", t.profile_mail_save()).field(field)))
}
