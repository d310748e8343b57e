//! Editions: each generation that was imported or fetched, what is in it, and which values it revised.

use super::revision::{Change, Difference};
use super::{Generation, in_background, ready};
use crate::installation::Installation;
use bytes::Bytes;
use futures_util::stream;
use jiff::civil::Date;
use kompass_core::{Error, Problem, Result};
use kompass_store::kpi as store;
pub use kompass_store::kpi::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::io::AsyncReadExt;
use uuid::Uuid;

/// A generation that was imported or fetched.
pub type Edition = store::Edition<Summary>;

/// What an edition changed in a KPI.
pub type Revision = store::Revision<Vec<Change>>;

/// Bytes that go to the store of documents in one piece.
const PIECE: usize = 1 << 20;

/// Most ids that a summary names one by one.
const MOST_NAMED: usize = 1000;

/// What is in an edition, and how it differs from the one before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// KPIs, with or without values.
    pub kpis: u32,
    /// Values.
    pub values: u64,
    /// Cells published without a value.
    pub withheld: u64,
    /// Cells that the one before did not have.
    pub added: u64,
    /// Cells with another value, or with one where there was none, or the other way.
    pub revised: u64,
    /// Cells that are gone.
    pub removed: u64,
    /// KPIs of which cells were revised or are gone.
    pub revised_kpis: u32,
    /// KPIs that are published now and were not.
    pub new_kpis: Named,
    /// KPIs that are no longer published. They and their values are still known.
    pub gone_kpis: Named,
    /// KPIs that the provider gave values of without describing them, with how many values were left out.
    pub unknown: BTreeMap<String, u64>,
    /// The day on which everything was last asked for.
    pub full_on: Option<Date>,
}

/// KPIs, of which a summary names the first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "NamedBefore")]
pub struct Named {
    /// How many there are.
    pub count: u64,
    /// The ids of the first thousand.
    pub first: Vec<String>,
}

/// As it is written, and as it was when only names were kept.
#[derive(Deserialize)]
#[serde(untagged)]
enum NamedBefore {
    Now { count: u64, first: Vec<String> },
    Names(Vec<String>),
}

/// A draft on its way to being an edition.
pub(super) struct Making {
    /// The edition that it was made from.
    pub(super) base: u32,
    /// The generation that it was made from.
    pub(super) before: Arc<Generation>,
    /// How it came about.
    pub(super) kind: Kind,
    /// The day on which the provider was asked.
    pub(super) as_of: Option<Date>,
    /// What is known of it apart from its content.
    pub(super) summary: Summary,
    /// Whether it may have far fewer values than the one before.
    pub(super) accept_loss: bool,
}

impl From<Vec<String>> for Named {
    fn from(mut all: Vec<String>) -> Self {
        let count = all.len() as u64;
        all.truncate(MOST_NAMED);
        Self { count, first: all }
    }
}

impl From<NamedBefore> for Named {
    fn from(before: NamedBefore) -> Self {
        match before {
            NamedBefore::Now { count, first } => Self { count, first },
            NamedBefore::Names(names) => names.into(),
        }
    }
}

