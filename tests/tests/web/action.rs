//! Follow-up: improvement areas become actions, which say why, how it goes, and what they take.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::evaluation::{Evaluation, State};
use uuid::Uuid;

const NOBODY: Uuid = Uuid::nil();

pub(super) fn follow_up(evaluation: &mut Evaluation) {
    evaluation.state = State::FollowUp;
}

fn here(fixture: &Fixture) -> String {
    format!("/evaluations/{}/actions", fixture.evaluation)
}

/// Everything that makes an action an analysed one.
const ANALYSED: [(&str, &str); 13] = [
    ("title", "Följ upp likadant i alla nämnder"),
    ("cause", "Nämnderna har egna mallar."),
    ("theory", "Om vi följer upp lika så kan vi jämföra, därför att siffrorna betyder samma sak."),
    ("indicator", "Nämnder som följer upp"),
    ("unit", "nämnder"),
    ("baseline", "2"),
    ("baseline_on", "2025-01-31"),
    ("target", "7,5"),
    ("target_on", "2099-12-31"),
    ("owner", "Kommundirektören"),
    ("due", "2099-06-30"),
    ("effect", "5"),
    ("resource", "2"),
];

/// Writes down an action; gives where it is.
pub(super) async fn write(
    client: &mut Client,
    here: &str,
    improvement: &str,
    fields: &[(&str, &str)],
) -> String {
    let new = format!("{here}/new");
    let page = client.get(&format!("{new}?improvement={improvement}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let saved = client.send(&page, &new, fields).await;
    assert!(saved.status.is_redirection(), "{}", saved.text());
    saved.location().split_once('?').expect("what was done").0.to_owned()
}

fn contains(page: &Answer, selector: &str, words: &str) {
    let text = page.find(selector).unwrap_or_default();
    assert!(text.contains(words), "{selector} says {text:?}, not {words:?}");
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, follow_up).await;
        let (here, mut coordinator) =
            (here(&fixture), fixture.client(test, Person::Coordinator).await);
        speaks_every_language(test, &fixture, Person::Coordinator, &here).await;
        let one = write(&mut coordinator, &here, "1%2F1", &ANALYSED).await;
        let page = coordinator.get(&format!("{one}/progress")).await;
        let said = [("day", "2026-01-15"), ("value", "4"), ("note", "Två till.")];
        coordinator.send(&page, &format!("{one}/progress"), &said).await;
        for path in [
            here.clone(),
            format!("{here}/matrix"),
            format!("{here}/new"),
            one.clone(),
            format!("{one}/edit"),
            format!("{one}/progress"),
            format!("{one}/remove"),
        ] {
            speaks_every_language(test, &fixture, Person::Coordinator, &path).await;
        }
    });
}

#[test]
fn an_improvement_area_waits_until_it_has_an_action() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, follow_up).await;
        let here = here(&fixture);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&here).await;
        contains(&page, ".empty", "Inga åtgärder än");
        let waiting = page.attributes(".unplanned a", "href");
        assert!(waiting.len() > 8 && waiting.contains(&format!("{here}/new?improvement=1/1")));
        let text = page.find(".unplanned li p:nth-child(2)").unwrap();

        let new = coordinator.get(&waiting[0]).await;
        assert_eq!(new.attributes("#improvement option[selected]", "value"), ["1/1"]);
        let one = write(&mut coordinator, &here, "1%2F1", &[("title", "Gör något")]).await;
        let shown = coordinator.get(&one).await;
        assert_eq!(shown.find("h1").as_deref(), Some("Gör något"));
        contains(&shown, ".about", &text);
        contains(&shown, ".notice", "orsak, förbättringsteori, indikator och utgångsvärde");
        let page = coordinator.get(&here).await;
        assert_eq!(page.attributes(".unplanned a", "href").len(), waiting.len() - 1);
        contains(&page, "tbody .tag.mid", "orsak ej analyserad");

        let own = [("title", "Eget"), ("own", "Vi ser inte bolagen")];
        let other = write(&mut coordinator, &here, "2", &own).await;
        contains(&coordinator.get(&other).await, ".about", "Vi ser inte bolagen");
        let page = coordinator.get(&here).await;
        assert_eq!(page.attributes("tbody a", "href"), [one, other]);
    });
}

