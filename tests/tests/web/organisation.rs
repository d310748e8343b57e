//! Organisations, the people in them, invitations and system administrators.

use super::account::Clock;
use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::http::StatusCode;
use jiff::SignedDuration;
use kompass_app::config::Config;
use kompass_core::access::Role;
use kompass_store::membership;
use kompass_testkit::{TestDb, on_both};
use uuid::Uuid;

/// The pages of this file, with who reads them.
fn pages(fixture: &Fixture) -> Vec<(Person, String)> {
    let own = fixture.own.0;
    let somebody = fixture.account(Person::Administrator);
    let mut pages: Vec<(Person, String)> =
        ["/organisations", "/organisations/new", "/administrators", "/administrators/new"]
            .map(|path| (Person::System, path.to_owned()))
            .into();
    pages.push((Person::System, format!("/organisations/{own}/close")));
    pages.push((
        Person::System,
        format!("/administrators/{}/remove", fixture.account(Person::System)),
    ));
    for path in ["", "/edit", "/people", "/people/invite", "/invitations", "/evaluations/new"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("/people/{somebody}"), format!("/people/{somebody}/remove")])
    {
        pages.push((Person::Administrator, format!("/organisations/{own}{path}")));
    }
    pages
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        for (person, path) in pages(&fixture) {
            speaks_every_language(test, &fixture, person, &path).await;
        }
    });
}

#[test]
fn an_organisation_is_added_given_an_administrator_changed_and_closed() {
    on_both_apps(async |test: &TestApp| {
        let mut system = test.administrator().await;
        let page = system.get("/organisations/new").await;
        let wrong = [("name", "  "), ("kind", "region"), ("code", "0138")];
        let refused = system.send(&page, "/organisations/new", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.find("#name-error").map(|it| it.contains("Namnet saknas")), Some(true));
        assert_eq!(refused.attributes("#code", "value"), ["0138"], "what was typed is kept");
        assert_eq!(refused.attributes("input[name=kind][checked]", "value"), ["region"]);

        let right = [("name", "Åsviks kommun"), ("kind", "municipality"), ("code", "0138")];
        let made = system.send(&page, "/organisations/new", &right).await;
        let invite = made.location().to_owned();
        let id = invite.split('/').nth(2).unwrap().to_owned();
        let page = system.get(&invite).await;
        assert_eq!(page.find("main .notice").map(|it| it.contains("finns nu")), Some(true));
        let found = system.get("/organisations?search=%C3%A5sv").await;
        assert_eq!(found.find("tbody a").as_deref(), Some("Åsviks kommun"));
        assert_eq!(system.get("/organisations?search=%22%3E%3Cb").await.find("b"), None);

        let fields =
            [("email", "Eva@asvik.se"), ("name", "Eva Ek"), ("role", "organisation_administrator")];
        let action = format!("/organisations/{id}/people/invite");
        let mut eva =
            test.accept(&handed_out(&system.send(&page, &action, &fields).await), "Eva Ek").await;
        let page = eva.get(&format!("/organisations/{id}")).await;
        assert_eq!(page.find("h1").as_deref(), Some("Åsviks kommun"));
        assert_eq!(page.find("dd:nth-of-type(2)").as_deref(), Some("0138"), "with its zero");
        assert_eq!(page.find("dd:nth-of-type(3)").as_deref(), Some("1"));

        let edit = format!("/organisations/{id}/edit");
        let stale = eva.get(&edit).await;
        let fields = [("name", "Åsvik"), ("kind", "municipality"), ("code", "0138")];
        let saved = eva.send(&stale, &edit, &fields).await;
        assert_eq!(saved.location(), format!("/organisations/{id}?done=saved"));
        let late = [("name", "Åsvik två"), ("key", "another")];
        assert_eq!(eva.send(&stale, &edit, &late).await.status, StatusCode::CONFLICT);

        let close = format!("/organisations/{id}/close");
        let page = system.get(&close).await;
        assert!(page.find(".consequence").unwrap().contains("Åsvik"));
        let closed = system.send(&page, &close, &[]).await;
        assert_eq!(closed.location(), "/organisations?done=organisation-closed");
        assert_eq!(
            eva.get(&format!("/organisations/{id}")).await.status,
            StatusCode::NOT_FOUND,
            "at once"
        );
        let page = system.get(&format!("/organisations/{id}")).await;
        assert!(page.find(".notice").unwrap().contains("stängd"));
        let page = system.get(&action).await;
        let refused = system.send(&page, &action, &[("email", "a@asvik.se"), ("name", "A")]).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a closed one takes nobody in"
        );
    });
}

