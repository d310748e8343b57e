//! Evaluations: list, booking, overview, team, declaration, personal links, downloads.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use super::organisation::handed_out;
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, State};
use kompass_store::{document, organisation, team};
use uuid::Uuid;

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let evaluator = fixture.account(Person::Evaluator);
        let pages = [
            (Person::Lead, "/evaluations".to_owned()),
            (Person::Lead, here.clone()),
            (Person::Lead, format!("{here}/people")),
            (Person::Lead, format!("{here}/people/appoint")),
            (Person::Lead, format!("{here}/people/{evaluator}/evaluator/dismiss")),
            (Person::Administrator, format!("{here}/share")),
            (Person::Undeclared, format!("{here}/declaration")),
            (Person::Evaluator, format!("{here}/declaration")),
            (Person::Coordinator, format!("{here}/links")),
            (Person::Coordinator, format!("{here}/links/contributor")),
            (Person::Coordinator, format!("{here}/links/interviewee")),
        ];
        for (person, path) in pages {
            speaks_every_language(test, &fixture, person, &path).await;
        }
    });
}

#[test]
fn the_list_shows_what_somebody_has_a_part_in() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, with_code).await;
        for (person, role) in [
            (Person::Lead, "utvärderingsledare"),
            (Person::Undeclared, "utvärderare"),
            (Person::Coordinator, "samordnare"),
            (Person::Administrator, "organisationsadministratör"),
            (Person::Evaluated, "läsare"),
        ] {
            let mut client = fixture.client(test, person).await;
            let page = client.get("/evaluations").await;
            assert_eq!(
                page.attributes("tbody a", "href"),
                [format!("/evaluations/{}", fixture.evaluation)],
                "{person}"
            );
            assert_eq!(page.find("tbody td:last-child").as_deref(), Some(role), "{person}");
            assert_eq!(page.find("tbody .tag").as_deref(), Some("bedömning"), "{person}");
        }
        let mut lead = fixture.client(test, Person::Lead).await;
        for (search, found) in [("gran", 1), ("GRAN", 1), ("99", 1), ("01", 0), ("%C3%A5svik", 0)] {
            let page = lead.get(&format!("/evaluations?search={search}")).await;
            assert_eq!(
                page.attributes("tbody a", "href").len(),
                found,
                "{search}: {}",
                page.text()
            );
            assert_eq!(page.find(".empty").is_some(), found == 0);
        }
        let mut nobody = fixture.client(test, Person::Account).await;
        assert!(
            nobody
                .get("/evaluations")
                .await
                .find(".empty")
                .unwrap()
                .contains("När någon utser dig")
        );
        let away = test.visitor().get("/evaluations").await;
        assert_eq!(away.location(), "/sign-in?next=%2Fevaluations");
    });
}

