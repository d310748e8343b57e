//! Notes and guide of an interview: for evaluators only, several at once, once each.

use super::account;
use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use super::interview::{last, plan_of, slot, visiting};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use kompass_app::access::Caller;
use kompass_app::note;
use kompass_web::{route, routes};

const MARK: &str = "Ingen av oss har sett riktlinjen i handling";

const SLOT: [(&str, &str); 5] = [
    ("group", "unions"),
    ("day", "2025-10-14"),
    ("begins", "09:00"),
    ("ends", "10:00"),
    ("room", "Sal A"),
];

/// The first question that the guide asks.
fn first_question(page: &Answer) -> String {
    page.attributes("input[name=at]", "value").into_iter().next().unwrap()
}

async fn write(client: &mut Client, slot: &str, code: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get(slot).await;
    let mut all = vec![("at", code), ("tags", code)];
    all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
    all.extend(fields);
    client.send(&page, &format!("{slot}/notes"), &all).await
}

#[test]
fn two_evaluators_write_at_once_and_see_what_both_wrote() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan, &SLOT).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = lead.get(&one).await;
        let questions = page.attributes(".guide > li", "id");
        assert!((1..=18).contains(&questions.len()), "an hour: {}", questions.len());
        let code = first_question(&page);
        let before = lead.get(&plan).await.find("#coverage + p").unwrap();
        assert!(before.starts_with("0 av"), "{before}");

        // Both have the page open; neither is in the other's way.
        let theirs = evaluator.get(&one).await;
        let notes = format!("{one}/notes");
        let mine = [("at", code.as_str()), ("tags", &code), ("text", "Alla gör så")];
        let added = lead.send(&page, &notes, &mine).await;
        let anchor = format!("q-{}", code.replace('.', "-"));
        assert_eq!(added.location(), format!("{one}?done=note-added#{anchor}"));
        let other = [("at", code.as_str()), ("tags", &code), ("text", "Nej, bara några")];
        assert!(evaluator.send(&theirs, &notes, &other).await.status.is_redirection());
        for client in [&mut lead, &mut evaluator] {
            let shown = client.get(&one).await.find(&format!("#{anchor}-notes")).unwrap();
            assert!(shown.contains("Alla gör så") && shown.contains("Marit Ekenvall"), "{shown}");
            assert!(
                shown.contains("Nej, bara några") && shown.contains("Sahar Nordmyr"),
                "{shown}"
            );
        }
        let after = lead.get(&plan).await.find("#coverage + p").unwrap();
        assert!(after.starts_with("1 av"), "{after}");

        let next = lead.get(&one).await.attributes("input[name=at]", "value")[1].clone();
        let marked =
            write(&mut lead, &one, &next, &[("text", "aldrig skickat"), ("silent", "asked")]).await;
        assert!(marked.status.is_redirection(), "{}", marked.text());
        let page = lead.get(&one).await;
        assert!(
            !page.text().contains("aldrig skickat") && page.text().contains("Frågan ställdes.")
        );
        let free = [("text", "Stämningen var god"), ("tags", "1.1, 2.1.1")];
        assert!(write(&mut evaluator, &one, "", &free).await.location().ends_with("#notes"));
        assert!(lead.get(&one).await.find("#notes-others").unwrap().contains("Stämningen"));

        // What is judged later finds them again; who runs the machine does not.
        let installation = test.installation();
        let head = kompass_app::evaluation::head(installation, fixture.evaluation).await.unwrap();
        let machine = Caller::command_line();
        assert!(note::for_question(installation, &machine, &head, &code).await.is_err());
        let judge = account::caller(test, &lead).await;
        let found = note::for_question(installation, &judge, &head, &code).await.unwrap();
        let texts: Vec<&str> = found.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts[..2], ["Alla gör så", "Nej, bara några"]);
    });
}

#[test]
fn a_note_that_is_sent_again_is_there_once() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan_of(&fixture), &SLOT).await;
        let page = lead.get(&one).await;
        let fields = [
            ("csrf", page.csrf()),
            ("key", "utkorg-1".to_owned()),
            ("at", String::new()),
            ("tags", "1.1".to_owned()),
            ("text", MARK.to_owned()),
        ];
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", "http://localhost:8080"),
            ("sec-fetch-site", "same-origin"),
            ("x-kompass-autosave", "1"),
        ];
        for _ in 0..3 {
            let path = format!("{one}/notes");
            let answer = lead.call(Method::POST, &path, &headers, Body::from(body.clone())).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
        }
        let text = lead.get(&one).await.text();
        assert_eq!(text.matches(MARK).count(), 1, "nothing lost, nothing doubled");
    });
}

