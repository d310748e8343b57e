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

#[test]
fn answers_are_found_as_far_as_they_are_handed_in() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let here = format!("/evaluations/{}/preparation", fixture.evaluation);
        let at = format!("{here}/1.1.1");
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&at).await;
        let fields = [("text", "Vi prövar Silvergransmodellen."), ("act", "approve")];
        coordinator.send(&page, &at, &fields).await;
        let finds = async |wanted: &str| {
            let mut who = Vec::new();
            for person in Person::ALL {
                let mut client = fixture.client(test, person).await;
                let page = client.get("/search?q=silvergransmodell").await;
                if page.text().contains(wanted) {
                    assert_eq!(page.attributes(".hit a", "href"), [at.as_str()], "{person}");
                    assert!(page.find(".hit mark").is_some(), "{person}");
                    assert_eq!(client.get(&at).await.status, StatusCode::OK, "{person}");
                    who.push(person.to_string());
                }
            }
            who.sort_unstable();
            who
        };
        assert_eq!(
            finds("Vi prövar").await,
            ["coordinator"],
            "a draft is the municipality's alone"
        );
        let hand_in = format!("{here}/hand-in");
        let page = coordinator.get(&hand_in).await;
        coordinator.send(&page, &hand_in, &[("reason", "Resten kommer.")]).await;
        assert_eq!(finds("Vi prövar").await, ["coordinator", "evaluator", "lead"]);
        let page = coordinator.get(&at).await;
        let fields = [("text", "Vi slutade med Silvergransmodellen.")];
        coordinator.send(&page, &at, &fields).await;
        assert_eq!(finds("Vi slutade").await, ["coordinator"]);
        assert_eq!(finds("Vi prövar").await, ["evaluator", "lead"], "as it was handed in");
        speaks_every_language(test, &fixture, Person::Lead, "/search?q=silvergransmodell").await;
    });
}

#[test]
fn notes_are_found_by_the_evaluators_and_nobody_else() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, super::interview::visiting).await;
        let plan = super::interview::plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let fields =
            [("group", "unions"), ("day", "2025-10-14"), ("begins", "09:00"), ("ends", "10:00")];
        let slot = super::interview::slot(&mut lead, &plan, &fields).await;
        let page = lead.get(&slot).await;
        let code = page.attributes("input[name=at]", "value")[0].clone();
        let note = [("at", code.as_str()), ("tags", &code), ("text", "Ingen minns Silvergranen")];
        let added = lead.send(&page, &format!("{slot}/notes"), &note).await;
        assert!(added.status.is_redirection(), "{}", added.text());
        for person in Person::ALL {
            let mut client = fixture.client(test, person).await;
            let page = client.get("/search?q=silvergranen").await;
            let may = matches!(person, Person::Lead | Person::Evaluator);
            assert_eq!(page.text().contains("Ingen minns"), may, "{person}: {}", page.text());
            assert_eq!(page.find(".hit").is_some(), may, "{person}");
            if may {
                assert_eq!(page.attributes(".hit a", "href"), [slot.as_str()]);
                assert_eq!(page.find(".hit mark").as_deref(), Some("Silvergranen"));
            }
        }
    });
}

/// Whoever has a search and may open the page that something stands on finds it, and nobody else.
#[test]
fn people_and_follow_up_are_found_by_those_who_may_read_their_page() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| {
            super::action::follow_up(it);
            it.team[1].name = "Silvia Kopparbjörk".to_owned();
            it.areas[0].since_last[0].done = "Kopparbjörken planterades.".to_owned();
        })
        .await;
        let at = |path: &str| format!("/evaluations/{}/{path}", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let fields = [("title", "Vattna kopparbjörken"), ("owner", "Parkenheten")];
        let action = super::action::write(&mut coordinator, &at("actions"), "1%2F1", &fields).await;
        for (word, place, words) in [
            ("silvia", at("people"), "Kopparbjörk"),
            ("planterades", at("since-last"), "Kopparbjörken"),
            ("vattna", action, "kopparbjörken"),
        ] {
            let mut found = 0;
            for person in Person::ALL {
                let mut client = fixture.client(test, person).await;
                let page = client.get(&format!("/search?q={word}")).await;
                // Who came by a personal link has no search.
                let may = page.status == StatusCode::OK
                    && client.get(&place).await.status == StatusCode::OK;
                assert_eq!(page.find(".hit").is_some(), may, "{person} {word}: {}", page.text());
                if may {
                    assert_eq!(page.attributes(".hit a", "href"), [place.as_str()], "{person}");
                    assert!(page.find(".hit").unwrap().contains(words), "{}", page.text());
                    found += 1;
                }
            }
            assert!((1..Person::ALL.len()).contains(&found), "{word} is found by {found}");
        }
        speaks_every_language(test, &fixture, Person::Lead, "/search?q=kopparbj%C3%B6rken").await;
    });
}

#[test]
fn interviewees_are_found_by_those_who_see_the_plan() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, super::interview::visiting).await;
        let plan = super::interview::plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let fields =
            [("group", "unions"), ("day", "2025-10-14"), ("begins", "09:00"), ("ends", "10:00")];
        let slot = super::interview::slot(&mut lead, &plan, &fields).await;
        let id = super::interview::last(&slot);
        let malin = [("name", "Malin Järnek"), ("title", "huvudskyddsombud"), ("interviews", id)];
        let added = super::interview::person(&mut lead, &plan, &malin).await;
        assert!(added.status.is_redirection(), "{}", added.text());
        for person in Person::ALL {
            let mut client = fixture.client(test, person).await;
            let may = client.get(&plan).await.text().contains("Malin Järnek");
            let page = client.get("/search?q=huvudskyddsombud").await;
            assert_eq!(page.text().contains("Malin Järnek"), may, "{person}: {}", page.text());
        }
    });
}
