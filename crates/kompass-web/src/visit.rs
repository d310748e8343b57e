//! Who a request comes from: address, language, session. Made once per request, before anything else asks.

use crate::app::App;
use crate::autosave;
use crate::error::{self, Failure};
use crate::limit;
use crate::operations::REQUEST_SECONDS;
use crate::page::is_local;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use cookie::{Cookie, SameSite};
use kompass_app::access::Caller;
use kompass_app::{notice, secret, session};
use kompass_core::{Lang, Result};
use std::net::IpAddr;
use std::time::Instant;

/// Cookie of a session. The prefix makes browsers refuse it without TLS, for another path or from a sub-domain.
pub(crate) const SESSION: &str = "__Host-kompass";
/// Cookie of a browser that is not signed in; binds forms and sign-ins that are under way to it.
pub(crate) const VISITOR: &str = "__Host-kompass-visitor";
/// Cookie of a browser that has given the right password and now looks for the second factor.
pub(crate) const PENDING: &str = "__Host-kompass-pending";
/// Cookie of the chosen language.
pub(crate) const LANGUAGE: &str = "__Host-kompass-language";

/// Seconds that the cookies of visitor, second factor and language last: a day, five minutes, a year.
const VISITOR_AGE: i64 = 24 * 3600;
const PENDING_AGE: i64 = 300;
const LANGUAGE_AGE: i64 = 365 * 24 * 3600;

/// A request's caller and circumstances.
#[derive(Clone)]
pub(crate) struct Visit {
    /// Who calls, with language and idempotency key.
    pub(crate) caller: Caller,
    /// From which address.
    pub(crate) address: IpAddr,
    /// With which program.
    pub(crate) agent: String,
    /// Named in logs and on error pages.
    pub(crate) operation: String,
    /// Secret of this browser's forms.
    pub(crate) csrf: [u8; 32],
    /// Value of the visitor cookie.
    pub(crate) visitor: String,
    /// Path and query of the page, for coming back; of the page with the form, if one was sent.
    pub(crate) here: String,
    /// True if the answer is read by a program.
    pub(crate) programs: bool,
    /// True if a form of ours was saved by the script while it was filled in.
    pub(crate) autosave: bool,
    /// True if the browser sent a session that is over.
    pub(crate) expired: bool,
    /// How many notices the caller has not read.
    pub(crate) unread: u64,
}

/// Finds out who calls, and sets the visitor cookie on the first visit.
pub(crate) async fn recognise(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let operation = operation(&request);
    let headers = request.headers();
    let lang = language(&app, headers);
    let known = cookie(headers, VISITOR).filter(|value| value.len() == 43);
    let visitor = match known.clone().map_or_else(fresh, Ok) {
        Ok(visitor) => visitor,
        Err(error) => return Failure::bare(error),
    };
    let mut visit = Visit {
        caller: Caller::public(lang),
        address: limit::address_of(&request),
        agent: header_text(headers, header::USER_AGENT).chars().take(200).collect(),
        operation,
        csrf: app.installation.secret().derive(&format!("csrf of visitor {visitor}")),
        visitor,
        here: here(&app, &request),
        programs: request.uri().path().starts_with("/api/"),
        autosave: autosave::asked(headers),
        expired: false,
        unread: 0,
    };
    if let Some(token) = cookie(headers, SESSION) {
        let (begun, method) = (Instant::now(), request.method().to_string());
        let found = match by_itself(headers) {
            true => session::unattended(&app.installation, &token, lang).await,
            false => session::caller(&app.installation, &token, lang).await,
        };
        match found {
            Ok(Some(caller)) => {
                if let Some(session) = &caller.session {
                    let label = format!("csrf of session {}", session.csrf);
                    visit.csrf = app.installation.secret().derive(&label);
                }
                let account = caller.account.as_ref().map(|account| account.id);
                if !visit.programs {
                    // A page without the number is better than none.
                    visit.unread = notice::unread(&app.installation, &caller).await.unwrap_or(0);
                }
                visit.caller = caller;
                if let Some(Err(error)) = account.map(|account| app.limits.account(account)) {
                    return Failure { error, visit, typed: Vec::new() }.respond(&app).await;
                }
            }
            Ok(None) => visit.expired = true,
            Err(error) => {
                let answer = Failure { error, visit, typed: Vec::new() }.respond(&app).await;
                let status = answer.status().as_str().to_owned();
                // No route has it yet, and whoever watches must see it.
                metrics::histogram!(REQUEST_SECONDS, "method" => method, "route" => "(session)", "status" => status)
                    .record(begun.elapsed());
                return answer;
            }
        }
    }
    let (new_visitor, expired) = (known.is_none().then(|| visit.visitor.clone()), visit.expired);
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    if response.status() == error::TOO_LATE {
        let failure = Failure { error: error::late(), visit, typed: Vec::new() };
        response = failure.respond(&app).await;
    }
    if let Some(visitor) = new_visitor {
        set(&mut response, made(VISITOR, visitor, Some(VISITOR_AGE)));
    }
    if expired && !response.headers().contains_key(header::SET_COOKIE) {
        set(&mut response, removed(SESSION));
    }
    response
}

