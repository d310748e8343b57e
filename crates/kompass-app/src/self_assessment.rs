//! What the municipality thinks of itself. It is sealed before the visit is over and read by the evaluators only when they
//! have agreed, so that it moves no judgement: until then they are not told what it says, nor about which sub-areas.

use crate::access::{self, Caller, Scope, authorise_in};
use crate::answer::reason;
use crate::installation::Installation;
use crate::reason::not_there;
use kompass_core::access::{Action, Resource, Role};
use kompass_core::framework::SubArea;
pub use kompass_core::self_image::HIGHEST;
use kompass_core::{Points, Result};
use kompass_store::evaluation::Head;
use kompass_store::self_assessment as store;
pub use kompass_store::self_assessment::{Position, Seal};
use std::collections::BTreeMap;

/// Most characters of the sentence to a position.
pub const LONGEST: usize = 1_000;

/// A self-assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfAssessment {
    /// What is said, by code of the sub-area.
    pub positions: BTreeMap<String, Position>,
    /// The seal, once it is sealed.
    pub seal: Option<Seal>,
}

/// What a person says of a sub-area.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The version it was read with; 0 if nothing was there.
    pub version: i64,
    /// From 0 to [`HIGHEST`]; `None` takes no stand.
    pub level: Option<u8>,
    /// Why.
    pub text: &'a str,
}

/// The points that a position is worth: its share of what the sub-area gives, to the thousandth.
pub fn points(sub_area: &SubArea, level: u8) -> Points {
    // Whole points times a thousand by four leaves no rest.
    Points(i64::from(sub_area.points) * 1000 * i64::from(level) / i64::from(HIGHEST))
}

/// The position that these points stand for.
pub fn level(sub_area: &SubArea, of: Points) -> Option<u8> {
    (0..=HIGHEST).find(|level| points(sub_area, *level) == of)
}

/// The self-assessment as the caller may read it. Evaluators get what was sealed, once they have agreed; one that was
/// never sealed is the municipality's alone.
///
/// # Errors
/// The caller may not read it, or not yet.
pub async fn read(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Option<SelfAssessment>> {
    authorise_in(installation, caller, head, Resource::SelfAssessment, Action::Read).await?;
    let db = &installation.db;
    let seal = store::sealed(db, head.id).await?;
    if seal.is_none() && !coordinates(caller, head) {
        return Ok(None);
    }
    let positions = store::list(db, head.id).await?;
    let positions = positions.into_iter().map(|it| (it.sub_area.clone(), it)).collect();
    Ok(Some(SelfAssessment { positions, seal }))
}

/// Takes a position in a sub-area. Returns its new version.
///
/// # Errors
/// The caller may not; no such sub-area; [`reason::SEALED`], [`reason::LEVEL`], [`reason::TOO_LONG`];
/// [`Conflict`](kompass_core::Error::Conflict) if somebody else changed it in the meantime.
pub async fn put(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    sub_area: &str,
    typed: &Typed<'_>,
) -> Result<i64> {
    authorise_in(installation, caller, head, Resource::SelfAssessment, Action::Write).await?;
    open(installation, head).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let there = framework.sub_area(sub_area).ok_or_else(|| not_there("sub_area", sub_area))?;
    if typed.level.is_some_and(|level| level > HIGHEST) {
        return Err(reason::LEVEL.invalid("level"));
    }
    let text = typed.text.replace("\r\n", "\n").trim().to_owned();
    if text.chars().count() > LONGEST {
        return Err(reason::TOO_LONG.invalid("text"));
    }
    let position = Position {
        sub_area: sub_area.to_owned(),
        points: typed.level.map(|level| points(there, level)),
        text,
        version: typed.version,
    };
    store::put(&installation.db, &installation.stamp_for(caller)?, head.id, &position).await
}

/// Seals it: from now on nothing of it changes.
///
/// # Errors
/// The caller may not; [`reason::SEALED`], [`reason::NOTHING_TO_SEAL`].
pub async fn seal(installation: &Installation, caller: &Caller, head: &Head) -> Result<()> {
    authorise_in(installation, caller, head, Resource::SelfAssessment, Action::Write).await?;
    open(installation, head).await?;
    let positions = store::list(&installation.db, head.id).await?;
    if positions.iter().all(|it| it.points.is_none()) {
        return Err(reason::NOTHING_TO_SEAL.invalid(""));
    }
    store::seal(&installation.db, &installation.stamp_for(caller)?, head.id, &caller.name).await
}

async fn open(installation: &Installation, head: &Head) -> Result<()> {
    match store::sealed(&installation.db, head.id).await? {
        None => Ok(()),
        Some(_) => Err(reason::SEALED.invalid("")),
    }
}

fn coordinates(caller: &Caller, head: &Head) -> bool {
    access::roles(caller, &Scope::Evaluation(head)).contains(&Role::Coordinator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kompass_core::Text;

    #[test]
    fn every_position_is_worth_points_of_its_own() {
        for whole in [1, 7, 20, 35, 100] {
            let sub_area = SubArea {
                code: "1.1".to_owned(),
                points: whole,
                title: Text::default(),
                short: Text::default(),
                about: Text::default(),
                questions: Vec::new(),
            };
            for at in 0..=HIGHEST {
                assert_eq!(level(&sub_area, points(&sub_area, at)), Some(at));
            }
            assert_eq!(points(&sub_area, 0), Points(0));
            assert_eq!(points(&sub_area, HIGHEST), Points(i64::from(whole) * 1000));
            assert_eq!(level(&sub_area, Points(1)), None);
        }
    }
}
