//! What stands beside a criterion: pages of documents with the words looked for, answers, notes, key figures.

use super::document::{hand_in, read_all};
use super::fixture::{Fixture, Person};
use super::harness::{TestApp, on_both_apps};
use super::interview::slot;
use super::planning::{planned, with_second};
use axum::http::StatusCode;
use kompass_core::evaluation::{Document, Evaluation, State};
use kompass_core::framework::canonical::Pinned;
use kompass_store::evaluation;

/// Answers, documents and notes can all be handed in; nobody has judged.
fn visiting(evaluation: &mut Evaluation) {
    evaluation.state = State::Interviews;
    evaluation.documents.clear();
    evaluation.groups.clear();
    evaluation.areas.clear();
}

const ABOUT: &[u8] = "Program för lokal demokrati\n\nDemokratin ska nå alla.".as_bytes();

#[test]
fn everything_about_a_criterion_stands_beside_it() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let shelf = format!("{here}/documents");
        let files: [(&str, &[u8]); 2] =
            [("Program.txt", ABOUT), ("Vägar.txt", b"Asfalt och grus.")];
        assert!(hand_in(&mut coordinator, &shelf, &files).await.status.is_redirection());
        read_all(test).await;
        let at = format!("{here}/preparation/1.1.1");
        let page = coordinator.get(&at).await;
        let fields = [("text", "Fullmäktige beslutade 2023."), ("act", "approve")];
        assert!(coordinator.send(&page, &at, &fields).await.status.is_redirection());
        let at = format!("{here}/preparation/hand-in");
        let page = coordinator.get(&at).await;
        assert!(
            coordinator
                .send(&page, &at, &[("reason", "Resten kommer.")])
                .await
                .status
                .is_redirection()
        );
        let mut lead = fixture.client(test, Person::Lead).await;
        let day = [
            ("group", "unions"),
            ("day", "2025-10-14"),
            ("begins", "09:00"),
            ("ends", "10:00"),
            ("room", ""),
        ];
        let interview = slot(&mut lead, &format!("{here}/interviews"), &day).await;
        let page = lead.get(&interview).await;
        let note = [("at", "1.1.1"), ("tags", "1.1.1"), ("text", "Facket känner till programmet")];
        let noted = lead.send(&page, &format!("{interview}/notes"), &note).await;
        assert!(noted.status.is_redirection(), "{}", noted.text());

        fixture.step_to(test, State::Scoring).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&format!("{here}/scoring/1.1.1")).await;
        assert_eq!(page.status, StatusCode::OK);
        let beside = page.find(".beside").unwrap();
        for said in [
            "Strategi för demokrati och information",
            "Fullmäktige beslutade 2023.",
            "Facket känner till programmet",
            "N00300",
            "ingen sida har ord ur delområdets rubrik",
        ] {
            assert!(beside.contains(said), "{said}: {beside}");
        }
        assert!(page.find(".beside mark").unwrap().starts_with("demokrati"), "what was looked for");
        let leaves = page.attributes(".beside a[data-leaf]", "href");
        assert_eq!(leaves.len(), 1, "{leaves:?}");
        assert!(leaves[0].contains("/pages/1?q="), "{leaves:?}");
        let leaf = evaluator.get(&leaves[0]).await;
        assert!(leaf.find(".leaf mark").is_some(), "{}", leaf.text());
        assert!(!page.text().contains("style="), "nothing inline");
        assert!(page.body.len() < 100_000, "{} bytes", page.body.len());
        let title = kompass_core::kpi::title("N00300").unwrap();
        assert!(beside.contains(title), "{title}");
        // The municipality never comes here, whatever it handed in itself.
        assert_eq!(
            coordinator.get(&format!("{here}/scoring/1.1.1")).await.status,
            StatusCode::FORBIDDEN
        );
    });
}

#[test]
fn evidence_beside_the_second_sheet_comes_by_the_crosswalk() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let second = with_second(test, &mut lead, fixture.evaluation).await;
        let (installation, db) = (test.installation(), &test.installation().db);
        let mut documents = Vec::new();
        for sheet in [fixture.evaluation, second] {
            let stored = evaluation::load(db, sheet).await.unwrap();
            let framework = installation.catalogue.framework(&stored.head.framework).unwrap();
            let (stamp, pinned) = (installation.stamp().unwrap(), Pinned::new(framework));
            let mut content = Evaluation { state: State::Scoring, ..stored.evaluation };
            if sheet == second {
                // What both have in common stands with the first.
                (content.team, content.groups, content.documents) = (vec![], vec![], vec![]);
            } else {
                documents.clone_from(&content.documents);
            }
            let version = stored.head.version;
            evaluation::replace(db, &stamp, sheet, version, &content, &pinned).await.unwrap();
        }
        let catalogue = &installation.catalogue;
        let framework = catalogue.framework("kommunkompassen-2.0").unwrap();
        let found = framework.sub_areas().find_map(|(_, sub_area)| {
            let codes = catalogue.bearing_on("kommunkompassen-2020", &framework.id, &sub_area.code);
            let bears = |codes: &[String], code: &String| codes.contains(code);
            let document =
                documents.iter().find(|it| it.sub_areas.iter().any(|code| bears(&codes, code)))?;
            let near = |it: &Document| it.sub_areas.iter().any(|code| bears(&codes, code));
            let near = documents.iter().filter(|it| near(it)).map(|it| it.code.clone()).collect();
            Some((sub_area.questions.first()?.code.clone(), document.title.clone(), near))
        });
        let (question, title, near): (_, _, Vec<String>) =
            found.expect("a document of the first bears on the second");
        let page = lead.get(&format!("/evaluations/{second}/scoring/{question}")).await;
        let beside = page.find(".beside").unwrap_or_else(|| panic!("{}", page.text()));
        assert!(beside.contains("som motsvarar det här") && beside.contains(&title), "{beside}");
        // The same documents are offered first; the others can be ticked after them.
        let offered = page.attributes("input[name=evidence]", "value");
        assert_eq!(offered[..near.len()], near);
        let far = page.attributes("fieldset details input[name=evidence]", "value");
        assert!(!far.is_empty() && far.iter().all(|code| !near.contains(code)), "{far:?}");
        let all = |code: &&String| documents.iter().any(|it| it.code == **code);
        assert_eq!(offered.iter().filter(all).count(), documents.len());
    });
}
