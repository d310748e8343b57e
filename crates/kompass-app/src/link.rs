//! Personal links: an address with 256 bits that nobody can guess, of which only the digest is kept. Whoever has it may do one thing,
//! until it expires, is used up or revoked.

use crate::access::{self, Caller, Scope};
use crate::account::{checked_email, checked_name};
use crate::installation::Installation;
use crate::limit::{self, Tried};
use crate::password::{self, Password};
use crate::reason;
use crate::secret::{self, Token};
use crate::session::{self, Holder, Opened, Sign};
use crate::signin::{self, Outcome};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kompass_core::access::{Action, Resource, Role};
use kompass_core::{Error, Lang, Result};
use kompass_store::account::{self as accounts, Account, NewAccount};
use kompass_store::link::{self as store, NewLink};
pub use kompass_store::link::{Link, Purpose};
use kompass_store::organisation::{self, Organisation};
use kompass_store::{Stamp, assignment, evaluation, membership, session as sessions};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where links lead; the token follows.
pub const PATH: &str = "/link/";

/// A link that was just made. Its token is never shown again.
#[derive(Debug, Clone)]
pub struct Created {
    /// The link.
    pub link: Link,
    /// What its address ends with.
    pub token: Token,
    /// True if it goes to its owner by mail.
    pub mailed: bool,
}

/// What a link opens, beyond its role: kept with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opens {
    /// Roles in the organisation that an invitation gives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Code on the team that an invitation gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// Sub-areas that a contributor answers for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sub_areas: Vec<String>,
    /// Codes of pre-questions that a contributor answers, beyond those of the sub-areas.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// The day by which a contributor is to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When a contributor was last reminded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminded: Option<Timestamp>,
    /// Interview group of an interviewee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Who an interviewee is in the list of the visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Uuid>,
}

/// What somebody sees who opens a link.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The link.
    pub link: Link,
    /// What it opens.
    pub opens: Opens,
    /// The organisation it leads to.
    pub organisation: Option<Organisation>,
    /// The evaluation it leads to.
    pub evaluation: Option<evaluation::Head>,
    /// What to do now.
    pub next: Next,
}

/// What to do with a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Give e-mail address, name and password: the first administrator.
    FirstAccount,
    /// Give name and password.
    NewAccount,
    /// Choose a new password.
    NewPassword,
    /// Sign in with the account that has this address, then come back.
    SignIn,
    /// Sign out: another account is signed in.
    SignOut,
    /// Accept with the account that is signed in.
    Accept,
    /// Enter, without an account.
    Enter,
}

/// What somebody gives who makes an account by a link, or chooses a new password.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// E-mail address; only the first administrator's is not known from the link.
    pub email: &'a str,
    /// Name; not asked for a new password.
    pub name: &'a str,
    /// Language of the page.
    pub language: Lang,
    /// The password.
    pub password: Password,
}

/// A link to be made.
pub(crate) struct New<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) organisation: Option<Uuid>,
    pub(crate) evaluation: Option<Uuid>,
    pub(crate) account: Option<Uuid>,
    pub(crate) role: Option<Role>,
    pub(crate) email: &'a str,
    pub(crate) name: &'a str,
    pub(crate) opens: Opens,
    pub(crate) lasts: SignedDuration,
    pub(crate) most_uses: Option<i64>,
    /// True if only whoever makes it gets it.
    pub(crate) for_the_console: bool,
}

impl New<'_> {
    /// One that leads nowhere yet.
    pub(crate) fn of(purpose: Purpose, lasts: SignedDuration) -> Self {
        Self {
            purpose,
            organisation: None,
            evaluation: None,
            account: None,
            role: None,
            email: "",
            name: "",
            opens: Opens::default(),
            lasts,
            most_uses: None,
            for_the_console: false,
        }
    }
}

impl Created {
    /// The address to be given to its owner.
    pub fn address(&self, installation: &Installation) -> String {
        address(installation, &self.token)
    }
}

fn address(installation: &Installation, token: &Token) -> String {
    let base = installation.config.web.public_url.trim_end_matches('/');
    format!("{base}{PATH}{}", token.expose())
}

/// The address of a link that was made before, for a mail to its owner; `None` if it was made with another key.
pub(crate) async fn address_of(installation: &Installation, link: Uuid) -> Result<Option<String>> {
    let token = installation.secret().link_token(link);
    let works = store::digest(&installation.db, link).await? == token.digest();
    Ok(works.then(|| address(installation, &token)))
}

impl Opens {
    /// What a link opens.
    pub fn of(link: &Link) -> Self {
        serde_json::from_value(link.scope.clone()).unwrap_or_default()
    }
}

