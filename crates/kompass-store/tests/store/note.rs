use crate::together::{CALLERS, together};
use kompass_core::Error;
use kompass_core::note::{Draft, current};
use kompass_store::{audit, evaluation, note};
use kompass_testkit::on_both;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

fn draft(text: &str, tags: &[&str], corrects: Option<Uuid>) -> Draft {
    Draft { text: text.into(), tags: tags.iter().map(ToString::to_string).collect(), corrects }
}

#[test]
fn notes_are_appended_once_and_tell_nobody_that_they_are_there() {
    on_both(async |test| {
        let db = &test.db;
        let id = super::team::evaluation(test, test.organisation().await).await;
        let slot = super::interview::slot("unions", 9);
        let interview = super::interview::kept(test, id, &slot).await;
        let before = evaluation::load(db, id).await.unwrap();
        let (stamp, said) = (test.stamp(), draft("Alla gör så", &["1.1.1"], None));
        let first = note::add(db, &stamp, id, interview, "E1", &said).await.unwrap();
        let again = note::add(db, &stamp, id, interview, "E1", &said).await.unwrap();
        assert_eq!(again, first, "the same request again");
        let other = note::add(db, &stamp, id, interview, "E1", &draft("Nej", &[], None)).await;
        assert!(matches!(other, Err(Error::Conflict(_))), "the same key for another note");
        let right = draft("Nästan alla", &["1.1.1"], Some(first));
        note::add(db, &test.stamp(), id, interview, "E1", &right).await.unwrap();
        let there = note::of_evaluation(db, id).await.unwrap();
        assert_eq!(there.len(), 2);
        assert_eq!((there[0].text.as_str(), there[0].author.as_str()), ("Alla gör så", "E1"));
        let holds: Vec<&str> = current(&there).iter().map(|note| note.text.as_str()).collect();
        assert_eq!(holds, ["Nästan alla"]);
        let nowhere = note::add(db, &test.stamp(), id, Uuid::nil(), "E1", &said).await;
        assert!(matches!(nowhere, Err(Error::NotFound { .. })));
        assert_eq!(evaluation::load(db, id).await.unwrap(), before, "nothing shows");
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn several_write_at_once_and_nothing_is_lost() {
    on_both(async |test| {
        let id = super::team::evaluation(test, test.organisation().await).await;
        let slot = super::interview::slot("unions", 9);
        let interview = super::interview::kept(test, id, &slot).await;
        let number = AtomicUsize::new(0);
        let added = together(|| {
            let (db, stamp) = (test.db.clone(), test.stamp());
            let number = number.fetch_add(1, Ordering::Relaxed);
            let said = draft(&format!("Anteckning {number}"), &[], None);
            let author = ["E1", "E2"][number % 2];
            async move { note::add(&db, &stamp, id, interview, author, &said).await }
        });
        for done in added.await {
            done.unwrap();
        }
        assert_eq!(note::of_evaluation(&test.db, id).await.unwrap().len(), CALLERS);
    });
}
