//! Personal data: what is stored of somebody, a copy of it, and erasure.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Client, TestApp, on_both_apps};
use super::record::with_clock;
use axum::http::StatusCode;
use kompass_app::audit;
use kompass_core::Lang;
use kompass_core::evaluation::State;
use kompass_store::account;
use std::sync::atomic::Ordering;
use uuid::Uuid;

fn persons(organisation: Uuid) -> String {
    format!("/organisations/{organisation}/persons")
}

/// The page of somebody in the organisation that evaluates.
fn of(fixture: &Fixture, person: Person) -> String {
    format!("{}/account.{}", persons(fixture.own.0), fixture.account(person))
}

async fn copy(client: &mut Client, page: &str) -> serde_json::Value {
    let file = client.get(&format!("{page}/export")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.header("content-disposition").contains(".json"));
    file.json()
}

/// The tables of a copy.
fn tables(copy: &serde_json::Value) -> Vec<&str> {
    copy["rows"].as_array().unwrap().iter().map(|row| row["table"].as_str().unwrap()).collect()
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let here = of(&fixture, Person::Coordinator);
        for (person, path) in [
            (Person::Coordinator, "/profile/data".to_owned()),
            (Person::Administrator, persons(fixture.own.0)),
            (Person::Administrator, format!("{}?who=person", persons(fixture.own.0))),
            (Person::Administrator, here.clone()),
            (Person::Administrator, format!("{here}/erase")),
        ] {
            speaks_every_language(test, &fixture, person, &path).await;
        }
    });
}

#[test]
fn whoever_runs_another_organisation_sees_nothing() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let mut own = fixture.client(test, Person::Administrator).await;
        let found = own.get(&format!("{}?who=PERSON+coord", persons(fixture.own.0))).await;
        assert_eq!(found.all("tbody th").len(), 1, "{}", found.text());
        assert_eq!(found.attributes("tbody a", "href"), [of(&fixture, Person::Coordinator)]);
        // She runs an organisation of her own, in which the coordinator has no place.
        let mut other = fixture.client(test, Person::Evaluated).await;
        let here = persons(fixture.own.1);
        let none = other.get(&format!("{here}?who=coordinator")).await;
        assert_eq!(none.status, StatusCode::OK);
        assert!(none.all("tbody th").is_empty());
        let account = fixture.account(Person::Coordinator);
        for at in [&here, &persons(fixture.own.0), &persons(fixture.other.0)] {
            for end in ["", "/export", "/erase"] {
                let path = format!("{at}/account.{account}{end}");
                assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        let erased = other.forge(&format!("{here}/account.{account}/erase")).await;
        assert_eq!(erased.status, StatusCode::NOT_FOUND);
        // Who has a part in the evaluation, or runs the installation, reads nobody's data.
        for person in [Person::Lead, Person::Coordinator, Person::Reader, Person::System] {
            let mut client = fixture.client(test, person).await;
            let answer = client.get(&of(&fixture, Person::Coordinator)).await;
            assert!(answer.status.is_client_error(), "{person}: {}", answer.status);
        }
        assert_eq!(
            account::get(&test.installation().db, account).await.unwrap().name,
            "Person coordinator"
        );
    });
}

#[test]
fn nobody_is_erased_while_they_work_in_an_open_evaluation() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut client = fixture.client(test, Person::Administrator).await;
        let here = of(&fixture, Person::Coordinator);
        let page = client.get(&here).await;
        assert!(page.text().contains("Har en roll i Granvik"), "{}", page.text());
        assert!(page.attributes("main a", "href").iter().all(|it| !it.ends_with("/erase")));
        let ask = client.get(&format!("{here}/erase")).await;
        assert!(ask.find("main form").is_none());
        let refused = client.forge(&format!("{here}/erase")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("arbete i en utvärdering"));
        let account = fixture.account(Person::Coordinator);
        let there = account::get(&test.installation().db, account).await.unwrap();
        assert_eq!((there.name.as_str(), there.disabled_at), ("Person coordinator", None));
        // Who judged what is told to nobody else before the report is delivered.
        let judge = of(&fixture, Person::Evaluator);
        let given = copy(&mut client, &judge).await;
        assert!(!tables(&given).contains(&"judgement"), "{given:#}");
        let own = fixture.client(test, Person::Evaluator).await.get("/profile/data/export").await;
        assert!(tables(&own.json()).contains(&"judgement"), "her own are hers");
    });
}

