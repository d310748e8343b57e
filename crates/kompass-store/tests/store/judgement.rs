use kompass_core::evaluation::judging::{Ground, Manner, Saying, Verdict};
use kompass_core::evaluation::{DirectJudgement, Evaluation, Judgement, State, Way};
use kompass_core::{Error, Points, Problem, Result};
use kompass_store::judgement::{self, Counts, Placed, Said};
use kompass_store::{audit, evaluation, judging};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned, step_to};
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

/// Writes what is said, whatever stands there.
pub(crate) async fn put(
    test: &TestDb,
    id: Uuid,
    subject: &str,
    expected: Option<i64>,
    said: &Said,
) -> Result<i64> {
    let saying = saying();
    let request = judgement::Request {
        evaluation: id,
        area: 1,
        subject,
        member: said.by(),
        expected,
        saying: &saying,
    };
    judgement::put(&test.db, &test.stamp(), &request, |_| Ok(said.clone())).await
}

fn saying() -> Saying {
    Saying { verdict: Verdict::NotAssessed, reason: String::new(), evidence: Vec::new() }
}

fn refused() -> Error {
    Error::invalid(Problem::new("", "no", ""))
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
        let put_here = async |expected, said: &Said| put(test, id, "1.2.3", expected, said).await;
        assert_eq!(put_here(None, &rubric("E1", "some")).await.unwrap(), 1);
        assert_eq!(put_here(Some(1), &rubric("E1", "most")).await.unwrap(), 2);
        for stale in [None, Some(1), Some(3)] {
            let error = put_here(stale, &rubric("E1", "all")).await.unwrap_err();
            let Error::Conflict(text) = error else { panic!("{error}") };
            assert!(text.contains("version 2") && text.contains("most"), "{text}");
        }
        assert_eq!(put_here(None, &rubric("E2", "all")).await.unwrap(), 1);
        let stored = judgement::get(&test.db, id, "1.2.3", "E1").await.unwrap().unwrap();
        assert_eq!((stored.version, stored.placed.said), (2, rubric("E1", "most")));
        let gone = put_here(Some(1), &rubric("E3", "all")).await;
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
        put(test, id, "1.1.1", None, &said).await.unwrap();
        let version = read.head.version;
        let whole = Evaluation { summary: "Edited in a file".into(), ..read.evaluation };
        let framework = pinned(&whole.framework);
        let replaced =
            evaluation::replace(&test.db, &test.stamp(), id, version, &whole, &framework).await;
        assert!(matches!(replaced, Err(Error::Conflict(_))), "{replaced:?}");
        let state = State::Consensus;
        let moved = step_to(&test.db, &test.stamp(), id, version, state).await;
        assert!(matches!(moved, Err(Error::Conflict(_))), "{moved:?}");
        assert!(judgement::get(&test.db, id, "1.1.1", "E1").await.unwrap().is_some());
        let unknown = put(test, Uuid::nil(), "1.1.1", None, &said).await;
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
            put(test, id, subject, None, said).await.unwrap();
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

#[test]
fn what_decides_is_read_in_the_moment_of_the_write() {
    on_both(async |test| {
        let id = evaluation_without_areas(test).await;
        let (db, stamp) = (&test.db, || test.stamp());
        let manner = Manner { way: Way::PrimarySecond, direct: vec!["1.2".into()] };
        judging::set_manner(db, &stamp(), id, 1, 0, &manner, |_| Ok(())).await.unwrap();
        judging::lock(db, &stamp(), id, 1, "E2", true, |_| Ok(())).await.unwrap();
        let saying = Saying { evidence: vec!["D1".into()], ..saying() };
        let request = judgement::Request {
            evaluation: id,
            area: 1,
            subject: "1.2",
            member: "E1",
            expected: None,
            saying: &saying,
        };
        let mut found: Option<Ground> = None;
        let written = judgement::put(db, &stamp(), &request, |ground| {
            found = Some(ground.clone());
            Err(refused())
        })
        .await;
        assert!(matches!(written, Err(Error::Invalid(_))));
        assert_eq!(judgement::get(db, id, "1.2", "E1").await.unwrap(), None, "nothing is kept");
        let (whole, found) = (full_evaluation(1), found.unwrap());
        assert_eq!((found.state, found.conditions), (whole.state, whole.conditions));
        assert_eq!(
            (found.way, found.locked, found.direct),
            (manner.way, vec!["E2".into()], manner.direct)
        );
        assert_eq!(found.role, Some(whole.team[0].role));
        let documents: Vec<String> = whole.documents.into_iter().map(|it| it.code).collect();
        assert_eq!((found.lead.as_deref(), found.documents), (Some("E1"), documents));

        // Where nothing was said about the area, and somebody is not on the team.
        let request = judgement::Request { area: 2, member: "E9", ..request };
        let _ = judgement::put(db, &stamp(), &request, |ground| {
            assert_eq!((ground.way, ground.role), (Way::Independent, None));
            assert!(ground.locked.is_empty() && ground.direct.is_empty());
            Err(refused())
        })
        .await;
    });
}

#[test]
fn a_lock_is_kept_only_if_it_may_be() {
    on_both(async |test| {
        let id = evaluation_without_areas(test).await;
        let (db, stamp) = (&test.db, || test.stamp());
        let locked = async || -> Vec<String> {
            let areas = evaluation::load(db, id).await.unwrap().evaluation.areas;
            areas.into_iter().flat_map(|area| area.locked).collect()
        };
        judging::lock(db, &stamp(), id, 2, "E1", true, |_| Ok(())).await.unwrap();
        judging::lock(db, &stamp(), id, 2, "E2", true, |_| Ok(())).await.unwrap();
        let no = judging::lock(db, &stamp(), id, 2, "E3", true, |_| Err(refused())).await;
        assert!(matches!(no, Err(Error::Invalid(_))));
        assert_eq!(locked().await, ["E1", "E2"]);
        judging::lock(db, &stamp(), id, 2, "E1", false, |_| Ok(())).await.unwrap();
        assert_eq!(locked().await, ["E2"]);
        let nowhere = judging::lock(db, &stamp(), Uuid::nil(), 2, "E1", true, |_| Ok(())).await;
        assert!(matches!(nowhere, Err(Error::NotFound { .. })));
    });
}

#[test]
fn what_was_judged_in_the_other_way_is_taken_away() {
    on_both(async |test| {
        let id = evaluation_without_areas(test).await;
        let (db, stamp) = (&test.db, || test.stamp());
        for subject in ["1.1.1", "1.1.2", "1.10.1"] {
            put(test, id, subject, None, &rubric("E1", "some")).await.unwrap();
        }
        let set = async |expected, direct: &[&str]| {
            let direct = direct.iter().map(ToString::to_string).collect();
            let manner = Manner { way: Way::Independent, direct };
            judging::set_manner(db, &stamp(), id, 1, expected, &manner, |_| Ok(())).await
        };
        let judged = async || -> Vec<String> {
            let areas = evaluation::load(db, id).await.unwrap().evaluation.areas;
            let subs = areas.into_iter().flat_map(|area| area.sub_areas);
            subs.flat_map(|sub| {
                let direct = (!sub.direct.is_empty()).then_some(sub.code);
                let questions = sub.questions.into_iter().filter(|it| !it.judgements.is_empty());
                direct.into_iter().chain(questions.map(|it| it.code)).collect::<Vec<_>>()
            })
            .collect()
        };
        assert_eq!(set(0, &["1.1"]).await.unwrap(), 1);
        assert_eq!(judged().await, ["1.10.1"], "1.10 is not in 1.1");
        assert!(matches!(set(0, &[]).await, Err(Error::Conflict(_))), "stale");
        let by = "E1".to_owned();
        let (points, reason, evidence) = (Points(500), String::new(), Vec::new());
        let direct = Said::Direct(DirectJudgement { by, points, reason, evidence });
        put(test, id, "1.1", None, &direct).await.unwrap();
        assert_eq!(judged().await, ["1.1", "1.10.1"]);
        assert_eq!(set(1, &[]).await.unwrap(), 2);
        assert_eq!(judged().await, ["1.10.1"]);
        let there = judging::manners(db, id).await.unwrap();
        assert_eq!((there[0].number, there[0].version, there[0].manner.direct.len()), (1, 2, 0));
    });
}
