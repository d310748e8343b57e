//! Sign-in with a provider: who comes in, with which roles, and every way in which a provider or a browser can lie.

use crate::installed::{BROWSER, Clock, caller, code, installation, nobody, signed_in};
use crate::provider::{CLIENT_SECRET, Instead, Provider, Signed};
use jiff::SignedDuration;
use kompass_app::access::Caller;
use kompass_app::ceremony::Browser;
use kompass_app::config::{Config, OidcConfig, OidcRole, WebConfig};
use kompass_app::installation::Installation;
use kompass_app::oidc::{self, Answer, Finished, Providers, Purpose};
use kompass_core::access::Role;
use kompass_core::{Error, Lang, Result};
use kompass_store::{account, identity, membership};
use kompass_testkit::{TestDb, municipality, on_both};
use serde_json::{Value, json};
use std::time::Duration;
use uuid::Uuid;

fn config(db: &TestDb, provider: &Provider) -> Config {
    let secret = db.path("client-secret");
    std::fs::write(&secret, format!("{CLIENT_SECRET}\n")).unwrap();
    let oidc = OidcConfig {
        id: "entra".into(),
        name: "Granviks inloggning".into(),
        issuer: provider.issuer.clone(),
        client_id: "kompass".into(),
        client_secret_file: Some(secret),
        scopes: vec!["email".into(), "profile".into()],
        domains: vec!["granvik.example".into(), "example.org".into()],
        verified_claim: "email_verified".into(),
        create_accounts: true,
        link_accounts: false,
        groups_claim: Some("groups".into()),
        roles: Vec::new(),
    };
    let web = WebConfig { public_url: "https://kompass.example/".into(), ..WebConfig::default() };
    Config { web, oidc: vec![oidc], ..Config::default() }
}

async fn place(
    db: &TestDb,
    change: impl FnOnce(&mut OidcConfig),
) -> (Installation, Clock, Provider) {
    let provider = Provider::start().await;
    let mut config = config(db, &provider);
    change(&mut config.oidc[0]);
    let (installation, clock) = installation(db, config);
    (installation, clock, provider)
}

fn anna() -> Value {
    json!({ "email": "Anna.Ek@Granvik.example", "email_verified": true, "name": "Anna Ek" })
}

async fn begin(installation: &Installation, purpose: Purpose, caller: &Caller) -> Result<String> {
    oidc::begin(installation, caller, BROWSER, "entra", purpose, "/evaluations").await
}

/// There and back again, as the one with these claims, to sign in.
async fn sign_in(
    installation: &Installation,
    provider: &Provider,
    claims: Value,
) -> Result<Finished> {
    go(installation, provider, Purpose::SignIn, &nobody(), claims).await
}

async fn go(
    installation: &Installation,
    provider: &Provider,
    purpose: Purpose,
    caller: &Caller,
    claims: Value,
) -> Result<Finished> {
    let address = begin(installation, purpose, caller).await?;
    let answer = provider.visit(&address, claims);
    let result = oidc::finish(installation, caller, BROWSER, "entra", &answer).await;
    if let Err(error) = &result {
        let text = format!("{error} {error:?}");
        for secret in [
            CLIENT_SECRET,
            &answer.state,
            "code-",
            "an-access-token",
            "eyJ",
            "127.0.0.1",
            "Underhåll",
        ] {
            assert!(!text.contains(secret), "{secret} leaks: {text}");
        }
    }
    result
}

fn who(finished: &Finished) -> Uuid {
    finished.opened.as_ref().expect("a session").session.account.expect("an account")
}

