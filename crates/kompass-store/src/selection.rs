//! Selections of key figures that somebody keeps.

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::text::{id, instant};
use crate::write::{Begun, Entry, Stamp, Write};
use jiff::Timestamp;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO selection (id, account_id, name, choice, created_at) VALUES ($1, $2, $3, $4, $5)";
    OF_ACCOUNT = "SELECT id, name, choice, created_at FROM selection
        WHERE account_id = $1 ORDER BY created_at, id";
    DELETE = "DELETE FROM selection WHERE account_id = $1 AND id = $2";
}

/// A kept selection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Id.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// What is chosen, as the query of an address.
    pub choice: String,
    /// When it was kept.
    pub created_at: Timestamp,
}

/// Keeps a selection of an account.
pub async fn add(
    db: &Db,
    stamp: &Stamp,
    account: Uuid,
    name: &str,
    choice: &str,
) -> Result<Selection> {
    let mut write = match Write::begin(db, stamp, "selection.add", &(account, name, choice)).await?
    {
        Begun::Repeated(selection) => return Ok(selection),
        Begun::New(write) => write,
    };
    let (id, now) = (write.id(), write.now());
    write.tx.execute(&INSERT, args![id, account, name, choice, now]).await?;
    let created_at = instant("selection.created_at", now)?;
    let selection = Selection { id, name: name.to_owned(), choice: choice.to_owned(), created_at };
    let subject = account.to_string();
    let entry =
        Entry { chain: Chain::Installation, subject: &subject, content: (id, name, choice) };
    write.finish(entry, selection).await
}

/// The selections of an account, oldest first.
pub async fn list(db: &Db, account: Uuid) -> Result<Vec<Selection>> {
    let rows: Vec<(String, String, String, i64)> = db.all(&OF_ACCOUNT, args![account]).await?;
    let row = |(key, name, choice, created_at): (String, String, String, i64)| {
        let (id, created_at) =
            (id("selection.id", &key)?, instant("selection.created_at", created_at)?);
        Ok(Selection { id, name, choice, created_at })
    };
    rows.into_iter().map(row).collect()
}

/// Removes a selection of an account.
pub async fn remove(db: &Db, stamp: &Stamp, account: Uuid, selection: Uuid) -> Result<()> {
    let request = (account, selection);
    let mut write = match Write::begin(db, stamp, "selection.remove", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if write.tx.execute(&DELETE, args![account, selection]).await? == 0 {
        return Err(Error::not_found("selection", selection, "list the selections of the account"));
    }
    let subject = account.to_string();
    let entry = Entry { chain: Chain::Installation, subject: &subject, content: selection };
    write.finish(entry, ()).await
}
