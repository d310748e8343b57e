//! What is held back leaves the case nowhere: a word that stands nowhere else is looked for in everything that does.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_app::document::{Format, extract};
use kompass_core::evaluation::{Evaluation, Finding, State};

/// Stands in a title, a paragraph, a strength and an area, and nowhere else.
const CANARY: &str = "Kanariefågel";
const LAW: &str = "OSL 39 kap. 2 §";

fn with_canaries(evaluation: &mut Evaluation) {
    evaluation.documents[0].title = format!("{CANARY} handling");
    evaluation.summary = format!("Öppet före.\n\n{CANARY} sammanfattning.\n\nÖppet efter.");
    let area = &mut evaluation.areas[0];
    area.text = format!("Öppet om området.\n\n{CANARY} område.");
    area.strengths[0] = Finding { text: format!("{CANARY} styrka"), ..area.strengths[0].clone() };
    area.sub_areas[0].text = format!("{CANARY} delområde.");
}

/// Everything that an answer says, also in the text of a paper.
fn said(path: &str, answer: &Answer) -> String {
    let format = match path.rsplit('.').next() {
        Some("pdf") => Format::Pdf,
        Some("docx") => Format::Docx,
        Some("xlsx") => Format::Xlsx,
        _ => return answer.text(),
    };
    let mut all = answer.text();
    extract(format, &answer.body, |page| all.push_str(page)).unwrap();
    all
}

#[test]
fn what_is_held_back_is_in_nothing_that_leaves_the_case() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| {
            with_canaries(it);
            it.state = State::FactCheck;
        })
        .await;
        let id = fixture.evaluation;
        let installation = test.installation();
        let question = kompass_app::result::Question::default();
        kompass_app::report::deliver(installation, id, &question).await.unwrap();
        fixture.step_to(test, State::Delivered).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let publication = format!("/evaluations/{id}/publication");
        let page = coordinator.get(&publication).await;
        let decided = coordinator.send(&page, &publication, &[("decision", "publish")]).await;
        assert!(decided.status.is_redirection(), "{}", decided.text());

        let outputs = [
            (Person::Public, format!("/published/{id}")),
            (Person::Public, format!("/published/{id}/report.pdf")),
            (Person::Coordinator, format!("/evaluations/{id}/report/council.docx")),
            (Person::Coordinator, format!("/evaluations/{id}/report/points.xlsx")),
            (Person::Coordinator, format!("/evaluations/{id}/export")),
            (Person::Lead, format!("/evaluations/{id}/export")),
            (Person::Coordinator, format!("/api/v1/evaluations/{id}")),
            (Person::Lead, format!("/api/v1/evaluations/{id}")),
        ];
        // Before anything is marked, the word is where it is looked for: else the search finds nothing ever.
        let mut told = 0;
        for (person, path) in &outputs {
            let answer = fixture.client(test, *person).await.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            told += usize::from(said(path, &answer).contains(CANARY));
        }
        assert!(told >= 5, "only {told} of the outputs say it");
        let before = fixture.client(test, Person::Public).await.get(&outputs[1].1).await;

        let here = format!("/evaluations/{id}/secrecy");
        for kind in ["document", "text"] {
            let new = format!("{here}/mark/{kind}");
            let page = coordinator.get(&new).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text());
            let values = page.attributes("#chosen option", "value");
            let labels = page.all("#chosen option");
            let marked = values.iter().zip(&labels).filter(|(_, label)| label.contains(CANARY));
            let marked: Vec<&String> = marked.map(|(value, _)| value).collect();
            assert_eq!(marked.len(), if kind == "document" { 1 } else { 4 }, "{labels:?}");
            for value in marked {
                let refused = coordinator.send(&page, &new, &[("chosen", value)]).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "no legal ground");
                let fields = [("chosen", value.as_str()), ("law", LAW), ("key", value.as_str())];
                let done = coordinator.send(&page, &new, &fields).await;
                assert_eq!(done.location(), format!("{here}?done=secrecy"), "{}", done.text());
            }
        }
        for (person, path) in &outputs {
            let answer = fixture.client(test, *person).await.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(!said(path, &answer).contains(CANARY), "{path} tells {person} the word");
        }
        let public = fixture.client(test, Person::Public).await.get(&outputs[0].1).await;
        assert!(public.text().contains(&format!("[Uppgift utelämnad, {LAW}]")));
        assert!(public.text().contains("Öppet före.") && public.text().contains("Öppet efter."));
        let pdf = fixture.client(test, Person::Public).await.get(&outputs[1].1).await;
        assert!(pdf.body.starts_with(b"%PDF") && pdf.body != before.body, "it was made anew");
        let text = said(&outputs[1].1, &pdf);
        assert!(text.contains("utelämnad") && !text.contains(CANARY), "{text}");
        assert!(said(&outputs[1].1, &before).contains(CANARY), "and before it was there");
        // Nobody outside searches.
        let answer = fixture.client(test, Person::Public).await.get("/search?q=Kanarief").await;
        assert!(answer.status.is_redirection());
        // Inside the case it is still read.
        let mut lead = fixture.client(test, Person::Lead).await;
        let report = lead.get(&format!("/evaluations/{id}/report")).await;
        assert!(report.text().contains(CANARY));

        let lift = coordinator.get(&here).await.attributes(".act a", "href").remove(0);
        let page = coordinator.get(&lift).await;
        let lifted = coordinator.send(&page, &lift, &[]).await;
        assert_eq!(lifted.location(), format!("{here}?done=secrecy-lifted"));
        for (person, path) in
            [(Person::Coordinator, here.clone()), (Person::Lead, format!("{here}/mark/note"))]
        {
            speaks_every_language(test, &fixture, person, &path).await;
        }
        for kind in ["note", "nothing"] {
            let answer = coordinator.get(&format!("{here}/mark/{kind}")).await;
            assert_ne!(answer.status, StatusCode::OK, "the municipality reads no {kind}");
        }
    });
}
