//! The municipality's decision to publish, the page that everybody may read then, and when the oral feedback is held.

use crate::error::Answer;
use crate::evaluation::name;
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use crate::report::file;
use crate::report_view::Whole;
use askama::Template;
use axum::extract::{Form as Sent, Path};
use jiff::civil::Date;
use kompass_app::access::Scope;
use kompass_app::delivery::{self, Publication};
use kompass_app::evaluation::Head;
use kompass_app::review::reason;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::{Feedback, State};
use kompass_core::{Error, Problem, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "publication/show.html")]
struct Show {
    page: Page,
    standing: String,
    /// True if everybody may read it now.
    open: bool,
    public: String,
    form: Option<Form>,
}

#[derive(Template)]
#[template(path = "publication/published.html")]
struct Published {
    page: Page,
    pdf: String,
    report: Whole,
}

#[derive(Template)]
#[template(path = "publication/feedback.html")]
struct Planned {
    page: Page,
    /// True if it is held before there are points.
    without_points: bool,
    /// Date and audience.
    planned: Option<(String, String)>,
    form: Option<Form>,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    decision: String,
    #[serde(default)]
    embargo: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    audience: String,
    #[serde(default)]
    version: i64,
}

/// `GET /evaluations/{evaluation}/publication`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    show_with(&shell, id, None, &[]).await
}

/// `POST /evaluations/{evaluation}/publication`.
pub(crate) async fn decide(shell: Shell, Path(id): Path<Uuid>, Sent(typed): Sent<Typed>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let published = typed.decision == "publish";
    let done = match day(&typed.embargo, "embargo") {
        Ok(embargo) => {
            delivery::publish(installation, caller, id, typed.version, published, embargo).await
        }
        Err(error) => Err(error),
    };
    let said = if published { "published" } else { "not-published" };
    match done {
        Ok(()) => page::done(&format!("/evaluations/{id}/publication"), said),
        Err(error) => show_with(&shell, id, Some(&typed), &page::mendable(error)?).await,
    }
}

/// `GET /published/{evaluation}`.
pub(crate) async fn published(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (head, report) = delivery::published(&shell.app.installation, id).await.map_err(for_all)?;
    Ok(page::html(&Published {
        page: shell.page(shell.texts().delivery_heading(name(&head)))?,
        pdf: format!("/published/{id}/report.pdf"),
        report: Whole::of(&report)?,
    }))
}

/// `GET /published/{evaluation}/report.pdf`.
pub(crate) async fn published_pdf(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (head, pdf) =
        delivery::published_pdf(&shell.app.installation, id).await.map_err(for_all)?;
    Ok(file(&format!("{}.pdf", name(&head)), pdf.to_vec()))
}

/// `GET /evaluations/{evaluation}/feedback`.
pub(crate) async fn feedback(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    feedback_with(&shell, id, None, &[]).await
}

/// `POST /evaluations/{evaluation}/feedback`.
pub(crate) async fn set_feedback(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let done = match day(&typed.date, "date") {
        Ok(Some(date)) => {
            let audience = &typed.audience;
            delivery::set_feedback(installation, caller, id, typed.version, date, audience).await
        }
        Ok(None) => Err(reason::DAY.invalid("date")),
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => page::done(&format!("/evaluations/{id}/feedback"), "feedback-set"),
        Err(error) => feedback_with(&shell, id, Some(&typed), &page::mendable(error)?).await,
    }
}

/// Nobody signs in to read what is published: what is not is not there.
fn for_all(error: Error) -> Error {
    match error {
        Error::NotFound { id, .. } => Error::not_found(crate::error::NO_PAGE, id, ""),
        error => error,
    }
}

fn day(typed: &str, place: &str) -> kompass_core::Result<Option<Date>> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| reason::DAY.invalid(place)),
    }
}

async fn show_with(shell: &Shell, id: Uuid, typed: Option<&Typed>, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let (head, decided) = delivery::publication(installation, caller, id).await?;
    let page = shell.evaluation_page(&head, t.publication())?;
    let today = installation.today();
    let open = delivery::published(installation, id).await.is_ok();
    let standing = match &decided {
        Some(Publication { published: true, embargo: Some(day), by, .. }) if *day > today => {
            t.publication_embargo(by.as_str(), format::date(*day))
        }
        Some(Publication { published: true, by, at, .. }) => {
            t.publication_open(by.as_str(), shell.moment(*at))
        }
        Some(Publication { by, at, .. }) => t.publication_withdrawn(by.as_str(), shell.moment(*at)),
        None => t.publication_undecided(),
    };
    let decides = shell.may(Resource::Publication, Action::Write, &Scope::Evaluation(&head));
    let form = decides.then(|| {
        let was = decided.as_ref();
        let version = was.map_or(0, |it| it.version);
        let embargo = was.and_then(|it| it.embargo).map(format::date).unwrap_or_default();
        let chosen = match (typed, was) {
            (Some(typed), _) => typed.decision.as_str(),
            (None, Some(it)) if !it.published => "keep",
            (None, Some(_)) => "publish",
            (None, None) => "",
        };
        let decisions = [
            ("publish", t.publication_publish(), t.publication_publish_help()),
            ("keep", t.publication_keep(), t.publication_keep_help()),
        ];
        let decisions = decisions.map(|(value, words, help)| (value.to_owned(), words, help));
        let from = Field::date("embargo", t.publication_from()).help(t.publication_from_help());
        let embargo = typed.map_or(embargo.as_str(), |typed| &typed.embargo);
        Form::new(&page, format!("/evaluations/{id}/publication"), t.publication_go())
            .field(
                Field::radios("decision", t.publication_decision(), decisions.into()).value(chosen),
            )
            .field(from.optional().value(embargo))
            .field(Field::hidden("version", version.to_string()))
            .dangerous(t.publication_consequence())
            .wrong(problems, t)
    });
    let shown = Show { page, standing, open, public: format!("/published/{id}"), form };
    Ok(page::html_or_wrong(&shown, !problems.is_empty()))
}

async fn feedback_with(
    shell: &Shell,
    id: Uuid,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let (head, planned, version): (Head, Option<Feedback>, i64) =
        delivery::feedback(installation, caller, id).await?;
    let page = shell.evaluation_page(&head, t.feedback())?;
    let writes = shell.may(Resource::Feedback, Action::Write, &Scope::Evaluation(&head));
    let planned = planned.map(|it| (format::date(it.date), it.audience));
    let form = writes.then(|| {
        let (date, audience) = match (typed, &planned) {
            (Some(typed), _) => (typed.date.clone(), typed.audience.clone()),
            (None, Some(planned)) => planned.clone(),
            (None, None) => (String::new(), t.feedback_audience_default()),
        };
        let to = Field::text("audience", t.feedback_audience()).help(t.feedback_audience_help());
        Form::new(&page, format!("/evaluations/{id}/feedback"), t.feedback_go())
            .field(Field::date("date", t.feedback_date()).value(date))
            .field(to.most(200).value(audience))
            .field(Field::hidden("version", version.to_string()))
            .wrong(problems, t)
    });
    let without_points = head.state < State::Delivered;
    let shown = Planned { page, without_points, planned, form };
    Ok(page::html_or_wrong(&shown, !problems.is_empty()))
}