#[test]
fn an_analysed_action_says_so_and_shows_how_it_goes() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, follow_up).await;
        let here = here(&fixture);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let one = write(&mut coordinator, &here, "1%2F1", &ANALYSED).await;
        let page = coordinator.get(&one).await;
        assert!(!page.text().contains("analyserad"), "{}", page.text());
        contains(&page, ".facts", "7,5 nämnder (2099-12-31)");
        contains(&page, ".empty", "Inget skrivet än");
        assert!(page.find(".chart svg title").is_some(), "baseline and target are two values");

        let progress = format!("{one}/progress");
        let form = coordinator.get(&progress).await;
        for (fields, place) in [
            ([("day", "2026-01-15"), ("value", "fyra"), ("note", "")], "#value-error"),
            ([("day", "2099-01-15"), ("value", "4"), ("note", "")], "#day-error"),
            ([("day", "i går"), ("value", "4"), ("note", "")], "#day-error"),
            ([("day", "2026-01-15"), ("value", " "), ("note", " ")], "#note-error"),
        ] {
            let refused = coordinator.send(&form, &progress, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(refused.find(place).is_some(), "{fields:?}: {}", refused.text());
            assert_eq!(
                refused.attributes("#value", "value"),
                [fields[1].1],
                "what was typed is kept"
            );
        }
        for (day, value, note) in
            [("2026-02-20", "4,5", ""), ("2026-01-15", "", "Vi har\r\nbörjat.")]
        {
            let form = coordinator.get(&progress).await;
            let fields = [("day", day), ("value", value), ("note", note)];
            let said = coordinator.send(&form, &progress, &fields).await;
            assert_eq!(said.location(), format!("{one}?done=action-said"));
        }
        let page = coordinator.get(&one).await;
        assert_eq!(page.attributes("main tbody tr", "class").len(), 0);
        contains(&page, "tbody tr:first-child", "2026-01-15");
        contains(&page, "tbody tr:last-child", "4,5");
        assert_eq!(page.attributes(".chart circle", "cx").len(), 2, "the baseline and one value");
        contains(&coordinator.get(&here).await, "tbody td:last-child", "2026-02-20: 4,5");
    });
}

#[test]
fn what_cannot_be_is_refused_and_nothing_typed_is_lost() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, follow_up).await;
        let here = here(&fixture);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let new = format!("{here}/new");
        let long = "x".repeat(201);
        let form = coordinator.get(&format!("{new}?improvement=1%2F1")).await;
        for (name, value, place) in [
            ("title", " ", "#title-error"),
            ("owner", long.as_str(), "#owner-error"),
            ("baseline", "två", "#baseline-error"),
            ("baseline_on", "2026-02-30", "#baseline_on-error"),
            ("baseline_on", "", "#baseline_on-error"),
            ("baseline", "", "#baseline-error"),
            ("target_on", "2024-01-01", "#target_on-error"),
            ("due", "sen", "#due-error"),
            ("effect", "6", "#effect-error"),
            ("resource", "x", "#resource-error"),
            ("status", "x", "#status-error"),
            ("improvement", "1", "#improvement-error"),
            ("improvement", "99", "#improvement-error"),
        ] {
            let mut fields = ANALYSED.to_vec();
            fields.retain(|(known, _)| *known != name);
            fields.push((name, value));
            let refused = coordinator.send(&form, &new, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
            assert!(refused.find(place).is_some(), "{name}={value}: {}", refused.text());
            let cause = refused.find("#cause");
            assert_eq!(cause.as_deref(), Some("Nämnderna har egna mallar."), "{name}={value}");
        }
        contains(&coordinator.get(&here).await, ".empty", "Inga åtgärder än");
    });
}

