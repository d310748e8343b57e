//! The start page: what waits for each of them, and what is late.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, TestApp, on_both_apps};
use super::planning::planned;
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, FactCheck, State};

async fn start(test: &TestApp, fixture: &Fixture, person: Person) -> Answer {
    let page = fixture.client(test, person).await.get("/").await;
    assert_eq!(page.status, StatusCode::OK, "{person}");
    page
}

/// Words and addresses of what waits.
fn waiting(page: &Answer) -> Vec<String> {
    page.attributes(".waits-in .waiting a", "href")
}

#[test]
fn the_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        for person in [Person::Lead, Person::System, Person::Reader, Person::Account] {
            speaks_every_language(test, &fixture, person, "/").await;
        }
    });
}

#[test]
fn everybody_sees_what_waits_for_them_while_judging() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let page = start(test, &fixture, Person::Undeclared).await;
        assert_eq!(waiting(&page), [format!("{here}/declaration")], "and nothing else is open");
        for person in [Person::Lead, Person::Evaluator] {
            let page = start(test, &fixture, person).await;
            // The eighth is judged together, so nobody locks it.
            assert!(page.text().contains("7 områden att bedöma och låsa"), "{}", page.text());
        }
        for (person, words) in [
            (Person::Reviewer, "När en utvärdering är klar att granska"),
            (Person::Coordinator, "När utvärderarna frågar något"),
            (Person::Reader, "När rapporten är levererad"),
            (Person::Account, "Du har ingen roll här än"),
            (Person::System, "Du sköter installationen"),
        ] {
            let page = start(test, &fixture, person).await;
            assert!(waiting(&page).is_empty(), "{person}");
            assert!(page.text().contains(words), "{person}: {}", page.text());
        }
        let page = start(test, &fixture, Person::System).await;
        assert!(page.attributes("main a", "href").contains(&"/administrators".to_owned()));
    });
}

#[test]
fn what_is_late_comes_first_and_says_since_when() {
    on_both_apps(async |test: &TestApp| {
        let late = |evaluation: &mut Evaluation| {
            planned(evaluation);
            evaluation.visit = vec![jiff::civil::date(2020, 5, 4)];
        };
        let fixture = Fixture::make(test, late).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let page = start(test, &fixture, Person::Lead).await;
        assert_eq!(waiting(&page), [format!("{here}/steps")]);
        assert!(page.text().contains("Inför förberedelse saknas en sak"), "{}", page.text());
        assert_eq!(
            page.find(".due.late").as_deref(),
            Some("försenat, skulle varit klart 2020-05-04")
        );
        let page = start(test, &fixture, Person::Undeclared).await;
        assert!(page.find(".due.late").is_some(), "the declaration is late as well");
        assert_eq!(waiting(&start(test, &fixture, Person::Evaluator).await), [""; 0]);
    });
}

#[test]
fn the_fact_check_waits_for_the_municipality_and_its_comments_for_the_team() {
    on_both_apps(async |test: &TestApp| {
        let checking = |evaluation: &mut Evaluation| {
            evaluation.state = State::FactCheck;
            let comment = kompass_core::evaluation::Comment {
                place: "1.1".into(),
                text: "Vi har två bolag".into(),
                answer: String::new(),
            };
            let until = jiff::civil::date(2090, 1, 31);
            let comments = vec![comment];
            evaluation.fact_check = Some(FactCheck { until, done: false, comments });
        };
        let fixture = Fixture::make(test, checking).await;
        let page = start(test, &fixture, Person::Coordinator).await;
        assert!(page.text().contains("Läs texten och lämna synpunkter"));
        assert_eq!(page.find(".due").as_deref(), Some("senast 2090-01-31"));
        let page = start(test, &fixture, Person::Evaluator).await;
        assert!(page.text().contains("En synpunkt att besvara"), "{}", page.text());
        assert!(waiting(&start(test, &fixture, Person::Reviewer).await).is_empty());
    });
}

