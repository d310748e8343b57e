//! Scoring: the table, a criterion, locking, how areas are judged – and that no answer tells what others judged.

use super::autosave::autosave;
use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::Points;
use kompass_core::evaluation::judging::Said;
use kompass_core::evaluation::{DirectJudgement, Evaluation, QuestionPart, State, Way};
use kompass_store::judgement;

/// Levels of the framework's four dimensions, all of them at the top.
const BEST: [(&str, &str); 4] =
    [("d0", "clear"), ("d1", "all"), ("d2", "clear"), ("d3", "analysed")];

fn question<'a>(evaluation: &'a mut Evaluation, code: &str) -> &'a mut QuestionPart {
    let questions = evaluation
        .areas
        .iter_mut()
        .flat_map(|it| &mut it.sub_areas)
        .flat_map(|it| &mut it.questions);
    questions.into_iter().find(|it| it.code == code).unwrap()
}

/// The evaluator has not judged the first two questions.
fn two_missing(evaluation: &mut Evaluation) {
    for code in ["1.1.1", "1.1.2"] {
        question(evaluation, code).judgements.retain(|it| it.by != "E3");
    }
}

/// Only the lead and the evaluator of the fixture have the first area still to lock.
fn two_to_lock(evaluation: &mut Evaluation) {
    evaluation.areas[0].locked = ["E2", "E4"].map(str::to_owned).into();
}

fn path(fixture: &Fixture, rest: &str) -> String {
    format!("/evaluations/{}/scoring{rest}", fixture.evaluation)
}

async fn stored(test: &TestApp, fixture: &Fixture, subject: &str, by: &str) -> Option<Said> {
    let db = &test.installation().db;
    let there = judgement::get(db, fixture.evaluation, subject, by).await.unwrap();
    there.map(|stored| stored.placed.said)
}

async fn answer(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
    client.send(&page, path, fields).await
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| {
            evaluation.areas[0].locked = vec!["E1".to_owned()];
        })
        .await;
        for rest in [
            "",
            "?missing=1",
            "/1.1.1",
            "/2.1.1",
            "/areas/3/lock",
            "/areas/2/lock",
            "/areas/1/unlock",
        ] {
            speaks_every_language(test, &fixture, Person::Lead, &path(&fixture, rest)).await;
        }
        let before = Fixture::make(test, |it| it.state = State::Interviews).await;
        for rest in ["", "/areas/1"] {
            speaks_every_language(test, &before, Person::Lead, &path(&before, rest)).await;
        }
        let review = Fixture::make(test, |it| it.state = State::Review).await;
        for rest in ["", "/1.1.1"] {
            speaks_every_language(test, &review, Person::Reviewer, &path(&review, rest)).await;
        }
    });
}

#[test]
fn the_table_shows_what_is_judged_and_what_is_missing() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, two_missing).await;
        let mut client = fixture.client(test, Person::Evaluator).await;
        let page = client.get(&path(&fixture, "")).await;
        let links = page.attributes(".sheet tbody a", "href");
        assert_eq!(links.len(), 145, "every question stands once");
        assert_eq!(links[0], "scoring/1.1.1");
        assert!(page.body.len() < 130_000, "{} bytes", page.body.len());
        assert!(page.text().contains("Tydlig · Alla"), "own judgements are words");
        let missing = client.get(&path(&fixture, "?missing=1")).await;
        let rows = missing.attributes(".sheet tbody a", "href");
        assert!(rows.contains(&"scoring/1.1.1".to_owned()) && rows.len() < links.len());
        assert_eq!(missing.attributes("table.sheet .tag.waits", "class").len(), rows.len());
        assert!(missing.text().contains("2 bedömningar saknas innan du kan låsa."));
    });
}

