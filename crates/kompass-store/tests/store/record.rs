use crate::together::{CALLERS, together};
use kompass_core::Error;
use kompass_core::evaluation::{Evaluation, State};
use kompass_core::record::number::Pattern;
use kompass_core::record::{After, Keep, Record};
use kompass_store::{audit, evaluation, record, retention};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned, step_to};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Evaluations of one organisation, without record numbers.
pub(crate) async fn evaluations(test: &TestDb, organisation: Uuid, count: u32) -> Vec<Uuid> {
    let mut made = Vec::new();
    for number in 0..count {
        let whole = Evaluation { record_number: String::new(), ..full_evaluation(number) };
        let framework = pinned(&whole.framework);
        let stamp = test.stamp();
        let inserted = evaluation::insert(&test.db, &stamp, organisation, &whole, &framework);
        made.push(inserted.await.unwrap().id);
    }
    made
}

#[test]
fn many_take_numbers_at_once_and_none_is_left_out() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let many = evaluations(test, organisation, u32::try_from(CALLERS).unwrap()).await;
        let pattern = Pattern::read("KS {year}/{number}").unwrap();
        // One stands there by hand already.
        let by_hand = evaluations(test, organisation, 20).await[19];
        record::set(db, &test.stamp(), by_hand, "", "KS 2026/3").await.unwrap();
        let waiting = std::sync::Mutex::new(many);
        let taken = together(|| {
            let (db, stamp, pattern) = (db.clone(), test.stamp(), pattern.clone());
            let evaluation = waiting.lock().unwrap().pop().unwrap();
            async move { record::take(&db, &stamp, evaluation, &pattern, 2026).await.unwrap() }
        });
        let taken: BTreeSet<String> = taken.await.into_iter().collect();
        let all = (1..=CALLERS + 1).filter(|number| *number != 3);
        assert_eq!(taken, all.map(|number| format!("KS 2026/{number}")).collect());
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn a_number_is_given_once_and_changed_only_by_who_read_it() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let [one, two] = evaluations(test, organisation, 2).await[..] else { panic!("two") };
        let pattern = Pattern::read("{number}/{year}").unwrap();
        let stamp = test.stamp();
        assert_eq!(record::take(db, &stamp, one, &pattern, 2026).await.unwrap(), "1/2026");
        assert_eq!(record::take(db, &stamp, one, &pattern, 2026).await.unwrap(), "1/2026", "again");
        let second = record::take(db, &test.stamp(), one, &pattern, 2026).await;
        assert!(matches!(second, Err(Error::Conflict(_))), "it has one");
        // What did not come to an end took no number.
        assert_eq!(record::take(db, &test.stamp(), two, &pattern, 2026).await.unwrap(), "2/2026");
        let late = record::set(db, &test.stamp(), two, "", "Dnr 7").await;
        assert!(matches!(late, Err(Error::Conflict(_))), "somebody was faster");
        record::set(db, &test.stamp(), two, "2/2026", "Dnr 7").await.unwrap();
        assert_eq!(record::number(db, two).await.unwrap(), "Dnr 7");
        assert_eq!(evaluation::load(db, two).await.unwrap().evaluation.record_number, "Dnr 7");
        let nobody = record::set(db, &test.stamp(), Uuid::nil(), "", "x").await;
        assert!(matches!(nobody, Err(Error::NotFound { .. })));

        let stamp = test.stamp();
        assert_eq!(record::series(db, organisation).await.unwrap().version, 0);
        record::set_series(db, &stamp, organisation, 0, "KS {year}/{number}").await.unwrap();
        let late = record::set_series(db, &test.stamp(), organisation, 0, "x").await;
        assert!(matches!(late, Err(Error::Conflict(_))));
        assert_eq!(record::series(db, organisation).await.unwrap().pattern, "KS {year}/{number}");
    });
}

#[test]
fn records_are_counted_by_type() {
    on_both(async |test| {
        let db = &test.db;
        let one = evaluations(test, test.organisation().await, 1).await[0];
        let counts = record::counts(db, one).await.unwrap();
        assert_eq!(counts.len(), Record::ALL.len(), "each type has a count");
        let evaluation = evaluation::load(db, one).await.unwrap().evaluation;
        let judgements: usize = evaluation
            .areas
            .iter()
            .flat_map(|area| &area.sub_areas)
            .map(|sub| {
                sub.direct.len() + sub.questions.iter().map(|it| it.judgements.len()).sum::<usize>()
            })
            .sum();
        assert!(judgements > 0);
        assert_eq!(counts[&Record::Judgements], judgements as u64);
        assert_eq!(counts[&Record::Team], evaluation.team.len() as u64);
        assert_eq!(counts[&Record::Log], 1);
        assert_eq!(counts[&Record::Report], 0);
    });
}

#[test]
fn the_plan_of_an_organisation_is_its_own() {
    on_both(async |test| {
        let db = &test.db;
        let own = test.organisation().await;
        let notes = Record::Notes;
        assert!(retention::list(db, own).await.unwrap().is_empty());
        let keep = Keep::Dispose { years: 3, after: After::Closed };
        let set = async |expected, keep| {
            retention::set(db, &test.stamp(), (own, notes), expected, keep).await
        };
        assert_eq!(set(0, Some(keep)).await.unwrap(), 1);
        assert!(matches!(set(0, None).await, Err(Error::Conflict(_))), "somebody was faster");
        assert_eq!(retention::list(db, own).await.unwrap()[&notes].keep, Some(keep));
        assert_eq!(set(1, Some(Keep::Preserve)).await.unwrap(), 2);
        assert_eq!(retention::list(db, own).await.unwrap()[&notes].keep, Some(Keep::Preserve));
        assert_eq!(set(2, None).await.unwrap(), 3);
        assert_eq!(retention::list(db, own).await.unwrap()[&notes].keep, None);
        let chain = audit::Chain::Organisation(own);
        let told = audit::page(db, &chain, 0).await.unwrap();
        assert_eq!(told.iter().filter(|it| it.operation == "retention.set").count(), 3);
    });
}

#[test]
fn years_count_from_the_last_time_that_a_step_was_taken() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let one = evaluations(test, organisation, 1).await[0];
        assert!(record::old(db, organisation).await.unwrap().is_empty(), "not delivered");
        let step = async |to| {
            let version = evaluation::head(db, one).await.unwrap().version;
            step_to(db, &test.stamp(), one, version, to).await.unwrap();
        };
        step(State::Delivered).await;
        step(State::FollowUp).await;
        step(State::Closed).await;
        let closed = record::old(db, organisation).await.unwrap();
        assert!(closed[0].delivered.is_some() && closed[0].closed.is_some());
        step(State::FollowUp).await;
        let opened = record::old(db, organisation).await.unwrap();
        assert_eq!((opened[0].delivered, opened[0].closed), (closed[0].delivered, None));
        step(State::Consensus).await;
        assert!(record::old(db, organisation).await.unwrap().is_empty(), "it is corrected");
    });
}
