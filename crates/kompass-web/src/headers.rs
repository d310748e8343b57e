//! Headers of every answer: what a browser may do with it, and the operation id.

use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

/// Names a request in the log, in the answer and on error pages.
#[derive(Debug, Clone)]
pub(crate) struct Operation(pub(crate) String);

/// Nothing from elsewhere, nothing inline, no frame, no plug-in; forms go to us only.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

const PERMISSIONS_POLICY: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
    gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), \
    publickey-credentials-create=(self), publickey-credentials-get=(self)";

/// Headers with the same value on every answer, unless the handler chose a stricter one.
const FIXED: [(HeaderName, &str); 9] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Own pages get the origin, so that browsers send it with forms; nobody else gets anything.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
    // Nobody but the person reads a page, not even their own browser later on.
    (header::CACHE_CONTROL, "no-store"),
];

const OPERATION: HeaderName = HeaderName::from_static("x-operation-id");

/// Two years, as preload lists ask for.
const STRICT_TRANSPORT: HeaderValue =
    HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Names the request, and puts the headers on its answer.
pub(crate) async fn guard_answer(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let operation = uuid::Uuid::now_v7().simple().to_string();
    request.extensions_mut().insert(Operation(operation.clone()));
    // The path may hold the token of a personal link; the log has the route instead, which the guard knows. Whatever is
    // logged has it, so the span is of the highest level.
    let route = tracing::field::Empty;
    let span = tracing::error_span!("request", operation, method = %request.method(), route);
    let mut response = next.run(request).instrument(span).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.secure() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
    }
    if let Ok(operation) = HeaderValue::from_str(&operation) {
        headers.insert(OPERATION, operation);
    }
    response
}
