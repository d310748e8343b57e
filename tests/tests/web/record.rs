//! Keeping of records: numbers, retention, disposal, and the log of who did what.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use kompass_app::config::Config;
use kompass_app::{audit, job};
use kompass_core::evaluation::State;
use kompass_core::record::Record;
use kompass_store::{Stamp, account, record};
use kompass_testkit::{TestDb, on_both};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

pub(super) const YEAR: i64 = 366 * 24 * 60 * 60;

/// Runs a test on both engines with a clock that goes on by so many seconds as the test adds.
pub(super) fn with_clock(run: impl AsyncFn(&TestApp, &AtomicI64)) {
    on_both(async |db: &TestDb| {
        let passed = Arc::new(AtomicI64::new(0));
        let clock = passed.clone();
        let begun = Timestamp::now();
        let test = TestApp::changed(db, Config::default(), move |installation| {
            installation.with_clock(move || {
                begun + SignedDuration::from_secs(clock.load(Ordering::Relaxed))
            })
        });
        run(&test, &passed).await;
    });
}

/// Does all jobs that are due.
pub(super) async fn work(test: &TestApp) {
    while job::step(test.installation()).await.unwrap() {}
    assert_eq!(job::count(test.installation()).await.unwrap().aside, 0);
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let own = format!("/organisations/{}", fixture.own.0);
        for (person, path) in [
            (Person::Administrator, format!("/evaluations/{}/records", fixture.evaluation)),
            (Person::Coordinator, format!("/evaluations/{}/records", fixture.evaluation)),
            (Person::Administrator, format!("{own}/records")),
            (Person::Administrator, format!("{own}/retention/notes")),
            (Person::Administrator, format!("{own}/disposals/new")),
            (Person::Administrator, format!("{own}/log")),
            (Person::System, "/log".to_owned()),
            (Person::System, "/log/checkpoints".to_owned()),
        ] {
            speaks_every_language(test, &fixture, person, &path).await;
        }
    });
}

#[test]
fn a_record_number_is_taken_from_the_series_or_written_by_hand() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| it.record_number.clear()).await;
        let mut client = fixture.client(test, Person::Administrator).await;
        let plan = format!("/organisations/{}/records", fixture.own.0);
        let here = format!("/evaluations/{}/records", fixture.evaluation);
        let next = format!("{here}/next");
        let page = client.get(&here).await;
        assert!(page.text().contains("inget diarienummer än"));
        assert!(!page.text().contains(&next), "there is no series yet");

        let page = client.get(&plan).await;
        let refused = client.send(&page, &plan, &[("pattern", "KS 2026")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#pattern-error").unwrap().contains("Serien måste ha"));
        assert_eq!(refused.attributes("#pattern", "value"), ["KS 2026"], "what was typed is kept");
        let series = [("pattern", "KS {year}/{number}")];
        let saved = client.send(&page, &plan, &series).await;
        assert_eq!(saved.location(), format!("{plan}?done=saved"));

        let page = client.get(&here).await;
        let taken = client.send(&page, &next, &[]).await;
        assert_eq!(taken.location(), format!("{here}?done=record-number"));
        let year = test.installation().today().year();
        let number = format!("KS {year}/1");
        let stale = client.get(&here).await;
        assert_eq!(stale.find("main strong").as_deref(), Some(number.as_str()));
        let overview = client.get(&format!("/evaluations/{}", fixture.evaluation)).await;
        assert!(overview.text().contains(&number), "it stands on the overview");
        let found = client.get(&format!("/search?q=KS+{year}%2F1")).await;
        assert!(found.text().contains("Granvik"), "the search finds it");

        let by_hand = [("record", "Dnr 2026:417-3")];
        let saved = client.send(&stale, &here, &by_hand).await;
        assert_eq!(saved.location(), format!("{here}?done=record-number"));
        let late = client.send(&stale, &here, &[("record", "Dnr 1"), ("key", "other")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "somebody was faster");
        let page = client.get(&here).await;
        let long = "9".repeat(101);
        let refused = client.send(&page, &here, &[("record", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.find("main strong").as_deref(), Some("Dnr 2026:417-3"));

        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&here).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.find("form[action$=records]"), None, "evaluators read it only");
    });
}

#[test]
fn the_number_is_on_everything_that_is_printed() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| {
            "KS 2026/4711".clone_into(&mut it.record_number);
            it.state = State::Delivered;
        })
        .await;
        let mut client = fixture.client(test, Person::Coordinator).await;
        let report = client.get(&format!("/evaluations/{}/report", fixture.evaluation)).await;
        assert!(report.text().contains("KS 2026/4711"));
        let export = client.get(&format!("/evaluations/{}/export", fixture.evaluation)).await;
        assert_eq!(export.json()["record_number"], "KS 2026/4711");
    });
}

