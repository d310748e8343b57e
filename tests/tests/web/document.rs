//! Documents: handing in, describing, reading, removing, and asking for what is missing.

use super::fixture::{Fixture, Person, scoring, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use kompass_app::config::{Config, DocumentsConfig, ScanConfig};
use kompass_app::document::reading::{self, Reading};
use kompass_core::evaluation::{Evaluation, State};
use kompass_store::{document, request};
use kompass_testkit::{TestDb, on_both};

/// Granvik while documents are handed in: nobody has judged.
pub(super) fn preparation(evaluation: &mut Evaluation) {
    evaluation.state = State::Preparation;
    evaluation.areas.clear();
}

/// A form with files as browsers send it: each field with its name, the files with theirs.
fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    for (name, bytes) in files {
        body.extend(format!("--XX\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n").bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--XX--\r\n");
    body
}

const HEADERS: [(&str, &str); 2] =
    [("content-type", "multipart/form-data; boundary=XX"), ("origin", "http://localhost:8080")];

async fn send(client: &mut Client, path: &str, body: impl Into<Body>) -> Answer {
    client.call(Method::POST, path, &HEADERS, body.into()).await
}

/// Hands in files on the page, which the caller may.
pub(super) async fn hand_in(client: &mut Client, path: &str, files: &[(&str, &[u8])]) -> Answer {
    let page = client.get(path).await;
    let form_fields = page.form(path, &[]);
    let value = |name: &str| {
        form_fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap()
    };
    let (csrf, key) = (value("csrf"), value("key"));
    let fields = [("csrf", csrf.as_str()), ("key", key.as_str()), ("sub_area", "1.1")];
    send(client, path, form(&fields, files)).await
}

/// Reads the text of everything that waits, in this process: the files here are known.
pub(super) async fn read_all(test: &TestApp) {
    let read = async |name: String, bytes: reading::BytesOfFile| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_owned();
        Ok::<_, kompass_core::Error>(Reading::of(&ending, &bytes.whole().await?))
    };
    while reading::read_next(test.installation(), &read).await.unwrap() {}
}

const PLAN: &[u8] = "Mål och budget\n\nNämnden följer upp medborgardialogerna varje år.".as_bytes();

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let list = format!("{here}/documents");
        let answer = hand_in(&mut coordinator, &list, &[("Plan.txt", PLAN)]).await;
        assert!(answer.status.is_redirection(), "{}", answer.text());
        read_all(test).await;
        let code = code_of(test, &fixture, "Plan").await;
        let asked = ask(test, &fixture, "2099-01-01").await;
        for (person, path) in [
            (Person::Coordinator, list.clone()),
            (Person::Coordinator, format!("{here}/document-address")),
            (Person::Coordinator, format!("{list}/{code}")),
            (Person::Coordinator, format!("{list}/{code}/pages/1")),
            (Person::Coordinator, format!("{list}/{code}/edit")),
            (Person::Coordinator, format!("{list}/{code}/remove")),
            (Person::Lead, format!("{here}/document-requests/new")),
            (Person::Coordinator, format!("{here}/document-requests/{asked}/answer")),
            (Person::Lead, format!("{here}/document-requests/{asked}/withdraw")),
        ] {
            speaks_every_language(test, &fixture, person, &path).await;
        }
    });
}

#[test]
fn what_takes_too_long_says_that_it_may_be_done_all_the_same() {
    on_both(async |db: &TestDb| {
        let documents = DocumentsConfig { request_minutes: 0, ..DocumentsConfig::default() };
        let config = Config { documents, ..Config::default() };
        let test = TestApp::changed(db, config, |installation| installation);
        let fixture = Fixture::make(&test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(&test, Person::Coordinator).await;
        let answer = hand_in(&mut coordinator, &list, &[("Plan.txt", PLAN)]).await;
        assert_eq!(answer.status, StatusCode::GATEWAY_TIMEOUT);
        let words = answer.find("main").unwrap();
        for says in ["Det tog för lång tid", "kan ändå vara gjort", "Händelsens nummer"] {
            assert!(words.contains(says), "{says}: {words}");
        }
    });
}

#[test]
fn many_are_handed_in_at_once_and_each_says_what_became_of_it() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let answer = hand_in(
            &mut coordinator,
            &list,
            &[("Plan.txt", PLAN), ("Bild.png", b"\x89PNG\r\n\x1a\n....")],
        )
        .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let files: [(&str, &[u8]); 7] = [
            ("samma.txt", PLAN),
            ("rapport.pdf", b"PK\x03\x04 no pdf"),
            ("program.exe", b"MZ\x00"),
            ("gammal.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 word"),
            ("tom.txt", b""),
            ("utan", b"text"),
            ("ny.md", "# Nytt".as_bytes()),
        ];
        let answer = hand_in(&mut coordinator, &list, &files).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = answer.find(".taken").unwrap();
        for says in [
            "finns redan som",
            "heter .pdf men är en zip-fil",
            "slutar på .exe",
            "gammalt Office-format",
            "Filen är tom",
            "ingen ändelse",
            "Inlämnad som",
        ] {
            assert!(words.contains(says), "{says}: {words}");
        }
        let there = document::list(&test.installation().db, fixture.evaluation).await.unwrap();
        let mut names: Vec<_> = there
            .iter()
            .filter(|it| it.receipt.is_some())
            .map(|it| it.file.name.as_str())
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["Bild.png", "Plan.txt", "ny.md"], "what is refused leaves nothing");
        let nothing = hand_in(&mut coordinator, &list, &[("", b"")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.find("#files-error").is_some(), "{}", nothing.text());
    });
}