#[test]
fn who_comes_for_the_first_time_gets_an_account_and_the_roles_of_the_groups() {
    on_both(async |db| {
        let granvik = db.organisation().await;
        let other = kompass_store::organisation::create(&db.db, &db.stamp(), &municipality("Åby"))
            .await
            .unwrap();
        let role =
            |group: &str, organisation, role| OidcRole { group: group.into(), organisation, role };
        let (installation, _, provider) = place(db, |oidc| {
            oidc.roles = vec![
                role("chefer", granvik, Role::OrganisationAdministrator),
                role("alla", granvik, Role::Reader),
                role("alla", other, Role::Account),
                role("alla", Uuid::nil(), Role::Reader), // an organisation that is gone
            ];
        })
        .await;
        let mut claims = anna();
        claims["groups"] = json!(["chefer", "alla", "okända"]);
        let first = sign_in(&installation, &provider, claims.clone()).await.unwrap();
        assert!(first.created);
        assert_eq!(first.back, "/evaluations");
        let opened = first.opened.as_ref().unwrap();
        assert_eq!(
            (opened.session.method.as_str(), opened.session.agent.as_str()),
            ("oidc:entra", "Firefox")
        );
        let anna = who(&first);
        assert_eq!(caller(&installation, opened).await.grants.memberships.len(), 3);
        let made = account::get(&db.db, anna).await.unwrap();
        assert_eq!(
            (made.email.as_str(), made.name.as_str()),
            ("anna.ek@granvik.example", "Anna Ek")
        );
        assert_eq!(made.language, Lang::En);
        assert!(!made.system_administrator && !made.break_glass && !made.has_password);
        let held = async || {
            let held = membership::of_account(&db.db, anna).await.unwrap();
            held.into_iter()
                .map(|held| (held.organisation, held.role, held.origin))
                .collect::<Vec<_>>()
        };
        let mut all = vec![
            (granvik, Role::OrganisationAdministrator, "oidc:entra".to_owned()),
            (granvik, Role::Reader, "oidc:entra".to_owned()),
            (other, Role::Account, "oidc:entra".to_owned()),
        ];
        let mut there = held().await;
        there.sort();
        all.sort();
        assert_eq!(there, all);
        // What was given here stays, what a group gave goes with the group.
        membership::grant(&db.db, &db.stamp(), anna, granvik, Role::Reader, "local").await.unwrap();
        claims["groups"] = json!("chefer");
        let second = sign_in(&installation, &provider, claims.clone()).await.unwrap();
        assert!(!second.created);
        assert_eq!(who(&second), anna);
        assert_eq!(
            held().await,
            [
                (granvik, Role::OrganisationAdministrator, "oidc:entra".to_owned()),
                (granvik, Role::Reader, "local".to_owned()),
            ]
        );
        // Another address at the provider is still the same person.
        claims["groups"] = Value::Null;
        claims["email"] = "anna.berg@elsewhere.example".into();
        let third = sign_in(&installation, &provider, claims).await.unwrap();
        assert_eq!(who(&third), anna);
        assert_eq!(held().await, [(granvik, Role::Reader, "local".to_owned())]);
        assert_eq!(account::get(&db.db, anna).await.unwrap().email, "anna.ek@granvik.example");
        kompass_store::audit::verify(&db.db, &db.key(), None).await.unwrap();
    });
}