#[test]
fn roles_change_at_the_next_request() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let (organisation, reader) = (fixture.own.1, fixture.account(Person::Reader));
        let mut client = fixture.client(test, Person::Reader).await;
        let evaluation = format!("/evaluations/{}", fixture.evaluation);
        let own = format!("/organisations/{organisation}");
        assert_eq!(client.get(&evaluation).await.status, StatusCode::OK);

        let mut administrator = fixture.client(test, Person::Evaluated).await;
        let person = format!("{own}/people/{reader}");
        let page = administrator.get(&person).await;
        assert_eq!(page.attributes("input[name=role][checked]", "value"), ["reader"]);
        let saved = administrator.send(&page, &person, &[("role", "")]).await;
        assert_eq!(saved.location(), format!("{person}?done=person-saved"));
        assert_eq!(client.get(&evaluation).await.status, StatusCode::NOT_FOUND);
        assert_eq!(client.get(&own).await.status, StatusCode::FORBIDDEN, "a mere member");

        let page = administrator.get(&person).await;
        administrator.send(&page, &person, &[("role", "reader")]).await;
        assert_eq!(client.get(&evaluation).await.status, StatusCode::OK);

        let page = administrator.get(&format!("{person}/remove")).await;
        let removed = administrator.send(&page, &format!("{person}/remove"), &[]).await;
        assert_eq!(removed.location(), format!("{own}/people?done=person-removed"));
        assert_eq!(client.get(&own).await.status, StatusCode::NOT_FOUND);
        assert_eq!(administrator.get(&person).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_last_administrator_stays() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut administrator = fixture.client(test, Person::Evaluated).await;
        let own = fixture.account(Person::Evaluated);
        let person = format!("/organisations/{}/people/{own}", fixture.own.1);
        for action in [person.clone(), format!("{person}/remove")] {
            let page = administrator.get(&action).await;
            let refused = administrator.send(&page, &action, &[("role", "reader")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{action}");
            assert!(
                refused.find(".errors").unwrap().contains("Den sista administratören"),
                "{action}"
            );
        }

        let mut system = test.administrator().await;
        let others = system.get("/administrators").await;
        // The fixture's administrator is not the last.
        let fixtures = fixture.account(Person::System);
        let remove = format!("/administrators/{fixtures}/remove");
        assert!(others.attributes("tbody a", "href").contains(&remove));
        let page = system.get(&remove).await;
        let removed = system.send(&page, &remove, &[]).await;
        assert_eq!(removed.location(), "/administrators?done=administrator-removed");
        let mut was = fixture.client(test, Person::System).await;
        assert_eq!(was.get("/administrators").await.status, StatusCode::FORBIDDEN);
        let last = system.get("/administrators").await.attributes("tbody a", "href");
        assert_eq!(last.len(), 1);
        let page = system.get(&last[0]).await;
        let refused = system.send(&page, &last[0], &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find(".errors").unwrap().contains("Den sista administratören"));
    });
}

#[test]
fn an_invitation_is_renewed_revoked_and_shown_once() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut administrator = fixture.client(test, Person::Administrator).await;
        let own = format!("/organisations/{}", fixture.own.0);
        let (invite, list) = (format!("{own}/people/invite"), format!("{own}/invitations"));
        assert!(
            administrator
                .get(&list)
                .await
                .find(".empty")
                .unwrap()
                .contains("Inga öppna inbjudningar")
        );

        let page = administrator.get(&invite).await;
        for (email, name, place) in
            [("per", "Per Ek", "#email-error"), ("per@x.se", "", "#name-error")]
        {
            let refused =
                administrator.send(&page, &invite, &[("email", email), ("name", name)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.find(place).is_some(), "{}", refused.text());
            assert_eq!(refused.attributes("#email", "value"), [email]);
        }
        let fields = [("email", "per@example.se"), ("name", "Per Ek"), ("role", "reader")];
        let first = handed_out(&administrator.send(&page, &invite, &fields).await);
        let page = administrator.get(&list).await;
        assert!(page.find("tbody th").unwrap().starts_with("Per Ek"));
        assert!(!page.text().contains(&first), "a link is not shown again");

        let renew = page.attributes("tbody form", "action").remove(0);
        let second = handed_out(&administrator.send(&page, &renew, &[]).await);
        assert!(first != second && opens(test, &second).await && !opens(test, &first).await);

        let revoke = administrator.get(&list).await.attributes("td.act a", "href").remove(0);
        let page = administrator.get(&revoke).await;
        let revoked = administrator.send(&page, &revoke, &[]).await;
        assert_eq!(revoked.location(), format!("{list}?done=invitation-revoked"));
        assert!(!opens(test, &second).await);
        assert_eq!(administrator.get(&revoke).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_new_password_is_for_people_of_ones_own_only() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut administrator = fixture.client(test, Person::Evaluated).await;
        let reader = fixture.account(Person::Reader);
        let person = format!("/organisations/{}/people/{reader}", fixture.own.1);
        let action = format!("{person}/password-link");
        let page = administrator.get(&person).await;
        let link = handed_out(&administrator.send(&page, &action, &[]).await);
        assert!(opens(test, &link).await);

        let installation = test.installation();
        let stamp = installation.stamp().unwrap();
        membership::grant(&installation.db, &stamp, reader, fixture.other.1, Role::Reader, "local")
            .await
            .unwrap();
        let page = administrator.get(&person).await;
        let refused = administrator.send(&page, &action, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find(".errors").unwrap().contains("systemadministratör"));
    });
}

