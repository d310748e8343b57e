use jiff::civil::{Date, date};
use kompass_core::access::Role;
use kompass_core::evaluation::State;
use kompass_core::person::places::{Erasure, Shown, TABLES, table};
use kompass_core::person::{Anchor, Found, Outcome, Person, Plan, Within, plan};
use kompass_core::{Error, Result};
use kompass_store::audit::{self, Chain};
use kompass_store::link::Purpose;
use kompass_store::person::{self, ERASED, Of};
use kompass_store::{Db, Stamp, evaluation, selection, session, sort, supplement};
use kompass_store::{account, assignment, identity, interview, link, membership, passkey};
use kompass_testkit::{TestDb, on_both, step_to};
use sqlx::Connection;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const NAME: &str = "Anna Bergqvist";
const EMAIL: &str = "anna.bergqvist@granvik.se";
const WORDS: &str = "Raderad person";

/// The tables of a database with their columns.
async fn schema(test: &TestDb) -> BTreeMap<String, BTreeSet<String>> {
    let rows: Vec<(String, String)> = if let Some(file) = test.url.strip_prefix("sqlite:") {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::query_as(
            "SELECT m.name, p.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS p
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                AND m.name NOT LIKE 'page\\_search\\_%' ESCAPE '\\'",
        )
        .fetch_all(&mut connection)
        .await
        .unwrap()
    } else {
        let mut connection = sqlx::PgConnection::connect(&test.url).await.unwrap();
        sqlx::query_as(
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'",
        )
        .fetch_all(&mut connection)
        .await
        .unwrap()
    };
    let mut schema: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, column) in rows.into_iter().filter(|(table, _)| table != "_sqlx_migrations") {
        schema.entry(table).or_default().insert(column);
    }
    schema
}

/// A column that nobody has decided on fails here: say in `kompass_core::person::places` what of a person it holds.
#[test]
fn every_column_of_the_schema_is_decided_on() {
    on_both(async |test| {
        let schema = schema(test).await;
        let decided: BTreeMap<String, BTreeSet<String>> = TABLES
            .iter()
            .map(|table| (table.name.to_owned(), table.columns().map(str::to_owned).collect()))
            .collect();
        assert_eq!(schema.keys().collect::<Vec<_>>(), decided.keys().collect::<Vec<_>>());
        for (table, columns) in &schema {
            // The index of each engine has columns of its own.
            if table == "page_search" {
                assert!(columns.is_subset(&decided[table]), "{columns:?}");
            } else {
                assert_eq!(columns, &decided[table], "{table}");
            }
        }
    });
}

#[test]
fn people_are_looked_for_in_every_table_that_shows_them() {
    let looked: BTreeMap<&str, BTreeSet<&str>> = person::tables()
        .map(|(table, columns)| (table, columns.iter().copied().collect()))
        .collect();
    let shows = |table: &&kompass_core::person::places::Table| {
        table.places.iter().any(|place| place.shown == Shown::Whole)
    };
    let shown: BTreeMap<&str, BTreeSet<&str>> =
        TABLES.iter().filter(shows).map(|table| (table.name, table.given().collect())).collect();
    assert_eq!(looked, shown);
}

/// Where a text stands, by table and column, in whichever case.
async fn places(test: &TestDb, texts: &[&str]) -> BTreeSet<(String, String)> {
    let mut places = BTreeSet::new();
    for (table, columns) in schema(test).await {
        if table == "page_search" {
            continue;
        }
        for column in columns {
            for text in texts {
                let sql = format!(
                    "SELECT 1 FROM {table} WHERE lower(CAST({column} AS text)) LIKE '%{}%'",
                    text.to_lowercase()
                );
                if test.rows(&sql).await > 0 {
                    places.insert((table.clone(), column.clone()));
                }
            }
        }
    }
    places
}

async fn of_anna(test: &TestDb) -> BTreeSet<(String, String)> {
    places(test, &[NAME, EMAIL, &sort::key(NAME)]).await
}

fn by(test: &TestDb, who: &str) -> Stamp {
    Stamp { by: who.to_owned(), ..test.stamp() }
}

