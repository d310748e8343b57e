//! Reports: a model of plain data, and what is made from it; and text out of uploads. Bytes in, bytes out; no files, no
//! network, no clock.

pub mod chart;
pub mod council;
pub mod docx;
pub mod extract;
pub mod markdown;
pub mod model;
pub mod package;
pub mod pdf;
mod printable;
pub mod view;
pub mod xlsx;
