use jiff::{SignedDuration, Timestamp};
use kompass_core::access::Role;
use kompass_core::{Error, Result};
use kompass_store::link::Purpose;
use kompass_store::session::{self, Grants, Session, Signed};
use kompass_store::{Db, assignment, link, membership, organisation};
use kompass_testkit::on_both;
use uuid::Uuid;

const IDLE: SignedDuration = SignedDuration::from_mins(60);
const START: &str = "2026-03-02T08:00:00Z";

fn minute(number: i64) -> Timestamp {
    START.parse::<Timestamp>().unwrap() + SignedDuration::from_mins(number)
}

/// A session of an account, made at the start and good for twelve hours. The name makes it another one.
pub(crate) fn of(account: Uuid, name: &str) -> Session {
    let id = name
        .bytes()
        .fold(account.as_u128(), |id, byte| id.wrapping_mul(257).wrapping_add(u128::from(byte)));
    Session {
        id: Uuid::from_u128(id),
        account: Some(account),
        link: None,
        csrf: format!("csrf of {name}"),
        method: "password".into(),
        agent: "Firefox".into(),
        address: "192.0.2.7".into(),
        created_at: minute(0),
        seen_at: minute(0),
        expires_at: minute(12 * 60),
        stepped_up_at: None,
    }
}

/// The session of this digest at the start.
pub(crate) async fn find(db: &Db, digest: &str) -> Option<Signed> {
    session::find(db, digest, minute(0), IDLE).await.unwrap()
}

/// What an account was given, as a session brings it along.
pub(crate) async fn grants(db: &Db, account: Uuid) -> Grants {
    session::insert(db, "for a moment", &of(account, "for a moment")).await.unwrap();
    let grants = find(db, "for a moment").await.unwrap().grants;
    session::end_by_digest(db, "for a moment").await.unwrap();
    grants
}

async fn good(db: &Db, digest: &str, now: Timestamp) -> bool {
    session::find(db, digest, now, IDLE).await.unwrap().is_some()
}

#[test]
fn a_session_ends_by_age_and_by_idleness() {
    on_both(async |test| {
        let (db, account) = (&test.db, test.account("Eva").await);
        let made = of(account.id, "one");
        session::insert(db, "one", &made).await.unwrap();
        let signed = find(db, "one").await.unwrap();
        assert_eq!(signed.session, made);
        assert_eq!((signed.account, signed.link), (Some(account), None));
        assert_eq!(signed.grants, Grants::default());
        assert!(!format!("{made:?}").contains("csrf of"), "a secret must not reach a log");

        assert!(!good(db, "two", minute(0)).await, "another token");
        assert!(good(db, "one", minute(60) - SignedDuration::from_micros(1)).await);
        assert!(!good(db, "one", minute(60)).await, "idle");
        session::touch(db, made.id, minute(59)).await.unwrap();
        session::touch(db, made.id, minute(58)).await.unwrap();
        assert!(good(db, "one", minute(118)).await, "a late note takes nothing back");
        for hour in 1..12 {
            session::touch(db, made.id, minute(60 * hour)).await.unwrap();
        }
        session::touch(db, made.id, minute(12 * 60 - 1)).await.unwrap();
        assert!(good(db, "one", minute(12 * 60) - SignedDuration::from_micros(1)).await);
        assert!(!good(db, "one", minute(12 * 60)).await, "expired, though it was used");
    });
}

#[test]
fn a_new_token_makes_the_old_one_worthless() {
    on_both(async |test| {
        let (db, account) = (&test.db, test.account("Eva").await);
        let made = of(account.id, "one");
        session::insert(db, "one", &made).await.unwrap();
        session::rotate(db, made.id, "two", "another").await.unwrap();
        session::step_up(db, made.id, minute(3)).await.unwrap();
        assert_eq!(find(db, "one").await, None);
        let there = find(db, "two").await.unwrap().session;
        assert_eq!((there.csrf.as_str(), there.stepped_up_at), ("another", Some(minute(3))));
        for gone in [
            session::rotate(db, Uuid::nil(), "three", "").await,
            session::step_up(db, Uuid::nil(), minute(0)).await,
        ] {
            assert!(matches!(gone, Err(Error::NotFound { .. })), "{gone:?}");
        }
    });
}

#[test]
fn sessions_are_listed_and_ended_by_their_owner() {
    on_both(async |test| {
        let db = &test.db;
        let (eva, bo) = (test.account("Eva").await.id, test.account("Bo").await.id);
        let ids = |list: Result<Vec<Session>>| -> Vec<Uuid> {
            list.unwrap().iter().map(|session| session.id).collect()
        };
        let [one, two, three, old] = ["one", "two", "three", "old"].map(|name| of(eva, name));
        let other = of(bo, "other");
        let seen = |session: &Session, at| Session { seen_at: minute(at), ..session.clone() };
        for (digest, session) in [
            ("one", seen(&one, 10)),
            ("two", seen(&two, 30)),
            ("three", seen(&three, 20)),
            ("old", seen(&old, -40)),
            ("other", other.clone()),
        ] {
            session::insert(db, digest, &session).await.unwrap();
        }
        let listed = ids(session::list(db, eva, minute(31), IDLE).await);
        assert_eq!(listed, [two.id, three.id, one.id]);
        assert!(!session::end(db, bo, one.id).await.unwrap(), "of somebody else");
        assert!(session::end(db, eva, one.id).await.unwrap());
        assert!(!session::end(db, eva, one.id).await.unwrap());
        assert_eq!(session::end_all(db, eva, Some(two.id)).await.unwrap(), 2);
        assert_eq!(ids(session::list(db, eva, minute(31), IDLE).await), [two.id]);
        assert!(session::end_by_digest(db, "two").await.unwrap());
        assert!(!session::end_by_digest(db, "two").await.unwrap());
        assert_eq!(session::end_all(db, bo, None).await.unwrap(), 1);
        assert_eq!(session::end_all(db, bo, None).await.unwrap(), 0);
    });
}

