//! Follow-up: what the municipality does about the improvement areas of the delivered report, how it goes, and what the
//! next evaluation takes over of it.

use crate::access::{self, Caller, Scope, head_for};
use crate::evaluation;
use crate::installation::Installation;
use crate::link::Opens;
use crate::reason;
use kompass_core::access::{Action as Act, Resource, Role, may_in};
use kompass_core::action::{Action, Missing, Progress, Status};
use kompass_core::evaluation::{Evaluation, SinceLast};
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::table::{Cell, Column, Table};
use kompass_core::{Error, Problem, Result, action as core, format};
use kompass_report::chart::{self, Alt, Course, Style};
use kompass_report::xlsx;
use kompass_store::action as store;
pub use kompass_store::action::Stored;
use kompass_store::evaluation::Head;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// All that is done, with what it is about.
pub struct Plan {
    /// The evaluation.
    pub head: Head,
    /// Its framework.
    pub framework: Arc<Framework>,
    /// The improvement areas of the report, by area.
    pub improvements: Vec<Improvement>,
    /// The actions, by area.
    pub actions: Vec<Item>,
    /// What the caller may do.
    pub may: May,
}

/// An improvement area of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Improvement {
    /// Number of its area.
    pub area: u8,
    /// Its place in the area, from 1.
    pub place: usize,
    /// Code of its sub-area.
    pub sub_area: Option<String>,
    /// As it is put.
    pub text: String,
}

/// An action with how it goes.
#[derive(Debug, Clone)]
pub struct Item {
    /// The action.
    pub stored: Stored,
    /// What was said about it, by day.
    pub progress: Vec<Progress>,
    /// True if it should have been done by now.
    pub late: bool,
}

/// One action, with what it is about.
pub struct Opened {
    /// The evaluation.
    pub head: Head,
    /// Its framework.
    pub framework: Arc<Framework>,
    /// The action.
    pub item: Item,
    /// What the caller may do.
    pub may: May,
}

/// What a caller may do with actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct May {
    /// Change those that are shown, and say how they go.
    pub change: bool,
    /// Write down new ones, and take away.
    pub add: bool,
}

impl May {
    /// Lets through who may write down new ones and take away.
    ///
    /// # Errors
    /// [`reason::NO_RIGHT`].
    pub fn adds(self) -> Result<()> {
        if self.add { Ok(()) } else { Err(reason::NO_RIGHT.forbidden()) }
    }
}

impl Plan {
    /// The improvement areas about which nothing is planned.
    pub fn waiting(&self) -> impl Iterator<Item = &Improvement> {
        self.improvements.iter().filter(|it| {
            let same = |item: &Item| {
                item.stored.action.area == it.area && item.stored.action.improvement == it.text
            };
            !self.actions.iter().any(same)
        })
    }
}

