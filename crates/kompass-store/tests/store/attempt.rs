use crate::together::{CALLERS, together};
use jiff::{SignedDuration, Timestamp};
use kompass_store::attempt;
use kompass_testkit::on_both;

const WINDOW: SignedDuration = SignedDuration::from_mins(15);

fn minute(number: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(number)
}

#[test]
fn every_attempt_counts_at_the_same_moment_too() {
    on_both(async |test| {
        let mut counts = together(|| {
            let db = test.db.clone();
            async move { attempt::strike(&db, "account:eva", minute(0), WINDOW).await.unwrap() }
        })
        .await;
        counts.sort_unstable();
        assert_eq!(counts, (1..=CALLERS as u64).collect::<Vec<u64>>());
    });
}

#[test]
fn a_count_is_of_one_window() {
    on_both(async |test| {
        let db = &test.db;
        let strike = async |name, at| attempt::strike(db, name, minute(at), WINDOW).await.unwrap();
        assert_eq!(strike("a", 0).await, 1);
        assert_eq!(strike("a", 14).await, 2, "the window began with the first");
        assert_eq!(strike("b", 14).await, 1, "another name");
        assert_eq!(strike("a", 15).await, 1);
        assert_eq!(strike("a", 29).await, 2);
        attempt::clear(db, "a").await.unwrap();
        assert_eq!(strike("a", 29).await, 1);
        assert_eq!(attempt::forget(db, minute(29)).await.unwrap(), 1);
        assert_eq!(strike("a", 30).await, 2);
        assert_eq!(strike("b", 30).await, 1, "forgotten");
        // A clock that goes back counts on.
        assert_eq!(strike("a", 10).await, 3);
    });
}
