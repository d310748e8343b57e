//! What somebody with an account is told, each thing once.

use crate::db::{Db, args, statements};
use crate::job::{self, Work};
use crate::text::{from_json, id, id_some, instant, instant_some, json};
use jiff::Timestamp;
use jiff::civil::Date;
use kompass_core::access::Role;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, account_id, evaluation_id, subject, created_at, read_at, mailed_at FROM notice ",
            $rest
        )
    };
}

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO notice (id, name, account_id, evaluation_id, subject, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name) DO NOTHING";
    GET = select!("WHERE account_id = $1 AND id = $2");
    OF_ACCOUNT = select!("WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2");
    UNSENT = select!("WHERE account_id = $1 AND mailed_at IS NULL AND read_at IS NULL AND created_at >= $2
        ORDER BY created_at, id LIMIT $3");
    UNREAD = "SELECT count(*) FROM notice WHERE account_id = $1 AND read_at IS NULL";
    READ = "UPDATE notice SET read_at = $3 WHERE account_id = $1 AND id = $2 AND read_at IS NULL";
    READ_ALL = "UPDATE notice SET read_at = $3 WHERE account_id = $1 AND created_at <= $2 AND read_at IS NULL";
    MAILED = "UPDATE notice SET mailed_at = $3 WHERE account_id = $1 AND id = $2 AND mailed_at IS NULL";
    FORGET = "DELETE FROM notice WHERE created_at < $1";
}

/// What somebody is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    /// They were given a role in an evaluation.
    Appointed {
        /// The roles that they have there now.
        roles: Vec<Role>,
    },
    /// The evaluators asked something back about answers.
    Asked,
    /// The evaluators ask for documents.
    DocumentWanted,
    /// The text can be commented on.
    FactCheck {
        /// Until when.
        until: Date,
    },
    /// The report was delivered.
    Delivered,
    /// Something that waits for them is due soon.
    Soon(Due),
    /// Something that waits for them is late.
    Late(Due),
    /// The password of their account was set.
    Password,
    /// One-time codes of their account were turned on or off.
    SecondFactor,
    /// A passkey of their account came or went.
    Passkey,
    /// A connection of their account with a sign-in provider came or went.
    Provider,
}

/// Something with a day by which it is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// What.
    pub what: Task,
    /// How many of it.
    pub count: u64,
    /// The day.
    pub day: Date,
}

/// What people are reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Signing the declaration of conflicts of interest.
    Declaration,
    /// Answering pre-questions.
    Answers,
    /// Pre-questions in the hands of colleagues.
    Delegated,
    /// Handing in documents.
    Documents,
    /// Commenting on the text.
    FactCheck,
    /// Holding interviews.
    Interviews,
    /// Doing what was decided.
    Actions,
}

impl Subject {
    /// True for what concerns the safety of the account: it is mailed at once, whatever its owner chose.
    pub fn is_of_security(&self) -> bool {
        matches!(self, Self::Password | Self::SecondFactor | Self::Passkey | Self::Provider)
    }
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Identity.
    pub id: Uuid,
    /// What makes it come once.
    pub name: String,
    /// Who is told.
    pub account: Uuid,
    /// In which evaluation.
    pub evaluation: Option<Uuid>,
    /// What.
    pub subject: Subject,
    /// When it came.
    pub created_at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
    /// When it was sent by mail.
    pub mailed_at: Option<Timestamp>,
}

/// A notice to be made.
#[derive(Debug, Clone)]
pub struct New {
    /// Its identity.
    pub id: Uuid,
    /// What makes it come once.
    pub name: String,
    /// Who is told.
    pub account: Uuid,
    /// In which evaluation.
    pub evaluation: Option<Uuid>,
    /// What.
    pub subject: Subject,
    /// True if it goes out by mail at once, with the others of the account that do.
    pub by_mail: bool,
}

