//! Providers that people sign in with.

use kompass_core::access::Role;
use kompass_core::{Error, Problem, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::path::PathBuf;
use url::{Host, Url};
use uuid::Uuid;

/// A provider that people sign in with, by OpenID Connect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OidcConfig {
    /// Short name in addresses and in the origin of roles: small letters, digits and hyphens. Never change it: it belongs
    /// to who people are.
    #[schemars(regex(pattern = "^[a-z0-9-]{1,32}$"))]
    pub id: String,
    /// What the button says.
    pub name: String,
    /// Issuer, exactly as the provider writes it. `https`, except on this machine.
    pub issuer: String,
    /// What the provider calls this installation.
    pub client_id: String,
    /// File with the secret that the provider gave. Without it this is a public client, secured by PKCE alone.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// What is asked for besides `openid`.
    #[serde(default = "scopes")]
    pub scopes: Vec<String>,
    /// Domains whose e-mail addresses this provider is trusted to vouch for.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Claim that says that the e-mail address was verified. Entra ID has `xms_edov`.
    #[serde(default = "verified_claim")]
    pub verified_claim: String,
    /// Makes an account for who has none, with a verified address in one of the domains.
    #[serde(default)]
    pub create_accounts: bool,
    /// Connects who signs in for the first time with the account that has the same verified address in one of the domains.
    #[serde(default)]
    pub link_accounts: bool,
    /// Claim that lists the groups somebody is in.
    #[serde(default)]
    pub groups_claim: Option<String>,
    /// Roles that groups give. They are taken away when the group is.
    #[serde(default)]
    pub roles: Vec<OidcRole>,
}

/// A role that a group at a provider gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OidcRole {
    /// The group, as the claim writes it.
    pub group: String,
    /// Identity of the organisation.
    #[schemars(with = "String")]
    pub organisation: Uuid,
    /// `organisation_administrator`, `reader` or `account` (a member of it, without a power of its own).
    #[schemars(with = "String", regex(pattern = "^(organisation_administrator|reader|account)$"))]
    pub role: Role,
}

fn scopes() -> Vec<String> {
    ["email", "profile"].map(str::to_owned).into()
}

fn verified_claim() -> String {
    "email_verified".to_owned()
}

/// Refuses what would fail at the first sign-in.
pub(super) fn check(providers: &[OidcConfig]) -> Result<()> {
    let mut ids = HashSet::new();
    let problems: Vec<Problem> = providers
        .iter()
        .enumerate()
        .flat_map(|(at, provider)| {
            let twice = !ids.insert(&provider.id);
            let twice = twice.then_some(("id", "another provider has the same", "choose another"));
            provider.faults().into_iter().chain(twice).map(move |(key, message, remedy)| {
                Problem::new(format!("oidc.{at}.{key}"), message, remedy).code("C004")
            })
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

type Fault = (&'static str, &'static str, &'static str);

impl OidcConfig {
    fn faults(&self) -> Vec<Fault> {
        let plain =
            |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
        let domain = |name: &String| {
            name.contains('.') && !name.contains('@') && *name == name.to_lowercase()
        };
        let gives = |given: &OidcRole| kompass_store::membership::ROLES.contains(&given.role);
        let checks: [(bool, Fault); 7] = [
            (
                (1..=32).contains(&self.id.len()) && self.id.bytes().all(plain),
                (
                    "id",
                    "the name is empty, too long or has other letters",
                    "use a–z, 0–9 and hyphens, at most 32",
                ),
            ),
            (
                !self.name.trim().is_empty(),
                ("name", "the name is empty", "write what the button shall say"),
            ),
            (
                !self.client_id.trim().is_empty(),
                ("client_id", "it is empty", "write what the provider gave"),
            ),
            (
                self.issuer_is_safe(),
                (
                    "issuer",
                    "this is no https address",
                    "write it exactly as the provider's metadata does",
                ),
            ),
            (
                self.domains.iter().all(domain),
                (
                    "domains",
                    "one of them is no domain",
                    "write them as example.se, in small letters",
                ),
            ),
            (
                !(self.create_accounts || self.link_accounts) || !self.domains.is_empty(),
                (
                    "domains",
                    "accounts are made or connected for no domain",
                    "name the domains the provider vouches for",
                ),
            ),
            (
                self.roles.iter().all(gives)
                    && (self.roles.is_empty() || self.groups_claim.is_some()),
                (
                    "roles",
                    "a role cannot be given in an organisation, or no groups_claim is named",
                    "give organisation_administrator, reader or account, and name the claim with the groups",
                ),
            ),
        ];
        checks.into_iter().filter(|(fine, _)| !fine).map(|(_, fault)| fault).collect()
    }

    /// Over `http` everybody on the way could write the answers; on this machine nobody is on the way.
    fn issuer_is_safe(&self) -> bool {
        let Ok(issuer) = Url::parse(&self.issuer) else { return false };
        match (issuer.scheme(), issuer.host()) {
            ("https", Some(_)) => true,
            ("http", Some(Host::Domain(name))) => name == "localhost",
            ("http", Some(Host::Ipv4(address))) => address.is_loopback(),
            ("http", Some(Host::Ipv6(address))) => address.is_loopback(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(extra: &str) -> OidcConfig {
        let base = "id = \"entra\"\nname = \"Entra\"\nissuer = \"https://login.example/v2.0\"\nclient_id = \"k\"\n";
        let keys: HashSet<&str> =
            extra.lines().filter_map(|line| line.split(" =").next()).collect();
        let rest = base
            .lines()
            .filter(|line| !line.split(" =").next().is_some_and(|key| keys.contains(key)));
        let text = rest.chain(extra.lines()).collect::<Vec<_>>().join("\n");
        figment::Figment::from(<figment::providers::Toml as figment::providers::Format>::string(
            &text,
        ))
        .extract()
        .unwrap()
    }

    #[test]
    fn what_would_fail_at_sign_in_is_refused_with_its_place() {
        assert!(check(&[provider(""), provider("id = \"adfs\"")]).is_ok());
        assert!(check(&[provider("issuer = \"http://localhost:9000\"")]).is_ok());
        let organisation = Uuid::nil();
        for (extra, place) in [
            ("id = \"\"", "oidc.0.id"),
            ("id = \"Entra\"", "oidc.0.id"),
            ("name = \" \"", "oidc.0.name"),
            ("client_id = \"\"", "oidc.0.client_id"),
            ("issuer = \"login.example\"", "oidc.0.issuer"),
            ("issuer = \"http://login.example\"", "oidc.0.issuer"),
            ("issuer = \"http://10.0.0.1\"", "oidc.0.issuer"),
            ("domains = [\"anna@example.se\"]", "oidc.0.domains"),
            ("domains = [\"Example.se\"]", "oidc.0.domains"),
            ("create_accounts = true", "oidc.0.domains"),
            ("link_accounts = true", "oidc.0.domains"),
            (
                &format!(
                    "roles = [{{ group = \"g\", organisation = \"{organisation}\", role = \"reader\" }}]"
                ),
                "oidc.0.roles",
            ),
            (
                &format!(
                    "groups_claim = \"groups\"\nroles = [{{ group = \"g\", organisation = \"{organisation}\", role = \"system_administrator\" }}]"
                ),
                "oidc.0.roles",
            ),
        ] {
            let error = check(&[provider(extra)]).unwrap_err().to_string();
            assert!(error.contains("C004") && error.contains(place), "{extra}: {error}");
        }
        let error = check(&[provider(""), provider("")]).unwrap_err().to_string();
        assert!(error.contains("oidc.1.id"), "{error}");
    }
}
