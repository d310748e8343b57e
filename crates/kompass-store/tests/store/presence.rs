use jiff::{SignedDuration, Timestamp};
use kompass_core::access::Role;
use kompass_store::membership::{self, LOCAL};
use kompass_store::passkey::{self, Passkey};
use kompass_store::session::{self, Session};
use kompass_store::{account, organisation, presence};
use kompass_testkit::{TestDb, municipality, on_both};
use std::collections::BTreeMap;
use uuid::Uuid;

const IDLE: SignedDuration = SignedDuration::from_mins(60);

fn minute(number: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(number)
}

async fn seen(test: &TestDb, account: Uuid, number: u32) {
    let session = Session {
        id: Uuid::from_u128(number.into()),
        account: Some(account),
        link: None,
        csrf: String::new(),
        method: "password".into(),
        agent: String::new(),
        address: String::new(),
        created_at: minute(0),
        seen_at: minute(number.into()),
        expires_at: minute(600),
        stepped_up_at: None,
    };
    session::insert(&test.db, &session.id.to_string(), &session).await.unwrap();
}

#[test]
fn of_everybody_is_told_when_they_were_active_and_how_they_are_guarded() {
    on_both(async |test| {
        let db = &test.db;
        let bergby =
            organisation::create(db, &test.stamp(), &municipality("Bergby")).await.unwrap();
        let (eva, per) = (test.account("Eva").await.id, test.account("Per").await.id);
        // Two roles are one person.
        for (account, role) in
            [(eva, Role::OrganisationAdministrator), (eva, Role::Reader), (per, Role::Reader)]
        {
            membership::grant(db, &test.stamp(), account, bergby, role, LOCAL).await.unwrap();
        }
        for number in [100, 130, 120] {
            seen(test, eva, number).await;
        }
        seen(test, per, 20).await;
        let key = Passkey {
            id: "key".into(),
            account: per,
            name: "Telefon".into(),
            credential: "{}".into(),
            created_at: minute(1),
            used_at: None,
        };
        passkey::add(db, &test.stamp(), &key).await.unwrap();

        let people = presence::of_organisation(db, bergby, minute(140), IDLE).await.unwrap();
        let told: BTreeMap<_, _> =
            people.iter().map(|(id, it)| (*id, (it.active_at, it.passkeys))).collect();
        assert_eq!(
            told,
            BTreeMap::from([(eva, (Some(minute(130)), 0)), (per, (None, 1))]),
            "Per has been idle too long"
        );
        let later = presence::of_organisation(db, bergby, minute(600), IDLE).await.unwrap();
        assert!(later.values().all(|it| it.active_at.is_none()), "sessions end");

        let administrators =
            async || presence::of_administrators(db, minute(140), IDLE).await.unwrap();
        assert!(administrators().await.is_empty());
        account::set_system_administrator(db, &test.stamp(), eva, 1, true).await.unwrap();
        assert_eq!(administrators().await.into_keys().collect::<Vec<_>>(), [eva]);
    });
}

#[test]
fn people_are_counted_once_in_each_organisation_of_a_stretch_of_the_list() {
    on_both(async |test| {
        let db = &test.db;
        let eva = test.account("Eva").await.id;
        let mut made = BTreeMap::new();
        for name in ["Arboga", "Bergby", "Åmål", "Örebro"] {
            let id = organisation::create(db, &test.stamp(), &municipality(name)).await.unwrap();
            made.insert(name, id);
        }
        for role in [Role::Reader, Role::OrganisationAdministrator] {
            membership::grant(db, &test.stamp(), eva, made["Åmål"], role, LOCAL).await.unwrap();
        }
        let people = presence::people(db, "Bergby", "Åmål").await.unwrap();
        assert_eq!(people, BTreeMap::from([(made["Bergby"], 0), (made["Åmål"], 1)]));
    });
}
