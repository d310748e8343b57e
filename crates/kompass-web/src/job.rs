//! What Kompass does afterwards, for those who run the installation: what waits, what failed, and what could not be done.

use crate::error::Answer;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::job::{self, Job, Overview, Work};
use kompass_core::Result;
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
    failed: Vec<Row>,
    aside: Vec<Row>,
}

struct Row {
    id: Uuid,
    what: String,
    to: String,
    error: String,
    when: String,
    attempts: String,
}

/// `GET /jobs`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let Overview { count, failed, aside } = job::overview(installation, shell.caller()).await?;
    let next = |it: &Job| t.jobs_next(shell.moment(it.due_at));
    let since = |it: &Job| shell.moment(it.changed_at);
    let above = Link::to(t.administrators(), "/administrators");
    Ok(page::html(&List {
        page: shell.page(t.jobs())?.under([above]),
        waiting: t.jobs_waiting(count.waiting),
        oldest: count.oldest.map(|at| t.jobs_oldest(shell.moment(at))).unwrap_or_default(),
        sends_mail: installation.config.mail.host.is_some(),
        failed: rows(&shell, failed, next).await?,
        aside: rows(&shell, aside, since).await?,
    }))
}

async fn rows(shell: &Shell, jobs: Vec<Job>, when: impl Fn(&Job) -> String) -> Result<Vec<Row>> {
    let t = shell.texts();
    let mut rows = Vec::new();
    for it in jobs {
        let to = job::recipient(&shell.app.installation, &it).await?;
        rows.push(Row {
            id: it.id,
            what: what(t, &it),
            to: if to.is_empty() { to } else { t.jobs_to(to) },
            when: when(&it),
            attempts: t.jobs_attempts(it.attempts),
            error: it.error.unwrap_or_default(),
        });
    }
    Ok(rows)
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
