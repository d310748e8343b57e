//! Operations of Kompass: load, decide (in the core), store, announce. Commands, and later pages and the API, all call
//! these; none of them holds a rule of its own.

pub mod access;
pub mod account;
pub mod audit;
pub mod backup;
pub mod ceremony;
pub mod config;
pub mod demo;
pub mod doctor;
pub mod document;
pub mod evaluation;
pub mod fetch;
pub mod files;
pub mod framework;
pub mod installation;
pub mod interview;
mod limit;
pub mod link;
pub mod live;
pub mod note;
pub mod oidc;
pub mod organisation;
pub mod passkey;
pub mod password;
pub mod people;
pub mod presence;
pub mod prose;
pub mod reason;
pub mod report;
pub mod result;
pub mod secret;
pub mod session;
pub mod signin;
pub mod start;
pub mod supplement;
pub mod team;
pub mod totp;
