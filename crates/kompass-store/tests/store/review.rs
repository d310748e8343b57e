use crate::team::evaluation;
use jiff::civil::date;
use kompass_core::Error;
use kompass_core::evaluation::{Comment, FactCheck, Feedback, Signature, State};
use kompass_store::fact_check::{self, NewComment};
use kompass_store::{audit, evaluation as evaluations, publication, review};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use uuid::Uuid;

/// An evaluation in a state, with nothing signed and no fact check.
async fn in_state(test: &TestDb, state: State) -> Uuid {
    let mut whole = full_evaluation(1);
    (whole.state, whole.review, whole.fact_check) = (state, None, None);
    let framework = pinned(&whole.framework);
    let organisation = test.organisation().await;
    let stamp = test.stamp();
    evaluations::insert(&test.db, &stamp, organisation, &whole, &framework).await.unwrap().id
}

fn is_conflict<T>(result: kompass_core::Result<T>) -> bool {
    matches!(result, Err(Error::Conflict(_)))
}

#[test]
fn a_signature_is_for_what_the_reviewer_read() {
    on_both(async |test| {
        let db = &test.db;
        let id = in_state(test, State::Review).await;
        let signature = Signature { by: "E3".into(), date: date(2026, 3, 1) };
        assert!(is_conflict(review::sign(db, &test.stamp(), id, 7, &signature).await));
        assert_eq!(review::sign(db, &test.stamp(), id, 1, &signature).await.unwrap(), 2);
        let signed = evaluations::load(db, id).await.unwrap().evaluation;
        assert_eq!((signed.review, signed.state), (Some(signature.clone()), State::Review));
        // What is not in review is not signed.
        let other = in_state(test, State::Consensus).await;
        assert!(is_conflict(review::sign(db, &test.stamp(), other, 1, &signature).await));
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn findings_are_set_aside_and_comments_answered_and_settled() {
    on_both(async |test| {
        let db = &test.db;
        let id = evaluation(test, test.organisation().await).await;
        let version = evaluations::head(db, id).await.unwrap().version;
        for reason in ["Namnet är offentligt", "Efter fråga till kommunen"] {
            let stamp = test.stamp();
            review::set_aside(db, &stamp, id, "1.1 no_text", reason, "Rut Ek").await.unwrap();
        }
        let aside = review::all_set_aside(db, id).await.unwrap();
        assert_eq!(aside.len(), 1);
        assert_eq!((&*aside[0].reason, &*aside[0].by), ("Efter fråga till kommunen", "Rut Ek"));
        review::take_up(db, &test.stamp(), id, "1.1 no_text").await.unwrap();
        assert_eq!(review::all_set_aside(db, id).await.unwrap(), []);

        let comment =
            review::comment(db, &test.stamp(), id, "1.1", "Oklart", "Rut Ek").await.unwrap();
        let answer = async |version, text| {
            review::answer(db, &test.stamp(), id, comment, version, text, "Eva Lo").await
        };
        assert_eq!(answer(1, "Ändrat").await.unwrap(), 2);
        assert!(is_conflict(answer(1, "En annan").await), "stale");
        assert_eq!(review::resolve(db, &test.stamp(), id, comment, 2, "Rut Ek").await.unwrap(), 3);
        assert!(is_conflict(answer(3, "För sent").await), "settled");
        let unknown = review::resolve(db, &test.stamp(), id, Uuid::nil(), 1, "").await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })));
        let there = review::comments(db, id).await.unwrap();
        assert_eq!(there.len(), 1);
        assert_eq!(
            (&*there[0].said.answer, &*there[0].said.answered_by, &*there[0].resolved_by),
            ("Ändrat", "Eva Lo", "Rut Ek")
        );
        assert_eq!(
            evaluations::head(db, id).await.unwrap().version,
            version,
            "not a part of the evaluation"
        );
        let nowhere = review::comment(db, &test.stamp(), Uuid::nil(), "1.1", "x", "").await;
        assert!(matches!(nowhere, Err(Error::NotFound { .. })));
    });
}

fn new(text: &str) -> NewComment<'_> {
    NewComment { place: "1.1", paragraph: 2, quote: "Målen är …", text, name: "Kim Ek" }
}

