//! The operations, from outside: one binary, so that they are linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "app/fetch.rs"]
mod fetch;
#[path = "app/installed.rs"]
mod installed;
#[path = "app/kpi.rs"]
mod kpi;
#[path = "app/oidc.rs"]
mod oidc;
#[path = "app/passkey.rs"]
mod passkey;
#[path = "app/people.rs"]
mod people;
#[path = "app/place.rs"]
mod place;
#[path = "app/provider.rs"]
mod provider;
#[path = "app/signin.rs"]
mod signin;
#[path = "app/team.rs"]
mod team;
