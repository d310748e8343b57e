//! The protocol with a provider, without the database: where to send somebody, and who came back.
//!
//! The address of a provider is configuration, so it may lie inside the own network; only what people hand in goes
//! through [`crate::fetch::get`]. Everything a provider says is still read with a limit and believed only after its
//! signature, issuer, audience, time and nonce were checked.

use super::reason;
use crate::config::OidcConfig;
use crate::reason::Reason;
use crate::{fetch, files};
use jiff::{SignedDuration, Timestamp};
use kompass_core::{Error, Result};
use openidconnect::core::*;
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AdditionalProviderMetadata, AsyncHttpClient, AuthType,
    AuthorizationCode, ClaimsVerificationError, Client, ClientId, ClientSecret, CsrfToken,
    DiscoveryError, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    HttpRequest, HttpResponse, IdTokenClaims, IdTokenFields, IdTokenVerifier, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse,
    StandardTokenResponse, TokenResponse, UserInfoClaims, http,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Longest time for one question to a provider.
const TIME: Duration = Duration::from_secs(10);

/// Largest answer of a provider.
const MOST: usize = 1024 * 1024;

/// How long what a provider says about itself is believed. New keys are asked for before, when one is missing.
const KNOWN_FOR: Duration = Duration::from_secs(60 * 60);

/// How much the clock of a provider may differ.
const SKEW: SignedDuration = SignedDuration::from_secs(60);

/// The providers as they describe themselves, asked once an hour.
pub struct Providers {
    http: OnceLock<reqwest::Client>,
    known: Mutex<HashMap<String, (Instant, Arc<Metadata>)>>,
    patience: Duration,
}

impl Default for Providers {
    fn default() -> Self {
        Self::with_patience(TIME)
    }
}

/// What this side has to remember of a sign-in until somebody comes back.
#[derive(Serialize, Deserialize)]
pub(super) struct Sent {
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    /// When a proof of identity has to be newer than the beginning: that.
    fresh_since: Option<Timestamp>,
}

/// What somebody brings back.
#[derive(Clone, Copy)]
pub(super) struct Brought<'a> {
    pub(super) code: &'a str,
    pub(super) issuer: Option<&'a str>,
}

/// Who a provider says somebody is. All of it was checked; nothing of it is decided yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claimed {
    /// Who it is at this provider, for ever.
    pub(super) subject: String,
    /// E-mail address, if the provider vouches for it, in lower case.
    pub(super) email: Option<String>,
    pub(super) name: String,
    pub(super) groups: Vec<String>,
}

impl Providers {
    /// As the default, with another time for one question than ten seconds.
    pub fn with_patience(patience: Duration) -> Self {
        Self { http: OnceLock::new(), known: Mutex::default(), patience }
    }