#[test]
fn an_evaluation_is_booked_and_its_team_appointed() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut administrator = fixture.client(test, Person::Administrator).await;
        let new = format!("/organisations/{}/evaluations/new", fixture.own.0);
        let page = administrator.get(&new).await;
        for (fields, place) in [
            ([("municipality", " "), ("date", "2026-03-12")], "#municipality-error"),
            ([("municipality", "Tyresö"), ("date", "12 mars")], "#date-error"),
            ([("municipality", "Tyresö"), ("date", "2026-02-30")], "#date-error"),
        ] {
            let refused = administrator.send(&page, &new, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(refused.find(place).is_some(), "{fields:?}: {}", refused.text());
            assert_eq!(
                refused.attributes("#municipality", "value"),
                [fields[0].1],
                "what was typed is kept"
            );
        }
        let fields = [("municipality", "0138"), ("date", "2026-03-12"), ("kind", "peer")];
        let booked = administrator.send(&page, &new, &fields).await;
        let (appoint, _) = booked.location().split_once('?').expect("what was done");
        let here = appoint.trim_end_matches("/people/appoint").to_owned();
        let page = administrator.get(&here).await;
        assert_eq!(page.find("h1").as_deref(), Some("Tyresö 2026"));
        assert_eq!(page.find(".steps [aria-current]").as_deref(), Some("planerad"));
        assert!(page.text().contains("0138"), "the code with its zero");

        // Somebody of the organisation is in at once.
        let page = administrator.get(appoint).await;
        let refused =
            administrator.send(&page, appoint, &[("name", "Eva"), ("email", "eva@x.se")]).await;
        assert!(refused.find("#role-error").is_some(), "no role was chosen");
        let own = administrator.get("/api/v1/me").await.json();
        let fields = [
            ("role", "lead_evaluator"),
            ("name", "Ada"),
            ("email", own["email"].as_str().unwrap()),
            ("employer", "Förbundet"),
        ];
        let appointed = administrator.send(&page, appoint, &fields).await;
        assert_eq!(appointed.location(), format!("{here}/people?done=appointed"));
        let page = administrator.get(&format!("{here}/people")).await;
        let tables = page.attributes("table", "class").len();
        assert_eq!(tables, 2, "team and accounts");
        assert!(page.text().contains("inte underskriven"));

        // Anybody else accepts by a link that is shown once.
        let page = administrator.get(appoint).await;
        let fields =
            [("role", "coordinator"), ("name", "Bo Ek"), ("email", "bo@tyreso.example.se")];
        let link = handed_out(&administrator.send(&page, appoint, &fields).await);
        assert!(administrator.get(&format!("{here}/links")).await.text().contains("Bo Ek"));
        let mut bo = test.accept(&link, "Bo Ek").await;
        assert_eq!(bo.get(&here).await.status, StatusCode::OK);
        assert_eq!(bo.get(appoint).await.status, StatusCode::FORBIDDEN);

        // A role that is taken away is gone at the next request.
        let page = administrator.get(&format!("{here}/people")).await;
        let dismiss = page
            .attributes("td.act a", "href")
            .into_iter()
            .find(|it| it.contains("/coordinator/"))
            .unwrap();
        let page = administrator.get(&dismiss).await;
        let dismissed = administrator.send(&page, &dismiss, &[]).await;
        assert_eq!(dismissed.location(), format!("{here}/people?done=dismissed"));
        assert_eq!(bo.get(&here).await.status, StatusCode::NOT_FOUND);

        let remove = format!("{here}/team/E1/remove");
        let page = administrator.get(&remove).await;
        let removed = administrator.send(&page, &remove, &[]).await;
        assert_eq!(removed.location(), format!("{here}/people?done=member-removed"));
        assert_eq!(administrator.get(&remove).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn nothing_opens_before_the_declaration_and_nothing_after_a_conflict() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let declaration = format!("{here}/declaration");
        let mut undeclared = fixture.client(test, Person::Undeclared).await;
        let page = undeclared.get(&here).await;
        assert!(page.find(".notice.waits").unwrap().contains("jävsdeklaration"));
        assert!(page.text().contains("Marit Ekenvall"), "the team is known");
        assert!(!page.text().contains("Riktning Granvik"), "its documents are not");
        for hidden in [format!("{here}/documents/D1/file"), format!("/api/v1{here}/progress")] {
            assert_eq!(undeclared.get(&hidden).await.status, StatusCode::FORBIDDEN, "{hidden}");
        }
        let whole = undeclared.get(&format!("/api/v1{here}")).await.json();
        assert!(
            whole["evaluation"].get("documents").is_none()
                && whole["evaluation"].get("areas").is_none()
        );

        let page = undeclared.get(&declaration).await;
        let refused = undeclared.send(&page, &declaration, &[]).await;
        assert!(refused.find("#answer-error").is_some(), "nothing was chosen");
        let refused = undeclared
            .send(&page, &declaration, &[("answer", "conflict"), ("conflict", " ")])
            .await;
        assert!(refused.find("#conflict-error").is_some(), "nothing was said");
        assert_eq!(refused.attributes("input[name=answer][checked]", "value"), ["conflict"]);
        let signed = undeclared.send(&page, &declaration, &[("answer", "none")]).await;
        assert_eq!(signed.location(), format!("{here}?done=declared"));
        assert!(undeclared.get(&here).await.text().contains("Riktning Granvik"));
        let page = undeclared.get(&declaration).await;
        assert!(page.find(".notice.good").unwrap().contains("Du skrev under"));
        let again =
            [("csrf", page.csrf()), ("answer", "none".to_owned()), ("key", "another".to_owned())];
        let again = undeclared
            .post(&declaration, &again.map(|(name, value)| (name.to_owned(), value)))
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "signed once");

        let fixture = Fixture::make(test, |_| {}).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let declaration = format!("{here}/declaration");
        let mut conflicted = fixture.client(test, Person::Undeclared).await;
        let page = conflicted.get(&declaration).await;
        let fields = [("answer", "conflict"), ("conflict", "Anställd i Granvik till 2024")];
        let signed = conflicted.send(&page, &declaration, &fields).await;
        assert_eq!(signed.location(), "/evaluations?done=conflict-declared");
        let closed = conflicted.get(&here).await;
        assert_eq!(closed.status, StatusCode::FORBIDDEN);
        assert!(closed.text().contains("anmält jäv"));
        let mut lead = fixture.client(test, Person::Lead).await;
        assert!(lead.get(&format!("{here}/people")).await.text().contains("jäv anmält"));
    });
}

