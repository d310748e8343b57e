use super::team::evaluation;
use jiff::civil::date;
use kompass_core::Error;
use kompass_core::action::{Action, Measured, Progress, Status, Value};
use kompass_store::{action, audit, todo};
use kompass_testkit::{TestDb, on_both};
use uuid::Uuid;

/// An action with everything in it.
pub(crate) fn whole() -> Action {
    Action {
        area: 3,
        sub_area: Some("3.2".into()),
        improvement: "Målen följs inte upp i alla nämnder.".into(),
        title: "Gemensam uppföljning".into(),
        cause: "Egna mallar".into(),
        theory: "Om vi …".into(),
        indicator: "Nämnder".into(),
        unit: "antal".into(),
        baseline: Some(Measured { value: Value(-2_500), on: date(2025, 1, 31) }),
        target: Some(Measured { value: Value(7_000), on: date(2026, 12, 31) }),
        owner: "Controller".into(),
        due: Some(date(2026, 6, 30)),
        effect: Some(4),
        resource: Some(2),
        status: Status::Begun,
    }
}

/// How it went until a day.
pub(crate) fn said(day: i8, value: Option<i64>, note: &str) -> Progress {
    Progress { day: date(2026, 2, day), value: value.map(Value), note: note.into() }
}

async fn stored(test: &TestDb, evaluation: Uuid) -> Vec<(i64, Action)> {
    let all = action::list(&test.db, evaluation).await.unwrap();
    all.into_iter().map(|it| (it.version, it.action)).collect()
}

#[test]
fn actions_come_change_and_go() {
    on_both(async |test| {
        let db = &test.db;
        let of = evaluation(test, test.organisation().await).await;
        let bare =
            Action { area: 5, improvement: "x".into(), title: "y".into(), ..Action::default() };
        let stamp = test.stamp();
        let second = action::insert(db, &stamp, of, &bare).await.unwrap();
        let again = action::insert(db, &stamp, of, &bare).await.unwrap();
        assert_eq!(again, second, "the same request is one write");
        let first = action::insert(db, &test.stamp(), of, &whole()).await.unwrap();
        assert_eq!(stored(test, of).await, [(1, whole()), (1, bare.clone())], "by area");

        let changed = Action { status: Status::Done, due: None, effect: None, ..whole() };
        let version = action::update(db, &test.stamp(), of, first, 1, &changed).await.unwrap();
        assert_eq!(version, 2);
        let stale = action::update(db, &test.stamp(), of, first, 1, &whole()).await;
        assert!(
            matches!(&stale, Err(Error::Conflict(text)) if text.contains("version 2")),
            "{stale:?}"
        );
        let stale = action::remove(db, &test.stamp(), of, first, 1).await;
        assert!(matches!(stale, Err(Error::Conflict(_))));
        assert_eq!(
            action::get(db, of, first).await.unwrap().action,
            changed,
            "and nothing changed"
        );

        let nobody = Uuid::nil();
        for unknown in [
            action::get(db, nobody, first).await.map(drop),
            action::get(db, of, nobody).await.map(drop),
            action::update(db, &test.stamp(), nobody, first, 2, &bare).await.map(drop),
            action::update(db, &test.stamp(), of, nobody, 1, &bare).await.map(drop),
            action::remove(db, &test.stamp(), of, nobody, 1).await,
            action::add_progress(db, &test.stamp(), of, nobody, &said(1, None, "x")).await,
            action::insert(db, &test.stamp(), nobody, &bare).await.map(drop),
        ] {
            assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
        }
        action::remove(db, &test.stamp(), of, second, 1).await.unwrap();
        assert_eq!(stored(test, of).await, [(2, changed)]);
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn what_is_said_about_an_action_is_kept_by_day_and_goes_with_it() {
    on_both(async |test| {
        let db = &test.db;
        let of = evaluation(test, test.organisation().await).await;
        let first = action::insert(db, &test.stamp(), of, &whole()).await.unwrap();
        let other = action::insert(db, &test.stamp(), of, &whole()).await.unwrap();
        let (late, early) = (said(20, Some(4_000), ""), said(3, None, "Vi har börjat."));
        for progress in [&late, &early] {
            action::add_progress(db, &test.stamp(), of, first, progress).await.unwrap();
        }
        action::add_progress(db, &test.stamp(), of, other, &late).await.unwrap();
        assert_eq!(action::progress_of(db, first).await.unwrap(), [early.clone(), late.clone()]);
        assert_eq!(
            action::progress(db, of).await.unwrap(),
            [(first, early), (first, late.clone()), (other, late.clone())]
        );
        assert_eq!(action::get(db, of, first).await.unwrap().version, 1, "the action is the same");
        action::remove(db, &test.stamp(), of, first, 1).await.unwrap();
        assert_eq!(action::progress(db, of).await.unwrap(), [(other, late)]);
    });
}

#[test]
fn what_is_left_to_do_is_told_with_when_it_was_last_heard_of() {
    on_both(async |test| {
        let db = &test.db;
        let of = evaluation(test, test.organisation().await).await;
        let due = Some(date(2026, 6, 30));
        let mut ids = Vec::new();
        for status in [Status::Planned, Status::Begun, Status::Done, Status::Stopped] {
            let action = Action { status, due, ..whole() };
            ids.push(action::insert(db, &test.stamp(), of, &action).await.unwrap());
        }
        let open = todo::actions(db, &[of]).await.unwrap();
        assert_eq!(open.len(), 2, "what is done or given up waits for nobody");
        assert!(open.iter().all(|it| (it.evaluation, it.due) == (of, due)));
        let progress = Progress { day: date(2026, 5, 1), value: None, note: "x".to_owned() };
        let stamp = test.stamp();
        action::add_progress(db, &stamp, of, ids[1], &progress).await.unwrap();
        let mut heard: Vec<_> =
            todo::actions(db, &[of]).await.unwrap().iter().map(|it| it.heard).collect();
        heard.sort_unstable();
        assert!(heard[0] < heard[1] && heard[1].as_microsecond() == stamp.now.as_microsecond());
    });
}
