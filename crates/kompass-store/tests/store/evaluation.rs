use kompass_core::Error;
use kompass_core::access::Role;
use kompass_core::evaluation::{Evaluation, State};
use kompass_core::framework::canonical::Pinned;
use kompass_store::{assignment, audit, evaluation, framework, membership, organisation};
use kompass_testkit::{TestDb, any_evaluation, full_evaluation, on_both, pinned, step_to};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const FRAMEWORK: &str = "kommunkompassen-2020";

async fn insert(
    test: &TestDb,
    organisation: uuid::Uuid,
    whole: &Evaluation,
) -> evaluation::Inserted {
    evaluation::insert(&test.db, &test.stamp(), organisation, whole, &pinned(FRAMEWORK))
        .await
        .unwrap()
}

#[test]
fn what_goes_in_comes_out() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[4; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let some = (0..60).map(|_| any_evaluation().new_tree(&mut runner).unwrap().current());
        for mut whole in some.chain([full_evaluation(1)]) {
            let inserted = insert(test, organisation, &whole).await;
            whole.id = Some(inserted.id);
            let stored = evaluation::load(&test.db, inserted.id).await.unwrap();
            assert_eq!(stored.evaluation, whole);
            assert_eq!(stored.head, evaluation::head(&test.db, inserted.id).await.unwrap());
            assert_eq!(stored.head.organisation, organisation);
        }
        let report = audit::verify(&test.db, &test.key(), None).await.unwrap();
        assert!(report.is_intact(), "{report:?}");
    });
}

#[test]
fn the_same_import_twice_changes_nothing() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let first = insert(test, organisation, &full_evaluation(1)).await;
        assert!(first.new);
        let again = insert(test, organisation, &full_evaluation(1)).await;
        assert_eq!(again, evaluation::Inserted { new: false, ..first });
        // Exported, it carries its id.
        let exported = evaluation::load(&test.db, first.id).await.unwrap().evaluation;
        assert!(!insert(test, organisation, &exported).await.new);
        let entries = audit::verify(&test.db, &test.key(), None).await.unwrap().entries;
        assert_eq!(entries, 2, "the organisation and one evaluation");

        let other = Evaluation { summary: "Another".into(), ..exported };
        let framework = pinned(FRAMEWORK);
        let error =
            evaluation::insert(&test.db, &test.stamp(), organisation, &other, &framework).await;
        assert!(matches!(error, Err(Error::Conflict(_))), "{error:?}");
    });
}

#[test]
fn lists_sort_in_swedish_and_find_by_name_or_code() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        for (number, name) in (0..).zip(["Örebro", "Ale", "Åmål", "Älmhult", "Zinkgruvan"]) {
            let mut whole = full_evaluation(number);
            whole.municipality.name = name.into();
            whole.municipality.code = Some(format!("{number:04}"));
            insert(test, organisation, &whole).await;
        }
        for list in [None, Some(organisation)] {
            let heads = evaluation::list(&test.db, list).await.unwrap();
            let names: Vec<&str> = heads.iter().map(|head| head.municipality.as_str()).collect();
            assert_eq!(names, ["Ale", "Zinkgruvan", "Åmål", "Älmhult", "Örebro"]);
        }
        for key in ["Älmhult", "0003"] {
            let found = evaluation::find(&test.db, key, 2026, FRAMEWORK).await.unwrap();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].municipality, "Älmhult");
        }
        assert_eq!(evaluation::find(&test.db, "Älmhult", 2025, FRAMEWORK).await.unwrap(), []);
    });
}

#[test]
fn a_stale_state_is_a_conflict_that_says_what_is_there() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let id = insert(test, organisation, &full_evaluation(1)).await.id;
        let move_to =
            async |version, state| step_to(&test.db, &test.stamp(), id, version, state).await;
        assert_eq!(move_to(1, State::Consensus).await.unwrap(), 2);
        let error = move_to(1, State::Review).await.unwrap_err();
        let Error::Conflict(text) = error else { panic!("{error}") };
        assert!(text.contains("version 2") && text.contains("consensus"), "{text}");
        assert_eq!(evaluation::head(&test.db, id).await.unwrap().state, State::Consensus);
        let unknown = uuid::Uuid::nil();
        let error = step_to(&test.db, &test.stamp(), unknown, 1, State::Review).await;
        assert!(matches!(error, Err(Error::NotFound { .. })), "{error:?}");
    });
}

#[test]
fn replacing_keeps_owner_and_pins_anew() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let id = insert(test, organisation, &full_evaluation(1)).await.id;
        let replace = async |version, whole: &Evaluation, framework| {
            evaluation::replace(&test.db, &test.stamp(), id, version, whole, &framework).await
        };
        // Nothing differs, so nothing happens.
        assert_eq!(replace(1, &full_evaluation(1), pinned(FRAMEWORK)).await.unwrap(), 1);
        let newer = Pinned::of(FRAMEWORK, "2", "{\"version\":2}".into());
        let mut other = full_evaluation(2);
        other.areas.pop();
        assert_eq!(replace(1, &other, newer.clone()).await.unwrap(), 2);
        let stored = evaluation::load(&test.db, id).await.unwrap();
        other.id = Some(id);
        assert_eq!(stored.evaluation, other);
        assert_eq!(stored.head.framework_digest, newer.digest);
        assert_eq!(framework::get(&test.db, &newer.digest).await.unwrap(), newer);
        assert_eq!(framework::list(&test.db).await.unwrap().len(), 2);
        let stale = replace(1, &full_evaluation(3), newer).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
    });
}

