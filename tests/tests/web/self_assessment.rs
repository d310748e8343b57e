//! The sealed self-assessment: written by the municipality, read by nobody else until the evaluators have agreed.

use super::autosave::autosave;
use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, State};

fn preparation(evaluation: &mut Evaluation) {
    evaluation.state = State::Preparation;
}

fn path(fixture: &Fixture, rest: &str) -> String {
    format!("/evaluations/{}/self-assessment{rest}", fixture.evaluation)
}

#[test]
fn a_position_is_taken_saved_and_sealed_for_good() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let (list, at, seal) =
            (path(&fixture, ""), path(&fixture, "/1.1"), path(&fixture, "/seal"));
        let page = coordinator.get(&seal).await;
        let nothing = coordinator.send(&page, &seal, &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "there is nothing to seal");

        let page = coordinator.get(&at).await;
        for level in ["", "5", "-1", "x"] {
            let refused = coordinator.send(&page, &at, &[("level", level)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{level}");
            assert!(refused.find("#level-error").is_some(), "{level}");
        }
        let long = "å".repeat(1001);
        let refused = coordinator.send(&page, &at, &[("level", "3"), ("text", &long)]).await;
        assert!(refused.find("#text-error").is_some());
        let fields = page.form(&at, &[("level", "3"), ("text", "Vi följer upp.")]);
        let saved = autosave(&mut coordinator, &at, &fields).await;
        assert_eq!(saved.header("x-kompass-version"), "1", "{}", saved.text());
        // Of two who write, the second compares.
        let fields =
            page.form(&at, &[("level", "1"), ("text", "Vi följer inte upp."), ("key", "2")]);
        let both = coordinator.post(&at, &fields).await;
        assert_eq!(both.status, StatusCode::CONFLICT, "{}", both.text());
        let page = coordinator.get(&at).await;
        assert_eq!(page.attributes("input[name=level][checked]", "value"), ["3"]);
        let next = coordinator.send(&page, &at, &[]).await;
        assert_eq!(next.location(), format!("{}?done=saved", path(&fixture, "/1.2")));
        let none = path(&fixture, "/1.2");
        let page = coordinator.get(&none).await;
        coordinator.send(&page, &none, &[("level", "none")]).await;
        let page = coordinator.get(&list).await;
        // 15 points for the whole sub-area, three quarters of it.
        assert!(page.text().contains("11,25"), "{}", page.text());
        assert!(page.text().contains("Vi tar inte ställning"));

        let page = coordinator.get(&seal).await;
        let sealed = coordinator.send(&page, &seal, &[]).await;
        assert!(sealed.location().ends_with("?done=self-assessment-sealed"), "{}", sealed.text());
        let page = coordinator.get(&list).await;
        assert!(page.find(".notice.good").unwrap().contains("Förseglad"));
        assert!(page.attributes("main a", "href").is_empty(), "nothing to change");
        let csrf = page.csrf();
        let fields = |text: &str| {
            [("csrf", csrf.as_str()), ("level", "4"), ("version", "1"), ("text", text)]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        for at in [&at, &seal] {
            let refused = coordinator.post(at, &fields("Efteråt")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
            assert!(refused.text().contains("förseglad"), "{at}: {}", refused.text());
        }
        for rest in ["", "/1.1", "/seal"] {
            speaks_every_language(test, &fixture, Person::Coordinator, &path(&fixture, rest)).await;
        }
    });
}

#[test]
fn the_evaluators_learn_nothing_of_it_until_they_have_agreed() {
    on_both_apps(async |test: &TestApp| {
        let sealed = Fixture::make(test, preparation).await;
        let open = Fixture::make(test, preparation).await;
        for (fixture, seals) in [(&sealed, true), (&open, false)] {
            let mut coordinator = fixture.client(test, Person::Coordinator).await;
            let at = path(fixture, "/1.1");
            let page = coordinator.get(&at).await;
            let fields = [("level", "4"), ("text", "Bäst i länet på just detta.")];
            coordinator.send(&page, &at, &fields).await;
            if seals {
                let seal = path(fixture, "/seal");
                let page = coordinator.get(&seal).await;
                coordinator.send(&page, &seal, &[]).await;
            }
        }
        let team = [Person::Lead, Person::Evaluator, Person::Reviewer];
        for state in [State::Interviews, State::Scoring, State::Consensus] {
            for fixture in [&sealed, &open] {
                fixture.step_to(test, state).await;
                for person in team {
                    let mut client = fixture.client(test, person).await;
                    for rest in ["", "/1.1", "/seal"] {
                        let answer = client.get(&path(fixture, rest)).await;
                        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{person} {state} {rest}");
                    }
                    let overview =
                        client.get(&format!("/evaluations/{}", fixture.evaluation)).await;
                    assert!(!overview.text().contains("Bäst i länet"));
                    assert!(!overview.text().contains("/self-assessment"), "not even offered");
                }
            }
        }
        for (fixture, tells) in [(&sealed, true), (&open, false)] {
            fixture.step_to(test, State::Review).await;
            for person in team {
                let page = fixture.client(test, person).await.get(&path(fixture, "")).await;
                assert_eq!(page.status, StatusCode::OK, "{person}");
                // What was never sealed was never handed over.
                assert_eq!(page.text().contains("Bäst i länet"), tells, "{person}");
            }
            let mut coordinator = fixture.client(test, Person::Coordinator).await;
            let own = coordinator.get(&path(fixture, "")).await;
            assert!(own.text().contains("Bäst i länet"));
        }
    });
}
