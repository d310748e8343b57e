//! What holds for every page: headers, languages, errors, and that it is sound HTML.

use super::harness::{TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Method, StatusCode};

#[test]
fn every_answer_has_its_headers() {
    on_both_apps(async |test: &TestApp| {
        for path in ["/style", "/no-such-page", "/api/v1/openapi.json"] {
            let answer = test.visitor().get(path).await;
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("x-operation-id").len(), 32, "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
    });
}

#[test]
fn a_page_that_is_not_there_says_so_in_the_language_of_the_visitor() {
    on_both_apps(async |test: &TestApp| {
        for (lang, heading) in [
            ("sv-SE,sv;q=0.9", "Sidan finns inte"),
            ("en-GB", "There is no such page"),
            ("nn,no;q=0.8", "Siden finnes ikke"),
            ("fi", "Sidan finns inte"),
        ] {
            let mut visitor = test.visitor();
            visitor.lang = lang;
            let answer = visitor.get("/no-such-page").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            assert_eq!(answer.find("h1").as_deref(), Some(heading));
            assert_eq!(answer.find("main code").as_deref(), Some(answer.header("x-operation-id")));
        }
    });
}

#[test]
fn the_language_is_kept_once_it_is_chosen() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let page = visitor.get("/style").await;
        let fields = page.form("/language", &[("language", "nb")]);
        let answer = visitor.post("/language", &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/style"));
        assert_eq!(visitor.get("/style").await.find("h1").as_deref(), Some("Deler og farger"));
    });
}

#[test]
fn a_form_from_elsewhere_is_refused() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let page = visitor.get("/style").await;
        let good = page.form("/language", &[("language", "nb")]);
        let body = || Body::from("language=nb&csrf=".to_owned() + &page.csrf());
        let form = ("content-type", "application/x-www-form-urlencoded");

        let mut stranger = test.visitor();
        assert_eq!(
            stranger.post("/language", &good).await.status,
            StatusCode::FORBIDDEN,
            "a token of another browser"
        );
        for header in [
            ("origin", "https://evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("origin", "null"),
        ] {
            let answer = visitor.call(Method::POST, "/language", &[form, header], body()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header:?}");
        }
        let answer = visitor
            .call(Method::POST, "/language", &[("content-type", "text/plain")], body())
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "no form at all");
        assert_eq!(visitor.post("/language", &good).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn what_was_typed_is_given_back_when_a_form_is_refused() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let typed = "Målen följs upp i varje förvaltning, men inte i bolagen.";
        let fields = [
            ("csrf", "gammal"),
            ("next", "/style"),
            ("text", typed),
            ("password", "hemligt hemligt hemligt"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let answer = visitor.post("/language", &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(answer.find("textarea").as_deref(), Some(typed));
        assert!(!answer.text().contains("hemligt"));
    });
}
