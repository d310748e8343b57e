//! What no page may forget: headers, limits, and that an error tells strangers nothing.

use super::harness::{TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use kompass_app::config::{Config, WebConfig};
use kompass_app::installation::Installation;
use kompass_testkit::TestDb;
use kompass_web::{App, route, routes};
use tower::ServiceExt;

/// As it is behind a proxy: every GET of the table, a path that nobody has, and a form from nowhere.
#[tokio::test]
async fn every_route_answers_with_every_header() {
    let (db, folder) = (TestDb::sqlite().await, tempfile::tempdir().unwrap());
    let web =
        WebConfig { public_url: "https://kompass.example.se".to_owned(), ..WebConfig::default() };
    let config = Config { data: folder.path().to_owned(), web, ..Config::default() };
    let installation = Installation::over(config, db.db.clone(), db.key()).unwrap();
    let router = kompass_web::router(&App::new(installation).unwrap());
    let nowhere = ["/no-such-page", "/assets/0/no-such-file", "/api/v1/no-such-thing"];
    let pages = routes::table().iter().filter(|route| route.method == route::Method::Get);
    let asked = pages.map(|route| (Method::GET, route.path)).chain(
        nowhere.map(|path| (Method::GET, path)).into_iter().chain([(Method::POST, "/language")]),
    );
    for (method, path) in asked {
        let request = Request::builder().method(&method).uri(path.replace(['{', '}'], ""));
        let request = request.header("origin", "https://evil.example").body(Body::empty()).unwrap();
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        let says = |name: &str| -> &str {
            parts.headers.get(name).map_or("", |value| value.to_str().unwrap())
        };
        let policy = says("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(policy.contains("base-uri 'none'"), "{path}: {policy}");
        assert_eq!(says("x-frame-options"), "DENY", "{path}");
        assert_eq!(says("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(says("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(says("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(says("access-control-allow-origin"), "", "{path}");
        let transport = says("strict-transport-security");
        assert_eq!(transport, "max-age=63072000; includeSubDomains", "{path}");
        let referrer = if path.starts_with("/link/") { "strict-origin" } else { "same-origin" };
        assert_eq!(says("referrer-policy"), referrer, "{path}");
        let kind = says("content-type");
        let body = body.collect().await.unwrap().to_bytes();
        assert!(body.is_empty() || !kind.is_empty(), "{path} has a body of no kind");
        assert!(!kind.starts_with("text/") || kind.ends_with("charset=utf-8"), "{path}: {kind}");
    }
}

#[test]
fn a_body_is_read_no_further_than_its_limit() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let page = visitor.get("/style").await;
        let long = |size: usize| {
            let mut fields = page.form("/language", &[("language", "nb")]);
            fields.push(("more".to_owned(), "a".repeat(size)));
            fields
        };
        let announced = [("content-length", "2097152")];
        let answer = visitor.call(Method::POST, "/language", &announced, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "not even begun");
        assert_eq!(answer.header("x-operation-id").len(), 32);
        let answer = visitor.post("/language", &long(2 << 20)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "cut off");
        let answer = visitor.post("/language", &long(300 << 10)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "more than a form may be");
        let answer = visitor.post("/language", &long(200 << 10)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn methods_that_only_tell_are_not_there() {
    on_both_apps(async |test: &TestApp| {
        for method in [Method::TRACE, Method::OPTIONS, Method::CONNECT] {
            for path in ["/style", "/sign-in", "/api/v1/openapi.json"] {
                let answer = test.visitor().call(method.clone(), path, &[], Body::empty()).await;
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
                assert!(answer.header("access-control-allow-methods").is_empty());
            }
        }
    });
}

#[test]
fn a_field_that_comes_twice_is_refused() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let page = visitor.get("/style").await;
        let mut fields = page.form("/language", &[("language", "nb")]);
        fields.push(("language".to_owned(), "en".to_owned()));
        let answer = visitor.post("/language", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!visitor.cookies.contains_key("__Host-kompass-language"));
    });
}

#[test]
fn a_link_on_another_site_signs_nobody_in() {
    on_both_apps(async |test: &TestApp| {
        let path = "/sign-in/oidc/granvik?next=%2Fprofile";
        for site in ["cross-site", "same-site"] {
            let headers = [("sec-fetch-site", site)];
            let answer = test.visitor().call(Method::GET, path, &headers, Body::empty()).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{site}");
            assert_eq!(answer.location(), "/sign-in?next=%2Fprofile");
        }
        for site in ["same-origin", "none"] {
            let headers = [("sec-fetch-site", site)];
            let answer = test.visitor().call(Method::GET, path, &headers, Body::empty()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{site}: there is no such provider");
        }
    });
}

#[tokio::test]
async fn an_error_tells_strangers_nothing() {
    let db = TestDb::sqlite().await;
    let test = TestApp::over(&db).await;
    let mut ada = test.administrator().await;
    db.db.close().await;
    for path in ["/profile", "/organisations", "/link/forged", "/api/v1/me"] {
        let answer = ada.get(path).await;
        assert!(answer.status.is_server_error(), "{path}: {}", answer.status);
        assert_eq!(answer.header("x-operation-id").len(), 32, "{path}");
        let text = answer.text().to_lowercase();
        for inside in ["sqlx", "sqlite", "pool", "closed", "kompass.db", "select", ".rs:"] {
            assert!(!text.contains(inside), "{path} tells {inside}: {text}");
        }
    }
}
