//! Organisations and their people: invited, given roles, kept apart.

use crate::installed::{caller, code, nobody};
use crate::place::{HERE, PASSWORD, Place, accept, join, signs_in};
use kompass_app::link::{self, Next};
use kompass_app::organisation::{self, Draft, Kind};
use kompass_app::people::{self, Invite};
use kompass_app::signin::Outcome;
use kompass_app::{account, reason};
use kompass_core::Error;
use kompass_core::access::Role;
use kompass_testkit::on_both;

const ANNA: &str = "anna@granvik.example";
const BO: &str = "bo@bergby.example";

fn hidden<T: std::fmt::Debug>(result: kompass_core::Result<T>) -> bool {
    matches!(result, Err(Error::NotFound { .. }))
}

#[test]
fn organisations_know_nothing_of_each_other() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", ANNA).await;
        let (bergby, bo) = place.organisation("Bergby", "9902", BO).await;
        assert!(hidden(organisation::get(here, &anna, bergby).await));
        assert!(hidden(people::list(here, &anna, bergby).await));
        assert!(hidden(people::invitations(here, &anna, bergby).await));
        let invite = Invite { email: "x@x.example", name: "X", roles: &[] };
        assert!(hidden(people::invite(here, &anna, bergby, &invite).await));
        let id = bo.account().unwrap().id;
        assert!(hidden(people::set_roles(here, &anna, granvik, id, &[]).await), "not of Granvik");
        assert!(hidden(people::password_link(here, &anna, granvik, id).await));
        let invited = people::invite(here, &bo, bergby, &invite).await.unwrap();
        assert!(hidden(people::revoke(here, &anna, granvik, invited.link.id).await));
        assert!(hidden(people::renew(here, &anna, granvik, invited.link.id).await));
        for denied in [
            organisation::list(here, &anna, "", None).await.map(|_| ()),
            account::accounts(here, &anna).await.map(|_| ()),
            account::invite_administrator(here, &anna, "x@x.example", "X").await.map(|_| ()),
        ] {
            assert!(reason::NO_RIGHT.is(&denied.unwrap_err()));
        }
        assert!(hidden(organisation::get(here, &nobody(), granvik).await));
        assert_eq!(organisation::mine(here, &anna).await.unwrap().len(), 1);
        assert_eq!(organisation::list(here, &place.siv, "berg", None).await.unwrap()[0].id, bergby);

        let draft = Draft {
            name: "Granviks kommun",
            kind: Kind::Municipality,
            code: "9909",
            country: "SE",
        };
        for odd in ["99-01", &"x".repeat(300)] {
            let odd = Draft { code: odd, ..draft.clone() };
            assert_eq!(code(organisation::update(here, &anna, granvik, 1, &odd).await), "A36");
        }
        for country in ["", "se", "Sverige"] {
            let odd = Draft { country, ..draft.clone() };
            assert_eq!(code(organisation::make(here, &place.siv, &odd).await), "A36");
        }
        // Who runs an organisation names it; for whom it speaks is said by who runs the installation.
        assert_eq!(code(organisation::update(here, &anna, granvik, 1, &draft).await), "A02");
        let named = Draft { code: "9901", ..draft.clone() };
        organisation::update(here, &anna, granvik, 1, &named).await.unwrap();
        organisation::update(here, &place.siv, granvik, 2, &draft).await.unwrap();
        assert!(matches!(
            organisation::update(here, &place.siv, granvik, 1, &draft).await,
            Err(Error::Conflict(_))
        ));
        assert_eq!(code(organisation::close(here, &anna, granvik, 3).await), "A02");
        organisation::close(here, &place.siv, granvik, 3).await.unwrap();
        assert!(
            hidden(people::list(here, &place.again(&anna).await, granvik).await),
            "nobody has a role in it"
        );
        assert_eq!(code(people::invite(here, &place.siv, granvik, &invite).await), "A31");
    });
}

