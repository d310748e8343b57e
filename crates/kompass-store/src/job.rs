//! What is to be done after a write, once: a row that is made in the transaction of the write, and that one worker at a
//! time works on. A worker that ends in the middle leaves it to the next one.

use crate::db::{Db, Tx, args, statements};
use crate::text::{from_json, from_word, id, instant, json, narrow};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kompass_core::record::Record;
use kompass_core::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long a worker has a job for itself. Nothing that a worker does may take longer.
pub const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// Longest pause before another attempt. What is due later than that was written by a clock that ran ahead.
pub const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(24);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, work, state, due_at, attempts, error, created_at, changed_at FROM job ",
            $rest
        )
    };
}

/// The first job that is due, taken out of the sight of others.
macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "UPDATE job SET lease = $1, due_at = $2, attempts = attempts + 1, changed_at = $3
            WHERE id = (SELECT id FROM job WHERE state = 'waiting' AND due_at <= $3 ORDER BY due_at, id LIMIT 1",
            $lock,
            ") RETURNING id, name, work, state, due_at, attempts, error, created_at, changed_at"
        )
    };
}

statements! {
    STATEMENTS:
    ENQUEUE = "INSERT INTO job (id, name, work, state, due_at, attempts, created_at, changed_at)
        VALUES ($1, $2, $3, 'waiting', $4, 0, $4, $4) ON CONFLICT (name) DO NOTHING";
    ANY_DUE = "SELECT id FROM job WHERE state = 'waiting' AND due_at <= $1 LIMIT 1";
    // A time beyond every lease or pause comes from a clock that was set back since: it binds nobody.
    ANY_AHEAD = "SELECT id FROM job WHERE state = 'waiting' AND due_at > $1 AND (lease IS NOT NULL OR due_at > $2) LIMIT 1";
    SET_BACK = "UPDATE job SET due_at = $3, lease = NULL
        WHERE state = 'waiting' AND due_at > $1 AND (lease IS NOT NULL OR due_at > $2)";
    CLAIM = claim!(""), claim!(" FOR UPDATE SKIP LOCKED");
    DONE = "UPDATE job SET state = 'done', lease = NULL, error = NULL, changed_at = $3
        WHERE id = $1 AND lease = $2 AND state = 'waiting'";
    AGAIN_LATER = "UPDATE job SET lease = NULL, due_at = $3, error = $4, changed_at = $5
        WHERE id = $1 AND lease = $2 AND state = 'waiting'";
    ASIDE = "UPDATE job SET state = 'aside', lease = NULL, error = $3, changed_at = $4
        WHERE id = $1 AND lease = $2 AND state = 'waiting'";
    KNOWN = "SELECT id FROM job WHERE name = $1";
    LIST_ASIDE = select!("WHERE state = 'aside' ORDER BY changed_at DESC, id LIMIT $1");
    LIST_FAILED = select!("WHERE state = 'waiting' AND attempts > 0 AND lease IS NULL ORDER BY due_at, id LIMIT $1");
    TAKE_UP = "UPDATE job SET state = 'waiting', attempts = 0, due_at = $2, changed_at = $2
        WHERE id = $1 AND (state = 'aside' OR (state = 'waiting' AND attempts > 0 AND lease IS NULL))";
    DROP = "UPDATE job SET state = 'done', changed_at = $2 WHERE id = $1 AND state = 'aside'";
    COUNT = "SELECT (SELECT count(*) FROM job WHERE state = 'waiting'),
        (SELECT count(*) FROM job WHERE state = 'waiting' AND attempts = 0),
        (SELECT min(due_at) FROM job WHERE state = 'waiting' AND attempts = 0),
        (SELECT count(*) FROM job WHERE state = 'aside')";
    FORGET = "DELETE FROM job WHERE state = 'done' AND changed_at < $1";
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Those whom it concerns are told of something that was written.
    Announce {
        /// What happened.
        event: Event,
        /// In which evaluation.
        evaluation: Option<Uuid>,
        /// What the audit log names it by: for what concerns one account, that account.
        subject: String,
        /// Who did it, as the audit log names them.
        actor: String,
    },
    /// A personal link goes to its owner by mail.
    Link {
        /// The link.
        link: Uuid,
        /// Why now.
        occasion: Occasion,
    },
    /// Notices go to their account, all in one mail.
    Notices {
        /// The account.
        account: Uuid,
        /// The notices.
        notices: Vec<Uuid>,
    },
    /// What comes up is looked for, once a day.
    Day {
        /// The day.
        day: Date,
    },
    /// A checkpoint of the audit log is made and kept outside the database, once a week.
    Checkpoint,
    /// Records of an evaluation are disposed of, as it was decided.
    Dispose {
        /// The decision.
        disposal: Uuid,
        /// The evaluation.
        evaluation: Uuid,
        /// What.
        record: Record,
    },
    /// What comes up for one account.
    DayOfAccount {
        /// The day.
        day: Date,
        /// The account.
        account: Uuid,
    },
}