#[test]
fn a_judgement_is_recorded_and_leads_to_the_next() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, two_missing).await;
        let mut client = fixture.client(test, Person::Evaluator).await;
        let here = path(&fixture, "/1.1.1");
        let page = client.get(&here).await;
        assert!(page.attributes(".segments input[checked]", "value").is_empty());
        assert_eq!(page.attributes("a[rel=next]", "href"), ["1.1.2"]);
        let reason = ("reason", "Programmet är känt i alla förvaltningar.");
        let fields = [&BEST[..], &[reason, ("evidence", "D6"), ("go", "next")]].concat();
        let sent = client.send(&page, &here, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        assert_eq!(sent.location(), format!("{}?done=saved", path(&fixture, "/1.1.2")));
        let again = client.send(&page, &here, &fields).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "the same request twice is one");

        let page = client.get(&here).await;
        let chosen = page.attributes(".segments input[checked]", "value");
        assert_eq!(chosen, ["clear", "all", "clear", "analysed"]);
        assert_eq!(page.find("#reason").as_deref(), Some(reason.1));
        assert_eq!(page.attributes("input[name=evidence][checked]", "value"), ["D6"]);
        assert!(page.find(".gives").unwrap().starts_with("Ger "));
        assert_eq!(page.attributes("form.judge input[name=version]", "value"), ["1"]);

        let planned = [("planned", "on"), ("go", "stay")];
        let sent = client.send(&page, &here, &planned).await;
        assert_eq!(sent.location(), format!("{here}?done=saved"));
        let Some(Said::Rubric(said)) = stored(test, &fixture, "1.1.1", "E3").await else {
            panic!()
        };
        assert!(said.planned && said.levels.is_empty(), "planned only wins over levels");

        let sent = answer(&mut client, &here, &[("go", "clear")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let Some(Said::Rubric(said)) = stored(test, &fixture, "1.1.1", "E3").await else {
            panic!()
        };
        assert!(!said.planned && said.levels.is_empty() && !said.reason.is_empty());
    });
}

#[test]
fn what_is_wrong_stands_beside_what_was_typed() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, two_missing).await;
        let mut client = fixture.client(test, Person::Evaluator).await;
        let here = path(&fixture, "/1.1.1");
        let long = "å".repeat(5001);
        let one = &BEST[..1];
        type Fields<'a> = &'a [(&'a str, &'a str)];
        let cases: [(Fields<'_>, Fields<'_>, &str); 4] = [
            (one, &[], "Välj en nivå på varje dimension"),
            (&BEST, &[("d3", "wonderful")], "Välj en nivå på varje dimension"),
            (&BEST, &[("reason", &long)], "Skälet är för långt"),
            (&BEST, &[("evidence", "D99")], "Ett underlag finns inte längre"),
        ];
        for (levels, other, said) in cases {
            let overridden = |it: &&(&str, &str)| !other.iter().any(|(name, _)| *name == it.0);
            let mut fields: Vec<(&str, &str)> = levels.iter().filter(overridden).copied().collect();
            fields.extend(other);
            let refused = answer(&mut client, &here, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            assert!(refused.find("#errors").unwrap().contains(said), "{}", refused.text());
            let first = refused.attributes("input[name=d0][checked]", "value");
            assert_eq!(first, ["clear"], "what was chosen stays");
        }
        assert_eq!(stored(test, &fixture, "1.1.1", "E3").await, None);
        for unknown in ["/9.9.9", "/1.1", "/nothing"] {
            let answer = client.get(&path(&fixture, unknown)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{unknown}");
        }
        let next = [&BEST[..], &[("go", "next"), ("next", "/../../../sign-out")]].concat();
        let sent = answer(&mut client, &here, &next).await;
        assert_eq!(sent.location(), format!("{here}?done=saved"), "only codes lead on");
    });
}

#[test]
fn a_stale_save_shows_both_and_overwrites_nothing() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, two_missing).await;
        let here = path(&fixture, "/1.1.1");
        let mut one = fixture.client(test, Person::Evaluator).await;
        let mut two = fixture.client(test, Person::Evaluator).await;
        let (first, second) = (one.get(&here).await, two.get(&here).await);
        let fields = |reason: &'static str| [&BEST[..], &[("reason", reason)]].concat();
        one.send(&first, &here, &fields("Skrivet i det ena fönstret")).await;
        let stale = two.send(&second, &here, &fields("Skrivet i det andra fönstret")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.find("[role=alert]").unwrap().contains("Skrivet i det ena fönstret"));
        assert_eq!(stale.find("#reason").as_deref(), Some("Skrivet i det andra fönstret"));
        let reason = async || match stored(test, &fixture, "1.1.1", "E3").await {
            Some(Said::Rubric(said)) => said.reason,
            other => panic!("{other:?}"),
        };
        assert_eq!(reason().await, "Skrivet i det ena fönstret");
        let sent = two.send(&stale, &here, &[("reason", "Båda")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(reason().await, "Båda");
        let stale =
            one.send(&first, &here, &[&fields("Sent")[..], &[("key", "sent")]].concat()).await;
        one.send(&stale, &here, &[("merge", "both")]).await;
        assert_eq!(reason().await, "Båda\n\nSent");
    });
}