/// An account with everything that comes with one.
async fn with_account(test: &TestDb, organisation: Uuid) -> Uuid {
    let db = &test.db;
    let invited = link::NewLink {
        email: EMAIL,
        name: NAME,
        ..super::link::new("invited", Purpose::Invitation, Some(organisation), None)
    };
    link::create(db, &test.stamp(), &link::NewLink { by_mail: true, ..invited }).await.unwrap();
    let new = account::NewAccount {
        email: EMAIL,
        name: NAME,
        language: kompass_core::Lang::Nb,
        system_administrator: true,
        break_glass: false,
    };
    let id = account::create(db, &test.stamp(), &new).await.unwrap().id;
    let own = || by(test, &format!("account:{id}"));
    account::update_profile(db, &own(), id, 1, NAME, kompass_core::Lang::En).await.unwrap();
    account::set_password(db, &own(), id, Some("$argon2id$")).await.unwrap();
    account::set_totp(db, &own(), id, Some("sealed")).await.unwrap();
    account::set_recovery_codes(db, &own(), id, &["code".to_owned()]).await.unwrap();
    identity::link(db, &own(), id, "entra", EMAIL).await.unwrap();
    let passkey = passkey::Passkey {
        id: "key".into(),
        account: id,
        name: format!("{NAME}s telefon"),
        credential: "{}".into(),
        created_at: test.stamp().now,
        used_at: None,
    };
    passkey::add(db, &own(), &passkey).await.unwrap();
    session::insert(db, "one", &super::session::of(id, "one")).await.unwrap();
    let local = membership::LOCAL;
    membership::grant(db, &test.stamp(), id, organisation, Role::Reader, local).await.unwrap();
    selection::add(db, &own(), id, &format!("Till {NAME}"), "kpi=N1").await.unwrap();
    test.tamper(&format!(
        "INSERT INTO notice (id, name, account_id, subject, created_at) VALUES ('n', 'n {id}', '{id}', '{NAME}', 1)"
    ))
    .await;
    id
}

