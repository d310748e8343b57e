use crate::together::{CALLERS, together};
use jiff::{SignedDuration, Timestamp};
use kompass_store::rate;
use kompass_testkit::on_both;
use std::collections::BTreeMap;

fn minute(number: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(number)
}

fn used(names: &[(&str, u32)]) -> BTreeMap<String, u32> {
    names.iter().map(|(name, used)| ((*name).to_owned(), *used)).collect()
}

#[test]
fn what_all_nodes_tell_adds_up_at_the_same_moment_too() {
    on_both(async |test| {
        let mut totals = together(|| {
            let db = test.db.clone();
            async move { rate::tell(&db, &used(&[("a", 2), ("b", 3)]), minute(0)).await.unwrap() }
        })
        .await;
        totals.sort_unstable_by_key(|all| all["a"]);
        let expected = (1..=CALLERS as i64).map(|n| (2 * n, 3 * n));
        assert!(totals.iter().map(|all| (all["a"], all["b"])).eq(expected), "{totals:?}");
    });
}

#[test]
fn a_name_nobody_tells_of_is_forgotten() {
    on_both(async |test| {
        let tell = async |name, at| {
            rate::tell(&test.db, &used(&[(name, 5)]), minute(at)).await.unwrap()[name]
        };
        assert_eq!(tell("a", 0).await, 5);
        assert_eq!(tell("b", 9).await, 5);
        assert_eq!(rate::forget(&test.db, minute(5)).await.unwrap(), 1);
        assert_eq!((tell("a", 9).await, tell("b", 9).await), (5, 10));
    });
}
