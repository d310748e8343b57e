//! Fetches web addresses that people hand in, so that nobody reaches through this machine what only it can reach.
//!
//! Every address a name leads to has to be public, and the check is the resolver of the connection itself: what is
//! connected to is what was checked, whatever the name leads to a moment later. Redirects are followed by hand, each
//! one checked like the first address. No proxy of the environment, no cookie, no compression, no connection kept.

mod address;
pub mod reason;
#[cfg(test)]
mod tests;

use crate::reason::Reason;
use kompass_core::{Error, Result};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use reqwest::{Client, ClientBuilder, Response, StatusCode};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use url::{Host, Url};

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// Longest web address that is fetched.
const LONGEST_ADDRESS: usize = 2048;

/// What a fetch may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Largest answer, in bytes.
    pub bytes: usize,
    /// Longest time for all of it: names, redirects and the last byte.
    pub time: Duration,
}

/// What was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The answer.
    pub bytes: Vec<u8>,
    /// What the server says that it is (`Content-Type`), if it says anything.
    pub media_type: Option<String>,
    /// Where it came from, after redirects.
    pub final_address: Url,
}

/// Fetches a web address.
///
/// # Errors
/// [`Error::Invalid`] with a [`reason`].
/// [`Error::Unavailable`] if this machine has no certificates to trust.
pub async fn get(address: &str, limits: Limits) -> Result<Fetched> {
    static FETCHER: OnceLock<Fetcher> = OnceLock::new();
    let fetcher = match FETCHER.get() {
        Some(fetcher) => fetcher,
        None => {
            let made = Fetcher::new(Arc::new(System), Reach::Public)?;
            FETCHER.get_or_init(|| made)
        }
    };
    fetcher.get(address, limits).await
}

/// Says once which cryptography TLS uses: ring, which needs no C library. Every client made here calls it.
pub fn install_crypto() {
    // An error means that it was said before.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A client that goes where it is told and nowhere else: no proxy, no redirects, no cookies, nothing kept open. It trusts
/// the certificates that the system trusts (`ca-certificates`, or `SSL_CERT_FILE` for those of an own authority).
pub(crate) fn client(settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Client> {
    install_crypto();
    let builder = Client::builder()
        .user_agent(concat!("Kompass/", env!("CARGO_PKG_VERSION")))
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .pool_max_idle_per_host(0)
        .http1_only();
    settings(builder).build().map_err(|error| {
        tracing::warn!(?error, "no client for web addresses");
        Error::Unavailable(
            "web addresses cannot be fetched; see that the system has certificates to trust (package ca-certificates)"
                .to_owned(),
        )
    })
}

/// Fetches by a resolver, within a reach.
struct Fetcher {
    client: Client,
    reach: Reach,
}

impl Fetcher {
    fn new(names: Arc<dyn Resolve>, reach: Reach) -> Result<Self> {
        let client = client(|builder| builder.dns_resolver(Checked { names, reach }))?;
        Ok(Self { client, reach })
    }

    async fn get(&self, address: &str, limits: Limits) -> Result<Fetched> {
        let answer = tokio::time::timeout(limits.time, self.follow(address, limits.bytes)).await;
        answer.unwrap_or_else(|_| Err(refused(&reason::SLOW)))
    }

    async fn follow(&self, address: &str, most: usize) -> Result<Fetched> {
        let mut url = self.check(address)?;
        for _ in 0..=REDIRECTS {
            let request = self.client.get(url.clone()).header(ACCEPT_ENCODING, "identity");
            let response = request.send().await.map_err(failed)?;
            if !redirects(response.status()) {
                return body(url, response, most).await;
            }
            let place = response.headers().get(LOCATION).and_then(|place| place.to_str().ok());
            let next = onward(&url, place)?;
            url = self.check(next.as_str())?;
        }
        Err(refused(&reason::ASTRAY))
    }

    /// A web address that may be fetched, if what its name leads to may.
    fn check(&self, address: &str) -> Result<Url> {
        let no_address = || refused(&reason::ADDRESS);
        if address.len() > LONGEST_ADDRESS {
            return Err(no_address());
        }
        let url = Url::parse(address).map_err(|_| no_address())?;
        let named = !url.username().is_empty() || url.password().is_some();
        let port = url.port_or_known_default().is_some_and(|port| self.reach.port(port));
        if !matches!(url.scheme(), "http" | "https") || named || !port {
            return Err(no_address());
        }
        // Reading the address has made numbers written in other ways (2130706433, 0x7f.1, 017700000001) plain.
        let number = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
            Some(Host::Domain(_)) => None,
            None => return Err(no_address()),
        };
        if number.is_some_and(|number| !self.reach.address(number)) {
            return Err(refused(&reason::NOT_PUBLIC));
        }
        Ok(url)
    }
}

/// Where fetches may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The public internet, on the ports of the web.
    Public,
    /// Also servers that a test started on this machine. No other build knows this.
    #[cfg(test)]
    Loopback,
}

impl Reach {
    fn address(self, address: IpAddr) -> bool {
        match self {
            Self::Public => address::public(address),
            #[cfg(test)]
            Self::Loopback => address.is_loopback() || address::public(address),
        }
    }

    fn port(self, port: u16) -> bool {
        match self {
            Self::Public => matches!(port, 80 | 443),
            #[cfg(test)]
            Self::Loopback => true,
        }
    }
}

/// The resolver of the system.
struct System;

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Lets through what another resolver found, if all of it may be reached.
struct Checked {
    names: Arc<dyn Resolve>,
    reach: Reach,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let (answer, reach) = (self.names.resolve(name), self.reach);
        Box::pin(async move {
            let found: Vec<SocketAddr> = answer.await?.collect();
            if found.is_empty() || !found.iter().all(|found| reach.address(found.ip())) {
                return Err("the name leads to no public address".into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Where a redirect leads, from an address to a place. What was protected stays protected.
fn onward(from: &Url, place: Option<&str>) -> Result<Url> {
    let next = place.and_then(|place| from.join(place).ok());
    next.filter(|next| (from.scheme(), next.scheme()) != ("https", "http"))
        .ok_or_else(|| refused(&reason::ASTRAY))
}

fn redirects(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Reads an answer no further than the limit.
async fn body(url: Url, response: Response, most: usize) -> Result<Fetched> {
    if response.status() != StatusCode::OK {
        return Err(refused(&reason::STATUS));
    }
    let headers = response.headers();
    if headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return Err(refused(&reason::COMPRESSED));
    }
    let media_type =
        headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let bytes = read(response, most).await.map_err(failed)?;
    let bytes = bytes.ok_or_else(|| refused(&reason::LARGE))?;
    Ok(Fetched { bytes, media_type, final_address: url })
}

/// All bytes of an answer, or nothing if they are more than the limit; what the server says of the length is only believed
/// when it says too much.
pub(crate) async fn read(mut response: Response, most: usize) -> reqwest::Result<Option<Vec<u8>>> {
    if response.content_length().is_some_and(|length| length > most as u64) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// A name that is unknown and a name of the inside get the same answer, so that nobody learns the names of the inside.
fn failed(error: reqwest::Error) -> Error {
    let error = error.without_url();
    tracing::info!(?error, "a web address could not be fetched");
    refused(if error.is_dns() { &reason::NOT_PUBLIC } else { &reason::BROKEN })
}

fn refused(reason: &Reason) -> Error {
    reason.invalid("web address")
}
