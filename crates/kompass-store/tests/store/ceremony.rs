use crate::together::together;
use jiff::{SignedDuration, Timestamp};
use kompass_core::Error;
use kompass_store::ceremony;
use kompass_testkit::on_both;

fn second(number: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(number)
}

#[test]
fn a_ceremony_is_taken_once() {
    on_both(async |test| {
        ceremony::put(&test.db, "digest", "passkey", "challenge", second(300)).await.unwrap();
        let got = together(|| {
            let db = test.db.clone();
            async move { ceremony::take(&db, "digest", "passkey", second(1)).await.unwrap() }
        });
        let got: Vec<String> = got.await.into_iter().flatten().collect();
        assert_eq!(got, ["challenge"]);
        assert_eq!(ceremony::take(&test.db, "digest", "passkey", second(1)).await.unwrap(), None);
    });
}

#[test]
fn only_in_time_and_for_its_purpose() {
    on_both(async |test| {
        let db = &test.db;
        let take = async |digest, purpose, now| {
            ceremony::take(db, digest, purpose, second(now)).await.unwrap()
        };
        for (digest, expires_at) in [("one", 300), ("two", 100)] {
            ceremony::put(db, digest, "oidc", digest, second(expires_at)).await.unwrap();
        }
        let again = ceremony::put(db, "one", "oidc", "", second(1)).await;
        assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
        assert_eq!(take("one", "passkey", 1).await, None, "for another purpose");
        assert_eq!(take("three", "oidc", 1).await, None);
        assert_eq!(take("two", "oidc", 100).await, None, "too late");
        assert_eq!(ceremony::forget_expired(db, second(100)).await.unwrap(), 1);
        assert_eq!(take("one", "oidc", 299).await.as_deref(), Some("one"));
        assert_eq!(ceremony::forget_expired(db, second(1000)).await.unwrap(), 0);
    });
}
