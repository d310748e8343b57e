//! What each source says about what is claimed (genomslag), recorded an area at a time.

use crate::access::{Caller, authorise_in, head_for};
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::reason;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_core::evidence::DOCUMENTS;
use kompass_store::impact as store;
pub use kompass_store::impact::{Cells, version};
use uuid::Uuid;

/// The evaluation as the caller sees it, for one who may read what the sources say.
///
/// # Errors
/// The caller may not, or not yet.
pub async fn open(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Seen> {
    let seen = evaluation::open_for(installation, caller, id).await?;
    authorise_in(installation, caller, &seen.head, Resource::Impact, Action::Read).await?;
    Ok(seen)
}

/// What is recorded about the sub-areas of an area.
///
/// # Errors
/// No such area.
pub async fn area(installation: &Installation, seen: &Seen, number: u8) -> Result<Cells> {
    let area = seen.framework.area(number).ok_or_else(|| reason::not_there("area", number))?;
    let codes: Vec<&str> = area.sub_areas.iter().map(|it| it.code.as_str()).collect();
    store::cells(&installation.db, seen.head.id, &codes).await
}

/// Records what the sources say about the sub-areas of an area, if what is there is what the caller has read. What the
/// framework does not have is not recorded. Returns the version after it.
///
/// # Errors
/// The caller may not; no such area; [`Error::Conflict`](kompass_core::Error::Conflict).
pub async fn save(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    number: u8,
    expected: i64,
    mut cells: Cells,
) -> Result<i64> {
    let head = head_for(installation, caller, id, Resource::Impact, Action::Write).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let area = framework.area(number).ok_or_else(|| reason::not_there("area", number))?;
    let codes: Vec<&str> = area.sub_areas.iter().map(|it| it.code.as_str()).collect();
    let known = |source: &str| {
        source == DOCUMENTS || framework.groups.iter().any(|group| group.code == source)
    };
    cells.retain(|code, row| {
        row.retain(|source, _| known(source));
        codes.contains(&code.as_str()) && !row.is_empty()
    });
    let stamp = installation.stamp_for(caller)?;
    store::put(&installation.db, &stamp, (id, head.state), &codes, expected, &cells).await
}
