//! Keeping of records: what there is of an evaluation and its record number, and how an organisation numbers and keeps.

use crate::error::{self, Answer};
use crate::form::{Field, Form};
use crate::organisation::under;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::disposal;
use kompass_app::organisation::{self, Organisation};
use kompass_app::record::{self, After, Keep, Nature, Planned, Record, Records, bundled, reason};
use kompass_core::access::{Action, Resource};
use kompass_core::{Error, Problem, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "record/list.html")]
struct List {
    page: Page,
    number: String,
    /// That others have the same; empty if none has.
    also: String,
    /// The form that writes it, for those who may.
    form: Option<Form>,
    /// The button that takes the next one of the series, with what the series looks like.
    take: Option<(String, String)>,
    rows: Vec<Row>,
    links: Vec<Link>,
}

struct Row {
    what: String,
    count: String,
    nature: String,
    tone: &'static str,
    ground: &'static str,
    keep: String,
    due: String,
}

#[derive(Template)]
#[template(path = "record/plan.html")]
struct Plan {
    page: Page,
    form: Form,
    rows: Vec<Rule>,
    due: String,
    dispose: Option<String>,
    protocols: Vec<Link>,
}

struct Rule {
    what: String,
    keep: String,
    own: bool,
    why: String,
    change: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Number {
    #[serde(default)]
    record: String,
    #[serde(default)]
    read: String,
}

#[derive(Deserialize)]
pub(crate) struct Series {
    #[serde(default)]
    pattern: String,
    version: i64,
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    rule: String,
    #[serde(default)]
    years: String,
    version: i64,
}

/// `GET /evaluations/{evaluation}/records`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let there = record::of_evaluation(&shell.app.installation, shell.caller(), id).await?;
    let typed = there.number.clone();
    list_with(&shell, &there, &typed, &[])
}

/// `POST /evaluations/{evaluation}/records`.
pub(crate) async fn set_number(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(sent): Sent<Number>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match record::set_number(installation, caller, id, &sent.read, &sent.record).await {
        Ok(()) => page::done(&format!("/evaluations/{id}/records"), "record-number"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = record::of_evaluation(installation, caller, id).await?;
            list_with(&shell, &there, &sent.record, &problems)
        }
    }
}

/// `POST /evaluations/{evaluation}/records/next`.
pub(crate) async fn take_number(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match record::take_number(installation, caller, id).await {
        Ok(_) => page::done(&format!("/evaluations/{id}/records"), "record-number"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = record::of_evaluation(installation, caller, id).await?;
            list_with(&shell, &there, &there.number, &problems)
        }
    }
}

/// `GET /organisations/{organisation}/records`.
pub(crate) async fn plan(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let there = organisation::get(installation, caller, id).await?;
    let series = record::series(installation, caller, id).await?;
    plan_with(&shell, &there, &series.pattern, series.version, &[]).await
}

/// `POST /organisations/{organisation}/records`.
pub(crate) async fn set_series(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(sent): Sent<Series>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match record::set_series(installation, caller, id, sent.version, &sent.pattern).await {
        Ok(_) => page::done(&format!("/organisations/{id}/records"), "saved"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = organisation::get(installation, caller, id).await?;
            plan_with(&shell, &there, &sent.pattern, sent.version, &problems).await
        }
    }
}

/// `GET /organisations/{organisation}/retention/{record}`.
pub(crate) async fn edit(shell: Shell, Path((id, record)): Path<(Uuid, String)>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let there = organisation::get(installation, caller, id).await?;
    let record = known(&record)?;
    let planned = record::plan(installation, caller, id).await?[&record];
    let (rule, years) = match planned {
        Planned { own: false, .. } => ("bundled", String::new()),
        Planned { keep: Keep::Preserve, .. } => ("preserve", String::new()),
        Planned { keep: Keep::Dispose { years, after: After::Delivered }, .. } => {
            ("delivered", years.to_string())
        }
        Planned { keep: Keep::Dispose { years, .. }, .. } => ("closed", years.to_string()),
    };
    let typed = Typed { rule: rule.to_owned(), years, version: planned.version };
    edit_with(&shell, &there, record, &typed, &[])
}

/// `POST /organisations/{organisation}/retention/{record}`.
pub(crate) async fn save(
    shell: Shell,
    Path((id, record)): Path<(Uuid, String)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let record = known(&record)?;
    let years = || typed.years.trim().parse().map_err(|_| reason::KEEP.invalid("years"));
    let keep = match typed.rule.as_str() {
        "bundled" => Ok(None),
        "preserve" => Ok(Some(Keep::Preserve)),
        "delivered" => years().map(|years| Some(Keep::Dispose { years, after: After::Delivered })),
        _ => years().map(|years| Some(Keep::Dispose { years, after: After::Closed })),
    };
    let saved = match keep {
        Ok(keep) => record::set_keep(installation, caller, (id, record), typed.version, keep).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(_) => page::done(&format!("/organisations/{id}/records"), "saved"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = organisation::get(installation, caller, id).await?;
            edit_with(&shell, &there, record, &typed, &problems)
        }
    }
}

/// The record of an address.
fn known(record: &str) -> kompass_core::Result<Record> {
    let known = Record::ALL.into_iter().find(|it| it.to_string() == record);
    known.ok_or_else(|| Error::not_found(error::NO_PAGE, record, "choose one of the list"))
}