#[test]
fn a_personal_link_opens_what_it_names_until_it_is_revoked() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| evaluation.state = State::Preparation).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let links = format!("{here}/links");
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let before = coordinator.get(&links).await.attributes("td.act a", "href");

        let contributor = format!("{links}/contributor");
        let page = coordinator.get(&contributor).await;
        let refused = coordinator.send(&page, &contributor, &[("name", "Kim Ek")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#scope-error").is_some(), "no sub-area was chosen");
        assert_eq!(refused.attributes("#name", "value"), ["Kim Ek"]);
        let unknown =
            coordinator.send(&page, &contributor, &[("name", "Kim Ek"), ("scope", "99.9")]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("name", "Kim Ek"), ("scope", "1.2"), ("scope", "2.1")];
        let link = handed_out(&coordinator.send(&page, &contributor, &fields).await);
        let page = coordinator.get(&links).await;
        let row = page.find("tbody tr:last-child").unwrap();
        assert!(row.contains("Delområde 1.2 och 2.1") && row.contains("aldrig"), "{row}");
        assert!(!page.text().contains(&link), "a link is not shown again");

        let mut kim = test.visitor();
        let path = link.strip_prefix("http://localhost:8080").unwrap();
        let page = kim.get(path).await;
        assert!(kim.send(&page, path, &[]).await.status.is_redirection());
        assert!(
            coordinator.get(&links).await.find("tbody tr:last-child").unwrap().contains("1 gång")
        );
        let seen = kim.get(&format!("/api/v1{here}")).await.json();
        let codes: Vec<_> = seen["evaluation"]["documents"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["code"].clone())
            .collect();
        assert!(codes.contains(&"D1".into()) && !codes.contains(&"D3".into()), "{codes:?}");
        assert_eq!(
            kim.get(&format!("{here}/documents/D3/file")).await.status,
            StatusCode::NOT_FOUND,
            "not named by the link"
        );
        assert_eq!(kim.get(&links).await.status, StatusCode::FORBIDDEN);

        let interviewee = format!("{links}/interviewee");
        let page = coordinator.get(&interviewee).await;
        let refused =
            coordinator.send(&page, &interviewee, &[("name", "Lo Ek"), ("email", "lo")]).await;
        assert!(refused.find("#email-error").is_some());
        handed_out(
            &coordinator
                .send(&page, &interviewee, &[("name", "Lo Ek"), ("scope", "politicians")])
                .await,
        );

        let page = coordinator.get(&links).await;
        let made = |it: &String| !before.contains(it);
        let revoke = page.attributes("td.act a", "href").into_iter().find(made).unwrap();
        let renew = page
            .attributes("td.act form", "action")
            .into_iter()
            .find(|it| revoke.starts_with(it.trim_end_matches("/renew")))
            .unwrap();
        let anew = handed_out(&coordinator.send(&page, &renew, &[]).await);
        assert_ne!(anew, link);
        assert_eq!(
            kim.get(&here).await.status,
            StatusCode::SEE_OTHER,
            "who came by the old one is out at once"
        );
        let revoke = coordinator
            .get(&links)
            .await
            .attributes("td.act a", "href")
            .into_iter()
            .rfind(made)
            .unwrap();
        let page = coordinator.get(&revoke).await;
        let revoked = coordinator.send(&page, &revoke, &[]).await;
        assert_eq!(revoked.location(), format!("{links}?done=link-revoked"));
        assert_eq!(coordinator.get(&revoke).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_evaluation_is_shared_with_the_organisation_that_is_evaluated() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, with_code).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let mut reader = fixture.client(test, Person::Reader).await;
        assert_eq!(reader.get(&here).await.status, StatusCode::OK);
        let mut administrator = fixture.client(test, Person::Administrator).await;
        let share = format!("{here}/share");
        let page = administrator.get(&share).await;
        let saved = administrator.send(&page, &share, &[("organisation", "")]).await;
        assert_eq!(saved.location(), format!("{here}/people?done=shared"));
        assert_eq!(reader.get(&here).await.status, StatusCode::NOT_FOUND);

        // Only with those who have its code: of others it is not even told that they exist.
        let page = administrator.get(&share).await;
        let other = fixture.other.1.to_string();
        assert!(!page.text().contains("Åsvik"));
        assert_eq!(
            administrator.send(&page, &share, &[("organisation", &other)]).await.status,
            StatusCode::NOT_FOUND
        );
        let installation = test.installation();
        let there = organisation::get(&installation.db, fixture.own.1).await.unwrap();
        let stamp = installation.stamp().unwrap();
        let code = Some("9901");
        organisation::update(
            &installation.db,
            &stamp,
            there.id,
            there.version,
            &there.name,
            there.kind,
            code,
        )
        .await
        .unwrap();
        let page = administrator.get(&share).await;
        let own = fixture.own.1.to_string();
        let saved = administrator.send(&page, &share, &[("organisation", &own)]).await;
        assert_eq!(saved.location(), format!("{here}/people?done=shared"), "{}", page.text());
        assert_eq!(reader.get(&here).await.status, StatusCode::OK);
    });
}

