//! Consensus: side by side once all have locked, agreed on by who has read what was agreed on before.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, State, TeamRole};

/// Everybody has judged, nothing is agreed on.
pub(super) fn nothing_agreed(evaluation: &mut Evaluation) {
    evaluation.state = State::Consensus;
    // Whoever has not signed has not judged, and nobody waits for that.
    let undeclared = evaluation.team.iter_mut().filter(|member| member.code == "E4");
    undeclared.for_each(|member| member.role = TeamRole::Reviewer);
    for sub_area in evaluation.areas.iter_mut().flat_map(|area| &mut area.sub_areas) {
        sub_area.agreed = None;
        sub_area.questions.iter_mut().for_each(|question| question.agreed = None);
    }
}

fn path(href: &str) -> String {
    href.split('?').next().unwrap().to_owned()
}

/// A value for each dimension of the form: the level at this place.
fn levels(page: &Answer, at: usize) -> Vec<(String, String)> {
    let dimensions = page.attributes("fieldset.segments", "id");
    assert!(!dimensions.is_empty(), "{}", page.text());
    let value =
        |name: &String| page.attributes(&format!("input[name={name}]"), "value")[at].clone();
    dimensions.iter().map(|name| (name.clone(), value(name))).collect()
}

async fn send(
    client: &mut super::harness::Client,
    page: &Answer,
    action: &str,
    fields: &[(String, String)],
) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.send(page, action, &fields).await
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_agreed).await;
        let here = format!("/evaluations/{}/consensus", fixture.evaluation);
        for page in ["", "?show=all", "/agreement", "/areas/1/accept", "/1.1.1"] {
            speaks_every_language(test, &fixture, Person::Lead, &format!("{here}{page}")).await;
        }
    });
}

#[test]
fn nothing_is_side_by_side_while_anybody_judges() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        for page in
            ["/consensus", "/consensus/agreement", "/consensus/1.1.1", "/consensus/areas/1/accept"]
        {
            for person in [Person::Lead, Person::Evaluator, Person::Coordinator, Person::Reviewer] {
                let mut client = fixture.client(test, person).await;
                let answer = client.get(&format!("{here}{page}")).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{person} {page}");
                let overview = client.get(&here).await;
                assert!(
                    !overview.attributes("nav a", "href").contains(&format!("{here}/consensus"))
                );
            }
        }
    });
}

#[test]
fn a_value_is_agreed_on_changed_and_taken_back() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_agreed).await;
        let here = format!("/evaluations/{}/consensus", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let mut other = fixture.client(test, Person::Evaluator).await;
        let list = lead.get(&here).await;
        let unit = list.attributes(".agenda h2 a", "href").remove(0);
        let page = lead.get(&unit).await;
        let stale = other.get(&unit).await;
        assert_eq!(page.attributes("table tbody tr", "class").len(), 0);
        assert!(page.text().contains("Marit Ekenvall") && page.find("svg.dots").is_some());

        let refused = lead.send(&page, &unit, &[("reason", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.attributes("#errors a", "href")[0].starts_with("#level-"));
        let mut fields = levels(&page, 1);
        let silent = send(&mut lead, &page, &unit, &fields).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "they differ");
        assert_eq!(silent.attributes("#errors a", "href"), ["#reason"]);
        fields.push(("reason".into(), "Bolagen är inte med.".into()));
        let agreed = send(&mut lead, &page, &unit, &fields).await;
        assert_eq!(path(agreed.location()), unit);
        let page = lead.get(&unit).await;
        assert!(page.find(".panel").unwrap().contains("Bolagen är inte med."));
        let all = lead.get(&format!("{here}?show=all")).await;
        assert!(all.body.len() < 100_000, "{} bytes before compression", all.body.len());
        assert!(all.find(".voices").is_none(), "who said what stands with each");
        assert_eq!(all.attributes(".agenda .tag.good", "class").len(), 1);

        // A colleague who chose meanwhile sees both, and nothing is overwritten before.
        let mut mine = levels(&stale, 0);
        mine.push(("reason".into(), "Det finns bara i ett dokument.".into()));
        let conflict = send(&mut other, &stale, &unit, &mine).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(
            conflict.find(".notice.waits[role=alert]").unwrap().contains("Bolagen är inte med.")
        );
        assert_eq!(conflict.find("#reason").as_deref(), Some("Det finns bara i ett dokument."));
        assert!(lead.get(&unit).await.find(".panel").unwrap().contains("Bolagen är inte med."));
        let changed = other.send(&conflict, &unit, &[]).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
        assert!(lead.get(&unit).await.find(".panel").unwrap().contains("bara i ett dokument"));

        let undo = format!("{unit}/undo");
        let late = lead.send(&page, &undo, &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "it was changed since");
        let page = lead.get(&unit).await;
        assert_eq!(path(lead.send(&page, &undo, &[]).await.location()), unit);
        assert!(lead.get(&unit).await.find(".panel").is_none());
        assert_eq!(lead.get(&format!("{here}/9.9.9")).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_all_have_judged_is_agreed_on_in_one_press() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_agreed).await;
        let here = format!("/evaluations/{}/consensus", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let open = async |lead: &mut super::harness::Client| {
            lead.get(&here).await.attributes(".agenda h2 a", "href").len()
        };
        let before = open(&mut lead).await;
        let list = lead.get(&here).await;
        let one = list.attributes(".agenda form", "action").remove(0);
        assert_eq!(path(lead.send(&list, &one, &[]).await.location()), here);
        assert_eq!(open(&mut lead).await, before - 1);
        let area = lead.get(&here).await.attributes("#waiting-areas a", "href").remove(0);
        let page = lead.get(&area).await;
        let waiting = page.text().matches("<tr><th scope=\"row\">").count();
        assert!(waiting > 0);
        assert_eq!(path(lead.send(&page, &area, &[]).await.location()), here);
        assert_eq!(open(&mut lead).await, before - 1 - waiting);
        let again = lead.get(&area).await;
        assert!(again.find("form[action$=accept]").is_none(), "nothing waits any more");
    });
}

#[test]
fn agreement_is_explained_and_says_what_it_is_made_of() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, nothing_agreed).await;
        let page = format!("/evaluations/{}/consensus/agreement", fixture.evaluation);
        let whole = fixture.client(test, Person::Evaluator).await.get(&page).await;
        assert!(whole.text().contains("0,8") && whole.text().contains("av 3 utvärderare"));
        assert!(whole.attributes("tbody td.number", "class").len() > 1, "{}", whole.text());
        let few = Fixture::make(test, |evaluation| {
            nothing_agreed(evaluation);
            evaluation.areas.truncate(1);
        })
        .await;
        let page = format!("/evaluations/{}/consensus/agreement", few.evaluation);
        let few = few.client(test, Person::Evaluator).await.get(&page).await;
        assert!(few.find(".notice").unwrap().contains("visas från 30 frågor"));
        assert!(few.find("table").is_none());
    });
}
