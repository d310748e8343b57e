//! The self-image beside the judgement: who sees it from when, what is compared, and what is said if there is nothing.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use super::report::whole;
use axum::http::StatusCode;
use kompass_core::evaluation::State;

fn path(fixture: &Fixture) -> String {
    format!("/evaluations/{}/self-image", fixture.evaluation)
}

/// The fictional Granvik with everything agreed, its municipality having taken these positions before it was judged.
async fn judged(test: &TestApp, positions: &[(&str, Option<u8>)], seals: bool) -> Fixture {
    let fixture = Fixture::make(test, |it| *it = whole(State::Interviews)).await;
    let mut coordinator = fixture.client(test, Person::Coordinator).await;
    let here = format!("/evaluations/{}/self-assessment", fixture.evaluation);
    for (code, level) in positions {
        let at = format!("{here}/{code}");
        let page = coordinator.get(&at).await;
        let level = level.map_or("none".to_owned(), |level| level.to_string());
        let saved = coordinator.send(&page, &at, &[("level", &level)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }
    if seals {
        let seal = format!("{here}/seal");
        let page = coordinator.get(&seal).await;
        assert!(coordinator.send(&page, &seal, &[]).await.status.is_redirection());
    }
    fixture.step_to(test, State::Review).await;
    fixture
}

#[test]
fn the_largest_difference_is_first_and_said_in_words() {
    on_both_apps(async |test: &TestApp| {
        let positions = [("1.1", Some(4)), ("1.2", Some(0)), ("2.1", None), ("3.1", Some(0))];
        let fixture = judged(test, &positions, true).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&path(&fixture)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert_eq!(page.attributes(".chart svg", "role"), ["img"]);
        assert_eq!(page.attributes("tbody th", "scope").len(), 2 + 3, "areas and sub-areas");
        assert!(page.attributes("tbody a", "href").is_empty(), "there is no report yet");
        let said = page.text();
        assert!(said.contains("I de 3 delområden där båda finns gav kommunen sig själv"), "{said}");
        assert!(said.contains("mörkare än bedömningen"), "{said}");
        assert!(said.contains("Kommunen tog inte ställning till"), "the rest is named");
        assert!(said.contains("2.1 "), "also where no stand was taken");
        assert!(!said.contains("style="), "nothing inline");
        assert!(page.body.len() < 100_000, "{} bytes", page.body.len());
        for from in ["", "/self-assessment"] {
            let page = evaluator.get(&format!("/evaluations/{}{from}", fixture.evaluation)).await;
            assert!(page.attributes("main a", "href").contains(&path(&fixture)), "{from}");
        }
        // What a sub-area rests on is one press away, once there is a report.
        fixture.step_to(test, State::FactCheck).await;
        let rows = evaluator.get(&path(&fixture)).await.attributes("tbody a", "href");
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert_eq!(evaluator.get(&rows[0]).await.status, StatusCode::OK);
        speaks_every_language(test, &fixture, Person::Lead, &path(&fixture)).await;
    });
}

#[test]
fn each_side_sees_it_once_it_may_read_both() {
    on_both_apps(async |test: &TestApp| {
        let fixture = judged(test, &[("1.1", Some(4))], true).await;
        let team = [Person::Lead, Person::Evaluator, Person::Reviewer];
        let never =
            [Person::Reader, Person::Contributor, Person::Interviewee, Person::Administrator];
        for (state, municipality, evaluators) in [
            (State::Interviews, false, false),
            (State::Scoring, false, false),
            (State::Consensus, false, false),
            (State::Review, false, true),
            (State::FactCheck, false, true),
            (State::Delivered, true, true),
            (State::Closed, true, true),
        ] {
            fixture.step_to(test, state).await;
            let people = team.iter().map(|it| (*it, evaluators));
            let people = people.chain([(Person::Coordinator, municipality)]);
            for (person, sees) in people.chain(never.iter().map(|it| (*it, false))) {
                let mut client = fixture.client(test, person).await;
                let answer = client.get(&path(&fixture)).await;
                assert_eq!(answer.status == StatusCode::OK, sees, "{person} {state}");
                let overview = client.get(&format!("/evaluations/{}", fixture.evaluation)).await;
                let offered = overview.attributes("main a", "href").contains(&path(&fixture));
                assert_eq!(offered, sees, "{person} {state}");
            }
        }
    });
}

#[test]
fn nothing_sealed_is_nothing_to_compare() {
    on_both_apps(async |test: &TestApp| {
        for (positions, seals) in [(&[("1.1", Some(4))][..], false), (&[][..], false)] {
            let fixture = judged(test, positions, seals).await;
            fixture.step_to(test, State::Delivered).await;
            for person in [Person::Coordinator, Person::Evaluator] {
                let page = fixture.client(test, person).await.get(&path(&fixture)).await;
                assert!(page.find(".empty").unwrap().contains("ingen förseglad"), "{person}");
                assert!(page.find("table").is_none() && page.find(".chart").is_none());
            }
            speaks_every_language(test, &fixture, Person::Coordinator, &path(&fixture)).await;
        }
    });
}
