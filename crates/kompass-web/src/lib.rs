//! Pages and API of Kompass: parse, call one operation of `kompass-app`, render. No rule stands here.
//!
//! [`routes::table`] is the one table of routes: it builds the router, the OpenAPI document and the access matrix. Around
//! every handler stand, from outside in: headers and operation id, a net for panics, limits, who visits, and the guard
//! that asks for the right which the table names.

mod app;
mod asset;
mod confirm;
mod csrf;
mod device;
mod error;
mod form;
pub mod guard;
mod headers;
mod language;
mod limit;
mod link;
pub mod openapi;
mod page;
mod passkey;
mod profile;
mod provider;
pub mod route;
pub mod routes;
mod security;
mod server;
mod sign_in;
mod start;
mod style;
mod visit;

pub use app::App;
pub use server::{router, serve};
