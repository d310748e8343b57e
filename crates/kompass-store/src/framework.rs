//! Frameworks as they were when an evaluation pinned them.

use crate::db::{Db, Tx, args, statements};
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

/// Keeps a framework as a part of another write. Keeping it again changes nothing.
pub(crate) async fn pin_in(tx: &mut Tx, framework: &Pinned, now: i64) -> Result<()> {
    let Pinned { digest, id, version, canonical } = framework;
    tx.execute(&INSERT, args![digest, id, version, canonical, now]).await.map(|_| ())
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
