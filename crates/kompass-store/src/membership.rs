//! Roles of accounts in organisations. The same role can come from several origins: given here (`local`), or by groups at
//! a provider of identities (`oidc:` and its id), which takes away only what it gave.

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::text::{from_word, id, word};
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::access::Role;
use kompass_core::{Error, Problem, Result};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Origin of a role that was given here.
pub const LOCAL: &str = "local";

/// The roles there are in an organisation. Who is just a member of it, without power of its own, is [`Role::Account`].
pub const ROLES: [Role; 3] = [Role::OrganisationAdministrator, Role::Reader, Role::Account];

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO membership (account_id, organisation_id, role, origin, created_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, organisation_id, role, origin) DO NOTHING";
    DELETE = "DELETE FROM membership
        WHERE account_id = $1 AND organisation_id = $2 AND role = $3 AND origin = $4";
    OF_ACCOUNT = "SELECT membership.organisation_id, organisation.name, membership.role, membership.origin
        FROM membership JOIN organisation ON organisation.id = membership.organisation_id
        WHERE membership.account_id = $1
        ORDER BY organisation.name_sort, membership.organisation_id, membership.role, membership.origin";
    OF_ORIGIN = "SELECT organisation_id, role FROM membership WHERE account_id = $1 AND origin = $2";
}

/// A role of an account in an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// The organisation.
    pub organisation: Uuid,
    /// Its name.
    pub organisation_name: String,
    /// The role, one of [`ROLES`].
    pub role: Role,
    /// Who gave it.
    pub origin: String,
}

/// Gives an account a role in an organisation. The same again changes nothing.
pub async fn grant(
    db: &Db,
    stamp: &Stamp,
    account: Uuid,
    organisation: Uuid,
    role: Role,
    origin: &str,
) -> Result<()> {
    check(role)?;
    let request = (account, organisation, role, origin);
    let mut write = match Write::begin(db, stamp, "membership.grant", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let row = args![account, organisation, word(&role), origin, write.now()];
    if write.tx.execute(&INSERT, row).await? == 0 {
        return Ok(());
    }
    finish(write, account, organisation, (role, origin)).await
}

/// Takes a role of this origin from an account. What is not there changes nothing.
pub async fn revoke(
    db: &Db,
    stamp: &Stamp,
    account: Uuid,
    organisation: Uuid,
    role: Role,
    origin: &str,
) -> Result<()> {
    let request = (account, organisation, role, origin);
    let mut write = match Write::begin(db, stamp, "membership.revoke", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if write.tx.execute(&DELETE, args![account, organisation, word(&role), origin]).await? == 0 {
        return Ok(());
    }
    finish(write, account, organisation, (role, origin)).await
}

/// The roles of an account, by organisation, also in those that were closed.
pub async fn of_account(db: &Db, account: Uuid) -> Result<Vec<Membership>> {
    let rows: Vec<(String, String, String, String)> = db.all(&OF_ACCOUNT, args![account]).await?;
    rows.into_iter()
        .map(|(organisation, organisation_name, role, origin)| {
            let organisation = id("membership.organisation_id", &organisation)?;
            let role = from_word("membership.role", &role)?;
            Ok(Membership { organisation, organisation_name, role, origin })
        })
        .collect()
}

/// Makes these all the roles of the account that come from this origin. Nothing is written if they are.
pub async fn replace_origin(
    db: &Db,
    stamp: &Stamp,
    account: Uuid,
    origin: &str,
    roles: &[(Uuid, Role)],
) -> Result<()> {
    for (_, role) in roles {
        check(*role)?;
    }
    let wanted: BTreeSet<(Uuid, Role)> = roles.iter().copied().collect();
    // At every sign-in with a provider, and nearly always for nothing: worth a look before waiting to write.
    if held(db.all(&OF_ORIGIN, args![account, origin]).await?)? == wanted {
        return Ok(());
    }
    let request = (account, origin, &wanted);
    let mut write = match Write::begin(db, stamp, "membership.replace", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let held = held(write.tx.all(&OF_ORIGIN, args![account, origin]).await?)?;
    let mut changes: BTreeMap<Uuid, Change> = BTreeMap::new();
    for (organisation, role) in wanted.difference(&held) {
        let row = args![account, *organisation, word(role), origin, write.now()];
        write.tx.execute(&INSERT, row).await?;
        changes.entry(*organisation).or_default().granted.push(*role);
    }
    for (organisation, role) in held.difference(&wanted) {
        write.tx.execute(&DELETE, args![account, *organisation, word(role), origin]).await?;
        changes.entry(*organisation).or_default().revoked.push(*role);
    }
    // Every organisation concerned finds it in its own chain.
    let Some((last, change_of_last)) = changes.pop_last() else { return Ok(()) };
    let subject = account.to_string();
    for (organisation, change) in changes {
        let chain = Chain::Organisation(organisation);
        write.log(Entry { chain, subject: &subject, content: (origin, change) }).await?;
    }
    finish(write, account, last, (origin, change_of_last)).await
}

/// What a provider changed in an organisation.
#[derive(Default, Serialize)]
struct Change {
    granted: Vec<Role>,
    revoked: Vec<Role>,
}

fn held(rows: Vec<(String, String)>) -> Result<BTreeSet<(Uuid, Role)>> {
    rows.into_iter()
        .map(|(organisation, role)| {
            let organisation = id("membership.organisation_id", &organisation)?;
            Ok((organisation, from_word("membership.role", &role)?))
        })
        .collect()
}

fn check(role: Role) -> Result<()> {
    if ROLES.contains(&role) {
        return Ok(());
    }
    Err(Error::invalid(Problem::new(
        "role",
        format!("{} is no role in an organisation", word(&role)),
        format!("give one of {}", ROLES.map(|role| word(&role)).join(", ")),
    )))
}

async fn finish(
    write: Write<'_>,
    account: Uuid,
    organisation: Uuid,
    content: impl Serialize,
) -> Result<()> {
    let subject = account.to_string();
    let entry = Entry { chain: Chain::Organisation(organisation), subject: &subject, content };
    write.finish(entry, ()).await
}
