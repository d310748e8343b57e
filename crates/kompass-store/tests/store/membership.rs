use kompass_core::Error;
use kompass_core::access::Role;
use kompass_store::audit::{self, Chain};
use kompass_store::membership::{self, LOCAL, Membership};
use kompass_store::organisation;
use kompass_testkit::{TestDb, municipality, on_both};
use uuid::Uuid;

const ENTRA: &str = "oidc:entra";

async fn named(test: &TestDb, name: &str) -> Uuid {
    organisation::create(&test.db, &test.stamp(), &municipality(name)).await.unwrap()
}

/// The roles of an account as text.
async fn roles(test: &TestDb, account: Uuid) -> Vec<String> {
    let list = membership::of_account(&test.db, account).await.unwrap();
    list.iter()
        .map(|Membership { organisation_name, role, origin, .. }| {
            format!("{organisation_name} {role} {origin}")
        })
        .collect()
}

async fn entries(test: &TestDb, organisation: Uuid) -> usize {
    audit::page(&test.db, &Chain::Organisation(organisation), 0).await.unwrap().len()
}

#[test]
fn roles_are_given_and_taken_each_by_its_origin() {
    on_both(async |test| {
        let (db, account) = (&test.db, test.account("Eva").await.id);
        let (bergby, angso) = (named(test, "Bergby").await, named(test, "Ängsö").await);
        let grant = async |organisation, role, origin| {
            membership::grant(db, &test.stamp(), account, organisation, role, origin).await
        };
        let revoke = async |organisation, role, origin| {
            membership::revoke(db, &test.stamp(), account, organisation, role, origin).await
        };
        grant(angso, Role::Account, LOCAL).await.unwrap();
        grant(bergby, Role::Reader, LOCAL).await.unwrap();
        grant(bergby, Role::Reader, ENTRA).await.unwrap();
        grant(bergby, Role::Reader, ENTRA).await.unwrap();
        let given = ["Bergby reader local", "Bergby reader oidc:entra", "Ängsö account local"];
        assert_eq!(roles(test, account).await, given);
        assert_eq!(entries(test, bergby).await, 3, "the same again is no change");
        revoke(bergby, Role::Reader, LOCAL).await.unwrap();
        revoke(bergby, Role::Reader, LOCAL).await.unwrap();
        revoke(angso, Role::Reader, LOCAL).await.unwrap();
        assert_eq!(roles(test, account).await, given[1..]);
        assert_eq!((entries(test, bergby).await, entries(test, angso).await), (4, 2));

        for role in [Role::Evaluator, Role::SystemAdministrator, Role::Public] {
            let wrong = grant(bergby, role, LOCAL).await;
            assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
        }
        let unknown = grant(Uuid::nil(), Role::Reader, LOCAL).await;
        assert!(matches!(unknown, Err(Error::Conflict(_))), "{unknown:?}");
    });
}

#[test]
fn a_provider_replaces_only_what_it_gave() {
    on_both(async |test| {
        let (db, account) = (&test.db, test.account("Eva").await.id);
        let (bergby, angso) = (named(test, "Bergby").await, named(test, "Ängsö").await);
        membership::grant(db, &test.stamp(), account, bergby, Role::Reader, LOCAL).await.unwrap();
        let replace = async |roles: &[(Uuid, Role)]| {
            membership::replace_origin(db, &test.stamp(), account, ENTRA, roles).await
        };
        let both = [(angso, Role::Reader), (bergby, Role::Account), (bergby, Role::Account)];
        replace(&both).await.unwrap();
        let given = ["Bergby account oidc:entra", "Bergby reader local", "Ängsö reader oidc:entra"];
        assert_eq!(roles(test, account).await, given);
        // Each organisation finds it in its own chain; the same again is written nowhere.
        replace(&both).await.unwrap();
        assert_eq!((entries(test, bergby).await, entries(test, angso).await), (3, 2));
        replace(&[(angso, Role::OrganisationAdministrator)]).await.unwrap();
        let given = ["Bergby reader local", "Ängsö organisation_administrator oidc:entra"];
        assert_eq!(roles(test, account).await, given);
        assert_eq!((entries(test, bergby).await, entries(test, angso).await), (4, 3));
        replace(&[]).await.unwrap();
        assert_eq!(roles(test, account).await, given[..1]);
        let wrong = replace(&[(angso, Role::LeadEvaluator)]).await;
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
        let report = audit::verify(db, &test.key(), None).await.unwrap();
        assert!(report.is_intact(), "{report:?}");
    });
}

/// Two sign-ins of the same person with the same provider at the same moment.
#[test]
fn simultaneous_replacements_all_come_through() {
    on_both(async |test| {
        let account = test.account("Eva").await.id;
        let wanted =
            [(named(test, "Bergby").await, Role::Reader), (named(test, "Ale").await, Role::Reader)];
        let all = crate::together::together(|| {
            let (db, stamp) = (test.db.clone(), test.stamp());
            async move { membership::replace_origin(&db, &stamp, account, ENTRA, &wanted).await }
        });
        for done in all.await {
            done.unwrap();
        }
        assert_eq!(
            roles(test, account).await,
            ["Ale reader oidc:entra", "Bergby reader oidc:entra"]
        );
        assert!(audit::verify(&test.db, &test.key(), None).await.unwrap().is_intact());
    });
}
