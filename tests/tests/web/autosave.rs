//! Forms that save while they are filled in: what they are told, what the server answers, what is left in the browser.

use super::fixture::{Fixture, Person};
use super::harness::{Client, TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Method, StatusCode};

/// Sends fields as the script does.
pub(super) async fn autosave(
    client: &mut Client,
    path: &str,
    fields: &[(String, String)],
) -> super::harness::Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("origin", "http://localhost:8080"),
        ("sec-fetch-site", "same-origin"),
        ("x-kompass-autosave", "1"),
    ];
    client.call(Method::POST, path, &headers, Body::from(body)).await
}

#[test]
fn the_script_gets_the_version_and_a_button_leads_on() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let page = visitor.get("/style").await;
        let fields = page.form("/style", &[("version", "4"), ("style-draft", "Målen följs upp.")]);
        let saved = autosave(&mut visitor, "/style", &fields).await;
        assert_eq!(saved.status, StatusCode::NO_CONTENT);
        assert_eq!(saved.header("x-kompass-version"), "5");
        assert!(saved.body.is_empty());

        let sent = visitor.post("/style", &fields).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/style?done=saved"));
        assert_eq!(sent.header("x-kompass-version"), "");
    });
}

#[test]
fn a_save_by_the_script_needs_the_token_as_any_other() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        visitor.get("/style").await;
        let forged = [("csrf".to_owned(), "0".repeat(128)), ("version".to_owned(), "1".to_owned())];
        let answer = autosave(&mut visitor, "/style", &forged).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn drafts_are_kept_for_one_person_only() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| ()).await;
        let mut owners = Vec::new();
        for person in [Person::Coordinator, Person::Lead, Person::Contributor, Person::Public] {
            let mut client = fixture.client(test, person).await;
            let page = client.get("/style").await;
            let owner = page.attributes("form[data-autosave]", "data-autosave").pop().unwrap();
            assert_eq!(owner.len(), 16, "{person}");
            let again = client.get("/style").await;
            assert_eq!(again.attributes("form[data-autosave]", "data-autosave"), [owner.as_str()]);
            owners.push(owner);
        }
        // On another device it is still the same person.
        let mut elsewhere = fixture.client(test, Person::Coordinator).await;
        let there = elsewhere.get("/style").await;
        assert_eq!(there.attributes("form[data-autosave]", "data-autosave"), owners[..1]);
        owners.sort();
        owners.dedup();
        assert_eq!(owners.len(), 4, "everybody has a name of their own");
    });
}

#[test]
fn the_form_says_what_happens_in_every_language() {
    on_both_apps(async |test: &TestApp| {
        for (lang, saved) in
            [("sv", "Sparat {h}.{m}"), ("en", "Saved {h}:{m}"), ("nb", "Lagret {h}.{m}")]
        {
            let mut visitor = test.visitor();
            visitor.lang = lang;
            let page = visitor.get("/style").await;
            assert_eq!(page.attributes("form", "data-autosave-saved"), [saved]);
            for what in ["found", "away", "conflict", "wrong", "refused"] {
                let words = page.attributes("form", &format!("data-autosave-{what}"));
                assert!(words.len() == 1 && words[0].len() > 20, "{lang} {what}: {words:?}");
            }
        }
    });
}

#[test]
fn signing_out_clears_the_storage_of_the_browser() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| ()).await;
        for person in [Person::Coordinator, Person::Contributor] {
            let mut client = fixture.client(test, person).await;
            let page = client.get("/style").await;
            let fields = [("csrf".to_owned(), page.csrf())];
            let answer = client.post("/sign-out", &fields).await;
            assert_eq!(answer.header("clear-site-data"), "\"storage\"", "{person}");
        }
    });
}
