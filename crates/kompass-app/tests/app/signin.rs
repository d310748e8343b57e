//! Signing in and staying signed in, and every way in which it must not go on.

use crate::installed::{caller, code, installation};
use crate::place::{AGENT, HERE, PASSWORD, Place, accept, join, sign_in, signs_in};
use jiff::SignedDuration;
use kompass_app::access::{Caller, Scope};
use kompass_app::config::{Config, SecondFactor, WebConfig};
use kompass_app::installation::Installation;
use kompass_app::link;
use kompass_app::password::{Password, needs_rehash};
use kompass_app::signin::{self, Outcome};
use kompass_app::{access, account, session};
use kompass_core::Lang;
use kompass_core::access::{Action, Resource, Role};
use kompass_store::account as accounts;
use kompass_testkit::on_both;

const SIV: &str = "siv@kompass.example";

#[test]
fn the_first_start_makes_one_administrator() {
    on_both(async |db| {
        let (installation, clock) = installation(db, Config::default());
        assert!(account::is_first_start(&installation).await.unwrap());
        let old = account::first_link(&installation).await.unwrap().unwrap();
        let new = account::first_link(&installation).await.unwrap().unwrap();
        assert!(new.address(&installation).starts_with("http://localhost:8080/link/"));
        assert_eq!(code(accept(&installation, &old, SIV, "Siv", PASSWORD).await), "A15");
        for (email, name, password, refused) in [
            ("siv", "Siv", PASSWORD, "A20"),
            (SIV, " ", PASSWORD, "A21"),
            (SIV, "Siv", "kort", "A10"),
            (SIV, "Siv", "sivalmsivalm", "A12"),
        ] {
            let tried = accept(&installation, &new, email, name, password).await;
            assert_eq!(code(tried), refused);
        }
        clock.forward(SignedDuration::from_mins(61));
        assert_eq!(code(accept(&installation, &new, SIV, "Siv", PASSWORD).await), "A14");
        let newest = account::first_link(&installation).await.unwrap().unwrap();
        let siv = join(&installation, &newest, SIV, "Siv Alm").await;
        assert!(caller(&installation, &siv).await.account().unwrap().system_administrator);
        assert_eq!(code(accept(&installation, &newest, SIV, "Siv", PASSWORD).await), "A16");
        assert!(account::first_link(&installation).await.unwrap().is_none());
    });
}

#[test]
fn nobody_learns_who_has_an_account() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (_, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let anna = anna.account().unwrap().clone();
        account::set_disabled(here, &place.siv, anna.id, anna.version, true).await.unwrap();
        let mut told = Vec::new();
        for (email, password) in [
            ("nobody@granvik.example", PASSWORD),
            (SIV, "inte det rätta lösenordet"),
            ("anna@granvik.example", PASSWORD),
            ("", ""),
        ] {
            told.push(sign_in(here, email, password).await.unwrap_err().to_string());
        }
        told.dedup();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("A06"), "{told:?}");
        signs_in(here, " SIV@Kompass.example ", PASSWORD).await;
    });
}

#[test]
fn an_account_is_locked_after_ten_tries_and_opens_after_a_quarter() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        for _ in 0..10 {
            assert_eq!(code(sign_in(here, SIV, "fel").await), "A06");
        }
        assert_eq!(code(sign_in(here, SIV, PASSWORD).await), "A29", "the right one is too late");
        // An address that nobody has is locked just so.
        for _ in 0..10 {
            assert_eq!(code(sign_in(here, "nobody@x.example", "fel").await), "A06");
        }
        assert_eq!(code(sign_in(here, "nobody@x.example", "fel").await), "A29");
        place.minutes(16);
        signs_in(here, SIV, PASSWORD).await;
        for _ in 0..10 {
            signs_in(here, SIV, PASSWORD).await;
        }
    });
}

#[test]
fn an_address_is_locked_after_a_hundred_guesses() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let open = async |from: &str| {
            let nobody = crate::installed::nobody();
            code(link::open(&place.installation, &nobody, "guess", from).await)
        };
        for _ in 0..3 {
            signs_in(&place.installation, SIV, PASSWORD).await;
        }
        for _ in 0..100 {
            assert_eq!(open(HERE).await, "A13", "who signed in from there does not count");
        }
        assert_eq!(open(HERE).await, "A29");
        for _ in 0..100 {
            assert_eq!(open("2001:db8:1:2::7").await, "A13");
        }
        assert_eq!(open("2001:db8:1:2::8").await, "A29", "the same network");
        assert_eq!(open("2001:db8:1:3::7").await, "A13", "another one");
        place.minutes(16);
        assert_eq!(open("2001:db8:1:2::7").await, "A13");
    });
}

