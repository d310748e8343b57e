//! The long form: `kompass-soak PROGRAM [--kills N] [--failovers N] [--cuts N] [--writes N] [--nodes N] [--writers N]
//! [--seed N]`.

use anyhow::{Context, Result, bail};
use kompass_soak::{Acknowledges, Plan, run};
use std::path::PathBuf;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().map(PathBuf::from).context("the program that is soaked")?;
    let mut plan = Plan {
        nodes: 3,
        writers: 16,
        kills: 200,
        failovers: 10,
        cuts: 20,
        writes: 100_000,
        acknowledges: Acknowledges::WhenTwoHaveIt,
        seed: u64::from(std::process::id()),
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{name} needs a number"))?;
        match name.as_str() {
            "--nodes" => plan.nodes = value.parse()?,
            "--writers" => plan.writers = value.parse()?,
            "--kills" => plan.kills = value.parse()?,
            "--failovers" => plan.failovers = value.parse()?,
            "--cuts" => plan.cuts = value.parse()?,
            "--writes" => plan.writes = value.parse()?,
            "--seed" => plan.seed = value.parse()?,
            _ => bail!("{name} is unknown"),
        }
    }
    println!("{}", run(&program, plan).await?);
    Ok(())
}
