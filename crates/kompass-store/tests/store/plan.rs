use kompass_core::access::Role;
use kompass_core::evaluation::plan::Plan;
use kompass_core::evaluation::{Evaluation, State};
use kompass_core::{Error, Lang};
use kompass_store::plan::{self, Frameworks};
use kompass_store::{assignment, audit, evaluation, judgement, membership};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use std::collections::BTreeMap;
use uuid::Uuid;

const FIRST: &str = "kommunkompassen-2020";
const SECOND: &str = "kommunkompassen-2.0";

async fn planned(test: &TestDb, organisation: Uuid) -> (Uuid, Evaluation) {
    let mut whole = full_evaluation(1);
    (whole.state, whole.areas) = (State::Planned, Vec::new());
    let inserted =
        evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &pinned(FIRST)).await;
    (inserted.unwrap().id, whole)
}

fn other(before: &Plan) -> Plan {
    let mut plan = before.clone();
    "Åmål".clone_into(&mut plan.municipality.name);
    plan.municipality.code = Some("1492".into());
    plan.assessment_date = Some(jiff::civil::date(2027, 1, 2));
    plan.year = 2027;
    plan.visit = vec![jiff::civil::date(2027, 2, 3), jiff::civil::date(2027, 2, 4)];
    "KS 2027/1".clone_into(&mut plan.record_number);
    plan.language = Lang::En;
    plan
}

#[test]
fn a_plan_is_written_on_its_own_and_its_parts_stay() {
    on_both(async |test| {
        let db = &test.db;
        let (id, whole) = planned(test, test.organisation().await).await;
        let there = plan::get(db, id).await.unwrap();
        assert_eq!((there.version, &there.conditions), (1, &whole.conditions));
        assert_eq!(there.plan.municipality, whole.municipality);
        // What others write meanwhile is no hindrance.
        let member = whole.team[0].clone();
        let signed = kompass_core::evaluation::Declaration {
            date: jiff::civil::date(2026, 3, 1),
            conflict: String::new(),
        };
        kompass_store::team::sign(db, &test.stamp(), id, &member.code, &signed).await.unwrap();
        let plan = other(&there.plan);
        let update = async |version| {
            plan::update(db, &test.stamp(), id, version, &plan, Frameworks::Keep).await
        };
        assert_eq!(update(1).await.unwrap(), 2);
        let stale = update(1).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        assert_eq!(plan::get(db, id).await.unwrap().plan, plan);
        let stored = evaluation::load(db, id).await.unwrap();
        assert_eq!((stored.head.municipality.as_str(), stored.head.year), ("Åmål", 2027));
        assert_eq!(stored.evaluation.visit, plan.visit);
        assert_eq!(stored.evaluation.team[0].declaration, Some(signed));
        assert_eq!(stored.evaluation.documents, whole.documents);

        let conditions = BTreeMap::from([("companies".to_owned(), false)]);
        let set =
            async |version| plan::set_conditions(db, &test.stamp(), id, version, &conditions).await;
        assert!(matches!(set(1).await, Err(Error::Conflict(_))));
        assert_eq!(set(2).await.unwrap(), 3);
        assert_eq!(plan::get(db, id).await.unwrap().conditions, conditions);
        assert!(matches!(plan::get(db, Uuid::nil()).await, Err(Error::NotFound { .. })));
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn a_second_framework_shares_everything_but_its_sheet() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let (id, whole) = planned(test, organisation).await;
        let there = plan::get(db, id).await.unwrap().plan;
        let pin = async |version, first: &str, second: Option<&str>| {
            let (first, second) = (pinned(first), second.map(pinned));
            let frameworks = Frameworks::Pin(&first, second.as_ref());
            plan::update(db, &test.stamp(), id, version, &there, frameworks).await
        };
        pin(1, FIRST, Some(SECOND)).await.unwrap();
        let second = evaluation::companion(db, id).await.unwrap().expect("a second sheet");
        assert_eq!((second.main(), second.framework.as_str()), (id, SECOND));
        let sheet = evaluation::load(db, second.id).await.unwrap().evaluation;
        assert_eq!((&sheet.team, &sheet.groups), (&whole.team, &whole.groups));
        assert_eq!(sheet.feedback, whole.feedback);
        let titles: Vec<_> = sheet.documents.iter().map(|it| &it.title).collect();
        let own: Vec<_> = whole.documents.iter().map(|it| &it.title).collect();
        assert_eq!(titles, own);
        assert!(sheet.documents.iter().all(|it| it.sub_areas.is_empty()), "another framework");
        assert!(sheet.conditions.is_empty());

        // Who has a role in the evaluation has it on the second sheet; lists show the evaluation alone.
        let eva = test.account("Eva").await.id;
        let lead = Role::LeadEvaluator;
        assignment::assign(db, &test.stamp(), id, eva, lead, Some("E1")).await.unwrap();
        let mut given = super::session::grants(db, eva).await.assignments;
        given.sort();
        let mut expected =
            vec![(id, lead, Some("E1".to_owned())), (second.id, lead, Some("E1".to_owned()))];
        expected.sort();
        assert_eq!(given, expected);
        let admin = test.account("Ada").await.id;
        let role = Role::OrganisationAdministrator;
        membership::grant(db, &test.stamp(), admin, organisation, role, "local").await.unwrap();
        for account in [eva, admin] {
            let seen = evaluation::visible_to(db, account).await.unwrap();
            assert_eq!(seen.iter().map(|it| it.id).collect::<Vec<_>>(), [id]);
        }
        let evaluated = test.organisation().await;
        evaluation::share(db, &test.stamp(), id, None, Some(evaluated)).await.unwrap();
        let shared = evaluation::head(db, second.id).await.unwrap();
        assert_eq!(shared.evaluated_organisation, Some(evaluated));
        let moved = other(&there);
        plan::update(db, &test.stamp(), id, 2, &moved, Frameworks::Keep).await.unwrap();
        let sheet = evaluation::load(db, second.id).await.unwrap().evaluation;
        assert_eq!((sheet.municipality, sheet.visit), (moved.municipality, moved.visit));
    });
}

