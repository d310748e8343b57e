//! Who takes part in an evaluation, and who is kept out of it.

use crate::installed::{caller, code, nobody};
use crate::place::{AGENT, HERE, Place, join, signs_in};
use kompass_app::access::{self, Caller, Scope};
use kompass_app::evaluation::{self, Booking};
use kompass_app::installation::Installation;
use kompass_app::link;
use kompass_app::session;
use kompass_app::team::{self, Appointment, Guest, Task};
use kompass_core::access::{Action, Resource, Role};
use kompass_core::evaluation::{Kind, State};
use kompass_core::{Error, Lang, Result};
use kompass_store::evaluation as store;
use kompass_testkit::{on_both, step_to};
use uuid::Uuid;

async fn booked(here: &Installation, by: &Caller, organisation: Uuid) -> Uuid {
    let booking = Booking {
        municipality: "Tyresö".into(),
        framework: "kommunkompassen-2020".into(),
        kind: Kind::Peer,
        date: jiff::civil::date(2027, 3, 1),
        second: None,
        visit: Vec::new(),
        lead: None,
    };
    evaluation::book_by(here, by, organisation, &booking).await.unwrap().id
}

async fn may(here: &Installation, caller: &Caller, id: Uuid, resource: Resource) -> Result<()> {
    let head = evaluation::head(here, id).await.unwrap();
    access::authorise(here, caller, resource, Action::Read, &Scope::Evaluation(&head)).await
}

async fn moved(here: &Installation, id: Uuid, state: State) {
    let head = store::head(&here.db, id).await.unwrap();
    let stamp = here.stamp().unwrap();
    step_to(&here.db, &stamp, id, head.version, state).await.unwrap();
}

fn appointment(role: Role, email: &str) -> Appointment<'_> {
    Appointment { role, email, name: "Bo Ek", employer: "Granviks kommun", place: None }
}

#[test]
fn a_member_declares_before_anything_opens() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let (_, dan) = place.organisation("Bergby", "9902", "dan@bergby.example").await;
        let id = booked(here, &anna, granvik).await;
        moved(here, id, State::Preparation).await;

        // One of the organisation at once, one from outside by invitation.
        place.person(&anna, granvik, "bo@granvik.example", &[]).await;
        let appointed =
            team::appoint(here, &anna, id, &appointment(Role::LeadEvaluator, "bo@granvik.example"))
                .await
                .unwrap();
        assert_eq!(
            (appointed.member.as_deref(), appointed.invitation.is_none()),
            (Some("E1"), true)
        );
        let outside =
            team::appoint(here, &anna, id, &appointment(Role::Evaluator, "eva@x.example"))
                .await
                .unwrap();
        let invitation = outside.invitation.unwrap();
        let reviewer =
            team::appoint(here, &anna, id, &appointment(Role::QualityReviewer, "rut@x.example"))
                .await
                .unwrap();
        assert_eq!(reviewer.member.as_deref(), Some("R1"));
        assert_eq!(
            code(
                team::appoint(here, &anna, id, &appointment(Role::Interviewee, "x@x.example"))
                    .await
            ),
            "A22"
        );
        let eva = caller(here, &join(here, &invitation, "", "Eva Ek").await).await;
        let bo =
            caller(here, &signs_in(here, "bo@granvik.example", crate::place::PASSWORD).await).await;
        assert_eq!((eva.member(id), bo.member(id)), (Some("E2"), Some("E1")));

        may(here, &eva, id, Resource::Head).await.unwrap();
        may(here, &eva, id, Resource::Team).await.unwrap();
        for closed in [Resource::Documents, Resource::Answers, Resource::Notes, Resource::Progress]
        {
            assert_eq!(code(may(here, &eva, id, closed).await), "A03", "{closed}");
        }
        assert_eq!(evaluation::open_for(here, &eva, id).await.unwrap().evaluation.team.len(), 3);
        team::declare(here, &eva, id, " ").await.unwrap();
        may(here, &eva, id, Resource::Documents).await.unwrap();
        assert_eq!(code(team::declare(here, &eva, id, "").await), "A27");

        // A conflict closes everything, also what the person could see before.
        team::declare(here, &bo, id, "Kommunstyrelsens ordförande till 2026").await.unwrap();
        for closed in [Resource::Head, Resource::Team, Resource::Documents] {
            assert_eq!(code(may(here, &bo, id, closed).await), "A04", "{closed}");
        }
        assert_eq!(code(evaluation::open_for(here, &bo, id).await.map(|_| ())), "A04");
        assert!(evaluation::list_for(here, &bo).await.unwrap().is_empty());
        assert_eq!(code(team::declare(here, &anna, id, "").await), "A02", "not on the team");

        // Nobody else knows of it.
        for stranger in [&dan, &nobody()] {
            assert!(matches!(
                may(here, stranger, id, Resource::Head).await,
                Err(Error::NotFound { .. })
            ));
        }
        assert_eq!(
            code(may(here, &place.siv, id, Resource::Head).await),
            "A02",
            "no content for who runs the installation"
        );
        assert!(evaluation::list_for(here, &place.siv).await.unwrap().is_empty());
        assert!(evaluation::list_for(here, &dan).await.unwrap().is_empty());

        // Off the team: out at once.
        assert_eq!(team::assigned(here, &anna, id).await.unwrap().len(), 2);
        team::remove_member(here, &anna, id, "E2").await.unwrap();
        let eva = place.again(&eva).await;
        assert!(matches!(may(here, &eva, id, Resource::Head).await, Err(Error::NotFound { .. })));
        team::remove_member(here, &anna, id, "R1").await.unwrap();
        assert!(
            team::links(here, &anna, id).await.unwrap().is_empty(),
            "the reviewer's invitation went along"
        );
    });
}

