//! Kompass on the command line.

#![expect(unreachable_pub, reason = "nothing is reachable from outside a binary")]

mod args;
mod commands;
mod output;

use anyhow::Result;
use args::Kompass;
use clap::Parser;
use kompass_app::config::Config;
use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Kompass::parse();
    let json = arguments.common.json;
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_env("KOMPASS_LOG"))
        .with_writer(std::io::stderr)
        .init();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ExitCode::from(output::fail(&error, json)),
    }
}

fn run(arguments: Kompass) -> Result<()> {
    let common = arguments.common;
    let mut config = Config::load(common.config.as_deref())?;
    config.data = common.data.unwrap_or(config.data);
    config.database = common.database.or(config.database);
    config.frameworks = common.frameworks.or(config.frameworks);
    config.lang = common.lang.unwrap_or(config.lang);
    let output = Output { json: common.json, quiet: common.quiet, lang: config.lang };
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(commands::run(
        arguments.command,
        config,
        output,
    ))
}
