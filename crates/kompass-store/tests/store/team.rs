use kompass_core::Error;
use kompass_core::access::Role;
use kompass_core::evaluation::{Declaration, Member, TeamRole};
use kompass_store::{assignment, audit, team};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use uuid::Uuid;

/// An evaluation with the team E1, E2 and E3, of which the first two have judged.
pub(crate) async fn evaluation(test: &TestDb, organisation: Uuid) -> Uuid {
    let whole = full_evaluation(1);
    let framework = pinned(&whole.framework);
    let stamp = test.stamp();
    kompass_store::evaluation::insert(&test.db, &stamp, organisation, &whole, &framework)
        .await
        .unwrap()
        .id
}

async fn members(test: &TestDb, evaluation: Uuid) -> (i64, Vec<Member>) {
    let stored = kompass_store::evaluation::load(&test.db, evaluation).await.unwrap();
    (stored.head.version, stored.evaluation.team)
}

#[test]
fn members_come_sign_and_go() {
    on_both(async |test| {
        let db = &test.db;
        let evaluation = evaluation(test, test.organisation().await).await;
        let before = members(test, evaluation).await.1;
        let new = Member {
            code: "E4".into(),
            name: "Bo Ek".into(),
            employer: "Bergby kommun".into(),
            role: TeamRole::Reviewer,
            declaration: None,
        };
        team::add_member(db, &test.stamp(), evaluation, &new).await.unwrap();
        let (version, after) = members(test, evaluation).await;
        assert_eq!((version, &after[..3], &after[3..]), (2, &before[..], &[new.clone()][..]));
        let again = team::add_member(db, &test.stamp(), evaluation, &new).await;
        assert!(matches!(&again, Err(Error::Conflict(text)) if text.contains("E4")), "{again:?}");

        let signed = async || team::declaration(db, evaluation, "E4").await.unwrap();
        assert_eq!(signed().await, None);
        let date = jiff::civil::date(2026, 3, 1);
        for conflict in ["Worked there in 2025", ""] {
            let declaration = Declaration { date, conflict: conflict.into() };
            team::sign(db, &test.stamp(), evaluation, "E4", &declaration).await.unwrap();
            let (_, team) = members(test, evaluation).await;
            assert_eq!(team[3].declaration.as_ref(), Some(&declaration));
            assert_eq!(signed().await, Some(declaration));
        }
        let account = test.account("Bo").await.id;
        for (role, member) in [(Role::QualityReviewer, Some("E4")), (Role::Reader, None)] {
            let stamp = test.stamp();
            assignment::assign(db, &stamp, evaluation, account, role, member).await.unwrap();
        }
        team::remove_member(db, &test.stamp(), evaluation, "E4").await.unwrap();
        let (version, after) = members(test, evaluation).await;
        assert_eq!((version, after), (5, before.clone()));
        let left = assignment::of_account(db, account).await.unwrap();
        assert_eq!(left, [(evaluation, Role::Reader, None)], "the role went with the member");

        assert_eq!(signed().await, None, "nobody");
        let judged = team::remove_member(db, &test.stamp(), evaluation, "E1").await;
        assert!(matches!(&judged, Err(Error::Conflict(text)) if text.contains("judged")));
        let declaration = Declaration { date, conflict: String::new() };
        for unknown in [
            team::remove_member(db, &test.stamp(), evaluation, "E9").await,
            team::sign(db, &test.stamp(), evaluation, "E9", &declaration).await,
            team::add_member(db, &test.stamp(), Uuid::nil(), &new).await,
        ] {
            assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
        }
        assert_eq!(members(test, evaluation).await, (5, before), "what is refused leaves nothing");
        assert!(audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn members_who_come_at_once_each_get_a_place() {
    on_both(async |test| {
        let evaluation = evaluation(test, test.organisation().await).await;
        let number = std::sync::atomic::AtomicUsize::new(10);
        let added = crate::together::together(|| {
            let (db, stamp) = (test.db.clone(), test.stamp());
            let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let member = Member {
                code: format!("E{number}"),
                name: String::new(),
                employer: String::new(),
                role: TeamRole::Evaluator,
                declaration: None,
            };
            async move { team::add_member(&db, &stamp, evaluation, &member).await }
        });
        for done in added.await {
            done.unwrap();
        }
        let (version, team) = members(test, evaluation).await;
        assert_eq!((version, team.len()), (17, 19));
        let places = "SELECT count(DISTINCT position) FROM member";
        assert_eq!(
            super::upgrade::texts(&test.url, &format!("SELECT ({places}) || ''")).await,
            ["19"]
        );
    });
}
