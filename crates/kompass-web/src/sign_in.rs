//! Signing in with a password, the second factor after it, and signing out. Passkeys and providers have files of their own.

use crate::error::{self, Answer};
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell, is_local};
use crate::visit;
use askama::Template;
use axum::extract::Form as Sent;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use kompass_app::access::Who;
use kompass_app::password::Password;
use kompass_app::session::{self, Opened};
use kompass_app::signin::{self, Attempt, Outcome};
use kompass_app::{account, reason};
use kompass_core::{Error, Problem};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
struct SignIn {
    page: Page,
    form: Form,
    next: String,
    providers: Vec<Link>,
}

#[derive(Template)]
#[template(path = "sign_in/first_start.html")]
struct FirstStart {
    page: Page,
}

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct Code {
    page: Page,
    form: Form,
    other: Link,
}

/// A sign-in that cannot go on: why, and where to begin again.
#[derive(Template)]
#[template(path = "sign_in/stopped.html")]
struct Stopped {
    page: Page,
    reasons: Vec<String>,
    again: Link,
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(crate) struct TypedCode {
    #[serde(default)]
    code: String,
    #[serde(default)]
    way: String,
    #[serde(default)]
    next: String,
}

/// `GET /sign-in`.
pub(crate) async fn show(shell: Shell) -> Answer {
    if matches!(shell.caller().who, Who::Account(_)) {
        return Ok(Redirect::to(&shell.next()).into_response());
    }
    let t = shell.texts();
    if shell.query("ready").is_none() && account::is_first_start(&shell.app.installation).await? {
        return Ok(page::html(&FirstStart { page: shell.page(t.first_start())? }));
    }
    page_with(&shell, "", &shell.next(), &[])
}

/// `POST /sign-in`.
pub(crate) async fn submit(shell: Shell, headers: HeaderMap, Sent(typed): Sent<Typed>) -> Answer {
    let next = local(&typed.next);
    let attempt = Attempt {
        email: &typed.email,
        password: Password::new(&typed.password),
        agent: &shell.visit.agent,
        address: &shell.visit.address.to_string(),
    };
    match signin::password(&shell.app.installation, &attempt).await {
        Ok(outcome) => admit(&shell, &headers, &outcome, next).await,
        Err(error) => {
            let status = error::status(&error);
            let answer = page_with(&shell, &typed.email, next, &page::mendable(error)?)?;
            Ok((status, answer).into_response())
        }
    }
}

/// `GET /sign-in/code`.
pub(crate) async fn show_code(shell: Shell, headers: HeaderMap) -> Answer {
    if visit::cookie(&headers, visit::PENDING).is_none() {
        return Ok(Redirect::to(&address("/sign-in", &shell.next())).into_response());
    }
    let recovery = shell.query("way").as_deref() == Some(RECOVERY);
    page_with_code(&shell, recovery, &shell.next(), &[])
}

/// `POST /sign-in/code`.
pub(crate) async fn submit_code(
    shell: Shell,
    headers: HeaderMap,
    Sent(typed): Sent<TypedCode>,
) -> Answer {
    let next = local(&typed.next);
    let token = visit::cookie(&headers, visit::PENDING).unwrap_or_default();
    let (agent, address) = (&shell.visit.agent, shell.visit.address.to_string());
    match signin::second_factor(&shell.app.installation, &token, &typed.code, agent, &address).await
    {
        Ok(opened) => enter(&shell, &headers, &opened, next).await,
        Err(error) if reason::SIGN_IN_OVER.is(&error) => {
            let mut answer = stopped(&shell, shell.texts().sign_in_stopped(), error, "/sign-in")?;
            visit::forget_pending(&mut answer);
            Ok(answer)
        }
        Err(error) => {
            let status = error::status(&error);
            let problems = page::mendable(error)?;
            let answer = page_with_code(&shell, typed.way == RECOVERY, next, &problems)?;
            Ok((status, answer).into_response())
        }
    }
}

/// `POST /sign-out`.
pub(crate) async fn sign_out(shell: Shell, headers: HeaderMap) -> Answer {
    if let Some(token) = visit::cookie(&headers, visit::SESSION) {
        session::sign_out(&shell.app.installation, &token).await?;
    }
    let what =
        if matches!(shell.caller().who, Who::Link(_)) { "part-closed" } else { "signed-out" };
    let mut answer = page::done("/sign-in?ready", what)?;
    visit::sign_out(&mut answer);
    Ok(answer)
}

/// Lets somebody in whose password was right, or asks for the second factor.
pub(crate) async fn admit(
    shell: &Shell,
    headers: &HeaderMap,
    outcome: &Outcome,
    next: &str,
) -> Answer {
    match outcome {
        Outcome::SignedIn(opened) => enter(shell, headers, opened, next).await,
        Outcome::SecondFactor(token) => {
            let mut answer = Redirect::to(&address("/sign-in/code", next)).into_response();
            visit::keep_pending(&mut answer, token.expose());
            Ok(answer)
        }
    }
}

/// Gives the browser a new session in place of the one it had, and leads on.
pub(crate) async fn enter(
    shell: &Shell,
    headers: &HeaderMap,
    opened: &Opened,
    next: &str,
) -> Answer {
    replace(shell, headers, opened, Redirect::to(next).into_response()).await
}

/// As [`enter`], on an answer that is made already.
pub(crate) async fn replace(
    shell: &Shell,
    headers: &HeaderMap,
    opened: &Opened,
    mut answer: Response,
) -> Answer {
    // After a step-up the session goes on under another token; any other sign-in ends what was there before.
    let before = shell.caller().session.as_ref();
    if before.is_some_and(|before| before.id != opened.session.id)
        && let Some(token) = visit::cookie(headers, visit::SESSION)
    {
        session::sign_out(&shell.app.installation, &token).await?;
    }
    visit::sign_in(&mut answer, opened.token.expose());
    if visit::cookie(headers, visit::PENDING).is_some() {
        visit::forget_pending(&mut answer);
    }
    Ok(answer)
}

/// The page of a sign-in that cannot go on.
pub(crate) fn stopped(shell: &Shell, heading: String, error: Error, again: &str) -> Answer {
    let t = shell.texts();
    let status = error::status(&error);
    let reasons = page::mendable(error)?.iter().map(|problem| error::words(problem, t)).collect();
    let again = Link::to(t.sign_in_again(), again);
    let answer = page::html(&Stopped { page: shell.page(heading)?, reasons, again });
    Ok((status, answer).into_response())
}

/// Where to go on: only ever a page of ours.
pub(crate) fn local(next: &str) -> &str {
    if is_local(next) { next } else { "/" }
}

/// The address of a page that leads on to another one.
pub(crate) fn address(path: &str, next: &str) -> String {
    if next == "/" {
        return path.to_owned();
    }
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{path}?next={next}")
}

/// The way of the second factor for who has no telephone.
const RECOVERY: &str = "recovery";

fn page_with(shell: &Shell, email: &str, next: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.sign_in())?;
    let email =
        Field { autocomplete: "username webauthn", ..Field::email("email", t.sign_in_email()) }
            .value(email);
    let form = Form::new(&page, "/sign-in", t.sign_in())
        .field(email)
        .field(Field::password("password", t.sign_in_password(), "current-password"))
        .field(Field::hidden("next", next))
        .wrong(problems, t);
    let providers = shell.app.installation.config.oidc.iter().map(|provider| {
        let path = format!("/sign-in/oidc/{}", provider.id);
        Link::to(t.sign_in_by_provider(&provider.name), address(&path, next))
    });
    let providers = providers.collect();
    Ok(page::html(&SignIn { page, form, next: next.to_owned(), providers }))
}

