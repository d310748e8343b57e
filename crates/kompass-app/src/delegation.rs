//! Questions in the hands of colleagues without an account: who has which by a personal link, and by when.

use crate::access::{Caller, authorise_in};
use crate::answer::Holder;
use crate::installation::Installation;
use crate::link::{Link, Opens, Purpose, unusable};
use crate::reason::{LINK_REVOKED, SCOPE, not_there};
use jiff::civil::Date;
use kompass_core::access::{Action, Resource};
use kompass_core::framework::Framework;
use kompass_core::{Error, Result, answer};
use kompass_store::evaluation::Head;
use kompass_store::link as store;
use uuid::Uuid;

/// A link of somebody who answers.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// The link.
    pub link: Link,
    /// What it opens, as it was given.
    pub opens: Opens,
    /// Codes of the pre-questions in it, in order.
    pub questions: Vec<String>,
}

impl Delegation {
    fn of(link: &Link, framework: &Framework) -> Self {
        let opens = Opens::of(link);
        let questions = questions(&opens, framework).map(str::to_owned).collect();
        Self { link: link.clone(), opens, questions }
    }

    /// What the caller's own link opens, if they came by one to answer.
    pub(crate) fn of_caller(caller: &Caller, framework: &Framework) -> Option<Self> {
        let link = caller.link.as_ref().filter(|link| link.purpose == Purpose::Contributor)?;
        Some(Self::of(link, framework))
    }

    pub(crate) fn holder(&self) -> Holder {
        Holder { link: self.link.id, name: self.link.name.clone(), due: self.opens.due }
    }
}

/// The links of those who answer, oldest first; expired ones too, which can be made anew.
///
/// # Errors
/// The caller may not know.
pub async fn list(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<Vec<Delegation>> {
    authorise_in(installation, caller, head, Resource::Links, Action::Read).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    all(installation, head, &framework).await
}

/// One of them.
///
/// # Errors
/// As [`list`]; no such link.
pub async fn get(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    link: Uuid,
) -> Result<Delegation> {
    let there = list(installation, caller, head).await?;
    there.into_iter().find(|it| it.link.id == link).ok_or_else(|| not_there("link", link))
}

/// Gives a link other questions or another day: so questions are taken back, and given to somebody else.
///
/// # Errors
/// The caller may not; no such link; [`SCOPE`] for nothing, or what the framework does not have;
/// [`reason::DUE`](crate::answer::reason::DUE).
pub async fn change(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    link: Uuid,
    questions: &[String],
    due: Option<Date>,
) -> Result<()> {
    authorise_in(installation, caller, head, Resource::Links, Action::Write).await?;
    let there = get(installation, caller, head, link).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    known(&framework, &[], questions)?;
    if due != there.opens.due {
        checked_due(installation, due)?;
    }
    // A sub-area that was given as a whole stays whole, for its documents, while all its questions stay.
    let whole = |code: &String| {
        let mut of_it = answer::questions(&framework).filter(|(sub, _)| sub.code == *code);
        of_it.all(|(_, question)| questions.contains(&question.code))
    };
    let mut opens = Opens { due, ..there.opens };
    opens.sub_areas.retain(whole);
    opens.questions = answer::questions(&framework)
        .filter(|(sub, question)| {
            questions.contains(&question.code) && !opens.sub_areas.contains(&sub.code)
        })
        .map(|(_, question)| question.code.clone())
        .collect();
    rescope(installation, caller, &there.link, &opens).await
}

/// Notes that somebody was reminded now.
///
/// # Errors
/// The caller may not; no such link.
pub async fn reminded(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    link: Uuid,
) -> Result<()> {
    authorise_in(installation, caller, head, Resource::Links, Action::Write).await?;
    let there = get(installation, caller, head, link).await?;
    let opens = Opens { reminded: Some(installation.now()), ..there.opens };
    rescope(installation, caller, &there.link, &opens).await
}

/// Codes of the pre-questions that a link opens, in order.
pub(crate) fn questions<'a>(
    opens: &'a Opens,
    framework: &'a Framework,
) -> impl Iterator<Item = &'a str> {
    let named = answer::questions(framework).filter(|(sub_area, question)| {
        opens.sub_areas.contains(&sub_area.code) || opens.questions.contains(&question.code)
    });
    named.map(|(_, question)| question.code.as_str())
}

/// Lets through what the framework has, if it is anything at all.
pub(crate) fn known(
    framework: &Framework,
    sub_areas: &[String],
    questions: &[String],
) -> Result<()> {
    let there = |code: &String| framework.sub_area(code).is_some();
    let asked = |code: &String| answer::questions(framework).any(|(_, it)| it.code == *code);
    let nothing = sub_areas.is_empty() && questions.is_empty();
    if nothing || !sub_areas.iter().all(there) || !questions.iter().all(asked) {
        return Err(SCOPE.invalid("scope"));
    }
    Ok(())
}

/// A day that is not past.
pub(crate) fn checked_due(installation: &Installation, due: Option<Date>) -> Result<()> {
    if due.is_some_and(|day| day < installation.today()) {
        return Err(crate::answer::reason::DUE.invalid("due"));
    }
    Ok(())
}

/// All links of those who answer that were not revoked; who may know is asked before.
pub(crate) async fn all(
    installation: &Installation,
    head: &Head,
    framework: &Framework,
) -> Result<Vec<Delegation>> {
    let mut links = store::of_evaluation(&installation.db, head.id).await?;
    links.retain(|link| {
        link.purpose == Purpose::Contributor
            && unusable(link, installation.now()).is_none_or(|it| it != LINK_REVOKED)
    });
    Ok(links.iter().map(|link| Delegation::of(link, framework)).collect())
}

async fn rescope(
    installation: &Installation,
    caller: &Caller,
    link: &Link,
    opens: &Opens,
) -> Result<()> {
    let scope = serde_json::to_value(opens).map_err(|error| Error::Internal(error.to_string()))?;
    store::rescope(&installation.db, &installation.stamp_for(caller)?, link, &scope).await
}
