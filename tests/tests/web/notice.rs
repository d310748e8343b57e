//! What people are told, on the page and by mail: each thing once, and only to those who may know.

use super::fixture::{Fixture, Person, speaks, speaks_every_language};
use super::harness::{Answer, TestApp, on_both_apps};
use super::mail::{Posted, preparation, redacted};
use axum::http::StatusCode;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use kompass_app::access::Caller;
use kompass_app::job;
use kompass_app::notice::{Due, Subject, Task};
use kompass_app::people;
use kompass_app::team::{self, Guest, Task as For};
use kompass_core::Lang;
use kompass_core::access::Role;
use kompass_core::evaluation::{Evaluation, State};
use kompass_store::account::{self, Mail};
use kompass_store::notice::{self, New};
use kompass_store::request::Asked;
use kompass_store::{Stamp, answer, assignment, fact_check, request, setting};
use kompass_testkit::{TestDb, on_both};
use std::fmt::Write;
use uuid::Uuid;

async fn address_of(test: &TestApp, fixture: &Fixture, person: Person) -> String {
    let account = fixture.account(person);
    account::get(&test.installation().db, account).await.unwrap().email
}

fn stamp(test: &TestApp) -> Stamp {
    test.installation().stamp().unwrap()
}

/// The evaluators ask something back.
async fn ask(test: &TestApp, fixture: &Fixture, question: &str) {
    let db = &test.installation().db;
    let (id, text) = (fixture.evaluation, "Vilka hemligheter finns?");
    answer::ask(db, &stamp(test), id, question, text, "Eva").await.unwrap();
}

async fn wish(test: &TestApp, fixture: &Fixture, person: Person, mail: Mail) {
    let db = &test.installation().db;
    account::set_mail(db, &stamp(test), fixture.account(person), mail).await.unwrap();
}

/// The number beside the link to the list.
fn unread(page: &Answer) -> String {
    page.find("header .told .tag span").unwrap_or_default()
}

