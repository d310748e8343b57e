//! Errors become answers here and nowhere else: a page that says what happened and what to do, or problem details
//! (RFC 9457) for programs. What is logged carries the operation id that the person sees.

use crate::app::App;
use crate::csrf;
use crate::page::{self, Shell};
use crate::visit::Visit;
use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kompass_app::access::Who;
use kompass_app::{document, reason};
use kompass_core::i18n::{Texts, texts};
use kompass_core::{Error, Problem};
use serde::Serialize;
use std::sync::Arc;

/// What a handler gives back.
pub(crate) type Answer = std::result::Result<Response, Failed>;

/// An error on its way out of a handler; the layer around the handlers makes the answer of it.
pub(crate) struct Failed(pub(crate) Error);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

/// The error travels as an extension of an empty response, because only the layer knows visit and app.
impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Arc::new(self.0));
        response
    }
}

impl Failed {
    /// The error that a handler answered with.
    pub(crate) fn inside(response: &mut Response) -> Option<Error> {
        response.extensions_mut().remove::<Arc<Error>>().and_then(Arc::into_inner)
    }
}

/// An error and the visit it happened in.
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) visit: Visit,
    /// The fields of the form that was sent, so that nothing typed is lost.
    pub(crate) typed: Vec<(String, String)>,
}

impl Failure {
    /// The answer.
    pub(crate) async fn respond(self, app: &App) -> Response {
        let Self { error, visit, typed } = self;
        let status = status(&error);
        log(&error, &visit, status);
        let public = matches!(visit.caller.who, Who::Public);
        if visit.programs {
            let unknown = public && hidden(&error) && !csrf::is_forged(&error);
            return details(
                &error,
                &visit,
                if unknown { StatusCode::UNAUTHORIZED } else { status },
            );
        }
        let kept = kept(typed);
        let forged = csrf::is_forged(&error);
        if public
            && hidden(&error)
            && !forged
            && kept.is_empty()
            && !visit.here.starts_with("/sign-in")
        {
            return to_sign_in(&visit);
        }
        if reason::STEP_UP.is(&error) {
            return to_confirm(&visit);
        }
        if reason::SECOND_FACTOR_DEMANDED.is(&error) {
            return Redirect::to("/profile/security").into_response();
        }
        let again = (visit.here != "/").then(|| visit.here.clone());
        let shell = Shell::new(app, visit);
        let texts = shell.texts();
        let page = match shell.page(heading(texts, status)) {
            Ok(page) => page,
            Err(error) => return Self::bare(error),
        };
        let remedy = advice(texts, status);
        let reasons = reasons(&error, texts);
        let again = again.filter(|_| status == StatusCode::CONFLICT);
        let mut response = page::html(&ErrorPage { page, remedy, reasons, kept, again });
        *response.status_mut() = status;
        if let Some(seconds) = retry_after(status) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
        }
        response
    }

    /// The answer where not even the visit is known.
    pub(crate) fn bare(error: Error) -> Response {
        tracing::error!(error = error.to_string(), "a request could not be answered");
        (status(&error), "Kompass could not answer. Try again in a minute.\n").into_response()
    }
}

/// What the layer that keeps the time answers with, and nothing else does: an empty answer, until it is known who asked.
pub(crate) const TOO_LATE: StatusCode = StatusCode::GATEWAY_TIMEOUT;

/// Code of a request that was broken off.
const LATE: &str = "W07";

/// A request that was broken off because it took too long.
pub(crate) fn late() -> Error {
    invalid(LATE, "", "the request took too long and was broken off; it may have been done")
}

/// Problem details (RFC 9457).
#[derive(Serialize)]
struct Details<'a> {
    r#type: &'a str,
    title: String,
    status: u16,
    detail: String,
    operation: &'a str,
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    problems: &'a [Problem],
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: page::Page,
    remedy: String,
    reasons: Vec<String>,
    kept: Vec<String>,
    /// The page with the form that was sent.
    again: Option<String>,
}

/// A single problem of an input with a code, a place and what is wrong.
pub(crate) fn invalid(code: &str, place: &str, message: impl Into<String>) -> Error {
    Error::invalid(Problem::new(place, message, "").code(code))
}

/// What a problem says in the language of the page: by its code, else in its own words.
pub(crate) fn words(problem: &Problem, texts: &Texts) -> String {
    by_code(&problem.code, &problem.names, texts).unwrap_or_else(|| {
        let mut words = problem.message.clone();
        if !problem.remedy.is_empty() {
            words.push_str(" – ");
            words.push_str(&problem.remedy);
        }
        words
    })
}

fn by_code(code: &str, names: &[String], texts: &Texts) -> Option<String> {
    let named = ["first", "second"].into_iter().zip(names);
    let args: Vec<_> = named.map(|(name, value)| (name, value.as_str().into())).collect();
    texts.get(&format!("problem-{}", code.to_lowercase()), &args)
}

/// What is refused now and may be taken in a moment, whatever was sent.
const PASSING: [&str; 2] = [reason::TOO_MANY.code, document::reason::BUSY.code];

/// The status of an error.
pub(crate) fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound { .. } => StatusCode::NOT_FOUND,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Invalid(problems)
            if problems.iter().any(|problem| PASSING.contains(&problem.code.as_str())) =>
        {
            StatusCode::TOO_MANY_REQUESTS
        }
        Error::Invalid(problems) if problems.iter().any(|problem| problem.code == LATE) => TOO_LATE,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What is not there when no route has the path.
