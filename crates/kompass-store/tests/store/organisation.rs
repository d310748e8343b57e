use kompass_core::Error;
use kompass_store::organisation::{self, Kind, NewOrganisation};
use kompass_testkit::{TestDb, municipality, on_both};
use uuid::Uuid;

async fn named(test: &TestDb, name: &str) -> Uuid {
    organisation::create(&test.db, &test.stamp(), &municipality(name)).await.unwrap()
}

#[test]
fn an_organisation_is_made_changed_and_closed() {
    on_both(async |test| {
        let db = &test.db;
        for kind in Kind::ALL {
            let new = NewOrganisation { name: "Skara", country: "SE", kind, code: Some("1495") };
            let id = organisation::create(db, &test.stamp(), &new).await.unwrap();
            let made = organisation::get(db, id).await.unwrap();
            assert_eq!((made.kind, made.code.as_deref()), (kind, Some("1495")));
            assert_eq!((made.closed_at, made.version), (None, 1));
        }
        let id = named(test, "Granvik").await;
        let update = async |version, name, kind, code| {
            organisation::update(db, &test.stamp(), id, version, name, kind, code).await
        };
        assert_eq!(update(1, "Granviks kommun", Kind::Region, Some("17")).await.unwrap(), 2);
        let there = organisation::get(db, id).await.unwrap();
        assert_eq!(
            (&there.name[..], there.kind, there.version),
            ("Granviks kommun", Kind::Region, 2)
        );
        let stale = update(1, "Granvik", Kind::Municipality, None).await;
        assert!(matches!(&stale, Err(Error::Conflict(text)) if text.contains("version 2")));
        assert_eq!(organisation::close(db, &test.stamp(), id, 2).await.unwrap(), 3);
        assert!(organisation::get(db, id).await.unwrap().closed_at.is_some());
        for version in [2, 3] {
            let again = organisation::close(db, &test.stamp(), id, version).await;
            assert!(matches!(&again, Err(Error::Conflict(text)) if text.contains("closed")));
        }
        let unknown = organisation::close(db, &test.stamp(), Uuid::nil(), 1).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    });
}

#[test]
fn pages_go_through_all_that_begin_so() {
    on_both(async |test| {
        let db = &test.db;
        for name in ["Örebro", "Ale", "Åmål", "alingsås", "Alvesta", "Ängsö", "Al", "B", "Alvesta"]
        {
            named(test, name).await;
        }
        let walk = async |search: &str, limit| {
            let (mut names, mut after) = (Vec::new(), None);
            loop {
                let page = organisation::page(db, search, limit, after).await.unwrap();
                let Some(last) = page.last() else { return names };
                after = Some(last.id);
                names.extend(page.into_iter().map(|organisation| organisation.name));
            }
        };
        let all = ["Al", "Ale", "alingsås", "Alvesta", "Alvesta", "B", "Åmål", "Ängsö", "Örebro"];
        for limit in [1, 2, 4, 100] {
            assert_eq!(walk("", limit).await, all);
        }
        assert_eq!(walk("AL", 2).await, all[..5]);
        assert_eq!(walk("alv", 1).await, ["Alvesta", "Alvesta"]);
        assert_eq!(walk("å", 9).await, ["Åmål"], "not what begins with a");
        assert_eq!(walk("Alvesta kommun", 9).await, [""; 0]);
        assert_eq!(walk("c", 9).await, [""; 0]);
    });
}