#[test]
fn two_who_change_the_same_action_see_both_versions() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, follow_up).await;
        let here = here(&fixture);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let one = write(&mut coordinator, &here, "1%2F1", &ANALYSED).await;
        let edit = format!("{one}/edit");
        let page = coordinator.get(&edit).await;
        let first = [("cause", "Ingen har ansvaret."), ("status", "begun"), ("baseline", "3")];
        let saved = coordinator.send(&page, &edit, &first).await;
        assert_eq!(saved.location(), format!("{one}?done=saved"));

        let second = [("cause", "Mallarna är för långa."), ("status", "done")];
        let stale = coordinator.send(&page, &edit, &second).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
        for words in ["Ingen har ansvaret.", "Mallarna är för långa.", "påbörjad", "klar och syns"]
        {
            assert!(stale.text().contains(words.split(' ').next().unwrap()), "{words}");
        }
        assert_eq!(stale.attributes("input[name=version]", "value"), ["2"]);
        assert_eq!(
            stale.attributes("input[name=title]", "value"),
            [ANALYSED[0].1],
            "carried along"
        );
        let both = coordinator.send(&stale, &edit, &[("merge", "both")]).await;
        assert!(both.status.is_redirection(), "{}", both.text());
        let page = coordinator.get(&one).await;
        let texts = page.text();
        assert!(texts.contains("Ingen har ansvaret.\n\nMallarna är för långa."), "{texts}");
        contains(&page, "h1 + p .tag", "klar och syns i praktiken");

        let remove = format!("{one}/remove");
        let asked = coordinator.get(&remove).await;
        contains(&asked, ".consequence", "försvinner");
        let page = coordinator.get(&edit).await;
        coordinator.send(&page, &edit, &[("owner", "Ekonomichefen")]).await;
        let stale = coordinator.send(&asked, &remove, &[]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "somebody wrote in it");
        let asked = coordinator.get(&remove).await;
        let gone = coordinator.send(&asked, &remove, &[]).await;
        assert_eq!(gone.location(), format!("{here}?done=action-removed"));
        assert_eq!(coordinator.get(&one).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_list_shows_what_is_asked_for_and_the_matrix_what_is_most_interesting() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, follow_up).await;
        let here = here(&fixture);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let mut paths = Vec::new();
        for (improvement, title, effect, resource, due, status) in [
            ("1%2F1", "Dyr", "5", "5", "2020-01-01", "begun"),
            ("2%2F1", "Snabb", "5", "1", "2020-01-01", "done"),
            ("3%2F1", "Obedömd", "", "", "2099-01-01", "planned"),
        ] {
            let mut fields = ANALYSED.to_vec();
            fields.retain(|(name, _)| !["title", "effect", "resource", "due"].contains(name));
            fields.extend([("title", title), ("effect", effect), ("resource", resource)]);
            fields.extend([("due", due), ("status", status)]);
            paths.push(write(&mut coordinator, &here, improvement, &fields).await);
        }
        let bare = write(&mut coordinator, &here, "4%2F1", &[("title", "Bar")]).await;
        for (show, expected) in [
            ("", vec![&paths[0], &paths[1], &paths[2], &bare]),
            ("open", vec![&paths[0], &paths[2], &bare]),
            ("late", vec![&paths[0]]),
            ("unanalysed", vec![&bare]),
            ("vad%20som%20helst", vec![&paths[0], &paths[1], &paths[2], &bare]),
        ] {
            let page = coordinator.get(&format!("{here}?show={show}")).await;
            let found = page.attributes("tbody a", "href");
            assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{show}");
        }
        contains(&coordinator.get(&format!("{here}?show=late")).await, ".tag.bad", "försenad");

        let matrix = coordinator.get(&format!("{here}/matrix")).await;
        contains(&matrix, ".square-first ul", "1Snabb");
        contains(&matrix, ".square-decision ul", "2Dyr");
        contains(&matrix, ".square-doubtful p:last-child", "Inga åtgärder här");
        contains(&matrix, ".square-none ul", "Obedömd");
        contains(&matrix, "td.square-first", "");
        assert_eq!(matrix.attributes(".matrix td a", "href"), ["#n2", "#n1"]);
        let table = coordinator.get(&format!("{here}/export")).await;
        assert_eq!(table.status, StatusCode::OK);
        assert!(table.header("content-type").ends_with("spreadsheetml.sheet"));
        assert!(table.body.starts_with(b"PK"), "a workbook");
        assert!(table.header("content-disposition").contains("Granvik"));
    });
}

