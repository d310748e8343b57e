//! Disposal of records (gallring): what is due, the decision, the work it asks for, and the protocol of what became of it.

use crate::access::{self, Caller, Scope};
use crate::installation::Installation;
use crate::organisation;
use crate::record::{self, plan_of, reached, reason};
use jiff::civil::Date;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::State;
use kompass_core::i18n::Texts;
use kompass_core::record::{Keep, Record};
use kompass_core::table::{Cell, Column, Table};
use kompass_core::{Error, Result, format, local};
use kompass_store::disposal as store;
pub use kompass_store::disposal::{Disposal, Due, Item, Standing, Why};
use kompass_store::record as records;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Most characters of what a decision is called, and of its section.
const LONGEST: usize = 200;

/// A type of record of an evaluation that is due, with how much there is of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// What.
    pub due: Due,
    /// How many records.
    pub count: u64,
}

/// A decision as somebody wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// What it is called where it stands.
    pub decision: &'a str,
    /// When it was taken.
    pub day: &'a str,
    /// Its section; may be empty.
    pub section: &'a str,
    /// What is to be disposed of.
    pub chosen: &'a [(Uuid, Record)],
}

/// What is due in an organisation and was not decided on yet, by evaluation.
///
/// # Errors
/// The caller does not run it.
pub async fn due(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
) -> Result<Vec<Proposed>> {
    record::of_organisation(installation, caller, organisation, Action::Read).await?;
    due_in(installation, organisation).await
}

async fn due_in(installation: &Installation, organisation: Uuid) -> Result<Vec<Proposed>> {
    let (db, today) = (&installation.db, installation.today());
    let plan = plan_of(installation, organisation).await?;
    let waiting: BTreeSet<(Uuid, Record)> =
        store::waiting(db, organisation).await?.into_iter().collect();
    let mut proposed = Vec::new();
    for old in records::old(db, organisation).await? {
        let reached = reached(old.delivered, old.closed);
        let due = |record: &Record| {
            let keep = plan[record].keep;
            let day = keep.due(reached).filter(|day| *day <= today)?;
            let Keep::Dispose { years, after } = keep else { return None };
            Some(Due {
                evaluation: old.id,
                label: old.label.clone(),
                record_number: old.record_number.clone(),
                record: *record,
                years,
                after,
                due_on: day,
            })
        };
        let due: Vec<Due> = Record::ALL
            .iter()
            .filter_map(due)
            .filter(|due| !waiting.contains(&(due.evaluation, due.record)))
            .collect();
        if due.is_empty() {
            continue;
        }
        let counts = records::counts(db, old.id).await?;
        let counted = due.into_iter().map(|due| {
            let count = counts.get(&due.record).copied().unwrap_or_default();
            Proposed { due, count }
        });
        proposed.extend(counted.filter(|it| it.count > 0));
    }
    Ok(proposed)
}

/// Enters a decision to dispose of what is due; whoever works on jobs does it. Returns its id.
///
/// # Errors
/// The caller does not run the organisation, or has to prove anew who they are; [`reason::DECISION`], [`reason::DAY`],
/// [`reason::LONG`], [`reason::NOTHING`], also if something chosen is not due any more.
pub async fn decide(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    typed: &Typed<'_>,
) -> Result<Uuid> {
    let scope = Scope::Organisation(organisation);
    let (retention, write) = (Resource::Retention, Action::Write);
    access::authorise_anew(installation, caller, retention, write, &scope).await?;
    let (decision, section) = (typed.decision.trim(), typed.section.trim());
    let mut problems = Vec::new();
    if decision.is_empty() {
        problems.push(reason::DECISION.problem("decision"));
    }
    for (name, text) in [("decision", decision), ("section", section)] {
        if text.chars().count() > LONGEST {
            problems.push(reason::LONG.problem(name));
        }
    }
    let day: Option<Date> = typed.day.trim().parse().ok();
    let day = day.filter(|day| *day <= installation.today());
    if day.is_none() {
        problems.push(reason::DAY.problem("day"));
    }
    let chosen: BTreeSet<(Uuid, Record)> = typed.chosen.iter().copied().collect();
    let mut items: Vec<Due> =
        due_in(installation, organisation).await?.into_iter().map(|it| it.due).collect();
    items.retain(|due| chosen.contains(&(due.evaluation, due.record)));
    if items.is_empty() || items.len() < chosen.len() {
        problems.push(reason::NOTHING.problem("chosen"));
    }
    let (true, Some(decided_on)) = (problems.is_empty(), day) else {
        return Err(Error::Invalid(problems));
    };
    let entered = store::Decision {
        organisation,
        decision,
        decided_on,
        section,
        name: &caller.name,
        items: &items,
    };
    let id = store::decide(&installation.db, &installation.stamp_for(caller)?, &entered).await?;
    tracing::warn!(target: "security", event = "disposal_decided", %organisation, disposal = %id, by = ?caller.who);
    Ok(id)
}

/// The decisions of an organisation, the last first.
///
/// # Errors
/// The caller does not run it.
pub async fn list(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
) -> Result<Vec<Disposal>> {
    record::of_organisation(installation, caller, organisation, Action::Read).await?;
    store::list(&installation.db, organisation).await
}

