//! Writing and impact: texts saved one by one, two who write the same, lists with an order, what sources say.

use super::consensus::nothing_agreed;
use super::fixture::{Fixture, Person, scoring, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::access::Role;
use kompass_core::evaluation::{Evaluation, State};
use kompass_core::framework::canonical::Pinned;
use kompass_store::{assignment, evaluation};

fn nothing_written(evaluation: &mut Evaluation) {
    nothing_agreed(evaluation);
    evaluation.summary.clear();
    for area in &mut evaluation.areas {
        area.text.clear();
        area.strengths.clear();
        area.improvements.clear();
        area.examples.clear();
        area.sub_areas.iter_mut().for_each(|sub| {
            sub.text.clear();
            sub.impact.clear();
        });
    }
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| evaluation.state = State::Consensus).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let area = lead.get(&format!("{here}/writing/1")).await;
        let row = area.attributes(".findings .acts a", "href").remove(0);
        let mut pages = vec![row.clone(), format!("{row}/remove")];
        for page in [
            "writing",
            "writing/summary",
            "writing/1",
            "writing/1.1",
            "writing/1/rows/strength",
            "writing/1/rows/improvement",
            "writing/1/rows/example",
            "writing/1/reuse",
            "impact",
            "impact/1",
        ] {
            pages.push(format!("{here}/{page}"));
        }
        for page in pages {
            speaks_every_language(test, &fixture, Person::Lead, &page).await;
        }
    });
}

#[test]
fn two_who_save_the_same_text_see_both() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_written).await;
        for place in ["summary", "2", "1.1"] {
            let path = format!("/evaluations/{}/writing/{place}", fixture.evaluation);
            let mut one = fixture.client(test, Person::Lead).await;
            let mut two = fixture.client(test, Person::Evaluator).await;
            let (first, second) = (one.get(&path).await, two.get(&path).await);
            let saved =
                one.send(&first, &path, &[("body", "Målen är kända i hela kommunen.")]).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
            let conflict =
                two.send(&second, &path, &[("body", "Målen är kända i ledningen.")]).await;
            assert_eq!(conflict.status, StatusCode::CONFLICT, "{place}");
            assert!(conflict.find(".version del").unwrap().contains("hela kommunen."));
            assert!(conflict.find(".version ins").unwrap().contains("ledningen."));
            assert_eq!(conflict.find("textarea").as_deref(), Some("Målen är kända i ledningen."));
            let kept = one.get(&path).await;
            assert!(kept.text().contains("hela kommunen."), "nothing is overwritten");
            let both = two.send(&conflict, &path, &[("merge", "both")]).await;
            assert_eq!(both.status, StatusCode::SEE_OTHER, "{}", both.text());
            let text = one.get(&path).await.find(&format!("form[action=\"{path}\"] textarea"));
            let merged = "Målen är kända i hela kommunen.\n\nMålen är kända i ledningen.";
            assert_eq!(text.as_deref(), Some(merged), "{place}");
            // Mine alone takes its place only from what was read last.
            let again = two.send(&conflict, &path, &[]).await;
            assert_eq!(again.status, StatusCode::CONFLICT, "the conflict page is old by now");
        }
    });
}

