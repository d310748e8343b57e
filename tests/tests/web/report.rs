//! The report: draft, delivery, editions and correction, what lies behind a point, publication and feedback.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, TestApp, on_both_apps};
use super::planning::{planned, with_second};
use axum::http::StatusCode;
use kompass_core::evaluation::view::{empty_area, empty_sub_area};
use kompass_core::evaluation::{
    Agreed, AreaPart, Evaluation, FactCheck, Judgement, Kind, QuestionPart, State, SubAreaPart,
    TeamRole, file,
};
use kompass_core::framework::canonical::Pinned;
use kompass_core::framework::{Area, Framework, Question, SubArea};
use kompass_store::{evaluation, report};

/// The fictional Granvik with everything agreed, written, signed and answered, in a state.
pub(super) fn whole(state: State) -> Evaluation {
    const GRANVIK: &str = include_str!("../../../data/demo/granvik-2025.toml");
    let mut granvik = file::read("granvik-2025.toml", GRANVIK.as_bytes()).unwrap();
    granvik.state = state;
    // The fixture's fourth evaluator neither judges here nor keeps anybody waiting.
    let mut fourth = granvik.team[0].clone();
    (fourth.code, fourth.role) = ("E4".to_owned(), TeamRole::Reviewer);
    granvik.team.push(fourth);
    granvik
}

fn in_fact_check(evaluation: &mut Evaluation) {
    *evaluation = whole(State::FactCheck);
}

fn link(page: &Answer, with: &str) -> String {
    let all = page.attributes("main a", "href");
    all.iter().find(|it| it.contains(with)).unwrap_or_else(|| panic!("{with}: {all:?}")).clone()
}

#[test]
fn a_draft_is_the_report_as_it_would_be() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, in_fact_check).await;
        let here = format!("/evaluations/{}/report", fixture.evaluation);
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&here).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.find(".notice.waits").unwrap().contains("Utkast"));
        assert!(page.find(".total").unwrap().contains("av 800 poäng"), "{:?}", page.find(".total"));
        assert_eq!(page.attributes(".report section.area", "aria-labelledby").len(), 8);
        assert!(page.attributes("figure svg", "role").len() >= 9);
        assert!(page.body.len() < 400_000, "{} bytes before compression", page.body.len());
        assert!(!page.text().contains(" style=\""));
        // Only who leads delivers.
        assert!(page.attributes("main a", "href").iter().all(|it| !it.contains("deliver")));
        let pdf = evaluator.get(&link(&page, "draft.pdf")).await;
        assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"));
        assert!(pdf.body.starts_with(b"%PDF-"));
        for person in
            [Person::Coordinator, Person::Reader, Person::Administrator, Person::Contributor]
        {
            let mut client = fixture.client(test, person).await;
            for path in [here.clone(), format!("{here}/draft.pdf"), format!("{here}/1.1")] {
                assert_eq!(
                    client.get(&path).await.status,
                    StatusCode::FORBIDDEN,
                    "{person} {path}"
                );
            }
        }
        for path in [here.clone(), format!("{here}/1.1")] {
            speaks_every_language(test, &fixture, Person::Evaluator, &path).await;
        }
    });
}

/// A second sheet on which everything that can be is agreed on, read and answered.
fn agreed_on(framework: &Framework, sheet: Evaluation) -> Evaluation {
    let judges = ["E1", "E2", "E3"].map(str::to_owned);
    let judgement = |by: &String| Judgement {
        by: by.clone(),
        levels: Vec::new(),
        planned: true,
        reason: String::new(),
        evidence: Vec::new(),
    };
    let agreed = || Some(Agreed { levels: Vec::new(), planned: true, reason: String::new() });
    let question = |it: &Question| QuestionPart {
        code: it.code.clone(),
        judgements: judges.iter().map(judgement).collect(),
        agreed: agreed(),
    };
    let sub_area = |it: &SubArea| SubAreaPart {
        questions: it.questions.iter().map(question).collect(),
        ..empty_sub_area(&it.code)
    };
    let area = |it: &Area| AreaPart {
        locked: judges.to_vec(),
        sub_areas: it.sub_areas.iter().map(sub_area).collect(),
        ..empty_area(it.number)
    };
    let whole = whole(State::FactCheck);
    Evaluation {
        state: State::FactCheck,
        team: Vec::new(),
        groups: Vec::new(),
        documents: Vec::new(),
        areas: framework.areas.iter().map(area).collect(),
        review: whole.review,
        fact_check: whole.fact_check.map(|it| FactCheck { comments: Vec::new(), ..it }),
        ..sheet
    }
}

