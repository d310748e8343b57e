//! Passkeys by a software authenticator: made, used, and used as they must not be.

use crate::installed::{BROWSER, Clock, caller, code, installation, nobody, signed_in};
use jiff::SignedDuration;
use kompass_app::access::Caller;
use kompass_app::ceremony::Browser;
use kompass_app::config::{Config, WebConfig};
use kompass_app::installation::Installation;
use kompass_app::passkey::{self, Begun};
use kompass_app::session::Opened;
use kompass_core::{Error, Result};
use kompass_store::{account, passkey as store};
use kompass_testkit::{TestDb, on_both};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;
use webauthn_authenticator_rs::softpasskey::SoftPasskey;
use webauthn_authenticator_rs::{AuthenticatorBackend, WebauthnAuthenticator};
use webauthn_rs::prelude::RequestChallengeResponse;

const ORIGIN: &str = "https://kompass.example";

/// A browser with an authenticator in it.
struct Device {
    authenticator: SoftPasskey,
    origin: Url,
    /// What a device remembers of a discoverable passkey, which the software authenticator does not.
    remembered: Option<(Value, Uuid)>,
}

impl Device {
    fn new(origin: &str) -> Self {
        Self {
            authenticator: SoftPasskey::new(true),
            origin: Url::parse(origin).unwrap(),
            remembered: None,
        }
    }

    fn make(&mut self, begun: &Begun) -> Value {
        let options = serde_json::from_value(begun.options.clone()).unwrap();
        let made = self.authenticator.do_registration(self.origin.clone(), options).unwrap();
        let made = serde_json::to_value(made).unwrap();
        let user = begun.options["publicKey"]["user"]["id"].as_str().unwrap();
        self.remembered = Some((made["rawId"].clone(), Uuid::from_slice(&bytes(user)).unwrap()));
        made
    }

    /// Signs a challenge, with the passkey it remembers.
    fn sign(&mut self, begun: &Begun) -> Value {
        let (id, user) = self.remembered.clone().unwrap();
        let mut options = begun.options.clone();
        options["publicKey"]["allowCredentials"] = json!([{ "type": "public-key", "id": id }]);
        let options: RequestChallengeResponse = serde_json::from_value(options).unwrap();
        // Past the checks of an honest browser, straight to the authenticator.
        let origin = self.origin.clone();
        let signed = self.authenticator.perform_auth(origin, options.public_key, 1000).unwrap();
        let mut signed = serde_json::to_value(signed).unwrap();
        signed["response"]["userHandle"] = text(user.as_bytes()).into();
        signed
    }
}

fn bytes(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).unwrap()
}