/// What people are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody was given a role in an evaluation.
    Appointed,
    /// The evaluators asked something back about an answer.
    Asked,
    /// The evaluators ask for a document.
    DocumentWanted,
    /// The municipality may comment on the text, until a day.
    FactCheck,
    /// A report was delivered.
    Delivered,
    /// A password was set.
    Password,
    /// One-time codes were turned on or off.
    SecondFactor,
    /// A passkey came or went.
    Passkey,
    /// A connection with a sign-in provider came or went.
    Provider,
}

/// Why a link is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Occasion {
    /// It was made.
    Made,
    /// The evaluators asked something back about answers of its owner.
    Asked,
    /// What it asks for is due soon.
    Soon {
        /// The day.
        due: Date,
    },
    /// What it asks for was due.
    Late {
        /// The day.
        due: Date,
    },
    /// The interview of its owner comes up.
    Interview {
        /// The day.
        day: Date,
    },
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is to be done.
    Waiting,
    /// It was done.
    Done,
    /// It could not be done, and is not tried again by itself.
    Aside,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Identity.
    pub id: Uuid,
    /// What makes it happen once.
    pub name: String,
    /// What is to be done.
    pub work: Work,
    /// Where it stands.
    pub state: State,
    /// When it is due, or its lease ends.
    pub due_at: Timestamp,
    /// How often it was begun.
    pub attempts: u32,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was last begun, done or given up.
    pub changed_at: Timestamp,
}

/// A job that a worker has for itself.
#[derive(Debug)]
pub struct Claimed {
    /// The job.
    pub job: Job,
    /// What proves that it is still this worker's.
    lease: Uuid,
}

/// How many jobs there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// How many wait.
    pub waiting: u64,
    /// How many of them nobody has begun.
    pub untried: u64,
    /// Since when the oldest of those waits.
    pub oldest: Option<Timestamp>,
    /// How many could not be done.
    pub aside: u64,
}

/// What a write is announced as; nothing for most.
pub(crate) fn event_of(operation: &str) -> Option<Event> {
    Some(match operation {
        "assignment.assign" => Event::Appointed,
        "answer.ask" => Event::Asked,
        "request.ask" => Event::DocumentWanted,
        "fact_check.open" => Event::FactCheck,
        "report.freeze" => Event::Delivered,
        "account.password" => Event::Password,
        "account.totp" => Event::SecondFactor,
        "passkey.add" | "passkey.remove" => Event::Passkey,
        "identity.link" | "identity.unlink" => Event::Provider,
        _ => return None,
    })
}

/// Asks for work, once for each name; false if it was asked for before.
pub async fn enqueue(db: &Db, id: Uuid, name: &str, work: &Work, now: Timestamp) -> Result<bool> {
    Ok(db.execute(&ENQUEUE, args![id, name, json(work), now]).await? == 1)
}

/// Asks for all of this work, or for none; what was asked for before under the same name is left as it is.
pub async fn enqueue_all(db: &Db, work: &[(Uuid, String, Work)], now: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    for (id, name, work) in work {
        enqueue_in(&mut tx, *id, name, work, now.as_microsecond()).await?;
    }
    tx.commit().await
}

/// Asks for work as a part of another write.
pub(crate) async fn enqueue_in(
    tx: &mut Tx,
    id: Uuid,
    name: &str,
    work: &Work,
    now: i64,
) -> Result<()> {
    tx.execute(&ENQUEUE, args![id, name, json(work), now]).await.map(|_| ())
}

/// True if work was asked for under this name.
pub async fn is_known(db: &Db, name: &str) -> Result<bool> {
    Ok(db.optional::<(String,)>(&KNOWN, args![name]).await?.is_some())
}

