//! Writing: summary, prose, strengths, improvement areas and good examples, each saved by itself.

use crate::access::{self, Caller, Scope, authorise_in, head_for};
use crate::evaluation::{self, Seen};
use crate::installation::Installation;
use crate::live;
use crate::reason::{self, Reason, reasons};
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::State;
use kompass_core::framework::Framework;
use kompass_store::evaluation::Head;
use kompass_store::writing as store;
pub use kompass_store::writing::{Item, List, Place, Wording, version};
use std::collections::HashMap;
use uuid::Uuid;

/// Most characters of a text of prose, and of a row of a list.
pub const LONGEST_TEXT: usize = 30_000;
/// As above.
pub const LONGEST_ROW: usize = 3_000;
/// Most characters of a name.
const LONGEST_NAME: usize = 200;

reasons! {
    TEXT_LONG "WR01" "the text is too long" "shorten it, or put a part of it elsewhere";
    TEXT_EMPTY "WR02" "the text is empty" "write something, or remove the row";
    WHO_EMPTY "WR03" "it is not said whose example it is" "name the municipality or department";
    SUB_AREA "WR04" "the sub-area is not one of this area" "choose one of the area, or none";
}

/// A good example of another evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reusable {
    /// Whose it is.
    pub who: String,
    /// What they do.
    pub text: String,
    /// Id of the source line it quotes.
    pub source: Option<String>,
    /// The evaluation it stands in: municipality and year.
    pub from: String,
}

/// The evaluation as the caller sees it, for one who may read its texts.
///
/// # Errors
/// The caller may not, or not yet.
pub async fn open(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Seen> {
    let seen = evaluation::open_for(installation, caller, id).await?;
    authorise_in(installation, caller, &seen.head, Resource::Texts, Action::Read).await?;
    Ok(seen)
}

/// The place of a text in the report: `summary`, the number of an area, or the code of a sub-area.
///
/// # Errors
/// The framework has none such.
pub fn place<'a>(framework: &'a Framework, name: &str) -> Result<Place<'a>> {
    if name == "summary" {
        return Ok(Place::Summary);
    }
    let area = name.parse().ok().and_then(|number| framework.area(number));
    let sub_area = || {
        framework.areas.iter().find_map(|area| {
            let at = area.sub_areas.iter().position(|sub_area| sub_area.code == name)?;
            let position = u32::try_from(at).ok()?;
            Some(Place::SubArea(area.number, position, area.sub_areas[at].code.as_str()))
        })
    };
    let place = area.map(|area| Place::Area(area.number)).or_else(sub_area);
    place.ok_or_else(|| reason::not_there("text", name))
}

/// A text as it stands.
///
/// # Errors
/// The caller may not read it.
pub async fn text(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    place: Place<'_>,
) -> Result<String> {
    authorise_in(installation, caller, head, Resource::Texts, Action::Read).await?;
    store::text(&installation.db, head.id, place).await
}

/// Saves a text, if the one that is there is the one that the caller has read. Returns the version after it.
///
/// # Errors
/// The caller may not; [`TEXT_LONG`]; [`Error::Conflict`](kompass_core::Error::Conflict).
pub async fn save(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    name: &str,
    expected: i64,
    text: &str,
) -> Result<i64> {
    let (head, framework) = writing(installation, caller, id).await?;
    let text = normal(text);
    if text.chars().count() > LONGEST_TEXT {
        return Err(TEXT_LONG.invalid("body"));
    }
    let (stamp, place) = (installation.stamp_for(caller)?, place(&framework, name)?);
    let at = (id, head.state);
    let version = store::put(&installation.db, &stamp, at, place, expected, &text).await?;
    live::announce(installation, id);
    Ok(version)
}

/// The rows of all lists, by area, list and place.
///
/// # Errors
/// The caller may not read them.
pub async fn items(installation: &Installation, caller: &Caller, head: &Head) -> Result<Vec<Item>> {
    authorise_in(installation, caller, head, Resource::Texts, Action::Read).await?;
    store::items(&installation.db, head.id).await
}

/// A row of a list.
///
/// # Errors
/// The caller may not read it; there is none such.
pub async fn item(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    id: Uuid,
) -> Result<Item> {
    let found = items(installation, caller, head).await?.into_iter().find(|item| item.id == id);
    found.ok_or_else(|| reason::not_there("text", id))
}

/// Adds a row at the end of a list.
///
/// # Errors
/// The caller may not; no such area; WR01–WR04.
pub async fn add(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    area: u8,
    list: List,
    wording: &Wording,
) -> Result<Uuid> {
    let (head, framework) = writing(installation, caller, id).await?;
    let wording = checked(&framework, area, list, wording)?;
    let (stamp, at) = (installation.stamp_for(caller)?, (id, head.state));
    let added = store::add(&installation.db, &stamp, at, area, list, &wording).await?;
    live::announce(installation, id);
    Ok(added)
}

