//! Several nodes over one database and one bucket: what happens on one holds on the others.

use super::document::{hand_in, read_all};
use super::fixture::{Fixture, Person};
use super::harness::{Client, TestApp};
use super::mail;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use futures_util::future::join_all;
use http_body_util::BodyExt;
use kompass_app::access::Caller;
use kompass_app::config::{Config, DocumentsConfig, S3Config};
use kompass_app::people::{self, Invite};
use kompass_app::{job, live};
use kompass_core::evaluation::State;
use kompass_store::{Db, document, membership};
use kompass_testkit::smtp::MailServer;
use kompass_testkit::{Forwarder, Leads, TestDb};
use kompass_testkit_s3::S3Server;
use kompass_web::{operations, rate};
use std::path::Path;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// Within this time a page on another node has heard.
const HEARD: Duration = Duration::from_secs(5);

/// Nodes, and what they share.
struct Nodes {
    nodes: Vec<TestApp>,
    mail: MailServer,
    bucket: Forwarder,
    s3: S3Server,
    db: TestDb,
    _shared: tempfile::TempDir,
}

impl Nodes {
    async fn start(count: usize) -> Self {
        let (db, s3, mail) = (TestDb::postgres().await, S3Server::start(), MailServer::start());
        let bucket = Forwarder::to(Leads::Port(s3.port()));
        let shared = tempfile::tempdir().unwrap();
        let behind = s3.bucket_behind(bucket.port());
        let secret = shared.path().join("s3.key");
        std::fs::write(&secret, &behind.secret_key).unwrap();
        let place = S3Config {
            endpoint: behind.endpoint,
            bucket: behind.name,
            access_key: behind.access_key,
            secret_key_file: Some(secret),
            ..S3Config::default()
        };
        let mut config = Config { mail: mail::config(&mail), ..Config::default() };
        config.documents = DocumentsConfig { s3: Some(place), ..DocumentsConfig::default() };
        config.web.key_file = Some(shared.path().join("web.key"));
        let mut nodes = Vec::new();
        for _ in 0..count {
            let own = Db::connect(&db.url).await.unwrap();
            nodes.push(TestApp::changed(&db, config.clone(), |mut installation| {
                installation.db = own;
                installation
            }));
        }
        Self { nodes, mail, bucket, s3, db, _shared: shared }
    }

    async fn end(self) {
        for node in &self.nodes {
            node.installation().db.close().await;
        }
        self.db.remove().await;
    }
}

/// Status and text of `/ready`.
async fn ready(node: &TestApp) -> (StatusCode, String) {
    let router = operations::router(node.app.clone()).unwrap();
    let request = Request::get("/ready").body(Body::empty()).unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let text = body.collect().await.unwrap().to_bytes();
    (parts.status, String::from_utf8(text.to_vec()).unwrap())
}

async fn download(client: &mut Client, path: &str) -> Vec<u8> {
    let answer = client.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.body
}

#[tokio::test]
async fn a_document_handed_in_at_one_node_opens_at_another() {
    const PLAN: &[u8] = "Mål och budget. Nämnden följer upp medborgardialogerna.".as_bytes();
    let nodes = Nodes::start(2).await;
    let [one, other] = &nodes.nodes[..] else { panic!("two nodes") };
    let fixture = Fixture::make(one, super::document::preparation).await;
    let list = format!("/evaluations/{}/documents", fixture.evaluation);
    let mut here = fixture.client(one, Person::Coordinator).await;
    let answer = hand_in(&mut here, &list, &[("Plan.txt", PLAN)]).await;
    assert!(answer.status.is_redirection(), "{}", answer.text());

    // The session, the row and the bytes are there as well, and whoever reads next reads it, once.
    let mut there = other.takes_over(&here);
    let stored = document::list(&other.installation().db, fixture.evaluation).await.unwrap();
    let code = &stored.last().unwrap().document.code;
    assert_eq!(download(&mut there, &format!("{list}/{code}/file")).await, PLAN);
    tokio::join!(read_all(one), read_all(other));
    for client in [&mut here, &mut there] {
        let page = download(client, &format!("{list}/{code}/pages/1")).await;
        assert!(String::from_utf8(page).unwrap().contains("medborgardialogerna"));
    }

    // Without the bucket no document opens and none is taken, in words; everything else works, so no node is taken out.
    nodes.bucket.cut();
    for (node, client) in [(one, &mut here), (other, &mut there)] {
        let (status, text) = ready(node).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        assert!(text.contains("documents: "), "{text}");
        assert!(!text.contains("documents: in order"), "{text}");
        assert_eq!(client.get(&list).await.status, StatusCode::OK);
        let file = client.get(&format!("{list}/{code}/file")).await;
        assert_eq!(file.status, StatusCode::SERVICE_UNAVAILABLE);
        let refused = hand_in(client, &list, &[("Ny.txt", b"Ny plan")]).await;
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{}", refused.text());
    }
    let after = document::list(&one.installation().db, fixture.evaluation).await.unwrap();
    assert_eq!(after.len(), stored.len(), "nothing was written down without its bytes");
    nodes.bucket.lead_to(Leads::Port(nodes.s3.port()));
    assert!(ready(one).await.1.starts_with("database: in order\ndocuments: in order\n"));
    let again = hand_in(&mut there, &list, &[("Ny.txt", b"Ny plan")]).await;
    assert!(again.status.is_redirection(), "{}", again.text());
    nodes.end().await;
}

