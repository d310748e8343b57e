use crate::together::together;
use jiff::{SignedDuration, Timestamp};
use kompass_core::Error;
use kompass_core::access::Role;
use kompass_store::audit::{self, Chain};
use kompass_store::link::{self, Link, NewLink, Purpose};
use kompass_testkit::on_both;
use serde_json::json;
use uuid::Uuid;

/// A link that works once, for a day.
pub(crate) fn new(
    digest: &str,
    purpose: Purpose,
    organisation: Option<Uuid>,
    evaluation: Option<Uuid>,
) -> NewLink<'_> {
    NewLink {
        id: Uuid::from_u128(digest.bytes().fold(7, |id, byte| id * 257 + u128::from(byte))),
        digest,
        purpose,
        organisation,
        evaluation,
        account: None,
        role: Some(Role::Reader),
        email: "bo@example.org",
        name: "Bo Ek",
        scope: json!({ "questions": ["1.1.2"] }),
        expires_at: tomorrow(),
        most_uses: Some(1),
        by_mail: false,
    }
}

fn tomorrow() -> Timestamp {
    "2026-03-03T08:00:00Z".parse().unwrap()
}

fn today() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

#[test]
fn a_link_is_found_by_its_digest_and_listed_where_it_leads() {
    on_both(async |test| {
        let (db, organisation) = (&test.db, test.organisation().await);
        let evaluation = super::team::evaluation(test, organisation).await;
        let account = test.account("Bo").await.id;
        let make = async |link: &NewLink<'_>| link::create(db, &test.stamp(), link).await.unwrap();
        let invitation = new("secret-1", Purpose::Invitation, Some(organisation), None);
        let invitation = make(&invitation).await;
        let contributor = new("secret-2", Purpose::Contributor, None, Some(evaluation));
        let contributor = make(&contributor).await;
        let password = NewLink {
            account: Some(account),
            role: None,
            most_uses: None,
            ..new("secret-3", Purpose::Password, None, None)
        };
        let password = make(&password).await;
        for (digest, made) in
            [("secret-1", &invitation), ("secret-2", &contributor), ("secret-3", &password)]
        {
            assert_eq!(link::find(db, digest).await.unwrap().as_ref(), Some(made));
            assert_eq!(&link::get(db, made.id).await.unwrap(), made);
        }
        assert_eq!((password.account, password.most_uses), (Some(account), None));
        assert_eq!(invitation.scope, json!({ "questions": ["1.1.2"] }));
        assert_eq!((invitation.created_by.as_str(), invitation.uses), ("test", 0));
        assert_eq!(link::find(db, "secret-4").await.unwrap(), None);
        let unknown = link::get(db, Uuid::nil()).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
        let of_organisation = link::of_organisation(db, organisation).await.unwrap();
        assert_eq!(of_organisation, std::slice::from_ref(&invitation));
        let of_evaluation = link::of_evaluation(db, evaluation).await.unwrap();
        assert_eq!(of_evaluation, std::slice::from_ref(&contributor));

        // Each is told of in the chain of what it leads to, and nowhere its digest.
        for (chain, made) in [
            (Chain::Organisation(organisation), &invitation),
            (Chain::Evaluation(evaluation), &contributor),
            (Chain::Installation, &password),
        ] {
            let log = audit::page(db, &chain, 0).await.unwrap();
            let entry = log.last().unwrap();
            assert_eq!(
                (&entry.operation[..], &entry.subject),
                ("link.create", &made.id.to_string())
            );
            assert!(log.iter().all(|entry| !format!("{entry:?}").contains("secret")), "{log:?}");
        }
    });
}

#[test]
fn what_a_link_opens_is_changed_from_what_it_was() {
    on_both(async |test| {
        let (db, organisation) = (&test.db, test.organisation().await);
        let evaluation = super::team::evaluation(test, organisation).await;
        let new = new("secret", Purpose::Contributor, None, Some(evaluation));
        let link = link::create(db, &test.stamp(), &new).await.unwrap();
        let (less, more) = (json!({ "questions": [] }), json!({ "questions": ["1.1.2", "2.1.1"] }));
        link::rescope(db, &test.stamp(), &link, &more).await.unwrap();
        let there = link::get(db, link.id).await.unwrap();
        assert_eq!(there, Link { scope: more, ..link.clone() });
        let stale = link::rescope(db, &test.stamp(), &link, &less).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        link::revoke(db, &test.stamp(), link.id).await.unwrap();
        let revoked = link::rescope(db, &test.stamp(), &there, &less).await;
        assert!(matches!(revoked, Err(Error::Conflict(_))), "{revoked:?}");
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn the_same_request_gets_the_same_link() {
    on_both(async |test| {
        let stamp = test.stamp();
        let link = new("one", Purpose::Administrator, None, None);
        let made = link::create(&test.db, &stamp, &link).await.unwrap();
        assert_eq!(link::create(&test.db, &stamp, &link).await.unwrap(), made);
        // Another token would never work: better to hear of it.
        let other = NewLink { id: Uuid::from_u128(2), digest: "two", ..link };
        let other = link::create(&test.db, &stamp, &other).await;
        assert!(matches!(other, Err(Error::Conflict(_))), "{other:?}");
    });
}

#[test]
fn a_link_for_one_lets_in_one() {
    on_both(async |test| {
        let link = new("one", Purpose::Invitation, None, None);
        let id = link::create(&test.db, &test.stamp(), &link).await.unwrap().id;
        let let_in = together(|| {
            let db = test.db.clone();
            async move { link::use_once(&db, id, today()).await.unwrap() }
        });
        assert_eq!(let_in.await.iter().filter(|let_in| **let_in).count(), 1);
        assert_eq!(link::get(&test.db, id).await.unwrap().uses, 1);
    });
}

#[test]
fn a_link_works_until_it_expires_or_is_revoked() {
    on_both(async |test| {
        let db = &test.db;
        let make = async |digest: &str, most_uses| -> Link {
            let link = NewLink { most_uses, ..new(digest, Purpose::Interviewee, None, None) };
            link::create(db, &test.stamp(), &link).await.unwrap()
        };
        let (often, twice) = (make("often", None).await, make("twice", Some(2)).await);
        let last = tomorrow() - SignedDuration::from_micros(1);
        for now in [today(), today(), last] {
            assert!(link::use_once(db, often.id, now).await.unwrap());
        }
        assert!(!link::use_once(db, often.id, tomorrow()).await.unwrap());
        for works in [true, true, false] {
            assert_eq!(link::use_once(db, twice.id, today()).await.unwrap(), works);
        }
        assert!(!link::use_once(db, Uuid::nil(), today()).await.unwrap());

        link::revoke(db, &test.stamp(), often.id).await.unwrap();
        let revoked = link::get(db, often.id).await.unwrap();
        assert!(revoked.revoked_at.is_some());
        assert!(!link::use_once(db, often.id, today()).await.unwrap());
        link::revoke(db, &test.stamp(), often.id).await.unwrap();
        assert_eq!(link::get(db, often.id).await.unwrap(), revoked, "as it was");
        let unknown = link::revoke(db, &test.stamp(), Uuid::nil()).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    });
}