#[test]
fn two_frameworks_are_delivered_together() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let (installation, id) = (test.installation(), fixture.evaluation);
        let second = with_second(test, &mut lead, id).await;
        let db = &installation.db;
        for (sheet, main) in [(id, true), (second, false)] {
            let stored = evaluation::load(db, sheet).await.unwrap();
            let framework = installation.catalogue.framework(&stored.head.framework).unwrap();
            let content = if main {
                Evaluation { id: Some(id), ..whole(State::FactCheck) }
            } else {
                agreed_on(framework, stored.evaluation)
            };
            let (stamp, pinned) = (installation.stamp().unwrap(), Pinned::new(framework));
            let version = stored.head.version;
            evaluation::replace(db, &stamp, sheet, version, &content, &pinned).await.unwrap();
        }
        let (here, other) =
            (format!("/evaluations/{id}/report"), format!("/evaluations/{second}/report"));
        let page = lead.get(&here).await;
        assert!(page.text().contains("Samma besök i Kommunkompassen 2.0"), "{}", page.text());
        let deliver = link(&page, "/deliver");
        // The second sheet is not delivered by itself.
        let beside = lead.get(&other).await;
        assert!(beside.text().contains("Samma besök i Kommunkompassen 2020"));
        assert!(link(&beside, "/report").starts_with(&here));
        assert!(beside.attributes("main a", "href").iter().all(|it| !it.contains("/deliver")));
        assert_eq!(lead.get(&format!("{other}/deliver")).await.status, StatusCode::FORBIDDEN);

        let page = lead.get(&deliver).await;
        assert!(page.find(".consequence").unwrap().contains("2.0"), "{}", page.text());
        for stale in [("version", "1"), ("second", "1")] {
            let refused = lead.send(&page, &deliver, &[stale, ("key", stale.0)]).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{stale:?}: {}", refused.text());
        }
        let mut alone = page.form(&deliver, &[("key", "alone")]);
        alone.retain(|(name, _)| name != "second");
        assert_eq!(lead.post(&deliver, &alone).await.status, StatusCode::CONFLICT);
        for sheet in [id, second] {
            assert_eq!(report::list(db, sheet).await.unwrap(), []);
        }
        let done = lead.send(&page, &deliver, &[]).await;
        assert_eq!(done.location(), format!("{here}?done=report-delivered"), "{}", done.text());
        for sheet in [id, second] {
            let editions = report::list(db, sheet).await.unwrap();
            assert_eq!(editions.len(), 1);
            let head = evaluation::head(db, sheet).await.unwrap();
            assert_eq!(head.state, State::Delivered);
            let model = report::model(db, editions[0].id).await.unwrap();
            let model: serde_json::Value = serde_json::from_str(&model).unwrap();
            assert!(model["second"]["total"].is_number(), "{}", model["second"]);
        }
        // Both are stored, so that the next step can be taken.
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let forward = format!("/evaluations/{id}/steps/forward/follow_up");
        let page = coordinator.get(&forward).await;
        let gone = coordinator.send(&page, &forward, &[]).await;
        assert!(gone.status.is_redirection(), "{}", gone.text());
    });
}