#[test]
fn the_same_form_sent_twice_is_one_document() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&list).await;
        let csrf = page.csrf();
        let body = form(&[("csrf", &csrf), ("key", "k1")], &[("Plan.txt", PLAN)]);
        for _ in 0..2 {
            let answer = send(&mut coordinator, &list, body.clone()).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        }
        let there = document::list(&test.installation().db, fixture.evaluation).await.unwrap();
        assert_eq!(there.iter().filter(|it| it.receipt.is_some()).count(), 1);
    });
}

#[test]
fn nothing_is_received_without_a_token_before_it() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let csrf = coordinator.get(&list).await.csrf();
        let plan: &[(&str, &[u8])] = &[("Plan.txt", PLAN)];
        let mut after = form(&[], plan);
        after.truncate(after.len() - 8);
        after.extend(form(&[("csrf", &csrf), ("key", "k1")], &[]));
        let foreign = fixture.client(test, Person::Lead).await.get(&list).await.csrf();
        for (what, body) in [
            ("none", form(&[("key", "k1")], plan)),
            ("after the files", after),
            ("of somebody else", form(&[("csrf", &foreign), ("key", "k1")], plan)),
            ("no key", form(&[("csrf", &csrf)], plan)),
        ] {
            let answer = send(&mut coordinator, &list, body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}: {}", answer.text());
        }
        let plain = [("content-type", "text/plain"), ("origin", "http://localhost:8080")];
        let answer = coordinator.call(Method::POST, &list, &plain, Body::from("x")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let elsewhere = [HEADERS[0], ("origin", "https://evil.example")];
        let body = form(&[("csrf", &csrf), ("key", "k1")], plan);
        let answer = coordinator.call(Method::POST, &list, &elsewhere, Body::from(body)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let mut reader = fixture.client(test, Person::Reader).await;
        let csrf = reader.get("/evaluations").await.csrf();
        let body = form(&[("csrf", &csrf), ("key", "k1")], plan);
        assert_eq!(send(&mut reader, &list, body).await.status, StatusCode::FORBIDDEN);
        let there = document::list(&test.installation().db, fixture.evaluation).await.unwrap();
        assert!(there.iter().all(|it| it.receipt.is_none()));
    });
}

#[cfg(unix)]
#[test]
fn what_the_scanner_does_not_pass_is_not_kept() {
    on_both(async |db: &TestDb| {
        let line = "read line; case \"$line\" in *Skadlig*) exit 1;; *Trasig*) exit 7;; esac; cat >/dev/null";
        let command = ["sh", "-c", line].map(str::to_owned).to_vec();
        let scan = ScanConfig { command, seconds: 10 };
        let test = &TestApp::changed(db, Config { scan, ..Config::default() }, |it| it);
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let handed = [("Ren.txt", PLAN), ("Farlig.txt", b"Skadlig kod".as_slice())];
        let answer = hand_in(&mut coordinator, &list, &handed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = answer.find(".taken").unwrap();
        assert!(words.contains("Virusskyddet hittade") && words.contains("Inlämnad"), "{words}");
        let before = files(test);
        let answer = hand_in(&mut coordinator, &list, &[("Oklar.txt", b"Trasig fil")]).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "the scanner gave no answer");
        assert!(answer.find(".taken").unwrap().contains("Virusskyddet svarade inte"));
        assert_eq!(files(test), before, "nothing of it is left");
        let page = coordinator.get(&list).await;
        let all = page.text();
        assert!(page.find("tbody").unwrap().contains("Ren"), "{all}");
        assert!(!all.contains("Farlig") && !all.contains("Oklar"), "{all}");
    });
}