#[test]
fn answers_wait_for_the_coordinator_and_for_nobody_else() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, super::document::preparation).await;
        let here = format!("/evaluations/{}/preparation", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get("/").await;
        let words = "förhandsfrågor att besvara";
        assert!(page.text().contains(words), "{}", page.text());
        for (code, act) in [("1.1.1", "ready"), ("1.2.1", "approve")] {
            let at = format!("{here}/{code}");
            let page = coordinator.get(&at).await;
            let fields = [("text", "Så här gör vi."), ("act", act)];
            assert!(coordinator.send(&page, &at, &fields).await.status.is_redirection());
        }
        let page = coordinator.get("/").await;
        assert!(page.text().contains("Ett svar att godkänna"), "{}", page.text());
        assert!(page.text().contains("Ett godkänt svar att lämna in"));
        assert!(waiting(&page).contains(&format!("{here}/hand-in")));

        // A colleague should have answered yesterday.
        let link = kompass_app::link::Opens {
            questions: vec!["1.1.1".to_owned(), LATE.to_owned()],
            due: Some(test.installation().today().yesterday().unwrap()),
            ..kompass_app::link::Opens::default()
        };
        delegated(test, &fixture, &link).await;
        let page = coordinator.get("/").await;
        let since = link.due.unwrap().to_string();
        assert!(page.text().contains(&format!("skulle varit klart {since}")), "{}", page.text());
        assert!(page.text().contains("En fråga som en kollega skulle ha svarat på"));

        // Evaluators ask back about what was handed in.
        let at = format!("{here}/hand-in");
        let page = coordinator.get(&at).await;
        coordinator.send(&page, &at, &[("reason", "Resten kommer.")]).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let at = format!("{here}/1.2.1");
        let page = lead.get(&at).await;
        let asked = lead.send(&page, &format!("{at}/ask"), &[("query", "Sedan när?")]).await;
        assert!(asked.status.is_redirection(), "{}", asked.text());
        let page = coordinator.get("/").await;
        assert!(page.text().contains("En fråga tillbaka att svara på"), "{}", page.text());
        assert!(!page.text().contains("att lämna in"), "it is handed in");

        for person in [Person::Lead, Person::Evaluator, Person::Reader, Person::Evaluated] {
            let page = start(test, &fixture, person).await;
            assert!(!waiting(&page).iter().any(|it| it.starts_with(&here)), "{person}");
        }
        speaks_every_language(test, &fixture, Person::Coordinator, "/").await;
    });
}

/// A pre-question that nobody answers here.
const LATE: &str = "1.3.2";

/// Gives questions to a colleague, by a link that opens this.
async fn delegated(test: &TestApp, fixture: &Fixture, opens: &kompass_app::link::Opens) {
    let installation = test.installation();
    let new = kompass_store::link::NewLink {
        id: uuid::Uuid::now_v7(),
        digest: &kompass_app::secret::digest(&uuid::Uuid::now_v7().to_string()),
        purpose: kompass_store::link::Purpose::Contributor,
        organisation: None,
        evaluation: Some(fixture.evaluation),
        account: None,
        role: None,
        email: "",
        name: "Kim",
        scope: serde_json::to_value(opens).unwrap(),
        expires_at: installation.now() + jiff::SignedDuration::from_hours(24),
        most_uses: None,
        by_mail: false,
    };
    let stamp = installation.stamp().unwrap();
    kompass_store::link::create(&installation.db, &stamp, &new).await.unwrap();
}