#[test]
fn sessions_end_by_time_and_by_hand() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let find = async |token: &str| session::caller(here, token, Lang::En).await.unwrap();
        let (_, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let siv = signs_in(here, SIV, PASSWORD).await;
        let token = siv.token.expose().to_owned();
        for forged in ["", "x", &token[1..], &token.to_uppercase(), &siv.token.digest()] {
            assert!(find(forged).await.is_none(), "{forged}");
        }
        // Used every fifty minutes it lasts for twelve hours, and no longer.
        for _ in 0..14 {
            place.minutes(50);
            assert!(find(&token).await.is_some());
        }
        place.minutes(21);
        assert!(find(&token).await.is_none(), "the absolute end");
        let idle = signs_in(here, SIV, PASSWORD).await;
        place.minutes(61);
        assert!(find(idle.token.expose()).await.is_none(), "an hour unused");
        let left = signs_in(here, SIV, PASSWORD).await;
        session::sign_out(here, left.token.expose()).await.unwrap();
        assert!(find(left.token.expose()).await.is_none(), "signed out");

        let (one, two) = (signs_in(here, SIV, PASSWORD).await, signs_in(here, SIV, PASSWORD).await);
        let three = signs_in(here, SIV, PASSWORD).await;
        let me = caller(here, &one).await;
        assert_eq!(session::devices(here, &me).await.unwrap().len(), 3);
        session::end(here, &me, two.session.id).await.unwrap();
        assert!(find(two.token.expose()).await.is_none());
        assert!(session::end(here, &me, two.session.id).await.is_err(), "it is gone");
        assert!(session::end(here, &anna, three.session.id).await.is_err(), "another's device");
        assert!(find(three.token.expose()).await.is_some());
        session::end_others(here, &me).await.unwrap();
        assert!(
            find(three.token.expose()).await.is_none() && find(one.token.expose()).await.is_some()
        );
        session::forget(here).await.unwrap();
        assert!(find(one.token.expose()).await.is_some());
    });
}

#[test]
fn a_dangerous_act_needs_a_fresh_proof() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let opened = signs_in(here, SIV, PASSWORD).await;
        let siv = caller(here, &opened).await;
        assert!(!access::needs_step_up(here, &siv));
        place.minutes(15);
        assert!(access::needs_step_up(here, &siv));
        assert_eq!(code(account::begin_totp(here, &siv).await), "A05");
        assert_eq!(
            code(
                account::change_password(
                    here,
                    &siv,
                    None,
                    &Password::new("en helt annan lång mening")
                )
                .await
            ),
            "A05"
        );
        let wrong = Password::new("fel");
        assert_eq!(code(signin::step_up_by_password(here, &siv, &wrong, HERE).await), "A09");
        assert_eq!(code(signin::step_up_by_code(here, &siv, "123456", HERE).await), "A24");
        let right = Password::new(PASSWORD);
        let anew = signin::step_up_by_password(here, &siv, &right, HERE).await.unwrap();
        assert!(
            session::caller(here, opened.token.expose(), Lang::En).await.unwrap().is_none(),
            "a copied token"
        );
        let siv = caller(here, &anew).await;
        assert!(!access::needs_step_up(here, &siv));
        account::begin_totp(here, &siv).await.unwrap();
        place.minutes(15);
        assert!(access::needs_step_up(here, &siv));
    });
}

