//! The contract of the store, on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "store/account.rs"]
mod account;
#[path = "store/action.rs"]
mod action;
#[path = "store/answer.rs"]
mod answer;
#[path = "store/archive.rs"]
mod archive;
#[path = "store/assignment.rs"]
mod assignment;
#[path = "store/attempt.rs"]
mod attempt;
#[path = "store/audit.rs"]
mod audit;
#[path = "store/backup.rs"]
mod backup;
#[path = "store/blob.rs"]
mod blob;
#[path = "store/ceremony.rs"]
mod ceremony;
#[path = "store/consensus.rs"]
mod consensus;
#[path = "store/disposal.rs"]
mod disposal;
#[path = "store/document.rs"]
mod document;
#[path = "store/evaluation.rs"]
mod evaluation;
#[path = "store/identity.rs"]
mod identity;
#[path = "store/impact.rs"]
mod impact;
#[path = "store/interview.rs"]
mod interview;
#[path = "store/job.rs"]
mod job;
#[path = "store/judgement.rs"]
mod judgement;
#[path = "store/kpi.rs"]
mod kpi;
#[path = "store/link.rs"]
mod link;
#[path = "store/live.rs"]
mod live;
#[path = "store/membership.rs"]
mod membership;
#[path = "store/note.rs"]
mod note;
#[path = "store/notice.rs"]
mod notice;
#[path = "store/opening.rs"]
mod opening;
#[path = "store/organisation.rs"]
mod organisation;
#[path = "store/page.rs"]
mod page;
#[path = "store/passkey.rs"]
mod passkey;
#[path = "store/person.rs"]
mod person;
#[path = "store/plan.rs"]
mod plan;
#[path = "store/plans.rs"]
mod plans;
#[path = "store/presence.rs"]
mod presence;
#[path = "store/published.rs"]
mod published;
#[path = "store/rate.rs"]
mod rate;
#[path = "store/record.rs"]
mod record;
#[path = "store/report.rs"]
mod report;
#[path = "store/result.rs"]
mod result;
#[path = "store/review.rs"]
mod review;
#[path = "store/self_assessment.rs"]
mod self_assessment;
#[path = "store/session.rs"]
mod session;
#[path = "store/since_last.rs"]
mod since_last;
#[path = "store/statements.rs"]
mod statements;
#[path = "store/step.rs"]
mod step;
#[path = "store/supplement.rs"]
mod supplement;
#[path = "store/team.rs"]
mod team;
#[path = "store/todo.rs"]
mod todo;
#[path = "store/together.rs"]
mod together;
#[path = "store/upgrade.rs"]
mod upgrade;
#[path = "store/write.rs"]
mod write;
#[path = "store/writing.rs"]
mod writing;