#[test]
fn what_is_too_much_is_said_and_nothing_of_it_is_kept() {
    on_both(async |db: &TestDb| {
        let documents = DocumentsConfig {
            file_megabytes: 1,
            evaluation_megabytes: 2,
            request_megabytes: 3,
            request_files: 3,
            ..DocumentsConfig::default()
        };
        let test = &TestApp::changed(db, Config { documents, ..Config::default() }, |it| it);
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let text = |letter: u8, size: usize| vec![letter; size];
        let large = text(b'a', (1 << 20) + 1);
        let answer =
            hand_in(&mut coordinator, &list, &[("stor.txt", &large), ("liten.txt", PLAN)]).await;
        let words = answer.find(".taken").unwrap();
        assert!(words.contains("större än 1 MB") && words.contains("Inlämnad"), "{words}");

        let (one, two) = (text(b'b', 1_000_000), text(b'c', 1_000_000));
        let answer =
            hand_in(&mut coordinator, &list, &[("ett.txt", &one), ("två.txt", &two)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let third = text(b'd', 1_000_000);
        let answer = hand_in(&mut coordinator, &list, &[("tre.txt", &third)]).await;
        assert!(answer.find(".taken").unwrap().contains("högst 2 MB tillsammans"));

        let many: Vec<(String, Vec<u8>)> =
            (0..4).map(|n| (format!("{n}.txt"), format!("text {n}").into_bytes())).collect();
        let many: Vec<(&str, &[u8])> =
            many.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
        let answer = hand_in(&mut coordinator, &list, &many).await;
        assert!(answer.find(".taken").unwrap().contains("Högst 3 filer"));

        // All at once: announced, and not announced.
        let csrf = coordinator.get(&list).await.csrf();
        let before = files(test);
        let all = form(
            &[("csrf", &csrf), ("key", "k9")],
            &[
                ("a.txt", &text(b'e', 900_000)),
                ("b.txt", &text(b'f', 900_000)),
                ("c.txt", &text(b'g', 900_000)),
                ("d.txt", &text(b'h', 900_000)),
            ],
        );
        let length = all.len().to_string();
        let announced = [HEADERS[0], HEADERS[1], ("content-length", length.as_str())];
        let answer =
            coordinator.call(Method::POST, &list, &announced, Body::from(all.clone())).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("för mycket på en gång"), "{}", answer.text());
        assert_eq!(files(test), before);
        let chunks: Vec<_> = all
            .chunks(60_000)
            .map(|it| Ok::<_, std::io::Error>(Bytes::copy_from_slice(it)))
            .collect();
        let streamed = Body::from_stream(futures_util::stream::iter(chunks));
        let answer = send(&mut coordinator, &list, streamed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("för mycket på en gång"), "{}", answer.text());
        assert!(
            !folder(test).join("incoming").exists()
                || std::fs::read_dir(folder(test).join("incoming")).unwrap().next().is_none()
        );
    });
}

#[test]
fn what_breaks_off_leaves_nothing() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let csrf = coordinator.get(&list).await.csrf();
        let whole = form(&[("csrf", &csrf), ("key", "k1")], &[("Plan.txt", PLAN)]);
        let before = files(test);
        let lost = std::io::Error::other("connection lost");
        let chunks = [Ok(Bytes::copy_from_slice(&whole[..whole.len() - 30])), Err(lost)];
        let answer =
            send(&mut coordinator, &list, Body::from_stream(futures_util::stream::iter(chunks)))
                .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("Allt kom inte fram"), "{}", answer.text());
        let cut = whole[..whole.len() - 30].to_vec();
        assert_eq!(
            send(&mut coordinator, &list, cut).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(files(test), before);

        // The store is full or away: said, and nothing is kept.
        let incoming = folder(test).join("incoming");
        let _ = std::fs::remove_dir_all(&incoming);
        std::fs::write(&incoming, "in the way").unwrap();
        let answer = hand_in(&mut coordinator, &list, &[("Plan.txt", PLAN)]).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.find(".taken").unwrap().contains("kunde inte sparas"), "{}", answer.text());
        std::fs::remove_file(&incoming).unwrap();
        let answer = hand_in(&mut coordinator, &list, &[("Plan.txt", PLAN)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_document_is_described_read_and_removed() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        hand_in(&mut coordinator, &list, &[("Mål_och_budget.txt", PLAN)]).await;
        let code = code_of(test, &fixture, "Mål och budget").await;
        let here = format!("{list}/{code}");
        let page = coordinator.get(&here).await;
        assert_eq!(page.find("h1").as_deref(), Some("Mål och budget"));
        assert_eq!(page.find("h2 + p .tag").as_deref(), Some("läses in"), "{}", page.text());
        read_all(test).await;
        let page = coordinator.get(&here).await;
        assert_eq!(page.find("h2 + p .tag").as_deref(), Some("går att söka"));
        let leaf = coordinator.get(&format!("{here}/pages/1?q=dialog")).await;
        assert_eq!(leaf.find(".leaf mark").as_deref(), Some("medborgardialogerna"));
        assert_eq!(coordinator.get(&format!("{here}/pages/2")).await.status, StatusCode::NOT_FOUND);
        let file = coordinator.get(&format!("{here}/file")).await;
        assert_eq!(file.body, PLAN);
        assert!(file.header("content-disposition").starts_with("attachment"));

        let edit = format!("{here}/edit");
        let page = coordinator.get(&edit).await;
        for (fields, place) in [
            (vec![("title", " ")], "#title-error"),
            (vec![("date", "i går")], "#date-error"),
            (vec![("address", "javascript:alert(1)")], "#address-error"),
            (vec![("sub_area", "9.9")], "#sub_area-error"),
        ] {
            let answer = coordinator.send(&page, &edit, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(answer.find(place).is_some(), "{fields:?}: {}", answer.text());
        }
        let saved = coordinator
            .send(
                &page,
                &edit,
                &[("title", "Budget 2026"), ("date", "2025-11-20"), ("kind", "beslut")],
            )
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let stale = coordinator.send(&page, &edit, &[("title", "Min titel")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text().contains("Budget 2026") && stale.text().contains("Min titel"));
        let merged = coordinator.send(&stale, &edit, &[("merge", "both")]).await;
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.text());
        let heading = coordinator.get(&here).await.find("h1");
        assert_eq!(heading.as_deref(), Some("Budget 2026 / Min titel"));

        let remove = format!("{here}/remove");
        let page = coordinator.get(&remove).await;
        let removed = coordinator.send(&page, &remove, &[]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text());
        assert_eq!(coordinator.get(&here).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn once_somebody_has_judged_documents_stay() {
    on_both_apps(async |test: &TestApp| {
        // Taken back from the scoring: judgements are there, and hidden.
        let fixture = Fixture::make(test, |it| it.state = State::Interviews).await;
        let here = format!("/evaluations/{}/documents/D1", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&format!("{here}/remove")).await;
        assert!(
            page.find(".notice").unwrap().contains("ligger alla dokument kvar"),
            "{}",
            page.text()
        );
        let csrf = page.csrf();
        let fields = [("csrf".to_owned(), csrf), ("version".to_owned(), "1".to_owned())];
        let answer = coordinator.post(&format!("{here}/remove"), &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(coordinator.get(&here).await.status, StatusCode::OK);
        let cited = scoring()
            .areas
            .iter()
            .flat_map(|it| &it.sub_areas)
            .flat_map(|it| &it.questions)
            .flat_map(|it| &it.judgements)
            .any(|it| it.evidence.iter().any(|code| code == "D1"));
        assert!(cited, "a test that reads nothing finds nothing");
    });
}

#[test]
fn a_contributor_hands_in_for_what_the_link_names() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let list = format!("/evaluations/{}/documents", fixture.evaluation);
        let mut contributor = fixture.client(test, Person::Contributor).await;
        let part = contributor.get("/my-part").await;
        assert!(part.attributes("main a", "href").contains(&list), "{}", part.text());
        let csrf = contributor.get(&list).await.csrf();
        for chosen in [vec![], vec![("sub_area", "1.2")]] {
            let fields: Vec<_> =
                [("csrf", csrf.as_str()), ("key", "k1")].into_iter().chain(chosen).collect();
            let answer = send(&mut contributor, &list, form(&fields, &[("Plan.txt", PLAN)])).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
        }
        let answer = hand_in(&mut contributor, &list, &[("Plan.txt", PLAN)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let others: &[u8] = b"annan text";
        hand_in(&mut coordinator, &list, &[("Andras.txt", others)]).await;
        let (own, other) =
            (code_of(test, &fixture, "Plan").await, code_of(test, &fixture, "Andras").await);
        assert_eq!(contributor.get(&format!("{list}/{own}/edit")).await.status, StatusCode::OK);
        assert_eq!(contributor.get(&format!("{list}/{other}")).await.status, StatusCode::OK);
        assert_eq!(
            contributor.get(&format!("{list}/{other}/edit")).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(contributor.get(&format!("{list}/D1/file")).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_web_address_is_fetched_only_from_outside() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let path = format!("/evaluations/{}/document-address", fixture.evaluation);
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let page = coordinator.get(&path).await;
        for (address, says) in [
            ("http://127.0.0.1/x", "öppen webbplats"),
            ("ftp://example.se/x", "Skriv webbadressen som"),
            ("http://user:pw@example.se/", "ingen webbadress"),
        ] {
            let answer = coordinator.send(&page, &path, &[("address", address)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
            assert!(answer.find("#address-error").unwrap().contains(says), "{}", answer.text());
            assert_eq!(answer.attributes("#address", "value"), [address]);
        }
    });
}

#[test]
fn what_is_missing_is_asked_for_and_answered() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let here = format!("/evaluations/{}", fixture.evaluation);
        let (list, new) = (format!("{here}/documents"), format!("{here}/document-requests/new"));
        let mut lead = fixture.client(test, Person::Lead).await;
        let page = lead.get(&new).await;
        for (fields, place) in [
            ([("what", ""), ("until", "2099-01-01")], "#what-error"),
            ([("what", "Plan"), ("until", "2001-01-01")], "#until-error"),
            ([("what", "Plan"), ("until", "snart")], "#until-error"),
        ] {
            let answer = lead.send(&page, &new, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(answer.find(place).is_some(), "{fields:?}: {}", answer.text());
        }
        let fields =
            [("what", "Delegationsordningen"), ("until", "2099-01-01"), ("sub_area", "1.1")];
        let asked = lead.send(&page, &new, &fields).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());

        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        assert_eq!(coordinator.get(&new).await.status, StatusCode::FORBIDDEN);
        let start = coordinator.get("/").await;
        assert!(
            start.find(".waiting").unwrap().contains("Ett dokument att lämna"),
            "{}",
            start.text()
        );
        let page = coordinator.get(&list).await;
        assert!(page.find(".ledger").unwrap().contains("Delegationsordningen"));
        let answer = page.attributes(".ledger .acts a", "href")[0].clone();
        let form = coordinator.get(&answer).await;
        for (fields, place) in [
            (vec![], "#errors"),
            (vec![("answer", "documents")], "#document-error"),
            (vec![("answer", "documents"), ("document", "D99")], "#document-error"),
        ] {
            let refused = coordinator.send(&form, &answer, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(refused.find(place).is_some(), "{fields:?}: {}", refused.text());
        }
        let done = coordinator
            .send(&form, &answer, &[("answer", "missing"), ("text", "Vi har ingen.")])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let page = lead.get(&list).await;
        assert!(page.find(".ledger").unwrap().contains("Vi har ingen."));
        assert_eq!(coordinator.get(&answer).await.status, StatusCode::FORBIDDEN, "answered once");

        // Late is marked, and what is no longer needed is taken back.
        let late = ask(test, &fixture, "2020-01-01").await;
        let page = coordinator.get(&list).await;
        assert_eq!(page.find(".ledger .tag.bad").as_deref(), Some("försenad"));
        let withdraw = format!("{here}/document-requests/{late}/withdraw");
        let form = lead.get(&withdraw).await;
        assert_eq!(lead.send(&form, &withdraw, &[]).await.status, StatusCode::SEE_OTHER);
        assert!(lead.get(&list).await.find(".ledger").unwrap().contains("återtagen"));
    });
}

/// Asks past the pages.
async fn ask(test: &TestApp, fixture: &Fixture, until: &str) -> uuid::Uuid {
    let installation = test.installation();
    let asked = request::Asked {
        what: "Uppföljningen".to_owned(),
        sub_areas: Vec::new(),
        until: until.parse().unwrap(),
    };
    let stamp = installation.stamp().unwrap();
    request::ask(&installation.db, &stamp, fixture.evaluation, &asked, "Eva").await.unwrap()
}

/// The code of the document that is called so.
pub(super) async fn code_of(test: &TestApp, fixture: &Fixture, title: &str) -> String {
    let there = document::list(&test.installation().db, fixture.evaluation).await.unwrap();
    let found = there.into_iter().find(|it| it.document.title == title);
    found.unwrap_or_else(|| panic!("no document {title}")).document.code
}

fn folder(test: &TestApp) -> std::path::PathBuf {
    test.installation().config.data.join("documents")
}

/// How many files the store has, those on their way included.
fn files(test: &TestApp) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|it| if it.path().is_dir() { count(&it.path()) } else { 1 }).sum()
    }
    count(&folder(test))
}
