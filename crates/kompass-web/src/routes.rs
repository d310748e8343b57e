//! The table of all routes. A page is added here and nowhere else.

use crate::route::{Guard, Kind, Method, Route, Scope};
use crate::{asset, language, openapi, style};
use axum::Json;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use kompass_core::access::Action::{Read, Write};
use kompass_core::access::Resource;
use std::sync::LazyLock;

/// Every route there is.
pub fn table() -> &'static [Route] {
    static TABLE: LazyLock<Vec<Route>> = LazyLock::new(rows);
    &TABLE
}

macro_rules! row {
    ($method:ident $path:literal $kind:expr, $guard:expr, $summary:literal, $handler:expr) => {
        Route {
            method: Method::$method,
            path: $path,
            summary: $summary,
            guard: $guard,
            kind: $kind,
            handler: || $handler,
        }
    };
}

fn rows() -> Vec<Route> {
    use Kind::{File, Form, Page};
    let public = guard(Resource::Pages, Read, Scope::Installation);
    let choose = guard(Resource::Pages, Write, Scope::Installation);
    vec![
        row!(Get "/style" Page, public, "every part of the interface", get(style::show)),
        row!(Post "/language" Form, choose, "chooses the language", post(language::choose)),
        row!(Get "/assets/{digest}/{name}" File, public, "style sheet, script, icon", get(asset::serve)),
        row!(Get "/api/v1/openapi.json" File, public, "the description of the API", get(description)),
    ]
}

fn guard(resource: Resource, action: kompass_core::access::Action, scope: Scope) -> Guard {
    Guard { resource, action, scope }
}

/// `GET /api/v1/openapi.json`.
async fn description() -> Response {
    Json(openapi::document(table())).into_response()
}