#[test]
fn what_is_due_is_disposed_of_by_a_decision_and_the_protocol_stays() {
    with_clock(async |test, passed| {
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let (installation, id) = (test.installation(), fixture.evaluation);
        let own = format!("/organisations/{}", fixture.own.0);
        let before = record::counts(&installation.db, id).await.unwrap();
        assert!(before[&Record::Judgements] > 0 && before[&Record::Links] > 0);
        let mut early = fixture.client(test, Person::Administrator).await;
        let plan = early.get(&format!("{own}/records")).await;
        assert!(plan.text().contains("Ingenting är moget att gallras i dag."));

        passed.fetch_add(3 * YEAR, Ordering::Relaxed);
        let mut client = fixture.client(test, Person::Administrator).await;
        // The organisation keeps judgements for ever.
        let rule = format!("{own}/retention/judgements");
        let page = client.get(&rule).await;
        let wrong = client.send(&page, &rule, &[("rule", "closed"), ("years", "101")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let saved = client.send(&page, &rule, &[("rule", "preserve")]).await;
        assert_eq!(saved.location(), format!("{own}/records?done=saved"));
        // What the case came to cannot be disposed of at all.
        let report = format!("{own}/retention/report");
        let page = client.get(&report).await;
        let never = [("rule", "closed"), ("years", "1"), ("key", "never")];
        let refused = client.send(&page, &report, &never).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

        let new = format!("{own}/disposals/new");
        let page = client.get(&new).await;
        let offered = page.attributes("input[name=chosen]", "value");
        let links = format!("{id}.links");
        assert!(offered.contains(&links), "{offered:?}");
        assert!(!offered.contains(&format!("{id}.judgements")), "the organisation keeps them");
        let without = client.send(&page, &new, &[("chosen", &links), ("day", "2026-01-02")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "no decision");
        assert_eq!(without.attributes("input[name=chosen][checked]", "value"), [links.as_str()]);
        let decision = [
            ("chosen", links.as_str()),
            ("decision", "KS 2026/12"),
            ("day", "2026-01-02"),
            ("section", "§ 4"),
        ];
        let made = client.send(&page, &new, &decision).await;
        let protocol = made.location().split('?').next().unwrap().to_owned();
        assert!(protocol.starts_with(&format!("{own}/disposals/")), "{protocol}");
        assert!(client.get(&protocol).await.text().contains("på gång"));
        let again = client.get(&new).await;
        assert!(!again.attributes("input[name=chosen]", "value").contains(&links), "decided on");

        work(test).await;
        let shown = client.get(&protocol).await;
        assert_eq!(shown.find("tbody .tag").as_deref(), Some("gallrad"));
        let counted = before[&Record::Links].to_string();
        assert!(shown.find("tbody").unwrap().contains(&counted));
        assert!(shown.find(".lead").unwrap().contains("KS 2026/12 § 4"));
        let file = client.get(&format!("{protocol}/export?format=csv")).await;
        assert!(file.text().contains("gallrad") && file.text().contains("Personliga länkar"));
        let after = record::counts(&installation.db, id).await.unwrap();
        assert_eq!(
            (after[&Record::Links], after[&Record::Judgements]),
            (0, before[&Record::Judgements])
        );
        assert!(audit::verify(installation, None).await.unwrap().is_intact());
        let log = client.get(&format!("{own}/log?about=disposal")).await;
        assert!(log.text().contains("disposal.decide"), "{}", log.text());

        let mut evaluated = fixture.client(test, Person::Evaluated).await;
        assert_eq!(evaluated.get(&protocol).await.status, StatusCode::NOT_FOUND);
        let foreign = protocol.replace(&fixture.own.0.to_string(), &fixture.own.1.to_string());
        assert_eq!(evaluated.get(&foreign).await.status, StatusCode::NOT_FOUND, "of others");
    });
}

#[test]
fn nothing_is_disposed_of_while_it_is_corrected() {
    with_clock(async |test, passed| {
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let (installation, id) = (test.installation(), fixture.evaluation);
        passed.fetch_add(3 * YEAR, Ordering::Relaxed);
        let mut client = fixture.client(test, Person::Administrator).await;
        let new = format!("/organisations/{}/disposals/new", fixture.own.0);
        let page = client.get(&new).await;
        let links = format!("{id}.links");
        let decision = [("chosen", links.as_str()), ("decision", "KS 1"), ("day", "2026-01-02")];
        let made = client.send(&page, &new, &decision).await;
        fixture.step_to(test, State::Consensus).await;
        let before = record::counts(&installation.db, id).await.unwrap()[&Record::Links];
        work(test).await;
        let after = record::counts(&installation.db, id).await.unwrap()[&Record::Links];
        assert_eq!(after, before);
        let shown = client.get(made.location()).await;
        assert!(shown.text().contains("utvärderingen rättas"));
        let page = client.get(&new).await;
        assert!(page.attributes("input[name=chosen]", "value").is_empty(), "not due any more");
    });
}

/// Everybody chooses their own name; what the machine did is told by other means.
#[test]
fn a_name_is_no_more_than_a_name_in_the_log() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let (db, account) = (&test.installation().db, fixture.account(Person::Administrator));
        let stamp =
            || Stamp { by: format!("account:{account}"), ..test.installation().stamp().unwrap() };
        for name in ["command line", "disposal:1"] {
            let there = account::get(db, account).await.unwrap();
            let (version, lang) = (there.version, there.language);
            account::update_profile(db, &stamp(), account, version, name, lang).await.unwrap();
            let before = record::number(db, fixture.evaluation).await.unwrap();
            record::set(db, &stamp(), fixture.evaluation, &before, name).await.unwrap();
            let mut client = fixture.client(test, Person::Administrator).await;
            let log = format!("/organisations/{}/log?about=record", fixture.own.0);
            let row = client.get(&log).await.find("tbody tr").unwrap();
            assert!(row.contains(&format!("{name} ({})", there.email)), "{row}");
        }
    });
}

