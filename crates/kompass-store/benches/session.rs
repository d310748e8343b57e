//! What every request of a signed-in person asks of the database, with one organisation and with a thousand, of 50 people
//! each: `cargo bench -p kompass-store --bench session`. Medians in microseconds.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement prints, and fails aloud"
)]

use jiff::{SignedDuration, Timestamp};
use kompass_store::{account, evaluation, session};
use kompass_testkit::TestDb;
use std::time::Instant;
use uuid::Uuid;

const PEOPLE: u64 = 50;
const CALLS: u64 = 4000;
const IDLE: SignedDuration = SignedDuration::from_mins(60);

#[tokio::main]
async fn main() {
    for organisations in [1, 1000] {
        for test in [TestDb::sqlite().await, TestDb::postgres().await] {
            fill(&test, organisations).await;
            measure(&test, organisations).await;
            test.db.close().await;
        }
    }
}

/// The id of the thing of this number; texts that SQL can make too.
fn id(number: u64) -> Uuid {
    format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
}

/// Everybody is signed in, reads in one organisation, and has a role in two evaluations.
async fn fill(test: &TestDb, organisations: u64) {
    let people = organisations * PEOPLE;
    let sqlite = test.db.engine() == "SQLite";
    let id = |number: &str| {
        let padded = if sqlite {
            format!("printf('%012d', {number})")
        } else {
            format!("lpad(({number})::text, 12, '0')")
        };
        format!("'00000000-0000-7000-8000-' || {padded}")
    };
    let (person, organisation) = (id("n"), id(&format!("n / {PEOPLE}")));
    let evaluation = |shift: u32| id(&format!("(n / {PEOPLE}) * 10 + (n + {shift}) % 10"));
    for (table, count, values) in [
        (
            "organisation",
            organisations,
            format!(
                "{}, 'name ' || n, 'name ' || n, 'SE', 1, 0, 0, 'municipality', NULL, NULL",
                id("n")
            ),
        ),
        (
            "evaluation",
            organisations * 10,
            format!(
                "{}, {}, 'f', 'd', 0, 'peer', 'scoring', 2026, NULL, 'sv', '', 'name', 'name ' || n, 'SE', NULL, '[]', NULL, '[]', '{{}}', NULL, NULL, NULL, '', NULL, 'c', 1, 0, 0, NULL",
                id("n"),
                id("n / 10")
            ),
        ),
        (
            "account",
            people,
            format!(
                "{person}, n || '@example.org', 'name ' || n, 'name ' || n, 'sv', 0, 0, NULL, 'p', NULL, 0, 1, 0, 0"
            ),
        ),
        ("membership", people, format!("{person}, {organisation}, 'account', 'local', 0")),
        ("assignment", people, format!("{}, {person}, 'evaluator', 'E' || n, 0", evaluation(0))),
        ("assignment", people, format!("{}, {person}, 'reader', NULL, 0", evaluation(1))),
        (
            "session",
            people,
            format!(
                "{person}, 'digest-' || n, {person}, NULL, 'c', 'password', 'Firefox', '192.0.2.1', 0, 0, 1000000000, NULL"
            ),
        ),
    ] {
        let rows = if sqlite {
            format!(
                "WITH RECURSIVE s (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < {count} - 1) INSERT INTO {table} SELECT {values} FROM s"
            )
        } else {
            format!(
                "INSERT INTO {table} SELECT {values} FROM generate_series(0, {count} - 1) AS s (n)"
            )
        };
        assert_eq!(test.tamper(&rows).await, count);
    }
    test.tamper("ANALYZE").await;
}

async fn measure(test: &TestDb, organisations: u64) {
    let (db, people) = (&test.db, organisations * PEOPLE);
    let mut times: [Vec<u128>; 3] = Default::default();
    for call in 0..CALLS {
        // Goes through the people in no order that a cache could follow.
        let number = call * 7919 % people;
        let begin = Instant::now();
        let digest = format!("digest-{number}");
        let found = session::find(db, &digest, Timestamp::UNIX_EPOCH, IDLE).await.unwrap();
        times[0].push(begin.elapsed().as_micros());
        let session::Signed { account, grants, .. } = found.unwrap();
        assert_eq!((grants.memberships.len(), grants.assignments.len()), (1, 2));
        let account = account.unwrap().id;
        let begin = Instant::now();
        let visible = evaluation::visible_to(db, account).await.unwrap();
        times[1].push(begin.elapsed().as_micros());
        assert_eq!(visible.len(), 2);
        let begin = Instant::now();
        let listed = account::list_of_organisation(db, id(number / PEOPLE)).await.unwrap();
        times[2].push(begin.elapsed().as_micros());
        assert_eq!(listed.len() as u64, PEOPLE);
    }
    let [find, visible, listed] = times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    });
    println!(
        "{{\"engine\":\"{}\",\"organisations\":{organisations},\"session_with_grants_us\":{find},\
         \"visible_us\":{visible},\"people_of_organisation_us\":{listed}}}",
        db.engine()
    );
}
