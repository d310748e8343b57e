//! National key figures: a generation is one immutable file with exact values by KPI, gender, year and area, mapped into
//! memory and replaced whole. Readers never wait, a killed import leaves the old generation, and a damaged file is
//! refused with the reason.
//!
//! ```text
//! files → import::Files → Draft → Store::publish → Segment → facts of one area, percentiles, series
//! ```
//!
//! A value as its provider published it is a [`Raw`]; whatever is computed from it is a [`Derived`]. Only the first can
//! print the provider as its source.

#[cfg(target_endian = "big")]
compile_error!("segment files are little-endian and read in place");

#[cfg(test)]
mod against_polars;
mod bundled;
mod compare;
mod composed;
mod cores;
pub mod deviation;
pub mod export;
mod family;
mod figure;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod full_data;
pub mod import;
mod kernel;
mod measure;
mod names;
pub mod revision;
mod search;
mod segment;
pub mod stated;
mod store;
pub mod sync;
pub mod tree;

pub use compare::{Comparison, Others};
pub use composed::{Composed, Rule};
pub use family::GENERAL;
pub use figure::{Derived, Processed, Raw, SourceMark};
pub use import::{Draft, Files, Input};
pub use kernel::{Fact, Place};
pub use measure::{Measure, Reason, Unit, ended, lint_measures};
pub use names::{
    Area, AreaAt, AreaKind, Gender, Group, GroupAt, Kpi, KpiAt, Owner, Package, Source,
};
pub use search::Hit;
pub use segment::{Cell, Counts, Segment};
pub use stated::{Marks, Stated};
pub use store::{Generation, Import, Store};
