//! What is held back from everything that leaves a case. The audit log says what was marked, never its words.

use crate::db::{Db, args, statements};
use crate::evaluation;
use crate::text::{from_word, id, instant, word};
use crate::write::{Begun, Stamp, Write};
use jiff::Timestamp;
use kompass_core::secrecy::Held;
use kompass_core::{Error, Result};
use uuid::Uuid;

statements! {
    STATEMENTS:
    LIST = "SELECT id, kind, subject, quote, law, author_name, at FROM secrecy
        WHERE evaluation_id = $1 ORDER BY kind, subject, at, id";
    INSERT = "INSERT INTO secrecy (id, evaluation_id, kind, subject, quote, law, author_name, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    GET = "SELECT id, kind, subject, quote, law, author_name, at FROM secrecy WHERE evaluation_id = $1 AND id = $2";
    DELETE = "DELETE FROM secrecy WHERE evaluation_id = $1 AND id = $2";
}

/// Something that is held back, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Identity.
    pub id: Uuid,
    /// What.
    pub held: Held,
    /// Who marked it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Everything that is held back in an evaluation.
pub async fn list(db: &Db, evaluation: Uuid) -> Result<Vec<Mark>> {
    let rows: Vec<Row> = db.all(&LIST, args![evaluation]).await?;
    rows.into_iter().map(Mark::try_from).collect()
}

/// One mark.
pub async fn get(db: &Db, evaluation: Uuid, mark: Uuid) -> Result<Mark> {
    let row: Option<Row> = db.optional(&GET, args![evaluation, mark]).await?;
    row.ok_or_else(|| unknown(mark))?.try_into()
}

/// Holds something back. `name` is that of the person.
pub async fn mark(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    held: &Held,
    name: &str,
) -> Result<Uuid> {
    let request = (evaluation, held);
    let mut write = match Write::begin(db, stamp, "secrecy.mark", &request).await? {
        Begun::Repeated(id) => return Ok(id),
        Begun::New(write) => write,
    };
    let (id, now) = (write.id(), write.now());
    evaluation::head_in(&mut write.tx, evaluation).await?;
    let Held { kind, subject, quote, law } = held;
    let row = args![id, evaluation, word(kind), subject, quote, law, name, now];
    write.tx.execute(&INSERT, row).await?;
    write.finish_in(evaluation, format!("{kind}/{subject}"), law, id).await
}

/// Holds it back no more.
pub async fn lift(db: &Db, stamp: &Stamp, evaluation: Uuid, mark: Uuid) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "secrecy.lift", &(evaluation, mark)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let row: Option<Row> = write.tx.optional(&GET, args![evaluation, mark]).await?;
    let there: Mark = row.ok_or_else(|| unknown(mark))?.try_into()?;
    write.tx.execute(&DELETE, args![evaluation, mark]).await?;
    let Held { kind, subject, law, .. } = there.held;
    write.finish_in(evaluation, format!("{kind}/{subject}"), law, ()).await
}

fn unknown(mark: Uuid) -> Error {
    Error::not_found("secrecy mark", mark, "list what is held back in the evaluation")
}

type Row = (String, String, String, String, String, String, i64);

impl TryFrom<Row> for Mark {
    type Error = Error;

    fn try_from((uuid, kind, subject, quote, law, by, at): Row) -> Result<Self> {
        let kind = from_word("secrecy.kind", &kind)?;
        Ok(Self {
            id: id("secrecy.id", &uuid)?,
            held: Held { kind, subject, quote, law },
            by,
            at: instant("secrecy.at", at)?,
        })
    }
}
