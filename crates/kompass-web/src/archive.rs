//! The archive of a case, for those who run the organisation or lead the evaluation.

use crate::confirm;
use crate::download;
use crate::error::Answer;
use crate::form::Form;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use kompass_app::archive;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "archive/show.html")]
struct Show {
    page: Page,
    /// The button, once the case may be archived.
    form: Option<Form>,
}

/// `GET /evaluations/{evaluation}/archive`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let t = shell.texts();
    let head = archive::of_evaluation(&shell.app.installation, shell.caller(), id).await?;
    let open = archive::is_open(&head);
    if open {
        confirm::proved(&shell)?;
    }
    let records = format!("/evaluations/{id}/records");
    let page = shell.evaluation_page(&head, t.archive())?;
    let page = page.under_more([Link::to(t.records(), records.clone())]);
    let form = open.then(|| {
        Form::new(&page, format!("/evaluations/{id}/archive"), t.archive_go())
            .dangerous(t.archive_warning())
            .cancel(records)
    });
    Ok(page::html(&Show { page, form }))
}

/// `POST /evaluations/{evaluation}/archive`.
pub(crate) async fn take(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let file = archive::download(&shell.app.installation, shell.caller(), id).await?;
    Ok(download::answer(&file.name, file.size, Body::from_stream(file.bytes)))
}