#[test]
fn an_evaluation_is_shared_with_the_one_that_is_evaluated() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let (tyreso, tove) = place.organisation("Tyresö", "0138", "tove@tyreso.example").await;
        let (bergby, _) = place.organisation("Bergby", "9902", "dan@bergby.example").await;
        let id = booked(here, &anna, granvik).await;
        let names = team::shareable(here, &anna, id).await.unwrap();
        let names: Vec<&str> = names.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Granvik", "Tyresö"], "no others are told of");
        assert!(matches!(
            team::share(here, &anna, id, None, Some(bergby)).await,
            Err(Error::NotFound { .. })
        ));
        assert!(matches!(may(here, &tove, id, Resource::Head).await, Err(Error::NotFound { .. })));
        team::share(here, &anna, id, None, Some(tyreso)).await.unwrap();
        may(here, &tove, id, Resource::Head).await.unwrap();
        assert_eq!(
            code(may(here, &tove, id, Resource::Documents).await),
            "A02",
            "she only reads what is delivered"
        );
        assert_eq!(evaluation::list_for(here, &tove).await.unwrap().len(), 1);
        assert_eq!(code(team::share(here, &tove, id, Some(tyreso), None).await), "A02");

        let cilla =
            team::appoint(here, &anna, id, &appointment(Role::Coordinator, "cilla@tyreso.example"))
                .await
                .unwrap();
        assert!(cilla.member.is_none());
        let cilla = caller(here, &join(here, &cilla.invitation.unwrap(), "", "Cilla").await).await;
        moved(here, id, State::Preparation).await;
        may(here, &cilla, id, Resource::Documents).await.unwrap();
        assert_eq!(code(may(here, &cilla, id, Resource::Judgements).await), "A02");
        let account = cilla.account().unwrap().id;
        team::dismiss(here, &anna, id, account, Role::Coordinator).await.unwrap();
        let cilla = place.again(&cilla).await;
        assert!(matches!(may(here, &cilla, id, Resource::Head).await, Err(Error::NotFound { .. })));
        team::share(here, &anna, id, Some(tyreso), None).await.unwrap();
        assert!(matches!(may(here, &tove, id, Resource::Head).await, Err(Error::NotFound { .. })));
    });
}

