//! What proves an account besides passkeys: password, second factor by time, recovery codes. They are kept as they come:
//! a password as its Argon2id string, a secret sealed, a code as its digest. None of them reaches the audit log.

use super::{finish, unknown};
use crate::db::{Db, args, statements};
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use kompass_core::Result;
use std::fmt;
use uuid::Uuid;

statements! {
    CREDENTIAL_STATEMENTS:
    CREDENTIALS = "SELECT password, totp, totp_step,
            (SELECT count(*) FROM recovery_code WHERE account_id = account.id AND used_at IS NULL) AS recovery_left
        FROM account WHERE id = $1";
    SET_PASSWORD = "UPDATE account SET password = $2, changed_at = $3 WHERE id = $1";
    SET_TOTP = "UPDATE account SET totp = $2, totp_step = 0, changed_at = $3 WHERE id = $1";
    ADVANCE_TOTP = "UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2";
    TOUCH = "UPDATE account SET changed_at = $2 WHERE id = $1";
    DELETE_RECOVERY_CODES = "DELETE FROM recovery_code WHERE account_id = $1";
    INSERT_RECOVERY_CODE = "INSERT INTO recovery_code (account_id, digest) VALUES ($1, $2)";
    USE_RECOVERY_CODE = "UPDATE recovery_code SET used_at = $3
        WHERE account_id = $1 AND digest = $2 AND used_at IS NULL";
}

/// What proves an account.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The password as its Argon2id string.
    pub password: Option<String>,
    /// The secret of the second factor by time, sealed.
    pub totp: Option<String>,
    /// The last step of the second factor that was accepted; 0 before the first.
    pub totp_step: i64,
    /// How many recovery codes were not used yet.
    pub recovery_left: i64,
}

/// Secrets: no log may show them.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// What proves an account.
pub async fn credentials(db: &Db, account: Uuid) -> Result<Credentials> {
    let row: Option<(Option<String>, Option<String>, i64, i64)> =
        db.optional(&CREDENTIALS, args![account]).await?;
    let (password, totp, totp_step, recovery_left) = row.ok_or_else(|| unknown(account))?;
    Ok(Credentials { password, totp, totp_step, recovery_left })
}

/// Gives an account a password, as its Argon2id string, or takes it away.
pub async fn set_password(
    db: &Db,
    stamp: &Stamp,
    account: Uuid,
    password: Option<&str>,
) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "account.password", &(account, password)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    if write.tx.execute(&SET_PASSWORD, args![account, password, now]).await? == 0 {
        return Err(unknown(account));
    }
    finish(write, account, (), password.is_some()).await
}

/// Gives an account the sealed secret of a second factor by time, or takes it away; no step of it was accepted yet.
pub async fn set_totp(db: &Db, stamp: &Stamp, account: Uuid, sealed: Option<&str>) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "account.totp", &(account, sealed)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    if write.tx.execute(&SET_TOTP, args![account, sealed, now]).await? == 0 {
        return Err(unknown(account));
    }
    finish(write, account, (), sealed.is_some()).await
}

/// Accepts a step of the second factor. True once for each step, and never for one before it.
pub async fn advance_totp(db: &Db, account: Uuid, step: i64) -> Result<bool> {
    Ok(db.execute(&ADVANCE_TOTP, args![account, step]).await? == 1)
}

/// Gives an account new recovery codes, as digests, in place of all it had.
pub async fn set_recovery_codes(
    db: &Db,
    stamp: &Stamp,
    account: Uuid,
    digests: &[String],
) -> Result<()> {
    let request = (account, digests);
    let mut write = match Write::begin(db, stamp, "account.recovery_codes", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    // Also lets one at a time do this, or both sets would stay.
    if write.tx.execute(&TOUCH, args![account, now]).await? == 0 {
        return Err(unknown(account));
    }
    write.tx.execute(&DELETE_RECOVERY_CODES, args![account]).await?;
    for digest in digests {
        write.tx.execute(&INSERT_RECOVERY_CODE, args![account, digest]).await?;
    }
    finish(write, account, (), digests.len()).await
}

/// Uses a recovery code up. True once for each code.
pub async fn use_recovery_code(
    db: &Db,
    now: Timestamp,
    account: Uuid,
    digest: &str,
) -> Result<bool> {
    Ok(db.execute(&USE_RECOVERY_CODE, args![account, digest, now]).await? == 1)
}
