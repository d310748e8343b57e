//! How the key figures of this node are, without a change to any of them.

use super::edition::{Edition, Summary};
use super::{AreaKind, Counts, Gender, Generation, Kpis, Segment, in_background};
use crate::installation::Installation;
use jiff::ToSpan;
use jiff::civil::Date;
use kompass_core::{Error, Result, local};
use kompass_store::kpi as store;
use std::path::Path;

/// Months after which key figures are called old. Most are published once a year, in spring or autumn.
const OLD_MONTHS: i32 = 6;

/// Days without an answer after which nightly questions have failed.
const NIGHTS: i32 = 3;

/// What there is to say of the key figures: which they are, how many, from when, and that every byte is as it was.
///
/// # Errors
/// They are damaged or gone, or are to be fetched every night and are not.
pub async fn examine(installation: &Installation) -> Result<String> {
    let latest = store::latest::<Summary>(&installation.db).await?;
    let (kpis, wanted) = (installation.kpis.clone(), latest.as_ref().map(|it| it.digest.clone()));
    let found = in_background(move || kpis.whole(wanted.as_deref())).await?;
    let Some((counts, fetched)) = found else {
        return match latest {
            None => Ok("those of the program, made when it first serves".to_owned()),
            // It is on the way to this node, if it is anywhere.
            Some(it) => installation.blobs.verify(&it.digest).await.map(|_| {
                format!("update {} is whole, and comes to this node when it serves", it.number)
            }),
        };
    };
    let day = latest.as_ref().and_then(|latest| latest.as_of).or(fetched);
    nightly(installation, latest.as_ref())?;
    let which = match &latest {
        None => "those of the program".to_owned(),
        Some(it) => format!("update {} of {}", it.number, date_of(it)),
    };
    let mut said = format!(
        "{which}, {} KPIs, {} values, {} published without one, every byte as it was",
        counts.kpis, counts.values, counts.withheld
    );
    if let Some(day) = day {
        said += &format!("; fetched {day}");
        let old = installation.today().checked_sub(OLD_MONTHS.months());
        if old.is_ok_and(|old| day < old) {
            said += &format!(
                ", more than {OLD_MONTHS} months ago – `kompass kpi sync` brings newer ones"
            );
        }
    }
    Ok(said)
}

fn date_of(edition: &Edition) -> Date {
    local::day(edition.made_at)
}

/// Where Kolada is to be asked every night, it answered lately.
fn nightly(installation: &Installation, latest: Option<&Edition>) -> Result<()> {
    let asked = installation.config.kpi.sync_hour.and(latest).and_then(|latest| latest.as_of);
    let late = installation.today().checked_sub(NIGHTS.days());
    match asked.filter(|day| late.is_ok_and(|late| *day < late)) {
        None => Ok(()),
        Some(day) => Err(Error::Unavailable(format!(
            "Kolada is to be asked every night (kpi.sync_hour) and was last on {day} – `kompass kpi sync` says why"
        ))),
    }
}

impl Kpis {
    /// Counts and newest day of a generation of the folder, when every byte of it was read; of the one in use there, if none
    /// is named. `None` if it is not there.
    fn whole(&self, wanted: Option<&str>) -> Result<Option<(Counts, Option<Date>)>> {
        let Some(wanted) = wanted else {
            self.store.reload()?;
            let current = self.current();
            return current.map(|it| intact(&it, &self.store.path_of(&it.digest))).transpose();
        };
        let path = self.store.path_of(wanted);
        if !path.exists() {
            return Ok(None);
        }
        let segment = Segment::open(&path)?.into();
        intact(&Generation { digest: wanted.to_owned(), segment }, &path).map(Some)
    }
}

/// Reads every byte and holds it against sums and name.
///
/// # Errors
/// What is damaged, and what to do.
pub(super) fn intact(generation: &Generation, path: &Path) -> Result<(Counts, Option<Date>)> {
    let segment = &generation.segment;
    segment.verify()?;
    // The file as it is called now, not as it was mapped.
    if Segment::open(path)?.digest() != generation.digest {
        return Err(Error::Unavailable(format!(
            "{} is not what its name says – delete it; it is fetched or made anew",
            path.display()
        )));
    }
    Ok((segment.counts(), fetched(segment)))
}

/// The newest day on which values were fetched. Lists of areas and KPIs may be of a later one.
fn fetched(segment: &Segment) -> Option<Date> {
    let first = |kpi, gender, kind| {
        let year = segment.latest_year(kpi, gender, kind)?;
        segment.areas(kind).find_map(|area| segment.value(kpi, gender, area, year))
    };
    let of = |kpi| {
        let kinds = Gender::ALL.into_iter().flat_map(|it| AreaKind::ALL.map(|kind| (it, kind)));
        kinds.filter_map(|(gender, kind)| first(kpi, gender, kind)).collect::<Vec<_>>()
    };
    segment.kpis().flat_map(of).map(|raw| raw.source().fetched).max()
}
