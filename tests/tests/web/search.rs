//! The search: what is found, how it is shown, and that nobody learns from it what they may not read.

use super::document::{code_of, hand_in, preparation, read_all};
use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::evaluation::State;

const PLAN: &[u8] = "Kvalitetsplan\n\nNämnden följer upp medborgardialogerna varje år.".as_bytes();

#[test]
fn what_somebody_may_read_is_found_in_its_place() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        hand_in(&mut coordinator, &list, &[("Plan för dialog.txt", PLAN)]).await;
        read_all(test).await;
        let code = code_of(test, &fixture, "Plan för dialog").await;
        let page = coordinator.get("/search?q=dialogen+n%C3%A4mnd").await;
        assert_eq!(page.find(".hit a").as_deref(), Some("Plan för dialog"), "{}", page.text());
        assert_eq!(page.find(".hit mark").as_deref(), Some("Nämnden"));
        let href = page.attributes(".hit a", "href")[0].clone();
        assert!(href.starts_with(&format!("{list}/{code}/pages/1?q=")), "{href}");
        assert_eq!(coordinator.get(&href).await.find(".leaf mark").as_deref(), Some("Nämnden"));
        for (asked, found) in [
            ("medborgardialoger", true),
            ("%22medborgardialogerna+varje%22", true),
            ("%22varje+medborgardialogerna%22", false),
            ("granvik", true),
            ("plan+f%C3%B6r+dialog", true),
            ("fotboll", false),
        ] {
            let page = coordinator.get(&format!("/search?q={asked}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.find(".hit").is_some(), found, "{asked}: {}", page.text());
            assert_eq!(page.find(".empty").is_some(), !found, "{asked}");
        }
        for nothing in ["", "?q=", "?q=+-+", "?q=%22%22%22"] {
            let page = coordinator.get(&format!("/search{nothing}")).await;
            assert!(page.find(".empty").unwrap().contains("Skriv vad du letar efter"), "{nothing}");
        }
        let long = coordinator.get(&format!("/search?q={}", "dialog+".repeat(500))).await;
        assert_eq!(long.status, StatusCode::OK);
        speaks_every_language(test, &fixture, Person::Coordinator, "/search?q=dialog").await;
        // The field in the top line leads here.
        let page = coordinator.get("/evaluations").await;
        assert_eq!(page.attributes("header form.seek", "action"), ["/search"]);
    });
}

#[test]
fn nobody_finds_what_they_may_not_read() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        hand_in(&mut coordinator, &list, &[("Dialog.txt", PLAN)]).await;
        read_all(test).await;
        for person in Person::ALL {
            let page = fixture.client(test, person).await.get("/search?q=medborgardialoger").await;
            let finds = page.find(".hit").is_some();
            let may = matches!(person, Person::Coordinator | Person::Lead | Person::Evaluator);
            assert_eq!(finds, may, "{person}: {}", page.text());
            assert!(may || !page.text().contains("Dialog"), "{person}");
        }
    });
}

#[test]
fn texts_are_found_once_they_may_be_read() {
    on_both_apps(async |test: &TestApp| {
        let word = "Silvergranens";
        for (state, who) in [
            (State::Scoring, vec![]),
            (State::Consensus, vec!["evaluator", "lead"]),
            (
                State::Delivered,
                vec!["coordinator", "evaluated", "evaluator", "lead", "reader", "reviewer"],
            ),
        ] {
            let fixture = Fixture::make(test, |it| {
                it.state = state;
                it.areas[0].text = format!("Kommunens modell kallas {word} väg.");
            })
            .await;
            let mut finds = Vec::new();
            for person in Person::ALL {
                let page = fixture.client(test, person).await.get("/search?q=silvergranen").await;
                if page.text().contains("modell kallas") {
                    finds.push(person.to_string());
                }
            }
            finds.sort_unstable();
            assert_eq!(finds, who, "{state:?}");
        }
    });
}
