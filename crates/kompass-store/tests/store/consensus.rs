use kompass_core::consensus::Agreeing;
use kompass_core::evaluation::{Agreed, AgreedPoints, State};
use kompass_core::{Error, Points};
use kompass_store::consensus::{Stored, agree, agree_all, get, undo};
use kompass_store::live::{Topic, cursors};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned, step_to};
use uuid::Uuid;

/// An evaluation in the consensus on which nothing is agreed.
async fn evaluation(test: &TestDb) -> Uuid {
    let mut whole = full_evaluation(1);
    whole.state = State::Consensus;
    for sub in whole.areas.iter_mut().flat_map(|area| &mut area.sub_areas) {
        sub.agreed = None;
        sub.questions.iter_mut().for_each(|question| question.agreed = None);
    }
    let (framework, owner) = (pinned(&whole.framework), test.organisation().await);
    let stamp = test.stamp();
    let new = kompass_store::evaluation::insert(&test.db, &stamp, owner, &whole, &framework);
    new.await.unwrap().id
}

fn levels(reason: &str) -> Agreeing {
    let levels = vec!["documented".to_owned(), "all".to_owned()];
    Agreeing::Rubric(Agreed { levels, planned: false, reason: reason.to_owned() })
}

#[test]
fn what_is_agreed_on_is_changed_and_taken_back_by_who_has_read_it() {
    on_both(async |test| {
        let (db, id) = (&test.db, evaluation(test).await);
        let put = async |expected, value: &Agreeing| {
            agree(db, &test.stamp(), id, "1.1.1", expected, value).await
        };
        let told = async || cursors(db, id).await.unwrap().get(&Topic::Consensus).copied();
        let first = put(None, &levels("")).await.unwrap();
        assert_eq!(told().await, Some(1));
        let stale = put(None, &levels("mine")).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "somebody agreed meanwhile: {stale:?}");
        assert_eq!(told().await, Some(1), "what failed is not told");
        let second = put(Some(first), &levels("why")).await.unwrap();
        assert_eq!(second, first + 1);
        let there = get(db, id, "1.1.1").await.unwrap();
        assert_eq!(there, Some(Stored { value: levels("why"), version: second }));
        undo(db, &test.stamp(), id, "1.1.1", first).await.unwrap_err();
        undo(db, &test.stamp(), id, "1.1.1", second).await.unwrap();
        assert_eq!(get(db, id, "1.1.1").await.unwrap(), None);

        // Who has read what was taken back does not overwrite what came after it.
        let third = put(None, &levels("anew")).await.unwrap();
        assert!(third > second);
        put(Some(first), &levels("stale")).await.unwrap_err();
        put(Some(second), &levels("stale")).await.unwrap_err();
        assert_eq!(told().await, Some(4));
        let whole = kompass_store::evaluation::load(db, id).await.unwrap().evaluation;
        let mut questions =
            whole.areas.iter().flat_map(|it| &it.sub_areas).flat_map(|it| &it.questions);
        let part = questions.find(|part| part.code == "1.1.1").unwrap();
        assert_eq!(part.agreed.as_ref().map(|agreed| agreed.reason.as_str()), Some("anew"));
    });
}

#[test]
fn several_are_agreed_on_where_nothing_was() {
    on_both(async |test| {
        let (db, id) = (&test.db, evaluation(test).await);
        agree(db, &test.stamp(), id, "1.1.1", None, &levels("kept")).await.unwrap();
        let points =
            Agreeing::Direct(AgreedPoints { points: Points(12_500), reason: String::new() });
        let values = [
            ("1.1.1".to_owned(), levels("")),
            ("1.1.2".to_owned(), levels("")),
            ("8.1".to_owned(), points.clone()),
        ];
        let stamp = test.stamp();
        assert_eq!(agree_all(db, &stamp, id, &values).await.unwrap(), 2);
        assert_eq!(agree_all(db, &stamp, id, &values).await.unwrap(), 2, "the same request");
        assert_eq!(agree_all(db, &test.stamp(), id, &values).await.unwrap(), 0);
        assert_eq!(get(db, id, "1.1.1").await.unwrap().unwrap().value, levels("kept"));
        assert_eq!(get(db, id, "8.1").await.unwrap().unwrap().value, points);
    });
}

#[test]
fn nothing_is_agreed_on_in_another_step() {
    on_both(async |test| {
        let (db, id) = (&test.db, evaluation(test).await);
        let version = agree(db, &test.stamp(), id, "1.1.1", None, &levels("")).await.unwrap();
        let at = kompass_store::evaluation::head(db, id).await.unwrap().version;
        step_to(db, &test.stamp(), id, at, State::Review).await.unwrap();
        for result in [
            agree(db, &test.stamp(), id, "1.1.1", Some(version), &levels("late")).await.map(|_| ()),
            agree_all(db, &test.stamp(), id, &[("1.1.2".to_owned(), levels(""))]).await.map(|_| ()),
            undo(db, &test.stamp(), id, "1.1.1", version).await,
        ] {
            assert!(matches!(result, Err(Error::Conflict(_))), "{result:?}");
        }
    });
}