#[test]
fn a_document_is_saved_and_never_shown() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let (installation, here) =
            (test.installation(), format!("/evaluations/{}", fixture.evaluation));
        let attack = "<script>alert(document.cookie)</script>";
        let blob = installation
            .blobs
            .put(Uuid::now_v7(), attack.as_bytes().to_vec().into())
            .await
            .unwrap();
        for (code, name) in [("D1", "..\\Mål & \"budget\"\r\nX: y.html"), ("D2", "Plan.pdf")] {
            let stamp = installation.stamp().unwrap();
            document::attach(&installation.db, &stamp, fixture.evaluation, code, 1, name, &blob)
                .await
                .unwrap();
        }
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let page = evaluator.get(&here).await;
        let files = page.attributes("a[download]", "href");
        assert!(
            files.contains(&format!("{here}/documents/D1/file"))
                && !files.contains(&format!("{here}/documents/D3/file"))
        );
        let file = evaluator.get(&format!("{here}/documents/D1/file")).await;
        assert_eq!((file.status, file.text().as_str()), (StatusCode::OK, attack));
        assert_eq!(file.header("content-type"), "application/octet-stream");
        assert_eq!(file.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"M_l & _budget___X_ y.html\"; filename*=UTF-8''M%C3%A5l%20%26%20_budget___X_%20y.html"
        );
        let plan = evaluator.get(&format!("{here}/documents/D2/file")).await;
        assert_eq!(plan.header("content-type"), "application/pdf");
        assert_eq!(plan.header("content-length"), attack.len().to_string());
        for (person, status) in [
            (Person::Coordinator, StatusCode::OK),
            (Person::Reader, StatusCode::FORBIDDEN),
            (Person::Administrator, StatusCode::FORBIDDEN),
            (Person::Undeclared, StatusCode::FORBIDDEN),
            (Person::Account, StatusCode::NOT_FOUND),
        ] {
            let answer =
                fixture.client(test, person).await.get(&format!("{here}/documents/D2/file")).await;
            assert_eq!(answer.status, status, "{person}");
        }
        for missing in ["D3", "D99", "..%2F..%2Faudit.key"] {
            let answer = evaluator.get(&format!("{here}/documents/{missing}/file")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
        }
    });
}

#[test]
fn the_file_of_an_evaluation_is_what_its_reader_may_see() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let path = format!("/evaluations/{}/export", fixture.evaluation);
        let mut areas = Vec::new();
        for person in [Person::Lead, Person::Coordinator, Person::Reader] {
            let file = fixture.client(test, person).await.get(&path).await;
            assert_eq!(
                file.header("content-disposition"),
                "attachment; filename=\"Granvik 2025.json\"; filename*=UTF-8''Granvik%202025.json"
            );
            let seen: Evaluation = serde_json::from_slice(&file.body).unwrap();
            let judgements = seen
                .areas
                .iter()
                .flat_map(|it| &it.sub_areas)
                .flat_map(|it| &it.questions)
                .flat_map(|it| &it.judgements);
            let by: std::collections::BTreeSet<_> = judgements.map(|it| it.by.clone()).collect();
            areas.push((by.into_iter().collect::<Vec<_>>(), seen.documents.len(), seen.team.len()));
        }
        let (documents, team) = (areas[0].1, areas[0].2);
        assert!(documents > 0 && team == 5);
        assert_eq!(areas[0].0, ["E1"], "only one's own judgements before all have locked");
        assert_eq!(areas[1], (Vec::new(), documents, team));
        assert_eq!(areas[2], (Vec::new(), 0, 0));
    });
}

#[test]
fn whoever_has_judged_stays_on_the_team() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| evaluation.state = State::Interviews).await;
        let remove = format!("/evaluations/{}/team/E2/remove", fixture.evaluation);
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&remove).await;
        assert_eq!(lead.send(&page, &remove, &[]).await.status, StatusCode::CONFLICT);
        let db = &test.installation().db;
        assert!(team::declaration(db, fixture.evaluation, "E2").await.unwrap().is_some());
    });
}

/// A code of no municipality there is.
fn with_code(evaluation: &mut Evaluation) {
    evaluation.municipality.code = Some("9901".to_owned());
}
