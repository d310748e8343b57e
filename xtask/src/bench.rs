//! Measuring. Whole processes are run in turn (A B C, A B C, …) and their medians compared, because a machine is seldom
//! quiet; what happens inside a process is measured by the bench program itself.

use crate::cargo;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Rounds of every comparison of whole processes.
const ROUNDS: usize = 9;

/// A program that makes the same PDF, with the arguments it takes before file names.
struct Peer {
    name: &'static str,
    program: &'static str,
    arguments: fn(html: &str, pdf: &str, folder: &str) -> Vec<String>,
}

const PEERS: [Peer; 3] = [
    Peer {
        name: "Chromium print-to-pdf",
        program: "chromium",
        arguments: |html, pdf, folder| {
            let fixed = [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
            ];
            let own = [
                format!("--user-data-dir={folder}/chromium"),
                format!("--print-to-pdf={pdf}"),
                format!("file://{html}"),
            ];
            fixed.iter().map(ToString::to_string).chain(own).collect()
        },
    },
    Peer {
        name: "LibreOffice",
        program: "soffice",
        arguments: |html, _, folder| {
            ["--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", folder, html]
                .map(str::to_owned)
                .to_vec()
        },
    },
    Peer {
        name: "WeasyPrint",
        program: "weasyprint",
        arguments: |html, pdf, _| {
            ["--pdf-variant", "pdf/ua-1", html, pdf].map(str::to_owned).to_vec()
        },
    },
];

/// Measures everything, or what is named: `report`, `comparison`, `import`, `start`, `size`, `access`, `judging`.
/// Only when named: `kpi` and `figures`, the pages of the key figures, which need the full data (`KOMPASS_TEST_DATA`); `nodes`;
/// and of `size` all but that of the program, which takes long. Behind `size` may stand how many organisations and
/// evaluations.
pub fn run(names: &[String]) -> Result<()> {
    if names.iter().any(|name| name == "kpi") {
        return kpi();
    }
    let asked = |name: &str| names.is_empty() || names.iter().any(|asked| asked == name);
    crate::run(cargo().args([
        "build",
        "--release",
        "--package",
        "kompass",
        "--package",
        "kompass-bench",
    ]))?;
    let bench = "target/release/kompass-bench";
    if asked("size") {
        let size = std::fs::metadata("target/release/kompass")?.len();
        println!("size of the program: {:.1} MB", size as f64 / 1e6);
    }
    if let Some(at) = names.iter().position(|name| name == "size") {
        let number = |place, usual: &str| names.get(at + place).cloned().unwrap_or(usual.into());
        let [organisations, evaluations, filled_in] =
            [number(1, "1000"), number(2, "20000"), number(3, "20")];
        crate::run(Command::new(bench).args(["size", &organisations, &evaluations, &filled_in]))?;
    }
    if names.iter().any(|name| name == "nodes") {
        crate::run(Command::new(bench).args(["nodes", "target/release/kompass"]))?;
    }
    if asked("comparison") {
        crate::run(Command::new(bench).arg("comparison"))?;
    }
    if asked("import") {
        crate::run(Command::new(bench).arg("import"))?;
    }
    if asked("access") {
        crate::run(Command::new(bench).arg("access"))?;
    }
    if asked("judging") {
        crate::run(Command::new(bench).args(["judging", "target/release/kompass"]))?;
    }
    if names.iter().any(|name| name == "figures") {
        let values = format!("{}/kolada/kolada_values_1994_2022.parquet", full_data()?);
        crate::run(Command::new(bench).args(["figures", "target/release/kompass", &values]))?;
    }
    if asked("start") {
        start()?;
    }
    if asked("report") {
        report(bench)?;
    }
    Ok(())
}

