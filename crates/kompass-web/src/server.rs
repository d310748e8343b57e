//! The server: takes connections, gives each request to the router, and stops without cutting anyone off.

use crate::app::App;
use crate::{error, headers, limit, rate, routes, visit};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use kompass_app::document::{self, reading};
use kompass_app::{audit, job, kpi, session};
use kompass_core::{Error, Result};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// A client must send its request line and headers within this time.
const HEAD_PATIENCE: Duration = Duration::from_secs(10);
/// Requests under way get this long when the server is told to stop.
const STOP_PATIENCE: Duration = Duration::from_secs(30);
/// What is over is forgotten this often.
const FORGET_EVERY: Duration = Duration::from_mins(10);
/// Connections that are held at the same time.
const MOST_CONNECTIONS: usize = 800;

/// The router of the whole product, with everything that stands before and after each handler.
pub fn router(app: &App) -> Router {
    crate::route::router(app, routes::table())
        .fallback(not_found)
        .with_state(app.clone())
        .layer(from_fn_with_state(app.clone(), visit::recognise))
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn_with_state(app.clone(), limit::admit))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(app.clone(), headers::guard_answer))
}

/// Serves until `stop` is done, then lets what is under way end.
///
/// # Errors
/// [`Error::Unavailable`] if connections can no longer be taken.
pub async fn serve(app: App, listener: TcpListener, stop: impl Future<Output = ()>) -> Result<()> {
    let router = router(&app);
    let forgetting = tokio::spawn(forget(app.clone()));
    let sharing = tokio::spawn(rate::share(app.clone()));
    let reading = app.clone();
    let reading = tokio::spawn(async move { reading::work(&reading.installation).await });
    let figures = app.clone();
    let figures = tokio::spawn(async move { kpi::work(&figures.installation).await });
    let chains = app.clone();
    let chains = tokio::spawn(async move { audit::watch(&chains.installation).await });
    let jobs = app.installation.config.jobs.in_serve.then(|| {
        let (app, stop) = (app.clone(), app.stopping.subscribe());
        tokio::spawn(async move { job::work(&app.installation, stop).await })
    });
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_PATIENCE);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Some(HEAD_PATIENCE));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Too many open files, say: what is open must end before more can come.
                tracing::error!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            }
        };
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        let watched = graceful.watch(connection.into_owned());
        // A connection beyond the last place is cut at once: the limit of open files of the process comes soon after.
        let Ok(place) = places.clone().try_acquire_owned() else {
            tracing::warn!("there are too many connections");
            continue;
        };
        tokio::spawn(async move {
            if let Err(error) = watched.await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    forgetting.abort();
    sharing.abort();
    // What it had begun is taken up again by the next one.
    reading.abort();
    figures.abort();
    chains.abort();
    app.stopping.send_replace(true);
    if tokio::time::timeout(STOP_PATIENCE, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests that took too long were cut off");
    }
    // A job that takes longer is taken up again by another node, or after the next start.
    if let Some(jobs) = jobs
        && tokio::time::timeout(STOP_PATIENCE, jobs).await.is_err()
    {
        tracing::warn!("jobs that took too long were left to others");
    }
    Ok(())
}

/// Forgets sessions, sign-ins under way, counts of attempts and files on their way in that are over: anybody can begin one,
/// so they must not pile up.
async fn forget(app: App) {
    loop {
        let installation = &app.installation;
        let (sessions, files) =
            tokio::join!(session::forget(installation), document::forget(installation));
        for error in [sessions.err(), files.err()].into_iter().flatten() {
            tracing::warn!(%error, "what is over could not be forgotten");
        }
        tokio::time::sleep(FORGET_EVERY).await;
    }
}

async fn not_found(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let error = Error::not_found(error::NO_PAGE, path, "");
    match request.extensions().get::<visit::Visit>().cloned() {
        Some(visit) => error::Failure { error, visit, typed: Vec::new() }.respond(&app).await,
        None => error::Failure::bare(error),
    }
}

fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    // What was in the panic may be personal; the panic hook has written where it happened.
    error::Failure::bare(Error::Internal("a handler panicked".to_owned()))
}
