//! Tests in the browser, against the program as it was built: their tools, and their run.

use crate::{cargo, machine};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installs what the tests need, builds the program, and runs the tests.
pub fn run(filter: &[String]) -> Result<()> {
    machine::install_for_tests()?;
    crate::run(cargo().args(["build", "--package", "kompass"]))?;
    suite(filter)
}

/// Runs the tests against the program as it stands in the target folder. Pictures of the pages go to `target/e2e`.
pub fn suite(filter: &[String]) -> Result<()> {
    let (node, npm) = machine::node()?;
    install_packages(npm)?;
    let target = target()?;
    let pictures = target.join("e2e");
    if pictures.exists() {
        std::fs::remove_dir_all(&pictures)?;
    }
    let mut command = Command::new(node);
    command.arg("e2e/run.mjs").args(filter);
    command.env("E2E_PROGRAM", target.join("debug/kompass"));
    command.env("E2E_BROWSER", machine::chromium().context("Chromium is not installed")?);
    command.env("E2E_OUTPUT", pictures);
    crate::run(&mut command)
}

/// Installs exactly the packages of the lockfile, unless they are there.
fn install_packages(mut npm: Command) -> Result<()> {
    let lockfile = std::fs::read("e2e/package-lock.json")?;
    let installed = Path::new("e2e/node_modules/.installed.json");
    if std::fs::read(installed).is_ok_and(|installed| installed == lockfile) {
        return Ok(());
    }
    crate::run(npm.arg("ci").current_dir("e2e"))?;
    Ok(std::fs::write(installed, lockfile)?)
}

/// The target folder of the workspace.
fn target() -> Result<PathBuf> {
    let output = cargo().args(["metadata", "--format-version", "1", "--no-deps"]).output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    Ok(metadata["target_directory"]
        .as_str()
        .context("cargo metadata names no target folder")?
        .into())
}
