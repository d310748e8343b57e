//! How often somebody may ask in a second. Every node counts by itself; what it saw of those who ask much it tells the others
//! now and then, and takes what they saw off what is left here. So the limits hold for all nodes together, a moment late,
//! and no request waits for the database.

use crate::app::App;
use kompass_app::rate;
use kompass_core::Result;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Requests a second, and how many at once after a pause: a page with its files is four.
const ADDRESS: Quota = Quota { rate: 40, burst: 400 };
const ACCOUNT: Quota = Quota { rate: 20, burst: 200 };

/// How often the others are told.
const EVERY: Duration = Duration::from_secs(1);
/// They are told of who asked at least so often since. Four nodes let as many through untold as one lets through anyhow.
const MUCH: u32 = 5;
/// After so many different ones those who asked long ago are forgotten.
const SWEEP_AT: usize = 50_000;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Asker {
    /// From an address, or from a network that counts as one.
    Address(IpAddr),
    /// With an account.
    Account(Uuid),
}

struct Quota {
    rate: u32,
    burst: u32,
}

/// What everybody has left on this node.
#[derive(Default)]
pub(crate) struct Rates(Mutex<HashMap<Asker, Level>>);

/// What somebody has left.
struct Level {
    /// When all of it is there again.
    full_at: Instant,
    /// Requests since the others were told.
    untold: u32,
    /// How often was asked on all nodes when they were last told.
    total: Option<i64>,
}

impl Asker {
    fn quota(self) -> &'static Quota {
        match self {
            Self::Address(_) => &ADDRESS,
            Self::Account(_) => &ACCOUNT,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Address(address) => format!("address {address}"),
            Self::Account(account) => format!("account {account}"),
        }
    }
}

impl Quota {
    /// The time in which so much comes back.
    fn time_of(&self, requests: u32) -> Duration {
        Duration::from_secs(1) * requests / self.rate
    }
}

impl Rates {
    /// Counts a request, if there is something left for it.
    pub(crate) fn take(&self, asker: Asker, now: Instant) -> bool {
        let (mut levels, quota) = (self.open(), asker.quota());
        if levels.len() > SWEEP_AT {
            levels.retain(|_, level| level.full_at > now);
        }
        let level = levels.entry(asker).or_insert(Level { full_at: now, untold: 0, total: None });
        let full_at = level.full_at.max(now) + quota.time_of(1);
        if full_at > now + quota.time_of(quota.burst) {
            return false;
        }
        level.full_at = full_at;
        level.untold += 1;
        true
    }

    /// What the others are to be told; what is too little for that is forgotten.
    fn untold(&self) -> Vec<(Asker, u32)> {
        let mut levels = self.open();
        let told =
            levels.iter_mut().map(|(asker, level)| (*asker, std::mem::take(&mut level.untold)));
        told.filter(|(_, untold)| *untold >= MUCH).collect()
    }

    /// Takes off what others gave since they were last told of: what the total grew by, without what was told now. Nobody
    /// owes more than a second, whatever the others gave.
    fn learn(&self, told: &[(Asker, u32)], totals: &[i64], now: Instant) {
        let mut levels = self.open();
        for ((asker, own), total) in told.iter().zip(totals) {
            let (Some(level), quota) = (levels.get_mut(asker), asker.quota()) else { continue };
            let before = level.total.replace(*total).unwrap_or(total - i64::from(*own));
            let others = u32::try_from(total - before - i64::from(*own)).unwrap_or(0);
            let most = now + quota.time_of(quota.burst + quota.rate);
            let taken = quota.time_of(others.min(quota.burst + quota.rate));
            level.full_at = most.min(level.full_at.max(now) + taken);
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Asker, Level>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the other nodes and learns from them, as long as this one serves.
pub(crate) async fn share(app: App) {
    if !rate::is_shared(&app.installation) {
        return;
    }
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = exchange(&app).await {
            tracing::warn!(%error, "other nodes could not be told who asks much");
        }
    }
}

/// Tells the other nodes who asked much here, and learns how much they asked there.
///
/// # Errors
/// The database is away.
pub async fn exchange(app: &App) -> Result<()> {
    let told = app.limits.rates.untold();
    if told.is_empty() {
        return Ok(());
    }
    let named: Vec<_> = told.iter().map(|(asker, untold)| (asker.name(), *untold)).collect();
    let totals = rate::tell(&app.installation, &named).await?;
    app.limits.rates.learn(&told, &totals, Instant::now());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOMEBODY: Asker = Asker::Address(IpAddr::V4(std::net::Ipv4Addr::new(198, 51, 100, 1)));

    fn taken(rates: &Rates, most: u32, now: Instant) -> u32 {
        (0..most).map(|_| u32::from(rates.take(SOMEBODY, now))).sum()
    }

    #[test]
    fn there_is_a_burst_and_then_a_rate() {
        let (rates, now) = (Rates::default(), Instant::now());
        assert_eq!(taken(&rates, 1000, now), ADDRESS.burst);
        assert_eq!(taken(&rates, 1000, now + Duration::from_secs(1)), ADDRESS.rate);
        assert_eq!(taken(&rates, 1000, now + Duration::from_secs(60)), ADDRESS.burst);
    }

    /// What a database would answer.
    fn told(rates: &Rates, total: &mut i64, now: Instant) {
        let untold = rates.untold();
        let totals: Vec<i64> = untold
            .iter()
            .map(|(_, own)| {
                *total += i64::from(*own);
                *total
            })
            .collect();
        rates.learn(&untold, &totals, now);
    }

    #[test]
    fn what_is_asked_elsewhere_is_taken_off_here() {
        let (one, other, mut total) = (Rates::default(), Rates::default(), 0);
        let begin = Instant::now();
        let mut given = 0;
        for second in 0..60 {
            let now = begin + Duration::from_secs(second);
            given += taken(&one, 1000, now) + taken(&other, 1000, now);
            told(&one, &mut total, now);
            told(&other, &mut total, now);
        }
        // Each has its burst before it hears of the other; then both together have little more than one alone.
        let most = 2 * ADDRESS.burst + 60 * ADDRESS.rate * 5 / 4;
        assert!(given < most, "{given} of at most {most}");
        // And whoever stops can begin anew.
        assert_eq!(taken(&one, 1000, begin + Duration::from_secs(120)), ADDRESS.burst);
    }

    #[test]
    fn little_is_not_told_and_a_total_that_was_forgotten_does_no_harm() {
        let (rates, now) = (Rates::default(), Instant::now());
        taken(&rates, MUCH - 1, now);
        assert!(rates.untold().is_empty());
        taken(&rates, MUCH, now);
        rates.learn(&rates.untold(), &[1000], now);
        taken(&rates, MUCH, now);
        rates.learn(&rates.untold(), &[i64::from(MUCH)], now);
        assert_eq!(taken(&rates, 1000, now), ADDRESS.burst - 3 * MUCH + 1);
    }
}
