//! The short form of `cargo xtask soak`: three nodes, a primary with its standby and a bucket, under constant writes.

use kompass_soak::{Acknowledges, Plan, run};
use std::path::Path;

/// What is long enough for each to happen among the others.
fn short() -> Plan {
    Plan {
        nodes: 3,
        writers: 6,
        kills: 10,
        failovers: 1,
        cuts: 1,
        writes: 200,
        acknowledges: Acknowledges::WhenTwoHaveIt,
        seed: 7,
    }
}

fn soaked(plan: Plan) -> Result<String, String> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let done = runtime.block_on(run(Path::new(env!("CARGO_BIN_EXE_kompass")), plan));
    done.map(|report| report.to_string()).map_err(|error| format!("{error:?}"))
}

#[test]
fn nothing_that_was_acknowledged_is_lost_or_there_twice() {
    let report = soaked(short()).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.contains("none lost, none twice"), "{report}");
}

/// The comparison would be worth nothing if it did not find a database that acknowledges before its standby has it.
#[test]
fn acknowledging_before_the_standby_has_it_is_found() {
    let acknowledges = Acknowledges::Early;
    let plan = Plan { acknowledges, kills: 2, cuts: 0, writes: 100, ..short() };
    let error = soaked(plan).expect_err("writes were acknowledged that are not there");
    assert!(error.contains("lost: "), "{error}");
}
