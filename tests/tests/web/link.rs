//! Personal links by their pages: opened by people and by programs that look for dangerous mail, at the wrong time, by the
//! wrong person, twice.

use super::account::{Clock, person};
use super::fixture::{Fixture, Person};
use super::harness::{Answer, Client, PASSWORD, TestApp, on_both_apps};
use axum::http::StatusCode;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use kompass_app::access::Caller;
use kompass_app::config::Config;
use kompass_app::link::Created;
use kompass_app::team::{Guest, Task};
use kompass_app::{account as accounts, people, team};
use kompass_core::Lang;
use kompass_core::access::Role;
use kompass_core::evaluation::State;
use kompass_core::i18n::texts;
use kompass_store::{account, link as store, membership};
use kompass_testkit::{TestDb, on_both};
use uuid::Uuid;

const SESSION: &str = "__Host-kompass";

fn path(link: &Created) -> String {
    format!("/link/{}", link.token.expose())
}

async fn uses(test: &TestApp, link: &Created) -> i64 {
    store::get(&test.installation().db, link.link.id).await.unwrap().uses
}

/// An invitation to the organisation of a fixture.
async fn invitation(test: &TestApp, organisation: Uuid, email: &str) -> Created {
    let roles = [Role::Reader];
    let invite = people::Invite { email, name: "Anna Berg", roles: &roles };
    people::invite(test.installation(), &Caller::command_line(), organisation, &invite)
        .await
        .unwrap()
}

/// The link does not work: this status and these words.
fn stopped(answer: &Answer, status: StatusCode, words: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.find("h1").as_deref(), Some("Länken går inte att använda"));
    assert!(answer.find(".reasons").unwrap().contains(words), "{}", answer.text());
    assert_eq!(answer.header("referrer-policy"), "strict-origin");
}

#[test]
fn the_first_administrator_is_made_by_the_link_of_the_console() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let door = visitor.get("/sign-in").await;
        assert_eq!(door.find("h1").as_deref(), Some("Kom igång med Kompass"));
        assert!(door.find("code").unwrap().starts_with("kompass admin "));
        let link = accounts::first_link(test.installation()).await.unwrap().unwrap();
        let at = path(&link);
        let page = visitor.get(&at).await;
        assert_eq!(page.find("h1").as_deref(), Some("Bli administratör"));
        assert_eq!(page.header("referrer-policy"), "strict-origin");
        for _ in 0..3 {
            visitor.get(&at).await;
        }
        assert_eq!(uses(test, &link).await, 0, "looking changes nothing");
        for (field, typed) in [
            ("name", [("name", ""), ("email", "ada@example.se"), ("password", PASSWORD)]),
            ("email", [("name", "Ada"), ("email", "ada"), ("password", PASSWORD)]),
            (
                "password",
                [("name", "Ada"), ("email", "ada@example.se"), ("password", "password1234")],
            ),
        ] {
            let answer = visitor.send(&page, &at, &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(
                answer.find(&format!("#{field}-error")).is_some(),
                "{field}: {}",
                answer.text()
            );
            assert_eq!(answer.attributes("#email", "value"), [typed[1].1]);
            assert!(!answer.text().contains("password1234") && !answer.text().contains(PASSWORD));
        }
        assert_eq!(uses(test, &link).await, 0, "nor does a mistake");

        let typed = [("name", "Ada Admin"), ("email", "ada@example.se"), ("password", PASSWORD)];
        let made = visitor.send(&page, &at, &typed).await;
        assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, "/"));
        let start = visitor.get("/").await;
        assert_eq!(start.find("h1").as_deref(), Some("Välkommen, Ada Admin"));
        assert!(start.find(".empty").unwrap().contains("Du sköter installationen"));
        let again = test.visitor().get(&at).await;
        stopped(&again, StatusCode::GONE, "redan använd");
        assert_eq!(test.visitor().get("/sign-in").await.find("h1").as_deref(), Some("Logga in"));
        assert!(accounts::first_link(test.installation()).await.unwrap().is_none());
    });
}

#[test]
fn each_link_that_does_not_work_says_why() {
    on_both(async |db: &TestDb| {
        let clock = Clock::default();
        let test = clock.app(db, Config::default());
        let fixture = Fixture::make(&test, |_| {}).await;
        let organisation = fixture.own.0;
        let mut visitor = test.visitor();
        for forged in ["unknown", "%2e%2e%2f", &"A".repeat(43), &"a".repeat(4000)] {
            let answer = visitor.get(&format!("/link/{forged}")).await;
            stopped(&answer, StatusCode::NOT_FOUND, "finns inte här");
        }
        let revoked = invitation(&test, organisation, "anna@example.se").await;
        let page = visitor.get(&path(&revoked)).await;
        let caller = Caller::command_line();
        people::revoke(test.installation(), &caller, organisation, revoked.link.id).await.unwrap();
        stopped(&visitor.get(&path(&revoked)).await, StatusCode::GONE, "återkallad");
        let typed = [("name", "Anna"), ("password", PASSWORD)];
        stopped(
            &visitor.send(&page, &path(&revoked), &typed).await,
            StatusCode::GONE,
            "återkallad",
        );

        let expired = invitation(&test, organisation, "bo@example.se").await;
        let page = visitor.get(&path(&expired)).await;
        clock.forward(SignedDuration::from_hours(24 * 400));
        stopped(&visitor.get(&path(&expired)).await, StatusCode::GONE, "har gått ut");
        stopped(
            &visitor.send(&page, &path(&expired), &typed).await,
            StatusCode::GONE,
            "har gått ut",
        );
        for email in ["anna@example.se", "bo@example.se"] {
            assert!(account::by_email(&test.installation().db, email).await.unwrap().is_none());
        }
    });
}

