//! What a sign-in that takes several steps has to remember between two of them: challenges of passkeys, states of OpenID
//! Connect, a second factor that is awaited. Each is taken out once.

use crate::db::{Db, args, statements};
use jiff::Timestamp;
use kompass_core::Result;

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO ceremony (digest, purpose, body, expires_at) VALUES ($1, $2, $3, $4)";
    TAKE = "DELETE FROM ceremony WHERE digest = $1 AND purpose = $2 AND expires_at > $3 RETURNING body";
    FORGET = "DELETE FROM ceremony WHERE expires_at <= $1";
}

/// Remembers something under the digest of a token, for one purpose.
pub async fn put(
    db: &Db,
    digest: &str,
    purpose: &str,
    body: &str,
    expires_at: Timestamp,
) -> Result<()> {
    db.execute(&INSERT, args![digest, purpose, body, expires_at]).await.map(|_| ())
}

/// What was remembered, for the first who asks in time and for the same purpose; nobody else ever gets it.
pub async fn take(db: &Db, digest: &str, purpose: &str, now: Timestamp) -> Result<Option<String>> {
    let row: Option<(String,)> = db.changed(&TAKE, args![digest, purpose, now]).await?;
    Ok(row.map(|(body,)| body))
}

/// Forgets what nobody asked for in time; returns how much.
pub async fn forget_expired(db: &Db, now: Timestamp) -> Result<u64> {
    db.execute(&FORGET, args![now]).await
}