/// Makes a link; who may is asked before.
pub(crate) async fn create(
    installation: &Installation,
    stamp: &Stamp,
    new: New<'_>,
) -> Result<Created> {
    let id = Uuid::now_v7();
    let token = installation.secret().link_token(id);
    let scope = serde_json::to_value(&new.opens);
    let mailed =
        installation.config.mail.host.is_some() && !new.email.is_empty() && !new.for_the_console;
    let row = NewLink {
        id,
        digest: &token.digest(),
        purpose: new.purpose,
        organisation: new.organisation,
        evaluation: new.evaluation,
        account: new.account,
        role: new.role,
        email: new.email,
        name: new.name,
        scope: scope.map_err(|error| Error::Internal(error.to_string()))?,
        expires_at: installation.now() + new.lasts,
        most_uses: new.most_uses,
        by_mail: mailed,
    };
    let link = store::create(&installation.db, stamp, &row).await?;
    Ok(Created { link, token, mailed })
}

/// The same link with a new token and as long a life as the old one had; the old one works no more.
pub(crate) async fn renew(
    installation: &Installation,
    caller: &Caller,
    old: &Link,
) -> Result<Created> {
    store::revoke(&installation.db, &installation.stamp_anew(caller)?, old.id).await?;
    let new = New {
        purpose: old.purpose,
        organisation: old.organisation,
        evaluation: old.evaluation,
        account: old.account,
        role: old.role,
        email: &old.email,
        name: &old.name,
        opens: Opens::of(old),
        lasts: old.expires_at.duration_since(old.created_at),
        most_uses: old.most_uses,
        for_the_console: false,
    };
    create(installation, &installation.stamp_anew(caller)?, new).await
}

/// What a link is for, and what to do now. Uses nothing up.
///
/// # Errors
/// [`reason::LINK_UNKNOWN`], [`reason::LINK_EXPIRED`], [`reason::LINK_REVOKED`], [`reason::LINK_USED`],
/// [`reason::TOO_MANY`].
pub async fn open(
    installation: &Installation,
    caller: &Caller,
    token: &str,
    address: &str,
) -> Result<Opening> {
    let (personal, read) = (Resource::PersonalLink, Action::Read);
    access::authorise(installation, caller, personal, read, &Scope::Installation).await?;
    let (db, link) = (&installation.db, working(installation, token, address).await?);
    let organisation = match link.organisation {
        Some(id) => Some(organisation::get(db, id).await?),
        None => None,
    };
    let evaluation = match link.evaluation {
        Some(id) => Some(evaluation::head(db, id).await?),
        None => None,
    };
    let next = match link.purpose {
        Purpose::Contributor | Purpose::Interviewee => Next::Enter,
        Purpose::Password => Next::NewPassword,
        Purpose::Administrator if link.email.is_empty() => Next::FirstAccount,
        Purpose::Administrator | Purpose::Invitation => {
            match (&caller.account, accounts::by_email(db, &link.email).await?) {
                (Some(here), _) if here.email == link.email => Next::Accept,
                (Some(_), _) => Next::SignOut,
                (None, Some(_)) => Next::SignIn,
                (None, None) => Next::NewAccount,
            }
        }
    };
    Ok(Opening { opens: Opens::of(&link), link, organisation, evaluation, next })
}

/// Makes the account that a link is for, or sets its new password, and signs in.
///
/// # Errors
/// As [`open`]; [`reason::SIGN_IN_TO_ACCEPT`] if there is an account already; a name, address or password that will not do,
/// which does not use the link up.
pub async fn accept(
    installation: &Installation,
    token: &str,
    given: &Given<'_>,
    agent: &str,
    address: &str,
) -> Result<Outcome> {
    let link = working(installation, token, address).await?;
    let account = match link.purpose {
        Purpose::Contributor | Purpose::Interviewee => {
            return Err(reason::LINK_PURPOSE.invalid("link"));
        }
        Purpose::Password => new_password(installation, &link, given).await?,
        Purpose::Administrator | Purpose::Invitation => {
            new_account(installation, &link, given).await?
        }
    };
    tracing::info!(target: "security", event = "link_accepted", purpose = ?link.purpose, %account, link = %link.id, address);
    signin::after_new_password(installation, account, agent, address).await
}

/// Accepts an invitation with the account that is signed in.
///
/// # Errors
/// As [`open`]; [`reason::OTHER_ACCOUNT`]; for what makes a system administrator [`reason::STEP_UP`].
pub async fn accept_as(
    installation: &Installation,
    caller: &Caller,
    token: &str,
    address: &str,
) -> Result<Link> {
    let (own, write) = (Resource::OwnAccount, Action::Write);
    access::authorise(installation, caller, own, write, &Scope::Own).await?;
    let (account, link) = (caller.account()?, working(installation, token, address).await?);
    match link.purpose {
        Purpose::Administrator if access::needs_step_up(installation, caller) => {
            return Err(reason::STEP_UP.forbidden());
        }
        Purpose::Administrator | Purpose::Invitation => {}
        _ => return Err(reason::LINK_PURPOSE.invalid("link")),
    }
    if account.email != link.email {
        return Err(reason::OTHER_ACCOUNT.invalid("link"));
    }
    use_up(installation, &link).await?;
    grant(installation, account, &link).await?;
    tracing::info!(target: "security", event = "link_accepted", purpose = ?link.purpose, account = %account.id, link = %link.id, address);
    Ok(link)
}

