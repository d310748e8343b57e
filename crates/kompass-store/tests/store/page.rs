//! Documents that are handed in, what is read out of them, and the search in it.

use jiff::SignedDuration;
use kompass_core::Error;
use kompass_core::evaluation::Document;
use kompass_core::search::Query;
use kompass_store::blob::{Blob, Blobs};
use kompass_store::document::{self, Added};
use kompass_store::evaluation;
use kompass_store::page::{self, Ending, Match, State};
use kompass_store::request::{self, Answer, Asked};
use kompass_store::todo;
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use uuid::Uuid;

const DONE: Ending<'static> =
    Ending { state: State::Done, reason: None, format: Some("pdf"), cut: false };

/// An evaluation without judgements.
async fn evaluation(test: &TestDb, number: u32) -> Uuid {
    let organisation = test.organisation().await;
    let mut whole = full_evaluation(number);
    whole.id = None;
    whole.areas.clear();
    let framework = pinned(&whole.framework);
    evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework).await.unwrap().id
}

fn blobs(test: &TestDb) -> Blobs {
    Blobs::folder(&test.path("blobs"), 1 << 20).unwrap()
}

fn titled(title: &str) -> Document {
    Document {
        code: String::new(),
        title: title.to_owned(),
        kind: String::new(),
        date: None,
        address: String::new(),
        sub_areas: vec!["1.1".to_owned()],
    }
}

async fn add(test: &TestDb, id: Uuid, title: &str, blob: &Blob, most: u64) -> Added {
    let (document, stamp) = (titled(title), test.stamp());
    document::add(&test.db, &stamp, id, &document, (title, blob), ("Åsa", most)).await.unwrap()
}

#[test]
fn a_document_is_added_once_changed_and_removed() {
    on_both(async |test| {
        let (id, blobs) = (evaluation(test, 1).await, blobs(test));
        let before = document::list(&test.db, id).await.unwrap().len();
        let blob = blobs.put(Uuid::from_u128(1), "plan".into()).await.unwrap();
        let Added::New(code) = add(test, id, "Årsplan", &blob, 100).await else { panic!("new") };
        assert_eq!(add(test, id, "Samma", &blob, 100).await, Added::There(code.clone()));
        let more = blobs.put(Uuid::from_u128(2), "a much longer plan".into()).await.unwrap();
        assert_eq!(add(test, id, "Stor", &more, 10).await, Added::Full);
        assert_eq!(document::list(&test.db, id).await.unwrap().len(), before + 1);
        let there = document::get(&test.db, id, &code).await.unwrap();
        assert_eq!(there.receipt.as_ref().unwrap().name, "Åsa");
        assert_eq!(there.text.as_ref().unwrap().state, State::Waiting);

        let changed = Document { title: "Plan 2026".into(), kind: "plan".into(), ..there.document };
        let update =
            async |version| document::update(&test.db, &test.stamp(), id, version, &changed).await;
        assert_eq!(update(1).await.unwrap(), 2);
        assert!(matches!(update(1).await, Err(Error::Conflict(_))));
        assert_eq!(document::get(&test.db, id, &code).await.unwrap().document, changed);

        // Elsewhere the same bytes stay when they are removed here.
        let other = evaluation(test, 2).await;
        let Added::New(same) = add(test, other, "Årsplan", &blob, 100).await else {
            panic!("new")
        };
        let remove = async |id, code: &str, version| {
            document::remove(&test.db, &test.stamp(), id, code, version).await
        };
        assert!(matches!(remove(id, &code, 1).await, Err(Error::Conflict(_))));
        assert_eq!(remove(id, &code, 2).await.unwrap(), None);
        assert!(matches!(remove(id, &code, 2).await, Err(Error::NotFound { .. })));
        assert_eq!(remove(other, &same, 1).await.unwrap(), Some(blob.digest.clone()));
        assert!(blobs.remove(&test.db, &blob.digest).await.unwrap());
    });
}

#[test]
fn nothing_is_removed_once_somebody_has_judged() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let whole = full_evaluation(1);
        let framework = pinned(&whole.framework);
        let stamp = test.stamp();
        let made = evaluation::insert(&test.db, &stamp, organisation, &whole, &framework).await;
        let id = made.unwrap().id;
        assert!(document::judged(&test.db, id).await.unwrap());
        let removed = document::remove(&test.db, &test.stamp(), id, "D1", 1).await;
        assert!(matches!(removed, Err(Error::Conflict(_))), "{removed:?}");
    });
}

