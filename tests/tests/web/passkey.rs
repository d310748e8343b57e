//! Passkeys through the pages and the scripts behind them, with a software authenticator: made, listed, signed in with,
//! used as a fresh proof, removed.

use super::account::{Clock, person};
use super::harness::{Client, TestApp};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use kompass_app::config::Config;
use kompass_store::{account, identity};
use kompass_testkit::{TestDb, on_both};
use serde_json::{Value, json};
use url::Url;
use webauthn_authenticator_rs::prelude::RequestChallengeResponse;
use webauthn_authenticator_rs::softpasskey::SoftPasskey;
use webauthn_authenticator_rs::{AuthenticatorBackend, WebauthnAuthenticator};

const SESSION: &str = "__Host-kompass";

/// A device with an authenticator in it.
struct Device {
    authenticator: SoftPasskey,
    /// Id and user of the passkey, which a device remembers and the software authenticator does not.
    remembered: Option<(Value, Value)>,
}

impl Device {
    fn new() -> Self {
        Self { authenticator: SoftPasskey::new(true), remembered: None }
    }

    fn make(&mut self, options: &Value) -> Value {
        let typed = serde_json::from_value(options.clone()).unwrap();
        let made = self.authenticator.do_registration(origin(), typed).unwrap();
        let made = serde_json::to_value(made).unwrap();
        self.remembered = Some((made["rawId"].clone(), options["publicKey"]["user"]["id"].clone()));
        made
    }

    fn sign(&mut self, options: &Value) -> Value {
        let (id, user) = self.remembered.clone().unwrap();
        let mut options = options.clone();
        options["publicKey"]["allowCredentials"] = json!([{ "type": "public-key", "id": id }]);
        let options: RequestChallengeResponse = serde_json::from_value(options).unwrap();
        let signed = self.authenticator.perform_auth(origin(), options.public_key, 1000).unwrap();
        let mut signed = serde_json::to_value(signed).unwrap();
        signed["response"]["userHandle"] = user;
        signed
    }
}

fn origin() -> Url {
    Url::parse("http://localhost:8080").unwrap()
}

/// As the script of a page does: the challenge, then the answer of the device.
async fn ceremony(
    client: &mut Client,
    page: &str,
    path: &str,
    extra: &[(&str, &str)],
    answer: impl FnOnce(&Value) -> Value,
) -> (StatusCode, Value) {
    let csrf = client.get(page).await.csrf();
    let begun = client.script(Method::POST, &format!("{path}/begin"), &csrf, &json!({})).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
    let begun = begun.json();
    let mut body =
        json!({ "ceremony": begun["ceremony"], "credential": answer(&begun["options"]) });
    for (name, value) in extra {
        body[name] = (*value).into();
    }
    let finished = client.script(Method::POST, &format!("{path}/finish"), &csrf, &body).await;
    (finished.status, finished.json())
}

#[test]
fn a_passkey_is_made_signs_in_proves_anew_and_is_removed() {
    on_both(async |db: &TestDb| {
        let clock = Clock::default();
        let test: TestApp = clock.app(db, Config::default());
        let id = person(&test, "anna@example.se").await;
        let mut anna = test.signed_in("anna@example.se").await;
        let mut device = Device::new();
        let list = "/profile/passkeys";

        let (status, refused) =
            ceremony(&mut anna, list, list, &[("name", " ")], |options| device.make(options)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused["detail"].as_str().unwrap().starts_with("Namnet saknas"), "{refused}");
        let name = [("name", "Annas <telefon>")];
        let (status, made) =
            ceremony(&mut anna, list, list, &name, |options| device.make(options)).await;
        assert_eq!(
            (status, &made["next"]),
            (StatusCode::OK, &json!("/profile/passkeys?done=passkey"))
        );
        let page = anna.get(list).await;
        assert_eq!(page.find("tbody th").as_deref(), Some("Annas <telefon>"));
        assert!(page.find("tbody").unwrap().contains("aldrig"));

        // It signs in without a password, into a session of its own, and leads to our own pages only.
        for (next, leads) in [("/profile/devices", "/profile/devices"), ("//evil.example", "/")] {
            let mut other = test.visitor();
            let extra = [("next", next)];
            let (status, signed) =
                ceremony(&mut other, "/sign-in", "/sign-in/passkey", &extra, |options| {
                    device.sign(options)
                })
                .await;
            assert_eq!((status, &signed["next"]), (StatusCode::OK, &json!(leads)));
            assert!(
                other.get("/profile/devices").await.find("tbody").unwrap().contains("passnyckel")
            );
        }
        // The answer to a challenge of another browser is worth nothing.
        let mut thief = test.visitor();
        let csrf = thief.get("/sign-in").await.csrf();
        let mut victim = test.visitor();
        let theirs = victim.get("/sign-in").await.csrf();
        let begun =
            victim.script(Method::POST, "/sign-in/passkey/begin", &theirs, &json!({})).await.json();
        let body =
            json!({ "ceremony": begun["ceremony"], "credential": device.sign(&begun["options"]) });
        let stolen = thief.script(Method::POST, "/sign-in/passkey/finish", &csrf, &body).await;
        assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", stolen.text());
        assert!(!thief.cookies.contains_key(SESSION));

        // It is a fresh proof, after which the cookie is another.
        clock.forward(SignedDuration::from_mins(16));
        let remove = anna.get(list).await;
        assert_eq!(
            remove.attributes("main a.primary", "href"),
            ["/confirm?next=/profile/passkeys"]
        );
        let act = remove.attributes("td.act a", "href").remove(0);
        assert!(anna.get(&act).await.location().starts_with("/confirm?next="));
        let before = anna.cookies[SESSION].clone();
        let extra = [("next", act.as_str())];
        let (status, proved) =
            ceremony(&mut anna, "/confirm", "/confirm/passkey", &extra, |options| {
                device.sign(options)
            })
            .await;
        assert_eq!((status, &proved["next"]), (StatusCode::OK, &json!(act)));
        assert_ne!(anna.cookies[SESSION], before);

        // The last way in is not taken away; without it the passkey is gone at once.
        let (installation, stamp) = (test.installation(), test.installation().stamp().unwrap());
        let hash = account::credentials(&installation.db, id).await.unwrap().password;
        account::set_password(&installation.db, &stamp, id, None).await.unwrap();
        assert!(identity::list(&installation.db, id).await.unwrap().is_empty());
        let page = anna.get(&act).await;
        let kept = anna.send(&page, &act, &[]).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            kept.find("#errors").unwrap().contains("ditt enda sätt att logga in"),
            "{}",
            kept.text()
        );
        let stamp = installation.stamp().unwrap();
        account::set_password(&installation.db, &stamp, id, hash.as_deref()).await.unwrap();
        let removed = anna.send(&page, &act, &[]).await;
        assert_eq!(removed.location(), "/profile/passkeys?done=passkey-removed");
        assert_eq!(anna.get(&act).await.status, StatusCode::NOT_FOUND);
        let mut other = test.visitor();
        let (status, _) = ceremony(&mut other, "/sign-in", "/sign-in/passkey", &[], |options| {
            device.sign(options)
        })
        .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!other.cookies.contains_key(SESSION));
    });
}
