//! What was done about the improvement areas of the last evaluation.

use super::autosave::autosave;
use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::action::{Action, Progress, Status};
use kompass_core::evaluation::{Evaluation, Finding, State};
use kompass_core::framework::canonical::Pinned;
use kompass_store::{action, evaluation};

/// In preparation, and nothing told yet.
fn first_time(evaluation: &mut Evaluation) {
    evaluation.state = State::Preparation;
    for area in &mut evaluation.areas {
        area.since_last.clear();
    }
}

fn path(fixture: &Fixture, rest: &str) -> String {
    format!("/evaluations/{}/since-last{rest}", fixture.evaluation)
}

#[test]
fn an_improvement_area_is_added_told_about_and_removed() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, first_time).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let (list, new) = (path(&fixture, ""), path(&fixture, "/new"));
        assert!(coordinator.get(&list).await.find(".empty").is_some());
        let page = coordinator.get(&new).await;
        let long = "å".repeat(2001);
        for (fields, place) in [
            ([("area", "1"), ("improvement", " ")], "#improvement-error"),
            ([("area", "1"), ("improvement", &long)], "#improvement-error"),
            ([("area", "99"), ("improvement", "Följ upp målen")], "#area-error"),
        ] {
            let refused = coordinator.send(&page, &new, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{place}");
            assert!(refused.find(place).is_some(), "{place}: {}", refused.text());
        }
        let fields = [("area", "2"), ("improvement", "Följ upp målen i bolagen")];
        let added = coordinator.send(&page, &new, &fields).await;
        assert_eq!(added.location(), format!("{list}?done=saved"), "{}", added.text());
        let page = coordinator.get(&list).await;
        assert_eq!(page.find(".ledger .tag").as_deref(), Some("inte påbörjat"));
        let origin = page.find(".ledger .muted");
        assert_eq!(origin.as_deref(), Some("Ursprung: kommunens eget tillägg"));
        let edit = page.attributes(".ledger a", "href").pop().unwrap();

        for (person, at) in [
            (Person::Coordinator, &list),
            (Person::Coordinator, &new),
            (Person::Coordinator, &edit),
            (Person::Coordinator, &format!("{edit}/remove")),
            (Person::Evaluator, &list),
        ] {
            speaks_every_language(test, &fixture, person, at).await;
        }
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        coordinator.lang = "sv";
        let page = coordinator.get(&edit).await;
        let fields = page.form(&edit, &[("status", "begun"), ("done", "Två bolag av tre.")]);
        let saved = autosave(&mut coordinator, &edit, &fields).await;
        assert_eq!(saved.header("x-kompass-version"), "2", "{}", saved.text());

        // Somebody who read it before compares, and both texts are kept.
        let fields = page.form(&edit, &[("done", "Alla bolag."), ("key", "stale")]);
        let both = coordinator.post(&edit, &fields).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.text().contains("Två bolag av tre.") && both.text().contains("Alla bolag."));
        let chosen = both.find(".merging").unwrap();
        assert!(
            chosen.contains("påbegynt") && chosen.contains(": ikke "),
            "what was chosen: {chosen}"
        );
        let merged =
            coordinator.send(&both, &edit, &[("merge", "both"), ("done", "Alla bolag.")]).await;
        assert!(merged.location().starts_with(&list), "{}", merged.text());
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let seen = evaluator.get(&list).await;
        assert!(seen.text().contains("Två bolag av tre.\n\nAlla bolag."), "{}", seen.text());
        assert!(seen.attributes("main a[href$=new]", "href").is_empty());
        let csrf = seen.csrf();
        for at in [&new, &edit, &format!("{edit}/remove"), &path(&fixture, "/take-over")] {
            let fields = [("csrf".to_owned(), csrf.clone())];
            assert_eq!(evaluator.post(at, &fields).await.status, StatusCode::FORBIDDEN, "{at}");
        }

        let remove = format!("{edit}/remove");
        let page = coordinator.get(&remove).await;
        let stale = coordinator.send(&page, &remove, &[("version", "1")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let removed = coordinator.send(&page, &remove, &[("key", "again")]).await;
        assert!(removed.location().ends_with("?done=since-last-removed"));
        assert_eq!(coordinator.get(&edit).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_last_evaluation_found_here_gives_its_improvement_areas_once() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, first_time).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let (list, over) = (path(&fixture, ""), path(&fixture, "/take-over"));
        let page = coordinator.get(&list).await;
        assert!(page.attributes("form", "action").iter().all(|action| *action != over));
        let csrf = [("csrf".to_owned(), page.csrf())];
        let refused = coordinator.post(&over, &csrf).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "there is none");

        // One of the same municipality that is delivered and shared; and one of others, which is not told of.
        for (own, text) in [(true, "Följ upp i nämnderna"), (false, "Någon annans brist")] {
            earlier(test, &fixture, own, text).await;
        }
        let page = coordinator.get(&list).await;
        let found = page.find(".notice").unwrap();
        assert!(found.contains("Granvik 2021 har 1 förbättringsområde"), "{found}");
        let taken = coordinator.send(&page, &over, &[]).await;
        assert!(taken.location().ends_with("?done=since-last-taken-over"), "{}", taken.text());
        let page = coordinator.get(&list).await;
        assert!(page.text().contains("Följ upp i nämnderna"));
        let origin = page.find(".ledger .muted");
        assert_eq!(origin.as_deref(), Some("Ursprung: rapporten 2021"));
        assert!(!page.text().contains("Någon annans brist"));
        let again = coordinator.post(&over, &csrf).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "all of it is there");
    });
}