/// A place in every table of an evaluation that names people.
async fn with_part(test: &TestDb, organisation: Uuid, account: Uuid) -> Uuid {
    let (db, evaluation) =
        (&test.db, super::record::evaluations(test, organisation, 1).await.remove(0));
    test.tamper(&format!(
        "UPDATE member SET name = '{NAME}' WHERE evaluation_id = '{evaluation}' AND code = 'E1'"
    ))
    .await;
    let role = Role::LeadEvaluator;
    assignment::assign(db, &test.stamp(), evaluation, account, role, Some("E1")).await.unwrap();
    let contributor = link::NewLink {
        email: EMAIL,
        name: NAME,
        ..super::link::new("answers", Purpose::Contributor, None, Some(evaluation))
    };
    let link = link::create(db, &test.stamp(), &contributor).await.unwrap().id;
    let slot = super::interview::kept(test, evaluation, &super::interview::slot("unions", 9)).await;
    let listed = kompass_core::interview::Person {
        email: EMAIL.into(),
        ..super::interview::person(NAME, &[slot])
    };
    let stamp = test.stamp();
    let kept = interview::put_person(db, &stamp, evaluation, &listed, None, |_, _| Ok(()));
    let (listed, _) = kept.await.unwrap();
    let follower = kompass_core::interview::Person {
        manager: Some(listed),
        ..super::interview::person("Bo Ek", &[slot])
    };
    interview::put_person(db, &test.stamp(), evaluation, &follower, None, |_, _| Ok(()))
        .await
        .unwrap();
    let added = supplement::New {
        interview: Some(slot),
        person: Some(listed),
        name: NAME,
        text: "Ett tillägg",
        late: false,
    };
    supplement::add(db, &by(test, &format!("link:{link}")), evaluation, &added).await.unwrap();
    let (who, at) = (format!("account:{account}"), evaluation);
    for sql in [
        format!(
            "INSERT INTO note (id, evaluation_id, interview_id, author, body, tags, at) VALUES ('n', '{at}', 'i', 'E1', 'b', '[]', 1)"
        ),
        format!(
            "INSERT INTO answer (evaluation_id, question, body, state, author, author_name, handed_reason, handed_later, version, changed_at) VALUES ('{at}', '1.1.1', 'b', 'approved', '{who}', '{NAME}', '', 0, 1, 1)"
        ),
        format!(
            "INSERT INTO answer_history (evaluation_id, question, number, body, author, author_name, began_at, changed_at) VALUES ('{at}', '1.1.1', 1, 'b', '{who}', '{NAME}', 1, 1)"
        ),
        format!(
            "INSERT INTO answer_query (id, evaluation_id, question, body, author_name, asked_at, reply, reply_name) VALUES ('q', '{at}', '1.1.1', 'b', '{NAME}', 1, 'r', '{NAME}')"
        ),
        format!(
            "INSERT INTO answer_hand_in (evaluation_id, area, author_name, handed_at) VALUES ('{at}', 1, '{NAME}', 1)"
        ),
        format!(
            "INSERT INTO self_assessment_seal (evaluation_id, author_name, sealed_at) VALUES ('{at}', '{NAME}', 1)"
        ),
        format!(
            "INSERT INTO document_receipt (evaluation_id, code, actor, name, at) VALUES ('{at}', 'D1', '{who}', '{NAME}', 1)"
        ),
        format!(
            "INSERT INTO document_request (id, evaluation_id, what, sub_areas, until, asked_by, asked_name, asked_at, body, documents, answered_name, version, changed_at) VALUES ('r', '{at}', 'w', '[]', '2026-01-01', '{who}', '{NAME}', 1, '', '[]', '{NAME}', 1, 1)"
        ),
        format!(
            "INSERT INTO review_setting_aside (evaluation_id, finding, reason, author, author_name, at) VALUES ('{at}', 'f', 'r', '{who}', '{NAME}', 1)"
        ),
        format!(
            "INSERT INTO review_comment (id, evaluation_id, place, body, author, author_name, at, answer, answered_name, resolved_name, version) VALUES ('c', '{at}', '1', 'b', '{who}', '{NAME}', 1, 'a', '{NAME}', '{NAME}', 1)"
        ),
        format!(
            "INSERT INTO fact_check_comment (id, evaluation_id, is_current, place, paragraph, quote, body, author, author_name, at, answer, answered_name, version) VALUES ('c', '{at}', 1, '1', 1, 'q', 'b', '{who}', '{NAME}', 1, 'a', '{NAME}', 1)"
        ),
        format!(
            "INSERT INTO publication (evaluation_id, published, author, author_name, at, version) VALUES ('{at}', 1, '{who}', '{NAME}', 1, 1)"
        ),
        format!(
            "INSERT INTO step_taken (evaluation_id, number, to_state, at, account_id, reason) VALUES ('{at}', 90, 'planned', 1, '{account}', '')"
        ),
        format!(
            "INSERT INTO action (id, evaluation_id, area, improvement, title, cause, theory, indicator, unit, owner, status, version, created_at, changed_at) VALUES ('a', '{at}', 1, 'i', 't', '', '', '', '', '{NAME}', 'planned', 1, 1, 1)"
        ),
        format!(
            "INSERT INTO secrecy (id, evaluation_id, kind, subject, quote, law, author_name, at) VALUES ('s', '{at}', 'note', 'n', '', 'OSL', '{NAME}', 1)"
        ),
        format!(
            "INSERT INTO disposal (id, organisation_id, decision, decided_on, section, author, author_name, at) VALUES ('d', '{organisation}', 'KS 1', '2026-01-01', '', '{who}', '{NAME}', 1)"
        ),
    ] {
        assert_eq!(test.tamper(&sql).await, 1, "{sql}");
    }
    evaluation
}

async fn to(test: &TestDb, evaluation: Uuid, state: State) {
    let version = evaluation::head(&test.db, evaluation).await.unwrap().version;
    step_to(&test.db, &test.stamp(), evaluation, version, state).await.unwrap();
}

async fn everything(test: &TestDb) -> (Uuid, Uuid, Uuid) {
    let organisation = test.organisation().await;
    let account = with_account(test, organisation).await;
    let evaluation = with_part(test, organisation, account).await;
    to(test, evaluation, State::Delivered).await;
    to(test, evaluation, State::FollowUp).await;
    to(test, evaluation, State::Closed).await;
    test.account("Sigrid").await;
    test.tamper("UPDATE account SET system_administrator = 1 WHERE name = 'Sigrid'").await;
    (organisation, account, evaluation)
}