/// Changes what a row says, if it is what the caller has read. Returns the version after it.
///
/// # Errors
/// The caller may not; no such row; WR01–WR04; [`Error::Conflict`](kompass_core::Error::Conflict).
pub async fn change(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    row: Uuid,
    expected: i64,
    wording: &Wording,
) -> Result<i64> {
    let (head, framework) = writing(installation, caller, id).await?;
    let there = item(installation, caller, &head, row).await?;
    let wording = checked(&framework, there.area, there.list, wording)?;
    let (stamp, read) = (installation.stamp_for(caller)?, Item { version: expected, ..there });
    let at = (id, head.state);
    let version = store::change(&installation.db, &stamp, at, &read, &wording).await?;
    live::announce(installation, id);
    Ok(version)
}

/// Removes a row, if it is what the caller has read.
///
/// # Errors
/// As [`change`].
pub async fn remove(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    row: Uuid,
    expected: i64,
) -> Result<()> {
    let (head, _) = writing(installation, caller, id).await?;
    let there = item(installation, caller, &head, row).await?;
    let (stamp, read) = (installation.stamp_for(caller)?, Item { version: expected, ..there });
    store::remove(&installation.db, &stamp, (id, head.state), &read).await?;
    live::announce(installation, id);
    Ok(())
}

/// Moves a row one place up or down in its list. Returns the number of its area.
///
/// # Errors
/// As [`change`].
pub async fn shift(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    row: Uuid,
    up: bool,
) -> Result<u8> {
    let (head, _) = writing(installation, caller, id).await?;
    let area = item(installation, caller, &head, row).await?.area;
    let stamp = installation.stamp_for(caller)?;
    store::shift(&installation.db, &stamp, (id, head.state), row, up).await?;
    live::announce(installation, id);
    Ok(area)
}

/// The good examples of an area in other evaluations that are delivered and whose texts the caller may read, the latest
/// first; each of them once. Invented ones stay among themselves.
///
/// # Errors
/// The database cannot be read.
pub async fn reusable(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    area: u8,
) -> Result<Vec<Reusable>> {
    let mut others = evaluation::list_for(installation, caller).await?;
    others.retain(|other| {
        let scope = Scope::Evaluation(other);
        let reads = access::roles(caller, &scope).into_iter().any(|role| {
            let (read, texts) = (Action::Read, Resource::Texts);
            kompass_core::access::may_in(role, texts, read, other.state, other.kind)
        });
        reads
            && other.id != head.id
            && other.state >= State::Delivered
            && other.fictional == head.fictional
            && other.country == head.country
    });
    others.sort_by_key(|other| std::cmp::Reverse((other.year, other.id)));
    let ids: Vec<Uuid> = others.iter().map(|other| other.id).collect();
    let mut by_evaluation: HashMap<Uuid, Vec<store::Example>> = HashMap::new();
    for example in store::examples_of(&installation.db, &ids, area).await? {
        by_evaluation.entry(example.evaluation).or_default().push(example);
    }
    let mut found: Vec<Reusable> = Vec::new();
    for other in &others {
        let from = format!("{} {}", other.municipality, other.year);
        for example in by_evaluation.remove(&other.id).unwrap_or_default() {
            let store::Example { who, text, source, .. } = example;
            if !found.iter().any(|it| it.who == who && it.text == text) {
                found.push(Reusable { who, text, source, from: from.clone() });
            }
        }
    }
    Ok(found)
}

async fn writing(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<(Head, std::sync::Arc<Framework>)> {
    let head = head_for(installation, caller, id, Resource::Texts, Action::Write).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    Ok((head, framework))
}

fn checked(framework: &Framework, area: u8, list: List, wording: &Wording) -> Result<Wording> {
    let area = framework.area(area).ok_or_else(|| reason::not_there("area", area))?;
    let text = normal(&wording.text);
    let who = wording.who.trim().to_owned();
    let of_area = |code: &String| area.sub_areas.iter().any(|sub_area| sub_area.code == *code);
    let wrong: [(&Reason, &str, bool); 4] = [
        // A published list often names an example and says no more.
        (&TEXT_EMPTY, "body", text.is_empty() && list != List::Example),
        (&TEXT_LONG, "body", text.chars().count() > LONGEST_ROW),
        (
            &WHO_EMPTY,
            "who",
            list == List::Example && !(1..=LONGEST_NAME).contains(&who.chars().count()),
        ),
        (&SUB_AREA, "sub_area", wording.sub_area.as_ref().is_some_and(|code| !of_area(code))),
    ];
    let problems: Vec<_> = wrong
        .into_iter()
        .filter(|it| it.2)
        .map(|(reason, place, _)| reason.problem(place))
        .collect();
    if !problems.is_empty() {
        return Err(kompass_core::Error::Invalid(problems));
    }
    let (sub_area, source) = (wording.sub_area.clone(), wording.source.clone());
    Ok(match list {
        List::Example => Wording { text, who, sub_area: None, source },
        List::Strength | List::Improvement => {
            Wording { text, who: String::new(), sub_area, source }
        }
    })
}

/// Lines end in one way, whatever the browser sent, so that the same text is the same.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