#[test]
fn frameworks_change_until_somebody_judges() {
    on_both(async |test| {
        let db = &test.db;
        let (id, _) = planned(test, test.organisation().await).await;
        let there = plan::get(db, id).await.unwrap().plan;
        let pin = async |version, first: &str, second: Option<&str>| {
            let (first, second) = (pinned(first), second.map(pinned));
            let frameworks = Frameworks::Pin(&first, second.as_ref());
            plan::update(db, &test.stamp(), id, version, &there, frameworks).await
        };
        let now = async || {
            let main = evaluation::head(db, id).await.unwrap().framework;
            (main, evaluation::companion(db, id).await.unwrap().map(|it| it.framework))
        };
        let conditions = BTreeMap::from([("companies".to_owned(), false)]);
        plan::set_conditions(db, &test.stamp(), id, 1, &conditions).await.unwrap();
        pin(2, FIRST, None).await.unwrap();
        assert_eq!(plan::get(db, id).await.unwrap().conditions, conditions, "the same stays");
        pin(3, SECOND, Some(FIRST)).await.unwrap();
        assert_eq!(now().await, (SECOND.to_owned(), Some(FIRST.to_owned())));
        assert!(plan::get(db, id).await.unwrap().conditions.is_empty(), "those of the other");
        pin(4, SECOND, Some("kommunkompassen-original")).await.unwrap();
        assert_eq!(now().await.1.as_deref(), Some("kommunkompassen-original"));
        pin(5, FIRST, None).await.unwrap();
        assert_eq!(now().await, (FIRST.to_owned(), None));

        pin(6, FIRST, Some(SECOND)).await.unwrap();
        let second = evaluation::companion(db, id).await.unwrap().unwrap().id;
        assert!(!plan::is_judged(db, id).await.unwrap());
        let said = judgement::Said::Rubric(kompass_core::evaluation::Judgement {
            by: "E1".into(),
            levels: vec!["some".into()],
            planned: false,
            reason: String::new(),
            evidence: Vec::new(),
        });
        crate::judgement::put(test, second, "1.1.1", None, &said).await.unwrap();
        assert!(plan::is_judged(db, id).await.unwrap(), "on the second sheet");
        let refused = pin(7, FIRST, None).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        assert_eq!(now().await.1.as_deref(), Some(SECOND), "what is refused leaves nothing");
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}