fn text(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn place(db: &TestDb, public_url: &str) -> (Installation, Clock) {
    let web = WebConfig { public_url: public_url.into(), ..WebConfig::default() };
    installation(db, Config { web, ..Config::default() })
}

async fn register(
    installation: &Installation,
    caller: &Caller,
    device: &mut Device,
    name: &str,
) -> Result<store::Passkey> {
    let begun = passkey::register_begin(installation, caller, BROWSER).await?;
    let made = device.make(&begun);
    passkey::register_finish(installation, caller, BROWSER, &begun.ceremony, name, made).await
}

async fn sign_in(installation: &Installation, device: &mut Device) -> Result<Opened> {
    let begun = passkey::sign_in_begin(installation, BROWSER).await?;
    let signed = device.sign(&begun);
    passkey::sign_in_finish(installation, BROWSER, &begun.ceremony, signed).await
}

#[test]
fn a_passkey_is_made_and_signs_in_and_proves_anew() {
    on_both(async |db| {
        let (installation, clock) = place(db, ORIGIN);
        let anna = db.account("anna").await;
        let here = signed_in(&installation, anna.id).await;
        let mut device = Device::new(ORIGIN);
        let begun = passkey::register_begin(&installation, &here, BROWSER).await.unwrap();
        let key = &begun.options["publicKey"];
        assert_eq!(
            (&key["rp"]["id"], &key["rp"]["name"]),
            (&json!("kompass.example"), &json!("Kompass"))
        );
        assert_eq!(key["authenticatorSelection"]["residentKey"], "preferred");
        assert_eq!(key["authenticatorSelection"]["userVerification"], "required");
        assert_eq!(key["user"]["name"], "anna@example.org");

        let made = register(&installation, &here, &mut device, " Annas dator ").await.unwrap();
        assert_eq!(
            (made.account, made.name.as_str(), made.used_at),
            (anna.id, "Annas dator", None)
        );
        let begun = passkey::register_begin(&installation, &here, BROWSER).await.unwrap();
        let excluded = &begun.options["publicKey"]["excludeCredentials"];
        assert_eq!(excluded[0]["id"], json!(made.id), "the same device makes no second one");

        let begun = passkey::sign_in_begin(&installation, BROWSER).await.unwrap();
        assert_eq!(begun.options["mediation"], "conditional");
        assert_eq!(
            begun.options["publicKey"]["allowCredentials"],
            json!([]),
            "nothing is said about accounts"
        );
        let opened = sign_in(&installation, &mut device).await.unwrap();
        assert_eq!(
            (opened.session.account, opened.session.method.as_str()),
            (Some(anna.id), "passkey")
        );
        let held = store::find(&db.db, &made.id).await.unwrap().unwrap();
        assert!(held.used_at.is_some());
        assert_ne!(held.credential, made.credential, "the counter went on");

        // After a while, once more.
        let here = caller(&installation, &opened).await;
        clock.forward(SignedDuration::from_mins(20));
        assert_eq!(
            code(passkey::register_begin(&installation, &here, BROWSER).await.map(|_| ())),
            "A05"
        );
        let begun = passkey::step_up_begin(&installation, &here, BROWSER).await.unwrap();
        let signed = device.sign(&begun);
        let again = passkey::step_up_finish(&installation, &here, BROWSER, &begun.ceremony, signed)
            .await
            .unwrap();
        assert_eq!(again.session.id, opened.session.id);
        assert_ne!(again.token, opened.token);
        let here = caller(&installation, &again).await;
        assert!(passkey::register_begin(&installation, &here, BROWSER).await.is_ok());
        kompass_store::audit::verify(&db.db, &db.key(), None).await.unwrap();
    });
}

#[tokio::test]
async fn an_answer_counts_once_in_time_in_its_browser_and_for_its_challenge() {
    let db = TestDb::sqlite().await;
    let (installation, clock) = place(&db, ORIGIN);
    let here = signed_in(&installation, db.account("anna").await.id).await;
    let mut device = Device::new(ORIGIN);
    register(&installation, &here, &mut device, "Annas").await.unwrap();
    let finish = async |browser, ceremony: &str, signed: &Value| {
        passkey::sign_in_finish(&installation, browser, ceremony, signed.clone()).await
    };
    let begin = async || passkey::sign_in_begin(&installation, BROWSER).await.unwrap();

    let begun = begin().await;
    let signed = device.sign(&begun);
    assert!(finish(BROWSER, &begun.ceremony, &signed).await.is_ok());
    assert_eq!(code(finish(BROWSER, &begun.ceremony, &signed).await), "P02", "a second time");

    let other = begin().await;
    assert_eq!(
        code(finish(BROWSER, &other.ceremony, &signed).await),
        "P03",
        "for another challenge"
    );
    let signed = device.sign(&other);
    assert_eq!(
        code(finish(BROWSER, &other.ceremony, &signed).await),
        "P02",
        "used up by the wrong answer"
    );

    let begun = begin().await;
    let signed = device.sign(&begun);
    let foreign = Browser { cookie: "cookie-of-eve", ..BROWSER };
    assert_eq!(code(finish(foreign, &begun.ceremony, &signed).await), "P02", "in another browser");
    clock.forward(SignedDuration::from_secs(301));
    assert_eq!(code(finish(BROWSER, &begun.ceremony, &signed).await), "P02", "too late");
    clock.reset();
    for ceremony in ["", "guessed"] {
        assert_eq!(code(finish(BROWSER, ceremony, &signed).await), "P02");
    }

    // A challenge for one thing is none for another.
    let begun = begin().await;
    let signed = device.sign(&begun);
    let proof =
        passkey::step_up_finish(&installation, &here, BROWSER, &begun.ceremony, signed).await;
    assert_eq!(code(proof), "P02");
    let begun = passkey::step_up_begin(&installation, &here, BROWSER).await.unwrap();
    let signed = device.sign(&begun);
    assert_eq!(code(finish(BROWSER, &begun.ceremony, &signed).await), "P02");
}

#[tokio::test]
async fn only_the_true_name_the_true_owner_and_an_unlocked_device_count() {
    let db = TestDb::sqlite().await;
    let (installation, _) = place(&db, ORIGIN);
    let anna = db.account("anna").await;
    let here = signed_in(&installation, anna.id).await;
    let mut device = Device::new(ORIGIN);
    register(&installation, &here, &mut device, "Annas").await.unwrap();

    // Truly signed, but where the browser was is not here: a look-alike, a part of it, another port, without TLS.
    for origin in [
        "https://kompass.example.evil.example",
        "https://evil.example",
        "https://under.kompass.example",
        "https://kompass.example:8443",
        "http://kompass.example",
    ] {
        device.origin = Url::parse(origin).unwrap();
        assert_eq!(code(sign_in(&installation, &mut device).await), "P03", "{origin}");
    }
    device.origin = Url::parse(ORIGIN).unwrap();
    assert!(sign_in(&installation, &mut device).await.is_ok());
    // Truly signed, for another name.
    let begun = passkey::sign_in_begin(&installation, BROWSER).await.unwrap();
    let mut elsewhere = begun.clone();
    elsewhere.options["publicKey"]["rpId"] = "evil.example".into();
    let signed = device.sign(&elsewhere);
    let refused = passkey::sign_in_finish(&installation, BROWSER, &begun.ceremony, signed).await;
    assert_eq!(code(refused), "P03");
    // A passkey of another site: made and signed for another name.
    let (elsewhere, _) = place(&db, "https://elsewhere.example");
    let mut other = Device::new("https://elsewhere.example");
    let there = signed_in(&elsewhere, anna.id).await;
    register(&elsewhere, &there, &mut other, "Annan plats").await.unwrap();
    let begun = passkey::sign_in_begin(&elsewhere, BROWSER).await.unwrap();
    let signed = other.sign(&begun);
    let refused = passkey::sign_in_finish(&installation, BROWSER, &begun.ceremony, signed).await;
    assert_eq!(code(refused), "P03");
    let begun = passkey::register_begin(&elsewhere, &there, BROWSER).await.unwrap();
    let made = other.make(&begun);
    let refused =
        passkey::register_finish(&installation, &here, BROWSER, &begun.ceremony, "x", made).await;
    assert_eq!(code(refused), "P03");

    // Of another account, of nobody, altered, nonsense.
    let berit = db.account("berit").await;
    let changes: [(&str, Value); 7] = [
        ("/response/userHandle", text(berit.id.as_bytes()).into()),
        ("/response/userHandle", Value::Null),
        ("/response/userHandle", text(b"short").into()),
        ("/rawId", text(b"unknown").into()),
        ("/response/signature", text(&[0; 70]).into()),
        ("/response/authenticatorData", text(&[0; 37]).into()),
        ("/response", Value::Null),
    ];
    for (place, value) in changes {
        let begun = passkey::sign_in_begin(&installation, BROWSER).await.unwrap();
        let mut signed = device.sign(&begun);
        *signed.pointer_mut(place).unwrap() = value.clone();
        let refused =
            passkey::sign_in_finish(&installation, BROWSER, &begun.ceremony, signed).await;
        assert_eq!(code(refused), "P03", "{place} {value}");
    }
    // Without finger or PIN: the flag is under the signature, so it says so or the signature is wrong.
    let begun = passkey::sign_in_begin(&installation, BROWSER).await.unwrap();
    let mut relaxed = begun.clone();
    relaxed.options["publicKey"]["userVerification"] = "discouraged".into();
    let signed = device.sign(&relaxed);
    let refused = passkey::sign_in_finish(&installation, BROWSER, &begun.ceremony, signed).await;
    assert_eq!(code(refused), "P03");

    // A closed account answers as a wrong passkey does.
    assert!(sign_in(&installation, &mut device).await.is_ok());
    let closed = sign_in_of_closed(&db, &installation, &mut device, anna.id).await;
    assert_eq!(code(closed), "P03");
}

async fn sign_in_of_closed(
    db: &TestDb,
    installation: &Installation,
    device: &mut Device,
    id: Uuid,
) -> Result<Opened> {
    let there = account::get(&db.db, id).await?;
    account::set_disabled(&db.db, &db.stamp(), id, there.version, true).await?;
    sign_in(installation, device).await
}

#[tokio::test]
async fn a_passkey_that_counts_backwards_is_refused() {
    let db = TestDb::sqlite().await;
    let (installation, _) = place(&db, ORIGIN);
    let here = signed_in(&installation, db.account("anna").await.id).await;
    let mut device = Device::new(ORIGIN);
    let made = register(&installation, &here, &mut device, "Annas").await.unwrap();
    assert!(sign_in(&installation, &mut device).await.is_ok());
    let ahead = async |counter: u32| {
        let held = store::find(&db.db, &made.id).await.unwrap().unwrap();
        let mut credential: Value = serde_json::from_str(&held.credential).unwrap();
        credential["cred"]["counter"] = counter.into();
        let now = jiff::Timestamp::now();
        store::touch(&db.db, &made.id, &credential.to_string(), now).await.unwrap();
    };
    ahead(1000).await;
    assert_eq!(code(sign_in(&installation, &mut device).await), "P04");
    let begun = passkey::step_up_begin(&installation, &here, BROWSER).await.unwrap();
    let signed = device.sign(&begun);
    let refused =
        passkey::step_up_finish(&installation, &here, BROWSER, &begun.ceremony, signed).await;
    assert_eq!(code(refused), "P04");
    // The copy was used between challenge and answer.
    ahead(0).await;
    let begun = passkey::step_up_begin(&installation, &here, BROWSER).await.unwrap();
    ahead(1000).await;
    let signed = device.sign(&begun);
    let refused =
        passkey::step_up_finish(&installation, &here, BROWSER, &begun.ceremony, signed).await;
    assert_eq!(code(refused), "P04");
}

#[tokio::test]
async fn making_one_is_for_its_owner_with_a_name_and_within_measure() {
    let db = TestDb::sqlite().await;
    let (installation, _) = place(&db, ORIGIN);
    let anna = signed_in(&installation, db.account("anna").await.id).await;
    let berit = signed_in(&installation, db.account("berit").await.id).await;
    let mut device = Device::new(ORIGIN);

    assert_eq!(
        code(passkey::register_begin(&installation, &nobody(), BROWSER).await.map(|_| ())),
        "A01"
    );
    assert_eq!(
        code(passkey::step_up_begin(&installation, &anna, BROWSER).await.map(|_| ())),
        "P06"
    );
    for name in ["", "  ", &"x".repeat(201)] {
        assert_eq!(code(register(&installation, &anna, &mut device, name).await), "A21");
    }
    // Begun by one, finished by another.
    let begun = passkey::register_begin(&installation, &anna, BROWSER).await.unwrap();
    let made = device.make(&begun);
    let refused = passkey::register_finish(
        &installation,
        &berit,
        BROWSER,
        &begun.ceremony,
        "Berits",
        made.clone(),
    )
    .await;
    assert_eq!(code(refused), "P02");
    assert!(store::list(&db.db, berit.account.as_ref().unwrap().id).await.unwrap().is_empty());

    // A passkey that somebody has is not given to another.
    let first = register(&installation, &anna, &mut device, "Annas").await.unwrap();
    let copy = store::Passkey { account: berit.account.as_ref().unwrap().id, ..first.clone() };
    let conflict = store::add(&db.db, &db.stamp(), &copy).await;
    assert!(matches!(conflict, Err(Error::Conflict(_))), "{conflict:?}");

    // Removed, it proves nothing, not even for a challenge that is under way.
    let begun = passkey::step_up_begin(&installation, &anna, BROWSER).await.unwrap();
    store::remove(&db.db, &db.stamp(), first.account, &first.id).await.unwrap();
    let signed = device.sign(&begun);
    let refused =
        passkey::step_up_finish(&installation, &anna, BROWSER, &begun.ceremony, signed).await;
    assert_eq!(code(refused), "P03");
    assert_eq!(code(sign_in(&installation, &mut device).await), "P03");

    for number in 0..20 {
        let name = format!("Nummer {number}");
        register(&installation, &anna, &mut Device::new(ORIGIN), &name).await.unwrap();
    }
    assert_eq!(
        code(passkey::register_begin(&installation, &anna, BROWSER).await.map(|_| ())),
        "P05"
    );
}

#[tokio::test]
async fn an_address_without_a_name_says_what_to_do() {
    let db = TestDb::sqlite().await;
    for address in ["http://127.0.0.1:8080", "https://[2001:db8::1]", "kompass", ""] {
        let (installation, _) = place(&db, address);
        let error = passkey::sign_in_begin(&installation, BROWSER).await.map(|_| ()).unwrap_err();
        assert!(error.to_string().contains("web.public_url"), "{error}");
        assert_eq!(code::<()>(Err(error)), "P01", "{address}");
    }
    for address in
        ["http://localhost:8080", "https://kompass.example/", "https://kompass.granvik.example"]
    {
        let (installation, _) = place(&db, address);
        assert!(passkey::sign_in_begin(&installation, BROWSER).await.is_ok(), "{address}");
    }
}
