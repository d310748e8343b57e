//! What comes up and what is late: looked for once a day, told once for each day by which something is to be done. It is
//! made of the list of things to do, so nobody is reminded of what they may not see, or have done.

use super::announce::news_for;
use super::{Due, Subject, Task};
use crate::access::{self, Caller, Scope};
use crate::delegation;
use crate::evaluation::list_for;
use crate::installation::Installation;
use crate::link::{Link, Opens, Purpose, unusable};
use crate::todo::{self, TodoKind};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use kompass_core::Result;
use kompass_core::access::{Action, Resource, Role, may_in};
use kompass_core::interview::Standing;
use kompass_store::account::{self, Mail};
use kompass_store::evaluation::{self, Head};
use kompass_store::job::{self, Occasion, Work};
use kompass_store::notice as store;
use kompass_store::todo as facts;
use kompass_store::{interview, link as links};
use uuid::Uuid;

/// How many days before it is due something is told of.
const SOON: i64 = 3;

/// For how many days after it was due something is told of that was not told of before.
const LATE: i64 = 14;

/// What nobody got by mail is in the mail of the day for this long.
const UNSENT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Most notices of one mail.
const MOST: u32 = 50;

/// Asks for what comes up for everybody: one job for each account, and a mail for each personal link.
pub(crate) async fn day(installation: &Installation, day: Date) -> Result<()> {
    let db = &installation.db;
    let now = installation.now();
    let mut jobs = Vec::new();
    for account in account::with_a_part(db).await? {
        let work = Work::DayOfAccount { day, account };
        jobs.push((Uuid::now_v7(), format!("day {day} {account}"), work));
    }
    if installation.config.mail.host.is_some() {
        let tomorrow = interview::on(db, day.saturating_add(1.day())).await?;
        for link in links::working(db, now).await? {
            // There may be many links of interviewees, and few who are interviewed the day after.
            let comes = link.evaluation.is_some_and(|id| tomorrow.contains(&id));
            if link.purpose == Purpose::Interviewee && !comes {
                continue;
            }
            if let Some(occasion) = occasion(installation, &link, day).await? {
                let name = match occasion {
                    Occasion::Soon { due } => format!("soon {} {due}", link.id),
                    Occasion::Late { due } => format!("late {} {due}", link.id),
                    Occasion::Interview { day } => format!("interview {} {day}", link.id),
                    Occasion::Made | Occasion::Asked => continue,
                };
                jobs.push((Uuid::now_v7(), name, Work::Link { link: link.id, occasion }));
            }
        }
    }
    job::enqueue_all(db, &jobs, now).await
}

/// Tells an account what comes up for it and what is late; and sends the mail of the day, if it wants one.
pub(crate) async fn day_of_account(
    installation: &Installation,
    day: Date,
    account: Uuid,
) -> Result<()> {
    let db = &installation.db;
    let Some(caller) = Caller::absent(installation, account).await? else {
        return Ok(());
    };
    let heads = list_for(installation, &caller).await?;
    let mut news = Vec::new();
    for (evaluation, due) in comes_up(installation, &caller, &heads, day).await? {
        let late = due.day < day;
        let what = serde_json::to_value(due.what).unwrap_or_default();
        let step = if late { "late" } else { "soon" };
        let name = format!("{step} {what} {} {evaluation} {account}", due.day);
        let subject = if late { Subject::Late(due) } else { Subject::Soon(due) };
        news.extend(news_for(installation, account, Some(evaluation), name, &subject).await?);
    }
    let now = installation.now();
    store::add(db, &news, now, Uuid::now_v7).await?;
    let wants =
        installation.config.mail.host.is_some() && account::mail(db, account).await? == Mail::Daily;
    if wants {
        let unsent = store::unsent(db, account, now - UNSENT, MOST).await?;
        let notices: Vec<Uuid> = unsent.into_iter().map(|notice| notice.id).collect();
        if !notices.is_empty() {
            let (name, work) =
                (format!("mail of {day} {account}"), Work::Notices { account, notices });
            job::enqueue(db, Uuid::now_v7(), &name, &work, now).await?;
        }
    }
    Ok(())
}

/// What is due soon, or was due lately, in each evaluation.
async fn comes_up(
    installation: &Installation,
    caller: &Caller,
    heads: &[Head],
    day: Date,
) -> Result<Vec<(Uuid, Due)>> {
    let mut found = Vec::new();
    for todo in todo::of(installation, caller, heads).await? {
        let what = match todo.kind {
            TodoKind::Declaration => Task::Declaration,
            TodoKind::AnswersOpen => Task::Answers,
            TodoKind::AnswersLate => Task::Delegated,
            TodoKind::Documents => Task::Documents,
            TodoKind::FactCheck => Task::FactCheck,
            TodoKind::Interviews => Task::Interviews,
            TodoKind::ActionsLate => Task::Actions,
            _ => continue,
        };
        if let Some(due) = todo.due {
            found.push((todo.evaluation, Due { what, count: todo.count, day: due }));
        }
    }
    found.extend(interviews_tomorrow(installation, caller, heads, day).await?);
    found.extend(actions_soon(installation, caller, heads, day).await?);
    found.retain(|(_, due)| is_near(due.day, day));
    Ok(found)
}