    /// Where to send somebody to sign in, and what to remember. `fresh` asks the provider for a new proof of identity.
    pub(super) async fn begin(
        &self,
        provider: &OidcConfig,
        callback: &str,
        state: &str,
        fresh: Option<Timestamp>,
    ) -> Result<(String, Sent)> {
        let client = client(provider, &*self.metadata(provider).await?, callback)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = CsrfToken::new(state.to_owned());
        let mut request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, Nonce::new_random)
            .set_pkce_challenge(challenge)
            .add_scopes(provider.scopes.iter().cloned().map(Scope::new));
        if fresh.is_some() {
            request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
        }
        let (url, _, nonce) = request.url();
        Ok((url.into(), Sent { nonce, verifier, fresh_since: fresh }))
    }

    /// Who came back.
    pub(super) async fn finish(
        &self,
        provider: &OidcConfig,
        callback: &str,
        sent: Sent,
        brought: Brought<'_>,
        now: Timestamp,
    ) -> Result<Claimed> {
        let mut metadata = self.metadata(provider).await?;
        // RFC 9207: who answers says who it is, so that an answer of one provider is not taken for that of another.
        let promised =
            metadata.additional_metadata().authorization_response_iss_parameter_supported;
        match brought.issuer {
            Some(issuer) if issuer == metadata.issuer().as_str() => {}
            None if !promised => {}
            _ => return Err(refused(provider, &reason::ISSUER, "iss of the answer")),
        }
        let http = self.http(&provider.issuer)?;
        let answer = client(provider, &metadata, callback)?
            .exchange_code(AuthorizationCode::new(brought.code.to_owned()))
            .map_err(|_| refused(provider, &reason::NONSENSE, "no token endpoint"))?
            .set_pkce_verifier(sent.verifier)
            .request_async(&http)
            .await
            .map_err(|error| token_refused(provider, &error))?;
        let token =
            answer.id_token().ok_or_else(|| refused(provider, &reason::NO_TOKEN, "no id_token"))?;
        let mut claims = token.claims(&verifier(provider, &metadata), &sent.nonce);
        if let Err(ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        )) = claims
        {
            // The provider has changed its keys since it was asked.
            metadata = self.discover(provider).await?;
            claims = token.claims(&verifier(provider, &metadata), &sent.nonce);
        }
        let claims = claims.map_err(|error| not_believed(provider, &error))?;
        let verifier = verifier(provider, &metadata);
        check_party(provider, claims)?;
        check_time(provider, claims, sent.fresh_since, now)?;
        if let Some(hash) = claims.access_token_hash() {
            let fitting = token.signing_alg().and_then(|algorithm| {
                let key = token.signing_key(&verifier)?;
                AccessTokenHash::from_token(answer.access_token(), algorithm, key)
                    .map_err(|error| SignatureVerificationError::Other(error.to_string()))
            });
            if fitting.ok().as_ref() != Some(hash) {
                return Err(refused(provider, &reason::CLAIMS, "at_hash"));
            }
        }
        let mut said = Said(as_map(claims));
        if said.misses_something(provider) && metadata.userinfo_endpoint().is_some() {
            said.add(provider, self.more(provider, &metadata, callback, &answer, claims).await?);
        }
        said.claimed(provider)
    }

    /// What the provider says apart from the token: most send the e-mail address only here.
    async fn more(
        &self,
        provider: &OidcConfig,
        metadata: &Metadata,
        callback: &str,
        answer: &Answer,
        claims: &IdClaims,
    ) -> Result<Map<String, Value>> {
        // What cannot stand in a header would bring the library down.
        if !answer.access_token().secret().bytes().all(|letter| letter.is_ascii_graphic()) {
            return Err(refused(provider, &reason::NONSENSE, "access token with odd letters"));
        }
        let http = self.http(&provider.issuer)?;
        let subject = Some(claims.subject().clone());
        let more: UserInfoClaims<Other, CoreGenderClaim> = client(provider, metadata, callback)?
            .user_info(answer.access_token().clone(), subject)
            .map_err(|_| refused(provider, &reason::NONSENSE, "no userinfo endpoint"))?
            .request_async(&http)
            .await
            .map_err(|error| match error {
                openidconnect::UserInfoError::Request(fault) => fault.refused(provider),
                openidconnect::UserInfoError::ClaimsVerification(error) => {
                    not_believed(provider, &error)
                }
                _ => refused(provider, &reason::NONSENSE, "userinfo"),
            })?;
        Ok(as_map(&more))
    }

    async fn metadata(&self, provider: &OidcConfig) -> Result<Arc<Metadata>> {
        let known = self.known().get(&provider.id).cloned();
        match known {
            Some((asked, known)) if asked.elapsed() < KNOWN_FOR => Ok(known),
            _ => self.discover(provider).await,
        }
    }

    /// Asks a provider to describe itself.
    async fn discover(&self, provider: &OidcConfig) -> Result<Arc<Metadata>> {
        let issuer = IssuerUrl::new(provider.issuer.clone())
            .map_err(|_| refused(provider, &reason::NONSENSE, "issuer"))?;
        let http = self.http(&provider.issuer)?;
        let found = Metadata::discover_async(issuer, &http).await.map_err(|error| match error {
            DiscoveryError::Request(fault) => fault.refused(provider),
            DiscoveryError::Validation(_) => refused(provider, &reason::ISSUER, "issuer of the metadata"),
            DiscoveryError::Response(status, ..) => {
                tracing::warn!(provider = provider.id, %status, "the metadata of a sign-in provider");
                reason::NONSENSE.invalid(&provider.name)
            }
            _ => refused(provider, &reason::NONSENSE, "metadata"),
        })?;
        // Browsers are sent there.
        let scheme = found.authorization_endpoint().url().scheme();
        if scheme != "https" && (http.protected || scheme != "http") {
            return Err(refused(provider, &reason::INSECURE, "authorization endpoint"));
        }
        let found = Arc::new(found);
        self.known().insert(provider.id.clone(), (Instant::now(), found.clone()));
        Ok(found)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, (Instant, Arc<Metadata>)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn http(&self, issuer: &str) -> Result<Http> {
        let client = match self.http.get() {
            Some(client) => client.clone(),
            None => {
                let made = fetch::client(|builder| builder.timeout(self.patience))?;
                self.http.get_or_init(|| made).clone()
            }
        };
        Ok(Http { client, protected: issuer.starts_with("https:") })
    }
}

