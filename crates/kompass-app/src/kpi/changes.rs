//! What an edition changed in values that were there, cell by cell and page by page.

use super::edition::edition;
use super::revision::Change;
use super::selection::gender_name;
use super::{Gender, KpiAt, Segment, Source, Stated, stated};
use crate::installation::Installation;
use kompass_core::Result;
use kompass_core::i18n::Texts;
use kompass_core::table::{Cell, Table};
use kompass_store::kpi as store;

/// Key figures that are read at a time.
const BATCH: usize = 50;

/// Which changes are asked for: all, or those of a key figure, of an area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Id of the key figure.
    pub kpi: Option<String>,
    /// Code of the area.
    pub area: Option<String>,
}

/// Where a page begins: at this key figure, so many cells on. The beginning of all without either.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Id of the key figure.
    pub kpi: String,
    /// Its cells that came before.
    pub cells: usize,
}

/// Some changes of an edition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// The changes, each with the id of its key figure.
    pub changes: Vec<(String, Change)>,
    /// Where the next ones begin.
    pub next: Option<Place>,
}

/// What an edition changed, from a place on.
///
/// # Errors
/// There is none of this number; the database cannot be read.
pub async fn changes(
    installation: &Installation,
    number: u32,
    wanted: &Wanted,
    from: &Place,
    most: usize,
) -> Result<Page> {
    edition(installation, number).await?;
    let mut page = Page::default();
    let first = wanted.kpi.clone().unwrap_or_default().max(from.kpi.clone());
    let mut open = Some(first);
    while let Some(kpi) = open.take() {
        let read = u32::try_from(BATCH + 1).unwrap_or(u32::MAX);
        let mut batch =
            store::revisions_from::<Vec<Change>>(&installation.db, number, &kpi, read).await?;
        if batch.len() > BATCH {
            open = batch.pop().map(|next| next.kpi);
        }
        for revision in batch {
            if wanted.kpi.as_ref().is_some_and(|wanted| *wanted != revision.kpi) {
                return Ok(page);
            }
            let before = if revision.kpi == from.kpi { from.cells } else { 0 };
            for (change, cells) in revision.cells.into_iter().zip(0..).skip(before) {
                if wanted.area.as_ref().is_some_and(|wanted| *wanted != change.area) {
                    continue;
                }
                if page.changes.len() == most {
                    page.next = Some(Place { kpi: revision.kpi, cells });
                    return Ok(page);
                }
                page.changes.push((revision.kpi.clone(), change));
            }
        }
    }
    Ok(page)
}

/// Who published the values of a key figure. One that nobody describes any more is of the provider of the others.
pub fn source_of(segment: &Segment, kpi: Option<KpiAt>) -> Option<Source<&str>> {
    let of = kpi.map_or(0, |kpi| usize::from(segment.kpi(kpi).source));
    segment.sources().nth(of)
}

/// Changes as a table for files.
pub fn table(
    segment: &Segment,
    title: String,
    changes: &[(String, Change)],
    words: &Texts,
) -> Table {
    let columns = [
        (words.kpi_id(), 10),
        (words.kpi_title(), 60),
        (words.kpi_unit(), 14),
        (words.kpi_code(), 8),
        (words.kpi_area(), 24),
        (words.kpi_gender(), 10),
        (words.kpi_year(), 8),
        (words.kpi_was(), 14),
        (words.kpi_is(), 14),
        (words.kpi_difference(), 14),
    ];
    let row = |(id, change): &(String, Change)| {
        let kpi = segment.find_kpi(id);
        let measure = kpi.map(|kpi| segment.measure(kpi));
        let title = kpi.map(|kpi| segment.kpi(kpi).title).unwrap_or_default();
        let unit = measure.map(|measure| measure.unit.text()).unwrap_or_default();
        let decimals = measure.map_or(2, |measure| measure.decimals);
        let gender = Gender::from_code(change.gender.to_string().as_bytes());
        let mut row = vec![
            Stated::text(id.as_str()),
            Stated::text(title),
            Stated::text(unit),
            Stated::text(change.area.as_str()),
            Stated::text(area_name(segment, &change.area)),
            Stated::text(gender.map(|it| gender_name(it, words)).unwrap_or_default()),
            Stated::label(Cell::Whole(change.year.into())),
        ];
        let values = source_of(segment, kpi).map(|source| change.stated(source, decimals));
        row.extend(values.into_iter().flatten());
        row
    };
    stated::table(title, columns, changes.iter().map(row).collect(), words.lang())
}

/// The name of an area; its code, if it is none any more.
pub fn area_name<'a>(segment: &'a Segment, code: &'a str) -> &'a str {
    segment.find_area(code).map_or(code, |at| segment.area(at).title)
}