async fn anna(test: &TestDb) -> Person {
    let people = person::all(&test.db, Of::Installation).await.unwrap();
    people.into_iter().find(|person| person.is_meant(EMAIL)).unwrap()
}

fn decide(today: Date) -> impl Fn(&Person, Found) -> Result<Plan> {
    move |person, found| {
        let plan = plan(person, found, Within::Installation, today, i64::MAX);
        assert_eq!(plan.obstacles, BTreeSet::new());
        Ok(plan)
    }
}

async fn erase(test: &TestDb, account: Uuid, today: Date) -> person::Erased {
    let anchor = Anchor::Account(account);
    person::erase(&test.db, &test.stamp(), &anchor, None, WORDS, decide(today)).await.unwrap()
}

async fn is_intact(test: &TestDb) {
    let report = audit::verify(&test.db, &test.key(), None).await.unwrap();
    assert!(report.is_intact(), "{:?}", report.faults);
    assert!(report.disposed > 0);
}

#[test]
fn everything_of_a_person_is_found() {
    on_both(async |test| {
        let (organisation, account, _) = everything(test).await;
        let person = anna(test).await;
        assert_eq!(person.organisations, BTreeSet::from([organisation]));
        assert_eq!(person.anchor(), Some(&Anchor::Account(account)));
        // Account, two links, the list of the visit, the team.
        assert_eq!(person.anchors.len(), 5, "{:?}", person.anchors);
        let found = person::found(&test.db, &person, Of::Installation).await.unwrap();
        let tables: BTreeSet<&str> = found.rows.iter().map(|row| row.table.name).collect();
        assert_eq!(tables, person::tables().map(|(table, _)| table).collect());
        for row in &found.rows {
            for secret in ["password", "totp", "credential", "csrf"] {
                assert_eq!(row.text(secret), None, "{}", row.table.name);
            }
        }
        let sure =
            |table: &str| found.rows.iter().any(|row| row.table.name == table && row.certain);
        assert!(sure("answer") && sure("member") && !sure("answer_query"));
    });
}

#[test]
fn who_asks_for_what_is_theirs_is_found_without_looking_at_everybody() {
    on_both(async |test| {
        let (organisation, account, evaluation) = everything(test).await;
        // An address of a link leads to a line of the list, that line to another link, and its address to a second account.
        let (db, other) = (&test.db, "anna.b@privat.se");
        let second = link::NewLink {
            email: other,
            name: "A. B.",
            ..super::link::new("second", Purpose::Contributor, None, Some(evaluation))
        };
        let second = link::create(db, &test.stamp(), &second).await.unwrap().id;
        test.tamper(&format!(
            "UPDATE link SET scope = '{{\"person\":\"' || (SELECT id FROM interview_person WHERE email = '{EMAIL}') || '\"}}'
                WHERE id = '{second}'"
        ))
        .await;
        let listed = kompass_core::interview::Person {
            email: other.to_uppercase(),
            ..super::interview::person("Anna på ny adress", &[])
        };
        let stamp = test.stamp();
        interview::put_person(db, &stamp, evaluation, &listed, None, |_, _| Ok(())).await.unwrap();
        // Of the same name, and nothing else.
        let namesake = super::interview::person(NAME, &[]);
        let stamp = test.stamp();
        interview::put_person(db, &stamp, evaluation, &namesake, None, |_, _| Ok(()))
            .await
            .unwrap();
        let third = test.account("Cecilia").await.id;
        membership::grant(db, &test.stamp(), third, organisation, Role::Reader, membership::LOCAL)
            .await
            .unwrap();

        let whole = alone_as_among_all(db, account).await;
        assert!(whole.emails.contains(other) && whole.names.contains("Anna på ny adress"));
        assert_eq!(whole.anchors.len(), 7, "{:?}", whole.anchors);
        alone_as_among_all(db, third).await;

        // The lists of a visit are disposed of before the links to their lines: those lead to each other still.
        test.tamper("DELETE FROM interview_person").await;
        test.tamper(&format!(
            "UPDATE link SET scope = (SELECT scope FROM link WHERE id = '{second}') WHERE email = '{EMAIL}'"
        ))
        .await;
        let whole = alone_as_among_all(db, account).await;
        assert!(whole.emails.contains(other), "{whole:?}");
    });
}

