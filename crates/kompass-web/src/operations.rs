//! What those who run the installation ask a node: is it alive, can it serve, what does it do. It answers on an address of
//! its own, without sign-in, so only they may reach that address.

use crate::app::App;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use kompass_app::{health, job};
use kompass_core::{Error, Result};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::fmt::Write;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::net::TcpListener;

/// How long requests took, in seconds, by `method`, `route` and `status`; its count is how many there were.
pub(crate) const REQUEST_SECONDS: &str = "kompass_request_seconds";
/// Requests that the limits turned away before their route was known.
pub(crate) const TURNED_AWAY: &str = "kompass_requests_turned_away_total";

/// Upper ends of the buckets of times, in seconds.
const BUCKETS: [f64; 10] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
/// What collects the figures tidies up this often.
const TIDY_EVERY: Duration = Duration::from_secs(10);

/// Answers until the listener is gone.
///
/// # Errors
/// [`Error::Internal`] if another program in this process collects figures already.
pub async fn serve(app: App, listener: TcpListener) -> Result<()> {
    let router = router(app)?;
    tokio::spawn(async {
        loop {
            tokio::time::sleep(TIDY_EVERY).await;
            if let Ok(figures) = figures() {
                figures.run_upkeep();
            }
        }
    });
    axum::serve(listener, router).await.map_err(|error| Error::Unavailable(error.to_string()))
}

/// `/live`, `/ready` and `/metrics`. From now on figures are collected.
///
/// # Errors
/// As [`serve`].
pub fn router(app: App) -> Result<Router> {
    figures()?;
    metrics::gauge!("kompass_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    Ok(Router::new()
        .route("/live", get(async || "alive\n"))
        .route("/ready", get(ready))
        .route("/metrics", get(collected))
        .with_state(app))
}

/// 200 if this node can serve, 503 if not, with a line for everything it wants.
async fn ready(State(app): State<App>) -> Response {
    let mut status = StatusCode::OK;
    let mut answer = String::new();
    if *app.stopping.borrow() {
        status = StatusCode::SERVICE_UNAVAILABLE;
        answer += "server: it is stopping\n";
    }
    for need in health::needs(&app.installation).await {
        let found = need.fault.map_or_else(
            || "in order".to_owned(),
            |fault| {
                if need.vital {
                    status = StatusCode::SERVICE_UNAVAILABLE;
                }
                fault.to_string()
            },
        );
        let _ = writeln!(answer, "{}: {found}", need.what);
    }
    (status, answer).into_response()
}

/// Everything that was counted, as Prometheus reads it.
async fn collected(State(app): State<App>) -> std::result::Result<Response, StatusCode> {
    let figures = figures().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    for need in health::needs(&app.installation).await {
        let up = if need.fault.is_none() { 1.0 } else { 0.0 };
        metrics::gauge!("kompass_up", "needs" => need.what).set(up);
    }
    if let Ok(bytes) = health::free(&app.installation.config) {
        metrics::gauge!("kompass_disk_free_bytes").set(bytes as f64);
    }
    metrics::gauge!("kompass_requests_open").set(f64::from(app.limits.open_now()));
    metrics::gauge!("kompass_live_streams_open").set(app.streams.open_now() as f64);
    let kpis = app.kpis().current().map_or(0, |generation| generation.segment.counts().values);
    metrics::gauge!("kompass_key_figure_values").set(kpis as f64);
    if let Ok(jobs) = job::count(&app.installation).await {
        metrics::gauge!("kompass_jobs", "state" => "waiting").set(jobs.waiting as f64);
        metrics::gauge!("kompass_jobs", "state" => "aside").set(jobs.aside as f64);
        let age = |since| app.installation.now().duration_since(since).as_secs_f64().max(0.0);
        metrics::gauge!("kompass_job_oldest_seconds").set(jobs.oldest.map_or(0.0, age));
    }
    if let Some(bytes) = resident_bytes() {
        metrics::gauge!("process_resident_memory_bytes").set(bytes as f64);
    }
    let format = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((format, figures.render()).into_response())
}

/// What collects the figures of this process, begun by who asks first.
fn figures() -> Result<&'static PrometheusHandle> {
    static FIGURES: OnceLock<std::result::Result<PrometheusHandle, String>> = OnceLock::new();
    let begun = FIGURES.get_or_init(|| {
        let of_times = Matcher::Full(REQUEST_SECONDS.to_owned());
        let builder = PrometheusBuilder::new().set_buckets_for_metric(of_times, &BUCKETS);
        builder.and_then(PrometheusBuilder::install_recorder).map_err(|error| error.to_string())
    });
    begun.as_ref().map_err(|error| Error::Internal(error.clone()))
}

/// Memory that the process holds, where the system tells it.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}
