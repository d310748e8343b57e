//! The plan of a visit: slots, people, clashes, what was held, calendars, and the page of an interviewee.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::Lang;
use kompass_core::evaluation::{Evaluation, State};
use kompass_core::i18n::texts;

/// The visit of Granvik is on three days; nobody was met yet.
pub(super) fn visiting(evaluation: &mut Evaluation) {
    evaluation.state = State::Interviews;
    evaluation.groups.clear();
}

pub(super) fn plan_of(fixture: &Fixture) -> String {
    format!("/evaluations/{}/interviews", fixture.evaluation)
}

/// Plans a slot; where it is then.
pub(super) async fn slot(client: &mut Client, plan: &str, fields: &[(&str, &str)]) -> String {
    let action = format!("{plan}/new");
    let page = client.get(&action).await;
    let answer = client.send(&page, &action, fields).await;
    let (path, _) =
        answer.location().split_once('?').unwrap_or_else(|| panic!("{}", answer.text()));
    path.to_owned()
}

/// Puts somebody on the list.
pub(super) async fn person(client: &mut Client, plan: &str, fields: &[(&str, &str)]) -> Answer {
    let action = format!("{plan}/people/new");
    let page = client.get(&action).await;
    client.send(&page, &action, fields).await
}

/// The id that an address ends with.
pub(super) fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// Makes links for everybody in a slot; the address of each, by name.
pub(super) async fn links(client: &mut Client, slot: &str) -> Vec<String> {
    let page = client.get(slot).await;
    let answer = client.send(&page, &format!("{slot}/links"), &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let html = scraper::Html::parse_document(&answer.text());
    let secret = scraper::Selector::parse("code.secret").unwrap();
    html.select(&secret).map(|it| it.text().collect::<String>()).collect()
}

/// Comes in by a personal link.
pub(super) async fn come_in(test: &TestApp, link: &str) -> Client {
    let mut client = test.visitor();
    let path = link.strip_prefix("http://localhost:8080").unwrap();
    let page = client.get(path).await;
    assert_eq!(client.send(&page, path, &[]).await.location(), "/my-part");
    client
}

const MORNING: [(&str, &str); 5] = [
    ("group", "politicians"),
    ("day", "2025-10-14"),
    ("begins", "09:00"),
    ("ends", "10:30"),
    ("room", "Sal A"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = MORNING.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes).copied().collect()
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan, &MORNING).await;
        let listed =
            person(&mut lead, &plan, &[("name", "Kim Ek"), ("interviews", last(&one))]).await;
        assert!(listed.status.is_redirection(), "{}", listed.text());
        let page = lead.get(&plan).await;
        let people = page.attributes("tbody th a", "href");
        let kim = people.iter().find(|it| it.contains("/people/")).unwrap();
        for path in [
            plan.clone(),
            format!("{plan}/new"),
            format!("{plan}/terms"),
            format!("{plan}/letter/politicians"),
            format!("{plan}/people/new"),
            kim.clone(),
            format!("{kim}/remove"),
            format!("{plan}/supplements"),
            one.clone(),
            format!("{one}/edit"),
            format!("{one}/held"),
            format!("{one}/cancel"),
        ] {
            speaks_every_language(test, &fixture, Person::Lead, &path).await;
        }
        let new = format!("{plan}/supplements/new");
        speaks_every_language(test, &fixture, Person::Coordinator, &new).await;
    });
}