#[test]
fn what_is_good_no_more_is_forgotten() {
    on_both(async |test| {
        let (db, account) = (&test.db, test.account("Eva").await.id);
        let [fresh, idle, mut expired] = ["fresh", "idle", "expired"].map(|name| of(account, name));
        expired.expires_at = minute(40);
        let fresh = Session { seen_at: minute(50), ..fresh };
        let expired = Session { seen_at: minute(30), ..expired };
        for (digest, session) in [("fresh", &fresh), ("idle", &idle), ("expired", &expired)] {
            session::insert(db, digest, session).await.unwrap();
        }
        assert_eq!(session::forget_expired(db, minute(60), IDLE).await.unwrap(), 2);
        assert!(good(db, "fresh", minute(60)).await);
    });
}

#[test]
fn what_was_taken_away_is_gone_at_once() {
    on_both(async |test| {
        let (db, account) = (&test.db, test.account("Eva").await.id);
        session::insert(db, "one", &of(account, "one")).await.unwrap();
        // Behind the back of the store, so that only the query can refuse it.
        test.tamper("UPDATE account SET disabled_at = 1").await;
        assert_eq!(find(db, "one").await, None);
        test.tamper("UPDATE account SET disabled_at = NULL").await;
        assert!(find(db, "one").await.is_some());

        let new = super::link::new("digest", Purpose::Contributor, None, None);
        let made = link::create(db, &test.stamp(), &new).await.unwrap();
        let by_link = Session { account: None, link: Some(made.id), ..of(made.id, "two") };
        session::insert(db, "two", &by_link).await.unwrap();
        let signed = find(db, "two").await.unwrap();
        assert_eq!((signed.session, signed.account), (by_link.clone(), None));
        assert_eq!(signed.link, Some(made.clone()));
        session::touch(db, by_link.id, minute(90)).await.unwrap();
        assert!(good(db, "two", minute(100)).await);
        assert!(!good(db, "two", new.expires_at).await, "the link expired");
        link::revoke(db, &test.stamp(), made.id).await.unwrap();
        assert!(!good(db, "two", minute(100)).await, "the link was revoked");
    });
}

#[test]
fn grants_are_what_was_given_and_not_taken_away() {
    on_both(async |test| {
        let (db, account) = (&test.db, test.account("Eva").await.id);
        assert_eq!(grants(db, account).await, Grants::default());
        let (one, two) = (test.organisation().await, test.organisation().await);
        let evaluation = super::team::evaluation(test, one).await;
        let grant = async |organisation, role, origin| {
            let stamp = test.stamp();
            membership::grant(db, &stamp, account, organisation, role, origin).await.unwrap();
        };
        grant(one, Role::Reader, "local").await;
        grant(one, Role::Reader, "oidc:entra").await;
        grant(two, Role::OrganisationAdministrator, "local").await;
        let assign = async |role, member| {
            let stamp = test.stamp();
            assignment::assign(db, &stamp, evaluation, account, role, member).await.unwrap();
        };
        assign(Role::LeadEvaluator, Some("E1")).await;
        assign(Role::Coordinator, None).await;
        let mut expected = vec![(one, Role::Reader), (two, Role::OrganisationAdministrator)];
        expected.sort();
        session::insert(db, "one", &of(account, "one")).await.unwrap();
        let found = grants(db, account).await;
        assert_eq!(found.memberships, expected);
        let expected = [
            (evaluation, Role::LeadEvaluator, Some("E1".to_owned())),
            (evaluation, Role::Coordinator, None),
        ];
        assert_eq!(found.assignments, expected);

        organisation::close(db, &test.stamp(), two, 1).await.unwrap();
        assignment::revoke(db, &test.stamp(), evaluation, account, Role::LeadEvaluator)
            .await
            .unwrap();
        let found = find(db, "one").await.unwrap().grants;
        assert_eq!(found.memberships, [(one, Role::Reader)], "a closed organisation gives none");
        assert_eq!(found.assignments, [(evaluation, Role::Coordinator, None)]);
        let other = test.account("Bo").await.id;
        assert_eq!(grants(db, other).await, Grants::default());
    });
}

#[tokio::test]
async fn a_role_that_nobody_knows_is_a_mistake_of_ours() {
    let test = kompass_testkit::TestDb::sqlite().await;
    let (account, organisation) = (test.account("Eva").await.id, test.organisation().await);
    let stamp = test.stamp();
    membership::grant(&test.db, &stamp, account, organisation, Role::Reader, "local")
        .await
        .unwrap();
    test.tamper("UPDATE membership SET role = 'emperor'").await;
    session::insert(&test.db, "one", &of(account, "one")).await.unwrap();
    let error = session::find(&test.db, "one", minute(0), IDLE).await;
    assert!(matches!(&error, Err(Error::Internal(text)) if text.contains("emperor")), "{error:?}");
}
