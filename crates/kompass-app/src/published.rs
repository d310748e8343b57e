//! Published results that are taken over by hand: what a report or page that somebody else made says about a municipality.

use crate::access::{self, Caller, Scope, head_for};
use crate::evaluation;
use crate::installation::Installation;
use crate::organisation;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::check::check;
use kompass_core::evaluation::published::{Draft, Published};
use kompass_core::evaluation::{Evaluation, Kind, Municipality};
use kompass_core::framework::Framework;
use kompass_core::{Error, Problem, Result, municipality};
use kompass_store::evaluation::Head;
use kompass_store::published as store;
use std::sync::Arc;
use uuid::Uuid;

/// Country of municipalities that are in no table of ours.
const COUNTRY: &str = "SE";

/// A published result, for those who write it.
pub struct Shown {
    /// The evaluation it stands in.
    pub head: Head,
    /// Its framework.
    pub framework: Arc<Framework>,
    /// What its source says.
    pub published: Published,
    /// Counts its writes.
    pub version: i64,
}

/// A published result as somebody typed it.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// Id of the framework; empty for the one that was used in that year.
    pub framework: &'a str,
    /// What the source says.
    pub draft: Draft<'a>,
}

/// Takes a published result over as an evaluation of its own, for an organisation. Returns its id.
///
/// # Errors
/// The caller does not run the organisation, or it is closed; everything that is wrong with what was typed.
pub async fn take_over(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    typed: &Typed<'_>,
) -> Result<Uuid> {
    let scope = Scope::Organisation(organisation);
    access::authorise(installation, caller, Resource::Evaluations, Action::Write, &scope).await?;
    organisation::open(installation, organisation).await?;
    let before = Municipality {
        name: String::new(),
        country: COUNTRY.to_owned(),
        code: None,
        facts: Vec::new(),
    };
    let (framework, published) = read(installation, typed, &before)?;
    let mut evaluation = Evaluation { kind: Kind::Imported, ..evaluation::blank() };
    published.put_into(&mut evaluation, framework);
    let stamp = installation.stamp_for(caller)?;
    let kept =
        evaluation::keep(installation, &stamp, organisation, &evaluation, framework, false).await?;
    Ok(kept.id)
}

/// A published result.
///
/// # Errors
/// The caller may not write it, or not any more.
pub async fn get(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Shown> {
    let head = head_for(installation, caller, id, Resource::Published, Action::Write).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let store::Stored { published, version } = store::get(&installation.db, id).await?;
    Ok(Shown { head, framework, published, version })
}

/// Writes what was published, if it was not written since this version. Its texts stay. Returns the version after it.
///
/// # Errors
/// The caller may not; everything that is wrong with what was typed; [`Conflict`](Error::Conflict).
pub async fn save(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    version: i64,
    typed: &Typed<'_>,
) -> Result<i64> {
    let there = get(installation, caller, id).await?;
    let (framework, published) = read(installation, typed, &there.published.municipality)?;
    if !published.says_points() {
        let message = "there is neither a total nor points of an area";
        let problem = Problem::new("total", message, "copy what the source says").code("PB06");
        return Err(Error::invalid(problem));
    }
    // One that stays keeps the content that it was pinned with.
    let framework = if framework.id == there.framework.id { &*there.framework } else { framework };
    let mut whole = evaluation::load(installation, id).await?.evaluation;
    published.put_into(&mut whole, framework);
    if !check(&whole, framework).errors.is_empty() {
        let message = "points or texts are of a part that this framework does not have";
        let problem = Problem::new("framework", message, "take them away first").code("PB10");
        return Err(Error::invalid(problem));
    }
    let (stamp, at) = (installation.stamp_for(caller)?, (id, there.head.state));
    let version = store::put(&installation.db, &stamp, at, version, &published, framework).await?;
    evaluation::keep_result_of(installation, id).await?;
    Ok(version)
}

fn read<'a>(
    installation: &'a Installation,
    typed: &Typed<'_>,
    before: &Municipality,
) -> Result<(&'a Framework, Published)> {
    let catalogue = &installation.catalogue;
    let given = typed.draft.municipality.trim();
    let known = municipality::by_code(given).or_else(|| municipality::by_name(given));
    let country = known.map_or(before.country.as_str(), |known| known.country.as_str());
    let of_year = || catalogue.of_year(country, typed.draft.year()?);
    let framework = match typed.framework {
        "" => of_year(),
        id => Some(catalogue.framework(id)?),
    };
    let missing = || {
        let message = "no version of the instrument was used in that year";
        Problem::new("framework", message, "choose the version").code("PB11")
    };
    // What is wrong beside it is said all the same.
    let read = |framework| Published::read(&typed.draft, framework, before);
    match framework {
        Some(framework) => {
            let mut published = read(framework).map_err(Error::Invalid)?;
            if known.is_none() && before.name != published.municipality.name {
                framework.country.clone_into(&mut published.municipality.country);
            }
            Ok((framework, published))
        }
        None => {
            let mut problems = vec![missing()];
            let any = catalogue.frameworks().first();
            problems.extend(any.and_then(|any| read(any).err()).unwrap_or_default());
            Err(Error::Invalid(problems))
        }
    }
}
