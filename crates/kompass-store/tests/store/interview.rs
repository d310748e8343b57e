use crate::together::together;
use jiff::civil::{date, time};
use kompass_core::evaluation::GroupInterview;
use kompass_core::interview::{Bloc, Interview, Person, Standing};
use kompass_core::{Error, Problem};
use kompass_store::interview::{self, Planned, Terms};
use kompass_store::{audit, evaluation};
use kompass_testkit::{TestDb, on_both};
use uuid::Uuid;

/// A slot of a group on the first day of the visit.
pub(crate) fn slot(group: &str, from: i8) -> Interview {
    Interview {
        id: Uuid::nil(),
        group: group.into(),
        day: date(2026, 3, 12),
        begins: time(from, 0, 0, 0),
        ends: time(from + 1, 30, 0, 0),
        room: "Sal A".into(),
        evaluators: vec!["E1".into()],
        standing: Standing::Planned,
        met: 0,
        moved: 0,
    }
}

pub(crate) fn person(name: &str, interviews: &[Uuid]) -> Person {
    Person {
        id: Uuid::nil(),
        name: name.into(),
        title: "Enhetschef".into(),
        bloc: None,
        party: String::new(),
        email: String::new(),
        manager: None,
        interviews: interviews.to_vec(),
    }
}

/// An interview that is kept.
pub(crate) async fn kept(test: &TestDb, evaluation: Uuid, interview: &Interview) -> Uuid {
    let stamp = test.stamp();
    interview::put(&test.db, &stamp, evaluation, interview, None, fits).await.unwrap().0
}

fn fits(_: Planned, _: Uuid) -> kompass_core::Result<()> {
    Ok(())
}

/// The free room of the plan that a change is checked against.
fn room_is_free(plan: Planned, id: Uuid) -> kompass_core::Result<()> {
    let mut others = plan.interviews.iter().map(|it| &it.value).filter(|it| it.id != id);
    let new = plan.interviews.iter().find(|it| it.value.id == id).unwrap();
    match others.find(|it| it.overlaps(&new.value)) {
        Some(_) => Err(Error::invalid(Problem::new("room", "taken", "choose another"))),
        None => Ok(()),
    }
}

