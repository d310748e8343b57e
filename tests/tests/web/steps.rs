//! The steps of an evaluation: what the next one needs, taking it, and going back.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use super::planning::{planned, with_second};
use axum::http::StatusCode;
use kompass_core::Lang;
use kompass_core::evaluation::{Evaluation, Kind, State};
use kompass_store::report::{self, Draft};
use kompass_store::{evaluation, judgement};

async fn state(test: &TestApp, fixture: &Fixture) -> State {
    evaluation::head(&test.installation().db, fixture.evaluation).await.unwrap().state
}

/// E4 has signed, so nothing is missing.
fn signed(evaluation: &mut Evaluation) {
    planned(evaluation);
    let first = evaluation.team[0].declaration.clone();
    evaluation.team.iter_mut().for_each(|member| member.declaration.clone_from(&first));
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let here = format!("/evaluations/{}/steps", fixture.evaluation);
        for path in ["", "/forward/consensus", "/back/interviews"] {
            speaks_every_language(test, &fixture, Person::Lead, &format!("{here}{path}")).await;
        }
        speaks_every_language(test, &fixture, Person::Evaluator, &here).await;
    });
}

#[test]
fn the_next_step_says_what_it_needs_and_where_to_put_it_right() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, planned).await;
        let here = format!("/evaluations/{}/steps", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&here).await;
        assert_eq!(page.find("#next").as_deref(), Some("Nästa steg: förberedelse"));
        assert_eq!(page.attributes(".needs li", "class").len(), 0);
        let text = page.text();
        assert!(text.contains("Alla i teamet ska ha skrivit under jävsdeklarationen."), "{text}");
        assert!(text.contains("Vendela Strand"), "who is missing is named");
        let mend = page.attributes(".needs a", "href");
        assert_eq!(mend, [format!("/evaluations/{}/people", fixture.evaluation)]);
        assert!(page.find(".panel .primary").is_none(), "not before everything is in place");

        let forward = format!("{here}/forward/preparation");
        let page = lead.get(&forward).await;
        let refused = lead.send(&page, &forward, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#errors").unwrap().contains("jävsdeklarationen"));
        assert_eq!(state(test, &fixture).await, State::Planned);

        // Whoever has not signed sees nothing of it; whoever evaluates sees it but takes no step.
        for (person, status) in [
            (Person::Undeclared, StatusCode::FORBIDDEN),
            (Person::Reviewer, StatusCode::FORBIDDEN),
            (Person::Coordinator, StatusCode::FORBIDDEN),
            (Person::Administrator, StatusCode::OK),
            (Person::Account, StatusCode::NOT_FOUND),
            (Person::Evaluator, StatusCode::OK),
        ] {
            let answer = fixture.client(test, person).await.get(&here).await;
            assert_eq!(answer.status, status, "{person}");
            if person == Person::Administrator {
                assert!(answer.find(".timeline").is_some());
                assert!(answer.find(".needs").is_none(), "what keeps it there is the team's");
            }
        }
        let answer = fixture.client(test, Person::Evaluator).await.get(&forward).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_step_is_taken_noted_and_taken_back_with_a_reason() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, signed).await;
        let here = format!("/evaluations/{}/steps", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&here).await;
        let forward = page.attributes(".panel .primary", "href");
        assert_eq!(forward, [format!("{here}/forward/preparation")]);
        let page = lead.get(&forward[0]).await;
        assert!(page.find(".lead").unwrap().contains("Ramverket ligger fast"));
        let done = lead.send(&page, &forward[0], &[]).await;
        assert_eq!(done.location(), format!("{here}?done=step-forward"), "{}", done.text());
        assert_eq!(state(test, &fixture).await, State::Preparation);
        let again = lead.send(&page, &forward[0], &[]).await;
        assert!(again.status.is_redirection(), "sent twice it is one step");
        let log = lead.get(&here).await;
        assert_eq!(log.find("tbody tr:last-child th").as_deref(), Some("planerad → förberedelse"));
        assert!(log.find("tbody tr:last-child").unwrap().contains("Person lead"));
        assert_eq!(log.find(".timeline [aria-current] strong").as_deref(), Some("förberedelse"));

        let back = format!("{here}/back/planned");
        let page = lead.get(&back).await;
        let refused = lead.send(&page, &back, &[("reason", "  ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#reason-error").is_some());
        let done = lead.send(&page, &back, &[("reason", "Kommunen byter samordnare")]).await;
        assert_eq!(done.location(), format!("{here}?done=step-back"), "{}", done.text());
        let log = fixture.client(test, Person::Evaluator).await.get(&here).await;
        assert!(log.text().contains("Kommunen byter samordnare"));
        let frameworks = lead.get(&format!("/evaluations/{}/plan", fixture.evaluation)).await;
        assert!(
            frameworks.find("#framework").is_none(),
            "what has been further keeps its framework"
        );
        // What was seen in another state is not done by surprise.
        let stale = [("from", "interviews"), ("key", "another")];
        let page = lead.get(&forward[0]).await;
        let stale = lead.send(&page, &forward[0], &stale).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(state(test, &fixture).await, State::Planned);
        let unknown = lead.get(&format!("{here}/forward/heaven")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        let heaven = [("from", "heaven"), ("key", "third")];
        let unknown = lead.send(&page, &forward[0], &heaven).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_is_not_assessed_is_told_once_all_have_locked() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let here = format!("/evaluations/{}/steps", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&here).await;
        assert!(page.text().contains("visas när alla har låst"), "{}", page.text());

        // A step back unlocks and leaves every judgement with its version.
        let db = &test.installation().db;
        let stored = evaluation::load(db, fixture.evaluation).await.unwrap().evaluation;
        let question = &stored.areas[0].sub_areas[0].questions[0];
        let (code, by) = (question.code.as_str(), question.judgements[0].by.as_str());
        let judged = judgement::get(db, fixture.evaluation, code, by).await.unwrap();
        let back = format!("{here}/back/interviews");
        let page = lead.get(&back).await;
        assert!(page.find(".consequence").unwrap().contains("låses upp"));
        let done = lead.send(&page, &back, &[("reason", "En grupp återstår")]).await;
        assert!(done.status.is_redirection(), "{}", done.text());
        assert_eq!(state(test, &fixture).await, State::Interviews);
        assert_eq!(judgement::get(db, fixture.evaluation, code, by).await.unwrap(), judged);
    });
}

