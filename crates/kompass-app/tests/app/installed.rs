//! An installation over the database of a test, with a clock that the test turns.

use jiff::{SignedDuration, Timestamp};
use kompass_app::access::Caller;
use kompass_app::ceremony::Browser;
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_app::session::{self, Holder, Opened, Sign};
use kompass_core::{Error, Lang};
use kompass_testkit::TestDb;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// How far the clock of an installation is from the true one.
#[derive(Clone, Default)]
pub(crate) struct Clock(Arc<AtomicI64>);

impl Clock {
    /// Turns it on.
    pub(crate) fn forward(&self, by: SignedDuration) {
        self.0.fetch_add(by.as_secs(), Ordering::SeqCst);
    }

    /// Turns it back to the true time.
    pub(crate) fn reset(&self) {
        self.0.store(0, Ordering::SeqCst);
    }
}

/// An installation with a configuration of the test's.
pub(crate) fn installation(db: &TestDb, config: Config) -> (Installation, Clock) {
    let clock = Clock::default();
    let turned = clock.clone();
    let config = Config { data: db.path("data"), ..config };
    std::fs::create_dir_all(&config.data).unwrap();
    let installation = Installation::over(config, db.db.clone(), db.key()).unwrap();
    let now = move || Timestamp::now() + SignedDuration::from_secs(turned.0.load(Ordering::SeqCst));
    (installation.with_clock(now), clock)
}

/// Anna's browser.
pub(crate) const BROWSER: Browser<'_> =
    Browser { cookie: "cookie-of-anna", agent: "Firefox", address: "192.0.2.1" };

/// Anna's browser, while nobody is signed in.
pub(crate) fn nobody() -> Caller {
    Caller::public(Lang::En)
}

/// The caller with this account, who came by this session.
pub(crate) async fn caller(installation: &Installation, opened: &Opened) -> Caller {
    let token = opened.token.expose();
    session::caller(installation, token, Lang::En).await.unwrap().expect("the session is open")
}

/// Somebody with an account, signed in just now.
pub(crate) async fn signed_in(installation: &Installation, account: Uuid) -> Caller {
    let holder = Holder::Account(account);
    let sign = Sign { holder, method: "password", agent: "Firefox", address: "192.0.2.1" };
    caller(installation, &session::open(installation, &sign).await.unwrap()).await
}

/// The code of a refusal.
pub(crate) fn code<T: std::fmt::Debug>(result: kompass_core::Result<T>) -> String {
    match result {
        Err(Error::Invalid(problems)) => problems[0].code.clone(),
        Err(Error::Forbidden(text)) => text.split(' ').next().unwrap().to_owned(),
        other => panic!("a refusal with a code was expected, not {other:?}"),
    }
}