#[test]
fn what_saves_itself_waits_for_all_levels() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, two_missing).await;
        let mut client = fixture.client(test, Person::Evaluator).await;
        let here = path(&fixture, "/1.1.1");
        let page = client.get(&here).await;
        let half = page.form(&here, &[BEST[0], BEST[1], ("reason", "Halvvägs")]);
        let saved = autosave(&mut client, &here, &half).await;
        assert_eq!(saved.status, StatusCode::NO_CONTENT, "{}", saved.text());
        assert_eq!(saved.header("x-kompass-version"), "1");
        let Some(Said::Rubric(said)) = stored(test, &fixture, "1.1.1", "E3").await else {
            panic!()
        };
        assert_eq!((said.levels.len(), said.reason.as_str()), (0, "Halvvägs"));
        let stale = [&BEST[..], &[("version", "7"), ("key", "ett annat försök")]].concat();
        let stale = autosave(&mut client, &here, &page.form(&here, &stale)).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
    });
}

#[test]
fn an_area_is_locked_once_all_of_it_is_judged() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| {
            two_to_lock(it);
            two_missing(it);
        })
        .await;
        let (lock, unlock) = (path(&fixture, "/areas/1/lock"), path(&fixture, "/areas/1/unlock"));
        let mut client = fixture.client(test, Person::Evaluator).await;
        let page = client.get(&lock).await;
        assert_eq!(page.attributes(".codelist a", "href").len(), 2, "{}", page.text());
        let token = [("csrf".to_owned(), page.csrf())];
        let refused = client.post(&lock, &token).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Allt är inte bedömt"));
        for code in ["/1.1.1", "/1.1.2"] {
            answer(&mut client, &path(&fixture, code), &BEST).await;
        }
        let sent = answer(&mut client, &lock, &[]).await;
        assert_eq!(sent.location(), format!("{}?done=judgement-locked", path(&fixture, "")));

        // What is locked is not written, and not by a form from before either.
        let here = path(&fixture, "/1.1.1");
        let page = client.get(&here).await;
        assert!(page.attributes("form.judge", "action").is_empty());
        let refused =
            client.post(&here, &[&token[..], &[("planned".into(), "on".into())]].concat()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent = answer(&mut client, &unlock, &[]).await;
        assert_eq!(sent.location(), format!("{}?done=judgement-unlocked", path(&fixture, "")));
        let again = client.post(&unlock, &token).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer(&mut client, &lock, &[]).await;

        // Once the other has locked too, each reads the other, and nobody unlocks.
        let mut lead = fixture.client(test, Person::Lead).await;
        assert!(!lead.get(&here).await.text().contains("Sahar Nordmyr</dt>"));
        answer(&mut lead, &lock, &[]).await;
        assert!(lead.get(&here).await.text().contains("Sahar Nordmyr</dt>"));
        assert!(client.get(&here).await.text().contains("Marit Ekenvall</dt>"));
        let refused = client.post(&unlock, &token).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("öppna för andra"));
        let joint = client.post(&path(&fixture, "/areas/2/lock"), &token).await;
        assert_eq!(joint.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(joint.text().contains("tillsammans låses inte"));
        let unknown = client.post(&path(&fixture, "/areas/9/lock"), &token).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_sub_area_can_be_judged_in_points() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| {
            it.areas[0].direct = vec!["1.1".to_owned()];
            it.areas[0].sub_areas[0].questions.clear();
        })
        .await;
        let mut client = fixture.client(test, Person::Evaluator).await;
        let sheet = client.get(&path(&fixture, "")).await;
        assert!(sheet.attributes(".sheet a", "href").contains(&"scoring/1.1".to_owned()));
        let here = path(&fixture, "/1.1");
        for wrong in ["", "-1", "1000", "tolv"] {
            let refused = answer(&mut client, &here, &[("points", wrong)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert_eq!(refused.attributes("#points", "value"), [wrong]);
        }
        let fields = [("points", "12,5"), ("reason", "Samlat omdöme"), ("evidence", "answers")];
        assert_eq!(answer(&mut client, &here, &fields).await.status, StatusCode::SEE_OTHER);
        let said = Said::Direct(DirectJudgement {
            by: "E3".to_owned(),
            points: Points(12_500),
            reason: "Samlat omdöme".to_owned(),
            evidence: vec!["answers".to_owned()],
        });
        assert_eq!(stored(test, &fixture, "1.1", "E3").await, Some(said));
        let page = client.get(&here).await;
        assert_eq!(page.attributes("#points", "value"), ["12,5"]);
        // Taken back, the reason stays; given anew, whoever has the page from before is in conflict.
        let back = client.send(&page, &here, &[("go", "clear")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let whole = kompass_store::evaluation::load(&test.installation().db, fixture.evaluation);
        let direct = whole.await.unwrap().evaluation.areas.remove(0).sub_areas.remove(0).direct;
        assert!(direct.iter().all(|it| it.by != "E3"), "it is not judged any more: {direct:?}");
        let empty = client.get(&here).await;
        assert_eq!(empty.attributes("#points", "value"), [""]);
        assert!(empty.find("#reason").unwrap().contains("Samlat omdöme"));
        assert!(empty.find("button[value=clear]").is_none());
        let anew = client.send(&empty, &here, &[("points", "10"), ("go", "stay")]).await;
        assert_eq!(anew.status, StatusCode::SEE_OTHER);
        let late = client.send(&page, &here, &[("points", "1"), ("key", "sent")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(client.get(&here).await.attributes("#points", "value"), ["10"]);
        let token = [("csrf".to_owned(), sheet.csrf()), ("planned".to_owned(), "on".to_owned())];
        let other = client.post(&path(&fixture, "/1.1.1"), &token).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "its questions are not judged");
    });
}

#[test]
fn what_is_judged_together_is_one_judgement() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let here = path(&fixture, "/2.1.1");
        let mut lead = fixture.client(test, Person::Lead).await;
        let before = lead.get(&here).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&here).await;
        assert_eq!(
            page.find("#reason"),
            before.find("#reason"),
            "everybody has the same before them"
        );
        let reason = [("reason", "Ändrat av en kollega")];
        assert_eq!(evaluator.send(&page, &here, &reason).await.status, StatusCode::SEE_OTHER);
        assert_eq!(stored(test, &fixture, "2.1.1", "E3").await, None, "kept under the lead");
        let stale = lead.send(&before, &here, &[("reason", "Ändrat av mig")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.find("[role=alert]").unwrap().contains("Ändrat av en kollega"));
    });
}

