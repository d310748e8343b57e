//! How long an organisation keeps its records, where it decided otherwise than the bundled plan.

use crate::audit::Chain;
use crate::db::{Db, args, statements};
use crate::text::{from_word, narrow, word};
use crate::write::{Begun, Entry, Stamp, Write};
use kompass_core::record::{Keep, Record};
use kompass_core::{Error, Result};
use std::collections::BTreeMap;
use uuid::Uuid;

statements! {
    STATEMENTS:
    LIST = "SELECT record, own, years, after, version FROM retention WHERE organisation_id = $1";
    INSERT = "INSERT INTO retention (organisation_id, record, own, years, after, version, changed_at)
        VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT (organisation_id, record) DO NOTHING";
    UPDATE = "UPDATE retention SET own = $3, years = $4, after = $5, version = version + 1, changed_at = $6
        WHERE organisation_id = $1 AND record = $2 AND version = $7";
}

/// What an organisation decided about a type of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    /// How long it is kept; `None` if as the bundled plan says, again.
    pub keep: Option<Keep>,
    /// Counts the changes, from 1.
    pub version: i64,
}

/// What an organisation decided, by type of record.
pub async fn list(db: &Db, organisation: Uuid) -> Result<BTreeMap<Record, Own>> {
    let rows: Vec<Row> = db.all(&LIST, args![organisation]).await?;
    rows.into_iter().map(own).collect()
}

/// Decides how long a type of record is kept, or that it is as the bundled plan says, if nobody did since this version,
/// which is 0 before the first. Returns the version after it.
pub async fn set(
    db: &Db,
    stamp: &Stamp,
    (organisation, record): (Uuid, Record),
    expected: i64,
    keep: Option<Keep>,
) -> Result<i64> {
    let request = (organisation, record, expected, keep);
    let mut write = match Write::begin(db, stamp, "retention.set", &request).await? {
        Begun::Repeated(version) => return Ok(version),
        Begun::New(write) => write,
    };
    let (years, after) = match keep {
        Some(Keep::Dispose { years, after }) => (Some(i64::from(years)), Some(after.to_string())),
        _ => (None, None),
    };
    let row = args![organisation, word(&record), keep.is_some(), years, after, write.now()];
    let there = (expected != 0).then_some(expected);
    if write.tx.keep((&INSERT, &UPDATE), row, there).await? == 0 {
        return Err(Error::Conflict(
            "how long this is kept was changed in the meantime – read it again".to_owned(),
        ));
    }
    let (chain, subject) = (Chain::Organisation(organisation), record.to_string());
    write.finish(Entry { chain, subject: &subject, content: keep }, expected + 1).await
}

type Row = (String, i64, Option<i64>, Option<String>, i64);

fn own((record, own, years, after, version): Row) -> Result<(Record, Own)> {
    let keep = match (years, after) {
        (Some(years), Some(after)) => Keep::Dispose {
            years: narrow("retention.years", years)?,
            after: from_word("retention.after", &after)?,
        },
        _ => Keep::Preserve,
    };
    let own = Own { keep: (own != 0).then_some(keep), version };
    Ok((from_word("retention.record", &record)?, own))
}
