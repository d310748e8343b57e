use crate::together::{CALLERS, together};
use kompass_core::access::Role;
use kompass_core::{Error, Lang};
use kompass_store::account::{self, Account, NewAccount};
use kompass_store::audit::{self, Chain};
use kompass_store::{membership, session};
use kompass_testkit::{TestDb, on_both};
use uuid::Uuid;

#[test]
fn an_address_belongs_to_one_account() {
    on_both(async |test| {
        let new = NewAccount {
            email: " Åsa.Öberg@Example.ORG ",
            name: "Åsa Öberg",
            language: Lang::Nb,
            system_administrator: true,
            break_glass: true,
        };
        let stamp = test.stamp();
        let made = account::create(&test.db, &stamp, &new).await.unwrap();
        assert_eq!(made.email, "åsa.öberg@example.org");
        assert_eq!(account::create(&test.db, &stamp, &new).await.unwrap(), made, "repeated");
        assert_eq!(account::get(&test.db, made.id).await.unwrap(), made);
        for address in ["åsa.öberg@example.org", "ÅSA.ÖBERG@example.org "] {
            let found = account::by_email(&test.db, address).await.unwrap();
            assert_eq!(found.as_ref(), Some(&made));
        }
        assert_eq!(account::by_email(&test.db, "asa@example.org").await.unwrap(), None);
        let again = NewAccount { email: "åsa.öberg@EXAMPLE.org", name: "Another", ..new };
        let again = account::create(&test.db, &test.stamp(), &again).await;
        assert!(matches!(&again, Err(Error::Conflict(text)) if text.contains("address")));
        let unknown = account::get(&test.db, Uuid::nil()).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    });
}

#[test]
fn changes_go_by_version() {
    on_both(async |test| {
        let (db, id) = (&test.db, test.account("Eva").await.id);
        let renamed =
            account::update_profile(db, &test.stamp(), id, 1, "Eva Ek", Lang::En).await.unwrap();
        assert_eq!(renamed, 2);
        let stale = account::update_profile(db, &test.stamp(), id, 1, "Eva", Lang::Sv).await;
        let Err(Error::Conflict(text)) = stale else { panic!("{stale:?}") };
        assert!(text.contains("version 2"), "{text}");
        assert!(!account::any_system_administrator(db).await.unwrap());
        let set = account::set_system_administrator(db, &test.stamp(), id, 2, true).await;
        assert_eq!(set.unwrap(), 3);
        assert!(account::any_system_administrator(db).await.unwrap());
        assert_eq!(account::set_disabled(db, &test.stamp(), id, 3, true).await.unwrap(), 4);
        assert!(!account::any_system_administrator(db).await.unwrap(), "who cannot sign in");
        let there = account::get(db, id).await.unwrap();
        assert_eq!((there.name.as_str(), there.language, there.version), ("Eva Ek", Lang::En, 4));
        assert!(there.disabled_at.is_some() && there.system_administrator);
        for error in [
            account::set_disabled(db, &test.stamp(), id, 3, false).await,
            account::set_system_administrator(db, &test.stamp(), id, 3, false).await,
        ] {
            assert!(matches!(error, Err(Error::Conflict(_))), "{error:?}");
        }
        assert_eq!(account::set_disabled(db, &test.stamp(), id, 4, false).await.unwrap(), 5);
        assert_eq!(account::get(db, id).await.unwrap().disabled_at, None);
        let unknown = account::set_disabled(db, &test.stamp(), Uuid::nil(), 1, true).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    });
}

#[test]
fn a_disabled_account_has_no_session_even_when_it_comes_back() {
    on_both(async |test| {
        let (db, account) = (&test.db, test.account("Eva").await);
        let other = test.account("Bo").await;
        for (digest, account) in [("one", &account), ("two", &account), ("other", &other)] {
            session::insert(db, digest, &super::session::of(account.id, digest)).await.unwrap();
        }
        account::set_disabled(db, &test.stamp(), account.id, 1, true).await.unwrap();
        account::set_disabled(db, &test.stamp(), account.id, 2, false).await.unwrap();
        for (digest, found) in [("one", false), ("two", false), ("other", true)] {
            assert_eq!(super::session::find(db, digest).await.is_some(), found, "{digest}");
        }
    });
}

#[test]
fn lists_are_by_name() {
    on_both(async |test| {
        let (db, organisation) = (&test.db, test.organisation().await);
        let mut accounts = Vec::new();
        for name in ["Örjan", "Åke", "Anna", "Ärla"] {
            accounts.push(test.account(name).await);
        }
        let names = |list: &[Account]| -> Vec<String> {
            list.iter().map(|account| account.name.clone()).collect()
        };
        assert_eq!(names(&account::list(db).await.unwrap()), ["Anna", "Åke", "Ärla", "Örjan"]);
        for (account, role, origin) in [
            (&accounts[0], Role::Reader, "oidc:entra"),
            (&accounts[0], Role::OrganisationAdministrator, "local"),
            (&accounts[0], Role::Reader, "local"),
            (&accounts[2], Role::Account, "local"),
        ] {
            let stamp = test.stamp();
            membership::grant(db, &stamp, account.id, organisation, role, origin).await.unwrap();
        }
        let people = account::list_of_organisation(db, organisation).await.unwrap();
        let accounts: Vec<Account> = people.iter().map(|person| person.account.clone()).collect();
        assert_eq!(names(&accounts), ["Anna", "Örjan"]);
        assert_eq!(people[0].roles, [(Role::Account, "local".to_owned())]);
        let roles: Vec<String> =
            people[1].roles.iter().map(|(role, origin)| format!("{role} {origin}")).collect();
        assert_eq!(
            roles,
            ["organisation_administrator local", "reader local", "reader oidc:entra"]
        );
        assert_eq!(account::list_of_organisation(db, Uuid::nil()).await.unwrap(), []);
    });
}

