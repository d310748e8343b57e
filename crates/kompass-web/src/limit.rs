//! How much one address or one account may ask of us, so that nobody can keep the others out.

use crate::app::App;
use crate::error::{self, Failure};
use crate::operations::TURNED_AWAY;
use crate::rate::{Asker, Rates};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ipnet::IpNet;
use kompass_app::reason;
use kompass_core::{Error, Problem, Result};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use uuid::Uuid;

/// Requests under way at the same time, of one address and of all. A municipality often comes from one address.
const ADDRESS_OPEN: u32 = 128;
const ALL_OPEN: u32 = 1024;

/// The limits. Rates are shared with other nodes; what is under way is what this process has to bear, so each counts its own.
pub(crate) struct Limits {
    pub(crate) rates: Rates,
    open: Mutex<HashMap<IpAddr, u32>>,
    trusted: Vec<IpNet>,
}

/// The address that a request came from, behind trusted proxies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Address(pub(crate) IpAddr);

/// A request under way; dropped, it makes room for another.
struct Open<'a> {
    limits: &'a Limits,
    address: IpAddr,
}

impl Limits {
    /// Limits behind these proxies: addresses (`10.0.0.1`) or networks (`10.0.0.0/8`).
    pub(crate) fn new(trusted_proxies: &[String]) -> Result<Self> {
        let trusted = trusted_proxies.iter().map(|text| network(text)).collect::<Result<_>>()?;
        Ok(Self { rates: Rates::default(), open: Mutex::new(HashMap::new()), trusted })
    }

    /// How many requests are under way.
    pub(crate) fn open_now(&self) -> u32 {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }

    /// Counts a request of an account.
    pub(crate) fn account(&self, account: Uuid) -> Result<()> {
        self.take(Asker::Account(account))
    }

    fn admit(&self, address: IpAddr) -> Result<Open<'_>> {
        let address = household(address);
        self.take(Asker::Address(address))?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.values().sum::<u32>() >= ALL_OPEN {
            return Err(Error::Unavailable("too many requests are under way".to_owned()));
        }
        let own = open.entry(address).or_default();
        if *own >= ADDRESS_OPEN {
            return Err(too_many());
        }
        *own += 1;
        Ok(Open { limits: self, address })
    }

    fn take(&self, asker: Asker) -> Result<()> {
        if self.rates.take(asker, Instant::now()) { Ok(()) } else { Err(too_many()) }
    }

    /// The address of the client: the last one in `X-Forwarded-For` that is not a trusted proxy, if the connection itself
    /// comes from one.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let trusted =
            |address: &IpAddr| self.trusted.iter().any(|network| network.contains(address));
        if !trusted(&peer) {
            return peer;
        }
        let forwarded = headers.get_all("x-forwarded-for");
        let mut hops: Vec<IpAddr> = forwarded
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map_while(|hop| hop.trim().parse().ok())
            .collect();
        while let Some(hop) = hops.pop() {
            if !trusted(&hop) {
                return hop;
            }
        }
        peer
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        let mut open = self.limits.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

/// Finds the client's address and lets it in if there is room.
pub(crate) async fn admit(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.to_canonical());
    let address = app.limits.client(peer, request.headers()).to_canonical();
    request.extensions_mut().insert(Address(address));
    let admitted = app.limits.admit(address);
    match admitted {
        Ok(_open) => next.run(request).await,
        Err(error) => {
            metrics::counter!(TURNED_AWAY).increment(1);
            turned_away(error)
        }
    }
}

/// No page: who is turned away here must cost nearly nothing.
fn turned_away(error: Error) -> Response {
    match error::status(&error) {
        StatusCode::TOO_MANY_REQUESTS => {
            let wait = [("retry-after", "10")];
            let words = "Too many requests. Wait a little.\n";
            (StatusCode::TOO_MANY_REQUESTS, wait, words).into_response()
        }
        _ => Failure::bare(error),
    }
}

/// The client's address of a request that was admitted.
pub(crate) fn address_of(request: &Request) -> IpAddr {
    let known = request.extensions().get::<Address>();
    known.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.0)
}

fn too_many() -> Error {
    reason::TOO_MANY.invalid("")
}

/// A household has a whole /64 of IPv6, so it counts as one.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
    }
}

fn network(text: &str) -> Result<IpNet> {
    text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).map_err(|_| {
        Error::invalid(
            Problem::new(
                "web.trusted_proxies",
                format!("{text:?} is no address or network"),
                "write an address (10.0.0.1) or a network (10.0.0.0/8)",
            )
            .code("W03"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &str) -> String {
        let limits = Limits::new(&["10.0.0.0/8".to_owned(), "::1".to_owned()]).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        limits.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_trusted_proxies_say_for_whom_they_speak() {
        assert_eq!(client("203.0.113.9", "198.51.100.1"), "203.0.113.9");
        assert_eq!(client("10.0.0.1", "198.51.100.1"), "198.51.100.1");
        // What a client wrote itself stands before what the proxies added.
        assert_eq!(client("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.9.9.9"), "198.51.100.1");
        assert_eq!(client("::1", "nonsense"), "::1");
    }

    #[test]
    fn an_address_gets_its_burst_and_then_waits() {
        let limits = Limits::new(&[]).unwrap();
        let address = "2001:db8::1".parse().unwrap();
        let neighbour = "2001:db8::2".parse().unwrap();
        while limits.admit(address).is_ok() {}
        assert!(limits.admit(neighbour).is_err(), "the same /64 counts as one");
        assert!(limits.admit("198.51.100.1".parse().unwrap()).is_ok());
    }

    #[test]
    fn requests_under_way_are_counted_and_let_go() {
        let limits = Limits::new(&[]).unwrap();
        let address = "198.51.100.1".parse().unwrap();
        let open: Vec<_> = (0..ADDRESS_OPEN).map(|_| limits.admit(address).unwrap()).collect();
        assert!(limits.admit(address).is_err());
        drop(open);
        assert!(limits.admit(address).is_ok());
    }

    #[test]
    fn a_network_that_is_none_is_named() {
        let error = Limits::new(&["10.0.0.0/99".to_owned()]).map(drop).unwrap_err();
        assert!(error.to_string().contains("10.0.0.0/99"), "{error}");
    }
}