#[test]
fn what_is_others_is_as_if_it_were_not_there() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut administrator = fixture.client(test, Person::Administrator).await;
        let csrf = administrator.get("/evaluations").await.csrf();
        let fields = |name: &str| {
            [("csrf", csrf.as_str()), ("name", name), ("kind", "region"), ("version", "1")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        for path in ["/edit", "/people/invite"] {
            let others = administrator
                .post(&format!("/organisations/{}{path}", fixture.other.0), &fields("Vår"))
                .await;
            let missing = administrator
                .post(&format!("/organisations/{}{path}", Uuid::nil()), &fields("Vår"))
                .await;
            assert_eq!(others.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(
                (others.status, others.find("h1")),
                (missing.status, missing.find("h1")),
                "{path}"
            );
        }
        // Somebody of another organisation is not found in one's own.
        let stranger = fixture.account(Person::Evaluated);
        let path = format!("/organisations/{}/people/{stranger}", fixture.own.0);
        assert_eq!(administrator.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(administrator.post(&path, &fields("")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(administrator.get("/organisations").await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn system_administrators_invite_one_another_and_see_no_evaluation() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut system = test.administrator().await;
        let page = system.get("/administrators/new").await;
        let refused =
            system.send(&page, "/administrators/new", &[("email", "x"), ("name", "X")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("email", "ny@example.se"), ("name", "Nya Nilsson")];
        let link = handed_out(&system.send(&page, "/administrators/new", &fields).await);
        let mut new = test.accept(&link, "Nya Nilsson").await;
        assert_eq!(new.get("/organisations").await.status, StatusCode::OK);
        assert!(new.get("/administrators").await.text().contains("Nya Nilsson"));
        assert!(new.get("/evaluations").await.find(".empty").is_some());
        let page = new.get(&format!("/organisations/{}", fixture.own.0)).await;
        assert!(!page.text().contains("Granvik 20"), "no evaluation is told of");
        let evaluation = format!("/evaluations/{}", fixture.evaluation);
        assert_eq!(new.get(&evaluation).await.status, StatusCode::FORBIDDEN);
    });
}

/// The personal link that an answer shows.
pub(super) fn handed_out(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.find(".secret").unwrap_or_else(|| panic!("no link: {}", answer.text()))
}

/// True if a personal link still opens something.
async fn opens(test: &TestApp, link: &str) -> bool {
    let path = link.strip_prefix("http://localhost:8080").unwrap();
    let mut visitor: Client = test.visitor();
    visitor.get(path).await.attributes("main form", "action").contains(&path.to_owned())
}

#[test]
fn who_has_to_prove_anew_does_so_before_anything_is_typed() {
    on_both(async |db: &TestDb| {
        let clock = Clock::default();
        let test = clock.app(db, Config::default());
        let fixture = Fixture::make(&test, |_| {}).await;
        let (own, evaluation) = (fixture.own.0, fixture.evaluation);
        let forms = [
            (Person::System, "/administrators/new".to_owned()),
            (Person::Administrator, format!("/organisations/{own}/people/invite")),
            (Person::Lead, format!("/evaluations/{evaluation}/people/appoint")),
            (Person::Lead, format!("/evaluations/{evaluation}/share")),
        ];
        for (person, path) in forms {
            let mut client = fixture.client(&test, person).await;
            assert_eq!(client.get(&path).await.status, StatusCode::OK, "{path}");
            clock.forward(SignedDuration::from_mins(16));
            let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
            assert_eq!(client.get(&path).await.location(), format!("/confirm?next={next}"));
        }
    });
}
