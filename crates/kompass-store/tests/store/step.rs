use kompass_core::Error;
use kompass_core::evaluation::plan::Plan;
use kompass_core::evaluation::{FactCheck, Signature, State};
use kompass_store::plan::{self, Frameworks};
use kompass_store::step::{self, Step};
use kompass_store::{audit, evaluation, judgement};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use uuid::Uuid;

const FIRST: &str = "kommunkompassen-2020";
const SECOND: &str = "kommunkompassen-2.0";

/// An evaluation in the consensus, signed and read by nobody's fault.
async fn evaluation(test: &TestDb) -> Uuid {
    let mut whole = full_evaluation(1);
    let date = jiff::civil::date(2026, 4, 1);
    whole.state = State::FactCheck;
    whole.review = Some(Signature { by: "R1".into(), date });
    whole.fact_check = Some(FactCheck { until: date, done: true, comments: Vec::new() });
    let organisation = test.organisation().await;
    let framework = pinned(&whole.framework);
    evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework).await.unwrap().id
}

async fn take(
    test: &TestDb,
    id: Uuid,
    versions: (i64, Option<i64>),
    to: State,
    reason: &str,
) -> kompass_core::Result<i64> {
    let (version, companion) = versions;
    let step = Step { evaluation: id, version, companion, to, reason };
    step::take(&test.db, &test.stamp(), &step).await
}

#[test]
fn a_step_back_takes_away_what_has_to_be_done_anew_and_nothing_else() {
    on_both(async |test| {
        let db = &test.db;
        let id = evaluation(test).await;
        let before = evaluation::load(db, id).await.unwrap().evaluation;
        let judged = judgement::get(db, id, "1.1.1", "E1").await.unwrap().unwrap();

        assert_eq!(take(test, id, (1, None), State::Review, "texten").await.unwrap(), 2);
        let after = evaluation::load(db, id).await.unwrap().evaluation;
        assert_eq!((after.review, after.fact_check), (None, None));
        assert_eq!(after.areas, before.areas, "locks stay until the scoring");

        assert_eq!(take(test, id, (2, None), State::Scoring, "4.2").await.unwrap(), 3);
        let after = evaluation::load(db, id).await.unwrap().evaluation;
        assert!(after.areas.iter().all(|area| area.locked.is_empty()));
        let mut kept = before.areas.clone();
        kept.iter_mut().for_each(|area| area.locked.clear());
        assert_eq!((after.areas, after.team), (kept, before.team));
        let same = judgement::get(db, id, "1.1.1", "E1").await.unwrap().unwrap();
        assert_eq!(same, judged, "with the version it had, so that nobody overwrites it");

        for stale in [(2, None), (3, Some(1)), (9, None)] {
            let error = take(test, id, stale, State::Consensus, "").await;
            assert!(matches!(error, Err(Error::Conflict(_))), "{stale:?} {error:?}");
        }
        assert_eq!(evaluation::head(db, id).await.unwrap().state, State::Scoring);
        let unknown = take(test, Uuid::nil(), (1, None), State::Review, "").await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    });
}

#[test]
fn every_step_is_noted_with_who_and_why() {
    on_both(async |test| {
        let db = &test.db;
        let id = evaluation(test).await;
        let eva = test.account("Eva").await;
        let stamp = kompass_store::Stamp { by: format!("account:{}", eva.id), ..test.stamp() };
        let step = Step {
            evaluation: id,
            version: 1,
            companion: None,
            to: State::Review,
            reason: "Texten om 4.2 saknar underlag",
        };
        step::take(db, &stamp, &step).await.unwrap();
        step::take(db, &stamp, &step).await.expect("asked twice it is one step");
        take(test, id, (2, None), State::FactCheck, "").await.unwrap();
        let taken = step::of_evaluation(db, id).await.unwrap();
        let brief: Vec<_> = taken
            .iter()
            .map(|it| (it.number, it.from, it.to, it.by.as_deref(), it.reason.as_str()))
            .collect();
        let (review, check) = (State::Review, State::FactCheck);
        assert_eq!(
            brief,
            [
                (1, None, check, None, ""),
                (2, Some(check), review, Some("Eva"), "Texten om 4.2 saknar underlag"),
                (3, Some(review), check, None, ""),
            ]
        );
        assert!(step::of_evaluation(db, Uuid::nil()).await.unwrap().is_empty());
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn two_frameworks_take_every_step_together() {
    on_both(async |test| {
        let db = &test.db;
        let mut whole = full_evaluation(1);
        (whole.state, whole.areas) = (State::Planned, Vec::new());
        let organisation = test.organisation().await;
        let framework = pinned(FIRST);
        let made = evaluation::insert(db, &test.stamp(), organisation, &whole, &framework).await;
        let id = made.unwrap().id;
        let there: Plan = plan::get(db, id).await.unwrap().plan;
        let both = Frameworks::Pin(&framework, Some(&pinned(SECOND)));
        plan::update(db, &test.stamp(), id, 1, &there, both).await.unwrap();
        let second = evaluation::companion(db, id).await.unwrap().expect("the second sheet");
        let versions = async || {
            let main = evaluation::head(db, id).await.unwrap();
            let other = evaluation::head(db, second.id).await.unwrap();
            ((main.version, Some(other.version)), main.state, other.state)
        };
        let (now, ..) = versions().await;
        let blind = take(test, id, (now.0, None), State::Preparation, "").await;
        assert!(matches!(blind, Err(Error::Conflict(_))), "not without knowing of the second");
        take(test, id, now, State::Preparation, "").await.unwrap();
        let (moved, main, other) = versions().await;
        assert_eq!((main, other), (State::Preparation, State::Preparation));
        let said = judgement::Said::Direct(kompass_core::evaluation::DirectJudgement {
            by: "E1".into(),
            points: kompass_core::Points(1000),
            reason: String::new(),
            evidence: Vec::new(),
        });
        crate::judgement::put(test, second.id, "1.1", None, &said).await.unwrap();
        let stale = take(test, id, moved, State::Interviews, "").await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "the second sheet was written");
        assert_eq!(evaluation::head(db, id).await.unwrap().state, State::Preparation);
        let steps = step::of_evaluation(db, second.id).await.unwrap();
        assert_eq!(steps.last().map(|it| it.to), Some(State::Preparation));
    });
}
