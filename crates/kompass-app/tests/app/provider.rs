//! A small OpenID provider of the tests, that can lie in every way a provider can.

use axum::Router;
use axum::body::Body;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use kompass_app::oidc::Answer;
use p256::ecdsa::signature::Signer;
use rsa::traits::PublicKeyParts;
use serde_json::{Map, Value, json};
use sha2::Digest;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};
use std::time::Duration;
use url::Url;

/// The secret that the provider gave its client.
pub(crate) const CLIENT_SECRET: &str = "a-secret-of-the-client-that-nobody-else-has";

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Signed {
    #[default]
    Es256,
    Rs256,
    /// Not at all.
    None,
    /// With what also the client knows.
    ClientSecret,
    /// With another key than the one that the provider names.
    OtherKey,
    /// One letter of the payload was changed afterwards.
    Altered,
}

/// What the provider does. By default it is honest and well.
#[derive(Clone, Default)]
pub(crate) struct Manner {
    pub(crate) signed: Signed,
    /// Laid over the claims of the token; `null` takes one out.
    pub(crate) token: Value,
    /// Laid over the metadata.
    pub(crate) metadata: Value,
    /// Laid over the answer of the token endpoint.
    pub(crate) answer: Value,
    /// What the userinfo endpoint says, if there is one.
    pub(crate) userinfo: Option<Value>,
    /// Name of the key.
    pub(crate) kid: &'static str,
    /// Path that answers with something else, and the answer.
    pub(crate) instead: Option<(&'static str, Instead)>,
}

/// What comes instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instead {
    Html,
    Endless,
    TooLarge,
    Silence,
    ServerError,
    Elsewhere,
}

/// A running provider.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    shared: Arc<Shared>,
}

struct Shared {
    issuer: String,
    manner: Mutex<Manner>,
    codes: Mutex<HashMap<String, Given>>,
    asked: Mutex<Vec<String>>,
}

/// What a code was given for: how a browser came, and who signed in.
type Given = (HashMap<String, String>, Value);

static RSA: LazyLock<rsa::RsaPrivateKey> =
    LazyLock::new(|| rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 1024).expect("a key"));

impl Provider {
    pub(crate) async fn start() -> Self {
        LazyLock::force(&RSA); // takes longer than some tests have patience
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            issuer: issuer.clone(),
            manner: Mutex::new(Manner { kid: "one", ..Manner::default() }),
            codes: Mutex::default(),
            asked: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/jwks", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { issuer, shared }
    }

    /// What it does from now on.
    pub(crate) fn manner(&self) -> MutexGuard<'_, Manner> {
        self.shared.manner.lock().unwrap()
    }

    /// The paths that were asked since the last time.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.asked.lock().unwrap())
    }

    /// Somebody signs in at the address a browser was sent to; this is what the browser brings back.
    pub(crate) fn visit(&self, address: &str, claims: Value) -> Answer {
        let url = Url::parse(address).unwrap();
        assert!(address.starts_with(&format!("{}/authorize?", self.issuer)), "{address}");
        let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(query["response_type"], "code");
        assert_eq!(query["client_id"], "kompass");
        assert_eq!(query["code_challenge_method"], "S256");
        assert!(query["scope"].split(' ').any(|scope| scope == "openid"), "{query:?}");
        assert!(query["nonce"].len() >= 20 && query["state"].len() >= 40, "{query:?}");
        let code = format!("code-{}", self.shared.codes.lock().unwrap().len());
        let state = query["state"].clone();
        self.shared.codes.lock().unwrap().insert(code.clone(), (query, claims));
        Answer { state, code: Some(code), iss: Some(self.issuer.clone()), error: None }
    }
}

impl Shared {
    /// Notes what is asked, and gives what comes instead of an answer.
    async fn before(&self, path: &'static str) -> Result<Manner, Response> {
        self.asked.lock().unwrap().push(path.to_owned());
        let manner = self.manner.lock().unwrap().clone();
        match manner.instead {
            Some((other, instead)) if other == path => Err(instead.response().await),
            _ => Ok(manner),
        }
    }
}

impl Instead {
    async fn response(self) -> Response {
        match self {
            Self::Html => {
                ([(header::CONTENT_TYPE, "text/html")], "<h1>Underhåll</h1>").into_response()
            }
            Self::Endless => {
                let piece = || Ok::<_, std::io::Error>(vec![b'x'; 10_000]);
                Body::from_stream(futures_util::stream::repeat_with(piece)).into_response()
            }
            Self::TooLarge => (
                [(header::CONTENT_TYPE, "application/json")],
                format!("\"{}\"", "x".repeat(1024 * 1024)),
            )
                .into_response(),
            Self::Silence => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                StatusCode::OK.into_response()
            }
            Self::ServerError => (StatusCode::BAD_GATEWAY, CLIENT_SECRET).into_response(),
            Self::Elsewhere => (StatusCode::FOUND, [(header::LOCATION, "/jwks")]).into_response(),
        }
    }
}

type Provided = State<Arc<Shared>>;