#[test]
fn a_personal_link_opens_what_it_names() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let (id, other) = (booked(here, &anna, granvik).await, {
            let draft = kompass_app::organisation::Draft {
                name: "Bergby",
                kind: kompass_app::organisation::Kind::Consultancy,
                code: "",
                country: "SE",
            };
            let bergby = kompass_app::organisation::make(here, &place.siv, &draft).await.unwrap();
            let bo = place
                .person(&place.siv, bergby, "bo@bergby.example", &[Role::OrganisationAdministrator])
                .await;
            booked(here, &bo, bergby).await
        });
        moved(here, id, State::Interviews).await;
        moved(here, other, State::Interviews).await;
        let (areas, foreign) = (["1.1".to_owned()], ["9.9".to_owned()]);
        let guest = async |task| {
            team::invite_guest(here, &anna, id, &Guest { name: "Per Holm", email: "", task }).await
        };
        assert_eq!(
            code(guest(Task::Contribute { sub_areas: &foreign, questions: &[], due: None }).await),
            "A28"
        );
        assert_eq!(
            code(guest(Task::Contribute { sub_areas: &[], questions: &[], due: None }).await),
            "A28"
        );
        assert_eq!(code(guest(Task::BeInterviewed("nobody")).await), "A28");
        let contributor =
            guest(Task::Contribute { sub_areas: &areas, questions: &[], due: None }).await.unwrap();
        let interviewee = guest(Task::BeInterviewed("politicians")).await.unwrap();

        let per = link::enter(here, contributor.token.expose(), AGENT, HERE).await.unwrap();
        let per = session::caller(here, per.token.expose(), Lang::Nb).await.unwrap().unwrap();
        assert_eq!((per.name.as_str(), per.lang), ("Per Holm", Lang::Nb));
        may(here, &per, id, Resource::Answers).await.unwrap();
        for closed in [Resource::Team, Resource::Schedule, Resource::Progress, Resource::Texts] {
            assert_eq!(code(may(here, &per, id, closed).await), "A02", "{closed}");
        }
        assert!(
            matches!(may(here, &per, other, Resource::Head).await, Err(Error::NotFound { .. })),
            "another evaluation"
        );
        assert_eq!(evaluation::list_for(here, &per).await.unwrap().len(), 1);
        let seen = evaluation::open_for(here, &per, id).await.unwrap();
        assert!(seen.evaluation.team.is_empty() && seen.progress.is_none());
        assert_eq!(code(session::devices(here, &per).await), "A02", "a link is no account");

        let opened = link::enter(here, interviewee.token.expose(), AGENT, HERE).await.unwrap();
        let ida = session::caller(here, opened.token.expose(), Lang::Sv).await.unwrap().unwrap();
        may(here, &ida, id, Resource::OwnInterview).await.unwrap();
        for closed in [Resource::Schedule, Resource::Supplements, Resource::Answers] {
            assert_eq!(code(may(here, &ida, id, closed).await), "A02", "{closed}");
        }

        let there = team::links(here, &anna, id).await.unwrap();
        assert_eq!(
            there.iter().map(|link| link.uses).collect::<Vec<_>>(),
            [1, 1],
            "uses are counted"
        );
        team::revoke_link(here, &anna, id, interviewee.link.id).await.unwrap();
        assert!(
            session::caller(here, opened.token.expose(), Lang::Sv).await.unwrap().is_none(),
            "out at once"
        );
        assert_eq!(code(link::enter(here, interviewee.token.expose(), AGENT, HERE).await), "A15");
        let renewed = team::renew_link(here, &anna, id, contributor.link.id).await.unwrap();
        assert_eq!(code(link::enter(here, contributor.token.expose(), AGENT, HERE).await), "A15");
        let last = link::enter(here, renewed.token.expose(), AGENT, HERE).await.unwrap();
        place.minutes(90 * 24 * 60 + 1);
        assert_eq!(code(link::enter(here, renewed.token.expose(), AGENT, HERE).await), "A14");
        assert!(session::caller(here, last.token.expose(), Lang::Sv).await.unwrap().is_none());
    });
}
