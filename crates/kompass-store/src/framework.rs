//! Frameworks as they were when an evaluation pinned them.

use crate::audit::Chain;
use crate::db::{Db, Tx, args, statements};
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::framework::canonical::Pinned;
use kompass_core::{Error, Result};

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO framework (digest, id, version, canonical, pinned_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (digest) DO NOTHING";
    GET = "SELECT digest, id, version, canonical FROM framework WHERE digest = $1";
    LIST = "SELECT digest, id, version, canonical FROM framework ORDER BY id, pinned_at, digest";
}

type Row = (String, String, String, String);

/// Keeps a framework. Keeping it again changes nothing.
pub async fn pin(db: &Db, stamp: &Stamp, framework: &Pinned) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "framework.pin", &framework.digest).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if !pin_in(&mut write.tx, framework, stamp.micros()).await? {
        return Ok(());
    }
    let content = [("id", &framework.id), ("version", &framework.version)];
    let entry = Entry { chain: Chain::Installation, subject: &framework.digest, content };
    write.finish(entry, ()).await
}

/// Keeps a framework as a part of another write; false if it was there.
pub(crate) async fn pin_in(tx: &mut Tx, framework: &Pinned, now: i64) -> Result<bool> {
    let Pinned { digest, id, version, canonical } = framework;
    Ok(tx.execute(&INSERT, args![digest, id, version, canonical, now]).await? == 1)
}

/// The framework of this digest.
pub async fn get(db: &Db, digest: &str) -> Result<Pinned> {
    db.optional::<Row>(&GET, args![digest])
        .await?
        .map(pinned)
        .ok_or_else(|| Error::not_found("framework", digest, "list the frameworks"))
}

/// All frameworks that were pinned.
pub async fn list(db: &Db) -> Result<Vec<Pinned>> {
    let rows: Vec<Row> = db.all(&LIST, &[]).await?;
    Ok(rows.into_iter().map(pinned).collect())
}

/// The digest stays as it is stored: reading the framework compares it with the content.
fn pinned((digest, id, version, canonical): Row) -> Pinned {
    Pinned { id, version, digest, canonical }
}