#[tokio::test]
async fn tokens_are_believed_only_as_they_should_be() {
    let db = TestDb::sqlite().await;
    let (installation, _, provider) = place(&db, |_| ()).await;
    let now = jiff::Timestamp::now().as_second();
    for signed in [Signed::Es256, Signed::Rs256] {
        provider.manner().signed = signed;
        assert!(sign_in(&installation, &provider, anna()).await.is_ok(), "{signed:?}");
    }
    for signed in [Signed::None, Signed::ClientSecret, Signed::OtherKey, Signed::Altered] {
        provider.manner().signed = signed;
        let refused = code(sign_in(&installation, &provider, anna()).await);
        assert_eq!(refused, "O12", "{signed:?}");
    }
    provider.manner().signed = Signed::Es256;
    for (claims, expected) in [
        (json!({ "iss": "http://127.0.0.1:1" }), "O13"),
        (json!({ "iss": format!("{}/", provider.issuer) }), "O13"),
        (json!({ "aud": "somebody-else" }), "O13"),
        (json!({ "aud": ["kompass", "somebody-else"], "azp": "kompass" }), "O13"),
        (json!({ "aud": [] }), "O13"),
        (json!({ "aud": null }), "O13"),
        (json!({ "azp": "somebody-else" }), "O13"),
        (json!({ "nonce": "another" }), "O13"),
        (json!({ "nonce": null }), "O13"),
        (json!({ "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" }), "O13"),
        (json!({ "exp": now - 90 }), "O14"),
        (json!({ "exp": 0 }), "O14"),
        (json!({ "iat": now + 120, "exp": now + 300 }), "O14"),
        (json!({ "nbf": now + 120 }), "O14"),
        (json!({ "exp": null }), "O04"),
        (json!({ "exp": "soon" }), "O04"),
        (json!({ "sub": null }), "O04"),
        (json!({ "sub": "" }), "O04"),
        (json!({ "sub": "x".repeat(256) }), "O04"),
    ] {
        provider.manner().token = claims.clone();
        assert_eq!(code(sign_in(&installation, &provider, anna()).await), expected, "{claims}");
    }
    for fine in [
        json!({ "exp": now - 30 }),
        json!({ "iat": now + 30 }),
        json!({ "azp": "kompass" }),
        json!({ "aud": ["kompass"] }),
        json!({ "at_hash": at_hash("an-access-token") }),
    ] {
        provider.manner().token = fine.clone();
        assert!(sign_in(&installation, &provider, anna()).await.is_ok(), "{fine}");
    }
}

fn at_hash(token: &str) -> String {
    use base64::Engine;
    use sha2::Digest;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&sha2::Sha256::digest(token)[..16])
}

#[tokio::test]
async fn time_is_taken_from_the_clock_of_the_installation() {
    let db = TestDb::sqlite().await;
    let (installation, clock, provider) = place(&db, |_| ()).await;
    clock.forward(SignedDuration::from_secs(330));
    assert!(sign_in(&installation, &provider, anna()).await.is_ok(), "within a minute of the end");
    clock.forward(SignedDuration::from_secs(60));
    assert_eq!(code(sign_in(&installation, &provider, anna()).await), "O14");
    clock.reset();
    clock.forward(SignedDuration::from_secs(-120));
    assert_eq!(code(sign_in(&installation, &provider, anna()).await), "O14");
}

#[tokio::test]
async fn a_provider_that_is_away_or_talks_nonsense_gets_a_clear_answer() {
    let db = TestDb::sqlite().await;
    for (path, instead, expected) in [
        ("/metadata", Instead::Html, "O04"),
        ("/metadata", Instead::TooLarge, "O03"),
        ("/metadata", Instead::Endless, "O03"),
        ("/metadata", Instead::Silence, "O02"),
        ("/metadata", Instead::ServerError, "O04"),
        ("/metadata", Instead::Elsewhere, "O04"),
        ("/jwks", Instead::Html, "O04"),
        ("/jwks", Instead::Silence, "O02"),
        ("/token", Instead::Html, "O04"),
        ("/token", Instead::TooLarge, "O03"),
        ("/token", Instead::Endless, "O03"),
        ("/token", Instead::Silence, "O02"),
        ("/token", Instead::ServerError, "O04"),
        ("/token", Instead::Elsewhere, "O04"),
        ("/userinfo", Instead::Html, "O04"),
        ("/userinfo", Instead::Endless, "O03"),
        ("/userinfo", Instead::Silence, "O02"),
        ("/userinfo", Instead::ServerError, "O04"),
    ] {
        let (mut installation, _, provider) = place(&db, |_| ()).await;
        if instead == Instead::Silence {
            installation.oidc = Providers::with_patience(Duration::from_secs(1));
        }
        provider.manner().userinfo = Some(json!({ "sub": "subject-1" }));
        provider.manner().instead = Some((path, instead));
        let refused = code(sign_in(&installation, &provider, json!({})).await);
        assert_eq!(refused, expected, "{path} {instead:?}");
        // As soon as it is well, it is well.
        provider.manner().instead = None;
        let well = sign_in(&installation, &provider, anna()).await;
        assert!(well.is_ok(), "{path} {instead:?}: {well:?}");
    }
    let (installation, _, _) = place(&db, |oidc| oidc.issuer = "http://127.0.0.1:1".into()).await;
    assert_eq!(code(begin(&installation, Purpose::SignIn, &nobody()).await), "O01");
    let unknown =
        oidc::begin(&installation, &nobody(), BROWSER, "other", Purpose::SignIn, "/").await;
    assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
}