#[test]
fn a_question_back_is_told_to_whom_it_is_for_and_to_nobody_else() {
    on_both(async |db| {
        let posted = Posted::over(db);
        let test = &posted.test;
        let fixture = Fixture::make(test, preparation).await;
        posted.work().await;
        let before = posted.server.letters().len();
        for question in ["1.1.1", "1.1.2", "1.2.1"] {
            ask(test, &fixture, question).await;
        }
        let coordinator = address_of(test, &fixture, Person::Coordinator).await;
        let letters = posted.arrived(&coordinator).await;
        let letter = letters.last().unwrap();
        let subject = &letter.headers["subject"];
        assert!(subject.contains("Granvik") && subject.contains("frågar mer"), "{subject}");
        assert!(letter.text.contains(&format!("/evaluations/{}/preparation", fixture.evaluation)));
        assert!(!letter.text.contains("hemligheter"), "{}", letter.text);
        assert_eq!(posted.server.letters().len(), before + 1, "one letter, to one person");

        let mut client = fixture.client(test, Person::Coordinator).await;
        let page = client.get("/notices").await;
        let told = unread(&page);
        assert!(page.find("main .ledger h2").unwrap().contains("Utvärderarna frågar mer"));
        // Marked as read, one by one and all together; without any script.
        let actions = page.attributes("main .ledger form", "action");
        assert_eq!(actions.len().to_string(), told);
        let done = client.send(&page, &actions[0], &[]).await;
        assert!(done.location().ends_with("done=notice-read"));
        let page = client.get("/notices").await;
        assert_ne!(unread(&page), told);
        let all = page.attributes("main > form.actions input[name=until]", "value");
        if let [until] = &all[..] {
            let done = client.send(&page, "/notices/read", &[("until", until)]).await;
            assert!(done.location().ends_with("done=notices-read"), "{}", done.text());
        }
        assert_eq!(unread(&client.get("/notices").await), "");
        // What is another's is not there.
        let mut other = fixture.client(test, Person::Evaluated).await;
        let own = other.get("/notices").await;
        let foreign = own.form("/sign-out", &[]);
        let refused = other.post(&actions[0], &foreign).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn whoever_lost_access_is_told_nothing() {
    on_both(async |db| {
        let posted = Posted::over(db);
        let test = &posted.test;
        let fixture = Fixture::make(test, preparation).await;
        posted.work().await;
        let coordinator = address_of(test, &fixture, Person::Coordinator).await;
        let before = posted.server.letters_to(&coordinator).len();
        ask(test, &fixture, "1.1.1").await;
        // Told and not yet sent: then the role goes.
        assert!(job::step(test.installation()).await.unwrap(), "the announcement");
        let (db, account) = (&test.installation().db, fixture.account(Person::Coordinator));
        let (role, id) = (Role::Coordinator, fixture.evaluation);
        assignment::revoke(db, &stamp(test), id, account, role).await.unwrap();
        assert_eq!(posted.arrived(&coordinator).await.len(), before, "nothing was sent");
        let page = fixture.client(test, Person::Coordinator).await.get("/notices").await;
        let list = page.find("main .ledger").unwrap();
        assert!(list.contains("inte längre kommer åt"), "{list}");
        assert!(!list.contains("Granvik") && !list.contains("frågar mer"), "{list}");
    });
}

#[test]
fn an_account_hears_of_its_safety_at_once_whatever_it_chose() {
    on_both(async |db| {
        let posted = Posted::over(db);
        let test = &posted.test;
        let fixture = Fixture::make(test, preparation).await;
        posted.work().await;
        wish(test, &fixture, Person::Coordinator, Mail::Daily).await;
        posted.forward(SignedDuration::from_hours(1));
        let (store, id) = (&test.installation().db, fixture.account(Person::Coordinator));
        account::set_password(store, &stamp(test), id, Some("$argon2id$")).await.unwrap();
        ask(test, &fixture, "1.1.1").await;
        let address = address_of(test, &fixture, Person::Coordinator).await;
        let letters = posted.arrived(&address).await;
        let last = letters.last().unwrap();
        assert_eq!(last.headers["subject"], "Lösenordet till ditt konto har ändrats");
        assert!(!last.text.contains("frågar mer"));
        let before = letters.len();
        // The rest comes with the mail of the next day, once.
        posted.forward(SignedDuration::from_hours(24));
        job::plan(test.installation()).await.unwrap();
        let letters = posted.arrived(&address).await;
        assert_eq!(letters.len(), before + 1);
        assert!(letters[before].text.contains("frågar mer"), "{}", letters[before].text);
        posted.forward(SignedDuration::from_hours(24));
        job::plan(test.installation()).await.unwrap();
        let later = posted.arrived(&address).await;
        let again = later.iter().skip(before + 1).any(|it| it.text.contains("frågar mer"));
        assert!(!again, "not twice");
        // A closed account gets nothing, nor does the mail server hear of it.
        let version = account::get(store, id).await.unwrap().version;
        account::set_disabled(store, &stamp(test), id, version, true).await.unwrap();
        account::set_totp(store, &stamp(test), id, None).await.unwrap();
        assert_eq!(posted.arrived(&address).await.len(), later.len());
    });
}

#[test]
fn when_mail_comes_is_chosen_on_the_profile() {
    on_both(async |db| {
        let posted = Posted::over(db);
        let test = &posted.test;
        let fixture = Fixture::make(test, preparation).await;
        let mut client = fixture.client(test, Person::Coordinator).await;
        let page = client.get("/profile").await;
        assert_eq!(page.attributes("input[name=mail][checked]", "value"), ["at_once"]);
        let saved = client.send(&page, "/profile/mail", &[("mail", "daily")]).await;
        assert_eq!(saved.location(), "/profile?done=mail-wish");
        let page = client.get("/profile").await;
        assert_eq!(page.attributes("input[name=mail][checked]", "value"), ["daily"]);
        let odd = client.send(&page, "/profile/mail", &[("mail", "hourly")]).await;
        assert!(odd.status.is_client_error(), "{}", odd.status);
        speaks_every_language(test, &fixture, Person::Coordinator, "/profile").await;
        speaks_every_language(test, &fixture, Person::Coordinator, "/notices").await;
        speaks_every_language(test, &fixture, Person::System, "/jobs").await;
    });
}

fn today(test: &TestApp) -> Date {
    test.installation().today()
}

/// Inga answers a question by a day.
async fn inga(test: &TestApp, fixture: &Fixture, due: Date) -> Uuid {
    let questions = ["1.2.1".to_owned()];
    let task = For::Contribute { sub_areas: &[], questions: &questions, due: Some(due) };
    let guest = Guest { name: "Inga Lind", email: "inga@granvik.example", task };
    let caller = Caller::command_line();
    let made = team::invite_guest(test.installation(), &caller, fixture.evaluation, &guest).await;
    made.unwrap().link.id
}

#[test]
fn a_deadline_is_told_of_once_before_and_once_after() {
    on_both(async |db| {
        let posted = Posted::over(db);
        let test = &posted.test;
        let fixture = Fixture::make(test, preparation).await;
        let due = today(test).checked_add(5.days()).unwrap();
        inga(test, &fixture, due).await;
        let asked =
            Asked { what: "Budget".to_owned(), sub_areas: vec!["1.1".to_owned()], until: due };
        let store = &test.installation().db;
        request::ask(store, &stamp(test), fixture.evaluation, &asked, "Eva").await.unwrap();
        let coordinator = address_of(test, &fixture, Person::Coordinator).await;
        posted.work().await;
        let other = {
            // Another node over the same database, with a clock of its own that is a little behind.
            let config = test.installation().config.clone();
            let ahead = test.installation().now();
            TestApp::changed(db, config, |it| {
                it.with_clock(move || ahead - SignedDuration::from_mins(7))
            })
        };
        let (mut to_inga, mut to_coordinator) = (Vec::new(), Vec::new());
        for day in 0..24 {
            for _ in 0..3 {
                // Again and again, as after restarts.
                job::plan(test.installation()).await.unwrap();
                posted.work().await;
                if day == 0 {
                    job::plan(other.installation()).await.unwrap();
                    while job::step(other.installation()).await.unwrap() {}
                }
            }
            let inga = posted.server.letters_to("inga@granvik.example").len();
            if to_inga.last().is_none_or(|(_, before)| *before != inga) {
                to_inga.push((day, inga));
            }
            let letters = posted.server.letters_to(&coordinator);
            let told = letters.iter().filter(|it| it.text.contains("dokument att lämna")).count();
            if to_coordinator.last().is_none_or(|(_, before)| *before != told) {
                to_coordinator.push((day, told));
            }
            posted.forward(SignedDuration::from_hours(24));
        }
        assert_eq!(to_inga, [(0, 1), (2, 2), (6, 3)], "made, three days before, the day after");
        assert_eq!(to_coordinator, [(0, 0), (2, 1), (6, 2)]);
        // The clock was wrong and is set back: nobody is told again.
        posted.forward(SignedDuration::from_hours(-24 * 21));
        let before = posted.server.letters().len();
        for _ in 0..3 {
            job::plan(test.installation()).await.unwrap();
            posted.work().await;
            posted.forward(SignedDuration::from_hours(24));
        }
        assert_eq!(posted.server.letters().len(), before);
    });
}

#[test]
fn who_has_answered_is_not_reminded() {
    on_both(async |db| {
        let posted = Posted::over(db);
        let test = &posted.test;
        let fixture = Fixture::make(test, preparation).await;
        let due = today(test).checked_add(2.days()).unwrap();
        inga(test, &fixture, due).await;
        assert_eq!(posted.arrived("inga@granvik.example").await.len(), 1);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let at = format!("/evaluations/{}/preparation/1.2.1", fixture.evaluation);
        let page = coordinator.get(&at).await;
        let fields = [("text", "Så här gör vi."), ("act", "approve")];
        let saved = coordinator.send(&page, &at, &fields).await;
        assert!(saved.status.is_redirection(), "{}", saved.text());
        for _ in 0..6 {
            job::plan(test.installation()).await.unwrap();
            posted.work().await;
            posted.forward(SignedDuration::from_hours(24));
        }
        assert_eq!(posted.server.letters_to("inga@granvik.example").len(), 1);
    });
}

#[test]
fn before_the_hour_nothing_is_looked_for() {
    on_both_apps(async |test: &TestApp| {
        let mut config = test.installation().config.clone();
        config.mail.daily_hour = 23;
        let early = "2026-03-02T10:00:00Z".parse().unwrap();
        let db = TestDb::sqlite().await;
        let test = TestApp::changed(&db, config, |it| it.with_clock(move || early));
        job::plan(test.installation()).await.unwrap();
        assert!(!job::step(test.installation()).await.unwrap());
        db.remove().await;
    });
}

/// Every mail there is, in each language, as its reader gets it.
#[tokio::test]
async fn every_mail_in_every_language() {
    for lang in Lang::ALL {
        let db = TestDb::sqlite().await;
        let posted = Posted::in_language(&db, lang);
        let test = &posted.test;
        let fixture = Fixture::make(test, preparation).await;
        posted.work().await;
        let skip = posted.server.letters().len();
        let mut mails = String::new();
        let keep = |mails: &mut String, name: &str, from: usize| {
            for letter in posted.server.letters().iter().skip(from) {
                writeln!(mails, "=== {name}\n{}\n", redacted(letter, &fixture)).unwrap();
            }
            posted.server.letters().len()
        };
        let (installation, caller) = (test.installation(), Caller::command_line());
        let mut seen = skip;
        // Links.
        let invite =
            people::Invite { email: "eva@x.example", name: "Eva Ek", roles: &[Role::Reader] };
        people::invite(installation, &caller, fixture.own.0, &invite).await.unwrap();
        posted.work().await;
        seen = keep(&mut mails, "invitation to an organisation", seen);
        let appointment = team::Appointment {
            role: Role::Coordinator,
            email: "sam@x.example",
            name: "Sam Ask",
            employer: "",
            place: None,
        };
        team::appoint(installation, &caller, fixture.evaluation, &appointment).await.unwrap();
        posted.work().await;
        seen = keep(&mut mails, "invitation to an evaluation", seen);
        kompass_app::account::invite_administrator(installation, &caller, "ada@x.example", "Ada")
            .await
            .unwrap();
        posted.work().await;
        seen = keep(&mut mails, "invitation of an administrator", seen);
        let coordinator = fixture.account(Person::Coordinator);
        speaks(test, coordinator, lang).await;
        kompass_app::account::password_link(installation, &caller, coordinator).await.unwrap();
        posted.work().await;
        seen = keep(&mut mails, "a forgotten password", seen);
        let due = today(test).checked_add(4.days()).unwrap();
        inga(test, &fixture, due).await;
        posted.work().await;
        seen = keep(&mut mails, "questions in the hands of a colleague", seen);
        ask(test, &fixture, "1.2.1").await;
        posted.work().await;
        seen = keep(&mut mails, "asked back, to coordinator and colleague", seen);
        for (hours, name) in [(24, "reminder"), (24 * 4, "late")] {
            posted.forward(SignedDuration::from_hours(hours));
            let work = kompass_store::job::Work::Day { day: today(test) };
            let name_of = format!("test {hours}");
            let (store, now) = (&installation.db, installation.now());
            kompass_store::job::enqueue(store, Uuid::now_v7(), &name_of, &work, now).await.unwrap();
            posted.work().await;
            let letters = posted.server.letters();
            for letter in letters.iter().skip(seen) {
                if letter.recipients == ["inga@granvik.example"] {
                    writeln!(mails, "=== {name}\n{}\n", redacted(letter, &fixture)).unwrap();
                }
            }
            seen = letters.len();
        }
        // Notices, all in one letter and one by itself.
        let day = today(test);
        let due = |what, count| Due { what, count, day };
        let subjects = [
            Subject::Appointed { roles: vec![Role::Reader, Role::Coordinator] },
            Subject::DocumentWanted,
            Subject::Soon(due(Task::Answers, 3)),
            Subject::Soon(due(Task::Documents, 1)),
            Subject::Soon(due(Task::Interviews, 2)),
            Subject::Late(due(Task::Delegated, 1)),
            Subject::Late(due(Task::Interviews, 1)),
        ];
        add(test, coordinator, Some(fixture.evaluation), &subjects).await;
        posted.work().await;
        seen = keep(&mut mails, "several notices", seen);
        for subject in
            [Subject::Password, Subject::SecondFactor, Subject::Passkey, Subject::Provider]
        {
            add(test, coordinator, None, &[subject]).await;
            posted.work().await;
            seen = keep(&mut mails, "safety of the account", seen);
        }
        fixture.step_to(test, State::FactCheck).await;
        let (store, id) = (&installation.db, fixture.evaluation);
        let facts = kompass_store::todo::facts(store, &[id]).await.unwrap();
        let was = facts[0].fact_check.as_ref().map(|check| check.until);
        fact_check::open(store, &stamp(test), id, was, day).await.unwrap();
        posted.work().await;
        seen = keep(&mut mails, "fact check", seen);
        let late = [Subject::Late(due(Task::FactCheck, 1))];
        add(test, coordinator, Some(fixture.evaluation), &late).await;
        posted.work().await;
        seen = keep(&mut mails, "a late fact check", seen);
        insta::assert_snapshot!(format!("mails_{}", lang.code()), mails.trim_end());
        if lang == Lang::Sv {
            let letters = posted.server.letters();
            let page = &letters[letters.len() - 1].html;
            let page = page.replace(&fixture.evaluation.to_string(), "EVALUATION");
            insta::assert_snapshot!("mail_page", page.replace(&day.to_string(), "DAY"));
        }
        assert!(seen > skip);
        db.remove().await;
    }
}

async fn add(test: &TestApp, account: Uuid, evaluation: Option<Uuid>, subjects: &[Subject]) {
    let new = |subject: &Subject| {
        let id = Uuid::now_v7();
        let (name, subject) = (format!("test {id}"), subject.clone());
        New { id, name, account, evaluation, subject, by_mail: true }
    };
    let news: Vec<New> = subjects.iter().map(new).collect();
    let installation = test.installation();
    notice::add(&installation.db, &news, installation.now(), Uuid::now_v7).await.unwrap();
}

#[test]
fn who_appoints_and_what_is_written_otherwise_tells_nobody() {
    on_both(async |db| {
        let posted = Posted::over(db);
        let test = &posted.test;
        let fixture =
            Fixture::make(test, |it: &mut Evaluation| it.state = State::Preparation).await;
        posted.work().await;
        let before = posted.server.letters().len();
        setting::put(&test.installation().db, &stamp(test), "theme", "dark").await.unwrap();
        posted.work().await;
        assert_eq!(posted.server.letters().len(), before);
        // Appointed by somebody else: told; by oneself: known.
        let (store, id) = (&test.installation().db, fixture.evaluation);
        let reader = fixture.account(Person::Reader);
        assignment::assign(store, &stamp(test), id, reader, Role::Reader, None).await.unwrap();
        let address = address_of(test, &fixture, Person::Reader).await;
        assert_eq!(posted.arrived(&address).await.len(), 1);
        let own = Stamp { by: format!("account:{reader}"), ..stamp(test) };
        assignment::assign(store, &own, id, reader, Role::Coordinator, None).await.unwrap();
        assert_eq!(posted.arrived(&address).await.len(), 1);
    });
}
