//! Operations of Kompass: load, decide (in the core), store, announce. Commands, and later pages and the API, all call
//! these; none of them holds a rule of its own.

pub mod audit;
pub mod backup;
pub mod config;
pub mod demo;
pub mod doctor;
pub mod evaluation;
pub mod files;
pub mod framework;
pub mod installation;
pub mod report;
pub mod result;