#[tokio::test]
async fn a_provider_that_lies_about_itself_is_left_alone() {
    let db = TestDb::sqlite().await;
    for (metadata, expected) in [
        (json!({ "issuer": "https://elsewhere.example" }), "O05"),
        (json!({ "issuer": null }), "O04"),
        (json!({ "authorization_endpoint": null }), "O04"),
        (json!({ "authorization_endpoint": "javascript:alert(1)" }), "O06"),
        (json!({ "jwks_uri": null }), "O04"),
        (json!({ "jwks_uri": "http://127.0.0.1:1/jwks" }), "O01"),
        (json!({ "token_endpoint": null }), "O04"),
        (json!({ "token_endpoint": "http://127.0.0.1:1/token" }), "O01"),
        (json!({ "userinfo_endpoint": "http://127.0.0.1:1/userinfo" }), "O01"),
    ] {
        let (installation, _, provider) = place(&db, |_| ()).await;
        provider.manner().metadata = metadata.clone();
        assert_eq!(
            code(sign_in(&installation, &provider, json!({})).await),
            expected,
            "{metadata}"
        );
    }
    for (answer, expected) in [
        (json!({ "id_token": null }), "O11"),
        (json!({ "id_token": "a.b.c" }), "O04"),
        (json!({ "id_token": "" }), "O04"),
        (json!({ "access_token": null }), "O04"),
        (json!({ "token_type": null }), "O04"),
    ] {
        let (installation, _, provider) = place(&db, |_| ()).await;
        provider.manner().answer = answer.clone();
        assert_eq!(code(sign_in(&installation, &provider, anna()).await), expected, "{answer}");
    }
    // A token that cannot stand in a header is not sent anywhere.
    let (installation, _, provider) = place(&db, |_| ()).await;
    provider.manner().userinfo = Some(json!({ "sub": "subject-1" }));
    provider.manner().answer = json!({ "access_token": "a\r\nX-Evil: b" });
    assert_eq!(code(sign_in(&installation, &provider, json!({})).await), "O04");
}

#[tokio::test]
async fn keys_and_metadata_are_asked_for_once_and_again_when_a_key_is_new() {
    let db = TestDb::sqlite().await;
    let (installation, _, provider) = place(&db, |_| ()).await;
    sign_in(&installation, &provider, anna()).await.unwrap();
    assert_eq!(provider.asked(), ["/metadata", "/jwks", "/token"]);
    sign_in(&installation, &provider, anna()).await.unwrap();
    assert_eq!(provider.asked(), ["/token"]);
    provider.manner().kid = "two";
    sign_in(&installation, &provider, anna()).await.unwrap();
    assert_eq!(provider.asked(), ["/token", "/metadata", "/jwks"]);
}