#[test]
fn a_report_is_delivered_once_all_holds_and_corrected_as_a_new_edition() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| {
            in_fact_check(evaluation);
            evaluation.fact_check.as_mut().unwrap().comments[0].answer.clear();
        })
        .await;
        let (db, id) = (&test.installation().db, fixture.evaluation);
        let here = format!("/evaluations/{id}/report");
        let deliver = format!("{here}/deliver");
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&deliver).await;
        assert!(page.find(".notice.waits").is_some() && page.find("form.form").is_none());
        let checks = format!("/evaluations/{id}/fact-check");
        let one = link(&lead.get(&checks).await, "/comments/");
        let form = lead.get(&one).await;
        let fields = [("accepted", "no"), ("answer", "Se sidan 4.")];
        assert!(lead.send(&form, &format!("{one}/answer"), &fields).await.status.is_redirection());

        let page = lead.get(&here).await;
        assert_eq!(link(&page, "/deliver"), deliver);
        let page = lead.get(&deliver).await;
        let stale = lead.send(&page, &deliver, &[("version", "1")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(report::list(db, id).await.unwrap(), []);
        let page = lead.get(&deliver).await;
        let done = lead.send(&page, &deliver, &[]).await;
        assert_eq!(done.location(), format!("{here}?done=report-delivered"), "{}", done.text());
        assert_eq!(evaluation::head(db, id).await.unwrap().state, State::Delivered);

        // The municipality reads it now, with what it rests on.
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&here).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.find(".notice.waits").is_none());
        let first = link(&page, "/editions/");
        assert!(coordinator.get(&first).await.body.starts_with(b"%PDF-"));
        let council = coordinator.get(&link(&page, "council.docx")).await;
        assert!(council.body.starts_with(b"PK"));
        assert!(council.header("content-disposition").contains("Granvik%202025"));
        let points = coordinator.get(&link(&page, "points.xlsx")).await;
        assert!(points.body.starts_with(b"PK"));
        assert!(points.header("content-disposition").contains("Granvik%202025%20po%C3%A4ng.xlsx"));
        let mut reader = fixture.client(test, Person::Reader).await;
        assert_eq!(reader.get(&first).await.status, StatusCode::OK);
        let others = format!("/evaluations/{}/report", fixture.other_evaluation);
        let foreign = first.replace(&here, &others);
        assert_eq!(reader.get(&foreign).await.status, StatusCode::NOT_FOUND);

        let correct = format!("{here}/correct");
        let form = lead.get(&correct).await;
        let refused = lead.send(&form, &correct, &[("reason", "")]).await;
        assert!(refused.find("#reason-error").is_some());
        let done = lead.send(&form, &correct, &[("reason", "Fel årtal i 1.1")]).await;
        assert_eq!(done.location(), format!("{checks}?done=report-reopened"), "{}", done.text());
        // What was delivered stays to be read, and nothing of what it becomes.
        for person in [Person::Coordinator, Person::Reader] {
            let mut client = fixture.client(test, person).await;
            let page = client.get(&here).await;
            assert_eq!(page.status, StatusCode::OK, "{person}: {}", page.text());
            assert!(page.find(".notice.waits").unwrap().contains("rättas"), "{person}");
            assert_eq!(link(&page, "/editions/"), first, "{person}");
            for path in [format!("{here}/1.1"), format!("{here}/draft.pdf")] {
                assert!(!page.attributes("a", "href").contains(&path), "{person} {path}");
                assert_eq!(
                    client.get(&path).await.status,
                    StatusCode::FORBIDDEN,
                    "{person} {path}"
                );
            }
            assert_eq!(client.get(&first).await.status, StatusCode::OK, "{person}");
            let overview = client.get(&format!("/evaluations/{id}")).await;
            assert!(overview.attributes(".goes a", "href").contains(&here), "{person}");
        }
        let page = lead.get(&checks).await;
        let until = test.installation().today().to_string();
        lead.send(&page, &checks, &[("until", &until)]).await;
        let ended = format!("{checks}/done");
        let confirm = coordinator.get(&ended).await;
        coordinator.send(&confirm, &ended, &[]).await;
        let page = lead.get(&deliver).await;
        let refused = lead.send(&page, &deliver, &[("note", "")]).await;
        assert!(refused.find("#note-error").is_some(), "{}", refused.text());
        let page = lead.get(&deliver).await;
        let done = lead.send(&page, &deliver, &[("note", "Årtalet i 1.1 är rättat.")]).await;
        assert_eq!(done.location(), format!("{here}?done=report-delivered"), "{}", done.text());
        let page = coordinator.get(&here).await;
        assert!(page.text().contains("Årtalet i 1.1 är rättat."));
        let editions: Vec<String> = page
            .attributes("main a", "href")
            .into_iter()
            .filter(|it| it.contains("/editions/"))
            .collect();
        assert_eq!(editions.len(), 2);
        assert!(
            editions.contains(&first) && coordinator.get(&first).await.status == StatusCode::OK
        );
        for path in [here.as_str(), deliver.as_str()] {
            if path == here {
                speaks_every_language(test, &fixture, Person::Coordinator, path).await;
            }
        }
    });
}

