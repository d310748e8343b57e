//! The contract of the store, on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "store/audit.rs"]
mod audit;
#[path = "store/backup.rs"]
mod backup;
#[path = "store/document.rs"]
mod document;
#[path = "store/evaluation.rs"]
mod evaluation;
#[path = "store/judgement.rs"]
mod judgement;
#[path = "store/opening.rs"]
mod opening;
#[path = "store/plans.rs"]
mod plans;
#[path = "store/report.rs"]
mod report;
#[path = "store/result.rs"]
mod result;
#[path = "store/statements.rs"]
mod statements;
#[path = "store/write.rs"]
mod write;
