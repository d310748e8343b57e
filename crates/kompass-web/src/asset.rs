//! The files that pages need, compiled in: one style sheet, one script, one icon, the first two joined from a file per
//! noun. Their addresses carry their digest, so browsers keep them for good.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// A file.
pub(crate) struct Asset {
    name: &'static str,
    media_type: &'static str,
    body: &'static str,
    path: LazyLock<String>,
}

macro_rules! asset {
    ($name:literal, $media_type:literal, $($part:literal),+ $(,)?) => {
        Asset {
            name: $name,
            media_type: $media_type,
            body: concat!($(include_str!(concat!("../assets/", $part))),+),
            path: LazyLock::new(|| {
                address($name, concat!($(include_str!(concat!("../assets/", $part))),+))
            }),
        }
    };
}

pub(crate) static STYLE: Asset = asset!(
    "kompass.css",
    "text/css; charset=utf-8",
    "css/base.css",
    "css/action.css",
    "css/compare.css",
    "css/evaluation.css",
    "css/preparation.css",
    "css/interview.css",
    "css/consensus.css",
    "css/judgement.css",
    "css/review.css",
    "css/document.css",
    "css/planning.css",
    "css/kpi.css",
);
pub(crate) static SCRIPT: Asset = asset!(
    "kompass.js",
    "text/javascript; charset=utf-8",
    "js/base.js",
    "js/autosave.js",
    "js/live.js",
    "js/note.js",
    "js/judgement.js",
    "js/document.js",
);
pub(crate) static ICON: Asset = asset!("kompass.svg", "image/svg+xml", "kompass.svg");

impl Asset {
    /// Its address.
    pub(crate) fn path(&'static self) -> &'static str {
        &self.path
    }
}

/// Gives a file; an old address gives the new file, without being kept.
pub(crate) async fn serve(Path((digest, name)): Path<(String, String)>) -> Response {
    let Some(asset) = [&STYLE, &SCRIPT, &ICON].into_iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let current = *asset.path == format!("/assets/{digest}/{name}");
    let keep = if current { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    (headers, asset.body).into_response()
}

fn address(name: &str, body: &str) -> String {
    let digest = Sha256::digest(body.as_bytes());
    let short: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("/assets/{short}/{name}")
}
