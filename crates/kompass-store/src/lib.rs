//! The database of Kompass: one SQL text for SQLite and PostgreSQL, audit chains, documents in an object store, backup.
//!
//! Everything that changes goes through a `Write`: one transaction that answers a repeated idempotency
//! key with the stored outcome and that cannot end without an entry in the audit log. Clock, identity and randomness
//! come in as a [`Stamp`], so the same call writes the same rows.
//!
//! SQL is found only in this crate, as [`Statement`]s; each one is prepared on both engines by a test.

pub mod audit;
pub mod backup;
pub mod blob;
mod db;
pub mod document;
mod error;
pub mod evaluation;
pub mod framework;
pub mod judgement;
pub mod organisation;
pub mod report;
pub mod result;
pub mod setting;
mod sort;
mod text;
mod write;

pub use audit::AuditKey;
pub use db::{Db, Schema, Statement};
pub use write::{Stamp, forget_keys};

/// Every statement of the crate.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    [
        audit::STATEMENTS,
        audit::CHECKPOINT_STATEMENTS,
        blob::STATEMENTS,
        db::STATEMENTS,
        document::STATEMENTS,
        evaluation::STATEMENTS,
        evaluation::PART_STATEMENTS,
        framework::STATEMENTS,
        judgement::STATEMENTS,
        organisation::STATEMENTS,
        report::STATEMENTS,
        result::STATEMENTS,
        setting::STATEMENTS,
        write::STATEMENTS,
    ]
    .into_iter()
    .flatten()
    .chain(backup::table_statements())
}