fn client(provider: &OidcConfig, metadata: &Metadata, callback: &str) -> Result<OidcClient> {
    let secret = provider.client_secret_file.as_deref().map(files::read).transpose();
    let secret = secret.ok().map(|bytes| bytes.map(String::from_utf8).transpose());
    let Some(Ok(secret)) = secret else {
        return Err(refused(provider, &reason::SECRET, "client_secret_file"));
    };
    let secret = secret.map(|secret| ClientSecret::new(secret.trim().to_owned()));
    let callback = RedirectUrl::new(callback.to_owned())
        .map_err(|_| Error::Internal("the address of the answer is none".to_owned()))?;
    let id = ClientId::new(provider.client_id.clone());
    let posts = metadata.token_endpoint_auth_methods_supported().is_some_and(|ways| {
        ways.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)
    });
    Ok(OidcClient::from_provider_metadata(metadata.clone(), id, secret)
        .set_auth_type(if posts { AuthType::RequestBody } else { AuthType::BasicAuth })
        .set_redirect_uri(callback))
}

/// Believes signatures by the keys of the provider only: never none, and never one made with the client secret, which
/// also this side knows. Time is checked by [`check_time`], by the clock of the installation.
fn verifier(
    provider: &OidcConfig,
    metadata: &Metadata,
) -> IdTokenVerifier<'static, CoreJsonWebKey> {
    use CoreJwsSigningAlgorithm as By;
    IdTokenVerifier::new_public_client(
        ClientId::new(provider.client_id.clone()),
        metadata.issuer().clone(),
        metadata.jwks().clone(),
    )
    .set_allowed_algs([
        By::RsaSsaPkcs1V15Sha256,
        By::RsaSsaPkcs1V15Sha384,
        By::RsaSsaPkcs1V15Sha512,
        By::RsaSsaPssSha256,
        By::RsaSsaPssSha384,
        By::RsaSsaPssSha512,
        By::EcdsaP256Sha256,
        By::EcdsaP384Sha384,
        By::EdDsa,
    ])
    .set_time_fn(Default::default)
}

/// The token was made for this client (`azp`), which the library leaves open.
fn check_party(provider: &OidcConfig, claims: &IdClaims) -> Result<()> {
    let party = claims.authorized_party().map(|party| party.as_str());
    let fits = match party {
        Some(party) => party == provider.client_id,
        None => claims.audiences().len() == 1,
    };
    if fits { Ok(()) } else { Err(refused(provider, &reason::CLAIMS, "azp")) }
}

fn check_time(
    provider: &OidcConfig,
    claims: &IdClaims,
    fresh_since: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    let now = now.as_second();
    let skew = SKEW.as_secs();
    let not_before = claims.additional_claims().0.get("nbf").and_then(Value::as_i64);
    let in_time = claims.expiration().timestamp() > now - skew
        && claims.issue_time().timestamp() <= now + skew
        && not_before.is_none_or(|begins| begins <= now + skew);
    if !in_time {
        return Err(refused(provider, &reason::TIME, "exp, iat or nbf"));
    }
    let proved = claims.auth_time().map(|proved| proved.timestamp());
    let fresh = fresh_since.is_none_or(|since| {
        proved.is_some_and(|proved| (since.as_second() - skew..=now + skew).contains(&proved))
    });
    if fresh { Ok(()) } else { Err(refused(provider, &reason::NOT_FRESH, "auth_time")) }
}

/// Everything a provider said of somebody, from both places. What the signed token says goes first.
struct Said(Map<String, Value>);