/// Who has an account, and what is stored of them, as found by the account; the same as among everybody.
async fn alone_as_among_all(db: &Db, account: Uuid) -> Person {
    let is_meant = |person: &Person| person.accounts().contains(&account);
    let everybody = person::all(db, Of::Installation).await.unwrap();
    let among_all = everybody.into_iter().find(is_meant).unwrap();
    let alone = person::all(db, Of::Account(account)).await.unwrap();
    assert_eq!(alone.into_iter().find(is_meant).unwrap(), among_all);
    let mut everywhere = person::found(db, &among_all, Of::Installation).await.unwrap();
    everywhere.rows.retain(|row| row.certain);
    let own = person::found(db, &among_all, Of::Account(account)).await.unwrap();
    assert_eq!(own, everywhere);
    among_all
}

#[test]
fn a_name_is_looked_for_in_the_evaluations_of_who_asks() {
    on_both(async |test| {
        let (organisation, account, evaluation) = everything(test).await;
        let other = test.organisation().await;
        let elsewhere = super::record::evaluations(test, other, 1).await.remove(0);
        test.tamper(&format!(
            "INSERT INTO answer_hand_in (evaluation_id, area, author_name, handed_at) VALUES ('{elsewhere}', 1, '{NAME}', 1)"
        ))
        .await;
        let person = anna(test).await;
        let handed_in = async |of| {
            let rows = person::found(&test.db, &person, of).await.unwrap().rows;
            let rows = rows.into_iter().filter(|row| row.table.name == "answer_hand_in");
            rows.map(|row| (row.evaluation().unwrap(), row.certain)).collect::<BTreeSet<_>>()
        };
        let (here, there) = ((evaluation, false), (elsewhere, false));
        assert_eq!(handed_in(Of::Installation).await, BTreeSet::from([here, there]));
        assert_eq!(handed_in(Of::Organisation(organisation)).await, BTreeSet::from([here]));
        assert_eq!(handed_in(Of::Organisation(other)).await, BTreeSet::from([there]));
        assert_eq!(handed_in(Of::Account(account)).await, BTreeSet::new());
    });
}

#[test]
fn what_archive_law_keeps_stays_and_everything_else_goes() {
    on_both(async |test| {
        let (_, account, evaluation) = everything(test).await;
        let before = of_anna(test).await;
        assert!(before.len() > 30, "{before:?}");
        let erased = erase(test, account, date(2040, 1, 1)).await;
        assert!(erased.gone >= 10 && erased.blank >= 6 && erased.kept >= 10, "{erased:?}");
        assert!(erased.entries >= 8, "{erased:?}");
        let after = of_anna(test).await;
        for (name, column) in &after {
            let table = table(name).unwrap();
            let place = table.places.iter().find(|place| place.column == column).unwrap();
            assert!(matches!(place.erasure, Erasure::Stays(_)), "{name}.{column}");
        }
        // Those that are kept are all still there.
        for (name, column) in before.difference(&after) {
            let place = table(name).unwrap().places.iter().find(|place| place.column == column);
            let kept = place.is_some_and(|place| matches!(place.erasure, Erasure::Stays(_)));
            assert!(!kept || name == "audit_entry", "{name}.{column} went");
        }
        // What lets somebody in is gone; the row stands for what refers to it.
        for table in ["session", "passkey", "identity", "recovery_code", "notice", "selection"] {
            assert_eq!(test.rows(&format!("SELECT 1 FROM {table}")).await, 0, "{table}");
        }
        let left = account::get(&test.db, account).await.unwrap();
        assert_eq!((left.email, left.name), (format!("{ERASED}{account}"), WORDS.to_owned()));
        assert!(left.disabled_at.is_some() && !left.has_password && !left.has_totp);
        assert!(!left.system_administrator);
        assert!(assignment::of_evaluation(&test.db, evaluation).await.unwrap().is_empty());
        let plan = interview::planned(&test.db, evaluation).await.unwrap();
        assert_eq!(plan.people.len(), 1);
        assert_eq!(plan.people[0].value.manager, None);
        is_intact(test).await;
        assert_eq!(
            person::all(&test.db, Of::Installation)
                .await
                .unwrap()
                .iter()
                .filter(|it| it.is_meant(EMAIL))
                .count(),
            0
        );
        // The log says that it was done, by a number and not by a name.
        let told = audit::page(&test.db, &Chain::Installation, 0).await.unwrap().pop().unwrap();
        assert_eq!(told.subject, format!("account.{account}"));
        assert!(!told.content.unwrap().contains("Anna"));
    });
}

