//! Pages and API of Kompass: parse, call one operation of `kompass-app`, render. No rule stands here.
//!
//! [`routes::table`] is the one table of routes: it builds the router, the OpenAPI document and the access matrix. Around
//! every handler stand, from outside in: headers and operation id, a net for panics, limits, who visits, and the guard
//! that asks for the right which the table names.

mod app;
mod asset;
mod csrf;
mod error;
mod form;
pub mod guard;
mod headers;
mod language;
mod limit;
pub mod openapi;
mod page;
pub mod route;
pub mod routes;
mod server;
mod style;
mod visit;

pub use app::App;
pub use server::{router, serve};
