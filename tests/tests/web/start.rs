//! The start page: what waits for each of them, and what is late.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, TestApp, on_both_apps};
use super::planning::planned;
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, FactCheck, State};

async fn start(test: &TestApp, fixture: &Fixture, person: Person) -> Answer {
    let page = fixture.client(test, person).await.get("/").await;
    assert_eq!(page.status, StatusCode::OK, "{person}");
    page
}

/// Words and addresses of what waits.
fn waiting(page: &Answer) -> Vec<String> {
    page.attributes(".waits-in .waiting a", "href")
}

#[test]
fn the_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        for person in [Person::Lead, Person::System, Person::Reader, Person::Account] {
            speaks_every_language(test, &fixture, person, "/").await;
        }
    });
}

#[test]
fn everybody_sees_what_waits_for_them_while_judging() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let page = start(test, &fixture, Person::Undeclared).await;
        assert_eq!(waiting(&page), [format!("{here}/declaration")], "and nothing else is open");
        for person in [Person::Lead, Person::Evaluator] {
            let page = start(test, &fixture, person).await;
            // The eighth is judged together, so nobody locks it.
            assert!(page.text().contains("7 områden att bedöma och låsa"), "{}", page.text());
        }
        for (person, words) in [
            (Person::Reviewer, "När en utvärdering är klar att granska"),
            (Person::Coordinator, "När utvärderarna frågar något"),
            (Person::Reader, "När rapporten är levererad"),
            (Person::Account, "Du har ingen roll här än"),
            (Person::System, "Du sköter installationen"),
        ] {
            let page = start(test, &fixture, person).await;
            assert!(waiting(&page).is_empty(), "{person}");
            assert!(page.text().contains(words), "{person}: {}", page.text());
        }
        let page = start(test, &fixture, Person::System).await;
        assert!(page.attributes("main a", "href").contains(&"/administrators".to_owned()));
    });
}

#[test]
fn what_is_late_comes_first_and_says_since_when() {
    on_both_apps(async |test: &TestApp| {
        let late = |evaluation: &mut Evaluation| {
            planned(evaluation);
            evaluation.visit = vec![jiff::civil::date(2020, 5, 4)];
        };
        let fixture = Fixture::make(test, late).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let page = start(test, &fixture, Person::Lead).await;
        assert_eq!(waiting(&page), [format!("{here}/steps")]);
        assert!(page.text().contains("Inför förberedelse saknas en sak"), "{}", page.text());
        assert_eq!(
            page.find(".due.late").as_deref(),
            Some("försenat, skulle varit klart 2020-05-04")
        );
        let page = start(test, &fixture, Person::Undeclared).await;
        assert!(page.find(".due.late").is_some(), "the declaration is late as well");
        assert_eq!(waiting(&start(test, &fixture, Person::Evaluator).await), [""; 0]);
    });
}

#[test]
fn the_fact_check_waits_for_the_municipality_and_its_comments_for_the_team() {
    on_both_apps(async |test: &TestApp| {
        let checking = |evaluation: &mut Evaluation| {
            evaluation.state = State::FactCheck;
            let comment = kompass_core::evaluation::Comment {
                place: "1.1".into(),
                text: "Vi har två bolag".into(),
                answer: String::new(),
            };
            let until = jiff::civil::date(2090, 1, 31);
            let comments = vec![comment];
            evaluation.fact_check = Some(FactCheck { until, done: false, comments });
        };
        let fixture = Fixture::make(test, checking).await;
        let page = start(test, &fixture, Person::Coordinator).await;
        assert!(page.text().contains("Läs texten och lämna synpunkter"));
        assert_eq!(page.find(".due").as_deref(), Some("senast 2090-01-31"));
        let page = start(test, &fixture, Person::Evaluator).await;
        assert!(page.text().contains("En synpunkt att besvara"), "{}", page.text());
        assert!(waiting(&start(test, &fixture, Person::Reviewer).await).is_empty());
    });
}
