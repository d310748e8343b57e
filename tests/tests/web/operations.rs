//! What a node tells those who run it.

use super::harness::{TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use kompass_web::operations;
use tower::ServiceExt;

/// Status, type and text of an answer on the address for operations.
async fn ask(test: &TestApp, path: &str) -> (StatusCode, String, String) {
    let router = operations::router(test.app.clone()).unwrap();
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let kind = parts.headers[header::CONTENT_TYPE].to_str().unwrap().to_owned();
    let text = body.collect().await.unwrap().to_bytes();
    (parts.status, kind, String::from_utf8(text.to_vec()).unwrap())
}

#[test]
fn a_node_says_whether_it_can_serve_and_what_is_wrong() {
    on_both_apps(async |test: &TestApp| {
        assert_eq!(ask(test, "/live").await.0, StatusCode::OK);
        let (status, _, text) = ask(test, "/ready").await;
        assert_eq!(status, StatusCode::OK, "{text}");
        assert!(text.starts_with("database: in order\ndocuments: in order\ndisk: "), "{text}");
        // The disk of the documents is gone, and an empty folder in its place.
        let documents = test.app.installation.config.data.join("documents");
        let elsewhere = documents.with_extension("away");
        std::fs::rename(&documents, &elsewhere).unwrap();
        std::fs::create_dir(&documents).unwrap();
        let (status, _, text) = ask(test, "/ready").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(
            text.starts_with("database: in order\ndocuments: the store of documents"),
            "{text}"
        );
        assert!(text.contains("check that it is there, writable and not full"), "{text}");
        std::fs::remove_dir(&documents).unwrap();
        std::fs::rename(&elsewhere, &documents).unwrap();
        assert_eq!(ask(test, "/ready").await.0, StatusCode::OK);
        test.app.installation.db.close().await;
        let (status, _, text) = ask(test, "/ready").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!text.starts_with("database: in order"), "{text}");
        assert_eq!(ask(test, "/live").await.0, StatusCode::OK, "it need not be started anew");
    });
}

#[test]
fn figures_tell_of_routes_and_never_of_whom_they_are_about() {
    on_both_apps(async |test: &TestApp| {
        ask(test, "/metrics").await;
        let mut visitor = test.visitor();
        visitor.get("/style").await;
        visitor.get("/link/a-secret-that-is-none").await;
        let (status, kind, text) = ask(test, "/metrics").await;
        assert_eq!(status, StatusCode::OK);
        assert!(kind.starts_with("text/plain; version=0.0.4"), "{kind}");
        let line = |begins: &str| {
            let line = text.lines().find(|line| line.starts_with(begins));
            line.unwrap_or_else(|| panic!("{begins} is not in {text}")).to_owned()
        };
        let labels = r#"{method="GET",route="/style",status="200""#;
        line(&format!("kompass_request_seconds_bucket{labels},le=\"0.002\"}}"));
        let count = line(&format!("kompass_request_seconds_count{labels}}}"));
        assert!(count.rsplit(' ').next().unwrap().parse::<u64>().unwrap() >= 1, "{count}");
        for need in ["database", "documents"] {
            assert!(line(&format!("kompass_up{{needs=\"{need}\"}}")).ends_with(" 1"));
        }
        // Whether there is enough is the machine's.
        line("kompass_up{needs=\"disk\"} ");
        assert!(!line("kompass_disk_free_bytes ").ends_with(" 0"));
        line("kompass_requests_open ");
        line("kompass_live_streams_open ");
        line("kompass_key_figure_values ");
        for state in ["waiting", "aside"] {
            assert!(line(&format!("kompass_jobs{{state=\"{state}\"}}")).ends_with(" 0"));
        }
        assert!(line("kompass_job_oldest_seconds ").ends_with(" 0"));
        line("process_resident_memory_bytes ");
        line("kompass_build_info{version=");
        assert!(!text.contains("a-secret-that-is-none"), "a personal link is no label");
    });
}