#[test]
fn slots_are_planned_without_clashes_moved_and_called_off() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&plan).await;
        assert!(page.find(".empty").unwrap().contains("Inga intervjuer än"));
        assert!(page.text().contains("ingen intervju är planerad"), "each group is missing");

        let one = slot(&mut lead, &plan, &with(&[("evaluators", "E1")])).await;
        let new = format!("{plan}/new");
        let form = lead.get(&new).await;
        for (changes, field, says) in [
            (vec![("begins", "nio")], "#begins-error", "09.30"),
            (vec![("ends", "08:00"), ("room", "B")], "#ends-error", "slutar innan"),
            (vec![("day", "2025-10-17"), ("room", "B")], "#day-error", "2025-10-17"),
            (vec![("day", "snart")], "#day-error", "2026-03-12"),
            (vec![("group", "cooks"), ("room", "B")], "#group-error", "ingen sådan grupp"),
            (vec![("group", "unions"), ("room", "sal a")], "#room-error", "09.00–10.30"),
            (
                vec![("group", "unions"), ("room", "B"), ("evaluators", "E1")],
                "#evaluators-error",
                "Marit Ekenvall",
            ),
            (vec![("room", "B"), ("evaluators", "R1")], "#evaluators-error", "R1"),
        ] {
            let refused = lead.send(&form, &new, &with(&changes)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
            let error =
                refused.find(field).unwrap_or_else(|| panic!("{field}: {}", refused.text()));
            assert!(error.contains(says), "{error}");
            if let Some((_, room)) = changes.iter().find(|(name, _)| *name == "room") {
                assert_eq!(refused.attributes("#room", "value"), [*room], "what was typed is kept");
            }
        }
        // The coordinator plans too, at the same time; what she does not see is not overwritten.
        let edit = format!("{one}/edit");
        let mine = lead.get(&edit).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let theirs = coordinator.get(&edit).await;
        let moved =
            coordinator.send(&theirs, &edit, &[("begins", "10:00"), ("ends", "11:30")]).await;
        assert_eq!(moved.location(), format!("{one}?done=saved"));
        let stale = lead.send(&mine, &edit, &[("room", "Sal C")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let shown = stale.find("form.merging").unwrap();
        assert!(shown.contains("10.00") && shown.contains("09.00"), "{shown}");
        assert_eq!(stale.attributes("form.merging input[name=room]", "value"), ["Sal C"]);
        let decided = lead.send(&stale, &edit, &[]).await;
        assert_eq!(decided.location(), format!("{one}?done=saved"));
        let page = lead.get(&one).await;
        let facts = page.find("dl.facts").unwrap();
        assert!(facts.contains("09.00–10.30") && facts.contains("Sal C"), "{facts}");
        assert!(page.find(".tag").unwrap().contains("ändrad"));

        let calendar = lead.get(&format!("{plan}.ics")).await.text();
        assert!(
            calendar.contains("METHOD:PUBLISH") && calendar.contains("SEQUENCE:2"),
            "{calendar}"
        );
        assert!(calendar.contains("DTSTART:20251014T070000Z"), "{calendar}");
        assert!(calendar.contains(&format!("UID:{}@kompass", last(&one))));
        let cancel = format!("{one}/cancel");
        let page = lead.get(&cancel).await;
        let off = lead.send(&page, &cancel, &[]).await;
        assert_eq!(off.location(), format!("{one}?done=interview-cancelled"));
        assert!(lead.get(&format!("{plan}.ics")).await.text().contains("STATUS:CANCELLED"));
        let form = lead.get(&edit).await;
        let refused = lead.send(&form, &edit, &[("room", "D")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "called off for good");
        slot(&mut lead, &plan, &with(&[("group", "unions"), ("room", "Sal C")])).await;
    });
}

#[test]
fn two_who_change_the_same_person_see_both() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let new = format!("{plan}/people/new");
        let page = lead.get(&new).await;
        let made = lead.send(&page, &new, &[("name", "Åsa Ek"), ("bloc", "none")]).await;
        assert!(made.status.is_redirection(), "{}", made.text());
        let list = lead.get(&plan).await;
        let is_person = |it: &String| it.contains("/people/") && !it.ends_with("/new");
        let own = list.attributes("a", "href").into_iter().find(is_person).unwrap();
        let stale = lead.get(&own).await;
        let page = coordinator.get(&own).await;
        let theirs = [("title", "Ordförande"), ("bloc", "majority")];
        assert!(coordinator.send(&page, &own, &theirs).await.status.is_redirection());
        let mine = [("title", "Ledamot"), ("party", "B")];
        let both = lead.send(&stale, &own, &mine).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        let shown = both.find("form.merging").unwrap();
        for text in ["Ordförande", "Ledamot", "majoritet"] {
            assert!(shown.to_lowercase().contains(&text.to_lowercase()), "{text}: {shown}");
        }
        let merged = lead.send(&both, &own, &[("title", "Ordförande")]).await;
        assert!(merged.status.is_redirection(), "{}", merged.text());
        let page = lead.get(&own).await;
        let values = ["title", "party"].map(|it| page.attributes(&format!("#{it}"), "value"));
        assert_eq!(values, [["Ordförande".to_owned()], ["B".to_owned()]]);
    });
}

