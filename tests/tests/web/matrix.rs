//! Who may call what: every route × everybody, on what is their own and on what is others'. The outcomes are committed in
//! `snapshots/`, and reviewed by hand whenever they change.

use super::fixture::{Fixture, Person};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use kompass_web::guard::Passed;
use kompass_web::route::{self, Kind, Route};
use kompass_web::routes;
use std::fmt::Write;
use uuid::Uuid;

#[test]
fn every_route_lets_in_whom_the_matrix_names() {
    on_both_apps(async |test: &TestApp| {
        let mut matrix = String::new();
        let _ = write!(matrix, "{:78}", "");
        for person in Person::ALL {
            let _ = write!(matrix, "{person:12}");
        }
        matrix.push('\n');
        let unchanged = Fixture::make(test, |_| {}).await;
        for route in routes::table() {
            // What is done in one row must not tell in the next.
            let reads = route.method == route::Method::Get;
            let fresh = if reads { None } else { Some(Fixture::make(test, |_| {}).await) };
            let fixture = fresh.as_ref().unwrap_or(&unchanged);
            let about_others =
                route.path.contains("{organisation}") || route.path.contains("{evaluation}");
            for own in if about_others { vec![true, false] } else { vec![true] } {
                let whose = if about_others { if own { "own" } else { "other" } } else { "" };
                let _ = write!(
                    matrix,
                    "{:6}{:66}{whose:6}",
                    format!("{:?}", route.method).to_uppercase(),
                    route.path
                );
                for person in Person::ALL {
                    let outcome = outcome(test, fixture, route, person, own).await;
                    let _ = write!(matrix, "{outcome:12}");
                }
                while matrix.ends_with(' ') {
                    matrix.pop();
                }
                matrix.push('\n');
            }
        }
        insta::assert_snapshot!("matrix", matrix);
    });
}

#[test]
fn what_is_not_in_the_table_is_not_there() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        for route in routes::table() {
            let known: Vec<_> = routes::table()
                .iter()
                .filter(|it| it.path == route.path)
                .map(|it| method(it.method))
                .collect();
            let path = path(route, fixture.own.0, fixture.evaluation);
            for wrong in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                if known.contains(&wrong) {
                    continue;
                }
                let mut client = test.visitor();
                let answer = client.call(wrong.clone(), &path, &[], Body::empty()).await;
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{wrong} {path}");
            }
        }
    });
}

#[test]
fn what_belongs_to_others_looks_as_if_it_were_not_there() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        for route in routes::table().iter().filter(|it| it.method == route::Method::Get) {
            if !(route.path.contains("{organisation}") || route.path.contains("{evaluation}")) {
                continue;
            }
            for person in Person::ALL.into_iter().filter(|person| *person != Person::System) {
                let mut client = fixture.client(test, person).await;
                let others =
                    client.get(&path(route, fixture.other.0, fixture.other_evaluation)).await;
                let missing = client.get(&path(route, Uuid::nil(), Uuid::nil())).await;
                assert_eq!(others.status, missing.status, "{} as {person}", route.path);
                assert_eq!(others.find("h1"), missing.find("h1"), "{} as {person}", route.path);
            }
        }
    });
}

/// `yes` if the guard lets the request through to its handler, else what it answers.
async fn outcome(
    test: &TestApp,
    fixture: &Fixture,
    route: &Route,
    person: Person,
    own: bool,
) -> &'static str {
    let mut client = fixture.client(test, person).await;
    let (organisation, evaluation) = if own {
        (fixture.own.0, fixture.evaluation)
    } else {
        (fixture.other.0, fixture.other_evaluation)
    };
    let path = path(route, organisation, evaluation);
    let answer = ask(&mut client, route, &path).await;
    if answer.extensions.get::<Passed>().is_some() {
        return "yes";
    }
    match answer.status {
        StatusCode::SEE_OTHER if answer.location().starts_with("/sign-in") => "sign-in",
        StatusCode::NOT_FOUND => "404",
        StatusCode::FORBIDDEN => "403",
        StatusCode::UNAUTHORIZED => "401",
        other => panic!("{person} {path}: {other} {}", answer.text()),
    }
}

async fn ask(client: &mut Client, route: &Route, path: &str) -> Answer {
    if route.method == route::Method::Get {
        return client.get(path).await;
    }
    let csrf = client.get("/style").await.csrf();
    match route.kind {
        Kind::Form => client.post(path, &[("csrf".to_owned(), csrf)]).await,
        _ => client.script(method(route.method), path, &csrf, &serde_json::json!({})).await,
    }
}

/// The path with ids in it. What stands beside organisation and evaluation is there for nobody, so that nothing is done.
fn path(route: &Route, organisation: Uuid, evaluation: Uuid) -> String {
    let part = |part: &str| match part {
        "{organisation}" => organisation.to_string(),
        "{evaluation}" => evaluation.to_string(),
        part if part.starts_with('{') => Uuid::nil().to_string(),
        part => part.to_owned(),
    };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn method(method: route::Method) -> Method {
    match method {
        route::Method::Get => Method::GET,
        route::Method::Post => Method::POST,
        route::Method::Delete => Method::DELETE,
    }
}
