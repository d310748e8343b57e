//! Who an account is at a provider of identities.

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::text::{id, instant};
use crate::write::{Begun, Entry, Stamp, Write};
use jiff::Timestamp;
use kompass_core::{Error, Result};
use serde::Serialize;
use uuid::Uuid;

statements! {
    STATEMENTS:
    FIND = "SELECT account_id FROM identity WHERE provider = $1 AND subject = $2";
    INSERT = "INSERT INTO identity (provider, subject, account_id, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (provider, subject) DO NOTHING";
    OF_ACCOUNT = "SELECT provider, subject, created_at FROM identity
        WHERE account_id = $1 ORDER BY provider, subject";
    DELETE = "DELETE FROM identity WHERE account_id = $1 AND provider = $2 AND subject = $3";
}

/// An account at a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Id of the provider, as the configuration names it.
    pub provider: String,
    /// What the provider calls the account. It never gives it to another one.
    pub subject: String,
    /// Since when we know.
    pub created_at: Timestamp,
}

/// The account behind what a provider says.
pub async fn find(db: &Db, provider: &str, subject: &str) -> Result<Option<Uuid>> {
    let row: Option<(String,)> = db.optional(&FIND, args![provider, subject]).await?;
    row.map(|(account,)| id("identity.account_id", &account)).transpose()
}

/// Remembers that this is the account. The same again changes nothing; of another account it is a conflict.
pub async fn link(
    db: &Db,
    stamp: &Stamp,
    account: Uuid,
    provider: &str,
    subject: &str,
) -> Result<()> {
    let request = (account, provider, subject);
    let mut write = match Write::begin(db, stamp, "identity.link", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    if write.tx.execute(&INSERT, args![provider, subject, account, now]).await? == 0 {
        let (there,): (String,) = write.tx.one(&FIND, args![provider, subject]).await?;
        if id("identity.account_id", &there)? == account {
            return Ok(());
        }
        return Err(Error::Conflict(format!(
            "this identity at {provider} belongs to another account – sign in with that one, and remove it there first"
        )));
    }
    finish(write, account, (provider, subject)).await
}

/// The identities of an account, by provider.
pub async fn list(db: &Db, account: Uuid) -> Result<Vec<Identity>> {
    let rows: Vec<(String, String, i64)> = db.all(&OF_ACCOUNT, args![account]).await?;
    rows.into_iter()
        .map(|(provider, subject, created_at)| {
            let created_at = instant("identity.created_at", created_at)?;
            Ok(Identity { provider, subject, created_at })
        })
        .collect()
}

/// Forgets an identity of an account.
pub async fn unlink(
    db: &Db,
    stamp: &Stamp,
    account: Uuid,
    provider: &str,
    subject: &str,
) -> Result<()> {
    let request = (account, provider, subject);
    let mut write = match Write::begin(db, stamp, "identity.unlink", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if write.tx.execute(&DELETE, args![account, provider, subject]).await? == 0 {
        return Err(Error::not_found("identity", provider, "list the identities of the account"));
    }
    finish(write, account, (provider, subject)).await
}

async fn finish(write: Write<'_>, account: Uuid, content: (&str, &str)) -> Result<()> {
    let subject = account.to_string();
    write.finish(Entry { chain: Chain::Installation, subject: &subject, content }, ()).await
}
