use crate::together::together;
use kompass_core::{Error, Points};
use kompass_store::audit;
use kompass_store::self_assessment::{self, Position};
use kompass_testkit::on_both;

fn position(version: i64) -> Position {
    Position {
        sub_area: "1.1".into(),
        points: Some(Points(11_250)),
        text: "We follow up".into(),
        version,
    }
}

#[test]
fn a_position_is_written_until_the_seal() {
    on_both(async |test| {
        let db = &test.db;
        let id = crate::team::evaluation(test, test.organisation().await).await;
        let put =
            async |version| self_assessment::put(db, &test.stamp(), id, &position(version)).await;
        assert_eq!(put(0).await.unwrap(), 1);
        assert!(matches!(put(0).await, Err(Error::Conflict(_))), "somebody was first");
        assert_eq!(put(1).await.unwrap(), 2);
        assert!(matches!(put(1).await, Err(Error::Conflict(_))), "stale");
        assert_eq!(self_assessment::list(db, id).await.unwrap(), [position(2)]);
        assert_eq!(self_assessment::sealed(db, id).await.unwrap(), None);

        let got = together(|| {
            let (db, stamp) = (db.clone(), test.stamp());
            async move { self_assessment::seal(&db, &stamp, id, "Anna").await }
        })
        .await;
        assert_eq!(got.iter().filter(|it| it.is_ok()).count(), 1, "one seal: {got:?}");
        let seal = self_assessment::sealed(db, id).await.unwrap().unwrap();
        assert_eq!(seal.author_name, "Anna");
        assert!(matches!(put(2).await, Err(Error::Conflict(_))), "sealed");
        assert_eq!(self_assessment::list(db, id).await.unwrap(), [position(2)]);
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}