#[test]
fn a_second_factor_counts_once() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let other = signs_in(here, SIV, PASSWORD).await;
        let enrolment = account::begin_totp(here, &place.siv).await.unwrap();
        let (token, shared) = (enrolment.token.expose(), &enrolment.shared);
        let wrong = account::finish_totp(here, &place.siv, token, "000000").await;
        assert_eq!(code(wrong), "A07");
        assert_eq!(
            account::pending_totp(here, &place.siv, token).await.unwrap().typed(),
            shared.typed()
        );
        let (_, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let stolen = account::begin_totp(here, &anna).await.unwrap();
        let foreign = account::finish_totp(
            here,
            &place.siv,
            stolen.token.expose(),
            &stolen.shared.code(here.now()),
        )
        .await;
        assert_eq!(code(foreign), "A08", "another's enrolment");
        let first = shared.code(here.now());
        let codes = account::finish_totp(here, &place.siv, token, &first).await.unwrap();
        assert_eq!(codes.len(), 10);
        assert!(
            session::caller(here, other.token.expose(), Lang::En).await.unwrap().is_none(),
            "other devices prove it anew"
        );

        let pending = async || match sign_in(here, SIV, PASSWORD).await {
            Ok(Outcome::SecondFactor(token)) => token.expose().to_owned(),
            other => panic!("a second factor is asked for, not {other:?}"),
        };
        let finish = async |token: &str, typed: &str| {
            signin::second_factor(here, token, typed, AGENT, HERE).await
        };
        let token = pending().await;
        assert_eq!(code(finish(&token, &first).await), "A07", "the code that turned it on");
        place.minutes(1);
        let next = shared.code(here.now());
        let siv = finish(&token, &next).await.unwrap();
        assert_eq!(siv.session.method, "password+totp");
        assert_eq!(code(finish(&token, &next).await), "A08", "the sign-in is over");
        let token = pending().await;
        assert_eq!(code(finish(&token, &next).await), "A07", "the same code again");
        assert_eq!(
            finish(&token, &codes[3].to_uppercase()).await.unwrap().session.method,
            "password+recovery"
        );
        let token = pending().await;
        assert_eq!(code(finish(&token, &codes[3]).await), "A07", "a recovery code again");
        place.minutes(6);
        assert_eq!(code(finish(&token, &codes[4]).await), "A08", "too late");
        assert_eq!(code(finish("forged", &codes[4]).await), "A08");
        // The count of wrong codes outlives the sign-in that they were tried in: there was one before these.
        let token = pending().await;
        for _ in 0..9 {
            assert_eq!(code(finish(&token, "000000").await), "A07");
        }
        assert_eq!(code(finish(&pending().await, &codes[4]).await), "A29");
        place.minutes(16);
        let siv = caller(here, &finish(&pending().await, &codes[4]).await.unwrap()).await;
        assert_eq!(account::profile(here, &siv).await.unwrap().recovery_left, 8);
        let renewed = account::renew_recovery_codes(here, &siv).await.unwrap();
        assert_eq!(code(finish(&pending().await, &codes[5]).await), "A07", "one of the old set");
        finish(&pending().await, &renewed[0]).await.unwrap();
        account::end_totp(here, &siv).await.unwrap();
        signs_in(here, SIV, PASSWORD).await;
    });
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let other = signs_in(here, SIV, PASSWORD).await;
        let (old, new) = (Password::new(PASSWORD), Password::new("tolv gröna paraplyer i regn"));
        let wrong = Password::new("fel");
        assert_eq!(
            code(account::change_password(here, &place.siv, Some(&wrong), &new).await),
            "A09"
        );
        let weak = Password::new("siv@kompass.example");
        assert_eq!(
            code(account::change_password(here, &place.siv, Some(&old), &weak).await),
            "A12"
        );
        account::change_password(here, &place.siv, Some(&old), &new).await.unwrap();
        assert!(session::caller(here, other.token.expose(), Lang::En).await.unwrap().is_none());
        assert_eq!(session::devices(here, &place.siv).await.unwrap().len(), 1, "this one stays");
        assert_eq!(code(sign_in(here, SIV, PASSWORD).await), "A06");
        signs_in(here, SIV, "tolv gröna paraplyer i regn").await;
    });
}

#[test]
fn a_new_password_by_link_does_not_go_round_the_second_factor() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let enrolment = account::begin_totp(here, &place.siv).await.unwrap();
        let code_now = enrolment.shared.code(here.now());
        let token = enrolment.token.expose();
        account::finish_totp(here, &place.siv, token, &code_now).await.unwrap();
        let link = account::make_administrator(here, SIV, "Siv").await.unwrap();
        let accepted = accept(here, &link, "", "", "sju blå stolar på rad").await.unwrap();
        let Outcome::SecondFactor(token) = accepted else {
            panic!("who has the link alone is signed in");
        };
        let wrong = signin::second_factor(here, token.expose(), "000000", AGENT, HERE).await;
        assert_eq!(code(wrong), "A07");
        place.minutes(1);
        let next = enrolment.shared.code(here.now());
        signin::second_factor(here, token.expose(), &next, AGENT, HERE).await.unwrap();
    });
}