#[test]
fn slots_and_people_are_planned_moved_and_called_off() {
    on_both(async |test| {
        let db = &test.db;
        let evaluation = super::team::evaluation(test, test.organisation().await).await;
        let planned = async || interview::planned(db, evaluation).await.unwrap();
        let one = kept(test, evaluation, &slot("politicians", 13)).await;
        let two = kept(test, evaluation, &slot("unions", 9)).await;
        let there = planned().await;
        let order: Vec<Uuid> = there.interviews.iter().map(|it| it.value.id).collect();
        assert_eq!(order, [two, one], "in the order of time");
        assert_eq!(there.interviews[1].value, Interview { id: one, ..slot("politicians", 13) });

        // The evaluators of a slot may change without it being moved; its room may not.
        let mut change = there.interviews[1].value.clone();
        change.evaluators.clear();
        let put = async |change: &Interview, version: i64| {
            interview::put(db, &test.stamp(), evaluation, change, Some(version), fits).await
        };
        assert_eq!(put(&change, 1).await.unwrap(), (one, 2));
        change.room = "Sal B".into();
        assert_eq!(put(&change, 2).await.unwrap(), (one, 3));
        change.standing = Standing::Cancelled;
        put(&change, 3).await.unwrap();
        assert_eq!(planned().await.interviews[1].value.moved, 2);
        assert!(matches!(put(&change, 3).await, Err(Error::Conflict(_))), "stale");
        let elsewhere = Interview { id: Uuid::nil(), ..change.clone() };
        assert!(matches!(put(&elsewhere, 1).await, Err(Error::NotFound { .. })));

        let chief = Person { bloc: Some(Bloc::Opposition), ..person("Åsa", &[one]) };
        let stamp = test.stamp();
        let put = async |person: &Person, version| {
            interview::put_person(db, &test.stamp(), evaluation, person, version, fits).await
        };
        let (asa, _) =
            interview::put_person(db, &stamp, evaluation, &chief, None, fits).await.unwrap();
        let again = interview::put_person(db, &stamp, evaluation, &chief, None, fits).await;
        assert_eq!(again.unwrap(), (asa, 1), "the same request");
        let bo = Person { manager: Some(asa), ..person("Bo", &[two]) };
        let (bo_id, _) = put(&bo, None).await.unwrap();
        let names: Vec<String> =
            planned().await.people.into_iter().map(|it| it.value.name).collect();
        assert_eq!(names, ["Bo", "Åsa"]);
        let renamed = Person { id: bo_id, name: "Bo Ek".into(), ..bo };
        assert_eq!(put(&renamed, Some(1)).await.unwrap(), (bo_id, 2));
        assert!(matches!(put(&renamed, Some(1)).await, Err(Error::Conflict(_))));
        interview::remove_person(db, &test.stamp(), evaluation, asa).await.unwrap();
        let left = planned().await.people;
        assert_eq!((left.len(), left[0].value.manager), (1, None), "nobody's manager any more");
        let gone = interview::remove_person(db, &test.stamp(), evaluation, asa).await;
        assert!(matches!(gone, Err(Error::NotFound { .. })));

        let terms = Terms {
            supplements_until: Some(date(2026, 3, 30)),
            contact: "Kim, 08-1".into(),
            version: 0,
        };
        interview::set_terms(db, &test.stamp(), evaluation, &terms).await.unwrap();
        let stale = interview::set_terms(db, &test.stamp(), evaluation, &terms).await;
        assert!(matches!(stale, Err(Error::Conflict(_))));
        let later = Terms { supplements_until: None, version: 1, ..terms };
        interview::set_terms(db, &test.stamp(), evaluation, &later).await.unwrap();
        assert_eq!(planned().await.terms, Terms { version: 2, ..later });
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn groups_met_follow_what_is_held() {
    on_both(async |test| {
        let db = &test.db;
        let evaluation = super::team::evaluation(test, test.organisation().await).await;
        let groups = async || evaluation::load(db, evaluation).await.unwrap().evaluation.groups;
        let before = groups().await;
        let first = kept(test, evaluation, &slot("executives", 9)).await;
        let day = date(2026, 3, 13);
        let second = kept(test, evaluation, &Interview { day, ..slot("executives", 9) }).await;
        let hold = async |interview: Uuid, version: i64, people: u32| {
            interview::hold(db, &test.stamp(), evaluation, interview, version, people, 1).await
        };
        let met = |people: u32, day: i8| GroupInterview {
            group: "executives".into(),
            people,
            date: Some(date(2026, 3, day)),
        };
        let of_group = async || {
            let mut all = groups().await;
            all.retain(|it| it.group == "executives");
            all
        };
        assert_eq!(hold(second, 1, 4).await.unwrap(), 2);
        assert_eq!(of_group().await, [met(4, 13)]);
        hold(first, 1, 5).await.unwrap();
        assert_eq!(of_group().await, [met(9, 12)]);
        assert!(matches!(hold(first, 1, 5).await, Err(Error::Conflict(_))), "stale");
        assert!(matches!(hold(Uuid::nil(), 1, 5).await, Err(Error::NotFound { .. })));
        hold(first, 2, 0).await.unwrap();
        assert_eq!(of_group().await, [met(4, 13)], "it was not held after all");
        hold(second, 2, 0).await.unwrap();
        let mut others = before;
        others.retain(|it| it.group != "executives");
        assert_eq!(groups().await, others);
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn of_many_who_take_a_room_at_once_one_gets_it() {
    on_both(async |test| {
        let evaluation = super::team::evaluation(test, test.organisation().await).await;
        let got = together(|| {
            let (db, stamp) = (test.db.clone(), test.stamp());
            async move {
                let slot = slot("unions", 9);
                interview::put(&db, &stamp, evaluation, &slot, None, room_is_free).await
            }
        });
        let got = got.await;
        assert_eq!(got.iter().filter(|it| it.is_ok()).count(), 1);
        assert!(got.iter().all(|it| matches!(it, Ok(_) | Err(Error::Invalid(_)))), "{got:?}");
        let there = interview::planned(&test.db, evaluation).await.unwrap();
        assert_eq!(there.interviews.len(), 1, "what is refused leaves nothing");
    });
}
