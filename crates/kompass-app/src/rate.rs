//! How often an address or an account asks, on all nodes together. Each node counts by itself and tells the others now and
//! then, so that no request waits for the database.

use crate::installation::Installation;
use jiff::SignedDuration;
use kompass_core::Result;
use kompass_store::rate as store;

/// A name of which no node told for so long has nothing to say any more.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(10);

/// True if other nodes may serve beside this one: a file has one.
pub fn is_shared(installation: &Installation) -> bool {
    installation.db.is_shared()
}

/// Tells how often each of these asked on this node since it last told of them; returns how often each asked on all nodes, as
/// far as they told. Of who asks the database keeps only a digest.
///
/// # Errors
/// The database is away.
pub async fn tell(installation: &Installation, used: &[(String, u32)]) -> Result<Vec<i64>> {
    let name = |who: &str| installation.secret().digest("rate", who);
    let named = used.iter().map(|(who, used)| (name(who), *used)).collect();
    let totals = store::tell(&installation.db, &named, installation.now()).await?;
    Ok(used.iter().map(|(who, _)| totals.get(&name(who)).copied().unwrap_or(0)).collect())
}

pub(crate) async fn forget(installation: &Installation) -> Result<()> {
    store::forget(&installation.db, installation.now() - REMEMBERED).await.map(|_| ())
}
