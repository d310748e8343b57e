use kompass_core::Error;
use kompass_store::{audit, forget_keys, organisation, setting};
use kompass_testkit::{municipality, on_both};

#[test]
fn a_repeated_request_gets_the_stored_answer() {
    on_both(async |test| {
        let stamp = test.stamp();
        let first = organisation::create(&test.db, &stamp, &municipality("Granvik")).await.unwrap();
        let later = kompass_store::Stamp {
            seed: [9; 32],
            now: stamp.now + jiff::SignedDuration::from_secs(60),
            ..stamp.clone()
        };
        let again = organisation::create(&test.db, &later, &municipality("Granvik")).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(organisation::list(&test.db).await.unwrap().len(), 1);

        // The key belongs to its request, and to the one who sent it.
        let other = organisation::create(&test.db, &stamp, &municipality("Bergby")).await;
        assert!(matches!(other, Err(Error::Conflict(_))), "{other:?}");
        let other = setting::put(&test.db, &stamp, "Granvik", "SE").await;
        assert!(matches!(other, Err(Error::Conflict(_))), "{other:?}");
        let someone = kompass_store::Stamp { by: "someone else".into(), ..stamp.clone() };
        assert_ne!(
            organisation::create(&test.db, &someone, &municipality("Granvik")).await.unwrap(),
            first
        );

        assert_eq!(forget_keys(&test.db, stamp.now).await.unwrap(), 0);
        assert_eq!(forget_keys(&test.db, later.now).await.unwrap(), 2);
        assert_eq!(audit::verify(&test.db, &test.key(), None).await.unwrap().entries, 2);
    });
}

#[test]
fn simultaneous_repeats_write_once() {
    on_both(async |test| {
        let stamp = test.stamp();
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (db, stamp) = (test.db.clone(), stamp.clone());
                tokio::spawn(async move {
                    organisation::create(&db, &stamp, &municipality("Granvik")).await
                })
            })
            .collect();
        let mut ids = Vec::new();
        for task in tasks {
            ids.push(task.await.unwrap().unwrap());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(organisation::list(&test.db).await.unwrap().len(), 1);
    });
}

#[test]
fn settings_and_organisations() {
    on_both(async |test| {
        assert_eq!(setting::get(&test.db, "theme").await.unwrap(), None);
        for value in ["dark", "light"] {
            setting::put(&test.db, &test.stamp(), "theme", value).await.unwrap();
            assert_eq!(setting::get(&test.db, "theme").await.unwrap().as_deref(), Some(value));
        }
        let id = test.organisation().await;
        assert_eq!(organisation::get(&test.db, id).await.unwrap().name, "Granvik");
        let unknown = organisation::get(&test.db, uuid::Uuid::nil()).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    });
}