#[test]
fn a_refused_note_keeps_what_was_typed() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan_of(&fixture), &SLOT).await;
        let code = first_question(&lead.get(&one).await);
        for (fields, says) in [
            (vec![("text", " ")], "tom"),
            (vec![("text", MARK), ("at", ""), ("tags", "9.9")], "9.9"),
        ] {
            let refused = write(&mut lead, &one, &code, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.find("#errors").unwrap().contains(says), "{}", refused.text());
        }
        let refused = write(&mut lead, &one, "", &[("text", MARK), ("tags", "9.9")]).await;
        assert_eq!(refused.find("#note-text").as_deref(), Some(MARK));
        assert_eq!(refused.attributes("#note-tags", "value"), ["9.9"]);
        let long = "å".repeat(10_001);
        let refused = write(&mut lead, &one, &code, &[("text", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn only_its_author_corrects_a_note_and_the_first_words_stay_in_the_log() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan_of(&fixture), &SLOT).await;
        let code = first_question(&lead.get(&one).await);
        write(&mut lead, &one, &code, &[("text", "Alla gör så")]).await;
        let page = lead.get(&one).await;
        let correct = page.attributes(".said-list a", "href").remove(0);
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        assert_eq!(evaluator.get(&correct).await.status, StatusCode::NOT_FOUND);
        assert!(evaluator.get(&one).await.attributes(".said-list a", "href").is_empty());
        let forged = [("text", "Ingen gör så"), ("corrects", last(&correct))];
        let refused = write(&mut evaluator, &one, &code, &forged).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        speaks_every_language(test, &fixture, Person::Lead, &correct).await;
        let mut lead = fixture.client(test, Person::Lead).await;

        let page = lead.get(&correct).await;
        let notes = format!("{one}/notes");
        let wrong = lead.send(&page, &notes, &[("text", "Nästan"), ("tags", "9.9")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.find("#text").as_deref(), Some("Nästan"));
        let right = lead.send(&page, &notes, &[("text", "Nästan alla")]).await;
        assert!(right.status.is_redirection(), "{}", right.text());
        let page = lead.get(&one).await;
        assert!(page.text().contains("Nästan alla") && !page.text().contains("Alla gör så"));
        let again = page.attributes(".said-list a", "href").remove(0);
        let page = lead.get(&again).await;
        lead.send(&page, &notes, &[("withdraw", "on")]).await;
        assert!(!lead.get(&one).await.text().contains("Nästan alla"));
    });
}

#[test]
fn the_municipality_never_sees_a_note_by_any_route() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan, &SLOT).await;
        let municipality = [
            Person::Coordinator,
            Person::Contributor,
            Person::Interviewee,
            Person::Reader,
            Person::Evaluated,
            Person::Administrator,
            Person::Undeclared,
        ];
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let before =
            [coordinator.get(&plan).await.find("main"), coordinator.get(&one).await.find("main")];
        let code = first_question(&lead.get(&one).await);
        write(&mut lead, &one, &code, &[("text", MARK)]).await;
        assert!(lead.get(&one).await.text().contains(MARK));
        let after =
            [coordinator.get(&plan).await.find("main"), coordinator.get(&one).await.find("main")];
        assert_eq!(before, after, "not even that there is one");
        let forged = [
            ("csrf".to_owned(), coordinator.get(&one).await.csrf()),
            ("text".to_owned(), "x".to_owned()),
        ];
        let refused = coordinator.post(&format!("{one}/notes"), &forged).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        for route in routes::table().iter().filter(|it| it.method == route::Method::Get) {
            // A stream does not end; that it is refused is in the matrix.
            if route.path.contains("/live/") {
                continue;
            }
            let path = route
                .path
                .replace("{organisation}", &fixture.own.0.to_string())
                .replace("{evaluation}", &fixture.evaluation.to_string())
                .replace("{interview}", last(&one))
                .replace("{group}", "unions");
            for person in municipality {
                let answer = fixture.client(test, person).await.get(&path).await;
                assert!(!answer.text().contains(MARK), "{path} tells {person}");
            }
        }
    });
}