fn list_with(shell: &Shell, there: &Records, typed: &str, problems: &[Problem]) -> Answer {
    let (t, id) = (shell.texts(), there.head.id);
    let page = shell.evaluation_page(&there.head, t.records())?;
    let here = format!("/evaluations/{id}/records");
    let form = there.writes.then(|| {
        let number = Field::text("record", t.records_number_change()).most(100).optional();
        Form::new(&page, here.clone(), t.records_number_save())
            .field(number.help(t.records_number_help()).value(typed))
            .field(Field::hidden("read", there.number.clone()))
            .wrong(problems, t)
    });
    let pattern = there.pattern.as_ref().filter(|_| there.writes && there.number.is_empty());
    let row = |it: &record::Kept| Row {
        what: t.record(it.record),
        count: it.count.map_or_else(
            || t.records_hidden(),
            |count| format::whole(shell.lang(), i64::try_from(count).unwrap_or(i64::MAX)),
        ),
        nature: t.nature(it.nature),
        tone: if it.nature == Nature::Established { "info" } else { "" },
        ground: it.ground,
        keep: t.keep(it.keep),
        due: it.due.map(|day| t.records_due(format::date(day))).unwrap_or_default(),
    };
    let organisation = there.head.organisation;
    let scope = Scope::Organisation(organisation);
    let mut links = vec![Link::to(t.secrecy_to(), format!("/evaluations/{id}/secrecy"))];
    if there.writes {
        links.push(Link::to(t.archive_link(), format!("/evaluations/{id}/archive")));
    }
    if shell.may(Resource::OrganisationLog, Action::Read, &scope) {
        let to = format!("/organisations/{organisation}/log?evaluation={id}");
        links.push(Link::to(t.records_to_log(), to));
    }
    if shell.may(Resource::Retention, Action::Read, &scope) {
        let to = format!("/organisations/{organisation}/records");
        links.push(Link::to(t.records_to_plan(), to));
    }
    let also = i64::try_from(there.also).unwrap_or(i64::MAX);
    let list = List {
        number: there.number.clone(),
        also: if also == 0 { String::new() } else { t.records_number_also(also) },
        take: pattern
            .map(|it| (format!("{here}/next"), t.records_number_pattern(it.text().to_owned()))),
        rows: there.rows.iter().map(row).collect(),
        links,
        form,
        page,
    };
    Ok(page::html_or_wrong(&list, !problems.is_empty()))
}

async fn plan_with(
    shell: &Shell,
    there: &Organisation,
    pattern: &str,
    version: i64,
    problems: &[Problem],
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let id = there.id;
    let page = shell.page(t.retention())?.under(under(shell, there));
    let here = format!("/organisations/{id}");
    let form = Form::new(&page, format!("{here}/records"), t.retention_series_save())
        .field(
            Field::text("pattern", t.retention_series())
                .most(100)
                .optional()
                .help(t.retention_series_help("{number}", "{year}"))
                .value(pattern),
        )
        .field(Field::hidden("version", version.to_string()))
        .wrong(problems, t);
    let planned = record::plan(installation, caller, id).await?;
    let rule = |record: Record| {
        let Planned { keep, own, .. } = planned[&record];
        Rule {
            what: t.record(record),
            keep: t.keep(keep),
            own,
            why: bundled(record).why.get(shell.lang()).to_owned(),
            change: record.is_disposable().then(|| format!("{here}/retention/{record}")),
        }
    };
    let due = disposal::due(installation, caller, id).await?.len();
    let protocols = disposal::list(installation, caller, id).await?;
    let protocol = |it: &disposal::Disposal| {
        let name = format!("{} {}", it.decision, it.section);
        let label = format!("{} ({})", name.trim(), format::date(it.decided_on));
        Link::to(label, format!("{here}/disposals/{}", it.id))
    };
    let plan = Plan {
        rows: Record::ALL.map(rule).into(),
        due: if due == 0 { t.disposal_none() } else { t.disposal_count(due as u64) },
        dispose: (due > 0).then(|| format!("{here}/disposals/new")),
        protocols: protocols.iter().map(protocol).collect(),
        form,
        page,
    };
    Ok(page::html_or_wrong(&plan, !problems.is_empty()))
}

fn edit_with(
    shell: &Shell,
    there: &Organisation,
    record: Record,
    typed: &Typed,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let here = format!("/organisations/{}", there.id);
    let crumbs = under(shell, there).into_iter();
    let crumbs = crumbs.chain([Link::to(t.retention(), format!("{here}/records"))]);
    let page = shell.page(t.retention_edit(t.record(record)))?.under(crumbs);
    let proposal = bundled(record);
    let why = proposal.why.get(shell.lang()).to_owned();
    let mut rules = vec![
        ("bundled".to_owned(), t.retention_as_bundled(t.keep(proposal.keep)), why),
        ("preserve".to_owned(), t.retention_preserve(), t.retention_preserve_help()),
    ];
    if record.is_disposable() {
        rules.push(("delivered".to_owned(), t.retention_delivered(), t.retention_delivered_help()));
        rules.push(("closed".to_owned(), t.retention_closed(), t.retention_closed_help()));
    }
    let form = Form::new(&page, format!("{here}/retention/{record}"), t.retention_save())
        .field(Field::radios("rule", t.retention_rule(), rules).value(&typed.rule))
        .field(
            Field::number("years", t.retention_years())
                .optional()
                .help(t.retention_years_help())
                .value(&typed.years),
        )
        .field(Field::hidden("version", typed.version.to_string()))
        .cancel(format!("{here}/records"))
        .wrong(problems, t);
    Ok(shell.form_page(page, t.retention_plan_note(), form))
}
