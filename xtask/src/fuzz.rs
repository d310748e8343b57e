//! Fuzzing of every importer and extractor by libFuzzer, with the limits of the product: 2 GB of memory and 10 seconds an input.

use crate::cargo;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Target and the folders with inputs to start from.
const TARGETS: [(&str, &[&str]); 8] = [
    ("framework", &["frameworks", "frameworks/crosswalks"]),
    ("evaluation", &["data/demo"]),
    ("results", &["data/results"]),
    ("segment", &[]),
    ("values", &["fuzz/seeds/values"]),
    ("answers", &["fuzz/seeds/answers"]),
    ("documents", &["fuzz/seeds/documents"]),
    ("backup", &["fuzz/seeds/backup"]),
];

/// Fuzzes each target for so many seconds (default 600) and prints executions, coverage edges and corpus at the end.
pub fn run(arguments: &[String]) -> Result<()> {
    let seconds: u32 = match arguments.first() {
        Some(text) => text.parse().context("seconds must be a whole number")?,
        None => 600,
    };
    let cargo_fuzz = cargo_fuzz()?;
    for (target, seeds) in TARGETS {
        let corpus = PathBuf::from("fuzz/corpus").join(target);
        std::fs::create_dir_all(&corpus)?;
        let mut command = Command::new(&cargo_fuzz);
        // The toolchain is pinned to a stable one; instrumentation is the only unstable part.
        command.env("RUSTC_BOOTSTRAP", "1");
        command.args(["fuzz", "run", "--sanitizer", "none", target]).arg(corpus).args(seeds);
        command.arg("--").args([
            format!("-max_total_time={seconds}"),
            "-rss_limit_mb=2048".to_owned(),
            "-timeout=10".to_owned(),
            "-max_len=65536".to_owned(),
            "-print_final_stats=1".to_owned(),
        ]);
        crate::run(&mut command)?;
    }
    Ok(())
}

/// `cargo-fuzz`, from `PATH` or built once into the target folder.
fn cargo_fuzz() -> Result<PathBuf> {
    if Command::new("cargo-fuzz").arg("--version").output().is_ok() {
        return Ok("cargo-fuzz".into());
    }
    let program = Path::new("target/tools/bin/cargo-fuzz");
    if !program.exists() {
        crate::run(cargo().args([
            "install",
            "cargo-fuzz",
            "--version",
            "0.13.2",
            "--locked",
            "--root",
            "target/tools",
        ]))?;
    }
    Ok(program.to_path_buf())
}
