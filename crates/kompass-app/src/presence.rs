//! What lists show beside the names of people and organisations: who is active, how well accounts are guarded, how many
//! there are.

use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::organisation::Organisation;
use crate::session;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_store::presence as store;
pub use kompass_store::presence::Presence;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Everybody in an organisation, by account.
///
/// # Errors
/// The caller has no role in it, or not the right one.
pub async fn of_organisation(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
) -> Result<BTreeMap<Uuid, Presence>> {
    let scope = Scope::Organisation(organisation);
    access::authorise(installation, caller, Resource::People, Action::Read, &scope).await?;
    let idle_after = session::idle_after(installation);
    store::of_organisation(&installation.db, organisation, installation.now(), idle_after).await
}

/// Those who run the installation, by account.
///
/// # Errors
/// The caller is none of them.
pub async fn of_administrators(
    installation: &Installation,
    caller: &Caller,
) -> Result<BTreeMap<Uuid, Presence>> {
    let (administrators, read) = (Resource::Administrators, Action::Read);
    access::authorise(installation, caller, administrators, read, &Scope::Installation).await?;
    let idle_after = session::idle_after(installation);
    store::of_administrators(&installation.db, installation.now(), idle_after).await
}

/// How many people have a role in each of these organisations, which stand in the order of their names.
///
/// # Errors
/// The caller may not know the people of one of them.
pub async fn people(
    installation: &Installation,
    caller: &Caller,
    organisations: &[Organisation],
) -> Result<BTreeMap<Uuid, u64>> {
    for organisation in organisations {
        let scope = Scope::Organisation(organisation.id);
        access::authorise(installation, caller, Resource::People, Action::Read, &scope).await?;
    }
    let (Some(first), Some(last)) = (organisations.first(), organisations.last()) else {
        return Ok(BTreeMap::new());
    };
    let mut people = store::people(&installation.db, &first.name, &last.name).await?;
    people.retain(|id, _| organisations.iter().any(|organisation| organisation.id == *id));
    Ok(people)
}
