//! Fact check: the deadline, the municipality's comments, their answers, and its end.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use super::report::whole;
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, State};
use kompass_store::evaluation;

fn not_opened(evaluation: &mut Evaluation) {
    *evaluation = whole(State::FactCheck);
    evaluation.fact_check = None;
}

async fn opened(test: &TestApp) -> (Fixture, String, Client) {
    let fixture = Fixture::make(test, not_opened).await;
    let here = format!("/evaluations/{}/fact-check", fixture.evaluation);
    let mut lead = fixture.client(test, Person::Lead).await;
    let page = lead.get(&here).await;
    let until = test.installation().today().tomorrow().unwrap().to_string();
    let done = lead.send(&page, &here, &[("until", &until)]).await;
    assert_eq!(done.location(), format!("{here}?done=fact-check-opened"), "{}", done.text());
    (fixture, here, lead)
}

fn first(page: &Answer, with: &str) -> String {
    let all = page.attributes("main a", "href");
    all.iter().find(|it| it.contains(with)).unwrap_or_else(|| panic!("{with}: {all:?}")).clone()
}

#[test]
fn the_lead_opens_it_until_a_day() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, not_opened).await;
        let here = format!("/evaluations/{}/fact-check", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&here).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.text().contains("inte öppnad"));
        assert!(page.attributes("main a", "href").iter().all(|it| !it.contains("/comment")));
        let early = coordinator.get(&format!("{here}/comment?place=summary&paragraph=1")).await;
        let sent = coordinator.send(&early, &format!("{here}/comment"), &[("text", "Fel")]).await;
        assert!(sent.text().contains("slut eller inte öppnad"));

        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&here).await;
        for (until, wrong) in [("igår", "Skriv dagen"), ("2020-01-01", "redan varit")] {
            let refused = lead.send(&page, &here, &[("until", until)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.find("#until-error").unwrap().contains(wrong));
        }
        let until = test.installation().today().tomorrow().unwrap().to_string();
        lead.send(&page, &here, &[("until", &until)]).await;
        let again = lead.clone().get(&here).await;
        let stale = lead.send(&again, &here, &[("until", &until), ("was", "2020-01-01")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "somebody moved it");
        for person in [Person::Evaluator, Person::Coordinator] {
            let mut client = fixture.client(test, person).await;
            let csrf = client.get(&here).await.csrf();
            let fields = [("csrf".to_owned(), csrf), ("until".to_owned(), until.clone())];
            assert_eq!(client.post(&here, &fields).await.status, StatusCode::FORBIDDEN, "{person}");
        }
        speaks_every_language(test, &fixture, Person::Lead, &here).await;
    });
}

