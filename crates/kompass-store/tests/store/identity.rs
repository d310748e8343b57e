use kompass_core::Error;
use kompass_store::identity;
use kompass_testkit::on_both;

#[test]
fn an_identity_belongs_to_one_account() {
    on_both(async |test| {
        let db = &test.db;
        let (eva, bo) = (test.account("Eva").await.id, test.account("Bo").await.id);
        let link = async |account, provider, subject| {
            identity::link(db, &test.stamp(), account, provider, subject).await
        };
        link(eva, "entra", "42").await.unwrap();
        link(eva, "entra", "42").await.unwrap();
        link(eva, "bankid", "7").await.unwrap();
        link(bo, "bankid", "42").await.unwrap();
        let taken = link(bo, "entra", "42").await;
        assert!(matches!(taken, Err(Error::Conflict(_))), "{taken:?}");
        let unknown = link(uuid::Uuid::nil(), "entra", "43").await;
        assert!(matches!(unknown, Err(Error::Conflict(_))), "{unknown:?}");
        for (provider, subject, account) in
            [("entra", "42", Some(eva)), ("bankid", "42", Some(bo)), ("entra", "7", None)]
        {
            assert_eq!(identity::find(db, provider, subject).await.unwrap(), account);
        }
        let listed = identity::list(db, eva).await.unwrap();
        let listed: Vec<(&str, &str)> =
            listed.iter().map(|identity| (&identity.provider[..], &identity.subject[..])).collect();
        assert_eq!(listed, [("bankid", "7"), ("entra", "42")]);

        let unlink =
            async |account| identity::unlink(db, &test.stamp(), account, "entra", "42").await;
        let of_another = unlink(bo).await;
        assert!(matches!(of_another, Err(Error::NotFound { .. })), "{of_another:?}");
        unlink(eva).await.unwrap();
        assert_eq!(identity::find(db, "entra", "42").await.unwrap(), None);
        link(bo, "entra", "42").await.unwrap();
    });
}