#[test]
fn what_is_held_tells_which_groups_were_met() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan, &MORNING).await;
        let held = format!("{one}/held");
        let page = lead.get(&held).await;
        let refused = lead.send(&page, &held, &[("people", "några")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#people-error").is_some());
        let done = lead.send(&page, &held, &[("people", "7")]).await;
        assert_eq!(done.location(), format!("{one}?done=saved"), "{}", done.text());
        let groups = async |lead: &mut Client| {
            let api = format!("/api/v1/evaluations/{}", fixture.evaluation);
            lead.get(&api).await.json()["evaluation"]["groups"].clone()
        };
        let met =
            serde_json::json!([{ "group": "politicians", "people": 7, "date": "2025-10-14" }]);
        assert_eq!(groups(&mut lead).await, met);
        let stale = lead.send(&page, &held, &[("people", "8")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.find("form.merging").unwrap().contains('7'), "{}", stale.text());
        let decided = lead.send(&stale, &held, &[]).await;
        assert_eq!(decided.location(), format!("{one}?done=saved"), "{}", decided.text());
        let page = lead.get(&held).await;
        assert_eq!(page.attributes("#people", "value"), ["8"]);
        lead.send(&page, &held, &[("people", "7")]).await;
        let page = lead.get(&held).await;
        assert_eq!(page.attributes("#people", "value"), ["7"]);
        lead.send(&page, &held, &[("people", "0")]).await;
        assert!(groups(&mut lead).await.is_null(), "it was not held after all");
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        assert_eq!(evaluator.get(&held).await.status, StatusCode::FORBIDDEN);

        // What lies ahead was not held yet.
        let tomorrow = test.installation().today().tomorrow().unwrap();
        let fixture = Fixture::make(test, |evaluation| {
            visiting(evaluation);
            evaluation.visit = vec![tomorrow];
        })
        .await;
        let plan = plan_of(&fixture);
        let (mut lead, later) = (fixture.client(test, Person::Lead).await, tomorrow.to_string());
        let ahead = slot(&mut lead, &plan, &with(&[("day", later.as_str())])).await;
        let held = format!("{ahead}/held");
        let page = lead.get(&held).await;
        let early = lead.send(&page, &held, &[("people", "7")]).await;
        assert!(early.find("#people-error").unwrap().contains("senare dag"), "{}", early.text());
    });
}