#[test]
fn a_self_evaluation_is_delivered_from_the_consensus() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| {
            *evaluation = whole(State::Consensus);
            (evaluation.kind, evaluation.review) = (Kind::SelfEvaluation, None);
            evaluation.fact_check = None;
            evaluation.areas[0].sub_areas[0].questions[0].agreed = None;
        })
        .await;
        let (db, id) = (&test.installation().db, fixture.evaluation);
        let here = format!("/evaluations/{id}/report");
        let deliver = format!("{here}/deliver");
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&deliver).await;
        let missing = page.find(".notice.waits").unwrap_or_else(|| panic!("{}", page.text()));
        assert!(missing.contains("enats"), "it says what is missing: {missing}");
        assert!(page.find("form.form").is_none());
        let mut whole = whole(State::Consensus);
        (whole.kind, whole.review, whole.fact_check) = (Kind::SelfEvaluation, None, None);
        whole.id = Some(id);
        let framework = test.installation().catalogue.framework(&whole.framework).unwrap();
        let (stamp, pinned) = (test.installation().stamp().unwrap(), Pinned::new(framework));
        let version = evaluation::head(db, id).await.unwrap().version;
        evaluation::replace(db, &stamp, id, version, &whole, &pinned).await.unwrap();
        let page = lead.get(&here).await;
        assert_eq!(link(&page, "/deliver"), deliver);
        let page = lead.get(&deliver).await;
        let done = lead.send(&page, &deliver, &[]).await;
        assert_eq!(done.location(), format!("{here}?done=report-delivered"), "{}", done.text());
        assert_eq!(evaluation::head(db, id).await.unwrap().state, State::Delivered);
        assert_eq!(report::list(db, id).await.unwrap().len(), 1);
    });
}

#[test]
fn what_lies_behind_a_point_follows_the_role() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| *evaluation = whole(State::Delivered)).await;
        let path = format!("/evaluations/{}/report/1.1", fixture.evaluation);
        let mut team = fixture.client(test, Person::Evaluator).await;
        let page = team.get(&path).await.text();
        assert!(page.contains("Gruppintervju: ") && page.contains("/consensus/1.1"));
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&path).await;
        let text = page.find("main").unwrap();
        assert!(text.contains("Gruppintervju") && !text.contains("Gruppintervju: "), "{text}");
        assert!(!page.text().contains("/consensus/") && !text.contains("E1"), "{text}");
        assert!(text.contains("Riktning Granvik") || text.contains("Underlag"), "{text}");
        let mut reader = fixture.client(test, Person::Reader).await;
        let text = reader.get(&path).await.find("main").unwrap();
        assert!(text.contains("poäng") && !text.contains("Gruppintervju"), "{text}");
        assert_eq!(reader.get(&path.replace("/1.1", "/9.9")).await.status, StatusCode::NOT_FOUND);
        speaks_every_language(test, &fixture, Person::Coordinator, &path).await;
    });
}

