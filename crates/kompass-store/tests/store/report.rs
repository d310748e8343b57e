use kompass_core::evaluation::State;
use kompass_core::{Error, Lang};
use kompass_store::blob::{Blob, Blobs};
use kompass_store::evaluation;
use kompass_store::report::{self, Draft};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use uuid::Uuid;

async fn keep(test: &TestDb, bytes: &'static str) -> Blob {
    let blobs = Blobs::folder(&test.path("blobs"), 1 << 20).unwrap();
    blobs.put(Uuid::from_u128(1), bytes.into()).await.unwrap()
}

#[test]
fn a_frozen_report_stays() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let whole = full_evaluation(1);
        let framework = pinned(&whole.framework);
        let id = evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework)
            .await
            .unwrap()
            .id;
        let (first, second) = (keep(test, "first").await, keep(test, "second").await);
        let freeze = async |blob: &Blob, language, deliver: Option<i64>| {
            let note = if deliver.is_none() { "Ett årtal var fel." } else { "" };
            let draft =
                Draft { evaluation: id, language, blob, model: "{\"pages\":30}", deliver, note };
            report::freeze(&test.db, &test.stamp(), &draft).await
        };
        let one = freeze(&first, Lang::Sv, Some(1)).await.unwrap();
        assert_eq!((one.edition, one.language, &one.blob), (1, Lang::Sv, &first));
        assert_eq!(one.framework_digest, framework.digest);
        assert_eq!(evaluation::head(&test.db, id).await.unwrap().state, State::Delivered);
        // The same bytes again are the same edition.
        assert_eq!(freeze(&first, Lang::Sv, None).await.unwrap(), one);
        let two = freeze(&second, Lang::Sv, None).await.unwrap();
        let english = freeze(&second, Lang::En, None).await.unwrap();
        assert_eq!((two.edition, english.edition), (2, 1));
        assert_eq!((&*one.note, &*two.note), ("", "Ett årtal var fel."));
        assert_eq!(
            report::list(&test.db, id).await.unwrap(),
            [english.clone(), one.clone(), two.clone()]
        );
        assert_eq!(report::get(&test.db, one.id).await.unwrap(), one);
        assert_eq!(report::model(&test.db, one.id).await.unwrap(), "{\"pages\":30}");
        assert_eq!(report::find_by_digest(&test.db, &first.digest).await.unwrap(), [one]);
        assert_eq!(report::find_by_digest(&test.db, &second.digest).await.unwrap(), [two, english]);
        assert_eq!(report::find_by_digest(&test.db, &"0".repeat(64)).await.unwrap(), []);

        // A stale version delivers nothing.
        let third = keep(test, "third").await;
        let stale = freeze(&third, Lang::Sv, Some(1)).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        assert_eq!(report::list(&test.db, id).await.unwrap().len(), 3);
    });
}