#[test]
fn a_text_is_looked_at_before_it_is_saved_and_is_never_code() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_written).await;
        let path = format!("/evaluations/{}/writing/1.1", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&path).await;
        let body = "**Starkt** <script>alert(1)</script> [x](javascript:y)";
        let shown = lead.send(&page, &path, &[("body", body), ("preview", "yes")]).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_eq!(shown.find(".read strong").as_deref(), Some("Starkt"));
        assert!(
            !shown.text().contains("<script>alert") && !shown.text().contains("href=\"javascript")
        );
        assert_eq!(lead.get(&path).await.find("textarea").as_deref(), Some(""), "not saved");
        let long = "x".repeat(30_001);
        let refused = lead.send(&shown, &path, &[("body", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find(".error").unwrap().contains("för lång"));
        assert_eq!(refused.find("textarea").unwrap().len(), 30_001, "what was typed is kept");
        let missing = format!("/evaluations/{}/writing/9.9", fixture.evaluation);
        assert_eq!(lead.get(&missing).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn rows_are_added_put_in_order_changed_and_removed() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_written).await;
        let area = format!("/evaluations/{}/writing/3", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let add = format!("{area}/rows/strength");
        let page = lead.get(&add).await;
        let refused = lead.send(&page, &add, &[("body", " ")]).await;
        assert!(refused.find("#body-error").is_some(), "{}", refused.text());
        for text in ["Ett", "Två"] {
            let page = lead.get(&add).await;
            let added = lead.send(&page, &add, &[("body", text), ("sub_area", "3.1")]).await;
            assert_eq!(added.location(), format!("{area}?done=writing-added"));
        }
        let example = format!("{area}/rows/example");
        let page = lead.get(&example).await;
        let refused = lead.send(&page, &example, &[("body", "Gör något")]).await;
        assert!(refused.find("#who-error").is_some());

        let page = lead.get(&area).await;
        assert_eq!(page.find(".findings li .read p").as_deref(), Some("Ett"));
        let moves = page.attributes(".findings form", "action");
        lead.send(&page, &moves[0], &[("direction", "down")]).await;
        let page = lead.get(&area).await;
        assert_eq!(page.find(".findings li .read p").as_deref(), Some("Två"));

        let edit = page.attributes(".findings .acts a", "href").remove(0);
        let (mine, theirs) = (lead.get(&edit).await, lead.get(&edit).await);
        assert_eq!(
            lead.send(&theirs, &edit, &[("body", "Deras")]).await.status,
            StatusCode::SEE_OTHER
        );
        let conflict = lead.send(&mine, &edit, &[("body", "Mitt")]).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        let saved = lead.send(&conflict, &edit, &[("merge", "both")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let page = lead.get(&area).await;
        assert!(page.text().contains("<p>Deras</p><p>Mitt</p>"), "{}", page.text());

        let remove = format!("{edit}/remove");
        let page = lead.get(&remove).await;
        let removed = lead.send(&page, &remove, &[]).await;
        assert_eq!(removed.location(), format!("{area}?done=writing-removed"));
        assert_eq!(lead.get(&edit).await.status, StatusCode::NOT_FOUND);
        assert_eq!(lead.get(&area).await.find(".findings li .read p").as_deref(), Some("Ett"));
    });
}

#[test]
fn who_reads_sees_the_text_and_no_form() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| evaluation.state = State::Review).await;
        let here = format!("/evaluations/{}/writing", fixture.evaluation);
        for person in [Person::Reviewer, Person::Evaluator] {
            let mut client = fixture.client(test, person).await;
            let page = client.get(&format!("{here}/1")).await;
            assert!(page.find(".read p").is_some() && page.find("main textarea").is_none());
            assert!(page.find("main form").is_none() && page.find(".findings .acts").is_none());
        }
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        assert_eq!(coordinator.get(&here).await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn good_examples_of_delivered_evaluations_are_used_again() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_written).await;
        let installation = test.installation();
        let (db, stamp) = (&installation.db, || installation.stamp().unwrap());
        let mut earlier = scoring();
        (earlier.state, earlier.year) = (State::Delivered, 2021);
        let number = earlier.areas.iter().find(|area| !area.examples.is_empty()).unwrap().number;
        let pinned = Pinned::new(installation.catalogue.framework(&earlier.framework).unwrap());
        let made =
            evaluation::insert(db, &stamp(), fixture.own.0, &earlier, &pinned).await.unwrap();
        let path = format!("/evaluations/{}/writing/{number}/reuse", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        assert!(lead.get(&path).await.find(".empty").is_some(), "not the lead's to read");
        let account = fixture.account(Person::Lead);
        assignment::assign(db, &stamp(), made.id, account, Role::LeadEvaluator, Some("E1"))
            .await
            .unwrap();
        let page = lead.get(&path).await;
        let who = page.find(".ledger h2").unwrap();
        let action = page.attributes("main form", "action").remove(0);
        assert_eq!(lead.send(&page, &action, &[]).await.status, StatusCode::SEE_OTHER);
        let area = lead.get(&format!("/evaluations/{}/writing/{number}", fixture.evaluation)).await;
        assert_eq!(area.find(".findings strong"), Some(who));
    });
}

#[test]
fn what_sources_say_is_recorded_and_shows_what_has_not_arrived() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_written).await;
        let here = format!("/evaluations/{}/impact", fixture.evaluation);
        let path = format!("{here}/1");
        let mut one = fixture.client(test, Person::Lead).await;
        let mut two = fixture.client(test, Person::Evaluator).await;
        assert!(one.get(&here).await.find(".empty").is_some());
        let (first, second) = (one.get(&path).await, two.get(&path).await);
        let group = "1.1:politicians";
        assert!(first.attributes("select", "name").contains(&group.to_owned()), "{}", first.text());
        let fields = [("1.1:documents", "confirms"), (group, "silent"), ("1.1:nobody", "silent")];
        assert_eq!(one.send(&first, &path, &fields).await.location(), format!("{here}?done=saved"));
        let matrix = one.get(&here).await;
        assert!(matrix.find(".reasons li").unwrap().contains("1.1"));
        assert!(matrix.find("tbody .tag.waits").is_some());
        let conflict = two.send(&second, &path, &[("1.1:documents", "contradicts")]).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(conflict.find(".notice.waits").unwrap().contains("bekräftar"), "what is there");
        assert_eq!(
            conflict.attributes("[name=\"1.1:documents\"] option[selected]", "value"),
            ["contradicts"]
        );
        let saved = two.send(&conflict, &path, &[]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        assert!(one.get(&here).await.find(".reasons li").is_none());
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        assert_eq!(coordinator.get(&here).await.status, StatusCode::FORBIDDEN);
    });
}
