//! Quality review: the checks, comments and answers, signature and return.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use super::report::whole;
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, State};
use kompass_store::evaluation;

/// Granvik in its review, with a name and a sub-area without text in it, and unsigned.
fn in_review(evaluation: &mut Evaluation) {
    *evaluation = whole(State::Review);
    (evaluation.review, evaluation.fact_check) = (None, None);
    let area = &mut evaluation.areas[0];
    area.text = "Arbetet leds av ekonomichefen tillsammans med Torvald Kvist.".to_owned();
    area.sub_areas[0].text.clear();
}

/// The reviewer before the page of the review.
async fn reviewing(test: &TestApp) -> (Fixture, String, Client) {
    let fixture = Fixture::make(test, in_review).await;
    let (here, reviewer) = (here(&fixture), fixture.client(test, Person::Reviewer).await);
    (fixture, here, reviewer)
}

fn here(fixture: &Fixture) -> String {
    format!("/evaluations/{}/review", fixture.evaluation)
}

fn link(page: &Answer, with: &str) -> String {
    let all = page.attributes("main a", "href");
    all.iter().find(|it| it.contains(with)).unwrap_or_else(|| panic!("{with}: {all:?}")).clone()
}

#[test]
fn checks_warn_and_are_set_aside_with_a_reason() {
    on_both_apps(async |test: &TestApp| {
        let (fixture, here, mut reviewer) = reviewing(test).await;
        let page = reviewer.get(&here).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let text = page.find("main").unwrap();
        for said in [
            "nämner en person: ”Torvald Kvist”",
            "”ekonomichefen”",
            "saknar text",
            "det behövs minst 10",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        // By area, and each leads to its place; the reviewer reads the texts there.
        let texts = format!("/evaluations/{}/writing", fixture.evaluation);
        assert!(page.attributes("main a", "href").contains(&format!("{texts}/1")));
        let aside = link(&page, "set-aside?finding=1%20person");
        let form = reviewer.get(&aside).await;
        let action = format!("{here}/set-aside");
        let refused = reviewer.send(&form, &action, &[("reason", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#reason-error").unwrap().contains("Skälet saknas"));
        let done = reviewer.send(&form, &action, &[("reason", "Har godkänt det")]).await;
        assert_eq!(done.location(), format!("{here}?done=review-set-aside"));
        let page = reviewer.get(&here).await;
        assert!(page.text().contains("Har godkänt det"));
        let up = format!("{here}/take-up");
        let done = reviewer.send(&page, &up, &[]).await;
        assert_eq!(done.location(), format!("{here}?done=review-taken-up"));
        assert!(!reviewer.get(&here).await.text().contains("Har godkänt det"));

        // The lead may as well; other evaluators read it and answer.
        let mut lead = fixture.client(test, Person::Lead).await;
        assert_eq!(lead.get(&aside).await.status, StatusCode::OK);
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        assert_eq!(evaluator.get(&aside).await.status, StatusCode::FORBIDDEN);
        assert_eq!(evaluator.get(&here).await.status, StatusCode::OK);
        for person in
            [Person::Coordinator, Person::Reader, Person::Contributor, Person::Administrator]
        {
            let status = fixture.client(test, person).await.get(&here).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{person}");
        }
        let gone = reviewer.get(&format!("{here}/set-aside?finding=9%20no_text")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        speaks_every_language(test, &fixture, Person::Reviewer, &here).await;
    });
}

#[test]
fn the_reviewer_comments_the_evaluators_answer_and_a_stale_answer_shows_both() {
    on_both_apps(async |test: &TestApp| {
        let (fixture, here, mut reviewer) = reviewing(test).await;
        let add = format!("{here}/comment");
        let form = reviewer.get(&format!("{add}?place=1.2")).await;
        let refused = reviewer.send(&form, &add, &[("text", "")]).await;
        assert!(refused.find("#text-error").is_some());
        let refused = reviewer.send(&form, &add, &[("place", "9.9"), ("text", "Var?")]).await;
        assert!(refused.find("#place-error").is_some());
        let done = reviewer.send(&form, &add, &[("text", "Skriv ut vad som är effekt.")]).await;
        assert_eq!(done.location(), format!("{here}?done=review-commented"));

        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&here).await;
        assert!(page.text().contains("väntar på svar"));
        let one = link(&page, "/comments/");
        let stale = evaluator.get(&one).await;
        let done = evaluator
            .send(&evaluator.clone().get(&one).await, &one, &[("answer", "Ändrat.")])
            .await;
        assert_eq!(done.location(), format!("{here}?done=review-answered"));
        let both = evaluator.send(&stale, &one, &[("answer", "Kvar som det är.")]).await;
        assert_eq!(both.status, StatusCode::CONFLICT, "{}", both.text());
        assert!(both.text().contains("Ändrat.") && both.text().contains("Kvar som det är."));
        let merged = evaluator.send(&both, &one, &[("merge", "both")]).await;
        assert!(merged.status.is_redirection());
        let page = evaluator.get(&here).await.text();
        assert!(page.contains("Ändrat.") && page.contains("Kvar som det är."));

        let resolve = format!("{one}/resolve");
        let page = reviewer.get(&one).await;
        let done = reviewer.send(&page, &resolve, &[]).await;
        assert_eq!(done.location(), format!("{here}?done=review-resolved"));
        let late = evaluator.send(&stale, &one, &[("answer", "För sent.")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        speaks_every_language(test, &fixture, Person::Reviewer, &format!("{add}?place=1.2")).await;
    });
}

#[test]
fn who_writes_is_led_to_where_it_is_mended() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| {
            in_review(evaluation);
            evaluation.state = State::Consensus;
            evaluation.areas[0].sub_areas[1].text.push_str(" Det säger också Torvald Kvist.");
        })
        .await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&here(&fixture)).await;
        let links = page.attributes("main a", "href");
        let texts = format!("/evaluations/{}/writing", fixture.evaluation);
        for to in [format!("{texts}/1.1"), format!("{texts}/1"), format!("{texts}/1#t-1-2")] {
            assert!(links.contains(&to), "{to}: {links:?}");
            assert_eq!(evaluator.get(&to).await.status, StatusCode::OK, "{to}");
        }
        assert!(evaluator.get(&format!("{texts}/1")).await.find("#t-1-2").is_some());
    });
}

#[test]
fn who_is_interviewed_is_known_by_the_surname() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| {
            in_review(evaluation);
            evaluation.areas[1].text = "Bäst vet Quistgaard hur det går till.".to_owned();
        })
        .await;
        let mut reviewer = fixture.client(test, Person::Reviewer).await;
        assert!(!reviewer.get(&here(&fixture)).await.text().contains("”Quistgaard”"));
        let installation = test.installation();
        for name in ["Åse Quistgaard", "Ingalill Vretblad"] {
            let person = kompass_core::interview::Person {
                id: uuid::Uuid::nil(),
                name: name.to_owned(),
                title: String::new(),
                bloc: None,
                party: String::new(),
                email: String::new(),
                manager: None,
                interviews: Vec::new(),
            };
            let (db, stamp) = (&installation.db, installation.stamp().unwrap());
            kompass_store::interview::put_person(
                db,
                &stamp,
                fixture.evaluation,
                &person,
                None,
                |_, _| Ok(()),
            )
            .await
            .unwrap();
        }
        let page = reviewer.get(&here(&fixture)).await.text();
        assert!(page.contains("”Quistgaard”"), "{page}");
        assert!(!page.contains("Vretblad") && !page.contains("Åse"), "only what the text says");
    });
}