#[test]
fn a_file_is_read_once_and_found_by_its_words() {
    on_both(async |test| {
        let (id, blobs) = (evaluation(test, 1).await, blobs(test));
        let other = evaluation(test, 2).await;
        let blob = blobs.put(Uuid::from_u128(1), "plan".into()).await.unwrap();
        let Added::New(code) = add(test, id, "Årsplan.pdf", &blob, 100).await else { panic!() };
        add(test, other, "Samma.pdf", &blob, 100).await;
        let now = test.stamp().now;
        let long_ago = now - SignedDuration::from_hours(1);
        let claim = page::claim(&test.db, now, long_ago).await.unwrap().unwrap();
        assert_eq!((claim.digest.as_str(), claim.tries), (blob.digest.as_str(), 1));
        assert!(claim.file_name.ends_with(".pdf"));
        assert_eq!(page::claim(&test.db, now, long_ago).await.unwrap(), None, "somebody has it");
        // Who took it on fell over; another one goes on, and the first one's pages come too late.
        let later = now + SignedDuration::from_hours(1);
        let again = page::claim(&test.db, later, later - SignedDuration::from_mins(5)).await;
        let again = again.unwrap().unwrap();
        assert_eq!(again.tries, 2);
        page::end(&test.db, &claim, &["fel".to_owned()], &DONE).await.unwrap();
        assert_eq!(page::get(&test.db, id, &code, 1).await.unwrap(), None);

        let pages: Vec<String> = (1..=450)
            .map(|n| match n {
                3 => "Medborgardialogerna följs upp varje år.".to_owned(),
                430 => "En dialog om Ånge och O'Brien, \"citat\" \\ '.".to_owned(),
                n => format!("Sidan {n} om annat."),
            })
            .collect();
        page::end(&test.db, &again, &pages, &DONE).await.unwrap();
        assert_eq!(page::get(&test.db, id, &code, 430).await.unwrap().as_ref(), pages.get(429));
        assert_eq!(page::get(&test.db, id, &code, 451).await.unwrap(), None);
        let text = document::get(&test.db, id, &code).await.unwrap().text.unwrap();
        assert_eq!((text.state, text.pages), (State::Done, 450));
        assert_eq!(page::first(&test.db, id, &code, 2).await.unwrap().len(), 2);

        let find = async |typed: &str, how, evaluations: &[Uuid], sub_area| -> Vec<u32> {
            let query = Query::parse(typed).unwrap();
            let hits = page::search(&test.db, &query, how, evaluations, sub_area, 100).await;
            hits.unwrap().iter().map(|hit| hit.page().unwrap()).collect()
        };
        assert_eq!(find("dialog", Match::Whole, &[id], None).await, [430]);
        assert_eq!(find("dialoger", Match::Parts, &[id], None).await, [3, 430]);
        assert_eq!(find("medborgare", Match::Parts, &[id], None).await, [3]);
        assert_eq!(find("dialog Ånge", Match::Parts, &[id], None).await, [430]);
        assert_eq!(find("dialog uppföljd medborgare", Match::Any, &[id], None).await, [3, 430]);
        assert_eq!(find("ange", Match::Parts, &[id], None).await, [0_u32; 0], "å is not a");
        assert_eq!(find("o'brien", Match::Parts, &[id], None).await, [430]);
        assert_eq!(find("dialog", Match::Parts, &[id], Some("1.1")).await, [3, 430]);
        assert_eq!(find("dialog", Match::Parts, &[id], Some("1")).await, [0_u32; 0]);
        assert_eq!(find("dialog", Match::Parts, &[], None).await, [0_u32; 0]);
        assert_eq!(find("dialog", Match::Parts, &[id, other], None).await.len(), 4);

        // Removed everywhere, it is found nowhere.
        document::remove(&test.db, &test.stamp(), id, &code, 1).await.unwrap();
        assert_eq!(find("dialog", Match::Parts, &[id], None).await, [0_u32; 0]);
        assert_eq!(find("dialog", Match::Parts, &[other], None).await, [3, 430]);
        let there = document::list(&test.db, other).await.unwrap();
        let there = there.iter().find(|it| it.document.title == "Samma.pdf").unwrap();
        document::remove(&test.db, &test.stamp(), other, &there.document.code, 1).await.unwrap();
        assert_eq!(find("dialog", Match::Parts, &[other], None).await, [0_u32; 0]);
    });
}

