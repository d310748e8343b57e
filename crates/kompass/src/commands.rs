//! The commands: each parses what it was given, calls one operation and prints its answer.

mod account;
mod evaluation;
mod figures;
mod framework;
mod kpi;
mod mail;
mod person;
mod record;
mod report;
mod results;
mod rule;
mod serve;
mod system;

use crate::args::Command;
use crate::output::Output;
use anyhow::Result;
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_core::{Error, Problem};
use serde::de::DeserializeOwned;

/// Runs a command.
pub async fn run(command: Command, config: Config, output: Output) -> Result<()> {
    match command {
        Command::Framework(command) => framework::run(command, &config, output),
        Command::Evaluation(command) => {
            evaluation::run(command, &Installation::open(config).await?, output).await
        }
        Command::Results(command) => {
            results::run(command, &Installation::open(config).await?, output).await
        }
        Command::Report(command) => {
            report::run(command, &Installation::open(config).await?, output).await
        }
        Command::Record(command) => {
            record::run(command, &Installation::open(config).await?, output).await
        }
        Command::Person(command) => {
            person::run(command, &Installation::open(config).await?, output).await
        }
        Command::Kpi(command) => {
            kpi::run(command, &Installation::open(config).await?, output).await
        }
        Command::Serve { address } => serve::run(config, address, output).await,
        Command::Worker => serve::work(config, output).await,
        Command::Mail(command) => {
            mail::run(command, &Installation::open(config).await?, output).await
        }
        Command::Admin { email, name } => {
            serve::make_administrator(config, &email, &name, output).await
        }
        Command::Account(command) => {
            account::run(command, &Installation::open(config).await?, output).await
        }
        Command::Routes => serve::list_routes(output),
        other => system::run(other, config, output).await,
    }
}

/// A word of a vocabulary, as it is written in files; hyphens may stand for underscores.
fn word<T: DeserializeOwned>(option: &str, text: &str) -> Result<T> {
    let value = serde_json::Value::String(text.replace('-', "_"));
    serde_json::from_value(value).map_err(|error| {
        let known = error.to_string();
        let known = known.split_once("expected ").map_or(known.as_str(), |(_, known)| known);
        Error::invalid(Problem::new(
            option,
            format!("{text:?} is not known"),
            format!("use {known}"),
        ))
        .into()
    })
}
