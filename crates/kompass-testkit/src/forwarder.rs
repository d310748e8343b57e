//! What stands between programs and a server in tests: it passes bytes on, can be cut, and can lead elsewhere.

use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpStream, UnixStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// Where a forwarder leads.
#[derive(Debug, Clone)]
pub enum Leads {
    /// To a port of this machine.
    Port(u16),
    /// To a socket of this machine.
    Socket(PathBuf),
}

/// A port of this machine that leads somewhere.
#[derive(Debug)]
pub struct Forwarder {
    port: u16,
    leads: Arc<Mutex<Option<Leads>>>,
    /// Changes whenever what is open has to end.
    cut: watch::Sender<u64>,
    runtime: Option<Runtime>,
}

impl Forwarder {
    /// Leads there, from a port that was free.
    pub fn to(leads: Leads) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("a listener of ours");
        let port = listener.local_addr().expect("it is bound").port();
        let leads = Arc::new(Mutex::new(Some(leads)));
        let (cut, _) = watch::channel(0);
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.worker_threads(1).enable_all().build().expect("a thread");
        runtime.spawn(forward(listener, leads.clone(), cut.clone()));
        Self { port, leads, cut, runtime: Some(runtime) }
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Ends every connection and takes no more.
    pub fn cut(&self) {
        self.lead(None);
    }

    /// Ends every connection; those that come lead there.
    pub fn lead_to(&self, leads: Leads) {
        self.lead(Some(leads));
    }

    fn lead(&self, leads: Option<Leads>) {
        *self.leads.lock().unwrap_or_else(PoisonError::into_inner) = leads;
        self.cut.send_modify(|cut| *cut += 1);
    }
}

impl Drop for Forwarder {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn forward(listener: TcpListener, leads: Arc<Mutex<Option<Leads>>>, cut: watch::Sender<u64>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener of ours");
    loop {
        let Ok((coming, _)) = listener.accept().await else { continue };
        // Before it is asked where to: a cut in between must end this one too.
        let mut ends = cut.subscribe();
        let to = leads.lock().unwrap_or_else(PoisonError::into_inner).clone();
        // Dropped, a connection that leads nowhere is closed at once.
        let Some(to) = to else { continue };
        tokio::spawn(async move {
            tokio::select! {
                // Whichever side ended it, the other one sees that it is over.
                _ = pass(coming, to) => {}
                _ = ends.changed() => {}
            }
        });
    }
}

async fn pass(mut coming: TcpStream, to: Leads) -> io::Result<()> {
    coming.set_nodelay(true)?;
    match to {
        Leads::Port(port) => {
            let mut going = TcpStream::connect(("127.0.0.1", port)).await?;
            going.set_nodelay(true)?;
            copy_bidirectional(&mut coming, &mut going).await
        }
        Leads::Socket(path) => {
            copy_bidirectional(&mut coming, &mut UnixStream::connect(path).await?).await
        }
    }
    .map(|_| ())
}
