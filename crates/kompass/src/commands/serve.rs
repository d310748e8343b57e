//! The server, and what makes its first administrator.

use crate::output::{Output, table};
use anyhow::{Context, Result};
use kompass_app::account;
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_app::job;
use kompass_web::{App, operations, routes};
use serde_json::json;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Serves until told to stop.
pub async fn run(mut config: Config, address: Option<SocketAddr>, output: Output) -> Result<()> {
    if let Some(address) = address {
        config.web.address = address.to_string();
    }
    let installation = Installation::open(config).await?;
    let address = installation.config.web.address.clone();
    let public_url = installation.config.web.public_url.clone();
    let listener = TcpListener::bind(&address).await.with_context(|| {
        format!("cannot listen on {address}; choose another address with --address")
    })?;
    let first = account::first_link(&installation).await?;
    let first = first.map(|created| created.address(&installation));
    let app = App::new(installation)?;
    let watched = match &app.installation.config.web.operations_address {
        Some(address) => {
            let listener = TcpListener::bind(address).await.with_context(|| {
                format!("cannot listen on {address}; choose another web.operations_address")
            })?;
            Some(tokio::spawn(operations::serve(app.clone(), listener)))
        }
        None => None,
    };
    let answer =
        json!({ "address": listener.local_addr()?, "public_url": public_url, "first_link": first });
    output.answer(&answer, |_| match &first {
        Some(link) => format!(
            "Kompass is at {public_url}\nThere is no administrator yet. Make one with this link, within an hour:\n{link}"
        ),
        None => format!("Kompass is at {public_url}"),
    })?;
    kompass_web::serve(app, listener, told_to_stop()).await?;
    // Until the last request was answered it tells that this node is stopping.
    if let Some(watched) = watched {
        watched.abort();
    }
    Ok(())
}

/// Works until told to stop.
pub async fn work(config: Config, output: Output) -> Result<()> {
    let installation = Installation::open(config).await?;
    output.answer(&json!({ "works": true }), |_| {
        "Kompass works on what is to be done later".to_owned()
    })?;
    let (stop, told) = watch::channel(false);
    let working = job::work(&installation, told);
    let stopping = async {
        told_to_stop().await;
        stop.send_replace(true);
    };
    tokio::join!(working, stopping);
    Ok(())
}

/// Makes an administrator who does not depend on any provider of sign-in.
pub async fn make_administrator(
    config: Config,
    email: &str,
    name: &str,
    output: Output,
) -> Result<()> {
    let installation = Installation::open(config).await?;
    // They can write their name themselves; until then the address tells who it is.
    let name = if name.is_empty() { email } else { name };
    let link = account::make_administrator(&installation, email, name).await?;
    let link = link.address(&installation);
    output.answer(&json!({ "email": email, "link": link }), |_| {
        format!("{email} is a system administrator. Set the password with this link, within an hour:\n{link}")
    })
}

/// Lists the table of routes.
pub fn list_routes(output: Output) -> Result<()> {
    let routes: Vec<_> = routes::table()
        .iter()
        .map(|route| {
            json!({ "method": route.method, "path": route.path, "kind": route.kind.name(), "guard": route.guard, "summary": route.summary })
        })
        .collect();
    output.answer(&routes, |_| {
        let rows = routes::table().iter().map(|route| {
            let guard = format!(
                "{} {} ({:?})",
                route.guard.action, route.guard.resource, route.guard.scope
            );
            let method = format!("{:?}", route.method).to_uppercase();
            vec![method, route.path.to_owned(), route.kind.name().to_owned(), guard.to_lowercase()]
        });
        table(&["Method", "Path", "Kind", "Needs"], &[], rows)
    })
}

/// Ctrl-C, or what a service manager sends.
async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
