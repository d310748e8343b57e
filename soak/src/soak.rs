//! One run: people write, things fail, and in the end what is there is compared with what was acknowledged.

use crate::cluster::Cluster;
use crate::compare::{Compared, compare};
use crate::journal::Journal;
use crate::seats;
use crate::writer::{Shared, Writer};
use anyhow::{Result, ensure};
use kompass_testkit::Acknowledges;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::{JoinSet, block_in_place};

/// How long the standby hears nothing before the primary is lost. A primary that acknowledges early has then acknowledged
/// what no other server has.
const UNHEARD: Duration = Duration::from_millis(500);

/// Answers that were on their way when the standby became the primary have arrived after this time.
const SETTLED: Duration = Duration::from_secs(1);

/// How long the bucket is away.
const CUT: Duration = Duration::from_millis(1500);

/// How often it is looked whether a node ended, and whether enough was written.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// What happens in a run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Processes that serve.
    pub nodes: usize,
    /// People who write at the same time.
    pub writers: usize,
    /// How often a node is killed.
    pub kills: u32,
    /// How often the primary is lost for good.
    pub failovers: u32,
    /// How often the bucket is taken away for a moment.
    pub cuts: u32,
    /// Writes that are acknowledged at least.
    pub writes: u64,
    /// When the database acknowledges.
    pub acknowledges: Acknowledges,
    /// Where chance begins.
    pub seed: u64,
}

/// What a run found: nothing was lost and nothing is there twice.
#[derive(Debug)]
pub struct Report {
    plan: Plan,
    compared: Compared,
    again: u64,
    longest: Duration,
    took: Duration,
}

/// What can happen.
#[derive(Debug, Clone, Copy)]
enum Hit {
    Kill,
    Failover,
    Cut,
}

/// Runs the built program as the plan says.
///
/// # Errors
/// Something that was acknowledged is lost or there twice; somebody was answered what they should not be; the cluster did
/// not recover.
pub async fn run(program: &Path, plan: Plan) -> Result<Report> {
    let mut cluster = Cluster::make(program, plan.nodes, plan.acknowledges).await?;
    let done = hit(&mut cluster, &plan).await;
    done.map_err(|error| error.context(format!("the nodes said:\n{}", cluster.said())))
}

async fn hit(cluster: &mut Cluster, plan: &Plan) -> Result<Report> {
    let installation = cluster.open().await?;
    let mut taken = Vec::new();
    for number in 0..plan.writers {
        taken.push(seats::take(&installation, number).await?);
    }
    let folder = tempfile::tempdir()?;
    let shared = Arc::new(Shared {
        nodes: cluster.addresses(),
        questions: seats::questions(&installation)?,
        journal: Journal::begin(&folder.path().join("journal"))?,
        written: AtomicU64::new(0),
        again: AtomicU64::new(0),
        longest: AtomicU64::new(0),
        enough: AtomicBool::new(false),
    });
    installation.db.close().await;
    block_in_place(|| cluster.start())?;
    let begun = Instant::now();
    let mut writing = JoinSet::new();
    for (number, seat) in taken.iter().cloned().enumerate() {
        let writer = Writer::sit_down(shared.clone(), seat, number).await?;
        writing.spawn(writer.write());
    }

    let mut chance = Chance(plan.seed);
    for hit in hits(plan, &mut chance) {
        tokio::time::sleep(Duration::from_millis(200 + chance.below(600))).await;
        cluster.tend()?;
        match hit {
            Hit::Kill => cluster.kill(usize::try_from(chance.below(plan.nodes as u64))?)?,
            Hit::Cut => {
                cluster.cut_bucket(true);
                tokio::time::sleep(CUT).await;
                cluster.cut_bucket(false);
            }
            Hit::Failover => fail_over(cluster, &shared, plan.acknowledges).await?,
        }
    }
    let mut refused = Vec::new();
    loop {
        cluster.tend()?;
        // Whoever was refused ends the run; what was acknowledged until then is compared all the same.
        if shared.written.load(Ordering::Relaxed) >= plan.writes || !refused.is_empty() {
            shared.enough.store(true, Ordering::Relaxed);
        }
        match tokio::time::timeout(LOOK_EVERY, writing.join_next()).await {
            Ok(Some(ended)) => refused.extend(ended?.err()),
            Ok(None) => break,
            Err(_) => {}
        }
    }
    let took = begun.elapsed();
    let installation = cluster.open().await?;
    let compared = compare(&installation, &taken, shared.journal.read()?).await;
    installation.db.close().await;
    let compared = compared?;
    if let Some(error) = refused.into_iter().next() {
        return Err(error.context("somebody was refused a write"));
    }
    Ok(Report {
        plan: plan.clone(),
        compared,
        again: shared.again.load(Ordering::Relaxed),
        longest: Duration::from_millis(shared.longest.load(Ordering::Relaxed)),
        took,
    })
}

/// Loses the primary; nothing is acknowledged before there is a standby again.
async fn fail_over(
    cluster: &mut Cluster,
    shared: &Shared,
    acknowledges: Acknowledges,
) -> Result<()> {
    block_in_place(|| cluster.postgres.lose_primary(UNHEARD));
    tokio::time::sleep(SETTLED).await;
    cluster.tend()?;
    let before = shared.written.load(Ordering::Relaxed);
    tokio::time::sleep(SETTLED).await;
    let after = shared.written.load(Ordering::Relaxed);
    let waits = acknowledges == Acknowledges::WhenTwoHaveIt;
    ensure!(!waits || before == after, "acknowledged while only one server had it");
    block_in_place(|| cluster.postgres.add_standby());
    Ok(())
}

/// All that happens, in an order of chance.
fn hits(plan: &Plan, chance: &mut Chance) -> Vec<Hit> {
    let of = |hit: Hit, count: u32| std::iter::repeat_n(hit, count as usize);
    let mut hits: Vec<Hit> = of(Hit::Kill, plan.kills)
        .chain(of(Hit::Failover, plan.failovers))
        .chain(of(Hit::Cut, plan.cuts))
        .collect();
    for at in (1..hits.len()).rev() {
        hits.swap(at, chance.below(at as u64 + 1) as usize);
    }
    hits
}

/// Numbers that are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Plan { nodes, writers, kills, failovers, cuts, seed, .. } = &self.plan;
        let Compared { writes, audit_entries, documents } = self.compared;
        let seconds = self.took.as_secs_f64();
        write!(
            f,
            "{nodes} nodes, {writers} writers, seed {seed}: {kills} kills, {failovers} failovers, {cuts} cuts of the \
             bucket; {writes} acknowledged writes in {seconds:.0} s ({:.0}/s), {} attempts made again, the longest write \
             {:.1} s; none lost, none twice, {documents} documents whole, {audit_entries} audit entries intact",
            writes as f64 / seconds,
            self.again,
            self.longest.as_secs_f64(),
        )
    }
}