#[test]
fn a_comment_is_written_changed_and_answered() {
    on_both_apps(async |test: &TestApp| {
        let (fixture, here, mut lead) = opened(test).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&here).await;
        assert!(page.find(".passage .paragraph").is_some());
        let (ask, add) = (first(&page, "/comment?place=1.1"), format!("{here}/comment"));
        let form = coordinator.get(&ask).await;
        let refused = coordinator.send(&form, &add, &[("text", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = coordinator.send(&form, &add, &[("text", "Året är 2024, inte 2023.")]).await;
        assert_eq!(done.location(), format!("{here}?done=fact-check-commented"));
        let missing = coordinator.get(&format!("{add}?place=1.1&paragraph=99")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);

        let page = coordinator.get(&here).await;
        let one = first(&page, "/comments/");
        let stale = coordinator.get(&one).await;
        let now = coordinator.get(&one).await;
        let done = coordinator.send(&now, &one, &[("text", "Året är 2024.")]).await;
        assert_eq!(done.location(), format!("{here}?done=fact-check-changed"));
        let both = coordinator.send(&stale, &one, &[("text", "Det är 2024.")]).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.text().contains("Året") && both.text().contains("Det är 2024."));

        let answer = format!("{one}/answer");
        let form = lead.get(&one).await;
        assert!(first(&form, "/writing/").ends_with("/writing/1.1"), "to the text it is about");
        let refused = lead.send(&form, &answer, &[("answer", "Tack")]).await;
        assert!(refused.find("#accepted-error").is_some(), "{}", refused.text());
        let refused = lead.send(&form, &answer, &[("accepted", "yes"), ("answer", "")]).await;
        assert!(refused.find("#answer-error").is_some());
        let fields = [("accepted", "yes"), ("answer", "Rättat till 2024.")];
        let done = lead.send(&form, &answer, &fields).await;
        assert_eq!(done.location(), format!("{here}?done=fact-check-answered"));
        let both = lead.send(&form, &answer, &[("accepted", "no"), ("answer", "Står kvar.")]).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.text().contains("Rättat") && both.text().contains("Står kvar."));

        let page = coordinator.get(&here).await.text();
        assert!(page.contains("Rättat till 2024.") && page.contains("texten är ändrad"));
        let late = coordinator.send(&now, &one, &[("text", "Efter svaret")]).await;
        assert!(late.text().contains("innan den är besvarad"));
        let stored = evaluation::load(&test.installation().db, fixture.evaluation).await.unwrap();
        let comments = stored.evaluation.fact_check.unwrap().comments;
        assert_eq!((&*comments[0].place, &*comments[0].answer), ("1.1", "Rättat till 2024."));
        for path in [here.as_str(), one.as_str()] {
            speaks_every_language(test, &fixture, Person::Coordinator, path).await;
        }
    });
}

#[test]
fn a_contributor_reads_and_comments_what_the_link_names() {
    on_both_apps(async |test: &TestApp| {
        let (fixture, here, _) = opened(test).await;
        let mut contributor = fixture.client(test, Person::Contributor).await;
        let page = contributor.get(&here).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert_eq!(page.attributes(".passage h2", "id"), ["p-1.1"]);
        let ask = first(&page, "/comment?place=1.1");
        let (form, add) = (contributor.get(&ask).await, format!("{here}/comment"));
        assert!(
            contributor
                .send(&form, &add, &[("text", "Stämmer inte")])
                .await
                .status
                .is_redirection()
        );
        let elsewhere = [("place", "2.1"), ("paragraph", "1"), ("text", "Något annat")];
        let refused = contributor.send(&form, &add, &elsewhere).await;
        assert!(!refused.status.is_redirection());
        // Another one does not see it as theirs, and a colleague does not end it for the municipality.
        let done = contributor.get(&format!("{here}/done")).await;
        let ended = contributor.send(&done, &format!("{here}/done"), &[]).await;
        assert!(!ended.location().contains("fact-check-done"), "{}", ended.location());
        assert_eq!(
            contributor.get(&format!("/evaluations/{}/report", fixture.evaluation)).await.status,
            StatusCode::FORBIDDEN
        );
        for person in [Person::Reader, Person::Interviewee, Person::Administrator] {
            let status = fixture.client(test, person).await.get(&here).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{person}");
        }
    });
}

#[test]
fn it_ends_when_the_municipality_says_so() {
    on_both_apps(async |test: &TestApp| {
        let (fixture, here, _) = opened(test).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&here).await;
        let (ask, done) = (first(&page, "/comment?place=summary"), format!("{here}/done"));
        let form = coordinator.get(&ask).await;
        let confirm = coordinator.get(&done).await;
        assert!(confirm.find(".consequence").is_some());
        let ended = coordinator.send(&confirm, &done, &[]).await;
        assert_eq!(ended.location(), format!("{here}?done=fact-check-done"));
        assert!(coordinator.get(&here).await.text().contains("Kommunen är klar"));
        let late =
            coordinator.send(&form, &format!("{here}/comment"), &[("text", "En sak till")]).await;
        assert!(late.text().contains("slut eller inte öppnad"));
    });
}
