//! The pages of the key figures, with all of them in place; and how long a first start takes while they are made.

use crate::server::{Server, memory, print};
use anyhow::{Result, ensure};
use kompass_soak::client::Person;
use std::path::Path;
use std::time::{Duration, Instant};

/// Starts on an empty folder.
const STARTS: usize = 9;

/// How often a page is read, by turns with the others.
const ROUNDS: usize = 300;

/// A municipality of middle size, and one whose figures vary by chance.
const PAGES: [(&str, &str); 7] = [
    ("profile of a municipality", "/key-figures/municipalities/0138"),
    ("profile of a small municipality", "/key-figures/municipalities/2418"),
    ("a key figure", "/key-figures/N00090?area=0138"),
    ("search", "/key-figures?q=sjukfr%C3%A5nvaro"),
    ("similar municipalities", "/key-figures/municipalities/0138/similar"),
    ("deviations", "/key-figures/municipalities/0138/deviations"),
    ("a collection", "/key-figures/packages/hme?area=0138"),
];

/// Measures; `values` is the file with all values.
pub async fn measure(program: &Path, values: &Path) -> Result<()> {
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let server = Server::new(program, None)?;
        ensure!(server.command().args(["init", "--quiet"]).status().await?.success(), "init");
        let (mut child, took) = server.serve().await?;
        starts.push(took);
        child.kill().await?;
    }
    print("start to first page, key figures made meanwhile", starts, None);

    let server = Server::new(program, None)?;
    ensure!(server.command().args(["init", "--quiet"]).status().await?.success(), "init");
    let started = Instant::now();
    let mut import = server.command();
    import.args(["--quiet", "kpi", "import", "--accept-loss", "--origin", "measured"]);
    import.args(["--fetched", "2024-08-30"]);
    ensure!(import.arg(values).status().await?.success(), "import");
    println!("kompass kpi import: {:.2} s", started.elapsed().as_secs_f64());
    let (child, _) = server.serve().await?;
    let mut client = server.client().await?;
    let mut times = vec![Vec::<Duration>::new(); PAGES.len()];
    let mut sizes = [0; PAGES.len()];
    // The first round is not counted: the index of the search is made after the start.
    for round in 0..=ROUNDS {
        for (at, (_, path)) in PAGES.into_iter().enumerate() {
            let started = Instant::now();
            let page = client.get(path, &Person::nobody(round)).await?;
            if round > 0 {
                times[at].push(started.elapsed());
            }
            sizes[at] = page.len();
        }
    }
    for (((name, _), times), size) in PAGES.into_iter().zip(times).zip(sizes) {
        print(&format!("{name} ({:.1} kB)", size as f64 / 1e3), times, None);
    }
    println!("memory: {:.0} MB at most", memory(&child)?);
    Ok(())
}
