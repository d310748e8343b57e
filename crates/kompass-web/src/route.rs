//! What a route is. The table of all of them ([`crate::routes`]) builds the router, the OpenAPI document and the access
//! matrix, so no route can be missing from any of the three.

use crate::app::App;
use crate::error;
use crate::guard;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;
use kompass_core::access::{Action, Resource};
use schemars::Schema;
use serde::Serialize;
use std::time::Duration;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// A request must be answered within this time.
const ANSWER_PATIENCE: Duration = Duration::from_secs(60);
/// A client must go on sending a body within this time; one that sends files may be on a slow line.
const BODY_PATIENCE: Duration = Duration::from_secs(15);
const UPLOAD_PATIENCE: Duration = Duration::from_secs(30);
/// Largest body of any request but an upload, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// A row of the table.
pub struct Route {
    /// How it is called.
    pub method: Method,
    /// Its path, with parameters in braces: `/organisations/{organisation}/people`.
    pub path: &'static str,
    /// What it is for, in English, for the OpenAPI document and the matrix.
    pub summary: &'static str,
    /// What its caller must be allowed to do.
    pub guard: Guard,
    /// What it answers with.
    pub kind: Kind,
    /// The handler.
    pub(crate) handler: fn() -> MethodRouter<App>,
}

/// HTTP methods that are used; what changes something is never a GET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Changes.
    Post,
    /// Removes; only in the API.
    Delete,
}

/// What a route answers with. It decides how its body is read, how a forged request is told, and how an error looks.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A page for people.
    Page,
    /// A posted form; answers with a page or leads to one.
    Form,
    /// A posted form with files; answers as a form.
    Upload,
    /// JSON for our own scripts, for what needs one (passkeys).
    Script,
    /// JSON for programs, described in the OpenAPI document by the schemas of request and response.
    Api(Option<fn() -> Schema>, fn() -> Schema),
    /// A file that is the same for everybody, or a download.
    File,
}

/// What a caller must be allowed to do, and to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Guard {
    /// What.
    pub resource: Resource,
    /// Reading or writing it.
    pub action: Action,
    /// Whose.
    pub scope: Scope,
}

/// Whose resource a route is about. The id is in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The installation's.
    Installation,
    /// The caller's own.
    Own,
    /// That of the organisation in `{organisation}`.
    Organisation,
    /// That of the evaluation in `{evaluation}`.
    Evaluation,
}

impl Route {
    /// True if a request that was made somewhere else must be refused: everything that changes something.
    pub(crate) fn changes(&self) -> bool {
        self.method != Method::Get
    }
}

impl Kind {
    /// One word for the matrix.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Form => "form",
            Self::Upload => "upload",
            Self::Script => "script",
            Self::Api(..) => "api",
            Self::File => "file",
        }
    }

    /// True if errors are problem details (RFC 9457) and not a page.
    pub(crate) fn for_programs(&self) -> bool {
        matches!(self, Self::Script | Self::Api(..))
    }
}

/// The router of a table: every handler stands behind its guard, and its guard behind the limits of its kind.
pub(crate) fn router(app: &App, table: &'static [Route]) -> Router<App> {
    let minutes = app.installation.config.documents.request_minutes;
    let upload = Duration::from_mins(u64::from(minutes));
    table.iter().fold(Router::new(), |router, route| {
        let guarded =
            (route.handler)().route_layer(from_fn_with_state((app.clone(), route), guard::stand));
        router.route(route.path, limited(route.kind, upload, guarded))
    })
}

/// A handler that must answer in time and read no more than its kind may. How much an upload may be is counted where it is
/// read, because that can be said in words; `upload` is how long it may take in all.
fn limited<S: Clone + Send + Sync + 'static>(
    kind: Kind,
    upload: Duration,
    handler: MethodRouter<S>,
) -> MethodRouter<S> {
    let late = error::TOO_LATE;
    if matches!(kind, Kind::Upload) {
        return handler
            .route_layer(RequestBodyTimeoutLayer::new(UPLOAD_PATIENCE))
            .route_layer(TimeoutLayer::with_status_code(late, upload));
    }
    handler
        .route_layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .route_layer(RequestBodyTimeoutLayer::new(BODY_PATIENCE))
        .route_layer(TimeoutLayer::with_status_code(late, ANSWER_PATIENCE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, Bytes, to_bytes};
    use axum::http::{Request, StatusCode};
    use axum::routing::post;
    use futures_util::{StreamExt, stream};
    use tokio::time::Instant;
    use tower::ServiceExt;

    async fn read(body: Body) -> StatusCode {
        let read = to_bytes(body, usize::MAX).await;
        if read.is_ok() { StatusCode::OK } else { StatusCode::BAD_REQUEST }
    }

    /// Status of an answer, and after how long it came.
    async fn send(kind: Kind, body: Body) -> (StatusCode, Duration) {
        let router = limited::<()>(kind, Duration::from_mins(5), post(read));
        let begun = Instant::now();
        let request = Request::post("/").body(body).unwrap_or_default();
        let answer = router.oneshot(request).await;
        (answer.map_or(StatusCode::IM_A_TEAPOT, |it| it.status()), begun.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_never_ends_is_cut_off() {
        let first = || stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"x"))]);
        let silent = || Body::from_stream(first().chain(stream::pending()));
        assert_eq!(send(Kind::Upload, silent()).await, (StatusCode::BAD_REQUEST, UPLOAD_PATIENCE));
        assert_eq!(send(Kind::Form, silent()).await, (StatusCode::BAD_REQUEST, BODY_PATIENCE));
        let trickle = || {
            Body::from_stream(stream::unfold((), |()| async {
                tokio::time::sleep(Duration::from_secs(10)).await;
                Some((Ok::<_, std::io::Error>(Bytes::from_static(b"x")), ()))
            }))
        };
        let late = error::TOO_LATE;
        assert_eq!(send(Kind::Upload, trickle()).await, (late, Duration::from_mins(5)));
        assert_eq!(send(Kind::Form, trickle()).await, (late, ANSWER_PATIENCE));
    }

    #[tokio::test]
    async fn only_an_upload_may_be_large() {
        let large = || Body::from(vec![0; 2 * BODY_LIMIT]);
        assert_eq!(send(Kind::Upload, large()).await.0, StatusCode::OK);
        assert_eq!(send(Kind::Form, large()).await.0, StatusCode::BAD_REQUEST);
    }
}
