//! Personal links: what lets somebody in without an account, or to one. Of the token in the address only the digest is
//! kept.

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::job::{self, Occasion, Work};
use crate::text::{from_json, from_word, id, id_some, instant, instant_some, json, word};
use crate::write::{Begun, Entry, Stamp, Write};
use jiff::Timestamp;
use kompass_core::access::Role;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, purpose, organisation_id, evaluation_id, account_id, role, email, name, scope, expires_at,
                most_uses, uses, revoked_at, created_by, created_at FROM link ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO link (id, digest, purpose, organisation_id, evaluation_id, account_id, role, email, name,
            scope, expires_at, most_uses, uses, created_by, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14)";
    FIND = select!("WHERE digest = $1");
    GET = select!("WHERE id = $1");
    DIGEST = "SELECT digest FROM link WHERE id = $1";
    OF_ORGANISATION = select!("WHERE organisation_id = $1 ORDER BY created_at, id");
    OF_EVALUATION = select!("WHERE evaluation_id = $1 ORDER BY created_at, id");
    WORKING = select!("WHERE purpose IN ('contributor', 'interviewee') AND revoked_at IS NULL AND expires_at > $1
        AND email <> '' ORDER BY created_at, id");
    USE_ONCE = "UPDATE link SET uses = uses + 1
        WHERE id = $1 AND revoked_at IS NULL AND expires_at > $2 AND (most_uses IS NULL OR uses < most_uses)";
    RESCOPE = "UPDATE link SET scope = $3 WHERE id = $1 AND scope = $2 AND revoked_at IS NULL";
    REVOKE = "UPDATE link SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Makes the first system administrator.
    Administrator,
    /// Invites into an organisation.
    Invitation,
    /// Lets an account choose a new password.
    Password,
    /// Answers what the coordinator delegated.
    Contributor,
    /// Sees to one's own interview.
    Interviewee,
}

/// A personal link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Identity; not what stands in the address.
    pub id: Uuid,
    /// What it is for.
    pub purpose: Purpose,
    /// The organisation it leads to.
    pub organisation: Option<Uuid>,
    /// The evaluation it leads to.
    pub evaluation: Option<Uuid>,
    /// The account it is for.
    pub account: Option<Uuid>,
    /// The role it gives.
    pub role: Option<Role>,
    /// Address of the person it was made for.
    pub email: String,
    /// Name of the person it was made for.
    pub name: String,
    /// What it opens.
    pub scope: serde_json::Value,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// How often it works; `None` as often as one likes.
    pub most_uses: Option<i64>,
    /// How often it was used.
    pub uses: i64,
    /// Since when it works no more.
    pub revoked_at: Option<Timestamp>,
    /// Who made it.
    pub created_by: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A link to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewLink<'a> {
    /// Its identity, which nothing else has.
    pub id: Uuid,
    /// Digest of its token.
    pub digest: &'a str,
    /// What it is for.
    pub purpose: Purpose,
    /// The organisation it leads to.
    pub organisation: Option<Uuid>,
    /// The evaluation it leads to.
    pub evaluation: Option<Uuid>,
    /// The account it is for.
    pub account: Option<Uuid>,
    /// The role it gives.
    pub role: Option<Role>,
    /// Address of the person it is made for.
    pub email: &'a str,
    /// Name of the person it is made for.
    pub name: &'a str,
    /// What it opens.
    pub scope: serde_json::Value,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// How often it works; `None` as often as one likes.
    pub most_uses: Option<i64>,
    /// True if it goes to the address by mail.
    pub by_mail: bool,
}

/// Makes a link, and has it sent if it goes by mail.
pub async fn create(db: &Db, stamp: &Stamp, new: &NewLink<'_>) -> Result<Link> {
    let mut write = match Write::begin(db, stamp, "link.create", new).await? {
        Begun::Repeated(link) => return Ok(link),
        Begun::New(write) => write,
    };
    let link = Link {
        id: new.id,
        purpose: new.purpose,
        organisation: new.organisation,
        evaluation: new.evaluation,
        account: new.account,
        role: new.role,
        email: new.email.to_owned(),
        name: new.name.to_owned(),
        scope: new.scope.clone(),
        expires_at: instant("expires_at", new.expires_at.as_microsecond())?,
        most_uses: new.most_uses,
        uses: 0,
        revoked_at: None,
        created_by: stamp.by.clone(),
        created_at: instant("now", write.now())?,
    };
    let row = args![
        link.id,
        new.digest,
        word(&link.purpose),
        link.organisation,
        link.evaluation,
        link.account,
        link.role.as_ref().map(word),
        new.email,
        new.name,
        json(&link.scope),
        link.expires_at,
        link.most_uses,
        &link.created_by,
        link.created_at,
    ];
    write.tx.execute(&INSERT, row).await?;
    if new.by_mail {
        let (id, now) = (write.id(), write.now());
        let work = Work::Link { link: link.id, occasion: Occasion::Made };
        job::enqueue_in(&mut write.tx, id, &format!("link {}", link.id), &work, now).await?;
    }
    let subject = link.id.to_string();
    let entry = Entry { chain: chain(&link), subject: &subject, content: link.clone() };
    write.finish(entry, link).await
}