#[test]
fn comments_of_a_fact_check_are_kept_whatever_happens() {
    on_both(async |test| {
        let db = &test.db;
        let id = in_state(test, State::FactCheck).await;
        let closed = fact_check::comment(db, &test.stamp(), id, &new("För tidigt")).await;
        assert!(is_conflict(closed), "it is not open");
        let (first, later) = (date(2026, 4, 1), date(2026, 4, 15));
        fact_check::open(db, &test.stamp(), id, None, first).await.unwrap();
        assert!(is_conflict(fact_check::open(db, &test.stamp(), id, None, later).await));
        let comment = fact_check::comment(db, &test.stamp(), id, &new("Fel år")).await.unwrap();
        fact_check::open(db, &test.stamp(), id, Some(first), later).await.unwrap();

        let change = async |version, text| {
            fact_check::change(db, &test.stamp(), id, comment, version, text).await
        };
        assert_eq!(change(1, "Fel årtal").await.unwrap(), 2);
        assert!(is_conflict(change(1, "Igen").await), "stale");
        let answer = async |version, accepted, text| {
            fact_check::answer(db, &test.stamp(), id, comment, version, accepted, text, "Eva Lo")
                .await
        };
        assert_eq!(answer(2, true, "Rättat").await.unwrap(), 3);
        assert!(is_conflict(answer(2, false, "Nej").await), "stale");
        assert!(is_conflict(change(3, "Efteråt").await), "answered");
        fact_check::end(db, &test.stamp(), id).await.unwrap();
        let said =
            Comment { place: "1.1".into(), text: "Fel årtal".into(), answer: "Rättat".into() };
        let whole = FactCheck { until: later, done: true, comments: vec![said] };
        let stored = evaluations::load(db, id).await.unwrap();
        assert_eq!(stored.evaluation.fact_check, Some(whole));
        let all = fact_check::comments(db, id).await.unwrap();
        assert_eq!((all.len(), all[0].paragraph, all[0].accepted), (1, 2, Some(true)));
        assert_eq!((&*all[0].said.by, &*all[0].author), ("Kim Ek", &*test.stamp().by));

        // Replaced with the same comments they keep what is known of them; taken back, they are kept as those of before.
        let mut changed = stored.evaluation.clone();
        changed.summary = "Ny".into();
        let framework = pinned(&changed.framework);
        let version = stored.head.version;
        let version = evaluations::replace(db, &test.stamp(), id, version, &changed, &framework)
            .await
            .unwrap();
        assert_eq!(fact_check::comments(db, id).await.unwrap(), all);
        assert_eq!(
            evaluations::load(db, id).await.unwrap().evaluation.fact_check,
            changed.fact_check
        );
        changed.fact_check = None;
        evaluations::replace(db, &test.stamp(), id, version, &changed, &framework).await.unwrap();
        assert_eq!(evaluations::load(db, id).await.unwrap().evaluation.fact_check, None);
        fact_check::open(db, &test.stamp(), id, None, later).await.unwrap();
        let all = fact_check::comments(db, id).await.unwrap();
        assert!(all.len() == 1 && !all[0].current);
        assert!(is_conflict(answer(3, true, "Nytt").await), "of before");
        let now = evaluations::load(db, id).await.unwrap().evaluation.fact_check.unwrap();
        assert_eq!(now.comments, []);
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn comments_that_came_with_a_file_are_answered_like_others() {
    on_both(async |test| {
        let db = &test.db;
        let id = evaluation(test, test.organisation().await).await;
        let before = evaluations::load(db, id).await.unwrap().evaluation.fact_check.unwrap();
        assert!(!before.comments.is_empty());
        let listed = fact_check::comments(db, id).await.unwrap();
        assert_eq!(listed.len(), before.comments.len());
        assert!(listed.iter().all(|it| it.current && it.said.at.is_none() && it.paragraph == 0));
        let answered = fact_check::answer(
            db,
            &test.stamp(),
            id,
            listed[0].said.id,
            1,
            false,
            "Stämmer",
            "Eva Lo",
        )
        .await;
        assert_eq!(answered.unwrap(), 2);
        fact_check::comment(db, &test.stamp(), id, &new("Till sist")).await.unwrap();
        let mut expected = before.clone();
        expected.comments[0].answer = "Stämmer".into();
        let text = "Till sist".to_owned();
        expected.comments.push(Comment { place: "1.1".into(), text, answer: String::new() });
        let after = evaluations::load(db, id).await.unwrap().evaluation.fact_check.unwrap();
        assert_eq!(after, expected, "in their order");
        let now = fact_check::comments(db, id).await.unwrap();
        assert_eq!(now[0].said.id, listed[0].said.id);
        assert_eq!(now.len(), listed.len() + 1);
    });
}

#[test]
fn a_publication_is_decided_once_and_changed_by_who_saw_it() {
    on_both(async |test| {
        let db = &test.db;
        let id = evaluation(test, test.organisation().await).await;
        assert_eq!(publication::get(db, id).await.unwrap(), None);
        let decide = async |version, published, embargo| {
            publication::decide(db, &test.stamp(), id, version, published, embargo, "Kim Ek").await
        };
        let embargo = Some(date(2026, 6, 1));
        assert_eq!(decide(0, true, embargo).await.unwrap(), 1);
        assert!(is_conflict(decide(0, true, None).await), "somebody decided before");
        let there = publication::get(db, id).await.unwrap().unwrap();
        assert_eq!((there.published, there.embargo, &*there.by), (true, embargo, "Kim Ek"));
        assert_eq!(decide(1, false, None).await.unwrap(), 2);
        assert!(!publication::get(db, id).await.unwrap().unwrap().published);
        let nowhere = publication::decide(db, &test.stamp(), Uuid::nil(), 0, true, None, "").await;
        assert!(matches!(nowhere, Err(Error::NotFound { .. })));
    });
}

#[test]
fn the_feedback_has_a_version_of_its_own() {
    on_both(async |test| {
        let db = &test.db;
        let id = evaluation(test, test.organisation().await).await;
        let feedback = Feedback { date: date(2026, 5, 4), audience: "Alla".into() };
        let set = async |version, feedback: Option<&Feedback>| {
            publication::set_feedback(db, &test.stamp(), id, version, feedback).await
        };
        assert_eq!(publication::feedback_version(db, id).await.unwrap(), 0);
        assert_eq!(set(0, Some(&feedback)).await.unwrap(), 1);
        assert!(is_conflict(set(0, None).await));
        kompass_store::team::sign(
            db,
            &test.stamp(),
            id,
            "E1",
            &kompass_core::evaluation::Declaration {
                date: date(2026, 3, 1),
                conflict: String::new(),
            },
        )
        .await
        .unwrap();
        assert_eq!(
            publication::feedback_version(db, id).await.unwrap(),
            1,
            "nobody else's writes count"
        );
        let stored = evaluations::load(db, id).await.unwrap().evaluation;
        assert_eq!(stored.feedback, Some(feedback));
    });
}