pub(crate) const NO_PAGE: &str = "page";

/// Without being signed in, what may not be seen and what is not there look the same: sign in first.
fn hidden(error: &Error) -> bool {
    match error {
        Error::NotFound { what, .. } => *what != NO_PAGE,
        Error::Forbidden(_) => true,
        _ => false,
    }
}

fn to_sign_in(visit: &Visit) -> Response {
    let next: String = url::form_urlencoded::byte_serialize(visit.here.as_bytes()).collect();
    let expired = if visit.expired { "&done=expired" } else { "" };
    Redirect::to(&format!("/sign-in?next={next}{expired}")).into_response()
}

/// The confirmation leads back to the page where the act was asked for.
fn to_confirm(visit: &Visit) -> Response {
    let next: String = url::form_urlencoded::byte_serialize(visit.here.as_bytes()).collect();
    Redirect::to(&format!("/confirm?next={next}")).into_response()
}

fn heading(texts: &Texts, status: StatusCode) -> String {
    match status {
        StatusCode::NOT_FOUND => texts.error_not_found(),
        StatusCode::FORBIDDEN => texts.error_forbidden(),
        StatusCode::CONFLICT => texts.error_conflict(),
        StatusCode::TOO_MANY_REQUESTS => texts.error_too_many(),
        StatusCode::UNPROCESSABLE_ENTITY => texts.error_invalid(),
        StatusCode::SERVICE_UNAVAILABLE => texts.error_unavailable(),
        TOO_LATE => texts.error_late(),
        _ => texts.error_internal(),
    }
}

fn advice(texts: &Texts, status: StatusCode) -> String {
    match status {
        StatusCode::NOT_FOUND => texts.error_not_found_advice(),
        StatusCode::FORBIDDEN => texts.error_forbidden_advice(),
        StatusCode::CONFLICT => texts.error_conflict_advice(),
        StatusCode::TOO_MANY_REQUESTS => texts.error_too_many_advice(),
        StatusCode::UNPROCESSABLE_ENTITY => texts.error_invalid_advice(),
        StatusCode::SERVICE_UNAVAILABLE => texts.error_unavailable_advice(),
        TOO_LATE => texts.error_late_advice(),
        _ => texts.error_internal_advice(),
    }
}

/// What may be told beyond the heading. What is internal or about what is outside is for the log only.
fn reasons(error: &Error, texts: &Texts) -> Vec<String> {
    match error {
        Error::Invalid(problems) => problems.iter().map(|problem| words(problem, texts)).collect(),
        Error::Forbidden(text) => {
            by_code(text.split(' ').next().unwrap_or_default(), &[], texts).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What a person wrote in a form that was refused, without what is secret or not theirs.
fn kept(typed: Vec<(String, String)>) -> Vec<String> {
    let ours = ["csrf", "key", "version", "next", "token"];
    let secret = |name: &str| name.contains("password") || name.contains("code");
    typed
        .into_iter()
        .filter(|(name, value)| {
            !ours.contains(&name.as_str()) && !secret(name) && value.chars().count() > 20
        })
        .map(|(_, value)| value)
        .collect()
}

fn details(error: &Error, visit: &Visit, status: StatusCode) -> Response {
    let problems = match error {
        Error::Invalid(problems) => problems.as_slice(),
        _ => &[],
    };
    // What a person can mend is said in their language: our own scripts show it.
    let said = reasons(error, texts(visit.caller.lang)).join(" ");
    let detail = match error {
        Error::Internal(_) => "the operation id leads to the cause in the log".to_owned(),
        Error::Unavailable(_) => "something that is needed is away; try again later".to_owned(),
        // In the same words whether it is not there or not theirs to see.
        Error::NotFound { .. } => "this is not there, or is not yours to see".to_owned(),
        _ if !said.is_empty() => said,
        other => other.to_string(),
    };
    let body = Details {
        r#type: "about:blank",
        title: status.canonical_reason().unwrap_or_default().to_owned(),
        status: status.as_u16(),
        detail,
        operation: &visit.operation,
        problems,
    };
    let mut response = (status, Json(body)).into_response();
    let media_type = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    if status == StatusCode::UNAUTHORIZED {
        let how = HeaderValue::from_static("Session realm=\"kompass\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, how);
    }
    response
}

fn retry_after(status: StatusCode) -> Option<&'static str> {
    match status {
        StatusCode::TOO_MANY_REQUESTS => Some("60"),
        StatusCode::SERVICE_UNAVAILABLE => Some("10"),
        _ => None,
    }
}

fn log(error: &Error, visit: &Visit, status: StatusCode) {
    let status_code = status.as_u16();
    if status.is_server_error() {
        // As a text, which the log quotes: an error may repeat what somebody wrote, line breaks too.
        tracing::error!(status = status_code, error = error.to_string(), "failed");
    } else if hidden(error) || status == StatusCode::TOO_MANY_REQUESTS {
        let (who, address) = (&visit.caller.who, visit.address);
        tracing::info!(target: "security", event = "refused", status = status_code, ?who, %address);
    } else {
        tracing::info!(status = status_code, "refused");
    }
}