/// An evaluation of four years before that is delivered, with one improvement area.
async fn earlier(test: &TestApp, fixture: &Fixture, own: bool, text: &str) -> uuid::Uuid {
    let installation = test.installation();
    let mut whole = super::fixture::scoring();
    whole.year = 2021;
    whole.state = State::Delivered;
    for area in &mut whole.areas {
        area.improvements.clear();
    }
    let finding = Finding { text: text.to_owned(), sub_area: None, source: None };
    whole.areas[0].improvements.push(finding);
    let framework = installation.catalogue.framework(&whole.framework).unwrap();
    let (db, pinned) = (&installation.db, Pinned::new(framework));
    let (evaluating, evaluated) = if own { fixture.own } else { fixture.other };
    let stamp = || installation.stamp().unwrap();
    let made = evaluation::insert(db, &stamp(), evaluating, &whole, &pinned).await.unwrap();
    evaluation::share(db, &stamp(), made.id, None, Some(evaluated)).await.unwrap();
    made.id
}

#[test]
fn what_was_done_about_them_comes_along_one_at_a_time_or_all() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, first_time).await;
        let last = earlier(test, &fixture, true, "Följ upp i nämnderna").await;
        let (installation, stamp) = (test.installation(), || test.installation().stamp().unwrap());
        let action = |improvement: &str, title: &str, status| Action {
            area: 1,
            improvement: improvement.to_owned(),
            title: title.to_owned(),
            status,
            ..Action::default()
        };
        let mut ids = Vec::new();
        for it in [
            action("Följ upp i nämnderna", "Gemensam mall", Status::Begun),
            action("Fråga medborgarna", "Panel", Status::Done),
        ] {
            ids.push(action::insert(&installation.db, &stamp(), last, &it).await.unwrap());
        }
        let day = jiff::civil::date(2024, 3, 1);
        let progress = Progress { day, value: None, note: "Fem av åtta".to_owned() };
        action::add_progress(&installation.db, &stamp(), last, ids[0], &progress).await.unwrap();

        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let (list, over) = (path(&fixture, ""), path(&fixture, "/take-over"));
        let page = coordinator.get(&list).await;
        let offers = page.find("details.group").unwrap();
        for said in [
            "Följ upp i nämnderna påbörjat",
            "Ursprung: handlingsplanen efter 2021",
            "Fråga medborgarna klart",
        ] {
            assert!(offers.contains(said), "{said}: {offers}");
        }
        assert!(page.find(".notice").unwrap().contains("har 2 förbättringsområden"));
        let one = |improvement: &str, key: &str| {
            let fields = [("csrf", page.csrf()), ("key", key.to_owned())];
            let chosen = [("improvement", improvement.to_owned())];
            let all = fields.into_iter().chain(chosen);
            all.map(|(name, value)| (name.to_owned(), value)).collect::<Vec<_>>()
        };
        let wrong = coordinator.post(&over, &one("Något annat", "none")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "it is not there");
        let taken = coordinator.post(&over, &one("Följ upp i nämnderna", "one")).await;
        assert!(taken.location().ends_with("?done=since-last-taken-over"), "{}", taken.text());
        let again = coordinator.post(&over, &one("Följ upp i nämnderna", "two")).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing twice");
        let page = coordinator.get(&list).await;
        assert!(page.find("details.group").unwrap().contains("Fråga medborgarna"));
        speaks_every_language(test, &fixture, Person::Coordinator, &list).await;
        // Signed in anew, in Swedish again.
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&list).await;
        assert!(!page.find("details.group").unwrap().contains("Följ upp i nämnderna"));
        let taken = coordinator.send(&page, &over, &[]).await;
        assert!(taken.status.is_redirection(), "{}", taken.text());

        // The evaluators read where it comes from, how far it came and what was done.
        let page = fixture.client(test, Person::Evaluator).await.get(&list).await;
        assert!(page.find("details.group").is_none(), "what is offered is the municipality's");
        let rows = page.text();
        for said in [
            "Ursprung: handlingsplanen efter 2021",
            "Gemensam mall (2024-03-01: Fem av åtta)",
            "Panel",
        ] {
            assert!(rows.contains(said), "{said}: {rows}");
        }
        assert_eq!(page.attributes(".ledger > li .tag", "class").len(), 2);
    });
}