#[test]
fn what_is_written_waits_in_the_browser_until_it_is_sent() {
    on_both_apps(async |test: &TestApp| {
        let (fixture, here, mut reviewer) = reviewing(test).await;
        let add = format!("{here}/comment");
        let form = reviewer.get(&format!("{add}?place=1.2")).await;
        reviewer.send(&form, &add, &[("text", "Skriv ut vad som är effekt.")]).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let one = link(&evaluator.get(&here).await, "/comments/");
        let answer = evaluator.get(&one).await;
        for page in [&form, &answer] {
            let waits = page.attributes("form.form[data-autosave]", "data-autosave-waits");
            assert!(waits.len() == 1 && waits[0].contains("{h}"), "{waits:?}");
        }
    });
}

#[test]
fn a_signature_is_given_by_the_reviewer_and_voided_by_a_return() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, in_review).await;
        let (here, db) = (here(&fixture), &test.installation().db);
        let mut reviewer = fixture.client(test, Person::Reviewer).await;
        let (page, sign) = (reviewer.get(&here).await, format!("{here}/sign"));
        let stale = [("version", "0")];
        assert_eq!(reviewer.send(&page, &sign, &stale).await.status, StatusCode::CONFLICT);
        let done = reviewer.send(&reviewer.clone().get(&here).await, &sign, &[]).await;
        assert_eq!(done.location(), format!("{here}?done=review-signed"));
        let stored = evaluation::load(db, fixture.evaluation).await.unwrap().evaluation;
        assert_eq!(stored.review.unwrap().by, "R1");
        assert!(reviewer.get(&here).await.find(".notice.good").unwrap().contains("skrev under"));
        let mut lead = fixture.client(test, Person::Lead).await;
        let forged = [("csrf", lead.get(&here).await.csrf()), ("version", "2".to_owned())];
        let forged = forged.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(lead.post(&sign, &forged).await.status, StatusCode::FORBIDDEN);

        let give_back = format!("{here}/return");
        let form = reviewer.get(&give_back).await;
        let refused = reviewer.send(&form, &give_back, &[("reason", "")]).await;
        assert!(refused.find("#reason-error").is_some());
        let done =
            reviewer.send(&form, &give_back, &[("reason", "Underlag saknas i område 1")]).await;
        assert!(done.status.is_redirection(), "{}", done.text());
        let stored = evaluation::load(db, fixture.evaluation).await.unwrap().evaluation;
        assert_eq!((stored.state, stored.review), (State::Consensus, None));
        // The evaluators read what was said, in the consensus; the reviewer does not.
        assert_eq!(lead.get(&here).await.status, StatusCode::OK);
        assert_eq!(reviewer.get(&here).await.status, StatusCode::FORBIDDEN);
    });
}