/// Takes the first job that is due; nobody else gets it until the lease ends.
pub async fn claim(db: &Db, lease: Uuid, now: Timestamp) -> Result<Option<Claimed>> {
    // Asked before, because on SQLite taking one makes all other writers wait.
    if db.optional::<(String,)>(&ANY_DUE, args![now]).await?.is_none() {
        let ahead = args![now + LEASE, now + LONGEST_PAUSE];
        if db.optional::<(String,)>(&ANY_AHEAD, ahead).await?.is_none() {
            return Ok(None);
        }
        db.execute(&SET_BACK, args![now + LEASE, now + LONGEST_PAUSE, now]).await?;
    }
    let row: Option<Row> = db.changed(&CLAIM, args![lease, now + LEASE, now]).await?;
    let job: Option<Job> = row.map(Job::try_from).transpose()?;
    Ok(job.map(|job| Claimed { job, lease }))
}

/// Says that a job is done. False if it is not this worker's any more.
pub async fn done(db: &Db, claimed: &Claimed, now: Timestamp) -> Result<bool> {
    Ok(db.execute(&DONE, args![claimed.job.id, claimed.lease, now]).await? == 1)
}

/// Says that an attempt failed, and when to try again. False if it is not this worker's any more.
pub async fn again_later(
    db: &Db,
    claimed: &Claimed,
    due_at: Timestamp,
    error: &str,
    now: Timestamp,
) -> Result<bool> {
    let row = args![claimed.job.id, claimed.lease, due_at, error, now];
    Ok(db.execute(&AGAIN_LATER, row).await? == 1)
}

/// Gives a job up until somebody takes it up again. False if it is not this worker's any more.
pub async fn set_aside(db: &Db, claimed: &Claimed, error: &str, now: Timestamp) -> Result<bool> {
    Ok(db.execute(&ASIDE, args![claimed.job.id, claimed.lease, error, now]).await? == 1)
}

/// The jobs that were given up, the last one first, at most so many.
pub async fn aside(db: &Db, most: u32) -> Result<Vec<Job>> {
    let rows: Vec<Row> = db.all(&LIST_ASIDE, args![most]).await?;
    rows.into_iter().map(Job::try_from).collect()
}

/// The jobs that failed and are tried again by themselves, the next one first, at most so many.
pub async fn failed(db: &Db, most: u32) -> Result<Vec<Job>> {
    let rows: Vec<Row> = db.all(&LIST_FAILED, args![most]).await?;
    rows.into_iter().map(Job::try_from).collect()
}

/// Has a job tried now and as often as a new one that was given up, or failed and waits for its next attempt.
pub async fn take_up(db: &Db, id: Uuid, now: Timestamp) -> Result<()> {
    found(db.execute(&TAKE_UP, args![id, now]).await?, id)
}

/// Forgets about a job that was given up.
pub async fn drop(db: &Db, id: Uuid, now: Timestamp) -> Result<()> {
    found(db.execute(&DROP, args![id, now]).await?, id)
}

/// How many jobs there are.
pub async fn count(db: &Db) -> Result<Count> {
    let (waiting, untried, oldest, aside): (i64, i64, Option<i64>, i64) =
        db.one(&COUNT, &[]).await?;
    Ok(Count {
        waiting: narrow("waiting", waiting)?,
        untried: narrow("untried", untried)?,
        oldest: oldest.map(|oldest| instant("job.due_at", oldest)).transpose()?,
        aside: narrow("aside", aside)?,
    })
}

/// Forgets the jobs that were done before; their names can then be used again.
pub async fn forget(db: &Db, before: Timestamp) -> Result<u64> {
    db.execute(&FORGET, args![before]).await
}

fn found(changed: u64, id: Uuid) -> Result<()> {
    match changed {
        0 => Err(Error::not_found("job", id, "list the jobs that failed")),
        _ => Ok(()),
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    work: String,
    state: String,
    due_at: i64,
    attempts: i64,
    error: Option<String>,
    created_at: i64,
    changed_at: i64,
}

impl TryFrom<Row> for Job {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: id("job.id", &row.id)?,
            name: row.name,
            work: from_json("job.work", &row.work)?,
            state: from_word("job.state", &row.state)?,
            due_at: instant("job.due_at", row.due_at)?,
            attempts: narrow("job.attempts", row.attempts)?,
            error: row.error,
            created_at: instant("job.created_at", row.created_at)?,
            changed_at: instant("job.changed_at", row.changed_at)?,
        })
    }
}
