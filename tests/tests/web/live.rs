//! Open pages learn that something was written: who may, when, for how long, and that nothing hangs on it.

use super::fixture::{Fixture, Person};
use super::harness::{Client, TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use kompass_core::evaluation::State;
use kompass_store::session;
use kompass_testkit::{TestDb, on_both};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A stream that says nothing for so long has nothing to say.
const PATIENCE: Duration = Duration::from_secs(10);

async fn agreeing(test: &TestApp) -> Fixture {
    Fixture::make(test, |evaluation| evaluation.state = State::Consensus).await
}

/// Opens a stream.
async fn follow(client: &mut Client, path: &str) -> Body {
    let response =
        client.open(Method::GET, path, &[("accept", "text/event-stream")], Body::empty()).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.into_body()
}

/// What a stream says next; `None` once it has ended.
async fn heard(stream: &mut Body) -> Option<String> {
    let frame = tokio::time::timeout(PATIENCE, stream.frame()).await.expect("something is said");
    frame.map(|frame| String::from_utf8(frame.unwrap().into_data().unwrap().to_vec()).unwrap())
}

#[test]
fn a_topic_is_followed_by_those_who_may_read_it_and_not_before() {
    on_both_apps(async |test: &TestApp| {
        let (blind, open) = (Fixture::make(test, |_| {}).await, agreeing(test).await);
        for (person, topic, while_blind, while_open) in [
            (Person::Evaluator, "consensus", 403, 200),
            (Person::Lead, "consensus", 403, 200),
            (Person::Undeclared, "consensus", 403, 403),
            (Person::Reviewer, "consensus", 403, 403),
            (Person::Coordinator, "consensus", 403, 403),
            (Person::Evaluator, "texts", 403, 200),
            (Person::Coordinator, "texts", 403, 403),
            (Person::Evaluator, "notes", 200, 200),
            (Person::Coordinator, "notes", 403, 403),
            (Person::Account, "notes", 404, 404),
            (Person::Public, "notes", 401, 401),
        ] {
            for (fixture, status) in [(&blind, while_blind), (&open, while_open)] {
                let path = format!("/evaluations/{}/live/{topic}", fixture.evaluation);
                let answer = fixture.client(test, person).await.get(&path).await;
                assert_eq!(answer.status.as_u16(), status, "{person} {topic}");
            }
        }
    });
}

#[test]
fn a_stream_is_neither_kept_nor_packed() {
    on_both_apps(async |test: &TestApp| {
        let fixture = agreeing(test).await;
        let path = format!("/evaluations/{}/live/consensus?from=7", fixture.evaluation);
        let mut client = fixture.client(test, Person::Lead).await;
        let headers = [("accept-encoding", "gzip")];
        let answer = client.call(Method::GET, &path, &headers, Body::empty()).await;
        assert_eq!(answer.header("content-type"), "text/event-stream");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("content-encoding"), "");
        assert_eq!(answer.text(), "retry: 5000\nid: 7\n\n");
    });
}

#[test]
fn a_write_is_told_and_one_that_was_missed_at_once() {
    on_both_apps(async |test: &TestApp| {
        let fixture = agreeing(test).await;
        let path = format!("/evaluations/{}/live/consensus", fixture.evaluation);
        let mut client = fixture.client(test, Person::Evaluator).await;
        let mut stream = follow(&mut client, &path).await;
        assert_eq!(heard(&mut stream).await.unwrap(), "retry: 5000\nid: 0\n\n");
        fixture.step_to(test, State::Review).await;
        assert_eq!(heard(&mut stream).await.unwrap(), "event: changed\nid: 1\ndata: 1\n\n");
        drop(stream);
        fixture.step_to(test, State::Consensus).await;
        let again = [("last-event-id", "1")];
        let mut stream = client.open(Method::GET, &path, &again, Body::empty()).await.into_body();
        assert_eq!(heard(&mut stream).await.unwrap(), "retry: 5000\nid: 1\n\n");
        assert_eq!(heard(&mut stream).await.unwrap(), "event: changed\nid: 2\ndata: 2\n\n");
    });
}