impl Said {
    /// The address, and that it was verified: they belong together, so both come from the same place.
    fn address(provider: &OidcConfig) -> [&str; 2] {
        ["email", &provider.verified_claim]
    }

    fn misses_something(&self, provider: &OidcConfig) -> bool {
        let mut needed =
            Self::address(provider).into_iter().chain(provider.groups_claim.as_deref());
        needed.any(|claim| !self.0.contains_key(claim))
    }

    fn add(&mut self, provider: &OidcConfig, mut more: Map<String, Value>) {
        let address = Self::address(provider);
        let whole = address.iter().all(|claim| self.0.contains_key(*claim));
        let without = if whole { &mut more } else { &mut self.0 };
        for claim in address {
            without.remove(claim);
        }
        for (claim, value) in more {
            self.0.entry(claim).or_insert(value);
        }
    }

    fn claimed(&self, provider: &OidcConfig) -> Result<Claimed> {
        let text = |claim: &str| self.0.get(claim).and_then(Value::as_str).map(str::trim);
        let subject = text("sub").filter(|subject| (1..=255).contains(&subject.len()));
        let subject =
            subject.ok_or_else(|| refused(provider, &reason::NONSENSE, "sub"))?.to_owned();
        let email = text("email").filter(|email| is_address(email)).map(str::to_lowercase);
        let verified = self.0.get(&provider.verified_claim).is_some_and(says_yes);
        let whole = [text("given_name"), text("family_name")].into_iter().flatten();
        let whole = whole.collect::<Vec<_>>().join(" ");
        let name = [text("name"), Some(&whole), text("preferred_username"), email.as_deref()];
        let name = name.into_iter().flatten().find(|name| !name.is_empty()).unwrap_or(&subject);
        let name = name.chars().filter(|letter| !letter.is_control()).take(200).collect();
        Ok(Claimed {
            name,
            email: email.filter(|_| verified),
            groups: self.groups(provider)?,
            subject,
        })
    }

