//! Editions of key figures.

use jiff::SignedDuration;
use jiff::civil::date;
use kompass_core::Error;
use kompass_store::blob::{Blob, Blobs};
use kompass_store::kpi::{self, Edition, Kind, NewEdition};
use kompass_testkit::{TestDb, on_both};
use uuid::Uuid;

async fn kept(blobs: &Blobs, number: u8) -> Blob {
    blobs.put(Uuid::from_u128(number.into()), vec![number; 100].into()).await.unwrap()
}

async fn add(test: &TestDb, base: u32, blob: &Blob) -> kompass_core::Result<u32> {
    let summary = format!("made from {base}");
    let as_of = (base > 0).then(|| date(2026, 11, 22));
    let kind = if base > 0 { Kind::Changes } else { Kind::Import };
    let new = NewEdition { base, kind, as_of, summary: &summary };
    let revisions = [("N00001".to_owned(), [1, 2]), (format!("N0000{}", base + 2), [3, 4])];
    kpi::add(&test.db, &test.stamp(), &new, blob, &revisions).await
}

#[test]
fn every_edition_follows_the_newest() {
    on_both(async |test: &TestDb| {
        let blobs = Blobs::folder(&test.path("blobs"), 1 << 20).unwrap();
        assert_eq!(kpi::latest::<String>(&test.db).await.unwrap(), None);
        let [one, two] = [kept(&blobs, 1).await, kept(&blobs, 2).await];
        assert_eq!(add(test, 0, &one).await.unwrap(), 1);
        let late = add(test, 0, &two).await.unwrap_err();
        assert!(matches!(late, Error::Conflict(_)), "{late}");
        let early = add(test, 2, &two).await.unwrap_err();
        assert!(matches!(early, Error::Conflict(_)), "{early}");
        assert_eq!(add(test, 1, &two).await.unwrap(), 2);
        let latest: Edition<String> = kpi::latest(&test.db).await.unwrap().unwrap();
        assert_eq!((latest.number, &latest.digest, latest.size), (2, &two.digest, 100));
        assert_eq!((latest.kind, latest.as_of), (Kind::Changes, Some(date(2026, 11, 22))));
        assert_eq!(
            (latest.summary.as_str(), kpi::get(&test.db, 2).await.unwrap()),
            ("made from 1", latest.clone())
        );
        let all: Vec<Edition<String>> = kpi::list(&test.db, 10).await.unwrap();
        assert_eq!(all.iter().map(|it| it.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(kpi::list::<String>(&test.db, 1).await.unwrap(), [latest]);
        let missing = kpi::get::<String>(&test.db, 9).await.unwrap_err();
        assert!(matches!(missing, Error::NotFound { .. }), "{missing}");

        let of_kpi = kpi::revisions_of_kpi::<[u8; 2]>(&test.db, "N00001", 10).await.unwrap();
        assert_eq!(
            of_kpi.iter().map(|it| (it.number, it.cells)).collect::<Vec<_>>(),
            [(2, [1, 2]), (1, [1, 2])]
        );
        let of_edition = kpi::revisions_of_edition::<[u8; 2]>(&test.db, 2).await.unwrap();
        let told: Vec<_> = of_edition.iter().map(|it| (it.kpi.as_str(), it.cells)).collect();
        assert_eq!(told, [("N00001", [1, 2]), ("N00003", [3, 4])]);
        let from = async |kpi: &str, most| {
            let found = kpi::revisions_from::<[u8; 2]>(&test.db, 2, kpi, most).await.unwrap();
            found.into_iter().map(|it| it.kpi).collect::<Vec<_>>()
        };
        assert_eq!(from("", 1).await, ["N00001"]);
        assert_eq!(from("N00002", 5).await, ["N00003"]);
        assert!(from("N00004", 5).await.is_empty());
    });
}

/// The bytes of the newest two are kept, and those that are the same as theirs.
#[test]
fn bytes_of_older_editions_are_forgotten() {
    on_both(async |test: &TestDb| {
        let blobs = Blobs::folder(&test.path("blobs"), 1 << 20).unwrap();
        let [one, two, three] =
            [kept(&blobs, 1).await, kept(&blobs, 2).await, kept(&blobs, 3).await];
        for (base, blob) in [&one, &two, &one].into_iter().enumerate() {
            add(test, u32::try_from(base).unwrap(), blob).await.unwrap();
            assert!(kpi::forget_bytes(&test.db).await.unwrap().is_empty(), "{base}");
        }
        add(test, 3, &three).await.unwrap();
        assert_eq!(kpi::forget_bytes(&test.db).await.unwrap(), [two.digest]);
        assert!(kpi::forget_bytes(&test.db).await.unwrap().is_empty(), "once");
    });
}

#[test]
fn one_node_at_a_time_has_the_turn() {
    on_both(async |test: &TestDb| {
        let now = test.stamp().now;
        let until = now + SignedDuration::from_mins(5);
        let take = async |who: &str, now| kpi::take_turn(&test.db, who, now, until).await.unwrap();
        assert!(take("one", now).await);
        assert!(!take("two", now).await);
        assert!(take("one", now).await, "who has it keeps it");
        assert!(take("two", until).await, "it ends by itself");
        kpi::end_turn(&test.db, "one").await.unwrap();
        assert!(!take("one", now).await, "nobody ends another's");
        kpi::end_turn(&test.db, "two").await.unwrap();
        assert!(take("one", now).await);
    });
}