#[test]
fn what_is_refused_leaves_nothing() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let try_insert = async |organisation, whole: &Evaluation, framework: &str| {
            evaluation::insert(&test.db, &test.stamp(), organisation, whole, &pinned(framework))
                .await
        };
        let whole = full_evaluation(1);
        let wrong = try_insert(organisation, &whole, "kommunkompassen-2.0").await;
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
        let unknown = try_insert(uuid::Uuid::nil(), &whole, FRAMEWORK).await;
        assert!(matches!(unknown, Err(Error::Conflict(_))), "{unknown:?}");
        let mut with_nul = full_evaluation(1);
        with_nul.areas[1].sub_areas[1].questions[2].judgements[0].reason = "a\0b".into();
        let nul = try_insert(organisation, &with_nul, FRAMEWORK).await;
        assert!(matches!(nul, Err(Error::Invalid(_))), "{nul:?}");
        let mut twice = full_evaluation(1);
        twice.team.push(twice.team[0].clone());
        let twice = try_insert(organisation, &twice, FRAMEWORK).await;
        assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
        assert_eq!(evaluation::list(&test.db, None).await.unwrap(), []);
        assert_eq!(framework::list(&test.db).await.unwrap(), []);
    });
}

#[test]
fn an_evaluation_is_shared_with_whom_it_is_about() {
    on_both(async |test| {
        let db = &test.db;
        let (organisation, evaluated) = (test.organisation().await, test.organisation().await);
        let id = insert(test, organisation, &full_evaluation(1)).await.id;
        let share = async |was, with| evaluation::share(db, &test.stamp(), id, was, with).await;
        assert_eq!(evaluation::head(db, id).await.unwrap().evaluated_organisation, None);
        share(None, Some(evaluated)).await.unwrap();
        let stale = share(None, None).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        let unknown = share(Some(evaluated), Some(uuid::Uuid::nil())).await;
        assert!(matches!(unknown, Err(Error::Conflict(_))), "{unknown:?}");
        // What replaces the evaluation says nothing of it.
        evaluation::replace(db, &test.stamp(), id, 2, &full_evaluation(2), &pinned(FRAMEWORK))
            .await
            .unwrap();
        let head = evaluation::head(db, id).await.unwrap();
        assert_eq!(
            (head.organisation, head.evaluated_organisation),
            (organisation, Some(evaluated))
        );
        share(Some(evaluated), None).await.unwrap();
        assert_eq!(evaluation::head(db, id).await.unwrap().evaluated_organisation, None);
    });
}

#[test]
fn an_account_sees_what_it_was_given() {
    on_both(async |test| {
        let db = &test.db;
        let federation = test.organisation().await;
        let (granvik, other) = (test.organisation().await, test.organisation().await);
        let mut ids = Vec::new();
        for (number, name) in (1..).zip(["Granvik", "Ale", "Örebro", "Åmål"]) {
            let mut whole = full_evaluation(number);
            whole.municipality.name = name.into();
            let owner = if name == "Åmål" { other } else { federation };
            ids.push(insert(test, owner, &whole).await.id);
        }
        evaluation::share(db, &test.stamp(), ids[0], None, Some(granvik)).await.unwrap();
        let sees = async |account| -> Vec<String> {
            let heads = evaluation::visible_to(db, account).await.unwrap();
            heads.into_iter().map(|head| head.municipality).collect()
        };
        let grant = async |account, organisation, role| {
            let stamp = test.stamp();
            membership::grant(db, &stamp, account, organisation, role, "local").await.unwrap();
        };
        let assign = async |account, evaluation, role| {
            let stamp = test.stamp();
            assignment::assign(db, &stamp, evaluation, account, role, None).await.unwrap();
        };
        let eva = test.account("Eva").await.id;
        assert_eq!(sees(eva).await, [""; 0]);
        grant(eva, federation, Role::Account).await;
        assert_eq!(sees(eva).await, [""; 0], "to belong there is not enough");
        assign(eva, ids[2], Role::Evaluator).await;
        assign(eva, ids[3], Role::Coordinator).await;
        assert_eq!(sees(eva).await, ["Åmål", "Örebro"]);
        grant(eva, federation, Role::OrganisationAdministrator).await;
        grant(eva, federation, Role::Reader).await;
        assert_eq!(sees(eva).await, ["Ale", "Granvik", "Åmål", "Örebro"], "each once");
        let bo = test.account("Bo").await.id;
        grant(bo, granvik, Role::Reader).await;
        assert_eq!(sees(bo).await, ["Granvik"]);
        organisation::close(db, &test.stamp(), granvik, 1).await.unwrap();
        assert_eq!(sees(bo).await, [""; 0]);
        organisation::close(db, &test.stamp(), federation, 1).await.unwrap();
        assert_eq!(sees(eva).await, ["Åmål", "Örebro"], "roles in evaluations stay");
    });
}
