//! A place to test in: an installation with its first administrator, and people who come by invitation.

use crate::installed::{Clock, caller, installation};
use jiff::SignedDuration;
use kompass_app::access::Caller;
use kompass_app::account;
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_app::link::{self, Created, Given};
use kompass_app::organisation::{self, Draft, Kind};
use kompass_app::password::Password;
use kompass_app::people::{self, Invite};
use kompass_app::session::Opened;
use kompass_app::signin::{self, Attempt, Outcome};
use kompass_core::access::Role;
use kompass_core::{Lang, Result};
use kompass_testkit::TestDb;
use uuid::Uuid;

/// Where the tests come from, and with what.
pub(crate) const HERE: &str = "192.0.2.1";
pub(crate) const AGENT: &str = "Firefox";

/// A password that is enough for everybody here.
pub(crate) const PASSWORD: &str = "kanot lingon tvätt måne";

/// An installation that Siv runs.
pub(crate) struct Place {
    pub(crate) installation: Installation,
    pub(crate) clock: Clock,
    pub(crate) siv: Caller,
}

impl Place {
    pub(crate) async fn new(db: &TestDb) -> Self {
        let (installation, clock) = installation(db, Config::default());
        let first = account::first_link(&installation).await.unwrap().expect("the first start");
        let siv = join(&installation, &first, "siv@kompass.example", "Siv Alm").await;
        let siv = caller(&installation, &siv).await;
        Self { installation, clock, siv }
    }

    /// An organisation with its administrator.
    pub(crate) async fn organisation(&self, name: &str, code: &str, email: &str) -> (Uuid, Caller) {
        let draft = Draft { name, kind: Kind::Municipality, code, country: "SE" };
        let id = organisation::make(&self.installation, &self.siv, &draft).await.unwrap();
        let administrator =
            self.person(&self.siv, id, email, &[Role::OrganisationAdministrator]).await;
        (id, administrator)
    }

    /// Somebody invited into an organisation, who made an account.
    pub(crate) async fn person(
        &self,
        by: &Caller,
        organisation: Uuid,
        email: &str,
        roles: &[Role],
    ) -> Caller {
        let invite = Invite { email, name: "Anna Berg", roles };
        let invited = people::invite(&self.installation, by, organisation, &invite).await.unwrap();
        let opened = join(&self.installation, &invited, "", "Anna Berg").await;
        caller(&self.installation, &opened).await
    }

    /// The same person, as the next request finds them.
    pub(crate) async fn again(&self, person: &Caller) -> Caller {
        crate::installed::signed_in(&self.installation, person.account().unwrap().id).await
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.clock.forward(SignedDuration::from_mins(minutes));
    }
}

/// Makes an account by a link.
pub(crate) async fn join(
    installation: &Installation,
    created: &Created,
    email: &str,
    name: &str,
) -> Opened {
    match accept(installation, created, email, name, PASSWORD).await {
        Ok(Outcome::SignedIn(opened)) => opened,
        other => panic!("a new account is signed in, not {other:?}"),
    }
}

/// Tries to make an account by a link, or to set a new password.
pub(crate) async fn accept(
    installation: &Installation,
    created: &Created,
    email: &str,
    name: &str,
    password: &str,
) -> Result<Outcome> {
    let password = Password::new(password);
    let given = Given { email, name, language: Lang::Sv, password };
    link::accept(installation, created.token.expose(), &given, AGENT, HERE).await
}

/// Tries to sign in with a password.
pub(crate) async fn sign_in(
    installation: &Installation,
    email: &str,
    password: &str,
) -> Result<Outcome> {
    let attempt = Attempt { email, password: Password::new(password), agent: AGENT, address: HERE };
    signin::password(installation, &attempt).await
}

/// As [`sign_in`], of somebody who may.
pub(crate) async fn signs_in(installation: &Installation, email: &str, password: &str) -> Opened {
    match sign_in(installation, email, password).await {
        Ok(Outcome::SignedIn(opened)) => opened,
        other => panic!("{email} signs in, not {other:?}"),
    }
}
