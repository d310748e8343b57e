//! What is held back because it is secret: the list of it, marking and lifting.

use crate::error::{self, Answer};
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::secrecy::{self, Kind};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "secrecy/list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    marks: Vec<Link>,
}

struct Row {
    kind: String,
    what: String,
    law: String,
    by: String,
    at: String,
    lift: Option<String>,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    chosen: String,
    #[serde(default)]
    law: String,
}

/// `GET /evaluations/{evaluation}/secrecy`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let t = shell.texts();
    let there = secrecy::list(&shell.app.installation, shell.caller(), id).await?;
    let here = format!("/evaluations/{id}/secrecy");
    let row = |it: &secrecy::Mark| Row {
        kind: kind_words(t, it.held.kind),
        what: match it.held.quote.as_str() {
            "" => it.held.subject.clone(),
            quote => format!("{}: {quote}", it.held.subject),
        },
        law: it.held.law.clone(),
        by: it.by.clone(),
        at: shell.moment(it.at),
        lift: there.kinds.contains(&it.held.kind).then(|| format!("{here}/lift/{}", it.id)),
    };
    let mark = |kind: &Kind| Link::to(kind_words(t, *kind), format!("{here}/mark/{kind}"));
    Ok(page::html(&List {
        page: shell
            .evaluation_page(&there.head, t.secrecy())?
            .under_more([Link::to(t.records(), format!("/evaluations/{id}/records"))]),
        rows: there.rows.iter().map(row).collect(),
        marks: there.kinds.iter().map(mark).collect(),
    }))
}

/// `GET /evaluations/{evaluation}/secrecy/mark/{kind}`.
pub(crate) async fn new(shell: Shell, Path((id, kind)): Path<(Uuid, String)>) -> Answer {
    new_with(&shell, id, known(&kind)?, &Typed::default(), &[]).await
}

/// `POST /evaluations/{evaluation}/secrecy/mark/{kind}`.
pub(crate) async fn mark(
    shell: Shell,
    Path((id, kind)): Path<(Uuid, String)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller, kind) = (&shell.app.installation, shell.caller(), known(&kind)?);
    match secrecy::mark(installation, caller, id, kind, (&typed.chosen, &typed.law)).await {
        Ok(()) => page::done(&format!("/evaluations/{id}/secrecy"), "secrecy"),
        Err(error) => {
            let problems = page::mendable(error)?;
            new_with(&shell, id, kind, &typed, &problems).await
        }
    }
}

/// `GET /evaluations/{evaluation}/secrecy/lift/{mark}`.
pub(crate) async fn confirm_lift(shell: Shell, Path((id, mark)): Path<(Uuid, Uuid)>) -> Answer {
    let t = shell.texts();
    let (head, there) = secrecy::get(&shell.app.installation, shell.caller(), id, mark).await?;
    let here = format!("/evaluations/{id}/secrecy");
    let page = shell.evaluation_page(&head, t.secrecy_lift())?;
    let page = page.under_more([Link::to(t.secrecy(), here.clone())]);
    let form = Form::new(&page, format!("{here}/lift/{mark}"), t.secrecy_lift())
        .dangerous(t.secrecy_lift_consequence())
        .cancel(here);
    let what =
        format!("{} {}. {}", kind_words(t, there.held.kind), there.held.subject, there.held.law);
    Ok(shell.form_page(page, what, form))
}

/// `POST /evaluations/{evaluation}/secrecy/lift/{mark}`.
pub(crate) async fn lift(shell: Shell, Path((id, mark)): Path<(Uuid, Uuid)>) -> Answer {
    secrecy::lift(&shell.app.installation, shell.caller(), id, mark).await?;
    page::done(&format!("/evaluations/{id}/secrecy"), "secrecy-lifted")
}

fn known(kind: &str) -> kompass_core::Result<Kind> {
    let known = Kind::ALL.into_iter().find(|it| it.to_string() == kind);
    known.ok_or_else(|| Error::not_found(error::NO_PAGE, kind, "choose one of the list"))
}

fn kind_words(t: &Texts, kind: Kind) -> String {
    match kind {
        Kind::Document => t.secrecy_document(),
        Kind::Answer => t.secrecy_answer(),
        Kind::Note => t.secrecy_note(),
        Kind::Comment => t.secrecy_comment(),
        Kind::Text => t.secrecy_text(),
    }
}

async fn new_with(
    shell: &Shell,
    id: Uuid,
    kind: Kind,
    typed: &Typed,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let (head, offers) = secrecy::offers(&shell.app.installation, shell.caller(), id, kind).await?;
    let here = format!("/evaluations/{id}/secrecy");
    let page = shell.evaluation_page(&head, t.secrecy_go())?;
    let page = page.under_more([Link::to(t.secrecy(), here.clone())]);
    let mut choices = vec![(String::new(), t.secrecy_choose())];
    choices.extend(offers.into_iter().map(|it| (it.value, it.label)));
    let form = Form::new(&page, format!("{here}/mark/{kind}"), t.secrecy_go())
        .field(Field::choice("chosen", kind_words(t, kind), choices).value(&typed.chosen))
        .field(
            Field::text("law", t.secrecy_law())
                .most(200)
                .help(t.secrecy_law_help())
                .value(&typed.law),
        )
        .cancel(here)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.secrecy_lead(), form))
}