#[test]
fn interviews_wait_for_those_who_hold_them() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, super::interview::visiting).await;
        let here = format!("/evaluations/{}/interviews", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let slot = |begins, ends, evaluator| {
            [
                ("group", "unions"),
                ("day", "2025-10-14"),
                ("begins", begins),
                ("ends", ends),
                ("evaluators", evaluator),
            ]
        };
        let one = super::interview::slot(&mut lead, &here, &slot("09:00", "10:00", "E3")).await;
        super::interview::slot(&mut lead, &here, &slot("11:00", "12:00", "E1")).await;
        let page = start(test, &fixture, Person::Lead).await;
        let words = "2 intervjuer som skulle ha hållits";
        assert!(page.text().contains(words), "{}", page.text());
        assert!(page.text().contains("skulle varit klart 2025-10-14"), "{}", page.text());
        for person in [Person::Evaluator, Person::Coordinator, Person::Administrator] {
            assert!(!start(test, &fixture, person).await.text().contains("skulle ha hållits"));
        }

        let held = format!("{one}/held");
        let page = lead.get(&held).await;
        assert!(lead.send(&page, &held, &[("people", "4")]).await.status.is_redirection());
        let words = "En intervju som du inte har skrivit anteckningar från";
        assert!(start(test, &fixture, Person::Evaluator).await.text().contains(words));
        assert!(!start(test, &fixture, Person::Lead).await.text().contains(words), "E3 held it");
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&one).await;
        let note = [("at", "1.1.1"), ("tags", "1.1.1"), ("text", "Facket vet")];
        evaluator.send(&page, &format!("{one}/notes"), &note).await;
        assert!(!start(test, &fixture, Person::Evaluator).await.text().contains(words));

        // A supplement that came late is for the lead to rule on.
        let new = kompass_store::supplement::New {
            interview: None,
            person: None,
            name: "Kim",
            text: "Vi glömde en sak.",
            late: true,
        };
        let (db, stamp) = (&test.installation().db, test.installation().stamp().unwrap());
        kompass_store::supplement::add(db, &stamp, fixture.evaluation, &new).await.unwrap();
        let page = start(test, &fixture, Person::Lead).await;
        assert!(waiting(&page).contains(&format!("{here}/supplements")), "{}", page.text());
        let page = start(test, &fixture, Person::Evaluator).await;
        assert!(!waiting(&page).contains(&format!("{here}/supplements")));
    });
}

#[test]
fn actions_that_are_late_or_gone_quiet_wait_for_the_coordinator() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| it.state = State::FollowUp).await;
        let here = format!("/evaluations/{}/actions", fixture.evaluation);
        let (db, installation) = (&test.installation().db, test.installation());
        let action = |due| kompass_core::action::Action {
            area: 1,
            improvement: "Följ upp".to_owned(),
            title: "Gemensam mall".to_owned(),
            due,
            ..kompass_core::action::Action::default()
        };
        let mut stamp = installation.stamp().unwrap();
        let due = Some(jiff::civil::date(2025, 1, 31));
        kompass_store::action::insert(db, &stamp, fixture.evaluation, &action(due)).await.unwrap();
        let page = start(test, &fixture, Person::Coordinator).await;
        assert_eq!(waiting(&page)[0], format!("{here}?show=late"), "{}", page.text());
        assert!(page.find(".due.late").unwrap().contains("2025-01-31"));
        assert!(!page.text().contains("inte följts upp"));

        let mut old = installation.stamp().unwrap();
        old.now -= jiff::SignedDuration::from_hours(24 * 120);
        let quiet = action(None);
        let quiet = kompass_store::action::insert(db, &old, fixture.evaluation, &quiet).await;
        let quiet = quiet.unwrap();
        let page = start(test, &fixture, Person::Coordinator).await;
        assert!(page.text().contains("En åtgärd har inte följts upp på 90 dagar"));
        assert!(waiting(&page).contains(&format!("{here}?show=open")));
        let progress = kompass_core::action::Progress {
            day: installation.today(),
            value: None,
            note: "Mallen är klar".to_owned(),
        };
        stamp = installation.stamp().unwrap();
        kompass_store::action::add_progress(db, &stamp, fixture.evaluation, quiet, &progress)
            .await
            .unwrap();
        let page = start(test, &fixture, Person::Coordinator).await;
        assert!(!page.text().contains("inte följts upp"), "somebody said how it goes");
        for person in [Person::Lead, Person::Reader, Person::Administrator] {
            let page = start(test, &fixture, person).await;
            assert!(!waiting(&page).iter().any(|it| it.starts_with(&here)), "{person}");
        }
    });
}
