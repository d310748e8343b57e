//! Passkeys (WebAuthn): what proves an account without a password.

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::text::{id, instant, instant_some};
use crate::write::{Begun, Entry, Stamp, Write};
use jiff::Timestamp;
use kompass_core::{Error, Result};
use serde::Serialize;
use uuid::Uuid;

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO passkey (id, account_id, name, credential, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO NOTHING";
    OF_ACCOUNT = "SELECT id, account_id, name, credential, created_at, used_at FROM passkey
        WHERE account_id = $1 ORDER BY created_at, id";
    FIND = "SELECT id, account_id, name, credential, created_at, used_at FROM passkey WHERE id = $1";
    TOUCH = "UPDATE passkey SET credential = $2, used_at = $3 WHERE id = $1";
    DELETE = "DELETE FROM passkey WHERE account_id = $1 AND id = $2";
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passkey {
    /// Id of the credential, as the authenticator names it.
    pub id: String,
    /// Whose it is.
    pub account: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// Public key and counter, as JSON.
    #[serde(skip)]
    pub credential: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// Keeps a new passkey. An id that is there already is a conflict.
pub async fn add(db: &Db, stamp: &Stamp, passkey: &Passkey) -> Result<()> {
    let Passkey { id, account, name, credential, created_at, .. } = passkey;
    let request = (id, account, name, credential);
    let mut write = match Write::begin(db, stamp, "passkey.add", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if write.tx.execute(&INSERT, args![id, *account, name, credential, *created_at]).await? == 0 {
        return Err(Error::Conflict("this passkey is registered already – use it".into()));
    }
    finish(write, *account, id, name).await
}

/// The passkeys of an account, oldest first.
pub async fn list(db: &Db, account: Uuid) -> Result<Vec<Passkey>> {
    let rows: Vec<Row> = db.all(&OF_ACCOUNT, args![account]).await?;
    rows.into_iter().map(Passkey::try_from).collect()
}

/// One passkey, by the id the authenticator gives.
pub async fn find(db: &Db, id: &str) -> Result<Option<Passkey>> {
    db.optional::<Row>(&FIND, args![id]).await?.map(Passkey::try_from).transpose()
}

/// Remembers that a passkey was used, with the counter it has now.
pub async fn touch(db: &Db, id: &str, credential: &str, now: Timestamp) -> Result<()> {
    match db.execute(&TOUCH, args![id, credential, now]).await? {
        0 => Err(unknown(id)),
        _ => Ok(()),
    }
}

/// Removes a passkey of an account.
pub async fn remove(db: &Db, stamp: &Stamp, account: Uuid, id: &str) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "passkey.remove", &(account, id)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if write.tx.execute(&DELETE, args![account, id]).await? == 0 {
        return Err(unknown(id));
    }
    finish(write, account, id, "").await
}

async fn finish(write: Write<'_>, account: Uuid, id: &str, name: &str) -> Result<()> {
    let subject = account.to_string();
    let entry = Entry { chain: Chain::Installation, subject: &subject, content: (id, name) };
    write.finish(entry, ()).await
}

fn unknown(id: &str) -> Error {
    Error::not_found("passkey", id, "list the passkeys of the account")
}

type Row = (String, String, String, String, i64, Option<i64>);

impl TryFrom<Row> for Passkey {
    type Error = Error;

    fn try_from((key, account, name, credential, created_at, used_at): Row) -> Result<Self> {
        Ok(Self {
            id: key,
            account: id("passkey.account_id", &account)?,
            name,
            credential,
            created_at: instant("passkey.created_at", created_at)?,
            used_at: instant_some("passkey.used_at", used_at)?,
        })
    }
}
