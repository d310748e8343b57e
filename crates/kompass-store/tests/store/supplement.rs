use kompass_core::Error;
use kompass_store::supplement::{self, New, Ruling};
use kompass_store::{audit, evaluation, todo};
use kompass_testkit::on_both;
use uuid::Uuid;

#[test]
fn late_supplements_wait_for_a_ruling() {
    on_both(async |test| {
        let db = &test.db;
        let id = super::team::evaluation(test, test.organisation().await).await;
        let slot = super::interview::slot("unions", 9);
        let interview = super::interview::kept(test, id, &slot).await;
        let before = evaluation::load(db, id).await.unwrap();
        let person = Some(Uuid::from_u128(7));
        let new = New {
            interview: Some(interview),
            person,
            name: "Kim Ek",
            text: "Vi glömde fackrådet.",
            late: false,
        };
        let stamp = test.stamp();
        let first = supplement::add(db, &stamp, id, &new).await.unwrap();
        let later = New { late: true, ..new.clone() };
        let again = supplement::add(db, &stamp, id, &later).await.unwrap();
        assert_eq!(again, first, "sent again after the date, it is still the first");
        let late = supplement::add(db, &test.stamp(), id, &later).await.unwrap();
        let there = supplement::of_evaluation(db, id).await.unwrap();
        assert_eq!(there.iter().map(|it| it.late).collect::<Vec<_>>(), [false, true]);
        assert_eq!((there[0].person, there[0].name.as_str()), (person, "Kim Ek"));
        assert_eq!(todo::supplements(db, &[id]).await.unwrap(), [(id, 1)]);

        let ruling =
            Ruling { considered: false, reason: "Utkastet var klart".into(), by: "E1".into() };
        let rule = async |which: Uuid, version: i64| {
            supplement::rule(db, &test.stamp(), id, which, version, &ruling).await
        };
        assert_eq!(rule(late, 1).await.unwrap(), 2);
        assert!(matches!(rule(late, 1).await, Err(Error::Conflict(_))), "stale");
        assert!(matches!(rule(first, 1).await, Err(Error::Conflict(_))), "it came in time");
        assert_eq!(todo::supplements(db, &[id]).await.unwrap(), []);
        let there = supplement::of_evaluation(db, id).await.unwrap();
        assert_eq!(there[1].ruling.as_ref(), Some(&ruling));
        assert_eq!(evaluation::load(db, id).await.unwrap(), before);
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}
