//! Kompass on the command line.

#![expect(unreachable_pub, reason = "nothing is reachable from outside a binary")]

mod args;
mod commands;
mod output;

use anyhow::Result;
use args::Kompass;
use clap::Parser;
use kompass_app::config::Config;
use kompass_app::document::reading;
use output::Output;
use std::io::IsTerminal;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let arguments = Kompass::parse();
    // Before anything else is begun: it takes its limits upon itself, and no configuration is its business.
    if let args::Command::Extract { ending, seconds, megabytes } = &arguments.command {
        return reading::child(ending, *seconds, *megabytes);
    }
    let json = arguments.common.json;
    tracing_subscriber::fmt()
        .with_env_filter(logged(&arguments.command))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ExitCode::from(output::fail(&error, json)),
    }
}

/// What is logged: what `KOMPASS_LOG` says, else of a server what went wrong and every event of security, of a command
/// what went wrong, and of one that may wait for Kolada also why it waits.
fn logged(command: &args::Command) -> EnvFilter {
    let usual = match command {
        args::Command::Serve { .. } | args::Command::Worker => "warn,security=info",
        args::Command::Kpi(_) => "warn",
        _ => "error",
    };
    EnvFilter::try_from_env("KOMPASS_LOG").unwrap_or_else(|_| EnvFilter::new(usual))
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
