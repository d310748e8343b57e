use kompass_core::Error;
use kompass_core::evaluation::{SinceLast, SinceLastOrigin, SinceLastStatus};
use kompass_store::{audit, evaluation, since_last};
use kompass_testkit::on_both;
use uuid::Uuid;

#[test]
fn rows_come_change_and_go_and_are_part_of_the_evaluation() {
    on_both(async |test| {
        let db = &test.db;
        let id = crate::team::evaluation(test, test.organisation().await).await;
        let before = since_last::list(db, id).await.unwrap();
        let since = SinceLast {
            improvement: "Follow up".into(),
            status: SinceLastStatus::NotBegun,
            done: String::new(),
            origin: Some(SinceLastOrigin::Plan(2021)),
        };
        // Area 8 of the sample has no row of its own yet.
        since_last::add(db, &test.stamp(), id, &[(8, since.clone()), (8, since.clone())])
            .await
            .unwrap();
        let rows = since_last::list(db, id).await.unwrap();
        assert_eq!(rows.len(), before.len() + 2);
        let row = rows.last().unwrap().clone();
        assert_eq!((row.area, &row.since, row.version), (8, &since, 1));

        let done = SinceLast { status: SinceLastStatus::Done, done: "All of it".into(), ..since };
        let version = since_last::put(db, &test.stamp(), id, row.id, 1, 8, &done).await.unwrap();
        assert_eq!(version, 2);
        let stale = since_last::put(db, &test.stamp(), id, row.id, 1, 8, &done).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        let unknown = since_last::put(db, &test.stamp(), id, Uuid::nil(), 1, 8, &done).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
        let whole = evaluation::load(db, id).await.unwrap();
        let area = whole.evaluation.areas.iter().find(|area| area.number == 8).unwrap();
        assert_eq!(area.since_last.last(), Some(&done));
        assert_eq!(whole.head.version, 3, "what is refused leaves nothing");

        // Replaced as a whole it keeps its row: as it was, or as a change for who has it open.
        let rows = since_last::list(db, id).await.unwrap();
        let mut changed = whole.evaluation.clone();
        changed.summary = "Edited in a file".into();
        let area = changed.areas.iter_mut().find(|area| area.number == 8).unwrap();
        area.since_last[0].done = "Half of it".into();
        let framework = kompass_testkit::pinned(&changed.framework);
        let (stamp, version) = (test.stamp(), whole.head.version);
        evaluation::replace(db, &stamp, id, version, &changed, &framework).await.unwrap();
        let now = since_last::list(db, id).await.unwrap();
        let ids = |rows: &[since_last::Stored]| rows.iter().map(|it| it.id).collect::<Vec<_>>();
        assert_eq!(ids(&now), ids(&rows));
        assert_eq!(now.last(), rows.last());
        let (old, new) = (&rows[rows.len() - 2], &now[now.len() - 2]);
        assert_eq!((old.version, new.version), (1, 2), "who has it open is told");
        let open = since_last::put(db, &test.stamp(), id, old.id, 1, 8, &done).await;
        assert!(matches!(open, Err(Error::Conflict(_))), "{open:?}");

        let stale = since_last::remove(db, &test.stamp(), id, row.id, 1).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        since_last::remove(db, &test.stamp(), id, row.id, 2).await.unwrap();
        assert_eq!(since_last::list(db, id).await.unwrap().len(), before.len() + 1);
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}
