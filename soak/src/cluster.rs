//! A cluster: processes of the built program over one database and one bucket, each behind something that can be cut.

use anyhow::{Context, Result, ensure};
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_app::kpi;
use kompass_testkit::{Acknowledges, Forwarder, Leads, ReplicatedPostgres};
use kompass_testkit_s3::S3Server;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The address that people type.
pub const ORIGIN: &str = "http://localhost:8080";

/// A port is looked for from here on, below those that the system gives to connections: a node that is killed must find its
/// own again.
const FIRST_PORT: u16 = 20_000;

/// A node that does not answer within this time after its start is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// The processes and what they share.
pub struct Cluster {
    /// Primary and standby.
    pub postgres: ReplicatedPostgres,
    nodes: Vec<Node>,
    /// By which the nodes reach the bucket.
    to_bucket: Forwarder,
    bucket: S3Server,
    folder: TempDir,
}

/// A process that serves, and that is started anew when it ended, as a service manager does.
struct Node {
    port: u16,
    program: PathBuf,
    config: PathBuf,
    log: PathBuf,
    child: Option<Child>,
}

impl Cluster {
    /// Makes an installation and what so many nodes need to serve it. None is started.
    pub async fn make(program: &Path, nodes: usize, acknowledges: Acknowledges) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (postgres, bucket) = (ReplicatedPostgres::start(acknowledges), S3Server::start());
        let to_bucket = Forwarder::to(Leads::Port(bucket.port()));
        let secret = bucket.bucket().secret_key;
        fs::write(folder.path().join("s3.key"), secret)?;
        let mut cluster = Self { postgres, nodes: Vec::new(), to_bucket, bucket, folder };
        for number in 0..nodes {
            let node = cluster.node(program, number)?;
            cluster.nodes.push(node);
        }
        let installation = Installation::init(cluster.config(0)?, Some("Förbundet")).await?;
        // Made once and copied, so that nodes do not spend the time of the test on it.
        kpi::ready(&installation).await?;
        installation.db.close().await;
        drop(installation);
        for number in 1..nodes {
            copy(&cluster.data(0).join("kpis"), &cluster.data(number).join("kpis"))?;
        }
        Ok(cluster)
    }

    /// The installation, opened by this process as well.
    pub async fn open(&self) -> Result<Installation> {
        Ok(Installation::open(self.config(0)?).await?)
    }

    /// Where the nodes listen.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.nodes.iter().map(Node::address).collect()
    }

    /// Starts every node and waits until all of them answer.
    pub fn start(&mut self) -> Result<()> {
        let begun = Instant::now();
        loop {
            self.tend()?;
            if self.nodes.iter().all(Node::listens) {
                return Ok(());
            }
            ensure!(begun.elapsed() < PATIENCE, "a node does not answer: {}", self.said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Starts the nodes that ended.
    pub fn tend(&mut self) -> Result<()> {
        self.nodes.iter_mut().try_for_each(Node::tend)
    }

    /// Kills a node.
    pub fn kill(&mut self, number: usize) -> Result<()> {
        self.nodes[number].kill()
    }

    /// Takes the bucket away from all nodes, or gives it back.
    pub fn cut_bucket(&self, cut: bool) {
        match cut {
            true => self.to_bucket.cut(),
            false => self.to_bucket.lead_to(Leads::Port(self.bucket.port())),
        }
    }

    /// The last that the nodes logged.
    pub fn said(&self) -> String {
        let of = |node: &Node| {
            let log = fs::read_to_string(&node.log).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            lines[lines.len().saturating_sub(20)..].join("\n")
        };
        self.nodes.iter().map(of).collect::<Vec<_>>().join("\n---\n")
    }

    fn node(&self, program: &Path, number: usize) -> Result<Node> {
        let port = free_port();
        fs::create_dir_all(self.data(number))?;
        let shared = |name: &str| self.folder.path().join(name);
        let bucket = self.bucket.bucket_behind(self.to_bucket.port());
        let config = format!(
            "data = {data:?}\ndatabase = {database:?}\naudit_key = {audit:?}\n\
             [web]\naddress = \"127.0.0.1:{port}\"\npublic_url = \"{ORIGIN}\"\nkey_file = {key:?}\n\
             trusted_proxies = [\"127.0.0.1\"]\n\
             [documents.s3]\nendpoint = {endpoint:?}\nbucket = {name:?}\naccess_key = {access:?}\n\
             secret_key_file = {secret:?}\n",
            data = self.data(number),
            database = self.postgres.address(),
            audit = shared("audit.key"),
            key = shared("web.key"),
            endpoint = bucket.endpoint.unwrap_or_default(),
            name = bucket.name,
            access = bucket.access_key,
            secret = shared("s3.key"),
        );
        let file = shared(&format!("node{number}.toml"));
        fs::write(&file, config)?;
        let log = shared(&format!("node{number}.log"));
        let program = std::path::absolute(program)?;
        Ok(Node { port, program, config: file, log, child: None })
    }

    fn data(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("data{number}"))
    }

    fn config(&self, number: usize) -> Result<Config> {
        let file = self.folder.path().join(format!("node{number}.toml"));
        Ok(Config::load(Some(&file))?)
    }
}

impl Node {
    fn address(&self) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))
    }

    fn listens(&self) -> bool {
        std::net::TcpStream::connect(self.address()).is_ok()
    }

    fn tend(&mut self) -> Result<()> {
        if let Some(child) = &mut self.child
            && child.try_wait()?.is_none()
        {
            return Ok(());
        }
        let log = File::options().create(true).append(true).open(&self.log)?;
        let mut command = Command::new(&self.program);
        command.arg("--config").arg(&self.config).arg("serve");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let child = command.spawn().with_context(|| format!("{}", self.program.display()))?;
        self.child = Some(child);
        Ok(())
    }

    fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.kill();
    }
}

/// A port that no other cluster of this process has, and that is free.
fn free_port() -> u16 {
    static TAKEN: AtomicU16 = AtomicU16::new(0);
    let first = FIRST_PORT + u16::try_from(std::process::id() % 10_000).unwrap_or(0);
    loop {
        let port = first + TAKEN.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (entry, to) = (entry?.path(), to);
        let to = to.join(entry.file_name().context("an entry has a name")?);
        if entry.is_dir() { copy(&entry, &to)? } else { fs::copy(&entry, &to).map(|_| ())? }
    }
    Ok(())
}
