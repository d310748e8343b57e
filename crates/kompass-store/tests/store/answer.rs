use crate::team::evaluation;
use crate::together::together;
use jiff::SignedDuration;
use kompass_core::Error;
use kompass_core::answer::{State, Status, status};
use kompass_store::answer::{self, HandIn, Saved};
use kompass_store::{Stamp, audit, todo};
use kompass_testkit::{TestDb, on_both};
use uuid::Uuid;

const QUESTION: &str = "1.1.1";

fn saved(expected: i64, text: &str) -> Saved<'_> {
    Saved { question: QUESTION, expected, text, said: None, name: "Anna" }
}

/// A stamp of somebody, some minutes later.
fn later(test: &TestDb, by: &str, minutes: i64) -> Stamp {
    let stamp = test.stamp();
    Stamp { by: by.into(), now: stamp.now + SignedDuration::from_mins(minutes), ..stamp }
}

async fn place(test: &TestDb) -> Uuid {
    evaluation(test, test.organisation().await).await
}

#[test]
fn a_text_is_saved_under_its_version_and_kept_in_history() {
    on_both(async |test| {
        let (db, id) = (&test.db, place(test).await);
        assert_eq!(answer::get(db, id, QUESTION).await.unwrap(), None);
        let empty = answer::save(db, &test.stamp(), id, &saved(0, "")).await.unwrap();
        assert_eq!(empty, 0, "nothing is no answer");
        assert_eq!(answer::get(db, id, QUESTION).await.unwrap(), None);

        let stamp = later(test, "account:1", 0);
        assert_eq!(answer::save(db, &stamp, id, &saved(0, "a")).await.unwrap(), 1);
        assert_eq!(answer::save(db, &stamp, id, &saved(0, "a")).await.unwrap(), 1, "repeated");
        for (by, minutes, text, versions) in [
            ("account:1", 5, "ab", 1),
            ("account:1", 11, "abc", 2),
            ("link:2", 12, "abcd", 3),
            ("account:1", 13, "abcde", 4),
        ] {
            let there = answer::get(db, id, QUESTION).await.unwrap().unwrap();
            let stamp = later(test, by, minutes);
            let version = answer::save(db, &stamp, id, &saved(there.version, text)).await.unwrap();
            assert_eq!(version, there.version + 1);
            let history = answer::history(db, id, QUESTION).await.unwrap();
            assert_eq!(history.len(), versions, "{by} {minutes}");
            let last = answer::version(db, id, QUESTION, history[0].number).await.unwrap();
            assert_eq!(last.as_deref(), Some(text));
        }
        let first = answer::version(db, id, QUESTION, 1).await.unwrap();
        assert_eq!(first.as_deref(), Some("ab"), "what was saved together is one text");
        let same = answer::save(db, &test.stamp(), id, &saved(5, "abcde")).await.unwrap();
        assert_eq!(same, 5, "the same text again is no change");
        let stale = answer::save(db, &test.stamp(), id, &saved(4, "x")).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        assert_eq!(answer::of_evaluation(db, id).await.unwrap()[QUESTION].text, "abcde");
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn of_many_who_save_at_once_one_is_first() {
    on_both(async |test| {
        let (db, id) = (&test.db, place(test).await);
        let got = together(|| {
            let (db, stamp) = (db.clone(), test.stamp());
            async move { answer::save(&db, &stamp, id, &saved(0, "a")).await }
        })
        .await;
        assert_eq!(got.iter().filter(|it| it.is_ok()).count(), 1, "{got:?}");
        assert!(got.iter().all(|it| matches!(it, Ok(1) | Err(Error::Conflict(_)))), "{got:?}");
        assert_eq!(answer::history(db, id, QUESTION).await.unwrap().len(), 1);
    });
}

#[test]
fn an_approved_answer_is_handed_in_and_stays_as_it_was() {
    on_both(async |test| {
        let (db, id) = (&test.db, place(test).await);
        answer::save(db, &test.stamp(), id, &saved(0, "a")).await.unwrap();
        let wrong = answer::approve(db, &test.stamp(), id, &[(QUESTION, 9)]).await;
        assert!(matches!(wrong, Err(Error::Conflict(_))), "{wrong:?}");
        let hand_in = |version| {
            let answers = vec![(1, QUESTION, version)];
            async move {
                let handed = HandIn {
                    areas: &[1],
                    answers: &answers,
                    without: &[(1, "1.2.1"), (1, QUESTION)],
                    reason: "Nothing to say",
                    name: "Anna",
                };
                answer::hand_in(db, &test.stamp(), id, &handed).await
            }
        };
        let draft = hand_in(1).await;
        assert!(matches!(draft, Err(Error::Conflict(_))), "a draft is not handed in");
        assert_eq!(answer::handed_in(db, id).await.unwrap(), [], "all or nothing");
        answer::approve(db, &test.stamp(), id, &[(QUESTION, 1)]).await.unwrap();
        let waiting = async || todo::approved(db, &[id]).await.unwrap();
        assert_eq!(waiting().await, [(id, State::Approved, 1)]);
        hand_in(2).await.unwrap();
        assert_eq!(waiting().await, []);
        assert_eq!(answer::handed_in(db, id).await.unwrap().len(), 1);
        let all = answer::of_evaluation(db, id).await.unwrap();
        let handed = all[QUESTION].handed.clone().unwrap();
        assert_eq!((handed.text.as_str(), handed.later), ("a", false));
        let left = all["1.2.1"].handed.clone().unwrap();
        assert_eq!((left.text.as_str(), left.reason.as_str()), ("", "Nothing to say"));
        assert_eq!(all["1.2.1"].text, "");

        // What is written afterwards is a text of its own, also by the same person at once.
        answer::save(db, &test.stamp(), id, &saved(3, "ab")).await.unwrap();
        assert_eq!(answer::history(db, id, QUESTION).await.unwrap().len(), 2);
        let there = answer::get(db, id, QUESTION).await.unwrap();
        assert_eq!(status(there.as_ref(), false), Status::Changed);
        let said = Saved { said: Some(State::Approved), ..saved(4, "ab") };
        answer::save(db, &test.stamp(), id, &said).await.unwrap();
        hand_in(5).await.unwrap();
        let there = answer::get(db, id, QUESTION).await.unwrap().unwrap();
        let handed = there.handed.unwrap();
        assert_eq!((handed.text.as_str(), handed.later), ("ab", true));
    });
}

#[test]
fn what_is_asked_back_is_replied_to_once() {
    on_both(async |test| {
        let (db, id) = (&test.db, place(test).await);
        answer::ask(db, &test.stamp(), id, QUESTION, "How often?", "Eva").await.unwrap();
        let asked = answer::queries(db, id).await.unwrap();
        assert_eq!((asked.len(), asked[0].reply.clone()), (1, None));
        let waiting = async || todo::asked(db, &[id]).await.unwrap();
        assert_eq!(waiting().await, [(id, QUESTION.to_owned())]);
        let query = asked[0].id;
        let elsewhere =
            answer::reply(db, &test.stamp(), Uuid::nil(), query, "Monthly.", "Anna").await;
        assert!(elsewhere.is_err(), "an evaluation replies to its own");
        answer::reply(db, &test.stamp(), id, query, "Monthly.", "Anna").await.unwrap();
        let again = answer::reply(db, &test.stamp(), id, query, "Weekly.", "Anna").await;
        assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
        let reply = answer::queries(db, id).await.unwrap()[0].reply.clone().unwrap();
        assert_eq!((reply.text.as_str(), reply.author_name.as_str()), ("Monthly.", "Anna"));
        assert_eq!(waiting().await, []);
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}
