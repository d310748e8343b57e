//! Planning: the plan, two frameworks, conditions, booking, and places on the team.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, State};
use kompass_store::evaluation;
use uuid::Uuid;

/// Granvik as it is booked: nobody has judged.
pub(super) fn planned(evaluation: &mut Evaluation) {
    evaluation.state = State::Planned;
    evaluation.areas.clear();
}

/// Adds the second framework by the form of the plan; returns the second sheet.
pub(super) async fn with_second(test: &TestApp, lead: &mut Client, id: Uuid) -> Uuid {
    let plan = format!("/evaluations/{id}/plan");
    let page = lead.get(&plan).await;
    let saved = lead.send(&page, &plan, &[("second", "kommunkompassen-2.0")]).await;
    assert_eq!(saved.location(), format!("/evaluations/{id}?done=saved"), "{}", saved.text());
    evaluation::companion(&test.installation().db, id).await.unwrap().expect("a second sheet").id
}

fn texts(answer: &Answer, selector: &str) -> String {
    answer.find(selector).unwrap_or_default()
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        for path in ["plan", "conditions", "people/appoint"] {
            speaks_every_language(test, &fixture, Person::Lead, &format!("{here}/{path}")).await;
        }
        let conditions = format!("{here}/conditions");
        speaks_every_language(test, &fixture, Person::Evaluator, &conditions).await;
        let new = format!("/organisations/{}/evaluations/new", fixture.own.0);
        speaks_every_language(test, &fixture, Person::Administrator, &new).await;
    });
}

#[test]
fn the_plan_is_changed_until_the_interviews() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let plan = format!("{here}/plan");
        for person in [Person::Lead, Person::Administrator] {
            let page = fixture.client(test, person).await.get(&here).await;
            let links = page.attributes(".goes a", "href");
            assert!(links.contains(&plan), "{person}: {links:?}");
        }
        for person in [Person::Evaluator, Person::Coordinator, Person::Reader, Person::Reviewer] {
            let answer = fixture.client(test, person).await.get(&plan).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{person}");
        }
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&plan).await;
        assert_eq!(page.attributes("#municipality", "value"), ["Granvik"]);
        assert!(page.attributes("#municipality-list option", "value").contains(&"Åmål".into()));
        for (field, value, place) in [
            ("municipality", " ", "#municipality-error"),
            ("date", "12 mars", "#date-error"),
            ("date", "1812-03-12", "#date-error"),
            ("visit-2", "i maj", "#visit-2-error"),
            ("facts", "Invånare", "#facts-error"),
            ("language", "fi", "#language-error"),
            ("second", "kommunkompassen-2020", "#second-error"),
        ] {
            let refused = lead.send(&page, &plan, &[(field, value)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            assert!(refused.find(place).is_some(), "{field}: {}", refused.text());
            assert_eq!(refused.attributes("#record", "value").len(), 1, "the form is all there");
        }
        let fields = [
            ("municipality", "0138"),
            ("date", "2027-03-12"),
            ("visit-1", "2027-03-16"),
            ("visit-2", "2027-03-15"),
            ("visit-3", ""),
            ("record", "KS 2027/14"),
            ("facts", "Invånare | 49 000 | 2026 | SCB"),
        ];
        let saved = lead.send(&page, &plan, &fields).await;
        assert_eq!(saved.location(), format!("{here}?done=saved"), "{}", saved.text());
        let shown = lead.get(&here).await;
        assert_eq!(texts(&shown, "h1"), "Tyresö 2027");
        assert!(shown.text().contains("KS 2027/14") && shown.text().contains("0138"));
        let db = &test.installation().db;
        let stored = evaluation::load(db, fixture.evaluation).await.unwrap().evaluation;
        assert_eq!(stored.visit.first().map(ToString::to_string).as_deref(), Some("2027-03-15"));
        assert_eq!(stored.municipality.facts[0].source, "SCB");
        assert_eq!(stored.team.len(), 5, "and the team as it was");
    });
}

