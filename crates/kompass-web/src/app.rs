//! What all handlers share: the installation and what is kept in memory about it.

use crate::limit::Limits;
use crate::live::Streams;
use crate::upload::Uploads;
use kompass_app::config::WebConfig;
use kompass_app::installation::Installation;
use kompass_app::kpi::Kpis;
use kompass_core::{Error, Problem, Result};
use std::net::ToSocketAddrs;
use std::sync::Arc;
use tokio::sync::watch;
use url::Url;

/// The state of the server. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What [`App`] points to.
pub struct Shared {
    /// The installation.
    pub installation: Installation,
    pub(crate) limits: Limits,
    /// The live streams that are open.
    pub(crate) streams: Arc<Streams>,
    /// The uploads that are under way.
    pub(crate) uploads: Arc<Uploads>,
    /// True once the server is told to stop: what would last for ever ends then.
    pub(crate) stopping: watch::Sender<bool>,
    public_url: Url,
}

impl App {
    /// The state of a server of this installation.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the public address of the configuration is none, or is not safe.
    pub fn new(installation: Installation) -> Result<Self> {
        let public_url = public_url(&installation.config.web.public_url)?;
        let limits = Limits::new(&installation.config.web.trusted_proxies)?;
        Ok(Self(Arc::new(Shared {
            installation,
            limits,
            streams: Arc::default(),
            uploads: Arc::default(),
            stopping: watch::Sender::new(false),
            public_url,
        })))
    }

    /// The national key figures of this node.
    pub fn kpis(&self) -> &Kpis {
        &self.installation.kpis
    }

    /// Scheme, host and port under which browsers know us.
    pub(crate) fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// True if browsers reach us by TLS.
    pub(crate) fn secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// Sees that a server could begin with this configuration; says where people would find it.
///
/// # Errors
/// [`Error::Invalid`] with the key that is wrong.
pub fn examine(config: &WebConfig) -> Result<String> {
    let url = public_url(&config.public_url)?;
    Limits::new(&config.trusted_proxies)?;
    let operations = config.operations_address.as_ref();
    let listens = [("web.address", &config.address)].into_iter();
    for (key, address) in listens.chain(operations.map(|it| ("web.operations_address", it))) {
        let wrong = |error: std::io::Error| {
            let message = format!("nothing can listen on {address:?}: {error}");
            Error::invalid(Problem::new(key, message, "write it as 127.0.0.1:8080").code("W08"))
        };
        address.to_socket_addrs().map_err(wrong)?;
    }
    Ok(format!("{url}, on {}", config.address))
}

/// Cookies and passkeys are safe only by TLS, except on the machine itself.
fn public_url(text: &str) -> Result<Url> {
    let problem = |message: &str| {
        Error::invalid(
            Problem::new(
                "web.public_url",
                message,
                "write the address that people type, for example https://kompass.example.se",
            )
            .code("W01"),
        )
    };
    let url =
        Url::parse(text).map_err(|error| problem(&format!("{text:?} is no address: {error}")))?;
    let local = url.host_str() == Some("localhost");
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(problem("the address has a path; Kompass needs a host of its own"));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if local => Ok(url),
        _ => Err(problem("only https is safe for sign-in (http only for localhost)")),
    }
}
