//! Outcome beside governance: key figures beside a criterion, behind the points of a sub-area, and in the report.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, TestApp, on_both_apps};
use super::report::whole;
use axum::http::StatusCode;
use kompass_app::kpi::outcome::{Outcome, questions};
use kompass_core::evaluation::{Evaluation, State};
use kompass_core::i18n::texts;
use kompass_store::evaluation;

/// An evaluation of a municipality of which there are key figures. Whatever is judged in it is invented.
fn known(evaluation: &mut Evaluation) {
    evaluation.fictional = false;
    evaluation.municipality.code = Some("0138".to_owned());
}

/// What a page says, whatever keeps a number together.
fn text(page: &Answer) -> String {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    page.find("main").unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

const MARKS: [&str; 2] = [
    "Källa: Kolada, hämtat 2024-08-30 (värden)",
    "Egen bearbetning av data från Kolada (jämförelser)",
];

#[test]
fn a_criterion_stands_beside_its_outcome() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, known).await;
        let path = format!("/evaluations/{}/scoring/7.3.4", fixture.evaluation);
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&path).await;
        let said = text(&page);
        let figures =
            ["8,3 %", "2022", "mellersta hälften", "delad plats 163 av 269", "Medel för liknande"];
        for words in figures.iter().chain(&MARKS) {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(said.contains("inte om styrningen är orsaken"), "{said}");
        let links = page.attributes(".beside .outcome a", "href");
        assert_eq!(links, ["/key-figures/N00090?area=0138"]);
        assert!(text(&evaluator.get(&links[0]).await).contains("8,3 %"));
        speaks_every_language(test, &fixture, Person::Evaluator, &path).await;
    });
}

#[test]
fn an_invented_municipality_has_no_outcome() {
    on_both_apps(async |test: &TestApp| {
        let invented = |evaluation: &mut Evaluation| {
            *evaluation = whole(State::Delivered);
            evaluation.municipality.code = Some("0138".to_owned());
        };
        let fixture = Fixture::make(test, invented).await;
        let here = format!("/evaluations/{}/report", fixture.evaluation);
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        for path in [here.clone(), format!("{here}/7.3")] {
            let said = text(&evaluator.get(&path).await);
            assert!(!said.contains("Utfall bredvid styrning"), "{path}: {said}");
        }
        let fixture = Fixture::make(test, |_| {}).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let path = format!("/evaluations/{}/scoring/7.3.4", fixture.evaluation);
        let page = evaluator.get(&path).await;
        let said = text(&page);
        assert!(said.contains("Sjukfrånvaro totalt bland anställda") && !said.contains("8,3 %"));
        let links = page.attributes(".beside a", "href");
        assert!(links.contains(&"/key-figures/N00090".to_owned()), "{links:?}");
    });
}

#[test]
fn nothing_is_known_after_the_year_of_the_evaluation() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, known).await;
        let installation = test.installation();
        let loaded = evaluation::load(&installation.db, fixture.evaluation).await.unwrap();
        let framework = installation.catalogue.framework(&loaded.head.framework).unwrap();
        let generation = installation.kpis.current().unwrap();
        let outcome = |year: i16, code: Option<&str>| {
            let mut asked = Evaluation { year, ..loaded.evaluation.clone() };
            asked.municipality.code = code.map(str::to_owned);
            let sub_areas = framework.sub_areas();
            let all = sub_areas.flat_map(|(_, sub_area)| questions(sub_area));
            let words = texts(asked.language);
            let found = Outcome::of(&generation.segment, &asked, all, words)?;
            let years: Vec<i16> = found.figures.iter().map(|it| it.found.raw.year()).collect();
            Some((years, found.without))
        };
        let named = framework.sub_areas().flat_map(|(_, sub_area)| questions(sub_area));
        let mut tied: Vec<&String> = named.flat_map(|(_, question)| &question.kpis).collect();
        tied.sort_unstable();
        tied.dedup();
        let (now, without) = outcome(2025, Some("0138")).unwrap();
        assert_eq!(now.len() + without, tied.len());
        assert!(now.len() > 30 && now.iter().any(|year| *year > 2015), "{now:?}");
        let (then, without_then) = outcome(2015, Some("0138")).unwrap();
        assert!(!then.is_empty() && then.iter().all(|year| *year <= 2015), "{then:?}");
        assert!(without_then > without && then.len() + without_then == tied.len());
        assert_eq!(outcome(1980, Some("0138")), None);
        assert_eq!(outcome(2025, Some("9999")), None);
        assert_eq!(outcome(2025, None), None);
    });
}

#[test]
fn a_report_keeps_the_outcome_it_was_delivered_with() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| {
            *evaluation = whole(State::FactCheck);
            known(evaluation);
        })
        .await;
        let id = fixture.evaluation;
        let here = format!("/evaluations/{id}/report");
        let mut lead = fixture.client(test, Person::Lead).await;
        let behind = format!("{here}/7.3");
        let said = text(&lead.get(&behind).await);
        for words in ["8,3 %", "delad plats 163 av 269", "Medel för liknande"].iter().chain(&MARKS)
        {
            assert!(said.contains(words), "{words}: {said}");
        }
        speaks_every_language(test, &fixture, Person::Evaluator, &behind).await;
        let draft = text(&lead.get(&here).await);
        assert!(draft.contains("8,3 %") && draft.contains("samma ursprung som frågorna"));

        let deliver = format!("{here}/deliver");
        let page = lead.get(&deliver).await;
        let done = lead.send(&page, &deliver, &[]).await;
        assert!(done.status.is_redirection(), "{}", done.text());
        let delivered = text(&lead.get(&here).await);
        for words in ["8,3 %", "delad plats 163 av 269"].iter().chain(&MARKS) {
            assert!(delivered.contains(words), "{words}: {delivered}");
        }
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let decide = format!("/evaluations/{id}/publication");
        let page = coordinator.get(&decide).await;
        coordinator.send(&page, &decide, &[("decision", "publish"), ("embargo", "")]).await;
        let page = test.visitor().get(&format!("/published/{id}")).await;
        assert!(text(&page).contains(MARKS[0]));
        assert!(page.attributes("main a", "href").iter().all(|it| !it.contains("key-figures")));
    });
}
