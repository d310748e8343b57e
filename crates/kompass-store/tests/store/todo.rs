use kompass_core::access::Role;
use kompass_core::evaluation::State;
use kompass_store::link::Purpose;
use kompass_store::{assignment, evaluation, link, todo};
use kompass_testkit::{full_evaluation, on_both, pinned};
use uuid::Uuid;

#[test]
fn what_waits_is_read_of_many_evaluations_at_once() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let mut ids = Vec::new();
        for number in 1..=3 {
            let mut whole = full_evaluation(number);
            whole.state = State::Scoring;
            let framework = pinned(&whole.framework);
            let stamp = test.stamp();
            let made = evaluation::insert(db, &stamp, organisation, &whole, &framework).await;
            ids.push(made.unwrap().id);
        }
        let (two, third) = (&ids[..2], ids[2]);
        let whole = full_evaluation(1);

        let facts = todo::facts(db, two).await.unwrap();
        assert_eq!(facts.len(), 2);
        assert_eq!((&facts[0].visit, facts[0].reviewed), (&whole.visit, whole.review.is_some()));
        assert_eq!(facts[0].groups_met, whole.groups.len() as u64);
        let team = todo::team(db, two).await.unwrap();
        assert_eq!(team.len(), 2 * whole.team.len());
        assert!(team.iter().all(|it| it.evaluation != third));
        let areas = todo::areas(db, &ids[..1]).await.unwrap();
        assert_eq!(areas.len(), whole.areas.len());
        assert_eq!(areas[0].locked, ["E1"]);

        let eva = test.account("Eva").await.id;
        let stamp = test.stamp();
        assignment::assign(db, &stamp, ids[0], eva, Role::Evaluator, Some("E1")).await.unwrap();
        let stamp = test.stamp();
        assignment::assign(db, &stamp, ids[1], eva, Role::Coordinator, None).await.unwrap();
        assert_eq!(
            todo::roles(db, &ids).await.unwrap().len(),
            2,
            "what everybody is, where it is asked"
        );
        let judged = todo::judged(db, two, eva).await.unwrap();
        assert!(judged.iter().all(|(id, _)| *id == ids[0]), "nothing where she does not judge");
        assert!(judged.iter().any(|(_, subject)| subject == "1.1.1"));
        assert!(judged.iter().all(|(_, subject)| subject.split('.').count() == 3), "E2 set points");
        let nobody = test.account("Bo").await.id;
        assert!(todo::judged(db, two, nobody).await.unwrap().is_empty());

        let new = super::link::new("digest", Purpose::Invitation, None, Some(ids[0]));
        let made = link::create(db, &test.stamp(), &new).await.unwrap();
        let invited = todo::invited(db, &ids).await.unwrap();
        assert_eq!((invited.len(), invited[0].count), (1, 1));
        assert_eq!(invited[0].first, made.expires_at);
        link::use_once(db, made.id, test.stamp().now).await.unwrap();
        assert!(todo::invited(db, &ids).await.unwrap().is_empty(), "it was accepted");

        assert!(todo::sheets(db, &ids).await.unwrap().is_empty());
        assert!(todo::facts(db, &[]).await.unwrap().is_empty());
        assert!(todo::team(db, &[Uuid::nil()]).await.unwrap().is_empty());
    });
}
