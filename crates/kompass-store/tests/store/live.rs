use kompass_core::evaluation::State;
use kompass_store::live::{Topic, cursors};
use kompass_testkit::{on_both, step_to};

#[test]
fn a_step_is_told_about_every_topic_once_it_is_taken() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let id = super::team::evaluation(test, organisation).await;
        assert_eq!(cursors(db, id).await.unwrap(), [].into(), "nothing was written");
        let step = async |expected, state| {
            let stamp = test.stamp();
            step_to(db, &stamp, id, expected, state).await
        };
        step(1, State::Consensus).await.unwrap();
        assert_eq!(cursors(db, id).await.unwrap(), Topic::ALL.map(|topic| (topic, 1)).into());
        step(1, State::Review).await.unwrap_err();
        assert_eq!(cursors(db, id).await.unwrap()[&Topic::Texts], 1, "what failed is not told");
        step(2, State::Review).await.unwrap();
        assert_eq!(cursors(db, id).await.unwrap()[&Topic::Texts], 2);
        let other = super::team::evaluation(test, test.organisation().await).await;
        assert_eq!(cursors(db, other).await.unwrap(), [].into(), "of another evaluation");
    });
}