/// Comes in by the link of a contributor or interviewee, without an account.
///
/// # Errors
/// As [`open`].
pub async fn enter(
    installation: &Installation,
    token: &str,
    agent: &str,
    address: &str,
) -> Result<Opened> {
    let link = working(installation, token, address).await?;
    if !matches!(link.purpose, Purpose::Contributor | Purpose::Interviewee) {
        return Err(reason::LINK_PURPOSE.invalid("link"));
    }
    use_up(installation, &link).await?;
    let holder = Holder::Link(link.id, link.expires_at);
    let opened =
        session::open(installation, &Sign { holder, method: "link", agent, address }).await?;
    tracing::info!(target: "security", event = "link_entered", link = %link.id, address);
    Ok(opened)
}

/// The link of a token, if it still works.
async fn working(installation: &Installation, token: &str, address: &str) -> Result<Link> {
    let Some(link) = store::find(&installation.db, &secret::digest(token)).await? else {
        // Only guesses count: many people with good links may come from one address.
        limit::count(installation, Tried::From(address)).await?;
        return Err(reason::LINK_UNKNOWN.invalid("link"));
    };
    if let Some(reason) = unusable(&link, installation.now()) {
        return Err(reason.invalid("link"));
    }
    if let Some(organisation) = link.organisation {
        crate::organisation::open(installation, organisation).await?;
    }
    Ok(link)
}

/// Why a link works no more.
pub(crate) fn unusable(link: &Link, now: Timestamp) -> Option<reason::Reason> {
    if link.revoked_at.is_some() {
        Some(reason::LINK_REVOKED)
    } else if link.most_uses.is_some_and(|most| link.uses >= most) {
        Some(reason::LINK_USED)
    } else {
        (link.expires_at <= now).then_some(reason::LINK_EXPIRED)
    }
}

/// Counts a use: of two who come at once, a link for one lets in one.
async fn use_up(installation: &Installation, link: &Link) -> Result<()> {
    let used = store::use_once(&installation.db, link.id, installation.now()).await?;
    if used { Ok(()) } else { Err(reason::LINK_USED.invalid("link")) }
}

async fn new_password(installation: &Installation, link: &Link, given: &Given<'_>) -> Result<Uuid> {
    let db = &installation.db;
    let id = link.account.ok_or_else(|| reason::LINK_PURPOSE.invalid("link"))?;
    let account = accounts::get(db, id).await?;
    if account.disabled_at.is_some() {
        return Err(reason::LINK_REVOKED.invalid("link"));
    }
    password::check(&given.password, &[&account.name, &account.email])?;
    let hash = password::hash(&given.password).await?;
    use_up(installation, link).await?;
    accounts::set_password(db, &stamp(installation, link)?, id, Some(&hash)).await?;
    sessions::end_all(db, id, None).await?;
    // Whoever was locked out by somebody else's tries comes in again.
    limit::clear(installation, Tried::Password(&account.email)).await?;
    Ok(id)
}

async fn new_account(installation: &Installation, link: &Link, given: &Given<'_>) -> Result<Uuid> {
    let db = &installation.db;
    let first = link.email.is_empty();
    if first && accounts::any_system_administrator(db).await? {
        return Err(reason::FIRST_START_OVER.invalid("link"));
    }
    let email = if first { checked_email(given.email)? } else { link.email.clone() };
    if accounts::by_email(db, &email).await?.is_some() {
        return Err(reason::SIGN_IN_TO_ACCEPT.invalid("link"));
    }
    let name = checked_name(given.name)?;
    password::check(&given.password, &[&name, &email])?;
    let hash = password::hash(&given.password).await?;
    use_up(installation, link).await?;
    let new = NewAccount {
        email: &email,
        name: &name,
        language: given.language,
        system_administrator: link.purpose == Purpose::Administrator,
        break_glass: false,
    };
    let account = accounts::create(db, &stamp(installation, link)?, &new).await?;
    accounts::set_password(db, &stamp(installation, link)?, account.id, Some(&hash)).await?;
    grant(installation, &account, link).await?;
    Ok(account.id)
}

/// Gives an account what the link promises.
async fn grant(installation: &Installation, account: &Account, link: &Link) -> Result<()> {
    let (db, opens) = (&installation.db, Opens::of(link));
    if link.purpose == Purpose::Administrator && !account.system_administrator {
        let stamp = stamp(installation, link)?;
        accounts::set_system_administrator(db, &stamp, account.id, account.version, true).await?;
    }
    for role in opens.roles {
        if let Some(organisation) = link.organisation {
            let stamp = stamp(installation, link)?;
            membership::grant(db, &stamp, account.id, organisation, role, "local").await?;
        }
    }
    if let (Some(evaluation), Some(role)) = (link.evaluation, link.role) {
        let (stamp, member) = (stamp(installation, link)?, opens.member.as_deref());
        assignment::assign(db, &stamp, evaluation, account.id, role, member).await?;
    }
    Ok(())
}

fn stamp(installation: &Installation, link: &Link) -> Result<Stamp> {
    installation.stamp_by(format!("link:{}", link.id), Uuid::now_v7().to_string())
}