/// Tells people, and has what goes out by mail sent: all or nothing. What was told before is not told again; returns how
/// many are new. `mail` gives ids to the mails.
pub async fn add(
    db: &Db,
    news: &[New],
    now: Timestamp,
    mut mail: impl FnMut() -> Uuid,
) -> Result<u64> {
    let mut tx = db.begin().await?;
    let mut mails: Vec<(Uuid, Vec<Uuid>)> = Vec::new();
    let mut added = 0;
    for new in news {
        let row = args![new.id, &new.name, new.account, new.evaluation, json(&new.subject), now];
        if tx.execute(&INSERT, row).await? == 0 {
            continue;
        }
        added += 1;
        match mails.iter_mut().find(|(account, _)| *account == new.account) {
            _ if !new.by_mail => {}
            Some((_, notices)) => notices.push(new.id),
            None => mails.push((new.account, vec![new.id])),
        }
    }
    for (account, notices) in mails {
        let (id, work) = (mail(), Work::Notices { account, notices });
        job::enqueue_in(&mut tx, id, &format!("notices {id}"), &work, now.as_microsecond()).await?;
    }
    tx.commit().await?;
    Ok(added)
}

/// One notice of an account.
pub async fn get(db: &Db, account: Uuid, id: Uuid) -> Result<Option<Notice>> {
    let row: Option<Row> = db.optional(&GET, args![account, id]).await?;
    row.map(Notice::try_from).transpose()
}

/// The notices of an account, the last one first, at most so many.
pub async fn of_account(db: &Db, account: Uuid, most: u32) -> Result<Vec<Notice>> {
    let rows: Vec<Row> = db.all(&OF_ACCOUNT, args![account, most]).await?;
    rows.into_iter().map(Notice::try_from).collect()
}

/// The notices of an account since then that were neither read nor sent, oldest first, at most so many.
pub async fn unsent(db: &Db, account: Uuid, since: Timestamp, most: u32) -> Result<Vec<Notice>> {
    let rows: Vec<Row> = db.all(&UNSENT, args![account, since, most]).await?;
    rows.into_iter().map(Notice::try_from).collect()
}

/// How many notices an account has not read.
pub async fn unread(db: &Db, account: Uuid) -> Result<u64> {
    let (count,): (i64,) = db.one(&UNREAD, args![account]).await?;
    crate::text::narrow("unread", count)
}

/// Notes that a notice was read; false if it was before.
pub async fn read(db: &Db, account: Uuid, id: Uuid, now: Timestamp) -> Result<bool> {
    Ok(db.execute(&READ, args![account, id, now]).await? == 1)
}

/// Notes that all notices that came until then were read.
pub async fn read_all(db: &Db, account: Uuid, until: Timestamp, now: Timestamp) -> Result<u64> {
    db.execute(&READ_ALL, args![account, until, now]).await
}

/// Notes that a notice was sent by mail.
pub async fn mailed(db: &Db, account: Uuid, id: Uuid, now: Timestamp) -> Result<()> {
    db.execute(&MAILED, args![account, id, now]).await.map(|_| ())
}

/// Forgets notices that came before; returns how many.
pub async fn forget(db: &Db, before: Timestamp) -> Result<u64> {
    db.execute(&FORGET, args![before]).await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    account_id: String,
    evaluation_id: Option<String>,
    subject: String,
    created_at: i64,
    read_at: Option<i64>,
    mailed_at: Option<i64>,
}

impl TryFrom<Row> for Notice {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: id("notice.id", &row.id)?,
            name: row.name,
            account: id("notice.account_id", &row.account_id)?,
            evaluation: id_some("notice.evaluation_id", row.evaluation_id.as_deref())?,
            subject: from_json("notice.subject", &row.subject)?,
            created_at: instant("notice.created_at", row.created_at)?,
            read_at: instant_some("notice.read_at", row.read_at)?,
            mailed_at: instant_some("notice.mailed_at", row.mailed_at)?,
        })
    }
}
