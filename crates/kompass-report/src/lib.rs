//! Reports: a model of plain data, and what is made from it. Bytes in, bytes out; no files, no network, no clock.

pub mod chart;
pub mod markdown;
pub mod model;
pub mod pdf;
mod printable;
mod view;
pub mod xlsx;