#[test]
fn what_the_plan_keeps_is_kept_until_its_day() {
    on_both(async |test| {
        let (_, account, evaluation) = everything(test).await;
        let before = of_anna(test).await;
        erase(test, account, date(2026, 3, 3)).await;
        let after = of_anna(test).await;
        for (name, column) in before {
            let table = table(&name).unwrap();
            let place = table.places.iter().find(|place| place.column == column).unwrap();
            let kept = matches!(place.erasure, Erasure::Stays(_) | Erasure::WithRecord(_));
            // The name of a record is no name of hers once the account is gone.
            let stays = kept && name != "audit_entry";
            assert!(!stays || after.contains(&(name.clone(), column.clone())), "{name}.{column}");
            assert!(kept || !after.contains(&(name.clone(), column.clone())), "{name}.{column}");
        }
        // The link stands in the record, and lets nobody in.
        let links = link::of_evaluation(&test.db, evaluation).await.unwrap();
        assert_eq!(links.len(), 1);
        assert!(links[0].revoked_at.is_some());
        assert_eq!(interview::planned(&test.db, evaluation).await.unwrap().people.len(), 2);
        is_intact(test).await;
    });
}

#[test]
fn nothing_is_left_of_somebody_who_took_part_in_nothing() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let account = with_account(test, organisation).await;
        test.tamper("UPDATE account SET system_administrator = 0").await;
        assert!(of_anna(test).await.len() > 8);
        erase(test, account, date(2026, 3, 3)).await;
        assert_eq!(of_anna(test).await, BTreeSet::new());
        is_intact(test).await;
        // The mail with the link was waiting.
        assert_eq!(test.rows("SELECT 1 FROM job WHERE name LIKE 'link %'").await, 0);
    });
}

#[test]
fn it_is_done_whole_or_not_at_all() {
    on_both(async |test| {
        let (organisation, account, _) = everything(test).await;
        let before = of_anna(test).await;
        let anchor = Anchor::Account(account);
        let stamp = test.stamp();
        let refused = person::erase(&test.db, &stamp, &anchor, None, WORDS, |_, _| {
            Err(Error::Conflict("not now".to_owned()))
        });
        assert!(matches!(refused.await, Err(Error::Conflict(_))));
        assert_eq!(of_anna(test).await, before);
        // A database that gives up in the middle leaves nothing of it: the last statement of it fails here.
        let (name, sort) = ("x".repeat(3), i64::MAX);
        test.tamper(&format!(
            "INSERT INTO account (id, email, name, name_sort, language, system_administrator, break_glass, totp_step, version, created_at, changed_at)
             VALUES ('{name}', '{ERASED}{account}', 'x', '{sort}', 'sv', 0, 0, 0, 1, 1, 1)"
        ))
        .await;
        let decide = decide(date(2040, 1, 1));
        let broken = person::erase(&test.db, &test.stamp(), &anchor, None, WORDS, decide).await;
        assert!(broken.is_err());
        assert_eq!(of_anna(test).await, before);
        // The same request is answered once.
        test.tamper(&format!("DELETE FROM account WHERE id = '{name}'")).await;
        let stamp = test.stamp();
        let decide = || self::decide(date(2040, 1, 1));
        let once = person::erase(&test.db, &stamp, &anchor, Some(organisation), WORDS, decide());
        let once = once.await.unwrap();
        let again = person::erase(&test.db, &stamp, &anchor, Some(organisation), WORDS, decide());
        assert_eq!(again.await.unwrap(), once);
        let gone = person::erase(&test.db, &test.stamp(), &anchor, None, WORDS, decide()).await;
        assert!(matches!(gone, Err(Error::NotFound { .. })));
    });
}

