use kompass_core::Error;
use kompass_store::audit::{self, Chain};
use kompass_store::passkey::{self, Passkey};
use kompass_testkit::on_both;

#[test]
fn passkeys_are_kept_used_and_removed() {
    on_both(async |test| {
        let db = &test.db;
        let (eva, bo) = (test.account("Eva").await.id, test.account("Bo").await.id);
        let made = |id: &str, name: &str, second| Passkey {
            id: id.into(),
            account: eva,
            name: name.into(),
            credential: "{\"public\":\"secret\"}".into(),
            created_at: jiff::Timestamp::from_second(second).unwrap(),
            used_at: None,
        };
        let (phone, key) = (made("b", "Phone", 1), made("a", "Key", 2));
        for passkey in [&key, &phone] {
            passkey::add(db, &test.stamp(), passkey).await.unwrap();
        }
        assert_eq!(passkey::list(db, eva).await.unwrap(), [phone.clone(), key.clone()]);
        assert_eq!(passkey::find(db, "a").await.unwrap(), Some(key.clone()));
        assert_eq!(passkey::find(db, "c").await.unwrap(), None);
        assert_eq!(passkey::list(db, bo).await.unwrap(), []);
        let taken = Passkey { account: bo, ..phone.clone() };
        let taken = passkey::add(db, &test.stamp(), &taken).await;
        assert!(matches!(taken, Err(Error::Conflict(_))), "{taken:?}");

        let now = jiff::Timestamp::from_second(9).unwrap();
        passkey::touch(db, "b", "{\"counter\":1}", now).await.unwrap();
        let used = passkey::find(db, "b").await.unwrap().unwrap();
        assert_eq!((used.used_at, used.credential.as_str()), (Some(now), "{\"counter\":1}"));
        let of_another = passkey::remove(db, &test.stamp(), bo, "b").await;
        assert!(matches!(of_another, Err(Error::NotFound { .. })), "{of_another:?}");
        passkey::remove(db, &test.stamp(), eva, "b").await.unwrap();
        assert_eq!(passkey::list(db, eva).await.unwrap(), [key]);
        let gone = passkey::touch(db, "b", "", now).await;
        assert!(matches!(gone, Err(Error::NotFound { .. })), "{gone:?}");
        let log = audit::page(db, &Chain::Installation, 0).await.unwrap();
        assert_eq!(log.len(), 5);
        assert!(log.iter().all(|entry| !format!("{entry:?}").contains("secret")), "{log:?}");
    });
}
