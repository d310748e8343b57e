//! Writes without end and says of each write that it is durable – after it is, or, told to be faulty, before. The kill
//! tests run it, kill it, and compare.
//!
//! `writer URL ORGANISATION EVALUATION FIRST [--acknowledge-early]`

use kompass_store::Db;
use kompass_testkit::kill;
use std::process::ExitCode;

#[tokio::main]
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the driver reads what it prints")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, organisation, evaluation, first, faulty @ ..] = &arguments[..] else {
        eprintln!("writer URL ORGANISATION EVALUATION FIRST [--acknowledge-early]");
        return ExitCode::FAILURE;
    };
    let early = faulty.iter().any(|argument| argument == "--acknowledge-early");
    let target = kill::Target {
        organisation: organisation.parse().expect("an id"),
        evaluation: evaluation.parse().expect("an id"),
    };
    let db = match Db::connect(url).await {
        Ok(db) => db,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    for number in first.parse::<u32>().expect("a number").. {
        if early {
            println!("{number}");
        }
        if let Err(error) = kill::write(&db, target, number).await {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
        if !early {
            println!("{number}");
        }
    }
    ExitCode::SUCCESS
}