#[test]
fn an_invitation_makes_an_account_or_is_accepted_with_the_one_there_is() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let organisation = fixture.own.0;
        let reads = async |email: &str| {
            let db = &test.installation().db;
            let id = account::by_email(db, email).await.unwrap().unwrap().id;
            let held = membership::of_account(db, id).await.unwrap();
            held.iter().any(|it| it.organisation == organisation && it.role == Role::Reader)
        };
        let link = invitation(test, organisation, "new@example.se").await;
        let mut new = test.visitor();
        let page = new.get(&path(&link)).await;
        assert_eq!(page.find("h1").as_deref(), Some("Inbjudan till Kommunförbundet Mellanbygd"));
        assert_eq!(page.attributes("#name", "value"), ["Anna Berg"]);
        let before = new.cookies.get(SESSION).cloned();
        let typed = [("password", PASSWORD), ("email", "other@example.se")];
        assert_eq!(new.send(&page, &path(&link), &typed).await.location(), "/");
        assert_ne!(new.cookies.get(SESSION).cloned(), before);
        assert!(
            reads("new@example.se").await,
            "the address of the link counts, not one that is sent along"
        );
        assert_eq!(new.get("/").await.find("h1").as_deref(), Some("Välkommen, Anna Berg"));

        // Somebody with an account signs in first, and is led back.
        person(test, "known@example.se").await;
        let link = invitation(test, organisation, "known@example.se").await;
        let at = path(&link);
        let mut known = test.visitor();
        let page = known.get(&at).await;
        assert!(
            page.attributes("main form", "action").is_empty(),
            "no password is chosen for an account by a link"
        );
        let door = page.attributes("main a.primary", "href").remove(0);
        let page = known.get(&door).await;
        let typed = [("email", "known@example.se"), ("password", PASSWORD)];
        assert_eq!(known.send(&page, "/sign-in", &typed).await.location(), at);
        let page = known.get(&at).await;
        assert_eq!(known.send(&page, &at, &[]).await.location(), "/?done=accepted");
        assert!(reads("known@example.se").await);

        // Another account is told so, and the link stays good.
        let link = invitation(test, organisation, "third@example.se").await;
        let at = path(&link);
        let other = known.get(&at).await;
        stopped(&other, StatusCode::UNPROCESSABLE_ENTITY, "ett annat konto");
        assert!(other.attributes("main form", "action").contains(&"/sign-out".to_owned()));
        let csrf = [("csrf".to_owned(), other.csrf())];
        stopped(&known.post(&at, &csrf).await, StatusCode::UNPROCESSABLE_ENTITY, "ett annat konto");
        assert_eq!(uses(test, &link).await, 0);
    });
}

#[test]
fn a_new_password_signs_everybody_else_out() {
    on_both_apps(async |test: &TestApp| {
        person(test, "anna@example.se").await;
        let mut thief = test.signed_in("anna@example.se").await;
        let made =
            accounts::make_administrator(test.installation(), "anna@example.se", "Anna Berg");
        let link = made.await.unwrap();
        let mut anna = test.visitor();
        let page = anna.get(&path(&link)).await;
        assert_eq!(page.find("h1").as_deref(), Some("Välj ett nytt lösenord"));
        let typed = [("password", "kanot lingon tvätt måne")];
        assert_eq!(anna.send(&page, &path(&link), &typed).await.location(), "/");
        assert_eq!(thief.get("/profile").await.status, StatusCode::SEE_OTHER);
        assert_eq!(anna.get("/profile").await.status, StatusCode::OK);
        stopped(&test.visitor().get(&path(&link)).await, StatusCode::GONE, "redan använd");
    });
}

async fn guest(test: &TestApp, fixture: &Fixture, task: Task<'_>) -> Created {
    let guest = Guest { name: "Inga Intervju", email: "inga@example.se", task };
    let caller = Caller::command_line();
    team::invite_guest(test.installation(), &caller, fixture.evaluation, &guest).await.unwrap()
}