fn page_with_code(shell: &Shell, recovery: bool, next: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.sign_in_code())?;
    let here = address("/sign-in/code", next);
    let joint = if here.contains('?') { '&' } else { '?' };
    let (field, way, other) = if recovery {
        let field = Field::text("code", t.sign_in_recovery_field()).help(t.sign_in_recovery_help());
        (field, RECOVERY, Link::to(t.sign_in_use_app(), here))
    } else {
        let field = Field::code("code", t.sign_in_code_field()).help(t.sign_in_code_help());
        (field, "", Link::to(t.sign_in_use_recovery(), format!("{here}{joint}way={RECOVERY}")))
    };
    let form = Form::new(&page, "/sign-in/code", t.sign_in())
        .field(field)
        .field(Field::hidden("way", way))
        .field(Field::hidden("next", next))
        .wrong(problems, t);
    Ok(page::html(&Code { page, form, other }))
}

#[cfg(test)]
mod tests {
    use super::{address, local};

    #[test]
    fn only_pages_of_ours_are_led_on_to() {
        for next in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "javascript:alert(1)",
            "/a\r\nb",
        ] {
            assert_eq!(local(next), "/", "{next:?}");
        }
        assert_eq!(local("/profile?done=saved"), "/profile?done=saved");
        assert_eq!(address("/sign-in", "/profile?a=b&c"), "/sign-in?next=%2Fprofile%3Fa%3Db%26c");
        assert_eq!(address("/sign-in", "/"), "/sign-in");
    }
}