/// Writes a draft and takes it into use everywhere: first on the disk of this node, then in the store of documents, then in
/// the database, where it counts. Until then nothing is changed for anybody. Nothing is changed at all, and there is no edition,
/// if the draft is what is in use already.
pub(super) async fn take(
    installation: &Installation,
    making: Making,
    draft: super::Draft,
) -> Result<Option<Edition>> {
    let Making { base, before, kind, as_of, mut summary, accept_loss } = making;
    let kpis = installation.kpis.clone();
    let made = in_background(move || {
        let generation = kpis.store.begin()?.write(&draft)?;
        drop(draft);
        if generation.digest == before.digest {
            return Ok(None);
        }
        let counts = generation.segment.counts();
        if counts.values + counts.withheld == 0 {
            kpis.store.forget(&generation);
            let problem = Problem::new("", "there is not a single value", "name files with values");
            return Err(Error::invalid(problem));
        }
        let difference = Difference::between(&before.segment, &generation.segment);
        let had = before.segment.counts();
        if !accept_loss && difference.removed > (had.values + had.withheld) / 5 {
            kpis.store.forget(&generation);
            return Err(Error::Conflict(format!(
                "{} of {} values are no longer there, which is more than a fifth; the old key figures stay in use – see \
                 whether the source is whole, and if it is, take it with --accept-loss",
                difference.removed,
                had.values + had.withheld
            )));
        }
        Ok(Some((generation, difference)))
    })
    .await?;
    let Some((generation, difference)) = made else { return Ok(None) };
    let counts = generation.segment.counts();
    summary.kpis = counts.kpis;
    summary.values = counts.values;
    summary.withheld = counts.withheld;
    summary.added = difference.added;
    summary.revised = difference.revised;
    summary.removed = difference.removed;
    summary.revised_kpis = u32::try_from(difference.revisions.len()).unwrap_or(u32::MAX);
    summary.new_kpis = difference.new_kpis.into();
    summary.gone_kpis = difference.gone_kpis.into();
    let (db, stamp) = (&installation.db, installation.stamp()?);
    let published = async {
        let path = installation.kpis.store.path_of(&generation.digest);
        let blob = installation.blobs.put_stream(Uuid::now_v7(), pieces(path).await?).await?;
        let new = store::NewEdition { base, kind, as_of, summary: &summary };
        store::add(db, &stamp, &new, &blob, &difference.revisions).await
    };
    let number = published.await.inspect_err(|_| installation.kpis.store.forget(&generation))?;
    ready(installation).await?;
    installation.kpis.news.notify_one();
    // What is left over costs space, nothing else, and is looked for again the next time.
    match store::forget_bytes(db).await {
        Ok(old) => {
            for digest in old {
                if let Err(error) = installation.blobs.remove(db, &digest).await {
                    tracing::warn!(%error, "an old generation of key figures could not be removed");
                }
            }
        }
        Err(error) => tracing::warn!(%error, "old generations of key figures are kept"),
    }
    edition(installation, number).await.map(Some)
}

/// The newest editions, the last first.
///
/// # Errors
/// The database cannot be read.
pub async fn editions(installation: &Installation, most: u32) -> Result<Vec<Edition>> {
    store::list(&installation.db, most).await
}

/// An edition.
///
/// # Errors
/// There is none of this number; the database cannot be read.
pub async fn edition(installation: &Installation, number: u32) -> Result<Edition> {
    store::get(&installation.db, number).await
}

/// What editions revised in a KPI, the newest first.
///
/// # Errors
/// The database cannot be read.
pub async fn revisions_of_kpi(
    installation: &Installation,
    kpi: &str,
    most: u32,
) -> Result<Vec<Revision>> {
    store::revisions_of_kpi(&installation.db, kpi, most).await
}

/// What an edition revised, by KPI.
///
/// # Errors
/// There is none of this number; the database cannot be read.
pub async fn revisions_of_edition(
    installation: &Installation,
    number: u32,
) -> Result<Vec<Revision>> {
    edition(installation, number).await?;
    store::revisions_of_edition(&installation.db, number).await
}

/// A file as it is read.
async fn pieces(
    path: PathBuf,
) -> Result<std::pin::Pin<Box<impl futures_util::Stream<Item = std::io::Result<Bytes>>>>> {
    let file = tokio::fs::File::open(&path).await;
    let file = file.map_err(|error| crate::files::unreadable(&path, &error))?;
    Ok(Box::pin(stream::try_unfold(file, |mut file| async move {
        let mut piece = Vec::with_capacity(PIECE);
        let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece).await?;
        Ok((read > 0).then(|| (Bytes::from(piece), file)))
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_all_and_names_the_first() {
        let all: Vec<String> = (0..1200).map(|number| format!("N{number:05}")).collect();
        let named = Named::from(all.clone());
        assert_eq!((named.count, named.first.len()), (1200, 1000));
        let read = |value| serde_json::from_value::<Summary>(value).unwrap().new_kpis;
        assert_eq!(read(serde_json::json!({ "new_kpis": named })), named);
        let before = serde_json::json!({ "new_kpis": ["N00001", "N00002"] });
        assert_eq!(read(before), Named { count: 2, first: vec!["N00001".into(), "N00002".into()] });
    }
}
