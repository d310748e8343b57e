//! Tasks of the project. `cargo xtask test` is all a newcomer needs: it installs what the tests need and runs them.

mod bench;
mod e2e;
mod fuzz;
mod gates;
mod machine;
mod tidy;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const USAGE: &str = "usage: cargo xtask TASK

  test [FILTER]   install what the tests need, then run them all (with CI=true also the gates); with a filter no browser
  e2e [FILTER]    the tests in the browser: all, or a file or a test by a part of its name
  ci              what CI runs: gates, then all tests, with the full data of KOMPASS_TEST_DATA
  gates           formatting, lints as errors, licences and sources of dependencies
  tidy            the rules of the project that a machine can check
  bench [NAME]    measure; writes the figures to the terminal (docs/benchmarks.md says how to read them)
  soak [OPTIONS]  the long form of the crash tests: 200 kills of a writer on both engines, then three nodes over a replicated
                  database and a bucket: --kills 200 --failovers 10 --cuts 20 --writes 100000 --writers 16 --seed N
  fuzz [SECONDS]  fuzz every importer, by default 600 seconds each
  bless           accept the snapshots as they are now";

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    std::env::set_current_dir(root())?;
    match task.as_str() {
        "test" => test(&rest),
        "e2e" => e2e::run(&rest),
        "ci" => ci(),
        "gates" => gates::run(),
        "tidy" => tidy::run(),
        "bench" => bench::run(&rest),
        "soak" => soak(&rest),
        "fuzz" => fuzz::run(&rest),
        "bless" => bless(),
        _ => bail!("{USAGE}"),
    }
}

/// All tests, after installing what they need. In CI the gates come first: they fail fastest.
fn test(filter: &[String]) -> Result<()> {
    machine::install_for_tests()?;
    if std::env::var("CI").is_ok_and(|ci| ci == "true") {
        gates::run()?;
    }
    run(cargo().args(["test", "--workspace"]).args(filter))?;
    // A filter names tests of cargo; those in the browser have their own task.
    if filter.is_empty() { e2e::suite(&[]) } else { Ok(()) }
}

/// As `test`, but the full data must be there.
fn ci() -> Result<()> {
    let data = std::env::var("KOMPASS_TEST_DATA").context(
        "KOMPASS_TEST_DATA is not set: CI tests the importers on the full data; set it to that folder",
    )?;
    if !Path::new(&data).is_dir() {
        bail!("KOMPASS_TEST_DATA={data} is not a folder: set it to the folder of the full data");
    }
    machine::install_for_tests()?;
    gates::run()?;
    run(cargo().args(["test", "--workspace"]))?;
    e2e::suite(&[])
}

/// The crash tests of the store and of several nodes with many kills, in release so that many writes are in flight. With
/// options only the nodes.
fn soak(options: &[String]) -> Result<()> {
    machine::install_for_tests()?;
    let kills = std::env::var("KOMPASS_KILLS").unwrap_or_else(|_| "200".to_owned());
    let mut command = cargo();
    command.args(["test", "--release", "--package", "kompass-testkit", "--test", "kill"]);
    command.args(["keeps", "--", "--nocapture", "--test-threads", "1"]);
    if options.is_empty() {
        run(command.env("KOMPASS_KILLS", kills))?;
    }
    let build = ["build", "--release", "--package", "kompass", "--package", "kompass-soak"];
    run(cargo().args(build))?;
    run(Command::new("target/release/kompass-soak").arg("target/release/kompass").args(options))
}

/// Runs the tests once with snapshots written in place, so that the difference shows in `git diff`.
fn bless() -> Result<()> {
    machine::install_for_tests()?;
    run(cargo().args(["test", "--workspace", "--no-fail-fast"]).env("INSTA_UPDATE", "always"))
}

fn cargo() -> Command {
    Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
}

/// Runs a command to its end; an exit code other than 0 is an error that names the command.
fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {command:?}"))?;
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    Ok(())
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}