#[tokio::test]
async fn what_is_written_at_one_node_is_told_at_another() {
    let nodes = Nodes::start(2).await;
    let [one, other] = &nodes.nodes[..] else { panic!("two nodes") };
    let fixture = Fixture::make(one, |evaluation| evaluation.state = State::Consensus).await;
    let path = format!("/evaluations/{}/live/consensus", fixture.evaluation);
    let mut client = other.takes_over(&fixture.client(one, Person::Lead).await);
    let headers = [("accept", "text/event-stream")];
    let mut stream = client.open(Method::GET, &path, &headers, Body::empty()).await.into_body();
    let mut heard = async || {
        let frame = tokio::time::timeout(HEARD, stream.frame()).await.expect("it is told");
        let data = frame.unwrap().unwrap().into_data().unwrap();
        String::from_utf8(data.to_vec()).unwrap()
    };
    assert!(heard().await.contains("id: 0"));
    fixture.step_to(one, State::Review).await;
    live::announce(one.installation(), fixture.evaluation);
    assert!(heard().await.starts_with("event: changed\nid: 1"));
    nodes.end().await;
}

#[tokio::test]
async fn a_right_that_one_node_takes_away_is_gone_on_the_others() {
    let nodes = Nodes::start(3).await;
    let first = &nodes.nodes[0];
    let fixture = Fixture::make(first, |_| {}).await;
    let path = format!("/organisations/{}/people", fixture.own.0);
    let administrator = fixture.client(first, Person::Administrator).await;
    let asked = async |expected: StatusCode| {
        for node in &nodes.nodes {
            let status = node.takes_over(&administrator).get(&path).await.status;
            assert_eq!(status, expected);
        }
    };
    asked(StatusCode::OK).await;
    let (installation, account) = (first.installation(), fixture.account(Person::Administrator));
    let stamp = installation.stamp().unwrap();
    let role = kompass_core::access::Role::OrganisationAdministrator;
    membership::revoke(&installation.db, &stamp, account, fixture.own.0, role, "local")
        .await
        .unwrap();
    asked(StatusCode::NOT_FOUND).await;
    nodes.end().await;
}

#[tokio::test]
async fn a_database_that_was_gone_is_found_again() {
    let db = TestDb::postgres().await;
    let (front, folder) = db.url.split_once("?host=").unwrap();
    let socket = Path::new(folder).join(".s.PGSQL.5432");
    let between = Forwarder::to(Leads::Socket(socket.clone()));
    let name = front.rsplit('/').next().unwrap();
    let url = format!("postgres://kompass@127.0.0.1:{}/{name}?sslmode=disable", between.port());
    let own = Db::connect(&url).await.unwrap();
    let node = TestApp::changed(&db, Config::default(), |mut installation| {
        installation.db = own;
        installation
    });
    let fixture = Fixture::make(&node, super::document::preparation).await;
    let path = format!("/evaluations/{}", fixture.evaluation);
    let mut client = fixture.client(&node, Person::Lead).await;
    for _ in 0..2 {
        assert_eq!(client.get(&path).await.status, StatusCode::OK);
        assert_eq!(ready(&node).await.0, StatusCode::OK);
        between.cut();
        let away = client.get(&path).await;
        assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE, "{}", away.text());
        assert_eq!(ready(&node).await.0, StatusCode::SERVICE_UNAVAILABLE);
        between.lead_to(Leads::Socket(socket.clone()));
        // A connection that broke is an error once more at most; then there are new ones.
        let begun = Instant::now();
        loop {
            let answer = client.get(&path).await;
            if answer.status == StatusCode::OK {
                break;
            }
            assert!(begun.elapsed() < HEARD, "{}: {}", answer.status, answer.text());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    node.installation().db.close().await;
    db.remove().await;
}

#[tokio::test]
async fn each_job_is_done_by_one_node() {
    const LETTERS: usize = 24;
    let nodes = Nodes::start(3).await;
    let fixture = Fixture::make(&nodes.nodes[0], super::document::preparation).await;
    let address = |number: usize| format!("person{number}@granvik.example");
    for number in 0..LETTERS {
        let installation = nodes.nodes[number % 3].installation();
        let (email, caller) = (address(number), Caller::command_line());
        let invite = Invite { email: &email, name: "Eva Ek", roles: &[] };
        people::invite(installation, &caller, fixture.own.0, &invite).await.unwrap();
    }
    let worked = nodes.nodes.iter().map(async |node| {
        let mut done = 0;
        while job::step(node.installation()).await.unwrap() {
            done += 1;
        }
        done
    });
    let worked: Vec<usize> = join_all(worked).await;
    assert!(worked.iter().all(|done| *done > 0), "all of them worked: {worked:?}");
    for number in 0..LETTERS {
        assert_eq!(nodes.mail.letters_to(&address(number)).len(), 1, "{number}");
    }
    nodes.end().await;
}

#[tokio::test]
async fn the_rate_of_an_address_holds_for_all_nodes_together() {
    let nodes = Nodes::start(2).await;
    let mut visitor = nodes.nodes[0].visitor();
    visitor.address = "203.0.113.7".to_owned();
    let mut clients: Vec<Client> =
        nodes.nodes.iter().map(|node| node.takes_over(&visitor)).collect();
    let (begun, mut let_through) = (Instant::now(), 0_u32);
    'asking: loop {
        for _ in 0..20 {
            for client in &mut clients {
                match client.get("/style").await.status {
                    StatusCode::TOO_MANY_REQUESTS => break 'asking,
                    _ => let_through += 1,
                }
            }
        }
        for node in &nodes.nodes {
            rate::exchange(&node.app).await.unwrap();
        }
    }
    // A burst of 400 and 40 a second, and what both let through before they heard of one another.
    let most = 400.0 + 40.0 * begun.elapsed().as_secs_f64() + 80.0;
    assert!(f64::from(let_through) < most, "{let_through} of at most {most}");
    let stranger = nodes.nodes[1].visitor().get("/style").await.status;
    assert_ne!(stranger, StatusCode::TOO_MANY_REQUESTS);
    nodes.end().await;
}