#[test]
fn somebody_else_loses_nothing() {
    on_both(async |test| {
        let (_, account, evaluation) = everything(test).await;
        let other = test.account("Anna-Lisa").await;
        let role = Role::Reader;
        assignment::assign(&test.db, &test.stamp(), evaluation, other.id, role, None)
            .await
            .unwrap();
        session::insert(&test.db, "two", &super::session::of(other.id, "two")).await.unwrap();
        let of_other = || async {
            let people = person::all(&test.db, Of::Installation).await.unwrap();
            let who = people.into_iter().find(|it| it.is_meant("anna-lisa@example.org")).unwrap();
            let plan = person::found(&test.db, &who, Of::Installation).await.unwrap();
            plan.rows.iter().map(|row| (row.table.name, row.values.clone())).collect::<Vec<_>>()
        };
        let before = of_other().await;
        assert!(before.len() >= 4);
        erase(test, account, date(2040, 1, 1)).await;
        assert_eq!(of_other().await, before);
    });
}

#[test]
fn in_an_organisation_people_are_known_by_what_they_are_there() {
    on_both(async |test| {
        let (organisation, account, _) = everything(test).await;
        let other = test.organisation().await;
        let elsewhere = link::NewLink {
            email: EMAIL,
            name: "Anna B., konsult",
            ..super::link::new("elsewhere", Purpose::Invitation, Some(other), None)
        };
        link::create(&test.db, &test.stamp(), &elsewhere).await.unwrap();
        let within = async |within| {
            let people = person::all(&test.db, Of::from(within)).await.unwrap();
            people.into_iter().find(|person| person.is_meant(EMAIL)).unwrap()
        };
        let here = within(Some(organisation)).await;
        assert_eq!(here.anchors.len(), 5);
        assert!(!here.is_meant("konsult"));
        let there = within(Some(other)).await;
        assert_eq!(there.names, BTreeSet::from(["Anna B., konsult".to_owned()]));
        assert_eq!(there.accounts(), Vec::<Uuid>::new());
        assert_eq!(within(None).await.anchors.len(), 6);
        // What is erased there leaves what is here as it was.
        let before = of_anna(test).await;
        let anchor = there.anchor().unwrap();
        let stamp = test.stamp();
        let decide = |person: &Person, found: Found| {
            Ok(plan(person, found, Within::Organisation(other), date(2040, 1, 1), i64::MAX))
        };
        let erased = person::erase(&test.db, &stamp, anchor, Some(other), WORDS, decide).await;
        assert_eq!(erased.unwrap().gone, 1);
        assert_eq!(account::get(&test.db, account).await.unwrap().name, NAME);
        assert_eq!(of_anna(test).await, before);
        is_intact(test).await;
    });
}

#[test]
fn somebody_of_the_same_name_is_left_alone() {
    on_both(async |test| {
        let (_, account, evaluation) = everything(test).await;
        let namesake = super::interview::person(NAME, &[]);
        let stamp = test.stamp();
        let kept =
            interview::put_person(&test.db, &stamp, evaluation, &namesake, None, |_, _| Ok(()));
        let (id, _) = kept.await.unwrap();
        let decide = |person: &Person, found: Found| {
            let plan = plan(person, found, Within::Installation, date(2040, 1, 1), i64::MAX);
            let of_namesake =
                plan.rows.iter().find(|(row, _)| row.text("id") == Some(&id.to_string()));
            assert_eq!(of_namesake.unwrap().1, Outcome::Namesake);
            Ok(plan)
        };
        let anchor = Anchor::Account(account);
        person::erase(&test.db, &test.stamp(), &anchor, None, WORDS, decide).await.unwrap();
        let people = interview::planned(&test.db, evaluation).await.unwrap().people;
        assert!(people.iter().any(|it| it.value.id == id && it.value.name == NAME));
    });
}