#[test]
fn a_report_is_published_by_the_municipality_when_it_wants() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, in_fact_check).await;
        let id = fixture.evaluation;
        let (public, decide) =
            (format!("/published/{id}"), format!("/evaluations/{id}/publication"));
        let closed = async || {
            for path in [public.clone(), format!("{public}/report.pdf")] {
                let mut anybody = test.visitor();
                assert_eq!(anybody.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        };
        closed().await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        assert_eq!(coordinator.get(&decide).await.status, StatusCode::FORBIDDEN, "not delivered");
        let mut lead = fixture.client(test, Person::Lead).await;
        let deliver = format!("/evaluations/{id}/report/deliver");
        let page = lead.get(&deliver).await;
        assert!(lead.send(&page, &deliver, &[]).await.status.is_redirection());
        closed().await;

        let page = coordinator.get(&decide).await;
        assert!(page.text().contains("inte bestämt"));
        let refused = coordinator
            .send(&page, &decide, &[("decision", "publish"), ("embargo", "snart")])
            .await;
        assert!(refused.find("#embargo-error").is_some());
        let later = test.installation().today().tomorrow().unwrap().to_string();
        let page = coordinator.get(&decide).await;
        let fields = [("decision", "publish"), ("embargo", later.as_str())];
        let done = coordinator.send(&page, &decide, &fields).await;
        assert_eq!(done.location(), format!("{decide}?done=published"));
        closed().await;
        assert!(coordinator.get(&decide).await.text().contains(&later));
        let stale = [("decision", "publish"), ("embargo", ""), ("key", "another")];
        assert_eq!(coordinator.send(&page, &decide, &stale).await.status, StatusCode::CONFLICT);

        let page = coordinator.get(&decide).await;
        coordinator.send(&page, &decide, &[("decision", "publish"), ("embargo", "")]).await;
        let mut anybody = test.visitor();
        let page = anybody.get(&public).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.find(".total").unwrap().contains("av 800 poäng"));
        assert!(page.attributes("main a", "href").iter().all(|it| it.starts_with("/published/")
            || it.starts_with('#')
            || it.starts_with("http")));
        assert!(anybody.get(&format!("{public}/report.pdf")).await.body.starts_with(b"%PDF-"));
        speaks_every_language(test, &fixture, Person::Coordinator, &decide).await;

        // While the next edition is made it stays; taken back it is gone.
        let correct = format!("/evaluations/{id}/report/correct");
        let page = lead.get(&correct).await;
        assert!(lead.send(&page, &correct, &[("reason", "Fel")]).await.status.is_redirection());
        assert_eq!(anybody.get(&public).await.status, StatusCode::OK);
        for person in [Person::Lead, Person::Reader, Person::Administrator] {
            let mut client = fixture.client(test, person).await;
            let csrf = client.get("/style").await.csrf();
            let fields = [("csrf".to_owned(), csrf), ("decision".to_owned(), "keep".to_owned())];
            assert_eq!(
                client.post(&decide, &fields).await.status,
                StatusCode::FORBIDDEN,
                "{person}"
            );
        }
    });
}

#[test]
fn a_publication_is_taken_back() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, in_fact_check).await;
        let id = fixture.evaluation;
        let (public, decide) =
            (format!("/published/{id}"), format!("/evaluations/{id}/publication"));
        let mut lead = fixture.client(test, Person::Lead).await;
        let deliver = format!("/evaluations/{id}/report/deliver");
        let page = lead.get(&deliver).await;
        lead.send(&page, &deliver, &[]).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        for (decision, status) in [("publish", StatusCode::OK), ("keep", StatusCode::NOT_FOUND)] {
            let page = coordinator.get(&decide).await;
            coordinator.send(&page, &decide, &[("decision", decision)]).await;
            assert_eq!(test.visitor().get(&public).await.status, status, "{decision}");
        }
    });
}

#[test]
fn feedback_is_an_event_of_its_own() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| {
            *evaluation = whole(State::Interviews);
            evaluation.feedback = None;
        })
        .await;
        let here = format!("/evaluations/{}/feedback", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&here).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.find(".notice").unwrap().contains("utan poäng"));
        assert_eq!(page.attributes("#audience", "value"), ["Alla som har intervjuats"]);
        let refused = coordinator.send(&page, &here, &[("date", "snart")]).await;
        assert!(refused.find("#date-error").is_some());
        let refused =
            coordinator.send(&page, &here, &[("date", "2026-05-04"), ("audience", "")]).await;
        assert!(refused.find("#audience-error").is_some());
        let done = coordinator.send(&page, &here, &[("date", "2026-05-04")]).await;
        assert_eq!(done.location(), format!("{here}?done=feedback-set"));
        let stale =
            coordinator.send(&page, &here, &[("date", "2026-05-05"), ("key", "another")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&here).await;
        assert!(page.text().contains("2026-05-04") && page.find("form.form").is_none());
        assert_eq!(
            fixture.client(test, Person::Reader).await.get(&here).await.status,
            StatusCode::FORBIDDEN
        );
        speaks_every_language(test, &fixture, Person::Coordinator, &here).await;
    });
}