/// The link of a token, whether it still works or not.
pub async fn find(db: &Db, digest: &str) -> Result<Option<Link>> {
    db.optional::<LinkRow>(&FIND, args![digest]).await?.map(Link::try_from).transpose()
}

/// One link.
pub async fn get(db: &Db, id: Uuid) -> Result<Link> {
    db.optional::<LinkRow>(&GET, args![id]).await?.ok_or_else(|| unknown(id))?.try_into()
}

/// The digest of the token of a link.
pub async fn digest(db: &Db, id: Uuid) -> Result<String> {
    let row: Option<(String,)> = db.optional(&DIGEST, args![id]).await?;
    row.map(|(digest,)| digest).ok_or_else(|| unknown(id))
}

/// The links that lead to an organisation, oldest first.
pub async fn of_organisation(db: &Db, organisation: Uuid) -> Result<Vec<Link>> {
    let rows: Vec<LinkRow> = db.all(&OF_ORGANISATION, args![organisation]).await?;
    rows.into_iter().map(Link::try_from).collect()
}

/// The links that lead to an evaluation, oldest first.
pub async fn of_evaluation(db: &Db, evaluation: Uuid) -> Result<Vec<Link>> {
    let rows: Vec<LinkRow> = db.all(&OF_EVALUATION, args![evaluation]).await?;
    rows.into_iter().map(Link::try_from).collect()
}

/// The links of those who answer or are interviewed that lead somebody with an address in.
pub async fn working(db: &Db, now: Timestamp) -> Result<Vec<Link>> {
    let rows: Vec<LinkRow> = db.all(&WORKING, args![now]).await?;
    rows.into_iter().map(Link::try_from).collect()
}

/// Counts a use. False if the link works no more: used up, expired or revoked. Of two who come at once, a link for one
/// lets in one.
pub async fn use_once(db: &Db, id: Uuid, now: Timestamp) -> Result<bool> {
    Ok(db.execute(&USE_ONCE, args![id, now]).await? == 1)
}

/// Changes what a link opens, if it still is as it was read; whoever came by it sees the difference at once.
pub async fn rescope(db: &Db, stamp: &Stamp, link: &Link, scope: &serde_json::Value) -> Result<()> {
    let request = (link.id, &link.scope, scope);
    let mut write = match Write::begin(db, stamp, "link.rescope", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let row = args![link.id, json(&link.scope), json(scope)];
    if write.tx.execute(&RESCOPE, row).await? == 0 {
        return Err(Error::Conflict(
            "somebody changed or revoked this link in the meantime – read it again".to_owned(),
        ));
    }
    let subject = link.id.to_string();
    write.finish(Entry { chain: chain(link), subject: &subject, content: scope }, ()).await
}

/// Makes a link work no more, and with it the sessions it opened. What was revoked stays as it is.
pub async fn revoke(db: &Db, stamp: &Stamp, id: Uuid) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "link.revoke", &id).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let link: Option<LinkRow> = write.tx.optional(&GET, args![id]).await?;
    let link: Link = link.ok_or_else(|| unknown(id))?.try_into()?;
    let now = write.now();
    if write.tx.execute(&REVOKE, args![id, now]).await? == 0 {
        return Ok(());
    }
    let subject = id.to_string();
    write.finish(Entry { chain: chain(&link), subject: &subject, content: () }, ()).await
}

/// The chain of what a link leads to.
fn chain(link: &Link) -> Chain {
    match (link.evaluation, link.organisation) {
        (Some(evaluation), _) => Chain::Evaluation(evaluation),
        (None, Some(organisation)) => Chain::Organisation(organisation),
        (None, None) => Chain::Installation,
    }
}

fn unknown(id: Uuid) -> Error {
    Error::not_found("link", id, "list the links to see which there are")
}

/// A row of a link.
#[derive(sqlx::FromRow)]
pub(crate) struct LinkRow {
    id: String,
    purpose: String,
    organisation_id: Option<String>,
    evaluation_id: Option<String>,
    account_id: Option<String>,
    role: Option<String>,
    email: String,
    name: String,
    scope: String,
    expires_at: i64,
    most_uses: Option<i64>,
    uses: i64,
    revoked_at: Option<i64>,
    created_by: String,
    created_at: i64,
}

impl TryFrom<LinkRow> for Link {
    type Error = Error;

    fn try_from(row: LinkRow) -> Result<Self> {
        let role = row.role.map(|role| from_word("link.role", &role)).transpose()?;
        Ok(Self {
            id: id("link.id", &row.id)?,
            purpose: from_word("link.purpose", &row.purpose)?,
            organisation: id_some("link.organisation_id", row.organisation_id.as_deref())?,
            evaluation: id_some("link.evaluation_id", row.evaluation_id.as_deref())?,
            account: id_some("link.account_id", row.account_id.as_deref())?,
            role,
            email: row.email,
            name: row.name,
            scope: from_json("link.scope", &row.scope)?,
            expires_at: instant("link.expires_at", row.expires_at)?,
            most_uses: row.most_uses,
            uses: row.uses,
            revoked_at: instant_some("link.revoked_at", row.revoked_at)?,
            created_by: row.created_by,
            created_at: instant("link.created_at", row.created_at)?,
        })
    }
}