#[test]
fn the_municipality_reads_and_only_its_coordinator_decides() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, follow_up).await;
        let here = here(&fixture);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let named =
            write(&mut coordinator, &here, "1", &[("title", "Helt område"), ("own", "x")]).await;
        let other =
            write(&mut coordinator, &here, "2", &[("title", "Annat område"), ("own", "y")]).await;

        let mut reader = fixture.client(test, Person::Reader).await;
        let page = reader.get(&here).await;
        assert_eq!(page.attributes("tbody a", "href"), [named.clone(), other.clone()]);
        assert_eq!(page.attributes(".actions .primary", "href").len(), 0, "nothing to write");
        assert_eq!(reader.get(&format!("{here}/new")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(reader.get(&format!("{named}/edit")).await.status, StatusCode::FORBIDDEN);

        // A personal link names the sub-area 1.1, so what is about the whole of area 1 is about it.
        let mut contributor = fixture.client(test, Person::Contributor).await;
        let part = contributor.get("/my-part").await;
        assert_eq!(part.attributes(".panel a.primary", "href"), std::slice::from_ref(&here));
        let page = contributor.get(&here).await;
        assert_eq!(page.attributes("tbody a", "href"), std::slice::from_ref(&named));
        assert_eq!(contributor.get(&other).await.status, StatusCode::NOT_FOUND);
        assert_eq!(contributor.get(&format!("{other}/edit")).await.status, StatusCode::NOT_FOUND);
        let form = contributor.get(&format!("{named}/progress")).await;
        let fields = [("day", "2026-01-15"), ("note", "Klart hos oss.")];
        let said = contributor.send(&form, &format!("{named}/progress"), &fields).await;
        assert!(said.status.is_redirection(), "{}", said.text());
        for path in [format!("{here}/new"), format!("{named}/remove")] {
            assert_eq!(contributor.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
            let fields = [("csrf", page.csrf()), ("title", "x".into()), ("own", "y".into())];
            let mut fields = fields.map(|(name, value)| (name.to_owned(), value)).to_vec();
            fields.extend([("improvement".into(), "1".into()), ("version".into(), "1".into())]);
            let refused = contributor.post(&path, &fields).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(coordinator.get(&named).await.status, StatusCode::OK, "it is still there");

        for person in [Person::Lead, Person::Evaluator, Person::Reviewer, Person::Interviewee] {
            let status = fixture.client(test, person).await.get(&here).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{person}");
        }
        let stranger = fixture.client(test, Person::Account).await.get(&named).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        let unknown = coordinator.get(&format!("{here}/{NOBODY}")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn actions_are_written_in_follow_up_only() {
    on_both_apps(async |test: &TestApp| {
        let delivered = Fixture::make(test, |it| it.state = State::Delivered).await;
        let mut coordinator = delivered.client(test, Person::Coordinator).await;
        let here = here(&delivered);
        contains(&coordinator.get(&here).await, ".notice", "när utvärderingen är i uppföljning");
        assert_eq!(coordinator.get(&format!("{here}/new")).await.status, StatusCode::FORBIDDEN);
        let mut contributor = delivered.client(test, Person::Contributor).await;
        assert_eq!(contributor.get(&here).await.status, StatusCode::FORBIDDEN);
    });
}