#[tokio::test]
async fn an_answer_is_taken_once_in_time_and_where_it_was_asked_for() {
    let db = TestDb::sqlite().await;
    let provider = Provider::start().await;
    let mut config = config(&db, &provider);
    config.oidc.push(OidcConfig { id: "other".into(), ..config.oidc[0].clone() });
    let (installation, clock) = installation(&db, config);
    let finish = async |browser, answer: &Answer| {
        oidc::finish(&installation, &nobody(), browser, "entra", answer).await
    };
    let fresh = async || {
        provider.visit(&begin(&installation, Purpose::SignIn, &nobody()).await.unwrap(), anna())
    };

    let answer = fresh().await;
    let another = Browser { cookie: "cookie-of-eve", ..BROWSER };
    assert_eq!(code(finish(another, &answer).await), "O07", "in another browser");
    let elsewhere = oidc::finish(&installation, &nobody(), BROWSER, "other", &answer).await;
    assert_eq!(code(elsewhere), "O07", "at another provider");
    assert_eq!(code(finish(BROWSER, &answer).await), "O07", "used up by the attempt before");

    let answer = fresh().await;
    assert!(finish(BROWSER, &answer).await.is_ok());
    assert_eq!(code(finish(BROWSER, &answer).await), "O07", "a second time");

    let answer = fresh().await;
    clock.forward(SignedDuration::from_secs(601));
    assert_eq!(code(finish(BROWSER, &answer).await), "O07", "too late");
    clock.reset();

    for state in ["", "guessed", &"x".repeat(100_000)] {
        let forged = Answer { state: state.into(), ..fresh().await };
        assert_eq!(code(finish(BROWSER, &forged).await), "O07");
    }
    let no = Answer { code: None, error: Some("access_denied".into()), ..fresh().await };
    assert_eq!(code(finish(BROWSER, &no).await), "O08");
    let both = Answer { error: Some("access_denied".into()), ..fresh().await };
    assert_eq!(code(finish(BROWSER, &both).await), "O08");
    let neither = Answer { code: None, ..fresh().await };
    assert_eq!(code(finish(BROWSER, &neither).await), "O08");
    let foreign = Answer { iss: Some("https://evil.example".into()), ..fresh().await };
    assert_eq!(code(finish(BROWSER, &foreign).await), "O05");
    let silent = Answer { iss: None, ..fresh().await };
    assert_eq!(code(finish(BROWSER, &silent).await), "O05", "it promised to say who it is");
    let guessed = Answer { code: Some("guessed".into()), ..fresh().await };
    assert_eq!(code(finish(BROWSER, &guessed).await), "O10");
    // The code of somebody else's sign-in does not fit the verifier of this one.
    let (mine, theirs) = (fresh().await, fresh().await);
    assert_eq!(code(finish(BROWSER, &Answer { code: theirs.code, ..mine }).await), "O10");
}

#[tokio::test]
async fn a_provider_that_never_promised_need_not_say_who_it_is() {
    let db = TestDb::sqlite().await;
    let (installation, _, provider) = place(&db, |_| ()).await;
    provider.manner().metadata = json!({ "authorization_response_iss_parameter_supported": null });
    let address = begin(&installation, Purpose::SignIn, &nobody()).await.unwrap();
    let answer = Answer { iss: None, ..provider.visit(&address, anna()) };
    assert!(oidc::finish(&installation, &nobody(), BROWSER, "entra", &answer).await.is_ok());
}

#[tokio::test]
async fn nothing_of_a_sign_in_that_is_under_way_can_be_read_in_the_database() {
    let db = TestDb::sqlite().await;
    let (installation, _, provider) = place(&db, |_| ()).await;
    let address = begin(&installation, Purpose::SignIn, &nobody()).await.unwrap();
    let answer = provider.visit(&address, anna());
    let nonce = address.split("nonce=").nth(1).unwrap().split('&').next().unwrap();
    for hidden in [answer.state.as_str(), nonce, "cookie-of-anna", "entra"] {
        let sql = format!("DELETE FROM ceremony WHERE digest || body || purpose LIKE '%{hidden}%'");
        assert_eq!(db.tamper(&sql).await, 0, "{hidden}");
    }
    assert_eq!(db.tamper("DELETE FROM ceremony WHERE purpose = 'oidc'").await, 1);
}

