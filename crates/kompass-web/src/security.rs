//! How an account is proved: password, one-time codes, recovery codes, and an overview of all ways in.

use crate::confirm::{crumbs, proved};
use crate::error::{self, Answer};
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::provider;
use crate::sign_in::stopped;
use askama::Template;
use axum::Json;
use axum::extract::Form as Sent;
use axum::response::IntoResponse;
use kompass_app::password::Password;
use kompass_app::totp::Shared;
use kompass_app::{access, account, reason};
use kompass_core::{Problem, format};
use serde::Deserialize;
use serde_json::json;

#[derive(Template)]
#[template(path = "security/overview.html")]
struct Overview {
    page: Page,
    /// True if nothing else is open to the caller before a second factor is on.
    demanded: bool,
    entries: Vec<Entry>,
}

/// One way in, how it stands, and what can be done about it.
#[derive(Default)]
struct Entry {
    heading: String,
    on: Option<bool>,
    words: String,
    acts: Vec<Link>,
    /// Something that is done by a form.
    post: Option<Link>,
}

#[derive(Template)]
#[template(path = "security/totp.html")]
struct Totp {
    page: Page,
    picture: String,
    typed: String,
    form: Form,
}

#[derive(Template)]
#[template(path = "security/codes.html")]
struct Codes {
    page: Page,
    codes: Vec<String>,
    printed: String,
}