/// A decision of an organisation and what became of it: the protocol.
///
/// # Errors
/// The caller does not run the organisation; it has no such decision.
pub async fn get(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    id: Uuid,
) -> Result<(Disposal, Vec<Item>)> {
    record::of_organisation(installation, caller, organisation, Action::Read).await?;
    let (disposal, items) = store::get(&installation.db, id).await?;
    if disposal.organisation != organisation {
        return Err(crate::reason::not_there("disposal", id));
    }
    Ok((disposal, items))
}

/// The protocol as a table.
///
/// # Errors
/// As [`get`].
pub async fn table(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    id: Uuid,
    t: &Texts,
) -> Result<Table> {
    let (disposal, items) = get(installation, caller, organisation, id).await?;
    let name = organisation::get(installation, caller, organisation).await?.name;
    let row = |item: &Item| {
        let Item { due, standing, why, records, entries, done_at, .. } = item;
        vec![
            Cell::text(&due.label),
            Cell::text(&due.record_number),
            Cell::text(t.record(due.record)),
            Cell::text(t.keep(Keep::Dispose { years: due.years, after: due.after })),
            Cell::text(format::date(due.due_on)),
            Cell::text(standing_words(t, *standing, *why)),
            Cell::Whole(i64::try_from(*records).unwrap_or(i64::MAX)),
            Cell::Whole(i64::try_from(*entries).unwrap_or(i64::MAX)),
            done_at.map_or(Cell::Empty, |at| Cell::text(format::date(local::day(at)))),
        ]
    };
    Ok(Table {
        title: t.disposal_protocol(disposal.decision.as_str()),
        notes: vec![t.disposal_decided(
            &*access::shown(t, &disposal.by),
            format::date(disposal.decided_on),
            format!("{} {}", disposal.decision, disposal.section).trim(),
            name,
        )],
        columns: vec![
            Column::new(t.disposal_evaluation(), 30),
            Column::new(t.disposal_number(), 18),
            Column::new(t.records_type(), 34),
            Column::new(t.records_keep(), 34),
            Column::new(t.disposal_due(), 12),
            Column::new(t.disposal_standing(), 30),
            Column::new(t.disposal_records(), 12),
            Column::new(t.disposal_entries(), 12),
            Column::new(t.disposal_done_at(), 12),
        ],
        rows: items.iter().map(row).collect(),
    })
}

/// What became of something, in words.
pub fn standing_words(t: &Texts, standing: Standing, why: Option<Why>) -> String {
    match (standing, why) {
        (Standing::Waiting | Standing::Emptied, _) => t.disposal_waiting(),
        (Standing::Done, _) => t.disposal_done(),
        (Standing::Kept, Some(Why::Plan)) => t.disposal_kept_plan(),
        (Standing::Kept, Some(Why::Gone)) => t.disposal_kept_gone(),
        (Standing::Kept, _) => t.disposal_kept_correction(),
    }
}

/// Does what was decided about a type of record of an evaluation. However often it is asked, it is done once; what was
/// left in the middle is taken up where it stands.
pub(crate) async fn run(
    installation: &Installation,
    id: Uuid,
    evaluation: Uuid,
    record: Record,
) -> Result<()> {
    let db = &installation.db;
    let what = (id, evaluation, record);
    let mut item = store::item(db, id, evaluation, record).await?;
    if item.standing == Standing::Waiting {
        if let Some(why) = keeps(installation, id, &item).await? {
            return store::end(db, what, Some(why), installation.now()).await;
        }
        let stamp =
            installation.stamp_by(format!("disposal:{id}"), format!("{evaluation}/{record}"))?;
        match store::empty(db, &stamp, id, evaluation, record).await {
            Ok(store::Emptied::Yes) => {}
            Ok(store::Emptied::WentBack) => {
                return store::end(db, what, Some(Why::Correction), installation.now()).await;
            }
            Err(error) => return Err(error),
        }
        item = store::item(db, id, evaluation, record).await?;
    }
    if item.standing == Standing::Emptied {
        for digest in &item.files {
            installation.blobs.remove(db, digest).await?;
        }
        store::end(db, what, None, installation.now()).await?;
    }
    Ok(())
}

/// Why something is kept after all: the evaluation went back since the decision, or the plan was changed.
async fn keeps(installation: &Installation, id: Uuid, item: &Item) -> Result<Option<Why>> {
    let (disposal, _) = store::get(&installation.db, id).await?;
    let head = match kompass_store::evaluation::head(&installation.db, item.due.evaluation).await {
        Ok(head) => head,
        Err(Error::NotFound { .. }) => return Ok(Some(Why::Gone)),
        Err(error) => return Err(error),
    };
    if head.state < State::Delivered {
        return Ok(Some(Why::Correction));
    }
    let plan = plan_of(installation, disposal.organisation).await?;
    let Due { years, after, record, .. } = item.due;
    let same = plan[&record].keep == Keep::Dispose { years, after };
    Ok((!same).then_some(Why::Plan))
}