#[tokio::test]
async fn the_client_proves_itself_as_the_provider_wants_it() {
    let db = TestDb::sqlite().await;
    let (installation, _, provider) = place(&db, |_| ()).await;
    provider.manner().metadata =
        json!({ "token_endpoint_auth_methods_supported": ["client_secret_post"] });
    assert!(sign_in(&installation, &provider, anna()).await.is_ok());
    std::fs::write(db.path("client-secret"), "wrong").unwrap();
    assert_eq!(code(sign_in(&installation, &provider, anna()).await), "O09");
    std::fs::remove_file(db.path("client-secret")).unwrap();
    assert_eq!(code(sign_in(&installation, &provider, anna()).await), "O23");
    let (installation, _, provider) = place(&db, |oidc| oidc.client_secret_file = None).await;
    assert_eq!(code(sign_in(&installation, &provider, anna()).await), "O09");
}

#[tokio::test]
async fn only_a_verified_address_in_a_trusted_domain_makes_an_account() {
    let db = TestDb::sqlite().await;
    let (installation, _, provider) = place(&db, |_| ()).await;
    for (claims, expected) in [
        (json!({ "email_verified": false }), "O17"),
        (json!({ "email_verified": null }), "O17"),
        (json!({ "email_verified": "false" }), "O17"),
        (json!({ "email": null }), "O17"),
        (json!({ "email": "anna" }), "O17"),
        (json!({ "email": "@granvik.example" }), "O17"),
        (json!({ "email": "anna@evil.example@granvik.example" }), "O17"),
        (json!({ "email": "anna@evil.example" }), "O18"),
        (json!({ "email": "anna@granvik.example.evil.example" }), "O18"),
        (json!({ "email": "anna@under.granvik.example" }), "O18"),
    ] {
        provider.manner().token = claims.clone();
        assert_eq!(code(sign_in(&installation, &provider, anna()).await), expected, "{claims}");
    }
    assert!(account::list(&db.db).await.unwrap().is_empty());
    for (number, verified) in [json!(true), json!("true")].into_iter().enumerate() {
        provider.manner().token = json!({ "email_verified": verified, "sub": format!("yes-{number}"), "email": format!("{number}@granvik.example") });
        assert!(sign_in(&installation, &provider, anna()).await.unwrap().created);
    }
    let (installation, _, provider) =
        place(&db, |oidc| oidc.verified_claim = "xms_edov".into()).await;
    provider.manner().token = json!({ "sub": "edov", "email": "edov@granvik.example" });
    assert_eq!(code(sign_in(&installation, &provider, anna()).await), "O17");
    provider.manner().token["xms_edov"] = json!("1");
    assert!(sign_in(&installation, &provider, anna()).await.unwrap().created);
    let (installation, _, provider) = place(&db, |oidc| oidc.create_accounts = false).await;
    provider.manner().token = json!({ "sub": "new", "email": "new@granvik.example" });
    assert_eq!(code(sign_in(&installation, &provider, anna()).await), "O18");
}

#[tokio::test]
async fn what_the_token_leaves_out_is_asked_for() {
    let db = TestDb::sqlite().await;
    let granvik = db.organisation().await;
    let (installation, _, provider) = place(&db, |oidc| {
        oidc.roles =
            vec![OidcRole { group: "alla".into(), organisation: granvik, role: Role::Reader }];
    })
    .await;
    let mut more = anna();
    more["sub"] = "subject-1".into();
    more["groups"] = json!(["alla"]);
    provider.manner().userinfo = Some(more.clone());
    let came = sign_in(&installation, &provider, json!({})).await.unwrap();
    assert_eq!(account::get(&db.db, who(&came)).await.unwrap().email, "anna.ek@granvik.example");
    assert_eq!(membership::of_account(&db.db, who(&came)).await.unwrap().len(), 1);
    // It speaks of somebody else.
    more["sub"] = "subject-2".into();
    provider.manner().userinfo = Some(more);
    assert_eq!(code(sign_in(&installation, &provider, json!({})).await), "O13");
    // That one address was verified says nothing of another.
    provider.manner().userinfo = Some(json!({ "sub": "subject-3", "email_verified": true }));
    let claims = json!({ "sub": "subject-3", "email": "chef@granvik.example" });
    assert_eq!(code(sign_in(&installation, &provider, claims).await), "O17");
}

