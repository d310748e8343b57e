use crate::together::together;
use jiff::{SignedDuration, Timestamp};
use kompass_core::access::Role;
use kompass_core::{Error, Lang};
use kompass_store::account::{self, Mail, NewAccount};
use kompass_store::job::{self, Event, LEASE, LONGEST_PAUSE, Occasion, State, Work};
use kompass_store::link::{self, NewLink, Purpose};
use kompass_store::{Db, assignment};
use kompass_testkit::{TestDb, on_both};
use std::collections::BTreeSet;
use uuid::Uuid;

fn noon() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn work(number: u128) -> Work {
    Work::Link { link: Uuid::from_u128(number), occasion: Occasion::Made }
}

/// Asks for a job of this number.
async fn ask(db: &Db, number: u128, now: Timestamp) -> bool {
    let name = format!("link {number}");
    job::enqueue(db, Uuid::from_u128(number), &name, &work(number), now).await.unwrap()
}

fn worker(number: u128) -> Uuid {
    Uuid::from_u128(1000 + number)
}

#[test]
fn what_is_asked_for_twice_is_done_once() {
    on_both(async |test| {
        let db = &test.db;
        assert!(ask(db, 1, noon()).await);
        assert!(!ask(db, 1, noon()).await, "the same name");
        let claimed = job::claim(db, worker(1), noon()).await.unwrap().unwrap();
        assert_eq!((claimed.job.work.clone(), claimed.job.attempts), (work(1), 1));
        assert!(job::claim(db, worker(2), noon()).await.unwrap().is_none(), "it has a worker");
        assert!(job::done(db, &claimed, noon()).await.unwrap());
        assert!(!job::done(db, &claimed, noon()).await.unwrap(), "it is done");
        assert!(!ask(db, 1, noon()).await, "it was done before");
        assert!(job::claim(db, worker(1), noon() + LEASE * 2).await.unwrap().is_none());
        // Only long after can its name be used again.
        assert_eq!(job::forget(db, noon()).await.unwrap(), 0);
        assert_eq!(job::forget(db, noon() + LEASE).await.unwrap(), 1);
        assert!(ask(db, 1, noon()).await);
    });
}

#[test]
fn of_many_workers_each_job_gets_one() {
    on_both(async |test| {
        const JOBS: u128 = 40;
        for number in 0..JOBS {
            ask(&test.db, number, noon()).await;
        }
        let taken = together(|| {
            let db = test.db.clone();
            async move {
                let mut own = Vec::new();
                while let Some(claimed) =
                    job::claim(&db, Uuid::from_u128(rand_of(&own)), noon()).await.unwrap()
                {
                    assert!(job::done(&db, &claimed, noon()).await.unwrap());
                    own.push(claimed.job.id);
                }
                own
            }
        });
        let taken: Vec<Uuid> = taken.await.into_iter().flatten().collect();
        assert_eq!(taken.len(), JOBS as usize, "each once");
        assert_eq!(taken.iter().collect::<BTreeSet<_>>().len(), JOBS as usize, "all of them");
        assert_eq!(job::count(&test.db).await.unwrap().waiting, 0);
    });
}

/// A lease that no other claim of the test has with the same job: the address of a list is the worker's own.
fn rand_of(own: &Vec<Uuid>) -> u128 {
    std::ptr::from_ref(own).addr() as u128
}

#[test]
fn what_a_killed_worker_left_is_taken_up_again() {
    on_both(async |test| {
        let db = &test.db;
        ask(db, 1, noon()).await;
        let lost = job::claim(db, worker(1), noon()).await.unwrap().unwrap();
        let soon = noon() + LEASE - SignedDuration::from_secs(1);
        assert!(job::claim(db, worker(2), soon).await.unwrap().is_none());
        let later = noon() + LEASE;
        let taken = job::claim(db, worker(2), later).await.unwrap().unwrap();
        assert_eq!(taken.job.attempts, 2);
        // The first worker was only slow: what it says counts no more.
        assert!(!job::done(db, &lost, later).await.unwrap());
        assert!(!job::again_later(db, &lost, later, "slow", later).await.unwrap());
        assert!(!job::set_aside(db, &lost, "slow", later).await.unwrap());
        assert!(job::done(db, &taken, later).await.unwrap());
    });
}