#[test]
fn a_stream_ends_with_the_right_and_with_the_session() {
    on_both_apps(async |test: &TestApp| {
        let fixture = agreeing(test).await;
        let path = format!("/evaluations/{}/live/consensus", fixture.evaluation);
        let (mut client, session) = fixture.client_with_session(test, Person::Lead).await;
        let mut stream = follow(&mut client, &path).await;
        heard(&mut stream).await.unwrap();
        // Back to the scoring: what the others judged is hidden again, and so is that anything happened.
        fixture.step_to(test, State::Scoring).await;
        assert_eq!(heard(&mut stream).await, None);

        fixture.step_to(test, State::Consensus).await;
        let mut stream = follow(&mut client, &path).await;
        heard(&mut stream).await.unwrap();
        let (account, id) = (fixture.account(Person::Lead), session.unwrap().id);
        assert!(session::end(&test.installation().db, account, id).await.unwrap());
        fixture.step_to(test, State::Review).await;
        assert_eq!(heard(&mut stream).await, None);
    });
}

#[test]
fn nobody_takes_all_the_room() {
    on_both_apps(async |test: &TestApp| {
        let fixture = agreeing(test).await;
        let path = format!("/evaluations/{}/live/texts", fixture.evaluation);
        let mut client = fixture.client(test, Person::Lead).await;
        let mut streams = Vec::new();
        for _ in 0..4 {
            streams.push(follow(&mut client, &path).await);
        }
        assert_eq!(client.get(&path).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(
            fixture.client(test, Person::Evaluator).await.get(&path).await.status,
            StatusCode::OK
        );
        streams.pop();
        assert_eq!(client.get(&path).await.status, StatusCode::OK, "who leaves makes room");
    });
}

#[test]
fn following_is_not_being_there() {
    on_both(async |db: &TestDb| {
        let later = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(0));
        let clock = later.clone();
        let test = &TestApp::changed(db, kompass_app::config::Config::default(), |installation| {
            installation.with_clock(move || {
                let minutes = clock.load(std::sync::atomic::Ordering::Relaxed);
                jiff::Timestamp::constant(1_790_000_000, 0)
                    + jiff::SignedDuration::from_mins(minutes)
            })
        });
        let fixture = agreeing(test).await;
        let page = format!("/evaluations/{}", fixture.evaluation);
        let mut client = fixture.client(test, Person::Lead).await;
        for minutes in [0, 20, 40, 59] {
            later.store(minutes, std::sync::atomic::Ordering::Relaxed);
            drop(follow(&mut client, &format!("{page}/live/consensus")).await);
            let anew =
                client.call(Method::GET, &page, &[("x-kompass-live", "1")], Body::empty()).await;
            assert_eq!(anew.status, StatusCode::OK, "after {minutes} minutes");
        }
        later.store(61, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(
            client.get(&page).await.status,
            StatusCode::SEE_OTHER,
            "signed out for want of use"
        );
    });
}

#[test]
fn a_server_that_stops_does_not_wait_for_streams() {
    on_both_apps(async |test: &TestApp| {
        let fixture = agreeing(test).await;
        let client = fixture.client(test, Person::Lead).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(kompass_web::serve(test.app.clone(), listener, async {
            let _ = stopped.await;
        }));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!(
            "GET /evaluations/{}/live/consensus HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\n\r\n",
            fixture.evaluation,
            client.cookie()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut said = String::new();
        while !said.contains("retry: 5000") {
            let mut bytes = [0; 4096];
            let read =
                tokio::time::timeout(PATIENCE, stream.read(&mut bytes)).await.unwrap().unwrap();
            assert!(read > 0, "{said}");
            said.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
        let began = Instant::now();
        stop.send(()).unwrap();
        tokio::time::timeout(PATIENCE, server).await.expect("the server stops").unwrap().unwrap();
        assert!(began.elapsed() < PATIENCE);
    });
}