#[test]
fn the_lead_says_how_areas_are_judged_before_anybody_judges() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| it.state = State::Interviews).await;
        let here = path(&fixture, "/areas/1");
        let mut lead = fixture.client(test, Person::Lead).await;
        let sheet = lead.get(&path(&fixture, "")).await;
        assert!(sheet.attributes("td.act a", "href").contains(&here));
        let page = lead.get(&here).await;
        assert_eq!(page.attributes("input[name=way][checked]", "value"), ["independent"]);
        let fields = [("way", "primary_second"), ("direct", "1.2")];
        let sent = lead.send(&page, &here, &fields).await;
        assert_eq!(sent.location(), format!("{}?done=judgement-way", path(&fixture, "")));
        let whole = kompass_store::evaluation::load(&test.installation().db, fixture.evaluation);
        let area = whole.await.unwrap().evaluation.areas.remove(0);
        assert_eq!((area.way, area.direct), (Some(Way::PrimarySecond), vec!["1.2".to_owned()]));
        let judged = area.sub_areas[1].questions.iter().any(|it| !it.judgements.is_empty());
        assert!(!judged, "what was judged by question went");

        let stale = lead.send(&page, &here, &[("way", "joint"), ("key", "en andra gång")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let shown = stale.find("form.merging").unwrap();
        assert!(shown.contains("en bedömer") || stale.text().contains("<del>"), "{shown}");
        let again = lead.send(&stale, &here, &[]).await;
        assert_eq!(again.location(), format!("{}?done=judgement-way", path(&fixture, "")));
        let now = lead.get(&here).await;
        assert_eq!(now.attributes("input[name=way][checked]", "value"), ["joint"], "chosen");
        for (field, value) in [("way", "alone"), ("direct", "2.1")] {
            let page = lead.get(&here).await;
            let refused = lead.send(&page, &here, &[(field, value)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        }
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let sheet = evaluator.get(&path(&fixture, "")).await;
        assert_eq!(sheet.status, StatusCode::OK);
        assert!(sheet.attributes("td.act a", "href").is_empty());
        assert_eq!(evaluator.get(&here).await.status, StatusCode::FORBIDDEN);

        let scoring = Fixture::make(test, |_| {}).await;
        let mut lead = scoring.client(test, Person::Lead).await;
        assert_eq!(lead.get(&path(&scoring, "/areas/1")).await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn the_last_evaluation_stands_beside_the_criterion() {
    on_both_apps(async |test: &TestApp| {
        let earlier = Fixture::make(test, |it| {
            it.state = State::Delivered;
            it.year = 2021;
        })
        .await;
        let fixture = Fixture::make(test, |_| {}).await;
        let here = path(&fixture, "/1.1.1");
        let mut lead = fixture.client(test, Person::Lead).await;
        assert!(!lead.get(&here).await.text().contains("Förra gången"), "it is not theirs to see");
        let (db, stamp) = (&test.installation().db, test.installation().stamp().unwrap());
        let (account, role) = (fixture.account(Person::Lead), kompass_core::access::Role::Reader);
        kompass_store::assignment::assign(db, &stamp, earlier.evaluation, account, role, None)
            .await
            .unwrap();
        let page = lead.get(&here).await;
        assert!(page.find(".beside").unwrap().contains("Förra gången: Granvik 2021"));
    });
}
