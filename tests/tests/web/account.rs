//! Signing in and out, second factors, step-up, devices and the profile, by their pages and with what people get wrong.

use super::harness::{Answer, Client, PASSWORD, TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::{SignedDuration, Timestamp};
use kompass_app::access::Caller;
use kompass_app::config::{Config, OidcConfig, SecondFactor};
use kompass_app::password::{self, Password};
use kompass_app::totp::Shared;
use kompass_app::{oidc, passkey, reason, session};
use kompass_core::Lang;
use kompass_core::i18n::texts;
use kompass_store::account::{self, NewAccount};
use kompass_testkit::{TestDb, on_both};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

const SESSION: &str = "__Host-kompass";
const PENDING: &str = "__Host-kompass-pending";

/// A clock that the test turns.
#[derive(Clone, Default)]
pub(super) struct Clock(Arc<AtomicI64>);

impl Clock {
    pub(super) fn forward(&self, by: SignedDuration) {
        self.0.fetch_add(by.as_secs(), Ordering::SeqCst);
    }

    /// A server that goes by this clock.
    pub(super) fn app(&self, db: &TestDb, config: Config) -> TestApp {
        let turned = self.0.clone();
        let now =
            move || Timestamp::now() + SignedDuration::from_secs(turned.load(Ordering::SeqCst));
        TestApp::changed(db, config, |installation| installation.with_clock(now))
    }
}

/// An account with a password, that reads Swedish, where somebody else runs the installation.
pub(super) async fn person(test: &TestApp, email: &str) -> Uuid {
    let installation = test.installation();
    let stamp = || installation.stamp().unwrap();
    let new = NewAccount {
        email,
        name: "Anna Berg",
        language: Lang::Sv,
        system_administrator: false,
        break_glass: false,
    };
    if !account::any_system_administrator(&installation.db).await.unwrap() {
        let runs =
            NewAccount { email: "drift@example.se", system_administrator: true, ..new.clone() };
        account::create(&installation.db, &stamp(), &runs).await.unwrap();
    }
    let id = account::create(&installation.db, &stamp(), &new).await.unwrap().id;
    let hash = password::hash(&Password::new(PASSWORD)).await.unwrap();
    account::set_password(&installation.db, &stamp(), id, Some(&hash)).await.unwrap();
    id
}

async fn sign_in(client: &mut Client, email: &str, password: &str) -> Answer {
    let page = client.get("/sign-in").await;
    client.send(&page, "/sign-in", &[("email", email), ("password", password)]).await
}

/// The cookies that an answer sets, by name.
fn set(answer: &Answer, name: &str) -> Vec<String> {
    let cookies = answer.headers.get_all("set-cookie").iter();
    let cookies = cookies.map(|it| it.to_str().unwrap().to_owned());
    cookies.filter(|it| it.starts_with(&format!("{name}="))).collect()
}

pub(super) async fn caller(test: &TestApp, client: &Client) -> Caller {
    let token = &client.cookies[SESSION];
    session::caller(test.installation(), token, Lang::Sv).await.unwrap().expect("a session")
}

/// What the app on the telephone shows.
async fn app_code(test: &TestApp, id: Uuid) -> String {
    let installation = test.installation();
    let sealed = account::credentials(&installation.db, id).await.unwrap().totp.unwrap();
    Shared::open(installation.secret(), id, &sealed).unwrap().code(installation.now())
}

/// Turns one-time codes on by the pages, and gives the recovery codes.
async fn turn_on_codes(test: &TestApp, client: &mut Client) -> Vec<String> {
    let page = client.get("/profile/totp").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let token = page.attributes("input[name=token]", "value").remove(0);
    let caller = caller(test, client).await;
    let pending = kompass_app::account::pending_totp(test.installation(), &caller, &token).await;
    let code = pending.unwrap().code(test.installation().now());
    let answer = client.send(&page, "/profile/totp", &[("code", &code)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let list = answer.find("#codes").unwrap();
    list.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn signing_in_gives_a_new_cookie_that_scripts_and_other_hosts_cannot_have() {
    on_both_apps(async |test: &TestApp| {
        person(test, "anna@example.se").await;
        let mut anna = test.visitor();
        let planted = "A".repeat(43);
        anna.cookies.insert(SESSION.to_owned(), planted.clone());
        let answer = sign_in(&mut anna, "Anna@Example.se", PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
        let cookies = set(&answer, SESSION);
        let [cookie] = cookies.as_slice() else { panic!("{cookies:?}") };
        for part in ["; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        let first = anna.cookies[SESSION].clone();
        assert!(first.len() == 43 && first != planted);
        assert_eq!(anna.get("/profile").await.status, StatusCode::OK);

        // Signing in anew on the same device ends what was there.
        let page = anna.get("/profile").await;
        let fields = [
            ("csrf", page.csrf()),
            ("email", "anna@example.se".into()),
            ("password", PASSWORD.into()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        assert!(anna.post("/sign-in", &fields).await.status.is_redirection());
        assert_ne!(anna.cookies[SESSION], first);
        let mut thief = test.visitor();
        thief.cookies.insert(SESSION.to_owned(), first);
        assert_eq!(thief.get("/profile").await.location(), "/sign-in?next=%2Fprofile&done=expired");

        let page = anna.get("/profile").await;
        let token = anna.cookies[SESSION].clone();
        let out = anna.send(&page, "/sign-out", &[]).await;
        assert_eq!(out.location(), "/sign-in?ready&done=signed-out");
        assert!(!anna.cookies.contains_key(SESSION));
        thief.cookies.insert(SESSION.to_owned(), token);
        assert_eq!(
            thief.get("/profile").await.status,
            StatusCode::SEE_OTHER,
            "the token is worth nothing"
        );
    });
}

#[test]
fn nobody_learns_who_has_an_account() {
    on_both_apps(async |test: &TestApp| {
        person(test, "anna@example.se").await;
        let closed = person(test, "bo@example.se").await;
        let installation = test.installation();
        let stamp = installation.stamp().unwrap();
        account::set_disabled(&installation.db, &stamp, closed, 1, true).await.unwrap();
        let mut answers = Vec::new();
        for (email, password) in [
            ("anna@example.se", "fel fel fel fel"),
            ("ingen@example.se", PASSWORD),
            ("bo@example.se", PASSWORD),
            ("inte en adress", ""),
            ("", ""),
        ] {
            let mut visitor = test.visitor();
            let answer = sign_in(&mut visitor, email, password).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
            assert!(set(&answer, SESSION).is_empty(), "{email}");
            assert_eq!(answer.attributes("#email", "value"), [email], "what was typed is kept");
            assert!(
                password.is_empty() || !answer.text().contains(password),
                "but not the password"
            );
            answers.push((answer.find("#errors"), answer.find("#password-error")));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert!(
            answers[0].1.as_ref().is_some_and(|words| words.contains("eller lösenordet är fel"))
        );
    });
}

#[test]
fn after_ten_wrong_passwords_the_right_one_has_to_wait() {
    on_both(async |db: &TestDb| {
        let clock = Clock::default();
        let test = clock.app(db, Config::default());
        person(&test, "anna@example.se").await;
        person(&test, "bo@example.se").await;
        let mut visitor = test.visitor();
        for _ in 0..10 {
            let answer = sign_in(&mut visitor, "anna@example.se", "fel fel fel fel").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let answer = sign_in(&mut visitor, "anna@example.se", PASSWORD).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.find("#errors").unwrap().contains("Vänta en kvart"), "{}", answer.text());
        let unknown = sign_in(&mut visitor, "ingen@example.se", PASSWORD).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            sign_in(&mut test.visitor(), "bo@example.se", PASSWORD).await.status.is_redirection()
        );
        clock.forward(SignedDuration::from_mins(15));
        assert!(sign_in(&mut visitor, "anna@example.se", PASSWORD).await.status.is_redirection());
    });
}

#[test]
fn a_sign_in_leads_on_to_our_own_pages_only() {
    on_both_apps(async |test: &TestApp| {
        person(test, "anna@example.se").await;
        for (next, leads) in [
            ("/profile/devices", "/profile/devices"),
            ("https://evil.example/", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("javascript:alert(1)", "/"),
        ] {
            let mut anna = test.visitor();
            let query: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let page = anna.get(&format!("/sign-in?next={query}")).await;
            assert_eq!(
                page.attributes("form[action='/sign-in'] input[name=next]", "value"),
                [leads]
            );
            // Nor if somebody writes it into the form.
            let typed = [("email", "anna@example.se"), ("password", PASSWORD), ("next", next)];
            let answer = anna.send(&page, "/sign-in", &typed).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, leads));
            let again = anna.get(&format!("/sign-in?next={query}")).await;
            assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, leads));
        }
    });
}

#[test]
fn the_second_factor_is_asked_for_and_its_codes_are_good_once() {
    on_both(async |db: &TestDb| {
        let clock = Clock::default();
        let test = clock.app(db, Config::default());
        let id = person(&test, "anna@example.se").await;
        let mut elsewhere = test.signed_in("anna@example.se").await;
        let mut anna = test.signed_in("anna@example.se").await;

        // A wrong first code shows the same secret again, and nothing is turned on.
        let page = anna.get("/profile/totp").await;
        let again = anna.send(&page, "/profile/totp", &[("code", "abc")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.find("#typed"), page.find("#typed"));
        assert!(again.find("#code-error").is_some());
        assert!(!account::get(&test.installation().db, id).await.unwrap().has_totp);

        let codes = turn_on_codes(&test, &mut anna).await;
        assert_eq!(codes.len(), 10);
        assert_eq!(
            elsewhere.get("/profile").await.status,
            StatusCode::SEE_OTHER,
            "other devices are out"
        );
        for path in ["/profile/security", "/profile/recovery-codes", "/profile/totp", "/profile"] {
            let text = anna.get(path).await.text();
            assert!(codes.iter().all(|code| !text.contains(code)), "{path} shows a recovery code");
        }

        let mut other = test.visitor();
        assert_eq!(other.get("/sign-in/code").await.location(), "/sign-in", "nothing is under way");
        let page = other.get("/sign-in?next=/profile/devices").await;
        let typed = [("email", "anna@example.se"), ("password", PASSWORD)];
        let answer = other.send(&page, "/sign-in", &typed).await;
        assert_eq!(answer.location(), "/sign-in/code?next=%2Fprofile%2Fdevices");
        assert!(set(&answer, SESSION).is_empty());
        let pending = set(&answer, PENDING).remove(0);
        for part in ["; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/", "; Max-Age=300"] {
            assert!(pending.contains(part), "{pending}");
        }
        assert_eq!(
            other.get("/profile").await.status,
            StatusCode::SEE_OTHER,
            "half a sign-in is none"
        );

        let page = other.get("/sign-in/code?next=/profile/devices").await;
        let used = app_code(&test, id).await;
        let answer = other.send(&page, "/sign-in/code", &[("code", &used)]).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the code that turned it on is used"
        );
        assert!(!answer.text().contains(&used));
        clock.forward(SignedDuration::from_secs(60));
        let code = app_code(&test, id).await;
        let answer = other.send(&page, "/sign-in/code", &[("code", &code)]).await;
        assert_eq!(answer.location(), "/profile/devices");
        assert!(!other.cookies.contains_key(PENDING));

        // A recovery code lets in once, however it is typed.
        for (code, status) in [
            (codes[0].to_uppercase().replace('-', " "), StatusCode::SEE_OTHER),
            (codes[0].clone(), StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let mut third = test.visitor();
            sign_in(&mut third, "anna@example.se", PASSWORD).await;
            let page = third.get("/sign-in/code?way=recovery").await;
            let answer = third.send(&page, "/sign-in/code", &[("code", &code)]).await;
            assert_eq!(answer.status, status, "{}", answer.text());
        }
        assert!(anna.get("/profile/security").await.text().contains("9 är kvar"));

        // Who looks for the telephone too long begins again.
        let mut slow = test.visitor();
        sign_in(&mut slow, "anna@example.se", PASSWORD).await;
        let page = slow.get("/sign-in/code").await;
        clock.forward(SignedDuration::from_mins(6));
        let code = app_code(&test, id).await;
        let answer = slow.send(&page, "/sign-in/code", &[("code", &code)]).await;
        assert_eq!(answer.find("h1").as_deref(), Some("Inloggningen blev inte klar"));
        assert!(!slow.cookies.contains_key(PENDING) && !slow.cookies.contains_key(SESSION));

        let page = anna.get("/profile/totp/remove").await;
        let answer = anna.send(&page, "/profile/totp/remove", &[]).await;
        assert_eq!(answer.location(), "/profile/security?done=totp-off");
        assert!(sign_in(&mut test.visitor(), "anna@example.se", PASSWORD).await.location() == "/");
    });
}

#[test]
fn what_is_dangerous_asks_for_a_fresh_proof_and_then_goes_on() {
    on_both(async |db: &TestDb| {
        let clock = Clock::default();
        let test = clock.app(db, Config::default());
        let id = person(&test, "anna@example.se").await;
        let mut anna = test.signed_in("anna@example.se").await;
        turn_on_codes(&test, &mut anna).await;
        clock.forward(SignedDuration::from_mins(16));
        for path in ["/profile/totp/remove", "/profile/recovery-codes"] {
            let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
            assert_eq!(anna.get(path).await.location(), format!("/confirm?next={next}"));
            // Nor does the form go past it.
            let page = anna.get("/profile").await;
            let answer = anna.post(path, &[("csrf".to_owned(), page.csrf())]).await;
            assert!(answer.location().starts_with("/confirm?next="), "{path}: {}", answer.status);
        }
        let script = anna.get("/profile").await.csrf();
        let begin = anna.script(Method::POST, "/profile/passkeys/begin", &script, &json!({})).await;
        assert_eq!(begin.status, StatusCode::FORBIDDEN);
        assert!(begin.json()["detail"].as_str().unwrap().starts_with("Bekräfta att det är du"));

        let page = anna.get("/confirm?next=/profile/recovery-codes").await;
        let wrong = anna.send(&page, "/confirm", &[("password", "fel fel fel fel")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            wrong.find("#password-error").as_deref(),
            Some("!Lösenordet är fel. Försök igen.")
        );
        let before = anna.cookies[SESSION].clone();
        let right = anna.send(&page, "/confirm", &[("password", PASSWORD)]).await;
        assert_eq!(right.location(), "/profile/recovery-codes");
        assert_ne!(anna.cookies[SESSION], before);
        let mut thief = test.visitor();
        thief.cookies.insert(SESSION.to_owned(), before);
        assert_eq!(
            thief.get("/profile").await.status,
            StatusCode::SEE_OTHER,
            "a copied token proved nothing"
        );
        let page = anna.get("/profile/recovery-codes").await;
        let codes = anna.send(&page, "/profile/recovery-codes", &[]).await;
        assert_eq!(codes.find("h1").as_deref(), Some("Dina reservkoder"));
        assert_eq!(codes.header("cache-control"), "no-store");

        // The second form takes a code, and nobody is led away.
        clock.forward(SignedDuration::from_mins(16));
        let page = anna.get("/confirm?next=//evil.example").await;
        let code = app_code(&test, id).await;
        let fields = [("csrf", page.csrf()), ("code", code), ("next", "//evil.example".to_owned())];
        let answer =
            anna.post("/confirm", &fields.map(|(name, value)| (name.to_owned(), value))).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    });
}

#[test]
fn a_device_that_is_signed_out_is_out_at_once() {
    on_both_apps(async |test: &TestApp| {
        person(test, "anna@example.se").await;
        person(test, "bo@example.se").await;
        let mut here = test.signed_in("anna@example.se").await;
        let mut lost = test.signed_in("anna@example.se").await;
        let mut third = test.signed_in("anna@example.se").await;
        let mut bo = test.signed_in("bo@example.se").await;
        let page = here.get("/profile/devices").await;
        let ends = |page: &Answer| -> Vec<String> {
            let actions = page.attributes("main form", "action").into_iter();
            actions.filter(|it| it.ends_with("/end")).collect()
        };
        let (others, lost_session) = (ends(&page), caller(test, &lost).await.session.unwrap().id);
        assert_eq!(others.len(), 2, "all but the one in use: {others:?}");
        let path = format!("/profile/devices/{lost_session}/end");
        assert!(others.contains(&path));

        let foreign = bo.get("/profile").await.csrf();
        let answer = bo.post(&path, &[("csrf".to_owned(), foreign)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "Bo has no such device");
        assert_eq!(lost.get("/profile").await.status, StatusCode::OK);

        assert_eq!(
            here.send(&page, &path, &[]).await.location(),
            "/profile/devices?done=device-ended"
        );
        assert_eq!(lost.get("/profile").await.location(), "/sign-in?next=%2Fprofile&done=expired");
        assert_eq!(third.get("/profile").await.status, StatusCode::OK);
        assert_eq!(here.send(&page, &path, &[]).await.status, StatusCode::NOT_FOUND, "it is gone");
        let done = here.send(&page, "/profile/devices/end-others", &[]).await;
        assert_eq!(done.location(), "/profile/devices?done=devices-ended");
        assert_eq!(third.get("/profile").await.status, StatusCode::SEE_OTHER);
        assert_eq!(ends(&here.get("/profile/devices").await), Vec::<String>::new());
        assert_eq!(bo.get("/profile").await.status, StatusCode::OK);
    });
}

#[test]
fn a_password_is_changed_by_who_knows_the_old_one() {
    on_both_apps(async |test: &TestApp| {
        person(test, "anna@example.se").await;
        let mut anna = test.signed_in("anna@example.se").await;
        let mut elsewhere = test.signed_in("anna@example.se").await;
        let new = "kanot lingon tvätt måne";
        let page = anna.get("/profile/password").await;
        for (current, password, place) in [
            ("fel", new, "#current-error"),
            (PASSWORD, "kort", "#password-error"),
            (PASSWORD, "annabergannaberg", "#password-error"),
        ] {
            let typed = [("current", current), ("password", password)];
            let answer = anna.send(&page, "/profile/password", &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{current} {password}");
            assert!(answer.find(place).is_some(), "{}", answer.text());
            assert!(!answer.text().contains(PASSWORD) && !answer.text().contains(new));
        }
        let no_old = [("csrf".to_owned(), page.csrf()), ("password".to_owned(), new.to_owned())];
        let answer = anna.post("/profile/password", &no_old).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the old one cannot be left out"
        );

        let done = anna
            .send(&page, "/profile/password", &[("current", PASSWORD), ("password", new)])
            .await;
        assert_eq!(done.location(), "/profile/security?done=password");
        assert_eq!(elsewhere.get("/profile").await.status, StatusCode::SEE_OTHER);
        assert_eq!(anna.get("/profile").await.status, StatusCode::OK);
        let mut visitor = test.visitor();
        assert_eq!(
            sign_in(&mut visitor, "anna@example.se", PASSWORD).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert!(sign_in(&mut visitor, "anna@example.se", new).await.status.is_redirection());
    });
}

#[test]
fn the_profile_keeps_name_and_language() {
    on_both_apps(async |test: &TestApp| {
        person(test, "anna@example.se").await;
        let mut anna = test.signed_in("anna@example.se").await;
        let page = anna.get("/profile").await;
        let wrong = anna.send(&page, "/profile", &[("name", " ")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.find("#name-error").is_some());
        let saved = anna
            .send(&page, "/profile", &[("name", "Anna <b>Öberg</b>"), ("language", "nb")])
            .await;
        assert_eq!(saved.location(), "/profile?done=saved");
        let page = anna.get("/profile?done=saved").await;
        assert_eq!(page.find("h1"), Some(texts(Lang::Nb).profile()));
        assert_eq!(page.attributes("#name", "value"), ["Anna <b>Öberg</b>"]);
        assert!(!page.text().contains("<b>Öberg"));
        assert!(page.find("[role=status]").is_some());
        // The foot of the page changes the same language.
        let answer = anna.send(&page, "/language", &[("language", "en")]).await;
        assert!(answer.status.is_redirection());
        assert_eq!(anna.get("/profile").await.find("h1"), Some(texts(Lang::En).profile()));
        // Two windows: the older one must not undo the newer.
        let stale = anna.send(&page, "/profile", &[("name", "Bo")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
    });
}

#[test]
fn how_strong_a_password_is_is_said_in_the_language_of_the_page() {
    on_both_apps(async |test: &TestApp| {
        for (lang, words) in
            [("sv", "Lätt att gissa"), ("en", "Easy to guess"), ("nb", "Lett å gjette")]
        {
            let mut visitor = test.visitor();
            visitor.lang = lang;
            let csrf = visitor.get("/sign-in?ready").await.csrf();
            let body = json!({ "password": "kommunkompassen1" });
            let answer = visitor.script(Method::POST, "/password-strength", &csrf, &body).await;
            let said = answer.json();
            assert!(said["score"].as_u64().is_some_and(|score| score < 3), "{said}");
            assert!(!said["words"].as_str().unwrap().is_empty());
            let weak = json!({ "password": "sommar" });
            let weak =
                visitor.script(Method::POST, "/password-strength", &csrf, &weak).await.json();
            let weak = weak["words"].as_str().unwrap();
            assert!(
                weak.to_lowercase().contains(&words.split(' ').next_back().unwrap().to_lowercase()),
                "{weak}"
            );
            assert!(!weak.contains("sommar"));
        }
    });
}

#[test]
fn a_provider_that_is_away_or_a_forged_answer_gets_a_page_that_says_what_to_do() {
    on_both(async |db: &TestDb| {
        let provider: OidcConfig = serde_json::from_value(json!({
            "id": "granvik", "name": "Granviks kommun", "issuer": "http://127.0.0.1:9", "client_id": "kompass"
        }))
        .unwrap();
        let test = Clock::default().app(db, Config { oidc: vec![provider], ..Config::default() });
        person(&test, "anna@example.se").await;
        let mut visitor = test.visitor();
        let page = visitor.get("/sign-in?ready&next=/profile").await;
        let href = page.attributes("a.button", "href");
        assert_eq!(href, ["/sign-in/oidc/granvik?next=%2Fprofile"]);
        let away = visitor.get(&href[0]).await;
        assert!(away.status.is_client_error() || away.status.is_server_error());
        assert!(
            away.find("main").unwrap().contains("Inloggningstjänsten går inte att nå"),
            "{}",
            away.text()
        );
        assert_eq!(away.attributes("main a.primary", "href"), ["/sign-in?next=%2Fprofile"]);
        for query in [
            "",
            "?state=forged&code=x",
            "?error=access_denied",
            "?state=&code=&iss=http://evil.example",
        ] {
            let answer = visitor.get(&format!("/sign-in/oidc/granvik/callback{query}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            assert!(
                answer.find("main").unwrap().contains("började inte i den här webbläsaren"),
                "{}",
                answer.text()
            );
            assert!(set(&answer, SESSION).is_empty());
        }
        assert_eq!(visitor.get("/sign-in/oidc/ingen").await.status, StatusCode::NOT_FOUND);
        let mut anna = test.signed_in("anna@example.se").await;
        let page = anna.get("/profile/security").await;
        let answer = anna.send(&page, "/profile/providers/granvik", &[]).await;
        assert_eq!(answer.find("h1").as_deref(), Some("Kontot kopplades inte"));
        assert!(
            anna.get("/profile/providers/granvik").await.status.is_client_error(),
            "only by a form"
        );
    });
}

#[test]
fn every_page_stands_in_three_languages() {
    on_both_apps(async |test: &TestApp| {
        let id = person(test, "anna@example.se").await;
        let mut anna = test.signed_in("anna@example.se").await;
        for lang in Lang::ALL {
            let account = account::get(&test.installation().db, id).await.unwrap();
            let stamp = test.installation().stamp().unwrap();
            let db = &test.installation().db;
            account::update_profile(db, &stamp, id, account.version, "Anna", lang).await.unwrap();
            for path in [
                "/",
                "/profile",
                "/profile/security",
                "/profile/password",
                "/profile/totp",
                "/profile/passkeys",
                "/profile/devices",
                "/confirm",
            ] {
                whole(&anna.get(path).await, lang, path);
            }
            let mut visitor = test.visitor();
            visitor.lang = lang.code();
            for path in ["/sign-in", "/sign-in?ready", "/link/unknown"] {
                whole(&visitor.get(path).await, lang, path);
            }
        }
    });
}

/// A page in its language, with one heading, and no text that is missing.
fn whole(page: &Answer, lang: Lang, path: &str) {
    assert_eq!(page.attributes("html", "lang"), [lang.code()], "{path}");
    assert_eq!(page.attributes("main h1", "class").len(), 0, "{path}");
    let heading = page.find("main h1").unwrap_or_else(|| panic!("{path} has no heading"));
    assert!(heading.contains(' ') || heading.chars().any(char::is_uppercase), "{path}: {heading}");
    let text = page.find("main").unwrap();
    let keys = kompass_core::i18n::Texts::keys();
    let is_key = |word: &str| word.contains('-') && keys.iter().any(|(key, _)| *key == word);
    let missing: Vec<&str> = text.split_whitespace().filter(|word| is_key(word)).collect();
    assert!(missing.is_empty(), "{path} in {lang}: {missing:?}");
}

#[test]
fn every_reason_is_said_in_three_languages() {
    let codes = reason::ALL.iter().chain(oidc::reason::ALL).chain(passkey::reason::ALL);
    for reason in codes {
        for lang in Lang::ALL {
            let key = format!("problem-{}", reason.code.to_lowercase());
            assert!(texts(lang).get(&key, &[]).is_some(), "{lang}: {key}");
        }
    }
}

#[test]
fn a_body_that_is_no_answer_of_an_authenticator_is_refused() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let csrf = visitor.get("/sign-in?ready").await.csrf();
        let begun = visitor.script(Method::POST, "/sign-in/passkey/begin", &csrf, &json!({})).await;
        let ceremony = begun.json()["ceremony"].as_str().unwrap().to_owned();
        assert_eq!(begun.json()["options"]["publicKey"]["rpId"], "localhost");
        for (body, code) in [
            (json!({ "ceremony": ceremony, "credential": { "id": "x" } }), "P03"),
            (json!({ "ceremony": ceremony, "credential": { "id": "x" } }), "P02"),
            (json!({ "ceremony": "forged" }), "P02"),
            (json!({}), "P02"),
        ] {
            let answer =
                visitor.script(Method::POST, "/sign-in/passkey/finish", &csrf, &body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.json()["problems"][0]["code"], code);
            assert!(set(&answer, SESSION).is_empty());
        }
        let headers = [("content-type", "application/json"), ("x-kompass-csrf", csrf.as_str())];
        let answer =
            visitor.call(Method::POST, "/sign-in/passkey/finish", &headers, Body::from("{")).await;
        assert!(answer.status.is_client_error());
    });
}

#[test]
fn a_page_that_needs_a_second_factor_leads_to_where_it_is_turned_on() {
    on_both(async |db: &TestDb| {
        let mut config = Config::default();
        config.web.second_factor = SecondFactor::Everybody;
        let test = &TestApp::changed(db, config, |installation| installation);
        let mut administrator = test.administrator().await;
        let away = administrator.get("/organisations").await;
        assert_eq!(away.location(), "/profile/security");
        let page = administrator.get("/profile/security").await;
        assert!(page.find(".notice.waits").unwrap().contains("krävs en andra faktor"));
        assert_eq!(administrator.get("/").await.status, StatusCode::OK);
    });
}
