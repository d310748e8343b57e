use kompass_core::Error;
use kompass_core::Points;
use kompass_core::evaluation::{DirectJudgement, Evaluation, Judgement, State};
use kompass_store::judgement::{self, Counts, Placed, Said};
use kompass_store::{audit, evaluation};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use uuid::Uuid;

fn rubric(by: &str, level: &str) -> Said {
    Said::Rubric(Judgement {
        by: by.into(),
        levels: vec![level.into()],
        planned: false,
        reason: "Seen".into(),
        evidence: Vec::new(),
    })
}

async fn evaluation_without_areas(test: &TestDb) -> Uuid {
    let organisation = test.organisation().await;
    let mut whole = full_evaluation(1);
    whole.areas.clear();
    let framework = pinned(&whole.framework);
    evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework).await.unwrap().id
}

#[test]
fn two_people_cannot_overwrite_each_other() {
    on_both(async |test| {
        let id = evaluation_without_areas(test).await;
        let put = async |expected, said: &Said| {
            judgement::put(&test.db, &test.stamp(), id, "1.2.3", expected, said).await
        };
        assert_eq!(put(None, &rubric("E1", "some")).await.unwrap(), 1);
        assert_eq!(put(Some(1), &rubric("E1", "most")).await.unwrap(), 2);
        for stale in [None, Some(1), Some(3)] {
            let error = put(stale, &rubric("E1", "all")).await.unwrap_err();
            let Error::Conflict(text) = error else { panic!("{error}") };
            assert!(text.contains("version 2") && text.contains("most"), "{text}");
        }
        assert_eq!(put(None, &rubric("E2", "all")).await.unwrap(), 1);
        let stored = judgement::get(&test.db, id, "1.2.3", "E1").await.unwrap().unwrap();
        assert_eq!((stored.version, stored.placed.said), (2, rubric("E1", "most")));
        let gone = put(Some(1), &rubric("E3", "all")).await;
        assert!(matches!(gone, Err(Error::Conflict(_))), "{gone:?}");
    });
}

/// Who replaces or moves the whole on what was read before would undo or overlook the judgement.
#[test]
fn a_judgement_makes_the_evaluation_stale() {
    on_both(async |test| {
        let id = evaluation_without_areas(test).await;
        let read = evaluation::load(&test.db, id).await.unwrap();
        let said = rubric("E1", "some");
        judgement::put(&test.db, &test.stamp(), id, "1.1.1", None, &said).await.unwrap();
        let version = read.head.version;
        let whole = Evaluation { summary: "Edited in a file".into(), ..read.evaluation };
        let framework = pinned(&whole.framework);
        let replaced =
            evaluation::replace(&test.db, &test.stamp(), id, version, &whole, &framework).await;
        assert!(matches!(replaced, Err(Error::Conflict(_))), "{replaced:?}");
        let state = State::Consensus;
        let moved = evaluation::update_state(&test.db, &test.stamp(), id, version, state, "").await;
        assert!(matches!(moved, Err(Error::Conflict(_))), "{moved:?}");
        assert!(judgement::get(&test.db, id, "1.1.1", "E1").await.unwrap().is_some());
        let unknown =
            judgement::put(&test.db, &test.stamp(), Uuid::nil(), "1.1.1", None, &said).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    });
}

#[test]
fn a_judgement_brings_its_question_along() {
    on_both(async |test| {
        let id = evaluation_without_areas(test).await;
        let direct = Said::Direct(DirectJudgement {
            by: "E2".into(),
            points: Points(4_500),
            reason: String::new(),
            evidence: vec!["D1".into()],
        });
        for (subject, said) in [
            ("2.10", &direct),
            ("2.9.1", &rubric("E2", "some")),
            ("1.1.2", &rubric("E2", "some")),
            ("1.1.2", &rubric("E1", "all")),
        ] {
            judgement::put(&test.db, &test.stamp(), id, subject, None, said).await.unwrap();
        }
        let areas = evaluation::load(&test.db, id).await.unwrap().evaluation.areas;
        let codes: Vec<Vec<&str>> = areas
            .iter()
            .map(|area| area.sub_areas.iter().map(|sub| sub.code.as_str()).collect())
            .collect();
        assert_eq!(codes, [vec!["1.1"], vec!["2.9", "2.10"]]);
        assert_eq!(areas[1].sub_areas[1].direct.len(), 1);
        let judgements = &areas[0].sub_areas[0].questions[0].judgements;
        let order: Vec<&str> = judgements.iter().map(|judgement| judgement.by.as_str()).collect();
        assert_eq!(order, ["E1", "E2"], "as in the team");
    });
}

#[test]
fn an_import_counts_what_it_did() {
    on_both(async |test| {
        let id = evaluation_without_areas(test).await;
        let placed = |question: u32, level: &str| Placed {
            evaluation: id,
            subject: format!("1.1.{question}"),
            position: 0,
            said: rubric("E1", level),
        };
        let import = async |digest: &str, rows: Vec<Placed>| {
            judgement::import_many(&test.db, &test.stamp(), digest, rows).await
        };
        let rows: Vec<Placed> = (0..5000).map(|question| placed(question, "some")).collect();
        let counts = import("a", rows.clone()).await.unwrap();
        assert_eq!(counts, Counts { new: 5000, changed: 0, unchanged: 0 });
        let counts = import("a", rows).await.unwrap();
        assert_eq!(counts, Counts { new: 0, changed: 0, unchanged: 5000 });
        let rows =
            vec![placed(1, "most"), placed(2, "some"), placed(9000, "some"), placed(9000, "all")];
        let counts = import("b", rows).await.unwrap();
        assert_eq!(counts, Counts { new: 1, changed: 1, unchanged: 2 });
        let later = judgement::get(&test.db, id, "1.1.9000", "E1").await.unwrap().unwrap();
        assert_eq!(later.placed.said, rubric("E1", "all"));
        // Organisation, evaluation, and the two imports that changed something.
        assert_eq!(audit::verify(&test.db, &test.key(), None).await.unwrap().entries, 4);

        // One bad row and none is kept.
        let mut rows: Vec<Placed> =
            (10_000..13_000).map(|question| placed(question, "some")).collect();
        rows.push(Placed { evaluation: Uuid::nil(), ..placed(1, "some") });
        let error = import("c", rows).await;
        assert!(matches!(error, Err(Error::NotFound { .. })), "{error:?}");
        assert_eq!(judgement::get(&test.db, id, "1.1.10000", "E1").await.unwrap(), None);
    });
}
