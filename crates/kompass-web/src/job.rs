//! What Kompass does afterwards, for those who run the installation: what waits, and what could not be done.

use crate::error::Answer;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::job::{self, Job, Work};
use kompass_core::i18n::Texts;
use uuid::Uuid;

const LIST: &str = "/jobs";

#[derive(Template)]
#[template(path = "job/list.html")]
struct List {
    page: Page,
    waiting: String,
    oldest: String,
    sends_mail: bool,
    rows: Vec<Row>,
}

struct Row {
    id: Uuid,
    what: String,
    to: String,
    error: String,
    at: String,
    attempts: String,
}

/// `GET /jobs`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let (count, aside) = job::aside(installation, shell.caller()).await?;
    let mut rows = Vec::new();
    for it in aside {
        let to = job::recipient(installation, &it).await?;
        rows.push(Row {
            id: it.id,
            what: what(t, &it),
            to: if to.is_empty() { to } else { t.jobs_to(to) },
            error: it.error.unwrap_or_default(),
            at: shell.moment(it.changed_at),
            attempts: t.jobs_attempts(it.attempts),
        });
    }
    let above = Link::to(t.administrators(), "/administrators");
    Ok(page::html(&List {
        page: shell.page(t.jobs())?.under([above]),
        waiting: t.jobs_waiting(count.waiting),
        oldest: count.oldest.map(|at| t.jobs_oldest(shell.moment(at))).unwrap_or_default(),
        sends_mail: installation.config.mail.host.is_some(),
        rows,
    }))
}

/// `POST /jobs/{job}/again`.
pub(crate) async fn take_up(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    job::take_up(&shell.app.installation, shell.caller(), id).await?;
    page::done(LIST, "job-taken-up")
}

/// `POST /jobs/again`.
pub(crate) async fn take_up_all(shell: Shell) -> Answer {
    job::take_up_all(&shell.app.installation, shell.caller()).await?;
    page::done(LIST, "job-taken-up")
}

/// `POST /jobs/{job}/drop`.
pub(crate) async fn drop(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    job::drop(&shell.app.installation, shell.caller(), id).await?;
    page::done(LIST, "job-dropped")
}

fn what(t: &Texts, job: &Job) -> String {
    match job.work {
        Work::Announce { .. } => t.jobs_announce(),
        Work::Link { .. } => t.jobs_link(),
        Work::Notices { .. } => t.jobs_notices(),
        Work::Checkpoint => t.jobs_checkpoint(),
        Work::Dispose { .. } => t.jobs_dispose(),
        Work::Day { .. } | Work::DayOfAccount { .. } => t.jobs_day(),
    }
}
