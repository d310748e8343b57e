//! What stands before every handler: the caller may do this, and the request was made on a page of ours. Operations ask
//! for the right once more, because commands and jobs call them as well.

use crate::app::App;
use crate::csrf;
use crate::error::{Failed, Failure, NO_PAGE, invalid};
use crate::operations::REQUEST_SECONDS;
use crate::route::{Kind, Route, Scope};
use crate::upload;
use crate::visit::Visit;
use axum::RequestExt;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use kompass_app::access::{self, Scope as Whose};
use kompass_app::evaluation;
use kompass_core::access::is_shared;
use kompass_core::{Error, Result};
use std::collections::HashMap;
use std::time::Instant;
use uuid::Uuid;

/// On every answer of a request that the guard let through. Never leaves the process; the access matrix is made of it.
#[derive(Debug, Clone, Copy)]
pub struct Passed;

/// Largest form.
const FORM_LIMIT: usize = 256 * 1024;

/// Longest idempotency key, which is kept; ours have 36 characters.
const LONGEST_KEY: usize = 64;

/// Lets a request through to its handler, or answers why not; and takes the time.
pub(crate) async fn stand(
    State((app, route)): State<(App, &'static Route)>,
    request: Request,
    next: Next,
) -> Response {
    let (begun, method) = (Instant::now(), request.method().to_string());
    let response = answer(&app, route, request, next).await;
    let status = response.status().as_str().to_owned();
    metrics::histogram!(REQUEST_SECONDS, "method" => method, "route" => route.path, "status" => status)
        .record(begun.elapsed());
    response
}

async fn answer(app: &App, route: &'static Route, mut request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(mut visit) = visit else {
        return Failure::bare(Error::Internal("a request came past the visit layer".to_owned()));
    };
    tracing::Span::current().record("route", route.path);
    visit.programs = route.kind.for_programs();
    let mut typed = Vec::new();
    match check(app, route, &mut visit, &mut request, &mut typed).await {
        Ok(None) => {}
        Ok(Some(elsewhere)) => return Redirect::to(&elsewhere).into_response(),
        Err(error) => return Failure { error, visit, typed }.respond(app).await,
    }
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    let failed = Failed::inside(&mut response).or_else(|| unread(route, &response));
    if let Some(error) = failed {
        response = Failure { error, visit, typed }.respond(app).await;
    }
    response.extensions_mut().insert(Passed);
    response
}

/// What a handler could not even read – a field that is missing, an id that is none – as an error of ours.
fn unread(route: &Route, response: &Response) -> Option<Error> {
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        StatusCode::BAD_REQUEST if plain => Some(Error::not_found(NO_PAGE, route.path, "")),
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE if plain => {
            Some(invalid("W05", "", "a field is missing or is not as it should be"))
        }
        _ => None,
    }
}

/// Lets through, or says where the page is that was asked for: of a second framework, what it shares with the first.
async fn check(
    app: &App,
    route: &'static Route,
    visit: &mut Visit,
    request: &mut Request,
    typed: &mut Vec<(String, String)>,
) -> Result<Option<String>> {
    if route.changes() {
        csrf::same_origin(app, request.headers())?;
        let token = match route.kind {
            Kind::Form => {
                let body = form_body(request).await?;
                *typed = url::form_urlencoded::parse(&body).into_owned().collect();
                *request.body_mut() = Body::from(body);
                let field = |name| {
                    typed.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
                };
                visit.caller.key =
                    field("key").filter(|key| (1..=LONGEST_KEY).contains(&key.len()));
                field("csrf")
            }
            Kind::Upload => {
                let begun = upload::begin(app, &visit.caller.who, request).await?;
                visit.caller.key = begun.key.filter(|key| (1..=LONGEST_KEY).contains(&key.len()));
                if let Some(fields) = begun.fields {
                    request.extensions_mut().insert(fields.pass());
                }
                begun.token
            }
            _ => request
                .headers()
                .get(csrf::HEADER)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
        };
        csrf::check(visit, token.as_deref())?;
    }
    let path: HashMap<String, String> =
        request.extract_parts::<Path<_>>().await.map(|Path(path)| path).unwrap_or_default();
    let guard = route.guard;
    let installation = &app.installation;
    match guard.scope {
        Scope::Installation => {
            access::authorise(
                installation,
                &visit.caller,
                guard.resource,
                guard.action,
                &Whose::Installation,
            )
            .await
        }
        Scope::Own => {
            access::authorise(
                installation,
                &visit.caller,
                guard.resource,
                guard.action,
                &Whose::Own,
            )
            .await
        }
        Scope::Organisation => {
            let id = id(&path, "organisation")?;
            access::authorise(
                installation,
                &visit.caller,
                guard.resource,
                guard.action,
                &Whose::Organisation(id),
            )
            .await
        }
        Scope::Evaluation => {
            let id = id(&path, "evaluation")?;
            let head = evaluation::head(installation, id).await?;
            let whose = Whose::Evaluation(&head);
            if let Some(main) = head.companion_of
                && !route.changes()
                && is_shared(guard.resource, guard.action)
                && !access::roles(&visit.caller, &whose).is_empty()
            {
                return Ok(Some(visit.here.replacen(&id.to_string(), &main.to_string(), 1)));
            }
            access::authorise(installation, &visit.caller, guard.resource, guard.action, &whose)
                .await
        }
    }
    .map(|()| None)
}

/// The id in a path. What is no id is as little there as an id that nobody has.
fn id(path: &HashMap<String, String>, name: &'static str) -> Result<Uuid> {
    let given = path.get(name).map(String::as_str).unwrap_or_default();
    given.parse().map_err(|_| Error::not_found(name, given, ""))
}

async fn form_body(request: &mut Request) -> Result<Bytes> {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
    if !is_form {
        return Err(csrf::forged("the request is no form"));
    }
    let body = std::mem::take(request.body_mut());
    axum::body::to_bytes(body, FORM_LIMIT).await.map_err(|error| {
        invalid("W02", "", format!("the form did not arrive whole or is too large: {error}"))
    })
}