async fn come_in(test: &TestApp, link: &Created) -> Client {
    let mut client = test.visitor();
    let page = client.get(&path(link)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(
        page.attributes("main input[type=password]", "name").is_empty(),
        "no account is needed"
    );
    assert_eq!(client.send(&page, &path(link), &[]).await.location(), "/my-part");
    client
}

#[test]
fn an_interviewee_sees_one_page_and_nothing_else() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let link = guest(test, &fixture, Task::BeInterviewed("politicians")).await;
        test.visitor().get(&path(&link)).await;
        assert_eq!(uses(test, &link).await, 0);
        let mut inga = come_in(test, &link).await;
        for lang in Lang::ALL {
            inga.lang = lang.code();
            let page = inga.get("/my-part").await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text());
            assert_eq!(page.attributes("html", "lang"), [lang.code()]);
            assert_eq!(page.find("h1"), Some(texts(lang).my_part_interview()));
            let text = page.find("main").unwrap();
            for part in [texts(lang).interview_told_report(), texts(lang).interview_told_unknown()]
            {
                assert!(text.contains(&part), "{lang}: {part}");
            }
            assert!(text.contains("Inga Intervju, inga@example.se") && text.contains("Mellanbygd"));
        }
        inga.lang = "sv";
        let page = inga.get("/my-part").await;
        assert!(page.find(".panel").unwrap().contains("politiker"), "{}", page.text());
        assert_eq!(inga.get("/").await.location(), "/my-part");
        for path in ["/profile", "/profile/devices", "/confirm"] {
            let answer = inga.get(path).await;
            assert!(
                answer.status == StatusCode::FORBIDDEN || answer.status == StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        // The same link again, on another device, until it is revoked; then everybody is out at once.
        let mut telephone = come_in(test, &link).await;
        let caller = Caller::command_line();
        team::revoke_link(test.installation(), &caller, fixture.evaluation, link.link.id)
            .await
            .unwrap();
        for client in [&mut inga, &mut telephone] {
            assert_eq!(client.get("/my-part").await.status, StatusCode::SEE_OTHER);
        }
        stopped(&test.visitor().get(&path(&link)).await, StatusCode::GONE, "återkallad");
    });
}

#[test]
fn a_link_for_a_group_tells_when_it_meets_once() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, super::interview::visiting).await;
        let plan = super::interview::plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let link = guest(test, &fixture, Task::BeInterviewed("politicians")).await;
        let mut inga = come_in(test, &link).await;
        for (begins, ends, told) in [("09:00", "10:00", true), ("13:00", "14:00", false)] {
            let day = ("day", "2025-10-14");
            let fields = [("group", "politicians"), day, ("begins", begins), ("ends", ends)];
            super::interview::slot(&mut lead, &plan, &fields).await;
            let page = inga.get("/my-part").await;
            assert_eq!(page.text().contains("09.00–10.00"), told, "{}", page.text());
            assert!(!page.text().contains("13.00"), "of two times nobody knows which is theirs");
        }
    });
}

#[test]
fn a_link_works_until_a_month_after_what_it_is_for() {
    on_both_apps(async |test: &TestApp| {
        let today = test.installation().today();
        let in_days = |days: i32| today.checked_add(days.days()).unwrap();
        let works = async |visit: Vec<Date>, due: Option<Date>| {
            let fixture = Fixture::make(test, |it| {
                it.state = State::Preparation;
                it.visit.clone_from(&visit);
            })
            .await;
            let codes = ["1.1".to_owned()];
            let task = Task::Contribute { sub_areas: &codes, questions: &[], due };
            let made = [
                guest(test, &fixture, task).await,
                guest(test, &fixture, Task::BeInterviewed("politicians")).await,
            ];
            made.map(|made| {
                let lasts = made.link.expires_at.duration_since(test.installation().now());
                (lasts.as_hours() + 23) / 24
            })
        };
        assert_eq!(works(Vec::new(), None).await, [90, 90]);
        assert_eq!(works(vec![in_days(10)], None).await, [90, 90]);
        let far = works(vec![in_days(120), in_days(119)], None).await;
        assert!(far.iter().all(|days| (149..=151).contains(days)), "{far:?}");
        let due = works(vec![in_days(10)], Some(in_days(100))).await;
        assert!((129..=131).contains(&due[0]) && due[1] == 90, "{due:?}");
    });
}

#[test]
fn a_contributor_sees_what_the_link_names_and_can_leave() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let codes = ["1.1".to_owned(), "3.2".to_owned()];
        let link = guest(
            test,
            &fixture,
            Task::Contribute { sub_areas: &codes, questions: &[], due: None },
        )
        .await;
        let mut helper = come_in(test, &link).await;
        let page = helper.get("/my-part").await;
        // While the evaluators judge there is nothing to answer, but the page says what the link is.
        assert_eq!(page.find("h1").as_deref(), Some("Din del av svaren"));
        let covers = page.find("ul.covers").unwrap_or_default();
        assert!(
            covers.contains("1.1 ") && covers.contains("3.2 ") && !covers.contains("2.1 "),
            "{}",
            page.text()
        );
        let left = helper.send(&page, "/sign-out", &[]).await;
        assert_eq!(left.location(), "/sign-in?ready&done=part-closed");
        assert_eq!(helper.get("/my-part").await.location(), "/sign-in?next=%2Fmy-part");
        come_in(test, &link).await;
        assert_eq!(test.visitor().get("/my-part").await.status, StatusCode::SEE_OTHER);
        let mut reader = fixture.client(test, Person::Reader).await;
        assert_eq!(
            reader.get("/my-part").await.status,
            StatusCode::FORBIDDEN,
            "an account has no part by link"
        );
    });
}