#[tokio::test]
async fn groups_that_are_not_told_are_not_taken_for_none() {
    let db = TestDb::sqlite().await;
    let (installation, _, provider) = place(&db, |_| ()).await;
    for missing in [
        json!({ "_claim_names": { "groups": "src1" }, "_claim_sources": { "src1": { "endpoint": "https://graph.example" } } }),
        json!({ "hasgroups": true }),
    ] {
        provider.manner().token = missing.clone();
        assert_eq!(code(sign_in(&installation, &provider, anna()).await), "O16", "{missing}");
    }
}

#[test]
fn an_account_that_is_there_is_connected_only_if_the_provider_may_and_never_one_with_power() {
    on_both(async |db| {
        let claims = |name: &str| json!({ "sub": name, "email": format!("{name}@example.org"), "email_verified": true });
        let (strict, _, one) = place(db, |_| ()).await;
        let (trusting, _, two) = place(db, |oidc| oidc.link_accounts = true).await;

        let berit = db.account("berit").await;
        account::set_password(&db.db, &db.stamp(), berit.id, Some("$argon2id$x")).await.unwrap();
        assert_eq!(code(sign_in(&strict, &one, claims("berit")).await), "O19");
        let mut unverified = claims("berit");
        unverified["email_verified"] = false.into();
        assert_eq!(code(sign_in(&trusting, &two, unverified).await), "O17");
        let came = sign_in(&trusting, &two, claims("berit")).await.unwrap();
        assert_eq!((who(&came), came.created), (berit.id, false));
        // Somebody else at the same provider with that address is not let in.
        let mut again = claims("berit");
        again["sub"] = "a new employee".into();
        assert_eq!(code(sign_in(&trusting, &two, again).await), "O19");

        let carin = db.account("carin").await;
        account::set_system_administrator(&db.db, &db.stamp(), carin.id, carin.version, true)
            .await
            .unwrap();
        assert_eq!(code(sign_in(&trusting, &two, claims("carin")).await), "O19");
        let glass = account::NewAccount {
            email: "glass@example.org",
            name: "Nödkonto",
            language: Lang::Sv,
            system_administrator: false,
            break_glass: true,
        };
        let glass = account::create(&db.db, &db.stamp(), &glass).await.unwrap();
        assert_eq!(code(sign_in(&trusting, &two, claims("glass")).await), "O19");

        // By hand also the administrator is connected, but not the emergency account.
        let here = async |account: &account::Account| signed_in(&trusting, account.id).await;
        let refused =
            go(&trusting, &two, Purpose::Connect, &here(&glass).await, claims("glass")).await;
        assert_eq!(code(refused), "O22");
        let carins = here(&carin).await;
        let connected =
            go(&trusting, &two, Purpose::Connect, &carins, claims("carin")).await.unwrap();
        assert!(connected.opened.is_none());
        assert_eq!(who(&sign_in(&trusting, &two, claims("carin")).await.unwrap()), carin.id);
        // What another account has is not taken over.
        let refused = go(&trusting, &two, Purpose::Connect, &carins, claims("berit")).await;
        assert_eq!(code(refused), "O20");
        assert_eq!(identity::list(&db.db, carin.id).await.unwrap().len(), 1);

        // A closed account stays closed.
        let berit = account::get(&db.db, berit.id).await.unwrap();
        account::set_disabled(&db.db, &db.stamp(), berit.id, berit.version, true).await.unwrap();
        assert_eq!(code(sign_in(&trusting, &two, claims("berit")).await), "O21");
        let dora = db.account("dora").await;
        account::set_disabled(&db.db, &db.stamp(), dora.id, dora.version, true).await.unwrap();
        assert_eq!(code(sign_in(&trusting, &two, claims("dora")).await), "O19");

        // An account that was made just before the power went is as good as none.
        let elin = db.account("elin").await;
        let came = sign_in(&strict, &one, claims("elin")).await.unwrap();
        assert_eq!(who(&came), elin.id);
    });
}

