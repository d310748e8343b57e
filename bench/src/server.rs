//! The built program, serving an installation of its own, and what is said of how long it takes.

use anyhow::{Context, Result, bail, ensure};
use kompass_soak::client::{Client, Person};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// A folder with a configuration, and the program that serves it.
pub struct Server {
    /// The configuration; the data folder is beside it.
    pub config: PathBuf,
    program: PathBuf,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Server {
    /// Writes the configuration; nothing is in the data folder yet.
    pub fn new(program: &Path, database: Option<String>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let database = database.map(|url| format!("database = {url:?}\n")).unwrap_or_default();
        // Behind this proxy everybody has an address of their own, so that no limit is measured.
        let text = format!(
            "data = {:?}\n{database}[web]\naddress = \"127.0.0.1:{port}\"\npublic_url = \"http://localhost:{port}\"\n\
             trusted_proxies = [\"127.0.0.1\"]\n",
            folder.path().join("data").display().to_string(),
        );
        let config = folder.path().join("kompass.toml");
        std::fs::write(&config, text)?;
        Ok(Self { config, program: std::path::absolute(program)?, port, _folder: folder })
    }

    /// The program with this configuration.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--config").arg(&self.config).kill_on_drop(true);
        command
    }

    /// Starts the program and waits until it answers.
    pub async fn serve(&self) -> Result<(Child, Duration)> {
        let started = Instant::now();
        let mut child =
            self.command().arg("serve").stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        loop {
            if let Ok(mut client) = self.client().await
                && client.get("/sign-in", &Person::nobody(1)).await.is_ok()
            {
                return Ok((child, started.elapsed()));
            }
            ensure!(started.elapsed() < Duration::from_secs(30), "the program does not answer");
            if let Some(status) = child.try_wait()? {
                bail!("the program ended: {status}");
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// A connection to it.
    pub async fn client(&self) -> Result<Client> {
        let server = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        Client::connect(server, &format!("http://localhost:{}", self.port)).await
    }
}

/// Most memory that the program held at once, in megabytes.
pub fn memory(child: &Child) -> Result<f64> {
    let id = child.id().context("the program runs")?;
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).context("VmHWM")?;
    Ok(kilobytes.parse::<f64>()? / 1000.0)
}

/// Percentiles in one line, and how many in a second where several took turns.
pub fn print(name: &str, mut times: Vec<Duration>, took: Option<Duration>) {
    times.sort_unstable();
    let at = |share: f64| {
        let place = (times.len() as f64 * share).ceil() as usize;
        times[place.clamp(1, times.len()) - 1].as_secs_f64() * 1000.0
    };
    let rate = took.map(|took| format!(", {:.0}/s", times.len() as f64 / took.as_secs_f64()));
    println!(
        "{name}: p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, n = {}{}",
        at(0.5),
        at(0.95),
        at(0.99),
        times.len(),
        rate.unwrap_or_default()
    );
}
