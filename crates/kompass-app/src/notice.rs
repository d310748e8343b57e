//! What people with an account are told: shown in a list of their own, and sent by mail. Whether they may know of it is
//! asked when it comes, when it is shown and when it is sent; it never says what anybody answered, judged or said, nor who
//! is interviewed.

mod announce;
mod remind;
mod send;

pub(crate) use announce::announce;
pub(crate) use remind::{day, day_of_account};
pub(crate) use send::{Failed, link, notices};

use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::reason;
use jiff::Timestamp;
use kompass_core::access::{Action, Resource};
use kompass_core::i18n::{Texts, texts};
use kompass_core::{Error, Result, format};
pub use kompass_store::account::Mail;
use kompass_store::evaluation::{self, Head};
use kompass_store::notice as store;
pub use kompass_store::notice::{Due, Notice, Subject, Task};
use uuid::Uuid;

/// Most notices that are shown.
const SHOWN: u32 = 100;

/// A notice as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its identity.
    pub id: Uuid,
    /// When it came.
    pub at: Timestamp,
    /// True until it is read.
    pub unread: bool,
    /// What it says; nothing once its reader may not know of it any more.
    pub said: Option<Said>,
}

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// In few words.
    pub title: String,
    /// Where, or what to do; may be empty.
    pub text: String,
    /// The page that it is about.
    pub href: String,
}

/// The caller's notices, the last one first.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn list(installation: &Installation, caller: &Caller) -> Result<Vec<Told>> {
    own(installation, caller, Action::Read).await?;
    let account = caller.account()?.id;
    let mut told = Vec::new();
    for notice in store::of_account(&installation.db, account, SHOWN).await? {
        let said = say(installation, caller, &notice).await?;
        let (id, at, unread) = (notice.id, notice.created_at, notice.read_at.is_none());
        told.push(Told { id, at, unread, said });
    }
    Ok(told)
}

/// How many of them the caller has not read.
///
/// # Errors
/// The database cannot be read.
pub async fn unread(installation: &Installation, caller: &Caller) -> Result<u64> {
    match &caller.account {
        Some(account) => store::unread(&installation.db, account.id).await,
        None => Ok(0),
    }
}

/// Notes that the caller has read a notice.
///
/// # Errors
/// Nobody is signed in with an account; no such notice of the caller's.
pub async fn read(installation: &Installation, caller: &Caller, id: Uuid) -> Result<()> {
    own(installation, caller, Action::Write).await?;
    let (db, account) = (&installation.db, caller.account()?.id);
    if store::get(db, account, id).await?.is_none() {
        return Err(reason::not_there("notice", id));
    }
    store::read(db, account, id, installation.now()).await.map(|_| ())
}

/// Notes that the caller has read all that came until then.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn read_all(
    installation: &Installation,
    caller: &Caller,
    until: Timestamp,
) -> Result<u64> {
    own(installation, caller, Action::Write).await?;
    let account = caller.account()?.id;
    store::read_all(&installation.db, account, until, installation.now()).await
}

/// When the caller wants mail.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn wish(installation: &Installation, caller: &Caller) -> Result<Mail> {
    own(installation, caller, Action::Read).await?;
    kompass_store::account::mail(&installation.db, caller.account()?.id).await
}

/// Sets when the caller wants mail.
///
/// # Errors
/// Nobody is signed in with an account.
pub async fn set_wish(installation: &Installation, caller: &Caller, mail: Mail) -> Result<()> {
    own(installation, caller, Action::Write).await?;
    let (account, stamp) = (caller.account()?.id, installation.stamp_for(caller)?);
    kompass_store::account::set_mail(&installation.db, &stamp, account, mail).await
}

async fn own(installation: &Installation, caller: &Caller, action: Action) -> Result<()> {
    access::authorise(installation, caller, Resource::OwnAccount, action, &Scope::Own).await
}