#[test]
fn a_clock_that_jumps_stops_nothing() {
    on_both(async |test| {
        let db = &test.db;
        let ahead = noon() + SignedDuration::from_hours(24 * 365);
        // A clock a year ahead asks, begins, and fails; then it is set right.
        for number in 1..=3 {
            ask(db, number, ahead).await;
        }
        let begun = job::claim(db, worker(1), ahead).await.unwrap().unwrap();
        let failed = job::claim(db, worker(2), ahead).await.unwrap().unwrap();
        let pause = ahead + LONGEST_PAUSE;
        assert!(job::again_later(db, &failed, pause, "down", ahead).await.unwrap());
        let mut found = BTreeSet::new();
        while let Some(claimed) = job::claim(db, worker(3), noon()).await.unwrap() {
            assert!(job::done(db, &claimed, noon()).await.unwrap());
            found.insert(claimed.job.id);
        }
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.contains(&begun.job.id));
        // A pause of now is kept.
        ask(db, 4, noon()).await;
        let claimed = job::claim(db, worker(1), noon()).await.unwrap().unwrap();
        let pause = noon() + LONGEST_PAUSE;
        job::again_later(db, &claimed, pause, "down", noon()).await.unwrap();
        assert!(job::claim(db, worker(1), noon()).await.unwrap().is_none());
        assert!(job::claim(db, worker(1), pause).await.unwrap().is_some());
    });
}

#[test]
fn what_was_given_up_is_seen_and_can_be_taken_up() {
    on_both(async |test| {
        let db = &test.db;
        ask(db, 1, noon()).await;
        ask(db, 2, noon()).await;
        for number in 1..=2 {
            let claimed = job::claim(db, worker(number), noon()).await.unwrap().unwrap();
            assert!(job::set_aside(db, &claimed, "no such mailbox", noon()).await.unwrap());
        }
        let count = job::count(db).await.unwrap();
        assert_eq!((count.waiting, count.oldest, count.aside), (0, None, 2));
        let aside = job::aside(db, 10).await.unwrap();
        assert_eq!(aside.len(), 2);
        assert_eq!(aside[0].error.as_deref(), Some("no such mailbox"));
        assert_eq!(aside[0].state, State::Aside);
        assert!(job::claim(db, worker(1), noon() + LONGEST_PAUSE).await.unwrap().is_none());
        job::take_up(db, aside[0].id, noon()).await.unwrap();
        job::drop(db, aside[1].id, noon()).await.unwrap();
        for again in [aside[0].id, aside[1].id] {
            let refused = job::take_up(db, again, noon()).await;
            assert!(matches!(refused, Err(Error::NotFound { .. })), "{refused:?}");
        }
        let claimed = job::claim(db, worker(1), noon()).await.unwrap().unwrap();
        assert_eq!((claimed.job.id, claimed.job.attempts), (aside[0].id, 1));
        // It was begun: nobody has to be told that no one works.
        let count = job::count(db).await.unwrap();
        assert_eq!((count.waiting, count.untried, count.oldest), (1, 0, None));
    });
}