#[test]
fn a_word_that_stands_everywhere_is_found_where_one_looks() {
    on_both(async |test| {
        let blobs = blobs(test);
        let (mine, others) = (evaluation(test, 1).await, evaluation(test, 2).await);
        for (id, word, count) in [(others, "andras", 60), (mine, "egen", 3)] {
            let blob = blobs.put(Uuid::from_u128(count), word.into()).await.unwrap();
            add(test, id, &format!("{word}.pdf"), &blob, 100).await;
            let now = test.stamp().now;
            let claim = page::claim(&test.db, now, now - SignedDuration::from_hours(1)).await;
            let pages: Vec<String> = (1..=count).map(|n| format!("Budget {n}, {word}")).collect();
            page::end(&test.db, &claim.unwrap().unwrap(), &pages, &DONE).await.unwrap();
        }
        let query = Query::parse("budget").unwrap();
        let find = async |within: &[Uuid], most| {
            page::search(&test.db, &query, Match::Whole, within, None, most).await.unwrap()
        };
        // The pages of others, who are newer, take no place among those that are given.
        let own = find(&[mine], 2).await;
        assert_eq!(own.iter().map(|hit| hit.page().unwrap()).collect::<Vec<_>>(), [1, 2]);
        assert!(own.iter().all(|hit| hit.body.ends_with("egen")));
        let all = find(&[mine, others], 100).await;
        assert_eq!(all.len(), 63);
        assert_eq!(all[0].evaluation().unwrap(), others, "the newest first");
    });
}

#[test]
fn files_of_before_wait_to_be_read() {
    on_both(async |test| {
        let (id, blobs) = (evaluation(test, 1).await, blobs(test));
        let blob = blobs.put(Uuid::from_u128(1), "plan".into()).await.unwrap();
        add(test, id, "Årsplan.pdf", &blob, 100).await;
        assert_eq!(page::await_all(&test.db).await.unwrap(), 0, "it waits already");
        let now = test.stamp().now;
        let claim = page::claim(&test.db, now, now).await.unwrap().unwrap();
        let refused = Ending { state: State::Refused, reason: Some("encrypted"), ..DONE };
        page::end(&test.db, &claim, &[], &refused).await.unwrap();
        assert_eq!(page::await_all(&test.db).await.unwrap(), 0);
        let text = document::list(&test.db, id).await.unwrap().pop().unwrap().text.unwrap();
        assert_eq!((text.state, text.reason.as_deref()), (State::Refused, Some("encrypted")));
    });
}

#[test]
fn a_request_is_asked_answered_once_and_counted() {
    on_both(async |test| {
        let id = evaluation(test, 1).await;
        let until = "2026-03-01".parse().unwrap();
        let asked =
            Asked { what: "Delegationsordning".into(), sub_areas: vec!["1.1".into()], until };
        assert_eq!(todo::requests(&test.db, &[id]).await.unwrap(), []);
        let made = request::ask(&test.db, &test.stamp(), id, &asked, "Eva").await.unwrap();
        assert_eq!(todo::requests(&test.db, &[id]).await.unwrap(), [(id, 1, Some(until))]);
        let answer = async |version| {
            let said = ("Se bilagan", &["D1".to_owned()][..], "Klara");
            request::answer(&test.db, &test.stamp(), id, made, version, Answer::Documents, said)
                .await
        };
        assert_eq!(answer(1).await.unwrap(), 2);
        assert!(matches!(answer(1).await, Err(Error::Conflict(_))));
        let there = request::list(&test.db, id).await.unwrap().pop().unwrap();
        assert_eq!((there.asked, there.name.as_str()), (asked, "Eva"));
        assert_eq!(there.answered.unwrap().documents, ["D1"]);
        assert_eq!(todo::requests(&test.db, &[id]).await.unwrap(), []);
        let elsewhere = request::get(&test.db, Uuid::nil(), made).await;
        assert!(matches!(elsewhere, Err(Error::NotFound { .. })));
    });
}
