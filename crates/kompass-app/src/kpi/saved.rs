//! Selections that somebody keeps, to come back to with the values of the day.

use super::reason;
use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_store::selection;
pub use kompass_store::selection::Selection as Saved;
use uuid::Uuid;

/// Most selections of an account.
const MOST: usize = 100;
/// Longest name, and longest choice, in characters.
const LONGEST_NAME: usize = 100;
const LONGEST_CHOICE: usize = 4_000;

/// The selections of the account, oldest first.
pub async fn saved(installation: &Installation, caller: &Caller) -> Result<Vec<Saved>> {
    access::authorise(installation, caller, Resource::OwnAccount, Action::Read, &Scope::Own)
        .await?;
    selection::list(&installation.db, caller.account()?.id).await
}

/// Keeps a selection under a name.
///
/// # Errors
/// [`reason::NAME_OF_SELECTION`], [`reason::TOO_MANY_SELECTIONS`], [`reason::NO_SUCH_CHOICE`] for an empty or endless one.
pub async fn save(
    installation: &Installation,
    caller: &Caller,
    name: &str,
    choice: &str,
) -> Result<Saved> {
    access::authorise(installation, caller, Resource::OwnAccount, Action::Write, &Scope::Own)
        .await?;
    let (db, account, name) = (&installation.db, caller.account()?.id, name.trim());
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(reason::NAME_OF_SELECTION.invalid("name"));
    }
    if choice.is_empty() || choice.len() > LONGEST_CHOICE {
        return Err(reason::NO_SUCH_CHOICE.invalid("choice"));
    }
    if selection::list(db, account).await?.len() >= MOST {
        return Err(reason::TOO_MANY_SELECTIONS.invalid("name"));
    }
    selection::add(db, &installation.stamp_for(caller)?, account, name, choice).await
}

/// Removes a selection.
pub async fn remove(installation: &Installation, caller: &Caller, id: Uuid) -> Result<()> {
    access::authorise(installation, caller, Resource::OwnAccount, Action::Write, &Scope::Own)
        .await?;
    let account = caller.account()?.id;
    selection::remove(&installation.db, &installation.stamp_for(caller)?, account, id).await
}