#[test]
fn what_failed_is_seen_and_can_be_tried_before_its_time() {
    on_both(async |test| {
        let db = &test.db;
        ask(db, 1, noon()).await;
        assert!(job::failed(db, 10).await.unwrap().is_empty(), "nobody tried it");
        let claimed = job::claim(db, worker(1), noon()).await.unwrap().unwrap();
        let id = claimed.job.id;
        let refused = async || {
            let refused = job::take_up(db, id, noon()).await;
            assert!(matches!(refused, Err(Error::NotFound { .. })), "{refused:?}");
        };
        assert!(job::failed(db, 10).await.unwrap().is_empty(), "somebody is at it");
        refused().await;
        let (later, now) = (noon() + LONGEST_PAUSE, noon() + SignedDuration::from_hours(1));
        job::again_later(db, &claimed, later, "no answer", noon()).await.unwrap();
        let failed = job::failed(db, 10).await.unwrap();
        let [there] = failed.as_slice() else { panic!("{failed:?}") };
        assert_eq!((there.id, there.due_at, there.attempts), (id, later, 1));
        assert_eq!(there.error.as_deref(), Some("no answer"));
        assert!(job::claim(db, worker(2), now).await.unwrap().is_none());
        job::take_up(db, id, now).await.unwrap();
        refused().await;
        // It waits since it was taken up, not since it was asked for.
        assert_eq!(job::count(db).await.unwrap().oldest, Some(now));
        assert_eq!(job::claim(db, worker(2), now).await.unwrap().unwrap().job.attempts, 1);
    });
}

/// All jobs there are, each begun by the way.
async fn all(test: &TestDb) -> Vec<Work> {
    let mut found = Vec::new();
    let now = noon() + LONGEST_PAUSE;
    while let Some(claimed) = job::claim(&test.db, worker(0), now).await.unwrap() {
        assert!(job::done(&test.db, &claimed, now).await.unwrap());
        found.push(claimed.job.work);
    }
    found
}

#[test]
fn a_write_asks_for_its_jobs_or_leaves_nothing() {
    on_both(async |test| {
        let (db, organisation) = (&test.db, test.organisation().await);
        let evaluation = super::team::evaluation(test, organisation).await;
        let eva = test.account("Eva").await.id;
        all(test).await;
        let stamp = test.stamp();
        for _ in 0..2 {
            let role = Role::Coordinator;
            assignment::assign(db, &stamp, evaluation, eva, role, None).await.unwrap();
        }
        let told = Work::Announce {
            event: Event::Appointed,
            evaluation: Some(evaluation),
            subject: eva.to_string(),
            actor: "test".to_owned(),
        };
        assert_eq!(all(test).await, [told], "once, however often it is asked");

        let by_mail = NewLink {
            by_mail: true,
            ..super::link::new("one", Purpose::Contributor, None, Some(evaluation))
        };
        let link = link::create(db, &test.stamp(), &by_mail).await.unwrap().id;
        assert_eq!(all(test).await, [Work::Link { link, occasion: Occasion::Made }]);
        // The digest is taken: the link is not made, nor is anything sent.
        let refused = link::create(db, &test.stamp(), &by_mail).await;
        assert!(refused.is_err(), "{refused:?}");
        assert!(all(test).await.is_empty());

        // A member with the same address is refused; nobody is told of a password that was not set.
        let new = NewAccount {
            email: "eva@example.org",
            name: "Eva",
            language: Lang::Sv,
            system_administrator: false,
            break_glass: false,
        };
        assert!(account::create(db, &test.stamp(), &new).await.is_err());
        assert!(account::set_password(db, &test.stamp(), Uuid::nil(), Some("x")).await.is_err());
        assert!(all(test).await.is_empty());
        account::set_password(db, &test.stamp(), eva, Some("$argon2id$")).await.unwrap();
        assert!(matches!(all(test).await[..], [Work::Announce { event: Event::Password, .. }]));
    });
}

#[test]
fn when_somebody_wants_mail_is_remembered() {
    on_both(async |test| {
        let (db, eva) = (&test.db, test.account("Eva").await.id);
        assert_eq!(account::mail(db, eva).await.unwrap(), Mail::AtOnce);
        account::set_mail(db, &test.stamp(), eva, Mail::Daily).await.unwrap();
        assert_eq!(account::mail(db, eva).await.unwrap(), Mail::Daily);
        assert!(account::mail(db, Uuid::nil()).await.is_err());
        assert!(account::set_mail(db, &test.stamp(), Uuid::nil(), Mail::Daily).await.is_err());
        assert!(account::with_a_part(db).await.unwrap().is_empty());
    });
}
