//! Pages and API of Kompass: parse, call one operation of `kompass-app`, render. No rule stands here.
//!
//! [`routes::table`] is the one table of routes: it builds the router, the OpenAPI document and the access matrix. Around
//! every handler stand, from outside in: headers and operation id, a net for panics, limits, who visits, and the guard
//! that asks for the right which the table names.

mod action;
mod action_form;
mod administrator;
mod answer;
mod api;
mod app;
mod asked;
mod asset;
mod autosave;
mod booking;
mod comment;
mod compare;
mod confirm;
mod conflict;
mod consensus;
mod csrf;
mod delegation;
mod device;
mod document;
mod document_request;
mod download;
mod error;
mod evaluation;
mod evaluation_link;
mod evaluation_people;
mod fact_check;
mod form;
mod glossary;
pub mod guard;
mod headers;
mod impact;
mod interview;
mod judgement;
mod kpi;
mod language;
mod limit;
mod link;
mod live;
pub mod openapi;
pub mod operations;
mod organisation;
mod page;
mod passkey;
mod people;
mod plan;
mod preparation;
mod profile;
mod provider;
mod publication;
mod published;
mod report;
mod report_view;
mod review;
pub mod route;
pub mod routes;
mod search;
mod section;
mod security;
mod self_assessment;
mod self_image;
mod server;
mod sign_in;
mod since_last;
mod start;
mod steps;
mod style;
mod upload;
mod visit;
mod writing;

pub use app::App;
pub use server::{router, serve};