#[test]
fn an_invitation_works_once_for_the_one_it_is_for() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", ANNA).await;
        let (bergby, bo) = place.organisation("Bergby", "9902", BO).await;
        let invite = async |by, to, email, roles| {
            people::invite(here, by, to, &Invite { email, name: "Cilla Ek", roles }).await
        };
        assert_eq!(
            code(invite(&anna, granvik, "c@x.example", &[Role::LeadEvaluator]).await),
            "A22"
        );
        assert_eq!(code(invite(&anna, granvik, "no address", &[]).await), "A20");

        // Somebody new.
        let cilla = invite(&anna, granvik, "Cilla@X.example", &[Role::Reader]).await.unwrap();
        let opening = link::open(here, &nobody(), cilla.token.expose(), HERE).await.unwrap();
        assert_eq!(
            (opening.next, opening.link.email.as_str()),
            (Next::NewAccount, "cilla@x.example")
        );
        assert_eq!(people::invitations(here, &anna, granvik).await.unwrap().len(), 1);
        let renewed = people::renew(here, &anna, granvik, cilla.link.id).await.unwrap();
        assert_eq!(code(link::open(here, &nobody(), cilla.token.expose(), HERE).await), "A15");
        join(here, &renewed, "", "Cilla Ek").await;
        assert_eq!(code(accept(here, &renewed, "", "Cilla", PASSWORD).await), "A16");
        assert!(people::invitations(here, &anna, granvik).await.unwrap().is_empty());

        // Somebody who has an account: only that account accepts, and a link does not give it a password.
        let again = invite(&bo, bergby, "cilla@x.example", &[Role::Reader]).await.unwrap();
        let token = again.token.expose();
        let next = async |caller| link::open(here, &caller, token, HERE).await.unwrap().next;
        assert_eq!(next(nobody()).await, Next::SignIn);
        assert_eq!(next(anna.clone()).await, Next::SignOut);
        assert_eq!(code(accept(here, &again, "", "Cilla", PASSWORD).await), "A18");
        assert_eq!(code(link::accept_as(here, &anna, token, HERE).await), "A19");
        assert_eq!(code(link::enter(here, token, "", HERE).await), "A17");
        let cilla = caller(here, &signs_in(here, "cilla@x.example", PASSWORD).await).await;
        assert_eq!(next(cilla.clone()).await, Next::Accept);
        link::accept_as(here, &cilla, token, HERE).await.unwrap();
        assert_eq!(code(link::accept_as(here, &cilla, token, HERE).await), "A16");
        assert_eq!(organisation::mine(here, &place.again(&cilla).await).await.unwrap().len(), 2);

        let late = invite(&anna, granvik, "dan@x.example", &[]).await.unwrap();
        let revoked = invite(&anna, granvik, "eva@x.example", &[]).await.unwrap();
        people::revoke(here, &anna, granvik, revoked.link.id).await.unwrap();
        assert_eq!(code(accept(here, &revoked, "", "Eva", PASSWORD).await), "A15");
        place.minutes(15 * 24 * 60);
        assert_eq!(code(accept(here, &late, "", "Dan", PASSWORD).await), "A14");
        assert_eq!(code(link::open(here, &nobody(), "forged", HERE).await), "A13");
    });
}

#[test]
fn the_last_administrator_stays() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", ANNA).await;
        let own = anna.account().unwrap().id;
        assert_eq!(
            code(people::set_roles(here, &anna, granvik, own, &[Role::Reader]).await),
            "A23"
        );
        assert_eq!(code(people::remove(here, &anna, granvik, own).await), "A23");
        let both = [Role::OrganisationAdministrator, Role::Reader];
        people::set_roles(here, &anna, granvik, own, &both).await.unwrap();
        let bo = place.person(&anna, granvik, BO, &[Role::OrganisationAdministrator]).await;
        place.minutes(16);
        assert_eq!(code(people::remove(here, &bo, granvik, own).await), "A05");
        let bo = place.again(&bo).await;
        people::remove(here, &bo, granvik, own).await.unwrap();
        assert!(hidden(people::list(here, &place.again(&anna).await, granvik).await));
        assert_eq!(people::list(here, &bo, granvik).await.unwrap().len(), 1);
        // Who runs the installation can appoint the next one.
        let siv = place.again(&place.siv).await;
        people::remove(here, &siv, granvik, bo.account().unwrap().id).await.unwrap();
        let roles = [Role::OrganisationAdministrator];
        let invite = Invite { email: "cilla@x.example", name: "Cilla", roles: &roles };
        people::invite(here, &siv, granvik, &invite).await.unwrap();
    });
}

#[test]
fn a_forgotten_password_leads_into_no_other_organisation() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", ANNA).await;
        let (bergby, bo) = place.organisation("Bergby", "9902", BO).await;
        let cilla = place.person(&anna, granvik, "cilla@x.example", &[Role::Reader]).await;
        let id = cilla.account().unwrap().id;
        let link = people::password_link(here, &anna, granvik, id).await.unwrap();
        let opening = link::open(here, &nobody(), link.token.expose(), HERE).await.unwrap();
        assert_eq!(opening.next, Next::NewPassword);
        let old = signs_in(here, "cilla@x.example", PASSWORD).await;
        assert!(matches!(
            accept(here, &link, "", "", "tolv gröna paraplyer i regn").await,
            Ok(Outcome::SignedIn(_))
        ));
        let old =
            kompass_app::session::caller(here, old.token.expose(), kompass_core::Lang::En).await;
        assert!(old.unwrap().is_none(), "whoever was signed in is out");

        let second = people::invite(
            here,
            &bo,
            bergby,
            &Invite { email: "cilla@x.example", name: "C", roles: &[] },
        )
        .await
        .unwrap();
        link::accept_as(here, &place.again(&cilla).await, second.token.expose(), HERE)
            .await
            .unwrap();
        assert_eq!(code(people::password_link(here, &anna, granvik, id).await), "A33");
        let siv = place.siv.account().unwrap();
        let third = people::invite(
            here,
            &anna,
            granvik,
            &Invite { email: &siv.email, name: "S", roles: &[] },
        )
        .await
        .unwrap();
        link::accept_as(here, &place.siv, third.token.expose(), HERE).await.unwrap();
        assert_eq!(code(people::password_link(here, &anna, granvik, siv.id).await), "A33");
        account::password_link(here, &place.siv, id).await.unwrap();
    });
}
