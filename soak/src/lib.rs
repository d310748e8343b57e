//! Several nodes over one replicated database and one bucket: a cluster of real processes, people who write to it without
//! pause, what hits it meanwhile, and the comparison of what is there with what was acknowledged.

pub mod client;
pub mod cluster;
mod compare;
mod journal;
pub mod seats;
mod soak;
mod writer;

pub use kompass_testkit::Acknowledges;
pub use soak::{Plan, Report, run};