#[test]
fn who_locks_an_account_from_outside_does_not_stop_its_owner_inside() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        for _ in 0..11 {
            sign_in(here, SIV, "fel").await.unwrap_err();
        }
        assert_eq!(code(sign_in(here, SIV, PASSWORD).await), "A29");
        let right = Password::new(PASSWORD);
        signin::step_up_by_password(here, &place.siv, &right, HERE).await.unwrap();
        let siv = place.again(&place.siv).await;
        let wrong = Password::new("fel");
        for _ in 0..10 {
            assert_eq!(code(signin::step_up_by_password(here, &siv, &wrong, HERE).await), "A09");
        }
        assert_eq!(code(signin::step_up_by_password(here, &siv, &right, HERE).await), "A29");
    });
}

#[test]
fn an_administrator_ends_the_sessions_of_one_or_of_all() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let bo = place.person(&anna, granvik, "bo@granvik.example", &[]).await;
        let opened = signs_in(here, "bo@granvik.example", PASSWORD).await;
        let is_in =
            async |token: &str| session::caller(here, token, Lang::En).await.unwrap().is_some();
        let id = bo.account().unwrap().id;
        assert_eq!(code(account::sign_out(here, &anna, Some(id)).await), "A02");
        assert!(is_in(opened.token.expose()).await);
        assert!(account::sign_out(here, &place.siv, Some(id)).await.unwrap() >= 1);
        assert!(!is_in(opened.token.expose()).await);
        let siv = signs_in(here, SIV, PASSWORD).await;
        assert!(account::sign_out(here, &place.siv, None).await.unwrap() >= 2);
        assert!(!is_in(siv.token.expose()).await);
    });
}

/// A municipality often comes from one address.
#[test]
fn good_links_are_not_counted_against_an_address() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let link = account::make_administrator(here, "ny@kompass.example", "Ny").await.unwrap();
        let nobody = crate::installed::nobody();
        for _ in 0..120 {
            link::open(here, &nobody, link.token.expose(), HERE).await.unwrap();
        }
    });
}

#[test]
fn an_old_hash_is_made_anew_at_sign_in() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let (here, id) = (&place.installation, place.siv.account().unwrap().id);
        // `kanot lingon tvätt måne` with 8 MiB and one pass.
        let stamp = here.stamp_for(&place.siv).unwrap();
        let old = weak_hash();
        assert!(needs_rehash(&old));
        accounts::set_password(&here.db, &stamp, id, Some(&old)).await.unwrap();
        signs_in(here, SIV, PASSWORD).await;
        let now = accounts::credentials(&here.db, id).await.unwrap().password.unwrap();
        assert!(!needs_rehash(&now));
        signs_in(here, SIV, PASSWORD).await;
    });
}

fn weak_hash() -> String {
    use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
    let params = Params::new(8192, 1, 1, None).unwrap();
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_with_salt(PASSWORD.as_bytes(), &[3; 16]).unwrap().to_string()
}

#[test]
fn what_is_taken_away_is_gone_at_once_on_every_node() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let (other, _) = installation(db, Config::default());
        let here = &place.installation;
        let (granvik, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let bo = place.person(&anna, granvik, "bo@granvik.example", &[]).await;
        let opened = signs_in(&other, "bo@granvik.example", PASSWORD).await;
        let bo_there =
            async || session::caller(&other, opened.token.expose(), Lang::En).await.unwrap();
        let reads =
            async |caller| kompass_app::organisation::get(&other, &caller, granvik).await.is_ok();
        assert!(!reads(bo_there().await.unwrap()).await, "a mere member");
        let id = bo.account().unwrap().id;
        let reader = [kompass_core::access::Role::Reader];
        kompass_app::people::set_roles(here, &anna, granvik, id, &reader).await.unwrap();
        assert!(reads(bo_there().await.unwrap()).await);
        kompass_app::people::set_roles(here, &anna, granvik, id, &[]).await.unwrap();
        assert!(!reads(bo_there().await.unwrap()).await);
        let version = bo_there().await.unwrap().account().unwrap().version;
        let version = account::set_disabled(here, &place.siv, id, version, true).await.unwrap();
        assert!(bo_there().await.is_none(), "a closed account is out at once");
        account::set_disabled(here, &place.siv, id, version, false).await.unwrap();
        assert!(bo_there().await.is_none(), "its sessions do not come back");
    });
}

