//! A primary PostgreSQL server with a standby that takes what is written as it is written, and what becomes of them when the
//! primary is lost.

use crate::forwarder::{Forwarder, Leads};
use crate::postgres::{PostgresServer, address};
use std::time::Duration;

/// What a primary says it waits for before it acknowledges a commit: its standby, or nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acknowledges {
    /// Once the standby has it on its disk, as it must be.
    WhenTwoHaveIt,
    /// Once the primary has it: earlier than is safe.
    Early,
}

/// A primary and its standby behind one port.
#[derive(Debug)]
pub struct ReplicatedPostgres {
    acknowledges: Acknowledges,
    primary: PostgresServer,
    standby: PostgresServer,
    /// By which clients reach the primary, and by which the standby does.
    clients: Forwarder,
    replication: Forwarder,
}

impl ReplicatedPostgres {
    /// Makes and starts both.
    pub fn start(acknowledges: Acknowledges) -> Self {
        let primary = PostgresServer::start_with(&settings(acknowledges, None));
        let clients = Forwarder::to(Leads::Socket(primary.socket()));
        let replication = Forwarder::to(Leads::Socket(primary.socket()));
        let standby = follow(acknowledges, &primary, &replication);
        Self { acknowledges, primary, standby, clients, replication }
    }

    /// Address of the only database, wherever the primary is.
    pub fn address(&self) -> String {
        format!("postgres://kompass@127.0.0.1:{}/postgres?sslmode=disable", self.clients.port())
    }

    /// Address for those who look past what stands between.
    pub fn address_past(&self) -> String {
        address(&self.primary.folder, "postgres")
    }

    /// Loses the primary for good: first the standby hears no more of it, for `unheard`; then it is killed, so that it can
    /// take no more writes, and the standby takes its place. Until there is another standby, commits wait.
    pub fn lose_primary(&mut self, unheard: Duration) {
        self.replication.cut();
        std::thread::sleep(unheard);
        self.clients.cut();
        self.primary.kill();
        self.standby.promote();
        std::mem::swap(&mut self.primary, &mut self.standby);
        self.clients.lead_to(Leads::Socket(self.primary.socket()));
    }

    /// Makes another standby, from the primary as it is now.
    pub fn add_standby(&mut self) {
        self.replication.lead_to(Leads::Socket(self.primary.socket()));
        self.standby = follow(self.acknowledges, &self.primary, &self.replication);
    }
}

/// A standby that copies the primary and follows it.
fn follow(
    acknowledges: Acknowledges,
    primary: &PostgresServer,
    replication: &Forwarder,
) -> PostgresServer {
    PostgresServer::standby_of(primary, &settings(acknowledges, Some(replication.port())))
}

/// The same for both, as either may become the primary.
fn settings(acknowledges: Acknowledges, primary: Option<u16>) -> Vec<String> {
    let names = match acknowledges {
        Acknowledges::WhenTwoHaveIt => "*",
        Acknowledges::Early => "",
    };
    let mut settings = vec![
        format!("synchronous_standby_names={names}"),
        "wal_keep_size=1GB".to_owned(),
        // A standby that was cut off comes back soon.
        "wal_retrieve_retry_interval=100ms".to_owned(),
    ];
    settings.extend(primary.map(|port| {
        format!("primary_conninfo=host=127.0.0.1 port={port} user=kompass sslmode=disable")
    }));
    settings
}
