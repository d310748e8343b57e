use crate::together::together;
use kompass_core::Error;
use kompass_core::access::Role;
use kompass_store::assignment::{self, Assigned};
use kompass_store::audit::{self, Chain};
use kompass_testkit::on_both;
use uuid::Uuid;

#[test]
fn roles_in_an_evaluation_are_given_and_taken() {
    on_both(async |test| {
        let db = &test.db;
        let evaluation = super::team::evaluation(test, test.organisation().await).await;
        let (orjan, asa) = (test.account("Örjan").await, test.account("Åsa").await);
        let assign = async |account, role, member| {
            assignment::assign(db, &test.stamp(), evaluation, account, role, member).await
        };
        assign(orjan.id, Role::LeadEvaluator, Some("E1")).await.unwrap();
        assign(asa.id, Role::Evaluator, Some("E2")).await.unwrap();
        assign(asa.id, Role::Evaluator, Some("E2")).await.unwrap();
        assign(asa.id, Role::Reader, None).await.unwrap();
        let assigned = |account: &kompass_store::account::Account, role, member: Option<&str>| {
            let (email, name) = (account.email.clone(), account.name.clone());
            Assigned { account: account.id, email, name, role, member: member.map(str::to_owned) }
        };
        let listed = assignment::of_evaluation(db, evaluation).await.unwrap();
        let expected = [
            assigned(&asa, Role::Evaluator, Some("E2")),
            assigned(&asa, Role::Reader, None),
            assigned(&orjan, Role::LeadEvaluator, Some("E1")),
        ];
        assert_eq!(listed, expected);
        // The evaluation, and three roles: the same again is no change.
        let entries = audit::page(db, &Chain::Evaluation(evaluation), 0).await.unwrap();
        assert_eq!(entries.len(), 4);

        // Another code on the team, which nobody else has.
        assign(asa.id, Role::Evaluator, Some("E3")).await.unwrap();
        let taken = assign(asa.id, Role::Evaluator, Some("E1")).await;
        assert!(
            matches!(&taken, Err(Error::Conflict(text)) if text.contains("taken")),
            "{taken:?}"
        );
        let taken = assign(orjan.id, Role::QualityReviewer, Some("E1")).await;
        assert!(matches!(taken, Err(Error::Conflict(_))), "{taken:?}");
        let unknown = assign(asa.id, Role::Evaluator, Some("E9")).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
        for role in [Role::OrganisationAdministrator, Role::Contributor, Role::Account] {
            let wrong = assign(asa.id, role, None).await;
            assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
        }
        let of_asa = assignment::of_account(db, asa.id).await.unwrap();
        let expected = [
            (evaluation, Role::Evaluator, Some("E3".to_owned())),
            (evaluation, Role::Reader, None),
        ];
        assert_eq!(of_asa, expected);

        for _ in 0..2 {
            assignment::revoke(db, &test.stamp(), evaluation, asa.id, Role::Evaluator)
                .await
                .unwrap();
        }
        assert_eq!(assignment::of_account(db, asa.id).await.unwrap(), expected[1..]);
        assign(orjan.id, Role::QualityReviewer, Some("E3")).await.unwrap();
    });
}

#[test]
fn a_code_on_the_team_goes_to_one_of_many_who_ask_at_once() {
    on_both(async |test| {
        let evaluation = super::team::evaluation(test, test.organisation().await).await;
        let mut accounts = Vec::new();
        for number in 0..crate::together::CALLERS {
            accounts.push(test.account(&format!("n{number}")).await.id);
        }
        let next = std::sync::Mutex::new(accounts.into_iter());
        let assigned = together(|| {
            let (db, stamp) = (test.db.clone(), test.stamp());
            let account: Uuid = next.lock().unwrap().next().unwrap();
            async move {
                let role = Role::Evaluator;
                assignment::assign(&db, &stamp, evaluation, account, role, Some("E2")).await
            }
        })
        .await;
        assert_eq!(assigned.iter().filter(|done| done.is_ok()).count(), 1);
        let refused = |done: &Result<(), Error>| matches!(done, Ok(()) | Err(Error::Conflict(_)));
        assert!(assigned.iter().all(refused), "{assigned:?}");
        assert_eq!(assignment::of_evaluation(&test.db, evaluation).await.unwrap().len(), 1);
    });
}