/// The store of key figures and its peers, twice one after the other, on the real values and on a generated set.
fn kpi() -> Result<()> {
    let python = std::env::var("KOMPASS_PEERS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let data = format!("{}/kolada", full_data()?);
    let catalogue = |name: &str| format!("{data}/catalogue/{name}");
    for round in 1..=2 {
        for set in ["real", "full"] {
            println!("\nround {round}, {set}");
            let store = ["bench", "--package", "kompass-kpi", "--bench", "kpi", "--", set];
            crate::run(cargo().args(store))?;
            let values = match set {
                "real" => format!("{data}/kolada_values_1994_2022.parquet"),
                _ => format!("target/tmp/kpi/{set}.parquet"),
            };
            let peers = Command::new(&python)
                .args(["bench/peers/kpi.py", &values])
                .args(["municipalities_v3.csv", "municipality_group_members_v3.csv"].map(catalogue))
                .arg(catalogue("municipality_groups_v3.csv"))
                .status();
            if !peers.is_ok_and(|status| status.success()) {
                println!("the peers did not run: pip install polars duckdb numpy, in {python}");
            }
        }
    }
    Ok(())
}

fn full_data() -> Result<String> {
    std::env::var("KOMPASS_TEST_DATA")
        .context("set KOMPASS_TEST_DATA to the folder of the full data")
}

/// From nothing to an installation that is ready: folder, key, schema.
fn start() -> Result<()> {
    let program = std::path::absolute("target/release/kompass")?;
    let mut seconds = Vec::new();
    for round in 0..ROUNDS {
        let folder = fresh(&format!("start{round}"))?;
        let mut command = Command::new(&program);
        seconds.push(timed(command.args(["--data", &folder, "init", "--quiet"]))?.seconds);
    }
    print("start on an empty folder", &mut seconds, None);
    Ok(())
}

/// The report of about forty pages beside the peers, each in a fresh process.
fn report(bench: &str) -> Result<()> {
    let folder = fresh("report")?;
    let (model, html, pdf) = (
        format!("{folder}/report.json"),
        format!("{folder}/report.html"),
        format!("{folder}/report.pdf"),
    );
    crate::run(Command::new(bench).args(["model", &model, &html]))?;
    crate::run(Command::new(bench).args(["warm", &model]))?;
    let peers: Vec<&Peer> = PEERS.iter().filter(|peer| found(peer.program)).collect();
    for missing in PEERS.iter().filter(|peer| !found(peer.program)) {
        println!("{}: not measured, {} is not installed", missing.name, missing.program);
    }
    let mut own = Measured::default();
    let mut others: Vec<Measured> = peers.iter().map(|_| Measured::default()).collect();
    for _ in 0..ROUNDS {
        own.add(timed(Command::new(bench).args(["report", &model, &pdf]))?);
        for (peer, measured) in peers.iter().zip(&mut others) {
            let mut command = Command::new(peer.program);
            measured.add(timed(command.args((peer.arguments)(
                &html,
                &format!("{folder}/peer.pdf"),
                &folder,
            )))?);
        }
    }
    let base = own.print("report, cold process");
    for (peer, measured) in peers.iter().zip(&mut others) {
        let median = measured.print(peer.name);
        println!("  {:.1} times as long as ours", median / base);
    }
    Ok(())
}

/// What one run took.
struct Run {
    seconds: f64,
    megabytes: Option<f64>,
}

#[derive(Default)]
struct Measured {
    seconds: Vec<f64>,
    megabytes: Vec<f64>,
}

impl Measured {
    fn add(&mut self, run: Run) {
        self.seconds.push(run.seconds);
        self.megabytes.extend(run.megabytes);
    }

    /// Prints and gives the median of the seconds.
    fn print(&mut self, name: &str) -> f64 {
        let megabytes = self.megabytes.iter().copied().reduce(f64::max);
        print(name, &mut self.seconds, megabytes)
    }
}

/// Runs a command to its end. Its memory is measured where GNU time is installed (Debian: `time`).
fn timed(command: &mut Command) -> Result<Run> {
    let memory = fresh("time")? + "/memory";
    let mut measured = if Path::new("/usr/bin/time").exists() {
        let mut time = Command::new("/usr/bin/time");
        time.args(["-f", "%M", "-o", &memory]).arg(command.get_program()).args(command.get_args());
        time
    } else {
        let mut plain = Command::new(command.get_program());
        plain.args(command.get_args());
        plain
    };
    measured.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    crate::run(&mut measured)?;
    let seconds = start.elapsed().as_secs_f64();
    let kilobytes =
        std::fs::read_to_string(&memory).ok().and_then(|text| text.trim().parse::<f64>().ok());
    Ok(Run { seconds, megabytes: kilobytes.map(|kilobytes| kilobytes / 1000.0) })
}

fn print(name: &str, seconds: &mut [f64], megabytes: Option<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    let (least, median, most) =
        (seconds[0], seconds[seconds.len() / 2], seconds[seconds.len() - 1]);
    let memory = megabytes.map(|megabytes| format!(", {megabytes:.0} MB")).unwrap_or_default();
    println!(
        "{name}: median {median:.3} s (min {least:.3}, max {most:.3}, n = {}){memory}",
        seconds.len()
    );
    median
}

/// An empty folder below the target folder.
fn fresh(name: &str) -> Result<String> {
    let folder = std::path::absolute(format!("target/bench/{name}"))?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder.to_str().context("the path of the target folder is UTF-8")?.to_owned())
}

fn found(program: &str) -> bool {
    Command::new("which")
        .arg(program)
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
