//! How often something may be tried. Counts are in the database, so that they hold on every node; of an address or an
//! account they keep only a digest.

use crate::installation::Installation;
use crate::reason;
use jiff::SignedDuration;
use kompass_core::Result;
use kompass_store::attempt;
use std::net::IpAddr;

/// The time for which attempts are counted together, and after which one may try again.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// Most attempts on one account, and from one network address.
const ON_ACCOUNT: u64 = 10;
const FROM_ADDRESS: u64 = 100;

/// What is tried.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Tried<'a> {
    /// A password, by the e-mail address that was typed.
    Password(&'a str),
    /// A password as a fresh proof, by the account that is signed in: whoever only knows its address cannot use this up.
    Proof(&'a str),
    /// A code of a second factor, or a recovery code, by account.
    Code(&'a str),
    /// Anything of this, from a network address.
    From(&'a str),
}

/// Counts an attempt.
///
/// # Errors
/// [`reason::TOO_MANY`] if there were too many; it has to wait then, whether it would have been right or not.
pub(crate) async fn count(installation: &Installation, tried: Tried<'_>) -> Result<()> {
    let most = match tried {
        Tried::Password(_) | Tried::Proof(_) | Tried::Code(_) => ON_ACCOUNT,
        Tried::From(_) => FROM_ADDRESS,
    };
    let name = name(installation, tried);
    let count = attempt::strike(&installation.db, &name, installation.now(), WINDOW).await?;
    if count <= most {
        return Ok(());
    }
    if count == most + 1 {
        tracing::warn!(target: "security", event = "locked_out", what = name);
    }
    Err(reason::TOO_MANY.invalid(""))
}

/// Takes an attempt back that was right. Counted first and taken back, many at once cannot slip past, and an office behind
/// one address is not locked out by everybody's coming in the morning.
pub(crate) async fn forgive(installation: &Installation, tried: Tried<'_>) -> Result<()> {
    attempt::forgive(&installation.db, &name(installation, tried)).await
}

/// Begins to count anew, after it was right.
pub(crate) async fn clear(installation: &Installation, tried: Tried<'_>) -> Result<()> {
    attempt::clear(&installation.db, &name(installation, tried)).await
}

fn name(installation: &Installation, tried: Tried<'_>) -> String {
    let (what, of) = match tried {
        Tried::Password(email) => ("password", email.trim().to_lowercase()),
        Tried::Proof(account) => ("proof", account.to_owned()),
        Tried::Code(account) => ("code", account.to_owned()),
        Tried::From(address) => ("from", network(address)),
    };
    format!("{what}:{}", installation.secret().digest(&format!("attempt {what}"), &of))
}

/// Whoever has one address of IPv6 has a whole network of them.
fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => format!("{:x?}", &address.segments()[..4]),
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn addresses_of_one_network_are_counted_together() {
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.7"), network("192.0.2.7"));
        assert_ne!(network("192.0.2.7"), network("192.0.2.8"));
    }
}
