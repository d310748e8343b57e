use kompass_core::Error;
use kompass_core::result::EvaluationResult;
use kompass_store::judgement::Counts;
use kompass_store::result::{self, Which};
use kompass_store::{audit, evaluation};
use kompass_testkit::{TestDb, any_result, full_evaluation, on_both, pinned};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

pub(crate) fn some_results(count: usize) -> Vec<EvaluationResult> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut result = || any_result().new_tree(&mut runner).unwrap().current();
    // Names that cannot meet, so that every result is of another evaluation.
    (0..count)
        .map(|number| {
            let result = result();
            EvaluationResult { municipality: format!("{}{number}", result.municipality), ..result }
        })
        .collect()
}

async fn import(test: &TestDb, results: &[EvaluationResult]) -> kompass_core::Result<Counts> {
    result::import(&test.db, &test.stamp(), "results.csv", "digest", results).await
}

#[test]
fn an_import_is_whole_and_repeatable() {
    on_both(async |test| {
        let mut results = some_results(2500);
        let counts = import(test, &results).await.unwrap();
        assert_eq!(counts, Counts { new: 2500, changed: 0, unchanged: 0 });
        let again = import(test, &results).await.unwrap();
        assert_eq!(again, Counts { new: 0, changed: 0, unchanged: 2500 });
        assert_eq!(audit::verify(&test.db, &test.key(), None).await.unwrap().entries, 1);

        let mut listed: Vec<EvaluationResult> = result::list(&test.db, Which::All)
            .await
            .unwrap()
            .into_iter()
            .map(|stored| stored.result)
            .collect();
        let by_name =
            |a: &EvaluationResult, b: &EvaluationResult| a.municipality.cmp(&b.municipality);
        listed.sort_by(by_name);
        results.sort_by(by_name);
        assert_eq!(listed, results);

        results[7].total = Some(801);
        results[8].areas[0] = None;
        results[8].areas[1] = Some(99);
        let counts = import(test, &results).await.unwrap();
        assert_eq!((counts.new, counts.changed), (0, 2));

        let mut twice = some_results(3000);
        twice.push(twice[10].clone());
        let error = import(test, &twice).await.unwrap_err();
        assert!(
            error.to_string().contains("result 3001") && error.to_string().contains("result 11"),
            "{error}"
        );
        assert_eq!(result::list(&test.db, Which::All).await.unwrap().len(), 2500);
    });
}

#[test]
fn lists_narrow_down() {
    on_both(async |test| {
        let results = some_results(200);
        import(test, &results).await.unwrap();
        let on_2020 = result::list(&test.db, Which::Framework("2020")).await.unwrap();
        assert_eq!(
            on_2020.len(),
            results.iter().filter(|result| result.framework == "2020").count()
        );
        let name = &results[3].municipality;
        let of_one = result::list(&test.db, Which::Municipality(name)).await.unwrap();
        assert_eq!(of_one.len(), 1);
        assert_eq!(of_one[0].result, results[3]);
    });
}

#[test]
fn an_evaluation_has_one_result() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let whole = full_evaluation(1);
        let framework = pinned(&whole.framework);
        let inserted =
            evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework)
                .await
                .unwrap();
        let mut own = some_results(1).remove(0);
        let put = async |result: &EvaluationResult| {
            result::put(&test.db, &test.stamp(), inserted.id, result).await
        };
        assert!(put(&own).await.unwrap());
        assert!(!put(&own).await.unwrap(), "the same again");
        own.total = Some(500);
        own.municipality = "Renamed".into();
        assert!(put(&own).await.unwrap());
        assert_eq!(result::of_evaluation(&test.db, inserted.id).await.unwrap(), Some(own));
        let listed = result::list(&test.db, Which::All).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].evaluation, Some(inserted.id));
        let unknown =
            result::put(&test.db, &test.stamp(), uuid::Uuid::nil(), &listed[0].result).await;
        assert!(matches!(unknown, Err(Error::Conflict(_))), "{unknown:?}");
    });
}