/// What a notice says to its reader; nothing if they may not know of it.
pub(crate) async fn say(
    installation: &Installation,
    caller: &Caller,
    notice: &Notice,
) -> Result<Option<Said>> {
    let t = texts(caller.lang);
    let Some(id) = notice.evaluation else {
        return Ok(of_account(t, &notice.subject));
    };
    let head = evaluation::head(&installation.db, id).await?;
    let scope = Scope::Evaluation(&head);
    let resource = resource(&notice.subject);
    match access::authorise(installation, caller, resource, Action::Read, &scope).await {
        Ok(()) => Ok(of_evaluation(t, &head, &notice.subject)),
        Err(Error::Forbidden(_) | Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What somebody has to be allowed to read to be told.
fn resource(subject: &Subject) -> Resource {
    match subject {
        Subject::Asked => Resource::Answers,
        Subject::DocumentWanted => Resource::Documents,
        Subject::FactCheck { .. } => Resource::FactCheckComments,
        Subject::Delivered => Resource::Editions,
        Subject::Soon(due) | Subject::Late(due) => match due.what {
            Task::Declaration => Resource::Head,
            Task::Answers | Task::Delegated => Resource::Answers,
            Task::Documents => Resource::Documents,
            Task::FactCheck => Resource::FactCheckComments,
            Task::Interviews => Resource::Schedule,
            Task::Actions => Resource::Actions,
        },
        Subject::Appointed { .. }
        | Subject::Password
        | Subject::SecondFactor
        | Subject::Passkey
        | Subject::Provider => Resource::Head,
    }
}

fn of_account(t: &Texts, subject: &Subject) -> Option<Said> {
    let (title, href) = match subject {
        Subject::Password => (t.notice_password(), "/profile/security"),
        Subject::SecondFactor => (t.notice_second_factor(), "/profile/security"),
        Subject::Passkey => (t.notice_passkey(), "/profile/passkeys"),
        Subject::Provider => (t.notice_provider(), "/profile/security"),
        _ => return None,
    };
    Some(Said { title, text: t.notice_security_text(), href: href.to_owned() })
}

fn of_evaluation(t: &Texts, head: &Head, subject: &Subject) -> Option<Said> {
    let place = t.notice_place(head.municipality.as_str(), head.year);
    let here = format!("/evaluations/{}", head.id);
    let (title, path) = match subject {
        Subject::Appointed { roles } => {
            let roles: Vec<String> = roles.iter().map(|role| t.role(*role)).collect();
            (t.notice_appointed(format::list(t.lang(), &roles)), String::new())
        }
        Subject::Asked => (t.notice_asked(), "/preparation".to_owned()),
        Subject::DocumentWanted => (t.notice_document(), "/documents#requests".to_owned()),
        Subject::FactCheck { until } => {
            (t.notice_fact_check(format::date(*until)), "/fact-check".to_owned())
        }
        Subject::Delivered => (t.notice_delivered(), "/report".to_owned()),
        Subject::Soon(due) => {
            let what = task(t, due, false);
            (t.notice_soon(format::date(due.day), what), path_of(due).to_owned())
        }
        Subject::Late(due) => {
            let what = task(t, due, true);
            (t.notice_late(format::date(due.day), what), path_of(due).to_owned())
        }
        Subject::Password | Subject::SecondFactor | Subject::Passkey | Subject::Provider => {
            return None;
        }
    };
    Some(Said { title, text: place, href: format!("{here}{path}") })
}

/// What is to be done, in the words of the list of things to do.
fn task(t: &Texts, due: &Due, late: bool) -> String {
    let n = due.count;
    match (due.what, late) {
        (Task::Declaration, _) => t.todo_declaration(),
        (Task::Answers, _) => t.todo_answers_open(n),
        (Task::Delegated, _) => t.todo_answers_late(n),
        (Task::Documents, _) => t.todo_documents(n),
        (Task::FactCheck, _) => t.todo_fact_check(),
        (Task::Interviews, true) => t.todo_interviews(n),
        (Task::Interviews, false) => t.notice_interviews(n),
        (Task::Actions, true) => t.todo_actions_late(n),
        (Task::Actions, false) => t.notice_actions(n),
    }
}

fn path_of(due: &Due) -> &'static str {
    match due.what {
        Task::Declaration => "/declaration",
        Task::Answers | Task::Delegated => "/preparation",
        Task::Documents => "/documents#requests",
        Task::FactCheck => "/fact-check",
        Task::Interviews => "/interviews",
        Task::Actions => "/actions?show=open",
    }
}