#[test]
fn two_who_plan_at_once_see_both_plans() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let plan = format!("/evaluations/{}/plan", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let mut office = fixture.client(test, Person::Administrator).await;
        let stale = lead.get(&plan).await;
        let page = office.get(&plan).await;
        office.send(&page, &plan, &[("record", "KS 1"), ("facts", "Yta | 70 km²")]).await;
        let mine = [("record", "KS 2"), ("facts", "Tätorter | 3")];
        let both = lead.send(&stale, &plan, &mine).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        for text in ["Yta", "70 km²", "Tätorter"] {
            assert!(both.text().contains(text), "{text}");
        }
        let merged = lead.send(&both, &plan, &[("merge", "both")]).await;
        assert!(merged.status.is_redirection(), "{}", merged.text());
        let page = lead.get(&plan).await;
        assert_eq!(page.attributes("#record", "value"), ["KS 2"]);
        let facts = texts(&page, "#facts");
        assert!(facts.contains("Yta | 70 km²") && facts.contains("Tätorter | 3"), "{facts}");
        let state = |evaluation: &mut Evaluation| evaluation.state = State::Interviews;
        let later = Fixture::make(test, state).await;
        let closed = later.client(test, Person::Lead).await.get(&plan).await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND, "somebody of another evaluation");
        let own = format!("/evaluations/{}/plan", later.evaluation);
        let closed = later.client(test, Person::Lead).await.get(&own).await;
        assert_eq!(closed.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn two_frameworks_share_the_evaluation_and_have_a_sheet_each() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let second = with_second(test, &mut lead, fixture.evaluation).await;
        let (main, sheet) =
            (format!("/evaluations/{}", fixture.evaluation), format!("/evaluations/{second}"));
        let shown = lead.get(&main).await;
        assert_eq!(shown.attributes("#content .panel tbody a", "href"), [sheet.as_str()]);
        let other = lead.get(&sheet).await;
        assert_eq!(other.status, StatusCode::OK, "{}", other.text());
        assert_eq!(other.attributes("#content .panel tbody a", "href"), [main.as_str()]);
        assert!(other.text().contains("Kommunkompassen 2.0"));
        assert_eq!(lead.get("/evaluations").await.attributes("tbody a", "href"), [main.as_str()]);

        // What both share stands with the evaluation; what is of the sheet stays there.
        for path in ["people", "people/appoint", "plan", "steps", "links"] {
            let answer = lead.get(&format!("{sheet}/{path}")).await;
            assert_eq!(answer.location(), format!("{main}/{path}"), "{path}");
        }
        assert_eq!(lead.get(&format!("{sheet}/conditions")).await.status, StatusCode::OK);
        let csrf = lead.get(&main).await.csrf();
        let refused = lead.post(&format!("{sheet}/plan"), &[("csrf".to_owned(), csrf)]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        for (person, status) in [
            (Person::Coordinator, StatusCode::OK),
            (Person::Administrator, StatusCode::OK),
            (Person::Evaluated, StatusCode::OK),
            (Person::Account, StatusCode::NOT_FOUND),
        ] {
            let answer = fixture.client(test, person).await.get(&sheet).await;
            assert_eq!(answer.status, status, "{person}");
        }
        let answer = fixture.client(test, Person::Undeclared).await.get(&sheet).await;
        assert!(
            answer.text().contains("Innan du får se mer"),
            "undeclared here is undeclared there"
        );

        // And it can be taken away again while nobody has judged.
        let plan = format!("{main}/plan");
        let page = lead.get(&plan).await;
        lead.send(&page, &plan, &[("second", "")]).await;
        assert_eq!(lead.get(&sheet).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn conditions_say_what_they_mean_for_the_points() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let here = format!("/evaluations/{}/conditions", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&here).await;
        let boxes = page.attributes("input[name=holding]", "value");
        assert!(!boxes.is_empty(), "the framework has conditions");
        assert!(texts(&page, ".radio .help").starts_with("Om inte: fråg"), "{}", page.text());
        let stale = lead.get(&here).await;
        let mut none = page.form(&here, &[]);
        none.retain(|(name, _)| name != "holding");
        assert_eq!(lead.post(&here, &none).await.location(), format!("{here}?done=saved"));
        let page = lead.get(&here).await;
        assert!(page.attributes("input[name=holding][checked]", "value").is_empty());
        let late = lead.send(&stale, &here, &[("holding", boxes[0].as_str())]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "nothing is overwritten unseen");
        assert!(late.find("form.merging ins").is_some(), "{}", late.text());
        let chosen = lead.send(&late, &here, &[]).await;
        assert_eq!(chosen.location(), format!("{here}?done=saved"));
        let now = lead.get(&here).await;
        assert!(!now.attributes("input[name=holding][checked]", "value").is_empty());
        assert_eq!(
            lead.post(&here, &{
                let mut none = now.form(&here, &[]);
                none.retain(|(name, _)| name != "holding");
                none
            })
            .await
            .location(),
            format!("{here}?done=saved")
        );
        let unknown = lead.send(&page, &here, &[("holding", "castle")]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);

        let read = fixture.client(test, Person::Evaluator).await.get(&here).await;
        assert_eq!(texts(&read, "tbody td"), "nej");
        assert!(read.find("main form").is_none(), "the lead says so");
        for person in [Person::Coordinator, Person::Reader, Person::Administrator] {
            let answer = fixture.client(test, person).await.get(&here).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{person}");
        }
    });
}

