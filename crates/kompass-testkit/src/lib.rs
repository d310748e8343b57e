//! For tests only: throw-away databases on both engines, and evaluations to put into them.
//!
//! PostgreSQL comes from the machine's own packages. One server serves all test processes of a working copy: the first
//! process that needs it starts it, and it ends by itself a little after the last one has. A machine without PostgreSQL
//! makes the tests fail with a message that says what to install; nothing is skipped.

mod database;
mod evaluations;
mod forwarder;
pub mod kill;
pub mod kolada;
mod kpis;
mod newer;
mod postgres;
mod replicated;
pub mod smtp;

pub use database::{TestDb, municipality, on_both};
pub use evaluations::{any_evaluation, any_result, full_evaluation, pinned, step_to};
pub use forwarder::{Forwarder, Leads};
pub use kpis::kpis;
pub use newer::pretend_newer;
pub use postgres::PostgresServer;
pub use replicated::{Acknowledges, ReplicatedPostgres};