#[test]
fn somebody_who_asks_is_given_everything_and_erased_as_far_as_the_law_lets() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        assert_eq!(evaluator.get("/profile").await.status, StatusCode::OK);
        let mine = evaluator.get("/profile/data/export").await.json();
        assert_eq!(mine["format"], "kompass-person/1");
        for table in ["account", "session", "assignment", "member", "judgement"] {
            assert!(tables(&mine).contains(&table), "{table}");
        }
        assert!(mine["secrets"]["session"].as_array().unwrap().contains(&"digest".into()));
        for row in mine["rows"].as_array().unwrap() {
            assert_eq!(row["certain"], true);
            assert!(row["why"].as_str().unwrap().len() > 5);
            assert!(row["values"].get("csrf").is_none() && row["values"].get("password").is_none());
        }

        let mut client = fixture.client(test, Person::Administrator).await;
        let here = of(&fixture, Person::Evaluator);
        let ask = client.get(&format!("{here}/erase")).await;
        assert_eq!(ask.status, StatusCode::OK);
        assert!(ask.text().contains("går inte att ångra"));
        assert!(ask.find("tbody").unwrap().contains("Görs anonymt."));
        assert!(ask.find("tbody").unwrap().contains("Finns kvar som allmän handling"));
        let erased = client.send(&ask, &format!("{here}/erase"), &[]).await;
        assert_eq!(erased.location(), format!("{}?done=person-erased", persons(fixture.own.0)));
        // She is out, on every device.
        assert!(evaluator.get("/profile").await.location().starts_with("/sign-in"));
        let account = fixture.account(Person::Evaluator);
        let there = account::get(&test.installation().db, account).await.unwrap();
        assert_eq!(there.name, "Raderad person");
        assert!(!there.email.contains('@') && there.disabled_at.is_some());
        // The account is nobody; the name on the team stays, for the report has it.
        assert_eq!(client.get(&here).await.status, StatusCode::NOT_FOUND);
        let team = client.get(&format!("/evaluations/{}/people", fixture.evaluation)).await;
        assert!(team.text().contains("Sahar Nordmyr"));
        let found = client.get(&format!("{}?who=Nordmyr", persons(fixture.own.0))).await;
        let left = found.attributes("main a", "href");
        let left = left.iter().find(|it| it.contains("/persons/")).unwrap();
        assert!(
            client
                .get(left)
                .await
                .attributes("main a", "href")
                .iter()
                .all(|it| !it.ends_with("/erase"))
        );
        let ask = client.get(&format!("{left}/erase")).await;
        assert!(ask.find("main form").is_none() && ask.text().contains("Inget skulle raderas"));
        assert!(audit::verify(test.installation(), None).await.unwrap().is_intact());
        let log = client.get(&format!("/organisations/{}/log?about=audit", fixture.own.0)).await;
        assert!(log.text().contains(&format!("account.{account}")), "{}", log.text());
        assert!(!log.text().contains("Person evaluator"));
    });
}

#[test]
fn nobody_erases_themselves_or_gets_what_is_anothers_by_taking_their_name() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let (installation, reader) = (test.installation(), fixture.account(Person::Account));
        let stamp = installation.stamp().unwrap();
        let name = "Marit Ekenvall";
        account::update_profile(&installation.db, &stamp, reader, 1, name, Lang::Sv).await.unwrap();
        let mine = fixture.client(test, Person::Account).await.get("/profile/data/export").await;
        let mine = mine.json();
        assert!(!tables(&mine).contains(&"member"), "{mine:#}");
        assert!(mine["rows"].as_array().unwrap().iter().all(|row| row["certain"] == true));

        let mut client = fixture.client(test, Person::Administrator).await;
        let here = of(&fixture, Person::Administrator);
        let refused = client.forge(&format!("{here}/erase")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Ingen raderar sig själv"));
        assert_eq!(client.get("/profile").await.status, StatusCode::OK);
    });
}

#[test]
fn erasure_asks_for_a_fresh_proof() {
    with_clock(async |test, passed| {
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let mut client = fixture.client(test, Person::Administrator).await;
        let here = of(&fixture, Person::Coordinator);
        assert_eq!(client.get(&here).await.status, StatusCode::OK);
        passed.fetch_add(16 * 60, Ordering::Relaxed);
        let asked = client.get(&format!("{here}/erase")).await;
        assert!(asked.location().starts_with("/confirm"), "{}", asked.location());
        let sent = client.forge(&format!("{here}/erase")).await;
        assert!(sent.location().starts_with("/confirm"), "{} {}", sent.status, sent.location());
        let account = fixture.account(Person::Coordinator);
        let there = account::get(&test.installation().db, account).await.unwrap();
        assert_eq!(there.name, "Person coordinator");
    });
}