#[test]
fn an_evaluation_is_booked_with_days_lead_and_two_frameworks() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut office = fixture.client(test, Person::Administrator).await;
        let new = format!("/organisations/{}/evaluations/new", fixture.own.0);
        let page = office.get(&new).await;
        let same = [
            ("municipality", "Ale"),
            ("date", "2027-03-12"),
            ("framework", "kommunkompassen-2020"),
            ("second", "kommunkompassen-2020"),
            ("visit-2", "onsdag"),
        ];
        let refused = office.send(&page, &new, &same).await;
        assert!(refused.find("#visit-2-error").is_some());
        let refused = office.send(&page, &new, &[&same[..4], &[("visit-2", "")]].concat()).await;
        assert!(refused.find("#second-error").is_some(), "{}", refused.text());
        let fields = [
            ("municipality", "Ale"),
            ("date", "2027-03-12"),
            ("framework", "kommunkompassen-2020"),
            ("second", "kommunkompassen-2.0"),
            ("visit-1", "2027-03-15"),
            ("lead", "Eva Ek"),
            ("employer", "Förbundet"),
        ];
        let booked = office.send(&page, &new, &fields).await;
        let appoint = booked.location().split('?').next().unwrap().to_owned();
        let id: Uuid = appoint.split('/').nth(2).unwrap().parse().unwrap();
        let db = &test.installation().db;
        let stored = evaluation::load(db, id).await.unwrap().evaluation;
        assert_eq!((stored.visit.len(), stored.team[0].name.as_str()), (1, "Eva Ek"));
        let second = evaluation::companion(db, id).await.unwrap().expect("two sheets");
        assert_eq!(second.framework, "kommunkompassen-2.0");
        let again = office.send(&page, &new, &fields).await;
        assert_eq!(again.location(), booked.location(), "sent twice it is one evaluation");

        // The place of the lead is offered to an account, and only for that role.
        let page = office.get(&appoint).await;
        assert_eq!(page.attributes("#place option", "value"), ["", "E1"]);
        let own = office.get("/api/v1/me").await.json();
        let email = own["email"].as_str().unwrap();
        let wrong = [("role", "evaluator"), ("email", email), ("place", "E1")];
        let refused = office.send(&page, &appoint, &wrong).await;
        assert!(refused.find("#place-error").is_some(), "{}", refused.text());
        let right = [("role", "lead_evaluator"), ("email", email), ("place", "E1")];
        let appointed = office.send(&page, &appoint, &right).await;
        assert_eq!(appointed.location(), format!("/evaluations/{id}/people?done=appointed"));
        let team = evaluation::load(db, id).await.unwrap().evaluation.team;
        assert_eq!(team.len(), 1, "no new place was made");
        assert!(office.get(&appoint).await.find("#place").is_none(), "none is free any more");
    });
}

#[test]
fn a_place_of_an_imported_team_is_given_to_an_account_in_every_step() {
    on_both_apps(async |test: &TestApp| {
        let state = |evaluation: &mut Evaluation| evaluation.state = State::Consensus;
        let fixture = Fixture::make(test, state).await;
        let appoint = format!("/evaluations/{}/people/appoint", fixture.evaluation);
        let mut office = fixture.client(test, Person::Administrator).await;
        let page = office.get(&appoint).await;
        assert_eq!(page.attributes("#place option", "value"), ["E2"], "no new ones are made now");
        let fields = [("role", "evaluator"), ("email", "ny@example.se"), ("place", "E2")];
        let invited = office.send(&page, &appoint, &fields).await;
        assert_eq!(invited.status, StatusCode::OK, "{}", invited.text());
        assert!(office.get(&appoint).await.find("#place").is_none(), "the invitation holds it");
        let taken = office.send(&page, &appoint, &fields).await;
        assert!(taken.find("form").is_some() && taken.status == StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn once_there_is_a_coordinator_nobody_else_hands_out_what_answers_for_the_municipality() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let links = format!("/evaluations/{}/links", fixture.evaluation);
        let make = format!("{links}/contributor");
        let fields = [("name", "Bo Ek"), ("scope", "1.1")];
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&make).await;
        let made = coordinator.send(&page, &make, &fields).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        let offered = coordinator.get(&links).await;
        assert!(offered.attributes("main a", "href").contains(&make));
        let mut lead = fixture.client(test, Person::Lead).await;
        let mine = lead.get(&links).await;
        let mut token = page.form(&make, &fields);
        token.retain(|(name, _)| name != "csrf");
        token.push(("csrf".to_owned(), mine.csrf()));
        for refused in [lead.get(&make).await, lead.post(&make, &token).await] {
            assert_eq!(refused.status, StatusCode::FORBIDDEN);
            assert!(refused.text().contains("samordnare"), "{}", refused.text());
        }
        let delegate = format!("/evaluations/{}/preparation/delegate", fixture.evaluation);
        assert_eq!(lead.get(&delegate).await.status, StatusCode::FORBIDDEN);
        // Nor is it offered: neither the form, nor a contributor's link anew.
        assert!(!mine.attributes("main a", "href").contains(&make));
        let renewed = mine.attributes("tbody form", "action");
        let all = offered.attributes("tbody form", "action");
        assert!(!renewed.is_empty() && renewed.len() < all.len(), "{renewed:?} of {all:?}");
        for renew in all {
            let expected =
                if renewed.contains(&renew) { StatusCode::OK } else { StatusCode::FORBIDDEN };
            let csrf = [("csrf".to_owned(), lead.get(&links).await.csrf())];
            assert_eq!(lead.post(&renew, &csrf).await.status, expected, "{renew}");
        }
    });
}