#[derive(Deserialize)]
pub(crate) struct TypedPassword {
    current: Option<String>,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
pub(crate) struct TypedCode {
    #[serde(default)]
    token: String,
    #[serde(default)]
    code: String,
}

#[derive(Deserialize)]
pub(crate) struct Measured {
    #[serde(default)]
    password: String,
}

/// `GET /profile/security`.
pub(crate) async fn overview(shell: Shell) -> Answer {
    let t = shell.texts();
    let profile = account::profile(&shell.app.installation, shell.caller()).await?;
    let account = &profile.account;
    let password = if account.has_password {
        let act = Link::to(t.security_change(), "/profile/password");
        Entry { words: t.security_password_set(), acts: vec![act], ..Entry::default() }
    } else {
        let act = Link::to(t.security_choose(), "/profile/password");
        Entry { words: t.security_password_none(), acts: vec![act], ..Entry::default() }
    };
    let totp = match (account.has_totp, account.has_password) {
        (true, _) => {
            let act = Link::to(t.security_turn_off(), "/profile/totp/remove");
            Entry {
                on: Some(true),
                words: t.security_totp_on(),
                acts: vec![act],
                ..Entry::default()
            }
        }
        (false, true) => {
            let act = Link::to(t.security_turn_on(), "/profile/totp");
            Entry {
                on: Some(false),
                words: t.security_totp_off(),
                acts: vec![act],
                ..Entry::default()
            }
        }
        (false, false) => Entry { words: t.security_totp_no_password(), ..Entry::default() },
    };
    let recovery = if account.has_totp {
        let act = Link::to(t.security_new_codes(), "/profile/recovery-codes");
        Entry {
            words: t.security_recovery_left(profile.recovery_left),
            acts: vec![act],
            ..Entry::default()
        }
    } else {
        Entry { words: t.security_recovery_none(), ..Entry::default() }
    };
    let act = Link::to(t.security_manage(), "/profile/passkeys");
    let passkeys = Entry {
        words: t.security_passkeys_n(profile.passkeys.len()),
        acts: vec![act],
        ..Entry::default()
    };
    let mut entries = vec![
        Entry { heading: t.security_password(), ..password },
        Entry { heading: t.security_totp(), ..totp },
        Entry { heading: t.security_recovery(), ..recovery },
        Entry { heading: t.security_passkeys(), ..passkeys },
    ];
    for provider in provider::all(&shell, &profile.identities) {
        let path = format!("/profile/providers/{}", provider.id);
        let heading = provider.name.to_owned();
        entries.push(if provider.connected {
            let act = Link::to(t.security_disconnect(), format!("{path}/remove"));
            Entry { heading, words: t.security_connected(), acts: vec![act], ..Entry::default() }
        } else {
            let post = Some(Link::to(t.security_connect(), path));
            Entry { heading, words: t.security_not_connected(), post, ..Entry::default() }
        });
    }
    let page = shell.page(t.security())?.under([Link::to(t.profile(), "/profile")]);
    let demanded = access::owes_second_factor(&shell.app.installation, shell.caller());
    Ok(page::html(&Overview { page, demanded, entries }))
}

/// `GET /profile/password`. Who has a password gives it; who has none proves in another way who they are.
pub(crate) async fn show_password(shell: Shell) -> Answer {
    if !shell.caller().account()?.has_password {
        proved(&shell)?;
    }
    page_with_password(&shell, &[])
}

/// `POST /profile/password`.
pub(crate) async fn change_password(shell: Shell, Sent(typed): Sent<TypedPassword>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    // Without a field for the old one it is not left out, it is wrong.
    let old = caller.account()?.has_password.then(|| typed.current.unwrap_or_default());
    let old = old.as_deref().map(Password::new);
    let new = Password::new(&typed.password);
    match account::change_password(installation, caller, old.as_ref(), &new).await {
        Ok(()) => page::done("/profile/security", "password"),
        Err(error) => {
            let status = error::status(&error);
            let wrong_old = reason::WRONG_PASSWORD.is(&error);
            let mut problems = page::mendable(error)?;
            if wrong_old {
                problems.iter_mut().for_each(|problem| "current".clone_into(&mut problem.place));
            }
            Ok((status, page_with_password(&shell, &problems)?).into_response())
        }
    }
}

/// `POST /password-strength`: how hard a password is to guess, in words, while it is typed.
pub(crate) async fn measure(shell: Shell, Json(measured): Json<Measured>) -> Answer {
    let t = shell.texts();
    let strength = account::strength(shell.caller(), &Password::new(&measured.password)).await?;
    let key = |hint| {
        let name = serde_json::to_value(hint).unwrap_or_default();
        format!("strength-hint-{}", name.as_str().unwrap_or_default().replace('_', "-"))
    };
    let mut words = t.get(&format!("strength-score-{}", strength.score), &[]).unwrap_or_default();
    let hints: Vec<String> =
        strength.hints.iter().filter_map(|hint| t.get(&key(hint), &[])).collect();
    if !hints.is_empty() {
        words = format!("{words}: {}", hints.join(", "));
    }
    Ok(Json(json!({ "score": strength.score, "words": words })).into_response())
}

/// `GET /profile/totp`.
pub(crate) async fn show_totp(shell: Shell) -> Answer {
    proved(&shell)?;
    if shell.caller().account()?.has_totp {
        return page::done("/profile/security", "totp-on");
    }
    let enrolment = account::begin_totp(&shell.app.installation, shell.caller()).await?;
    page_with_totp(&shell, &enrolment.shared, enrolment.token.expose(), &[])
}

/// `POST /profile/totp`.
pub(crate) async fn turn_totp_on(shell: Shell, Sent(typed): Sent<TypedCode>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match account::finish_totp(installation, caller, &typed.token, &typed.code).await {
        Ok(codes) => page_with_codes(&shell, codes),
        Err(error) if reason::SIGN_IN_OVER.is(&error) => {
            stopped(&shell, shell.texts().totp_stopped(), error, "/profile/totp")
        }
        Err(error) => {
            let status = error::status(&error);
            let problems = page::mendable(error)?;
            let shared = account::pending_totp(installation, caller, &typed.token).await?;
            Ok((status, page_with_totp(&shell, &shared, &typed.token, &problems)?).into_response())
        }
    }
}

/// `GET /profile/totp/remove`.
pub(crate) async fn ask_totp_off(shell: Shell) -> Answer {
    proved(&shell)?;
    let t = shell.texts();
    let page = shell.page(t.totp_off())?.under(crumbs(&shell));
    let form = Form::new(&page, "/profile/totp/remove", t.totp_turn_off())
        .dangerous(t.totp_off_consequence())
        .cancel("/profile/security");
    Ok(shell.form_page(page, "", form))
}

/// `POST /profile/totp/remove`.
pub(crate) async fn turn_totp_off(shell: Shell) -> Answer {
    account::end_totp(&shell.app.installation, shell.caller()).await?;
    page::done("/profile/security", "totp-off")
}

/// `GET /profile/recovery-codes`.
pub(crate) async fn ask_new_codes(shell: Shell) -> Answer {
    proved(&shell)?;
    let t = shell.texts();
    let page = shell.page(t.recovery())?.under(crumbs(&shell));
    let form =
        Form::new(&page, "/profile/recovery-codes", t.recovery_make()).cancel("/profile/security");
    Ok(shell.form_page(page, t.recovery_lead(), form))
}

/// `POST /profile/recovery-codes`: the only answer that ever shows them.
pub(crate) async fn make_codes(shell: Shell) -> Answer {
    let codes = account::renew_recovery_codes(&shell.app.installation, shell.caller()).await?;
    page_with_codes(&shell, codes)
}

fn page_with_password(shell: &Shell, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let has_password = shell.caller().account()?.has_password;
    let heading = if has_password { t.password_change() } else { t.password_choose() };
    let page = shell.page(heading)?.under(crumbs(shell));
    let mut form =
        Form::new(&page, "/profile/password", t.password_save()).cancel("/profile/security");
    if has_password {
        form = form.field(Field::password("current", t.password_current(), "current-password"));
    }
    let form = form
        .field(Field::password("password", t.password_new(), "new-password"))
        .wrong(problems, t);
    Ok(shell.form_page(page, t.password_lead(), form))
}

fn page_with_totp(shell: &Shell, shared: &Shared, token: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.totp_on())?.under(crumbs(shell));
    let form = Form::new(&page, "/profile/totp", t.totp_turn_on())
        .field(Field::code("code", t.totp_code()).help(t.totp_code_help()))
        .field(Field::hidden("token", token))
        .wrong(problems, t)
        .cancel("/profile/security");
    let picture = shared.picture(&shell.caller().account()?.email)?;
    Ok(page::html(&Totp { page, picture, typed: shared.typed(), form }))
}

fn page_with_codes(shell: &Shell, codes: Vec<String>) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.recovery_codes())?.under(crumbs(shell));
    let email = &shell.caller().account()?.email;
    let printed = t.recovery_printed(format::date(shell.app.installation.today()), email);
    Ok(page::html(&Codes { page, codes, printed }))
}