/// All actions that the caller may see: who comes by a personal link sees those of the sub-areas that it names.
///
/// # Errors
/// The caller may not see any.
pub async fn plan(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Plan> {
    let head = may(installation, caller, id, Act::Read).await?;
    let seen = evaluation::open_for(installation, caller, id).await?;
    let improvements = improvements(&seen.evaluation);
    let mut said: HashMap<Uuid, Vec<Progress>> = HashMap::new();
    for (action, progress) in store::progress(&installation.db, id).await? {
        said.entry(action).or_default().push(progress);
    }
    let today = installation.today();
    let mut stored = store::list(&installation.db, id).await?;
    stored.retain(|it| concerns(caller, &head, &seen.framework, &it.action));
    let actions = stored.into_iter().map(|stored| Item {
        progress: said.remove(&stored.id).unwrap_or_default(),
        late: stored.action.is_late(today),
        stored,
    });
    Ok(Plan {
        improvements,
        actions: actions.collect(),
        may: rights(caller, &head),
        framework: seen.framework,
        head,
    })
}

/// One action.
///
/// # Errors
/// As [`plan`]; no such action.
pub async fn get(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    action: Uuid,
) -> Result<Opened> {
    let head = may(installation, caller, id, Act::Read).await?;
    open(installation, caller, head, action).await
}

/// Writes down an action.
///
/// # Errors
/// The caller may not; every problem of the action.
pub async fn add(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    action: &Action,
) -> Result<Uuid> {
    let head = may(installation, caller, id, Act::Write).await?;
    rights(caller, &head).adds()?;
    let framework = installation.framework(&head.framework_digest).await?;
    let mut problems = action.check();
    if framework.area(action.area).is_none() {
        let message = "this area is not in the framework of the evaluation";
        problems.push(Problem::new("improvement", message, "choose one of its").code("FU11"));
    }
    refuse(problems)?;
    store::insert(&installation.db, &installation.stamp_for(caller)?, id, action).await
}

/// Changes an action, if it is as it was read. What it is about stays. Returns the version after it.
///
/// # Errors
/// The caller may not; every problem of the action; [`Conflict`](Error::Conflict) if somebody changed it in the meantime.
pub async fn change(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    action: Uuid,
    version: i64,
    changed: Action,
) -> Result<i64> {
    let head = may(installation, caller, id, Act::Write).await?;
    let there = open(installation, caller, head, action).await?.item.stored.action;
    let Action { area, sub_area, improvement, .. } = there;
    let changed = Action { area, sub_area, improvement, ..changed };
    refuse(changed.check())?;
    let stamp = installation.stamp_for(caller)?;
    store::update(&installation.db, &stamp, id, action, version, &changed).await
}

/// Removes an action with what was said about how it goes.
///
/// # Errors
/// The caller may not; somebody changed it in the meantime.
pub async fn remove(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    action: Uuid,
    version: i64,
) -> Result<()> {
    let head = may(installation, caller, id, Act::Write).await?;
    rights(caller, &head).adds()?;
    store::remove(&installation.db, &installation.stamp_for(caller)?, id, action, version).await
}

/// Says how an action goes. It stands as it was said.
///
/// # Errors
/// The caller may not; every problem of it.
pub async fn say(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    action: Uuid,
    progress: &Progress,
) -> Result<()> {
    let head = may(installation, caller, id, Act::Write).await?;
    open(installation, caller, head, action).await?;
    refuse(progress.check(installation.today()))?;
    let stamp = installation.stamp_for(caller)?;
    store::add_progress(&installation.db, &stamp, id, action, progress).await
}

/// What was done about the improvement areas of an evaluation, as the next one of the same municipality takes it over. That
/// it is the same, and that the caller may, is asked before.
pub(crate) async fn for_next(
    installation: &Installation,
    before: &Head,
) -> Result<Vec<(u8, SinceLast)>> {
    let mut last: HashMap<Uuid, Progress> = HashMap::new();
    for (action, progress) in store::progress(&installation.db, before.id).await? {
        last.insert(action, progress);
    }
    let actions = store::list(&installation.db, before.id).await?;
    let actions = actions.iter().map(|stored| (&stored.action, last.get(&stored.id)));
    let words = |action: &Action, last: Option<&Progress>| match last {
        Some(last) if !last.note.is_empty() => {
            format!("{} ({}: {})", action.title, format::date(last.day), last.note)
        }
        _ => action.title.clone(),
    };
    Ok(core::since_last(before.year, actions, words))
}

/// The course of the indicator as a picture, if there are two values at least to see. Those of actions that nobody measures
/// have none.
pub fn course(item: &Item, words: &Texts) -> Option<String> {
    let action = &item.stored.action;
    let baseline = action.baseline.map(|it| (it.on, it.value));
    let said = item.progress.iter().filter_map(|it| Some((it.day, it.value?)));
    let points: Vec<_> =
        baseline.into_iter().chain(said).map(|(day, value)| (day, value.to_decimal())).collect();
    let target = action.target.map(|it| (it.on, it.value.to_decimal()));
    if points.is_empty() || points.len() + usize::from(target.is_some()) < 2 {
        return None;
    }
    let course = Course {
        alt: Alt {
            title: words.action_course(action.indicator.as_str()),
            description: words.action_course_beside(),
        },
        own: words.action_course_now(),
        points,
        target_label: words.action_course_target(),
        target,
    };
    Some(chart::course(&course, &Style::screen("course", words.lang())))
}

/// What an action lacks to be an analysed one, in words; empty if it lacks nothing.
pub fn missing(action: &Action, words: &Texts) -> String {
    let lacks: Vec<String> = action
        .missing()
        .into_iter()
        .map(|what| match what {
            Missing::Cause => words.action_lacks_cause(),
            Missing::Theory => words.action_lacks_theory(),
            Missing::Indicator => words.action_lacks_indicator(),
            Missing::Baseline => words.action_lacks_baseline(),
        })
        .collect();
    format::list(words.lang(), &lacks)
}

/// How far an action has come, in words.
pub fn status(status: Status, words: &Texts) -> String {
    match status {
        Status::Planned => words.action_status_planned(),
        Status::Begun => words.action_status_begun(),
        Status::Done => words.action_status_done(),
        Status::Stopped => words.action_status_stopped(),
    }
}

/// The plan as a workbook.
///
/// # Errors
/// The workbook cannot be made.
pub fn workbook(plan: &Plan, words: &Texts) -> Result<Vec<u8>> {
    let columns = [
        Column::new(words.action_area(), 8),
        Column::new(words.action_improvement(), 40),
        Column::new(words.action_title(), 40),
        Column::new(words.action_status(), 18),
        Column::new(words.action_owner(), 22),
        Column::new(words.action_due(), 12),
        Column::new(words.action_cause(), 40),
        Column::new(words.action_theory(), 40),
        Column::new(words.action_indicator(), 28),
        Column::new(words.action_unit(), 12),
        Column::new(words.action_baseline(), 12),
        Column::new(words.action_baseline_on(), 12),
        Column::new(words.action_target(), 12),
        Column::new(words.action_target_on(), 12),
        Column::new(words.action_effect(), 10),
        Column::new(words.action_resource(), 10),
        Column::new(words.action_lacks(), 30),
        Column::new(words.action_last(), 40),
    ];
    let lang = words.lang();
    let row = |item: &Item| {
        let it = &item.stored.action;
        let day = |day: Option<jiff::civil::Date>| day.map(format::date).unwrap_or_default();
        let mark = |mark: Option<u8>| mark.map_or(Cell::Empty, |it| Cell::Whole(it.into()));
        let value = |it: Option<core::Measured>| it.map(|it| it.value.written(lang));
        let last = item.progress.last().map(|last| {
            let value = last.value.map(|value| value.written(lang)).unwrap_or_default();
            format!("{} {value} {}", format::date(last.day), last.note)
        });
        let before = [
            it.sub_area.clone().unwrap_or_else(|| it.area.to_string()),
            it.improvement.clone(),
            it.title.clone(),
            status(it.status, words),
            it.owner.clone(),
            day(it.due),
            it.cause.clone(),
            it.theory.clone(),
            it.indicator.clone(),
            it.unit.clone(),
            value(it.baseline).unwrap_or_default(),
            day(it.baseline.map(|it| it.on)),
            value(it.target).unwrap_or_default(),
            day(it.target.map(|it| it.on)),
        ];
        let marks = [mark(it.effect), mark(it.resource)];
        let after = [missing(it, words), last.unwrap_or_default()];
        before.map(Cell::text).into_iter().chain(marks).chain(after.map(Cell::text)).collect()
    };
    let rows = plan.actions.iter().map(row).collect();
    let (title, columns) = (words.action_plan(), columns.into());
    xlsx::table(&Table { title, notes: Vec::new(), columns, rows })
}

fn improvements(evaluation: &Evaluation) -> Vec<Improvement> {
    let all = evaluation.areas.iter().flat_map(|area| {
        area.improvements.iter().zip(1..).map(|(finding, place)| Improvement {
            area: area.number,
            place,
            sub_area: finding.sub_area.clone(),
            text: finding.text.clone(),
        })
    });
    all.collect()
}

async fn open(
    installation: &Installation,
    caller: &Caller,
    head: Head,
    action: Uuid,
) -> Result<Opened> {
    let stored = store::get(&installation.db, head.id, action).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    if !concerns(caller, &head, &framework, &stored.action) {
        return Err(reason::not_there("action", action));
    }
    let item = Item {
        progress: store::progress_of(&installation.db, action).await?,
        late: stored.action.is_late(installation.today()),
        stored,
    };
    let may = rights(caller, &head);
    Ok(Opened { head, framework, item, may })
}

/// What the roles allow; who comes by a personal link helps with what is there.
fn rights(caller: &Caller, head: &Head) -> May {
    let roles = access::roles(caller, &Scope::Evaluation(head));
    let writes = |role: &Role| may_in(*role, Resource::Actions, Act::Write, head.state, head.kind);
    May {
        change: roles.iter().any(writes),
        add: roles.iter().any(|role| writes(role) && *role != Role::Contributor),
    }
}

/// True if the caller may see this action: a personal link names sub-areas, and what is about a whole area is about each
/// of its sub-areas.
fn concerns(caller: &Caller, head: &Head, framework: &Framework, action: &Action) -> bool {
    let all = access::roles(caller, &Scope::Evaluation(head)).into_iter().any(|role| {
        let reads = may_in(role, Resource::Actions, Act::Read, head.state, head.kind);
        reads && role != Role::Contributor
    });
    let Some(link) = caller.link.as_ref().filter(|_| !all) else { return all };
    let named = Opens::of(link).sub_areas;
    match &action.sub_area {
        Some(own) => named.contains(own),
        None => framework
            .area(action.area)
            .is_some_and(|area| area.sub_areas.iter().any(|sub| named.contains(&sub.code))),
    }
}

async fn may(installation: &Installation, caller: &Caller, id: Uuid, action: Act) -> Result<Head> {
    head_for(installation, caller, id, Resource::Actions, action).await
}

fn refuse(problems: Vec<Problem>) -> Result<()> {
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}
