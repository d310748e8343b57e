//! Settings of the installation: a name and a text.

use crate::audit::Chain;
use crate::db::{Db, Tx, args, statements};
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::Result;

statements! {
    STATEMENTS:
    GET = "SELECT value FROM setting WHERE name = $1";
    PUT = "INSERT INTO setting (name, value, changed_at) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at";
}

/// The value of a setting, if it was set.
pub async fn get(db: &Db, name: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db.optional(&GET, args![name]).await?;
    Ok(row.map(|(value,)| value))
}

/// Sets a setting.
pub async fn put(db: &Db, stamp: &Stamp, name: &str, value: &str) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "setting.put", &(name, value)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    put_in(&mut write.tx, name, value, stamp.micros()).await?;
    write.finish(Entry { chain: Chain::Installation, subject: name, content: value }, ()).await
}

/// Keeps what the program remembers of itself, which nobody decided on: the audit log does not tell of it.
pub async fn remember(db: &Db, name: &str, value: &str, now: jiff::Timestamp) -> Result<()> {
    db.execute(&PUT, args![name, value, now]).await.map(|_| ())
}

/// Sets a setting as a part of another write.
pub(crate) async fn put_in(tx: &mut Tx, name: &str, value: &str, now: i64) -> Result<()> {
    tx.execute(&PUT, args![name, value, now]).await.map(|_| ())
}