    /// The groups of the claim; none if it is missing, which takes the roles of all groups away.
    fn groups(&self, provider: &OidcConfig) -> Result<Vec<String>> {
        let Some(claim) = provider.groups_claim.as_deref() else { return Ok(Vec::new()) };
        match self.0.get(claim) {
            Some(Value::Array(groups)) => {
                Ok(groups.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            }
            // ADFS sends one group as a text.
            Some(Value::String(group)) => Ok(vec![group.clone()]),
            // Entra ID names where the groups are when they do not fit: that is not the same as none.
            _ if self.0.get("_claim_names").is_some_and(|names| names.get(claim).is_some())
                || self.0.get("hasgroups").is_some_and(says_yes) =>
            {
                Err(refused(provider, &reason::GROUPS, "too many groups"))
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// `true`, and what providers write instead of it.
fn says_yes(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_i64() == Some(1),
        Value::String(text) => matches!(text.as_str(), "true" | "1"),
        _ => false,
    }
}

fn is_address(email: &str) -> bool {
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '@';
    email.len() <= 254
        && email.rsplit_once('@').is_some_and(|(who, domain)| {
            !who.is_empty() && !domain.is_empty() && !who.contains(odd)
        })
}

fn as_map(claims: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// A reason for the person, and what it was about for the log. Neither holds a token, a code or a secret.
fn refused(provider: &OidcConfig, reason: &Reason, about: &str) -> Error {
    let (code, id) = (reason.code, &provider.id);
    tracing::warn!(target: "security", event = "provider_refused", provider = id, code, about);
    reason.invalid(&provider.name)
}

fn not_believed(provider: &OidcConfig, error: &ClaimsVerificationError) -> Error {
    use ClaimsVerificationError as Not;
    let (reason, about) = match error {
        Not::SignatureVerification(error) => match error {
            SignatureVerificationError::NoMatchingKey => (&reason::SIGNATURE, "no such key"),
            SignatureVerificationError::NoSignature => (&reason::SIGNATURE, "no signature"),
            SignatureVerificationError::DisallowedAlg(_) => (&reason::SIGNATURE, "algorithm"),
            _ => (&reason::SIGNATURE, "signature"),
        },
        Not::InvalidIssuer(_) => (&reason::CLAIMS, "iss"),
        Not::InvalidAudience(_) => (&reason::CLAIMS, "aud"),
        Not::InvalidNonce(_) => (&reason::CLAIMS, "nonce"),
        Not::InvalidSubject(_) => (&reason::CLAIMS, "sub"),
        Not::Expired(_) => (&reason::TIME, "exp"),
        _ => (&reason::NONSENSE, "token"),
    };
    refused(provider, reason, about)
}

type TokenRefusal = RequestTokenError<HttpFault, StandardErrorResponse<CoreErrorResponseType>>;

fn token_refused(provider: &OidcConfig, error: &TokenRefusal) -> Error {
    use CoreErrorResponseType as No;
    match error {
        RequestTokenError::Request(fault) => fault.refused(provider),
        RequestTokenError::ServerResponse(no) => match no.error() {
            No::InvalidGrant => refused(provider, &reason::CODE, "invalid_grant"),
            No::InvalidClient | No::UnauthorizedClient => {
                refused(provider, &reason::CLIENT, "the client or its secret")
            }
            _ => refused(provider, &reason::CLIENT, "the token endpoint says no"),
        },
        _ => refused(provider, &reason::NONSENSE, "token endpoint"),
    }
}

/// The one way to a provider: with a limit of time and size, and protected if the issuer is.
struct Http {
    client: reqwest::Client,
    protected: bool,
}

/// Why a provider gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HttpFault {
    Unreachable,
    Slow,
    Large,
    Insecure,
}

impl HttpFault {
    fn refused(self, provider: &OidcConfig) -> Error {
        let (reason, about) = match self {
            Self::Unreachable => (&reason::UNREACHABLE, "no connection"),
            Self::Slow => (&reason::SLOW, "no answer in time"),
            Self::Large => (&reason::LARGE, "answer too large"),
            Self::Insecure => (&reason::INSECURE, "endpoint without https"),
        };
        refused(provider, reason, about)
    }
}

impl fmt::Display for HttpFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for HttpFault {}

impl From<reqwest::Error> for HttpFault {
    fn from(error: reqwest::Error) -> Self {
        let slow = error.is_timeout();
        tracing::warn!(error = ?error.without_url(), "a sign-in provider gives no answer");
        if slow { Self::Slow } else { Self::Unreachable }
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpFault;
    type Future =
        Pin<Box<dyn Future<Output = std::result::Result<HttpResponse, HttpFault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            if self.protected && request.uri().scheme_str() != Some("https") {
                return Err(HttpFault::Insecure);
            }
            let response = self.client.execute(request.try_into()?).await?;
            let mut answer = http::Response::new(Vec::new());
            *answer.status_mut() = response.status();
            *answer.headers_mut() = response.headers().clone();
            *answer.body_mut() = fetch::read(response, MOST).await?.ok_or(HttpFault::Large)?;
            Ok(answer)
        })
    }
}

/// Claims that the library has no name for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Other(Map<String, Value>);

impl AdditionalClaims for Other {}

/// What a provider says about itself that the library has no name for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct OtherMetadata {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for OtherMetadata {}

type Metadata = ProviderMetadata<
    OtherMetadata,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type IdClaims = IdTokenClaims<Other, CoreGenderClaim>;

type Answer = StandardTokenResponse<
    IdTokenFields<
        Other,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type OidcClient = Client<
    Other,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_provider_with_https_is_never_asked_without() {
        let http = Providers::default().http("https://login.example").unwrap();
        for address in ["http://login.example/token", "ftp://login.example/", "/token"] {
            let request = http::Request::get(address).body(Vec::new()).unwrap();
            assert_eq!(http.call(request).await.unwrap_err(), HttpFault::Insecure, "{address}");
        }
    }

    #[test]
    fn an_address_is_one_name_at_one_domain() {
        for address in ["anna@example.se", "anna.ek+1@example.se", "åsa@exempel.se"] {
            assert!(is_address(address), "{address}");
        }
        let long = format!("{}@example.se", "a".repeat(254));
        for other in [
            "",
            "anna",
            "@example.se",
            "anna@",
            "a@b@example.se",
            "a b@example.se",
            "a\n@example.se",
            &long,
        ] {
            assert!(!is_address(other), "{other}");
        }
    }
}