#[test]
fn after_delivery_the_coordinator_goes_on() {
    on_both_apps(async |test: &TestApp| {
        let delivered = |evaluation: &mut Evaluation| {
            evaluation.state = State::Delivered;
            let first = evaluation.team[0].declaration.clone();
            evaluation.team.iter_mut().for_each(|it| it.declaration.clone_from(&first));
            let judges = ["E1", "E2", "E3", "E4"].map(str::to_owned);
            evaluation.areas.iter_mut().for_each(|area| area.locked = judges.to_vec());
            for question in evaluation
                .areas
                .iter_mut()
                .flat_map(|area| &mut area.sub_areas)
                .flat_map(|sub| &mut sub.questions)
            {
                // The fourth, whom only these tests know of, judges as the first did.
                let mut fourth = question.judgements[0].clone();
                "E4".clone_into(&mut fourth.by);
                question.judgements.push(fourth);
            }
        };
        let fixture = Fixture::make(test, delivered).await;
        let installation = test.installation();
        let blob = installation.blobs.put(uuid::Uuid::now_v7(), "rapport".into()).await.unwrap();
        let draft = Draft {
            evaluation: fixture.evaluation,
            language: Lang::Sv,
            blob: &blob,
            model: "{}",
            deliver: None,
            note: "",
        };
        let stamp = installation.stamp().unwrap();
        report::freeze(&installation.db, &stamp, &draft).await.unwrap();
        let here = format!("/evaluations/{}/steps", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&here).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.attributes(".goes a", "href").is_empty(), "not back into the judging");
        let follow_up = format!("{here}/forward/follow_up");
        let primary = page.attributes(".panel .primary", "href");
        assert_eq!(primary, [follow_up.as_str()], "{}", page.find(".needs").unwrap_or_default());
        let page = coordinator.get(&follow_up).await;
        assert!(coordinator.send(&page, &follow_up, &[]).await.status.is_redirection());
        assert_eq!(state(test, &fixture).await, State::FollowUp);
        let mut lead = fixture.client(test, Person::Lead).await;
        let refused = lead.get(&format!("{here}/back/delivered")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_self_evaluation_may_skip_steps_but_no_rule() {
    on_both_apps(async |test: &TestApp| {
        let own = |evaluation: &mut Evaluation| {
            planned(evaluation);
            evaluation.kind = Kind::SelfEvaluation;
        };
        let fixture = Fixture::make(test, own).await;
        let here = format!("/evaluations/{}/steps", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&here).await;
        let skips = page.attributes(".panel .goes a", "href");
        assert!(skips.contains(&format!("{here}/forward/scoring")), "{skips:?}");
        let delivered = format!("{here}/forward/delivered");
        assert!(!skips.contains(&delivered), "a report is delivered on its own page: {skips:?}");
        let far = format!("{here}/forward/review");
        let page = lead.get(&far).await;
        let refused = lead.send(&page, &far, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is judged");
        let near = format!("{here}/forward/scoring");
        let page = lead.get(&near).await;
        assert!(lead.send(&page, &near, &[]).await.status.is_redirection());
        assert_eq!(state(test, &fixture).await, State::Scoring);
        let page = lead.get(&here).await.text();
        assert_eq!(page.matches("hoppades över").count(), 2, "preparation and interviews");
        assert!(!page.contains("gjordes innan utvärderingen lades in här"), "{page}");
    });
}

#[test]
fn two_frameworks_step_together() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, signed).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let second = with_second(test, &mut lead, fixture.evaluation).await;
        let here = format!("/evaluations/{}/steps", fixture.evaluation);
        let page = lead.get(&here).await;
        assert!(page.find(".panel h3").unwrap().contains("2.0"), "{}", page.text());
        let forward = format!("{here}/forward/preparation");
        let page = lead.get(&forward).await;
        let done = lead.send(&page, &forward, &[]).await;
        assert_eq!(done.location(), format!("{here}?done=step-forward"), "{}", done.text());
        let db = &test.installation().db;
        assert_eq!(evaluation::head(db, second).await.unwrap().state, State::Preparation);
        for to in ["interviews", "scoring"] {
            let forward = format!("{here}/forward/{to}");
            let page = lead.get(&forward).await;
            let done = lead.send(&page, &forward, &[]).await;
            assert!(done.status.is_redirection(), "{to}: {}", done.text());
        }
        // Both have to be locked; each is told of.
        let page = lead.get(&here).await;
        assert_eq!(page.find(".panel .needs ~ h3").as_deref(), page.find(".panel h3").as_deref());
        let locks = page.text().matches("Alla utvärderare ska ha låst").count();
        assert_eq!(locks, 2, "{}", page.text());
    });
}