#[test]
fn nobody_sits_with_their_own_manager_and_both_blocs_are_asked_for() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let one = slot(&mut coordinator, &plan, &MORNING).await;
        let id = last(&one).to_owned();
        let nameless = person(&mut coordinator, &plan, &[("name", " "), ("email", "kim")]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let boss = [("name", "Bodil Chef"), ("interviews", &id), ("bloc", "majority")];
        assert!(person(&mut coordinator, &plan, &boss).await.status.is_redirection());
        let page = coordinator.get(&plan).await;
        assert!(
            page.find(".waiting").unwrap().contains("ingen från oppositionen"),
            "{}",
            page.text()
        );
        let href = page.attributes("tbody th a", "href");
        let bodil = href.iter().find(|it| it.contains("/people/")).unwrap().clone();
        let kim = [("name", "Kim Ek"), ("interviews", id.as_str()), ("manager", last(&bodil))];
        let refused = person(&mut coordinator, &plan, &kim).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let error = refused.find("#interviews-error").unwrap();
        assert!(
            error.contains("Kim Ek") && error.contains("Bodil Chef"),
            "both are named: {error}"
        );
        assert_eq!(refused.attributes("#name", "value"), ["Kim Ek"]);
        let elsewhere = [("name", "Kim Ek"), ("manager", last(&bodil)), ("bloc", "opposition")];
        assert!(person(&mut coordinator, &plan, &elsewhere).await.status.is_redirection());

        // The same person cannot be in two places at once.
        let beside = with(&[("group", "unions"), ("room", "B")]);
        let two = slot(&mut coordinator, &plan, &beside).await;
        let page = coordinator.get(&bodil).await;
        let both = [("interviews", id.as_str()), ("interviews", last(&two))];
        let refused = coordinator.send(&page, &bodil, &both).await;
        assert!(refused.find("#interviews-error").unwrap().contains("Bodil Chef"));

        let remove = format!("{bodil}/remove");
        let page = coordinator.get(&remove).await;
        let removed = coordinator.send(&page, &remove, &[]).await;
        assert_eq!(removed.location(), format!("{plan}?done=interview-person-removed"));
        assert!(!coordinator.get(&plan).await.text().contains("Bodil"));
        assert_eq!(coordinator.get(&bodil).await.status, StatusCode::NOT_FOUND);
        let mut reader = fixture.client(test, Person::Reader).await;
        assert_eq!(reader.get(&plan).await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn an_interviewee_sees_their_own_slot_and_nobody_else() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan, &with(&[("room", "Sal Eken")])).await;
        let fields = with(&[
            ("group", "unions"),
            ("room", "Sal Björken"),
            ("begins", "13:00"),
            ("ends", "14:00"),
        ]);
        let two = slot(&mut lead, &plan, &fields).await;
        for (name, of) in [("Kim Ek", &one), ("Lo Alm", &one), ("Mo Asp", &two)] {
            person(&mut lead, &plan, &[("name", name), ("interviews", last(of))]).await;
        }
        let old = links(&mut lead, &one).await;
        assert_eq!(old.len(), 2);
        let new = links(&mut lead, &one).await;
        let mut gone = test.visitor();
        let path = old[0].strip_prefix("http://localhost:8080").unwrap();
        assert_eq!(gone.get(path).await.status, StatusCode::GONE, "new links take their place");

        let mut kim = come_in(test, &new[0]).await;
        for lang in Lang::ALL {
            kim.lang = lang.code();
            let text = kim.get("/my-part").await.find("main").unwrap();
            let t = texts(lang);
            for part in
                [t.interview_told_nobody(), t.interview_told_notes(), t.interview_told_whole()]
            {
                assert!(text.contains(&part), "{lang}: {part}");
            }
            assert!(text.contains("2025-10-14") && text.contains("Sal Eken"), "{text}");
            for hidden in ["Lo Alm", "Mo Asp", "Björken"] {
                assert!(!text.contains(hidden), "{hidden}");
            }
        }
        kim.lang = "sv";
        let calendar = kim.get("/my-part/interview.ics").await;
        assert!(calendar.header("content-type").starts_with("text/calendar"));
        let calendar = calendar.text();
        assert!(calendar.contains("SEQUENCE:0") && !calendar.contains("Björken"), "{calendar}");
        let edit = format!("{one}/edit");
        let page = lead.get(&edit).await;
        lead.send(&page, &edit, &[("room", "Sal Linden")]).await;
        let page = kim.get("/my-part").await;
        assert!(page.find(".panel .tag").unwrap().contains("ändrad"), "{}", page.text());
        assert!(page.text().contains("hämta filen igen"));
        assert!(kim.get("/my-part/interview.ics").await.text().contains("SEQUENCE:1"));
        for path in
            [plan.clone(), one.clone(), format!("{plan}.ics"), format!("{plan}/supplements")]
        {
            assert_eq!(kim.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let letter = lead.get(&format!("{plan}/letter/politicians")).await.find("main").unwrap();
        assert!(letter.contains("Sal Linden") && letter.contains("Granvik"), "{letter}");
        assert!(!letter.contains("Kim Ek"), "a letter names nobody");
    });
}

#[test]
fn every_refusal_is_said_in_three_languages() {
    let own = kompass_app::interview::reason::ALL.iter().map(|reason| reason.code.to_lowercase());
    let all =
        (1..=23).filter(|number| *number != 22).map(|number| format!("in{number:02}")).chain(own);
    for code in all {
        for lang in Lang::ALL {
            let names = [("first", "Kim".into()), ("second", "Lo".into())];
            assert!(texts(lang).get(&format!("problem-{code}"), &names).is_some(), "{lang} {code}");
        }
    }
}