#[test]
fn the_log_is_searched_paged_and_taken_away_by_those_who_run_what_it_is_about() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let own = format!("/organisations/{}/log", fixture.own.0);
        let mut client = fixture.client(test, Person::Administrator).await;
        let db = &test.installation().db;
        let mut before = record::number(db, fixture.evaluation).await.unwrap();
        for number in 1..=120 {
            let stamp = Stamp {
                by: format!("account:{}", fixture.account(Person::Administrator)),
                ..test.installation().stamp().unwrap()
            };
            let number = format!("KS {number}");
            record::set(db, &stamp, fixture.evaluation, &before, &number).await.unwrap();
            before = number;
        }
        let page = client.get(&own).await;
        assert_eq!(page.attributes("tbody tr th", "scope").len(), 100, "a page");
        assert!(page.find("tbody tr").unwrap().contains("Person admin"));
        let older = page.attributes("a[rel=next]", "href").remove(0);
        let second = client.get(&older).await;
        let rows = second.attributes("tbody tr th", "scope").len();
        assert!(rows > 20 && rows < 100, "{rows}");
        assert_eq!(second.attributes("a[rel=next]", "href"), Vec::<String>::new());

        let count = async |client: &mut super::harness::Client, query: &str| {
            let page = client.get(&format!("{own}?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            page.attributes("tbody tr th", "scope").len()
        };
        assert_eq!(count(&mut client, "about=record&person=person+adm").await, 100);
        assert_eq!(count(&mut client, "about=record&person=nobody").await, 0);
        assert_eq!(count(&mut client, "about=judgement").await, 0, "nobody has locked");
        assert_eq!(count(&mut client, "text=evaluation.insert").await, 1);
        assert_eq!(count(&mut client, "to=2020-01-01").await, 0);
        let today = test.installation().today();
        assert_eq!(count(&mut client, &format!("about=record&from={today}&to={today}")).await, 100);
        let evaluation = format!("evaluation={}&text=evaluation.insert", fixture.evaluation);
        assert_eq!(count(&mut client, &evaluation).await, 1);
        let wrong = client.get(&format!("{own}?from=yesterday")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let injected = "person=%27+OR+1%3D1&text=%25&about=%27";
        assert_eq!(count(&mut client, injected).await, 0);
        let others = format!("{own}?evaluation={}", fixture.other_evaluation);
        assert_eq!(client.get(&others).await.status, StatusCode::NOT_FOUND);

        let file = client.get(&format!("{own}/export?format=csv&about=record")).await;
        assert_eq!(file.text().lines().count(), 121, "all of them, with a heading");
        let book = client.get(&format!("{own}/export?format=xlsx&about=record")).await;
        assert!(book.body.starts_with(b"PK"));

        let mut system = fixture.client(test, Person::System).await;
        let page = system.get("/log").await;
        let told = page.find("tbody").unwrap();
        assert!(told.contains("organisation.create"));
        assert!(!told.contains("evaluation.insert"), "nothing of an evaluation");
        for person in [Person::Lead, Person::Coordinator, Person::Evaluated, Person::System] {
            let answer = fixture.client(test, person).await.get(&own).await;
            assert_ne!(answer.status, StatusCode::OK, "{person}");
        }
    });
}