#[tokio::test]
async fn a_step_up_needs_a_new_proof_of_the_same_person() {
    let db = TestDb::sqlite().await;
    let (installation, clock, provider) = place(&db, |_| ()).await;
    let came = sign_in(&installation, &provider, anna()).await.unwrap();
    let here = caller(&installation, came.opened.as_ref().unwrap()).await;
    let address = begin(&installation, Purpose::StepUp, &here).await.unwrap();
    assert!(address.contains("prompt=login") && address.contains("max_age=0"), "{address}");
    let now = jiff::Timestamp::now().as_second();
    let step_up = async |claims| go(&installation, &provider, Purpose::StepUp, &here, claims).await;
    for (claims, expected) in [
        (json!({}), "O15"),
        (json!({ "auth_time": now - 3600 }), "O15"),
        (json!({ "auth_time": now + 3600 }), "O15"),
        (json!({ "auth_time": now, "sub": "subject-2" }), "O20"),
    ] {
        let mut all = anna();
        all.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
        assert_eq!(code(step_up(all).await), expected, "{claims}");
    }
    let proved = step_up(json!({ "auth_time": now })).await.unwrap();
    let (before, after) =
        (here.session.as_ref().unwrap(), &proved.opened.as_ref().unwrap().session);
    assert_eq!((proved.purpose, after.id), (Purpose::StepUp, before.id));
    assert!(before.stepped_up_at.is_none() && after.stepped_up_at.is_some());
    let here = caller(&installation, proved.opened.as_ref().unwrap()).await;
    // Signed out, or in as another, before coming back.
    let other = signed_in(&installation, db.account("berit").await.id).await;
    for back in [nobody(), other] {
        let address = begin(&installation, Purpose::StepUp, &here).await.unwrap();
        let answer = provider.visit(&address, json!({ "auth_time": now }));
        assert_eq!(
            code(oidc::finish(&installation, &back, BROWSER, "entra", &answer).await),
            "O07"
        );
    }
    // Nobody has nothing to prove; who proved too long ago connects nothing.
    assert_eq!(code(begin(&installation, Purpose::StepUp, &nobody()).await), "A01");
    assert_eq!(code(begin(&installation, Purpose::Connect, &nobody()).await), "A01");
    clock.forward(SignedDuration::from_mins(16));
    assert_eq!(code(begin(&installation, Purpose::Connect, &here).await), "A05");
    assert!(begin(&installation, Purpose::StepUp, &here).await.is_ok());
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_afterwards() {
    let db = TestDb::sqlite().await;
    let (installation, _, provider) = place(&db, |_| ()).await;
    for (back, expected) in
        [("/me?tab=keys", "/me?tab=keys"), ("//evil.example", "/"), ("https://evil.example", "/")]
    {
        let address =
            oidc::begin(&installation, &nobody(), BROWSER, "entra", Purpose::SignIn, back)
                .await
                .unwrap();
        assert!(address.contains(
            "redirect_uri=https%3A%2F%2Fkompass.example%2Fsign-in%2Foidc%2Fentra%2Fcallback"
        ));
        let answer = provider.visit(&address, anna());
        let came = oidc::finish(&installation, &nobody(), BROWSER, "entra", &answer).await.unwrap();
        assert_eq!(came.back, expected);
    }
}