async fn metadata(State(shared): Provided) -> Response {
    let manner = match shared.before("/metadata").await {
        Ok(manner) => manner,
        Err(instead) => return instead,
    };
    let issuer = &shared.issuer;
    let mut body = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none", "XX999"],
        "authorization_response_iss_parameter_supported": true,
    });
    if manner.userinfo.is_some() {
        body["userinfo_endpoint"] = format!("{issuer}/userinfo").into();
    }
    lay_over(&mut body, &manner.metadata);
    axum::Json(body).into_response()
}

async fn keys(State(shared): Provided) -> Response {
    let manner = match shared.before("/jwks").await {
        Ok(manner) => manner,
        Err(instead) => return instead,
    };
    let point = elliptic(1).verifying_key().to_sec1_point(false);
    let (x, y) = point.as_bytes()[1..].split_at(32);
    let whole = |number: &rsa::BigUint| URL_SAFE_NO_PAD.encode(number.to_bytes_be());
    axum::Json(json!({ "keys": [
        { "kty": "EC", "crv": "P-256", "kid": manner.kid, "use": "sig", "alg": "ES256",
          "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y) },
        { "kty": "RSA", "kid": manner.kid, "use": "sig", "alg": "RS256", "n": whole(RSA.n()), "e": whole(RSA.e()) },
        { "kty": "FUTURE", "kid": "odd" },
    ] }))
    .into_response()
}

async fn token(
    State(shared): Provided,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let manner = match shared.before("/token").await {
        Ok(manner) => manner,
        Err(instead) => return instead,
    };
    let no = |error: &str| {
        let body = json!({ "error": error, "error_description": form.get("code") });
        (StatusCode::BAD_REQUEST, axum::Json(body)).into_response()
    };
    let posts =
        manner.metadata["token_endpoint_auth_methods_supported"] == json!(["client_secret_post"]);
    let basic = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let expected = format!("Basic {}", STANDARD.encode(format!("kompass:{CLIENT_SECRET}")));
    let proved = match basic {
        Some(basic) => !posts && basic == expected,
        None => posts && form.get("client_secret").is_some_and(|secret| secret == CLIENT_SECRET),
    };
    if !proved {
        return no("invalid_client");
    }
    let Some((query, claims)) = shared.codes.lock().unwrap().remove(&form["code"]) else {
        return no("invalid_grant");
    };
    let challenge = URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(&form["code_verifier"]));
    if challenge != query["code_challenge"] || form["redirect_uri"] != query["redirect_uri"] {
        return no("invalid_grant");
    }
    let now = jiff::Timestamp::now().as_second();
    let mut body = json!({
        "iss": shared.issuer, "aud": "kompass", "sub": "subject-1", "nonce": query["nonce"],
        "iat": now, "exp": now + 300,
    });
    lay_over(&mut body, &claims);
    lay_over(&mut body, &manner.token);
    let mut answer = json!({
        "access_token": "an-access-token", "token_type": "Bearer", "expires_in": 300,
        "id_token": sign(&manner, &body),
    });
    lay_over(&mut answer, &manner.answer);
    axum::Json(answer).into_response()
}

async fn userinfo(State(shared): Provided, headers: HeaderMap) -> Response {
    match shared.before("/userinfo").await {
        Ok(_) if headers[header::AUTHORIZATION] != "Bearer an-access-token" => {
            StatusCode::UNAUTHORIZED.into_response()
        }
        Ok(manner) => axum::Json(manner.userinfo).into_response(),
        Err(instead) => instead,
    }
}

fn elliptic(number: u8) -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&[number; 32]).unwrap()
}

fn sign(manner: &Manner, claims: &Value) -> String {
    let algorithm = match manner.signed {
        Signed::Rs256 => "RS256",
        Signed::None => "none",
        Signed::ClientSecret => "HS256",
        Signed::Es256 | Signed::OtherKey | Signed::Altered => "ES256",
    };
    let head = json!({ "alg": algorithm, "kid": manner.kid, "typ": "JWT" });
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&head), part(claims));
    let by = |number: u8| {
        let signature: p256::ecdsa::Signature = elliptic(number).sign(text.as_bytes());
        signature.to_bytes().to_vec()
    };
    let signature = match manner.signed {
        Signed::Es256 | Signed::Altered => by(1),
        Signed::OtherKey => by(2),
        Signed::None => Vec::new(),
        Signed::Rs256 => {
            let digest = <rsa::sha2::Sha256 as rsa::sha2::Digest>::digest(text.as_bytes());
            RSA.sign(rsa::Pkcs1v15Sign::new::<rsa::sha2::Sha256>(), &digest).unwrap()
        }
        Signed::ClientSecret => {
            let mut mac = Hmac::<sha2::Sha256>::new_from_slice(CLIENT_SECRET.as_bytes()).unwrap();
            mac.update(text.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
    };
    let text = match manner.signed {
        Signed::Altered => {
            let mut other = claims.clone();
            other["sub"] = "subject-2".into();
            format!("{}.{}", part(&head), part(&other))
        }
        _ => text,
    };
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn lay_over(below: &mut Value, above: &Value) {
    let none = Map::new();
    for (key, value) in above.as_object().unwrap_or(&none) {
        match value {
            Value::Null => drop(below.as_object_mut().unwrap().remove(key)),
            value => below[key] = value.clone(),
        }
    }
}