#[test]
fn what_is_judged_shows_in_the_log_once_all_have_locked() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let db = &test.installation().db;
        let there = kompass_store::judgement::get(db, fixture.evaluation, "1.1.1", "E1").await;
        let there = there.unwrap().unwrap();
        let request = kompass_store::judgement::Request {
            evaluation: fixture.evaluation,
            area: 1,
            subject: "1.1.1",
            member: "E1",
            expected: Some(there.version),
            saying: &kompass_core::evaluation::judging::Saying {
                verdict: kompass_core::evaluation::judging::Verdict::NotAssessed,
                reason: "Skäl".to_owned(),
                evidence: Vec::new(),
            },
        };
        let stamp = test.installation().stamp().unwrap();
        let said = there.placed.said.clone();
        kompass_store::judgement::put(db, &stamp, &request, |_| Ok(said.clone())).await.unwrap();
        let mut client = fixture.client(test, Person::Administrator).await;
        let log = format!("/organisations/{}/log?about=judgement", fixture.own.0);
        let records = format!("/evaluations/{}/records", fixture.evaluation);
        assert_eq!(client.get(&log).await.find("tbody"), None, "nothing is told");
        assert!(client.get(&records).await.text().contains("räknas när alla har låst"));
        fixture.step_to(test, State::Consensus).await;
        let shown = client.get(&log).await;
        assert!(shown.find("tbody").unwrap().contains("judgement.put"));
        assert!(!shown.text().contains("Skäl"), "what was written stands elsewhere");
        assert!(!client.get(&records).await.text().contains("räknas när alla har låst"));
    });
}

#[test]
fn a_checkpoint_is_made_every_week_and_by_hand_and_kept_outside_the_database() {
    on_both(async |db: &TestDb| {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("checkpoints");
        std::fs::create_dir(&kept).unwrap();
        let config = Config { checkpoints: Some(kept.clone()), ..Config::default() };
        let test = TestApp::changed(db, config, |installation| installation);
        let mut system = test.administrator().await;
        let list = "/log/checkpoints";
        let page = system.get(list).await;
        assert!(page.text().contains("Ingen kontrollpunkt är gjord än"));
        assert_eq!(system.get("/log/checkpoints/newest").await.status, StatusCode::NOT_FOUND);
        let made = system.send(&page, list, &[]).await;
        assert_eq!(made.location(), format!("{list}?done=checkpoint"));
        let page = system.get(list).await;
        assert!(page.find(".notice.good").is_some(), "{}", page.text());
        let file = system.get("/log/checkpoints/newest").await;
        assert_eq!(file.json()["format"], "kompass-checkpoint/1");
        assert_eq!(file.json()["number"], 1);

        let day = kompass_store::job::Work::Day { day: test.installation().today() };
        let now = test.installation().now();
        for name in ["one", "two"] {
            let id = uuid::Uuid::now_v7();
            kompass_store::job::enqueue(&db.db, id, name, &day, now).await.unwrap();
        }
        work(&test).await;
        let files: Vec<_> = std::fs::read_dir(&kept).unwrap().flatten().collect();
        assert_eq!(files.len(), 1, "once a week");
        let exported = audit::verify(test.installation(), Some(&files[0].path())).await.unwrap();
        assert!(exported.is_intact(), "{exported:?}");

        // What a foreign hand wrote is seen: it neither hides nor takes the rest away.
        for chain in ["organisation:nobody", "foreign"] {
            let forged = format!(
                "INSERT INTO audit_entry (chain, number, at, operation, subject, actor, digest, mac)
                    SELECT '{chain}', 1, at, 'forged.by', 'them', actor, digest, mac FROM audit_entry
                    WHERE chain = 'installation' ORDER BY number LIMIT 1"
            );
            assert_eq!(db.tamper(&forged).await, 1);
        }
        let page = system.get("/log").await;
        let told = page.find("tbody").unwrap();
        assert!(told.contains("forged.by") && told.contains("account."));

        db.tamper("UPDATE audit_entry SET subject = 'x' WHERE chain = 'installation'").await;
        let page = system.get(list).await;
        system.send(&page, list, &[("key", "another")]).await;
        assert!(system.get(list).await.find(".notice.mid").unwrap().contains("fel"));
    });
}