/// The interviews that the caller holds the day after.
async fn interviews_tomorrow(
    installation: &Installation,
    caller: &Caller,
    heads: &[Head],
    day: Date,
) -> Result<Vec<(Uuid, Due)>> {
    let tomorrow = day.saturating_add(1.day());
    let ids: Vec<Uuid> =
        heads.iter().filter(|it| caller.member(it.id).is_some()).map(|it| it.id).collect();
    let planned = facts::interviews(&installation.db, &ids).await?;
    let count = |id: Uuid| {
        let code = caller.member(id).unwrap_or_default();
        let own = planned.iter().filter(|it| {
            it.evaluation == id
                && it.standing == Standing::Planned
                && it.day == Some(tomorrow)
                && (it.evaluators.is_empty() || it.evaluators.iter().any(|named| named == code))
        });
        own.count() as u64
    };
    let due = |id| (id, Due { what: Task::Interviews, count: count(id), day: tomorrow });
    Ok(ids.iter().map(|id| due(*id)).filter(|(_, due)| due.count > 0).collect())
}

/// The actions of the caller's municipality that are to be done soon, by day.
async fn actions_soon(
    installation: &Installation,
    caller: &Caller,
    heads: &[Head],
    day: Date,
) -> Result<Vec<(Uuid, Due)>> {
    let coordinates = |head: &&Head| {
        access::roles(caller, &Scope::Evaluation(head)).contains(&Role::Coordinator)
            && may_in(Role::Coordinator, Resource::Actions, Action::Write, head.state, head.kind)
    };
    let ids: Vec<Uuid> = heads.iter().filter(coordinates).map(|head| head.id).collect();
    let mut found: Vec<(Uuid, Due)> = Vec::new();
    for action in facts::actions(&installation.db, &ids).await? {
        let Some(due) = action.due.filter(|due| *due >= day) else { continue };
        let same = |(id, it): &&mut (Uuid, Due)| *id == action.evaluation && it.day == due;
        match found.iter_mut().find(same) {
            Some((_, it)) => it.count += 1,
            None => {
                found.push((action.evaluation, Due { what: Task::Actions, count: 1, day: due }));
            }
        }
    }
    Ok(found)
}

/// Why the owner of a personal link hears of it on this day, if they do.
pub(super) async fn occasion(
    installation: &Installation,
    link: &Link,
    day: Date,
) -> Result<Option<Occasion>> {
    let (db, opens) = (&installation.db, Opens::of(link));
    let Some(id) = link.evaluation.filter(|_| !link.email.is_empty()) else { return Ok(None) };
    if unusable(link, installation.now()).is_some() {
        return Ok(None);
    }
    match link.purpose {
        Purpose::Contributor => {
            let Some(due) = opens.due.filter(|due| is_near(*due, day)) else { return Ok(None) };
            let waits = waits(installation, id, &opens).await?;
            let soon = due >= day;
            Ok(waits.then_some(if soon { Occasion::Soon { due } } else { Occasion::Late { due } }))
        }
        Purpose::Interviewee => {
            let Some(person) = opens.person else { return Ok(None) };
            let tomorrow = day.saturating_add(1.day());
            let planned = interview::planned(db, id).await?;
            let person = planned.people.into_iter().find(|it| it.value.id == person);
            let own = person.map(|it| it.value.interviews).unwrap_or_default();
            let comes = planned.interviews.iter().map(|it| &it.value).any(|it| {
                it.day == tomorrow && it.standing == Standing::Planned && own.contains(&it.id)
            });
            Ok(comes.then_some(Occasion::Interview { day: tomorrow }))
        }
        Purpose::Administrator | Purpose::Invitation | Purpose::Password => Ok(None),
    }
}

/// True while a question of the link waits for its owner.
async fn waits(installation: &Installation, id: Uuid, opens: &Opens) -> Result<bool> {
    let db = &installation.db;
    let head = evaluation::head(db, id).await?;
    let Head { state, kind, .. } = head;
    if !may_in(Role::Contributor, Resource::Answers, Action::Write, state, kind) {
        return Ok(false);
    }
    let framework = installation.framework(&head.framework_digest).await?;
    let answered = facts::answered(db, &[id]).await?;
    let asked = facts::asked(db, &[id]).await?;
    let has = |list: &[(Uuid, String)], code: &str| list.iter().any(|(_, it)| it == code);
    Ok(delegation::questions(opens, &framework)
        .any(|code| !has(&answered, code) || has(&asked, code)))
}

/// True from a few days before until two weeks after.
fn is_near(due: Date, day: Date) -> bool {
    (day.saturating_sub(LATE.days())..=day.saturating_add(SOON.days())).contains(&due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_near_from_three_days_before_until_two_weeks_after() {
        let today = date(2026, 3, 16);
        for (due, near) in [
            (date(2026, 3, 20), false),
            (date(2026, 3, 19), true),
            (date(2026, 3, 16), true),
            (date(2026, 3, 2), true),
            (date(2026, 3, 1), false),
        ] {
            assert_eq!(is_near(due, today), near, "{due}");
        }
        assert!(is_near(Date::MAX, Date::MAX) && is_near(Date::MIN, Date::MIN));
    }
}
