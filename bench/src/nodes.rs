//! One, two and three nodes over one primary with its standby and one bucket: what they take together and how long it lasts.
//! And what it costs that many write to one audit chain.

use crate::judging::filled_in;
use crate::server::print;
use anyhow::{Result, ensure};
use kompass_app::installation::Installation;
use kompass_core::note::Draft;
use kompass_soak::Acknowledges;
use kompass_soak::client::{Client, fields};
use kompass_soak::cluster::{Cluster, ORIGIN};
use kompass_soak::seats::{self, Seat};
use kompass_store::{Db, audit, note};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::{JoinSet, block_in_place};

/// The most nodes. All of them run all the time; how many are asked takes turns, because a machine is seldom quiet.
const NODES: usize = 3;
const ROUNDS: usize = 3;
/// People who take turns, so that no limit of one is measured.
const SEATS: usize = 400;
const CONNECTIONS: usize = 16;
/// Requests of each kind in a round.
const REQUESTS: usize = 3200;
/// Notes that each of the writers of the chains appends.
const NOTES: usize = 250;

/// Measures.
pub async fn measure(program: &Path) -> Result<()> {
    let mut cluster = Cluster::make(program, NODES, Acknowledges::WhenTwoHaveIt).await?;
    let installation = cluster.open().await?;
    let mut people = Vec::new();
    for number in 0..SEATS {
        people.push(seats::take(&installation, number).await?);
    }
    block_in_place(|| cluster.start())?;
    let questions = seats::questions(&installation)?;
    let nodes = cluster.addresses();
    let mut client = Client::connect(nodes[0], ORIGIN).await?;
    let mut forms = Vec::new();
    for seat in &people {
        let path = format!("/evaluations/{}/scoring/{}", seat.evaluation, questions[0]);
        forms.push(fields(&client.get(&path, &seat.person).await?, &path)?);
    }
    let site = Arc::new(Site { people, forms, questions });
    let mut next = 0;
    // For each number of nodes what reading took and what writing took: each request, and all together.
    let mut took: Vec<[(Vec<Duration>, Duration); 2]> = vec![Default::default(); NODES];
    for _ in 0..ROUNDS {
        for (fewer, kinds) in took.iter_mut().enumerate() {
            for (writes, (times, sum)) in [false, true].into_iter().zip(kinds) {
                let (more, lasted) = site.round(&nodes[..=fewer], next, writes).await?;
                times.extend(more);
                *sum += lasted;
            }
            next += REQUESTS;
        }
    }
    for (fewer, kinds) in took.into_iter().enumerate() {
        for (what, (times, sum)) in ["page of a question", "set one judgement"].iter().zip(kinds) {
            let name = format!("{} nodes, {CONNECTIONS} connections, {what}", fewer + 1);
            print(&name, times, Some(sum));
        }
    }
    chains(&cluster, &installation, &site.people).await
}

/// Who asks, and with what.
struct Site {
    people: Vec<Seat>,
    forms: Vec<Vec<(String, String)>>,
    questions: Vec<String>,
}

impl Site {
    /// Requests over all connections, spread over these nodes; the time of each, and of all together.
    async fn round(
        self: &Arc<Self>,
        nodes: &[SocketAddr],
        first: usize,
        writes: bool,
    ) -> Result<(Vec<Duration>, Duration)> {
        let start = Instant::now();
        let mut tasks = JoinSet::new();
        for task in 0..CONNECTIONS {
            let (site, node) = (self.clone(), nodes[task % nodes.len()]);
            tasks.spawn(async move {
                let mut client = Client::connect(node, ORIGIN).await?;
                let mut times = Vec::new();
                for number in (task..REQUESTS).step_by(CONNECTIONS) {
                    times.push(site.ask(&mut client, first + number, writes).await?);
                }
                anyhow::Ok(times)
            });
        }
        let mut times = Vec::new();
        while let Some(done) = tasks.join_next().await {
            times.extend(done??);
        }
        Ok((times, start.elapsed()))
    }

    /// Reads or judges the question of this number: each is another one, or of another evaluation.
    async fn ask(&self, client: &mut Client, number: usize, writes: bool) -> Result<Duration> {
        let at = number % SEATS;
        let question = &self.questions[1 + number / SEATS];
        let seat = &self.people[at];
        let path = format!("/evaluations/{}/scoring/{question}", seat.evaluation);
        let form = filled_in(&self.forms[at]);
        let start = Instant::now();
        if writes {
            client.post(&path, &seat.person, form).await?;
        } else {
            client.get(&path, &seat.person).await?;
        }
        Ok(start.elapsed())
    }
}

/// As many writers as there are connections, over as many pools as there are nodes: all to one evaluation, whose chain they
/// have to wait for, and each to one of its own.
async fn chains(cluster: &Cluster, installation: &Installation, people: &[Seat]) -> Result<()> {
    let mut pools = Vec::new();
    for _ in 0..NODES {
        pools.push(Db::connect(&cluster.postgres.address()).await?);
    }
    for (name, evaluations) in [("one chain", 1), ("a chain for each", CONNECTIONS)] {
        let start = Instant::now();
        let mut tasks = JoinSet::new();
        for task in 0..CONNECTIONS {
            let (db, seat) = (pools[task % NODES].clone(), people[task % evaluations].clone());
            let stamps: Vec<_> =
                (0..NOTES).map(|_| installation.stamp()).collect::<kompass_core::Result<_>>()?;
            tasks.spawn(async move {
                let mut times = Vec::new();
                for stamp in stamps {
                    let (text, tags) = ("En anteckning".to_owned(), vec!["1.1".to_owned()]);
                    let draft = Draft { text, tags, corrects: None };
                    let start = Instant::now();
                    let (evaluation, interview) = (seat.evaluation, seat.interview);
                    note::add(&db, &stamp, evaluation, interview, "E1", &draft).await?;
                    times.push(start.elapsed());
                }
                anyhow::Ok(times)
            });
        }
        let mut times = Vec::new();
        while let Some(done) = tasks.join_next().await {
            times.extend(done??);
        }
        let took = start.elapsed();
        print(&format!("{CONNECTIONS} writers, {name}"), times, Some(took));
    }
    let start = Instant::now();
    let report = audit::verify(&installation.db, installation.audit_key(), None).await?;
    ensure!(report.is_intact(), "the chains are damaged: {:?}", report.faults);
    let (chains, entries, seconds) = (report.chains, report.entries, start.elapsed().as_secs_f64());
    println!("verified {chains} chains, {entries} entries: {seconds:.2} s");
    Ok(())
}