async fn with_credentials(test: &TestDb) -> Uuid {
    let (db, id) = (&test.db, test.account("Eva").await.id);
    account::set_password(db, &test.stamp(), id, Some("$argon2id$secret")).await.unwrap();
    account::set_totp(db, &test.stamp(), id, Some("sealed-secret")).await.unwrap();
    let codes = ["code-secret-1".to_owned(), "code-secret-2".to_owned()];
    account::set_recovery_codes(db, &test.stamp(), id, &codes).await.unwrap();
    id
}

#[test]
fn credentials_come_and_go_and_no_log_shows_them() {
    on_both(async |test| {
        let (db, id) = (&test.db, with_credentials(test).await);
        let there = account::credentials(db, id).await.unwrap();
        assert_eq!(there.password.as_deref(), Some("$argon2id$secret"));
        assert_eq!(there.totp.as_deref(), Some("sealed-secret"));
        assert_eq!((there.totp_step, there.recovery_left), (0, 2));
        assert!(!format!("{there:?}").contains("secret"));
        let shown = account::get(db, id).await.unwrap();
        assert!(shown.has_password && shown.has_totp);
        assert_eq!(shown.version, 1);

        assert!(account::advance_totp(db, id, 77).await.unwrap());
        account::set_password(db, &test.stamp(), id, None).await.unwrap();
        account::set_totp(db, &test.stamp(), id, None).await.unwrap();
        account::set_recovery_codes(db, &test.stamp(), id, &[]).await.unwrap();
        let there = account::credentials(db, id).await.unwrap();
        assert_eq!((there.password, there.totp), (None, None));
        assert_eq!((there.totp_step, there.recovery_left), (0, 0));
        let shown = account::get(db, id).await.unwrap();
        assert!(!shown.has_password && !shown.has_totp);

        let log = audit::page(db, &Chain::Installation, 0).await.unwrap();
        assert_eq!(log.len(), 7);
        assert!(log.iter().all(|entry| !format!("{entry:?}").contains("secret")), "{log:?}");
        assert!(log.iter().all(|entry| entry.subject == id.to_string()));
        let unknown = account::credentials(db, Uuid::nil()).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
        let unknown = account::set_recovery_codes(db, &test.stamp(), Uuid::nil(), &[]).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    });
}

#[test]
fn a_step_is_accepted_once_and_never_an_earlier_one() {
    on_both(async |test| {
        let id = with_credentials(test).await;
        let accepted = together(|| {
            let db = test.db.clone();
            async move { account::advance_totp(&db, id, 58_000_000).await.unwrap() }
        });
        assert_eq!(accepted.await.iter().filter(|accepted| **accepted).count(), 1);
        for (step, accepted) in [(57_999_999, false), (58_000_000, false), (58_000_001, true)] {
            assert_eq!(account::advance_totp(&test.db, id, step).await.unwrap(), accepted);
        }
        assert!(!account::advance_totp(&test.db, Uuid::nil(), 1).await.unwrap());
    });
}

#[test]
fn a_recovery_code_is_used_once() {
    on_both(async |test| {
        let (id, now) = (with_credentials(test).await, test.stamp().now);
        let used = together(|| {
            let db = test.db.clone();
            async move { account::use_recovery_code(&db, now, id, "code-secret-1").await.unwrap() }
        });
        assert_eq!(used.await.iter().filter(|used| **used).count(), 1);
        assert_eq!(account::credentials(&test.db, id).await.unwrap().recovery_left, 1);
        let other = test.account("Bo").await.id;
        for (account, digest) in [(id, "code-secret-3"), (other, "code-secret-2")] {
            assert!(!account::use_recovery_code(&test.db, now, account, digest).await.unwrap());
        }
        assert!(account::use_recovery_code(&test.db, now, id, "code-secret-2").await.unwrap());
    });
}

#[test]
fn new_recovery_codes_take_the_place_of_the_old_even_at_once() {
    on_both(async |test| {
        let id = with_credentials(test).await;
        let number = std::sync::atomic::AtomicUsize::new(0);
        let all_set = together(|| {
            let (db, stamp) = (test.db.clone(), test.stamp());
            let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let codes: Vec<String> = (0..3).map(|code| format!("{number}-{code}")).collect();
            async move { account::set_recovery_codes(&db, &stamp, id, &codes).await }
        })
        .await;
        assert_eq!(all_set.len(), CALLERS);
        assert!(all_set.iter().all(Result::is_ok), "{all_set:?}");
        assert_eq!(account::credentials(&test.db, id).await.unwrap().recovery_left, 3);
    });
}