/// Puts the session cookie on an answer: it ends with the browser; the server ends it earlier.
pub(crate) fn sign_in(response: &mut Response, token: &str) {
    set(response, made(SESSION, token.to_owned(), None));
}

/// Takes the session cookie away, and what forms kept in the browser.
pub(crate) fn sign_out(response: &mut Response) {
    set(response, removed(SESSION));
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
}

/// Keeps what connects password and second factor.
pub(crate) fn keep_pending(response: &mut Response, token: &str) {
    set(response, made(PENDING, token.to_owned(), Some(PENDING_AGE)));
}

/// Takes it away.
pub(crate) fn forget_pending(response: &mut Response) {
    set(response, removed(PENDING));
}

/// Keeps the chosen language for a year.
pub(crate) fn keep_language(response: &mut Response, lang: Lang) {
    set(response, made(LANGUAGE, lang.code().to_owned(), Some(LANGUAGE_AGE)));
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(std::result::Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

fn made(name: &'static str, value: String, age: Option<i64>) -> Cookie<'static> {
    // Lax, not strict: who comes by a link in a mail or back from the sign-in provider is still signed in.
    let mut cookie = Cookie::build((name, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .build();
    cookie.set_max_age(age.map(cookie::time::Duration::seconds));
    cookie
}

fn removed(name: &'static str) -> Cookie<'static> {
    made(name, String::new(), Some(0))
}

fn set(response: &mut Response, cookie: Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn fresh() -> Result<String> {
    Ok(secret::random_token()?.expose().to_owned())
}

/// The chosen language, else the first one that the browser prefers and we have, else the installation's.
fn language(app: &App, headers: &HeaderMap) -> Lang {
    let chosen = cookie(headers, LANGUAGE).and_then(|code| code.parse().ok());
    let preferred = || {
        let tags = header_text(headers, header::ACCEPT_LANGUAGE);
        tags.split(',').find_map(|tag| {
            let primary = tag.split([';', '-']).next().unwrap_or_default().trim();
            match primary {
                "no" | "nn" => Some(Lang::Nb),
                code => code.parse().ok(),
            }
        })
    };
    chosen.or_else(preferred).unwrap_or(app.installation.config.lang)
}

/// True if a page of ours asks without its reader doing anything: to follow what others write, and to show it.
fn by_itself(headers: &HeaderMap) -> bool {
    headers.contains_key("x-kompass-live")
        || header_text(headers, header::ACCEPT) == "text/event-stream"
}

fn here(app: &App, request: &Request) -> String {
    let own = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return own;
    }
    let page = header_text(request.headers(), header::REFERER).strip_prefix(&app.origin());
    page.filter(|page| is_local(page)).unwrap_or("/").to_owned()
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn operation(request: &Request) -> String {
    request
        .extensions()
        .get::<crate::headers::Operation>()
        .map(|it| it.0.clone())
        .unwrap_or_default()
}