#[test]
fn an_administrator_by_command_comes_in_when_nobody_else_can() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let here = &place.installation;
        let made = account::make_administrator(here, "Glas@Kompass.example", "Glas").await.unwrap();
        let first = account::make_administrator(here, SIV, "Siv").await.unwrap();
        assert_eq!(first.link.account, Some(place.siv.account().unwrap().id));
        let Outcome::SignedIn(opened) =
            accept(here, &made, "", "", "sju blå stolar på rad").await.unwrap()
        else {
            panic!("it has no second factor");
        };
        let glas = caller(here, &opened).await;
        assert!(
            glas.account().unwrap().break_glass && glas.account().unwrap().system_administrator
        );
        assert_eq!(code(accept(here, &made, "", "", PASSWORD).await), "A16");
        // One of the two may go; the last one may not.
        let siv = place.siv.account().unwrap();
        account::set_administrator(here, &glas, siv.id, siv.version, false).await.unwrap();
        let enrolment = account::begin_totp(here, &place.siv).await.unwrap();
        let code_now = enrolment.shared.code(here.now());
        account::finish_totp(here, &place.siv, enrolment.token.expose(), &code_now).await.unwrap();
        account::remove_totp(here, &glas, siv.id).await.unwrap();
        assert_eq!(code(account::remove_totp(here, &glas, siv.id).await), "A24");
        signs_in(here, SIV, PASSWORD).await;
        let own = glas.account().unwrap();
        let last = account::set_administrator(here, &glas, own.id, own.version, false).await;
        assert_eq!(code(last), "A23");
        assert_eq!(
            code(account::set_disabled(here, &glas, own.id, own.version, true).await),
            "A23"
        );
        assert_eq!(code(account::accounts(here, &place.again(&place.siv).await).await), "A02");
    });
}

#[test]
fn who_owes_a_second_factor_reaches_only_their_own_account() {
    on_both(async |db| {
        let place = Place::new(db).await;
        let (id, anna) = place.organisation("Granvik", "9901", "anna@granvik.example").await;
        let reader = place.person(&anna, id, "rut@granvik.example", &[Role::Reader]).await;
        let demanding = |second_factor| {
            let web = WebConfig { second_factor, ..WebConfig::default() };
            installation(db, Config { web, ..Config::default() }).0
        };
        let of_organisation = async |here: &Installation, who: &Caller| {
            let (read, scope) = (Action::Read, Scope::Organisation(id));
            access::authorise(here, who, Resource::Organisation, read, &scope).await
        };
        let everybody = demanding(SecondFactor::Everybody);
        let administrators = demanding(SecondFactor::Administrators);
        let offered = demanding(SecondFactor::Offered);
        for (here, who, open) in [
            (&offered, &anna, true),
            (&administrators, &anna, false),
            (&administrators, &place.siv, false),
            (&administrators, &reader, true),
            (&everybody, &reader, false),
            (&everybody, &anna, false),
        ] {
            let answer = of_organisation(here, who).await;
            if open {
                assert!(answer.is_ok(), "{answer:?}");
            } else {
                assert_eq!(code(answer), "A37");
            }
            let own =
                access::authorise(here, who, Resource::OwnAccount, Action::Write, &Scope::Own);
            assert!(own.await.is_ok(), "the way to turn it on is open");
        }

        // With codes turned on, with a passkey or by a provider there is nothing to owe.
        let enrolment = account::begin_totp(&everybody, &anna).await.unwrap();
        let first = enrolment.shared.code(everybody.now());
        let token = enrolment.token.expose();
        account::finish_totp(&everybody, &anna, token, &first).await.unwrap();
        assert!(of_organisation(&everybody, &place.again(&anna).await).await.is_ok());
        for method in ["passkey", "oidc:granvik"] {
            let mut other = reader.clone();
            other.session.as_mut().unwrap().method = method.to_owned();
            assert!(of_organisation(&everybody, &other).await.is_ok(), "{method}");
        }
    });
}
