//! The database of Kompass: one SQL text for SQLite and PostgreSQL, audit chains, documents in an object store, backup.
//!
//! Everything that changes goes through a `Write`: one transaction that answers a repeated idempotency
//! key with the stored outcome and that cannot end without an entry in the audit log. Clock, identity and randomness
//! come in as a [`Stamp`], so the same call writes the same rows.
//!
//! SQL is found only in this crate, as [`Statement`]s; each one is prepared on both engines by a test.

pub mod account;
pub mod action;
pub mod answer;
pub mod archive;
pub mod assignment;
pub mod attempt;
pub mod audit;
pub mod backup;
pub mod blob;
pub mod ceremony;
pub mod comment;
pub mod consensus;
mod db;
pub mod disposal;
pub mod document;
mod error;
pub mod evaluation;
pub mod fact_check;
pub mod framework;
pub mod identity;
pub mod impact;
pub mod interview;
pub mod job;
pub mod judgement;
pub mod judging;
pub mod kpi;
pub mod link;
pub mod live;
pub mod membership;
pub mod note;
pub mod notice;
pub mod organisation;
pub mod page;
pub mod passkey;
pub mod person;
pub mod plan;
mod pool;
pub mod presence;
pub mod publication;
pub mod published;
pub mod rate;
pub mod record;
pub mod report;
pub mod request;
pub mod result;
pub mod retention;
pub mod review;
pub mod search;
pub mod secrecy;
pub mod selection;
pub mod self_assessment;
pub mod session;
pub mod setting;
pub mod since_last;
pub mod sort;
pub mod step;
pub mod supplement;
pub mod team;
mod text;
pub mod todo;
mod write;
pub mod writing;

pub use audit::AuditKey;
pub use db::{Db, Schema, Statement};
pub use write::{Stamp, forget_keys};

/// Every statement of the crate.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    [
        account::STATEMENTS,
        account::CREDENTIAL_STATEMENTS,
        action::STATEMENTS,
        answer::STATEMENTS,
        archive::STATEMENTS,
        assignment::STATEMENTS,
        attempt::STATEMENTS,
        audit::STATEMENTS,
        audit::CHECKPOINT_STATEMENTS,
        audit::LIST_STATEMENTS,
        blob::STATEMENTS,
        ceremony::STATEMENTS,
        consensus::STATEMENTS,
        db::STATEMENTS,
        disposal::STATEMENTS,
        disposal::EMPTYING_STATEMENTS,
        document::STATEMENTS,
        evaluation::STATEMENTS,
        evaluation::PART_STATEMENTS,
        fact_check::STATEMENTS,
        framework::STATEMENTS,
        identity::STATEMENTS,
        impact::STATEMENTS,
        interview::STATEMENTS,
        job::STATEMENTS,
        judgement::STATEMENTS,
        judging::STATEMENTS,
        kpi::STATEMENTS,
        link::STATEMENTS,
        live::STATEMENTS,
        membership::STATEMENTS,
        note::STATEMENTS,
        notice::STATEMENTS,
        organisation::STATEMENTS,
        page::STATEMENTS,
        passkey::STATEMENTS,
        person::STATEMENTS,
        person::ERASING_STATEMENTS,
        plan::STATEMENTS,
        presence::STATEMENTS,
        publication::STATEMENTS,
        published::STATEMENTS,
        rate::STATEMENTS,
        record::STATEMENTS,
        report::STATEMENTS,
        request::STATEMENTS,
        result::STATEMENTS,
        retention::STATEMENTS,
        review::STATEMENTS,
        search::STATEMENTS,
        secrecy::STATEMENTS,
        selection::STATEMENTS,
        self_assessment::STATEMENTS,
        session::STATEMENTS,
        setting::STATEMENTS,
        since_last::STATEMENTS,
        supplement::STATEMENTS,
        step::STATEMENTS,
        team::STATEMENTS,
        todo::STATEMENTS,
        write::STATEMENTS,
        writing::STATEMENTS,
    ]
    .into_iter()
    .flatten()
    .chain(backup::table_statements())
    .chain(archive::part_statements())
    .chain(person::row_statements())
}
