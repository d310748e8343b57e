//! Organisations of the installation: each is by itself, and knows nothing of the others.

use crate::access::{self, Caller, Scope};
use crate::account::checked_name;
use crate::installation::Installation;
use crate::reason;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_store::organisation as store;
pub use kompass_store::organisation::{Kind, Organisation};
use uuid::Uuid;

/// Most organisations on one page of the list.
pub const PAGE: u32 = 100;

/// An organisation as it is to be.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// Name.
    pub name: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Code of the municipality or region; empty if it has none.
    pub code: &'a str,
    /// Country code.
    pub country: &'a str,
}

/// At most [`PAGE`] organisations whose names begin so, from the first or after the one given.
///
/// # Errors
/// The caller does not run the installation.
pub async fn list(
    installation: &Installation,
    caller: &Caller,
    search: &str,
    after: Option<Uuid>,
) -> Result<Vec<Organisation>> {
    of_installation(installation, caller, Action::Read).await?;
    store::page(&installation.db, search, PAGE, after).await
}

/// The organisations in which the caller has a role, by name.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn mine(installation: &Installation, caller: &Caller) -> Result<Vec<Organisation>> {
    let (own, read) = (Resource::OwnAccount, Action::Read);
    access::authorise(installation, caller, own, read, &Scope::Own).await?;
    let mut mine: Vec<Organisation> = Vec::new();
    for (id, _) in &caller.grants.memberships {
        if mine.iter().all(|there| there.id != *id) {
            mine.push(store::get(&installation.db, *id).await?);
        }
    }
    Ok(mine)
}

/// One organisation.
///
/// # Errors
/// The caller has no role in it, or not the right one.
pub async fn get(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Organisation> {
    let scope = Scope::Organisation(id);
    access::authorise(installation, caller, Resource::Organisation, Action::Read, &scope).await?;
    store::get(&installation.db, id).await
}

/// Makes an organisation.
///
/// # Errors
/// The caller does not run the installation; [`reason::NAME`], [`reason::CODE`].
pub async fn make(installation: &Installation, caller: &Caller, draft: &Draft<'_>) -> Result<Uuid> {
    of_installation(installation, caller, Action::Write).await?;
    let name = checked_name(draft.name)?;
    if !(draft.country.len() == 2 && draft.country.bytes().all(|it| it.is_ascii_uppercase())) {
        return Err(reason::CODE.invalid("country"));
    }
    let new = store::NewOrganisation {
        name: &name,
        country: draft.country,
        kind: draft.kind,
        code: code(draft.code)?,
    };
    store::create(&installation.db, &installation.stamp_for(caller)?, &new).await
}

/// Changes name, kind and code, if nobody changed them since this version. Kind and code say for whom an organisation
/// speaks, and what is shared with it: only who runs the installation changes them.
///
/// # Errors
/// The caller does not run it, or not the installation; [`reason::NAME`], [`reason::CODE`]; [`Conflict`](kompass_core::Error::Conflict).
pub async fn update(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    version: i64,
    draft: &Draft<'_>,
) -> Result<i64> {
    let scope = Scope::Organisation(id);
    access::authorise(installation, caller, Resource::Organisation, Action::Write, &scope).await?;
    let there = store::get(&installation.db, id).await?;
    if (there.kind, there.code.as_deref()) != (draft.kind, code(draft.code)?) {
        let (organisations, write) = (Resource::Organisations, Action::Write);
        access::authorise(installation, caller, organisations, write, &Scope::Installation).await?;
    }
    let (name, stamp) = (checked_name(draft.name)?, installation.stamp_for(caller)?);
    store::update(&installation.db, &stamp, id, version, &name, draft.kind, code(draft.code)?).await
}

/// Closes an organisation: nobody has a role in it from now on, and its evaluations stay.
///
/// # Errors
/// The caller does not run the installation, or has to prove anew who they are.
pub async fn close(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    version: i64,
) -> Result<i64> {
    let (organisations, write) = (Resource::Organisations, Action::Write);
    access::authorise_anew(installation, caller, organisations, write, &Scope::Installation)
        .await?;
    let version =
        store::close(&installation.db, &installation.stamp_for(caller)?, id, version).await?;
    tracing::warn!(target: "security", event = "organisation_closed", organisation = %id, by = ?caller.who);
    Ok(version)
}

/// Refuses what would give somebody a role in an organisation that is closed.
pub(crate) async fn open(installation: &Installation, id: Uuid) -> Result<Organisation> {
    let organisation = store::get(&installation.db, id).await?;
    match organisation.closed_at {
        None => Ok(organisation),
        Some(_) => Err(reason::ORGANISATION_CLOSED.invalid("organisation")),
    }
}

async fn of_installation(
    installation: &Installation,
    caller: &Caller,
    action: Action,
) -> Result<()> {
    access::authorise(installation, caller, Resource::Organisations, action, &Scope::Installation)
        .await
}

fn code(given: &str) -> Result<Option<&str>> {
    let code = given.trim();
    if code.len() > 10 || !code.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return Err(reason::CODE.invalid("code"));
    }
    Ok(Some(code).filter(|code| !code.is_empty()))
}
